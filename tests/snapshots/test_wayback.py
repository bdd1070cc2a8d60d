"""What is asked of the Wayback Machine's index, and what its answers mean: tables, no archive."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from urllib.parse import parse_qsl

import pytest

from linkaudit.model import Reply, Request, Response
from linkaudit.snapshots import wayback
from linkaudit.snapshots.archives import WAYBACK, Archive
from linkaudit.snapshots.index import Closed, Failed, Refused, Rows
from linkaudit.snapshots.wayback import Query

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 3, 1, tzinfo=UTC)
ARCHIVE = Archive(WAYBACK, "Wayback Machine", "wayback", "https://web.archive.org", "https://web.archive.org/web")
ROW = "com,a)/ 20190520100000 http://a.com/ text/html 200 AAT2EUOFX4QOJJ7O7W7GOD23HRMVHM5Q 3252\n"


def asked(url: str, when: date | None = None, resume: str | None = None) -> dict[str, str]:
    """The parameters of the question."""
    address = Query(url, "https://web.archive.org", when).address(resume)
    base, _, query = address.partition("?")
    assert base == "https://web.archive.org/cdx/search/cdx"
    return dict(parse_qsl(query))


def test_the_question() -> None:
    """One URL, a window around the date or none, pages by resume key; nothing that the server is known to get wrong."""
    plain = {"url": "http://a.com/?x=1&y=é", "gzip": "false", "limit": "10000", "showResumeKey": "true"}
    assert asked("http://a.com/?x=1&y=é") == plain
    window = {"from": "20180427000000", "to": "20200705235959"}
    assert asked("http://a.com/?x=1&y=é", date(2019, 6, 1)) == plain | window
    assert asked("http://a.com/?x=1&y=é", None, "com%2Ca%29") == plain | {"resumeKey": "com%2Ca%29"}
    assert asked("http://a.com/*")["url"] == "http://a.com/%2A"
    assert asked("http://a.com/", date(1990, 1, 1))["from"] == "19940101000000"
    assert asked("http://a.com/", date.max)["to"] == "99991231235959"


def read(body: str, status: int = 200, complete: bool = True) -> object:
    """What an answer means."""
    return Query("http://a.com/", "https://x").read(Response(Request("GET", "x"), status, (), body.encode(), NOW, complete=complete))


def test_answers() -> None:
    """Rows, none, a refusal and a failure are told apart; a cut answer is no proof of absence."""
    rows = read(ROW)
    assert isinstance(rows, Rows)
    assert [(c.stamp, c.status, c.mime) for c in rows.captures] == [("20190520100000", 200, "text/html")]
    assert rows.complete
    assert read("") == Rows(())
    assert read("\n") == Rows(())
    assert read("", complete=False) == Rows((), complete=False)
    cut = read(ROW + ROW[:60])
    assert isinstance(cut, Rows)
    assert (len(cut.captures), cut.complete) == (1, False)
    assert isinstance(read(ROW.replace("\n", "\r\n") * 2), Rows)
    for body, status in (
        ("", 503),
        (ROW, 504),
        ("<html>" + "Too Many Requests " * 9, 429),
        ("<html>" + "x " * 99, 200),
        ("[]", 200),
        ("x", 403),
    ):
        assert isinstance(read(body, status), Failed), (body, status)
    assert read("slow", 429) == Failed("the index answered 429", slow_down=True)
    for name in ("AdministrativeAccessControlException: Blocked Site Error", "RobotAccessControlException: Blocked By Robots"):
        assert isinstance(read(f"org.archive.util.io.RuntimeIOException: org.archive.wayback.exception.{name}\n", 403), Refused)


def test_rows_that_waybackpy_would_stumble_over() -> None:
    """Impossible dates, too few fields and statuses that are none are set aside or read, and the good row is found."""
    impossible = ROW.replace("20190520100000", "20190012170449")
    revisit = ROW.replace("text/html 200", "warc/revisit -").replace("20190520", "20190601")
    rows = read(impossible + ROW + "com,a)/ x\n" + revisit)
    assert isinstance(rows, Rows)
    assert ([c.status for c in rows.captures], rows.impossible, rows.complete) == ([200, None], 1, False)


def test_availability() -> None:
    """Each answer goes to its URL by its tag; only good captures count, whatever else the service names."""
    wanted = [(f"http://{n}.test/", date(2019, 6, 1) if n else None) for n in range(4)]
    request = wayback.availability("https://web.archive.org", wanted)
    assert (request.method, request.url) == ("POST", "https://archive.org/wayback/available")
    assert wayback.availability("http://127.0.0.1:8", wanted).url == "http://127.0.0.1:8/wayback/available"
    lines = [dict(parse_qsl(line)) for line in (request.body or b"").decode().splitlines()]
    assert [(line["url"], line.get("timestamp"), line["tag"]) for line in lines[:2]] == [
        ("http://0.test/", None, "0"),
        ("http://1.test/", "20190601120000", "1"),
    ]
    results = [
        {"tag": tag, "archived_snapshots": {"closest": {"status": status, "available": True, "timestamp": stamp, "url": url}}}
        for tag, status, stamp, url in (
            ("3", "200", "20190520100000", "http://web.archive.org/web/20190520100000/http://3.test:80/"),
            ("1", "404", "20190520100000", "http://web.archive.org/web/20190520100000/http://1.test/"),
        )
    ]
    answer = json.dumps({"results": [*results, {"tag": "0", "archived_snapshots": {}}]}).encode()
    found = wayback.available(Response(request, 200, (), answer, NOW), wanted)
    assert {url: (c.stamp, c.original) for url, c in found.items()} == {"http://3.test/": ("20190520100000", "http://3.test:80/")}
    assert wayback.available(Response(request, 429, (), answer, NOW), wanted) == {}


async def captures(*answers: tuple[int, str], when: date | None = None) -> tuple[object, list[Request]]:
    """What comes of answers, one after the other, and what was asked."""
    left, sent = list(answers), []

    async def put(request: Request) -> Reply | Closed:
        sent.append(request)
        status, body = left.pop(0)
        return Response(request, status, (), body.encode(), NOW) if status else Closed()

    return await wayback.captures(ARCHIVE, "http://a.com/", when, put), sent


async def test_pages() -> None:
    """Pages are followed by their resume key, and a server that does not know it does not keep us for ever."""
    later = ROW.replace("20190520", "20190521")
    rows, sent = await captures((200, ROW + "\ncom%2Ca%29%2F+20190520%21\n"), (200, later))
    assert isinstance(rows, Rows)
    assert (len(rows.captures), rows.complete, rows.whole_life) == (2, True, True)
    assert "resumeKey=com%252Ca%2529%252F%2B20190520%2521" in sent[1].url
    rows, sent = await captures(*[(200, ROW + "\nagain\n")] * 9)
    assert isinstance(rows, Rows)
    assert (len(rows.captures), rows.complete, len(sent)) == (1, False, 2)


async def test_failures() -> None:
    """An error is asked about once more, "slow down" is not; what was never sent is no answer."""
    assert isinstance((await captures((503, ""), (200, ROW)))[0], Rows)
    assert (await captures((503, ""), (504, "")))[0] == Failed("the index answered 504")
    found, sent = await captures((429, ""))
    assert (found, len(sent)) == (Failed("the index answered 429", slow_down=True), 1)
    assert (await captures((0, "")))[0] == Failed("the index was not asked in this run", slow_down=True, unasked=True)
