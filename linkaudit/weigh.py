"""What was found and what was learnt → a Report: each claim with the best its sources still show, each source with what to do."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Literal

from linkaudit.citations.disagreements import disagreements
from linkaudit.citations.loadbearing import load_bearing
from linkaudit.citations.twins import suggestions, twins
from linkaudit.claims.facts import facts
from linkaudit.claims.need import weight
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

Level = Literal["error", "warning", "note"]
PASSAGE = "passage"  # the method of a tie that names a passage, not this sentence of it


def weigh(
    run: Run,
    found: Found,
    checks: Iterable[Check],
    snapshots: Mapping[str, Snapshot | NoSnapshot],
    given: Mapping[str, tuple[Snapshot, ...]],
    evidence: tuple[Evidence, ...] = (),
    kept: Mapping[str, bool | None] = MappingProxyType({}),
) -> Report:
    """Lay together what the documents hold and what the web said. `snapshots`, `given` and `kept` go by `Source.url`.

    A citation whose source has no check stays in the report and weighs as one that nobody could ask.
    """
    cited_by: dict[str, list[Citation]] = {}
    for citation in found.citations:
        cited_by.setdefault(citation.source, []).append(citation)
    published = {document.name: run.published or document.published for document in found.documents}
    sources = tuple(
        replace(
            _source(check, cited_by.get(check.source.url, []), snapshots.get(check.source.url), given.get(check.source.url, ()), published),
            kept=kept.get(check.source.url),
        )
        for check in checks
    )
    pairs = twins(found.claims) if len(found.documents) > 1 else ()
    offered = suggestions(pairs, found.citations)
    by_url = {source.source.url: source for source in sources}
    claims = tuple(with_facts(weigh_claims(found, by_url, offered, evidence), found, run.published))
    differing = disagreements(pairs, found.claims, published)
    findings = [*found.findings, *_about_sources(sources, cited_by), *_about_claims(claims), *_about_pages(evidence, found.claims)]
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


def _load_bearing(sources: Iterable[WeighedSource], citations: Iterable[Citation]) -> tuple[LoadBearing, ...]:
    """What hangs on each source that still stands; one that nobody asks (mail, a telephone number) carries nothing."""
    gone = {row.source.url for row in sources if row.check.verdict.health in (Health.DEAD, Health.SKIPPED)}
    saved = {row.source.url for row in sources if saved_copy(row)}
    return load_bearing(citations, gone, saved)


def with_drift(checks: Iterable[Check], evidence: Iterable[Evidence]) -> tuple[Check, ...]:
    """The checks, those of open pages as *drifted* that no longer show a claim which a saved copy still shows."""
    seen_on = {(row.claim, row.source): row.page_url for row in evidence if row.seen_on == "snapshot"}
    copies = {source: seen_on[claim, source] for claim, source in reversed(drifts(evidence))}
    return tuple(
        replace(check, verdict=_drifted(check.verdict, copies[check.source.url]))
        if check.source.url in copies and check.verdict.health in (Health.LIVE, Health.MOVED)
        else check
        for check in checks
    )


def _drifted(verdict: Verdict, copy: str | None) -> Verdict:
    """Words that match are no proof, so this is never more than probable."""
    reason = f"It opens, but no longer shows what is cited; the saved copy {copy} does."
    return replace(verdict, health=Health.DRIFTED, certainty=Certainty.PROBABLE, evidence=(*verdict.evidence, "drifted"), reason=reason)


# ---------------------------------------------------------------- claims


def weigh_claims(
    found: Found,
    sources: Mapping[str, WeighedSource],
    offered: Iterable[Suggestion] = (),
    evidence: Iterable[Evidence] = (),
) -> Iterable[WeighedClaim]:
    """Every claim, in order, with its status and the best health of its sources; without sources, before anything was asked."""
    methods: dict[str, set[str]] = {}
    tied: dict[str, list[WeighedSource | None]] = {}
    for citation in found.citations:
        for tie in citation.ties:
            methods.setdefault(tie.claim, set()).add(tie.method)
            tied.setdefault(tie.claim, []).append(sources.get(citation.source))
    sourced_by_twin = {suggestion.claim for suggestion in offered}
    absent: dict[str, set[str]] = {}
    for seen in evidence:
        if seen.seen_on == "live" and seen.label in NOT_SHOWN:
            absent.setdefault(seen.claim, set()).add(seen.source)
    for claim in found.claims:
        status = "twin_sourced" if claim.id in sourced_by_twin else _status(methods.get(claim.id, set()))
        health = _best(tied.get(claim.id, []), absent.get(claim.id, set()))
        yield WeighedClaim(claim, status, health)


def with_facts(claims: Iterable[WeighedClaim], found: Found, published: date | None = None) -> Iterable[WeighedClaim]:
    """The same claims with what in them can be compared and how much they need a source. A weekday is dated by `published`, else by its
    document's own date."""
    dates = {document.name: published or document.published for document in found.documents}
    for weighed in claims:
        found_in_it = facts(weighed.claim.plain, dates.get(weighed.claim.document))
        yield replace(weighed, facts=found_in_it, need=weight(weighed.claim, found_in_it))


def _status(methods: set[str]) -> ClaimStatus:
    if not methods:
        return "uncited"
    return "cited_at_passage" if methods == {PASSAGE} else "cited"


def _best(sources: list[WeighedSource | None], absent: set[str]) -> ClaimHealth:
    """The best of the sources: one open page is enough, unless it was searched for the claim in vain (`absent`); without any, one copy
    that was opened; lost only when all are dead."""
    if not sources:
        return "none"
    healths = {source.check.verdict.health if source else Health.UNSURE for source in sources}
    opening = [source for source in sources if source and source.check.verdict.health in (Health.LIVE, Health.MOVED)]
    if any(source.source.url not in absent for source in opening):
        return "live"
    if opening:
        return "live_not_located"
    if any(source and saved_copy(source) for source in sources):
        return "archived_only"
    if Health.DRIFTED in healths:
        return "live_not_located"
    return "lost" if healths == {Health.DEAD} else "unknown"


def saved_copy(source: WeighedSource) -> Snapshot | None:
    """The copy to offer: one that was opened; the archives' choice before the one that a document gives."""
    offered = (source.snapshot, *source.given)
    return next((copy for copy in offered if isinstance(copy, Snapshot) and copy.verified), None)


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


def _source(
    check: Check,
    citations: list[Citation],
    snapshot: Snapshot | NoSnapshot | None,
    given: tuple[Snapshot, ...],
    published: Mapping[str, date | None],
) -> WeighedSource:
    dates = [when for citation in citations if (when := published.get(citation.document))]
    weighed = WeighedSource(
        check.source, check, tuple(citation.id for citation in citations), snapshot, given, published=min(dates, default=None)
    )
    return replace(weighed, remedy=remedy(weighed))


def distance(days: int) -> str:
    """How far a copy stands from publication, in words."""
    if days == 0:
        return "the day of publication"
    return f"{abs(days)} day{'s' if abs(days) != 1 else ''} {'after' if days > 0 else 'before'} publication"


def _dated(copy: Snapshot, source: WeighedSource) -> str:
    if copy.taken_at is None:
        return "undated"
    taken = copy.taken_at.date()
    return f"{taken}, {distance((taken - source.published).days)}" if source.published else f"{taken}"


def remedy(source: WeighedSource) -> str | None:
    """What an editor can do about a source, in one sentence made from the facts; None when there is nothing to do."""
    verdict, copy = source.check.verdict, saved_copy(source)
    match verdict.health:
        case Health.DEAD if copy and copy in source.given:
            return f"Keep the saved copy that is cited, it opens while the original is gone: {copy.url} ({_dated(copy, source)})."
        case Health.DEAD if copy:
            return f"Cite the saved copy: {copy.url} ({_dated(copy, source)})."
        case Health.DEAD:
            return _without_copy(source.snapshot)
        case Health.DRIFTED if copy:
            return f"Re-read the page, what is cited is no longer on it, and cite the saved copy: {copy.url} ({_dated(copy, source)})."
        case Health.DRIFTED:
            return "Re-read the page: what is cited is no longer on it."
        case Health.MOVED if verdict.use_instead or verdict.final_url:
            return f"Use this URL instead: {verdict.use_instead or verdict.final_url}"
        case Health.BLOCKED:
            return "Open it by hand: the site answers, but not to robots." + (f" A saved copy opens: {copy.url}" if copy else "")
        case Health.UNSURE:
            when = f" after {verdict.retry_at:%Y-%m-%d %H:%M} UTC" if verdict.retry_at else " later"
            return f"Check again{when}: what was seen does not decide it." + (f" A saved copy opens: {copy.url}" if copy else "")
        case Health.LIVE | Health.MOVED if verdict.missing_fragments:
            return f"Correct the anchor: the page has no {_anchors(verdict)}."
        case Health.LIVE | Health.MOVED if any(not given.verified for given in source.given):
            return "Cite another saved copy, or none: the original opens, the copy that is cited does not."
    return None


def _without_copy(gap: Snapshot | NoSnapshot | None) -> str:
    match gap:
        case NoSnapshot(gap=Gap.NONE):
            return "Find another source: the archives that were asked hold no copy of this one."
        case NoSnapshot(gap=Gap.UNUSABLE):
            return "Find another source: the archives that were asked hold captures of this one, but none shows the page."
        case NoSnapshot(gap=Gap.EXCLUDED):
            return "Find another source: the archives keep this one from being shown."
        case NoSnapshot():
            return "Look for a saved copy later: the archive could not be asked."
        case Snapshot(url=url):
            return f"Open the saved copy by hand before you cite it, it could not be verified: {url}"
        case None:
            return "Look for a saved copy: no archive was asked."


def _anchors(verdict: Verdict) -> str:
    return ", ".join(f"#{fragment}" for fragment in verdict.missing_fragments)


# Only what is gone is an error: what cannot be decided is for a person to look at.
_RULES: dict[Health, tuple[str, Level]] = {
    Health.DEAD: ("dead_source", "error"),
    Health.DRIFTED: ("drifted_source", "warning"),
    Health.UNSURE: ("unsure_source", "warning"),
    Health.BLOCKED: ("blocked_source", "note"),
    Health.MOVED: ("moved_source", "note"),
}


def _about_sources(sources: Iterable[WeighedSource], cited_by: Mapping[str, list[Citation]]) -> Iterable[Finding]:
    """What is amiss with each source, said at each place that cites it."""
    for source in sources:
        about = list(_rules_about(source))
        for citation in cited_by.get(source.source.url, []):
            for rule, level, message in about:
                yield Finding(
                    rule,
                    level,
                    message,
                    citation.document,
                    citation.link.at.line,
                    citation=citation.id,
                    source=source.source.url,
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
    if source.kept is False and verdict.health in (Health.LIVE, Health.MOVED):
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
