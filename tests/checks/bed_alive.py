"""Scenarios of what is alive although something about it looks like death, a wall, a door or a parking place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from linkaudit.checks.codes import STATUSES
from linkaudit.model import Cause
from tests.checks.bed_pages import GONE, Scenario, article, error, front, one, page, site
from tests.checks.bed_words import ERRORS, NAMES, PROSE
from tests.checks.script import Answer, Say, to


def alive() -> Iterator[Scenario]:
    """Pages that a reader can open although something about them looks like death."""
    for lang in PROSE:
        title, heading, sentence = ERRORS[lang][0]
        about = page(
            lang,
            f"{title}: {PROSE[lang][0][:20]}",
            f"«{sentence}»",
            *PROSE[lang],
            *PROSE[lang],
            heading=f"«{heading}» — {PROSE[lang][1][:24]}",
        )
        yield one(
            f"{lang}: an essay about error pages",
            "alive, looks dead",
            "alive",
            f"http://essay.{lang}.test/essays/on-error-pages",
            site({"/essays/on-error-pages": about}),
            not_raised=("soft-404", "probe-same-page", "probe-same-url"),
        )
        yield one(
            f"{lang}: an essay about error pages on a site without honest 404s",
            "alive, looks dead",
            "alive",
            f"http://essay2.{lang}.test/essays/on-error-pages",
            site({"/essays/on-error-pages": about}, error(lang, 1)),
            not_raised=("soft-404", "probe-same-page"),
        )
        shell = Say(
            200,
            f'<!doctype html><html lang="{lang}"><head><title>{NAMES[lang]}</title></head><body><div id="root"></div><script src="/a.js"></script></body></html>',  # noqa: E501
        )
        yield one(
            f"{lang}: an app's empty shell at every address",
            "alive, looks dead",
            "alive",
            f"http://shell.{lang}.test/read/rye",
            site({}, shell),
            not_raised=("soft-404", "probe-same-page"),
        )
        yield one(
            f"{lang}: one body at every address",
            "alive, looks dead",
            "alive",
            f"http://onebody.{lang}.test/read/rye",
            site({}, article(lang)),
            not_raised=("soft-404", "probe-same-page"),
        )
        yield one(
            f"{lang}: one retired page leads to the front page",
            "alive, looks dead",
            "alive",
            f"http://retired.{lang}.test/offers/spring-sale",
            site({"/": front(lang), "/offers/spring-sale": to("/", 302)}),
            raises=("redirect-to-root", "probe-not-found"),
            not_raised=("soft-404", "probe-same-url"),
        )
        yield one(
            f"{lang}: a renamed section",
            "alive, looks dead",
            "alive",
            f"http://renamed.{lang}.test/weather/outlook",
            site({"/climate": article(lang), "/weather/outlook": to("/climate", 301)}),
            raises=("redirect-to-section", "redirect-permanent"),
            not_raised=("soft-404", "probe-same-url"),
        )
        yield Scenario(
            f"{lang}: three pages merged into one",
            "alive, looks dead",
            "alive",
            tuple(f"http://merged.{lang}.test/guides/{name}/part" for name in ("rye", "oats", "barley")),
            {
                f"merged.{lang}.test": site(
                    {
                        "/guides/cereals/all": article(lang),
                        **{f"/guides/{n}/part": to("/guides/cereals/all", 301) for n in ("rye", "oats", "barley")},
                    }
                )
            },
            raises=("sink",),
            not_raised=("soft-404", "probe-same-url"),
        )
        yield one(
            f"{lang}: a PDF that opens in a viewer page",
            "alive, looks dead",
            "alive",
            f"http://viewer.{lang}.test/papers/rye.pdf",
            site({"/papers/rye.pdf": article(lang)}),
            raises=("content-type-changed", "probe-not-found"),
            not_raised=("soft-404", "probe-same-page"),
        )
        yield one(
            f"{lang}: an article with ids",
            "alive",
            "alive",
            f"http://plain.{lang}.test/news/{lang}/1430",
            site({f"/news/{lang}/1430": article(lang)}),
            not_raised=("not-found-text", "empty-body"),
        )
    yield from _alive_in_english()


def _alive_in_english() -> Iterator[Scenario]:
    prose = PROSE["en"]

    def single(
        name: str,
        path: str,
        answer: Answer | Sequence[Answer],
        otherwise: Answer | Callable[[str], Answer] = GONE,
        truth: str = "alive",
        kind: str = "alive, looks dead",
        **more: object,
    ) -> Scenario:
        host = "".join(c if c.isalnum() else "-" for c in name.lower())[:50].strip("-") + ".test"
        return one(name, kind, truth, f"http://{host}{path}", site({path: answer}, otherwise), **more)

    never = ("soft-404", "probe-same-page", "probe-same-url")
    yield single(
        "titled Not found in nature",
        "/minerals/steel",
        page("en", "Not found in nature", *prose),
        error("en", 0),
        not_raised=(*never, "not-found-text"),
    )
    yield single(
        "an article on the lost documents",
        "/history/lost-documents",
        page("en", "The lost documents", *prose, *prose),
        error("en", 0),
        not_raised=never,
    )
    yield single(
        "a wiki page on the status code",
        "/wiki/HTTP_404",
        page("en", "HTTP 404", "The 404 or Not Found error message is a status code.", *prose),
        error("en", 0),
        not_raised=(*never, "http-404"),
    )
    yield single(
        "the telephone area",
        "/wiki/Area_code_404",
        page("en", "Area code 404", "The page listing numbers is not available in print.", *prose),
        not_raised=never,
    )
    yield single(
        "no more tickets",
        "/events/12",
        page("en", "Rye festival", "Tickets are no longer available for this event.", *prose),
        error("en", 1),
        not_raised=never,
    )
    yield single(
        "a gone resource manual",
        "/docs/http-410",
        page("en", "410 Gone", "The 410 status code says that the resource is gone.", *prose),
        not_raised=(*never, "http-410"),
    )
    yield single(
        "an app's shell that calls the root canonical",
        "/read/rye-2",
        Say(
            200,
            '<html><head><title>App</title><link rel="canonical" href="/"></head><body><div id="app"></div><noscript>You need to enable JavaScript to run this app.</noscript><script src="/x.js"></script></body></html>',  # noqa: E501
        ),
        Say(
            200,
            '<html><head><title>App</title><link rel="canonical" href="/"></head><body><div id="app"></div><noscript>You need to enable JavaScript to run this app.</noscript><script src="/x.js"></script></body></html>',  # noqa: E501
        ),
        not_raised=never,
    )
    yield single("index html to the front page", "/index.html", to("/", 301), front("en"), not_raised=(*never, "redirect-to-root"))
    yield single(
        "a language chosen for the reader",
        "/",
        to("/en/", 302),
        front("en"),
        not_raised=(*never, "redirect-to-root", "redirect-to-section"),
    )
    yield single(
        "a slash added",
        "/news/rye-bread",
        to("/news/rye-bread/", 301),
        article("en"),
        not_raised=(*never, "redirect-upwards"),
        raises=("redirect-permanent",),
    )
    yield single(
        "a story moved below a year",
        "/rye-bread-keeps",
        to("/2019/rye-bread-keeps", 308),
        article("en"),
        not_raised=(*never, "redirect-to-section"),
    )
    yield single(
        "a story moved up but kept its name",
        "/a/b/c/rye-bread-keeps",
        to("/rye-bread-keeps", 301),
        article("en"),
        not_raised=(*never, "redirect-to-section"),
    )
    yield single(
        "a search with results",
        "/search?q=rye",
        page("en", "Search: rye", *prose),
        page("en", "Search", "No results found"),
        not_raised=never,
    )
    yield single(
        "404 once, then the page",
        "/deploy",
        [Say(404, "gone"), article("en")],
        raises=("http-404",),
        not_raised=never,
        kind="alive, stumbles",
    )
    yield single(
        "503 once, then the page",
        "/flaky",
        [Say(503, "busy"), article("en")],
        raises=("http-503",),
        kind="alive, stumbles",
        not_raised=("http-404",),
    )
    yield single(
        "reset once, then the page",
        "/rude",
        [Cause.RESET, article("en")],
        raises=("reset",),
        kind="alive, stumbles",
        not_raised=("closed",),
    )
    yield single(
        "timed out once, then the page",
        "/slow",
        [Cause.READ_TIMEOUT, article("en")],
        raises=("read-timeout",),
        kind="alive, stumbles",
        not_raised=("connect-timeout",),
    )
    yield single(
        "unknown name once, then the page",
        "/dns",
        [Cause.DNS_NXDOMAIN, article("en")],
        raises=("dns-nxdomain",),
        kind="alive, stumbles",
        not_raised=("dns-temporary",),
    )
    yield single(
        "told to wait a second",
        "/limited",
        [Say(429, "slow down", retry_after=1.0), article("en")],
        raises=("http-429",),
        kind="alive, stumbles",
        not_raised=("http-403",),
    )
    yield single(
        "a cookie wall that is passed",
        "/cookie",
        [to("/cookie", cookie="seen=1; Path=/"), article("en")],
        raises=("redirect-temporary",),
        not_raised=("redirect-loop",),
        kind="alive, stumbles",
    )
    yield single(
        "ten hops",
        "/0",
        to("/1"),
        lambda path: article("en") if path == "/10" else to(f"/{int(path[1:]) + 1}") if path[1:].isdigit() else GONE,
        not_raised=("redirect-limit", "redirect-loop"),
        kind="alive, stumbles",
    )
    for status in (204, 205):
        yield single(f"nothing to show ({status})", "/api/ping", Say(status, b""), raises=(f"http-{status}",), not_raised=("empty-body",))
    yield single(
        "a part of a file (206)",
        "/film.mp4",
        Say(206, b"\0\0\0 ftyp", (("Content-Type", "video/mp4"),)),
        raises=("http-206",),
        not_raised=("empty-body", "content-type-changed"),
    )
    yield single("a page cut off by time", "/drip", Say(200, b"", complete=False), not_raised=("empty-body",))
    yield single(
        "a PDF", "/report.pdf", Say(200, b"%PDF-1.4 ...", (("Content-Type", "application/pdf"),)), not_raised=("content-type-changed",)
    )
    yield single(
        "a PDF whose type is not said",
        "/report2.pdf",
        Say(200, b"%PDF-1.4 ...", (("Content-Type", "text/html"),)),
        kind="alive",
        not_raised=("soft-404",),
    )
    yield single(
        "JSON about a missing key",
        "/api/v1/terms",
        Say(
            200, '{"term": "not found", "meaning": "what a server says when it has no such page"}', (("Content-Type", "application/json"),)
        ),
        not_raised=never,
    )
    yield single(
        "a page that asks robots to stay out of its index",
        "/private-notes",
        article("en", head='<meta name="robots" content="noindex">'),
        not_raised=(*never, "not-found-markup"),
    )
    yield single(
        "a stylesheet that knows an error class",
        "/styles",
        article("en", head="<style>.error404 {color: red} .not-found {display: none}</style>"),
        not_raised=(*never, "not-found-markup"),
    )
    yield single("canonical to itself", "/rye", article("en", head='<link rel="canonical" href="/rye">'), not_raised=("canonical-to-root",))
    yield single(
        "canonical to the root by mistake",
        "/oats",
        article("en", head='<link rel="canonical" href="/">'),
        front("en"),
        raises=("canonical-to-root", "probe-differs"),
        not_raised=never,
    )
    yield single(
        "a loop through different pages that ends",
        "/l1",
        to("/l2"),
        lambda path: to("/l3") if path == "/l2" else article("en"),
        not_raised=("redirect-loop",),
        kind="alive, stumbles",
    )


def walls_that_are_none() -> Iterator[Scenario]:
    """Pages with the scripts, cookies and words of walls, doors and parking places, which are pages."""
    prose = PROSE["en"]

    def single(name: str, path: str, answer: Answer, *codes: str, otherwise: Answer = GONE) -> Scenario:
        host = "".join(c if c.isalnum() else "-" for c in name.lower())[:50].strip("-") + ".test"
        return one(name, "alive, looks walled", "alive", f"http://{host}{path}", site({path: answer}, otherwise), not_raised=codes)

    yield single(
        "an article about Cloudflare",
        "/blog/just-a-moment",
        page(
            "en",
            "Just a moment: inside a challenge page",
            "The script sets <code>window._cf_chl_opt</code> and loads <code>/cdn-cgi/challenge-platform/h/b</code>.",
            *prose,
            *prose,
        ),
        "challenge-cloudflare",
        "challenge-unnamed",
    )
    yield single(
        "a short note about Cloudflare",
        "/notes/cf",
        page("en", "What cf-mitigated means", "A header that says that <code>_cf_chl_opt</code> will run.", prose[0]),
        "challenge-cloudflare",
        "challenge-unnamed",
    )
    yield single(
        "JavaScript detections on an ordinary page",
        "/jsd",
        article("en", extra="<script>a.src='/cdn-cgi/challenge-platform/scripts/jsd/main.js'</script>"),
        "challenge-cloudflare",
    )
    yield single(
        "cf-mitigated without a challenge", "/cf-header", Say(200, article("en").body, (("cf-mitigated", "none"),)), "challenge-cloudflare"
    )
    yield single(
        "a comment form with Turnstile",
        "/guestbook",
        page(
            "en",
            "Guest book",
            prose[0],
            extra='<form><div class="cf-turnstile"></div><script src="https://challenges.cloudflare.com/turnstile/v0/api.js"></script></form>',
        ),
        "challenge-captcha",
        "challenge-unnamed",
    )
    yield single(
        "a contact form with reCAPTCHA",
        "/contact",
        page(
            "en",
            "Contact",
            "Write to us.",
            extra='<form action="/send"><div class="g-recaptcha"></div></form><script src="https://www.google.com/recaptcha/api.js"></script>',
        ),
        "challenge-captcha",
        "challenge-unnamed",
    )
    yield single(
        "a DataDome cookie on a page",
        "/dd",
        Say(200, article("en").body, (("Set-Cookie", "datadome=abc"), ("x-datadome", "protected"))),
        "challenge-datadome",
    )
    yield single("PerimeterX on a page", "/px", article("en", extra="<script>window._pxAppId='PX1'</script>"), "challenge-perimeterx")
    yield single(
        "Imperva in front of a page",
        "/imp",
        Say(200, article("en").body, (("x-iinfo", "1-2-3"), ("x-cdn", "Incapsula"), ("Set-Cookie", "visid_incap_1=a"))),
        "challenge-imperva",
    )
    yield single(
        "Akamai sensor on a page",
        "/ak",
        Say(200, article("en", extra="<script>bmak.start()</script>").body, (("Set-Cookie", "_abck=1"),)),
        "challenge-akamai",
    )
    yield single("Kasada on a page", "/ka", article("en", extra="<script>window.KPSDK={}</script>"), "challenge-kasada")
    yield single(
        "AWS WAF integration on a page",
        "/aws",
        article("en", extra='<script src="https://abc.token.awswaf.com/abc/challenge.js"></script>'),
        "challenge-aws-waf",
    )
    yield single(
        "an essay on captchas",
        "/essays/captcha",
        page("en", "Are you a robot? A short history of the captcha", *prose, *prose),
        "challenge-unnamed",
        "challenge-captcha",
    )
    yield single("a poem called Just a moment", "/poems/7", page("en", "Just a moment", *prose), "challenge-unnamed")
    yield single("a note on Anubis", "/notes/anubis", page("en", "Anubis, the jackal god", *prose), "challenge-anubis")
    yield single(
        "Vercel in front of a page",
        "/vercel",
        Say(200, article("en").body, (("x-vercel-id", "fra1::x"), ("server", "Vercel"))),
        "challenge-vercel",
    )
    yield single("how to log in", "/help/how-to-login", page("en", "How to log in", *prose, *prose), "login-wall")
    yield single(
        "the login page itself", "/login", page("en", "Log in", "Welcome.", extra='<form><input type="password"></form>'), "login-wall"
    )
    yield single("an article with a login box", "/articles/55", article("en", extra='<form><input type="password"></form>'), "login-wall")
    yield single("an article on consent", "/law/consent", page("en", "Consent in contract law", *prose), "consent-wall")
    yield single(
        "a cookie banner over an article",
        "/articles/56",
        page("en", "Harbour news", *prose, *prose, *prose, extra="<form>We value your privacy <button>OK</button></form>"),
        "consent-wall",
    )
    yield single(
        "a long article for subscribers",
        "/articles/57",
        page(
            "en",
            "Harbour news",
            *prose,
            *prose,
            *prose,
            *prose,
            extra='<script type="application/ld+json">{"isAccessibleForFree": false}</script>',
        ),
        "paywall",
    )
    yield single(
        "regions",
        "/geo/regions",
        page("en", "Bread in your region", "What is baked in your region, and not available elsewhere.", *prose, *prose, *prose),
        "region-wall",
    )
    yield single(
        "an article on parked cars",
        "/traffic/parked",
        page("en", "Parked", "Cars parked on the pier are towed.", *prose),
        "parked-domain",
        "for-sale",
    )
    yield single(
        "an article on the trade in domains",
        "/business/domains",
        page("en", "This domain is for sale: the trade in names", *prose, *prose, *prose, *prose),
        "for-sale",
        "parked-domain",
    )
    yield single("a house for sale", "/houses/9", page("en", "House for sale on the harbour", *prose), "for-sale", "parked-domain")
    yield single(
        "an article on sedoparking",
        "/business/parking-services",
        page("en", "Parking services", "Pages load <code>sedoparking.com</code> scripts.", *prose),
        "parked-domain",
        "for-sale",
    )
    yield single(
        "an article on casinos",
        "/business/casino-licences",
        page("en", "Casino online licences", "Poker online and sports betting are taxed.", *prose),
        "hijacked-domain",
        otherwise=front("en"),
    )
    yield single(
        "an article on maintenance", "/engineering/maintenance", page("en", "Maintenance of stone bridges", *prose, *prose), "maintenance"
    )
    yield single("an article on the web server", "/blog/nginx", page("en", "Welcome to nginx", *prose, *prose, *prose), "placeholder-page")


def one_body_about_it() -> Iterator[Scenario]:
    """Essays about missing pages on servers that show the same body at every address."""
    prose = PROSE["en"] * 2
    for number, (path, title) in enumerate(
        (
            ("/blog/what-a-404-error-means", "What a 404 error means"),
            ("/blog/fixing-page-not-found-errors", "Fixing page not found errors"),
            ("/essays/12", "What a 404 error means"),
            ("/wiki/Soft_404", "Soft 404"),
        )
    ):
        essay = page("en", title, "Readers know the 'page not found' error well.", *prose)
        yield one(
            f"one body at every address: {title}, at {path}",
            "alive, looks dead",
            "alive",
            f"http://onebody404-{number}.test{path}",
            site({}, essay),
            raises=("not-found-text", "probe-same-page"),
            not_raised=("soft-404",),
        )


def mentions() -> Iterator[Scenario]:
    """Pages that only mention what a code stands for, and redirects that resemble those of a code."""
    prose = PROSE["en"]
    for status in STATUSES:
        explained = page("en", f"HTTP {status} explained", f"A server that answers {status} says something about the request.", *prose)
        where = f"http://mentions{status}.test/http/{status}-explained"
        yield one(
            f"a page on status {status}",
            "alive, mentions it",
            "alive",
            where,
            site({f"/http/{status}-explained": explained}),
            not_raised=(f"http-{status}",),
        )
    for status in (204, 205, 206):
        yield one(
            f"a page beside {status}",
            "alive, mentions it",
            "alive",
            f"http://beside{status}.test/a/1",
            site({"/a/1": article("en")}),
            not_raised=(f"http-{status}",),
        )
    for code, path in (("http-3xx", "300"), ("http-4xx", "400"), ("http-5xx", "500")):
        where = f"http://family{path}.test/errors/{path}-explained"
        explained = page("en", f"What {path} means", *prose)
        yield one(
            f"a page on status {path}",
            "alive, mentions it",
            "alive",
            where,
            site({f"/errors/{path}-explained": explained}),
            not_raised=(code, f"http-{path}"),
        )
    yield one(
        "moved for good",
        "alive, mentions it",
        "alive",
        "http://moved301.test/a/b/rye",
        site({"/a/b/rye": to("/c/d/rye", 301), "/c/d/rye": article("en")}),
        raises=("http-200",),
        not_raised=("redirect-temporary",),
    )
    yield one(
        "sent on for now",
        "alive, mentions it",
        "alive",
        "http://moved302.test/a/b/rye",
        site({"/a/b/rye": to("//moved302.test/c/d/rye", 302), "/c/d/rye": article("en")}),
        not_raised=("redirect-permanent", "redirect-bad-location"),
    )
    yield one(
        "errors of judgement",
        "alive, mentions it",
        "alive",
        "http://judgement.test/essays/errors-of-judgement",
        site({"/essays/errors-of-judgement": to("/essays/2019/errors-of-judgement"), "/essays/2019/errors-of-judgement": article("en")}),
        not_raised=("redirect-to-error-page",),
    )
    yield Scenario(
        "two pages merged into one",
        "alive, mentions it",
        "alive",
        ("http://two.test/shelf/rye/view", "http://two.test/shelf/oats/view"),
        {
            "two.test": site(
                {"/info/2020/notice": article("en")}, lambda path: to("/info/2020/notice") if path.startswith("/shelf/") else GONE
            )
        },
        not_raised=("sink",),
    )
    yield one(
        "one word of gambling",
        "alive, mentions it",
        "alive",
        "http://oneword.test/towns/monaco",
        site({}, page("en", "Monaco and its casino", *prose)),
        not_raised=("spam-words", "hijacked-domain"),
    )
