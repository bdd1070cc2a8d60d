"""Checks, replies and copies ↔ the rows in which a memory keeps them: no secret of a URL, no cookie, no body."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, date, datetime
from typing import Any

from linkaudit.model import EXCERPT, Cause, NoResponse, NoSnapshot, Reply, Request, Response, Snapshot, Source
from linkaudit.plain import noun, plain
from linkaudit.urls import held_back, identify, redact, redact_text


def hashed(text: str) -> str:
    """What a source or copy is found by again: a hash of its URL."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:40]


def key(url: str) -> str:
    """The key of a source (for `entries_of`), by its `Source.url`."""
    return hashed(url)


def typed(url: str) -> str:
    """A URL as somebody types it, as the identity under which a source is remembered."""
    return identify(url if "://" in url else f"https://{url}")


def copy_key(url: str, when: date | None, archives: tuple[str, ...]) -> tuple[str, str, str]:
    """What the copy of a source is found by again: for whom, from around when, out of which archives."""
    return hashed(url), when.isoformat() if when else "", "\n".join(archives)


def time(text: str) -> datetime:
    """A moment as it was kept."""
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def text_of(value: Any, url: str = "") -> str:
    """Nouns, or what they are made of, as JSON without secrets in any URL, and without those of this one wherever they stand."""
    cleaned = _clean(plain(value), held_back(url))
    text = json.dumps(cleaned, ensure_ascii=False)
    try:
        text.encode()
    except UnicodeEncodeError:  # half a character, which only JSON documents can hold: no file takes it as it is
        return json.dumps(cleaned)
    return text


def _clean(value: Any, known: set[str]) -> Any:
    match value:
        case dict():
            return {key: _clean(each, known) for key, each in value.items()}
        case list():
            return [_clean(each, known) for each in value]
        case str():
            return redact_text(value, known)
        case _:
            return value


def fragments(source: Source) -> list[str]:
    """The fragments of a source as they are kept."""
    return [redact(f"#{each}")[0][1:] for each in source.fragments]


def reply_row(reply: Reply) -> dict[str, Any]:
    """What is kept of a reply: who was asked, when, what came back, the headers that a verdict can rest on, the digest of the body."""
    asked = {"method": reply.request.method, "url": redact(reply.request.url)[0], "purpose": reply.request.purpose}
    said: dict[str, Any] = {"asked": asked, "at": reply.at.isoformat(), "seconds": round(reply.seconds, 3)}
    if isinstance(reply, NoResponse):
        return {**said, "cause": reply.cause.value, "detail": redact_text(reply.detail[:300])}
    kept = [[key.lower(), redact_text(value[:300])] for key, value in reply.headers if key.lower() in EXCERPT]
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
