"""The command line: flags in, exit code out; the only room that prints and exits."""

from __future__ import annotations

import gc
import inspect
import os
import signal
import sys
import traceback
from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from linkaudit import __version__
from linkaudit.errors import Incomplete, LinkauditError
from linkaudit.settings import Loaded, Settings, load

if TYPE_CHECKING:
    from linkaudit.auditing import Outcome
    from linkaudit.model import Report
    from linkaudit.web import Web

app = typer.Typer(
    name="linkaudit",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # rich costs 80 ms at every start
    context_settings={"help_option_names": ["-h", "--help"]},
)

Inputs = Annotated[
    list[str] | None, typer.Argument(metavar="INPUT...", help="Files, folders, - (stdin) or http(s) URLs of published pages.")
]
FilesFrom = Annotated[
    str | None,
    typer.Option("--files-from", metavar="FILE", help="Read more inputs from this file (- is stdin), one a line or NUL-separated."),
]

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
        rows.append(("config", str, (), "Settings file (default: linkaudit.toml, or [tool.linkaudit] in pyproject.toml)."))
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


def load_all(flags: dict[str, Any], config: str | None) -> Loaded:
    """Settings from the file that is named or found here, the environment and the flags."""
    flags = {name: value for name, value in flags.items() if value not in (None, [], ())}
    name = config or "linkaudit.toml"
    table: tuple[str, ...] = ()
    if config is None and not Path(name).is_file() and Path("pyproject.toml").is_file():
        name, table = "pyproject.toml", ("tool", "linkaudit")
    if config is None and not Path(name).is_file():
        return load(environment=os.environ, flags=flags)
    from linkaudit import files

    return load(files.read_text(name), name, table, os.environ, flags)


def all_inputs(inputs: list[str] | None, files_from: str | None) -> list[str]:
    """What was named on the command line and in the list."""
    from linkaudit import files

    named = [*(inputs or ()), *(files.read_list(files_from) if files_from else ())]
    if not named:
        raise LinkauditError("nothing to read: name files, folders, - (stdin) or http(s) URLs of published pages")
    return named


# ---------------------------------------------------------------- commands

Output = Annotated[list[str], typer.Option("-o", "--output", metavar="FILE", help="Where to write; the suffix picks the form. Repeatable.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Say nothing on stderr but faults.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Tell of every check on stderr.")]
Color = Annotated[bool | None, typer.Option("--color/--no-color", help="Colour on stderr (default: when it is a terminal).")]


@app.callback(invoke_without_command=True)
def linkaudit(
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Audits the sources behind the claims: which links still open, which have a saved copy, which sentence lost its source.

    Exit codes: 0 nothing at or above --fail-on; 1 found some; 2 wrong usage or settings; 3 incomplete, cannot be trusted; 130 Ctrl-C.
    """
    if version:
        print(f"linkaudit {__version__}")
        raise typer.Exit


@app.command()
@takes("published", *READING, *ASKING, "fail_on")
def audit(
    loaded: Loaded,
    inputs: Inputs = None,
    files_from: FilesFrom = None,
    output: Output = [],  # noqa: B006 (typer reads it, nobody changes it)
    as_: Annotated[str | None, typer.Option("--as", metavar="SUFFIX", help="Read stdin as this kind, e.g. .md.")] = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    color: Color = None,
) -> None:
    """Audit documents: every source of every claim, as a citation-health report (Markdown on stdout unless -o says otherwise)."""
    import trio

    from linkaudit import auditing, files
    from linkaudit.reports import WRITERS, pieces, writer
    from linkaudit.telling import tell_summary, telling

    named = all_inputs(inputs, files_from)
    for name in output:
        writer(name)
        files.check_writable(name)
    with telling(quiet, verbose, color) as on_check:
        outcome = trio.run(
            lambda: auditing.audit(named, loaded.settings, stdin_suffix=as_, on_check=on_check, command=repeatable(sys.argv))
        )
    for name in output:
        files.write_pieces(name, pieces(name, outcome.report))
    if not output:
        put(WRITERS[".md"](outcome.report))
    conclude(outcome, loaded.settings)
    if not quiet:
        tell_summary(outcome.report, output, color)
    raise typer.Exit(exit_code(outcome, loaded.settings))


@app.command()
@takes("published", *ASKING, "fail_on")
def check(
    given: Annotated[list[str], typer.Argument(metavar="URL...", help="What to check.")],
    loaded: Loaded,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, in the report's shape.")] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    color: Color = None,
) -> None:
    """Spot check: the verdict on a URL, the whole conversation that led to it, and the saved copy."""
    import trio

    from linkaudit import auditing
    from linkaudit.reports import spot
    from linkaudit.telling import telling

    with telling(quiet, verbose, color) as on_check:
        outcome = trio.run(lambda: auditing.spot_check(given, loaded.settings, on_check=on_check, command=repeatable(sys.argv)))
    put(spot.as_json(outcome.report) if as_json else spot.as_text(outcome.report))
    conclude(outcome, loaded.settings)
    raise typer.Exit(exit_code(outcome, loaded.settings))


@app.command("history")
def past(
    url: Annotated[str | None, typer.Argument(metavar="[URL]", help="One source; all that were ever checked if none is named.")] = None,
    memory: Annotated[str | None, typer.Option("--memory", metavar="FILE", help="The memory to look into (default: the setting).")] = None,
    config: Annotated[str | None, typer.Option("--config", help="Settings file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """What earlier runs saw of a source: since when it is dead, when it was last alive, what each run found."""
    from linkaudit.memory import key, opened, typed
    from linkaudit.reports import past as reports
    from linkaudit.urls import redact

    name = memory or load_all({}, config).settings.memory
    if name is None:
        raise LinkauditError("history: name the memory with --memory FILE")
    with opened(name, must_exist=True) as kept:
        wanted = kept.sources() if url is None else ((key(typed(url)), redact(typed(url))[0]),)
        rows = [(shown, kept.entries_of(source)) for source, shown in wanted]
    if url is not None and not rows[0][1]:
        raise LinkauditError(f"history: {url} is not in {name}")
    put(reports.as_json(rows) if as_json else reports.as_text(rows, every_run=url is not None))


@app.command()
@takes(*READING)
def links(
    loaded: Loaded,
    inputs: Inputs = None,
    files_from: FilesFrom = None,
    form: Annotated[str, typer.Option("--format", help="text, json or csv.")] = "text",
    as_json: Annotated[bool, typer.Option("--json", help="The same as --format json.")] = False,
    as_: Annotated[str | None, typer.Option("--as", metavar="SUFFIX", help="Read stdin as this kind, e.g. .md.")] = None,
) -> None:
    """What would be checked: every citation with its place and the claim it holds up. Asks nothing of the network."""
    from linkaudit import reading
    from linkaudit.reports.links import FORMATS
    from linkaudit.reports.secrets import printable

    form = "json" if as_json else form
    if form not in FORMATS:
        raise LinkauditError(f"--format: {form!r} is none of {', '.join(FORMATS)}")
    named = all_inputs(inputs, files_from)
    found = reading.read_only(named, loaded.settings, stdin_suffix=as_)
    for unreadable in found.unreadable:
        print(printable(f"linkaudit: not read: {unreadable.name}: {unreadable.reason}"), file=sys.stderr)
    put(FORMATS[form](found))
    raise typer.Exit(0 if found.documents else 3)


@app.command()
@takes(*READING, *ASKING)
def save(
    loaded: Loaded,
    inputs: Inputs = None,
    files_from: FilesFrom = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be saved; needs no keys.")] = False,
    at_most: Annotated[int, typer.Option("--at-most", help="Ask for so many captures at most.")] = 100,
    as_: Annotated[str | None, typer.Option("--as", metavar="SUFFIX", help="Read stdin as this kind, e.g. .md.")] = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    color: Color = None,
) -> None:
    """Have the Internet Archive keep the live sources of documents that have no fresh capture, before they rot.

    Needs the variables LINKAUDIT_IA_ACCESS_KEY and LINKAUDIT_IA_SECRET_KEY. One line a source: what became of it, its URL, its copy.
    Exit codes as of audit; 1 when a source could not be kept.
    """
    from dataclasses import replace

    import trio

    from linkaudit import auditing
    from linkaudit import save as saving
    from linkaudit.reports.secrets import printable
    from linkaudit.snapshots.spn import Keys
    from linkaudit.telling import telling

    access, secret = (os.environ.get(f"LINKAUDIT_IA_{name}_KEY", "") for name in ("ACCESS", "SECRET"))
    if not dry_run and not (access and secret):
        raise LinkauditError(f"save: {saving.HELP}")
    keys = None if dry_run else Keys(access, secret)
    settings = replace(loaded.settings, snapshots=False)
    named, became = all_inputs(inputs, files_from), []

    def tell(saved: saving.Saved) -> None:
        became.append(saved.outcome)
        said = f"{saved.outcome:10} {saved.url} {saved.archive_url or ''}{f' ({saved.reason})' if saved.reason else ''}"
        print(printable(said, saved.url), flush=True)

    async def keep(report: Report, web: Web) -> None:
        if settings.memory is None:
            await saving.keep(report, web, settings, keys, at_most=at_most, on_saved=tell)
            return
        from linkaudit import memory

        with memory.opened(settings.memory) as past:
            await saving.keep(report, web, settings, keys, at_most=at_most, memory=past, on_saved=tell)

    with telling(quiet, verbose, color) as on_check:
        outcome = trio.run(lambda: auditing.audit(named, settings, stdin_suffix=as_, on_check=on_check, after=keep))
    if outcome.signal or not outcome.report.run.complete:
        raise typer.Exit(exit_code(outcome, replace(settings, fail_on="never")))
    raise typer.Exit(1 if {"later", "refused"} & set(became) else 0)


@app.command()
def verify(
    given: Annotated[list[str], typer.Argument(metavar="FILE...", help="Evidence that `audit --evidence` wrote.")],
) -> None:
    """Compare evidence with the digests in it: exit 0 when no byte has changed, 1 with the records that were changed."""
    from linkaudit import warc
    from linkaudit.reports.escape import terminal

    changed = False
    for name in given:
        checked = warc.verify(name)
        changed = changed or bool(checked.faults)
        for fault in checked.faults:
            print(terminal(f"{name}: {fault}"))
        if not checked.faults:
            print(terminal(f"{name}: unchanged ({checked.records} records)"))
    raise typer.Exit(1 if changed else 0)


@app.command()
def schema() -> None:
    """Print the JSON Schema of report.json."""
    from linkaudit.reports.schema import text

    put(text())


@app.command()
@takes(*OPTIONS)
def settings(loaded: Loaded) -> None:
    """The settings in force, and where each came from."""
    from linkaudit.reports.secrets import printable

    for name in (field.name for field in fields(Settings)):
        value = getattr(loaded.settings, name)
        shown = ", ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)
        print(f"{name.replace('_', '-'):14} {printable(shown):42} {printable(loaded.origin[name])}".rstrip())


# ---------------------------------------------------------------- ending


def conclude(outcome: Outcome, settings: Settings) -> None:
    """The report is written: the run need not be gone on with."""
    if settings.memory is not None and outcome.report.run.complete:
        from linkaudit import memory

        memory.conclude(settings.memory, outcome.report.run.ended)


def exit_code(outcome: Outcome, settings: Settings) -> int:
    """0 nothing at or above `fail_on`, 1 found some, 3 incomplete, 130 Ctrl-C."""
    if outcome.signal == signal.SIGINT:
        return 130
    if not outcome.report.run.complete:
        return 3
    from linkaudit.sources import states

    found = {health.value for _, health in states(outcome.report.sources)}
    bad = {"never": set(), "dead": {"dead"}, "unsure": {"dead", "unsure"}}[settings.fail_on]
    return 1 if found & bad else 0


def repeatable(argv: list[str]) -> str:
    """The command as it was given, quoted for a shell, without where the reports go: a report is the same in whatever file it lies."""
    import shlex

    kept, left_out = [], False
    for word in argv[1:]:
        if left_out or word.startswith(("--output=", "-o")):
            left_out = word == "-o"
        elif word == "--output":
            left_out = True
        else:
            kept.append(word)
    return shlex.join(["linkaudit", *kept])


def put(text: str) -> None:
    """Write data to stdout, now: a full disk behind it is told in words."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as fault:
        sys.stdout = None
        raise Incomplete(f"stdout: {fault.strerror}") from None


def run() -> None:
    """Run the command line. A fault that the user can mend is one line; a bug shows its traceback and exits 3, never 1."""
    signal.signal(signal.SIGTERM, _stopped)
    gc.set_threshold(
        100_000, 50, 100
    )  # nearly all that an audit makes lives to its end: a quarter of its CPU went into looking for garbage
    try:
        app()
    except LinkauditError as fault:
        from linkaudit.reports.secrets import printable

        print(printable(f"linkaudit: {fault}"), file=sys.stderr)
        sys.exit(fault.exit_code)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:  # `linkaudit ... | head`: the reader has what it wanted
        sys.stdout = None
        sys.exit(0)
    except Exception:
        traceback.print_exc()
        print("linkaudit: this is a bug; please report it with the lines above", file=sys.stderr)
        sys.exit(3)


def _stopped(_number: int, _frame: object) -> None:
    """SIGTERM where no report can be rescued: before anything was asked, or while a report is written."""
    raise Incomplete("stopped by SIGTERM")
