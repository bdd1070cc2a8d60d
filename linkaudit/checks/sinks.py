"""Checks of sources that were led to one place with others of their host in; the same, weighed again, out. Only the whole run shows it."""

from __future__ import annotations

import itertools
from array import array
from collections import Counter, defaultdict
from collections.abc import Awaitable, Callable, Iterator
from typing import Protocol

import trio

from linkaudit.checks.lanes import lane_name
from linkaudit.checks.plan import next_probe
from linkaudit.checks.talk import Around, neighbour_of
from linkaudit.checks.verdict import SINK, led_to, reconsider, sinks
from linkaudit.model import Check, Reply, Request


class Checks(Protocol):
    """Where the checks lie, by the index of their source."""

    def __getitem__(self, index: int, /) -> Check: ...


class Sinks:
    """Remembers where checks were led to. `probe` asks, each probe once a run; `keep` is told of every check that turned out otherwise."""

    def __init__(
        self, checks: Checks, around: Around, probe: Callable[[Request], Awaitable[Reply]], keep: Callable[[int, Check], None]
    ) -> None:
        self._checks, self._around, self._probe, self._keep = checks, around, probe, keep
        self._led = array("L"), array("q")  # sources that were led elsewhere, and digests of where: what leads many to one place is a sink

    def remember(self, index: int, check: Check) -> None:
        """A check was made."""
        if (end := led_to(check)) is not None:
            self._led[0].append(index)
            self._led[1].append(hash(end))

    async def drain(self, at_once: int) -> None:
        """Look again at sources that were led into a sink, host by host, some hosts beside each other."""
        by_host: defaultdict[str, list[int]] = defaultdict(list)
        ends = Counter(self._led[1])
        for index in sinks((index, self._checks[index]) for index, end in zip(*self._led, strict=True) if ends[end] >= SINK):
            by_host[lane_name(self._checks[index].source.ask)].append(index)
        hosts = iter(by_host.values())
        async with trio.open_nursery() as nursery:
            for _ in range(min(len(by_host), at_once)):
                nursery.start_soon(self._look_again, hosts)

    async def _look_again(self, hosts: Iterator[list[int]]) -> None:
        """Ask for the neighbours of what one host swallowed, one after the other."""
        for index in itertools.chain.from_iterable(hosts):
            check = self._checks[index]
            beside = neighbour_of(check.source)
            replies: tuple[Reply, ...] = ()
            while request := next_probe(beside, replies, self._around):
                replies += (await self._probe(request),)
            after = reconsider(check, replies)
            if after is not check:
                self._keep(index, after)
