"""Citations in, what each source carries out: the claims that would have no source if it went, the most load-bearing source first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from linkaudit.model import Citation, LoadBearing


def load_bearing(citations: Iterable[Citation], gone: Collection[str] = (), saved: Collection[str] = ()) -> tuple[LoadBearing, ...]:
    """What hangs on each source that still stands: the claims that no other standing source holds, in reading order.

    `gone` are the sources that nobody can open any more, `saved` those of which an opened copy is known. Sorted by what would be lost:
    unsaved before saved, then the most claims alone, then the most shared; sources that carry nothing alone are left out.
    The head of the list is what an editor should archive first.
    """
    holders: dict[str, str | dict[str, None]] = {}  # most claims have one source, and there may be 100,000
    for citation in citations:
        for tie in citation.ties:
            known = holders.setdefault(tie.claim, citation.source)
            if isinstance(known, dict):
                known[citation.source] = None
            elif known != citation.source:
                holders[tie.claim] = {known: None, citation.source: None}
    alone: dict[str, list[str]] = defaultdict(list)
    shared: dict[str, list[str]] = defaultdict(list)
    for claim, sources in holders.items():
        standing = [source for source in ([sources] if isinstance(sources, str) else sources) if source not in gone]
        for source in standing:
            (alone if len(standing) == 1 else shared)[source].append(claim)
    holders.clear()
    found = [LoadBearing(source, tuple(alone.pop(source)), tuple(shared.get(source, ())), source in saved) for source in list(alone)]
    found.sort(key=lambda row: row.source)
    found.sort(key=lambda row: (row.saved, -len(row.alone), -len(row.shared)))
    return tuple(found)
