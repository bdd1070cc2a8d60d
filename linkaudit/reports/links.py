"""What `linkaudit links` prints: every citation with its place and the claims it holds up, as text, JSON or CSV; nothing was asked."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from typing import Any

from linkaudit.model import Citation, Found
from linkaudit.reports import json, shape
from linkaudit.reports.escape import cell, terminal
from linkaudit.reports.words import count

Row = dict[str, Any]
SHOWN = 100  # characters of a claim in the text form
IN_A_CELL = 1_000  # of one in a table, which repeats it for each of its links; the JSON form has all of it


def text(found: Found) -> str:
    """For people: grouped by document; a line a citation (`line:column layout URL`), below it the claims that are tied to it."""
    rows = shape.Rows(found.documents, found.citations)
    claims = {claim.id: _clip(rows.clean(claim.plain), SHOWN) for claim in found.claims}
    tied = {tie.claim for citation in found.citations for tie in citation.ties}
    uncited = Counter(claim.document for claim in found.claims if claim.id not in tied)
    made = Counter(claim.document for claim in found.claims)
    cited: dict[str, list[Citation]] = {}
    for citation in found.citations:
        cited.setdefault(citation.document, []).append(citation)
    lines: list[str] = []
    for document in found.documents:
        citations = cited.get(document.name, [])
        about = [count(len(citations), "link"), count(made[document.name], "claim"), f"{uncited[document.name]:,} without a link"]
        lines += [f"{terminal(rows.clean(document.name))}  ({', '.join(about)})"]
        lines += [f"  note: {terminal(rows.clean(remark))}" for remark in document.remarks]
        for citation in citations:
            lines += _citation(citation, claims, rows)
        lines.append("")
    lines += [f"{terminal(row['name'])}  could not be read: {terminal(row['reason'])}" for row in map(rows.unreadable, found.unreadable)]
    return "\n".join(lines).rstrip("\n") + "\n"


def _citation(citation: Citation, claims: dict[str, str], rows: shape.Rows) -> list[str]:
    row = rows.citation(citation)
    lines = [f"  {_place(row):>8}  {row['layout']:<11} {terminal(row['url'])}"]
    if row["skip"]:
        lines.append(f"{'':22}  not asked: {terminal(row['skip'])}")
    elif row["archive_url"]:
        lines.append(f"{'':22}  saved copy of {terminal(row['source'])}")
    own = sorted((tie for tie in citation.ties if tie.method != "passage"), key=lambda tie: -tie.confidence)
    for tie in own:
        lines.append(f"{'':22}  {tie.confidence:.2f} “{terminal(claims[tie.claim])}”")
    if len(own) < len(citation.ties):
        lines.append(f"{'':22}  at the passage of {count(len(citation.ties) - len(own), 'claim')}")
    return lines


def _place(citation: Row) -> str:
    if citation["line"]:
        return f"{citation['line']}:{citation['column'] or 1}"
    return f"p. {citation['page']}" if citation["page"] else terminal(citation["part"] or "-")


def _clip(plain: str, most: int) -> str:
    return plain if len(plain) <= most else plain[: most - 1] + "…"


COLUMNS = ("document", "line", "column", "page", "part", "layout", "url", "target", "source", "archive_url", "skip")
TIE_COLUMNS = ("claim", "method", "confidence")


def table(found: Found) -> str:
    """For spreadsheets: RFC 4180 with a head, a row for each citation and claim; no cell is taken for a formula."""
    rows = shape.Rows(found.documents, found.citations)
    claims = {claim.id: _clip(rows.clean(claim.plain), IN_A_CELL) for claim in found.claims}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*COLUMNS, *TIE_COLUMNS, "claim_text"])
    for citation in found.citations:
        row = rows.citation(citation)
        tied = [(told, claims[tie.claim]) for told, tie in zip(row["claims"], citation.ties, strict=True)]
        untied: list[tuple[shape.Row, str | None]] = [({}, None)]
        for told, plain in tied or untied:
            cells = [*(row[column] for column in COLUMNS), *(told.get(column) for column in TIE_COLUMNS), plain]
            writer.writerow(cell(value) if isinstance(value, str) else value for value in cells)
    return out.getvalue()


FORMATS: dict[str, Callable[[Found], str]] = {"text": text, "json": json.listing, "csv": table}
