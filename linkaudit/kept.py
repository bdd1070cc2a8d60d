"""Checks, replies and copies ↔ the rows in which a memory keeps them: no secret of a URL, no cookie, no body."""

from __future__ import annotations

import hashlib
import json
import re
from datetime import UTC, date, datetime
from typing import Any

from linkaudit.model import EXCERPT, Cause, NoResponse, NoSnapshot, Reply, Request, Response, Snapshot
from linkaudit.plain import noun, plain
from linkaudit.urls import redact


def hashed(text: str) -> str:
    """What a source or copy is found by again: a hash of its URL."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:40]


def copy_key(url: str, when: date | None, archives: tuple[str, ...]) -> tuple[str, str, str]:
    """What the copy of a source is found by again: for whom, from around when, out of which archives."""
    return hashed(url), when.isoformat() if when else "", "\n".join(archives)


def time(text: str) -> datetime:
    """A moment as it was kept."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def text_of(value: Any) -> str:
    """Nouns, or what they are made of, as JSON without secrets in any URL."""
    return json.dumps(_clean(plain(value)), ensure_ascii=False)


_URL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{1,12}://[^\s<>\"]+")


def _clean(value: Any) -> Any:
    match value:
        case dict():
            return {key: _clean(each) for key, each in value.items()}
        case list():
            return [_clean(each) for each in value]
        case str() if "://" in value:
            return _URL.sub(lambda found: redact(found[0])[0], value)
        case _:
            return value


def reply_row(reply: Reply) -> dict[str, Any]:
    """What is kept of a reply: who was asked, when, what came back, the headers that a verdict can rest on, the digest of the body."""
    asked = {"method": reply.request.method, "url": redact(reply.request.url)[0], "purpose": reply.request.purpose}
    said: dict[str, Any] = {"asked": asked, "at": reply.at.isoformat(), "seconds": round(reply.seconds, 3)}
    if isinstance(reply, NoResponse):
        return {**said, "cause": reply.cause.value, "detail": _clean(reply.detail[:300])}
    kept = [[key.lower(), _clean(value[:300])] for key, value in reply.headers if key.lower() in EXCERPT]
    digest = reply.digest or (hashlib.sha256(reply.body).hexdigest() if reply.body else None)
    return {**said, "status": reply.status, "headers": kept, "complete": reply.complete, "digest": digest}


def reply(row: dict[str, Any], body: bytes = b"") -> Reply:
    """The reply again, with its body if that was kept."""
    asked, at = row["asked"], time(row["at"])
    request = Request(asked["method"], asked["url"], purpose=asked["purpose"])
    if "cause" in row:
        return NoResponse(request, Cause(row["cause"]), row["detail"], at, row["seconds"])
    headers = tuple((key, value) for key, value in row["headers"])
    return Response(request, row["status"], headers, body, at, row["seconds"], row["complete"], digest=None if body else row["digest"])


def copied(text: str, url: str) -> Snapshot | NoSnapshot:
    """What was found for a source, or why nothing was."""
    row = json.loads(text)
    found: Snapshot | NoSnapshot = noun(NoSnapshot if "gap" in row else Snapshot, {**row, "original": url})
    return found
