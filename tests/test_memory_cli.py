"""The memory on the real command line: history, a memory in use, a disk that is full or cannot be written, exit codes."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

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


def test_a_disk_that_fills_up_and_one_that_cannot_be_written(tmp_path: Path) -> None:
    """On a real file system of 300 kB the run ends with exit 3 and a clear word, the old report is untouched, and the same command goes on
    when there is room. A file that cannot be written is a complaint, but its history can be read."""
    can = shutil.which("unshare") and subprocess.run(["unshare", "-m", "true"], capture_output=True, check=False).returncode == 0
    if not can:
        pytest.skip("needs the right to mount a file system of its own: a full disk was NOT tried")
    (tmp_path / "hosts").write_text("127.0.0.1 other.test\n")
    (tmp_path / "disk").mkdir()
    (tmp_path / "story.md").write_text("".join(f"The valley had {n} ferries ([s](http://gone{n}.test/)).\n\n" for n in range(400)))
    (tmp_path / "report.json").write_text("the old report")
    audit = f"{sys.executable} -m linkaudit audit story.md --hosts hosts --no-archive --memory disk/m.db -o report.json -q --fail-on never"
    script = f"""
        mount -t tmpfs -o size=300k none disk
        {audit}; echo "full $?" >&2; cat report.json >&2; echo >&2
        mount -o remount,size=50m disk
        {audit}; echo "room $?" >&2
        mount -o remount,ro disk
        {audit}; echo "read-only $?" >&2
        {sys.executable} -m linkaudit history --memory disk/m.db | grep -c "since" >&2
    """
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    done = subprocess.run(["unshare", "-m", "sh", "-c", script], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    full, fault, old, room, other, refused, known = done.stderr.splitlines()[:7]
    assert "nothing more can be written to the memory" in full and (fault, old) == ("full 3", "the old report")
    assert (room, refused, known) == ("room 0", "read-only 2", "400") and "is read-only" in other
