"""Replies → a WARC/1.1 file with a manifest of SHA-256 digests, which any web archive replays; and such a file → what was changed in it.

Every record is a gzip member of its own. The last one is the manifest: for each member before it where it lies, its digest as stored,
and the digest of the body in it. The manifest's own member is made of stored (uncompressed) blocks, which have one form only: it is made
again from its content and compared, so that no byte of the file can change unseen. Whoever can write the file can write a new manifest:
it proves that nothing was damaged, not who made it.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any, BinaryIO
from urllib.parse import quote, unquote
from uuid import NAMESPACE_URL, uuid5

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from linkaudit import __version__, files, urls
from linkaudit.model import NoResponse, Reply, Response
from linkaudit.urls.secrets import HIDDEN
from linkaudit.web.cassette import hide

FORMAT = "linkaudit/evidence/1"
_COMMENT = b"linkaudit manifest\0"  # FCOMMENT of the gzip member that holds it: how it is found from the end
_HEAD = b"\x1f\x8b\x08\x10\0\0\0\0\0\xff" + _COMMENT
_BLOCK = 0xFFFF  # bytes of a stored block, at most
_MANIFEST_CAP = 512 * 1024 * 1024
_SHORTEST_SECRET = 4  # shorter values stand in every text


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of a file since it was written: how many records it holds, and what is wrong with it, in words."""

    records: int
    faults: tuple[str, ...]


@contextmanager
def evidence(path: str) -> Iterator[Evidence]:
    """A file that takes the replies of a run; it stands under its name once the run has ended."""
    with files.replacing(path) as append:
        kept = Evidence(append)
        yield kept
        kept.finish()


class Evidence:
    """Takes the replies of a run, one after the other, and writes each as a record."""

    def __init__(self, append: Callable[[bytes], None]) -> None:
        self._append = append
        self._rows: list[dict[str, Any]] = []
        self._offset = 0
        self._taken: set[tuple[str, str]] = set()
        self._secrets: set[str] = set()

    def keep(self, reply: Reply) -> None:
        """Write one reply. A GET that was answered becomes a `response`, which archives replay; all else a `metadata` record."""
        if not self._rows:
            about = f"software: linkaudit {__version__}\r\nformat: WARC File Format 1.1\r\ndescription: what an audit of citations saw\r\n"
            self._write("warcinfo", "", f"{reply.at:%Y-%m-%dT%H:%M:%SZ}", "application/warc-fields", about.encode(), {}, {})
        self._learn(reply.request.url)
        url, hidden = self._hidden(reply.request.url)
        date, later = self._moment(url, reply.at)
        extra = {"Linkaudit-Purpose": reply.request.purpose} | ({"Linkaudit-Redacted": "true"} if hidden else {})
        if later:
            extra["Linkaudit-At"] = reply.at.isoformat()
        if isinstance(reply, Response) and reply.request.method == "GET":
            body = self._hide(reply.body) if hidden else reply.body
            if not reply.complete:
                extra["WARC-Truncated"] = "length"
            row = {"status": reply.status, "body": hashlib.sha256(body).hexdigest(), "redacted": hidden}
            self._write("response", url, date, "", body, extra, row, self._http(reply, len(body)))
        else:
            outcome: dict[str, Any] = {"method": reply.request.method, "at": reply.at.isoformat()}
            if isinstance(reply, NoResponse):
                outcome |= {"error": reply.cause.value, "detail": self._hidden(reply.detail)[0]}
            else:
                outcome |= {"status": reply.status, "headers": self._headers(reply)}
            text = json.dumps(outcome, ensure_ascii=False).encode("utf-8", "backslashreplace")
            self._write("metadata", url, date, "application/json", text, extra, {"redacted": hidden})

    def finish(self) -> None:
        """Write the manifest."""
        manifest = {"format": FORMAT, "software": f"linkaudit {__version__}", "records": self._rows}
        text = json.dumps(manifest, ensure_ascii=False, indent=0).encode("utf-8", "backslashreplace")
        latest = max((row["at"] for row in self._rows), default="1970-01-01T00:00:00Z")
        self._append(_stored(_record("metadata", "urn:linkaudit:manifest", latest, "application/json", text, {}, len(self._rows), None)))

    # ------------------------------------------------------------ writing

    def _write(
        self,
        kind: str,
        url: str,
        date: str,
        mime: str,
        content: bytes,
        extra: dict[str, str],
        row: dict[str, Any],
        http: StatusAndHeaders | None = None,
    ) -> None:
        member = _gzip(_record(kind, url, date, mime, content, extra, len(self._rows), http))
        self._append(member)
        place = {"offset": self._offset, "length": len(member), "sha256": hashlib.sha256(member).hexdigest()}
        self._rows.append(place | {"type": kind, "url": url, "at": date} | row)
        self._offset += len(member)

    def _moment(self, url: str, at: datetime) -> tuple[str, bool]:
        """When, to the second, as archives index it. Two answers of one URL within a second would hide one another: the later one is
        dated a second on, and carries its true time besides."""
        when, later = at.astimezone(UTC), False
        while (url, date := f"{when:%Y-%m-%dT%H:%M:%SZ}") in self._taken:
            when, later = when + timedelta(seconds=1), True
        self._taken.add((url, date))
        return date, later

    def _http(self, reply: Response, length: int) -> StatusAndHeaders:
        """The head of the answer. The body is kept decoded, so the headers that say how it came are renamed."""
        changed = ("content-encoding", "transfer-encoding", "content-length")
        headers = [(f"X-Original-{name}" if name.lower() in changed else name, value) for name, value in self._headers(reply)]
        known = reply.status in HTTPStatus.__members__.values()
        status = f"{reply.status} {HTTPStatus(reply.status).phrase if known else 'Status'}"
        return StatusAndHeaders(status, [*headers, ("Content-Length", str(length))], protocol="HTTP/1.1")

    def _headers(self, reply: Response) -> list[tuple[str, str]]:
        kept = hide(pair for pair in reply.headers if pair[0].lower() != "set-cookie")
        return [(_line(name), _line(self._hidden(value)[0])) for name, value in kept]

    # ------------------------------------------------------------ secrets

    def _learn(self, url: str) -> None:
        """Remember what a URL holds back, however deeply it is wrapped in another one."""
        for _ in range(3):
            shown, hidden = urls.redact(url)
            if hidden and (found := re.fullmatch(re.escape(shown).replace(r"\*\*\*", "(.*?)"), url, re.S)):
                self._secrets |= {form for value in found.groups() for form in (value, unquote(value)) if len(value) >= _SHORTEST_SECRET}
            if (bare := unquote(url)) == url:
                break
            url = bare

    def _hidden(self, text: str) -> tuple[str, bool]:
        shown = urls.redact_text(text)
        for secret in self._secrets:
            for form in (secret, quote(secret, safe=""), quote(quote(secret, safe=""), safe="")):
                shown = shown.replace(form, HIDDEN)
        return shown, shown != text

    def _hide(self, body: bytes) -> bytes:
        for secret in self._secrets:
            for form in (secret, quote(secret, safe="")):
                body = body.replace(form.encode("utf-8", "surrogatepass"), HIDDEN.encode())
        return body


def verify(path: str) -> Checked:
    """Compare a file with its manifest, byte for byte. Raises LinkauditError if it cannot be read."""
    with files.opened(path) as file:
        begin = _find_manifest(file)
        if begin is None:
            return Checked(0, ("there is no manifest in it: not a file that linkaudit wrote, or cut, or changed at its end",))
        file.seek(begin)
        member = file.read(_MANIFEST_CAP)
        rows = _read_manifest(member)
        if rows is None:
            return Checked(0, ("the manifest was changed",))
        faults, expected = [], 0
        file.seek(0)
        for number, row in enumerate(rows, 1):
            if row["offset"] != expected:
                return Checked(len(rows), ("the manifest was changed",))
            expected += row["length"]
            if hashlib.sha256(file.read(row["length"])).hexdigest() != row["sha256"]:
                faults.append(f"record {number} was changed ({row['type']} {row['url']} of {row['at']})")
        if expected != begin:
            faults.append("bytes were put in or taken out before the manifest")
    return Checked(len(rows), tuple(faults))


def _find_manifest(file: BinaryIO) -> int | None:
    """Where the manifest's member begins: the last place that looks like its head."""
    file.seek(0, io.SEEK_END)
    end, step = file.tell(), 1 << 20
    for stop in range(end, 0, -step):
        begin = max(0, stop - step)
        file.seek(begin)
        found = file.read(stop - begin + len(_HEAD)).rfind(_HEAD)
        if found >= 0:
            return begin + found
    return None


def _read_manifest(member: bytes) -> list[dict[str, Any]] | None:
    """The rows of the manifest, or None when the member is not exactly what its content would be written as."""
    try:
        content = zlib.decompress(member, wbits=31)
        if _stored(content) != member:
            return None
        manifest = json.loads(content.split(b"\r\n\r\n", 1)[1])
        rows = manifest["records"]
        if not all(isinstance(row["offset"], int) and isinstance(row["length"], int) and row["length"] > 0 for row in rows):
            return None
    except (zlib.error, ValueError, KeyError, IndexError, TypeError):
        return None
    return list(rows)


def _record(
    kind: str, url: str, date: str, mime: str, content: bytes, extra: dict[str, str], number: int, http: StatusAndHeaders | None
) -> bytes:
    """One WARC record, written by warcio. Its identifier follows from what it holds, so that the same run gives the same file."""
    name = uuid5(NAMESPACE_URL, f"{number} {kind} {url} {date} {hashlib.sha256(content).hexdigest()}")
    headers = {"WARC-Record-ID": f"<urn:uuid:{name}>", "WARC-Date": date} | extra
    buffer = io.BytesIO()
    writer = WARCWriter(buffer, gzip=False, warc_version="1.1")
    stream = io.BytesIO(content)
    record = writer.create_warc_record(
        _line(url), kind, stream, len(content), warc_content_type=mime, warc_headers_dict=headers, http_headers=http
    )
    writer.write_record(record)
    return buffer.getvalue()


def _gzip(data: bytes) -> bytes:
    packer = zlib.compressobj(6, wbits=31)
    return packer.compress(data) + packer.flush()


def _stored(data: bytes) -> bytes:
    """A gzip member of stored blocks: the one form that these bytes have in it."""
    blocks = []
    for begin in range(0, max(len(data), 1), _BLOCK):
        piece = data[begin : begin + _BLOCK]
        last = begin + _BLOCK >= len(data)
        blocks.append(struct.pack("<BHH", last, len(piece), len(piece) ^ 0xFFFF) + piece)
    return _HEAD + b"".join(blocks) + struct.pack("<II", zlib.crc32(data), len(data) & 0xFFFFFFFF)


def _line(text: str) -> str:
    """Text that stays on its line of a header."""
    return re.sub(r"[\x00-\x1f\x7f]", " ", text)
