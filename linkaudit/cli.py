"""The command line: flags in, exit code out; the only room that prints and exits."""

from __future__ import annotations

import gc
import io
import os
import signal
import sys
import traceback
from dataclasses import fields
from typing import TYPE_CHECKING, Annotated

import typer

from linkaudit import __version__
from linkaudit.errors import Incomplete, LinkauditError
from linkaudit.flags import ASKING, OPTIONS, READING, as_flags, load_all, takes
from linkaudit.settings import Loaded, Settings

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

Inputs = Annotated[list[str] | None, typer.Argument(metavar="INPUT", help="Files, folders, - (stdin) or http(s) URLs of published pages.")]
FilesFrom = Annotated[
    str | None,
    typer.Option("--files-from", metavar="FILE", help="Read more inputs from this file (- is stdin), one a line or NUL-separated."),
]


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
    """Check every source of documents and write the report.

    What became of each source of each claim, as Markdown on stdout unless -o says otherwise.
    """
    import trio

    from linkaudit import auditing, files
    from linkaudit.reports import WRITERS, pieces, writer
    from linkaudit.telling import tell_summary, telling

    named = all_inputs(inputs, files_from)
    for name in output:
        writer(name)
        files.check_writable(name)
    files.check_apart({f"-o {name}": name for name in output} | files_of(loaded.settings))
    command = repeatable(sys.argv, loaded)
    with telling(quiet, verbose, color) as on_check:
        outcome = trio.run(
            lambda: auditing.audit(named, loaded.settings, stdin_suffix=as_, on_check=on_check, command=command, written=output)
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
    given: Annotated[list[str], typer.Argument(metavar="URL", help="What to check.")],
    loaded: Loaded,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON, in the report's shape.")] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
    color: Color = None,
) -> None:
    """Check URLs: verdict, whole conversation, saved copy."""
    import trio

    from linkaudit import auditing
    from linkaudit.reports import spot
    from linkaudit.telling import telling

    with telling(quiet, verbose, color) as on_check:
        outcome = trio.run(lambda: auditing.spot_check(given, loaded.settings, on_check=on_check, command=repeatable(sys.argv, loaded)))
    put(spot.as_json(outcome.report) if as_json else spot.as_text(outcome.report))
    if not outcome.report.run.complete and not quiet:
        print(f"linkaudit: incomplete: {outcome.report.run.why_incomplete}", file=sys.stderr)
    conclude(outcome, loaded.settings)
    raise typer.Exit(exit_code(outcome, loaded.settings))


@app.command("history")
def past(
    url: Annotated[str | None, typer.Argument(metavar="URL", help="One source; all that were ever checked if none is named.")] = None,
    memory: Annotated[str | None, typer.Option("--memory", metavar="FILE", help="The memory to look into (default: the setting).")] = None,
    config: Annotated[str | None, typer.Option("--config", help="Settings file.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Tell what earlier runs saw of a source.

    Since when it is dead, when it was last alive, what each run found.
    """
    from linkaudit.kept import key, typed
    from linkaudit.memory import opened
    from linkaudit.reports import past as reports
    from linkaudit.urls import redact

    name = memory or load_all({}, config).settings.memory
    if name is None:
        raise LinkauditError("history: name the memory with --memory FILE")
    with opened(name, must_exist=True, to_read=True) as kept:
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
    """List what would be checked; nobody is asked.

    Every citation with its place and the claim that it holds up.
    """
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
    at_most: Annotated[int, typer.Option("--at-most", min=0, help="Ask for so many captures at most.")] = 100,
    as_: Annotated[str | None, typer.Option("--as", metavar="SUFFIX", help="Read stdin as this kind, e.g. .md.")] = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
    color: Color = None,
) -> None:
    """Have live sources kept before they rot.

    The Internet Archive is asked to capture those that have no fresh capture.
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
    if not outcome.report.run.complete:
        raise typer.Exit(exit_code(outcome, replace(settings, fail_on="never")))
    raise typer.Exit(1 if {"later", "refused"} & set(became) else 0)


@app.command()
def verify(
    given: Annotated[list[str], typer.Argument(metavar="FILE", help="Evidence that `audit --evidence` wrote.")],
) -> None:
    """Compare evidence with the digests in it.

    Exit 0 when no byte has changed, 1 with the records that were changed.
    """
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
    """Print the settings in force and where each came from."""
    from linkaudit.reports.secrets import printable

    for name in (field.name for field in fields(Settings)):
        value = getattr(loaded.settings, name)
        shown = ", ".join(value) if isinstance(value, tuple) else "" if value is None else str(value)
        print(f"{name.replace('_', '-'):14} {printable(shown):42} {printable(loaded.origin[name])}".rstrip())


# ---------------------------------------------------------------- ending


def files_of(settings: Settings) -> dict[str, str]:
    """The files that the settings name, by the option that names each."""
    names = ("record", "evidence", "memory", "replay", "hosts", "ca_file", "cdx")
    return {f"--{name.replace('_', '-')}": path for name in names if (path := getattr(settings, name))}


def conclude(outcome: Outcome, settings: Settings) -> None:
    """The report is written: the run need not be gone on with."""
    if settings.memory is not None and outcome.report.run.complete:
        from linkaudit import memory

        run = outcome.report.run
        memory.conclude(settings.memory, run.ended, unread=run.pages_not_read > 0)


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


def repeatable(argv: list[str], loaded: Loaded | None = None) -> str:
    """The command as it was given, quoted for a shell, with what the environment and a settings file that was found said besides, and
    without where the reports go: a report is the same in whatever file it lies."""
    import shlex

    kept, left_out = [], False
    for word in argv[1:]:
        if left_out or word.startswith(("--output=", "-o")):
            left_out = word == "-o"
        elif word == "--output":
            left_out = True
        else:
            kept.append(word)
    named_file = any(word == "--config" or word.startswith("--config=") for word in kept)
    return shlex.join(["linkaudit", *kept[:1], *(as_flags(loaded, kept[0], named_file) if loaded else ()), *kept[1:]])


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
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # data is UTF-8, as in a file; a terminal that lacks a character shows its number
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
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
