"""Archives that speak pywb: a URL → the question to their index; lines of JSON → captures."""

from __future__ import annotations

import json
from datetime import date
from typing import Any
from urllib.parse import quote

from linkaudit.model import NoResponse, Response
from linkaudit.snapshots.archives import Archive
from linkaudit.snapshots.choose import Capture, moment, status_of
from linkaudit.snapshots.index import Answer, Closed, Failed, Put, Refused, Rows, question, unanswered


async def captures(archive: Archive, url: str, when: date | None, put: Put) -> Answer:  # noqa: ARG001
    """All captures of a URL, whatever the date: these indexes are small, and their windows differ."""
    request = question(f"{archive.index}?url={quote(url, safe='')}&output=json")
    for _ in range(2):
        reply = await put(request)
        answer = unanswered(reply) if isinstance(reply, NoResponse | Closed) else read(reply)
        if not isinstance(answer, Failed) or answer.slow_down:
            break
    return answer


def read(response: Response) -> Answer:
    """What the index answered: a JSON object a line (`{"timestamp": .., "url": .., "mime": .., "status": .., "digest": ..}`)."""
    text = response.body.decode("utf-8", "replace")
    if response.status == 404:
        return Rows((), whole_life=True)  # pywb before 2.0, and Common Crawl: "No Captures found"
    if response.status in (403, 451):
        return Refused("the archive excludes this site")
    if response.status != 200:
        return Failed(f"the index answered {response.status}", slow_down=response.status == 429)
    found: list[Capture] = []
    impossible, lines = 0, [line for line in text.splitlines() if line.strip()]
    strange = 0
    for line in lines:
        row = _object(line)
        if row is None:
            strange += 1
        elif (capture := capture_of(row)) is None:
            impossible += 1
        else:
            found.append(capture)
    if strange and strange == len(lines):
        return Failed("the index answered with something that is no list of captures")
    return Rows(tuple(found), response.complete and not strange, impossible, whole_life=True)


def capture_of(row: dict[str, Any]) -> Capture | None:
    """A capture from the fields of CDXJ, or None when its timestamp is no date. Older indexes use the names of CDX."""
    taken_at = moment(str(row.get("timestamp", "")))
    if taken_at is None:
        return None
    status = str(row.get("status", row.get("statuscode", "")))
    return Capture(
        taken_at=taken_at,
        original=str(row.get("url", row.get("original", ""))),
        mime=str(row.get("mime", row.get("mimetype", ""))),
        status=status_of(status),
        digest=str(row.get("digest", "")).removeprefix("sha1:"),
    )


def _object(line: str) -> dict[str, Any] | None:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) and "timestamp" in value else None
