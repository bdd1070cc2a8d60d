"""Scenarios of whole servers: things that are over, apps sent with 404, what no reader sees, gates of age and browser, captchas alone."""

from __future__ import annotations

from collections.abc import Iterator

from tests.checks.bed_lessons import bare
from tests.checks.bed_pages import GONE, Scenario, Site, one, page, site
from tests.checks.bed_words import PROSE
from tests.checks.script import Say, to

JSON = (("Content-Type", "application/json"),)
FRAME = "<nav><a href='/news'>News</a><a href='/people'>People</a><a href='/shop'>Shop</a><a href='/about'>About</a></nav>"
APP = "<html><head><title>Maze</title></head><body>{}<div id='app'></div><script src='/maze.js'></script></body></html>"


def gates() -> Iterator[Scenario]:
    """All of them."""
    yield from _over()
    yield from _apps()
    yield from _gates()
    yield from _captchas()
    yield from _whole_servers()
    yield from _readable()


def _alike(kind: str, host: str, name: str, where: str, shown: Site, code: str) -> Scenario:
    return one(name, kind, "alive", f"http://{host}.test{where}", shown, not_raised=(code,))


def _over() -> Iterator[Scenario]:
    """Things that are over, whatever they are called; and living pages that say so of one thing among others."""
    over = {
        "a post that was filled": bare("Careers", "This apprenticeship has been filled", "See what else we have for bakers.", FRAME),
        "a bargain in German": bare("Hofladen", "Der Gutschein ist abgelaufen"),
        "a raffle in Spanish": bare("Sorteo", "El sorteo ha finalizado", "Gracias a quienes participaron."),
        "a bicycle in Russian": bare("Велосипед", "Велосипед снят с публикации"),
        "a recipe in Turkish": bare("Tarif", "Tarif yayından kaldırılmış"),
        "a ticket in Korean": bare("표", "예매가 마감되었습니다"),
        "a lamp in Chinese": bare("灯", "这盏灯已下架"),
        "a course in Japanese": bare("講座", "講座の公開終了のお知らせ"),
        "a flat in French": bare("Logement", "Ce studio n'est plus à louer"),
        "a race in Ukrainian": bare("Перегони", "Реєстрацію на перегони знято з сайту", "", FRAME),
        "a program that was asked for nothing": bare("Board", "No parish specified"),
        "a program without a program": bare("Host", "No such app", "Ask whoever runs it."),
    }
    for number, (name, shown) in enumerate(over.items()):
        yield one(name, "soft 404 by words", "dead", f"http://over{number}.test/a/old-harvest", site({}, shown), raises=("soft-404",))
    notice = bare("Parish", "The footbridge has been closed", "The old footbridge was removed in May. Walk round by the mill.")
    yield _alike("alive, looks dead", "bridge", "a bridge that was removed", "/a/old-harvest", site({"/a/old-harvest": notice}), "soft-404")
    news = page("en", "The post has been filled", *PROSE["en"])
    yield _alike("alive, looks dead", "filled", "news of a post, at every address", "/a/old-harvest", site({}, news), "soft-404")
    dance = bare("Dance", "The harvest dance has been cancelled", "See you next year.")
    yield _alike("alive, looks dead", "dance", "a front page that calls something off", "/", site({}, dance), "soft-404")
    short = page("tr", "Köprü", *PROSE["tr"], "Eski köprü artık yok.")
    yield _alike("alive, looks dead", "kopru", "a short story, at every address", "/a/old-harvest", site({}, short), "soft-404")
    links = "".join(f"<h3><a href='/a/{n}'>{words}</a></h3>" for n, words in enumerate(PROSE["en"]))
    home = Say(200, f"<html><head><title>Dal</title><link rel=canonical href='/'></head><body>{FRAME}{links}</body></html>")
    yield one("headlines at every address", "soft 404 by structure", "dead", "http://headlines.test/a/1", site({}, home), raises=("canonical-to-root", "soft-404"))  # fmt: skip  # noqa: E501
    menu = Say(200, f"<html><head><title>Dal</title><link rel=canonical href='/'></head><body>{FRAME}<div id=x></div></body></html>")
    yield _alike("alive, looks dead", "menu", "a menu at every address", "/a/1", site({}, menu), "soft-404")


def _apps() -> Iterator[Scenario]:
    """Apps that are sent with 404, and what pages keep from their readers."""
    shell = APP.format("")
    for number, body in enumerate((shell, shell.replace("'app'>", "'app'>Loading ..."))):
        yield one("an app that is sent with 404", "undecidable", "unsure", f"http://maze{number}.test/level/3", site({}, Say(404, body)))
    told = {"a 404 that is called so": shell.replace("Maze", "Page not found"), "a 404 with words": APP.format("<p>Nothing here.</p>")}
    for number, (name, body) in enumerate(told.items()):
        yield one(name, "dead, says so", "dead", f"http://told{number}.test/level/3", site({}, Say(404, body)), raises=("http-404",))
    for number, kept in enumerate(("<template><h1>Page not found</h1></template>", "<div class='x' hidden><div></div><h1>Page not found</h1></div>")):  # fmt: skip  # noqa: E501
        yield _alike("alive, looks dead", f"kept{number}", "words kept for later", "/a/1", site({}, Say(200, APP.format(kept))), "soft-404")
    shadow = "<x-p><template shadowrootmode=open><h1>Page not found</h1></template></x-p>"
    yield one("words in a shadow", "soft 404 by words", "dead", "http://shadow.test/a/1", site({}, Say(200, shadow)), raises=("soft-404",))
    wide = APP.format("<div class='mt hidden md:block'><h1>Page not found</h1></div>")
    yield one("words for wide screens", "soft 404 by words", "dead", "http://wide.test/a/1", site({}, Say(200, wide)), raises=("soft-404",))


def _gates() -> Iterator[Scenario]:
    """Gates that ask for an age, a password alone, a way in, or another browser; and pages that speak of them."""
    said = {
        ("consent-wall", "an age"): bare("Cellar", "Welcome", "Are you over 18? Yes / No"),
        ("consent-wall", "an age in German"): bare("Keller", "Willkommen", "Sind Sie mindestens 18 Jahre alt? Ja / Nein"),
        ("consent-wall", "an age in Japanese"): bare("酒蔵", "ようこそ", "あなたは20歳以上ですか"),
        ("consent-wall", "an age, no question, two buttons"): bare("Cave", "Cave", "Confirmez : plus de 18 ans", "<b>Oui</b> <b>Non</b>"),
        ("region-wall", "a place"): bare("Film", "Film", "This film is only available in the United Kingdom."),
        ("paywall", "a count"): bare("Herald", "Thank you for reading", "You have reached your limit of free articles."),
        ("consent-wall", "an age as a rule"): bare("Cellar", "Cellar", "You must be 21 or older to view this site. Enter / Exit"),
        ("consent-wall", "consent without a button"): bare("Blatt", "Weiterlesen", "Einwilligen und weiterlesen, oder Pur-Abo."),
        ("login-wall", "a password alone"): bare("Dal", "We open in May", "", "<form method=post><input type=password name=p></form>"),
        ("login-wall", "a door in Turkish"): bare("Giriş", "Giriş", "", "<form><input name=u><input type=password></form>"),
        ("browser-wall", "another browser"): bare("Maze", "Your browser is not supported", "Use Firefox, Chrome or Safari."),
        ("browser-wall", "another browser in French"): bare("Dédale", "Navigateur obsolète", "Essayez Firefox ou Chrome."),
    }
    for number, ((code, name), shown) in enumerate(said.items()):
        yield one(f"a gate: {name}", "door", "blocked", f"http://gate{number}.test/a/1", site({}, shown), raises=(code,))
    yield Scenario(
        "a list of homes to log in at",
        "door",
        "blocked",
        ("http://papers.test/a/1",),
        {
            "papers.test": site({}, Say(302, "", (("Location", "http://choose.test/from?entityID=papers&return=/a/1"),))),
            "choose.test": site({}, bare("Choose", "Your university")),
        },
        raises=("login-wall",),
    )
    ask = bare("Contacto", "Contacto", "Si tiene alguna pregunta, no dude en llamar (18) (20) (21). Si no, escriba.")
    yield _alike("alive, looks walled", "ask", "numbers beside a yes and a no", "/a/1", site({"/a/1": ask}), "consent-wall")
    alike = {
        "consent-wall": bare("Concert", "Harvest dance", "Saturday at eight. You must be 21 or older to continue dancing.", FRAME),
        "login-wall ": bare("Strength", "How strong is it?", "", "<input type=password name=p>"),
        "login-wall": bare("Note", "Rain", "It rained.", "<form><input name=u><input type=password><button>Log in</button></form>"),
        "browser-wall": bare("Maze", "Update your browser", "Here is how to do that in Firefox and in Chrome.", FRAME),
    }
    for code, shown in alike.items():
        yield _alike(
            "alive, looks walled", f"no-{code.strip()}{len(code)}", f"no gate ({code})", "/a/1", site({"/a/1": shown}), code.strip()
        )


def _captchas() -> Iterator[Scenario]:
    """Captchas that are all there is, for people and programs; and pages in the frame of their site that only speak of walls."""
    form = "<form method=post><div class='h-captcha'></div><button>Go</button></form>"
    walls = {
        "challenge-captcha": bare("Wait", "", "", form),
        "challenge-datadome": Say(200, '{"url":"https://geo.captcha-delivery.com/captcha/?initialCid=A"}', JSON),
        "challenge-kasada": Say(
            200, "<html><head></head><body><script>window.KPSDK={};</script><script src='/i.js'></script></body></html>"
        ),
        "challenge-unnamed": bare("Un momento", "", "Verificando que usted es un ser humano."),
        "challenge-unnamed ": bare("Notice", "Unusual activity", "We saw unusual activity from your network.", FRAME + "<script></script>"),
        "challenge-reblaze": Say(200, "<html><head><title>Wait</title></head><body><script>window.rbzns={};</script></body></html>"),
    }
    for code, shown in walls.items():
        yield one(
            f"hardly anything else ({code})",
            "bot wall",
            "blocked",
            f"http://alone{len(code)}-{code.strip()}.test/a/1",
            site({}, shown),
            raises=(code.strip(),),
        )
    alike = {
        "challenge-captcha": bare("Ask", "", "", "<form><input name=question><div class='h-captcha'></div><button>Ask</button></form>"),
        "challenge-datadome": Say(200, '{"services":[{"url":"https://geo.captcha-delivery.com/captcha/"}]}', JSON),
        "challenge-kasada": Say(200, APP.format("<script>window.KPSDK={};</script>")),
        "challenge-unnamed": bare(
            "Access denied", "Access denied", "A record of the Fell Quartet, 1994, at the Lys museum.", FRAME + "<script></script>"
        ),
    }
    for code, shown in alike.items():
        yield _alike("alive, looks walled", f"speaks-{code}", f"no wall ({code})", "/a/1", site({"/a/1": shown}, GONE), code)
    closed = bare("Dal", "Briefly unavailable for scheduled maintenance. Check back in a minute.")
    yield one("closed for a minute", "undecidable", "unsure", "http://minute.test/a/1", site({}, closed), raises=("maintenance",))


def _whole_servers() -> Iterator[Scenario]:
    """What the unread half of a set of server behaviours taught, once it was read."""
    statue = bare(
        "Not Found", "Not Found", "Bronze, 1998. The wreck of the Albatross, which it is called after, lay deeper than they looked."
    )
    yield one(
        "a statue that is called so", "undecidable", "unsure", "http://statue.test/a/1", site({"/a/1": statue}), not_raised=("soft-404",)
    )
    again = bare("Not Found", "Not Found", "The requested URL was not found.")
    yield one(
        "the server's own 404 under 200", "soft 404 by words", "dead", "http://again.test/a/1", site({"/a/1": again}), raises=("soft-404",)
    )
    hand = "<html><head><script>var l = location; l.replace('/?/' + l.pathname.slice(1));</script></head><body></body></html>"
    yield one("a 404 that hands on the address", "undecidable", "unsure", "http://hand.test/a/1", site({}, Say(404, hand)))
    home = Say(404, "<html><head><script>setTimeout(bye, 9)</script></head><body></body></html>")
    yield one("a 404 with a script", "dead, says so", "dead", "http://bye.test/a/1", site({}, home), raises=("http-404",))
    shell = "<html><head><title>Maze</title>{}</head><body><div id='__next'></div>{}</body></html>"
    marked = {
        "to prerenderers": shell.format("<meta name=prerender-status-code content=404>", "<script src=/m.js></script>"),
        "as its page": shell.format("", '<script id="__NEXT_DATA__" type="application/json">{"page":"/_error"}</script>'),
        "to those who share it": "<html><head><title>Maze</title><meta property='og:title' content='Page not found'></head>Uh</html>",
    }
    for number, (name, body) in enumerate(marked.items()):
        yield one(f"missing, said {name}", "soft 404 by structure", "dead", f"http://marked{number}.test/a/1", site({}, Say(200, body)), raises=("soft-404",))  # fmt: skip  # noqa: E501
    plain = shell.format("", '<script id="__NEXT_DATA__" type="application/json">{"page":"/a/[n]"}</script>')
    yield _alike("alive, looks dead", "next", "an app that shows a page", "/a/1", site({}, Say(200, plain)), "soft-404")
    table = Say(200, "day,seen\n1,not found\n", (("Content-Type", "text/csv"),))
    yield _alike("alive, looks dead", "table", "a table of what was not found", "/a/birds.csv", site({"/a/birds.csv": table}), "soft-404")
    walls = {
        "challenge-cloudflare": Say(200, "error code: 1010", (("Content-Type", "text/plain"),)),
        "challenge-datadome": bare("dal.test", "", "Please enable JS and disable any ad blocker"),
        "challenge-f5": Say(200, "<html><head><script>window['bobcmn']='10';</script></head><body></body></html>"),
        "challenge-unnamed": bare("Shop", "You are now in line", "Your number is 4211."),
    }
    for code, shown in walls.items():
        yield one(f"a wall ({code})", "bot wall", "blocked", f"http://half-{code}.test/a/1", site({}, shown), raises=(code,))
    imperva = page(
        "en", "Harbour", PROSE["en"][0], extra="<script src='/_Incapsula_Resource?SWJIYLWA=5'></script>" + "<i>rope and tar</i> " * 8
    )
    short = Say(200, imperva.body, (("x-iinfo", "1-2"),))
    yield _alike(
        "alive, looks walled", "short-imperva", "a short page of a guarded site", "/a/1", site({"/a/1": short}), "challenge-imperva"
    )
    notes = Say(200, "error code: 1010 is what visitors saw", (("Content-Type", "text/plain"),))
    yield _alike("alive, looks walled", "code", "notes on an error code", "/a/1", site({"/a/1": notes}), "challenge-cloudflare")
    go = "<html><head><script>window.location.href = 'https://' + d + '/authwall?from=' + f;</script></head><body></body></html>"
    yield one("a script that leads to a login", "door", "blocked", "http://go.test/in/ida", site({}, Say(200, go)), raises=("login-wall",))
    cookies = bare("Nieuws", "Welkom", "Om deze site te bekijken moet je cookies accepteren.")
    yield one("cookies, or nothing", "door", "blocked", "http://koek.test/a/1", site({}, cookies), raises=("consent-wall",))
    lands = {"/select-country": bare("Where?", "Where are you?", "Norway, Denmark, Sweden.")}
    there = Say(302, "", (("Location", "/select-country"),))
    yield one("a choice of countries", "door", "blocked", "http://lands.test/a/1", site(lands, there), raises=("consent-wall",))


def _readable() -> Iterator[Scenario]:
    """Pages with the looks of their server's error page that can be read, as a bed of living pages taught; and error pages beside."""
    title, sorry = "Page not found", "Sorry, the page that you asked for does not exist or has been moved to somewhere else by now."
    trio = page("en", title, "Page not found are a trio from Dal. They played 14 nights in 1998.", "Next they play in Hull, 12 May 2003.")
    wrong = page("en", title, sorry)
    alive = {"the same headline": Say(404, wrong.body), "the same headline under 200": wrong}
    for number, (name, error) in enumerate(alive.items()):
        yield _alike("alive, looks dead", f"trio{number}", f"a trio with {name}", "/a/1", site({"/a/1": trio}, error), "soft-404")
    today = page("en", title, sorry, "In 1911 the mill burnt down, and 14 men rebuilt it.")
    yield one("a headline over today's story", "soft 404 by words", "dead", "http://today.test/a/1", site({"/a/1": today}, wrong), raises=("soft-404",))  # fmt: skip  # noqa: E501
    links = "".join(f"<a href='/w/{n}'>{words}</a> " for n, words in enumerate(PROSE["en"] * 2))
    entry = bare("Wordbook", "missing", "Adjective. That cannot be found.", links)
    none = bare("Wordbook", "No entry found", "There is no entry for this word.", links)
    yield _alike("alive, looks dead", "entry", "a word among many links", "/w/missing", site({"/w/missing": entry}, none), "soft-404")
    yield one(
        "no word among many links", "soft 404 by words", "dead", "http://no-entry.test/w/missing", site({}, none), raises=("soft-404",)
    )
    hides = ("style='color: red; display:none'", "class='error d-none'")
    for number, how in enumerate(hides):
        mill = bare("Dal", "", "", f"<div {how}><h1>{title}</h1><p>{sorry}</p></div><h1>The mill</h1><p>Built in 1804.</p>")
        yield _alike("alive, looks dead", f"hides{number}", f"an error that is not shown ({how[:5]})", "/a/1", site({"/a/1": mill}, bare("Dal", title, sorry)), "not-found-text")  # fmt: skip  # noqa: E501
    shown = bare("Dal", "", "", f"<div class='d-none d-md-block'><h1>{title}</h1><p>{sorry}</p></div>")
    yield one("an error on wide screens", "soft 404 by words", "dead", "http://wider.test/a/1", site({}, shown), raises=("soft-404",))
    bronze = bare("Not Found", "Not Found", "Bronze, 1998. Height 140 cm.")
    yield _alike("alive, looks dead", "bronze", "a bronze with its measures", "/a/1", site({"/a/1": bronze}), "soft-404")
    footer = bare("Not Found", "Not Found", "It is not here. Monday 23.11.2026.", "<p>Tel. 0113 4041200. © 2026 Dal. Answer of 09:12.</p>")
    yield one("figures of an error page", "undecidable", "unsure", "http://footer.test/a/1", site({"/a/1": footer}, Say(404, "Uh")))
    goods = bare("Hofladen", "Alle Artikel", "Brot, Honig und ein Menu mai: freitags in der Playa Norte.")
    yield _alike("alive, looks dead", "artikel", "words that hold those for what is over", "/a/1", site({}, goods), "not-found-text")
    yield one("the words themselves", "soft 404 by words", "dead", "http://ya-no.test/a/1", site({}, bare("Feria", "La feria ya no abre")), raises=("soft-404",))  # fmt: skip  # noqa: E501
    whole = page("en", "Dal", *PROSE["en"], extra="<h2 id=about>About</h2>")
    home = {"/": whole, "/about": to("/#about", 301), "/team": to("/#team", 301)}
    yield _alike("alive, looks dead", "whole", "a site that is one page", "/about", site(home, to("/")), "soft-404")
    yield one(
        "a place that the page lacks", "soft 404 by structure", "dead", "http://whole.test/team", site(home, to("/")), raises=("soft-404",)
    )

    def shop(path: str) -> Say:
        return to("/laden/", 301) if path.startswith("/shop/") else GONE

    yield _alike(
        "alive, looks dead", "shop", "a section by the name of its index", "/shop/index.php", site({"/laden/": whole}, shop), "soft-404"
    )
    yield one("what was in the section", "soft 404 by structure", "dead", "http://shop.test/shop/boat.php", site({"/laden/": whole}, shop), raises=("soft-404",))  # fmt: skip  # noqa: E501
