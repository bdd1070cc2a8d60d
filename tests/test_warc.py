"""The evidence of a run: a WARC file that a real archive replays, in which no byte changes unseen."""

from __future__ import annotations

import gzip
import hashlib
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from linkaudit import warc
from linkaudit.errors import LinkauditError
from linkaudit.model import Cause, NoResponse, Reply, Request, Response
from tests.snapshots.conftest import manifest, replayed

NOW = datetime(2026, 3, 1, 12, 0, 0, 250_000, tzinfo=UTC)


def reply(url: str, body: bytes = b"<title>A page</title>", status: int = 200, **more: object) -> Response:
    """An answer to a GET."""
    headers = (("Content-Type", "text/html"), ("Content-Encoding", "gzip"), ("Content-Length", "9"), ("Set-Cookie", "id=s3cret"))
    return Response(Request("GET", url), status, headers, body, NOW, **more)  # type: ignore[arg-type]


REPLIES: tuple[Reply, ...] = (
    reply("http://a.test/"),
    reply("http://a.test/", b"<title>Another answer within the second</title>"),
    reply("http://a.test/gone", b"<h1>Not Found</h1>", 404),
    reply("http://b.test/p.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 300),
    reply("https://web.archive.org/web/20190520100000id_/http://a.test/gone", b"<title>As it was</title>"),
    NoResponse(Request("GET", "http://c.test/"), Cause.DNS_NXDOMAIN, "no such name", NOW),
    Response(Request("HEAD", "http://a.test/"), 405, (), b"", NOW),
    reply("https://u:hunter2hunter2@d.test/f?access_token=tok3ntok3n&x=1", b"<p>you sent tok3ntok3n</p>"),
    reply("http://web.archive.org/cdx/search/cdx?url=https%3A%2F%2Fd.test%2Ff%3Faccess_token%3Dtok3ntok3n", b"", 200),
    reply("http://e.test/cut", b"<p>half a p", complete=False),
)


def written(path: Path) -> list[dict[str, Any]]:
    """Write the replies; the rows of the manifest."""
    with warc.evidence(str(path)) as evidence:
        for each in REPLIES:
            evidence.keep(each)
    return manifest(path)


def test_records(tmp_path: Path) -> None:
    """Every reply is in the file as WARC/1.1: answers as responses with a body of the noted digest, failures as metadata."""
    rows = written(tmp_path / "run.warc.gz")
    with (tmp_path / "run.warc.gz").open("rb") as file:
        records = [(r.rec_type, r.rec_headers.get_header("WARC-Target-URI"), r.content_stream().read()) for r in ArchiveIterator(file)]
    assert records[0][0] == "warcinfo"
    assert [(kind, url) for kind, url, _ in records[:-1]] == [(row["type"], row["url"] or None) for row in rows]
    for (kind, _, body), row in zip(records, rows, strict=False):
        assert kind != "response" or hashlib.sha256(body).hexdigest() == row["body"]
    assert json.loads(records[6][2])["error"] == "dns-nxdomain"
    assert gzip.decompress((tmp_path / "run.warc.gz").read_bytes()).startswith(b"WARC/1.1\r\n")


def test_secrets_stay_out(tmp_path: Path) -> None:
    """No secret of a URL, and no cookie, is anywhere in the file; the records it would have been in are marked."""
    rows = written(tmp_path / "run.warc.gz")
    content = gzip.decompress((tmp_path / "run.warc.gz").read_bytes())
    assert [secret for secret in (b"hunter2hunter2", b"tok3ntok3n", b"s3cret") if secret in content] == []
    assert [row["url"] for row in rows if row.get("redacted")] == [
        "https://***@d.test/f?access_token=***&x=1",
        "http://web.archive.org/cdx/search/cdx?url=https%3A%2F%2Fd.test%2Ff%3Faccess_token%3D***",
    ]
    assert content.count(b"Linkaudit-Redacted: true") == 2


def test_the_same_run_gives_the_same_file(tmp_path: Path) -> None:
    """Nothing of the machine or the moment of writing gets in."""
    written(tmp_path / "one.warc.gz")
    written(tmp_path / "two.warc.gz")
    assert (tmp_path / "one.warc.gz").read_bytes() == (tmp_path / "two.warc.gz").read_bytes()


def test_every_changed_byte_is_found(tmp_path: Path) -> None:
    """Whichever byte changes, or is cut off, put in or added: the file is no longer whole, and the record is named."""
    path = tmp_path / "run.warc.gz"
    rows = written(path)
    whole = path.read_bytes()
    assert warc.verify(str(path)) == warc.Checked(len(rows), ())
    changed = tmp_path / "changed.warc.gz"
    for at in range(0, len(whole), 11):
        changed.write_bytes(whole[:at] + bytes([whole[at] ^ 0x10]) + whole[at + 1 :])
        assert warc.verify(str(changed)).faults, at
    for damaged in (whole[:-1], whole[1:], whole + b"\0", whole[:100] + b"x" + whole[100:], b"", whole[: len(whole) // 2], whole + whole):
        changed.write_bytes(damaged)
        assert warc.verify(str(changed)).faults
    third = rows[3]
    at = int(str(third["offset"])) + 30
    changed.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
    assert warc.verify(str(changed)).faults == ("record 4 was changed (response http://a.test/gone of 2026-03-01T12:00:00Z)",)
    with pytest.raises(LinkauditError, match=r"missing\.warc\.gz: cannot be read"):
        warc.verify(str(tmp_path / "missing.warc.gz"))


def test_a_run_that_fails_leaves_no_file(tmp_path: Path) -> None:
    """The file stands under its name only when it is whole."""
    with pytest.raises(KeyError), warc.evidence(str(tmp_path / "run.warc.gz")) as evidence:
        evidence.keep(REPLIES[0])
        raise KeyError
    assert list(tmp_path.iterdir()) == []


def test_it_replays_in_a_real_archive(tmp_path: Path) -> None:
    """pywb loads the file, and every answer in it replays with the digest that the manifest notes."""
    rows = written(tmp_path / "run.warc.gz")
    assert replayed(tmp_path, tmp_path / "run.warc.gz", rows) == 8


def test_times_are_true(tmp_path: Path) -> None:
    """Two answers of one URL within a second are dated apart, and the later one carries its true time."""
    rows = written(tmp_path / "run.warc.gz")
    first, second = (row for row in rows if row["url"] == "http://a.test/" and row["type"] == "response")
    assert datetime.fromisoformat(str(second["at"])) - datetime.fromisoformat(str(first["at"])) == timedelta(seconds=1)
    assert b"Linkaudit-At: 2026-03-01T12:00:00.250000+00:00" in gzip.decompress((tmp_path / "run.warc.gz").read_bytes())
