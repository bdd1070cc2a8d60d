"""Stretches of a document in, in reading order; the text a reader sees and its map back to the document, out."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from struct import Struct
from typing import overload

from linkaudit.model import Passage, Place

_WORDS = re.compile(r"\S+")
_BREAK = re.compile(r"\r\n|\n|\r")


class Lines:
    """Where the lines of a text begin: a line ends with `\\n`, `\\r\\n` or `\\r`, as editors count."""

    def __init__(self, text: str) -> None:
        self.starts = [0, *(found.end() for found in _BREAK.finditer(text))]

    def place(self, offset: int) -> Place:
        """Line and column of an offset, both from 1; columns count code points."""
        line = bisect_right(self.starts, offset)
        return Place(line=line, column=offset - self.starts[line - 1] + 1)


Run = tuple[int, int, int]
_RUN = Struct("=3I")


@dataclass(frozen=True, slots=True)
class Runs(Sequence[Run]):
    """The runs of a passage in twelve bytes each: as tuples they took more room than its text."""

    packed: bytes

    def __len__(self) -> int:
        return len(self.packed) // _RUN.size

    @overload
    def __getitem__(self, index: int) -> Run: ...

    @overload
    def __getitem__(self, index: slice) -> Sequence[Run]: ...

    def __getitem__(self, index: int | slice) -> Run | Sequence[Run]:
        if isinstance(index, slice):
            return tuple(self)[index]
        if not -len(self) <= index < len(self):
            raise IndexError("no such run")
        return _RUN.unpack_from(self.packed, index % len(self) * _RUN.size)

    def __iter__(self) -> Iterator[Run]:
        return _RUN.iter_unpack(self.packed)


def packed(runs: Sequence[Run]) -> Sequence[Run]:
    """The same runs in little room."""
    return Runs(b"".join([_RUN.pack(*run) for run in runs])) if runs else ()


class Weaver:
    """Builds one passage's text: white space collapses to single spaces and every stretch that is the same, character for character,
    in the document is kept as a run."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.length = 0
        self.runs: list[Run] = []
        self._gap = False  # white space was seen that no word has followed yet

    def add(self, text: str, start: int) -> None:
        """A stretch of the document, verbatim, that begins at `start` in it."""
        words = text.split()
        if not words:
            self._gap = self._gap or bool(text)
            return
        line = " ".join(words)
        begin = text.find(line)
        if begin >= 0:  # all white space inside is single spaces, as in most lines: one stretch
            if begin:
                self._gap = True
            if self._gap and self.length:
                self._put(" ", start if begin == 1 and text[0] == " " else None)
            self._put(line, start + begin)
            self._gap = begin + len(line) < len(text)
            return
        position = 0
        for word in _WORDS.finditer(text):
            between = word.start() - position
            if between:
                self._gap = True
            if self._gap and self.length:
                # A lone space is itself part of the run; anything else is not the same character for character.
                plain = between == 1 and text[position] == " "
                self._put(" ", start + position if plain else None)
            self._gap = False
            self._put(word.group(), start + word.start())
            position = word.end()
        if position < len(text):
            self._gap = True

    def insert(self, text: str) -> None:
        """Characters that the document writes otherwise (a decoded entity): they lie between two runs."""
        if not text.strip() and text:
            self._gap = True
            return
        if text[:1].isspace():
            self._gap = True
        if self._gap and self.length:
            self._put(" ", None)
        self._gap = False
        self._put(" ".join(text.split()), None)
        if text[-1:].isspace():
            self._gap = True

    def _put(self, text: str, start: int | None) -> None:
        if start is not None:
            last = self.runs[-1] if self.runs else None
            if last and last[0] + last[2] == self.length and last[1] + last[2] == start:
                self.runs[-1] = (last[0], last[1], last[2] + len(text))
            else:
                self.runs.append((self.length, start, len(text)))
        self.parts.append(text)
        self.length += len(text)

    def next(self) -> int:
        """Where the next visible character will stand in the text."""
        return self.length + (1 if self._gap and self.length else 0)

    def close_up(self) -> None:
        """No gap after all: what comes next is punctuation (`fell~\\cite{a}.`)."""
        self._gap = False

    def space(self) -> None:
        """A gap that the document has only in its markup (`<br>`, a soft break)."""
        self._gap = True

    @property
    def text(self) -> str:
        """What has been woven. Joined anew each time: for the end, `tail` costs less."""
        return "".join(self.parts)

    def tail(self, count: int) -> str:
        """The last `count` characters of the text."""
        parts: list[str] = []
        for part in reversed(self.parts):
            if count <= 0:
                break
            parts.append(part[-count:])
            count -= len(part)
        return "".join(reversed(parts))


def to_document(runs: Sequence[Run], offset: int, *, end: bool = False) -> int | None:
    """Where a passage's text offset stands in the document; with `end`, where the stretch that ends there ends.

    Inside a decoded entity it is the nearest place outside. None for a passage without runs.
    """
    if not runs:
        return None
    if end and offset > 0:
        last = to_document(runs, offset - 1)
        index = bisect_right(runs, offset - 1, key=lambda run: run[0]) - 1
        if index >= 0 and offset - 1 < runs[index][0] + runs[index][2]:
            return None if last is None else last + 1
        return runs[index + 1][1] if index + 1 < len(runs) else runs[index][1] + runs[index][2]
    index = max(bisect_right(runs, offset, key=lambda run: run[0]) - 1, 0)
    text_at, document_at, length = runs[index]
    return document_at + min(max(offset - text_at, 0), length)


def spread(passage: Passage, start: int, end: int) -> tuple[int, int] | None:
    """The stretch of the document that holds `passage.text[start:end]`."""
    first, last = to_document(passage.runs, start), to_document(passage.runs, end, end=True)
    return None if first is None or last is None else (first, last)


def to_text(runs: Sequence[Run], offset: int) -> int:
    """Where a place of the document stands in a passage's text: the nearest character at or after it. `runs` must not be empty."""
    index = max(bisect_right(runs, offset, key=lambda run: run[1]) - 1, 0)
    text_at, document_at, length = runs[index]
    if offset < document_at + length or index + 1 == len(runs):
        return text_at + min(max(offset - document_at, 0), length)
    return runs[index + 1][0]
