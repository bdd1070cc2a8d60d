"""The command that a report gives to repeat it."""

from __future__ import annotations

import pytest

from linkaudit.cli import repeatable
from linkaudit.settings import load


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


def test_what_was_not_said_on_the_command_line_is_added() -> None:
    """Who repeats a report has neither our environment nor our settings file: the command has what they said. A named file it names."""
    environment = {
        "LINKAUDIT_SNAPSHOTS": "no",
        "LINKAUDIT_PUBLISHED": "2024-03-11",
        "LINKAUDIT_EXCLUDE_URL": "*://a.example/*,*://b.example/*",
    }
    loaded = load("timeout = 5", environment=environment, flags={"at_once": 3})
    said = "--exclude-url '*://a.example/*' --exclude-url '*://b.example/*' --published 2024-03-11 --no-archive"
    assert repeatable(["x", "audit", "a.md", "--at-once", "3"], loaded) == f"linkaudit audit {said} --timeout 5.0 a.md --at-once 3"
    assert repeatable(["x", "audit", "a.md", "--config", "c.toml"], loaded) == f"linkaudit audit {said} a.md --config c.toml"
