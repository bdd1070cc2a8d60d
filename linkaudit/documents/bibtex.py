"""A BibTeX or BibLaTeX file in; one reference for each entry, with its URLs and identifiers at their exact places, out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from linkaudit import urls
from linkaudit.documents.aim import aim
from linkaudit.documents.dates import read_date
from linkaudit.documents.decode import decode
from linkaudit.documents.options import Options
from linkaudit.documents.weave import Lines, Weaver, packed, to_text
from linkaudit.model import Document, Link, Passage, Unreadable

_ENTRY = re.compile(r"@\s*([A-Za-z]+)\s*[{(]\s*([^\s,{}()=\"]*)\s*,?")
_FIELD = re.compile(r"\s*,?\s*([A-Za-z][\w:+.-]*)\s*=\s*")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_QUOTE = re.compile(r"\\.|[{}\"]", re.DOTALL)
_CONCATENATED = re.compile(r"\s*#\s*")
_LONGEST = 100_000  # characters of one value
_PLAIN = re.compile(r"[^,{}()\"#\s]+")
_NO_ENTRY = frozenset({"comment", "string", "preamble"})
_SHOWN = (
    ("author", "editor"),
    ("title",),
    ("journal", "journaltitle", "booktitle", "publisher", "institution", "school"),
    ("year", "date"),
)
_IDENTIFIERS = {"doi": "doi", "pmid": "pmid", "pmcid": "pmcid", "eprint": "arxiv", "handle": "hdl"}
_ESCAPED = re.compile(r"\\([#$%&_{}~^])|\\textasciitilde(?:\{\})?|\{\\textasciitilde\}|\$\\sim\$")


def read(name: str, data: bytes, options: Options) -> Document | Unreadable:
    """A `.bib` file. A reference's label is its key; `urldate` is when its URL was visited."""
    decoded = decode(data, options.charset)
    if isinstance(decoded, str):
        return Unreadable(name, decoded)
    text = decoded.text
    lines = Lines(text)
    passages: list[Passage] = []
    links: list[Link] = []
    for entry in entries(text):
        passage = _passage(text, entry, lines)
        links += _links(text, entry, passage, len(passages), lines)
        passages.append(passage)
    return Document(
        name=name,
        format="bibtex",
        text=text,
        passages=tuple(passages),
        links=tuple(links),
        sha256=hashlib.sha256(data).hexdigest(),
        published=options.published,
        url=options.url,
        remarks=(decoded.remark,) if decoded.remark else (),
    )


@dataclass(slots=True)
class Entry:
    """One entry: its key, where it stands, and its fields (names in lower case) with the stretch of the text inside their marks."""

    key: str
    start: int
    end: int
    fields: dict[str, tuple[int, int]] = field(default_factory=dict)


def entries(text: str) -> Iterator[Entry]:
    """The entries of a bibliography. A value that is never closed ends with its line."""
    scanner = _Scanner(text)
    at = 0
    while found := _ENTRY.search(text, at):
        at = found.end()
        if found[1].lower() in _NO_ENTRY:
            continue
        entry = Entry(found[2], found.start(), found.end())
        while name := _FIELD.match(text, at):
            first, last, at = scanner.value(name.end())
            if last > first:
                entry.fields.setdefault(name[1].lower(), (first, last))
            if at <= name.end():
                break
        entry.end = at = min(max(at, found.end()), len(text))
        yield entry


class _Scanner:
    """Finds where values end. What it looks at in vain is counted, so that a file of openings costs no more than twice its length."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.patience = 2 * len(text) + _LONGEST

    def value(self, at: int) -> tuple[int, int, int]:
        """Where a value begins and ends without its marks, and where to go on. Of `"a" # b # {c}` the first part counts."""
        first, last, at = self.part(at)
        while more := _CONCATENATED.match(self.text, at):
            _, _, at = self.part(more.end())
            if at <= more.end():
                break
        return first, last, at

    def part(self, at: int) -> tuple[int, int, int]:
        mark = self.text[at : at + 1]
        if mark in ("{", '"'):
            end = self.closing(at, mark)
            return at + 1, end, end + 1
        plain = _PLAIN.match(self.text, at)
        return (plain.start(), plain.end(), plain.end()) if plain else (at, at, at)

    def closing(self, at: int, mark: str) -> int:
        """Where the value that opens at `at` closes; the end of its line when it never does."""
        depth = 0
        limit = at + min(_LONGEST, max(self.patience, 200))
        for found in (_BRACE if mark == "{" else _QUOTE).finditer(self.text, at + 1, limit):
            if found[0] == "{":
                depth += 1
            elif found[0] == "}":
                if depth == 0 and mark == "{":
                    return found.start()
                depth -= 1
            elif found[0] == '"' and depth <= 0:
                return found.start()
        self.patience -= min(limit, len(self.text)) - at
        end = self.text.find("\n", at, limit)
        return end if end >= 0 else min(limit, len(self.text))


def _passage(text: str, entry: Entry, lines: Lines) -> Passage:
    """Author, title, where, when: what a reader of the list would see, braces dropped."""
    weaver = Weaver()
    for names in _SHOWN:
        name = next((name for name in names if name in entry.fields), None)
        if name:
            if weaver.parts:
                weaver.insert(". ")
            weave(weaver, text, *entry.fields[name])
    return Passage("reference", weaver.text, packed(weaver.runs), entry.start, entry.end, lines.place(entry.start), label=entry.key or None)


def weave(weaver: Weaver, text: str, start: int, end: int) -> None:
    """A stretch of TeX as words: braces and commands dropped, `\\&` as `&`, `~` as a space, accents left out."""
    at = start
    for found in _MARKUP.finditer(text, start, end):
        weaver.add(text[at : found.start()], at)
        if found["kept"]:
            weaver.add(found["kept"], found.start("kept"))
        elif found[0] == "~" or found[0].isspace():
            weaver.space()
        elif found["dash"]:
            weaver.insert("—" if len(found[0]) == 3 else "–")
        at = found.end()
    weaver.add(text[at:end], at)


_MARKUP = re.compile(r"\\(?P<kept>[#$%&_{}])|\\[A-Za-z]+\*?\s*|\\.|[{}]|~|(?P<dash>---?)", re.DOTALL)


def unescaped(verbatim: str) -> str:
    """A URL as TeX prints it: `\\_` is `_`."""
    return _ESCAPED.sub(lambda found: found[1] or "~", verbatim)


def _links(text: str, entry: Entry, passage: Passage, index: int, lines: Lines) -> Iterator[Link]:
    """The links of one entry, in the order of its fields."""
    title = entry.fields.get("title", (0, 0))
    known = passage.runs and title[1]
    longest = len(passage.text)
    span = (to_text(passage.runs, title[0]), min(to_text(passage.runs, title[1] - 1) + 1, longest)) if known else (0, 0)
    span = (min(span), max(span))
    accessed = read_date(text[slice(*entry.fields["urldate"])]) if "urldate" in entry.fields else None
    eprint = text[slice(*entry.fields.get("archiveprefix", entry.fields.get("eprinttype", (0, 0))))].strip('{}" ').lower()
    for name, (start, end) in entry.fields.items():
        for first, last, address in _addresses(text, name, start, end, eprint):
            aimed = aim(address)
            yield Link(
                url=text[first:last],
                target=aimed.target,
                at=lines.place(first),
                layout="list",
                start=first,
                end=last,
                passage=index,
                span=span,
                anchor=passage.text[slice(*span)],
                label=entry.key or None,
                accessed=accessed,
                written_as=aimed.written_as,
                skip=aimed.skip,
            )


def _addresses(text: str, name: str, start: int, end: int, eprint: str) -> Iterator[tuple[int, int, str]]:
    """What a field gives: the stretch of each URL or identifier, and what it is an address of."""
    value = text[start:end]
    if name in _IDENTIFIERS and not urls.is_http(value.strip()):
        kind = _IDENTIFIERS[name]
        word = re.search(r"[^\s{}]+", value)
        if word and (kind != "arxiv" or (eprint in ("arxiv", "") and _ARXIV.match(word[0]))):
            bare = re.sub(rf"^{kind}:\s*", "", unescaped(word[0]), flags=re.IGNORECASE)
            yield start + word.start(), start + word.end(), f"{kind}:{bare}"
        return
    first, last = start + len(value) - len(value.lstrip(_AROUND)), start + len(value.rstrip(_AROUND))
    whole = text[first:last]
    if _WHOLE.match(whole) and not any(map(str.isspace, whole)):
        yield first, last, unescaped(whole).replace("{", "").replace("}", "")
    elif "://" in value or "www." in value:
        for command in _COMMAND.finditer(text, start, end):
            yield command.start(1), command.end(1), unescaped(command[1])
        rest = _COMMAND.sub(lambda found: " " * len(found[0]), value)
        for bare_url in urls.find(rest):
            yield start + bare_url.start, start + bare_url.end, unescaped(bare_url.url)


_WHOLE = re.compile(r"(?:https?|ftp)://|www\.", re.IGNORECASE)
_AROUND = " \t\r\n{}"
_ARXIV = re.compile(r"(?:arxiv:)?(?:\d{4}\.\d|[a-z-]+(?:\.[A-Z]{2})?/\d)", re.IGNORECASE)
_COMMAND = re.compile(r"\\(?:url|href|nolinkurl)\s*\{([^{}\s]{1,8000})\}")
