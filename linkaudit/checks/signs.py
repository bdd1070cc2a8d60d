"""An answer that says "all is well" → the signs that it may not be: walls, doors, stand-ins, and what makes a missing page suspected."""

from __future__ import annotations

import re
from dataclasses import dataclass

from linkaudit.checks import signs_challenge, signs_doors, signs_parked
from linkaudit.checks.detour import detour, names_error, tokens
from linkaudit.checks.lately import lately
from linkaudit.checks.missing_spent import SPENT
from linkaudit.checks.missing_words import STEMS
from linkaudit.checks.page import View, kind_of, view
from linkaudit.checks.phrases import count, fold, listen, names
from linkaudit.checks.signs_challenge import wall
from linkaudit.checks.signs_doors import door
from linkaudit.checks.signs_missing import FEW, LOUD, NUMBER, QUIET, SAID, TINY, Missing, blunt, look
from linkaudit.checks.signs_parked import REGISTRAR, SPAM, registrar, spam, stand_in
from linkaudit.checks.tags import attributes, tags
from linkaudit.checks.urls import join, steps
from linkaudit.model import Response

TEXT, MARKUP, CHANGED, CANONICAL = "not-found-text", "not-found-markup", "content-type-changed", "canonical-to-root"
EMPTY = "empty-body"
BARE = 2_000  # bytes: a longer frame has something in it
_NOTHING = re.compile(
    rb"<title>\s{0,300}</title>|<(?:!doctype|/?(?:html|head|body|meta|p|div|span|main|center|br))\b[^<>]{0,300}>|&nbsp;|\xef\xbb\xbf",
    re.IGNORECASE,
)
SMALL = 100  # words of its own: an error page with its small print
A_NAME = 4  # words: a title that short names the site; that of a page names its subject
# Files that are not web pages: one that answers with HTML shows something else than what was cited
_FILES = names("""
    pdf doc docx xls xlsx ppt pptx odt ods odp rtf ps zip gz tar tgz 7z rar jpg jpeg png gif webp tif tiff mp3 mp4 avi mov wav
    epub csv
    """)
FIGURES = 2  # different ones; of one alone it may be said that it is gone ("Lot 212")
# of two to six digits, with what they are written with (1,934.20 and 12.03.2019 are one each); not after the sign of a copyright
_FIGURE = re.compile(
    r"(?<![\w./,:+©-])(?<!© )(?<!\(c\) )(?<!copyright )(?=\d{2}|\d[.,]\d)(\d{1,6}(?:[.,/–-]\d{1,6}){0,4})(?![\da-z_:])", re.I
)
_CALL = re.compile(r"\+?\(?\d[\d ()/-]{6,18}\d")  # a telephone, or a day as 2026-11-23
_CLOCK = re.compile(r"\d:\d\d:\d\d")  # the time of this very answer
_FRAME = re.compile(r"<(?:html|body|main|div|section|article)\b", re.IGNORECASE)
_CLASS = re.compile(r"(?:.*[-:])?(?:class|id)")
_ERROR_CLASS = re.compile(
    r"(?<![\w-])(?:error-?404|page-?404|404-?page|404-?error|not-?found(?:-page)?|page-not-found|http-?404|status-?404|error-?page-?404|is-404"
    r"|is-not-found)(?![\w-])",
    re.IGNORECASE,
)
# one of them is in each class that the pattern finds: looking for fifteen words takes a tenth of its time
_ERROR_NAMES = (
    "not-found",
    "notfound",
    "is-404",
    *(f"{what}{dash}404" for what in ("page", "error", "http", "status") for dash in ("", "-")),
    "404page",
    "404-page",
    "404error",
    "404-error",
)
_ERROR_STATE = re.compile(
    r"\"statusCode\"\s*:\s*404\b|\"page\"\s*:\s*\"/(?:404|_error)\"|\"playabilityStatus\"\s*:\s*\{\s*\"status\"\s*:\s*\"ERROR\""
)


_ERROR_PAGE = re.compile(r"\"page\"\s*:\s*\"/(?:404|_error)\"")
TABLES = (*signs_challenge.TABLES, *signs_doors.TABLES, *signs_parked.TABLES, STEMS, SPENT)


@dataclass(frozen=True, slots=True)
class Sign:
    """One thing seen in an answer: its evidence code, and a word on it."""

    code: str
    detail: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What an answer looks like. At most one of `wall`, `door`, `stand_in` and `empty` counts, in that order; `suspicions` otherwise."""

    page: View
    wall: str | None = None
    door: str | None = None
    stand_in: str | None = None
    empty: bool = False
    suspicions: tuple[str, ...] = ()
    missing: Missing = Missing()  # noqa: RUF009 - a frozen value

    @property
    def settled(self) -> bool:
        """Whether no probe could add anything."""
        return bool(self.wall or self.door or self.stand_in or self.empty or not self.suspicions)

    @property
    def plain_spoken(self) -> bool:
        """Whether title, first heading or the page's few words say plainly that something is missing."""
        return LOUD in (self.missing.title, self.missing.first) or (self.missing.suspicious and self.page.words <= 40)


@lately(4)  # the plan asks whether a probe is needed, and the verdict what it means, of the same answer
def seen(asked: str, shown: str, response: Response) -> Seen:
    """Look at an answer. `asked` is the URL that was cited, `shown` the one where its redirects ended."""
    if response.status in (204, 205, 206) or kind_of(response) == "other":
        return Seen(View("other"), wall=wall(response, View("other")), empty=_empty(response, View("other")))
    page = view(response)
    if page.words <= FEW:
        listen(fold(" ".join((page.title, *page.headings, page.own))), TABLES)
    if found := wall(response, page):
        return Seen(page, wall=found)
    if found := door(asked, shown, page, asked != shown):
        return Seen(page, door=found)
    if found := stand_in(asked, shown, page):
        return Seen(page, stand_in=found)
    if _empty(response, page):
        return Seen(page, empty=True)
    missing = look(page)
    return Seen(page, suspicions=tuple(_suspicions(asked, shown, page, missing)), missing=missing)


def of(response: Response, asked: str | None = None) -> tuple[Sign, ...]:
    """The signs on one answer by itself, most telling first; empty when it looks like a page. `asked` is what it was fetched for, if not
    its own URL. For answers whose conversation is not ours to continue (an archived copy)."""
    shown = response.request.url
    looked = seen(asked or shown, shown, response)
    if looked.wall:
        return (Sign(f"challenge-{looked.wall}", "a bot wall stands in its place"),)
    if one := looked.door or looked.stand_in:
        return (Sign(one, "something else stands in its place"),)
    if looked.empty:
        return (Sign(EMPTY, "nothing is shown"),)
    return tuple(Sign(code, looked.page.title) for code in looked.suspicions)


def _suspicions(asked: str, shown: str, page: View, missing: Missing) -> list[str]:
    found = [led] if asked != shown and (led := detour(asked, shown)) else []
    if page.kind == "html" and _suffix(asked) in _FILES:
        found.append(CHANGED)
    said = missing.loudest > NUMBER or (missing.loudest > QUIET and "404" not in asked)  # item 404 of a catalogue is an item
    if said or (missing.spent and steps(asked)):  # a front page may call something off
        found.append(TEXT)
    if page.kind == "html":
        if marked(page):
            found.append(MARKUP)
        if not found and page.canonical and (target := join(shown, page.canonical)) and detour(asked, target) == "redirect-to-root":
            found.append(CANONICAL)
        if not found and spam(asked, page):
            found.append(SPAM)
        if not found and registrar(shown, page):
            found.append(REGISTRAR)
    return found


def marked(page: View) -> bool:
    """Whether the markup calls the page an error page: a class of its frame, the state of its framework, a status for prerenderers."""
    if any(key == "prerender-status-code" and value.strip() in ("404", "410") for key, value in page.metas):
        return True
    if page.canonical and names_error(page.canonical):
        return True
    raw = page.raw
    if ('"statusCode"' in raw or '"page"' in raw or '"playability' in raw) and _ERROR_STATE.search(raw) is not None:
        return True
    low = raw.lower() if "404" in raw or "found" in raw else ""
    return any(map(low.__contains__, _ERROR_NAMES)) and any(map(_is_called_error, tags(raw, _FRAME)))


def says_404(page: View) -> bool:
    """Whether an app says of itself, for programs, that this address is missing: to prerenderers, or as the page that its script shows."""
    if any(key == "prerender-status-code" and value.strip() in ("404", "410") for key, value in page.metas):
        return True
    return "__NEXT_DATA__" in page.raw and _ERROR_PAGE.search(page.raw) is not None


def _is_called_error(tag: str) -> bool:
    return any(_ERROR_CLASS.search(value) is not None for name, value in attributes(tag).items() if _CLASS.fullmatch(name))


def _empty(response: Response, page: View) -> bool:
    """Whether nothing was sent, or a frame around nothing: no words, and nothing that could show or become something."""
    if response.status in (204, 205, 206) or not response.complete:
        return False
    body = response.body
    bare = page.kind == "html" and len(body) <= BARE and not (page.text or page.title)
    return not body.strip() or (bare and not _NOTHING.sub(b"", body).strip())


def _suffix(url: str) -> str:
    last = (steps(url) or ("",))[-1]
    return last.rpartition(".")[2].lower() if "." in last and ":" not in last else ""  # File:plan.jpg is a page about a file


def gone(asked: str, looked: Seen) -> bool:
    """Whether the words alone leave hardly another reading: title and heading say nothing else (a title may also name the site only), few
    other words, none from the address."""
    page, missing = looked.page, looked.missing
    if page.kind == "text" and _suffix(asked) and not page.raw.lstrip().startswith(("{", "[")):
        return False  # a file of data that an honest server has: a log of what was not found
    alone = missing.text >= SAID and page.words <= TINY and not page.headings
    first = missing.first == LOUD or alone or (missing.text == LOUD and (not page.headings or missing.title == LOUD))
    said = first and (missing.title == LOUD or (missing.title == QUIET and count(page.title) <= A_NAME))
    said = said and (missing.first == QUIET or blunt(page.headings[0]))
    own = tokens((steps(asked) or ("",))[-1])
    return said and page.words <= SMALL and not own & tokens(" ".join((page.title, page.own))) and not _gives_figures(page, own)


def _gives_figures(page: View, own: frozenset[str]) -> bool:
    """Whether a page gives figures as things have them ("Bronze, 1998, 140 cm"), in any language. Error pages give the number of the error,
    the year of their footer, a day, a time, a telephone, and what the address says."""
    text = "" if _CLOCK.search(page.own) else _CALL.sub(" ", page.own[:4000])
    for heading in page.headings:
        text = text.replace(heading, " ", 1)
    found = {number for number in _FIGURE.findall(text) if number not in own and not number.startswith("404")}
    return len(found) >= FIGURES
