"""The title of an opened copy, as its reader's browser would show it."""

from datetime import UTC, datetime

import pytest

from linkaudit.model import Request, Response
from linkaudit.snapshots.body import title

HTML = "text/html"
SVG = b"<html><head><meta charset=utf-8></head><body><svg><path d=''/></svg><p>x</p></body></html>"


@pytest.mark.parametrize(
    ("body", "kind", "shown"),
    [
        (b"<html><head><title> The\n wall </title></head></html>", HTML, "The wall"),
        ("<title>Пшеница</title>".encode("cp1251"), "text/html; charset=windows-1251", "Пшеница"),
        ('<meta charset="iso-8859-2"><title>Zażółć</title>'.encode("iso-8859-2"), HTML, "Zażółć"),
        ("<title>洪水の壁</title>".encode("shift_jis"), "text/html; charset=Shift_JIS", "洪水の壁"),
        (b"<TITLE>A &amp; B &lt;C&gt;</TITLE>", HTML, "A & B <C>"),
        (
            b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><head><title>X</title></head></html>',
            "application/xhtml+xml",
            "X",
        ),
        (b"<title></title>", HTML, None),
        (SVG, HTML, None),
        (b"%PDF-1.4", "application/pdf", None),
        (b"<title>never closed", HTML, "never closed"),
    ],
)
def test_titles(body: bytes, kind: str, shown: str | None) -> None:
    """The title is read in the charset that the header or the page declares, entities decoded, white space collapsed; none is None."""
    assert (
        title(Response(Request("GET", "http://a.test/"), 200, (("Content-Type", kind),), body, datetime(2026, 3, 1, tzinfo=UTC))) == shown
    )
