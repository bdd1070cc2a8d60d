"""Rows of plain data by number, laid on disk as they come and taken up one at a time: what keeps a long run small.

The file has no name and goes with the process, however that ends.
"""

from __future__ import annotations

import marshal
from array import array
from typing import Any

from linkaudit import files

BLOCK = 128 * 1024  # bytes that wait to be written together


class Pile:
    """Rows numbered from 0 up to `length`: None, numbers, texts and tuples of them. Raises Incomplete when the disk is full."""

    def __init__(self, length: int) -> None:
        self._at, self._size = array("Q", bytes(8 * length)), array("I", bytes(4 * length))
        self._spool, self._waiting, self._written = files.Spool(BLOCK), bytearray(), 0

    def __contains__(self, index: int) -> bool:
        return self._size[index] > 0

    def __setitem__(self, index: int, row: Any) -> None:
        """Lay a row down; a later one takes its place."""
        packed = marshal.dumps(row)
        self._at[index], self._size[index] = self._written + len(self._waiting), len(packed)
        self._waiting += packed
        if len(self._waiting) >= BLOCK:
            self._spool.keep(self._waiting)
            self._written += len(self._waiting)
            self._waiting = bytearray()

    def __getitem__(self, index: int) -> Any:
        size, at = self._size[index], self._at[index] - self._written
        packed = self._spool.take((self._at[index], size)) if at < 0 else self._waiting[at : at + size]
        return marshal.loads(packed)
