"""What would be lost if a source went."""

import random

from linkaudit.citations.loadbearing import load_bearing
from linkaudit.model import Citation, Tie
from tests.citations.test_twins import citation


def test_the_source_that_most_hangs_on_comes_first() -> None:
    """Sources come by the claims that they alone hold; a saved copy puts a source last, a second source frees a claim."""
    citations = [
        citation(1, "a", Tie("c1", "inline", 1.0), Tie("c2", "inline", 1.0)),
        citation(2, "b", Tie("c2", "inline", 1.0), Tie("c3", "inline", 1.0)),
        citation(3, "c", Tie("c4", "inline", 1.0), Tie("c5", "inline", 1.0)),
        citation(4, "d", Tie("c2", "inline", 1.0)),
        citation(5, "e", Tie("c6", "inline", 1.0), Tie("c7", "inline", 1.0), Tie("c8", "inline", 1.0)),
    ]
    rows = load_bearing(citations, saved={"e"})
    assert [(row.source, row.alone, row.shared) for row in rows] == [
        ("c", ("c4", "c5"), ()),
        ("a", ("c1",), ("c2",)),
        ("b", ("c3",), ("c2",)),
        ("e", ("c6", "c7", "c8"), ()),
    ]
    assert load_bearing(citations, gone={"a", "c", "d"}, saved={"e"})[0].alone == ("c2", "c3")


def test_any_k_of_n_sources_may_go() -> None:
    """Whatever sources went, what hangs on each that stands is exactly what a count by hand gives."""
    rng = random.Random(3)
    for _ in range(200):
        sources = [f"s{n}" for n in range(rng.randint(1, 8))]
        holds = {f"c{n}": set(rng.sample(sources, rng.randint(0, min(3, len(sources))))) for n in range(12)}
        citations: list[Citation] = [
            citation(n, source, *(Tie(claim, "inline", rng.random()) for claim in holds if source in holds[claim]))
            for n, source in enumerate(sources)
        ]
        gone = set(rng.sample(sources, rng.randint(0, len(sources))))
        rows = load_bearing(citations, gone)
        by_hand = {source: {claim for claim, held in holds.items() if held - gone == {source}} for source in sources}
        assert {row.source: set(row.alone) for row in rows} == {source: alone for source, alone in by_hand.items() if alone}
