"""What runs saw of sources → text or JSON for `linkaudit history`."""

from __future__ import annotations

from collections.abc import Sequence

from linkaudit.checks.history import Entry, weigh
from linkaudit.reports import json
from linkaudit.reports.escape import terminal

Rows = Sequence[tuple[str, Sequence[Entry]]]


def as_text(rows: Rows, *, every_run: bool) -> str:
    """A block for each source: its URL, what its history comes to, and if wanted what each run found."""
    lines: list[str] = []
    for url, entries in rows:
        history = weigh(entries)
        if history is None:
            continue
        last = entries[-1]
        word = history.sentence or f"{last.health.value.capitalize()} on {last.at:%Y-%m-%d}."
        lines.append(terminal(url))
        lines.append(f"  {word} {history.runs} run{'s' if history.runs > 1 else ''} since {history.first_seen:%Y-%m-%d}.")
        if every_run:
            lines.extend(terminal(f"  {entry.at:%Y-%m-%d %H:%M}  {entry.health.value:8} {' '.join(entry.evidence)}") for entry in entries)
    return "".join(f"{line}\n" for line in lines)


def as_json(rows: Rows) -> str:
    """The sources, each with what its history comes to and its runs, oldest first."""
    return json.dump({"sources": [{"url": url, **_sum(entries), "runs": [_run(entry) for entry in entries]} for url, entries in rows]})


def _run(entry: Entry) -> dict[str, object]:
    return {"at": entry.at.isoformat(), "health": entry.health.value, "evidence": list(entry.evidence)}


def _sum(entries: Sequence[Entry]) -> dict[str, object]:
    history = weigh(entries)
    if history is None:
        return {}
    return {
        "first_seen": history.first_seen.isoformat(),
        "last_alive": history.last_alive.isoformat() if history.last_alive else None,
        "first_dead": history.first_dead.isoformat() if history.first_dead else None,
        "dead_runs": history.dead_runs,
        "blocked_runs": history.blocked_runs,
        "confirmed": history.confirmed,
        "flapping": history.flapping,
        "sentence": history.sentence,
    }
