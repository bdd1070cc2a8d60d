"""Sources kept before they rot: Save Page Now as its documentation has it, played by the façade in front of a real archive."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qs

import pytest
from trio.testing import MockClock

from linkaudit import save
from linkaudit.errors import LinkauditError
from linkaudit.model import (
    Cause,
    Certainty,
    Check,
    Health,
    NoResponse,
    Reply,
    Report,
    Request,
    Response,
    Run,
    Source,
    Verdict,
    WeighedSource,
)
from linkaudit.settings import Settings
from linkaudit.snapshots import spn
from linkaudit.snapshots.spn import Keys
from tests.test_end_to_end import linkaudit

pytestmark = pytest.mark.anyio
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
BASE = "https://web.archive.org"
KEYS = Keys("acc3ss", "s3cret")


@pytest.fixture
def anyio_backend() -> Any:
    """Trio with a clock that jumps: half a minute of polling costs nothing."""
    return ("trio", {"clock": MockClock(autojump_threshold=0)})


class Archive:
    """The Internet Archive as far as saving goes. `fates` maps a URL to what its job comes to."""

    network = "up"

    def __init__(
        self, fates: dict[str, dict[str, Any]], captures: dict[str, str] | None = None, account: dict[str, Any] | None = None
    ) -> None:
        self.fates, self.captures = fates, captures or {}
        self.account = account or {"available": 3, "processing": 0, "daily_captures": 9, "daily_captures_limit": 30000}
        self.asked: list[Request] = []
        self.jobs: dict[str, list[dict[str, Any]]] = {}

    def now(self) -> datetime:
        """The time."""
        return NOW

    async def ask(self, request: Request) -> Reply:
        """Answer as the archive does."""
        self.asked.append(request)
        if "/cdx/" in request.url:
            url = parse_qs(request.url.partition("?")[2])["url"][0]
            row = f"k {self.captures[url]} {url} text/html 200 {'A' * 32} 900\n" if url in self.captures else ""
            return self._answer(request, row.encode())
        if "/web/" in request.url:
            stamped = ("Memento-Datetime", "Sun, 01 Mar 2026 12:00:00 GMT")
            return Response(
                request, 200, (stamped, ("Content-Type", "text/html")), b"<title>Ships</title>" + b"<p>Words of a page. " * 80, NOW
            )
        assert dict(request.headers)["Authorization"] == "LOW acc3ss:s3cret"
        if request.url.endswith("/status/user"):
            return self._json(request, self.account)
        if "/save/status/" in request.url:
            steps = self.jobs[request.url.rsplit("/", 1)[1]]
            return self._json(request, steps.pop(0) if len(steps) > 1 else steps[0])
        url = parse_qs((request.body or b"").decode())["url"][0]
        fate = self.fates[url]
        if fate.get("status") in ("pending", "success") or fate.get("after_pending"):
            job = f"spn2-{len(self.jobs)}"
            self.jobs[job] = [{"status": "pending", "job_id": job}] * 3 + [fate]
            return self._json(request, {"url": url, "job_id": job})
        return self._json(request, fate)

    def _json(self, request: Request, value: dict[str, Any]) -> Reply:
        return self._answer(request, json.dumps(value).encode())

    def _answer(self, request: Request, body: bytes) -> Reply:
        return Response(request, 200, (), body, NOW)


def report(*sources: str, health: Health = Health.LIVE) -> Report:
    """A report on these sources."""
    rows = []
    for url in sources:
        source = Source(url, url, url.split("/")[2])
        rows.append(WeighedSource(source, Check(source, Verdict(health, Certainty.CERTAIN, (), ""), (), NOW), ()))
    return Report(Run(NOW, NOW, "1", True, "up", ()), (), (), (), (), tuple(rows), ())


async def keep(archive: Archive, *sources: str, keys: Keys | None = KEYS, at_most: int = 100, **more: Any) -> list[tuple[str, str]]:
    """What became of the sources, in order, with the copy or the reason."""
    saved = await save.keep(report(*sources), archive, Settings(), keys, at_most=at_most, **more)  # type: ignore[arg-type]
    assert [s.url for s in saved] == list(sources)
    return [(s.outcome, s.archive_url or s.reason) for s in saved]


async def test_each_fate_of_a_job() -> None:
    """Saved and opened, kept often enough, refused, worth another try, still in the queue: each is told apart."""
    error = {"status": "error"}
    archive = Archive({
        "http://a.test/": {"status": "success", "timestamp": "20260301120000", "original_url": "http://a.test/"},
        "http://b.test/": error | {"status_ext": "error:too-many-daily-captures", "message": "captured 10 times today"},
        "http://c.test/": error | {"status_ext": "error:blocked-url", "message": "This URL is in our block list", "after_pending": True},
        "http://d.test/": error | {"status_ext": "error:user-session-limit", "message": "You have reached the limit of active sessions"},
        "http://e.test/": {"status": "pending", "job_id": "spn2-9"},
    })  # fmt: skip
    became = await keep(archive, *archive.fates)
    assert became == [
        ("saved", f"{BASE}/web/20260301120000/http://a.test/"),
        ("kept", "captured 10 times today"),
        ("refused", "This URL is in our block list"),
        ("later", "You have reached the limit of active sessions"),
        ("later", "still in the queue after 180 s"),
    ]
    forms = [parse_qs((r.body or b"").decode()) for r in archive.asked if r.method == "POST"]
    assert next(form for form in forms if "http://a.test/" in form["url"]) == {
        "url": ["http://a.test/"],
        "capture_all": ["0"],
        "skip_first_archive": ["1"],
        "if_not_archived_within": ["30d"],
    }


async def test_what_is_kept_is_not_asked_for_again() -> None:
    """A capture of the last thirty days is enough; an older one is not, and neither is one that only memory of another day knows."""
    good = {"status": "success", "timestamp": "20260301120000"}
    archive = Archive(
        {"http://old.test/": good, "http://new.test/": good}, {"http://fresh.test/": "20260220000000", "http://old.test/": "20251201000000"}
    )
    became = await keep(archive, "http://fresh.test/", "http://old.test/", "http://new.test/")
    assert became[0] == ("kept", f"{BASE}/web/20260220000000/http://fresh.test/")
    assert [outcome for outcome, _ in became] == ["kept", "saved", "saved"]
    assert len([r for r in archive.asked if r.method == "POST"]) == 2


async def test_a_dry_run_asks_for_nothing() -> None:
    """Without keys it is said what would be saved, and the archive is asked for no capture."""
    archive = Archive({}, {"http://fresh.test/": "20260220000000"})
    assert [o for o, _ in await keep(archive, "http://fresh.test/", "http://new.test/", keys=None)] == ["kept", "would save"]
    assert all("/cdx/" in request.url for request in archive.asked)


async def test_limits() -> None:
    """No more captures than --at-most or the account's day allow; the rest is left for another time."""
    good = {"status": "success", "timestamp": "20260301120000"}
    urls = [f"http://{n}.test/" for n in range(5)]
    became = await keep(Archive(dict.fromkeys(urls, good)), *urls, at_most=2)
    assert sorted(o for o, _ in became) == ["later", "later", "later", "saved", "saved"]
    tired = Archive(dict.fromkeys(urls, good), account={"available": 1, "daily_captures": 29999, "daily_captures_limit": 30000})
    became = await keep(tired, *urls)
    assert sorted(o for o, _ in became) == ["later"] * 4 + ["saved"]
    assert {reason for o, reason in became if o == "later"} == {"the account's captures of today are used up"}


async def test_secrets_and_dead_links_are_left() -> None:
    """A URL that holds a secret is never handed to an archive; what is not live is nothing to save."""
    archive = Archive({})
    assert (await keep(archive, "http://a.test/f?access_token=abc"))[0][0] == "left"
    assert [r for r in archive.asked if "abc" in r.url or b"abc" in (r.body or b"")] == []
    assert await save.keep(report("http://a.test/", health=Health.DEAD), archive, Settings(), KEYS, at_most=9) == ()  # type: ignore[arg-type]


async def test_keys_that_are_not_accepted() -> None:
    """Wrong keys stop the run with one clear line, and are not in it."""

    class Strict(Archive):
        async def ask(self, request: Request) -> Reply:
            reply = await super().ask(request)
            assert isinstance(reply, Response)
            return (
                replace(reply, status=401, body=b'{"message": "You need to be logged in to use Save Page Now."}')
                if "/save" in request.url
                else reply
            )

    with pytest.raises(LinkauditError, match="does not accept these keys") as caught:
        await keep(Strict({}), "http://a.test/")
    assert "s3cret" not in str(caught.value) + repr(KEYS)


async def test_an_archive_that_is_down() -> None:
    """No answer, or one that is no JSON, means later, not refused."""

    class Down(Archive):
        async def ask(self, request: Request) -> Reply:
            if request.method == "POST":
                return Response(request, 502, (), b"<html>Bad Gateway</html>", NOW)
            return Response(request, 200, (), b"", NOW) if "/cdx/" in request.url else _silence(request)

    assert await keep(Down({}), "http://a.test/") == [("later", "answer 502")]


class Remembered:
    """What was saved, in a dictionary."""

    def __init__(self) -> None:
        self.copies: dict[str, tuple[str, datetime]] = {}

    def saved(self, url: str) -> tuple[str, datetime] | None:
        """The copy and when it was made."""
        return self.copies.get(url)

    def remember_save(self, url: str, snapshot_url: str, at: datetime) -> None:
        """Keep it."""
        self.copies[url] = (snapshot_url, at)


async def test_memory() -> None:
    """What one run saved, the next one knows without asking."""
    memory = Remembered()
    archive = Archive({"http://a.test/": {"status": "success", "timestamp": "20260301120000"}})
    assert (await keep(archive, "http://a.test/", memory=memory))[0][0] == "saved"
    silent = Archive({})
    assert await keep(silent, "http://a.test/", memory=memory) == [("kept", f"{BASE}/web/20260301120000/http://a.test/")]
    assert [r.url for r in silent.asked] == [f"{BASE}/save/status/user"]


def test_without_keys_the_command_says_what_to_do() -> None:
    """One line, exit code 2, before anything is read or asked."""
    done = linkaudit("save", "seeds/", LINKAUDIT_IA_ACCESS_KEY="", LINKAUDIT_IA_SECRET_KEY="")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert "LINKAUDIT_IA_ACCESS_KEY" in done.stderr


def test_answers_of_other_shapes() -> None:
    """Whatever an archive answers, it is something: never an exception."""
    for body in (b"", b"[]", b"null", b'{"status": "success"}', b'{"job_id": 7}', b"<html>"):
        response = Response(Request("GET", "x"), 200, (), body, NOW)
        for read in (spn.submitted, spn.polled, spn.allowance):
            assert isinstance(read(response), spn.NotKept)


def _silence(request: Request) -> Reply:
    return NoResponse(request, Cause.READ_TIMEOUT, "", NOW)
