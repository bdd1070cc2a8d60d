"""Wikitext in, a tree of nodes with exact offsets out: templates, links, references, tags, comments. One pass, linear, no recursion.

The rules are MediaWiki's (its preprocessor's stack of openings, its character class for URLs). A parser of our own because the
libraries are quadratic where an attacker or a broken page is: mwparserfromhell 0.7.2 takes 3.9 s for 16 kB of `{{a|`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

Kind = Literal["text", "url", "template", "argument", "wikilink", "extlink", "tag", "raw", "comment"]

DEEPEST = 60  # openings inside each other; MediaWiki gives up at 40 templates. Deeper ones are text.


@dataclass(slots=True)
class Node:
    """One piece of a page. `parts` are what stands between the bars of a template or link, or the one inside of a tag;
    `inner` is where the inside begins; `name` is a tag's name in lower case; `attributes` is the verbatim rest of its opening."""

    kind: Kind
    start: int
    end: int
    parts: list[list[Node]] = field(default_factory=list)
    inner: int = 0
    name: str = ""
    attributes: str = ""


# What MediaWiki takes for a URL, less the braces that may be a template's and full-width stops, which are their text. Two quotes
# (italics) and the entities of what may not stand in a URL end it, a bar where bars mean something.
_NOT_URL = r"""\[\]<>"{}\x00-\x20\x7f\u00a0\u1680\u2000-\u200b\u2028\u2029\u202f\u205f\u3000。，、）】」』；：！？》"""
_REST = rf"[^{_NOT_URL}|'&]*+(?:(?:'(?!')|&(?!lt;|gt;|nbsp;))[^{_NOT_URL}|'&]*+)*+"
_BEYOND_BAR = re.compile(rf"(?:\|(?!\|){_REST})*+")
_SCHEMES = "https?://|ftps?://|//|mailto:|tel:|news:|irc:|git://|gopher://|sftp://"
_SIX = r"(?:\[[0-9A-Fa-f:.]{2,45}\])?"  # an address of IPv6
_TOKEN = re.compile(
    rf"""
      (?P<comment><!--)
    | (?P<close></(?P<closing>[a-zA-Z][a-zA-Z0-9]*+)\s*+>)
    | (?P<open><(?P<name>[a-zA-Z][a-zA-Z0-9]*+)(?P<attributes>(?=[\s/>])[^<>]*+)>)
    | (?P<opening>\{{\{{++)
    | (?P<closers>\}}\}}++)
    | (?P<link>\[\[(?!(?:https?:|ftp:)?//))
    | (?P<ext>\[(?:{_SCHEMES}){_SIX}{_REST})
    | (?P<brackets>\]++)
    | (?P<bar>\|)
    | (?P<url>(?<![A-Za-z0-9_])(?:https?|ftps?)://(?=[^|]){_SIX}{_REST})
    | (?P<lines>\n(?:[ \t]*+\n)*+)
    """,
    re.VERBOSE | re.IGNORECASE,
)

# Tags whose inside MediaWiki does not parse. What they hold is looked at by whoever renders.
RAW = frozenset({"nowiki", "pre", "math", "chem", "ce", "source", "syntaxhighlight", "score", "timeline", "templatedata", "graph", "hiero"})
# Tags that are parsed on their own: a bracket opened inside one cannot be closed outside.
HELD = frozenset({"ref", "references", "blockquote", "poem", "gallery"})


@dataclass(slots=True)
class _Frame:
    """An opening that waits for its closing, and what stands between so far."""

    kind: Literal["page", "template", "argument", "wikilink", "extlink", "tag"]
    start: int
    inner: int
    parts: list[list[Node]]
    name: str = ""
    attributes: str = ""


def parse(text: str) -> list[Node]:
    """The nodes of a page in order; their spans follow each other without a gap and cover the text."""
    return _Parser(text).run()


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.stack: list[_Frame] = [_Frame("page", 0, 0, [[]])]
        self.at = 0  # everything before has a node
        self.absent: set[str] = set()  # raw tags and comments known to have no closing any more: a search that failed fails for good
        self.held = 0  # how many HELD tags are open

    def run(self) -> list[Node]:
        position = 0
        while found := _TOKEN.search(self.text, position):
            position = self.token(found)
        self.words(len(self.text))
        while len(self.stack) > 1:
            self.give_up()
        return self.stack[0].parts[0]

    def words(self, end: int) -> None:
        """What was passed over is text."""
        if end > self.at:
            self.put(Node("text", self.at, end))

    def put(self, node: Node) -> None:
        self.stack[-1].parts[-1].append(node)
        self.at = node.end

    def push(self, frame: _Frame) -> None:
        self.stack.append(frame)
        self.at = frame.inner

    def give_up(self) -> None:
        """The innermost opening was none: its mark is text, and so are its bars; what it held goes to the frame below."""
        frame = self.stack.pop()
        if frame.kind == "tag":
            self.held -= 1
        below = self.stack[-1].parts[-1]
        begin = frame.start
        end = frame.inner
        for number, part in enumerate(frame.parts):
            if number:
                end += 1  # the bar, which stands right after the part before
            below.append(Node("text", begin, end))
            below.extend(part)
            begin = end = part[-1].end if part else end

    def token(self, found: re.Match[str]) -> int:
        """Take one token; where to look for the next."""
        start, end = found.span()
        match found.lastgroup:
            case "comment":
                return self.raw(start, end, "-->", "comment", "", "")
            case "close":
                return self.closing_tag(start, end, found["closing"].lower())
            case "open":
                return self.opening_tag(found)
            case "opening":
                self.words(start)
                self.braces(start, end)
            case "closers":
                return self.close_braces(start, end)
            case "link":
                self.words(start)
                if len(self.stack) <= DEEPEST:
                    self.push(_Frame("wikilink", start, end, [[]]))
            case "ext":
                return self.external(start, end)
            case "brackets":
                self.close_brackets(start, end)
            case "bar":
                self.bar(start, end)
            case "url":
                return self.url(start, end)
            case _:
                self.line_end(start, end)
        return end

    def raw(self, start: int, inner: int, closing: str, kind: Kind, name: str, attributes: str) -> int:
        """Something whose inside is not parsed; a comment without an end reaches to the end of the page, a tag without one is text."""
        at = -1 if closing in self.absent else _find(self.text, closing, inner)
        if at < 0:
            self.absent.add(closing)
            if kind != "comment":
                return inner
        self.words(start)
        end = len(self.text) if at < 0 else self.text.index(">", at) + 1
        self.put(Node(kind, start, end, [[]], inner, name, attributes))
        return end

    def opening_tag(self, found: re.Match[str]) -> int:
        start, end = found.span()
        name, attributes = found["name"].lower(), found["attributes"]
        alone = attributes.endswith("/")
        if name in RAW and not alone:
            return self.raw(start, end, f"</{name}", "raw", name, attributes)
        self.words(start)
        if name == "ref" and self.held and any(frame.kind == "tag" and frame.name == "ref" for frame in self.stack):
            self.release("ref", give_up=True)  # a reference inside a reference: the first was never closed
        if name in HELD and not alone and len(self.stack) <= DEEPEST:
            self.held += 1
            self.push(_Frame("tag", start, end, [[]], name, attributes))
        else:
            self.put(Node("tag", start, end, [[]], end, name, attributes))
        return end

    def closing_tag(self, start: int, end: int, name: str) -> int:
        self.words(start)
        if self.held and any(frame.kind == "tag" and frame.name == name for frame in self.stack):
            frame = self.release(name)
            self.put(Node("tag", frame.start, end, frame.parts, frame.inner, name, frame.attributes))
        else:
            self.put(Node("tag", start, end, [[]], end, "/" + name))
        return end

    def release(self, name: str, give_up: bool = False) -> _Frame:
        """Give up what is open inside the innermost tag of that name, and take the tag off (or give it up too)."""
        while not (self.stack[-1].kind == "tag" and self.stack[-1].name == name):
            self.give_up()
        frame = self.stack[-1]
        if give_up:
            self.give_up()
        else:
            self.stack.pop()
            self.held -= 1
        return frame

    def braces(self, start: int, end: int) -> None:
        """`{{` opens a template, `{{{` an argument; of more braces the first ones are the outer openings."""
        while end - start >= 2 and len(self.stack) <= DEEPEST:
            width = 3 if end - start == 3 else 2
            self.push(_Frame("argument" if width == 3 else "template", start, start + width, [[]]))
            start += width

    def close_braces(self, start: int, end: int) -> int:
        self.words(start)
        while end - start >= 2:
            self.drop_external()
            top = self.stack[-1]
            width = {"template": 2, "argument": 3}.get(top.kind, 0)
            if not width or end - start < width:
                break
            self.stack.pop()
            self.put(Node("template" if width == 2 else "argument", top.start, start + width, top.parts, top.inner))
            start += width
        self.words(end)
        return end

    def drop_external(self) -> None:
        """Bars and closing braces outrank `[http://`: MediaWiki puts templates together before it looks for external links."""
        while self.stack[-1].kind == "extlink" and any(frame.kind in ("template", "argument") for frame in self.stack):
            self.give_up()

    def external(self, start: int, end: int) -> int:
        """`[http://x words]`: the URL is a node of its own, right after the bracket."""
        self.words(start)
        if len(self.stack) > DEEPEST:
            return start + 1
        stop = self.beyond_bar(end)
        self.push(_Frame("extlink", start, start + 1, [[]]))
        self.put(Node("url", start + 1, stop))
        return stop

    def beyond_bar(self, end: int) -> int:
        """Where a URL ends whose first bar is at `end`: there, if bars mean something here."""
        if self.inside():
            return end
        found = _BEYOND_BAR.match(self.text, end)
        return found.end() if found else end

    def inside(self) -> bool:
        """Does a bar mean something here?"""
        return any(frame.kind in ("template", "argument", "wikilink") for frame in self.stack)

    def close_brackets(self, start: int, end: int) -> None:
        self.words(start)
        while end > start:
            top = self.stack[-1]
            if top.kind == "extlink":
                self.stack.pop()
                start += 1
                self.put(Node("extlink", top.start, start, top.parts, top.inner))
            elif top.kind == "wikilink" and end - start >= 2:
                self.stack.pop()
                start += 2
                self.put(Node("wikilink", top.start, start, top.parts, top.inner))
            else:
                break
        self.words(end)

    def bar(self, start: int, end: int) -> None:
        self.drop_external()
        if self.stack[-1].kind in ("template", "argument", "wikilink"):
            self.words(start)
            self.stack[-1].parts.append([])
            self.at = end

    def url(self, start: int, end: int) -> int:
        """A bare URL, trimmed as MediaWiki does: without closing punctuation and a bracket that it did not open."""
        self.words(start)
        url = self.text[start : self.beyond_bar(end)]
        url = url.rstrip(",;.:!?" if "(" in url else ",;.:!?)")
        self.put(Node("url", start, start + len(url)))
        return self.at

    def line_end(self, start: int, end: int) -> None:
        """An external link ends with its line at the latest, a wiki link with its paragraph."""
        self.words(start)
        while self.stack[-1].kind == "extlink":
            self.give_up()
        if self.text.count("\n", start, end) > 1:
            while self.stack[-1].kind == "wikilink":
                self.give_up()


def _find(text: str, closing: str, start: int) -> int:
    """Where a closing stands, in any case of letters."""
    if closing == "-->":
        return text.find(closing, start)
    found = re.compile(re.escape(closing) + r"\s*+>", re.IGNORECASE).search(text, start)
    return found.start() if found else -1


def moved(node: Node, by: int) -> Node:
    """The same node of a page in which its text stands `by` characters later."""
    parts = [[moved(each, by) for each in part] for part in node.parts]
    return replace(node, start=node.start + by, end=node.end + by, inner=node.inner + by, parts=parts)


def spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The lines of a stretch."""
    while start <= end:
        stop = text.find("\n", start, end)
        if stop < 0:
            yield start, end
            return
        yield start, stop
        start = stop + 1
