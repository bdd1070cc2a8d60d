"""All ties of an audit against their pages, and what drifted away."""

import random
from datetime import UTC, datetime

import pytest

from linkaudit.evidence import drifted, drifts, examine, judged, look, unreadable, worth_looking
from linkaudit.model import (
    Certainty,
    Check,
    Evidence,
    Health,
    Judgement,
    NoText,
    PageText,
    Report,
    Request,
    Response,
    Run,
    Source,
    Tie,
    Verdict,
    WeighedClaim,
)
from tests.citations.test_twins import citation, claims_of

FACTS = [
    (
        "The port of {place} handled {n},000 containers in {year}, its operator said.",
        "In {year} the port of {place} handled {n},000 containers.",
    ),
    (
        "{n} fishermen of {place} have waited for compensation since {year}.",
        "Since {year}, {n} fishermen of {place} have waited for compensation.",
    ),
    (
        "On 3 March {year} a storm sank {n} boats in the harbour of {place}.",
        "A storm sank {n} boats in the harbour of {place} on March 3, {year}.",
    ),
    (
        "The mayor of {place} promised {n} new houses before the winter of {year}.",
        "{n} new houses were promised by the mayor of {place} before the winter of {year}.",
    ),
]
PLACES = ["Varna", "Burgas", "Constanta", "Odesa", "Batumi", "Sinop", "Trabzon", "Sozopol"]
FILLER = [
    "The weather in the region has been mild for most of the season.",
    "Readers have written to us about the new timetable of the ferry.",
    "A concert in the old town drew a large crowd on the weekend.",
    "The library opens later than usual because of repairs to its roof.",
    "Officials could not be reached for comment on the matter.",
]


def stories(seed: int, count: int) -> list[tuple[str, list[str]]]:
    """Claims, each with a page of other sentences around the one that bears it out."""
    rng = random.Random(seed)
    made = []
    for _ in range(count):
        claim, told = rng.choice(FACTS)
        values = {"place": rng.choice(PLACES), "n": rng.randint(13, 890), "year": rng.randint(1995, 2024)}
        page = [*rng.sample(FILLER, 4), told.format(**values)]
        rng.shuffle(page)
        made.append((claim.format(**values), page))
    return made


def as_page(sentences: list[str]) -> PageText:
    """A page of these sentences."""
    return PageText((), tuple(sentences), language="en")


def test_evidence_that_moved_to_the_copy_is_drift() -> None:
    """What the copy shows and the live page no longer does is drift, in at least 19 of 20 pages; an unchanged page never drifts."""
    found = 0
    made = stories(5, 200)
    for claim, page in made:
        told = next(sentence for sentence in page if sentence not in FILLER)
        saved, bare = look(claim, as_page(page)), look(claim, as_page([each for each in page if each != told]))
        found += drifted(bare, saved)
        assert not drifted(saved, saved)
        assert not drifted(look(claim, as_page([*page, "An unrelated notice was added here."])), saved)
    assert found >= 0.95 * len(made)


def test_every_tie_gets_its_row() -> None:
    """The live page is asked first, its copy when it does not show the claim; ties that are too weak and unread pages say so."""
    (one, told), (two, other), (three, _) = stories(9, 3)
    claims = claims_of("n", [one, two, three])
    citations = [
        citation(1, "https://a.example/", Tie("n#c1", "inline", 1.0), Tie("n#c3", "passage", 0.2)),
        citation(2, "https://b.example/", Tie("n#c2", "inline", 1.0)),
        citation(3, "https://c.example/", Tie("n#c1", "inline", 1.0)),
        citation(4, "https://d.example/", Tie("n#c1", "inline", 1.0)),
    ]
    pages: dict[str, PageText | NoText] = {
        "https://a.example/": as_page(told),
        "https://b.example/": as_page(FILLER),
        "https://c.example/": NoText("unreachable", "answered 404"),
    }
    copies: dict[str, PageText | NoText] = {
        "https://a.example/": as_page(told),
        "https://b.example/": as_page(other),
        "https://c.example/": as_page(told),
    }
    rows = examine(citations, claims, pages, copies, saved_at={"https://b.example/": "https://archive.example/1/https://b.example/"})
    assert [(row.claim, row.source[8], row.seen_on, row.label) for row in rows] == [
        ("n#c1", "a", "live", "evidence_located"),
        ("n#c3", "a", "live", "not_checkable"),
        ("n#c2", "b", "live", rows[2].label),
        ("n#c2", "b", "snapshot", "evidence_located"),
        ("n#c1", "c", "live", "not_checkable"),
        ("n#c1", "c", "snapshot", "evidence_located"),
    ]
    assert (rows[1].reason, rows[4].reason) == ("tie_too_weak", "unreachable")
    assert rows[3].fragment_url is not None
    assert rows[3].fragment_url.startswith("https://archive.example/1/https://b.example/#:~:text=")
    assert drifts(rows) == (("n#c2", "https://b.example/"),)


def test_a_list_without_claims_is_not_worth_a_look() -> None:
    """A source that is tied to nothing costs no reading of its page; a tie to a passage is worth it."""
    assert not worth_looking([citation(1, "a"), citation(2, "a")])
    assert worth_looking([citation(1, "a"), citation(2, "a", Tie("c", "passage", 0.2))])


@pytest.mark.parametrize(
    ("health", "codes", "reason"),
    [
        (Health.LIVE, (), None),
        (Health.LIVE, ("paywall",), "login_or_paywall"),
        (Health.BLOCKED, ("login-wall",), "login_or_paywall"),
        (Health.BLOCKED, ("challenge-page",), "unreachable"),
        (Health.DEAD, ("not-found-text",), "soft_404"),
        (Health.UNSURE, (), "unreachable"),
    ],
)
def test_a_verdict_tells_why_a_page_cannot_be_searched(health: Health, codes: tuple[str, ...], reason: str | None) -> None:
    """A wall, a soft 404 and a page that did not come each have their own reason; a live page can be tried."""
    at = datetime(2026, 1, 2, tzinfo=UTC)
    page = Response(Request("GET", "https://a.example/"), 200, (), b"<p>words", at)
    verdict = Verdict(health, Certainty.CERTAIN, codes, "because")
    found = unreadable(Check(Source("https://a.example/", "https://a.example/", "a.example"), verdict, (page,), at))
    assert (found and found.reason) == reason


def test_a_page_that_cannot_be_read_has_not_drifted() -> None:
    """Without words on the live page nothing is said about drift."""
    saved = Evidence("c", "s", "snapshot", "evidence_located")
    assert not drifted(Evidence("c", "s", "live", "not_checkable", reason="unreachable"), saved)


def test_a_judge_speaks_on_a_whole_report() -> None:
    """A judge's word is added wherever a window was quoted, to no other row, and no label changes."""
    at = datetime(2026, 1, 2, tzinfo=UTC)
    rows = (Evidence("n#c1", "s", "live", "partly_located", window="Some words."), Evidence("n#c1", "t", "live", "not_checkable"))
    claim = claims_of("n", ["A claim."])[0]
    run = Run(at, at, "1", True, "up", ())
    report = Report(run, (), (), (WeighedClaim(claim, "cited", "live"),), (), (), (), rows)
    found = judged(report, lambda claim, window: Judgement("nli-x", f"{claim}|{window}"))
    assert [row.label for row in found.evidence] == ["partly_located", "not_checkable"]
    assert [row.judgements for row in found.evidence] == [(Judgement("nli-x", "A claim.|Some words."),), ()]
