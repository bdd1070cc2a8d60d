"""Paths in, bytes or a reason out; text in, a whole file on disk or the old one untouched. The only door to the disk."""

from __future__ import annotations

import errno
import fnmatch
import functools
import gzip
import io
import itertools
import os
import re
import stat
import sys
import tempfile
import weakref
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO, Literal
from urllib.parse import unquote, urlsplit

from linkaudit.errors import Incomplete, LinkauditError
from linkaudit.model import Unreadable

LARGEST = 64 * 1024 * 1024  # of one document; a 10 GB sparse file costs nothing to make and everything to read
MAX_FILES = 200_000  # of one run: beyond it somebody has named `/`
ONLY_NAMED = frozenset({".json", ".xml"})  # a directory is full of these that are no documents; `.csl.json` and a named one are read
PLAIN = ".txt"  # how a file with an unknown suffix is read when it is named itself


# ---------------------------------------------------------------- gathering


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
                with _open_regular(self.path) as file:
                    data = file.read(LARGEST + 1)
        except OSError as fault:
            return Unreadable(self.name, _words(fault))
        except _NotAFile as fault:
            return Unreadable(self.name, str(fault))
        return data if len(data) <= LARGEST else Unreadable(self.name, _too_big(len(data), at_least=True))


@dataclass(frozen=True, slots=True)
class Gathered:
    """What a run reads, in the order of the command line (a directory's files sorted by name), and what it does not, with reasons."""

    inputs: tuple[Input, ...]
    unreadable: tuple[Unreadable, ...]


def gather(
    inputs: Sequence[str],
    *,
    suffixes: Iterable[str],
    include: Sequence[str] = (),
    exclude: Sequence[str] = (),
    stdin_suffix: str | None = None,
    written: Sequence[str] = (),
) -> Gathered:
    """Find what `inputs` name: files, directories (walked), `-` (stdin, read as `stdin_suffix`), http(s) URLs (passed through as pages).

    In a directory only known `suffixes` are taken (those ONLY_NAMED not), or what an `include` glob names; hidden and symlinked things
    are skipped with a reason, what is no regular file likewise. Whatever is named itself is taken: hidden, symlinked or of unknown
    suffix (then as text), but never a FIFO, a device or a file above LARGEST. `exclude` wins over everything. A glob without a slash
    matches any part of the path, one with a slash the path from the directory that was named (`*` stays inside a part, `**` crosses).
    A file that is named twice is taken once. What the run itself writes (`written`) is passed over in directories: the report of last
    time is no document. Raises LinkauditError for a document that would be written over, and for a run of more than MAX_FILES files.
    """
    walk = _Walk({suffix.lower(): suffix for suffix in suffixes}, tuple(include), tuple(exclude), frozenset(map(os.path.realpath, written)))
    for name in inputs:
        if name == "-":
            suffix = stdin_suffix or PLAIN
            walk.take(Input("-", walk.suffixes.get(suffix.lower(), suffix), "-", kind="stdin"))
        elif name.lower().startswith(("http://", "https://")):
            walk.take(Input(name, "", name, kind="page"))
        else:
            walk.named(name)
    return Gathered(tuple(walk.inputs.values()), tuple(walk.unreadable))


def open_input(name: str, suffixes: Iterable[str] = ()) -> Input:
    """One file by its name (or `-`), whatever its suffix. Raises LinkauditError, with the reason, for what `gather` would not take."""
    if os.path.isdir(name):
        raise LinkauditError(f"{printable(name)}: a directory")
    gathered = gather([name], suffixes=suffixes)
    if gathered.unreadable:
        raise LinkauditError(f"{gathered.unreadable[0].name}: {gathered.unreadable[0].reason}")
    return gathered.inputs[0]


def beside(path: str, name: str) -> str:
    """The path of a file that a document at `path` names relative to itself."""
    return os.path.join(os.path.dirname(path), name)


def printable(path: str) -> str:
    """A path that any terminal and any JSON can hold: bytes that are no UTF-8 become `\\xNN`."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


class _Walk:
    """The walk over what was named: known suffixes, globs, and what has been found so far (by its real path, so once)."""

    def __init__(self, suffixes: dict[str, str], include: tuple[str, ...], exclude: tuple[str, ...], written: frozenset[str]) -> None:
        self.suffixes, self.include, self.exclude, self.written = suffixes, include, exclude, written
        self.inputs: dict[str, Input] = {}
        self.unreadable: list[Unreadable] = []
        self.seen = 0  # what was taken, taken again or refused

    def take(self, found: Input) -> None:
        self.seen += 1
        key = os.path.realpath(found.path) if found.kind == "file" else found.path
        self.inputs.setdefault(key, found)
        if len(self.inputs) > MAX_FILES:
            raise LinkauditError(f"more than {MAX_FILES} files: name fewer, or leave some out with --exclude")

    def refuse(self, path: str, reason: str) -> None:
        self.seen += 1
        self.unreadable.append(Unreadable(printable(path), reason))

    def named(self, path: str) -> None:
        """Something the user typed."""
        try:
            what = os.stat(path)
        except OSError as fault:
            self.refuse(path, _words(fault))
        except ValueError:  # a NUL in the name, which only a list can hold
            self.refuse(path.replace("\0", "\\x00"), "not a file name")
        else:
            if stat.S_ISDIR(what.st_mode):
                self.directory(path)
            elif os.path.realpath(path) in self.written:
                raise LinkauditError(f"{printable(path)}: would be written over; name another file for what this run writes")
            elif not _named_by(self.exclude, path, os.path.basename(path)):
                self.file(path, what, self.suffix(path) or PLAIN)

    def directory(self, path: str) -> None:
        """Everything below a named directory, depth first, sorted; no recursion, so that depth costs no stack."""
        before = self.seen
        root = path.rstrip("/") or "/"
        stack = [root]
        while stack:
            here = stack.pop()
            try:
                with os.scandir(here) as listing:
                    entries = sorted(itertools.islice(listing, MAX_FILES + 1), key=lambda entry: entry.name)
            except OSError as fault:
                self.refuse(here, _words(fault))
                continue
            if len(entries) > MAX_FILES:
                raise LinkauditError(f"{printable(here)}: more than {MAX_FILES} entries")
            below = [entry.path for entry in entries if self.entry(entry, os.path.relpath(entry.path, root))]
            stack.extend(reversed(below))
        if self.seen == before:
            self.refuse(path, "no document in it (known suffixes: " + " ".join(sorted(set(self.suffixes) - ONLY_NAMED)) + ")")

    def entry(self, entry: os.DirEntry[str], inner: str) -> bool:
        """One entry of a directory (`inner` is its path from there): taken, refused or passed over. True for a directory to walk into."""
        suffix = self.suffix(entry.path)
        if self.include:
            suffix = (suffix or PLAIN) if _named_by(self.include, inner, entry.name) else None
        elif suffix in ONLY_NAMED:
            suffix = None
        try:
            if _named_by(self.exclude, inner, entry.name) or (self.written and os.path.realpath(entry.path) in self.written):
                pass
            elif entry.is_dir(follow_symlinks=False):
                if not entry.name.startswith("."):
                    return True
                self.refuse(entry.path, "hidden directory: name it itself to have it read")
            elif entry.is_symlink() and entry.is_dir():
                self.refuse(entry.path, "symbolic link to a directory: not followed")
            elif suffix is None:
                pass
            elif entry.is_symlink():
                self.refuse(entry.path, "symbolic link: name it itself to have it read")
            elif entry.name.startswith("."):
                self.refuse(entry.path, "hidden file: name it itself to have it read")
            else:
                self.file(entry.path, entry.stat(follow_symlinks=False), suffix)
        except OSError as fault:
            self.refuse(entry.path, _words(fault))
        return False

    def suffix(self, path: str) -> str | None:
        """The suffix as READERS spells it, the longer one first (`.csl.json` before `.json`), or None."""
        parts = os.path.basename(path).lower().rsplit(".", 2)
        tries = ("." + ".".join(parts[-count:]) for count in (2, 1) if count < len(parts))
        return next((self.suffixes[suffix] for suffix in tries if suffix in self.suffixes), None)

    def file(self, path: str, what: os.stat_result, suffix: str) -> None:
        """A regular file of bearable size is taken, everything else refused."""
        if not stat.S_ISREG(what.st_mode):
            self.refuse(path, _kind(what.st_mode))
        elif what.st_size > LARGEST:
            self.refuse(path, _too_big(what.st_size))
        else:
            self.take(Input(printable(path), suffix, path, size=what.st_size))


def _named_by(globs: Iterable[str], inner: str, name: str) -> bool:
    """Does one of the globs name this path (relative to the directory that was given)?"""
    inner = inner.replace(os.sep, "/").removeprefix("./")
    for glob in globs:
        if "/" in glob.rstrip("/"):
            if _glob(glob.rstrip("/")).fullmatch(inner):
                return True
        elif fnmatch.fnmatchcase(name, glob.rstrip("/")):
            return True
    return False


@functools.lru_cache(maxsize=256)
def _glob(glob: str) -> re.Pattern[str]:
    """A glob with slashes as a pattern: `*` and `?` inside a part, `**` across parts, `**/` also across none."""
    pattern = ""
    for piece in re.split(r"(\*\*/|\*\*|\*|\?)", glob.removeprefix("./").removeprefix("/")):
        pattern += {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}.get(piece) or re.escape(piece)
    return re.compile(pattern, re.DOTALL)


# ---------------------------------------------------------------- reading


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


class _NotAFile(Exception):
    """What was opened is no regular file, or too big; the text says which."""


def _open_regular(path: str) -> BinaryIO:
    """Open a regular file of bearable size. It is asked after opening, without waiting: since the walk it may have become a FIFO."""
    handle = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC)
    what = os.fstat(handle)
    if stat.S_ISREG(what.st_mode) and what.st_size <= LARGEST:
        return os.fdopen(handle, "rb")
    os.close(handle)
    raise _NotAFile(_too_big(what.st_size) if stat.S_ISREG(what.st_mode) else _kind(what.st_mode))


_KINDS = (
    (stat.S_ISDIR, "a directory"),
    (stat.S_ISFIFO, "a FIFO: pipe it in as `-`"),
    (stat.S_ISCHR, "a device"),
    (stat.S_ISBLK, "a device"),
    (stat.S_ISSOCK, "a socket"),
)


def _kind(mode: int) -> str:
    return next((words for test, words in _KINDS if test(mode)), "not a regular file")


def _too_big(size: int, at_least: bool = False) -> str:
    return f"{'at least ' * at_least}{size / 1e6:,.0f} MB; at most {LARGEST / 1e6:,.0f} MB are read"


def _words(fault: OSError) -> str:
    """An error of the system in its own words, without number and path."""
    return (fault.strerror or str(fault)).lower()


# ---------------------------------------------------------------- writing

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
        with open(path, "wb", buffering=0) as file:
            for piece in pieces:
                _write_all(file.fileno(), piece)
    except OSError as fault:
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
                yield lambda data: _write_all(handle, data)
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


def _unwritten(path: str, fault: OSError) -> LinkauditError:
    trouble = Incomplete if fault.errno in _NOT_THE_USERS else LinkauditError
    return trouble(f"{printable(path)}: cannot be written: {_words(fault)}")


@contextmanager
def opened(path: str) -> Iterator[BinaryIO]:
    """A regular file of any size, open for reading piece by piece. Raises LinkauditError if it cannot be read."""
    try:
        with open(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY | os.O_CLOEXEC), "rb", buffering=1 << 20) as file:
            if not stat.S_ISREG(mode := os.fstat(file.fileno()).st_mode):
                raise LinkauditError(f"{printable(path)}: {_kind(mode)}")
            yield file
    except OSError as fault:
        raise LinkauditError(f"{printable(path)}: cannot be read: {_words(fault)}") from None


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


# ---------------------------------------------------------------- relative links

_INDEXES = ("index.html", "index.htm", "index.md", "README.md", "readme.md", "_index.md", "index.rst")


@dataclass(frozen=True, slots=True)
class Local:
    """Where a relative link leads on this disk. `path` is None when nothing is there; `fragment` is decoded, "" without one;
    `reason` says in words what was looked for."""

    path: str | None
    fragment: str
    reason: str


def look_up(document: str, reference: str, root: str | None = None) -> Local:
    """Follow a relative link of `document` (a path) on the disk: query dropped, percent decoded, `/x` taken from `root` (the directory
    that was given as input; without one it cannot be looked up). A directory stands for its index page, and a page may be named
    without its suffix, as site generators do. Only looks; nothing is opened.
    """
    try:
        parts = urlsplit(reference)
    except ValueError:
        return Local(None, "", "not a link")
    fragment, wanted = unquote(parts.fragment), unquote(parts.path)
    if "\0" in wanted:
        return Local(None, fragment, "not a file name")
    if not wanted:
        return Local(document, fragment, "this document")
    if wanted.startswith("/"):
        if root is None:
            return Local(None, fragment, "a path from the root of a site: name its directory or --base-url")
        where = os.path.join(root, wanted.lstrip("/"))
    else:
        where = os.path.join(os.path.dirname(document), wanted)
    found = next((path for path in _candidates(os.path.normpath(where)) if os.path.isfile(path)), None)
    if found is None and os.path.isdir(where):
        found = os.path.normpath(where)
    return Local(found, fragment, "on disk" if found else f"no such file: {printable(os.path.normpath(where))}")


def _candidates(where: str) -> Iterator[str]:
    yield where
    yield from (where + suffix for suffix in (".html", ".md", ".htm", ".rst"))
    yield from (os.path.join(where, name) for name in _INDEXES)
