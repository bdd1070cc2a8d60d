"""The body of an archived answer → what is wrong with it as a copy of the page, its title, its digest."""

from __future__ import annotations

import hashlib
import re
import warnings
from dataclasses import replace

from linkaudit.checks import signs
from linkaudit.checks.detour import TO_SECTION, UPWARDS
from linkaudit.checks.page import kind_of, view
from linkaudit.checks.signs_doors import PAY
from linkaudit.documents.decode import Decoded, decode
from linkaudit.model import Request, Response
from linkaudit.snapshots import bare, surt

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.I)
_TITLE_WITHIN = 64 * 1024  # bytes; a title beyond them is none that a reader's tab shows in time
# They call for a second question to a live page; of an archived one that redirected near its own time they say nothing by themselves.
_PROVE_NOTHING = (signs.CANONICAL, UPWARDS, TO_SECTION)
LONG = 300  # words of its own
_PDF_WINDOW = 1024  # bytes within which readers accept the header (ISO 32000-1, annex H, note 13)


def fault(response: Response, url: str, target: str, mime: str = "") -> str | None:
    """Why this body is no copy of the page at `url`, or None: judged by the same signs as a live page.

    `target` is where archived redirects led, `mime` what the index noted. A live page that looks missing gets a second question (does
    its neighbour that cannot exist look the same?); an archived one cannot be asked, so what looks missing is refused.
    """
    body = response.body
    declared = (response.header("content-type") or mime).split(";")[0].strip().lower()
    path = surt.split(url).path.lower()
    expects_pdf = path.endswith(".pdf") and "/blob/" not in path and ":" not in path.rsplit("/", 1)[-1]  # File:x.pdf is a page about it
    if (expects_pdf or "application/pdf" in (declared, mime)) and b"%PDF-" not in body[:_PDF_WINDOW]:
        return "the capture is no PDF"
    captured = _as_captured(response, target)
    looked = signs.seen(url, target, captured)
    if looked.wall:
        return "the capture shows a bot wall"
    if looked.door and looked.door != PAY:  # behind a paywall the beginning of the page is there, as its readers saw it
        return f"the capture shows a {looked.door.replace('-', ' ')}"
    if looked.stand_in:
        return f"the capture shows something else ({looked.stand_in.replace('-', ' ')})"
    if looked.empty:
        return "the capture is empty"
    doubts = [code for code in looked.suspicions if code not in _PROVE_NOTHING]
    # A long page with a heading that only touches on it ("Lost and found pages of the diary") is about something; an error page says it
    # loudly, or says little else.
    if doubts and not (doubts == [signs.TEXT] and looked.page.words > LONG and not looked.plain_spoken):
        return f"the capture looks like an error page ({', '.join(doubts)})"
    instead = None if looked.door else bare.instead(url, target, view(captured, deep=True))
    return f"the capture shows {instead}" if instead else None


def teaser(response: Response, url: str, target: str) -> bool:
    """Whether a body without fault shows the beginning of its page and a paywall."""
    return signs.seen(url, target, _as_captured(response, target)).door == PAY


def _as_captured(response: Response, target: str) -> Response:
    """The answer as the site gave it: its own headers (the Wayback Machine prefixes them) and not those of the archive."""
    prefix = "x-archive-orig-"
    own = tuple((name[len(prefix) :], value) for name, value in response.headers if name.lower().startswith(prefix))
    kept = tuple((name, value) for name, value in response.headers if name.lower() in ("content-type", "content-language"))
    named = {name.lower() for name, _ in kept}
    headers = kept + tuple((name, value) for name, value in own if name.lower() not in named)
    captured = replace(response, request=Request("GET", target), headers=headers)
    guessed = _undeclared(captured)
    return replace(captured, headers=(("Content-Type", f"text/html; charset={guessed}"), *headers)) if guessed else captured


def _undeclared(response: Response) -> str | None:
    """The charset of an HTML body that declares none and is no UTF-8, as old pages are: a guess."""
    head = response.body[:_TITLE_WITHIN]
    if kind_of(response) != "html" or _CHARSET.search(response.header("content-type") or "") or b"charset" in head[:2048].lower():
        return None
    found = decode(head)
    return found.encoding if isinstance(found, Decoded) and found.remark and found.encoding != "utf-8" else None


def title(response: Response) -> str | None:
    """The title of an HTML body, white space collapsed, in whatever charset its header or the page declares."""
    head = response.body[:_TITLE_WITHIN]
    if b"<title" not in head.lower():
        return None
    from bs4 import BeautifulSoup, XMLParsedAsHTMLWarning
    from bs4.filter import SoupStrainer

    declared = _CHARSET.search(response.header("content-type") or "")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)  # XHTML is read for its title alone
        soup = BeautifulSoup(head, "lxml", parse_only=SoupStrainer("title"), from_encoding=declared[1] if declared else None)
    return (" ".join(soup.title.get_text().split()) or None) if soup.title else None


def digest(response: Response) -> str | None:
    """SHA-256 of the body, or None when it was cut."""
    return hashlib.sha256(response.body).hexdigest() if response.complete else None
