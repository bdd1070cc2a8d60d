"""Passages in; the marks in them that point to numbered references of the same document, out. For formats without marks of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence

from linkaudit.documents.weave import Lines, spread
from linkaudit.model import Callout, Passage

# `[1]`, `[1, 2]`, `[1-3]`, `[12][13]`; not `[2024]` nor `[sic]`. Superscript digits; a note is not called by an exponent: `m²`.
_BRACKETED = re.compile(r"\[\^?(\d{1,3}(?:\s?[,;–-]\s?\d{1,3}){0,20})\^?\]")
_RAISED = re.compile(r"(?<=[^\s\d])[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?:[\u02d2,⁻][⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})*")
_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻", "0123456789-")
_CALLERS = ("paragraph", "list_item", "quote", "table_cell", "caption", "heading")
LONGEST_RANGE = 50  # `[1-400]` is a page range, not a call for 400 notes


def numeric(passages: Sequence[Passage], lines: Lines | None) -> tuple[Callout, ...]:
    """The call-outs of a document whose notes or references are numbered; none when it has none. One for each number of `[2-4]`.

    `lines` gives the places; None where the document has no exact offsets.
    """
    labels = {passage.label for passage in passages if passage.label and passage.kind in ("reference", "note")}
    if not labels:
        return ()
    found = []
    for index, passage in enumerate(passages):
        if passage.kind not in _CALLERS or passage.furniture:
            continue
        for mark in _BRACKETED.finditer(passage.text):
            for label in numbers(mark.group(1)):
                found.append(_callout(passage, index, mark, label, "numeric", lines))
        for mark in _RAISED.finditer(passage.text):
            label = mark.group().translate(_DIGITS)
            if label in labels and not re.search(
                r"(?:^|[\s(/])(?:[kcmd]?m|km|ft|yd|in|[xyabc])$", passage.text[max(0, mark.start() - 4) : mark.start()]
            ):
                found.append(_callout(passage, index, mark, label, "superscript", lines))
    return tuple(found)


def numbers(text: str) -> list[str]:
    """`"1, 3-5"` → `["1", "3", "4", "5"]`."""
    labels: list[str] = []
    for part in re.split(r"\s?[,;]\s?", text):
        first, _, last = re.sub(r"\s?[–-]\s?", "-", part).partition("-")
        if last and int(first) < int(last) <= int(first) + LONGEST_RANGE:
            labels += [str(number) for number in range(int(first), int(last) + 1)]
        else:
            labels += [first, *([last] if last else [])]
    return labels


def _callout(passage: Passage, index: int, mark: re.Match[str], label: str, kind: str, lines: Lines | None) -> Callout:
    place = spread(passage, mark.start(), mark.end()) if lines else None
    return Callout(
        label=label,
        kind="superscript" if kind == "superscript" else "numeric",
        start=place[0] if place else None,
        end=place[1] if place else None,
        passage=index,
        span=(mark.start(), mark.end()),
        at=lines.place(place[0]) if lines and place else passage.at,
    )
