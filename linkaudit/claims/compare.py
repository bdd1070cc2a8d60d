"""Two facts in, whether they can be the same out: quantities with units and rounding, dates with open slots, negation.

Names are not compared: a name that differs is another spelling more often than another person (32 % false alarms on true pairs).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from typing import Literal

from linkaudit.claims.numbers import readings
from linkaudit.claims.vocabulary import COMPARATIVES, NEGATIONS, REFUSALS, SECOND_NEGATIONS, STARTERS, words_of
from linkaudit.likeness import fold, western
from linkaudit.model import DateFact, Quantity

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_NO_DENIAL = COMPARATIVES | words_of(
    "surprisingly only just merely solely nur bloss seulement solo solamente solamente somente soltanto alleen bara kun tylko только лише"
)
_FIGURES = re.compile(r"\d[\d.,]*(?:['’\u00a0\u202f\u2009 ]\d{3}(?!\d))*[\d.,]*")  # "25 000"
_GAP = re.compile(r"['’\u00a0\u202f\u2009 ]")
_PORTUGUESE = re.compile(r"\b(?:não|uma|são|foi|em|seu|ao|aos|pelo|pela)\s", re.IGNORECASE)  # in which "no" is "in the"
_WHETHER_OR = re.compile(r"\b(?:or|oder|ou|o|of|eller|lub|czy|nebo|или|чи|або)\s$", re.IGNORECASE)  # `whether to move or not`
_NUMBER_BEHIND = re.compile(r"[.º°]?\s?\d")  # "No. 35"
BEGINNING = 4  # letters that "sign" and "signed" share
# Units that a page converts: "355 feet (108 m)" is rounded twice.
_CONVERTED = {"m", "kg", "m2", "m3", "l", "°C", "m/s"}


def same_unit(a: Quantity, b: Quantity) -> bool:
    """Whether the two count in one unit; a bare number goes with any unit but "nth"."""
    return a.unit == b.unit or (("" in (a.unit, b.unit)) and "nth" not in (a.unit, b.unit))


def same_quantity(a: Quantity, b: Quantity, slack: float = 0.0) -> bool:
    """Whether the two can be one quantity: a compatible unit, and values equal to the figures that the coarser of the two gives.

    `slack` is the relative difference that is allowed besides ("about 260,000"). "1.234" is also read as a thousand.
    """
    if not same_unit(a, b):
        return False
    if a.unit == b.unit and a.unit in _CONVERTED:
        slack = max(slack, 0.02)
    # "10-24 year olds" may stand as "ages 10 to 24": a bare number meets the figure, not the months.
    value_a, value_b = (a.value, b.value) if a.unit == b.unit else (a.figure, b.figure)
    if a.unit == b.unit == "%" and (_is_whole(a) or _is_whole(b)) and abs(a.value - b.value) <= 0.5:
        return True  # "52 percent" and 52.3, "two out of three" and 67
    return any(_close(x, y, _step(a), _step(b), slack) for x in readings(a, value_a) for y in readings(b, value_b))


def _is_whole(quantity: Quantity) -> bool:
    """Whether a share is given without decimals."""
    return quantity.value == int(quantity.value) or "." not in f"{quantity.value:.3g}" or not any(map(str.isdigit, quantity.raw))


def _step(quantity: Quantity) -> float:
    """The size of the last figure that is written, when the number is rounded in words: "37.9 million" has 0.1 million, "240" is exact."""
    match = _FIGURES.search(western(quantity.raw))
    if not match:
        return 0.0
    digits = _GAP.sub("", match.group()).rstrip(".,")
    plain = float(re.sub(r"[.,](?=\d{3}(?!\d))", "", digits).replace(",", ".")) if digits.count(".") + digits.count(",") < 3 else 0.0
    decimals = len(digits.replace(",", ".").rsplit(".", 1)[1]) if "." in digits.replace(",", ".") else 0
    scale = quantity.figure / plain if plain else 1.0
    if scale >= 1000:
        return float(abs(scale) * 10.0**-decimals)
    return 0.0


def _close(x: float, y: float, step_x: float, step_y: float, slack: float) -> bool:
    if abs(x - y) <= 1e-9 * max(abs(x), abs(y), 1.0):
        return True
    return abs(x - y) <= max(step_x, step_y) / 2 * 1.001 or abs(x - y) <= slack * max(abs(x), abs(y))


def agree(a: DateFact, b: DateFact) -> Literal["same", "open", "differs"]:
    """*same*: every slot that `a` gives is in `b` with the same value. *open*: no slot contradicts, but `b` lacks some of `a`'s.
    *differs*: some slot that both give contradicts, a weekday that is not the date's included."""
    if a.year is not None and b.year is not None:
        if a.decade or b.decade:
            low, high = (a.year, b.year) if a.decade else (b.year, a.year)
            if not low <= high < low + 10:
                return "differs"
        elif a.year != b.year:
            return "differs"
    for x, y in ((a.month, b.month), (a.day, b.day)):
        if x is not None and y is not None and x != y:
            return "differs"
    days = _weekday(a), _weekday(b)
    if None not in days and days[0] != days[1] and None in (a.day, b.day):
        return "differs"
    slots = ((a.year, b.year), (a.month, b.month), (a.day, b.day))
    lacks = any(x is not None and y is None for x, y in slots) or (a.weekday is not None and days[1] is None and a.day is None)
    return "open" if lacks else "same"


def _weekday(fact: DateFact) -> int | None:
    if fact.year and fact.month and fact.day:
        try:
            return date(fact.year, fact.month, fact.day).weekday()
        except ValueError:
            return fact.weekday
    return fact.weekday


def borne_out(wanted: DateFact, given: Iterable[DateFact]) -> bool:
    """Whether the dates given, together, have every slot of the one that is wanted: "November 2" in one and "2004" in another will do.

    A day is only found together with its month, in one date that contradicts nothing.
    """
    given = tuple(given)
    found = [fact for fact in given if agree(wanted, fact) != "differs"]
    if any(agree(wanted, fact) == "same" for fact in found):
        return True
    # A dateline of another day lends its year: "2004-10-19 ... it hits stores on November 2".
    year = wanted.year is None or any(_same_year(wanted, fact) for fact in given)
    if wanted.day is not None:
        rest = any((fact.month, fact.day) == (wanted.month, wanted.day) for fact in found)
    elif wanted.month is not None:
        rest = any(fact.month == wanted.month for fact in found)
    else:
        rest = wanted.year is not None or any(_weekday(fact) == wanted.weekday for fact in found)
    return year and rest


def on_page(wanted: DateFact, given: Iterable[DateFact], published: date | None = None) -> bool:
    """Whether each slot of a date stands somewhere among those given, day and month together: the test before a date is called absent.

    A page of December 2018 that says "June" may mean that of 2019: with `published`, a day or month without a year has any within twelve
    months of it.
    """
    given = tuple(given)
    if wanted.year is not None and not any(_same_year(wanted, fact) for fact in given):
        if published is None or wanted.month is None or abs((wanted.year - published.year) * 12 + wanted.month - published.month) > 12:
            return False
        given = tuple(fact for fact in given if fact.year is None)
    if wanted.day is not None:
        return any((fact.month, fact.day) == (wanted.month, wanted.day) for fact in given)
    if wanted.month is not None:
        return any(fact.month == wanted.month for fact in given)
    return wanted.year is not None or any(_weekday(fact) == wanted.weekday for fact in given)


def _same_year(a: DateFact, b: DateFact) -> bool:
    if a.year is None or b.year is None:
        return False
    if a.decade or b.decade:
        low, high = (a.year, b.year) if a.decade else (b.year, a.year)
        return low <= high < low + 10
    return a.year == b.year


def negations(text: str) -> tuple[tuple[int, int], ...]:
    """Where a text negates: "not", "never", "didn't", "nicht", "не" ... ("neither ... nor" once)."""
    spans: list[tuple[int, int]] = []
    for match in _WORD.finditer(text):
        word = fold(match.group())
        if word in NEGATIONS or word.endswith("n't"):
            if word == "no" and _PORTUGUESE.search(text) and not text[match.start()].isupper():
                continue
            if (word == "nor" and spans) or (word == "no" and _NUMBER_BEHIND.match(text, match.end())):
                continue
            if word == "ne" and any(fold(other) in SECOND_NEGATIONS for other in _WORD.findall(text, match.end(), match.end() + 40)[:4]):
                continue
            spans.append(match.span())
    return tuple(spans)


def denials(text: str) -> tuple[tuple[int, int], ...]:
    """The negations that deny something: not those of "non-profit", "no later than Friday", "not only", "or not"."""
    found = []
    for start, end in negations(text):
        behind = _WORD.search(text, end, end + 20)
        if _WHETHER_OR.search(text, max(0, start - 8), start):
            continue
        if not text.startswith(("-", "‐", "‑"), end) and not (behind and fold(behind.group()) in _NO_DENIAL):
            found.append((start, end))
    return tuple(found)


def negated(text: str) -> dict[str, str]:
    """The beginnings of the words that a text negates, each with the words from the negation on, quoted: {"sign": "did not sign"}.

    The two words after a negation count; where it ends the sentence, the one before it.
    """
    found: dict[str, str] = {}
    for start, end in denials(text):
        behind = [match for match in _WORD.finditer(text, end, end + 60) if _tells(match.group())][:2]
        before = [match for match in _WORD.finditer(text, max(0, start - 30), start) if _tells(match.group())][-1:]
        for match in behind or before:
            quoted = text[start : match.end()] if behind else text[match.start() : end]
            found[fold(match.group())[:BEGINNING]] = quoted
    return found


def _tells(word: str) -> bool:
    return len(word) > 2 and fold(word) not in STARTERS


def refuses(text: str) -> bool:
    """Whether a text says no in another word than "not": "failed", "refused", "without" ..."""
    return any(fold(match.group()) in REFUSALS for match in _WORD.finditer(text))
