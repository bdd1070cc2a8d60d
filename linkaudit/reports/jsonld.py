"""A Report → report.jsonld: a W3C Web Annotation for each claim and source, and the same documents, claims and sources as schema.org."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

from linkaudit.model import Citation, Health, Report, Tie, WeighedClaim, WeighedSource
from linkaudit.reports.book import Book
from linkaudit.reports.json import dump
from linkaudit.reports.words import EVIDENCE, HEALTH, WHERE, count
from linkaudit.statements import stated

Row = dict[str, Any]
# The first makes each annotation one for any reader of the standard; the second names everything else.
CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"schema": "https://schema.org/"}]


def write(report: Report) -> str:
    """Annotations with `motivation: assessing`: the target is the claim in its document (quote and position), the body its source with the
    time it was looked at and the saved copy that was opened (`TimeState`). No ClaimReview: nothing here rates what a claim says."""
    book = Book(report)
    graph = [_about(book), *_works(book), *_claims(book), *_pages(book), *_annotations(book)]
    return dump({"@context": CONTEXT, "@graph": graph})


def _document(name: str, book: Book) -> str:
    """The IRI of a document: where it was fetched from, else its path, relative to where the report stands."""
    document = book.rows.documents[name]
    return book.rows.clean(document.url) if document.url else quote(book.rows.clean(name), safe="/", errors="surrogatepass")


def _claim(weighed: WeighedClaim, book: Book) -> str:
    return f"{_document(weighed.claim.document, book)}#c{book.claim_number(weighed.claim.id)}"


def _about(book: Book) -> Row:
    run, report = book.rows.run(book.report.run), book.report
    about = f"{count(len(report.documents), 'document')}, {count(len(report.claims), 'claim')}, {count(len(report.sources), 'source')}"
    row = {
        "id": "#report",
        "type": "schema:Report",
        "schema:name": f"Citation health of {about}",
        "schema:dateCreated": run["ended"],
        "schema:creator": {"type": "schema:SoftwareApplication", "schema:name": "linkaudit", "schema:softwareVersion": run["version"]},
        "schema:creativeWorkStatus": "complete" if run["complete"] else "incomplete",
        "schema:about": [{"id": _document(document.name, book)} for document in report.documents],
    }
    if run["example"] is not None:
        row["schema:disambiguatingDescription"] = f"Example data, says nothing about these sites: {run['example']}"
    elif run["clock"] is not None:
        row["schema:disambiguatingDescription"] = f"A rehearsal, its clock stood still at {run['clock']}: no date here is evidence"
    return row


def _works(book: Book) -> Iterator[Row]:
    cited: dict[str, dict[str, None]] = {}
    for citation in book.report.citations:
        if book.health(citation.source) not in (None, Health.SKIPPED):
            cited.setdefault(citation.document, {})[book.rows.names[citation.source]] = None
    for document in book.report.documents:
        row = book.rows.document(document, 0, 0)
        yield {
            "id": _document(document.name, book),
            "type": "schema:CreativeWork",
            "schema:name": row["title"] or row["name"],
            "schema:sha256": row["sha256"],
            **({"schema:datePublished": row["published"]} if row["published"] else {}),
            **({"schema:dateModified": row["modified"]} if row["modified"] else {}),
            **({"schema:inLanguage": row["language"]} if row["language"] else {}),
            "schema:citation": [{"id": url} for url in cited.get(document.name, ())],
        }


def _claims(book: Book) -> Iterator[Row]:
    for weighed in stated(book.report.claims):
        row = book.rows.claim(weighed)
        yield {
            "id": _claim(weighed, book),
            "type": "schema:Claim",
            "schema:text": row["plain"],
            "schema:appearance": {"id": _document(weighed.claim.document, book)},
        }


def _pages(book: Book) -> Iterator[Row]:
    for source in book.report.sources:
        if source.check.verdict.health is Health.SKIPPED:
            continue
        state = book.rows.state(source)
        archived = _copies(source, book)
        yield {
            "id": state["url"],
            "type": "schema:WebPage",
            **({"schema:archivedAt": [{"id": url} for url in archived]} if archived else {}),
        }


def _copies(source: WeighedSource, book: Book) -> list[str]:
    """The saved copies that were opened."""
    state = book.rows.state(source)
    copies = [copy for copy in (state["snapshot"], *state["given"]) if copy and copy["verified"]]
    return list(dict.fromkeys(copy["url"] for copy in copies))


def _annotations(book: Book) -> Iterator[Row]:
    number = 0
    for weighed in stated(book.report.claims):
        seen: set[str] = set()
        for citation, tie in sorted(book.ties.get(weighed.claim.id, []), key=lambda pair: -pair[1].confidence):
            source = book.sources.get(citation.source)
            if source is None or citation.source in seen or source.check.verdict.health is Health.SKIPPED:
                continue
            seen.add(citation.source)
            number += 1
            yield _annotation(number, weighed, citation, tie, source, book)


def _annotation(number: int, weighed: WeighedClaim, citation: Citation, tie: Tie, source: WeighedSource, book: Book) -> Row:
    claim, state = book.rows.claim(weighed), book.rows.state(source)
    selectors = [claim["selector"]]
    if claim["start"] is not None:
        selectors.append({"type": "TextPositionSelector", "start": claim["start"], "end": claim["end"]})
    copies = _copies(source, book)
    about = f"{HEALTH[state['health']][1]} ({state['certainty']}): {state['reason']}"
    bodies: list[Row] = [
        {
            "type": "SpecificResource",
            "source": state["url"],
            "state": {"type": "TimeState", "sourceDate": state["checked_at"], **({"cached": copies} if copies else {})},
            "purpose": "linking",
        },
        _text(about, "assessing"),
        _text(f"Tied to this claim by {tie.method}, confidence {tie.confidence:.2f}.", "describing"),
    ]
    for seen in book.evidence.get((weighed.claim.id, citation.source), []):
        row = book.rows.evidence(seen)
        nearest = f" Nearest words: {row['window']}" if row["window"] else ""
        bodies.append(_text(f"Seen: {EVIDENCE[row['label']].format(where=WHERE[row['seen_on']])}.{nearest}", "describing"))
    return {
        "id": f"#annotation-{number}",
        "type": "Annotation",
        "motivation": "assessing",
        "created": state["checked_at"],
        "target": {"source": _document(weighed.claim.document, book), "scope": _claim(weighed, book), "selector": selectors},
        "body": bodies,
    }


def _text(value: str, purpose: str) -> Row:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "language": "en", "purpose": purpose}
