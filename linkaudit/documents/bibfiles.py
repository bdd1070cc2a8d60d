"""The bibliography files that a LaTeX or Org source names; and a document with the entries of one of them that it cites."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from linkaudit.model import Document, Link

_LATEX = re.compile(r"^[^%\n]{0,500}?\\(?:bibliography|addbibresource)\s*(?:\[[^\]\n]{0,200}\])?\{([^{}\n]{1,2000})\}", re.MULTILINE)
_ORG = re.compile(r"^[ \t]*#\+bibliography:[ \t]*\"?([^\n\r\"]{1,300}\.bib)\b", re.MULTILINE | re.IGNORECASE)


def of_latex(text: str) -> tuple[str, ...]:
    """Those of `\\bibliography` and `\\addbibresource`, as relative paths below the source; what leads elsewhere is left out."""
    named = [word.strip() for found in _LATEX.finditer(text) for word in found[1].split(",")]
    return below(word if word.endswith(".bib") else word + ".bib" for word in named if word)


def of_org(text: str) -> tuple[str, ...]:
    """Those of `#+bibliography:`, likewise."""
    return below(found[1] for found in _ORG.finditer(text))


def below(names: Iterable[str]) -> tuple[str, ...]:
    """Of relative paths those that lead nowhere but below, each once."""
    return tuple(
        dict.fromkeys(each for each in names if not each.startswith(("/", "~")) and ".." not in each.split("/") and ":" not in each)
    )


def joined(document: Document, bibliography: Document) -> Document:
    """The document with the entries of a bibliography that it cites. They have no place in its text: theirs is line and file."""
    cited = {callout.label for callout in document.callouts} - {passage.label for passage in document.passages}
    passages, links = list(document.passages), list(document.links)
    file = bibliography.name.rpartition("/")[2]
    end = len(document.text)
    of_entry: dict[int | None, list[Link]] = {}
    for link in bibliography.links:
        of_entry.setdefault(link.passage, []).append(link)
    for index, passage in enumerate(bibliography.passages):
        if passage.label not in cited:
            continue
        links += [
            replace(link, start=None, end=None, passage=len(passages), at=replace(link.at, part=file)) for link in of_entry.get(index, ())
        ]
        passages.append(replace(passage, runs=(), start=end, end=end, at=replace(passage.at, part=file)))
    return replace(document, passages=tuple(passages), links=tuple(links))
