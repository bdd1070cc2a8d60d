"""The whole story on one page: inputs in, a Report out. Each stage is one call; what they decide stands in their own rooms."""

from __future__ import annotations

import math
import re
import signal
from array import array
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, Literal

import trio

from linkaudit import __version__, citations, fetching, files, reading, sandbox, urls, weigh
from linkaudit.checks import choice, crawler
from linkaudit.checks.talk import Around
from linkaudit.checks.verdict import judge
from linkaudit.checks.voices import heard_from, sold
from linkaudit.citations.twins import Embedder
from linkaudit.errors import Incomplete, LinkauditError
from linkaudit.evidence import Judge, judged
from linkaudit.looking import READERS, Looker
from linkaudit.model import (
    Check,
    Document,
    Evidence,
    Found,
    Health,
    Link,
    NoSnapshot,
    Place,
    Report,
    Run,
    Snapshot,
    Source,
)
from linkaudit.outage import Outage
from linkaudit.pile import Pile
from linkaudit.settings import Settings, seconds
from linkaudit.shelf import Shelf
from linkaudit.snapshots import choose, resolve
from linkaudit.snapshots.local import LocalIndex
from linkaudit.sources import OPENS
from linkaudit.stopping import one_fault, signals_end, unless_stopped
from linkaudit.web import Web

if TYPE_CHECKING:
    from linkaudit.recall import Recall

SEEKERS = 1024  # sources whose copies are looked for at once; the archive's lanes set the pace, and there those that a run owes go first

LOOKED_UP = 240  # live sources whose copies --unarchived asks about in one run: ten minutes' worth of questions

OnCheck = Callable[[Check, int, int], None]  # the check, how many are done, how many there are


@dataclass(frozen=True, slots=True)
class Outcome:
    """A report and, when a signal ended the run early, its number."""

    report: Report
    signal: int | None = None


async def audit(
    inputs: Sequence[str],
    settings: Settings,
    *,
    stdin_suffix: str | None = None,
    on_check: OnCheck | None = None,
    command: str = "",
    after: Callable[[Report, Web], Awaitable[None]] | None = None,
    written: Sequence[str] = (),
) -> Outcome:
    """Audit files, folders, stdin (`-`) and published pages (http URLs), and say what became of their sources.

    Expected failures are in the report. Raises LinkauditError for what the user must mend, Incomplete when nothing could be read.
    SIGINT and SIGTERM end the run: the report holds what was learnt until then, marked incomplete. `after` acts on a complete report
    while the door to the network is still open. `written` are the files that the caller will write: they are no documents.
    """
    async with _web(settings) as web:
        began = web.now()
        found = await _read(inputs, stdin_suffix, settings, web, written)
        if not found.documents:
            raise Incomplete(reading.nothing_readable(found.unreadable))
        outcome = await _examine(found, tuple(inputs), began, settings, web, on_check, command)
        if after and outcome.report.run.complete:
            await unless_stopped(after(outcome.report, web))
        return outcome


async def spot_check(given: Sequence[str], settings: Settings, *, on_check: OnCheck | None = None, command: str = "") -> Outcome:
    """Audit URLs that no document holds, as if one had listed them."""
    links = tuple(Link(url, _typed(url), Place(line=n), "list") for n, url in enumerate(given, 1))
    listing = Document("command line", "urls", "", (), links, sha256=sha256("\n".join(given).encode()).hexdigest(), exact=False)
    async with _web(settings) as web:
        return await _examine(reading.find((listing,)), tuple(given), web.now(), settings, web, on_check, command)


_OTHER = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:(?![0-9]+(?:[/?#]|$))")  # `mailto:a@b` is no host; `localhost:8080` is


def _typed(url: str) -> str:
    """A URL as people type it: `example.org` is `https://example.org/`."""
    address = url if "://" in url or _OTHER.match(url) else f"https://{url}"
    target = urls.parse(address)
    if target is None or not urls.is_http(target):
        raise LinkauditError(f"{url!r} is not a URL that can be checked")
    return target


@asynccontextmanager
async def _web(settings: Settings) -> AsyncIterator[Web]:
    """The door to the network; what comes through it goes into the file of evidence, if one is wanted."""
    if settings.evidence is None:
        async with Web(settings) as web:
            yield web
        return
    from linkaudit import warc  # warcio is not needed otherwise

    with one_fault(), warc.evidence(settings.evidence) as evidence:
        async with Web(settings, evidence.keep) as web:
            yield web


async def _examine(
    found: Found, inputs: tuple[str, ...], began: datetime, settings: Settings, web: Web, on_check: OnCheck | None, command: str
) -> Outcome:
    """Check every source, look for saved copies, look into pages, weigh what came back; what earlier runs saw comes along."""
    embed, own_judge = _extras(settings)
    sources = tuple(choice.wanted(source, settings) for source in citations.sources(found.citations))
    index = await unless_stopped(_index(settings, sources))
    with sandbox.Sandbox() as box, files.Spool() as spool, _past(settings, inputs, began) as past:
        looker = Looker(found, settings.published, box, spool, settings.look_most) if settings.look else None
        recall = past(looker)
        archives = resolve.Archives(
            settings, web.ask, recall, on_open=recall.opened if recall else looker.copy if looker else None, index=index
        )
        shelf, dates = Shelf(sources), choose.dates_that_count(found, settings.published)
        under_way = _UnderWay(sources, shelf, dates, settings, web, archives, looker, recall, on_check)
        with one_fault(), signals_end(under_way.stop) as scope, scope:
            scope.deadline = trio.current_time() + (settings.budget or math.inf)
            await under_way.go()
        if scope.cancelled_caught and under_way.stopped is None:
            under_way.stopped = f"the time that the run was given ({settings.budget:g} s) was over"
        under_way.owe()
        under_way.conclude(began)
    run = Run(
        began=began,
        ended=web.now(),
        version=__version__,
        complete=under_way.stopped is None,
        network=under_way.network,
        inputs=inputs,
        example=web.example,
        command=command,
        published=settings.published,
        clock=settings.clock,
        archives=archives.told if settings.snapshots else (),
        why_incomplete=under_way.stopped,
        pages_not_read=looker.left_out if looker else 0,
    )
    evidence: tuple[Evidence, ...] = ()
    if under_way.looker:
        found = under_way.looker.retied()
        evidence = under_way.looker.rows(found)
    for number, check in weigh.drifted(shelf, evidence):
        shelf.put(number, check)
    report = weigh.weigh(run, found, shelf, under_way.snapshots, under_way.given, evidence, under_way.kept, embed, Pile(len(found.claims)))
    if own_judge and evidence:
        report = await trio.to_thread.run_sync(judged, report, own_judge, abandon_on_cancel=True)
    return Outcome(report, under_way.signal)


def _extras(settings: Settings) -> tuple[Embedder | None, Judge | None]:
    """The user's own model and judge, if any are named; imported only then, and before anything is asked."""
    embed = own_judge = None
    if settings.embeddings:
        from linkaudit import embeddings

        embed = embeddings.load(settings.embeddings)
    if settings.judge:
        from linkaudit import judging

        own_judge = judging.load(settings.judge)
    return embed, own_judge


async def _index(settings: Settings, sources: Sequence[Source]) -> LocalIndex | None:
    """What the user's own index file knows of the sources; read in a thread, for such files are large."""
    if not (settings.cdx and settings.snapshots):
        return None
    path = settings.cdx
    return await trio.to_thread.run_sync(lambda: LocalIndex((source.ask for source in sources), files.lines(path)), abandon_on_cancel=True)


async def _read(inputs: Sequence[str], stdin_suffix: str | None, settings: Settings, web: Web, written: Sequence[str]) -> Found:
    """Every document that the inputs name, read, in the order they were named."""
    gathered = reading.gather(inputs, settings, stdin_suffix, written)
    named, pages = await unless_stopped(fetching.named(gathered.inputs, settings, web))
    return reading.find(reading.documents(named, settings, pages), gathered.unreadable, inputs)


class _UnderWay:
    """An audit under way, and what it has learnt so far: the one mutable thing, so that a run that is stopped can still report."""

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


@contextmanager
def _past(settings: Settings, inputs: tuple[str, ...], now: datetime) -> Iterator[Callable[[Looker | None], Recall | None]]:
    """The memory that the settings name, with a run begun in it, or an interrupted one gone on with."""
    if settings.memory is None:
        yield lambda _looker: None
        return
    from linkaudit import memory  # sqlite3 is not needed otherwise
    from linkaudit.recall import Recall

    with memory.opened(settings.memory) as past:
        past.begin(inputs, now)
        yield lambda looker: Recall(past, looker, seconds(settings.fresh))
