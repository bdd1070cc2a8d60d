"""reStructuredText in; its passages, references, footnotes and images at their exact places, out. No directive is carried out."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from linkaudit import urls
from linkaudit.documents.aim import Aim, aim
from linkaudit.documents.dates import read_date
from linkaudit.documents.decode import decode
from linkaudit.documents.options import Options
from linkaudit.documents.rstinline import Mark, marks
from linkaudit.documents.weave import Lines, Weaver, packed
from linkaudit.model import Callout, Document, Layout, Link, Passage, PassageKind, Unreadable

_UNDERLINE = re.compile(r"([!-/:-@\[-`{-~])\1{2,}[ \t]*")
_EXPLICIT = re.compile(r"[ \t]*(?:\.\.|__)(?:[ \t]+|$)")
_TARGET = re.compile(
    r"[ \t]*\.\.[ \t]+_(?!_:)(?P<name>`[^`\n]{1,500}`|(?:\\.|[^\\:\n]|:(?!\s|$)){1,500}):(?:[ \t]+|$)"
    r"|[ \t]*(?:\.\.[ \t]+)?__:?[ \t]+(?=\S)"
)
_NOTE = re.compile(r"[ \t]*\.\.[ \t]+\[(?P<label>[\w#*.:+-]{1,80})\](?:[ \t]+|$)")
_DIRECTIVE = re.compile(r"[ \t]*\.\.[ \t]+(?:\|(?P<substitution>[^|\n]{1,200})\|[ \t]+)?(?P<name>[\w:+.-]{1,60})::(?:[ \t]+|$)")
_OPTION = re.compile(r"[ \t]*:(?P<name>[\w -]{1,60}):(?:[ \t]+|$)")
_FIELD = re.compile(r"[ \t]*:(?P<name>[^:`\n]{1,80}):(?:[ \t]+|$)")
_ITEM = re.compile(r"[ \t]*(?:[-*+•‣]|\(?(?:\d{1,3}|[A-Za-z]|#)[.)])(?:[ \t]+|$)")
_BORDER = re.compile(r"[ \t]*(?:\+[-=+]{3,}|={2,}(?:[ \t]+={2,})+)[ \t]*")
_LINE_BLOCK = re.compile(r"[ \t]*\|(?:[ \t]+|$)")
_NO_TEXT = (
    "code code-block sourcecode math raw literalinclude include highlight parsed-literal graphviz digraph uml doctest testcode testoutput "
    "productionlist toctree contents index autosummary automodule autoclass autofunction ipython plot default-role role meta csv-table "
    "bibliography sectnum target-notes class prompt"
)
_CODE = frozenset(_NO_TEXT.split())
_PICTURES = frozenset({"image", "figure", "thumbnail", "video", "youtube"})


def read(name: str, data: bytes, options: Options) -> Document | Unreadable:
    """A `.rst` file. A reference stands where its words do and has the URL of its target; code comes only with `include_code`."""
    decoded = decode(data, options.charset)
    if isinstance(decoded, str):
        return Unreadable(name, decoded)
    reader = _Reader(decoded.text, options)
    reader.page()
    links = sorted(reader.settled(), key=lambda link: (link.passage if link.passage is not None else -1, link.span or (0, 0)))
    return Document(
        name=name,
        format="rst",
        text=decoded.text,
        passages=tuple(reader.passages),
        links=tuple(links),
        sha256=hashlib.sha256(data).hexdigest(),
        callouts=tuple(reader.callouts),
        title=next((passage.text for passage in reader.passages if passage.kind == "heading"), None),
        published=options.published or reader.date,
        url=options.url,
        remarks=(decoded.remark,) if decoded.remark else (),
    )


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int  # without the break and blanks before it
    indent: int


@dataclass(slots=True)
class _Reference:
    """A link whose target may come later: by name, or (None) the next one without a name."""

    name: str | None
    link: Link


@dataclass(slots=True)
class _Targets:
    """Where names lead: the stretch of a URL, or another name."""

    named: dict[str, tuple[int, int]] = field(default_factory=dict)
    alias: dict[str, str] = field(default_factory=dict)
    nameless: list[tuple[int, int]] = field(default_factory=list)


class _Reader:
    def __init__(self, text: str, options: Options) -> None:
        self.text = text
        self.options = options
        self.lines = Lines(text)
        self.rows = list(_rows(text))
        self.passages: list[Passage] = []
        self.links: list[Link] = []
        self.references: list[_Reference] = []
        self.callouts: list[Callout] = []
        self.targets = _Targets()
        self.styles: list[str] = []  # underlines, outermost first
        self.above: list[tuple[int, str]] = []
        self.counts: Counter[str] = Counter()
        self.date: date | None = None

    def page(self) -> None:
        """Every block, from the first line to the last."""
        at = 0
        while at < len(self.rows):
            row = self.rows[at]
            at = at + 1 if row.start == row.end else self.block(at)

    def block(self, at: int) -> int:
        """The block that begins with a line; the line behind it."""
        text, row = self.text, self.rows[at]
        if (title := self.heading(at)) is not None:
            return title
        if _EXPLICIT.match(text, row.start, row.end):
            return self.explicit(at)
        if _BORDER.fullmatch(text, row.start, row.end):
            return at + 1
        if (named := _FIELD.match(text, row.start, row.end)) and not text.startswith("`", named.end() - 1):
            if named["name"].lower() == "date" and self.date is None:
                self.date = read_date(text[named.end() : row.end])
            first = named.start("name") if named["name"].endswith("_") else named.end()
            return self.passage("paragraph", first, self.body(at, row.indent + 1))
        if text.startswith(">>> ", row.start + row.indent):  # what somebody typed, up to the next empty line
            end = self.body(at, row.indent)
            self.code(at, end)
            return end
        if item := _ITEM.match(text, row.start, row.end):
            return self.passage("list_item", item.end(), self.body(at, row.indent + 1, stop=_ITEM))
        if (bar := _LINE_BLOCK.match(text, row.start, row.end)) or text[row.start + row.indent] == "|":
            return self.passage("table_cell", bar.end() if bar else row.start, at + 1)
        end = at + 1
        while end < len(self.rows) and self.rows[end].start < self.rows[end].end and self.rows[end].indent == row.indent:
            if _EXPLICIT.match(text, self.rows[end].start, self.rows[end].end) or _BORDER.fullmatch(text, *self.span(end)):
                break
            end += 1
        return self.passage("paragraph", row.start, end)

    def span(self, at: int) -> tuple[int, int]:
        return self.rows[at].start, self.rows[at].end

    def body(self, at: int, indent: int, stop: re.Pattern[str] | None = None) -> int:
        """The line behind what is indented below a line, up to the first empty one."""
        end = at + 1
        while end < len(self.rows) and self.rows[end].start < self.rows[end].end and self.rows[end].indent >= indent:
            if stop and stop.match(self.text, *self.span(end)):
                break
            end += 1
        return end

    def below(self, at: int, indent: int) -> int:
        """The line behind all that is indented deeper than `indent`, empty lines included."""
        end = last = at
        while end < len(self.rows):
            row = self.rows[end]
            if row.start < row.end:
                if row.indent <= indent:
                    break
                last = end + 1
            end += 1
        return last

    def literal(self, at: int, indent: int) -> int:
        """A literal block is passed over; its URLs come when code is asked for."""
        end = self.below(at, indent)
        self.code(at, end)
        return end

    def code(self, at: int, end: int) -> None:
        if self.options.include_code and end > at:
            start = self.rows[at].start
            for found in urls.find(self.text[start : self.rows[end - 1].end]):
                self.links.append(self.link(start + found.start, start + found.end, "bare", aim(found.target)))

    # ------------------------------------------------------------ headings and explicit markup

    def heading(self, at: int) -> int | None:
        """A title with its underline, and overline perhaps; the line behind, or None."""
        over = _UNDERLINE.fullmatch(self.text, *self.span(at)) is not None
        title = at + over
        if title + 1 >= len(self.rows) or self.rows[title].start == self.rows[title].end:
            return at + 1 if over else None
        under = _UNDERLINE.fullmatch(self.text, *self.span(title + 1))
        first, last = self.span(title)
        if (
            under is None
            or (self.rows[title].indent and not over)
            or self.rows[title + 1].end - self.rows[title + 1].start + 4 < last - first
        ):
            return at + 1 if over else None
        style = ("over" if over else "") + under[1]
        if style not in self.styles:
            self.styles.append(style)
        level = self.styles.index(style)
        self.above = [pair for pair in self.above if pair[0] < level]
        self.passage("heading", first, title + 1)
        self.above.append((level, self.passages[-1].text if self.passages else ""))
        return title + 2

    def explicit(self, at: int) -> int:
        """`.. something`: a target, a note, a directive or a comment."""
        text, row = self.text, self.rows[at]
        end = self.below(at + 1, row.indent)
        if target := _TARGET.match(text, row.start, row.end):
            self.target(target, self.body(at, row.indent + 1))
            return self.body(at, row.indent + 1)
        if note := _NOTE.match(text, row.start, row.end):
            label = self.number(note["label"], "note")
            kind: PassageKind = "note" if note["label"][0] in "0123456789#*" else "reference"
            first = note.end() if note.end() < row.end else row.end
            return self.passage(kind, first, max(end, at + 1), label)
        if directive := _DIRECTIVE.match(text, row.start, row.end):
            return self.directive(directive, at, end)
        return max(end, at + 1)

    def target(self, found: re.Match[str], end: int) -> None:
        """`.. _name: http://...`, over several lines perhaps; `.. _name: other_`; a place in the document."""
        first, last = found.end(), self.rows[end - 1].end
        name = found["name"]
        value = self.text[first:last].strip()
        first = self.text.find(value, first) if value else first
        if name is None:
            self.targets.nameless.append((first, first + len(value)))
        elif value.endswith("_") and not urls.is_http(value):
            self.targets.alias[_plain(name)] = _plain(value.rstrip("_"))
        elif value:
            self.targets.named.setdefault(_plain(name), (first, first + len(value)))

    def directive(self, found: re.Match[str], at: int, end: int) -> int:
        """A picture, code, or a frame around ordinary text."""
        name, row = found["name"].lower(), self.rows[at]
        end = max(end, at + 1)
        body = at + 1
        while (
            name in _PICTURES
            and body < end
            and self.rows[body].start < self.rows[body].end
            and not _OPTION.match(self.text, *self.span(body))
        ):
            body += 1  # the address goes on
        last = self.rows[body - 1].end
        while body < end and (option := _OPTION.match(self.text, *self.span(body))):
            body = self.body(body, self.rows[body].indent + 1)
            value = (option.end(), self.rows[body - 1].end)
            words = self.text[slice(*value)].strip()
            if option["name"] == "target" and name in _PICTURES and words and not words.endswith("_"):
                self.links.append(self.link(*value, "inline"))
        if name in _PICTURES:
            if found.end() < row.end and name in ("image", "figure", "thumbnail"):
                self.links.append(self.link(found.end(), last, "image"))
            return body if name == "figure" else end
        if name in _CODE or found["substitution"]:
            self.code(body, end)
            return end
        if found.end() < row.end:
            self.passage("paragraph", found.end(), at + 1)
        return body  # what it holds is read as any other text

    # ------------------------------------------------------------ passages

    def number(self, label: str, what: str) -> str:
        """`#` and `*` are counted: the third one that is called is the third one that is written."""
        if label not in ("#", "*"):
            return label
        self.counts[what + label] += 1
        return f"{label}{self.counts[what + label]}"

    def passage(self, kind: PassageKind, first: int, end: int, label: str | None = None) -> int:
        """The text from `first` to the line before `end` as a passage, and the literal block that it announces; the line behind."""
        last = self.rows[end - 1].end
        announced = self.text[first:last].endswith("::")
        if announced:  # one colon is shown, none behind a blank
            last -= 2 if self.text[max(first, last - 3) : last - 2].isspace() or last - first == 2 else 1
        weaver = Weaver()
        index = len(self.passages)
        links: list[Link] = []
        callouts: list[Callout] = []
        layouts: dict[PassageKind, Layout] = {"note": "footnote", "reference": "list"}
        for mark in marks(self.text, first, last):
            begin = weaver.length if mark.kind == "call" else weaver.next()
            if mark.shown:
                weaver.add(self.text[slice(*mark.shown)], mark.shown[0])
            span = (min(begin, weaver.length), weaver.length)
            if mark.kind == "call":
                called = self.number(mark.name, "call")
                sort = "footnote" if mark.name[0] in "0123456789#*" else "ref"
                callouts.append(
                    Callout(
                        called, "footnote" if sort == "footnote" else "ref", mark.start, mark.end, index, span, self.lines.place(mark.start)
                    )
                )
            elif mark.kind == "code" and self.options.include_code:
                self.code_in(mark)
            elif mark.kind in ("named", "nameless"):
                place = self.lines.place(mark.start)
                waiting = Link("", "", place, layouts.get(kind, "reference"), passage=index, span=span, label=label)
                self.references.append(_Reference(_plain(mark.name) if mark.kind == "named" else None, waiting))
            elif mark.url:
                written, aimed = self.text[slice(*mark.url)], None
                if mark.kind == "role":
                    aimed = (
                        aim(f"{mark.name}:{written}") if mark.name in ("doi", "pmid", "arxiv", "hdl") else Aim(_roles(mark.name, written))
                    )
                layout = layouts.get(kind, "bare" if mark.kind == "bare" else "inline")
                link = self.link(*mark.url, layout, aimed)
                if mark.kind == "embedded" and mark.name != "__":  # which names nothing
                    self.targets.named.setdefault(
                        _plain(self.text[slice(*mark.shown)] if mark.shown else ""), (link.start or 0, link.end or 0)
                    )
                links.append(replace(link, passage=index, span=span, label=label))
        text, runs = weaver.text, packed(weaver.runs)
        if not runs:
            self.links += [replace(link, passage=None, span=None) for link in links]
            return self.literal(end, self.indent(first)) if announced else end
        heading = tuple(words for _, words in self.above)
        start = min([runs[0][1], *(callout.start or 0 for callout in callouts)])
        stop = max([runs[-1][1] + runs[-1][2], *(callout.end or 0 for callout in callouts)])
        self.passages.append(Passage(kind, text, runs, start, stop, self.lines.place(start), heading, label=label))
        self.links += [replace(link, anchor=text[slice(*link.span)] if link.span else "") for link in links]
        self.callouts += callouts
        return self.literal(end, self.indent(first)) if announced else end

    def indent(self, offset: int) -> int:
        """How far the line of an offset is indented."""
        return self.rows[(self.lines.place(offset).line or 1) - 1].indent

    def code_in(self, mark: Mark) -> None:
        for found in urls.find(self.text[mark.start : mark.end].strip("`")):
            first = self.text.find(found.url, mark.start)
            self.links.append(self.link(first, first + len(found.url), "bare", aim(found.target)))

    # ------------------------------------------------------------ links

    def link(self, first: int, last: int, layout: Layout, led: Aim | None = None) -> Link:
        """A link whose URL stands at `[first:last]`, white space around left out; line breaks inside are not part of the target."""
        written = self.text[first:last]
        first, last = first + len(written) - len(written.lstrip()), last - (len(written) - len(written.rstrip()))
        written = self.text[first:last]
        address = re.sub(r"\s+", "", written)
        if re.fullmatch(r"[\w.+-]+@[\w-]+\.[\w.-]+", address):
            address = "mailto:" + address
        led = led or aim(re.sub(r"\\(.)", r"\1", address))
        return Link(written, led.target, self.lines.place(first), layout, first, last, written_as=led.written_as, skip=led.skip)

    def settled(self) -> Iterator[Link]:
        """All links; those by name once all names are known. A name that leads nowhere outside is no link."""
        yield from self.links
        nameless = iter(self.targets.nameless)
        for reference in self.references:
            if reference.name is None:
                place = next(nameless, None)
            else:
                name = reference.name
                for _ in range(20):
                    name = self.targets.alias.get(name, name)
                place = self.targets.named.get(name)
            if place and place[0] < place[1]:
                made = self.link(*place, reference.link.layout)
                waiting = reference.link
                if waiting.passage is not None and waiting.passage < len(self.passages):
                    words = self.passages[waiting.passage].text[slice(*waiting.span)] if waiting.span else ""
                    yield replace(made, passage=waiting.passage, span=waiting.span, label=waiting.label, anchor=words)


def _rows(text: str) -> Iterator[_Line]:
    at = 0
    for found in re.finditer(r"[^\r\n]*+(?:\r\n|\n|\r|\Z)", text):
        line = found.group().rstrip()
        if found.start() >= len(text) and at:
            return
        at = found.end()
        yield _Line(found.start(), found.start() + len(line), len(line) - len(line.lstrip()))


def _plain(name: str) -> str:
    """A reference name as docutils compares it: lower case, blanks and escapes gone."""
    return " ".join(re.sub(r"\\(.)", r"\1", name.strip().strip("`")).lower().split())


def _roles(role: str, content: str) -> str:
    number = re.match(r"\d{1,5}", content)
    if not number:
        return ""
    return f"https://peps.python.org/pep-{int(number[0]):04}/" if role == "pep" else f"https://www.rfc-editor.org/rfc/rfc{int(number[0])}"
