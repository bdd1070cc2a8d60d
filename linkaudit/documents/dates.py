"""A date as documents write it, in; a date, out. Never a guess: a date that two conventions read differently is none."""

from __future__ import annotations

import re
from datetime import date

_NAMES = (
    "january jan januar janvier enero janeiro gennaio январь января",
    "february feb februar février fevrier febrero fevereiro febbraio февраль февраля",
    "march mar märz mars marzo março март марта",
    "april apr avril abril aprile апрель апреля",
    "may mai mayo maio maggio май мая",
    "june jun juni juin junio junho giugno июнь июня",
    "july jul juli juillet julio julho luglio июль июля",
    "august aug août aout agosto август августа",
    "september sep sept septembre septiembre setembro settembre сентябрь сентября",
    "october oct oktober okt octobre octubre outubro ottobre октябрь октября",
    "november nov novembre noviembre novembro ноябрь ноября",
    "december dec dezember dez décembre decembre diciembre dezembro dicembre декабрь декабря",
)
MONTHS = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_PACKED = re.compile(r"(?<!\d)(\d{4})/(\d{1,2})/(\d{1,2})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})(?:st|nd|rd|th|er|º|\.)?(?:\s+(?:de|of))?\s+([^\W\d_]{3,12})\.?,?(?:\s+de)?\s+(\d{4})(?!\d)")
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,12})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)")


def read_date(text: str) -> date | None:
    """The first date in `text`: ISO, `2024/12/10`, `10 December 2024` or `Dec. 10, 2024` in eight languages. Times are ignored."""
    text = text[:200]
    for shape in (_ISO, _PACKED):
        if found := shape.search(text):
            return _date(*(int(part) for part in found.groups()))
    for found in _DAY_FIRST.finditer(text):
        if month := MONTHS.get(found.group(2).lower()):
            return _date(int(found.group(3)), month, int(found.group(1)))
    for found in _MONTH_FIRST.finditer(text):
        if month := MONTHS.get(found.group(1).lower()):
            return _date(int(found.group(3)), month, int(found.group(2)))
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
