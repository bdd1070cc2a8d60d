"""Sources in, their Checks out: asks the plan what is next, asks the web, and keeps one lane per host so that none delays another.

No task per URL: at most `at_once` workers, each taking the next thing that any lane lets start; what waits, waits in a queue.
"""

from __future__ import annotations

import gc
import heapq
import itertools
import math
import threading
from array import array
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

import trio

from linkaudit.checks.ahead import Ahead, second_look
from linkaudit.checks.choice import choose
from linkaudit.checks.held import Held, Shelf
from linkaudit.checks.idle import Idle, is_long
from linkaudit.checks.lanes import Lag, Lane, Talk, lane_name
from linkaudit.checks.plan import next_request
from linkaudit.checks.probes import Probes
from linkaudit.checks.record import EPOCH
from linkaudit.checks.robots import Robots
from linkaudit.checks.sinks import Sinks
from linkaudit.checks.talk import Around
from linkaudit.checks.urls import fragmentless
from linkaudit.checks.verdict import judge
from linkaudit.model import Cause, Certainty, Check, Health, NoResponse, Reply, Request, Source, Verdict
from linkaudit.settings import Settings

Ask = Callable[[Request], Awaitable[Reply]]
OnCheck = Callable[[Check], None]
SINKS_AT_ONCE = 20  # hosts whose sinks are looked at beside each other
PULSE = 0.1  # seconds
SELDOM = 50_000  # objects more than were freed


async def crawl(
    sources: Sequence[Source],
    ask: Ask,
    settings: Settings,
    on_check: OnCheck | None = None,
    *,
    now: Callable[[], datetime] = lambda: EPOCH,
    note: Callable[[Reply], None] | None = None,
) -> tuple[Check, ...]:
    """Check every source and return the Checks in the order of the sources.

    `on_check` is called the moment a source is decided, with the whole conversation; the Checks returned have no bodies in their replies
    (a thousand pages would be half a gigabyte): who needs a page takes what it needs there. `now` dates what was not asked,
    `note` is told of replies that stand for requests which were not made (a closed lane), so that a recording holds them too.
    """
    held = Held()
    await crawl_onto(held, sources, ask, settings, on_check and (lambda _, check: on_check(check)), now=now, note=note)
    return tuple(held[index] for index in range(len(sources)))


async def crawl_onto(
    shelf: Shelf,
    sources: Sequence[Source],
    ask: Ask,
    settings: Settings,
    on_check: Callable[[int, Check], None] | None = None,
    *,
    now: Callable[[], datetime] = lambda: EPOCH,
    note: Callable[[Reply], None] | None = None,
) -> None:
    """The same for many sources: the checks go to a shelf, by the index of their source. Those that lie there already are still
    good: they are only looked at again if they lead into a sink. `on_check` is handed the index too."""
    sources = choose(sources, settings.max_per_host, settings.sample)
    run = _Run(shelf, sources, ask, settings, on_check, now, note)
    with few_collections():
        if settings.replay:
            await run.in_order()
        else:
            await run.at_once()
        await run.drain()


_collecting = threading.Lock()
_crawls: list[tuple[int, int, int]] = []  # for each under way in this process the thresholds before the first of them


@contextmanager
def few_collections() -> Iterator[None]:
    """Look for garbage seldom, and not in what is there already: each look (10 to 90 ms) delayed everybody, and nearly all that a crawl
    makes is freed without it. Of several crawls in one process, in threads of it, the last to end leaves the collector as it was."""
    with _collecting:
        usual = _crawls[0] if _crawls else gc.get_threshold()
        _crawls.append(usual)
        if usual[0]:
            gc.set_threshold(max(usual[0], SELDOM), *usual[1:])
        gc.freeze()
    try:
        yield
    finally:
        with _collecting:
            _crawls.pop()
            if not _crawls:
                gc.unfreeze()
                gc.set_threshold(*usual)


class _Run:
    """The state of one crawl."""

    def __init__(
        self,
        shelf: Shelf,
        sources: Sequence[Source],
        ask: Ask,
        settings: Settings,
        on_check: Callable[[int, Check], None] | None,
        now: Callable[[], datetime],
        note: Callable[[Reply], None] | None,
    ) -> None:
        self.ask, self.settings, self.on_check, self.now, self.note = ask, settings, on_check, now, note
        self.shelf, self.sources = shelf, sources
        self.robots = Robots(ask) if settings.robots == "obey" else None
        self.around = Around(settings.timeout, "authority" if settings.hosts else "proven")
        self.lanes: dict[str, Lane] = {}
        self.flights: defaultdict[str, set[trio.CancelScope]] = defaultdict(set)  # by lane, of what is being asked
        self.wakes: list[tuple[float, int, Lane]] = []
        self.order = itertools.count()
        self.lag = Lag()
        self.idle = Idle(settings.at_once // 2)
        self.left, self.known = array("L"), array("L")
        for index, source in enumerate(sources):
            (self.known if source.skip is None and shelf.made(index) else self.left).append(index)
        self.open = len(self.left)
        self.unasked = 0  # sources never asked yet, those of hosts that limit the rate left out
        self.late: list[Talk] = []  # time-outs that wait for their second look until everybody else has had a first
        self.workers = 0
        self.nap = trio.CancelScope()
        self.probes = Probes(shelf)
        self.ahead = Ahead(self.around, self.lag, self.ask_ahead, self.resume)
        self.sinks = Sinks(shelf, self.around, self.probe, self.change)

    # ------------------------------------------------ in replay: one after the other, nothing waits

    async def in_order(self) -> None:
        for index in self.left:
            talk = Talk(self.sources[index], index)
            while request := next_request(talk.source, talk.replies, self.around):
                talk.replies += (await (self.probe if request.purpose == "probe" else self.ask)(request),)
            self.decide(talk)

    # ------------------------------------------------ on the network

    async def at_once(self) -> None:
        for index in self.left:
            source = self.sources[index]
            if source.skip is None:
                self.lane(fragmentless(source.ask)).fresh.append(index)
            else:
                self.decide(Talk(source, index))
        begin = trio.current_time()
        for lane in sorted(self.lanes.values(), key=Lane.waiting, reverse=True):  # the biggest host takes longest
            self.count(lane)
            self.schedule(lane, begin)
        async with trio.open_nursery() as nursery:
            nursery.start_soon(self.feel_the_pulse, nursery)
            while self.open:
                while self.workers < self.settings.at_once and (found := self.pick()):
                    self.workers += 1
                    nursery.start_soon(self.work, *found)
                self.nap = trio.CancelScope(deadline=self.wakes[0][0] if self.wakes and self.workers < self.settings.at_once else math.inf)
                with self.nap:
                    await trio.sleep_forever()
            nursery.cancel_scope.cancel()

    async def feel_the_pulse(self, nursery: trio.Nursery) -> None:
        """Notice when this process is too busy to look after its connections; ask again, early, what is silent for long."""
        while True:
            due = trio.current_time() + PULSE
            await trio.sleep_until(due)
            self.lag.seconds += max(0.0, trio.current_time() - due - PULSE / 10)
            for talk, left in self.ahead.silent():
                nursery.start_soon(self.ahead.look, talk, left)

    async def work(self, lane: Lane, talk: Talk) -> None:
        """Ask one thing after another until no lane lets anything start."""
        found: tuple[Lane, Talk] | None = (lane, talk)
        while found:
            await self.step(*found)
            found = self.pick()
        self.workers -= 1
        if not self.open:
            self.nap.deadline = -math.inf
        elif self.wakes:
            self.nap.deadline = min(self.nap.deadline, self.wakes[0][0])

    async def step(self, lane: Lane, talk: Talk) -> None:
        """Ask one thing, and see what follows from the answer."""
        request = second_look(talk, self.around) if talk.second_look else talk.request
        if request is None:  # a time-out here would not be asked again
            lane.second, lane.flying = "no use", lane.flying - 1
            return
        reply = await self.send(lane, talk, request)
        if talk.ahead is not None and not isinstance(reply, NoResponse):
            self.ahead.forget(talk)
        if talk.second_look:
            lane.second = reply
            waiting, lane.awaiting = lane.awaiting, []
            for each in waiting:
                self.go_on(each)
        if lane.given_up:
            for flight in self.flights[lane.host]:
                flight.cancel()
        self.schedule(lane, trio.current_time())
        if talk.second_look:
            return
        if is_long(reply):
            await self.idle.moment(len(reply.body))
        self.hand_out(talk, request, reply)

    async def send(self, lane: Lane, talk: Talk, request: Request) -> Reply:
        """Ask, unless the lane is closed; stop waiting when it is given up."""
        started, company = trio.current_time(), lane.flying
        if lane.closed or lane.given_up:
            lane.flying -= 1
            return self.noted(lane.silence(request, self.now()))
        self.ahead.flies(talk, lane, request)
        reply = await (self.permitted(lane, request) if lane.answered else self.unless_given_up(lane, request, started))
        self.ahead.landed(talk)
        lane.heard(reply, started, trio.current_time(), company)
        return reply

    async def ask_ahead(self, request: Request) -> Reply:
        """Ask beside the queue of the lane."""
        return await self.permitted(self.lane(request.url), request)

    async def unless_given_up(self, lane: Lane, request: Request, started: float) -> Reply:
        """Ask a host that has not answered yet, and stop waiting when its lane is given up."""
        at = self.now()
        with trio.CancelScope() as flight:
            self.flights[lane.host].add(flight)
            try:
                return await self.permitted(lane, request)
            finally:
                self.flights[lane.host].discard(flight)
        return self.noted(lane.silence(request, at, trio.current_time() - started))

    async def permitted(self, lane: Lane, request: Request) -> Reply:
        """Ask, if robots.txt is not asked for or lets us; what it says about pace is what the lane keeps to."""
        if self.robots is not None:
            rules = await self.robots.of(request.url)
            lane.least_gap = max(lane.least_gap, rules.delay)
            lane.gap = max(lane.gap, lane.least_gap)
            refusal = rules.refusal(request)
            if refusal is None and rules.forbids(request.url):
                refusal = NoResponse(request, Cause.ROBOTS, "robots.txt keeps robots out of it", self.now())
            if refusal is not None:
                return self.noted(refusal)
        return await self.ask(request)

    def noted(self, reply: NoResponse) -> NoResponse:
        """A reply that the network did not give, told to the recording."""
        if self.note:
            self.note(reply)
        return reply

    def hand_out(self, talk: Talk, request: Request, reply: Reply) -> None:
        """Give a reply to its source, and the reply of a probe to all that wait for it."""
        others = self.probes.came(request, reply) if request.purpose == "probe" else ()
        for each in (talk, *others):
            each.replies += (reply,)
            self.go_on(each)

    def resume(self, talk: Talk) -> None:
        """Go on with a conversation that no worker is at."""
        self.go_on(talk)
        if not self.open:
            self.nap.deadline = -math.inf

    def go_on(self, talk: Talk) -> None:
        """Queue what is next about a source, or decide it."""
        while True:
            request = talk.request = next_request(talk.source, talk.replies, self.around)
            if request is None:
                return self.decide(talk)
            if request.purpose == "probe":
                if (known := self.probes.reply(request)) is not None:
                    talk.replies += (known,)
                    continue
                if self.probes.is_asked_by_another(request, talk):
                    return None
            if request.late:
                if talk.ahead == "asked":
                    self.ahead.park(talk)
                    return None
                if talk.ahead is not None:
                    talk.replies, talk.ahead = (*talk.replies, talk.ahead), None
                    continue
                lane = self.lane(request.url)
                if lane.second == "asked" and not lane.answered:
                    lane.awaiting.append(talk)
                    return None
                if not isinstance(lane.second, str) and lane.first is talk:
                    talk.replies += (lane.second,)
                    continue
                if lane.given_up:
                    talk.replies += (self.noted(lane.silence(request, self.now())),)
                    continue
                if self.unasked:
                    self.late.append(talk)
                    return None
            self.queue(talk, request, trio.current_time())
            return None

    def queue(self, talk: Talk, request: Request, now: float) -> None:
        lane = self.lane(request.url)
        lane.add(talk, now + request.after, next(self.order))
        self.schedule(lane, now)

    def count(self, lane: Lane) -> None:
        """How much of this lane counts as not asked yet; when nothing does, the second looks at time-outs may start."""
        left = 0 if lane.limited or lane.closed else len(lane.fresh)
        self.unasked += left - lane.counted
        lane.counted = left
        if not self.unasked and self.late:
            now, late, self.late = trio.current_time(), self.late, []
            for talk in late:
                assert talk.request is not None
                self.queue(talk, talk.request, now)

    def decide(self, talk: Talk) -> None:
        """Judge, tell, and keep the result."""
        source = talk.source
        if source.skip is not None:
            verdict = Verdict(Health.SKIPPED, Certainty.CERTAIN, ("skipped",), f"Not asked: {source.skip}.")
        else:
            verdict = judge(source, talk.replies, self.around)
            self.lane(talk.replies[-1].request.url).ended(talk.replies[-1])
        self.open -= 1
        self.keep(talk.index, Check(source, verdict, talk.replies, talk.replies[-1].at if talk.replies else self.now()))
        talk.replies = tuple(
            [reply for reply in talk.replies if isinstance(reply, NoResponse)]
        )  # its lane may hold on to it: no pages there

    def keep(self, index: int, check: Check) -> None:
        """Lay the check down, and tell."""
        self.sinks.remember(index, check)
        self.change(index, check)

    def change(self, index: int, check: Check) -> None:
        """Lay a check down in the place of another."""
        self.shelf.put(index, check)
        if self.on_check:
            self.on_check(index, check)

    async def drain(self) -> None:
        """Weigh again what only the whole run shows."""
        for index in self.known:
            self.sinks.remember(index, self.shelf[index])
        await self.sinks.drain(1 if self.settings.replay else SINKS_AT_ONCE)

    async def probe(self, request: Request) -> Reply:
        """The reply to a probe, which is asked once a run."""
        known = self.probes.reply(request)
        if known is None:
            known = await self.ask(request)
            self.probes.came(request, known)
            if not self.settings.replay:
                await trio.sleep(self.settings.gap)
        return known

    # ------------------------------------------------ who may start

    def lane(self, url: str) -> Lane:
        """The lane of the host that a URL asks; a port of its own is a host of its own."""
        host = lane_name(url)
        lane = self.lanes.get(host)
        if lane is None:
            lane = self.lanes[host] = Lane(host, float(self.settings.per_host), self.settings.gap, self.lag, self.begin)
        return lane

    def begin(self, index: int) -> Talk:
        """The conversation about a source whose turn has come."""
        source = self.sources[index]
        return Talk(source, index, request=next_request(source, (), self.around))

    def schedule(self, lane: Lane, now: float) -> None:
        """See to it that the lane is looked at when it may start something."""
        when = lane.wake(now)
        if when is not None and when <= now and lane.goes_on(now):
            when = -math.inf  # before what begins: a page waits in memory for the answer of its neighbour
        if when is not None and when < lane.scheduled:
            lane.scheduled = when
            if self.workers < self.settings.at_once:
                self.nap.deadline = min(self.nap.deadline, when)
            heapq.heappush(self.wakes, (when, next(self.order), lane))

    def pick(self) -> tuple[Lane, Talk] | None:
        """The next thing that may start now."""
        now = trio.current_time()
        while self.wakes and self.wakes[0][0] <= now:
            when, _, lane = heapq.heappop(self.wakes)
            if when == lane.scheduled:
                lane.scheduled = math.inf
            ready = lane.wake(now)
            if ready is not None and ready <= now:
                talk = lane.take(now)
                self.count(lane)
                self.schedule(lane, now)
                return lane, talk
            self.schedule(lane, now)
        return None
