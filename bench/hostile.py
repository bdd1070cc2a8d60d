"""`python -m bench hostile`: does harm done by some hosts reach others? Good hosts are crawled alone and beside 200 hostile ones, by turns.

The hostile ones (`tests/loopback/hostile.py`, forty kinds: hangs, drips, endless headers and bodies, bombs, redirects without end, floods
of cookies, chunks, letters and interim answers, 5 MB of nested or unfinished tags; and TLS that is none) and the good ones (log-normal
latency around 150 ms) serve in processes of their own; the engine crawls in a process of its own each time, so that its peak memory is
that of the run.

Run as a program it is that process: `python -m bench.hostile PLAN` crawls what the file PLAN says and prints a line of JSON.
"""

from __future__ import annotations

import json
import os
import random
import resource
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import web as loopback

GOOD, URLS, BAD, BAD_TLS = 50, 2000, 200, 20
TIMEOUT = 5.0
PORT = 8580
ROOT = Path(__file__).parents[1]


@dataclass(frozen=True)
class Crawled:
    """What one crawl took: seconds until each good URL was decided, until each hostile one was, how far any request outlived its deadline
    (seconds), CPU seconds and peak memory (MB)."""

    good: list[float]
    bad: list[float]
    over: float
    cpu: float
    memory: float
    wrong: int


def compare(repeat: int) -> None:
    """Print what the good hosts took alone and beside the hostile ones."""
    from tests.loopback.hostile import named

    web = loopback.plan("good", 7, URLS, GOOD, PORT)
    with tempfile.TemporaryDirectory() as folder, _serving(web) as (bad_port, tls_port):
        hosts = Path(folder) / "hosts"
        tls = [f"tls-{n}.bad.bench" for n in range(BAD_TLS)]
        hosts.write_text(web.hosts_file() + "".join(f"127.0.0.1 {name}\n" for name in (*named(BAD - BAD_TLS), *tls)))
        good = [url for url, _ in web.urls]
        bad = [f"http://{name}:{bad_port}/" for name in named(BAD - BAD_TLS)] + [f"https://{name}:{tls_port}/" for name in tls]
        print(f"{URLS} URLs on {GOOD} good hosts, {BAD} hostile servers, time-out {TIMEOUT:g} s, {repeat} rounds; {os.cpu_count()} cores\n")
        print("| | median s | 95 % s | last s | hostile: last s | past a deadline by | CPU s | peak MB | good, not live |")
        print("|---|---|---|---|---|---|---|---|---|", flush=True)
        alone, beside = [], []
        for _ in range(repeat):
            for name, urls, kept in (("alone", good, alone), ("beside them", _mixed(good, bad), beside)):
                run = _crawl(Path(folder), hosts, urls, set(good))
                kept.append(run)
                print(_row(name, run), flush=True)
        print()
        for name, at in (("median", 0.5), ("95 %", 0.95), ("last", 1.0)):
            before, after = (statistics.median(_at(run.good, at) for run in runs) for runs in (alone, beside))
            print(f"{name}: {before:.2f} s alone, {after:.2f} s beside hostile servers, {100 * (after / before - 1):+.1f} %")


def _row(name: str, run: Crawled) -> str:
    last = f"{max(run.bad):.2f} | {run.over:+.2f} s" if run.bad else " | "
    times = " | ".join(f"{_at(run.good, at):.2f}" for at in (0.5, 0.95, 1.0))
    return f"| {name} | {times} | {last} | {run.cpu:.2f} | {run.memory:.0f} | {run.wrong} |"


def _at(times: list[float], share: float) -> float:
    return sorted(times)[max(0, round(share * len(times)) - 1)]


def _mixed(good: list[str], bad: list[str]) -> list[str]:
    mixed = [*good, *bad]
    random.Random(7).shuffle(mixed)
    return mixed


def _crawl(folder: Path, hosts: Path, urls: list[str], good: set[str]) -> Crawled:
    plan = folder / "plan.json"
    plan.write_text(json.dumps({"hosts": str(hosts), "urls": urls}))
    told = subprocess.run([sys.executable, "-m", "bench.hostile", str(plan)], cwd=ROOT, check=True, capture_output=True, text=True).stdout
    said = json.loads(told.splitlines()[-1])
    times = {url: (at, health) for url, at, health in said["decided"]}
    return Crawled(
        [at for url, (at, _) in times.items() if url in good],
        [at for url, (at, _) in times.items() if url not in good],
        said["over"],
        said["cpu"],
        said["memory"],
        sum(health != "live" for url, (_, health) in times.items() if url in good),
    )


@contextmanager
def _serving(web: loopback.Web) -> Iterator[tuple[int, int]]:
    """The good web and the hostile servers; the latter step back for the others, as they would on machines of their own. Yields the
    ports of the hostile ones, HTTP and TLS."""
    arguments = [web.kind, "7", str(URLS), str(GOOD), str(PORT)]
    good = subprocess.Popen(
        [sys.executable, "-m", "bench.web", *arguments], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    command = ["nice", "-n", "15", sys.executable, "-m", "tests.loopback.hostile", str(BAD - BAD_TLS)]
    bad = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert good.stdout and bad.stdout
    good.stdout.readline()
    with socket.create_server(("127.0.0.1", 0), backlog=256) as listener:
        threading.Thread(target=_no_tls, args=(listener,), daemon=True).start()
        try:
            yield int(bad.stdout.readline()), listener.getsockname()[1]
        finally:
            good.communicate()
            bad.communicate()


def _no_tls(listener: socket.socket) -> None:
    """To each visitor by turns: noise, the head of a TLS record that never comes, an alert, silence."""
    said = (random.Random(7).randbytes(4096), b"\x16\x03\x03\x40\x00", b"\x15\x03\x03\x00\x02\x02\x28", b"")
    kept = []
    while True:
        try:
            visitor, _ = listener.accept()
        except OSError:
            return
        visitor.sendall(said[len(kept) % len(said)])
        kept.append(visitor)


def main() -> None:
    """Crawl what the plan says."""
    import trio

    from linkaudit.checks.crawler import crawl
    from linkaudit.model import Check, Source
    from linkaudit.settings import Settings
    from linkaudit.urls import host
    from linkaudit.web import Web

    plan = json.loads(Path(sys.argv[1]).read_text())
    settings = Settings(hosts=plan["hosts"], timeout=TIMEOUT)
    decided: list[tuple[str, float, str]] = []
    over = [0.0]

    async def go() -> None:
        sources = [Source(url, url, host(url)) for url in plan["urls"]]
        began = trio.current_time()

        def note(check: Check) -> None:
            decided.append((check.source.url, trio.current_time() - began, check.verdict.health.value))
            over.extend(reply.seconds - (reply.request.timeout or TIMEOUT) for reply in check.replies)

        async with Web(settings) as web:
            await crawl(sources, web.ask, settings, note, now=web.now)

    trio.run(go)
    used = resource.getrusage(resource.RUSAGE_SELF)
    memory = used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    print(json.dumps({"decided": decided, "over": max(over), "cpu": used.ru_utime + used.ru_stime, "memory": memory}))


if __name__ == "__main__":
    main()
