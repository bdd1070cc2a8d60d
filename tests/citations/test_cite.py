"""Citations and the claims they are tied to, by layout."""

from linkaudit.citations import cite, findings, sources
from linkaudit.claims import claims
from linkaudit.model import Citation, Document
from tests.by_hand import called, document, linked, passage


def tied(made: Document) -> list[dict[str, str]]:
    """For each citation, the claims it is tied to (by number) and how."""
    return [{tie.claim.split("#")[1]: tie.method for tie in citation.ties} for citation in cite(made)]


def test_an_inline_link_ties_to_its_sentence() -> None:
    """A link on a word ties to the sentence around it, a link on a clause to that clause."""
    made = document("It rained all day. The report says so. It snowed all night in the northern hills.")
    made = linked(made, "report", "https://a.example/report")
    made = linked(made, "snowed all night in the northern hills", "https://b.example/snow")
    assert tied(made) == [{"c2": "anchor_sentence"}, {"c3": "anchor_clause"}]


def test_a_bare_url_ties_to_the_sentence_before_it() -> None:
    """A URL in brackets or behind the stop belongs to the sentence it follows."""
    made = document("It rained. (https://a.example/rain) It snowed (https://b.example/snow). It froze.")
    assert tied(made) == [{"c1": "anchor_sentence"}, {"c2": "anchor_sentence"}]


def test_a_footnote_ties_to_the_sentence_of_its_call_out() -> None:
    """A structural call-out ties each link of its note; called twice, the note is cited twice."""
    made = document("It rained.[^a] It snowed.[^a] It froze.", passage("note", "See https://a.example/x and https://b.example/y", "a"))
    made = called(made, "[^a]", "a")
    found = cite(made)
    assert [(c.source, [t.claim[-2:] for t in c.ties], t.method) for c in found for t in c.ties] == [
        ("https://a.example/x", ["c1"], "footnote"),
        ("https://b.example/y", ["c1"], "footnote"),
        ("https://a.example/x", ["c2"], "footnote"),
        ("https://b.example/y", ["c2"], "footnote"),
    ]
    assert [c.callout for c in found] == [(10, 14), (10, 14), (25, 29), (25, 29)]
    assert [c.id for c in found] == [f"page.txt#l{n}" for n in range(1, 5)]


def test_numbers_tie_runs_and_reuse() -> None:
    """`[1]`, `[2-3]` and a second `[1]` tie the numbered references they name, and the uncalled one is an orphan."""
    made = document(
        "It rained.[1] It snowed [2-3]. It froze.[1] It thawed.[9]",
        passage("reference", "[1] https://a.example/", "1"),
        passage("reference", "[2] https://b.example/", "2"),
        passage("reference", "[3] https://c.example/", "3"),
        passage("reference", "[4] https://d.example/", "4"),
    )
    assert tied(made) == [{"c1": "callout_numeric"}, {"c2": "callout_numeric"}, {"c2": "callout_numeric"}, {"c3": "callout_numeric"}, {}]
    found = findings(made, claims(made), cite(made))
    assert [(finding.rule, finding.citation) for finding in found] == [("dangling_callout", None), ("orphan_reference", "page.txt#l5")]


def test_each_chapter_has_its_own_list() -> None:
    """Where a label is defined twice, a call-out names the first definition behind it."""
    made = document(
        "It rained.[1]",
        passage("reference", "[1] https://a.example/", "1"),
        "It snowed.[1]",
        passage("reference", "[1] https://b.example/", "1"),
    )
    assert [(c.source, c.ties[0].claim[-2:]) for c in cite(made)] == [("https://a.example/", "c1"), ("https://b.example/", "c2")]


BLOCK = document(
    "The harbour of Odesa was shelled in March 2022. Grain prices rose by 12 percent in Cairo.",
    "Turkey offered to escort the ships.",
    passage("link_block", "https://news.example/odesa-harbour-shelled https://data.example/grain-prices-cairo https://x.example/7f3a9c"),
    "The harbour of Odesa opened again in August. Cairo bought grain from Romania.",
)


def test_a_block_belongs_to_the_passage_before_it() -> None:
    """A block of URLs ties to the passage before it, sentence by sentence where words say so, and to nothing after it."""
    found = cite(BLOCK)
    best = [max(citation.ties, key=lambda tie: tie.confidence).claim[-2:] for citation in found]
    assert best == ["c1", "c2", "c3"]
    for citation in found:
        assert [tie.claim[-2:] for tie in citation.ties] == ["c1", "c2", "c3"]
        assert sum(tie.confidence for tie in citation.ties) <= 1.1
        for tie in citation.ties:
            assert (tie.method == "passage") == (tie.confidence < 0.3)


def test_a_document_without_links_has_no_citations() -> None:
    """Claims are found whether or not anything is cited."""
    made = document("It rained. It snowed.")
    assert cite(made) == ()
    assert len(claims(made)) == 2


def test_a_saved_copy_is_cited_as_its_original() -> None:
    """An archive URL gives the source of the original and keeps the copy."""
    made = document("It rained (https://web.archive.org/web/20190105210817/https://a.example/rain).")
    (citation,) = cite(made)
    assert citation.source == "https://a.example/rain"
    assert citation.archived
    assert citation.archived.original == "https://a.example/rain"
    (source,) = sources([citation])
    assert (source.url, source.ask, source.host) == ("https://a.example/rain", "https://a.example/rain", "a.example")
    assert source.archived == (citation.archived,)


def test_sources_are_one_for_each_identity() -> None:
    """However often it is cited, a source stands once, in first-use order, with every fragment that is named."""
    made = document("A https://a.example/x#one b.", "C https://b.example/ d.", "E https://a.example/x#two f.")
    found = sources(cite(made))
    assert [source.url for source in found] == ["https://a.example/x", "https://b.example/"]
    assert found[0].fragments == ("one", "two")


def test_a_source_given_twice_is_reported() -> None:
    """A block that repeats a URL keeps both uses and reports the second."""
    made = document("It rained. It snowed.", passage("link_block", "https://a.example/ https://b.example/ https://a.example/"))
    found: tuple[Citation, ...] = cite(made)
    assert len(found) == 3
    assert [(f.rule, f.citation) for f in findings(made, claims(made), found)] == [("duplicate_reference", "page.txt#l3")]


def test_one_source_for_every_claim_is_reported() -> None:
    """A document whose every sourced claim rests on one source says so."""
    made = document("It rained.[1] It snowed.[1] It froze.[1] It thawed.[1]", passage("reference", "[1] https://a.example/", "1"))
    assert [f.rule for f in findings(made, claims(made), cite(made))] == ["single_source"]
