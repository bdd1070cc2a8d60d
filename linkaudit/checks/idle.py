"""A long answer in; the moment to look at it, out: when nobody else has anything to do, or a little later.

Looking at an answer is computing, and while we compute nobody's next request starts. So what takes long to look at is looked at in between:
200 hosts that cost us milliseconds each take them from nobody.
"""

from __future__ import annotations

from typing import TypeGuard

import trio

from linkaudit.model import Reply, Response

LONG = 32 * 1024  # bytes of a body: looking at it takes milliseconds
PATIENCE = 0.1  # seconds that an answer waits at most once its turn has come
MOST_BYTES = 32 * 1024 * 1024  # of bodies that wait; beyond it they are not kept waiting
MOMENT = 0.0002  # seconds: a round of the scheduler in which anybody did anything takes longer


class Idle:
    """Gives answers their turn, one at a time, in the order in which they came; of `most` that wait none is kept waiting."""

    def __init__(self, most: int) -> None:
        self._most, self._bytes = most, 0
        self._turn = trio.Lock()

    async def moment(self, size: int) -> None:
        """Come back when an answer of so many bytes may be looked at."""
        self._bytes += size
        async with self._turn:
            self._bytes -= size
            if self._bytes <= MOST_BYTES and self._turn.statistics().tasks_waiting <= self._most:
                await _others_first()


def is_long(reply: Reply) -> TypeGuard[Response]:
    """Whether looking at an answer takes so long that it should wait."""
    return isinstance(reply, Response) and len(reply.body) > LONG


async def _others_first() -> None:
    """Let everybody else go on until there are two rounds of the scheduler in which nobody does."""
    now, quiet = trio.current_time(), 0
    until = now + PATIENCE
    while quiet < 2 and now < until:
        before = now
        await trio.lowlevel.checkpoint()
        now = trio.current_time()
        quiet = quiet + 1 if now - before < MOMENT else 0
