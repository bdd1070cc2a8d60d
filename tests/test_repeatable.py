"""The command that a report gives to repeat it."""

from __future__ import annotations

import pytest

from linkaudit.cli import repeatable


@pytest.mark.parametrize(
    ("argv", "command"),
    [
        (["/usr/bin/linkaudit", "audit", "a b.md"], "linkaudit audit 'a b.md'"),
        (["x", "audit", "a.md", "-o", "one.json", "--timeout", "5"], "linkaudit audit a.md --timeout 5"),
        (["x", "audit", "-oone.json", "--output=two.md", "--output", "three.md", "a.md"], "linkaudit audit a.md"),
    ],
)
def test_a_report_does_not_tell_where_it_lies(argv: list[str], command: str) -> None:
    """The command is quoted for a shell and leaves out where the reports went: two replays into two files give the same bytes."""
    assert repeatable(argv) == command
