"""A claim's dates and numbers and a page in; which of them the page gives, gives otherwise, or nowhere has, out.

The same value may be put in many ways: rounded, in another unit, as an ordinal, as "the year before", as the weekday of that day.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import timedelta

from linkaudit.claims.calendar import RELATIVE_DAYS
from linkaudit.claims.compare import agree, borne_out, on_page, same_quantity, same_unit
from linkaudit.claims.dates import AFTERWARDS, YEAR_BESIDE
from linkaudit.claims.vocabulary import ROUNDED
from linkaudit.evidence.search import Index
from linkaudit.likeness import fold, words
from linkaudit.model import DateFact, Facts, Quantity

_CONVERSION = re.compile(r"\s?[(\[](?:about|approx\.|approximately|circa|c\.|around|or|some)?\s?")
_THESE_DAYS = frozenset(word for word, days in RELATIVE_DAYS.items() if not days)
_NOTHING = Facts()
_WORD_BEFORE = re.compile(r"([^\W\d_]{2,})\s$")
_ROMANS = tuple(re.findall(r"\w+", "II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI"))  # from 2 on
ROUGHLY = 0.05  # relative difference that "about" allows


def nowhere(claim: str, wanted: Facts, index: Index, given: Facts = _NOTHING, text: str = "") -> tuple[str, ...]:
    """The dates and the numbers in figures that stand nowhere on the page. Number words and ordinals can be put in too many ways."""
    whole = index.facts
    figures = [quantity for quantity in wanted.quantities if _is_firm(quantity) and not stands(quantity, whole, claim, wanted, index.whole)]
    days = [
        fact
        for fact in wanted.dates
        if not is_dated(fact, index)
        and not _is_in_figures(fact, index.whole)
        and not _may_be_dated(fact, index, given)
        and not is_beside(fact, given, text)
    ]
    places = [(quantity.start, quantity.raw) for quantity in figures] + [(fact.start, fact.raw) for fact in days]
    return tuple(dict.fromkeys(raw for _, raw in sorted(places)))


def _is_in_figures(fact: DateFact, text: str) -> bool:
    """Whether a date stands as 3/4/2019, whichever of the two is the month."""
    if fact.year is None or fact.month is None or fact.day is None or fact.day > 12:
        return False
    day, month = f"0?{fact.day}", f"0?{fact.month}"
    return re.search(rf"(?<![\d/])(?:{day}/{month}|{month}/{day})/{fact.year}(?!\d)", text) is not None


def _is_roman(quantity: Quantity, text: str) -> bool:
    """Whether a small whole number stands as a Roman one: XIV for 14."""
    if quantity.unit not in ("", "nth") or not 2 <= quantity.figure <= len(_ROMANS) + 1 or quantity.figure != int(quantity.figure):
        return False
    return re.search(rf"\b{_ROMANS[int(quantity.figure) - 2]}\b", text) is not None


def _is_firm(quantity: Quantity) -> bool:
    return quantity.unit != "nth" and any(character.isdigit() for character in quantity.raw)


def differing(claim: str, wanted: Facts, given: Facts, text: str) -> tuple[tuple[str, str], ...]:
    """The claim's values, each with the one that the window gives in its place."""
    pairs = []
    for fact in wanted.dates:
        if is_contradicted(fact, given.dates, wanted) and not is_beside(fact, given, text):
            pairs.append((fact.raw, _rivals(fact, given.dates, wanted)[0].raw))
    for quantity in wanted.quantities:
        if stands(quantity, given, claim, wanted, text):
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


def stands(quantity: Quantity, given: Facts, claim: str, wanted: Facts, text: str) -> bool:
    """Whether a quantity is given, be it as a year, as a number beside the noun that it orders ("season 4" for "fourth season"), or as the
    one that it converts ("180,000 sq ft (17,000 m²)")."""
    return _is_given(quantity, given, claim, text) or any(
        _is_given(other, given, claim, text) for other in wanted.quantities if _converts(quantity, other, claim)
    )


def _is_given(quantity: Quantity, given: Facts, claim: str, text: str) -> bool:
    slack = ROUGHLY if _is_rough(quantity, claim) else 0.0
    if any(same_quantity(quantity, other, slack) for other in given.quantities):
        return True
    if quantity.unit == "" and _is_in_a_name(quantity, claim, text):
        return True
    if quantity.unit == "" and any(fact.year == quantity.figure for fact in given.dates):
        return True
    return quantity.unit in ("", "nth") and (_is_ordered(quantity, claim, given, text) or _is_roman(quantity, text))


def _is_in_a_name(quantity: Quantity, claim: str, text: str) -> bool:
    """Whether a number with the word before it stands on the page as one word: "Covid 19" for "COVID-19", "Boeing-737"."""
    before = _WORD_BEFORE.search(claim, max(0, quantity.start - 24), quantity.start)
    if before is None or not quantity.raw.isdigit():
        return False
    return re.search(rf"\b{re.escape(before[1])}[\s‐-]?{quantity.raw}(?!\w)", text, re.IGNORECASE) is not None


def _is_ordered(quantity: Quantity, claim: str, given: Facts, text: str) -> bool:
    """Whether the other side has the same figure as an ordinal, or without, beside a word that stands beside this one."""
    for other in given.quantities:
        if other.figure == quantity.figure and (other.unit == "nth") != (quantity.unit == "nth") and other.unit in ("", "nth"):
            near, there = _beside(quantity, claim), _beside(other, text)
            if near & there:
                return True
    return False


def _beside(quantity: Quantity, text: str) -> set[str]:
    before, behind = words(text[max(0, quantity.start - 25) : quantity.start]), words(text[quantity.end : quantity.end + 25])
    return {word for word in (*before[-1:], *behind[:1]) if len(word) > 2 or not word.isascii()}


def _converts(a: Quantity, b: Quantity, claim: str) -> bool:
    """Whether one of two quantities gives the other in another unit: "355 feet (108 m)", "$5 million (€4.6m)"."""
    first, second = (a, b) if a.start < b.start else (b, a)
    if a is b or not first.unit or not second.unit or first.unit == "nth":
        return False
    return (
        _CONVERSION.fullmatch(claim[first.end : second.start]) is not None and claim[second.end : second.end + 3].lstrip("²³2 ")[:1] in ")]"
    )


def _is_rough(quantity: Quantity, claim: str) -> bool:
    """Whether the claim itself says that the number is rounded: "over 260,000"."""
    before = fold(claim[max(0, quantity.start - 20) : quantity.start]).split()[-3:]
    return any(word in ROUNDED for word in before)


def is_dated(fact: DateFact, index: Index) -> bool:
    if fact.resolved_from and is_that_day(fact, index):
        return True
    return on_page(fact, index.facts.dates, index.published) or (
        fact.month is None and any(quantity.figure == fact.year and not quantity.unit for quantity in index.facts.quantities)
    )


def is_beside(fact: DateFact, given: Facts, text: str) -> bool:
    """Whether a passage gives a year as "the year before" or "a year later" than one that it names."""
    if fact.year is None or fact.month is not None or fact.decade:
        return False
    beside = {1 if AFTERWARDS.search(match.group()) else -1 for match in YEAR_BESIDE.finditer(text)}
    return any(other.year is not None and other.resolved_from is None and fact.year - other.year in beside for other in given.dates)


def is_that_day(fact: DateFact, index: Index) -> bool:
    """Whether a page says "Tuesday" of its own, was written on the day that the claim's "Tuesday" is or the day after, or the claim says
    "today", which may mean these days."""
    if fact.raw and fold(fact.raw) in _THESE_DAYS:
        return True
    if fact.weekday is not None and any(other.day is None and other.weekday == fact.weekday for other in index.facts.dates):
        return True
    at = index.published
    return at is not None and (fact.year, fact.month, fact.day) in [(day.year, day.month, day.day) for day in (at, at - timedelta(days=1))]


def _may_be_dated(fact: DateFact, index: Index, given: Facts) -> bool:
    """Whether a page that nowhere says when it was written gives the day and the month without a year: it may be that year's, unless the
    passage `given` names other years."""
    return (
        index.published is None
        and fact.day is not None
        and not any(other.year is not None for other in given.dates)
        and any(other.year is None and (other.month, other.day) == (fact.month, fact.day) for other in index.facts.dates)
    )


def is_contradicted(fact: DateFact, given: Iterable[DateFact], wanted: Facts) -> bool:
    """Whether the dates given speak of the same slots and none of them can be this one. "Last year" is nobody's rival."""
    rivals = _rivals(fact, given, wanted)
    return bool(rivals) and not borne_out(fact, given) and all(agree(fact, other) == "differs" for other in rivals)


def _rivals(fact: DateFact, given: Iterable[DateFact], wanted: Facts) -> list[DateFact]:
    """The dates given that may stand in the place of this one; what another date of the claim has found is none."""
    others = [known for known in wanted.dates if known is not fact]
    return [
        other
        for other in given
        if other.resolved_from is None and _same_slots(fact, other) and not any(agree(known, other) == "same" for known in others)
    ]


def _same_slots(fact: DateFact, other: DateFact) -> bool:
    """Whether two dates are given to the same grain: a day rivals a day, a month a month, a year a year."""
    if fact.day is not None or other.day is not None:
        return fact.day is not None and other.day is not None
    if fact.month is not None or other.month is not None:
        return fact.month is not None and other.month is not None
    return fact.year is not None and other.year is not None and not fact.decade and not other.decade
