"""Call-outs in the text in, the notes and numbered references that they name out: footnotes, `[3]`, `¹`, `<ref name="a"/>`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from linkaudit.citations import author_year
from linkaudit.claims import callouts, lists
from linkaudit.claims.kinds import CLAIMING
from linkaudit.claims.offsets import in_document
from linkaudit.model import Document, PassageKind, Place

CALLING = CLAIMING | {"caption", "heading"}
CALLED = 0.98  # measured reliability of a structural call-out: the rest is call-outs that stand behind the wrong sentence
METHODS = {
    "numeric": "callout_numeric",
    "superscript": "sup",
    "paren": "callout_numeric",
    "footnote": "footnote",
    "ref": "ref_tag",
    "anchor": "footnote",
    "author_year": "callout_author_year",
}


@dataclass(frozen=True, slots=True)
class Call:
    """One call-out of one label. `start`/`end` are offsets in the document's text, None where it has none."""

    label: str
    kind: Literal["numeric", "superscript", "paren", "footnote", "ref", "anchor", "author_year"]
    passage: int
    at: int  # in the passage's text
    start: int | None
    end: int | None
    place: Place
    confidence: float = CALLED


def calls(document: Document, kinds: tuple[PassageKind, ...]) -> tuple[Call, ...]:
    """Every call-out of the document in reading order: those that the markup names, and those that are only written in the text."""
    found: list[Call] = []
    taken: dict[int, list[tuple[int, int]]] = {}
    for callout in document.callouts:
        taken.setdefault(callout.passage, []).append(callout.span)
        found.append(Call(callout.label, callout.kind, callout.passage, callout.span[0], callout.start, callout.end, callout.at))
    for link in document.links:  # the text of a link is never a call-out by itself
        if link.passage is not None and link.span is not None:
            taken.setdefault(link.passage, []).append(link.span)
    for number, passage in enumerate(document.passages):
        if kinds[number] not in CLAIMING:
            continue
        for mark in callouts.find(passage.text):
            if any(start < mark.end and mark.start < end for start, end in taken.get(number, ())):
                continue
            exact = in_document(passage, mark.start, mark.end) if document.exact else None
            start, end = exact if exact else (None, None)
            found += [Call(label, mark.kind, number, mark.start, start, end, passage.at) for label in mark.labels]
    return tuple(sorted(found, key=lambda call: (call.passage, call.at)))


def named(document: Document, kinds: tuple[PassageKind, ...]) -> list[tuple[int, Call]]:
    """The author-year call-outs of the document, each with the passage of the reference that it names (each of two if it can be either)."""
    entries = [
        author_year.entry(number, document.passages[number].text) for number, kind in enumerate(kinds) if kind in ("reference", "note")
    ]
    index = author_year.Index([entry for entry in entries if entry])
    found = []
    for number, passage in enumerate(document.passages):
        if kinds[number] not in CALLING:
            continue
        for mark in index.find(passage.text):
            exact = in_document(passage, mark.start, mark.end) if document.exact else None
            start, end = exact if exact else (None, None)
            call = Call("", "author_year", number, mark.start, start, end, passage.at, mark.confidence)
            found += [(entry, call) for entry in mark.entries]
    return found


@dataclass(frozen=True, slots=True)
class Entry:
    """One definition of a label: the passage it stands in, and the links in it (indexes of `Document.links`)."""

    passage: int
    links: tuple[int, ...]


def entries(document: Document, kinds: tuple[PassageKind, ...]) -> dict[str, list[Entry]]:
    """By label, the notes and numbered references that have it, in order. One paragraph may hold several."""
    inside: dict[int, list[int]] = {}
    for number, link in enumerate(document.links):
        if link.passage is not None:
            inside.setdefault(link.passage, []).append(number)
    found: dict[str, list[Entry]] = {}
    for number, passage in enumerate(document.passages):
        if kinds[number] not in ("note", "reference", "link_block"):
            continue
        links = inside.get(number, [])
        if passage.label:
            found.setdefault(passage.label, []).append(Entry(number, tuple(links)))
            continue
        starts = lists.labelled(document, passage, [document.links[link] for link in links])
        for at, (start, label) in enumerate(starts):
            end = starts[at + 1][0] if at + 1 < len(starts) else len(passage.text)
            here = [link for link in links if (span := document.links[link].span) and start <= span[0] < end]
            found.setdefault(label, []).append(Entry(number, tuple(here)))
    return found or _counted(kinds, inside)


def _counted(kinds: tuple[PassageKind, ...], inside: dict[int, list[int]]) -> dict[str, list[Entry]]:
    """The entries of the last list of references by their place in it, where no entry has a label: markup may count them on the page."""
    last = [number for number, kind in enumerate(kinds) if kind == "reference" and number in inside]
    run = last[-1:]
    for number in reversed(last[:-1]):
        if any(kind != "reference" for kind in kinds[number : run[0]]):
            break
        run.insert(0, number)
    return {str(at): [Entry(number, tuple(inside[number]))] for at, number in enumerate(run, 1)} if len(run) > 1 else {}


def choose(entries: list[Entry], passage: int) -> Entry:
    """Of several entries with one label (each chapter has its own list), the first behind the call-out, else the last before it."""
    return next((entry for entry in entries if entry.passage > passage), entries[-1])
