"""Captures in an index → the order in which to open them, and what the index alone tells about the life of the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta

from linkaudit.model import Found

EMPTY_DIGEST = "3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ"  # SHA-1, base 32, of no bytes at all
CLOSE_BY = timedelta(days=30)  # an archived redirect may lead this far from its own date, and no farther
AWAY = (CLOSE_BY, 6 * CLOSE_BY, 36 * CLOSE_BY)  # from all refused captures: how far after three, four and five refusals
WINDOW = timedelta(days=400)  # on either side of the date that counts: where an index is asked first
REVISIT = "warc/revisit"
GONE = (404, 410)


@dataclass(frozen=True, slots=True)
class Capture:
    """One row of an index: when, what, and how the host answered. `status` is None where the index does not say (a revisit whose
    first record is not among the rows, a TimeMap). `memento` is its address where the index gives that."""

    taken_at: datetime  # UTC
    original: str
    mime: str
    status: int | None
    digest: str
    memento: str = ""

    @property
    def stamp(self) -> str:
        """The 14 digits of an archive URL."""
        return f"{self.taken_at:%Y%m%d%H%M%S}"


def status_of(text: str) -> int | None:
    """The status that an index notes (`200`, `-`), whatever it may write there."""
    return int(text) if len(text) == 3 and text.isascii() and text.isdigit() else None


def moment(stamp: str) -> datetime | None:
    """14 digits as a UTC time, or None: indexes hold impossible ones (`20000012170449` has the month 00)."""
    if len(stamp) != 14 or not (stamp.isascii() and stamp.isdigit()):
        return None
    numbers = (stamp[:4], stamp[4:6], stamp[6:8], stamp[8:10], stamp[10:12], stamp[12:])
    try:
        return datetime(*(int(n) for n in numbers), tzinfo=UTC)  # type: ignore[misc, arg-type]
    except ValueError:
        return None


def window(when: date) -> tuple[date, date]:
    """The first and the last day of the window around a date, within the years that the Wayback Machine knows."""
    first = max(when, date(1994, 1, 1) + WINDOW) - WINDOW
    return first, min(when, date.max - WINDOW) + WINDOW


def tidy(captures: Iterable[Capture]) -> tuple[Capture, ...]:
    """The same captures oldest first, each once, revisits given the status and type of the record that they repeat.

    A revisit says only "same bytes as before" (`warc/revisit - <digest>`); any row with that digest knows the rest.
    """
    rows = sorted(dict.fromkeys(captures), key=lambda c: (c.taken_at, c.original))
    first = {c.digest: c for c in reversed(rows) if c.status is not None and c.mime != REVISIT and c.digest not in ("", "-")}
    return tuple(
        replace(c, status=first[c.digest].status, mime=first[c.digest].mime) if c.status is None and c.digest in first else c for c in rows
    )


def rank(captures: Sequence[Capture], when: date | None) -> tuple[Capture, ...]:
    """The captures worth opening, best first.

    Worth opening: 2xx with a body, 3xx (it may lead to a capture close by) and revisits of unknown status; archived errors never.
    Best: nearest to `when` in whole days, before preferred to after at the same distance, 2xx preferred within that. Without a date
    the newest is best.
    """

    def order(capture: Capture) -> tuple[int, int, int, float]:
        sort = 0 if _good(capture) else 1 if capture.status is None else 2
        if when is None:
            return (0, 0, 0, -capture.taken_at.timestamp()) if sort == 0 else (1, 0, sort, -capture.taken_at.timestamp())
        days = (capture.taken_at.date() - when).days
        seconds = abs((capture.taken_at - datetime.combine(when, time(12), UTC)).total_seconds())
        return (abs(days), days > 0, sort, seconds)

    return tuple(sorted((c for c in captures if _worth_opening(c)), key=order))


def next_to_open(ranked: Sequence[Capture], refused: Sequence[Capture]) -> Capture | None:
    """The best capture that is none of the refused ones nor has the bytes of one of them.

    After three refusals only captures that lie away from all of these (more than `CLOSE_BY`, then half a year, then three years) are tried,
    as long as there are such: a site that answers with another soft 404 every day, or was captured so every month for years, would use
    up all attempts before one reached the time when it had the page.
    """
    digests = {c.digest for c in refused if c.status is None or 200 <= c.status < 300} - {"", "-"}
    left = [c for c in ranked if c not in refused and c.digest not in digests]
    for away in reversed(AWAY[: max(len(refused) - 2, 0)]):
        far = [c for c in left if all(abs(c.taken_at - r.taken_at) > away for r in refused)]
        if far:
            return far[0]
    return left[0] if left else None


def unchanged_around(captures: Sequence[Capture], when: date | None, chosen: Capture) -> bool:
    """Whether the nearest good captures before and after `when` have one digest, and the chosen one has it too.

    Then the page was the same on the day that counts, whoever looked (Jones et al. 2016: the test of a representative memento).
    """
    if when is None or chosen.digest in ("", "-"):
        return False
    good = [c for c in captures if _good(c)]
    before = [c for c in good if c.taken_at.date() <= when]
    after = [c for c in good if c.taken_at.date() > when]
    return bool(before and after) and before[-1].digest == after[0].digest == chosen.digest


def lifetime(captures: Sequence[Capture], open_end: bool, bad: Iterable[Capture] = ()) -> tuple[date | None, date | None]:
    """(last good capture, first 404 or 410 capture after it), by the index rows alone.

    `bad` are captures that were opened and are no page (a soft 404 stored as 200). With `open_end` the rows reach to today; where
    they do not, a last good capture is only told if a 404 follows it, for the next row might be a good one.
    """
    refused = set(bad)
    digests = {c.digest for c in refused} - {"", "-"}
    good = [c for c in captures if _good(c) and c not in refused and c.digest not in digests]
    since = good[-1].taken_at if good else None
    gone = next((c for c in captures if c.status in GONE and (since is None or c.taken_at > since)), None)
    if since is not None and gone is None and not open_end:
        return None, None
    return (since.date() if since else None), (gone.taken_at.date() if gone else None)


def _good(capture: Capture) -> bool:
    return capture.status is not None and 200 <= capture.status < 300 and capture.digest != EMPTY_DIGEST


def _worth_opening(capture: Capture) -> bool:
    if capture.status is None:
        return capture.digest != EMPTY_DIGEST
    return _good(capture) or 300 <= capture.status < 400  # a redirect has no body as a rule: its empty digest says nothing


def dates_that_count(found: Found, published: date | None) -> dict[str, date]:
    """For each source the date whose page the author saw: its earliest access date, else `--published`, else the document's own date."""
    own = {document.name: document.published for document in found.documents}
    dates: dict[str, date] = {}
    for citation in found.citations:
        when = citation.link.accessed or published or own[citation.document]
        if when and (citation.source not in dates or when < dates[citation.source]):
            dates[citation.source] = when
    return dates
