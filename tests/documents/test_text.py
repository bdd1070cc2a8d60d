"""Plain text: passages, links and exact places."""

from datetime import date

import pytest

from linkaudit.model import Document
from tests.documents import exact

WRAPPED = """ The council paid 40 million for the bridge in the first of the two years that it
took to build, and nothing after that, the annual report says. It was closed
again last spring.

https://example.org/report/2019
https://web.archive.org/web/20190105210817/https://example.org/old.pdf

Next to it a second one was begun by the county, which has not been finished to
this day although the money is spent.
"""
UNWRAPPED = "First paragraph with its own line, a full stop and more than sixty columns of text in it.\nSecond paragraph.\nThird one."


def read(text: str) -> Document:
    return exact.read("a.txt", text)


def test_hard_wrapped_lines_are_joined() -> None:
    """Lines of a wrapped paragraph are one passage, a run of URL lines is one link block."""
    document = read(WRAPPED)
    assert [passage.kind for passage in document.passages] == ["paragraph", "link_block", "paragraph"]
    assert document.passages[0].text.endswith(
        "that it took to build, and nothing after that, the annual report says. It was closed again last spring."
    )
    assert [(link.layout, link.at.line, link.passage) for link in document.links] == [("block", 5, 1), ("block", 6, 1)]


@pytest.mark.parametrize(
    ("head", "day"),
    [
        ("Title\n11 March 2024\n", date(2024, 3, 11)),
        ("Title\nPublished: March 11, 2024\n", date(2024, 3, 11)),
        ("Title\n2024-03-11T10:00Z\n", date(2024, 3, 11)),
        ("Title\nThe bridge fell on 11 March 2024.\n", None),
        ("Line.\n" * 10 + "11 March 2024\n", None),
    ],
)
def test_a_line_that_is_a_date_dates_the_text(head: str, day: date | None) -> None:
    """A date that has one of the first ten lines for itself is that of the text; one in a sentence or further down is not."""
    assert read(head + "\nThe council paid for the bridge.\n").published == day


def test_lines_that_are_paragraphs_stay_apart() -> None:
    """Text with one line for each paragraph is not glued together."""
    assert [passage.text for passage in read(UNWRAPPED).passages] == UNWRAPPED.split("\n")


def test_numbered_sources() -> None:
    """`[1] https://...` is a reference with a label, and so are its links."""
    document = read(
        "Costs rose.[1] They fell later [2-3].\n\n[1] https://example.org/a\n[2] A. Author, Title. https://example.org/b\n[3] https://example.org/c\n"
    )
    assert [(passage.kind, passage.label) for passage in document.passages[1:]] == [
        ("reference", "1"),
        ("reference", "2"),
        ("reference", "3"),
    ]
    assert {(link.layout, link.label) for link in document.links} == {("numbered", "1"), ("numbered", "2"), ("numbered", "3")}


def test_newlines_stay_as_they_are() -> None:
    """`\\r\\n` is kept in the document's text and lines are still counted right."""
    document = read("One.\r\n\r\nSee https://example.org/a now.\r\n")
    assert document.text == "One.\r\n\r\nSee https://example.org/a now.\r\n"
    assert [(link.at.line, link.at.column) for link in document.links] == [(3, 5)]
