"""What `linkaudit links` prints: every citation with its place and the claims it holds up, as text, JSON or CSV; nothing was asked."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable
from typing import Any

from linkaudit.model import Found
from linkaudit.reports import json, shape
from linkaudit.reports.escape import cell, terminal
from linkaudit.reports.words import count

Row = dict[str, Any]
SHOWN = 100  # characters of a claim in the text form


def text(found: Found) -> str:
    """For people: grouped by document; a line a citation (`line:column layout URL`), below it the claims that are tied to it."""
    data = shape.listing(found)
    claims = {claim["id"]: claim for claim in data["claims"]}
    without = Counter(claim["document"] for claim in data["claims"] if claim["status"] == "uncited")
    cited: dict[str, list[Row]] = {}
    for citation in data["citations"]:
        cited.setdefault(citation["document"], []).append(citation)
    lines: list[str] = []
    for document in data["documents"]:
        uncited = without[document["name"]]
        about = [count(document["citations"], "link"), count(document["claims"], "claim"), f"{uncited:,} without a link"]
        lines += [f"{terminal(document['name'])}  ({', '.join(about)})", *(f"  note: {terminal(each)}" for each in document["remarks"])]
        for citation in cited.get(document["name"], []):
            lines += _citation(citation, claims)
        lines.append("")
    lines += [f"{terminal(each['name'])}  could not be read: {terminal(each['reason'])}" for each in data["unreadable"]]
    return "\n".join(lines).rstrip("\n") + "\n"


def _citation(citation: Row, claims: dict[str, Row]) -> list[str]:
    lines = [f"  {_place(citation):>8}  {citation['layout']:<11} {terminal(citation['url'])}"]
    if citation["skip"]:
        lines.append(f"{'':22}  not asked: {terminal(citation['skip'])}")
    elif citation["archive_url"]:
        lines.append(f"{'':22}  saved copy of {terminal(citation['source'])}")
    ties = sorted(citation["claims"], key=lambda tie: -tie["confidence"])
    at_passage = sum(tie["method"] == "passage" for tie in ties)
    for tie in ties:
        if tie["method"] != "passage":
            lines.append(f"{'':22}  {tie['confidence']:.2f} “{terminal(_clip(claims[tie['claim']]['plain']))}”")
    if at_passage:
        lines.append(f"{'':22}  at the passage of {count(at_passage, 'claim')}")
    return lines


def _place(citation: Row) -> str:
    if citation["line"]:
        return f"{citation['line']}:{citation['column'] or 1}"
    return f"p. {citation['page']}" if citation["page"] else terminal(citation["part"] or "-")


def _clip(plain: str) -> str:
    return plain if len(plain) <= SHOWN else plain[: SHOWN - 1] + "…"


COLUMNS = ("document", "line", "column", "page", "part", "layout", "url", "target", "source", "archive_url", "skip")
TIE_COLUMNS = ("claim", "method", "confidence")


def table(found: Found) -> str:
    """For spreadsheets: RFC 4180 with a head, a row for each citation and claim; no cell is taken for a formula."""
    data = shape.listing(found)
    claims = {claim["id"]: claim for claim in data["claims"]}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*COLUMNS, *TIE_COLUMNS, "claim_text"])
    for citation in data["citations"]:
        for tie in citation["claims"] or [{}]:
            plain = claims[tie["claim"]]["plain"] if tie else None
            row = [*(citation[column] for column in COLUMNS), *(tie.get(column) for column in TIE_COLUMNS), plain]
            writer.writerow(cell(value) if isinstance(value, str) else value for value in row)
    return out.getvalue()


FORMATS: dict[str, Callable[[Found], str]] = {"text": text, "json": json.listing, "csv": table}
