"""A Report looked up by its ids, for writers that tell it in an order of their own; what they print comes from its rows."""

from __future__ import annotations

from array import array
from typing import Any

from linkaudit.model import Citation, Evidence, Health, Report, Suggestion, Tie, WeighedClaim, WeighedSource
from linkaudit.reports.escape import href, link, markdown, name
from linkaudit.reports.shape import Rows
from linkaudit.sources import ByUrl
from linkaudit.statements import stated

Row = dict[str, Any]
URL_SHOWN = 96  # characters of a URL that are printed; the link holds all of it
IN_A_CELL = 46  # the same in a table: a wider one pushes the saved copies out of sight


class Book:
    """A report and the numbers under which its sources and claims are printed. Rows are made when they are asked for: of a long report
    most are never printed."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.rows = Rows(report.documents, report.citations, report.sources, (weighed.claim for weighed in stated(report.claims)))
        self.sources = ByUrl(report.sources)
        self.citations: dict[str, Citation] = {citation.id: citation for citation in report.citations}
        self.ties: dict[str, list[tuple[Citation, Tie]]] = {}  # by claim
        for citation in report.citations:
            for tie in citation.ties:
                self.ties.setdefault(tie.claim, []).append((citation, tie))
        self.evidence: dict[tuple[str, str], list[Evidence]] = {}  # by claim and source
        for seen in report.evidence:
            if seen.reason in ("tie_too_weak", "unreachable"):
                continue  # that nobody looked is no news to a reader, and that the page did not open is said already
            self.evidence.setdefault((seen.claim, seen.source), []).append(seen)
        self.suggestions: dict[str, list[Suggestion]] = {}  # by claim
        for suggestion in report.suggestions:
            self.suggestions.setdefault(suggestion.claim, []).append(suggestion)
        self._claims: dict[str, int] = {}  # index
        self._claim_numbers = array("L")
        counted: dict[str, int] = {}
        for index, weighed in enumerate(stated(report.claims)):
            name = weighed.claim.document
            counted[name] = counted.get(name, 0) + 1
            self._claims[weighed.claim.id] = index
            self._claim_numbers.append(counted[name])
        self._anchored: set[str] = set()

    def claim(self, name: str) -> WeighedClaim:
        """The claim of that id."""
        return self.report.claims[self._claims[name]]

    def claim_number(self, name: str) -> int:
        """The number of a claim in its document, from 1."""
        return self._claim_numbers[self._claims[name]]

    def claims_of(self, source: WeighedSource) -> set[str]:
        """The claims that a source is tied to."""
        return {tie.claim for each in source.citations if each in self.citations for tie in self.citations[each].ties}

    def health(self, url: str) -> Health | None:
        return self.sources.health(url)

    def number(self, url: str) -> int:
        """The place of a source in the report, from 1."""
        index = self.sources.index(url)
        if index is None:
            raise KeyError(url)
        return index + 1

    def mark(self, url: str) -> str:
        """The number of a source; where it is printed first, with the anchor that steps point to, since an id stands once in a page."""
        number = self.number(url)
        if url in self._anchored:
            return str(number)
        self._anchored.add(url)
        return f'<a id="source-{number}"></a>{number}'

    def where(self, row: Row) -> str:
        """The place of a citation or claim, as far as its format has one; in which document, if there are several."""
        places = [f"line {row['line']}"] if row["line"] else []
        places += [f"page {row['page']}"] if row["page"] else []
        places += [markdown(row["part"])] if row["part"] else []
        return (self.inside(row["document"]) + ", ".join(places)).rstrip()

    def inside(self, document: str) -> str:
        """The name of a document and a space; nothing when the report is about that one alone."""
        return f"{name(self.rows.clean(document))} " if len(self.report.documents) > 1 else ""


def prose(text: str, row: Row, width: int = URL_SHOWN) -> str:
    """A sentence about a source; the URL in it that is the source's own becomes a link, any other is shown as it is."""
    copies = [copy["url"] for copy in (row["snapshot"], *row["given"]) if copy]
    for url in sorted({*copies, row["use_instead"], row["final_url"]} - {None, ""}, key=len, reverse=True):
        before, found, after = text.partition(url)
        if found:
            return markdown(before) + linked(url, width) + markdown(after)
    return markdown(text)


def linked(url: str, width: int = URL_SHOWN) -> str:
    return link(clip(url, width), url)


def followed(text: str, url: str | None) -> str:
    """The words as a link, or the words alone without a URL to follow."""
    return link(text, url) if url and href(url) else markdown(text)


def clip(text: str, length: int) -> str:
    """The text, or its beginning and end with an ellipsis between them."""
    if len(text) <= length:
        return text
    return text[: length * 2 // 3] + "…" + text[-(length // 3 - 1) :]
