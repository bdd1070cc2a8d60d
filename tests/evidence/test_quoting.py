"""Quotations on a page."""

import pytest

from linkaudit.evidence.quoting import find, is_long, is_title

BLOCKS = (
    "A menu.",
    "“We’ve waited for a new break-water since the storm of 2014, and we shall wait no longer,” the mayor told reporters.",
    "二〇二四年，市长表示我们已经等了很久不会再等下去了。",
)


@pytest.mark.parametrize(
    ("quotation", "found"),
    [
        ("We've waited for a new break–water since", "We’ve waited for a new break-water since"),
        ("WE'VE WAITED for a new break-water", "We’ve waited for a new break-water"),
        (
            "waited for a new break-water since ... and we shall wait no longer",
            "waited for a new break-water since the storm of 2014, and we shall wait no longer",
        ),
        ("我们已经等了很久不会再等下去", "我们已经等了很久不会再等下去"),
    ],
)
def test_marks_case_and_ellipses_do_not_hide_a_quotation(quotation: str, found: str) -> None:
    """Folded marks, dashes and case, and pieces around an ellipsis, are found word for word, and given as the page has them."""
    place = find(quotation, BLOCKS)
    assert place is not None
    assert (place.text, place.diff) == (found, "")


def test_five_words_are_anybodys() -> None:
    """Fewer than six words in a row are not looked for; six are."""
    assert not is_long("waited for a new thing")
    assert find("We’ve waited for a new", BLOCKS) is None
    assert is_long("We’ve waited for a new thing")


def test_words_in_another_order_are_not_found() -> None:
    """The words of a quotation must stand in its order."""
    assert find("the storm of 2014 waited for a new break-water since we've", BLOCKS) is None


def test_changed_words_are_shown() -> None:
    """A quotation with a word changed is nearly there, with the change marked; one with many is not."""
    place = find("We’ve waited for an old break-water since the storm of 2014, and we shall wait no longer", BLOCKS)
    assert place is not None
    assert "[-an old-] {+a new+}" in place.diff
    assert find("We’ve longed for any other thing since the flood of 1990, and no one will ever wait", BLOCKS) is None


def test_a_changed_quotation_is_found_behind_words_like_its_own() -> None:
    """Where a long block plays with the words of a quotation before it says it, the stretch that says it is shown."""
    before = "The mayor spoke of the storm, of the old break-water and of the storm of 2014. " * 4
    place = find("We’ve waited for an old break-water since the storm of 2014, and we shall wait no longer", (before + BLOCKS[1],))
    assert place is not None
    assert place.text.startswith("We’ve waited for a new break-water") and place.text.endswith("wait no longer")


def test_the_name_of_a_work_is_no_quotation() -> None:
    """Words in title case between quotation marks name a film or a book."""
    assert is_title("All the Money in the World and More")
    assert not is_title("We have waited for a new breakwater since the Storm")


SAID = (
    "“We will not close the old harbour before the summer ends, and nobody has asked us to do it,” the mayor told the council.",
    "It is false that never would we sell the island to the highest bidder, he said.",
)


@pytest.mark.parametrize(
    "quotation",
    [
        "We will not close the old harbour [sic] before the summer ends",
        "[The city] will not close the old harbour before the summer ends",
        "We will not close the old harbour [of Lisk] before the summer ends",
        "[W]e will not close the old harbour before the summer",
        "We will [not] close the old harbour before the summer ends",
        "We will not … before the summer ends, and nobody has asked us",
    ],
)
def test_what_an_editor_put_in_does_not_hide_a_quotation(quotation: str) -> None:
    """Brackets and ellipses of an editor stand for words of the page, and nothing else is passed over."""
    place = find(quotation, SAID)
    assert place is not None
    assert place.diff == ""


@pytest.mark.parametrize(
    ("quotation", "diff"),
    [
        ("We will close the old harbour before the summer ends, and nobody", "we will {+not+} close"),
        ("We will … close the old harbour before the summer ends", "we will {+not+} close"),
        ("We will [now] close the old harbour before the summer ends", "we will {+not+} close"),
        ("would we sell the island to the highest bidder", "{+never+} would we sell"),
        ("We will not close the old harbour before the summer ends … we resign", "[-we resign-]"),
    ],
)
def test_a_quotation_that_lost_its_not_is_never_found(quotation: str, diff: str) -> None:
    """However a "not" was dropped, what is shown is the difference; so with words that an ellipsis adds."""
    place = find(quotation, SAID)
    assert place is not None
    assert diff in place.diff


def test_a_bracket_stands_for_a_few_words() -> None:
    """An editor's bracket replaces some words, not half of the sentence; an ellipsis may."""
    place = find("We will not close the old [port] to do it", SAID)
    assert place is not None
    assert place.diff == "we will not close the old [-to do it-]"
    place = find("We will not close the old … to do it", SAID)
    assert place is not None
    assert place.diff == ""
