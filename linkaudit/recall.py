"""What earlier runs saw → a running audit: checks that need not be made again, what their pages showed, copies that need not be opened.

A page is kept from the moment its source is checked until it has been read: a run that is killed in between reads it when it goes on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from linkaudit import evidence
from linkaudit.checks import history
from linkaudit.looking import Looker
from linkaudit.memory import Memory
from linkaudit.model import Archived, Check, Evidence, NoSnapshot, Response, Snapshot, Source
from linkaudit.urls import identify


class Recall:
    """The memory as one run uses it. Stands in for it at the archives too (`snapshot`, `remember_snapshot`)."""

    def __init__(self, past: Memory, looker: Looker | None, max_age: float) -> None:
        self._past, self._looker, self._max_age = past, looker, max_age
        if looker:
            looker.on_rows = self._keep_rows

    def known(self, sources: Sequence[Source], now: datetime) -> Iterator[tuple[int, Check]]:
        """The checks that are good enough, by the index of their source. One whose page this run wants to look into comes with its page,
        unless what the page shows is known; if neither was kept the source must be asked again."""
        for index, source in enumerate(sources):
            check = self._past.fresh(source, now, self._max_age) if source.skip is None else None
            if check is not None and (check := self._with_page(check)) is not None:
                yield index, check

    def rows(self, check: Check) -> tuple[Evidence, ...] | None:
        """What the page of a known check shows of this run's claims; None when it has still to be read."""
        assert self._looker
        return self._past.rows(check.source.url, self._looker.claims_of(check.source.url))

    def remember(self, check: Check) -> None:
        """Keep a check that was just made, with its page if it will be looked into."""
        wanted = self._looker is not None and self._looker.wants(check.source.url) and evidence.unreadable(check) is None
        reply = evidence.page_reply(check) if wanted else None
        self._past.remember_check(check, reply.body if reply else None)

    def forget(self) -> None:
        """The network was down: this run has seen nothing."""
        self._past.forget_run()

    def with_history(self, check: Check) -> Check:
        """The check with what all runs so far come to."""
        return replace(check, history=history.weigh(self._past.entries(check.source.url)))

    def snapshot(self, url: str, when: date | None, archives: tuple[str, ...], now: datetime) -> Snapshot | NoSnapshot | None:
        """The copy that is remembered; whether what it shows is known, `looked_into` tells."""
        return self._past.snapshot(url, when, archives, now)

    def looked_into(self, copy: Snapshot) -> bool:
        """Whether this run need not open the copy: it does not look into it, or knows what it shows of the claims, or its page was kept and
        is read now."""
        source = identify(copy.original)
        if not (self._looker and self._looker.wants(source)):
            return True
        if (rows := self._past.rows(source, self._looker.claims_of(source), copy.url)) is not None:
            self._looker.recall(rows)
            return True
        if (page := self._past.leaf(copy.url)) is not None:
            self._looker.copy(copy, page)
            return True
        return False

    def opened(self, copy: Snapshot, response: Response) -> None:
        """A copy shows its page: keep that until it has been read."""
        if self._looker and self._looker.wants(identify(copy.original)):
            self._past.keep_leaf(copy.url, response)
            self._looker.copy(copy, response)

    def given(self, archived: Archived, now: datetime) -> Snapshot | None:
        """What became of a copy that a document cites, if that is known well enough."""
        found = self._past.given(archived.url, archived.original, now, self._max_age)
        return found if found is not None and (not found.verified or self.looked_into(found)) else None

    def remember_given(self, given: Snapshot, at: datetime) -> None:
        """Keep what became of a copy that a document cites."""
        self._past.remember_given(given, at)

    def remember_snapshot(
        self, url: str, when: date | None, archives: tuple[str, ...], result: Snapshot | NoSnapshot, at: datetime
    ) -> None:
        """Keep what was found."""
        self._past.remember_snapshot(url, when, archives, result, at)

    def owed(self, url: str) -> bool:
        """Whether the archives could not be asked about a source last time."""
        return self._past.owed(url)

    def owe(self, url: str, when: date | None, archives: tuple[str, ...], reason: str, at: datetime) -> None:
        """Keep that the run ended before the archives were asked about a source."""
        self._past.owe(url, when, archives, reason, at)

    def _keep_rows(self, source: str, rows: tuple[Evidence, ...], copy: str | None) -> None:
        assert self._looker
        self._past.keep_rows(source, self._looker.claims_of(source), copy, rows)

    def _with_page(self, check: Check) -> Check | None:
        if not (self._looker and self._looker.wants(check.source.url)) or self.rows(check) is not None:
            return check
        if evidence.unreadable(check) is not None:
            return check  # killed before it was noted that there is nothing to read: no page is needed to note it now
        body = self._past.page(check.source.url)
        if body is None:
            return None
        replies = list(check.replies)
        for index in range(len(replies) - 1, -1, -1):
            reply = replies[index]
            if isinstance(reply, Response) and reply.request.purpose == "page" and 200 <= reply.status < 300:
                replies[index] = replace(reply, body=body, digest=None)
                return replace(check, replies=tuple(replies))
        return None
