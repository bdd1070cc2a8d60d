"""Pages and saved copies in, what they show of the claims tied to them out; each is read in a child process with limits.

A page that was fetched may be hostile, and reading it takes longer than fetching it: what waits for its turn waits on disk.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256

import trio

from linkaudit import citations, evidence, files, sandbox, urls
from linkaudit.model import Check, Citation, Claim, Evidence, Found, Health, NoText, Response, Snapshot, Source

READERS = 2  # pages read at once; the sandbox allows no more than the machine has cores


@dataclass(frozen=True, slots=True)
class _Page:
    """What waits to be read: the live page of a source, or (`live` None) a copy of it."""

    live: Source | None
    source: str
    response: Response  # without its body
    kept: files.Kept
    at: str


class Looker:
    """Looks into pages for one audit. Hand it pages (`page`) and copies (`copy`) as they come and run `work` meanwhile.

    It looks into the first `most` pages (a page costs some milliseconds of computing, a list of 10,000 links would take a minute);
    `left_out` counts the others. A page is searched for every claim that its source may belong to; what it shows may tie a source of a
    block anew (`retied`), and the rows that count are those of the ties then.
    """

    def __init__(self, found: Found, published: date | None, box: sandbox.Sandbox, spool: files.Spool, most: int) -> None:
        self._found = found
        self._cited = _by_source(found.citations)
        self._loose = {source for source in self._cited if citations.is_loose(self._uses(source))}
        self._claims = _Claims(found.claims)
        self._published = {document.name: published or document.published for document in found.documents}
        self._box, self._spool, self._most = box, spool, most
        self._looked = self.left_out = 0  # live pages
        self._put, self._waiting = trio.open_memory_channel[_Page](math.inf)
        self._left, self._idle = 0, trio.Event()
        self._rows: dict[tuple[str, str, str], Evidence] = {}
        self.on_rows: Callable[[str, tuple[Evidence, ...], str | None], None] | None = None  # source, what was seen, on which copy

    def wants(self, source: str) -> bool:
        """Whether the page of this source is looked into."""
        return source in self._cited

    def _uses(self, source: str) -> tuple[Citation, ...]:
        """The citations of a source."""
        cited = self._cited[source]
        return (cited,) if isinstance(cited, Citation) else tuple(cited)

    def claims_of(self, source: str) -> str:
        """A digest of the claims that are looked for in the page of a source."""
        ties = sorted({tie.claim for citation in self._uses(source) for tie in citation.ties})
        told = [f"{name}\n{self._claims[name].plain}\n{self._published[self._claims[name].document]}" for name in ties]
        return sha256("\n\n".join(("of all", *told)).encode("utf-8", "surrogatepass")).hexdigest()[:32]

    def recall(self, rows: tuple[Evidence, ...]) -> bool:
        """Take what an earlier run saw. True when a live page did not show a claim that is tied to it for certain."""
        self._take(rows)
        return any(row.seen_on == "live" and row.source not in self._loose and _absent(row) for row in rows)

    def page(self, check: Check) -> None:
        """A source was decided: look into its page, or note why there is none to look into."""
        source = check.source.url
        if source not in self._cited or check.verdict.health is Health.SKIPPED:
            return
        if self._looked >= self._most:
            self.left_out += 1
            return
        self._looked += 1
        reply = evidence.page_reply(check)
        nothing = evidence.unreadable(check)
        if nothing or reply is None:
            self._saw(source, self._examine(source, nothing or NoText("unreachable", check.verdict.reason)), None)
        else:
            self._queue(check.source, source, reply, check.verdict.final_url or check.source.ask)

    def copy(self, snapshot: Snapshot, response: Response) -> None:
        """A saved copy was opened and shows its page: look into it too."""
        source = urls.identify(snapshot.original)
        if source in self._cited:
            self._queue(None, source, response, snapshot.url)

    def _queue(self, live: Source | None, source: str, response: Response, at: str) -> None:
        self._left += 1
        self._put.send_nowait(_Page(live, source, replace(response, body=b""), self._spool.keep(response.body), at))

    async def work(self, on_absent: Callable[[Source], None]) -> None:
        """Read what comes, until `close`. Several may run at once.

        `on_absent` is called with each live source whose page does not show a claim tied to it: an older copy may tell whether it ever did.
        Not with a source of a block: which claims are its own is known when all have been read (`absent`).
        """
        async for page in self._waiting.clone():
            rows = await self._read(page)
            self._saw(page.source, rows, page.at if page.live is None else None)
            if page.live and page.source not in self._loose and any(map(_absent, rows)):
                on_absent(page.live)
            self._left -= 1
            if not self._left:
                self._idle.set()

    async def _read(self, page: _Page) -> tuple[Evidence, ...]:
        response = replace(page.response, body=self._spool.take(page.kept))
        ties, saved = self._uses(page.source), page.live is None
        claims = tuple({tie.claim: self._claims[tie.claim] for citation in ties for tie in citation.ties}.values())
        dates = {claim.document: self._published[claim.document] for claim in claims}
        rows = await self._box.call_soon("linkaudit.evidence:read_and_examine", response, ties, claims, dates, page.at, saved)
        if isinstance(rows, sandbox.Failed):
            return self._examine(page.source, NoText("no_text", f"the page could not be read: {rows.reason}"), saved)
        return tuple(rows)

    async def drained(self) -> None:
        """Wait until everything that was handed over has been read."""
        while self._left:
            self._idle = trio.Event()
            await self._idle.wait()

    def close(self) -> None:
        """Nothing more will come."""
        self._put.close()

    def _examine(self, source: str, page: NoText, saved: bool = False) -> tuple[Evidence, ...]:
        pages, copies = ({}, {source: page}) if saved else ({source: page}, {})
        ties = self._uses(source)
        return evidence.examine(ties, [self._claims[tie.claim] for citation in ties for tie in citation.ties], pages, copies, least=0.0)

    def _saw(self, source: str, rows: tuple[Evidence, ...], copy: str | None) -> None:
        self._take(rows)
        if self.on_rows:
            self.on_rows(source, rows, copy)

    def _take(self, rows: tuple[Evidence, ...]) -> None:
        """Keep one row for each claim, source and side: of two copies the one that shows the claim."""
        for row in rows:
            key = (row.source, row.claim, row.seen_on)
            if row.seen_on == "live" or key not in self._rows or _rank(row) > _rank(self._rows[key]):
                self._rows[key] = row

    def retied(self, live_only: bool = False) -> Found:
        """What the documents hold, the sources of blocks tied by what their pages show; `live_only` leaves out what copies show."""
        rows = self._rows.values()
        return citations.retied(self._found, [row for row in rows if row.seen_on == "live"] if live_only else rows)

    def absent(self) -> frozenset[str]:
        """The sources of blocks whose live page does not show a claim that it is tied to, now that all have been read."""
        rows = self._rows_for(self.retied(live_only=True).citations) if self._loose else ()
        return frozenset(row.source for row in rows if row.source in self._loose and row.seen_on == "live" and _absent(row))

    def rows(self, found: Found) -> tuple[Evidence, ...]:
        """Everything seen so far of the ties of what was found, in the order of the citations: for each tie the live page, then the copy if
        the page does not show it."""
        return self._rows_for(found.citations)

    def _rows_for(self, cited: tuple[Citation, ...]) -> tuple[Evidence, ...]:
        seen = {source for source, _, _ in self._rows}
        sure: dict[str, dict[str, float]] = {}
        for citation in cited:
            if citation.source in seen:
                ties = sure.setdefault(citation.source, {})
                for tie in citation.ties:
                    ties[tie.claim] = max(ties.get(tie.claim, 0.0), tie.confidence)
        found = []
        for source, ties in sure.items():
            for claim, confidence in ties.items():
                live, saved = self._rows.get((source, claim, "live")), self._rows.get((source, claim, "snapshot"))
                if confidence >= evidence.SURE:
                    found += [row for row in (live, saved if not live or live.label not in evidence.FOUND else None) if row]
                elif live or saved:
                    found.append(evidence.too_weak(claim, source))
        return tuple(found)


def _by_source(cited: Sequence[Citation]) -> dict[str, Citation | list[Citation]]:
    """The citations of each source that is worth looking into; of most there is one, and there may be 100,000 sources."""
    found: dict[str, Citation | list[Citation]] = {}
    for citation in cited:
        known = found.setdefault(citation.source, citation)
        if isinstance(known, list):
            known.append(citation)
        elif known is not citation:
            found[citation.source] = [known, citation]
    for source in [each for each, rows in found.items() if not evidence.worth_looking(rows if isinstance(rows, list) else (rows,))]:
        del found[source]
    return found


class _Claims:
    """The claims of an audit by their ids, which count from 1 in each document: a table of all would cost more than it tells."""

    def __init__(self, claims: tuple[Claim, ...]) -> None:
        self._claims = claims
        self._first: dict[str, int] = {}
        for index, claim in enumerate(claims):
            self._first.setdefault(claim.document, index)

    def __getitem__(self, name: str) -> Claim:
        document, _, number = name.rpartition("#c")
        index = self._first[document] + int(number) - 1 if document in self._first and number.isdecimal() else len(self._claims)
        if index < len(self._claims) and self._claims[index].id == name:
            return self._claims[index]
        return {claim.id: claim for claim in self._claims}[name]  # claims that were numbered otherwise


def _absent(row: Evidence) -> bool:
    """Whether a page that has words to search does not show the claim."""
    return row.label not in (*evidence.FOUND, "not_checkable")


def _rank(row: Evidence) -> tuple[bool, float, float, str]:
    """How much a copy shows of a claim; of two that show as much, always the same one."""
    return row.label in evidence.FOUND, row.overlap, row.on_page, row.page_url or ""
