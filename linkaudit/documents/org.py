"""Org in; its passages, links and footnotes at their exact places, out. Nothing is included, evaluated or exported."""

from __future__ import annotations

import re
from bisect import bisect_right
from datetime import date

from linkaudit import urls
from linkaudit.documents import bibfiles
from linkaudit.documents.aim import FRAGMENT, Aim, aim
from linkaudit.documents.dates import read_date
from linkaudit.documents.decode import decode
from linkaudit.documents.leaf import Leaf, bare, rows
from linkaudit.documents.options import Options
from linkaudit.documents.orginline import Mark, marks
from linkaudit.model import Document, PassageKind, Unreadable

_HEADLINE = re.compile(r"(?P<stars>\*{1,20})[ \t]+(?:(?:TODO|DONE|NEXT|WAITING|STARTED|CANCELLED|CANCELED)[ \t]+)?(?:\[#\w\][ \t]+)?")
_TAGS = re.compile(r"[ \t]+:[\w@#%:]{1,200}:$")
_KEYWORD = re.compile(r"[ \t]*#\+(?P<name>[\w-]{1,60})(?:\[[^\]\n]{0,200}\])?:[ \t]*(?P<value>.*)")
_BEGIN = re.compile(r"[ \t]*#\+begin_(?P<name>[\w-]{1,60})\b.*", re.IGNORECASE)
_DRAWER = re.compile(r"[ \t]*:(?P<name>[\w-]{1,60}):[ \t]*")
_PROPERTY = re.compile(r"[ \t]*:(?P<name>[\w+-]{1,60}):[ \t]+(?P<value>.*)")
_NOTE = re.compile(r"\[fn:(?P<name>[\w-]{1,100})\][ \t]*")
_ITEM = re.compile(r"[ \t]*(?:[-+][ \t]+|[ \t]\*[ \t]+|(?:\d{1,4}|[A-Za-z])[.)][ \t]+)(?:\[@\d{1,4}\][ \t]+)?(?:\[[ xX-]\][ \t]+)?(?=\S)")
_RULE = re.compile(r"[ \t]*(?:-{5,}|\|[-+|: \t]+\|?|#\+\w[\w-]*:?.*)")
_PLANNING = re.compile(r"[ \t]*(?:CLOSED|DEADLINE|SCHEDULED|CLOCK):")
_CAPTIONS = frozenset({"caption", "title", "subtitle", "description"})
_VERBATIM = frozenset({"src", "example", "comment", "latex", "export"})
_EMPHASIS = re.compile(r"(?<![\w*/_+.:])(?P<mark>[*/_+])(?=[^\s*/_+])(?P<words>[^*/_+\n]{1,300})(?<=\S)(?P=mark)(?![\w*/_+])")
_ABBREVIATION = re.compile(r"(?P<name>[\w-]{1,60})[ \t]+(?P<url>\S{1,4000})")
_SCHEME = re.compile(r"(?:https?|ftp|mailto|doi|tel|news|irc|gopher):", re.IGNORECASE)
_FILE = re.compile(r"(?:file(?:\+\w+)?:)(?://)?|(?=\.{0,2}/|~/)")
_PICTURE = re.compile(r"\.(?:png|jpe?g|gif|svg|webp|tiff?|avif|bmp)$", re.IGNORECASE)
LONGEST_DRAWER = 200  # lines
ELSEWHERE = "a place that Org itself finds"


def read(name: str, data: bytes, options: Options) -> Document | Unreadable:
    """An Org file. Link abbreviations (`#+LINK:`) are put in; code, examples and comments come only with `include_code`."""
    decoded = decode(data, options.charset)
    if isinstance(decoded, str):
        return Unreadable(name, decoded)
    reader = _Reader(decoded.text, options)
    reader.page()
    return reader.leaf.document(name, "org", data, decoded, title=reader.title, published=reader.published)


class _Reader:
    def __init__(self, text: str, options: Options) -> None:
        self.text = text
        self.leaf = Leaf(text, options)
        self.rows = list(rows(text))
        self.abbreviations: dict[str, str] = {}
        self.title: str | None = None
        self.published: date | None = None
        self.unclosed: set[str] = set()  # kinds of blocks that nothing closes any more
        self.drawer_ends = [at for at, row in enumerate(self.rows) if text[row.start : row.end].strip().lower() == ":end:"]
        self.quotes = 0  # quotations and verses that are open
        self.notes: list[Mark] = []
        self.cites = bool(bibfiles.of_org(text))
        for row in self.rows:  # an abbreviation counts wherever it stands
            keyword = _KEYWORD.match(text, row.start, row.end) if text.startswith("#+", row.start) else None
            if keyword and keyword["name"].lower() == "link" and (said := _ABBREVIATION.match(keyword["value"])):
                self.abbreviations[said["name"]] = said["url"].strip('"')

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
        bare = line.lstrip()
        if headline := _HEADLINE.match(line):
            tags = _TAGS.search(line)
            return self.headline(row.start + headline.end(), row.start + tags.start() if tags else row.end, len(headline["stars"]), at)
        if bare.startswith("#"):
            return self.hash(at, line, bare)
        if (bare == ":" or bare.startswith(": ")) and not bare.startswith("::"):
            self.leaf.code(row.start, row.end)
            return at + 1
        if drawer := _DRAWER.fullmatch(line):
            return self.drawer(at, drawer["name"].lower())
        if _PLANNING.match(line) or _RULE.fullmatch(line):
            return at + 1
        if bare.startswith("|"):
            return self.cells(at)
        if note := _NOTE.match(line):
            end = self.behind(at, _NOTE)
            return self.passage("note", row.start + note.end(), self.rows[end - 1].end, end, note["name"])
        if item := _ITEM.match(line):
            end = self.behind(at, _ITEM)
            return self.passage("quote" if self.quotes else "list_item", row.start + item.end(), self.rows[end - 1].end, end)
        end = self.behind(at, _ITEM)
        return self.passage("quote" if self.quotes else "paragraph", row.start, self.rows[end - 1].end, end)

    def behind(self, at: int, stop: re.Pattern[str]) -> int:
        """The line behind those that belong together: up to an empty one, or one that begins something else."""
        end = at + 1
        while end < len(self.rows) and not self.rows[end].empty:
            line = self.line(end)
            bare = line.lstrip()
            if (
                bare[0] in "#|"
                or bare.startswith(": ")
                or any(each.match(line) for each in (_HEADLINE, stop, _NOTE))
                or _DRAWER.fullmatch(line)
            ):
                break
            end += 1
        return end

    # ------------------------------------------------------------ what is no paragraph

    def headline(self, first: int, last: int, level: int, at: int) -> int:
        self.fill(first, last)
        heading = self.leaf.head(level)
        if heading:
            self.leaf.anchors["*" + heading.text] = None
            self.leaf.anchors[heading.text] = None
        self.noting()
        return at + 1

    def hash(self, at: int, line: str, bare: str) -> int:
        """`#+keyword:`, `#+begin_...`, or a comment."""
        if begin := _BEGIN.fullmatch(line):
            return self.framed(at, begin["name"].lower())
        if bare.lower().startswith(("#+end_quote", "#+end_verse")):
            self.quotes = max(self.quotes - 1, 0)
            return at + 1
        if not (keyword := _KEYWORD.fullmatch(line)):
            return at + 1
        name, first = keyword["name"].lower(), self.rows[at].start + keyword.start("value")
        if name == "title" and self.title is None:
            self.title = " ".join(keyword["value"].split()) or None
        elif name == "date" and self.published is None:
            self.published = read_date(keyword["value"].strip("<>[] "))
        if name in _CAPTIONS:
            return self.passage("caption" if name != "title" else "heading", first, self.rows[at].end, at + 1)
        if name in ("name", "target"):
            self.leaf.anchors[keyword["value"].strip()] = None
        elif name == "html":
            self.leaf.island(first, self.rows[at].end)
        return at + 1

    def framed(self, at: int, name: str) -> int:
        """A block between two lines: code and examples as a whole, quotations and all others as what they hold."""
        if name in ("quote", "verse"):
            self.quotes += 1
            return at + 1
        if name not in _VERBATIM:
            return at + 1
        end, close = len(self.rows) if name in self.unclosed else at + 1, "#+end_" + name
        while end < len(self.rows) and not self.text[self.rows[end].start : self.rows[end].end].lstrip()[:40].lower().startswith(close):
            end += 1
        if end == len(self.rows):
            self.unclosed.add(name)
            return at + 1  # what follows is text
        if end > at + 1:
            first, last = self.rows[at + 1].start, self.rows[end - 1].end
            if name == "export" and self.line(at).split()[-1].lower() == "html":
                self.leaf.island(first, last)
            else:
                self.leaf.code(first, last)
        return end + 1

    def drawer(self, at: int, name: str) -> int:
        """`:PROPERTIES:` and its like: ids are anchors, the addresses among the values stand outside of all passages."""
        behind = bisect_right(self.drawer_ends, at)
        last = self.drawer_ends[behind] if behind < len(self.drawer_ends) else at
        if name == "end" or not at < last < at + LONGEST_DRAWER:
            return at + 1
        inside = [self.line(each) for each in range(at + 1, last)]
        if any(_HEADLINE.match(line) or (name != "properties" and _DRAWER.fullmatch(line)) for line in inside):
            return at + 1  # what ends there is another one
        for end in range(at + 1, last):
            if name == "properties" and (said := _PROPERTY.fullmatch(self.line(end))):
                if said["name"].lower() in ("custom_id", "id"):
                    prefix = "" if said["name"].lower() == "custom_id" else "id:"
                    self.leaf.anchors[prefix + said["value"].strip()] = None
                self.leaf.bare(self.rows[end].start + said.start("value"), self.rows[end].end)
        return last + 1

    def cells(self, at: int) -> int:
        """A row of a table; a bar in the words of a link ends no cell."""
        row = self.rows[at]
        first = row.start + row.indent + 1
        for bar in re.compile(r"\[\[[^\[\]\n]{1,4000}\](?:\[[^\[\]\n]{1,2000}\])?\]|\||\Z").finditer(self.text, first, row.end):
            if bar[0] in ("|", ""):
                if self.text[first : bar.start()].strip():
                    self.passage("table_cell", first, bar.start(), at)
                first = bar.end()
        return at + 1

    # ------------------------------------------------------------ words

    def passage(self, kind: PassageKind, first: int, last: int, end: int, label: str | None = None) -> int:
        """A stretch as a passage, and the notes that it holds behind it; `end`."""
        self.fill(first, last)
        self.leaf.end(kind, label)
        self.noting()
        return end

    def noting(self) -> None:
        """The footnotes that stood amid the passage before, each a passage of its own."""
        notes, self.notes = self.notes, []
        for mark in notes:
            assert mark.shown is not None
            self.fill(*mark.shown, notes=False)
            self.leaf.end("note", self.label_of(mark))

    def label_of(self, mark: Mark) -> str:
        """What a footnote is called: its own name, else its place."""
        assert mark.url is not None
        return self.text[slice(*mark.url)] or f"footnote {mark.start}"

    def fill(self, first: int, last: int, notes: bool = True) -> None:
        leaf = self.leaf
        for mark in marks(self.text, first, last):
            match mark.kind:
                case "text" if mark.shown:
                    self.plain(*mark.shown)
                case "code" if mark.shown:
                    leaf.words(*mark.shown)
                    leaf.code(*mark.shown)
                case "call":
                    leaf.call(self.label_of(mark), mark.start, mark.end)
                case "cite" if self.cites:
                    leaf.call(self.label_of(mark), mark.start, mark.end, "ref")
                case "note" if mark.shown:
                    leaf.call(self.label_of(mark), mark.start, mark.end)
                    if notes and self.text[slice(*mark.shown)].strip():
                        self.notes.append(mark)
                case "target" if mark.url:
                    leaf.anchors[self.text[slice(*mark.url)]] = None
                    if mark.shown:
                        leaf.words(*mark.shown)
                case "angle" if mark.url:
                    begin = leaf.weaver.next()
                    leaf.words(*mark.url)
                    leaf.link(*mark.url, "autolink", begin)
                case "link" if mark.url:
                    self.linked(mark.shown, *mark.url)
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
            self.leaf.link(first + found.start, at, "bare", begin, bare(found))
        self.unmarked(at, last)

    def unmarked(self, first: int, last: int) -> None:
        at = first
        for found in _EMPHASIS.finditer(self.text, first, last):
            self.leaf.words(at, found.start())
            self.leaf.words(*found.span("words"))
            at = found.end()
        self.leaf.words(at, last)

    def linked(self, words: tuple[int, int] | None, first: int, last: int) -> None:
        """`[[address][words]]`; without words a picture is shown, or the address."""
        written = self.text[first:last]
        led = self.led(written)
        if words is None and _PICTURE.search(written.partition("?")[0]):
            self.leaf.outside(first, last, "image", led)
            return
        begin = self.leaf.weaver.next()
        shown = self.text[slice(*words)] if words else ""
        if words and _PICTURE.search(shown) and (urls.is_http(shown) or _FILE.match(shown)):
            self.leaf.outside(*words, "image", self.led(shown))
        else:
            self.unmarked(*(words or (first, last)))
        self.leaf.link(first, last, "inline", begin, led)

    def led(self, written: str) -> Aim:
        """Where an address leads: a URL, an abbreviation, a file, a place in this document."""
        address = re.sub(r"\\([\[\]\\])", r"\1", " ".join(line.strip() for line in written.split("\n"))).strip()
        if _SCHEME.match(address):
            return aim(address)
        if file := _FILE.match(address):
            path = address[file.end() :]
            if path.startswith(("~", "/")):
                return Aim(path, skip=ELSEWHERE)  # of the writer's own machine
            path, _, place = path.partition("::")
            return aim(path + (place if place.startswith("#") else ""), self.leaf.options.base)
        if address.startswith("#"):
            return aim(address)
        name, colon, rest = address.partition(":")
        if colon and name in self.abbreviations:
            said = self.abbreviations[name]
            mark = next((each for each in ("%s", "%h") if each in said), None)
            return aim(said.replace(mark, rest, 1) if mark else said + rest)
        if address.startswith("id:"):
            return Aim(address, skip=ELSEWHERE)
        if colon and re.fullmatch(r"[A-Za-z][\w+-]{1,30}", name) and not rest.startswith(" "):
            return Aim(address, skip=name.lower())
        return Aim("#" + address, skip=FRAGMENT if address in self.leaf.anchors else ELSEWHERE)
