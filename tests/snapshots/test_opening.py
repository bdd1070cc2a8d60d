"""What an archive answers to a capture, and what is made of it: tables with a made-up archive, whatever no real one would do."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from linkaudit.model import Cause, NoResponse, Reply, Request, Response
from linkaudit.snapshots import opening
from linkaudit.snapshots.opening import Opened, Refusal, Unanswered
from tests.snapshots.cases import page

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 3, 1, tzinfo=UTC)
BASE, STAMP, URL = "https://web.archive.org/web", "20190520100000", "http://a.test/x"
MEMENTO = ("Memento-Datetime", "Mon, 20 May 2019 10:00:00 GMT")
HTML = ("Content-Type", "text/html")
Answer = tuple[int, tuple[tuple[str, str], ...], bytes]


async def opened(*answers: Answer, url: str = URL, nearest: bool = False) -> tuple[Opened | Refusal | Unanswered, list[str]]:
    """What comes of the answers, one after the other, and what was asked."""
    left, asked = list(answers), []

    async def put(request: Request) -> Reply:
        asked.append(request.url)
        status, headers, body = left.pop(0)
        return Response(request, status, headers, body, NOW)

    return await opening.open_capture(BASE, STAMP, url, put, nearest=nearest), asked


GOOD: Answer = (200, (MEMENTO, HTML), page("a"))


async def test_a_page() -> None:
    """A 2xx with Memento-Datetime that shows a page is a memento, cited without the modifier."""
    found, asked = await opened(GOOD)
    assert isinstance(found, Opened)
    assert (found.url, found.taken_at.isoformat()) == (f"{BASE}/{STAMP}/{URL}", "2019-05-20T10:00:00+00:00")
    assert asked == [f"{BASE}/{STAMP}id_/{URL}"]


@pytest.mark.parametrize(
    ("location", "led_to"),
    [
        (f"/web/{STAMP}id_/http://a.test/y", "http://a.test/y"),
        (f"http://web.archive.org/web/{STAMP}id_/http://a.test/y", "http://a.test/y"),
        (f"http://10.0.0.1:8080/web/{STAMP}id_/http://a.test/y", "http://a.test/y"),
        ("http://a.test/y", "http://a.test/y"),
        ("/y", "http://a.test/y"),
        ("y?a=1", "http://a.test/y?a=1"),
        ("//b.test/y", "http://b.test/y"),
        ("https://b.test/y", "https://b.test/y"),
    ],
)
async def test_archived_redirects_stay_in_the_archive(location: str, led_to: str) -> None:
    """Whether an archive rewrites Location or not, the page it names is asked of the archive, never of the web."""
    found, asked = await opened((301, (MEMENTO, ("Location", location)), b""), GOOD)
    assert isinstance(found, Opened), found
    assert asked[1] == f"{BASE}/{STAMP}id_/{led_to}"
    assert found.hops == 1


@pytest.mark.parametrize(
    "location", ["https://elsewhere.test/", "/login", "http://web.archive.org/save/http://a.test/x", "mailto:a@b.test"]
)
async def test_the_archive_sends_us_elsewhere(location: str) -> None:
    """A redirect of the archive itself is followed to captures of the same page only."""
    found, asked = await opened((302, (("Location", location),), b""))
    assert found == Refusal("the archive sends us elsewhere")
    assert len(asked) == 1


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ([(404, (MEMENTO,), b"gone")], "archived 404"),
        ([(429, (MEMENTO,), b"slow")], "archived 429"),
        ([(200, (MEMENTO, HTML), b"")], "empty"),
        ([(404, (), b"never archived")], "does not replay"),
        ([(400, (), b"bad")], "does not replay"),
        ([(451, (), b"<h1>Access Blocked</h1>")], "holds it back (451)"),
        ([(200, (), b"<p>This URL has been excluded from the Wayback Machine.")], "excludes"),
        ([(403, (("X-Archive-Wayback-Runtime-Error", "AdministrativeAccessControlException"),), b"")], "excludes"),
        ([(302, (("Location", f"/web/{STAMP}id_/http://b.test/"),), b"")], "another page"),
        ([(200, (MEMENTO, HTML, ("Link", '<http://b.test/>; rel="original"')), page("a"))], "another page"),
        ([(200, (("Memento-Datetime", "Sat, 20 May 2017 10:00:00 GMT"), HTML), page("a"))], "2017-05-20"),
        ([(301, (MEMENTO, ("Location", "javascript:void(0)")), b"")], "no page"),
        ([(301, (MEMENTO, ("Location", "/")), b"")], "front page"),
        ([(301, (MEMENTO, ("Location", URL)), b"")], "loop"),
        ([(301, (MEMENTO, ("Location", f"/{n}")), b"") for n in range(12)], "too often"),
        ([(200, (MEMENTO, ("Content-Type", "application/pdf")), b"<html>not a pdf</html>")], "no PDF"),
    ],
)
async def test_refused(answers: list[Answer], words: str) -> None:
    """Whatever is not the page is refused, with the reason."""
    found, _ = await opened(*answers)
    assert isinstance(found, Refusal), found
    assert words in found.reason


@pytest.mark.parametrize("answer", [(429, (), b""), (503, (), b""), (500, (HTML,), page("a")), (200, (HTML,), page("the archive itself"))])
async def test_unanswered(answer: Answer) -> None:
    """Without Memento-Datetime an archive speaks for itself: its errors and its own pages say nothing about the capture."""
    found, _ = await opened(answer)
    assert isinstance(found, Unanswered), found


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("https://perma.cc/warc/AB12-CD34", None),
        ("/warc/AB12-CD34", None),
        ("https://elsewhere.test/warc/AB12-CD34", "sends us elsewhere"),
        ("/AB12-CD34", "sends us elsewhere"),
    ],
)
async def test_a_short_address_leads_on_inside_its_archive(location: str, words: str | None) -> None:
    """A memento under an address of the archive's own may be led on to, within that archive and not in a circle."""
    left: list[Answer] = [(302, (("Location", location),), b""), GOOD]

    async def put(request: Request) -> Reply:
        status, headers, body = left.pop(0)
        return Response(request, status, headers, body, NOW)

    found = await opening.open_memento("https://perma.cc/AB12-CD34", URL, put)
    assert isinstance(found, Opened) if words is None else isinstance(found, Refusal) and words in found.reason


async def test_silence() -> None:
    """No answer is no answer."""

    async def put(request: Request) -> Reply:
        return NoResponse(request, Cause.READ_TIMEOUT, "", NOW)

    assert await opening.open_capture(BASE, STAMP, URL, put) == Unanswered("the archive gave no answer (read-timeout)", again=True)


async def test_a_bad_memento_datetime_is_none() -> None:
    """A date that is no date does not make an answer a memento."""
    found, _ = await opened((200, (("Memento-Datetime", "yesterday"), HTML), page("a")))
    assert isinstance(found, Unanswered)


async def test_headers_of_the_site_are_judged() -> None:
    """What the site itself said (prefixed by the Wayback Machine) is judged, not what the archive's own server adds."""
    found, _ = await opened((200, (MEMENTO, HTML, ("x-archive-orig-cf-mitigated", "challenge")), b"<title>Just a moment...</title>"))
    assert isinstance(found, Refusal)
    found, _ = await opened((200, (MEMENTO, HTML, ("cf-mitigated", "challenge")), page("a")))
    assert isinstance(found, Opened)


async def test_a_long_page_may_speak_of_what_is_missing() -> None:
    """An article with such a heading is an article; an error page is one however long its footer."""
    article = (
        page("a").replace(b"<h1>Ships of a</h1>", b"<h1>The 404 ships: lost and never found</h1>")
        + b"<p>"
        + b"Words of the diary follow. " * 200
    )
    assert isinstance((await opened((200, (MEMENTO, HTML), article)))[0], Opened)
    error = b"<title>Page not found</title><h1>Page not found</h1>" + b"<p>" + b"Words of a long footer. " * 200
    assert isinstance((await opened((200, (MEMENTO, HTML), error)))[0], Refusal)


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        (f"https://web.archive.org/web/{STAMP}/http://a.test/x", ("https://web.archive.org/web", STAMP, "http://a.test/x")),
        ("https://arquivo.pt/wayback/2019/http://a.test/", ("https://arquivo.pt/wayback", "2019", "http://a.test/")),
        (f"http://127.0.0.1:8080/web/{STAMP}id_/https:/a.test/x", ("http://127.0.0.1:8080/web", STAMP, "https://a.test/x")),
        (f"https://wayback.archive-it.org/all/{STAMP}/a.test/x", ("https://wayback.archive-it.org/all", STAMP, "a.test/x")),
        ("https://perma.cc/AB12-CD34", None),
        ("http://a.test/2019/report", None),
    ],
)
def test_anatomy(address: str, parts: tuple[str, str, str] | None) -> None:
    """Replay URLs of the usual form come apart; others do not."""
    assert opening.anatomy(address) == parts
