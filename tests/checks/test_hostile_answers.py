"""Answers that mean harm to whoever reads them: no header and no page is a fault of ours, or leads off the web."""

from __future__ import annotations

import random

import pytest

from linkaudit import kept
from linkaudit.checks import cookies, urls
from linkaudit.checks.plan import next_request
from linkaudit.checks.record import light
from linkaudit.checks.talk import Around
from linkaudit.checks.verdict import judge
from linkaudit.checks.voices import Voices, heard_from
from linkaudit.model import Cause, Check, Health, NoResponse, Reply, Request, Response, Source
from linkaudit.web import cassette
from linkaudit.web.body import decode
from linkaudit.web.door import seconds_to_wait
from tests.checks.script import BEGAN, Say, source, to, verdict

# fmt: off
LONG = "9" * 5000  # digits, more than Python makes a number of
VALUES = [
    "", "²", "--5", "-", LONG, "1e999", "nan", "inf", "0x10", "٣", "a" * 70_000, "\x00", "\x7f", "\u202e", "é", "=", "; ;;;", '"', "<",
    "<http://[::1", "http://[", "//", "\\\\", "http://a.test:99999/", "http:", "javascript:alert(1)", "data:,x", "file:///etc/passwd", "?",
    "%", "/%2e%2e/", "http://xn--a/", f"http://{'a' * 300}.test/", "http://a..b/", "http://10.0.0.1/", "//b.test/", "https://a.test/p/1",
    *(f"a=b; max-age={age}" for age in ("²", "--5", "-", LONG, "-1", "0")), "a=b; domain=test", "a=b; domain=.", "=b", "a=\x0b",
    "a=b\r\nX: y", "Thu, 01 Jan 99999999999999999999 00:00:00 GMT", "Thu, 32 Jan 2020 00:00:00 +9999", "0; url=", "²; url=/x",
    "Mon, 01 Jan 9999 23:59:59 -2359", "5;url=http://[", f"{LONG}; url=/x", "cloudflare", "challenge", "Basic", "image/png",
    "application/pdf",
    *(f"text/html; charset={name}" for name in ("rot13", "base64", "zlib", "punycode", "undefined", "utf-7", "x" * 400)),
    "gzip", "br", "gzip, deflate, gzip",
]
NAMES = [
    "Location", "Refresh", "Set-Cookie", "Retry-After", "Date", "Content-Type", "Content-Encoding", "Content-Length", "Link", "Server",
    "Memento-Datetime", "WWW-Authenticate", "cf-mitigated", "Content-Disposition", "Content-Location", "Via", "x-amzn-waf-action",
]
PIECES = [
    "<title>", "</title>", "404 Not Found", "<h1>", "<meta http-equiv=refresh content='", "0;url=", "/x", "'>", '<meta charset="rot13">',
    "<base href='http://['>", "<link rel=canonical href='http://['>", "<a name=", "<a id='x'>", "<!--", "-->", "<script>", "\x00",
    "&#x110000;", f"&#{LONG};", "&", "<" * 50, "%PDF-1.7", f"/Type/Pages /Count {LONG}", f"/Linearized 1 /N {LONG}", "<div>" * 300,
    "words of a river " * 40, "<form><input type=password>", "domain for sale", "\xff\xfe", "\ufeff", '{"a":', "[" * 3000, '<html lang="',
    "captcha", "consent cookie", "<div hidden>", "<template shadowrootmode>",
]
STATUSES = [
    *[200] * 8, *[301, 302, 303, 307, 308] * 2, 404, 410, 401, 403, 429, 503, 500, 451, 999, 100, 101, 204, 206, 304, 300, 418, 511, 599,
]
# fmt: on
FRAGMENTS = [(), ("x",), (":~:text=a,b",), (f"page={LONG}",), ("²",), ("%",), ("L10",)]


def answer(request: Request, rng: random.Random) -> Reply:
    """Anything at all."""
    if rng.random() < 0.07:
        return NoResponse(request, rng.choice(list(Cause)), rng.choice(VALUES)[:400], BEGAN, rng.random() * 5)
    status = rng.choice(STATUSES)
    headers = [(rng.choice(NAMES), rng.choice(VALUES)) for _ in range(rng.randint(0, 6))]
    if status in (301, 302, 303, 307, 308):
        headers.append(("Location", rng.choice(VALUES)))
    wire = "".join(rng.choices(PIECES, k=rng.randint(0, 25))).encode(rng.choice(["utf-8", "latin-1", "utf-16"]), "replace")
    body, whole = decode(wire, ", ".join(value for name, value in headers if name == "Content-Encoding"), 1 << 19)
    cassette.hide(headers)
    return Response(request, status, tuple(headers), body, BEGAN, rng.random(), whole, seconds_to_wait(headers, BEGAN))


def converse(asked: Source, around: Around, rng: random.Random) -> tuple[Reply, ...]:
    """A conversation with somebody who says anything at all."""
    replies: tuple[Reply, ...] = ()
    while (request := next_request(asked, replies, around)) is not None:
        assert request.url.startswith(("http://", "https://"))
        for _, value in request.headers:
            assert len(value) <= 8190 and value.isprintable()
        replies += (answer(request, rng),)
        assert len(replies) < 60, "the plan does not end"
    return replies


@pytest.mark.parametrize("rounds", [1500, pytest.param(60_000, marks=pytest.mark.soak)], ids=["a sample", "many"])
def test_whatever_is_answered(rounds: int) -> None:
    """Random headers, statuses and pages made of all that has ever broken a reader come to a verdict that can be kept; a conversation ends,
    asks only the web, and no cookie that it sends on holds a control character or is longer than servers take."""
    rng = random.Random(4)
    for _ in range(rounds):
        url = rng.choice(["http://a.test/p/1", "https://a.test/p/doc.pdf", "http://a.test:8080/", "http://[2001:db8::1]/x"])
        asked = source(url, *rng.choice(FRAGMENTS))
        around = Around(rng.choice([20.0, 0.1]), rng.choice(["proven", "authority", "broken", "lying"]))
        replies = converse(asked, around, rng)
        check = Check(asked, judge(asked, replies, around), replies, BEGAN)
        voices = Voices()
        voices.hear(check)
        heard_from(light(check))
        kept.text_of([kept.reply_row(reply) for reply in light(check).replies], url)


@pytest.mark.parametrize("age", ["²", "--5", LONG[:4000], "-", "1"])
def test_a_cookie_of_any_age_is_taken(age: str) -> None:
    """A Max-Age that is no number is no reason to fail, or to lose the cookie."""
    script = {"http://a.test/p/1": [to("/p/1", cookie=f"seen=1; Max-Age={age}"), Say()]}
    assert verdict(script).health is Health.LIVE


@pytest.mark.parametrize("start", ["http://a.test", "http://a.test?", "http://A.test:80", f"http://{'u' * 3000}@a.test"])
def test_an_address_of_any_length_has_a_host(start: str) -> None:
    """The host of a URL of 60 kB is its host, its steps are all there, and no such URL is remembered."""
    long = start + "/x" * 30_000
    urls.host_of("http://a.test")
    before = urls._host_of.cache_info().currsize, urls._steps.cache_info().currsize
    assert urls.host_of(long) == "a.test"
    assert urls.steps(long) == ("x",) * (30_000 if "?" not in start else 0)
    held = urls._host_of.cache_info().currsize - before[0], urls._steps.cache_info().currsize - before[1]
    assert held in ((0, 0), (1, 0))  # the host alone, without path


def test_a_flood_of_cookies_is_dropped() -> None:
    """Of one answer 16 kB of cookies are taken, and 50 at most: those that come first."""

    def taken(size: int) -> list[str]:
        lines = tuple(("Set-Cookie", f"c{n}={'v' * size}") for n in range(80))
        return [cookie.name for cookie in cookies.take((), Response(Request("GET", "http://a.test/"), 200, lines, b"", BEGAN))]

    assert taken(1) == [f"c{n}" for n in range(50)]
    assert taken(4000) == [f"c{n}" for n in range(4)]


@pytest.mark.parametrize("value", ["Thu, 01 Jan 99999999999999999999 00:00:00 GMT", LONG[:400], "²", "Thu, 32 Jan 2020 00:00:00 GMT"])
def test_no_date_is_too_far(value: str) -> None:
    """A Retry-After or Date beyond all calendars says nothing."""
    assert seconds_to_wait([("Retry-After", value), ("Date", value)], BEGAN) is None


def test_a_reference_without_end_is_a_character() -> None:
    """`&#999...;` of five thousand digits does not keep a page from being read."""
    page = Say(200, f"<title>Rye &#{LONG};</title><h1>Rye</h1><p>Rye bread keeps longer than wheat bread, bakers say.</p>")
    assert verdict({"http://a.test/p/1": page}).health is Health.LIVE
