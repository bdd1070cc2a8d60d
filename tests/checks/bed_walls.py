"""Scenarios of walls and doors, of what nobody can decide, and of anchors."""

from __future__ import annotations

from collections.abc import Iterator

from linkaudit.checks.signs_challenge import MARKS
from linkaudit.checks.talk import Around
from linkaudit.model import Cause
from tests.checks.bed_pages import Scenario, article, error, front, one, page, site
from tests.checks.bed_words import NAMES, PROSE
from tests.checks.script import Say, to


def walls() -> Iterator[Scenario]:
    """Bot walls of many makers, with the statuses that they are seen with."""
    cf = '<title>Just a moment...</title><noscript>Enable JavaScript and cookies to continue</noscript><script>window._cf_chl_opt={cvId:"3"};</script>'  # noqa: E501
    pages: dict[str, tuple[str, tuple[tuple[str, str], ...]]] = {
        "cloudflare": (cf, ()),
        "cloudflare by header": ("<title>x</title>", (("cf-mitigated", "challenge"),)),
        "cloudflare block": (
            '<title>Attention Required! | Cloudflare</title><div id="cf-error-details"><h1>Sorry, you have been blocked</h1></div>',
            (),
        ),
        "aws-waf": ('<script src="https://x.token.awswaf.com/x/challenge.js"></script>', (("x-amzn-waf-action", "challenge"),)),
        "vercel": ("<title>Vercel Security Checkpoint</title>", (("x-vercel-mitigated", "challenge"),)),
        "akamai": ('<div id="sec-if-cpt-container"></div><script src="/_sec/cp_challenge/ak-challenge-4-3.js"></script>', ()),
        "akamai block": (
            '<title>Access Denied</title><h1>Access Denied</h1>You don\'t have permission to access "http://x/" on this server.<p>Reference #18.2d&#46;1 https://errors.edgesuite.net/18</p>',  # noqa: E501
            (),
        ),
        "datadome": (
            '<title>x.test</title><p id="cmsg">Please enable JS and disable any ad blocker</p><script>var dd={"rt":"c"}</script><script src="https://ct.captcha-delivery.com/c.js"></script>',
            (("x-datadome", "1"),),
        ),
        "perimeterx": ('<title>Access to this page has been denied</title><div id="px-captcha"></div>', ()),
        "imperva": (
            '<html><head><META NAME="robots" CONTENT="noindex,nofollow"><script src="/_Incapsula_Resource?SWJIYLWA=719d"></script></head><body></body></html>',  # noqa: E501
            (("x-iinfo", "9-1"),),
        ),
        "kasada": ("<script>window.KPSDK={};</script><script src='/149e9513/ips.js?x=1'></script>", (("x-kpsdk-ct", "abc"),)),
        "sucuri": ("<title>You are being redirected...</title><script>sucuri_cloudproxy_js='x'</script>", ()),
        "anubis": (
            '<title>Making sure you\'re not a bot!</title><script id="anubis_challenge" type="application/json">{}</script><h1>Making sure you\'re not a bot!</h1>',  # noqa: E501
            (),
        ),
        "ddos-guard": ('<title>DDoS-Guard</title><script src="/.well-known/ddos-guard/js-challenge/index.js"></script>', ()),
        "siteground": ('<title>Robot Challenge Screen</title><script src="/.well-known/sgcaptcha/x.js"></script>', ()),
        "fastly": ('<title>Client Challenge</title><script src="/_fs-ch-1T1wmsGaOgGaSxcX/script.js"></script>', ()),
        "alibaba": ("<script>var arg1='A1';function acw_sc__v2(){}</script>", ()),
        "f5": (
            "<title>Request Rejected</title>The requested URL was rejected. Please consult with your administrator. Your support ID is: 1",
            (),
        ),
        "captcha": (
            '<title>Human Verification</title><h1>Verify you are human</h1><form><div class="h-captcha"></div></form><script src="https://js.hcaptcha.com/1/api.js"></script>',
            (),
        ),
        "unnamed": (
            "<title>Security check</title><h1>Checking your browser</h1><p>Please complete the captcha to go on.</p><form><input name=a></form>",  # noqa: E501
            (),
        ),
        "unnamed de": (
            "<title>Sicherheitsüberprüfung</title><h1>Sicherheitsüberprüfung</h1><p>Bestätigen Sie, dass Sie ein Mensch sind.</p><form></form>",  # noqa: E501
            (),
        ),
        "unnamed ru": ("<title>Вы не робот?</title><h1>Подтвердите, что запросы отправляли вы, а не робот</h1><form></form>", ()),
        "unnamed zh": ("<title>安全验证</title><h1>安全验证</h1><p>请完成验证</p><script></script>", ()),
        "unnamed ja": (
            "<title>アクセス確認</title><h1>画像認証</h1><p>ロボットではないことを確認してください。画像認証</p><form></form>",
            (),
        ),
    }
    for name, (markup, headers) in pages.items():
        vendor = name.partition(" ")[0]
        for status in (200, 202, 403, 404, 503):
            host = f"wall{status}.{name.replace(' ', '-')}.test"
            wall = Say(status, f"<html><head><meta charset=utf-8>{markup}</html>", headers)
            yield one(
                f"wall of {name}, status {status}",
                "bot wall",
                "blocked",
                f"http://{host}/story/1",
                site({}, wall),
                raises=(f"challenge-{vendor}",),
            )
    yield Scenario(
        "a wall on an address of its own",
        "bot wall",
        "blocked",
        ("http://shop.test/item/1",),
        {
            "shop.test": site({}, to("http://validate.perfdrive.com/abc/captcha?ssa=1")),
            "validate.perfdrive.com": site({}, page("en", "x", "y")),
        },
        raises=("challenge-radware",),
    )
    for status in (401, 402, 403, 407, 418, 429, 451, 999):
        yield one(
            f"refused with {status}",
            "refused",
            "blocked",
            f"http://refuse{status}.test/a/1",
            site({}, Say(status, "no")),
            raises=(f"http-{status}",),
        )


def every_mark() -> Iterator[Scenario]:
    """Each mark of the rules at work on a page that says nothing but that it checks its visitor, and the same mark written about."""
    prose = PROSE["en"] * 3
    for number, mark in enumerate(MARKS):
        value = {
            "^challenge": "challenge",
            "^(challenge|captcha)": "captcha",
            "^(challenge|deny)": "deny",
            "^[12]$": "1",
            "^imunify360": "imunify360-webshield/1.21",
        }.get(mark.value, "x")
        headers = ((mark.what, value),) if mark.where == "header" else ()
        inside = f"<script>/* {mark.what} */</script>" if " " not in mark.what else f"<p>{mark.what}</p>"
        markup = inside if mark.where == "markup" else "<script></script>"
        wall = Say(200, f"<html><head><title>Security check</title></head><body><h1>Security check</h1>{markup}</body></html>", headers)
        if mark.where == "url":
            host, _, path = (
                mark.what.lstrip(".").partition("/") if not mark.what.startswith("/") else (f"at{number}.test", "", mark.what[1:])
            )
            host = f"x.{host}" if mark.what.startswith(".") else host
            yield Scenario(
                f"an address of {mark.vendor} ({mark.what})",
                "bot wall",
                "blocked",
                (f"http://led{number}.test/a/1",),
                {f"led{number}.test": site({}, to(f"http://{host}/{path}?u=1")), host: site({}, page("en", "x", "y"))},
                raises=(f"challenge-{mark.vendor}",),
            )
        else:
            yield one(
                f"{mark.vendor} at work ({mark.what})",
                "bot wall",
                "blocked",
                f"http://at{number}.test/a/1",
                site({}, wall),
                raises=(f"challenge-{mark.vendor}",),
            )
        if mark.where == "markup" and " " not in mark.what:
            behind = page("en", "Harbour news", *prose, extra=inside)
            where = f"http://behind{number}.test/news/harbour"
            yield one(
                f"an article behind {mark.vendor} ({mark.what})",
                "alive, looks walled",
                "alive",
                where,
                site({"/news/harbour": behind}),
                not_raised=(f"challenge-{mark.vendor}",),
            )
        about = page(
            "en",
            f"How {mark.vendor} works",
            f"Look for <code>{mark.what}</code> in the source.",
            *prose,
            extra=markup if mark.where == "markup" else "",
        )
        yield one(
            f"{mark.vendor} written about ({mark.what})",
            "alive, looks walled",
            "alive",
            f"http://about{number}.test/blog/about-walls",
            site({"/blog/about-walls": about}),
            not_raised=(f"challenge-{mark.vendor}", "challenge-unnamed"),
        )


def doors() -> Iterator[Scenario]:
    """Login, consent and payment."""
    form = page("en", "Sign in", "Use your account.", extra='<form><input type="password"></form>')
    ways = {
        "login by path": ("/members/essay", "/account/login?next=/members/essay", "login-wall"),
        "login by single sign-on": ("/library/essay", "http://idp.door.example/idp/profile/SAML2/Redirect/SSO?SAMLRequest=x", "login-wall"),
        "wordpress login": ("/private/essay", "/wp-login.php?redirect_to=/private/essay", "login-wall"),
        "german login": ("/abo/essay", "/anmelden?ziel=/abo/essay", "login-wall"),
        "consent by host": ("/video/5", "http://consent.door.example/m?continue=/video/5", "consent-wall"),
        "consent by path": ("/video/6", "/privacy-gate?redirectUri=/video/6", "consent-wall"),
        "age gate": ("/beer/7", "/age-gate?next=/beer/7", "consent-wall"),
        "payment": ("/story/8", "/subscribe?from=/story/8", "paywall"),
        "french payment": ("/article/9", "/abonnement/offres", "paywall"),
    }
    for name, (path, where, code) in ways.items():
        host = f"{name.replace(' ', '-')}.test"
        everything = site({where.partition("?")[0]: form}, lambda asked, path=path, where=where: form if asked == where else to(where))  # type: ignore[misc]  # noqa: ARG005
        yield Scenario(
            name,
            "door",
            "blocked",
            (f"http://{host}{path}",),
            {host: everything, where.split("/")[2] if where.startswith("http") else "x.invalid": site({}, form)},
            raises=(code,),
        )
    yield one("login form in its place", "door", "blocked", "http://loginform.test/members/1", site({}, form), raises=("login-wall",))
    yield one(
        "consent in its place",
        "door",
        "blocked",
        "http://consentform.test/s/1",
        site({}, page("de", "Wir benötigen Ihre Zustimmung", "Cookies.", extra="<form></form>")),
        raises=("consent-wall",),
    )
    first = {
        "en": (
            "You must be logged in to view this page.",
            "This video is not available in your country.",
            "This article is for subscribers only.",
        ),
        "de": ("Bitte melden Sie sich an.", "Dieser Inhalt ist in Ihrem Land nicht verfügbar.", "Dieser Artikel ist nur für Abonnenten."),
        "ru": ("Войдите, чтобы читать дальше.", "Этот материал недоступен в вашей стране.", "Статья доступна только для подписчиков."),
        "zh": ("请先登录。", "您所在的地区无法访问该内容。", "订阅后阅读全文。"),
        "ja": ("ログインしてください。", "このページはお住まいの地域では見つかりません。", "この記事は会員限定です。"),
    }
    for lang, sentences in first.items():
        for code, sentence in zip(("login-wall", "region-wall", "paywall"), sentences, strict=True):
            yield one(
                f"{code} in {lang}, in words",
                "door",
                "blocked",
                f"http://{code}.{lang}.test/s/1",
                site({}, page(lang, NAMES[lang], sentence)),
                raises=(code,),
                not_raised=("soft-404",),
            )
    teaser = page("en", "Harbour news", PROSE["en"][0], extra='<script type="application/ld+json">{"isAccessibleForFree": false}</script>')
    yield one("two lines and a price", "door", "blocked", "http://teaser.test/s/1", site({"/s/1": teaser}), raises=("paywall",))


def undecidable() -> Iterator[Scenario]:
    """What nobody can decide from here: never dead."""
    for cause in Cause:
        if cause is not Cause.DNS_NXDOMAIN:
            others = tuple(c.value for c in Cause if c is not cause)
            truth = {Cause.ROBOTS: "skipped", Cause.RATE_LIMITED: "blocked"}.get(cause, "unsure")
            yield one(
                f"{cause.value}",
                {Cause.ROBOTS: "not asked", Cause.RATE_LIMITED: "refused"}.get(cause, "undecidable"),
                truth,
                f"http://{cause.value}.test/a/1",
                site({}, cause),
                raises=(cause.value,),
                not_raised=others,
            )
    for status in (400, 405, 406, 409, 425, 500, 501, 502, 503, 504, 520, 521, 530, 300, 304):
        yield one(
            f"status {status}",
            "undecidable",
            "unsure",
            f"http://s{status}.test/a/1",
            site({}, Say(status, "?")),
            raises=(f"http-{status}",),
            not_raised=("http-404",),
        )
    yield one(
        "an unknown name and a broken resolver",
        "undecidable",
        "unsure",
        "http://maybe.test/a/1",
        site({}, Cause.DNS_NXDOMAIN),
        raises=("resolver-broken",),
        around=Around(resolver="broken"),
    )
    yield one(
        "a page that a resolver shows for unknown names",
        "undecidable",
        "unsure",
        "http://sold.test/a/1",
        site({"/a/1": to("http://search.provider.test/?q=sold.test")}),
        raises=("resolver-lies", "redirect-temporary"),
        around=Around(resolver="lying"),
    )
    yield one("an empty page", "undecidable", "unsure", "http://empty.test/a/1", site({}, Say(200, b"")), raises=("empty-body",))
    yield one(
        "a page of white space", "undecidable", "unsure", "http://blank.test/a/1", site({}, Say(200, b" \n\t ")), raises=("empty-body",)
    )
    yield one(
        "eleven hops",
        "undecidable",
        "unsure",
        "http://hops.test/0",
        site({}, lambda path: to(f"/{int(path[1:]) + 1}")),
        raises=("redirect-limit",),
    )
    for number, where in enumerate(("mailto:a@b.test", "http://", "javascript:alert(1)", "/" + "x" * 17_000)):
        yield one(
            f"redirect to {where[:30]}",
            "undecidable",
            "unsure",
            f"http://odd{number}.test/a/1",
            site({}, to(where)),
            raises=("redirect-bad-location",),
        )
    yield one(
        "404 once, then silence",
        "undecidable",
        "unsure",
        "http://half404.test/a/1",
        site({"/a/1": [Say(404, "x"), Cause.READ_TIMEOUT]}),
        raises=("http-404", "read-timeout"),
    )
    for lang in ("en", "ru", "zh", "ar"):
        yield one(
            f"{lang}: an error page, and the neighbour times out",
            "undecidable",
            "unsure",
            f"http://half.{lang}.test/a/story",
            site({"/a/story": error(lang, 0)}, Cause.READ_TIMEOUT),
            raises=("not-found-text", "probe-failed"),
            not_raised=("soft-404",),
        )
    yield one(
        "to the front page, and the neighbour is refused",
        "undecidable",
        "unsure",
        "http://half2.test/a/story",
        site({"/a/story": to("/"), "/": front("en")}, Say(429, "slow")),
        raises=("redirect-to-root", "probe-failed"),
        not_raised=("soft-404",),
    )
    trouble = {
        "en": "Something went wrong. This page is temporarily unavailable, please try again later.",
        "de": "Die Seite ist vorübergehend nicht verfügbar. Bitte versuchen Sie es später noch einmal.",
        "es": "Esta página está temporalmente no disponible. Inténtelo más tarde.",
        "ru": "Страница временно недоступна. Попробуйте позже.",
        "zh": "系统繁忙，页面暂时无法访问，请稍后再试。",
        "ja": "ページを一時的に表示できません。しばらくしてからお試しください。",
    }
    for lang, sentence in trouble.items():
        yield one(
            f"{lang}: a server's trouble under status 200",
            "undecidable",
            "unsure",
            f"http://trouble.{lang}.test/a/1",
            site({}, page(lang, NAMES[lang], sentence)),
            raises=("server-trouble",),
            not_raised=("soft-404",),
        )
    viewer = (
        "<html><head><title>Viewer</title></head><body><div id=app></div><p>Drag to turn, pinch to zoom, press F for the whole screen.</p>"
    )
    yield one(
        "a viewer that a script fills, at the address of a PDF",
        "undecidable",
        "unsure",
        "http://viewerapp.test/papers/rye.pdf",
        site({}, Say(200, viewer + "<script src=/v.js></script></body></html>")),
        raises=("content-type-changed",),
        not_raised=("soft-404", "probe-same-page"),
    )
    yield one(
        "an error page that does not say what is wrong",
        "undecidable",
        "unsure",
        "http://oops.test/a/story",
        site({}, page("en", "Oops", "Sorry.", heading="Oops")),
        raises=("not-found-text", "probe-same-page"),
        not_raised=("soft-404",),
    )
    yield one(
        "closed for maintenance",
        "undecidable",
        "unsure",
        "http://maintenance.test/a/1",
        site({}, Say(200, "<title>Down for maintenance</title><h1>We'll be back soon</h1><p>Sorry.</p>")),
        raises=("maintenance",),
    )
    yield one(
        "sent to a maintenance page",
        "undecidable",
        "unsure",
        "http://maintenance2.test/a/1",
        site({}, lambda path: page("de", "Wartungsarbeiten", "Bald wieder da.") if path == "/wartung" else to("/wartung")),
        raises=("maintenance",),
    )
    yield one(
        "a fresh server",
        "undecidable",
        "unsure",
        "http://fresh.test/",
        site({}, Say(200, "<title>Welcome to nginx!</title><h1>Welcome to nginx!</h1><p>If you see this page, the server works.</p>")),
        raises=("placeholder-page",),
    )
    yield one(
        "an account suspended",
        "undecidable",
        "unsure",
        "http://susp.test/a/1",
        site({}, Say(200, "<title>Account Suspended</title><h1>Account Suspended</h1><p>Contact your hosting provider.</p>")),
        raises=("placeholder-page",),
    )


def fragments() -> Iterator[Scenario]:
    """Anchors that are there, are not there, and cannot be known."""
    ids = article("en", extra='<h2 id="swifts">Swifts</h2><a name="old">x</a><h2 id="user-content-rye">Rye</h2><p id="größe">x</p>')
    shell = Say(200, '<html><body><div id="root"></div><script src=a.js></script></body></html>')
    there = (
        "swifts",
        "old",
        "rye",
        "gr%C3%B6%C3%9Fe",
        "",
        "top",
        "L10-L20",
        "!/route",
        ":~:text=ferry%20to%20the%20outer",
        ":~:text=The%20ferry,in%20summer",
    )
    for number, fragment in enumerate(there):
        yield one(
            f"anchor {fragment!r} is there",
            "anchor",
            "alive",
            f"http://anchor{number}.test/a",
            site({"/a": ids}),
            fragments=(fragment,),
            not_raised=("fragment-missing",),
        )
    for number, fragment in enumerate(("oats", "Swifts2", ":~:text=no%20such%20words%20anywhere")):
        yield one(
            f"anchor {fragment!r} is not there",
            "anchor",
            "alive",
            f"http://noanchor{number}.test/a",
            site({"/a": ids}),
            fragments=(fragment,),
            raises=("fragment-missing",),
        )
    yield one(
        "an anchor in an app",
        "anchor",
        "alive",
        "http://anchorapp.test/a",
        site({"/a": shell}),
        fragments=("x",),
        not_raised=("fragment-missing",),
    )
    yield one(
        "an anchor in a page cut short",
        "anchor",
        "alive",
        "http://anchorcut.test/a",
        site({"/a": Say(200, ids.body, complete=False)}),
        fragments=("zz",),
        not_raised=("fragment-missing",),
    )
    pdf = b"%PDF-1.4\n1 0 obj <</Type /Pages /Kids [2 0 R] /Count 12>> endobj"
    yield one(
        "page 12 of 12",
        "anchor",
        "alive",
        "http://pdf12.test/a.pdf",
        site({"/a.pdf": Say(200, pdf, (("Content-Type", "application/pdf"),))}),
        fragments=("page=12",),
        not_raised=("fragment-missing",),
    )
    yield one(
        "page 13 of 12",
        "anchor",
        "alive",
        "http://pdf13.test/a.pdf",
        site({"/a.pdf": Say(200, pdf, (("Content-Type", "application/pdf"),))}),
        fragments=("page=13",),
        raises=("fragment-missing",),
    )
