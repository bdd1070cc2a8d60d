"""Text, folded so that words compare across cases, accents and spellings; and blocks of phrases, searched for all at once."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"\w+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]")
# combining accents of Latin, Greek and Cyrillic, Hebrew points, Arabic vowels; invisible directions and joiners
_COMBINING = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u0652\u0670\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u0640]")
_ALIKE = str.maketrans(
    "\u2019\u2018`\u00b4\u0649\u06cc\u06a9\u0629\u0131\u0142\u00f8\u0111", "\u0027" * 4 + "\u064a\u064a\u0643\u0647" + "ilod"
)


def phrases(rows: str) -> tuple[str, ...]:
    """The phrases of a block of data, separated by `|`, folded for comparing."""
    return tuple(fold(phrase.strip()) for phrase in rows.split("|") if phrase.strip())


def names(rows: str) -> frozenset[str]:
    """The names of a block of data, separated by white space."""
    return frozenset(rows.split())


def contains(text: str, phrases: tuple[str, ...]) -> bool:
    """Whether a folded text has one of the phrases."""
    heard, tables = _heard
    if id(phrases) in tables and text in heard:
        return False
    return _any_of(phrases, text.isascii()).search(text) is not None


def listen(text: str, tables: tuple[tuple[str, ...], ...]) -> None:
    """Ask a folded text once for the phrases of all tables. If it has none, and most texts have none, `contains` knows so from now on of
    every part of it; if it has one, each table is searched for by itself."""
    global _heard  # noqa: PLW0603 - no more than a memory of what was found
    if _any_of(tables, text.isascii()).search(text) is None:
        _heard = text, frozenset(map(id, tables))


_heard: tuple[str, frozenset[int]] = ("", frozenset())
_PATTERNS: dict[tuple[int, bool], tuple[object, re.Pattern[str]]] = {}
_MOST_PATTERNS = 128


def _any_of(phrases: tuple[str, ...] | tuple[tuple[str, ...], ...], ascii_only: bool) -> re.Pattern[str]:
    """A pattern that finds any of the phrases, made once for each table (hashing a table costs as much as a search)."""
    held, pattern = _PATTERNS.get((id(phrases), ascii_only), (None, None))
    if pattern is None or held is not phrases:
        pattern = _compiled(phrases, ascii_only)
        if len(_PATTERNS) >= _MOST_PATTERNS:
            _PATTERNS.clear()
        _PATTERNS[id(phrases), ascii_only] = phrases, pattern
    return pattern


@lru_cache(maxsize=64)
def _compiled(phrases: tuple[str, ...] | tuple[tuple[str, ...], ...], ascii_only: bool) -> re.Pattern[str]:
    """A pattern that finds any of the phrases, their common beginnings shared: seven times faster than asking for each of a few hundred.

    It is linear: at every place it walks down one path of the tree. A plain ASCII text is only compared with phrases that are.
    """
    tree: dict[str, dict] = {}  # type: ignore[type-arg]
    for row in phrases:
        for phrase in (row,) if isinstance(row, str) else row:
            if phrase.isascii() or not ascii_only:
                node = tree
                for letter in phrase:
                    node = node.setdefault(letter, {})
                node[""] = {}
    return re.compile(_pattern(tree) if tree else r"(?!)")


def _pattern(node: dict[str, dict]) -> str:  # type: ignore[type-arg]
    if "" in node:
        return ""  # a phrase ends here; a longer one that begins with it adds nothing
    branches = [re.escape(letter) + _pattern(below) for letter, below in sorted(node.items())]
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"


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
