"""A source that is dead or at risk → the archived copy that shows what its author saw, opened; or why there is none."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import date, datetime, timedelta
from typing import Protocol

import trio

from linkaudit.model import Archived, Gap, NoSnapshot, Response, Snapshot, Source
from linkaudit.settings import Settings
from linkaudit.snapshots import archives, body, choose, gaps, memento, opening, pywb, surt
from linkaudit.snapshots.archives import WAYBACK, Archive
from linkaudit.snapshots.choose import Capture
from linkaudit.snapshots.gaps import TEASER, Tried
from linkaudit.snapshots.index import Answer, Failed, Put, Refused, Rows
from linkaudit.snapshots.lanes import PACE, UNPACED, Ask, Lanes
from linkaudit.snapshots.local import LocalIndex
from linkaudit.snapshots.opening import Opened, Refusal, Unanswered

NEWEST = "99991231235959"  # as a timestamp: no capture is of that moment, and the newest is the nearest
OPENINGS = 6  # captures that are opened before an archive is given up
NEAR = 4  # of them within the window: the others are for what lies beyond


async def _wayback(archive: Archive, url: str, when: date | None, put: Put) -> Answer:
    from linkaudit.snapshots import wayback  # waybackpy brings `requests` along: 70 ms that a run without dead links need not wait for

    return await wayback.captures(archive, url, when, put)


INDEXES: dict[str, Callable[[Archive, str, date | None, Put], Awaitable[Answer]]] = {
    "wayback": _wayback,
    "pywb": pywb.captures,
    "timemap": memento.captures,
    "timegate": memento.by_timegate,
}


OnOpen = Callable[[Snapshot, Response], None]


class Memory(Protocol):
    """What earlier runs learnt: found copies for ever, "there is none" for a week, "could not ask" not at all."""

    def snapshot(self, url: str, when: date | None, archives: tuple[str, ...], now: datetime) -> Snapshot | NoSnapshot | None:
        """What is known about a source, if it is still to be believed."""

    def remember_snapshot(
        self, url: str, when: date | None, archives: tuple[str, ...], result: Snapshot | NoSnapshot, at: datetime
    ) -> None:
        """Keep what was learnt."""

    def looked_into(self, copy: Snapshot) -> bool:
        """Whether a known copy need not be opened again to see what it shows."""

    def given(self, archived: Archived, now: datetime) -> Snapshot | None:
        """What became of a copy that a document cites, if that is still to be believed."""

    def remember_given(self, given: Snapshot, at: datetime) -> None:
        """Keep what became of it."""

    def owed(self, url: str) -> bool:
        """Whether the last run could not ask about a source: it comes first now."""


class Archives:
    """The archives of a run: who is asked, how fast, and what was learnt. One for all sources of a run.

    `ask` carries the requests; `memory`, if any, spares those that earlier runs made; `on_open` gets each copy that shows its page,
    with the answer that was judged; `index` answers in place of that of the Wayback Machine. What could not be asked is
    `Gap.UNKNOWN`, never `NONE`.
    """

    def __init__(
        self,
        settings: Settings,
        ask: Ask,
        memory: Memory | None = None,
        lanes: Lanes | None = None,
        on_open: OnOpen | None = None,
        index: LocalIndex | None = None,
    ) -> None:
        self.asked = archives.asked(settings)
        self.names = tuple(archive.name for archive in self.asked)
        self.told = archives.told(settings)
        self._ask, self._memory, self._on_open = ask, memory, on_open
        self._lanes = lanes or lanes_for(settings)
        self._given: dict[str, Snapshot] = {}
        self._opening: dict[str, trio.Lock] = {}
        self._hints: dict[str, Capture] = {}
        self._recalled: dict[str, Snapshot | NoSnapshot | None] = {}
        self._wants_hints = settings.availability and index is None
        self._indexes = INDEXES | ({"wayback": index.captures} if index else {})

    async def ahead(self, wanted: Sequence[tuple[Source, date | None]], now: datetime | None = None) -> None:
        """Ask the availability service about many sources at once, if the settings want that; `resolve` then opens what it named first.

        Only its "yes" is used (it often says "no" in error, and not at all for days), and what it names is opened like everything else.
        """
        if not self._wants_hints:
            return
        from linkaudit.snapshots import wayback

        asked = [(source.ask, when) for source, when in wanted if not self._known(source, when, now)]
        base = self.asked[0].index
        for begin in range(0, len(asked), wayback.BATCH):
            batch = asked[begin : begin + wayback.BATCH]
            reply = await self.put(base, "availability")(wayback.availability(base, batch))
            if isinstance(reply, Response):
                self._hints |= wayback.available(reply, batch)

    async def resolve(self, source: Source, when: date | None, now: datetime | None = None) -> Snapshot | NoSnapshot:
        """The best copy that archives keep of a source, opened and judged.

        `when` is the date that counts: the citation's access date, else that of the article; None asks for the newest good capture.
        First what the documents give, then what memory knows (`now` tells how old that is), then each archive in turn.
        """
        for archived in source.archived:
            if (given := await self.open_given(archived, now)).verified:
                return given
        if (known := self._known(source, when, now)) and await self._stands(known):
            return known
        found = await self._search(source, when, now)
        if self._memory and now:
            self._memory.remember_snapshot(source.url, when, self.names, found, now)
        return found

    async def _stands(self, known: Snapshot | NoSnapshot) -> bool:
        """Whether what is remembered is still to be offered. A copy into which this run has to look is opened again; that its archive does
        not answer today takes nothing from it."""
        if isinstance(known, NoSnapshot) or self._memory is None or self._memory.looked_into(known):
            return True
        again, sure = await self._open_given(Archived(known.url, known.original, known.archive, known.taken_at))
        return again.verified or not sure

    def _known(self, source: Source, when: date | None, now: datetime | None) -> Snapshot | NoSnapshot | None:
        if source.url not in self._recalled and self._memory and now:
            self._recalled[source.url] = self._memory.snapshot(source.url, when, self.names, now)
        return self._recalled.get(source.url)

    async def holds(self, source: Source) -> bool | None:
        """Whether any archive that is asked lists a good capture of a source; None when one that lists none could not tell."""
        answers = []
        for archive in self.asked:
            answer = await self._indexes[archive.speaks](archive, source.ask, None, self.put(archive.index, "index"))
            ours = [c for c in answer.captures if surt.alike(c.original, source.ask)] if isinstance(answer, Rows) else []
            if any(capture.status is None or capture.status < 300 for capture in choose.rank(choose.tidy(ours), None)):
                return True
            answers.append(answer)
        return False if all(isinstance(answer, Rows) and answer.complete for answer in answers) else None

    async def fresh(self, source: Source, since: datetime) -> Capture | Failed | None:
        """The newest good capture of a live source since a moment, by the index of the first archive; None when it lists none."""
        archive = self.asked[0]
        answer = await self._indexes[archive.speaks](archive, source.ask, since.date(), self.put(archive.index, "index"))
        if not isinstance(answer, Rows):
            return Failed(answer.reason)
        good = choose.rank(choose.tidy(answer.captures), None)
        newest = next((capture for capture in good if capture.status is not None and capture.status < 300), None)
        if newest is not None and newest.taken_at >= since:
            return newest
        return None if answer.complete else Failed("the index gave only part of its answer")

    async def open_given(self, archived: Archived, now: datetime | None = None) -> Snapshot:
        """The saved copy that a document cites, opened once: does it replay, and is it the page that it claims to be?

        With another `--wayback` the copies of the Wayback Machine are asked for there. `Snapshot.url` stays as cited. A run that is gone on
        with (memory, `now`) opens no copy twice.
        """
        async with self._opening.setdefault(archived.url, trio.Lock()):
            if archived.url not in self._given:
                given = self._memory.given(archived, now) if self._memory and now else None
                if given is None:
                    given, sure = await self._open_given(archived)
                    if sure and self._memory and now:
                        self._memory.remember_given(given, now)
                self._given[archived.url] = given
            return self._given[archived.url]

    async def _open_given(self, archived: Archived) -> tuple[Snapshot, bool]:
        """What became of it, and whether that is sure: not when the archive gave no answer."""
        if archives.unreliable(archived.url):
            return _unverified(archived, "archive.today is not asked: its copies cannot be relied on"), True
        parts, address = opening.anatomy(archived.url), surt.split(archived.url)
        if address.hostname in (WAYBACK, "wayback.archive.org"):
            base = self.asked[0].replay
            if not parts and ("*" in address.path.partition(":")[0] or not address.path.startswith("/web/")):
                return _unverified(archived, "it names no copy: a list of captures, or an order to make one"), True  # not to be given again
            stamp, target = parts[1:] if parts else (NEWEST, archived.original)
            opened = await opening.open_capture(
                base, stamp, target, self.put(base, "replay"), nearest=not parts or choose.moment(stamp) is None
            )
        else:
            opened = await opening.open_memento(archived.url, archived.original, self.put(archived.url, "replay"))
        if not isinstance(opened, Opened):
            return _unverified(archived, opened.reason), isinstance(opened, Refusal)
        if archived.original and not opened.hops and parts and not surt.alike(parts[2], archived.original):
            return _unverified(archived, "it is a copy of another page"), True
        given = Snapshot(
            original=archived.original,
            url=archived.url,
            taken_at=opened.taken_at,
            archive=archived.archive,
            verified=True,
            reason=_opened_how(opened),
            title=body.title(opened.response),
            digest=body.digest(opened.response),
        )
        return self._offered(given, opened), True

    async def _search(self, source: Source, when: date | None, now: datetime | None) -> Snapshot | NoSnapshot:
        """Ask one archive after the other; the first copy that shows the page wins."""
        if (hint := self._hints.get(source.ask)) is not None:
            opened = await self._open(self.asked[0], source, hint)
            if isinstance(opened, Opened):
                return self._offered(_snapshot(self.asked[0], source, (hint, opened), when, Tried(), Rows(())), opened)
        without: list[tuple[Archive, NoSnapshot]] = []
        for archive in self.asked:
            found = await self._in_archive(archive, source, when, now)
            if isinstance(found, Snapshot):
                return found
            without.append((archive, found))
        return gaps.together(source, without)

    async def _in_archive(self, archive: Archive, source: Source, when: date | None, now: datetime | None) -> Snapshot | NoSnapshot:
        put = self.put(archive.index, "index", first=self._memory is not None and self._memory.owed(source.url))
        tried, answer = Tried(), await self._indexes[archive.speaks](archive, source.ask, when, put)
        further = _further(archive, source, when)
        while isinstance(answer, Rows):
            if (found := await self._open_best(archive, source, answer, when, now, tried, NEAR if further else OPENINGS)) is not None:
                return self._offered(_snapshot(archive, source, found, when, tried, answer), found[1])
            if tried.unanswered or not further:
                break
            url, window = further.pop(0)
            answer = await self._indexes[archive.speaks](archive, url, window, self.put(archive.index, "index", first=True))
        if tried.teaser is not None:
            return self._offered(_snapshot(archive, source, tried.teaser, when, tried, Rows(())), tried.teaser[1])
        if isinstance(answer, Rows):
            if answer.complete or not archive.replay or tried.refused:
                return gaps.gap(source, tried, answer)
            answer = Failed("the index gave only part of its answer")
        return await self._direct(archive, source, when, answer, tried)

    async def _open_best(
        self, archive: Archive, source: Source, rows: Rows, when: date | None, now: datetime | None, tried: Tried, most: int
    ) -> tuple[Capture, Opened] | None:
        """Open captures, best first, until one shows the page or `most` have been opened; what was refused goes into `tried`."""
        spellings = {capture.original for capture in rows.captures}
        same = {each for each in spellings if surt.alike(each, source.ask) or surt.alike(each, source.url)}
        ours = [capture for capture in rows.captures if capture.original in same]
        tried.strangers = max(tried.strangers, len(rows.captures) - len(ours))
        past = [capture for capture in ours if now is None or capture.taken_at <= now + timedelta(days=1)]
        tried.captures = choose.tidy((*tried.captures, *past))
        tried.impossible = max(tried.impossible, rows.impossible + len(ours) - len(past))  # nobody captures tomorrow's page
        ranked = choose.rank(tried.captures, when)
        while len(tried.refused) < most:
            capture = choose.next_to_open(ranked, [c for c, _ in tried.refused])
            if capture is None:
                return None
            opened = await self._open(archive, source, capture)
            if isinstance(opened, Unanswered) and opened.again:
                opened = await self._open(archive, source, capture)
            if isinstance(opened, Opened):
                if not opened.teaser:
                    return capture, opened
                tried.teaser = tried.teaser or (capture, opened)
                tried.refused.append((capture, TEASER))
                continue
            if isinstance(opened, Unanswered):
                tried.unanswered = opened.reason
            elif opened.excluded:
                tried.withheld = opened.reason
            tried.refused.append((capture, opened.reason))
        return None

    async def _open(self, archive: Archive, source: Source, capture: Capture) -> Opened | Refusal | Unanswered:
        if capture.memento:
            return await opening.open_memento(capture.memento, source.ask, self.put(capture.memento, "replay"))
        put = self.put(archive.replay, "replay")
        return await opening.open_capture(archive.replay, capture.stamp, capture.original, put, capture.mime)

    async def _direct(
        self, archive: Archive, source: Source, when: date | None, answer: Refused | Failed, tried: Tried
    ) -> Snapshot | NoSnapshot:
        """The index says nothing: ask the archive for the capture nearest to the date, unless it wants to be left alone. That it shows
        none proves nothing."""
        if not archive.replay or (isinstance(answer, Failed) and answer.unasked):
            gap = Gap.EXCLUDED if isinstance(answer, Refused) else Gap.UNKNOWN
            return NoSnapshot(source.url, gap, answer.reason, len(tried.captures))
        stamp = f"{when:%Y%m%d}120000" if when else NEWEST
        opened = await opening.open_capture(archive.replay, stamp, source.ask, self.put(archive.replay, "replay"), nearest=True)
        if isinstance(opened, Opened):
            capture = Capture(opened.taken_at, source.ask, "", opened.response.status, "")
            return self._offered(_snapshot(archive, source, (capture, opened), when, tried, Rows(())), opened)
        if isinstance(opened, Refusal) and opened.excluded:
            return NoSnapshot(source.url, Gap.EXCLUDED, opened.reason)
        if isinstance(answer, Refused):
            return NoSnapshot(source.url, Gap.EXCLUDED, answer.reason)
        return NoSnapshot(source.url, Gap.UNKNOWN, f"{answer.reason}; {opened.reason}", len(tried.captures))

    def _offered(self, snapshot: Snapshot, opened: Opened) -> Snapshot:
        if self._on_open:
            self._on_open(snapshot, opened.response)
        return snapshot

    def put(self, address: str, endpoint: str, first: bool = False) -> Put:
        """The lane to an endpoint of the archive at an address, as a function that puts a request there; `first` before all others."""
        lane = self._lanes.lane(surt.split(address).netloc, endpoint)
        return lambda request: lane.ask(self._ask, request, first)


async def resolve(source: Source, when: date | None, ask: Ask, settings: Settings, lanes: Lanes | None = None) -> Snapshot | NoSnapshot:
    """`Archives.resolve` for a single source."""
    return await Archives(settings, ask, lanes=lanes).resolve(source, when)


async def open_given(archived: Archived, ask: Ask, settings: Settings, lanes: Lanes | None = None) -> Snapshot:
    """`Archives.open_given` for a single copy."""
    return await Archives(settings, ask, lanes=lanes).open_given(archived)


def lanes_for(settings: Settings) -> Lanes:
    """The lanes of a run: paced, unless it replays a recorded conversation."""
    return Lanes(UNPACED) if settings.replay else Lanes(PACE, minutes=settings.archive_minutes)


def _unverified(archived: Archived, reason: str) -> Snapshot:
    return Snapshot(archived.original, archived.url, archived.taken_at, archived.archive, False, reason)


def _further(archive: Archive, source: Source, when: date | None) -> list[tuple[str, date | None]]:
    """What an index is asked when it had nothing to show: for all there is, not only within the window; for the address without what
    tracks its reader, under which many more visits are kept."""
    wide: list[tuple[str, date | None]] = [(source.ask, None)] if archive.speaks == "wayback" and when else []
    return wide if surt.alike(source.ask, source.url) else [*wide, (source.url, None if wide else when)]


def _opened_how(opened: Opened) -> str:
    shows = TEASER if opened.teaser else "it shows the page"
    return f"opened: {shows}, after {opened.hops} archived redirect(s)" if opened.hops else f"opened: {shows}"


def _snapshot(archive: Archive, source: Source, found: tuple[Capture, Opened], when: date | None, tried: Tried, rows: Rows) -> Snapshot:
    capture, opened = found
    alive, gone = gaps.lifetime(tried, rows)
    return Snapshot(
        original=source.url,
        url=opened.url,
        taken_at=opened.taken_at,
        archive=archive.name,
        verified=True,
        reason=_opened_how(opened),
        title=body.title(opened.response),
        digest=body.digest(opened.response),
        unchanged_around=choose.unchanged_around(tried.captures, when, capture),
        last_alive=alive,
        first_dead=gone,
    )
