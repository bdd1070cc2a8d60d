"""The order in which claims without a source are worth an editor's time."""

import pytest

from linkaudit.claims import claims
from linkaudit.claims.facts import facts
from linkaudit.claims.need import weight
from tests.by_hand import document


def need(sentence: str) -> float:
    """The weight of one sentence."""
    (claim,) = claims(document(sentence))
    return weight(claim, facts(claim.plain))


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ("The company sold 240 missiles worth 37.9 million euros to Bulgaria.", "The company sold missiles to a country in the south."),
        ("“He never killed anyone in that war,” the president said.", "The president spoke about the war for a while."),
        ("The minister accused the firm of bribing two judges.", "The minister talked with the firm and two judges."),
        ("The ministry bought 500 helmets in May.", "Did the ministry buy 500 helmets in May?"),
        ("Министр обвинил компанию в коррупции и мошенничестве.", "Министр поговорил с компанией о погоде и дороге."),
    ],
)
def test_what_needs_a_source_comes_first(more: str, less: str) -> None:
    """Figures, quotations and accusations weigh more than the same sentence without them; a question weighs less."""
    assert need(more) > need(less)
