"""Save Page Now 2: a URL → the request that asks the Internet Archive to keep it; the answers → what became of that.

The interface as its documentation of July 2026 has it: a job per page, polled; 7 captures a minute with keys; errors come with status 200.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal
from urllib.parse import quote, urlencode

from linkaudit.model import Request, Response
from linkaudit.snapshots.index import TIMEOUT

FRESH_DAYS = 30  # a page that was kept within this time is kept well enough

# `status_ext` of an error → what it means for us; every other one is a refusal of this page.
_LATER = (
    "error:user-session-limit",
    "error:too-many-requests",
    "error:service-unavailable",
    "error:celery",
    "error:capture-location-error",
    "error:job-failed",
    "error:browsing-timeout",
    "error:gateway-timeout",
)
_ENOUGH = ("error:too-many-daily-captures",)  # of this page, by whomever: so it is kept


@dataclass(frozen=True, slots=True)
class Keys:
    """What the Internet Archive gives its users for programs (https://archive.org/account/s3.php). Never printed, never recorded."""

    access: str
    secret: str

    def __repr__(self) -> str:
        return "Keys(***)"


@dataclass(frozen=True, slots=True)
class Job:
    """A page in the queue."""

    id: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A page that was kept: the 14 digits and the URL as archived."""

    stamp: str
    url: str


@dataclass(frozen=True, slots=True)
class NotKept:
    """A page that was not: *enough* (kept often enough today), *later* (worth another try, another time), *refused* (this page never),
    *keys* (ours are not accepted)."""

    why: Literal["enough", "later", "refused", "keys"]
    reason: str


@dataclass(frozen=True, slots=True)
class Allowance:
    """What the account may still do: jobs at once, captures today."""

    at_once: int
    today: int


def submit(base: str, url: str, keys: Keys) -> Request:
    """Ask for a page to be kept, unless it was within `FRESH_DAYS`."""
    form = {"url": url, "capture_all": "0", "skip_first_archive": "1", "if_not_archived_within": f"{FRESH_DAYS}d"}
    headers = (*_headers(keys), ("Content-Type", "application/x-www-form-urlencoded"))
    return Request("POST", f"{base}/save", headers, "save", body=urlencode(form).encode(), timeout=TIMEOUT)


def poll(base: str, job: Job, keys: Keys) -> Request:
    """Ask what became of a job."""
    return Request("GET", f"{base}/save/status/{quote(job.id, safe='')}", _headers(keys), "save", timeout=TIMEOUT)


def account(base: str, keys: Keys) -> Request:
    """Ask what the account may still do."""
    return Request("GET", f"{base}/save/status/user", _headers(keys), "save", timeout=TIMEOUT)


def submitted(response: Response) -> Job | NotKept:
    """The answer to `submit`."""
    answer = _object(response)
    if answer is not None and isinstance(answer.get("job_id"), str) and answer.get("status") != "error":
        return Job(answer["job_id"])
    return _not_kept(response, answer)


def polled(response: Response) -> Job | Kept | NotKept:
    """The answer to `poll`; a Job is still in the queue."""
    answer = _object(response)
    if answer is not None and answer.get("status") == "pending":
        return Job(str(answer.get("job_id", "")))
    if answer is not None and answer.get("status") == "success" and answer.get("timestamp"):
        return Kept(str(answer["timestamp"]), str(answer.get("original_url", "")))
    return _not_kept(response, answer)


def allowance(response: Response) -> Allowance | NotKept:
    """The answer to `account`."""
    answer = _object(response)
    if answer is None or response.status != 200 or "available" not in answer:
        return _not_kept(response, answer)
    try:
        left = int(answer.get("daily_captures_limit") or 0) - int(answer.get("daily_captures") or 0)
        return Allowance(int(answer["available"]), left)
    except (ValueError, TypeError, OverflowError):
        return _not_kept(response, answer)


def _not_kept(response: Response, answer: dict[str, Any] | None) -> NotKept:
    told = str((answer or {}).get("status_ext") or "")
    reason = str((answer or {}).get("message") or told or f"answer {response.status}")
    if response.status in (401, 403):
        return NotKept("keys", reason)
    if told in _ENOUGH:
        return NotKept("enough", reason)
    if response.status == 429 or response.status >= 500 or answer is None or told in _LATER:
        return NotKept("later", reason)
    return NotKept("refused", reason)


def _headers(keys: Keys) -> tuple[tuple[str, str], ...]:
    return (("Authorization", f"LOW {keys.access}:{keys.secret}"), ("Accept", "application/json"))


def _object(response: Response) -> dict[str, Any] | None:
    try:
        value = json.loads(response.body)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
