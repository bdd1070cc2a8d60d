"""Sources in, their Checks out: asks the plan what is next, asks the web, and keeps one lane per host so that none delays another.

No task per URL: at most `at_once` workers, each taking the next thing that any lane lets start; what waits, waits in a queue.
"""

from __future__ import annotations

import hashlib
import heapq
import itertools
import math
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import lru_cache

import trio

from linkaudit.checks.choice import choose
from linkaudit.checks.lanes import SILENCE, Lag, Lane, Talk
from linkaudit.checks.plan import next_probe, next_request
from linkaudit.checks.robots import Robots
from linkaudit.checks.talk import Around, neighbour_of
from linkaudit.checks.urls import host_of
from linkaudit.checks.verdict import judge, reconsider, sinks
from linkaudit.model import EXCERPT, Cause, Certainty, Check, Health, NoResponse, Reply, Request, Response, Source, Verdict
from linkaudit.settings import Settings

Ask = Callable[[Request], Awaitable[Reply]]
OnCheck = Callable[[Check], None]
SINKS_AT_ONCE = 20  # hosts whose sinks are looked at beside each other
PULSE = 0.1  # seconds
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


async def crawl(
    sources: Sequence[Source],
    ask: Ask,
    settings: Settings,
    on_check: OnCheck | None = None,
    *,
    now: Callable[[], datetime] = lambda: EPOCH,
    note: Callable[[Reply], None] | None = None,
    known: Mapping[str, Check] | None = None,
) -> tuple[Check, ...]:
    """Check every source and return the Checks in the order of the sources.

    `on_check` is called the moment a source is decided, with the whole conversation; the Checks returned have no bodies in their replies
    (a thousand pages would be half a gigabyte): who needs a page takes what it needs there. `now` dates what was not asked,
    `note` is told of replies that stand for requests which were not made (a closed lane), so that a recording holds them too. `known` are
    checks, by `Source.url`, that are still good: they are returned as they are, and only looked at again if they lead into a sink.
    """
    sources = choose(sources, settings.max_per_host, settings.sample)
    run = _Run(sources, ask, settings, on_check, now, note, known or {})
    if settings.replay:
        await run.in_order()
    else:
        await run.at_once()
    await run.drain()
    return tuple(check for check in run.checks if check is not None)


def silent(checks: Sequence[Check]) -> bool:
    """Whether the fault may be ours: something failed, and nobody at all has answered or no name has resolved."""
    replies = [reply for check in checks for reply in check.replies]
    asked = [reply for reply in replies if isinstance(reply, Response) or reply.cause not in _NOT_THE_NETWORK]
    if any(isinstance(reply, Response) and host_of(reply.request.url)[-1:].isalpha() for reply in asked):
        return False  # somebody with a name has answered
    unresolved = any(isinstance(reply, NoResponse) and reply.cause in _NAMES for reply in asked)
    return bool(asked) and (unresolved or all(isinstance(reply, NoResponse) for reply in asked))


_NAMES = frozenset({Cause.DNS_NXDOMAIN, Cause.DNS_TEMPORARY})
_NOT_THE_NETWORK = frozenset({Cause.PRIVATE_ADDRESS, Cause.BAD_URL, Cause.NOT_RECORDED})


def light(check: Check) -> Check:
    """The check without the bodies of its replies and the headers that tell nothing any more; the bodies' digests stay."""
    return replace(check, replies=tuple(_light(reply) for reply in check.replies))


def _light(reply: Reply) -> Reply:
    if isinstance(reply, NoResponse):
        return reply
    headers = tuple(_one_of_many(pair) for pair in reply.headers if pair[0].lower() in EXCERPT)
    digest = hashlib.sha256(reply.body).hexdigest() if reply.body else reply.digest
    return replace(reply, headers=headers, body=b"", digest=digest)


@lru_cache(maxsize=1024)
def _one_of_many(pair: tuple[str, str]) -> tuple[str, str]:
    """The same pair, held once for all answers that have it (`Content-Type: text/html`)."""
    return pair


class _Run:
    """The state of one crawl."""

    def __init__(
        self,
        sources: Sequence[Source],
        ask: Ask,
        settings: Settings,
        on_check: OnCheck | None,
        now: Callable[[], datetime],
        note: Callable[[Reply], None] | None,
        known: Mapping[str, Check],
    ) -> None:
        self.ask, self.settings, self.on_check, self.now, self.note = ask, settings, on_check, now, note
        self.sources = sources
        self.robots = Robots(ask) if settings.robots == "obey" else None
        self.around = Around(settings.timeout, "authority" if settings.hosts else "proven")
        self.checks: list[Check | None] = [known.get(source.url) if source.skip is None else None for source in sources]
        self.lanes: dict[str, Lane] = {}
        self.flights: defaultdict[str, set[trio.CancelScope]] = defaultdict(set)  # by lane, of what is being asked
        self.wakes: list[tuple[float, int, Lane]] = []
        self.order = itertools.count()
        self.lag = Lag()
        self.open = self.checks.count(None)
        self.unasked = 0  # sources never asked yet, those of hosts that limit the rate left out
        self.late: list[Talk] = []  # time-outs that wait for their second look until everybody else has had a first
        self.workers = 0
        self.nap = trio.CancelScope()
        self.probes: dict[tuple[str, tuple[tuple[str, str], ...]], Reply | list[Talk]] = {}
        self.talks = [Talk(source, index) for index, source in enumerate(sources) if self.checks[index] is None]

    # ------------------------------------------------ in replay: one after the other, nothing waits

    async def in_order(self) -> None:
        for talk in self.talks:
            while request := next_request(talk.source, talk.replies, self.around):
                talk.replies += (await (self.probe if request.purpose == "probe" else self.ask)(request),)
            self.decide(talk)

    # ------------------------------------------------ on the network

    async def at_once(self) -> None:
        for talk in self.talks:
            talk.request = next_request(talk.source, (), self.around)
            if talk.request is None:
                self.decide(talk)
            else:
                self.lane(talk.request.url).fresh.append(talk)
        self.talks = []
        begin = trio.current_time()
        for lane in sorted(self.lanes.values(), key=Lane.waiting, reverse=True):  # the biggest host takes longest
            self.count(lane)
            self.schedule(lane, begin)
        async with trio.open_nursery() as nursery:
            nursery.start_soon(self.feel_the_pulse)
            while self.open:
                while self.workers < self.settings.at_once and (found := self.pick()):
                    self.workers += 1
                    nursery.start_soon(self.work, *found)
                self.nap = trio.CancelScope(deadline=self.wakes[0][0] if self.wakes and self.workers < self.settings.at_once else math.inf)
                with self.nap:
                    await trio.sleep_forever()
            nursery.cancel_scope.cancel()

    async def feel_the_pulse(self) -> None:
        """Notice when this process is too busy to look after its connections."""
        while True:
            due = trio.current_time() + PULSE
            await trio.sleep_until(due)
            self.lag.seconds += max(0.0, trio.current_time() - due - PULSE / 10)

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
        request = _second_look(talk, self.around) if talk.second_look else talk.request
        if request is None:  # a time-out here would not be asked again
            lane.second, lane.flying = "no use", lane.flying - 1
            return
        reply = await self.send(lane, request)
        if talk.second_look:
            lane.second = reply
            waiting, lane.awaiting = lane.awaiting, []
            for each in waiting:
                self.go_on(each)
        if lane.given_up:
            for flight in self.flights[lane.host]:
                flight.cancel()
        self.schedule(lane, trio.current_time())
        if not talk.second_look:
            self.hand_out(talk, request, reply)

    async def send(self, lane: Lane, request: Request) -> Reply:
        """Ask, unless the lane is closed; stop waiting when it is given up."""
        started, company = trio.current_time(), lane.flying
        if lane.closed or lane.given_up:
            lane.flying -= 1
            return self.noted(lane.silence(request, self.now()))
        reply = await (self.permitted(lane, request) if lane.answered else self.unless_given_up(lane, request, started))
        lane.heard(reply, started, trio.current_time(), company)
        return reply

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
        others: list[Talk] = []
        if request.purpose == "probe":
            waiting = self.probes[request.url, request.headers]
            others = waiting if isinstance(waiting, list) else []
            self.probes[request.url, request.headers] = reply
        for each in (talk, *others):
            each.replies += (reply,)
            self.go_on(each)

    def go_on(self, talk: Talk) -> None:
        """Queue what is next about a source, or decide it."""
        while True:
            request = talk.request = next_request(talk.source, talk.replies, self.around)
            if request is None:
                return self.decide(talk)
            if request.purpose == "probe":
                known = self.probes.get((request.url, request.headers))
                if isinstance(known, list):
                    known.append(talk)
                    return None
                if known is not None:
                    talk.replies += (known,)
                    continue
                self.probes[request.url, request.headers] = []
            if request.late:
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
        check = Check(source, verdict, talk.replies, talk.replies[-1].at if talk.replies else self.now())
        self.checks[talk.index] = light(check)
        self.open -= 1
        if self.on_check:
            self.on_check(check)

    # ------------------------------------------------ what only the whole run shows

    async def drain(self) -> None:
        """Look again at sources that were led into a sink, host by host, some hosts beside each other."""
        by_host: defaultdict[str, list[int]] = defaultdict(list)
        for index in sinks([check for check in self.checks if check is not None]):
            by_host[lane_name(self.sources[index].ask)].append(index)
        hosts = iter(by_host.values())
        async with trio.open_nursery() as nursery:
            for _ in range(min(len(by_host), 1 if self.settings.replay else SINKS_AT_ONCE)):
                nursery.start_soon(self.look_again, hosts)

    async def look_again(self, hosts: Iterator[list[int]]) -> None:
        """Ask for the neighbours of what one host swallowed, one after the other."""
        for index in itertools.chain.from_iterable(hosts):
            check = self.checks[index]
            assert check is not None
            beside = neighbour_of(check.source)
            replies: tuple[Reply, ...] = ()
            while request := next_probe(beside, replies, self.around):
                replies += (await self.probe(request),)
            after = reconsider(check, replies)
            if after is not check:
                self.checks[index] = light(after)
                if self.on_check:
                    self.on_check(after)

    async def probe(self, request: Request) -> Reply:
        """The reply to a probe, which is asked once a run."""
        known = self.probes.get((request.url, request.headers))
        if known is None or isinstance(known, list):
            known = self.probes[request.url, request.headers] = await self.ask(request)
            if not self.settings.replay:
                await trio.sleep(self.settings.gap)
        return known

    # ------------------------------------------------ who may start

    def lane(self, url: str) -> Lane:
        """The lane of the host that a URL asks; a port of its own is a host of its own."""
        host = lane_name(url)
        lane = self.lanes.get(host)
        if lane is None:
            lane = self.lanes[host] = Lane(host, float(self.settings.per_host), self.settings.gap, self.lag)
        return lane

    def schedule(self, lane: Lane, now: float) -> None:
        """See to it that the lane is looked at when it may start something."""
        when = lane.wake(now)
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


def lane_name(url: str) -> str:
    """What is one host to be polite to: the name, with the port where it is not the usual one."""
    rest = url.partition("://")[2]
    authority = rest.partition("/")[0].rpartition("@")[2].partition("?")[0]
    port = authority.rpartition(":")[2]
    return host_of(url) + (f":{port}" if port.isdigit() and port not in ("80", "443") else "")


def _second_look(talk: Talk, around: Around) -> Request | None:
    """What the plan would ask late if the source's first request timed out, cut to end when that one does; None if nothing."""
    assert talk.request is not None
    silence = NoResponse(talk.request, Cause.READ_TIMEOUT, "", EPOCH)
    request = next_request(talk.source, (*talk.replies, silence), around)
    if request is None or not request.late:
        return None
    return replace(request, timeout=max((request.timeout or around.timeout) - SILENCE, around.timeout / 2))
