"""A text in, the language it is probably in out: by its script, then by its small words. Enough to choose abbreviations; no verdict."""

from __future__ import annotations

import re

from linkaudit.model import Document

READ = 4000  # characters are enough
FEWEST = 2  # small words, before a language is believed
_WORD = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("bn", re.compile(r"[\u0980-\u09ff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("my", re.compile(r"[\u1000-\u109f]")),
    ("am", re.compile(r"[\u1200-\u137f]")),
    ("fa", re.compile(r"[پچژگ]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("be", re.compile(r"[ўЎ]")),
    ("uk", re.compile(r"[іїєґІЇЄҐ]")),
    ("sr", re.compile(r"[ђћџјљњЂЋЏЈЉЊ]")),
    ("ru", re.compile(r"[ыэёЫЭЁ]")),
    ("bg", re.compile(r"[\u0400-\u04ff]")),
)
# Small words that are frequent in one language and rare in its neighbours.
_SMALL = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to was were that with for from this which have had she they his her is are by it not an",
        "de": "der die das und ist nicht mit dem den ein eine von zu auf für im sich wurde sie auch des als hat",
        "fr": "le la les des et est dans que qui une pour sur pas au par il elle du avec ce sont été aux",
        "es": "el los las una que del con por para se fue su como más pero está han según y lo al",
        "it": "il che di una per con non del della sono gli ha è alla nel si più come dal",
        "pt": "o os as um uma que do da em ela ele é disse foi para com não foi por se mais dos na no ao são às",
        "nl": "de het een van en dat niet met voor op zijn was aan ook door ze heeft werd om bij",
        "sv": "och att det som en på är av för med den inte till har ett om var de hon han",
        "da": "og at det som en på er af for med den ikke til har et var de blev hun fra",
        "nb": "og at det som en på er av for med den ikke til har et var ble hun fra etter",
        "fi": "ja on ei että se oli hän mutta kun ovat myös joka ole kuin niin sekä tai mukaan",
        "pl": "i w na nie się jest że do z to od po jak za przez dla oraz był została które",
        "cs": "a v na je se že s z do o i by jako za ale po byl podle jsem nebo které",
        "sk": "a v na je sa že s z do o aj by ako za ale po bol podľa alebo ktoré",
        "ro": "și de la în cu nu că o pe un din pentru care este a fost mai sunt prin",
        "hu": "a az és hogy nem is egy volt meg azt csak de ez mint már szerint akkor",
        "tr": "ve bir bu için ile da de çok olarak daha ne kadar olan gibi ancak sonra dedi",
        "id": "yang dan di dengan untuk tidak dari ini itu pada dalam akan telah oleh ada juga",
        "vi": "của và là các có được cho không những một trong với đã người này khi",
        "et": "ja on ei et see oli ta kui mis ka ning aga oma siis pole välja",
        "lt": "ir yra kad su iš į nuo bet kaip tai buvo ne jo už dėl apie",
        "lv": "un ir ka ar no uz bet kā tas bija nav par arī to pēc viņš",
        "hr": "i je u na se da za su od kao koji ne s bi što to ali nakon",
        "sl": "in je v na se da za so od kot ki ne s bi kar to pa tudi",
    }.items()
}

# Letters that only one of the languages above writes.
_LETTERS = {
    "de": "ß",
    "es": "ñ¿¡",
    "pt": "ãõ",
    "pl": "łąęńż",
    "cs": "řěů",
    "sk": "ľĺŕ",
    "ro": "țșă",
    "hu": "őű",
    "tr": "ğış",
    "lv": "ķļņģ",
    "lt": "ėųį",
    "vi": "ơưđạả",
}


def of(document: Document) -> str:
    """The language the document states (`de-AT` is `de`), else the one its text looks like; English when nothing tells."""
    stated = (document.language or "").replace("_", "-").split("-")[0].lower()
    if stated.isalpha() and 2 <= len(stated) <= 3:
        return stated
    pieces, length = [], 0
    for passage in document.passages:
        if passage.kind in ("paragraph", "list_item", "quote"):
            pieces.append(passage.text[:READ])
            length += len(pieces[-1])
            if length >= READ:
                break
    return guess(" ".join(pieces))


def guess(text: str) -> str:
    """The language of a text."""
    text = text[:READ]
    if not text.isascii():
        letters = sum(1 for character in text if character.isalpha())
        latin = sum(1 for character in text if character.isalpha() and character < "\u0250")
        if latin * 2 < letters:
            return next((language for language, script in _SCRIPTS if script.search(text)), "en")
    words = _WORD.findall(text.lower())
    counts = {language: sum(word in small for word in words) for language, small in _SMALL.items()}
    for language, own in _LETTERS.items():
        counts[language] += sum(text.count(letter) for letter in own)
    best = max(counts, key=lambda language: (counts[language], language == "en"))
    return best if counts[best] >= FEWEST else "en"
