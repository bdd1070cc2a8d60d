"""Archives that answer with anything at all: what they say may be useless, it is never a fault of ours."""

from __future__ import annotations

import json
import random
from datetime import UTC, date, datetime

import pytest

from linkaudit.model import Archived, Cause, NoResponse, NoSnapshot, Reply, Request, Response, Snapshot, Source
from linkaudit.settings import Settings
from linkaudit.snapshots import spn
from linkaudit.snapshots.lanes import UNPACED, Lanes
from linkaudit.snapshots.resolve import Archives

NOW = datetime(2026, 3, 2, tzinfo=UTC)
# fmt: off
LONG, DEEP = "9" * 5000, "[" * 100_000
DATES = ["Wed, 02 Jan 2019 03:04:05 GMT", "x", "", f"Thu, 01 Jan {LONG[:20]} 00:00:00 GMT", "Mon, 01 Jan 9999 23:59:59 -2359"]
URLS = [
    "http://a.test/p", "http://[::1", "http://[", "//", "///", "http://a.test:99999/", "http:", "ftp://x", "\x00", "é", "http://．．test/",
    "?", "", "/web/20190102030405id_/http://[", "/web/20190102030405id_/http:/a.test/p",
    *(f"http://web.test/web/20190102030405id_/{at}" for at in ("http://a.test/p", "http://[", "http:/a.test/p")),
]
STAMPS = ["20190102030405", "20190230030405", "00000000000000", "2019", "²0190102030405", "", "x"]
NUMBERS = ["200", "-", "404", LONG, "²", "301", "", "1e3"]
PAGES = [
    "<title>Rye</title><p>" + "words of a river " * 30, "<title>404 Not Found</title>", "", "%PDF-1.4", f"&#{LONG};", DEEP,
    "AccessControlException",
]
NONSENSE = ['{"available": "x"}', '{"available": null}', '{"available": 1e400}', '{"available": 5, "daily_captures": [5]}', DEEP]
# fmt: on


def cdx(rng: random.Random) -> str:
    """A row of the Wayback Machine's index."""
    return f"test,a)/p {rng.choice(STAMPS)} {rng.choice(URLS)} text/html {rng.choice(NUMBERS)} {'A' * 32} {rng.choice(['500', '-', 'x'])}"


def cdxj(rng: random.Random) -> str:
    """A row of pywb's index."""
    odd: list[object] = [None, 5, []]
    row = {"url": rng.choice([*URLS, *odd]), "timestamp": rng.choice([*STAMPS, *odd]), "status": rng.choice([*NUMBERS, *odd])}
    return rng.choice([json.dumps(row), "{", DEEP, '{"timestamp":' + DEEP, "null", "5"])


def links(rng: random.Random) -> str:
    """A Link header or TimeMap."""
    rel = rng.choice(["memento", "first memento", "timemap", "original", "next timemap", "timegate"])
    return f'<{rng.choice(URLS)}>; rel="{rel}"; datetime="{rng.choice(DATES)}"; from="{rng.choice(DATES)}"'


@pytest.fixture
def anyio_backend() -> str:
    return "trio"


@pytest.mark.anyio
@pytest.mark.parametrize("rounds", [300, pytest.param(20_000, marks=pytest.mark.soak)], ids=["a sample", "many"])
async def test_whatever_archives_answer(rounds: int) -> None:
    """Random rows, links, dates, redirects and pages from indexes, TimeGates, TimeMaps and replays come to a copy or to a reason."""
    rng = random.Random(5)

    async def ask(request: Request) -> Reply:
        if rng.random() < 0.1:
            return NoResponse(request, rng.choice(list(Cause)), "x", NOW)
        types = ["text/html; charset=rot13", "x", "application/pdf"]
        some = [("Memento-Datetime", DATES), ("Location", URLS), ("Content-Location", URLS), ("Content-Type", types)]
        headers = [(name, rng.choice(values)) for name, values in some if rng.random() < 0.5] + [("Link", links(rng))]
        rows = "\n".join(rng.choice([cdx, cdxj, links])(rng) for _ in range(rng.randint(0, 6)))
        body = rows if request.purpose == "index" and rng.random() < 0.8 else rng.choice(PAGES)
        status = rng.choice([200, 200, 200, 200, 301, 302, 404, 403, 429, 503, 999, 204])
        return Response(request, status, tuple(headers), body.encode("utf-8", "replace"), NOW, 0.1, rng.random() < 0.9)

    for _ in range(rounds):
        others = rng.choice([(), ("arquivo.pt",), ("mine=http://g.test/gate/", "theirs=http://t.test/timemap/link/")])
        settings = Settings(wayback="http://web.test", archives=others, memgator="http://m.test", availability=rng.random() < 0.3)
        given = Archived(f"https://web.archive.org/web/{rng.choice(STAMPS)}/{rng.choice(URLS)}", "http://a.test/p", "web.archive.org", None)
        asked = Source("http://a.test/p", "http://a.test/p", "a.test", archived=(given,))
        run = Archives(settings, ask, lanes=Lanes(UNPACED))
        await run.ahead([(asked, date(2019, 1, 1))], NOW)
        when = rng.choice([None, date(2019, 1, 1), date(1, 1, 1), date.max])
        assert isinstance(await run.resolve(asked, when, NOW), Snapshot | NoSnapshot)
        assert await run.holds(asked) in (True, False, None)
        await run.fresh(asked, NOW)


@pytest.mark.parametrize("body", NONSENSE, ids=range(len(NONSENSE)))
def test_an_account_that_makes_no_sense(body: str) -> None:
    """What an archive says of an account may be nonsense: then nothing is known about it."""
    reply = Response(Request("GET", "http://web.test/save/status/user"), 200, (), body.encode(), NOW)
    assert isinstance(spn.allowance(reply), spn.NotKept)
