"""Pandoc's citations in Markdown."""

from pathlib import Path

from linkaudit.citations import cite
from linkaudit.claims import claims
from linkaudit.documents import citekeys, read
from linkaudit.model import Document
from linkaudit.reading import read_only
from linkaudit.settings import Settings


def test_cited_entries_come_along(tmp_path: Path) -> None:
    """Keys in brackets and in the text are citations of their sentence where the front matter names a bibliography; a bracket is no prose.
    A handle that no entry has is nobody's citation."""
    (tmp_path / "refs.bib").write_text(
        "@misc{hope:94, url={http://hope.example/}}\n@book{lund, url={http://lund.example/}}", encoding="utf-8"
    )
    text = "It fell in 1894 [see @hope:94, p. 3; -@lund]. It rose in 1895. @lund says that it stood. Write to @herald or the board.\n"
    for name, front in (("a.md", "bibliography: refs.bib"), ("b.qmd", "title: A\nbibliography:\n  - refs.bib\n  - gone.bib")):
        (tmp_path / name).write_text(f"---\n{front}\n---\n\n{text}", encoding="utf-8")
        found = read_only([str(tmp_path / name)], Settings())
        plain = {claim.id: claim.plain for claim in found.claims}
        assert sorted((c.source, plain[tie.claim]) for c in found.citations for tie in c.ties) == [
            ("http://hope.example/", "It fell in 1894."),
            ("http://lund.example/", "@lund says that it stood."),
            ("http://lund.example/", "It fell in 1894."),
        ]
        assert not found.findings
    assert found.documents[0].remarks == ("bibliography gone.bib: no such file",)


def test_without_a_bibliography_a_key_is_a_name() -> None:
    """Where nothing says what keys name, `[@herald]` calls nothing; entries that citeproc wrote say it."""
    loose = read("a.md", b"It fell in 1894 [@herald].\n\nhttps://herald.example/\n")
    assert isinstance(loose, Document)
    assert loose.callouts == ()
    text = "It fell in 1894 [@herald]. It rose in 1895.\n\n# References\n\n::: {#refs .references}\n::: {#ref-herald}\nHerald. https://herald.example/\n:::\n:::\n"
    held = read("a.md", text.encode())
    assert isinstance(held, Document)
    (citation,) = cite(held)
    ((tie),) = citation.ties
    assert (tie.method, tie.claim) == ("ref_tag", claims(held)[0].id)
    (callout,) = held.callouts
    assert held.text[callout.start : callout.end] == "[@herald]"


def test_bibliographies() -> None:
    """Relative `.bib` files of the front matter, as a word or a list; nothing outside the folder, none from the text."""
    assert citekeys.bibliographies("---\nbibliography: [a.bib, 'sub/b.bib', ../c.bib, /d.bib]\n---\nbibliography: e.bib\n") == (
        "a.bib",
        "sub/b.bib",
    )
    assert citekeys.bibliographies("bibliography: a.bib\n") == ()


def test_keys_amid_brackets() -> None:
    """Each key is called once, be it in a bracket, between two or behind them; thousands of both are no more work than few."""
    text = "---\nbibliography: a.bib\n---\n\n" + "@a [see @b] @c [@d]@e " * 4000
    found = read("a.md", text.encode())
    assert isinstance(found, Document)
    assert "".join(callout.label for callout in found.callouts) == "abcde" * 4000
