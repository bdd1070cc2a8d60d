"""What pages showed of claims in, what that says about the ties of blocks out."""

from __future__ import annotations

from collections.abc import Iterable

from linkaudit.citations.blocks import LOOSE
from linkaudit.model import Citation, Evidence


def shown(evidence: Iterable[Evidence]) -> dict[str, dict[str, float]]:
    """By source, by claim, how much of the claim's words the page has (0 to 2): the live page, or the copy of one that cannot be searched.

    A page that cannot be searched at all (gone, walled, soft 404, without words, in another language) says nothing and is not among them.
    """
    sides: dict[str, dict[str, dict[str, float]]] = {}
    searched: set[tuple[str, str]] = set()
    for row in evidence:
        sides.setdefault(row.source, {}).setdefault(row.seen_on, {})[row.claim] = row.overlap + row.on_page
        if row.label != "not_checkable":
            searched.add((row.source, row.seen_on))
    found = {}
    for source, rows in sides.items():
        side = next((side for side in ("live", "snapshot") if (source, side) in searched), None)
        if side:
            found[source] = rows[side]
    return found


def is_loose(citations: Iterable[Citation]) -> bool:
    """Whether any of these citations stands in a block or list, so that what its page shows may tie it to another claim."""
    return any(tie.method in LOOSE for citation in citations for tie in citation.ties)
