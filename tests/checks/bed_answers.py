"""Scenarios of answers that are no article and say so in other ways: data, bare frames, scripts, media, registrars of many lands, doors."""

from __future__ import annotations

from collections.abc import Iterator

from tests.checks.bed_lessons import bare
from tests.checks.bed_pages import GONE, Scenario, article, front, one, page, site
from tests.checks.bed_words import PROSE
from tests.checks.script import Say, to

JSON, XML = (("Content-Type", "application/json"),), (("Content-Type", "application/xml"),)


def answers() -> Iterator[Scenario]:
    """All of them."""
    yield from _missing()
    yield from _led()
    yield from _names()
    yield from _walls()
    yield from _nothing()


def _missing() -> Iterator[Scenario]:
    """Media, channels and data that are missing; and data that only speaks of it."""
    stored = "<?xml version='1.0'?><Error><Code>NoSuchKey</Code><Message>The key you gave does not exist.</Message><Key>a</Key></Error>"
    said = {
        "a film in Danish": bare("Kino", "Videoen er ikke tilgængelig"),
        "a post in Danish": bare("Torvet", "Opslaget er slettet"),
        "a storage service that gives a code": Say(
            200, "<Error><Code>BlobNotFound</Code><Message>Ask for request 7.</Message></Error>", XML
        ),
        "a channel in Spanish": bare("Cine", "El canal ha sido eliminado"),
        "a page taken away, in Slovene": bare("Dolina", "Stran odstranjena", "Stran, ki jo iščete, je bila odstranjena."),
        "a film in Japanese": bare("映画館", "この動画は利用できません"),
        "a language without a row, and a number": bare("Xy", "Wub zalo trin (#404)"),
        "a number and two words": bare("Xy", "", "404 Wub zalo"),
        "a long heading with its number": bare(
            "Dal", "The page that you were looking for on our old site does not exist any more (404)", "Some words of comfort. " * 16
        ),
        "Malay": bare("Laman", "Tidak ditemui"),
        "Yiddish": bare("בלאט", "דער בלאַט איז ניט געפונען"),
        "an error in data": Say(200, '{"ok":false,"errors":[{"detail":"There is no such record: not found"}]}', JSON),
        "a number in data": Say(200, '{"type":"about:blank","title":"Not Found","status":404}', JSON),
        "a storage service": Say(200, stored, XML),
        "a player that has nothing to play": Say(
            200, '<html><head><title>Kino</title></head><body><script>p={"playabilityStatus":{"status":"ERROR"}}</script></body></html>'
        ),
    }
    for number, (name, shown) in enumerate(said.items()):
        yield one(name, "soft 404 by words", "dead", f"http://answer{number}.test/a/old-harvest", site({}, shown), raises=("soft-404",))
    alive = {
        "a record that is called so": Say(200, '{"id":7,"title":"Not found","author":"I. Berg"}', JSON),
        "data without an error": Say(200, '{"errors":[],"message":"","data":{"title":"Page not found, a play"}}', JSON),
        "a list in XML": Say(200, "<?xml version='1.0'?><plays><play>Not found</play></plays>", XML),
        "a film about a film": page("en", "The video that was removed", *PROSE["en"]),
        "a player that plays": page("en", "Harbour film", *PROSE["en"], extra='<script>p={"playabilityStatus":{"status":"OK"}}</script>'),
    }
    for number, (name, shown) in enumerate(alive.items()):
        where = f"http://alive-answer{number}.test/a/old-harvest"
        yield one(
            name,
            "alive, looks dead",
            "alive",
            where,
            site({"/a/old-harvest": shown}, shown if shown.headers else GONE),
            not_raised=("soft-404",),
        )
    yield one(
        "a question about the message",
        "alive, looks dead",
        "alive",
        "http://help.test/a/12",
        site({"/a/12": bare("Help", "Page not found? What you can do", "Look at the address, then write to us.")}),
    )


def _led() -> Iterator[Scenario]:
    """Addresses that lose what named their content, and pages whose one script sends the reader on."""
    home = {"/": front("en"), "/show.php": front("en")}
    sends = {
        "by setting it": "<script>window.location.href = '/';</script>",
        "by a call": '<html><head><script type="text/javascript">location.replace("/")</script></head><body></body></html>',
    }
    for number, (name, markup) in enumerate(sends.items()):
        where = f"http://sent{number}.test/a/old-harvest"
        yield one(
            f"a script that goes home {name}",
            "soft 404 by structure",
            "dead",
            where,
            site(home, Say(200, markup)),
            raises=("redirect-to-root",),
        )
    yield one(
        "a number that is dropped",
        "soft 404 by structure",
        "dead",
        "http://dropped.test/show.php?id=812",
        site(home, to("/show.php")),
        raises=("redirect-upwards", "probe-same-url"),
    )
    yield one(
        "home, with a word on where from",
        "soft 404 by structure",
        "dead",
        "http://whence.test/a/old-harvest",
        site({"/": front("en"), "/?ref=whence.test": front("en")}, to("/?ref=whence.test")),
        raises=("redirect-to-root",),
    )
    words = Say(200, f"<html><body><p>{PROSE['en'][0]}</p><script>location.href = '/'</script></body></html>")
    yield one(
        "a script below words",
        "alive, looks dead",
        "alive",
        "http://words.test/a/1",
        site({**home, "/a/1": words}),
        not_raised=("redirect-to-root",),
    )
    story = article("en", extra="<script>if (old) { location.href = '/' }</script>")
    yield one("a script among others", "alive, looks dead", "alive", "http://kept.test/a/1", site({"/a/1": story}))
    yield one(
        "a view that is dropped",
        "alive, looks dead",
        "alive",
        "http://view.test/show.php?lang=de",
        site({"/show.php": article("en")}, to("/show.php")),
    )


def _names() -> Iterator[Scenario]:
    """Pages of a few words about the name that they stand on, in one way only; and sites that were sold, in other languages."""
    spoken = {
        "hu": "Ez a domain eladó, tegyen ajánlatot!",
        "cs": "Doména je zaparkována u registrátora.",
        "pl": "Domena na serwerach nazw firmy. Jesteś właścicielem domeny? Zaloguj się.",
        "da": "Dette domæne er registreret hos os.",
        "ko": "이 도메인 소유자는 네임서버를 설정해 주세요.",
    }
    for lang, words in spoken.items():
        host = f"name-{lang}.test"
        yield one(
            f"a name and a line ({lang})",
            "parked, for sale, hijacked",
            "dead",
            f"http://{host}/paper/1",
            site({}, bare(host, host, words)),
            raises=("domain-words", "parked-domain"),
        )
    yield one(
        "a line on a name that expired",
        "parked, for sale, hijacked",
        "dead",
        "http://line.test/paper/1",
        site({}, bare("Notice", "", "This domain name expired on 3 May.")),
        raises=("domain-words", "parked-domain"),
    )
    yield Scenario(
        "sent to where the name is on offer",
        "parked, for sale, hijacked",
        "dead",
        ("http://offered.test/paper/1",),
        {
            "offered.test": site({}, to("http://names.test/forsale/offered.test")),
            "names.test": site({}, page("en", "Names", "Make us an offer.")),
        },
        raises=("for-sale",),
    )
    yield one(
        "a line with the name in it",
        "parked, for sale, hijacked",
        "dead",
        "http://abgelaufen.test/paper/1",
        site({}, bare("Hinweis", "", "Die Registrierung der Domain abgelaufen.test ist am 3. Mai abgelaufen.")),
        raises=("domain-words", "parked-domain"),
    )
    gamble = "Kasyno online: darmowe spiny, automaty do gier, zakłady bukmacherskie i bonus bez depozytu. " * 4
    yield one(
        "a newspaper that was sold to gamblers, in Polish",
        "parked, for sale, hijacked",
        "dead",
        "http://kurier.test/2011/most",
        site({}, page("pl", "Kasyno z bonusem, ruletka", gamble)),
        raises=("spam-words", "hijacked-domain"),
    )
    yield one(
        "a help page on names",
        "alive, looks dead",
        "alive",
        "http://help-names.test/a/own",
        site({"/a/own": bare("Help", "Who is the domain owner?", "The domain owner is whoever registered it.")}),
    )


def _walls() -> Iterator[Scenario]:
    """Walls that speak to their visitor in other words, doors that want consent or a friend's name; and letters that want a captcha."""
    form = "<form></form><script src='/check.js'></script>"
    walls = {
        "prove it": bare("Wait", "Please prove that you are human before you enter", "", form),
        "prove it in Portuguese": bare("Verificação", "", "Confirme que você não é um robô para continuar.", form),
        "prove it in Polish": bare("Chwila", "", "Potwierdź, że nie jesteś robotem, aby przejść dalej.", form),
        "a look at one's browser, in French": bare("Patience", "Patience", "Nous vérifions maintenant votre navigateur.", form),
        "a look at one's connection": bare("Hold tight", "Hold tight", "We are checking that your connection is a safe one.", form),
        "a look at one's nature, in Japanese": bare("待", "待", "ロボットでないことを確認しています。", form),
        "a firewall in Chinese": bare("防火墙", "", "您的请求带有危险内容，已被管理员设置拦截！"),
        "a block page of a filter": bare("Guard - Access Blocked", "Web Page Blocked", "Your administrator knows why."),
    }
    for number, (name, shown) in enumerate(walls.items()):
        yield one(name, "bot wall", "blocked", f"http://prove{number}.test/a/1", site({}, shown), raises=("challenge-unnamed",))
    doors = {
        "region-wall": bare("News", "", "Due to the General Data Protection Regulation we block access for visitors located in the EU."),
        "consent-wall": bare("Lesen", "Mit Werbung weiterlesen", "Akzeptieren und weiter, oder Pur-Abo.", "<button>Akzeptieren</button>"),
        "login-wall": bare("Film", "Private", "This video is private. Its owner can let you in."),
    }
    for code, shown in doors.items():
        yield one(f"a door of few words ({code})", "door", "blocked", f"http://few-{code}.test/a/1", site({}, shown), raises=(code,))
    accept = "<button>Accepteren</button>"
    asking = {
        "with advertising or for money": bare("Hallo", "Weiterlesen mit Werbung", "Wir und 90 Partner. Akzeptieren?", accept),
        "cookies first": bare("Cookies", "Wij gebruiken cookies", "Ga akkoord om deze website te bezoeken.", accept),
    }
    for number, (name, shown) in enumerate(asking.items()):
        yield one(name, "door", "blocked", f"http://asking{number}.test/a/1", site({}, shown), raises=("consent-wall",))
    notice = bare("Notice 9", "Notice 9", "The lock stays shut on Monday.", "<div>We use cookies. <button>I agree</button></div>")
    yield one("a notice with a cookie banner", "alive, looks walled", "alive", "http://notice9.test/n/9", site({"/n/9": notice}))
    app = bare("Maze", "Maze", "Please confirm that your browser supports canvas.", "<canvas></canvas><script src='/maze.js'></script>")
    yield one("an app that asks for a browser", "alive, looks walled", "alive", "http://maze.test/a/1", site({"/a/1": app}))
    join = bare("Join Codeyard", "Join Codeyard", "Choose a name.", "<form><input name=n><input type=password name=p></form>")
    yield one("a page to join at", "door", "blocked", "http://join.test/in/ida", site({}, join), raises=("login-wall",))
    yield one(
        "a cited page to join at",
        "alive, looks walled",
        "alive",
        "http://join2.test/register",
        site({"/register": join}),
        not_raised=("login-wall",),
    )
    cookie = "<html><script>document.cookie='t=1';location.reload()</script><noscript>Please turn scripts on.</noscript></html>"
    yield one(
        "a test by cookie", "bot wall", "blocked", "http://cookie.test/a/1", site({}, Say(200, cookie)), raises=("challenge-unnamed",)
    )
    yield one(
        "a page that remembers its visitor",
        "alive, looks walled",
        "alive",
        "http://visitor.test/a/1",
        site({"/a/1": article("en", extra="<script>document.cookie='t=1';if(old)location.reload()</script>")}),
        not_raised=("challenge-unnamed",),
    )
    yield one(
        "a challenge on a host that does not answer",
        "bot wall",
        "blocked",
        "http://hushed.test/a/1",
        site({}, to("http://x.arkoselabs.com/check")),
        raises=("challenge-arkose",),
    )
    letter = "<form><input type=email name=from><textarea name=words></textarea><div class='g-recaptcha'></div></form>"
    yield one(
        "a letter box with a captcha",
        "alive, looks walled",
        "alive",
        "http://letters.test/write/to-us",
        site({"/write/to-us": bare("Write to us", "Write to us", "Please confirm that you are not a robot.", letter)}),
        not_raised=("challenge-captcha",),
    )
    yield one(
        "a short story with a cookie banner",
        "alive, looks walled",
        "alive",
        "http://banner.test/a/1",
        site({"/a/1": page("en", "A rope", *PROSE["en"][:2], extra="<div>We use cookies.<button>Accept all</button></div>")}),
        not_raised=("consent-wall",),
    )


def _nothing() -> Iterator[Scenario]:
    """Frames around nothing, and faults that a program tells in its own words."""
    nothing = {
        "a frame": (Say(200, "<html><head></head><body><div></div></body></html>"), "empty-body"),
        "a fault of a program": (
            Say(200, "<b>Fatal error</b>: Uncaught PDOException: SQLSTATE[HY000] in /srv/db.php:12"),
            "server-trouble",
        ),
        "a fault of a cache": (bare("Oh", "Error 503 Backend fetch failed", "Guru Meditation: XID 32"), "server-trouble"),
    }
    for number, (name, (shown, code)) in enumerate(nothing.items()):
        yield one(name, "undecidable", "unsure", f"http://nothing{number}.test/a/1", site({}, shown), raises=(code,))
    yield one(
        "a club that shows its door for what it does not know",
        "undecidable",
        "unsure",
        "http://club.test/members/ida",
        site({"/members/ida": bare("Club", "Page not found", "This page is not available.")}, page("en", "Come in", *PROSE["en"])),
        raises=("not-found-text", "probe-differs"),
    )
    goods = bare(
        "Lamp",
        "Desk lamp, model 41",
        "Walnut and brass. 43 cm high, with a shade. It weighs two kilograms. This lamp is currently unavailable.",
        "<p>Delivery takes three days.</p>",
    )
    yield one(
        "a lamp out of stock",
        "alive, looks dead",
        "alive",
        "http://lamps.test/a/41",
        site({"/a/41": goods}),
        not_raised=("server-trouble",),
    )
    picture = Say(200, '<html><head><title></title></head><body><img src="/plate.jpg"></body></html>')
    yield one("a picture in a frame", "alive, looks dead", "alive", "http://plate.test/a/1", site({"/a/1": picture}), not_raised=("empty-body",))  # fmt: skip  # noqa: E501
