"""Scenarios that pages of others taught: each stands for a kind of page that the rules once got wrong, in words of our own."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from tests.checks.bed_pages import Scenario, article, front, one, page, site
from tests.checks.bed_words import PROSE
from tests.checks.script import Say, to

IMAGE = "data:image/png;base64," + "iVBORw0KGgo" * 1_200  # one tag of 13,000 letters


def hash_of(path: str) -> str:
    """The number of an answer, as error pages print it."""
    return sha256(path.encode()).hexdigest()[:12]


def bare(title: str, heading: str, text: str = "", rest: str = "") -> Say:
    """A page without a menu, as servers and hosting companies have them."""
    return Say(200, f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title></head><body><h1>{heading}</h1><p>{text}</p>{rest}</body></html>")  # fmt: skip  # noqa: E501


def lessons() -> Iterator[Scenario]:
    """All of them."""
    yield from _missing()
    yield from _alive()
    yield from _stand_ins()
    yield from _walls()
    yield from _undecided()


def _missing() -> Iterator[Scenario]:
    """Error pages that name what is missing by a word of their own, number themselves, or speak a small language."""
    said = {
        "a thing without a name": bare("Codeyard", "Pushcart not found."),
        "a thing in a sentence": bare("Codeyard", "Oh dear", "The pushcart you want does not exist."),
        "a thing in data": Say(200, '{"message":"Pushcart not found"}', headers=(("Content-Type", "application/json"),)),
        "a thing above other news": bare(
            "Codeyard", "Pushcart not found", "Meanwhile, read what our readers wrote of their own carts. " * 4
        ),
        "a thing in German": bare("Hofladen", "Karren nicht gefunden"),
        "a number before": bare("Valley site", "404: Not Found", "You took a road that leads nowhere at all."),
        "a number in a server's words": bare("Valley site", "HTTP Status 404 – Not Found"),
        "Kurdish": bare("Malper", "Rûpel nehate dîtin", "Rûpela ku tu lê digerî nehate dîtin."),
        "Friulian": bare("Sît", "Pagjine no cjatade"),
        "Bashkir": bare("Сайт", "Бит табылманы"),
        "Uighur": bare("بېكەت", "بەت تېپىلمىدى"),
        "Javanese": bare("Situs", "Kaca ora ketemu"),
        "what is denied in another order": bare(
            "Dal", "Helaas", "Het stuk dat u zocht is op dit adres niet langer meer beschikbaar, ook als pagina."
        ),
        "what is denied in Italian": bare("Valle", "La risorsa non è proprio più disponibile!"),
        "a picture in its tag": bare("Valley site", f'<img src="{IMAGE}">', "This page does not exist any more."),
    }
    for number, (name, shown) in enumerate(said.items()):
        yield one(
            name,
            "soft 404 by words",
            "dead",
            f"http://lesson{number}.test/files/harvest-of-1911",
            site({"/": front("en")}, shown),
            raises=("not-found-text", "soft-404"),
            not_raised=("parked-domain",),
        )
    for lang, words in {
        "en": "There is currently no text in this page. You may search for it or write it.",
        "de": "Diese Seite enthält noch keinen Text. Du kannst sie schreiben oder anderswo danach suchen.",
        "ru": "На этой странице нет текста. Вы можете её написать или поискать в другом месте.",
    }.items():
        yield one(
            f"an empty page of a wiki ({lang})",
            "soft 404 by words",
            "dead",
            f"http://wiki-{lang}.test/wiki/Harvest_of_1911",
            site({"/": front(lang)}, lambda asked, lang=lang, words=words: page(lang, asked.rsplit("/")[-1].replace("_", " "), words)),  # type: ignore[misc]
            raises=("not-found-text", "soft-404"),
        )
    yield one(
        "an error page that numbers its answers",
        "soft 404 by words",
        "dead",
        "http://numbered.test/files/harvest-of-1911",
        site({"/": front("en")}, lambda asked: bare("Society", "Sorry", f"This page does not exist. Tell us {hash_of(asked)}.")),
        raises=("not-found-text", "soft-404"),
    )
    for number, (path, words) in enumerate(
        {
            "/search": "Your search for {} had no results.",
            "/suche": "Ihre Suche nach {} ergab keine Treffer.",
            "/recherche": "",
            "/buscar.php": "",
        }.items()
    ):
        yield one(
            f"sent to {path}",
            "soft 404 by structure",
            "dead",
            f"http://searched{number}.test/2014/the-old-ferry",
            site(
                {"/": front("en")},
                lambda asked, path=path, words=words: (  # type: ignore[misc]
                    page("en", "Search", words.format(asked.partition("=")[2]), *PROSE["en"][:2])
                    if asked.startswith(path)
                    else to(f"{path}?q={asked.rsplit('/')[-1]}")
                ),
            ),
            raises=("redirect-to-section", "probe-same-url", "soft-404"),
        )


def _alive() -> Iterator[Scenario]:
    """Look-alikes of all that: small pages, apps that speak of themselves, pages about domains and logins."""
    shown = {
        "a sign at an office": (
            "/lost-property",
            bare("Town hall", "Lost property", "Umbrellas, gloves and one left boot. Open on Mondays."),
        ),
        "an app without scripts": (
            "/board/7",
            bare("Board", "Board", "Board is not available here: JavaScript was not found. Turn it on."),
        ),
        "a picture's caption": ("/plates/12", bare("Plate 12", f'<img src="{IMAGE}">', "The harbour in 1911, artist unknown.")),
        "a shop's search of its own": ("/search?q=rye", page("en", "Search: rye", *PROSE["en"])),
        "a page on how to log in": ("/help/first-steps", page("en", "First steps: log in, look around", *PROSE["en"])),
        "a notice of works": ("/rye", article("en", extra="<p>On Sunday this site is closed for maintenance from 2 to 4.</p>")),
        "a road under construction": ("/roads/b12", page("en", "The B12 under construction: a photo diary", *PROSE["en"])),
        "a game of cards": ("/games/blackjack", page("en", "Blackjack: a history of the game", *PROSE["en"])),
        "boats for sale, as a site is called": (
            "/",
            bare("Boats for sale | alike9.test", "Boats for sale", "Sloops and skiffs, old and new."),
        ),
        "boats for sale at a name": ("/", bare("Used boats for sale at alike10.test", "Used boats", "Sloops and skiffs, old and new.")),
        "Forbidden, a novel": (
            "/books/12",
            page("en", "Forbidden", "A novel of the valley. Forbidden love, and much rain.", *PROSE["en"][:1]),
        ),
        "a short page behind Imperva": (
            "/join",
            page(
                "en",
                "Join the society",
                "Fill in your name and your address, and we will write to you four times a year about the ferries, the weirs and mills of "
                "the valley, and about the walks that we take there together on the first Sunday of every month.",
                extra='<script src="/_Incapsula_Resource?SWJIYLWA=719d"></script>',
            ),
        ),
        "a film that nobody found": ("/films/9", page("en", "Never found", *PROSE["en"])),
    }
    for number, (name, (path, what)) in enumerate(shown.items()):
        yield one(
            name,
            "alive, looks dead",
            "alive",
            f"http://alike{number}.test{path}",
            site({path: what, "/": front("en")}),
            not_raised=("soft-404", "login-wall", "placeholder-page", "hijacked-domain"),
        )
    yield one(
        "an app that is the same everywhere and speaks of scripts",
        "alive, looks dead",
        "alive",
        "http://scripts.test/board/7",
        site({}, bare("Board", "", "We have detected that JavaScript is not available in this browser.")),
        not_raised=("soft-404",),
    )
    rules = "Whoever registered a domain may renew it; this domain name expired if nobody did. Ask WHOIS for its registrar. "
    yield one(
        "a page on how names lapse",
        "alive, looks dead",
        "alive",
        "http://names.test/help/lapsed",
        site({"/help/lapsed": page("en", "When a name lapses", rules * 2)}),
        raises=("domain-words", "probe-not-found"),
        not_raised=("parked-domain",),
    )
    yield one(
        "a page on names, with a neighbour of its own kind",
        "alive, looks dead",
        "alive",
        "http://names2.test/help/lapsed",
        site({"/help/lapsed": article("en")}, page("en", "Help", rules)),
        not_raised=("domain-words", "parked-domain"),
    )


def _stand_ins() -> Iterator[Scenario]:
    """Registrars and hosting companies who speak of the domain and of their wares; sites that were sold to gamblers."""
    wares = "<h2>Find a name</h2><p>Search available domains here.</p><h2>Web hosting</h2><p>From two coins a month.</p>"
    speak = {
        "en": ("At Hostico", "This domain was purchased by a customer of ours. Ask our WHOIS for its holder."),
        "es": ("Registrado en Hostico", "Este dominio ha sido registrado por un cliente. Consulte el whois. Alojamiento desde 1 €."),
        "de": ("Hostico", "Diese Domain hat ein Kunde registriert. Hosting und Domains gibt es bei uns."),
        "ru": ("Хостико", "Этот домен купил наш клиент. Кто он, скажет WHOIS. Хостинг и домены."),
        "ja": ("ホスティコ", "このドメインは登録されています。レンタルサーバとドメインの購入はこちら。"),
    }
    for lang, (title, text) in speak.items():
        yield one(
            f"a registrar speaks of the name ({lang})",
            "parked, for sale, hijacked",
            "dead",
            f"http://registrar-{lang}.test/paper/1",
            site({}, bare(title, title, text, wares if lang == "en" else "")),
            raises=("domain-words", "probe-same-page", "parked-domain"),
        )
    market = "<p>We help people to get the name they want, by card or in twelve payments, and hand it over the same day.</p>" * 20
    for lang, title in {"en": "{} is for sale", "sv": "{} är till salu", "de": "{} steht zum Verkauf"}.items():
        host = f"vale-{lang}.test"
        yield one(
            f"a name in its own title, for sale ({lang})",
            "parked, for sale, hijacked",
            "dead",
            f"http://{host}/paper/1",
            site({}, bare(title.format(host) + " | Namico", "Namico", "", market)),
            raises=("for-sale",),
        )
    yield one(
        "another name for sale, at every address",
        "parked, for sale, hijacked",
        "dead",
        "http://vale.test/paper/1",
        site({}, bare("TheOldVale.test is for sale | Namico", "Namico", "", market)),
        raises=("domain-words", "parked-domain"),
    )
    yield one(
        "casino words below a title that sells them",
        "parked, for sale, hijacked",
        "dead",
        "http://choir-of-the-valley.test/concerts/2011",
        site(
            {},
            page(
                "en", "Casino bonus for new players", "Roulette, blackjack and free spins every day.", "Take the jackpot. Sportsbook, too."
            ),
        ),
        raises=("spam-words", "hijacked-domain"),
    )


def _walls() -> Iterator[Scenario]:
    """Walls that explain themselves at length or in few words, and doors whose name stands at the end of a title."""
    why = (
        "<h2>Why do I see this?</h2>"
        + "<p>Somebody on your network may have asked for many pages in a short time, and we cannot tell you apart.</p>" * 8
    )
    script = "<script src='/check.js'></script><form></form>"
    walls = {
        "a wall that answers questions": bare(
            "Attention Required!", "One more step", "Please complete the security check to go on.", why + script
        ),
        "a wall with a picture in it": bare("Please wait", f'<img src="{IMAGE}">', "Unusual traffic comes from your network.", script),
        "site verification": bare(
            "Site verification", "Please Enable Cookies", "This site uses a security service for protection.", script
        ),
        "verify to continue": bare("Verify to continue", "Verify to continue", "Please confirm that you’re a human.", script),
        "a wall behind a large picture": bare(
            "Loading", f'<img src="{IMAGE * 12}">', "Five seconds, please.", '<form><input name="jschl_vc"></form>'
        ),
        "a refusal that was given the wrong status": bare("403 Forbidden", "403 Forbidden"),
        "a refusal without a script": bare(
            "Guard",
            "Access Denied",
            "This site is using a security service. It has blocked your request.",
            "<p>Write to us with the number below.</p>" * 4,
        ),
        "many requests": bare("Wait a little", "Wait a little", "A device near you is sending large amounts of web requests.", script),
    }
    for number, (name, shown) in enumerate(walls.items()):
        for status in (200, 403):
            yield one(
                f"{name} ({status})",
                "bot wall",
                "blocked",
                f"http://wall{number}s{status}.test/a/story",
                site({}, Say(status, shown.body)),
            )
    password = '<form action="/in" method="post"><input name="u"><input type="password" name="p"></form>'
    register = (
        "<h2>New here?</h2>"
        + "<p>Join us: fill in your name, your address and a word that only you know, and we will write to you.</p>" * 8
    )
    doors = {
        "a door with a hook in its title": bare("Kitchen of Ana › Iniciar sesión", "Kitchen of Ana", "", password),
        "a door for members": bare("The Society", "Member Sign In", "Please enter your details below.", password),
        "a door beside an offer": bare("Lamps and bulbs | Login", "Returning customer", "Please enter your details.", password + register),
        "a choice of doors": bare("Ledger - Login", "Where do you want to go?", "Ledger for firms, or Ledger for you alone."),
    }
    for number, (name, shown) in enumerate(doors.items()):
        yield one(
            name,
            "door",
            "blocked",
            f"http://door{number}.test/cases/1988",
            site({"/": front("en"), "/cases/1988": shown}),
            raises=("login-wall",),
        )
    elsewhere = {
        "most European countries": bare("Not available", "", "Our website is unavailable in most European countries at this time."),
        "from your region": bare("The Fund", "For safety, access is not available from your region or network", "", why),
    }
    for number, (name, shown) in enumerate(elsewhere.items()):
        yield one(
            name,
            "door",
            "blocked",
            f"http://elsewhere{number}.test/a/story",
            site({}, shown),
            raises=("region-wall",),
            not_raised=("soft-404",),
        )


def _undecided() -> Iterator[Scenario]:
    """Servers and hosting companies that speak of the site as a whole, and error pages whose neighbours are honest."""
    long = "<p>If you keep this server, put your pages into its folder and take this one away; the handbook says where that is.</p>" * 8
    whole = {
        "a server's test page": (bare("Test Page for the Larch HTTP Server", "Test Page", "It can be read.", long), "placeholder-page"),
        "a default home page": (bare("Larch® Default Home Page", "Larch® Default Home Page"), "placeholder-page"),
        "a suspended site": (bare("Website Suspended", "Website Suspended", "Its owner knows why."), "placeholder-page"),
        "an expired contract": (bare("Error", "This site's hosting has expired", "Renew it."), "placeholder-page"),
        "a name without a site": (bare("Hostico", "Domain is not configured"), "placeholder-page"),
        "a shop that is closed today": (bare("Shop", "Our shop is currently unavailable."), "server-trouble"),
        "busy servers": (bare("Ow!", "All of our servers are busy", "Please try again in a minute (code: 503)."), "server-trouble"),
        "a name that the service does not know": (bare("Edge: unknown domain whole8.test", "", "Ask whoever runs it."), "placeholder-page"),
        "a name without a site yet": (bare("Builder", "Well, this domain isn't connected to a website yet!"), "placeholder-page"),
        "nobody behind the gate": (bare("Gate", "Backend unavailable"), "server-trouble"),
        "a gateway in Spanish": (bare("ERROR", "Error", "La puerta no sabe llegar al lugar. " * 12), "not-found-text"),
    }
    for number, (name, (shown, code)) in enumerate(whole.items()):
        yield one(name, "undecidable", "unsure", f"http://whole{number}.test/a/story", site({}, shown), raises=(code,))
    honest = {
        "a title that names the site": bare("Weaver", "Page not found", "The page that you want was not found."),
        "a title alone": page("en", "Page not found", "This page does not exist.", heading="New this week"),
        "no title, no heading": Say(200, "<html><body><p>We're sorry, this page cannot be found.</p></body></html>"),
    }
    for number, (name, shown) in enumerate(honest.items()):
        yield one(
            f"{name}, on a server that knows better",
            "undecidable",
            "unsure",
            f"http://honest{number}.test/essays/of-ferries",
            site({"/essays/of-ferries": shown}),
            raises=("not-found-text", "probe-not-found"),
            not_raised=("soft-404",),
        )
