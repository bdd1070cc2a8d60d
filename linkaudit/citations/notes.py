"""Call-outs in the text in, the notes and numbered references that they name out: footnotes, `[3]`, `¹`, `<ref name="a"/>`."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from linkaudit.citations import author_year
from linkaudit.claims import callouts, ibid, lists
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
        if kinds[callout.passage] in ("note", "reference"):
            continue  # what a note calls is called with it
        found.append(Call(callout.label, callout.kind, callout.passage, callout.span[0], callout.start, callout.end, callout.at))
    for link in document.links:  # the text of a link is never a call-out by itself
        if link.passage is not None and link.span is not None:
            taken.setdefault(link.passage, []).append(link.span)
    known = lists.known(document)
    for number, passage in enumerate(document.passages):
        if kinds[number] not in CLAIMING:
            continue
        for mark in callouts.find(passage.text, known):
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
    """By label, the notes and numbered references that have it, in order. One paragraph may hold several.

    A note that only points to another (`Ibid., p. 9`, `supra note 1`) has that one's links.
    """
    inside: dict[int, list[int]] = {}
    for number, link in enumerate(document.links):
        if link.passage is not None:
            inside.setdefault(link.passage, []).append(number)
    found: list[tuple[str, Entry, str]] = []
    for number, passage in enumerate(document.passages):
        if kinds[number] not in ("note", "reference", "link_block"):
            continue
        links = inside.get(number, [])
        if passage.label:
            found.append((passage.label, Entry(number, tuple(links)), passage.text))
            continue
        starts = lists.labelled(document, passage, [document.links[link] for link in links])
        for at, (start, label) in enumerate(starts):
            end = starts[at + 1][0] if at + 1 < len(starts) else len(passage.text)
            here = [link for link in links if (span := document.links[link].span) and start <= span[0] < end]
            found.append((label, Entry(number, tuple(here)), passage.text[start:end]))
    by_label: dict[str, list[Entry]] = {}
    for label, entry, _ in _followed_back(_whole(found)):
        by_label.setdefault(label, []).append(entry)
    _nest(document, by_label)
    return by_label or _counted(kinds, inside)


def _whole(found: list[tuple[str, Entry, str]]) -> list[tuple[str, Entry, str]]:
    """The same, with a note of several paragraphs made one: passages that follow each other with one label."""
    done: list[tuple[str, Entry, str]] = []
    last = -1
    for label, entry, text in found:
        if done and done[-1][0] == label and entry.passage == last + 1:
            done[-1] = (label, Entry(done[-1][1].passage, done[-1][1].links + entry.links), done[-1][2])
        else:
            done.append((label, entry, text))
        last = entry.passage
    return done


def _nest(document: Document, by_label: dict[str, list[Entry]]) -> None:
    """Give each note the links of the references that are called in it: `{{efn|Counted twice.<ref>...</ref>}}`."""
    inside: dict[int, list[str]] = {}
    for callout in document.callouts:
        if document.passages[callout.passage].kind in ("note", "reference") and callout.label in by_label:
            inside.setdefault(callout.passage, []).append(callout.label)
    for label, found in by_label.items() if inside else ():
        for number, entry in enumerate(found):
            within = [by_label[other][0] for other in inside.get(entry.passage, ()) if other != label]
            found[number] = Entry(entry.passage, tuple(dict.fromkeys([*entry.links, *(link for one in within for link in one.links)])))


def _followed_back(found: list[tuple[str, Entry, str]]) -> list[tuple[str, Entry, str]]:
    """The same, with notes that only point to an earlier one given its links."""
    done: list[tuple[str, Entry, str]] = []
    latest: dict[str, Entry] = {}
    for label, entry, text in found:
        if not entry.links and done and len(text) < 300:
            named, author = ibid.note_named(text), ibid.author_named(text)
            if ibid.is_same(text):
                entry = Entry(entry.passage, done[-1][1].links)
            elif named:
                entry = Entry(entry.passage, latest[named].links if named in latest else ())
            elif author:
                of = next((one for _, one, said in reversed(done[-200:]) if one.links and author.casefold() in said.casefold()), None)
                entry = Entry(entry.passage, of.links if of else ())
        done.append((label, entry, text))
        latest[label] = entry
    return done


def _counted(kinds: tuple[PassageKind, ...], inside: dict[int, list[int]]) -> dict[str, list[Entry]]:
    """The entries of the last list of references by their place in it, where no entry has a label: markup may count them on the page."""
    last = [number for number, kind in enumerate(kinds) if kind == "reference" and number in inside]
    run = last[-1:]
    for number in reversed(last[:-1]):
        if any(kind != "reference" for kind in kinds[number : run[0]]):
            break
        run.insert(0, number)
    return {str(at): [Entry(number, tuple(inside[number]))] for at, number in enumerate(run, 1)} if len(run) > 1 else {}


def labels(call: Call, entries: Container[str]) -> tuple[str, ...]:
    """The labels that a call-out names: `³⁴` is 3 and 4 where nothing is 34. None that has no definition."""
    if call.label in entries:
        return (call.label,)
    if call.kind == "superscript" and len(call.label) > 1 and all(digit in entries for digit in call.label):
        return tuple(dict.fromkeys(call.label))
    return ()


class Chapters:
    """Which of several definitions of one label a call-out means: each chapter may have its own list, at its end or all at the book's."""

    def __init__(self, document: Document, calls: Sequence[Call], entries: Mapping[str, list[Entry]]) -> None:
        self._document, self._entries = document, entries
        self._ordinal: dict[tuple[str, ...], int] = {}
        self._headed: dict[tuple[str, str], list[Entry]] = {}  # by label and heading
        behind = min((entry.passage for found in entries.values() for entry in found), default=0) > max(
            (c.passage for c in calls), default=0
        )
        if behind and any(len(found) > 1 for found in entries.values()):
            for call in calls:
                self._ordinal.setdefault(document.passages[call.passage].heading, len(self._ordinal))
            for label, found in entries.items():
                for entry in found:
                    self._headed.setdefault((label, _last(document.passages[entry.passage].heading)), []).append(entry)

    def choose(self, call: Call, label: str) -> Entry:
        """Where all lists stand at the end: the one under a heading like the call-out's, else that of the chapter's number; otherwise the
        first definition behind the call-out, else the last before it."""
        found = self._entries[label]
        if len(found) > 1 and self._ordinal:
            heading = self._document.passages[call.passage].heading
            alike = self._headed.get((label, _last(heading)), [])
            if len(alike) == 1:
                return alike[0]
            if len(self._ordinal) == len(self._entries.get("1", found)) == len(found):
                return found[self._ordinal[heading]]
        return found[min(bisect_right(found, call.passage, key=lambda entry: entry.passage), len(found) - 1)]


def _last(heading: tuple[str, ...]) -> str:
    """The innermost heading, folded."""
    return heading[-1].casefold().strip(" .:") if heading else ""
