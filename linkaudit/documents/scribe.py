"""Paragraphs of a format without offsets in, piece by piece; a Document out. Word processors' formats share it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Literal

from linkaudit import urls
from linkaudit.documents.aim import aim
from linkaudit.documents.headings import SOURCES, is_title
from linkaudit.documents.options import Options
from linkaudit.documents.weave import Weaver
from linkaudit.model import Callout, Document, Layout, Link, Passage, PassageKind, Place

_SOURCES = re.compile(
    r"\W*(?:\d+\.?\s+)?(?:sources?|references?|notes?|links?|footnotes|endnotes|bibliography|works cited|further reading|citations?|"
    r"literature|literature cited|quellen|quellenverzeichnis|nachweise|literatur|literaturverzeichnis|références|bibliographie|fuentes|"
    r"referencias|bibliografía|fonti|bibliografia|referências|источники|примечания|ссылки|литература|参考文献|脚注|出典)\W*",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\[(\w{1,12})\]|\(?(\d{1,3})[.)]\s")
_ONLY_URL = re.compile(r"[\W\d]*(?:[^.!?]{0,60}[:–—-])?\W*")
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


@dataclass(slots=True)
class Paragraph:
    """One paragraph in the making."""

    kind: PassageKind
    at: Place
    label: str | None = None
    level: int = 0  # of a heading
    furniture: bool = False
    weaver: Weaver = field(default_factory=Weaver)
    links: list[Link] = field(default_factory=list)
    callouts: list[Callout] = field(default_factory=list)
    breaks: list[int] = field(default_factory=list)  # where a forced line break stands

    def text(self, words: str) -> None:
        """More words; white space collapses."""
        self.weaver.insert(words)

    def raised(self, words: str) -> None:
        """Raised words: figures are note marks (`¹`) or exponents."""
        self.weaver.insert(words.translate(_RAISED))

    def call(self, label: str) -> None:
        """A note is called here, behind the last word."""
        at = self.weaver.length
        self.callouts.append(Callout(label, "footnote", None, None, -1, (at, at), self.at))

    def link(self, url: str, begin: int, layout: Layout = "inline") -> None:
        """What was said since `begin` (a `weaver.next()`) leads to `url`."""
        aimed = aim(url)
        begin = min(begin, self.weaver.length)
        span = (begin, self.weaver.length)
        self.links.append(Link(url, aimed.target, self.at, layout, passage=-1, span=span, written_as=aimed.written_as, skip=aimed.skip))


class Scribe:
    """Collects the paragraphs of a document and knows the headings above each."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.paragraphs: list[Paragraph] = []

    def paragraph(self, kind: PassageKind, at: str | Place, label: str | None = None, level: int = 0, furniture: bool = False) -> Paragraph:
        """A new paragraph, last of all so far; `at` is its place or the words for it ("paragraph 12")."""
        made = Paragraph(kind, Place(part=at) if isinstance(at, str) else at, label, level, furniture)
        self.paragraphs.append(made)
        return made

    def document(
        self,
        name: str,
        kind: str,
        data: bytes,
        *,
        title: str | None = None,
        published: date | None = None,
        modified: date | None = None,
        language: str | None = None,
    ) -> Document:
        """The document that the paragraphs are."""
        passages: list[Passage] = []
        links: list[Link] = []
        callouts: list[Callout] = []
        texts: list[str] = []
        length = 0
        for paragraph, heading in self._settled():
            text = paragraph.weaver.text
            if not text and not paragraph.links and not paragraph.callouts:
                continue
            index = len(passages)
            block = passages[-1] if passages else None
            shift = 0
            if paragraph.kind == "link_block" and block and block.kind == "link_block" and block.heading == heading:
                index, shift = index - 1, len(block.text) + 1
                whole = f"{block.text} {text}"
                passages[-1] = replace(block, text=whole, runs=((0, block.start, len(whole)),), end=block.start + len(whole))
                texts[-1] = whole
                length += len(text) + 1
            else:
                runs = ((0, length, len(text)),) if text else ()
                passages.append(
                    Passage(
                        paragraph.kind,
                        text,
                        runs,
                        length,
                        length + len(text),
                        paragraph.at,
                        heading,
                        furniture=paragraph.furniture,
                        label=paragraph.label,
                    )
                )
                texts.append(text)
                length += len(text) + 2
            for link in self._links(paragraph, text):
                begin, end = link.span or (0, 0)
                links.append(replace(link, passage=index, span=(begin + shift, end + shift), anchor=text[begin:end]))
            callouts += [replace(each, passage=index, span=(each.span[0] + shift, each.span[1] + shift)) for each in paragraph.callouts]
        first = next((passage.text for passage in passages if passage.kind == "heading"), None)
        return Document(
            name=name,
            format=kind,
            text="\n\n".join(texts),
            passages=tuple(passages),
            links=tuple(links),
            sha256=hashlib.sha256(data).hexdigest(),
            callouts=tuple(callouts),
            title=title or first,
            published=self.options.published or published,
            modified=modified,
            language=language,
            url=self.options.url,
            exact=False,
        )

    def _settled(self) -> Iterator[tuple[Paragraph, tuple[str, ...]]]:
        """Each paragraph with the headings above it, its kind settled: sources below their heading, blocks of URLs."""
        above: list[tuple[int, str]] = []
        for paragraph in self.paragraphs:
            text = paragraph.weaver.text
            if paragraph.kind == "paragraph" and is_title(text):
                paragraph.kind, paragraph.level = "heading", above[-1][0] if above else 1
            if paragraph.kind == "heading":
                while above and above[-1][0] >= paragraph.level:
                    above.pop()
            elif paragraph.kind in ("paragraph", "list_item"):
                under = bool(above) and SOURCES.fullmatch(above[-1][1]) is not None
                if label := _LABEL.match(text):
                    paragraph.label = paragraph.label or label[1] or label[2]
                if under or (text[:1] == "[" and paragraph.label and text[1 : 1 + len(paragraph.label)].isdigit()):
                    paragraph.kind = "reference"
                elif self._is_only_url(text):
                    paragraph.kind = "link_block"
                if paragraph.kind != "reference":
                    paragraph.label = None
            yield paragraph, tuple(words for _, words in above)
            if paragraph.kind == "heading" and text:
                above.append((paragraph.level, text))

    def _is_only_url(self, text: str) -> bool:
        if "://" not in text and "www." not in text.lower():
            return False
        rest = text
        for found in reversed([*urls.find(text)]):
            rest = rest[: found.start] + rest[found.end :]
        return _ONLY_URL.fullmatch(rest) is not None

    def _links(self, paragraph: Paragraph, text: str) -> list[Link]:
        """The links of a paragraph and the URLs of its text that none of them covers, in order."""
        layouts: dict[PassageKind, Layout] = {
            "note": "footnote",
            "link_block": "block",
            "reference": "numbered" if paragraph.label else "list",
        }
        links = list(paragraph.links)
        covered = [link.span for link in links if link.span]
        for found in urls.find(text, defanged=self.options.defanged):
            if any(begin < found.end and end > found.start for begin, end in covered):
                continue
            aimed = aim(found.target)
            written = found.written_as or aimed.written_as
            span = (found.start, found.end)
            links.append(Link(found.url, found.target, paragraph.at, "bare", passage=-1, span=span, written_as=written, skip=aimed.skip))
        settled = []
        for link in sorted(links, key=lambda each: each.span or (0, 0)):
            words = text[slice(*link.span)] if link.span else ""
            own: Layout | Literal["bare"] = "bare" if link.layout == "inline" and re.match(r"https?://|www\.", words) else link.layout
            layout = own if link.layout == "image" else layouts.get(paragraph.kind, own)
            settled.append(replace(link, layout=layout, label=paragraph.label, furniture=paragraph.furniture))
        return settled
