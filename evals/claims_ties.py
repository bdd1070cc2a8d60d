"""Public data on who cites what in, the table of how well linkaudit ties sources to sentences out. Run by `make eval-claims`.

The data stay outside of the project: `LINKAUDIT_EVAL_DATA` names a folder with `expertqa/*.jsonl` (ExpertQA, MIT: answers with numbered
call-outs), `elife_jats/*.xml` (eLife, CC BY: author-year call-outs with their targets) and, if wanted, `samples/` with block documents
and a `gold_ties.json`. Without it only the generated blocks and the layout corpus of the tests are measured. Everything runs through
`read`, `claims` and `cite`, as `linkaudit links` does.
"""

from __future__ import annotations

import json
import os
import re
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from linkaudit.citations import cite
from linkaudit.citations.blocks import PASSAGE
from linkaudit.claims import claims
from linkaudit.documents import read
from linkaudit.model import Citation, Claim, Document
from tests.citations.generated import case
from tests.citations.layouts import GOLD, LAYOUTS, STORY

MARK = re.compile(r"\[\^?(\d{1,2})\^?\]")
ENTRY = re.compile(r"\[(\d{1,2})\]\s*(https?://\S+)")
LEAST = 0.3  # the confidence from which a tie names a sentence


@dataclass
class Score:
    """Ties found, missed and made up; the best tie of each source by tenth of its confidence."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    sources: int = 0
    near: int = 0
    bins: list[list[float]] = field(default_factory=lambda: [[0, 0, 0.0] for _ in range(10)])

    def add(self, gold: set[str], found: set[str]) -> None:
        """Count one source's sentences."""
        self.right += len(gold & found)
        self.wrong += len(found - gold)
        self.missed += len(gold - found)

    def add_best(self, confidence: float, right: bool, near: bool) -> None:
        """Count one source's best tie."""
        self.sources += 1
        self.near += near
        row = self.bins[min(9, int(confidence * 10))]
        row[0] += 1
        row[1] += right
        row[2] += confidence

    def line(self) -> str:
        """Precision, recall, F1; how many best ties are right, and within one sentence; the expected calibration error."""
        precision = self.right / max(1, self.right + self.wrong)
        recall = self.right / max(1, self.right + self.missed)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        text = f"P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}"
        if self.sources:
            error = sum(abs(row[1] - row[2]) for row in self.bins) / self.sources
            right = sum(row[1] for row in self.bins) / self.sources
            text += f"  best right {right:.3f}  within one {self.near / self.sources:.3f}"
            text += f"  calibration error {error:.3f}  ({self.sources} sources)"
        return text


def main() -> int:
    """Print every table that the data at hand allow."""
    print("generated blocks, layouts")
    generated(200)
    layouts()
    folder = os.environ.get("LINKAUDIT_EVAL_DATA")
    if not folder:
        print("LINKAUDIT_EVAL_DATA names no folder: nothing public to measure on (see evals/claims_ties.py)")
        return 0
    for path in sorted(Path(folder).glob("expertqa/*.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for half in (0, 1):
            print(f"\n{path.name}, {('even', 'odd')[half]} rows: call-outs taken away, sources as")
            for layout in ("one URL per call-out", "distinct URLs", "one list at the end"):
                print(f"  {layout:22}{blocks(rows[half::2], layout).line()}")
        for suffix in (".txt", ".md"):
            print(f"  call-outs kept, {suffix:6}{numbered(rows, suffix)}")
    papers = sorted(Path(folder).glob("elife_jats/*.xml"))
    if papers:
        print(f"\n{len(papers)} eLife papers, author and year: {author_year(papers).line()}")
    for path in sorted(Path(folder).glob("samples/gold_ties.json")):
        samples(path)
    return 0


def generated(number: int) -> None:
    """The share of generated block documents with every source at an acceptable sentence."""
    right = sources = whole = 0
    for at in range(number):
        made = case(at)
        marks = [
            int(best(citation)[0].rpartition("#c")[2]) in good
            for citation, good in zip(cite(document(made.name, made.text)), made.acceptable, strict=True)
        ]
        right, sources, whole = right + sum(marks), sources + len(marks), whole + all(marks)
    print(f"  {right} of {sources} sources at an acceptable sentence, {whole} of {number} documents without a fault")


def layouts() -> None:
    """The share of call-outs of the layout corpus that are tied exactly."""
    score = Score()
    sentences = [sentence for paragraph in STORY for sentence, _ in paragraph]
    for suffix, make in LAYOUTS.values():
        made = read(f"story{suffix}", make())
        if isinstance(made, Document):
            found = claims(made)
            order = {claim.id: at for at, claim in enumerate(found)}
            ties = [(tie, citation) for citation in cite(made, found) for tie in citation.ties if tie.method != PASSAGE]
            score.add({f"{s} {u}" for s, u in GOLD}, {f"{sentences[order[tie.claim]]} {citation.link.target}" for tie, citation in ties})
    print(f"  {len(LAYOUTS)} layouts: {score.line()}")


def document(name: str, text: str) -> Document:
    """The text, read."""
    made = read(name, text.encode())
    assert isinstance(made, Document), made
    return made


def best(citation: Citation) -> tuple[str, float]:
    """The claim of the likeliest tie, and how likely it is."""
    tie = max(citation.ties, key=lambda tie: tie.confidence)
    return tie.claim, tie.confidence


def answers(rows: list[dict[str, object]]) -> Iterator[tuple[str, dict[str, str]]]:
    """The answers, and by number the URLs that they cite."""
    for row in rows:
        for answer in row["answers"].values():  # type: ignore[attr-defined]
            entries = [ENTRY.match(entry) for entry in answer["attribution"] or ()]
            yield answer["answer_string"], {entry[1]: entry[2] for entry in entries if entry}


def stripped(text: str, urls: dict[str, str]) -> tuple[str, list[tuple[int, str]]]:
    """The text without its call-outs, and for each the place of the last letter before it and its URL."""
    clean, found, at = "", [], 0
    for mark in MARK.finditer(text):
        clean += text[at : mark.start()]
        at = mark.end()
        letter = last_letter(clean)
        if letter is not None and mark[1] in urls:
            found.append((letter, urls[mark[1]]))
    return clean + text[at:], found


def last_letter(text: str) -> int | None:
    """The place of the last letter or digit."""
    return next((at for at in range(len(text) - 1, -1, -1) if text[at].isalnum()), None)


def laid_out(answer: str, urls: dict[str, str], layout: str) -> tuple[str, dict[int, set[int]]]:
    """The answer with its sources as blocks: the text, and by the place of each URL the places of the letters it was called behind."""
    text, gold, at_end = "", {}, {}
    for paragraph in re.split(r"\n\s*\n", answer):
        clean, calls = stripped(paragraph.strip("\n"), urls)
        if not clean.strip():
            continue
        base = len(text)
        text += clean + "\n\n"
        block: list[tuple[str, set[int]]] = []
        if layout == "one URL per call-out":
            block = [(url, {base + letter}) for letter, url in calls]
        else:
            used = {} if layout == "distinct URLs" else at_end
            for letter, url in calls:
                used.setdefault(url, set()).add(base + letter)
            block = list(used.items()) if layout == "distinct URLs" else []
        for url, letters in block:
            gold[len(text)] = letters
            text += url + "\n"
        text += "\n" if block else ""
    for url, letters in at_end.items():
        gold[len(text)] = letters
        text += url + "\n"
    return text, gold


def holding(found: tuple[Claim, ...], letter: int) -> set[str]:
    """The claims that hold a place of the text."""
    return {claim.id for claim in found if claim.start is not None and claim.end is not None and claim.start <= letter < claim.end}


def blocks(rows: list[dict[str, object]], layout: str) -> Score:
    """How well the sources of a layout find their sentences."""
    score = Score()
    for answer, urls in answers(rows):
        text, gold = laid_out(answer, urls, layout)
        if not gold:
            continue
        made = document("answer.txt", text)
        found = claims(made)
        order = {claim.id: at for at, claim in enumerate(found)}
        by_place = {citation.link.start: citation for citation in cite(made, found)}
        for place, letters in gold.items():
            wanted = {claim for letter in letters for claim in holding(found, letter)} or {"a sentence that was lost"}
            citation = by_place.get(place)
            ties = citation.ties if citation else ()
            score.add(wanted, {tie.claim for tie in ties if tie.method != PASSAGE and tie.confidence >= LEAST})
            if citation and ties:
                claim, confidence = best(citation)
                score.add_best(confidence, claim in wanted, any(abs(order[claim] - order.get(other, -9)) <= 1 for other in wanted))
    return score


def numbered(rows: list[dict[str, object]], suffix: str) -> str:
    """How well numbered call-outs find their entries in the list below."""
    score = Score()
    for answer, urls in answers(rows):
        if not urls or not MARK.search(answer):
            continue
        text = answer + "\n\n" + "\n".join(f"[{number}] {url}" for number, url in urls.items()) + "\n"
        made = document("answer" + suffix, text)
        found = claims(made)
        gold = set()
        for mark in MARK.finditer(answer):
            letter = last_letter(answer[: mark.start()])
            if letter is not None and mark[1] in urls:
                gold |= {f"{claim} {urls[mark[1]]}" for claim in holding(found, letter)}
        score.add(gold, {f"{tie.claim} {citation.link.url}" for citation in cite(made, found) for tie in citation.ties})
    return score.line()


def author_year(papers: list[Path]) -> Score:
    """How well author-year call-outs find their references: the paper as plain text, each reference a line with a URL of its own."""
    score = Score()
    for path in papers:
        root = ET.parse(path).getroot()
        text, calls = "", []
        for paragraph in root.iterfind(".//body//p"):
            pieces, marks = flattened(paragraph)
            lead = len(pieces) - len(pieces.lstrip())
            calls += [(len(text) + start - lead, len(text) + end - lead, target) for start, end, target in marks]
            text += pieces.strip() + "\n\n"
        text += "References\n\n"
        places: dict[int, str] = {}
        for reference in root.iterfind(".//ref-list/ref"):
            line = entry(reference)
            text += line
            url = f"https://reference.example/{reference.get('id')}"
            places[len(text)] = reference.get("id") or ""
            text += url + "\n\n"
        found = [
            (*citation.callout, places.get(citation.link.start or -1)) for citation in cite(document("paper.txt", text)) if citation.callout
        ]
        used = set()
        for start, end, target in calls:
            hits = [at for at, (first, last, name) in enumerate(found) if first < end and start < last and name == target]
            used.update(hits)
            score.add({"one"}, {"one"} if hits else set())
        score.wrong += len(found) - len(used)
    return score


def flattened(element: ET.Element) -> tuple[str, list[tuple[int, int, str]]]:
    """The text of an element, and where its call-outs stand in it."""
    pieces: list[str] = []
    marks: list[tuple[int, int, str]] = []

    def walk(part: ET.Element) -> None:
        start = sum(map(len, pieces))
        pieces.append(re.sub(r"\s+", " ", part.text or ""))
        for child in part:
            walk(child)
            pieces.append(re.sub(r"\s+", " ", child.tail or ""))
        if part.tag == "xref" and part.get("ref-type") == "bibr":
            marks.append((start, sum(map(len, pieces)), part.get("rid") or ""))

    walk(element)
    return "".join(pieces), marks


def entry(reference: ET.Element) -> str:
    """A reference as a line of text, without an address."""
    names = [f"{name.findtext('surname') or ''} {name.findtext('given-names') or ''}".strip() for name in reference.iterfind(".//name")]
    names += ["".join(body.itertext()) for body in reference.iterfind(".//collab")]
    parts = [", ".join(names), reference.findtext(".//year") or ""]
    parts += ["".join(title.itertext()) for title in (reference.find(".//article-title"), reference.find(".//source")) if title is not None]
    return re.sub(r"\s+", " ", ". ".join(parts)) + ". "


def samples(path: Path) -> None:
    """The sources of a sample whose acceptable sentences people marked, by the sentences' order in the block's scope."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    made = document(gold["doc"], (path.parent / gold["doc"]).read_text(encoding="utf-8"))
    found = cite(made)
    names = gold["block"]["scope_claims"]
    right = 0
    for citation, tie in zip(found, gold["ties"], strict=True):
        number = int(best(citation)[0].rpartition("#c")[2]) - 1
        right += number < len(names) and names[number] in tie["acceptable"]
    outside = sum(int(tie.claim.rpartition("#c")[2]) > len(names) for citation in found for tie in citation.ties)
    print(f"\n{gold['doc']}: {right} of {len(found)} sources at an acceptable sentence, {outside} ties outside of the passage")


if __name__ == "__main__":
    sys.exit(main())
