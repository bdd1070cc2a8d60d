"""markdown-it-py, taught to say where each inline token stands, to see bare URLs, and to stay linear where it is not."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from linkaudit import urls

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

Rule = Callable[["StateInline", bool], bool]
_BRACKET = re.compile(r"[\[\]]")
DEEPEST = 32  # brackets open at one place; a link in an image in a link in a footnote has four


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """CommonMark with GitHub's tables, strikethrough and bare links, and footnotes; each inline token tells its place."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    md = MarkdownIt("commonmark", {"store_labels": True}).enable(["table", "strikethrough"])
    footnote_plugin(md, move_to_end=False)
    md.core.ruler.at("inline", _inline)
    return _telling(md)


@lru_cache(maxsize=1)
def bracketless() -> MarkdownIt:
    """The same without links in brackets, images and footnotes: for blocks that are no prose."""
    from markdown_it import MarkdownIt

    return _telling(MarkdownIt("commonmark").disable(["link", "image"]))


def _telling(md: MarkdownIt) -> MarkdownIt:
    """The parser with inline tokens that tell their place, and with our own rule for bare URLs."""
    md.disable(["text_join", "fragments_join"], ignoreInvalid=True)
    # Every address is listed, whatever its scheme and however it is written: what may be asked for is decided later.
    md.normalizeLink = md.normalizeLinkText = str  # type: ignore[method-assign, assignment]
    md.validateLink = _valid  # type: ignore[method-assign, assignment]
    ruler = md.inline.ruler
    for name, rule in {rule.name: rule.fn for rule in ruler.__rules__}.items():
        ruler.at(name, _text if name == "text" else _bare if name == "linkify" else _located(rule))
    ruler.enable(["linkify"])
    return md


def _valid(_: str) -> bool:
    return True


def _inline(state: StateCore) -> None:
    """The inline stage. markdown-it-py needs 3 s for 100 kB of `[[[[`: where brackets nest deeper than any text has them, they are text."""
    for token in state.tokens:
        if token.type == "inline":
            deep = is_deep(token.content)
            if deep:
                state.env.setdefault("deep", []).append(token.map)
            token.children = []
            (bracketless() if deep else state.md).inline.parse(token.content, state.md, state.env, token.children)


def is_deep(content: str) -> bool:
    """Whether more than DEEPEST brackets are open at some place."""
    if content.count("[") <= DEEPEST:
        return False
    depth = 0
    for bracket in _BRACKET.finditer(content):
        depth = depth + 1 if bracket.group() == "[" else max(depth - 1, 0)
        if depth > DEEPEST:
            return True
    return False


def _located(rule: Rule) -> Rule:
    """The rule, with every token that it makes marked with its place in the block's content."""

    def run(state: StateInline, silent: bool) -> bool:
        start, count, pending = state.pos, len(state.tokens), bool(state.pending)
        if not rule(state, silent):
            return False
        if silent or len(state.tokens) == count:
            return True
        made = state.tokens[count + pending :] if state.tokens[count].type == "text" and pending else state.tokens[count:]
        if made and made[0].type == "link_open" and "place" not in made[0].meta:
            made[0].meta["place"] = (start, start + 1)
            made[0].meta["whole"] = (start, state.pos)
            made[-1].meta["place"] = (state.pos, state.pos)
        elif made and all(token.type == "text" for token in made):
            at = start
            for token in made:
                token.meta["place"] = (at, at + len(token.content))
                at += len(token.content)
        else:
            for token in made:
                token.meta.setdefault("place", (start, state.pos))
        return True

    return run


def _finds(state: StateInline) -> tuple[list[int], list[urls.Found]]:
    """The bare URLs of the block's content, found once for each block."""
    cache: dict[str, tuple[list[int], list[urls.Found]]] = state.env.setdefault("bare", {})
    if state.src not in cache:
        found = list(urls.find(state.src, gfm=True, defanged=state.env.get("defanged", False)))
        cache[state.src] = ([one.start for one in found], found)
    return cache[state.src]


def _text(state: StateInline, silent: bool) -> bool:
    """Plain text up to the next character that any rule cares for, or the next bare URL."""
    starts, _ = _finds(state)
    special = state.md.inline.terminator_re.search(state.src, state.pos, state.posMax)
    end = special.start() if special else state.posMax
    index = bisect_left(starts, state.pos)
    if index < len(starts):
        end = min(end, starts[index])
    if end <= state.pos:
        return False
    if not silent:
        state.append_pending(state.src[state.pos : end])
    state.pos = end
    return True


def _bare(state: StateInline, silent: bool) -> bool:
    """A bare URL; none inside a link's text, as links do not nest."""
    starts, found = _finds(state)
    index = bisect_left(starts, state.pos)
    if silent or state.linkLevel or index == len(starts) or starts[index] != state.pos or found[index].end > state.posMax:
        return False
    token = state.push("bare", "", 0)
    token.content = found[index].url
    token.meta = {"place": (state.pos, found[index].end), "found": found[index]}
    state.pos = found[index].end
    return True
