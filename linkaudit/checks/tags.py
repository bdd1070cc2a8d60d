"""Markup in; what stands in its tags and headings, out. One walk from left to right: no letter is gone over again for each tag before it,
so that a page written against its readers (a hundred kB of `<h1>` without end) costs what any page of its size does."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator

from linkaudit.entities import unescape

LONGEST_TAG = 2000  # characters of one tag that is looked at
LONGEST_TITLE = 600
LONGEST_HEADING = 800

_TITLE = re.compile(r"<title\b", re.IGNORECASE)
_HEADING = re.compile(r"<h[123]\b", re.IGNORECASE)
_HEADING_END = re.compile(r"</h([123])", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"(?<![a-zA-Z:_-])([a-zA-Z:_-]{1,40})\s*=\s*(?:\"([^\"]{0,1500})\"|'([^']{0,1500})'|([^\s\"'>]{1,1500}))")


def tags(raw: str, opened: re.Pattern[str]) -> Iterator[str]:
    """What stands in each tag whose beginning (`<meta\\b`) the pattern finds, from its name to its `>`."""
    return (raw[begin:end] for begin, end in spans(raw, opened))


def spans(raw: str, opened: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Where that stands. What is longer than LONGEST_TAG is passed over; a tag without end is nothing."""
    at = 0
    while (found := opened.search(raw, at)) and (end := raw.find(">", found.end())) >= 0:
        if end - found.end() <= LONGEST_TAG:
            yield found.end(), end
        at = end + 1


def attributes(tag: str) -> dict[str, str]:
    """The attributes of a tag by small name, entities decoded; of two with one name the last."""
    return {found[1].lower(): unescape(found[2] or found[3] or found[4] or "") for found in _ATTRIBUTE.finditer(tag)}


def title(raw: str) -> str:
    """What the first title says, as markup; empty when there is none."""
    for _, end in spans(raw, _TITLE):
        stop = raw.find("<", end + 1, end + 1 + LONGEST_TITLE)
        return raw[end + 1 : stop if stop >= 0 else end + 1 + LONGEST_TITLE]
    return ""


def headings(raw: str) -> Iterator[str]:
    """What stands in each h1, h2 and h3 that ends within LONGEST_HEADING characters, as markup."""
    ends: dict[str, list[int]] = {"1": [], "2": [], "3": []}
    for found in _HEADING_END.finditer(raw):
        ends[found[1]].append(found.start())
    at = 0
    for begin, end in spans(raw, _HEADING) if any(ends.values()) else ():
        its = ends[raw[begin - 1]]
        nearest = bisect_left(its, end + 1)
        if begin >= at and nearest < len(its) and its[nearest] <= end + 1 + LONGEST_HEADING:
            at = its[nearest]
            yield raw[end + 1 : at]
