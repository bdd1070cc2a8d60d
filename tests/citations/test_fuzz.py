"""Nothing hangs and nothing breaks, whatever the text: a sample here, a hundred thousand texts in the soak."""

import random
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import pytest

from linkaudit.citations import cite, findings, sources
from linkaudit.claims import claims
from linkaudit.documents import read
from linkaudit.model import Document

PIECES = [
    "It rained. ",
    "Dr. J. Smith",
    " et al. (2010, 2012a, b)",
    "(Smith and Brown, 2010; Jones, 1999)",
    "[1]",
    "[2-9]",
    "[^a]",
    "[^a]: ",
    "[Smi20, p. 4]",
    "\n[Smi20] ",
    "[2]–[5]",
    "[ ]",
    "【1】",
    "（注1）",
    "\n（注1）",
    "①",
    "\n† https://d.example/",
    ".†",
    "(see note 3)",
    "Ibid., p. 9. ",
    "Smith, supra note 1. ",
    "See Smith, https://s.example/. ",
    " ([Gazette](https://g.example/)) ",
    "\n| It rained in May again today. | https://t.example/ |\n",
    "n.d.",
    "(Smith 15)",
    "¹²",
    "^1^",
    '<ref name="a"/>',
    "<ref>",
    "</ref>",
    "<sup>1</sup>",
    "(1)",
    ".1 ",
    "https://a.example/x-y-z?q=1",
    "https://web.archive.org/web/2019/https://b.example/",
    "\n",
    "\n\n",
    "\n- ",
    "\n1. ",
    "\n[1] ",
    "## References\n\n",
    "Sources: ",
    "“",
    "”",
    '"',
    "„",
    "«",
    "»",
    "’",
    "\u00a0",
    "\u200b",
    "\u202e",
    "…",
    "。",
    "؟",
    "।",
    "日本語の文。",
    "Это текст. ",
    "هذا نص. ",
    "Sources\n",
    "A" * 40,
    "a." * 20,
    "(" * 10,
    ")" * 10,
    "[" * 10,
    "]" * 10,
    "..",
    "!?",
    "\t",
    "\r\n",
    "𝒳",
    "1" * 20,
    "Smith J, Brown A. 2010. Rain. ",
    "In May ",
    "Nov. 27, 2024",
    "Source: AP/X",
    "© 2020",
    "by Anna Kowalska",
    "e.g. ",
    "U.S. ",
    "№ 5",
    "%",
    "|",
    "*",
    "_",
    "`",
    "<",
    ">",
    "&amp;",
]
SUFFIXES = [".txt", ".txt", ".txt", ".md", ".html"]
LONGEST = 1.0  # seconds for one text


@contextmanager
def alarm(seconds: float, what: str) -> Iterator[None]:
    """Fail if the block takes longer."""

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise TimeoutError(what)

    before = signal.signal(signal.SIGALRM, ring)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def run(seed: int) -> None:
    """One random text through everything, and what must hold for all of it."""
    chance = random.Random(seed)
    text = "".join(chance.choice(PIECES) * (chance.randint(2, 60) if chance.random() < 0.04 else 1) for _ in range(chance.randint(1, 90)))
    with alarm(LONGEST, f"seed {seed}"):
        made = read(f"x{chance.choice(SUFFIXES)}", text.encode())
        if not isinstance(made, Document):
            return
        found = claims(made)
        citations = cite(made, found)
        findings(made, found, citations)
        sources(citations)
    ids = {claim.id for claim in found}
    for claim in found:
        if claim.start is not None and claim.end is not None:
            assert claim.text == " ".join(made.text[claim.start : claim.end].split()), seed
    assert len({citation.link.start for citation in citations if citation.link.start is not None}) == len(
        {link.start for link in made.links if link.start is not None}
    ), seed
    for citation in citations:
        assert len({tie.claim for tie in citation.ties}) == len(citation.ties), seed
        assert all(
            tie.claim in ids and 0 <= tie.confidence <= 1 and (tie.method == "passage") <= (tie.confidence < 0.3) for tie in citation.ties
        ), seed


@pytest.mark.parametrize("block", range(4))
def test_a_sample_of_random_texts(block: int) -> None:
    """A thousand random texts are tied within a second each; claims are their spans, links are citations, ties are of their kind."""
    for seed in range(block * 250, block * 250 + 250):
        run(seed)


@pytest.mark.soak
@pytest.mark.parametrize("block", range(100))
def test_a_hundred_thousand_random_texts(block: int) -> None:
    """The same for a hundred thousand."""
    for seed in range(10_000 + block * 1000, 11_000 + block * 1000):
        run(seed)


LONG = [
    "[a\n" * 33_000,
    "|a|b|\n" * 17_000,
    "(" * 100_000,
    "[1]" * 30_000,
    "“A. " * 20_000,
    "Smith " * 20_000 + "2010",
    "Smith, Brown, " * 10_000 + "2010\n\nReferences\n\nSmith J. 2010. A. https://a.example/",
    "a.1 " * 30_000,
    "<ref>" * 20_000,
    "^1" * 50_000,
    "[1, " * 30_000,
    "¹," * 50_000,
    "Lt. " * 30_000,
    "\n[1] x" * 20_000,
    "By A " * 30_000,
    "1. " * 40_000,
    "… A" * 30_000,
    "Sources: " * 20_000,
    "https://a.example/" + "a-" * 50_000 + "\n",
    "Smith J " * 20_000 + "https://a.example/ 2010",
    "x" * 300_000,
    " \u00a0" * 50_000,
    ". ” " * 30_000,
]


@pytest.mark.parametrize("number", range(len(LONG)))
def test_long_runs_of_one_thing(number: int) -> None:
    """A hundred kilobytes of the same piece over and over take no more than a few seconds: nothing grows with the square of the text."""
    made = read("x.txt", LONG[number].encode())
    assert isinstance(made, Document)
    with alarm(8.0, LONG[number][:20]):
        found = claims(made)
        findings(made, found, cite(made, found))
