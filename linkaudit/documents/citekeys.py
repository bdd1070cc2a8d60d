"""A Markdown document in; the same with its Pandoc citations called, `[see @lund20, p. 3; @herald]` and `@lund20 says`, out.

Only where the document says what they name: `bibliography: refs.bib` in its front matter, or entries that citeproc wrote
(`::: {#ref-lund20}`). Elsewhere `@lund20` is somebody's name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace

from linkaudit.claims.offsets import in_document
from linkaudit.documents.bibfiles import below
from linkaudit.model import Callout, Document, Passage

_KEY = r"@(?:\{([^{}\s]{1,200})\}|([^\W_](?:[\w:.#$%&+?<>~/-]{0,198}\w)?))"
_BRACKET = re.compile(r"\[[^\[\]]{2,1600}\]")
_INSIDE = re.compile(rf"(?<![\w.])-?{_KEY}")
_IN_TEXT = re.compile(rf"(?<![\w.@\[/-]){_KEY}")
_ENTRY = re.compile(r"\s*(?::::+\s*\{#refs[^{}\n]{0,200}\}\s{0,3})?:::+\s*\{#ref-([^\s{}]{1,200})[^{}\n]{0,200}\}\s{0,3}")
_NAMED = re.compile(r"^bibliography\s*:[ \t]*(.*(?:(?:\r\n|\n|\r)[ \t]*-[ \t].*)*)", re.MULTILINE)
_FILE = re.compile(r"[^\s\[\],\"'#][^\[\],\"'#\r\n]{0,200}?\.bib\b")
_FRONT = 65_536  # characters that a front matter may have


def bibliographies(text: str) -> tuple[str, ...]:
    """The `.bib` files that the front matter names, as relative paths below the document; what leads elsewhere is left out."""
    end = text.find("\n---", 3, _FRONT) if text.startswith("---") else -1
    named = _NAMED.search(text, 0, end) if end > 0 else None
    files = [found.removeprefix("- ").strip() for found in _FILE.findall(named[1])] if named else []
    return below(files)


def called(document: Document) -> Document:
    """The document with a call-out for each key, and the entries that it holds itself labelled."""
    if "@" not in document.text:
        return document
    passages = tuple(_entry(passage) for passage in document.passages) if "{#ref-" in document.text else document.passages
    if passages == document.passages and not bibliographies(document.text):
        return document
    found: list[Callout] = []
    for number, passage in enumerate(passages):
        if "@" in passage.text and passage.kind not in ("reference", "note"):
            found += _keys(number, passage)
    callouts = sorted((*document.callouts, *found), key=lambda callout: callout.start or 0)
    return replace(document, passages=passages, callouts=tuple(callouts))


def _entry(passage: Passage) -> Passage:
    """A paragraph between `::: {#ref-lund20}` and `:::`, as the entry that it is."""
    opening = _ENTRY.match(passage.text)
    return replace(passage, kind="reference", label=opening[1]) if opening else passage


def _keys(number: int, passage: Passage) -> list[Callout]:
    """The call-outs of one passage: a bracket is one for each key in it, and no prose; a key in the text is a name that is read."""
    found: list[Callout] = []
    brackets = [match.span() for match in _BRACKET.finditer(passage.text) if "@" in match.group()]
    for start, end in brackets:
        found += [_callout(number, passage, key[1] or key[2], (start, end)) for key in _INSIDE.finditer(passage.text, start, end)]
    starts = [start for start, _ in brackets]
    for key in _IN_TEXT.finditer(passage.text):
        last = bisect_left(starts, key.end()) - 1
        if last < 0 or brackets[last][1] <= key.start():
            found.append(_callout(number, passage, key[1] or key[2], (key.start(), key.start())))
    return found


def _callout(number: int, passage: Passage, label: str, span: tuple[int, int]) -> Callout:
    exact = in_document(passage, *span)
    start, end = exact or (None, None)
    return Callout(label, "ref", start, end, number, span, passage.at)
