"""What the words of a URL say about claims."""

import pytest

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
        ("https://xn--mnchen-3ya.example/", "The fair in München opened."),
    ],
)
def test_a_url_fits_the_claim_that_its_words_mean(url: str, meant: str) -> None:
    """Capitals, other scripts, stems, words run together, site names, years, encoded words: each finds its claim and no other."""
    ((fits, other),) = matrix([Told(url)], [meant, "Nobody knows why."])
    assert fits > 0
    assert other == 0


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
