"""A Document in, the passages that are lists of sources out: entries of a bibliography, numbered entries in one paragraph, bare links.

What the markup says is the reader's to tell; here it is the shape: `[1] https://... [2] https://...` that Markdown joined into one
paragraph, items that are nothing but a link, lines that begin like `Smith, J. A. (2019)`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from linkaudit.claims.offsets import in_document
from linkaudit.claims.words import FURTHER_HEADINGS, SOURCE_HEADINGS, SOURCE_LABELS
from linkaudit.model import Document, Link, Passage

LONGEST_ENTRY = 120  # words: more is prose that happens to stand under such a heading
FEWEST_WORDS = 6  # of a statement, its URL and number aside
LONGEST_TITLE = 12  # words of a link's text that is no sentence
_YEAR = re.compile(r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)")
_HEADING_MARKS = re.compile(r"^[\W\d_]+|[\W_]+$")
# How an entry begins: `Smith J,`, `Smith, J. A.`, `van der Berg, A`, `J. Smith`.
_ENTRY = re.compile(
    r"(?:\[?\d{1,3}[\].)]\s+)?"
    r"(?:(?:[^\W\d_]{1,4}\s){0,3}[^\W\d_][\w'’-]{1,40},?\s(?:[^\W\d_a-z]\.?[\s-]?){1,3}(?:[,.;&(]|\s|$)|[^\W\d_a-z]\.\s?[^\W\d_])"
)
_LABEL = re.compile(r"(?:\[\^?(\d{1,3})\]:?|\^(\d{1,3})\^?:?|(\d{1,3})[.)]|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))\s{0,3}")
_FROM_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_TITLE = re.compile(r"[^\W\d_][^:：\[\]\d]{0,40}[:：]\s{0,3}")
_SQUARE = re.compile(r"(?<!^)\[\d{1,3}(?:\]|\s?[,;–-])")
_LONGEST_TAG, _MOST_RAISED = 60, 200
_SUP = re.compile(r"<sup(?:\s[^<>]{0,50})?>\s{0,3}(\d{1,3})\s{0,3}</sup>", re.IGNORECASE)
_LINE_OPENS = re.compile(r"(?:[\r\n]|<br\s?/?>|<p[^<>]{0,30}>)[ \t>*\\-]*\Z", re.IGNORECASE)
_ARROW = re.compile(r"(?:[=-]>|>>|[→➜➔➡↳»])\s{0,3}")
_WORD = re.compile(r"[^\W_]+")
_STOP = re.compile(r"[.!?…。！？।؟][\"'”’»)]*$")


def is_source_heading(text: str) -> bool:
    """Whether a heading stands over a list of sources: `5. References`, `Quellen:`."""
    return _HEADING_MARKS.sub("", text).casefold() in SOURCE_HEADINGS


def is_further_heading(text: str) -> bool:
    """Whether a heading stands over what else there is to read, and not over what the text rests on: `External links`."""
    return _HEADING_MARKS.sub("", text).casefold() in FURTHER_HEADINGS


def by_passage(document: Document) -> dict[int, list[Link]]:
    """The links of each passage, in order; images and metadata are none."""
    found: dict[int, list[Link]] = {}
    for link in document.links:
        if link.passage is not None and link.span is not None and link.layout not in ("image", "metadata", "attribute"):
            found.setdefault(link.passage, []).append(link)
    return found


def entries(document: Document, links: dict[int, list[Link]]) -> frozenset[int]:
    """The paragraphs and list items that are entries of a list of sources: by the heading above them, by numbers, by shape in threes."""
    found: set[int] = set()
    run: list[int] = []
    all_below = all(_stands_below(passage) for passage in document.passages if passage.kind in ("paragraph", "list_item"))
    for number, passage in enumerate(document.passages):
        if passage.kind not in ("paragraph", "list_item"):
            run = []
            continue
        dated = _YEAR.search(passage.text) is not None
        if (
            _stands_below(passage)
            and (number in links or dated)
            and len(passage.text.split()) <= LONGEST_ENTRY
            and not (all_below and _goes_on(passage, links.get(number, ())))
        ) or (number in links and labelled(document, passage, links[number])):
            found.add(number)
        run = [*run, number] if number in links and dated and _ENTRY.match(passage.text) else []
        if len(run) >= 3:
            found.update(run)
    return frozenset(found)


def _stands_below(passage: Passage) -> bool:
    return bool(passage.heading) and is_source_heading(passage.heading[-1])


def _goes_on(passage: Passage, links: Sequence[Link]) -> bool:
    """Whether a sentence goes on behind its links, as no entry does: a file called "Notes" that is nothing else is no list at its end."""
    behind = passage.text[max((link.span[1] for link in links if link.span), default=0) :]
    return any(map(str.isalpha, behind)) and len(passage.text.split()) >= FEWEST_WORDS and _STOP.search(passage.text) is not None


def known(document: Document) -> frozenset[str]:
    """The labels that the notes and references of a document have; without its numbers where call-outs such as `[3]` name them: then
    what stands in round brackets counts something else."""
    links = by_passage(document)
    found: set[str] = set()
    for number, passage in enumerate(document.passages):
        if passage.label and passage.kind in ("note", "reference"):
            found.add(passage.label)
        elif number in links and passage.kind in ("paragraph", "list_item"):
            found.update(label for _, label in labelled(document, passage, links[number]))
    if not found or document.callouts or any(_SQUARE.search(passage.text) for passage in document.passages if passage.kind != "reference"):
        found = {label for label in found if not label.isdigit()}
    return frozenset(found)


def labelled(document: Document, passage: Passage, links: Sequence[Link]) -> tuple[tuple[int, str], ...]:
    """Where each numbered entry of a passage begins, and its label; none unless the passage begins with one and each has a link.

    A label counts at the passage's beginning and at the beginning of a line of the document; in a document without exact offsets, where
    the labels count up from the first.
    """
    if raised := _raised(document, passage):
        return raised
    title = _TITLE.match(passage.text)
    opening = title.end() if title and is_source_heading(title.group()) else 0
    if not _LABEL.match(passage.text, opening):
        return ()
    found: list[tuple[int, str]] = []
    for match in _LABEL.finditer(passage.text, opening):
        label = next(group for group in match.groups() if group is not None).translate(_FROM_SUPERSCRIPT)
        if match.start() == opening or _opens_a_line(document, passage, match.start(), found, label):
            found.append((match.start(), label))
    bounds = [at for at, _ in found] + [len(passage.text)]
    spans = [link.span for link in links if link.span]
    if any(not any(start <= span[0] < end for span in spans) for start, end in pairwise(bounds)):
        return ()
    return tuple(found) if len(found) > 1 or _is_short(passage, links) else ()


def _raised(document: Document, passage: Passage) -> tuple[tuple[int, str], ...]:
    """The raised numbers of a passage that begins with one and counts on from it: `<sup>1</sup> Board, ... <sup>2</sup> Herald, ...`."""
    if document.format not in ("html", "epub") or not document.exact or not passage.text[:1].isdigit():
        return ()
    marks = []
    for match in _SUP.finditer(document.text, max(0, passage.start - _LONGEST_TAG), passage.end):
        run = next((run for run in passage.runs if run[1] <= match.start(1) < run[1] + run[2]), None)
        if run:
            marks.append((run[0] + match.start(1) - run[1], match[1]))
    counts = [label for _, label in marks]
    begins = bool(marks) and marks[0][0] == 0 and counts == [str(int(counts[0]) + step) for step in range(len(counts))]
    return tuple(marks) if begins and len(marks) <= _MOST_RAISED else ()


def _opens_a_line(document: Document, passage: Passage, at: int, found: list[tuple[int, str]], label: str) -> bool:
    """Whether a label at `at` of the passage is the first thing in a line of the document; without exact offsets, whether it goes on
    from the last label behind white space."""
    if not passage.text[at - 1].isspace():
        return False
    if not document.exact:
        return bool(found) and label == str(int(found[-1][1]) + 1)
    exact = in_document(passage, at, at + 1)
    return exact is not None and _LINE_OPENS.search(document.text, max(0, exact[0] - 40), exact[0]) is not None


def _is_short(passage: Passage, links: Sequence[Link]) -> bool:
    """Whether little but links stands in a passage."""
    return len(passage.text) - sum(link.span[1] - link.span[0] for link in links if link.span) <= 80


def is_prose(passage: Passage, links: Sequence[Link]) -> bool:
    """Whether a numbered item of a plain text is a statement with a URL in it; the entry of a list of sources ends in its URL."""
    spans = [link.span for link in links if link.span]
    if not spans or _stands_below(passage) or _ENTRY.match(passage.text):
        return False
    behind = passage.text[max(span[1] for span in spans) :].strip(" )]>")
    rest = len(passage.text.split()) - len(spans)
    return rest >= FEWEST_WORDS and behind != ""


def _is_pointed_to(passage: Passage, links: Sequence[Link]) -> bool:
    """Whether a line is an arrow, a bare URL and its title: `=> https://... The notice`."""
    arrow = _ARROW.match(passage.text)
    spans = [link.span for link in links if link.span]
    return bool(
        arrow
        and len(spans) == 1
        and spans[0][0] == arrow.end()
        and len(passage.text[spans[0][1] :].split()) <= LONGEST_TITLE
        and not _STOP.search(passage.text)
    )


def only_links(passage: Passage, links: Sequence[Link]) -> bool:
    """Whether a passage is nothing but links, whose texts are addresses or titles and no sentence; a word such as `Via` may open it."""
    at, rest = 0, []
    for start, end in (link.span for link in links if link.span):
        rest.append(passage.text[at:start])
        at = max(at, end)
    around = "".join((*rest, passage.text[at:]))
    named = set(_WORD.findall(around.casefold())) <= SOURCE_LABELS and not any(mark in around for mark in ":：")
    if any(map(str.isalnum, around)) and not named and not _is_pointed_to(passage, links):
        return False
    if len(links) == 1 and _STOP.search(around.rstrip("*_ ")):
        return False
    return all(len(link.anchor.split()) <= LONGEST_TITLE and not _STOP.search(link.anchor) for link in links)
