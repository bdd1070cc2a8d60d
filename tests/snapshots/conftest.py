"""A real pywb behind the façade, for the whole session; and an `ask` that goes there."""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import socket
import subprocess
import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from linkaudit.model import Reply, Request
from linkaudit.settings import Settings
from linkaudit.snapshots.lanes import Ask
from linkaudit.web import Web
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


def manifest(path: Path) -> list[dict[str, Any]]:
    """The rows of the manifest of a file of evidence."""
    with path.open("rb") as file:
        *_, last = (record.content_stream().read() for record in ArchiveIterator(file))
    rows: list[dict[str, Any]] = json.loads(last)["records"]
    return rows


def replayed(folder: Path, path: Path, rows: list[dict[str, Any]]) -> int:
    """Load evidence into a pywb of its own and replay every answer in it, each with its noted status and digest; how many there were."""
    process, port = start_pywb(folder, path)
    answers = [row for row in rows if row["type"] == "response"]
    try:
        for row in answers:
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
            stamp = row["at"].translate(str.maketrans("", "", "-:TZ"))
            connection.request("GET", f"/web/{stamp}id_/{row['url']}", headers={"Connection": "close"})
            answer = connection.getresponse()
            assert (hashlib.sha256(answer.read()).hexdigest(), answer.status) == (row["body"], row["status"]), row
            assert answer.headers["Memento-Datetime"]
            connection.close()
    finally:
        process.terminate()
        process.wait(10)
    return len(answers)


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Facade]:
    """The façade in front of a pywb that holds every capture of `cases.py`."""
    folder = tmp_path_factory.mktemp("pywb")
    warc = folder / "captures.warc.gz"
    warcs.write(warc, CAPTURES)
    process, port = start_pywb(folder, warc)
    facade = Facade(port)
    facade.index = folder / "collections" / "web" / "indexes" / "index.cdxj"
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
async def ask(archive: Facade) -> AsyncIterator[Ask]:
    """The real door to the network, with little patience; only loopback may be asked."""
    async with Web(Settings(wayback=archive.base, allow_private=("127.0.0.0/8",))) as web:

        async def ask(request: Request) -> Reply:
            assert request.url.startswith("http://127.0.0.1:"), f"left the archive: {request.url}"
            return await web.ask(replace(request, timeout=1.0))

        yield ask
