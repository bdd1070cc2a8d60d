"""The command line as a newcomer meets it: mistakes are told in one line with the right exit code, and nothing of theirs is lost."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

ARTICLE = "The valley had 3 ferries ([source](http://gone.test/a)).\n"


def linkaudit(folder: Path, *arguments: str, stdin: bytes | None = None) -> subprocess.CompletedProcess[bytes]:
    """The real command, run in a folder with an article and a hosts file without names."""
    (folder / "hosts").write_text("127.0.0.1 other.test\n")
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    command = [sys.executable, "-m", "linkaudit", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, input=stdin, capture_output=True, check=False, timeout=60)


QUIET = ("--hosts", "hosts", "--no-archive", "-q")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("audit", "article.md", *QUIET, "-o", "article.md"), 2, "article.md: would be written over"),
        (("audit", "article.md", *QUIET, "--record", "article.md"), 2, "article.md: would be written over"),
        (("audit", "article.md", *QUIET, "-o", "r.json", "--memory", "./r.json"), 2, "cannot be both -o r.json and --memory"),
        (("audit", "article.md", "--hosts", "", "--no-archive"), 2, "hosts: is empty"),
        (("audit", "article.md", *QUIET, "--proxy", "http://host:port"), 2, "proxy: must be http://host:port"),
        (("audit", "article.md", *QUIET, "--proxy", "http://["), 2, "proxy: must be http://host:port"),
        (("audit", "article.md", *QUIET, "--record", "nowhere/tape.yaml"), 2, "no such directory"),
        (("audit", "sparse.md", *QUIET), 3, "at most 67 MB are read"),
        (("audit", "-", "--as", ".pdf", *QUIET), 3, "not a PDF that can be read"),
        (("history", "--memory", "nowhere.db"), 2, "no such file or folder"),
        (("audit", "article.md", *QUIET, "--published", "11/03/2024"), 2, "is not a date such as 2024-03-11"),
        (("check", "mailto:me@example.org"), 2, "is not a URL that can be checked"),
        (("check", "tel:+123"), 2, "is not a URL that can be checked"),
    ],
)
def test_mistakes_are_told(tmp_path: Path, arguments: tuple[str, ...], code: int, words: str) -> None:
    """Each mistake is one line on stderr, without a traceback; the article is as it was."""
    (tmp_path / "article.md").write_text(ARTICLE)
    with (tmp_path / "sparse.md").open("wb") as file:
        file.truncate(1 << 30)
    done = linkaudit(tmp_path, *arguments, stdin=b"%PDF-1.7 and no more")
    said = done.stderr.decode()
    assert (done.returncode, said.count("\n")) == (code, 1) and words in said and said.startswith("linkaudit: ")
    assert (tmp_path / "article.md").read_text() == ARTICLE


def test_the_same_command_twice(tmp_path: Path) -> None:
    """A report that lies among the documents is not read as one by the same command the next day; file names may be anything."""
    (tmp_path / "article.md").write_text(ARTICLE)
    for name in (b"no\xffutf8.md", b"new\nline.md", b"escape\x1b[31m.md", b"-o.md"):
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(ARTICLE)
    (tmp_path / "up").symlink_to(".")
    runs = []
    for _ in range(2):
        done = linkaudit(tmp_path, "audit", ".", *QUIET[:3], "--clock", "2026-03-02", "-o", "report.md", "-o", "report.json")
        assert done.returncode == 1, done.stderr
        assert b"\x1b[31m" not in done.stderr
        runs.append((tmp_path / "report.json").read_bytes() + (tmp_path / "report.md").read_bytes())
    assert runs[0] == runs[1] and runs[0].count(b"\x1b") == 0
    assert runs[0].count(b'"format": "markdown"') == 5


def test_words_that_the_terminal_lacks_lose_no_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Under a locale without the report's signs the whole report comes out, in UTF-8; a terminal shows such signs by their numbers."""
    (tmp_path / "article.md").write_text(ARTICLE)
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    done = linkaudit(tmp_path, "audit", "article.md", *QUIET)
    assert done.returncode == 1, done.stderr
    assert "🟥 **Dead**" in done.stdout.decode()
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "linkaudit", "links", "article.md"]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])}
    with open(theirs, "wb", closefd=True) as terminal:  # noqa: PTH123 (a descriptor)
        code = subprocess.run(command, cwd=tmp_path, env=environment, stdout=terminal, check=False, timeout=60).returncode
    shown = os.read(ours, 10_000)
    os.close(ours)
    assert (code, b"\\u201cThe valley had 3 ferries" in shown) == (0, True)


def test_an_incomplete_spot_check_says_so(tmp_path: Path) -> None:
    """A spot check that could not be made exits 3 with a line that says why."""
    done = linkaudit(tmp_path, "check", "http://other.test:9/", "--hosts", "hosts", "--no-archive", "--budget", "0.000001")
    assert done.returncode == 3 and b"incomplete: the time that the run was given" in done.stderr
    assert linkaudit(tmp_path, "check", "other.test:9/a", *QUIET).returncode == 0
