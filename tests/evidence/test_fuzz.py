"""Whatever a claim or a page holds, an answer comes back."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkaudit.claims.facts import facts
from linkaudit.evidence.labels import MEASURED, look
from linkaudit.evidence.text import of_bytes
from linkaudit.model import NoText, PageText

SCRAPS = """
The port, 412,000 |€37.9m |3 March 2021 |“we have |waited for it” |\u202e |\ufffd| 12 % |第三 |не было |1.234.567,89 |'80s | … |[...]|
Tuesday |May |5th |AT-5 |twenty-one million |<p>|</div>|&amp;|<script>|<!--|\x00|𝔘𝔫𝔦 |ǅ|ß|İ|1/2/2003|2019–20 |, |. |said |not |
twenty |hundred and |half of |a half million |quatre |vingt |二〇一四年|三百万|
5月5日|٣ |𝟘|'92 |[sic] |[W]e |ne |
pas |No. 35 |(355 feet |m) |e\u0301|12.03. |minus |°C|the nineties |part IV |the fifth of |ngày 5 tháng 5 |‘they can’t |%25 |10,00,000
"""


def scramble(rng: random.Random) -> str:
    """A text of random scraps, of numbers, dates, quotations and marks."""
    return "".join(rng.choices(SCRAPS.split("|"), k=rng.randint(0, 40)))


def check(claim: str, blocks: tuple[str, ...]) -> None:
    """Facts keep their places, and the look gives one of its labels with a window of the page."""
    found = facts(claim)
    places = [(item.start, item.end, item.raw) for item in found.quantities] + [(item.start, item.end, item.raw) for item in found.dates]
    assert all(claim[start:end] == raw for start, end, raw in places)
    seen = look(claim, PageText(blocks, blocks), url="https://a.example/")
    assert seen.label in {*MEASURED, "not_checkable"}
    assert seen.fragment_url is None or seen.fragment_url.isascii()


@settings(deadline=None)
@given(st.text(max_size=120), st.lists(st.text(max_size=120), max_size=4))
def test_any_text_gets_an_answer(claim: str, blocks: list[str]) -> None:
    """No claim and no page make the look fail."""
    check(claim, tuple(blocks))


def test_scraps_of_facts_get_an_answer() -> None:
    """Numbers, dates, quotation marks and scripts in any order make nothing fail."""
    rng = random.Random(1)
    for _ in range(300):
        check(scramble(rng), (scramble(rng), scramble(rng)))


@pytest.mark.soak
def test_a_hundred_thousand_texts_get_an_answer() -> None:
    """The same for a hundred thousand texts."""
    rng = random.Random(2)
    for _ in range(100_000):
        check(scramble(rng), (scramble(rng),))


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_a_page_or_a_reason(body: bytes) -> None:
    """Bytes of any kind are read as a page or refused with a reason."""
    for kind in ("text/html", "text/plain", ""):
        assert isinstance(of_bytes(b"<p>" + body, kind), PageText | NoText)
