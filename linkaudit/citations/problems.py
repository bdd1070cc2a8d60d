"""A document's claims and citations in, what is wrong with its citing out: call-outs to nothing, references nothing calls, repeats."""

from __future__ import annotations

from linkaudit.citations import notes
from linkaudit.claims.kinds import kinds
from linkaudit.model import Citation, Claim, Document, Finding

# Fewer sourced claims than this say nothing about a document that leans on one source.
FEWEST_FOR_ONE_SOURCE = 4


REFERENCES = ("numbered", "footnote", "ref", "list")  # layouts of what call-outs name


def findings(document: Document, claims: tuple[Claim, ...], citations: tuple[Citation, ...]) -> tuple[Finding, ...]:
    """In reading order: `dangling_callout`, `orphan_reference`, `duplicate_reference`, `single_source`."""
    return (*_dangling(document), *_orphans(document, citations), *_duplicates(document, citations), *_single(document, claims, citations))


def _dangling(document: Document) -> list[Finding]:
    """Call-outs whose label no note or reference has. Without any list, bracketed numbers are reported once: they may be none."""
    found = kinds(document)
    known = notes.entries(document, found)
    calls = [call for call in notes.calls(document, found) if call.label and call.kind != "ref"]
    missing = [call for call in calls if not notes.labels(call, known)]
    if missing and not known:
        names = ", ".join(dict.fromkeys(call.label for call in missing[:8]))
        message = f"The text calls out to {names}, but the document has no list of references."
        return [Finding("dangling_callout", "warning", message, document.name, missing[0].place.line)]
    return [
        Finding(
            "dangling_callout", "warning", f"The call-out {call.label} names no reference of this document.", document.name, call.place.line
        )
        for call in missing
    ]


def _orphans(document: Document, citations: tuple[Citation, ...]) -> list[Finding]:
    """References that no call-out names, in documents that have call-outs to references."""
    if not any(citation.callout for citation in citations):
        return []
    return [
        Finding(
            "orphan_reference",
            "note",
            f"No call-out names reference {citation.link.label}." if citation.link.label else "No call-out names this reference.",
            document.name,
            citation.link.at.line,
            citation=citation.id,
            source=citation.source,
        )
        for citation in citations
        if citation.link.layout in REFERENCES and citation.callout is None and not citation.ties and not citation.link.furniture
    ]


def _duplicates(document: Document, citations: tuple[Citation, ...]) -> list[Finding]:
    """One source that a block or a list of references gives twice. Uses in running text are no repeats."""
    first: dict[str, Citation] = {}
    found = []
    for citation in citations:
        if citation.link.layout not in ("block", "list", "numbered") or citation.link.skip:
            continue
        before = first.setdefault(citation.source, citation)
        if before.link != citation.link:
            message = (
                f"The same source was given before, in line {before.link.at.line}."
                if before.link.at.line
                else "The same source was given before."
            )
            found.append(
                Finding(
                    "duplicate_reference",
                    "note",
                    message,
                    document.name,
                    citation.link.at.line,
                    citation=citation.id,
                    source=citation.source,
                )
            )
    return found


def _single(document: Document, claims: tuple[Claim, ...], citations: tuple[Citation, ...]) -> list[Finding]:
    """That every sourced claim rests on one and the same source."""
    named = [citation.source for citation in citations if citation.ties and not citation.link.skip]
    if len(named) < 2 or any(source != named[0] for source in named):
        return []
    sourced = {tie.claim for citation in citations for tie in citation.ties}
    if len(sourced) < FEWEST_FOR_ONE_SOURCE:
        return []
    source = named[0]
    message = f"All {len(sourced)} sourced claims of {len(claims)} rest on one source."
    return [Finding("single_source", "note", message, document.name, source=source)]
