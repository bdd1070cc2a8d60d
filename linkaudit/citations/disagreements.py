"""Twins in, where they differ out: numbers, units, dates, negation, and how firmly each says it; both places quoted.

*Hard*: as they stand both cannot be right. *Soft*: a second look is worth it (one gives a date that the other leaves out, one claims what
the other asserts, a number that only one gives). Names are left alone: two spellings are likelier than two people.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from math import inf

from linkaudit.claims.compare import agree, borne_out, denials, refuses, same_quantity, same_unit
from linkaudit.claims.dates import is_relative
from linkaudit.claims.facts import attribution, facts
from linkaudit.claims.numbers import readings
from linkaudit.claims.vocabulary import COMPARATIVES
from linkaudit.likeness import words
from linkaudit.model import Claim, DateFact, Disagreement, Facts, Quantity, Twin

_NEAR = 40  # characters before and after a number that show what it counts
_BEGINNING = 5  # letters that forms of one word share
_AT_LEAST = re.compile(
    r"(?:at least|more than|over|above|exceeding|mindestens|mehr als|über|au moins|plus de|al menos|más de|almeno|più di|pelo menos|mais de"
    r"|minstens|meer dan|minst|mer än|mer enn|mere end|yli|co najmniej|ponad|více než|najmenej|не менее|более|больше|понад|більше"
    r"|至少|超过|少なくとも)\s?$",
    re.IGNORECASE,
)
_AT_MOST = re.compile(
    r"(?:at most|less than|fewer than|under|below|up to|höchstens|weniger als|bis zu|moins de|jusqu[’']à|menos de|hasta|meno di|fino a|até"
    r"|minder dan|mindre än|alle|méně než|менее|менше|不到)\s?$",
    re.IGNORECASE,
)
_NEARLY = re.compile(
    r"(?:nearly|almost|fast|knapp|annähernd|près de|presque|casi|quasi|quase|bijna|nästan|niespełna|prawie|téměř|почти|майже|近|約)\s?$",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    r"(?:\b(?:about|around|roughly|approximately|some|circa|ca\.|rund|etwa|ungefähr|environ|unos|unas|alrededor de|aproximadamente|cerca de"
    r"|ongeveer|omkring|cirka|около|примерно|близько|приблизно|około|zhruba|yaklaşık)|约|大约|およそ)\s?$",
    re.IGNORECASE,
)
_CUT = re.compile(r"(?<![\d.,])([1-9]\d{1,2})(?:[.,](\d{1,2}))?(?![\d.,])")  # 17.7 and 17
_SIDE_BY_SIDE = 8  # characters between the numbers of one score or range: `7 to 2`
_CLOSE_TWIN = 0.65  # likeness from which a "not" on one side only cannot be put down to another wording


def disagreements(
    twins: Iterable[Twin], claims: Iterable[Claim], published: Mapping[str, date | None] | None = None
) -> tuple[Disagreement, ...]:
    """Every difference of every pair, in the order of the pairs. `published`: documents' dates by name, for weekdays and "yesterday"."""
    by_id = {claim.id: claim for claim in claims}
    when = published or {}
    found: list[Disagreement] = []
    for twin in twins:
        a, b = by_id[twin.a], by_id[twin.b]
        facts_a, facts_b = facts(a.plain, when.get(a.document)), facts(b.plain, when.get(b.document))
        numbers, dates = list(_numbers(a, b, facts_a, facts_b)), list(_dates(a, b, facts_a, facts_b))
        if _of_two_moments(numbers, dates, facts_a, facts_b):
            numbers, dates = ([replace(one, hard=False) for one in many] for many in (numbers, dates))
        found += [*numbers, *dates]
        found += _negation(a, b, twin.score)
        (firm_a, span_a), (firm_b, span_b) = attribution(a.plain), attribution(b.plain)
        if firm_a != firm_b:
            found.append(Disagreement(a.id, b.id, "attribution", False, firm_a, firm_b, span_a, span_b))
    return tuple(found)


def _numbers(a: Claim, b: Claim, facts_a: Facts, facts_b: Facts) -> Iterable[Disagreement]:
    """Numbers without an equal on the other side, paired with the one there that counts the same thing."""
    left = [x for x in facts_a.quantities if not _is_told(x, facts_b)]
    right = [y for y in facts_b.quantities if not _is_told(y, facts_a)]
    paired = sorted(
        (
            ((not _count_the_same(a, x, b, y), x.noun != y.noun, -_shared(a, x, b, y), x.unit != y.unit, abs(n - m), n, m), x, y)
            for n, x in enumerate(left)
            for m, y in enumerate(right)
            if same_unit(x, y) or x.value == y.value or x.unit not in ("", "nth")
        ),
        key=lambda pair: pair[0],
    )
    rivals: dict[int, Quantity] = {}
    for (*_, n, _m), _x, y in paired:
        if n not in rivals and y not in rivals.values():
            rivals[n] = y
    for n, x in enumerate(left):
        if n not in rivals:
            yield Disagreement(a.id, b.id, "number", False, x.raw, "", (x.start, x.end), (0, 0))
            continue
        y = rivals[n]
        right.remove(y)
        told_apart = x.unit != y.unit and "" not in (x.unit, y.unit)
        hard = _count_the_same(a, x, b, y) and not _is_rounded(x, y) and not _is_kept(a, x, b, y)
        yield Disagreement(a.id, b.id, "unit" if told_apart else "number", hard, x.raw, y.raw, (x.start, x.end), (y.start, y.end))
    for y in right:
        yield Disagreement(a.id, b.id, "number", False, "", y.raw, (0, 0), (y.start, y.end))


def _of_two_moments(numbers: list[Disagreement], dates: list[Disagreement], facts_a: Facts, facts_b: Facts) -> bool:
    """Whether two claims tell a thing that changes at two times, so that both can be right: all numbers that both give differ, and there
    are two at least or the date differs, too (`off 11.64 points at 1,912.65` and `off 2.96 points at 1,921.33`)."""
    places = sorted(one.span_a for one in numbers if one.hard)
    hard = sum(not at or place[0] - places[at - 1][1] > _SIDE_BY_SIDE for at, place in enumerate(places))
    if hard + any(one.hard for one in dates) < 2 or not hard:
        return False
    return not any(_is_told(quantity, facts_b) for quantity in facts_a.quantities if quantity.unit != "nth")


def _count_the_same(a: Claim, x: Quantity, b: Claim, y: Quantity) -> bool:
    """Whether two numbers can only be the same thing: one unit, the same bare figure beside the same words, or one figure in two units
    ("5 km", "5 miles"). "2.6 percent" and "$15.44" tell two things of one share."""
    if x.unit == y.unit:
        return x.unit != "nth" and (x.unit != "" or _shared(a, x, b, y) > 0)
    return "nth" not in (x.unit, y.unit) and "" not in (x.unit, y.unit) and x.figure == y.figure


def _is_rounded(x: Quantity, y: Quantity) -> bool:
    """Whether the one is the other, rounded or cut off: 4.4 and 4, 42,409 and 42,400, 17.7 million and 17 million."""
    coarse, fine = sorted((x.value, y.value), key=lambda value: len(f"{value:.10g}".replace(".", "").rstrip("0")))
    if not coarse or not fine or coarse == fine:
        return False
    if coarse == int(coarse) and fine != int(fine) and abs(fine) < 1000:
        return abs(coarse - fine) <= 0.5
    cut = [_CUT.search(q.raw) for q in (x, y)]
    if cut[0] and cut[1] and cut[0][1] == cut[1][1] and None in (cut[0][2], cut[1][2]) and coarse * fine > 0 and 0.9 < coarse / fine < 1.1:
        return True
    decimals = len(f"{coarse:.10g}".partition(".")[2])
    if decimals and abs(fine - coarse) <= 0.5 * 10.0**-decimals:
        return True
    figures, finer = (len(f"{value:.10g}".replace(".", "").rstrip("0")) for value in (coarse, fine))
    return finer - 2 >= figures >= 2 and float(f"{fine:.{figures}g}") == coarse


def _is_kept(a: Claim, x: Quantity, b: Claim, y: Quantity) -> bool:
    """Whether one of two claims gives a bound that the number of the other keeps: "at least 14" and 16, "nearly 5,000" and 4,987."""
    bound_a, bound_b = _bound(a, x), _bound(b, y)
    if (bound_a == _EXACT and bound_b == _EXACT) or (bound_a == bound_b and bound_a in (_UPWARDS, _DOWNWARDS)):
        return False  # not "more than 20" and "more than 60"
    return any(
        max(low_a, low_b) <= min(high_a, high_b)
        for low_a, high_a in (_reach(bound_a, value) for value in readings(x, x.value))
        for low_b, high_b in (_reach(bound_b, value) for value in readings(y, y.value))
    )


_EXACT, _UPWARDS, _DOWNWARDS, _CLOSE_BELOW, _CLOSE = (1.0, 1.0), (1.0, inf), (-inf, 1.0), (0.8, 1.0), (0.93, 1.07)


def _reach(bound: tuple[float, float], value: float) -> tuple[float, float]:
    """The least and the most that a number can mean, be it below zero: "at least -5", "nearly -5"."""
    if bound == _UPWARDS:
        return value, inf
    if bound == _DOWNWARDS:
        return -inf, value
    return min(bound[0] * value, bound[1] * value), max(bound[0] * value, bound[1] * value)


def _bound(claim: Claim, quantity: Quantity) -> tuple[float, float]:
    """What shares of a number can be meant, by the word before it."""
    before = claim.plain[max(0, quantity.start - 20) : quantity.start]
    patterns = ((_AT_LEAST, _UPWARDS), (_AT_MOST, _DOWNWARDS), (_NEARLY, _CLOSE_BELOW), (_ABOUT, _CLOSE))
    return next((bound for pattern, bound in patterns if pattern.search(before)), _EXACT)


def _is_told(quantity: Quantity, other: Facts) -> bool:
    """Whether the other side has the number, be it as an ordinal ("season 4", "fourth season") or read as a year ("2000", "2,000")."""
    return any(
        same_quantity(quantity, given) or ("nth" in (quantity.unit, given.unit) and quantity.figure == given.figure)
        for given in other.quantities
    ) or (quantity.unit == "" and any(fact.year == quantity.value and fact.month is None for fact in other.dates))


def _shared(a: Claim, x: Quantity, b: Claim, y: Quantity) -> int:
    """How many words stand near both numbers."""
    near_a = set(words(a.plain[max(0, x.start - _NEAR) : x.start] + " " + a.plain[x.end : x.end + _NEAR]))
    near_b = set(words(b.plain[max(0, y.start - _NEAR) : y.start] + " " + b.plain[y.end : y.end + _NEAR]))
    return sum(len(word) > 3 or not word.isascii() for word in near_a & near_b)


def _dates(a: Claim, b: Claim, facts_a: Facts, facts_b: Facts) -> Iterable[Disagreement]:
    """Dates that the other side does not bear out: hard when it has one that contradicts and is not borne out either, unless one of the
    two says "this year", which may be the other's."""
    left = [x for x in facts_a.dates if not borne_out(x, facts_b.dates)]
    right = [y for y in facts_b.dates if not borne_out(y, facts_a.dates)]
    for x in left:
        rival = next((y for y in right if _comparable(x, y)), None)
        if rival is not None:
            right.remove(rival)
            hard = agree(x, rival) == "differs" and not is_relative(a.plain) and not is_relative(b.plain)
            hard = hard and not _is_named_day_of(rival, facts_a) and not _is_named_day_of(x, facts_b)
            if agree(x, rival) == "differs" or (x.year, x.month, x.day) != (rival.year, rival.month, rival.day):
                yield Disagreement(a.id, b.id, "date", hard, x.raw, rival.raw, (x.start, x.end), (rival.start, rival.end))
        else:
            rival = next((y for y in facts_b.dates if _comparable(x, y) and agree(x, y) == "differs"), None)
            if rival is None:
                yield Disagreement(a.id, b.id, "date", False, x.raw, "", (x.start, x.end), (0, 0))
            else:
                yield Disagreement(a.id, b.id, "date", False, x.raw, rival.raw, (x.start, x.end), (rival.start, rival.end))
    for y in right:
        partner = next((x for x in facts_a.dates if _comparable(x, y)), None)
        if partner is None:
            yield Disagreement(a.id, b.id, "date", False, "", y.raw, (0, 0), (y.start, y.end))
        else:  # "Tuesday" and "December 10, 2024", which was one
            yield Disagreement(a.id, b.id, "date", False, partner.raw, y.raw, (partner.start, partner.end), (y.start, y.end))


def _is_named_day_of(fact: DateFact, other: Facts) -> bool:
    """Whether a date with its weekday is a weekday of the other side: "Friday ... Monday" and "Monday, May 19"."""
    return None not in (fact.weekday, fact.day) and any(known.day is None and known.weekday == fact.weekday for known in other.dates)


def _comparable(x: DateFact, y: DateFact) -> bool:
    """Whether the two share a slot: a year says nothing about a weekday."""
    full_x, full_y = None not in (x.year, x.month, x.day), None not in (y.year, y.month, y.day)
    return (
        (x.year is not None and y.year is not None)
        or (x.month is not None and y.month is not None)
        or (x.weekday is not None and (full_y or y.weekday is not None))
        or (y.weekday is not None and full_x)
    )


def _negation(a: Claim, b: Claim, score: float) -> Iterable[Disagreement]:
    """A "not" on one side only, when the other side says the negated words too ("not far from Minsk" is no difference from "near Minsk").
    It is hard between close twins, unless the other side says no in another word, or it compares ("no stronger quake since 1987" is "the
    strongest since")."""
    not_a, not_b = denials(a.plain), denials(b.plain)
    if len(not_a) == len(not_b) or (not_a and not_b and score < _CLOSE_TWIN):
        return
    more, one, fewer, other = (not_a, a, not_b, b) if len(not_a) > len(not_b) else (not_b, b, not_a, a)
    matched = [_negated(other, span)[:1] for span in fewer]
    span = next((span for span in more if _negated(one, span)[:1] not in matched), more[-1])
    hyphened = any(
        re.search(rf"\b{re.escape(one.plain[slice(*each)])}-", other.plain, re.IGNORECASE) for each in more
    )  # "a no-confidence vote"
    worded = hyphened or (refuses(other.plain) and not refuses(one.plain)) or any(word in COMPARATIVES for word in _negated(one, span, 6))
    said = {word[:_BEGINNING] for word in words(other.plain)}
    if not any(word[:_BEGINNING] in said for word in _negated(one, span)):
        return
    hard = score >= _CLOSE_TWIN and not worded
    if one is a:
        yield Disagreement(a.id, b.id, "negation", hard, a.plain[slice(*span)], "", span, (0, 0))
    else:
        yield Disagreement(a.id, b.id, "negation", hard, "", b.plain[slice(*span)], (0, 0), span)


def _negated(claim: Claim, span: tuple[int, int], most: int = 2) -> list[str]:
    """The `most` words after a negation that are long enough to tell; the two before it when it ends the sentence."""
    after = [word for word in words(claim.plain[span[1] : span[1] + 60]) if len(word) > 2]
    return after[:most] or [word for word in words(claim.plain[: span[0]]) if len(word) > 2][-2:]
