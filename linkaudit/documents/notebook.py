"""A Jupyter notebook in; what its Markdown cells (and, when asked for, its code) hold, with cell and line, out."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from linkaudit.documents import markdown, text
from linkaudit.documents.decode import decode
from linkaudit.documents.options import Options
from linkaudit.documents.weave import packed
from linkaudit.model import Callout, Document, Link, Passage, Place, Unreadable


def read(name: str, data: bytes, options: Options) -> Document | Unreadable:
    """A notebook of format 3 or 4. A place is `cell 4` (from 1) and the line in it; outputs are not read."""
    decoded = decode(data)
    if isinstance(decoded, str):
        return Unreadable(name, decoded)
    try:
        book = json.loads(decoded.text)
    except RecursionError:
        return Unreadable(name, "JSON nested too deeply to read")
    except ValueError as fault:
        return Unreadable(name, f"not a notebook: not JSON: {fault}")
    cells = list(_cells(book))
    if not cells and not (isinstance(book, dict) and "cells" in book):
        return Unreadable(name, "not a notebook: it holds no cells")
    parts = [(number, part) for number, sort, source in cells if (part := _part(name, sort, source, options))]
    return _joined(name, data, parts, options)


def _cells(book: Any) -> Iterator[tuple[int, str, str]]:
    """Number, sort and source of each cell."""
    if not isinstance(book, dict):
        return
    sheets = book.get("worksheets")
    holders = [book, *(sheets if isinstance(sheets, list) else [])]
    number = 0
    for holder in holders:
        cells = holder.get("cells") if isinstance(holder, dict) else None
        for cell in cells if isinstance(cells, list) else []:
            number += 1
            source = cell.get("source", cell.get("input", "")) if isinstance(cell, dict) else ""
            source = "".join(line for line in source if isinstance(line, str)) if isinstance(source, list) else source
            if isinstance(source, str):
                yield number, str(cell.get("cell_type", "")) if isinstance(cell, dict) else "", source


def _part(name: str, sort: str, source: str, options: Options) -> Document | None:
    """One cell as a document; None when nothing of it is to be read."""
    if sort in ("markdown", "heading"):
        return markdown.read_text(name, source, options)
    if sort == "raw" or (sort == "code" and options.include_code):
        return text.read_text(name, source, options)
    return None


def _joined(name: str, data: bytes, parts: list[tuple[int, Document]], options: Options) -> Document:
    """The cells one after the other. A note's label that two cells use says its cell."""
    often = Counter(label for _, part in parts for label in {passage.label for passage in part.passages if passage.label})
    passages: list[Passage] = []
    links: list[Link] = []
    callouts: list[Callout] = []
    texts: list[str] = []
    start = 0
    above: tuple[str, ...] = ()
    for number, part in parts:
        shift = len(passages)

        def place(at: Place, cell: str = f"cell {number}") -> Place:
            return replace(at, part=cell)

        def label(words: str | None, cell: str = f" (cell {number})") -> str | None:
            return words and (words if often[words] == 1 else words + cell)

        for passage in part.passages:
            runs = packed([(at, begin + start, length) for at, begin, length in passage.runs])
            passages.append(
                replace(
                    passage,
                    runs=runs,
                    start=passage.start + start,
                    end=passage.end + start,
                    at=place(passage.at),
                    heading=passage.heading or above,
                    label=label(passage.label),
                )
            )
            if passage.kind == "heading":
                above = (*passage.heading, passage.text)
        for link in part.links:
            index = None if link.passage is None else link.passage + shift
            links.append(replace(link, start=None, end=None, passage=index, at=place(link.at), label=label(link.label)))
        for each in part.callouts:
            called = label(each.label) or each.label
            callouts.append(replace(each, label=called, start=None, end=None, passage=each.passage + shift, at=place(each.at)))
        texts.append(part.text)
        start += len(part.text) + 2
    return Document(
        name=name,
        format="notebook",
        text="\n\n".join(texts),
        passages=tuple(passages),
        links=tuple(links),
        sha256=hashlib.sha256(data).hexdigest(),
        callouts=tuple(callouts),
        title=next((passage.text for passage in passages if passage.kind == "heading"), None),
        published=options.published,
        url=options.url,
        exact=False,
    )
