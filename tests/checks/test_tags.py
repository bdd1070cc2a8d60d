"""Tags, titles and headings as they are cut out of markup."""

from __future__ import annotations

import random
import re

import pytest

from linkaudit.checks import tags

_META = re.compile(r"<meta\b", re.IGNORECASE)
PIECES = [
    *("<title>", "</title>", "<h1>", "</h1>", "<H2 class=x>", "</H2 >", "<h3 id=a>", "</h3>", "<h2>", "</h2>", "<", ">", "'", '"', "="),
    *("<meta name=a content='b'>", '<meta name="a" content="x > y">', "<meta ", "text ", "<p>", "</p>", "<a href=x>y</a>", "\n", "x" * 300),
]


def test_as_patterns_would_find_them() -> None:
    """Titles, headings and tags are those that patterns which go over the same letters again and again would find."""
    rng = random.Random(3)
    for _ in range(3000):
        raw = "".join(rng.choices(PIECES, k=rng.randint(1, 25)))
        title = re.search(r"<title\b[^>]{0,2000}>([^<]{0,600})", raw, re.IGNORECASE)
        assert tags.title(raw) == (title[1] if title else "")
        headings = re.finditer(r"<h([123])\b[^>]{0,2000}>(.{0,800}?)</h\1", raw, re.IGNORECASE | re.DOTALL)
        assert list(tags.headings(raw)) == [found[2] for found in headings]
        assert list(tags.tags(raw, _META)) == re.findall(r"<meta\b([^>]{0,2000})>", raw, re.IGNORECASE)


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        (" name=a content='b c'", {"name": "a", "content": "b c"}),
        (' NAME="a &amp; b" x', {"name": "a & b"}),
        (" data-id=x ng:class='y' id = z", {"data-id": "x", "ng:class": "y", "id": "z"}),
        (" id=a id=b", {"id": "b"}),
        (f" {'a' * 60}=1 b=2", {"b": "2"}),
        (" = '", {}),
    ],
)
def test_attributes(tag: str, found: dict[str, str]) -> None:
    """Attributes by small name, quoted in any way or not at all, entities decoded."""
    assert tags.attributes(tag) == found


def test_what_is_too_long_is_passed_over() -> None:
    """A tag of more than 2,000 characters and a heading of more than 800 are nothing, what stands behind is; a tag without end ends all."""
    long = "x" * 2001
    assert list(tags.tags(f"<meta {long}><meta a=1><meta b", _META)) == [" a=1"]
    assert list(tags.headings(f"<h1>{long}</h1><h2>Rye</h2><h2>Bread")) == ["Rye"]
    assert tags.title(f"<title>{long}") == "x" * 600
    assert list(tags.headings("<h1 <h2>one</h2> <h1>two</h1>")) == ["one</h2> <h1>two"]
