"""What the words of a URL say about claims."""

import pytest

from linkaudit.citations.align import is_crossed, of_a_list
from linkaudit.citations.blocks import LIKELY, PASSAGE, _named
from linkaudit.citations.fit import Told, matrix
from linkaudit.claims import claims
from tests.by_hand import document


@pytest.mark.parametrize(
    ("url", "meant"),
    [
        ("https://s.example/Bulgaria_Appendix.pdf", "Sofia sent the crates."),
        ("https://s.example/ru/oruzhie-v-siriyu/", "The Syrian army waited."),
        ("https://s.example/ru/postavlyaet-gruzoviki", "Завод поставляет технику."),
        ("https://s.example/article/prices-climbed", "The price of bread, climbing again."),
        ("https://livingwithcancer.example/x", "They were living with cancer."),
        ("https://buzzfeednews.example/article/1", "An officer told BuzzFeed so."),
        ("https://s.example/2015/07/report", "It was said in 2015."),
        ("https://s.example/wiki/%E6%9D%B1%E4%BA%AC", "会議は東京で開かれた。"),
        ("https://s.example/2021/kutaisi-bridge", "ხიდი ქუთაისი დაიკეტა."),
        ("https://s.example/2021/gyumri-court", "Դատարանը Գյումրի քաղաքում է։"),
        ("https://s.example/2021/ashdod-port", "הנמל באשדוד נסגר."),
        ("https://hamshahri.example/1", "همشهری نوشت."),
        ("https://xn--mnchen-3ya.example/", "The fair in München opened."),
    ],
)
def test_a_url_fits_the_claim_that_its_words_mean(url: str, meant: str) -> None:
    """Capitals, other scripts, stems, words run together, site names, years, encoded words: each finds its claim and no other."""
    ((fits, other),) = matrix([Told(url)], [meant, "Nobody knows why."])
    assert fits > 0
    assert other == 0


def test_a_name_and_its_figure_outweigh_the_order() -> None:
    """A place and a number that one claim alone has tell more than three words would; a number alone does not."""
    claims_made = ["Padang lacks 754 nurses.", "Nobody knows why.", "The bridge at Solo cost 799 dollars."]
    named, number = matrix([Told("https://s.example/padang-754"), Told("https://s.example/754")], claims_made)
    assert named[0] > 7
    assert 0 < number[0] < 2
    assert not any(named[1:] + number[1:])


def test_a_list_whose_names_stand_crosswise_is_not_in_order() -> None:
    """Three sources that each name another claim, in reverse, are tied by their names."""
    made = document("Prices in Padang fell. Nobody knew. It rained. A court in Manado met. It snowed. The bridge at Solo broke.\n\n")
    urls = [f"https://s.example/{name}" for name in ("solo", "manado", "padang")]
    table = matrix([Told(url) for url in urls], [claim.plain for claim in claims(made)])
    assert is_crossed(table)
    assert not is_crossed(table[::-1])


def test_only_the_likely_are_named() -> None:
    """The best claim from .3 on is tied by name and the second only from .4 on; all others by passage, below .3."""
    found = claims(document("It rained. It snowed. It froze."))
    assert [(tie.method, tie.confidence) for tie in _named(found, [0.36, 0.34, 0.1], "link_block")] == [
        ("link_block", 0.36),
        (PASSAGE, 0.29),
        (PASSAGE, 0.1),
    ]
    assert [tie.method for tie in _named(found, [0.5, 0.45, 0.1], "link_block")] == ["link_block", "link_block", PASSAGE]
    assert all(tie.confidence < LIKELY for tie in _named(found, [0.29, 0.2, 0.1], "link_block"))


def test_a_list_for_a_document_is_told_with_more_decision() -> None:
    """The best claim of such a list gets surer when likely and less sure when not, never below another one; the others stay."""
    sure, unsure, close = of_a_list([0.1, 0.95]), of_a_list([0.55, 0.2]), of_a_list([0.45, 0.44])
    assert sure[1] > 0.95
    assert 0.4 < unsure[0] < 0.55
    assert close[0] >= close[1] == 0.44
    assert [sure[0], unsure[1]] == [0.1, 0.2]
