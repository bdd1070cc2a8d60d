"""What is read out of a sentence: numbers, dates, names, quotations, and how firmly it is said."""

from datetime import date

import pytest

from linkaudit.claims.facts import attribution, facts

NUMBERS = [
    ("a total of 37.9 million euros", [(37_900_000.0, "EUR")]),
    ("worth €37.9m, or $42 million", [(37_900_000.0, "EUR"), (42_000_000.0, "USD")]),
    ("240 launchers and 140 AGS-17", [(240.0, ""), (140.0, "")]),
    ("AT-5, 9P135M and version v2.3.1", []),
    ("at 14:30 some 1,250 people", [(1250.0, "")]),
    ("1.250.000,50 Euro", [(1_250_000.5, "EUR")]),
    ("10 000 spectateurs", [(10_000.0, "")]),
    ("3,5 млрд рублей", [(3.5e9, "RUB")]),
    ("rose by 4.5 per cent, not 5%", [(4.5, "%"), (5.0, "%")]),
    ("5 km wide, 12 kg", [(5000.0, "m"), (12.0, "kg")]),
    ("twenty-one ships, three million people, the 21st time", [(21.0, ""), (3e6, ""), (21.0, "nth")]),
    ("zwölf Zeugen und deux témoins", [(12.0, ""), (2.0, "")]),
    ("one of them saw no one", []),
    ("1 in 5 ships, two out of three men, 2 in 10", [(20.0, "%"), (66.666667, "%"), (2.0, ""), (10.0, "")]),
]


@pytest.mark.parametrize(("text", "expected"), NUMBERS)
def test_quantities_have_scale_and_unit(text: str, expected: list[tuple[float, str]]) -> None:
    """A number is read with its scale and unit; codes, times and pronouns are no numbers."""
    found = facts(text).quantities
    assert [(round(quantity.value, 6), quantity.unit) for quantity in found] == expected
    assert all(text[quantity.start : quantity.end] == quantity.raw for quantity in found)


DATES = [
    ("On Nov. 27, 2024, they", [(2024, 11, 27)]),
    ("on 27 November 2024", [(2024, 11, 27)]),
    ("17-19 October 2016", [(2016, 10, 17), (2016, 10, 19)]),
    ("in July 2019 and 2018", [(2019, 7, None), (2018, None, None)]),
    ("by Dec. 7, they may march on", [(None, 12, 7)]),
    ("2024-12-10 or 10.12.2024", [(2024, 12, 10), (2024, 12, 10)]),
    ("03/04/2019", [(2019, None, None)]),
    ("31/12/2019", [(2019, 12, 31)]),
    ("AT-5, €2015, 1800 people and 2,015 more", []),
    ("1999 million euros, in 2015 млн рублей, 1998 Mio Tonnen", []),
    ("the 1960s", [(1960, None, None)]),
    ("from 1998 to 2001-03", [(1998, None, None), (2001, None, None), (2003, None, None)]),
    ("am 3. Oktober 1990", [(1990, 10, 3)]),
    ("le 1er août 2020", [(2020, 8, 1)]),
    ("el 3 de mayo de 2019", [(2019, 5, 3)]),
    ("11 сентября 2001 года", [(2001, 9, 11)]),
    ("2024年12月10日", [(2024, 12, 10)]),
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_dates_keep_open_slots_open(text: str, expected: list[tuple[int | None, int | None, int | None]]) -> None:
    """A date is read as far as it is written, and nothing else is taken for one."""
    found = facts(text).dates
    assert [(fact.year, fact.month, fact.day) for fact in found] == expected
    assert all(text[fact.start : fact.end] == fact.raw for fact in found)


def test_a_weekday_is_the_last_before_publication() -> None:
    """With a date of publication "Tuesday" and "yesterday" become days; without one the weekday is kept."""
    text = "He left on Tuesday and spoke yesterday."
    (tuesday,) = facts(text).dates
    assert (tuesday.weekday, tuesday.day) == (1, None)
    tuesday, yesterday = facts(text, date(2024, 12, 12)).dates
    assert (tuesday.year, tuesday.month, tuesday.day) == (2024, 12, 10)
    assert (yesterday.day, yesterday.resolved_from) == (11, date(2024, 12, 12))


def test_a_quotation_has_its_speaker_and_verb() -> None:
    """The words between the marks are a quotation; the nearest reporting verb and name beside it are its own."""
    (quote,) = facts("“He is not a dictator at all. He never killed anyone,” Lukashenko said on Tuesday.").quotes
    assert (quote.text, quote.speaker, quote.verb) == ("He is not a dictator at all. He never killed anyone", "Lukashenko", "said")
    (quote,) = facts("«Мы этого не делали», — заявил министр Иванов.").quotes
    assert (quote.speaker, quote.verb) == ("Иванов", "заявил")


def test_names_leave_out_months_and_sentence_openers() -> None:
    """Names are runs of capitals; a month, a weekday or the word that opens a sentence is none."""
    assert facts("During July the Foreign Ministry of Belarus met Bashar Assad in Moscow on Sunday.").names == (
        "Foreign Ministry of Belarus",
        "Bashar Assad",
        "Moscow",
    )


@pytest.mark.parametrize(
    ("text", "firmness"),
    [
        ("Sofia sold 136 systems to the United States.", "asserted"),
        ("Experts say the weapons were useless.", "attributed"),
        ("According to the ministry, nothing happened.", "attributed"),
        ("The opposition likely received weapons.", "hedged"),
        ("In May 2015 the ministry closed.", "asserted"),
        ("It may close in May 2015.", "hedged"),
        ('The sign "he said no" was removed.', "asserted"),
    ],
)
def test_attribution_is_what_stands_outside_the_quotation(text: str, firmness: str) -> None:
    """Who says so is read outside quotation marks; countries and months are no verbs."""
    found, span = attribution(text)
    assert found == firmness
    assert (span == (0, 0)) == (firmness == "asserted")


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        (
            "'We will not close the workers' old harbour before summer,' she said.",
            ["We will not close the workers' old harbour before summer"],
        ),
        ("She said ‘it can’t go on like this for another year’.", ["it can’t go on like this for another year"]),
        ("The workers' union of '92 met the sailors' union at Rosie's inn in the lawyers' quarter.", []),
    ],
)
def test_single_marks_quote_whole_sentences(text: str, quoted: list[str]) -> None:
    """British papers quote in single marks; apostrophes quote nothing."""
    assert [quote.text for quote in facts(text).quotes] == quoted
