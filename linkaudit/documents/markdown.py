"""Markdown in (CommonMark, GitHub's tables and bare links, footnotes, HTML islands); its passages, links and call-outs, out.

markdown-it-py knows the lines of a block and nothing closer. Its inline rules are wrapped so that every token tells where it began
and ended in its block, and the block's lines are found again in the document: every place is exact.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from html import unescape
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from linkaudit import urls
from linkaudit.documents import html, tags
from linkaudit.documents.aim import FRAGMENT, aim
from linkaudit.documents.dates import read_date
from linkaudit.documents.decode import decode
from linkaudit.documents.headings import SOURCES
from linkaudit.documents.options import Options
from linkaudit.documents.raised import labels
from linkaudit.documents.weave import Lines, Weaver
from linkaudit.model import Callout, Document, Layout, Link, Passage, PassageKind, Unreadable

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

Rule = Callable[["StateInline", bool], bool]
_FRONT = re.compile(r"(---|\+\+\+)[ \t]*(?:\r\n|\n|\r)(.*?)(?:^)(?:\1|\.\.\.)[ \t]*(?:\r\n|\n|\r|\Z)", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"^[\"']?([A-Za-z_][\w.-]*)[\"']?[ \t]*[:=][ \t]*(.*?)[ \t]*$", re.MULTILINE)
_MODULE_LINE = re.compile(r"(?:import|export)\s")
_DEFINITION = re.compile(r"\]:[\s>]*(<[^<>\n]*>|\S+)")
_BRACKET = re.compile(r"[\[\]]")
LONGEST_FRONT = 65536
DEEPEST = 32  # brackets open at one place; a link in an image in a link in a footnote has four


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
    builder = _Builder(text, places, options, name.lower().endswith(".mdx"), front.end() if front else 0)
    builder.run()
    heading = next((passage.text for passage in builder.passages if passage.kind == "heading"), None)
    return Document(
        name=name,
        format="markdown",
        text=text,
        passages=tuple(builder.passages),
        links=tuple(sorted(builder.links, key=_order)),
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


def _order(link: Link) -> tuple[int, int]:
    """Reading order. A reference link stands where its anchor does, not where it is defined."""
    return (link.passage if link.passage is not None else -1, link.span[0] if link.span else link.start or 0)


def _date(keys: dict[str, str], *names: str) -> date | None:
    return next((day for name in names if (day := read_date(keys.get(name, "")))), None)


# ---------------------------------------------------------------- the parser


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """CommonMark with GitHub's tables, strikethrough and bare links, and footnotes; each inline token tells its place."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    md = MarkdownIt("commonmark", {"store_labels": True}).enable(["table", "strikethrough"])
    footnote_plugin(md, move_to_end=False)
    md.core.ruler.at("inline", _inline)
    return _telling(md)


@lru_cache(maxsize=1)
def bracketless() -> MarkdownIt:
    """The same without links in brackets, images and footnotes: for blocks that are no prose."""
    from markdown_it import MarkdownIt

    return _telling(MarkdownIt("commonmark").disable(["link", "image"]))


def _telling(md: MarkdownIt) -> MarkdownIt:
    """The parser with inline tokens that tell their place, and with our own rule for bare URLs."""
    md.disable(["text_join", "fragments_join"], ignoreInvalid=True)
    # Every address is listed, whatever its scheme and however it is written: what may be asked for is decided later.
    md.normalizeLink = md.normalizeLinkText = str  # type: ignore[method-assign, assignment]
    md.validateLink = _valid  # type: ignore[method-assign, assignment]
    ruler = md.inline.ruler
    for name, rule in {rule.name: rule.fn for rule in ruler.__rules__}.items():
        ruler.at(name, _text if name == "text" else _bare if name == "linkify" else _located(rule))
    ruler.enable(["linkify"])
    return md


def _valid(_: str) -> bool:
    return True


def _inline(state: StateCore) -> None:
    """The inline stage. markdown-it-py needs 3 s for 100 kB of `[[[[`: where brackets nest deeper than any text has them, they are text."""
    for token in state.tokens:
        if token.type == "inline":
            deep = is_deep(token.content)
            if deep:
                state.env.setdefault("deep", []).append(token.map)
            token.children = []
            (bracketless() if deep else state.md).inline.parse(token.content, state.md, state.env, token.children)


def is_deep(content: str) -> bool:
    """Whether more than DEEPEST brackets are open at some place."""
    if content.count("[") <= DEEPEST:
        return False
    depth = 0
    for bracket in _BRACKET.finditer(content):
        depth = depth + 1 if bracket.group() == "[" else max(depth - 1, 0)
        if depth > DEEPEST:
            return True
    return False


def _located(rule: Rule) -> Rule:
    """The rule, with every token that it makes marked with its place in the block's content."""

    def run(state: StateInline, silent: bool) -> bool:
        start, count, pending = state.pos, len(state.tokens), bool(state.pending)
        if not rule(state, silent):
            return False
        if silent or len(state.tokens) == count:
            return True
        made = state.tokens[count + pending :] if state.tokens[count].type == "text" and pending else state.tokens[count:]
        if made and made[0].type == "link_open" and "place" not in made[0].meta:
            made[0].meta["place"] = (start, start + 1)
            made[0].meta["whole"] = (start, state.pos)
            made[-1].meta["place"] = (state.pos, state.pos)
        elif made and all(token.type == "text" for token in made):
            at = start
            for token in made:
                token.meta["place"] = (at, at + len(token.content))
                at += len(token.content)
        else:
            for token in made:
                token.meta.setdefault("place", (start, state.pos))
        return True

    return run


def _finds(state: StateInline) -> tuple[list[int], list[urls.Found]]:
    """The bare URLs of the block's content, found once for each block."""
    cache: dict[str, tuple[list[int], list[urls.Found]]] = state.env.setdefault("bare", {})
    if state.src not in cache:
        found = list(urls.find(state.src, gfm=True, defanged=state.env.get("defanged", False)))
        cache[state.src] = ([one.start for one in found], found)
    return cache[state.src]


def _text(state: StateInline, silent: bool) -> bool:
    """Plain text up to the next character that any rule cares for, or the next bare URL."""
    starts, _ = _finds(state)
    special = state.md.inline.terminator_re.search(state.src, state.pos, state.posMax)
    end = special.start() if special else state.posMax
    index = bisect_left(starts, state.pos)
    if index < len(starts):
        end = min(end, starts[index])
    if end <= state.pos:
        return False
    if not silent:
        state.append_pending(state.src[state.pos : end])
    state.pos = end
    return True


def _bare(state: StateInline, silent: bool) -> bool:
    """A bare URL; none inside a link's text, as links do not nest."""
    starts, found = _finds(state)
    index = bisect_left(starts, state.pos)
    if silent or state.linkLevel or index == len(starts) or starts[index] != state.pos or found[index].end > state.posMax:
        return False
    token = state.push("bare", "", 0)
    token.content = found[index].url
    token.meta = {"place": (state.pos, found[index].end), "found": found[index]}
    state.pos = found[index].end
    return True


# ---------------------------------------------------------------- tokens → passages, links, call-outs


@dataclass(slots=True)
class _Item:
    """An open list item."""

    ordered: bool
    number: str


class _Content:
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


class _Builder:
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
        lines = [self.line(number) for number in range(len(self.ends))]
        first = bisect_left(self.places.starts, self.front_end)
        for number in range(min(first, len(lines))):
            lines[number] = ""
        if self.mdx:
            lines = ["" if _MODULE_LINE.match(line) else line for line in lines]
        for token in parser().parse("\n".join(lines), self.env):
            self.take(token)
        self.call_targets()

    def call_targets(self) -> None:
        """Links such as `[2](#ref-2)` that lead to a passage further down call it as a note."""
        kept = []
        for link in self.links:
            index = self.targets.get(unquote(link.target[1:])) if link.skip == FRAGMENT and link.span else None
            if index is None or link.passage is None or link.passage >= index or not html.NOTE_MARK.fullmatch(link.anchor):
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
        weaving = _Weaving(self, content)
        weaving.tokens(token.children or [])
        kind: PassageKind = "heading" if self.level else "note" if self.note else self.kinds[-1] if self.kinds else "paragraph"
        label = self.note
        if kind in ("list_item", "paragraph") and self.items and self.items[-1].ordered:
            under_sources = bool(self.heading) and SOURCES.fullmatch(self.heading[-1][1]) is not None
            if weaving.links and (weaving.only_urls or under_sources):
                kind, label = "reference", self.items[-1].number
        elif kind in ("list_item", "paragraph") and weaving.links and weaving.only_urls:
            kind = "link_block"
        self.add(weaving, kind, label)

    def add(self, weaving: _Weaving, kind: PassageKind, label: str | None) -> None:
        """A finished passage and what stands in it; where it has no text, its links stand outside all passages."""
        weaving.finish()
        runs = tuple(weaving.weaver.runs)
        if not runs:
            self.links += [replace(link, passage=None, span=None) for link in weaving.links]
            return
        start, end = runs[0][1], runs[-1][1] + runs[-1][2]
        heading = tuple(words for _, words in self.heading)
        index = len(self.passages)
        passage = Passage(kind, weaving.weaver.text, runs, start, end, self.places.place(start), heading, label=label)
        self.passages.append(passage)
        self.links += [replace(_laid_out(link, passage), passage=index) for link in weaving.links]
        self.callouts += [replace(callout, passage=index) for callout in weaving.callouts]
        if kind == "heading":
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

    def located(self, content: str, first: int) -> _Content:
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
        return _Content(content, stretches)

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
        page = html.parse(self.text, self.places, start, end, self.options.base)
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


def _laid_out(link: Link, passage: Passage) -> Link:
    """The link with the layout that its passage gives it."""
    if link.layout == "image":
        return link
    if passage.kind == "note":
        return replace(link, layout="footnote", label=passage.label)
    if passage.kind == "reference":
        return replace(link, layout="numbered", label=passage.label)
    if passage.kind == "link_block":
        return replace(link, layout="block")
    if passage.kind == "list_item" and link.layout in ("inline", "reference") and link.span == (0, len(passage.text)):
        return replace(link, layout="list")
    return link


def _meant(raw: str) -> str:
    """A link destination with its escapes and entities decoded."""
    from markdown_it.common.utils import unescapeAll

    return unescapeAll(raw)


def bare_link(found: urls.Found, text: str, places: Lines, start: int, end: int, layout: Layout = "bare") -> Link:
    """A URL that stands in the text as itself."""
    target = unescape(found.target) if "&" in found.target else found.target
    aimed = aim(target)
    return Link(
        url=text[start:end],
        target=target,
        at=places.place(start),
        layout=layout,
        start=start,
        end=end,
        written_as=found.written_as or aimed.written_as,
        skip=aimed.skip,
    )


class _Weaving:
    """Builds one passage from the inline tokens of a block."""

    def __init__(self, builder: _Builder, content: _Content) -> None:
        self.builder = builder
        self.content = content
        self.weaver = Weaver()
        self.links: list[Link] = []
        self.callouts: list[Callout] = []
        self.open: list[tuple[Link, int]] = []
        self.at = 0  # in the content: where the next text begins
        self.only_urls = True  # nothing else has been seen yet
        self.sup: tuple[int, int] | None = None  # an open <sup> outside links: where it began in the text and in the document
        self.notes: list[tuple[_Weaving, str]] = []  # inline footnotes and their labels

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
                layout = html.LINKING.get((event.name, key))
                if layout:
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
            note = _Weaving(builder, _Content(self.content.content[inside : end - 1], stretches))
            note.tokens(builder.env["footnotes"]["list"][token.meta["id"]]["tokens"])
            self.notes.append((note, label))

    def finish(self) -> None:
        """Ends what markup left open, and reads the anchor texts off the finished text."""
        while self.open:
            self.link_close()
        text = self.weaver.text
        length = len(text)
        self.links = [replace(link, span=(min(link.span[0], length), min(link.span[1], length))) for link in self.links if link.span]
        named = ("inline", "reference")
        self.links = [replace(link, anchor=text[slice(*link.span)]) if link.layout in named and link.span else link for link in self.links]
