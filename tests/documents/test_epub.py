"""E-books: every chapter in the order of the spine, notes across chapters, nothing of the book itself as a citation."""

from __future__ import annotations

from datetime import date

import pytest

from linkaudit.model import Unreadable
from tests.documents import whole
from tests.documents.containers import epub


def test_spine_order_and_places() -> None:
    """Chapters come in the order of the spine; a place is the chapter's file and the line in it."""
    first = '<p>A <a href="http://a.example/?x=1&amp;y=2">word</a>.</p>'
    book = epub({"a.xhtml": first, "b.xhtml": "<p>B</p>\n<p>See http://b.example/.</p>"}, spine="b.xhtml a.xhtml")
    document = whole.read(".epub", book)
    assert [each.text for each in document.passages] == ["B", "See http://b.example/.", "A word."]
    assert [(each.url, each.target, each.at.part, each.at.line) for each in document.links] == [
        ("http://b.example/", "http://b.example/", "OPS/b.xhtml", 2),
        ("http://a.example/?x=1&y=2", "http://a.example/?x=1&y=2", "OPS/a.xhtml", 1),
    ]
    assert not document.exact and document.links[0].start is None


def test_notes_of_another_chapter() -> None:
    """A call-out finds its note in the chapter of notes; two chapters may name their notes alike."""
    call = '<p>It fell.<a epub:type="noteref" href="{}"><sup>1</sup></a></p>'.format
    note = '<aside epub:type="footnote" id="{}"><p>1 {}.</p></aside>'.format
    notes = note("n1", "Hope, http://hope.example/") + note("n2", "Smith")
    document = whole.read(".epub", epub({"a.xhtml": call("notes.xhtml#n1"), "b.xhtml": call("notes.xhtml#n2"), "notes.xhtml": notes}))
    said = {each.label: each.text for each in document.passages if each.kind == "note"}
    assert [said[each.label] for each in document.callouts] == ["1 Hope, http://hope.example/.", "1 Smith."]
    (link,) = [each for each in document.links if each.skip is None]
    assert (link.url, link.layout) == ("http://hope.example/", "footnote")


def test_the_book_is_no_citation_of_itself() -> None:
    """Pictures and chapters of the book are not listed; an element that XML closes at once swallows nothing."""
    inside = '<p><a id="x"/>See <a href="b.xhtml#y">there</a>, <a href="b.xhtml">here</a> <img src="i.png"/> '
    inside += '<a href="#x">up</a>.</p><script/><p>End.</p>'
    document = whole.read(".epub", epub({"a.xhtml": inside, "b.xhtml": "<p id='y'>B</p>"}, extra={"OPS/i.png": b"x"}))
    assert document.links == ()
    assert [each.text for each in document.passages] == ["See there, here up.", "End.", "B"]


def test_metadata() -> None:
    """Title, dates and language are the package's."""
    meta = "<dc:title>The Annals</dc:title><dc:date>2020-01-31</dc:date><dc:language>fr</dc:language>"
    meta += '<meta property="dcterms:modified">2020-02-01T00:00:00Z</meta>'
    document = whole.read(".epub", epub({"a.xhtml": "<p>x</p>"}, meta=meta))
    assert (document.title, document.published, document.modified, document.language) == (
        "The Annals",
        date(2020, 1, 31),
        date(2020, 2, 1),
        "fr",
    )


def test_a_chapter_that_is_missing() -> None:
    """A chapter that the spine names and the book lacks is a remark."""
    book = epub({"a.xhtml": "<p>x</p>", "b.xhtml": "<p>y</p>"}).replace(b"OPS/b.xhtml", b"OPS/c.xhtml")
    assert whole.read(".epub", book).remarks == ("OPS/b.xhtml: no such chapter, or not one that can be read",)


@pytest.mark.parametrize(
    ("extra", "reason"),
    [
        ({"META-INF/encryption.xml": '<e><CipherReference URI="OPS/a.xhtml"/></e>'}, "its chapters are locked (DRM)"),
        ({"META-INF/container.xml": "<container/>"}, "not an e-book: its package file is missing"),
        ({"OPS/book.opf": "<package/>"}, "an e-book without a chapter that can be read"),
    ],
)
@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_what_cannot_be_read_says_why(extra: dict[str, str], reason: str) -> None:
    """Locked or empty books are a reason."""
    found = whole.attempt(".epub", epub({"a.xhtml": "<p>x</p>"}, extra=extra))
    assert isinstance(found, Unreadable) and found.reason == reason


def test_fonts_may_be_locked() -> None:
    """Locked fonts, which publishers like, lock no chapter."""
    extra = {"META-INF/encryption.xml": '<e><CipherReference URI="OPS/font.otf"/></e>'}
    assert whole.read(".epub", epub({"a.xhtml": "<p>x</p>"}, extra=extra)).passages[0].text == "x"
