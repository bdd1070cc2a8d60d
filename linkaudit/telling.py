"""What a run says on stderr while it works and when it is done; the reports go to stdout or to files."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from linkaudit.model import Check, Health, Report
from linkaudit.statements import stated

if TYPE_CHECKING:
    from rich.console import Console

WORDS = {
    Health.LIVE: ("live", "green"),
    Health.MOVED: ("moved", "cyan"),
    Health.DRIFTED: ("drifted", "yellow"),
    Health.BLOCKED: ("blocked", "yellow"),
    Health.UNSURE: ("unsure", "yellow"),
    Health.DEAD: ("dead", "red"),
    Health.SKIPPED: ("skipped", "dim"),
}


def console(color: bool | None) -> Console:
    """Where to tell: stderr, coloured when asked to or when it is a terminal (NO_COLOR and FORCE_COLOR are heeded)."""
    from rich.console import Console

    return Console(
        stderr=True,
        markup=False,
        highlight=False,
        emoji=False,
        soft_wrap=True,
        force_terminal=color or None,
        no_color=color is False or None,
    )


@contextmanager
def telling(quiet: bool, verbose: bool, color: bool | None) -> Iterator[Callable[[Check, int, int], None] | None]:
    """What to call after each check: a line each with `verbose`, a progress bar on a terminal, else nothing."""
    if quiet or not (verbose or sys.stderr.isatty()):
        yield None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
    from rich.text import Text

    from linkaudit.reports.secrets import printable

    out, columns = console(color), (TextColumn("checking"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    # Colour may be forced where no terminal is (FORCE_COLOR in a job's log); a bar that draws itself anew may not.
    with Progress(*columns, console=out, transient=True, disable=not sys.stderr.isatty()) as bar:
        task = bar.add_task("checking", total=None)

        def tell(check: Check, done: int, of: int) -> None:
            bar.update(task, completed=done, total=of)
            if verbose:
                word, style = WORDS[check.verdict.health]
                line = printable(f"{check.source.ask}  {check.verdict.reason}", check.source.ask)
                out.print(Text.assemble((f"{word:8}", style), line))

        yield tell


def tell_summary(report: Report, written: Sequence[str], color: bool | None) -> None:
    """The run in three lines: what was found, whether it can be trusted, where it was written."""
    from rich.text import Text

    from linkaudit.reports.secrets import printable
    from linkaudit.reports.words import CLAIMS, count
    from linkaudit.sources import states

    out = console(color)
    counts = dict.fromkeys(Health, 0)
    for _, health in states(report.sources):
        counts[health] += 1
    found = count(len(report.documents), "document"), count(len(report.citations), "citation"), count(len(report.sources), "source")
    line = Text(f"{', '.join(found)}: ")
    parts = [Text(f"{counts[health]:,} {word}", style) for health, (word, style) in WORDS.items() if counts[health]]
    out.print(line + (Text(", ").join(parts) if parts else Text("nothing to check")))
    claims = [str(weighed.health) for weighed in stated(report.claims)]
    kinds = [(words, claims.count(state)) for state, words in CLAIMS.items()]
    told = ", ".join(f"{number:,} {words}" for words, number in kinds if number)
    out.print(Text(f"{count(len(claims), 'claim')}: {told}" if told else "0 claims"))
    for unreadable in report.unreadable:
        out.print(Text(printable(f"not read: {unreadable.name}: {unreadable.reason}"), "yellow"))
    if report.run.example:
        out.print(Text(f"example data ({printable(report.run.example)}): it says nothing about these sites", "yellow"))
    if not report.run.complete:
        out.print(Text(printable(f"incomplete: {report.run.why_incomplete}"), "red"))
    if written:
        out.print(Text(printable("written: " + ", ".join(written))))
