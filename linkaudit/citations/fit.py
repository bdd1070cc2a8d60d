"""URLs and the claims of a passage in, how well each URL's words fit each claim out. Pages are not read: only what a URL says of itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from math import log
from urllib.parse import unquote, urlsplit

from linkaudit.citations.places import country
from linkaudit.citations.scripts import in_two_letters, plain, skeleton, spelled

# What one agreement is worth. Fitted together with the weights of `align` on questions and answers with numbered call-outs, the
# call-outs taken away (evals/claims_ties.py); `PLACE` and `SPELLED`, for which that English text has no case, are set by hand.
WORD, NAME, STEM, COVERED, SPELLED, PLACE = 0.8, 1.6, 1.25, 1.7, 1.25, 0.8
SITE, SITE_COVERED, SITE_INITIALS = 1.3, 1.7, 0.5
YEAR, NUMBER, LONG_NUMBER = 0.8, 0.4, 1.4

ALONE, ALONE_FROM = 5.0, 3  # three words that one claim alone has, while no other claim has a word for itself

LONGEST_TITLE = 400  # characters of a title that are read
LONGEST_RUN = 40  # characters of a run of letters that are looked into
_SPLIT = re.compile(r"[\W_]+")
_CAMEL = re.compile(r"(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,5}")
_ID = re.compile(r"(?=[^\d]*\d)[0-9a-z]{6,}|[bcdfghjklmnpqrstvwxz]{5,}", re.IGNORECASE)
_UNVOWELLED = re.compile(r"[\u05d0-\u05ea\u0620-\u06ff]")  # Hebrew, Arabic
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


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of a source before it is fetched: its URL, and what the document says beside it (a title, an entry of a list)."""

    url: str
    words: str = ""


def matrix(sources: list[Told], texts: list[str]) -> list[list[float]]:
    """One row for each source, one column for each text: the sum of what agrees, words that few of the texts have counting more."""
    index = _Index(texts)
    return [index.row(source) for source in sources]


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


def _title_words(text: str) -> list[str]:
    """The words of a title or an entry that say something."""
    words = (plain(word) for word in _SPLIT.split(text[:LONGEST_TITLE]) if len(word) > 3 and not word.isdigit())
    return [word for word in words if word not in _COMMON]


def _readable(label: str) -> str:
    """A host label as it is read: punycode taken off."""
    if not label.startswith("xn--"):
        return label
    try:
        return label[4:].encode("ascii").decode("punycode")
    except UnicodeError:
        return label


Hits = dict[int, float]  # by text


class _Index:
    """Texts, by what a URL can meet in them."""

    def __init__(self, texts: list[str]) -> None:
        self._count = len(texts)
        self._words: dict[str, dict[int, bool]] = {}  # folded word → text → written with a capital inside the sentence
        self._stems: dict[str, set[str]] = {}  # the first four characters → words
        self._spelled: dict[str, dict[str, set[int]]] = {}  # the same for words not in Latin letters, transliterated → texts
        self._skeletons: dict[str, set[int]] = {}  # words in scripts without vowels by their consonants → texts
        self._countries: dict[int, set[int]] = {}
        self._numbers: dict[str, set[int]] = {}
        self._joined: list[str] = []  # without white space and marks
        self._initials: list[str] = []  # of the capitalised words
        self._known: dict[str, Hits] = {}
        self._sites: dict[str, Hits] = {}
        for number, text in enumerate(texts):
            self._add(number, _DOTTED.sub(lambda match: match.group().replace(".", ""), text))  # U.S. → US

    def _add(self, number: int, text: str) -> None:
        pieces = _SPLIT.split(text)
        for at, word in enumerate(pieces):
            if len(word) < 2 or (len(word) == 2 and not word.isupper()):
                continue
            folded, other, place = _read(word)
            inside = at > 0 and (word[0].isupper() or "\u10d0" <= word[0] <= "\u10ff")  # Georgian has no capitals
            self._put(folded, number, inside)
            if other:
                self._put(other, number, inside)
            if len(folded) >= 4:
                if word[0].isascii():
                    pass
                elif _UNVOWELLED.match(word):
                    for form in (folded, folded[1:], folded[2:]):  # the article and small words are written to the word
                        if len(form) >= 3 and (bones := skeleton(form)):
                            self._skeletons.setdefault(bones, set()).add(number)
                else:
                    sound = spelled(folded)
                    self._spelled.setdefault(sound[:4], {}).setdefault(sound, set()).add(number)
            if place is not None:
                self._countries.setdefault(place, set()).add(number)
        for value in _NUMBER.findall(text):
            self._numbers.setdefault(value.replace(",", ""), set()).add(number)
        self._joined.append(plain("".join(pieces)))
        self._initials.append("".join(word[0] for word in pieces if word[:1].isupper()).casefold())

    def _put(self, folded: str, number: int, inside: bool) -> None:
        """Note that a text has a word."""
        texts = self._words.setdefault(folded, {})
        texts[number] = texts.get(number, False) or inside
        if len(folded) >= 4:
            self._stems.setdefault(folded[:4], set()).add(folded)

    def row(self, source: Told) -> list[float]:
        """The fit of one source with every text."""
        site, words, numbers = url_words(source.url)
        row = [0.0] * self._count
        if source.words:
            words = list(dict.fromkeys([*words, *_title_words(source.words)]))
            numbers |= frozenset(_NUMBER.findall(source.words))
        alone: dict[int, int] = {}
        for word in words:
            hits = self._known.get(word)
            if hits is None:
                hits = self._known[word] = self._word(word)
            rare = log(1 + self._count / len(hits)) if hits else 0.0
            for number, value in hits.items():
                row[number] += value * rare
            if len(hits) == 1:
                alone[number] = alone.get(number, 0) + 1
        figures = dict.fromkeys(alone, False)
        for figure in numbers:
            texts = self._numbers.get(figure, ())
            if len(texts) == 1 and len(figure) > 2 and not _YEAR.fullmatch(figure):
                number = next(iter(texts))
                alone[number] = alone.get(number, 0) + 1
                figures[number] = True
        if len(alone) == 1:
            number, count = next(iter(alone.items()))
            if count >= ALONE_FROM - figures[number] or (count == len(words) > 1 and not source.words):
                row[number] += ALONE
        for name in site:
            hits = self._sites.get(name)
            if hits is None:
                hits = self._sites[name] = self._site(name)
            for number, value in hits.items():
                row[number] += value
        for figure in numbers:
            for number in self._numbers.get(figure, ()):
                row[number] += YEAR if _YEAR.fullmatch(figure) else LONG_NUMBER if len(figure) > 2 else NUMBER
        return row

    def _word(self, word: str) -> Hits:
        """What one word of a URL agrees with: the same word, the same stem, another spelling, the same country, words run together."""
        hits: Hits = {}
        if _WIDE.search(word):
            return {number: NAME for number, joined in enumerate(self._joined) if word in joined}
        if len(word) >= 9:
            hits = {number: COVERED * share for number, share in self._covered(word).items() if share >= 0.4}
        place = country(word)
        if place is not None:
            hits |= dict.fromkeys(self._countries.get(place, ()), PLACE)
        if len(word) >= 4 and (self._spelled or self._skeletons):
            hits |= dict.fromkeys(self._in_other_letters(word), SPELLED)
        if len(word) >= 5:
            for other in self._stems.get(word[:4], ()):
                if _shared(word, other) >= 0.65 * max(len(word), len(other)):
                    hits |= dict.fromkeys(self._words[other], STEM)
        return hits | {number: NAME if capital else WORD for number, capital in self._words.get(word, {}).items()}

    def _in_other_letters(self, word: str) -> set[int]:
        """The texts that have a word in Latin letters in another script."""
        found: set[int] = set()
        if len(word) >= 5 and self._spelled:
            own = spelled(word)
            for other, numbers in self._spelled.get(own[:4], {}).items():
                if _shared(own, other) >= 0.6 * max(len(own), len(other)):
                    found |= numbers
        if self._skeletons and (bones := skeleton(word)):
            found |= self._skeletons.get(bones, set())
        return found

    def _site(self, name: str) -> Hits:
        """What one label of a host agrees with: its name in the text, its words run together, its initials."""
        if len(name) < 3 or name in _COMMON:
            return {}
        hits: Hits = {}
        if len(name) >= 4 and (self._spelled or self._skeletons):
            hits = dict.fromkeys(self._in_other_letters(name), SPELLED)
        if len(name) >= 5:
            hits |= {number: SITE_COVERED * share for number, share in self._covered(name).items()}
            beginnings = [name[:length] for length in range(5, len(name) + 1)]  # buzzfeednews and BuzzFeed
            hits |= {number: SITE for word in beginnings for number, capital in self._words.get(word, {}).items() if capital}
            hits |= {number: SITE for number, joined in enumerate(self._joined) if name in joined}
        if len(name) <= 5:
            hits |= {number: SITE_INITIALS for number, initials in enumerate(self._initials) if name in initials}
        return hits | dict.fromkeys(self._words.get(name, ()), SITE)

    def _covered(self, run: str) -> Hits:
        """What share of a run of letters the words of each text make up: `livingwithcancer` and "living with the cancer"."""
        run = run[:LONGEST_RUN]
        inside = {run[start:end] for start in range(len(run) - 3) for end in range(start + 4, len(run) + 1)}
        lengths: Hits = {}
        for word in inside:
            for number in self._words.get(word, ()):
                lengths[number] = lengths.get(number, 0) + len(word)
        return {number: min(1.0, length / len(run)) for number, length in lengths.items()}


@lru_cache(maxsize=16_384)
def _read(word: str) -> tuple[str, str, int | None]:
    """A word of a text folded, the same as slugs may write it, and the country that it names: a text has most of its words many times."""
    folded = plain(word)
    return folded, in_two_letters(word), country(folded)


def _shared(one: str, other: str) -> int:
    """How many characters both begin with."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
