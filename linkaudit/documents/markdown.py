"""Markdown in (CommonMark, GitHub's tables and bare links, footnotes, HTML islands); its passages, links and call-outs, out.

The parser knows the lines of a block and where in its content an inline token stands; the block's lines are found again in the
document, and so every place is exact.
"""

from __future__ import annotations

import hashlib
import math
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from linkaudit import urls
from linkaudit.documents import citekeys, html, mdparser
from linkaudit.documents.aim import FRAGMENT
from linkaudit.documents.dates import read_date
from linkaudit.documents.decode import decode
from linkaudit.documents.headings import SOURCES, is_title
from linkaudit.documents.htmltables import NOTE_MARK
from linkaudit.documents.mdpassage import Content, Weaving, bare_link
from linkaudit.documents.options import Options
from linkaudit.documents.weave import Lines, packed
from linkaudit.model import Callout, Document, Link, Passage, PassageKind, Unreadable

if TYPE_CHECKING:
    from markdown_it.token import Token

_TITLED = 7  # below the six levels of headings
_FRONT = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)(.*?)(?:^)(?:\1|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"^[\"']?([A-Za-z_][\w.-]*)[\"']?[ \t]*[:=][ \t]*(.*?)[ \t]*$", re.MULTILINE)
_MODULE_LINE = re.compile(r"(?:import|export)\s")
_DEFINITION = re.compile(r"\]:[\s>]*(<[^<>\n]*>|\S+)")
LONGEST_FRONT = 65536


def read(name: str, data: bytes, options: Options) -> Document | Unreadable:
    """A Markdown, MDX, Quarto or R Markdown file. Links in code are left out unless `options.include_code`."""
    decoded = decode(data, options.charset)
    if isinstance(decoded, str):
        return Unreadable(name, decoded)
    document = read_text(name, decoded.text, options)
    remarks = (decoded.remark,) if decoded.remark else ()
    return replace(document, sha256=hashlib.sha256(data).hexdigest(), remarks=remarks + document.remarks)


def read_text(name: str, text: str, options: Options) -> Document:
    """The same for text that is decoded already; `sha256` is of its UTF-8 bytes."""
    places = Lines(text)
    front = _FRONT.match(text) if text[:3] in ("---", "+++") and text.find("\n") > 0 else None
    if front and (front.end(2) - front.start(2) > LONGEST_FRONT or not _KEY.match(front.group(2).lstrip("\r\n"))):
        front = None
    keys = {found.group(1).lower(): found.group(2).strip("\"'") for found in reversed(list(_KEY.finditer(front.group(2))))} if front else {}
    builder = Builder(text, places, options, name.lower().endswith(".mdx"), front.end() if front else 0)
    builder.run()
    heading = next((passage.text for passage in builder.passages if passage.kind == "heading"), None)
    made = Document(
        name=name,
        format="markdown",
        text=text,
        passages=tuple(builder.passages),
        links=_in_order(builder.links, builder.passages),
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        callouts=tuple(sorted(builder.callouts, key=lambda callout: callout.start or 0)),
        title=keys.get("title") or heading,
        published=options.published or _date(keys, "date", "published", "pubdate", "publishdate", "created"),
        modified=_date(keys, "lastmod", "modified", "updated", "last_modified_at", "date-modified"),
        language=keys.get("lang") or keys.get("language"),
        url=options.url,
        anchors=tuple(builder.anchors),
        remarks=tuple(f"line {lines[0] + 1}: brackets nest too deep, read as text" for lines in builder.env.get("deep", ())[:10]),
    )
    return citekeys.called(made)


def _in_order(links: list[Link], passages: list[Passage]) -> tuple[Link, ...]:
    """Reading order. A reference link stands where its anchor does, not where it is defined; one outside all passages after the
    passage that begins before it."""
    starts = [passage.start for passage in passages]

    def place(link: Link) -> tuple[int, float]:
        if link.passage is None or link.span is None:
            return bisect_right(starts, link.start or 0) - 1, math.inf
        return link.passage, link.span[0]

    return tuple(sorted(links, key=place))


def _date(keys: dict[str, str], *names: str) -> date | None:
    return next((day for name in names if (day := read_date(keys.get(name, "")))), None)


@dataclass(slots=True)
class _Item:
    """An open list item."""

    ordered: bool
    number: str


class Builder:
    """Walks the tokens of a document once."""

    def __init__(self, text: str, places: Lines, options: Options, mdx: bool, front_end: int) -> None:
        self.text = text
        self.places = places
        self.options = options
        self.front_end = front_end
        self.mdx = mdx
        self.ends = [*places.starts[1:], len(text)]
        self.cursor: dict[int, int] = {}  # line → where the next cell of its table row is to be looked for
        self.passages: list[Passage] = []
        self.links: list[Link] = []
        self.callouts: list[Callout] = []
        self.heading: list[tuple[int, str]] = []
        self.env: dict[str, Any] = {"defanged": options.defanged}
        self.kinds: list[PassageKind] = []
        self.items: list[_Item] = []
        self.note: str | None = None
        self.level = 0
        self.anchors: dict[str, None] = {}
        self.targets: dict[str, int] = {}  # id → the passage that it names
        self.slugs: dict[str, int] = {}  # how often a heading's words have come before

    def line(self, number: int) -> str:
        return self.text[self.places.starts[number] : self.ends[number]].rstrip("\r\n") if number < len(self.ends) else ""

    def run(self) -> None:
        for token in mdparser.blocks(self.source(), self.env):
            self.take(token)
        self.call_targets()

    def source(self) -> str:
        """The text for the parser, line for line, without what is no Markdown in it."""
        if not self.front_end and not self.mdx and "\r" not in self.text:
            return self.text
        lines = [self.line(number) for number in range(len(self.ends))]
        first = bisect_left(self.places.starts, self.front_end)
        for number in range(min(first, len(lines))):
            lines[number] = ""
        if self.mdx:
            lines = ["" if _MODULE_LINE.match(line) else line for line in lines]
        return "\n".join(lines)

    def call_targets(self) -> None:
        """Links such as `[2](#ref-2)` that lead to a passage further down call it as a note."""
        kept = []
        for link in self.links:
            index = self.targets.get(unquote(link.target[1:])) if link.skip == FRAGMENT and link.span else None
            if index is None or link.passage is None or link.passage >= index or not NOTE_MARK.fullmatch(link.anchor):
                kept.append(link)
                continue
            note = self.passages[index]
            if note.kind == "heading":
                kept.append(link)
                continue
            assert link.span is not None and link.start is not None and link.end is not None
            label = unquote(link.target[1:])
            if note.label is None:
                self.passages[index] = replace(note, kind="note", label=label)
            self.callouts.append(
                Callout(self.passages[index].label or label, "anchor", link.start, link.end, link.passage, link.span, link.at)
            )
        self.links = [
            replace(link, layout="footnote", label=self.passages[link.passage].label)
            if link.passage is not None and link.layout in ("inline", "bare", "autolink") and self.passages[link.passage].kind == "note"
            else link
            for link in kept
        ]

    def take(self, token: Token) -> None:
        match token.type:
            case "heading_open":
                self.level = int(token.tag[1])
            case "heading_close":
                self.level = 0
            case "blockquote_open":
                self.kinds.append("quote")
            case "list_item_open":
                self.kinds.append("list_item")
                self.items.append(_Item(token.markup in (".", ")"), token.info))
            case "list_item_close":
                self.kinds.pop()
                self.items.pop()
            case "blockquote_close" | "td_close" | "th_close":
                self.kinds.pop()
            case "td_open" | "th_open":
                self.kinds.append("table_cell")
            case "footnote_reference_open":
                self.note = token.meta["label"]
            case "footnote_reference_close":
                self.note = None
            case "inline":
                self.inline(token)
            case "html_block":
                self.island(token)
            case "fence" | "code_block":
                if self.options.include_code:
                    self.code(token)

    def inline(self, token: Token) -> None:
        assert token.map is not None
        content = self.located(token.content, token.map[0])
        weaving = Weaving(self, content)
        weaving.tokens(mdparser.inline(token, self.env))
        self.env.pop("bare", None)
        kind: PassageKind = "heading" if self.level else "note" if self.note else self.kinds[-1] if self.kinds else "paragraph"
        label = self.note
        if kind in ("list_item", "paragraph") and self.items and self.items[-1].ordered:
            under_sources = bool(self.heading) and SOURCES.fullmatch(self.heading[-1][1]) is not None
            if weaving.links and (weaving.only_urls or under_sources):
                kind, label = "reference", self.items[-1].number
        elif kind in ("list_item", "paragraph") and weaving.links and weaving.only_urls:
            kind = "link_block"
        self.add(weaving, kind, label)

    def add(self, weaving: Weaving, kind: PassageKind, label: str | None) -> None:
        """A finished passage and what stands in it; where it has no text, its links stand outside all passages."""
        weaving.finish()
        runs = packed(weaving.weaver.runs)
        if not runs:
            self.links += [replace(link, passage=None, span=None) for link in weaving.links]
            return
        start, end = runs[0][1], runs[-1][1] + runs[-1][2]
        heading = tuple(words for _, words in self.heading)
        index = len(self.passages)
        titled = kind == "paragraph" and not weaving.links and is_title(weaving.weaver.text)  # `**Sources**`
        kind = "heading" if titled else kind
        passage = Passage(kind, weaving.weaver.text, runs, start, end, self.places.place(start), heading, label=label)
        self.passages.append(passage)
        self.links += [_laid_out(link, passage, index) for link in weaving.links]
        self.callouts += [replace(callout, passage=index) for callout in weaving.callouts]
        if titled:
            self.heading = [*((above, words) for above, words in self.heading if above < _TITLED), (_TITLED, passage.text)]
        elif kind == "heading":
            self.anchor(passage.text)
            self.heading = [*((above, words) for above, words in self.heading if above < self.level), (self.level, passage.text)]
        for note, note_label in weaving.notes:
            self.add(note, "note", note_label)

    def anchor(self, heading: str) -> None:
        """The names that site generators give a heading: its own `{#name}`, else its words as GitHub writes them, numbered when not new."""
        if own := re.search(r"\{[^{}]*#([\w:.-]+)[^{}]*\}\s*$", heading):
            self.anchors[own.group(1)] = None
            return
        slug = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        number = self.slugs[slug] = self.slugs.get(slug, -1) + 1
        self.anchors[f"{slug}-{number}" if number else slug] = None

    def located(self, content: str, first: int) -> Content:
        """Where the lines of a block's content stand: each is the rest of its line, but for a heading's or a table cell's."""
        stretches = []
        at = 0
        for number, piece in enumerate(content.split("\n"), first):
            words = piece.strip()
            lead = len(piece) - len(piece.lstrip())
            line = self.line(number)
            begin = self.places.starts[min(number, len(self.ends) - 1)]
            start = begin + self.column(number, line, words)
            stretches.append((at + lead, start))
            if self.kinds and self.kinds[-1] == "table_cell":
                # `\\|` in a cell is `|` in its content.
                for escaped, found in enumerate(re.finditer(r"\\\|", line[start - begin : self.cursor[number]]), 1):
                    stretches.append((at + lead + found.end() - 1 - escaped, start + found.end() - 1))
            at += len(piece) + 1
        return Content(content, stretches)

    def column(self, number: int, line: str, words: str) -> int:
        in_cell = bool(self.kinds) and self.kinds[-1] == "table_cell"
        if not in_cell and not self.level and line.rstrip().endswith(words):
            return len(line.rstrip()) - len(words)
        start = self.cursor.get(number, 0) if in_cell else 0
        if self.level and (marks := re.match(r"[\s>]*(?:(?:[-+*]|\d{1,9}[.)])\s+[\s>]*)*#{1,6}(?=\s|$)", line)):
            start = marks.end()
        written = words if words in line else words.replace("|", "\\|")
        found = line.find(written, start)
        if found < 0:
            found = start
        if in_cell:
            self.cursor[number] = found + len(written)
        return found

    def island(self, token: Token) -> None:
        """A block of raw HTML."""
        assert token.map is not None
        start, end = self.places.starts[token.map[0]], self.ends[min(token.map[1], len(self.ends)) - 1]
        page = html.parse(self.text, self.places, start, end, self.options.base, self.mdx, self.options.include_code)
        self.anchors.update(dict.fromkeys(page.anchors))
        shift = len(self.passages)
        heading = tuple(words for _, words in self.heading)
        self.passages += [replace(passage, heading=heading) for passage in page.passages]
        self.links += [replace(link, passage=None if link.passage is None else link.passage + shift) for link in page.links]
        self.callouts += [replace(callout, passage=callout.passage + shift) for callout in page.callouts]

    def code(self, token: Token) -> None:
        """The URLs of a code block; they stand outside all passages."""
        assert token.map is not None
        start, end = self.places.starts[token.map[0]], self.ends[min(token.map[1], len(self.ends)) - 1]
        for found in urls.find(self.text[start:end], defanged=self.options.defanged):
            self.links.append(bare_link(found, self.text, self.places, start + found.start, start + found.end))

    def definition(self, label: str) -> tuple[int, int] | None:
        """Where the address of a reference definition stands."""
        reference = self.env.get("references", {}).get(label)
        if reference is None:
            return None
        start, end = self.places.starts[reference["map"][0]], self.ends[min(reference["map"][1], len(self.ends)) - 1]
        region = self.text[start:end]
        for found in _DEFINITION.finditer(region):
            raw = found.group(1)
            inside = (found.start(1) + 1, found.end(1) - 1) if raw.startswith("<") else found.span(1)
            if _meant(region[slice(*inside)]) == reference["href"]:
                return start + inside[0], start + inside[1]
        return start + len(region) - len(region.lstrip()), start + len(region) - len(region.lstrip())


def _laid_out(link: Link, passage: Passage, index: int) -> Link:
    """The link in its passage, with the layout that this gives it."""
    if link.layout == "image":
        return replace(link, passage=index)
    if passage.kind == "note":
        return replace(link, passage=index, layout="footnote", label=passage.label)
    if passage.kind == "reference":
        return replace(link, passage=index, layout="numbered", label=passage.label)
    if passage.kind == "link_block":
        return replace(link, passage=index, layout="block")
    if passage.kind == "list_item" and link.layout in ("inline", "reference") and link.span == (0, len(passage.text)):
        return replace(link, passage=index, layout="list")
    return replace(link, passage=index)


def _meant(raw: str) -> str:
    """A link destination with its escapes and entities decoded."""
    from markdown_it.common.utils import unescapeAll

    return unescapeAll(raw)
