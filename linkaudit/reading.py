"""Inputs in, everything their documents hold out: documents, claims and citations. Asks nothing of the network."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from linkaudit import citations, claims, files, urls
from linkaudit.documents import READERS, read
from linkaudit.model import Citation, Claim, Document, Finding, Found, Unreadable
from linkaudit.settings import Settings


def read_only(inputs: Sequence[str], settings: Settings, *, stdin_suffix: str | None = None) -> Found:
    """What the inputs hold; a published page among them is unreadable, because it needs the network."""
    gathered = gather(inputs, settings, stdin_suffix)
    return find((read_one(item) for item in gathered.inputs), gathered.unreadable)


def gather(inputs: Sequence[str], settings: Settings, stdin_suffix: str | None = None) -> files.Gathered:
    """The files that the inputs name, as the settings limit them."""
    return files.gather(inputs, suffixes=tuple(READERS), include=settings.include, exclude=settings.exclude, stdin_suffix=stdin_suffix)


def read_one(item: files.Input) -> Document | Unreadable:
    """One file as a document, or why it is none."""
    if urls.is_http(item.name):
        return Unreadable(item.name, "a published page needs the network")
    data = item.read()
    return data if isinstance(data, Unreadable) else read(item.name, data, item.suffix)


def find(documents: Iterable[Document | Unreadable], unreadable: Sequence[Unreadable] = ()) -> Found:
    """The claims and citations of documents, in reading order."""
    readable: list[Document] = []
    failed = list(unreadable)
    all_claims: list[Claim] = []
    all_citations: list[Citation] = []
    findings: list[Finding] = []
    for document in documents:
        if isinstance(document, Unreadable):
            failed.append(document)
            continue
        made = claims.claims(document)
        cited = citations.cite(document, made)
        readable.append(document)
        all_claims += made
        all_citations += cited
        findings += citations.findings(document, made, cited)
    return Found(tuple(readable), tuple(failed), tuple(all_claims), tuple(all_citations), tuple(findings))


def nothing_readable(unreadable: Sequence[Unreadable]) -> str:
    """Why there is nothing to audit, in one line."""
    if not unreadable:
        return "nothing to read: the inputs hold no document of a known format"
    first = unreadable[0]
    others = f" (and {len(unreadable) - 1} more)" if len(unreadable) > 1 else ""
    return f"nothing readable: {first.name}: {first.reason}{others}"
