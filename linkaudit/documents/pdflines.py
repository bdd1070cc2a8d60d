"""The printed lines of a PDF in; its paragraphs, headings and footnotes with the place of every character, out. Geometry decides."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Literal

from linkaudit import urls
from linkaudit.documents.pdfpage import HYPHEN, Line
from linkaudit.documents.rejoin import continues

Role = Literal["body", "heading", "item", "note", "furniture"]

_ITEM = re.compile(r"(?:[•‣◦▪●○■–—*∗·]|\(?\d{1,3}[.)]|\[\w{1,12}\]|\(?[a-z]\))\s")
_NUMBER = re.compile(r"\(?(?P<mark>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\d{1,3})(?:[.)]?\s*(?=\S)|$)")
_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}")
_LOWER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_ENDS = re.compile(r"[.!?:;…。！？][\"'”’»)\]¹²³⁴⁵⁶⁷⁸⁹⁰]*$")
_STOPS = re.compile(r"[.;:,…。]$")
_PAGE_NUMBER = re.compile(r"\W*(?:page|seite|p\.)?\W*(?:\d{1,4}|[ivxlc]{1,7})(?:\W*(?:of|/|von)\W*\d{1,4})?\W*", re.IGNORECASE)
_TAIL = re.compile(r"\S+$")
_HEAD = re.compile(r"\S+")


@dataclass(slots=True)
class Printed:
    """A line and the page it stands on (from 0). `links` are `(first, last + 1, uri)` of the link areas over it."""

    page: int
    line: Line
    links: list[tuple[int, int, str]] = field(default_factory=list)
    role: Role = "body"
    reach: float = 0.0  # how far its column goes to the right
    boxes: Sequence[tuple[float, float]] = ()  # left and right of each character, where a URL may stand


@dataclass(slots=True)
class Paragraph:
    """Lines put together. `marks` maps its text back: `(offset in text, which line, first column, length)`."""

    role: Role
    lines: list[Printed]
    text: str = ""
    marks: list[tuple[int, int, int, int]] = field(default_factory=list)
    label: str | None = None
    edge: float = float("inf")  # where its leftmost line begins

    def place(self, offset: int) -> tuple[Printed, int]:
        """The line that holds a character of the text, and its column there."""
        index = max(bisect_right(self.marks, offset, key=lambda mark: mark[0]) - 1, 0)
        at, line, column, length = self.marks[index]
        return self.lines[line], column + min(max(offset - at, 0), max(length - 1, 0))

    def offset(self, printed: Printed, column: int) -> int | None:
        """Where a column of one of its lines stands in the text."""
        for at, line, first, length in self.marks:
            if self.lines[line] is printed and first <= column <= first + length:
                return at + column - first
        return None


def paragraphs(pages: Sequence[Sequence[Printed]]) -> list[Paragraph]:
    """Every paragraph, heading, list item and footnote in reading order; footnotes and running heads follow what was read last
    on their page."""
    body, bold = _body(pages)
    _mark_furniture(pages)
    found: list[Paragraph] = []
    current: Paragraph | None = None
    for page in pages:
        notes = _mark_notes(page, body)
        before: Printed | None = None
        shape = _Shape([printed.line for printed in page if printed.role != "furniture"])
        for printed in page:
            printed.reach = shape.right(printed.line)
            if printed.role != "body":
                continue
            role = _role(printed.line, body, bold)
            if current is None or not _goes_on(current, before, printed, role, shape):
                current = Paragraph(role, [])
                found.append(current)
            current.lines.append(printed)
            current.edge = min(current.edge, printed.line.left)
            before = printed
        found += notes
        found += [Paragraph("furniture", [printed]) for printed in page if printed.role == "furniture"]
    for paragraph in found:
        _weave(paragraph)
    return found


def _body(pages: Iterable[Iterable[Printed]]) -> tuple[float, bool]:
    """The size, and whether it is bold, that most letters have."""
    sorts: Counter[tuple[float, bool]] = Counter()
    for page in pages:
        for printed in page:
            sorts[round(printed.line.size * 2) / 2, printed.line.bold] += len(printed.line.text)
    return sorts.most_common(1)[0][0] if sorts else (0.0, False)


def _role(line: Line, body: float, bold: bool) -> Role:
    """What a line begins or goes on with, by itself."""
    if line.size > 1.12 * body or (line.bold and not bold and len(line.text) <= 100 and not _STOPS.search(line.text)):
        return "heading"
    return "item" if _ITEM.match(line.text) else "body"


class _Shape:
    """The columns and the usual distance of lines of one page."""

    def __init__(self, lines: list[Line]) -> None:
        self._lines = sorted(lines, key=lambda line: line.left)
        self._lefts = [line.left for line in self._lines]
        steps = [a.bottom - b.bottom for a, b in pairwise(lines) if 0.5 * b.size < a.bottom - b.bottom < 3 * b.size]
        self.leading = median(steps) if steps else 0.0

    def right(self, line: Line) -> float:
        """How far the column of a line reaches: the longest line that begins near where this one does."""
        low, high = bisect_right(self._lefts, line.left - 40), bisect_right(self._lefts, line.left + 40)
        return max((each.right for each in self._lines[low:high][:400]), default=line.right)


def _goes_on(paragraph: Paragraph, before: Printed | None, printed: Printed, role: Role, shape: _Shape) -> bool:
    """Does a line go on with the paragraph?"""
    last, line = paragraph.lines[-1].line, printed.line
    text = last.text
    if (
        abs(last.size - line.size) > 0.12 * max(last.size, line.size)
        or role == "item"
        or (role == "heading") != (paragraph.role == "heading")
    ):
        return False
    step = last.bottom - line.bottom
    if before is None or step < -0.5 * line.size:  # the next page or column
        return last.hyphenated or (not _ENDS.search(text) and line.text[0].islower() and role == "body")
    if abs(step) < 0.3 * line.size:
        return False
    if step > 1.35 * max(shape.leading, line.size):
        return False
    edge = paragraph.edge
    reach = paragraph.lines[-1].reach
    full = last.right > reach - 0.12 * (reach - last.left)
    if (
        line.left > last.left + 0.8 * line.size
        and len(paragraph.lines) > 1
        and abs(last.left - edge) < 3
        and (_ENDS.search(text) or not full)
    ):
        return False  # the indent of a new paragraph
    return full or not _ENDS.search(text) or line.left > edge + 3 or "://" in text.rpartition(" ")[2]


def _mark_furniture(pages: Sequence[Sequence[Printed]]) -> None:
    """Running heads and page numbers: at the edge of their page, and on three pages the same or with a figure that counts the pages."""
    edges: list[list[Printed]] = []
    for page in pages:
        heights = sorted(page, key=lambda printed: printed.line.bottom)
        edges.append([*heights[:2], *heights[-2:]] if len(page) > 6 else [])
    seen = Counter(key for page in edges for key in {_without_figures(printed.line.text) for printed in page})
    ahead = Counter(count for page in edges for count in {count for printed in page for count in _counts(printed)})
    for page in edges:
        for printed in page:
            text = printed.line.text
            counted = any(ahead[count] >= 3 for count in _counts(printed)) and len(text) < 120
            if counted or _PAGE_NUMBER.fullmatch(text) or seen[_without_figures(text)] >= 3:
                printed.role = "furniture"


def _counts(printed: Printed) -> set[int]:
    """By how much the figures at the ends of a line run ahead of the page they stand on."""
    return {int(figures) - printed.page for figures in re.findall(r"^\d{1,4}(?=\s|$)|(?<=\s)\d{1,4}$", printed.line.text)}


def _without_figures(text: str) -> str:
    return re.sub(r"\d+|\b[ivxlc]+\b", "#", text).strip()


def _mark_notes(page: Sequence[Printed], body: float) -> list[Paragraph]:
    """The footnotes of a page: below its text, smaller, each beginning with a number that is called above."""
    rest = [printed for printed in page if printed.role == "body"]
    called = {mark.translate(_LOWER) for printed in rest for mark in _RAISED.findall(printed.line.text)}
    if not called:
        return []
    floor = min((printed.line.bottom for printed in rest if printed.line.size >= 0.95 * body), default=0.0)
    notes: list[Paragraph] = []
    for printed in rest:
        if printed.line.size >= 0.97 * body or printed.line.bottom > floor:
            continue
        number = _NUMBER.match(printed.line.text)
        label = number["mark"].translate(_LOWER) if number else ""
        if label in called and label not in {note.label for note in notes}:
            notes.append(Paragraph("note", [], label=label))
        if notes:
            notes[-1].lines.append(printed)
            printed.role = "note"
    return notes


def _weave(paragraph: Paragraph) -> None:
    """Put the lines together: words that a hyphen divides, URLs that the margin broke, else with a space between."""
    pieces: list[str] = []
    length, glued = 0, True
    for number, printed in enumerate(paragraph.lines):
        text = printed.line.text
        mark = _NUMBER.match(text) if number == 0 and paragraph.role == "note" else None
        column = mark.end() if mark else 0
        if not glued:
            pieces.append(" ")
            length += 1
        shown = text[column:].removesuffix(HYPHEN).replace(HYPHEN, "-")
        if number + 1 == len(paragraph.lines):
            shown, glued = shown + "-" * text.endswith(HYPHEN), True
        else:
            shown, glued = _joined("".join(pieces[-_TAIL_LINES:]), shown, printed, paragraph.lines[number + 1])
        paragraph.marks.append((length, number, column, len(shown)))
        pieces.append(shown)
        length += len(shown)
    paragraph.text = "".join(pieces)


_TAIL_LINES = 16  # pieces (lines and spaces) that one URL may go over


def _joined(before: str, shown: str, printed: Printed, following: Printed) -> tuple[str, bool]:
    """How a line is shown, its hyphen kept or not, and whether the next one follows without a space."""
    hyphen = "-" * printed.line.hyphenated
    token, head = _TAIL.search(before + shown + hyphen), _HEAD.match(following.line.text)
    if token and head and (found := _url_at_the_end(token.group())):
        url, mark = found
        return shown + hyphen, _is_one_url(url, mark, head, printed, following)
    if not hyphen or not shown or not head:
        return shown + hyphen, False
    if shown[-1].isalpha() and head.group()[0].islower():
        return shown, True
    return shown + hyphen, not shown[-1].isspace()


def _url_at_the_end(token: str) -> tuple[str, str] | None:
    """The URL that a word ends with, and the punctuation mark behind it."""
    if not ("://" in token or "www." in token.lower() or "doi" in token.lower()):
        return None
    if host := _HALF_HOST.search(token):
        return host[1], "."
    found = next(iter([*urls.find(token)][-1:]), None)
    if found is None or not urls.is_http(found.target) or len(token) - found.end > 1:
        return None
    return found.url, token[found.end :]


_HALF_HOST = re.compile(r"(https?://[\w-]+(?:\.[\w-]+)*)\.$")
_SUFFIXES = "html|htm|shtml|php|asp|aspx|jsp|pdf|doc|docx|xls|xlsx|ppt|csv|json|xml|jpg|jpeg|png|txt"
# What no word of a sentence looks like: two slashes or one at the end, a query, figures before or behind a slash, a file, a mark first.
_ADDRESS = re.compile(
    rf"/.*/|/$|\w=|&\w|%[0-9A-Fa-f]{{2}}|\w_\w|[\w.~-]*[\d_.~-][\w.~-]*/\w|\w/[\w.~-]*[\d_~-]|\.(?:{_SUFFIXES})$|^[-_~?#&=%/][A-Za-z0-9]"
)
_SLUG = re.compile(r"\w+-\w+-\w+|\w*\d\w*-\w|\w-\w*\d")
_OPEN = "/-_=&?%#"  # after these a URL is broken by who knows where one may be broken


def _is_one_url(url: str, mark: str, head: re.Match[str], printed: Printed, following: Printed) -> bool:
    """Does the first word of the next line belong to the URL that ends this one?

    A link area over both says so. Without one: what they look like, and whether the line was full. In doubt they stay apart, for half a
    URL is seen to be one, but a wrong one is not.
    """
    word, line = head.group(), printed.line
    if urls.is_http(word) or word.lower().startswith("www.") or not re.match(r"[A-Za-z0-9/?&=%_~.\-+#]", word):
        return False
    here = {uri for _, last, uri in printed.links if last >= len(line.text) - 2}
    there = {uri for first, _, uri in following.links if first == 0}
    if both := here & there:
        return any(_bare(url + mark + word[:3]) in _bare(uri) for uri in both)
    looks = _looks_like_more(url, mark, word, line.text, _is_full(printed))
    if looks and any(_bare(uri).rstrip("/") == _bare(url).rstrip("/") for uri in here):
        return re.search(r"[/=?&%]", word) is not None  # its author linked it as it stands
    if looks:
        return True
    end = following.line.text[head.end() : head.end() + 1] or "\n"
    width = (line.right - line.left) / len(line.text) or 1.0
    return not here and continues(url, mark, word, end, (line.right - line.left) / width, (printed.reach - line.left) / width)


def _is_full(printed: Printed) -> bool:
    """Does the line reach the edge of its column, to half a letter?"""
    line = printed.line
    return line.right > printed.reach - 0.6 * (line.right - line.left) / len(line.text)


def _looks_like_more(url: str, mark: str, word: str, line: str, full: bool) -> bool:
    """Do the shapes of a URL's end and of the next word say that they are one?"""
    plain = word.rstrip(".,;:!?)]}\"'”’»")
    address = _ADDRESS.search(plain) is not None
    if mark:
        return (mark == "?" and re.match(r"\w+=", word) is not None) or (mark == "." and address and word[0].islower() and "/" in plain)
    if url[-1] in _OPEN:
        return address or _SLUG.search(plain) is not None
    cut_file = re.search(r"\.([a-z]{1,4})$", url)
    if full and cut_file and re.fullmatch(_SUFFIXES, cut_file[1] + plain):
        return re.fullmatch(_SUFFIXES, cut_file[1]) is None
    if " " not in line:  # nothing but the URL, and it was too long for a line
        return full and (address or "-" in plain or (any(map(str.isdigit, plain)) and not plain.isdigit()))
    return full and (address or re.search(r"\w-\w+-\w", plain) is not None)


def _bare(url: str) -> str:
    return re.sub(r"^[a-z]+://|\s", "", url.lower())
