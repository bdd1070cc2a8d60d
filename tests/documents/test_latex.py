"""LaTeX: links, notes and `\\cite` at exact places, words as they are printed; code, comments and definitions are not read."""

from __future__ import annotations

import random
from datetime import date

import pytest

from linkaudit.documents import bibfiles
from linkaudit.model import Document
from tests.documents import whole

TEX = r"""\documentclass{article}
\usepackage[colorlinks]{hyperref} % http://comment.example
\title{The Annals of \emph{Ruritania}}
\date{31 January 2020}
\newcommand{\x}[1]{http://macro.example}
\begin{document}
\maketitle
\section{It fell \cite{hope1894}}
In 1894 it ``fell''~\cite[p.~3]{hope1894,smith}. See \url{http://a.example/x\_y?a=1\&b=2}, the
\href{http://b.example/50\%25}{report of the \textbf{minister}} and http://bare.example/z---so
M\"uller said.\footnote{Also \url{http://foot.example/}, \emph{Annals}.} It cost \$5 and $3.5$ million $x^2$.

\begin{itemize}
\item One \verb|http://verb.example|
\item Two \doi{10.1000/182}
\end{itemize}
\begin{verbatim}
http://code.example
\end{verbatim}
\begin{quote}He said so.\end{quote}
\begin{thebibliography}{9}
\bibitem{smith} Smith, \emph{Book}, \url{http://smith.example}.
\end{thebibliography}
\bibliography{refs}
\end{document}
"""


PRINTED = (
    "In 1894 it “fell”. See http://a.example/x\\_y?a=1\\&b=2, the report of the minister and http://bare.example/z—so Müller said. "
    "It cost $5 and 3.5 million ."
)


def read(text: str, **options: object) -> Document:
    return whole.read(".tex", text, **options)


def test_words_as_they_are_printed() -> None:
    """Commands, formulas, comments and code are gone; accents, quotation marks and dashes are what is printed."""
    assert [(each.kind, each.label, each.text) for each in read(TEX).passages] == [
        ("heading", None, "The Annals of Ruritania"),
        ("heading", None, "It fell"),
        ("paragraph", None, PRINTED),
        ("note", "footnote 1", "Also http://foot.example/, Annals."),
        ("list_item", None, "One"),
        ("list_item", None, "Two 10.1000/182"),
        ("quote", None, "He said so."),
        ("reference", "smith", "Smith, Book, http://smith.example."),
    ]
    assert (read(TEX).title, read(TEX).published) == ("The Annals of Ruritania", date(2020, 1, 31))


def test_links() -> None:
    """URLs come as they are written and ask for what is printed, with words, layout and line; code and definitions hold none."""
    assert [(each.url, each.target, each.layout, each.anchor, each.at.line) for each in read(TEX).links] == [
        ("http://a.example/x\\_y?a=1\\&b=2", "http://a.example/x_y?a=1&b=2", "bare", "http://a.example/x\\_y?a=1\\&b=2", 9),
        ("http://b.example/50\\%25", "http://b.example/50%25", "inline", "report of the minister", 10),
        ("http://bare.example/z", "http://bare.example/z", "bare", "http://bare.example/z", 10),
        ("http://foot.example/", "http://foot.example/", "footnote", "http://foot.example/", 11),
        ("10.1000/182", "https://doi.org/10.1000/182", "inline", "10.1000/182", 15),
        ("http://smith.example", "http://smith.example", "list", "http://smith.example", 22),
    ]


def test_percent_signs() -> None:
    """In an address a percent sign is one; elsewhere it begins a comment, in which no brace closes anything."""
    tex = "A \\url{http://a.example/b%20c} and % no }\n\\href{http://d.example/%7Ee}{the % nor }\nlist}.\n"
    assert [(each.target, each.at.line) for each in read(tex).links] == [("http://a.example/b%20c", 1), ("http://d.example/%7Ee", 2)]


def test_call_outs() -> None:
    """`\\cite` in its forms calls each of its keys behind the word before it, a footnote its note; `\\nocite` calls nothing."""
    document = read(TEX)
    assert [(each.label, document.passages[each.passage].text[: each.span[0]][-6:]) for each in document.callouts] == [
        ("hope1894", "t fell"),
        ("hope1894", "“fell”"),
        ("smith", "“fell”"),
        ("footnote 1", " said."),
    ]
    forms = r"A\citep[see][p. 3]{a}, b \textcite{b}, c \parencite*{c} \footcite{d}\autocite{e} \nocite{f}"
    assert [each.label for each in read(forms).callouts] == ["a", "b", "c", "d", "e"]


def test_code_when_asked_for() -> None:
    """URLs in verbatim text come with --include-code."""
    assert "http://code.example" in [each.url for each in read(TEX, include_code=True).links]


def test_bibliographies() -> None:
    """The files that a source names are those below it, comments and paths that lead elsewhere left out."""
    text = "\\bibliography{a,sub/b}\n\\addbibresource[x]{c.bib}\n% \\bibliography{d}\n\\bibliography{../e,/etc/f,~/g,http://h}"
    assert bibfiles.of_latex(text) == ("a.bib", "sub/b.bib", "c.bib")


def test_joined() -> None:
    """Of a bibliography the entries that are cited become references of the document, at the line of their own file."""
    bib = whole.read(".bib", "@a{hope1894, title={T}, url={http://hope.example/}}\n@a{other, url={http://other.example/}}")
    document = whole.check(bibfiles.joined(read(TEX), bib))
    (link,) = [each for each in document.links if each.label == "hope1894"]
    assert (link.url, link.start, link.at.line, link.at.part) == ("http://hope.example/", None, 1, "x.bib")
    assert link.passage is not None and document.passages[link.passage].label == "hope1894"
    assert "http://other.example/" not in [each.url for each in document.links]


BITS = r"{ } [ ] $ % ~ \ \footnote{ \cite{a} \url{http://x.y/} \href{ \section{ \begin{quote} \end{quote} \item \verb| & é"
OPENINGS = r"\footnote{ \section{ \href{a}{ { $ \begin{verbatim} \begin{equation} \[ \cite{ % \item `` \title{"


@pytest.mark.parametrize("piece", OPENINGS.split())
def test_openings_without_end(piece: str) -> None:
    """20,000 openings inside each other neither crash nor hang the reader, closed or not."""
    piece += "\n" * (piece in ("%", "\\item"))
    read(piece * 20_000)
    read(piece * 20_000 + "}" * 40_000)


@pytest.mark.parametrize("seeds", [range(300), pytest.param(range(300, 10_000), marks=pytest.mark.soak)], ids=["sample", "soak"])
def test_mutated_sources(seeds: range) -> None:
    """Mutated sources never crash the reader, and its offsets stay exact."""
    bits = BITS.split()
    for seed in seeds:
        dice = random.Random(seed)
        text = list(TEX)
        for _ in range(dice.randrange(1, 15)):
            at = dice.randrange(len(text))
            text[at : at + dice.randrange(6)] = dice.choice([*bits, "\n\n", " "])
        read("".join(text))
