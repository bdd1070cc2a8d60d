"""A Report → the plain data of report.json, secrets taken out. Every other form of a report is made from this, so that none tells more."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, get_args

from linkaudit import urls
from linkaudit.model import (
    Citation,
    ClaimHealth,
    Document,
    Finding,
    Found,
    Health,
    NoResponse,
    NoSnapshot,
    Passage,
    Reply,
    Report,
    Response,
    Run,
    Snapshot,
    Unreadable,
    WeighedClaim,
    WeighedSource,
)
from linkaudit.reports import secrets
from linkaudit.weigh import weigh_claims

SCHEMA = "linkaudit/report/1"
CONTEXT = 32  # characters before and after a quotation that tell it from its twin
# Of a reply's headers, those that a verdict can rest on; cookies and tokens are not among them.
HEADERS = frozenset(
    {
        "cf-mitigated",
        "content-encoding",
        "content-length",
        "content-type",
        "etag",
        "last-modified",
        "location",
        "memento-datetime",
        "retry-after",
        "server",
        "via",
        "x-amzn-waf-action",
    }
)
HEADER_LENGTH = 300

Row = dict[str, Any]
Clean = Callable[[str], str]


def report(report: Report) -> Row:
    """The report as the contract of `linkaudit/report/1` has it: str, int, float, bool, None, lists and dicts only."""
    clean = _cleaner(report.citations, (source.source.ask for source in report.sources))
    names = _names([source.source.url for source in report.sources], clean)
    return {
        "schema": SCHEMA,
        "run": _tree(_run(report.run), clean),
        **_contents(report.documents, report.unreadable, report.claims, report.citations, names, clean),
        "sources": [_renamed(_tree(_source(source), clean), "url", names[source.source.url]) for source in report.sources],
        "findings": [
            _renamed(_tree(_finding(finding), clean), "source", names.get(finding.source or "", finding.source))
            for finding in report.findings
        ],
        "summary": {
            "counts": _counted((health.value for health in Health), (s.check.verdict.health.value for s in report.sources)),
            "claims": _counted(get_args(ClaimHealth), (claim.health for claim in report.claims)),
        },
    }


def listing(found: Found) -> Row:
    """What would be checked: documents, unreadable, claims and citations, in the report's shape."""
    clean = _cleaner(found.citations, ())
    names = _names(list(dict.fromkeys(citation.source for citation in found.citations)), clean)
    return _contents(found.documents, found.unreadable, tuple(weigh_claims(found, {})), found.citations, names, clean)


# ---------------------------------------------------------------- secrets


def _cleaner(citations: Iterable[Citation], asked: Iterable[str]) -> Clean:
    known = {url for citation in citations for url in (citation.link.url, citation.link.target, citation.source)}
    return secrets.cleaner(url for url in known.union(asked) if "@" in url or "=" in url or ";" in url)


def _names(sources: Sequence[str], clean: Clean) -> dict[str, str]:
    """The printed URL of each source. Two that differ only in their secret are kept apart by a number: a join on the URL stays exact."""
    names: dict[str, str] = {}
    used: Counter[str] = Counter()
    for source in sources:
        name = clean(source)
        used[name] += 1
        names[source] = name if used[name] == 1 else f"{name} ({used[name]})"
    return names


def _tree(value: Any, clean: Clean) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: _tree(each, clean) for key, each in value.items()}
    if isinstance(value, list):
        return [_tree(each, clean) for each in value]
    return value


def _renamed(row: Row, key: str, name: str | None) -> Row:
    return {**row, key: name}


def _counted(names: Iterable[str], values: Iterable[str]) -> dict[str, int]:
    counts = Counter(values)
    return {name: counts[name] for name in names}


# ---------------------------------------------------------------- rows


def _run(run: Run) -> Row:
    return {
        "began": _time(run.began),
        "ended": _time(run.ended),
        "version": run.version,
        "complete": run.complete,
        "why_incomplete": run.why_incomplete,
        "network": run.network,
        "inputs": list(run.inputs),
        "published": run.published.isoformat() if run.published else None,
        "archives": list(run.archives),
        "example": run.example,
        "command": run.command,
    }


def _contents(
    documents: Sequence[Document],
    unreadable: Sequence[Unreadable],
    claims: Sequence[WeighedClaim],
    citations: Sequence[Citation],
    names: dict[str, str],
    clean: Clean,
) -> Row:
    made = Counter(weighed.claim.document for weighed in claims)
    cited = Counter(citation.document for citation in citations)
    by_name = {document.name: document for document in documents}
    return {
        "documents": [_tree(_document(d, made[d.name], cited[d.name]), clean) for d in documents],
        "unreadable": [_tree({"name": each.name, "reason": each.reason}, clean) for each in unreadable],
        "claims": [_tree(_claim(weighed, by_name[weighed.claim.document]), clean) for weighed in claims],
        "citations": [_renamed(_tree(_citation(each), clean), "source", names[each.source]) for each in citations],
    }


def _document(document: Document, claims: int, citations: int) -> Row:
    return {
        "name": document.name,
        "format": document.format,
        "title": document.title,
        "published": document.published.isoformat() if document.published else None,
        "modified": document.modified.isoformat() if document.modified else None,
        "language": document.language,
        "url": document.url,
        "sha256": document.sha256,
        "exact": document.exact,
        "remarks": list(document.remarks),
        "claims": claims,
        "citations": citations,
    }


def _claim(weighed: WeighedClaim, document: Document) -> Row:
    claim = weighed.claim
    return {
        "id": claim.id,
        "document": claim.document,
        "line": claim.at.line,
        "column": claim.at.column,
        "page": claim.at.page,
        "part": claim.at.part,
        "start": claim.start,
        "end": claim.end,
        "text": claim.text,
        "plain": claim.plain,
        "status": weighed.status,
        "health": weighed.health,
        "selector": _selector(document.passages, claim.passage, claim.span),
    }


def _selector(passages: tuple[Passage, ...], at: int, span: tuple[int, int]) -> Row:
    """A W3C TextQuoteSelector: the words as a reader sees them, and what stands around them, across a passage's edge if need be."""
    start, end = span
    text = passages[at].text
    prefix, suffix = text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
    if not prefix and at > 0:
        prefix = passages[at - 1].text[-CONTEXT:] + " "
    if not suffix and at + 1 < len(passages):
        suffix = " " + passages[at + 1].text[:CONTEXT]
    return {"type": "TextQuoteSelector", "exact": text[start:end], "prefix": prefix, "suffix": suffix}


def _citation(citation: Citation) -> Row:
    link = citation.link
    archive_url = citation.archived.url if citation.archived else link.archive_url
    redacted = any(urls.redact(url)[1] for url in (link.url, link.target, archive_url) if url)
    return {
        "id": citation.id,
        "document": citation.document,
        "line": link.at.line,
        "column": link.at.column,
        "page": link.at.page,
        "part": link.at.part,
        "start": link.start,
        "end": link.end,
        "url": link.url,
        "target": link.target,
        "source": citation.source,
        "layout": link.layout,
        "callout": {"start": citation.callout[0], "end": citation.callout[1]} if citation.callout else None,
        "archive_url": archive_url,
        "redacted": redacted,
        "anchor": link.anchor,
        "label": link.label,
        "accessed": link.accessed.isoformat() if link.accessed else None,
        "written_as": link.written_as,
        "wrapper": citation.wrapper,
        "declared_dead": link.declared_dead,
        "furniture": link.furniture,
        "skip": link.skip,
        "claims": [{"claim": tie.claim, "method": tie.method, "confidence": round(tie.confidence, 4)} for tie in citation.ties],
    }


def _source(source: WeighedSource) -> Row:
    verdict = source.check.verdict
    snapshot = source.snapshot
    return {
        "url": source.source.url,
        "host": source.source.host,
        "health": verdict.health.value,
        "certainty": verdict.certainty.value,
        "evidence": list(verdict.evidence),
        "reason": verdict.reason,
        "final_url": verdict.final_url,
        "http_status": verdict.http_status,
        "checked_at": _time(source.check.at),
        "requests": len(source.check.replies),
        "retry_at": _time(verdict.retry_at) if verdict.retry_at else None,
        "use_instead": verdict.use_instead,
        "missing_fragments": list(verdict.missing_fragments),
        "notes": list(verdict.notes),
        "skip": source.source.skip,
        "published": source.published.isoformat() if source.published else None,
        "snapshot": _snapshot(snapshot, source) if isinstance(snapshot, Snapshot) else None,
        "gap": snapshot.gap.value if isinstance(snapshot, NoSnapshot) else None,
        "gap_reason": snapshot.reason if isinstance(snapshot, NoSnapshot) else None,
        "captures": snapshot.captures if isinstance(snapshot, NoSnapshot) else None,
        "last_alive": snapshot.last_alive.isoformat() if snapshot and snapshot.last_alive else None,
        "first_dead": snapshot.first_dead.isoformat() if snapshot and snapshot.first_dead else None,
        "given": [_snapshot(copy, source) for copy in source.given],
        "remedy": source.remedy,
        "citations": list(source.citations),
        "conversation": [_reply(reply) for reply in source.check.replies],
    }


def _snapshot(copy: Snapshot, source: WeighedSource) -> Row:
    return {
        "url": copy.url,
        "taken_at": _time(copy.taken_at) if copy.taken_at else None,
        "archive": copy.archive,
        "verified": copy.verified,
        "days_from_published": (copy.taken_at.date() - source.published).days if copy.taken_at and source.published else None,
        "reason": copy.reason,
        "title": copy.title,
        "digest": copy.digest,
        "unchanged_around": copy.unchanged_around,
    }


def _reply(reply: Reply) -> Row:
    asked = {"method": reply.request.method, "url": reply.request.url, "purpose": reply.request.purpose, "at": _time(reply.at)}
    match reply:
        case Response():
            kept = [[name.lower(), value[:HEADER_LENGTH]] for name, value in reply.headers if name.lower() in HEADERS]
            digest = reply.digest or (hashlib.sha256(reply.body).hexdigest() if reply.body else None)
            return {**asked, "status": reply.status, "cause": None, "detail": None, "headers": kept, "digest": digest}
        case NoResponse():
            return {**asked, "status": None, "cause": reply.cause.value, "detail": reply.detail, "headers": [], "digest": None}


def _finding(finding: Finding) -> Row:
    return {
        "rule": finding.rule,
        "level": finding.level,
        "message": finding.message,
        "document": finding.document,
        "line": finding.line,
        "citation": finding.citation,
        "source": finding.source,
        "claim": finding.claim,
        "remedy": finding.remedy,
    }


def _time(moment: datetime) -> str:
    """UTC to the second, as `2026-11-22T06:14:09Z`; microseconds would only tell how fast the machine was."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
