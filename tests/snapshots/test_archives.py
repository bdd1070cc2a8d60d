"""Archives other than the Wayback Machine, each in its own language, all served by a real pywb."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from linkaudit.errors import LinkauditError
from linkaudit.model import Archived, Cause, Gap, NoResponse, NoSnapshot, Reply, Request, Response, Snapshot, Source
from linkaudit.settings import Settings
from linkaudit.snapshots import archives, memento
from linkaudit.snapshots.lanes import UNPACED, Ask, Lanes
from linkaudit.snapshots.resolve import Archives
from tests.snapshots.cases import BEFORE, WHEN
from tests.snapshots.facade import Facade, Fault

pytestmark = pytest.mark.anyio


def source(url: str, *archived: Archived) -> Source:
    """A source as the audit hands it over."""
    return Source(url, url, url.split("/")[2], archived=archived)


@pytest.mark.parametrize(("when", "first"), [(date(2019, 5, 20), "2020"), (date(2011, 6, 1), "2012"), (None, "2024")])
async def test_the_page_of_a_time_map_around_the_date_is_read_first(when: date | None, first: str) -> None:
    """Of a TimeMap in pages the page whose span is nearest to the date is asked for first; without a date the newest."""
    asked: list[str] = []
    spans = [
        f'<http://t.test/map/{year}>;rel="timemap";from="Sat, 01 Jan {year - 1} 00:00:00 GMT";until="Sat, 01 Jan {year} 00:00:00 GMT"'
        for year in (2012, 2024, 2020)
    ]

    async def put(request: Request) -> Reply:
        asked.append(request.url.rpartition("/")[2])
        body = ",\n".join(['<http://a.test/>;rel="original"', '<http://t.test/map/none>;rel="timemap"', *spans])
        return Response(request, 200, (), body.encode() if len(asked) == 1 else b"", datetime(2026, 3, 1, tzinfo=UTC))

    archive = archives.Archive("t", "T", "timemap", "http://t.test/map/")
    await memento.captures(archive, "http://a.test/", when, put)
    assert asked[1] == first


@pytest.mark.parametrize("language", ["/web/cdx", "/web/timemap/link/", "/web/"])
async def test_further_archives(language: str, archive: Facade, ask: Ask) -> None:
    """A pywb index, a TimeMap and a TimeGate lead to the same capture, opened, when the Wayback Machine has none."""
    other = f"http://127.0.0.1:{archive.pywb_port}"
    empty = Settings(wayback=f"{archive.base}/empty", archives=(f"library={other}{language}",))
    found = await Archives(empty, _without(ask, "/empty/"), lanes=Lanes(UNPACED)).resolve(source("http://before-and-after.test/page"), WHEN)
    assert isinstance(found, Snapshot), found
    assert (found.url, found.archive) == (f"{other}/web/{BEFORE}/http://before-and-after.test/page", "library")
    none = await Archives(empty, _without(ask, "/empty/"), lanes=Lanes(UNPACED)).resolve(source("http://nobody-kept-this.test/"), WHEN)
    assert isinstance(none, NoSnapshot)
    assert none.gap is Gap.NONE


async def test_an_aggregator(archive: Facade, ask: Ask) -> None:
    """MemGator's TimeMap leads to mementos of other hosts, and never to archive.today."""
    time_map = (
        '<http://before-and-after.test/page>; rel="original",\n'
        f'<http://archive.ph/20190531120000/http://before-and-after.test/page>; rel="memento"; datetime="Fri, 31 May 2019 12:00:00 GMT",\n'
        f'<{archive.base}/web/{BEFORE}/http://before-and-after.test/page>; rel="first memento"; datetime="Mon, 20 May 2019 10:00:00 GMT"\n'
    )

    async def both(request: Request) -> Reply:
        if "/timemap/link/" in request.url:
            return Response(request, 200, (), time_map.encode(), datetime(2026, 3, 1, tzinfo=UTC))
        return await ask(request)

    settings = Settings(wayback=f"{archive.base}/empty", memgator="http://127.0.0.1:1208")
    found = await Archives(settings, _without(both, "/empty/"), lanes=Lanes(UNPACED)).resolve(
        source("http://before-and-after.test/page"), WHEN
    )
    assert isinstance(found, Snapshot), found
    assert found.url == f"{archive.base}/web/{BEFORE}/http://before-and-after.test/page"


async def test_one_that_cannot_tell_outweighs_one_that_denies(archive: Facade, ask: Ask) -> None:
    """*None* is said only when every archive that was asked has answered so."""
    archive.faults["/cdx", "none-here.test"] = [Fault(503, b"", manner="always")]
    settings = Settings(wayback=archive.base, archives=(f"library=http://127.0.0.1:{archive.pywb_port}/web/cdx",))
    found = await Archives(settings, ask, lanes=Lanes(UNPACED)).resolve(source("http://none-here.test/"), WHEN)
    archive.faults.clear()
    assert isinstance(found, NoSnapshot)
    assert found.gap is Gap.UNKNOWN
    assert "Wayback Machine: the index answered 503" in found.reason


async def test_what_the_document_gives_comes_first(archive: Facade, ask: Ask) -> None:
    """A copy that the document cites is opened, and if it shows the page nobody asks an index; else the search goes on."""
    url = "http://before-and-after.test/page"
    good = Archived(f"https://web.archive.org/web/{BEFORE}/{url}", url, "web.archive.org", None)
    before = archive.asked("/cdx", "before-and-after.test")
    run = Archives(Settings(wayback=archive.base), ask, lanes=Lanes(UNPACED))
    found = await run.resolve(source(url, good), WHEN)
    assert isinstance(found, Snapshot)
    assert found.url == good.url
    assert archive.asked("/cdx", "before-and-after.test") == before
    bad = Archived("https://archive.ph/abcde", url, "archive.today", None)
    found = await run.resolve(source(url, bad), WHEN)
    assert isinstance(found, Snapshot)
    assert found.url == f"{archive.base}/web/{BEFORE}/{url}"


async def test_the_body_that_was_judged_is_handed_on(archive: Facade, ask: Ask) -> None:
    """Whoever wants to read a copy gets the very answer that was judged, with the snapshot as it is reported."""
    handed: list[tuple[Snapshot, Response]] = []
    url = "http://before-and-after.test/page"
    cited = Archived(f"https://web.archive.org/web/{BEFORE}/{url}", url, "web.archive.org", None)
    run = Archives(Settings(wayback=archive.base), ask, lanes=Lanes(UNPACED), on_open=lambda s, r: handed.append((s, r)))
    offered = [await run.resolve(source(url), WHEN), await run.open_given(cited), await run.open_given(cited)]
    assert [snapshot for snapshot, _ in handed] == offered[:2]
    assert all(b"harbour office of a" in response.body for _, response in handed)


async def test_availability_in_one_batch(archive: Facade, ask: Ask) -> None:
    """Many sources are asked about in one request; what it names is opened and saves the index a question, its "no" counts for nothing."""
    run = Archives(Settings(wayback=archive.base, availability=True), ask, lanes=Lanes(UNPACED))
    urls = ["http://before-and-after.test/page", "http://soft-404-older-good.test/page", "http://never.test/page"]
    archive.posted.clear()
    await run.ahead([(source(url), WHEN) for url in urls])
    [(path, headers, body)] = archive.posted
    assert (path, headers["Wayback-Api-Version"], body.count(b"url=")) == ("/wayback/available", "2", 3)
    before = archive.asked("/cdx", ".test")
    first = await run.resolve(source(urls[0]), WHEN)
    assert isinstance(first, Snapshot)
    assert first.url == f"{archive.base}/web/{BEFORE}/{urls[0]}"
    assert archive.asked("/cdx", ".test") == before
    second = await run.resolve(source(urls[1]), WHEN)  # the service names the soft 404, which is refused
    assert isinstance(second, Snapshot)
    assert "/web/20180801000000/" in second.url
    third = await run.resolve(source(urls[2]), WHEN)
    assert isinstance(third, NoSnapshot)
    assert third.gap is Gap.NONE
    assert archive.asked("/cdx", ".test") > before


@pytest.mark.parametrize("body", [b"", b"<html>429</html>", b"[]", b'{"results": [1, {"tag": "x"}, {"tag": "99"}]}'])
async def test_an_availability_service_that_babbles(body: bytes, archive: Facade, ask: Ask) -> None:
    """An answer of another shape names nothing, and the search goes on as if it had not been asked."""

    async def babbles(request: Request) -> Reply:
        if "/wayback/available" in request.url:
            return Response(request, 200, (), body, datetime(2026, 3, 1, tzinfo=UTC))
        return await ask(request)

    run = Archives(Settings(wayback=archive.base, availability=True), babbles, lanes=Lanes(UNPACED))
    url = "http://before-and-after.test/page"
    await run.ahead([(source(url), WHEN)])
    assert isinstance(await run.resolve(source(url), WHEN), Snapshot)


async def test_archive_today_is_never_asked(archive: Facade) -> None:
    """No request goes to any of its names; the copy is told to be unverified, and why."""

    async def nobody(request: Request) -> Reply:
        raise AssertionError(request.url)

    run = Archives(Settings(wayback=archive.base), nobody, lanes=Lanes(UNPACED))
    for name in archives.UNRELIABLE:
        given = await run.open_given(Archived(f"https://{name}/2019.05.20-100000/http://a.test/", "http://a.test/", name, None))
        assert not given.verified
        assert "cannot be relied on" in given.reason


async def test_a_list_of_captures_is_no_copy() -> None:
    """An address that names a list of captures, or an order to make one, is not asked for and not offered as a copy."""

    async def nobody(request: Request) -> Reply:
        raise AssertionError(request.url)

    run = Archives(Settings(), nobody, lanes=Lanes(UNPACED))
    for path in ("web/*/", "web/2019*/", "save/"):
        url = f"https://web.archive.org/{path}http://a.test/x"
        given = await run.open_given(Archived(url, "http://a.test/x", "web.archive.org", None))
        assert (given.verified, given.reason) == (False, "it names no copy: a list of captures, or an order to make one"), url


async def test_a_copy_of_another_page_is_told(archive: Facade, ask: Ask) -> None:
    """A cited copy that replays, but is of another page than the citation says, is not verified."""
    address = f"https://web.archive.org/web/{BEFORE}/http://before-and-after.test/page"
    run = Archives(Settings(wayback=archive.base), ask, lanes=Lanes(UNPACED))
    given = await run.open_given(Archived(address, "http://somewhere-else.test/", "web.archive.org", None))
    assert (given.verified, given.reason) == (False, "it is a copy of another page")


class Remembered:
    """A memory in a dictionary."""

    def __init__(self) -> None:
        self.known: dict[str, Snapshot | NoSnapshot] = {}
        self.opened: dict[str, Snapshot] = {}

    def snapshot(self, url: str, when: date | None, archives: tuple[str, ...], now: datetime) -> Snapshot | NoSnapshot | None:
        """What was kept."""
        assert when == WHEN
        assert archives == ("web.archive.org",)
        assert now.year == 2026
        return self.known.get(url)

    def remember_snapshot(
        self, url: str, when: date | None, archives: tuple[str, ...], result: Snapshot | NoSnapshot, at: datetime
    ) -> None:
        """Keep it."""
        assert when == WHEN
        assert archives
        assert at.year == 2026
        self.known[url] = result

    def owed(self, url: str) -> bool:
        """Whether the last run could not ask."""
        known = self.known.get(url)
        return isinstance(known, NoSnapshot) and known.gap is Gap.UNKNOWN

    def looked_into(self, copy: Snapshot) -> bool:
        """No copy is looked into."""
        return copy.verified

    def given(self, archived: Archived, now: datetime) -> Snapshot | None:
        """What was kept of a copy that a document cites."""
        assert now
        return self.opened.get(archived.url)

    def remember_given(self, given: Snapshot, at: datetime) -> None:
        """Keep it."""
        assert at
        self.opened[given.url] = given


async def test_nothing_is_asked_twice(archive: Facade, ask: Ask) -> None:
    """A second run asks nothing about what the first one found or found to be missing."""
    memory, now = Remembered(), datetime(2026, 3, 1, tzinfo=UTC)
    urls = ["http://revisit.test/page", "http://never-heard-of.test/"]
    first = [await Archives(Settings(wayback=archive.base), ask, memory, Lanes(UNPACED)).resolve(source(url), WHEN, now) for url in urls]
    asked = len(archive.seen)
    second = [await Archives(Settings(wayback=archive.base), ask, memory, Lanes(UNPACED)).resolve(source(url), WHEN, now) for url in urls]
    assert second == first
    assert len(archive.seen) == asked


async def test_a_given_copy_is_opened_once_for_a_run_that_is_gone_on_with(archive: Facade, ask: Ask) -> None:
    """A copy that a document cites is not opened again by a run that remembers it; that the archive did not answer is not remembered."""
    memory, now = Remembered(), datetime(2026, 3, 1, tzinfo=UTC)
    address = f"https://web.archive.org/web/{BEFORE}/http://before-and-after.test/page"
    copy = Archived(address, "http://before-and-after.test/page", "web.archive.org", None)
    first = await Archives(Settings(wayback=archive.base), ask, memory, Lanes(UNPACED)).open_given(copy, now)
    asked = len(archive.seen)
    again = await Archives(Settings(wayback=archive.base), ask, memory, Lanes(UNPACED)).open_given(copy, now)
    assert first == again and first.verified
    assert len(archive.seen) == asked

    async def silence(request: Request) -> Reply:
        return NoResponse(request, Cause.REFUSED, "nobody there", now)

    memory.opened.clear()
    unanswered = await Archives(Settings(wayback=archive.base), silence, memory, Lanes(UNPACED)).open_given(copy, now)
    assert not unanswered.verified and not memory.opened


async def test_a_known_copy_outlives_a_silent_archive(archive: Facade, ask: Ask) -> None:
    """A copy that has to be opened again, to look for another claim, stays known while its archive does not answer; nothing is searched."""
    memory, now = Remembered(), datetime(2026, 3, 1, tzinfo=UTC)
    memory.looked_into = lambda copy: not copy.verified  # type: ignore[method-assign]
    url = "http://revisit.test/page"
    first = await Archives(Settings(wayback=archive.base), ask, memory, Lanes(UNPACED)).resolve(source(url), WHEN, now)
    assert isinstance(first, Snapshot)
    asked: list[str] = []

    async def silence(request: Request) -> Reply:
        asked.append(request.purpose)
        return NoResponse(request, Cause.REFUSED, "nobody there", now)

    assert await Archives(Settings(wayback=archive.base), silence, memory, Lanes(UNPACED)).resolve(source(url), WHEN, now) == first
    assert set(asked) == {"replay"} and memory.known[url] == first


def test_names() -> None:
    """Archives are named as in the table or given by address; what is neither is complained about with the nearest name."""
    asked = archives.asked(
        Settings(archives=("arquivo.pt", "mine=https://a.test/gate", "theirs=https://b.test/coll/cdx"), memgator="http://m.test/")
    )
    assert [(a.name, a.speaks, a.index) for a in asked] == [
        ("web.archive.org", "wayback", "https://web.archive.org"),
        ("arquivo.pt", "pywb", "https://arquivo.pt/wayback/cdx"),
        ("mine", "timegate", "https://a.test/gate/"),
        ("theirs", "pywb", "https://b.test/coll/cdx"),
        ("memgator", "timemap", "http://m.test/timemap/link/"),
    ]
    for wrong in ("arquivo", "mine=ftp://a.test", "x=https://archive.ph/timegate/", "archive.today=https://b.test/"):
        with pytest.raises(LinkauditError):
            archives.asked(Settings(archives=(wrong,)))


def test_a_mirror_is_told() -> None:
    """A report does not say that the Wayback Machine was asked when another address was, and tells no password of that."""
    assert archives.told(Settings(archives=("ukwa",))) == ("web.archive.org", "ukwa")
    assert archives.told(Settings(wayback="http://me:word@mirror.example:8080/x")) == ("web.archive.org (asked at mirror.example:8080)",)


def test_link_lists() -> None:
    """Entries keep their commas, semicolons and several relations; what is no entry is passed over in linear time."""
    text = '<http://a.test/x,y;z>; rel="first memento"; datetime="Mon, 20 May 2019 10:00:00 GMT", junk <http://a.test/b>;rel=original'
    first, second = memento.parse(text, "http://a.test/")
    assert (first.uri, first.rel, str(first.date("datetime"))) == ("http://a.test/x,y;z", ("first", "memento"), "2019-05-20 10:00:00+00:00")
    assert (second.uri, second.rel) == ("http://a.test/b", ("original",))
    assert memento.parse("<" * 100_000 + ";" * 100_000, "http://a.test/") == ()


def _without(ask: Ask, part: str) -> Ask:
    """The same, with a Wayback Machine under `part` that has nothing."""

    async def without(request: Request) -> Reply:
        if part in request.url:
            status = 200 if "/cdx/" in request.url else 404
            return Response(request, status, (), b"", datetime(2026, 3, 1, tzinfo=UTC))
        return await ask(request)

    return without


async def test_whether_a_live_page_is_kept(archive: Facade, ask: Ask) -> None:
    """Kept, not kept and not known are told apart, by the index alone: nothing is opened."""
    archive.faults["/cdx", "not-to-tell.test"] = [Fault(503, b"", manner="always")]
    run = Archives(Settings(wayback=archive.base), ask, lanes=Lanes(UNPACED))
    opened = len([path for _, path in archive.seen if path.startswith("/web/")])
    hosts = ("before-and-after", "only-404", "empty", "never", "not-to-tell")
    assert [await run.holds(source(f"http://{host}.test/page")) for host in hosts] == [True, False, False, False, None]
    assert len([path for _, path in archive.seen if path.startswith("/web/")]) == opened
    archive.faults.clear()
