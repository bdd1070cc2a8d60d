"""Checks, copies and citations → WeighedSources: each source with what was learnt about it and what an editor can do, made when asked for.

A list of 100,000 sources would be hundreds of megabytes if they all stood in memory at once; nobody needs more than one at a time.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from typing import Protocol, overload

from linkaudit.model import (
    Check,
    Citation,
    Found,
    Gap,
    Health,
    NoSnapshot,
    Snapshot,
    Source,
    Verdict,
    WeighedSource,
)
from linkaudit.snapshots.archives import unreliable

OPENS = (Health.LIVE, Health.MOVED)


class Checks(Protocol):
    """The checks of a run in the order of its sources, and what can be said of each without taking it up."""

    def __len__(self) -> int: ...

    def __getitem__(self, index: int, /) -> Check: ...

    def source(self, index: int) -> Source:
        """The source of that check."""

    def health(self, index: int) -> Health:
        """What the check says."""


@dataclass(frozen=True, slots=True)
class _Listed:
    """Checks that stand in memory."""

    checks: Sequence[Check]

    def __len__(self) -> int:
        return len(self.checks)

    def __getitem__(self, index: int, /) -> Check:
        return self.checks[index]

    def source(self, index: int) -> Source:
        return self.checks[index].source

    def health(self, index: int) -> Health:
        return self.checks[index].verdict.health


def listed(checks: Checks | Sequence[Check]) -> Checks:
    """Checks in a list or tuple as those of a run."""
    return _Listed(checks) if isinstance(checks, tuple | list) else checks  # type: ignore[return-value]


class Sources(Sequence[WeighedSource]):
    """The sources of a report, in the order of their first use; each is weighed when it is asked for, and not kept.

    To go through the healths of all take `states`, and `noteworthy` for those that something can be said about: both spare the others.
    """

    def __init__(
        self,
        checks: Checks,
        found: Found,
        published: date | None = None,
        snapshots: Mapping[str, Snapshot | NoSnapshot] = MappingProxyType({}),
        given: Mapping[str, tuple[Snapshot, ...]] = MappingProxyType({}),
        kept: Mapping[str, bool | None] = MappingProxyType({}),
    ) -> None:
        self._checks, self._citations = checks, found.citations
        self._published = {document.name: published or document.published for document in found.documents}
        self._snapshots, self._given, self._kept = snapshots, given, kept
        self._index = {checks.source(index).url: index for index in range(len(checks))}
        self._first, self._uses = _grouped(len(checks), [self._index.get(citation.source, -1) for citation in found.citations])

    def __len__(self) -> int:
        return len(self._checks)

    @overload
    def __getitem__(self, index: int) -> WeighedSource: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[WeighedSource, ...]: ...

    def __getitem__(self, index: int | slice) -> WeighedSource | tuple[WeighedSource, ...]:
        if isinstance(index, slice):
            return tuple(self._made(each) for each in range(*index.indices(len(self))))
        if not -len(self) <= index < len(self):
            raise IndexError("no such source")
        return self._made(index % len(self))

    def __iter__(self) -> Iterator[WeighedSource]:
        return map(self._made, range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # what mypy says of every class that is compared and not hashed

    def index_of(self, url: str) -> int | None:
        """The index of the source with that `Source.url`."""
        return self._index.get(url)

    def health(self, index: int) -> Health:
        return self._checks.health(index)

    def copy(self, url: str) -> Snapshot | None:
        """The copy to offer of a source (see `saved_copy`)."""
        return _opened(self._snapshots.get(url), self._given.get(url, ()))

    def cited(self, index: int) -> Iterator[Citation]:
        """The citations of a source, in reading order."""
        return (self._citations[number] for number in self._uses[self._first[index] : self._first[index + 1]])

    def states(self) -> Iterator[tuple[Source, Health]]:
        """Every source with its health."""
        return ((self._checks.source(index), self._checks.health(index)) for index in range(len(self)))

    def noteworthy(self) -> Iterator[tuple[int, WeighedSource]]:
        """The sources of which more can be said than that they open or were not asked, with their index."""
        for index, (source, health) in enumerate(self.states()):
            if (
                health not in (Health.LIVE, Health.SKIPPED)
                or source.fragments
                or source.url in self._given
                or self._kept.get(source.url) is False
                or unreliable(source.ask)
            ):
                yield index, self._made(index)

    def _made(self, index: int) -> WeighedSource:
        check = self._checks[index]
        url = check.source.url
        cited = tuple(self.cited(index))
        weighed = WeighedSource(
            check.source,
            check,
            tuple([citation.id for citation in cited]),
            self._snapshots.get(url),
            self._given.get(url, ()),
            published=min((when for citation in cited if (when := self._published.get(citation.document))), default=None),
            kept=self._kept.get(url),
        )
        step = remedy(weighed)
        return weighed if step is None else replace(weighed, remedy=step)


def states(sources: Sequence[WeighedSource]) -> Iterator[tuple[Source, Health]]:
    """Every source of a report with its health; sparing where there are many."""
    return sources.states() if isinstance(sources, Sources) else ((row.source, row.check.verdict.health) for row in sources)


def noteworthy(sources: Sequence[WeighedSource]) -> Iterator[tuple[int, WeighedSource]]:
    """At least those sources of a report that have a remedy or are dead, with their index; sparing where most have not."""
    return sources.noteworthy() if isinstance(sources, Sources) else enumerate(sources)


class ByUrl(Mapping[str, WeighedSource]):
    """The sources of a report by their `Source.url`."""

    def __init__(self, sources: Sequence[WeighedSource]) -> None:
        self._sources = sources
        self._own = None if isinstance(sources, Sources) else {row.source.url: index for index, row in enumerate(sources)}
        self._last: tuple[int, WeighedSource] | None = None  # of one source several things are asked in a row

    def index(self, url: str) -> int | None:
        """Its index in the report."""
        return self._own.get(url) if self._own is not None else self._sources.index_of(url)  # type: ignore[attr-defined]

    def health(self, url: str) -> Health | None:
        """What its check says; None if there is no such source."""
        if (index := self.index(url)) is None:
            return None
        return self._sources.health(index) if isinstance(self._sources, Sources) else self._sources[index].check.verdict.health

    def __getitem__(self, url: str) -> WeighedSource:
        if (index := self.index(url)) is None:
            raise KeyError(url)
        if self._last is None or self._last[0] != index:
            self._last = index, self._sources[index]
        return self._last[1]

    def __contains__(self, url: object) -> bool:
        return isinstance(url, str) and self.index(url) is not None

    def __iter__(self) -> Iterator[str]:
        return (source.url for source, _ in states(self._sources))

    def __len__(self) -> int:
        return len(self._sources)


def _grouped(groups: int, belongs: Sequence[int]) -> tuple[array[int], array[int]]:
    """Numbers by the group they belong to (-1: none): where each group begins, and the numbers, group by group."""
    first = array("L", bytes(array("L").itemsize * (groups + 1)))
    for group in belongs:
        if group >= 0:
            first[group + 1] += 1
    for group in range(groups):
        first[group + 1] += first[group]
    at, numbers = first[:], array("L", bytes(array("L").itemsize * first[groups]))
    for number, group in enumerate(belongs):
        if group >= 0:
            numbers[at[group]] = number
            at[group] += 1
    return first, numbers


def _opened(snapshot: Snapshot | NoSnapshot | None, given: tuple[Snapshot, ...]) -> Snapshot | None:
    return next((copy for copy in (snapshot, *given) if isinstance(copy, Snapshot) and copy.verified), None)


def saved_copy(source: WeighedSource) -> Snapshot | None:
    """The copy to offer: one that was opened; the archives' choice before the one that a document gives."""
    return _opened(source.snapshot, source.given)


# ---------------------------------------------------------------- what to do


def distance(days: int) -> str:
    """How far a copy stands from publication, in words."""
    if days == 0:
        return "the day of publication"
    return f"{abs(days)} day{'s' if abs(days) != 1 else ''} {'after' if days > 0 else 'before'} publication"


def _dated(copy: Snapshot, source: WeighedSource) -> str:
    if copy.taken_at is None:
        return "undated"
    taken = copy.taken_at.date()
    return f"{taken}, {distance((taken - source.published).days)}" if source.published else f"{taken}"


def remedy(source: WeighedSource) -> str | None:
    """What an editor can do about a source, in one sentence made from the facts; None when there is nothing to do."""
    verdict, copy = source.check.verdict, saved_copy(source)
    match verdict.health:
        case Health.DEAD if copy and copy in source.given:
            return f"Keep the saved copy that is cited, it opens while the original is gone: {copy.url} ({_dated(copy, source)})."
        case Health.DEAD if copy:
            return f"Cite the saved copy: {copy.url} ({_dated(copy, source)})."
        case Health.DEAD:
            return _without_copy(source.snapshot)
        case Health.DRIFTED if copy:
            return f"Re-read the page, what is cited is no longer on it, and cite the saved copy: {copy.url} ({_dated(copy, source)})."
        case Health.DRIFTED:
            return "Re-read the page: what is cited is no longer on it."
        case Health.MOVED if verdict.use_instead or verdict.final_url:
            return f"Use this URL instead: {verdict.use_instead or verdict.final_url}"
        case Health.BLOCKED:
            return _past_the_door(verdict) + (f" A saved copy opens: {copy.url}" if copy else "")
        case Health.UNSURE:
            when = f" after {verdict.retry_at:%Y-%m-%d %H:%M} UTC" if verdict.retry_at else " later"
            what = f"Check again{when}: what was seen does not decide it."
            if _SHOWN & set(verdict.evidence):
                what = "Open it by hand: it answers, but may not show what is cited."
            return what + (f" A saved copy opens: {copy.url}" if copy else "")
        case Health.LIVE | Health.MOVED if verdict.missing_fragments:
            return f"Correct the anchor: the page has no {_anchors(verdict)}."
        case Health.LIVE | Health.MOVED if any(not given.verified for given in source.given):
            return "Cite another saved copy, or none: the original opens, the copy that is cited does not."
    return None


# Signs on a page that came: time will not tell more than a look does
_SHOWN = frozenset({"not-found-text", "not-found-markup", "placeholder-page", "content-type-changed", "empty-body", "redirect-to-root"})


def _past_the_door(verdict: Verdict) -> str:
    """What an editor can do about a page that was not shown to a robot, by who stands in front of it."""
    seen = set(verdict.evidence)
    if seen & {"login-wall", "http-401", "http-407"}:
        return "Log in and look, or cite a page that readers can open without."
    if seen & {"paywall", "http-402"}:
        return "Open it with a subscription, or cite a page that readers can open without."
    if seen & {"region-wall", "http-451"}:
        return "Open it by hand from where it is shown: it is kept from readers of some places."
    return "Open it by hand: the site answers, but not to robots."


def _without_copy(gap: Snapshot | NoSnapshot | None) -> str:
    match gap:
        case NoSnapshot(gap=Gap.NONE):
            return "Find another source: the archives that were asked hold no copy of this one."
        case NoSnapshot(gap=Gap.UNUSABLE):
            return "Find another source: the archives that were asked hold captures of this one, but none shows the page."
        case NoSnapshot(gap=Gap.EXCLUDED):
            return "Find another source: the archives keep this one from being shown."
        case NoSnapshot():
            return "Look for a saved copy later: the archive could not be asked."
        case Snapshot(url=url):
            return f"Open the saved copy by hand before you cite it, it could not be verified: {url}"
        case None:
            return "Look for a saved copy: no archive was asked."


def _anchors(verdict: Verdict) -> str:
    return ", ".join(f"#{fragment}" for fragment in verdict.missing_fragments)
