"""A claim → its W3C TextQuoteSelector, with as much of what stands around it as tells it from its like elsewhere in the document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import accumulate

from linkaudit.model import Claim, Document

CONTEXT = 32  # characters before and after a quotation, where they are enough
MOST = 512  # of a sentence that stands again and again in one list; where the document has positions, those tell it
SCANNED = 200_000_000  # characters of one document that are searched for sentences that it repeats; the rest get MOST around them, unseen


class Selectors:
    """Selectors of the claims of a report; `claims` are all of them, asked for in the order of their documents."""

    def __init__(self, claims: Iterable[Claim] = ()) -> None:
        seen: set[int] = set()
        self._repeated: set[int] = set()
        for claim in claims:
            key = hash((claim.document, claim.plain))
            (self._repeated if key in seen else seen).add(key)
        self._document, self._text, self._starts = "", "", [0]
        self._widths: dict[str, dict[int, int]] = {}
        self._scanned = 0

    def of(self, claim: Claim, document: Document) -> dict[str, str]:
        """The words as a reader sees them, and what stands around them, across a passage's edge if need be."""
        passages, at, (start, end) = document.passages, claim.passage, claim.span
        text = passages[at].text
        if hash((claim.document, claim.plain)) in self._repeated:
            return self._told_apart(document, at, text[start:end], start)
        prefix, suffix = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        if not prefix and at > 0:
            prefix = passages[at - 1].text[-CONTEXT:] + " "
        if not suffix and at + 1 < len(passages):
            suffix = " " + passages[at + 1].text[:CONTEXT]
        return _quote(text[start:end], prefix, suffix)

    def _told_apart(self, document: Document, at: int, exact: str, start: int) -> dict[str, str]:
        """The selector of words that stand in the document more than once."""
        if document.name != self._document:
            self._text = " ".join(passage.text for passage in document.passages)
            self._starts = [0, *accumulate(len(passage.text) + 1 for passage in document.passages)]
            self._document, self._widths, self._scanned = document.name, {}, 0
        if exact not in self._widths:
            self._scanned += len(self._text)
            self._widths[exact] = _widths(self._text, exact) if self._scanned <= SCANNED else {}
        here = self._starts[at] + start
        there, width = here + len(exact), self._widths[exact].get(here, MOST)
        return _quote(exact, self._text[max(0, here - width) : here], self._text[there : there + width])


def _widths(text: str, exact: str) -> dict[int, int]:
    """How many characters on either side tell each place of the words from the others."""
    places, at = [], text.find(exact)
    while at >= 0 and exact:
        places.append(at)
        at = text.find(exact, at + len(exact))
    widths: dict[int, int] = {}
    width = CONTEXT
    while places and width < MOST:
        around = [(text[max(0, place - width) : place], text[place + len(exact) : place + len(exact) + width]) for place in places]
        counts = Counter(around)
        alike = []
        for place, each in zip(places, around, strict=True):
            clipped = min(map(len, each)) < width  # at an edge of the document: others may have as much around them, and more
            if counts[each] > 1 or (clipped and text.count(exact.join(each)) > 1):
                alike.append(place)
            else:
                widths[place] = width
        places, width = alike, 2 * width
    return widths | dict.fromkeys(places, MOST)


def _quote(exact: str, prefix: str, suffix: str) -> dict[str, str]:
    return {"type": "TextQuoteSelector", "exact": exact, "prefix": prefix, "suffix": suffix}
