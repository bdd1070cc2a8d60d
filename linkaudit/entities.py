"""Character references of HTML in; the characters, out. As the standard library does it, but no reference is too long for it."""

from __future__ import annotations

import html
import re

# Python refuses to make a number of more than 4,300 digits: `&#999...;` of a hostile page would be a fault of ours. No character has a
# number of eight digits, so by the standard each of these is U+FFFD.
_ENDLESS = re.compile(r"&#(?:[0-9]{9,}+|[xX][0-9a-fA-F]{9,}+);?")


def unescape(text: str) -> str:
    """The text with `&amp;`, `&#8217;` and their like decoded."""
    return html.unescape(_ENDLESS.sub("\ufffd", text) if "&#" in text else text)
