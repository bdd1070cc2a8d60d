"""A page's sentences and a claim in, the window of three sentences that comes nearest out.

Nearness is BM25's weight of the claim's words that a window has plus that of its character n-grams, so that other endings still meet.
Measured on 328 claims with known evidence: the two together put an evidence sentence first for 80 % of the claims, words alone for 77 %.
"""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from linkaudit.claims.dates import dates
from linkaudit.claims.facts import values
from linkaudit.claims.sentences import split
from linkaudit.evidence.language import FUNCTION_WORDS
from linkaudit.likeness import grams, words
from linkaudit.model import Facts, PageText

WIDTH = 3  # sentences
HEAD = 20  # blocks at the beginning of a page that may hold its dateline
STEM = 5  # letters that two long words must begin with to count as forms of one
_LONGEST = 600  # letters of a sentence that are searched as one; a list without stops is cut there
MOST_SENTENCES = 20_000


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a page: its words as they stand, the block it stands in, and whether that belongs to the article."""

    text: str
    block: int
    main: bool


@dataclass(frozen=True, slots=True)
class Window:
    """Neighbouring sentences of a page. `overlap` is the share of the claim's content words that they have."""

    first: int
    last: int  # the sentence after the window
    shown: tuple[int, int]  # the same without sentences at its ends that have no word of the claim (a menu beside the headline)
    overlap: float
    best: int  # the one sentence of them that has most of the claim


@dataclass
class Index:
    """A page, ready to be searched for many claims."""

    page: PageText
    sentences: tuple[Sentence, ...] = field(init=False)

    def __post_init__(self) -> None:
        main = set(self.page.main)
        language = self.page.language or "en"
        found: list[Sentence] = []
        for number, block in enumerate(self.page.body):
            for start, end in split(block, (), language):
                found += [Sentence(piece, number, block in main) for piece in _pieces(block[start:end])]
            if len(found) > MOST_SENTENCES:
                break
        self.sentences = tuple(found)
        self._given: dict[tuple[int, int], Facts] = {}
        self.stems: dict[str, list[int]] = defaultdict(list)
        self.words: dict[str, list[int]] = defaultdict(list)
        self.grams: dict[str, list[int]] = defaultdict(list)
        for number, sentence in enumerate(found):
            own = set(words(sentence.text))
            for word in own:
                self.words[word].append(number)
            for stem in {word[:STEM] for word in own if len(word) > STEM}:
                self.stems[stem].append(number)
            for gram in set(grams(sentence.text)):
                self.grams[gram].append(number)

    @cached_property
    def facts(self) -> Facts:
        """Every quantity and date of the whole page; their places count in `whole`."""
        return values(self.whole, self.published)

    @cached_property
    def whole(self) -> str:
        """The page as one text, its title last."""
        return " \n ".join((*self.page.body, self.page.title))

    @cached_property
    def published(self) -> date | None:
        """The date that "Wednesday" counts from: the one that the markup states, else the first whole date of the page's head."""
        if self.page.published:
            return self.page.published
        for fact in dates(" \n ".join(self.page.body[:HEAD])[:2000]):
            if fact.year and fact.month and fact.day:
                try:
                    return date(fact.year, fact.month, fact.day)
                except ValueError:
                    continue
        return None

    def given(self, window: Window) -> Facts:
        """The quantities and dates of a window."""
        key = (window.first, window.last)
        if key not in self._given:
            self._given[key] = values(self.text(window), self.published)
        return self._given[key]

    def text(self, window: Window) -> str:
        """The sentences of a window as one text."""
        return " ".join(sentence.text for sentence in self.sentences[window.first : window.last])

    def quote(self, window: Window) -> str:
        """What of a window is shown to a reader."""
        return " ".join(sentence.text for sentence in self.sentences[slice(*window.shown)])

    def best(self, claim: str, main: bool = False) -> Window | None:
        """The window that has most of a claim, in the article alone if `main`; None when there is no word of it there."""
        wanted = content(claim)
        if not wanted or not self.sentences:
            return None
        has: dict[int, set[str]] = defaultdict(set)
        weights, total = {}, 0.0
        for word in wanted:
            exact = self.words.get(word, [])
            weights[word] = self._weight(len(exact))
            total += weights[word]
            alike = self.stems.get(word[:STEM], []) if len(word) > STEM else []
            for number in {*exact, *alike}:
                if not main or self.sentences[number].main:
                    has[number].add(word)
        gram_weights, gram_total = {}, 0.0
        gram_places: dict[int, set[str]] = defaultdict(set)
        for gram in dict.fromkeys(grams(claim)):
            places = self.grams.get(gram, [])
            gram_weights[gram] = self._weight(len(places))
            gram_total += gram_weights[gram]
            if len(places) * 4 <= len(self.sentences) + 40:  # one that stands everywhere tells nothing of where
                for number in places:
                    gram_places[number].add(gram)
        best: tuple[float, int] | None = None
        for first in sorted({max(0, number - back) for number in has for back in range(WIDTH)}):
            reach = range(first, min(first + WIDTH, len(self.sentences)))
            own: set[str] = set().union(*(has.get(number, ()) for number in reach))
            own_grams: set[str] = set().union(*(gram_places.get(number, ()) for number in reach))
            score = sum(weights[word] for word in own) / total + sum(gram_weights[gram] for gram in own_grams) / (gram_total or 1.0)
            if best is None or score > best[0] + 1e-9:
                best = (score, first)
        if best is None:
            return None
        first = best[1]
        last = min(first + WIDTH, len(self.sentences))
        found = frozenset().union(*(has.get(number, ()) for number in range(first, last)))
        shown = [number for number in range(first, last) if has.get(number)]
        nearest = max(range(first, last), key=lambda number: (sum(weights[word] for word in has.get(number, ())), -number))
        return Window(first, last, (shown[0], shown[-1] + 1), len(found) / len(wanted), nearest)

    def share(self, claim: str) -> float:
        """What share of the claim's content words stand anywhere on the page, in any of their forms."""
        wanted = content(claim)
        there = sum(1 for word in wanted if word in self.words or (len(word) > STEM and word[:STEM] in self.stems))
        return there / len(wanted) if wanted else 0.0

    def _weight(self, places: int) -> float:
        among = len(self.sentences)
        return math.log(1 + (among - places + 0.5) / (places + 0.5))


def _pieces(sentence: str) -> list[str]:
    """A sentence, or the pieces of one that is too long, cut between words."""
    pieces = []
    while len(sentence) > _LONGEST:
        at = sentence.rfind(" ", 1, _LONGEST)
        at = at if at > 0 else _LONGEST
        pieces.append(sentence[:at])
        sentence = sentence[at:].lstrip()
    return [*pieces, sentence]


# What a link is often written on: "(source)", "[here]". It is no part of what the claim says.
_POINTERS = frozenset(
    words(
        """
        source sources link links here via quelle quellen hier lien ici fuente fuentes aqui fonte fonti qui bron kilde her kalla har
        lahde tassa zrodlo zrodla tutaj zdroj zde izvor sursa aici forras itt kaynak burada источник источники здесь джерело тут крыніца
        """
    )
)
# Words that say who, where and when only beside others, and so are no loss when a page puts it otherwise; what tells a language stands in
# `FUNCTION_WORDS` already.
_EMPTY = frozenset(
    words(
        """
        a an i he him his she her hers it its them theirs we us our ours you your yours whom whose what where when while these those there
        also again just only such so then than very too both each other another same own more most some any all or if about into onto over
        under after before during between among through against within without since until because although though however do does did done
        am can could may might shall should must one up out off down later now still even well once upon per
        ich er wir ihr ihm ihn ihre seine seinen seiner einem einen war waren habe haben hatte kann konnte wenn dann noch schon sehr mehr
        oder aber dass diese dieser dieses jener durch gegen ohne zwischen vor am zum zur vom beim ins
        für über um soll sollen sollte muss müssen worden wurden dabei dazu davon
        je tu moi toi lui eux ce ces cet ou mais donc ne se sa son ses leurs avait avoir peut comme aussi tres sans sous entre apres avant
        doit sera seront
        yo ella ellos ellas nos les lo le mi su ha habia tiene puede sin pero ya aun cada otro otra despues antes durante
        io lei noi voi loro suo sua suoi essere aveva ha puo senza dopo prima durante ancora
        я мы ты вы она они его ее им ему ей нас вас их был была были было есть или уже еще после до при над под между без этот эта эти
        """
    )
)


def content(claim: str) -> tuple[str, ...]:
    """The words of a claim that carry content, each once, in order; all of them when it has no others."""
    every = tuple(dict.fromkeys(words(claim)))
    return tuple(word for word in every if word not in FUNCTION_WORDS and word not in _POINTERS and word not in _EMPTY) or every
