"""The door to the disk: what is found, what is refused and why, and that a write is whole or not at all."""

from __future__ import annotations

import errno
import io
import os
import socket
import stat
from pathlib import Path

import pytest

from linkaudit import files
from linkaudit.errors import Incomplete, LinkauditError
from linkaudit.model import Unreadable

SUFFIXES = (".md", ".txt", ".html", ".Rmd")


def tree(root: Path, *names: str) -> None:
    """Make files, and the directories above them."""
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")


def names(found: files.Gathered, root: Path) -> list[str]:
    return [os.path.relpath(one.path, root) for one in found.inputs]


def reasons(found: files.Gathered, root: Path) -> dict[str, str]:
    return {os.path.relpath(one.name, root): one.reason for one in found.unreadable}


def test_directory_in_sorted_order(tmp_path: Path) -> None:
    """A directory gives its known files depth first in sorted order, whatever the case of their suffix; others are passed over."""
    tree(tmp_path, "b.md", "a.TXT", "c/z.html", "c/a.md", "f/x.md", "d.rmd", "e.png", "Makefile", "c.md")
    found = files.gather([str(tmp_path)], suffixes=SUFFIXES)
    assert names(found, tmp_path) == ["a.TXT", "b.md", "c.md", "d.rmd", "c/a.md", "c/z.html", "f/x.md"]
    assert [one.suffix for one in found.inputs] == [".txt", ".md", ".md", ".Rmd", ".md", ".html", ".md"]
    assert found.unreadable == ()
    assert found.inputs[1].name == f"{tmp_path}/b.md" and found.inputs[1].read() == b"b.md" and found.inputs[1].size == 4


def test_names_keep_how_they_were_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is the path as it was typed, joined with what was found below it."""
    monkeypatch.chdir(tmp_path)
    tree(tmp_path, "docs/a.md", "b.md")
    found = files.gather(["docs/", "./b.md"], suffixes=SUFFIXES)
    assert [one.name for one in found.inputs] == ["docs/a.md", "./b.md"]
    assert [one.name for one in files.gather(["."], suffixes=SUFFIXES).inputs] == ["./b.md", "./docs/a.md"]


def test_what_is_skipped_says_why(tmp_path: Path) -> None:
    """Hidden and symlinked things, FIFOs, sockets and files above the bound in a directory are skipped, each with its reason."""
    tree(tmp_path, "a.md", ".hidden.md", ".git/config.md", "sub/b.md")
    (tmp_path / "link.md").symlink_to(tmp_path / "a.md")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "nowhere.md").symlink_to(tmp_path / "missing")
    os.mkfifo(tmp_path / "pipe.md")
    with (tmp_path / "huge.md").open("wb") as file:
        file.truncate(10_000_000_000)
    found = files.gather([str(tmp_path)], suffixes=SUFFIXES)
    assert names(found, tmp_path) == ["a.md", "sub/b.md"]
    assert reasons(found, tmp_path) == {
        ".git": "hidden directory: name it itself to have it read",
        ".hidden.md": "hidden file: name it itself to have it read",
        "huge.md": "10,000 MB; at most 67 MB are read",
        "link.md": "symbolic link: name it itself to have it read",
        "loop": "symbolic link to a directory: not followed",
        "nowhere.md": "symbolic link: name it itself to have it read",
        "pipe.md": "a FIFO: pipe it in as `-`",
    }


def test_what_is_named_is_read(tmp_path: Path) -> None:
    """A file named itself is taken though hidden, symlinked or of unknown suffix (as text); a FIFO, a device or a huge file never is."""
    tree(tmp_path, ".hidden.md", "LICENSE", "notes.xyz", "deep/.git/x.md")
    (tmp_path / "link.md").symlink_to(tmp_path / "LICENSE")
    os.mkfifo(tmp_path / "pipe.md")
    with (tmp_path / "huge.txt").open("wb") as file:
        file.truncate(10_000_000_000)
    given = [str(tmp_path / name) for name in (".hidden.md", "notes.xyz", "link.md", "deep/.git", "pipe.md", "huge.txt", "gone.md")]
    found = files.gather([*given, "/dev/zero"], suffixes=SUFFIXES)
    assert [(os.path.relpath(one.path, tmp_path), one.suffix) for one in found.inputs] == [
        (".hidden.md", ".md"),
        ("notes.xyz", ".txt"),
        ("link.md", ".md"),
        ("deep/.git/x.md", ".md"),
    ]
    told = {Path(one.name).name: one.reason for one in found.unreadable}
    assert told == {
        "pipe.md": "a FIFO: pipe it in as `-`",
        "huge.txt": "10,000 MB; at most 67 MB are read",
        "gone.md": "no such file or directory",
        "zero": "a device",
    }


def test_globs(tmp_path: Path) -> None:
    """`--include` narrows a directory (and admits unknown suffixes), `--exclude` wins over it and prunes directories and named files."""
    tree(tmp_path, "a.md", "b.txt", "notes.rstx", "node_modules/x.md", "docs/a.md", "docs/deep/b.md", "docs/deep/c.txt")

    def found(*, include: tuple[str, ...] = (), exclude: tuple[str, ...] = ()) -> list[str]:
        return names(files.gather([str(tmp_path)], suffixes=SUFFIXES, include=include, exclude=exclude), tmp_path)

    assert found(exclude=("node_modules", "*.txt")) == ["a.md", "docs/a.md", "docs/deep/b.md"]
    assert found(include=("*.rstx",)) == ["notes.rstx"]
    assert found(include=("docs/*.md",)) == ["docs/a.md"]
    assert found(include=("docs/**",), exclude=("docs/**/b.md",)) == ["docs/a.md", "docs/deep/c.txt"]
    assert found(include=("docs/**/*.md",)) == ["docs/a.md", "docs/deep/b.md"]
    assert found(include=("?.md",), exclude=("docs/",)) == ["a.md", "node_modules/x.md"]
    assert files.gather([str(tmp_path / "a.md")], suffixes=SUFFIXES, exclude=("*.md",)).inputs == ()


def test_twice_named_is_read_once(tmp_path: Path) -> None:
    """A file that is named and found again below a directory is one input, at its first place."""
    tree(tmp_path, "a.md", "b.md")
    found = files.gather([f"{tmp_path}/./b.md", str(tmp_path), f"{tmp_path}/../{tmp_path.name}/a.md"], suffixes=SUFFIXES)
    assert names(found, tmp_path) == ["b.md", "a.md"]


def test_open_input(tmp_path: Path) -> None:
    """One file by name is an input whatever its suffix; what cannot be read is the user's to mend, with the reason."""
    tree(tmp_path, "a.MD", "b.xyz")
    assert files.open_input(f"{tmp_path}/a.MD", SUFFIXES).suffix == ".md"
    assert files.open_input(f"{tmp_path}/b.xyz", SUFFIXES).read() == b"b.xyz"
    for path, words in ((tmp_path, "a directory"), (tmp_path / "gone.md", "gone.md: no such file"), ("/dev/zero", "a device")):
        with pytest.raises(LinkauditError, match=words):
            files.open_input(str(path), SUFFIXES)


def test_pages_and_stdin(monkeypatch: pytest.MonkeyPatch) -> None:
    """A URL passes through as a page, `-` is stdin with the suffix it was given, both in the order of the command line."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"\xff[a](b)")))
    found = files.gather(["HTTPS://a.example/x", "-"], suffixes=SUFFIXES, stdin_suffix=".MD")
    assert [(one.name, one.kind, one.suffix) for one in found.inputs] == [("HTTPS://a.example/x", "page", ""), ("-", "stdin", ".md")]
    assert found.inputs[1].read() == b"\xff[a](b)"
    with pytest.raises(ValueError, match="page"):
        found.inputs[0].read()
    assert files.gather(["-"], suffixes=SUFFIXES).inputs[0].suffix == ".txt"


def test_json_is_read_only_when_named(tmp_path: Path) -> None:
    """A directory's `.json` and `.xml` are data, not documents; `.csl.json` is one, and so is what is named itself or by a glob."""
    tree(tmp_path, "data.json", "refs.csl.json", "sitemap.xml", "a.b.md")
    suffixes = (".json", ".csl.json", ".xml", ".md")
    assert names(files.gather([str(tmp_path)], suffixes=suffixes), tmp_path) == ["a.b.md", "refs.csl.json"]
    assert files.gather([str(tmp_path / "data.json")], suffixes=suffixes).inputs[0].suffix == ".json"
    assert names(files.gather([str(tmp_path)], suffixes=suffixes, include=["*.xml"]), tmp_path) == ["sitemap.xml"]
    assert files.gather([str(tmp_path / "refs.csl.json")], suffixes=suffixes).inputs[0].suffix == ".csl.json"


def test_empty_directory_is_told(tmp_path: Path) -> None:
    """A directory without a document is an unreadable input that names what was looked for."""
    tree(tmp_path, "x.png")
    (one,) = files.gather([str(tmp_path)], suffixes=SUFFIXES).unreadable
    assert one == Unreadable(str(tmp_path), "no document in it (known suffixes: .html .md .rmd .txt)")


def test_names_that_are_no_utf8_survive(tmp_path: Path) -> None:
    """A name of arbitrary bytes is read, and its printed form holds no surrogate."""
    path = os.path.join(os.fsencode(tmp_path), b"caf\xe9 \xf0\x9f\x98\x80.md")
    try:
        with open(path, "wb") as file:
            file.write(b"x")
    except OSError:
        pytest.skip("this file system takes UTF-8 names only")
    (one,) = files.gather([str(tmp_path)], suffixes=SUFFIXES).inputs
    assert one.name == f"{tmp_path}/caf\\xe9 😀.md" and one.read() == b"x"


def test_a_file_that_changes_under_our_hands(tmp_path: Path) -> None:
    """What became a FIFO, grew above the bound or vanished after it was found is a reason, and nobody waits for it."""
    tree(tmp_path, "a.md", "b.md", "c.md")
    a, b, c = files.gather([str(tmp_path)], suffixes=SUFFIXES).inputs
    (tmp_path / "a.md").unlink()
    os.mkfifo(tmp_path / "a.md")
    os.truncate(tmp_path / "b.md", files.LARGEST + 1)
    (tmp_path / "c.md").unlink()
    told = [one.read() for one in (a, b, c)]
    assert [one.reason for one in told if isinstance(one, Unreadable)] == [
        "a FIFO: pipe it in as `-`",
        "67 MB; at most 67 MB are read",
        "no such file or directory",
    ]


def test_what_a_run_writes_is_no_document(tmp_path: Path) -> None:
    """The report of last time, lying among the documents, is passed over; a document that would be written over is a mistake."""
    for name in ("a.md", "report.md"):
        (tmp_path / name).write_text("words")
    found = files.gather([str(tmp_path)], suffixes=[".md"], written=[str(tmp_path / "report.md")])
    assert [item.name for item in found.inputs] == [str(tmp_path / "a.md")] and found.unreadable == ()
    with pytest.raises(LinkauditError, match="would be written over"):
        files.gather([str(tmp_path / "a.md")], suffixes=[".md"], written=[str(tmp_path / "sub" / ".." / "a.md")])


def test_files_stay_apart(tmp_path: Path) -> None:
    """Two options cannot name one file, however it is spelt; two may name one device."""
    files.check_apart({"-o a.json": str(tmp_path / "a.json"), "--record": str(tmp_path / "b"), "-o x": "/dev/null", "-o y": "/dev/null"})
    with pytest.raises(LinkauditError, match=r"cannot be both -o a\.json and --record"):
        files.check_apart({"-o a.json": str(tmp_path / "a.json"), "--record": str(tmp_path / "b" / ".." / "a.json")})


def test_too_many_files_is_a_usage_mistake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A walk over more files than any editor has stops with one line instead of going on for ever."""
    monkeypatch.setattr("linkaudit.files.gathering.MAX_FILES", 3)
    tree(tmp_path, "a/1.md", "a/2.md", "b/3.md", "b/4.md")
    with pytest.raises(LinkauditError, match="more than 3 files"):
        files.gather([str(tmp_path)], suffixes=SUFFIXES)


def test_deep_directories(tmp_path: Path) -> None:
    """Depth costs no stack: a file below 900 directories is found or refused by the system, never a crash."""
    here = tmp_path
    for _ in range(400):
        here = here / "d"
    here.mkdir(parents=True)
    (here / "a.md").write_text("x", encoding="utf-8")
    assert len(files.gather([str(tmp_path)], suffixes=SUFFIXES).inputs) == 1


def test_read_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A list of names is separated by new lines of either kind, or by NUL when there is one; a missing list is the user's to mend."""
    path = tmp_path / "list"
    path.write_bytes(b"a.md\r\n\nb c.md\n\xff.md")
    assert files.read_list(str(path)) == ("a.md", "b c.md", "\udcff.md")
    path.write_bytes(b"a\n.md\0b.md\0")
    assert files.read_list(str(path)) == ("a\n.md", "b.md")
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b"x.md\n")))
    assert files.read_list("-") == ("x.md",)
    with pytest.raises(LinkauditError, match="no such file"):
        files.read_list(str(tmp_path / "gone"))


def test_read_text(tmp_path: Path) -> None:
    """Text is UTF-8 with or without a mark, new lines untouched; anything else is one line of complaint."""
    path = tmp_path / "x.toml"
    path.write_bytes(b"\xef\xbb\xbfa = 1\r\n")
    assert files.read_text(str(path)) == "a = 1\r\n"
    path.write_bytes(b"a\xff")
    with pytest.raises(LinkauditError, match=r"not UTF-8 \(byte 1\)"):
        files.read_text(str(path))


def test_write_replaces_whole(tmp_path: Path) -> None:
    """A write replaces the old file at once, keeps its mode and a symbolic link to it, and leaves nothing beside it."""
    old = tmp_path / "report.md"
    old.write_text("old", encoding="utf-8")
    old.chmod(0o640)
    (tmp_path / "latest.md").symlink_to(old)
    files.write_text(str(tmp_path / "latest.md"), "new\r\n\ud800é")
    assert old.read_bytes() == b"new\r\n\\ud800\xc3\xa9"
    assert (tmp_path / "latest.md").is_symlink() and stat.S_IMODE(old.stat().st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["latest.md", "report.md"]


def test_full_disk_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the disk is full the old file stays, the temporary one goes, and the run is incomplete (exit 3) with one line."""
    path = tmp_path / "report.md"
    path.write_text("old", encoding="utf-8")
    written = os.write

    def full(handle: int, data: memoryview) -> int:
        if len(data) > 4:
            return written(handle, data[:4])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(Incomplete, match=r"report\.md: cannot be written: no space left on device") as told:
        files.write_text(str(path), "new text")
    assert told.value.exit_code == 3 and path.read_text(encoding="utf-8") == "old"
    assert [one.name for one in tmp_path.iterdir()] == ["report.md"]


def test_devices_are_written_straight(tmp_path: Path) -> None:
    """`/dev/full` says that it is full, `/dev/null` takes everything, and both are still devices afterwards."""
    files.write_text("/dev/null", "x")
    with pytest.raises(Incomplete, match="no space left"):
        files.write_text("/dev/full", "x")
    assert stat.S_ISCHR(os.stat("/dev/null").st_mode) and stat.S_ISCHR(os.stat("/dev/full").st_mode)
    with pytest.raises(LinkauditError) as told:
        files.write_text(str(tmp_path / "no" / "x.md"), "x")
    assert told.value.exit_code == 2


def test_a_pipe_needs_a_reader(tmp_path: Path) -> None:
    """A named pipe that nobody reads is told, not waited for; one with a reader gets everything."""
    pipe = tmp_path / "report.json"
    os.mkfifo(pipe)
    with pytest.raises(LinkauditError, match="nobody reads it"):
        files.write_text(str(pipe), "x")
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    files.write_text(str(pipe), "x" * 5000)
    assert os.read(reader, 10_000) == b"x" * 5000
    os.close(reader)


def test_check_writable(tmp_path: Path) -> None:
    """What could not be written at the end of a long run is refused before it begins."""
    files.check_writable(str(tmp_path / "new.md"))
    files.check_writable("/dev/null")
    for path, words in ((tmp_path, "is a directory"), (tmp_path / "no" / "x.md", "no such directory")):
        with pytest.raises(LinkauditError, match=words):
            files.check_writable(str(path))


def test_sockets_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A socket that bears a document's name is a socket."""
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as here:
        here.bind("s.md")
        assert files.gather(["s.md"], suffixes=SUFFIXES).unreadable[0].reason == "a socket"


@pytest.mark.parametrize(
    ("reference", "path"),
    [
        ("b.md#x", "docs/b.md"),
        ("b%20c.md?q=1", "docs/b c.md"),
        ("../a.md", "a.md"),
        ("b", "docs/b.md"),
        ("sub/", "docs/sub/index.md"),
        ("./sub", "docs/sub/index.md"),
        ("#here", "docs/start.md"),
        ("/a.md", "a.md"),
        ("gone.md", None),
        ("a%00.md", None),
        ("pics", "docs/pics"),
    ],
)
def test_relative_links(tmp_path: Path, reference: str, path: str | None) -> None:
    """A relative link leads where a reader of the files would land: decoded, query dropped, index pages and left-out suffixes tried."""
    tree(tmp_path, "a.md", "docs/start.md", "docs/b.md", "docs/b c.md", "docs/sub/index.md", "docs/pics/x.png")
    local = files.look_up(str(tmp_path / "docs" / "start.md"), reference, root=str(tmp_path))
    assert local.path == (None if path is None else str(tmp_path / path))
    assert local.fragment == reference.partition("#")[2]


def test_rooted_links_need_a_root() -> None:
    """A path from the root of a site is not guessed at."""
    assert files.look_up("docs/a.md", "/x.md").reason == "a path from the root of a site: name its directory or --base-url"
