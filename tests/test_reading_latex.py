"""A LaTeX source brings the entries that it cites out of the bibliographies beside it."""

from __future__ import annotations

from pathlib import Path

from linkaudit.reading import read_only
from linkaudit.settings import Settings


def test_cited_entries_come_along(tmp_path: Path) -> None:
    """What `\\cite` names in a `.bib` file beside the source is a citation of the sentence; a bibliography that is missing is a remark."""
    (tmp_path / "refs.bib").write_text("@a{hope, title={T}, url={http://hope.example/}}", encoding="utf-8")
    source = "It fell in 1894 \\cite{hope}. It rose in 1895.\n\\bibliography{refs,gone}"
    (tmp_path / "a.tex").write_text(source, encoding="utf-8")
    found = read_only([str(tmp_path / "a.tex")], Settings())
    (citation,) = found.citations
    assert (citation.link.url, citation.link.at.part) == ("http://hope.example/", "refs.bib")
    tied = {claim.plain for claim in found.claims if any(tie.claim == claim.id for tie in citation.ties)}
    assert tied == {"It fell in 1894."}
    assert found.documents[0].remarks == ("bibliography gone.bib: no such file",)
