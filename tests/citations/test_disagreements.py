"""Where two tellings of one claim differ."""

import pytest

from linkaudit.citations.disagreements import disagreements
from linkaudit.model import Disagreement, Twin
from tests.citations.test_twins import claims_of


def differ(a: str, b: str, score: float = 0.8) -> tuple[Disagreement, ...]:
    """The disagreements of two sentences that are twins."""
    return disagreements([Twin("a#c1", "b#c1", score)], claims_of("a", [a]) + claims_of("b", [b]))


HARD = [
    ("The port handled 412,000 containers in 2021.", "In 2021 the port handled 421,000 containers.", "number", "412,000", "421,000"),
    ("The port earned 3 million euros.", "The port earned 3 billion euros.", "number", "3 million euros", "3 billion euros"),
    ("The port earned 3 million euros.", "The port earned 3 million dollars.", "unit", "3 million euros", "3 million dollars"),
    ("Two cranes fell on 3 March 2021.", "On March 4, 2021, two cranes fell.", "date", "3 March 2021", "March 4, 2021"),
    ("Two cranes fell in 2021.", "Two cranes fell in 2022.", "date", "2021", "2022"),
    ("He spoke on Tuesday.", "He spoke on December 11, 2024.", "date", "Tuesday", "December 11, 2024"),
    ("The mayor promised a breakwater.", "The mayor never promised a breakwater.", "negation", "", "never"),
]


@pytest.mark.parametrize(("a", "b", "kind", "value_a", "value_b"), HARD)
def test_one_changed_fact_is_a_hard_disagreement(a: str, b: str, kind: str, value_a: str, value_b: str) -> None:
    """A number, unit, date or negation that was changed is found, with both places quoted, from either side."""
    (found,) = differ(a, b)
    assert (found.kind, found.hard, found.value_a, found.value_b) == (kind, True, value_a, value_b)
    assert (a[slice(*found.span_a)], b[slice(*found.span_b)]) == (value_a, value_b)
    (found,) = differ(b, a)
    assert (found.kind, found.hard, found.value_a, found.value_b) == (kind, True, value_b, value_a)


SOFT = [
    ("He left on Sunday.", "He left.", "date", "Sunday", ""),
    ("He spoke on Tuesday.", "He spoke on December 10, 2024.", "date", "Tuesday", "December 10, 2024"),
    ("Mail shows that they trained there.", "They have claimed that they trained there.", "attribution", "asserted", "attributed"),
    ("Forty men drowned.", "Men drowned.", "number", "Forty", ""),
    ("He did not sign the treaty.", "He refused to sign the treaty.", "negation", "not", ""),
]


@pytest.mark.parametrize(("a", "b", "kind", "value_a", "value_b"), SOFT)
def test_more_or_less_said_is_soft(a: str, b: str, kind: str, value_a: str, value_b: str) -> None:
    """What one side leaves out, resolves or says in another word is worth a look, not a contradiction."""
    (found,) = differ(a, b)
    assert (found.kind, found.hard, found.value_a, found.value_b) == (kind, False, value_a, value_b)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("It cost 37.9 million euros.", "It cost €37.9 million."),
        ("It is 355 feet long.", "It is 108 m long."),
        ("Twelve men came on Nov. 27, 2024.", "On November 27, 2024, 12 men came."),
        ("Neither he nor she went.", "He and she did not go."),
    ],
)
def test_another_wording_is_no_disagreement(a: str, b: str) -> None:
    """Units, number words, date forms and ways of saying no may differ without a difference."""
    assert differ(a, b) == ()
