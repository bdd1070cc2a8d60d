"""A text in, its dates out: absolute ones in any common writing, weekdays and "yesterday" against the date of publication.

Own reader because the libraries misread news: AT-5 became May 2015, "of EUR 37" the year 2037, "On Nov. 27, 2024" came apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from linkaudit.claims.numerals import ORDINALS, han_number
from linkaudit.claims.vocabulary import MONTHS, RELATIVE_DAYS, SHY_MONTHS, SHY_WEEKDAYS, WEEKDAYS
from linkaudit.likeness import tokens, western
from linkaudit.model import DateFact

_ISO = re.compile(r"(?<![\w-])(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?![\d-])")
_NUMERIC = re.compile(r"(?<![\w.,/-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\w/-])(?!\.\d)")
# "bis 12.03." and "am 5. 5." say a day; "section 3.2." does not.
_DAY_MONTH = re.compile(
    r"(?:(?<![\w.,/-])(\d{1,2})\.\s?(0[1-9])\.|\b(?:am|bis|vom|zum|ab|seit|den|zwischen)\s(\d{1,2})\.\s?(\d{1,2})\.)(?!\s?\d)"
)
_HAN_NUMBER = "[〇零一二三四五六七八九十]"
_HAN = re.compile(
    rf"(?<!\d)(?:(?P<era>令和|平成|昭和|大正|明治)\s?(?P<of>\d{{1,2}}|元|{_HAN_NUMBER}{{1,3}})|(?P<year>\d{{4}}|{_HAN_NUMBER}{{4}}))\s?[年년]"
    rf"(?:\s?(?P<month>\d{{1,2}}|{_HAN_NUMBER}{{1,2}})\s?[月월](?:\s?(?P<day>\d{{1,2}}|{_HAN_NUMBER}{{1,3}})\s?[日号號일])?)?"
)
_HAN_DAY = re.compile(
    rf"(?<![\d年])(?P<month>\d{{1,2}}|{_HAN_NUMBER}{{1,2}})\s?[月월]\s?(?P<day>\d{{1,2}}|{_HAN_NUMBER}{{1,3}})\s?[日号號일]"
)
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}
_VIETNAMESE = re.compile(r"(?:ngày\s(?P<day>\d{1,2})[\s/-]+)?tháng\s(?P<month>\d{1,2})(?:[\s,/-]+năm\s(?P<year>\d{4}))?", re.IGNORECASE)
_NTH = "|".join(sorted((word for word, value in ORDINALS.items() if 0 < value <= 30), key=len, reverse=True))
_NTH_BEFORE = re.compile(rf"\b(?:(?P<tens>twenty|thirty)[\s-])?(?P<nth>{_NTH})\s(?:day\s)?of\s$", re.IGNORECASE)
_NTH_AFTER = re.compile(rf"\s(?:the\s)?(?:(?P<tens>twenty|thirty)[\s-])?(?P<nth>{_NTH})\b(?:,?\s(?P<year>\d{{4}})(?!\d))?", re.IGNORECASE)
_YEAR_BEFORE = re.compile(r"(?<![\d.,])(1\d{3}|20\d{2})(?:\.|\.?\sévi)?\s$")
_DAY_BEFORE = re.compile(
    r"(?<![\d.,:])(?:(\d{1,2})(?:st|nd|rd|th)?\s?(?:[-–—/]|and|to|und|et|y|e|и)\s?)?"
    r"(\d{1,2})(?:st|nd|rd|th|er|\.|º|°|ª)?(?:\s+(?:day\s+)?(?:of|de|del|di|d[’']))?\s*[-/]?$"
)
_DAY_AFTER = re.compile(
    r"\.?\s+(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?(?:\s?(?:[-–—]|and|to)\s?(\d{1,2})(?:st|nd|rd|th)?)?(?![\d:%])(?![.,]\d)"
    r"(?:,?\s+(?:of\s+|de\s+|del\s+)?(\d{4})(?!\d|,\d))?"
)
_YEAR_AFTER = re.compile(r"\.?,?\s*[-/]?\s?(?:of\s+|in\s+|de\s+|del\s+|do\s+|του\s+)?['’]?(\d{4}|(?<=['’])\d{2})(?![\d%])(?![,.]\d)")
_SHORT_YEAR = re.compile(r"\.?[ -](\d{2})(?![\d:%])(?![.,]\d)(?! [^\W\d_])")  # "15 Feb 19", where no word follows that it could count
_YEAR = re.compile(
    r"(?=[12]\d{3})(?:(?<![\w$€£¥.,#№])|(?<=\bFY))(?:(?<![^\W\d_]-)|(?<=[Mm]id-)|(?<=[Pp]re-)|(?<=[Pp]ost-)|(?<=[Ll]ate-)|(?<=[Ee]arly-))(1\d{3}|20\d{2})([’']?s|er\b)?(?:\s?[-–—/]\s?(\d{4}|\d{2})(?![\d%-]))?(?![\w%°$€£])(?![.,]\d)(?!-\d{3})"
)
_DECADE = re.compile(r"(?<![\d.,])([2-9]0)(?:(s)\b|(er)(?=[\s-]Jahre)|(?![\w%]|[.,]\d))")
_DECADE_BEFORE = re.compile(r"(?:années|años|anni|anos|jaren|lata|роки)\s[’']?$|(?<!\w)[’']$", re.IGNORECASE)
_DECADE_WORD = re.compile(
    r"\b(?:the|early|mid|late)[\s-](twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b", re.IGNORECASE
)
_DECADES = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")
# "the class of '92"; not the end of a quotation, nor the inches of a height.
_SHORT_ALONE = re.compile(r"(?<![\w\"”’'])[’'](\d\d)(?![\w’'\"”°%])(?![.,]\d)")
_NO_YEAR_BEFORE = re.compile(r"(?:[$€£¥]|\b(?:[A-Z]{3}|No\.?|number|page|pp?\.|about|over|than|nearly|some|approximately|around))\s?$")
# A number of this size that counts something is no year: "1800 people".
_COUNTED = re.compile(
    r"\s+(?:people|men|women|members|employees|workers|students|soldiers|troops|jobs|copies|units|votes|seats|square|cubic|met(?:er|re)s?"
    r"|miles?|feet|ft|km|kg|m|mm|cm|years|days|hours|minutes|pages|times|dollars|euros|pounds|percent|per\scent|points|acres|hectares|tons"
    r"|tonnes)\b",
    re.IGNORECASE,
)
_OLD_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|by|from|until|till|to|c|ca|circa|of|year|early|late|mid|before|after|im|en|nel|w|в|у)\.?\s|[-–—(,]\s?)$",
    re.IGNORECASE,
)
_RELATIVE_YEAR = re.compile(
    r"\b(?:this|last|next|previous|following|same|that|earlier this) (?:year|month|season|summer|winter|spring|autumn|fall|decade)\b"
    r"|\b(?:diese[sn]?|letzte[sn]?|vergangene[sn]?|nächste[sn]?) (?:Jahr|Monat|Saison)"
    r"|\bcette (?:année|saison)|\bl['’](?:an|année) (?:dernier|prochain)"
    r"|\b(?:este|ese|próximo) año|\baño pasado|\bquest['’]anno|\banno scorso|\b(?:este|esse|próximo) ano|\bano passado"
    r"|\bв (?:этом|прошлом|следующем|том же) году",
    re.IGNORECASE,
)
_RELATIVE_SPAN = re.compile(r"\b(last|this|next)\s+(year|month)\b", re.IGNORECASE)
_Token = tuple[int, int, str]  # start, end, folded word
_CALENDAR = MONTHS.keys() | WEEKDAYS.keys() | RELATIVE_DAYS.keys()
_BESIDE = re.compile(r"[.,]?\s*(?:(?:the|den|le|el)\s)?")


def dates(text: str, published: date | None = None) -> tuple[DateFact, ...]:
    """Every date of a text in reading order. "17-19 October" gives two. A weekday alone, "yesterday" and "last year" are resolved when
    `published` is known: a weekday to the latest such day that is not after it."""
    whole, text = text, western(text)
    found: list[DateFact] = []
    taken = bytearray(len(text))

    def keep(facts: Iterable[DateFact]) -> None:
        for fact in facts:
            same_span = found and (found[-1].start, found[-1].end) == (fact.start, fact.end)
            if same_span or not any(taken[fact.start : fact.end]):
                found.append(fact)
                taken[fact.start : fact.end] = b"\x01" * (fact.end - fact.start)

    named = [token for token in tokens(text) if token[2] in _CALENDAR]
    keep(_numeric(text))
    keep(_worded(text, named))
    keep(_years(text))
    keep(_relative(text, named, published))
    found.sort(key=lambda fact: (fact.start, fact.end))
    if whole is not text:
        found = [replace(fact, raw=whole[fact.start : fact.end]) for fact in found]
    return tuple(sorted(_with_weekdays(text, named, found, taken, published), key=lambda fact: (fact.start, fact.end)))


def _fact(text: str, span: tuple[int, int], year: int | None, month: int | None, day: int | None) -> Iterator[DateFact]:
    if (month is None or 1 <= month <= 12) and (day is None or 1 <= day <= 31):
        yield DateFact(year, month, day, text[slice(*span)], *span)


def _numeric(text: str) -> Iterator[DateFact]:
    for match in _ISO.finditer(text):
        yield from _fact(text, match.span(), int(match[1]), int(match[3]), int(match[4]))
    if any(sign in text for sign in "年년月월á"):
        yield from _eastern(text)
    for match in _DAY_MONTH.finditer(text):
        group = 1 if match[1] else 3
        yield from _fact(text, (match.start(group), match.end()), None, int(match[group + 1]), int(match[group]))
    for match in _NUMERIC.finditer(text):
        first, mark, second, year = int(match[1]), match[2], int(match[3]), int(match[4])
        if len(match[4]) == 2:
            if mark != "/":
                continue  # "1.2.24" may be a version
            year += 2000 if year < 50 else 1900
        if mark == "." or first > 12:
            yield from _fact(text, match.span(), year, second, first)
        elif second > 12:
            yield from _fact(text, match.span(), year, first, second)
        else:  # 03/04/2019 is March in one country and April in another: only the year is certain
            yield from _fact(text, match.span(), year, None, None)


def is_relative(text: str) -> bool:
    """Whether a text puts a year or a month as "this year" or "last season", which only its own date tells."""
    return _RELATIVE_YEAR.search(text) is not None


def _eastern(text: str) -> Iterator[DateFact]:
    """ "2024年12月10日", "平成26年5月", "5월 5일", "ngày 5 tháng 5 năm 2014"."""
    for match in _HAN.finditer(text):
        year = _plain(match["year"]) if match["year"] else _ERAS[match["era"]] + (_plain(match["of"]) or 1)
        yield from _fact(text, match.span(), year, _plain(match["month"]), _plain(match["day"]))
    for match in _HAN_DAY.finditer(text):
        yield from _fact(text, match.span(), None, _plain(match["month"]), _plain(match["day"]))
    for match in _VIETNAMESE.finditer(text) if "háng" in text else ():
        yield from _fact(text, match.span(), _plain(match["year"]), _plain(match["month"]), _plain(match["day"]))


def _plain(digits: str | None) -> int | None:
    """A number in figures or in Chinese numerals; None for none, and for the 元 of a first year."""
    if not digits or digits == "元":
        return None
    return int(digits) if digits.isdecimal() else han_number(digits)


def _nth(match: re.Match[str]) -> int:
    return int({"twenty": 20, "thirty": 30}.get((match["tens"] or "").lower(), 0) + ORDINALS[match["nth"].lower()])


def _worded(text: str, named: list[_Token]) -> Iterator[DateFact]:
    for start, end, word in named:
        month = MONTHS.get(word)
        if month is None:
            continue
        year = day = first = None
        before = _DAY_BEFORE.search(text, max(0, start - 24), start)
        after = _DAY_AFTER.match(text, end)
        behind = _YEAR_AFTER.match(text, end)
        if before and 1 <= int(before[2]) <= 31:
            start, day = before.start(), int(before[2])
            first = int(before[1]) if before[1] else None
            if behind := behind or _SHORT_YEAR.match(text, end):
                year, end = int(behind[1]), behind.end()
        elif after and 1 <= int(after[1]) <= 31:
            day, end = int(after[1]), after.end()
            if after[2]:
                first, day = day, int(after[2])
            year = int(after[3]) if after[3] else None
        elif nth := _NTH_BEFORE.search(text, max(0, start - 28), start):
            start, day = nth.start(), _nth(nth)
            if behind:
                year, end = int(behind[1]), behind.end()
        elif text[start].isupper() and (nth := _NTH_AFTER.match(text, end)):
            day, end, year = _nth(nth), nth.end(), int(nth["year"]) if nth["year"] else None
        elif behind:
            year, end = int(behind[1]), behind.end()
        elif word in SHY_MONTHS or len(word) < 4 or (word.isascii() and not text[start].isupper()):
            continue  # "may", "march", "mars" without a number beside them
        if year is not None and year < 100:
            year += 2000 if year < 50 else 1900
        if year is None and not before and (ahead := _YEAR_BEFORE.search(text, max(0, start - 12), start)):
            year, start = int(ahead[1]), ahead.start(1)  # "2014. május 5."
        for number in (day,) if first is None else (first, day):
            yield from _fact(text, (start, end), year, month, number)


def _years(text: str) -> Iterator[DateFact]:
    for match in _YEAR.finditer(text):
        year, (start, end), split = int(match[1]), match.span(), match.end(1)
        if _COUNTED.match(text, end) or _NO_YEAR_BEFORE.search(text, max(0, start - 14), start):
            continue
        if year < 1500 and not _OLD_YEAR_BEFORE.search(text, max(0, start - 8), start):
            continue
        if match[2]:
            yield DateFact(year, None, None, match.group(), start, end, decade=year % 10 == 0)
            continue
        yield DateFact(year, None, None, text[start:split], start, split)
        if match[3]:
            last = int(match[3]) if len(match[3]) == 4 else year // 100 * 100 + int(match[3])
            if year < last < 2100:
                yield DateFact(last, None, None, match[3], *match.span(3))
    for match in _DECADE.finditer(text):
        before = _DECADE_BEFORE.search(text, max(0, match.start() - 9), match.start())
        if match[3] or (before and (match[2] or len(before.group()) > 1)):
            start = before.start() if before else match.start()
            yield DateFact(1900 + int(match[1]), None, None, text[start : match.end()], start, match.end(), decade=True)
    for match in _DECADE_WORD.finditer(text) if "ties" in text else ():
        year = 1920 + 10 * _DECADES.index(match[1].lower())
        yield DateFact(year, None, None, match[1], *match.span(1), decade=True)
    for match in _SHORT_ALONE.finditer(text):
        year = int(match[1])
        yield DateFact(year + (2000 if year < 30 else 1900), None, None, match.group(), *match.span())


def _relative(text: str, named: list[_Token], published: date | None) -> Iterator[DateFact]:
    if published is None:
        return
    for start, end, word in named:
        shift = RELATIVE_DAYS.get(word)
        if shift is not None:
            day = published + timedelta(days=shift)
            yield DateFact(day.year, day.month, day.day, text[start:end], start, end, resolved_from=published)
    for match in _RELATIVE_SPAN.finditer(text):
        step = {"last": -1, "this": 0, "next": 1}[match[1].lower()]
        if match[2].lower() == "year":
            yield DateFact(published.year + step, None, None, match.group(), *match.span(), resolved_from=published)
        else:
            months = published.year * 12 + published.month - 1 + step
            yield DateFact(months // 12, months % 12 + 1, None, match.group(), *match.span(), resolved_from=published)


def _with_weekdays(text: str, named: list[_Token], found: list[DateFact], taken: bytearray, published: date | None) -> list[DateFact]:
    """The dates, each with the weekday that stands beside it; a weekday alone is a date of its own."""
    starts = {fact.start: number for number, fact in enumerate(found)}
    ends = {fact.end: number for number, fact in enumerate(found)}
    alone = []
    for start, end, word in named:
        weekday = WEEKDAYS.get(word)
        if weekday is None or any(taken[start:end]):
            continue
        gap = _BESIDE.match(text, end)
        beside = starts.get(gap.end()) if gap else None
        if beside is None:  # "November 27, 2024 (Wednesday)"
            beside = next((ends[at] for at in range(start, start - 4, -1) if at in ends), None)
        if beside is not None and found[beside].day is not None:
            found[beside] = replace(found[beside], weekday=weekday)
        elif word not in SHY_WEEKDAYS and (not word.isascii() or text[start].isupper()):
            if published is None:
                alone.append(DateFact(None, None, None, text[start:end], start, end, weekday=weekday))
            else:
                day = published - timedelta(days=(published.weekday() - weekday) % 7)
                raw = text[start:end]
                alone.append(DateFact(day.year, day.month, day.day, raw, start, end, weekday=weekday, resolved_from=published))
    return found + alone
