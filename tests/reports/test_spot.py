"""`linkaudit check`: the verdict, the whole conversation and the copy, for a person or a program."""

from __future__ import annotations

import json
from dataclasses import replace

from linkaudit.model import Cause, Health, NoResponse, Request, Response
from linkaudit.reports.spot import as_json, as_text
from tests.reports.example import NOW, STORY, everything, report
from tests.reports.hostile import strings


def test_the_whole_conversation_is_told() -> None:
    """Each source stands with its verdict, every request and its answer, the copies and what to do."""
    url = STORY[3][1]
    text = as_text(report((STORY[3],)))
    assert text.splitlines()[0] == url
    assert "  dead (certain): The server answered 404." in text
    assert f"  GET {url} → 404" in text
    assert f"  saved copy: https://web.archive.org/web/20231102101010/{url} of 2023-11-02, opened" in text
    assert "  to do: Cite the saved copy" in text


def test_a_probe_is_explained() -> None:
    """A request for a page that nobody cites says what it was for; one for the page itself needs no word."""
    whole = report((STORY[1],))
    row = whole.sources[0]
    probe = Response(Request("GET", "https://audit.example/r/xqzt", purpose="probe"), 404, (), b"", NOW)
    check = replace(row.check, replies=(*row.check.replies, probe))
    lines = as_text(replace(whole, sources=(replace(row, check=check),))).splitlines()
    assert "  GET https://audit.example/r/xqzt (a made-up neighbour, to compare) → 404" in lines
    assert "  GET https://audit.example/r/117 → 200" in lines


def test_copies_without_a_date_and_gaps_are_told_too() -> None:
    """A cited copy that did not open and a gap are said with their reasons."""
    text = as_text(report())
    assert "saved copy that did not open: https://web.archive.org/web/0/https://town.example/statement (the archive answered 404)" in text
    assert "no copy: the archives that were asked have none (the index answered: no captures)" in text


def test_json_has_the_rows_of_the_report() -> None:
    """`--json` gives the sources and findings as report.json has them."""
    told = json.loads(as_json(everything()))
    assert told["schema"] == "linkaudit/check/1" and [row["url"] for row in told["sources"]] == [url for _, url, _ in STORY]


def test_nothing_hostile_or_secret_is_printed() -> None:
    """Reasons, redirects and details come from servers: no control of theirs reaches the terminal, no secret of the URL leaves it."""
    secret = "https://me:my-secret-word@a.example/?token=another-secret"
    for words in strings()[::3]:
        whole = report((("Words.", secret, Health.LIVE),))
        replies = (
            Response(Request("GET", secret), 302, (("Location", secret + words),), b"", NOW),
            NoResponse(Request("GET", secret), Cause.RESET, f"another-secret {words}", NOW),
        )
        row = whole.sources[0]
        verdict = replace(row.check.verdict, reason=f"{words} {secret}", final_url=secret + words)
        whole = replace(
            whole, sources=(replace(row, check=replace(row.check, verdict=verdict, replies=replies), remedy=f"{secret} {words}"),)
        )
        for printed in (as_text(whole), as_json(whole)):
            assert "another-secret" not in printed and "my-secret-word" not in printed
            assert not set(printed) & {"\x1b", "\x9b", "\u202e", "\x07", "\x00", "\r", "\u2028"}
            assert not any(line.lstrip().startswith("::") or "##[" in line for line in printed.splitlines())
