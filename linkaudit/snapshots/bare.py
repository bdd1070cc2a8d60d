"""A captured page without a sign of error → what stands in place of the page all the same, or None.

A live page has the benefit of these doubts, for a browser may show more of it. A capture has not: it is offered as what its readers saw,
and another capture may be better.
"""

from __future__ import annotations

import re

from linkaudit.checks.detour import SEARCH_STEPS, TO_ROOT, TO_SECTION, UPWARDS, detour, tokens
from linkaudit.checks.page import View
from linkaudit.checks.phrases import contains, count, fold, phrases
from linkaudit.checks.signs_doors import LOGIN_STEPS, MAYBE_LOGIN
from linkaudit.checks.urls import host_of, join, query_of, steps
from linkaudit.urls.normalise import site_of

BARE = 25  # words, links included: less than the menu of a page
NOTICE = 60  # words of its own: a notice to the visitor, with its small print
BROKEN = 120  # words of its own: a fault of the server with the names of its files
# Not `top.location = ...`: that breaks out of somebody's frame
_SENDS_ON = re.compile(r"(?<!top\.)(?<!parent\.)\blocation(?:\.href\s*=|\s*=|\.(?:replace|assign)\s*\()\s*[^=\s]", re.IGNORECASE)
_FRAME = re.compile(r"<(?:i?frame)\b[^>]{0,600}?\bsrc\s*=\s*[\"']?([^\"'\s>]{1,2000})", re.IGNORECASE)
_SHOWN = re.compile(r"<(?:img|picture|object|embed|video|audio|canvas|svg|applet|frame|iframe|map)\b", re.IGNORECASE)
_NOSCRIPT = re.compile(r"<noscript\b.{0,20000}?</noscript", re.IGNORECASE | re.DOTALL)
_PASSWORD = re.compile(r"<input\b[^>]{0,400}\btype\s*=\s*[\"']?password", re.IGNORECASE)
_PRESSED = re.compile(r"<(?:button|form|input)\b|\bonclick\s*=|\brole\s*=\s*[\"']?button", re.IGNORECASE)
_AGREE = re.compile(
    r"accept|agree|consent|allow|zustimm|akzept|autoris|acept|aceit|accett|acconsent|toestemm|zgod|zgadzam|souhlas|godk|samtyk|hyväks|"
    r"соглас|принима|погодж|kabul|onay|αποδ|同意|許可|동의"
)
_FAULT = re.compile(
    r"\b(?:fatal|parse|syntax) error\b.{0,300}\bon line\b|\bwarning: .{0,200}\(\).{0,300}\bon line\b|\btraceback \(most recent call last\)"
    r"|\bserver error in '/|\bora-\d{5}\b|\bmicrosoft ole db provider\b|\bodbc .{0,40}driver\b.{0,40}error|\bunhandled exception\b"
    r"|\bstack trace:|\bcoldfusion\b.{0,60}\berror\b",
    re.IGNORECASE,
)
_LISTING = re.compile(r"\s*index of (/\S*)", re.IGNORECASE)
# What a page tells its visitor instead of showing itself
_NOTICES = phrases("""
    enable javascript|javascript is disabled|javascript is required|javascript is not available|requires javascript|turn on javascript|
    enable cookies|cookies are disabled|cookies are required|turn on cookies|accept cookies to|browser is not supported|unsupported browser|
    browser is out of date|outdated browser|no longer support your browser|upgrade your browser|update your browser|supported browser|
    javascript aktivieren|aktivieren sie javascript|javascript ist deaktiviert|cookies aktivieren|browser wird nicht unterstützt|
    browser ist veraltet|activer javascript|activez javascript|javascript est désactivé|activer les cookies|navigateur n'est pas|
    navigateur n'est plus|habilitar javascript|habilite javascript|active javascript|activar javascript|navegador no es compatible|
    abilita javascript|abilitare javascript|browser non è supportato|ative o javascript|habilite o javascript|navegador não é|
    schakel javascript in|javascript inschakelen|browser wordt niet ondersteund|włącz javascript|włącz obsługę javascript|
    включите javascript|включить javascript|браузер не поддерживается|браузер устарел|увімкніть javascript|povolte javascript|
    javascript aktivera|aktivera javascript|aktiver javascript|javascript'i etkinleştirin|javascriptを有効|请启用javascript|
    請啟用javascript|javascript를 활성화|18 years of age or older|18 years or older|be 18 or older|over 18 years|at least 18 years old|
    are you over 18|over the age of 18|of legal drinking age|mindestens 18 jahre|über 18 jahre|plus de 18 ans|18 ans ou plus|
    mayor de 18|mayor de edad|maggiore di 18|maggiorenne|maior de 18|18 jaar of ouder|ukończone 18 lat|старше 18 лет|вам уже есть 18|
    18歳以上|年满18|滿18歲|did not match any|no results found|no matches found|0 results found|keine ergebnisse gefunden|keine treffer|
    aucun résultat|sin resultados|no se encontraron resultados|nessun risultato|nenhum resultado|geen resultaten|brak wyników|
    ничего не найдено|нічого не знайдено
    """)


def instead(asked: str, shown: str, page: View) -> str | None:
    """What stands in place of `asked` in an HTML capture that was found at `shown`, in words; None when it looks like the page.

    `page` is the deep view of it.
    """
    if page.kind != "html":
        return None
    return _led(asked, shown) or _bare(shown, page) or _notice(asked, page) or _other(asked, shown, page)


def _led(asked: str, shown: str) -> str | None:
    """Redirects to a place that is never the page itself: a search for its words, the list that it stood in."""
    code = detour(asked, shown) if asked != shown else None
    end, slug = (steps(shown) or ("",))[-1].lower(), tokens((steps(asked) or ("",))[-1])
    if code == TO_SECTION and end.partition(".")[0] in SEARCH_STEPS:
        return "a redirect to a search"
    # `/news/harbour-budget` to `/news` or `/2019` is a list; `/gallery/3` to `/gallery`, `/story/print` to `/story`, and anything to
    # `/node/8812` may be the page; two steps up from a page that has a name is a list
    listed = code == UPWARDS or (code == TO_SECTION and len(tokens(end)) <= 1 and not any(letter.isdigit() for letter in end))
    named = len(slug) >= 2 or (slug and code == UPWARDS and len(steps(asked)) - len(steps(shown)) >= 2)
    return "a redirect to a section of the site" if listed and named and not query_of(shown) else None


def _bare(shown: str, page: View) -> str | None:
    """A page with hardly a word: it sends its reader on, frames somebody else's page, or waits for its scripts."""
    words = count(page.text)
    if words >= BARE:
        return None
    plain = _NOSCRIPT.sub(" ", page.raw)
    if _SENDS_ON.search(plain) and not _SHOWN.search(plain):
        return "a redirect by script"
    frames = [target for found in _FRAME.finditer(plain) if (target := join(shown, found[1]))]
    if words == 0 and frames and all(site_of(host_of(target)) != site_of(host_of(shown)) for target in frames):
        return "nothing but a frame of another site"
    if page.shell or (words == 0 and not _SHOWN.search(plain)):
        return "nothing without its scripts" if "<script" in page.raw.lower() else "nothing"
    return None


def _notice(asked: str, page: View) -> str | None:
    """A page that tells its visitor or its owner something, in few words, instead of showing what was cited."""
    if page.words > BROKEN:
        return None
    shown = fold(" ".join((page.title, *page.headings, page.own)))
    if _FAULT.search(shown):
        return "a fault of its server"
    if page.words > NOTICE:
        return None
    if _PASSWORD.search(page.raw) and not {step.lower().partition(".")[0] for step in steps(asked)} & (LOGIN_STEPS | MAYBE_LOGIN):
        return "a login wall"
    if contains(shown, _NOTICES) or ("cookie" in shown and _AGREE.search(shown) and _PRESSED.search(page.raw)):
        return "a notice to its visitor"
    return None


def _other(asked: str, shown: str, page: View) -> str | None:
    """A page of another address: the list of another folder; the front page, which says so and has no word of the address."""
    listing = _LISTING.fullmatch(page.title)
    if listing and [step.lower() for step in steps(shown)] != [step.lower() for step in steps(join(shown, listing[1]) or "")]:
        return "the list of another folder"
    target = join(shown, page.canonical) if page.canonical else None
    if target and detour(asked, target) == TO_ROOT:
        own = tokens((steps(asked) or ("",))[-1])
        if own and 2 * len(own & tokens(" ".join((page.title, *page.headings, page.text)))) < len(own):
            return "the front page"
    return None
