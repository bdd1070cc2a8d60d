"""Claims and what their sources come to → WeighedClaims, each made when it is asked for, with what in it can be compared.

Facts take more room than the sentence that they stand in; nobody needs those of more than one claim at a time.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import isnan, nan
from typing import Any, Protocol, get_args, overload

from linkaudit.claims.facts import facts
from linkaudit.claims.need import weight
from linkaudit.model import Claim, ClaimHealth, ClaimStatus, DateFact, Facts, Quantity, Quotation, WeighedClaim

_STATUSES: tuple[ClaimStatus, ...] = get_args(ClaimStatus)
_HEALTHS: tuple[ClaimHealth, ...] = get_args(ClaimHealth)


class Pile(Protocol):
    """A place for rows of plain data, by the index of their claim."""

    def __contains__(self, index: int) -> bool: ...

    def __setitem__(self, index: int, row: Any, /) -> None: ...

    def __getitem__(self, index: int, /) -> Any: ...


class Claims(Sequence[WeighedClaim]):
    """The claims of a report, in order; each is made with its facts when it is asked for, and not kept.

    `states` are the status and health of each. A weekday is dated by what `published` says of its document. Facts that were read out of a
    sentence once lie on the `pile`; without one they are read anew each time. To go through all for anything but facts and need take
    `stated`.
    """

    def __init__(
        self,
        claims: Sequence[Claim],
        states: Iterable[tuple[ClaimStatus, ClaimHealth]],
        published: Mapping[str, date | None],
        pile: Pile | None = None,
    ) -> None:
        self._claims, self._published, self._pile = claims, published, pile
        self._states = bytes(_STATUSES.index(status) * len(_HEALTHS) + _HEALTHS.index(health) for status, health in states)
        self._needs = array("d", [nan]) * len(claims)

    def __len__(self) -> int:
        return len(self._claims)

    @overload
    def __getitem__(self, index: int) -> WeighedClaim: ...

    @overload
    def __getitem__(self, index: slice) -> tuple[WeighedClaim, ...]: ...

    def __getitem__(self, index: int | slice) -> WeighedClaim | tuple[WeighedClaim, ...]:
        if isinstance(index, slice):
            return tuple(self._made(each) for each in range(*index.indices(len(self))))
        if not -len(self) <= index < len(self):
            raise IndexError("no such claim")
        return self._made(index % len(self))

    def __iter__(self) -> Iterator[WeighedClaim]:
        return map(self._made, range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))

    __hash__ = None  # type: ignore[assignment]  # what mypy says of every class that is compared and not hashed

    def stated(self, index: int) -> WeighedClaim:
        """A claim without its facts and its need."""
        status, health = divmod(self._states[index], len(_HEALTHS))
        return WeighedClaim(self._claims[index], _STATUSES[status], _HEALTHS[health])

    def need(self, index: int) -> float:
        """How much a claim needs a source."""
        return self._made(index).need if isnan(self._needs[index]) else self._needs[index]

    def _made(self, index: int) -> WeighedClaim:
        claim = self._claims[index]
        if self._pile is not None and index in self._pile:
            found = _from_row(self._pile[index])
        else:
            found = facts(claim.plain, self._published.get(claim.document))
            self._needs[index] = weight(claim, found)
            if self._pile is not None:
                self._pile[index] = _to_row(found)
        return replace(self.stated(index), facts=found, need=self._needs[index])


def stated(claims: Sequence[WeighedClaim]) -> Iterator[WeighedClaim]:
    """Every claim of a report with its status and health; not always with its facts and need, which are spared where there are many."""
    return map(claims.stated, range(len(claims))) if isinstance(claims, Claims) else iter(claims)


def need(claims: Sequence[WeighedClaim], index: int) -> float:
    """How much a claim of a report needs a source."""
    return claims.need(index) if isinstance(claims, Claims) else claims[index].need


# ---------------------------------------------------------------- facts as plain data


def _to_row(found: Facts) -> tuple[Any, ...]:
    return (
        tuple([(each.value, each.unit, each.raw, each.start, each.end, each.noun, each.figure) for each in found.quantities]),
        tuple([_of_date(each) for each in found.dates]),
        found.names,
        tuple([(each.text, each.start, each.end, each.speaker, each.verb) for each in found.quotes]),
        found.attribution,
    )


def _of_date(each: DateFact) -> tuple[Any, ...]:
    resolved = each.resolved_from.toordinal() if each.resolved_from else None
    return each.year, each.month, each.day, each.raw, each.start, each.end, each.weekday, each.decade, resolved


def _from_row(row: tuple[Any, ...]) -> Facts:
    quantities, dates, names, quotes, attribution = row
    return Facts(
        tuple([Quantity(*each) for each in quantities]),
        tuple([_to_date(*each) for each in dates]),
        names,
        tuple([Quotation(*each) for each in quotes]),
        attribution,
    )


def _to_date(*row: Any) -> DateFact:
    resolved = row[-1]
    return DateFact(*(*row[:-1], resolved and date.fromordinal(resolved)))
