"""Text, folded so that words compare across cases, accents and spellings; and blocks of phrases, looked for all at once."""

from __future__ import annotations

import re
import unicodedata
from array import array
from itertools import chain

_WORD = re.compile(r"\w+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
# combining accents of Latin, Greek and Cyrillic, Hebrew points, Arabic vowels; invisible directions and joiners
_COMBINING = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0640]")
_ALIKE = str.maketrans(
    "\u2019\u2018`\u00b4\u0649\u06cc\u06a9\u0629\u0131\u0142\u00f8\u0111", "\u0027" * 4 + "\u064a\u064a\u0643\u0647" + "ilod"
)


def phrases(rows: str) -> tuple[str, ...]:
    """The phrases of a block of data, separated by `|`, folded for comparing. A space before the `|` ends a word: `artık |` is not in
    "Artikel"."""
    parts = [phrase for phrase in rows.rstrip().split("|") if phrase.strip()]
    return tuple(fold(part.strip()) + (" " if part[len(part.rstrip()) :] == " " else "") for part in parts)


def names(rows: str) -> frozenset[str]:
    """The names of a block of data, separated by white space."""
    return frozenset(rows.split())


def contains(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether a folded text has one of the phrases."""
    heard, tables = _heard
    if id(phrases) in tables and text in heard:
        return False
    return _any_of(text, phrases)


def listen(text: str, tables: tuple[tuple[str, ...], ...]) -> None:
    """Ask a folded text once for the phrases of all tables. If it has none, and most texts have none, `contains` knows so from now on of
    every part of it; if it has one, each table is searched for by itself."""
    global _heard  # noqa: PLW0603 - no more than a memory of what was found
    if not _any_of(text, tables):
        _heard = text, frozenset(map(id, tables))


_heard: tuple[str, frozenset[int]] = ("", frozenset())
PIECE, STEP = 4, 2  # bytes: a text is cut into pieces that begin at every second byte
_LONG = PIECE + STEP - 1  # a phrase that long holds a whole piece, wherever in a text it stands
_Table = tuple[str, ...] | tuple[tuple[str, ...], ...]


class _Index:
    """A table of phrases, in UTF-8, by the pieces one of which a text with that phrase must have: those at its first and second byte. With
    each the piece that comes next, if there is one, else the same."""

    __slots__ = ("by_piece", "pieces", "short", "table")

    def __init__(self, table: _Table) -> None:
        self.table = table
        by_piece: dict[int, list[tuple[int, bytes]]] = {}
        short: list[bytes] = []
        for row in table:
            for phrase in (row,) if isinstance(row, str) else row:
                data = _bytes(phrase)
                if len(data) < _LONG:
                    short.append(data)
                    continue
                for at in range(STEP):
                    pieces = array("I", data[at : at + (2 * PIECE if len(data) >= at + 2 * PIECE else PIECE)])
                    by_piece.setdefault(pieces[0], []).append((pieces[-1], data))
        self.by_piece, self.pieces, self.short = by_piece, frozenset(by_piece), tuple(dict.fromkeys(short))


_INDEXES: dict[int, _Index] = {}
_MOST_INDEXES = 64
_cut: tuple[str, bytes, frozenset[int]] = ("", b"", frozenset())  # the last text and its pieces: one text is asked for many tables


def _any_of(text: str, table: _Table) -> bool:
    """Whether a text has any phrase of a table. A table's index is made once (hashing a table costs as much as a search)."""
    index = _INDEXES.get(id(table))
    if index is None or index.table is not table:
        if len(_INDEXES) >= _MOST_INDEXES:
            _INDEXES.clear()
        index = _INDEXES[id(table)] = _Index(table)
    data, pieces = _cut_up(text)
    if any(map(data.__contains__, index.short)):
        return True
    found = index.pieces & pieces
    return any(further in pieces and phrase in data for piece in found for further, phrase in index.by_piece[piece])


def _cut_up(text: str) -> tuple[bytes, frozenset[int]]:
    global _cut  # noqa: PLW0603 - no more than a memory of what was cut
    before, data, pieces = _cut
    if before is not text:
        data = _bytes(text)
        parts = (array("I", data[at : len(data) - (len(data) - at) % PIECE]) for at in range(0, PIECE, STEP) if len(data) >= at)
        pieces = frozenset(chain.from_iterable(parts))
        _cut = text, data, pieces
    return data, pieces


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def fold(text: str) -> str:
    """Text for comparing words: case folded, compatibility forms and diacritics dropped, apostrophes and Arabic letters made one kind,
    letters with a stroke or without a dot as they are typed without.

    Headings in capitals lose their accents in Greek, and many pages are typed without them: `ΔΕΝ ΒΡΕΘΗΚΕ` and `Δεν βρέθηκε` are one.
    """
    if text.isascii():
        return text.lower()
    bare = _COMBINING.sub("", unicodedata.normalize("NFKD", text)).casefold()
    return unicodedata.normalize("NFC", bare.translate(_ALIKE))


def squeeze(text: str) -> str:
    """White space collapsed to single spaces."""
    return " ".join(text.split())


def words(text: str) -> list[str]:
    """The words of a text, folded; an unspaced run of CJK, Thai, Lao, Khmer or Burmese counts by its characters."""
    found: list[str] = []
    for word in _WORD.findall(fold(text)):
        if word.isascii() or not _UNSPACED.search(word):
            found.append(word)
        else:
            found.extend(word)
    return found


def count(text: str) -> int:
    """How many words a text has; in unspaced scripts two characters make one."""
    if text.isascii():
        return len(_WORD.findall(text))
    unspaced = len(_UNSPACED.findall(text))
    return len(_WORD.findall(_UNSPACED.sub(" ", text))) + unspaced // 2
