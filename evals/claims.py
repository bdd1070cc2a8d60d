"""Public data on claims and their sources in, the table of what linkaudit makes of it out. Run by `make eval-claims`.

The data stay outside of the project: `LINKAUDIT_EVAL_DATA` names a folder with `wice/claim_dev.jsonl` (WiCE, ODC-BY: claims of Wikipedia,
each with the sentences of the page it cites and the label that people gave). The rules were written with this development set in view;
what they are worth on claims nobody looked at, another set of the same kind must show. `--half even|odd` shows how far chance moves them.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import statistics
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from linkaudit.claims.facts import facts
from linkaudit.evidence import labels as rules
from linkaudit.evidence.labels import look
from linkaudit.evidence.language import language_of
from linkaudit.evidence.search import Index
from linkaudit.model import PageText

Row = dict[str, Any]
MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]


def main() -> int:
    """Print every table that the data at hand allow."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--half", choices=("all", "even", "odd"), default="all")
    parser.add_argument("--halvings", type=int, default=0, help="fit the thresholds on one random half, count on the other, so many times")
    options = parser.parse_args()
    half = options.half
    folder = os.environ.get("LINKAUDIT_EVAL_DATA")
    if not folder:
        print("LINKAUDIT_EVAL_DATA names no folder: nothing to measure on (see evals/claims.py)")
        return 2
    for path in sorted(Path(folder).glob("wice/claim_*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        rows = [row for number, row in enumerate(rows) if half == "all" or number % 2 == (half == "odd")]
        print(f"\n{path.name}, {half} rows")
        labels(rows)
        mutations(rows)
        if options.halvings:
            halvings(rows, options.halvings)
    return 0


def page_of(sentences: Iterable[str]) -> PageText:
    """The sentences of a page as a page."""
    body = tuple(sentence.strip() for sentence in sentences if sentence.strip())
    return PageText((), body, language=language_of(" ".join(body)))


def labels(rows: list[Row]) -> None:
    """For each label: how many claims got it, and what people had said of them."""
    table: dict[str, Counter[str]] = {}
    for row in rows:
        found = look(row["claim"], page_of(row["evidence"]))
        table.setdefault(found.label, Counter())[row["label"]] += 1
    print(f"{'label':20}{'n':>6}{'share':>8}{'supported':>11}{'partial':>9}{'not':>7}")
    for label, counts in sorted(table.items()):
        n = sum(counts.values())
        shares = [counts[gold] / n for gold in ("supported", "partially_supported", "not_supported")]
        print(f"{label:20}{n:6}{n / len(rows):8.3f}{shares[0]:11.3f}{shares[1]:9.3f}{shares[2]:7.3f}")


def halvings(rows: list[Row], times: int) -> None:
    """How two labels fare when the threshold that each rests on is the best of one random half of the claims and counted on the other."""
    pages = [Index(page_of(row["evidence"])) for row in rows]
    for label, threshold, steps, right in (
        ("evidence_located", "LOCATED", (0.56, 0.58, 0.6, 0.62, 0.64, 0.66, 0.68, 0.7, 0.75), {"supported"}),
        ("value_not_on_page", "PASSAGE", (0.1, 0.15, 0.2, 0.25, 0.3, 0.35), {"partially_supported", "not_supported"}),
    ):
        given: dict[float, list[int]] = {}
        usual = getattr(rules, threshold)
        for step in steps:
            setattr(rules, threshold, step)
            given[step] = [number for number, row in enumerate(rows) if look(row["claim"], pages[number]).label == label]
        setattr(rules, threshold, usual)
        shares, worth, worst = [], [], 0
        for seed in range(times):
            half = set(random.Random(seed).sample(range(len(rows)), len(rows) // 2))

            best, value = usual, (0.0, 0)
            for step, chosen in given.items():
                golds = [rows[number]["label"] in right for number in chosen if number in half]
                if len(golds) >= 0.1 * len(half) and (sum(golds) / len(golds), len(golds)) > value:
                    best, value = step, (sum(golds) / len(golds), len(golds))
            rest = [rows[number]["label"] for number in given[best] if number not in half]
            shares.append(len(rest) / (len(rows) - len(half)))
            worth.append(sum(gold in right for gold in rest) / max(1, len(rest)))
            worst = max(worst, sum(gold == "not_supported" for gold in rest) if label == "evidence_located" else 0)
        print(
            f"{label}, {times} halvings: right {statistics.mean(worth):.3f} ({min(worth):.3f} to {max(worth):.3f}, "
            f"sd {statistics.pstdev(worth):.3f}), share {statistics.mean(shares):.3f} ({min(shares):.3f} to {max(shares):.3f})"
            + (f", most not supported {worst}" if label == "evidence_located" else "")
        )


def mutations(rows: list[Row]) -> None:
    """One date or number changed in a supported claim, looked for in the sentences that support it: how many changes are seen, and how
    often an unchanged claim is called different."""
    rng = random.Random(11)
    for name, mutate in (("dates", mutated_dates), ("numbers", mutated_numbers)):
        seen = total = alarms = claims = 0
        for row in rows:
            gold = [each for each in row["supporting_sentences"] if each]
            if row["label"] != "supported" or not gold:
                continue
            page = page_of(row["evidence"][number] for number in sorted({number for each in gold for number in each}))
            changed = list(mutate(row["claim"], rng))
            if not changed:
                continue
            claims += 1
            alarms += bool(missed(row["claim"], page, name))
            for other in changed:
                total += 1
                seen += bool(missed(other, page, name))
        print(f"{name}: changes seen {seen / max(1, total):.3f} ({seen}/{total}), false alarms {alarms / max(1, claims):.3f} of {claims}")


def missed(claim: str, page: PageText, kind: str) -> set[str]:
    """The dates (or numbers) of the claim that a label calls absent or different."""
    found = look(claim, page)
    if found.label not in ("value_differs", "value_not_on_page"):
        return set()
    named = {*found.missing, *(wanted for wanted, _ in found.differs)}
    own = facts(claim)
    return named & {fact.raw for fact in (own.dates if kind == "dates" else own.quantities)}


def mutated_dates(claim: str, rng: random.Random) -> Iterator[str]:
    """The claim with one date changed: its year, its month or its day."""
    for match in re.finditer(r"\b(1[5-9]|20)\d\d\b", claim):
        year = int(match.group()) + rng.choice((-3, -2, -1, 1, 2, 3))
        yield claim[: match.start()] + str(year) + claim[match.end() :]
    for match in re.finditer(rf"\b({'|'.join(MONTHS)})\b(?= \d)", claim):
        month = rng.choice([name for name in MONTHS if name != match.group()])
        yield claim[: match.start()] + month + claim[match.end() :]
    for match in re.finditer(rf"\b\d{{1,2}}(?= (?:{'|'.join(MONTHS)})\b)", claim):
        yield claim[: match.start()] + str(int(match.group()) % 28 + 1) + claim[match.end() :]
    for match in re.finditer(rf"\b(?:{'|'.join(MONTHS)}) (\d{{1,2}})\b", claim):
        yield claim[: match.start(1)] + str(int(match[1]) % 28 + 1) + claim[match.end(1) :]


def mutated_numbers(claim: str, rng: random.Random) -> Iterator[str]:
    """The claim with one number in figures changed by a little or by a factor."""
    for quantity in facts(claim).quantities:
        if quantity.unit == "nth" or not (match := re.search(r"\d[\d,]*(?:\.\d+)?", quantity.raw)):
            continue
        digits = match.group()
        value = float(digits.replace(",", ""))
        changed = value * rng.choice((2, 3, 10)) if rng.random() < 0.5 else value + rng.choice((1, 2, 7))
        text = f"{changed:,.0f}" if "," in digits else f"{changed:g}"
        start = quantity.start + match.start()
        yield claim[:start] + text + claim[start + len(digits) :]


if __name__ == "__main__":
    sys.exit(main())
