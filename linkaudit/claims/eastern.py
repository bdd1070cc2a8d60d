"""A text in, the dates that it writes in the ways of Asia out: Chinese, Japanese, Korean, Thai, Vietnamese, and the months of the Levant.

These scripts glue a date's words to their neighbours or give them two words, so each has its own pattern instead of rows in a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from linkaudit.claims.numerals import han_number
from linkaudit.model import DateFact

_NUMBER = "[〇零一二三四五六七八九十]"
_MONTH_DAY = (
    rf"(?P<month>\d{{1,2}}|(?<!{_NUMBER}){_NUMBER}{{1,2}})\s?[月월](?!曜|间|間|份额)"
    rf"(?:\s?(?P<day>\d{{1,2}}|{_NUMBER}{{1,3}})\s?[日号號일])?"
)
_HAN = re.compile(
    rf"(?<!\d)(?<!紀元前)(?<!公元前)(?:(?P<era>令和|平成|昭和|大正|明治)\s?(?P<of>\d{{1,2}}|元|{_NUMBER}{{1,3}})"
    rf"|(?P<year>[12]\d{{3}}|{_NUMBER}{{4}}))\s?[年년](?![代대])(?:\s?{_MONTH_DAY})?"
)
_HAN_MONTH = re.compile(rf"(?<!\d){_MONTH_DAY}")
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}
# "1980年代", "20世紀60年代", "60년대": of the 1900s unless a century is named.
_DECADE = re.compile(
    rf"(?:(?P<of>\d{{1,2}}|{_NUMBER}{{1,3}})\s?(?:世[紀纪]|세기)\s?)?(?P<year>(?<!\d)(?:\d{{3}}|\d)0|{_NUMBER}{{2,4}})\s?(?:年代|년대)"
)
_WEEKDAY = re.compile(
    r"(?:星期|周|週|礼拜|禮拜)(?P<a>[一二三四五六日天])(?![\d期年])|(?P<b>[月火水木金土日])曜|(?P<c>[월화수목금토일])요일"
    r"|[בה]?יום\s(?P<f>ראשון|שני|שלישי|רביעי|חמישי|שישי|שבת)|[（(](?P<d>[月火水木金土日월화수목금토일一二三四五六])[)）]|วัน(?P<e>จันทร์|อังคาร|พุธ|พฤหัส|ศุกร์|เสาร์|อาทิตย์)"
)
_WEEKDAYS = {
    day: number for number, days in enumerate(("一月월", "二火화", "三水수", "四木목", "五金금", "六土토", "日天일")) for day in days
}
_WEEKDAYS |= {day: number for number, day in enumerate(("จันทร์", "อังคาร", "พุธ", "พฤหัส", "ศุกร์", "เสาร์", "อาทิตย์"))}
_WEEKDAYS |= {day: number for number, day in enumerate(("שני", "שלישי", "רביעי", "חמישי", "שישי", "שבת", "ראשון"))}
_VIETNAMESE = re.compile(
    r"(?:(?<!\d)(?P<day>\d{1,2})[\s/-]+)?(?:tháng|thg\.?)\s(?P<month>\d{1,2})(?!\d)(?:(?:[\s,/-]+năm\s|,\s)(?P<year>\d{4}))?", re.IGNORECASE
)
_THAI_MONTHS = [
    *("มกราคม", "กุมภาพันธ์", "มีนาคม", "เมษายน", "พฤษภาคม", "มิถุนายน", "กรกฎาคม", "สิงหาคม", "กันยายน", "ตุลาคม", "พฤศจิกายน", "ธันวาคม"),
    *("ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย.", "ต.ค.", "พ.ย.", "ธ.ค."),
]
_THAI = re.compile(
    rf"(?:(?<!\d)(?P<day>\d{{1,2}})\s?)?(?P<month>{'|'.join(map(re.escape, _THAI_MONTHS))})"
    r"(?:\s?(?:ของ)?(?:ปี\s?)?(?:พ\.\s?ศ\.|ค\.\s?ศ\.|พุทธศักราช|คริสต์ศักราช)?\s?(?P<year>\d{4}))?"
)
_THAI_YEAR = re.compile(r"(?:พ\.\s?ศ\.|พุทธศักราช|ปี)\s?(2[45]\d\d)(?!\d)")
_BUDDHA = 543  # years that the Thai calendar is ahead
_LEVANTINE = re.compile(
    r"(?:(?<!\d)(?P<day>\d{1,2})\s(?:من\s)?)?[وبل]?(?P<month>كانون|تشرين)\s(?:ال)?(?P<which>[أا]ول|ثاني|ثانى)"
    r"(?:[\s،,/]+(?:(?:من\s)?(?:عام|سنة)\s)?(?P<year>\d{4}))?"
)
_LEVANT = {("كانون", True): 12, ("كانون", False): 1, ("تشرين", True): 10, ("تشرين", False): 11}


def eastern(text: str) -> Iterator[DateFact]:
    """ "2024年12月10日", "七月", "20世紀60年代", "平成26年5月", "5월 5일", "ngày 5 tháng 5 năm 2014", "10 มิถุนายน 2560", "21 تشرين الأول".
    The digits are western already. A later one that overlaps an earlier one is a reading to drop."""
    if any(sign in text for sign in "年년"):
        for match in _DECADE.finditer(text):
            yield from _decade(match)
        for match in _HAN.finditer(text):
            year = _plain(match["year"]) if match["year"] else _ERAS[match["era"]] + (_plain(match["of"]) or 1)
            yield from _fact(match, year, _plain(match["month"]), _plain(match["day"]))
    if any(sign in text for sign in "月월"):
        for match in _HAN_MONTH.finditer(text):
            yield from _fact(match, None, _plain(match["month"]), _plain(match["day"]))
    if "háng" in text or "thg" in text:
        for match in _VIETNAMESE.finditer(text):
            yield from _fact(match, _plain(match["year"]), _plain(match["month"]), _plain(match["day"]))
    if "ย" in text or "ม" in text or "." in text:
        for match in _THAI.finditer(text):
            month = _THAI_MONTHS.index(match["month"]) % 12 + 1
            yield from _fact(match, _of_christ(_plain(match["year"])), month, _plain(match["day"]))
        for match in _THAI_YEAR.finditer(text):
            yield DateFact(_of_christ(int(match[1])), None, None, match.group(), *match.span())
    if "ن" in text:
        for match in _LEVANTINE.finditer(text):
            month = _LEVANT[match["month"], match["which"][-2:] == "ول"]
            yield from _fact(match, _plain(match["year"]), month, _plain(match["day"]))


def glued_weekdays(text: str) -> Iterator[tuple[int, int, int]]:
    """Where a weekday stands in these scripts, and which (Monday = 0): "星期二", "火曜日", "화요일", "วันอังคาร", "12月10日（火）"."""
    for match in _WEEKDAY.finditer(text):
        yield match.start(), match.end(), _WEEKDAYS[next(filter(None, match.groups()))]


def _fact(match: re.Match[str], year: int | None, month: int | None, day: int | None) -> Iterator[DateFact]:
    if (month is None or 1 <= month <= 12) and (day is None or 1 <= day <= 31):
        yield DateFact(year, month, day, match.group(), *match.span())


def _decade(match: re.Match[str]) -> Iterator[DateFact]:
    year = _plain(match["year"])
    if year is not None and year < 100 and year % 10 == 0:
        century = _plain(match["of"])
        year += (century - 1) * 100 if century else 1900
    if year is not None and date.min.year + 999 <= year < 2100:
        yield DateFact(year, None, None, match.group(), *match.span(), decade=True)


def _of_christ(year: int | None) -> int | None:
    return year - _BUDDHA if year is not None and year > 2400 else year


def _plain(digits: str | None) -> int | None:
    """A number in figures or in Chinese numerals; None for none, and for the 元 of a first year."""
    if not digits or digits == "元":
        return None
    return int(digits) if digits.isdecimal() else han_number(digits)
