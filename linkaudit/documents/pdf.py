"""A PDF in; its paragraphs, footnotes, link areas and the URLs in its text, each with page and rectangle, out."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from linkaudit.documents.aim import aim
from linkaudit.documents.options import Options
from linkaudit.documents.pdflines import Paragraph, Printed, paragraphs
from linkaudit.documents.pdfpage import Area, Page
from linkaudit.documents.text import read_text
from linkaudit.documents.weave import to_text
from linkaudit.model import Callout, Document, Layout, Link, Passage, PassageKind, Place, Unreadable

MOST_PAGES = 3_000
_KINDS: dict[str, PassageKind] = {"heading": "heading", "note": "note", "furniture": "boilerplate"}
_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}")
_ADDRESS = re.compile(r"://|www\.|doi|arxiv|hdl|urn:|pmid|@|tel:", re.IGNORECASE)  # what every URL of a text has on its first line
_LOWER = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")


def read(name: str, data: bytes, options: Options) -> Document | Unreadable:
    """A PDF. Its text has no offsets that its user could use (`exact` is False): places are pages and rectangles in points.

    A page that is only a picture is a remark. The date is that of its metadata.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        return Unreadable(name, _why_not(str(fault)))
    try:
        pages, remarks = _pages(document)
        said = document.get_metadata_dict()
    finally:
        document.close()
    return _Assembly(pages).document(name, data, options, said, remarks)


def _why_not(words: str) -> str:
    if "password" in words.lower():
        return "needs a password"
    return "not a PDF that can be read: " + words.removeprefix("Failed to load document (PDFium: ").rstrip(".)").lower()


@dataclass(slots=True)
class _Leaf:
    """What is kept of a page once PDFium has let go of it: its lines, and its link areas with the stretches of text under each."""

    lines: list[Printed]
    areas: list[tuple[Area, list[tuple[Printed, int, int]]]]


def _pages(document: Any) -> tuple[list[_Leaf], tuple[str, ...]]:
    """Every page, and remarks on those that cannot be read as text."""
    import pypdfium2

    pages, scanned, broken = [], [], []
    count = len(document)
    for number in range(1, min(count, MOST_PAGES) + 1):
        try:
            page = Page(document, number)
        except pypdfium2.PdfiumError:
            broken.append(number)
            pages.append(_Leaf([], []))
            continue
        try:
            leaf = _leaf(page)
            if not leaf.lines and page.has_image:
                scanned.append(number)
        finally:
            page.close()
        pages.append(leaf)
    remarks = [f"{_numbers(scanned)} no text (scanned)" for _ in scanned[:1]] + [
        f"{_numbers(broken)} no readable content" for _ in broken[:1]
    ]
    if count > MOST_PAGES:
        remarks.append(f"only its first {MOST_PAGES} of {count} pages were read")
    return pages, tuple(remarks)


def _numbers(pages: list[int]) -> str:
    """`[3]` → "page 3 has", `[1, 2, 3, 7]` → "pages 1-3, 7 have"."""
    runs: list[list[int]] = []
    for page in pages:
        if runs and runs[-1][1] == page - 1:
            runs[-1][1] = page
        else:
            runs.append([page, page])
    words = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)
    return f"page {words} has" if len(pages) == 1 else f"pages {words} have"


def _leaf(page: Page) -> _Leaf:
    lines = [Printed(page.number - 1, line, boxes=page.boxes(line) if _ADDRESS.search(line.text) else ()) for line in page.lines]
    areas = []
    for area in page.areas():
        covered = [(printed, *columns) for printed in lines if (columns := page.columns(printed.line, area.rect))]
        for printed, first, last in covered:
            printed.links.append((first, last, area.uri))
        areas.append((area, covered))
    return _Leaf(lines, areas)


@dataclass(slots=True)
class _Spot:
    """One or more areas that open one URI, on successive lines: a link, with the stretch of the text that it covers."""

    area: Area
    page: int
    uri: str
    start: int | None = None
    end: int | None = None
    ends_line: bool = False  # nothing stands behind it on its last line


class _Assembly:
    """Paragraphs as the text of a document, and the way back from it to the pages."""

    def __init__(self, leaves: list[_Leaf]) -> None:
        self.leaves = leaves
        self.paragraphs = [each for each in paragraphs([leaf.lines for leaf in leaves]) if each.text.strip()]
        self.starts: list[int] = []
        length = 0
        for paragraph in self.paragraphs:
            self.starts.append(length)
            length += len(paragraph.text) + 2
        self.text = "\n\n".join(paragraph.text for paragraph in self.paragraphs)
        self.of = {id(printed): index for index, paragraph in enumerate(self.paragraphs) for printed in paragraph.lines}
        notes = [(each.lines[0].page, each.label) for each in self.paragraphs if each.role == "note" and each.label]
        often = Counter(label for _, label in notes)
        # Books begin anew with every chapter or page: a label that is not the only one says where it stands.
        self.labels = {(page, label): label if often[label] == 1 else f"{label} (page {page + 1})" for page, label in notes}

    def document(self, name: str, data: bytes, options: Options, said: dict[str, str], remarks: tuple[str, ...]) -> Document:
        """The whole; the text reader finds the passages and URLs, this class says where they are."""
        read = read_text(name, self.text, options)
        passages = self.passages(read.passages)
        heading = next((passage.text for passage in passages[:12] if passage.kind == "heading" and len(passage.text) > 3), None)
        title = " ".join(said.get("Title", "").split())
        return replace(
            read,
            format="pdf",
            passages=tuple(passages),
            links=tuple(self.links(passages, read.links)),
            callouts=tuple(self.callouts(passages)),
            sha256=hashlib.sha256(data).hexdigest(),
            title=heading if not title or re.search(r"\.\w{2,4}$|^untitled", title, re.IGNORECASE) else title,
            published=options.published or _date(said.get("CreationDate", "")) or read.published,
            modified=_date(said.get("ModDate", "")),
            exact=False,
            remarks=remarks,
        )

    def paragraph(self, offset: int) -> tuple[Paragraph, int]:
        """The paragraph that holds an offset of the text, and the offset in it."""
        index = max(bisect_right(self.starts, offset) - 1, 0)
        return self.paragraphs[index], offset - self.starts[index]

    def place(self, start: int, end: int) -> Place:
        """Page and rectangle of a stretch of the text, as far as it stands on its first line."""
        paragraph, offset = self.paragraph(start)
        printed, column = paragraph.place(offset)
        line = printed.line
        rect = (line.left, line.bottom, line.right, line.top)
        if printed.boxes:
            last = min(column + end - start, len(printed.boxes)) - 1
            rect = (printed.boxes[column][0], line.bottom, printed.boxes[max(last, column)][1], line.top)
        left, bottom, right, top = (round(number, 1) for number in rect)
        return Place(page=printed.page + 1, rect=(left, bottom, right, top))

    def passages(self, found: Sequence[Passage]) -> list[Passage]:
        """The passages with what geometry knows: headings by their size, footnotes, running heads, and where they stand."""
        passages = []
        above: list[tuple[float, str]] = []
        for passage in found:
            paragraph, _ = self.paragraph(passage.start)
            first = paragraph.lines[0]
            kind = _KINDS.get(paragraph.role, passage.kind)
            if kind == "heading":
                while above and above[-1][0] <= first.line.size:
                    above.pop()
            label = self.labels.get((first.page, paragraph.label)) if paragraph.label else passage.label
            line = first.line
            rect = (round(line.left, 1), round(line.bottom, 1), round(line.right, 1), round(line.top, 1))
            passages.append(
                replace(
                    passage,
                    kind=kind,
                    label=label,
                    at=Place(page=first.page + 1, rect=rect),
                    heading=tuple(words for _, words in above),
                    furniture=paragraph.role == "furniture",
                )
            )
            if kind == "heading":
                above.append((line.size, passage.text))
        return passages

    def callouts(self, passages: Sequence[Passage]) -> Iterator[Callout]:
        """Raised figures that call a footnote of their page. Others (of endnotes, exponents) are not told apart by geometry."""
        for index, passage in enumerate(passages):
            if passage.kind == "note" or passage.furniture:
                continue
            for mark in _RAISED.finditer(passage.text):
                at = self.place(passage.start + mark.start(), passage.start + mark.end())
                label = self.labels.get(((at.page or 1) - 1, mark.group().translate(_LOWER)))
                if label:
                    yield Callout(label, "superscript", None, None, index, mark.span(), at)

    # ------------------------------------------------------------ links

    def links(self, passages: Sequence[Passage], written: Sequence[Link]) -> list[Link]:
        """The link areas, and the URLs of the text that no area covers, in reading order."""
        starts = [passage.start for passage in passages]
        spots = self.spots()
        found: list[tuple[tuple[int, int], Link]] = []
        covered: list[tuple[int, int, int]] = sorted(
            (spot.start, spot.end, index) for index, spot in enumerate(spots) if spot.start is not None and spot.end is not None
        )
        cut: set[int] = set()  # areas that end where the margin broke the URL that the text has whole
        for link in written:
            start, end = link.start or 0, link.end or 0
            near = covered[max(bisect_right(covered, (start, 1 << 60, 0)) - 1, 0) : bisect_right(covered, (end, 0, 0))]
            over = [index for first, last, index in near if first < end and last > start]
            if over and not all(spots[index].ends_line and _is_beginning(spots[index].uri, link.target) for index in over):
                continue
            cut |= set(over)
            at = self.place(start, end)
            passage = passages[link.passage] if link.passage is not None else None
            note = passage is not None and passage.kind == "note"
            link = replace(
                link,
                url="".join(link.url.split()),
                start=None,
                end=None,
                at=at,
                layout="footnote" if note else link.layout,
                label=passage.label if passage else None,
            )
            found.append(((start, 0), link))
        for index, spot in enumerate(spots):
            if index not in cut:
                position = spot.start if spot.start is not None else self.behind(spot.page)
                found.append(((position, 1), self.area_link(spot, passages, starts)))
        return [link for _, link in sorted(found, key=lambda pair: pair[0])]

    def behind(self, page: int) -> int:
        """Where in the text a page ends: the place of a link that covers no text of it."""
        last = max((index for index, each in enumerate(self.paragraphs) if each.lines[0].page <= page), default=0)
        return self.starts[last] + len(self.paragraphs[last].text) if self.starts else 0

    def spots(self) -> list[_Spot]:
        """The areas of all pages; those that go on with one link on the next line are one."""
        spots: list[_Spot] = []
        for page, leaf in enumerate(self.leaves):
            for area, covered in leaf.areas:
                ends = [(self.offset(printed, first), self.offset(printed, last)) for printed, first, last in covered]
                known = [offset for pair in ends for offset in pair if offset is not None]
                at_end = bool(covered) and covered[-1][2] >= len(covered[-1][0].line.text)
                spot = _Spot(area, page, area.uri, min(known), max(known), at_end) if known else _Spot(area, page, area.uri)
                last = spots[-1] if spots else None
                if last and last.uri == spot.uri and last.end is not None and spot.start is not None and 0 <= spot.start - last.end <= 2:
                    last.end, last.ends_line = spot.end, spot.ends_line
                elif last and last.uri == spot.uri and last.area.rect == spot.area.rect:
                    continue
                else:
                    spots.append(spot)
        return spots

    def offset(self, printed: Printed, column: int) -> int | None:
        """Where a column of a line stands in the text."""
        index = self.of.get(id(printed))
        inner = self.paragraphs[index].offset(printed, column) if index is not None else None
        return None if index is None or inner is None else self.starts[index] + inner

    def area_link(self, spot: _Spot, passages: Sequence[Passage], starts: Sequence[int]) -> Link:
        """A link area as a link: its words are the anchor."""
        aimed = aim(spot.uri)
        index = None if spot.start is None else bisect_right(starts, spot.start) - 1
        layout: Layout = "inline"
        span = passage = None
        if index is not None and index >= 0 and spot.start is not None and spot.end is not None:
            passage = passages[index]
            begin = to_text(passage.runs, spot.start)
            span = (begin, max(begin, to_text(passage.runs, spot.end - 1) + 1))
            plain = re.search(r"://|^www\.|^doi", passage.text[slice(*span)]) is not None
            listed: Layout = "numbered" if passage.label else "list"
            layout = "footnote" if passage.kind == "note" else listed if passage.kind == "reference" else "bare" if plain else "inline"
        return Link(
            url=spot.uri,
            target=aimed.target,
            at=Place(page=spot.page + 1, rect=spot.area.rect),
            layout=layout,
            passage=index if span else None,
            span=span,
            anchor=passage.text[slice(*span)] if passage and span else "",
            label=passage.label if passage else None,
            written_as=aimed.written_as,
            skip=aimed.skip,
            furniture=passage.furniture if passage else False,
        )


def _is_beginning(uri: str, target: str) -> bool:
    """Does the URL of an area only begin the one that the text has? Programs that look for URLs line by line make such areas."""
    uri, target = uri.rstrip("/").lower(), target.lower()
    return target.startswith(uri) and len(target) > len(uri) + 1


def _date(words: str) -> date | None:
    """The day of a PDF date, `D:20200131123000+01'00'`."""
    found = re.match(r"(?:D:)?(\d{4})(\d\d)(\d\d)", words)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None
