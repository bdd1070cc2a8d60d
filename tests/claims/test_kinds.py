"""The kinds of passage in 24 languages: headline, caption and source line are told from sentences by their shape."""

import pytest

from linkaudit.claims import claims
from linkaudit.claims.kinds import kinds
from linkaudit.documents import read
from linkaudit.model import Document

# Headline, sentence, caption, source line.
ARTICLES = {
    "en": ("Harbour Shelled at Dawn", "The harbour was shelled at dawn.", "Ships in the harbour of Odesa", "Photo: AP / Jan Novak"),
    "de": ("Hafen im Morgengrauen beschossen", "Der Hafen wurde im Morgengrauen beschossen.", "Schiffe im Hafen von Odesa", "Quelle: dpa"),
    "fr": ("Le port bombardé à l'aube", "Le port a été bombardé à l'aube.", "Navires dans le port d'Odesa", "Crédit : AFP"),
    "es": ("El puerto bombardeado al amanecer", "El puerto fue bombardeado al amanecer.", "Barcos en el puerto", "Fuente: EFE"),
    "it": ("Porto bombardato all'alba", "Il porto è stato bombardato all'alba.", "Navi nel porto di Odesa", "Fonte: ANSA"),
    "pt": ("Porto bombardeado ao amanhecer", "O porto foi bombardeado ao amanhecer.", "Navios no porto de Odesa", "Foto: Lusa"),
    "nl": ("Haven bij zonsopgang beschoten", "De haven werd bij zonsopgang beschoten.", "Schepen in de haven", "Bron: ANP"),
    "sv": ("Hamnen besköts i gryningen", "Hamnen besköts i gryningen.", "Fartyg i hamnen", "Källa: TT"),
    "da": ("Havnen beskudt ved daggry", "Havnen blev beskudt ved daggry.", "Skibe i havnen", "Kilde: Ritzau"),
    "fi": ("Satamaa tulitettiin aamulla", "Satamaa tulitettiin aamulla.", "Laivoja satamassa", "Lähde: STT"),
    "pl": ("Port ostrzelany o świcie", "Port został ostrzelany o świcie.", "Statki w porcie", "Źródło: PAP"),
    "cs": ("Přístav ostřelován za úsvitu", "Přístav byl ostřelován za úsvitu.", "Lodě v přístavu", "Zdroj: ČTK"),
    "hr": ("Luka granatirana u zoru", "Luka je granatirana u zoru.", "Brodovi u luci", "Izvor: Hina"),
    "hu": ("Hajnalban lőtték a kikötőt", "Hajnalban lőtték a kikötőt.", "Hajók a kikötőben", "Forrás: MTI"),
    "ro": ("Portul bombardat în zori", "Portul a fost bombardat în zori.", "Nave în port", "Sursa: Agerpres"),
    "ru": ("Порт обстреляли на рассвете", "Порт обстреляли на рассвете.", "Корабли в порту Одессы", "Источник: ТАСС"),
    "uk": ("Порт обстріляли на світанку", "Порт обстріляли на світанку.", "Кораблі в порту Одеси", "Джерело: УНІАН"),
    "el": ("Βομβαρδίστηκε το λιμάνι", "Το λιμάνι βομβαρδίστηκε την αυγή.", "Πλοία στο λιμάνι", "Πηγή: ΑΠΕ"),
    "tr": ("Liman şafakta bombalandı", "Liman şafakta bombalandı.", "Limandaki gemiler", "Kaynak: AA"),
    "ar": ("قصف الميناء عند الفجر", "قصف الميناء عند الفجر.", "سفن في الميناء", "المصدر: رويترز"),
    "he": ("הנמל הופגז עם שחר", "הנמל הופגז עם שחר.", "אוניות בנמל אודסה", "צילום: רויטרס"),
    "hi": ("भोर में बंदरगाह पर गोलाबारी", "भोर में बंदरगाह पर गोलाबारी हुई।", "बंदरगाह में जहाज", "स्रोत: पीटीआई"),
    "ja": ("港が夜明けに砲撃される", "港は夜明けに砲撃された。", "オデーサ港の船", "写真：ロイター"),
    "zh": ("港口黎明遭炮击", "港口在黎明时遭到炮击。", "敖德萨港的船只", "来源：新华社"),
}


@pytest.mark.parametrize("language", ARTICLES)
def test_only_sentences_are_claims(language: str) -> None:
    """Of a headline, two sentences, a caption and a source line, only the sentences are claims."""
    headline, sentence, caption, source = ARTICLES[language]
    made = read("article.txt", "\n\n".join((headline, sentence, caption, source, sentence)).encode())
    assert isinstance(made, Document)
    assert [claim.plain for claim in claims(made)] == [sentence, sentence]


def test_a_file_called_notes_is_no_list_of_sources() -> None:
    """Where all stands below "Notes", sentences that go on behind their links are claims; entries are not, nor a text's own notes."""
    said = "The council voted in 2019 to widen the bridge, as [the minutes](https://a.example/1) show."
    entry = "Ana Lund: The bridge, a history. 2018. https://a.example/2"

    def found(text: str) -> list[str]:
        document = read("notes.md", text.encode())
        assert isinstance(document, Document)
        return [kind for kind in kinds(document) if kind != "heading"]

    assert found(f"# Notes\n\n{said}\n\n{entry}\n") == ["paragraph", "reference"]
    assert found(f"# Report\n\nA first sentence stands here.\n\n## Notes\n\n{said}\n\n{entry}\n") == ["paragraph", "reference", "reference"]


def test_what_follows_a_press_release() -> None:
    """Behind the mark that ends a release its sender speaks of itself: no claims; its headings are headings."""
    text = "The Board Speaks\n\nThe council paid.\n\n{}\n\nThe board is a body of nine.\n\nAbout the board\n\nIt was founded in 1950.\n"
    for mark, kind in (("###", "boilerplate"), ("– ENDS –", "boilerplate"), ("The END is near.", "paragraph")):
        document = read("a.txt", text.format(mark).encode())
        assert isinstance(document, Document)
        assert [found for passage, found in zip(document.passages, kinds(document), strict=True) if passage.text != mark] == [
            "heading", "paragraph", kind, "heading", kind,
        ]  # fmt: skip
