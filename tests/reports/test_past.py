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
