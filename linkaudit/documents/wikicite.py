"""A citation template in; what it shows, and its links with their copies, dates and identifiers, on the sheet."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from linkaudit import urls
from linkaudit.documents.aim import Aim, aim
from linkaudit.documents.wikiparse import Node
from linkaudit.documents.wikisheet import Sheet
from linkaudit.documents.wikitemplates import Cited, Value, archive_of, shown, values

Weave = Callable[[Iterable[Node]], None]  # puts the words of nodes on the sheet


def citation(sheet: Sheet, node: Node, found: Cited, weave: Weave) -> None:
    """A citation template: its names, title and date are the text, its title the anchor of its URLs."""
    block = sheet.opened()
    span = (block.weaver.next(), block.weaver.next())
    for value in shown(node, sheet.text):
        begin = block.weaver.next()
        weave(value.nodes)
        if found.title and value.start == found.title.start:
            span = (min(begin, block.weaver.length), block.weaver.length)
        block.weaver.insert(" " if block.weaver.parts[-1:] and block.weaver.parts[-1].endswith(".") else ". ")
    if found.key and block.label is None and not block.links:
        block.label = found.key
    sheet.newest = []
    copy = sheet.text[slice(*found.archive)] if found.archive else None
    places = found.urls or ((found.archive,) if found.archive else ())
    for number, (start, end) in enumerate(places):
        saved = copy if found.urls and not number else None
        sheet.link(start, end, block.layout, span, together=True)
        block.links[-1] = replace(block.links[-1], archive_url=saved, accessed=found.accessed, declared_dead=found.dead)
    for kind, start, end in found.ids:
        _identifier(sheet, kind, start, end, span)


def _identifier(sheet: Sheet, kind: str, start: int, end: int, span: tuple[int, int]) -> None:
    """`doi=10.…` and its kin, through their resolvers; an ISBN is listed, nobody can be asked for it."""
    written = sheet.text[start:end]
    if kind == "isbn":
        digits = re.sub(r"[^0-9Xx]", "", written)
        if len(digits) in (10, 13):
            sheet.link(start, end, sheet.layout, span, Aim(f"urn:isbn:{digits}", "isbn", "isbn"), together=True)
        return
    bare = written.lower().removeprefix("pmc") if kind == "pmcid" else re.sub(rf"^{kind}:\s*", "", written, flags=re.IGNORECASE)
    led = aim(f"{kind}:{'PMC' if kind == 'pmcid' else ''}{bare}")
    if led.written_as:
        sheet.link(start, end, sheet.layout, span, led, together=True)


def site(sheet: Sheet, value: Value) -> None:
    """`{{URL|example.com}}`: an address that may lack its scheme."""
    block = sheet.opened()
    begin = block.weaver.next()
    written = sheet.text[value.start : value.end]
    block.weaver.add(written, value.start)
    led = aim(written if "://" in written or written.startswith("www.") else f"http://{written.removeprefix('//')}")
    sheet.link(value.start, value.end, block.layout, (begin, block.weaver.length), replace(led, written_as=led.written_as or "host"))


def archive(sheet: Sheet, node: Node, weave: Weave) -> None:
    """`{{webarchive|url=...}}` after a link gives its saved copy; alone it is a link itself."""
    span, stamp = archive_of(node, sheet.text)
    if span is None:
        return
    block = sheet.opened()
    url = sheet.text[slice(*span)]
    last = block.links[sheet.newest[0]] if sheet.newest else None
    is_copy = urls.unwrap(url) is not None
    if last and last.archive_url is None and is_copy:
        block.links[sheet.newest[0]] = replace(last, archive_url=url)
        return
    sheet.link(*span, block.layout, (block.weaver.length, block.weaver.length))
    if stamp and not is_copy:
        block.links[-1] = replace(block.links[-1], archive_url=f"https://web.archive.org/web/{stamp}/{block.links[-1].target}")
    if title := values(node, sheet.text).get("title"):
        begin = block.weaver.next()
        weave(title.nodes)
        block.links[-1] = replace(block.links[-1], span=(min(begin, block.weaver.length), block.weaver.length))
