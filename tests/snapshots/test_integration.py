"""What is offered from a real archive: pywb, made to look like the Wayback Machine, with captures and faults of every kind."""

from __future__ import annotations

from typing import Any

import pytest
from waybackpy.cdx_api import WaybackMachineCDXServerAPI

from linkaudit.model import Archived, Gap, NoSnapshot, Snapshot, Source
from linkaudit.settings import Settings
from linkaudit.snapshots import resolve
from linkaudit.snapshots.lanes import UNPACED, Ask, Lanes
from linkaudit.urls import identify
from tests.snapshots.cases import BEFORE, CASES, WHEN, Case
from tests.snapshots.facade import Facade

pytestmark = pytest.mark.anyio


def source(url: str) -> Source:
    """A source as the audit hands it over."""
    return Source(identify(url), url, url.split("/")[2])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
async def test_offered(case: Case, archive: Facade, ask: Ask) -> None:
    """What is offered for each fate is the right capture, opened; what is not offered is told for the right reason."""
    if case.arrange:
        case.arrange(archive, case.host)
    before = archive.asked("/cdx", case.host)
    result = await resolve.resolve(source(case.url), case.when, ask, Settings(wayback=archive.base), Lanes(UNPACED))
    archive.faults.clear()
    if isinstance(case.expected, Gap):
        assert isinstance(result, NoSnapshot), result
        assert result.gap is case.expected, result
    else:
        assert isinstance(result, Snapshot), result
        assert result.url.startswith(f"{archive.base}/web/{case.expected}/"), result
        assert result.verified
        assert any(f"/web/{case.expected}id_/" in path for _, path in archive.seen), "nobody opened it"
        assert result.digest
    assert archive.asked("/cdx", case.host) - before <= 6


async def test_the_index_tells_the_life_of_a_page(archive: Facade, ask: Ask) -> None:
    """Equal digests before and after the date are told, and so is the first 404 after the last good capture."""
    settings, lanes = Settings(wayback=archive.base), Lanes(UNPACED)
    same = await resolve.resolve(source("http://unchanged-around.test/page"), WHEN, ask, settings, lanes)
    assert isinstance(same, Snapshot)
    assert same.unchanged_around
    dead = await resolve.resolve(source("http://archived-404.test/page"), WHEN, ask, settings, lanes)
    assert isinstance(dead, Snapshot)
    assert (str(dead.last_alive), str(dead.first_dead)) == ("2019-04-01", "2019-05-20")
    assert not dead.unchanged_around


async def test_waybackpy_builds_and_parses(archive: Facade, ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The query is built and the rows are parsed by waybackpy's own methods, and `requests` is never reached."""
    at_work: list[str] = []
    for name in ("add_payload", "snapshots"):
        original = getattr(WaybackMachineCDXServerAPI, name)

        def spy(self: Any, *args: Any, original: Any = original, name: str = name) -> Any:
            at_work.append(name)
            return original(self, *args)

        monkeypatch.setattr(WaybackMachineCDXServerAPI, name, spy)

    def fetch(*_: object, **__: object) -> None:
        raise AssertionError("waybackpy reached for the network")

    monkeypatch.setattr("requests.sessions.Session.request", fetch)
    monkeypatch.setattr("requests.adapters.HTTPAdapter.send", fetch)
    result = await resolve.resolve(source("http://before-and-after.test/page"), WHEN, ask, Settings(wayback=archive.base), Lanes(UNPACED))
    assert isinstance(result, Snapshot)
    assert {"add_payload", "snapshots"} <= set(at_work)


async def test_a_cited_copy_is_opened(archive: Facade, ask: Ask) -> None:
    """A saved copy that a document cites is opened where `--wayback` says, and told apart from one that does not replay."""
    settings, lanes = Settings(wayback=archive.base), Lanes(UNPACED)
    for host, verified in (("before-and-after.test", True), ("only-404.test", False), ("never.test", False)):
        original = f"http://{host}/page"
        archived = Archived(f"https://web.archive.org/web/{BEFORE}/{original}", original, "web.archive.org", None)
        given = await resolve.open_given(archived, ask, settings, lanes)
        assert given.verified is verified, given
        assert given.url == archived.url
    original = "http://before-and-after.test/page"
    for path, verified in ((f"web/{original}", True), (f"web/2019*/{original}", False), (f"save/{original}", False)):
        seen = len(archive.seen)
        given = await resolve.open_given(
            Archived(f"https://web.archive.org/{path}", original, "web.archive.org", None), ask, settings, lanes
        )
        assert given.verified is verified, given
        assert verified or len(archive.seen) == seen, "an order to save was given"
