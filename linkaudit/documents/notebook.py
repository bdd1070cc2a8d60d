"""A Jupyter notebook in; what its Markdown cells (and, when asked for, its code) hold, with cell and line, out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from linkaudit.documents import markdown, text
from linkaudit.documents.decode import decode
from linkaudit.documents.options import Options
from linkaudit.documents.parts import joined
from linkaudit.model import Document, Unreadable


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
    parts = [(f"cell {number}", part) for number, sort, source in cells if (part := _part(name, sort, source, options))]
    return joined(name, "notebook", data, parts, url=options.url, published=options.published)


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
