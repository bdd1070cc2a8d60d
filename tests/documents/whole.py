"""What must hold for a document of any format: indices and spans lie inside; with exact offsets, links, runs and call-outs are the text."""

from __future__ import annotations

from linkaudit.documents import READERS, Options
from linkaudit.model import Document, Unreadable


def check(document: Document) -> Document:
    """The same document; an assertion fails where a place is wrong."""
    text = document.text
    for link in document.links:
        if link.start is not None or (document.exact and not link.at.part):  # what stands in another file has no place in this one
            assert text[link.start : link.end] == link.url
        if link.passage is None:
            assert link.span is None
        else:
            assert link.span is not None
            assert 0 <= link.span[0] <= link.span[1] <= len(document.passages[link.passage].text), link
    for passage in document.passages:
        assert passage.text == " ".join(passage.text.split())
        assert 0 <= passage.start <= passage.end <= len(text)
        last = 0
        for at, start, length in passage.runs:
            assert at >= last and length > 0 and passage.start <= start and start + length <= passage.end, passage
            assert passage.text[at : at + length] == text[start : start + length]
            last = at + length
    for callout in document.callouts:
        assert 0 <= callout.span[0] <= callout.span[1] <= len(document.passages[callout.passage].text)
        assert not document.exact or (callout.start is not None and callout.end is not None and callout.start < callout.end <= len(text))
    return document


def read(suffix: str, data: bytes | str, **options: object) -> Document:
    """A document that can be read, checked."""
    found = attempt(suffix, data, **options)
    assert isinstance(found, Document), found
    return found


def attempt(suffix: str, data: bytes | str, **options: object) -> Document | Unreadable:
    """A document, checked, or why there is none."""
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    found = READERS[suffix](f"x{suffix}", raw, Options(**options))  # type: ignore[arg-type]
    return check(found) if isinstance(found, Document) else found
