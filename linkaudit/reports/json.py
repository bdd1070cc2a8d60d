"""A Report → report.json: one row a line, so that a diff of two reports shows what changed; the same report gives the same bytes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from linkaudit.model import Found, Report
from linkaudit.reports import shape
from linkaudit.reports.escape import json_text


def write(report: Report) -> str:
    """The report by its contract (`linkaudit schema` prints it)."""
    return "".join(chunks(report))


def chunks(report: Report) -> Iterator[str]:
    """The same, piece by piece: what a file is written from when the report is long."""
    return _spread(shape.parts(report))


def as_dict(report: Report) -> dict[str, Any]:
    """The data of report.json, secrets taken out."""
    return shape.report(report)


def listing(found: Found) -> str:
    """What `linkaudit links` prints: documents, unreadable, claims and citations in the report's shape."""
    return dump(shape.listing(found))


def dump(data: Mapping[str, Any]) -> str:
    """Any data as JSON, with every list of rows spread over lines of one row each."""
    return "".join(_spread(data.items()))


def _spread(fields: Iterable[tuple[str, Any]]) -> Iterator[str]:
    """A field a line, a row a line. No character acts on a terminal or a build log."""
    before = "{\n"
    for key, value in fields:
        yield f"{before}{_one_line(key)}: "
        before = ",\n"
        if isinstance(value, str | Mapping) or not isinstance(value, Iterable):
            yield _one_line(value)
        else:
            edge = "["
            for row in value:
                yield f"{edge}\n{_one_line(row)}"
                edge = ","
            yield "[]" if edge == "[" else "\n]"
    yield "\n}\n"


# The encoder written in C works only without indent: ten times as fast.
_ENCODER = json.JSONEncoder(ensure_ascii=False, allow_nan=False)


def _one_line(value: Any) -> str:
    return json_text(_ENCODER.encode(value))
