"""SIGINT and SIGTERM → the end of what is under way, in words: cancelled where something can be reported, raised where nothing can."""

from __future__ import annotations

import signal
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import trio

from linkaudit.errors import Incomplete, LinkauditError

Done = TypeVar("Done")


@contextmanager
def signals_end(note: Callable[[int], None]) -> Iterator[trio.CancelScope]:
    """SIGINT and SIGTERM cancel the scope that is yielded and are noted; a second one takes its usual course."""
    scope = trio.CancelScope()
    token = trio.lowlevel.current_trio_token()
    before: dict[int, object] = {}

    def stop(number: int, _frame: object) -> None:
        note(number)
        for each, handler in before.items():
            signal.signal(each, handler)  # type: ignore[arg-type]
        token.run_sync_soon(scope.cancel)

    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            before[number] = signal.signal(number, stop)
    except ValueError:  # not the main thread: whoever runs us there has the signals
        pass
    try:
        yield scope
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)  # type: ignore[arg-type]


async def unless_stopped(work: Awaitable[Done]) -> Done:
    """What comes of work that leaves nothing to report when a signal ends it. Raises KeyboardInterrupt or Incomplete then: out of a signal
    handler that would hit trio itself."""
    ended: list[int] = []
    with signals_end(ended.append) as scope, scope:
        return await work
    if ended[0] == signal.SIGINT:
        raise KeyboardInterrupt
    raise Incomplete(f"stopped by {signal.Signals(ended[0]).name}")


@contextmanager
def one_fault() -> Iterator[None]:
    """A complaint raised in some task, out of the groups that the nurseries put around it."""
    try:
        yield
    except BaseExceptionGroup as group:
        complaints, rest = group.split(LinkauditError)
        if rest is not None or complaints is None:
            raise
        fault: BaseException = complaints
        while isinstance(fault, BaseExceptionGroup):
            fault = fault.exceptions[0]
        raise fault from None
