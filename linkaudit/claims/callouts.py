"""A passage's text in, the call-outs in it out: the marks that point to a note or a reference, whatever the format left of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from linkaudit.claims import brackets

MarkKind = Literal["numeric", "superscript", "footnote", "ref", "paren"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A call-out at `text[start:end]`; `labels` are what it names, runs expanded (`[2-5]` names 2, 3, 4, 5)."""

    start: int
    end: int
    kind: MarkKind
    labels: tuple[str, ...]


SIGNS = frozenset(sign * times for sign in "*†‡§¶" for times in (1, 2, 3))  # that call the few notes of a page
# The digits that Unicode has as superscripts, in order.
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
FROM_SUPERSCRIPT = str.maketrans(SUPERSCRIPTS + "⁻˒", "0123456789-,")
_SEPARATED = r"\d{1,3}(?:\s?[,;–—-]\s?\^?\d{1,3}){0,40}"
_FORMS = re.compile(
    rf"(?P<numeric>\[\^?{_SEPARATED}\^?\])"
    r"|(?P<footnote>\[\^[^\]\s\[]{1,60}\])"
    rf"|(?P<superscript>[{SUPERSCRIPTS}]{{1,3}}(?:[,˒⁻–-][{SUPERSCRIPTS}]{{1,3}}){{0,20}})"
    r"|(?P<caret>\^\d{1,3}(?:,\d{1,3}){0,20}\^)"
    r"|(?P<sup><sup(?:\s[^<>]{0,200})?>\s{0,3}\[?\d{1,3}\]?\s{0,3}</sup>)"
    r"|(?P<ref><ref(?:\s[^<>]{0,300})?/>|<ref(?:\s[^<>]{0,300})?>[^<>]{0,2000}</ref>)"
    r"|(?P<paren>\(\d{1,3}\))(?=\s|$|\[|\()"
    r"|(?P<sign>※\d{1,3}|[①-⑳])"
    r"|(?P<glued>(?<=[.!?])\d{1,3}(?:,\d{1,3}){0,5})(?=\s{1,3}(?-i:[^\Wa-zа-яё\d_])|\s{0,3}$)",
    re.IGNORECASE,
)
# Where each of them, and each bracket, begins: a text without any of these has no call-out, and most have none
_MIGHT = re.compile(rf"[\[(<^（［【〔※①-⑳{SUPERSCRIPTS}]|[.!?]\d")
_BRACKET = re.compile(r"(?P<square>\[[^\[\]]{1,80}\]|［[^［］]{1,80}］|【[^【】]{1,80}】|〔[^〔〕]{1,80}〕)|[(（][^()（）\[\]]{1,60}[)）]")
_SIGNS = re.compile(r"(?<=[\w.!?,;:)\]\"'”’»…])(?:\*{1,3}|[†‡§¶]{1,3})(?=[\s.,;:!?)\]]|$)")
_RUN = re.compile(r"\s?[–—-]\s?")
_JOINT = re.compile(r"\s?[,;˒–—-]\s?")
_CLOSING_CLAUSE = re.compile(r"\s?(?:[.!?,;:…。！？，；、؟।]|$)")
_REF_NAME = re.compile(r"""\bname\s{0,3}=\s{0,3}(?:"([^"]{0,200})"|'([^']{0,200})'|([^\s/>"']{1,200}))""", re.IGNORECASE)
# A source in brackets after the full stop, "... was shot. (OCCRP, 2017)": kept with the sentence before it.
_TRAILING_SOURCE = re.compile(r"\((?:[^().\d]|\.(?=[^\s])){2,80}[,\s]\s?(?:1[6-9]|20)\d\d[a-z]?\)(?=[\s.]|$)")
_STOPS = ".!?…。！？．।؟۔։።"
_CLOSERS = "\"'”’»)]›」』”*_"


def find(text: str, known: frozenset[str] = frozenset()) -> tuple[Mark, ...]:
    """The call-outs in `text`, in order, never overlapping: the fifteen forms that are written after a sentence, and the same inside one.

    `[sic]`, `[...]`, `[emphasis added]`, powers (`m²`, `10⁶`) and years are none. A mark that opens the passage is the label of an entry
    in a list of references, not a call-out. `known` are the labels that the document's notes have: some marks are only told by them
    (`[Smi20]`, `†`, `(2, 3).`, `in 1998².`).
    """
    if _MIGHT.search(text) is None and known.isdisjoint(SIGNS):
        return ()
    found: list[Mark] = []
    for mark in sorted([*_written(text, known), *_bracketed(text, known)], key=lambda mark: (mark.start, -mark.end)):
        if found and _RUN.fullmatch(text, found[-1].end, mark.start) and mark.kind == found[-1].kind == "numeric":
            ends = brackets.numbers(f"{found[-1].labels[-1]}-{mark.labels[0]}")  # `[2]–[4]`
            found[-1] = Mark(found[-1].start, mark.end, "numeric", tuple(dict.fromkeys(found[-1].labels + ends + mark.labels)))
        elif not found or mark.start >= found[-1].end:
            found.append(mark)
    return tuple(found)


def _bracketed(text: str, known: frozenset[str]) -> Iterator[Mark]:
    """Call-outs that say more than a number: `[1, с. 25]`, `(ref. 2)`, `【3】`; and those of a known label: `[Smi20]`, `(2)`, `†`."""
    for match in _BRACKET.finditer(text):
        found, worded = brackets.labels(match.group()[1:-1].strip(), known)
        if not found or (match.start() == 0 and not worded):
            continue
        closing = _CLOSING_CLAUSE.match(text, match.end()) is not None
        if match["square"] or worded or (closing and known.issuperset(found)):
            yield Mark(match.start(), match.end(), "numeric" if match["square"] else "paren", found)
    if not known.isdisjoint(SIGNS):
        for match in _SIGNS.finditer(text):
            if match.group() in known:
                yield Mark(*match.span(), "superscript", (match.group(),))


def _written(text: str, known: frozenset[str]) -> list[Mark]:
    """Those that are told by how they are written."""
    marks = []
    for match in _FORMS.finditer(text):
        name = match.lastgroup or ""
        start, end = match.span(name)
        if start == 0 and not text[end:].strip():
            continue
        if start == 0 and name in ("numeric", "footnote", "superscript", "paren", "caret", "sup", "sign"):
            continue
        raw = match.group(name)
        if name == "superscript":
            dated = (
                text[start - 1].isdigit()
                and _CLOSING_CLAUSE.match(text, end)
                and known.issuperset(brackets.numbers(raw.translate(FROM_SUPERSCRIPT)))
            )
            if not _follows_a_word(text, start) and not dated:
                continue
            marks.append(Mark(start, end, "superscript", brackets.numbers(raw.translate(FROM_SUPERSCRIPT))))
        elif name == "paren":
            if text[start - 1] in _STOPS + _CLOSERS.replace(")", ""):
                marks.append(Mark(start, end, "paren", brackets.numbers(raw)))
        elif name == "glued":
            if _word_before(text, start - 1) >= 3 or (text[start - 2 : start - 1].isalnum() and known.issuperset(brackets.numbers(raw))):
                marks.append(Mark(start, end, "superscript", brackets.numbers(raw)))
        elif name == "footnote":
            marks.append(Mark(start, end, "footnote", (raw[2:-1],)))
        elif name == "ref":
            named = _REF_NAME.search(raw[: raw.find(">") + 1])
            label = next((group for group in named.groups() if group is not None), "") if named else ""
            marks.append(Mark(start, end, "ref", (label,) if label else ()))
        else:
            raw = brackets.plain_digits(raw)
            kind: MarkKind = "numeric" if name == "numeric" else "superscript"
            marks.append(Mark(start, end, kind, brackets.numbers(raw)))
    return marks


def without(text: str) -> str:
    """`text` with its call-outs cut out."""
    pieces, at = [], 0
    for mark in find(text):
        pieces.append(text[at : mark.start])
        at = mark.end
    return "".join(pieces) + text[at:]


def trailing_sources(text: str) -> tuple[tuple[int, int], ...]:
    """Where a bracket with a name and a year stands between two sentences: `... was shot. (OCCRP, 2017) The next`."""
    return tuple(match.span() for match in _TRAILING_SOURCE.finditer(text) if text[: match.start()].rstrip().endswith(tuple(_STOPS)))


def is_run(text: str, start: int, end: int) -> bool:
    """Whether nothing but a dash stands between two call-outs: `[2]–[4]`."""
    return start < end and _RUN.fullmatch(text, start, end) is not None


def is_joined(text: str, start: int, end: int) -> bool:
    """Whether nothing but a dash or a comma stands between two call-outs, which is no prose either."""
    return start < end and _JOINT.fullmatch(text, start, end) is not None


def after_a_stop(text: str, at: int) -> bool:
    """Whether what stands before `at`, white space and closing marks aside, ends a sentence."""
    at -= 1
    while at >= 0 and (text[at].isspace() or text[at] in _CLOSERS):
        at -= 1
    return at >= 0 and text[at] in _STOPS


def _follows_a_word(text: str, at: int) -> bool:
    """Whether a superscript at `at` can be a call-out: behind a stop, a closing mark or a word of three letters, but not a unit (`km²`)."""
    return text[at - 1] in _STOPS + _CLOSERS + ",;:—–" or _word_before(text, at) >= 3


def _word_before(text: str, at: int) -> int:
    """How many letters stand directly before `at`, closing marks aside (at most 3 are counted)."""
    while at > 0 and text[at - 1] in _CLOSERS:
        at -= 1
    count = 0
    while count < 3 and at > 0 and text[at - 1].isalpha():
        at -= 1
        count += 1
    return count
