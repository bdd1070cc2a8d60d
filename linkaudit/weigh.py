"""What was found and what was learnt → a Report: each claim with the best its sources still show, each source with what to do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Literal

from linkaudit.citations.disagreements import disagreements
from linkaudit.citations.loadbearing import load_bearing
from linkaudit.citations.twins import Embedder, suggestions, twins
from linkaudit.evidence import NOT_SHOWN, drifts
from linkaudit.model import (
    Certainty,
    Check,
    Citation,
    Claim,
    ClaimHealth,
    ClaimStatus,
    Evidence,
    Finding,
    Found,
    Gap,
    Health,
    LoadBearing,
    NoSnapshot,
    Report,
    Run,
    Snapshot,
    Suggestion,
    Verdict,
    WeighedClaim,
    WeighedSource,
)
from linkaudit.snapshots.archives import unreliable
from linkaudit.sources import OPENS, Checks, Sources, listed, saved_copy
from linkaudit.statements import Claims, Pile, stated

Level = Literal["error", "warning", "note"]
PASSAGE = "passage"  # the method of a tie that names a passage, not this sentence of it


def weigh(
    run: Run,
    found: Found,
    checks: Checks | Sequence[Check],
    snapshots: Mapping[str, Snapshot | NoSnapshot],
    given: Mapping[str, tuple[Snapshot, ...]],
    evidence: tuple[Evidence, ...] = (),
    kept: Mapping[str, bool | None] = MappingProxyType({}),
    embed: Embedder | None = None,
    pile: Pile | None = None,
) -> Report:
    """Lay together what the documents hold and what the web said. `snapshots`, `given` and `kept` go by `Source.url`; `embed` is a
    model of the user's that twins are sought with; facts lie on the `pile` once they were read.

    A citation whose source has no check stays in the report and weighs as one that nobody could ask.
    """
    sources = Sources(listed(checks), found, run.published, snapshots, given, kept)
    pairs = twins(found.claims, embed=embed) if len(found.documents) > 1 else ()
    offered = suggestions(pairs, found.citations)
    claims = weigh_claims(found, sources, offered, evidence, run.published, pile)
    published = _published(found, run.published)
    differing = disagreements(pairs, found.claims, published)
    findings = [*found.findings, *_about_sources(sources), *_about_claims(stated(claims)), *_about_pages(evidence, found.claims)]
    order = {document.name: n for n, document in enumerate(found.documents)}
    findings.sort(key=lambda f: (order.get(f.document or "", len(order)), f.line or 0, f.rule, f.citation or "", f.claim or ""))
    return Report(
        run,
        found.documents,
        found.unreadable,
        claims,
        found.citations,
        sources,
        tuple(findings),
        evidence=evidence,
        twins=pairs,
        suggestions=offered,
        disagreements=differing,
        load_bearing=_load_bearing(sources, found.citations),
    )


def _load_bearing(sources: Sources, citations: Iterable[Citation]) -> tuple[LoadBearing, ...]:
    """What hangs on each source that still stands; one that nobody asks (mail, a telephone number) carries nothing."""
    gone = {source.url for source, health in sources.states() if health in (Health.DEAD, Health.SKIPPED)}
    saved = {source.url for source, _ in sources.states() if sources.copy(source.url)}
    return load_bearing(citations, gone, saved)


def drifted(checks: Checks, evidence: Iterable[Evidence]) -> Iterator[tuple[int, Check]]:
    """The checks of open pages that no longer show a claim which a saved copy still shows, as *drifted*, with their index."""
    seen_on = {(row.claim, row.source): row.page_url for row in evidence if row.seen_on == "snapshot"}
    copies = {source: seen_on[claim, source] for claim, source in reversed(drifts(evidence))}
    for index in range(len(checks)) if copies else ():
        url = checks.source(index).url
        if url in copies and checks.health(index) in OPENS:
            check = checks[index]
            yield index, replace(check, verdict=_drifted(check.verdict, copies[url]))


def _drifted(verdict: Verdict, copy: str | None) -> Verdict:
    """Words that match are no proof, so this is never more than probable."""
    reason = f"It opens, but no longer shows what is cited; the saved copy {copy} does."
    return replace(verdict, health=Health.DRIFTED, certainty=Certainty.PROBABLE, evidence=(*verdict.evidence, "drifted"), reason=reason)


# ---------------------------------------------------------------- claims


# What the sources of a claim come to, as bits of a number: there may be 100,000 claims.
_AT_PASSAGE, _AT_CLAIM, _SHOWS, _OPENS, _SAVED, _DRIFTED, _STANDS = (1 << bit for bit in range(7))


def weigh_claims(
    found: Found,
    sources: Sources | None,
    offered: Iterable[Suggestion] = (),
    evidence: Iterable[Evidence] = (),
    published: date | None = None,
    pile: Pile | None = None,
) -> Claims:
    """Every claim, in order, with its status and the best health of its sources; without sources, before anything was asked. A weekday
    is dated by `published`, else by its document's own date."""
    absent = {(seen.claim, seen.source) for seen in evidence if seen.seen_on == "live" and seen.label in NOT_SHOWN}
    tied: dict[str, int] = {}
    for citation in found.citations:
        if citation.ties:
            state = _state(citation.source, sources)
            for tie in citation.ties:
                shows = _SHOWS if state & _OPENS and (tie.claim, citation.source) not in absent else 0
                tied[tie.claim] = tied.get(tie.claim, 0) | state | shows | (_AT_PASSAGE if tie.method == PASSAGE else _AT_CLAIM)
    sourced_by_twin = {suggestion.claim for suggestion in offered}

    def states() -> Iterator[tuple[ClaimStatus, ClaimHealth]]:
        for claim in found.claims:
            state = tied.get(claim.id, 0)
            yield "twin_sourced" if claim.id in sourced_by_twin else _status(state), _best(state)

    return Claims(found.claims, states(), _published(found, published), pile)


def _published(found: Found, published: date | None) -> dict[str, date | None]:
    """The date of each document."""
    return {document.name: published or document.published for document in found.documents}


def _state(url: str, sources: Sources | None) -> int:
    """What one source is worth to a claim."""
    index = sources.index_of(url) if sources else None
    if sources is None or index is None:
        return _STANDS
    health = sources.health(index)
    saved = _SAVED if sources.copy(url) else 0
    return (
        saved | (_OPENS if health in OPENS else 0) | (_DRIFTED if health is Health.DRIFTED else 0) | _STANDS * (health is not Health.DEAD)
    )


def _status(state: int) -> ClaimStatus:
    if not state:
        return "uncited"
    return "cited" if state & _AT_CLAIM else "cited_at_passage"


def _best(state: int) -> ClaimHealth:
    """The best of the sources: one open page is enough, unless it was searched for the claim in vain; without any, one copy that was
    opened; lost only when all are dead."""
    if not state:
        return "none"
    if state & _SHOWS:
        return "live"
    if state & _OPENS:
        return "live_not_located"
    if state & _SAVED:
        return "archived_only"
    if state & _DRIFTED:
        return "live_not_located"
    return "unknown" if state & _STANDS else "lost"


def _about_claims(claims: Iterable[WeighedClaim]) -> Iterable[Finding]:
    for weighed in claims:
        if weighed.health == "archived_only":
            yield _on(weighed.claim, "archived_only", "warning", "a saved copy is all that this claim rests on: no source shows it today")
        elif weighed.health == "lost":
            yield _on(weighed.claim, "lost_claim", "error", "all sources of this claim are dead and no saved copy was found")


def _about_pages(evidence: Iterable[Evidence], claims: Iterable[Claim]) -> Iterable[Finding]:
    """What a page was searched for in vain. Found words are no finding, and no proof."""
    by_id = {claim.id: claim for claim in claims}
    for seen in evidence:
        if seen.label in NOT_SHOWN and seen.claim in by_id:
            claim = by_id[seen.claim]
            where = "page" if seen.seen_on == "live" else "saved copy"
            if seen.differs:
                about = "; ".join(f"“{ours}” in the claim, “{theirs}” on the {where}" for ours, theirs in seen.differs)
            else:
                about = f"not found on the {where}" + (": " + ", ".join(f"“{value}”" for value in seen.missing) if seen.missing else "")
            level: Level = "note" if seen.label == "not_located" else "warning"
            yield Finding(seen.label, level, about, claim.document, claim.at.line, source=seen.source, claim=claim.id)


def _on(claim: Claim, rule: str, level: Level, message: str) -> Finding:
    return Finding(rule, level, message, claim.document, claim.at.line, claim=claim.id)


# ---------------------------------------------------------------- sources


# Only what is gone is an error: what cannot be decided is for a person to look at.
_RULES: dict[Health, tuple[str, Level]] = {
    Health.DEAD: ("dead_source", "error"),
    Health.DRIFTED: ("drifted_source", "warning"),
    Health.UNSURE: ("unsure_source", "warning"),
    Health.BLOCKED: ("blocked_source", "note"),
    Health.MOVED: ("moved_source", "note"),
}


def _about_sources(sources: Sources) -> Iterable[Finding]:
    """What is amiss with each source, said at each place that cites it."""
    for index, source in sources.noteworthy():
        about = list(_rules_about(source))
        for citation in sources.cited(index) if about else ():
            for rule, level, message in about:
                yield Finding(
                    rule,
                    level,
                    message,
                    citation.document,
                    citation.link.at.line,
                    citation=citation.id,
                    source=citation.source,
                    remedy=source.remedy,
                )


def _rules_about(source: WeighedSource) -> Iterable[tuple[str, Level, str]]:
    verdict = source.check.verdict
    if verdict.health in _RULES:
        rule, level = _RULES[verdict.health]
        yield rule, level, f"{verdict.health.value}: {verdict.reason}"
    if verdict.health is Health.DEAD and not saved_copy(source):
        match source.snapshot:
            case NoSnapshot(gap=Gap.UNKNOWN, reason=reason):
                yield "snapshot_unknown", "note", f"whether an archive holds a copy is not known: {reason}"
            case NoSnapshot(gap=gap, reason=reason):
                yield "no_snapshot", "warning", f"no saved copy ({gap.value}): {reason}"
            case Snapshot(reason=reason):
                yield "unverified_snapshot", "warning", f"the saved copy could not be verified: {reason}"
    if source.kept is False and verdict.health in OPENS:
        yield "unarchived", "note", "no archive that was asked holds a copy of this page yet"
    if unreliable(source.source.ask):
        yield "unreliable_archive", "warning", f"the link leads to an archive that cannot be relied on: {source.source.ask}"
    for copy in source.given:
        if unreliable(copy.url):
            yield "unreliable_archive", "warning", f"the saved copy that is cited is in an archive that cannot be relied on: {copy.url}"
        elif not copy.verified:
            yield "given_copy_does_not_open", "warning", f"the saved copy that is cited was not verified: {copy.url}: {copy.reason}"
    for fragment in verdict.missing_fragments:
        yield "missing_fragment", "warning", f"the page has no #{fragment}"
