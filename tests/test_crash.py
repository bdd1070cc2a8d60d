"""The real command line, killed and stopped at random times: nothing finished is lost or asked twice, and what is written is whole.

Under a clock that stands still the report of a run that was killed on its way is that of an uninterrupted one, byte for byte.
"""

import json
import os
import random
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

PAGES = 40


class _Handler(BaseHTTPRequestHandler):
    """Pages that take their time; every tenth is gone."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        if self.path.startswith(("/web/", "/cdx/")):
            self.archive()
            return
        self.server.asked[self.headers["Host"].partition(":")[0] + self.path] += 1  # type: ignore[attr-defined]
        number = int("0" + "".join(filter(str.isdigit, self.path))[:3])
        time.sleep(0.02 + number % 7 * 0.02)
        gone = number % 10 == 3 or not self.path.startswith("/page-")
        words = (
            f"<title>Page {number}</title><h1>Page {number}</h1><p>The valley had {number} ferries in 1987, says the harbour office.</p>"
        )
        body = (b"<title>Not Found</title>" if gone else words.encode()) + b" " * 500
        self.send_response(404 if gone else 200)
        self.send_header("Content-Type", "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def archive(self) -> None:
        """A saved copy of every page, and the index that names it."""
        if self.path.startswith("/cdx/"):
            url = unquote(self.path.partition("url=")[2].partition("&")[0])
            body = f"x)/ 20190102030405 {url} text/html 200 {'A' * 32} 500\n".encode()
        else:
            self.server.asked["copy " + self.path.partition("id_/")[2]] += 1  # type: ignore[attr-defined]
            body = b"<title>A page</title><p>The valley had 7 ferries in 1987, says the harbour office.</p>" + b" " * 500
        self.send_response(200)
        self.send_header("Content-Type", "text/plain" if self.path.startswith("/cdx/") else "text/html")
        if self.path.startswith("/web/"):
            self.send_header("Memento-Datetime", "Wed, 02 Jan 2019 03:04:05 GMT")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002
        """Quiet."""


class _Server(ThreadingHTTPServer):
    asked: Counter[str]
    daemon_threads = True
    request_queue_size = 128  # with the usual 5 a busy machine drops connections, and a time-out stands in the report

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Killed clients break their connections; that is the point."""


@pytest.fixture
def web() -> Iterator[_Server]:
    """A loopback web that counts what it is asked for."""
    server = _Server(("127.0.0.1", 0), _Handler)
    server.asked = Counter()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


class _Case:
    """A document with links to eight hosts, in sentences and in blocks that their pages tie, and the command that audits it; with
    `archives` it gives four saved copies, and those of what is dead are looked for."""

    def __init__(self, folder: Path, web: _Server, archives: bool = False) -> None:
        self.folder, self.web = folder, web
        hosts = [f"h{n}.test" for n in range(8)]
        (folder / "hosts").write_text("".join(f"127.0.0.1 {host}\n" for host in (*hosts, "archive.test")))
        self.archives = ["--wayback", f"http://archive.test:{web.server_address[1]}"] if archives else ["--no-archive"]
        links = [f"http://{hosts[n % 8]}:{web.server_address[1]}/page-{n}" for n in range(PAGES)]
        if archives:
            links[:4] = [f"https://web.archive.org/web/20190102030405/{link}" for link in links[:4]]
        said = [f"The valley had {n} ferries in 1987" for n in range(PAGES)]
        half = PAGES // 2  # with their links inside, the others with blocks below that are not in their order
        text = "".join(f"{sentence} ([source]({link})).\n\n" for sentence, link in zip(said[:half], links[:half], strict=True))
        for at in range(half, PAGES, 5):
            block = sorted(links[at : at + 5], key=lambda link: link[::-1])
            text += ". ".join(said[at : at + 5]) + ".\n\n" + "\n\n".join(f"<{link}>" for link in block) + "\n\n"
        (folder / "story.md").write_text(text)

    def start(self, memory: str) -> "subprocess.Popen[bytes]":
        """The real command, in the background."""
        command = [
            sys.executable,
            "-m",
            "linkaudit",
            "audit",
            "story.md",
            "--hosts",
            "hosts",
            "--allow-private",
            "127.0.0.0/8",
            *self.archives,
        ]
        command += ["--memory", memory, "-o", "report.json", "-o", "report.md", "-q", "--fail-on", "never", "--clock", "2026-03-02T06:00Z"]
        environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
        return subprocess.Popen(command, cwd=self.folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)

    def finish(self, memory: str = "m.db") -> list[str]:
        """The reports of a run that is left alone."""
        process = self.start(memory)
        _, said = process.communicate(timeout=120)
        assert process.returncode == 0, said.decode()
        return self.reports()

    def reports(self) -> list[str]:
        """What was written, line by line: a row of report.json is a line."""
        return [line for name in ("report.json", "report.md") for line in (self.folder / name).read_text().splitlines()]

    def forget(self) -> None:
        """Begin with a new memory, and no report."""
        for path in (*self.folder.glob("m.db*"), *self.folder.glob("report.*")):
            path.unlink()

    def ended(self) -> bool:
        """Whether the last run in the memory has come to its end."""
        if not (self.folder / "m.db").exists():
            return False
        db = sqlite3.connect(self.folder / "m.db")
        try:
            row = db.execute("SELECT ended FROM run ORDER BY id DESC LIMIT 1").fetchone()
        except sqlite3.OperationalError:
            row = None
        db.close()
        return row is not None and row[0] is not None

    def done(self) -> set[str]:
        """The URLs that the memory holds a check of, and the copies that it holds, as an outsider reads it after a crash."""
        if not (self.folder / "m.db").exists():
            return set()
        with sqlite3.connect(self.folder / "m.db") as db:
            try:
                rows = db.execute('SELECT url FROM "check"').fetchall()
                copies = db.execute("SELECT result FROM given UNION ALL SELECT result FROM snapshot").fetchall()
            except sqlite3.OperationalError:
                rows, copies = [], []  # killed before the first table was made
        db.close()
        opened = {"copy " + json.loads(result)["url"].partition("/web/20190102030405/")[2] for (result,) in copies}
        return opened | {url.partition("://")[2].replace(f":{self.web.server_address[1]}", "") for (url,) in rows}


def _same(reports: list[str], whole: list[str]) -> None:
    """Both say the same; where not, the lines that differ are shown."""
    assert [pair for pair in zip(reports, whole, strict=False) if pair[0] != pair[1]] == []
    assert reports == whole


def _killed(case: _Case, kills: int, rng: random.Random) -> None:
    whole = case.finish()
    case.forget()
    began = time.monotonic()
    _same(case.finish(), whole)
    lasts = time.monotonic() - began
    killed = 0
    while killed < kills:
        case.forget()
        case.web.asked.clear()
        ended = False
        finished: set[str] = set()
        while not ended and killed < kills:
            before = Counter(case.web.asked)
            process = case.start("m.db")
            try:
                _, said = process.communicate(timeout=rng.uniform(0.05, lasts))
            except subprocess.TimeoutExpired:
                process.kill()
                process.communicate()
                killed += 1
                ended = case.ended()  # killed on its way out, with its report written: the next run is another
            else:
                assert process.returncode == 0, said.decode()
                ended = True
            time.sleep(0.2)  # what was in flight arrives at the server
            assert not {url for url in finished if case.web.asked[url] != before[url]}, "a finished check was asked again"
            now = case.done()
            assert finished <= now, "a finished check was lost"
            finished = now
        _same(case.reports() if ended else case.finish(), whole)


def test_killed_at_random(tmp_path: Path, web: _Server) -> None:
    """kill -9 at random times: no finished check is lost or asked again, and the report is that of an uninterrupted run."""
    _killed(_Case(tmp_path, web), 4, random.Random(1))


def test_killed_while_copies_are_opened(tmp_path: Path, web: _Server) -> None:
    """The same where documents give saved copies and others are looked for: none that was opened is opened again."""
    _killed(_Case(tmp_path, web, archives=True), 3, random.Random(5))
    assert any(url.startswith("copy ") for url in web.asked)


@pytest.mark.soak
def test_killed_forty_times_while_copies_are_opened(tmp_path: Path, web: _Server) -> None:
    """The same, forty times."""
    _killed(_Case(tmp_path, web, archives=True), 40, random.Random(6))


@pytest.mark.soak
def test_killed_two_hundred_times(tmp_path: Path, web: _Server) -> None:
    """The same, two hundred times."""
    _killed(_Case(tmp_path, web), 200, random.Random(2))


def _stopped(case: _Case, times: int, rng: random.Random) -> None:
    for number in range(times):
        asked, code = rng.choice(((signal.SIGINT, 130), (signal.SIGTERM, 3)))
        process = case.start(f"s{number}.db")
        (case.folder / "report.json").unlink(missing_ok=True)
        time.sleep(rng.uniform(0.05, 2.0))
        already = process.poll()
        process.send_signal(asked)
        try:
            _, said = process.communicate(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        if already is not None:
            continue
        if process.returncode == -asked:
            assert not (case.folder / "report.json").exists()  # before Python could listen
        elif (case.folder / "report.json").exists() and process.returncode != 0:
            report = json.loads((case.folder / "report.json").read_text())  # whole, also where the run was stopped while it wrote the next
            assert process.returncode == code and isinstance(report["run"]["complete"], bool), said.decode()
        else:
            assert process.returncode in (0, code), said.decode()
        case.finish(f"s{number}.db")
        assert json.loads((case.folder / "report.json").read_text())["run"]["complete"]


def test_stopped_at_random(tmp_path: Path, web: _Server) -> None:
    """SIGINT and SIGTERM at random times: the exit code says so, a report is whole and marked incomplete, the next run ends."""
    _stopped(_Case(tmp_path, web), 3, random.Random(3))


@pytest.mark.soak
def test_stopped_fifty_times(tmp_path: Path, web: _Server) -> None:
    """The same, fifty times."""
    _stopped(_Case(tmp_path, web), 50, random.Random(4))
