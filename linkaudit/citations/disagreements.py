"""Twins in, where they differ out: numbers, units, dates, negation, and how firmly each says it; both places quoted.

*Hard*: as they stand both cannot be right. *Soft*: a second look is worth it (one gives a date that the other leaves out, one claims what
the other asserts, a number that only one gives). Names are left alone: two spellings are likelier than two people.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from linkaudit.claims.compare import agree, borne_out, denials, refuses, same_quantity, same_unit
from linkaudit.claims.dates import is_relative
from linkaudit.claims.facts import attribution, facts
from linkaudit.claims.vocabulary import COMPARATIVES
from linkaudit.likeness import words
from linkaudit.model import Claim, DateFact, Disagreement, Facts, Quantity, Twin

_NEAR = 40  # characters before and after a number that show what it counts
_BEGINNING = 5  # letters that forms of one word share
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
        found += _numbers(a, b, facts_a, facts_b)
        found += _dates(a, b, facts_a, facts_b)
        found += _negation(a, b, twin.score)
        (firm_a, span_a), (firm_b, span_b) = attribution(a.plain), attribution(b.plain)
        if firm_a != firm_b:
            found.append(Disagreement(a.id, b.id, "attribution", False, firm_a, firm_b, span_a, span_b))
    return tuple(found)


def _numbers(a: Claim, b: Claim, facts_a: Facts, facts_b: Facts) -> Iterable[Disagreement]:
    """Numbers without an equal on the other side, paired with the one there that counts the same thing."""
    left = [x for x in facts_a.quantities if not _is_told(x, facts_b)]
    right = [y for y in facts_b.quantities if not _is_told(y, facts_a)]
    for x in left:
        rivals = sorted(
            (y for y in right if same_unit(x, y) or x.value == y.value or x.unit not in ("", "nth")),
            key=lambda y: (-_shared(a, x, b, y), x.unit != y.unit, abs(right.index(y) - left.index(x))),
        )
        if not rivals:
            yield Disagreement(a.id, b.id, "number", False, x.raw, "", (x.start, x.end), (0, 0))
            continue
        y = rivals[0]
        right.remove(y)
        told_apart = x.unit != y.unit and "" not in (x.unit, y.unit)
        same_thing = x.unit != "nth" and (_shared(a, x, b, y) > 0 or (x.unit == y.unit != ""))
        yield Disagreement(a.id, b.id, "unit" if told_apart else "number", same_thing, x.raw, y.raw, (x.start, x.end), (y.start, y.end))
    for y in right:
        yield Disagreement(a.id, b.id, "number", False, "", y.raw, (0, 0), (y.start, y.end))


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
    worded = (refuses(other.plain) and not refuses(one.plain)) or any(word in COMPARATIVES for word in _negated(one, span, 6))
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
