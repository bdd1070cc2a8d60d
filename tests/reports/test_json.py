"""report.json: the contract, its schema, and that it tells no secret and obeys nobody."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkaudit.model import Health, Report, Request, Response
from linkaudit.reports import WRITERS, pieces, shape, writer
from linkaudit.reports.escape import UNSEEN
from linkaudit.reports.json import listing
from linkaudit.reports.json import write as write_json
from linkaudit.reports.markdown import write as write_markdown
from linkaudit.reports.schema import SCHEMA_OF_REPORT, text
from tests.reports.example import NOW, RETELLING, STORY, UNCITED, check, copy, everything, found, report

CONTRACT = {
    "run": "began ended version complete network inputs",
    "documents": "name format title published sha256 claims citations",
    "unreadable": "name reason",
    "claims": "id document line start end text status health",
    "citations": "id document line column start end url target source layout callout archive_url redacted claims",
    "sources": "url health certainty evidence reason final_url http_status checked_at requests snapshot gap given remedy citations",
    "findings": "rule level message document line citation source claim",
    "summary": "counts claims",
}


def data(of: Report | None = None) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(write_json(of or report()))
    return loaded


def test_the_contract_is_kept() -> None:
    """Every field that the contract names is in its place."""
    written = data()
    assert written["schema"] == "linkaudit/report/1"
    for part, fields in CONTRACT.items():
        row = written[part][0] if isinstance(written[part], list) else written[part]
        assert set(fields.split()) <= set(row), part


def test_every_report_validates() -> None:
    """A full report, an empty one and one of each health validate against the schema that `linkaudit schema` prints."""
    schema = json.loads(text())
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    empty = replace(report(), documents=(), unreadable=(), claims=(), citations=(), sources=(), findings=())
    for each in (report(), everything(), empty, *(report((one,)) for one in STORY)):
        assert [error.message for error in validator.iter_errors(data(each))] == []


def test_a_nonsense_date_is_still_a_date() -> None:
    """A capture that says it is of the year 996 makes a report that validates: years have four digits."""
    url = STORY[3][1]
    whole = report((STORY[3],))
    old = replace(whole.sources[0], snapshot=copy(url, NOW.replace(year=996)))
    written = data(replace(whole, sources=(old,)))
    assert written["sources"][0]["snapshot"]["taken_at"] == "0996-11-22T06:14:09Z"
    assert jsonschema.Draft202012Validator(SCHEMA_OF_REPORT).is_valid(written)


def test_every_field_is_described_and_no_other_is_allowed() -> None:
    """The schema explains every field in words, requires all of ours, and refuses any that it does not name."""

    def look(schema: dict[str, Any], path: str) -> None:
        assert schema.get("description"), path
        if "properties" in schema:
            assert schema["additionalProperties"] is False and schema["required"] == list(schema["properties"]), path
            for name, below in schema["properties"].items():
                look(below, f"{path}.{name}")
        if "object" in schema.get("items", {}).get("type", ""):
            look(schema["items"], path + "[]")

    look(SCHEMA_OF_REPORT, "")
    validator = jsonschema.Draft202012Validator(SCHEMA_OF_REPORT)
    assert not validator.is_valid({**data(), "score": 97})


def test_every_part_is_written() -> None:
    """Evidence, twins, suggestions, disagreements and load-bearing sources are rows that name claims and sources of the report."""
    written = data(everything())
    claims, sources = {row["id"] for row in written["claims"]}, {row["url"] for row in written["sources"]}
    for part in ("evidence", "twins", "suggestions", "disagreements", "load_bearing"):
        assert written[part], part
        for row in written[part]:
            assert {row[key] for key in ("claim", "a", "b", "twin") if key in row} <= claims
            assert row.get("source") is None or row["source"] in sources
    assert [row["status"] for row in written["claims"] if row["plain"] == RETELLING] == ["twin_sourced"]
    assert written["claims"][0]["facts"]["dates"][0]["year"] == 2018


def test_counts_add_up() -> None:
    """The summary counts every source and every claim once, and names all states, also those that nothing is in."""
    written = data()
    assert written["summary"]["counts"] == {"live": 1, "moved": 1, "drifted": 1, "blocked": 1, "unsure": 1, "dead": 2, "skipped": 1}
    assert written["summary"]["claims"] == {"live": 2, "live_not_located": 1, "archived_only": 1, "unknown": 3, "lost": 1, "none": 1}
    assert written["documents"][0]["claims"] == len(STORY) + 1 and written["documents"][0]["citations"] == len(STORY)


def test_rows_find_each_other() -> None:
    """A citation's source, a tie's claim, a source's citations and a row's document are all rows of the same report."""
    written = data()
    sources, claims = {row["url"] for row in written["sources"]}, {row["id"] for row in written["claims"]}
    citations, documents = {row["id"] for row in written["citations"]}, {row["name"] for row in written["documents"]}
    for row in written["citations"]:
        assert row["source"] in sources and row["document"] in documents and {tie["claim"] for tie in row["claims"]} <= claims
    assert all(set(row["citations"]) <= citations for row in written["sources"])


def test_offsets_hold_what_is_reported() -> None:
    """Every span of the report, cut out of the document, is the text that the report gives for it."""
    whole = report()
    text = whole.documents[0].text
    for row in data(whole)["citations"]:
        assert text[row["start"] : row["end"]] == row["url"]
    for row in data(whole)["claims"]:
        assert " ".join(text[row["start"] : row["end"]].split()) == row["text"] == row["selector"]["exact"]


def test_the_selector_tells_a_claim_from_its_twin() -> None:
    """A claim that fills its passage is quoted with the words that stand before and after it in the neighbouring ones."""
    second = data()["claims"][1]["selector"]
    assert second["prefix"].endswith("promised for 2018. ") and second["suffix"].startswith(" Engineers now")


def test_same_report_same_bytes() -> None:
    """Writing a report twice gives the same bytes in every form."""
    assert all(write(report()) == write(report()) for write in WRITERS.values())


def test_listing_has_the_shape_of_the_report() -> None:
    """What `links` prints has the report's rows; nothing was asked, so a cited claim is undecided."""
    listed = json.loads(listing(found()))
    assert list(listed) == ["documents", "unreadable", "claims", "citations"]
    for part, rows in listed.items():
        validator = jsonschema.Draft202012Validator(SCHEMA_OF_REPORT["properties"][part])
        assert [error.message for error in validator.iter_errors(rows)] == []
    assert {row["health"] for row in listed["claims"]} == {"unknown", "none"}


SECRETS = (
    "https://user:hunter2secret@files.example/a",
    "https://files.example/b?token=s3cr3t-t0ken-value",
    "https://files.example/c?X-Amz-Signature=0123456789abcdef&X-Amz-Security-Token=AKIA-EXAMPLE-KEY",
)
CANARIES = ("hunter2secret", "s3cr3t-t0ken-value", "0123456789abcdef", "AKIA-EXAMPLE-KEY")


@pytest.mark.parametrize("form", list(WRITERS))
def test_no_secret_is_printed(form: str) -> None:
    """A secret of a URL is in no form of the report, wherever it got to: claim, link, verdict, redirect, header, reason or copy."""
    story = tuple((f"See {url} for more.", url, health) for url in SECRETS for health in (Health.LIVE,))
    whole = report(story)
    sources = []
    for row in whole.sources:
        url = row.source.url
        told = check(url, Health.MOVED, reason=f"It said: welcome, {' '.join(CANARIES)}, go to {url}", final_url=url, use_instead=url)
        reply = Response(Request("GET", url), 301, (("Location", url), ("Server", CANARIES[0]), ("Set-Cookie", CANARIES[1])), b"", NOW)
        sources.append(replace(row, check=replace(told, replies=(reply,)), remedy=f"Use this URL instead: {url}"))
    written = WRITERS[form](replace(whole, sources=tuple(sources)))
    assert [canary for canary in CANARIES if canary in written] == []
    assert "***" in written.replace("\\", "")


@pytest.mark.parametrize("form", list(WRITERS))
def test_no_secret_of_a_stranger_is_printed(form: str) -> None:
    """A URL that no document holds (a redirect, a login page in a reason) loses its secrets too, and cookies are never told."""
    url, elsewhere = "https://a.example/", "https://login.example/?access_token=only-the-server-knew&next=/"
    whole = report((("Words.", url, Health.MOVED),))
    told = check(url, Health.MOVED, reason=f"It has moved to {elsewhere}.", final_url=elsewhere, use_instead=elsewhere)
    reply = Response(Request("GET", url), 301, (("Location", elsewhere), ("Set-Cookie", "sid=only-the-server-knew")), b"", NOW)
    row = replace(whole.sources[0], check=replace(told, replies=(reply,)), remedy=f"Use this URL instead: {elsewhere}")
    written = WRITERS[form](replace(whole, sources=(row,)))
    assert "only-the-server-knew" not in written and "login.example" in written.replace("&#8203;", "")


def test_what_was_redacted_is_marked_and_still_found() -> None:
    """A citation with a secret says so, and its source can still be joined, also when two differ only in their secret."""
    urls = ("https://files.example/b?token=first-secret", "https://files.example/b?token=other-secret", "https://files.example/open")
    written = data(report(tuple(("Some words.", url, Health.LIVE) for url in urls)))
    assert [row["redacted"] for row in written["citations"]] == [True, True, False]
    assert len({row["source"] for row in written["citations"]}) == 3
    assert [row["source"] for row in written["citations"]] == [row["url"] for row in written["sources"]]


@given(words=st.text(max_size=60))
@settings(max_examples=200, deadline=None)
def test_json_is_inert_and_exact(words: str) -> None:
    """Whatever a claim says, JSON gives it back exactly and holds no unseen character and no line that a build server obeys."""
    dumped = write_json(report((("::" + words + "##[x]", "https://a.example/", Health.LIVE),)))
    assert json.loads(dumped)["claims"][0]["plain"] == "::" + words + "##[x]"
    unseen = {*map(chr, range(32)), *map(chr, range(127, 160)), *"\u202e\u2066\u200b\u2028\ufeff"} - {"\n"}
    assert not unseen & set(dumped) and UNSEEN
    assert not any(line.startswith("::") or "##[" in line for line in dumped.splitlines())


def test_a_lone_surrogate_can_be_written() -> None:
    """A document's broken character is no reason not to write the report: every form can be encoded."""
    for write in (write_json, write_markdown):
        write(report((("Half \ud83d a pair.", "https://a.example/\udc00", Health.LIVE),))).encode("utf-8")


def test_the_suffix_picks_the_writer() -> None:
    """A file name's suffix picks its writer in any case; an unknown one is refused with the names of the known."""
    assert writer("out/REPORT.JSON") is WRITERS[".json"]
    with pytest.raises(Exception, match=r"no writer for .docx; known: .md, .json, .jsonld"):
        writer("report.docx")


@pytest.mark.parametrize("suffix", list(WRITERS))
def test_pieces_make_the_whole(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written to a file piece by piece is the report, byte for byte."""
    monkeypatch.setattr("linkaudit.reports.PIECE", 1000)
    made = list(pieces(f"report{suffix}", everything()))
    assert b"".join(made) == WRITERS[suffix](everything()).encode() and (len(made) > 5) is (suffix == ".json")


def test_uncited_claims_are_listed() -> None:
    """A claim without a link is a row like every other."""
    assert [(row["status"], row["health"]) for row in data()["claims"] if row["plain"] == UNCITED] == [("uncited", "none")]


def test_the_conversation_is_told() -> None:
    """Every reply is a row with its time, status or cause, the headers that matter and a digest; cookies are not among them."""
    rows = {row["url"]: row["conversation"] for row in shape.report(report())["sources"]}
    assert rows["https://town.example/statement"][0]["cause"] == "read-timeout"
    assert rows["https://budget.example/2019/annex-b"][0]["status"] == 404
    assert rows["https://budget.example/2019/annex-b"][0]["headers"] == [["content-type", "text/html"]]
    assert len(rows["https://budget.example/2019/annex-b"][0]["digest"]) == 64
