"""The crawler on a loopback web: the right verdicts, in bounded time, at a polite pace."""

from __future__ import annotations

import gc
import ssl
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path

import pytest
import trio
import trio.testing
import trustme
from trio.testing import MockClock

from linkaudit.checks.crawler import crawl, few_collections
from linkaudit.checks.heard import silent
from linkaudit.model import Cause, Check, Health, NoResponse, Reply, Request, Response, Source
from linkaudit.settings import Settings
from linkaudit.web import Web
from tests.loopback import Asked, Handler, Wire, bucket, flaky, hang, page, redirect, reset, web_of


@pytest.fixture
def anyio_backend() -> str:
    return "trio"


pytestmark = pytest.mark.anyio


def head_trap(status: int) -> Handler:
    """A server that answers HEAD with an error and GET with a page."""
    good, bad = page(), page(status=status)

    async def handler(asked: Asked, wire: Wire) -> None:
        await (bad if asked.method == "HEAD" else good)(asked, wire)

    return handler


async def cookie_wall(asked: Asked, wire: Wire) -> None:
    if "seen=1" in asked.headers.get("cookie", ""):
        await page()(asked, wire)
    else:
        await redirect(lambda a: a.path, 302, ("Set-Cookie", "seen=1; Path=/"))(asked, wire)


FATES: dict[str, tuple[Handler, Health]] = {
    "live.test": (page(), Health.LIVE),
    "moved.test": (redirect(lambda _: "http://live.test:{port}/new", 301), Health.MOVED),
    "missing.test": (page(status=404), Health.DEAD),
    "gone.test": (page(status=410), Health.DEAD),
    "forbidden.test": (page(status=403), Health.BLOCKED),
    "limited.test": (flaky(page("", 429, ("Retry-After", "1")), page()), Health.LIVE),
    "stubborn.test": (page("", 429, ("Retry-After", "3600")), Health.BLOCKED),
    "broken.test": (page(status=500), Health.UNSURE),
    "flaky.test": (flaky(page(status=503), page()), Health.LIVE),
    "hang.test": (hang, Health.UNSURE),
    "reset.test": (reset, Health.UNSURE),
    "flaky-reset.test": (flaky(reset, page()), Health.LIVE),
    "loop.test": (redirect(lambda a: a.path), Health.DEAD),
    "cookies.test": (cookie_wall, Health.LIVE),
    "head405.test": (head_trap(405), Health.LIVE),
    "head404.test": (head_trap(404), Health.LIVE),
}
TIMEOUT = 2.0


async def test_one_host_per_fate(tmp_path: Path) -> None:
    """Every health is right, nothing undecidable is dead, and the run ends within two time-outs plus two seconds although hosts hang."""
    port: list[int] = []

    def with_port(handler: Handler, name: str) -> Handler:
        if name == "moved.test":
            return redirect(lambda _: f"http://live.test:{port[0]}/new", 301)
        return handler

    secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert("tls.test").configure_cert(secure)
    handlers = {name: with_port(handler, name) for name, (handler, _) in FATES.items()} | {"tls.test": page()}
    async with web_of(handlers, {"tls.test": secure}) as net:
        port.append(net.port)
        settings = Settings(hosts=net.hosts_file(tmp_path), timeout=TIMEOUT)
        sources = [net.source(name, f"/page-{n}") for name in FATES for n in range(5 if name == "hang.test" else 1)]
        sources += [net.source("tls.test", "/", "https"), net.source("unknown.test")]
        refused = f"http://live.test:{net.nobody}/"
        sources.append(Source(refused, refused, "live.test"))
        began = trio.current_time()
        async with Web(settings) as web:
            checks = await crawl(sources, web.ask, settings, now=web.now)
        took = trio.current_time() - began
    found = {(check.source.host, check.verdict.health) for check in checks}
    expected = {(name, health) for name, (_, health) in FATES.items()}
    expected |= {("tls.test", Health.UNSURE), ("unknown.test", Health.DEAD), ("live.test", Health.UNSURE)}
    assert found == expected
    assert took < 2 * TIMEOUT + 2


async def test_five_hundred_sources_on_fifty_hosts(tmp_path: Path) -> None:
    """500 URLs on 50 hosts are all decided in one run, and no host is asked more than `per_host` things at once or faster than the gap."""
    flying: dict[str, int] = {}
    most: dict[str, int] = {}

    async def slow(asked: Asked, wire: Wire) -> None:
        flying[asked.host] = flying.get(asked.host, 0) + 1
        most[asked.host] = max(most.get(asked.host, 0), flying[asked.host])
        await trio.sleep(0.02)
        await page()(asked, wire)
        flying[asked.host] -= 1

    names = [f"host{n}.test" for n in range(50)]
    async with web_of(dict.fromkeys(names, slow)) as net:
        settings = Settings(hosts=net.hosts_file(tmp_path), timeout=20, gap=0.02, per_host=3)
        sources = [net.source(names[n % 50], f"/{n}") for n in range(500)]
        decided: list[Check] = []
        async with Web(settings) as web:
            checks = await crawl(sources, web.ask, settings, decided.append, now=web.now)
        assert [check.verdict.health for check in checks] == [Health.LIVE] * 500
        assert [check.source for check in checks] == sources
        assert len(decided) == 500 and 500 <= len(net.asked) <= 550  # a machine that sleeps for seconds makes a host look silent
        assert max(most.values()) <= 3
        starts = [asked.at for asked in net.requests("host7.test")]
        assert starts[-1] - starts[0] >= 0.02 * 9 * 0.9


@pytest.mark.parametrize("anyio_backend", [("trio", {"clock": MockClock(autojump_threshold=0)})], ids=["mock clock"])
@pytest.mark.usefixtures("anyio_backend")
async def test_a_silent_host_is_one_time_out() -> None:
    """Forty sources of a host that never answers cost one time-out, not two or forty, and fewer than forty-five requests; each says that it
    was not answered twice."""
    fake = Clocked()

    async def never(request: Request) -> Reply:
        fake.asked.append((trio.current_time(), request))
        await trio.sleep(request.timeout or 20.0)
        return NoResponse(request, Cause.READ_TIMEOUT, "slow", AT, request.timeout or 20.0)

    began = trio.current_time()
    checks = await crawl(sources_on("silent.test", 40), never, Settings(timeout=20, hosts="a file"))
    assert trio.current_time() - began < 21
    assert {(check.verdict.health, check.verdict.evidence) for check in checks} == {(Health.UNSURE, ("read-timeout", "read-timeout"))}
    assert len(fake.asked) < 45


@pytest.mark.parametrize("anyio_backend", [("trio", {"clock": MockClock(autojump_threshold=0)})], ids=["mock clock"])
@pytest.mark.usefixtures("anyio_backend")
async def test_a_host_that_takes_no_connection_is_not_asked_forty_times() -> None:
    """After three refused connections the rest of the queue is not asked, and says so."""
    asked: list[Request] = []

    async def refuse(request: Request) -> Reply:
        asked.append(request)
        await trio.sleep(0.01)
        return NoResponse(request, Cause.REFUSED, "refused", AT, 0.01)

    noted: list[Reply] = []
    checks = await crawl(sources_on("refuse.test", 40), refuse, Settings(hosts="a file"), note=noted.append)
    assert len(checks) == 40 and {check.verdict.health for check in checks} == {Health.UNSURE}
    assert len(asked) < 10 and len(asked) + len(noted) == 40
    assert isinstance(noted[0], NoResponse) and noted[0].detail.startswith("not asked")


@pytest.mark.parametrize("anyio_backend", [("trio", {"clock": MockClock(autojump_threshold=0)})], ids=["mock clock"])
@pytest.mark.usefixtures("anyio_backend")
@pytest.mark.parametrize(("cause", "seconds"), [(Cause.DNS_NXDOMAIN, 3.5), (Cause.PRIVATE_ADDRESS, 0.5), (Cause.REFUSED, 0.5)])
async def test_where_nothing_is_sent_nothing_is_waited_for(cause: Cause, seconds: float) -> None:
    """400 sources of a name that does not exist cost the pause between the two looks at it, not a gap each; nor do those of an address
    that is not asked, nor what is left of a host that takes no connection."""

    async def nobody(request: Request) -> Reply:
        return NoResponse(request, cause, "nobody there", AT)

    began = trio.current_time()
    checks = await crawl(sources_on("nobody.test", 400), nobody, Settings(gap=0.05))
    assert trio.current_time() - began < seconds and len(checks) == 400


@pytest.mark.parametrize("anyio_backend", [("trio", {"clock": MockClock(autojump_threshold=0)})], ids=["mock clock"])
@pytest.mark.usefixtures("anyio_backend")
async def test_a_name_that_comes_back_is_met_with_gaps() -> None:
    """When a name that was unknown is found, its host is asked as politely as any other: one start in each gap, from the first on."""
    starts: list[float] = []

    async def late_riser(request: Request) -> Reply:
        if trio.current_time() - began < 1:
            return NoResponse(request, Cause.DNS_NXDOMAIN, "no such name", AT)
        starts.append(trio.current_time())
        await trio.sleep(0.2)
        return Response(request, 200, (("Content-Type", "text/html"),), b"<p>" + b"words and more words " * 20, AT, 0.2)

    began = trio.current_time()
    checks = await crawl(sources_on("late.test", 40), late_riser, Settings(gap=0.05))
    assert {check.verdict.health for check in checks} == {Health.LIVE} and len(starts) == 40
    assert all(later - earlier > 0.049 for earlier, later in pairwise(starts))


@pytest.mark.parametrize("anyio_backend", [("trio", {"clock": MockClock(autojump_threshold=0)})], ids=["mock clock"])
@pytest.mark.usefixtures("anyio_backend")
async def test_a_host_that_wakes_up_is_asked_again() -> None:
    """When the early second look is answered, every time-out of that host gets its own second look, and is live."""
    began = trio.current_time()

    async def sleepy(request: Request) -> Reply:
        if trio.current_time() - began < 1.0:
            await trio.sleep(20)
            return NoResponse(request, Cause.READ_TIMEOUT, "slow", AT, 20.0)
        return await Clocked(0.1)(request)

    checks = await crawl(sources_on("sleepy.test", 12), sleepy, Settings(timeout=20, hosts="a file"))
    assert {check.verdict.health for check in checks} == {Health.LIVE}


AT = datetime(2026, 1, 1, tzinfo=UTC)


class Clocked:
    """A fake `ask` that takes time on trio's clock and keeps what it was asked."""

    def __init__(self, seconds: float = 1.0, status: int = 200) -> None:
        self.seconds, self.status = seconds, status
        self.asked: list[tuple[float, Request]] = []

    async def __call__(self, request: Request) -> Reply:
        self.asked.append((trio.current_time(), request))
        await trio.sleep(self.seconds)
        body = b"<title>A page</title><p>" + b"word " * 200
        return Response(request, self.status, (("Content-Type", "text/html"),), body, AT, self.seconds)


def sources_on(host: str, count: int) -> list[Source]:
    return [Source(f"http://{host}/{n}", f"http://{host}/{n}", host) for n in range(count)]


@pytest.mark.parametrize("anyio_backend", [("trio", {"clock": MockClock(autojump_threshold=0)})], ids=["mock clock"])
@pytest.mark.usefixtures("anyio_backend")
@pytest.mark.parametrize(
    ("reloads", "healths"), [(False, ["unsure", "unsure"]), (True, ["live", "live"])], ids=["never", "at the second look"]
)
async def test_a_page_that_hangs_on_a_live_host_is_one_time_out(reloads: bool, healths: list[str]) -> None:
    """Pages that hang while their host answers others are asked a second time while the first request waits: no second time-out follows."""

    class Hangs(Clocked):
        async def __call__(self, request: Request) -> Reply:
            silent = request.url.endswith(("/4", "/9")) and not (reloads and request.late)
            if silent:
                self.asked.append((trio.current_time(), request))
                await trio.sleep(min(request.timeout or 10.0, 10.0))
                return NoResponse(request, Cause.READ_TIMEOUT, "nothing", AT, 10.0)
            return await super().__call__(request)

    began, ask = trio.current_time(), Hangs(0.1)
    checks = await crawl(sources_on("some.test", 20), ask, Settings(timeout=10, hosts="a file"))
    assert trio.current_time() - began < 12
    assert [checks[n].verdict.health.value for n in (4, 9)] == healths
    assert {check.verdict.health for n, check in enumerate(checks) if n not in (4, 9)} == {Health.LIVE}
    assert len(ask.asked) == 22


@pytest.mark.parametrize("anyio_backend", [("trio", {"clock": MockClock(autojump_threshold=0)})], ids=["mock clock"])
@pytest.mark.usefixtures("anyio_backend")
async def test_no_host_delays_another() -> None:
    """A host that answers after an hour keeps its own lane busy; the others are done in their own time."""
    done: dict[str, float] = {}

    class Uneven(Clocked):
        async def __call__(self, request: Request) -> Reply:
            self.seconds = 3600.0 if "slow" in request.url else 0.1
            return await super().__call__(request)

    settings = Settings(timeout=4000, hosts="a file")
    await crawl(
        sources_on("slow.test", 20) + sources_on("fast.test", 20),
        Uneven(),
        settings,
        lambda check: done.update({check.source.host: trio.current_time()}),
    )
    assert done["fast.test"] < 3 < 3600 <= done["slow.test"]


async def test_a_rate_limited_host_is_asked_at_its_rate(tmp_path: Path) -> None:
    """60 live links on a host of 5 requests a second (429, Retry-After 1): all alive, at most 70 requests."""
    async with web_of({"limited.test": bucket(5, 5, page())}) as net:
        settings = Settings(hosts=net.hosts_file(tmp_path), timeout=20)
        sources = [net.source("limited.test", f"/{n}") for n in range(60)]
        async with Web(settings) as web:
            checks = await crawl(sources, web.ask, settings, now=web.now)
        assert [check.verdict.health for check in checks] == [Health.LIVE] * 60
        assert len(net.asked) <= 70


async def test_a_recording_replays_to_the_same_checks(tmp_path: Path) -> None:
    """Replaying what was recorded, twice, gives the same verdicts at the same times, and asks the network nothing."""
    names = {"live.test": page(), "missing.test": page(status=404), "flaky.test": flaky(page(status=503), page()), "reset.test": reset}
    tape = str(tmp_path / "tape.yaml")
    async with web_of(names) as net:
        sources = [net.source(name, "/a?b=c") for name in names]
        settings = Settings(hosts=net.hosts_file(tmp_path), timeout=5, record=tape)
        async with Web(settings) as web:
            live = await crawl(sources, web.ask, settings, now=web.now)
        asked = len(net.asked)
        replays = []
        for _ in range(2):
            settings = Settings(timeout=5, replay=tape)
            async with Web(settings) as web:
                replays.append(await crawl([*sources, net.source("new.test")], web.ask, settings, now=web.now))
        assert len(net.asked) == asked
    assert replays[0] == replays[1]
    assert [check.verdict for check in replays[0][:4]] == [check.verdict for check in live]
    (unrecorded,) = replays[0][4].replies
    assert isinstance(unrecorded, NoResponse) and unrecorded.cause is Cause.NOT_RECORDED
    assert replays[0][4].verdict.health is Health.UNSURE


async def test_silence_is_told_from_refusal(tmp_path: Path) -> None:
    """When everything failed the network may be down; when somebody answered, even with an error, it is not."""
    async with web_of({"missing.test": page(status=404)}) as net:
        settings = Settings(hosts=net.hosts_file(tmp_path), timeout=2)
        async with Web(settings) as web:
            nobody = await crawl([net.source("unknown.test")], web.ask, settings)
            somebody = await crawl([net.source("unknown.test"), net.source("missing.test")], web.ask, settings)
    assert silent(nobody) and not silent(somebody) and not silent(())


def test_the_collector_is_left_as_it_was_found() -> None:
    """While crawls are under way, one in each thread perhaps, garbage is looked for seldom; behind the last of them as often as before."""
    usual = gc.get_threshold()
    first, second = few_collections(), few_collections()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)
    assert (gc.get_threshold()[0], gc.get_freeze_count() > 0) == (50_000, True)
    second.__exit__(None, None, None)
    assert (gc.get_threshold(), gc.get_freeze_count()) == (usual, 0)
