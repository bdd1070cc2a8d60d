"""A claim and a page in, a label out that says what of the claim the page shows; never whether the claim is right.

A page that refutes a claim repeats its words and numbers (11 % of passages in which all facts were found refuted theirs), hence *located*,
never "supported". Names alone never make a label negative. The labels, and what each was worth when measured, stand in `MEASURED`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from linkaudit.citations.places import country
from linkaudit.claims.calendar import MONTHS
from linkaudit.claims.compare import BEGINNING, borne_out, denials, negated, refuses
from linkaudit.claims.facts import facts
from linkaudit.claims.vocabulary import ROUNDED
from linkaudit.evidence import quoting
from linkaudit.evidence.fragments import fragment_url
from linkaudit.evidence.language import another
from linkaudit.evidence.search import STEM, Index, Window, content
from linkaudit.evidence.values import differing, is_beside, is_contradicted, is_dated, is_that_day, nowhere, stands
from linkaudit.likeness import fold, words
from linkaudit.model import Evidence, EvidenceLabel, Facts, NotCheckable, NoText, PageText, Quotation

LOCATED = 0.66  # share of the claim's content words that three neighbouring sentences must have
MATCHED = 0.60  # the same, from which two values can be said to differ; below it they are about something else
PASSAGE = 0.20  # the same, from which the page can be said to speak of the matter when a value is missing
PARTLY = 0.40  # the same, from which a window is worth showing
FEW = 3  # content words; a claim with fewer and without a fact cannot be looked for
LONGEST = 5000  # letters of a claim that are looked for; a line of a megabyte is no sentence

_AUTHOR_YEAR = re.compile(r"\((?:see |cf\. |e\.g\.,? )?([A-Z][^()\d]{0,80}?)[, ] ?(?:1[89]|20)\d\d[a-z]?(?:[;,:][^()]{0,200})?\)")
_AT_END = re.compile(r"\s?[(\[（][^\W\d_]+(?:[\s-][^\W\d_]+)?[)\]）](?=[\s.!?。！？]{0,3}$)")  # a word or two that a link was written on
_WORD = re.compile(r"[^\W\d_]+")
# A time that hangs on another sentence of the claim's document: the page must put it the same way, or it was not found.
_ANCHORED = re.compile(
    r"\b(?:same|following|next|previous|preceding|this|that) (?:year|month|week|day|season|decade)s?\b"
    r"|\b\w+ (?:years?|months?|weeks?|days?) later\b|\bim (?:selben|folgenden|nächsten) (?:Jahr|Monat)|\b(?:la même|cette) année"
    r"|\bl['’]année suivante|\b(?:el mismo|el siguiente|ese) año|\bв (?:том же|следующем) году|\bтого ж року",
    re.IGNORECASE,
)


_TIMES = frozenset(words("year month week day time"))  # that a page lacks "year" tells nobody anything
_ALSO = tuple(
    (re.compile(written), frozenset(words(others)))
    for written, others in (
        (r"\b(?:US|USA|U\.\s?S\.(?:\s?A\.)?)(?!\w)|United States", "US USA U.S U.S.A United States of America"),
        (r"\b(?:UK|U\.\s?K\.)(?!\w)|United Kingdom|\bBritain\b", "UK U.K United Kingdom Great Britain"),
        (r"\b(?:EU|E\.U\.)(?!\w)|European Union", "EU E.U European Union"),
        (r"\b(?:UN|U\.N\.)(?!\w)|United Nations", "UN U.N United Nations"),
    )
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
    "evidence_located": Measured("the page supported the whole claim", 36, 40),
    "partly_located": Measured("the page supported the claim at least in part", 151, 160),
    "value_not_on_page": Measured("the page did not support the whole claim", 57, 59),
    "value_differs": Measured("the page did not support the whole claim", 4, 5),
    "not_located": Measured("the page did not support the whole claim", 66, 78),
}


def look(
    claim: str,
    page: PageText | NoText | Index,
    *,
    published: date | None = None,
    url: str | None = None,
) -> Evidence:
    """What a page shows of one claim (its plain text). `published` is the date of the claim's document ("Tuesday" is resolved with it),
    `url` the page's address for the link to the passage. Give an `Index` when several claims look into one page. The caller fills in whose
    evidence it is (`claim`, `source`, `seen_on`)."""
    if isinstance(page, NoText):
        return Evidence("", "", "live", "not_checkable", reason=page.reason, missing=(page.detail,) if page.detail else (), page_url=url)
    index = page if isinstance(page, Index) else Index(page)
    asked = _asked(claim[:LONGEST])
    evidence, passage = _look(asked, facts(asked, published), index)
    worth = MEASURED.get(evidence.label)
    return replace(
        evidence,
        precision=round(worth.right / worth.claims, 2) if worth else None,
        measured=f"{worth.reading}: {worth.right} of {worth.claims} claims (WiCE dev)" if worth else "",
        page_url=url,
        fragment_url=fragment_url(url, passage, index.page.body) if url and passage else None,
        on_page=0.0 if evidence.label == "not_checkable" else round(index.share(asked), 3),
    )


def _asked(claim: str) -> str:
    """The claim without what names its source, which need not name itself: "(Smith et al., 2019)", "(report)". "(May 2019)" is a date."""
    bare = _AUTHOR_YEAR.sub(lambda match: match.group() if fold(match[1]).strip(" .,") in MONTHS else "", claim)
    return _AT_END.sub("", bare) or bare


def _look(claim: str, wanted: Facts, index: Index) -> tuple[Evidence, str]:
    """The label with what it rests on, and the one sentence that a link should open."""
    if another(claim, index.page.language) and not ((there := index.best(claim)) and there.overlap >= MATCHED):
        return _evidence("not_checkable", reason="other_language", missing=nowhere(claim, wanted, index)), ""
    checkable = wanted.quantities or wanted.dates or wanted.names or wanted.quotes
    if len(content(claim)) < FEW and not checkable:
        return _evidence("not_checkable", reason="no_checkable_facts"), ""
    quoted = _quoted(wanted, index.page)
    if quoted and not any(found.diff for found in quoted):
        stretch, absent = " … ".join(found.text for found in quoted), nowhere(claim, wanted, index)
        # A quotation does not vouch for a date or a number beside it.
        label: EvidenceLabel = "value_not_on_page" if absent else "quote_found"
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
        return _evidence("not_located", missing=nowhere(claim, wanted, index)), ""
    text, shown, passage = index.text(window), index.quote(window), index.sentences[window.best].text
    given = index.given(window)
    absent = nowhere(claim, wanted, index, given, text)
    if quoted:
        near = next(found for found in quoted if found.diff)
        return _evidence("partly_located", near.text, missing=absent, diff=near.diff, overlap=window.overlap), near.text
    differs = differing(claim, wanted, given, text) if window.overlap >= MATCHED else ()
    if differs:
        return _evidence("value_differs", shown, missing=absent, differs=differs, overlap=window.overlap), passage
    if absent and window.overlap >= PASSAGE:
        return _evidence("value_not_on_page", shown, missing=absent, overlap=window.overlap), passage
    if window.overlap >= PARTLY:
        denied = _denied(claim, passage)
        missing, pairs = _missing(claim, wanted, given, text, index), (denied,) if denied else ()
        return _evidence("partly_located", shown, missing=missing, differs=pairs, overlap=window.overlap), passage
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


def _vocabulary(text: str) -> set[str]:
    """The words of a passage, with the other names of the few states and unions that are mostly abbreviated."""
    has = set(words(text))
    for written, others in _ALSO:
        if written.search(text):
            has |= others
    return has


def _has_all(has: set[str], name: str) -> bool:
    """Whether every word of a name is there, whatever ending its language gives it ("Болгария", "Болгарию"); a country may stand as its
    people or its capital."""
    lands: set[int | None] = set()
    for word in words(name):
        if word in has or (len(word) > STEM and any(other.startswith(word[:STEM]) for other in has)):
            continue
        land = country(word)
        if land is None or land not in (lands := lands or {country(other) for other in has}):
            return False
    return True


def _is_quotation(quote: Quotation) -> bool:
    """Whether somebody's words are quoted, enough of them to be looked for; the name of a work is not."""
    return quoting.is_long(quote.text) and not quoting.is_title(quote.text)


def _is_located(claim: str, wanted: Facts, window: Window, index: Index) -> bool:
    """Whether three neighbouring sentences have the names, the numbers and most words of a claim, and the page has its dates.

    A year may stand elsewhere (in a dateline), but the window must not give another one for it, nor deny what the claim says.
    """
    if window.overlap < LOCATED:
        return False
    text = index.text(window)
    given = index.given(window)
    has = _vocabulary(text)
    return (
        all(stands(quantity, given, claim, wanted, text) for quantity in wanted.quantities)
        and all(
            (is_dated(fact, index) or is_beside(fact, given, text)) and not is_contradicted(fact, given.dates, wanted)
            for fact in wanted.dates
        )
        and all(_has_all(has, name) for name in wanted.names)
        and has.issuperset(word for match in _ANCHORED.finditer(claim) for word in words(match.group()))
        and not _denied(claim, index.sentences[window.best].text)
        and not _denies_alone(claim, text)
    )


def _denies_alone(claim: str, text: str) -> tuple[str, ...]:
    """What a claim denies on a passage that says no in no word at all: "no evidence that", "is not going to happen"."""
    own = negated(claim) if not denials(text) and not refuses(text) else {}
    return tuple(dict.fromkeys(own.values()))


def _denied(claim: str, sentence: str) -> tuple[str, str] | None:
    """Where one of the two negates a word that the other says plainly: both places, quoted. A page that says no in another word than "not"
    ("failed to sign") is left alone."""
    ours, theirs = negated(claim), negated(sentence)
    if ours.keys() == theirs.keys() or refuses(claim) != refuses(sentence):
        return None
    said, there = ({fold(word)[:BEGINNING]: word for word in _WORD.findall(text)} for text in (claim, sentence))
    for word in (*ours, *theirs):
        if (word in ours) != (word in theirs) and word in said and word in there:
            return ours.get(word, said[word]), theirs.get(word, there[word])
    return None


def _missing(claim: str, wanted: Facts, given: Facts, text: str, index: Index) -> tuple[str, ...]:
    """What of the claim the window lacks: values first, then names, then words, in whatever form. One word alone is another wording
    ("transferred" for "passed on"), not what is missing."""
    has = _vocabulary(text)
    values = [quantity.raw for quantity in wanted.quantities if not stands(quantity, given, claim, wanted, text)]
    values += [
        fact.raw for fact in wanted.dates if not borne_out(fact, given.dates) and not (fact.resolved_from and is_that_day(fact, index))
    ]
    values += _denies_alone(claim, text)
    values += [match.group() for match in _ANCHORED.finditer(claim) if not has.issuperset(words(match.group()))]
    names = [name for name in wanted.names if not _has_all(has, name)]
    quotes = [quote.text for quote in wanted.quotes if _is_quotation(quote)]
    figures = (*(quantity.raw for quantity in wanted.quantities), *(fact.raw for fact in wanted.dates))
    known = set(words(" ".join((*values, *wanted.names, *figures)))) | _TIMES | ROUNDED
    stems = {word[:STEM] for word in has if len(word) > STEM}
    others = [word for word in content(claim) if word not in has and word not in known and not (len(word) > STEM and word[:STEM] in stems)]
    first = tuple(dict.fromkeys((*values, *names, *quotes)))
    return (*first, *others) if len(others) > 1 else first
