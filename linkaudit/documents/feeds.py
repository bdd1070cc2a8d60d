"""A sitemap or feed in; the addresses of the pages that it names, out. Read as tags: no entity of it is ever expanded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from linkaudit import urls
from linkaudit.documents.decode import decode
from linkaudit.documents.tags import Event, events

SUFFIXES = (".xml", ".rss", ".atom")
MOST_PAGES = 50_000  # the sitemaps protocol allows no more in one file
_ROOT = re.compile(r"<(?:[A-Za-z][\w.-]*:)?(urlset|sitemapindex|rss|feed|rdf)[\s>]", re.IGNORECASE)
_CLASHING = re.compile(r"(</?)(title|textarea|style|script|iframe|plaintext|xmp|noembed|noframes)(?=[\s/>])", re.IGNORECASE)
KINDS: dict[str, Literal["sitemap", "index", "feed"]] = {
    "urlset": "sitemap",
    "sitemapindex": "index",
    "rss": "feed",
    "rdf": "feed",
    "feed": "feed",
}


@dataclass(frozen=True, slots=True)
class Listing:
    """What a sitemap or feed names: pages, or, for an index, further sitemaps. `more` counts those beyond MOST_PAGES."""

    kind: Literal["sitemap", "index", "feed"]
    pages: tuple[str, ...]
    more: int = 0


def listing(data: bytes, base: str | None = None) -> Listing | None:
    """The pages that `data` names, each once, in its order; None when it is neither a sitemap nor a feed (RSS, Atom)."""
    decoded = decode(data, _declared(data))
    if isinstance(decoded, str):
        return None
    root = _ROOT.search(decoded.text, 0, 4096)
    if root is None or not re.match(r"\s*<[?!]|\s*<\w", decoded.text):
        return None
    if KINDS[root.group(1).lower()] != "feed":
        base = None  # the sitemaps protocol wants whole addresses
    named = (urls.to_target(address, base) for address in _addresses(events(_plain(decoded.text))))
    pages = tuple(dict.fromkeys(page for page in named if page and urls.is_http(page) and urls.host(page)))
    return Listing(KINDS[root.group(1).lower()], pages[:MOST_PAGES], max(len(pages) - MOST_PAGES, 0))


def _declared(data: bytes) -> str | None:
    found = re.match(rb"\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.\-]{2,40})", data)
    return found.group(1).decode("ascii") if found else None


def _plain(text: str) -> str:
    """XML whose element names HTML gives a meaning of their own (`<link>`, `<title>`) under other names."""
    return _CLASHING.sub(r"\1x-\2", text)


def _addresses(markup: Iterator[Event]) -> Iterator[str]:
    """The text of each page's `<loc>`, `<link>` or permanent `<guid>`, the `href` of an Atom entry's alternate `<link>`."""
    path: list[str] = []
    inside: list[str] | None = None  # the text of the element that holds an address
    linked = False  # this item has named its page already
    for event in markup:
        name = event.name.rpartition(":")[2]
        if event.kind == "open":
            path.append(name)
            inside = None
            if name in ("item", "entry"):
                linked = False
            if name == "link" and "entry" in path and event.get("rel") in ("", "alternate") and event.get("href") and not linked:
                linked = True
                yield event.get("href")
            elif _holds_address(event, name, path, linked):
                inside = []
        elif event.kind == "close":
            if inside is not None and path and path[-1] == name:
                address = "".join(inside).strip()
                linked = linked or (bool(address) and name != "loc")
                if address:
                    yield address
            inside = None
            if name in path[-8:]:
                while path and path.pop() != name:
                    pass
        elif inside is not None:
            inside.append(event.text)


def _holds_address(event: Event, name: str, path: list[str], linked: bool) -> bool:
    if name == "loc":
        return len(path) < 2 or path[-2] in ("url", "sitemap")
    if "item" not in path[-4:] or linked:
        return False
    return name == "link" or (name == "guid" and event.get("ispermalink").lower() != "false")
