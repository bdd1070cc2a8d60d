"""Markup piece by piece in; passages, half-made links, targets and metadata, out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from linkaudit.documents.aim import aim
from linkaudit.documents.headings import is_title
from linkaudit.documents.htmllinks import linking
from linkaudit.documents.htmltables import (
    ASIDE_CLASS,
    BLOCKS,
    CODE,
    FURNITURE,
    FURNITURE_CLASS,
    FURNITURE_ID,
    FURNITURE_ROLES,
    HEADINGS,
    IMPLIED,
    KINDS,
    NOTE_CLASS,
    UNSEEN,
)
from linkaudit.documents.linked_data import linked_data
from linkaudit.documents.raised import labels
from linkaudit.documents.tags import VOID, Attribute, Event, attribute_value
from linkaudit.documents.weave import Lines, Weaver, packed
from linkaudit.model import Callout, Layout, Link, Passage, PassageKind


@dataclass(slots=True)
class Frame:
    """An open element and what its content inherits."""

    name: str
    furniture: bool = False
    unseen: bool = False
    kind: PassageKind = "paragraph"
    cites: str | None = None
    level: int = 0  # of a heading
    raised: bool = False  # inside <sup> or what stands for it
    article: bool = False
    first: int = 0  # passages before it
    ids: list[str] = field(default_factory=list)
    start: int = 0
    count: int = 0  # of an ordered list: its items so far
    aside: tuple[Weaver, int] | None = None  # of a note in the paragraph: where it begins in what is woven
    item: tuple[int, str] | None = None  # of an item: where its list begins, and its number


@dataclass(slots=True, eq=False)
class Draft:
    """A link that is being read."""

    layout: Layout
    attribute: Attribute
    event: Event
    furniture: bool
    start: int = 0  # of its anchor in the text being woven
    span: tuple[int, int] | None = None
    passage: int | None = None
    noted: bool = False  # looks like a call-out
    open: bool = False
    end: int = 0  # of its element in the document
    value: str = ""


class Builder:
    """Takes markup piece by piece. What is open inherits; what is woven becomes a passage where a block begins or ends."""

    def __init__(self, text: str, lines: Lines, base: str | None, components: bool = False, with_code: bool = False) -> None:
        self.text = text
        self.lines = lines
        self.base = base
        self.components = components
        self.with_code = with_code
        self.base_tag: str | None = None
        self.frames = [Frame("")]
        self.places: dict[str, list[int]] = {}  # name → where in `frames` its open elements stand
        self.weaver = Weaver()
        self.passages: list[Passage] = []
        self.code: list[tuple[int, int]] = []  # stretches of the document inside <code> and its like, unless `with_code`
        self.drafts: list[Draft] = []
        self.here: list[Draft] = []  # those whose anchor is in the text being woven
        self.anchor: Draft | None = None
        self.heading: list[tuple[int, str]] = []
        self.targets: dict[str, tuple[int, int, int]] = {}  # id → offset, first passage, passage after the last
        self.extra: list[Link] = []
        self.metas: dict[str, str] = {}
        self.times: list[tuple[bool, str]] = []
        self.titles: dict[str, str] = {}
        self.data_dates: dict[str, str] = {}
        self.language: str | None = None
        self.script_type = ""
        self.is_site = False
        self.sup: tuple[Weaver, int, int] | None = None  # an open <sup> outside links: its weaver, where it began there and here
        self.calls: list[Callout] = []
        self.calls_here: list[Callout] = []  # in the text being woven
        self.deepest = 0
        self.notes: dict[int, str] = {}  # passage → label
        self.items: dict[int, tuple[int, str]] = {}  # passage → its ordered list and its number in it

    # -------------------------------------------------- events

    def take(self, event: Event) -> None:
        match event.kind:
            case "text":
                if not self.frames[-1].unseen:
                    self.weaver.add(event.text, event.start)
                    if not self.with_code and any(map(self.top, CODE)):
                        self.code.append((event.start, event.end))
            case "reference":
                if not self.frames[-1].unseen:
                    self.weaver.insert(event.text)
            case "open":
                self.open(event)
            case "close":
                self.close(event.name, event)
            case _:
                self.raw(event)

    def open(self, event: Event) -> None:
        name = event.name
        if name in IMPLIED:
            ended, fences = IMPLIED[name]
            for other in {name, ended, *(("td", "th") if name in ("td", "th", "tr") else ())}:
                self._end_implied(other, fences)
        if name in BLOCKS:
            self._end_implied("p", ("button", "table"))
            self.flush()
        if name == "script":
            self.script_type = event.get("type").lower()
        for layout, attribute in linking(self.text, event, self.components):
            self.draft(layout, attribute, event)
        if name == "br" or name == "wbr" or name == "hr":
            if name != "wbr":
                self.weaver.space()
            return
        if name == "meta":
            self.meta(event)
        elif name == "base" and self.base_tag is None and event.get("href"):
            self.base_tag = event.get("href")
        elif name == "html":
            self.language = event.get("lang") or event.get("xml:lang") or None
        elif name == "time":
            self.times.append((bool(event.attributes.keys() & {"pubdate", "itemprop"}), event.get("datetime")))
        if name in VOID:
            return
        self.push(event)
        if name == "sup":
            self.sup = None if self.anchor else (self.weaver, self.weaver.next(), event.start)
            if self.anchor:
                self.anchor.noted = True

    def _end_implied(self, name: str, fences: tuple[str, ...]) -> None:
        place = self.top(name)
        if place > 0 and all(self.top(fence) < place for fence in fences):
            self.pop_to(place)

    def top(self, name: str) -> int:
        """Where the innermost open element of that name stands; 0 for none."""
        places = self.places.get(name)
        return places[-1] if places else 0

    def push(self, event: Event) -> None:
        above = self.frames[-1]
        name = event.name
        article = above.article or name in ("article", "main") or event.get("role") in ("main", "article")
        furniture = above.furniture or (
            (name in FURNITURE and not (article and name == "footer" and self.top("blockquote")))
            or event.get("role") in FURNITURE_ROLES
            or (name == "header" and not article)
            or (
                name in BLOCKS
                and name not in ("body", "html", "article", "main")
                and _is_furniture(name, event.get("class"), event.get("id"))
            )
        )
        self.is_site = self.is_site or furniture
        frame = Frame(
            name=name,
            furniture=furniture,
            unseen=above.unseen or name in UNSEEN,
            kind=KINDS.get(name, above.kind if name not in ("table", "body") else "paragraph"),
            cites=event.get("cite") or above.cites if name in ("blockquote", "q") else above.cites,
            level=HEADINGS.get(name, 0),
            raised=above.raised or name == "sup" or bool(NOTE_CLASS.search(event.get("class"))),
            article=article,
            first=len(self.passages),
            start=event.start,
            count=max((_count(event.get("start")) or 1) - 1, 0) if name == "ol" else 0,
        )
        if name not in BLOCKS and ASIDE_CLASS.search(event.get("class")):
            frame.aside = self.weaver, self.weaver.next()
        for key in ("id", "name"):
            label = event.get(key)
            if label and (key == "id" or name == "a"):
                self._holder(frame).ids.append(label)
                self.targets.setdefault(label, (event.start, len(self.passages), len(self.passages) + 1))
        if name == "li":
            self._number(frame, event)
        self.places.setdefault(name, []).append(len(self.frames))
        self.frames.append(frame)
        self.deepest = max(self.deepest, len(self.frames))

    def _number(self, item: Frame, event: Event) -> None:
        """The item's number, when its list is an ordered one."""
        place = self.top("ol")
        if place > self.top("ul"):
            ordered = self.frames[place]
            ordered.count = _count(event.get("value")) or ordered.count + 1
            item.item = (ordered.start, str(ordered.count))

    def _holder(self, frame: Frame) -> Frame:
        """The block that an id names: its own element, or the one that an inline element stands in."""
        above = self.frames[-1]
        if frame.name == "p" and above.name == "li" and above.first == len(self.passages):
            return above  # `<li><p id="r1">Lund. Quays.</p><ul><li><a>Article</a>`
        if frame.name in BLOCKS:
            return frame
        place = max((self.top(name) for name in ("li", "p", "dd", "td", "tr", "div", "aside")), default=0)
        return self.frames[place] if place else frame

    def raised(self, end: int) -> None:
        """`<sup>12</sup>` without a link calls a note, too."""
        if self.sup is None or self.sup[0] is not self.weaver:
            return
        _, begin, start = self.sup
        size = self.weaver.length - begin
        tail = self.weaver.tail(size + 6) if 0 < size <= 40 else ""
        for label in labels(tail[-size:], tail[:-size]) if tail else ():
            self.calls_here.append(Callout(label, "superscript", start, end, 0, (begin, self.weaver.length), self.lines.place(start)))

    def _put_aside(self, frame: Frame, end: int | None) -> None:
        """A note in the paragraph is no sentence of it: its words and its links belong to the sentence before it, as a call-out does."""
        weaver, begin = frame.aside or (self.weaver, 0)
        if weaver is self.weaver and weaver.length > begin and end is not None:
            span = begin, weaver.length
            self.calls_here.append(Callout("", "footnote", frame.start, end, 0, span, self.lines.place(frame.start)))

    def close(self, name: str, event: Event) -> None:
        if name == "sup":
            self.raised(event.end)
            self.sup = None
        if name == "p" and not self.top("p"):
            self.flush()
        place = self.top(name)
        if not place:
            return
        if name not in BLOCKS and any(
            self.top(block) > place for block in ("p", "div", "li", "td", "table", "section", "article", "ul", "ol")
        ):
            if name != "a":
                return  # an inline end tag does not end the blocks above it
            self.end_anchor(event.end)
            return
        self.pop_to(place, event.end)

    def pop_to(self, place: int, end: int | None = None) -> None:
        while len(self.frames) > place:
            frame = self.frames[-1]
            if frame.name == "a":
                self.end_anchor(end if end is not None else self.frames[-1].start)
            if frame.name in BLOCKS:
                self.flush()
            if frame.aside:
                self._put_aside(frame, end)
            for label in frame.ids:
                offset, first, _ = self.targets[label]
                self.targets[label] = (offset, min(first, frame.first), max(len(self.passages), frame.first + 1))
            self.frames.pop()
            self.places[frame.name].pop()

    def raw(self, event: Event) -> None:
        if event.name == "title" and "title" not in self.titles and not self.top("svg"):
            self.titles["title"] = " ".join(attribute_value(event.text).split())
        elif event.name == "script" and "ld+json" in self.script_type:
            for found in linked_data(event.text):
                if found.kind == "link":
                    aimed = aim(found.value, self.base)
                    start, end = event.start + found.start, event.start + found.end
                    place = self.lines.place(start)
                    self.extra.append(
                        Link(
                            self.text[start:end], aimed.target, place, "metadata", start, end, written_as=aimed.written_as, skip=aimed.skip
                        )
                    )
                else:
                    self.data_dates.setdefault(found.kind, found.value)

    # -------------------------------------------------- links

    def draft(self, layout: Layout, attribute: Attribute, event: Event) -> None:
        above = self.frames[-1]
        draft = Draft(layout, attribute, event, above.furniture, value=attribute.value)
        self.drafts.append(draft)
        self.here.append(draft)
        draft.start = self.weaver.next()
        draft.end = event.end
        if event.name == "a":
            self.sup = None
            if self.anchor:
                self.end_anchor(event.start)
            self.anchor = draft
            draft.open = True
            draft.noted = (
                above.raised
                or "noteref" in event.get("role")
                or "noteref" in event.get("epub:type")
                or bool(NOTE_CLASS.search(event.get("class")))
            )
        else:
            draft.span = (draft.start, draft.start)

    def end_anchor(self, end: int) -> None:
        draft, self.anchor = self.anchor, None
        if draft is None:
            return
        draft.end = max(end, draft.event.end)
        draft.open = False
        if draft.passage is None:
            length = self.weaver.length
            draft.span = (min(draft.start, length), max(min(draft.start, length), length))

    # -------------------------------------------------- passages

    def flush(self) -> None:
        """What has been woven becomes a passage."""
        weaver, self.weaver = self.weaver, Weaver()
        here, self.here = self.here, []
        calls, self.calls_here = self.calls_here, []
        if self.anchor and self.anchor.passage is None:
            if weaver.length > self.anchor.start:
                self.anchor.span = (self.anchor.start, weaver.length)  # an anchor around blocks: the first one holds it
            else:
                here = [draft for draft in here if draft is not self.anchor]
                self.anchor.start = 0
                self.here.append(self.anchor)
        if not weaver.length or not weaver.runs:
            return
        frame = self.frames[-1]
        first, last = weaver.runs[0], weaver.runs[-1]
        passage = Passage(
            kind=frame.kind,
            text=weaver.text,
            runs=packed(weaver.runs),
            start=first[1],
            end=last[1] + last[2],
            at=self.lines.place(first[1]),
            heading=tuple(words for _, words in self.heading),
            furniture=frame.furniture,
            cites=frame.cites,
        )
        self.calls += [replace(call, passage=len(self.passages)) for call in calls]
        for draft in here:
            draft.passage = len(self.passages)
            if draft.span:
                draft.span = (min(draft.span[0], weaver.length), min(draft.span[1], weaver.length))
        item = self.frames[self.top("li")].item if self.top("li") else None
        if item:
            self.items[len(self.passages)] = item
        self.passages.append(passage)
        level = next((frame.level for frame in reversed(self.frames[-4:]) if frame.level), 0)
        if not level and passage.kind == "paragraph" and not here and is_title(passage.text):  # `<p><b>Sources</b></p>`
            level = 7  # below the six of headings
            self.passages[-1] = replace(passage, kind="heading")
        if level:
            self.heading = [*((above, words) for above, words in self.heading if above < level), (level, passage.text)]
            if level == 1 and not frame.furniture:
                self.titles.setdefault("h1", passage.text)

    def meta(self, event: Event) -> None:
        for key in ("name", "property", "itemprop", "http-equiv"):
            if event.get(key) and event.get("content"):
                self.metas.setdefault(event.get(key).lower(), event.get("content"))


def _count(words: str) -> int:
    """A number of a list; 0 when it is none."""
    return int(words) if words.isdecimal() and len(words) < 8 else 0


def _is_furniture(name: str, classes: str, identity: str) -> bool:
    """Whether class or id of a block say that it is no part of the article. The id of a section is its heading."""
    is_section = name == "section" or "section" in classes.split()
    return FURNITURE_CLASS.search(classes) is not None or (not is_section and FURNITURE_ID.fullmatch(identity) is not None)
