"""A thousand dead links and a strict archive, on a simulated clock: never too fast, never inside a Retry-After, nothing asked twice."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import parse_qs

import pytest
import trio
from trio.testing import MockClock

from linkaudit.model import Archived, Gap, NoSnapshot, Reply, Request, Response, Snapshot, Source
from linkaudit.settings import Settings
from linkaudit.snapshots.resolve import Archives
from tests.snapshots.cases import page
from tests.snapshots.facade import busiest_minute

pytestmark = pytest.mark.anyio
NOW, WHEN = datetime(2026, 3, 1, tzinfo=UTC), date(2019, 6, 1)


@pytest.fixture
def anyio_backend() -> Any:
    """Trio with a clock that jumps to the next thing that happens."""
    return ("trio", {"clock": MockClock(autojump_threshold=0)})


KEPT = (("", ""), ("20190520100000", "200"), ("20190520100000", "404"), ("20120101000000", "200"))


class Strict:
    """The Wayback Machine with a rate limit: the n-th link (n % 4) has nothing, a good capture, a dead one, a good one far away.

    `refuse_after` questions to the index it answers 429 with Retry-After, as often as `refusals` says; whoever comes back too early is
    noted in `broken`.
    """

    def __init__(self, refuse_after: int = 10**9, refusals: int = 0, retry_after: float = 90.0) -> None:
        self.index: list[float] = []
        self.replays: list[float] = []
        self.urls: Counter[str] = Counter()
        self.broken: list[float] = []
        self.answered = 0
        self._refuse_after, self._refusals, self._retry_after = refuse_after, refusals, retry_after
        self._until = 0.0
        self._luck = random.Random(7)

    async def ask(self, request: Request) -> Reply:
        """Answer after a while, as archives do."""
        now = trio.current_time()
        await trio.sleep(self._luck.uniform(0.2, 3.0))
        if "/web/" in request.url:
            self.replays.append(now)
            stamp, _, url = request.url.split("/web/")[1].partition("id_/")
            kept, status = KEPT[number(url) % 4]
            if kept != stamp:
                headers: tuple[tuple[str, str], ...] = (("Location", f"/web/{kept}id_/{url}"),) if kept else ()
                return Response(request, 302 if kept else 404, headers, b"", NOW)
            when = datetime.strptime(stamp, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
            headers = (("Memento-Datetime", f"{when:%a, %d %b %Y %H:%M:%S} GMT"), ("Content-Type", "text/html"))
            return Response(request, int(status), headers, page("a"), NOW)
        self.index.append(now)
        if now < self._until:
            self.broken.append(now)
        query = parse_qs(request.url.partition("?")[2])
        url = query["url"][0]
        if self.answered >= self._refuse_after and self._refusals:
            self._refusals -= 1
            self._until = trio.current_time() + self._retry_after
            return Response(request, 429, (), b"Too Many Requests", NOW, retry_after=self._retry_after)
        self.urls[url] += 1
        self.answered += 1
        stamp, status = KEPT[number(url) % 4]
        inside = stamp and query.get("from", ["0"])[0] <= stamp <= query.get("to", ["9"])[0]
        row = f"k {stamp} {url} text/html {status} {'A' * 32} 900\n" if inside else ""
        return Response(request, 200, (), row.encode(), NOW)


def number(url: str) -> int:
    """The number of a made-up link."""
    return int(url.rsplit("/", 1)[1])


def sources(count: int) -> list[Source]:
    """So many dead links."""
    return [Source(f"http://dead.test/{n}", f"http://dead.test/{n}", "dead.test") for n in range(count)]


async def resolve_all(archives: Archives, links: list[Source], tasks: int = 20) -> dict[str, Snapshot | NoSnapshot]:
    """What became of the links, looked for by so many tasks at once."""
    found: dict[str, Snapshot | NoSnapshot] = {}
    left = iter(links)

    async def task() -> None:
        for source in left:
            found[source.url] = await archives.resolve(source, WHEN, NOW)

    async with trio.open_nursery() as nursery:
        for _ in range(tasks):
            nursery.start_soon(task)
    return found


def truth(url: str, found: Snapshot | NoSnapshot) -> bool:
    """Whether that is what the archive holds."""
    expected = (Gap.NONE, "20190520100000", Gap.UNUSABLE, "20120101000000")[number(url) % 4]
    return found.gap is expected if isinstance(found, NoSnapshot) else f"/web/{expected}/" in found.url


async def test_five_hundred_dead_links() -> None:
    """500 dead links x 20 tasks: at most 24 questions in any minute, none within a Retry-After, two replays a second."""
    archive = Strict(refuse_after=100, refusals=2)
    found = await resolve_all(Archives(Settings(), archive.ask), sources(500))
    assert busiest_minute(archive.index) == 24
    assert archive.broken == []
    replays = sorted(archive.replays)
    assert all(later - earlier >= 1.0 for earlier, later in zip(replays, replays[2:], strict=False))
    unsaid = [url for url, result in found.items() if not truth(url, result)]
    assert len(unsaid) <= 2  # those whose question was refused: found by replay or unknown, never "none"
    assert {found[url].gap for url in unsaid if isinstance(found[url], NoSnapshot)} <= {Gap.UNKNOWN}  # type: ignore[union-attr]


class Remembered:
    """A memory in a dictionary that keeps its promise: found for ever, none for a while, unknown never."""

    def __init__(self) -> None:
        self.known: dict[str, Snapshot | NoSnapshot] = {}
        self.opened: dict[str, Snapshot] = {}

    def snapshot(self, url: str, when: date | None, archives: tuple[str, ...], now: datetime) -> Snapshot | NoSnapshot | None:
        """What is still to be believed."""
        assert (when, archives, now) == (WHEN, ("web.archive.org",), NOW)
        known = self.known.get(url)
        return None if isinstance(known, NoSnapshot) and known.gap is Gap.UNKNOWN else known

    def remember_snapshot(
        self, url: str, when: date | None, archives: tuple[str, ...], result: Snapshot | NoSnapshot, at: datetime
    ) -> None:
        """Keep it."""
        assert (when, archives, at) == (WHEN, ("web.archive.org",), NOW)
        self.known[url] = result

    def owed(self, url: str) -> bool:
        """Whether the last run could not ask."""
        known = self.known.get(url)
        return isinstance(known, NoSnapshot) and known.gap is Gap.UNKNOWN

    def looked_into(self, copy: Snapshot) -> bool:
        """No copy is looked into."""
        return copy.verified

    def given(self, archived: Archived, now: datetime) -> Snapshot | None:
        """What was kept of a copy that a document cites."""
        assert now
        return self.opened.get(archived.url)

    def remember_given(self, given: Snapshot, at: datetime) -> None:
        """Keep it."""
        assert at
        self.opened[given.url] = given


async def test_a_thousand_dead_links_over_several_runs() -> None:
    """A run that the archive breaks off leaves the rest unknown; the next one takes that up, first, and asks about nothing twice."""
    memory, links, runs = Remembered(), sources(1000), 0
    answered: Counter[str] = Counter()
    while runs == 0 or any(memory.owed(link.url) for link in links):
        archive = Strict(refuse_after=300, refusals=3 if runs < 4 else 0)
        owed = {link.url for link in links if memory.owed(link.url)}
        found = await resolve_all(Archives(Settings(), archive.ask, memory), links)
        assert busiest_minute(archive.index) <= 24
        assert archive.broken == []
        assert not owed or all(url in owed for url in archive.urls)
        answered += archive.urls
        runs += 1
        assert runs < 12
        wrong = [url for url, result in found.items() if not truth(url, result)]
        assert {found[url].gap for url in wrong if isinstance(found[url], NoSnapshot)} <= {Gap.UNKNOWN}  # type: ignore[union-attr]
    assert 3 < runs < 8
    # One question, or two where the window around the date had nothing to show; a few were broken off between the two.
    assert sum(answered.values()) <= 250 * 1 + 750 * 2 + 20 * runs
    asked = len(archive.index)
    await resolve_all(Archives(Settings(), archive.ask, memory), links)
    assert len(archive.index) == asked


async def test_so_many_minutes_and_no_more() -> None:
    """With --archive-minutes a run ends in time, whatever is left; that is unknown, and the next runs do the rest."""
    memory, links, asked = Remembered(), sources(200), 0
    runs = 0
    while runs == 0 or any(memory.owed(link.url) for link in links):
        runs += 1
        assert runs < 12
        archive, began = Strict(), trio.current_time()
        await resolve_all(Archives(Settings(archive_minutes=3), archive.ask, memory), links)
        assert trio.current_time() - began < 4 * 60
        asked += len(archive.index)
    assert runs > 2
    assert asked <= 50 + 150 * 2 + 8 * runs  # one question or two a link; a few were broken off between the two


async def test_what_was_owed_comes_first() -> None:
    """Links that the last run could not ask about are asked about before all others, whenever they turn up."""
    memory, archive, links = Remembered(), Strict(), sources(60)
    owed = [link for link in links if number(link.url) >= 50]
    for link in owed:
        memory.known[link.url] = NoSnapshot(link.url, Gap.UNKNOWN, "")
    await resolve_all(Archives(Settings(), archive.ask, memory), links, tasks=60)
    asked = [number(url) for url in archive.urls]
    assert all(n >= 50 for n in sorted(asked[:11])[1:])  # whoever held the lane when they came was not turned out
