"""The whole story on one page: inputs in, a Report out. Each stage is one call; what they decide stands in their own rooms."""

from __future__ import annotations

import math
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import TYPE_CHECKING

import trio

from linkaudit import __version__, citations, fetching, files, reading, sandbox, urls, weigh
from linkaudit.checks import choice
from linkaudit.citations.twins import Embedder
from linkaudit.errors import Incomplete, LinkauditError
from linkaudit.evidence import Judge, judged
from linkaudit.looking import Looker
from linkaudit.model import Document, Evidence, Found, Link, Place, Report, Run, Source
from linkaudit.pile import Pile
from linkaudit.settings import Settings, seconds
from linkaudit.shelf import Shelf
from linkaudit.snapshots import choose, resolve
from linkaudit.snapshots.local import LocalIndex
from linkaudit.stopping import one_fault, signals_end, unless_stopped
from linkaudit.underway import OnCheck, UnderWay
from linkaudit.web import Web

if TYPE_CHECKING:
    from linkaudit.recall import Recall


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
        under_way = UnderWay(sources, shelf, dates, settings, web, archives, looker, recall, on_check)
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
    wanted = (url for source in sources for url in (source.ask, source.url))
    return await trio.to_thread.run_sync(lambda: LocalIndex(wanted, files.lines(path)), abandon_on_cancel=True)


async def _read(inputs: Sequence[str], stdin_suffix: str | None, settings: Settings, web: Web, written: Sequence[str]) -> Found:
    """Every document that the inputs name, read, in the order they were named."""
    gathered = reading.gather(inputs, settings, stdin_suffix, written)
    named, pages = await unless_stopped(fetching.named(gathered.inputs, settings, web))
    return reading.find(reading.documents(named, settings, pages), gathered.unreadable, inputs)


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
