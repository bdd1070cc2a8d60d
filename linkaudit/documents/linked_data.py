"""A JSON-LD script in; the sources and dates that it states, with their places, out."""

from __future__ import annotations

import json
import re
from collections import defaultdict, deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

LINKS = ("citation", "isBasedOn", "isBasedOnUrl", "sameAs")  # schema.org properties that name other works
DATES = {"datePublished": "published", "dateModified": "modified"}
LONGEST = 1 << 20  # characters; a longer script is no description of an article
DEEPEST = 100
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')


@dataclass(frozen=True, slots=True)
class Stated:
    """One value. `kind`: "link", "published" or "modified"; `start`/`end` bound it in the script, inside its quotes."""

    kind: str
    value: str
    start: int
    end: int


def linked_data(script: str) -> Iterator[Stated]:
    """What a script of type `application/ld+json` states, in document order; nothing when it is no JSON."""
    if len(script) > LONGEST:
        return
    try:
        data = json.loads(script)
    except (ValueError, RecursionError):
        return
    places: defaultdict[str, deque[tuple[int, int]]] = defaultdict(deque)
    for found in _STRING.finditer(script):
        raw = found.group(1)
        places[json.loads(found.group(), strict=False) if "\\" in raw else raw].append(found.span(1))
    for kind, value in _values(data):
        if places[value]:
            yield Stated(kind, value, *places[value].popleft())


def _values(data: Any, depth: int = 0) -> Iterator[tuple[str, str]]:
    """(kind, value) of every property that counts, however deep it stands."""
    if depth > DEEPEST:
        return
    if isinstance(data, list):
        for item in data:
            yield from _values(item, depth + 1)
    elif isinstance(data, dict):
        for key, value in data.items():
            if key in LINKS:
                yield from (("link", url) for url in _urls(value, depth + 1))
            elif key in DATES and isinstance(value, str):
                yield DATES[key], value
            elif isinstance(value, dict | list):
                yield from _values(value, depth + 1)


def _urls(value: Any, depth: int) -> Iterator[str]:
    """The addresses of the works that a property names: themselves, or their `url`, `@id` or `sameAs`."""
    if depth > DEEPEST:
        return
    if isinstance(value, str):
        if re.match(r"(?:https?://|doi:|urn:|www\.|10\.\d{4})", value, re.IGNORECASE):
            yield value
    elif isinstance(value, list):
        for item in value:
            yield from _urls(item, depth + 1)
    elif isinstance(value, dict):
        for key in ("url", "@id", "sameAs"):
            if key in value:
                yield from _urls(value[key], depth + 1)
                return
