"""One story in 28 layouts of 7 formats: every call-out is tied to its sentence, whatever the layout."""

import re

import pytest

from linkaudit.citations import cite
from linkaudit.citations.blocks import PASSAGE
from linkaudit.claims import claims
from linkaudit.documents import read
from linkaudit.model import Document
from tests.citations.layouts import GOLD, LAYOUTS, STORY

YEARS = re.compile(r" \(Smith[^)]+\)")  # author and year are words of the sentence


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_call_out_is_tied_to_its_sentence(layout: str) -> None:
    """The claims are the sentences of the story, and the ties are its sentences with their sources, no more and no less."""
    suffix, make = LAYOUTS[layout]
    made = read(f"story{suffix}", make())
    assert isinstance(made, Document)
    found = claims(made)
    sentences = [sentence for paragraph in STORY for sentence, _ in paragraph]
    assert [YEARS.sub("", claim.plain) for claim in found] == sentences
    order = {claim.id: number for number, claim in enumerate(found)}
    tied = [
        (sentences[order[tie.claim]], citation.link.target)
        for citation in cite(made, found)
        for tie in citation.ties
        if tie.method != PASSAGE
    ]
    assert sorted(tied) == sorted(GOLD)


def test_the_corpus_is_as_large_as_it_says() -> None:
    """At least 300 call-outs, 12 layouts, 6 formats."""
    assert len(GOLD) * len(LAYOUTS) >= 300
    assert len(LAYOUTS) >= 12
    assert len({suffix for suffix, _ in LAYOUTS.values()}) >= 6
