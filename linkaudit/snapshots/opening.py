"""A capture → whether the archive replays it as the page it claims, walked hop by hop and never outside the archive."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from linkaudit.checks.detour import TO_ROOT, detour
from linkaudit.checks.page import refresh_target
from linkaudit.model import Reply, Request, Response
from linkaudit.snapshots import body, surt
from linkaudit.snapshots.choose import CLOSE_BY, moment
from linkaudit.snapshots.index import Closed, Put, may_repeat, said

HOPS = 12  # the archive's own redirects and the page's together: each of a page's may need one of the archive's
CAP = 16 * 1024 * 1024  # bytes of a body that are read
TIMEOUT = 60.0
_EXCLUDED = (b"has been excluded from the Wayback Machine", b"URL has been excluded", b"AccessControlException")
_REPLAY = re.compile(r"/(\d{1,14})(?:[a-z]{2}_)?/(.+)", re.S)
_ANATOMY = re.compile(r"(https?://[^/]+(?:/[^/]+){0,6}?)/(\d{4,14})(?:[a-z]{2}_)?/((?:https?:/|www\.|[^/]+\.).*)", re.S)
_ORIGINAL = re.compile(r'<([^<>]{1,4000})>\s*;[^,<]{0,200}?rel="?(?:[a-z ]{0,40} )?original\b')


@dataclass(frozen=True, slots=True)
class Opened:
    """A memento that shows a page: its URL in the archive (without modifier), its date, the answer that was seen."""

    url: str
    taken_at: datetime
    response: Response
    hops: int = 0  # redirects of the page itself that were followed
    teaser: bool = False  # only the beginning is there, before a paywall


@dataclass(frozen=True, slots=True)
class Refusal:
    """That the archive showed something else than the page. `excluded`: it holds the page back; `missing`: it knows no such capture."""

    reason: str
    excluded: bool = False
    missing: bool = False


@dataclass(frozen=True, slots=True)
class Unanswered:
    """That the archive did not show anything, so that nothing is known. `again`: it may be worth asking once more at once."""

    reason: str
    again: bool = False


async def open_capture(base: str, stamp: str, url: str, put: Put, mime: str = "", nearest: bool = False) -> Opened | Refusal | Unanswered:
    """Open what the archive at `base` (`https://web.archive.org/web`) keeps of `url` at `stamp` (14 digits).

    With `nearest` any distance from `stamp` will do for the first memento (the archive chooses); else, and for every redirect, it must
    lie within `CLOSE_BY`. `mime` is the type that the index noted. A memento is an answer with Memento-Datetime: then the archive
    speaks for the past; without it, for itself.
    """
    target, hops, seen = url, 0, set[str]()
    near = None if nearest else moment(stamp)
    for _ in range(HOPS):
        at = f"{base}/{stamp}id_/{target}"
        if at in seen:
            return Refusal("the capture is a redirect loop")
        seen.add(at)
        reply = await put(_look(at))
        taken_at = memento_datetime(reply)
        if not isinstance(reply, Response) or taken_at is None:
            onward = _archive_speaks(at, reply)
            if isinstance(onward, Refusal | Unanswered):
                return onward
            if (step := _step(base, onward)) is None:
                return Refusal("the archive sends us elsewhere")
            if not surt.alike(step[1], target):
                return Refusal("the archive replays another page")
            stamp, target = step
            continue
        if near is not None and abs(taken_at - near) > CLOSE_BY:
            return Refusal(f"the nearest capture that replays is of {taken_at:%Y-%m-%d}")
        if (other := _original(reply)) is not None and not surt.alike(other, target):
            return Refusal("the archive replays another page")
        if (location := _onward(reply, target)) is not None:
            led = _led_to(base, at, target, location)
            if led is None:
                return Refusal("the capture is a redirect to something that is no page")
            if _to_the_root(url, led):
                return Refusal("the capture is a redirect to the front page")
            target, stamp, near, hops = led, f"{taken_at:%Y%m%d%H%M%S}", taken_at, hops + 1
            continue
        cited = f"{base}/{taken_at:%Y%m%d%H%M%S}/{target}"
        return _judged(reply, url, target, mime if not hops else "", Opened(cited, taken_at, reply, hops))
    return Refusal("the capture redirects too often")


async def open_memento(address: str, url: str, put: Put) -> Opened | Refusal | Unanswered:
    """Open a memento of `url` by an address that its archive gave, whatever its shape, never leaving that host."""
    if (parts := anatomy(address)) is not None:
        base, stamp, target = parts
        opened = await open_capture(base, stamp, target, put, nearest=moment(stamp) is None)
        if not (isinstance(opened, Refusal) and opened.missing):
            return opened  # else: an archive that knows no `id_`
    at = address
    for _ in range(HOPS):
        reply = await put(_look(at))
        taken_at = memento_datetime(reply)
        if isinstance(reply, Response) and taken_at is not None:
            if (other := _original(reply)) is not None and not surt.alike(other, url):
                return Refusal("the archive replays another page")
            if not 200 <= reply.status < 300:
                return Refusal(f"the capture is an archived {reply.status}")
            return _judged(reply, url, url, "", Opened(address, taken_at, reply))
        onward = _archive_speaks(at, reply)
        if isinstance(onward, Refusal | Unanswered):
            return onward
        if surt.split(onward).netloc != surt.split(address).netloc or onward == at:
            return Refusal("the archive sends us elsewhere")
        at = onward
    return Refusal("the archive redirects too often")


def anatomy(address: str) -> tuple[str, str, str] | None:
    """(base, timestamp, original) of a replay URL of the usual form, `<base>/<1-14 digits>[xx_]/<url>`; None for any other."""
    found = _ANATOMY.match(address)
    if not found:
        return None
    base, stamp, original = found.groups()
    return base, stamp, original if "://" in original[:10] else re.sub(r"^(https?):/(?!/)", r"\1://", original)


def memento_datetime(reply: Reply | Closed) -> datetime | None:
    """When the memento was made, by its header (RFC 7089, 2.1.1); None where there is none or it is no date."""
    value = reply.header("memento-datetime") if isinstance(reply, Response) else None
    try:
        return parsedate_to_datetime(value).astimezone(UTC) if value else None
    except (ValueError, TypeError, OverflowError):
        return None


def replayed(base: str, url: str) -> tuple[str, str] | None:
    """(timestamp, original) of a replay URL below `base`, whatever its scheme; None for any other URL."""
    here, there = (re.sub(r"^https?://([^/:]+)(?::(?:80|443)(?=/))?/", r"\1/", text, flags=re.I) for text in (base + "/", url))
    if there[: len(here)].lower() != here.lower():
        return None
    found = _REPLAY.fullmatch(there[len(here) - 1 :])
    return (found[1], found[2]) if found else None


def _look(address: str) -> Request:
    return Request("GET", address, headers=(("Accept", "*/*"),), purpose="replay", timeout=TIMEOUT, cap=CAP)


def _judged(reply: Response, url: str, target: str, mime: str, opened: Opened) -> Opened | Refusal | Unanswered:
    """The memento, unless it shows something else than the page that was asked for."""
    if not 200 <= reply.status < 300:
        return Refusal(f"the capture is an archived {reply.status}")
    if not reply.complete and len(reply.body) < CAP:
        return Unanswered("the archive broke off", again=True)
    wrong = body.fault(reply, url, target, mime)
    return Refusal(wrong) if wrong else replace(opened, teaser=body.teaser(reply, url, target))


def _archive_speaks(at: str, reply: Reply | Closed) -> str | Refusal | Unanswered:
    """What an answer without Memento-Datetime means: where the archive sends us, or why it shows nothing."""
    if not isinstance(reply, Response) or reply.status in (408, 425, 429) or reply.status >= 500:
        passing = reply.status >= 500 if isinstance(reply, Response) else may_repeat(reply)
        return Unanswered(f"the archive {said(reply)}", again=passing)
    if 300 <= reply.status < 400:
        return surt.join(at, reply.header("location") or "")
    if any(mark in reply.body[:200_000] for mark in _EXCLUDED) or reply.header("x-archive-wayback-runtime-error"):
        return Refusal("the archive excludes this site", excluded=True)
    if 200 <= reply.status < 300:
        return Unanswered("the archive answered with a page of its own")
    if reply.status == 451:  # what pywb says of a page that its keeper may not show
        return Refusal("the archive holds it back (451)", excluded=True)
    if reply.status in (401, 403, 407):
        return Unanswered(f"the archive {said(reply)}")  # it keeps us out: that says nothing of what it holds
    return Refusal(f"the archive does not replay it ({reply.status})", missing=reply.status == 404)


def _step(base: str, address: str) -> tuple[str, str] | None:
    """(timestamp, original) of a replay URL. A mirror may name itself by another host than the one it was asked at: what counts is the
    capture, which is asked for at `base` whatever the host."""
    if (step := replayed(base, address)) is not None:
        return step
    parts = anatomy(address)
    return (parts[1], parts[2]) if parts and "://" in parts[2] else None


def _led_to(base: str, at: str, target: str, location: str) -> str | None:
    """The page that an archived redirect leads to. The Wayback Machine rewrites Location into itself, pywb leaves it as it was."""
    step = _step(base, surt.join(at, location)) if location.startswith(("http://", "https://", "/")) else None
    onward = step[1] if step else surt.join(target, location)
    return onward if onward.startswith(("http://", "https://")) else None


def _onward(reply: Response, target: str) -> str | None:
    """Where an archived answer sends its reader, by its status or by a page that does nothing else (`<meta http-equiv=refresh>`)."""
    if 300 <= reply.status < 400:
        return reply.header("location")
    refresh = refresh_target(reply) if reply.status == 200 and not reply.header("location") else None
    return refresh if refresh and not surt.alike(surt.join(target, refresh), target) else None


def _to_the_root(url: str, onward: str) -> bool:
    """Whether a redirect from a page inside a site leads to a front page: that is where sites send what they have deleted."""
    return detour(url, onward) == TO_ROOT


def _original(response: Response) -> str | None:
    """The URL that a memento says it is of (Link header, rel="original")."""
    found = _ORIGINAL.search(response.header("link") or "")
    return found[1] if found else None
