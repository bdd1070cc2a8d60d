"""`python -m bench KIND`: linkaudit and its peers on the same web, one after the other; prints a table in Markdown.

Kinds: realistic (1,000 URLs on 200 hosts), raw (10,000 on 200, no latency), tls (2,000 hosts, one URL each), hostile (linkaudit alone,
beside servers that mean harm). Needs Linux and the right to
make a network namespace (root, or a kernel that lets users): inside it the bench has a loopback, /etc/hosts and DNS of its own, so that
every tool sees the same names and nothing leaves the machine. Without it only linkaudit runs, by its own `--hosts`, on a high port.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from pathlib import Path

from bench import web as loopback
from bench.tools import TOOLS, Job, Tool

SIZES = {"realistic": (1000, 200), "raw": (10_000, 200), "tls": (2000, 2000)}


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    tool: str
    wall: float
    stopped: bool  # because it took longer than it may
    cpu: float
    memory: float  # MB, the largest process
    requests: int
    peak: int
    false_dead: int
    false_alive: int
    undecided: int  # alive ones of which the tool could not say so
    lost: int  # URLs that its report does not name


def main() -> None:
    """Parse, enter the namespace, run."""
    options = argparse.ArgumentParser(prog="python -m bench", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("kind", choices=[*sorted(SIZES), "hostile"])
    options.add_argument("--urls", type=int)
    options.add_argument("--hosts", type=int)
    options.add_argument("--seed", type=int, default=7)
    options.add_argument("--only", action="append", default=[], help="a tool's name, or the beginning of it; may be repeated")
    options.add_argument("--slow", action="store_true", help="also the tools that take many minutes")
    options.add_argument("--tools", default="", help="folders with the peers' programs, separated by ':' (searched before PATH)")
    options.add_argument("--keep", help="a folder to leave inputs and reports in")
    options.add_argument("--cap", type=float, default=600, help="seconds after which a tool is stopped (default 600)")
    options.add_argument("--repeat", type=int, default=1)
    options.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.kind == "hostile":
        from bench import hostile

        return hostile.compare(max(given.repeat, 3))
    if not given.inside and _may_unshare():
        os.execvp("unshare", ["unshare", "-n", "-m", sys.executable, "-m", "bench", *sys.argv[1:], "--inside"])
    if not given.inside:
        print("No right to make a network namespace: only linkaudit runs, on a high port.", file=sys.stderr)
    urls, hosts = given.urls or SIZES[given.kind][0], given.hosts or SIZES[given.kind][1]
    port = (443 if given.kind == "tls" else 80) if given.inside else 8480
    plan = loopback.plan(given.kind, given.seed, urls, hosts, port)
    path = given.tools + os.pathsep + str(Path(sys.executable).parent) + os.pathsep + os.environ.get("PATH", "")
    programs = {tool.program: found for tool in TOOLS if (found := shutil.which(tool.program, path=path))}
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(given.keep or temporary)
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(0o755)  # LinkChecker, started by root, reads it as nobody
        ca_file, pem = _certificates(folder) if given.kind == "tls" else (None, None)
        (folder / "hosts").write_text(plan.hosts_file())
        (folder / "list.md").write_text(plan.document())
        items = "".join(f'<li><a href="{url}">source</a></li>\n' for url, _ in plan.urls)
        (folder / "list.html").write_text(f"<!doctype html><html><head><title>list</title></head><body><ul>\n{items}</ul></body></html>")
        if given.inside:
            _furnish(folder)
        job = Job(folder, given.kind, programs, ca_file)
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (max(soft, min(hard, 20_000)), hard))
        print(f"{given.kind}: {urls} URLs, {hosts} hosts, seed {given.seed}; {os.cpu_count()} cores, Python {sys.version.split()[0]}\n")
        print(
            "| tool | wall s | CPU s | peak MB | requests | peak/s on a host | false dead | false alive | alive undecided | not reported |"
        )
        print("|---|---|---|---|---|---|---|---|---|---|", flush=True)
        for tool in TOOLS:
            chosen = any(tool.name.startswith(name) for name in given.only) if given.only else given.slow or not tool.slow
            if not chosen or (not given.inside and tool.program != "linkaudit"):
                continue
            if tool.program not in programs:
                print(f"| {tool.name}: not found |", flush=True)
                continue
            for _ in range(given.repeat):
                arguments = [given.kind, str(given.seed), str(urls), str(hosts), str(port), *([pem] if pem else [])]
                row = _measure(tool, job, plan, arguments, given.cap)
                seconds = f"{f'> {given.cap:g}' if row.stopped else f'{row.wall:.2f}'} | {row.cpu:.2f} | {row.memory:.0f}"
                counts = f"{row.requests} | {row.peak} | {row.false_dead} | {row.false_alive} | {row.undecided} | {row.lost}"
                print(f"| {row.tool} {_version(tool, programs)} | {seconds} | {counts} |", flush=True)


def _measure(tool: Tool, job: Job, plan: loopback.Web, arguments: list[str], cap: float) -> Row:
    """Run one tool against a fresh server, for `cap` seconds at most."""
    server = subprocess.Popen(
        [sys.executable, "-m", "bench.web", *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[1],
    )
    assert server.stdin and server.stdout
    server.stdout.readline()
    (job.folder / "report.json").unlink(missing_ok=True)
    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    environment |= {"NODE_EXTRA_CA_CERTS": job.ca_file, "SSL_CERT_FILE": job.ca_file} if job.ca_file else {}
    with (job.folder / "out").open("wb") as out, (job.folder / "err").open("wb") as err:
        began = time.monotonic()
        process = subprocess.Popen(tool.command(job), cwd=job.folder, stdout=out, stderr=err, env=environment, start_new_session=True)
        overdue = threading.Timer(cap, os.killpg, (process.pid, signal.SIGKILL))
        overdue.start()
        _, ended, used = os.wait4(process.pid, 0)
        wall = time.monotonic() - began
        overdue.cancel()
    told, _ = server.communicate()
    asked = json.loads(told.strip().splitlines()[-1])
    output = (job.folder / "out").read_text(encoding="utf-8", errors="replace")
    try:
        said = tool.read(job, output)
    except (ValueError, KeyError, OSError) as fault:
        print(f"{tool.name}: no report ({fault}); {(job.folder / 'err').read_text(errors='replace')[-500:]}", file=sys.stderr)
        said = {}
    said = {key.partition("#")[0].rstrip("/"): value for key, value in said.items()}
    pairs = [(truth, said.get(url)) for url, truth in plan.urls]
    return Row(
        tool.name,
        wall,
        os.WIFSIGNALED(ended) and wall >= cap,
        used.ru_utime + used.ru_stime,
        used.ru_maxrss / 1024,
        asked["requests"],
        asked["peak"],
        sum(truth == "alive" and says == "dead" for truth, says in pairs),
        sum(truth == "dead" and says == "alive" for truth, says in pairs),
        sum(truth == "alive" and says == "open" for truth, says in pairs),
        sum(says is None for _, says in pairs),
    )


def _version(tool: Tool, programs: dict[str, str]) -> str:
    told = subprocess.run([programs[tool.program], *tool.version], capture_output=True, text=True, check=False, timeout=60).stdout
    return next((word for word in told.split() if word[:1].isdigit()), "")


def _may_unshare() -> bool:
    return (
        shutil.which("unshare") is not None
        and subprocess.run(["unshare", "-n", "-m", "true"], capture_output=True, check=False).returncode == 0
    )


def _furnish(folder: Path) -> None:
    """Inside the namespaces: loopback up, the web's names in /etc/hosts, and a DNS server that knows no other name."""
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    (folder / "resolv.conf").write_text("nameserver 127.0.0.1\noptions timeout:1 attempts:1\n")
    (folder / "etc-hosts").write_text("127.0.0.1 localhost\n" + (folder / "hosts").read_text())
    for name, target in (("etc-hosts", "/etc/hosts"), ("resolv.conf", "/etc/resolv.conf")):
        subprocess.run(["mount", "--bind", str(folder / name), target], check=True)
    threading.Thread(target=_no_such_name, daemon=True).start()


def _no_such_name() -> None:
    """Answer every DNS question with NXDOMAIN."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
        sock.bind(("127.0.0.1", 53))
        while True:
            question, visitor = sock.recvfrom(2048)
            sock.sendto(question[:2] + b"\x81\x83" + question[4:6] + bytes(6) + question[12:], visitor)


def _certificates(folder: Path) -> tuple[str, str]:
    """A CA and one certificate for all hosts, written to the folder: the CA's path, the server's path."""
    import trustme

    authority = trustme.CA()
    leaf = authority.issue_cert("*.web.bench")
    leaf.private_key_and_cert_chain_pem.write_to_path(str(folder / "server.pem"))
    authority.cert_pem.write_to_path(str(folder / "ca.pem"))
    (folder / "linkcheckerrc").write_text(f"[checking]\nsslverify={folder / 'ca.pem'}\n")  # it takes a CA from its settings alone
    return str(folder / "ca.pem"), str(folder / "server.pem")


if __name__ == "__main__":
    main()
