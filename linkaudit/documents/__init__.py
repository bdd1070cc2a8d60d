"""Bytes in, a Document with exact places out; READERS maps a suffix to its reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import Any, cast

from linkaudit.documents.options import Options
from linkaudit.documents.thrift import thrifty
from linkaudit.model import Document, Unreadable

__all__ = ["READERS", "Options", "kind_of", "read", "suffix_of"]

Reader = Callable[[str, bytes, Options], Document | Unreadable]


def _lazy(module: str) -> Reader:
    """The `read` of a reader's module, imported when it is first needed: parsers are heavy, `linkaudit --help` is not."""

    def run(name: str, data: bytes, options: Options) -> Document | Unreadable:
        return cast(Reader, import_module(f"linkaudit.documents.{module}").read)(name, data, options)

    return run


# Suffix, in lower case, to reader. A new format is a module with a `read`, a line here and its test.
READERS: dict[str, Reader] = {
    ".txt": _lazy("text"),
    ".text": _lazy("text"),
    ".md": _lazy("markdown"),
    ".markdown": _lazy("markdown"),
    ".mdx": _lazy("markdown"),
    ".qmd": _lazy("markdown"),
    ".rmd": _lazy("markdown"),
    ".html": _lazy("html"),
    ".htm": _lazy("html"),
    ".xhtml": _lazy("html"),
    ".pdf": _lazy("pdf"),
    ".docx": _lazy("docx"),
    ".rst": _lazy("rst"),
    ".rest": _lazy("rst"),
    ".adoc": _lazy("asciidoc"),
    ".asciidoc": _lazy("asciidoc"),
    ".org": _lazy("org"),
    ".tex": _lazy("latex"),
    ".latex": _lazy("latex"),
    ".bib": _lazy("bibtex"),
    ".ipynb": _lazy("notebook"),
    ".csl.json": _lazy("csl"),
    ".csljson": _lazy("csl"),
    ".json": _lazy("csl"),
    ".csv": _lazy("table"),
    ".tsv": _lazy("table"),
    ".eml": _lazy("mail"),
    ".epub": _lazy("epub"),
    ".odt": _lazy("odt"),
    ".fodt": _lazy("odt"),
    ".wiki": _lazy("wikitext"),
    ".wikitext": _lazy("wikitext"),
    ".mediawiki": _lazy("wikitext"),
}


def read(
    name: str,
    data: bytes,
    suffix: str | None = None,
    options: Options | None = None,
    *,
    media_type: str | None = None,
    **fields: Any,
) -> Document | Unreadable:
    """The document in `data`, read by `suffix`, else by the media type that a server gave, else by the suffix of `name`.

    `fields` are those of `Options`, laid over `options`; `url=` is where a page was fetched from: its relative links hang on it.
    """
    options = replace(options or Options(), **fields)
    if media_type:
        kind, charset = kind_of(media_type)
        suffix = suffix or kind
        options = replace(options, charset=options.charset or charset)
    suffix = (suffix or suffix_of(name)).lower()
    reader = READERS.get(suffix)
    if reader is None:
        return Unreadable(name, f"no reader for {suffix or 'a file without suffix'}")
    document = reader(name, data, options)
    return thrifty(document) if isinstance(document, Document) else document


def suffix_of(name: str) -> str:
    """The longest known suffix of a file name or URL path (`.csl.json` before `.json`), else its last one."""
    base = name.rpartition("/")[2].lower()
    dots = [at for at, character in enumerate(base) if character == "." and at]
    return next((base[at:] for at in dots if base[at:] in READERS), base[dots[-1] :] if dots else "")


# What servers call the formats above; anything else is taken for HTML, which is what a page without a type most often is.
_SUFFIXES = {
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/x-wiki": ".wiki",
    "application/pdf": ".pdf",
    "message/rfc822": ".eml",
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
