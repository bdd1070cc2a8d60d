"""Live sources of an audit → kept by the Internet Archive before they rot: those that have no fresh capture, one job each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, Protocol

import trio

from linkaudit import urls
from linkaudit.errors import LinkauditError
from linkaudit.model import Report, Request, Response, Source
from linkaudit.settings import Settings
from linkaudit.snapshots import opening, spn
from linkaudit.snapshots.archives import unreliable
from linkaudit.snapshots.index import Failed, said
from linkaudit.snapshots.opening import Opened
from linkaudit.snapshots.resolve import Archives
from linkaudit.snapshots.spn import Job, Kept, Keys, NotKept
from linkaudit.sources import OPENS, states
from linkaudit.web import Web

POLL = 6.0  # seconds between two questions about one job; a capture takes about half a minute
PATIENCE = 180.0  # seconds after which a job is left to itself: it may well succeed later
AT_ONCE = 3  # jobs, unless the account has room for fewer
HELP = "set LINKAUDIT_IA_ACCESS_KEY and LINKAUDIT_IA_SECRET_KEY (they are yours at https://archive.org/account/s3.php), or use --dry-run"


class Memory(Protocol):
    """What earlier runs saved."""

    def saved(self, url: str) -> tuple[str, datetime] | None:
        """The copy that was made of a source, and when."""

    def remember_save(self, url: str, snapshot_url: str, at: datetime) -> None:
        """Keep that one was made."""


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of one source: *saved* now, *kept* already, *would save* (a dry run), *later* (worth another try), *refused* (by the
    archive, for good), *left* (not ours to ask for). `archive_url` is the copy, once it was opened or seen in the index."""

    url: str
    outcome: Literal["saved", "kept", "would save", "later", "refused", "left"]
    archive_url: str | None = None
    reason: str = ""


async def keep(
    report: Report,
    web: Web,
    settings: Settings,
    keys: Keys | None,
    *,
    at_most: int,
    memory: Memory | None = None,
    on_saved: Callable[[Saved], None] | None = None,
) -> tuple[Saved, ...]:
    """Have the live sources of a report kept, at most so many of them; without `keys` only say what would be done (a dry run).

    The order is that of the report, and so is that of the result. Raises LinkauditError when the keys are not accepted.
    """
    live = [source for source, health in states(report.sources) if health in OPENS and not source.skip]
    archives, results = Archives(settings, web.ask), dict[str, Saved]()
    work = _Work(archives, web, settings.wayback.rstrip("/"), keys, at_most, memory)
    left = iter(live)

    async def worker() -> None:
        for source in left:
            results[source.url] = found = await work.keep(source)
            if memory and found.outcome == "saved" and found.archive_url:
                memory.remember_save(source.url, found.archive_url, web.now())
            if on_saved:
                on_saved(found)

    workers = await work.room() if keys and live else AT_ONCE
    try:
        async with trio.open_nursery() as nursery:
            for _ in range(workers):
                nursery.start_soon(worker)
    except* _KeysRefused as group:
        raise LinkauditError(f"the Internet Archive does not accept these keys ({group.exceptions[0]}); {HELP}") from None
    return tuple(results[source.url] for source in live)


class _KeysRefused(Exception):
    """That going on makes no sense."""


class _Work:
    """One run of saving: what is left of the account's allowance, and the steps of one job."""

    def __init__(self, archives: Archives, web: Web, base: str, keys: Keys | None, at_most: int, memory: Memory | None) -> None:
        self._archives, self._web, self._base, self._keys, self._memory = archives, web, base, keys, memory
        self._left = at_most
        self._stopped = f"--at-most {at_most} is reached"

    async def room(self) -> int:
        """How many jobs the account bears at once. An account that cannot be asked about is treated as one with a little room."""
        assert self._keys is not None
        reply = await self._ask(spn.account(self._base, self._keys), "status")
        if isinstance(reply, Response):
            match spn.allowance(reply):
                case spn.Allowance(at_once=at_once, today=today):
                    if today < self._left:
                        self._left, self._stopped = max(0, today), "the account's captures of today are used up"
                    return max(1, min(AT_ONCE, at_once))
                case NotKept(why="keys", reason=reason):
                    raise LinkauditError(f"the Internet Archive does not accept these keys ({reason}); {HELP}")
        return 1

    async def keep(self, source: Source) -> Saved:
        """One source, from "is it kept already" to the copy that was opened."""
        if urls.redact(source.ask)[1]:
            return Saved(source.url, "left", reason="its URL holds a secret")
        if unreliable(source.ask):
            return Saved(source.url, "left", reason="it is an archive itself")
        since = self._web.now() - timedelta(days=spn.FRESH_DAYS)
        if self._memory and (known := self._memory.saved(source.url)) and known[1] >= since:
            return Saved(source.url, "kept", known[0], f"saved on {known[1]:%Y-%m-%d}")
        fresh = await self._archives.fresh(source, since)
        if not isinstance(fresh, Failed) and fresh is not None:
            return Saved(source.url, "kept", f"{self._base}/web/{fresh.stamp}/{fresh.original}", f"captured on {fresh.taken_at:%Y-%m-%d}")
        if self._keys is None:
            return Saved(source.url, "would save", reason=fresh.reason if isinstance(fresh, Failed) else "no fresh capture")
        if self._left <= 0:
            return Saved(source.url, "later", reason=self._stopped)
        self._left -= 1
        return await self._submit(source, self._keys)

    async def _submit(self, source: Source, keys: Keys) -> Saved:
        reply = await self._ask(spn.submit(self._base, source.ask, keys), "save")
        if not isinstance(reply, Response):
            return Saved(source.url, "later", reason=f"Save Page Now {reply}")
        answer: Job | Kept | NotKept = spn.submitted(reply)
        job = answer if isinstance(answer, Job) else None
        waited = 0.0
        while job is not None and isinstance(answer, Job):
            if waited >= PATIENCE:
                return Saved(source.url, "later", reason=f"still in the queue after {PATIENCE:.0f} s")
            if self._web.network != "replay":
                await trio.sleep(POLL)
            waited += POLL
            reply = await self._ask(spn.poll(self._base, job, keys), "status")
            if isinstance(reply, Response):
                answer = spn.polled(reply)
        match answer:
            case Kept(stamp=stamp, url=url):
                return await self._opened(source, stamp, url or source.ask)
            case NotKept(why="keys", reason=reason):
                raise _KeysRefused(reason)
            case NotKept(why="enough", reason=reason):
                return Saved(source.url, "kept", reason=reason)
            case NotKept(why="refused", reason=reason):
                return Saved(source.url, "refused", reason=reason)
            case NotKept(reason=reason):
                return Saved(source.url, "later", reason=reason)
        raise AssertionError(answer)

    async def _opened(self, source: Source, stamp: str, url: str) -> Saved:
        """The new copy, opened like every other: what the archive reports as saved may be an error page."""
        put = self._archives.put(f"{self._base}/web", "replay")
        opened = await opening.open_capture(f"{self._base}/web", stamp, url, put)
        if isinstance(opened, Opened):
            return Saved(source.url, "saved", opened.url)
        return Saved(source.url, "later", reason=f"reported as saved, but {opened.reason}")

    async def _ask(self, request: Request, endpoint: str) -> Response | str:
        """An answer, or why there is none, in words."""
        reply = await self._archives.put(self._base, endpoint)(request)
        return reply if isinstance(reply, Response) else said(reply)
