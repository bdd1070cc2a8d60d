"""A page and its passages in; those before and after the article (menus, teasers, comments, imprint), out.

What the markup itself calls navigation is known before; this is for what it does not. The article is what trafilatura takes for it;
between the article's first and last passage nothing is furniture, and its lists of sources and notes never are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from linkaudit.documents.headings import SOURCES
from linkaudit.model import Passage

LARGEST = 2_000_000  # characters of a page that is given to trafilatura
MOST_PASSAGES = 10_000
SHORTEST = 250  # characters that an article must have to tell it from the rest
SHINGLE = 4  # words in a row by which a passage is known again
KNOWN = 0.6  # share of a passage's shingles that the article must have


def around(page: str, passages: Sequence[Passage]) -> frozenset[int]:
    """The indexes of passages that stand before or after the article. None when no article can be told."""
    if len(page) > LARGEST or not 3 < len(passages) <= MOST_PASSAGES:
        return frozenset()
    article = _article(page)
    if len(article) < SHORTEST:
        return frozenset()
    known = set(_shingles(article))
    inside = [
        index
        for index, passage in enumerate(passages)
        if not passage.furniture and passage.kind != "heading" and _share(passage.text, known) >= KNOWN
    ]
    if not inside:
        return frozenset()
    first = next((index for index in range(inside[0] - 1, -1, -1) if passages[index].kind == "heading"), inside[0])
    outside = [*range(first), *range(inside[-1] + 1, len(passages))]
    own = {index for index in outside if passages[index].kind in ("note", "reference", "link_block")} | _sources(passages)
    own |= {
        index for index in outside if passages[index].kind == "caption" and index - 1 not in outside
    }  # of the last picture or quotation
    return frozenset(outside) - own


def _sources(passages: Sequence[Passage]) -> set[int]:
    """The passages of lists that a heading calls sources: it and what follows it, as long as it is of one kind."""
    found: set[int] = set()
    kind: str | None = None
    for index, passage in enumerate(passages):
        if not passage.furniture and SOURCES.fullmatch(passage.text[:60]):
            found.add(index)
            kind = "any"
        elif kind in ("any", passage.kind) and passage.kind != "heading":
            found.add(index)
            kind = passage.kind
        else:
            kind = None
    return found


def _article(page: str) -> str:
    """The main text by trafilatura; empty when it finds none or fails, which a page of the wild may make it do."""
    import trafilatura

    try:
        return trafilatura.extract(page, fast=True, include_comments=False, include_tables=True, deduplicate=False) or ""
    except Exception:  # a page must not end the run, and a wild one may raise anything from lxml
        return ""


def _shingles(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    size = min(SHINGLE, len(words))
    return (tuple(words[at : at + size]) for at in range(len(words) - size + 1)) if words else iter(())


def _share(text: str, known: set[tuple[str, ...]]) -> float:
    shingles = list(_shingles(text))
    if not shingles or len(shingles[0]) < SHINGLE:
        return 0.0  # `Share` is everywhere
    return sum(shingle in known for shingle in shingles) / len(shingles)
