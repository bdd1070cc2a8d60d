"""Relative links and own anchors that lead nowhere are found, by a pure function that is handed a way to look."""

from dataclasses import dataclass

from linkaudit import citations
from linkaudit.citations.local import local_findings
from linkaudit.documents import read
from linkaudit.model import Document


@dataclass(frozen=True)
class Seen:
    path: str | None
    fragment: str
    reason: str = "no such file: x"


def follow(_document: str, reference: str) -> Seen:
    path, _, fragment = reference.partition("#")
    return Seen(f"docs/{path}" if path in ("there.md", "here.html") else None, fragment)


def found(*sources: tuple[str, str]) -> list[tuple[str, str | None, int | None]]:
    documents = [read(name, text.encode()) for name, text in sources]
    readable = [document for document in documents if isinstance(document, Document)]
    cited = [citation for document in readable for citation in citations.cite(document)]
    return [(finding.rule, finding.document, finding.line) for finding in local_findings(readable, cited, follow)]


def test_what_leads_nowhere() -> None:
    """A missing file is an error, a missing anchor a warning, in the document itself and in another one that was read."""
    page = """# The Head, line!

## The Head, line!

[a](there.md) [b](gone.md)
[c](#the-head-line-1) [d](#the-tail)
[e](here.html#x) [f](here.html#y) [g](#top)
"""
    other = '<h1 id="x">Other</h1><a href="https://a.example/#none">far</a>'
    assert found(("docs/page.md", page), ("docs/here.html", other)) == [
        ("missing_file", "docs/page.md", 5),
        ("missing_anchor", "docs/page.md", 6),
        ("missing_anchor", "docs/page.md", 7),
    ]


def test_what_cannot_be_known_is_no_finding() -> None:
    """A fragment of a format without anchors, and of a file that was not read, is let be."""
    assert found(("docs/page.md", "[a](there.md#x) <a id='own'></a> [b](#own)")) == []
