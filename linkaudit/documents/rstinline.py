"""The text of one reStructuredText block in; its inline markup, piece by piece with exact offsets, out. One pass, linear."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from linkaudit import urls

Kind = Literal["text", "code", "embedded", "named", "nameless", "call", "role", "bare"]


@dataclass(frozen=True, slots=True)
class Mark:
    """One piece. `shown` is the stretch that a reader sees, `url` the one that is an address, `name` what a reference or role is called."""

    kind: Kind
    start: int
    end: int
    shown: tuple[int, int] | None = None
    url: tuple[int, int] | None = None
    name: str = ""


_TOKEN = re.compile(
    r"""
      (?P<escaped>\\(?:\s|.))
    | (?P<literal>``(?=\S)[^`]*+(?:`(?!`)[^`]*+)*+``)
    | (?P<role>:(?P<role_name>[a-zA-Z][\w:+.-]{0,60}):`(?P<role_content>[^`]{1,2000})`)
    | `(?P<embedded>[^`<]{0,1000})<(?P<address>[^<>`]{1,8000})>`(?P<embedded_mark>__?)
    | `(?P<phrase>[^`]{1,1000})`(?P<phrase_mark>__?)(?!\w)
    | `(?P<interpreted>[^`]{1,1000})`
    | (?P<call>\[(?P<label>\d{1,4}|[\#*]|\#?[A-Za-z][\w.:+-]{0,80})\]_(?!\w))
    | \|(?P<substitution>[^|\s](?:[^|\n]{0,200}[^|\s])?)\|(?:__?)?
    | (?P<url>(?:https?|ftp)://[^\s<>`]++)
    | (?P<simple>(?<![\w`.@])[A-Za-z0-9](?:[A-Za-z0-9]|[-+:._](?=[A-Za-z0-9])){0,100}(?P<simple_mark>__?)(?![\w`]))
    | (?P<strong>\*\*|\*(?=\S)|(?<=\S)\*)
    """,
    re.VERBOSE,
)


def marks(text: str, start: int, end: int) -> Iterator[Mark]:
    """The pieces of `text[start:end]` in order; what is no markup comes as `text`."""
    at = start
    while found := _TOKEN.search(text, at, end):
        begin, stop = found.span()
        if begin > at:
            yield from _words(text, at, begin)
        match found.lastgroup:
            case "escaped":
                if not found[0][1].isspace():
                    yield Mark("text", begin, stop, (begin + 1, stop))
            case "literal":
                yield Mark("code", begin, stop, (begin + 2, stop - 2))
            case "role":
                yield from _role(text, found)
            case "embedded_mark":
                yield _embedded(found)
            case "phrase_mark":
                kind: Kind = "nameless" if found["phrase_mark"] == "__" else "named"
                yield Mark(kind, begin, stop, found.span("phrase"), name=found["phrase"])
            case "interpreted":
                yield Mark("text", begin, stop, found.span("interpreted"))
            case "call":
                yield Mark("call", begin, stop, name=found["label"])
            case "substitution":
                if found[0].endswith("_"):
                    kind = "nameless" if found[0].endswith("__") else "named"
                    yield Mark(kind, begin, stop, found.span("substitution"), name=found["substitution"])
            case "strong":
                pass
            case "url":
                url = next(iter(urls.find(found[0])), None)
                if url is None or url.start:
                    yield Mark("text", begin, stop, (begin, stop))
                else:
                    stop = begin + url.end
                    yield Mark("bare", begin, stop, (begin, stop), (begin, stop))
            case _:
                kind = "nameless" if found["simple_mark"] == "__" else "named"
                shown = (begin, stop - len(found["simple_mark"]))
                yield Mark(kind, begin, stop, shown, name=text[slice(*shown)])
        at = stop
    if at < end:
        yield from _words(text, at, end)


def _words(text: str, start: int, end: int) -> Iterator[Mark]:
    """Words without markup; `www.` hosts, addresses and identifiers among them are links."""
    at = start
    if any(sign in text[start:end] for sign in (":", "@", "www.", "/")):
        for found in urls.find(text[start:end]):
            first, last = start + found.start, start + found.end
            yield Mark("text", at, first, (at, first))
            yield Mark("bare", first, last, (first, last), (first, last))
            at = last
    yield Mark("text", at, end, (at, end))


def _embedded(found: re.Match[str]) -> Mark:
    """`` `words <address>`_ ``; without words the address is shown; `<name_>` refers to another target."""
    words = found["embedded"]
    first, last = found.span("embedded")
    last -= len(words) - len(words.rstrip())
    shown = (first, last) if last > first else found.span("address")
    address = found["address"]
    if address.endswith("_") and not address.endswith("\\_") and "/" not in address:
        return Mark("named", found.start(), found.end(), shown, name=address.rstrip("_"))
    return Mark("embedded", found.start(), found.end(), shown, found.span("address"), found["embedded_mark"])


_RESOLVED = frozenset({"doi", "pmid", "arxiv", "hdl", "pep", "rfc"})


def _role(text: str, found: re.Match[str]) -> Iterator[Mark]:
    """`` :doi:`10.1000/182` ``, `` :cite:p:`a,b` ``, `` :ref:`words <place>` ``; of all others the words are read."""
    name = found["role_name"].lower()
    first, last = found.span("role_content")
    if name in _RESOLVED:
        yield Mark("role", found.start(), found.end(), (first, last), (first, last), name)
        return
    if name.partition(":")[0] in ("cite", "footcite", "citet", "citep"):
        for key in found["role_content"].split(","):
            if label := key.strip():
                yield Mark("call", found.start(), found.end(), name=label)
        return
    if name in ("code", "math", "file", "command", "kbd", "samp"):
        yield Mark("code", found.start(), found.end(), (first, last))
        return
    words = text.find("<", first, last)
    yield Mark("text", found.start(), found.end(), (first, words if words > first else last))
