"""How fast documents are read: made documents of each kind in, a table of MB/s, documents/s, links/s and growth, out.

Usage: python -m bench.documents [SUFFIX...] [--pathological]

Throughput is of documents of 100 kB: prose as articles have it (a link every 400 characters), and link-dense ones (nothing but links).
Growth is the time for twice the input over the time for once: 2.0 is linear. Each figure is the best of three, on one core.
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Callable
from functools import partial

from linkaudit.documents import READERS, read
from linkaudit.model import Document

SIZE = 100_000
WORDS = [
    "council",
    "paid",
    "bridge",
    "the",
    "of",
    "money",
    "county",
    "and",
    "years",
    "report",
    "said",
    "was",
    "in",
    "new",
    "a",
    "after",
    "minister",
]
LINKS: dict[str, Callable[[int], str]] = {
    ".txt": lambda n: f"https://example.org/news/{n}/story",
    ".md": lambda n: f"[its report said](https://example.org/news/{n}/story)",
    ".html": lambda n: f'<a href="https://example.org/news/{n}/story?a=1&amp;b=2">its report said</a>',
}
PATHOLOGICAL = {
    ".txt": ["http://a.b/(", "_http://a.b", '"http://a.b', "<URL:", "a@", "http://a.b/x-\ny", "a b\n", "http://a.b\n", "[[[["],
    ".md": [
        *["http://a.b/(", "[", "![", "^[", "[a](", "![a](b) ", "[a\n", "*_", "<a ", "|a|b|\n|-|-|\n", "> ", "1. a\n", "`a``b"],
        "[a](http://a.b/c) ",
    ],
    ".html": [
        *["<div>", "<a ", "<!--", '<a href="x', "<table><tr><td>", "&amp", "<b><div>x</b>", "</a", "<![CDATA[", "<sup>1"],
        "<p id=x><a href=#x>1</a>",
    ],
}


def prose(suffix: str, size: int, every: int = 400) -> str:
    """Paragraphs of five sentences; a link about every `every` characters."""
    chance = random.Random(1)
    parts: list[str] = []
    length = number = since = 0
    while length < size:
        words = chance.choices(WORDS, k=14)
        if since >= every:
            words[7:7] = [LINKS[suffix](number)]
            number, since = number + 1, 0
        sentence = " ".join(words).capitalize() + ". "
        if chance.random() < 0.2:
            sentence += "</p>\n<p>" if suffix == ".html" else "\n\n"
        parts.append(sentence)
        length, since = length + len(sentence), since + len(sentence)
    text = "".join(parts)[:size]
    return f"<html><body><article><p>{text}</p></article></body></html>" if suffix == ".html" else text


def dense(suffix: str, size: int) -> str:
    """Links and nothing else, one a line."""
    lines: list[str] = []
    length = 0
    while length < size:
        lines.append(("<p>" if suffix == ".html" else "") + LINKS[suffix](len(lines)))
        length += len(lines[-1]) + 2
    return "\n\n".join(lines)[:size] if suffix == ".md" else "\n".join(lines)[:size]


def repeated(unit: str, size: int) -> str:
    """One thing over and over."""
    return (unit * (size // len(unit) + 1))[:size]


def took(suffix: str, text: str) -> tuple[float, int]:
    """Seconds of the best of three readings, and how many links were found."""
    data, best, links = text.encode(), float("inf"), 0
    for _ in range(3):
        began = time.perf_counter()
        document = read("a" + suffix, data)
        best = min(best, time.perf_counter() - began)
        assert isinstance(document, Document), document
        links = len(document.links)
    return best, links


def row(name: str, suffix: str, make: Callable[[int], str]) -> str:
    """One line of the table."""
    once, links = took(suffix, make(SIZE))
    twice, _ = took(suffix, make(2 * SIZE))
    return f"| {name:34} | {SIZE / once / 1e6:6.2f} | {1 / once:8.1f} | {links / once:8.0f} | {once:7.3f} | {twice / once:5.2f} |"


def main(arguments: list[str]) -> int:
    """Print the table."""
    suffixes = [word for word in arguments if word in READERS] or list(LINKS)
    print("| document of 100 kB                 |   MB/s | documents/s | links/s | seconds | growth |")
    print("|:--|--:|--:|--:|--:|--:|")
    for suffix in suffixes:
        read("a" + suffix, b"x")  # the imports
        print(row(f"{suffix} prose", suffix, partial(prose, suffix)))
        print(row(f"{suffix} link-dense", suffix, partial(dense, suffix)))
        for unit in PATHOLOGICAL[suffix] if "--pathological" in arguments else ():
            name = f"{suffix} {unit!r} over and over"
            print(row(name, suffix, partial(repeated, unit)), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
