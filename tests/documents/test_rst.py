"""reStructuredText: references by name, notes, directives and code, at exact places; linear and never a crash."""

from __future__ import annotations

import random
from datetime import date

import pytest

from linkaudit.model import Document
from tests.documents import whole

RST = """:date: 2020-01-31

==========
The Annals
==========

It fell in 1894 [#]_ as the `report of the
minister <http://a.example/x>`_ says; see Ruritania_, `the census`_, and http://bare.example/z.
More [hope]_ and `there`__, :doi:`10.1000/182`, :pep:`8`, ``http://literal.example``, **bold** *em*.

.. _Ruritania: http://named.example/very/
   long
.. _the census: http://census.example/
__ http://nameless.example/
.. a comment http://comment.example

Part
----

* item http://item.example
* item two [1]_::

    http://code.example

.. image:: http://img.example/x.png
   :target: http://target.example/

.. code-block:: sh

   curl http://block.example

.. note:: Look at http://note.example

   and at http://note2.example.

.. [#] First note http://n1.example.
.. [1] One http://n2.example.
   continued
.. [hope] Hope, http://hope.example.
"""


def read(text: str, **options: object) -> Document:
    return whole.read(".rst", text, **options)


def test_words_as_they_are_shown() -> None:
    """Marks are gone; titles, items, notes and the text of admonitions are passages, comments, targets and code are not."""
    document = read(RST)
    assert [(each.kind, each.label, each.text) for each in document.passages] == [
        ("paragraph", None, "2020-01-31"),
        ("heading", None, "The Annals"),
        ("paragraph", None, PRINTED),
        ("heading", None, "Part"),
        ("list_item", None, "item http://item.example"),
        ("list_item", None, "item two :"),
        ("paragraph", None, "Look at http://note.example"),
        ("paragraph", None, "and at http://note2.example."),
        ("note", "#1", "First note http://n1.example."),
        ("note", "1", "One http://n2.example. continued"),
        ("reference", "hope", "Hope, http://hope.example."),
    ]
    assert (document.title, document.published) == ("The Annals", date(2020, 1, 31))
    assert document.passages[4].heading == ("The Annals", "Part")


PRINTED = (
    "It fell in 1894 as the report of the minister says; see Ruritania, the census, and http://bare.example/z. "
    "More and there, 10.1000/182, 8, http://literal.example, bold em."
)


def test_links() -> None:
    """Embedded, named and nameless references, bare URLs, roles, pictures: each with its layout, words and where its URL is written."""
    assert [(each.target, each.layout, each.anchor, each.at.line) for each in read(RST).links] == [
        ("http://target.example/", "inline", "", 26),
        ("http://img.example/x.png", "image", "", 25),
        ("http://a.example/x", "inline", "report of the minister", 8),
        ("http://named.example/very/long", "reference", "Ruritania", 11),
        ("http://census.example/", "reference", "the census", 13),
        ("http://bare.example/z", "bare", "http://bare.example/z", 8),
        ("http://nameless.example/", "reference", "there", 14),
        ("https://doi.org/10.1000/182", "inline", "10.1000/182", 9),
        ("https://peps.python.org/pep-0008/", "inline", "8", 9),
        ("http://item.example", "bare", "http://item.example", 20),
        ("http://note.example", "bare", "http://note.example", 32),
        ("http://note2.example", "bare", "http://note2.example", 34),
        ("http://n1.example", "footnote", "http://n1.example", 36),
        ("http://n2.example", "footnote", "http://n2.example", 37),
        ("http://hope.example", "list", "http://hope.example", 39),
    ]


def test_call_outs() -> None:
    """Numbered, counted and named notes are called behind the word before; `:cite:` calls each of its keys."""
    document = read(RST)
    assert [(each.label, document.passages[each.passage].text[: each.span[0]][-5:]) for each in document.callouts] == [
        ("#1", " 1894"),
        ("hope", " More"),
        ("1", "m two"),
    ]
    assert [each.label for each in read("A :cite:p:`a,b`, b [#]_ [#x]_ [*]_ [#]_.").callouts] == ["a", "b", "#1", "#x", "*1", "#2"]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("`a <http://a.example/x>`__", "http://a.example/x"),
        ("`<http://a.example/x>`_", "http://a.example/x"),
        ("`a <http://a.example/\nx>`_", "http://a.example/x"),
        ("a_\n\n.. _a: http://a.example/x", "http://a.example/x"),
        ("`A b`_\n\n.. _a  B: http://a.example/x", "http://a.example/x"),
        ("a_\n\n.. _a: b_\n.. _b: http://a.example/x", "http://a.example/x"),
        ("`c <a_>`_\n\n.. _a: http://a.example/x", "http://a.example/x"),
        ("`a:b`_\n\n.. _`a:b`: http://a.example/x", "http://a.example/x"),
        ("Words (http://a.example/x).", "http://a.example/x"),
        ("`a <me@a.example>`_", "mailto:me@a.example"),
        (".. |x| image:: http://a.example/x\n\nSee |x|.", "http://a.example/x"),
        ("| line http://a.example/x\n| line", "http://a.example/x"),
        ("+---+\n| a http://a.example/x |\n+---+", "http://a.example/x"),
        ("===  ===\na    http://a.example/x\n===  ===", "http://a.example/x"),
    ],
)
def test_how_a_link_may_be_written(text: str, target: str) -> None:
    """Every form of a hyperlink of the format leads where docutils leads it."""
    assert [each.target for each in read(text).links] == [target]


@pytest.mark.parametrize("text", ["a_b and a_", "`no` __init__ and _x_", "snake_case_", "See `a`_.", "x [1]", ".. _a: http://a.example/x"])
def test_what_is_no_link(text: str) -> None:
    """Names that no target has, words with underscores and targets that nobody refers to are no links."""
    assert read(text).links == ()


def test_code_when_asked_for() -> None:
    """URLs of literal text and blocks come with --include-code."""
    asked = {each.url for each in read(RST, include_code=True).links} - {each.url for each in read(RST).links}
    assert asked == {"http://literal.example", "http://code.example", "http://block.example"}


OPENINGS = ["`a <", "``", "`a", "a_ ", ".. _a: b_\n", ".. note::\n\n  ", "::\n\n  a\n\n", "- ", "====\n", "|a", "[1]_", "\\"]


@pytest.mark.parametrize("piece", OPENINGS)
def test_openings_without_end(piece: str) -> None:
    """20,000 openings neither crash nor hang the reader."""
    read(piece * 20_000)


@pytest.mark.parametrize("seeds", [range(300), pytest.param(range(300, 10_000), marks=pytest.mark.soak)], ids=["sample", "soak"])
def test_mutated_sources(seeds: range) -> None:
    """Mutated sources never crash the reader, and its offsets stay exact."""
    bits = ["`", "``", "_", "__", "<", ">", "[#]_", ".. ", "::", "|", "*", ":a:`", "====", "\\", "\n", "\n\n", "   ", "\r\n", "\t"]
    for seed in seeds:
        dice = random.Random(seed)
        text = list(RST)
        for _ in range(dice.randrange(1, 15)):
            at = dice.randrange(len(text))
            text[at : at + dice.randrange(6)] = dice.choice(bits)
        read("".join(text))


def test_nameless_targets_and_pictures() -> None:
    """`.. __:` is a target without a name, and so is what stands behind two underscores; an address may go on in the next line."""
    text = (
        "In `a`__, `docutils <https://e.example/>`__ and docutils_ of PIL/|Pillow|_.\n\n"
        ".. __: https://a.example/\n.. _docutils: https://d.example/\n.. _Pillow: https://p.example/\n\n"
        ".. image:: https://i.example/a/\n           clock.svg\n   :target: https://t.example/\n            t\n   :alt: x\n\n"
        ">>> get('https://no.example/')\n'https://no.example/'\n"
    )
    found = [(link.anchor, link.target) for link in read(text).links]
    assert found == [
        ("", "https://t.example/t"),
        ("", "https://i.example/a/clock.svg"),
        ("a", "https://a.example/"),
        ("docutils", "https://e.example/"),
        ("docutils", "https://d.example/"),
        ("Pillow", "https://p.example/"),
    ]
