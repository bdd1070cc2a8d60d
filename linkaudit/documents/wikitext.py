"""Wikitext in; its passages, external links, references and call-outs with exact places out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal
from urllib.parse import parse_qs, quote, unquote, urlsplit

from linkaudit import urls
from linkaudit.documents.aim import Aim, aim
from linkaudit.documents.decode import decode
from linkaudit.documents.headings import SOURCES
from linkaudit.documents.options import Options
from linkaudit.documents.weave import Lines, Weaver, packed
from linkaudit.documents.wikiparse import Node, parse
from linkaudit.documents.wikitemplates import (
    Cited,
    Value,
    archive_of,
    cited,
    is_archive,
    is_cbignore,
    is_dead_link,
    narrative,
    note_text,
    quotation,
    read_as,
    short_notes,
    shown,
    site_of,
    values,
)
from linkaudit.documents.wikitemplates import name as template_name
from linkaudit.entities import unescape
from linkaudit.model import Callout, Document, Layout, Link, Passage, PassageKind, Unreadable

_SISTERS = "wikipedia|wikinews|wikivoyage|wikiversity|wikibooks|wikiquote|wikisource|wiktionary"
_HOST = re.compile(rf"(?P<language>[a-z][a-z0-9-]*)(?:\.m)?\.(?P<site>{_SISTERS})\.org")
# Language variants of one article have their own path: zh.wikipedia.org/zh-tw/...; the wikitext is the same.
_PATH = re.compile(
    r"/(?:wiki|zh(?:-[a-z]{2,4})?|sr(?:-[a-z]{2})?|kk-[a-z]+|ku-[a-z]+|tg-[a-z]+|uz-[a-z]+|crh-[a-z]+|gan-[a-z]+)/(?P<title>.+)"
)
LEFT_ALONE = "{{cbignore}}"  # why a link is listed but not asked: the page's editors ask bots to leave it alone
_NO_ARTICLE = ("special:", "media:")


def raw_url(page: str) -> tuple[str, str] | None:
    """Where the wikitext of a Wikipedia page (any language, mobile too; its sister projects likewise) can be fetched, and its title.

    None for everything else, also for pages that have no wikitext (`Special:`). An `oldid` is kept: that revision is meant.
    """
    try:
        parts = urlsplit(page)
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    where = _HOST.fullmatch(host)
    if parts.scheme not in ("http", "https") or not where or where["language"] in ("www", "m"):
        return None
    asked = {key: found[-1] for key, found in parse_qs(parts.query).items()}
    path = _PATH.fullmatch(parts.path)
    title = unquote(path["title"]) if path else asked.get("title", "") if parts.path == "/w/index.php" else ""
    title = title.replace("_", " ").strip()
    wanted = {"title": title.replace(" ", "_")} if title else {}
    wanted |= {key: asked[key] for key in ("oldid", "curid") if asked.get(key, "").isdigit()}
    if not wanted or title.lower().startswith(_NO_ARTICLE) or (not path and parts.path != "/w/index.php"):
        return None
    query = "&".join(f"{key}={quote(value, safe=':/()!*,;@')}" for key, value in wanted.items())
    return f"https://{where['language']}.{where['site']}.org/w/index.php?{query}&action=raw", title


def read(name: str, data: bytes, options: Options) -> Document | Unreadable:
    """A page of wikitext. References become notes with the layout `ref`, each `<ref>` a call-out, each call of a named one another."""
    decoded = decode(data, options.charset)
    if isinstance(decoded, str):
        return Unreadable(name, decoded)
    reader = _Reader(decoded.text)
    reader.page(parse(decoded.text))
    remarks = [decoded.remark] if decoded.remark else []
    if found := re.match(r"\s*#\w+\s*:?\s*\[\[([^\]\n|]+)", decoded.text):
        remarks.append(f"a redirect to {found[1].strip()!r}")
    at = raw_url(options.url) if options.url else None
    return Document(
        name=name,
        format="wikitext",
        text=decoded.text,
        passages=tuple(reader.passages),
        links=tuple(sorted(reader.links, key=lambda link: link.start or 0)),
        sha256=hashlib.sha256(data).hexdigest(),
        callouts=tuple(sorted(reader.callouts, key=lambda callout: callout.start or 0)),
        title=reader.title or (at[1] if at else None) or None,
        published=options.published,
        url=options.url,
        remarks=tuple(remarks),
    )


@dataclass(slots=True)
class _Block:
    """The passage in the making: what kind, how it is woven, and the links and call-outs whose passage it will be."""

    kind: PassageKind
    weaver: Weaver
    layout: Layout
    label: str | None
    links: list[Link] = field(default_factory=list)
    callouts: list[Callout] = field(default_factory=list)


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
        self.lines = Lines(text)
        self.passages: list[Passage] = []
        self.links: list[Link] = []
        self.callouts: list[Callout] = []
        self.title = ""
        self.headings: list[tuple[int, str]] = []
        self.block: _Block | None = None
        self.table = 0
        self.numbers: dict[str, int] = {}  # references without a name, by group
        self.notes: dict[str, str] = {}  # labels that have their note, and its wikitext
        self.pending: list[tuple[tuple[Node, ...], str]] = []  # notes whose call-out stands in the block that is being read
        self.newest: list[int] = []  # the links of the container that is being read: what {{dead link}} speaks about

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
        if (heading := _HEADING.match(text, at, end)) and not self.table:
            self.heading(heading)
            return heading.end()
        found = _LINE.match(text, at, end)
        if not text[at:end].strip():
            self.flush()
            return end
        if found and found["list"] and not self.table:
            self.flush()
            marker = found["list"]
            sources = bool(self.headings) and SOURCES.fullmatch(self.headings[-1][1].strip()) is not None
            kind: PassageKind = "paragraph" if set(marker) == {":"} else "reference" if sources else "list_item"
            self.open(kind, layout="list" if kind == "reference" else "inline")
            return found.end()
        if found and found["rule"]:
            self.flush()
            return found.end()
        if found and found["table"]:
            return self.table_line(found["table"], at, end)
        if found and found["cell"] and self.table:
            return self.cell(at + 1, end)
        if self.block is None:
            self.open("table_cell" if self.table else "paragraph")
        elif self.block.kind == "list_item" or self.block.kind == "reference":
            self.flush()
            self.open("paragraph")
        else:
            self.block.weaver.space()
        return at

    def table_line(self, mark: str, at: int, end: int) -> int:
        """`{|` begins a table, `|-` a row, `|}` ends it: what else stands in these lines are attributes. `|+` is a caption."""
        if mark != "{|" and not self.table:
            self.words(at, at + 1)
            return at + 1
        self.flush()
        self.table += {"{|": 1, "|}": -1}.get(mark, 0)
        if mark == "|+":
            self.open("caption")
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
        self.open("table_cell")
        return at

    def heading(self, found: re.Match[str]) -> None:
        self.flush()
        level = len(found[1])
        while self.headings and self.headings[-1][0] >= level:
            self.headings.pop()
        self.open("heading")
        for node in parse(found[2]):
            self.inline(_moved(node, found.start(2)))
        title = self.block.weaver.text if self.block else ""
        self.flush()
        self.headings.append((level, title))

    def open(self, kind: PassageKind, layout: Layout = "inline", label: str | None = None) -> _Block:
        """Begin a passage."""
        self.block = _Block(kind, Weaver(), layout, label)
        self.newest = []
        return self.block

    def flush(self) -> None:
        """The passage is complete: keep it if it says or holds anything, then read the notes that it called."""
        block, self.block = self.block, None
        if block is None:
            return
        index, text, runs = len(self.passages), block.weaver.text, packed(block.weaver.runs)
        if runs or block.links or block.callouts:
            marks = [(link.start or 0, link.end or 0) for link in block.links] + [(c.start or 0, c.end or 0) for c in block.callouts]
            marks += [(at, at + length) for _, at, length in (*runs[:1], *runs[-1:])]
            start, stop = min(first for first, _ in marks), max(last for _, last in marks)
            heading = tuple(words for _, words in self.headings)
            self.passages.append(Passage(block.kind, text, runs, start, stop, self.lines.place(start), heading, label=block.label))
            for link in block.links:
                begin, end = link.span or (0, 0)  # a space that was due when it was noted may have come to nothing
                begin, end = min(begin, len(text)), min(end, len(text))
                self.links.append(replace(link, passage=index, span=(begin, end), anchor=text[begin:end]))
            self.callouts += [replace(callout, passage=index) for callout in block.callouts]
        pending, self.pending = self.pending, []
        for nodes, label in pending:
            self.note(nodes, label)

    # ------------------------------------------------------------ inside a line

    def words(self, start: int, end: int) -> None:
        """Plain text: quotes of emphasis and switches dropped, entities decoded, cells of one line told apart."""
        while self.table and self.block and self.block.kind == "table_cell" and (found := _CELLS.search(self.text, start, end)):
            self.weave(start, found.start())
            start = min(self.cell(found.end(), end), end)
        self.weave(start, end)

    def weave(self, start: int, end: int) -> None:
        if self.block is None:
            if not self.text[start:end].strip():
                return
            self.open("table_cell" if self.table else "paragraph")
        assert self.block is not None
        weaver, at = self.block.weaver, start
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
            self.link(found.start(), found.end(), "bare")

    def inline(self, node: Node) -> None:
        """One node inside a passage."""
        if node.kind in ("text", "argument"):
            if node.kind == "text":
                for number, line in enumerate(_spans(self.text, node.start, node.end)):
                    if number and self.block:
                        self.block.weaver.space()
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
        elif node.kind == "raw" and node.name == "nowiki" and self.block:
            inner = self.text.rfind("<", node.inner, node.end)
            self.block.weaver.add(self.text[node.inner : inner], node.inner)

    def inlines(self, nodes: Iterable[Node]) -> None:
        for node in nodes:
            self.inline(node)

    def bare(self, node: Node) -> None:
        """A URL in the text."""
        block = self.opened()
        begin = block.weaver.next()
        block.weaver.add(self.text[node.start : node.end], node.start)
        self.link(node.start, node.end, "bare" if block.layout == "inline" else block.layout, (begin, block.weaver.length))

    def external(self, node: Node) -> None:
        """`[http://x words]`: the words are the anchor; without words MediaWiki shows a number of its own."""
        url, *rest = node.parts[0]
        block = self.opened()
        if rest and rest[0].kind == "text":  # the space that ends the URL is no text
            blank = len(self.text[rest[0].start : rest[0].end]) - len(self.text[rest[0].start : rest[0].end].lstrip())
            rest[0].start += blank
        begin = block.weaver.next()
        self.inlines(rest)
        self.link(url.start, url.end, block.layout, (min(begin, block.weaver.length), block.weaver.length))

    def opened(self) -> _Block:
        """The passage that is open, or a new one."""
        return self.block or self.open("table_cell" if self.table else "paragraph")

    def wikilink(self, node: Node) -> None:
        """`[[Target|words]]` reads as its words; a file as its caption, in a passage of its own; categories as nothing."""
        first = node.parts[0]
        target = self.text[node.inner : first[-1].end if first else node.inner]
        if _FILE.match(target):
            caption = [part for part in node.parts[1:] if part][-1:]
            if caption and len(node.parts) > 2:
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
        outer, newest, pending = self.block, self.newest, self.pending
        self.block, self.pending = None, []
        self.open(kind, layout, label)
        self.inlines(nodes)
        self.flush()
        self.block, self.newest, self.pending = outer, newest, pending

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
        elif node.name.removeprefix("/") in _BREAKS and self.block:
            self.block.weaver.space()

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
        self.call(label, node.start, node.end)
        if node.parts != [[]]:
            self.pending.append((tuple(node.parts[0]), label))

    def call(self, label: str, start: int, end: int, kind: Literal["ref", "author_year"] = "ref") -> None:
        """A call-out behind the last word."""
        block = self.opened()
        block.callouts.append(Callout(label, kind, start, end, -1, (block.weaver.length, block.weaver.length), self.lines.place(start)))

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
            self.amend(declared_dead=True)
        elif is_cbignore(called):
            self.amend(skip=LEFT_ALONE)
        elif (site := site_of(node, text)) is not None:
            self.site(site)
        elif (reading := read_as(node, text)) is not None:
            self.opened()
            for each in reading:
                self.show(each)
        elif quoted := quotation(node, text):
            self.aside("quote", quoted.nodes)
        elif noted := note_text(node, text):
            label = self.label(f'name="{noted[1]}"' if noted[1] else "")
            self.call(label, node.start, node.end)
            if noted[0]:
                self.pending.append((noted[0].nodes, label))
        elif calls := short_notes(node, text):
            if words := narrative(node, text):
                self.show(words)
            for kind, label in calls:
                self.call(label, node.start, node.end, kind)
        elif is_archive(called):
            self.archive(node)
        elif found := cited(node, text):
            self.citation(node, found)
        else:
            self.parameters(node)

    def show(self, words: Value | str) -> None:
        """Part of what an inline template reads as."""
        if isinstance(words, str):
            self.opened().weaver.insert(words)
        else:
            self.inlines(words.nodes)

    def site(self, value: Value) -> None:
        """`{{URL|example.com}}`: an address that may lack its scheme."""
        block = self.opened()
        begin = block.weaver.next()
        written = self.text[value.start : value.end]
        block.weaver.add(written, value.start)
        led = aim(written if "://" in written or written.startswith("www.") else f"http://{written.removeprefix('//')}")
        self.link(value.start, value.end, block.layout, (begin, block.weaver.length), replace(led, written_as=led.written_as or "host"))

    def citation(self, node: Node, found: Cited) -> None:
        """A citation template: its names, title and date are the text, its title the anchor of its URLs."""
        block = self.opened()
        span = (block.weaver.next(), block.weaver.next())
        for value in shown(node, self.text):
            begin = block.weaver.next()
            self.inlines(value.nodes)
            if found.title and value.start == found.title.start:
                span = (min(begin, block.weaver.length), block.weaver.length)
            block.weaver.insert(" " if block.weaver.parts[-1:] and block.weaver.parts[-1].endswith(".") else ". ")
        if found.key and block.label is None and not block.links:
            block.label = found.key
        self.newest = []
        copy = self.text[slice(*found.archive)] if found.archive else None
        urls = found.urls or ((found.archive,) if found.archive else ())
        for number, (start, end) in enumerate(urls):
            saved = copy if found.urls and not number else None
            self.link(start, end, block.layout, span, together=True)
            block.links[-1] = replace(block.links[-1], archive_url=saved, accessed=found.accessed, declared_dead=found.dead)
        for kind, start, end in found.ids:
            self.identifier(kind, start, end, span)

    def identifier(self, kind: str, start: int, end: int, span: tuple[int, int]) -> None:
        """`doi=10.…` and its kin, through their resolvers; an ISBN is listed, nobody can be asked for it."""
        written = self.text[start:end]
        if kind == "isbn":
            digits = re.sub(r"[^0-9Xx]", "", written)
            if len(digits) in (10, 13):
                self.link(start, end, self.layout, span, Aim(f"urn:isbn:{digits}", "isbn", "isbn"), together=True)
            return
        bare = written.lower().removeprefix("pmc") if kind == "pmcid" else re.sub(rf"^{kind}:\s*", "", written, flags=re.IGNORECASE)
        led = aim(f"{kind}:{'PMC' if kind == 'pmcid' else ''}{bare}")
        if led.written_as:
            self.link(start, end, self.layout, span, led, together=True)

    @property
    def layout(self) -> Layout:
        return self.block.layout if self.block else "attribute"

    def archive(self, node: Node) -> None:
        """`{{webarchive|url=...}}` after a link gives its saved copy; alone it is a link itself."""
        span, stamp = archive_of(node, self.text)
        if span is None:
            return
        block = self.opened()
        url = self.text[slice(*span)]
        last = block.links[self.newest[0]] if self.newest else None
        is_copy = urls.unwrap(url) is not None
        if last and last.archive_url is None and is_copy:
            block.links[self.newest[0]] = replace(last, archive_url=url)
            return
        self.link(*span, block.layout, (block.weaver.length, block.weaver.length))
        if stamp and not is_copy:
            block.links[-1] = replace(block.links[-1], archive_url=f"https://web.archive.org/web/{stamp}/{block.links[-1].target}")
        if title := values(node, self.text).get("title"):
            begin = block.weaver.next()
            self.inlines(title.nodes)
            block.links[-1] = replace(block.links[-1], span=(min(begin, block.weaver.length), block.weaver.length))

    def parameters(self, node: Node) -> None:
        """Any other template (an info box, a frame around a list): each value that holds a link or reference is a passage of its own;
        references in a value called `refs` are notes."""
        for key, value in values(node, self.text).items():
            if key == "refs":
                self.definitions(value.nodes)
            elif any(_holds(each, self.text) for each in value.nodes):
                self.aside("table_cell", value.nodes, "attribute")

    # ------------------------------------------------------------ links

    def link(
        self, start: int, end: int, layout: Layout, span: tuple[int, int] | None = None, led: Aim | None = None, *, together: bool = False
    ) -> None:
        """A link of the passage that is open. What comes `together` is spoken about together by a template that follows."""
        block = self.opened()
        url = self.text[start:end]
        led = led or aim("https:" + url if url.startswith("//") else unescape(url))
        span = span or (block.weaver.length, block.weaver.length)
        self.newest = [*self.newest, len(block.links)] if together else [len(block.links)]
        block.links.append(
            Link(
                url=url,
                target=led.target,
                at=self.lines.place(start),
                layout=layout,
                start=start,
                end=end,
                span=span,
                label=block.label,
                written_as=led.written_as,
                skip=led.skip,
            )
        )

    def amend(self, **said: Any) -> None:
        """What a template says about the link, or the citation, right before it."""
        if self.block:
            for index in self.newest:
                link = self.block.links[index]
                if "skip" in said or link.written_as in (None, "www", "host"):  # {{dead link}} is not about a DOI
                    self.block.links[index] = replace(link, **said)


def _holds(node: Node, text: str) -> bool:
    """Is there a link or a reference in it, at any depth?"""
    if node.kind in ("url", "extlink") or (node.kind == "tag" and node.name == "ref"):
        return True
    if node.kind == "template" and site_of(node, text) is not None:
        return True
    return any(_holds(each, text) for part in node.parts for each in part)


def _moved(node: Node, by: int) -> Node:
    """The same node of a page in which its text stands `by` characters later."""
    parts = [[_moved(each, by) for each in part] for part in node.parts]
    return replace(node, start=node.start + by, end=node.end + by, inner=node.inner + by, parts=parts)


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a stretch."""
    while start <= end:
        stop = text.find("\n", start, end)
        if stop < 0:
            yield start, end
            return
        yield start, stop
        start = stop + 1
