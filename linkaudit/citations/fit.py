"""A URL and the claims of a passage in, how well its words fit each of them out. Pages are not read: only what the URL says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import log
from urllib.parse import unquote, urlsplit

_SPLIT = re.compile(r"[\W_]+")
_CAMEL = re.compile(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_ID = re.compile(r"(?=[^\d]*\d)[0-9a-z]{6,}|[bcdfghjklmnpqrstvwxz]{5,}", re.IGNORECASE)
_EMPTY = """
    the and for with from that this was were are has have had not but its his her their they you your our who what how why when
    where which will can may about into over after before than then also more most new all any one two out off per via www com org
    net html htm php asp aspx pdf doc index article articles news story stories blog blogs post posts page pages site sites
    default files file download downloads upload uploads content media wp-content category tag tags archive archives web view item
    items id amp http https wiki search watch online home main static assets der die das und für mit von den dem ein eine les des
    une dans pour que qui los las del con por para una como gli della
"""
_COMMON = frozenset(_EMPTY.split())


@dataclass(frozen=True, slots=True)
class Fit:
    """What one kind of agreement is worth."""

    word: float = 1.0
    name: float = 1.3
    site: float = 2.0
    host: float = 0.5
    year: float = 0.8
    number: float = 1.0


def matrix(urls: list[str], texts: list[str], fit: Fit | None = None) -> list[list[float]]:
    """One row for each URL, one column for each text: the sum of what agrees, rarer words counting more."""
    fit = fit or Fit()
    read = [_Text.of(text) for text in texts]
    known: dict[str, dict[int, float]] = {}
    return [_row(url, read, fit, known) for url in urls]


@dataclass(frozen=True, slots=True)
class _Text:
    words: dict[str, bool]  # folded → written with a capital inside the sentence
    joined: str
    numbers: frozenset[str]
    years: frozenset[str]

    @staticmethod
    def of(text: str) -> _Text:
        words: dict[str, bool] = {}
        for number, word in enumerate(_SPLIT.split(text)):
            if len(word) > 2 or (len(word) == 2 and word.isupper()):
                folded = word.casefold()
                words[folded] = words.get(folded, False) or (number > 0 and word[:1].isupper())
        numbers = frozenset(number.replace(",", "") for number in _NUMBER.findall(text))
        joined = "".join(_SPLIT.split(text)).casefold()
        return _Text(
            words, joined, frozenset(n for n in numbers if not _YEAR.fullmatch(n)), frozenset(n for n in numbers if _YEAR.fullmatch(n))
        )


def url_words(url: str) -> tuple[list[str], list[str], frozenset[str]]:
    """The words of the host, the words of the path and query, and their numbers. Ids, hashes, file endings and empty words are dropped."""
    parts = urlsplit(url if "//" in url else "//" + url)
    host = parts.hostname or ""
    site = [word for word in host.split(".")[:-1] if word not in ("www", "co", "com", "org", "net", "gov", "edu", "ac")]
    rest = unquote(parts.path + " " + parts.query)
    words: list[str] = []
    numbers: set[str] = set()
    for word in _SPLIT.split(_CAMEL.sub(" ", rest)):
        if word.isdigit():
            if len(word) <= 6:
                numbers.add(word)
        elif len(word) > 2 and word.casefold() not in _COMMON and not _ID.fullmatch(word):
            words.append(word.casefold())
    return site, list(dict.fromkeys(words)), frozenset(numbers)


def _row(url: str, texts: list[_Text], fit: Fit, known: dict[str, dict[int, float]]) -> list[float]:
    """The fit of one URL with every text."""
    site, words, numbers = url_words(url)
    row = [0.0] * len(texts)
    for word in words:
        if word not in known:
            known[word] = {n: value for n, text in enumerate(texts) if (value := _match(word, text, fit)) > 0}
        hits = known[word]
        if hits:
            rare = log(1 + len(texts) / len(hits))
            for number, value in hits.items():
                row[number] += value * rare
    for name in site:
        if len(name) < 3 or name in _COMMON:
            continue
        for number, text in enumerate(texts):
            if name in text.words or (len(name) >= 5 and name in text.joined) or _site_in(name, text):
                row[number] += fit.site
            elif len(name) >= 6:
                row[number] += fit.host * sum(1 for word in text.words if len(word) >= 4 and word in name)
    for number, text in enumerate(texts):
        row[number] += fit.year * len(numbers & text.years) + fit.number * len(numbers & text.numbers)
    return row


def _site_in(name: str, text: _Text) -> bool:
    """Whether the site's name begins with a name that the text writes with a capital: `buzzfeednews` and BuzzFeed."""
    return any(capital and len(word) >= 5 and name.startswith(word) for word, capital in text.words.items())


def _match(word: str, text: _Text, fit: Fit) -> float:
    """The best agreement of one word of the URL with the words of a text: the same 1, the same stem .9."""
    best = 0.0
    if word in text.words:
        best = fit.name if text.words[word] else fit.word
    elif len(word) >= 5:
        for other, capital in text.words.items():
            shared = _shared(word, other)
            if shared >= 4 and shared >= 0.65 * max(len(word), len(other)):
                best = max(best, 0.9 * (fit.name if capital else fit.word))
    return best


def _shared(one: str, other: str) -> int:
    """How many characters both begin with."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
