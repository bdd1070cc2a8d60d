"""robots.txt, when the user wants it obeyed."""

from __future__ import annotations

from pathlib import Path

import pytest
import trio

from linkaudit.checks.crawler import crawl
from linkaudit.model import Health
from linkaudit.settings import Settings
from linkaudit.web import Web
from tests.loopback import Asked, Handler, Wire, page, web_of


@pytest.fixture
def anyio_backend() -> str:
    return "trio"


pytestmark = pytest.mark.anyio


def with_robots(text: str, status: int = 200) -> Handler:
    async def handler(asked: Asked, wire: Wire) -> None:
        if asked.path == "/robots.txt":
            await wire.answer(status, text, ("Content-Type", "text/plain"))
        else:
            await page()(asked, wire)

    return handler


async def test_robots_are_obeyed_when_asked_for(tmp_path: Path) -> None:
    """Under `obey` each origin's file is fetched once; what it forbids is skipped, not asked; 404 allows all, 5xx forbids all, and
    Crawl-delay is the gap. By default no robots.txt is asked for."""
    rules = "User-agent: linkaudit\nDisallow: /private/\nCrawl-delay: 0.3\n\nUser-agent: *\nDisallow: /"
    handlers = {"some.test": with_robots(rules), "none.test": with_robots("", 404), "broken.test": with_robots("", 503)}
    async with web_of(handlers) as net:
        sources = [net.source("some.test", "/private/a"), *(net.source("some.test", f"/{n}") for n in range(4))]
        sources += [net.source("none.test"), net.source("broken.test")]
        hosts = net.hosts_file(tmp_path)

        async def found(settings: Settings) -> list[Health]:
            async with Web(settings) as web:
                return [check.verdict.health for check in await crawl(sources, web.ask, settings, now=web.now)]

        assert await found(Settings(hosts=hosts, timeout=5)) == [Health.LIVE] * 7
        assert not [asked for asked in net.asked if asked.path == "/robots.txt"]
        net.asked.clear()
        assert await found(Settings(hosts=hosts, timeout=5, robots="obey")) == [
            Health.SKIPPED,
            *[Health.LIVE] * 5,
            Health.SKIPPED,
        ]
    assert sorted(asked.host for asked in net.asked if asked.path == "/robots.txt") == ["broken.test", "none.test", "some.test"]
    assert not [asked for asked in net.asked if asked.path.startswith("/private")]
    pages = [asked.at for asked in net.requests("some.test") if asked.path != "/robots.txt"]
    assert pages[-1] - pages[0] >= 0.3 * 2


async def test_who_does_not_give_robots_is_not_asked_further(tmp_path: Path) -> None:
    """A host that answers nothing, robots.txt included, is unsure for what happened, and its pages are not asked."""

    async def silent(_asked: Asked, _wire: Wire) -> None:
        raise trio.ClosedResourceError

    async with web_of({"silent.test": silent}) as net:
        settings = Settings(hosts=net.hosts_file(tmp_path), timeout=3, robots="obey")
        async with Web(settings) as web:
            (check,) = await crawl([net.source("silent.test", "/page")], web.ask, settings, now=web.now)
    assert check.verdict.health is Health.UNSURE and check.verdict.evidence[0] == "closed"
    assert {asked.path for asked in net.asked} == {"/robots.txt"}
