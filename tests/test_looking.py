"""What pages and copies show of the claims tied to them, in a whole audit on a loopback web with a small archive on it."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from linkaudit import auditing, looking, sandbox
from linkaudit.model import Citation, Claim, Evidence, Health, Link, Place, Report, Tie
from linkaudit.settings import Settings
from tests.loopback import Asked, Handler, Wire, web_of

pytestmark = pytest.mark.anyio

CLAIM = "The council set the price of the new flood wall at 41 million euros in March 2019"
KEPT = "<html><head><title>Flood wall</title></head><body><article><h1>Flood wall</h1><p>{}</p><p>{}</p></article></body></html>"
OTHER = "The library of the town opens on weekdays from nine to five, and on Saturdays until noon when volunteers are there to help."
SHOWN = KEPT.format(CLAIM + ", after a long debate.", OTHER)
REWRITTEN = KEPT.format("Plans for the river front are being reviewed by the council and will be shown in the town hall.", OTHER)


@pytest.fixture
def anyio_backend() -> str:
    return "trio"


def serve(body: str) -> Handler:
    """This page, whatever the path."""

    async def handler(_asked: Asked, wire: Wire) -> None:
        await wire.answer(200, body)

    return handler


def archive(body: str) -> Handler:
    """An archive that has one capture of whatever page it is asked for."""

    async def handler(asked: Asked, wire: Wire) -> None:
        if asked.path.startswith("/cdx/"):
            [of] = parse_qs(urlsplit(asked.path).query)["url"]
            await wire.answer(200, f"x 20190401101010 {of} text/html 200 {'A' * 32} 900\n", ("Content-Type", "text/plain"))
        else:
            await wire.answer(200, body, ("Memento-Datetime", "Mon, 01 Apr 2019 10:10:10 GMT"))

    return handler


async def audited(
    folder: Path, live: str, saved: str, text: str = CLAIM + ", [the office]({}) said.\n", compare: int = 100, look_most: int = 9
) -> Report:
    """The report on one document that cites one page of which the archive has one copy."""
    async with web_of({"town.test": serve(live), "archive.test": archive(saved)}) as net:
        document = folder / "article.md"
        document.write_text(text.format(net.url("town.test", "/wall")), encoding="utf-8")
        settings = Settings(hosts=net.hosts_file(folder), wayback=net.url("archive.test").rstrip("/"), compare=compare, look_most=look_most)
        outcome = await auditing.audit([str(document)], settings)
    return outcome.report


def rows(evidence: tuple[Evidence, ...]) -> list[tuple[str, str]]:
    """Where was looked, and what was seen."""
    return [(row.seen_on, row.label) for row in evidence]


async def test_a_page_that_shows_the_claim(tmp_path: Path) -> None:
    """A page that shows its claim gives one row with the passage quoted, and no archive is asked."""
    report = await audited(tmp_path, SHOWN, SHOWN)
    assert rows(report.evidence) == [("live", "evidence_located")]
    assert "41 million euros" in report.evidence[0].window
    assert (report.sources[0].check.verdict.health, report.sources[0].snapshot) == (Health.LIVE, None)


async def test_what_only_the_copy_shows_has_drifted(tmp_path: Path) -> None:
    """A live page that lost its claim is compared with a copy; when that shows it, the source has drifted and says where it can be read."""
    report = await audited(tmp_path, REWRITTEN, SHOWN)
    assert rows(report.evidence)[1:] == [("snapshot", "evidence_located")]
    verdict = report.sources[0].check.verdict
    assert (verdict.health, verdict.evidence[-1]) == (Health.DRIFTED, "drifted")
    assert "20190401101010" in verdict.reason
    assert report.claims[0].health == "archived_only"


async def test_an_unchanged_page_has_not_drifted(tmp_path: Path) -> None:
    """A page that never showed the claim has not drifted: its copy does not show it either."""
    report = await audited(tmp_path, REWRITTEN, REWRITTEN)
    assert report.sources[0].check.verdict.health is Health.LIVE
    assert {row.label for row in report.evidence}.isdisjoint({"evidence_located", "quote_found"})


async def test_comparing_has_a_limit(tmp_path: Path) -> None:
    """With `compare` at its limit no archive is asked about a live page."""
    report = await audited(tmp_path, REWRITTEN, SHOWN, compare=0)
    assert (report.sources[0].check.verdict.health, report.sources[0].snapshot) == (Health.LIVE, None)


async def test_looking_has_a_limit(tmp_path: Path) -> None:
    """Beyond `look_most` pages are counted, not read, and the report says how many."""
    report = await audited(tmp_path, SHOWN, SHOWN, look_most=0)
    assert (report.evidence, report.run.pages_not_read) == ((), 1)


async def test_links_without_claims_are_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of bare links costs no reading of pages: no child is ever asked."""
    monkeypatch.setattr(sandbox.Sandbox, "call", lambda *_: pytest.fail("a page was read"))
    report = await audited(tmp_path, SHOWN, SHOWN, text="- {}\n")
    assert (report.evidence, report.sources[0].check.verdict.health) == ((), Health.LIVE)


async def test_a_page_that_kills_its_reader_is_not_checkable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the child that reads a page dies, the claim is not checkable, the reason is given and the audit goes on."""

    async def died(*_: object) -> sandbox.Failed:
        return sandbox.Failed("took more memory than a page may")

    monkeypatch.setattr(sandbox.Sandbox, "call_soon", died)
    report = await audited(tmp_path, SHOWN, SHOWN)
    assert [(row.label, row.reason) for row in report.evidence] == [("not_checkable", "no_text")]
    assert "more memory" in report.evidence[0].missing[0]


def test_claims_are_found_by_their_ids() -> None:
    """Whatever a document is called and however claims were numbered, an id leads to its claim, and one that nobody has to none."""
    ids = [("a.md", "a.md#c1"), ("a.md", "a.md#c2"), ("b#c1", "b#c1#c1"), ("b#c1", "b#c1#c2"), ("c", "c#c7"), ("c", "own name")]
    claims = tuple(Claim(name, document, 0, (0, 1), "x", "x", Place()) for document, name in ids)
    by_id = looking._Claims(claims)
    assert [by_id[name] for _, name in ids] == list(claims)
    for name in ("a.md#c0", "a.md#c3", "a.md#c9999999", "b#c1", "d#c1", ""):
        with pytest.raises(KeyError):
            by_id[name]


def test_every_use_of_a_source_is_looked_for() -> None:
    """Sources are looked into when any of their uses is tied to a claim, and then with all of them, however many."""

    def use(number: int, source: str, *claims: str) -> Citation:
        return Citation(f"l{number}", "a", Link("u", "u", Place(), "inline"), source, ties=tuple(Tie(claim, "m", 1.0) for claim in claims))

    uses = [use(1, "once", "c1"), use(2, "thrice"), use(3, "thrice", "c2"), use(4, "never"), use(5, "thrice", "c3"), use(6, "never")]
    assert looking._by_source(uses) == {"once": uses[0], "thrice": [uses[1], uses[2], uses[4]]}
