"""HTML in, its tags, texts and character references with exact offsets out: one pass, linear in the length whatever the input.

The standard library's html.parser takes 15 s for 50 kB of `<a ` (Python 3.11.7), and the tree builders on it keep no place of texts
and attribute values. This follows the HTML Living Standard (13.2.5, tokenisation) as far as links and texts need it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"})  # no markup inside
VOID = frozenset({"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"})
MOST_ATTRIBUTES = 1000  # of one tag; a tag with more is no tag of a page

_NAME = re.compile(r"[A-Za-z][^\s/>]*")
_ATTRIBUTE_NAME = re.compile(r"[\s/]*(=?[^\s/>=]+|=)")
_EQUALS = re.compile(r"\s*=\s*")
_UNQUOTED = re.compile(r"[^\s>]*")
_TAG_END = re.compile(r"[\s/]*>")
_REFERENCE = re.compile(r"&(?:#[0-9]{1,8};?|#[xX][0-9A-Fa-f]{1,7};?|[A-Za-z][A-Za-z0-9]{1,31};?)")
_MARK = re.compile(r"[<&]")


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute's value: where it stands, undecoded and without quotes, and what it means."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Event:
    """One piece of markup. `kind`: "text" (verbatim), "reference" (`text` is what it stands for), "open", "close", "raw" (the inside
    of a script, style, title, ...; `name` is the element's)."""

    kind: str
    start: int
    end: int
    name: str = ""
    text: str = ""
    attributes: dict[str, Attribute] = field(default_factory=dict)

    def get(self, name: str) -> str:
        """An attribute's decoded value; empty when the tag has none."""
        attribute = self.attributes.get(name)
        return attribute.value if attribute else ""


def events(text: str, start: int = 0, end: int | None = None) -> Iterator[Event]:
    """The markup of `text[start:end]`, in order; offsets are into `text`. Comments, doctypes and instructions are left out."""
    end = len(text) if end is None else end
    at = start
    no_cdata_end = False
    while at < end:
        mark = _MARK.search(text, at, end)
        if mark is None:
            yield Event("text", at, end, text=text[at:end])
            return
        if mark.start() > at:
            yield Event("text", at, mark.start(), text=text[at : mark.start()])
            at = mark.start()
        if text[at] == "&":
            reference = _REFERENCE.match(text, at, end)
            if reference:
                yield from _reference(reference)
                at = reference.end()
            else:
                yield Event("text", at, at + 1, text="&")
                at += 1
            continue
        following, second = text[at + 1 : min(at + 2, end)], text[at + 2 : min(at + 3, end)]
        if following.isascii() and following.isalpha():
            tag = _tag(text, at, end, "open")
            if tag is None:
                return  # the text ends inside the tag: browsers drop it
            yield tag
            at = tag.end
            if tag.name in RAW:
                raw_end = _raw_end(text, tag.name, at, end)
                yield Event("raw", at, raw_end, tag.name, text[at:raw_end])
                at = raw_end
            elif tag.name == "plaintext":
                yield Event("text", at, end, text=text[at:end])
                return
        elif following == "/" and second.isascii() and second.isalpha():
            tag = _tag(text, at, end, "close")
            if tag is None:
                return
            yield tag
            at = tag.end
        elif text.startswith("<!--", at, end):
            at = _comment_end(text, at, end)
        elif not no_cdata_end and text.startswith("<![CDATA[", at, end):
            close = text.find("]]>", at, end)
            no_cdata_end = close < 0
            if close >= 0:
                yield Event("text", at + 9, close, text=text[at + 9 : close])
                at = close + 3
        elif following and following in "!?/":
            close = text.find(">", at, end)
            at = close + 1 if close >= 0 else end
        else:
            yield Event("text", at, at + 1, text="<")
            at += 1


def _reference(found: re.Match[str]) -> Iterator[Event]:
    """A character reference; a name that nobody knows is text. `&ampfoo` is `&` and the text `foo`."""
    whole = found.group()
    meant = unescape(whole)
    if meant == whole:
        yield Event("text", found.start(), found.end(), text=whole)
        return
    rest = 0
    if not whole.endswith(";"):
        while rest < len(whole) and rest < len(meant) and whole[-1 - rest] == meant[-1 - rest]:
            rest += 1
    middle = found.end() - rest
    yield Event("reference", found.start(), middle, text=meant[: len(meant) - rest])
    if rest:
        yield Event("text", middle, found.end(), text=whole[len(whole) - rest :])


def _tag(text: str, at: int, end: int, kind: str) -> Event | None:
    """The tag that begins at `at`; None when `text` ends before it does."""
    name = _NAME.match(text, at + (1 if kind == "open" else 2), end)
    assert name is not None
    at_start, at = at, name.end()
    attributes: dict[str, Attribute] = {}
    while True:
        if close := _TAG_END.match(text, at, end):
            return Event(kind, at_start, close.end(), name.group().lower(), attributes=attributes)
        found = _ATTRIBUTE_NAME.match(text, at, end)
        if not found:
            return None
        at = found.end()
        equals = _EQUALS.match(text, at, end)
        begin = finish = at
        if equals:
            begin = equals.end()
            if begin >= end:
                return None
            quote = text[begin]
            if quote in ('"', "'"):
                begin += 1
                finish = text.find(quote, begin, end)
                if finish < 0:
                    return None
                at = finish + 1
            else:
                unquoted = _UNQUOTED.match(text, begin, end)
                finish = at = unquoted.end() if unquoted else begin
        key = found.group(1).lower()
        if kind == "open" and key not in attributes and len(attributes) < MOST_ATTRIBUTES:
            attributes[key] = Attribute(begin, finish, attribute_value(text[begin:finish]))


def attribute_value(raw: str) -> str:
    """An attribute's value decoded: a name without `;` before `=` or a letter stays, `?a=1&copy=2` is no copyright sign."""
    if "&" not in raw:
        return raw
    return _REFERENCE.sub(_in_attribute, raw)


def part(text: str, attribute: Attribute, start: int, end: int) -> Attribute:
    """The part of an attribute whose decoded value is `attribute.value[start:end]`, at its place in the document `text`."""
    raw = text[attribute.start : attribute.end]
    bounds = [0]  # where each decoded character begins in `raw`, and where the last one ends
    at = 0
    for found in _REFERENCE.finditer(raw):
        meant = _in_attribute(found)
        bounds += range(at + 1, found.start() + 1)
        at = found.end()
        bounds += [found.start()] * (len(meant) - 1) + [at] if meant != found.group() else range(found.start() + 1, at + 1)
    bounds += range(at + 1, len(raw) + 1)
    return Attribute(attribute.start + bounds[start], attribute.start + bounds[end], attribute.value[start:end])


def _in_attribute(found: re.Match[str]) -> str:
    whole = found.group()
    if whole.endswith(";") or whole[1] == "#":
        return unescape(whole)
    following = found.string[found.end() : found.end() + 1]
    return whole if following == "=" or unescape(whole)[-1:].isalnum() else unescape(whole)


def _raw_end(text: str, name: str, at: int, end: int) -> int:
    """Where the end tag of a raw element begins; the end of the text when it has none."""
    close = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(text, at, end)
    return close.start() if close else end


def _comment_end(text: str, at: int, end: int) -> int:
    if text.startswith("<!-->", at, end):
        return at + 5
    if text.startswith("<!--->", at, end):
        return at + 6
    close = re.compile(r"--!?>").search(text, at + 4, end)
    return close.end() if close else end
