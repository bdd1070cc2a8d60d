"""report.jsonld: annotations that any reader of the standard can place, beside the same facts as schema.org."""

from __future__ import annotations

import json
from typing import Any

from linkaudit.model import Health
from linkaudit.reports.jsonld import write
from tests.reports.example import NAME, STORY, everything, found, report
from tests.reports.hostile import strings


def graph(kind: str) -> list[dict[str, Any]]:
    data = json.loads(write(everything()))
    assert data["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    return [node for node in data["@graph"] if node["type"] == kind]


def test_there_is_an_annotation_for_each_claim_and_source() -> None:
    """Each claim has one annotation for each source that somebody asked; each assesses, and says when it was looked at."""
    annotations = graph("Annotation")
    asked = [url for _, url, health in STORY if health is not Health.SKIPPED]
    assert [node["body"][0]["source"] for node in annotations if node["target"]["source"] == NAME] == asked
    assert {node["motivation"] for node in annotations} == {"assessing"}
    assert {node["body"][0]["state"]["type"] for node in annotations} == {"TimeState"}
    assert len({node["id"] for node in annotations}) == len(annotations)


def test_a_claim_is_quoted_where_it_stands() -> None:
    """The quote selector holds the words of the claim and the position selector their place: both lead to the same stretch."""
    text = found().documents[0].text
    for node in graph("Annotation"):
        quote, position = node["target"]["selector"]
        assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        if node["target"]["source"] == NAME:
            assert text[position["start"] : position["end"]] == quote["exact"]


def test_only_copies_that_were_opened_are_named() -> None:
    """A saved copy is named as cached or archivedAt only if it was opened."""
    cached = {url: node.get("schema:archivedAt") for node in graph("schema:WebPage") for url in [node["id"]]}
    assert cached["https://budget.example/2019/annex-b"] == [
        {"id": "https://web.archive.org/web/20231102101010/https://budget.example/2019/annex-b"}
    ]
    assert cached["https://town.example/statement"] is None  # its copy is cited, but did not open
    states = [node["body"][0]["state"] for node in graph("Annotation")]
    assert sum("cached" in state for state in states) == 1


def test_the_nodes_are_tied_together() -> None:
    """Reports name documents, documents their citations, claims where they appear; every name is a node of the graph."""
    (about,) = graph("schema:Report")
    works = {node["id"]: node for node in graph("schema:CreativeWork")}
    pages = {node["id"] for node in graph("schema:WebPage")}
    assert {node["id"] for node in about["schema:about"]} == set(works)
    assert {cited["id"] for node in works.values() for cited in node["schema:citation"]} == pages
    claims = graph("schema:Claim")
    assert {node["schema:appearance"]["id"] for node in claims} <= set(works)
    assert {node["target"]["scope"] for node in graph("Annotation")} <= {node["id"] for node in claims}


def test_nothing_rates_the_claims() -> None:
    """No node is a ClaimReview or carries a rating."""
    assert "ClaimReview" not in write(everything()) and "ating" not in write(report())


def test_hostile_strings_stay_text() -> None:
    """Whatever a document says, the file is JSON that gives it back and holds no unseen character."""
    for words in strings()[::5]:
        written = write(report(tuple((words, url, health) for _, url, health in STORY[:2]), name=words))
        told = [node["schema:text"] for node in json.loads(written)["@graph"] if node["type"] == "schema:Claim"]
        assert told[0] == words or "***" in told[0]
        assert not set(written) & {"\x1b", "\u202e", "\u200b", "\x07", "\x00"}
