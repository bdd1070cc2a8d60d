"""An HTML page in; its passages, links, call-outs, title and dates, out, each at its exact place in the source."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from datetime import date
from urllib.parse import unquote

from linkaudit import urls
from linkaudit.documents import srcset
from linkaudit.documents.aim import aim
from linkaudit.documents.dates import read_date
from linkaudit.documents.decode import decode
from linkaudit.documents.furniture import around
from linkaudit.documents.linked_data import linked_data
from linkaudit.documents.options import Options
from linkaudit.documents.raised import labels
from linkaudit.documents.tags import VOID, Attribute, Event, attribute_value, events, part
from linkaudit.documents.weave import Lines, Weaver, spread
from linkaudit.model import Callout, Document, Layout, Link, Passage, PassageKind, Unreadable

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html",
    "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "search", "section", "select", "summary", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
KINDS: dict[str, PassageKind] = {
    "li": "list_item",
    "blockquote": "quote",
    "td": "table_cell",
    "th": "table_cell",
    "figcaption": "caption",
    "caption": "caption",
    "dd": "list_item",
    "dt": "list_item",
    **dict.fromkeys(HEADINGS, "heading"),
}
# An element of the first kind ends an open one of the second kind, unless one of the third stands between.
IMPLIED = {
    "li": ("li", ("ul", "ol", "menu", "dir")),
    "dt": ("dd", ("dl",)),
    "dd": ("dt", ("dl",)),
    "tr": ("tr", ("table",)),
    "td": ("td", ("tr", "table")),
    "th": ("th", ("tr", "table")),
}
UNSEEN = frozenset({"template", "svg", "math", "object", "select", "noscript", "head"})  # elements whose text no reader sees
# Attributes that name another page or file; what is shown in place is an image, what a reader may follow is a link.
LINKING: dict[tuple[str, str], Layout] = {
    ("a", "href"): "inline",
    ("area", "href"): "inline",
    ("blockquote", "cite"): "attribute",
    ("q", "cite"): "attribute",
    ("ins", "cite"): "attribute",
    ("del", "cite"): "attribute",
    ("iframe", "src"): "attribute",
    ("frame", "src"): "attribute",
    ("embed", "src"): "attribute",
    ("object", "data"): "attribute",
    ("video", "src"): "attribute",
    ("audio", "src"): "attribute",
    ("track", "src"): "attribute",
    ("source", "src"): "attribute",
    ("video", "poster"): "image",
    ("img", "src"): "image",
    ("img", "longdesc"): "attribute",
    ("input", "src"): "image",
}
FURNITURE = frozenset({"nav", "footer", "aside", "menu", "dialog"})
FURNITURE_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "toolbar", "dialog", "alert"}
)
_FURNITURE_NAME = re.compile(
    r"(?:^|[\s_-])(?:nav|navbar|navigation|menu|breadcrumbs?|footer|sidebar|related|recommend(?:ed|ations)?|share|sharing|social|promo|newsletter|"
    r"subscribe|comments?|advert(?:isement)?|ads?|cookies?|consent|popular|trending|most-read|widget|toolbar|skip-link|pagination|pager|masthead|"
    r"site-header|site-footer|teasers?|outbrain|taboola|sponsored|byline-social|read-more|more-stories)(?:$|[\s_-])",
    re.IGNORECASE,
)
NOTE_MARK = re.compile(r"\W{0,2}(?:\d{1,3}[a-z]?|[a-z]|[ivx]{1,5}|note \d{1,3}|[*†‡§¶]{1,3})\W{0,2}", re.IGNORECASE)
_NOTE_CLASS = re.compile(
    r"footnote|noteref|endnote|cite-ref|cite_ref|reference|doc-noteref|fnref|sdfootnoteanc|easy-footnote", re.IGNORECASE
)
_PUBLISHED = (
    "article:published_time", "datepublished", "citation_publication_date", "citation_date", "dc.date.issued", "dcterms.issued",
    "dc.date", "dcterms.date", "dcterms.created", "dc.date.created", "date", "pubdate", "publishdate", "publish-date", "publish_date",
    "parsely-pub-date", "sailthru.date", "og:published_time", "article.published", "article:published", "originalpublicationdate",
    "published-date", "datecreated", "rnews:datepublished", "prism.publicationdate", "citation_online_date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "datemodified", "og:updated_time", "last-modified", "dcterms.modified", "dc.date.modified",
    "article.updated", "lastmod", "revised", "article:modified", "citation_lastmodified_date",
)  # fmt: skip
_CHARSET = re.compile(
    rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.\-]{2,40})",
    re.I,
)
DEEPEST = 200  # levels of a page that is given to trafilatura; lxml stops at 256
LONGEST_NOTE = 12  # passages; what has more is a chapter, not a note


def read(name: str, data: bytes, options: Options) -> Document | Unreadable:
    """An HTML or XHTML page. Links that hang on no known address keep their relative form and are listed as such."""
    decoded = decode(data, options.charset or declared(data))
    if isinstance(decoded, str):
        return Unreadable(name, decoded)
    text = decoded.text
    lines = Lines(text)
    page = parse(text, lines, base=options.base)
    outside = around(text, page.passages) if page.is_site else frozenset[int]()
    passages = tuple(replace(passage, furniture=True) if index in outside else passage for index, passage in enumerate(page.passages))
    links = tuple(replace(link, furniture=True) if link.passage in outside else link for link in page.links)
    return Document(
        name=name,
        format="html",
        text=text,
        passages=passages,
        links=links,
        sha256=hashlib.sha256(data).hexdigest(),
        callouts=page.callouts,
        title=page.title,
        published=options.published or page.published,
        modified=page.modified,
        language=page.language,
        url=options.url,
        anchors=page.anchors,
        remarks=(decoded.remark,) if decoded.remark else (),
    )


def declared(data: bytes) -> str | None:
    """The encoding that the first 1024 bytes declare (HTML Living Standard 13.2.3.2), if they do."""
    found = _CHARSET.search(data, 0, 1024)
    return next(group for group in found.groups() if group).decode("ascii") if found else None


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


def parse(text: str, lines: Lines, start: int = 0, end: int | None = None, base: str | None = None) -> Page:
    """The markup `text[start:end]`: a page, or the part of a page that another format holds. Offsets are into `text`."""
    builder = _Builder(text, lines, base)
    for event in events(text, start, end):
        builder.take(event)
    return builder.page()


@dataclass(slots=True)
class _Frame:
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


@dataclass(slots=True, eq=False)
class _Draft:
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


class _Builder:
    """Takes markup piece by piece; `page` gives what came of it."""

    def __init__(self, text: str, lines: Lines, base: str | None) -> None:
        self.text = text
        self.lines = lines
        self.base = base
        self.base_tag: str | None = None
        self.frames = [_Frame("")]
        self.places: dict[str, list[int]] = {}  # name → where in `frames` its open elements stand
        self.weaver = Weaver()
        self.passages: list[Passage] = []
        self.drafts: list[_Draft] = []
        self.here: list[_Draft] = []  # those whose anchor is in the text being woven
        self.anchor: _Draft | None = None
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

    # -------------------------------------------------- events

    def take(self, event: Event) -> None:
        match event.kind:
            case "text":
                if not self.frames[-1].unseen:
                    self.weaver.add(event.text, event.start)
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
        self.links_of(event)
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
        names = f"{event.get('class')} {event.get('id')}"
        article = above.article or name in ("article", "main") or event.get("role") in ("main", "article")
        furniture = above.furniture or (
            (name in FURNITURE and not (article and name == "footer" and self.top("blockquote")))
            or event.get("role") in FURNITURE_ROLES
            or (name == "header" and not article)
            or (name in BLOCKS and name not in ("body", "html", "article", "main") and _FURNITURE_NAME.search(names) is not None)
        )
        self.is_site = self.is_site or furniture
        frame = _Frame(
            name=name,
            furniture=furniture,
            unseen=above.unseen or name in UNSEEN,
            kind=KINDS.get(name, above.kind if name not in ("table", "body") else "paragraph"),
            cites=event.get("cite") or above.cites if name in ("blockquote", "q") else above.cites,
            level=HEADINGS.get(name, 0),
            raised=above.raised or name == "sup" or bool(_NOTE_CLASS.search(event.get("class"))),
            article=article,
            first=len(self.passages),
            start=event.start,
        )
        for key in ("id", "name"):
            label = event.get(key)
            if label and (key == "id" or name == "a"):
                self._holder(frame).ids.append(label)
                self.targets.setdefault(label, (event.start, len(self.passages), len(self.passages) + 1))
        self.places.setdefault(name, []).append(len(self.frames))
        self.frames.append(frame)
        self.deepest = max(self.deepest, len(self.frames))

    def _holder(self, frame: _Frame) -> _Frame:
        """The block that an id names: its own element, or the one that an inline element stands in."""
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

    def links_of(self, event: Event) -> None:
        name = event.name
        if name == "script":
            self.script_type = event.get("type").lower()
        for key, attribute in event.attributes.items():
            layout = LINKING.get((name, key))
            if layout:
                self.draft(layout, attribute, event)
            elif key in ("srcset", "imagesrcset") and name in ("img", "source"):
                for candidate in srcset.candidates(attribute.value):
                    self.draft("image", part(self.text, attribute, candidate.start, candidate.end), event)
        if name == "meta" and event.get("http-equiv").lower() == "refresh" and "content" in event.attributes:
            attribute = event.attributes["content"]
            place = srcset.refresh(attribute.value)
            if place and place[0] < place[1]:
                self.draft("attribute", part(self.text, attribute, *place), event)

    def draft(self, layout: Layout, attribute: Attribute, event: Event) -> None:
        above = self.frames[-1]
        draft = _Draft(layout, attribute, event, above.furniture, value=attribute.value)
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
                or bool(_NOTE_CLASS.search(event.get("class")))
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
            runs=tuple(weaver.runs),
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
        self.passages.append(passage)
        level = next((frame.level for frame in reversed(self.frames[-4:]) if frame.level), 0)
        if level:
            self.heading = [*((above, words) for above, words in self.heading if above < level), (level, passage.text)]
            if level == 1 and not frame.furniture:
                self.titles.setdefault("h1", passage.text)

    def meta(self, event: Event) -> None:
        for key in ("name", "property", "itemprop", "http-equiv"):
            if event.get(key) and event.get("content"):
                self.metas.setdefault(event.get(key).lower(), event.get("content"))

    # -------------------------------------------------- what came of it

    def page(self) -> Page:
        self.pop_to(1)
        self.flush()
        base = urls.parse(self.base_tag, self.base) if self.base_tag else None
        base = base or self.base
        called, calling = self._callouts()
        callouts = tuple(sorted([*called, *self.calls], key=lambda callout: callout.start or 0))
        links = [self._link(draft, base) for draft in self.drafts if draft not in calling]
        self.passages = [self._settled(index, passage) for index, passage in enumerate(self.passages)]
        links += self._bare(links) + self.extra
        links = [self._labelled(link) for link in links]
        links.sort(key=lambda link: (link.start or 0, link.end or 0))
        return Page(
            passages=tuple(self.passages),
            links=tuple(links),
            callouts=callouts,
            anchors=tuple(self.targets),
            is_site=self.is_site and self.deepest <= DEEPEST,
            title=self.metas.get("og:title") or self.titles.get("h1") or self.titles.get("title") or None,
            published=self._date(_PUBLISHED, "published"),
            modified=self._date(_MODIFIED, "modified"),
            language=self.language,
        )

    def _callouts(self) -> tuple[tuple[Callout, ...], set[_Draft]]:
        """The anchors that call a note further down, as call-outs; the notes they call are remembered."""
        callouts = []
        calling = set()
        for draft in self.drafts:
            if draft.event.name != "a" or draft.passage is None or draft.span is None or draft.value[:1] != "#":
                continue
            label = unquote(draft.value[1:])
            target = self.targets.get(label)
            passage = self.passages[draft.passage]
            mark = passage.text[slice(*draft.span)]
            if target is None or not NOTE_MARK.fullmatch(mark):
                continue
            offset, first, last = target
            # A bare `2` may be an entry of a table of contents: it calls no heading.
            plain = not draft.noted and mark.strip().isalnum()
            if plain and not (mark.strip().isdigit() and first < len(self.passages) and self.passages[first].kind != "heading"):
                continue
            # A note stands after its call; what leads back up is no call.
            if offset < draft.event.start or not first < last <= first + LONGEST_NOTE or first <= draft.passage < last:
                continue
            calling.add(draft)
            for index in range(first, min(last, len(self.passages))):
                self.notes.setdefault(index, label)
            callouts.append(
                Callout(
                    label=label,
                    kind="superscript" if draft.noted else "anchor",
                    start=draft.event.start,
                    end=draft.end,
                    passage=draft.passage,
                    span=draft.span,
                    at=self.lines.place(draft.event.start),
                )
            )
        return tuple(callouts), calling

    def _link(self, draft: _Draft, base: str | None) -> Link:
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
        passage = None if draft.passage is None else self.passages[draft.passage]
        span = draft.span if passage else None
        return Link(
            url=self.text[attribute.start : attribute.end],
            target=aimed.target,
            at=self.lines.place(attribute.start),
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

    def _settled(self, index: int, passage: Passage) -> Passage:
        """A note gets its label; what is nothing but URLs is a link block."""
        if index in self.notes:
            return replace(passage, kind="note", label=self.notes[index], furniture=False)
        if passage.kind in ("paragraph", "list_item") and _only_urls(passage.text):
            return replace(passage, kind="link_block")
        return passage

    def _bare(self, links: list[Link]) -> list[Link]:
        """URLs in the text that no anchor holds."""
        anchored: dict[int, list[tuple[int, int]]] = {}
        for link in links:
            if link.passage is not None and link.span:
                anchored.setdefault(link.passage, []).append(link.span)
        bare = []
        for index, passage in enumerate(self.passages):
            spans = iter(sorted(anchored.get(index, [])))
            span = next(spans, None)
            for found in urls.find(passage.text):
                while span and span[1] <= found.start:
                    span = next(spans, None)
                place = spread(passage, found.start, found.end)
                if (span and span[0] < found.end) or place is None:
                    continue
                aimed = aim(found.target)
                bare.append(
                    Link(
                        url=self.text[slice(*place)],
                        target=found.target,
                        at=self.lines.place(place[0]),
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

    def _labelled(self, link: Link) -> Link:
        """The link with the layout that its passage gives it."""
        if link.passage is None or link.layout not in ("inline", "bare"):
            return link
        passage = self.passages[link.passage]
        if passage.kind == "note":
            return replace(link, layout="footnote", label=passage.label, furniture=False)
        if passage.kind == "link_block":
            return replace(link, layout="block")
        if passage.kind == "list_item" and link.span == (0, len(passage.text)):
            return replace(link, layout="list")
        return link

    def _date(self, names: tuple[str, ...], kind: str) -> date | None:
        """What JSON-LD says, else the first meta tag that says so, else (for publication) the first `<time>`."""
        said = [self.data_dates.get(kind), *(self.metas.get(name) for name in names)]
        if kind == "published":
            said += [when for marked, when in sorted(self.times, key=lambda time: not time[0])][:1]
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
