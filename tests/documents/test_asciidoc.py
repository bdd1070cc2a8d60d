"""AsciiDoc: macros, attributes, cross-references, footnotes, blocks."""

from __future__ import annotations

import pytest

from tests.documents.exact import layouts, read

PAGE = """= The Bridge
Ann Lund <ann@example.org>
v1.0, 2020-05-14
:url-repo: https://github.com/x/y
:minutes: https://m.example/5[minutes of May]
:imagesdir: img

The council https://a.example/x[paid *forty* million,role=ext] for it, see {url-repo}/issues[issues],
the {minutes} or link:other.adoc#s[there].footnote:[See https://n.example/b[the note], p. 4.] Also
// a comment https://comment.example
https://b.example/c_(d). _Then_ more; not `https://code.example` or \\https://escaped.example.

== Next part

* one <<_next_part,see>>, <<none>>, {url-repo}
+
continued http://d.example[D^]

term::
  what it is: mailto:t@example.org[ask]

[source,ruby]
----
https://no.example
----

.A table
|===
|A |https://e.example[E]
2+|b https://f.example
|===

____
They said link:++https://q.example/a b++[so].
____

image::pic.png[x,link=https://g.example]

++++
<a href="https://html.example">q</a>
++++

[bibliography]
* [[[lund]]] Lund, https://l.example/1
"""


def test_links() -> None:
    """Every macro, bare URL and attribute is a link with its words; code, comments and escaped URLs are none."""
    document = read("a.adoc", PAGE)
    assert layouts(document) == [
        ("inline", "https://g.example"),
        ("inline", "https://a.example/x"),
        ("inline", "https://github.com/x/y/issues"),
        ("inline", "https://m.example/5"),
        ("bare", "https://b.example/c_(d)"),
        ("footnote", "https://n.example/b"),
        ("bare", "https://github.com/x/y"),
        ("inline", "http://d.example"),
        ("inline", "https://e.example"),
        ("bare", "https://f.example"),
        ("inline", "https://q.example/a%20b"),
        ("inline", "https://html.example"),
        ("list", "https://l.example/1"),
    ]
    [issues] = [link for link in document.links if link.target.endswith("/issues")]
    assert (issues.url, issues.anchor, issues.at.line, issues.at.column) == ("{url-repo}/issues", "issues", 8, 76)
    assert [(link.target, link.skip) for link in document.links if link.layout == "image"] == [("img/pic.png", "relative link")]


def test_passages() -> None:
    """Kinds of blocks, words without marks, notes behind their passage; title and date of the header."""
    document = read("a.adoc", PAGE)
    said = "The council paid forty million for it, see issues, the minutes of May or there. Also https://b.example/c_(d). Then more;"
    paragraph = next(passage for passage in document.passages if passage.kind == "paragraph")
    assert paragraph.text.startswith(said)
    assert [passage.text for passage in document.passages if passage.kind == "quote"] == ["They said so."]
    [note] = [passage for passage in document.passages if passage.kind == "note"]
    assert (note.text, note.label) == ("See the note, p. 4.", document.callouts[0].label)
    assert [passage.label for passage in document.passages if passage.kind == "reference"] == ["lund"]
    assert (document.title, str(document.published)) == ("The Bridge", "2020-05-14")


def test_cross_references() -> None:
    """What leads to a section or an id is a fragment of this document, and the names it may have are its anchors."""
    document = read("a.adoc", PAGE)
    own = [link.target for link in document.links if link.skip == "fragment of this document"]
    assert own == ["#_next_part", "#none"]
    assert document.anchors is not None
    assert "_next_part" in document.anchors and "none" not in document.anchors
    assert read("a.adoc", "include::x.adoc[]\n\n<<none>>\n").anchors is None


def test_what_cannot_be_known() -> None:
    """An address with an attribute that is set elsewhere is not asked, nor what only Antora finds."""
    text = "https://a.example/{version}/x[X] xref:mod:page.adoc[P] xref:page.adoc[Q]\n"
    assert [link.skip for link in read("a.adoc", text).links] == [
        "an attribute of it is not set in this document",
        "a page or picture that Antora finds",
        "relative link",
    ]
    assert read("docs/modules/ROOT/pages/a.adoc", text).links[2].skip == "a page or picture that Antora finds"


def test_code_is_read_when_asked_for() -> None:
    """`include_code` lists the URLs of listings and of backticks."""
    found = {link.url for link in read("a.adoc", PAGE, include_code=True).links}
    assert {"https://no.example", "https://code.example"} <= found


@pytest.mark.parametrize(
    "unit", ["link:a[", "https://a.b[", "footnote:[", "{a}", "`a", "<<a", "|===\n", "a::\n", "* a\n", "----\n", "[[a", "+++"]
)
def test_monotony(unit: str) -> None:
    """40,000 characters of one thing are read like everything else; what would take quadratic time would not end here."""
    read("a.adoc", unit * (40_000 // len(unit)))


def test_attributes_do_not_pile_up() -> None:
    """A long value that is called in every word stays out after the millionth character that it added."""
    document = read("a.adoc", f":a: {'b' * 8000}\n\n" + "{a} " * 10_000)
    assert 1_000_000 < sum(len(passage.text) for passage in document.passages) < 1_100_000


def test_many_tables() -> None:
    """20,000 tables of one line are read table by table; each of them looked for in all lines would take minutes."""
    assert [passage.text for passage in read("a.adoc", ",===\na\n,===\n" * 20_000).passages] == ["a"] * 20_000


def test_addresses() -> None:
    """An address goes on behind an attribute up to the sentence's stop; names of signs stand for them; `++` around it is no part of it."""
    text = ":url: https://a.example\n\nSee {url}/issues/7. Then link:https://b.example/x[bee] or link:++https://c.example/c++++[sea], "
    document = read("a.adoc", text + "{url}/?a=1{amp}b={startsb}2{endsb}.\n")
    assert [(link.url, link.target) for link in document.links] == [
        ("{url}/issues/7", "https://a.example/issues/7"),
        ("https://b.example/x", "https://b.example/x"),
        ("https://c.example/c++", "https://c.example/c++"),
        ("{url}/?a=1{amp}b={startsb}2{endsb}", "https://a.example/?a=1&b=%5B2%5D"),
    ]


def test_two_backticks() -> None:
    """Code between two backticks on either side is read whole."""
    assert [passage.text for passage in read("a.adoc", "The ``a__b`` fell, `c` too.\n").passages] == ["The a__b fell, c too."]
