"""How documents call the list of what they rest on."""

from __future__ import annotations

import re

from linkaudit.claims.words import FURTHER_HEADINGS, SOURCE_HEADINGS

_NAMES = sorted(SOURCE_HEADINGS | FURTHER_HEADINGS, key=len, reverse=True)
SOURCES = re.compile(
    r"\W*(?:\d+\.?\s+)?(?:(?:list of |selected |further |external )?"
    r"(?:sources?|references?|notes?|links?|footnotes|endnotes|bibliography|citations?)"
    rf"|quellenangaben|nachweise|参考|{'|'.join(map(re.escape, _NAMES))})\W*",
    re.IGNORECASE,
)
LONGEST = 60  # letters of a line that is such a title though no markup says so: `**Sources**`


def is_title(text: str) -> bool:
    """Whether a paragraph is nothing but such a title."""
    return len(text) < LONGEST and SOURCES.fullmatch(text) is not None
