"""Jupyter notebooks: Markdown cells with cell and line, code only when asked for, notes that two cells name alike."""

from __future__ import annotations

import json

import pytest

from linkaudit.model import Unreadable
from tests.documents import whole


def book(*cells: tuple[str, str | list[str]]) -> str:
    return json.dumps({"nbformat": 4, "cells": [{"cell_type": sort, "source": source} for sort, source in cells]})


def test_cells_and_lines() -> None:
    """Links of Markdown cells are found with their cell and the line in it, whether the source is one string or a list of lines."""
    data = book(
        ("markdown", ["# The Annals\n", "\n", "See [x](http://a.example/)."]),
        ("code", "'http://code.example/'"),
        ("markdown", "http://b.example/"),
    )
    document = whole.read(".ipynb", data)
    assert [(each.url, each.at.part, each.at.line) for each in document.links] == [
        ("http://a.example/", "cell 1", 3),
        ("http://b.example/", "cell 3", 1),
    ]
    assert (document.title, document.format) == ("The Annals", "notebook") and not document.exact and document.links[0].start is None
    assert document.passages[-1].heading == ("The Annals",)


def test_code_when_asked_for() -> None:
    """URLs of code cells come with --include-code, those of outputs never."""
    data = json.loads(book(("code", "# http://code.example/")))
    data["cells"][0]["outputs"] = [{"text": "http://out.example/"}]
    assert [each.url for each in whole.read(".ipynb", json.dumps(data), include_code=True).links] == ["http://code.example/"]
    assert whole.read(".ipynb", json.dumps(data)).links == ()


def test_notes_of_two_cells() -> None:
    """Footnotes that two cells name alike are told apart."""
    cell = "It fell.[^1]\n\n[^1]: {}".format
    document = whole.read(".ipynb", book(("markdown", cell("http://a.example/")), ("markdown", cell("http://b.example/"))))
    assert [each.label for each in document.callouts] == ["1 (cell 1)", "1 (cell 2)"]
    assert [each.passage for each in document.callouts] == [0, 2]
    assert [(each.url, each.label) for each in document.links] == [("http://a.example/", "1 (cell 1)"), ("http://b.example/", "1 (cell 2)")]


def test_the_older_form() -> None:
    """Notebooks of format 3 keep their cells in worksheets."""
    data = {"nbformat": 3, "worksheets": [{"cells": [{"cell_type": "markdown", "source": "http://a.example/"}]}]}
    assert [each.url for each in whole.read(".ipynb", json.dumps(data)).links] == ["http://a.example/"]


@pytest.mark.parametrize("data", ["", "{", "[]", "3", '{"a": 1}', "[" * 100_000, '{"cells": 3, "x": ' + "[" * 100_000])
def test_what_is_no_notebook(data: str) -> None:
    """What is no JSON or holds no cells is a reason, however deep it nests."""
    assert isinstance(whole.attempt(".ipynb", data), Unreadable)


@pytest.mark.parametrize(
    "cells", [[None], [3], [{}], [{"cell_type": None, "source": [3, None]}], [{"cell_type": "markdown", "source": {}}], {}]
)
def test_odd_cells(cells: object) -> None:
    """Cells that are not what the format says hold nothing."""
    assert whole.read(".ipynb", json.dumps({"cells": cells})).passages == ()
