"""The text of one AsciiDoc block in; its inline markup, piece by piece with exact offsets, out. One pass, linear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from linkaudit.documents.leaf import LONGEST_NOTE, closing

Kind = Literal["text", "code", "link", "mailto", "xref", "image", "note", "anchor", "value", "icon"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One piece. `shown` is the stretch that a reader sees (of a picture its attributes, of a note its
    words), `url` the one that is an address or a name."""

    kind: Kind
    start: int
    end: int
    shown: tuple[int, int] | None = None
    url: tuple[int, int] | None = None


def _labelled(pattern: str) -> re.Pattern[str]:
    """The pattern with `<words>` standing for `[...]`, a group of that name inside; a bracket behind a backslash does not close it."""
    label = r"\\[(?P<\1>[^\\]\\\\]{0,2000}+(?:\\\\.[^\\]\\\\]{0,500}+){0,50}+)\\]"
    return re.compile(re.sub(r"«(\w+)»", label, pattern), re.VERBOSE | re.DOTALL)


_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)
_TOKEN = _labelled(
    r"""
      (?P<escaped>\\(?:(?:https?|ftp|irc)://[^\s\[\]]*+|(?:link|xref|mailto|image|footnote|pass):|[\[{<`*_\#+]))
    | (?P<hidden>\+\+\+(?:[^+]|\+(?!\+\+)){0,4000}+\+\+\+ | \$\$[^$]{0,4000}+\$\$
        | (?<!\w)(?:pass|stem|latexmath|asciimath):[a-z,]{0,20}«raw»
        | \(\(\([^()]{0,300}\)\)\) | \[[.\#%][.\#%\w-]{0,100}\](?=[\#*_`]))
    | (?P<code>``(?!`)[^`]{1,2000}+`` | (?<!["'])`[^`]{1,2000}+` | (?<![\w+])\+(?=[^\s+])[^+\n]{1,1000}+(?<=\S)\+(?![\w+]))
    | (?P<anchor>\[\[\[?(?P<id>[^\[\],\s]{1,200})(?:,[^\[\]]{0,200})?\]\]\]?
        | (?<!\w)anchor:(?P<anchor_id>[^\[\]\s]{1,200})\[[^\]]{0,200}\])
    | (?P<xref><<(?P<aim>[^<>,]{1,1000})(?:,(?P<xref_words>[^<>]{0,1000}))?>>)
    | (?P<macro>(?<!\w)(?P<name>link|xref|mailto|image|icon):(?!:)(?P<target>\+\+[^+\n]{1,4000}+\+\+|[^\s\[\]]{0,4000}+)«words»)
    | (?P<note>(?<!\w)footnote(?:ref)?:(?P<note_id>[^\s\[\]]{0,100})\[)
    | (?P<url>(?<![A-Za-z])(?:https?|ftp|irc)://[^\s\[\]]{1,4000}+«url_words»)
    | (?P<value>\{(?P<attribute>\w[\w-]{0,100})\}(?P<rest>(?:(?=[/?\#.&=%@:-])(?:(?!footnote)[^\s\[\]<>]){1,1000}+)?)(?:«value_words»)?)
    """
)


def marks(text: str, start: int, end: int) -> Iterator[Mark]:
    """The pieces of `text[start:end]` in order; what is no markup comes as `text`."""
    at = start
    while found := _TOKEN.search(text, at, end):
        begin, stop = found.span()
        if begin > at:
            yield Mark("text", at, begin, (at, begin))
        match found.lastgroup:
            case "escaped":
                yield Mark("code", begin, stop, (begin + 1, stop))
            case "hidden":
                pass
            case "code":
                width = 2 if found[0].startswith("``") else 1
                yield from _code(text, begin, stop, width)
            case "anchor":
                yield Mark("anchor", begin, stop, None, found.span("id") if found["id"] else found.span("anchor_id"))
            case "xref":
                words = found.span("xref_words") if found["xref_words"] else None
                yield Mark("xref", begin, stop, words, found.span("aim"))
            case "macro":
                yield _macro(found)
            case "note":
                stop = closing(_BRACKET, text, stop, min(end, stop + LONGEST_NOTE))
                yield Mark("note", begin, stop, (found.end(), stop - 1), found.span("note_id"))
            case "url":
                yield Mark("link", begin, stop, _label(found, "url_words"), (begin, found.start("url_words") - 1))
            case _:
                words = _label(found, "value_words") if found["value_words"] is not None else None
                yield Mark("value", begin, stop, words, (begin, found.end("rest")))
        at = stop
    if at < end:
        yield Mark("text", at, end, (at, end))


def _code(text: str, begin: int, stop: int, width: int) -> Iterator[Mark]:
    """What stands in backticks is code, but for the links that somebody made there: `` `https://a.example[its label]` ``."""
    first, last = begin + width, stop - width
    if text[begin] == "`" and "[" in text[first:last] and text[first] != "+":
        for mark in marks(text, first, last):
            yield Mark("code", mark.start, mark.end, mark.shown) if mark.kind == "text" else mark
    else:
        yield Mark("code", begin, stop, (first, last))


def _macro(found: re.Match[str]) -> Mark:
    """`link:address[words]` and its like; an address between `++` is taken as it is."""
    begin, stop = found.span()
    first, last = found.span("target")
    if found["target"].startswith("++") and len(found["target"]) > 4:
        first, last = first + 2, last - 2
    kinds: dict[str, Kind] = {"link": "link", "xref": "xref", "mailto": "mailto", "image": "image", "icon": "icon"}
    kind = kinds[found["name"]]
    return Mark(kind, begin, stop, found.span("words") if kind in ("image", "icon") else _label(found, "words"), (first, last))


_ATTRIBUTES = re.compile(r"(?:,|^)\s*(?:role|window|opts|options|id|title|rel|subs|width|height|align|link|float|alt|xrefstyle)\s*=")


def _label(found: re.Match[str], group: str) -> tuple[int, int] | None:
    """The words of a label without attributes (`words,role=x`), quotation marks around them and the `^` that opens a window."""
    first, last = found.span(group)
    words = found[group]
    if attributes := _ATTRIBUTES.search(words):
        last = first + attributes.start()
        words = words[: attributes.start()]
    if words.endswith("^"):
        last -= 1
    elif len(words) > 2 and words[0] == words[-1] == '"':
        first, last = first + 1, last - 1
    return (first, last) if words.strip() and last > first else None
