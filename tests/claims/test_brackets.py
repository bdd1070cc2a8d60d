"""What a pair of brackets names."""

import pytest

from linkaudit.claims import brackets, ibid


@pytest.mark.parametrize(
    ("inside", "labels"),
    [
        ("1", ("1",)),
        ("2–4", ("2", "3", "4")),
        ("1, с. 25; 3, с. 7", ("1", "3")),
        ("ref. 2", ("2",)),
        ("see notes 1 and 3", ("1", "3")),
        ("注2", ("2",)),
        ("۳", ("3",)),
        ("4†L3-L9", ("4",)),
        ("Smi20, CBL+18", ("Smi20", "CBL+18")),
        ("Smi20, p. 4", ("Smi20",)),
    ],
)
def test_the_labels_of_a_bracket(inside: str, labels: tuple[str, ...]) -> None:
    """Numbers of any script, runs, words before and pages behind them, and labels that the notes have, name notes."""
    assert brackets.labels(inside, frozenset(("Smi20", "CBL+18")))[0] == labels


@pytest.mark.parametrize("inside", ["sic", "...", "2020", "p. 4", "Smith 2020", "see below", "1 km", "Bro19", "3.5", "and"])
def test_other_brackets_name_nothing(inside: str) -> None:
    """A remark, a year, a page alone or a label that no note has is no call-out."""
    assert brackets.labels(inside, frozenset(("Smi20",)))[0] == ()


def test_notes_that_point_to_others() -> None:
    """The same source again, a note by its number, and a work by its author are told from notes with a source of their own."""
    assert ibid.is_same("2. Id. at 12.")
    assert ibid.is_same("[2] Там же. С. 5.")
    assert ibid.note_named("Board, supra note 14, at 15.") == "14"
    assert ibid.author_named("[3] Smith, op. cit., p. 4.") == "Smith"
    assert not ibid.refers_back("2. Ida Lund, Quays, 2020.")
