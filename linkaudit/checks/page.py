"""The bytes of an HTML answer → what a look at them needs, found in one pass over a bounded beginning."""

from __future__ import annotations

import re

from linkaudit.model import Response

_REFRESH = re.compile(rb"<meta\s[^>]{0,200}http-equiv\s*=\s*[\"']?refresh[^>]{0,2000}>", re.IGNORECASE)
_REFRESH_URL = re.compile(r"^\s*(\d{1,4})(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"'>]{1,2000})", re.IGNORECASE)
_CONTENT = re.compile(r"content\s*=\s*(?:\"([^\"]{0,2000})\"|'([^']{0,2000})')", re.IGNORECASE)
REFRESH_SOON = 5  # seconds: WCAG technique H76 calls 0 a redirect; up to 5 s is how moved pages say "you will be taken there"
REFRESH_PAGE = 8_000  # bytes: a page that only sends you on is short; a longer one that refreshes itself is a page


def refresh_target(response: Response) -> str | None:
    """Where a page that only sends its reader on leads (`<meta http-equiv=refresh content="0; url=...">`), or None."""
    body = response.body
    if len(body) > REFRESH_PAGE or (b"efresh" not in body and b"EFRESH" not in body):
        return None
    for tag in _REFRESH.finditer(body):
        content = _CONTENT.search(tag[0].decode("utf-8", "replace"))
        if content and (found := _REFRESH_URL.match(content[1] or content[2] or "")) and int(found[1]) <= REFRESH_SOON:
            return found[2].strip()
    return None
