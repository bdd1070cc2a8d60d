"""Dates, decades and quantities as many languages write them in running text."""

from datetime import date

import pytest

from linkaudit.claims.compare import negations, same_quantity
from linkaudit.claims.facts import facts, values

DATES = [
    ("La réunion a eu lieu en juillet.", (None, 7, None)),
    ("Elle est partie fin mars.", (None, 3, None)),
    ("Es geschah im Mai.", (None, 5, None)),
    ("Talks resumed in April.", (None, 4, None)),
    ("La firma llegó en octubre de 2015.", (2015, 10, None)),
    ("Le premier décembre 1999, tout changea.", (1999, 12, 1)),
    ("El 1ero de octubre de 1961 nació.", (1961, 10, 1)),
    ("między listopadem 1886 r. a końcem", (1886, 11, None)),
    ("Stalo se 5. 3. 2014 ráno.", (2014, 3, 5)),
    ("v červenci roku 1918 byla podepsána", (1918, 7, None)),
    ("lokakuun 21. päivän iltana", (None, 10, 21)),
    ("2014. gada 5. maijs", (2014, 5, 5)),
    ("Hyökkäys tehtiin elokuussa 2015.", (2015, 8, None)),
    ("9 सितम्बर, 2002 को वह आया", (2002, 9, 9)),
    ("ในวันเสาร์ที่ 10 มิถุนายน 2560", (2017, 6, 10)),
    ("منذ 21 تشرين الأول 2016", (2016, 10, 21)),
    ("في كانون الثاني من عام 1820", (1820, 1, None)),
    ("去年10月24日的数据", (None, 10, 24)),
    ("自七月以來首次亮相", (None, 7, None)),
    ("7월에 해고된 뒤", (None, 7, None)),
    ("5 tháng 3, 2014 tại Hà Nội", (2014, 3, 5)),
    ("em 3 de out. de 2014, em Lisboa", (2014, 10, 3)),
    ("14 Ağu 2014 günü", (2014, 8, 14)),
    ("12 дана касније, 5. марта 2011. године", (2011, 3, 5)),
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_a_date_is_read_in_the_words_of_its_language(text: str, expected: tuple[int | None, int | None, int | None]) -> None:
    """Months are read inflected, in small letters, glued to their neighbours, in two words, and with Buddhist years."""
    assert expected in [(fact.year, fact.month, fact.day) for fact in values(text).dates]


@pytest.mark.parametrize(
    "text",
    [
        "Julius Caesar crossed it.",
        "The Emperor Augustus ruled.",
        "They march on.",
        "She may come.",
        "Theresa May spoke by phone.",
        "Marta Gómez sang.",
    ],
)
def test_a_name_or_a_verb_is_no_month(text: str) -> None:
    """Words that are months in one language and names or verbs in another are months only beside a number or behind "in"."""
    assert values(text).dates == ()


WEEKDAYS = [
    ("a déclaré Mailis jeudi", 3),
    ("anunció este miércoles", 2),
    ("na quinta-feira", 3),
    ("Mailis在周四接受採訪", 3),
    ("火曜日、米国は", 1),
]
WEEKDAYS += [
    ("목요일 인터뷰에서", 3),
    ("pada hari Kamis", 3),
    ("v neděli ráno", 6),
    ("गुरुवार को", 3),
    ("ในวันพุธ", 2),
    ("ביום שלישי", 1),
    ("يوم الأحد", 6),
]


@pytest.mark.parametrize(("text", "expected"), WEEKDAYS)
def test_a_weekday_is_read_in_the_words_of_its_language(text: str, expected: int) -> None:
    """Weekdays are read in small letters, glued on, and, where the word has other meanings, behind "on"."""
    assert [fact.weekday for fact in values(text).dates] == [expected]


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("au milieu des années soixante", 1960),
        ("Od lat 60. gospodarka", 1960),
        ("v polovině 80. let", 1980),
        ("i mitten av sextiotalet", 1960),
        ("60-luvun puolivälissä", 1960),
        ("с начала 60-х годов", 1960),
        ("20世紀80年代中期", 1980),
        ("60년대 중반", 1960),
        ("منذ الستينيات", 1960),
        ("pertengahan tahun 60-an", 1960),
        ("la década de los 60 fue dura", 1960),
    ],
)
def test_a_decade_is_read_in_the_words_of_its_language(text: str, year: int) -> None:
    """Two figures with what makes them a decade, or a word for it, are the decade of the 1900s."""
    assert [(fact.year, fact.decade) for fact in values(text).dates] == [(year, True)]


@pytest.mark.parametrize("text", ["50 let stará", "en los 90 países", "soixante personnes", "60 personas"])
def test_a_number_of_years_or_things_is_no_decade(text: str) -> None:
    """Fifty years, ninety countries and sixty people are no decades."""
    assert values(text).dates == ()


QUANTITIES = [
    ("2 mil millones de libras", 2e9, ""),
    ("1,5 juta orang", 1.5e6, ""),
    ("1,4 miliar", 1.4e9, ""),
    ("5 tisíci lety", 5000, ""),
    ("1,5 miliona dolarów", 1.5e6, "USD"),
    ("ب7,5 مليون", 7.5e6, ""),
    ("11 بالمئة فقط", 11, "%"),
    ("7.5 मिलियन", 7.5e6, ""),
    ("12 लाख", 1.2e6, ""),
    ("7.5 ล้านคน", 7.5e6, ""),
    ("大約16萬8千人", 168_000, ""),
    ("売上は1億2000万円だった", 1.2e8, "JPY"),
    ("3만 5000명", 35_000, ""),
    ("53letého muže", 53, ""),
    ("60 de mii de oameni", 60_000, ""),
    ("57 kilómetros cuadrados", 57e6, "m2"),
    ("57 Quadratkilometer", 57e6, "m2"),
    ("warming of 1.5C above", 1.5, "°C"),
]


@pytest.mark.parametrize(("text", "value", "unit"), QUANTITIES)
def test_a_quantity_is_read_in_the_words_of_its_language(text: str, value: float, unit: str) -> None:
    """Scales and units are read in the forms that stand behind a number, glued on or not."""
    assert (value, unit) in [(quantity.value, quantity.unit) for quantity in values(text).quantities]


@pytest.mark.parametrize("text", ["between 3 and more than 10 million", "3–10 миллионов", "tra i 3 e i 10 milioni", "3 a 10 millones"])
def test_the_first_of_two_numbers_may_share_the_scale_of_the_second(text: str) -> None:
    """ "3 to 10 million" may mean three million; it may still mean three."""
    first = values(text).quantities[0]
    assert all(same_quantity(first, values(other).quantities[0]) for other in ("3 million", "3"))
    assert not same_quantity(first, values("4 million").quantities[0])


def test_a_century_in_hundreds_is_the_next_ordinal() -> None:
    """Swedish "1400-talet" and Finnish "1400-luvulla" are the 15th century."""
    for text in ("på 1400-talet", "1400-luvulla"):
        assert [(quantity.value, quantity.unit) for quantity in values(text).quantities] == [(15, "nth")]


def test_here_in_german_is_not_yesterday() -> None:
    """ "hier" is yesterday in French and here in German."""
    day = date(2024, 5, 14)
    assert values("Hier wohnen viele Menschen.", day).dates == ()
    assert [fact.day for fact in values("Il est venu hier pour la fête.", day).dates] == [13]


def test_figures_in_groups_of_three_are_exact() -> None:
    """ "25 000" is no rounded number: 25 010 is another one."""
    first, second = (values(text).quantities[0] for text in ("25 000 dollar", "25 010 dollar"))
    assert not same_quantity(first, second)


def test_a_month_that_ends_a_sentence_takes_no_day_from_the_next() -> None:
    """Only an abbreviated month has a full stop before its day."""
    assert [(fact.month, fact.day) for fact in values("Stało się to w grudniu. 12 osób zmarło.").dates] == [(12, None)]
    assert [(fact.month, fact.day) for fact in values("It was on Dec. 12 there.").dates] == [(12, 12)]


def test_the_portuguese_no_denies_nothing() -> None:
    """Portuguese "no" is "in the"; its "não" denies."""
    assert negations("Aconteceu no século V, em Atenas.") == ()
    assert len(negations("Não aconteceu no século V, em Atenas.")) == 1
    assert len(negations("No fue a la casa del rey, no.")) == 2


def test_an_article_before_an_apostrophe_is_no_name() -> None:
    """ "Nell'833" and "2C" name nobody."""
    assert facts("Nell'833 divenne lo stato della Gran Moravia.").names == ("Gran Moravia",)
    assert facts("It stays under 2C in Paris.").names == ("Paris",)
