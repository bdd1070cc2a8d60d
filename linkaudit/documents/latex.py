"""A LaTeX source in; its passages, links, notes, `\\cite` call-outs and bibliography at their exact places, out. Nothing is executed."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from linkaudit import urls
from linkaudit.documents.aim import Aim, aim
from linkaudit.documents.bibtex import unescaped
from linkaudit.documents.dates import read_date
from linkaudit.documents.decode import decode
from linkaudit.documents.latexmarks import CITE, FORMULA, HEADINGS, MARKS, MUTE, QUOTES, SPECIAL, TEXTUAL, TOKEN, VERBATIM, pairs
from linkaudit.documents.options import Options
from linkaudit.documents.weave import Lines, Weaver, packed, spread
from linkaudit.model import Callout, Document, Layout, Link, Passage, PassageKind, Unreadable

_OPTIONAL = re.compile(r"(?:\s{0,20}\[[^\[\]]{0,500}\]){0,3}\s{0,20}")
_FIGURES = re.compile(r"[\d.,\s%+\-–=<>\\/]*+")
_DEEPEST = 20  # notes inside notes


def read(name: str, data: bytes, options: Options) -> Document | Unreadable:
    """A `.tex` file. `\\cite{key}` is a call-out to the reference of that label: a `\\bibitem`, or an entry that is `joined`."""
    decoded = decode(data, options.charset)
    if isinstance(decoded, str):
        return Unreadable(name, decoded)
    reader = _Reader(decoded.text, options)
    reader.run(0, len(decoded.text))
    reader.flush()
    links = sorted(reader.links, key=lambda link: link.start or 0)
    return Document(
        name=name,
        format="latex",
        text=decoded.text,
        passages=tuple(reader.passages),
        links=tuple(links),
        sha256=hashlib.sha256(data).hexdigest(),
        callouts=tuple(sorted(reader.callouts, key=lambda callout: callout.start or 0)),
        title=reader.title,
        published=options.published or reader.date,
        url=options.url,
        remarks=(decoded.remark,) if decoded.remark else (),
    )


@dataclass(slots=True)
class _Block:
    """A passage in the making."""

    kind: PassageKind
    layout: Layout = "inline"
    label: str | None = None
    weaver: Weaver = field(default_factory=Weaver)
    links: list[Link] = field(default_factory=list)
    callouts: list[Callout] = field(default_factory=list)


class _Reader:
    def __init__(self, text: str, options: Options) -> None:
        self.text = text
        self.options = options
        self.lines = Lines(text)
        self.closing = pairs(text)
        self.passages: list[Passage] = []
        self.links: list[Link] = []
        self.callouts: list[Callout] = []
        self.title: str | None = None
        self.date: date | None = None
        self.block: _Block | None = None
        self.above: list[tuple[int, str]] = []
        self.lists = self.quotes = self.notes = self.depth = 0
        self.unclosed: set[str] = set()  # environments that nothing closes any more
        self.waiting: list[tuple[int, int, str]] = []  # notes of the passage that is being read

    def run(self, start: int, end: int) -> None:
        """Everything between two offsets."""
        preamble = self.text.find("\\begin{document}", start, end) if start == 0 else -1
        at = start
        while found := TOKEN.search(self.text, at, end):
            if found.start() > preamble:
                self.words(at, found.start())
            at = self.take(found, end)
        self.words(at, end)

    def words(self, start: int, end: int) -> None:
        if start < end and (self.block or not self.text[start:end].isspace()):
            self.opened().weaver.add(self.text[start:end], start)

    def opened(self) -> _Block:
        """The passage that is open, or a new one."""
        if self.block is None:
            self.block = _Block("quote" if self.quotes else "paragraph")
        return self.block

    def take(self, found: re.Match[str], end: int) -> int:
        """One token; where to go on."""
        match found.lastgroup:
            case "paragraph":
                if self.block and self.depth:
                    self.block.weaver.space()  # in a note or a heading
                else:
                    self.flush()
            case "command":
                return min(self.command(found, end), end)
            case "accent":
                mark, letter = found[0][1], found[0].strip("\\{}")[-1]
                self.opened().weaver.insert(unicodedata.normalize("NFC", letter + MARKS[mark]))
            case "escaped":
                self.opened().weaver.add(found[0][1], found.start() + 1)
            case "newline" | "tie" | "other":
                if self.block:
                    self.block.weaver.space()
            case "math":
                return self.math(found, end)
            case "dash":
                self.opened().weaver.insert("—" if len(found[0]) == 3 else "–")
            case "quote":
                self.opened().weaver.insert("“" if found[0] == "``" else "”")
            case _:
                pass
        return found.end()

    def math(self, found: re.Match[str], end: int) -> int:
        """A formula is no text, but a figure between dollar signs is."""
        close = self.text.find(found[0], found.end(), min(end, found.end() + 2000))
        if close < 0:
            return found.end()
        if len(found[0]) == 1 and _FIGURES.fullmatch(self.text, found.end(), close):
            self.words(found.end(), close)
        elif self.block:
            self.block.weaver.space()
        return close + len(found[0])

    # ------------------------------------------------------------ commands

    def command(self, found: re.Match[str], end: int) -> int:
        """A command; where to go on, behind what of its arguments is no text."""
        name, at = found["command"], found.end()
        if name in ("begin", "end"):
            return self.environment(name, at, end)
        if name == "verb":
            close = self.text.find(self.text[at : at + 1], at + 1, at + 1000)
            return close + 1 if close > 0 else at
        if name in ("url", "nolinkurl", "path", "doi", "href"):
            return self.address(name, at)
        if CITE.fullmatch(name):
            return self.cite(name, found.start(), at)
        if name == "footnotemark":
            return self.mark(found.start(), at)
        if name in HEADINGS or name in ("title", "date", "footnote", "footnotetext", "endnote", "bibitem"):
            return self.holder(name, found.start(), at)
        if name == "item":
            self.flush()
            self.block = _Block("list_item")
            return self.behind_optional(at)
        if name in MUTE:
            return self.behind_groups(at)
        if name in SPECIAL:
            self.opened().weaver.insert(SPECIAL[name] + (" " if found[0][-1].isspace() and len(SPECIAL[name]) > 1 else ""))
            return at
        if name in MARKS and (letter := re.compile(r"\{?([A-Za-z])\}?").match(self.text, at)):
            self.opened().weaver.insert(unicodedata.normalize("NFC", letter[1] + MARKS[name]))
            return letter.end()
        if found[0][-1] == "\n" and self.block:
            self.block.weaver.space()
        return self.behind_optional(at)

    def group(self, at: int) -> tuple[int, int] | None:
        """The inside of the braces that open at `at`, after blanks."""
        opening = re.compile(r"\s{0,20}\{").match(self.text, at)
        close = self.closing.get(opening.end() - 1) if opening else None
        return (opening.end(), close) if opening and close is not None else None

    def behind_optional(self, at: int) -> int:
        """Behind the arguments in square brackets, if there are any."""
        found = _OPTIONAL.match(self.text, at)
        return found.end() if found and "[" in found[0] else at

    def behind_groups(self, at: int) -> int:
        for _ in range(6):
            at = self.behind_optional(at)
            group = self.group(at)
            if group is None:
                return at
            at = group[1] + 1
        return at

    def environment(self, name: str, at: int, end: int) -> int:
        """`\\begin{...}` or `\\end{...}`; code and formulas are passed over whole."""
        group = self.group(at)
        if group is None:
            return at
        kind = self.text[slice(*group)].strip()
        at = group[1] + 1
        step = 1 if name == "begin" else -1
        bare = kind.rstrip("*")
        if name == "begin" and (bare in VERBATIM or bare in FORMULA):
            close = -1 if kind in self.unclosed else self.text.find(f"\\end{{{kind}}}", at, end)
            if close < 0:
                self.unclosed.add(kind)
            else:
                if bare in VERBATIM and self.options.include_code:
                    self.code(at, close)
                return close + len(kind) + 6
        elif bare in ("itemize", "enumerate", "description", "thebibliography", "abstract", "figure", "table", "center") or bare in QUOTES:
            self.flush()
            if bare == "thebibliography" and step > 0:
                self.above = [*self.above[:0], (1, "References")]
                return self.behind_groups(at)
            self.quotes = max(self.quotes + step * (bare in QUOTES), 0)
        elif name == "begin" and bare.startswith("tabular"):
            return self.behind_groups(at)
        return self.behind_optional(at) if name == "begin" else at

    def code(self, start: int, end: int) -> None:
        """URLs of code, when they are asked for."""
        for found in urls.find(self.text[start:end]):
            self.link(start + found.start, start + found.end, None, aim(found.target))

    def address(self, name: str, at: int) -> int:
        """`\\url{...}`, `\\href{...}{words}`, `\\doi{...}`."""
        at = self.behind_optional(at)
        group = self.group(at)
        if group is None:
            return at
        first, last = group
        inside = self.text[first:last]
        first, last = first + len(inside) - len(inside.lstrip()), last - (len(inside) - len(inside.rstrip()))
        if first >= last:
            return group[1] + 1
        weaver = self.opened().weaver
        begin = weaver.next()
        if name == "href":
            words = self.group(group[1] + 1)
            if words:
                self.deeper(*words)
            span = (min(begin, weaver.length), weaver.length)
            self.link(first, last, span)
            return words[1] + 1 if words else group[1] + 1
        weaver.add(self.text[first:last], first)
        written = unescaped(self.text[first:last])
        led = None
        if name == "doi" or (name in ("path", "nolinkurl") and "://" not in written and "www." not in written):
            led = aim(written if name != "doi" or written.lower().startswith(("http", "doi")) else f"doi:{written}")
        if led is None or led.written_as == "doi":
            self.link(first, last, (begin, weaver.length), led)
        return group[1] + 1

    def mark(self, start: int, at: int) -> int:
        """`\\footnotemark`, whose note a `\\footnotetext` behind it gives."""
        self.notes += 1
        self.call_note(start, at)
        return self.behind_optional(at)

    def call_note(self, start: int, end: int) -> None:
        """A call-out of the note counted last, behind the last word."""
        block = self.opened()
        span = (block.weaver.length, block.weaver.length)
        block.callouts.append(Callout(f"footnote {self.notes}", "footnote", start, end, -1, span, self.lines.place(start)))

    def cite(self, name: str, start: int, at: int) -> int:
        """`\\cite[p. 3]{a,b}` calls the references a and b, behind the last word. One that is part of the sentence, `\\citet{a} found`,
        reads as its key."""
        at = self.behind_optional(at)
        group = self.group(at)
        if group is None:
            return at
        block = self.opened()
        if name.lower() in TEXTUAL:
            block.weaver.insert(" and ".join(key.strip()[:1].upper() + key.strip()[1:] for key in self.text[slice(*group)].split(",")))
        span = (block.weaver.length, block.weaver.length)
        for key in self.text[slice(*group)].split(","):
            if label := key.strip():
                block.callouts.append(Callout(label, "ref", start, group[1] + 1, -1, span, self.lines.place(start)))
        if self.text[group[1] + 1 : group[1] + 2] in (*".,;:!?)",):
            block.weaver.close_up()
        return group[1] + 1

    def holder(self, name: str, start: int, at: int) -> int:
        """Commands whose argument is a passage, or says something about the whole document."""
        at = self.behind_optional(at)
        group = self.group(at)
        if group is None:
            return at
        behind = group[1] + 1
        if name == "date":
            self.date = self.date or read_date(self.text[slice(*group)])
        elif name in HEADINGS or name == "title":
            self.flush()
            self.block = _Block("heading")
            self.deeper(*group)
            words = self.block.weaver.text if self.block else ""
            self.title = self.title or (words if name == "title" else None)
            level = HEADINGS.get(name, 0)
            self.above = [pair for pair in self.above if pair[0] < level]
            self.flush()
            if name != "title" and words:
                self.above.append((level, words))
        elif name == "bibitem":
            self.flush()
            self.block = _Block("reference", "list", self.text[slice(*group)].strip())
        else:
            if name != "footnotetext":
                self.notes += 1
                self.call_note(start, behind)
            self.waiting.append((*group, f"footnote {self.notes}"))
        return behind

    def deeper(self, start: int, end: int) -> None:
        """Read an argument as part of the passage that is open."""
        if self.depth < _DEEPEST:
            self.depth += 1
            self.run(start, end)
            self.depth -= 1

    # ------------------------------------------------------------ passages

    def link(self, first: int, last: int, span: tuple[int, int] | None, led: Aim | None = None) -> None:
        """A link of the passage that is open."""
        led = led or aim(unescaped(self.text[first:last]))
        block = self.block
        layout: Layout = block.layout if block and block.layout != "inline" else "inline"
        made = Link(
            url=self.text[first:last],
            target=led.target,
            at=self.lines.place(first),
            layout=layout,
            start=first,
            end=last,
            span=span,
            label=block.label if block else None,
            written_as=led.written_as,
            skip=led.skip,
        )
        if block and span is not None:
            block.links.append(made)
        else:
            self.links.append(replace(made, layout="bare", span=None))

    def flush(self) -> None:
        """The passage is complete; then the notes that it called."""
        block, self.block = self.block, None
        waiting, self.waiting = self.waiting, []
        if block and (block.weaver.runs or block.links or block.callouts):
            self.keep(block)
        depth, self.depth = self.depth, self.depth + 1
        for first, last, label in waiting if depth < _DEEPEST else ():
            self.block = _Block("note", "footnote", label)
            self.run(first, last)
            self.flush()
        self.depth = depth

    def keep(self, block: _Block) -> None:
        index, text, runs = len(self.passages), block.weaver.text, packed(block.weaver.runs)
        marks = [(at, at + length) for _, at, length in (*runs[:1], *runs[-1:])]
        marks += [(link.start or 0, link.end or 0) for link in block.links] + [(call.start or 0, call.end or 0) for call in block.callouts]
        start, end = min(first for first, _ in marks), max(last for _, last in marks)
        heading = tuple(words for _, words in self.above)
        passage = Passage(block.kind, text, runs, start, end, self.lines.place(start), heading, label=block.label)
        self.passages.append(passage)
        covered = []
        for link in block.links:
            begin, stop = (min(at, len(text)) for at in link.span or (0, 0))
            covered.append((begin, stop))
            words = text[begin:stop]
            layout: Layout = "bare" if link.layout == "inline" and ("://" in words or words.startswith("www.")) else link.layout
            self.links.append(replace(link, passage=index, span=(begin, stop), anchor=words, layout=layout))
        self.links += self.bare(passage, index, block, covered)
        self.callouts += [replace(each, passage=index, span=_within(each.span, text)) for each in block.callouts]

    def bare(self, passage: Passage, index: int, block: _Block, covered: Sequence[tuple[int, int]]) -> Iterator[Link]:
        """URLs in the words of a passage that no command made."""
        if "://" not in passage.text and "www." not in passage.text and ":" not in passage.text:
            return
        for found in urls.find(passage.text, defanged=self.options.defanged):
            place = spread(passage, found.start, found.end)
            if any(begin < found.end and stop > found.start for begin, stop in covered) or place is None:
                continue
            aimed = aim(found.target)
            yield Link(
                url=self.text[slice(*place)],
                target=found.target,
                at=self.lines.place(place[0]),
                layout="bare" if block.layout == "inline" else block.layout,
                start=place[0],
                end=place[1],
                passage=index,
                span=(found.start, found.end),
                anchor=found.url,
                label=block.label,
                written_as=found.written_as or aimed.written_as,
                skip=aimed.skip,
            )


def _within(span: tuple[int, int], text: str) -> tuple[int, int]:
    return min(span[0], len(text)), min(span[1], len(text))
