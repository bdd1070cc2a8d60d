"""What a run takes from the memory besides checks: a copy is only known when what it shows is known too."""

from datetime import UTC, datetime
from pathlib import Path
from typing import cast

import pytest

from linkaudit import evidence, memory
from linkaudit.checks.talk import neighbour_of
from linkaudit.checks.verdict import judge
from linkaudit.looking import Looker
from linkaudit.model import Archived, Check, Evidence, Request, Response, Snapshot
from linkaudit.recall import Recall
from tests.checks.script import Say, Web, converse, source

NOW = datetime(2026, 3, 2, tzinfo=UTC)
URL = "http://a.test/p/1"
COPY = Snapshot(URL, "https://web.archive.org/web/20190102030405/http://a.test/p/1", NOW, "ia", True)
ROW = Evidence("story.md#c1", URL, "snapshot", "not_checkable")


class _Looker:
    """Looks for the same claims in every page, or in none."""

    def __init__(self, wants: bool) -> None:
        self.on_rows: object = None
        self.taken: list[Evidence] = []
        self.read: list[tuple[Snapshot, Response]] = []
        self._wants = wants

    def wants(self, _source: str) -> bool:
        return self._wants

    def claims_of(self, _source: str) -> str:
        return "claims"

    def copy(self, snapshot: Snapshot, response: Response) -> None:
        self.read.append((snapshot, response))

    def recall(self, rows: tuple[Evidence, ...]) -> bool:
        self.taken += rows
        return False


@pytest.mark.parametrize(("wants", "kept", "known"), [(True, "rows", True), (True, "page", True), (True, "", False), (False, "", True)])
def test_a_copy_comes_with_what_it_shows(tmp_path: Path, wants: bool, kept: str, known: bool) -> None:
    """A remembered copy that this run would look into is opened again unless what it shows was kept, or its page, which is then read."""
    looker = _Looker(wants)
    page = Response(Request("GET", COPY.url), 200, (("content-type", "text/html"),), b"<p>Rye</p>", NOW)
    with memory.opened(str(tmp_path / "m.db")) as past:
        past.begin(("story.md",), NOW)
        past.remember_snapshot(URL, None, ("ia",), COPY, NOW)
        past.remember_given(COPY, NOW)
        if kept == "rows":
            past.keep_rows(URL, "claims", COPY.url, (ROW,))
        if kept == "page":
            past.keep_leaf(COPY.url, page)
        recall = Recall(past, cast(Looker, looker), 60.0)
        found = recall.snapshot(URL, None, ("ia",), NOW)
        assert isinstance(found, Snapshot) and recall.looked_into(found) is known
        assert looker.taken == ([ROW] if kept == "rows" else [])
        assert [(copy, answer.body) for copy, answer in looker.read] == ([(COPY, page.body)] if kept == "page" else [])
        assert recall.given(Archived(COPY.url, URL, "ia", NOW), NOW) == (COPY if known else None)


def test_an_opened_copy_is_kept_until_it_is_read(tmp_path: Path) -> None:
    """A copy that opens is handed to its reader and kept for another, unless nobody looks into it."""
    page = Response(Request("GET", COPY.url), 200, (("content-type", "text/html"),), b"<p>Rye</p>", NOW)
    for wants in (True, False):
        looker = _Looker(wants)
        with memory.opened(str(tmp_path / f"{wants}.db")) as past:
            past.begin(("story.md",), NOW)
            Recall(past, cast(Looker, looker), 0.0).opened(COPY, page)
            assert (past.leaf(COPY.url) is not None, len(looker.read)) == (wants, int(wants))


SOFT = Say(200, "<title>Page not found</title><h1>Page not found</h1><p>The page is not there.</p>")


@pytest.mark.parametrize(
    ("answer", "label"),
    [(Say(410), "unreachable"), (Say(500), "unreachable"), (Say(403), "unreachable"), (SOFT, "soft_404"), (Say(), None)],
)
def test_killed_before_it_was_noted_that_there_is_nothing_to_read(tmp_path: Path, answer: Say, label: str | None) -> None:
    """A check whose page cannot be read is known without one, and says why as it did; one whose page was to be read and was not kept has to
    be made again."""
    asked = source(URL)
    beside = neighbour_of(asked)
    replies = converse(Web({URL: answer, beside: answer} if answer is SOFT else {URL: answer}), asked)
    made = Check(asked, judge(asked, replies), replies, NOW)
    assert (nothing := evidence.unreadable(made)) is None or nothing.reason == label
    with memory.opened(str(tmp_path / "m.db")) as past:
        past.begin(("story.md",), NOW)
        past.remember_check(made)  # and here it is killed
        known = dict(Recall(past, cast(Looker, _Looker(True)), 60.0).known([asked], NOW))
    assert bool(known) is (label is not None)
    if known:
        again = evidence.unreadable(known[0])
        assert again is not None and (again.reason, again.detail) == (label, made.verdict.reason)


def test_pages_that_were_too_many_are_kept(tmp_path: Path) -> None:
    """What a run that ended left unread because it was too much may be read by the next; else no page outlives its run."""
    name = str(tmp_path / "m.db")
    for unread in (True, False):
        with memory.opened(name) as past:
            past.begin(("story.md",), NOW)
            past.remember_check(Check(source(URL), judge(source(URL), ()), (), NOW), b"page")
        memory.conclude(name, NOW, unread=unread)
        with memory.opened(name) as past:
            assert past.page(URL) == (b"page" if unread else None)
