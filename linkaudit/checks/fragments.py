"""A page and the anchors that citations name in it → those that are not there. What cannot be known is not missing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import unquote

from linkaudit.checks.page import decode, kind_of, plain, view
from linkaudit.checks.phrases import words
from linkaudit.entities import unescape
from linkaudit.model import Response

_ID = re.compile(r"\s(?:id|name)\s*=\s*(?:\"([^\"]{1,400})\"|'([^']{1,400})'|([^\s\"'>]{1,400}))", re.IGNORECASE)
# Anchors that no page need contain: lines of code, routes of an app, positions in time and space, what a viewer or a script makes itself
_MADE = re.compile(
    r"(?:L\d+(?:C\d+)?(?:-L?\d+(?:C\d+)?)?|[!/].*|t=.*|xywh=.*|svgview.*|epubcfi.*|/?q=.*|:~:.*|\d+|.*[=&].*|diff-.*|issuecomment-.*|discussion_r.*)",
    re.DOTALL,
)
_PAGE = re.compile(r"(?:^|&)page=(\d{1,6})(?:&|$)", re.IGNORECASE)
_LINEAR_PAGES = re.compile(rb"/Linearized\b[^>]{0,300}/N\s+(\d{1,6})")
_COUNTED = re.compile(rb">|/(Type\s*/Pages)\b|/Count\s+(\d{1,6})\b")
_DOT = re.compile(r"\.([0-9A-F]{2})")


def missing(fragments: tuple[str, ...], response: Response) -> tuple[str, ...]:
    """Those of the fragments (without `#`) that the page does not have. Empty when it was cut short or builds itself by script."""
    wanted = tuple(dict.fromkeys(f.removeprefix("#") for f in fragments))
    if not wanted or not response.complete or not response.body:
        return ()
    if response.body.startswith(b"%PDF"):
        return tuple(f for f in wanted if _beyond(f, response.body))
    if kind_of(response) != "html":
        return ()
    page = view(response)
    text = decode(response, whole=True)
    scripted = page.shell or (not page.long and page.words < 40 and "<script" in text.lower())
    ids = {unescape(a or b or c) for a, b, c in _ID.findall(text)}
    seen = " ".join(words(plain(text))) if any(":~:" in f for f in wanted) else ""
    return tuple(f for f in wanted if not _has(f, ids, scripted) or not _has_text(f, seen, scripted))


def _has(fragment: str, ids: set[str], scripted: bool) -> bool:
    """Whether the element is there. Browsers try the fragment as it stands, then percent-decoded; `top` and nothing are the top."""
    anchor = fragment.partition(":~:")[0]
    decoded = unquote(anchor)
    if scripted or decoded.lower() in ("", "top") or _MADE.fullmatch(anchor):
        return True
    # GitHub prefixes the ids of rendered documents; MediaWiki wrote `.D0.AF` for what is now UTF-8
    forms = {anchor, decoded, f"user-content-{decoded}", f"user-content-{decoded.lower()}", unquote(_DOT.sub(r"%\1", anchor))}
    return not forms.isdisjoint(ids)


def _has_text(fragment: str, seen: str, scripted: bool) -> bool:
    """Whether the words of a text fragment (`:~:text=prefix-,start,end,-suffix`) stand in the page; one of several directives is enough."""
    directives = [d.removeprefix("text=") for d in fragment.partition(":~:")[2].split("&") if d.startswith("text=")]
    if not directives or scripted:
        return True
    return any(all(" ".join(words(unquote(part.strip("-")))) in seen for part in directive.split(",")) for directive in directives)


def _beyond(fragment: str, body: bytes) -> bool:
    """Whether a PDF surely has fewer pages than the fragment asks for; only files that state their count in the open can tell."""
    asked = _PAGE.search(unquote(fragment))
    if asked is None:
        return False
    stated = [int(n) for n in _LINEAR_PAGES.findall(body[:4096])] or list(_counts(body))
    return bool(stated) and int(asked[1]) > max(stated)


def _counts(body: bytes) -> Iterator[int]:
    """The counts of a PDF's page trees: `/Type /Pages` and `/Count 12` in one dictionary, whichever comes first."""
    pages, count = False, None
    for found in _COUNTED.finditer(body):
        pages, count = (False, None) if found[0] == b">" else (pages or found[1] is not None, int(found[2]) if found[2] else count)
        if pages and count is not None:
            yield count
            pages, count = False, None
