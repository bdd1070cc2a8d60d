"""A text in, its quantities out: numbers with scale and unit, number words, ordinals.

Own reader because the libraries misread news: "240 ATGW" became an ampere-turn gigawatt, "140 AGS-17" an ampere per gauss.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from linkaudit.claims.vocabulary import CARDINALS, CARDINALS_ELSEWHERE, CURRENCIES, MEASURES, ORDINALS, SCALES
from linkaudit.likeness import fold, stem, tokens
from linkaudit.model import Quantity

# A number as written: groups of three by comma, point, apostrophe or (narrow) space, or plain digits; then decimals.
# Not inside a code (AT-5, 9P135M, v2.3.1): a letter or a letter and a hyphen before it, or letters that are no unit after it.
# Nor a time (14:30).
_NUMBER = re.compile(
    r"(?<![^\W_])(?<![^\W\d_][-‐‑])(?<![\d][.,:])"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+"
    r"|\d{1,3}(?:['’\u00a0\u202f\u2009 ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?)"
    r"(?P<nth>st|nd|rd|th|er|ème|eme|º|ª)?(?![^\W\d_]*\d)(?!:\d)"
)
_BEFORE = re.compile(r"(?:(?P<code>[A-Z]{3})|(?P<sign>(?:US|A|C|AU|CA|NZ|HK|R)?[$€£¥₹₽₴₺₩₪]))\s?$")
_AFTER = re.compile(r"[-‐‑\s\u00a0\u202f]{0,2}(?P<word>[^\W\d_²³]+|[%‰°$€£¥₹₽₴₺₩₪])(?P<more>°?[CF]\b|²|³|\.)?")
_WORD = re.compile(r"[^\W\d_]+")

_GLUED = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}  # after a currency sign: "$37.9m"

_POWERS = {"square": 2, "sq": 2, "quadrat": 2, "carres": 2, "cuadrados": 2, "cubic": 3}
_PERCENT = re.compile(r"(?:per\s(?:cent|mille)|por\sciento|por\scento|pour\scent|per\scento)\b")

_NUMBER_WORDS = CARDINALS.keys() | CARDINALS_ELSEWHERE.keys() | ORDINALS.keys() | {"dozen"}


def quantities(text: str, taken: tuple[tuple[int, int], ...] = ()) -> tuple[Quantity, ...]:
    """Every quantity of a text in reading order. `taken` are spans that are something else already (dates)."""
    blank = list(text)
    for start, end in taken:
        blank[start:end] = "\x00" * (end - start)
    rest = "".join(blank)
    found = [*_figures(rest), *_spelled(rest)]
    return tuple(sorted(found, key=lambda quantity: (quantity.start, quantity.end)))


def readings(quantity: Quantity, value: float) -> tuple[float, ...]:
    """What a value read off the figures may mean: "1.234" is a thousand in half of Europe and a decimal in the other half."""
    match = _NUMBER.search(quantity.raw)
    digits = match["digits"] if match else ""
    if digits.count(".") == 1 and "," not in digits and len(digits.rsplit(".", 1)[1]) == 3 and not digits.startswith("0"):
        return (value, value * 1000)
    return (value,)


def _value(digits: str) -> float:
    digits = re.sub(r"['’\u00a0\u202f\u2009 ]", "", digits)
    comma, point = digits.rfind(","), digits.rfind(".")
    if comma >= 0 and point >= 0:
        thousands, decimal = (",", ".") if point > comma else (".", ",")
        digits = digits.replace(thousands, "").replace(decimal, ".")
    elif comma >= 0:
        last = digits[comma + 1 :]
        digits = digits.replace(",", "") if digits.count(",") > 1 or len(last) == 3 else digits.replace(",", ".")
    elif digits.count(".") > 1:
        digits = digits.replace(".", "")
    return float(digits[:300])


def _figures(text: str) -> Iterator[Quantity]:
    for match in _NUMBER.finditer(text):
        value, unit, noun = _value(match["digits"]), "", ""
        start, end = match.start(), match.end()
        before = _BEFORE.search(text, max(0, start - 5), start)
        if before:
            mark = (before["code"] or before["sign"]).lower()
            if mark in CURRENCIES:
                unit, start = CURRENCIES[mark], before.start()
        if start and text[start - 1] in "-−" and (start < 2 or text[start - 2].isspace()) and not match["nth"]:
            value, start = -value, start - 1
        if match["nth"]:
            yield Quantity(value, "nth", text[start:end], start, end, figure=value)
            continue
        after = _AFTER.match(text, end)
        figure = value
        if after:
            word = fold(after["word"])
            glued = after.start("word") == end
            ahead = _WORD.match(text, after.end("word") + 1) if glued else None
            money = unit or (ahead and fold(ahead.group()) in CURRENCIES)
            scale = _GLUED.get(word) if money and glued else None
            if scale is None:
                scale = SCALES.get(word) if not glued or len(word) > 1 else None
            if glued and word == "k":
                scale = 1e3
            if scale:
                value, end = value * scale, after.end("word")
                if text[end : end + 1] == "." and len(word) < 5:
                    end += 1
                after = _AFTER.match(text, end)
                word = fold(after["word"]) if after else ""
                if word in ("of", "de", "d") and after:
                    after = _AFTER.match(text, after.end("word"))
                    word = fold(after["word"]) if after else ""
                figure, glued = value, False
            if after and word:
                if glued and word not in MEASURES and word not in CURRENCIES and word not in SCALES and word.isalpha():
                    continue  # a code: "9P135M", "5S"
                value, unit, noun, end = _unit(text, after, value, unit, end)
        yield Quantity(value, unit, text[start:end], start, end, noun, figure)


def _unit(text: str, after: re.Match[str], value: float, unit: str, end: int) -> tuple[float, str, str, int]:
    """The number with the unit that the word after it names; any other word is what is counted: (value, unit, noun, end)."""
    word, past = fold(after["word"]), after.end("word")
    behind = text[past : past + 12].lower()
    if word in _POWERS:
        base = _AFTER.match(text, past + behind.startswith("."))
        measure = MEASURES.get(fold(base["word"])) if base else None
        if base and measure:
            power = _POWERS[word]
            return value * measure[1] ** power, f"{measure[0]}{power}", "", base.end("word")
    if word == "°" and after["more"]:
        degrees = (value - 32) * 5 / 9 if after["more"][-1] == "F" else value
        return degrees, "°C", "", after.end()
    if unit:
        return value, unit, "", end
    if percent := _PERCENT.match(text, after.start("word")):
        return value, "%", "", percent.end()
    if word in CURRENCIES:
        return value, CURRENCIES[word], "", past
    if word in ("u", "us") and behind.lstrip(".s ").startswith("dollar"):
        return value, "USD", "", end
    if word in MEASURES:
        base_unit, factor = MEASURES[word]
        if after["more"] in ("²", "³"):
            power = 2 if after["more"] == "²" else 3
            return value * factor**power, f"{base_unit}{power}", "", after.end()
        return value * factor, base_unit, "", past
    return value, "", stem(word), end


def _spelled(text: str) -> Iterator[Quantity]:
    """Numbers in words: "twenty-one", "three million", "a dozen" (English); two to twelve in nine other languages."""
    every = tokens(text)
    free = 0  # the first word that no number has taken
    for at in [at for at, token in enumerate(every) if token[2] in _NUMBER_WORDS]:
        if at < free:
            continue
        start, end, word = every[at]
        if word in ORDINALS:
            if not (word == "second" and at and every[at - 1][2] in ("a", "per")):
                yield Quantity(ORDINALS[word], "nth", text[start:end], start, end, figure=ORDINALS[word])
            continue
        last, total = at, CARDINALS.get(word, CARDINALS_ELSEWHERE.get(word, 12.0))
        if CARDINALS.get(word, 0) >= 20 and at + 1 < len(every) and every[at + 1][0] - end == 1:
            unit_word = every[at + 1][2]
            if unit_word in CARDINALS and CARDINALS[unit_word] < 10:
                total, last = total + CARDINALS[unit_word], at + 1
            elif unit_word in ORDINALS and ORDINALS[unit_word] < 10:
                total, end = total + ORDINALS[unit_word], every[at + 1][1]
                yield Quantity(total, "nth", text[start:end], start, end, figure=total)
                free = at + 2
                continue
        while last + 1 < len(every) and every[last + 1][2] in SCALES and every[last + 1][0] - every[last][1] == 1:
            total, last = total * SCALES[every[last + 1][2]], last + 1
        end = every[last][1]
        after = _AFTER.match(text, end)
        # A lone "one" is a pronoun more often than a number.
        if word == "one" and last == at and not (after and fold(after["word"]) in MEASURES):
            continue
        value, unit, noun = total, "", ""
        if after:
            value, unit, noun, end = _unit(text, after, total, "", end)
        yield Quantity(value, unit, text[start:end], start, end, noun, total)
        free = last + 1
