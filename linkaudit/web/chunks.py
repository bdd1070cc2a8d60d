"""The bytes of a body that comes in chunks (RFC 9112, 7.1) in; what the chunks hold, out. Pure: reads nothing itself.

h11 reads the same at ten times the cost, and most pages that a program makes come like this. Trailers are nobody's business: behind
the last chunk the body is whole, and a connection on which more comes than the empty line is not used again.
"""

from __future__ import annotations

import re

_SIZE = re.compile(rb"([0-9A-Fa-f]{1,20})(?:;[^\n]*|[ \t]*)")
_LONGEST_LINE = 16 * 1024  # bytes before a chunk; nobody honest says more of it than its size


class Chunks:
    """A body that comes in chunks. Raises ValueError for what is none."""

    __slots__ = ("_at", "_data", "_left", "_state")

    def __init__(self) -> None:
        self._data, self._at, self._left = b"", 0, 0
        self._state = "size"  # what comes next: a chunk's "size", its "data", the end of its "line"; "last" is behind the last chunk

    def feed(self, data: bytes) -> None:
        """Take what has come."""
        self._data, self._at = self._data[self._at :] + data, 0

    def next(self) -> bytes | None:
        """The next piece of what has come; nothing (b"") when more must come first, None at the end of the body."""
        data = self._data
        if self._state == "line":
            behind = data[self._at : self._at + 2]
            if behind != b"\r\n":
                if b"\r\n".startswith(behind):
                    return b""
                raise ValueError("a chunk is longer than it said")
            self._at += 2
            self._state = "size"
        if self._state == "size":
            end = data.find(b"\r\n", self._at)
            if end < 0:
                if len(data) - self._at > _LONGEST_LINE:
                    raise ValueError("a chunk without a size")
                return b""
            size = _SIZE.fullmatch(data, self._at, end)
            if size is None:
                raise ValueError("a chunk without a size")
            self._at, self._left = end + 2, int(size[1], 16)
            self._state = "data" if self._left else "last"
        if self._state == "last":
            return None if len(data) - self._at >= 2 or not b"\r\n".startswith(data[self._at :]) else b""
        piece = data[self._at : self._at + self._left]
        self._at += len(piece)
        self._left -= len(piece)
        if not self._left:
            self._state = "line"
        return piece

    @property
    def clean(self) -> bool:
        """Whether the body has come to its end with the empty line, and nothing behind it."""
        return self._state == "last" and self._data[self._at :] == b"\r\n"
