"""`linkaudit links`: the same citations as text, JSON and CSV, and none of them obeys what it prints."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest

from linkaudit.model import Found, Health, Tie, Unreadable
from linkaudit.reports.links import COLUMNS, FORMATS
from tests.reports.example import NAME, STORY, found
from tests.reports.hostile import strings


def hostile(words: str) -> Found:
    """The example with those words as name, URL, anchor, claim and reason."""
    contents = found(tuple((words, url + words, health) for _, url, health in STORY[:2]), name=words)
    remarks = tuple(replace(document, remarks=(words,)) for document in contents.documents)
    return replace(contents, documents=remarks, unreadable=(Unreadable(words, words),))


def test_text_is_grouped_by_document_with_place_layout_and_claim() -> None:
    """Each document stands above its citations, each citation with line, column, layout, URL and the claims that it holds up."""
    lines = FORMATS["text"](found()).splitlines()
    assert lines[0] == f"{NAME}  (8 links, 9 claims, 1 without a link)"
    assert lines[1].split() == ["1:33", "inline", STORY[0][1]]
    assert lines[2].strip() == "1.00 “The wall was promised for 2018.”"
    assert any("not asked: mailto" in line for line in lines)
    assert lines[-1] == "articles/old.pdf  could not be read: the file is empty"


def test_a_tie_to_the_passage_is_not_told_as_a_claim() -> None:
    """Ties to a passage are counted, not quoted as if they were known."""
    contents = found(STORY[:2])
    ties = tuple(Tie(claim.id, "passage", 0.2) for claim in contents.claims)
    contents = replace(contents, citations=(replace(contents.citations[0], ties=ties),))
    text = FORMATS["text"](contents)
    assert "at the passage of 3 claims" in text and "“" not in text


def test_csv_has_a_row_for_each_citation_and_claim() -> None:
    """CSV repeats a citation for each of its claims, and keeps one that has none."""
    contents = found(STORY[:3])
    two = replace(contents.citations[0], ties=(Tie(contents.claims[0].id, "inline", 1.0), Tie(contents.claims[1].id, "inline", 0.5)))
    contents = replace(contents, citations=(two, replace(contents.citations[1], ties=()), contents.citations[2]))
    rows = list(csv.DictReader(io.StringIO(FORMATS["csv"](contents), newline="")))
    assert [(row["line"], row["claim_text"]) for row in rows] == [
        ("1", STORY[0][0]),
        ("1", STORY[1][0]),
        ("2", ""),
        ("3", STORY[2][0]),
    ]
    assert set(COLUMNS) < set(rows[0])


def test_a_claim_of_a_whole_book_is_cut() -> None:
    """A text without an end of sentence is one claim; the forms that repeat it for each of its links show its beginning."""
    contents = found(STORY[:1])
    book = replace(contents, claims=(replace(contents.claims[0], plain="word " * 10_000),))
    assert len(FORMATS["text"](book)) < 1_000 and len(FORMATS["csv"](book)) < 3_000


def test_all_forms_tell_the_same_citations() -> None:
    """Text, JSON and CSV hold the same URLs in the same order."""
    contents = found()
    as_json = [row["url"] for row in json.loads(FORMATS["json"](contents))["citations"]]
    as_csv = [row["url"] for row in csv.DictReader(io.StringIO(FORMATS["csv"](contents), newline=""))]
    as_text = [line.split()[-1] for line in FORMATS["text"](contents).splitlines() if "  inline " in line]
    assert as_json == as_csv == as_text == [url for _, url, _ in STORY]


@pytest.mark.parametrize("form", list(FORMATS))
def test_hostile_strings_stay_text(form: str) -> None:
    """Of 500 hostile strings none reaches a terminal as a control, starts a line with `::`, or opens a cell as a formula."""
    unseen = set(map(chr, [*range(9), *range(11, 13), *range(14, 32), *range(127, 160), 0x202E, 0x2066, 0x200B, 0xFEFF, 0x2028]))
    for words in strings():
        printed = FORMATS[form](hostile(words))
        assert not unseen & set(printed), words
        assert not any(line.lstrip().startswith("::") or "##[" in line for line in printed.splitlines() if form != "csv"), words
        if form == "csv":
            cells = [cell for row in csv.reader(io.StringIO(printed, newline="")) for cell in row]
            assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in cells), words


def test_no_secret_is_listed() -> None:
    """A secret in a URL is in none of the forms."""
    contents = found((("See it there.", "https://me:my-secret-word@a.example/?token=another-secret", Health.LIVE),))
    for write in FORMATS.values():
        assert "secret" not in write(contents)
