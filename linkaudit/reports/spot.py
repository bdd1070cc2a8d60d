"""A Report on URLs that were given on the command line in; the verdicts with their whole conversations out, as text or JSON."""

from __future__ import annotations

import json

from linkaudit import urls
from linkaudit.model import NoResponse, NoSnapshot, Reply, Report, Response, Snapshot, WeighedSource
from linkaudit.reports.escape import terminal
from linkaudit.reports.json import as_dict


def as_text(report: Report) -> str:
    """For a person at a terminal."""
    return "\n".join(_source(source) for source in report.sources)


def as_json(report: Report) -> str:
    """`{schema, run, sources, findings}` in the report's shape."""
    whole = as_dict(report)
    kept = {"schema": "linkaudit/check/1", **{key: whole[key] for key in ("run", "sources", "findings")}}
    return json.dumps(kept, ensure_ascii=False, indent=2) + "\n"


def _source(source: WeighedSource) -> str:
    verdict = source.check.verdict
    lines = [
        _clean(source.source.ask),
        f"  {verdict.health} ({verdict.certainty}): {terminal(verdict.reason)}",
        *(f"  {_reply(reply)}" for reply in source.check.replies),
    ]
    if verdict.final_url and verdict.final_url != source.source.ask:
        lines.append(f"  ends at {_clean(verdict.final_url)}")
    lines += [f"  {_copy(copy)}" for copy in (source.snapshot, *source.given) if copy]
    if source.remedy:
        lines.append(f"  to do: {terminal(source.remedy)}")
    return "\n".join(lines) + "\n"


def _reply(reply: Reply) -> str:
    asked = f"{reply.request.method} {_clean(reply.request.url)}"
    match reply:
        case Response(status=status, complete=complete, seconds=seconds):
            cut = "" if complete else ", not read to its end"
            moved = f" to {_clean(target)}" if (target := reply.header("location")) else ""
            return f"{asked} → {status}{moved} ({seconds:.2f} s{cut})"
        case NoResponse(cause=cause, detail=detail, seconds=seconds):
            return f"{asked} → {cause}: {terminal(detail)} ({seconds:.2f} s)"


def _copy(copy: Snapshot | NoSnapshot) -> str:
    match copy:
        case Snapshot(verified=True):
            return f"saved copy: {_clean(copy.url)} of {copy.taken_at:%Y-%m-%d}, opened"
        case Snapshot():
            return f"saved copy that did not open: {_clean(copy.url)} ({terminal(copy.reason)})"
        case NoSnapshot(gap=gap, reason=reason):
            return f"no saved copy ({gap}): {terminal(reason)}"


def _clean(url: str) -> str:
    return terminal(urls.redact(url)[0])
