"""PDF: link areas and their words, URLs that the margin broke, footnotes, pages without text, and files made to hurt."""

from __future__ import annotations

import random
import zlib
from datetime import date
from typing import Any

import pytest

from linkaudit.model import Document, Unreadable
from tests.documents import whole
from tests.documents.pdfs import BREAKS, Objects, Page, article, assemble, make


def lines(*texts: str, size: float = 10, x: float = 60, y: float = 700) -> list[tuple[Any, ...]]:
    """Lines one below the other."""
    return [(x, y - number * 1.2 * size, size, text) for number, text in enumerate(texts)]


def read(*pages: Page, info: str = "") -> Document:
    return whole.read(".pdf", make(pages, info))


def test_lines_are_put_together() -> None:
    """Lines of a paragraph are joined, divided words too; a larger distance, an indent after a full stop or a bullet begins another."""
    full = "This line is as long as a line of this page can be, or nearly"
    document = read(
        Page(
            [
                *lines(full + " un-", "broken and so on with more words until the margin is met again.", "And more."),
                *lines("   Indented is a new paragraph of words that go on and on and", "on.", y=640),
                *lines("\u2022 an item", "\u2022 another item that goes on with words until the margin is met", "here", y=600),
            ]
        )
    )
    assert [(each.kind, each.text) for each in document.passages] == [
        ("paragraph", full + " unbroken and so on with more words until the margin is met again. And more."),
        ("paragraph", "Indented is a new paragraph of words that go on and on and on."),
        ("list_item", "• an item"),
        ("list_item", "• another item that goes on with words until the margin is met here"),
    ]


@pytest.mark.parametrize("breaks", ["slash", "hyphen", "marks"])
def test_broken_urls_are_rejoined(breaks: str) -> None:
    """Of URLs broken after a slash, a hyphen, any mark, or at the margin at least 95 % are whole, and none has a word glued to it."""
    cited = found = 0
    for seed in range(30):
        data, urls = article(seed, breaks)
        got = [link.url for link in whole.read(".pdf", data).links]
        cited += len(urls)
        for url in urls:
            if url in got:
                found += 1
                got.remove(url)
        assert all(any(url.startswith(each) for url in urls) for each in got), got
    assert found >= 0.95 * cited


@pytest.mark.parametrize("breaks", ["anywhere", "never"])
def test_urls_broken_by_force(breaks: str) -> None:
    """Of URLs broken between any two letters because the line is full nine in ten are whole, and none has a word glued to it."""
    cited = found = 0
    for seed in range(30):
        data, urls = article(seed, breaks)
        got = [link.url for link in whole.read(".pdf", data).links]
        cited, found = cited + len(urls), found + len(set(urls) & set(got))
        assert all(any(url.startswith(each) for url in urls) for each in got), got
    assert found >= 0.9 * cited


WORDS = ["and", "and/or", "well-known", "2020", "Smith,", "(see", "e.g.", "www.other.example", "https://other.example/", "12.5", "he/she"]


@pytest.mark.parametrize(
    "word",
    ["and", "and/or", "well-known", "2020", "Smith,", "(see", "e.g.", "www.other.example", "https://other.example/", "12.5", "he/she"],
)
@pytest.mark.parametrize("url", ["https://www.example.org/", "https://www.example.org/report", "https://www.example.org/a/b.html"])
def test_words_stay_words(url: str, word: str) -> None:
    """The first word of the line after a URL is not glued to it, though the line is full and the word has a slash or a hyphen."""
    first = f"Words that come before the URL so that the line is full {url}"
    document = read(Page(lines(first, f"{word} what follows is prose again, for a whole line and no longer than that", "end.")))
    assert document.links[0].url == url


def test_a_link_area_decides() -> None:
    """Where one area covers both parts they are one URL however they look; where it covers the first part only they are not."""
    text = lines("See this line with the URL https://www.example.org/path/", "about and other words.")
    left, top = 60 + 6 * text[0][3].index("https"), 710
    over_both = [(left, 698, 400, top, "https://www.example.org/path/about"), (60, 686, 90, 697, "https://www.example.org/path/about")]
    (link,) = read(Page(text, over_both)).links
    assert (link.url, link.anchor) == ("https://www.example.org/path/about", "https://www.example.org/path/about")
    first_only = [(left, 698, 400, top, "https://www.example.org/path/")]
    assert [each.url for each in read(Page(text, first_only)).links] == ["https://www.example.org/path/"]


def test_areas_and_their_words() -> None:
    """An area gives its URI with the words under it, page, rectangle and passage; one that goes over two lines is one link."""
    text = lines("The minister said it in a long interview with the daily", "paper of the town on Monday.")
    areas = [(60 + 6 * 26, 698, 60 + 6 * 55, 710, "http://a.example/x"), (60, 686, 60 + 6 * 5, 697, "http://a.example/x")]
    document = read(
        Page(lines("First page.")),
        Page(text, [*areas, (300, 100, 340, 120, "http://nothing.example/"), (0, 0, 9, 9, "mailto:a@b.example")]),
    )
    first, *others = document.links
    assert (first.url, first.anchor, first.layout) == ("http://a.example/x", "long interview with the daily paper", "inline")
    assert (first.at.page, first.at.rect, first.at.line) == (2, (216.0, 698.0, 390.0, 710.0), None)
    assert document.passages[first.passage or 0].text.startswith("The minister")
    assert [(each.url, each.passage, each.skip) for each in others] == [
        ("http://nothing.example/", None, None),
        ("mailto:a@b.example", None, "mailto"),
    ]
    assert not document.exact and first.start is None


def test_footnotes() -> None:
    """Raised figures are call-outs of the small notes below the text of their page, which hold their URLs."""
    body = [
        *lines("It fell in 1894."),
        (60 + 6 * 16, 704, 6, "1"),
        *lines("More was said of 3.14 and m2 by all people of the country,", y=680),
    ]
    notes = lines("1 Hope, Annals, http://hope.example/annals.", "2 Not called.", size=8, y=80)
    document = read(Page([*body, *notes]), Page([*lines("Again."), (60 + 6 * 6, 704, 6, "1"), (60, 80, 8, "1 http://b.example/")]))
    assert [(each.label, each.text) for each in document.passages if each.kind == "note"] == [
        ("1 (page 1)", "Hope, Annals, http://hope.example/annals. 2 Not called."),
        ("1 (page 2)", "http://b.example/"),
    ]
    assert [(each.label, each.kind, document.passages[each.passage].text[: each.span[1]]) for each in document.callouts] == [
        ("1 (page 1)", "superscript", "It fell in 1894.¹"),
        ("1 (page 2)", "superscript", "Again.¹"),
    ]
    assert [(each.url, each.layout, each.label) for each in document.links] == [
        ("http://hope.example/annals", "footnote", "1 (page 1)"),
        ("http://b.example/", "footnote", "1 (page 2)"),
    ]


def test_headings_and_running_heads() -> None:
    """Larger or bold lines are headings; what stands at the edge of three pages or counts them is furniture."""
    pages = []
    for number in range(1, 5):
        text = [
            (60, 770, 10, f"The Annals {number + 6}"),
            (60, 700, 16, f"Chapter {'ABCD'[number - 1]}"),
            *lines("Words of this page that are a whole paragraph.", "They go on.", y=660),
            (60, 600, 10, "A bold line", "bold"),
            *lines("And text below it that goes on for a while.", "More " * number + "of it.", "And " * number + "on.", y=580),
        ]
        pages.append(Page(text))
    document = read(*pages)
    assert [each.text for each in document.passages if each.kind == "heading"][:2] == ["Chapter A", "A bold line"]
    assert [each.text for each in document.passages if each.furniture] == [f"The Annals {number + 6}" for number in range(1, 5)]
    assert next(each.heading for each in document.passages if each.text.startswith("And text")) == ("Chapter A", "A bold line")


def test_scanned_pages_say_so() -> None:
    """A page that is only a picture is a remark; an empty page is none."""
    document = read(Page(picture=True), Page(lines("Words.")), Page(picture=True), Page(picture=True), Page())
    assert document.remarks == ("pages 1, 3-4 have no text (scanned)",)
    assert read(Page(picture=True)).remarks == ("page 1 has no text (scanned)",)


def test_title_and_dates() -> None:
    """Title and dates are those of the metadata; a file name for a title gives way to the first heading."""
    document = read(Page(lines("x")), info="/Title (The \\(true\\) Annals) /CreationDate (D:20200131120000+01'00') /ModDate (D:20200201)")
    assert (document.title, document.published, document.modified) == ("The (true) Annals", date(2020, 1, 31), date(2020, 2, 1))
    heading = Page([(60, 700, 20, "Annals"), *lines("Words that are longer than the heading is, by far.", y=600)])
    assert read(heading, info="/Title (annals.docx) /CreationDate (D:20209999)").title == "Annals"


def test_numbered_references() -> None:
    """A numbered list of sources is read as references with their labels."""
    document = read(
        Page(
            [
                *lines("As was shown [1].", ""),
                *lines("References", y=660),
                *lines("[1] Hope. http://a.example/x", "[2] Smith. http://b.example/y", y=620),
            ]
        )
    )
    assert [(each.label, each.text) for each in document.passages if each.kind == "reference"] == [
        ("1", "[1] Hope. http://a.example/x"),
        ("2", "[2] Smith. http://b.example/y"),
    ]


def protected() -> bytes:
    objects = Objects()
    catalog = objects.add("<< /Type /Catalog /Pages 2 0 R >>")
    objects.add("<< /Type /Pages /Kids [] /Count 0 >>")
    data = assemble(objects, catalog, objects.add("<< >>"))
    key = b"<" + b"00" * 32 + b">"
    return data.replace(
        b"trailer <<", b"trailer << /ID [<00> <00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O " + key + b" /U " + key + b" >>"
    )


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "not a PDF that can be read"),
        (b"%PDF-1.7\n", "not a PDF that can be read"),
        (b"PK\x03\x04 no PDF at all" * 100, "not a PDF that can be read"),
        (protected(), "needs a password"),
    ],
)
def test_what_cannot_be_read_says_why(data: bytes, reason: str) -> None:
    """What is no PDF, or a locked one, is a reason."""
    found = whole.attempt(".pdf", data)
    assert isinstance(found, Unreadable) and found.reason.startswith(reason)


def test_files_without_a_table_of_objects() -> None:
    """A file whose table of objects is lost is read all the same."""
    data = make([Page(lines("See http://a.example/x now."))]).replace(b"startxref\n", b"startxref\n9")
    assert [each.url for each in whole.read(".pdf", data).links] == ["http://a.example/x"]


@pytest.mark.parametrize("seeds", [range(60), pytest.param(range(60, 6000), marks=pytest.mark.soak)], ids=["sample", "soak"])
def test_mutated_files(seeds: range) -> None:
    """Files with random bytes changed, cut or doubled never crash the reader."""
    base = [article(seed, breaks)[0] for seed, breaks in enumerate(BREAKS)]
    for seed in seeds:
        dice = random.Random(seed)
        data = bytearray(dice.choice(base))
        for _ in range(dice.randrange(1, 30)):
            at = dice.randrange(len(data))
            data[at : at + dice.randrange(6)] = dice.choice(
                [b"", b"0", b"9999999", bytes([dice.randrange(256)]), data[:40], b"<<", b">>", b"-1"]
            )
        whole.attempt(".pdf", bytes(data))


def test_a_stream_that_unpacks_to_much() -> None:
    """A page of 20,000 lines out of a few kB is a document within the limits."""
    objects = Objects()
    catalog = objects.add("<< /Type /Catalog /Pages 2 0 R >>")
    objects.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
    objects.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>")
    objects.stream(zlib.compress(b"BT /F1 1 Tf 1 1 Td (http://a.example/) Tj ET\n" * 20_000), "/Filter /FlateDecode")
    objects.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    assert isinstance(whole.attempt(".pdf", assemble(objects, catalog, objects.add("<< >>"))), Document)
