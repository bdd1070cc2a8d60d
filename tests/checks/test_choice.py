"""Which sources are asked."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from linkaudit.checks.choice import choose, wanted
from linkaudit.model import Archived, Source
from linkaudit.settings import Settings


def source(host: str, n: int, skip: str | None = None) -> Source:
    return Source(f"http://{host}/{n}", f"http://{host}/{n}", host, skip=skip)


SOURCES = [source(host, n) for n in range(20) for host in ("a.test", "b.test", "c.test")]


@given(st.integers(1, 70), st.integers(1, 70), st.randoms(use_true_random=False))
def test_a_sample_depends_on_the_urls_alone(size: int, more: int, luck: object) -> None:
    """The same URLs are drawn whatever their order, exactly as many as asked for, and a larger sample holds the smaller one."""
    shuffled = list(SOURCES)
    luck.shuffle(shuffled)  # type: ignore[attr-defined]
    drawn = {s.url for s in choose(SOURCES, None, size) if s.skip is None}
    assert drawn == {s.url for s in choose(shuffled, None, size) if s.skip is None}
    assert len(drawn) == min(size, 60)
    assert drawn <= {s.url for s in choose(SOURCES, None, size + more) if s.skip is None}


def test_so_many_of_one_host() -> None:
    """The first N of each host are asked, the rest is skipped with the reason; what was skipped already counts for nothing."""
    chosen = choose([source("a.test", -1, skip="mailto"), *SOURCES], 3, None)
    asked = [s for s in chosen if s.skip is None]
    assert [s.url for s in asked] == [s.url for s in SOURCES[:9]]
    assert {s.skip for s in chosen if s.skip} == {"mailto", "more than 3 of its host"}
    assert choose(SOURCES, None, None) == tuple(SOURCES)


def test_what_is_left_out_is_left_out_with_its_copies() -> None:
    """A source that the user's globs leave out is not asked for, and no archive is asked for the copy that a document gives of it."""
    copy = Archived("https://archive.test/web/2019/http://a.test/1", "http://a.test/1", "archive.test", None)
    cited = Source("http://a.test/1", "http://a.test/1", "a.test", archived=(copy,))
    left_out = wanted(cited, Settings(exclude_url=("*://a.test/*",)))
    assert left_out.skip and not left_out.archived
    assert wanted(cited, Settings(exclude_url=("*://b.test/*",))).archived
