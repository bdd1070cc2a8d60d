"""What a label says of a claim and a page."""

from datetime import date
from urllib.parse import unquote

import pytest

from linkaudit.evidence.labels import MEASURED, look
from linkaudit.evidence.search import Index
from linkaudit.model import Evidence, NoText, PageText

BODY = (
    "Cranes fall at Varna",
    "Home",
    "Two cranes fell at the port of Varna on Wednesday, 3 March 2021, and killed a mechanic. He was 42.",
    "The port handled 412,000 containers in 2020, more than in any year before, its operator said. Half of them came from Turkey.",
    "“We have waited for a new breakwater since the storm of 2014, and we shall wait no longer,” Mayor Elena Petrova told reporters.",
    "The ministry will pay €37.9 million for it. Work is to begin in autumn.",
)
PAGE = PageText(BODY[2:], BODY, "Cranes fall at Varna", date(2021, 3, 4), "en")


def seen(claim: str, page: PageText | NoText = PAGE) -> Evidence:
    """What the page shows of a claim."""
    return look(claim, page, url="https://a.example/cranes#top")


@pytest.mark.parametrize(
    ("claim", "label"),
    [
        ("Two cranes fell at the port of Varna on 3 March 2021 and killed a mechanic.", "evidence_located"),
        ("The port of Varna handled 412,000 containers in 2020.", "evidence_located"),
        ("The ministry will pay 37.9 million euros for the work.", "evidence_located"),
        ("“We have waited for a new breakwater since the storm of 2014,” said Petrova.", "quote_found"),
        ("The port of Varna handled 518,000 containers in 2020.", "value_differs"),
        ("Two cranes fell at the port of Varna on 5 March 2021 and killed a mechanic.", "value_differs"),
        ("A storm in 1987 sank seventeen boats in the port of Varna.", "value_not_on_page"),
        ("Mayor Petrova promised a breakwater and a lighthouse after the ministry had refused it to fishermen.", "partly_located"),
        ("The museum of natural history shows dinosaurs from Mongolia.", "not_located"),
        ("Die Werft in Burgas hat im Jahr 2020 nicht gebaut und wird es auch nicht.", "not_checkable"),
        ("He agreed.", "not_checkable"),
    ],
)
def test_a_label_says_what_was_found(claim: str, label: str) -> None:
    """Each label is given for what it means, with what it was worth when measured."""
    found = seen(claim)
    assert found.label == label
    assert (found.precision is None) == (label == "not_checkable")
    assert label not in MEASURED or f"{MEASURED[found.label].right} of" in found.measured


def test_the_window_is_quoted_and_linked() -> None:
    """What was found is quoted as it stands on the page, with a link that names its words and drops the old fragment."""
    found = seen("The port of Varna handled 412,000 containers in 2020.")
    assert "The port handled 412,000 containers in 2020" in found.window
    assert found.fragment_url is not None
    url, _, directive = found.fragment_url.partition("#:~:text=")
    assert url == "https://a.example/cranes"
    assert "-" not in directive and "&" not in directive
    start, _, end = directive.partition(",")
    assert unquote(start) in BODY[3] and unquote(end) in BODY[3]
    assert unquote(start).startswith("The port handled")


def test_the_window_leaves_the_menu_out() -> None:
    """Sentences at the window's ends that have no word of the claim are not quoted."""
    assert seen("Two cranes fell at the port of Varna on 3 March 2021 and killed a mechanic.").window == BODY[2].removesuffix(" He was 42.")


def test_both_values_are_quoted_when_they_differ() -> None:
    """A value that differs stands beside the page's own."""
    assert seen("The port of Varna handled 518,000 containers in 2020.").differs == (("518,000", "412,000"),)
    assert seen("Two cranes fell at the port of Varna on 5 March 2021 and killed a mechanic.").differs == (
        ("5 March 2021", "3 March 2021"),
    )


def test_a_value_that_stands_elsewhere_is_not_called_absent() -> None:
    """Only what is nowhere on the page is said not to be there; a number word or a name never is."""
    assert seen("A storm in 1987 sank seventeen boats in the port of Varna.").missing == ("1987",)
    assert seen("Mayor Petrova has waited for a breakwater since 2014 with Zoran Petkov.").label == "partly_located"


def test_a_quotation_that_nearly_stands_is_shown_as_a_difference() -> None:
    """Changed words of a quotation are shown against the page's; short ones and titles are not looked for."""
    found = seen("“We have waited for a big breakwater since the storm of 2014, and we shall wait no longer,” said Petrova.")
    assert found.label == "partly_located"
    assert "[-big-] {+new+}" in found.diff
    assert seen("“We have waited,” said Mayor Elena Petrova of the breakwater.").diff == ""


def test_an_ellipsis_parts_a_quotation() -> None:
    """What was left out between two long pieces does not hide them."""
    assert seen("“We have waited for a new breakwater ... and we shall wait no longer,” said Petrova.").label == "quote_found"


def test_the_whole_body_is_searched_before_anything_negative() -> None:
    """A claim whose words the extraction of the article lost is still located."""
    page = PageText(BODY[:3], BODY, "", None, "en")
    assert seen("The port of Varna handled 412,000 containers in 2020.", page).label == "evidence_located"


def test_a_weekday_on_the_page_counts_from_its_date() -> None:
    """ "Wednesday" on a page of 4 March 2021 is the 3rd, for which a claim gives the date."""
    page = PageText((), ("Varna, 4 March 2021", "Two cranes fell at the port of Varna on Wednesday and killed a mechanic."), language="en")
    assert seen("Two cranes fell at the port of Varna on March 3, 2021 and killed a mechanic.", page).label == "evidence_located"
    assert seen("Two cranes fell at the port of Varna on March 1, 2021 and killed a mechanic.", page).label in (
        "value_differs",
        "value_not_on_page",
    )


def test_the_year_of_a_call_out_is_not_looked_for() -> None:
    """A call-out of author and year names the source, which need not name itself; a date in brackets is looked for."""
    claim = "The port of Varna handled 412,000 containers in 2020 ({})."
    assert seen(claim.format("Petrova et al., 1987")).label == "evidence_located"
    assert "May 1987" in seen(claim.format("May 1987")).missing


def test_the_word_that_a_link_is_written_on_is_no_content() -> None:
    """The word source or here at the end of a claim changes nothing of what is found."""
    claim = "Mayor Petrova has waited for a breakwater since 2014"
    assert seen(claim + " (source).").overlap == seen(claim + " here.").overlap == seen(claim + ".").overlap


def test_no_text_is_not_checkable_with_its_reason() -> None:
    """A page that could not be read gives its reason and no window."""
    found = seen("The port handled 412,000 containers.", NoText("scanned", "a PDF of 3 pages that are pictures"))
    assert (found.label, found.reason, found.window) == ("not_checkable", "scanned", "")


def test_no_label_says_more_than_was_seen() -> None:
    """The words that would be verdicts on the claim itself are no labels."""
    assert not {"supported", "true", "false"} & set(MEASURED)


def test_a_page_in_another_script_finds_its_own_claims() -> None:
    """Claims and pages of scripts with and without spaces meet as English ones do."""
    russian = PageText(
        (), ("В 2015 году Беларусь отправила в Болгарию 240 противотанковых комплексов на сумму 37,9 млн евро.",), language="ru"
    )
    assert (
        seen("В 2015 году Беларусь поставила Болгарии 240 противотанковых комплексов на 37,9 миллиона евро.", russian).label
        == "evidence_located"
    )
    chinese = PageText((), ("2024年11月27日，叙利亚反对派武装发动大规模进攻，占领了多座城市。",), language="zh")
    assert seen("叙利亚反对派武装2024年11月27日发动大规模进攻。", chinese).label == "evidence_located"
    assert seen("叙利亚反对派武装2024年11月29日发动大规模进攻。", chinese).label == "value_differs"


def test_one_index_serves_many_claims() -> None:
    """A page indexed once answers as the page itself does."""
    index = Index(PAGE)
    for claim in ("The port of Varna handled 412,000 containers in 2020.", "The museum shows dinosaurs."):
        assert look(claim, index) == look(claim, PAGE)


SPENT = "The Marlow Council spent {} on repairs to the Harwell bridge during that programme."
SAME = [
    ("$1.5bn", "1.5 billion dollars", "2.5 billion dollars"),
    ("EUR 20 million", "€20m", "€25m"),
    ("two dozen weeks", "24 weeks", "36 weeks"),
    ("three-quarters of the budget", "75% of the budget", "65% of the budget"),
    ("36 months", "three years", "four years"),
    ("5 km of cable", "3.1 miles of cable", "4.1 miles of cable"),
    ("its fourth season", "season 4", "season 5"),
    ("part IV of the fund", "part 4 of the fund", "part 5 of the fund"),
    ("5 MW of power", "five megawatts of power", "six megawatts of power"),
    ("180,000 square feet (17,000 m) of steel", "180,000 square feet of steel", "170,000 square feet of steel"),
]


@pytest.mark.parametrize(("value", "same", "other"), SAME)
def test_one_value_in_two_writings(value: str, same: str, other: str) -> None:
    """A value is found however the page writes it, and another value is not taken for it."""
    claim = SPENT.format(value)
    labels = [look(claim, PageText((), (SPENT.format(text), "It rained."), language="en")).label for text in (same, other)]
    assert labels[0] == "evidence_located"
    assert labels[1] != "evidence_located"


def test_what_the_page_denies_is_not_located() -> None:
    """A sentence with all words of the claim and a "not" is shown with both wordings; it is no evidence."""
    page = PageText((), ("The minister did not sign the treaty with Norway on fishing rights.", "It rained in Oslo."), language="en")
    seen = look("The minister signed the treaty with Norway on fishing rights.", page)
    assert seen.label == "partly_located"
    assert seen.differs == (("signed", "not sign"),)
    assert look("The minister did not sign the treaty with Norway on fishing rights.", page).label == "evidence_located"


def test_number_thirty_five_is_no_negation() -> None:
    """ "No. 35" counts; it does not deny."""
    page = PageText((), ("The Diary stands as No. 35 in the list of the greatest novels.", "It rained."), language="en")
    assert look("The Diary stands as number 35 in the list of the greatest novels.", page).label == "evidence_located"


def test_states_go_by_several_names() -> None:
    """U.S. and United States, Sofia and Bulgaria are one party, and small words are never called missing."""
    page = PageText((), ("Bulgaria passed 136 rockets to the United States in that period, the agency found.", "It rained."), language="en")
    seen = look("Within that period Sofia passed 136 rockets and more to the U.S., the agency found.", page)
    assert seen.label == "evidence_located"
    seen = look("Within that year Sofia shipped more than 136 tanks to the USA, the newspaper wrote.", page)
    assert not {"Within", "more", "than", "Sofia", "USA"} & set(seen.missing)


def test_a_quotation_does_not_vouch_for_the_date_beside_it() -> None:
    """The words stand on the page, the year does not: the year is what is reported."""
    seen_here = seen("In 1987 Petrova said: “We have waited for a new breakwater since the storm of 2014, and we shall wait no longer.”")
    assert (seen_here.label, seen_here.missing) == ("value_not_on_page", ("1987",))


def test_a_month_on_a_dated_page_is_one_of_the_months_around_it() -> None:
    """ "Planned for June" on a page of December 2018 may be June 2019, and is not June 2022."""
    page = PageText((), ("The debates are planned for June, the committee said on Thursday.",), published=date(2018, 12, 20), language="en")
    assert look("The debates are planned for June 2019, the committee said.", page).label == "evidence_located"
    assert look("The debates are planned for June 2022, the committee said.", page).missing == ("June 2022",)


def test_words_of_another_language_are_found_where_they_stand() -> None:
    """An English sentence that a German page quotes is found; one that it does not is of another language."""
    blocks = (
        "Der Minister sagte es so, und die Zeitung druckt es nach:",
        "Everything should be as simple as possible but not simpler than that.",
    )
    page = PageText((), (*blocks, "Das war auch in der Sitzung des Rates und bei der Feier zu hören."), language="de")
    assert look("Everything should be as simple as possible but not simpler.", page).label == "evidence_located"
    assert look("Nobody should have to wait for the train that never comes.", page).reason == "other_language"


def test_accents_and_hyphens_of_any_spelling_are_the_same_words() -> None:
    """Letters with their marks apart and words with soft hyphens are found as if they were not."""
    page = PageText((), ("Die Küche der Familie Plattner in Bozen brannte am 5. März 2014 aus.", "Es regnete in Meran."), language="de")
    assert look("Die Ku\u0308che der Familie Platt\u00adner in Bozen brannte am 5. Ma\u0308rz 2014 aus.", page).label == "evidence_located"


def test_an_undated_page_leaves_the_year_of_a_day_open() -> None:
    """A page that nowhere says when it was written and gives the day without a year does not lack the year; a dated page does."""
    body = ("The album comes to the stores on Election Day, November 2, the band said.", "It has twelve songs.")
    claim = "The album came to the stores on Election Day, November 2, 2004, the band said."
    assert look(claim, PageText((), body, language="en")).label == "partly_located"
    dated = look(claim, PageText((), body, published=date(1999, 5, 5), language="en"))
    assert (dated.label, dated.missing) == ("value_not_on_page", ("November 2, 2004",))


def test_last_year_is_nobodys_rival() -> None:
    """A page of 2006 that says "last year" does not give 2005 in the place of the claim's 2006."""
    body = (
        "The fast festival that critics hailed last year opens its second tour in early September with Megadeth and Opeth.",
        "Dates follow.",
    )
    page = PageText((), ("July 23, 2006.", "Utah.", "Radio.", *body), published=date(2006, 7, 23), language="en")
    assert look("The fast festival opened its second tour with Megadeth and Opeth in 2006, critics wrote.", page).label != "value_differs"


@pytest.mark.parametrize(
    ("claim", "page"),
    [
        (
            "The nonprofit organization of Lisk fed 300 children last winter.",
            "Last winter the non-profit organization of Lisk fed 300 children.",
        ),
        (
            "The controller notifies the Varna authority within 72 hours.",
            "The controller notifies the Varna authority no later than in 72 hours.",
        ),
        ("The ministry fed refugees and also housed them in Varna.", "The ministry not only fed refugees but also housed them in Varna."),
    ],
)
def test_not_every_no_denies(claim: str, page: str) -> None:
    """ "Non-profit", "no later than" and "not only" deny nothing."""
    assert look(claim, PageText((), (page, "It rained."), language="en")).label == "evidence_located"


def test_a_passage_that_names_another_year_lends_none_to_its_days() -> None:
    """A page that gives "Oct. 6" and no year may mean any; one whose passage says "In 1995" means that one."""
    told = "Here are reasons why Oct. 6 matters. {} the band Alice in Chains released its single to radio stations by satellite."
    claim = "On October 6, 1994, the band Alice in Chains released its single to radio stations by satellite."
    for opening, label in (("In 1995", "value_differs"), ("Then", "evidence_located")):
        page = PageText((), (told.format(opening),))
        found = look(claim, page)
        assert (found.label in ("value_differs", "value_not_on_page")) == (label == "value_differs"), found


def test_a_year_may_stand_as_the_year_before() -> None:
    """ "4.5% less than in the year before" gives 2019 on a page of 2020; not 2018, nor 2021."""
    page = PageText((), ("In 2020 the board supplied 3.7 million litres of water, 4.5% less than in the year before.",))
    claim = "The board supplied 3.7 million litres of water in 2020, 4.5% less than in {}."
    assert look(claim.format(2019), page).label == "evidence_located"
    assert "2018" in look(claim.format(2018), page).missing
    assert "2021" in look(claim.format(2021), page).missing


def test_a_date_that_another_of_the_claim_has_found_is_no_rival() -> None:
    """A page that gives one of the claim's two years does not give it in the place of the other."""
    page = PageText((), ("In 2020 the board supplied 3.7 million litres of water to the town of Dorne.",))
    found = look("In 2020 the board supplied 3.7 million litres of water to Dorne, as it did in 2014.", page)
    assert (found.label, found.missing, found.differs) == ("value_not_on_page", ("2014",), ())


def test_a_weekday_on_both_sides_is_the_same_one() -> None:
    """ "Thursday" in a dated document and on a page without a date; "today" is nowhere missing; a page of that day may leave it out."""
    park = "The solar park of Lerac opened {} and will feed 15,000 homes of the valley."
    written = date(2022, 4, 1)  # a Friday
    page = PageText((), ("The solar park of Lerac, which opened on Thursday, will feed 15,000 homes of the valley.",))
    assert look(park.format("on Thursday"), page, published=written).label == "evidence_located"
    assert "Wednesday" in look(park.format("on Wednesday"), page, published=written).missing
    undated = PageText((), ("The solar park of Lerac opened and will feed 15,000 homes of the valley.",), published=date(2022, 3, 31))
    for day in ("on Thursday", "today"):
        assert look(park.format(day), undated, published=written).label == "evidence_located"


def test_what_a_link_was_written_on_is_not_looked_for() -> None:
    """ "(report)" at the end of a claim is the text of its link."""
    page = PageText((), ("Der Stadtrat hat am 14. März 2022 mit 38 zu 21 Stimmen den Neubau der Elsterbrücke beschlossen.",))
    found = look("Am 14.03.2022 stimmte der Stadtrat mit 38:21 Stimmen für den Neubau der Elsterbrücke (Bericht).", page)
    assert (found.label, found.missing) == ("evidence_located", ())


def test_missing_names_no_word_that_stands_in_another_form() -> None:
    """What is missing is told with values, names and the phrase a time hangs on; one other word alone is another wording."""
    page = PageText((), ("In 2015 Bulgaria passed 136 Konkurs systems on to the United States and 80 Konkurs systems on to Saudi Arabia.",))
    found = look("Within that year, Sofia transferred 136 of the Konkurs systems to the U.S. and 80 more to Saudi Arabia.", page)
    assert (found.label, found.missing) == ("partly_located", ("that year",))
    page = PageText((), ("NordLine carries about 1.3 million passengers a year and employs 640 people in four countries of the north.",))
    found = look("NordLine has 640 employees in Kalvik and carries passengers from four ports.", page)
    assert "employee" not in found.missing and "Kalvik" in found.missing


def test_a_denial_is_not_located_where_nothing_is_denied() -> None:
    """A claim that says "no evidence" is not shown by a passage that says no in no word; one that says "without" may mean the same."""
    claim = "There is no evidence that exhaust gases are the main cause of smog in the valley of Orsa."
    plain = PageText((), ("Exhaust gases are the main cause of smog in the valley of Orsa, and the evidence grows each year.",))
    found = look(claim, plain)
    assert found.label == "partly_located" and "no evidence" in (*found.missing, *(ours for ours, _ in found.differs))
    refusing = PageText((), ("The view that exhaust gases are the main cause of smog in the valley of Orsa is without evidence.",))
    assert look(claim, refusing).label == "evidence_located"


def test_a_number_in_a_name_may_be_written_together() -> None:
    """ "Covid 19" stands on a page that writes "COVID-19"; "Covid 18" does not."""
    page = PageText((), ("Masks slow the spread of COVID-19 in crowded rooms, the clinic of Orsa wrote to its patients.",))
    claim = "Masks slow the spread of Covid {} in crowded rooms, the clinic of Orsa wrote."
    assert look(claim.format(19), page).label == "evidence_located"
    assert look(claim.format(18), page).missing == ("18",)


@pytest.mark.parametrize(
    ("claim", "page", "other"),
    [
        ("The port of Varna was closed on 1 May 2021.", "Closed 01/05/2021: the port of Varna.", "Closed 02/05/2021: the port of Varna."),
        (
            "The abbey of Varna dates from the 14. century.",
            "The abbey of Varna dates from the XIV century.",
            "The abbey of Varna: XII century.",
        ),
        (
            "Two out of three boats in Varna are old.",
            "Of the boats in Varna 66.7 percent are old.",
            "Of the boats in Varna 40 percent are old.",
        ),
        (
            "The mayor of Varna won with 52 percent.",
            "The mayor of Varna won with 52.3 percent.",
            "The mayor of Varna won with 57.3 percent.",
        ),
        (
            "The port of Varna lost 1.5 billion.",
            "В убытке на 1500 млн. The port of Varna lost 1500 million.",
            "The port of Varna lost 1900 million.",
        ),
    ],
)
def test_one_value_in_two_ways(claim: str, page: str, other: str) -> None:
    """Days and months in either order, Roman numerals, shares, decimals and scales are the same value; another one is seen as such."""
    labels = [look(claim, PageText((), (text, "It rained in Oslo."), language="en")).label for text in (page, other)]
    assert labels[0] not in ("value_not_on_page", "value_differs")
    assert labels[1] in ("value_not_on_page", "value_differs")


def test_the_clock_is_no_quantity() -> None:
    """ "4 p.m." may stand as 16:00: no number of the claim is missing, its date is."""
    page = PageText((), ("The council of Varna met at 16:00 on 12 June 2020.", "It rained in Oslo."), language="en")
    assert look("The council of Varna met at 4 p.m. on 12 June 2020.", page).label in ("evidence_located", "partly_located")
    assert look("The council of Varna met at 4 p.m. on 18 June 2020.", page).label in ("value_not_on_page", "value_differs")
