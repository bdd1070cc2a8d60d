"""An index file of one's own gives the answers of the server, in one pass, and nobody is asked."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from linkaudit import files
from linkaudit.errors import LinkauditError
from linkaudit.model import NoSnapshot, Snapshot, Source
from linkaudit.settings import Settings
from linkaudit.snapshots import local, surt
from linkaudit.snapshots.lanes import UNPACED, Ask, Lanes
from linkaudit.snapshots.local import LocalIndex
from linkaudit.snapshots.resolve import Archives
from linkaudit.urls import identify
from tests.snapshots.cases import CASES
from tests.snapshots.facade import Facade

pytestmark = pytest.mark.anyio

CDX = b""" CDX N b a m s k r M S V g
org,example)/a 20190101000000 http://example.org/a text/html 200 AAAA - - 900 0 x.warc.gz
org,example)/a 20200101000000 http://example.org/a text/html 404 BBBB - - 900 900 x.warc.gz
org,example)/b 20190012000000 http://example.org/b text/html 200 CCCC - - 900 1800 x.warc.gz
org,example)/c 20190101000000 https://www.example.org/c warc/revisit - DDDD - - 900 2700 x.warc.gz
"""
URLS = ("http://example.org/a", "http://www.example.org/c", "http://example.org/b", "http://example.org/0", "http://zzz.test/")


def told(lines: list[bytes]) -> list[tuple[str, list[tuple[str, int | None, str]], int]]:
    """Every answer about URLS, in the order of the file."""
    found = local.look_up(sorted(surt.key(url) for url in URLS), lines)
    return [(key, [(c.stamp, c.status, c.digest) for c in rows.captures], rows.impossible) for key, rows in found]


EXPECTED = [
    ("org,example)/a", [("20190101000000", 200, "AAAA"), ("20200101000000", 404, "BBBB")], 0),
    ("org,example)/b", [], 1),
    ("org,example)/c", [("20190101000000", None, "DDDD")], 0),
]


def test_formats() -> None:
    """CDX of eleven fields with a header and of seven without, and CDXJ, tell the same."""
    eleven = CDX.splitlines(keepends=True)
    seven = [b" ".join([*line.split()[:6], b"900"]) + b"\n" for line in eleven[1:]]
    cdxj = []
    for line in seven:
        key, stamp, url, mime, status, digest, _ = line.decode().split()
        fields = {"url": url, "mime": mime, "digest": f"sha1:{digest}"} | ({"status": status} if status != "-" else {})
        cdxj.append(f"{key} {stamp} {json.dumps(fields)}\n".encode())
    assert told(eleven) == told(eleven[1:]) == told(seven) == told(cdxj) == EXPECTED


def test_files(tmp_path: Path) -> None:
    """A plain file, one gzip block and many of them read alike; what is broken, missing or unsorted is complained about in one line."""
    (tmp_path / "a.cdx").write_bytes(CDX)
    (tmp_path / "b.cdx.gz").write_bytes(gzip.compress(CDX))
    (tmp_path / "c.cdx.gz").write_bytes(b"".join(gzip.compress(line) for line in CDX.splitlines(keepends=True)))
    for name in ("a.cdx", "b.cdx.gz", "c.cdx.gz"):
        assert told(list(files.lines(str(tmp_path / name)))) == EXPECTED
    (tmp_path / "d.cdx.gz").write_bytes(gzip.compress(CDX)[:-20])
    with pytest.raises(LinkauditError, match="compression is broken"):
        list(files.lines(str(tmp_path / "d.cdx.gz")))
    with pytest.raises(LinkauditError, match="cannot be read"):
        list(files.lines(str(tmp_path / "e.cdx")))
    unsorted = CDX.splitlines(keepends=True)
    for lines, words in (
        ([unsorted[0], unsorted[4], unsorted[1]], "not sorted"),
        ([b"org,example)/a 20190101000000 {broken\n"], "no CDXJ"),
        ([b"org,example)/a 20190101000000 x y\n"], "no CDX"),
    ):
        with pytest.raises(LinkauditError, match=words):
            told(lines)


def test_one_pass() -> None:
    """Neither the keys nor the lines are read ahead: every key is answered before the line after its rows is passed."""
    read = []

    def lines() -> object:
        for number in range(1000):
            read.append(number)
            yield f"test,h)/{number:04} 20190101000000 http://h.test/{number:04} text/html 200 {'A' * 32} 9\n".encode()

    found = local.look_up((f"test,h)/{number:04}" for number in range(0, 1000, 2)), lines())  # type: ignore[arg-type]
    for number, (key, rows) in enumerate(found):
        assert key == f"test,h)/{2 * number:04}"
        assert len(rows.captures) == 1
        assert len(read) <= 2 * number + 2
    assert number == 499


async def test_same_answers_as_the_server(archive: Facade, ask: Ask) -> None:
    """For every site of the real archive the file leads to what its server leads to, and no question is asked of that."""
    quiet = [case for case in CASES if case.arrange is None]
    index = LocalIndex((url for case in quiet for url in (case.url, identify(case.url))), files.lines(str(archive.index)))
    settings, before = Settings(wayback=archive.base), archive.asked("/cdx", "")
    offline = [await Archives(settings, ask, lanes=Lanes(UNPACED), index=index).resolve(_source(c.url), c.when) for c in quiet]
    assert archive.asked("/cdx", "") == before
    online = [await Archives(settings, ask, lanes=Lanes(UNPACED)).resolve(_source(c.url), c.when) for c in quiet]
    tracked = next(number for number, case in enumerate(quiet) if case.name == "tracked")  # pywb itself passes over what tracks a reader
    assert [offline.pop(tracked).original] == [online.pop(tracked).original]
    assert offline == online
    assert len(quiet) > 30


async def test_an_address_without_what_tracks_its_reader(archive: Facade, ask: Ask) -> None:
    """What the index does not know as it was cited is asked for without tracking parameters, and offered if it shows the page."""
    cited = next(case for case in CASES if case.name == "tracked")
    lines = list(files.lines(str(archive.index)))
    for known, found in (((cited.url, identify(cited.url)), Snapshot), ((cited.url,), NoSnapshot)):
        result = await Archives(Settings(wayback=archive.base), ask, lanes=Lanes(UNPACED), index=LocalIndex(known, lines)).resolve(
            _source(cited.url), cited.when
        )
        assert isinstance(result, found)


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("http://www.Example.org:80/A/?b=2&a=1#x", "org,example)/a?a=1&b=2"),
        ("https://example.org", "org,example)/"),
        ("http://example.org/a//b/", "org,example)/a/b"),
        ("http://user:pw@example.org:8080/%7Ea", "org,example:8080)/~a"),
        ("https://example.org:443/?", "org,example)/"),
        ("http://192.168.0.1/x", "1,0,168,192)/x"),
        ("http://www2.example.org/x", "org,example)/x"),
        ("http://bücher.example/ä", "example,xn--bcher-kva)/%c3%a4"),
        ("http://example.org/x?", "org,example)/x"),
        ("http://example.org/a%2Fb?q=%41", "org,example)/a/b?q=a"),
        ("http://example.org/%2525", "org,example)/%25"),
        ("http://[broken", "http://[broken"),
        ("http://example.org/a/../b/./{c}", "org,example)/b/{c}"),
        ("http://example.org/x?sid=0123456789abcdef0123456789abcdef&a", "org,example)/x?a"),
    ],
)
def test_keys(url: str, key: str) -> None:
    """Spellings that an archive takes for one page have one key."""
    assert surt.key(url) == key


def test_real_keys(archive: Facade) -> None:
    """The keys are those that a real archive gives to the same URLs."""
    rows = [line.split(" ", 2) for line in archive.index.read_text().splitlines()]
    assert [(row[0], json.loads(row[2])["url"]) for row in rows if surt.key(json.loads(row[2])["url"]) != row[0]] == []


def _source(url: str) -> Source:
    return Source(identify(url), url, url.split("/")[2])


def test_an_empty_index_knows_nothing() -> None:
    """No line, no answer; no key, no line is read."""
    assert list(local.look_up(["a"], [])) == []
    assert list(local.look_up([], [b"broken"])) == []
