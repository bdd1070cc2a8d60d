"""Where a source was cited and where its redirects ended → what the address makes suspicious: front page, upwards, section, error page."""

from __future__ import annotations

import re

from linkaudit.checks.phrases import names
from linkaudit.checks.urls import host_of, query_of, steps
from linkaudit.urls.normalise import site_of

TO_ROOT, UPWARDS, TO_SECTION, TO_ERROR = "redirect-to-root", "redirect-upwards", "redirect-to-section", "redirect-to-error-page"
ERROR_STEPS = names("""
    404 error404 error-404 404error 404-error 404-page 404page page404 page-404 http404 notfound not-found not_found
    pagenotfound page-not-found page_not_found 404notfound 404-not-found error errors errorpage error-page error_page missing
    filenotfound file-not-found nicht-gefunden fehler seite-nicht-gefunden erreur introuvable page-introuvable no-encontrado
    no-encontrada pagina-no-encontrada nao-encontrado nao-encontrada pagina-nao-encontrada errore pagina-non-trovata
    niet-gevonden pagina-niet-gevonden pagenotfounderror notfounderror
    gone removed deleted unavailable expired
    """)
# A site that answers unknown addresses with a search for their words (`/search?q=old+story`)
SEARCH_STEPS = names("""
    search searchresults search-results search_results suche suchergebnisse recherche rechercher buscar busca buscador busqueda pesquisa
    ricerca cerca zoeken zoekresultaten sok sog haku szukaj hledat hledani vyhledavani kereses cautare pretraga arama ara tim-kiem cari
    poisk search-result
    """)
_ERROR_QUERY = re.compile(
    r"(?:^|&)(?:aspxerrorpath=|(?:error|err|code|status|e)=404\b|404;|not_?found"
    r"|(?:ref|reason|msg|message|from|src|source|redirect(?:ed)?)=(?:404|not[_-]?found|page[_-]?not[_-]?found|expired|deleted|removed)(?:&|$))",
    re.IGNORECASE,
)
# Steps that name no content: languages, and what a front page calls itself
_FRONT = re.compile(
    r"(?:[a-z]{2}(?:[-_][a-z]{2,4})?|(?:index|default|home|main|start|welcome|homepage|front|frontpage|startseite|accueil|inicio)(?:\.[a-z]{2,5})?)",
    re.IGNORECASE,
)
# Keys that say where a visitor comes from, on what page or in what language: a front page with them is a front page
_WHENCE = names(
    "ref referer referrer from source src utm_source utm_medium utm_campaign origin via lang locale hl country region currency redirected"
)
_NAMES = re.compile(
    r"(?:.{0,12}(?:id|no|nr|num|number|key|slug|title|name|story|article|doc|document|file|item|post|node|entry|record)|p)", re.I
)
_PROGRAM = re.compile(r"\.(?:php\d?|aspx?|jsp|cgi|pl|do|action|cfm|dll)$", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W_]+")
_EMPTY_TOKENS = names("""
    html htm php asp aspx jsp cgi index default page the and for with from www com org net http https article articles news
    """)


def detour(asked: str, shown: str) -> str | None:
    """The code for a suspicious end of redirects, or None. A source that is itself a front page cannot be led away from its content."""
    deep = _content(asked)
    if not deep:
        return None
    if names_error(shown) and not names_error(asked):
        return TO_ERROR
    end = _content(shown)
    if not end:
        return TO_ROOT
    if site_of(host_of(asked)) != site_of(host_of(shown)):
        return None
    start, now = _steps(asked), _steps(shown)
    if start == now and host_of(asked) == host_of(shown) and _lost_its_name(asked, shown):
        return UPWARDS
    if len(now) < len(start) and start[: len(now)] == now:
        return UPWARDS
    if now and now[-1].partition(".")[0] in SEARCH_STEPS and start[-1:] != now[-1:]:
        return TO_SECTION
    kept = tokens(_name(asked)) & tokens(shown.partition("://")[2].partition("/")[2])
    return TO_SECTION if not kept and (len(now) < len(start) or len(now) <= 1) and now != start else None


def names_error(url: str) -> bool:
    """Whether the address calls itself an error page: a whole segment of the path, or a query that says 404."""
    last = [step.lower() for step in steps(url)[-2:]]
    return any(step.partition(".")[0] in ERROR_STEPS for step in last) or _ERROR_QUERY.search(query_of(url)) is not None


def tokens(text: str) -> frozenset[str]:
    """The telling parts of an address: words of three letters and more, numbers of two digits and more."""
    found = (token.lower() for token in _TOKEN.findall(text))
    return frozenset(t for t in found if t not in _EMPTY_TOKENS and (len(t) >= 3 or (t.isdigit() and len(t) >= 2)))


def _steps(url: str) -> tuple[str, ...]:
    return tuple(step.lower() for step in steps(url) if not _FRONT.fullmatch(step))


def _content(url: str) -> bool:
    """Whether the address names something below the front page, by path or by a query with a value."""
    return bool(_steps(url)) or any(
        value
        for key, _, value in (pair.partition("=") for pair in query_of(url).split("&"))
        if len(value) > 1 and key.lower() not in _WHENCE
    )


def _lost_its_name(asked: str, shown: str) -> bool:
    """Whether a redirect dropped what named the content: `/show.php?id=12` ends at `/show.php`."""
    before = dict(pair.partition("=")[::2] for pair in query_of(asked).split("&") if pair)
    kept = query_of(shown)
    lost = [value for key, value in before.items() if _NAMES.fullmatch(key) and value and value not in kept]
    return bool(lost) and _PROGRAM.search(steps(asked)[-1] if steps(asked) else "") is not None


def _name(url: str) -> str:
    """What names the content: the last step, and the query's values."""
    last = steps(url)[-1:] or ("",)
    return last[0] + " " + " ".join(pair.partition("=")[2] for pair in query_of(url).split("&"))
