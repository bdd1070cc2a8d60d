"""The sentences of a passage, with the call-outs that stand behind them."""

import pytest

from linkaudit.claims import callouts, sentences
from linkaudit.claims.trailing import sourced
from linkaudit.model import Link, Place

FORMS = [
    "[1]",
    "[1][2]",
    "[1, 2]",
    "[1-3]",
    "[^1]",
    "[^note]",
    "¹",
    "¹²",
    "^1^",
    "1",
    "(1)",
    "<sup>1</sup>",
    '<ref name="a"/>',
    "<ref>A paper. With two stops. 2019.</ref>",
    " (OCCRP, 2017)",
]


def parts(text: str, language: str = "en") -> list[str]:
    """The sentences of `text` as strings."""
    taken_out = tuple(sorted([*((mark.start, mark.end) for mark in callouts.find(text)), *callouts.trailing_sources(text)]))
    return [text[start:end] for start, end in sentences.split(text, taken_out, language)]


@pytest.mark.parametrize("form", FORMS)
def test_a_call_out_stays_with_the_sentence_before_it(form: str) -> None:
    """Each of the fifteen ways to write a call-out after a full stop belongs to the sentence that the stop ends."""
    text = f"The minister signed the contract in May.{form} Nobody had seen it before."
    assert parts(text) == [f"The minister signed the contract in May.{form}", "Nobody had seen it before."]


@pytest.mark.parametrize("bracket", ["[sic]", "[...]", "[emphasis added]"])
def test_editorial_brackets_are_no_call_outs(bracket: str) -> None:
    """What an editor put into square brackets names no reference."""
    assert callouts.find(f"They was {bracket} here.") == ()


@pytest.mark.parametrize("text", ["An area of 20 km² was lost.", "About 10⁶ cells.", "See version 3.1 of it.", "In 1999 [2020] it ended."])
def test_powers_and_years_are_no_call_outs(text: str) -> None:
    """Exponents, decimals and bracketed years name no reference."""
    assert callouts.find(text) == ()


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("It fell.[2-5] Then", ("2", "3", "4", "5")),
        ("It fell [1, 3–4].", ("1", "3", "4")),
        ("It fell.¹² Then", ("12",)),
        ("It fell.¹,³ Then", ("1", "3")),
        ("It fell.[^who] Then", ("who",)),
        ('It fell.<ref name="who" /> Then', ("who",)),
    ],
)
def test_labels_of_a_call_out(text: str, labels: tuple[str, ...]) -> None:
    """A call-out names its labels, and a run names every one in between."""
    assert callouts.find(text)[0].labels == labels


@pytest.mark.parametrize(
    "sentence",
    [
        "A spokesman of the command, Lt. Com. Matthew Allen, told the paper so.",
        "The order went to Maj. Gen. Anna Kowalska in May.",
        "In 1989 George H. W. Bush met him on Malta.",
        "“He is no friend of ours. He never was. Ask anyone,” the minister said on Monday.",
        '"He is no friend of ours. He never was. Ask anyone," the minister said on Monday.',
        "The minister said: “They are gone. They will not return.”",
        "„Er ist kein Freund. Er war es nie“, sagte der Minister.",
        "« Il est parti. Il ne reviendra pas », a déclaré le ministre.",
        "“Who will pay for this?” Lukashenko asked his ministers.",
    ],
)
def test_one_statement_stays_one(sentence: str) -> None:
    """Ranks and initials stay with the name, and a quotation with its attribution."""
    assert parts(f"{sentence} The rest is known.") == [sentence, "The rest is known."]


def test_sentences_after_a_capital_letter_stay_apart() -> None:
    """A single capital that ends a sentence is no initial when no name follows."""
    assert parts("They chose plan B. The council agreed.") == ["They chose plan B.", "The council agreed."]


def test_a_quotation_that_never_ends_does_not_swallow_the_passage() -> None:
    """An unmatched quotation mark leaves the sentences apart."""
    assert len(parts("“It rained. It snowed. It was cold.")) == 3


def test_a_bare_url_between_sentences_belongs_to_the_first() -> None:
    """A URL that stands behind a full stop belongs to the sentence before it."""
    text = "The bridge fell in May. https://example.org/a?b=1 Nobody was hurt."
    at = text.index("https")
    found = [text[start:end] for start, end in sentences.split(text, ((at, at + 25),), "en")]
    assert found == ["The bridge fell in May. https://example.org/a?b=1", "Nobody was hurt."]


def test_a_long_line_is_split_as_its_pieces_are() -> None:
    """A line that is too long to be split at one go loses no sentence and no place; one without an end is still covered."""
    wanted = [f"The port of Varna handled {number} containers in that year." for number in range(2000)]
    text = " ".join(wanted)
    assert [text[start:end] for start, end in sentences.split(text)] == wanted
    open_marks = "“a " * 20_000
    spans = sentences.split(open_marks)
    assert spans[0][0] == 0 and spans[-1][1] == len(open_marks.rstrip())


def test_georgian_has_no_capitals() -> None:
    """Letters that Unicode calls small begin sentences in Georgian."""
    assert parts("ხიდი დაიკეტა. არავინ უპასუხა კითხვას.", "ka") == ["ხიდი დაიკეტა.", "არავინ უპასუხა კითხვას."]


def test_a_year_and_its_abbreviation_go_on() -> None:
    """Polish and Russian write a word for "year" with a stop behind the figure: what goes on with a figure is the same sentence."""
    assert len(parts("Miasto wydało w 2021 r. 4,5 mln zł na most.", "pl")) == 1


def test_what_only_names_a_source_belongs_to_the_sentence_before_it() -> None:
    """A link in brackets, a label before a link and a signal such as "See" behind a stop make no sentence; other words do."""
    text = "Wolves are back. (Gazette) Prices fell. Source: Herald. The court met. See Board. It rained. The Times knew."
    names = ("Gazette", "Herald", "Board", "Times")
    made = [Link(url="", target="", at=Place(), layout="inline", span=(text.index(name), text.index(name) + len(name))) for name in names]
    assert [text[start:end] for start, end in sourced(text, sentences.split(text), made)] == [
        "Wolves are back. (Gazette)",
        "Prices fell. Source: Herald.",
        "The court met. See Board.",
        "It rained.",
        "The Times knew.",
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Im 8. Jahrhundert begann der Handel.|Sie ist in der 8. Klasse.|Er wird den 45. Präsidenten treffen."),
        ("de", "Der Bau verzögerte die Benutzung.|1987 wurde er fertig, siehe Abb. 3 und Nr. 5."),
        ("fr", "Il date de 1900 avant J.-C., selon la ville.|Elle le sait."),
        ("it", "Nel V secolo a.C., Atene cresceva.|Il tempio è del 1900 a. C. e fu usato."),
        ("pt", "A polícia, em B.C., disse que não.|Cresceu o P.I.B. em 2010."),
        ("es", "El documento N°. 1026 está aquí.|Quedó en el puesto n.° 96."),
        ("pl", "W 1955 r. Mishima zaczął ćwiczyć.|Kościół św. Michała stoi."),
        ("pl", "- Idziesz? - zapytała Anna, kpt. Lis też.|Mają ok. 20 mln."),
        ("ru", "— Куда? — спросил он.|Она молчала."),
        ("da", "Jeg bor i E.U.|Hvad med dig?"),
        ("tr", "Yunanistan M.Ö. 8. yüzyılda değişti.|Sonra bitti."),
        ("nl", "Zo waarschuwt Lode.|,,Juist als het goed gaat, moet je oppassen.''"),
        ("en", "We make a good team, you and I.|Did you see Albert I. Jones there?"),
        ("en", "They sell:|• soft cheese|• raw meat|• salad"),
        ("en", "The share was 5 percent.|45 people took part, approx. 50 of them twice."),
    ],
)
def test_sentences_of_many_languages(language: str, text: str) -> None:
    """Ordinals, abbreviated eras and numbers hold a sentence together; figures, low quotation marks and bullets may begin one."""
    assert parts(text.replace("|", " "), language) == text.split("|")
