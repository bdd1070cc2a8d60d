"""Public data on claims and the pages they cite in, what reading the pages adds to the ties of blocks out. Run by `make eval-claims`.

The data stay outside of the project: `LINKAUDIT_EVAL_DATA` names a folder with `wice/claim_*.jsonl` (WiCE, ODC-BY: claims of Wikipedia with
the sentences of the page that each cites) and `expertqa/*.jsonl` (ExpertQA, MIT: answers with call-outs and the passages found for them).
Their sources are laid out as blocks of URLs that say nothing; `before` is what `linkaudit links` makes of that, `after` what an audit does.
"""

from __future__ import annotations

import json
import os
import random
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from evals.claims import Row, page_of
from evals.claims_ties import ENTRY, LEAST, Score, answers, best, document, holding, laid_out, last_letter
from linkaudit import reading
from linkaudit.citations import retied
from linkaudit.citations.blocks import PASSAGE
from linkaudit.claims.sentences import split
from linkaudit.evidence import examine
from linkaudit.model import Citation, Found, PageText

SHORT = 100  # letters of a passage below which it is no page


@dataclass(frozen=True, slots=True)
class Case:
    """A document, by the place of each of its URLs the places of letters of the sentences that it was cited for, and its pages by URL."""

    text: str
    gold: dict[int, set[int]]
    pages: dict[str, PageText]


def main() -> int:
    """Print the table that the data at hand allow."""
    folder = os.environ.get("LINKAUDIT_EVAL_DATA")
    if not folder:
        print("LINKAUDIT_EVAL_DATA names no folder: nothing public to measure on (see evals/claims_pages.py)")
        return 0
    print("\nblocks of opaque URLs, before and after their pages have been read")
    for path in sorted(Path(folder).glob("wice/claim_*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for name, shuffled, around in (("in order", False, 0), ("shuffled", True, 0), ("shuffled, a neighbour each", True, 1)):
            measured(f"{path.name}, {name}", passages(rows, shuffled, around))
    for path in sorted(Path(folder).glob("expertqa/*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for layout in ("one URL per call-out", "distinct URLs", "one list at the end"):
            measured(f"{path.name}, {layout}", replies(rows, layout))
    return 0


def measured(name: str, cases: Iterable[Case]) -> None:
    """Print one line for each state of knowledge."""
    before, after = Score(), Score()
    for case in cases:
        found = reading.find((document("case.txt", case.text),))
        rows = examine(found.citations, found.claims, case.pages, least=0.0)
        count(before, case, found, found.citations)
        count(after, case, found, retied(found, rows).citations)
    print(f"  {name:42} before {before.line()}\n  {'':42} after  {after.line()}")


def count(score: Score, case: Case, found: Found, citations: tuple[Citation, ...]) -> None:
    """Add one document's ties to a score."""
    order = {claim.id: at for at, claim in enumerate(found.claims)}
    by_place = {citation.link.start: citation for citation in citations}
    for place, letters in case.gold.items():
        wanted = {claim for letter in letters for claim in holding(found.claims, letter)} or {"a sentence that was lost"}
        citation = by_place.get(place)
        ties = citation.ties if citation else ()
        score.add(wanted, {tie.claim for tie in ties if tie.method != PASSAGE and tie.confidence >= LEAST})
        if citation and ties:
            claim, confidence = best(citation)
            score.add_best(confidence, claim in wanted, any(abs(order[claim] - order.get(other, -9)) <= 1 for other in wanted))


def passages(rows: list[Row], shuffled: bool, around: int) -> Iterator[Case]:
    """Four to eight claims in a row, each behind `around` sentences of its own article, and the block of their sources."""
    rng = random.Random(7)
    rows = rng.sample(rows, len(rows))
    while len(rows) > 1:
        group, rows = rows[: (size := rng.randint(4, 8))], rows[size:]
        text, letters = "", []
        for row in group:
            context = " ".join(row["meta"]["claim_context"].split())
            sentences = [context[start:end].strip() for start, end in split(context, (), "en")]
            text += "".join(sentence + " " for sentence in sentences[len(sentences) - around :]) + " ".join(row["claim"].split()) + " "
            letters.append(last_letter(text) or 0)
        text = text.rstrip() + "\n\n"
        gold, pages = {}, {}
        for at in rng.sample(range(len(group)), len(group)) if shuffled else range(len(group)):
            url = opaque(rng)
            gold[len(text)] = {letters[at]}
            pages[url] = page_of(group[at]["evidence"])
            text += url + "\n"
        yield Case(text, gold, pages)


def replies(rows: list[dict[str, Any]], layout: str) -> Iterator[Case]:
    """The answers in one of the layouts of `claims_ties`, with the passages that were found for their URLs as pages."""
    rng = random.Random(7)
    for row in rows:
        for (text, urls), answer in zip(answers([row]), row["answers"].values(), strict=True):
            told: dict[str, dict[str, None]] = {}
            for entry in (entry for claim in answer["claims"] for entry in claim["evidence"] or ()):
                if match := ENTRY.match(entry):
                    told.setdefault(match[2], {})[entry[match.end() :].strip()] = None
            names = {url: opaque(rng) for url in dict.fromkeys(urls.values())}
            laid, gold = laid_out(text, {number: names[url] for number, url in urls.items()}, layout)
            pages = {names[url]: page_of(passages) for url, passages in told.items() if url in names and sum(map(len, passages)) > SHORT}
            if gold:
                yield Case(laid, gold, pages)


def opaque(rng: random.Random) -> str:
    """A URL that says nothing."""
    return f"https://pages.example/{rng.choice('abcdefgh')}{rng.randrange(10**6)}"


if __name__ == "__main__":
    sys.exit(main())
