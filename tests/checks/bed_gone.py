"""Scenarios of what is gone: saying so, or looking alive (soft 404s by words and by structure, parked and hijacked domains)."""

from __future__ import annotations

from collections.abc import Iterator

from linkaudit.checks.talk import Around
from linkaudit.model import Cause
from tests.checks.bed_pages import GONE, Scenario, error, front, one, page, site
from tests.checks.bed_words import ERRORS, NAMES, PROSE
from tests.checks.script import Answer, Say, to


def soft_by_words() -> Iterator[Scenario]:
    """Error pages with status 200 that say it: one page for all, one that repeats the address, one with other stories below."""
    for lang, wordings in ERRORS.items():
        for which in range(len(wordings)):
            host = f"words{which}.{lang}.test"
            yield one(
                f"error page in {lang}, wording {which}",
                "soft 404 by words",
                "dead",
                f"http://{host}/2019/story-{which}",
                site({"/": front(lang)}, error(lang, which)),
                raises=("not-found-text", "probe-same-page", "soft-404"),
                not_raised=("probe-differs", "probe-failed", "probe-not-found"),
            )
        if lang == "en":
            yield one(
                "gone, or in trouble",
                "soft 404 by words",
                "dead",
                "http://either.test/2019/story",
                site({}, page("en", "Acme", "The page might have been removed, had its name changed, or is temporarily unavailable.")),
                raises=("not-found-text", "soft-404"),
                not_raised=("server-trouble",),
            )
        yield one(
            f"error page in {lang} that repeats the address",
            "soft 404 by words",
            "dead",
            f"http://echo.{lang}.test/archive/old-ferry.html",
            site({}, lambda path, lang=lang: error(lang, 0, path=path)),  # type: ignore[misc]
            raises=("not-found-text", "probe-same-page", "soft-404"),
            not_raised=("probe-differs", "probe-failed", "probe-not-found"),
        )
        yield one(
            f"error page in {lang} with stories that change",
            "soft 404 by words",
            "dead",
            f"http://stories.{lang}.test/archive/old-ferry",
            site({}, lambda path, lang=lang: _with_stories(lang, path)),  # type: ignore[misc]
            raises=("not-found-text", "probe-same-page", "soft-404"),
            not_raised=("probe-differs", "probe-failed", "probe-not-found"),
        )
        yield one(
            f"error page in {lang} whose twin is an honest 404",
            "soft 404 by words",
            "dead",
            f"http://twin.{lang}.test/item/4711",
            site({"/item/4711": error(lang, 0)}, error(lang, 0, status=404)),
            raises=("not-found-text", "probe-same-page", "soft-404"),
            not_raised=("probe-differs", "probe-failed", "probe-not-found"),
        )


def _with_stories(lang: str, path: str) -> Say:
    title, heading, sentence = ERRORS[lang][0]
    prose = PROSE[lang]
    start = sum(path.encode()) % len(prose)
    return page(lang, title, sentence, *[prose[(start + n) % len(prose)] for n in range(2)], heading=heading)


def soft_by_structure() -> Iterator[Scenario]:
    """Dead pages that say nothing: only where they lead, and that everything leads there, gives them away."""
    for lang in PROSE:
        home = front(lang)
        section = page(lang, PROSE[lang][1][:24], *PROSE[lang])
        for status in (301, 302):
            yield one(
                f"{lang}: everything leads to the front page ({status})",
                "soft 404 by structure",
                "dead",
                f"http://root{status}.{lang}.test/2019/05/ferry-timetable",
                site({"/": home}, lambda _path, status=status: to("/", status)),  # type: ignore[misc]
                raises=("redirect-to-root", "probe-same-url", "soft-404"),
            )
        yield one(
            f"{lang}: everything in a directory leads to the directory",
            "soft 404 by structure",
            "dead",
            f"http://up.{lang}.test/papers/1999/rye-on-slopes.html",
            site({"/papers/": section, "/": home}, lambda path: to("/papers/", 301) if path.startswith("/papers/") else GONE),
            raises=("redirect-upwards", "probe-same-url", "soft-404"),
        )
        yield one(
            f"{lang}: everything old leads to a section page",
            "soft 404 by structure",
            "dead",
            f"http://section.{lang}.test/stories/2008/swifts-under-eaves",
            site({"/nature": section}, lambda path: to("/nature") if path.startswith("/stories/") else GONE),
            raises=("redirect-to-section", "probe-same-url", "soft-404"),
        )
        yield one(
            f"{lang}: a PDF that answers with the front page",
            "soft 404 by structure",
            "dead",
            f"http://pdf.{lang}.test/reports/census-1430.pdf",
            site({"/": home}, home),
            raises=("content-type-changed", "probe-same-page", "soft-404"),
        )
        yield Scenario(
            f"{lang}: a sink for a whole shelf",
            "soft 404 by structure",
            "dead",
            tuple(f"http://sink.{lang}.test/shelf/{name}/view" for name in ("rye-bread", "old-bridge", "fish-market")),
            {
                f"sink.{lang}.test": site(
                    {"/info/2020/notice": section}, lambda path: to("/info/2020/notice") if path.startswith("/shelf/") else GONE
                )
            },
            raises=("sink", "probe-same-url", "soft-404"),
        )
        yield one(
            f"{lang}: an error page by its address, with the story's address in the query",
            "soft 404 by structure",
            "dead",
            f"http://named.{lang}.test/a/b/swifts.aspx",
            site({}, lambda path, lang=lang: _error_by_name(lang, path)),  # type: ignore[misc]
            raises=("redirect-to-error-page", "probe-same-url", "soft-404"),
        )
        yield Scenario(
            f"{lang}: the site was given up for another",
            "soft 404 by structure",
            "dead",
            (f"http://old.{lang}.test/essays/three-orchestras",),
            {f"old.{lang}.test": site({}, to(f"http://new-{lang}.example/", 301)), f"new-{lang}.example": site({"/": home})},
            raises=("redirect-to-root", "probe-same-url", "soft-404"),
        )
        yield one(
            f"{lang}: every address shows the front page and calls it canonical",
            "soft 404 by structure",
            "dead",
            f"http://canonical.{lang}.test/essays/three-orchestras",
            site({}, Say(200, str(home.body).replace("<head>", '<head><link rel="canonical" href="/">'))),
            raises=("canonical-to-root", "probe-same-page", "soft-404"),
        )
        yield one(
            f"{lang}: every address refreshes to the front page",
            "soft 404 by structure",
            "dead",
            f"http://refresh.{lang}.test/essays/three-orchestras.html",
            site({"/": home}, Say(200, '<html><head><meta http-equiv="refresh" content="0;url=/"></head></html>')),
            raises=("redirect-to-root", "probe-same-url", "soft-404"),
        )
        yield one(
            f"{lang}: the frame of the page is marked as an error",
            "soft 404 by structure",
            "dead",
            f"http://marked.{lang}.test/essays/three-orchestras",
            site({"/": home}, Say(200, str(section.body).replace("<body>", '<body class="blog error404 wide">'))),
            raises=("not-found-markup", "probe-same-page", "soft-404"),
        )


def _error_by_name(lang: str, path: str) -> Answer:
    if path.startswith("/oops/error.aspx"):
        return page(lang, NAMES[lang], PROSE[lang][0], PROSE[lang][1])
    return to(f"/oops/error.aspx?aspxerrorpath={path}")


def stand_ins() -> Iterator[Scenario]:
    """Domains that somebody else has."""
    lander = '<html><head><script>window.onload=function(){window.location.href="/lander"}</script></head></html>'
    parked = '<html><head><title>{h}</title></head><body><h1>{h}</h1><a href="#">Car insurance</a> <a href="#">Loans</a><script src="http://www.sedoparking.com/frmpark/x.js"></script></body></html>'
    sale = {
        "en": "This domain is for sale",
        "de": "Diese Domain steht zum Verkauf",
        "fr": "Ce nom de domaine est à vendre",
        "es": "Este dominio está en venta",
        "ru": "Домен продается",
        "zh": "该域名正在出售",
        "ja": "このドメインは販売中です",
    }
    yield one(
        "a registrar's lander",
        "parked, for sale, hijacked",
        "dead",
        "http://lander.test/paper/1",
        site({}, Say(200, lander)),
        raises=("parked-domain",),
    )
    yield one(
        "a page of advertisements",
        "parked, for sale, hijacked",
        "dead",
        "http://ads.test/paper/1",
        site({}, Say(200, parked.format(h="ads.test"))),
        raises=("parked-domain",),
    )
    yield one(
        "parked by words",
        "parked, for sale, hijacked",
        "dead",
        "http://pw.test/",
        site({}, Say(200, "<title>pw.test</title><h1>pw.test</h1><p>This domain is parked free, courtesy of its registrar.</p>")),
        raises=("parked-domain",),
    )
    for lang, words in sale.items():
        yield one(
            f"for sale in {lang}",
            "parked, for sale, hijacked",
            "dead",
            f"http://sale-{lang}.test/p/1",
            site({}, Say(200, f"<meta charset=utf-8><title>sale-{lang}.test</title><h1>{words}</h1><p>sale-{lang}.test</p>")),
            raises=("for-sale",),
        )
    yield Scenario(
        "sent to a marketplace",
        "parked, for sale, hijacked",
        "dead",
        ("http://lapsed.test/p/1",),
        {
            "lapsed.test": site({}, to("http://www.hugedomains.com/domain_profile.cfm?d=lapsed.test")),
            "www.hugedomains.com": site({}, page("en", "lapsed.test", "Buy it.")),
        },
        raises=("for-sale",),
    )
    spam = {
        "id": page("en", "Situs Slot Gacor Maxwin: Judi Online dan Togel", *PROSE["en"][:2]),
        "tr": page("tr", "Deneme bonusu veren casino siteleri, canlı casino ve bahis", *PROSE["tr"]),
        "ko": page("ko", "카지노 바카라 토토 슬롯사이트", *PROSE["ko"]),
    }
    for lang, shown in spam.items():
        yield one(
            f"taken over by gambling ({lang})",
            "parked, for sale, hijacked",
            "dead",
            f"http://museum-{lang}.test/exhibits/swifts",
            site({}, shown),
            raises=("spam-words", "probe-same-page", "hijacked-domain"),
        )


def dead() -> Iterator[Scenario]:
    """What is gone and says so."""
    yield one(
        "404", "dead, says so", "dead", "http://gone404.test/a/1", site({}), raises=("http-404",), not_raised=("http-2xx", "http-200")
    )
    yield one("410", "dead, says so", "dead", "http://gone410.test/a/1", site({}, Say(410, "gone")), raises=("http-410",))
    yield one(
        "404 behind a redirect",
        "dead, says so",
        "dead",
        "http://gone301.test/a/1",
        site({"/a/1": to("/b/1", 301)}),
        raises=("redirect-permanent", "http-404"),
    )
    yield one(
        "unknown name",
        "dead, says so",
        "dead",
        "http://nobody.test/a/1",
        site({}, Cause.DNS_NXDOMAIN),
        raises=("dns-nxdomain",),
        not_raised=("resolver-broken", "resolver-lies"),
    )
    yield one(
        "unknown name, by the hosts file",
        "dead, says so",
        "dead",
        "http://nohost.test/a/1",
        site({}, Cause.DNS_NXDOMAIN),
        raises=("dns-nxdomain",),
        around=Around(resolver="authority"),
    )
    yield one(
        "a circle",
        "dead, says so",
        "dead",
        "http://loop.test/a/1",
        site({"/a/1": to("/a/2"), "/a/2": to("/a/1")}),
        raises=("redirect-loop",),
    )
    yield one("a circle on itself", "dead, says so", "dead", "http://loop1.test/a/1", site({}, to("/a/1")), raises=("redirect-loop",))
