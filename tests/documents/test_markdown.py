"""Markdown: every citation layout, each at its exact place."""

import gc
from typing import Any

import pytest
from markdown_it.token import Token

from linkaudit.documents import mdparser
from tests.documents.exact import layouts, read

PAGE = """---
title: "The bridge"
date: 2024-02-03
---
# Costs [x](http://h.example) #

Para with [a *b* c](https://a.example/x_(y) "t") and **http://b.example/foo._bar_-_baz**,
wrapped [ref
link][R], <http://auto.example> and www.w.example. Note[^1] and ^[inline http://in.example/x note].
Foo &amp; \\*star\\* `code http://no.example`.

> quote ![img](https://i.example/i.png) <a href="http://isl.example?a=1&amp;b=2">island *x*</a>

- http://one.example
- [Two](http://two.example/)

1. https://s.example/1
2. Title <https://s.example/2>

| a \\| b | [c](http://t.example/a\\|b) |
|---|---|
| x | see http://cell.example/p |

<div><p>html <a href="http://blk.example">blk</a></p></div>

    http://indented.example

[r]: <https://ref.example/a b> "T"
[unused]: https://unused.example
[^1]: Foot http://foot.example/.
"""


def test_every_layout() -> None:
    """Inline, bare, reference, autolink, footnote, image, HTML, list, numbered and table links are found; code is not."""
    assert layouts(read("a.md", PAGE)) == [
        ("inline", "http://h.example"),
        ("inline", "https://a.example/x_(y)"),
        ("bare", "http://b.example/foo._bar_-_baz"),
        ("reference", "https://ref.example/a%20b"),
        ("autolink", "http://auto.example"),
        ("bare", "http://www.w.example"),
        ("footnote", "http://in.example/x"),
        ("image", "https://i.example/i.png"),
        ("inline", "http://isl.example?a=1&b=2"),
        ("block", "http://one.example"),
        ("list", "http://two.example/"),
        ("numbered", "https://s.example/1"),
        ("autolink", "https://s.example/2"),
        ("inline", "http://t.example/a%7Cb"),
        ("bare", "http://cell.example/p"),
        ("inline", "http://blk.example"),
        ("footnote", "http://foot.example/"),
    ]


def test_passages_read_as_a_reader_sees_them() -> None:
    """Markup is gone, escapes and entities are decoded, soft breaks are spaces; notes keep their label."""
    document = read("a.md", PAGE)
    texts = [passage.text for passage in document.passages]
    assert texts[0] == "Costs x"
    assert texts[1] == (
        "Para with a b c and http://b.example/foo._bar_-_baz, wrapped ref link, http://auto.example and www.w.example. Note and . "
        "Foo & *star* code http://no.example."
    )
    assert texts[8] == "a | b"
    assert [(passage.kind, passage.label) for passage in document.passages if passage.label] == [
        ("note", "inline 2"),
        ("reference", "1"),
        ("note", "1"),
    ]
    assert {passage.heading for passage in document.passages[1:]} == {("Costs x",)}


def test_call_outs_point_to_notes() -> None:
    """A footnote's call-out stands where its mark does and leaves no text behind."""
    document = read("a.md", PAGE)
    assert [(callout.label, document.text[callout.start : callout.end]) for callout in document.callouts] == [
        ("1", "[^1]"),
        ("inline 2", "^[inline http://in.example/x note]"),
    ]
    first = document.callouts[0]
    assert document.passages[first.passage].text[: first.span[0]].endswith("Note")
    assert first.span[0] == first.span[1]


def test_front_matter() -> None:
    """Title and date come from the front matter; it is no passage."""
    document = read("a.md", PAGE)
    assert (document.title, str(document.published)) == ("The bridge", "2024-02-03")


def test_code_on_demand() -> None:
    """URLs in code are listed only with include_code."""
    targets = [link.target for link in read("a.md", PAGE, include_code=True).links]
    assert "http://no.example" in targets
    assert "http://indented.example" in targets


def test_windows_line_ends() -> None:
    """Places are right with `\\r\\n`, too."""
    document = read("a.md", PAGE.replace("\n", "\r\n"))
    assert layouts(document) == layouts(read("a.md", PAGE))
    assert [link.at.line for link in document.links] == [link.at.line for link in read("a.md", PAGE).links]


def test_marks_of_html_in_markdown() -> None:
    """`<sup>1</sup>` and `[2](#ref-2)` are call-outs, too."""
    document = read(
        "a.md", "It rained.<sup>1</sup> And [2](#ref-2) too, see [1](#head).\n\n# Head\n\n<a id='ref-2'></a> Book, https://b.example/x\n"
    )
    assert [(callout.label, callout.kind) for callout in document.callouts] == [("1", "superscript"), ("ref-2", "anchor")]
    assert [(link.layout, link.label) for link in document.links] == [("inline", None), ("footnote", "ref-2")]


def test_mdx() -> None:
    """Imports, exports and components of MDX are no text; their links are found."""
    page = """import X from './x'
export const y = 'https://no.example'

# T

See <Card href="https://c.example/">this</Card> and [that](https://d.example).

<Figure src={'https://f.example/i'} />
"""
    document = read("a.mdx", page)
    assert [passage.text for passage in document.passages] == ["T", "See this and that."]
    assert layouts(document) == [("attribute", "https://c.example/"), ("inline", "https://d.example"), ("attribute", "https://f.example/i")]


def test_rmarkdown() -> None:
    """Chunks of code are left out, front matter and inline code do not disturb."""
    page = "---\ntitle: T\ndate: \"2020-01-02\"\n---\n\n```{r}\nx <- 'https://no.example'\n```\n\nWe found `r n` in https://a.example/x.\n"
    document = read("a.Rmd", page)
    assert (document.title, str(document.published), layouts(document)) == ("T", "2020-01-02", [("bare", "https://a.example/x")])


def test_too_many_brackets_are_text() -> None:
    """A block with brackets nested beyond measure is read without links in brackets, says so, and its bare URLs are found."""
    document = read("a.md", "[" * 5000 + " https://a.example/x\n\n[b](https://b.example)\n")
    assert layouts(document) == [("bare", "https://a.example/x"), ("inline", "https://b.example")]
    assert document.remarks == ("line 1: brackets nest too deep, read as text",)


def test_tokens_do_not_pile_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """While a long document is read, one token stands for each block that is still to come, and none for those that are done."""
    living: list[int] = []
    inline = mdparser.inline

    def counted(token: Token, env: dict[str, Any]) -> list[Token]:
        if token.content.startswith("Number 100 "):
            living.append(sum(type(each) is Token for each in gc.get_objects()))
        return inline(token, env)

    monkeypatch.setattr(mdparser, "inline", counted)
    pages = "".join(f"Number {n} *was* [counted](https://{n}.example).\n\n" for n in range(200))
    lists = "".join(f"- Number {n} was counted.\n" for n in range(200, 300))
    assert len(read("a.md", pages + lists).passages) == 300
    assert living and max(living) < 100 + 3 * 100 + 20


def test_formulas_hold_no_links() -> None:
    """What stands between two `$$` is a formula: its brackets are no link. Money is none."""
    text = "$$\n[\\psi](\\mathbf{L})\n$$\n\nIt costs $$ at [a](https://a.example) and $$ at [b](https://b.example).\n"
    document = read("a.md", text)
    assert [link.target for link in document.links] == ["https://a.example", "https://b.example"]
