"""Whose fault it is: a network that is down or not open yet, a resolver that makes names up. None of them makes a source dead."""

from __future__ import annotations

import hashlib
import socket
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import pytest

from linkaudit import auditing
from linkaudit.checks.heard import silent
from linkaudit.checks.urls import host_of
from linkaudit.checks.verdict import judge
from linkaudit.checks.voices import LISTENED_TO, SITES, Voices, heard_from, voice
from linkaudit.memory import opened
from linkaudit.model import Cause, Check, Health, NoResponse, Reply, Request, Response
from linkaudit.outage import UNKNOWN, Outage
from linkaudit.settings import Settings
from tests.checks.script import Answer, Say, Script, converse, source, to
from tests.checks.script import Web as Scripted

NOW = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
PORTAL = "http://login.hotel.test/welcome"
LOGIN = Say(200, "<title>Welcome to our network</title><h1>Log in to go online</h1><p>Room number and name, please.</p>")
GONE = Cause.DNS_NXDOMAIN


@pytest.fixture
def anyio_backend() -> str:
    return "trio"


def check(url: str, script: Script) -> Check:
    """A check as the crawler makes it."""
    asked = source(url)
    replies = converse(Scripted(script), asked)
    return Check(asked, judge(asked, replies), replies, NOW)


def checks(answers: Mapping[str, Answer]) -> list[Check]:
    """One check for each URL; whatever leads to the portal gets its page."""
    return [check(url, {url: answer, PORTAL: LOGIN, "http://search.provider.test/": Say()}) for url, answer in answers.items()]


@pytest.mark.parametrize(
    ("answers", "is_silent"),
    [
        ({}, False),
        ({"http://a.test/": Say()}, False),
        ({"http://a.test/": Say(404)}, False),
        ({"http://a.test/": Cause.READ_TIMEOUT}, True),
        ({"http://a.test/": Cause.REFUSED, "http://b.test/": Say(500)}, False),
        ({"http://a.test/": GONE, "http://b.test/": Cause.DNS_TEMPORARY}, True),
        ({"http://a.test/": GONE, "http://b.test/": Say()}, False),
        ({"http://a.test/": GONE, "http://192.0.2.7/": Say()}, True),  # an address answered: no name has resolved all the same
        ({"http://a.test/": Cause.READ_TIMEOUT, "http://192.0.2.7/": Say()}, False),
        ({"http://a.test/": Cause.PRIVATE_ADDRESS}, False),
        ({"http://a.test/": Cause.BAD_URL}, False),
        ({"http://a.test/": Cause.NOT_RECORDED}, False),
        ({"http://a.test/": Cause.PRIVATE_ADDRESS, "http://b.test/": Cause.REFUSED}, True),
    ],
)
def test_when_the_network_may_be_down(answers: dict[str, Answer], is_silent: bool) -> None:
    """Something failed, and nobody answered or no name resolved; what was never put to the network does not count."""
    assert silent(checks(answers)) is is_silent


SAME = Say(200, "<title>Hello</title>" + "The same words for everybody who comes by. " * 9)


@pytest.mark.parametrize(
    ("answers", "one"),
    [
        ({f"http://{name}.test/a": to(f"{PORTAL}?from={name}") for name in "abc"}, ("place", PORTAL)),
        ({f"http://{name}.test/a": to(PORTAL) for name in "ab"}, ("place", PORTAL)),
        ({"http://a.test/a": to(PORTAL), "http://b.test/a": to(PORTAL), "http://c.test/a": Say()}, None),
        ({"http://a.test/a": to(PORTAL), "https://b.test/a": Cause.TLS_UNTRUSTED}, ("place", PORTAL)),
        ({"http://a.test/a": to(PORTAL), "https://b.test/a": Say()}, None),
        ({"http://a.test/a": to(PORTAL), "https://b.test/a": Say(404), "https://c.test/a": Cause.TLS_UNTRUSTED}, None),
        ({"http://a.test/a": to(PORTAL)}, None),
        ({f"http://{name}.test/a": SAME for name in "abc"}, ("page", hashlib.sha256(str(SAME.body).encode()).hexdigest())),
        ({f"http://www{number}.a.test/a": SAME for number in range(3)}, None),  # one site
        ({f"http://a.test/{number}": to("http://b.test/login") for number in range(5)}, None),
        ({"http://a.test/": Say(511, "Log in"), "http://b.test/": Say()}, ("place", "511")),
        ({f"http://192.0.2.{number}/": to(PORTAL) for number in range(5)}, None),
        ({"http://a.test/": Cause.REFUSED}, None),
    ],
)
def test_one_voice(answers: dict[str, Answer], one: tuple[str, str] | None) -> None:
    """One answer for three sites, or for all that answered, is a suspicion; so is the status that only networks send."""
    voices = Voices()
    for each in checks(answers):
        voices.hear(each)
    assert voices.one == one
    assert SITES == 3


def test_listening_is_bounded() -> None:
    """After some hundred checks nothing more is kept of who spoke, however long the list."""
    voices, [each] = Voices(), checks({"http://a.test/a": SAME})
    for number in range(LISTENED_TO + 50):
        body = f"page {number}".encode()
        voices.hear(replace(each, replies=tuple(replace(reply, body=body) for reply in each.replies if isinstance(reply, Response))))
    assert len(voices.speakers) == LISTENED_TO


def test_a_check_sounds_the_same_without_its_pages() -> None:
    """Who answered is known of a check whose bodies were let go, too."""
    led, shown = checks({"http://a.test/a": to(PORTAL), "http://b.test/a": SAME})
    assert heard_from(led) == voice("http://a.test/a", led.replies) == ("place", PORTAL)
    assert heard_from(shown) == ("page", hashlib.sha256(str(SAME.body).encode()).hexdigest())


class Fake:
    """A web where some names answer and one party may answer for all the others."""

    network: Literal["up", "replay"] = "up"
    example = None

    def __init__(self, script: Script, everybody: Answer | None = None) -> None:
        self.script, self.everybody, self.asked = script, everybody, list[Request]()

    async def __aenter__(self) -> Fake:
        return self

    async def __aexit__(self, *_: object) -> None:
        """Nothing is open."""

    def now(self) -> datetime:
        """Always the same."""
        return NOW

    def note(self, reply: Reply) -> None:
        """Nothing is recorded."""

    async def ask(self, request: Request) -> Reply:
        """What the script says; else what everybody gets; else no such name."""
        self.asked.append(request)
        said = self.script.get(request.url, self.everybody if host_of(request.url) != "login.hotel.test" else LOGIN)
        if said is None or isinstance(said, Cause):
            return NoResponse(request, said if isinstance(said, Cause) else GONE, "no such name", NOW)
        assert isinstance(said, Say)
        body = said.body.encode() if isinstance(said.body, str) else said.body
        return Response(request, said.status, (("Content-Type", "text/html"), *said.headers), body, NOW)

    def controls(self) -> list[str]:
        """The control names that were asked for."""
        return [request.url for request in self.asked if request.purpose == "control"]


CONTROLS = {f"http://{name}/": Say() for name in ("example.com", "www.iana.org", "www.wikipedia.org")}
ARTICLE = Say(200, "<title>Ferries</title><h1>Ferries</h1>" + "<p>The harbour office counted the ferries of the valley again.</p>" * 9)
SEARCH = to("http://search.provider.test/find?q=words")


async def audited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, web: Fake, urls: list[str]) -> auditing.Outcome:
    """The outcome of an audit of these URLs on this web, with a memory."""
    monkeypatch.setattr(auditing, "Web", lambda _settings: web)
    (tmp_path / "story.md").write_text("".join(f"The valley has {n} ferries ([a]({url})).\n\n" for n, url in enumerate(urls)))
    settings = Settings(snapshots=False, gap=0, memory=str(tmp_path / "m.db"))
    return await auditing.audit([str(tmp_path / "story.md")], settings)


@pytest.mark.anyio
@pytest.mark.parametrize("portal", [to(PORTAL), SAME, Say(511, "log in")], ids=["redirect", "page", "511"])
async def test_a_login_page_of_the_network_makes_nothing_live_or_dead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, portal: Say) -> None:
    """Where one page answers for every name, control names included, no source gets a verdict and the memory keeps nothing."""
    web = Fake({}, portal)
    urls = [f"http://{name}.test/page" for name in "abcd"] + ["https://e.test/page"]
    web.script = {"https://e.test/page": Cause.TLS_UNTRUSTED}
    outcome = await audited(tmp_path, monkeypatch, web, urls)
    run = outcome.report.run
    assert (run.network, run.complete) == ("down", False) and "not open" in (run.why_incomplete or "")
    assert {row.check.verdict.health for row in outcome.report.sources} == {Health.SKIPPED}
    with opened(str(tmp_path / "m.db")) as memory:
        assert memory.sources() == ()


@pytest.mark.anyio
async def test_sites_of_one_house_are_no_login_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Names that all lead to one place are believed when the control names do not."""
    web = Fake({**{f"http://{name}.test/page": to("http://house.test/") for name in "abc"}, "http://house.test/": ARTICLE, **CONTROLS})
    outcome = await audited(tmp_path, monkeypatch, web, [f"http://{name}.test/page" for name in "abc"])
    assert (outcome.report.run.network, outcome.report.run.complete) == ("up", True)
    assert web.controls() == ["http://example.com/", UNKNOWN]


@pytest.mark.anyio
async def test_a_resolver_that_makes_names_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where unknown names lead to a search page, sources that lead there are unsure, not alive or dead; the others keep their verdict."""
    script = {"http://good.test/page": ARTICLE, "http://moved.test/page": to("http://new.test/page", 301), "http://new.test/page": ARTICLE}
    web = Fake({**script, **CONTROLS, "http://search.provider.test/find?q=words": Say()}, SEARCH)
    outcome = await audited(tmp_path, monkeypatch, web, ["http://good.test/page", "http://moved.test/page", "http://sold.test/page"])
    healths = {row.source.url: row.check.verdict.health for row in outcome.report.sources}
    assert healths == {
        "http://good.test/page": Health.LIVE,
        "http://moved.test/page": Health.MOVED,
        "http://sold.test/page": Health.UNSURE,
    }
    assert "resolver-lies" in outcome.report.sources[2].check.verdict.evidence
    with opened(str(tmp_path / "m.db")) as memory:
        assert [entry.health for entry in memory.entries("http://sold.test/page")] == [Health.UNSURE]


@pytest.mark.anyio
async def test_nobody_is_asked_without_a_suspicion() -> None:
    """A run in which sites answer for themselves asks no control name."""
    web = Fake(CONTROLS)
    outage = Outage(web.ask)
    for each in checks({"http://a.test/": ARTICLE, "http://b.test/": Say(404), "http://c.test/": Cause.REFUSED}):
        outage.hear(each)
    assert await outage.down() is None and await outage.invented() is None
    assert web.controls() == []


@pytest.mark.anyio
async def test_what_was_remembered_does_not_hide_a_dead_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run that is gone on with while the network is down says so, and what it had found before stays in the memory."""
    web = Fake({"http://a.test/page": ARTICLE, "http://b.test/page": ARTICLE, **CONTROLS})
    await audited(tmp_path, monkeypatch, web, ["http://a.test/page", "http://b.test/page"])  # not concluded: as if killed
    dead = Fake({})
    with opened(str(tmp_path / "m.db")) as memory:
        memory._db.execute("""DELETE FROM "check" WHERE url = 'http://b.test/page'""")
        memory._db.commit()
    outcome = await audited(tmp_path, monkeypatch, dead, ["http://a.test/page", "http://b.test/page"])
    assert (outcome.report.run.network, outcome.report.run.complete) == ("down", False)
    with opened(str(tmp_path / "m.db")) as memory:
        assert [len(memory.entries(f"http://{name}.test/page")) for name in "ab"] == [1, 0]


@pytest.mark.anyio
async def test_a_recorded_outage_replays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A recording of a run that found the network down replays to the same report, not to dead sources."""

    def no_resolver(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", no_resolver)
    (tmp_path / "story.md").write_text("The valley has 3 ferries ([a](http://gone.test/page)).\n")
    settings = Settings(snapshots=False, timeout=0.5, record=str(tmp_path / "tape.yaml"))
    live = (await auditing.audit([str(tmp_path / "story.md")], settings)).report
    again = (await auditing.audit([str(tmp_path / "story.md")], replace(settings, record=None, replay=str(tmp_path / "tape.yaml")))).report
    for report in (live, again):
        assert (report.run.network, report.run.complete) == ("down", False)
        assert [row.check.verdict.health for row in report.sources] == [Health.SKIPPED]
