"""A quotation and a page in; found word for word, nearly (with the difference shown), or not, out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from linkaudit.likeness import fold

LEAST = 6  # consecutive words that make a quotation worth the name; shorter ones are anybody's
NEAR = 0.75  # share of words in order from which a passage is shown as the quotation with differences
_WORD = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_LEAST_UNSPACED = 12  # characters, in scripts without spaces
_ELLIPSIS = re.compile(r"\[?(?:\.\s?\.\s?\.|…)\]?")


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quotation stands: the block, and its words there. `diff` is empty when it stands word for word."""

    block: int
    text: str
    diff: str = ""


def find(quotation: str, blocks: Sequence[str]) -> Found | None:
    """The first place where the words of a quotation stand in this order, marks, case, accents and dashes apart; else the nearest one.

    An ellipsis parts the quotation; each part of at least six words must stand, in order, in one block. Shorter ones are not looked for.
    """
    parts = [part for part in (_tokens(piece) for piece in _ELLIPSIS.split(quotation)) if len(part) >= _least(part)]
    if not parts:
        return None
    for number, block in enumerate(blocks):
        flat, places = _flat(block)
        at, first, last = 0, None, 0
        for part in parts:
            wanted = f" {' '.join(word for word, _, _ in part)} "
            at = flat.find(wanted, at)
            if at < 0:
                break
            first = places[at + 1] if first is None else first
            at += len(wanted) - 1
            last = places[at - 1]
        else:
            if first is not None:
                return Found(number, block[first : _word_end(block, last)])
    return _nearest([word for part in parts for word, _, _ in part], blocks)


def is_long(quotation: str) -> bool:
    """Whether a quotation is worth looking for."""
    return any(len(part) >= _least(part) for part in (_tokens(piece) for piece in _ELLIPSIS.split(quotation)))


def is_title(quotation: str) -> bool:
    """Whether the words are the name of a work rather than somebody's: "All the Money in the World"."""
    long = [match.group() for match in _WORD.finditer(quotation) if len(match.group()) > 3]
    return len(long) > 1 and sum(word[0].isupper() for word in long) > len(long) * 0.7


def _least(part: list[tuple[str, int, int]]) -> int:
    return _LEAST_UNSPACED if part and _UNSPACED.search(part[0][0]) else LEAST


def _tokens(text: str) -> list[tuple[str, int, int]]:
    """The folded words with their places; single characters in scripts without spaces."""
    found: list[tuple[str, int, int]] = []
    for match in _WORD.finditer(text):
        if _UNSPACED.search(match.group()):
            found += [(fold(character), match.start() + n, match.start() + n + 1) for n, character in enumerate(match.group())]
        else:
            found += [(word, *match.span()) for word in fold(match.group()).split("-") if word]
    return found


def _flat(block: str) -> tuple[str, list[int]]:
    """The folded words of a block with a space on each side, and for every character of it the place in the block of the word it is of."""
    flat, places = [" "], [0]
    for word, start, _ in _tokens(block):
        flat.append(word + " ")
        places += [start] * (len(word) + 1)
    return "".join(flat), places


def _word_end(block: str, start: int) -> int:
    match = _WORD.match(block, start)
    return match.end() if match and not _UNSPACED.search(match.group()) else start + 1


def _nearest(wanted: list[str], blocks: Sequence[str]) -> Found | None:
    """The stretch of a block that has most of the words in order, with the differences, if it has enough of them."""
    rare = set(wanted)
    best: tuple[float, int, list[tuple[str, int, int]]] | None = None
    for number, block in enumerate(blocks):
        tokens = _tokens(block)
        marks = [word in rare for word, _, _ in tokens]
        size = len(wanted)
        here = sum(marks[:size])
        peak, at = here, 0
        for start in range(1, max(1, len(tokens) - size + 1)):
            here += marks[start + size - 1] - marks[start - 1]
            if here > peak:
                peak, at = here, start
        if peak >= NEAR * size:
            stretch = tokens[at : at + size]
            ratio = SequenceMatcher(None, wanted, [word for word, _, _ in stretch], autojunk=False).ratio()
            if ratio >= NEAR and (best is None or ratio > best[0]):
                best = (ratio, number, stretch)
    if best is None:
        return None
    _, number, stretch = best
    text = blocks[number][stretch[0][1] : stretch[-1][2]]
    return Found(number, text, _difference(wanted, [word for word, _, _ in stretch]))


def _difference(wanted: list[str], given: list[str]) -> str:
    """Both wordings in one line: [-only in the claim-] {+only on the page+}."""
    parts: list[str] = []
    for how, a, b, c, d in SequenceMatcher(None, wanted, given, autojunk=False).get_opcodes():
        if how == "equal":
            parts.append(" ".join(wanted[a:b]))
        else:
            parts += [f"[-{' '.join(wanted[a:b])}-]"] * (b > a) + [f"{{+{' '.join(given[c:d])}+}}"] * (d > c)
    return " ".join(parts)
