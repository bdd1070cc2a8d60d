"""An e-book in; the passages, links and notes of every chapter in the order of its spine, out."""

from __future__ import annotations

import hashlib
import posixpath
import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from linkaudit.documents import html
from linkaudit.documents.aim import FRAGMENT, RELATIVE
from linkaudit.documents.container import Container, Refused, attribute, local
from linkaudit.documents.dates import read_date
from linkaudit.documents.decode import decode
from linkaudit.documents.options import Options
from linkaudit.documents.weave import Lines
from linkaudit.entities import unescape
from linkaudit.model import Document, Link, Place, Unreadable

_TAG = re.compile(r"<([A-Za-z][\w:.-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*+)>")
_ATTRIBUTE = re.compile(r"(\s)(id|name|href)(\s*=\s*)(\"[^\"]*\"|'[^']*')", re.IGNORECASE)
_ENCODING = re.compile(rb"^[^<]{0,3}<\?xml[^>]{0,80}encoding=[\"']([\w.-]{1,40})[\"']")
_VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"})


def read(name: str, data: bytes, options: Options) -> Document | Unreadable:
    """An EPUB 2 or 3. A place is the chapter's file and the line in it; notes in a chapter of their own are found there."""
    try:
        return _Book(Container(data)).document(name, data, options)
    except Refused as reason:
        return Unreadable(name, str(reason))


@dataclass(frozen=True, slots=True)
class _Chapter:
    """One file of the spine: its path in the container, its markup with addresses of the whole book, where that begins in the text."""

    path: str
    text: str
    start: int


class _Book:
    def __init__(self, container: Container) -> None:
        self.container = container
        self.package = self._package()
        self.folder = posixpath.dirname(self.package_path)
        self.spine = self._spine()

    def document(self, name: str, data: bytes, options: Options) -> Document | Unreadable:
        remarks: list[str] = []
        chapters: list[_Chapter] = []
        length = 0
        for number, path in enumerate(self.spine):
            markup = self._markup(path)
            if markup is None:
                remarks.append(f"{path}: no such chapter, or not one that can be read")
                continue
            text = self._addressed(markup, path, number)
            chapters.append(_Chapter(path, text, length))
            length += len(text) + 1
        if not chapters:
            return Unreadable(name, "an e-book without a chapter that can be read")
        text = "\n".join(chapter.text for chapter in chapters)
        page = html.parse(text, Lines(text), with_code=options.include_code)
        starts = [chapter.start for chapter in chapters]
        lines = [Lines(chapter.text) for chapter in chapters]

        def place(offset: int) -> Place:
            index = max(bisect_right(starts, offset) - 1, 0)
            return replace(lines[index].place(offset - starts[index]), part=chapters[index].path)

        said = self._said()
        return Document(
            name=name,
            format="epub",
            text=text,
            passages=tuple(replace(passage, at=place(passage.start)) for passage in page.passages),
            links=tuple(
                replace(link, url=unescape(link.url), at=place(link.start or 0), start=None, end=None)
                for link in (replace(each, at=place(each.start or 0)) for each in page.links)
                if not self._is_inside(link)
            ),
            sha256=hashlib.sha256(data).hexdigest(),
            callouts=tuple(replace(callout, at=place(callout.start or 0), start=None, end=None) for callout in page.callouts),
            title=said.get("title"),
            published=options.published or read_date(said.get("date", "")),
            modified=read_date(said.get("modified", "")),
            language=said.get("language"),
            url=options.url,
            exact=False,
            remarks=tuple(remarks),
        )

    def _package(self) -> Element:
        root = self.container.xml("META-INF/container.xml")
        if root is None:
            raise Refused("not an e-book: it holds no META-INF/container.xml")
        paths = [attribute(each, "full-path") or "" for each in root.iter() if local(each) == "rootfile"]
        self.package_path = paths[0] if paths else ""
        package = self.container.xml(self.package_path)
        if package is None:
            raise Refused("not an e-book: its package file is missing")
        return package

    def _spine(self) -> list[str]:
        """The chapters' paths in reading order."""
        manifest = {attribute(each, "id"): attribute(each, "href") or "" for each in self.package.iter() if local(each) == "item"}
        named = [manifest.get(attribute(each, "idref")) for each in self.package.iter() if local(each) == "itemref"]
        spine = [posixpath.normpath(posixpath.join(self.folder, unquote(href))) for href in named if href]
        locks = self.container.xml("META-INF/encryption.xml")
        locked = {attribute(each, "URI") for each in locks.iter() if local(each) == "CipherReference"} if locks is not None else set()
        if locked & set(spine):
            raise Refused("its chapters are locked (DRM)")
        return list(dict.fromkeys(spine))

    def _markup(self, path: str) -> str | None:
        data = self.container.read(path)
        if data is None:
            return None
        declared = _ENCODING.match(data[:200])
        decoded = decode(data, declared[1].decode("ascii") if declared else html.declared(data))
        return None if isinstance(decoded, str) else decoded.text

    def _addressed(self, markup: str, path: str, number: int) -> str:
        """A chapter's markup for a page that holds all of them: ids with the chapter's number before, links within the book to these,
        and elements that XML closes at once closed as HTML does."""
        numbers = {each: index for index, each in enumerate(self.spine)}

        def addressed(found: re.Match[str]) -> str:
            before, name, equals, quoted = found.groups()
            value = quoted[1:-1]
            if name.lower() in ("id", "name"):
                value = f"{number}--{value}"
            elif not re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", value):
                file, _, fragment = value.partition("#")
                where = numbers.get(posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(file))) if file else path)
                if where is not None:
                    value = f"#{where}--{fragment or 'top'}"
            return f"{before}{name}{equals}{quoted[0]}{value}{quoted[0]}"

        def closed(found: re.Match[str]) -> str:
            name, rest = found.groups()
            rest = _ATTRIBUTE.sub(addressed, rest)
            if rest.endswith("/") and name.lower() not in _VOID:
                return f"<{name}{rest[:-1]}></{name}>"
            return f"<{name}{rest}>"

        return _TAG.sub(closed, markup)

    def _is_inside(self, link: Link) -> bool:
        """Does a link lead to a place or a picture of the book itself?"""
        if link.skip == FRAGMENT:
            return True
        folder = posixpath.dirname(link.at.part or "")
        inner = posixpath.normpath(posixpath.join(folder, unquote(link.target.partition("#")[0])))
        return link.skip == RELATIVE and inner in self.container.names

    def _said(self) -> dict[str, str]:
        """What the package says of the book; the first of each."""
        said: dict[str, str] = {}
        for each in self.package.iter():
            key = "modified" if attribute(each, "property") == "dcterms:modified" else local(each)
            if key in ("title", "date", "language", "modified") and (words := " ".join((each.text or "").split())):
                said.setdefault(key, words)
        return said
