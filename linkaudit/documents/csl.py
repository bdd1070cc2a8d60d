"""A CSL-JSON bibliography in; one reference for each item, with its URL, DOI and other identifiers, out."""

from __future__ import annotations

import json
import re
from datetime import date
from typing import Any

from linkaudit.documents import text
from linkaudit.documents.aim import aim
from linkaudit.documents.decode import decode
from linkaudit.documents.options import Options
from linkaudit.documents.scribe import Scribe
from linkaudit.documents.weave import Lines
from linkaudit.model import Document, Link, Place, Unreadable

_IDENTIFIERS = (("DOI", "doi"), ("PMID", "pmid"), ("PMCID", "pmcid"))
_NEAR = 200_000  # characters in which the values of one item stand
_SHOWN = ("title", "container-title", "publisher")


def read(name: str, data: bytes, options: Options) -> Document | Unreadable:
    """A list of items, one item, or `{"items": [...]}`. JSON that is none of these is read as text: its URLs stand bare. A place is the
    line where the item's value stands, and the item's id."""
    decoded = decode(data)
    if isinstance(decoded, str):
        return Unreadable(name, decoded)
    try:
        root = json.loads(decoded.text)
    except RecursionError:
        return Unreadable(name, "JSON nested too deeply to read")
    except ValueError as fault:
        return Unreadable(name, f"not JSON: {fault}")
    items = _items(root)
    if items is None:
        return text.read(name, data, options)
    scribe, lines = Scribe(options), Lines(decoded.text)
    at = 0
    for number, item in enumerate(items, start=1):
        label = str(item.get("id") or item.get("citation-key") or number)
        at = _item(scribe, item, label, decoded.text, lines, at)
    return scribe.document(name, "csl-json", data)


def _items(root: Any) -> list[dict[str, Any]] | None:
    """The items, or None when this is no bibliography."""
    if isinstance(root, dict):
        root = root["items"] if isinstance(root.get("items"), list) else [root]
    if not isinstance(root, list):
        return None
    shown = {"title", "URL", *(key for key, _ in _IDENTIFIERS)}
    items = [item for item in root if isinstance(item, dict) and ("type" in item or "id" in item) and shown & item.keys()]
    return items or None


def _item(scribe: Scribe, item: dict[str, Any], label: str, source: str, lines: Lines, at: int) -> int:
    """Write one item; where its last value stands in the source, for the next one stands behind it."""
    paragraph = scribe.paragraph("reference", Place(part=label), label)
    said = [_names(item.get("author")), _year(item.get("issued")), *(str(item.get(key) or "") for key in _SHOWN)]
    for words in filter(None, said):
        paragraph.text(words.rstrip(".") + ". ")
    title = str(item.get("title") or "")
    begin = paragraph.weaver.text.find(title) if title else -1
    span = (begin, begin + len(title)) if begin >= 0 else (0, 0)
    found = [(str(item["URL"]), str(item["URL"]))] if item.get("URL") else []
    found += [
        (str(item[key]), re.sub(rf"^(?:{kind}:?)?\s*", f"{kind}:", str(item[key]), flags=re.I))
        for key, kind in _IDENTIFIERS
        if item.get(key)
    ]
    accessed = _day(item.get("accessed"))
    for written, address in found:
        aimed = aim(address)
        stands = source.find(json.dumps(written, ensure_ascii=False)[1:-1], at, at + _NEAR)
        stands = stands if stands >= 0 else source.find(written.replace("/", "\\/"), at, at + _NEAR)
        at = max(at, stands)
        place = lines.place(stands) if stands >= 0 else Place()
        paragraph.links.append(
            Link(
                written,
                aimed.target,
                Place(place.line, place.column, part=label),
                "list",
                passage=-1,
                span=span,
                accessed=accessed,
                written_as=aimed.written_as,
                skip=aimed.skip,
            )
        )
    return at


def _names(people: Any) -> str:
    """`Hope A., Smith B.`"""
    names = []
    for person in people if isinstance(people, list) else []:
        if isinstance(person, dict):
            names.append(
                str(person.get("literal") or " ".join(filter(None, (str(person.get("family") or ""), str(person.get("given") or "")))))
            )
    return ", ".join(filter(None, names))


def _parts(value: Any) -> list[int]:
    parts = value.get("date-parts") if isinstance(value, dict) else None
    first = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    return [int(part) for part in first[:3] if str(part).isdecimal() and len(str(part)) < 5]


def _year(value: Any) -> str:
    parts = _parts(value)
    return str(parts[0]) if parts else str(value.get("literal") or value.get("raw") or "") if isinstance(value, dict) else ""


def _day(value: Any) -> date | None:
    parts = _parts(value)
    try:
        return date(*parts) if len(parts) == 3 else None
    except ValueError:
        return None
