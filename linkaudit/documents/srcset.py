"""The `srcset` attribute and the `content` of a refresh in; the URLs in them, with their places, out. By the HTML Living Standard."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SPACE = "\t\n\f\r "
_URL = re.compile(r"[^\t\n\f\r ]+")
_LEAD = re.compile(r"[\t\n\f\r ,]*")
_INTEGER = re.compile(r"\d+")
_FLOAT = re.compile(r"-?(?:\d+|\d*\.\d+)(?:[eE][+-]?\d+)?")
_REFRESH = re.compile(r"[\t\n\f\r ]*(?:\d+|(?=\.))[\d.]*")


@dataclass(frozen=True, slots=True)
class Candidate:
    """One image that a srcset offers: `srcset[start:end]` is its URL; its density is `pixels` to one, or it is `width` wide."""

    start: int
    end: int
    url: str
    width: int | None = None
    density: float | None = None


def candidates(srcset: str) -> Iterator[Candidate]:
    """The valid candidates of a srcset attribute (4.8.4.2.2 "parse a srcset attribute"); those with wrong descriptors are dropped."""
    at = 0
    while True:
        at = _LEAD.match(srcset, at).end()  # type: ignore[union-attr]
        found = _URL.match(srcset, at)
        if not found:
            return
        start, end = found.span()
        at = end
        descriptors: list[str] = []
        if srcset[end - 1] == ",":
            while end > start and srcset[end - 1] == ",":
                end -= 1
        else:
            descriptors, at = _descriptors(srcset, at)
        candidate = _candidate(srcset, start, end, descriptors)
        if candidate:
            yield candidate


def _descriptors(srcset: str, at: int) -> tuple[list[str], int]:
    """The descriptors from `at` to the next comma outside parentheses."""
    descriptors: list[str] = []
    begin = at
    inside = False
    while at < len(srcset):
        character = srcset[at]
        if inside:
            inside = character != ")"
        elif character == "(":
            inside = True
        elif character == "," or character in _SPACE:
            if at > begin:
                descriptors.append(srcset[begin:at])
            begin = at + 1
            if character == ",":
                return descriptors, at + 1
        at += 1
    if at > begin:
        descriptors.append(srcset[begin:at])
    return descriptors, at


def _candidate(srcset: str, start: int, end: int, descriptors: list[str]) -> Candidate | None:
    width = height = density = None
    for descriptor in descriptors:
        number, unit = descriptor[:-1], descriptor[-1:]
        if unit == "w" and _INTEGER.fullmatch(number) and int(number) > 0 and width is None and density is None:
            width = int(number)
        elif unit == "x" and _FLOAT.fullmatch(number) and width is None and density is None and height is None:
            # A negative density is an error by the letter; browsers take the image all the same (WPT `data:,a -1x`).
            density = float(number)
        elif unit == "h" and _INTEGER.fullmatch(number) and int(number) > 0 and height is None and density is None:
            height = int(number)
        else:
            return None
    if height is not None and width is None:
        return None
    return Candidate(start, end, srcset[start:end], width, density)


def refresh(content: str) -> tuple[int, int] | None:
    """Where the URL of a `<meta http-equiv=refresh>` stands in its content (4.2.5.3); an empty stretch when it reloads its own page,
    None when it is no refresh."""
    time = _REFRESH.match(content)
    if not time or not time.group().strip(_SPACE):
        return None
    at = time.end()
    if at == len(content):
        return at, at
    if content[at] not in ";," + _SPACE:
        return None
    at = _past_space(content, at)
    if at < len(content) and content[at] in ";,":
        at = _past_space(content, at + 1)
    found = re.compile(r"[uU][rR][lL][\t\n\f\r ]*=[\t\n\f\r ]*").match(content, at)
    if found:
        at = found.end()
    if content[at : at + 1] in ("'", '"'):
        close = content.find(content[at], at + 1)
        return at + 1, close if close >= 0 else len(content)
    return at, max(at, len(content.rstrip(_SPACE)))


def _past_space(content: str, at: int) -> int:
    while at < len(content) and content[at] in _SPACE:
        at += 1
    return at
