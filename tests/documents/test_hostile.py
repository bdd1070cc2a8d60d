"""Whatever bytes come in, a reader gives a document with exact places or a reason: no crash, no hang."""

from __future__ import annotations

import random

import pytest

from linkaudit.documents import Options, read
from linkaudit.model import Document, Unreadable
from tests.documents.exact import exact
from tests.documents.test_asciidoc import PAGE as ASCIIDOC
from tests.documents.test_html import PAGE as HTML
from tests.documents.test_markdown import PAGE as MARKDOWN
from tests.documents.test_org import PAGE as ORG

TEXT = """ The council paid 40 million for the bridge (https://example.org/w/A_(b)), see
<URL:https://example.org/a/long/
  path.html> and “www.example.org”, doi:10.1000/182, arXiv:2101.00001v2 or me@example.org.[1]

[1] https://example.org/report-
2019.html
2. https://web.archive.org/web/2019/http://example.org/
"""
SEEDS = {".txt": TEXT, ".md": MARKDOWN, ".html": HTML, ".adoc": ASCIIDOC, ".org": ORG}
PIECES = [
    *"abz 019.,;:!?\"'()[]{}<>|*_~`^#&=%-+/\\@$\n\t\r\0\u00a0\u200d\ufeff\u2028。…”éж例😀",
    "http://", "https://a.example/", "www.", "://", "doi:10.1000/", "mailto:", "<URL:", "hxxp://a[.]b", "&amp;", "&#x26;",
    "&notin", "&#0;",
    "[a](", "](", "![", "[^1]", "[^1]: ", "^[", "[a]: ", "**", "```", "~~~", "    ", "\r\n", "\n\n",
    "- ", "1. ", "> ", "# ", "|", "\n|-|-|\n",
    "<a href=", '<a href="', "<p>", "</p>", "<div id=x>", "<sup><a href='#x'>1</a></sup>", "<!--", "-->", "<![CDATA[", "]]>", "<script>",
    "</script>", "<table><tr><td>", "<li id=fn1>", "<base href=//b.example/>", "<img srcset='a 1x, b", "<svg>", "</", "<title>", "---\n",
    "link:", "[", "]", "[[", "]]", "][", "footnote:[", "{url-repo}", "<<", ">>", "|===\n", "----\n", "____\n", "++++\n",
    "::", "+\n", "[fn:", "[fn:1]",
    "#+begin_src\n", "#+end_src\n",
    "#+begin_quote\n", ":END:\n", "* ", "=", "== ",
]  # fmt: skip


def mutant(chance: random.Random, seed: str) -> str:
    """The seed with stretches cut, doubled, moved and replaced; or a soup of the pieces that readers care for."""
    if chance.random() < 0.3:
        return "".join(chance.choices(PIECES, k=chance.randrange(1, 120)))
    text = seed
    for _ in range(chance.randrange(1, 12)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.randrange(20))
        what = chance.randrange(4)
        new = "".join(chance.choices(PIECES, k=chance.randrange(1, 4))) if what == 0 else text[start:end] * 2 if what == 1 else ""
        text = text[:start] + new + text[end if what else start :]
    return text


def check(suffix: str, number: int) -> None:
    chance = random.Random(f"{suffix} {number}")
    text = mutant(chance, SEEDS[suffix])
    data = text.encode("utf-8", "surrogatepass")
    if chance.random() < 0.1:
        data = text.encode(chance.choice(["utf-16", "utf-8-sig", "cp1251", "cp932"]), "replace")
    if chance.random() < 0.05:
        place = chance.randrange(len(data) + 1)
        data = data[:place] + bytes(chance.choices(range(256), k=3)) + data[place:]
    options = Options(
        base_url=chance.choice([None, "https://base.example/dir/page"]), include_code=chance.random() < 0.5, defanged=chance.random() < 0.3
    )
    found = read("a" + suffix, data, options=options)
    assert isinstance(found, Document | Unreadable)
    if isinstance(found, Document):
        exact(found)
    else:
        assert found.reason


@pytest.mark.parametrize("suffix", SEEDS)
def test_a_sample(suffix: str) -> None:
    """600 mutants and soups of each format are read, each place exact."""
    for number in range(600):
        check(suffix, number)


@pytest.mark.soak
@pytest.mark.parametrize("suffix", SEEDS)
@pytest.mark.parametrize("part", range(10))
def test_many(suffix: str, part: int) -> None:
    """34,000 of each format, so more than 100,000 in all."""
    for number in range(1000 + part * 3400, 1000 + (part + 1) * 3400):
        check(suffix, number)


@pytest.mark.parametrize(
    ("suffix", "unit"),
    [
        (".txt", "http://a.b/("),
        (".txt", "_http://a.b"), (".txt", "<URL:"), (".txt", "a@"), (".txt", "http://a.b/x-\ny"), (".txt", "a b\n"),
        (".md", "["), (".md", "!["), (".md", "^["), (".md", "![a](b) "), (".md", "[a\n"), (".md", "<a "), (".md", "|a"), (".md", "> "),
        (".html", "<div>"), (".html", "<a "), (".html", "<!--"), (".html", '<a href="x'), (".html", "<table><tr><td>"), (".html", "&amp"),
        (".html", "<p id=x><a href=#x>1</a>"), (".html", "<b><div>x</b>"), (".html", "</a"),
    ],
)  # fmt: skip
def test_monotony(suffix: str, unit: str) -> None:
    """40,000 characters of one thing over and over are read like everything else; what would take quadratic time would not end here."""
    found = read("a" + suffix, (unit * (40_000 // len(unit))).encode())
    assert isinstance(found, Document)
    exact(found)
