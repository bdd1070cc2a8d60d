"""Author-year call-outs and the references they name."""

import pytest

from linkaudit.citations import cite
from linkaudit.citations.author_year import Index, entry
from tests.by_hand import document, passage

REFERENCES = [
    "Smith J, Brown AB. 2010. Rain in the north. J Weather. https://doi.org/10.1/a",
    "Smith, J., Brown, A. B., Jones, C. (2010). Snow in the south. https://doi.org/10.1/b",
    "Smith J. 2012a. Hail. https://doi.org/10.1/c",
    "Smith J. 2012b. Sleet. https://doi.org/10.1/d",
    "van der Berg K, Müller L. 1999. Fog. https://doi.org/10.1/e",
    "National Institute of Mental Health. 1990. Moods. https://doi.org/10.1/f",
    "Le SQ, Gascuel O. 2008. Trees. https://doi.org/10.1/g",
    "Петров А, Иванова Б. 2015. Дождь. https://doi.org/10.1/h",
    "[9] Okafor N et al. Drought. Lancet. 2020;12:34-56. https://doi.org/10.1/i",
    "Ким А. 2018. Рост. https://doi.org/10.1/j",
]


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("It rained (Smith and Brown, 2010).", [("Smith and Brown, 2010", (0,))]),
        ("It rained (Smith; Brown, 2010), too.", [("Smith; Brown, 2010", (0,))]),
        ("Smith and Brown (2010), a book, says so.", [("Smith and Brown (2010)", (0,))]),
        ("У Петрова и Ивановой (2015) дождь, у Петровского (2015) снег.", [("Петрова и Ивановой (2015)", (7,))]),
        ("It snowed (Smith et al., 2010).", [("Smith et al., 2010", (1,))]),
        ("Smith (2012a) saw hail.", [("Smith (2012a)", (2,))]),
        ("Hail and sleet (Smith 2012a, b).", [("Smith 2012a", (2,)), ("b", (3,))]),
        (
            "Both (Smith & Brown 2010; Van der Berg and Mueller, 1999).",
            [("Smith & Brown 2010", (0,)), ("Van der Berg and Mueller, 1999", (4,))],
        ),
        ("See National Institute of Mental Health (1990).", [("National Institute of Mental Health (1990)", (5,))]),
        ("By Le and Gascuel's (2008) method.", [("Le and Gascuel's (2008)", (6,))]),
        ("By Le and Gascuel (2009) in print, not by Le and Gascuel (2010).", [("Le and Gascuel (2009)", (6,))]),
        ("Дождь шёл (Петров и Иванова, 2015).", [("Петров и Иванова, 2015", (7,))]),
        ("A drought (Okafor et al. 2020).", [("Okafor et al. 2020", (8,))]),
        ("Все (2018) это видели; Ким (2018) тоже.", [("Ким (2018)", (9,))]),
        ("In 2010 Smith left; Brown stayed until 2012.", []),
        ("It hailed (Smith, 2012).", [("Smith, 2012", (2, 3))]),
        ("Nobody knows (Miller, 2010).", []),
    ],
)
def test_names_and_years_find_their_reference(text: str, named: list[tuple[str, tuple[int, ...]]]) -> None:
    """Each usual way to write a call-out names the references with those authors and that year, and nothing else."""
    index = Index([one for one in (entry(number, line) for number, line in enumerate(REFERENCES)) if one])
    assert [(text[found.start : found.end], found.entries) for found in index.find(text)] == named


def test_a_call_out_ties_its_sentence() -> None:
    """The reference is tied to the sentence that calls it, once for each call-out, and an uncalled one is tied to nothing."""
    made = document(
        "It rained in the north (Smith and Brown, 2010). Hail followed, as Smith (2012a) says. It thawed.",
        passage("heading", "References"),
        *(passage("reference", line) for line in REFERENCES[:3]),
    )
    assert [(c.source, c.link.layout, [(t.claim[-2:], t.method, t.confidence) for t in c.ties]) for c in cite(made)] == [
        ("https://doi.org/10.1/a", "author_year", [("c1", "callout_author_year", 0.95)]),
        ("https://doi.org/10.1/c", "author_year", [("c2", "callout_author_year", 0.95)]),
        ("https://doi.org/10.1/b", "list", []),
    ]


def test_the_first_author_ends_at_the_comma() -> None:
    """Only what stands before the first comma is the name that a call-out begins with."""
    for text, first in (("Lund, Ann Brown. 2010. Rain.", ("lund",)), ("National Weir Office. 2010. Rain.", ("national", "weir", "office"))):
        read = entry(0, text)
        assert read is not None and read.first == first
