"""The checkers that a user would pick, each as: a command line in, what it said of every URL out."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Said = Literal["alive", "dead", "open"]


@dataclass(frozen=True)
class Job:
    """What a tool is given: a folder with `list.md`, `list.html` and `hosts`, the kind of web, and where the tools are."""

    folder: Path
    kind: str
    tools: Mapping[str, str]  # name -> program
    ca_file: str | None


@dataclass(frozen=True)
class Tool:
    """`command` starts it; `read` turns its standard output (and files it wrote) into what it said of each URL."""

    name: str
    program: str
    command: Callable[[Job], list[str]]
    read: Callable[[Job, str], dict[str, Said]]
    version: tuple[str, ...] = ("--version",)
    slow: bool = False  # takes many minutes on the realistic web


def _linkaudit(job: Job) -> list[str]:
    command = [
        job.tools["linkaudit"],
        "audit",
        "list.md",
        "--hosts",
        "hosts",
        "-o",
        "report.json",
        "--no-archive",
        "--fail-on",
        "never",
        "-q",
    ]
    command += ["--timeout", "10"] if job.kind == "realistic" else ["--gap", "0", "--per-host", "50"]
    return command + (["--ca-file", job.ca_file] if job.ca_file else [])


def _read_linkaudit(job: Job, _out: str) -> dict[str, Said]:
    report = json.loads((job.folder / "report.json").read_text(encoding="utf-8"))
    meaning: dict[str, Said] = {"live": "alive", "moved": "alive", "drifted": "alive", "dead": "dead"}
    return {row["url"]: meaning.get(row["health"], "open") for row in report["sources"]}


def _lychee(job: Job, *more: str) -> list[str]:
    return [job.tools["lychee"], "--no-progress", "--format", "json", "--verbose", *more, "list.md"]


def _read_lychee(_job: Job, out: str) -> dict[str, Said]:
    report = json.loads(out[out.index("{") :])
    said: dict[str, Said] = {}
    for key, value in (
        ("success_map", "alive"),
        ("redirect_map", "alive"),
        ("excluded_map", "open"),
        ("timeout_map", "open"),
        ("error_map", "dead"),
    ):
        for rows in (report.get(key) or {}).values():
            for row in rows:
                text = json.dumps(row.get("status", ""))
                says = "open" if value == "dead" and re.search(r"timed? ?out|timeout", text, re.I) else value
                said[row.get("url") or row.get("origin") or ""] = says  # type: ignore[assignment]
    return said


def _read_linkinator(_job: Job, out: str) -> dict[str, Said]:
    report = json.loads(out[out.index("{") :])
    meaning: dict[str, Said] = {"OK": "alive", "BROKEN": "dead", "SKIPPED": "open"}
    return {row["url"]: meaning[row["state"]] for row in report["links"] if row["url"].startswith(("http://", "https://"))}


def _read_linkchecker(_job: Job, out: str) -> dict[str, Said]:
    lines = [line for line in out.splitlines() if not line.startswith("#")]
    rows = csv.DictReader(io.StringIO("\n".join(lines)), delimiter=";")
    said: dict[str, Said] = {}
    for row in rows:
        says: Said = "alive" if row["valid"] == "True" else "open" if "timed out" in row["result"].lower() else "dead"
        said[row["urlname"]] = says
    return said


def _read_mlc(_job: Job, out: str) -> dict[str, Said]:
    said: dict[str, Said] = {}
    for mark, url in re.findall(r"\[([^\]]+)\] (https?://\S+)", out):
        said[url] = "alive" if mark.strip() == "✓" else "open" if mark.strip() == "/" else "dead"
    return said


BEST = ("--max-concurrency", "1000", "--host-concurrency", "50", "--host-request-interval", "1ms", "--timeout", "10")
TOOLS = (
    Tool("linkaudit", "linkaudit", _linkaudit, _read_linkaudit),
    Tool("lychee, its best settings", "lychee", lambda job: _lychee(job, *BEST), _read_lychee),
    Tool("lychee", "lychee", _lychee, _read_lychee),
    Tool(
        "linkinator -c 200, 10 s",
        "linkinator",
        lambda job: [job.tools["linkinator"], "list.html", "--format", "json", "--concurrency", "200", "--timeout", "10000"],
        _read_linkinator,
    ),
    Tool(
        "LinkChecker, 100 threads, 10 s",
        "linkchecker",
        lambda job: [
            *(job.tools["linkchecker"], "--no-status", "--check-extern", "--recursion-level", "1", "-t", "100", "--timeout", "10"),
            *("--verbose", "-o", "csv", *(("-f", "linkcheckerrc") if job.ca_file else ()), "list.html"),
        ],
        _read_linkchecker,
        slow=True,
    ),
    Tool(
        "markdown-link-check",
        "markdown-link-check",
        lambda job: [job.tools["markdown-link-check"], "-v", "list.md"],
        _read_mlc,
        slow=True,
    ),
)
