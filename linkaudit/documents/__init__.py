"""Bytes in, a Document with exact places out; READERS maps a suffix to its reader."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any, cast

from linkaudit.documents.options import Options
from linkaudit.model import Document, Unreadable

__all__ = ["READERS", "Options", "kind_of", "read"]

Reader = Callable[[str, bytes, Options], Document | Unreadable]


def _reader(module: str) -> Reader:
    """The `read` of a reader's module, imported when it is first needed: parsers are heavy, `linkaudit --help` is not."""

    def read(name: str, data: bytes, options: Options) -> Document | Unreadable:
        return cast(Reader, import_module(f"linkaudit.documents.{module}").read)(name, data, options)

    return read


# Suffix, in lower case, to reader. A new format is a module with a `read`, a line here and its test.
READERS: dict[str, Reader] = {
    ".txt": _reader("text"),
    ".text": _reader("text"),
}


def read(name: str, data: bytes, suffix: str | None = None, **options: Any) -> Document | Unreadable:
    """The document in `data`, read by its suffix: that of `name` unless another is given. `options` are the fields of `Options`."""
    if suffix is None:
        stem, dot, last = name.rpartition(".")
        suffix = dot + last if stem and "/" not in last else ""
    reader = READERS.get(suffix.lower())
    if reader is None:
        return Unreadable(name, f"no reader for {suffix or 'a file without suffix'}")
    return reader(name, data, Options(**options))


# What servers call the formats above; anything else is taken for HTML, which is what a page without a type most often is.
_SUFFIXES = {
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/x-wiki": ".wiki",
    "application/pdf": ".pdf",
    "application/epub+zip": ".epub",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.oasis.opendocument.text": ".odt",
}


def kind_of(content_type: str | None) -> tuple[str, str | None]:
    """The suffix and the charset that a Content-Type header stands for."""
    kind, _, parameters = (content_type or "").partition(";")
    named = (pair.partition("=") for pair in parameters.split(";"))
    charset = next((value.strip(" \"'") for name, _, value in named if name.strip().lower() == "charset"), None)
    return _SUFFIXES.get(kind.strip().lower(), ".html"), charset or None
