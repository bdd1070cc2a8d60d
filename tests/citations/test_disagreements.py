"""Where two tellings of one claim differ."""

import re

import pytest

from linkaudit.citations.disagreements import disagreements
from linkaudit.citations.twins import twins
from linkaudit.model import Disagreement, Twin
from tests.citations.test_twins import claims_of
from tests.citations.versions import VERSIONS


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


HARD += [
    ("More than 20 percent of it was sold.", "More than 60 percent of it was sold.", "number", "20 percent", "60 percent"),
    ("The plan costs $150 million.", "The plan costs $151 million.", "number", "$150 million", "$151 million"),
]


HARD += [
    ("Nearly 9,000 people fled.", "4,987 people fled.", "number", "9,000", "4,987"),
    ("About 700 people fled.", "600 people fled.", "number", "700", "600"),
    ("The port won by 7 votes to 2.", "The port won by 7 votes to 4.", "number", "2", "4"),
    ("Sales fell 8 percent to 3.4 million units.", "Sales fell 8 percent to 4.3 million units.", "number", "3.4 million", "4.3 million"),
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


@pytest.mark.parametrize("kind", VERSIONS)
def test_two_versions_of_one_event_do_not_contradict(kind: str) -> None:
    """News, sport, law, science and five more languages, retold in another order: no false pair, nothing called a contradiction."""
    ours, theirs = VERSIONS[kind]
    order = sorted(range(len(theirs)), key=lambda number: (number * 7 + 3) % 5)
    claims = claims_of("a", ours) + claims_of("b", [theirs[number] for number in order])
    pairs = twins(claims)
    assert {(pair.a, pair.b) for pair in pairs} <= {(f"a#c{number + 1}", f"b#c{place}") for place, number in enumerate(order, 1)}
    assert [each for each in disagreements(pairs, claims) if each.hard] == []


def test_a_changed_number_is_seen_in_every_language() -> None:
    """In pairs that are twins, each number changed is named, in figures of any script's text."""
    seen = 0
    for ours, theirs in VERSIONS.values():
        for one, other in zip(ours, theirs, strict=True):
            for match in re.finditer(r"\d+", other):
                changed = f"{other[: match.start()]}{int(match.group()) * 3 + 1}{other[match.end() :]}"
                claims = claims_of("a", [one]) + claims_of("b", [changed])
                pairs = twins(claims)
                assert not pairs or [each for each in disagreements(pairs, claims) if each.kind in ("number", "date", "unit")], changed
                seen += bool(pairs)
    assert seen > 25


def test_another_language_s_word_is_no_negation() -> None:
    """Spanish "en" is no Finnish "not"; "ne ... pas" says no once; "no stronger than" and "the strongest" do not contradict."""
    pairs = [
        ("Boric viaja a un lugar amigo: obtuvo el 60 % de los votos en el balotaje.", "Boric viaja a un lugar amigo: obtuvo el 60 %."),
        ("The ministry not only fed refugees but housed them too.", "The ministry fed refugees and housed them too."),
        ("The firm must notify no later than 72 hours after the breach.", "The firm must notify 72 hours after the breach at the latest."),
        ("La mairie n'a pas fermé le port de Lisque en mars.", "La mairie ne l'a pas fermé en mars, le port de Lisque."),
        ("Aucun séisme plus fort n'avait frappé Lara depuis 1987.", "C'est le séisme le plus fort qui ait frappé Lara depuis 1987."),
    ]  # fmt: skip
    for one, other in pairs:
        claims = claims_of("a", [one]) + claims_of("b", [other])
        assert [each for each in disagreements([Twin("a#c1", "b#c1", 0.9)], claims) if each.hard] == []


def test_this_year_may_be_the_other_s_year() -> None:
    """A claim that puts its own year as "this year" and names another one does not contradict."""
    claims = claims_of("a", ["The women's team won the cup in 2019."]) + claims_of(
        "b", ["The women's team won the cup this year, after the final of 2018."]
    )
    (only,) = [each for each in disagreements([Twin("a#c1", "b#c1", 0.7)], claims) if each.kind == "date"]
    assert not only.hard


NOT_HARD = [
    ("The share fell 2.6 percent to 14 points.", "The share fell $15.44 in a day."),
    ("At least 14 people died in Lara.", "In Lara 16 people died."),
    ("Gains of 4.4 percent were seen.", "Gains of 4 percent were seen."),
    ("Income fell to $42,409 last year.", "Income fell to $42,400 last year."),
    ("They reported on Friday that it may come on Monday.", "They report that it may come on Monday, May 19."),
    ("But details haven't been finalized, he said.", "But details havent been finalized, he said."),
    ("She declined to comment on the matter.", "She had no comment on the matter."),
    ("Sanctions follow if the subsidies are not repealed.", "Sanctions follow unless the subsidies are repealed."),
    ("It issued a no-confidence vote in him.", "It gave him a vote of no confidence."),
    ("It was below minus 5 degrees Celsius.", "It was minus 10 degrees Celsius."),
    ("It was nearly minus 20 degrees Celsius.", "It was minus 19 degrees Celsius."),
    ("More than 0 percent was sold.", "A good 5 percent was sold."),
    ("The average was at a four-week low.", "The average was down 192.25 points, its lowest close."),
]


@pytest.mark.parametrize(("a", "b"), NOT_HARD)
def test_what_both_may_say_is_no_contradiction(a: str, b: str) -> None:
    """Two measures of one change, a bound that the other keeps, a rounded number and "no" in another word are soft at most."""
    assert not [found for found in (*differ(a, b), *differ(b, a)) if found.hard]


def test_a_number_is_paired_with_the_one_that_counts_the_same() -> None:
    """An age that only one side gives does not take the place of the dead that both count."""
    found = differ("Karimov, 32, led the attack that killed 202 people.", "Karimov led the attack that killed 204 people.")
    assert [(each.value_a, each.value_b) for each in found if each.hard] == [("202", "204")]


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Nearly 5,000 people fled.", "4,987 people fled."),
        ("Knapp 5000 Menschen flohen.", "4.987 Menschen flohen."),
        ("Roughly 30,000 people came.", "29,812 people came."),
        ("More than 50 million numbers are listed.", "Nearly 51 million numbers are listed."),
        ("The loss was $17 million.", "The loss was $17.7 million."),
        ("The share was off 11.64 points at 1,912.65.", "The share was off 2.96 points at 1,921.33."),
        ("By March 2003, 67 percent used cables.", "In March 2002, 63 percent used cables."),
        ("They decide whether to move the port or not.", "They decide whether to move the port."),
    ],
)
def test_two_tellings_that_can_both_be_right(a: str, b: str) -> None:
    """Rounded, cut off, bounded from both sides, told of another moment, or with a choice that denies nothing: never hard, either way."""
    assert not any(one.hard for one in (*differ(a, b), *differ(b, a)))
