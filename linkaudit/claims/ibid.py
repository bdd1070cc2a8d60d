"""The text of a note in, what it says of another note out: `Ibid., p. 9.`, `Id. at 12`, `supra note 1`, `Ebd., S. 5`, `там же`."""

from __future__ import annotations

import re

_MARK = r"\s*(?:[\[［【(]?\^?\d{1,3}[\]］】).:]{0,2}\s*)?"
_SAME = re.compile(
    rf"{_MARK}(?:ibid(?:em)?\b|id\.|ebd\.|ebenda\b|a\.\s?a\.\s?o\.|там же|тамо|там само|ibidem\b|tamże|同上|同前|前掲)", re.IGNORECASE
)
# `supra note 1`, `above n 1`, `nota 2, cit.`; in brackets the number is enough: `Reyes (n 2) 4`, `Weber (Fn. 1), S. 12`.
_NOTE = r"(?:notes?|nn?\.?|fn\.?|Anm\.|Fn\.|сноск\w{1,3}|nota)"
_NAMED = re.compile(
    rf"\b(?:supra|infra|above|oben|arriba|acima|cit\.|ídem|idem|см\. выше),?\s(?:at\s|en\s|a\s)?{_NOTE}\s?(\d{{1,3}})\b"
    rf"|\((?:(?:see|cf\.|above|siehe|oben)\s)?{_NOTE}\s?(\d{{1,3}})\)",
    re.IGNORECASE,
)
_WORK = re.compile(
    rf"{_MARK}([^\W\d_][^,.;:]{{1,60}})[,.].{{0,80}}\b(?:op\.\s?cit|loc\.\s?cit|a\.\s?a\.\s?O|ук\. соч|указ\. соч|art\. cit)\b",
    re.IGNORECASE,
)


def refers_back(text: str) -> bool:
    """Whether a note only points to another one."""
    return bool(_SAME.match(text) or _NAMED.search(text) or _WORK.match(text))


def is_same(text: str) -> bool:
    """Whether a note means what the note before it means."""
    return _SAME.match(text) is not None


def note_named(text: str) -> str | None:
    """The number of the note that a note means: `supra note 1`."""
    match = _NAMED.search(text)
    return (match[1] or match[2]) if match else None


def author_named(text: str) -> str | None:
    """Whose work a note means, named before in full: `Smith, op. cit., p. 4`."""
    match = _WORK.match(text)
    return match[1].strip() if match else None
