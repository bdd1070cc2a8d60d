"""A passage of a page in, a link out that opens the page at it: `#:~:text=` as the WICG draft defines it.

The words are percent-encoded whole, `-`, `,` and `&` included, because they are the directive's own punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import quote

_SHORT = 60  # letters up to which a passage is named whole
_WORDS = 6  # at each end of a longer one
_SPACE = re.compile(r"\s+")


def fragment_url(url: str, passage: str, blocks: Sequence[str] = ()) -> str:
    """`url` with a text fragment that names `passage`, which stands inside one block of the page. When the page's `blocks` are given, the
    beginning is made longer until it stands nowhere before the passage, so that a browser goes to this place and no earlier one."""
    text = _SPACE.sub(" ", passage).strip()
    parts = text.split(" ")
    page = [block.casefold() for block in blocks]
    if len(text) <= _SHORT or len(parts) <= 2 * _WORDS or any(len(part) > 40 for part in parts):
        directive = _encode(text[:300])
    else:
        size = _WORDS
        while size < len(parts) // 2 and _earlier(page, " ".join(parts[:size]).casefold(), text.casefold()):
            size += 2
        directive = f"{_encode(' '.join(parts[:size]))},{_encode(' '.join(parts[-_WORDS:]))}"
    return f"{url.partition('#')[0]}#:~:text={directive}"


def _earlier(blocks: Sequence[str], beginning: str, passage: str) -> bool:
    """Whether the beginning stands in the page before the passage does."""
    for block in blocks:
        at = block.find(beginning)
        if at >= 0:
            return at != block.find(passage)
    return False


def _encode(text: str) -> str:
    return quote(text, safe="").replace("-", "%2D")
