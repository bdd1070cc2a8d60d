"""Documents made by hand for tests: passages in, a Document with exact places out, as a reader of plain text would give it."""

import re
from dataclasses import replace

from linkaudit.model import Callout, Document, Layout, Link, Passage, PassageKind, Place

URL = re.compile(r"https?://[^\s<>)\]]+")
LAYOUTS: dict[str, Layout] = {"link_block": "block", "reference": "numbered", "note": "footnote"}


def passage(kind: PassageKind, text: str, label: str | None = None) -> Passage:
    """One passage without places; `document` gives them."""
    return Passage(kind, text, (), 0, 0, Place(), label=label)


def document(*parts: Passage | str, name: str = "page.txt", language: str | None = None) -> Document:
    """The passages (plain strings are paragraphs) with a blank line between; every URL in them is a link."""
    text, passages, links = "", [], []
    for number, part in enumerate(parts):
        part = passage("paragraph", part) if isinstance(part, str) else part
        text += "\n\n" if text else ""
        start, line = len(text), text.count("\n") + 1
        text += part.text
        passages.append(replace(part, runs=((0, start, len(part.text)),), start=start, end=len(text), at=Place(line, 1)))
        for match in URL.finditer(part.text):
            at = start + match.start()
            layout = LAYOUTS.get(part.kind, "bare")
            if layout == "numbered" and not part.label:
                layout = "list"
            links.append(
                Link(
                    match[0],
                    match[0],
                    Place(line, match.start() + 1),
                    layout,
                    at,
                    at + len(match[0]),
                    number,
                    match.span(),
                    match[0],
                    part.label,
                )
            )
    return Document(name, "text", text, tuple(passages), tuple(links), "0" * 64, language=language)


def linked(made: Document, anchor: str, url: str) -> Document:
    """The document with `anchor` (its first place) made a link to `url`."""
    number, at = next((number, part.text.index(anchor)) for number, part in enumerate(made.passages) if anchor in part.text)
    link = Link(url, url, Place(made.passages[number].at.line, at + 1), "inline", None, None, number, (at, at + len(anchor)), anchor)
    return replace(made, links=tuple(sorted((*made.links, link), key=lambda link: (link.passage or 0, link.span or (0, 0)))))


def called(made: Document, mark: str, label: str) -> Document:
    """The document with `mark` (its first place) made a structural call-out, as Markdown and HTML readers find them."""
    number, at = next((number, part.text.index(mark)) for number, part in enumerate(made.passages) if mark in part.text)
    start = made.passages[number].start + at
    callout = Callout(label, "footnote", start, start + len(mark), number, (at, at + len(mark)), made.passages[number].at)
    return replace(made, callouts=(*made.callouts, callout))
