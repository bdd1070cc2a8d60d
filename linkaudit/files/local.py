"""A relative link of a document in; the file that it leads to, or why it leads nowhere, out. Only looks, opens nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from linkaudit.files.opening import printable

_INDEXES = ("index.html", "index.htm", "index.md", "README.md", "readme.md", "_index.md", "index.rst")


@dataclass(frozen=True, slots=True)
class Local:
    """Where a relative link leads on this disk. `path` is None when nothing is there; `fragment` is decoded, "" without one;
    `reason` says in words what was looked for."""

    path: str | None
    fragment: str
    reason: str


def look_up(document: str, reference: str, root: str | None = None) -> Local:
    """Follow a relative link of `document` (a path) on the disk: query dropped, percent decoded, `/x` taken from `root` (the directory
    that was given as input; without one it cannot be looked up). A directory stands for its index page, and a page may be named
    without its suffix, as site generators do. Only looks; nothing is opened.
    """
    try:
        parts = urlsplit(reference)
    except ValueError:
        return Local(None, "", "not a link")
    fragment, wanted = unquote(parts.fragment), unquote(parts.path)
    if "\0" in wanted:
        return Local(None, fragment, "not a file name")
    if not wanted:
        return Local(document, fragment, "this document")
    if wanted.startswith("/"):
        if root is None:
            return Local(None, fragment, "a path from the root of a site: name its directory or --base-url")
        where = os.path.join(root, wanted.lstrip("/"))
    else:
        where = os.path.join(os.path.dirname(document), wanted)
    found = next((path for path in _candidates(os.path.normpath(where)) if os.path.isfile(path)), None)
    if found is None and os.path.isdir(where):
        found = os.path.normpath(where)
    return Local(found, fragment, "on disk" if found else f"no such file: {printable(os.path.normpath(where))}")


def _candidates(where: str) -> Iterator[str]:
    yield where
    yield from (where + suffix for suffix in (".html", ".md", ".htm", ".rst"))
    yield from (os.path.join(where, name) for name in _INDEXES)
