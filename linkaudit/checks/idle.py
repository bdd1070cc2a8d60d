"""An answer that can wait in; the moment to look at it, out: when nobody else has anything to do, or a little later.

Looking at an answer is computing, and while we compute nobody's next request starts. So what takes long to look at, and what no queue is
waiting for (its host has nothing more to be asked), is looked at in between: 200 hosts that cost us milliseconds each take them from
nobody.
"""

from __future__ import annotations

import trio

from linkaudit.model import Reply, Response

LONG = 32 * 1024  # bytes of a body: looking at it takes milliseconds
PATIENCE = 0.1  # seconds that an answer waits at most once its turn has come
MOST_BYTES = 32 * 1024 * 1024  # of bodies that wait; beyond it they are not kept waiting
MOMENT = 0.0002  # seconds: a round of the scheduler in which anybody did anything takes longer
STAYS = 0.002  # seconds for which it is taken for granted that still nobody has anything to do


class Idle:
    """Gives answers their turn, one at a time, in the order in which they came; of `most` that wait none is kept waiting."""

    def __init__(self, most: int) -> None:
        self._most, self._bytes, self._until = most, 0, 0.0
        self._turn = trio.Lock()

    async def moment(self, reply: Reply) -> None:
        """Come back when it may be looked at."""
        size = len(reply.body) if isinstance(reply, Response) else 0
        self._bytes += size
        async with self._turn:
            self._bytes -= size
            crowded = self._bytes > MOST_BYTES or self._turn.statistics().tasks_waiting > self._most
            if not crowded and (size > LONG or trio.current_time() >= self._until):
                await _others_first()
                self._until = trio.current_time() + STAYS


def is_long(reply: Reply) -> bool:
    """Whether looking at an answer takes so long that it should wait whoever waits for it."""
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
