"""A wikitext template in; what it cites, shows or says about a link, out. The tables of names are here."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from linkaudit.documents.dates import read_date
from linkaudit.documents.wikiparse import Node


@dataclass(frozen=True, slots=True)
class Value:
    """One parameter's value: its nodes and its span in the page, white space around it left out."""

    nodes: tuple[Node, ...]
    start: int
    end: int


def name(node: Node, text: str) -> str:
    """A template's name: lower case, blanks for underscores, comments and its namespace gone."""
    words = "".join(text[part.start : part.end] for part in node.parts[0] if part.kind != "comment")
    return " ".join(words.replace("_", " ").lower().split()).removeprefix("template:")


def values(node: Node, text: str) -> dict[str, Value]:
    """Its parameters: named ones by their name in lower case without blanks, `-` and `_` (`archive-url` is `archiveurl`), others by
    their number from "1". The last of two with one name counts, as in MediaWiki, unless it is empty."""
    found: dict[str, Value] = {}
    number = 0
    for part in node.parts[1:]:
        key, value = _split(part, text)
        if key is None:
            number += 1
            key = str(number)
        if value.start < value.end or key not in found:
            found[key] = value
    return found


_KEY = re.compile(r"[\s_-]+")


def _split(part: list[Node], text: str) -> tuple[str | None, Value]:
    key = None
    nodes = list(part)
    start = part[0].start if part else 0
    for node in part:
        if node.kind == "comment":
            continue
        if node.kind != "text":
            break
        equals = text.find("=", node.start, node.end)
        if equals >= 0:
            key = _KEY.sub("", text[start:equals].lower())
            rest = [Node("text", equals + 1, node.end)] if equals + 1 < node.end else []
            nodes = rest + part[part.index(node) + 1 :]
            start = equals + 1
            break
    end = part[-1].end if part else start
    for node in nodes:  # a comment before the value is none of it
        if node.kind != "comment" and text[node.start : node.end].strip():
            start = node.start
            break
    shown = text[start:end]
    return key, Value(tuple(nodes), start + len(shown) - len(shown.lstrip()), start + len(shown.rstrip()))


# ---------------------------------------------------------------- citations


def _names(*lists: str) -> tuple[str, ...]:
    """Names written in one breath, a bar between them."""
    return tuple(name for names in lists for name in names.split("|"))


_URL = _names(
    "url|chapterurl|contributionurl|entryurl|sectionurl|articleurl|conferenceurl|mapurl|transcripturl|layurl",
    "lien|texteurl|lienweb|lireenligne|urltexte|présentationenligne|ссылка|онлайн|enlace|urlcapítulo|urlcapitulo|online|网址|адреса",
)
_ARCHIVE = _names(
    "archiveurl|archivurl|urlarchivo|arquivourl|archiefurl|urlarchivio|archivoweb|wayurl|archive|архив|存档url",
)
_ACCESSED = _names(
    "accessdate|abruf|zugriff|consultéle|consulté|fechaacceso|fechadeacceso|acessodata|acessoem|accesso|dataaccesso|bezochtdatum",
    "geraadpleegd|dostęp|датаобращения|проверено|датадоступу|访问日期",
)
_STATUS = _names("urlstatus|deadurl|deadlink|offline|briséle|urlmorto|мёртвыйсайт|недоступно|urlmuerta")
_DEAD = frozenset(_names("dead|unfit|usurped|deviated|yes|y|true|ja|1|sí|si|sim|да|tak|oui"))
_IDS = (
    ("doi", ("doi",)),
    ("pmid", ("pmid",)),
    ("arxiv", ("arxiv", "eprint")),
    ("hdl", ("hdl",)),
    ("pmcid", ("pmc",)),
    ("isbn", ("isbn", "isbn13", "isbn10")),
)
_TITLES = _names("title|titel|titre|título|titulo|titolo|заглавие|заголовок|назва|tytuł|標題|标题|chapter|article|tittel|otsikko")
_SHOWN = frozenset(
    _names(
        "last|last1|last2|last3|first|first1|first2|first3|author|author1|author2|authors|editor|vauthors|date|year|month|work|website",
        "newspaper|journal|magazine|publisher|agency|quote|autor|nom|prénom|nom1|prénom1|auteur|auteur1|site|périodique|éditeur|année",
        "autor1|editorial|obra|fecha|datum|hrsg|werk|zeitung|cognome|nome|autore|editore|data|sito|автор|издание|год|издательство|дата",
        "nazwisko|imię|opublikowany|jornal|publicado|via|series|edition|volume|issue|page|pages",
    )
) | frozenset(_TITLES)
_CITES = re.compile(
    r"(?:cite|cita|citar|citace|citation|lien web|article|ouvrage|internetquelle|literatur|citeer|cytuj|книга|статья|публикация|"
    r"vcite|bibliographie|kilde|webbref|bokref|verkkoviite|kirjaviite)\b"
)


# `{{citation needed|date=May 2020}}` has the name of a citation and names no work.
_NO_WORK = frozenset(_names("date|year|month|quote|page|pages|fecha|obra|datum|data|год|année"))


@dataclass(frozen=True, slots=True)
class Cited:
    """What a citation template names: URLs, identifiers `(kind, span)`, a saved copy, dates, whether it says that the URL is dead."""

    urls: tuple[tuple[int, int], ...]
    ids: tuple[tuple[str, int, int], ...]
    archive: tuple[int, int] | None
    accessed: date | None
    dead: bool
    title: Value | None
    key: str  # CITEREF, which short footnotes point to


_BARE = re.compile(r"(?:[a-zA-Z][a-zA-Z0-9+.\-]{1,20}:)?//[^\s\[\]<>{}|\"]++|www\.[^\s\[\]<>{}|\"]++")


def _url(value: Value | None, text: str) -> tuple[int, int] | None:
    """A whole parameter as a URL: what it begins with, for a comment or a template may follow."""
    found = _BARE.match(text, value.start, value.end) if value else None
    return found.span() if found else None


def cited(node: Node, text: str) -> Cited | None:
    """What a template cites, whatever its name, or None if it is no citation: it has a `url`, or the name of one and an identifier, a title
    or an author."""
    given = values(node, text)
    found_urls = [span for key in _URL if (span := _url(given.get(key), text))]
    archive = next((span for key in _ARCHIVE if (span := _url(given.get(key), text))), None)
    works = (key for key in given if key in _SHOWN - _NO_WORK or any(key in keys for _, keys in _IDS) or key == "1")
    is_cite = _CITES.match(name(node, text)) is not None and any(given[key].start < given[key].end for key in works)
    if not found_urls and not archive and not is_cite:
        return None
    ids = []
    for kind, keys in _IDS:
        for key in keys:
            value = given.get(key)
            if value and (identifier := re.compile(r"[^\s\[\]<>{}|,]++(?:[ -]\d++)*+").match(text, value.start, value.end)):
                ids.append((kind, identifier.start(), identifier.end()))
    status = next((text[given[key].start : given[key].end].strip().lower() for key in _STATUS if key in given), "")
    accessed = next((found for key in _ACCESSED if key in given and (found := read_date(text[given[key].start : given[key].end]))), None)
    title = next((given[key] for key in _TITLES if key in given and given[key].start < given[key].end), None)
    dead = status in _DEAD or ("briséle" in given and bool(status))
    return Cited(tuple(found_urls), tuple(ids), archive, accessed, dead, title, _key(given, text))


def _key(given: dict[str, Value], text: str) -> str:
    """CITEREF and the surnames and year: what `{{sfn|Smith|2020}}` points to."""

    def said(*keys: str) -> str:
        return next((text[given[key].start : given[key].end] for key in keys if key in given), "")

    if found := re.match(r"\{\{\s*(?:sfn|harv)ref\s*\|([^{}]*)\}\}", said("ref"), re.IGNORECASE):
        return citeref(found[1].split("|"))
    names = [said(f"last{n}", f"author{n}", f"surname{n}", *(("last", "author", "surname") if n == 1 else ())) for n in range(1, 5)]
    names[0] = names[0] or said("автор", "autor", "auteur", "autore", "nom", "cognome", "nazwisko")
    year = re.search(r"\b\d{4}[a-z]?\b", said("year", "date", "год", "jahr", "année", "año", "anno", "rok", "datum", "data", "fecha"))
    own = said("ref")  # the anchor's beginning in the template's own words, as in ru: `ref=Смирнов`
    if own.isalpha() and own.lower() not in ("harv", "none"):
        names = [own]
    return citeref([*filter(None, names), year.group()]) if year and names[0] else ""


def citeref(parts: Iterable[str]) -> str:
    """The anchor that a citation of these authors and that year has."""
    return "CITEREF" + "".join(part.strip() for part in parts if part.strip() and "=" not in part)


def shown(node: Node, text: str) -> list[Value]:
    """What a reader sees of a citation: names, title, work, date, in the order they are written."""
    return [value for key, value in values(node, text).items() if key in _SHOWN and value.start < value.end]


# ---------------------------------------------------------------- what speaks about the link before it

_DEAD_LINK = frozenset(
    _names(
        "dead link|dead-link|deadlink|dead|dl|broken link|link broken|brokenlink|404|badlink|dead url|deadurl|lien mort|lien brisé",
        "lien web brisé|toter link|enlace roto|ligação inativa|link inativo|collegamento interrotto|martwy link|dode link|verbroken link",
        "недоступная ссылка|битая ссылка|мёртвая ссылка|недоступне посилання|リンク切れ|失效链接|死链|dødlenke|dødt link|död länk",
        "kuollut linkki|kırık link",
    )
)
_ARCHIVES = frozenset(_names("webarchive|webarchiv|web archive|wayback|wayback machine|archive today|webcite|cached"))


def is_dead_link(template: str) -> bool:
    """Does a template of this name say that the link before it is dead?"""
    return template in _DEAD_LINK


def is_cbignore(template: str) -> bool:
    """Does it ask bots to leave the link before it alone?"""
    return template in ("cbignore", "cbignore bot", "bots ignore")


def is_archive(template: str) -> bool:
    """Does it give a saved copy, of the link before it or of its own `url`?"""
    return template in _ARCHIVES


def archive_of(node: Node, text: str) -> tuple[tuple[int, int] | None, str | None]:
    """The `url` of an archive template, and the timestamp that makes a Wayback URL of it when it gives one apart (`wayback=2020...`)."""
    given = values(node, text)
    url = next((span for key in ("url", "1") if (span := _url(given.get(key), text))), None)
    digits = (re.sub(r"\D", "", text[given[key].start : given[key].end]) for key in ("wayback", "date", "datum", "2") if key in given)
    return url, next((stamp for stamp in digits if 8 <= len(stamp) <= 14), None)


# ---------------------------------------------------------------- templates that are part of the sentence

# Which parameter a reader sees; the text of everything else is left out.
_READ_AS = {
    **dict.fromkeys(
        _names(
            "nowrap|nobr|small|big|abbr|abbreviation|ill|interlanguage link|em|strong|as of|circa|url|val|smallcaps|sc|nihongo",
            "ruby|visible anchor|anchor|center|larger|mono|tq|chem|chem2|usd|us$|gbp|inr|eur|euro",
        ),
        "1",
    ),
    **dict.fromkeys(_names("lang|transl|transliteration|color|font color|hover title"), "2"),
}
_QUOTES = frozenset(
    _names("quote|blockquote|block quote|cquote|quotation|quote box|quotebox|quote frame|rquote|pull quote|zitat|citation bloc|cita")
)
_DASHES = {"ndash": "–", "mdash": "—", "snd": " – ", "spnd": " – ", "spaced ndash": " – ", "en dash": "–", "em dash": "—"}
_DASHES |= {"'": "'", "!": "|", "nbsp": " "}


_BEFORE = {"as of": "As of ", "usd": "US$", "us$": "US$", "gbp": "£", "inr": "₹", "eur": "€", "euro": "€"}
_NUMBER = re.compile(r"[-+\u2212]?[\d.,/]+")
_BETWEEN = frozenset(_names("to|and|by|x|or|-|–|and(-)|to(-)|+/-|±|xx|*"))


def read_as(node: Node, text: str) -> tuple[Value | str, ...] | None:
    """What an inline template reads as: values of it and words of its own, in order; None for a template that shows something else."""
    called = name(node, text)
    if called in _DASHES:
        return (_DASHES[called],)
    given = values(node, text)
    if called in ("convert", "cvt"):
        return _measure(given, text)
    key = "1" if called.startswith("lang-") else _READ_AS.get(called)
    if key is None or key not in given:
        return None
    before = _BEFORE.get(called)
    return (before, given[key]) if before and given[key].start < given[key].end else (given[key],)


def _measure(given: dict[str, Value], text: str) -> tuple[Value | str, ...] | None:
    """The number or range of numbers of `{{convert|5|to|10|km|mi}}`, and the unit that it is given in."""
    parts: list[Value | str] = []
    for number in range(1, 9):
        value = given.get(str(number))
        if value is None:
            break
        written = text[value.start : value.end]
        parts += [*([" "] if parts else []), value]
        if not _NUMBER.fullmatch(written) and written not in _BETWEEN:
            break
    return tuple(parts) or None


def site_of(node: Node, text: str) -> Value | None:
    """The address in `{{URL|example.com}}` and its kin, which may lack its scheme."""
    if name(node, text) not in ("url", "official website", "official url", "homepage"):
        return None
    given = values(node, text)
    value = given.get("1") or given.get("url")
    return value if value and _SITE.fullmatch(text, value.start, value.end) else None


_SITE = re.compile(r"(?:(?:https?:)?//)?[^\s\[\]<>{}|/]+\.[^\s\[\]<>{}|/]{2,}(?:/[^\s\[\]<>{}|]*)?")


def quotation(node: Node, text: str) -> Value | None:
    """The words of a block quotation."""
    if name(node, text) not in _QUOTES:
        return None
    given = values(node, text)
    return next((given[key] for key in ("text", "quote", "quotation", "zitat", "texte", "1") if key in given), None)


# ---------------------------------------------------------------- call-outs

_SHORT = re.compile(r"(?:sfnm?p?|harv(?:nb|p|txt|col|colnb|coltxt)?|harvsp|sfn\*|psfn|rp|r)")
_NOTES = re.compile(r"efn(?:-[a-z]{2})?|efn-(?:ua|lr|lg|ur)|refn|notetag|#tag:ref\b.*|r[ée]f|fn|footnote|note de bas de page|sdfootnote")


def short_notes(node: Node, text: str) -> list[tuple[Literal["ref", "author_year"], str]]:
    """The call-outs that a template makes, `(kind, label)`: `{{sfn|Smith|2020}}` points to a CITEREF, `{{r|a|b}}` to named references."""
    called = name(node, text)
    if not _SHORT.fullmatch(called):
        return []
    given = values(node, text)
    numbered = [text[given[key].start : given[key].end] for key in sorted((k for k in given if k.isdecimal()), key=int)]
    if called in ("r", "rp"):
        return [("ref", label) for label in numbered if label] if called == "r" else []
    return [("author_year", citeref(numbered))] if len(numbered) > 1 else []


def narrative(node: Node, text: str) -> str:
    """What a template that is part of the sentence reads as: `{{harvtxt|Smith|Lee|2020}} found` → `Smith & Lee (2020)`; else ""."""
    if not name(node, text).startswith("harv") or not name(node, text).endswith("txt"):
        return ""
    given = values(node, text)
    *names, year = [text[given[key].start : given[key].end] for key in sorted((k for k in given if k.isdecimal()), key=int)] or [""]
    return f"{' & '.join(names)} ({year})" if names else ""


def note_text(node: Node, text: str) -> tuple[Value | None, str] | None:
    """The words and the name ("" without one) of a template that makes a note: `{{efn|...}}`, `{{refn|..|name=..}}`, `{{#tag:ref|..}}`;
    a name alone calls a note again."""
    if not _NOTES.fullmatch(name(node, text)):
        return None
    given = values(node, text)
    words = given.get("1")
    label = given.get("name")
    return (words, text[label.start : label.end].strip("\"'") if label else "") if words or label else None
