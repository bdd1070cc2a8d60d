"""The passages of a wikitext page in the making: what its reader weaves, links and calls, in; passages with their links, out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Literal

from linkaudit.documents.aim import Aim, aim
from linkaudit.documents.weave import Lines, Weaver, packed
from linkaudit.entities import unescape
from linkaudit.model import Callout, Layout, Link, Passage, PassageKind


@dataclass(slots=True)
class Block:
    """The passage in the making: what kind, how it is woven, and the links and call-outs whose passage it will be."""

    kind: PassageKind
    weaver: Weaver
    layout: Layout
    label: str | None
    links: list[Link] = field(default_factory=list)
    callouts: list[Callout] = field(default_factory=list)


class Sheet:
    """The passage that is open, and those that are complete."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = Lines(text)
        self.passages: list[Passage] = []
        self.links: list[Link] = []
        self.callouts: list[Callout] = []
        self.headings: list[tuple[int, str]] = []
        self.block: Block | None = None
        self.table = 0  # how deep in tables
        self.newest: list[int] = []  # the links of the container that is being read: what {{dead link}} speaks about

    def open(self, kind: PassageKind, layout: Layout = "inline", label: str | None = None) -> Block:
        """Begin a passage."""
        self.block = Block(kind, Weaver(), layout, label)
        self.newest = []
        return self.block

    def opened(self) -> Block:
        """The passage that is open, or a new one."""
        return self.block or self.open("table_cell" if self.table else "paragraph")

    def keep(self) -> None:
        """The passage is complete: keep it if it says or holds anything."""
        block, self.block = self.block, None
        if block is None:
            return
        index, text, runs = len(self.passages), block.weaver.text, packed(block.weaver.runs)
        if runs or block.links or block.callouts:
            marks = [(link.start or 0, link.end or 0) for link in block.links] + [(c.start or 0, c.end or 0) for c in block.callouts]
            marks += [(at, at + length) for _, at, length in (*runs[:1], *runs[-1:])]
            start, stop = min(first for first, _ in marks), max(last for _, last in marks)
            heading = tuple(words for _, words in self.headings)
            self.passages.append(Passage(block.kind, text, runs, start, stop, self.lines.place(start), heading, label=block.label))
            for link in block.links:
                begin, end = link.span or (0, 0)  # a space that was due when it was noted may have come to nothing
                begin, end = min(begin, len(text)), min(end, len(text))
                self.links.append(replace(link, passage=index, span=(begin, end), anchor=text[begin:end]))
            self.callouts += [replace(callout, passage=index) for callout in block.callouts]

    def call(self, label: str, start: int, end: int, kind: Literal["ref", "author_year"] = "ref") -> None:
        """A call-out behind the last word."""
        block = self.opened()
        block.callouts.append(Callout(label, kind, start, end, -1, (block.weaver.length, block.weaver.length), self.lines.place(start)))

    @property
    def layout(self) -> Layout:
        return self.block.layout if self.block else "attribute"

    def link(
        self, start: int, end: int, layout: Layout, span: tuple[int, int] | None = None, led: Aim | None = None, *, together: bool = False
    ) -> None:
        """A link of the passage that is open. What comes `together` is spoken about together by a template that follows."""
        block = self.opened()
        url = self.text[start:end]
        led = led or aim("https:" + url if url.startswith("//") else unescape(url))
        span = span or (block.weaver.length, block.weaver.length)
        self.newest = [*self.newest, len(block.links)] if together else [len(block.links)]
        block.links.append(
            Link(
                url=url,
                target=led.target,
                at=self.lines.place(start),
                layout=layout,
                start=start,
                end=end,
                span=span,
                label=block.label,
                written_as=led.written_as,
                skip=led.skip,
            )
        )

    def amend(self, **said: Any) -> None:
        """What a template says about the link, or the citation, right before it."""
        if self.block:
            for index in self.newest:
                link = self.block.links[index]
                if "skip" in said or link.written_as in (None, "www", "host"):  # {{dead link}} is not about a DOI
                    self.block.links[index] = replace(link, **said)
