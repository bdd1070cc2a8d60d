"""The map from a passage back to its document takes little room and says the same."""

import io
import random
import sys

import pytest

from linkaudit import parcels
from linkaudit.documents.weave import Runs, Weaver, packed, to_document, to_text

RUNS = ((0, 17, 5), (6, 40, 7), (14, 3_000_000_000, 20))


def test_packed_runs_are_the_same_runs() -> None:
    """Counted, taken from both ends, cut and gone through, packed runs are those that were woven; places are found in both alike."""
    runs = packed(RUNS)
    assert tuple(runs) == RUNS and len(runs) == 3 and not packed(())
    assert [runs[index] for index in (0, 1, 2, -1, -3)] == [RUNS[index] for index in (0, 1, 2, -1, -3)]
    assert tuple(runs[1:]) == RUNS[1:] and runs == packed(list(RUNS)) and hash(runs) == hash(packed(RUNS))
    for index in (3, -4):
        with pytest.raises(IndexError):
            runs[index]
    assert [to_document(runs, at) for at in range(35)] == [to_document(RUNS, at) for at in range(35)]
    assert [to_text(runs, at) for at in range(16, 50)] == [to_text(RUNS, at) for at in range(16, 50)]


def test_packed_runs_are_small() -> None:
    """Three runs take less than half of what they take as tuples, and travel from a child."""
    runs = packed(RUNS)
    as_tuples = sys.getsizeof(RUNS) + sum(sys.getsizeof(run) + 28 * 3 for run in RUNS)
    assert isinstance(runs, Runs) and sys.getsizeof(runs) + sys.getsizeof(runs.packed) < as_tuples / 2
    pipe = io.BytesIO()
    parcels.answer(pipe, (runs,))
    pipe.seek(0)
    assert parcels.answered(pipe) == (runs,)


def test_a_stretch_is_woven_as_its_words_are() -> None:
    """Whatever white space parts the words of a stretch: the text has single spaces, and a run is as long as text and document agree."""
    dice = random.Random(7)
    for _ in range(3000):
        pieces = ["".join(dice.choices(("a", "bé", " ", " ", "  ", "\n", "\xa0"), k=dice.randrange(9))) for _ in range(3)]
        weaver, whole = Weaver(), "".join(pieces)
        for number, piece in enumerate(pieces):
            weaver.add(piece, len("".join(pieces[:number])))
        assert weaver.text == " ".join(whole.split())
        assert all(weaver.text[at : at + length] == whole[start : start + length] for at, start, length in weaver.runs)
        letters = sum(len(weaver.text[at : at + length].replace(" ", "")) for at, _, length in weaver.runs)
        assert letters == len("".join(whole.split()))
