"""The sources of a report, weighed when they are asked for: the same rows as if all stood in memory, and ways to spare most of them."""

from datetime import UTC, datetime

from linkaudit import citations, reading
from linkaudit.documents import read
from linkaudit.model import Certainty, Check, Document, Found, Gap, Health, NoSnapshot, Request, Response, Snapshot, Verdict, WeighedSource
from linkaudit.shelf import Shelf
from linkaudit.sources import ByUrl, Sources, listed, noteworthy, saved_copy, states

NOW = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
TEXT = """Ferries ran [in 1987](http://a.test/1). Ports closed [in 1990](http://a.test/2#part). Bells rang [twice](http://a.test/3).

They ran [again](http://a.test/1) later, [some say](http://a.test/4).
"""
HEALTHS = (Health.LIVE, Health.LIVE, Health.DEAD, Health.SKIPPED)


def whole() -> tuple[Found, tuple[Check, ...]]:
    """A document with four sources, and a check of each."""
    document = read("a.md", TEXT.encode(), ".md")
    assert isinstance(document, Document)
    found = reading.find([document])
    reply = Response(Request("GET", "http://a.test/"), 200, (), b"", NOW)
    made = zip(citations.sources(found.citations), HEALTHS, strict=True)
    return found, tuple(Check(each, Verdict(health, Certainty.CERTAIN, (), f"{health}."), (reply,), NOW) for each, health in made)


def on_a_shelf(checks: tuple[Check, ...]) -> Shelf:
    """The checks, on disk."""
    shelf = Shelf(tuple(check.source for check in checks))
    for index, check in enumerate(checks):
        shelf.put(index, check)
    return shelf


def test_rows_are_the_same_from_disk_and_from_memory() -> None:
    """A source weighed from the shelf equals one weighed from a list, with its citations, copies and remedy; slices and ends work."""
    found, checks = whole()
    gap = {"http://a.test/3": NoSnapshot("http://a.test/3", Gap.NONE, "none")}
    one, two = Sources(listed(checks), found, snapshots=gap), Sources(on_a_shelf(checks), found, snapshots=gap)
    assert one == two == list(one) and len(two) == 4
    assert [row.citations for row in two] == [("a.md#l1", "a.md#l4"), ("a.md#l2",), ("a.md#l3",), ("a.md#l5",)]
    assert (two[2].remedy or "").startswith("Find another source") and two[0].remedy is None
    assert two[-1] == two[3] and two[1:3] == (two[1], two[2])
    assert Sources(listed(checks[:2]), found) != two


def test_states_and_noteworthy_spare_the_rest() -> None:
    """The healths are told without taking a check up; those that open and those that were not asked are no news."""
    found, checks = whole()
    rows = Sources(on_a_shelf(checks), found)
    assert [(source.url, health) for source, health in states(rows)] == [(check.source.url, check.verdict.health) for check in checks]
    assert list(states(tuple(rows))) == list(states(rows))
    assert [index for index, _ in noteworthy(rows)] == [1, 2]  # an anchor may be missing, a dead page needs a step
    kept = Snapshot("http://a.test/1", "http://arch.test/1", NOW, "arch", False)
    assert [index for index, _ in noteworthy(Sources(on_a_shelf(checks), found, given={"http://a.test/1": (kept,)}))] == [0, 1, 2]
    assert [index for index, _ in noteworthy(Sources(on_a_shelf(checks), found, kept={"http://a.test/4": False}))] == [1, 2, 3]


def test_every_source_with_a_remedy_is_noteworthy() -> None:
    """What `noteworthy` leaves out has no remedy."""
    found, checks = whole()
    rows = Sources(on_a_shelf(checks), found)
    told = {index for index, _ in noteworthy(rows)}
    assert {index for index, row in enumerate(rows) if row.remedy} <= told


def test_by_url() -> None:
    """A source is found by its URL, whether the report's sources are lazy or a tuple."""
    found, checks = whole()
    rows = Sources(on_a_shelf(checks), found)
    shapes: tuple[Sources | tuple[WeighedSource, ...], ...] = (rows, tuple(rows))
    for shape in shapes:
        by_url = ByUrl(shape)
        assert (by_url["http://a.test/3"], by_url.index("http://a.test/3"), by_url.health("http://a.test/3")) == (rows[2], 2, Health.DEAD)
        assert "http://a.test/9" not in by_url and by_url.health("http://a.test/9") is None and by_url.get("http://a.test/9") is None
        assert list(by_url) == [check.source.url for check in checks] and len(by_url) == 4


def test_the_copy_to_offer() -> None:
    """An opened copy is offered, the archives' choice before the one that a document gives."""
    found, checks = whole()
    url = "http://a.test/3"
    good, given, shut = (Snapshot(url, f"http://arch.test/{n}", NOW, "arch", n != "shut") for n in ("good", "given", "shut"))
    rows = Sources(listed(checks), found, snapshots={url: good}, given={url: (given,)})
    assert rows.copy(url) == saved_copy(rows[2]) == good
    assert Sources(listed(checks), found, snapshots={url: shut}, given={url: (given,)}).copy(url) == given
    assert Sources(listed(checks), found, snapshots={url: shut}).copy(url) is None
