"""What a run takes from the memory besides checks: a copy is only known when what it shows is known too."""

from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest

from linkaudit import memory
from linkaudit.looking import Looker
from linkaudit.model import Evidence, NoSnapshot, Snapshot
from linkaudit.recall import Recall

NOW = datetime(2026, 3, 2, tzinfo=UTC)
URL = "http://a.test/p/1"
COPY = Snapshot(URL, "https://web.archive.org/web/20190102030405/http://a.test/p/1", NOW, "ia", True)
ROW = Evidence("story.md#c1", URL, "snapshot", "not_checkable")


class _Looker:
    """Looks for the same claims in every page, or in none."""

    def __init__(self, wants: bool) -> None:
        self.on_rows: object = None
        self.taken: list[Evidence] = []
        self._wants = wants

    def wants(self, _source: str) -> bool:
        return self._wants

    def claims_of(self, _source: str) -> str:
        return "claims"

    def recall(self, rows: tuple[Evidence, ...]) -> bool:
        self.taken += rows
        return False


@pytest.mark.parametrize(("wants", "kept", "known"), [(True, True, True), (True, False, False), (False, False, True)])
def test_a_copy_comes_with_what_it_shows(tmp_path: Path, wants: bool, kept: bool, known: bool) -> None:
    """A remembered copy that this run would look into is opened again unless what it shows was kept."""
    looker = _Looker(wants)
    with memory.opened(str(tmp_path / "m.db")) as past:
        past.remember_snapshot(URL, None, ("ia",), COPY, NOW)
        if kept:
            past.keep_rows(URL, "copy claims", (ROW,))
        found: Snapshot | NoSnapshot | None = Recall(past, cast(Looker, looker), 0.0).snapshot(URL, None, ("ia",), NOW)
    assert (found == COPY) is known
    assert looker.taken == ([ROW] if wants and kept else [])
