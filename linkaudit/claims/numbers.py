"""A text in, its quantities out: numbers with scale and unit, number words, ordinals.

Own reader because the libraries misread news: "240 ATGW" became an ampere-turn gigawatt, "140 AGS-17" an ampere per gauss.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from linkaudit.claims.numerals import spelled
from linkaudit.claims.units import CURRENCIES, MEASURES, SCALES, UNSPACED, UNSPACED_SCALES
from linkaudit.claims.vocabulary import COUNTED, words_of
from linkaudit.likeness import MARKS, fold, stem, western
from linkaudit.model import Quantity

# A number as written: groups of three by comma, point, apostrophe or (narrow) space, or plain digits; then decimals.
# Not inside a code (AT-5, 9P135M, v2.3.1): a letter or a letter and a hyphen before it, or letters that are no unit after it.
# Nor a time (14:30).
_NUMBER = re.compile(
    r"(?:(?<![^\W_])|(?<=[\u0590-\u06ff\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]))"
    r"(?:(?<![^\W\d_][-‐‑])|(?<=[\u0590-\u06ff\uac00-\ud7af][-‐‑]))(?<![\d][.,:])"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,2}(?:,\d{2})+,\d{3}|\d{1,3}(?:\.\d{3}){2,}(?:,\d+)?|\d{1,3}(?:\.\d{3})+,\d+"
    r"|\d{1,3}(?:['’\u00a0\u202f\u2009 ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|\d+(?:[.,]\d+)?)"
    r"(?P<part>\s?[½⅓⅔¼¾⅛])?"
    r"(?P<nth>(?:st|nd|rd|th|er|ère|re|ème|eme|ième|e|de|ste|ero|º|ª)(?![^\W\d_]))?"
    r"(?![^\W\d_\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]*\d)(?!:\d)"
)
_PARTS = {"½": 1 / 2, "⅓": 1 / 3, "⅔": 2 / 3, "¼": 1 / 4, "¾": 3 / 4, "⅛": 1 / 8}
_BEFORE = re.compile(
    r"(?:(?P<code>[A-Z]{3}|Rs\.?)|(?P<sign>(?:US|A|C|AU|CA|NZ|HK|R)?[$€£¥₹₽₴₺₩₪])|(?P<percent>%|yüzde\s?|[Pp]ercent\s?|ร้อยละ\s?))\s?$"
)
_MINUS = re.compile(r"(?:\bminus|\bmoins|\bmenos|\bmeno|\bмінус|\bминус)\s$")
# A rate that rises "by 5 percentage points" does not rise by 5 %.
_POINTS = re.compile(
    r"[-\s\u00a0]{0,2}(?:(?:percentage|per\scent|percent|%)[-\s]points?|pp|Prozentpunkte?n?|points?\sde\spourcentage|puntos\sporcentuales"
    r"|punti\spercentuali|pontos\spercentuais|procentpoint|procentenheter|punkt\w*\sprocentow\w*|процентн\w{2,3}\sпункт\w{0,2}|п\.\s?п\.)(?!\w)",
    re.IGNORECASE,
)
_IS_COLD = re.compile(r"\s?(?:°|deg|grad|grau|град)", re.IGNORECASE)  # "au moins 14" is no frost
_AFTER = re.compile(
    rf"[-‐‑\s\u00a0\u202f]{{0,2}}(?P<word>(?:[^\W\d_²³]|[{MARKS}])+|[%‰°$€£¥₹₽₴₺₩₪])(?P<more>°?[CF]\b|[²³]|[23](?![\w.,]\w)(?!\w)|\.)?"
)
_PER = re.compile(
    r"(?:\s?/\s?|\s(?:per|an|pro|par|por|à\sl['’]|в)\s?)(?:(?P<second>s|second|sekunde|seconde|segundo|секунду)|h|hr|hour|stunde|heure|hora|ч|час)\b",
    re.IGNORECASE,
)
_DEGREES = re.compile(
    r"[\s-]{0,2}(?:degrees?|grad(?:er|en)?|degr[eé]s?|grados|gradi|graus|градус\w{0,3}|stopni\w*|stup[nň]\w*|derajat|độ|grade|درج(?:ة|ات)|डिग्री)[\s-]"
    r"(?:c|celsi\w*|centigrade|celsjusza|celzi\w*|цельсия|цельсія|целзий|مئوية|सेल्सियस|(?P<f>f|fahrenheit))(?!\w)",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_]+")

_GLUED = {"k": 1e3, "m": 1e6, "mn": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12}  # after a currency sign: "$37.9m"

_POWERS = dict.fromkeys(words_of("square sq quadrat vierkante kvadratnih kvadratni квадратных квадратного квадратних квадратні वर्ग"), 2)
_POWERS |= dict.fromkeys(words_of("cubic kubik кубических кубічних घन"), 3)
# "kilómetros cuadrados", "km kwadratowych", "كيلومتر مربع"
_POWER_BEHIND = re.compile(
    r"\s(?:(?P<square>carr[ée]s?|cuadrad[oa]s?|quadrad[oa]s?|quadrat[ios]|quadrats|kwadratow\w+|čtvereč\w+|štvorcov\w+|pătrați|vuông|persegi|مربعة?)"
    r"|(?:cubes?|cúbic[oa]s?|cubi|sześcienn\w+|krychlov\w+|مكعبة?))(?!\w)"
)
_DE_COUNTS = SCALES.keys() | MEASURES.keys()
_SKIPPED = {"metric"}  # "10 metric tons"
_PERCENT = re.compile(
    r"(?:per\s(?:cent|mille)|por\s(?:ciento|cento|cien)|pour\scent|per\scento|phần\străm|la\ssut[aă]|τοις\sεκατό|في\sالم(?:ئة|ائة)|на\sсто)\b"
)
_SPACED_OUT = re.compile(r"[\u0e00-\u0e7f\u2103\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uff05]")  # a number's unit follows without a space
_LONGEST_UNIT = max(map(len, UNSPACED))
_LONGEST_SCALE = max(map(len, UNSPACED_SCALES))
_MAY_STAND_APART = re.compile(r"[만억조천\u0e00-\u0e7f]")
_NEXT_GROUP = re.compile(r"\s?(\d{1,4})(?![\d.,])")  # "16萬8千", "1億2000万", "3만 5000"
# "3 to 10 million", "£2 and 1.4bn", "3–5 тысяч": what stands between two numbers of which the second says how the first counts, too.
_RANGE = re.compile(
    r"\s?(?:[-–—~〜～至到]|to|and|or|bis|und|oder|à|et|ou|y|o|a|al|e|és|és|do|i|til|och|og|en|tot|до|и|или|і|та|ile|ve|dan|hingga|sampai|đến|و|إلى|から|에서)\s?(?:i\s|los\s|les\s|os\s|the\s)?"
    r"(?:(?:more|over|als|plus|más|piu|più|mais|mehr|über|yli|ponad|более|больше)\s(?:than\s|de\s|di\s|que\s|als\s|как\s)?)?(?:[$€£¥₹]|[A-Z]{3}\s)?",
    re.IGNORECASE,
)
_CENTURY = re.compile(r"(?<![\d.,])(\d{1,2})00-(?:tal(?:et|ets|en)?\b|lu[kv]u\w*)")  # Swedish, Finnish: "1400-talet" is the 15th century
_WARM = re.compile(r"temperat|warm|degree|heat|celsius|climat|\bParis\b|global", re.IGNORECASE)
_OF_THE_CLOCK = re.compile(r"\s?(?:[ap]\.\s?m\.|[ap]m\b|o['’]clock\b)", re.IGNORECASE)
# "1 in 5", "two out of three": a share ("one" alone is read as a pronoun). Others with "in" between count two things.
_SHARE = re.compile(r"\s(?:(?P<of>out\sof)|in|in\severy)\s")
_GLUED_WORD = re.compile(r"[^\W\d_]{3,}")


def quantities(text: str, taken: tuple[tuple[int, int], ...] = ()) -> tuple[Quantity, ...]:
    """Every quantity of a text in reading order. `taken` are spans that are something else already (dates)."""
    blank = list(text)
    for start, end in taken:
        blank[start:end] = "\x00" * (end - start)
    rest = western("".join(blank))
    found = [
        Quantity(int(match[1]) + 1.0, "nth", match.group(), *match.span(), figure=int(match[1]) + 1.0) for match in _CENTURY.finditer(rest)
    ]
    for quantity in found:
        blank[quantity.start : quantity.end] = "\x00" * (quantity.end - quantity.start)
    rest = western("".join(blank)) if found else rest
    found += _shared_scales(rest, list(_figures(rest)))
    for quantity in found:
        blank[quantity.start : quantity.end] = "\x00" * (quantity.end - quantity.start)
    found += _spelled(western("".join(blank)), rest)
    found = _shares(rest, sorted(found, key=lambda quantity: quantity.start)) if " of " in rest or " in " in rest else found
    if not text.isascii():
        found = [replace(quantity, raw=text[quantity.start : quantity.end]) for quantity in found]
    return tuple(sorted(found, key=lambda quantity: (quantity.start, quantity.end)))


def readings(quantity: Quantity, value: float) -> tuple[float, ...]:
    """What a value read off the figures may mean: "1.234" is a thousand in half of Europe and a decimal in the other half."""
    match = _NUMBER.search(western(quantity.raw))
    digits = match["digits"] if match else ""
    if quantity.also:
        return (value, quantity.also)
    if digits.count(".") == 1 and "," not in digits and len(digits.rsplit(".", 1)[1]) == 3 and not digits.startswith("0"):
        return (value, value * 1000)
    return (value,)


def _shares(text: str, found: list[Quantity]) -> list[Quantity]:
    """The numbers, two that make a share as one in percent: "1 in 5"."""
    done: list[Quantity] = []
    for other in found:
        one = done[-1] if done else None
        between = _SHARE.fullmatch(text, one.end, other.start) if one else None
        if (
            one
            and between
            and one.unit == other.unit == ""
            and 0 < one.value < other.value
            and other.value in (2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 100, 1000)
            and (between["of"] or one.value == 1)
        ):
            share = 100 * one.value / other.value
            done[-1] = Quantity(share, "%", text[one.start : other.end], one.start, other.end, figure=share)
        else:
            done.append(other)
    return done


def _shared_scales(text: str, found: list[Quantity]) -> list[Quantity]:
    """The numbers, and with the first of "3 to 10 million" what it may be as well: three million."""
    for number, (one, other) in enumerate(pairwise(found)):
        if one.unit in ("", other.unit) and one.value == one.figure and _RANGE.fullmatch(text, one.end, other.start):
            bare = _NUMBER.search(other.raw)
            scale = other.figure / _value(bare["digits"]) if bare and other.figure and _value(bare["digits"]) else 1.0
            if scale >= 1000:
                found[number] = replace(one, also=one.value * scale)
    return found


def _value(digits: str) -> float:
    digits = re.sub(r"['’\u00a0\u202f\u2009 ]", "", digits)
    if re.fullmatch(r"\d{1,2}(?:,\d{2})+,\d{3}", digits):  # 10,00,000 in India
        digits = digits.replace(",", "")
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
    past = 0
    for match in _NUMBER.finditer(text):
        if match.start() < past:
            continue  # the "8千" of "16萬8千"
        if _OF_THE_CLOCK.match(text, match.end()):
            continue  # "4 p.m." may stand as 16:00, which is no quantity either
        value, unit, noun = _value(match["digits"]), "", ""
        start, end = match.start(), match.end()
        if match["part"]:
            value += _PARTS[match["part"].strip()]
        if (before := _BEFORE.search(text, max(0, start - 9), start)) and (mark := _currency(before)):
            unit, start = mark, before.start()
        if start and text[start - 1] in "-−" and (start < 2 or text[start - 2].isspace()) and not match["nth"]:
            value, start = -value, start - 1
        elif (minus := _MINUS.search(text, max(0, start - 7), start)) and _IS_COLD.match(text, end):
            value, start = -value, minus.start()
        if match["nth"]:
            yield Quantity(value, "nth", text[start:end], start, end, figure=value)
            continue
        figure = value
        if end < len(text) and _SPACED_OUT.match(text, end + text.startswith(" ", end)):
            value, unit, end, figure = _unspaced(text, value, unit, end)
            past = end
            yield Quantity(value, unit, text[start:end], start, end, figure=figure)
            continue
        after = _AFTER.match(text, end)
        if after:
            word = fold(after["word"])
            glued = after.start("word") == end
            if word == "de" and (named := _AFTER.match(text, after.end("word"))) and fold(named["word"]) in _DE_COUNTS:
                after, word = named, fold(named["word"])  # Romanian "60 de mii", "57 de kilometri"
            scale = _scale(text, after, glued, unit)
            while scale and after:
                value, end = value * scale, after.end("word")
                if text[end : end + 1] == "." and len(word) < 5:
                    end += 1
                after = _AFTER.match(text, end)
                word = fold(after["word"]) if after else ""
                further = SCALES.get(word, 0.0) if after and after.start("word") > end else 0.0
                if further > scale:  # "2 mil millones"
                    scale = further
                    continue
                if word in ("of", "de", "di", "d") and after:
                    after = _AFTER.match(text, after.end("word") + (text[after.end("word") : after.end("word") + 1] in ("'", "’")))
                    word = fold(after["word"]) if after else ""
                figure, glued = value, False
                break
            if after and word:
                if glued and after["word"] == "C" and _WARM.search(text, max(0, start - 80), end + 40):
                    yield Quantity(value, "°C", text[start : end + 1], start, end + 1, figure=value)  # "1.5C of warming"
                    continue
                if glued and word not in MEASURES and word not in CURRENCIES and word not in SCALES and word.isalpha():
                    if after["word"].islower() and _GLUED_WORD.fullmatch(after["word"]):
                        yield Quantity(value, "", text[start:end], start, end, figure=figure)  # "53letého", "53enne"
                    continue  # a code: "9P135M", "5S"
                value, unit, noun, end = _unit(text, after, value, unit, end)
        yield Quantity(value, unit, text[start:end], start, end, noun, figure)


def _currency(before: re.Match[str]) -> str | None:
    """The currency, or the percent sign, that a number has before it."""
    if before["percent"]:
        return "%"
    return CURRENCIES.get((before["code"] or before["sign"]).rstrip(".").lower())


def _scale(text: str, after: re.Match[str], glued: bool, unit: str) -> float | None:
    """What the word behind a number multiplies it by: "37.9 million", "$2m", "3,5 M€", "1.2m people"; None when it does not."""
    word = fold(after["word"])
    if glued and word == "k":
        return 1e3
    past = after.end("word")
    sign = text[past : past + 1] in CURRENCIES
    ahead = _WORD.match(text, past + 1)
    named = fold(ahead.group()) if ahead else ""
    if word in _GLUED and ((glued and (unit or sign or named in CURRENCIES or named in COUNTED)) or (sign and len(word) == 1)):
        return _GLUED[word]
    return SCALES.get(word) if not glued or len(word) > 1 else None


def _unspaced(text: str, figure: float, unit: str, end: int) -> tuple[float, str, int, float]:
    """A number with the scales and the unit that Chinese, Japanese and Korean glue to it: (value, unit, end, figure)."""
    total, smallest = 0.0, math.inf
    while True:
        factor, past = _scales(text, end + (text.startswith(" ", end) and _MAY_STAND_APART.match(text, end + 1) is not None))
        if factor == 1.0 or factor >= smallest:
            break
        total, smallest, end, figure = total + figure * factor, factor, past, 0.0
        more = _NEXT_GROUP.match(text, end)
        if not more or factor < 1000:
            break
        if _scales(text, more.end())[0] == 1.0:
            if len(more[1]) == 4 and factor == 10_000:
                total, end = total + int(more[1]), more.end()
            break
        figure, end = float(more[1]), more.end()
    figure += total
    at = end + text.startswith(" ", end)
    for size in range(0 if unit else _LONGEST_UNIT, 0, -1):
        if measure := UNSPACED.get(text[at : at + size]):
            return figure * measure[1], measure[0], at + size, figure
    return figure, unit, end, figure


def _scales(text: str, at: int) -> tuple[float, int]:
    """What the scales that begin at a place multiply by ("百万", "พันล้าน"), and where they end; 1 for none."""
    factor = 1.0
    while size := next((size for size in range(_LONGEST_SCALE, 0, -1) if text[at : at + size] in UNSPACED_SCALES), 0):
        factor, at = factor * UNSPACED_SCALES[text[at : at + size]], at + size
    return factor, at


def _unit(text: str, after: re.Match[str], value: float, unit: str, end: int) -> tuple[float, str, str, int]:
    """The number with the unit that the word after it names; any other word is what is counted: (value, unit, noun, end)."""
    word, past = fold(after["word"]), after.end("word")
    if points := _POINTS.match(text, end):
        return value, "pp", "", points.end()
    if degrees := _DEGREES.match(text, end):
        return (value - 32) * 5 / 9 if degrees["f"] else value, "°C", "", degrees.end()
    if word in _SKIPPED and (following := _AFTER.match(text, past)):
        if fold(following["word"]) in ("ton", "tons"):
            return value * 1000, "kg", "", following.end("word")
        return _unit(text, following, value, unit, end)
    behind = text[past : past + 12].lower()
    if word in _POWERS:
        base = _AFTER.match(text, past + behind.startswith("."))
        measure = MEASURES.get(fold(base["word"])) if base else None
        if base and measure:
            power = _POWERS[word]
            return value * measure[1] ** power, f"{measure[0]}{power}", "", base.end("word")
    if word == "°" and after["more"]:
        return (value - 32) * 5 / 9 if after["more"][-1] == "F" else value, "°C", "", after.end()
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
        if behind.startswith(" ") and (powered := _POWER_BEHIND.match(text, past)):
            power = 2 if powered["square"] else 3
            return value * factor**power, f"{base_unit}{power}", "", powered.end()
        if after["more"] in ("²", "³", "2", "3"):
            power = 2 if after["more"] in "²2" else 3
            return value * factor**power, f"{base_unit}{power}", "", after.end()
        if base_unit == "m" and (per := _PER.match(text, past)):
            return value * factor / (1 if per["second"] else 3600), "m/s", "", per.end()
        return value * factor, base_unit, "", past
    return value, "", stem(word), end


def _spelled(text: str, whole: str) -> Iterator[Quantity]:
    """Numbers in words with what they count. `text` has the figures blanked, `whole` has not."""
    for number in spelled(text):
        start, end, value = number.start, number.end, number.value
        if number.kind == "ordinal":
            yield Quantity(value, "nth", whole[start:end], start, end, figure=value)
        elif number.kind == "fraction":
            yield Quantity(value, "%", whole[start:end], start, end, figure=value)
        else:
            figure, unit, noun = value, "", ""
            if end < len(whole) and _SPACED_OUT.match(whole, end):
                value, unit, end, figure = _unspaced(whole, value, "", end)
            elif after := _AFTER.match(whole, end):
                value, unit, noun, end = _unit(whole, after, value, "", end)
            yield Quantity(value, unit, whole[start:end], start, end, noun, figure)
