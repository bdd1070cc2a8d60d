"""A report's URLs → a function that takes every secret in them out of any text, so that no writer can print one."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable
from urllib.parse import unquote

from linkaudit import urls
from linkaudit.reports.escape import terminal

# A URL inside other text, with all that may belong to it; the scheme is bounded so that the search stays linear.
_URL = re.compile(r"\b[A-Za-z][A-Za-z0-9+.-]{0,20}:/[^\s<>\"]+")
_SHORTEST = 6  # a shorter value ("1", "key") is no secret on its own, and taking it out would spoil innocent words


def cleaner(known: Iterable[str]) -> Callable[[str], str]:
    """A function `text -> text without secrets`: those of the known URLs wherever they stand, and those of any URL in the text."""
    values = {value for url in known for value in _secrets(url)}
    seen: dict[str, str] = {}

    def clean_url(match: re.Match[str]) -> str:
        return urls.redact(match.group())[0]

    def clean(text: str) -> str:
        if ":/" not in text and not values:
            return text
        if text in seen:
            return seen[text]
        cleaned = _URL.sub(clean_url, text) if ":/" in text else text
        if values:
            cleaned = _without(cleaned, values)
        if len(seen) < 50_000:
            seen[text] = cleaned
        return cleaned

    return clean


def printable(text: str, *known: str) -> str:
    """The text for one line of a terminal: without the secrets of the known URLs or of any in it, and nothing in it is obeyed."""
    return terminal(cleaner(known)(text))


def _secrets(url: str) -> set[str]:
    """The stretches of a URL that `redact` replaces, as written and percent-decoded; none where it rewrites more than that."""
    redacted, hidden = urls.redact(url)
    if not hidden:
        return set()
    found, at = set(), 0
    kept = redacted.split("***")
    for before, after in itertools.pairwise(kept):
        start = url.find(before, at) + len(before)
        end = url.find(after, start) if after else len(url)
        if start < len(before) or end < 0:
            return set()
        written = (url[start:end], unquote(url[start:end]))
        found |= {part for each in written for part in (each, *each.split(":"))}  # `user:password` is two
        at = end
    return {value for value in found if len(value) >= _SHORTEST}


def _without(text: str, values: set[str]) -> str:
    """The text with each value replaced; a look-up by the first characters keeps it linear however many values there are."""
    if len(values) > 8:
        starts = {value[:_SHORTEST] for value in values}
        grams = {text[i : i + _SHORTEST] for i in range(len(text) - _SHORTEST + 1)} & starts
        values = {value for value in values if value[:_SHORTEST] in grams} if grams else set()
    for value in sorted(values, key=len, reverse=True):
        text = text.replace(value, "***")
    return text
