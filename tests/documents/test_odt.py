"""OpenDocument texts: links, notes, lists, raised figures, dates; comments and deleted text are not read."""

from __future__ import annotations

from datetime import date

from tests.documents import whole
from tests.documents.containers import ODF, odt


def a(url: str, words: str) -> str:
    return f'<text:a xlink:type="simple" xlink:href="{url}">{words}</text:a>'


def test_links_and_notes() -> None:
    """A link gives its address and words; a note follows its paragraph, its call-out stands behind the word before."""
    note = (
        '<text:note text:note-class="{}"><text:note-citation>9</text:note-citation><text:note-body>{}</text:note-body></text:note>'.format
    )
    foot = note("footnote", f"<text:p>Hope, {a('http://hope.example/', 'Annals')}.</text:p>")
    end = note("endnote", "<text:p>See http://end.example/.</text:p>")
    link = a("http://a.example/?x=1&amp;y=2", "minister")
    document = whole.read(".odt", odt(f"<text:p>The {link} fell.{foot} It rose.{end}</text:p><text:p>More</text:p>"))
    assert [(each.kind, each.label, each.text, each.at.part) for each in document.passages] == [
        ("paragraph", None, "The minister fell. It rose.", "paragraph 1"),
        ("note", "1", "Hope, Annals.", "footnote 1, paragraph 1"),
        ("note", "endnote 1", "See http://end.example/.", "endnote 1, paragraph 1"),
        ("paragraph", None, "More", "paragraph 2"),
    ]
    assert [(each.label, document.passages[0].text[: each.span[0]]) for each in document.callouts] == [
        ("1", "The minister fell."),
        ("endnote 1", "The minister fell. It rose."),
    ]
    assert [(each.url, each.anchor, each.layout) for each in document.links] == [
        ("http://a.example/?x=1&y=2", "minister", "inline"),
        ("http://hope.example/", "Annals", "footnote"),
        ("http://end.example/", "http://end.example/", "footnote"),
    ]


def test_kinds() -> None:
    """Headings with their level, list items and table cells are what they are; places of the same document are no links."""
    document = whole.read(
        ".odt",
        odt(
            '<text:h text:outline-level="1">One</text:h><text:h text:outline-level="2">Two</text:h>'
            f"<text:list><text:list-item><text:p>item {a('#One', 'up')}</text:p></text:list-item></text:list>"
            "<table:table><table:table-row><table:table-cell><text:p>cell</text:p></table:table-cell></table:table-row></table:table>"
            "<text:p>a<text:s text:c='3'/>b<text:tab/>c<text:line-break/>d</text:p>"
        ),
    )
    assert [(each.kind, each.text, each.heading) for each in document.passages] == [
        ("heading", "One", ()),
        ("heading", "Two", ("One",)),
        ("list_item", "item up", ("One", "Two")),
        ("table_cell", "cell", ("One", "Two")),
        ("paragraph", "a b c d", ("One", "Two")),
    ]
    assert document.links == ()


def test_what_is_not_shown() -> None:
    """Comments and deleted text are not read."""
    gone = "<text:changed-region><text:deletion><text:p>http://gone.example/</text:p></text:deletion></text:changed-region>"
    gone = f"<text:tracked-changes>{gone}</text:tracked-changes>"
    comment = "<office:annotation><text:p>http://comment.example/</text:p></office:annotation>"
    document = whole.read(".odt", odt(f"{gone}<text:p>Said{comment} so.</text:p>"))
    assert [each.text for each in document.passages] == ["Said so."] and document.links == ()


def test_raised_figures() -> None:
    """Raised figures read as `¹`."""
    style = '<style:style style:name="T1"><style:text-properties style:text-position="super 58%"/></style:style>'
    document = whole.read(".odt", odt('<text:p>It fell.<text:span text:style-name="T1">1</text:span></text:p>', style))
    assert document.passages[0].text == "It fell.¹"


def test_metadata_and_flat_files() -> None:
    """Title, dates and language are those of the metadata, in a flat file too."""
    meta = "<dc:title>Annals</dc:title><meta:creation-date>2020-01-31T10:00:00</meta:creation-date>"
    meta += "<dc:date>2020-02-01</dc:date><dc:language>de</dc:language>"
    body = "<office:body><office:text><text:p>x</text:p></office:text></office:body>"
    flat = f"<office:document {ODF}><office:meta>{meta}</office:meta>{body}</office:document>"
    for document in (whole.read(".odt", odt("<text:p>x</text:p>", meta=meta)), whole.read(".fodt", flat)):
        assert (document.title, document.language) == ("Annals", "de")
        assert (document.published, document.modified) == (date(2020, 1, 31), date(2020, 2, 1))
