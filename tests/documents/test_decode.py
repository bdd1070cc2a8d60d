"""Bytes become text by their mark, by what is declared, or by what fits; or there is a reason."""

import pytest

from linkaudit.documents import read
from linkaudit.documents.decode import Decoded, decode
from linkaudit.model import Unreadable
from tests.documents import exact

WORDS = "Смотри https://пример.example/путь — и всё. Ещё слова, чтобы было что читать.\n"


@pytest.mark.parametrize(
    ("data", "declared", "encoding"),
    [
        (WORDS.encode("utf-8"), None, "utf-8"),
        (WORDS.encode("utf-8-sig"), None, "utf-8"),
        (WORDS.encode("utf-16"), None, "utf-16-le"),
        (b"\xfe\xff" + WORDS.encode("utf-16-be"), None, "utf-16-be"),
        (b"\xff\xfe\0\0" + WORDS.encode("utf-32-le"), None, "utf-32-le"),
        (WORDS.encode("cp1251", "ignore"), "windows-1251", "cp1251"),
        (WORDS.encode("koi8-r", "ignore"), "KOI8-R", "koi8-r"),
        ("naïve – “quoted” https://a.example/".encode("cp1252"), "latin1", "cp1252"),
        ("見よ https://a.example/ 。".encode("cp932"), "Shift_JIS", "cp932"),
        ("看 https://a.example/ 。".encode("gb18030"), "gb2312", "gb18030"),
        ("plain https://a.example/ text, and more of it".encode("utf-16-le"), None, "utf-16-le"),
        ("plain https://a.example/ text, and more of it".encode("utf-16-be"), None, "utf-16-be"),
        (WORDS.encode("utf-8"), "utf-16", "utf-8"),
        (WORDS.encode("utf-8"), "no-such-label", "utf-8"),
    ],
)
def test_encodings(data: bytes, declared: str | None, encoding: str) -> None:
    """A mark wins over a label, a label is read as browsers read it, and what is left is told by its bytes; no mark is left in the text."""
    decoded = decode(data, declared)
    assert isinstance(decoded, Decoded)
    assert decoded.encoding == encoding
    assert "https://" in decoded.text
    assert not decoded.text.startswith("\ufeff")
    assert decoded.remark is None


def test_a_guess_says_so() -> None:
    """Legacy text without a declaration is read by the best guess, which is a remark of the document."""
    document = exact.read("a.txt", ("Смотри https://a.example/ и читай дальше, здесь много слов на русском языке. " * 5).encode("cp1251"))
    assert document.text.startswith("Смотри")
    assert "no encoding declared" in document.remarks[0]


@pytest.mark.parametrize(
    ("data", "declared", "reason"),
    [
        (b"\xff\xfe\x41", None, "not utf-16-le (its byte order mark): it ends too early"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff", None, "binary data"),
        (b"abc\0def", None, "binary data, not text"),
        (bytes(range(128, 256)) * 4, "utf-8", "not utf-8 (declared): byte 0x80 at offset 0 does not decode"),
    ],
)
def test_undecodable_bytes_are_a_reason(data: bytes, declared: str | None, reason: str) -> None:
    """What is no text says why, and where it stops being any."""
    found = read("a.txt", data, charset=declared)
    assert isinstance(found, Unreadable)
    assert reason in found.reason


def test_a_few_broken_bytes_do_not_hide_a_document() -> None:
    """UTF-8 with a broken byte is read with U+FFFD in its place, as browsers do, and says so."""
    document = exact.read("a.txt", WORDS.encode() * 3 + b"caf\xe9 https://a.example/x\n")
    assert [link.target for link in document.links][-1] == "https://a.example/x"
    assert "\ufffd" in document.text
    assert "U+FFFD" in document.remarks[0]


def test_page_declarations() -> None:
    """A page's own declaration holds in both forms; the server's wins over it."""
    for head in (b'<meta charset="windows-1251">', b"<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>"):
        page = head + "<p>Смотри".encode("cp1251")
        assert exact.read("a.html", page).passages[0].text == "Смотри"
        assert (
            exact.read("a.html", b"<meta charset=koi8-r>" + "<p>Смотри".encode("cp1251"), charset="windows-1251").passages[0].text
            == "Смотри"
        )
