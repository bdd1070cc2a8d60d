"""BibTeX: entries by their key, URLs and identifiers at their exact places, however they are braced; linear on files of openings."""

from __future__ import annotations

import random
from datetime import date

import pytest

from linkaudit.model import Document
from tests.documents import whole

BIB = """@string{me = "x"}
% http://not.example/ is no entry
@article{hope1894,
  author = {Hope, Anthony and {The Society}},
  title = "The {Prisoner} of \\emph{Zenda} \\& more",
  journal = me # " y",
  year = 1894,
  url = {http://a.example/x\\_y?a=1\\&b=2},
  urldate = {2020-01-02},
  doi = {10.1000/182},
  eprint = {2101.00001}, archivePrefix = {arXiv}
}
@misc{b, title={B}, howpublished={\\url{https://b.example/~z}}, note = {Accessed 2020; see https://n.example/.}}
@online(c, url = "www.c.example/d")
"""


def read(text: str) -> Document:
    return whole.read(".bib", text)


def test_entries() -> None:
    """Each entry is a reference by its key that reads as author, title, where and when; strings and comments are none."""
    assert [(each.kind, each.label, each.text, each.at.line) for each in read(BIB).passages] == [
        ("reference", "hope1894", "Hope, Anthony and The Society. The Prisoner of Zenda & more. me. 1894", 3),
        ("reference", "b", "B", 13),
        ("reference", "c", "", 14),
    ]


def test_links() -> None:
    """URLs are what the file writes and ask for what TeX prints; identifiers go through their resolvers."""
    assert [(each.url, each.target, each.written_as, each.label, each.at.line, each.accessed) for each in read(BIB).links] == [
        ("http://a.example/x\\_y?a=1\\&b=2", "http://a.example/x_y?a=1&b=2", None, "hope1894", 8, date(2020, 1, 2)),
        ("10.1000/182", "https://doi.org/10.1000/182", "doi", "hope1894", 10, date(2020, 1, 2)),
        ("2101.00001", "https://arxiv.org/abs/2101.00001", "arxiv", "hope1894", 11, date(2020, 1, 2)),
        ("https://b.example/~z", "https://b.example/~z", None, "b", 13, None),
        ("https://n.example/", "https://n.example/", None, "b", 13, None),
        ("www.c.example/d", "http://www.c.example/d", "www", "c", 14, None),
    ]
    assert read(BIB).links[0].anchor == "The Prisoner of Zenda & more"


@pytest.mark.parametrize(
    ("entry", "target"),
    [
        ("@a{k, url={{http://a.example/x}}}", "http://a.example/x"),
        ('@a{k, url="http://a.example/{X}y"}', "http://a.example/Xy"),
        ("@a{k, URL = {http://a.example/x},}", "http://a.example/x"),
        ("@a{k, url={http://a.example/x} # {y}}", "http://a.example/x"),
        ("@a{k,\n note={Available at \\href{http://a.example/x}{here}.}}", "http://a.example/x"),
        ("@a{k, doi={https://doi.org/10.1000/1}}", "https://doi.org/10.1000/1"),
        ("@a{k, doi={doi:10.1000/1}}", "https://doi.org/10.1000/1"),
        ("@a{k, url={http://a.example/x", "http://a.example/x"),
        ("@a{é:k/2, url={http://a.example/x}}", "http://a.example/x"),
        ("@a{k, title={A @ b}, url={http://a.example/x}}", "http://a.example/x"),
    ],
)
def test_how_a_url_may_be_written(entry: str, target: str) -> None:
    """Braces, quotation marks, commands, concatenation, a value that is never closed: the URL is found."""
    assert [each.target for each in read(entry).links] == [target]


@pytest.mark.parametrize("piece", ["@a{b,c={", '@a{b,c="', "a#", "@a{b,c=d#", "{", "@", "\\", "@a{b,\n"])
def test_openings_without_end(piece: str) -> None:
    """100,000 openings are read in time that grows with the file and no faster."""
    read(piece * 30_000)


@pytest.mark.parametrize("seeds", [range(300), pytest.param(range(300, 10_000), marks=pytest.mark.soak)], ids=["sample", "soak"])
def test_mutated_files(seeds: range) -> None:
    """Mutated files never crash the reader, and its offsets stay exact."""
    for seed in seeds:
        dice = random.Random(seed)
        text = list(BIB)
        for _ in range(dice.randrange(1, 15)):
            at = dice.randrange(len(text))
            text[at : at + dice.randrange(6)] = dice.choice(
                ["{", "}", '"', "#", "@a{", ",", "=", "\\", "\n", "%", "url=", "é", "http://x.y/"]
            )
        read("".join(text))
