"""The body of an archived answer → what is wrong with it as a copy of the page, its title, its digest."""

from __future__ import annotations

import hashlib
import html
import re
from urllib.parse import urlsplit

from linkaudit.model import Response

_TITLE = re.compile(r"<title\b[^>]{0,200}>([^<]{0,2000})", re.I)
_PDF_WINDOW = 1024  # bytes within which readers accept the header (ISO 32000-1, annex H, note 13)


def fault(response: Response, url: str, mime: str = "") -> str | None:
    """Why this body is no copy of the page at `url`, or None. `mime` is the type that the index noted."""
    body = response.body
    if not body.strip():
        return "the capture is empty"
    declared = (response.header("content-type") or mime).split(";")[0].strip().lower()
    path = urlsplit(url).path.lower()
    expects_pdf = path.endswith(".pdf") and "/blob/" not in path and ":" not in path.rsplit("/", 1)[-1]  # File:x.pdf is a page about it
    if (expects_pdf or "application/pdf" in (declared, mime)) and b"%PDF-" not in body[:_PDF_WINDOW]:
        return "the capture is no PDF"
    return None


def title(response: Response) -> str | None:
    """The `<title>` of an HTML body, white space collapsed."""
    found = _TITLE.search(response.body[:200_000].decode("utf-8", "replace"))
    return (" ".join(html.unescape(found[1]).split()) or None) if found else None


def digest(response: Response) -> str | None:
    """SHA-256 of the body, or None when it was cut."""
    return hashlib.sha256(response.body).hexdigest() if response.complete else None
