"""A Report → text in one form: WRITERS knows them by the suffix of the file that is to hold it."""

from __future__ import annotations

from collections.abc import Callable

from linkaudit.errors import LinkauditError
from linkaudit.model import Report
from linkaudit.reports import json, jsonld, markdown

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
