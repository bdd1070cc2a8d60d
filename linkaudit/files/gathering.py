"""What was named on a command line in; the files, pages and stdin to read, and what is not read with its reason, out."""

from __future__ import annotations

import fnmatch
import functools
import itertools
import os
import re
import stat
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from linkaudit.errors import LinkauditError
from linkaudit.files.opening import LARGEST, Input, kind, printable, too_big, words
from linkaudit.model import Unreadable

MAX_FILES = 200_000  # of one run: beyond it somebody has named `/`
ONLY_NAMED = frozenset({".json", ".xml"})  # a directory is full of these that are no documents; `.csl.json` and a named one are read
PLAIN = ".txt"  # how a file with an unknown suffix is read when it is named itself


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
            self.refuse(path, words(fault))
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
                self.refuse(here, words(fault))
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
            self.refuse(entry.path, words(fault))
        return False

    def suffix(self, path: str) -> str | None:
        """The suffix as READERS spells it, the longer one first (`.csl.json` before `.json`), or None."""
        parts = os.path.basename(path).lower().rsplit(".", 2)
        tries = ("." + ".".join(parts[-count:]) for count in (2, 1) if count < len(parts))
        return next((self.suffixes[suffix] for suffix in tries if suffix in self.suffixes), None)

    def file(self, path: str, what: os.stat_result, suffix: str) -> None:
        """A regular file of bearable size is taken, everything else refused."""
        if not stat.S_ISREG(what.st_mode):
            self.refuse(path, kind(what.st_mode))
        elif what.st_size > LARGEST:
            self.refuse(path, too_big(what.st_size))
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
