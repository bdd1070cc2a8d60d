"""When two facts can be one and the same."""

import pytest

from linkaudit.claims.compare import agree, borne_out, negations, same_quantity
from linkaudit.claims.facts import facts


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("37.9 million euros", "€37.9 million", True),
        ("37.9 million euros", "EUR 37,912,000", True),
        ("37.9 million euros", "€38.9 million", False),
        ("37.9 million euros", "$37.9 million", False),
        ("240 launchers", "240", True),
        ("240 launchers", "241 launchers", False),
        ("355 feet", "108 m", True),
        ("355 feet", "118 m", False),
        ("1.234 Menschen", "1,234 people", True),
        ("1.234 Menschen", "1,235 people", False),
        ("12 percent", "12%", True),
        ("12 percent", "twelve", True),
        ("the 12th", "12 men", False),
    ],
)
def test_quantities_are_the_same_within_what_is_written(a: str, b: str, same: bool) -> None:
    """Units convert and rounded figures match what they round; anything else differs, whichever way round it is asked."""
    (x,), (y,) = facts(a).quantities, facts(b).quantities
    assert same_quantity(x, y) is same
    assert same_quantity(y, x) is same


@pytest.mark.parametrize(
    ("a", "b", "how"),
    [
        ("2 November 2004", "November 2", "open"),
        ("November 2", "2 November 2004", "same"),
        ("2 November 2004", "3 November", "differs"),
        ("Tuesday", "December 10, 2024", "same"),
        ("Tuesday", "December 11, 2024", "differs"),
        ("the 1960s", "1964", "same"),
        ("the 1960s", "1974", "differs"),
        ("1964", "November 2", "open"),
    ],
)
def test_dates_agree_slot_by_slot(a: str, b: str, how: str) -> None:
    """Only slots that both dates give can contradict; a weekday is checked against the calendar."""
    assert agree(facts(a).dates[0], facts(b).dates[0]) == how


def test_a_date_may_be_put_together() -> None:
    """Day and month in one place and the year in another bear a date out; a year alone does not."""
    (wanted,) = facts("on November 2, 2004").dates
    assert borne_out(wanted, facts("Published in 2004. It hits stores on November 2.").dates)
    assert not borne_out(wanted, facts("Published in 2004. It hits stores on November 3.").dates)
    assert not borne_out(wanted, facts("It came in 2004.").dates)


def test_negation_is_found_in_many_languages() -> None:
    """Each negating word counts, "neither ... nor" once."""
    assert len(negations("They didn't go, never.")) == 2
    assert len(negations("Neither he nor she went.")) == 1
    assert len(negations("Он не пошёл")) == 1
    assert negations("Nothing else: nothing") != ()
    assert negations("A notable north wind") == ()
