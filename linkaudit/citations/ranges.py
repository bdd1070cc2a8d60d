"""Call-outs that are links, each to its own reference, in; those that a dash between two of them means besides out: `[2]–[4]` is 3 as well.

Journals link the two ends of a range (`<sup><a href="#B1">1</a>–<a href="#B3">3</a></sup>`) and leave the rest to the reader.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise

from linkaudit.citations.notes import Call, Entry
from linkaudit.claims.brackets import LONGEST_RUN, plain_digits
from linkaudit.claims.callouts import is_run
from linkaudit.model import Callout, Document


def between(document: Document, calls: tuple[Call, ...], entries: Mapping[str, list[Entry]]) -> tuple[Call, ...]:
    """The calls with those that ranges add, in reading order. Only where as many entries stand between the ends as the numbers say."""
    found: list[Call] = []
    labels: list[str] = []
    order: dict[str, int] = {}
    for one, other in pairwise(document.callouts):
        if one.passage != other.passage or not is_run(document.passages[one.passage].text, one.span[1], other.span[0]):
            continue
        missing = _shown(document, other) - _shown(document, one) - 1
        if not 0 < missing < LONGEST_RUN:
            continue
        if not order:
            first = {label: of[0].passage for label, of in entries.items()}
            labels = sorted(first, key=lambda label: first[label])
            order = {label: at for at, label in enumerate(labels)}
        start, end = order.get(one.label), order.get(other.label)
        if start is not None and end is not None and end - start - 1 == missing:
            ends = other.passage, other.span[0], other.start, other.end, other.at
            found += [Call(label, other.kind, *ends) for label in labels[start + 1 : end]]
    return tuple(sorted((*calls, *found), key=lambda call: (call.passage, call.at))) if found else calls


def _shown(document: Document, callout: Callout) -> int:
    """The number that a reader sees; 0 if it is none."""
    shown = plain_digits(document.passages[callout.passage].text[slice(*callout.span)].strip("[]() ^"))
    return int(shown) if shown.isascii() and shown.isdigit() and len(shown) <= 4 else 0
