"""A report's URLs → a function that takes every secret in them out of any text, so that no writer can print one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from linkaudit import urls
from linkaudit.reports.escape import terminal
from linkaudit.urls.secrets import SHORTEST


def cleaner(known: Iterable[str]) -> Callable[[str], str]:
    """A function `text -> text without secrets`: those of the known URLs wherever they stand, and those of any URL in the text."""
    values = {value for url in known for value in urls.held_back(url)}
    seen: dict[str, str] = {}

    def clean(text: str) -> str:
        if text in seen:
            return seen[text]
        cleaned = urls.redact_text(text)
        if values:
            cleaned = _without(cleaned, values)
        if len(seen) < 50_000:
            seen[text] = cleaned
        return cleaned

    return clean


def printable(text: str, *known: str) -> str:
    """The text for one line of a terminal: without the secrets of the known URLs or of any in it, and nothing in it is obeyed."""
    return terminal(cleaner(known)(text))


def _without(text: str, values: set[str]) -> str:
    """The text with each value replaced; a look-up by the first characters keeps it linear however many values there are."""
    if len(values) > 8:
        starts = {value[:SHORTEST] for value in values}
        grams = {text[i : i + SHORTEST] for i in range(len(text) - SHORTEST + 1)} & starts
        values = {value for value in values if value[:SHORTEST] in grams} if grams else set()
    for value in sorted(values, key=len, reverse=True):
        text = text.replace(value, "***")
    return text
