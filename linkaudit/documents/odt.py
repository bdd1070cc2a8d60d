"""An OpenDocument text in; its paragraphs, notes and links, with paragraph and note numbers, out. Comments are left out."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from linkaudit.documents.container import Container, Refused, attribute, local, parse, walk
from linkaudit.documents.dates import read_date
from linkaudit.documents.options import Options
from linkaudit.documents.scribe import Paragraph, Scribe
from linkaudit.model import Document, PassageKind, Unreadable

# Not shown: comments, deleted text, what a note is called by (it is counted again), fields' and forms' definitions.
_HIDDEN = frozenset(
    {"annotation", "tracked-changes", "note-citation", "sequence-decls", "variable-decls", "forms", "scripts", "bibliography-configuration"}
)


def read(name: str, data: bytes, options: Options) -> Document | Unreadable:
    """An `.odt` file, or a flat one (`.fodt`)."""
    try:
        if not data.startswith(b"PK"):
            root = parse(data, "the file")
            return _Reader(root, root, options).document(name, data, root)
        container = Container(data)
        content = container.xml("content.xml")
        if content is None:
            return Unreadable(name, "not an OpenDocument text: it holds no content.xml")
        return _Reader(content, container.xml("styles.xml"), options).document(name, data, container.xml("meta.xml"))
    except Refused as reason:
        return Unreadable(name, str(reason))


@dataclass(slots=True)
class _Note:
    """A note that is being read, and the paragraphs that were open when it began."""

    label: str
    outer: list[Paragraph]


class _Reader:
    def __init__(self, content: Element, styles: Element | None, options: Options) -> None:
        self.content = content
        self.scribe = Scribe(options)
        self.raised = {
            attribute(style, "name") or ""
            for root in (content, styles)
            for style in (root.iter() if root is not None else ())
            if local(style) == "style" and any((attribute(each, "text-position") or "").startswith(("super", "3", "5")) for each in style)
        }

    def document(self, name: str, data: bytes, meta: Element | None) -> Document | Unreadable:
        body = next((each for each in self.content.iter() if local(each) == "body"), None)
        text = next((each for each in body if local(each) == "text"), None) if body is not None else None
        if text is None:
            return Unreadable(name, "not an OpenDocument text: it holds no text")
        self._text(text)
        title, published, modified, language = _meta(meta)
        return self.scribe.document(name, "odt", data, title=title, published=published, modified=modified, language=language)

    def _text(self, root: Element) -> None:
        """All paragraphs; a note's come after the paragraph that calls it."""
        open_: list[Paragraph] = []
        notes: list[_Note] = []
        links: list[tuple[Paragraph, str, int]] = []
        spans: list[bool] = []
        counts: Counter[str] = Counter()
        number = lists = cells = 0
        inner = 0  # paragraphs of the note that is being read
        for step, value in walk(root, _HIDDEN):
            paragraph = open_[-1] if open_ else None
            if step == "text":
                if paragraph:
                    (paragraph.raised if any(spans) and not value.isspace() else paragraph.text)(value)
                continue
            tag = local(value)
            if step == "begin":
                if tag in ("p", "h"):
                    if notes:
                        inner += 1
                        part = f"{notes[-1].label if ' ' in notes[-1].label else 'footnote ' + notes[-1].label}, paragraph {inner}"
                        made = self.scribe.paragraph("note", part, notes[-1].label)
                    else:
                        number += 1
                        kind: PassageKind = "heading" if tag == "h" else "table_cell" if cells else "list_item" if lists else "paragraph"
                        level = attribute(value, "outline-level") or "1"
                        made = self.scribe.paragraph(kind, f"paragraph {number}", level=int(level) if level.isdigit() else 1)
                    open_.append(made)
                elif tag == "list":
                    lists += 1
                elif tag == "table-cell":
                    cells += 1
                elif tag == "note" and paragraph:
                    sort = attribute(value, "note-class") or "footnote"
                    counts[sort] += 1
                    label = str(counts[sort]) if sort == "footnote" else f"endnote {counts[sort]}"
                    paragraph.call(label)
                    notes.append(_Note(label, open_))
                    open_, inner = [], 0
                elif paragraph is None:
                    continue
                elif tag == "a":
                    links.append((paragraph, attribute(value, "href") or "", paragraph.weaver.next()))
                elif tag == "span":
                    spans.append((attribute(value, "style-name") or "") in self.raised)
                elif tag in ("s", "tab", "line-break"):
                    paragraph.text(" ")
                elif tag == "bibliography-mark" and (url := attribute(value, "url")):
                    links.append((paragraph, url, paragraph.weaver.next()))
            elif tag in ("p", "h") and open_:
                open_.pop()
            elif tag == "list":
                lists -= 1
            elif tag == "table-cell":
                cells -= 1
            elif tag == "note" and notes:
                open_ = notes.pop().outer
            elif tag == "span" and spans:
                spans.pop()
            elif (tag == "a" or (tag == "bibliography-mark" and attribute(value, "url"))) and links:
                owner, url, begin = links.pop()
                if url and not url.startswith("#"):
                    owner.link(url, begin)


def _meta(root: Element | None) -> tuple[str | None, date | None, date | None, str | None]:
    said = {local(each): (each.text or "").strip() for each in root.iter()} if root is not None else {}
    return (
        said.get("title") or None,
        read_date(said.get("creation-date", "")),
        read_date(said.get("date", "")),
        said.get("language") or None,
    )
