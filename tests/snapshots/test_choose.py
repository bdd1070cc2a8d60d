"""Which capture is opened first, and what an index alone tells: tables, no archive."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkaudit.snapshots import choose
from linkaudit.snapshots.choose import EMPTY_DIGEST, REVISIT, Capture, moment

WHEN = date(2019, 6, 1)


def capture(stamp: str, status: int | None = 200, digest: str = "", mime: str = "text/html") -> Capture:
    """A capture of one page; a digest of its own unless one is given."""
    at = moment(stamp.ljust(14, "0"))
    assert at is not None
    return Capture(at, "http://a.test/", mime, status, digest or stamp)


def order(*captures: Capture, when: date | None = WHEN) -> list[str]:
    """The days of the captures, best first."""
    return [f"{c.taken_at:%Y%m%d}" for c in choose.rank(captures, when)]


def test_nearest_first() -> None:
    """Whole days count; before is preferred to after at the same distance, and a page to a redirect; errors and empty bodies never."""
    assert order(capture("20190520"), capture("20190610"), capture("20190101")) == ["20190610", "20190520", "20190101"]
    assert order(capture("20190611"), capture("20190522")) == ["20190522", "20190611"]
    assert order(capture("20190601230000"), capture("20190601010000", 301)) == ["20190601", "20190601"]
    assert choose.rank([capture("20190601010000", 301), capture("20190601230000")], WHEN)[0].status == 200
    assert order(capture("20190530", 404), capture("20190531", 503), capture("20190529", digest=EMPTY_DIGEST)) == []
    assert order(capture("20190530", 302, EMPTY_DIGEST)) == ["20190530"]


def test_without_a_date_the_newest_good_one() -> None:
    """A page is preferred to any redirect then, however new."""
    assert order(capture("20100101"), capture("20200101"), capture("20210101", 301), when=None) == ["20200101", "20100101", "20210101"]


def test_revisits_get_what_they_repeat() -> None:
    """A revisit has the status of the record with its digest, wherever that stands among the rows; duplicates count once."""
    first, again = capture("20180101", 200, "D"), capture("20190101", None, "D", REVISIT)
    lone = capture("20190201", None, "E", REVISIT)
    assert [(c.status, c.mime) for c in choose.tidy([again, first, again, lone])] == [
        (200, "text/html"),
        (200, "text/html"),
        (None, REVISIT),
    ]
    of_error = choose.tidy([capture("20180101", 404, "F"), capture("20190101", None, "F", REVISIT)])
    assert choose.rank(of_error, WHEN) == ()


def test_next_to_open() -> None:
    """What has the bytes of a refused capture is not opened; after three refusals the next one lies away from all of them."""
    days = [capture(f"2019052{n}", digest=str(n)) for n in range(9, 0, -1)]
    same = capture("20190501", digest="9")
    far = capture("20180501")
    ranked = choose.rank([*days, same, far], WHEN)
    assert choose.next_to_open(ranked, []) == days[0]
    assert choose.next_to_open([days[0], same], [days[0]]) is None
    assert choose.next_to_open(ranked, days[:2]) == days[2]
    assert choose.next_to_open(ranked, days[:3]) == far
    assert choose.next_to_open(choose.rank(days, WHEN), days[:3]) == days[3]
    months = choose.rank(
        [*(capture(f"{year}{month:02}10") for year in (2018, 2019) for month in range(1, 13)), far, capture("20140801")], WHEN
    )
    refused: list[choose.Capture] = []
    for _ in range(6):
        refused.append(choose.next_to_open(months, refused) or months[-1])
    assert refused[5] == capture("20140801")  # three by three near the date, then farther and farther off


def test_unchanged_around() -> None:
    """Only equal digests on either side of the date, and of the chosen capture, prove that the page was the same on the day."""
    before, after, other = capture("20190520", digest="D"), capture("20190701", digest="D"), capture("20190615", digest="X")
    assert choose.unchanged_around([before, after], WHEN, before)
    assert choose.unchanged_around([capture("20180101", digest="X"), before, after, capture("20200101", digest="X")], WHEN, before)
    assert not choose.unchanged_around([before, other, after], WHEN, before)
    assert not choose.unchanged_around([before, after], None, before)
    assert not choose.unchanged_around([before], WHEN, before)
    assert not choose.unchanged_around([before, after], WHEN, capture("20180101", digest="Y"))
    unknown = [capture("20190520", digest="-"), capture("20190701", digest="-")]
    assert not choose.unchanged_around(unknown, WHEN, unknown[0])


@pytest.mark.parametrize(
    ("rows", "open_end", "expected"),
    [
        (["20180101 200", "20190502 200", "20200111 404", "20210101 404"], False, ("2019-05-02", "2020-01-11")),
        (["20180101 200", "20190101 404", "20200111 200"], True, ("2020-01-11", "None")),
        (["20180101 200", "20190101 404", "20200111 200"], False, ("None", "None")),
        (["20190101 410"], False, ("None", "2019-01-01")),
        (["20190101 200", "20190201 503"], True, ("2019-01-01", "None")),
        ([], True, ("None", "None")),
    ],
)
def test_lifetime(rows: list[str], open_end: bool, expected: tuple[str, str]) -> None:
    """The last good capture and the first 404 or 410 after it; a last one is only told if the rows show that it was."""
    captures = [capture(row.split()[0], int(row.split()[1])) for row in rows]
    assert tuple(map(str, choose.lifetime(captures, open_end))) == expected


def test_a_soft_404_is_no_sign_of_life() -> None:
    """A capture that was opened and refused, and those with its bytes, do not count as good."""
    good, soft, again = capture("20180101"), capture("20190101", digest="S"), capture("20200101", digest="S")
    assert choose.lifetime([good, soft, again, capture("20210101", 404)], True, [soft]) == (date(2018, 1, 1), date(2021, 1, 1))


@given(st.text(max_size=16) | st.from_regex(r"[0-9]{14}", fullmatch=True))
def test_moments(text: str) -> None:
    """Fourteen digits are a time or nothing, never an exception; what is one reads back the same."""
    at = moment(text)
    assert at is None or f"{at:%Y%m%d%H%M%S}".rjust(14, "0") == text
