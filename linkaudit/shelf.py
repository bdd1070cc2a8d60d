"""Checks, laid down on disk the moment they are judged, each taken up again when somebody asks for it: what keeps a long run small.

Of a check only its health and its place stay in memory. What another run should know is the memory's business.
"""

from __future__ import annotations

import marshal
from collections.abc import Sequence

from linkaudit import files
from linkaudit.checks import record
from linkaudit.model import Check, Health, Reply, Source
from linkaudit.pile import BLOCK, Pile

_HEALTHS = tuple(Health)
_STATE = {health: number for number, health in enumerate(_HEALTHS, 1)}  # 0: no check yet


class Shelf:
    """The checks of one run by the index of their source, in their light form. Raises Incomplete when the disk is full."""

    def __init__(self, sources: Sequence[Source]) -> None:
        self._sources = sources
        self._states = bytearray(len(sources))
        self._skips: dict[int, str | None] = {}  # where the crawl left a source out that was to be asked
        self._rows = Pile(len(sources))
        self._aside = files.Spool(BLOCK)

    def put(self, index: int, check: Check) -> None:
        """Lay down the check of a source; a later one takes its place."""
        if check.source.skip != self._sources[index].skip:
            self._skips[index] = check.source.skip
        elif self._skips:
            self._skips.pop(index, None)
        self._states[index] = _STATE[check.verdict.health]
        self._rows[index] = record.to_row(check)

    def made(self, index: int) -> bool:
        """Whether there is a check of that source."""
        return self._states[index] > 0

    def set_aside(self, reply: Reply) -> tuple[int, int]:
        """Lay down a whole reply, body and all; what comes back is for `take_up`."""
        return self._aside.keep(marshal.dumps(record.whole_row(reply)))

    def take_up(self, place: tuple[int, int]) -> Reply:
        """The reply again."""
        return record.from_whole_row(marshal.loads(self._aside.take(place)))

    def source(self, index: int) -> Source:
        """The source, marked as skipped if the crawl left it out."""
        source = self._sources[index]
        return source if index not in self._skips else record.skipped(source, self._skips[index])

    def health(self, index: int) -> Health:
        """What the check says; IndexError if it was not made."""
        return _HEALTHS[self._known(index) - 1]

    def clear(self) -> None:
        """Forget every check."""
        self._states = bytearray(len(self._sources))
        self._skips.clear()

    def __len__(self) -> int:
        return len(self._sources)

    def __getitem__(self, index: int) -> Check:
        self._known(index)
        return record.from_row(self.source(index), self._rows[index])

    def _known(self, index: int) -> int:
        if not (state := self._states[index]):
            raise IndexError(f"no check of {self._sources[index].url} was made")
        return state
