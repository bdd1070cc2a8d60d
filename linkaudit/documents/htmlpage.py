"""What the builder took from markup, in; the page with its links placed, its notes called and its link blocks told, out."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import unquote

from linkaudit import urls
from linkaudit.documents.aim import aim
from linkaudit.documents.dates import read_date
from linkaudit.documents.headings import SOURCES
from linkaudit.documents.htmlbuild import Builder, Draft
from linkaudit.documents.htmltables import MODIFIED, NOTE_MARK, PUBLISHED
from linkaudit.documents.weave import spread
from linkaudit.model import Callout, Link, Passage

DEEPEST = 200  # levels of a page that is given to trafilatura; lxml stops at 256
LONGEST_NOTE = 12  # passages; what has more is a chapter, not a note
_YEAR = re.compile(r"(?<!\d)((?:1[5-9]|20)\d\d)[a-z]?(?!\d)")
_NAME = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Page:
    """What markup holds."""

    passages: tuple[Passage, ...]
    links: tuple[Link, ...]
    callouts: tuple[Callout, ...]
    anchors: tuple[str, ...] = ()
    is_site: bool = False  # has parts that its markup calls navigation, header, footer or aside
    title: str | None = None
    published: date | None = None
    modified: date | None = None
    language: str | None = None


def finish(built: Builder) -> Page:
    built.pop_to(1)
    built.flush()
    base = urls.parse(built.base_tag, built.base) if built.base_tag else None
    base = base or built.base
    called, calling = _callouts(built)
    callouts = tuple(sorted([*called, *built.calls], key=lambda callout: callout.start or 0))
    links = [_link(built, draft, base) for draft in built.drafts if draft not in calling]
    noted = _reference_lists(built)
    built.passages = [_settled(built, index, passage, noted) for index, passage in enumerate(built.passages)]
    links += _bare(built, links) + built.extra
    links = [_labelled(built, link) for link in links]
    links.sort(key=lambda link: (link.start or 0, link.end or 0))
    return Page(
        passages=tuple(built.passages),
        links=tuple(links),
        callouts=callouts,
        anchors=tuple(built.targets),
        is_site=built.is_site and built.deepest <= DEEPEST,
        title=built.metas.get("og:title") or built.titles.get("h1") or built.titles.get("title") or None,
        published=_date(built, PUBLISHED, "published"),
        modified=_date(built, MODIFIED, "modified"),
        language=built.language,
    )


def _callouts(built: Builder) -> tuple[tuple[Callout, ...], set[Draft]]:
    """The anchors that call a note further down, as call-outs; the notes they call are remembered."""
    callouts = []
    calling = set()
    for draft in built.drafts:
        if draft.event.name != "a" or draft.passage is None or draft.span is None or draft.value[:1] != "#":
            continue
        label = unquote(draft.value[1:])
        target = built.targets.get(label)
        passage = built.passages[draft.passage]
        mark = passage.text[slice(*draft.span)]
        if target is None:
            continue
        offset, first, last = target
        named = _names_a_work(mark, built.passages[first].text if first < len(built.passages) else "")
        if not named and not NOTE_MARK.fullmatch(mark):
            continue
        # A bare `2` may be an entry of a table of contents: it calls no heading.
        plain = not draft.noted and not named and mark.strip().isalnum()
        if plain and not (mark.strip().isdigit() and first < len(built.passages) and built.passages[first].kind != "heading"):
            continue
        # A note stands after its call; what leads back up is no call.
        if offset < draft.event.start or not first < last <= first + LONGEST_NOTE or first <= draft.passage < last:
            continue
        if last == first + 1 < len(built.passages) and _bare_mark(built.passages[first].text) == _bare_mark(mark):
            last += 1  # `<dt id="n1">1</dt><dd>the note</dd>`
        calling.add(draft)
        for index in range(first, min(last, len(built.passages))):
            built.notes.setdefault(index, label)
        callouts.append(
            Callout(
                label=label,
                kind="author_year" if named else "superscript" if draft.noted else "anchor",
                start=draft.event.start,
                end=draft.end,
                passage=draft.passage,
                span=draft.span,
                at=built.lines.place(draft.event.start),
            )
        )
    return tuple(callouts), calling


def _names_a_work(mark: str, entry: str) -> bool:
    """Whether a link's text such as `Garcia et al., 2019` names an entry by its year and its first name."""
    year, name = _YEAR.search(mark), _NAME.search(mark)
    if not year or year[1] not in entry[:500] or len(mark) > 120:
        return False
    return name is None or name.group().casefold() in entry[:500].casefold()


def _bare_mark(text: str) -> str:
    """A call-out without brackets and stops: `[1].` → `1`."""
    return text.strip(" ()[].:^") if len(text) < 12 else text


def _link(built: Builder, draft: Draft, base: str | None) -> Link:
    attribute, event = draft.attribute, draft.event
    aimed = aim(draft.value, base)
    archive_url = accessed = None
    if event.name == "a":
        # Robust Links: `href` is the original or one saved copy of it, the data- attributes give the other.
        version, when = event.get("data-versionurl"), event.get("data-versiondate")
        if event.get("data-originalurl"):
            original = aim(event.get("data-originalurl"), base)
            if original.target != aimed.target:
                archive_url, aimed = version or aimed.target, original
        archive_url = (aim(version, base).target if version else archive_url) or None
        accessed = read_date(when) if when else None
    passage = None if draft.passage is None else built.passages[draft.passage]
    span = draft.span if passage else None
    return Link(
        url=built.text[attribute.start : attribute.end],
        target=aimed.target,
        at=built.lines.place(attribute.start),
        layout=draft.layout,
        start=attribute.start,
        end=attribute.end,
        passage=draft.passage,
        span=span,
        anchor=passage.text[slice(*span)] if passage and span else event.get("alt"),
        archive_url=archive_url,
        accessed=accessed,
        written_as=aimed.written_as,
        skip=aimed.skip,
        furniture=draft.furniture,
    )


def _reference_lists(built: Builder) -> set[int]:
    """The ordered lists whose items are sources: one of them is called, or a heading says so."""
    return {
        items
        for index, (items, _) in built.items.items()
        if index in built.notes or any(SOURCES.fullmatch(words) for words in built.passages[index].heading[-1:])
    }


def _settled(built: Builder, index: int, passage: Passage, reference_lists: set[int]) -> Passage:
    """A note gets its label; what is nothing but URLs is a link block."""
    if index in built.notes:
        return replace(passage, kind="note", label=built.notes[index], furniture=False)
    if index in built.items and built.items[index][0] in reference_lists and not passage.furniture:
        return replace(passage, kind="reference", label=built.items[index][1])
    if passage.kind in ("paragraph", "list_item") and _only_urls(passage.text):
        return replace(passage, kind="link_block")
    return passage


def _bare(built: Builder, links: list[Link]) -> list[Link]:
    """URLs in the text that no anchor holds; those in <code> are examples."""
    anchored: dict[int, list[tuple[int, int]]] = {}
    for link in links:
        if link.passage is not None and link.span:
            anchored.setdefault(link.passage, []).append(link.span)
    bare = []
    for index, passage in enumerate(built.passages):
        spans = iter(sorted(anchored.get(index, [])))
        span = next(spans, None)
        for found in urls.find(passage.text):
            while span and span[1] <= found.start:
                span = next(spans, None)
            place = spread(passage, found.start, found.end)
            if (span and span[0] < found.end) or place is None or _within(built.code, place[0]):
                continue
            aimed = aim(found.target)
            bare.append(
                Link(
                    url=built.text[slice(*place)],
                    target=found.target,
                    at=built.lines.place(place[0]),
                    layout="bare",
                    start=place[0],
                    end=place[1],
                    passage=index,
                    span=(found.start, found.end),
                    written_as=found.written_as or aimed.written_as,
                    skip=aimed.skip,
                    furniture=passage.furniture,
                )
            )
    return bare


def _within(stretches: list[tuple[int, int]], offset: int) -> bool:
    index = bisect_right(stretches, (offset, offset)) - 1
    return any(start <= offset < end for start, end in stretches[max(index, 0) : index + 2])


def _labelled(built: Builder, link: Link) -> Link:
    """The link with the layout that its passage gives it."""
    if link.passage is None or link.layout not in ("inline", "bare"):
        return link
    passage = built.passages[link.passage]
    if passage.kind == "note":
        return replace(link, layout="footnote", label=passage.label, furniture=False)
    if passage.kind == "reference":
        return replace(link, layout="numbered", label=passage.label)
    if passage.kind == "link_block":
        return replace(link, layout="block")
    if passage.kind == "list_item" and link.span == (0, len(passage.text)):
        return replace(link, layout="list")
    return link


def _date(built: Builder, names: tuple[str, ...], kind: str) -> date | None:
    """What JSON-LD says, else the first meta tag that says so, else (for publication) the first `<time>`."""
    said = [built.data_dates.get(kind), *(built.metas.get(name) for name in names)]
    if kind == "published":
        said += [when for marked, when in sorted(built.times, key=lambda time: not time[0])][:1]
    return next((day for words in said if words and (day := read_date(words))), None)


def _only_urls(text: str) -> bool:
    """Whether a text is nothing but URLs."""
    rest = 0
    some = False
    for found in urls.find(text):
        if not urls.is_http(found.target) or found.written_as not in (None, "www") or text[rest : found.start].strip(" ,;|<>·•-"):
            return False
        rest, some = found.end, True
    return some and not text[rest:].strip(" ,;|<>·•.")
