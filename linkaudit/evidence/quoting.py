"""A quotation and a page in; found word for word, nearly (with the difference shown), or not, out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from linkaudit.claims.compare import negations
from linkaudit.likeness import fold

LEAST = 6  # consecutive words that make a quotation worth the name; shorter ones are anybody's
NEAR = 0.75  # share of words in order from which a passage is shown as the quotation with differences
ENOUGH = 0.6  # share of words in any order from which a stretch is compared
_WORD = re.compile(r"[^\W_]+(?:['’ʼ-][^\W_]+)*")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")
_LEAST_UNSPACED = 12  # characters, in scripts without spaces
# Where a quotation leaves words out ("...", "[…]"), where an editor put others in their place ("[the city]"), and where nothing is meant
# to differ ("[sic]", "[W]e").
_LEFT_OUT = re.compile(r"[\[(]?(?:\.\s?\.\s?\.|…)[\])]?")
_PUT_IN = re.compile(r"\[([^\[\]]{1,60})\]")
_NOTHING = re.compile(r"\[(?:sic|sic!|!|emphasis added|emphasis mine)\]\s?", re.IGNORECASE)
_LETTER = re.compile(r"\[([^\W\d_])\](?=[^\W\d_])")
_RIGHT_BEFORE = re.compile(r"([^\W\d_]+(?:['’][^\W\d_]+)?)\s$")
_RIGHT_BEHIND = re.compile(r"\s([^\W\d_]+)")
MOST_PUT_IN = 8  # words of the page that a bracket may stand for
_BESIDE = 3  # words next to a gap that must not deny
_MOST_PLACES = 20  # of one block that a quotation is tried at


@dataclass(frozen=True, slots=True)
class Found:
    """Where a quotation stands: the block, and its words there. `diff` is empty when it stands word for word."""

    block: int
    text: str
    diff: str = ""


def find(quotation: str, blocks: Sequence[str]) -> Found | None:
    """The first place where the words of a quotation stand in this order, marks, case, accents and dashes apart; else the nearest one.

    An ellipsis or a bracket parts the quotation; its parts must stand in order in one block, one of them at least six words long, and what
    is left out between them may not be the "not". A quotation without six words in a row is not looked for.
    """
    parts, gaps = _parts(quotation)
    long = max(range(len(parts)), key=lambda number: len(parts[number]), default=0)
    if not parts or len(parts[long]) < _least(parts[long]):
        return None
    denied: Found | None = None
    for number, block in enumerate(blocks):
        flat, places = _flat(block)
        wanted = [f" {' '.join(word for word, _, _ in part)} " for part in parts]
        at = flat.find(wanted[long])
        for _ in range(_MOST_PLACES):
            if at < 0:
                break
            if reach := _around(flat, wanted, gaps, long, at):
                start, end = places[reach[0] + 1], _word_end(block, places[reach[1] - 2])
                if (cut := _cut_off(block, start, end)) is None:
                    return Found(number, block[start:end])
                denied = denied or Found(number, block[slice(*cut)], _difference(_words(block[start:end]), _words(block[slice(*cut)])))
            at = flat.find(wanted[long], at + 1)
    return denied or _nearest([word for part in parts for word, _, _ in part], blocks)


def _cut_off(block: str, start: int, end: int) -> tuple[int, int] | None:
    """The stretch of a block with the "not" that stands right before or behind it, if there is one: "never | will we give up"."""
    before, behind = _RIGHT_BEFORE.search(block, max(0, start - 30), start), _RIGHT_BEHIND.match(block, end)
    first = before.start(1) if before and negations(before[1]) and not negations(block[start:end]) else start
    last = behind.end(1) if behind and negations(behind[1]) and not negations(block[start:end]) else end
    return (first, last) if (first, last) != (start, end) else None


def _words(text: str) -> list[str]:
    return [word for word, _, _ in _tokens(text)]


def _parts(quotation: str) -> tuple[list[list[tuple[str, int, int]]], list[int | None]]:
    """The words of a quotation between its gaps, and how many words of the page each gap may stand for (None: any number)."""
    text = _LETTER.sub(r"\1", _NOTHING.sub("", quotation))
    text = _LEFT_OUT.sub(" \x00 ", text)
    text = _PUT_IN.sub(lambda put: put[1] if negations(put[1]) else " \x01 ", text)
    parts: list[list[tuple[str, int, int]]] = []
    gaps: list[int | None] = []
    for piece in re.split("([\x00\x01])", text):
        if piece in ("\x00", "\x01"):
            if parts:
                gaps[len(parts) - 1 :] = [None if piece == "\x00" else MOST_PUT_IN]
        elif part := _tokens(piece):
            parts.append(part)
    return parts, gaps[: max(0, len(parts) - 1)]


def _around(flat: str, wanted: list[str], gaps: list[int | None], long: int, at: int) -> tuple[int, int] | None:
    """Where the whole quotation begins and ends in a flat block when its longest part begins at `at`: the parts before it the nearest that
    stand before, the parts behind it the nearest behind."""
    first, last = at, at + len(wanted[long])
    for number in range(long - 1, -1, -1):
        before = flat.rfind(wanted[number], 0, first + 1)
        if before < 0 or not _may_leave_out(flat[before + len(wanted[number]) : first], gaps[number]):
            return None
        first = before
    for number in range(long + 1, len(wanted)):
        behind = flat.find(wanted[number], last - 1)
        if behind < 0 or not _may_leave_out(flat[last:behind], gaps[number - 1]):
            return None
        last = behind + len(wanted[number])
    return first, last


def _may_leave_out(words: str, most: int | None) -> bool:
    """Whether a quotation may pass over these words of the page: not too many, and none beside it that denies."""
    between = words.split()
    beside = " ".join((*between[:_BESIDE], *between[-_BESIDE:]))
    return (most is None or len(between) <= most) and not negations(beside)


def is_long(quotation: str) -> bool:
    """Whether a quotation is worth looking for."""
    return any(len(part) >= _least(part) for part in _parts(quotation)[0])


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
    best: tuple[float, int, list[tuple[str, int, int]]] | None = None
    for number, block in enumerate(blocks):
        tokens = _tokens(block)
        size = len(wanted)
        peak, at = _densest(wanted, [word for word, _, _ in tokens])
        if peak >= ENOUGH * size:
            stretch = _trimmed(wanted, tokens[max(0, at - 2) : at + size + max(2, size // 5)])
            ratio = SequenceMatcher(None, wanted, [word for word, _, _ in stretch], autojunk=False).ratio()
            if ratio >= NEAR and (best is None or ratio > best[0]):
                best = (ratio, number, stretch)
    if best is None:
        return None
    _, number, stretch = best
    text = blocks[number][stretch[0][1] : stretch[-1][2]]
    return Found(number, text, _difference(wanted, [word for word, _, _ in stretch]))


def _densest(wanted: list[str], given: list[str]) -> tuple[int, int]:
    """How many of the wanted words the best stretch of that length has, each counted as often as it is wanted, and where it begins. (Words
    that come again and again, "the storm of the year of the storm", would outweigh the quotation itself.)"""
    lacking = Counter(wanted)
    here = peak = at = 0
    for end, word in enumerate(given):
        if word in lacking:
            here += lacking[word] > 0
            lacking[word] -= 1
        gone = given[end - len(wanted)] if end >= len(wanted) else ""
        if gone in lacking:
            lacking[gone] += 1
            here -= lacking[gone] > 0
        if here > peak:
            peak, at = here, max(0, end - len(wanted) + 1)
    return peak, at


def _trimmed(wanted: list[str], stretch: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """A stretch of a block without what stands before and behind everything that it shares with the quotation."""
    same = SequenceMatcher(None, wanted, [word for word, _, _ in stretch], autojunk=False).get_matching_blocks()[:-1]
    return stretch[same[0].b : same[-1].b + same[-1].size] if same else stretch


def _difference(wanted: list[str], given: list[str]) -> str:
    """Both wordings in one line: [-only in the claim-] {+only on the page+}."""
    parts: list[str] = []
    for how, a, b, c, d in SequenceMatcher(None, wanted, given, autojunk=False).get_opcodes():
        if how == "equal":
            parts.append(" ".join(wanted[a:b]))
        else:
            parts += [f"[-{' '.join(wanted[a:b])}-]"] * (b > a) + [f"{{+{' '.join(given[c:d])}+}}"] * (d > c)
    return " ".join(parts)
