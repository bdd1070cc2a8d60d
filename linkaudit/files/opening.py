"""A path in, bytes or a reason out; only regular files of a bearable size are ever opened."""

from __future__ import annotations

import gzip
import io
import os
import stat
import sys
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, Literal

from linkaudit.errors import LinkauditError
from linkaudit.model import Unreadable

LARGEST = 64 * 1024 * 1024  # of one document; a 10 GB sparse file costs nothing to make and everything to read


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to read. `name` is the path as found, fit to print (bytes that are no UTF-8 stand as `\\xNN`), `path` is what the
    system calls it, `suffix` the spelling of it that READERS knows (`.txt` for a named file of unknown suffix, "" for a page)."""

    name: str
    suffix: str
    path: str
    kind: Literal["file", "stdin", "page"] = "file"
    size: int = 0  # bytes, as the directory says; 0 for stdin and pages

    def read(self) -> bytes | Unreadable:
        """The bytes, at most LARGEST of them, or why there are none. A page is the network's business and may not be read here."""
        if self.kind == "page":
            raise ValueError(f"{self.name} is a page, not a file")
        try:
            if self.kind == "stdin":
                data = sys.stdin.buffer.read(LARGEST + 1)
            else:
                with open_regular(self.path) as file:
                    data = file.read(LARGEST + 1)
        except OSError as fault:
            return Unreadable(self.name, words(fault))
        except NotAFile as fault:
            return Unreadable(self.name, str(fault))
        return data if len(data) <= LARGEST else Unreadable(self.name, too_big(len(data), at_least=True))


def read_list(path: str) -> tuple[str, ...]:
    """The names that a --files-from file holds (`-` is stdin): separated by NUL if there is one in it, else by new lines. Blank ones
    are dropped. Raises LinkauditError if it cannot be read."""
    data = Input(path, "", path, kind="stdin" if path == "-" else "file").read()
    if isinstance(data, Unreadable):
        raise LinkauditError(f"{path}: {data.reason}")
    parts = data.split(b"\0") if b"\0" in data else [line.rstrip(b"\r") for line in data.split(b"\n")]
    return tuple(os.fsdecode(part) for part in parts if part.strip())


def read_text(path: str) -> str:
    """A settings or helper file as text (UTF-8, a byte-order mark allowed, new lines untouched). Raises LinkauditError."""
    data = Input(path, "", path).read()
    if isinstance(data, Unreadable):
        raise LinkauditError(f"{path}: {data.reason}")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise LinkauditError(f"{path}: not UTF-8 (byte {fault.start})") from None


class NotAFile(Exception):
    """What was opened is no regular file, or too big; the text says which."""


def open_regular(path: str) -> BinaryIO:
    """Open a regular file of bearable size. It is asked after opening, without waiting: since the walk it may have become a FIFO."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    what = os.fstat(handle)
    if stat.S_ISREG(what.st_mode) and what.st_size <= LARGEST:
        return os.fdopen(handle, "rb")
    os.close(handle)
    raise NotAFile(too_big(what.st_size) if stat.S_ISREG(what.st_mode) else kind(what.st_mode))


_KINDS = (
    (stat.S_ISDIR, "a directory"),
    (stat.S_ISFIFO, "a FIFO: pipe it in as `-`"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISSOCK, "a socket"),
)


def kind(mode: int) -> str:
    return next((words for test, words in _KINDS if test(mode)), "not a regular file")


def too_big(size: int, at_least: bool = False) -> str:
    return f"{'at least ' * at_least}{size / 1e6:,.0f} MB; at most {LARGEST / 1e6:,.0f} MB are read"


def words(fault: OSError) -> str:
    """An error of the system in its own words, without number and path."""
    return (fault.strerror or str(fault)).lower()


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """A regular file of any size, open for reading piece by piece. Raises LinkauditError if it cannot be read."""
    try:
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC), "rb", buffering=1 << 20) as file:
            if not stat.S_ISREG(mode := os.fstat(file.fileno()).st_mode):
                raise LinkauditError(f"{printable(path)}: {kind(mode)}")
            yield file
    except OSError as fault:
        raise LinkauditError(f"{printable(path)}: cannot be read: {words(fault)}") from None


def lines(path: str) -> Iterator[bytes]:
    """The lines of a file of any size, one at a time; of a gzip file (in one block or many) those of its content.

    Raises LinkauditError if it cannot be read, or its compression is broken.
    """
    with opened(path) as file:
        packed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
        try:
            yield from io.BufferedReader(gzip.GzipFile(fileobj=file), 1 << 20) if packed else file
        except (EOFError, zlib.error, gzip.BadGzipFile) as fault:
            raise LinkauditError(f"{printable(path)}: its compression is broken: {fault}") from None


def beside(path: str, name: str) -> str:
    """The path of a file that a document at `path` names relative to itself."""
    return os.path.join(os.path.dirname(path), name)


def lies_below(path: str, folder: str) -> bool:
    """Whether a path leads to something below a folder, once every symbolic link is followed."""
    home = os.path.realpath(folder)
    return "\0" not in path and os.path.commonpath((os.path.realpath(path), home)) == home


def printable(path: str) -> str:
    """A path that any terminal and any JSON can hold: bytes that are no UTF-8 become `\\xNN`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")
