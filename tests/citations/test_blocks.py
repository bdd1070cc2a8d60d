"""Blocks and lists of URLs: which sentence each belongs to, and how sure that is."""

import pytest

from linkaudit.citations import align, cite
from linkaudit.citations.blocks import PASSAGE, alphabetical
from linkaudit.claims import claims
from linkaudit.documents import read
from linkaudit.model import Citation, Document, Tie
from tests.by_hand import document, passage
from tests.citations.generated import case


def best(citation: Citation) -> Tie:
    """The likeliest tie."""
    return max(citation.ties, key=lambda tie: tie.confidence)


@pytest.mark.parametrize("number", range(33))
def test_generated_blocks_are_tied_right(number: int) -> None:
    """In eleven languages, every URL of a block is tied to an acceptable sentence of the passage before it, none to the decoy behind."""
    made = case(number)
    read_ = read(made.name, made.text.encode())
    assert isinstance(read_, Document)
    found = cite(read_)
    assert [citation.link.url for citation in found] == list(made.urls)
    for citation, acceptable in zip(found, made.acceptable, strict=True):
        tied = {int(tie.claim.rpartition("#c")[2]): tie.method for tie in citation.ties}
        assert set(tied) == made.scope
        named = int(best(citation).claim.rpartition("#c")[2])
        assert named in acceptable, (citation.link.url, acceptable, citation.ties)


LIST = passage(
    "link_block",
    "https://a.example/frost-ruins-vineyards https://b.example/bakers-strike-lyon https://c.example/mayor-nantes-resigns "
    "https://d.example/orchestra-sold https://e.example/rail-tunnel-flooded",
)
TEXT = document(
    "The rail tunnel was flooded twice. Bakers in Lyon went on strike. The orchestra was sold to a bank.",
    "Frost ruined the vineyards in May. The mayor of Nantes resigned.",
    LIST,
)


def test_an_alphabetical_list_is_tied_by_words() -> None:
    """A list in the order of its hosts says nothing by its order: the words of each URL decide."""
    assert [best(citation).claim[-2:] for citation in cite(TEXT)] == ["c4", "c2", "c5", "c3", "c1"]


def test_alphabetical_order_needs_five_hosts() -> None:
    """Four hosts in order may be chance; a list that is out of order once is not alphabetical."""
    hosts = [f"https://{letter}.example/" for letter in "abcdef"]
    assert alphabetical(hosts)
    assert not alphabetical(hosts[:4])
    assert not alphabetical([hosts[1], hosts[0], *hosts[2:]])


def test_a_passage_tie_never_looks_like_a_sentence_tie() -> None:
    """Below .3 the method is `passage`; from .3 on it is not; a passage of one claim leaves no doubt."""
    for citation in cite(TEXT):
        for tie in citation.ties:
            assert (tie.method == PASSAGE) == (tie.confidence < 0.3)
    (only,) = cite(document("It rained.", passage("link_block", "https://a.example/7f3a9c"), "It snowed."))
    assert [(tie.claim[-2:], tie.method, tie.confidence) for tie in only.ties] == [("c1", "link_block", 0.95)]


def test_a_fetched_page_speaks_for_its_source() -> None:
    """Once pages have been read, what they show of the claims outweighs the order of opaque URLs."""
    made = document(
        "The harbour was shelled in March. Grain prices rose in Cairo. Turkey offered to escort the ships.",
        passage("link_block", "https://a.example/1 https://b.example/2"),
        "It rained.",
    )
    harbour, grain, turkey, _ = (claim.id for claim in claims(made))
    pages = {
        "https://a.example/1": {harbour: 0.0, grain: 0.2, turkey: 2.0},
        "https://b.example/2": {harbour: 1.7, grain: 0.3, turkey: 0.0},
    }
    found = cite(made, claims(made), pages)
    assert [(best(citation).claim[-2:], best(citation).method) for citation in found] == [("c3", "page_text"), ("c1", "page_text")]
    assert [len(citation.ties) for citation in found] == [3, 3], "the tie to the passage stays"


def test_a_list_under_a_heading_belongs_to_all_before_it() -> None:
    """Sources under a heading at the end are tied across the whole document; a block below another heading to the section it opens."""
    made = document(
        *(f"Sentence {number} tells of village {number}." for number in range(12)),
        passage("heading", "Sources"),
        passage("link_block", "https://a.example/village-2 https://b.example/village-9"),
    )
    assert [len(citation.ties) for citation in cite(made)] == [12, 12]
    made = document(
        "It rained.",
        passage("heading", "Snow"),
        passage("link_block", "https://a.example/x"),
        "It snowed.",
        passage("heading", "Ice"),
        "It froze.",
    )
    assert [[tie.claim[-2:] for tie in citation.ties] for citation in cite(made)] == [["c2"]]


def test_slugs_meet_words_of_other_scripts_and_capitals() -> None:
    """A Russian slug in Latin letters meets Syria and Belarus in English, and Bulgaria meets Sofia."""
    made = document(
        "In May the treaty was signed. Sofia shipped the crates to a third country. The minister kept silent.",
        "Syrian fighters received weapons from Belarus.",
        passage("link_block", "https://s.example/Bulgaria_Appendix3.pdf https://b.example/ru/belarus-postavlyaet-oruzhie-v-siriyu/"),
        "It rained.",
    )
    assert [best(citation).claim[-2:] for citation in cite(made)] == ["c2", "c4"]


def test_a_line_below_a_list_is_the_source_of_each_item() -> None:
    """`Source: ...` below a list without links holds up all its items; with two sources in it nobody knows which holds up which."""
    for line, method in (("https://a.example/x", "link_block"), ("https://a.example/x, https://b.example/y", "end_list")):
        made = read("a.md", f"- The bridge fell in May.\n- The tower rose in June.\n\nSource: {line}\n".encode())
        assert isinstance(made, Document)
        for citation in cite(made):
            assert [tie.method for tie in citation.ties].count(method) == (2 if method == "link_block" else 1)


def test_a_claim_that_alone_is_named_may_stand_farther_off() -> None:
    """Of two paragraphs the farther one keeps a chance where only it has the source's words, hardly any where both have them."""
    shapes = [align.Shape(12, opens=True, closes=True, far=far) for far in (1, 0)]
    ((alone, _),) = align.confidences([[4.0, 0.0]], shapes, ["a"])
    ((both, near),) = align.confidences([[4.0, 3.9]], shapes, ["a"])
    assert both < 0.25 < 0.6 < alone and near > 0.9
