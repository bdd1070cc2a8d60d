"""markdown-it-py, taught to say where each inline token stands, to see bare URLs, to stay linear where it is not, and to stay small.

Its tokens take ten times the room of a long document: the blocks are parsed at once, their words block by block as they are read.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from linkaudit import urls

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

Rule = Callable[["StateInline", bool], bool]
_BRACKET = re.compile(r"[\[\]]")
LONGEST_FORMULA = 4_000  # characters
DEEPEST = 32  # brackets open at one place; a link in an image in a link in a footnote has four


@lru_cache(maxsize=1)
def parser() -> MarkdownIt:
    """CommonMark with GitHub's tables, strikethrough and bare links, and footnotes; each inline token tells its place."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.footnote import footnote_plugin

    md = MarkdownIt("commonmark", {"store_labels": True}).enable(["table", "strikethrough"])
    footnote_plugin(md, move_to_end=False)
    md.core.ruler.disable("inline")
    md.block.ruler.before("table", "slim", _slim)
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
    ruler.before("backticks", "math", _located(_math))
    return md


def _valid(_: str) -> bool:
    return True


def blocks(text: str, env: dict[str, Any]) -> Iterator[Token]:
    """The block tokens of a text, in order; each is let go when the next is asked for. `inline` parses what stands in one."""
    tokens: list[Token | None] = list(parser().parse(text, env))
    for index, token in enumerate(tokens):
        tokens[index] = None
        assert token is not None
        if token is not _gone():
            yield token


def inline(token: Token, env: dict[str, Any]) -> list[Token]:
    """The tokens within a block, which must be asked for in the order of the blocks: notes are numbered as they come. markdown-it-py
    needs 3 s for 100 kB of `[[[[`: where brackets nest deeper than any text has them, they are text."""
    deep = is_deep(token.content)
    if deep:
        env.setdefault("deep", []).append(token.map)
    found: list[Token] = []
    md = bracketless() if deep else parser()
    md.inline.parse(token.content, parser(), env, found)
    return found


@lru_cache(maxsize=1)
def _gone() -> Token:
    """What stands in the place of a token that nobody will look at."""
    from markdown_it.token import Token

    return Token("gone", "", 0, level=-1)


def _slim(state: StateBlock, _start: int, _end: int, _silent: bool) -> bool:
    """Asked before each block, and never one itself: of the blocks so far, what paragraphs begin and end with goes, and what is empty in
    their words is the same for all. The rules that look back need the places of tokens, not these."""
    tokens, gone = state.tokens, _gone()
    for index in range(state.env.get("slim", 0), len(tokens)):
        token = tokens[index]
        if token.type in ("paragraph_open", "paragraph_close"):
            tokens[index] = gone
        elif token.type == "inline":
            token.attrs, token.meta, token.children = gone.attrs, gone.meta, None
    state.env["slim"] = len(tokens)
    return False


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


def _math(state: StateInline, silent: bool) -> bool:
    """`$$...$$` is a formula, and no code either: `$$ [\\psi](\\mathbf{L}) $$` holds no link. With a URL in it, it is about money."""
    if not state.src.startswith("$$", state.pos):
        return False
    end = state.src.find("$$", state.pos + 2, min(state.posMax, state.pos + LONGEST_FORMULA))
    if end < 0 or state.src.find("://", state.pos, end) >= 0:
        return False
    if not silent:
        state.push("code_inline", "", 0).markup = "$$"
    state.pos = end + 2
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
