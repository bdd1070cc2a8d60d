"""What was seen of one source in one archive, or in all of them → why nothing is offered, and when the page lived."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from linkaudit.model import Gap, NoSnapshot, Source
from linkaudit.snapshots import choose
from linkaudit.snapshots.archives import Archive
from linkaudit.snapshots.choose import Capture
from linkaudit.snapshots.index import Rows
from linkaudit.snapshots.opening import Opened

TEASER = "it shows the beginning of the page, before a paywall"


@dataclass(slots=True)
class Tried:
    """What has been seen of one source in one archive so far."""

    captures: tuple[Capture, ...] = ()
    refused: list[tuple[Capture, str]] = field(default_factory=list)
    unanswered: str = ""  # why something could not be asked
    teaser: tuple[Capture, Opened] | None = None  # the first that shows the beginning of the page: better than nothing
    withheld: str = ""  # why the archive lists a capture and holds it back
    impossible: int = 0
    strangers: int = 0  # rows about another page


def lifetime(tried: Tried, rows: Rows) -> tuple[date | None, date | None]:
    """(last good capture, first 404 or 410 capture after it), what was opened and refused taken into account."""
    return choose.lifetime(tried.captures, rows.whole_life, [capture for capture, why in tried.refused if why != TEASER])


def gap(source: Source, tried: Tried, rows: Rows) -> NoSnapshot:
    """Nothing could be offered although the index answered: why."""
    alive, gone = lifetime(tried, rows)
    count = len(tried.captures) + tried.impossible + tried.strangers
    if tried.unanswered or not rows.complete:
        return NoSnapshot(source.url, Gap.UNKNOWN, tried.unanswered or "the index gave only part of its answer", count, alive, gone)
    if count == 0:
        return NoSnapshot(source.url, Gap.NONE, "the archive has no capture of this page")
    reasons = list(dict.fromkeys(reason for _, reason in tried.refused)) or _errors(tried)
    if reasons == [tried.withheld]:
        return NoSnapshot(source.url, Gap.EXCLUDED, tried.withheld, count, alive, gone)
    return NoSnapshot(source.url, Gap.UNUSABLE, "; ".join(reasons), count, alive, gone)


def _errors(tried: Tried) -> list[str]:
    """What captures that were not worth opening are, by the index."""
    statuses = sorted({c.status for c in tried.captures if c.status is not None and c.status >= 400})
    found = [f"archived {', '.join(map(str, statuses))}"] if statuses else []
    if any(c.digest == choose.EMPTY_DIGEST for c in tried.captures):
        found.append("empty captures")
    if tried.impossible:
        found.append("captures without a possible date")
    if tried.strangers:
        found.append("captures of another page")
    return found


def together(source: Source, gaps: Sequence[tuple[Archive, NoSnapshot]]) -> NoSnapshot:
    """One gap out of those of all archives: what one of them could not tell outweighs what the others deny."""
    if len(gaps) == 1:
        return gaps[0][1]
    weight = (Gap.UNKNOWN, Gap.UNUSABLE, Gap.EXCLUDED, Gap.NONE)
    gap = min((found.gap for _, found in gaps), key=weight.index)
    dates = next((found for _, found in gaps if found.last_alive or found.first_dead), gaps[0][1])
    reason = "; ".join(f"{archive.title}: {found.reason}" for archive, found in gaps)
    return NoSnapshot(source.url, gap, reason, sum(found.captures for _, found in gaps), dates.last_alive, dates.first_dead)
