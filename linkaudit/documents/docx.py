"""A Word document in; its paragraphs, notes, hyperlinks and field codes, with paragraph and note numbers, out. Comments are left out."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from linkaudit.documents.container import Container, Refused, attribute, local, walk
from linkaudit.documents.dates import read_date
from linkaudit.documents.options import Options
from linkaudit.documents.scribe import Paragraph, Scribe
from linkaudit.model import Document, PassageKind, Unreadable

_HYPERLINK = re.compile(r'\s*HYPERLINK\s+(?:\\[a-z]\s+)*(?:"([^"]*)"|([^\s"\\]\S*))?', re.IGNORECASE)
_ANCHOR = re.compile(r'\\l\s+"([^"]*)"', re.IGNORECASE)
# What is not shown: deleted and moved-away text, properties, the old form of a drawing that is there in the new one too, comments.
_HIDDEN = frozenset(
    {"del", "moveFrom", "pPr", "tblPr", "trPr", "tcPr", "sectPr", "sdtPr", "sdtEndPr", "Fallback", "commentReference", "delText", "tblGrid"}
)
_SPACES = frozenset({"tab", "br", "cr", "ptab"})


def read(name: str, data: bytes, options: Options) -> Document | Unreadable:
    """A `.docx` file, transitional or strict. Notes follow the text; headers and footers come last and are furniture."""
    try:
        return _Reader(Container(data), options).document(name, data)
    except Refused as reason:
        return Unreadable(name, str(reason))


@dataclass(slots=True)
class _Field:
    """A field that is being read: its code, and where its shown result began."""

    code: str = ""
    paragraph: Paragraph | None = None
    begin: int = 0


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style makes of a paragraph: a heading of a level, or a kind."""

    level: int | None
    kind: PassageKind | None


class _Reader:
    def __init__(self, container: Container, options: Options) -> None:
        self.container = container
        self.scribe = Scribe(options)
        self.styles = self._styles()
        self.numbered = self._numbered()
        self.counters: Counter[str] = Counter()
        self.relations: dict[str, dict[str, str]] = {}
        self.called: dict[tuple[str, str], str] = {}  # (sort, id) of a note to its label

    def document(self, name: str, data: bytes) -> Document | Unreadable:
        main = self._main()
        root = self.container.xml(f"word/{main}.xml")
        if root is None:
            return Unreadable(name, "not a Word document: it holds no text (word/document.xml)")
        self._part(root, main, "")
        for sort in ("footnote", "endnote"):
            if (notes := self.container.xml(f"word/{sort}s.xml")) is not None:
                self._notes(notes, sort)
        for part in sorted(self.container.names):
            if (found := re.fullmatch(r"word/((?:header|footer)\d*)\.xml", part)) and (furniture := self.container.xml(part)) is not None:
                self._part(furniture, found[1], f"{found[1]} ", furniture=True)
        title, published, modified, language = core_properties(self.container)
        return self.scribe.document(name, "docx", data, title=title, published=published, modified=modified, language=language)

    def _main(self) -> str:
        """The part that holds the text: `document`, or what the package calls so (Office on the web writes `document2`)."""
        root = self.container.xml("_rels/.rels")
        kinds = {(each.get("Type") or "").rpartition("/")[2]: each.get("Target") or "" for each in root} if root is not None else {}
        found = re.fullmatch(r"/?word/([\w-]{1,60})\.xml", kinds.get("officeDocument", ""))
        return found[1] if found else "document"

    # ------------------------------------------------------------ what the text refers to

    def _relations(self, part: str) -> dict[str, str]:
        """Where the relations of a part lead outside the document."""
        if part not in self.relations:
            root = self.container.xml(f"word/_rels/{part}.xml.rels")
            outside = [each for each in root if each.get("TargetMode") == "External"] if root is not None else []
            self.relations[part] = {each.get("Id", ""): each.get("Target", "") for each in outside}
        return self.relations[part]

    def _styles(self) -> dict[str, _Style]:
        """Paragraph styles by id; a style takes from the one it is based on what it does not say."""
        root = self.container.xml("word/styles.xml")
        said: dict[str, tuple[_Style, str]] = {}
        for style in root if root is not None else ():
            inside = {local(each): each for each in style.iter()}
            name = (attribute(inside["name"], "val") or "").lower() if "name" in inside else ""
            outline = attribute(inside["outlineLvl"], "val") if "outlineLvl" in inside else None
            level = int(outline) + 1 if outline and outline.isdigit() and int(outline) < 9 else None
            if found := re.fullmatch(r"(?:heading|überschrift|titre|título|заголовок) ?(\d)|title", name):
                level = int(found[1] or 0)
            kinds: dict[str, PassageKind] = {"quote": "quote", "caption": "caption", "bibliography": "reference"}
            kind = next((kinds[word] for word in kinds if word in name), None)
            based = attribute(inside["basedOn"], "val") if "basedOn" in inside else None
            said[attribute(style, "styleId") or ""] = (_Style(level, kind), based or "")
        return {key: _inherited(key, said) for key in said}

    def _numbered(self) -> set[str]:
        """The lists whose items are counted in figures."""
        root = self.container.xml("word/numbering.xml")
        abstract: set[str] = set()
        numbered: set[str] = set()
        for each in root if root is not None else ():
            inside = [item for item in each.iter() if local(item) in ("numFmt", "abstractNumId")]
            if local(each) == "abstractNum" and inside and attribute(inside[0], "val") in ("decimal", "decimalZero"):
                abstract.add(attribute(each, "abstractNumId") or "")
            elif local(each) == "num" and inside and attribute(inside[0], "val") in abstract:
                numbered.add(attribute(each, "numId") or "")
        return numbered

    # ------------------------------------------------------------ the text

    def _notes(self, root: Element, sort: str) -> None:
        """Footnotes or endnotes; the separator lines that Word keeps among them are none."""
        for note in root:
            if attribute(note, "type") in ("separator", "continuationSeparator", "continuationNotice"):
                continue
            label = self._label(sort, attribute(note, "id") or "")
            self._part(note, f"{sort}s", f"{sort} {label.rpartition(' ')[2]}, ", label=label)

    def _label(self, sort: str, identity: str) -> str:
        """Notes are counted in the order in which they are called."""
        if (sort, identity) not in self.called:
            self.counters[sort] += 1
            count = self.counters[sort]
            self.called[sort, identity] = str(count) if sort == "footnote" else f"endnote {count}"
        return self.called[sort, identity]

    def _part(self, root: Element, part: str, before: str, label: str | None = None, furniture: bool = False) -> None:
        """All paragraphs of a part, those in tables and text boxes in their place."""
        relations = self._relations(part)
        paragraphs: list[Paragraph] = []  # that are open: a text box stands inside a paragraph
        links: list[tuple[Paragraph, str, int]] = []
        codes: list[_Field] = []
        number = tables = 0
        raised = False
        for step, value in walk(root, _HIDDEN):
            paragraph = paragraphs[-1] if paragraphs else None
            if step == "text":
                continue
            tag = local(value)
            if step == "begin":
                if tag == "p":
                    number += 1
                    kind, level, listed = self._kind(value, tables > 0)
                    paragraphs.append(
                        self.scribe.paragraph("note" if label else kind, f"{before}paragraph {number}", label or listed, level, furniture)
                    )
                elif tag == "tbl":
                    tables += 1
                elif paragraph is None:
                    continue
                elif tag == "r":
                    properties = next((each for each in value if local(each) == "rPr"), ())
                    raised = any(local(each) == "vertAlign" and attribute(each, "val") == "superscript" for each in properties)
                elif tag == "t" and value.text:
                    (paragraph.raised if raised else paragraph.text)(value.text)
                elif tag in _SPACES:
                    paragraph.text(" ")
                elif tag == "noBreakHyphen":
                    paragraph.text("-")
                elif tag in ("hyperlink", "fldSimple"):
                    code = attribute(value, "instr") or ""
                    url = (
                        _target(code)
                        if tag == "fldSimple"
                        else _joined(relations.get(attribute(value, "id") or ""), attribute(value, "anchor"))
                    )
                    links.append((paragraph, url, paragraph.weaver.next()))
                elif tag == "fldChar":
                    _field(attribute(value, "fldCharType") or "", codes, paragraph)
                elif tag == "instrText" and codes:
                    codes[-1].code += value.text or ""
                elif tag in ("footnoteReference", "endnoteReference"):
                    paragraph.call(self._label(tag.removesuffix("Reference"), attribute(value, "id") or ""))
                elif tag == "hlinkClick" and (url := relations.get(attribute(value, "id") or "", "")):
                    paragraph.link(url, paragraph.weaver.length)
                elif tag == "blip" and (url := relations.get(attribute(value, "link") or "", "")):
                    paragraph.link(url, paragraph.weaver.length, "image")
            elif tag == "p":
                paragraphs.pop()
            elif tag == "tbl":
                tables -= 1
            elif tag == "r":
                raised = False
            elif tag in ("hyperlink", "fldSimple") and links:
                owner, url, begin = links.pop()
                if url:
                    owner.link(url, begin)

    def _kind(self, element: Element, in_table: bool) -> tuple[PassageKind, int, str | None]:
        """What a paragraph is: its kind, its level as a heading, its number in a list that counts."""
        properties = next((each for each in element if local(each) == "pPr"), None)
        inside = {local(each): attribute(each, "val") or "" for each in properties.iter()} if properties is not None else {}
        style = self.styles.get(inside.get("pStyle", ""), _Style(None, None))
        outline = inside.get("outlineLvl", "")
        level = int(outline) + 1 if outline.isdigit() and int(outline) < 9 else style.level
        if level is not None:
            return "heading", level, None
        label = None
        if "numId" in inside and inside["numId"] in self.numbered and inside.get("ilvl", "0") == "0":
            self.counters[inside["numId"]] += 1
            label = str(self.counters[inside["numId"]])
        if style.kind:
            return style.kind, 0, label
        return "table_cell" if in_table else "list_item" if "numPr" in inside else "paragraph", 0, label


def _inherited(key: str, said: dict[str, tuple[_Style, str]]) -> _Style:
    """A style with what it takes from those it is based on."""
    level, kind = None, None
    for _ in range(20):  # styles may be based on each other in a circle
        if key not in said or (level is not None and kind):
            break
        style, key = said[key]
        level, kind = style.level if level is None else level, kind or style.kind
    return _Style(level, kind)


def _field(mark: str, codes: list[_Field], paragraph: Paragraph) -> None:
    """The marks of a field: where its code begins, where its result begins, where it ends."""
    if mark == "begin" and len(codes) < 100:
        codes.append(_Field())
    elif mark == "separate" and codes:
        codes[-1].paragraph, codes[-1].begin = paragraph, paragraph.weaver.next()
    elif mark == "end" and codes:
        done = codes.pop()
        if (url := _target(done.code)) and (owner := done.paragraph or paragraph):
            owner.link(url, done.begin if done.paragraph else owner.weaver.length)


def _target(code: str) -> str:
    """Where a HYPERLINK field leads; "" for other fields and places of the same document."""
    found = _HYPERLINK.match(code)
    anchor = _ANCHOR.search(code)
    return _joined(found[1] or found[2], anchor[1] if anchor else None) if found else ""


def _joined(url: str | None, anchor: str | None) -> str:
    if not url:
        return ""
    return f"{url}#{anchor}" if anchor and "#" not in url else url


def core_properties(container: Container) -> tuple[str | None, date | None, date | None, str | None]:
    """Title, day of creation, day of the last change, language."""
    root = container.xml("docProps/core.xml")
    said = {local(each): (each.text or "").strip() for each in root} if root is not None else {}
    return (
        said.get("title") or None,
        read_date(said.get("created", "")),
        read_date(said.get("modified", "")),
        said.get("language") or None,
    )
