"""`--budget` and signals: what is cut, what the report says of it, and what the next run takes up."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import unquote

import pytest
import trio

from linkaudit import auditing, memory
from linkaudit.cli import exit_code
from linkaudit.model import Health, Report, Snapshot
from linkaudit.settings import Settings
from tests.loopback import Asked, Handler, Wire, hang, page, web_of

pytestmark = pytest.mark.anyio


@pytest.fixture
def anyio_backend() -> str:
    return "trio"


async def gone(_asked: Asked, wire: Wire) -> None:
    """It was deleted."""
    await wire.answer(410)


class Archive:
    """An archive that first lets everybody wait, and then knows a copy of everything."""

    def __init__(self) -> None:
        self.answers, self.asked = False, list[str]()

    async def __call__(self, asked: Asked, wire: Wire) -> None:
        if asked.path.startswith("/cdx"):
            self.asked.append(unquote(asked.path.partition("url=")[2].partition("&")[0]))
        if not self.answers:
            await hang(asked, wire)
        elif asked.path.startswith("/cdx"):
            row = f"x)/ 20190102030405 {self.asked[-1]} text/html 200 {'A' * 32} 500\n"
            await wire.answer(200, row, ("Content-Type", "text/plain"))
        else:
            body = "<title>Ferries</title><p>" + "The harbour office counted the ferries again. " * 9
            await wire.answer(200, body, ("Memento-Datetime", "Wed, 02 Jan 2019 03:04:05 GMT"))


async def test_what_a_budget_cuts(tmp_path: Path) -> None:
    """What was decided in time stays, what was not is skipped and says why, the run is incomplete (exit 3); a copy that could not be looked
    for is owed: the next run, with time, asks for it, also where it is told to use young checks again."""
    archive = Archive()
    hosts: dict[str, Handler] = {
        "live.test": page("The valley has 3 ferries."),
        "gone.test": gone,
        "slow.test": hang,
        "archive.test": archive,
    }
    async with web_of(hosts) as net:
        urls = [net.url(name, "/page") for name in ("live.test", "gone.test", "slow.test")]
        given = f"https://web.archive.org/web/20190102030405/{net.url('live.test', '/given')}"
        document = tmp_path / "article.md"
        document.write_text("".join(f"The valley has {n} ferries ([s]({url})).\n\n" for n, url in enumerate([*urls, given])))
        name = str(tmp_path / "m.db")
        common = {"hosts": net.hosts_file(tmp_path), "wayback": net.url("archive.test", "").rstrip("/"), "memory": name, "fresh": "1h"}
        cut = await auditing.audit([str(document)], Settings(budget=2.5, look=False, **common))  # type: ignore[arg-type]
        sources = {row.source.host: row for row in cut.report.sources if row.source.url != net.url("live.test", "/given")}
        assert [sources[host].check.verdict.health for host in ("live.test", "gone.test", "slow.test")] == [
            Health.LIVE,
            Health.DEAD,
            Health.SKIPPED,
        ]
        skipped = sources["slow.test"].check.verdict
        assert skipped.evidence == ("not-checked",) and "the time that the run was given (2.5 s) was over" in skipped.reason
        run = cut.report.run
        assert (run.complete, exit_code(cut, Settings())) == (False, 3)
        assert run.why_incomplete == "the time that the run was given (2.5 s) was over"
        assert sources["gone.test"].snapshot is None
        with memory.opened(name) as kept:
            assert [kept.owed(row.source.url) for row in cut.report.sources if row.source.host == "gone.test"] == [True]
            assert kept.snapshot(urls[1], None, ("web.archive.org",), run.ended) is None
        archive.answers, asked = True, len(archive.asked)
        again = await auditing.audit([str(document)], Settings(timeout=2, look=False, **common))  # type: ignore[arg-type]
    assert archive.asked[asked:] == [urls[1]]
    assert again.report.run.complete and copies(again.report)["gone.test"]
    with memory.opened(name) as kept:
        assert not kept.owed(urls[1])


def copies(report: Report) -> dict[str, bool]:
    """For which hosts a copy was found."""
    return {row.source.host: isinstance(row.snapshot, Snapshot) and row.snapshot.verified for row in report.sources}


async def test_a_short_budget_forgets_no_copy(tmp_path: Path) -> None:
    """A run that has no time to look at what it knows takes nothing from the memory."""
    archive = Archive()
    archive.answers = True
    async with web_of({"gone.test": gone, "archive.test": archive}) as net:
        document = tmp_path / "article.md"
        document.write_text(f"The valley has 3 ferries ([s]({net.url('gone.test', '/page')})).\n")
        name = str(tmp_path / "m.db")
        common = {"hosts": net.hosts_file(tmp_path), "wayback": net.url("archive.test", "").rstrip("/"), "memory": name}
        first = await auditing.audit([str(document)], Settings(**common))  # type: ignore[arg-type]
        memory.conclude(name, first.report.run.ended)
        await auditing.audit([str(document)], Settings(budget=1e-6, **common))  # type: ignore[arg-type]
        archive.answers = False
        last = await auditing.audit([str(document)], Settings(**common))  # type: ignore[arg-type]
    [row] = last.report.sources
    assert isinstance(row.snapshot, Snapshot) and row.snapshot.verified


@pytest.mark.parametrize(("name", "stage"), [("SIGTERM", "page"), ("SIGINT", "page"), ("SIGTERM", "stdin"), ("SIGINT", "copies")])
async def test_a_signal_ends_every_stage(tmp_path: Path, name: str, stage: str) -> None:
    """While a page is fetched, stdin is awaited or an archive is asked, a signal ends the run in words and with its code; what could not be
    reported on leaves the old report alone."""
    async with web_of({"slow.test": hang, "gone.test": gone}) as net:
        (tmp_path / "article.md").write_text(f"The valley has 3 ferries ([s]({net.url('gone.test', '/page')})).\n")
        (tmp_path / "report.md").write_text("the old report")
        inputs = {"page": [net.url("slow.test", "/article")], "stdin": ["-"], "copies": ["article.md"]}[stage]
        command = [sys.executable, "-m", "linkaudit", "audit", *inputs, "--hosts", net.hosts_file(tmp_path), "-o", "report.md", "-q"]
        command += ["--wayback", net.url("slow.test", "").rstrip("/")]
        environment = {"PYTHONPATH": str(Path(__file__).parents[1]), "PATH": "/usr/bin:/bin"}
        process = subprocess.Popen(command, cwd=tmp_path, env=environment, stdin=subprocess.PIPE, stderr=subprocess.PIPE)
        began = time.monotonic()
        while stage != "stdin" and not net.requests("slow.test") and time.monotonic() - began < 30:
            await trio.sleep(0.05)
        await trio.sleep(2.0 if stage == "stdin" else 0.2)
        process.send_signal(signal.Signals[name])
        _, said = await trio.to_thread.run_sync(lambda: process.communicate(timeout=20))
    report = (tmp_path / "report.md").read_text()
    assert process.returncode == (130 if name == "SIGINT" else 3), said
    assert said == (b"" if name == "SIGINT" else b"linkaudit: stopped by SIGTERM\n")
    assert ("**Incomplete**: " in report) if stage == "copies" else report == "the old report"
