"""The claims of a document: sentences with exact places, and nothing that is not a statement."""

from linkaudit.citations import cite
from linkaudit.claims import callouts, claims
from linkaudit.claims.kinds import kinds
from linkaudit.documents import read
from linkaudit.model import Document, Passage, Place
from tests.by_hand import document, passage


def test_a_claim_is_its_span() -> None:
    """A claim's text is the document's text between its offsets, white space collapsed, on its own line."""
    made = document("It rained all day. It snowed all night.[1]", "The bridge fell.", passage("reference", "[1] https://a.example/", "1"))
    found = claims(made)
    assert [claim.text for claim in found] == ["It rained all day.", "It snowed all night.[1]", "The bridge fell."]
    assert [claim.plain for claim in found] == ["It rained all day.", "It snowed all night.", "The bridge fell."]
    assert [claim.id for claim in found] == ["page.txt#c1", "page.txt#c2", "page.txt#c3"]
    assert [(claim.at.line, claim.at.column) for claim in found] == [(1, 1), (1, 20), (3, 1)]
    for claim in found:
        assert claim.start is not None
        assert claim.end is not None
        assert claim.text == " ".join(made.text[claim.start : claim.end].split())


def test_wrapped_and_escaped_text_keeps_its_place() -> None:
    """Offsets hold where a line break or an entity lies between two runs of a passage."""
    text = "Salt &amp; pepper\n   came by sea. Sugar &amp; tea came\nby land."
    runs = ((0, 0, 5), (6, 10, 7), (14, 21, 20), (35, 46, 9), (45, 56, 8))
    plain = "Salt & pepper came by sea. Sugar & tea came by land."
    made = Document("a.html", "html", text, (Passage("paragraph", plain, runs, 0, len(text), Place(1, 1)),), (), "0")
    first, second = claims(made)
    assert first.text == "Salt &amp; pepper came by sea."
    assert first.plain == "Salt & pepper came by sea."
    assert (second.text, second.at.line, second.at.column) == ("Sugar &amp; tea came by land.", 2, 17)


def test_a_raised_figure_that_marks_nothing_hides_none() -> None:
    """A raised figure behind a blank is no call-out; the one behind the sentence still is."""
    marks = callouts.find("It holds 10 ² litres and no more.¹ It fell.²")
    assert [mark.labels for mark in marks] == [("1",), ("2",)]


def test_lines_that_state_nothing_are_no_claims() -> None:
    """Headline, caption, byline, source line and boilerplate are kinds of passage, told by their shape."""
    made = document(
        "News",
        "How the Minister Helped Both Sides of the War",
        "By Anna Kowalska and Jan Novak",
        "The minister helped both sides of the war.",
        "The minister and his guest in Minsk",
        "Source: AP/Jan Novak, the minister is seen during a meeting in 2010",
        "He has denied it ever since the war began.",
        "This article was originally published by the Centre.",
    )
    assert kinds(made) == ("heading", "heading", "byline", "paragraph", "caption", "source_line", "paragraph", "boilerplate")
    assert [claim.text for claim in claims(made)] == [
        "The minister helped both sides of the war.",
        "He has denied it ever since the war began.",
    ]


def test_a_text_that_writes_no_stops_still_makes_claims() -> None:
    """Where sentences end without a stop, as in Thai or in notes, a missing stop says nothing."""
    thai = "รัฐมนตรีกล่าวว่าน้ำท่วมครั้งนี้ทำให้บ้านเรือนเสียหายกว่าห้าพันหลัง และ ประชาชน หลาย หมื่น คน ต้อง อพยพ"
    assert len(claims(document(thai, thai))) == 2


def test_numbered_statements_with_urls_are_claims() -> None:
    """In a plain text, a numbered item that says something around its URL is a claim; one that ends in its URL is the entry of a list."""
    said = "1. The bridge fell in May of that year (https://a.example/bridge).\n2. See https://b.example/pay for who has paid for it since."
    made = read("list.txt", f"Two things happened here:\n\n{said}\n".encode())
    assert isinstance(made, Document)
    assert [(claim.plain, len(cite(made)[number - 1].ties)) for number, claim in enumerate(claims(made)) if number] == [
        ("1. The bridge fell in May of that year.", 1),
        ("2. See for who has paid for it since.", 1),
    ]
    made = read("list.txt", b"It fell.\n\n1. The bridge of the town. https://a.example/bridge\n2. Who paid for it? https://b.example/pay\n")
    assert isinstance(made, Document)
    assert [claim.plain for claim in claims(made)] == ["It fell."]


def test_places_in_any_order() -> None:
    """Line and column are right where a passage stands before the one that was read before it, as a note amid its paragraph does."""
    text = "One fell\nin May. Two\nrose.\n\nThree stood.\n"
    made = Document(
        "a.txt",
        "text",
        text,
        tuple(
            Passage("paragraph", " ".join(text[start:end].split()), ((0, start, end - start),), start, end, Place(line, column))
            for start, end, line, column in ((28, 40, 5, 1), (17, 26, 2, 9), (0, 16, 1, 1), (28, 40, 5, 1))
        ),
        (),
        "0",
    )
    assert [(claim.at.line, claim.at.column) for claim in claims(made)] == [(5, 1), (2, 9), (1, 1), (5, 1)]
