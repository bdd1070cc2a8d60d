"""AsciiDoc in; its passages, links, footnotes and pictures at their exact places, out. Nothing is included, no condition is tried."""

from __future__ import annotations

import re
from datetime import date
from itertools import zip_longest

from linkaudit import urls
from linkaudit.documents.adocaddress import Addresses
from linkaudit.documents.adocinline import Mark, marks
from linkaudit.documents.aim import RELATIVE, aim
from linkaudit.documents.dates import read_date
from linkaudit.documents.decode import decode
from linkaudit.documents.leaf import Leaf, rows
from linkaudit.documents.options import Options
from linkaudit.model import Document, PassageKind, Unreadable

_FENCE = re.compile(r"(?P<mark>-{4,}|\.{4,}|\+{4,}|={4,}|\*{4,}|_{4,}|/{4,}|--|`{3,})(?:(?<=`)[\w+-]*)?|(?P<table>[|,:!]={3,})")
_HEADING = re.compile(r"(?P<level>={1,6}|#{1,6})[ \t]+(?=\S)")
_UNDERLINE = re.compile(r"([=\-~^+])\1+")
_ATTRIBUTE = re.compile(r":(?P<unset>!?)(?P<name>\w[\w-]{0,100})(?P<unset_too>!?):(?:[ \t]+(?P<value>.*))?")
_BLOCK_ATTRIBUTES = re.compile(r"\[(?P<all>[^\[\]].*|)\]|\[\[(?P<id>[^\[\],]{1,200})(?:,.*)?\]\]")
_TITLE = re.compile(r"\.(?=[^\s.])")
_MACRO = re.compile(
    r"(?P<name>image|video|audio|include|ifdef|ifndef|ifeval|endif|toc|[a-z]\w{0,30})::(?P<target>[^\s\[]*)\[(?P<words>.*)\]"
)
_ITEM = re.compile(
    r"[ \t]*(?:[-*•]{1}|\*{2,6}|\.{1,6}|\d{1,4}\.|[A-Za-z]\.|[ivxIVX]{1,6}\)|<(?:\d{1,3}|\.)>)[ \t]+(?=\S)(?:\[[ xX*]\][ \t]+)?"
)
_TERM = re.compile(r"[ \t]*(?P<term>[^\s:;][^\n]{0,300}?)(?:::{1,3}|;;)(?:[ \t]+|$)")
_BIBLIOGRAPHY = re.compile(r"\[\[\[(?P<label>[^\[\],]{1,200})(?:,[ ]?(?P<shown>[^\[\]]{1,200}))?\]\]\][ \t]*")
_CELL = re.compile(r"(?:(?<=[\s|!])|^)(?:\d{0,3}(?:\.\d{1,3})?[+*])?[<^>]?(?:\.[<^>])?[adehlmsv]?(?P<bar>[|!])", re.MULTILINE)
_REVISION = re.compile(r"(?:v[\w.]+(?:,[ ]*|$))?(?P<date>[^:\n]{6,40})?")
_EMPHASIS = re.compile(r"(?<!\w)(?:\*{1,2}|_{1,2})(?=[^\s*_])|(?<=[^\s*_])(?:\*{1,2}|_{1,2})(?!\w)")
_BEHIND = re.compile(r"\blink=\"?([^\s\",\]]{1,2000})")
_SAID = re.compile(r"(?:link:)?(?P<url>[^\s\[\]]+)\[(?P<words>[^\[\]]*)\]")
_CODE = frozenset({"source", "listing", "literal", "stem", "latexmath", "asciimath", "pass", "comment"})


def read(name: str, data: bytes, options: Options) -> Document | Unreadable:
    """An AsciiDoc file. `{attributes}` that it sets itself stand for their values in addresses; code comes only with `include_code`."""
    decoded = decode(data, options.charset)
    if isinstance(decoded, str):
        return Unreadable(name, decoded)
    reader = _Reader(decoded.text, options, Addresses(name, options.base))
    reader.page()
    title, published = reader.title, reader.published
    return reader.leaf.document(name, "asciidoc", data, decoded, title=title, published=published, anchors=not reader.includes)


class _Reader:
    def __init__(self, text: str, options: Options, addresses: Addresses) -> None:
        self.text = text
        self.leaf = Leaf(text, options)
        self.rows = list(rows(text))
        self.addresses = addresses
        self.attributes = addresses.attributes
        self.includes = False  # what stands in other files may hold the anchors that are missing here
        self.title: str | None = None
        self.published: date | None = None
        self.style = ""  # of the next block, as the line in brackets above it says
        self.reference: str | None = None
        self.quotes: list[str] = []  # fences of quotations that are open
        self.notes: list[Mark] = []

    def page(self) -> None:
        """Every block, from the first line to the last."""
        at = 0
        while at < len(self.rows):
            at = at + 1 if self.rows[at].empty else self.block(at)

    def line(self, at: int) -> str:
        return self.text[self.rows[at].start : self.rows[at].end]

    def block(self, at: int) -> int:
        """The block that begins with a line; the line behind it."""
        line, row = self.line(at), self.rows[at]
        if line.startswith("//") and not line.startswith("///"):
            return at + 1
        if fence := _FENCE.fullmatch(line):
            return self.fence(at, fence)
        if attribute := _ATTRIBUTE.fullmatch(line):
            return self.attribute(at, attribute)
        if brackets := _BLOCK_ATTRIBUTES.fullmatch(line):
            return self.brackets(at, brackets)
        style, self.style = self.style, ""
        if heading := _HEADING.match(line):
            return self.heading(row.start + heading.end(), row.end, len(heading["level"]), at + 1)
        if macro := _MACRO.fullmatch(line):
            return self.macro(at, macro)
        if title := _TITLE.match(line):
            self.style = style
            return self.passage("caption", [(row.start + title.end(), row.end)], at + 1)
        if line in ("'''", "---", "***", "<<<", "+", "* * *", "- - -"):
            return at + 1
        if item := _ITEM.match(line):
            return self.item(at, item.end())
        if (level := self.underlined(at)) is not None:
            return self.heading(row.start, row.end, level, at + 2)
        if (term := _TERM.match(line)) and "://" not in term["term"]:
            self.passage("list_item", [(row.start + term.start("term"), row.start + term.end("term"))], at)
            return self.item(at, term.end()) if term.end() < len(line) else self.described(at + 1)
        end = self.paragraph_end(at)
        if row.indent or style.partition(",")[0] in _CODE:
            self.leaf.code(row.start, self.rows[end - 1].end)
            return end
        if line.startswith("> "):
            return self.passage("quote", [(self.rows[each].start + 2, self.rows[each].end) for each in range(at, end)], end)
        quoted = self.quotes or style.startswith(("quote", "verse"))
        return self.passage("quote" if quoted else "paragraph", self.pieces(at, end), end)

    def paragraph_end(self, at: int) -> int:
        """The line behind a paragraph: an empty one, a fence, or one that begins another block."""
        end = at + 1
        while end < len(self.rows) and not self.rows[end].empty:
            line = self.line(end)
            if line == "+" or _FENCE.fullmatch(line) or _BLOCK_ATTRIBUTES.fullmatch(line):
                break
            end += 1
        return end

    def pieces(self, at: int, end: int) -> list[tuple[int, int]]:
        """The stretch of some lines, torn where a comment stands among them."""
        found: list[tuple[int, int]] = []
        joined = False
        for row in self.rows[at:end]:
            if self.text.startswith("//", row.start) and not self.text.startswith("///", row.start):
                joined = False
                continue
            stop = row.end - 2 if self.text.startswith(" +", row.end - 2) and row.end - 2 > row.start else row.end
            found = [*found[:-1], (found[-1][0], stop)] if joined else [*found, (row.start, stop)]
            joined = stop == row.end
        return found

    # ------------------------------------------------------------ what is no paragraph

    def fence(self, at: int, found: re.Match[str]) -> int:
        """A block between two equal lines: code and comments as a whole, all others as what they hold."""
        mark = found["mark"] or found["table"]
        style, self.style = self.style.partition(",")[0], ""
        if mark in self.quotes:
            self.quotes.remove(mark)
            return at + 1
        if mark[0] in "=*_" or (mark == "--" and style not in _CODE):
            if mark[0] == "_" or style in ("quote", "verse"):
                self.quotes.append(mark)
            return at + 1
        end = at + 1
        while end < len(self.rows) and self.line(end) != mark:
            end += 1
        if end >= len(self.rows) and mark == "--":
            return at + 1
        if end > at + 1:
            first, last = self.rows[at + 1].start, self.rows[end - 1].end
            if found["table"]:
                self.table(mark, at + 1, end)
            elif mark[0] == "+" and style not in _CODE:
                self.leaf.island(first, last)
            elif mark[0] != "/":
                self.leaf.code(first, last)
        return end + 1

    def table(self, mark: str, begin: int, end: int) -> None:
        """Each cell of the lines between as a passage; of tables with other marks than bars, each line."""
        lines = self.rows[begin:end]
        first, last = lines[0].start, lines[-1].end
        if mark[0] in ",:":
            cells = [(row.start, row.end) for row in lines]
        else:
            bars = [
                bar for bar in _CELL.finditer(self.text, first, last) if bar["bar"] == mark[0] and self.text[bar.start("bar") - 1] != "\\"
            ]
            cells = [(bar.end(), after.start() if after else last) for bar, after in zip_longest(bars, bars[1:])]
        for cell in cells:
            for paragraph in _paragraphs(self.text, *cell):
                item = _ITEM.match(self.text, *paragraph)
                self.passage("table_cell", [(item.end() if item else paragraph[0], paragraph[1])], 0)

    def attribute(self, at: int, found: re.Match[str]) -> int:
        """`:name: value`, over several lines perhaps. What it says of the document is kept, and its value for where it is called."""
        value, end = found["value"] or "", at + 1
        while value.endswith((" \\", " +")) and end < len(self.rows) and not self.rows[end].empty and len(value) < urls.LONGEST:
            value = value[:-2].rstrip() + " " + self.line(end).strip()
            end += 1
        name = found["name"].lower()
        if found["unset"] or found["unset_too"]:
            self.attributes.pop(name, None)
            return end
        self.attributes[name] = self.addresses.expanded(value)[: urls.LONGEST]
        if name in ("revdate", "date", "docdate", "page-date") and self.published is None:
            self.published = read_date(value)
        return end

    def brackets(self, at: int, found: re.Match[str]) -> int:
        """`[style, attributes]` or `[[id]]` on a line of its own: they are the next block's."""
        if found["id"]:
            self.leaf.anchors[found["id"]] = None
        else:
            inside = found["all"]
            for name in re.findall(r"#([\w:-]{1,200})|\bid=\"?([\w:-]{1,200})", inside):
                self.leaf.anchors[name[0] or name[1]] = None
            if style := re.match(r"[\w-]+(?:,.*)?", inside):
                self.style = style[0].lower()
            elif inside.startswith(("%", "#", ".", ",")) and not self.style:
                self.style = "source" if inside.startswith(",") else ""
            self.leaf.bare(self.rows[at].start + 1, self.rows[at].end - 1)
        return at + 1

    def underlined(self, at: int) -> int | None:
        """The level of a title with a line of signs below it; None for anything else."""
        if at + 1 >= len(self.rows) or self.rows[at].indent or not any(map(str.isalnum, self.line(at))):
            return None
        under = _UNDERLINE.fullmatch(self.line(at + 1))
        size = self.rows[at].end - self.rows[at].start
        return "=-~^+".index(under[1]) + 1 if under and abs(len(under[0]) - size) <= 1 else None

    def heading(self, first: int, last: int, level: int, behind: int) -> int:
        """A title; below the first one of a document its authors, its date and its attributes."""
        self.fill([(first, last)])
        heading = self.leaf.head(level)
        if heading is not None:
            self.anchor(heading.text)
            if level == 1 and self.title is None:
                self.title = heading.text
                return self.header(behind)
        self.noting()
        return behind

    def header(self, at: int) -> int:
        """Who wrote it, and when."""
        for number in range(2):
            if at >= len(self.rows) or self.rows[at].empty or self.line(at)[0] in ":/[" or _MACRO.fullmatch(self.line(at)):
                return at
            if number and (revision := _REVISION.match(self.line(at))) and revision["date"]:
                self.published = self.published or read_date(revision["date"])
            self.passage("byline", [(self.rows[at].start, self.rows[at].end)], at)
            at += 1
        return at

    def anchor(self, title: str) -> None:
        """The names that a title can be referred to by: as it stands, and as Asciidoctor makes an id of it."""
        self.leaf.anchors[title] = None
        prefix, between = self.attributes.get("idprefix", "_"), self.attributes.get("idseparator", "_")
        words = re.sub(r"[^\w\s.-]", "", title.lower())
        self.leaf.anchors[prefix + re.sub(r"[\s.-]+", between, words).strip(between or None)] = None

    def macro(self, at: int, found: re.Match[str]) -> int:
        """`image::address[]` and its like; what would be included is not."""
        start = self.rows[at].start
        if found["name"] == "include":
            self.includes = True
        elif found["name"] in ("image", "video", "audio") and found["target"]:
            self.image(start + found.start("target"), start + found.end("target"), found["name"])
            self.behind(start + found.start("words"), start + found.end("words"))
        return at + 1

    def behind(self, first: int, last: int) -> None:
        """The address that a picture leads to, among its attributes."""
        if link := _BEHIND.search(self.text, first, last):
            self.leaf.outside(*link.span(1), "inline", self.addresses.led(link[1]))

    def image(self, first: int, last: int, name: str = "image") -> None:
        written = self.text[first:last]
        led = self.addresses.led(written)
        folder = self.attributes.get("imagesdir", "")
        if led.skip == RELATIVE and folder and name == "image":
            led = aim(f"{folder.rstrip('/')}/{led.target}", self.leaf.options.base)
        if name == "image" or urls.is_http(led.target):
            self.leaf.outside(first, last, "image", led)

    def item(self, at: int, skipped: int) -> int:
        """An item of a list: its line and those below it that begin nothing new."""
        first = self.rows[at].start + skipped
        end = at + 1
        while end < len(self.rows) and not self.rows[end].empty:
            line = self.line(end)
            if (
                line == "+"
                or any(each.match(line) for each in (_ITEM, _TERM))
                or any(each.fullmatch(line) for each in (_FENCE, _BLOCK_ATTRIBUTES))
            ):
                break
            end += 1
        pieces = self.pieces(at, end)
        pieces = [(max(start, first), stop) for start, stop in pieces if stop > first]
        entry = _BIBLIOGRAPHY.match(self.text, first, self.rows[at].end)
        if entry:
            self.leaf.anchors[entry["label"]] = None
            pieces = [(max(start, entry.end()), stop) for start, stop in pieces if stop > entry.end()]
            return self.passage("reference", pieces, end, entry["label"])
        return self.passage("quote" if self.quotes else "list_item", pieces, end)

    def described(self, at: int) -> int:
        """What is said of a term on the lines below it, indented perhaps."""
        while at < len(self.rows) and self.rows[at].empty:
            at += 1
        if at == len(self.rows) or _ITEM.match(self.line(at)) or self.line(at) == "+":
            return at
        return self.item(at, self.rows[at].indent) if self.rows[at].indent else at

    # ------------------------------------------------------------ words

    def passage(self, kind: PassageKind, pieces: list[tuple[int, int]], end: int, label: str | None = None) -> int:
        """Some stretches as a passage, and the notes that they hold behind it; `end`."""
        self.fill(pieces)
        self.leaf.end(kind, label)
        self.noting()
        return end

    def noting(self) -> None:
        """The footnotes of the passage before, each a passage of its own."""
        notes, self.notes = self.notes, []
        for mark in notes:
            assert mark.shown is not None
            self.fill([mark.shown], notes=False)
            self.leaf.end("note", self.label_of(mark))

    def label_of(self, mark: Mark) -> str:
        """What a footnote is called: its own name, else its place."""
        assert mark.url is not None
        if name := self.text[slice(*mark.url)]:
            return name
        return f"footnote {mark.start}"

    def fill(self, pieces: list[tuple[int, int]], notes: bool = True) -> None:
        for first, last in pieces:
            for mark in marks(self.text, first, last):
                self.take(mark, notes)
            self.leaf.weaver.space()

    def take(self, mark: Mark, notes: bool) -> None:
        leaf = self.leaf
        match mark.kind:
            case "text" if mark.shown:
                self.plain(*mark.shown)
            case "code" if mark.shown:
                leaf.words(*mark.shown)
                leaf.code(*mark.shown)
            case "anchor" if mark.url:
                leaf.anchors[self.text[slice(*mark.url)]] = None
            case "link" | "mailto" | "xref" if mark.url:
                self.linked(mark, mark.url)
            case "image" | "icon" if mark.url and mark.shown:
                if mark.kind == "image":
                    self.image(*mark.url)
                self.behind(*mark.shown)
            case "note" if mark.shown:
                leaf.call(self.label_of(mark), mark.start, mark.end)
                if notes and self.text[slice(*mark.shown)].strip():
                    self.notes.append(mark)
            case "value" if mark.url:
                self.value(mark, mark.url)
            case _:
                pass

    def plain(self, first: int, last: int) -> None:
        """Words, bare URLs among them; marks of emphasis are not shown."""
        at = first
        for found in urls.find(self.text[first:last], defanged=self.leaf.options.defanged):
            self.unmarked(at, first + found.start)
            at = first + found.end
            begin = self.leaf.weaver.next()
            self.leaf.words(first + found.start, at)
            self.leaf.link(first + found.start, at, "bare", begin, self.addresses.led(found.target, found.written_as))
        self.unmarked(at, last)

    def unmarked(self, first: int, last: int) -> None:
        at = first
        for found in _EMPHASIS.finditer(self.text, first, last):
            self.leaf.words(at, found.start())
            at = found.end()
        self.leaf.words(at, last)

    def linked(self, mark: Mark, url: tuple[int, int]) -> None:
        """A link with words of its own; without any its address is shown."""
        begin = self.leaf.weaver.next()
        written = self.text[slice(*url)]
        for first, last in [mark.shown] if mark.shown else []:
            self.unmarked(first, last)
        if not mark.shown:
            self.leaf.words(*url)
        if mark.kind == "link":
            led = self.addresses.led(written)
        elif mark.kind == "mailto":
            led = aim("mailto:" + written)
        else:
            led = self.addresses.referred(written)
        self.leaf.link(*url, "inline", begin, led)

    def value(self, mark: Mark, url: tuple[int, int]) -> None:
        """`{attribute}` and what is written on to it: an address when its value is one."""
        written = self.text[slice(*url)]
        said = self.addresses.expanded(written)
        if macro := _SAID.fullmatch(said):  # the value is a whole link: `:bridge: https://a.example[the bridge]`
            begin = self.leaf.weaver.next()
            self.leaf.words(*url) if not macro["words"] else self.leaf.weaver.insert(macro["words"])
            self.leaf.link(*url, "inline", begin, self.addresses.led(macro["url"]))
            return
        if not urls.is_http(said):
            if said != written:
                self.leaf.weaver.insert(said)
            else:
                self.unmarked(*url)
            if mark.shown:
                self.leaf.words(url[1], mark.end)
            return
        last = url[1]
        if mark.shown is None and self.text[mark.end - 1] != "]":
            found = next(iter(urls.find(said)), None)
            last -= len(said) - found.end if found else 0
            last = max(last, self.text.index("}", url[0]) + 1)
        begin = self.leaf.weaver.next()
        if mark.shown:
            self.unmarked(*mark.shown)
        else:
            self.leaf.words(url[0], last)
        self.leaf.link(url[0], last, "inline" if mark.shown else "bare", begin, self.addresses.led(self.text[url[0] : last]))
        self.leaf.words(last, url[1])


def _paragraphs(text: str, first: int, last: int) -> list[tuple[int, int]]:
    """The parts of a stretch between empty lines, trimmed."""
    found = []
    for part in re.compile(r"\S(?:.*\S)?(?:[^\S\r\n]*(?:\r\n|\n|\r)[^\S\r\n]*\S(?:.*\S)?)*").finditer(text, first, last):
        found.append(part.span())
    return found
