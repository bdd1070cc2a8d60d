"""Addresses of saved copies lead back to what was saved, in every form that people paste."""

from datetime import UTC, datetime

import pytest

from linkaudit import urls
from linkaudit.urls.archives import archive_of_code

PAGE = "http://example.org/a?b=c&d=e"
FULL = datetime(2019, 1, 5, 21, 8, 17, tzinfo=UTC)
YEAR = datetime(2019, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("url", "original", "archive", "taken_at"),
    [
        (f"https://web.archive.org/web/20190105210817/{PAGE}", PAGE, "web.archive.org", FULL),
        (f"https://web.archive.org/web/20190105210817id_/{PAGE}", PAGE, "web.archive.org", FULL),
        (f"http://web.archive.org/web/20190105210817if_/{PAGE}", PAGE, "web.archive.org", FULL),
        (f"https://web.archive.org/web/2019/{PAGE}", PAGE, "web.archive.org", YEAR),
        (f"https://web.archive.org/web/2019*/{PAGE}", PAGE, "web.archive.org", None),
        (f"https://web.archive.org/web/*/{PAGE}", PAGE, "web.archive.org", None),
        (f"https://web.archive.org/web/{PAGE}", PAGE, "web.archive.org", None),
        (f"https://web.archive.org/20190105210817/{PAGE}", PAGE, "web.archive.org", FULL),
        ("https://web.archive.org/web/20190105210817/example.org/a", "http://example.org/a", "web.archive.org", FULL),
        ("https://web.archive.org/web/20190105210817/https:/example.org/a", "https://example.org/a", "web.archive.org", FULL),
        ("https://web.archive.org/web/20190105210817/https%3A%2F%2Fexample.org%2Fa", "https://example.org/a", "web.archive.org", FULL),
        (f"https://web.archive.org/web/20200101000000/https://web.archive.org/web/20190105210817/{PAGE}", PAGE, "web.archive.org", None),
        (f"https://archive.ph/20190105210817/{PAGE}", PAGE, "archive.today", FULL),
        (f"https://archive.today/2019.01.05-210817/{PAGE}", PAGE, "archive.today", FULL),
        (f"https://archive.is/o/AbC12/{PAGE}", PAGE, "archive.today", None),
        (f"https://arquivo.pt/wayback/20190105210817/{PAGE}", PAGE, "arquivo.pt", FULL),
        (f"https://arquivo.pt/noFrame/replay/20190105210817/{PAGE}", PAGE, "arquivo.pt", FULL),
        (f"https://www.webarchive.org.uk/wayback/archive/20190105210817/{PAGE}", PAGE, "webarchive.org.uk", FULL),
        (f"https://www.webarchive.org.uk/en/ukwa/archive/20190105210817mp_/{PAGE}", PAGE, "webarchive.org.uk", FULL),
        (f"https://webarchive.nationalarchives.gov.uk/ukgwa/20190105210817/{PAGE}", PAGE, "webarchive.nationalarchives.gov.uk", FULL),
        (f"https://wayback.archive-it.org/1234/20190105210817/{PAGE}", PAGE, "archive-it.org", FULL),
        (f"https://webarchive.loc.gov/all/20190105210817/{PAGE}", PAGE, "loc.gov", FULL),
        (f"https://webarchive.parliament.uk/20190105210817/{PAGE}", PAGE, "webarchive.parliament.uk", FULL),
        (f"https://swap.stanford.edu/was/20190105210817/{PAGE}", PAGE, "swap.stanford.edu", FULL),
        (f"https://web.archive.bibalex.org/web/20190105210817/{PAGE}", PAGE, "web.archive.bibalex.org", FULL),
        (f"https://haw.nsk.hr/wayback/20190105210817/{PAGE}", PAGE, "haw.nsk.hr", FULL),
        (f"https://trove.nla.gov.au/webarchive/20190105210817/{PAGE}", PAGE, "trove.nla.gov.au", FULL),
        (f"https://conifer.rhizome.org/ida/weirs/20190105210817/{PAGE}", PAGE, "conifer.rhizome.org", FULL),
        (f"https://web.archive.org/save/{PAGE}", PAGE, "web.archive.org", None),
        (f"https://archive.is/{PAGE}", PAGE, "archive.today", None),
        (f"https://perma.cc/warc/AB12-CD34/20190105210817mp_/{PAGE}", PAGE, "perma.cc", FULL),
        (
            "https://www.webcitation.org/query?url=http%3A%2F%2Fexample.org%2Fa&date=2019-01-05",
            "http://example.org/a",
            "webcitation.org",
            None,
        ),
        ("https://www.webcitation.org/6aBcDeFgH?url=http://example.org/a", "http://example.org/a", "webcitation.org", None),
        ("https://ghostarchive.org/search?term=http%3A%2F%2Fexample.org%2Fa", "http://example.org/a", "ghostarchive.org", None),
        (
            "http://webcache.googleusercontent.com/search?q=cache:AbCdEfGhIjKl:example.org/a+words&hl=en",
            "http://example.org/a",
            "google cache",
            None,
        ),
    ],
)
def test_every_form(url: str, original: str, archive: str, taken_at: datetime | None) -> None:
    """Original, archive and moment are told apart, with any modifier, short timestamp, lost slash, missing scheme and nesting."""
    found = urls.unwrap(url)
    assert found is not None
    assert (found.url, found.original, found.archive) == (url, original, archive)
    if "20200101" not in url:
        assert found.taken_at == taken_at


def test_nested_copies_give_the_innermost_page_and_the_outer_moment() -> None:
    """A copy of a copy was taken when the outer one was."""
    found = urls.unwrap(f"https://web.archive.org/web/20200101000000/https://archive.ph/20190105210817/{PAGE}")
    assert found is not None
    assert (found.original, found.taken_at) == (PAGE, datetime(2020, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    "url",
    [
        "https://web.archive.org/",
        "https://web.archive.org/web/20190105210817/",
        "https://archive.org/details/some_book",
        "https://example.org/web/20190105210817/http://other.example/",
        "https://archive.ph/AbC12",
        "https://perma.cc/AB12-CD34",
        "https://www.webcitation.org/6aBcDeFgH",
    ],
)
def test_other_addresses_stay(url: str) -> None:
    """What names no original is not unwrapped."""
    assert urls.unwrap(url) is None


@pytest.mark.parametrize(
    ("url", "archive"),
    [
        ("https://archive.ph/AbC12", "archive.today"),
        ("https://perma.cc/AB12-CD34", "perma.cc"),
        ("https://www.webcitation.org/6aBcDeFgH", "webcitation.org"),
        ("https://ghostarchive.org/archive/Ab1Cd", "ghostarchive.org"),
        ("https://ghostarchive.org/varchive/youtube/20210101/AbCdEfGhIjK", "ghostarchive.org"),
        ("https://example.org/AbC12", None),
    ],
)
def test_copies_named_by_a_code(url: str, archive: str | None) -> None:
    """A copy whose address says nothing of its original is known as one."""
    assert archive_of_code(url) == archive


def test_odd_timestamp() -> None:
    """Month 00, which exists in the wild, leaves the year."""
    found = urls.unwrap(f"https://web.archive.org/web/20000012170449/{PAGE}")
    assert found is not None
    assert found.taken_at == datetime(2000, 1, 1, tzinfo=UTC)
