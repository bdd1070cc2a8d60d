"""Blocks of plain markup in, stretch by stretch, as a reader's own code takes them apart; passages with links and call-outs, out.

The readers of AsciiDoc and Org share it: they know their marks, it knows places.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from linkaudit import urls
from linkaudit.documents import html
from linkaudit.documents.aim import Aim, aim
from linkaudit.documents.decode import Decoded
from linkaudit.documents.options import Options
from linkaudit.documents.weave import Lines, Weaver, packed
from linkaudit.model import Callout, Document, Layout, Link, Passage, PassageKind

LONGEST_NOTE = 8_000  # characters of a note that stands amid a paragraph
_LAYOUTS: dict[PassageKind, Layout] = {"note": "footnote", "reference": "list"}
_ROW = re.compile(r"[^\r\n]*+(?:\r\n|\n|\r|\Z)")


@dataclass(frozen=True, slots=True)
class Row:
    """One line, its break and the blanks before it not included."""

    start: int
    end: int
    indent: int

    @property
    def empty(self) -> bool:
        """Whether nothing stands in it."""
        return self.start == self.end


def rows(text: str) -> Iterator[Row]:
    """The lines of a text."""
    at = 0
    for found in _ROW.finditer(text):
        if found.start() >= len(text) and at:
            return
        at = found.end()
        line = found.group().rstrip()
        yield Row(found.start(), found.start() + len(line), len(line) - len(line.lstrip()))


class Leaf:
    """The page that is being set: `words`, `link` and `call` fill a block, `end` makes it a passage."""

    def __init__(self, text: str, options: Options) -> None:
        self.text = text
        self.options = options
        self.lines = Lines(text)
        self.passages: list[Passage] = []
        self.links: list[Link] = []
        self.callouts: list[Callout] = []
        self.anchors: dict[str, None] = {}
        self.above: list[tuple[int, str]] = []
        self.weaver = Weaver()
        self._links: list[Link] = []  # of the block that is being filled
        self._calls: list[Callout] = []

    # ------------------------------------------------------------ a block

    def words(self, first: int, last: int) -> None:
        """Words as the document has them."""
        if first < last:
            self.weaver.add(self.text[first:last], first)

    def link(self, first: int, last: int, layout: Layout, begin: int, led: Aim | None = None) -> None:
        """A link whose URL stands at `[first:last]` and whose words are what was filled in since the text was `begin` long."""
        link = self.made(first, last, layout, led)
        self._links.append(replace(link, span=(min(begin, self.weaver.length), self.weaver.length)))

    def call(self, label: str, first: int, last: int, kind: Literal["footnote", "ref"] = "footnote") -> None:
        """A call-out that leaves no text behind."""
        at = self.weaver.length
        self._calls.append(Callout(label, kind, first, last, len(self.passages), (at, at), self.lines.place(first)))

    def end(self, kind: PassageKind, label: str | None = None) -> Passage | None:
        """The block is over: its passage, or None when it shows nothing (its links stand outside of all passages then)."""
        weaver, links, calls = self.weaver, self._links, self._calls
        self.weaver, self._links, self._calls = Weaver(), [], []
        text, runs = weaver.text, packed(weaver.runs)
        if not runs:
            self.links += [replace(link, span=None, label=label) for link in links]
            return None
        index = len(self.passages)
        start = min([runs[0][1], *(call.start or 0 for call in calls)])
        stop = max([runs[-1][1] + runs[-1][2], *(call.end or 0 for call in calls)])
        heading = tuple(words for _, words in self.above)
        passage = Passage(kind, text, runs, start, stop, self.lines.place(start), heading, label=label)
        self.passages.append(passage)
        for link in links:
            assert link.span is not None
            layout = link.layout if link.layout == "image" else _LAYOUTS.get(kind, link.layout)
            self.links.append(replace(link, layout=layout, passage=index, label=label, anchor=text[slice(*link.span)]))
        self.callouts += calls
        return passage

    def head(self, level: int) -> Passage | None:
        """The block is over and was a heading of that level."""
        self.above = [pair for pair in self.above if pair[0] < level]
        passage = self.end("heading")
        if passage:
            self.above.append((level, passage.text))
        return passage

    # ------------------------------------------------------------ outside of passages

    def made(self, first: int, last: int, layout: Layout, led: Aim | None = None) -> Link:
        """A link whose URL stands at `[first:last]`, white space around left out."""
        written = self.text[first:last]
        first, last = first + len(written) - len(written.lstrip()), last - (len(written) - len(written.rstrip()))
        written = self.text[first:last]
        led = led or aim(written, self.options.base)
        return Link(written, led.target, self.lines.place(first), layout, first, last, written_as=led.written_as, skip=led.skip)

    def outside(self, first: int, last: int, layout: Layout, led: Aim | None = None) -> None:
        """A link that belongs to no passage."""
        self.links.append(self.made(first, last, layout, led))

    def bare(self, first: int, last: int) -> None:
        """The bare URLs of a stretch that is no prose."""
        for found in urls.find(self.text[first:last], defanged=self.options.defanged):
            self.outside(first + found.start, first + found.end, "bare", bare(found))

    def code(self, first: int, last: int) -> None:
        """A stretch of code: its URLs count when they are asked for."""
        if self.options.include_code:
            self.bare(first, last)

    def island(self, first: int, last: int) -> None:
        """A stretch of raw HTML."""
        page = html.parse(self.text, self.lines, first, last, self.options.base, with_code=self.options.include_code)
        self.anchors.update(dict.fromkeys(page.anchors))
        shift = len(self.passages)
        heading = tuple(words for _, words in self.above)
        self.passages += [replace(passage, heading=heading) for passage in page.passages]
        self.links += [replace(link, passage=None if link.passage is None else link.passage + shift) for link in page.links]
        self.callouts += [replace(callout, passage=callout.passage + shift) for callout in page.callouts]

    # ------------------------------------------------------------ the whole

    def document(
        self, name: str, kind: str, data: bytes, decoded: Decoded, *, title: str | None, published: date | None, anchors: bool = True
    ) -> Document:
        """All blocks as a document; without `anchors` nobody may say that one is missing."""
        links = sorted(self.links, key=lambda link: (link.passage if link.passage is not None else -1, link.span or (0, 0)))
        return Document(
            name=name,
            format=kind,
            text=self.text,
            passages=tuple(self.passages),
            links=tuple(links),
            sha256=hashlib.sha256(data).hexdigest(),
            callouts=tuple(self.callouts),
            title=title or next((passage.text for passage in self.passages if passage.kind == "heading"), None),
            published=self.options.published or published,
            url=self.options.url,
            anchors=tuple(self.anchors) if anchors else None,
            remarks=(decoded.remark,) if decoded.remark else (),
        )


def bare(found: urls.Found) -> Aim:
    """Where a URL leads that stands in the text as itself."""
    led = aim(found.target)
    return Aim(led.target, found.written_as or led.written_as, led.skip)


def closing(brackets: re.Pattern[str], text: str, at: int, end: int) -> int:
    """Behind the bracket that closes the one before `at`; `end` when none does. `brackets` finds them, and what hides one: `\\]`."""
    depth = 1
    for bracket in brackets.finditer(text, at, end):
        depth += (bracket[0] == "[") - (bracket[0] == "]")
        if depth == 0:
            return bracket.end()
    return end
