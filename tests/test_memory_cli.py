"""The memory on the real command line: history, a memory in use, exit codes."""

import json
import os
import subprocess
import sys
from pathlib import Path

from linkaudit import memory


def linkaudit(folder: Path, *arguments: str) -> "subprocess.CompletedProcess[str]":
    """The real command, run in a folder."""
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    return subprocess.run(
        [sys.executable, "-m", "linkaudit", *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_history_and_a_memory_in_use(tmp_path: Path) -> None:
    """Two runs leave a history that can be printed; a memory in use stops a third with exit 2 and the report as it was."""
    (tmp_path / "hosts").write_text("127.0.0.1 other.test\n")
    (tmp_path / "story.md").write_text("The valley had 12 ferries ([source](http://gone.test/a?token=s3cr3t)).\n")
    audit = ("audit", "story.md", "--hosts", "hosts", "--no-archive", "--memory", "m.db", "-o", "report.json", "-q", "--fail-on", "never")
    assert [linkaudit(tmp_path, *audit).returncode for _ in range(2)] == [0, 0]
    shown = linkaudit(tmp_path, "history", "--memory", "m.db")
    assert "Dead since" in shown.stdout and "2 runs" in shown.stdout and "s3cr3t" not in shown.stdout
    one = json.loads(linkaudit(tmp_path, "history", "gone.test/a?token=s3cr3t", "--memory", "m.db", "--json").stdout or "{}")
    other = linkaudit(tmp_path, "history", "http://gone.test/a?token=s3cr3t", "--memory", "m.db", "--json")
    assert [len(source["runs"]) for source in json.loads(other.stdout)["sources"]] == [2]
    assert one == {}  # https is another source
    assert linkaudit(tmp_path, "history", "http://never.test/", "--memory", "m.db").returncode == 2
    assert linkaudit(tmp_path, "history", "--memory", "absent.db").returncode == 2
    before = (tmp_path / "report.json").read_bytes()
    with memory.opened(str(tmp_path / "m.db")):
        refused = linkaudit(tmp_path, *audit)
    assert refused.returncode == 2 and "another run" in refused.stderr
    assert (tmp_path / "report.json").read_bytes() == before
