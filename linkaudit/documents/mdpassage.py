"""The inline tokens of one block in; its text with the map back, its links and call-outs, out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from linkaudit import urls
from linkaudit.documents import tags
from linkaudit.documents.aim import aim
from linkaudit.documents.htmllinks import linking
from linkaudit.documents.mdparser import parser
from linkaudit.documents.raised import labels
from linkaudit.documents.weave import Lines, Weaver
from linkaudit.entities import unescape
from linkaudit.model import Callout, Layout, Link

if TYPE_CHECKING:
    from markdown_it.token import Token

    from linkaudit.documents.markdown import Builder


class Content:
    """The content of one inline token and where its characters stand in the document."""

    def __init__(self, content: str, stretches: list[tuple[int, int]]) -> None:
        self.content = content
        self.stretches = stretches  # (content offset, document offset), one for each line

    def place(self, offset: int) -> int:
        index = max(bisect_right(self.stretches, offset, key=lambda stretch: stretch[0]) - 1, 0)
        at, document = self.stretches[index]
        return document + offset - at

    def pieces(self, start: int, end: int) -> list[tuple[int, int]]:
        """`content[start:end]` cut where its place in the document jumps: (offset, end) of each piece."""
        first = bisect_right(self.stretches, start, key=lambda stretch: stretch[0])
        last = bisect_left(self.stretches, end, key=lambda stretch: stretch[0])
        return list(pairwise([start, *(at for at, _ in self.stretches[first:last]), end]))


class Weaving:
    """Builds one passage from the inline tokens of a block."""

    def __init__(self, builder: Builder, content: Content) -> None:
        self.builder = builder
        self.content = content
        self.weaver = Weaver()
        self.links: list[Link] = []
        self.callouts: list[Callout] = []
        self.open: list[tuple[Link, int]] = []
        self.at = 0  # in the content: where the next text begins
        self.only_urls = True  # nothing else has been seen yet
        self.sup: tuple[int, int] | None = None  # an open <sup> outside links: where it began in the text and in the document
        self.notes: list[tuple[Weaving, str]] = []  # inline footnotes and their labels

    def tokens(self, tokens: list[Token]) -> None:
        for token in tokens:
            self.take(token)

    def verbatim(self, start: int, end: int) -> None:
        """A stretch of the content, woven as it stands."""
        for begin, stop in self.content.pieces(start, end):
            at = self.content.place(begin)
            # From the document, not from the content: the parser has put U+FFFD for NUL.
            self.weaver.add(self.builder.text[at : at + stop - begin], at)

    def take(self, token: Token) -> None:
        content = self.content.content
        start, end = token.meta.get("place", (self.at, self.at))
        match token.type:
            case "text" if not token.content:
                pass  # half of a `**`
            case "text":
                if "place" not in token.meta:
                    start = self.at if content.startswith(token.content, self.at) else max(content.find(token.content, self.at), self.at)
                    end = start + len(token.content)
                if not (self.open and self.open[-1][0].layout == "autolink"):
                    self.only_urls = self.only_urls and not token.content.strip(" ,;|·•.-")
                self.verbatim(start, end)
            case "text_special":
                if token.info == "escape":
                    self.verbatim(start + 1, end)
                else:
                    self.weaver.insert(token.content)
                self.only_urls = False
            case "softbreak" | "hardbreak":
                self.weaver.space()
            case "code_inline":
                ticks, at = len(token.markup), self.weaver.next()
                self.verbatim(start + ticks, end - ticks)
                self.only_urls = False
                if self.builder.options.include_code:
                    self.code(start + ticks, end - ticks, at)
            case "link_open":
                self.link_open(token)
            case "link_close":
                self.link_close()
            case "bare":
                self.bare(token, start, end)
            case "image":
                self.image(token, start, end)
            case "html_inline":
                self.tag(start, end)
            case "footnote_ref":
                self.callout(token, start, end)
            case _:
                pass
        self.at = max(self.at, end)

    def code(self, start: int, end: int, at: int) -> None:
        """The URLs of a code span that was woven in at `at`."""
        for found in urls.find(self.content.content[start:end], defanged=self.builder.options.defanged):
            begin, stop = self.content.place(start + found.start), self.content.place(start + found.end)
            link = bare_link(found, self.builder.text, self.builder.places, begin, stop)
            span = (min(at + found.start, self.weaver.length), min(at + found.end, self.weaver.length))
            self.links.append(replace(link, span=span))

    def link_open(self, token: Token) -> None:
        whole = token.meta["whole"]
        if token.info == "auto":
            place: tuple[int, int] | None = (self.content.place(whole[0] + 1), self.content.place(whole[1] - 1))
            layout: Layout = "autolink"
        elif "label" in token.meta:
            place, layout = self.builder.definition(token.meta["label"]), "reference"
            self.only_urls = False
        else:
            inside = self.destination(*whole)
            place, layout = (self.content.place(inside[0]), self.content.place(inside[1])), "inline"
        self.open.append((self.link(str(token.attrs.get("href", "")), place, layout), self.weaver.next()))

    def destination(self, start: int, end: int) -> tuple[int, int]:
        """Where the address stands in `[text](address "title")` that is `content[start:end]`."""
        from markdown_it.helpers import parseLinkDestination

        content = self.content.content
        at = self.label_end(start, end) + 2
        while at < end and content[at] in " \t\n":
            at += 1
        found = parseLinkDestination(content, at, end)
        stop = found.pos if found.ok else at
        return (at + 1, stop - 1) if content[at : at + 1] == "<" and stop > at + 1 else (at, stop)

    def label_end(self, start: int, end: int) -> int:
        """Where the `]` of a link's or image's text stands: parsed once more, as the rule that saw it does not tell."""
        from markdown_it.helpers import parseLinkLabel
        from markdown_it.rules_inline import StateInline

        image = self.content.content[start] == "!"
        state = StateInline(self.content.content[start:end], parser(), self.builder.env, [])
        return start + parseLinkLabel(state, int(image), not image)

    def link(self, href: str, place: tuple[int, int] | None, layout: Layout) -> Link:
        builder = self.builder
        aimed = aim(href, builder.options.base)
        start, end = place or (self.content.place(self.at), self.content.place(self.at))
        return Link(
            url=builder.text[start:end],
            target=aimed.target,
            at=builder.places.place(start),
            layout=layout,
            start=start,
            end=end,
            passage=0,
            span=(0, 0),
            written_as=aimed.written_as,
            skip=aimed.skip,
        )

    def link_close(self) -> None:
        if not self.open:
            return
        link, begin = self.open.pop()
        end = max(self.weaver.length, min(begin, self.weaver.length))
        span = (min(begin, end), end)
        self.links.append(replace(link, span=span))

    def bare(self, token: Token, start: int, end: int) -> None:
        begin, stop = self.content.place(start), self.content.place(end)
        link = bare_link(token.meta["found"], self.builder.text, self.builder.places, begin, stop)
        at = self.weaver.next()
        self.verbatim(start, end)
        self.links.append(replace(link, span=(at, self.weaver.length)))

    def image(self, token: Token, start: int, end: int) -> None:
        href = str(token.attrs.get("src", ""))
        if "label" in token.meta:
            place = self.builder.definition(token.meta["label"])
        else:
            inside = self.destination(start, end)
            place = (self.content.place(inside[0]), self.content.place(inside[1]))
        at = self.weaver.next()
        self.links.append(replace(self.link(href, place, "image"), span=(at, at), anchor=token.content))
        self.only_urls = False

    def tag(self, start: int, end: int) -> None:
        """An HTML tag amid the text."""
        builder = self.builder
        begin, stop = self.content.place(start), self.content.place(end)
        for event in tags.events(builder.text, begin, stop):
            if event.name == "br":
                self.weaver.space()
            if event.kind == "close" and event.name == "a":
                self.link_close()
            if event.name == "sup":
                self.raised(event)
            for key, attribute in event.attributes.items():
                if key == "id" or (key == "name" and event.name == "a"):
                    builder.anchors[attribute.value] = None
                    builder.targets.setdefault(attribute.value, len(builder.passages))
            for layout, attribute in linking(builder.text, event, builder.mdx):
                link = self.link(attribute.value, (attribute.start, attribute.end), layout)
                at = self.weaver.next()
                if event.name == "a":
                    self.open.append((link, at))
                else:
                    self.links.append(replace(link, span=(at, at), anchor=event.get("alt")))

    def raised(self, event: tags.Event) -> None:
        """`<sup>12</sup>` calls a note."""
        if event.kind == "open":
            self.sup = None if self.open else (self.weaver.next(), event.start)
            return
        if self.sup is None:
            return
        (begin, start), self.sup = self.sup, None
        size = self.weaver.length - begin
        tail = self.weaver.tail(size + 6) if 0 < size <= 40 else ""
        for label in labels(tail[-size:], tail[:-size]) if tail else ():
            place = self.builder.places.place(start)
            self.callouts.append(Callout(label, "superscript", start, event.end, 0, (begin, self.weaver.length), place))

    def callout(self, token: Token, start: int, end: int) -> None:
        builder = self.builder
        begin, stop = self.content.place(start), self.content.place(end)
        label = token.meta.get("label") or f"inline {token.meta['id'] + 1}"
        at = self.weaver.length
        self.callouts.append(Callout(label, "footnote", begin, stop, 0, (at, at), builder.places.place(begin)))
        if "label" not in token.meta:
            inside = start + 2
            stretches = [(max(at - inside, 0), place + max(inside - at, 0)) for at, place in self.content.stretches if at < end]
            note = Weaving(builder, Content(self.content.content[inside : end - 1], stretches))
            note.tokens(builder.env["footnotes"]["list"][token.meta["id"]]["tokens"])
            self.notes.append((note, label))

    def finish(self) -> None:
        """Ends what markup left open, and reads the anchor texts off the finished text."""
        while self.open:
            self.link_close()
        text = self.weaver.text
        length = len(text)
        self.links = [
            link if link.span[1] <= length else replace(link, span=(min(link.span[0], length), length)) for link in self.links if link.span
        ]
        named = ("inline", "reference")
        self.links = [replace(link, anchor=text[slice(*link.span)]) if link.layout in named and link.span else link for link in self.links]


def bare_link(found: urls.Found, text: str, places: Lines, start: int, end: int) -> Link:
    """A URL that stands in the text as itself."""
    target = unescape(found.target) if "&" in found.target else found.target
    aimed = aim(target)
    return Link(
        url=text[start:end],
        target=target,
        at=places.place(start),
        layout="bare",
        start=start,
        end=end,
        written_as=found.written_as or aimed.written_as,
        skip=aimed.skip,
    )
