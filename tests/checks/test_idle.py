"""What can wait is looked at when nobody else has anything to do."""

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


@pytest.mark.parametrize("size", [0, idle.LONG], ids=["nobody waits for it", "it is long"])
async def test_others_go_first(size: int) -> None:
    """An answer that is long, or that no queue waits for, is looked at after those that came a little later from a host with a queue."""

    async def ask(request: Request) -> Reply:
        for _ in range(1 if "first" in request.url else 2):  # rounds of the scheduler
            await trio.lowlevel.checkpoint()
        return answer(request, PAGE + b" " * size if "first" in request.url else PAGE)

    decided: list[str] = []
    urls = ["http://first.test/", *[f"http://first.test/{n}" for n in range(1, 1 + bool(size))]]
    urls += [f"http://queue.test/{n}" for n in range(6)]
    checks = await crawl(list(map(source, urls)), ask, Settings(gap=0.02), lambda check: decided.append(check.source.url))
    assert {check.verdict.health for check in checks} == {Health.LIVE}
    assert decided[0].startswith("http://queue.test/") and decided[-1].startswith("http://queue.test/")


async def test_nobody_waits_for_ever() -> None:
    """While others are at work without end, what can wait is looked at all the same."""

    async def ask(request: Request) -> Reply:
        await trio.lowlevel.checkpoint()
        return answer(request)

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
