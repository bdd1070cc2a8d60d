"""CSV and TSV: URLs with row and column and exact offsets, whatever the delimiter and the quoting."""

from __future__ import annotations

from datetime import date

import pytest

from linkaudit.documents import READERS
from tests.documents import whole


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_cells(delimiter: str) -> None:
    """A URL has the row and column of its cell, and its row as passage; a delimiter inside quotes belongs to the cell."""
    rows = ["title,url", '"Hope,  ""Annals""",http://a.example/x', "Smith,http://b.example/?q=1;2"]
    document = whole.read(".csv", "\r\n".join(rows).replace(",", delimiter).replace("1;2", "1"))
    assert [(each.url, each.at.line, each.at.part, each.anchor) for each in document.links] == [
        ("http://a.example/x", 2, "row 2, column 2", ""),
        ("http://b.example/?q=1", 3, "row 3, column 2", ""),
    ]
    assert document.passages[1].text == f'Hope{delimiter} ""Annals"" http://a.example/x'.replace("\t", "")
    first = document.links[0]
    assert first.span and document.passages[1].text[slice(*first.span)] == "http://a.example/x"


def test_urls_in_quotes_and_lists() -> None:
    """One URL a line without any delimiter, quoted ones, several in a cell."""
    document = whole.read(".csv", 'http://a.example/\n"http://b.example/,x"\n"http://c.example/ http://d.example/"\n')
    assert [each.url for each in document.links] == ["http://a.example/", "http://b.example/,x", "http://c.example/", "http://d.example/"]


def test_access_dates() -> None:
    """A column of access dates speaks about the URLs of its row."""
    document = whole.read(".tsv", "url\taccessed\nhttp://a.example/\t2020-01-02\nhttp://b.example/\t\n")
    assert [each.accessed for each in document.links] == [date(2020, 1, 2), None]


@pytest.mark.parametrize("text", ["", "\n\n", '"', 'a,"b\nc', '"a"b,c', ",,,\r\n,\r", '"' * 99_999, '"a\n' * 50_000])
def test_odd_files(text: str) -> None:
    """Unclosed marks, empty cells and rows of any length are read."""
    whole.read(".csv", text)


def test_tables_are_known() -> None:
    """Both suffixes have a reader."""
    assert {".csv", ".tsv"} <= set(READERS)
