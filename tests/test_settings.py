"""Settings: who wins, where each value came from, and what a mistake is told."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from linkaudit.errors import LinkauditError
from linkaudit.flags import load_all
from linkaudit.settings import Settings, load, seconds


def test_later_layers_win() -> None:
    """A flag wins over the environment, the environment over the file, the file over the default; each value names its origin."""
    loaded = load(
        "timeout = 5\nat-once = 7\nwayback = 'https://mirror.example'",
        environment={"LINKAUDIT_TIMEOUT": "6", "LINKAUDIT_AT_ONCE": "8", "HOME": "/"},
        flags={"timeout": 9.0, "snapshots": None},
    )
    assert (loaded.settings.timeout, loaded.settings.at_once, loaded.settings.wayback) == (9.0, 8, "https://mirror.example")
    assert [loaded.origin[name] for name in ("timeout", "at_once", "wayback", "snapshots")] == [
        "--timeout",
        "LINKAUDIT_AT_ONCE",
        "linkaudit.toml",
        "default",
    ]


def test_a_table_inside_another_file() -> None:
    """Settings may stand in `[tool.linkaudit]` of pyproject.toml; a file without that table changes nothing."""
    text = "[tool.linkaudit]\nfail_on = 'unsure'\nallow-private = ['10.0.0.0/8']\npublished = 2024-03-11\n[tool.other]\nx = 1"
    loaded = load(text, "pyproject.toml", ("tool", "linkaudit")).settings
    assert (loaded.fail_on, loaded.allow_private, loaded.published) == ("unsure", ("10.0.0.0/8",), date(2024, 3, 11))
    assert load("[tool.other]\nx = 1", "pyproject.toml", ("tool", "linkaudit")).settings == Settings()
    with pytest.raises(LinkauditError, match="must be a table"):
        load("[tool]\nlinkaudit = 5", "pyproject.toml", ("tool", "linkaudit"))


def test_environment_text_becomes_values() -> None:
    """Numbers, switches, dates and comma-separated lists are read from the environment's text."""
    loaded = load(
        environment={
            "LINKAUDIT_SNAPSHOTS": "no",
            "LINKAUDIT_PUBLISHED": "2024-03-11",
            "LINKAUDIT_CLOCK": "2026-03-02T07:00+01:00",
            "LINKAUDIT_EXCLUDE_URL": "*://a.example/*, *://b.example/*",
            "LINKAUDIT_IA_SECRET_KEY": "not a setting",
            "LINKAUDIT_MEMORY": "",  # as CI sets what is not set
        }
    ).settings
    assert (loaded.snapshots, loaded.published, loaded.clock) == (False, date(2024, 3, 11), datetime(2026, 3, 2, 6, tzinfo=UTC))
    assert loaded.exclude_url == ("*://a.example/*", "*://b.example/*")


@pytest.mark.parametrize(
    ("toml", "environment", "flags", "words"),
    [
        ("timeuot = 5", {}, {}, "linkaudit.toml: timeuot: unknown setting; the nearest one is 'timeout'"),
        ("", {"LINKAUDIT_FAILON": "dead"}, {}, "LINKAUDIT_FAILON: unknown setting; the nearest one is 'fail_on'"),
        ("timeout = 'soon'", {}, {}, "linkaudit.toml: timeout: 'soon' is not a float"),
        ("timeout = true", {}, {}, "linkaudit.toml: timeout: True is not a float"),
        ("", {}, {"published": "March"}, "--published: 'March' is not a date such as 2024-03-11"),
        ("at_once = 1.5", {}, {}, "linkaudit.toml: at_once: 1.5 is not a int"),
        ("", {}, {"fail_on": "live"}, "fail-on: 'live' is none of never, dead, unsure"),
        ("", {}, {"timeout": "nan"}, "timeout: must be a number of seconds above 0"),
        ("", {}, {"at_once": 0}, "at-once: must be 1 or more"),
        ("", {}, {"wayback": "web.archive.org"}, "wayback: 'web.archive.org' is not an http or https URL"),
        ("", {}, {"wayback": "http://["}, "wayback: 'http://[' is not an http or https URL"),
        ("", {}, {"memgator": "x"}, "memgator: 'x' is not an http or https URL"),
        ("", {}, {"archives": ["mine=http://["]}, "archive: 'http://[' is not an http or https URL"),
        ("base-url = 'javascript:1'", {}, {}, "base-url: 'javascript:1' is not an http or https URL"),
        ("", {}, {"look_most": -1}, "look-most: must be 0 or more"),
        ("", {}, {"hosts": ""}, "hosts: is empty"),
        ("memory = ''", {}, {}, "memory: is empty"),
        ("", {}, {"record": "a", "replay": "b"}, "record and replay exclude each other"),
        ("", {}, {"clock": "noon"}, "--clock: 'noon' is not a datetime"),
        ("clock = 2026-03-02T06:00:00Z", {}, {"replay": "a"}, "clock: a replay has times of its own, and evidence must have the true ones"),
        ("= 1", {}, {}, "linkaudit.toml: not valid TOML: Invalid statement (at line 1, column 1)"),
    ],
)
def test_mistakes_are_named(toml: str, environment: dict[str, str], flags: dict[str, object], words: str) -> None:
    """A mistake says where it stands and what is wrong, in one line; an unknown key names the nearest one."""
    with pytest.raises(LinkauditError) as caught:
        load(toml, environment=environment, flags=flags)
    assert str(caught.value) == words


@pytest.mark.parametrize(
    "line",
    [
        "allow-private = ['10.0.0.0/8']",
        "hosts = 'hosts'",
        "proxy = 'http://a.example:3128'",
        "ca-file = 'ca.pem'",
        "wayback = 'http://10.0.0.1/'",
        "memgator = 'http://10.0.0.1/'",
        "archives = ['ukwa', 'mine=http://10.0.0.1/']",
        "record = 'tape.yaml'",
        "evidence = 'evidence.warc.gz'",
        "replay = 'tape.yaml'",
        "clock = 2026-03-02T06:00:00Z",
        "gap = 0",
        "per-host = 50",
        "memory = '../memory.db'",
        "memory = 'elsewhere/memory.db'",
        "cdx = '/etc/passwd'",
    ],
)
def test_a_file_that_is_found_may_say_less(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A settings file that merely lies in the working folder opens no network, tells no false answers and writes nothing outside of its
    folder; one that is named may."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    Path("elsewhere").symlink_to("/")
    Path("linkaudit.toml").write_text(line)
    Path("pyproject.toml").write_text(f"[tool.linkaudit]\n{line}")
    with pytest.raises(LinkauditError, match="it counts only if you name the file"):
        load_all({}, None)
    for named in ("linkaudit.toml", "pyproject.toml"):
        assert named in load_all({}, named).origin.values()


def test_what_is_harmless_is_taken_from_a_file_that_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A project may set what it audits, its memory, and to be politer than usual; a flag stands above what its file may not say."""
    monkeypatch.chdir(tmp_path)
    Path("linkaudit.toml").write_text(
        "fail-on = 'never'\ngap = 1\nper-host = 2\narchives = ['ukwa']\nmemory = 'memory.db'\nhosts = 'theirs'"
    )
    settings = load_all({"hosts": "mine"}, None).settings
    assert (settings.gap, settings.archives, settings.memory, settings.hosts) == (1, ("ukwa",), "memory.db", "mine")


@pytest.mark.parametrize("text", ["abc", "", "h", "12hh", "12x", "1.2.3", "-1h", "١٢h"])
def test_what_is_no_span_of_time_is_refused(text: str) -> None:
    """A span of time is a number with at most one unit behind it; anything else is told, with what is meant."""
    with pytest.raises(LinkauditError, match="is not a span of time such as 90s"):
        seconds(text)


def test_spans_of_time() -> None:
    """Seconds, minutes, hours, days and weeks; a bare number counts seconds."""
    assert [seconds(text) for text in ("90", "90s", "30m", "1.5h", " 7d ", "2W")] == [90, 90, 1800, 5400, 604_800, 1_209_600]
