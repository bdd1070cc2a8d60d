"""Text with URLs that were made unclickable on purpose, in; the text as it was meant, and the map back, out."""

from __future__ import annotations

import re
from bisect import bisect_right

# `hxxps://evil[.]example`, `hXXp[:]//`, `http[://]`, `evil(.)example`, `evil[dot]example`.
_DEFANGED = re.compile(
    r"(?<![a-z])h(?:xx|\*\*)p(?=s?(?:\[?:|\[://))|(?<=[\w\-])(?:\[\.\]?|\(\.\)|\{\.\}|\[dot\]|\(dot\)|\.\])(?=[\w\-])|\[:\]|\[://\]|(?<=[a-z])\[:(?=//)",
    re.IGNORECASE,
)

_DOT = r"(?:\[\.\]?|\(\.\)|\{\.\}|\[dot\]|\(dot\)|\.\])"
# A host without a scheme, at least one of its dots made harmless: `evil[.]example`, `www.evil(dot)example`; no e-mail address.
BARE_HOST = re.compile(
    r"(?<![\w@/.:\])}-])(?:[A-Za-z0-9-]{1,63}\.){0,8}[A-Za-z0-9-]{1,63}" + _DOT + r"(?=[A-Za-z0-9])(?![^\s/]{0,253}@)", re.IGNORECASE
)


def refang(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text with every defanged mark undone, and where its stretches stand in the original: (offset in the result, offset in `text`)."""
    parts: list[str] = []
    stretches: list[tuple[int, int]] = [(0, 0)]
    length = at = 0
    for found in _DEFANGED.finditer(text):
        mark = found.group().lower()
        plain = "http" if mark[0] == "h" else "://" if "://" in mark else ":" if ":" in mark else "."
        parts += [text[at : found.start()], plain]
        length += found.start() - at + len(plain)
        at = found.end()
        stretches.append((length, at))
    parts.append(text[at:])
    return "".join(parts), stretches


def original(stretches: list[tuple[int, int]], offset: int) -> int:
    """Where an offset of the refanged text stands in the original."""
    plain, at = stretches[bisect_right(stretches, offset, key=lambda stretch: stretch[0]) - 1]
    return at + offset - plain


def refanged(stretches: list[tuple[int, int]], offset: int) -> int:
    """Where an offset of the original stands in the refanged text."""
    plain, at = stretches[bisect_right(stretches, offset, key=lambda stretch: stretch[1]) - 1]
    return plain + offset - at
