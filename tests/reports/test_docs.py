"""The documentation of the report says what the code does: its tables are made from the code's own."""

from __future__ import annotations

import re
from pathlib import Path

import linkaudit
from linkaudit.reports.schema import tables
from linkaudit.reports.words import CLAIM, HEALTH, RULES

DOCS = Path(__file__).parents[2] / "docs"
HOUSE = Path(linkaudit.__file__).parent


def between(page: str, first: str, last: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8").split(first)[1].split(last)[0].strip()


def test_every_field_is_explained() -> None:
    """docs/report.md holds the field tables that the schema makes (paste `linkaudit.reports.schema.tables()` when they differ)."""
    assert between("report.md", "linkaudit.reports.schema.tables() -->\n", "<!-- end of fields -->") == tables().strip()


def test_every_word_is_defined() -> None:
    """Every health of a source and of a claim is explained."""
    text = (DOCS / "report.md").read_text(encoding="utf-8")
    assert [word for word in (*HEALTH, *CLAIM) if f"| {word} |" not in text and f"*{word}*" not in text] == []


def test_every_rule_is_explained() -> None:
    """docs/findings.md has a row for each rule that the code can report, with its level, and for no other."""
    rows = [f"| `{rule}` | {level} | {found} | {todo} |" for rule, (level, found, todo) in RULES.items()]
    table = ["| rule | level | what was found | what to do |", "|:--|:--|:--|:--|", *rows]
    assert between("findings.md", "<!-- rules -->\n", "<!-- end of rules -->") == "\n".join(table)
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted(HOUSE.rglob("*.py")) if path.name != "words.py")
    reported = set(re.findall(r'\b([a-z]+(?:_[a-z]+)+)",\s*"(?:error|warning|note)"', code))
    assert reported - set(RULES) == set()
