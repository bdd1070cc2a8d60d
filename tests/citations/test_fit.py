"""What the words of a URL say about claims."""

import pytest

from linkaudit.citations.align import Shape, confidences, is_crossed, of_a_list, unsaid
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
        ("https://s.example/ru/torhovets-z-odesy", "Це сказав торговець."),
        ("https://s.example/ru/kipr", "Він живе на Кіпрі."),
        ("https://s.example/veraltete-geraete", "Sie haben neue Geräte."),
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


def test_a_slug_that_one_claim_alone_has_whole_outweighs_the_order() -> None:
    """Two words are enough where the URL has no others; two of three are not, nor two that another claim shares."""
    told = ["Experts call the devices old.", "Nobody knows why.", "They had other devices."]
    whole, half, shared = matrix(
        [Told(f"https://s.example/{slug}") for slug in ("experts-old", "experts-old-boat", "experts-devices")], told
    )
    assert whole[0] > 7
    assert half[0] < 5
    assert shared[0] < 5


def test_two_names_in_the_other_order_cast_doubt_on_the_order() -> None:
    """Of two sources that each name one claim, the other way round, each is tied to it; where the order is not doubted, one is not."""
    said = ["Prices in Padang fell.", "It rained there for long.", "Nobody in the town saw it coming.", "A court in Manado met on Monday."]
    table = matrix([Told(f"https://s.example/{name}") for name in ("manado-court", "padang-prices")], said)
    shapes = [Shape(9, figures=1, opens=True), Shape(12, figures=1), Shape(12), Shape(9, closes=True)]
    mixed, walked = (confidences(table, shapes, ["a", "b"], mixed=doubted) for doubted in (True, False))
    assert mixed[0][3] > 0.85 < mixed[1][0]
    assert walked[0][3] < 0.65 > walked[1][0]
    assert confidences(table[::-1], shapes, ["b", "a"], mixed=True) == confidences(table[::-1], shapes, ["b", "a"])


def test_a_name_is_looked_for_in_paragraphs_farther_back() -> None:
    """One source names a claim of the paragraph before the last: it is the likeliest. One that names nothing belongs to the last."""
    shapes = [Shape(9, opens=True, closes=True, far=1), Shape(9, opens=True, closes=True)]
    said = ["A trader in Padang had the crates.", "The ministry said nothing of it."]
    ((named,), (unnamed,)) = (
        confidences(matrix([Told(f"https://s.example/{slug}")], said), shapes, ["a"]) for slug in ("trader-padang", "q7f3")
    )
    assert named.index(max(named)) == 0
    assert unnamed.index(max(unnamed)) == 1


def test_where_no_url_says_anything_their_number_decides_how_sure() -> None:
    """Two opaque URLs behind four claims leave a choice, four hardly any: less sure, and surer, than before; no other claim is surer."""
    few = unsaid([0.8, 0.79, 0.3], 2)
    assert few[0] < 0.75
    assert few[0] > few[1] > few[2] == 0.3
    enough = unsaid([0.8, 0.3], 2)
    assert enough[0] > 0.82
    assert enough[1] == 0.3
    assert max(unsaid([0.32, 0.1, 0.1], 1)) >= LIKELY


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
