"""What an index of captures can answer: rows, that it holds a site back, or nothing that can be believed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from linkaudit.model import Cause, NoResponse, Reply, Request
from linkaudit.snapshots.choose import Capture

CAP = 16 * 1024 * 1024  # bytes of one answer
TIMEOUT = 60.0  # seconds for one answer: indexes are slow


@dataclass(frozen=True, slots=True)
class Rows:
    """What an index answered. `complete` is False when the answer was cut or held something that is no row: then an empty list is no
    proof of absence. `impossible` counts rows whose timestamp is no date; `resume` asks for the next page; `whole_life` says that the
    rows are all there are, not only those of a window of time."""

    captures: tuple[Capture, ...]
    complete: bool = True
    impossible: int = 0
    resume: str | None = None
    whole_life: bool = False


@dataclass(frozen=True, slots=True)
class Refused:
    """That the archive holds this site back."""

    reason: str


@dataclass(frozen=True, slots=True)
class Failed:
    """That the question was not answered, so that nothing is known. `slow_down`: it is not to be put again now; `unasked`: it never was
    put, because the archive has had enough of this run."""

    reason: str
    slow_down: bool = False
    unasked: bool = False


@dataclass(frozen=True, slots=True)
class Closed:
    """That a request was not sent, because the archive has had enough of this run."""


Answer = Rows | Refused | Failed
Put = Callable[[Request], Awaitable[Reply | Closed]]  # puts a question in the lane of an archive


def question(url: str, headers: tuple[tuple[str, str], ...] = ()) -> Request:
    """The request that asks an index."""
    return Request("GET", url, headers=headers, purpose="index", timeout=TIMEOUT, cap=CAP)


def said(reply: Reply | Closed) -> str:
    """What a reply without a usable answer was, in words.

    A lane that closed leaves nothing in a cassette: when the run is replayed, "not recorded" is what "not asked" was.
    """
    match reply:
        case Closed() | NoResponse(cause=Cause.NOT_RECORDED):
            return "was not asked in this run"
        case NoResponse(cause=cause):
            return f"gave no answer ({cause.value})"
        case _:
            return f"answered {reply.status}"


def may_repeat(reply: Reply | Closed) -> bool:
    """Whether a question without an answer is worth putting again: not what was never sent, or was never recorded."""
    return isinstance(reply, NoResponse) and reply.cause is not Cause.NOT_RECORDED


def unanswered(reply: NoResponse | Closed) -> Failed:
    """The same as the answer of an index."""
    unasked = not may_repeat(reply)
    return Failed(f"the index {said(reply)}", slow_down=unasked, unasked=unasked)
