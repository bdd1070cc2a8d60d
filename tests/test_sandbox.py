"""Children with limits: what they may not do, that a death costs one document, that the order stays."""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
import trio

from linkaudit.documents import Options, read
from linkaudit.files import Input, gather
from linkaudit.model import Document, Link, Place, Unreadable
from linkaudit.sandbox import Failed, Limits, Sandbox, read_all


@pytest.fixture
def box() -> Iterator[Sandbox]:
    with Sandbox(limits=Limits(cpu=1, wall=30, memory=400 * 1024 * 1024), workers=2) as made:
        yield made


def task(name: str) -> str:
    return f"tests.hostile:{name}"


def test_results_come_back_whole(box: Sandbox) -> None:
    """Dataclasses, days, moments and lone surrogates come back from a child equal to what was sent."""
    link = Link("u", "t", Place(1, 2, rect=(1.0, 2.0, 3.0, 4.0)), "inline", accessed=date(2020, 1, 2))
    value = (link, datetime(2020, 1, 2, tzinfo=UTC), "\ud800é", None, {"a": [1, 2.5, b"x"]})
    assert box.call(task("echo"), value) == value


def test_one_child_serves_many(box: Sandbox) -> None:
    """A child is kept warm: tasks one after the other are done by the same process."""
    assert len({box.call(task("pid")) for _ in range(3)}) == 1


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("eat", "takes more than 400 MB of memory to read"),
        ("spin", "takes more than 1 s of computing to read"),
        ("crash", "its reader crashed on it (SIGSEGV)"),
        ("killed", "its reader was killed"),
        ("deep", "nested too deeply to read"),
        ("fail", "its reader failed: ValueError: odd"),
        ("missing", "its reader failed: AttributeError: module 'tests.hostile' has no attribute 'missing'"),
        ("starts", "its reader failed: PermissionError: a document may not subprocess.Popen"),
    ],
)
def test_a_bomb_is_a_reason(box: Sandbox, name: str, reason: str) -> None:
    """Memory, computing, a crash, endless nesting: each ends as its reason, and the next task is done."""
    assert box.call(task(name)) == Failed(reason)
    assert box.call(task("echo"), 1) == 1


def test_a_hang_is_a_reason() -> None:
    """A child that computes nothing and never answers is ended by the clock."""
    with Sandbox(limits=Limits(wall=0.7)) as box:
        assert box.call(task("sleep")) == Failed("takes longer than 1 s to read")


def test_killed_from_outside_is_tried_again(box: Sandbox) -> None:
    """A child that somebody else killed is no fault of its document: a fresh one reads it."""
    assert box.call(task("killed_once"), str(box.call(task("pid")))) == "alive"


@pytest.mark.parametrize("deaths", [3, pytest.param(50, marks=pytest.mark.soak)])
def test_many_deaths(box: Sandbox, deaths: int) -> None:
    """A child that is killed again and again costs no later task."""
    for _ in range(deaths):
        pid = box.call(task("pid"))
        assert isinstance(pid, int)
        os.kill(pid, signal.SIGKILL)
        assert box.call(task("echo"), "x") == "x"


def test_no_file_is_opened(box: Sandbox, tmp_path: Path) -> None:
    """A reader in a child opens no file of the user's and writes none, wherever."""
    secret = tmp_path / "secret.txt"
    secret.write_text("s3cret", encoding="utf-8")
    for path in (str(secret), "/etc/passwd", f"/dev/null/../..{secret}"):
        found = box.call(task("opens"), path)
        assert isinstance(found, Failed) and "may not open" in found.reason
    found = box.call(task("writes"), str(tmp_path / "new"))
    assert isinstance(found, Failed) and not (tmp_path / "new").exists()
    assert isinstance(box.call(task("writes"), "/dev/null"), Failed)


def test_no_network(box: Sandbox) -> None:
    """A reader in a child reaches nobody."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        found = box.call(task("connects"), server.getsockname()[1])
        assert isinstance(found, Failed) and "may not socket." in found.reason
        with pytest.raises(BlockingIOError):
            server.accept()


@pytest.mark.parametrize("name", ["payload", "garbage", "function"])
def test_a_child_that_was_taken_over_cannot_command(box: Sandbox, tmp_path: Path, name: str) -> None:
    """An answer that would run code, names a function or is no answer at all is a death, not a deed."""
    assert box.call(task(name), str(tmp_path / "deed")) == Failed("its reader gave no sensible answer")
    assert not (tmp_path / "deed").exists() and box.call(task("echo"), 1) == 1


def test_noise_is_no_answer(box: Sandbox) -> None:
    """What a library prints in a child is not taken for its answer."""
    assert box.call(task("prints")) == "said"


def test_secrets_stay_with_the_parent(box: Sandbox, monkeypatch: pytest.MonkeyPatch) -> None:
    """The environment of a child holds none of the user's variables."""
    monkeypatch.setenv("LINKAUDIT_IA_SECRET", "s3cret")
    found = box.call(task("environment"))
    assert isinstance(found, dict) and "LINKAUDIT_IA_SECRET" not in found


def test_modules_of_the_audited_directory_are_not_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A module that lies beside the documents is not what a child imports."""
    (tmp_path / "pickle.py").write_text("raise SystemExit(9)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    with Sandbox() as box:
        assert box.call(task("echo"), 1) == 1


@pytest.fixture
def anyio_backend() -> str:
    return "trio"


@pytest.mark.anyio
async def test_call_soon(box: Sandbox) -> None:
    """From trio the loop goes on while a child works, and a cancelled wait ends at once."""
    assert await box.call_soon(task("echo"), 7) == 7
    with trio.move_on_after(0.2) as scope:
        await box.call_soon(task("sleep"))
    assert scope.cancelled_caught


def documents(folder: Path, count: int, suffix: str) -> list[Input]:
    for number in range(count):
        (folder / f"{number:03}{suffix}").write_text(f"Number {number}: http://a.example/{number}\n", encoding="utf-8")
    return list(gather([str(folder)], suffixes=[suffix]).inputs)


def test_order_stays(tmp_path: Path) -> None:
    """Documents come in the order of their inputs though several children read them, and equal what one process reads."""
    inputs = documents(tmp_path, 40, ".wiki")
    found = list(read_all(inputs, Options()))
    assert [one.name for one in found] == [one.name for one in inputs]
    data = (tmp_path / "007.wiki").read_bytes()
    assert found[7] == read(inputs[7].name, data, ".wiki")


def test_small_text_needs_no_child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A few small text documents are read without starting any process."""

    def refuse(*_: object) -> None:
        raise AssertionError("a child was started")

    monkeypatch.setattr("linkaudit.sandbox._start", refuse)
    found = list(read_all(documents(tmp_path, 3, ".txt"), Options()))
    assert all(isinstance(one, Document) for one in found)


def test_one_bad_file_never_stops_the_rest(tmp_path: Path) -> None:
    """A file that vanished and one that is garbage say why, in their place among the others."""
    inputs = documents(tmp_path, 3, ".wiki")
    (tmp_path / "001.wiki").write_bytes(bytes(range(256)) * 10)
    (tmp_path / "002.wiki").unlink()
    kinds = [type(one) for one in read_all(inputs, Options())]
    assert kinds == [Document, Unreadable, Unreadable]


def test_nobody_waits_for_what_nobody_wants(tmp_path: Path) -> None:
    """Dropping the documents half-way ends the children."""
    box = Sandbox(workers=2)
    coming = box.read_all(documents(tmp_path, 30, ".wiki"))
    next(coming)
    coming.close()
    assert box.call(task("echo"), 1) == Failed("the run was ended")
