"""Relative links and own `#anchors` in, and a way to look on the disk; a finding for each that leads nowhere, out. Asks no network."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from posixpath import normpath
from typing import Protocol
from urllib.parse import unquote

from linkaudit.documents.aim import FRAGMENT, RELATIVE
from linkaudit.model import Citation, Document, Finding


class Followed(Protocol):
    """Where a relative link leads: a path, or None and the reason; and the fragment behind it, decoded."""

    @property
    def path(self) -> str | None: ...
    @property
    def fragment(self) -> str: ...
    @property
    def reason(self) -> str: ...


Follow = Callable[[str, str], Followed]  # (document, reference) → where it leads


def local_findings(documents: Iterable[Document], citations: Iterable[Citation], follow: Follow) -> tuple[Finding, ...]:
    """What leads nowhere: `missing_file` (error) and `missing_anchor` (warning).

    A fragment is looked for only in a document that was read and has anchors; `#`, `#top` and text fragments are always right.
    """
    read = {normpath(document.name): document for document in documents}
    findings = (_finding(citation, read, follow) for citation in citations if citation.link.skip in (FRAGMENT, RELATIVE))
    return tuple(finding for finding in findings if finding)


def _finding(citation: Citation, read: Mapping[str, Document], follow: Follow) -> Finding | None:
    document, link = read[normpath(citation.document)], citation.link
    if link.skip == FRAGMENT:
        target: Document | None = document
        fragment = unquote(link.target.removeprefix("#"))
    else:
        if document.url:
            return None  # it came from the web: what stands beside it is not on this disk
        followed = follow(document.name, link.target)
        if followed.path is None:
            if not followed.reason.startswith("no such file"):
                return None
            message = f"{link.url} leads nowhere: {followed.reason}"
            return Finding("missing_file", "error", message, document.name, link.at.line, citation=citation.id)
        target, fragment = read.get(normpath(followed.path)), followed.fragment
    if target is None or target.anchors is None or not fragment or fragment.lower() == "top" or ":~:" in fragment:
        return None
    if fragment in target.anchors or fragment.removeprefix("user-content-") in target.anchors:
        return None
    where = "this document" if target is document else target.name
    message = f"{link.url} leads nowhere: {where} has no anchor #{fragment}"
    return Finding("missing_anchor", "warning", message, document.name, link.at.line, citation=citation.id)
