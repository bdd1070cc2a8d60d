"""The manners of the program towards archives, on a simulated clock."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
import trio
from trio.testing import MockClock

from linkaudit.model import Cause, NoResponse, Reply, Request, Response
from linkaudit.snapshots.index import Closed
from linkaudit.snapshots.lanes import PACE, UNPACED, Lanes
from tests.snapshots.facade import busiest_minute

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def anyio_backend() -> Any:
    """Trio with a clock that jumps to the next thing that happens."""
    return ("trio", {"clock": MockClock(autojump_threshold=0)})


def answer(request: Request, status: int = 200, retry_after: float | None = None, headers: tuple[tuple[str, str], ...] = ()) -> Response:
    """A reply of the archive."""
    return Response(request, status, headers, b"", NOW, retry_after=retry_after)


async def test_twenty_four_questions_in_any_minute() -> None:
    """500 dead links and 20 tasks: no minute sees more than 24 questions to the index, and they do not dawdle either."""
    starts: list[float] = []

    async def ask(request: Request) -> Reply:
        starts.append(trio.current_time())
        await trio.sleep(0.7)
        return answer(request)

    lane = Lanes(PACE).lane("archive", "index")
    left = iter(range(500))

    async def task() -> None:
        for _ in left:
            await lane.ask(ask, Request("GET", "http://archive/cdx"))

    async with trio.open_nursery() as nursery:
        for _ in range(20):
            nursery.start_soon(task)
    assert len(starts) == 500
    assert busiest_minute(starts) == 24
    assert starts[-1] - starts[0] < 500 / 24 * 61


async def test_nothing_inside_a_retry_after() -> None:
    """After a 429 or a 503 with Retry-After nobody asks before that time is over, and after any 429 for a minute."""
    windows: list[tuple[float, float]] = []
    starts: list[float] = []
    refusals = {5: (429, 90.0), 11: (503, 30.0), 40: (429, None)}

    async def ask(request: Request) -> Reply:
        starts.append(trio.current_time())
        await trio.sleep(0.3)
        if refusal := refusals.get(len(starts)):
            windows.append((trio.current_time(), refusal[1] or 60.0))
            return answer(request, refusal[0], refusal[1])
        return answer(request)

    lanes = Lanes(PACE)
    async with trio.open_nursery() as nursery:
        for number in range(60):
            nursery.start_soon(lanes.lane("archive", "index").ask, ask, Request("GET", f"http://archive/{number}"))
    assert len(starts) == 60
    assert len(windows) == 3
    for begin, length in windows:
        assert [s for s in starts if begin < s < begin + length] == []


async def test_three_refusals_close_the_lane() -> None:
    """After the third 429 the rest of the run asks nothing more; other endpoints and archives go on."""
    asked = []

    async def ask(request: Request) -> Reply:
        asked.append(request.url)
        return answer(request, 429)

    lanes = Lanes(PACE)
    replies = [await lanes.lane("archive", "index").ask(ask, Request("GET", str(n))) for n in range(10)]
    assert asked == ["0", "1", "2"]
    assert replies[3:] == [Closed()] * 7
    assert lanes.lane("archive", "replay").closed is None
    assert lanes.lane("other", "index").closed is None


async def test_an_archived_429_is_none_of_todays() -> None:
    """A 429 with a Memento-Datetime is a page of the past, and stops nobody."""

    async def ask(request: Request) -> Reply:
        return answer(request, 429, headers=(("Memento-Datetime", "Fri, 24 Nov 2017 15:13:15 GMT"),))

    lane = Lanes(PACE).lane("archive", "replay")
    began = trio.current_time()
    for _ in range(6):
        await lane.ask(ask, Request("GET", "http://archive/web/x"))
    assert lane.closed is None
    assert trio.current_time() - began < 4


async def test_a_far_retry_after_closes_the_lane() -> None:
    """An archive that wants to be left alone for an hour is left alone for the run."""

    async def ask(request: Request) -> Reply:
        return answer(request, 503, 3600.0)

    lane = Lanes(PACE).lane("archive", "index")
    await lane.ask(ask, Request("GET", "http://archive/cdx"))
    assert isinstance(await lane.ask(ask, Request("GET", "http://archive/cdx")), Closed)
    assert trio.current_time() < 100


async def test_a_silent_archive_is_given_up() -> None:
    """Five questions in a row without any answer close the lane: the sixth link does not wait for another minute."""
    asked = []

    async def ask(request: Request) -> Reply:
        asked.append(request)
        await trio.sleep(60)
        return NoResponse(request, Cause.READ_TIMEOUT, "", NOW)

    lane = Lanes(PACE).lane("archive", "index")
    for _ in range(9):
        await lane.ask(ask, Request("GET", "http://archive/cdx"))
    assert len(asked) == 5


async def test_one_that_hangs_holds_up_the_next_for_five_seconds_only() -> None:
    """Questions wait for the answer to the one before (it may be "slow down"), but not for ever."""
    starts: list[float] = []

    async def ask(request: Request) -> Reply:
        starts.append(trio.current_time())
        await trio.sleep(60 if len(starts) == 1 else 1)
        return answer(request)

    lane = Lanes(PACE).lane("archive", "index")
    async with trio.open_nursery() as nursery:
        for _ in range(3):
            nursery.start_soon(lane.ask, ask, Request("GET", "http://archive/cdx"))
    assert [round(s - starts[0]) for s in starts] == [0, 5, 6]


async def test_two_replays_a_second() -> None:
    """Replays start at most two a second."""
    starts: list[float] = []

    async def ask(request: Request) -> Reply:
        starts.append(trio.current_time())
        return answer(request)

    lane = Lanes(PACE).lane("archive", "replay")
    for _ in range(10):
        await lane.ask(ask, Request("GET", "http://archive/web/x"))
    assert all(b - a >= 1.0 for a, b in zip(starts, starts[2:], strict=False))


async def test_a_replayed_conversation_waits_for_nobody() -> None:
    """In replay no pause is kept: there is nobody to spare."""

    async def ask(request: Request) -> Reply:
        return answer(request, 429, 600.0)

    lane = Lanes(UNPACED).lane("archive", "index")
    began = trio.current_time()
    for _ in range(50):
        await lane.ask(ask, Request("GET", "http://archive/cdx"))
    assert trio.current_time() == began
