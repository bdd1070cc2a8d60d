"""`python -m bench.memory`: what a long list of links costs in memory, in the real command against a web on loopback; a table in Markdown.

Each run is a process of its own: `linkaudit audit` of a list of links (or, with `--prose`, of as many sentences with a link each), 19 in 20
of which open. It is looked at from inside: the memory that the process holds when it begins to check, after every 1,000 checks, and its
peak. The growth a link is that between the two sizes, so that what any run needs (Python, libraries) is left out.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench import web as loopback

PORT = 8481
MB = 1 << 20


def main() -> None:
    """Run both sizes, one after the other, and print what they took."""
    options = argparse.ArgumentParser(
        prog="python -m bench.memory", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--sizes", type=int, nargs=2, default=(10_000, 100_000))
    options.add_argument("--hosts", type=int, default=200)
    options.add_argument("--prose", action="store_true", help="a sentence around each link")
    options.add_argument("--nobody", action="store_true", help="a hosts file that knows none of the names: nothing is sent")
    given = options.parse_args()
    print("| links | at the first check MB | while checking, after 10,000 MB | at the last check MB | peak MB |")
    print("|--:|--:|--:|--:|--:|", flush=True)
    few, many = (_run(size, given.hosts, given.prose, given.nobody) for size in sorted(given.sizes))
    more = many["links"] - few["links"]
    after = many["links"] - 10_000
    print(
        f"\nChecking stage, a link after the first 10,000: {(many['last'] - many['settled']) * MB / after if after > 0 else 0:,.0f} bytes"
    )
    print(f"Whole run, a link: {(many['peak'] - few['peak']) * MB / more:,.0f} bytes")


def _run(links: int, hosts: int, prose: bool, nobody: bool) -> dict[str, float]:
    """One audit in a process of its own; its row is printed."""
    plan = loopback.plan("raw", 7, links, hosts, PORT)
    document = "".join(map(_sentence, range(links), (url for url, _ in plan.urls))) if prose else plan.document()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "list.md").write_text(document)
        (folder / "hosts").write_text("127.0.0.1 localhost\n" if nobody else plan.hosts_file())
        server = subprocess.Popen(
            [sys.executable, "-m", "bench.web", "raw", "7", str(links), str(hosts), str(PORT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=Path(__file__).parents[1],
        )
        assert server.stdin and server.stdout
        server.stdout.readline()
        del plan, document
        program = f"import sys; sys.path.insert(0, {str(Path(__file__).parents[1])!r}); from bench.memory import inside; inside()"
        told = subprocess.run([sys.executable, "-c", program], cwd=folder, stdout=subprocess.PIPE, check=True).stdout
        server.communicate()
        assert len(json.loads((folder / "report.json").read_text())["sources"]) == links
    found: dict[str, float] = json.loads(told)
    print(f"| {links:,} | " + " | ".join(f"{found[key]:.0f}" for key in ("first", "settled", "last", "peak")) + " |", flush=True)
    return {**found, "links": links}


def _sentence(number: int, url: str) -> str:
    year = 1900 + number % 90
    return f"The council of district {number % 977} counted [{number:,} objections]({url}) to its plan for the harbour in {year}.\n\n"


def inside() -> None:
    """In the process that is measured: the command line, with an ear on each check; the figures, in MB, go to standard output."""
    from linkaudit import cli, telling

    marks: dict[str, float] = {}
    done = 0

    def heard(*_: Any) -> None:
        nonlocal done
        done += 1
        if done == 1:
            marks["first"] = marks["settled"] = _held()
        elif done % 1000 == 0:
            marks["last"] = _held()
            marks["settled"] = marks["last"] if done <= 10_000 else marks["settled"]

    @contextmanager
    def ear(*_: Any) -> Iterator[Callable[..., None]]:
        yield heard

    telling.telling = ear
    sys.argv[1:] = ["audit", "list.md", "--hosts", "hosts", "--gap", "0", "--per-host", "50", "--no-archive", "--fail-on", "never", "-q"]
    sys.argv += ["-o", "report.json"]
    try:
        cli.run()
    except SystemExit as end:
        if end.code:
            raise
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024  # kB on Linux
    print(json.dumps({**marks, "peak": peak}))


def _held() -> float:
    """MB that the process holds now. Linux only."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / MB


if __name__ == "__main__":
    main()
