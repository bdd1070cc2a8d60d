"""One host's lane: what waits for it, how wide it is, when the next request may start. Pure: the time is handed in (seconds).

A lane starts narrow, widens while answers come quickly and cleanly, halves on 429, 503, time-outs and slowness (once for each burst, not
once for each answer in it: multiplying per answer made a run of 45 s take 300), waits out Retry-After and then keeps to the rate that the
host was seen to bear.
"""

from __future__ import annotations

import heapq
import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from linkaudit.checks.urls import host_of
from linkaudit.model import Cause, NoResponse, Reply, Request, Response, Source

FIRST_WIDTH = 4.0  # requests at once to a host nobody knows; hosts that limit connections mostly allow four
SILENCE = 1.5  # seconds without an answer after which a host's queue is let go, so that its time-outs overlap; and, when the host has
# never answered, after which its first URL is asked a second time on a new connection, as a reader reloads, while the first still waits
ENOUGH_LAG = 0.05  # seconds of our own lag that keep a lane from widening
GIVE_UP = 3  # time-outs of a host that never answered anything, its second look among them, after which the rest is not waited for
LONGEST_PAUSE = 10.0  # seconds a lane waits for one Retry-After; then it goes on, narrow
SLOW = 1.0  # seconds below which no answer is slow
REFUSALS = 3  # connections in a row that nobody took before the rest of a host's queue is not asked
# Of a host that says nothing but "come later": URLs for which that was the last word, or times that it said so, before the rest of its
# queue is not asked.
ONLY_LATER, SAID_LATER = 5, 12
KNOCKS = 5  # URLs of a host that were all refused when first asked, before that is taken for what it does with every first visit
UNREACHED = frozenset({Cause.CONNECT_TIMEOUT, Cause.REFUSED, Cause.UNREACHABLE})
TIME_OUTS = frozenset({Cause.CONNECT_TIMEOUT, Cause.READ_TIMEOUT})
# What is said before anything is sent. The resolver asks once for all of a name's URLs.
UNSENT = frozenset({Cause.DNS_NXDOMAIN, Cause.DNS_TEMPORARY, Cause.PRIVATE_ADDRESS, Cause.BAD_URL})


@dataclass(slots=True, eq=False)
class Lag:
    """How many seconds we ourselves have been late in this run, all in all: what waited for us is no host's silence."""

    seconds: float = 0.0


@dataclass(slots=True, eq=False)
class Talk:
    """One source's conversation on its way."""

    source: Source
    index: int
    replies: tuple[Reply, ...] = ()
    request: Request | None = None
    second_look: bool = False  # stands for the early second look at its source; the conversation itself is another Talk
    ahead: Reply | Literal["asked"] | None = None  # what its plan would ask late, asked while the first request still waits


@dataclass(slots=True, eq=False)
class Lane:
    """The queue of one host and its pace."""

    host: str
    widest: float
    least_gap: float
    lag: Lag
    begin: Callable[[int], Talk]  # the conversation about the source of that index: it is made when its turn comes
    lag_seen: float = 0.0
    fresh: deque[int] = field(default_factory=deque)  # sources that were not asked yet, by their index
    delayed: list[tuple[float, int, Talk]] = field(default_factory=list)  # a heap: redirect targets, second looks, Retry-After
    width: float = FIRST_WIDTH
    gap: float = 0.0
    flying: int = 0
    next_start: float = 0.0
    paused_until: float = 0.0
    scheduled: float = math.inf  # when the crawler will look at this lane again
    heard_at: float = 0.0  # the last answer, or when the lane began to wait for one; our lag until then is taken off
    answered: int = 0
    nowhere: bool = False  # nothing was sent last time, as there is nobody at that name: one asks on, one at a time, without a gap
    typical: float = 0.0  # seconds of a usual answer
    first: Talk | None = None  # the first that was asked, and when
    first_at: float = 0.0
    second: Reply | Literal["not yet", "asked", "no use"] = "not yet"  # the early second look
    awaiting: list[Talk] = field(default_factory=list)  # time-outs that wait for its outcome
    timed_out: int = 0
    unreached: int = 0
    cause: Cause = Cause.REFUSED  # of the last of them
    moods: int = 0  # times that the host said 503 although hardly anybody asked
    refused: set[str] = field(default_factory=set)  # URLs that were answered by 429, or by 503 with Retry-After
    limited: bool = False  # the host has said 429: its queue takes as long as it takes
    passed: int = 0  # answers that were no such refusal
    passed_first: int = 0  # those of them that were the first to their URL
    knocks: Literal["not yet", "yes", "no"] = "not yet"  # whether it refuses each URL once, however slowly one asks
    later: int = 0  # URLs for which "come later" was the last word
    said_later: list[int] = field(default_factory=list)  # each such answer's status, until something else is answered
    counted: int = 0  # how much of the queue the crawler counts as not asked yet
    stepped_at: float = -math.inf  # the last back-off
    clean: int = 0  # answers since then
    clean_since: float = 0.0

    def __post_init__(self) -> None:
        self.width, self.gap = min(FIRST_WIDTH, self.widest), self.least_gap

    def add(self, talk: Talk, when: float, order: int) -> None:
        """Queue a conversation whose turn is not before `when`."""
        heapq.heappush(self.delayed, (when, order, talk))

    def waiting(self) -> int:
        """How much is queued."""
        return len(self.fresh) + len(self.delayed)

    def wake(self, now: float) -> float | None:
        """When something of this lane may start: not after `now` if at once, None if only an answer can tell."""
        second = self._second_due()
        if not self.waiting():
            return second
        ready = now if self.fresh else self.delayed[0][0]
        if self.closed:
            return ready
        if self.flying >= (1 if self.nowhere else int(self.width)):
            ready = max(ready, self.heard_at + self.lag.seconds + max(SILENCE, 3 * self.typical))
        ready = max(ready, self.next_start, self.paused_until)
        return ready if second is None else min(ready, second)

    def goes_on(self, now: float) -> bool:
        """Whether what may start now is a conversation under way."""
        return bool(self.delayed) and self.delayed[0][0] <= now

    def _second_due(self) -> float | None:
        if self.second != "not yet" or self.answered or self.first is None or self.first.replies:
            return None
        return max(self.first_at + self.lag.seconds + SILENCE, self.next_start)

    def take(self, now: float) -> Talk:
        """The next conversation: the second look when it is due, then one that is under way, then a new one."""
        due = self._second_due()
        if not self.flying:
            self.heard_at = now - self.lag.seconds
            if not self.answered:
                self.clean_since = self.clean_since or now
        self.flying += 1
        self.next_start = now + (0.0 if self.nowhere or self.closed or self.given_up else self.gap)
        if due is not None and due <= now:
            assert self.first is not None
            self.second = "asked"
            return Talk(self.first.source, self.first.index, self.first.replies, self.first.request, second_look=True)
        if self.delayed and self.delayed[0][0] <= now and not (self.fresh and self.clean and self._may_knock()):
            return heapq.heappop(self.delayed)[2]
        talk = self.begin(self.fresh.popleft())
        if self.first is None:
            self.first, self.first_at = talk, now - self.lag.seconds
        return talk

    def heard(self, reply: Reply, started: float, now: float, company: int = 1) -> None:
        """Learn from an answer, or from its absence, to a request that started at `started` as one of `company` in flight."""
        self.flying -= 1
        self.nowhere = isinstance(reply, NoResponse) and reply.cause in UNSENT
        if not self.nowhere:
            self.next_start = max(self.next_start, started + self.gap)
        if isinstance(reply, NoResponse):
            if reply.cause in UNREACHED and not self.answered:
                self.unreached, self.cause = self.unreached + 1, reply.cause
            self.timed_out += reply.cause in TIME_OUTS
            if reply.cause in TIME_OUTS and self.answered:
                self._step_back(started, now)
            return
        self.heard_at = now - self.lag.seconds
        self.answered += 1
        self.unreached = 0
        if reply.status in (429, 503):
            if reply.status == 503 and reply.retry_after is None:
                self.moods += company <= 2
                if self.moods > 2:  # it says 503 to few visitors as well: that is not about how many ask
                    return
            limited = reply.status == 429 or reply.retry_after is not None
            if limited and not self.passed:
                self.said_later.append(reply.status)
            if self._is_a_knock(reply.request.url):
                return
            if reply.request.url in self.refused and self.clean:
                return  # it says so to this URL again while others were answered: that is not about how fast we ask
            self.refused.add(reply.request.url)
            pause = reply.retry_after if reply.retry_after is not None else 1.0 if reply.status == 429 else 0.0
            self._step_back(started, now, min(pause, LONGEST_PAUSE), limited)
            if pause > LONGEST_PAUSE:
                self.width = 1.0
            return
        self.clean += 1
        self.passed += 1
        self.passed_first += reply.request.url not in self.refused
        if reply.seconds > max(SLOW, 3 * self.typical) and self.answered > 1:
            self._step_back(started, now)
        else:
            if self.width < FIRST_WIDTH:
                self.width = min(self.widest, self.width + 0.5)
            elif self.lag.seconds < self.lag_seen + ENOUGH_LAG:  # more at once would not make us faster
                self.width = min(self.widest, self.width + 1 / self.width)
            else:
                self.lag_seen = self.lag.seconds
            self.gap = max(self.least_gap, self.gap * FASTER ** max(1.0, min(self.gap, 1.0) / FASTER_EVERY))
        self.typical = reply.seconds if self.answered == 1 else 0.8 * self.typical + 0.2 * reply.seconds

    def ended(self, reply: Reply) -> None:
        """Learn that this was the last word about a source."""
        self.later += isinstance(reply, Response) and (reply.status == 429 or (reply.status == 503 and reply.retry_after is not None))

    def _is_a_knock(self, url: str) -> bool:
        """Whether a refusal only greets a URL that was never asked, as the host greets all: then it says nothing about pace.

        A host that counts requests lets a new URL pass as soon as one keeps to its rate; this one refuses it at the very pace at which it
        lets the others pass that are asked again.
        """
        if url in self.refused:
            self.knocks = "no" if self.knocks == "yes" else self.knocks
            return False
        if self.clean and self._may_knock():
            self.knocks = "yes"
        if self.knocks == "yes":
            self.refused.add(url)
            self.gap, self.next_start = self.least_gap, 0.0
        return self.knocks == "yes"

    def _may_knock(self) -> bool:
        """Whether nothing was answered when first asked, so that the next new URL, asked at the host's own pace, shows what it is about."""
        return self.knocks == "not yet" and self.gap > self.least_gap and not self.passed_first and len(self.refused) + 1 >= KNOCKS

    def _step_back(self, started: float, now: float, pause: float = 0.0, limited: bool = False) -> None:
        """Halve the width, once for all that flew together; a host that counts requests is asked at the rate that it answered at."""
        if started < self.stepped_at:
            return
        if limited and (self.clean or self.limited):  # a first burst that is refused as a whole shows no rate
            seconds = now + pause - self.clean_since
            self.gap = min(max(self.least_gap, seconds / max(self.clean, 1)), 2.0)
        self.limited = self.limited or limited
        self.width = max(1.0, self.width / 2)
        self.stepped_at, self.clean_since = now, now + pause
        self.clean = 0
        self.paused_until = max(self.paused_until, now + pause)

    @property
    def closed(self) -> bool:
        """Whether the host takes no connections, or has said nothing but "come later": what is left of its queue is not asked."""
        return (not self.answered and self.unreached >= REFUSALS) or self._only_later

    @property
    def _only_later(self) -> bool:
        return not self.passed and (self.later >= ONLY_LATER or len(self.said_later) >= SAID_LATER)

    @property
    def given_up(self) -> bool:
        """Whether the host has let everything time out, the second look too: what still flies is cut, what waits is not asked."""
        return not self.answered and isinstance(self.second, NoResponse) and self.timed_out >= min(GIVE_UP, self.timed_out + self.waiting())

    def silence(self, request: Request, at: datetime, seconds: float = 0.0) -> NoResponse:
        """What stands for an answer when a lane is closed or given up."""
        if self._only_later:
            cause = Cause.RATE_LIMITED if 429 in self.said_later else Cause.UNAVAILABLE
            told = f"not asked: {self.host} said {len(self.said_later)} times to come later, and nothing else"
            return NoResponse(request, cause, told, at, seconds)
        if self.closed:
            return NoResponse(request, self.cause, f"not asked: {self.host} took none of {self.unreached} connections", at, seconds)
        told = "not waited for longer" if seconds else "not asked"
        return NoResponse(
            request, Cause.READ_TIMEOUT, f"{told}: {self.host} let {self.timed_out} requests time out and answered none", at, seconds
        )


FASTER = 0.95  # of the gap that an answer leaves to the next: a rate-limited host is tried a little faster all the time
FASTER_EVERY = 0.25  # seconds of gap from which that is by time, not by answer: a host that is asked once a second answers seldom


def lane_name(url: str) -> str:
    """What is one host to be polite to: the name, with the port where it is not the usual one."""
    rest = url.partition("://")[2]
    authority = rest.partition("/")[0].rpartition("@")[2].partition("?")[0]
    port = authority.rpartition(":")[2]
    return host_of(url) + (f":{port}" if port.isdigit() and port not in ("80", "443") else "")
