"""The settings as options of a command, and from options, environment and file back to settings."""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from linkaudit.settings import IN_ITS_FOLDER, Loaded, by_hand, load

# One row an option: the field of Settings that it sets, its type, its names if they are not the field's, its help.
OPTIONS: dict[str, tuple[Any, tuple[str, ...], str]] = {
    # what to read
    "include": (list[str], (), "Only files whose path matches this glob. Repeatable."),
    "exclude": (list[str], (), "No file whose path matches this glob. Repeatable."),
    "include_url": (list[str], (), "Only URLs that match this glob. Repeatable."),
    "exclude_url": (list[str], (), "No URL that matches this glob. Repeatable."),
    "include_code": (bool, ("--include-code/--no-include-code",), "Read URLs in code blocks too."),
    "defanged": (bool, ("--defanged/--no-defanged",), "Read defanged URLs (hxxp://example[.]com) too."),
    "base_url": (str, (), "Where the documents will be published: their relative links hang on it."),
    "published": (str, (), "When the article was published (YYYY-MM-DD): copies from around that day are preferred."),
    # what to ask, and how
    "snapshots": (bool, ("--snapshots/--no-archive",), "Look for a saved copy of what is dead."),
    "look": (bool, ("--look/--no-look",), "Look into pages and copies for what the claims say."),
    "look_most": (int, (), "Pages that are looked into, at most."),
    "compare": (int, (), "Live pages that do not show their claim and are compared with a saved copy, at most."),
    "embeddings": (str, (), "A folder with a model2vec model: twins are sought by meaning, too (needs linkaudit[embeddings])."),
    "judge": (str, (), "module:function, a judge of your own whose word is printed beside the evidence."),
    "at_once": (int, (), "Requests in flight at once, all hosts together."),
    "per_host": (int, (), "Requests in flight at once to one host, at most: a host is asked fewer until it has shown that it can."),
    "gap": (float, (), "Seconds between two requests to one host, at least."),
    "max_per_host": (int, (), "Ask at most so many sources of one host; the others are skipped, and said to be."),
    "sample": (int, (), "Ask only so many sources, the same ones every time; the others are skipped, and said to be."),
    "robots": (str, (), "ignore or obey: whether robots.txt (and its Crawl-delay) is asked for and followed."),
    "budget": (float, (), "Seconds for the whole run; what has not been asked by then is skipped (exit 3)."),
    "proxy": (str, (), "Ask through this HTTP proxy (http://host:port). Proxy variables of the environment are not looked at."),
    "timeout": (float, (), "Seconds for one attempt with its redirects."),
    "user_agent": (str, (), "What to call ourselves instead of linkaudit."),
    "contact": (str, (), "A page that tells site owners who asks."),
    "hosts": (str, (), "A file in /etc/hosts syntax that is the resolver: names in it resolve from it, no other name exists."),
    "allow_private": (list[str], (), "A network (CIDR) that may be asked although it is not public. Repeatable."),
    "ca_file": (str, (), "Certificates (PEM) to trust besides the usual ones."),
    "wayback": (str, (), "Where the Wayback Machine is: a mirror, or a pywb of your own."),
    "archives": (list[str], ("--archive",), "A further archive to ask: a known name, or NAME=TIMEGATE. Repeatable."),
    "memgator": (str, (), "Address of a MemGator, which asks many archives at once."),
    "archive_minutes": (float, (), "Minutes to spend on archives in this run; with --memory the next run takes up what is left."),
    "availability": (bool, ("--availability/--no-availability",), "Ask the Wayback Machine's availability service first (in batches)."),
    "unarchived": (bool, ("--unarchived/--no-unarchived",), "Ask archives about live sources too; name those that none holds."),
    "cdx": (str, (), "A sorted CDX or CDXJ file (may be .gz) that answers in place of the Wayback Machine's index."),
    "evidence": (str, (), "Keep every answer of this run in this WARC file (.warc.gz)."),
    "memory": (str, (), "Keep what runs see in this file: what is new, what is confirmed; an interrupted run goes on where it was."),
    "fresh": (str, (), "Use a check from the memory again when it is younger than this (90s, 30m, 12h, 7d; default 0: ask anew)."),
    "clock": (str, (), "Let the clock stand still at this time (2026-03-02T06:00Z): rehearsals and tests. The report says that it did."),
    "record": (str, (), "Write every conversation of this run into this cassette."),
    "replay": (str, (), "Ask nothing of the network: play this cassette."),
    # what to say
    "fail_on": (str, (), "Exit 1 when a source is dead, or also when one is unsure: never, dead, unsure."),
}
READING = ("include", "exclude", "include_url", "exclude_url", "include_code", "defanged", "base_url")
ASKING = tuple(name for name in OPTIONS if name not in (*READING, "published", "fail_on"))


def takes(*names: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Give a command the options of these settings; it is handed what they come to as `loaded`."""

    def give(command: Callable[..., None]) -> Callable[..., None]:
        def wrapped(**arguments: Any) -> None:
            config = arguments.pop("config")
            flags = {name: arguments.pop(name) for name in names}
            command(loaded=load_all(flags, config), **arguments)

        own = [p for p in inspect.signature(command, eval_str=True).parameters.values() if p.name != "loaded"]
        rows = [(name, *OPTIONS[name]) for name in names]
        rows.append(
            (
                "config",
                str,
                (),
                "Settings file (default: linkaudit.toml, or [tool.linkaudit] in pyproject.toml; one that is named may say more).",
            )
        )
        added = [
            inspect.Parameter(
                name,
                inspect.Parameter.KEYWORD_ONLY,
                default=None,
                annotation=Annotated[kind | None, typer.Option(*decls, help=text, show_default=False)],
            )
            for name, kind, decls, text in rows
        ]
        keyword = [p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own]
        wrapped.__signature__ = inspect.Signature(keyword + added)  # type: ignore[attr-defined]
        wrapped.__annotations__ = {p.name: p.annotation for p in keyword + added}
        wrapped.__doc__, wrapped.__name__ = command.__doc__, command.__name__
        return wrapped

    return give


def as_flags(loaded: Loaded, command: str, named_file: bool) -> list[str]:
    """The flags of a command that say what the environment and a settings file said; not that of a file that a flag names
    (`named_file`)."""
    words: list[str] = []
    for name, (kind, decls, _) in OPTIONS.items():
        origin, value = loaded.origin[name], getattr(loaded.settings, name)
        if (
            (command == "check" and name in READING)
            or origin == "default"
            or origin.startswith("--")
            or (named_file and not origin.startswith("LINKAUDIT_"))
            or value is None
        ):
            continue
        flag = decls[0] if decls else "--" + name.replace("_", "-")
        if kind is bool:
            words.append(flag.split("/")[0 if value else 1])
            continue
        for each in value if isinstance(value, tuple) else (value,):
            words += [flag, each.isoformat() if isinstance(each, date) else str(each)]
    return words


def load_all(flags: dict[str, Any], config: str | None) -> Loaded:
    """Settings from the file that is named or found here, the environment and the flags. A file that is found may say less."""
    flags = {name: value for name, value in flags.items() if value not in (None, [], ())}
    name = config or next((name for name in ("linkaudit.toml", "pyproject.toml") if Path(name).is_file()), None)
    if name is None:
        return load(environment=os.environ, flags=flags)
    from linkaudit import files

    table = ("tool", "linkaudit") if Path(name).name == "pyproject.toml" else ()
    loaded = load(files.read_text(name), name, table, os.environ, flags, found=config is None)
    for setting in IN_ITS_FOLDER if config is None else ():
        path = getattr(loaded.settings, setting)
        if path and loaded.origin[setting] == name and not files.lies_below(path, "."):
            raise by_hand(name, setting, f"{files.printable(path)} lies outside of the folder of this file")
    return loaded
