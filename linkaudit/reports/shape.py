"""A Report → the plain data of report.json, secrets taken out. Every other form of a report is made from this, so that none tells more."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain
from typing import Any, get_args

from linkaudit import urls
from linkaudit.model import (
    EXCERPT,
    Citation,
    Claim,
    ClaimHealth,
    Disagreement,
    Document,
    Evidence,
    Facts,
    Finding,
    Found,
    Health,
    History,
    LoadBearing,
    NoResponse,
    NoSnapshot,
    Reply,
    Report,
    Response,
    Run,
    Snapshot,
    Suggestion,
    Twin,
    Unreadable,
    WeighedClaim,
    WeighedSource,
)
from linkaudit.reports import secrets
from linkaudit.reports.selectors import Selectors
from linkaudit.sources import states
from linkaudit.statements import stated
from linkaudit.weigh import weigh_claims

SCHEMA = "linkaudit/report/1"
# Of a reply's headers, those that a verdict can rest on; cookies and tokens are not among them.
HEADER_LENGTH = 300

Row = dict[str, Any]
Clean = Callable[[str], str]


def report(report: Report) -> Row:
    """The report as the contract of `linkaudit/report/1` has it: str, int, float, bool, None, lists and dicts only."""
    return {key: value if isinstance(value, str | dict) else list(value) for key, value in parts(report)}


def listing(found: Found) -> Row:
    """What would be checked: documents, unreadable, claims and citations, in the report's shape."""
    rows = Rows(found.documents, found.citations, claims=found.claims)
    contents = _contents(rows, found.documents, found.unreadable, weigh_claims(found, None), found.citations)
    return {key: list(value) for key, value in contents}


def parts(report: Report) -> Iterator[tuple[str, Any]]:
    """The same, field by field; lists of rows are made as they are asked for, so that a long report need not stand in memory twice."""
    rows = Rows(report.documents, report.citations, report.sources, (weighed.claim for weighed in stated(report.claims)))
    yield "schema", SCHEMA
    yield "run", rows.run(report.run)
    yield from _contents(rows, report.documents, report.unreadable, report.claims, report.citations)
    yield "sources", map(rows.source, report.sources)
    yield "evidence", map(rows.evidence, report.evidence)
    yield "twins", map(rows.twin, report.twins)
    yield "suggestions", map(rows.suggestion, report.suggestions)
    yield "disagreements", map(rows.disagreement, report.disagreements)
    yield "load_bearing", map(rows.load_bearing, report.load_bearing)
    yield "findings", map(rows.finding, report.findings)
    yield "summary", summary(report)


def _contents(
    rows: Rows,
    documents: Sequence[Document],
    unreadable: Sequence[Unreadable],
    claims: Sequence[WeighedClaim],
    citations: Sequence[Citation],
) -> Iterator[tuple[str, Iterator[Row]]]:
    made = Counter(weighed.claim.document for weighed in stated(claims))
    cited = Counter(citation.document for citation in citations)
    yield "documents", (rows.document(each, made[each.name], cited[each.name]) for each in documents)
    yield "unreadable", map(rows.unreadable, unreadable)
    yield "claims", map(rows.claim, claims)
    yield "citations", map(rows.citation, citations)


def summary(report: Report) -> Row:
    """How many sources and claims are in each state; every state is named."""
    return {
        "counts": _counted((health.value for health in Health), (health.value for _, health in states(report.sources))),
        "claims": _counted(get_args(ClaimHealth), (claim.health for claim in stated(report.claims))),
    }


def _counted(names: Iterable[str], values: Iterable[str]) -> dict[str, int]:
    counts = Counter(values)
    return {name: counts[name] for name in names}


class Rows:
    """Each noun of a report as a row of report.json. All that leaves a report passes here, and here its secrets are taken out."""

    def __init__(
        self,
        documents: Sequence[Document],
        citations: Sequence[Citation],
        sources: Sequence[WeighedSource] = (),
        claims: Iterable[Claim] = (),
    ) -> None:
        self._selectors = Selectors(claims)
        asked = dict.fromkeys(citation.source for citation in citations) | {source.url: source.ask for source, _ in states(sources)}
        written = (url for citation in citations for url in (citation.link.url, citation.link.target))
        known = chain(written, asked, filter(None, asked.values()), *((each.name, each.url or "") for each in documents))
        self.clean = secrets.cleaner({url for url in known if "@" in url or "=" in url or ";" in url})
        self.names = _names(asked, self.clean)
        self.documents = {document.name: document for document in documents}

    def run(self, run: Run) -> Row:
        return self._row(_run(run))

    def document(self, document: Document, claims: int, citations: int) -> Row:
        return self._row(_document(document, claims, citations))

    def unreadable(self, unreadable: Unreadable) -> Row:
        return self._row({"name": unreadable.name, "reason": unreadable.reason})

    def claim(self, weighed: WeighedClaim) -> Row:
        return self._row(_claim(weighed, self.documents[weighed.claim.document], self._selectors))

    def citation(self, citation: Citation) -> Row:
        return self._row(_citation(citation), source=citation.source)

    def state(self, source: WeighedSource) -> Row:
        """The row of a source without its conversation."""
        return self._row(_source(source), url=source.source.url)

    def source(self, source: WeighedSource) -> Row:
        return {**self.state(source), "conversation": _cleaned([_reply(reply) for reply in source.check.replies], self.clean)}

    def evidence(self, evidence: Evidence) -> Row:
        return self._row(_evidence(evidence), source=evidence.source)

    def twin(self, twin: Twin) -> Row:
        return self._row({"a": twin.a, "b": twin.b, "score": twin.score})

    def suggestion(self, suggestion: Suggestion) -> Row:
        row = {"claim": suggestion.claim, "twin": suggestion.twin, "source": None, "confidence": suggestion.confidence}
        return self._row(row, source=suggestion.source)

    def disagreement(self, disagreement: Disagreement) -> Row:
        return self._row(_disagreement(disagreement))

    def load_bearing(self, bearing: LoadBearing) -> Row:
        row = {"source": None, "alone": list(bearing.alone), "shared": list(bearing.shared), "saved": bearing.saved}
        return self._row(row, source=bearing.source)

    def finding(self, finding: Finding) -> Row:
        return self._row(_finding(finding), **({"source": finding.source} if finding.source else {}))

    def _row(self, row: Row, **sources: str) -> Row:
        """The row without secrets; the fields named are sources, and printed by the name of their source."""
        _cleaned(row, self.clean)
        for key, url in sources.items():
            row[key] = self.names.get(url) or self.clean(url)
        return row


def _names(sources: Iterable[str], clean: Clean) -> dict[str, str]:
    """The printed URL of each source. Two that differ only in their secret are kept apart by a number: a join on the URL stays exact."""
    names: dict[str, str] = {}
    used: Counter[str] = Counter()
    for source in sources:
        name = clean(source)
        used[name] += 1
        names[source] = name if used[name] == 1 else f"{name} ({used[name]})"
    return names


def _cleaned(row: Any, clean: Clean) -> Any:
    """The row with every text in it cleaned, in place: rows are made for this and held by nobody else."""
    for key, value in row.items() if isinstance(row, dict) else enumerate(row):
        if isinstance(value, str):
            row[key] = clean(value)
        elif isinstance(value, dict | list) and value:
            _cleaned(value, clean)
    return row


# ---------------------------------------------------------------- rows


def _run(run: Run) -> Row:
    return {
        "began": _time(run.began),
        "ended": _time(run.ended),
        "version": run.version,
        "complete": run.complete,
        "why_incomplete": run.why_incomplete,
        "pages_not_read": run.pages_not_read,
        "network": run.network,
        "inputs": list(run.inputs),
        "published": run.published.isoformat() if run.published else None,
        "archives": list(run.archives),
        "example": run.example,
        "clock": _time(run.clock) if run.clock else None,
        "command": run.command,
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


def _claim(weighed: WeighedClaim, document: Document, selectors: Selectors) -> Row:
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
        "need": weighed.need,
        "facts": _facts(weighed.facts),
        "selector": selectors.of(claim, document),
    }


def _facts(facts: Facts) -> Row:
    return {
        "quantities": [
            {"value": each.value, "unit": each.unit, "raw": each.raw, "start": each.start, "end": each.end} for each in facts.quantities
        ],
        "dates": [
            {
                "year": each.year,
                "month": each.month,
                "day": each.day,
                "weekday": each.weekday,
                "raw": each.raw,
                "start": each.start,
                "end": each.end,
                "resolved_from": each.resolved_from.isoformat() if each.resolved_from else None,
            }
            for each in facts.dates
        ],
        "names": list(facts.names),
        "quotes": [
            {"text": each.text, "speaker": each.speaker, "verb": each.verb, "start": each.start, "end": each.end} for each in facts.quotes
        ],
        "attribution": facts.attribution,
    }


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
        "source": None,
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
        "url": None,
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
        "history": _history(source.check.history) if source.check.history else None,
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
    }


def _history(history: History) -> Row:
    return {
        "runs": history.runs,
        "first_seen": _time(history.first_seen),
        "last_alive": _time(history.last_alive) if history.last_alive else None,
        "first_dead": _time(history.first_dead) if history.first_dead else None,
        "dead_runs": history.dead_runs,
        "blocked_runs": history.blocked_runs,
        "confirmed": history.confirmed,
        "flapping": history.flapping,
        "sentence": history.sentence,
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
            kept = [[name.lower(), value[:HEADER_LENGTH]] for name, value in reply.headers if name.lower() in EXCERPT]
            digest = reply.digest or (hashlib.sha256(reply.body).hexdigest() if reply.body else None)
            return {**asked, "status": reply.status, "cause": None, "detail": None, "headers": kept, "digest": digest}
        case NoResponse():
            return {**asked, "status": None, "cause": reply.cause.value, "detail": reply.detail, "headers": [], "digest": None}


def _evidence(evidence: Evidence) -> Row:
    return {
        "claim": evidence.claim,
        "source": None,
        "seen_on": evidence.seen_on,
        "page_url": evidence.page_url,
        "label": evidence.label,
        "precision": evidence.precision,
        "measured": evidence.measured,
        "window": evidence.window,
        "missing": list(evidence.missing),
        "differs": [list(pair) for pair in evidence.differs],
        "diff": evidence.diff,
        "fragment_url": evidence.fragment_url,
        "reason": evidence.reason,
        "judgements": [{"judge": each.judge, "label": each.label, "detail": each.detail} for each in evidence.judgements],
    }


def _disagreement(disagreement: Disagreement) -> Row:
    return {
        "a": disagreement.a,
        "b": disagreement.b,
        "kind": disagreement.kind,
        "hard": disagreement.hard,
        "value_a": disagreement.value_a,
        "value_b": disagreement.value_b,
        "span_a": list(disagreement.span_a),
        "span_b": list(disagreement.span_b),
    }


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
    return moment.astimezone(UTC).replace(microsecond=0, tzinfo=None).isoformat() + "Z"
