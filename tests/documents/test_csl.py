"""CSL-JSON: one reference an item, its identifiers through their resolvers, the line where each stands."""

from __future__ import annotations

import json
from datetime import date

import pytest

from linkaudit.model import Unreadable
from tests.documents import whole

ITEM = {
    "id": "hope1894",
    "type": "article-journal",
    "title": "The Prisoner",
    "author": [{"family": "Hope", "given": "A."}, {"literal": "The Society"}, 3],
    "issued": {"date-parts": [[1894, 4]]},
    "URL": "http://a.example/x?a=1&b=2",
    "DOI": "10.1000/182",
    "accessed": {"date-parts": [["2020", 1, 2]]},
}


def test_an_item() -> None:
    """An item is a reference by its id, with URL and DOI, the access date and the title as anchor."""
    document = whole.read(".csl.json", json.dumps([ITEM], indent=1))
    (passage,) = document.passages
    assert (passage.kind, passage.label, passage.text) == ("reference", "hope1894", "Hope A., The Society. 1894. The Prisoner.")
    assert [(each.url, each.target, each.written_as, each.anchor, each.accessed) for each in document.links] == [
        ("http://a.example/x?a=1&b=2", "http://a.example/x?a=1&b=2", None, "The Prisoner", date(2020, 1, 2)),
        ("10.1000/182", "https://doi.org/10.1000/182", "doi", "The Prisoner", date(2020, 1, 2)),
    ]


def test_lines() -> None:
    """A place is the line of the value itself, also where the file escapes slashes or two items cite the same."""
    items = [ITEM, {**ITEM, "id": "again"}]
    for source in (json.dumps(items, indent=1), json.dumps(items, indent=1).replace("/", "\\/")):
        wanted = [number for number, line in enumerate(source.splitlines(), start=1) if '"URL"' in line]
        links = [each for each in whole.read(".csl.json", source).links if each.written_as is None]
        assert [each.at.line for each in links] == wanted and [each.at.part for each in links] == ["hope1894", "again"]


@pytest.mark.parametrize("wrap", [lambda item: item, lambda item: [item], lambda item: {"items": [item]}])
def test_forms(wrap: object) -> None:
    """A list, one item, or items in an object are read alike."""
    assert callable(wrap) and len(whole.read(".csljson", json.dumps(wrap(ITEM))).links) == 2


def test_an_identifier_is_enough() -> None:
    """An item with neither title nor URL leads where its identifier does."""
    assert [each.target for each in whole.read(".csl.json", '[{"id": "a", "DOI": "10.1000/182"}]').links] == ["https://doi.org/10.1000/182"]


def test_other_json_is_text() -> None:
    """JSON that is no bibliography is read for its bare URLs."""
    assert [each.url for each in whole.read(".json", '{"see": "http://a.example/x"}').links] == ["http://a.example/x"]


@pytest.mark.parametrize("data", ["{", "[" * 100_000])
def test_what_is_no_json(data: str) -> None:
    """What is no JSON is a reason."""
    assert isinstance(whole.attempt(".json", data), Unreadable)


@pytest.mark.parametrize(
    "odd", [{"author": 3}, {"issued": []}, {"accessed": {"date-parts": [[2020, 13, 99]]}}, {"URL": 3}, {"DOI": None}, {"title": []}]
)
def test_odd_items(odd: dict[str, object]) -> None:
    """Values that are not what the format says never crash the reader."""
    whole.attempt(".csl.json", json.dumps([{**ITEM, **odd}]))
