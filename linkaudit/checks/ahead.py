"""Requests in flight in; second looks at the silent ones, asked before their time-out, out.

A run would otherwise end with them: one time-out, and then another.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace

import trio

from linkaudit.checks.lanes import SILENCE, Lag, Lane, Talk
from linkaudit.checks.plan import next_request
from linkaudit.checks.record import EPOCH
from linkaudit.checks.talk import Around
from linkaudit.model import Cause, NoResponse, Reply, Request


class Ahead:
    """What flies, and the early second looks at it. `ask` asks; `go_on` is told of a conversation that had waited for its second look."""

    def __init__(self, around: Around, lag: Lag, ask: Callable[[Request], Awaitable[Reply]], go_on: Callable[[Talk], None]) -> None:
        self._around, self._lag, self._ask, self._go_on = around, lag, ask, go_on
        self._flying: dict[Talk, tuple[Lane, Request, float]] = {}  # by when they were asked, our own lag taken off
        self._looking: dict[Talk, trio.CancelScope] = {}
        self._parked: set[Talk] = set()

    def flies(self, talk: Talk, lane: Lane, request: Request) -> None:
        """A request has started."""
        self._flying[talk] = lane, request, trio.current_time() - self._lag.seconds

    def landed(self, talk: Talk) -> None:
        """It has come to its end."""
        del self._flying[talk]

    def park(self, talk: Talk) -> None:
        """Its request timed out while the second look at it still waits."""
        self._parked.add(talk)

    def forget(self, talk: Talk) -> None:
        """Its request was answered: no second look is needed."""
        talk.ahead = None
        if talk in self._looking:
            self._looking[talk].cancel()

    def silent(self) -> list[tuple[Talk, float]]:
        """Pages that say nothing while the rest of their host is done, at most one of a host, with the seconds left to each. They are to be
        looked at now. (Of a host that never answered the lane takes care.)"""
        now, found, hosts = trio.current_time(), [], set[str]()
        for talk, (lane, request, began) in self._flying.items():
            silent = now - self._lag.seconds - began
            if silent < SILENCE:
                break  # the others were asked later
            first = talk.ahead is None and request.purpose == "page" and not request.late and lane.first is not talk
            quiet = lane.answered and not lane.fresh and lane.host not in hosts and now >= max(lane.next_start, lane.paused_until)
            if first and quiet and silent >= 3 * lane.typical:
                hosts.add(lane.host)
                talk.ahead, lane.next_start = "asked", now + lane.gap
                found.append((talk, (request.timeout or self._around.timeout) - silent))
        return found

    async def look(self, talk: Talk, left: float) -> None:
        """Ask on a new connection, as a reader reloads, while the first request still waits."""
        if talk.ahead != "asked" or talk.request is None:  # it was answered in the same moment
            talk.ahead = None
            return
        request = second_look(talk, self._around)
        with trio.CancelScope() as scope:
            self._looking[talk] = scope
            if request is not None:
                talk.ahead = await self._ask(replace(request, timeout=max(left, self._around.timeout / 2)))
        if talk.ahead == "asked":  # there was nothing to ask
            talk.ahead = None
        del self._looking[talk]
        if talk in self._parked:
            self._parked.discard(talk)
            self._go_on(talk)


def second_look(talk: Talk, around: Around) -> Request | None:
    """What the plan would ask late if the source's first request timed out, cut to end when that one does; None if nothing."""
    assert talk.request is not None
    silence = NoResponse(talk.request, Cause.READ_TIMEOUT, "", EPOCH)
    request = next_request(talk.source, (*talk.replies, silence), around)
    if request is None or not request.late:
        return None
    return replace(request, timeout=max((request.timeout or around.timeout) - SILENCE, around.timeout / 2))
