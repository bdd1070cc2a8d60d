"""The map from a passage back to its document takes little room and says the same."""

import io
import sys

import pytest

from linkaudit import parcels
from linkaudit.documents.weave import packed, to_document, to_text

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
    assert sys.getsizeof(runs) + sys.getsizeof(runs.packed) < as_tuples / 2  # type: ignore[attr-defined]
    pipe = io.BytesIO()
    parcels.answer(pipe, (runs,))
    pipe.seek(0)
    assert parcels.answered(pipe) == (runs,)
