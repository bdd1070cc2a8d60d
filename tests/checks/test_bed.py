"""The verdict bed: what the rules make of several hundred small sites whose truth is known."""

from functools import lru_cache

import pytest

from linkaudit.checks.codes import CODES, family
from linkaudit.model import Check
from tests.checks.bed import figures, run, said, scenarios
from tests.checks.bed_pages import Scenario


@lru_cache(maxsize=1)
def results() -> tuple[tuple[Scenario, tuple[Check, ...]], ...]:
    """Every scenario with its checks."""
    return tuple((scenario, run(scenario)) for scenario in scenarios())


def test_every_verdict_is_true() -> None:
    """Each source comes out as it is, with the evidence that its scenario names and without what it must not raise."""
    wrong = []
    for scenario, checks in results():
        for check in checks:
            evidence = {*check.verdict.evidence, *map(family, check.verdict.evidence)}
            if said(check) != scenario.truth or not {*scenario.raises} <= evidence or evidence & {*scenario.not_raised}:
                wrong.append((scenario.name, scenario.truth, check.verdict))
    assert wrong == []


def test_figures() -> None:
    """Nothing undecidable or alive is called dead, no wall alive; soft 404s are found at 95 % recall and 99 % precision at least."""
    found = figures(results())
    assert found["undecidable called dead"] == found["walls called alive"] == found["alive called dead"] == 0
    assert found["soft-404 recall"] >= 0.95
    assert found["soft-404 precision"] >= 0.99


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_is_earned(code: str) -> None:
    """Each evidence code has a scenario that raises it and one that resembles it and must not."""
    assert any(code in map(family, scenario.raises) for scenario, _ in results()), "no positive"
    assert any(code in map(family, scenario.not_raised) for scenario, _ in results()), "no look-alike"


def test_no_code_outside_the_table() -> None:
    """Verdicts use no code that the table does not explain."""
    used = {family(code) for _, checks in results() for check in checks for code in check.verdict.evidence}
    assert used <= set(CODES)


def test_the_bed_is_wide() -> None:
    """At least a hundred scenarios; soft 404s in eight languages of four scripts and more, half of them by structure alone."""
    soft = [scenario for scenario, _ in results() if scenario.kind.startswith("soft 404")]
    structural = [scenario for scenario in soft if "not-found-text" not in scenario.raises]
    assert len(results()) >= 100
    assert len(structural) >= len(soft) / 2


def test_reasons_are_sentences() -> None:
    """Every reason is one sentence for an editor: a capital, a full stop, no code in it."""
    for _, checks in results():
        for check in checks:
            reason = check.verdict.reason
            assert reason[0].isupper() and reason.endswith("."), reason
            assert not any(code in reason for code in CODES if "-" in code and not code.startswith("http")), reason
