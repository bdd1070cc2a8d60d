"""`linkaudit history` for people."""

from datetime import UTC, datetime

from linkaudit.checks.history import Entry
from linkaudit.model import Health
from linkaudit.reports.past import as_text


def test_a_source_stands_on_a_line_of_its_own() -> None:
    """Each source is its URL, as it is to be copied, and below it what its history comes to; a control in it does nothing."""
    seen = [Entry(datetime(2026, 3, day, tzinfo=UTC), Health.LIVE, ()) for day in (1, 2)]
    lines = as_text([("http://a.test/x", seen), ("http://b.test/\x1b[2J\n", seen)], every_run=False).splitlines()
    assert lines[:2] == ["http://a.test/x", "  Live on 2026-03-02. 2 runs since 2026-03-01."]
    assert len(lines) == 4 and "\x1b" not in lines[2]


def test_one_run_is_one_run() -> None:
    """A source that was checked once has one run, and each run of it is told when that is wanted."""
    seen = [Entry(datetime(2026, 3, 1, 6, tzinfo=UTC), Health.LIVE, ("http-200",))]
    told = as_text([("http://a.test/x", seen)], every_run=True).splitlines()
    assert told[1:] == ["  Live on 2026-03-01. 1 run since 2026-03-01.", "  2026-03-01 06:00  live     http-200"]
