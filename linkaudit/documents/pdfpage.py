"""One page of a PDF in; its lines of text with their geometry, and the areas that are links, out. The only module that speaks to PDFium."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

# PDFium writes a hyphen that ends a line as this, and nothing for the break behind it.
HYPHEN = "\ufffe"
_BREAKS = re.compile(r"\r\n|[\r\n\u2028\u2029\x85]|(?<=\ufffe)")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
# Characters without a meaning, halves of one, controls: one for one, so that places stay. A soft hyphen in a PDF is a printed one.
_ODD = (
    {code: " " for code in range(32) if code not in (10, 13)}
    | dict.fromkeys(range(0xD800, 0xE000), "\ufffd")
    | {0: "\ufffd", 2: HYPHEN, 0xA0: " "}
)
_DIGITS = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_BOLD = re.compile(rb"bold|black|heavy|demi|(?:cm|sf|ec)bx", re.IGNORECASE)  # in the name of a font; the last are TeX's
_FORCE_BOLD = 1 << 18  # font flag, ISO 32000-1 table 123
_MARGIN = 0.8  # points
_MOST_LINKS = 20_000  # of one page
_LONGEST_URI = 8_192  # bytes
_MOST_OBJECTS = 2_000  # that are looked at for an image

Rect = tuple[float, float, float, float]  # points from the lower left corner: left, bottom, right, top


@dataclass(slots=True)
class Line:
    """One line as it is printed: `text` with raised digits as `¹²³`, where each of its characters is on the page, and its box."""

    text: str
    places: Sequence[int]
    left: float
    bottom: float
    right: float
    top: float
    size: float  # of its first letter, in points
    bold: bool  # from its first to its last letter

    @property
    def hyphenated(self) -> bool:
        """Does it end in a hyphen?"""
        return self.text.endswith(HYPHEN)


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of a page that opens a URI."""

    uri: str
    rect: Rect


class Page:
    """A page that PDFium has loaded."""

    def __init__(self, document: Any, number: int) -> None:
        self.number = number  # from 1
        self._document = document
        self._page = document[number - 1]
        self._text = self._page.get_textpage()
        self._corners = tuple(ctypes.c_double() for _ in range(4))  # that PDFium writes into

    def close(self) -> None:
        self._text.close()
        self._page.close()

    @cached_property
    def lines(self) -> list[Line]:
        """Its lines, in the order in which the file paints them."""
        import pypdfium2.raw as pdfium

        raw = self._text.raw
        codes = [pdfium.FPDFText_GetUnicode(raw, index) for index in range(max(self._text.count_chars(), 0))]
        characters = "".join(map(chr, codes)).translate(_ODD)
        lines = []
        start = 0
        for cut in [*_BREAKS.finditer(characters), None]:
            end = cut.start() if cut else len(characters)
            if line := self._line(characters, start, end):
                lines.append(line)
            start = cut.end() if cut else end
        return lines

    def _line(self, characters: str, start: int, end: int) -> Line | None:
        text = characters[start:end]
        begin, stop = start + len(text) - len(text.lstrip()), start + len(text.rstrip())
        if begin >= stop:
            return None
        letter = next((index for index in range(begin, min(stop, begin + 12)) if characters[index].isalpha()), begin)
        last = next((index for index in range(stop - 1, max(begin, stop - 12), -1) if characters[index].isalpha()), stop - 1)
        size, inner = self.size(letter), self.box(letter)
        text, places = self._raise(characters[begin:stop], begin, inner[1], size)
        left, right = self.box(places[0])[0], self.box(places[-1])[2]
        return Line(text, places, min(left, right), inner[1], max(left, right), inner[3], size, self.is_bold(letter) and self.is_bold(last))

    def _raise(self, text: str, start: int, base: float, size: float) -> tuple[str, Sequence[int]]:
        """Digits that stand smaller and higher than their line are note marks: as `¹²³`, without the space that PDFium put before."""
        pieces: list[str] = []
        places: list[int] = []
        at = 0
        for found in _DIGITS.finditer(text):
            index = start + found.start()
            if not (0 < self.size(index) < 0.85 * size and self.box(index)[1] > base + 0.12 * size):
                continue
            before = text[at : found.start()].rstrip(" ")
            pieces += [before, found.group().translate(_RAISED)]
            places += [*range(start + at, start + at + len(before)), *range(index, start + found.end())]
            at = found.end()
        if not pieces:
            return text, range(start, start + len(text))
        return "".join([*pieces, text[at:]]), [*places, *range(start + at, start + len(text))]

    def size(self, index: int) -> float:
        """The font size of a character as it is painted."""
        import pypdfium2.raw as pdfium

        return float(pdfium.FPDFText_GetFontSize(self._text.raw, index))

    def is_bold(self, index: int) -> bool:
        """Is a character painted in a bold font?"""
        import pypdfium2.raw as pdfium

        name, flags = ctypes.create_string_buffer(64), ctypes.c_int()
        pdfium.FPDFText_GetFontInfo(self._text.raw, index, name, len(name), flags)
        return _BOLD.search(name.raw) is not None or bool(flags.value & _FORCE_BOLD)

    def box(self, index: int) -> Rect:
        """The box of a character."""
        import pypdfium2.raw as pdfium

        left, right, bottom, top = self._corners
        pdfium.FPDFText_GetCharBox(self._text.raw, index, left, right, bottom, top)
        return left.value, bottom.value, right.value, top.value

    def columns(self, line: Line, rect: Rect) -> tuple[int, int] | None:
        """Which characters of a line stand in a rectangle, from the first to behind the last; None when none does. Programs draw the
        rectangle up to a point wider than the words: a full stop that it grazes is not in it."""
        middle = (line.bottom + line.top) / 2
        if not rect[1] - 1 <= middle <= rect[3] + 1 or line.right < rect[0] or line.left > rect[2]:
            return None
        inside = []
        for column, index in enumerate(line.places):
            left, _, right, _ = self.box(index)
            if min(right, rect[2] - _MARGIN) - max(left, rect[0] + _MARGIN) > 0.5 * (right - left):
                inside.append(column)
        return (inside[0], inside[-1] + 1) if inside else None

    def boxes(self, line: Line) -> list[tuple[float, float]]:
        """Left and right of each character of a line."""
        return [(left, right) for left, _, right, _ in map(self.box, line.places)]

    def areas(self) -> Iterator[Area]:
        """The areas that open a URI, in the order of the file."""
        import pypdfium2.raw as pdfium

        position, link, rect = ctypes.c_int(0), pdfium.FPDF_LINK(), pdfium.FS_RECTF()
        for _ in range(_MOST_LINKS):
            if not pdfium.FPDFLink_Enumerate(self._page.raw, position, link):
                return
            action = pdfium.FPDFLink_GetAction(link)
            if not action or pdfium.FPDFAction_GetType(action) != pdfium.PDFACTION_URI or not pdfium.FPDFLink_GetAnnotRect(link, rect):
                continue
            length = pdfium.FPDFAction_GetURIPath(self._document.raw, action, None, 0)
            if 1 < length <= _LONGEST_URI:
                buffer = ctypes.create_string_buffer(length)
                pdfium.FPDFAction_GetURIPath(self._document.raw, action, buffer, length)
                uri = buffer.raw[: length - 1].decode("utf-8", "replace").replace("\x00", "").strip()
                corners = sorted((rect.left, rect.right)) + sorted((rect.bottom, rect.top))
                left, right, bottom, top = (round(number, 1) for number in corners)
                yield Area(uri, (left, bottom, right, top))

    @property
    def has_image(self) -> bool:
        """Does it show an image?"""
        import pypdfium2.raw as pdfium

        count = min(pdfium.FPDFPage_CountObjects(self._page.raw), _MOST_OBJECTS)
        objects = (pdfium.FPDFPage_GetObject(self._page.raw, index) for index in range(count))
        return any(pdfium.FPDFPageObj_GetType(each) in (pdfium.FPDF_PAGEOBJ_IMAGE, pdfium.FPDF_PAGEOBJ_FORM) for each in objects)
