"""Word documents: hyperlinks, field codes, notes, lists and what is not shown; containers made to hurt."""

from __future__ import annotations

import io
import struct
import zipfile
from datetime import date

import pytest

from linkaudit.documents import read as read_document
from linkaudit.documents.container import MOST_MEMBERS
from linkaudit.model import Document, Unreadable
from tests.documents import whole
from tests.documents.containers import W, docx, p, pack, t


def field(code: str, shown: str) -> str:
    """A field as Word writes it: code and result between marks."""
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return f"{mark('begin')}<w:r><w:instrText>{code}</w:instrText></w:r>{mark('separate')}{t(shown)}{mark('end')}"


def note(kind: str, identity: int) -> str:
    return f'<w:r><w:{kind}Reference w:id="{identity}"/></w:r>'


def read(body: str, relations: dict[str, str] | None = None, **parts: str) -> Document:
    return whole.read(".docx", docx(body, relations, **parts))


def test_hyperlinks_and_their_words() -> None:
    """A hyperlink gives its address with its words, an anchor joined to it; one to a place of the same document is none."""
    body = p(
        t("The "),
        f'<w:hyperlink r:id="r1" w:anchor="part">{t("minis")}{t("ter")}</w:hyperlink>',
        t(" said."),
        f'<w:hyperlink w:anchor="x">{t("here")}</w:hyperlink>',
    )
    document = read(body, {"r1": "http://a.example/x?a=1&b=2"})
    (link,) = document.links
    assert (link.url, link.anchor, link.layout, link.at.part) == ("http://a.example/x?a=1&b=2#part", "minister", "inline", "paragraph 1")
    assert document.passages[0].text == "The minister said.here" and not document.exact


@pytest.mark.parametrize(
    "shown",
    [
        field(' HYPERLINK "http://a.example/x" \\o "tip" ', "there"),
        field(' HYPERLINK \\h "http://a.example/x"', "there"),
        f"<w:fldSimple w:instr=' HYPERLINK \"http://a.example/x\" '>{t('there')}</w:fldSimple>",
    ],
)
def test_field_codes(shown: str) -> None:
    """A HYPERLINK field is a link whose words are its result; its code is no text."""
    document = read(p(t("Look "), shown, t(".")))
    assert [(each.url, each.anchor) for each in document.links] == [("http://a.example/x", "there")]
    assert document.passages[0].text == "Look there."


def test_notes() -> None:
    """Footnotes and endnotes are passages after the text, numbered as they are called; their call-outs stand behind their words."""
    document = read(
        p(t("It fell."), note("footnote", 7), t(" It rose."), note("footnote", 5), note("endnote", 2)),
        {"r1": "http://hope.example/"},
        footnotes='<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
        f'<w:footnote w:id="5">{p(t("Second http://b.example/."))}</w:footnote>'
        f'<w:footnote w:id="7">{p(t("Hope, "))}{p(f"""<w:hyperlink r:id="r1">{t("Annals")}</w:hyperlink>""")}</w:footnote>',
        endnotes=f'<w:endnote w:id="2">{p(t("End."))}</w:endnote>',
    )
    assert [(each.label, each.text, each.at.part) for each in document.passages if each.kind == "note"] == [
        ("2", "Second http://b.example/.", "footnote 2, paragraph 1"),
        ("1", "Hope,", "footnote 1, paragraph 1"),
        ("1", "Annals", "footnote 1, paragraph 2"),
        ("endnote 1", "End.", "endnote 1, paragraph 1"),
    ]
    assert [(each.label, document.passages[0].text[: each.span[0]]) for each in document.callouts] == [
        ("1", "It fell."),
        ("2", "It fell. It rose."),
        ("endnote 1", "It fell. It rose."),
    ]
    assert [(each.url, each.layout, each.label) for each in document.links] == [
        ("http://b.example/", "footnote", "2"),
        ("http://hope.example/", "footnote", "1"),
    ]


def test_a_call_out_alone_in_its_paragraph_counts() -> None:
    """A paragraph that holds nothing but a mark still calls its note."""
    document = read(
        p(t("It rose.")) + p(note("footnote", 2)), footnotes=f'<w:footnote w:id="2">{p(t("See http://a.example/1."))}</w:footnote>'
    )
    assert [callout.label for callout in document.callouts] == [passage.label for passage in document.passages if passage.label]


def test_what_is_not_shown() -> None:
    """Comments, deleted text and the second form of a text box are not read; inserted text and the first form are."""
    one, two = f"<mc:Choice>{p(t('Box.'))}</mc:Choice>", f"<mc:Fallback>{p(t('Box.'))}</mc:Fallback>"
    box = f'<w:r><mc:AlternateContent xmlns:mc="m">{one}{two}</mc:AlternateContent></w:r>'
    changed = f"<w:del>{t(' gone')}</w:del><w:ins>{t(' new')}</w:ins>"
    document = read(
        p(t("Kept"), changed, '<w:r><w:commentReference w:id="1"/></w:r>', box, t(" end.")),
        comments=f'<w:comment w:id="1">{p(t("http://comment.example/"))}</w:comment>',
    )
    assert [each.text for each in document.passages] == ["Kept new end.", "Box."]
    assert document.links == ()


def test_bare_urls_and_blocks() -> None:
    """A URL of the text is a link of its own; paragraphs that are nothing else are one block."""
    document = read("".join(p(t(words)) for words in ("See http://a.example/x.", "http://b.example/", "Two: http://c.example/", "End.")))
    assert [(each.url, each.layout, each.passage, each.anchor) for each in document.links] == [
        ("http://a.example/x", "bare", 0, "http://a.example/x"),
        ("http://b.example/", "block", 1, "http://b.example/"),
        ("http://c.example/", "block", 1, "http://c.example/"),
    ]
    assert [each.kind for each in document.passages] == ["paragraph", "link_block", "paragraph"]


def test_headings_lists_tables() -> None:
    """Styles make headings (also one that is based on a heading); a counted list below "Sources" is references with their numbers."""
    style = '<w:style w:styleId="{}"><w:name w:val="{}"/>{}</w:style>'.format
    counted = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    document = read(
        p(t("Title"), style="T")
        + p(t("Part"), style="Mine")
        + f"<w:tbl><w:tr><w:tc>{p(t('cell'))}</w:tc></w:tr></w:tbl>"
        + p(t("item"), more=counted.replace('"3"', '"4"'))
        + p(t("Sources"), style="H1")
        + p(t("Hope. http://a.example/"), more=counted)
        + p(t("Smith. http://b.example/"), more=counted),
        styles=style("T", "Title", "") + style("H1", "heading 1", "") + style("Mine", "My own", '<w:basedOn w:val="H1"/>'),
        numbering='<w:abstractNum w:abstractNumId="9"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="9"/></w:num>',
    )
    assert [(each.kind, each.label, each.text, each.heading) for each in document.passages] == [
        ("heading", None, "Title", ()),
        ("heading", None, "Part", ("Title",)),
        ("table_cell", None, "cell", ("Title", "Part")),
        ("list_item", None, "item", ("Title", "Part")),
        ("heading", None, "Sources", ("Title",)),
        ("reference", "1", "Hope. http://a.example/", ("Title", "Sources")),
        ("reference", "2", "Smith. http://b.example/", ("Title", "Sources")),
    ]
    assert [each.layout for each in document.links] == ["numbered", "numbered"]


def test_raised_figures_are_marks() -> None:
    """Raised figures read as `¹`; other raised letters as they are."""
    raised = '<w:vertAlign w:val="superscript"/>'
    assert read(p(t("It fell."), t("1,2", raised), t(" On the 5"), t("th", raised))).passages[0].text == "It fell.¹,² On the 5th"


def test_headers_are_furniture() -> None:
    """A link in a header or footer is listed as furniture."""
    document = read(p(t("Text.")), header1=p(t("Visit http://a.example/")))
    assert [(each.furniture, each.text) for each in document.passages] == [(False, "Text."), (True, "Visit http://a.example/")]
    assert document.links[0].furniture and document.links[0].at.part == "header1 paragraph 1"


def test_pictures_from_elsewhere() -> None:
    """A picture that lies on the web is an image, a picture that leads there a link."""
    drawing = '<w:r><a:blip xmlns:a="a" r:link="r1"/><a:hlinkClick xmlns:a="a" r:id="r2"/></w:r>'
    document = read(p(t("Look"), drawing), {"r1": "http://a.example/x.png", "r2": "http://b.example/"})
    assert [(each.url, each.layout) for each in document.links] == [("http://a.example/x.png", "image"), ("http://b.example/", "inline")]


def test_core_properties() -> None:
    """Title, dates and language are the core properties'."""
    core = "<dc:title>The Annals</dc:title><dc:language>en-GB</dc:language><dcterms:created>2020-01-31T10:00:00Z</dcterms:created>"
    document = read(p(t("x")), core=core + "<dcterms:modified>2020-02-01T10:00:00Z</dcterms:modified>")
    assert (document.title, document.published, document.modified, document.language) == (
        "The Annals",
        date(2020, 1, 31),
        date(2020, 2, 1),
        "en-GB",
    )


# ---------------------------------------------------------------- containers made to hurt


def lying() -> bytes:
    """A member that says it is small and unpacks to much."""
    data = bytearray(pack({"word/document.xml": b"<a>" + b" " * 3_000_000}))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.index(mark) + at
        data[place : place + 4] = struct.pack("<L", 40_000)
    return bytes(data)


def linked() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        member = zipfile.ZipInfo("word/document.xml")
        member.external_attr = 0o120777 << 16
        file.writestr(member, "/etc/passwd")
    return out.getvalue()


def locked() -> bytes:
    data = bytearray(pack({"word/document.xml": "<a/>"}))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + at] |= 1
    return bytes(data)


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><x>&b;</x>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'


@pytest.mark.parametrize("suffix", [".docx", ".odt", ".epub"])
@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not "),
        (b"PK\x03\x04", "not a ZIP container"),
        (pack({"word/document.xml": b"<a>" + b"a" * 50_000_000}), "a ZIP bomb"),
        (pack({f"{number}.xml": b" " * 5_000_000 for number in range(25)}), "a ZIP bomb"),
        (pack({str(number): "" for number in range(MOST_MEMBERS + 1)}), "members"),
        (pack({"../../etc/passwd": "x"}), "leads out of it"),
        (pack({"/etc/passwd": "x"}), "leads out of it"),
        (pack({"C:\\x": "x"}), "leads out of it"),
        (linked(), "symbolic link"),
        (locked(), "needs a password"),
        (pack({"word/document.xml": "<a/>"}, zipfile.ZIP_LZMA), "packed by a method"),
        (pack({"a.zip": pack({"b.zip": pack({"c": b"0" * 100_000})})}), "not "),
        (lying(), ""),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_containers_made_to_hurt(suffix: str, data: bytes, reason: str) -> None:
    """Bombs, members that lead out, links, passwords and what is no such document: each is a reason."""
    found = whole.attempt(suffix, data)
    assert isinstance(found, Unreadable) and reason in found.reason, found


@pytest.mark.parametrize(
    "xml", [LAUGHS, OUTSIDE, LAUGHS.encode("utf-16"), "<!DOCTYPE x [<!ENTITY % p SYSTEM 'http://127.0.0.1/x'> %p;]><x/>"]
)
@pytest.mark.parametrize(
    ("suffix", "member"), [(".docx", "word/document.xml"), (".odt", "content.xml"), (".epub", "META-INF/container.xml")]
)
def test_entities_are_refused(suffix: str, member: str, xml: str | bytes) -> None:
    """XML that declares entities is not read: nothing is opened and nothing unfolds."""
    found = whole.attempt(suffix, pack({member: xml}))
    assert isinstance(found, Unreadable) and "entities" in found.reason


def test_deep_nesting() -> None:
    """100,000 elements inside each other are read without a stack of our own."""
    deep = "<w:smartTag>" * 100_000 + t("in") + "</w:smartTag>" * 100_000
    assert isinstance(whole.attempt(".docx", docx(p(deep))), Document | Unreadable)


def test_not_well_formed() -> None:
    """Broken XML is a reason that names the part."""
    found = whole.attempt(".docx", pack({"word/document.xml": "<a><b></a>"}))
    assert isinstance(found, Unreadable) and found.reason.startswith("word/document.xml: not XML")


def test_the_main_part_may_have_another_name() -> None:
    """Office on the web writes `word/document2.xml`; the package says so."""
    members = {
        "_rels/.rels": '<Relationships><Relationship Id="a" Type="http://x/officeDocument" Target="/word/document2.xml"/></Relationships>',
        "word/document2.xml": f"<w:document {W}><w:body>{p(t('See https://a.example.'))}</w:body></w:document>",
    }
    document = read_document("a.docx", pack(members))
    assert isinstance(document, Document)
    assert [link.url for link in document.links] == ["https://a.example"]
