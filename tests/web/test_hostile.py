"""Many hostile servers at once: everybody is done by the deadline, nobody else is held up, memory stays bounded."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest
import trio

from linkaudit.checks.crawler import crawl
from linkaudit.model import Check, Health, Response, Source
from linkaudit.settings import Settings
from linkaudit.web import Web
from tests.loopback import page, web_of
from tests.loopback.hostile import HOSTILE, named


@pytest.fixture
def anyio_backend() -> str:
    return "trio"


pytestmark = pytest.mark.anyio
TIMEOUT = 3.0
# fmt: off
READABLE = [
    "drip", "endless", "chunks", "bomb", "double-bomb", "members", "cookies", "extensions", "sizes", "trailers", "letters", "brotli",
    "zstd", "big-cookie", "cut", "nested", "links", "titles", "comments", "headings", "metas", "entities", "sentences",
]
# fmt: on


@pytest.mark.parametrize("count", [len(HOSTILE), pytest.param(200, marks=pytest.mark.soak)], ids=["one of each kind", "two hundred"])
async def test_hostile_servers_at_once(count: int, tmp_path: Path) -> None:
    """Each source is decided within its two attempts, none of them is called dead for being hostile, the good host beside them is live, no
    answer holds more than the cap, no request carries more than 8 kB of cookies, and memory grows by less than 200 MB."""
    command = [sys.executable, "-m", "tests.loopback.hostile", str(count)]
    server = subprocess.Popen(command, cwd=Path(__file__).parents[2], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert server.stdout
    port = int(server.stdout.readline())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    done: dict[str, float] = {}
    async with web_of({"good.test": page()}) as net:
        hosts = tmp_path / "hosts"
        hosts.write_text(net.hosts + "".join(f"127.0.0.1 {name}\n" for name in named(count)))
        settings = Settings(hosts=str(hosts), timeout=TIMEOUT)
        sources = [Source(url := f"http://{name}:{port}/", url, name) for name in named(count)]
        sources += [net.source("good.test", f"/{n}") for n in range(10)]
        bodies: list[int] = []
        began = trio.current_time()

        def decided(check: Check) -> None:
            done[check.source.host] = trio.current_time() - began
            bodies.extend(len(reply.body) for reply in check.replies if isinstance(reply, Response))

        async with Web(settings) as web:
            checks = await crawl(sources, web.ask, settings, decided, now=web.now)
        grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    server.communicate()
    sent = [len(value) for check in checks for reply in check.replies for name, value in reply.request.headers if name == "Cookie"]
    health = {check.source.host.rpartition("-")[0] or check.source.host: check.verdict.health for check in checks}
    assert len(checks) == count + 10
    assert health["good.test"] is Health.LIVE
    assert {kind for kind, state in health.items() if state is Health.DEAD} <= {
        "redirects",
        "growing",
        "refresh",
    }  # loops of ever new addresses
    assert {health[kind] for kind in READABLE} == {Health.LIVE}
    assert max(done.values()) < 2 * TIMEOUT + 2 and max(sent) <= 8192 and max(bodies) <= 512 * 1024
    assert grown * (1 if sys.platform == "darwin" else 1024) < 200 * 1024 * 1024
