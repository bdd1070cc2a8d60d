"""A word in any script in, its plain Latin form out, so that a slug in Latin letters can meet the word it was made from."""

from __future__ import annotations

import unicodedata

_CYRILLIC = dict(
    zip(
        "абвгдежзийклмнопрстуфхцчшщъыьэюяёєіїґўјљњћђџѓќѕ",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "e",
            "zh",
            "z",
            "i",
            "y",
            "k",
            "l",
            "m",
            "n",
            "o",
            "p",
            "r",
            "s",
            "t",
            "u",
            "f",
            "h",
            "ts",
            "ch",
            "sh",
            "sch",
            "",
            "y",
            "",
            "e",
            "yu",
            "ya",
            "e",
            "e",
            "i",
            "i",
            "g",
            "u",
            "j",
            "lj",
            "nj",
            "c",
            "dj",
            "dz",
            "g",
            "k",
            "dz",
        ],
        strict=True,
    )
)
_GREEK = dict(
    zip(
        "αβγδεζηθικλμνξοπρσςτυφχψω",
        ["a", "v", "g", "d", "e", "z", "i", "th", "i", "k", "l", "m", "n", "x", "o", "p", "r", "s", "s", "t", "y", "f", "ch", "ps", "o"],
        strict=True,
    )
)
_LATIN = {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
_TABLE = str.maketrans({**_CYRILLIC, **_GREEK, **_LATIN})
# Different ways to spell one Cyrillic letter in Latin: х is h, kh or x, й is y, i or j, ц is ts, c or tz, щ is sch, shch or shh.
_SPELLINGS = (("shch", "sch"), ("shh", "sch"), ("kh", "h"), ("x", "h"), ("tz", "ts"), ("j", "y"), ("iy", "y"), ("yi", "y"))


def plain(word: str) -> str:
    """The word case-folded, without accents, Cyrillic and Greek in Latin letters: `Оружие` → oruzhie, `München` → munchen."""
    folded = word.casefold()
    if folded.isascii():
        return folded
    folded = folded.translate(_TABLE)
    return "".join(character for character in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(character)).translate(
        _TABLE
    )


def spelled(word: str) -> str:
    """A transliterated word with the competing spellings made one: siriyskih and siriyskikh meet."""
    for one, other in _SPELLINGS:
        word = word.replace(one, other)
    return word
