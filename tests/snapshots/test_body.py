"""The title of an opened copy, as its reader's browser would show it."""

from datetime import UTC, datetime

import pytest

from linkaudit.model import Request, Response
from linkaudit.snapshots.body import fault, title

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


URL = "http://a.test/2019/05/harbour-budget"
STORY = "<p>The council voted ten to three on Tuesday to set aside two million for dredging the inner basin of the old port. " * 4
TORN = "<p>Sign up to see more.<form><input name=u><input type=password name=p></form>"


@pytest.mark.parametrize(
    ("body", "shown", "wrong"),
    [
        (b"<script>window.location.replace('/')</script>", URL, "a redirect by script"),
        (b"<title>Moved</title><p>If nothing happens, <a href='/'>click</a><script>document.location = '/'</script>", URL, "by script"),
        (b"<title>weir</title><frameset><frame src='http://ads.test/x'></frameset>", URL, "a frame of another site"),
        (b"<title>Weir</title><noscript>Turn it on</noscript><div id=root></div><script src=a.js></script>", URL, "without its scripts"),
        (b"<title>Weir</title>", URL, "shows nothing"),
        (b"<title>Weir</title><p>Please enable JavaScript to view this. Support ID 77", URL, "a notice"),
        (b"<title>Zustimmung</title><p>Bitte akzeptieren Sie Cookies.<button>Ja</button>", URL, "a notice"),
        (TORN.encode(), URL, "a login wall"),
        (b"<b>Fatal error</b>: Uncaught Error in <b>/var/www/db.php</b> on line <b>12</b>", URL, "a fault of its server"),
        (b"<title>Index of /</title><h1>Index of /</h1><a href=cgi-bin/>cgi-bin/</a>", URL, "the list of another folder"),
        (f"<link rel=canonical href=/><title>Weir Post</title>{STORY}".encode(), URL, "the front page"),
        (f"<title>Weir Post</title>{STORY}".encode(), "http://a.test/search?q=harbour", "a redirect to a search"),
        (f"<title>Weir Post</title>{STORY}".encode(), "http://a.test/2019", "a section of the site"),
        (f"<title>Weir Post</title>{STORY}".encode(), "http://a.test/plans/plan.jpg", "content-type-changed"),
        ("<title>Страница не найдена</title><h1>Страница не найдена</h1>".encode("cp1251"), URL, "an error page"),
    ],
)
def test_what_stands_in_place_of_a_page(body: bytes, shown: str, wrong: str) -> None:
    """A capture that shows its visitor something else than the page, though no sign of an error, is refused for it."""
    asked = shown if shown.endswith(".jpg") else URL
    found = fault(Response(Request("GET", shown), 200, (("Content-Type", HTML),), body, datetime(2026, 3, 1, tzinfo=UTC)), asked, shown)
    assert found is not None
    assert wrong in found


@pytest.mark.parametrize(
    ("body", "url", "shown"),
    [
        (b"<title>Pier, 1905</title><img src=a.jpg>", URL, URL),
        (b"<title>Museum</title><frameset><frame src=menu.htm><frame src=main.htm></frameset>", URL, URL),
        (b"<h1>The mayor speaks</h1><iframe src='https://video.test/embed/7'></iframe>", URL, URL),
        (b"<h1>Vote 17</h1>Ten to three.<script>if (top != self) top.location = self.location</script>", URL, URL),
        (b"<h1>Chocolate cookies</h1>Flour, butter, two eggs.<form><input name=q></form>", URL, URL),
        (TORN.encode(), "http://a.test/login", "http://a.test/login"),
        (f"<link rel=canonical href=/><title>Harbour budget</title>{STORY}".encode(), URL, URL),
        (f"<title>Weir Post</title>{STORY}".encode(), "http://a.test/story/harbour-budget/print", "http://a.test/story/harbour-budget"),
        (f"<title>Weir Post</title>{STORY}".encode(), URL, "http://a.test/node/8812"),
        (f"<title>File:plan.jpg</title>{STORY}".encode(), "http://a.test/wiki/File:plan.jpg", "http://a.test/wiki/File:plan.jpg"),
    ],
)
def test_small_and_odd_pages_are_pages(body: bytes, url: str, shown: str) -> None:
    """A capture with little or nothing but a picture, a frame of its own or a recipe for cookies is the page it claims to be."""
    reply = Response(Request("GET", shown), 200, (("Content-Type", HTML),), body, datetime(2026, 3, 1, tzinfo=UTC))
    assert fault(reply, url, shown) is None


def test_two_steps_up_from_a_name() -> None:
    """From a page with a name of one word a redirect two steps up leads to a list; one step up it may be the page, as from a number."""
    body = f"<title>Weir Post</title>{STORY}".encode()
    at = datetime(2026, 3, 1, tzinfo=UTC)

    def led(asked: str, shown: str) -> str | None:
        return fault(Response(Request("GET", shown), 200, (("Content-Type", HTML),), body, at), asked, shown)

    assert led("http://a.test/news/2019/weir", "http://a.test/news") == "the capture shows a redirect to a section of the site"
    assert led("http://a.test/news/2019/weir", "http://a.test/news/2019") is None
    assert led("http://a.test/news/2019/", "http://a.test/news") is None
