"""A Report → text in one form: WRITERS knows them by the suffix of the file that is to hold it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from linkaudit.errors import LinkauditError
from linkaudit.model import Report
from linkaudit.reports import json, jsonld, markdown

PIECE = 1 << 20  # characters
WRITERS: dict[str, Callable[[Report], str]] = {
    ".md": markdown.write,
    ".json": json.write,
    ".jsonld": jsonld.write,
}


def writer(name: str) -> Callable[[Report], str]:
    """The writer for a file of that name (or for a bare suffix). Raises LinkauditError where there is none."""
    suffix = "." + name.rsplit(".", maxsplit=1)[-1].lower()
    if suffix not in WRITERS:
        raise LinkauditError(f"{name}: no writer for {suffix if '.' in name else 'a file without suffix'}; known: {', '.join(WRITERS)}")
    return WRITERS[suffix]


def pieces(name: str, report: Report) -> Iterator[bytes]:
    """What goes into the file of that name, in pieces of about a megabyte: long reports need not stand in memory as a whole."""
    write = writer(name)
    waiting: list[str] = []
    size = 0
    for chunk in json.chunks(report) if write is json.write else (write(report),):
        waiting.append(chunk)
        size += len(chunk)
        if size >= PIECE:
            yield _encoded(waiting)
            waiting, size = [], 0
    yield _encoded(waiting)


def _encoded(texts: list[str]) -> bytes:
    return "".join(texts).encode("utf-8", "backslashreplace")
