"""Author-year call-outs and a list of references in, which names which out: `(Smith et al., 2010; Jones and Brown, 2012a)`, `Smith (2010)`.

The list is read first: only names that begin one of its entries are looked for in the text, with one of that entry's years behind them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from linkaudit.citations.scripts import plain

UNIQUE, AMBIGUOUS = 0.95, 0.6  # of one entry that fits; of each of two
MOST_CANDIDATES = 2

_UNDATED, _NO_YEAR = "n.d.", "1500"
_AUTHOR = re.compile(r"[^\W\d_a-z][^\W\d_]*[^\W\d_][,\s]+(?:[A-Z]\.?[\s-]?){1,3}(?:[,;.&]|\band\b|$)")
_ET_AL = re.compile(r"\bet\.?\s+al\b|\bи\s+др\.")
_URL = re.compile(r"(?:https?://|www\.|\bdoi:\s?|\b10\.\d{4,9}/)\S+", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\w/.–-])(1[5-9]\d\d|20\d\d)([a-z])?(?![\w–/-]|\.\d)")
_BRACKETED_YEAR = re.compile(r"[(\[](1[5-9]\d\d|20\d\d)([a-z])?(?=[)\],;])")
_LABEL = re.compile(r"\s*(?:\[?\d{1,4}[\].)]\s+|[-*•]\s+)?")
_TOKEN = re.compile(r"[^\W\d_](?:[^\W\d_]|['’`-](?=[^\W\d_]))*")
_INITIALS = re.compile(r"[A-ZÀ-ÞА-ЯЁ]{1,3}\Z|[A-Z](?:-[A-Z])+\Z")
_SMALL_WORDS = "van von der den de di da do dos du del della des la le lo los el al ten ter te zu zum af av bin ibn st y"
_PARTICLES = frozenset(_SMALL_WORDS.split())
_SKIPPED = frozenset(("the", "and", "et", "und", "eds", "ed"))
_INSIDE = frozenset(("of", "for", "and", "the", "on", "in", "de", "für", "des", "pour"))  # Institute of Mental Health
# What may stand between the first name and the year: more names, "and others", brackets.
_SMALL = r"(?:(?:[vV][ao]n|[dD]e[nrls]?|[dD][aiou]s?|[lL][ae]|[eE]l|[aA]l|[tT]e[nr]?)\s){0,3}"
_NAME = _SMALL + r"[^\W\d_a-zà-ÿ][\w'’-]{0,40}(?:\s[^\W\d_a-zà-ÿ][\w'’-]{0,40}){0,2}"
_AND = r"(?:and|&|et|und|y|e|i|och|og|en|и|та)"
_OTHERS = r"(?:et\.?\s+al\b\.?|and\s+(?:colleagues|co-?workers|others)|u\.\s?a\.|и\s+др\.|та\s+ін\.)"
_BETWEEN = re.compile(
    rf"(?:\s[A-Z]{{1,3}}\b\.?(?=[,\s(]{{1,3}}(?:1|20)))?(?:\s[\[(][A-Z][\w&]{{1,9}}[\])])?(?:['’]s)?(?P<more>(?:(?:[,;/、]\s?|\s/\s){_NAME}){{0,8}}(?:,?\s+{_AND}\s+{_NAME})?)"
    rf"(?P<others>(?:,?\s+{_OTHERS})?(?:['’]s?)?)"
    r"(?:\s+(?:in\s+)?(?:their|his|her|its)(?:\s\w{1,20}){1,3})?[,\s]{0,3}"
    r"[(\[]?\s?(?:(?:see|in|e\.g\.,?|reviewed in)\s)?(?=(?:1[5-9]|20)\d\d)"
)
_PAGE = re.compile(
    rf"(?P<more>(?:,\s{_NAME}){{0,3}}(?:,?\s+{_AND}\s+{_NAME})?)(?P<others>(?:,?\s+{_OTHERS})?)\s+(?:pp?\.\s)?\d{{1,3}}(?:[–-]\d{{1,3}})?[)\]]"
)
_PAGED = re.compile(r"[^\W\d_]\.?\s(?:pp?\.\s)?\d{1,3}(?:[–-]\d{1,3})?[)\]]")
_YEARS = re.compile(r"(1[5-9]\d\d|20\d\d)([a-z]?)(?![\w])")
_NEXT_YEAR = re.compile(
    r"\s?[,;&]?\s?(?:and\s)?(?=(?:1[5-9]|20)\d\d[a-z]?(?![\w]))|\s?[,&–-]\s?(?:and\s)?(?=[a-z](?!\w|\.\s?\d))"
)  # not the p of `2020, p. 15`
_CASE = re.compile(r"(?:ogo|omu|[yi]mi?|[oe]y|aya|uyu|[yi]y|om|[aeiouy])$")
_LETTER = re.compile(r"[a-z](?![\w])")


@dataclass(frozen=True, slots=True)
class Entry:
    """One reference: the names of its first author, folded; all names before the year; year and suffix."""

    number: int
    first: tuple[str, ...]
    names: frozenset[str]
    count: int  # of authors, as far as it can be told
    year: str
    suffix: str
    words: frozenset[str] = frozenset()  # of the whole entry, to tell one work listed twice from two


@dataclass(frozen=True, slots=True)
class Named:
    """A call-out at `text[start:end]` and the references it can mean, best first."""

    start: int
    end: int
    entries: tuple[int, ...]
    confidence: float


def entry(number: int, text: str) -> Entry | None:
    """A reference read: who and when; None where either is missing."""
    text = _plain_marks(text)
    text = _URL.sub(" ", _dated(_LABEL.sub("", text, count=1)))[:1500]
    year = _BRACKETED_YEAR.search(text) or _YEAR.search(text)
    if not year:
        return None
    authors = _authors(text[: year.start()] if year.start() > 2 else text[year.end() :])
    tokens = [(match.group(), match.end()) for match in _TOKEN.finditer(authors)]
    first = _first(authors, tokens)
    if not first:
        return None
    names = frozenset(_key(word) for word, _ in tokens if not word[0].islower() and not _INITIALS.match(word))
    count = len(_AUTHOR.findall(authors)) or len(names)
    if _ET_AL.search(authors):
        count = max(3, count)
    words = frozenset(plain(match.group()) for match in _TOKEN.finditer(text) if len(match.group()) > 3)
    return Entry(number, first, names, count, year.group(1), year.group(2) or "", words)


_MARKS = str.maketrans("（），；：", "(),;:")


def _plain_marks(text: str) -> str:
    """The text with the marks of Chinese and Japanese as Latin ones, letter for letter."""
    return text if text.isascii() else text.translate(_MARKS)


def _dated(text: str) -> str:
    """The text with a year that nothing is of in place of `n.d.`, letter for letter."""
    return text.replace(_UNDATED, _NO_YEAR) if _UNDATED in text else text


def _authors(before: str) -> str:
    """What stands before the year without the title, where the year comes last: as far as name follows name with its initials."""
    end = 0
    for match in _AUTHOR.finditer(before):
        if match.start() - end > 12:
            break
        end = match.end()
    return before[:end] if end and len(before) - end > 15 and not _ET_AL.match(before[end:].lstrip(" ,.")) else before


def _first(authors: str, tokens: list[tuple[str, int]]) -> tuple[str, ...]:
    """The words of the first author's name, initials left out: `van der Berg`, `Institute of Mental Health`."""
    first: list[str] = []
    for word, end in tokens[:10]:
        if _INITIALS.match(word) and (first or len(word) == 1 or authors[end : end + 1] == "."):
            if first:
                break
            continue
        folded = plain(word)
        if not first and folded in _SKIPPED:
            continue
        if not word[0].islower() or folded in _PARTICLES or (first and folded in _INSIDE):
            first.append(_key(word))
        elif first:
            break
        if authors[end : end + 1] in (",", ";", ".", "、") or authors[end : end + 2] == " (":
            break
    while first and first[-1] in _INSIDE:
        first.pop()
    return tuple(first)


def _key(name: str) -> str:
    """A name as it is looked up: folded, and Mueller the same as Müller."""
    return plain(name).replace("ae", "a").replace("oe", "o").replace("ue", "u")


def _stem(name: str) -> str:
    """A transliterated Slavic surname without the ending of its case: Кузнецова, Кузнецовой, Кузнецову; "" if too little is left."""
    stem = _CASE.sub("", name)
    return stem if len(stem) >= 4 else ""


class Index:
    """The references of a document by the name that a call-out begins with."""

    __slots__ = ("_beginnings", "_by_name", "_stems")

    def __init__(self, entries: list[Entry]) -> None:
        by_name: dict[str, list[Entry]] = {}
        for one in entries:
            whole = " ".join(one.first)
            names = {whole} if one.first[0] in _PARTICLES else {whole, one.first[0]}
            if one.first[-1] not in _PARTICLES:
                names.add(one.first[-1])
            for name in names:
                if len(name) > 1:
                    by_name.setdefault(name, []).append(one)
        self._by_name = {name: _Among(known) for name, known in by_name.items()}
        self._stems = {stem: name for name in self._by_name if name.isalpha() and (stem := _stem(name))}
        self._beginnings = {name.partition(" ")[0] for name in self._by_name}

    def find(self, text: str) -> Iterator[Named]:
        """The author-year call-outs in a passage, in order: one for each year."""
        text = _plain_marks(text)
        if not self._by_name or not (_UNDATED in text or _YEARS.search(text) or _PAGED.search(text)):
            return
        text = _dated(text)
        reached = 0
        for token in _TOKEN.finditer(text):
            if token.start() < reached:
                continue
            for name, end in self._names(text, token):
                between = _BETWEEN.match(text, end)
                found = (
                    list(self._years(text, token.start(), between, self._by_name[name]))
                    if between
                    else self._paged(text, token.start(), end, self._by_name[name])
                )
                if found:
                    yield from found
                    reached = found[-1].end
                    break

    def _names(self, text: str, token: re.Match[str]) -> list[tuple[str, int]]:
        """The known names that begin at a token, longest first, with where they end."""
        found: list[tuple[str, int]] = []
        words = [_key(token.group())]
        if words[0] not in self._beginnings:
            if not "а" <= text[token.end() - 1] <= "я":
                return found
            words[0] = self._stems.get(_stem(words[0]), "")  # `по данным Кузнецовой (2018)`
            if not words[0]:
                return found
        if words[0] in self._by_name:
            found.append((words[0], token.end()))
        end = token.end()
        for following in _TOKEN.finditer(text, end):
            if len(words) == 6 or text[end : following.start()].strip():
                break
            words.append(_key(following.group()))
            end = following.end()
            if " ".join(words) in self._by_name:
                found.append((" ".join(words), end))
        return found[::-1]

    def _paged(self, text: str, start: int, end: int, entries: _Among) -> list[Named]:
        """A call-out that gives the page and no year, in brackets that it fills: `(Smith 15)`, `(Garcia and Lee 4)`; of one entry only."""
        match = _PAGE.match(text, end)
        if not match or text[start - 1 : start] not in ("(", "["):
            return []
        others = {_key(word) for word in _TOKEN.findall(match["more"]) if word[0].isupper()}
        fitting = entries.narrowed(others, bool(match["others"])).entries
        return [Named(start - 1, match.end(), (fitting[0].number,), UNIQUE)] if len(fitting) == 1 and others <= fitting[0].names else []

    def _years(self, text: str, start: int, between: re.Match[str], entries: _Among) -> Iterator[Named]:
        """The years behind the names, each with what it can mean. The first call-out reaches from the name to its year."""
        others = {_key(word) for word in _TOKEN.findall(between["more"]) if not word[0].islower() and not _INITIALS.match(word)}
        many = bool(between["others"].strip(" ,'’s"))
        fitting = entries.narrowed(others, many)
        at, year = between.end(), ""
        while True:
            match = _YEARS.match(text, at)
            if match:
                year, suffix, end = match.group(1), match.group(2), match.end()
            else:
                letter = _LETTER.match(text, at)
                if not letter or not year:
                    return
                suffix, end = letter.group(), letter.end()
            chosen = _chosen(fitting, entries, year, suffix)
            if chosen:
                closed = text[end : end + 1] in (")", "]") and text[start:end].count("(") + text[start:end].count("[") == 1
                yield Named(start, end + closed, tuple(one.number for one in chosen), UNIQUE if len(chosen) == 1 else AMBIGUOUS)
                if closed:  # `Smith (2019), a judge`
                    return
            following = _NEXT_YEAR.match(text, end)
            if not following:
                return
            start = at = following.end()


class _Among:
    """Entries that have a name in common, in order, by what else a call-out tells of them. Each question is answered once: a thousand
    call-outs may ask the same of a thousand works of one author."""

    __slots__ = ("_by_name", "_by_year", "_chosen", "_narrowed", "entries")

    def __init__(self, entries: list[Entry]) -> None:
        self.entries = entries
        self._by_name: dict[str, list[Entry]] | None = None
        self._by_year: dict[str, list[Entry]] | None = None
        self._narrowed: dict[tuple[frozenset[str], int], _Among] = {}
        self._chosen: dict[tuple[str, str], list[Entry]] = {}

    def narrowed(self, others: set[str], many: bool) -> _Among:
        """Those that also have the other names, and as many authors as are named or as "et al." says; as far as there are any."""
        having = self._narrow(frozenset(others), 0, lambda: self._having(others)) if others else self
        count = MANY if many else len(others) + 1
        return having._narrow(
            frozenset(), count, lambda: [one for one in having.entries if (one.count > 2 if many else one.count == count)]
        )

    def _narrow(self, names: frozenset[str], count: int, wanted: Callable[[], list[Entry]]) -> _Among:
        found = self._narrowed.get((names, count))
        if found is None:
            entries = wanted()
            found = self._narrowed[names, count] = _Among(entries) if 0 < len(entries) < len(self.entries) else self
        return found

    def _having(self, others: set[str]) -> list[Entry]:
        if self._by_name is None:
            self._by_name = {}
            for one in self.entries:
                for name in one.names:
                    self._by_name.setdefault(name, []).append(one)
        fewest = min((self._by_name.get(name, []) for name in others), key=len)
        return [one for one in fewest if others <= one.names]

    def of(self, year: str, suffix: str) -> list[Entry] | None:
        """What year and suffix leave: an exact suffix first, then any; [] if they leave too many, None if nothing."""
        found = self._chosen.get((year, suffix))
        if found is not None:
            return found
        if self._by_year is None:
            self._by_year = {}
            for one in self.entries:
                self._by_year.setdefault(one.year, []).append(one)
        of_year = self._by_year.get(year, [])
        exact = [one for one in of_year if one.suffix == suffix]
        if not exact and (not of_year or (suffix and any(one.suffix for one in of_year))):
            return None
        few = self._chosen[year, suffix] = _few(exact or of_year)
        return few


MANY = -1  # instead of a number of authors: "et al."


def _chosen(fitting: _Among, entries: _Among, year: str, suffix: str) -> list[Entry]:
    """What year and suffix leave of those that fit, or else of all."""
    for among in (fitting, entries):
        found = among.of(year, suffix)
        if found is not None:
            return found
    only = fitting.entries if len(fitting.entries) == 1 else []
    return [one for one in only if abs(int(one.year) - int(year)) == 1]  # in print a year later than online


def _few(entries: list[Entry]) -> list[Entry]:
    """The entries if they are few enough to be told; of one work that is listed twice (in an appendix and in the list), the last."""
    last = entries[-1]
    others = (one for one in entries[:-1] if 2 * len(one.words & last.words) < len(one.words | last.words))
    different = list(islice(others, MOST_CANDIDATES))
    return [*different, last] if len(different) < MOST_CANDIDATES else []
