"""The story page on a real (loopback) web: documents and pages in, a report out, also when the run is cut short."""

from __future__ import annotations

import errno
import os
import signal
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from linkaudit import auditing, outage
from linkaudit.checks import crawler
from linkaudit.checks.verdict import judge
from linkaudit.errors import Incomplete
from linkaudit.memory import Memory
from linkaudit.model import Cause, Check, Health, NoResponse, Request, Response, Source
from linkaudit.settings import Settings
from linkaudit.shelf import Shelf
from tests.loopback import Asked, Wire, hang, page, reset, web_of

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "trio"


def written(folder: Path, text: str) -> str:
    """A Markdown document with this text."""
    path = folder / "article.md"
    path.write_text(text, encoding="utf-8")
    return str(path)


async def test_a_published_page_is_a_document(tmp_path: Path) -> None:
    """An http URL as input is fetched, its redirects walked, and its links are audited; relative ones hang on where it ended."""

    async def article(asked: Asked, wire: Wire) -> None:
        if asked.path == "/old":
            await wire.answer(301, "", ("Location", "/2024/new"))
        else:
            link = '<a href="source">the audit office found</a>'
            await wire.answer(200, f"<html><body><article><p>The wall cost 41 million euros, {link} in May.</p></article></body></html>")

    async with web_of({"news.test": article}) as net:
        outcome = await auditing.audit([net.url("news.test", "/old")], Settings(hosts=net.hosts_file(tmp_path), snapshots=False))
    [document] = outcome.report.documents
    [source] = outcome.report.sources
    assert (document.name, document.format) == (net.url("news.test", "/old"), "html")
    assert source.source.url == net.url("news.test", "/2024/source")
    assert [tie.claim for tie in outcome.report.citations[0].ties] == [outcome.report.claims[0].claim.id]


@pytest.mark.parametrize(
    ("handler", "reason"), [(page("x", 404), "the page answered 404"), (reset, "the page could not be fetched: reset")]
)
async def test_a_page_that_cannot_be_fetched_says_why(tmp_path: Path, handler: Any, reason: str) -> None:
    """A page that does not come is unreadable with its reason; when nothing else was named, the run is incomplete."""
    async with web_of({"news.test": handler}) as net:
        settings = Settings(hosts=net.hosts_file(tmp_path), snapshots=False)
        with pytest.raises(Incomplete, match=reason):
            await auditing.audit([net.url("news.test")], settings)
        outcome = await auditing.audit([net.url("news.test"), written(tmp_path, "No link.")], settings)
    assert [unreadable.name for unreadable in outcome.report.unreadable] == [net.url("news.test")]


async def test_globs_leave_sources_out(tmp_path: Path) -> None:
    """A URL that --exclude-url names is listed as skipped, with the reason, and its host is not asked."""
    async with web_of({"a.test": page(), "b.test": page()}) as net:
        document = written(tmp_path, f"One {net.url('a.test')} and two {net.url('b.test')}.\n")
        settings = Settings(hosts=net.hosts_file(tmp_path), snapshots=False, exclude_url=("*b.test*",))
        outcome = await auditing.audit([document], settings)
    assert [source.check.verdict.health for source in outcome.report.sources] == [Health.LIVE, Health.SKIPPED]
    assert "--exclude-url *b.test*" in outcome.report.sources[1].check.verdict.reason
    assert net.requests("b.test") == []


@pytest.mark.parametrize("there", [True, False])
async def test_network_down_gives_no_verdicts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool) -> None:
    """When nobody answered and the control names fail too, no source gets a verdict and the report says that the network is down."""
    asked: list[Request] = []

    async def controls(_ask: object) -> bool:
        asked.append(Request("HEAD", "http://control.test/"))
        return there

    monkeypatch.setattr(outage, "controls", controls)
    document = written(tmp_path, "A source: http://127.0.0.1:9/gone and another http://127.0.0.1:9/too.\n")
    outcome = await auditing.audit([document], Settings(allow_private=("127.0.0.0/8",), snapshots=False, timeout=2))
    healths = {source.check.verdict.health for source in outcome.report.sources}
    assert len(asked) == 1
    if there:
        assert (outcome.report.run.network, outcome.report.run.complete, healths) == ("up", True, {Health.UNSURE})
    else:
        assert (outcome.report.run.network, outcome.report.run.complete, healths) == ("down", False, {Health.SKIPPED})
        assert "network is down" in (outcome.report.run.why_incomplete or "")


@pytest.mark.parametrize(("there", "health"), [(True, Health.DEAD), (False, Health.UNSURE)])
async def test_a_name_is_gone_only_if_the_resolver_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool, health: Health
) -> None:
    """When a name was not found, control names are asked for once; unless one answers, that says nothing about the source."""
    asked: list[bool] = []

    async def controls(_ask: object) -> bool:
        asked.append(there)
        return there

    async def crawl(
        shelf: Shelf, sources: Sequence[Source], _ask: object, _settings: Settings, on_check: Callable[[int, Check], None], **_: object
    ) -> None:
        for number, source in enumerate(sources):
            request, at = Request("GET", source.ask), datetime(2026, 3, 2, tzinfo=UTC)
            no_name = NoResponse(request, Cause.DNS_NXDOMAIN, "no such name", at)
            replies: tuple[Response | NoResponse, ...] = (Response(request, 200, (), b"words", at),) if number else (no_name, no_name)
            shelf.put(number, check := Check(source, judge(source, replies), replies, at))
            on_check(number, check)

    monkeypatch.setattr(outage, "controls", controls)
    monkeypatch.setattr(crawler, "crawl_onto", crawl)
    document = written(tmp_path, "One http://gone.test/a and two http://there.test/b.\n")
    outcome = await auditing.audit([document], Settings(snapshots=False))
    assert [source.check.verdict.health for source in outcome.report.sources] == [health, Health.LIVE]
    assert len(asked) == 1


async def test_a_full_memory_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the memory cannot take a check any more the run ends with that complaint, not with a group of groups."""

    def full(*_: object) -> None:
        raise Incomplete("m.db: nothing more can be written")

    monkeypatch.setattr(Memory, "remember_check", full)
    (tmp_path / "hosts").write_text("127.0.0.1 other.test\n")
    document = written(tmp_path, "One http://gone.test/a and two http://there.test/b.\n")
    settings = Settings(snapshots=False, hosts=str(tmp_path / "hosts"), memory=str(tmp_path / "m.db"))
    with pytest.raises(Incomplete, match="nothing more"):
        await auditing.audit([document], settings)


async def test_a_disk_that_fills_up_with_evidence_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When an answer cannot be kept as evidence any more the run ends with that complaint, and leaves no half file."""

    def full(_handle: int, _data: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "hosts").write_text("127.0.0.1 other.test\n")
    document = written(tmp_path, "One http://gone.test/a and two http://there.test/b.\n")
    settings = Settings(snapshots=False, hosts=str(tmp_path / "hosts"), evidence=str(tmp_path / "run.warc.gz"))
    monkeypatch.setattr(os, "write", full)
    with pytest.raises(Incomplete, match=r"run\.warc\.gz: cannot be written: no space left"):
        await auditing.audit([document], settings)
    assert not [*tmp_path.glob("*warc*"), *tmp_path.glob(".*warc*")]


async def test_a_second_run_brings_history_and_asks_nothing_fresh(tmp_path: Path) -> None:
    """With a memory and --fresh the second run asks nothing, has the same checks and evidence, and knows what became of each source."""

    async def gone(_asked: Asked, wire: Wire) -> None:
        await wire.answer(410)

    async with web_of({"live.test": page("The wall cost 41 million in 1987."), "gone.test": gone}) as net:
        document = written(tmp_path, f"The wall cost 41 million in 1987 ([a]({net.url('live.test')}), [b]({net.url('gone.test')})).\n")
        settings = Settings(hosts=net.hosts_file(tmp_path), snapshots=False, memory=str(tmp_path / "m.db"), fresh="1h")
        first = (await auditing.audit([document], settings)).report
        asked = len(net.asked)
        second = (await auditing.audit([document], settings)).report
        assert len(net.asked) == asked
    assert [source.check.verdict for source in second.sources] == [source.check.verdict for source in first.sources]
    assert second.evidence == first.evidence != ()
    assert [source.check.history.sentence for source in second.sources if source.check.history] == ["", "Dead (first seen)."]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_a_signal_ends_the_run_with_what_was_learnt(tmp_path: Path, number: int) -> None:
    """A signal stops the run at once; the report keeps what was decided, marks the rest as not checked and itself as incomplete."""

    def stop_after_the_first(_check: Check, _done: int, _of: int) -> None:
        signal.raise_signal(number)

    async with web_of({"live.test": page(), "hang.test": hang}) as net:
        document = written(tmp_path, f"One {net.url('live.test')} and two {net.url('hang.test')}.\n")
        outcome = await auditing.audit(
            [document], Settings(hosts=net.hosts_file(tmp_path), snapshots=False, timeout=30), on_check=stop_after_the_first
        )
    assert (outcome.signal, outcome.report.run.complete) == (number, False)
    assert [source.check.verdict.health for source in outcome.report.sources] == [Health.LIVE, Health.SKIPPED]


async def test_a_sitemap_names_pages(tmp_path: Path) -> None:
    """A sitemap index leads to its sitemaps and they to their pages, each read once; a sitemap on the disk does the same."""

    async def site(asked: Asked, wire: Wire) -> None:
        here = net.url("news.test", "")
        if asked.path == "/index.xml":
            await wire.answer(200, f"<sitemapindex><sitemap><loc>{here}/pages.xml</loc></sitemap></sitemapindex>")
        elif asked.path == "/pages.xml":
            await wire.answer(200, f"<urlset><url><loc>{here}/a</loc></url><url><loc>{here}/b</loc></url></urlset>")
        else:
            await wire.answer(200, f"<html><body><p>The wall cost 41 million, see page {asked.path}.</p></body></html>")

    async with web_of({"news.test": site}) as net:
        settings = Settings(hosts=net.hosts_file(tmp_path), snapshots=False)
        local = tmp_path / "sitemap.xml"
        local.write_text(f"<urlset><url><loc>{net.url('news.test', '/c')}</loc></url></urlset>", encoding="utf-8")
        outcome = await auditing.audit([net.url("news.test", "/index.xml"), str(local)], settings)
    assert [document.name for document in outcome.report.documents] == [net.url("news.test", f"/{page}") for page in "abc"]
