"""What must hold for every document with exact offsets, whatever its format."""

from linkaudit import documents
from linkaudit.model import Document


def read(name: str, text: str | bytes, **options: object) -> Document:
    """The document, its places checked: links, runs and call-outs are what `Document.text` has at their offsets."""
    document = documents.read(name, text if isinstance(text, bytes) else text.encode(), options=documents.Options(**options))  # type: ignore[arg-type]
    assert isinstance(document, Document), document
    return exact(document)


def exact(document: Document) -> Document:
    """The same document; an assertion fails where a place is wrong."""
    text = document.text
    for link in document.links:
        assert text[link.start : link.end] == link.url
        if link.passage is not None:
            assert link.span is not None
            assert 0 <= link.span[0] <= link.span[1] <= len(document.passages[link.passage].text)
        else:
            assert link.span is None
    for passage in document.passages:
        last = 0
        for at, start, length in passage.runs:
            assert at >= last
            assert length > 0
            assert passage.text[at : at + length] == text[start : start + length]
            last = at + length
        assert passage.text == " ".join(passage.text.split())
        assert passage.start <= passage.runs[0][1]
        assert passage.runs[-1][1] + passage.runs[-1][2] <= passage.end
    for callout in document.callouts:
        assert callout.start is not None and callout.end is not None
        assert 0 <= callout.start < callout.end <= len(text)
        assert callout.span[1] <= len(document.passages[callout.passage].text)
    return document


def layouts(document: Document) -> list[tuple[str, str]]:
    """(layout, target) of every link that is asked for."""
    return [(link.layout, link.target) for link in document.links if link.skip is None]
