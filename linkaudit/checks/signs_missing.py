"""Words for "there is no such page" in many languages → how loudly a title, a heading or a text says it.

A line says that something is missing when it has a noun and a word for being missing of one row of `missing_words`, or when it is one of
the phrases that need no noun. Saying it only raises suspicion: a page *about* missing pages says it too, so nothing here decides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from operator import not_

from linkaudit.checks.missing_more import MORE
from linkaudit.checks.missing_negated import denies, might_deny
from linkaudit.checks.missing_row import Row
from linkaudit.checks.missing_spent import spent
from linkaudit.checks.missing_words import LATIN, OTHERS, STEMS
from linkaudit.checks.page import View
from linkaudit.checks.phrases import contains, count, fold, phrases

_PARTS = re.compile(r"\s+[|\-–—·•»«/:]+\s+|\s*[|»«]\s*|\s*:\s+|[.!?…。！？،]+(?:\s+|$)")
_EDGES = " \t.,:;!?…'\"()[]{}|–—-·*#。！？：、،"
_CODE = re.compile(r"(?:^|[^\w.,-])(?:404|４０４|۴۰۴|٤٠٤)(?:$|[^\w,-])")
FEW = 300  # words of its own: an error page with the small print of its footer
EARLY = 50  # words into the text, by which an error page has said it
TINY = 25  # words: a page that says that little names what is missing by a word of its own ("Repository not found", "Unknown route")
_BARE = 5  # words: a line this short that ends with "not found" needs no noun that is known here
_DENIAL = 18  # words: in a longer sentence what is denied may be anything
_SHORT = 12  # words: a line that says it and little else; longer ones are sentences that may be about something else
_SENTENCE = re.compile(r"(?<=[.!?…。！？।])\s+|\n")
# Words that speak of much besides missing pages; they count beside a noun only
_BROAD = phrases("""
    gone|lost|broken|expired|nowhere|invalid|avail|misplaced|vanished|disappeared|no such|missing|here|moved|there|around|turn|
    result|match|wandered|look|verfügbar|erreichbar|disponib|inaccess|dostęp|beschikbaar|tersedia|доступ|потерял|перемещен|нет|немає|
    няма|yok|ýok|puudub|nebėra|жоқ|жок|юҡ|لا يوجد|لا توجد|नहीं है|নেই|இல்லை|లేదు|ไม่มี|ບໍ່ມີ|មិនមាន|မရှိ|የለም|ez dago|níl an|ní ann|
    tidak ada|wala na|babu|ma jiro|tsy misy|n'eus ket|ありません|ございません|終了|없|丢失|失效|走丢|无法|無法|不可用
    """)
# Prose says so of channels, members, communities and jobs: "the channel had lost a metre of depth"
_OF_MUCH = phrases(
    "lost|gone|broken|nowhere|misplaced|vanished|disappeared|missing|here|moved|there|around|turn|result|match|wandered|look"
)
# The number of the error said as such, in any language: the whole line, or behind "error", "HTTP" or a hash; never "Peugeot 404"
_STATUS = re.compile(
    r"^\W*404\W*$|(?:http(?:/[\d.]+)?|status|error|code|fehler|erreur|erro|errore|fout|feil|virhe|chyba|błąd|hata|ошибка|помилка)[\s:#-]{1,3}404\b|\(#?\s?404\)"
)
BLUNT = 7  # words: a heading that says it and goes on is about something ("Page not found when opening the settings, issue 812")
_ASKS = re.compile(r"[?¿？؟;]|\b(?:lost|missing|broken|vanished)\s+\w", re.IGNORECASE)
A_NUMBER_AND_A_LINE = 8  # words of its own
ONLY_A_NUMBER = 60  # words of its own: an error page in a language without a row here
_NUMBERED = re.compile(r"404|４０４|\b(?:http|status|error|code|fehler|erreur|erro|errore|fout|feil|virhe|chyba|ошибка|помилка|エラー)\b")
QUIET, EXCLAIMED, NUMBER, SAID, LOUD = 0, 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class Missing:
    """How loudly each part of a page says that something is missing: not, by an "Oops", by the number 404, in passing, as a whole line."""

    title: int = QUIET
    heading: int = QUIET  # the loudest
    first: int = QUIET  # the first heading
    text: int = QUIET
    spent: bool = False  # few words, and they say that something is over or taken away (see `missing_spent`)

    @property
    def loudest(self) -> int:
        return max(self.title, self.heading, self.text)

    @property
    def suspicious(self) -> bool:
        return self.loudest > QUIET or self.spent


def look(page: View) -> Missing:
    """How loudly a page says that something is missing. The text is read only where a reader would not have to search for it."""
    readable = page.own[:4000] if page.words <= FEW else ""
    tiny = page.words <= TINY and "javascript" not in page.own.lower()  # "does not work without it" is said by apps that are alive
    shared = next((value for key, value in page.metas if key == "og:title"), "")
    if not _anything(" ".join((page.title, *page.headings, readable))) and not (shared and _anything(shared)):
        return Missing(spent=spent(page))
    title = max((line(part) for part in (page.title, *parts(page.title), shared) if part), default=QUIET)
    headings = [line(part) for part in page.headings]
    text = _told(readable, tiny) if readable else QUIET
    return Missing(title, max(headings, default=QUIET), headings[0] if headings else QUIET, text, spent(page))


def numbered(page: View) -> bool:
    """Whether a page of few words gives the number of the error as such, in whatever language it says the rest."""
    if page.words > ONLY_A_NUMBER or "404" not in page.text + page.title:
        return False
    if page.words <= A_NUMBER_AND_A_LINE and page.own.lstrip(_EDGES).startswith("404"):
        return True  # "404 Tekizuuliddwa"
    lines = (*parts(page.title), *page.headings[:3], *_SENTENCE.split(page.own)[:6])
    return any(_STATUS.search(fold(text[:400])) is not None for text in lines)


def blunt(text: str) -> bool:
    """Whether a line that says it says nothing else: it is short, no question, and no "lost page" that a book may be about."""
    return count(text) <= BLUNT and not _ASKS.search(text)


def _told(text: str, tiny: bool) -> int:
    """How loudly a text says it in its first words; what is said further down is said about something else. On a tiny page no noun is
    asked for."""
    loudest, gone_by = QUIET, 0
    for sentence in _SENTENCE.split(text)[:40]:
        loudest = max(loudest, line(sentence), SAID if tiny and _plainly(sentence) else QUIET)
        gone_by += count(sentence)
        if gone_by > EARLY:
            break
    return loudest


def told_apart(page: View) -> tuple[str, str]:
    """What a page says besides its headings: the sentences that say that something is missing, and the others."""
    text = page.own[:4000]
    for heading in page.headings:
        text = text.replace(heading, ". ", 1)
    sentences = _SENTENCE.split(text)[:60]
    loud = [line(each) > QUIET for each in sentences]
    return " ".join(compress(sentences, loud)), " ".join(compress(sentences, map(not_, loud)))


def parts(title: str) -> tuple[str, ...]:
    """A title's parts: `Not found | The Valley Herald` has two."""
    return tuple(part for part in _PARTS.split(title) if part) if len(title) < 600 else ()


def line(text: str) -> int:
    """How loudly one line says it."""
    folded = _folded(text[:400])
    whole = folded.strip(_EDGES)
    numbered = _CODE.search(folded) is not None
    core = _NUMBERED.sub(" ", whole).strip(_EDGES) if numbered else whole
    length = count(whole)
    for row in _rows(folded):
        if whole in row.alone:
            return LOUD if "404" in whole or any(word in whole for word in row.missing) else EXCLAIMED
        if numbered and core in row.alone and any(word in core for word in row.missing):
            return LOUD  # "404: Not Found"
        named, other = (any(noun in folded for noun in nouns) for nouns in (row.nouns, row.others))
        if (named or other) and (
            any(word in folded for word in (row.missing if named else _of_little(row)))
            or (length <= _DENIAL and denies(folded, row.language))
        ):
            return LOUD if length <= _SHORT or (numbered and length <= _DENIAL) else SAID
        if length <= _BARE and any(0 <= len(whole) - whole.rfind(word) - len(word) <= 3 for word in _plain(row) if word in whole):
            return LOUD  # "Repository not found"
    return NUMBER if numbered else QUIET


def _plainly(text: str) -> bool:
    """Whether a sentence says it without a noun that is known here."""
    folded = _folded(text[:400])
    return any(word in folded for row in _rows(folded) for word in _plain(row))


@lru_cache(maxsize=256)
def _of_little(row: Row) -> tuple[str, ...]:
    """A row's words for being missing that prose seldom uses."""
    return tuple(word for word in row.missing if not contains(word, _OF_MUCH))


@lru_cache(maxsize=256)
def _plain(row: Row) -> tuple[str, ...]:
    """A row's words for being missing that mean little else: neither broad ones nor those for being taken away."""
    taken = frozenset(phrases(MORE.get(row.language, ("", ""))[1]))
    return tuple(word for word in row.missing if not contains(word, _BROAD) and (word not in taken or row.missing.count(word) > 1))


def _anything(text: str) -> bool:
    """Whether it is worth reading line by line: most pages have none of the words, and this says so in some 50 microseconds."""
    folded = _folded(text)
    if "404" in folded or (not folded.isascii() and _CODE.search(folded)):
        return True
    return contains(folded, STEMS) or might_deny(folded)


def _folded(text: str) -> str:
    folded = fold(text)
    return folded.replace("n't", " not").replace("cannot", "can not") if "n" in folded else folded


def _rows(folded: str) -> list[Row]:
    """The languages that the letters of a text allow."""
    rows = list(LATIN)
    if not folded.isascii():
        for script, others in OTHERS:
            if script.search(folded):
                rows = [*others, *rows]
    return rows
