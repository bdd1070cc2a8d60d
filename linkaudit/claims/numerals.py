"""A text in, the numbers that it writes in words out: cardinals, ordinals, fractions, Roman numerals, Chinese ones.

English whole; the cardinals of nine other languages, without the few that are common words of another ("due", "once", "elf", "sex"), and
only in small letters: Otto is a name. The words of one number stand side by side, joined by a space, a hyphen or "and".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from linkaudit.claims.units import MEASURES, SCALES, UNSPACED
from linkaudit.claims.vocabulary import CENTURIES, NUMBERED, rows, words_of
from linkaudit.likeness import fold, tokens


class Spelled(NamedTuple):
    """A number in words: where, how much, and whether it counts, orders or parts ("two thirds" is 66.7 of a hundred)."""

    start: int
    end: int
    value: float
    kind: Literal["cardinal", "ordinal", "fraction"]


def _listed(words: str) -> list[str]:
    return words.split()


_SMALL = _listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
_TENS = _listed("thirty forty fifty sixty seventy eighty ninety")
_NTH = _listed(
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth "
    "seventeenth eighteenth nineteenth twentieth"
)
_FROM_ENGLISH = {word: float(n) for n, word in enumerate(_SMALL)} | {word: 30.0 + 10 * n for n, word in enumerate(_TENS)}
ORDINALS = {word: float(n) for n, word in enumerate(_NTH)} | {word[:-1] + "ieth": 30.0 + 10 * n for n, word in enumerate(_TENS)}
_ELSEWHERE = rows(
    """
2: zwei zwo deux dos dois duas twee två dwa dwie dva dvě два две двух дві двох
3: drei trois tres tre três drie trzy tři три трёх трьох тры
4: vier quatre cuatro quattro quatro fyra cztery čtyři четыре четырёх чотири
5: fünf cinq cinco cinque vijf fem pięć pět пять пяти п'ять
6: sechs seis zes sześć šest шесть шести шість
7: sieben sept siete sette sete zeven sju siedem sedm семь семи сім
8: acht huit ocho otto oito åtta osiem osm восемь восьми вісім
9: neun neuf nueve nove negen nio dziewięć devět девять девяти дев'ять
10: zehn dix diez dieci dez tien tio dziesięć deset десять десяти
11: onze undici elva jedenaście одиннадцать одиннадцати
12: zwölf douze doce dodici doze twaalf tolv dwanaście двенадцать двенадцати
13: dreizehn treize trece tredici treze dertien tretton trzynaście тринадцать тринадцати
14: vierzehn quatorze catorce quattordici veertien fjorton czternaście четырнадцать четырнадцати
15: fünfzehn quinze quindici vijftien femton piętnaście пятнадцать пятнадцати
16: sechzehn dieciséis sedici dezesseis zestien szesnaście шестнадцать шестнадцати
17: siebzehn diecisiete diciassette dezessete zeventien sjutton siedemnaście семнадцать семнадцати
18: achtzehn dieciocho diciotto dezoito achttien osiemnaście восемнадцать восемнадцати
19: neunzehn diecinueve diciannove dezenove negentien nitton dziewiętnaście девятнадцать девятнадцати
20: zwanzig vingt veinte venti vinte twintig tjugo dwadzieścia двадцать двадцати
22: veintidós
23: veintitrés
24: veinticuatro
25: veinticinco
26: veintiséis
27: veintisiete
28: veintiocho
29: veintinueve
30: dreißig trente treinta trenta trinta dertig trettio trzydzieści тридцать тридцати
40: vierzig quarante cuarenta quaranta quarenta veertig fyrtio czterdzieści сорок сорока
50: fünfzig cinquante cincuenta cinquanta cinquenta vijftig femtio pięćdziesiąt пятьдесят пятидесяти
60: sechzig soixante sesenta sessanta sessenta zestig sextio sześćdziesiąt шестьдесят шестидесяти
70: siebzig setenta settanta zeventig sjuttio siedemdziesiąt семьдесят семидесяти
80: achtzig ochenta ottanta oitenta tachtig åttio osiemdziesiąt восемьдесят восьмидесяти
90: neunzig noventa novanta negentig nittio dziewięćdziesiąt девяносто девяноста
100: cien сто ста
200: doscientos doscientas duzentos duzentas dwieście двести двухсот
300: trescientos trescientas trezentos trezentas trzysta триста трёхсот
400: cuatrocientos cuatrocientas quatrocentos quatrocentas czterysta четыреста
500: quinientos quinientas quinhentos quinhentas pięćset пятьсот
600: seiscientos seiscientas seiscentos seiscentas sześćset шестьсот
700: setecientos setecientas setecentos setecentas siedemset семьсот
800: ochocientos ochocientas oitocentos oitocentas osiemset восемьсот
900: novecientos novecientas novecentos novecentas dziewięćset девятьсот
1.5: anderthalb eineinhalb полтора полторы
2.5: zweieinhalb
1000: mille mil тысяча тысячу tysiac tisic tusen tuhat tausend duizend
"""
)


_UNITS = {
    "german": _listed("ein zwei drei vier fünf sechs sieben acht neun"),
    "dutch": _listed("een twee drie vier vijf zes zeven acht negen"),
    "swedish": _listed("en två tre fyra fem sex sju åtta nio"),
    "italian": _listed("uno due tre quattro cinque sei sette otto nove"),
}
# How the tens are joined with the units, the tens, and the words for hundred and thousand that are glued to a unit.
_JOINTS = {
    "german": ("{0}und{1}", _listed("zwanzig dreißig vierzig fünfzig sechzig siebzig achtzig neunzig"), ("hundert", "tausend")),
    "dutch": ("{0}en{1}", _listed("twintig dertig veertig vijftig zestig zeventig tachtig negentig"), ("honderd", "duizend")),
    "swedish": ("{1}{0}", _listed("tjugo trettio fyrtio femtio sextio sjuttio åttio nittio"), ("hundra", "tusen")),
    "italian": ("{1}{0}", _listed("venti trenta quaranta cinquanta sessanta settanta ottanta novanta"), ("cento", "mila")),
}


def _compounds() -> Iterator[tuple[str, float]]:
    """The numbers that German, Dutch, Swedish and Italian write as one word."""
    for language, (how, tens, large) in _JOINTS.items():
        for one, unit in enumerate(_UNITS[language], 1):
            for ten, word in enumerate(tens, 2):
                elided = language == "italian" and unit in ("uno", "otto")  # ventuno, ventotto
                yield how.format(unit, word[:-1] if elided else word), ten * 10 + one
            if one > 1:
                yield unit + large[0], one * 100
                yield unit + large[1], one * 1000


_FOREIGN = {word: float(value) for word, value in _ELSEWHERE.items()} | {fold(word): float(value) for word, value in _compounds()}
CARDINALS = _FOREIGN | _FROM_ENGLISH
_HUNDREDS = words_of("hundred hundert honderd hundra cent cents")
_BARE_HUNDREDS = words_of("hundert honderd hundra")
_LONG_SCALES = {word: scale for word, scale in SCALES.items() if scale >= 1000 and len(word) > 2}
_ARTICLES = words_of("a an one ein eine einer einem einen un une una um uma uno een")
_LINKS = words_of("and et y e и")
_GAPS = frozenset((" ", "-", "‐", "‑", "\u00a0", " - "))
_PARTS = rows(
    """
2: half halves
3: third thirds drittel tiers tercio tercios terzo terzi terço terços
4: quarter quarters viertel quart quarts cuarto cuartos quarto
5: fifth fifths fünftel quinto
6: sixth sixths
8: eighth eighths
10: tenth tenths zehntel
"""
)
_WHOLE_PARTS = rows(
    """
50: hälfte moitié mitad metà metade helft половина половину половины
33.333: треть
25: четверть
"""
)
_OF = words_of("of the all its their his her our der des den de d du la los las del dei degli das dos van")
# "the second half", "die erste Hälfte" are stretches of time.
_ORDERED = (
    r"\w+(?:st|nd|rd|th)|(?:erste|zweite|letzte)[nr]?|première|seconde|deuxième|primera|segunda|prima|seconda|eerste|tweede"
    r"|перв\w{2}|втор\w{2}"
)
_AFTER_ORDINAL = re.compile(rf"\b(?:{_ORDERED})[\s-]$", re.IGNORECASE)
_AFTER_ARTICLE = re.compile(
    rf"\b(?:the|this|that|each|every|other|better|latter|last|top|bottom|early|late|{_ORDERED})[\s-]$", re.IGNORECASE
)
_AND_A_HALF = re.compile(r"[ -](?:and|und|et)[ -]a[ -]half\b")
_HOUR_AND_A_HALF = re.compile(r"\b(?:an?|one) (?P<what>hour|year|day|month|week|decade|century|mile|minute) and a half\b", re.IGNORECASE)
_ROMAN = re.compile(r"(?<![\w.])(?=[IVXLC])(C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))(?P<th>e|er|ème|ième|º)?(?![\w’'])")
_ROMAN_DIGITS = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_WORD_BEFORE = re.compile(r"([^\W\d_]+)\.?\s$")
_WORD_AFTER = re.compile(r"[\s-]([^\W\d_]+)")
_HAN = re.compile(r"[〇零一二两兩三四五六七八九十百千]{1,12}(?:[万萬亿億](?:[〇零一二两兩三四五六七八九十百千]{1,8}[万萬]?)?)?")
_HAN_DIGITS = {
    digit: value for value, digits in enumerate(("〇零", "一", "二两兩", "三", "四", "五", "六", "七", "八", "九")) for digit in digits
}
_HAN_UNITS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "萬": 10_000, "亿": 10**8, "億": 10**8}


_LONG_UNITS = tuple(unit for unit in UNSPACED if len(unit) > 1)


def spelled(text: str) -> list[Spelled]:
    """Every number in words of a text, in order; none inside another. A lone "one" is left out (it is a pronoun more often)."""
    found = [*_worded(text), *_roman(text), *_han(text)]
    return sorted(found)


def han_number(digits: str) -> int | None:
    """What Chinese numerals say: "二十五" is 25, "二〇一四" 2014; None for "百十百"."""
    if not any(sign in _HAN_UNITS for sign in digits):
        return int("".join(str(_HAN_DIGITS[sign]) for sign in digits))
    total = section = number = 0
    for sign in digits:
        if sign in _HAN_DIGITS:
            number = _HAN_DIGITS[sign]
        elif (unit := _HAN_UNITS[sign]) < 10_000:
            if section and section % (unit * 10):
                return None
            section, number = section + (number or 1) * unit, 0
        else:
            total, section, number = total + (section + number or 1) * unit, 0, 0
    return total + section + number


def _worded(text: str) -> Iterator[Spelled]:
    for match in _HOUR_AND_A_HALF.finditer(text):
        yield Spelled(match.start(), match.start("what") - 1, 1.5, "cardinal")
    every = tokens(text)
    reader = _Reader(text, every)
    free = 0  # the first word that no number has taken
    for at in [at for at, token in enumerate(every) if token[2] in _OPENS]:
        if at >= free and (read := reader.read(at)):
            number, free = read
            yield number


class _Reader:
    """The words of one text, and the number that begins at one of them."""

    def __init__(self, text: str, every: list[tuple[int, int, str]]) -> None:
        self.text, self.every = text, every

    def read(self, at: int) -> tuple[Spelled, int] | None:
        """The number that begins at word `at`, and the word after it."""
        start, end, word = self.every[at]
        if word == "half" or word in _WHOLE_PARTS:
            return self._half(at)
        if word in ORDINALS:
            before = self.text[max(0, start - 7) : start].lower()
            if word == "second" and (before.endswith(("a ", "per ", "every ", "each ")) or before[-2:-1].isdigit()):
                return None
            return Spelled(start, end, ORDINALS[word], "ordinal"), at + 1
        if word in _FOREIGN and word not in _FROM_ENGLISH and not self.text[start].islower():
            return None  # Otto, Dix
        value, past = self._cardinal(at)
        part = self._word(past) if self._joined(past) else ""
        if part in _PARTS and value < 20:
            several = value > 1 and (part.endswith(("s", "l")) or part == "terzi")
            by = at > 0 and self.every[at - 1][2] == "by"
            if several or by or (part != "quarter" and word == "one") or self._word(past + 1) in _OF:
                return Spelled(start, self.every[past][1], 100 * value / float(_PARTS[part]), "fraction"), past + 1
        if word in _ARTICLES and past == at + 1 and not (word == "one" and self._counts(at)):
            return None
        if (nth := ORDINALS.get(part)) and nth < 10 and value % 10 == 0 and value >= 20:
            return Spelled(start, self.every[past][1], value + nth, "ordinal"), past + 1
        return Spelled(start, self.every[past - 1][1], value, "cardinal"), past

    def _cardinal(self, at: int) -> tuple[float, int]:
        """The value of the number that begins at word `at`, and the word after it. An article is 1 for the time being."""
        word = self.every[at][2]
        group = 100.0 if word in _BARE_HUNDREDS else CARDINALS.get(word, 12.0 if word == "dozen" else 1.0)
        total, limit, past = 0.0, 1e15, at + 1
        if group >= 1000:
            total, group, limit = group, 0.0, group
        while self._joined(past):
            word, link, step = self._word(past), "", past
            if word in _LINKS and self._joined(past + 1):
                word, link, step = self._word(past + 1), word, past + 1
            if not link and _LONG_SCALES.get(word, limit) < limit and (group or not total):
                limit = _LONG_SCALES[word]
                total, group = total + (group or 1) * limit, 0.0
            elif not link and word in _HUNDREDS and 0 < group < 100:
                group *= 100
            elif not link and word == "dozen" and 0 < group < 20:
                group *= 12
            elif not link and word in ("vingt", "vingts") and group == 4:
                group = 80.0
            elif _goes_on(group, CARDINALS.get(word, 0.0), link):
                group += CARDINALS[word]
            elif group and not total and _AND_A_HALF.match(self.text, self.every[past - 1][1]):
                group, step = group + 0.5, past + 2
            else:
                break
            past = step + 1
        return total + group, past

    def _half(self, at: int) -> tuple[Spelled, int] | None:
        """ "half a million", "half an hour", "half of them", "die Hälfte der": but not "the second half"."""
        start, end, word = self.every[at]
        window = (self.text, max(0, start - 16), start)
        if word != "half":
            return None if _AFTER_ORDINAL.search(*window) else (Spelled(start, end, float(_WHOLE_PARTS[word]), "fraction"), at + 1)
        following, scale = self._word(at + 1), self._word(at + 2)
        if following in ("a", "an"):
            if scale in _LONG_SCALES or scale == "dozen":
                return Spelled(start, self.every[at + 2][1], 0.5 * _LONG_SCALES.get(scale, 12.0), "cardinal"), at + 3
            return Spelled(start, self.every[at + 1][1], 0.5, "cardinal"), at + 2
        if (following in _OF or (at > 0 and self.every[at - 1][2] == "by")) and not _AFTER_ARTICLE.search(*window):
            return Spelled(start, end, 50.0, "fraction"), at + 1
        return None

    def _counts(self, at: int) -> bool:
        """Whether a lone "one" is a number: "one mile", "number one"."""
        return self._word(at + 1) in MEASURES or (at > 0 and self.every[at - 1][2] in NUMBERED - {"no"})

    def _word(self, at: int) -> str:
        return self.every[at][2] if at < len(self.every) else ""

    def _joined(self, at: int) -> bool:
        """Whether word `at` stands beside the one before it."""
        return at < len(self.every) and self.text[self.every[at - 1][1] : self.every[at][0]] in _GAPS


def _goes_on(group: float, more: float, link: str) -> bool:
    """Whether a word adds to the number so far: "twenty five", "three hundred (and) fifty", "soixante-dix", "treinta y cinco"."""
    if more <= 0 or more >= 1000:
        return False
    if group % 100 == 0:
        return more < 100 or group == 0
    if group in (60, 80) and 10 <= more < 20:
        return True
    return group % 10 == 0 and group % 100 >= 20 and more < 10 and link not in ("and", "и")


_OPENS = CARDINALS.keys() | ORDINALS.keys() | _ARTICLES | _BARE_HUNDREDS | _WHOLE_PARTS.keys() | {"dozen", "half"}


def _roman(text: str) -> Iterator[Spelled]:
    """Roman numerals where they number something: a century, a part, a war. "I" and "Malcolm X" are none."""
    for match in _ROMAN.finditer(text):
        if not match[1]:
            continue
        before = _WORD_BEFORE.search(text, max(0, match.start() - 24), match.start())
        after = _WORD_AFTER.match(text, match.end())
        if (before and fold(before[1]) in NUMBERED) or (after and fold(after[1]) in CENTURIES):
            values = [_ROMAN_DIGITS[letter] for letter in match[1]]
            value = sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))
            yield Spelled(match.start(), match.end(), float(value), "ordinal")


def _han(text: str) -> Iterator[Spelled]:
    if text.isascii():
        return
    for match in _HAN.finditer(text):
        value = han_number(match.group())
        measured = any(text.startswith(unit, match.end()) for unit in _LONG_UNITS)
        if value is not None and (
            measured or len(match.group()) > 2 or (len(match.group()) == 2 and any(map(_HAN_UNITS.get, match.group())))
        ):
            share = text.startswith("百分之", max(0, match.start() - 3))
            yield Spelled(match.start() - 3 * share, match.end(), float(value), "fraction" if share else "cardinal")
