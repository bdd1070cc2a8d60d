"""Numbers and dates in words, in other scripts and in the writing of other languages."""

import pytest

from linkaudit.claims.facts import facts
from linkaudit.claims.numerals import han_number, spelled

WORDS = [
    ("three hundred and fifty", 350.0),
    ("two thousand five hundred", 2500.0),
    ("nineteen hundred", 1900.0),
    ("a hundred", 100.0),
    ("two dozen", 24.0),
    ("half a million", 500_000.0),
    ("two and a half million", 2_500_000.0),
    ("two-and-a-half million", 2_500_000.0),
    ("fünfundzwanzig", 25.0),
    ("zweihundert", 200.0),
    ("anderthalb", 1.5),
    ("vingt-cinq", 25.0),
    ("quatre-vingt-dix", 90.0),
    ("soixante-douze", 72.0),
    ("deux cents", 200.0),
    ("treinta y cinco", 35.0),
    ("veinticinco", 25.0),
    ("cinco mil", 5000.0),
    ("ventotto", 28.0),
    ("vijfentwintig", 25.0),
    ("tjugofem", 25.0),
    ("двести пятьдесят три", 253.0),
    ("dwadzieścia", 20.0),
    ("三百五十", 350.0),
    ("二十五", 25.0),
]


@pytest.mark.parametrize(("text", "value"), WORDS)
def test_a_number_in_words_is_one_number(text: str, value: float) -> None:
    """The words of one number are read together, whole, in each language."""
    (number,) = spelled(f"und {text} und")
    assert (number.value, number.kind) == (value, "cardinal")
    assert f"und {text} und"[number.start : number.end] == text


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("a quarter of them", 25.0),
        ("two-thirds voted", 66.7),
        ("rose by half", 50.0),
        ("half of the village", 50.0),
        ("one-fifth of it", 20.0),
        ("ein Drittel der Stadt", 33.3),
        ("die Hälfte der Stadt", 50.0),
        ("la moitié des villes", 50.0),
        ("половина жителей", 50.0),
        ("百分之二十五", 25.0),
    ],
)
def test_a_fraction_is_a_share_of_a_hundred(text: str, share: float) -> None:
    """ "A quarter of them" and "25 %" are one quantity."""
    (quantity,) = facts(text).quantities
    assert (round(quantity.value, 1), quantity.unit) == (share, "%")


@pytest.mark.parametrize(
    "text",
    [
        "in the second half of the season",
        "die zweite Hälfte der Saison",
        "a second later Otto and a quarterback left",
        "no one knows a man of means",
        "King Malcolm X and I",
        "several hundred came",
    ],
)
def test_what_is_no_amount_is_none(text: str) -> None:
    """Halves of a match, articles, pronouns, names and vague crowds are no amounts."""
    assert not [quantity for quantity in facts(text).quantities if quantity.unit != "nth"]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1.2m people", 1_200_000.0, ""),
        ("1.2m tall", 1.2, "m"),
        ("3,5 M€", 3.5e6, "EUR"),
        ("3,5 millions d’euros", 3.5e6, "EUR"),
        ("yüzde 25", 25.0, "%"),
        ("5½ hours", 19_800.0, "s"),
        ("five percentage points", 5.0, "pp"),
        ("um 5 Prozentpunkte", 5.0, "pp"),
        ("au moins 14 morts", 14.0, ""),
        ("minus 5 degrees Celsius", -5.0, "°C"),
        ("68 degrees Fahrenheit", 20.0, "°C"),
        ("10,00,000 rupees", 1_000_000.0, "INR"),
        ("90 km/h", 25.0, "m/s"),
        ("20 sq km", 20e6, "m2"),
        ("20 km2", 20e6, "m2"),
        ("10 metric tons", 10_000.0, "kg"),
        ("two decades", 240.0, "month"),
        ("350万人", 3_500_000.0, ""),
        ("3.5亿美元", 3.5e8, "USD"),
        ("5キロ", 5000.0, "m"),
        ("3.5억 달러", 3.5e8, "USD"),
        ("٢٥ شخصا", 25.0, ""),
        ("au XIXe siècle", 19.0, "nth"),
        ("в XIX веке", 19.0, "nth"),
        ("World War II", 2.0, "nth"),
    ],
)
def test_a_quantity_in_any_writing(text: str, value: float, unit: str) -> None:
    """Scales, units and digits are read as the language writes them, and keep their place."""
    (quantity,) = facts(text).quantities
    assert (round(quantity.value, 6), quantity.unit) == (value, unit)
    assert text[quantity.start : quantity.end] == quantity.raw


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("the class of '92", (1992, None, None)),
        ("the nineties", (1990, None, None)),
        ("Anfang der 90er-Jahre", (1990, None, None)),
        ("dans les années 90", (1990, None, None)),
        ("the mid-1990s", (1990, None, None)),
        ("the fifth of May 2014", (2014, 5, 5)),
        ("on May twenty-first, 2014", (2014, 5, 21)),
        ("5/May/2014", (2014, 5, 5)),
        ("2014. május 5-én", (2014, 5, 5)),
        ("w październiku 2014", (2014, 10, None)),
        ("в марте 2014 года", (2014, 3, None)),
        ("maaliskuussa 2014", (2014, 3, None)),
        ("5 Mayıs 2014", (2014, 5, 5)),
        ("5 مايو 2014", (2014, 5, 5)),
        ("٥ مايو ٢٠١٤", (2014, 5, 5)),
        ("5 במאי 2014", (2014, 5, 5)),
        ("ngày 5 tháng 5 năm 2014", (2014, 5, 5)),
        ("二〇一四年五月五日", (2014, 5, 5)),
        ("平成26年5月5日", (2014, 5, 5)),
        ("5월 5일", (None, 5, 5)),
    ],
)
def test_a_date_in_any_writing(text: str, date: tuple[int | None, int | None, int | None]) -> None:
    """Dates are read as each language writes them, and keep their place."""
    (fact,) = facts(text).dates
    assert (fact.year, fact.month, fact.day) == date
    assert text[fact.start : fact.end] == fact.raw


def test_the_inches_of_a_height_are_no_year() -> None:
    """A mark that closes a quotation or gives feet opens no year."""
    assert not facts("he is 6'92\" tall and said 'no' to '92'").dates
    assert not facts("5'11 and 6'02 are heights").dates


def test_numbers_beside_each_other_are_two() -> None:
    """ "Twenty and five" are two numbers in English, as "one two" are; "treinta y cinco" is one in Spanish."""
    assert [number.value for number in spelled("twenty and five of them")] == [20.0, 5.0]
    assert [number.value for number in spelled("two three")] == [2.0, 3.0]


def test_chinese_numerals_count_in_ten_thousands() -> None:
    """Chinese numerals are summed as they are spoken."""
    assert [han_number(text) for text in ("十", "二十五", "三百零五", "三万五千", "二〇一四")] == [10, 25, 305, 35_000, 2014]
