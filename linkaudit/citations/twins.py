"""The claims of several documents in, pairs that say the same out: mutual nearest neighbours by words and character n-grams, no model.

Measured on two articles with 18 paraphrased pairs among 475: all 18 and no other at the threshold of .5; the lowest true pair scored .63,
the highest false one .33. Names, numbers and rare words weigh most, because they are rare.
"""

from __future__ import annotations

import heapq
import math
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from linkaudit.claims.compare import agree, same_quantity
from linkaudit.claims.facts import values
from linkaudit.likeness import grams, words
from linkaudit.model import Citation, Claim, Suggestion, Twin

THRESHOLD = 0.5
# Candidates share one of their rarest words: those that carry this share of a claim's weight. What shares none of them shares too little.
_PREFIX = 0.75
_KEY = 5  # letters of a word that make its key: "система" and "системами" meet
_CROWD = 256  # claims that may share a key; a sentence that stands in more documents than this is furniture
_SEVERAL = 2  # numbers and dates that two claims must each give to be told apart by having none in common
_AT_LEAST = 80  # texts to reckon rarity with: among three sentences every shared word would look common
_ENOUGH = 0.15  # share of a claim's weight that another must have in rare words to be compared in full
_LOOK = 100  # candidates that are compared in full, the likeliest first


class Meaning(Protocol):
    """How near the claims of a list are in meaning, by a model of the user's; claims are named by their places in the list."""

    def alike(self, a: int, b: int) -> float:
        """The cosine of two claims, -1 to 1."""

    def near(self, number: int) -> Sequence[int]:
        """The claims nearest to one, in any order, without itself."""


Embedder = Callable[[Sequence[str]], Meaning]


def twins(claims: Iterable[Claim], embed: Embedder | None = None) -> tuple[Twin, ...]:
    """The pairs of claims from two documents, each the other's nearest in that document and alike by at least `THRESHOLD`.

    A claim may have a twin in several documents, one in each. Pairs come in the order of the claims given. Work and memory grow with the
    number of claims, not its square: only claims that share a rare word are compared. With `embed`, those that are near in meaning are
    too, and meaning counts for half of the likeness where that makes it more.
    """
    given = list(claims)
    index = _Index(given, embed([claim.plain for claim in given]) if embed and given else None)
    best: dict[tuple[int, str], tuple[float, int]] = {}
    scores: dict[tuple[int, int], float] = {}
    for a in range(len(given)):
        for b, score in index.neighbours(a):
            if score < THRESHOLD:
                continue
            scores[a, b] = score
            for one, other in ((a, b), (b, a)):
                key = (one, given[other].document)
                if key not in best or score > best[key][0]:
                    best[key] = (score, other)
    found = []
    for (a, b), score in sorted(scores.items()):
        mutual = best[a, given[b].document][1] == b and best[b, given[a].document][1] == a
        if mutual and not _about_something_else(given[a].plain, given[b].plain):
            found.append(Twin(given[a].id, given[b].id, round(score, 3)))
    return tuple(found)


def suggestions(pairs: Iterable[Twin], citations: Iterable[Citation]) -> tuple[Suggestion, ...]:
    """For every claim without a tie whose twin has some: the twin's sources, each with half of its best tie's confidence."""
    ties: dict[str, dict[str, float]] = defaultdict(dict)
    for citation in citations:
        for tie in citation.ties:
            known = ties[tie.claim]
            known[citation.source] = max(tie.confidence, known.get(citation.source, 0.0))
    found = []
    for pair in pairs:
        for claim, twin in ((pair.a, pair.b), (pair.b, pair.a)):
            if claim not in ties and twin in ties:
                found += [Suggestion(claim, twin, source, round(confidence / 2, 3)) for source, confidence in ties[twin].items()]
    return tuple(found)


def _about_something_else(a: str, b: str) -> bool:
    """Whether both give several numbers and dates and not one in common: rows of one list or notice are as alike as twins.

    "8 February 1916: transferred to the 168th Brigade" and "10 March 1917: transferred to the 169th Brigade" tell of two things.
    """
    ours, theirs = values(a), values(b)
    if min(len(ours.quantities) + len(ours.dates), len(theirs.quantities) + len(theirs.dates)) < _SEVERAL:
        return False
    return not any(same_quantity(x, y) for x in ours.quantities for y in theirs.quantities) and not any(
        agree(x, y) != "differs" for x in ours.dates for y in theirs.dates
    )


class _Features:
    """Texts as sets of features (words or n-grams), each weighed by how rare it is among the texts: BM25's weight, without its length term
    because claims are about equally long, and divided by what each text would score against itself."""

    def __init__(self, texts: Iterable[list[str]]) -> None:
        numbers: dict[str, int] = {}
        self.sets = [array("l", {numbers.setdefault(feature, len(numbers)) for feature in text}) for text in texts]
        self.names = list(numbers)
        counts = [0] * len(numbers)
        for features in self.sets:
            for feature in features:
                counts[feature] += 1
        among = max(len(self.sets), _AT_LEAST)
        self.weights = [math.log(1 + (among - count + 0.5) / (count + 0.5)) for count in counts]
        self.totals = [sum(map(self.weights.__getitem__, features)) for features in self.sets]

    def alike(self, a: set[int], whole: float, b: int) -> float:
        """What the features of `a` (their weights sum to `whole`) and text number `b` share, 0 to 1."""
        shared = sum(self.weights[feature] for feature in self.sets[b] if feature in a)
        scale = math.sqrt(whole * self.totals[b])
        return shared / scale if scale else 0.0


class _Index:
    """All claims by their rarest words, and how alike any two of them are."""

    def __init__(self, claims: Sequence[Claim], meaning: Meaning | None = None) -> None:
        self.meaning = meaning
        self.documents = [claim.document for claim in claims]
        self.words = _Features(words(claim.plain) for claim in claims)
        self.grams = _Features(grams(claim.plain) for claim in claims)
        self.shelves: dict[str, list[int]] = defaultdict(list)
        self.keys = [self._keys(number) for number in range(len(claims))]
        for number, keys in enumerate(self.keys):
            for key in keys:
                self.shelves[key].append(number)

    def _keys(self, number: int) -> dict[str, float]:
        """The beginnings of the rarest words, with their weights, until they carry enough of the claim's weight."""
        weights, kept, carried = self.words.weights, dict[str, float](), 0.0
        for word in sorted(self.words.sets[number], key=lambda word: (-weights[word], self.words.names[word])):
            kept.setdefault(self.words.names[word][:_KEY], weights[word])
            carried += weights[word]
            if carried >= _PREFIX * self.words.totals[number]:
                break
        return kept

    def neighbours(self, number: int) -> list[tuple[int, float]]:
        """The later claims of other documents that share rare words with this one, the likeliest first, with their likeness; then those
        that are near in meaning."""
        shared: dict[int, float] = defaultdict(float)
        for key, weight in self.keys[number].items():
            shelf = self.shelves[key]
            if len(shelf) <= _CROWD:
                for other in shelf:
                    if other > number:
                        shared[other] += weight
        here = self.documents[number]
        enough = _ENOUGH * self.words.totals[number]
        close = ((weight, -other) for other, weight in shared.items() if weight >= enough and self.documents[other] != here)
        likely = [-negative for _, negative in heapq.nlargest(_LOOK, close)]
        if self.meaning:
            near = {other for other in self.meaning.near(number) if other > number and self.documents[other] != here}
            likely += sorted(near.difference(likely))
        if not likely:
            return []
        own_words, own_grams = set(self.words.sets[number]), set(self.grams.sets[number])
        totals = self.words.totals[number], self.grams.totals[number]
        found = []
        for other in likely:
            likeness = (self.words.alike(own_words, totals[0], other) + self.grams.alike(own_grams, totals[1], other)) / 2
            if self.meaning:
                likeness = max(likeness, (likeness + self.meaning.alike(number, other)) / 2)
            found.append((other, likeness))
        return found
