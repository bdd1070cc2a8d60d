"""What a claim and a source come to when everything that was learnt is laid together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from linkaudit.model import Citation, ClaimHealth, ClaimStatus, Found, Gap, Health, NoSnapshot, Report, Snapshot, Tie
from linkaudit.weigh import weigh
from tests.reports.example import NOW, RUN, check, copy, found

A, B = "https://a.example/1", "https://b.example/2"
LIVE, MOVED, DRIFTED, BLOCKED, UNSURE, DEAD, SKIPPED = Health.LIVE, Health.MOVED, *list(Health)[2:]


def cited(*healths: Health, copies: str = "", methods: str = "inline") -> Report:
    """One claim tied to a source of each health. `copies`: V or U a (un)verified snapshot of it; g or u, a cited one."""
    urls = [f"https://s{n}.example/" for n in range(len(healths))]
    contents = found((("One claim.", urls[0], LIVE),)) if urls else found(())
    claim = contents.claims[0].id
    ties = tuple(Tie(claim, method, 0.9) for method in methods.split())
    citations = tuple(replace(contents.citations[0], id=f"x#l{n}", source=url, ties=ties) for n, url in enumerate(urls))
    snapshots: dict[str, Snapshot | NoSnapshot] = {
        url: copy(url, verified=c == "V") for url, c in zip(urls, copies, strict=False) if c in "VU"
    }
    given = {url: (copy(url, verified=c == "g"),) for url, c in zip(urls, copies, strict=False) if c in "gu"}
    return weigh(RUN, replace(contents, citations=citations), [check(u, h) for u, h in zip(urls, healths, strict=True)], snapshots, given)


@pytest.mark.parametrize(
    ("healths", "copies", "expected"),
    [
        ((LIVE,), "", "live"),
        ((MOVED,), "", "live"),
        ((DEAD, LIVE), "", "live"),
        ((DEAD, UNSURE, MOVED), "V", "live"),
        ((DEAD,), "V", "archived_only"),
        ((DEAD,), "g", "archived_only"),
        ((DEAD, DEAD), ".V", "archived_only"),
        ((BLOCKED,), "g", "archived_only"),
        ((DRIFTED,), "V", "archived_only"),
        ((DRIFTED,), "", "live_not_located"),
        ((DRIFTED, DEAD), "", "live_not_located"),
        ((DEAD,), "U", "lost"),
        ((DEAD,), "u", "lost"),
        ((DEAD, DEAD), "", "lost"),
        ((DEAD, BLOCKED), "", "unknown"),
        ((DEAD, UNSURE), "", "unknown"),
        ((DEAD, SKIPPED), "", "unknown"),
        ((BLOCKED, UNSURE), "", "unknown"),
        ((SKIPPED,), "", "unknown"),
        ((), "", "none"),
    ],
)
def test_a_claim_is_as_well_off_as_its_best_source(healths: tuple[Health, ...], copies: str, expected: ClaimHealth) -> None:
    """One open page is enough; else one copy that was opened; it is lost only when every source is dead and no copy was opened."""
    assert cited(*healths, copies=copies).claims[0].health == expected


@pytest.mark.parametrize(
    ("methods", "expected"),
    [("", "uncited"), ("passage", "cited_at_passage"), ("inline", "cited"), ("passage order", "cited")],
)
def test_a_tie_to_the_passage_is_not_a_tie_to_the_claim(methods: str, expected: ClaimStatus) -> None:
    """A claim whose only ties are those of its passage is cited at the passage, no more."""
    assert cited(LIVE, methods=methods).claims[0].status == expected


def test_a_claim_of_a_source_that_nobody_could_ask_is_undecided() -> None:
    """A citation without a check (the run ended first) leaves its claim undecided, never lost."""
    contents = found((("One claim.", A, DEAD),))
    assert weigh(RUN, contents, (), {}, {}).claims[0].health == "unknown"


@pytest.mark.parametrize(
    ("health", "copies", "gap", "words"),
    [
        (
            DEAD,
            "V",
            None,
            "Cite the saved copy: https://web.archive.org/web/20231102101010/https://s0.example/ (2023-11-02, 130 days before",
        ),
        (DEAD, "g", None, "Keep the saved copy that is cited"),
        (DEAD, "U", None, "could not be verified: https://web.archive.org"),
        (DEAD, "", Gap.NONE, "hold no copy"),
        (DEAD, "", Gap.UNUSABLE, "none shows the page"),
        (DEAD, "", Gap.EXCLUDED, "keep this one from being shown"),
        (DEAD, "", Gap.UNKNOWN, "could not be asked"),
        (DEAD, "", None, "no archive was asked"),
        (MOVED, "", None, "Use this URL instead: https://audit.example/reports/117"),
        (BLOCKED, "", None, "Open it by hand"),
        (UNSURE, "", None, "Check again later"),
        (DRIFTED, "", None, "Re-read the page"),
        (LIVE, "u", None, "Cite another saved copy, or none"),
        (LIVE, "", None, None),
        (SKIPPED, "", None, None),
    ],
)
def test_each_source_gets_the_step_that_its_facts_call_for(health: Health, copies: str, gap: Gap | None, words: str | None) -> None:
    """A remedy is one sentence made from what is known about the source; what needs nothing has none."""
    whole = cited(health, copies=copies)
    if gap:
        row = whole.sources[0]
        whole = weigh(
            RUN, found((("One claim.", row.source.url, health),)), [row.check], {row.source.url: NoSnapshot(A, gap, "so it says")}, {}
        )
    remedy = whole.sources[0].remedy
    assert words in remedy if words and remedy else remedy is words, remedy


@pytest.mark.parametrize(
    ("health", "evidence", "words"),
    [
        (BLOCKED, ("http-200", "login-wall"), "Log in and look"),
        (BLOCKED, ("http-401",), "Log in and look"),
        (BLOCKED, ("http-200", "paywall"), "Open it with a subscription"),
        (BLOCKED, ("http-200", "region-wall"), "from where it is shown"),
        (BLOCKED, ("http-200", "challenge-akamai"), "not to robots"),
        (UNSURE, ("http-200", "not-found-text", "probe-not-found"), "Open it by hand"),
        (UNSURE, ("http-200", "maintenance"), "Check again later"),
    ],
)
def test_the_step_depends_on_what_stands_in_the_way(health: Health, evidence: tuple[str, ...], words: str) -> None:
    """A login is not passed by opening a page by hand, and waiting does not tell what a page shows."""
    whole = cited(health)
    row = whole.sources[0]
    check = replace(row.check, verdict=replace(row.check.verdict, evidence=evidence))
    told = weigh(RUN, found((("One claim.", row.source.url, health),)), [check], {}, {})
    assert words in (told.sources[0].remedy or "")


def test_only_what_is_gone_is_an_error() -> None:
    """Dead sources and lost claims are errors; what is refused, moved or undecided is not."""
    for health in Health:
        levels = {finding.level for finding in cited(health).findings if finding.rule != "dangling_callout"}
        assert ("error" in levels) is (health is DEAD), health


def test_findings_stand_where_the_link_stands() -> None:
    """A dead source that is cited twice is found at both places, in reading order, with what to do."""
    contents = found((("First.", A, DEAD), ("Second.", B, LIVE), ("Third.", A, DEAD)))
    report = weigh(RUN, contents, (check(A, DEAD), check(B, LIVE)), {}, {})
    dead = [finding for finding in report.findings if finding.rule == "dead_source"]
    assert [(f.line, f.citation, f.source) for f in dead] == [(1, "articles/river-towns.md#l1", A), (3, "articles/river-towns.md#l3", A)]
    assert all(finding.remedy for finding in dead)


@pytest.mark.parametrize(
    ("gap", "rule"),
    [(Gap.NONE, "no_snapshot"), (Gap.UNUSABLE, "no_snapshot"), (Gap.EXCLUDED, "no_snapshot"), (Gap.UNKNOWN, "snapshot_unknown")],
)
def test_could_not_ask_is_not_none(gap: Gap, rule: str) -> None:
    """That an archive has nothing and that it could not be asked are two findings."""
    report = weigh(RUN, found((("One.", A, DEAD),)), [check(A, DEAD)], {A: NoSnapshot(A, gap, "it said so")}, {})
    assert {finding.rule for finding in report.findings} & {"no_snapshot", "snapshot_unknown"} == {rule}


def test_what_else_is_amiss_is_found() -> None:
    """A cited copy that does not open and an anchor that the page lacks are findings although the page opens."""
    report = weigh(RUN, found((("One.", A, LIVE),)), [check(A, LIVE, missing_fragments=("part-2",))], {}, {A: (copy(A, verified=False),)})
    rules = {finding.rule: finding.message for finding in report.findings}
    assert "#part-2" in rules["missing_fragment"] and "given_copy_does_not_open" in rules
    assert report.sources[0].remedy == "Correct the anchor: the page has no #part-2."


def test_copies_are_dated_from_the_earliest_publication() -> None:
    """Days count from the earliest document that cites the source, or from the date that the user states."""
    assert cited(DEAD, copies="V").sources[0].published == found().documents[0].published
    run = replace(RUN, published=NOW.date())
    assert weigh(run, found((("One.", A, DEAD),)), [check(A, DEAD)], {}, {}).sources[0].published == NOW.date()


def test_killing_sources_loses_exactly_the_claims_that_hang_on_them() -> None:
    """Whichever sources die, the lost claims are those that cite nothing else."""
    urls = [f"https://s{n}.example/" for n in range(5)]
    contents = found(tuple((f"Claim {n}.", url, LIVE) for n, url in enumerate(urls)))
    claims = [claim.id for claim in contents.claims]
    extra = [(0, 1), (1, 2), (1, 3), (4, 0)]  # claim n also cites source m
    more = tuple(
        Citation(f"x#l{n}{m}", contents.documents[0].name, contents.citations[m].link, urls[m], ties=(Tie(claims[n], "inline", 1.0),))
        for n, m in extra
    )
    contents = Found(contents.documents, (), contents.claims, (*contents.citations, *more), ())
    for killed in range(2 ** len(urls)):
        dead = {n for n in range(5) if killed >> n & 1}
        report = weigh(RUN, contents, [check(url, DEAD if n in dead else LIVE) for n, url in enumerate(urls)], {}, {})
        lost = {weighed.claim.id for weighed in report.claims if weighed.health == "lost"}
        assert lost == {claims[n] for n in range(5) if {n, *(m for c, m in extra if c == n)} <= dead}
