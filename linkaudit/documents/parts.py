"""Documents that are parts of one file (cells of a notebook, bodies of a message) in; the one document that they make up, out."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from datetime import date

from linkaudit.documents.weave import packed
from linkaudit.model import Callout, Document, Link, Passage, Place


def joined(
    name: str,
    kind: str,
    data: bytes,
    parts: list[tuple[str, Document]],
    *,
    url: str | None,
    published: date | None = None,
    title: str | None = None,
    remarks: tuple[str, ...] = (),
) -> Document:
    """The parts one after the other, each by its name (`cell 4`). A note's label that two parts use says its own part."""
    often = Counter(label for _, part in parts for label in {passage.label for passage in part.passages if passage.label})
    passages: list[Passage] = []
    links: list[Link] = []
    callouts: list[Callout] = []
    texts: list[str] = []
    start = 0
    above: tuple[str, ...] = ()
    for where, part in parts:
        shift = len(passages)

        def place(at: Place, where: str = where) -> Place:
            return replace(at, part=where)

        def label(words: str | None, where: str = where) -> str | None:
            return words and (words if often[words] == 1 else f"{words} ({where})")

        for passage in part.passages:
            runs = packed([(at, begin + start, length) for at, begin, length in passage.runs])
            passages.append(
                replace(
                    passage,
                    runs=runs,
                    start=passage.start + start,
                    end=passage.end + start,
                    at=place(passage.at),
                    heading=passage.heading or above,
                    label=label(passage.label),
                )
            )
            if passage.kind == "heading":
                above = (*passage.heading, passage.text)
        for link in part.links:
            index = None if link.passage is None else link.passage + shift
            links.append(replace(link, start=None, end=None, passage=index, at=place(link.at), label=label(link.label)))
        for each in part.callouts:
            called = label(each.label) or each.label
            callouts.append(replace(each, label=called, start=None, end=None, passage=each.passage + shift, at=place(each.at)))
        texts.append(part.text)
        start += len(part.text) + 2
    return Document(
        name=name,
        format=kind,
        text="\n\n".join(texts),
        passages=tuple(passages),
        links=tuple(links),
        sha256=hashlib.sha256(data).hexdigest(),
        callouts=tuple(callouts),
        title=title or next((passage.text for passage in passages if passage.kind == "heading"), None),
        published=published,
        url=url,
        exact=False,
        remarks=remarks,
    )
