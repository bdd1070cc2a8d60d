"""Which language a text is in."""

import pytest

from linkaudit.evidence.language import another, language_of

SENTENCES = {
    "en": "The port was closed for three days, and the ships that had come from the south were sent to other harbours.",
    "de": "Der Hafen war drei Tage lang geschlossen, und die Schiffe aus dem Süden wurden in andere Häfen geschickt.",
    "fr": "Le port est resté fermé pendant trois jours et les navires venus du sud ont été envoyés dans d'autres ports.",
    "es": "El puerto estuvo cerrado durante tres días y los barcos que venían del sur fueron enviados a otros puertos.",
    "it": "Il porto è rimasto chiuso per tre giorni e le navi che venivano dal sud sono state inviate in altri porti della costa.",
    "pl": "Port był zamknięty przez trzy dni, a statki, które przypłynęły z południa, nie zostały do niego wpuszczone.",
    "ru": "Порт был закрыт три дня, и корабли, которые пришли с юга, не были отправлены в другие гавани.",
    "uk": "Порт був закритий три дні, і кораблі, що прийшли з півдня, не були відправлені до інших гаваней, як це було раніше.",
    "tr": "Liman üç gün kapalı kaldı ve güneyden gelen gemiler çok uzun bir süre sonra başka limanlara gönderildi.",
    "ja": "港は三日間閉鎖され、南から来た船は他の港に送られた。",
    "zh": "港口关闭了三天，从南方来的船只被送往其他港口。",
    "el": "Το λιμάνι έμεινε κλειστό για τρεις ημέρες.",
    "ar": "أغلق الميناء لمدة ثلاثة أيام وأرسلت السفن إلى موانئ أخرى",
}


@pytest.mark.parametrize("code", SENTENCES)
def test_one_sentence_tells_its_language(code: str) -> None:
    """Script and function words tell the language of one ordinary sentence."""
    assert language_of(SENTENCES[code]) == code


def test_names_and_numbers_tell_nothing() -> None:
    """A text without function words has no language that could be told."""
    assert language_of("Stefan Cleveland, Real Salt Lake, 12 - 4") is None
    assert language_of("") is None


def test_a_claim_is_another_language_only_when_it_is_sure() -> None:
    """An English claim is not of a German page; one that cannot be told, or of a kindred language, is not called another."""
    assert another(SENTENCES["en"], "de")
    assert another(SENTENCES["ru"], "en")
    assert not another(SENTENCES["en"], "en")
    assert not another("Stefan Cleveland, Real Salt Lake", "de")
    assert not another("Havnen var lukket i tre dage, og de skibe som kom fra syd blev sendt til andre havne.", "no")
    assert not another(SENTENCES["en"], None)
    assert another("Порт закрыт.", "en")
    assert another("The port closed.", "ru")
    assert not another("Порт закрыт.", "uk")


@pytest.mark.parametrize(
    ("claim", "page"),
    [
        ("El diario cuenta la historia de la ciudad y de la gente en un solo libro digital.", "es"),
        ("La junta propone legalizar la comercialización de semillas en la provincia de Murcia.", "es"),
        ("Le maire demande à la commission municipale de faire une enquête.", "fr"),
        ("Chaque année, la dégradation de la terre fait perdre la moitié de la récolte.", "fr"),
        ("La banca di Torino ha chiuso la filiale di Alba.", "it"),
    ],
)
def test_small_words_that_languages_share_tell_none(claim: str, page: str) -> None:
    """ "de la" is Spanish, French and Romanian: a claim full of it is looked for in each of them."""
    assert not another(claim, page)
