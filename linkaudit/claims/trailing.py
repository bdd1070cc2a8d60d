"""The sentences of a passage and its links in, the sentences with what only names a source given to the one before it, out.

`Wolves are back. ([Gazette](https://...))`, `... Source: https://...`, `... See generally Lund, Quays, https://...` say nothing themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from linkaudit.claims.words import SOURCE_LABELS
from linkaudit.model import Link

LONGEST_NAME = 6  # words of a link's text that names a source: `Read the full report here`
LONGEST_SIGNAL = 40  # words of a citation sentence
_LABEL = re.compile(r"[\s(\[—–-]*([^\W\d_]{2,12})\s?[:：]\s*")
_SIGNAL = re.compile(
    r"[\s(\[]*(?:(?:see(?:,? (?:also|generally|e\.g\.,))?|but see|cf\.?|accord|siehe|vgl\.|voir(?: aussi)?|véase|vedi|zie|zob\.|bkz\.)"
    r"(?=\s)|(?:см|див)\.|参见|انظر|ראו)",
    re.IGNORECASE,
)
_OPENING = re.compile(r"[(\[（][^()\[\]（）]{1,300}[)\]）][.\s]\s{0,3}")
_WORDS = re.compile(r"[^\W_]+")


def sourced(text: str, spans: Sequence[tuple[int, int]], links: Sequence[Link]) -> list[tuple[int, int]]:
    """The spans of sentences, each that only names a source joined to the one before it."""
    places = [link.span for link in links if link.span]
    found: list[tuple[int, int]] = []
    at = 0
    for start, end in spans:
        while at < len(places) and places[at][1] <= start:
            at += 1
        behind = at
        while behind < len(places) and places[behind][0] < end:
            behind += 1
        inside = places[at:behind]
        opening = _OPENING.match(text, start, end) if found and inside else None
        if opening and inside[0][0] < opening.end() < end:
            bracketed = [place for place in inside if place[1] <= opening.end()]
            if bracketed and _names_a_source(text, start, opening.end(), bracketed):
                found[-1] = (found[-1][0], start + len(opening.group().rstrip()))
                start, inside = opening.end(), inside[len(bracketed) :]
        if found and inside and _names_a_source(text, start, end, inside):
            found[-1] = (found[-1][0], end)
        elif not found and inside and end < spans[-1][1] and _only_points(text, start, end, inside):
            continue  # what opens a passage belongs to the sentence behind it
        else:
            found.append((start, end))
    return found


def _only_points(text: str, start: int, end: int, links: list[tuple[int, int]]) -> bool:
    """Whether a sentence is bare URLs and at most a word such as `See`."""
    if not all("://" in text[first:last] for first, last in links):
        return False
    signal = _SIGNAL.match(text, start, links[0][0]) or _LABEL.match(text, start, links[0][0])
    rest, at = "", signal.end() if signal else start
    for first, last in links:
        rest += text[at:first]
        at = last
    return not _WORDS.search(rest + text[at:end])


def _names_a_source(text: str, start: int, end: int, links: list[tuple[int, int]]) -> bool:
    """Whether a sentence is nothing but links of a few words, or a word such as `Source:` or `See` and what ends in one."""
    label = _LABEL.match(text, start, end)
    closes = not _WORDS.search(text, links[-1][1], end)
    if closes and ((label and label[1].casefold() in SOURCE_LABELS) or _SIGNAL.match(text, start, end)):
        return len(text[start:end].split()) <= LONGEST_SIGNAL
    rest, at = "", start
    for first, last in links:
        if len(text[first:last].split()) > LONGEST_NAME:
            return False
        rest += text[at : max(at, first)]
        at = max(at, last)
    return not _WORDS.search(rest + text[at:end])
