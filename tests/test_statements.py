"""The claims of a report: made when they are asked for, the same each time, and small while they are not."""

from __future__ import annotations

import tracemalloc
from collections.abc import Sequence
from datetime import date
from itertools import cycle

import pytest

from linkaudit import statements
from linkaudit.claims.facts import facts
from linkaudit.claims.need import weight
from linkaudit.model import Claim, Facts, Place, WeighedClaim
from linkaudit.pile import Pile
from linkaudit.statements import Claims, need, stated

SAID = (
    'On Monday the mayor of Rotterdam said that "the harbour will be closed by 1 May 2024", after 3.5 million euros had been spent.',
    "In the 1960s the village had 1,250 people and 14 km of roads.",
    "Nobody knows why.",
    "It rose by 4 % on 17 March.",
)
WHEN = date(2024, 3, 20)


def made(texts: Sequence[str], pile: Pile | None = None) -> Claims:
    claims = tuple(Claim(f"a#c{n}", "a", 0, (0, len(text)), text, text, Place(line=n)) for n, text in enumerate(texts, 1))
    return Claims(claims, zip(cycle(("cited", "uncited")), ("live", "none", "lost", "none") * len(texts), strict=False), {"a": WHEN}, pile)


def whole(claim: Claim, index: int) -> WeighedClaim:
    found = facts(claim.plain, WHEN)
    return WeighedClaim(claim, ("cited", "uncited")[index % 2], ("live", "none", "lost", "none")[index % 4], found, weight(claim, found))


@pytest.mark.parametrize("piled", [True, False])
def test_a_claim_is_the_same_each_time(piled: bool) -> None:
    """Facts, resolved dates, quotations and need are those of the sentence when it is read and when they are taken up again."""
    claims = made(SAID, Pile(len(SAID)) if piled else None)
    expected = tuple(whole(claim.claim, index) for index, claim in enumerate(stated(claims)))
    assert any(each.facts.dates and each.facts.dates[0].resolved_from for each in expected) and expected[0].facts.quotes
    assert tuple(claims) == expected
    assert tuple(claims) == expected == claims[:] and claims == expected and claims[-1] == expected[-1]
    assert [need(claims, index) for index in range(4)] == [each.need for each in expected]


def test_a_sentence_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However often a claim is asked for, its facts are read out of its sentence once; its status alone needs none."""
    read: list[str] = []

    def reading(text: str, day: date | None) -> Facts:
        read.append(text)
        return facts(text, day)

    monkeypatch.setattr(statements, "facts", reading)
    claims = made(SAID, Pile(len(SAID)))
    assert [each.status for each in stated(claims)] == ["cited", "uncited"] * 2 and not read
    assert need(claims, 1) == claims[1].need and len([*claims, *claims]) == 8
    assert sorted(read) == sorted(SAID)


def test_facts_take_no_memory() -> None:
    """Of the facts of 2,000 claims that were gone through, less than 64 bytes each stay in memory."""
    texts = [f"In {1900 + n % 100} the town counted {n:,} boats and 3.5 million euros." for n in range(2000)]
    claims = made(texts, Pile(len(texts)))
    assert claims[0].facts.quantities
    tracemalloc.start()
    assert sum(len(each.facts.quantities) for each in claims) >= 2 * len(texts) - 1
    grown = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert grown < 128 * 1024 + 64 * len(texts)
