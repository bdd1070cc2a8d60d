"""Blocks and lists of sources in, the claims each source probably belongs to out.

Every tie of a block keeps what is certain (the source belongs to this passage) apart from what is likely (it belongs to this sentence).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from linkaudit.citations import align, fit
from linkaudit.claims.kinds import CLAIMING, count
from linkaudit.model import Claim, Document, PassageKind, Tie
from linkaudit.urls import host, identify

MOST_CLAIMS, MOST_PARAGRAPHS = 8, 4  # how far a block reaches back beyond the paragraph before it
LONGEST_PARAGRAPH = 60  # claims
_FIGURE = re.compile(r"\d+")
# From here on a tie names a sentence: the best one, and any other. Two sentences at .35 are better told as a passage.
LIKELY, ALSO_LIKELY = 0.3, 0.4
ONLY_CLAIM = 0.95  # a passage of one claim leaves no choice
BLOCK, LIST, PASSAGE = "link_block", "end_list", "passage"
# A tie to a passage of several claims never looks like one to a sentence.
MOST_FOR_A_PASSAGE = 0.29


@dataclass(frozen=True, slots=True)
class Block:
    """A run of links that stand together, outside the sentences: `links` index `Document.links`, `passages` is where it begins and ends."""

    links: tuple[int, ...]
    passages: tuple[int, int]


def blocks(document: Document, links: list[int]) -> tuple[Block, ...]:
    """The links, grouped into blocks: passages that follow each other with no claim and no heading between them."""
    found: list[Block] = []
    for number in links:
        passage = document.links[number].passage
        if passage is None:
            continue
        last = found[-1] if found else None
        if last and all(document.passages[between].kind in ("link_block", "reference") for between in range(last.passages[1] + 1, passage)):
            found[-1] = Block((*last.links, number), (last.passages[0], passage))
        else:
            found.append(Block((number,), (passage, passage)))
    return tuple(found)


def scope(
    document: Document, kinds: tuple[PassageKind, ...], claims: tuple[Claim, ...], block: Block, others: tuple[Block, ...]
) -> tuple[Claim, ...]:
    """The claims that a block may belong to: the passage before it, back to the block before, the heading or the document's beginning.

    A block that closes the document and is its only one belongs to the whole document. One that directly follows a heading and is
    followed by text belongs to that section.
    """
    first, last = block.passages
    if len(others) == 1 and not any(claim.passage > last for claim in claims):
        return claims
    floor = max((other.passages[1] for other in others if other.passages[1] < first), default=-1)
    top = _opening(kinds, first, floor)
    if top - 1 > floor and kinds[top - 1] == "heading":
        until = next((number for number in range(last + 1, len(kinds)) if kinds[number] == "heading"), len(kinds))
        after = tuple(claim for claim in claims if last < claim.passage < until)
        if after:
            return after[:MOST_CLAIMS]
        top -= 1
    return _reach(document, kinds, [claim for claim in claims if floor < claim.passage < top], top)


def _reach(document: Document, kinds: tuple[PassageKind, ...], claims: list[Claim], top: int) -> tuple[Claim, ...]:
    """The last of the claims: the whole paragraph or list before `top`, and the paragraphs before it as far as they are short."""
    before: list[Claim] = []
    paragraphs = 0
    for number in range(len(claims) - 1, -1, -1):
        claim = claims[number]
        behind = before[-1].passage if before else top
        if before and "heading" in kinds[claim.passage : behind]:
            break
        if before and claim.passage != behind and not _touch(document, claim.passage, behind):
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


def _opening(kinds: tuple[PassageKind, ...], first: int, floor: int) -> int:
    """Where a block that begins at `first` really opens: lines such as "Sources:" before it belong to it."""
    while first - 1 > floor and kinds[first - 1] not in CLAIMING and kinds[first - 1] != "heading":
        first -= 1
    return first


def ties(document: Document, block: Block, claims: tuple[Claim, ...], whole: bool) -> dict[int, tuple[Tie, ...]]:
    """By link, its ties to the claims of the scope: one for each claim, naming the sentence where it is likely, else `passage`.

    `whole`: the scope is the document, so that no paragraph is nearer than another.
    """
    if not claims:
        return {}
    method = LIST if whole else BLOCK
    targets = [document.links[number].target for number in block.links]
    if len(claims) == 1:
        return {number: (Tie(claims[0].id, method, ONLY_CLAIM),) for number in block.links}
    if len(targets) * len(claims) > align.MOST_CELLS:
        chance = round(min(MOST_FOR_A_PASSAGE, 1 / len(claims)), 3)
        return {number: tuple(Tie(claim.id, PASSAGE, chance) for claim in claims) for number in block.links}
    keys = [identify(target) for target in targets]
    found = align.confidences(
        fit.matrix(targets, [claim.plain for claim in claims]), shapes(document, claims, whole), keys, not alphabetical(targets)
    )
    return {number: _named(claims, row, method) for number, row in zip(block.links, found, strict=True)}


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
        figures = len(_FIGURE.findall(claim.plain))
        found.append(align.Shape(count(claim.plain), figures, ending in (":", "?", "：", "？", "؟"), opens, closes, 0 if whole else far))
        far += opens
    return found[::-1]


def _apart(document: Document, one: Claim, other: Claim) -> bool:
    """Whether two claims stand in different paragraphs."""
    return one.passage != other.passage and not _touch(document, one.passage, other.passage)


def _named(claims: tuple[Claim, ...], row: list[float], method: str) -> tuple[Tie, ...]:
    """The ties of one source: the best claim from `LIKELY` on and others from `ALSO_LIKELY` on by name, the rest by passage."""
    best = max(row)
    ties = []
    for claim, chance in zip(claims, row, strict=True):
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
