"""Selectors of claims: words that stand in a document more than once are quoted with as much around them as tells each from the others."""

from __future__ import annotations

import pytest

from linkaudit import documents
from linkaudit.claims import claims
from linkaudit.model import Document
from linkaudit.reports import selectors as room
from linkaudit.reports.selectors import CONTEXT, MOST, Selectors

MOTION = "The motion of the council was carried."
SPOKE = "Mr Pell spoke at length about the old bridge over the river and its tolls."


@pytest.mark.parametrize(
    ("text", "longest"),
    [
        (f"{SPOKE}\n\n{MOTION}\n", CONTEXT),
        ("".join(f"- Item {n} was put to the vote in the hall.\n\n  {MOTION}\n\n" for n in range(9)), 2 * CONTEXT),
        (f"# Minutes\n\n{SPOKE}\n\n{MOTION}\n\n{SPOKE}\n\n{MOTION}\n\n## End\n\n{SPOKE}\n\n{MOTION}\n", 4 * CONTEXT),
        (f"{MOTION} {MOTION} {MOTION}\n", 2 * CONTEXT),
    ],
)
def test_each_claim_is_told_from_its_like(text: str, longest: int) -> None:
    """Prefix, words and suffix stand once in the document as its reader sees it, and are no longer than that needs."""
    document = documents.read("a.md", text.encode())
    assert isinstance(document, Document)
    found = claims(document)
    shown = " ".join(passage.text for passage in document.passages)
    selectors = Selectors(found)
    assert len(found) > 1
    for claim in found:
        made = selectors.of(claim, document)
        assert shown.count(made["prefix"] + made["exact"] + made["suffix"]) == 1
        assert max(len(made["prefix"]), len(made["suffix"])) <= longest + 1  # with the space between two passages


def test_what_nothing_tells_apart_costs_little() -> None:
    """A sentence that is said two thousand times is quoted with no more than the most that is allowed."""
    document = documents.read("a.md", f"{MOTION}\n\n".encode() * 2_000)
    assert isinstance(document, Document)
    found = claims(document)
    selectors = Selectors(found)
    lengths = {len(selectors.of(claim, document)["prefix"]) for claim in found}
    assert len(found) == 2_000 and max(lengths) == MOST


def test_a_document_that_repeats_itself_is_not_searched_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once enough has been searched, repeated sentences are quoted with the most that is allowed around them."""
    half = "".join(f"Council {n} counted {7 * n} objections to its plan for the harbour.\n\n" for n in range(40))
    document = documents.read("a.md", f"{half}{SPOKE}\n\n{half}".encode())
    assert isinstance(document, Document)
    searched: list[str] = []

    def widths(_text: str, exact: str) -> dict[int, int]:
        searched.append(exact)
        return {}

    monkeypatch.setattr(room, "SCANNED", 10 * len(document.text))
    monkeypatch.setattr(room, "_widths", widths)
    found = claims(document)
    selectors = Selectors(found)
    made = [selectors.of(claim, document) for claim in found]
    assert len(found) == 81 and 10 <= len(searched) <= 11  # what a reader sees is a little shorter than the file
    assert (len(made[60]["prefix"]), len(made[40]["prefix"])) == (MOST, CONTEXT + 1)  # the one in the middle stands there once
