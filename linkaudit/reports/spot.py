"""A Report on URLs that were given on the command line in; the verdicts with their whole conversations out, as text or JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from linkaudit.model import Report
from linkaudit.reports.escape import json_text, terminal
from linkaudit.reports.json import as_dict
from linkaudit.reports.shape import Rows
from linkaudit.reports.words import GAP

Row = dict[str, Any]
_PURPOSE = {"probe": "a made-up neighbour, to compare"}


def as_text(report: Report) -> str:
    """For a person at a terminal."""
    rows = Rows(report.documents, report.citations, report.sources)
    return "\n".join("\n".join(map(terminal, _source(rows.source(source)))) + "\n" for source in report.sources)


def as_json(report: Report) -> str:
    """`{schema, run, sources, findings}` in the report's shape."""
    whole = as_dict(report)
    kept = {"schema": "linkaudit/check/1", **{key: whole[key] for key in ("run", "sources", "findings")}}
    return json_text(json.dumps(kept, ensure_ascii=False, indent=2)) + "\n"


def _source(row: Row) -> Iterator[str]:
    yield row["url"]
    yield f"  {row['health']} ({row['certainty']}): {row['reason']}"
    if row["history"] and row["history"]["sentence"]:
        yield f"  {row['history']['sentence']}"
    yield from (f"  {_reply(reply)}" for reply in row["conversation"])
    if row["final_url"] and row["final_url"] != row["url"]:
        yield f"  ends at {row['final_url']}"
    for copy in (row["snapshot"], *row["given"]):
        if copy:
            day = copy["taken_at"][:10] if copy["taken_at"] else "an unknown day"
            opened = f"of {day}, opened" if copy["verified"] else f"({copy['reason']})"
            yield f"  {'saved copy' if copy['verified'] else 'saved copy that did not open'}: {copy['url']} {opened}"
    if row["gap"]:
        yield f"  {GAP[row['gap']]} ({row['gap_reason']})"
    if row["remedy"]:
        yield f"  to do: {row['remedy']}"


def _reply(reply: Row) -> str:
    why = "" if reply["purpose"] == "page" else f" ({_PURPOSE.get(reply['purpose'], reply['purpose'])})"
    asked = f"{reply['method']} {reply['url']}{why}"
    if reply["status"] is None:
        return f"{asked} → {reply['cause']}: {reply['detail']}"
    moved = "".join(f" to {value}" for name, value in reply["headers"] if name == "location")
    return f"{asked} → {reply['status']}{moved}"
