"""A source that is dead or at risk → the archived copy that shows what its author saw, opened; or why there is none."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from linkaudit.model import Archived, Cause, Gap, NoResponse, NoSnapshot, Request, Response, Snapshot, Source
from linkaudit.settings import Settings
from linkaudit.snapshots import body, choose, opening
from linkaudit.snapshots.choose import Capture
from linkaudit.snapshots.lanes import PACE, UNPACED, Ask, Closed, Lanes, said
from linkaudit.snapshots.opening import Opened, Refusal, Unanswered
from linkaudit.snapshots.wayback import Failed, Query, Refused, Rows

WAYBACK = "web.archive.org"
INDEX_CAP = 16 * 1024 * 1024  # bytes of one page of rows
INDEX_TIMEOUT = 60.0
PAGES = 4  # pages of rows for one URL
OPENINGS = 6  # captures that are opened before a source is given up


@dataclass(slots=True)
class _Tried:
    """What has been seen of one source in one archive so far."""

    captures: tuple[Capture, ...] = ()
    refused: list[tuple[Capture, str]] = field(default_factory=list)
    unanswered: str = ""  # why something could not be asked
    impossible: int = 0


def lanes_for(settings: Settings) -> Lanes:
    """The lanes of a run: paced, unless it replays a recorded conversation."""
    return Lanes(UNPACED if settings.replay else PACE)


async def resolve(source: Source, when: date | None, ask: Ask, settings: Settings, lanes: Lanes | None = None) -> Snapshot | NoSnapshot:
    """The best copy that archives keep of a source, opened and judged.

    `when` is the date that counts: the citation's access date, else that of the article; None asks for the newest good capture.
    `ask` carries the requests; `lanes` are shared by all sources of a run. What could not be asked is `Gap.UNKNOWN`, never `NONE`.
    """
    lanes = lanes or lanes_for(settings)
    base = settings.wayback.rstrip("/")
    tried = _Tried()
    answer = await _index(source.ask, base, when, ask, lanes)
    windowed = when is not None
    if isinstance(answer, Rows):
        found = await _open_best(answer, when, base, ask, lanes, tried)
        if found is None and windowed and not tried.unanswered:
            windowed = False
            answer = await _index(source.ask, base, None, ask, lanes)
            if isinstance(answer, Rows):
                found = await _open_best(answer, when, base, ask, lanes, tried)
        if found:
            return _snapshot(source, found, when, tried, open_end=not windowed)
    match answer:
        case Rows():
            return _gap(source, tried, answer, open_end=not windowed)
        case Refused() | Failed():
            return await _direct(source, when, base, ask, lanes, answer, tried)


async def open_given(archived: Archived, ask: Ask, settings: Settings, lanes: Lanes | None = None) -> Snapshot:
    """The saved copy that a document cites, opened: does it replay, and is it the page that it claims to be?

    With another `--wayback` the copies of the Wayback Machine are asked for there. `Snapshot.url` stays as cited.
    """
    lanes = lanes or lanes_for(settings)
    base = f"{settings.wayback.rstrip('/')}/web"
    step = opening.replayed(f"https://{WAYBACK}/web", archived.url) or opening.replayed(base, archived.url)
    if step is None:
        return Snapshot(archived.original, archived.url, archived.taken_at, archived.archive, False, "this archive is not asked")
    stamp, url = step[0], archived.original or step[1]
    whole = choose.moment(stamp) is not None
    opened = await opening.open_capture(base, stamp, url, lanes.lane(base, "replay"), ask, nearest=not whole)
    match opened:
        case Opened():
            return Snapshot(
                original=archived.original,
                url=archived.url,
                taken_at=opened.taken_at,
                archive=archived.archive,
                verified=True,
                reason="it replays",
                title=body.title(opened.response),
                digest=body.digest(opened.response),
            )
        case Refusal(reason=reason) | Unanswered(reason=reason):
            return Snapshot(archived.original, archived.url, archived.taken_at, archived.archive, False, reason)


async def _index(url: str, base: str, when: date | None, ask: Ask, lanes: Lanes) -> Rows | Refused | Failed:
    """All rows of the index about a URL, within the window around `when`; a failed question is put once more unless it was one too many."""
    query, lane = Query(url, base, when), lanes.lane(base, "index")
    captures: tuple[Capture, ...] = ()
    impossible, resume, complete = 0, None, True
    for _ in range(PAGES):
        for _attempt in range(2):
            request = Request("GET", query.address(resume), purpose="index", timeout=INDEX_TIMEOUT, cap=INDEX_CAP)
            reply = await lane.ask(ask, request)
            answer = query.read(reply) if isinstance(reply, Response) else Failed(f"the index {said(reply)}", not _may_repeat(reply))
            if isinstance(answer, Rows | Refused) or answer.slow_down:
                break
        if not isinstance(answer, Rows):
            if captures and isinstance(answer, Failed):
                return Rows(captures, False, impossible)
            return answer
        if answer.captures and set(answer.captures) <= set(captures):
            return Rows(captures, False, impossible)  # a server that does not know resume keys begins again
        captures += answer.captures
        impossible, complete, resume = impossible + answer.impossible, complete and answer.complete, answer.resume
        if resume is None:
            break
    return Rows(captures, complete and resume is None, impossible)


def _may_repeat(reply: NoResponse | Closed) -> bool:
    """Whether a question that got no answer is worth putting once more."""
    return isinstance(reply, NoResponse) and reply.cause is not Cause.NOT_RECORDED


async def _open_best(rows: Rows, when: date | None, base: str, ask: Ask, lanes: Lanes, tried: _Tried) -> tuple[Capture, Opened] | None:
    """Open captures, best first, until one shows the page; what was refused goes into `tried`."""
    tried.captures = choose.tidy((*tried.captures, *rows.captures))
    tried.impossible = max(tried.impossible, rows.impossible)
    ranked = choose.rank(tried.captures, when)
    lane = lanes.lane(base, "replay")
    while len(tried.refused) < OPENINGS:
        capture = choose.next_to_open(ranked, [c for c, _ in tried.refused])
        if capture is None:
            return None
        opened = await opening.open_capture(f"{base}/web", capture.stamp, capture.original, lane, ask, capture.mime)
        match opened:
            case Opened():
                return capture, opened
            case Refusal(reason=reason):
                tried.refused.append((capture, reason))
            case Unanswered(reason=reason):
                tried.unanswered = reason
                tried.refused.append((capture, reason))
    return None


async def _direct(
    source: Source, when: date | None, base: str, ask: Ask, lanes: Lanes, answer: Refused | Failed, tried: _Tried
) -> Snapshot | NoSnapshot:
    """The index says nothing: ask for the capture nearest to the date itself. Its absence proves nothing."""
    stamp = f"{when:%Y%m%d}120000" if when else "99991231235959"
    opened = await opening.open_capture(f"{base}/web", stamp, source.ask, lanes.lane(base, "replay"), ask, nearest=True)
    match opened:
        case Opened():
            capture = Capture(opened.taken_at, source.ask, "", opened.response.status, "")
            return _snapshot(source, (capture, opened), when, tried, open_end=False)
        case Refusal(excluded=True):
            return NoSnapshot(source.url, Gap.EXCLUDED, "the archive excludes this site")
        case Refusal() | Unanswered():
            if isinstance(answer, Refused):
                return NoSnapshot(source.url, Gap.EXCLUDED, answer.reason)
            return NoSnapshot(source.url, Gap.UNKNOWN, f"{answer.reason}; {opened.reason}", len(tried.captures))


def _snapshot(source: Source, found: tuple[Capture, Opened], when: date | None, tried: _Tried, open_end: bool) -> Snapshot:
    capture, opened = found
    alive, gone = choose.lifetime(tried.captures, open_end, [c for c, _ in tried.refused])
    return Snapshot(
        original=source.url,
        url=opened.url,
        taken_at=opened.taken_at,
        archive=WAYBACK,
        verified=True,
        reason=f"opened: it shows the page{f', after {opened.hops} redirect' + 's' * (opened.hops > 1) if opened.hops else ''}",
        title=body.title(opened.response),
        digest=body.digest(opened.response),
        unchanged_around=choose.unchanged_around(tried.captures, when, capture),
        last_alive=alive,
        first_dead=gone,
    )


def _gap(source: Source, tried: _Tried, rows: Rows, open_end: bool) -> NoSnapshot:
    """Nothing could be offered although the index answered: why."""
    alive, gone = choose.lifetime(tried.captures, open_end, [c for c, _ in tried.refused])
    count = len(tried.captures) + tried.impossible
    if tried.unanswered or not rows.complete:
        return NoSnapshot(source.url, Gap.UNKNOWN, tried.unanswered or "the index gave only part of its answer", count, alive, gone)
    if count == 0:
        return NoSnapshot(source.url, Gap.NONE, "the archive has no capture of this page")
    reasons = list(dict.fromkeys(reason for _, reason in tried.refused)) or _errors(tried)
    return NoSnapshot(source.url, Gap.UNUSABLE, "; ".join(reasons), count, alive, gone)


def _errors(tried: _Tried) -> list[str]:
    """What captures that were not worth opening are, by the index."""
    statuses = sorted({c.status for c in tried.captures if c.status is not None and c.status >= 400})
    found = [f"archived {', '.join(map(str, statuses))}"] if statuses else []
    if any(c.digest == choose.EMPTY_DIGEST for c in tried.captures):
        found.append("empty captures")
    if tried.impossible:
        found.append("captures without a possible date")
    return found
