"""Blocks and lists of sources in, the claims each source probably belongs to out.

Every tie of a block keeps what is certain (the source belongs to this passage) apart from what is likely (it belongs to this sentence).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from linkaudit.citations import align, fit
from linkaudit.citations.targets import unwrapped
from linkaudit.claims.kinds import CLAIMING, count
from linkaudit.claims.lists import is_further_heading, is_source_heading
from linkaudit.model import Claim, Document, Link, PassageKind, Tie
from linkaudit.urls import host, identify

MOST_CLAIMS, MOST_PARAGRAPHS = 8, 4  # how far a block reaches back beyond the paragraph before it
LONGEST_PARAGRAPH = 60  # claims
WIDEST_ROW = 30  # cells to either side
# What pages show, once they have been read: by source, by claim, the share of the claim's words that stand anywhere on the page plus the
# share that stand in three neighbouring sentences (0 to 2).
Pages = Mapping[str, Mapping[str, float]]
_URL = re.compile(r"\S{0,20}://\S+|\bwww\.\S+")
_COMMA = re.compile(r"[,，、،]")
# What ends a row of a table, where it is not the end of a line.
_ROW = {
    "wikitext": re.compile(r"\n\s*\|-"),
    "html": re.compile(r"<tr\b|</tr", re.IGNORECASE),
    "epub": re.compile(r"<tr\b|</tr", re.IGNORECASE),
}
_LINE = re.compile(r"\n")
_FIGURE = re.compile(r"\d+")
# From here on a tie names a sentence: the best one, and any other. Two sentences at .35 are better told as a passage.
LIKELY, ALSO_LIKELY = 0.3, 0.4
WHOLE_LIST = 0.8  # the line below a list gives the source of each item
ONLY_CLAIM = 0.95  # a passage of one claim leaves no choice
BLOCK, LIST, PAGE, PASSAGE = "link_block", "end_list", "page_text", "passage"
LOOSE = frozenset((BLOCK, LIST, PAGE, PASSAGE))
# A tie to a passage of several claims never looks like one to a sentence.
MOST_FOR_A_PASSAGE = 0.29
MOST_TIES = 60  # of one source; in a list for a long document the rest is next to impossible


@dataclass(frozen=True, slots=True)
class Block:
    """A run of links that stand together, outside the sentences: `links` index `Document.links`, `passages` is where it begins and ends."""

    links: tuple[int, ...]
    passages: tuple[int, int]


def blocks(document: Document, kinds: tuple[PassageKind, ...], links: list[int]) -> tuple[Block, ...]:
    """The links, grouped into blocks: passages that follow each other with no claim and no heading between them."""
    found: list[Block] = []
    for number in links:
        passage = document.links[number].passage
        if passage is None:
            continue
        last = found[-1] if found else None
        if (
            last
            and kinds[passage] != "table_cell"
            and all(kinds[between] in ("link_block", "reference") for between in range(last.passages[1] + 1, passage))
        ):
            found[-1] = Block((*last.links, number), (last.passages[0], passage))
        else:
            found.append(Block((number,), (passage, passage)))
    return tuple(found)


class Scopes:
    """The claims that each block of a document may belong to."""

    def __init__(self, document: Document, kinds: tuple[PassageKind, ...], claims: tuple[Claim, ...], found: tuple[Block, ...]) -> None:
        self._document, self._kinds, self._claims, self._blocks = document, kinds, claims, found
        self._passages = [claim.passage for claim in claims]
        self._citing: set[int | None] | None = None  # passages with a link or a call-out, once somebody asks

    def of(self, number: int) -> tuple[tuple[Claim, ...], bool]:
        """The claims of block `number`, and whether they are all that the document has.

        A block belongs to the passage before it, back to the block before, the heading or the document's beginning. One that closes the
        document, alone or under a heading like "Sources", belongs to the whole document; one under such a heading elsewhere to all since
        the block or heading before; one directly below any other heading, with text behind it, to that section. A source in a table's
        cell belongs to its row, and a block without an empty line before it to the paragraph that it touches.
        """
        first, last = self._blocks[number].passages
        if self._kinds[first] == "table_cell":
            return self.row(first), False
        floor = self._blocks[number - 1].passages[1] if number else -1
        top = first
        while top - 1 > floor and self._kinds[top - 1] not in CLAIMING and self._kinds[top - 1] != "heading":
            top -= 1  # lines such as "Sources:" open the block
        if top == first and top - 1 > floor and (touching := self._touching(top, floor)):
            return touching, False
        headed = top - 1 > floor and self._kinds[top - 1] == "heading"
        listed = headed and is_source_heading(self._document.passages[top - 1].text)
        if (listed or len(self._blocks) == 1) and not self._between(last + 1, len(self._kinds)):
            return self._claims, True
        if headed:
            top -= 1
        if listed:
            return self._between(self._last_heading(top, floor) + 1, top), False
        if headed:
            after = self._between(last + 1, self._next_heading(last + 1))
            if after:
                return after[:MOST_CLAIMS], False
        return self._reach(self._between(max(floor + 1, top - LONGEST_PARAGRAPH), top), top), False

    def row(self, cell: int) -> tuple[Claim, ...]:
        """The claims of a cell's row: cells with no end of a row between."""
        first = last = cell
        while first > max(0, cell - WIDEST_ROW) and self._beside(first - 1):
            first -= 1
        while last + 1 < min(len(self._kinds), cell + WIDEST_ROW) and self._beside(last):
            last += 1
        return self._between(first, last + 1)

    def _beside(self, cell: int) -> bool:
        """Whether a passage and the next are cells of one row."""
        if self._kinds[cell] != "table_cell" or self._kinds[cell + 1] != "table_cell" or not self._document.exact:
            return False
        between = self._document.passages[cell].end, self._document.passages[cell + 1].start
        return not _ROW.get(self._document.format, _LINE).search(self._document.text, *between)

    def quotation(self, number: int) -> tuple[Claim, ...]:
        """The claims of the quotation that block `number` gives the source of, in a line directly behind it; none for other blocks."""
        first, last = self._blocks[number].passages
        if any(self._kinds[at] not in ("source_line", "caption") for at in range(first, last + 1)):
            return ()
        floor = self._blocks[number - 1].passages[1] if number else -1
        top = first
        passages = self._document.passages
        while top - 1 > floor and self._kinds[top - 1] == "quote" and passages[top - 1].cites == passages[first - 1].cites:
            top -= 1
        return self._between(top, first)

    def list_above(self, number: int) -> tuple[Claim, ...]:
        """The claims of the list or table that block `number`, a line such as `Source: ...` below it, gives the source of: at least two,
        none of which has a link of its own; none for other blocks."""
        first, last = self._blocks[number].passages
        kind = self._kinds[first - 1] if first else "heading"
        if (
            len(self._blocks[number].links) > 1
            or first != last
            or self._kinds[first] != "source_line"
            or kind not in ("list_item", "table_cell")
        ):
            return ()
        top = first
        while top and self._kinds[top - 1] == kind and first - top < LONGEST_PARAGRAPH:
            top -= 1
        if self._citing is None:
            self._citing = {link.passage for link in self._document.links} | {callout.passage for callout in self._document.callouts}
        found = () if self._citing.intersection(range(top, first)) else self._between(top, first)
        return found if len(found) > 1 else ()

    def _touching(self, top: int, floor: int) -> tuple[Claim, ...]:
        """The claims of the lines that a block follows without an empty line, where one stands before these."""
        at = top
        while at - 1 > floor and self._kinds[at - 1] in CLAIMING and _touch(self._document, at - 1, at):
            at -= 1
        return self._between(max(at, top - LONGEST_PARAGRAPH), top)

    def _between(self, first: int, end: int) -> tuple[Claim, ...]:
        """The claims of the passages from `first` to before `end`."""
        return self._claims[bisect_left(self._passages, first) : bisect_left(self._passages, end)]

    def _next_heading(self, at: int) -> int:
        while at < len(self._kinds) and self._kinds[at] != "heading":
            at += 1
        return at

    def _last_heading(self, top: int, floor: int) -> int:
        """The last heading between `floor` and `top` that has claims below it, else `floor`."""
        for at in range(top - 1, floor, -1):
            if self._kinds[at] == "heading" and self._between(at, top):
                return at
        return floor

    def _reach(self, claims: tuple[Claim, ...], top: int) -> tuple[Claim, ...]:
        """The last of the claims: the whole paragraph or list before `top`, and the paragraphs before it as far as they are short."""
        before: list[Claim] = []
        paragraphs = 0
        for number in range(len(claims) - 1, -1, -1):
            claim = claims[number]
            behind = before[-1].passage if before else top
            if before and "heading" in self._kinds[claim.passage : behind]:
                break
            if before and claim.passage != behind and not _touch(self._document, claim.passage, behind):
                paragraphs += 1
                upto = next((n for n in range(number, -1, -1) if claims[n].passage != claim.passage), -1)
                if paragraphs == MOST_PARAGRAPHS or len(before) + number - upto > MOST_CLAIMS:
                    break
            if len(before) == LONGEST_PARAGRAPH:
                break
            before.append(claim)
        return tuple(reversed(before))


def _touch(document: Document, one: int, other: int) -> bool:
    """Whether two passages follow each other without a blank line: lines of one list, not paragraphs."""
    gap = document.text[document.passages[one].end : document.passages[other].start]
    return document.exact and other == one + 1 and gap.count("\n") < 2 and not gap.strip("\r\n \t")


def ties(document: Document, block: Block, claims: tuple[Claim, ...], whole: bool, pages: Pages) -> dict[int, tuple[Tie, ...]]:
    """By link, its ties to the claims of the scope: one for each claim, naming the sentence where it is likely, else `passage`.

    `whole`: the scope is the document, so that no paragraph is nearer than another. A list too long to be aligned is tied to nothing:
    that it belongs to the document says nothing of any claim. `pages` says what those show that were read.
    """
    if not claims:
        return {}
    links = [document.links[number] for number in block.links]
    if len(claims) == 1:
        return {number: (Tie(claims[0].id, LIST if whole else BLOCK, ONLY_CLAIM),) for number in block.links}
    if len(links) * len(claims) > align.MOST_CELLS:
        return {}
    targets = [unwrapped(link.target)[0] for link in links]
    keys = [identify(target) for target in targets]
    standing = Counter(link.passage for link in links)
    told = [fit.Told(target, words(document, link, standing[link.passage] == 1)) for link, target in zip(links, targets, strict=True)]
    table = fit.matrix(told, [claim.plain for claim in claims])
    shown = [_shown(claims, pages.get(key)) for key in keys]
    ordered = not alphabetical(targets)
    found = align.confidences(table, shapes(document, claims, whole), keys, ordered, shown, mixed=not whole)
    if whole and len(set(keys)) == len(keys):
        found = [row if page is not None else align.of_a_list(row) for row, page in zip(found, shown, strict=True)]
    if ordered and shown.count(None) == len(shown) and max(map(max, table)) < align.SAYS:
        found = [align.unsaid(row, len(links)) for row in found]
    methods = [PAGE if page is not None else LIST if whole else BLOCK for page in shown]
    return {number: _named(claims, row, method) for number, row, method in zip(block.links, found, methods, strict=True)}


def is_further(document: Document, block: Block) -> bool:
    """Whether a list stands below a heading such as "External links"."""
    heading = document.passages[block.passages[0]].heading
    return bool(heading) and is_further_heading(heading[-1])


def by_passage(ties: Mapping[int, tuple[Tie, ...]]) -> dict[int, tuple[Tie, ...]]:
    """The same ties, none of which names a sentence."""
    return {link: tuple(Tie(tie.claim, PASSAGE, min(tie.confidence, MOST_FOR_A_PASSAGE)) for tie in found) for link, found in ties.items()}


def _shown(claims: tuple[Claim, ...], page: Mapping[str, float] | None) -> list[float] | None:
    """How much a page shows of each claim; None when it was not read, or was searched for none of them."""
    if page is None or not any(claim.id in page for claim in claims):
        return None
    return [page.get(claim.id, 0.0) for claim in claims]


def words(document: Document, link: Link, alone: bool) -> str:
    """What the document says beside a link of a list: the entry it stands in, if it stands there alone, else its own text. No URLs."""
    if link.passage is None or link.span is None:
        return ""
    text = document.passages[link.passage].text
    said = text if alone else link.anchor if link.layout in ("inline", "list", "reference") else _before(text, link.span[0])
    return _URL.sub(" ", said)


def _before(text: str, at: int) -> str:
    """The label that stands before a URL in a line of several: `Rain report: https://... Snow report: https://...`."""
    slash = text.rfind("/", 0, at)  # of the URL before; sought from there, as a list may be a megabyte long
    return text[max(slash, text.rfind("  ", max(slash, 0), at)) + 1 : at].partition(" ")[2] if at else ""


def shapes(document: Document, claims: tuple[Claim, ...], whole: bool) -> list[align.Shape]:
    """What the claims look like from outside, seen from a block behind them."""
    far = 0
    found: list[align.Shape] = []
    for number in range(len(claims) - 1, -1, -1):
        claim = claims[number]
        before = claims[number - 1] if number else None
        opens = before is None or _apart(document, before, claim)
        closes = not found or found[-1].opens
        ending = claim.plain.rstrip('*_ "”»)')[-1:]
        figures, commas = len(_FIGURE.findall(claim.plain)), len(_COMMA.findall(claim.plain))
        found.append(
            align.Shape(count(claim.plain), figures, commas, ending in (":", "?", "：", "？", "؟"), opens, closes, 0 if whole else far)
        )
        far += opens
    return found[::-1]


def _apart(document: Document, one: Claim, other: Claim) -> bool:
    """Whether two claims stand in different paragraphs."""
    return one.passage != other.passage and not _touch(document, one.passage, other.passage)


def _named(claims: tuple[Claim, ...], row: list[float], method: str) -> tuple[Tie, ...]:
    """The ties of one source: the best claim from `LIKELY` on and others from `ALSO_LIKELY` on by name, the rest by passage."""
    best = max(row)
    least = sorted(row)[-MOST_TIES] if len(row) > MOST_TIES else 0.0
    ties = []
    for claim, chance in zip(claims, row, strict=True):
        if chance < least:
            continue
        chance = round(chance, 3)
        if chance >= ALSO_LIKELY or (chance >= LIKELY and chance >= best - 0.0005):
            ties.append(Tie(claim.id, method, chance))
        else:
            ties.append(Tie(claim.id, PASSAGE, min(chance, MOST_FOR_A_PASSAGE)))
    return tuple(ties)


def alphabetical(urls: list[str]) -> bool:
    """Whether a list of at least five stands in the order of its hosts: then its order says nothing about the text."""
    hosts = [host(url).removeprefix("www.") for url in urls]
    return len(set(hosts)) >= 5 and hosts == sorted(hosts)
