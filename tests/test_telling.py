"""What a run says on stderr: in words, without secrets, and with nothing in it that a terminal obeys."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linkaudit.model import Health, Unreadable
from linkaudit.reports.markdown import write
from linkaudit.telling import tell_summary, telling
from tests.reports.example import RUN, check, report

SECRET = "https://me:my-secret-word@a.example/?token=another-secret"


def test_a_verbose_line_holds_no_secret_and_no_control(capsys: pytest.CaptureFixture[str]) -> None:
    """With -v each check is a line; its reason comes from a server and may hold anything, a token it was sent among it."""
    with telling(quiet=False, verbose=True, color=False) as tell:
        assert tell
        tell(check(SECRET, Health.MOVED, reason=f"Moved to {SECRET} and another-secret\x1b[31m\n::error::x"), 1, 1)
    said = capsys.readouterr().err
    assert "secret" not in said and "\x1b" not in said
    assert "moved" in said and not any(line.startswith("::") for line in said.splitlines())


def test_a_log_gets_lines_and_no_bar(capsys: pytest.CaptureFixture[str]) -> None:
    """Colour that is forced where stderr is no terminal colours the lines; nothing moves the cursor."""
    with telling(quiet=False, verbose=True, color=True) as tell:
        assert tell
        tell(check("https://a.example/", Health.LIVE, reason="It opens."), 1, 2)
    assert capsys.readouterr().err == "\x1b[32mlive    \x1b[0mhttps://a.example/  It opens.\n"


def test_the_summary_counts_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    """One is one document, not one documents; what could not be read is named, on one line each."""
    whole = replace(report(), unreadable=(Unreadable("a\nb.md", "no\x1b such file"),), run=replace(RUN, example="by hand"))
    tell_summary(whole, ("report.md",), color=False)
    said = capsys.readouterr().err.splitlines()
    assert said[0].startswith("1 document, 8 citations, 8 sources: ") and said[1].startswith("9 claims: ")
    assert "not read: a\\nb.md: no\\x1b such file" in said and said[-1] == "written: report.md"
    assert any("says nothing about these sites" in line for line in said)


def test_nothing_found_is_said_in_whole_words(capsys: pytest.CaptureFixture[str]) -> None:
    """A document without links and claims is summed up without an empty list behind a colon, nor is anything said of claims below."""
    empty = replace(report(), citations=(), sources=(), claims=())
    tell_summary(empty, (), color=False)
    assert capsys.readouterr().err.splitlines()[1] == "0 claims"
    assert "**No links and no claims were found.**" in write(empty)


def test_claims_whose_links_nobody_asked_for_are_counted() -> None:
    """A claim is never passed over in silence: those whose links were all left out are counted where the claims stand."""
    assert "*1 claim left out here: none of its links was asked for" in write(report())
