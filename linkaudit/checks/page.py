"""The bytes of an answer → what a look at them needs: title, headings, words, markup facts; bounded, in linear time, without a tree."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from linkaudit.checks.lately import lately
from linkaudit.checks.phrases import count, squeeze
from linkaudit.checks.said import error_in
from linkaudit.checks.tags import attributes, headings, spans, tags, title
from linkaudit.checks.urls import host_of
from linkaudit.documents.decode import Decoded
from linkaudit.documents.decode import decode as guess
from linkaudit.entities import unescape
from linkaudit.model import Response

LOOK = 96 * 1024  # bytes of a body that are looked at: what a page says about itself stands at its beginning
BLOCK = 400  # bytes of each script that are kept: a wall says its name at once
LONG = 40 * 1024  # characters: in a page beyond it only title, headings and markup are read; error and challenge pages are smaller
MOST_HEADINGS = 12
FRAME = 4  # other pages of the host that a page leads to, if it stands in the frame of its site
UNREAD, GUESSED = 8, 6_000  # characters that are no UTF-8, from which a charset is guessed; bytes that the guess looks at
MOST_TEXT = 24_000  # characters of visible text that are kept

_TAG = re.compile(r"<[^<>]*>")  # however long: an image written into its tag has a hundred thousand letters
_INLINE = re.compile(rb"base64,[A-Za-z0-9+/]{200,}")  # a picture or font written into the markup: no words, and no end
_META_OR_LINK, _META = re.compile(r"<(?:meta|link)\b", re.IGNORECASE), re.compile(r"<meta\b", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([a-zA-Z0-9_-]{2,30})", re.IGNORECASE)
# Python knows codecs that are no charsets (rot13, idna); these are the ones that pages are written in
_CODEC = re.compile(
    r"utf-?8|utf-?16(le|be)?|us-ascii|iso-?8859-\d\d?|windows-\d{3,4}|cp\d{3,4}|koi8-[ru]|shift_?jis|sjis|euc-(jp|kr)|gb2312|gbk|gb18030|big5|"
    r"iso-2022-(jp|kr)|tis-620",
    re.IGNORECASE,
)
_UNSEEN = ("script", "style", "noscript", "template", "svg", "title", "textarea", "select", "iframe")
_UNSEEN_OPEN = re.compile(rf"<(?:!--|({'|'.join(_UNSEEN)})\b)", re.IGNORECASE)
_CLOSERS = {name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in _UNSEEN}
_HIDES = ("div", "section", "article", "main", "aside", "dialog", "p", "span", "h1", "h2", "h3", "ul", "form")
# the attribute, not the class of that name: `<div class="hidden md:block">` is shown on wide screens
_HIDDEN = r"(?:[^<>\"'\s]++|\s(?!hidden[\s/>=])|\"[^\"<>]*+\"|'[^'<>]*+')*+\shidden(?:[\s/>]|=[\"']?(?:hidden|true)?[\"']?[\s/>])"
# or by its own style, or by Bootstrap's class where no other class of it shows it again (`d-none d-md-block`)
_STYLED = (
    r"[^<>]{0,400}?\s(?:style\s{0,3}=\s{0,3}[\"'](?:[^<>\"']{0,200}[;\s])?display\s{0,3}:\s{0,3}none\b"
    r"|class\s{0,3}=\s{0,3}[\"'](?:[\w-]{1,60}\s{1,3}){0,6}d-none(?=[\s\"'])(?![^<>\"']{0,200}\bd-[a-z]{2,3}-))"
)
_INERT = re.compile(rf"<(template)\b|<({'|'.join(_HIDES)})\b(?:{_HIDDEN}|({_STYLED}))", re.IGNORECASE)
_MAY_HIDE = ("<template", " hidden", "display:none", "display: none", "d-none")
_SHADOWED = re.compile(r"<template(?=[^<>]{0,300}\sshadowrootmode\b)", re.IGNORECASE)  # a template that browsers show at once
_SAME = {name: re.compile(rf"</?{name}\b", re.IGNORECASE) for name in ("template", *_HIDES)}
INERT, MOST_INERT = 20_000, 40  # characters of one such element, and such elements, at most
ASIDE = 2_000  # characters of one that its style hides: a message kept for later; longer ones may be the page, until a script shows it
_BLOCK = re.compile(rb"<(script|style|SCRIPT|STYLE)\b")
_LINK_OPEN, _LINK_CLOSE = re.compile(r"<a\b", re.IGNORECASE), re.compile(r"</a\b", re.IGNORECASE)
_SCRIPT = re.compile(r"<script\b", re.IGNORECASE)
_FRAME = re.compile(r"<(?:div|main|section|body)\b", re.IGNORECASE)
_ROOT = re.compile(r"\bid\s*=\s*[\"']?(?:root|app|__next|__nuxt|___gatsby|main-app|react-root)\b", re.IGNORECASE)

REFRESH_SOON = 5  # seconds: WCAG technique H76 calls 0 a redirect; up to 5 s is how moved pages say "you will be taken there"
REFRESH_PAGE = 8_000  # bytes: a page that only sends you on is short; a longer one that refreshes itself is a page
# A page whose only contents is a script whose only sentence sends the reader on
_SENDS_ON = re.compile(
    rb"<script\b[^>]{0,200}>\s*(?:<!--)?\s*(?:(?:window|self|top|parent|document)\.){0,2}location(?:\.href)?\s*"
    rb"(?:=\s*|\.(?:replace|assign)\(\s*)([\"'])([^\"'<>\s]{1,1500})\1\s*\)?\s*;?\s*(?://)?\s*(?:-->)?\s*</script>",
    re.IGNORECASE,
)
_REFRESH_URL = re.compile(r"^\s*(\d{1,4})(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?[\"']?([^\"'>]{1,2000})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class View:
    """What a page shows. `text` is what a reader sees, `own` the same without the words of links (menus are links); both are empty for
    a page that is too long to be an error page. `shell` says that a script builds the page: what was sent has hardly any words."""

    kind: str  # "html", "text" or "other"
    raw: str = ""
    title: str = ""
    headings: tuple[str, ...] = ()
    text: str = ""
    own: str = ""
    canonical: str | None = None
    metas: tuple[tuple[str, str], ...] = ()
    shell: bool = False
    long: bool = False
    words: int = 0  # that a reader sees outside links; two characters of an unspaced script count for one


@lately(8)  # the plan and the verdict look at the same answer, one right after the other
def view(response: Response, deep: bool = False) -> View:
    """What an answer shows, as far as its first 96 kB tell. `deep` reads the words of a long page too."""
    kind = kind_of(response)
    if kind == "other":
        return View(kind)
    raw = decode(response)
    if kind == "text":
        told = error_in(raw)
        text = squeeze(raw[:MOST_TEXT] if told is None else told)
        return View(kind, raw, text=text, own=text, words=count(text), long=not deep and len(raw) > LONG)
    metas = tuple(_metas(raw))
    long = len(raw) > LONG
    raw = _SHADOWED.sub("<div", raw) if "shadowrootmode" in raw else raw
    read = _without_inert(raw) if any(map(raw.__contains__, _MAY_HIDE)) else raw
    text, own = ("", "") if long and not deep else visible(read)
    words = count(own)
    bare = words < 25 and (deep or not long) and count(text) < 25  # hardly any words, be they in links or not
    return View(
        kind,
        raw,
        title=plain(title(raw)),
        headings=tuple(islice((told for told in map(plain, headings(read)) if told), MOST_HEADINGS)),
        text=text,
        own=own,
        canonical=next((value for key, value in metas if key == "canonical"), None),
        metas=metas,
        shell=bare and _SCRIPT.search(raw) is not None and _is_filled_by_script(raw),
        long=long and not deep,
        words=words,
    )


def kind_of(response: Response) -> str:
    """html, text (also JSON) or other, by Content-Type, and by the first bytes where it lies or is missing."""
    declared = (response.header("content-type") or "").partition(";")[0].strip().lower()
    if declared in ("text/html", "application/xhtml+xml"):
        return "html"
    start = response.body[:600].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<title", b"<body") if declared else b"<"):
        return "html"
    if declared.endswith("xml"):  # feeds and the like are not read; the errors of storage services are
        return "text" if b"<error" in start and b"<code>" in response.body[:1500].lower() else "other"
    return "text" if declared.startswith("text/") or declared.endswith("json") else "other"


def decode(response: Response, whole: bool = False) -> str:
    """The beginning of the body (or all of it) as text: by the header's charset, the page's own, UTF-8, or, of the beginning, a guess.

    Wrong bytes become U+FFFD.
    """
    body = response.body if whole else _lean(_INLINE.sub(b"base64,", response.body) if b"base64," in response.body else response.body)
    declared = _CHARSET.search((response.header("content-type") or "").encode("latin-1", "replace")) or _CHARSET.search(body[:2048])
    name = declared[1].decode("ascii") if declared else "utf-8"
    text = body.decode(name if _CODEC.fullmatch(name) else "utf-8", "replace")
    return text if declared or whole or text.count("\ufffd") < UNREAD else _guessed(body, text)


def _guessed(body: bytes, text: str) -> str:
    """An old page that declares no charset and is no UTF-8: by what its first words look like."""
    found = guess(body[:GUESSED])
    return body.decode(found.encoding, "replace") if isinstance(found, Decoded) else text


def _lean(body: bytes) -> bytes:
    """The first 96 kB of a body, long scripts and styles cut down to their beginnings: some pages carry them before their first word."""
    if len(body) <= LOOK:
        return body
    parts: list[bytes] = []
    at = size = 0
    while size < LOOK and (block := _BLOCK.search(body, at)) and (begin := body.find(b">", block.end()) + 1):
        end = body.find(b"</" + block[1], begin)
        stop = min(begin + BLOCK, end if end >= 0 else len(body))
        parts.append(body[at:stop])
        size += stop - at
        at = end if end >= 0 else len(body)
    return b"".join((*parts, body[at : at + LOOK]))[:LOOK]


def visible(raw: str) -> tuple[str, str]:
    """What a reader sees, and the same without link texts. Scripts, styles and comments are cut out by one walk from left to right."""
    parts: list[str] = []
    at = 0
    while opened := _UNSEEN_OPEN.search(raw, at):
        parts.append(raw[at : opened.start()])
        name = (opened[1] or "!--").lower()
        if name == "!--":
            end = raw.find("-->", opened.end())
            at = end + 3 if end >= 0 else len(raw)
        else:
            closed = _CLOSERS[name].search(raw, opened.end())
            at = closed.end() if closed else len(raw)
            at = raw.find(">", at) + 1 or len(raw)  # `</script >` may have white space before its end
        if at >= len(raw):
            break
    parts.append(raw[at:])
    kept = " ".join(parts)
    unlinked = _without_links(kept)
    text = plain(kept)[:MOST_TEXT]
    return text, text if unlinked is kept else plain(unlinked)[:MOST_TEXT]


def _without_inert(raw: str) -> str:
    """Markup without what no reader sees until a script asks for it: templates, elements with the attribute `hidden`, short ones that
    their style hides. Elements that do not end soon are left as they are."""
    parts: list[str] = []
    at = 0
    for _ in range(MOST_INERT):
        opened = _INERT.search(raw, at)
        if opened is None:
            break
        end = _end_of(raw, (opened[1] or opened[2]).lower(), opened.end(), ASIDE if opened[3] else INERT)
        parts += [raw[at : opened.start()], " "] if end else [raw[at : opened.end()]]
        at = end or opened.end()
    return "".join((*parts, raw[at:]))


def _end_of(raw: str, name: str, start: int, most: int) -> int:
    """Where an element ends whose opening tag begins before `start`, or 0 when that is not to be seen in what follows."""
    depth = 1
    for tag in _SAME[name].finditer(raw, start, start + most):
        depth += -1 if tag[0].startswith("</") else 1
        if depth == 0:
            return raw.find(">", tag.end()) + 1
    return 0


def _without_links(markup: str) -> str:
    parts: list[str] = []
    at = 0
    while opened := _LINK_OPEN.search(markup, at):
        parts.append(markup[at : opened.start()])
        closed = _LINK_CLOSE.search(markup, opened.end())
        if closed is None:
            at = opened.end()
            break
        at = closed.end()
    return " <".join([*parts, markup[at:]]) if parts else markup


def plain(markup: str) -> str:
    """Markup without its tags, entities decoded, white space collapsed."""
    text = _TAG.sub(" ", markup) if "<" in markup else markup
    return squeeze(unescape(text) if "&" in text else text)


def _is_filled_by_script(raw: str) -> bool:
    return "<app-root" in raw.lower() or any(_ROOT.search(raw, *span) for span in spans(raw, _FRAME))


def _metas(raw: str) -> list[tuple[str, str]]:
    """(name, content) of meta elements, and ("canonical", href)."""
    found: list[tuple[str, str]] = []
    for facts in map(attributes, tags(raw, _META_OR_LINK)):
        if facts.get("rel", "").lower() == "canonical" and "href" in facts:
            found.append(("canonical", facts["href"].strip()))
        elif "content" in facts and (name := facts.get("name") or facts.get("property")):
            found.append((name.lower(), facts["content"].strip()))
        if len(found) >= 60:
            break
    return found


def refresh_target(response: Response) -> str | None:
    """Where a page that only sends its reader on leads (`<meta http-equiv=refresh content="0; url=...">`, or a script that does nothing
    else on a page that shows nothing), or None."""
    body = response.body
    if len(body) > REFRESH_PAGE:
        return None
    if b"location" in body and (sent := _sent_on(body)) is not None:
        return sent
    if b"efresh" not in body and b"EFRESH" not in body:
        return None
    for facts in map(attributes, tags(body.decode("utf-8", "replace"), _META)):
        found = _REFRESH_URL.match(facts.get("content", "")) if facts.get("http-equiv", "").lower().startswith("refresh") else None
        if found and int(found[1]) <= REFRESH_SOON:
            return found[2].strip()
    return None


def _sent_on(body: bytes) -> str | None:
    found = _SENDS_ON.search(body)
    if found is None or len(_BLOCK.findall(body)) > 1 or visible(body.decode("utf-8", "replace"))[0]:
        return None
    return unescape(found[2].decode("utf-8", "replace")).strip()


def framed(page: View, shown: str) -> bool:
    """Whether a page stands in the frame of its site: menu, footer, links to other pages of the host. Walls stand before it."""
    host = host_of(shown)
    found = set()
    for facts in islice(map(attributes, tags(page.raw, _LINK_OPEN)), 60):
        target = facts.get("href", "").strip().partition("#")[0]
        if target and not target.startswith(("//", "/cdn-cgi/", "/.")) and (":" not in target.partition("/")[0] or host_of(target) == host):
            found.add(target)
        if len(found) >= FRAME:
            return True
    return False
