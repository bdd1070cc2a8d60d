"""A text in, its dates out: absolute ones in any common writing, weekdays and "yesterday" against the date of publication.

Own reader because the libraries misread news: AT-5 became May 2015, "of EUR 37" the year 2037, "On Nov. 27, 2024" came apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from linkaudit.claims.calendar import MONTHS, RELATIVE_DAYS, SHORT_MONTHS, SHY_MONTHS, SHY_WEEKDAYS, WEEKDAYS
from linkaudit.claims.decades import decades
from linkaudit.claims.eastern import eastern, glued_weekdays
from linkaudit.claims.numerals import ORDINALS
from linkaudit.likeness import tokens, western
from linkaudit.model import DateFact

_ISO = re.compile(r"(?<![\w-])(\d{4})([-/.]|\.\s)(\d{1,2})\2(\d{1,2})(?![\d-])")
_NUMERIC = re.compile(r"(?<![\w.,/-])(\d{1,2})([./-]|\.\s)(\d{1,2})\2(\d{4}|\d{2})(?![\w/-])(?!\.\d)")
# "bis 12.03." and "am 5. 5." say a day; "section 3.2." does not.
_DAY_MONTH = re.compile(
    r"(?:(?<![\w.,/-])(\d{1,2})\.\s?(0[1-9])\.|\b(?:am|bis|vom|zum|ab|seit|den|zwischen)\s(\d{1,2})\.\s?(\d{1,2})\.)(?!\s?\d)"
)
_NTH = "|".join(sorted((word for word, value in ORDINALS.items() if 0 < value <= 30), key=len, reverse=True))
_NTH_BEFORE = re.compile(rf"\b(?:(?P<tens>twenty|thirty)[\s-])?(?P<nth>{_NTH})\s(?:day\s)?of\s$", re.IGNORECASE)
_NTH_AFTER = re.compile(rf"\s(?:the\s)?(?:(?P<tens>twenty|thirty)[\s-])?(?P<nth>{_NTH})\b(?:,?\s(?P<year>\d{{4}})(?!\d))?", re.IGNORECASE)
_YEAR_BEFORE = re.compile(r"(?<![\d.,])(1\d{3}|20\d{2})(?:\.|\.?\sévi|(\.\sgada|\.?\s?m\.))?\s$")
_DAY_BEFORE = re.compile(
    r"(?<![\d.,:])(?<![^\W\d_][-‐‑])(?:(\d{1,2})(?:st|nd|rd|th|\.)?\s?(?:[-–—/]|and|to|und|bis|et|au|y|al|e|a|do|до|по|и|til|till|ja)\s?)?"
    r"(\d{1,2})(?:st|nd|rd|th|er|e?r[oa]|-го|-е|-га|η|\.?[ºª]|\.|°)?(?:\s+(?:day\s+)?(?:of|de|del|di|d[’']|من))?\s*[-/]?$"
)
# The first of a month is the day most often written as a word: "premier décembre", "primero de mayo", "prvního října".
_FIRST_BEFORE = re.compile(
    r"\b(?:premier|primero|primeiro|primo|primer|ersten?|eerste|pierwszego|prvního|prvého|первое|первого|першого)(?:\sde)?\s$",
    re.IGNORECASE,
)
# A month that is another word, too, is one behind such a word: "in May", "fin mars", "seit Mai", "w maju". May and June are people, too.
_IN_BEFORE = re.compile(
    r"(?:^|\W)(?:in|since|until|till|during|early|late|mid|last|next|throughout|im|seit|bis|ab|anfang|mitte|ende|en|fin|début|debut|mi|depuis"
    r"|(?:mois|mes|mês|finales|mediados|principios|comienzos|início|meados|final)\sde|mese\sdi|inizio|fine|desde|hasta|em|até|a|w|we|od|do|v|ve|i"
    r"|fra|siden|sedan|sinds|begin|eind|bulan|в|во|с|со|до|к|у|з|на|през|от|din|în|luna|τον|του)[\s-]$",
    re.IGNORECASE,
)
_ENGLISH_MONTHS = frozenset(("may", "march", "april", "august", "june"))
_ENGLISH_VERBS = frozenset(("may", "march"))
_ENGLISH_BEFORE = re.compile(r"\b(?:in|since|until|till|during|early|late|mid|last|next|throughout|through)[\s-]$", re.IGNORECASE)
_DAY_AFTER = re.compile(
    r"\.?\s+(?:the\s+)?(\d{1,2})(?:st|nd|rd|th)?(?:\s?(?:[-–—]|and|to)\s?(\d{1,2})(?:st|nd|rd|th)?)?(?![\d:%])(?![.,]\d)"
    r"(?:,?\s+(?:of\s+|de\s+|del\s+)?(\d{4})(?!\d|,\d))?"
)
_YEAR_AFTER = re.compile(
    r"\.?[,،]?\s*[-/]?\s?(?:of\s+|in\s+|de\s+|del\s+|do\s+|του\s+|roku\s+|года\s+|(?:من\s+)?(?:عام|سنة)\s+|vuonna\s+|anul(?:ui)?\s+)?"
    r"['’]?(\d{4}|(?<=['’])\d{2})(?![\d%])(?![,.]\d)"
)
_SHORT_YEAR = re.compile(r"\.?[ -](\d{2})(?![\d:%'’])(?![.,]\d)(?! [^\W\d_])")  # "15 Feb 19", where no word follows that it could count
_YEAR = re.compile(
    r"(?=[12]\d{3})(?:(?<![\w$€£¥.,#№])|(?<=\bFY)|(?<=[\u0590-\u06ff]))"
    r"(?:(?<![^\W\d_]-)|(?<=[Mm]id-)|(?<=[Pp]re-)|(?<=[Pp]ost-)|(?<=[Ll]ate-)|(?<=[Ee]arly-))"
    r"(1\d{3}|20\d{2})(?:\s?[-–—/]\s?(\d{4}|\d{2})(?![\d%-]))?(?![\w%°$€£])(?![.,]\d)(?!-\d{3})(?!-tal|-lu[kv]u)"
)
# "the class of '92"; not the end of a quotation, nor the inches of a height.
_SHORT_ALONE = re.compile(r"(?<![\w\"”’'])[’'](\d\d)(?![\w’'\"”°%])(?![.,]\d)")
_SCALED = re.compile(
    r"\s?(?:thousand|million|billion|mill?n|Mio|Mrd|Millionen|Milliarden|milliards?|millions?|millones|milhões|mil|miliardi|milioni|тыс|млн|млрд|mln|mld|tys)\b"
)
_NO_YEAR_BEFORE = re.compile(r"(?:[$€£¥]|\b(?:[A-Z]{3}|No\.?|number|page|pp?\.|about|over|than|nearly|some|approximately|around))\s?$")
# A number of this size that counts something is no year: "1800 people".
_COUNTED = re.compile(
    r"\s+(?:people|men|women|members|employees|workers|students|soldiers|troops|jobs|copies|units|votes|seats|square|cubic|met(?:er|re)s?"
    r"|miles?|feet|ft|km|kg|m|mm|cm|years|days|hours|minutes|pages|times|dollars|euros|pounds|percent|per\scent|points|acres|hectares|tons"
    r"|tonnes)\b",
    re.IGNORECASE,
)
_OLD_YEAR_BEFORE = re.compile(
    r"(?:\b(?:in|since|by|from|until|till|to|c|ca|circa|of|year|early|late|mid|before|after|im|en|nel|w|в|у|до|з|от|roku|rok|anno|año|année|ano"
    r"|vuonna|år|jaar|tahun|năm|عام|سنة)\.?\s|[-–—(,]\s?)$",
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
# A page that says so may give a year by its neighbour: "4.5 % less than in the year before".
YEAR_BESIDE = re.compile(
    r"\b(?:(?:the\s)?(?:year|twelve\smonths|12\smonths)\s(?:before|earlier|later)|(?:previous|prior|preceding|following)\syear|Vorjahr|(?:ein|das)\sJahr\s"
    r"(?:zuvor|später|davor)|l[’']année\s(?:précédente|suivante)|un\san\s(?:plus\stôt|auparavant|plus\stard)|año\s(?:anterior|siguiente)"
    r"|un\saño\s(?:antes|después)|anno\s(?:precedente|successivo|prima)|ano\s(?:anterior|seguinte)|jaar\s(?:eerder|later|ervoor)"
    r"|año\sprevio|föregående\sår|året\s(?:innan|före|før|efter)|rok\s(?:wcześniej|później)|годом\s(?:ранее|позже)|предыдущ\w+\sгод\w*"
    r"|edellisvuo\w+|önceki\syıl|tahun\ssebelumnya)(?!\w)|前年|翌年|上年|次年|전년|이듬해",
    re.IGNORECASE,
)
AFTERWARDS = re.compile(
    r"later|following|später|suivante|plus\stard|siguiente|después|successivo|seguinte|efter|później|позже|翌|次|이듬해", re.IGNORECASE
)
_RELATIVE_SPAN = re.compile(r"\b(last|this|next)\s+(year|month)\b", re.IGNORECASE)
_ON_BEFORE = re.compile(
    r"(?:^|\W)(?:hari|am|em|w|we|v|ve|в|во|у|на|يوم|ziua\sde|în|på|el|kl)\s$", re.IGNORECASE
)  # "v neděli", "hari Senin"
_ABBREVIATED = 5  # letters of the longest short form of a month: "sept.", "janv.", "kwiet."
_FRENCH = re.compile(r"\b(?:le|la|les|du|des|et|une|est|dans|pour|qui|a)\s", re.IGNORECASE)  # in German "hier" is here, not yesterday
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

    every = tokens(text)
    named = [token for token in every if token[2] in _CALENDAR]
    keep(_numeric(text))
    if not text.isascii():
        keep(eastern(text))
    keep(_worded(text, named))
    keep(decades(text, every))
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
    for match in _DAY_MONTH.finditer(text):
        group = 1 if match[1] else 3
        yield from _fact(text, (match.start(group), match.end()), None, int(match[group + 1]), int(match[group]))
    for match in _NUMERIC.finditer(text):
        first, mark, second, year = int(match[1]), match[2], int(match[3]), int(match[4])
        if len(match[4]) == 2:
            if mark != "/":
                continue  # "1.2.24" may be a version
            year += 2000 if year < 50 else 1900
        if mark in (".", ". ") or first > 12:
            yield from _fact(text, match.span(), year, second, first)
        elif second > 12:
            yield from _fact(text, match.span(), year, first, second)
        else:  # 03/04/2019 is March in one country and April in another: only the year is certain
            yield from _fact(text, match.span(), year, None, None)


def is_relative(text: str) -> bool:
    """Whether a text puts a year or a month as "this year" or "last season", which only its own date tells."""
    return _RELATIVE_YEAR.search(text) is not None


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
        if text.startswith(". ", end) and len(word) > _ABBREVIATED:  # the sentence ended: "in December. 12 people"
            after = behind = None
        if word in _ENGLISH_VERBS and text[start].islower() and not behind:
            continue  # "all 12 may come", "troops march 15 miles"
        if word in SHORT_MONTHS and not (before and behind and len(behind[1]) == 4):
            continue
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
        elif nth := _FIRST_BEFORE.search(text, max(0, start - 16), start):
            start, day = nth.start(), 1
            if behind:
                year, end = int(behind[1]), behind.end()
        elif behind:
            year, end = int(behind[1]), behind.end()
        elif not _is_month(text, start, word):
            continue
        if year is not None and year < 100:
            year += 2000 if year < 50 else 1900
        if year is None and (ahead := _YEAR_BEFORE.search(text, max(0, start - 16), start)) and (not before or ahead[2]):
            year, start = int(ahead[1]), ahead.start(1)  # "2014. május 5.", "2014. gada 5. maijs"
        for number in (day,) if first is None else (first, day):
            yield from _fact(text, (start, end), year, month, number)


def _is_month(text: str, start: int, word: str) -> bool:
    """Whether a month's name without a number beside it is one. "may", "march" and "mars" are so only behind "in" and the like."""
    if word in SHY_MONTHS or len(word) < 4:
        if word in _ENGLISH_MONTHS:
            return text[start].isupper() and _ENGLISH_BEFORE.search(text, max(0, start - 12), start) is not None
        return len(word) > 2 and _IN_BEFORE.search(text, max(0, start - 16), start) is not None
    return True


def _years(text: str) -> Iterator[DateFact]:
    for match in _YEAR.finditer(text):
        year, (start, end), split = int(match[1]), match.span(), match.end(1)
        if _COUNTED.match(text, end) or _SCALED.match(text, end) or _NO_YEAR_BEFORE.search(text, max(0, start - 14), start):
            continue
        if year < 1500 and not _OLD_YEAR_BEFORE.search(text, max(0, start - 8), start):
            continue
        yield DateFact(year, None, None, text[start:split], start, split)
        if match[2]:
            last = int(match[2]) if len(match[2]) == 4 else year // 100 * 100 + int(match[2])
            if year < last < 2100:
                yield DateFact(last, None, None, match[2], *match.span(2))
    for match in _SHORT_ALONE.finditer(text):
        year = int(match[1])
        yield DateFact(year + (2000 if year < 30 else 1900), None, None, match.group(), *match.span())


def _relative(text: str, named: list[_Token], published: date | None) -> Iterator[DateFact]:
    if published is None:
        return
    for start, end, word in named:
        shift = RELATIVE_DAYS.get(word)
        if shift is not None and (word != "hier" or _FRENCH.search(text)):
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
    days = [(start, end, WEEKDAYS[word], word in SHY_WEEKDAYS) for start, end, word in named if word in WEEKDAYS]
    if not text.isascii():
        days += [(start, end, day, text[start] in "（(") for start, end, day in glued_weekdays(text)]
    for start, end, weekday, shy in days:
        if any(taken[start:end]):
            continue
        gap = _BESIDE.match(text, end)
        beside = starts.get(gap.end()) if gap else None
        if beside is None:  # "November 27, 2024 (Wednesday)"
            beside = next((ends[at] for at in range(start, start - 4, -1) if at in ends), None)
        if beside is not None and found[beside].day is not None:
            found[beside] = replace(found[beside], weekday=weekday)
        elif not shy or _ON_BEFORE.search(text, max(0, start - 8), start):
            if published is None:
                alone.append(DateFact(None, None, None, text[start:end], start, end, weekday=weekday))
            else:
                day = published - timedelta(days=(published.weekday() - weekday) % 7)
                raw = text[start:end]
                alone.append(DateFact(day.year, day.month, day.day, raw, start, end, weekday=weekday, resolved_from=published))
    return found + alone
