"""A Document in, its Claims out."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from linkaudit.claims import callouts, language, lists, sentences
from linkaudit.claims.kinds import CLAIMING, kinds
from linkaudit.claims.offsets import in_document
from linkaudit.claims.trailing import sourced
from linkaudit.claims.words import SOURCE_LABELS
from linkaudit.model import Claim, Document, Link, Passage, PassageKind, Place

__all__ = ["NUMBER", "claims"]

# A link whose text is only a number is a call-out: `[[1]](https://...)`, `<sup><a href="...">1</a></sup>`.
# What is left around call-outs and URLs that were taken out: `Lima (, ).`
_HOLLOW = re.compile(r"\s?[(\[（](?:\s?[,;])*\s?[)\]）]")
_BEFORE_STOP = re.compile(r"\s(?:[,;]\s?)*([.!?…])$")
TAGS = SOURCE_LABELS | {"src", "ref", "link", "here"}
NUMBER = re.compile(r"\[?\^?\d{1,3}\]?")


def claims(document: Document) -> tuple[Claim, ...]:
    """Every statement of the document in reading order: the sentences of its paragraphs, list items, quotations and table cells.

    Headlines, captions, bylines, source lines, boilerplate, notes, references and link blocks make no claims. Ids count from 1.
    """
    spoken = language.of(document)
    found_kinds = kinds(document)
    marks = _marks(document, found_kinds)
    links = lists.by_passage(document)
    found: list[Claim] = []
    lines = _Lines(document.text)
    for number, (passage, kind) in enumerate(zip(document.passages, found_kinds, strict=True)):
        if kind not in CLAIMING or (kind == "table_cell" and not _is_statement(passage.text)):
            continue
        taken_out = marks.get(number, ())
        spans = sentences.split(passage.text, taken_out, spoken)
        if number in links:
            spans = sourced(passage.text, spans, links[number])
        first = lines.at(passage.start)[0] if document.exact and passage.at.line is not None else 0
        for start, end in spans:
            plain = _plain(passage.text, start, end, taken_out)
            if not any(character.isalnum() for character in plain):
                continue
            exact = in_document(passage, start, end) if document.exact else None
            if exact == (passage.start, passage.end):
                exact = passage.start, passage.end  # one pair of numbers for both: there may be 100,000 claims
            verbatim = document.text[exact[0] : exact[1]] if exact else passage.text[start:end]
            found.append(
                Claim(
                    id=f"{document.name}#c{len(found) + 1}",
                    document=document.name,
                    passage=number,
                    span=(start, end),
                    text=" ".join(verbatim.split()),
                    plain=plain,
                    at=_place(passage, exact, lines, first),
                    start=exact[0] if exact else None,
                    end=exact[1] if exact else None,
                )
            )
    return tuple(found)


def _marks(document: Document, found_kinds: tuple[PassageKind, ...]) -> dict[int, tuple[tuple[int, int], ...]]:
    """By passage, the stretches of its text that are no prose, in order: call-outs and bare URLs with the brackets around them."""
    by_passage: dict[int, list[tuple[int, int]]] = {}
    known = lists.known(document)
    for number, passage in enumerate(document.passages):
        if found_kinds[number] in CLAIMING:
            spans = [(mark.start, mark.end) for mark in callouts.find(passage.text, known)] + list(callouts.trailing_sources(passage.text))
            if spans:
                by_passage[number] = spans
    last = None
    for callout in document.callouts:
        if callout.span[0] < callout.span[1] and callout.kind != "author_year":
            spans = by_passage.setdefault(callout.passage, [])
            if (
                last
                and last.passage == callout.passage
                and callouts.is_joined(document.passages[callout.passage].text, last.span[1], callout.span[0])
            ):
                spans.append((last.span[1], callout.span[0]))  # `<a>1</a>–<a>3</a>`
            spans.append(callout.span)
            last = callout
    for link in document.links:
        if link.passage is None or not link.span:
            continue
        shown = document.passages[link.passage].text[slice(*link.span)]
        bare = link.layout in ("bare", "autolink", "block") or "://" in shown or NUMBER.fullmatch(link.anchor)
        if bare or _is_tag(document.passages[link.passage].text, link):
            text = document.passages[link.passage].text
            start, end = link.span
            if text[start - 1 : start] + text[end : end + 1] in ("()", "[]", "<>", "（）"):
                start, end = start - 1, end + 1
            by_passage.setdefault(link.passage, []).append((start, end))
    return {number: _disjoint(spans) for number, spans in by_passage.items()}


def _is_tag(text: str, link: Link) -> bool:
    """Whether a link is a word hung on to the sentence before it: `... in May. src The court ...`."""
    if not link.span or not link.anchor[:1].islower() or link.anchor not in TAGS:
        return False
    before, behind = text[max(0, link.span[0] - 3) : link.span[0]], text[link.span[1] : link.span[1] + 3].lstrip()
    return callouts.after_a_stop(before, len(before)) and (not behind or behind[0].isupper())


def _disjoint(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """In order, overlapping ones joined."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)


def _plain(text: str, start: int, end: int, taken_out: tuple[tuple[int, int], ...]) -> str:
    """The sentence as it is read, without the stretches that are no prose."""
    pieces = []
    whole = start, end
    for number in range(max(0, bisect_left(taken_out, (start, 0)) - 1), len(taken_out)):
        first, last = taken_out[number]
        if first >= end:
            break
        if last > start:
            pieces.append(text[start : max(start, first)])
            start = max(start, last)
    pieces.append(text[start : max(start, end)])
    plain = " ".join("".join(pieces).split())
    if plain == text:
        return text
    if len(plain) < whole[1] - whole[0]:
        plain = _BEFORE_STOP.sub(r"\1", _HOLLOW.sub("", plain))
    return plain


def _is_statement(cell: str) -> bool:
    """Whether a table cell says something by itself: a sentence, not a value or a label."""
    return len(cell.split()) >= 6


class _Lines:
    """The lines of a text: at an offset, how many end before it, and where the last of them does. Asked in reading order it reads once."""

    def __init__(self, text: str) -> None:
        self._text, self._at, self._count, self._newline = text, 0, 0, -1

    def at(self, offset: int) -> tuple[int, int]:
        if offset < self._at:
            return self._text.count("\n", 0, offset), self._text.rfind("\n", 0, offset)
        newline = self._text.rfind("\n", self._at, offset)
        if newline >= 0:
            self._count += self._text.count("\n", self._at, offset)
            self._newline = newline
        self._at = offset
        return self._count, self._newline


def _place(passage: Passage, exact: tuple[int, int] | None, lines: _Lines, first: int) -> Place:
    """The passage's place, moved on to the line and column where the claim begins. `first` lines end before the passage."""
    if exact is None or passage.at.line is None:
        return passage.at
    before, newline = lines.at(exact[0])
    at = replace(passage.at, line=passage.at.line + before - first, column=exact[0] - newline)
    return passage.at if at == passage.at else at  # one Place for both: there may be 100,000 claims
