"""Wikitext in; its passages, external links, references and call-outs with exact places out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence

from linkaudit.documents import wikicite
from linkaudit.documents.decode import decode
from linkaudit.documents.headings import SOURCES
from linkaudit.documents.options import Options
from linkaudit.documents.wikiaddress import raw_url
from linkaudit.documents.wikiparse import Node, moved, parse, spans
from linkaudit.documents.wikisheet import Sheet
from linkaudit.documents.wikitemplates import (
    Value,
    cited,
    is_archive,
    is_cbignore,
    is_dead_link,
    narrative,
    note_text,
    quotation,
    read_as,
    short_notes,
    site_of,
    values,
)
from linkaudit.documents.wikitemplates import name as template_name
from linkaudit.entities import unescape
from linkaudit.model import Document, Layout, PassageKind, Unreadable

LEFT_ALONE = "{{cbignore}}"  # why a link is listed but not asked: the page's editors ask bots to leave it alone


def read(name: str, data: bytes, options: Options) -> Document | Unreadable:
    """A page of wikitext. References become notes with the layout `ref`, each `<ref>` a call-out, each call of a named one another."""
    decoded = decode(data, options.charset)
    if isinstance(decoded, str):
        return Unreadable(name, decoded)
    reader = _Reader(decoded.text)
    reader.page(parse(decoded.text))
    remarks = [decoded.remark] if decoded.remark else []
    if found := re.match(r"\s*#\w+\s*(?::\s*)?\[\[([^\]\n|]+)", decoded.text):
        remarks.append(f"a redirect to {found[1].strip()!r}")
    at = raw_url(options.url) if options.url else None
    return Document(
        name=name,
        format="wikitext",
        text=decoded.text,
        passages=tuple(reader.sheet.passages),
        links=tuple(sorted(reader.sheet.links, key=lambda link: link.start or 0)),
        sha256=hashlib.sha256(data).hexdigest(),
        callouts=tuple(sorted(reader.sheet.callouts, key=lambda callout: callout.start or 0)),
        title=reader.title or (at[1] if at else None) or None,
        published=options.published,
        url=options.url,
        remarks=tuple(remarks),
    )


_HEADING = re.compile(r"(={1,6})(.+?)\1[ \t]*(?:<!--[^\n]*-->[ \t]*)?$", re.MULTILINE)
_SOURCES = re.compile(
    r"references?|notes?|footnotes?|citations?|sources?|bibliography|works cited|literature|further reading|external links?|"
    r"einzelnachweise|literatur|weblinks|quellen|références|notes et références|bibliographie|liens externes|referencias|bibliografía|"
    r"enlaces externos|note|bibliografia|collegamenti esterni|referências|ligações externas|примечания|ссылки|литература|источники|"
    r"przypisy|linki zewnętrzne|referenties|externe links|脚注|出典|参考文献|外部リンク|参考资料|外部链接|注释|مراجع|وصلات خارجية",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,31});")
_MARKUP = re.compile(rf"'{{2,}}+|__[A-Z]{{3,20}}__|-\{{|\}}-|{_ENTITY.pattern}")
_FILE = re.compile(
    r"\s*(?:file|image|datei|bild|fichier|archivo|immagine|ficheiro|файл|изображение|plik|bestand|ファイル|画像|文件|图像)\s*:", re.I
)
# How a file is shown, and not what is said of it.
_OPTION = re.compile(
    r"\s*(?:(?:thumb(?:nail)?|frame(?:d|less)?|border|left|right|center|none|baseline|middle|top|bottom|upright|mini|miniatur|rechts|links|gauche"
    r"|droite|vignette|miniaturadeimagen|derecha|izquierda|мини|справа|слева)|x?\d{1,4}(?:x\d{1,4})?px|[a-z]{1,12}\s*=[^\n]{0,2000})\s*",
    re.IGNORECASE,
)
_INVISIBLE = re.compile(
    r"\s*(?:category|kategorie|catégorie|categoría|categoria|категория|kategoria|categorie|カテゴリ|分类|[a-z]{2,3}(?:-[a-z]+)?)\s*:", re.I
)
_ATTRIBUTE = re.compile(r"""([\w-]+)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'/>]++))""")
_LINE = re.compile(r"(?P<table>\{\||\|\}|\|-|\|\+)|(?P<cell>[|!])|(?P<list>[*#:;]+)|(?P<rule>-{4,})")
_PMID = re.compile(r"\bPMID[ \t]+\d{4,9}\b")  # MediaWiki links these by itself
_CELLS = re.compile(r"\|\||!!")
_BREAKS = frozenset({"br", "p", "div", "li", "tr", "td", "th", "dd", "dt", "hr", "ul", "ol", "dl", "table", "center"})


class _Reader:
    """Walks the tree of a page in reading order and puts together its passages."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.sheet = Sheet(text)
        self.title = ""
        self.numbers: dict[str, int] = {}  # references without a name, by group
        self.notes: dict[str, str] = {}  # labels that have their note, and its wikitext
        self.pending: list[tuple[tuple[Node, ...], str]] = []  # notes whose call-out stands in the block that is being read

    # ------------------------------------------------------------ the page, line by line

    def page(self, nodes: list[Node]) -> None:
        """The whole page."""
        self.flow(nodes)
        self.flush()

    def flow(self, nodes: Iterable[Node]) -> None:
        """Nodes that hold paragraphs, lists and tables: every line may begin a new passage."""
        fresh = True  # at the beginning of a line
        done = 0  # what a heading has used up
        for node in nodes:
            if node.end <= done:
                continue
            if node.kind != "text":
                if fresh and node.kind != "comment":
                    done = max(done, self.line(node.start))
                    fresh = False
                if node.end > done:
                    self.inline(node)
                continue
            at = max(node.start, done)
            while at < node.end:
                if fresh:
                    fresh = False
                    done = self.line(at)
                    if done > at:
                        at = done
                        continue
                stop = self.text.find("\n", at, node.end)
                stop = node.end if stop < 0 else stop
                self.words(at, stop)
                at = stop
                if at < node.end:
                    at += 1
                    fresh = True

    def line(self, at: int) -> int:
        """A line begins: what passage does it belong to? Where its text begins."""
        text = self.text
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if (heading := _HEADING.match(text, at, end)) and not self.sheet.table:
            self.heading(heading)
            return heading.end()
        found = _LINE.match(text, at, end)
        if not text[at:end].strip():
            self.flush()
            return end
        if found and found["list"] and not self.sheet.table:
            self.flush()
            marker = found["list"]
            sources = bool(self.sheet.headings) and SOURCES.fullmatch(self.sheet.headings[-1][1].strip()) is not None
            kind: PassageKind = "paragraph" if set(marker) == {":"} else "reference" if sources else "list_item"
            self.sheet.open(kind, layout="list" if kind == "reference" else "inline")
            return found.end()
        if found and found["rule"]:
            self.flush()
            return found.end()
        if found and found["table"]:
            return self.table_line(found["table"], at, end)
        if found and found["cell"] and self.sheet.table:
            return self.cell(at + 1, end)
        if self.sheet.block is None:
            self.sheet.open("table_cell" if self.sheet.table else "paragraph")
        elif self.sheet.block.kind == "list_item" or self.sheet.block.kind == "reference":
            self.flush()
            self.sheet.open("paragraph")
        else:
            self.sheet.block.weaver.space()
        return at

    def table_line(self, mark: str, at: int, end: int) -> int:
        """`{|` begins a table, `|-` a row, `|}` ends it: what else stands in these lines are attributes. `|+` is a caption."""
        if mark != "{|" and not self.sheet.table:
            self.words(at, at + 1)
            return at + 1
        self.flush()
        self.sheet.table += {"{|": 1, "|}": -1}.get(mark, 0)
        if mark == "|+":
            self.sheet.open("caption")
            return at + 2
        return at + 2 if mark == "|}" else end

    def cell(self, at: int, end: int) -> int:
        """A new cell; `style=... |` before its text is no text."""
        self.flush()
        bar = self.text.find("|", at, end)
        if (
            bar >= 0
            and self.text[bar : bar + 2] != "||"
            and re.search(r"[=\"]", self.text[at:bar])
            and not re.search(r"[\[{<]", self.text[at:bar])
        ):
            at = bar + 1
        self.sheet.open("table_cell")
        return at

    def heading(self, found: re.Match[str]) -> None:
        self.flush()
        level = len(found[1])
        while self.sheet.headings and self.sheet.headings[-1][0] >= level:
            self.sheet.headings.pop()
        self.sheet.open("heading")
        for node in parse(found[2]):
            self.inline(moved(node, found.start(2)))
        title = self.sheet.block.weaver.text if self.sheet.block else ""
        self.flush()
        self.sheet.headings.append((level, title))

    def flush(self) -> None:
        """The passage is complete; then the notes that it called."""
        if self.sheet.block is None:
            return
        self.sheet.keep()
        pending, self.pending = self.pending, []
        for nodes, label in pending:
            self.note(nodes, label)

    # ------------------------------------------------------------ inside a line

    def words(self, start: int, end: int) -> None:
        """Plain text: quotes of emphasis and switches dropped, entities decoded, cells of one line told apart."""
        while (
            self.sheet.table
            and self.sheet.block
            and self.sheet.block.kind == "table_cell"
            and (found := _CELLS.search(self.text, start, end))
        ):
            self.weave(start, found.start())
            start = min(self.cell(found.end(), end), end)
        self.weave(start, end)

    def weave(self, start: int, end: int) -> None:
        if self.sheet.block is None:
            if not self.text[start:end].strip():
                return
            self.sheet.open("table_cell" if self.sheet.table else "paragraph")
        assert self.sheet.block is not None
        weaver, at = self.sheet.block.weaver, start
        for found in _MARKUP.finditer(self.text, start, end):
            weaver.add(self.text[at : found.start()], at)
            mark = found.group()
            at = found.end()
            if mark[0] == "&":
                weaver.insert(unescape(mark))
            elif mark[0] == "'" and len(mark) not in (2, 3, 5):
                weaver.add("'", found.end() - 1)  # four quotes are bold and one apostrophe
        weaver.add(self.text[at:end], at)
        for found in _PMID.finditer(self.text, start, end):
            self.sheet.link(found.start(), found.end(), "bare")

    def inline(self, node: Node) -> None:
        """One node inside a passage."""
        if node.kind in ("text", "argument"):
            if node.kind == "text":
                for number, line in enumerate(spans(self.text, node.start, node.end)):
                    if number and self.sheet.block:
                        self.sheet.block.weaver.space()
                    self.words(*line)
        elif node.kind == "url":
            self.bare(node)
        elif node.kind == "extlink":
            self.external(node)
        elif node.kind == "wikilink":
            self.wikilink(node)
        elif node.kind == "template":
            self.template(node)
        elif node.kind == "tag":
            self.tag(node)
        elif node.kind == "raw" and node.name == "nowiki" and self.sheet.block:
            inner = self.text.rfind("<", node.inner, node.end)
            self.sheet.block.weaver.add(self.text[node.inner : inner], node.inner)

    def inlines(self, nodes: Iterable[Node]) -> None:
        for node in nodes:
            self.inline(node)

    def bare(self, node: Node) -> None:
        """A URL in the text."""
        block = self.sheet.opened()
        begin = block.weaver.next()
        block.weaver.add(self.text[node.start : node.end], node.start)
        self.sheet.link(node.start, node.end, "bare" if block.layout == "inline" else block.layout, (begin, block.weaver.length))

    def external(self, node: Node) -> None:
        """`[http://x words]`: the words are the anchor; without words MediaWiki shows a number of its own."""
        url, *rest = node.parts[0]
        block = self.sheet.opened()
        if rest and rest[0].kind == "text":  # the space that ends the URL is no text
            blank = len(self.text[rest[0].start : rest[0].end]) - len(self.text[rest[0].start : rest[0].end].lstrip())
            rest[0].start += blank
        begin = block.weaver.next()
        self.inlines(rest)
        self.sheet.link(url.start, url.end, block.layout, (min(begin, block.weaver.length), block.weaver.length))

    def wikilink(self, node: Node) -> None:
        """`[[Target|words]]` reads as its words; a file as its caption, in a passage of its own; categories as nothing."""
        first = node.parts[0]
        target = self.text[node.inner : first[-1].end if first else node.inner]
        if _FILE.match(target):
            caption = [part for part in node.parts[1:] if part and not _OPTION.fullmatch(self.text, part[0].start, part[-1].end)][-1:]
            if caption:
                self.aside("caption", caption[0])
            return
        if not target.startswith(":") and _INVISIBLE.match(target):
            return
        part = node.parts[1] if len(node.parts) > 1 and node.parts[1] else first
        if part is first and part and self.text[part[0].start] == ":":
            self.words(part[0].start + 1, part[0].end)
            part = part[1:]
        self.inlines(part)

    def aside(self, kind: PassageKind, nodes: Sequence[Node], layout: Layout = "inline", label: str | None = None) -> None:
        """A passage inside another one (a caption, a quotation, a note): read apart, the outer one goes on afterwards."""
        if not nodes:
            return
        outer, newest, pending = self.sheet.block, self.sheet.newest, self.pending
        self.sheet.block, self.pending = None, []
        self.sheet.open(kind, layout, label)
        self.inlines(nodes)
        self.flush()
        self.sheet.block, self.sheet.newest, self.pending = outer, newest, pending

    # ------------------------------------------------------------ references

    def tag(self, node: Node) -> None:
        if node.name == "ref":
            self.reference(node)
        elif node.name == "references":
            self.definitions(node.parts[0] if node.parts else [])
        elif node.name in ("blockquote", "poem") and node.parts != [[]]:
            self.aside("quote", node.parts[0])
        elif node.name == "gallery" and node.parts:
            self.inlines(node.parts[0])
        elif node.name.removeprefix("/") in _BREAKS and self.sheet.block:
            self.sheet.block.weaver.space()

    def label(self, attributes: str) -> str:
        """What a reference is called by: its name, or its number as MediaWiki counts; its group before it."""
        found = {match[1].lower(): match[2] or match[3] or match[4] or "" for match in _ATTRIBUTE.finditer(attributes)}
        group = found.get("group", "").strip()
        before = f"{group} " if group else ""
        if named := " ".join(unescape(found.get("name", "")).split()):
            return before + named
        self.numbers[group] = self.numbers.get(group, 0) + 1
        return f"{before}{self.numbers[group]}"

    def reference(self, node: Node) -> None:
        """A `<ref>` in the text: a call-out here, and its note once the passage is complete."""
        label = self.label(node.attributes)
        self.sheet.call(label, node.start, node.end)
        if node.parts != [[]]:
            self.pending.append((tuple(node.parts[0]), label))

    def definitions(self, nodes: Iterable[Node]) -> None:
        """References that are written where the list stands: notes without a call-out."""
        for node in nodes:
            if node.kind == "tag" and node.name == "ref" and node.parts != [[]]:
                self.pending.append((tuple(node.parts[0]), self.label(node.attributes)))

    def note(self, nodes: tuple[Node, ...], label: str) -> None:
        """The note that a reference holds; a second one of the same name and words is the first."""
        words = self.text[nodes[0].start : nodes[-1].end] if nodes else ""
        if self.notes.setdefault(label, words) is words or self.notes[label].split() != words.split():
            self.aside("note", nodes, "ref", label)

    # ------------------------------------------------------------ templates

    def template(self, node: Node) -> None:
        """What a template shows, cites or says about the link before it."""
        text, called = self.text, template_name(node, self.text)
        if called.startswith("displaytitle:"):
            self.title = called and text[node.inner : node.parts[0][-1].end].partition(":")[2].strip().replace("''", "")
        elif is_dead_link(called):
            self.sheet.amend(declared_dead=True)
        elif is_cbignore(called):
            self.sheet.amend(skip=LEFT_ALONE)
        elif (site := site_of(node, text)) is not None:
            wikicite.site(self.sheet, site)
        elif (reading := read_as(node, text)) is not None:
            self.sheet.opened()
            for each in reading:
                self.show(each)
        elif quoted := quotation(node, text):
            self.aside("quote", quoted.nodes)
        elif noted := note_text(node, text):
            label = self.label(f'name="{noted[1]}"' if noted[1] else "")
            self.sheet.call(label, node.start, node.end)
            if noted[0]:
                self.pending.append((noted[0].nodes, label))
        elif calls := short_notes(node, text):
            if words := narrative(node, text):
                self.show(words)
            for kind, label in calls:
                self.sheet.call(label, node.start, node.end, kind)
        elif is_archive(called):
            wikicite.archive(self.sheet, node, self.inlines)
        elif found := cited(node, text):
            wikicite.citation(self.sheet, node, found, self.inlines)
        else:
            self.parameters(node)

    def show(self, words: Value | str) -> None:
        """Part of what an inline template reads as."""
        if isinstance(words, str):
            self.sheet.opened().weaver.insert(words)
        else:
            self.inlines(words.nodes)

    def parameters(self, node: Node) -> None:
        """Any other template (an info box, a frame around a list): each value that holds a link or reference is a passage of its own;
        references in a value called `refs` are notes."""
        for key, value in values(node, self.text).items():
            if key == "refs":
                self.definitions(value.nodes)
            elif any(_holds(each, self.text) for each in value.nodes):
                self.aside("table_cell", value.nodes, "attribute")


def _holds(node: Node, text: str) -> bool:
    """Is there a link or a reference in it, at any depth?"""
    if node.kind in ("url", "extlink") or (node.kind == "tag" and node.name == "ref"):
        return True
    if node.kind == "template" and site_of(node, text) is not None:
        return True
    return any(_holds(each, text) for part in node.parts for each in part)
