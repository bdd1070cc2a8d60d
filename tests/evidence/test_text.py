"""The words of a page, whatever comes back."""

from datetime import UTC, date, datetime

import pytest

from linkaudit.evidence import page_text
from linkaudit.evidence.text import MOST_LETTERS, of_bytes
from linkaudit.model import NoText, PageText, Request, Response

AT = datetime(2026, 1, 2, tzinfo=UTC)
ARTICLE = """<!doctype html><html lang="en"><head><title>Cranes fall at Varna</title>
<meta property="article:published_time" content="2021-03-04T08:00:00Z"><style>p { color: red }</style></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Two cranes fall in the storm</h1>
<p>Two cranes fell at the port of <b>Varna</b> on Wednesday night, and a mechanic was killed, the operator said in a statement.</p>
<p>The port handled 412,000 containers in 2021,<br>more than in any year before, and it hopes for half a million in the next.</p>
<p style="display:none">You cannot see this.</p><script>var x = "nor this";</script>
<p>Mayor Elena Petrova promised a new breakwater before the next winter, and said that the ministry would pay for most of it.</p></article>
<footer>Imprint</footer></body></html>"""


def response(body: bytes | str, kind: str = "text/html; charset=utf-8", status: int = 200, complete: bool = True) -> Response:
    """An answer with this body."""
    data = body.encode() if isinstance(body, str) else body
    return Response(Request("GET", "https://a.example/"), status, (("Content-Type", kind),), data, AT, complete=complete)


def read(body: bytes | str, kind: str = "text/html; charset=utf-8") -> PageText:
    """The text of a page that has one."""
    page = page_text(response(body, kind))
    assert isinstance(page, PageText), page
    return page


def test_a_page_is_its_visible_blocks() -> None:
    """Blocks come in reading order with white space collapsed; scripts, styles and hidden elements are no words of the page."""
    page = read(ARTICLE)
    assert page.body[:4] == ("Cranes fall at Varna", "Home", "Sport", "Two cranes fall in the storm")
    assert page.body[4].startswith("Two cranes fell at the port of Varna on Wednesday night, and")
    assert page.body[5] == "The port handled 412,000 containers in 2021,"
    assert not any("cannot see" in block or "nor this" in block or "color" in block for block in page.body)
    assert (page.title, page.published, page.language) == ("Cranes fall at Varna", date(2021, 3, 4), "en")


def test_the_article_is_told_from_the_menu() -> None:
    """`main` holds the article's blocks, word for word as in `body`, and neither menu nor footer."""
    page = read(ARTICLE)
    assert page.main and set(page.main) <= set(page.body)
    assert any(block.startswith("Mayor Elena Petrova") for block in page.main)
    assert not {"Home", "Sport", "Imprint"} & set(page.main)


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("<p>Ein schöner Tag für Zürich und für alle, die dort sind.".encode("latin-1"), "text/html; charset=iso-8859-1"),
        ('<meta charset="windows-1252"><p>Ein schöner Tag für Zürich und für alle, die dort sind.'.encode("cp1252"), "text/html"),
        ("Ein schöner Tag für Zürich\nund für alle, die dort sind.\n\nNoch ein Absatz.".encode(), "text/plain"),
    ],
)
def test_charsets_and_plain_text_are_read(body: bytes, kind: str) -> None:
    """What the header or the page declares decides how bytes are read; plain text has paragraphs."""
    page = read(body, kind)
    assert "Ein schöner Tag für Zürich und für alle, die dort sind." in page.body
    assert page.language == "de"


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (response("gone", status=404), "unreachable"),
        (response(b"\x89PNG", "image/png"), "no_text"),
        (response("<html><body><script>app()</script></body></html>"), "no_text"),
        (response(b"", "text/html"), "no_text"),
        (response(b"%PDF-1.4 broken", "application/pdf"), "no_text"),
        (response(b"\x00\x01\x02\x03" * 50, "application/octet-stream"), "no_text"),
    ],
)
def test_a_page_without_words_says_why(answer: Response, reason: str) -> None:
    """What cannot be searched is a value with its reason."""
    found = page_text(answer)
    assert isinstance(found, NoText)
    assert found.reason == reason


def pdf(*lines: str) -> bytes:
    """A PDF of one page with these lines of Helvetica; no lines make a page of nothing, as a scan is to a reader of text."""
    drawn = "BT /F1 12 Tf 72 720 Td 14 TL " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out, places = "%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{each}\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    trailer = f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{len(out)}\n%%EOF"
    return (out + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{trailer}").encode("latin-1")


def test_a_pdf_has_paragraphs_or_is_scanned() -> None:
    """The lines of a PDF are joined, its hyphens closed; one without letters is a scan."""
    page = read(
        pdf("The port of Varna handled 412,000 con-", "tainers in the year of the great storm, and", "more are hoped for."),
        "application/pdf",
    )
    assert page.body == ("The port of Varna handled 412,000 containers in the year of the great storm, and more are hoped for.",)
    scan = page_text(response(pdf(), "application/pdf"))
    assert isinstance(scan, NoText)
    assert scan.reason == "scanned"


HOSTILE = {
    "nested": "<div>" * 100_000 + "The words at the bottom." + "</div>" * 100_000,
    "unclosed": "<b>" * 100_000 + "The words at the bottom.",
    "comments": "<!-- " * 100_000 + "--><p>The words at the bottom.",
    "scripts": "<script>" * 50_000 + "</script><p>The words at the bottom.",
    "tags": "<p" * 200_000 + "><p>The words at the bottom.",
    "attributes": "<p " + "a=1 " * 200_000 + ">The words at the bottom.",
    "links": "<a href=x>y</a> " * 60_000 + "<p>The words at the bottom.",
    "entities": "&amp;" * 200_000 + "<p>The words at the bottom.",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_page_is_read_to_its_end(name: str) -> None:
    """Depth, number and size of what a page is made of neither stop nor crash the reader, and the words under it all are found."""
    found = page_text(response(HOSTILE[name]))
    if name not in ("comments", "scripts", "tags"):
        assert isinstance(found, PageText)
        assert any("The words at the bottom." in block for block in found.body)


def test_more_than_a_million_letters_are_cut() -> None:
    """A page of any size costs a bounded amount of memory, and says that it was cut."""
    page = read("<p>" + "words and words " * 10 + "</p>" + "<p>The port handled containers.</p>" * 60_000)
    assert page.cut
    assert sum(map(len, page.body)) <= MOST_LETTERS + 10_000


def test_soft_hyphens_are_no_letters() -> None:
    """A page's soft hyphens, which nobody sees, part no words."""
    page = of_bytes("<p>Chris\u00adti\u00adan Platt&shy;ner war da.</p>".encode(), "text/html")
    assert isinstance(page, PageText)
    assert page.body == ("Christian Plattner war da.",)


@pytest.mark.parametrize(
    "shell",
    [
        '<title>News</title><div id="root"></div><script src="a.js"></script>',
        '<title>News</title><div id="root"><p>Loading …</p></div><script src="a.js"></script>',
        "<p>JavaScript is required. Please enable it in your browser, or call us on weekdays from nine to five.</p><script>a()</script>",
    ],
)
def test_the_shell_of_a_page_is_no_page(shell: str) -> None:
    """What scripts would fill is not called a page that lacks the claim; a short page without scripts is one."""
    page = of_bytes(f"<html><body>{shell}</body></html>".encode(), "text/html")
    assert isinstance(page, NoText)
    assert page.reason == "no_text"
    for short in (b"<p>He died in 1999.</p>", b'<script type="application/ld+json">{}</script><p>He died in 1999.</p>'):
        assert isinstance(of_bytes(b"<html><body>" + short + b"</body></html>", "text/html"), PageText)


def test_an_article_that_scripts_write_is_read_where_it_is_stated() -> None:
    """A shell whose JSON-LD has the article's body has words; one whose JSON-LD is broken, or has none, stays a shell."""
    shell = '<html><head><script type="application/ld+json">{}</script></head><body><div id="app"></div><script src="/x.js"></script>'
    body = "<p>Two cranes fell at Varna.</p><p>A mechanic was killed &amp; mourned.</p>"
    stated = f'{{"@graph": [{{"@type": "NewsArticle", "articleBody": "{body}"}}]}}'
    page = of_bytes(shell.format(stated).encode(), "text/html")
    assert isinstance(page, PageText)
    assert page.main == page.body == ("Two cranes fell at Varna.", "A mechanic was killed & mourned.")
    for broken in ('{"articleBody": "Two', '{"articleBody": 3}', "[" * 100_000 + '"articleBody"', '{"headline": "Two cranes fell"}'):
        assert isinstance(of_bytes(shell.format(broken).encode(), "text/html"), NoText)
