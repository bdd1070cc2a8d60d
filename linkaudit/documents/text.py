"""Plain text in; its passages, links and call-outs, out. Hard-wrapped lines are joined, lines that are paragraphs are not."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby, pairwise, zip_longest

from linkaudit import urls
from linkaudit.claims.brackets import plain_digits
from linkaudit.claims.ibid import refers_back
from linkaudit.documents.aim import aim
from linkaudit.documents.dates import read_date
from linkaudit.documents.decode import decode
from linkaudit.documents.headings import SOURCES
from linkaudit.documents.options import Options
from linkaudit.documents.rejoin import rejoin
from linkaudit.documents.weave import Lines, Weaver, packed, to_text
from linkaudit.model import Document, Layout, Link, Passage, PassageKind, Unreadable
from linkaudit.urls.find import Found

TERMINAL = ".!?:;…。！？؟۔।\"”»’'):,"
SENTENCE_END = ".!?…。！？؟۔।"
# A list item: `- `, `* `, `• `, `1. `, `(1) `, `a) `.
_ITEM = re.compile(r"\s*(?:[-*•‣◦–—+]\s+|\(?(?P<label>\d{1,3})[.)]\s+)(?=\S)")
# A numbered source: `[1] `, `[^1]: `, `【1】`, `1. `, `1) `, `¹ `, `1 https://`, `（注1）`, `※1 `, `† `.
_REFERENCE = re.compile(
    r"\s*(?:[\[［【〔]\^?#?(?P<a>[\w+-]{1,12})[\]］】〕]:?\s*|\(?(?P<b>\d{1,3})[.)]:?\s+|(?P<c>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|[①-⑳])\s*"
    r"|\^?(?P<d>\d{1,3}):?\s+(?=<?https?://)|(?:[(（]?(?:注|註|주|각주)|※|（|#)\s?(?P<e>\d{1,3})[)）.:：]?\s*|(?P<f>[†‡§¶]{1,3})\s*)(?=\S)"
)
_CREDIT = re.compile(
    r"(?:source|photo|image|picture|credit|illustration|video|foto|bild|quelle|источник|фото)s?(?: credit| by)?\s*[:/|]", re.IGNORECASE
)
_BYLINE = re.compile(r"(?:by|von|par|por|автор:?)\s+[^\W\d_][\w.'’-]*(?:[\s,&]+[^\W\d_][\w.'’-]*){0,11}$", re.IGNORECASE)
_BOILERPLATE = re.compile(
    r"this (?:article|story|piece|post|report|text) (?:was|is|has been|first|originally)\b.{0,40}\b(?:published|appeared)"
    r"|originally published (?:by|in|on|at)\b"
    r"|(?:all rights reserved|subscribe to our|sign up for|follow us on|share this|read more:?$)|©\s*\d{4}|copyright (?:©|\(c\)|\d{4})",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\s*(?:published|posted|date|issued|veröffentlicht|publié|publicado|опубликовано)\b(?: on)?\s*:?\s*", re.IGNORECASE
)
_LABELLED = re.compile(r"[^.!?]{0,80}[:–—-]\s*\Z")


# Of the same groups as a reference.
_LETTERED = re.compile(r"[a-zA-Z]|[ivx]{1,5}")
_COUNTED = re.compile(r"\s*(?P<a>\d{1,3})(?P<b>\Z)?(?P<f>\Z)?\s+(?=\S)")


@dataclass(frozen=True, slots=True)
class Line:
    """One line, its break not included."""

    start: int
    end: int
    text: str


def read(name: str, data: bytes, options: Options) -> Document | Unreadable:
    """A text file. One passage for each paragraph, list item, numbered source and run of lines that are only URLs."""
    decoded = decode(data, options.charset)
    if isinstance(decoded, str):
        return Unreadable(name, decoded)
    document = read_text(name, decoded.text, options)
    remarks = (decoded.remark,) if decoded.remark else ()
    return replace(document, sha256=hashlib.sha256(data).hexdigest(), remarks=remarks + document.remarks)


def read_text(name: str, text: str, options: Options) -> Document:
    """The same for text that is decoded already; `sha256` is of its UTF-8 bytes."""
    places = Lines(text)
    lines = list(_lines(text, places))
    found = rejoin(text, list(urls.find(text, defanged=options.defanged)), places)
    passages = _passages(text, lines, found, places)
    links = _links(text, passages, found, places)
    return Document(
        name=name,
        format="text",
        text=text,
        passages=tuple(passages),
        links=tuple(links),
        sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
        title=next((passage.text for passage in passages[:5] if passage.kind == "heading" and len(passage.text.split()) > 2), None),
        published=options.published or _published(lines),
        url=options.url,
    )


def _lines(text: str, places: Lines) -> Iterator[Line]:
    ends = [*places.starts[1:], len(text)]
    for start, end in zip(places.starts, ends, strict=True):
        whole = text[start:end].rstrip("\r\n")
        yield Line(start, start + len(whole), whole)


@dataclass(slots=True)
class Block:
    """Lines that will be one passage."""

    kind: PassageKind
    lines: list[Line]
    label: str | None = None
    urls: bool = False  # one of its lines holds a URL


def _passages(text: str, lines: list[Line], found: list[Found], places: Lines) -> list[Passage]:
    holds = _UrlLines(text, lines, found)
    wrapped = is_wrapped([line.text for line in lines if not holds.alone(line)])
    passages: list[Passage] = []
    heading: tuple[str, ...] = ()
    for group in _groups(lines):
        listing = bool(heading) and SOURCES.fullmatch(heading[-1]) is not None
        blocks = _blocks(group, holds, wrapped, listing)
        if len(blocks) == 1 and len(group) == 1 and not blocks[0].urls and _is_heading(group[0].text):
            blocks[0].kind = "heading"
        _settle(blocks, listing)
        for block in blocks:
            passage = _passage(text, block, heading, places)
            passages.append(passage)
            if passage.kind == "heading":
                heading = (passage.text,)
    return passages


class _UrlLines:
    """Which lines are nothing but a URL, which hold one, and which are broken inside one."""

    def __init__(self, text: str, lines: list[Line], found: list[Found]) -> None:
        self._alone: dict[int, str | None] = {}
        self._holding: set[int] = set()
        self._ending: set[int] = set()
        self.continuing: set[int] = set()  # lines that go on with a URL from the line before
        at = 0
        for line in lines:
            while at < len(found) and found[at].end <= line.start:
                at += 1
            here = at
            urls_here = []
            while here < len(found) and found[here].start < line.end:
                urls_here.append(found[here])
                here += 1
            if urls_here and urls_here[0].start < line.start:
                self.continuing.add(line.start)
            urls_here = [one for one in urls_here if one.target.startswith(("http", "ftp"))]
            if not urls_here:
                continue
            self._holding.add(line.start)
            if line.start in self.continuing:
                continue
            first = urls_here[0]
            rest = re.sub(r"[\s<>.,;)\]]+", "", text[urls_here[-1].end : line.end]) if urls_here[-1].end < line.end else ""
            if not rest:
                self._ending.add(line.start)
            between = "".join(text[a.end : b.start] for a, b in pairwise(urls_here)).strip(" \t,;|<>")
            lead = text[line.start : first.start].removesuffix("<URL:").rstrip(" <(")
            if not rest and not between:
                self._alone[line.start] = lead

    def alone(self, line: Line) -> bool:
        """Whether the line is only a URL, numbered, with a bullet or after a label or not."""
        if line.start in self.continuing:
            return True
        lead = self._alone.get(line.start)
        if lead is None:
            return False
        mark = _REFERENCE.match(lead + " x") or _ITEM.match(lead + " x")
        lead = (lead + " x")[mark.end() :].removesuffix("x").strip() if mark else lead.strip()
        return not lead or _LABELLED.fullmatch(lead) is not None

    def in_line(self, line: Line) -> bool:
        return line.start in self._holding

    def ends(self, line: Line) -> bool:
        """Whether a URL is the last thing in the line."""
        return line.start in self._ending


def is_wrapped(lines: list[str]) -> bool:
    """Whether line breaks are only where the page was full. Lines that are only URLs are to be left out before.

    So it is when at least 60 % of the breaks inside blocks come after column 60 to 100 (or where the next word would not have fitted
    into the longest line) and cut a sentence: the next line starts in lower case or this one has no terminal mark.
    """
    breaks = [(one.rstrip(), two.lstrip()) for one, two in pairwise(lines) if one.strip() and two.strip()]
    breaks = [(one, two) for one, two in breaks if not _ITEM.match(two) and not _REFERENCE.match(two)]
    width = max((len(one) for one, _ in breaks), default=0)
    wrapped = 0
    for one, two in breaks:
        full = 60 <= len(one) <= 100 or (30 <= width <= 132 and len(one) + 1 + len(two.split(maxsplit=1)[0]) > width)
        wrapped += full and (two[0].islower() or one[-1] not in SENTENCE_END)
    return wrapped * 10 >= len(breaks) * 6 and wrapped > 0


def _groups(lines: list[Line]) -> Iterator[list[Line]]:
    """Runs of lines without an empty line between."""
    group: list[Line] = []
    for line in lines:
        if line.text.strip():
            group.append(line)
        elif group:
            yield group
            group = []
    if group:
        yield group


def _blocks(group: list[Line], holds: _UrlLines, wrapped: bool, listing: bool) -> list[Block]:
    """The passages of one run of lines; `listing`: it stands below a heading like "References"."""
    blocks: list[Block] = []
    counted = [match["a"] for line in group if (match := _COUNTED.match(line.text))]
    listing = listing or (len(group) > 1 and counted == [str(number) for number in range(1, len(group) + 1)])
    notes = 0
    for index, line in enumerate(group):
        notes += bool(blocks) and blocks[-1].label is not None and blocks[-1].lines[-1] is group[index - 1] and len(blocks[-1].lines) == 1
        reference = _REFERENCE.match(line.text) or (listing and _counted(line, notes + 1)) or None
        item = _ITEM.match(line.text)
        last = blocks[-1] if blocks else None
        if line.start in holds.continuing and last:
            last.lines.append(line)
        elif last and last.kind == "reference" and not last.urls and line.text[:1].isspace() and not reference and not item:
            last.lines.append(line)  # `[3] Gazette, 4 May.` and its URL in a line of its own
            last.urls = holds.in_line(line)
        elif reference and not reference["b"] and _is_label(reference, holds.in_line(line)):
            blocks.append(Block("reference", [line], _label(reference), holds.in_line(line)))
        elif reference and reference["b"]:
            blocks.append(Block("list_item", [line], _label(reference), holds.in_line(line)))
        elif holds.alone(line) and not _amid_prose(group, index, holds, wrapped):
            if last and last.kind == "link_block":
                last.lines.append(line)
            else:
                blocks.append(Block("link_block", [line], urls=True))
        elif item:
            blocks.append(Block("list_item", [line], None, holds.in_line(line)))
        elif listing and last and last.urls and (holds.ends(last.lines[-1]) or holds.in_line(line)):
            blocks.append(Block("paragraph", [line], urls=holds.in_line(line)))  # entries of a bibliography, a line or two each
        elif last and last.kind != "link_block" and (wrapped or (line.text[:1].isspace() and last.kind in ("list_item", "reference"))):
            last.lines.append(line)
            last.urls = last.urls or holds.in_line(line)
        else:
            blocks.append(Block("paragraph", [line], urls=holds.in_line(line)))
    return blocks


def _amid_prose(group: list[Line], index: int, holds: _UrlLines, wrapped: bool) -> bool:
    """Whether a line that is only a URL is part of a wrapped sentence: `..., see the report at / https://... / for more.`"""
    if not wrapped or index == 0 or holds.alone(group[index - 1]):
        return False
    before = group[index - 1].text.rstrip()
    return before[-1] not in SENTENCE_END + ":" and not before.endswith(('."', ".”", ".»"))


def _counted(line: Line, number: int) -> re.Match[str] | None:
    """A line of a list of notes that begins with its number and no mark behind it: `2 Herald, https://...`."""
    match = _COUNTED.match(line.text)
    return match if match and plain_digits(match["a"]) == str(number) else None


def _is_label(reference: re.Match[str], linked: bool) -> bool:
    label = reference["a"]
    if not label:
        return linked or not reference["f"]
    return (
        any(character.isdigit() for character in label)
        or reference.group().lstrip().startswith("[^")
        or (linked and _LETTERED.fullmatch(label) is not None)
    )


def _label(reference: re.Match[str]) -> str:
    return plain_digits(next(group for group in reference.groups() if group))


def _settle(blocks: list[Block], under_sources: bool) -> None:
    """Which items of a numbered list are sources: those below a heading that says so, or all of a list whose every item has a URL."""
    signed = any(block.label == "†" for block in blocks)
    for number, block in enumerate(blocks):
        if signed and block.kind in ("list_item", "link_block") and block.lines[0].text.startswith("* "):
            blocks[number] = Block("reference", block.lines, "*", block.urls)  # a note, as † is
    numbered = groupby(blocks, key=lambda block: block.kind == "list_item" and block.label is not None)
    for run in (list(group) for is_list, group in numbered if is_list):
        if under_sources or (run[0].urls and all(block.urls or refers_back(block.lines[0].text) for block in run)):
            for block in run:
                block.kind = "reference"
    for block, following in zip_longest(blocks, blocks[1:]):
        if block.kind == "list_item":
            block.label = None
        elif block.kind == "paragraph":
            block.kind = _kind(block, following)


def _kind(block: Block, following: Block | None) -> PassageKind:
    line = " ".join(line.text.strip() for line in block.lines[:3])
    if len(line) <= 240 and _CREDIT.match(line) and not block.urls:
        return "source_line"
    if len(line) <= 80 and _BYLINE.fullmatch(line):
        return "byline"
    if len(line) <= 240 and _BOILERPLATE.search(line):
        return "boilerplate"
    if len(block.lines) == 1 and following and _is_heading(line) and _CREDIT.match(following.lines[0].text.strip()):
        return "caption"
    return "paragraph"


def _is_heading(line: str) -> bool:
    line = line.strip()
    if SOURCES.fullmatch(line):
        return True
    return (
        len(line) <= 120 and len(line.split()) <= 16 and line[-1] not in TERMINAL and not _ITEM.match(line) and any(map(str.isalpha, line))
    )


def _passage(text: str, block: Block, heading: tuple[str, ...], places: Lines) -> Passage:
    start, end = block.lines[0].start, block.lines[-1].end
    weaver = Weaver()
    weaver.add(text[start:end], start)
    runs = packed(weaver.runs)
    start = runs[0][1] if runs else start
    return Passage(block.kind, weaver.text, runs, start, end, places.place(start), heading, label=block.label)


def _links(text: str, passages: list[Passage], found: list[Found], places: Lines) -> list[Link]:
    links = []
    index = 0
    for one in found:
        while index + 1 < len(passages) and passages[index + 1].start <= one.start:
            index += 1
        passage = passages[index]
        layouts: dict[PassageKind, Layout] = {"link_block": "block", "reference": "numbered"}
        aimed = aim(one.target)
        links.append(
            Link(
                url=one.url,
                target=one.target,
                at=places.place(one.start),
                layout=layouts.get(passage.kind, "autolink" if text[one.start - 1 : one.start] == "<" else "bare"),
                start=one.start,
                end=one.end,
                passage=index,
                span=(to_text(passage.runs, one.start), to_text(passage.runs, one.end - 1) + 1),
                label=passage.label,
                written_as=one.written_as or aimed.written_as,
                skip=aimed.skip,
            )
        )
    return links


def _published(lines: list[Line]) -> date | None:
    """The date in a line of the first ten that is nothing else, or that says `Published: ...`."""
    for line in [line for line in lines if line.text.strip()][:10]:
        words = line.text.strip()
        said = _PUBLISHED.match(words)
        if len(words) <= 60 and (said or re.fullmatch(r"(?:\w+,? )?[\w.]{1,12},? [\w.]{1,12},? \d{4}|\d{4}-\d{2}-\d{2}\S*", words)):
            day = read_date(words[said.end() :] if said else words)
            if day:
                return day
    return None
