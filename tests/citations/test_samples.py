"""The sample documents retell one story: what one of them cites, the other does not."""

from pathlib import Path

from linkaudit.citations import cite
from linkaudit.citations.disagreements import disagreements
from linkaudit.citations.twins import suggestions, twins
from linkaudit.claims import claims
from linkaudit.documents import read
from linkaudit.model import Document

SEEDS = Path(__file__).parents[2] / "seeds"


def test_the_samples_lend_each_other_their_sources() -> None:
    """Eighteen claims stand in both samples; five of them get sources from the one that cites; nothing contradicts hard."""
    documents = []
    for path in sorted(SEEDS.glob("*.txt")):
        document = read(path.name, path.read_bytes(), ".txt")
        assert isinstance(document, Document)
        documents.append(document)
    every = [claim for document in documents for claim in claims(document)]
    plain = {claim.id: claim.plain for claim in every}
    pairs = twins(every)
    assert len(pairs) == 18
    assert all(set(plain[twin.a].split()) & set(plain[twin.b].split()) for twin in pairs)
    lent = suggestions(pairs, [citation for document in documents for citation in cite(document)])
    assert len({row.claim for row in lent}) == 5
    assert {row.claim.partition("#")[0] for row in lent} == {"lukashenko-and-assad.txt"}
    found = disagreements(pairs, every)
    assert not any(row.hard for row in found)
    assert {row.kind for row in found} >= {"date", "attribution"}
