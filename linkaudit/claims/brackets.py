"""What stands in a pair of brackets in, the labels of notes that it names out: `1, с. 25; 3`, `ref. 2`, `4†source`, `Smi20, CBL+18`."""

from __future__ import annotations

import re
import unicodedata

LONGEST_RUN = 60  # notes that a run such as 2-5 may name

_BETWEEN = re.compile(r"\s?[,;，；、،]\s?|\s(?:and|und|et|y|e|i|og|och|en|и|та|&)\s")
# A word that says that a number is a note's: `ref. 1`, `see note 3`, `注1`.
_LEAD = re.compile(
    r"(?:(?:see|cf\.|siehe|vgl\.|voir|véase|см\.)\s)?"
    r"(?:refs?|references?|notes?|footnotes?|fn|nn?(?=\.)|sources?|citations?|cit|anm|anmerkung|fußnote|quellen?|nota|notas|fuentes?|fonti?|прим|источник"
    r"|注释|注釈|注|註|각주|주)(?:[.:：]\s?|\s|(?=\d))",
    re.IGNORECASE,
)
# What only points: `[see 3]`, `[link 4]`, `[vgl. 1]`. In round brackets it may point to a page or a figure.
_POINTER = re.compile(r"(?:see|cf\.|links?|siehe|s\.|vgl\.|voir|véase|ver|vedi|zie|zob\.|см\.|див\.)(?:\s|(?=\d))(?=[\d^#])", re.IGNORECASE)
_NUMBER = re.compile(r"[\^#]?(\d{1,3})(?:\s?[–—-]\s?\^?(\d{1,3}))?\^?")
# Where in a source: `p. 4`, `с. 25–27`, `S. 12 f.`, `chap. 2`, `§ 3`.
_LOCATOR = re.compile(
    r"(?:at|pp?|pgs?|pages?|с|c|стр|s|ss|págs?|seite|ch|chap|chapter|kap|cap|sec|sect|section|abschn|art|fig|tab|vol|bd|т|n|no|nr|l|ll|par"
    r"|para|rn|§{1,2}|ص|頁|页|第)\.?\s?\d[\d\s.,–—-]{0,20}(?:ff?\.?|页|頁)?",
    re.IGNORECASE,
)
_SOURCE_MARK = re.compile(r"(\d{1,3})†[\w –-]{1,40}")  # as chat services write it: `4†source`, `7†L3-L9`


def numbers(raw: str) -> tuple[str, ...]:
    """`1, 3-5` → 1 3 4 5, in plain digits. A run that goes backwards or far is taken as its two ends."""
    labels: list[str] = []
    for match in _NUMBER.finditer(raw):
        labels += _run(match)
    return tuple(dict.fromkeys(labels))


def _run(match: re.Match[str]) -> list[str]:
    """The numbers of one piece."""
    first = int(match[1])
    if match[2] is None:
        return [str(first)]
    last = int(match[2])
    return [str(number) for number in range(first, last + 1)] if 0 < last - first <= LONGEST_RUN else [str(first), str(last)]


def labels(inside: str, known: frozenset[str] = frozenset()) -> tuple[tuple[str, ...], bool]:
    """The labels that the inside of a bracket names, none if anything else stands in it; and whether a word such as `ref.` says so.

    `known` are the labels that the document's notes have: of letters (`Smi20`) only these are labels.
    """
    if "://" in inside:
        return (), False
    worded = _LEAD.match(inside)
    lead = worded or _POINTER.match(inside)
    if not (lead or known or inside[:1].isdigit() or inside.startswith(("^", "#"))):
        return (), False
    found: list[str] = []
    for piece in _BETWEEN.split(inside[lead.end() :] if lead else inside):
        label = plain_digits(piece.strip())
        number, mark = _NUMBER.fullmatch(label), _SOURCE_MARK.fullmatch(label)
        if number:
            found += _run(number)
        elif mark:
            found.append(str(int(mark[1])))
        elif label in known:
            found.append(label)
        elif not found or not _LOCATOR.fullmatch(label):
            return (), False
    return tuple(dict.fromkeys(found)), worded is not None


def plain_digits(text: str) -> str:
    """The digits of other scripts, full-width and raised ones as 0 to 9."""
    if text.isascii():
        return text
    return "".join(_plain_digit(character) for character in text)


def _plain_digit(character: str) -> str:
    """A digit, or a number in a circle, in plain digits; any other character as it is."""
    if "①" <= character <= "⑳":
        return str(ord(character) - ord("①") + 1)
    value = unicodedata.digit(character, None)
    return character if value is None else str(value)
