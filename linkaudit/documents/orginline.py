"""The text of one Org block in; its inline markup, piece by piece with exact offsets, out. One pass, linear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from linkaudit.documents.leaf import LONGEST_NOTE, closing

Kind = Literal["text", "code", "link", "angle", "call", "note", "target", "cite"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One piece. `shown` is the stretch that a reader sees (of a note its words), `url` an address or the name of a note or place."""

    kind: Kind
    start: int
    end: int
    shown: tuple[int, int] | None = None
    url: tuple[int, int] | None = None


_TOKEN = re.compile(
    r"""
      (?P<link>\[\[(?P<address>(?:[^\[\]\\]|\\.){1,4000}+)\](?:\[(?P<words>(?:[^\[\]]|\[[^\[\]]{0,500}+\]|\](?!\])){1,2000}+)\])?\])
    | (?P<call>\[fn:(?P<name>[\w-]{1,100})\])
    | (?P<note>\[fn:(?P<note_name>[\w-]{0,100}):)
    | (?P<target><<<?(?P<place>[^<>\n]{1,200})>>>?)
    | (?P<angle><(?P<inside>(?:https?|ftp|mailto|doi|news|file):[^<>\n]{1,4000})>)
    | (?P<code>(?<![\w=~/.:])(?P<tick>[=~])(?=\S)[^=~\n]{0,1000}+(?:\n[^=~\n]{1,1000}+)?(?P=tick)(?![\w=~/]))
    | (?P<cite>\[cite(?:/[\w/-]{1,40})?:[^\[\]]{1,2000}\])
    | (?P<hidden>\{\{\{[^{}]{0,1000}\}\}\} | @@\w{1,20}:[^@]{0,1000}@@ | <\d{4}-\d\d-\d\d[^<>\n]{0,60}>)
    """,
    re.VERBOSE | re.DOTALL,
)


_KEY = re.compile(r"@([^\s;,\[\]@]{1,200})")


def marks(text: str, start: int, end: int) -> Iterator[Mark]:
    """The pieces of `text[start:end]` in order; what is no markup comes as `text`."""
    at = start
    while found := _TOKEN.search(text, at, end):
        begin, stop = found.span()
        if begin > at:
            yield Mark("text", at, begin, (at, begin))
        match found.lastgroup:
            case "link":
                yield Mark("link", begin, stop, found.span("words") if found["words"] else None, found.span("address"))
            case "call":
                yield Mark("call", begin, stop, None, found.span("name"))
            case "note":
                stop = closing(_BRACKET, text, stop, min(end, stop + LONGEST_NOTE))
                yield Mark("note", begin, stop, (found.end(), max(found.end(), stop - 1)), found.span("note_name"))
            case "target":
                yield Mark("target", begin, stop, found.span("place") if found[0].startswith("<<<") else None, found.span("place"))
            case "angle":
                yield Mark("angle", begin, stop, found.span("inside"), found.span("inside"))
            case "cite":
                for key in _KEY.finditer(text, begin, stop):
                    yield Mark("cite", begin, stop, None, key.span(1))
            case "code":
                yield Mark("code", begin, stop, (begin + 1, stop - 1))
            case _:
                pass
        at = stop
    if at < end:
        yield Mark("text", at, end, (at, end))


_BRACKET = re.compile(r"[\[\]]")
