"""How well URLs are found: folders with suites of the kinds below in, a table of recall, precision and rows that agree, out.

Usage: python -m evals.extract FOLDER [--rows]      (or LINKAUDIT_EVAL_DATA=... make eval-extract, where FOLDER is extract/ in it)

FOLDER holds JSON lines, one suite a file; which kind a suite is, its name says:
  text_*, markdown_*      {id, input, input_kind, expected_all, expected_http, match}    URLs in text and Markdown
  url_*                   {id, input, base, expected, failure?}                           parsing and resolving
  html_*srcset*           {id, srcset, selected_candidate}     html_*refresh*  {id, content, expected_url}
The suites (linkify-it, CommonMark, GFM, web-platform-tests, RFC 3986) are others' work and stay outside this project.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import quote

from linkaudit import urls
from linkaudit.documents import read
from linkaudit.model import Document, Link

Row = dict[str, Any]


@dataclass
class Score:
    """Counts of one column of one suite."""

    hits: int = 0
    wrong: int = 0  # found, but not expected
    missed: int = 0
    rows: int = 0
    agreeing: int = 0
    differences: list[str] = field(default_factory=list)

    def add(self, name: str, got: list[str], expected: list[str], ordered: bool = False) -> None:
        """One row: what was found against what was expected."""
        found, wanted = set(got), set(expected)
        self.hits += len(found & wanted)
        self.wrong += len(found - wanted)
        self.missed += len(wanted - found)
        self.rows += 1
        agrees = got == expected if ordered else found == wanted
        self.agreeing += agrees
        if not agrees:
            self.differences.append(f"{name}: found {sorted(found - wanted)}, missed {sorted(wanted - found)}")

    def line(self, name: str) -> str:
        """The score as a row of the table."""
        recall, precision = self.hits / max(self.hits + self.missed, 1), self.hits / max(self.hits + self.wrong, 1)
        return f"{name:38} {recall:8.2%} {precision:9.2%} {self.agreeing:6}/{self.rows}"


def canonical(url: str) -> str:
    """Two spellings of one URL alike: IDNA host, empty path `/`, what must be percent-encoded encoded."""
    return (urls.parse(url) if urls.is_http(url) else None) or quote(url, safe="%/:?#[]@!$&'()*+,;=-._~")


def links(text: str, suffix: str) -> tuple[Link, ...]:
    """Every link of a document, in reading order."""
    document = read("row" + suffix, text.encode("utf-8", "surrogatepass"))
    assert isinstance(document, Document), document
    return document.links


def prose(rows: list[Row]) -> Iterator[tuple[str, Score]]:
    """URLs as written, http only: those that have no scheme are not counted."""
    score = Score()
    for row in rows:
        got = [link.url for link in links(row["input"], ".txt") if urls.is_http(link.url)]
        score.add(row["id"], got[:1] if row["match"] == "first" else got, row["expected_http"])
    yield "http, as written", score


def markdown(rows: list[Row]) -> Iterator[tuple[str, Score]]:
    """Targets: of http links, and of every link and image."""
    http, every = Score(), Score()
    for row in rows:
        got = [link.target for link in links(row["input"], ".md")]
        http.add(row["id"], [canonical(url) for url in got if urls.is_http(url)], [canonical(url) for url in row["expected_http"]])
        every.add(row["id"], [canonical(url) for url in got], [canonical(url) for url in row["expected_all"]])
    yield "http", http
    yield "all", every


def addresses(rows: list[Row]) -> Iterator[tuple[str, Score]]:
    """Parsing by the WHATWG standard where rows tell failures, else resolving as documents do."""
    score = Score()
    whatwg = any("failure" in row for row in rows)
    for row in rows:
        if whatwg:
            got, expected = urls.parse(row["input"], row["base"]), row["expected"]
        else:
            target = urls.to_target(row["input"], row["base"])
            got, expected = target and canonical(target), canonical(row["expected"])
        score.add(row["id"], [got] if got else [], [expected] if expected else [])
    yield "parsed" if whatwg else "resolved", score


def srcset(rows: list[Row]) -> Iterator[tuple[str, Score]]:
    """The image that a browser would choose is among those listed; where it chooses none, none is."""
    score = Score()
    for row in rows:
        got = [link.target for link in links(f'<p>x<img srcset="{escape(row["srcset"])}">', ".html")]
        chosen = row["selected_candidate"]
        score.add(row["id"], [chosen] if chosen in got else got, [chosen] if chosen else [])
    yield "chosen image", score


def refresh(rows: list[Row]) -> Iterator[tuple[str, Score]]:
    """Where a refresh leads, as a browser resolves it."""
    score, base = Score(), "http://base.example/"
    for row in rows:
        page = f'<base href="{base}"><meta http-equiv="refresh" content="{escape(row["content"])}">'
        got = [link.target for link in links(page, ".html")]
        expected = urls.parse(row["expected_url"], base) if row["expected_url"] else None
        score.add(row["id"], [canonical(url) for url in got], [canonical(expected)] if expected else [])
    yield "where it leads", score


KINDS = {"text_": prose, "markdown_": markdown, "url_": addresses, "html_wpt-srcset": srcset, "html_wpt-meta-refresh": refresh}


def main(arguments: list[str]) -> int:
    """Print the table; with --rows every difference, too."""
    named = next((word for word in arguments if not word.startswith("-")), None)
    folder = Path(named) if named else Path(os.environ.get("LINKAUDIT_EVAL_DATA", "")) / "extract"
    if not folder.is_dir():
        print(__doc__, file=sys.stderr)
        return 2
    print(f"{'suite':38} {'recall':>8} {'precision':>9} {'rows that agree':>15}")
    for path in sorted(folder.glob("*.jsonl")):
        kind = next((measure for start, measure in KINDS.items() if path.name.startswith(start)), None)
        if kind is None:
            continue
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        for column, score in kind(rows):
            print(score.line(f"{path.stem} ({column})"))
            for difference in score.differences if "--rows" in arguments else ():
                print("   ", difference)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
