"""Links that open a page at a passage."""

from urllib.parse import unquote

from hypothesis import given, settings
from hypothesis import strategies as st

from linkaudit.evidence.fragments import fragment_url

LONG = "The port handled 412,000 containers in 2020, more than in any year before, its operator said on the day after the storm."


def test_the_directives_own_marks_are_encoded() -> None:
    """A hyphen, a comma or an ampersand of the text is percent-encoded, for bare they are part of the directive."""
    assert fragment_url("https://a.example/?x=1#top", "well-known, R&D") == "https://a.example/?x=1#:~:text=well%2Dknown%2C%20R%26D"


def test_a_long_passage_is_named_by_its_ends() -> None:
    """Both ends of a long passage stand in the link, in order."""
    start, end = fragment_url("https://a.example/", LONG).partition("#:~:text=")[2].split(",")
    assert (unquote(start), unquote(end)) == ("The port handled 412,000 containers in", "on the day after the storm.")


def test_a_beginning_that_stands_earlier_is_made_longer() -> None:
    """The browser goes to the first match: the beginning must not stand before the passage."""
    blocks = ("The port handled 412,000 containers in Burgas.", LONG)
    start = unquote(fragment_url("https://a.example/", LONG, blocks).partition("#:~:text=")[2].split(",")[0])
    assert start not in blocks[0]
    assert LONG.startswith(start)


@settings(deadline=None)
@given(st.text(min_size=1, max_size=200))
def test_any_passage_makes_a_link_of_safe_characters(passage: str) -> None:
    """Whatever the passage holds, the link is ASCII without spaces, and its ends are those of the passage."""
    url = fragment_url("https://a.example/", passage)
    directive = url.removeprefix("https://a.example/#:~:text=")
    assert url.isascii() and not any(mark in directive for mark in " -&#\n")
    flat = " ".join(passage.split())
    for part in directive.split(","):
        assert unquote(part)[:50] in flat or not flat
