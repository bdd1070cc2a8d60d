"""An audit under way: what it has learnt so far, in the one mutable thing of a run, so that one that is stopped can still report."""

from __future__ import annotations

import math
import signal
from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import islice
from typing import TYPE_CHECKING, Literal

import trio

from linkaudit.checks import choice, crawler
from linkaudit.checks.talk import Around
from linkaudit.checks.verdict import judge
from linkaudit.checks.voices import heard_from, sold
from linkaudit.looking import READERS, Looker
from linkaudit.model import Check, Evidence, Health, NoSnapshot, Snapshot, Source
from linkaudit.outage import Outage
from linkaudit.settings import Settings
from linkaudit.shelf import Shelf
from linkaudit.snapshots import resolve
from linkaudit.sources import OPENS
from linkaudit.web import Web

if TYPE_CHECKING:
    from linkaudit.recall import Recall

SEEKERS = 1024  # sources whose copies are looked for at once; the archive's lanes set the pace, and there those that a run owes go first

LOOKED_UP = 240  # live sources whose copies --unarchived asks about in one run: ten minutes' worth of questions

OnCheck = Callable[[Check, int, int], None]  # the check, how many are done, how many there are


class UnderWay:
    """What has been learnt so far lies in the public attributes; `go` fills them, and may be cancelled at any point."""

    def __init__(
        self,
        sources: tuple[Source, ...],
        shelf: Shelf,
        dates: Mapping[str, date],
        settings: Settings,
        web: Web,
        archives: resolve.Archives,
        looker: Looker | None,
        recall: Recall | None,
        on_check: OnCheck | None,
    ) -> None:
        self._recall = recall
        self._sources, self._shelf, self._dates = sources, shelf, dates
        self._settings, self._web, self._archives, self._on_check = settings, web, archives, on_check
        self.looker = looker
        self._wanted, self._look_for = trio.open_memory_channel[Source](math.inf)
        self._lost: dict[str, Source] = {}
        self._compared: set[str] = set()
        self._done = 0
        self._outage = Outage(web.ask)
        self._nameless = array("L")  # sources that are dead because their name does not exist
        self.snapshots: dict[str, Snapshot | NoSnapshot] = {}
        self.given: dict[str, tuple[Snapshot, ...]] = {}
        self.kept: dict[str, bool | None] = {}  # whether archives hold the live sources, if that was asked
        self.network: Literal["up", "down", "replay"] = web.network
        self.stopped: str | None = None
        self.signal: int | None = None

    def stop(self, number: int) -> None:
        """A signal has ended the run."""
        self.signal, self.stopped = number, f"stopped by {signal.Signals(number).name}"

    async def go(self) -> None:
        """Ask for every source. Meanwhile look for a saved copy of each dead one, open the copies that documents give, read pages."""
        async with trio.open_nursery() as readers:
            if self.looker:
                for _ in range(READERS):
                    readers.start_soon(self.looker.work, self._not_shown)
            async with trio.open_nursery() as seekers:
                if self._settings.snapshots:
                    for source in self._sources:
                        if source.archived:
                            seekers.start_soon(self._open_given, source)
                    for _ in range(SEEKERS):
                        seekers.start_soon(self._find_copies)
                async with self._wanted:
                    await self._crawl()
                    if await self._is_down():
                        readers.cancel_scope.cancel()
                    await self._doubt_names()
                    await self._ask_ahead()
                    for source in self._living():
                        seekers.start_soon(self._look_whether_kept, source)
                    if self.looker:
                        await self.looker.drained()
                        absent = self.looker.absent()
                        for source in self._sources if absent else ():
                            if source.url in absent:
                                self._not_shown(source)
            if self.looker:
                self.looker.close()

    async def _crawl(self) -> None:
        """Ask for every source whose last check is not good enough still."""
        for index, check in self._recall.known(self._sources, self._web.now()) if self._recall else ():
            rows = self._recall.rows(check) if self._recall and self.looker and self.looker.wants(check.source.url) else None
            self._shelf.put(index, check)
            self._learnt(index, check, rows)
        await crawler.crawl_onto(
            self._shelf, self._sources, self._web.ask, self._settings, self._made, now=self._web.now, note=self._web.note
        )

    def _made(self, index: int, check: Check) -> None:
        self._outage.hear(check)
        if self._recall:
            self._recall.remember(check)
        self._learnt(index, check)

    def _learnt(self, index: int, check: Check, rows: tuple[Evidence, ...] | None = None) -> None:
        """A check was made, or is still good; then `rows` may be what an earlier run saw in its page."""
        if "dns-nxdomain" in check.verdict.evidence and check.verdict.health is Health.DEAD:
            self._nameless.append(index)
        if self._settings.snapshots and check.verdict.health is Health.DEAD and check.source.url not in self._lost:
            self._lost[check.source.url] = check.source
            if not self._settings.availability:  # else they wait for all checks, to be asked about together
                self._wanted.send_nowait(check.source)
        if self.looker and rows is None:
            self.looker.page(check)
        elif self.looker and rows and self.looker.recall(rows):
            self._not_shown(check.source)
        if self._on_check:
            self._done += 1
            self._on_check(check, min(self._done, len(self._sources)), len(self._sources))

    def _not_shown(self, source: Source) -> None:
        """A live page does not show its claim: an older copy may tell whether it ever did. The copies that documents give are opened
        anyway; each other one costs an archive a question, so they are few."""
        if self._settings.snapshots and not source.archived and len(self._compared) < self._settings.compare:
            self._compared.add(source.url)
            self._wanted.send_nowait(source)

    async def _ask_ahead(self) -> None:
        if self._settings.availability:
            await self._archives.ahead([(source, self._dates.get(source.url)) for source in self._lost.values()], self._web.now())
            for source in self._lost.values():
                self._wanted.send_nowait(source)

    def _living(self) -> Sequence[Source]:
        """The live sources about which archives are asked whether they hold them."""
        if not self._settings.snapshots or not (self._settings.unarchived or self._settings.cdx):
            return ()
        made = (index for index in range(len(self._sources)) if self._shelf.made(index))
        live = (self._shelf.source(index) for index in made if self._shelf.health(index) in OPENS)
        return tuple(live if self._settings.cdx else islice(live, LOOKED_UP))

    async def _look_whether_kept(self, source: Source) -> None:
        self.kept[source.url] = await self._archives.holds(source)

    async def _find_copies(self) -> None:
        async for source in self._look_for:
            self.snapshots[source.url] = await self._archives.resolve(source, self._dates.get(source.url), self._web.now())

    async def _open_given(self, source: Source) -> None:
        self.given[source.url] = tuple([await self._archives.open_given(archived, self._web.now()) for archived in source.archived])

    async def _is_down(self) -> bool:
        """Whether the fault is our network's. Then nothing that was learnt counts."""
        if self._settings.hosts or (why := await self._outage.down()) is None:
            return False
        self.network, self.stopped = "down", why
        self._shelf.clear()
        self._nameless = array("L")
        self.looker = None
        if self._recall:
            self._recall.forget()
        return True

    async def _doubt_names(self) -> None:
        """A name that was not found is gone only if the resolver is shown to work: unless a control name answers, nothing is known. If it
        answers for a name that cannot exist, the pages that it shows then are nobody's."""
        if self._settings.hosts or self.network == "down":
            return
        if self._nameless and not await self._outage.resolver_works():
            gone, self._nameless = self._nameless, array("L")
            for index in gone:
                self._doubt(index, "broken")
        if (liar := await self._outage.invented()) is not None:
            for index in filter(self._shelf.made, range(len(self._sources))):
                check = self._shelf[index]
                if heard_from(check) == liar or sold(check):
                    self._doubt(index, "lying")

    def _doubt(self, index: int, resolver: Literal["broken", "lying"]) -> None:
        check = self._shelf[index]
        self._lost.pop(check.source.url, None)
        doubted = replace(check, verdict=judge(check.source, check.replies, Around(self._settings.timeout, resolver)))
        self._shelf.put(index, doubted)
        self._made(index, doubted)

    def owe(self) -> None:
        """A run that ended early leaves to the next one the copies that it could not look for."""
        if self._recall and self.stopped and self.network != "down":
            for source in self._lost.values():
                if source.url not in self.snapshots:
                    when = self._dates.get(source.url)
                    self._recall.owe(source.url, when, self._archives.names, f"not asked: {self.stopped}", self._web.now())

    def conclude(self, at: datetime) -> None:
        """See to it that there is a check for every source: those whose turn did not come are skipped. What earlier runs saw is added."""
        for index, source in enumerate(self._sources):
            if not self._shelf.made(index):
                self._shelf.put(index, choice.unreached(source, at, self.stopped))
            if self._recall:
                self._shelf.put(index, self._recall.with_history(self._shelf[index]))
