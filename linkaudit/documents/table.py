"""A CSV or TSV file in; one passage for each row, and the URLs of its cells with row and column, out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import replace

from linkaudit import urls
from linkaudit.documents.aim import aim
from linkaudit.documents.dates import read_date
from linkaudit.documents.decode import decode
from linkaudit.documents.options import Options
from linkaudit.documents.weave import Lines, Weaver, packed
from linkaudit.model import Document, Link, Passage, Unreadable

_ACCESSED = re.compile(r"\W*(?:access(?:ed)?|retrieved|visited|abgerufen|consulté)\W*(?:date|on|at|am|le)?\W*", re.IGNORECASE)


def read(name: str, data: bytes, options: Options) -> Document | Unreadable:
    """Rows of cells, quoted or not. The delimiter is the tab, comma, semicolon or bar that the first row has most of. Offsets are exact."""
    decoded = decode(data, options.charset)
    if isinstance(decoded, str):
        return Unreadable(name, decoded)
    text = decoded.text
    lines = Lines(text)
    passages: list[Passage] = []
    links: list[Link] = []
    accessed_column = None
    for number, row in enumerate(_rows(text, _delimiter(text)), start=1):
        weaver = Weaver()
        found: list[Link] = []
        for column, (start, end) in enumerate(row, start=1):
            cell = text[start:end]
            if number == 1 and _ACCESSED.fullmatch(cell):
                accessed_column = column
            begin = weaver.next()
            weaver.add(cell, start)
            for url in urls.find(cell, defanged=options.defanged):
                aimed = aim(url.target)
                span = (begin + _collapsed(cell, url.start), begin + _collapsed(cell, url.end))
                at = replace(lines.place(start + url.start), part=f"row {number}, column {column}")
                written = url.written_as or aimed.written_as
                found.append(
                    Link(
                        url.url,
                        url.target,
                        at,
                        "list",
                        start=start + url.start,
                        end=start + url.end,
                        passage=len(passages),
                        span=span,
                        written_as=written,
                        skip=aimed.skip,
                    )
                )
            weaver.space()
        if accessed_column and accessed_column <= len(row) and number > 1:
            accessed = read_date(text[slice(*row[accessed_column - 1])])
            found = [replace(link, accessed=accessed) for link in found]
        if weaver.runs:
            runs = packed(weaver.runs)
            start, end = runs[0][1], runs[-1][1] + runs[-1][2]
            at = replace(lines.place(start), part=f"row {number}")
            passages.append(Passage("table_cell", weaver.text, runs, start, end, at))
            links += found
    return Document(
        name=name,
        format="table",
        text=text,
        passages=tuple(passages),
        links=tuple(links),
        sha256=hashlib.sha256(data).hexdigest(),
        published=options.published,
        url=options.url,
        remarks=(decoded.remark,) if decoded.remark else (),
    )


def _collapsed(cell: str, offset: int) -> int:
    """Where an offset of a cell stands once its white space has collapsed."""
    before = cell[:offset]
    return len(" ".join(before.split())) + (bool(before.strip()) and before[-1:].isspace())


def _delimiter(text: str) -> str:
    first = re.match(r"[^\r\n]{0,10000}", text)
    head = first.group() if first else ""
    return max("\t,;|", key=head.count)


def _rows(text: str, delimiter: str) -> Iterator[list[tuple[int, int]]]:
    """The cells of each row as stretches of the text, their quotation marks left out. A mark that nobody closes is an ordinary one."""
    plain = re.compile(rf"[^{re.escape(delimiter)}\r\n]*+")
    quoted = re.compile(r'"((?:[^"]|"")*+)"')
    row: list[tuple[int, int]] = []
    at = 0
    closed = True  # there may still be a quotation mark that closes
    while at <= len(text):
        cell = quoted.match(text, at) if closed and text[at : at + 1] == '"' else None
        closed = closed and (cell is not None or text[at : at + 1] != '"')
        end = plain.match(text, cell.end() if cell else at)
        assert end is not None  # it matches nothing too
        row.append((cell.start(1), cell.end(1)) if cell else (at, end.end()))
        at = end.end()
        if text[at : at + 1] == delimiter:
            at += 1
            continue
        yield row
        row = []
        if at >= len(text):
            return
        at += 2 if text[at : at + 2] == "\r\n" else 1
