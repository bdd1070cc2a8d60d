"""What is long is looked at when nobody else has anything to do."""

from __future__ import annotations

import time
from datetime import UTC, datetime

import pytest
import trio

from linkaudit.checks import idle
from linkaudit.checks.crawler import crawl
from linkaudit.model import Health, Reply, Request, Response, Source
from linkaudit.settings import Settings

AT = datetime(2026, 3, 1, tzinfo=UTC)
PAGE = (
    b"<title>Rye</title><h1>Rye</h1><p>The council met on Tuesday and voted for the new bridge over the river, as the town had hoped.</p>"
)


@pytest.fixture
def anyio_backend() -> str:
    return "trio"


pytestmark = pytest.mark.anyio


def source(url: str) -> Source:
    """A source of that URL."""
    return Source(url, url, url.split("/")[2])


def answer(request: Request, body: bytes = PAGE) -> Response:
    """A good page."""
    return Response(request, 200, (("Content-Type", "text/html"),), body, AT, 0.0)


async def test_others_go_first() -> None:
    """A long answer is looked at after short ones that came a little later."""

    async def ask(request: Request) -> Reply:
        for _ in range(1 if "long" in request.url else 2):  # rounds of the scheduler
            await trio.lowlevel.checkpoint()
        return answer(request, PAGE + b" " * idle.LONG if "long" in request.url else PAGE)

    decided: list[str] = []
    urls = ["http://long.test/", "http://short.test/"]
    checks = await crawl(list(map(source, urls)), ask, Settings(), lambda check: decided.append(check.source.url))
    assert {check.verdict.health for check in checks} == {Health.LIVE}
    assert decided == ["http://short.test/", "http://long.test/"]


async def test_nobody_waits_for_ever() -> None:
    """While others are at work without end, what is long is looked at all the same."""

    async def ask(request: Request) -> Reply:
        await trio.lowlevel.checkpoint()
        return answer(request, PAGE + b" " * idle.LONG)

    async def work() -> None:
        while True:
            time.sleep(0.001)
            await trio.lowlevel.checkpoint()

    async with trio.open_nursery() as nursery:
        nursery.start_soon(work)
        with trio.fail_after(60):
            checks = await crawl([source(f"http://h{n}.test/") for n in range(3)], ask, Settings())
        nursery.cancel_scope.cancel()
    assert len(checks) == 3
