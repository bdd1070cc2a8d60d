"""Org: links, abbreviations, footnotes, blocks, drawers."""

from __future__ import annotations

import pytest

from linkaudit.documents import bibfiles
from tests.documents.exact import layouts, read

PAGE = """#+TITLE: The Bridge
#+DATE: <2020-05-14 Thu>
#+LINK: gh https://github.com/%s

* TODO Part one :tag:
:PROPERTIES:
:CUSTOM_ID: one
:SOURCE: https://p.example/x
:END:
The council [[https://a.example/x][paid *forty* million]] for it, see [[gh:x/y]] or
[[file:other.org::#s][there]].[fn:1] Also https://b.example/a_b and <https://c.example/x>.[fn:: Inline https://n.example note.]
=https://code.example= /all/ [[#one]] [[*Part one]] [[./img.png]] [[id:ab-c]]

- [ ] item https://d.example
- term :: [[https://e.example]]

#+begin_src sh
curl https://no.example
#+end_src

#+begin_quote
They said [[https://q.example/][so]].
#+end_quote

| a | [[https://t.example][x]] |
|---+---|
: https://literal.example
# https://comment.example

[fn:1] See https://f.example/1, p. 4.
"""


def test_links() -> None:
    """Every link is found with its words, abbreviations put in; code, literal lines and comments hold none."""
    document = read("a.org", PAGE)
    assert layouts(document) == [
        ("bare", "https://p.example/x"),
        ("inline", "https://a.example/x"),
        ("inline", "https://github.com/x/y"),
        ("bare", "https://b.example/a_b"),
        ("autolink", "https://c.example/x"),
        ("footnote", "https://n.example"),
        ("bare", "https://d.example"),
        ("inline", "https://e.example"),
        ("inline", "https://q.example/"),
        ("inline", "https://t.example"),
        ("footnote", "https://f.example/1"),
    ]
    assert [(link.target, link.skip) for link in document.links if link.skip and link.layout != "image"] == [
        ("other.org#s", "relative link"),
        ("#one", "fragment of this document"),
        ("#*Part one", "fragment of this document"),
        ("id:ab-c", "a place that Org itself finds"),
    ]


def test_passages() -> None:
    """Kinds of blocks, words without marks, notes by their labels; title and date of the header."""
    document = read("a.org", PAGE)
    assert (document.title, str(document.published)) == ("The Bridge", "2020-05-14")
    assert document.passages[2].text.startswith("The council paid forty million for it, see gh:x/y or there. Also https://b.example/a_b")
    assert [passage.label for passage in document.passages if passage.kind == "note"] == [call.label for call in document.callouts][::-1]
    assert [passage.text for passage in document.passages if passage.kind == "quote"] == ["They said so."]
    assert document.anchors is not None and {"one", "*Part one"} <= set(document.anchors)


@pytest.mark.parametrize(
    "unit", ["[[a", "[[a][", "[fn:", "[fn::", "*a ", "=a", "* a\n", "#+begin_src\n", ":a:\n", "| a", "- a\n", "<<a", "=" + "a" * 4000 + " "]
)
def test_monotony(unit: str) -> None:
    """40,000 characters of one thing are read like everything else; what would take quadratic time would not end here."""
    read("a.org", unit * (40_000 // len(unit)))


def test_citations() -> None:
    """`[cite:@key]` calls an entry of the bibliography that the document names; where it names none, nobody knows the key."""
    text = "It fell [cite/t:see @lund20 p. 3; @herald].\n"
    document = read("a.org", "#+bibliography: refs.bib\n#+bibliography: ../other.bib\n" + text)
    assert [(call.label, call.kind) for call in document.callouts] == [("lund20", "ref"), ("herald", "ref")]
    assert document.passages[0].text == "It fell ."
    assert bibfiles.of_org(document.text) == ("refs.bib",)
    assert read("a.org", text).callouts == ()


def test_drawers() -> None:
    """The end of a drawer that was too long, and a drawer that a headline or another one cuts off, hide nothing of the text."""
    text = "* One\n:LOGBOOK:\n" + "- note\n" * 250 + ":END:\nIt fell, see https://a.example/.\n\n:tip:\nIt rose.\n\n"
    text += ":LOGBOOK:\n- hidden\n:END:\n* Two\n:PROPERTIES:\n:ID: 7\n:header-args:\n:END:\nhttps://b.example/\n"
    text += "\n:END:\nIt shook.\n:END:\n\n:tip:\nIt stood.\n* Now\nIt stays.\n:END:\n"
    for between in ("", "* Then\n"):
        shown = [passage.text for passage in read("a.org", text.replace("It rose.\n\n", f"It rose.\n\n{between}")).passages]
        assert {"It fell, see https://a.example/.", "It rose.", "https://b.example/", "It shook.", "It stood.", "It stays."} <= set(shown)
        assert not {"- hidden", "hidden", ":header-args:", ":ID: 7"} & set(shown)


def test_an_abbreviation_is_put_in_once() -> None:
    """The first `%s` of `#+LINK:` stands for what is abbreviated: a line of them would make megabytes of every link."""
    (link,) = read("a.org", "#+LINK: a https://a.example/%s?%s\n\n[[a:x]]\n").links
    assert link.target == "https://a.example/x?%25s"


def test_words() -> None:
    """Code and bare addresses are read as they stand; an address without a scheme is one."""
    document = read("a.org", "The =run= and ~go~ fell at www.a.example today.\n: a line of output\nIt rose.\n")
    assert [passage.text for passage in document.passages] == ["The run and go fell at www.a.example today.", "It rose."]
    assert [(link.target, link.layout, link.anchor) for link in document.links] == [("http://www.a.example", "bare", "www.a.example")]


def test_words_that_end_like_a_picture() -> None:
    """Words of a link are a picture only where they are its address."""
    document = read("a.org", "See [[https://a.example/x][the plan.png]] and [[https://b.example/y][https://b.example/plan.png]].\n")
    assert document.passages[0].text == "See the plan.png and ."
    assert layouts(document) == [
        ("image", "https://b.example/plan.png"), ("inline", "https://a.example/x"), ("inline", "https://b.example/y")
    ]  # fmt: skip


def test_a_note_amid_the_text_ends_at_its_own_bracket() -> None:
    """A link in a note is the note's, and what stands behind the note is the paragraph's."""
    document = read("a.org", "Prices rose.[fn:: See [[https://a.example/x][the table]], page 4.] Wages did not.\n")
    assert [(passage.kind, passage.text) for passage in document.passages] == [
        ("paragraph", "Prices rose. Wages did not."),
        ("note", "See the table, page 4."),
    ]
    assert [(link.url, link.passage) for link in document.links] == [("https://a.example/x", 1)]
