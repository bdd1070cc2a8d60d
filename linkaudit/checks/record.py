"""A Check that was judged → what is kept of it, without bodies and with few headers: as an object, or as a plain row and back again."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from operator import attrgetter
from typing import Any

from linkaudit.model import EXCERPT, Cause, Certainty, Check, Health, History, NoResponse, Reply, Request, Response, Source, Verdict

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)

Row = tuple[Any, ...]  # of None, bool, int, float, str, bytes and such tuples: what `marshal` writes, five times as fast as `pickle`


def light(check: Check) -> Check:
    """The check without the bodies of its replies and the headers that tell nothing any more; the bodies' digests stay."""
    return replace(check, replies=tuple(_light(reply) for reply in check.replies))


def to_row(check: Check) -> Row:
    """The light form of a check as a row, all of it but its source."""
    verdict = check.verdict
    return (
        (verdict.health.value, verdict.certainty.value, _moment(verdict.retry_at), *_said(verdict)),
        tuple(map(_reply_row, check.replies)),
        _moment(check.at),
        _history_row(check.history) if check.history else None,
    )


def from_row(source: Source, row: Row) -> Check:
    """The check of that source that `to_row` took apart."""
    (health, certainty, retry_at, evidence, reason, *others), replies, at, history = row
    final_url, status, use_instead, missing, notes = others
    verdict = Verdict(
        Health(health), Certainty(certainty), evidence, reason, final_url, status, _when(retry_at), use_instead, missing, notes
    )
    return Check(source, verdict, tuple(map(_reply, replies)), _time(at), History(*_history(history)) if history else None)


def whole_row(reply: Reply) -> Row:
    """A reply as a row, all of it."""
    if isinstance(reply, NoResponse):
        return _reply_row(reply), b""
    kept = (reply.headers, _moment(reply.at), reply.seconds, reply.complete, reply.retry_after, reply.digest)
    return (_asked(reply.request), reply.status, *kept), reply.body


def from_whole_row(row: Row) -> Reply:
    """The reply that `whole_row` took apart."""
    reply = _reply(row[0])
    return replace(reply, body=row[1]) if isinstance(reply, Response) else reply


def skipped(source: Source, why: str | None) -> Source:
    """The source as one that is not asked, and why."""
    return replace(source, skip=why)


_said = attrgetter("evidence", "reason", "final_url", "http_status", "use_instead", "missing_fragments", "notes")
_asked = attrgetter("method", "url", "headers", "purpose", "body", "timeout", "cap", "after", "late")
_past = attrgetter("runs", "first_seen", "last_alive", "first_dead", "dead_runs", "blocked_runs", "confirmed", "flapping", "sentence")


def _reply_row(reply: Reply) -> Row:
    if isinstance(reply, NoResponse):
        return (_asked(reply.request), reply.cause.value, reply.detail, _moment(reply.at), reply.seconds)
    kept = (_excerpt(reply.headers), _moment(reply.at), reply.seconds, reply.complete, reply.retry_after, _digest(reply))
    return (_asked(reply.request), reply.status, *kept)


def _reply(row: Row) -> Reply:
    asked, what, *rest = row
    if isinstance(what, str):
        detail, at, seconds = rest
        return NoResponse(Request(*asked), Cause(what), detail, _time(at), seconds)
    headers, at, *others = rest
    return Response(Request(*asked), what, headers, b"", _time(at), *others)


def _light(reply: Reply) -> Reply:
    if isinstance(reply, NoResponse):
        return reply
    headers = tuple(map(_one_of_many, _excerpt(reply.headers)))
    return replace(reply, headers=headers, body=b"", digest=_digest(reply))


def _excerpt(headers: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    return tuple([pair for pair in headers if pair[0].lower() in EXCERPT])


def _digest(reply: Response) -> str | None:
    return hashlib.sha256(reply.body).hexdigest() if reply.body else reply.digest


@lru_cache(maxsize=1024)
def _one_of_many(pair: tuple[str, str]) -> tuple[str, str]:
    """The same pair, held once for all answers that have it (`Content-Type: text/html`)."""
    return pair


def _history_row(history: History) -> Row:
    return tuple(_moment(value) if isinstance(value, datetime) else value for value in _past(history))


def _history(row: Row) -> Row:
    runs, first_seen, last_alive, first_dead, *rest = row
    return (runs, _time(first_seen), _when(last_alive), _when(first_dead), *rest)


def _moment(at: datetime | None) -> int | None:
    """Microseconds since 1970."""
    return None if at is None else (at - EPOCH) // _MICROSECOND


def _when(moment: int | None) -> datetime | None:
    return None if moment is None else _time(moment)


def _time(moment: int) -> datetime:
    return EPOCH + timedelta(microseconds=moment)
