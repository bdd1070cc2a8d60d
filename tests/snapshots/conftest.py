"""A real pywb behind the façade, for the whole session; and an `ask` that goes there."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from linkaudit.model import Cause, NoResponse, Reply, Request, Response
from linkaudit.snapshots.lanes import Ask
from tests.snapshots import warcs
from tests.snapshots.cases import CAPTURES
from tests.snapshots.facade import Facade


def pywb_bin() -> Path | None:
    """Where pywb's programs are: LINKAUDIT_TEST_PYWB, else the environment that `make test` makes."""
    places = [Path(os.environ.get("LINKAUDIT_TEST_PYWB") or "/nowhere"), Path(__file__).parents[2] / ".venv-pywb" / "bin"]
    return next((place for place in places if (place / "wayback").exists()), None)


def start_pywb(folder: Path, warc: Path) -> tuple[subprocess.Popen[bytes], int]:
    """A pywb that serves one WARC file as collection `web`; the process and its port."""
    bin_ = pywb_bin()
    if bin_ is None:
        pytest.skip("no pywb: run `make test`, or name its bin folder in LINKAUDIT_TEST_PYWB")
    for arguments in (["init", "web"], ["add", "web", str(warc)]):
        subprocess.run([bin_ / "wb-manager", *arguments], cwd=folder, check=True, capture_output=True)
    (folder / "config.yaml").write_text("framed_replay: false\nenable_memento: true\nredirect_to_exact: true\n")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    process = subprocess.Popen(
        [bin_ / "wayback", "-b", "127.0.0.1", "-p", str(port)], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    for _ in range(300):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return process, port
        except OSError:
            if process.poll() is not None:
                break
            time.sleep(0.05)
    process.kill()
    process.wait()
    raise RuntimeError("pywb did not start")


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Facade]:
    """The façade in front of a pywb that holds every capture of `cases.py`."""
    folder = tmp_path_factory.mktemp("pywb")
    warc = folder / "captures.warc.gz"
    warcs.write(warc, CAPTURES)
    process, port = start_pywb(folder, warc)
    facade = Facade(port)
    try:
        yield facade
    finally:
        facade.close()
        process.terminate()
        process.wait(10)


@pytest.fixture
def anyio_backend() -> str:
    """Trio, as in the program."""
    return "trio"


@pytest.fixture
async def ask() -> AsyncIterator[Ask]:
    """Asks loopback, and nothing else, over a new connection each time."""
    async with httpx.AsyncClient(headers={"Connection": "close"}, follow_redirects=False, trust_env=False) as client:

        async def ask(request: Request) -> Reply:
            assert request.url.startswith("http://127.0.0.1:"), f"left the archive: {request.url}"
            now = datetime(2026, 3, 1, tzinfo=UTC)
            try:
                answer = await client.request(
                    request.method,
                    request.url,
                    headers=list(request.headers),
                    content=request.body,
                    timeout=min(request.timeout or 5.0, 1.0),
                )
            except httpx.TimeoutException as fault:
                return NoResponse(request, Cause.READ_TIMEOUT, str(fault), now)
            except httpx.HTTPError as fault:
                return NoResponse(request, Cause.CLOSED, str(fault), now)
            after = answer.headers.get("retry-after")
            pairs = tuple(answer.headers.multi_items())
            return Response(request, answer.status_code, pairs, answer.content, now, retry_after=float(after) if after else None)

        yield ask
