"""A word in any script in, its plain Latin form out, so that a slug in Latin letters can meet the word it was made from."""

from __future__ import annotations

import unicodedata


def _sounds(letters: str, sounds: str) -> dict[str, str]:
    """Letters of a script, and in the same order what they are in Latin ones; `-` is nothing."""
    return dict(zip(letters, [sound.strip("-") for sound in sounds.split()], strict=True))


_CYRILLIC = _sounds(
    "абвгдежзийклмнопрстуфхцчшщъыьэюяёєіїґўјљњћђџѓќѕ",
    "a b v g d e zh z i y k l m n o p r s t u f h ts ch sh sch - y - e yu ya e e i i g u j lj nj c dj dz g k dz",
)
_GREEK = _sounds("αβγδεζηθικλμνξοπρσςτυφχψω", "a v g d e z i th i k l m n x o p r s s t y f ch ps o")
_GEORGIAN = _sounds("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ", "a b g d e v z t i k l m n o p zh r s t u p k gh k sh ch ts dz ts ch kh j h")
_ARMENIAN = _sounds(
    "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆև",
    "a b g d e z e e t zh i l kh ts k h dz gh ch m y n sh o ch p j r s v t r ts u p k o f ev",
)
# Scripts that write no vowels, or few: what sounds like one, or is left out in Latin letters, is nothing.
_HEBREW = _sounds("אבגדהוזחטיכךלמםנןסעפףצץקרשת", "- b g d - - z - t - k k l m m n n s - p p ts ts k r sh t")
_ARABIC = _sounds(
    "اأإآبپتثجچحخدذرزژسشصضطظعغفقکكگلمنهةويیىئؤء",
    "- - - - b p t t j ch - k d d r z z s sh s d t z - g p k k k g l m n - - - - - - - - -",
)
_CONSONANTS = str.maketrans({**_HEBREW, **_ARABIC})
_SOUNDS = (("kh", "k"), ("gh", "g"), ("th", "t"), ("zh", "z"), ("tz", "ts"), ("ph", "p"))  # before single letters
_ONE_SOUND = str.maketrans({"q": "k", "c": "k", "f": "p", "x": "ks", **dict.fromkeys("aeiouyvw'’-", "")})
SHORTEST_SKELETON = 3  # consonants: s-r may be Syria and much else
_LATIN = {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i"}
_TABLE = str.maketrans({**_CYRILLIC, **_GREEK, **_GEORGIAN, **_ARMENIAN, **_LATIN})
# Different ways to spell one Cyrillic letter in Latin: х is h, kh or x, г is g, h or gh, й is y, i or j, ц is ts,
# c or tz, щ is sch, shch or shh.
_SPELLINGS = (
    ("shch", "sch"),
    ("shh", "sch"),
    ("kh", "h"),
    ("gh", "h"),
    ("x", "h"),
    ("g", "h"),
    ("tz", "ts"),
    ("j", "y"),
    ("iy", "y"),
    ("yi", "y"),
)
# Letters that slugs also write as two: Geräte is gerate or geraete.
_AS_TWO = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})


def plain(word: str) -> str:
    """The word case-folded, without accents, in Latin letters if it is Cyrillic, Greek, Georgian or Armenian: `Оружие` → oruzhie."""
    folded = word.casefold()
    if folded.isascii():
        return folded
    folded = folded.replace("ու", "u").replace("եւ", "ev").translate(_TABLE)  # two Armenian letters, one sound
    return "".join(character for character in unicodedata.normalize("NFKD", folded) if not unicodedata.combining(character)).translate(
        _TABLE
    )


def in_two_letters(word: str) -> str:
    """The folded word as slugs of its language may write it, `Geräte` → geraete; "" if there is no such way."""
    folded = word.casefold()
    return "" if folded.isascii() or (other := folded.translate(_AS_TWO)) == folded else plain(other)


def spelled(word: str) -> str:
    """A transliterated word with the competing spellings made one: siriyskih and siriyskikh meet."""
    for one, other in _SPELLINGS:
        word = word.replace(one, other)
    return word


def skeleton(word: str) -> str:
    """The consonants of a word in Hebrew, Arabic or Latin letters as they sound: `אשדוד`, ashdod → shdd; "" if they are too few."""
    word = word.casefold()
    if word.isascii():
        for one, other in _SOUNDS:
            word = word.replace(one, other)
        word = "".join(letter for at, letter in enumerate(word) if word[at - 1 : at] != letter)
        found = word.translate(_ONE_SOUND).replace("sh", "$").replace("kh", "ch").replace("h", "").replace("$", "sh")
    else:
        found = word.translate(_CONSONANTS)
    return found if found.isascii() and len(found.replace("sh", "s")) >= SHORTEST_SKELETON else ""
