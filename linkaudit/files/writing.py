"""Text or bytes in; a whole file on disk, or the old one untouched, out. What has to wait meanwhile lies in a spool."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
import weakref
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager

from linkaudit.errors import Incomplete, LinkauditError
from linkaudit.files.opening import printable, words

_NOT_THE_USERS = (errno.ENOSPC, errno.EDQUOT, errno.EIO, errno.EFBIG, errno.EPIPE)


Kept = tuple[int, int]


class Spool:
    """Bytes that wait for their turn: the first 16 MB (or `in_memory` bytes) in memory, more in a file without a name that the system
    forgets with us. Closed when nobody holds it any more. Raises Incomplete when the disk is full."""

    def __init__(self, in_memory: int = 16 * 1024 * 1024) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=in_memory)  # noqa: SIM115 (lives as long as the spool)
        self._end = 0
        weakref.finalize(self, self._file.close)

    def keep(self, data: bytes | bytearray) -> Kept:
        """Lay the bytes down; what comes back is for `take`."""
        try:
            self._file.seek(self._end)
            self._file.write(data)
        except OSError as fault:
            raise _unwritten(tempfile.gettempdir(), fault) from None
        at, self._end = self._end, self._end + len(data)
        return at, len(data)

    def take(self, kept: Kept) -> bytes:
        """The bytes again."""
        self._file.seek(kept[0])
        return self._file.read(kept[1])

    def __enter__(self) -> Spool:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


def write_text(path: str, text: str) -> None:
    """Write a whole file or leave the old one as it was: a temporary file beside it, fsync, rename, fsync of the directory.

    A symbolic link is kept and its target replaced, with the old file's mode. What is no regular file (`/dev/stdout`) is written
    straight. Lone surrogates, which no encoding has, are written as `\\udXXX`. Raises Incomplete when the disk is full or broken,
    LinkauditError when the path cannot be written to, each with one line.
    """
    write_bytes(path, text.encode("utf-8", "backslashreplace"))


def write_bytes(path: str, data: bytes) -> None:
    """As write_text, for bytes."""
    write_pieces(path, (data,))


def write_pieces(path: str, pieces: Iterable[bytes]) -> None:
    """As write_bytes, piece by piece."""
    target = os.path.realpath(path)
    if not os.path.exists(target) or os.path.isfile(target):
        with replacing(path) as append:
            for piece in pieces:
                append(piece)
        return
    try:
        handle = os.open(path, os.O_WRONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)  # a FIFO that nobody reads would wait for ever
        os.set_blocking(handle, True)
        with open(handle, "wb", buffering=0) as file:
            for piece in pieces:
                _write_all(file.fileno(), piece)
    except OSError as fault:
        if fault.errno == errno.ENXIO:
            raise LinkauditError(f"{printable(path)}: cannot be written: nobody reads it") from None
        raise _unwritten(path, fault) from None


@contextmanager
def replacing(path: str) -> Iterator[Callable[[bytes], None]]:
    """As write_bytes, piece by piece: yields what appends; the file stands under its name once the block has ended well."""
    target = os.path.realpath(path)
    try:
        mode = stat.S_IMODE(os.stat(target).st_mode) if os.path.exists(target) else None
        handle, temporary = _temporary(target)
        try:
            try:
                yield lambda data: _append(path, handle, data)
                if mode is not None:
                    os.fchmod(handle, mode)
                os.fsync(handle)
            finally:
                os.close(handle)
            os.replace(temporary, target)
        except BaseException:
            os.unlink(temporary)
            raise
        _sync_directory(os.path.dirname(target))
    except OSError as fault:
        raise _unwritten(path, fault) from None


def _append(path: str, handle: int, data: bytes) -> None:
    """Told in words at once: whoever appends in some task of a run has groups of other faults around it."""
    try:
        _write_all(handle, data)
    except OSError as fault:
        raise _unwritten(path, fault) from None


def _unwritten(path: str, fault: OSError) -> LinkauditError:
    trouble = Incomplete if fault.errno in _NOT_THE_USERS else LinkauditError
    return trouble(f"{printable(path)}: cannot be written: {words(fault)}")


def check_writable(path: str) -> None:
    """Raise LinkauditError now for what write_text would refuse at the end of a long run: no such directory, no right to write."""
    target = os.path.realpath(path)
    where = os.path.dirname(target)
    if os.path.isdir(target):
        raise LinkauditError(f"{printable(path)}: is a directory")
    if os.path.exists(target) and not os.path.isfile(target):
        where = target
    elif not os.path.isdir(where):
        raise LinkauditError(f"{printable(path)}: no such directory: {printable(where)}")
    if not os.access(where, os.W_OK):
        raise LinkauditError(f"{printable(path)}: cannot be written: permission denied")


def check_apart(named: Mapping[str, str]) -> None:
    """Raise LinkauditError for a file that two options name (`named`: option → path): one would write over the other."""
    seen: dict[str, str] = {}
    for option, path in named.items():
        target = os.path.realpath(path)
        if target in seen and os.path.exists(target) <= os.path.isfile(target):
            raise LinkauditError(f"{printable(path)}: cannot be both {seen[target]} and {option}")
        seen[target] = option


def _write_all(handle: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def _temporary(target: str) -> tuple[int, str]:
    """A new file beside the target; hidden, so that a walk passes over one that a power cut has left."""
    folder, name = os.path.split(target)
    for _ in range(100):
        path = os.path.join(folder, f".{name[:100]}.{os.getpid()}-{os.urandom(4).hex()}.part")
        try:
            return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o666), path
        except FileExistsError:
            continue
    raise FileExistsError(errno.EEXIST, "no free name for a temporary file", target)


def _sync_directory(folder: str) -> None:
    """Make the rename itself last through a power cut; some file systems cannot, and then nothing more can be done."""
    try:
        handle = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    except OSError:
        return
    try:
        os.fsync(handle)
    except OSError:
        pass
    finally:
        os.close(handle)
