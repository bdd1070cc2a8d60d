"""A Report → report.json: one row a line, so that a diff of two reports shows what changed; the same report gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from linkaudit.model import Found, Report
from linkaudit.reports import shape
from linkaudit.reports.escape import json_text


def write(report: Report) -> str:
    """The report by its contract (`linkaudit schema` prints it)."""
    return dump(as_dict(report))


def as_dict(report: Report) -> dict[str, Any]:
    """The data of report.json, secrets taken out."""
    return shape.report(report)


def listing(found: Found) -> str:
    """What `linkaudit links` prints: documents, unreadable, claims and citations in the report's shape."""
    return dump(shape.listing(found))


def dump(data: Mapping[str, Any]) -> str:
    """JSON with every list of rows spread over lines of one row each. No character of it acts on a terminal or a build log."""
    parts = []
    for key, value in data.items():
        if isinstance(value, list) and value and isinstance(value[0], dict):
            rows = ",\n".join(_one_line(row) for row in value)
            parts.append(f'"{key}": [\n{rows}\n]')
        else:
            parts.append(f'"{key}": {_one_line(value)}')
    return json_text("{\n" + ",\n".join(parts) + "\n}\n")


def _one_line(value: Any) -> str:
    # The encoder written in C works only without indent: ten times as fast.
    return json.dumps(value, ensure_ascii=False, allow_nan=False)
