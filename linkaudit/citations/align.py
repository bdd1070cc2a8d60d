"""How well each of m sources fits each of n claims in; the probability that it belongs there, given that both keep their order, out.

A block of URLs behind a passage is most likely the list of what were links in it, in reading order. So the sources walk along the
claims: each stands at one claim, the next at the same claim or a later one, seldom at an earlier one. Forward-backward over that chain
gives every cell its probability.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import exp


@dataclass(frozen=True, slots=True)
class Weights:
    """Costs in nats. `stay`: the next source is at the same claim; `skip`: each claim that is left out; `back`: going back at all and for
    each step; `place`: for each claim's distance from the even spread; `content`: what one unit of fit is worth."""

    stay: float = 0.8
    skip: float = 0.4
    back: float = 2.0
    place: float = 0.3
    content: float = 0.6


# More cells than this (a list of 300 sources over 1,000 claims) are not worth the walk.
MOST_CELLS = 300_000


def posterior(fit: list[list[float]], weights: Weights, ordered: bool = True) -> list[list[float]]:
    """For m rows of n fits, m rows of n probabilities, each row summing to 1. `ordered=False` drops the walk: fits alone decide."""
    rows, columns = len(fit), len(fit[0]) if fit else 0
    if not columns:
        return [[] for _ in fit]
    local = [_normal([exp(min(weights.content * value, 50.0)) for value in row]) for row in fit]
    if not ordered:
        return local
    for number, row in enumerate(local):
        even = (number + 0.5) * columns / rows - 0.5
        local[number] = _normal([value * exp(-weights.place * abs(column - even)) for column, value in enumerate(row)])
    ahead, back = exp(-weights.skip), exp(-weights.back)
    stay = exp(-weights.stay)
    forward: list[list[float]] = []
    for row in local:
        came = _step(forward[-1], stay, ahead, back) if forward else [ahead**column for column in range(columns)]
        forward.append(_normal([value * reached for value, reached in zip(row, came, strict=True)]))
    behind = [ahead ** (columns - 1 - column) for column in range(columns)]
    found = [_normal([f * b for f, b in zip(forward[-1], behind, strict=True)])]
    for number in range(rows - 2, -1, -1):
        following = [value * reached for value, reached in zip(local[number + 1], behind, strict=True)]
        behind = _normal(_step(following[::-1], stay, ahead, back)[::-1])
        found.append(_normal([f * b for f, b in zip(forward[number], behind, strict=True)]))
    return found[::-1]


def _step(before: list[float], stay: float, ahead: float, back: float) -> list[float]:
    """One transition of the chain in linear time: staying, going on (`ahead` for each claim left out), back (`back` for each step)."""
    columns = len(before)
    reached = [value * stay for value in before]
    carried = 0.0
    for column in range(1, columns):
        carried = carried * ahead + before[column - 1]
        reached[column] += carried
    carried = 0.0
    for column in range(columns - 2, -1, -1):
        carried = (carried + before[column + 1]) * back
        reached[column] += carried
    return reached


def _normal(row: list[float]) -> list[float]:
    """The row scaled to sum 1; even if it has no sum."""
    total = sum(row)
    return [value / total for value in row] if total > 0 else [1 / len(row)] * len(row)
