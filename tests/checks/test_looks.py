"""The small judgements that verdicts are made of: where a redirect ends, what a line says, the neighbour to ask, the anchors of a page."""

import pytest

from linkaudit.checks import signs
from linkaudit.checks.detour import detour
from linkaudit.checks.fragments import missing
from linkaudit.checks.missing_words import LANGUAGES, LATIN, OTHERS
from linkaudit.checks.phrases import contains, count, fold, phrases
from linkaudit.checks.probe import sibling
from linkaudit.checks.signs_challenge import MARKS
from linkaudit.checks.signs_missing import LOUD, NUMBER, QUIET, line
from linkaudit.model import Request, Response
from tests.checks.script import BEGAN, Say, Web, source


@pytest.mark.parametrize(
    ("asked", "shown", "code"),
    [
        ("http://a.test/x/y", "https://www.a.test/", "redirect-to-root"),
        ("http://a.test/x/y", "http://a.test/de/home", "redirect-to-root"),
        ("http://a.test/x/y", "http://b.example/", "redirect-to-root"),
        ("http://a.test/?id=55", "http://a.test/", "redirect-to-root"),
        ("http://a.test/x/y/z", "http://a.test/x/", "redirect-upwards"),
        ("http://a.test/x/rye-bread", "http://a.test/news", "redirect-to-section"),
        ("http://a.test/x/y", "http://a.test/404.html", "redirect-to-error-page"),
        ("http://a.test/x/y", "http://a.test/oops?aspxerrorpath=/x/y", "redirect-to-error-page"),
        ("http://a.test/x/rye-bread", "http://a.test/rye-bread", None),
        ("http://a.test/x/rye-bread", "http://a.test/en/x/rye-bread", None),
        ("http://a.test/x/y", "http://b.example/p/q", None),
        ("http://a.test/", "http://a.test/en", None),
        ("http://a.test/index.html", "http://a.test/", None),
        ("http://a.test/404-errors", "http://a.test/2019/404-errors", None),
    ],
)
def test_where_redirects_end(asked: str, shown: str, code: str | None) -> None:
    """Only an end that loses what was asked for is suspicious."""
    assert detour(asked, shown) == code


@pytest.mark.parametrize(
    ("url", "pattern"),
    [
        ("http://a.test/x/y.pdf", r"http://a\.test/x/[a-z]{25}\.pdf"),
        ("http://a.test/x/", r"http://a\.test/[a-z]{25}/"),
        ("http://a.test/x/1234", r"http://a\.test/x/\d{12}"),
        ("http://a.test", r"http://a\.test/[a-z]{25}"),
        ("http://a.test/show.php?id=12&lang=en", r"http://a\.test/show\.php\?id=\d{12}&lang=en"),
        ("http://a.test/x/rye-bread?page=2", r"http://a\.test/x/[a-z]{25}"),
        ("http://a.test/?p=abc", r"http://a\.test/\?p=[a-z]{25}"),
    ],
)
def test_neighbours(url: str, pattern: str) -> None:
    """A neighbour stands in the same directory, has the same kind of name, and is the same every time and for every page beside it."""
    import re

    assert re.fullmatch(pattern, sibling(url)), sibling(url)
    assert sibling(url) == sibling(url)
    if url.endswith(".pdf"):
        assert sibling(url) == sibling("http://a.test/x/other.pdf")


def test_every_language_says_it() -> None:
    """In each language a line of one of its nouns and one of its words for being missing is understood; there are over thirty of them."""
    rows = [*LATIN, *(row for _, rows in OTHERS for row in rows)]
    assert len(set(LANGUAGES)) == len(rows) >= 30
    assert [row.language for row in rows if line(f"{row.nouns[0]} {row.missing[0]}") != LOUD] == []


@pytest.mark.parametrize(
    ("text", "loudness"),
    [
        ("Page not found", LOUD),
        ("PAGE NOT FOUND!", LOUD),
        ("Η ΣΕΛΙΔΑ ΔΕΝ ΒΡΕΘΗΚΕ", LOUD),
        ("Aradiginiz sayfa bulunamadi", LOUD),
        ("Not found", LOUD),
        ("Item 404 of the catalogue", NUMBER),
        ("Not found in nature", QUIET),
        ("Rye bread", QUIET),
        ("7404 kilometres", QUIET),
        ("Fishermen said that the channel had lost a metre of depth", QUIET),
        ("The members saw how the community was moved and what was broken", QUIET),
        ("This channel does not exist", LOUD),
        ("Video unavailable", LOUD),
    ],
)
def test_what_a_line_says(text: str, loudness: int) -> None:
    """Case, accents and spelling do not matter; a number and a phrase about something else are not taken for it."""
    assert line(text) == loudness


def test_phrases() -> None:
    """Phrases are found all at once as they would be one by one, whatever their beginnings have in common."""
    rows = phrases("not found|not foun|gone|найден|не найдено")
    for text in ("it was not found", "it was not foun", "gone", "не НАЙДЕНО", "nothing", "not fou", ""):
        assert contains(fold(text), rows) == any(row in fold(text) for row in rows)
    assert not contains("anything", ())
    assert (count("one two three"), count("一二三四"), count("")) == (3, 2, 0)


def test_every_mark_names_its_source() -> None:
    """Each row of the table of walls says where the fact is from."""
    assert [mark for mark in MARKS if len(mark.source) < 8] == []


def reply(body: bytes, **headers: str) -> Response:
    """An answer with these headers."""
    return Response(
        Request("GET", "http://a.test/x"), 200, tuple((key.replace("_", "-"), value) for key, value in headers.items()), body, BEGAN
    )


def test_signs_on_an_answer_by_itself() -> None:
    """An archived body is looked at alone: a page has no sign, and each thing that is no page has its own."""
    said = {
        "page": signs.of(reply(b"<title>Rye</title><h1>Rye</h1><p>Rye keeps longer than wheat.</p>")),
        "wall": signs.of(reply(b"<title>Just a moment...</title><script>_cf_chl_opt</script>")),
        "missing": signs.of(reply(b"<title>Page not found</title><h1>Page not found</h1>")),
        "empty": signs.of(reply(b"")),
        "login": signs.of(reply(b"<title>Log in</title><form><input type=password></form>"), "http://a.test/members/1"),
    }
    assert {name: [sign.code for sign in found] for name, found in said.items()} == {
        "page": [],
        "wall": ["challenge-cloudflare"],
        "missing": ["not-found-text"],
        "empty": ["empty-body"],
        "login": ["login-wall"],
    }


def test_charsets() -> None:
    """A page is read in the charset that its header or its markup names, else by what its words look like; a name that is none is not
    followed."""
    russian = "<title>Страница не найдена</title>"
    by_header = reply(russian.encode("windows-1251"), content_type="text/html; charset=windows-1251")
    by_markup = reply(b'<meta charset="koi8-r">' + russian.encode("koi8-r"), content_type="text/html")
    wrong = reply(russian.encode(), content_type="text/html; charset=rot13")
    words = f"{russian}<p>Такой страницы на нашем сайте нет, вернитесь на главную и попробуйте ещё раз."
    silent = reply(words.encode("windows-1251"), content_type="text/html")
    assert [signs.of(each)[0].code for each in (by_header, by_markup, wrong, silent)] == ["not-found-text"] * 4


def test_anchors_in_odd_places() -> None:
    """Names are compared as browsers do, also where MediaWiki or GitHub wrote them; a page that is no HTML lacks none."""
    html = reply('<p id="user-content-rye">x</p><a name=old>y</a><h2 id="Größe">z</h2>'.encode(), content_type="text/html")
    assert missing(("rye", "#old", "Gr%C3%B6%C3%9Fe", "Gr.C3.B6.C3.9Fe", "oats"), html) == ("oats",)
    assert missing(("oats",), reply(b"plain", content_type="text/plain")) == ()


def test_a_reply_of_a_script_is_what_the_bed_thinks() -> None:
    """The scripted web answers as a server would: with its type, and with 404 for what it does not have."""
    web = Web({"http://a.test/x": Say()})
    known, unknown = web.ask(Request("GET", source("http://a.test/x").ask)), web.ask(Request("GET", "http://a.test/y"))
    assert isinstance(known, Response) and isinstance(unknown, Response)
    assert (known.status, known.header("content-type"), unknown.status) == (200, "text/html", 404)
