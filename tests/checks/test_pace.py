"""The pace of one lane beside servers that refuse for a while, on a clock that jumps: who counts requests, who greets, who shuts."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

import pytest
import trio
from trio.testing import MockClock

from linkaudit.checks.crawler import crawl
from linkaudit.checks.lanes import SILENCE
from linkaudit.model import Cause, Check, NoResponse, Reply, Request, Response, Source
from linkaudit.settings import Settings

AT = datetime(2026, 3, 2, tzinfo=UTC)
pytestmark = [
    pytest.mark.parametrize("anyio_backend", [("trio", {"clock": MockClock(autojump_threshold=0)})], ids=["mock clock"]),
    pytest.mark.usefixtures("anyio_backend"),
]


class Server:
    """A host that answers after an eighth of a second; what it says is up to `refuses`."""

    def __init__(self, status: int = 429, retry_after: float | None = 2.0) -> None:
        self.status, self.retry_after = status, retry_after
        self.asked: Counter[str] = Counter()
        self.began = trio.current_time()

    def refuses(self, url: str) -> bool:
        """Whether this host refuses a URL now; each kind of host below has its own answer."""
        raise NotImplementedError

    async def __call__(self, request: Request) -> Reply:
        self.asked[request.url] += 1
        refused = self.refuses(request.url)
        await trio.sleep(0.125)
        if refused:
            return Response(request, self.status, (), b"later", AT, 0.125, retry_after=self.retry_after)
        page = b"<title>About %s</title><p>" % request.url.encode() + b"word " * 300
        return Response(request, 200, (("Content-Type", "text/html"),), page, AT, 0.125)

    async def visit(self, count: int) -> tuple[tuple[Check, ...], float]:
        sources = [Source(f"http://host.test/{n}", f"http://host.test/{n}", "host.test") for n in range(count)]
        checks = await crawl(sources, self, Settings(hosts="a file"))
        return checks, trio.current_time() - self.began


class Greets(Server):
    """Refuses each URL when it is first asked, whatever the pace."""

    def refuses(self, url: str) -> bool:
        return self.asked[url] == 1


class Shut(Server):
    """Refuses everything; with `but`, everything but one URL."""

    but = ""

    def refuses(self, url: str) -> bool:
        return url != self.but


class Counts(Server):
    """A bucket of `most` requests into which `rate` flow each second."""

    rate, most, held = 5.0, 5.0, 5.0
    seen = 0.0

    def refuses(self, _: str) -> bool:
        now = trio.current_time() - self.began
        self.held, self.seen = min(self.most, self.held + (now - self.seen) * self.rate), now
        if self.held < 1:
            return True
        self.held -= 1
        return False


def healths(checks: tuple[Check, ...]) -> set[str]:
    return {check.verdict.health.value for check in checks}


async def test_who_greets_every_visit_with_a_refusal_is_not_walked_one_by_one() -> None:
    """A host that refuses each URL once, however slowly, is asked twice for each, and waited for a few times, not thirty."""
    server = Greets()
    checks, seconds = await server.visit(30)
    assert healths(checks) == {"live"}
    assert set(server.asked.values()) == {2}
    assert seconds < 8 * 2.0  # 30 waits, one after the other, would be a minute


@pytest.mark.parametrize("held", [5.0, 0.0], ids=["full at first", "empty at first"])
async def test_who_counts_requests_is_not_taken_for_one_who_greets(held: float) -> None:
    """A host that counts requests is kept to its rate, also when earlier visitors have emptied its bucket: few refusals, all alive."""
    server = Counts(retry_after=1.0)
    server.held = held
    checks, _ = await server.visit(60)
    assert healths(checks) == {"live"}
    assert server.asked.total() <= 70


@pytest.mark.parametrize(
    ("status", "retry_after", "health", "cause"),
    [
        *[(429, after, "blocked", Cause.RATE_LIMITED) for after in (None, 2.0, 3600.0)],
        *[(503, after, "unsure", Cause.UNAVAILABLE) for after in (2.0, 3600.0)],
    ],
)
async def test_who_only_says_later_is_left_alone(status: int, retry_after: float | None, health: str, cause: Cause) -> None:
    """A host that says nothing but "come later" is not asked forty times; what was not asked says so, and is as undecided as the rest."""
    server = Shut(status, retry_after)
    checks, _ = await server.visit(40)
    assert healths(checks) == {health}
    assert server.asked.total() <= 12
    last = checks[-1].replies[-1]
    assert isinstance(last, NoResponse) and last.cause is cause and "not asked" in last.detail


async def test_one_page_that_opens_keeps_the_queue_open() -> None:
    """Where one page was answered the others are asked, each, though they are refused."""
    server = Shut(429, 3600.0)
    server.but = "http://host.test/2"
    checks, _ = await server.visit(9)
    assert len(server.asked) == 9 and healths(checks) == {"live", "blocked"}


async def test_an_answer_in_the_moment_of_its_second_look() -> None:
    """A page that answers in the very moment in which it is found silent needs no second look, and ends nobody's run."""
    began = moment = trio.current_time()
    while moment - began < SILENCE:
        moment += 0.1  # as the crawler feels its pulse

    async def ask(request: Request) -> Reply:
        await trio.sleep_until(moment if request.url.endswith("2") else began + 0.125)
        page = b"<title>About %s</title><p>" % request.url.encode() + b"word " * 300
        return Response(request, 200, (("Content-Type", "text/html"),), page, AT, 0.125)

    urls = [f"http://host-{number}.test/{page}" for number in range(30) for page in range(3)]
    checks = await crawl([Source(url, url, url[7:-2]) for url in urls], ask, Settings(gap=0.0))
    assert [len(check.replies) for check in checks] == [1] * 90
