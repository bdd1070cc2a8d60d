"""Texts in, how alike they are out: words and character n-grams, weighed by how rare they are. No model, no language assumed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_LETTERS = re.compile(r"[^\W\d_]+(?:-feira)?")
# Marks that belong to the letter before them and are no letters to `re`: the vowels of Hindi and Thai, the points of Arabic and Hebrew, and
# the dots of a "Küche" whose ü is written as two characters.
MARKS = "".join(chr(sign) for sign in range(0x300, 0x1100) if unicodedata.category(chr(sign)).startswith("M"))
_MARK = re.compile(f"[{MARKS}]")
_MARKED = re.compile(rf"(?:[^\W\d_]|[{MARKS}])+(?:-feira)?")
_MARKED_WORD = re.compile(rf"(?:[^\W_]|[{MARKS}])+(?:['’ʼ](?:[^\W_]|[{MARKS}])+)*")
# Scripts written without spaces: each pair of characters stands for a word.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u0e00-\u0e7f\u1780-\u17ff\u1000-\u109f]")
_MARKS = {ord(c): "'" for c in "‘’‚‛′ʼ"} | {ord(c): '"' for c in "“”„‟″«»「」『』"} | {ord(c): "-" for c in "‐‑‒–—―−"}
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u0640\u200b\u200c\u200d\ufeff\u2060"))

# Digits of other scripts, letter for letter: offsets stay.
_ZEROS = (0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xBE6, 0xC66, 0xE50, 0x1040, 0xFF10)
_DIGITS = {zero + value: str(value) for zero in _ZEROS for value in range(10)} | {0x66B: ".", 0x66C: ","}
_DIGIT = re.compile("[" + "".join(map(chr, _DIGITS)) + "]")


def plain_marks(text: str) -> str:
    """The text with one kind of quotation mark, apostrophe and dash; as long as it was, so that offsets stay."""
    return text.translate(_MARKS)


def western(text: str) -> str:
    """The text with the digits of other scripts (Arabic, Persian, Indian, Thai, Burmese, full width) as 0 to 9; as long as it was."""
    return text.translate(_DIGITS) if not text.isascii() and _DIGIT.search(text) else text


def fold(text: str) -> str:
    """The text as it is compared: no case, no accents on letters, one kind of mark. `Müller’s` becomes `muller's`."""
    if text.isascii():
        return text.lower()
    text = plain_marks(text).translate(_UNSEEN).casefold()
    kept = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    # й and ё are letters of their own in Cyrillic, but pages drop their marks: folded on both sides alike.
    return kept


def tokens(text: str) -> list[tuple[int, int, str]]:
    """The words of letters alone, each with its place and folded; "segunda-feira" is one."""
    if text.isascii():  # folded at one go: most pages are, and a call for each word is what reading them costs
        return [(match.start(), match.end(), match.group()) for match in _LETTERS.finditer(text.lower())]
    return [(match.start(), match.end(), fold(match.group())) for match in _MARKED.finditer(text)]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """A folded word without the endings that change least about it (English plural and possessive); other languages rely on n-grams."""
    if word.endswith(("'s", "s'")):
        word = word[:-2]
    if not word.isascii() or len(word) < 4:
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    if word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def words(text: str) -> list[str]:
    """The folded, stemmed words of a text in order; in scripts without spaces, overlapping pairs of characters."""
    found: list[str] = []
    folded = fold(text)
    for match in (_MARKED_WORD if not folded.isascii() and _MARK.search(folded) else _WORD).finditer(folded):
        word = match.group()
        if word.isascii() or not _UNSPACED.search(word):
            found.append(stem(word))
        elif len(word) < 3:
            found.append(word)
        else:
            found.extend(word[i : i + 2] for i in range(len(word) - 1))
    return found


def grams(text: str) -> list[str]:
    """The character 4-grams of a text, each word padded with a space on both sides."""
    folded = fold(text)
    flat = " " + " ".join((_MARKED_WORD if not folded.isascii() and _MARK.search(folded) else _WORD).findall(folded)) + " "
    return [flat[i : i + 4] for i in range(len(flat) - 3)]
