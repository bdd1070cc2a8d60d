"""Settings: one frozen value, laid from defaults, a TOML file, LINKAUDIT_* variables and flags, each with its origin; or a complaint."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime
from typing import Any, get_args, get_type_hints

from linkaudit import urls
from linkaudit.errors import LinkauditError

FAIL_ON = ("never", "dead", "unsure")
NOT_SETTINGS = ("LINKAUDIT_IA_", "LINKAUDIT_TEST_")  # keys of the Internet Archive, which are secrets; what the tests are told
NOT_IN_FILES = ("judge",)  # a settings file comes with a folder of documents: it must not run code
# What a settings file says of these counts only if somebody named the file (--config). One that is merely found in the working folder may
# have come with a stranger's documents: it must not open this machine's networks, tell false answers for the web's, nor write files.
BY_HAND = {
    "allow_private": "opens private networks",
    "hosts": "says where names lead, into private networks too",
    "proxy": "says who sees and answers everything that is asked",
    "ca_file": "says whose certificates are believed",
    "wayback": "names an archive, which may stand in a private network",
    "memgator": "names a server, which may stand in a private network",
    "archives": "gives the address of an archive, which may stand in a private network",  # names that are known are no addresses
    "record": "writes a file",
    "evidence": "writes a file",
    "replay": "puts recorded answers in place of the network's",
    "clock": "sets the clock",
    "gap": "asks hosts faster than is polite",
    "per_host": "asks hosts for more at once than is polite",
}
IN_ITS_FOLDER = ("memory", "cdx", "embeddings")  # paths that a file which was found may name below its own folder
ROBOTS = ("ignore", "obey")
HOME = "https://linkaudit.readthedocs.io/"  # the default contact: says who asks and how to make it stop


@dataclass(frozen=True, slots=True)
class Settings:
    """What a run may be told. Field names are the TOML keys; LINKAUDIT_<NAME> and --<name> set the same."""

    published: date | None = None  # of the article: snapshots nearest to it are preferred
    fail_on: str = "dead"
    snapshots: bool = True  # look for saved copies
    at_once: int = 1000  # requests in flight, all hosts together; fewer when the system gives fewer file descriptors
    per_host: int = 10  # requests in flight to one host, at most: a lane starts at 4 and widens only while answers come quickly
    gap: float = 0.05  # seconds between two starts on one host
    max_per_host: int | None = None  # sources of one host that are asked; the rest is skipped
    sample: int | None = None  # sources that are asked, the same ones every time; the rest is skipped
    robots: str = "ignore"  # "obey": robots.txt and its Crawl-delay
    budget: float | None = None  # seconds for the whole run; what is left then is skipped
    proxy: str | None = None  # http://[user:password@]host:port; the environment's proxy variables are not looked at
    timeout: float = 20.0  # seconds for one attempt with its redirects
    include_code: bool = False  # read URLs in code blocks too
    defanged: bool = False  # read hxxp://example[.]com too
    base_url: str | None = None  # where the documents will be published: their relative links hang on it
    include_url: tuple[str, ...] = ()
    exclude_url: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    user_agent: str | None = None
    contact: str = HOME
    hosts: str | None = None  # a file in /etc/hosts syntax: the resolver, and trusted
    allow_private: tuple[str, ...] = ()  # CIDRs that may be asked although they are not public
    ca_file: str | None = None
    wayback: str = "https://web.archive.org"
    archives: tuple[str, ...] = ()  # further archives to ask: a known name, or NAME=TIMEGATE
    memgator: str | None = None  # address of a MemGator, which asks many archives at once
    look: bool = True  # look into pages and copies for what the claims say
    look_most: int = 1000  # pages of a run that are looked into
    compare: int = 100  # live pages of a run that do not show their claim and are compared with a copy
    archive_minutes: float | None = None  # to spend on archives in one run; what is left is unknown, and first in the next run
    embeddings: str | None = None  # a folder with a model2vec model that twins are sought with, too
    judge: str | None = None  # module:function, somebody's own judge of evidence; named by flag or variable only, for it is code that runs
    availability: bool = False  # ask the Wayback Machine's availability service first, 50 URLs at once; only its yes is believed
    unarchived: bool = False  # ask the archives about live sources too, and name those that none holds
    cdx: str | None = None  # a sorted CDX or CDXJ file that answers in place of the Wayback Machine's index
    evidence: str | None = None  # a WARC file that takes every answer of the run
    memory: str | None = None  # an SQLite file that keeps what runs saw
    fresh: str = "0"  # how old a check in the memory may be to be used again: seconds, or 90s, 30m, 12h, 7d
    clock: datetime | None = None  # the time stands still here: a rehearsal, which its report says of itself
    record: str | None = None
    replay: str | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings and, for each field, where its value came from ("default", "linkaudit.toml", "LINKAUDIT_TIMEOUT", "--timeout")."""

    settings: Settings
    origin: Mapping[str, str] = field(default_factory=dict)


def load(
    toml: str | None = None,
    toml_name: str = "linkaudit.toml",
    table: tuple[str, ...] = (),
    environment: Mapping[str, str] | None = None,
    flags: Mapping[str, Any] | None = None,
    found: bool = False,
) -> Loaded:
    """Lay flags over environment over TOML text over defaults. `table` is where in the TOML they stand (`("tool", "linkaudit")`);
    `found`: nobody named that file, it lay in the working folder.

    Raises LinkauditError for an unknown key (naming the nearest one), a value of the wrong kind, or one that needs somebody's word.
    """
    values: dict[str, Any] = {}
    origin = {f.name: "default" for f in fields(Settings)}
    for name, value in _from_toml(toml, toml_name, table).items():
        if name in NOT_IN_FILES:
            raise LinkauditError(
                f"{toml_name}: {name}: names code that runs, so it is taken from the command line and the environment only"
            )
        values[name], origin[name] = _convert(name, value, f"{toml_name}: {name}"), toml_name
    for key, text in sorted((environment or {}).items()):
        if key.startswith("LINKAUDIT_") and not key.startswith(NOT_SETTINGS) and text:
            name = _known(key.removeprefix("LINKAUDIT_").lower(), key)
            values[name], origin[name] = _convert(name, text, key), key
    for name, value in (flags or {}).items():
        if value is not None and value != ():
            flag = "--" + name.replace("_", "-")
            values[name], origin[name] = _convert(name, value, flag), flag
    settings = _sane(replace(Settings(), **values))
    for name, why in BY_HAND.items() if found else ():
        if origin[name] == toml_name and _needs_a_word(name, settings):
            raise by_hand(toml_name, name, why)
    return Loaded(settings, origin)


def by_hand(toml_name: str, name: str, why: str) -> LinkauditError:
    """The complaint about what a settings file says that nobody named."""
    ways_out = f"it counts only if you name the file (--config {toml_name}) or give the option yourself"
    return LinkauditError(f"{toml_name}: {name.replace('_', '-')}: {why}: {ways_out}")


def _needs_a_word(name: str, settings: Settings) -> bool:
    """Whether this setting of a file that was found does more than is harmless."""
    match name:
        case "archives":
            return any("=" in archive for archive in settings.archives)
        case "gap":
            return settings.gap < Settings().gap
        case "per_host":
            return settings.per_host > Settings().per_host
        case _:
            return bool(getattr(settings, name) != getattr(Settings(), name))


def _from_toml(text: str | None, name: str, table: tuple[str, ...]) -> dict[str, Any]:
    if text is None:
        return {}
    try:
        data: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise LinkauditError(f"{name}: not valid TOML: {fault}") from None
    for step in table:
        data = data.get(step, {}) if isinstance(data, dict) else {}
    if not isinstance(data, dict):
        raise LinkauditError(f"{name}: {'.'.join(table)}: must be a table")
    return {_known(key, f"{name}: {key}"): value for key, value in data.items()}


def _known(key: str, where: str) -> str:
    """The field that a key names; hyphens are underscores."""
    name = key.replace("-", "_")
    names = [f.name for f in fields(Settings)]
    if name in names:
        return name
    near = difflib.get_close_matches(name, names, n=1, cutoff=0.0)
    raise LinkauditError(f"{where}: unknown setting; the nearest one is {near[0]!r}")


_TRUE, _FALSE = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


def _convert(name: str, value: Any, where: str) -> Any:
    """A value as its field wants it; text comes from the environment, where a list is separated by commas or new lines."""
    hint = get_type_hints(Settings)[name]
    kinds = get_args(hint) or (hint,)
    try:
        if ... in kinds:  # tuple[str, ...]
            if isinstance(value, str):
                return tuple(part.strip() for part in value.replace("\n", ",").split(",") if part.strip())
            return tuple(_text(part) for part in value)
        readers: dict[type, Callable[[Any], Any]] = {bool: _bool, int: _int, float: _float, datetime: _moment, date: _date, str: _text}
        return next(reader for kind, reader in readers.items() if kind in kinds)(value)
    except (TypeError, ValueError, OverflowError):
        kind = next(k.__name__ for k in kinds if isinstance(k, type) and k is not type(None)) if ... not in kinds else "list"
        form = " such as 2024-03-11" if kind == "date" else ""
        raise LinkauditError(f"{where}: {value!r} is not a {kind}{form}") from None


def _bool(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if str(value).lower() in _TRUE + _FALSE:
        return str(value).lower() in _TRUE
    raise ValueError


def _int(value: Any) -> int:
    if isinstance(value, bool | float):
        raise TypeError
    return int(value)


def _float(value: Any) -> float:
    if isinstance(value, bool):
        raise TypeError
    return float(value)


def _date(value: Any) -> date:
    return value if isinstance(value, date) else date.fromisoformat(value)


def _moment(value: Any) -> datetime:
    at = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return (at if at.tzinfo else at.replace(tzinfo=UTC)).astimezone(UTC)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _address(name: str, text: str | None) -> None:
    """Complain about what should be the address of a server and is none."""
    if text is not None and not ((parsed := urls.parse(text)) and urls.is_http(parsed) and urls.host(parsed)):
        raise LinkauditError(f"{name.replace('_', '-')}: {text!r} is not an http or https URL")


_UNITS = {"": 1, "s": 1, "m": 60, "h": 3600, "d": 86400, "w": 604800}


def seconds(text: str) -> float:
    """A span of time as people write it (`90`, `90s`, `30m`, `12h`, `7d`, `2w`), in seconds. Raises LinkauditError for anything else."""
    number = text.strip().lower().rstrip("smhdw")
    unit = text.strip().lower().removeprefix(number)
    if unit not in _UNITS or not number.replace(".", "", 1).isdigit() or not number.isascii():
        raise LinkauditError(f"{text!r} is not a span of time such as 90s, 30m, 12h or 7d")
    return float(number) * _UNITS[unit]


def _sane(settings: Settings) -> Settings:
    """The same settings, or a complaint about a value no run could use."""
    if settings.fail_on not in FAIL_ON:
        raise LinkauditError(f"fail-on: {settings.fail_on!r} is none of {', '.join(FAIL_ON)}")
    if not settings.timeout > 0 or settings.timeout == float("inf"):
        raise LinkauditError("timeout: must be a number of seconds above 0")
    for name, least in (("at_once", 1), ("per_host", 1), ("look_most", 0), ("compare", 0)):
        if getattr(settings, name) < least:
            raise LinkauditError(f"{name.replace('_', '-')}: must be {least} or more")
    for name in (f.name for f in fields(Settings) if f.name not in ("contact", "user_agent")):
        if getattr(settings, name) == "":  # `--hosts "$UNSET"` must not ask the network after all
            raise LinkauditError(f"{name.replace('_', '-')}: is empty")
    for name in ("wayback", "memgator", "base_url"):
        _address(name, getattr(settings, name))
    for archive in settings.archives:
        _address("archive", archive.partition("=")[2] or None)
    if min(settings.max_per_host or 1, settings.sample or 1) < 1 or 0 in (settings.max_per_host, settings.sample):
        raise LinkauditError("max-per-host, sample: must be 1 or more")
    if settings.budget is not None and not settings.budget > 0:
        raise LinkauditError("budget: must be a number of seconds above 0")
    if settings.archive_minutes is not None and not settings.archive_minutes > 0:
        raise LinkauditError("archive-minutes: must be a number above 0")
    if settings.robots not in ROBOTS:
        raise LinkauditError(f"robots: {settings.robots!r} is none of {', '.join(ROBOTS)}")
    if not 0 <= settings.gap <= 3600:
        raise LinkauditError("gap: must be a number of seconds from 0 to 3600")
    if settings.record and settings.replay:
        raise LinkauditError("record and replay exclude each other")
    if settings.clock and (settings.replay or settings.evidence):
        raise LinkauditError("clock: a replay has times of its own, and evidence must have the true ones")
    seconds(settings.fresh)
    return settings
