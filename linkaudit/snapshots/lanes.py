"""Requests to archives, each archive and endpoint in a lane of its own → replies, no more of them than an archive can bear."""

from __future__ import annotations

from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

import trio

from linkaudit.model import Cause, NoResponse, Reply, Request
from linkaudit.snapshots.index import Closed

Ask = Callable[[Request], Awaitable[Reply]]

PAUSE = 60.0  # seconds that a 429 stops its lane at least
STRIKES = 3  # that many 429s close the lane for the run
LONGEST_PAUSE = 600.0  # a Retry-After beyond it closes the lane too: the next run comes sooner than the archive wants us back
SILENCE = 5  # that many requests in a row without any answer: the archive is down
SILENT = (Cause.CONNECT_TIMEOUT, Cause.READ_TIMEOUT, Cause.REFUSED, Cause.UNREACHABLE, Cause.DNS_NXDOMAIN, Cause.DNS_TEMPORARY)
PATIENCE = 5.0  # seconds after which an unanswered request no longer holds up the next


@dataclass(frozen=True, slots=True)
class Pace:
    """At most `count` requests start within any `per` seconds, and at most `width` wait for an answer at a time."""

    count: int
    per: float
    width: int


# The Internet Archive's limits of 2026: 30 a minute for CDX and TimeMaps together, 600 replays a minute; we stay below both.
# The extra half second keeps the figure true on the clock of the archive, where two requests may arrive closer than they left.
PACE: Mapping[str, Pace] = {
    "index": Pace(24, 60.5, 3),
    "replay": Pace(2, 1.05, 4),
    "availability": Pace(1, 3.05, 1),
    "save": Pace(6, 60.5, 2),
    "status": Pace(1, 1.05, 2),
}
UNPACED: Mapping[str, Pace] = {}  # for replayed conversations: nobody is asked, so nobody is spared


class Lane:
    """The way to one endpoint of one archive: started requests are spaced, refusals stop it, too many close it."""

    def __init__(self, pace: Pace | None, closing: float = float("inf")) -> None:
        self._closing = closing
        self.closed: Closed | None = None
        self._pace = pace
        self._starts: deque[float] = deque(maxlen=pace.count if pace else 1)
        self._waiting: dict[object, float] = {}  # when the requests that are still unanswered were sent
        self._stopped_until = float("-inf")
        self._strikes = 0
        self._silent = 0
        self._turn = trio.Lock()
        self._hurried = 0  # requests that go first and wait for their turn
        self._calm = trio.Event()
        self._answered = trio.Event()

    async def ask(self, ask: Ask, request: Request, first: bool = False) -> Reply | Closed:
        """Send the request when its turn comes, those that go `first` before all others; never raises for trouble on the way."""
        if self._pace is None:
            return await ask(request)
        async with self._in_turn(first):
            await self._until_free(self._pace)
            if self.closed:
                return self.closed
            sent = object()
            self._waiting[sent] = trio.current_time()
            self._starts.append(trio.current_time())
        try:
            reply = await ask(request)
        finally:
            del self._waiting[sent]
            self._answered.set()
            self._answered = trio.Event()
        self._learn(reply)
        return reply

    @asynccontextmanager
    async def _in_turn(self, first: bool) -> AsyncIterator[None]:
        """One at a time, first come, first served, but those in a hurry before the others."""
        self._hurried += first
        try:
            while True:
                await self._turn.acquire()
                if first or not self._hurried:
                    break
                self._turn.release()
                await self._calm.wait()
        finally:
            self._hurried -= first
            if not self._hurried:
                self._calm.set()
                self._calm = trio.Event()
        try:
            yield
        finally:
            self._turn.release()

    async def _until_free(self, pace: Pace) -> None:
        while not self.closed:
            now = trio.current_time()
            full = self._starts[0] + pace.per if len(self._starts) == pace.count else now
            free = max(self._stopped_until, full)
            if free > self._closing:
                self.closed = Closed()
                return
            if free > now:
                await trio.sleep(free - now)
                continue
            if len(self._waiting) >= pace.width:
                await self._answered.wait()
                continue
            # An index that is about to say "slow down" says so at once: wait for the answer before the next question, but not for ever.
            pending = max((sent + PATIENCE for sent in self._waiting.values()), default=now) if pace.count / pace.per < 1 else now
            if pending <= now:
                return
            with trio.move_on_after(pending - now):
                await self._answered.wait()

    def _learn(self, reply: Reply) -> None:
        """What a reply says about how the archive bears us. An archived 429 (it has a Memento-Datetime) says nothing about today."""
        if isinstance(reply, NoResponse):
            self._silent = self._silent + 1 if reply.cause in SILENT else 0
            if self._silent >= SILENCE:
                self.closed = Closed()
            return
        self._silent = 0
        if reply.header("memento-datetime") is not None or reply.status not in (429, 503):
            return
        pause = reply.retry_after or 0.0
        if reply.status == 429:
            self._strikes += 1
            pause = max(pause, PAUSE)
        if self._strikes >= STRIKES or pause > LONGEST_PAUSE:
            self.closed = Closed()
        self._stopped_until = max(self._stopped_until, trio.current_time() + pause)


class Lanes:
    """Every lane of a run, made when first used. `pace` maps endpoints ("index", "replay", ...) to their paces. When `minutes` have passed
    since the first lane was made no further questions are put: a run that is given so long leaves the rest to the next one."""

    def __init__(self, pace: Mapping[str, Pace] = PACE, minutes: float | None = None) -> None:
        self._pace, self._minutes = pace, minutes
        self._closing = float("inf")
        self._lanes: dict[tuple[str, str], Lane] = {}

    def lane(self, archive: str, endpoint: str) -> Lane:
        """The lane to that endpoint of that archive."""
        at = (archive, endpoint)
        if at not in self._lanes:
            if not self._lanes and self._minutes is not None:
                self._closing = trio.current_time() + 60 * self._minutes
            # What an index has named is still opened, or the next run would have to ask the index again.
            self._lanes[at] = Lane(self._pace.get(endpoint), float("inf") if endpoint == "replay" else self._closing)
        return self._lanes[at]
