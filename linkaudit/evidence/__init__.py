"""Claims and the pages they are tied to in, what each page shows of its claims out; and which sources no longer show what they did.

`page_text` reads a response, `look` looks for one claim in one page, `examine` does it for all ties of an audit.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from linkaudit.evidence.labels import look
from linkaudit.evidence.search import Index
from linkaudit.evidence.text import page_text
from linkaudit.model import Check, Citation, Claim, Evidence, Health, Judgement, NoText, PageText, Report, Response

__all__ = [
    "FOUND",
    "NOT_SHOWN",
    "SURE",
    "Judge",
    "drifted",
    "drifts",
    "examine",
    "judged",
    "look",
    "page_reply",
    "page_text",
    "read_and_examine",
    "too_weak",
    "unreadable",
    "worth_looking",
]

Judge = Callable[[str, str], Judgement]
"""Somebody's own judge: (claim, window of the page) -> its label under its name. It is asked wherever a window was found."""

SURE = 0.3  # confidence of a tie from which it is worth a look; below, the source belongs to the passage more than to the claim
FOUND = ("quote_found", "evidence_located")
# The labels that say that a page does not show the claim. A value that differs is a finding of its own, with both values.
NOT_SHOWN = frozenset({"not_located", "value_not_on_page", "value_differs"})


def worth_looking(citations: Iterable[Citation]) -> bool:
    """Whether these citations (of one source) are tied to anything that its page may show. A tie to a passage is enough: the page may tell
    which of its claims the source belongs to."""
    return any(citation.ties for citation in citations)


def examine(
    citations: Iterable[Citation],
    claims: Iterable[Claim],
    pages: Mapping[str, PageText | NoText],
    snapshots: Mapping[str, PageText | NoText] | None = None,
    *,
    published: Mapping[str, date | None] | None = None,
    addresses: Mapping[str, str] | None = None,
    saved_at: Mapping[str, str] | None = None,
    least: float = SURE,
) -> tuple[Evidence, ...]:
    """What the page of each source shows of each claim tied to it, in the order of the citations, one row per claim, source and page.

    `pages` and `snapshots` hold the live page and the opened copy by source URL; a source in neither gives no row. The copy is looked into
    when there is no live page or it does not show the claim. `published` are the documents' dates by name; `addresses` and `saved_at` the
    URLs of the live pages and of the copies, for links that open at the passage. A tie below `least` gets a row `tie_too_weak` and no look.
    """
    by_id = {claim.id: claim for claim in claims}
    when, live_at, copy_at, copies = published or {}, addresses or {}, saved_at or {}, snapshots or {}
    sure: dict[str, dict[str, float]] = defaultdict(dict)
    for citation in citations:
        for tie in citation.ties:
            known = sure[citation.source]
            known[tie.claim] = max(known.get(tie.claim, 0.0), tie.confidence)
    indexes: dict[tuple[str, bool], NoText | Index] = {}
    found: list[Evidence] = []
    for source, ties in sure.items():
        indexes.clear()  # one page at a time is held ready for search
        for claim_id, confidence in ties.items():
            claim = by_id[claim_id]
            if confidence < least:
                if source in pages or source in copies:
                    found.append(too_weak(claim_id, source))
                continue
            for saved, kept, at in ((False, pages, live_at), (True, copies, copy_at)):
                if source not in kept or (saved and found and _shows(found[-1], claim_id, source)):
                    continue
                if (source, saved) not in indexes:
                    page = kept[source]
                    indexes[source, saved] = page if isinstance(page, NoText) else Index(page)
                row = look(claim.plain, indexes[source, saved], published=when.get(claim.document), url=at.get(source, source))
                found.append(replace(row, claim=claim_id, source=source, seen_on="snapshot" if saved else "live"))
    return tuple(found)


def read_and_examine(
    response: Response,
    citations: tuple[Citation, ...],
    claims: tuple[Claim, ...],
    published: Mapping[str, date | None],
    at: str,
    saved: bool,
) -> tuple[Evidence, ...]:
    """What one page, or one `saved` copy, shows of all claims tied to its source, weakly or not; all `citations` are of that source.
    `at` is its URL."""
    source, page = citations[0].source, page_text(response)
    if saved:
        return examine(citations, claims, {}, {source: page}, published=published, saved_at={source: at}, least=0.0)
    return examine(citations, claims, {source: page}, published=published, addresses={source: at}, least=0.0)


def too_weak(claim: str, source: str) -> Evidence:
    """The row of a tie for which a page says nothing that counts: the source belongs to the passage more than to this claim."""
    return Evidence(claim, source, "live", "not_checkable", reason="tie_too_weak")


def judged(report: Report, judge: Judge) -> Report:
    """The report with a judge's word beside every label that quotes a window; the labels stay. What the judge raises comes through."""
    plain = {weighed.claim.id: weighed.claim.plain for weighed in report.claims}
    return replace(
        report,
        evidence=tuple(
            replace(row, judgements=(*row.judgements, judge(plain[row.claim], row.window))) if row.window else row
            for row in report.evidence
        ),
    )


def _shows(last: Evidence, claim: str, source: str) -> bool:
    return (last.claim, last.source, last.seen_on) == (claim, source, "live") and last.label in FOUND


def drifted(live: Evidence, saved: Evidence) -> bool:
    """Whether a claim was found on the copy and no longer is on the live page, which has words to search. Never so for a page that did not
    change: the same words give the same label."""
    return saved.label in FOUND and live.label not in (*FOUND, "not_checkable")


def drifts(evidence: Iterable[Evidence]) -> tuple[tuple[str, str], ...]:
    """The (claim, source) pairs that drifted, in the order of the evidence; the sources among them have the health `drifted`."""
    live = {}
    found = []
    for row in evidence:
        if row.seen_on == "live":
            live[row.claim, row.source] = row
        elif (row.claim, row.source) in live and drifted(live[row.claim, row.source], row):
            found.append((row.claim, row.source))
    return tuple(found)


def page_reply(check: Check) -> Response | None:
    """The response of a check that holds the page: the last one with a body that answered the page itself."""
    for reply in reversed(check.replies):
        if isinstance(reply, Response) and reply.request.purpose == "page" and 200 <= reply.status < 300 and reply.body:
            return reply
    return None


def _answered(check: Check) -> bool:
    """Whether a page came, though its body may have been let go since."""
    pages = (reply for reply in check.replies if isinstance(reply, Response) and reply.request.purpose == "page")
    return any(200 <= page.status < 300 and (page.body or page.digest) for page in pages)


def unreadable(check: Check) -> NoText | None:
    """Why the live page of a source cannot be searched, as far as its verdict tells before it is read; None when it can be tried."""
    codes = set(check.verdict.evidence)
    match check.verdict.health:
        case Health.BLOCKED if codes & {"login-wall", "paywall", "consent-wall"}:
            return NoText("login_or_paywall", check.verdict.reason)
        case Health.DEAD if _answered(check):
            return NoText("soft_404", check.verdict.reason)
        case Health.LIVE | Health.MOVED | Health.DRIFTED if _answered(check):
            return NoText("login_or_paywall", check.verdict.reason) if codes & {"login-wall", "paywall"} else None
        case _:
            return NoText("unreachable", check.verdict.reason)
