"""A link that stands in running text in, the claim whose sentence holds it out."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from itertools import takewhile

from linkaudit.claims import NUMBER
from linkaudit.model import Claim, Document, Link, Tie

# A link text of this many words is the claim itself, or a clause of it.
CLAUSE = 5
AT_CLAUSE = 1.0
AT_SENTENCE = 0.98
AT_BLOCK = 0.95  # `cite` attributes


class Places:
    """The claims of a document, in reading order, by the passage and the span they stand in."""

    __slots__ = ("_claims", "_passages", "_starts")

    def __init__(self, claims: tuple[Claim, ...]) -> None:
        self._claims = claims
        self._passages = array("L", [claim.passage for claim in claims])
        self._starts = array("L", [claim.span[0] for claim in claims])

    def of(self, passage: int) -> tuple[Claim, ...]:
        """The claims of a passage, in order."""
        return self._claims[slice(*self._range(passage))]

    def at(self, passage: int, offset: int) -> Claim | None:
        """The claim that holds the character at `offset`, or the one before it; the first one for what stands before all of them."""
        first, end = self._range(passage)
        return self._claims[max(first, bisect_right(self._starts, offset, first, end) - 1)] if first < end else None

    def _range(self, passage: int) -> tuple[int, int]:
        first = bisect_left(self._passages, passage)
        return first, bisect_right(self._passages, passage, first)


def ties(link: Link, places: Places) -> tuple[Tie, ...]:
    """The tie of a link to the sentence that holds it: to the clause if the link text says something by itself."""
    if link.passage is None or link.span is None:
        return ()
    claim = places.at(link.passage, link.span[0])
    if claim is None:
        return ()
    if link.layout in ("bare", "autolink", "image"):
        return (Tie(claim.id, "anchor_sentence", AT_SENTENCE),)
    if NUMBER.fullmatch(link.anchor):
        return (Tie(claim.id, "callout_numeric", AT_SENTENCE),)
    if len(link.anchor.split()) >= CLAUSE:
        return (Tie(claim.id, "anchor_clause", AT_CLAUSE),)
    return (Tie(claim.id, "anchor_sentence", AT_SENTENCE),)


def quoted(document: Document, link: Link, places: Places) -> tuple[Tie, ...]:
    """The ties of a `cite` attribute: every claim of the quotation that carries it, which begins behind the attribute."""
    if link.passage is not None:
        passages = [link.passage]
    else:
        begin = bisect_right(document.passages, link.start or 0, key=lambda passage: passage.start)
        passages = list(takewhile(lambda number: document.passages[number].cites == link.url, range(begin, len(document.passages))))
        if not passages and begin and document.passages[begin - 1].cites == link.url:
            passages = [begin - 1]
    if passages and document.passages[passages[0]].kind != "quote":  # `<q cite="...">` in a sentence
        held = next((c for c in places.of(passages[0]) if c.end is not None and c.end > (link.start or 0)), None)
        return (Tie(held.id, "cite_element", AT_BLOCK),) if held else ()
    return tuple(Tie(claim.id, "cite_element", AT_BLOCK) for passage in passages for claim in places.of(passage))
