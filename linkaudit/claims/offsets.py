"""A place in a passage's text in, the place in the document's text out."""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter

from linkaudit.model import Passage


def in_document(passage: Passage, start: int, end: int) -> tuple[int, int] | None:
    """Where `passage.text[start:end]` stands in the document's text, by the passage's runs; None without any. An empty span stays empty."""
    if not passage.runs:
        return None
    first = _around(passage, start)
    if start >= end:
        return first[0], first[0]
    return first[0], _around(passage, end - 1)[1]


def _around(passage: Passage, at: int) -> tuple[int, int]:
    """The document offsets before and behind the character `at` of the passage's text. One between two runs (an entity) has their gap."""
    number = bisect_right(passage.runs, at, key=itemgetter(0)) - 1
    if number < 0:
        return passage.start, passage.runs[0][1]
    text_at, document_at, length = passage.runs[number]
    if at < text_at + length:
        return document_at + at - text_at, document_at + at - text_at + 1
    behind = passage.runs[number + 1][1] if number + 1 < len(passage.runs) else passage.end
    return document_at + length, behind
