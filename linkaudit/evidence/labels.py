"""A claim and a page in, a label out that says what of the claim the page shows; never whether the claim is right.

A page that refutes a claim repeats its words and numbers (11 % of passages in which all facts were found refuted theirs), hence *located*,
never "supported". Names alone never make a label negative. The labels, and what each was worth when measured, stand in `MEASURED`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from linkaudit.claims.compare import agree, borne_out, on_page, same_quantity, same_unit
from linkaudit.claims.facts import facts
from linkaudit.claims.vocabulary import MONTHS, ROUNDED
from linkaudit.evidence import quoting
from linkaudit.evidence.fragments import fragment_url
from linkaudit.evidence.language import another
from linkaudit.evidence.search import STEM, Index, Window, content
from linkaudit.likeness import fold, words
from linkaudit.model import DateFact, Evidence, EvidenceLabel, Facts, Judgement, NotCheckable, NoText, PageText, Quantity, Quotation

Judge = Callable[[str, str], Judgement]
"""Somebody's own judge: (claim, window of the page) -> its label under its name. It is asked wherever a window was found."""

LOCATED = 0.61  # share of the claim's content words that three neighbouring sentences must have
MATCHED = 0.60  # the same, from which two values can be said to differ; below it they are about something else
PASSAGE = 0.20  # the same, from which the page can be said to speak of the matter when a value is missing
PARTLY = 0.40  # the same, from which a window is worth showing
FEW = 3  # content words; a claim with fewer and without a fact cannot be looked for
ROUGHLY = 0.05  # relative difference that "about" allows

_AUTHOR_YEAR = re.compile(r"\((?:see |cf\. |e\.g\.,? )?([A-Z][^()\d]{0,80}?)[, ] ?(?:1[89]|20)\d\d[a-z]?(?:[;,:][^()]{0,200})?\)")
# A time that hangs on another sentence of the claim's document: the page must put it the same way, or it was not found.
_ANCHORED = re.compile(
    r"\b(?:same|following|next|previous|preceding|this|that) (?:year|month|week|day|season|decade)s?\b"
    r"|\b\w+ (?:years?|months?|weeks?|days?) later\b|\bim (?:selben|folgenden|nächsten) (?:Jahr|Monat)|\b(?:la même|cette) année"
    r"|\bl['’]année suivante|\b(?:el mismo|el siguiente|ese) año|\bв (?:том же|следующем) году|\bтого ж року",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Measured:
    """What a label was worth where people had judged: its plain reading held for `right` of `claims`."""

    reading: str
    right: int
    claims: int


# 349 claims of Wikipedia that people had judged against the page cited (WiCE, development set); repeat with `make eval-claims`.
MEASURED: dict[EvidenceLabel, Measured] = {
    "quote_found": Measured("the page supported the claim at least in part", 6, 6),
    "evidence_located": Measured("the page supported the whole claim", 38, 44),
    "partly_located": Measured("the page supported the claim at least in part", 149, 156),
    "value_not_on_page": Measured("the page did not support the whole claim", 63, 65),
    "value_differs": Measured("the page did not support the whole claim", 6, 7),
    "not_located": Measured("the page did not support the whole claim", 59, 70),
}


def look(
    claim: str,
    page: PageText | NoText | Index,
    *,
    published: date | None = None,
    url: str | None = None,
    judge: Judge | None = None,
) -> Evidence:
    """What a page shows of one claim (its plain text). `published` is the date of the claim's document ("Tuesday" is resolved with it),
    `url` the page's address for the link to the passage. Give an `Index` when several claims look into one page. The caller fills in whose
    evidence it is (`claim`, `source`, `seen_on`)."""
    if isinstance(page, NoText):
        return Evidence("", "", "live", "not_checkable", reason=page.reason, missing=(page.detail,) if page.detail else (), page_url=url)
    index = page if isinstance(page, Index) else Index(page)
    asked = _asked(claim)
    evidence, passage = _look(asked, facts(asked, published), index)
    worth = MEASURED.get(evidence.label)
    return replace(
        evidence,
        precision=round(worth.right / worth.claims, 2) if worth else None,
        measured=f"{worth.reading}: {worth.right} of {worth.claims} claims (WiCE dev)" if worth else "",
        page_url=url,
        fragment_url=fragment_url(url, passage, index.page.body) if url and passage else None,
        judgements=(judge(claim, evidence.window),) if judge and evidence.window else (),
    )


def _asked(claim: str) -> str:
    """The claim without call-outs like "(Smith et al., 2019)": they name the source, which need not name itself. "(May 2019)" is a date."""
    return _AUTHOR_YEAR.sub(lambda match: match.group() if fold(match[1]).strip(" .,") in MONTHS else "", claim)


def _look(claim: str, wanted: Facts, index: Index) -> tuple[Evidence, str]:
    """The label with what it rests on, and the one sentence that a link should open."""
    if another(claim, index.page.language):
        return _evidence("not_checkable", reason="other_language", missing=_absent(claim, wanted, index.facts)), ""
    checkable = wanted.quantities or wanted.dates or wanted.names or wanted.quotes
    if len(content(claim)) < FEW and not checkable:
        return _evidence("not_checkable", reason="no_checkable_facts"), ""
    quoted = _quoted(wanted, index.page)
    if quoted and not any(found.diff for found in quoted):
        stretch, absent = " … ".join(found.text for found in quoted), _absent(claim, wanted, index.facts)
        # A quotation that is only part of the claim does not vouch for a number beside it.
        label: EvidenceLabel = "value_not_on_page" if absent and _share(wanted, claim) < 0.5 else "quote_found"
        return _evidence(label, stretch, missing=absent, overlap=1.0), quoted[0].text
    if any(_is_quotation(quote) for quote in wanted.quotes):
        return _short_of(claim, wanted, index.best(claim), index, quoted)
    article = index.best(claim, main=True) if 0 < len(index.page.main) < len(index.page.body) else None
    if article and _is_located(claim, wanted, article, index):
        return _evidence("evidence_located", index.quote(article), overlap=article.overlap), index.sentences[article.best].text
    # Nothing negative is said before the whole body was searched: extraction loses one number in fifty.
    nearest = index.best(claim)
    if nearest and _is_located(claim, wanted, nearest, index):
        return _evidence("evidence_located", index.quote(nearest), overlap=nearest.overlap), index.sentences[nearest.best].text
    if article and nearest and article.overlap >= nearest.overlap:
        nearest = article
    return _short_of(claim, wanted, nearest, index, quoted)


def _short_of(claim: str, wanted: Facts, window: Window | None, index: Index, quoted: list[quoting.Found]) -> tuple[Evidence, str]:
    """The label of a window that does not have all of the claim."""
    if window is None:
        return _evidence("not_located", missing=_absent(claim, wanted, index.facts)), ""
    text, shown, passage = index.text(window), index.quote(window), index.sentences[window.best].text
    given = index.given(window)
    absent = _absent(claim, wanted, index.facts)
    if quoted:
        near = next(found for found in quoted if found.diff)
        return _evidence("partly_located", near.text, missing=absent, diff=near.diff, overlap=window.overlap), near.text
    differs = _differing(claim, wanted, given, text) if window.overlap >= MATCHED else ()
    if differs:
        return _evidence("value_differs", shown, missing=absent, differs=differs, overlap=window.overlap), passage
    if absent and window.overlap >= PASSAGE:
        return _evidence("value_not_on_page", shown, missing=absent, overlap=window.overlap), passage
    if window.overlap >= PARTLY:
        return _evidence("partly_located", shown, missing=_missing(claim, wanted, given, text), overlap=window.overlap), passage
    return _evidence("not_located", shown, missing=absent, overlap=window.overlap), passage


def _evidence(
    label: EvidenceLabel,
    window: str = "",
    *,
    missing: tuple[str, ...] = (),
    differs: tuple[tuple[str, str], ...] = (),
    diff: str = "",
    reason: NotCheckable | None = None,
    overlap: float = 0.0,
) -> Evidence:
    return Evidence("", "", "live", label, window, missing, differs, diff, reason=reason, overlap=round(overlap, 3))


def _quoted(wanted: Facts, page: PageText) -> list[quoting.Found]:
    """Where the claim's quotations stand, when every one that is long enough stands somewhere, word for word or nearly; else nothing."""
    found = []
    for quote in wanted.quotes:
        if _is_quotation(quote):
            place = quoting.find(quote.text, page.main) or quoting.find(quote.text, page.body)
            if place and place.diff and (exact := quoting.find(quote.text, page.body)) and not exact.diff:
                place = exact
            if place is None:
                return []
            found.append(place)
    return found


def _has_all(has: set[str], name: str) -> bool:
    """Whether every word of a name is there, whatever ending its language gives it ("Болгария", "Болгарию")."""
    return all(word in has or (len(word) > STEM and any(other.startswith(word[:STEM]) for other in has)) for word in words(name))


def _is_quotation(quote: Quotation) -> bool:
    """Whether somebody's words are quoted, enough of them to be looked for; the name of a work is not."""
    return quoting.is_long(quote.text) and not quoting.is_title(quote.text)


def _share(wanted: Facts, claim: str) -> float:
    """How much of a claim stands in quotation marks."""
    return sum(len(quote.text) for quote in wanted.quotes) / len(claim)


def _is_located(claim: str, wanted: Facts, window: Window, index: Index) -> bool:
    """Whether three neighbouring sentences have the names, the numbers and most words of a claim, and the page has its dates.

    A year may stand elsewhere (in a dateline), but the window must not give another one for it.
    """
    if window.overlap < LOCATED:
        return False
    text = index.text(window)
    given = index.given(window)
    has = set(words(text))
    return (
        all(_stands(quantity, given, claim) for quantity in wanted.quantities)
        and all(_is_dated(fact, index.facts) and not _contradicted(fact, given.dates) for fact in wanted.dates)
        and all(_has_all(has, name) for name in wanted.names)
        and has.issuperset(word for match in _ANCHORED.finditer(claim) for word in words(match.group()))
    )


def _stands(quantity: Quantity, given: Facts, claim: str) -> bool:
    slack = ROUGHLY if _is_rough(quantity, claim) else 0.0
    return any(same_quantity(quantity, other, slack) for other in given.quantities) or (
        quantity.unit == "" and any(fact.year == quantity.figure for fact in given.dates)
    )


def _is_rough(quantity: Quantity, claim: str) -> bool:
    """Whether the claim itself says that the number is rounded: "over 260,000"."""
    before = fold(claim[max(0, quantity.start - 20) : quantity.start]).split()[-3:]
    return any(word in ROUNDED for word in before)


def _is_dated(fact: DateFact, given: Facts) -> bool:
    return on_page(fact, given.dates) or (
        fact.month is None and any(quantity.figure == fact.year and not quantity.unit for quantity in given.quantities)
    )


def _contradicted(fact: DateFact, given: Iterable[DateFact]) -> bool:
    """Whether the dates given speak of the same slots and none of them can be this one."""
    rivals = [other for other in given if _same_slots(fact, other)]
    return bool(rivals) and not borne_out(fact, given) and all(agree(fact, other) == "differs" for other in rivals)


def _same_slots(fact: DateFact, other: DateFact) -> bool:
    """Whether two dates are given to the same grain: a day rivals a day, a month a month, a year a year."""
    if fact.day is not None or other.day is not None:
        return fact.day is not None and other.day is not None
    if fact.month is not None or other.month is not None:
        return fact.month is not None and other.month is not None
    return fact.year is not None and other.year is not None and not fact.decade and not other.decade


def _absent(claim: str, wanted: Facts, whole: Facts) -> tuple[str, ...]:
    """The dates and the numbers in figures that stand nowhere on the page. Number words and ordinals can be put in too many ways."""
    figures = [quantity for quantity in wanted.quantities if _is_firm(quantity) and not _stands(quantity, whole, claim)]
    days = [fact for fact in wanted.dates if not _is_dated(fact, whole)]
    places = [(quantity.start, quantity.raw) for quantity in figures] + [(fact.start, fact.raw) for fact in days]
    return tuple(dict.fromkeys(raw for _, raw in sorted(places)))


def _is_firm(quantity: Quantity) -> bool:
    return quantity.unit != "nth" and any(character.isdigit() for character in quantity.raw)


def _differing(claim: str, wanted: Facts, given: Facts, text: str) -> tuple[tuple[str, str], ...]:
    """The claim's values, each with the one that the window gives in its place."""
    pairs = []
    for fact in wanted.dates:
        if _contradicted(fact, given.dates):
            rival = next(other for other in given.dates if _same_slots(fact, other))
            pairs.append((fact.raw, rival.raw))
    for quantity in wanted.quantities:
        if _stands(quantity, given, claim):
            continue
        for other in given.quantities:
            taken = any(same_quantity(known, other) for known in wanted.quantities)
            if not taken and same_unit(quantity, other) and _counts_the_same(quantity, claim, other, text):
                pairs.append((quantity.raw, other.raw))
                break
    return tuple(pairs)


def _counts_the_same(quantity: Quantity, claim: str, other: Quantity, text: str) -> bool:
    """Whether two numbers measure in one unit, or count what one and the same word beside them names."""
    if quantity.unit == other.unit and quantity.unit not in ("", "nth"):
        return True
    near = words(claim[quantity.end : quantity.end + 25])[:2]
    there = words(text[other.end : other.end + 25])[:2]
    return bool({word for word in near if len(word) > 2} & set(there))


def _missing(claim: str, wanted: Facts, given: Facts, text: str) -> tuple[str, ...]:
    """What of the claim the window lacks: values first, then names, then words."""
    has = set(words(text))
    values = [quantity.raw for quantity in wanted.quantities if not _stands(quantity, given, claim)]
    values += [fact.raw for fact in wanted.dates if not borne_out(fact, given.dates)]
    names = [name for name in wanted.names if not _has_all(has, name)]
    quotes = [quote.text for quote in wanted.quotes if _is_quotation(quote)]
    known = set(words(" ".join((*values, *names))))
    others = [word for word in content(claim) if word not in has and word not in known]
    return tuple(dict.fromkeys((*values, *names, *quotes, *others)))
