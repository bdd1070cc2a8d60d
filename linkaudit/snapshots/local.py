"""A sorted index file of one's own (CDX or CDXJ) → the captures of many URLs, found in one pass; nobody is asked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date

from linkaudit.errors import LinkauditError
from linkaudit.snapshots import surt
from linkaudit.snapshots.archives import Archive
from linkaudit.snapshots.choose import Capture, moment, window
from linkaudit.snapshots.index import Answer, Put, Rows
from linkaudit.snapshots.pywb import capture_of

# The letters of a CDX header, and the orders in use where a file has no header: the CDX server's, and those of 9 and 11 fields.
_LETTERS = {"N": "urlkey", "b": "timestamp", "a": "url", "m": "mime", "s": "status", "k": "digest"}
_ORDERS = {7: "N b a m s k S", 9: "N b a m s k r V g", 10: "N b a m s k r M V g", 11: "N b a m s k r M S V g"}


class LocalIndex:
    """The rows of an index file about the URLs of a run. In place of the index of the Wayback Machine it gives the same answers."""

    def __init__(self, urls: Iterable[str], lines: Iterable[bytes]) -> None:
        self._found = dict(look_up(sorted({surt.key(url) for url in urls}), lines))

    async def captures(self, archive: Archive, url: str, when: date | None, put: Put) -> Answer:  # noqa: ARG002
        """As `wayback.captures`, from the file: the window around `when`, or everything."""
        rows = self._found.get(surt.key(url), Rows(()))
        if when is None:
            return Rows(rows.captures, True, rows.impossible, whole_life=True)
        first, last = window(when)
        return Rows(tuple(c for c in rows.captures if first <= c.taken_at.date() <= last), True, rows.impossible)


def look_up(keys: Iterable[str], lines: Iterable[bytes]) -> Iterator[tuple[str, Rows]]:
    """The rows of each key that the file has, both in the order of their bytes: one pass over either, a line in memory at a time.

    Raises LinkauditError when the file turns out not to be sorted, or is no index.
    """
    wanted = iter(keys)
    key = next(wanted, None)
    at = key.encode() if key is not None else b""
    found: list[bytes] = []
    legend, before = "", b""
    for line in lines:
        if line.startswith(b" CDX "):
            legend = line[5:].decode("ascii", "replace").strip()
            continue
        here = line[: line.find(b" ")]
        if here < before:
            raise LinkauditError(f"the index is not sorted by bytes (LC_ALL=C sort): {here[:80]!r} comes after {before[:80]!r}")
        before = here
        while key is not None and at < here:
            if found:
                yield key, _rows(found, legend)
                found = []
            key = next(wanted, None)
            at = key.encode() if key is not None else b""
        if key is None:
            return
        if here == at:
            found.append(line)
    if key is not None and found:
        yield key, _rows(found, legend)


def _rows(lines: list[bytes], legend: str) -> Rows:
    captures, impossible = [], 0
    for line in lines:
        capture = _capture(line.decode("utf-8", "replace").rstrip("\r\n"), legend)
        if capture is None:
            impossible += 1
        else:
            captures.append(capture)
    return Rows(tuple(captures), impossible=impossible)


def _capture(line: str, legend: str) -> Capture | None:
    """One row of either format; None when its timestamp is no date."""
    stamp, _, tail = line.partition(" ")[2].partition(" ")
    if tail.startswith("{"):
        try:
            fields = json.loads(tail)
        except (ValueError, RecursionError):
            raise LinkauditError(f"the index has a line that is no CDXJ: {line[:120]!r}") from None
        return capture_of({"timestamp": stamp} | fields)
    parts = line.split(" ")
    letters = legend.split() or _ORDERS.get(len(parts), "").split()
    if len(letters) != len(parts):
        raise LinkauditError(f"the index has a line that is no CDX ({len(parts)} fields): {line[:120]!r}")
    if moment(stamp) is None:
        return None
    return capture_of({_LETTERS[letter]: part for letter, part in zip(letters, parts, strict=True) if letter in _LETTERS})
