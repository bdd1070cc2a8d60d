"""URLs and the claims of a passage in, how well each URL's words fit each claim out. Pages are not read: only what a URL says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import log
from urllib.parse import unquote, urlsplit

from linkaudit.citations.places import country
from linkaudit.citations.scripts import plain, spelled

# What one agreement is worth. Fitted together with the weights of `align` on questions and answers with numbered call-outs, the
# call-outs taken away (evals/claims_ties.py); `PLACE` and `SPELLED`, for which that English text has no case, are set by hand.
WORD, NAME, STEM, COVERED, SPELLED, PLACE = 0.8, 1.6, 1.25, 1.7, 0.8, 0.8
SITE, SITE_COVERED, SITE_INITIALS = 1.3, 1.7, 0.5
YEAR, NUMBER = 0.8, 0.4

_SPLIT = re.compile(r"[\W_]+")
_CAMEL = re.compile(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,5}")
_ID = re.compile(r"(?=[^\d]*\d)[0-9a-z]{6,}|[bcdfghjklmnpqrstvwxz]{5,}", re.IGNORECASE)
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
# Words that say nothing in a URL: machinery of sites, and small words of the languages that slugs are most often written in.
_EMPTY = """
    the and for with from that this was were are has have had not but its his her their they you your our who what how why when
    where which will can may about into over after before than then also more most new all any one two out off per via www com org
    net html htm php asp aspx pdf doc index article articles news story stories blog blogs post posts page pages site sites
    default files file download downloads upload uploads content media wp-content category tag tags archive archives web view item
    items id amp http https wiki search watch online home main static assets der die das und für mit von den dem ein eine les des
    une dans pour que qui los las del con por para una como gli della
"""
_COMMON = frozenset(_EMPTY.split())
_SECOND_LEVEL = frozenset(("www", "co", "com", "org", "net", "gov", "edu", "ac"))


def matrix(urls: list[str], texts: list[str]) -> list[list[float]]:
    """One row for each URL, one column for each text: the sum of what agrees, words that few of the texts have counting more."""
    read = [_read(text) for text in texts]
    known: dict[str, dict[int, float]] = {}
    return [_row(url, read, known) for url in urls]


@dataclass(frozen=True, slots=True)
class _Text:
    """What a URL can meet in a claim."""

    words: dict[str, bool]  # plain word → written with a capital inside the sentence
    joined: str  # all of it without white space and marks
    spelled: frozenset[str]  # words that were not in Latin letters, transliterated
    initials: str  # of its capitalised words
    numbers: frozenset[str]
    countries: frozenset[int]


def url_words(url: str) -> tuple[list[str], list[str], frozenset[str]]:
    """The words of the host, the words of the path and query, and their numbers. Ids, hashes, file endings and empty words are dropped."""
    try:
        parts = urlsplit(url if "//" in url else "//" + url)
        host = parts.hostname or ""
    except ValueError:  # an IPv6 address that is none
        return [], [], frozenset()
    labels = [_readable(label) for label in host.split(".")]
    site = [plain(label) for label in labels[:-1] if label not in _SECOND_LEVEL]
    words: list[str] = []
    numbers: set[str] = set()
    for word in _SPLIT.split(_CAMEL.sub(" ", unquote(parts.path + " " + parts.query))):
        if word.isdigit():
            if 2 <= len(word) <= 6:
                numbers.add(word)
        elif len(word) > 2 or (len(word) == 2 and _WIDE.search(word)):
            folded = plain(word)
            if folded not in _COMMON and not _ID.fullmatch(folded):
                words.append(folded)
    return site, list(dict.fromkeys(words)), frozenset(numbers)


def _readable(label: str) -> str:
    """A host label as it is read: punycode taken off."""
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


def _read(text: str) -> _Text:
    """The text taken apart."""
    text = _DOTTED.sub(lambda match: match.group().replace(".", ""), text)  # U.S. → US
    words: dict[str, bool] = {}
    foreign: set[str] = set()
    pieces = _SPLIT.split(text)
    for number, word in enumerate(pieces):
        if len(word) > 2 or (len(word) == 2 and word.isupper()):
            folded = plain(word)
            words[folded] = words.get(folded, False) or (number > 0 and word[0].isupper())
            if len(folded) >= 4 and not word[0].isascii():
                foreign.add(spelled(folded))
    return _Text(
        words,
        plain("".join(pieces)),
        frozenset(foreign),
        "".join(word[0] for word in pieces if word[:1].isupper()).casefold(),
        frozenset(number.replace(",", "") for number in _NUMBER.findall(text)),
        frozenset(place for word in words if (place := country(word)) is not None),
    )


def _row(url: str, texts: list[_Text], known: dict[str, dict[int, float]]) -> list[float]:
    """The fit of one URL with every text. `known` keeps what each word found, for the next URL."""
    site, words, numbers = url_words(url)
    row = [0.0] * len(texts)
    for word in words:
        if word not in known:
            place = country(word)
            known[word] = {number: value for number, text in enumerate(texts) if (value := _word(word, place, text)) > 0}
        hits = known[word]
        rare = log(1 + len(texts) / len(hits)) if hits else 0.0
        for number, value in hits.items():
            row[number] += value * rare
    for number, text in enumerate(texts):
        row[number] += sum(_site(name, text) for name in site)
        row[number] += sum(YEAR if _YEAR.fullmatch(value) else NUMBER for value in numbers & text.numbers)
    return row


def _word(word: str, place: int | None, text: _Text) -> float:
    """The best agreement of one word of a URL with a text: the same word, the same stem, the same country, words run together."""
    if word in text.words:
        return NAME if text.words[word] else WORD
    if _WIDE.search(word):
        return NAME if word in text.joined else 0.0
    best = PLACE if place is not None and place in text.countries else 0.0
    if len(word) < 5:
        return best
    for other in text.words:
        shared = _shared(word, other)
        if shared >= 4 and shared >= 0.65 * max(len(word), len(other)):
            return STEM
    if text.spelled:
        own = spelled(word)
        for other in text.spelled:
            shared = _shared(own, other)
            if shared >= 4 and shared >= 0.6 * max(len(own), len(other)):
                return SPELLED
    if not best and len(word) >= 9:
        covered = _covered(word, text)
        if covered >= 0.4:
            return COVERED * covered
    return best


def _site(name: str, text: _Text) -> float:
    """The agreement of one label of a host with a text: its name in the text, its words run together, its initials."""
    if len(name) < 3 or name in _COMMON:
        return 0.0
    if name in text.words or (len(name) >= 5 and name in text.joined):
        return SITE
    if len(name) <= 5 and name in text.initials:
        return SITE_INITIALS
    if len(name) < 5:
        return 0.0
    if any(capital and len(word) >= 5 and name.startswith(word) for word, capital in text.words.items()):
        return SITE  # buzzfeednews and BuzzFeed
    return SITE_COVERED * _covered(name, text)


def _covered(run: str, text: _Text) -> float:
    """What share of a run of letters the words of a text make up: `livingwithcancer` and "living with the cancer"."""
    return min(1.0, sum(len(word) for word in text.words if len(word) >= 4 and word in run) / len(run))


def _shared(one: str, other: str) -> int:
    """How many characters both begin with."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
