"""One language's words for "there is no such page": what is missing, and being missing."""

from __future__ import annotations

from dataclasses import dataclass

from linkaudit.checks.missing_more import MORE
from linkaudit.checks.phrases import phrases


@dataclass(frozen=True, slots=True)
class Row:
    """One language: `nouns` × `missing` says it, and so does each of `alone` when it is the whole line or a whole part of it. `others` are
    nouns of which prose says that they are lost or gone, too."""

    language: str
    nouns: tuple[str, ...]
    missing: tuple[str, ...]
    alone: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


def row(language: str, nouns: str, missing: str, alone: str = "") -> Row:
    """A row of blocks of data, separated by `|`, with what `missing_more` adds to it."""
    things, taken = MORE.get(language, ("", ""))
    return Row(language, phrases(nouns), phrases(f"{missing}|{taken}"), phrases(alone), phrases(things))
