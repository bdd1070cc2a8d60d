"""Probes are asked once, and no page stays in memory for the sake of one."""

from __future__ import annotations

import gc
from collections import Counter
from datetime import UTC, datetime

import pytest
import trio

from linkaudit.checks.crawler import crawl_onto
from linkaudit.checks.probes import AT_HAND, Probes
from linkaudit.model import Check, Health, Reply, Request, Response, Source
from linkaudit.settings import Settings
from linkaudit.shelf import Shelf

AT = datetime(2026, 3, 1, tzinfo=UTC)
HOSTS = 150
LONG = 40_000  # bytes
FILL = "".join(f"<div><a href='/s/{n}'>Section {n}</a></div>\n" for n in range(LONG // 40)).encode()


@pytest.fixture
def anyio_backend() -> str:
    return "trio"


pytestmark = pytest.mark.anyio


class Count:
    """A place aside that counts what is taken up again."""

    def __init__(self) -> None:
        self.taken: list[str] = []

    def set_aside(self, reply: Reply) -> Reply:
        return reply

    def take_up(self, place: Reply) -> Reply:
        self.taken.append(place.request.url)
        return place


async def test_the_newest_replies_are_at_hand() -> None:
    """Of more replies than are held at hand the oldest is the one that has to be taken up again, once."""
    aside = Count()
    probes = Probes(aside)
    requests = [Request("GET", f"http://a.test/{n}") for n in range(AT_HAND + 1)]
    for request in requests:
        probes.came(request, Response(request, 200, (), b"", AT))
    assert [probes.reply(request) is not None for request in (requests[-1], requests[1], requests[0], requests[0])] == [True] * 4
    assert aside.taken == ["http://a.test/0"]


async def test_pages_do_not_stay() -> None:
    """Hosts that show one long page for whatever is asked are found out by one probe each, for all of their pages, and at no time are there
    more pages in memory than a few for each request in flight."""
    asked: Counter[str] = Counter()
    held: list[int] = []
    health: Counter[Health] = Counter()

    async def ask(request: Request) -> Reply:
        await trio.lowlevel.checkpoint()
        asked[request.purpose] += 1
        head = f"<title>Page not found</title><h1>Page not found</h1><p>There is no such page here at {request.url.split('/')[2]}."
        return Response(request, 200, (("Content-Type", "text/html"),), head.encode() + FILL, AT, 0.01)

    def decided(_: int, check: Check) -> None:
        health[check.verdict.health] += 1
        if sum(health.values()) % 50 == 0:
            held.append(sum(type(each) is Response and len(each.body) > LONG for each in gc.get_objects()))

    urls = [f"http://h{n}.test/a/{page}.html" for n in range(HOSTS) for page in range(2)]
    sources = [Source(url, url, url.split("/")[2]) for url in urls]
    await crawl_onto(Shelf(sources), sources, ask, Settings(gap=0.0, at_once=4), decided, now=lambda: AT)
    assert health == {Health.DEAD: 2 * HOSTS}
    assert asked == {"page": 2 * HOSTS, "probe": HOSTS}
    assert max(held) < 50
