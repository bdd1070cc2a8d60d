"""Captures of made-up sites, and what should come of each: one site per fate."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from linkaudit.model import Gap
from linkaudit.snapshots.choose import EMPTY_DIGEST
from tests.snapshots.facade import HTML_PAGE, Facade, Fault
from tests.snapshots.warcs import Taken

WHEN = date(2019, 6, 1)


def page(about: str) -> bytes:
    """A page with enough to say that nobody takes it for an error."""
    text = f"The harbour office of {about} keeps records of every ship that came in since the pier was built. " * 6
    return f"<html><head><title>Ships of {about}</title></head><body><h1>Ships of {about}</h1><p>{text}</p></body></html>".encode()


@dataclass(frozen=True)
class Case:
    """`expected` is the 14 digits of the snapshot to be offered, or the gap. `url` is what a document cites."""

    name: str
    captures: tuple[Taken, ...]
    expected: str | Gap
    path: str = "/page"
    when: date | None = WHEN
    arrange: Callable[[Facade, str], None] | None = None

    @property
    def host(self) -> str:
        """A host of its own."""
        return f"{self.name}.test"

    @property
    def url(self) -> str:
        """What the document cites."""
        return f"http://{self.host}{self.path}"


def _at(name: str, *takes: tuple[str, bytes], path: str = "/page") -> tuple[Taken, ...]:
    return tuple(Taken(f"http://{name}.test{path}", stamp, body) for stamp, body in takes)


def _faults(endpoint: str, *faults: Fault) -> Callable[[Facade, str], None]:
    def arrange(archive: Facade, host: str) -> None:
        archive.faults[endpoint, host] = list(faults)

    return arrange


def _rows(*rows: str) -> Callable[[Facade, str], None]:
    def arrange(archive: Facade, host: str) -> None:
        archive.rows[f"http://{host}/page"] = [row.replace("HOST", host) for row in rows]

    return arrange


def _excluded(shape: int) -> Callable[[Facade, str], None]:
    def arrange(archive: Facade, host: str) -> None:
        archive.excluded[host] = shape

    return arrange


def _paged(size: int) -> Callable[[Facade, str], None]:
    def arrange(archive: Facade, host: str) -> None:
        archive.page_size[host] = size
        archive.rows[f"http://{host}/page"] = [
            f"test,{host.removesuffix('.test')})/page 2019{m:02}{d:02}{h:02}0000 http://{host}/page text/html 404 {'A' * 32} 500"
            for m in range(1, 5)
            for d in range(1, 29)
            for h in range(24)
        ]

    return arrange


ALWAYS = "always"
BEFORE, DAY, AFTER = "20190520100000", "20190601100000", "20190612100000"

SOFT = b"""<html><head><title>Page not found</title></head><body>
<h1>Page not found</h1><p>The page you asked for does not exist.</p></body></html>"""
SOFT_DE = (
    "<html><head><title>Seite nicht gefunden</title></head><body><h1>Seite nicht gefunden</h1><p>Die Seite gibt es nicht.</p></body></html>"
)
LOGIN = b"""<html><head><title>Log in</title></head><body><h1>Log in</h1><form action="/login"><input name="user">
<input type="password" name="pw"><button>Log in</button></form></body></html>"""
CONSENT = b"""<html><head><title>Before you continue</title></head><body><h1>Before you continue</h1><p>We value your privacy.</p>
<form action="/consent"><button>Accept all</button><button>Reject all</button></form></body></html>"""
CHALLENGE = b"""<html><head><title>Just a moment...</title></head><body>
<script src="/cdn-cgi/challenge-platform/h/b/orchestrate/chl_page/v1"></script>
<noscript>Enable JavaScript and cookies to continue</noscript></body></html>"""
PARKED = b"""<html><head><title>parked.test</title></head><body><p>This domain is for sale! Buy this domain.</p>
<script src="https://img.sedoparking.com/templates/bg/arrows.js"></script></body></html>"""

TEASER = b"""<html><head><title>Ships of a</title></head><body><h1>Ships of a</h1><p>The harbour office of a keeps records...</p>
<div><h2>Subscribe to continue reading</h2><p>Already a subscriber? Log in.</p></div></body></html>"""

CASES = [
    Case("teaser-only", _at("teaser-only", (BEFORE, TEASER)), BEFORE),
    Case("teaser-then-whole", _at("teaser-then-whole", (BEFORE, TEASER), ("20220801000000", page("a"))), "20220801000000"),
    Case("tracked", _at("tracked", (BEFORE, page("a")), path="/page?id=3"), BEFORE, path="/page?utm_source=news&id=3"),
    Case(
        "redirect-two-steps-up",
        (
            Taken("http://redirect-two-steps-up.test/news/2019/harbour.html", BEFORE, b"", 302, location="/news/"),
            Taken("http://redirect-two-steps-up.test/news/", BEFORE, page("a")),
        ),
        Gap.UNUSABLE,
        path="/news/2019/harbour.html",
    ),
    Case("soft-404", _at("soft-404", (BEFORE, SOFT)), Gap.UNUSABLE),
    Case("soft-404-german", _at("soft-404-german", (BEFORE, SOFT_DE.encode())), Gap.UNUSABLE),
    Case("soft-404-older-good", _at("soft-404-older-good", (BEFORE, SOFT), ("20180801000000", page("a"))), "20180801000000"),
    Case(
        "soft-404-every-day",
        _at(
            "soft-404-every-day",
            *[(f"201905{day:02}100000", SOFT.replace(b"</body>", b"<!-- %d --></body>" % day)) for day in range(1, 28)],
            ("20180801000000", page("a")),
        ),
        "20180801000000",
    ),
    Case(
        "soft-404-every-month",
        _at(
            "soft-404-every-month",
            *[
                (f"{year}{month:02}10100000", SOFT.replace(b"</body>", b"<!-- %d.%d --></body>" % (month, year)))
                for year in (2018, 2019, 2020)
                for month in range(1, 13)
            ],
            ("20140801000000", page("a")),
        ),
        "20140801000000",
    ),
    Case("login-wall", _at("login-wall", (BEFORE, LOGIN)), Gap.UNUSABLE),
    Case("login-wall-older-good", _at("login-wall-older-good", (BEFORE, LOGIN), ("20190401000000", page("a"))), "20190401000000"),
    Case("consent-wall", _at("consent-wall", (BEFORE, CONSENT)), Gap.UNUSABLE),
    Case("challenge", _at("challenge", (BEFORE, CHALLENGE)), Gap.UNUSABLE),
    Case("parked", _at("parked", (BEFORE, PARKED)), Gap.UNUSABLE),
    Case(
        "redirect-to-login",
        (
            Taken("http://redirect-to-login.test/page", BEFORE, b"", 302, location="http://redirect-to-login.test/login?next=/page"),
            Taken("http://redirect-to-login.test/login?next=/page", BEFORE, LOGIN),
        ),
        Gap.UNUSABLE,
    ),
    Case(
        "another-page",
        _at("another-page", (BEFORE, page("a")), path="/other"),
        Gap.UNUSABLE,
        arrange=_rows(f"test,another-page)/other 20190520100000 http://HOST/other text/html 200 {'D' * 32} 500"),
    ),
    Case("before-and-after", _at("before-and-after", (BEFORE, page("a")), ("20190620100000", page("b"))), BEFORE),
    Case("equal-distance", _at("equal-distance", ("20190522100000", page("a")), ("20190611100000", page("b"))), "20190522100000"),
    Case("nearer-after", _at("nearer-after", ("20190301000000", page("a")), (AFTER, page("b"))), AFTER),
    Case("future-only", _at("future-only", ("20240101000000", page("a")), ("20250101000000", page("b"))), "20240101000000"),
    Case("far-past", _at("far-past", ("20010101000000", page("a"))), "20010101000000"),
    Case("no-date", _at("no-date", (BEFORE, page("a")), ("20240101000000", page("b"))), "20240101000000", when=None),
    Case("never", (), Gap.NONE),
    Case("never-undated", (), Gap.NONE, when=None),
    Case(
        "archived-404",
        (*_at("archived-404", ("20190401000000", page("a"))), Taken("http://archived-404.test/page", BEFORE, b"<h1>Not Found</h1>", 404)),
        "20190401000000",
    ),
    Case("only-404", (Taken("http://only-404.test/page", BEFORE, b"<h1>Not Found</h1>", 404),), Gap.UNUSABLE),
    Case("only-429", (Taken("http://only-429.test/page", BEFORE, b"<h1>Too Many Requests</h1>", 429),), Gap.UNUSABLE),
    Case("only-503", (Taken("http://only-503.test/page", BEFORE, b"<h1>Unavailable</h1>", 503),), Gap.UNUSABLE),
    Case("only-403", (Taken("http://only-403.test/page", BEFORE, b"<h1>Forbidden</h1>", 403),), Gap.UNUSABLE),
    Case("archived-410-then-none", (Taken("http://archived-410-then-none.test/page", AFTER, b"<h1>Gone</h1>", 410),), Gap.UNUSABLE),
    Case(
        "good-beyond-window",
        (
            *_at("good-beyond-window", ("20150101000000", page("a"))),
            Taken("http://good-beyond-window.test/page", BEFORE, b"<h1>Not Found</h1>", 404),
        ),
        "20150101000000",
    ),
    Case(
        "redirect-rescued",
        (
            Taken("http://redirect-rescued.test/page", BEFORE, b"", 301, location="http://redirect-rescued.test/new/page"),
            Taken("http://redirect-rescued.test/new/page", "20190521000000", page("a")),
        ),
        "20190521000000",
    ),
    Case(
        "redirect-relative",
        (
            Taken("http://redirect-relative.test/page", BEFORE, b"", 302, location="elsewhere"),
            Taken("http://redirect-relative.test/elsewhere", BEFORE, page("a")),
        ),
        BEFORE,
    ),
    Case(
        "redirect-by-refresh",
        (
            Taken("http://redirect-by-refresh.test/page", BEFORE, b"<meta http-equiv=refresh content='0; url=/new/page'>"),
            Taken("http://redirect-by-refresh.test/new/page", "20190521000000", page("a")),
        ),
        "20190521000000",
    ),
    Case(
        "redirect-in-four-steps",
        (
            *(
                Taken(f"http://redirect-in-four-steps.test/{here}", f"2019052010000{n}", b"", 301, location=f"/{there}")
                for n, (here, there) in enumerate([("page", "a"), ("a", "b"), ("b", "c"), ("c", "end?x=1")])
            ),
            Taken("http://redirect-in-four-steps.test/end?x=1", "20190520100009", page("a")),
        ),
        "20190520100009",
    ),
    Case(
        "redirect-far",
        (
            Taken("http://redirect-far.test/page", BEFORE, b"", 301, location="http://redirect-far.test/new"),
            Taken("http://redirect-far.test/new", "20230101000000", page("a")),
        ),
        Gap.UNUSABLE,
    ),
    Case(
        "redirect-to-root",
        (
            Taken("http://redirect-to-root.test/page", BEFORE, b"", 301, location="http://redirect-to-root.test/"),
            Taken("http://redirect-to-root.test/", BEFORE, page("a")),
        ),
        Gap.UNUSABLE,
    ),
    Case(
        "redirect-unarchived",
        (Taken("http://redirect-unarchived.test/page", BEFORE, b"", 301, location="http://not-archived.test/new"),),
        Gap.UNUSABLE,
    ),
    Case(
        "redirect-to-404",
        (
            Taken("http://redirect-to-404.test/page", BEFORE, b"", 301, location="http://redirect-to-404.test/new"),
            Taken("http://redirect-to-404.test/new", BEFORE, b"<h1>Not Found</h1>", 404),
        ),
        Gap.UNUSABLE,
    ),
    Case(
        "redirect-ring",
        (
            Taken("http://redirect-ring.test/page", BEFORE, b"", 301, location="http://redirect-ring.test/b"),
            Taken("http://redirect-ring.test/b", BEFORE, b"", 301, location="http://redirect-ring.test/page"),
        ),
        Gap.UNUSABLE,
    ),
    Case(
        "scheme-loop",
        (Taken("http://scheme-loop.test/page", BEFORE, b"", 301, location="https://scheme-loop.test/page"),),
        Gap.UNUSABLE,
    ),
    Case(
        "scheme-loop-rescued",
        (
            Taken("http://scheme-loop-rescued.test/page", BEFORE, b"", 301, location="https://scheme-loop-rescued.test/page"),
            Taken("https://scheme-loop-rescued.test/page", "20190425000000", page("a")),
        ),
        "20190425000000",
    ),
    Case(
        "revisit",
        (
            *_at("revisit", ("20190101000000", page("a"))),
            Taken("http://revisit.test/page", BEFORE, revisit=True),
        ),
        BEFORE,
    ),
    Case(
        "revisit-of-unseen",
        (
            *_at("revisit-of-unseen", ("20150101000000", page("a"))),
            Taken("http://revisit-of-unseen.test/page", BEFORE, revisit=True),
        ),
        BEFORE,
    ),
    Case("empty", _at("empty", (BEFORE, b"")), Gap.UNUSABLE),
    Case("empty-near-good-far", _at("empty-near-good-far", (BEFORE, b""), ("20190201000000", page("a"))), "20190201000000"),
    Case("blank", _at("blank", (BEFORE, b" \n\t\n")), Gap.UNUSABLE),
    Case(
        "pdf",
        (Taken("http://pdf.test/paper.pdf", BEFORE, b"%PDF-1.7\n" + b"x" * 400, mime="application/pdf"),),
        BEFORE,
        path="/paper.pdf",
    ),
    Case(
        "pdf-that-is-none",
        (
            Taken("http://pdf-that-is-none.test/paper.pdf", BEFORE, page("a")),
            Taken("http://pdf-that-is-none.test/paper.pdf", "20190301000000", b"%PDF-1.4\n" + b"x" * 400, mime="application/pdf"),
        ),
        "20190301000000",
        path="/paper.pdf",
    ),
    Case("excluded-403", _at("excluded-403", (BEFORE, page("a"))), Gap.EXCLUDED, arrange=_excluded(403)),
    Case("excluded-200", _at("excluded-200", (BEFORE, page("a"))), Gap.EXCLUDED, arrange=_excluded(200)),
    Case(
        "index-says-excluded",
        _at("index-says-excluded", (BEFORE, page("a"))),
        BEFORE,
        arrange=_faults("/cdx", *[Fault(403, b"AdministrativeAccessControlException: Blocked Site Error", manner=ALWAYS)]),
    ),
    Case("index-429", _at("index-429", (BEFORE, page("a"))), BEFORE, arrange=_faults("/cdx", Fault(429, b"slow down"))),
    Case(
        "index-429-nothing-kept",
        (),
        Gap.UNKNOWN,
        arrange=_faults("/cdx", Fault(429, HTML_PAGE, {"Retry-After": "7"}, manner=ALWAYS)),
    ),
    Case("index-503", _at("index-503", (BEFORE, page("a"))), BEFORE, arrange=_faults("/cdx", Fault(503, b"no"), Fault(503, b"no"))),
    Case("index-503-nothing-kept", (), Gap.UNKNOWN, arrange=_faults("/cdx", Fault(503, b"no", manner=ALWAYS))),
    Case("index-504-once", _at("index-504-once", (BEFORE, page("a"))), BEFORE, arrange=_faults("/cdx", Fault(504, b"gateway"))),
    Case("index-504-nothing-kept", (), Gap.UNKNOWN, arrange=_faults("/cdx", Fault(504, b"", manner=ALWAYS))),
    Case("index-html", (), Gap.UNKNOWN, arrange=_faults("/cdx", Fault(200, HTML_PAGE, manner=ALWAYS))),
    Case(
        "index-html-kept",
        _at("index-html-kept", (BEFORE, page("a"))),
        BEFORE,
        arrange=_faults("/cdx", Fault(200, HTML_PAGE, manner=ALWAYS)),
    ),
    Case("index-hangs", (), Gap.UNKNOWN, arrange=_faults("/cdx", Fault(200, b"", manner="hang", seconds=1.5), Fault(503, b""))),
    Case("index-closes", (), Gap.UNKNOWN, arrange=_faults("/cdx", Fault(manner="close"), Fault(manner="close"))),
    Case("index-cut", (), Gap.UNKNOWN, arrange=_faults("/cdx", *[Fault(body=b"test,index-cut)/page 2019", manner="cut")] * 2)),
    Case(
        "index-cut-mid-row",
        (),
        Gap.UNKNOWN,
        arrange=_faults("/cdx", Fault(200, b"test,index-cut-mid-row)/page 20190520100000 http://index-cut-mid-ro", manner=ALWAYS)),
    ),
    Case(
        "replay-429",
        _at("replay-429", (BEFORE, page("a"))),
        Gap.UNKNOWN,
        arrange=_faults("/web/", *[Fault(429, HTML_PAGE)] * 2),
    ),
    Case(
        "replay-403",
        _at("replay-403", (BEFORE, page("a"))),
        Gap.UNKNOWN,
        arrange=_faults("/web/", Fault(403, b"<h1>Forbidden</h1>", manner=ALWAYS)),
    ),
    Case(
        "listed-and-held-back",
        _at("listed-and-held-back", (BEFORE, page("a"))),
        Gap.EXCLUDED,
        arrange=_faults("/web/", Fault(451, b"<h1>Access Blocked</h1>", manner=ALWAYS)),
    ),
    Case("replay-503", _at("replay-503", (BEFORE, page("a"))), Gap.UNKNOWN, arrange=_faults("/web/", *[Fault(503, HTML_PAGE)] * 2)),
    Case(
        "replay-own-page", _at("replay-own-page", (BEFORE, page("a"))), Gap.UNKNOWN, arrange=_faults("/web/", *[Fault(200, HTML_PAGE)] * 2)
    ),
    Case(
        "impossible-date",
        _at("impossible-date", (BEFORE, page("a"))),
        BEFORE,
        arrange=_rows(f"test,impossible-date)/page 20190012170449 http://HOST/page text/html 200 {'B' * 32} 500"),
    ),
    Case(
        "impossible-date-only",
        (),
        Gap.UNUSABLE,
        arrange=_rows(f"test,impossible-date-only)/page 20190012170449 http://HOST/page text/html 200 {'B' * 32} 500"),
    ),
    Case(
        "index-row-without-record",
        _at("index-row-without-record", ("20190401000000", page("a"))),
        "20190401000000",
        arrange=_rows(f"test,index-row-without-record)/page 20190601000000 http://HOST/page text/html 200 {'C' * 32} 500"),
    ),
    Case("many-rows", _at("many-rows", ("20190425000000", page("a"))), "20190425000000", arrange=_paged(1000)),
    Case(
        "duplicates",
        _at("duplicates", (BEFORE, page("a"))),
        BEFORE,
        arrange=_rows(*[f"test,duplicates)/page 20190520100000 http://HOST/page text/html 200 {EMPTY_DIGEST} 500"] * 3),
    ),
    Case(
        "unchanged-around",
        _at("unchanged-around", (BEFORE, page("a")), (AFTER, page("a"))),
        AFTER,
    ),
    Case("asterisk", _at("asterisk", (BEFORE, page("a")), path="/a*"), BEFORE, path="/a*"),
    Case("query-and-escapes", _at("query-and-escapes", (BEFORE, page("a")), path="/p?b=2&a=%C3%A9"), BEFORE, path="/p?b=2&a=%C3%A9"),
]

CAPTURES = [capture for case in CASES for capture in case.captures]
