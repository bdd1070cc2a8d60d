"""Checks in, by the index of their source; the same again, out, in their light form: the shelf that a crawl lays them on."""

from __future__ import annotations

from typing import Protocol

from linkaudit.checks.probes import Aside
from linkaudit.checks.record import light
from linkaudit.model import Check, Reply


class Shelf(Aside, Protocol):
    """Where checks are laid, by the index of their source; who lays one down may forget it. Holds them in their light form. And replies,
    whole, that more than one check may need."""

    def put(self, index: int, check: Check) -> None:
        """Lay down a check; a later one takes its place."""

    def made(self, index: int) -> bool:
        """Whether there is one."""

    def __getitem__(self, index: int, /) -> Check: ...


class Held(dict[int, Check]):
    """A shelf in memory."""

    def put(self, index: int, check: Check) -> None:
        self[index] = light(check)

    def made(self, index: int) -> bool:
        return index in self

    def set_aside(self, reply: Reply) -> Reply:
        return reply

    def take_up(self, place: Reply) -> Reply:
        return place
