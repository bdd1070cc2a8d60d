"""What is asked next: the table of the plan."""

import pytest

from linkaudit.checks.plan import next_request
from linkaudit.checks.talk import Around
from linkaudit.model import Cause, Source
from tests.checks.script import Answer, Say, Script, Web, converse, source, to

PAGE = "http://a.test/p/1"


def asked(script: Script, url: str = PAGE, around: Around = Around()) -> Web:  # noqa: B008
    """The web after the conversation, with what was asked of it."""
    web = Web(script)
    converse(web, source(url), around)
    return web


@pytest.mark.parametrize(
    ("answers", "requests"),
    [
        ([Say()], 1),
        ([Say(404)], 2),
        ([Say(410)], 1),
        ([Say(403)], 1),
        ([Say(500)], 2),
        ([Say(503), Say()], 2),
        ([Cause.RESET], 2),
        ([Cause.CLOSED, Say()], 2),
        ([Cause.PROTOCOL], 2),
        ([Cause.READ_TIMEOUT], 2),
        ([Cause.CONNECT_TIMEOUT], 2),
        ([Cause.DNS_TEMPORARY], 2),
        ([Cause.DNS_NXDOMAIN], 2),
        ([Cause.REFUSED], 1),
        ([Cause.TLS_EXPIRED], 1),
        ([Say(500), Cause.READ_TIMEOUT], 3),
        ([Say(404), Say(500), Say(404)], 3),
        ([Say(429, retry_after=1.0), Say()], 2),
        ([Say(429, retry_after=3600.0)], 1),
        ([Say(429), Say(429), Say()], 3),
        ([Say(503, retry_after=2.0), Say()], 2),
    ],
)
def test_how_often(answers: list[Answer], requests: int) -> None:
    """Faults are asked again once, refusals never, a 404 and an unknown name twice, a 429 as long as its wait is short."""
    assert len(asked({PAGE: answers}).asked) == requests


def test_second_looks_wait() -> None:
    """A 404 is looked at again after a second, an unknown name after three, a time-out at the end of the run, a fault at once."""
    seconds = {answer: asked({PAGE: answer}).asked[1] for answer in (Say(404), Cause.DNS_NXDOMAIN, Cause.READ_TIMEOUT, Cause.RESET)}
    assert [(r.after, r.late) for r in seconds.values()] == [(1.0, False), (3.0, False), (0.0, True), (0.0, False)]


def test_hosts_file_is_the_authority() -> None:
    """With a hosts file a name is looked up once."""
    assert len(asked({PAGE: Cause.DNS_NXDOMAIN}, around=Around(resolver="authority")).asked) == 1


def test_never_head() -> None:
    """Nothing is decided by HEAD: everything is asked with GET."""
    assert {r.method for r in asked({PAGE: [Say(500), Cause.READ_TIMEOUT, Say(404)]}).asked} == {"GET"}


def test_skipped_sources_are_not_asked() -> None:
    """A source with a reason to skip it asks nothing."""
    assert next_request(Source(PAGE, PAGE, "a.test", skip="mailto")) is None


def test_fragment_is_not_sent() -> None:
    """The fragment stays at home, also that of a Location."""
    script = {PAGE: to("/q/1#there"), "http://a.test/q/1": Say()}
    assert [r.url for r in asked(script, PAGE + "#here").asked] == [PAGE, "http://a.test/q/1"]


def test_ten_redirects() -> None:
    """At most ten redirects are walked: eleven requests."""
    script = {f"http://a.test/{n}": to(f"/{n + 1}") for n in range(40)}
    assert [r.url for r in asked(script, "http://a.test/0").asked] == [f"http://a.test/{n}" for n in range(11)]


def test_a_loop_needs_the_same_cookies() -> None:
    """A cookie wall that sends its visitor back to the same URL with a cookie is passed; the same URL and cookies are a loop."""
    wall = asked({PAGE: [to(PAGE, cookie="seen=1; Path=/"), Say()]})
    assert [dict(r.headers).get("Cookie") for r in wall.asked] == [None, "seen=1"]
    assert len(asked({PAGE: to(PAGE)}).asked) == 1
    assert len(asked({PAGE: to("/b", cookie="n=1; Path=/"), "http://a.test/b": to(PAGE)}).asked) == 3


def test_cookies_stay_in_their_chain_and_host() -> None:
    """Cookies go back only to the host that set them, never to another host, nor into a second attempt."""
    script: Script = {
        PAGE: to("http://b.test/x", cookie="a=1"),
        "http://b.test/x": to("http://a.test/p/2", cookie="b=2"),
        "http://a.test/p/2": [Cause.READ_TIMEOUT, Say()],
    }
    sent = [(r.url, dict(r.headers).get("Cookie")) for r in asked(script).asked]
    one = [(PAGE, None), ("http://b.test/x", None), ("http://a.test/p/2", "a=1")]
    assert sent == one + one


@pytest.mark.parametrize(
    ("line", "url", "sent"),
    [
        ("s=1; Domain=a.test; Path=/", "http://www.a.test/", True),
        ("s=1", "http://www.a.test/", False),
        ("s=1; Domain=test", "http://www.a.test/", False),
        ("s=1; Domain=b.test", "http://b.test/", False),
        ("s=1; Secure", "http://a.test/", False),
        ("s=1; Secure", "https://a.test/p/2", True),
        ("s=1; Path=/x", "http://a.test/xy", False),
        ("s=1; Path=/x", "http://a.test/x/y", True),
        ("s=1; Max-Age=0", "http://a.test/p/2", False),
        ("s=1\x01", "http://a.test/p/2", False),
        (f"s={'1' * 5000}", "http://a.test/p/2", False),
    ],
)
def test_cookie_rules(line: str, url: str, sent: bool) -> None:
    """A cookie goes where RFC 6265 lets it go."""
    web = asked({PAGE: to(url, cookie=line), url: Say()})
    assert (dict(web.asked[1].headers).get("Cookie") == "s=1") is sent


def test_cookie_flood_is_capped() -> None:
    """However many cookies a chain sets, no request carries more than 8,190 bytes of them."""
    flood = Say(302, b"", (("Location", "/b"), *(("Set-Cookie", f"c{n}={'x' * 300}; Path=/") for n in range(600))))
    sent = dict(asked({PAGE: flood, "http://a.test/b": Say()}).asked[1].headers)["Cookie"]
    assert 0 < len(sent) <= 8190


def test_time_is_bounded() -> None:
    """A source costs two attempts at most: the seconds and waits of all its requests stay within two time-outs and two seconds."""
    nasty: list[Script] = [
        {PAGE: [Say(500, seconds=4.0), Cause.READ_TIMEOUT, Say(503, seconds=4.0), Cause.READ_TIMEOUT]},
        {PAGE: [Say(429, retry_after=4.0), Say(429, retry_after=4.0), Cause.READ_TIMEOUT]},
        {PAGE: to("/b"), "http://a.test/b": Cause.READ_TIMEOUT},
        {PAGE: Cause.CONNECT_TIMEOUT},
    ]
    for script in nasty:
        web = Web(script)
        replies = converse(web, source(PAGE), Around(timeout=5.0))
        assert sum(r.seconds + r.request.after for r in replies) <= 2 * 5.0 + 2


def test_refresh_pages_are_walked() -> None:
    """A short page that only sends its reader on is a hop; a page that loads itself anew is a page."""
    on = Say(200, '<html><head><meta http-equiv="Refresh" content="0; URL=/new/1"></head>')
    self = Say(200, '<html><head><meta http-equiv="refresh" content="3; url=/p/1"></head>Scores')
    assert [r.url for r in asked({PAGE: on, "http://a.test/new/1": Say()}).asked] == [PAGE, "http://a.test/new/1"]
    assert len(asked({PAGE: self}).asked) == 1
