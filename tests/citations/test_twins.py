"""The same claim in two documents."""

import random

from linkaudit.citations.twins import suggestions, twins
from linkaudit.likeness import grams
from linkaudit.model import Citation, Claim, Link, Place, Tie

NORTH = [
    "The port of Varna handled 412,000 containers in 2021, the operator reported.",
    "Two cranes fell during the storm of 3 March and killed a mechanic.",
    "Mayor Elena Petrova promised a new breakwater before the next winter.",
    "Fishermen have waited for compensation since the oil spill off Cape Kaliakra.",
]
SOUTH = [
    "A breakwater will be built before next winter, Mayor Elena Petrova has promised.",
    "According to its operator, Varna's port moved 412,000 containers in 2021.",
    "The museum opens at nine.",
    "A mechanic was killed when two cranes fell in the storm on March 3.",
]


def claims_of(document: str, texts: list[str]) -> list[Claim]:
    """Claims with nothing but their text."""
    return [Claim(f"{document}#c{n}", document, n, (0, len(text)), text, text, Place()) for n, text in enumerate(texts, 1)]


def citation(number: int, source: str, *ties: Tie) -> Citation:
    """A citation with nothing but its source and ties."""
    return Citation(f"n#l{number}", "n", Link(source, source, Place(), "inline"), source, ties=ties)


def test_paraphrases_are_twins_and_nothing_else_is() -> None:
    """Each claim finds its paraphrase in the other document; claims without one stay alone."""
    found = twins(claims_of("n", NORTH) + claims_of("s", SOUTH))
    assert [(twin.a, twin.b) for twin in found] == [("n#c1", "s#c2"), ("n#c2", "s#c4"), ("n#c3", "s#c1")]
    assert all(0.5 <= twin.score <= 1 for twin in found)


def test_twins_are_mutual_and_never_of_one_document() -> None:
    """Of two claims that resemble one, only the nearer is its twin; a document has no twin in itself; a third adds its own pairs."""
    near = "The port of Varna handled 412,000 containers in 2021."
    found = twins(claims_of("n", [*NORTH, near]) + claims_of("s", [SOUTH[1]]))
    assert [(twin.a, twin.b) for twin in found] == [("n#c1", "s#c1")]
    assert twins(claims_of("n", [near, near])) == ()
    found = twins(claims_of("n", NORTH) + claims_of("s", [SOUTH[1]]) + claims_of("t", [near]))
    assert {(twin.a, twin.b) for twin in found} == {("n#c1", "s#c1"), ("n#c1", "t#c1"), ("s#c1", "t#c1")}


def test_an_inflected_language_finds_its_twins() -> None:
    """Endings that change with the case do not hide a twin in a language without word lists."""
    found = twins(
        claims_of("a", ["В 2015 году Беларусь поставила Болгарии 240 переносных противотанковых комплексов.", "Суд отложил заседание."])
        + claims_of(
            "b", ["Погода была тёплой.", "Поставка 240 переносных противотанковых комплексов из Беларуси в Болгарию прошла в 2015 году."]
        )
    )
    assert [(twin.a, twin.b) for twin in found] == [("a#c1", "b#c2")]


def test_a_thousand_claims_find_their_shuffled_copies() -> None:
    """Comparing only claims that share rare words loses no twin."""
    rng = random.Random(7)
    syllables = [a + b for a in "bdfgklmnprst" for b in "aeiou"]
    vocabulary = ["".join(rng.choices(syllables, k=3)) for _ in range(4000)]
    texts = [" ".join(rng.choices(vocabulary, k=14)) for _ in range(1000)]
    copies = [" ".join([*text.split()[2:], rng.choice(vocabulary)]) for text in texts]
    order = rng.sample(range(1000), 1000)
    found = twins(claims_of("a", texts) + claims_of("b", [copies[n] for n in order]))
    expected = {(f"a#c{n + 1}", f"b#c{place}") for place, n in enumerate(order, 1)}
    assert {(twin.a, twin.b) for twin in found} == expected


def test_a_sentence_that_everybody_prints_is_no_twin() -> None:
    """A line that stands in hundreds of documents pairs none of them, and costs no square."""
    everywhere = [claim for n in range(600) for claim in claims_of(f"d{n}", ["This article was first published elsewhere."])]
    assert twins(everywhere) == ()


def test_rows_of_one_notice_are_no_twins() -> None:
    """Claims as alike as twins that share none of their several numbers and dates tell of two things; one that differs leaves a twin."""
    row = "On {} February 1916 the battalion was transferred to the {}th Brigade of the Northern Division."
    assert twins(claims_of("a", [row.format(8, 168)]) + claims_of("b", [row.format(10, 169)])) == ()
    assert len(twins(claims_of("a", [row.format(8, 168)]) + claims_of("b", [row.format(8, 169)]))) == 1


def test_an_uncited_claim_gets_its_twins_sources() -> None:
    """Sources travel from the cited twin to the uncited one, at half their confidence, and never the other way."""
    pairs = twins(claims_of("n", NORTH) + claims_of("s", SOUTH))
    citations = [
        citation(1, "https://a.example/", Tie("n#c1", "block", 0.8), Tie("n#c2", "passage", 0.2)),
        citation(2, "https://a.example/", Tie("n#c1", "block", 0.4)),
        citation(3, "https://b.example/", Tie("s#c1", "inline", 1.0)),
        citation(4, "https://c.example/", Tie("n#c3", "inline", 1.0)),
    ]
    found = suggestions(pairs, citations)
    assert [(row.claim, row.twin, row.source, row.confidence) for row in found] == [
        ("s#c2", "n#c1", "https://a.example/", 0.4),
        ("s#c4", "n#c2", "https://a.example/", 0.1),
    ]


def test_grams_have_four_characters() -> None:
    """Each word is cut into pieces of four characters, a space on either side; what is shorter is one piece."""
    assert grams("Old Weir!") == [" old", "old ", "ld w", "d we", " wei", "weir", "eir "]
    assert grams("ox") == [" ox "]
