"""The memory: what is kept, what is used again, what is refused, and that no secret gets in."""

import os
import random
import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from linkaudit import memory
from linkaudit.checks.verdict import judge
from linkaudit.errors import Incomplete, LinkauditError
from linkaudit.model import Cause, Check, Evidence, Gap, Health, NoSnapshot, Request, Response, Snapshot
from tests.checks.script import Answer, Say, Web, converse, source, to

NOW = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
PAGE = "http://a.test/p/1"
TASK = ("story.md",)
COPY = Snapshot(
    PAGE, "https://web.archive.org/web/20190102030405/http://a.test/p/1", NOW, "ia", True, "opened", "Rye", "ab", True, date(2019, 1, 2)
)
ROWS = (Evidence("story.md#c1", PAGE, "snapshot", "not_checkable"),)


def check(answer: Answer | list[Answer], url: str = PAGE, at: datetime = NOW, fragments: tuple[str, ...] = ()) -> Check:
    """A check as the crawler makes it."""
    asked = source(url, *fragments)
    replies = converse(Web({url: answer, "http://a.test/q/1": Say()}), asked)
    return Check(asked, judge(asked, replies), replies, at)


def test_a_check_comes_back_as_it_was(tmp_path: Path) -> None:
    """A fresh check has the verdict, the requests and the digests of the one that was made, without a body."""
    made = check([Say(503, headers=(("Server", "nginx"), ("Set-Cookie", "a=b"))), to("/q/1", 301)])
    with memory.opened(str(tmp_path / "m.db")) as kept:
        kept.begin(TASK, NOW)
        kept.remember_check(made)
        back = kept.fresh(made.source, NOW + timedelta(hours=1), 7200)
    assert back is not None
    assert (back.verdict, back.at, back.source) == (made.verdict, made.at, made.source)
    assert [reply.request.url for reply in back.replies] == [reply.request.url for reply in made.replies]
    assert isinstance(back.replies[0], Response)
    assert (back.replies[0].header("server"), back.replies[0].header("set-cookie"), back.replies[0].body) == ("nginx", None, b"")
    assert back.replies[-1].digest is not None  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("hours", "max_age", "used"),
    [(1, 7200, True), (3, 7200, False), (0, 0, False), (0, 1, True), (-1, 7200, False)],
)
def test_fresh(tmp_path: Path, hours: int, max_age: float, used: bool) -> None:
    """A check is used again while it is younger than asked; by default none is, and none from the future."""
    made = check(Say())
    with memory.opened(str(tmp_path / "m.db")) as kept:
        kept.begin(TASK, NOW)
        kept.remember_check(made)
    memory.conclude(str(tmp_path / "m.db"), NOW)
    with memory.opened(str(tmp_path / "m.db")) as kept:
        kept.begin(TASK, NOW + timedelta(hours=hours))
        assert (kept.fresh(made.source, NOW + timedelta(hours=hours), max_age) is not None) is used
        assert kept.fresh(source("http://a.test/other"), NOW, 1e9) is None


def test_a_new_fragment_asks_anew(tmp_path: Path) -> None:
    """A check that did not look for an anchor cannot say whether it is there."""
    with memory.opened(str(tmp_path / "m.db")) as kept:
        kept.begin(TASK, NOW)
        kept.remember_check(check(Say(), fragments=("a", "b")))
        assert kept.fresh(source(PAGE, "a"), NOW, 60) is not None
        assert kept.fresh(source(PAGE, "c"), NOW, 60) is None


def test_a_broken_off_run_is_gone_on_with(tmp_path: Path) -> None:
    """The same task goes on where it broke off, however young checks must be; another task, or one that ended, begins anew."""
    name = str(tmp_path / "m.db")
    made = check(Say())
    with memory.opened(name) as kept:
        assert not kept.begin(TASK, NOW)
        kept.remember_check(made)
    with memory.opened(name) as kept:
        assert kept.begin(TASK, NOW + timedelta(hours=1))
        assert kept.fresh(made.source, NOW + timedelta(hours=1)) is not None
    memory.conclude(name, NOW)
    with memory.opened(name) as kept:
        assert not kept.begin(TASK, NOW + timedelta(hours=1))
        assert kept.fresh(made.source, NOW + timedelta(hours=1)) is None
    with memory.opened(name) as kept:
        assert not kept.begin(("other.md",), NOW + timedelta(hours=1))
        assert kept.fresh(made.source, NOW + timedelta(hours=1)) is None
    with memory.opened(name) as kept:
        assert not kept.begin(("other.md",), NOW + timedelta(days=3))


def test_a_run_is_gone_on_with_though_another_ended_in_between(tmp_path: Path) -> None:
    """What broke off goes on after a run of other documents has ended, is then the newest run, and ends like any other."""
    name, later = str(tmp_path / "m.db"), NOW + timedelta(hours=1)
    made = check(Say())
    with memory.opened(name) as kept:
        kept.begin(TASK, NOW)
        kept.remember_check(made)
    with memory.opened(name) as kept:
        kept.begin(("other.md",), NOW)
        kept.remember_check(check(Say(), "http://a.test/p/2"))
    memory.conclude(name, NOW)
    with memory.opened(name) as kept:
        assert kept.begin(TASK, later)
        assert kept.fresh(made.source, later) is not None
    memory.conclude(name, later)
    with memory.opened(name) as kept:
        assert not kept.begin(TASK, later)
        assert len(kept.entries(PAGE)) == 1


def test_history_has_one_entry_a_run(tmp_path: Path) -> None:
    """A source that was looked at twice in a run has one entry for it, the last; a run without network leaves none."""
    name = str(tmp_path / "m.db")
    for day in range(2):
        with memory.opened(name) as kept:
            kept.begin(TASK, NOW + timedelta(days=day))
            kept.remember_check(check(Say(), at=NOW + timedelta(days=day)))
            kept.remember_check(check(Say(410), at=NOW + timedelta(days=day, seconds=1)))
        memory.conclude(name, NOW)
    with memory.opened(name) as kept:
        kept.begin(TASK, NOW + timedelta(days=2))
        kept.remember_check(check(Cause.REFUSED, at=NOW + timedelta(days=2)))
        kept.forget_run()
        assert [entry.health for entry in kept.entries(PAGE)] == [Health.DEAD, Health.DEAD]
        assert [shown for _, shown in kept.sources()] == [PAGE]


def test_no_secret_gets_in(tmp_path: Path) -> None:
    """Keys in URLs, in redirects, in reasons and cookies are not in the file; the source is found again all the same."""
    url = "http://user:hunter2@a.test/p/1?token=s3cr3t-one"
    made = check([to("http://a.test/q/1?access_token=s3cr3t-two", 301, cookie="sid=s3cr3t-three"), Say()], url)
    with memory.opened(str(tmp_path / "m.db")) as kept:
        kept.begin(TASK, NOW)
        kept.remember_check(made)
        kept.remember_snapshot(url, None, ("ia",), NoSnapshot(url, Gap.NONE, f"asked for {url}"), NOW)
        assert kept.fresh(made.source, NOW, 60) is not None
        assert kept.fresh(source(url.replace("one", "other")), NOW, 60) is None
    written = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"hunter2" not in written and b"s3cr3t" not in written


def test_copies(tmp_path: Path) -> None:
    """A verified copy is known for ever, that there is none for seven days, that nobody could be asked never; the last is asked first."""
    copy = COPY
    archives = ("ia",)
    with memory.opened(str(tmp_path / "m.db")) as kept:
        kept.begin(TASK, NOW)
        kept.remember_snapshot("http://a.test/1", date(2019, 1, 1), archives, replace(copy, original="http://a.test/1"), NOW)
        kept.remember_snapshot(
            "http://a.test/2", None, archives, NoSnapshot("http://a.test/2", Gap.NONE, "none", 3, None, date(2020, 1, 1)), NOW
        )
        kept.remember_snapshot("http://a.test/3", None, archives, NoSnapshot("http://a.test/3", Gap.UNKNOWN, "429"), NOW)
        later = NOW + timedelta(days=900)
        assert kept.snapshot("http://a.test/1", date(2019, 1, 1), archives, later) == replace(copy, original="http://a.test/1")
        assert kept.snapshot("http://a.test/1", date(2018, 1, 1), archives, later) is None
        assert kept.snapshot("http://a.test/1", date(2019, 1, 1), ("ia", "arquivo"), later) is None
        none = kept.snapshot("http://a.test/2", None, archives, NOW + timedelta(days=6))
        assert isinstance(none, NoSnapshot) and (none.gap, none.captures, none.first_dead) == (Gap.NONE, 3, date(2020, 1, 1))
        assert kept.snapshot("http://a.test/2", None, archives, NOW + timedelta(days=8)) is None
        assert kept.snapshot("http://a.test/3", None, archives, NOW) is None
        assert [kept.owed(f"http://a.test/{n}") for n in (1, 2, 3, 4)] == [False, False, True, False]
        kept.remember_save(PAGE, copy.url, NOW)
        assert kept.saved(PAGE) == (copy.url, NOW)
        kept.remember_check(check(Say()), b"<p>Rye</p>" * 9)
        assert kept.page(PAGE) == b"<p>Rye</p>" * 9


def test_what_a_run_owes(tmp_path: Path) -> None:
    """A source about which the archives were not asked before the run ended is owed; a copy that is known stays known."""
    archives = ("ia",)
    with memory.opened(str(tmp_path / "m.db")) as kept:
        kept.begin(TASK, NOW)
        kept.remember_snapshot(PAGE, None, archives, COPY, NOW)
        for url in (PAGE, "http://a.test/2", "http://a.test/3"):
            kept.owe(url, None, archives, "the time was over", NOW)
        kept.remember_snapshot("http://a.test/3", None, archives, NoSnapshot("http://a.test/3", Gap.NONE, "none"), NOW)
        assert [kept.owed(url) for url in (PAGE, "http://a.test/2", "http://a.test/3")] == [False, True, False]
        assert kept.snapshot(PAGE, None, archives, NOW) == COPY


def test_given_copies_belong_to_their_run(tmp_path: Path) -> None:
    """A copy that a document cites counts as opened for the run that is gone on with, or while it is fresh; a new run opens it anew."""
    name = str(tmp_path / "m.db")
    later = NOW + timedelta(hours=1)
    with memory.opened(name) as kept:
        kept.begin(TASK, NOW)
        kept.remember_given(COPY, NOW)
        kept.remember_given(replace(COPY, url=COPY.url + "?token=s3cr3tK4n4ry001Zx9Qw7Lm2"), NOW)
    with memory.opened(name) as kept:
        assert kept.begin(TASK, later)
        assert kept.given(COPY.url, PAGE, later) == COPY
        assert kept.given(COPY.url + "?token=s3cr3tK4n4ry001Zx9Qw7Lm2", PAGE, later) is None
    memory.conclude(name, later)
    with memory.opened(name) as kept:
        assert not kept.begin(TASK, later)
        assert kept.given(COPY.url, PAGE, later) is None
        assert kept.given(COPY.url, PAGE, later, 7200) == COPY


def test_what_copies_show_outlives_a_check(tmp_path: Path) -> None:
    """What a copy shows of some claims is kept by copy, survives a new check of its source and does not take away its unread page; what the
    page showed is gone with that check. Of too many sets of claims the oldest goes."""
    other = COPY.url.replace("2019", "2020")
    with memory.opened(str(tmp_path / "m.db")) as kept:
        kept.begin(TASK, NOW)
        kept.keep_rows(PAGE, "claims", None, ROWS)
        kept.keep_rows(PAGE, "claims", COPY.url, ROWS)
        kept.remember_check(check(Say()), b"unread")
        assert kept.rows(PAGE, "claims") is None and kept.rows(PAGE, "claims", other) is None
        assert kept.rows(PAGE, "claims", COPY.url) == ROWS
        kept.keep_rows(PAGE, "claims", other, ())
        assert kept.page(PAGE) == b"unread"
        for number in range(memory.CLAIMS_OF_A_COPY):
            kept.keep_rows(PAGE, f"claims {number}", COPY.url, ROWS)
        assert kept.rows(PAGE, "claims", COPY.url) is None and kept.rows(PAGE, "claims 0", COPY.url) == ROWS
        assert kept.rows(PAGE, "claims", other) == ()


def test_an_unread_copy_waits_for_its_reader(tmp_path: Path) -> None:
    """The page of a copy is kept from when it was opened until it was read, and no longer than its run; no byte of it stays in the file."""
    name = str(tmp_path / "m.db")
    answer = Response(Request("GET", COPY.url), 200, (("Content-Type", "text/html"), ("Set-Cookie", "a=b")), b"<p>Rye</p>" * 9, NOW)
    with memory.opened(name) as kept:
        kept.begin(TASK, NOW)
        kept.keep_leaf(COPY.url, answer)
        back = kept.leaf(COPY.url)
        assert back is not None
        assert (back.body, back.header("content-type"), back.header("set-cookie")) == (answer.body, "text/html", None)
        kept.keep_rows(PAGE, "claims", COPY.url, ROWS)
        assert kept.leaf(COPY.url) is None
        kept.keep_leaf(COPY.url, answer)
    memory.conclude(name, NOW)
    with memory.opened(name) as kept:
        assert kept.leaf(COPY.url) is None


def test_a_network_that_went_down_takes_nothing_back(tmp_path: Path) -> None:
    """When a run that is gone on with finds the network down, what it had seen before it broke off stays."""
    name = str(tmp_path / "m.db")
    with memory.opened(name) as kept:
        kept.begin(TASK, NOW)
        kept.remember_check(check(Say()))
    with memory.opened(name) as kept:
        assert kept.begin(TASK, NOW)
        kept.remember_check(check(Say(410), "http://a.test/p/2"))
        kept.forget_run()
        assert [len(kept.entries(url)) for url in (PAGE, "http://a.test/p/2")] == [1, 0]
    with memory.opened(name) as kept:
        assert kept.begin(TASK, NOW) and kept.fresh(check(Say()).source, NOW) is not None


def test_one_run_at_a_time(tmp_path: Path) -> None:
    """A memory that a run holds is refused to another, with a word that says why; it is free again when the first ends."""
    name = str(tmp_path / "m.db")
    with memory.opened(name), pytest.raises(LinkauditError, match="another run"), memory.opened(name):
        pass
    with memory.opened(name):
        pass


@pytest.mark.parametrize("content", [b"# Notes\n" * 100, b""])
def test_other_files_are_left_alone(tmp_path: Path, content: bytes) -> None:
    """A file that is no memory is not touched; an empty one becomes a memory."""
    path = tmp_path / "notes.md"
    path.write_bytes(content)
    if content:
        with pytest.raises(LinkauditError), memory.opened(str(path)):
            pass
        assert path.read_bytes() == content
    else:
        with memory.opened(str(path)):
            pass


def test_other_databases_are_left_alone(tmp_path: Path) -> None:
    """Another program's SQLite file, a newer schema and a missing folder are refused in one line."""
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE birds (name)")
    other.commit()
    other.close()
    with pytest.raises(LinkauditError, match="no memory"), memory.opened(str(tmp_path / "other.db")):
        pass
    with memory.opened(str(tmp_path / "m.db")):
        pass
    newer = sqlite3.connect(tmp_path / "m.db")
    newer.execute("PRAGMA user_version = 99")
    newer.close()
    with pytest.raises(LinkauditError, match="newer"), memory.opened(str(tmp_path / "m.db")):
        pass
    with pytest.raises(LinkauditError), memory.opened(str(tmp_path / "nowhere" / "m.db")):
        pass
    with pytest.raises(LinkauditError), memory.opened(str(tmp_path / "absent.db"), must_exist=True):
        pass


@pytest.mark.parametrize("version", range(1, len(memory.STEPS)))
def test_an_old_memory_is_brought_up_to_date(tmp_path: Path, version: int) -> None:
    """A file of any earlier schema keeps its checks and gains what came later."""
    name = str(tmp_path / "m.db")
    steps = memory.STEPS
    memory.STEPS = steps[:version]  # type: ignore[assignment]
    try:
        with memory.opened(name) as kept:
            kept.begin(TASK, NOW)
            kept.remember_check(check(Say(410)), b"page")
            kept._db.execute("INSERT INTO seen VALUES ('x', 'copy abc', '[]'), ('x', 'live abc', '[]')")
            kept._db.commit()
            assert kept._db.execute("PRAGMA user_version").fetchone()[0] == version
    finally:
        memory.STEPS = steps
    with memory.opened(name) as kept:
        assert kept._db.execute("PRAGMA user_version").fetchone()[0] == len(steps)
        assert [entry.health for entry in kept.entries(PAGE)] == [Health.DEAD]
        assert kept.page(PAGE) == b"page"
        assert [sought for (sought,) in kept._db.execute("SELECT sought FROM seen")] == ["live abc"]
        kept.remember_save(PAGE, "https://web.archive.org/web/2019/x", NOW)
        assert kept.saved(PAGE) is not None
        kept.begin(TASK, NOW)
        kept.remember_given(COPY, NOW)
        assert kept.given(COPY.url, PAGE, NOW, 1) == COPY


def test_a_damaged_memory_is_a_complaint(tmp_path: Path) -> None:
    """Whatever happened to the bytes of a file, reading it gives what it says or one line, never a fault of ours."""
    path = tmp_path / "m.db"
    with memory.opened(str(path)) as kept:
        kept.begin(TASK, NOW)
        for number in range(30):
            kept.remember_check(check(Say(410), f"http://a.test/p/{number}"), b"page")
            kept.keep_rows(f"http://a.test/p/{number}", "claims", None, ROWS)
            kept.remember_snapshot(f"http://a.test/p/{number}", None, ("ia",), COPY, NOW)
    whole, rng, complaints = path.read_bytes(), random.Random(6), set()
    for number in range(120):
        data = bytearray(whole)
        at = rng.randrange(100, len(data))
        match number % 4:
            case 0:
                data[at : at + 300] = rng.randbytes(300)
            case 1:
                del data[at:]
            case 2:
                for _ in range(200):
                    data[rng.randrange(100, len(data))] ^= 0xFF
            case _:
                data[at : at + 300] = bytes(300)
        path.write_bytes(data)
        try:
            with memory.opened(str(path)) as kept:
                kept.begin(TASK, NOW)
                for source_key, _ in kept.sources():
                    kept.entries_of(source_key)
                for other in range(30):
                    url = f"http://a.test/p/{other}"
                    kept.fresh(source(url), NOW, 60)
                    kept.page(url)
                    kept.rows(url, "claims")
                    kept.snapshot(url, None, ("ia",), NOW)
                    kept.owed(url)
        except LinkauditError as fault:
            complaints.add(str(fault).partition(" (")[0].partition(": ")[2])
            assert "\n" not in str(fault) and len(str(fault)) < 300
    assert "is damaged" in complaints


def test_half_a_character_can_be_kept(tmp_path: Path) -> None:
    """A JSON document may hold half of a surrogate pair; what was sought of it comes back as it was."""
    rows = (Evidence("story.ipynb#c1", PAGE, "live", "not_checkable", window="half \ud83d of a face"),)
    with memory.opened(str(tmp_path / "m.db")) as kept:
        kept.begin(TASK, NOW)
        kept.keep_rows(PAGE, "claims", None, rows)
        assert kept.rows(PAGE, "claims") == rows


def test_a_full_disk_is_said_to_be_full(tmp_path: Path) -> None:
    """When nothing more can be written the run ends with a clear word, and what was kept is still there."""
    name = str(tmp_path / "m.db")
    with memory.opened(name) as kept:
        kept.begin(TASK, NOW)
        kept.remember_check(check(Say()))
        pages = kept._db.execute("PRAGMA page_count").fetchone()[0]
        kept._db.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(Incomplete, match="nothing more can be written"):
            for number in range(500):
                kept.remember_check(check(Say(), f"http://a.test/p/{number}"))
    with memory.opened(name) as kept:
        assert kept.entries(PAGE)


@pytest.mark.parametrize("name", ["/dev/null", "pipe", "folder", "stranger.db"])
def test_what_is_no_memory_is_refused(tmp_path: Path, name: str) -> None:
    """A device, a pipe, a folder and another program's database that is still empty are refused in one line each, and left as they are."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    stranger = sqlite3.connect(tmp_path / "stranger.db")
    stranger.execute("PRAGMA application_id = 77")
    stranger.close()
    before = (tmp_path / "stranger.db").read_bytes()
    with pytest.raises(LinkauditError, match=r"no file that could hold|no memory of linkaudit's"), memory.opened(str(tmp_path / name)):
        raise AssertionError("it was opened")
    assert (tmp_path / "stranger.db").read_bytes() == before
