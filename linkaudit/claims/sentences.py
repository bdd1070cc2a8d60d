"""The text of a passage in, the places of its sentences out: call-outs out of the way, sentencex, then merged where it splits too much."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linkaudit.claims import callouts
from linkaudit.claims.calendar import MONTHS
from linkaudit.claims.words import OPENERS, RANKS, SMALL_RANKS, SPEECH
from linkaudit.likeness import fold

# A quotation is followed for at most this many sentences; an apostrophe taken for a quotation mark must not swallow a chapter.
LONGEST_QUOTATION = 12
LONGEST_PIECE = 20_000  # letters that are split at one go
_STAND_IN = "link"  # for a stretch inside a sentence: a word, for sentencex takes a single letter for an initial
_PAIRS = {"“": "”", "«": "»", "「": "」", "『": "』", "‹": "›", "《": "》"}
# Words and abbreviations that can end a sentence, after which sentencex never ends one; whether they do, the next word tells.
_MAYBE_END = re.compile(
    r"(?P<stop>(?:(?<![^\s(“\"])(?P<word>May|no|hon|art|miss|ill|ok|Dec|Oct|Mar|min|sec|etc|al|Inc|Corp|Co|Ltd|Bros|Jr|St|Ave|U\.S|U\.K|U\.N|E\.U|D\.C|[ap]\.m)\.|…)"
    r"[\"'”’»)\]]{0,3})\s+(?=[\"'“‘«(]{0,2}(?P<next>[^\W\d_]+))"
)
# Where sentencex never ends a sentence, though one does: before a figure (`Benutzung. 1987 wurde`, not `Abb. 3`), an old low quotation
# mark (`uit. ,,Het`), the bullets of a list that was joined into one line (`• cheese • meat`).
_ALSO_END = re.compile(r"(?<=[^\W\d_]{6})[.!?][\"”»)]?(?P<a>\s+)(?=\d)|[.!?](?P<b>\s+)(?=,,\s?\w)|(?<=\S)(?P<c>\s)(?=[•‣▪●⁃]\s?\w)")
_HINT = re.compile(r"[\d•‣▪●⁃]")
_ABBREVIATED = re.compile(r"(?:approx|chapt|kapitel|artikel|figur)\Z", re.IGNORECASE)  # six letters of what a figure may follow
_UNSTOPPED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")  # Thai, Lao, Burmese, Khmer write no full stop
_STRAY = re.compile(r"(?<=\S)\s+([\"“”„«»‘’])$")
_ORDINAL = re.compile(r"(?:^|[\s–-])\d{1,2}\.$")
_CENTURY = frozenset(("jahrhundert", "jahrhunderts", "jh", "jhdt", "jhs", "století", "stoletja", "stoljeća", "század", "vuosisadalla"))
# Of German, which writes ordinals with a stop and nouns with a capital: `in der 8. Klasse`, `den 45. Präsidenten`.
_THE_NTH = re.compile(
    r"(?:^|\s)(?:im|dem|den|der|des|das|vom|zum|zur|beim|ihrem|ihren|seinem|seinen|einem|einen)\s\d{1,3}\.$", re.IGNORECASE
)
_SAYS = re.compile(r"[—–-]\s?[^\W\d_]")
_NUMBER_OF = re.compile(
    r"(?:^|[\s(])(?:[nNpP][°º]|[nN]r|[nN]úm|[aA]rt|[fF]ig|[aA]bb|[tT]ab|[vV]ol|ok|str|čl|ст|рис|табл|αριθ|M\.[ÖS]|approx|ca|т\.\s?е)\.$"
)
_AND_OTHERS = re.compile(
    r"\b(?:et\.? al|et coll|u\.\s?a|e cols?|y cols?|и др|та ін|i in|a kol|m\.\s?fl|o\.\s?a|vd|ym|mfl)\.$"
)  # `et al. (2019)`
_OF_A_YEAR = re.compile(r"\d\s(?:r|г|гг|р|рр|в|вв)\.$")  # `w 2021 r. 4,5 mln`, `в 2021 г. 45 млн`
_LAST_WORD = re.compile(r"(?:^|[\s(\"“«])([^\W\d_]{1,12})\.$")
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_ENDS_IN_QUESTION_QUOTE = re.compile(r"[!?…？！][\"”»」』“’]$")


def split(text: str, taken_out: tuple[tuple[int, int], ...] = (), language: str = "en") -> list[tuple[int, int]]:
    """Where the sentences of `text` stand, in order, white space trimmed. `taken_out` are stretches of no prose (call-outs, bare URLs).

    A stretch taken out between two sentences belongs to the one before it. The sentences cover every character of `text` that is not
    white space or stands in a stretch taken out.
    """
    clean, offsets = _without(text, taken_out)
    if not clean.strip():
        return []
    spans: list[tuple[int, int]] = []
    for start, end in _merge(clean, _boundaries(clean, language)):
        spans.append((offsets[start], offsets[end - 1] + 1))
    if taken_out and _UNSTOPPED.search(text):
        spans = [part for span in spans for part in _behind_marks(text, *span, taken_out)]
    if taken_out:
        spans = _reach_over(spans, taken_out, len(text))
    return spans


def _behind_marks(text: str, start: int, end: int, marks: tuple[tuple[int, int], ...]) -> Iterator[tuple[int, int]]:
    """The parts of a text without full stops that call-outs close: behind one stands a space, and then what is no call-out."""
    for first, last in marks:
        following = text[last:end].lstrip()
        if start < first < end and following and text[last].isspace() and not following.startswith(("[", "(")):
            yield start, last
            start = end - len(following)
    yield start, end


def _without(text: str, taken_out: tuple[tuple[int, int], ...]) -> tuple[str, list[int] | range]:
    """`text` without the stretches that follow a stop, a letter in place of each other one, and the offset of every kept character."""
    if not taken_out:
        return text, range(len(text))
    pieces: list[str] = []
    offsets: list[int] = []
    at = 0
    tail = ""  # the end of what was kept
    for start, end in taken_out:
        start = max(start, at)
        pieces.append(text[at:start])
        offsets += range(at, start)
        tail = (tail + text[at:start])[-40:]
        if end - start > 4 and not callouts.after_a_stop(tail, len(tail)):
            pieces.append(_STAND_IN)
            offsets += [start] * len(_STAND_IN)
            tail += _STAND_IN
        at = max(at, end)
    pieces.append(text[at:])
    offsets += range(at, len(text))
    return "".join(pieces), offsets


def _boundaries(text: str, language: str) -> list[tuple[int, int]]:
    """What sentencex says, trimmed and without empty ones."""
    from sentencex import segment  # type: ignore[import-untyped]

    spans = []
    at = 0
    for piece in _pieces(text):
        for sentence in segment(language, piece):
            end = at + len(sentence)
            start, stop = at + len(sentence) - len(sentence.lstrip()), at + len(sentence.rstrip())
            if start < stop:
                spans.append((start, stop))
            at = end
    return [part for span in _opened(text, spans) for part in _apart(text, *span)]


def _pieces(text: str) -> Iterator[str]:
    """A text whole, or, of one that is very long, pieces that end where a sentence seems to: sentencex takes 84 s for a megabyte of
    quotation marks that nobody closes."""
    at = 0
    while len(text) - at > LONGEST_PIECE:
        end = text.rfind(". ", at, at + LONGEST_PIECE) + 1 or text.rfind(" ", at + 1, at + LONGEST_PIECE) + 1 or at + LONGEST_PIECE
        yield text[at:end]
        at = end
    yield text[at:]


def _opened(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Give a quotation mark that stands behind a space at a sentence's end to the next sentence, which it opens: `gick. ” | Jag`."""
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if found and (stray := _STRAY.search(text, found[-1][0], found[-1][1])):
            found[-1] = (found[-1][0], stray.start())
            start = stray.start(1)
        found.append((start, end))
    return found


def _apart(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """What sentencex leaves together: `in May. Nobody`, `in the U.S. The court`, `it was so … Then`."""
    parts = []
    for match in _MAYBE_END.finditer(text, start, end):
        word, following = match["word"], match["next"]
        if following[0].isupper() and (word in (None, "May", "no", "hon") or following.lower() in OPENERS):
            parts.append((start, match.end("stop")))
            start = match.end()
    return [split for part in [*parts, (start, end)] for split in _unseen(text, *part)]


def _unseen(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The same for ends that no word tells."""
    if not _HINT.search(text, start, end) and text.find(",,", start, end) < 0:
        yield start, end
        return
    for match in _ALSO_END.finditer(text, start, end):
        gap = match.span(match.lastgroup or 0)
        if match.lastgroup != "a" or not _ABBREVIATED.search(text, start, gap[0] - 1):
            yield start, gap[0]
            start = gap[1]
    yield start, end


def _reach_over(spans: list[tuple[int, int]], taken_out: tuple[tuple[int, int], ...], length: int) -> list[tuple[int, int]]:
    """Let every sentence reach over the stretches between it and the next one."""
    reached = []
    waiting = list(reversed(taken_out))
    for number, (start, end) in enumerate(spans):
        following = spans[number + 1][0] if number + 1 < len(spans) else length + 1
        while waiting and waiting[-1][0] < following:
            stretch = waiting.pop()
            end = max(end, stretch[1])
            if number == 0:
                start = min(start, stretch[0])
        reached.append((start, end))
    return reached


def _merge(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join what is one statement: ranks and initials before a name, a quotation with its attribution, what goes on in lower case."""
    merged: list[tuple[int, int]] = []
    number = 0
    while number < len(spans):
        start, end = spans[number]
        number += 1
        limit = number + LONGEST_QUOTATION
        if _is_open(text[start:end]):
            reach = number
            while reach < min(limit, len(spans)) and _is_open(text[start : spans[reach][1]]):
                reach += 1
            if reach < min(limit, len(spans)):
                end = spans[reach][1]
                number = reach + 1
        while number < len(spans) and (
            _is_torn(text, end, spans[number][0]) or _goes_on(text[start:end], text[spans[number][0] : spans[number][1]])
        ):
            end = spans[number][1]
            number += 1
        numbered = merged and _is_number_only(text[merged[-1][0] : merged[-1][1]])
        if merged and (numbered or not any(character.isalnum() for character in text[start:end])):
            merged[-1] = (merged[-1][0], end)
        else:
            merged.append((start, end))
    return merged


def _is_torn(text: str, end: int, following: int) -> bool:
    """Whether a sentence was said to end inside an abbreviation: `a.|C.`, `J.|-C.`, `E.|E.UU.`, `n.|°`."""
    if end != following or text[end - 1] != "." or text[end] > "\u0600":
        return False
    return text[end] in ",-°:;)" or (text[end - 2].isalpha() and not text[max(0, end - 3) : end - 2].isalpha())


def _is_number_only(sentence: str) -> bool:
    """Whether a sentence is the number of an item in a list that is written in one line: `2.`"""
    return len(sentence) <= 4 and sentence.rstrip(".)").isdigit()


def _is_open(sentence: str) -> bool:
    """Whether a quotation that begins in the sentence has not ended in it."""
    if "„" in sentence:
        return sentence.count("„") > sentence.count("“") + sentence.count("”")
    if "”" in sentence and "“" not in sentence:  # Swedish and Finnish close with what they open with
        return sentence.count("”") % 2 == 1
    for opening, closing in _PAIRS.items():
        if opening == "«" and -1 < sentence.find("»") < (sentence.find("«") if "«" in sentence else len(sentence)):
            opening, closing = closing, opening  # Danish, and German books
        if sentence.count(opening) > sentence.count(closing):
            return True
    return sentence.count('"') % 2 == 1


def _goes_on(before: str, after: str) -> bool:
    """Whether `after` is the rest of the sentence that `before` began."""
    if after[0].islower() and before[-1] not in ":;" and not "\u10d0" <= after[0] <= "\u10ff":  # Georgian sentences begin so, too
        return True
    tail = before[-40:]
    if (after[0].isdigit() or after[0] in "—–" or before.count(" ") <= 4) and _OF_A_YEAR.search(tail):
        return True  # `W 1955 r. Mishima`: a date alone is no sentence
    if after[0].isdigit() and _NUMBER_OF.search(tail):
        return True
    if (says := _SAYS.match(after)) and says[0][-1].islower():
        return True  # `— Куда? — спросил он`, `- Idziesz? - zapytała`
    if after.startswith("C.") and before.endswith((" a.", " d.")):
        return True  # `1600 a. C.`
    if after[0] in "([" and after[1:2].isdigit() and _AND_OTHERS.search(before):
        return True
    if tail[-2:-1].isdigit() and _ORDINAL.search(tail):
        first = _FIRST_WORD.match(after)
        if first is not None and (fold(first.group()) in MONTHS or first.group().lower() in _CENTURY):
            return True
    if tail[-2:-1].isdigit() and _THE_NTH.search(tail):
        return True
    last = _LAST_WORD.search(before)
    if last and after[0].isupper():
        word = last.group(1)
        if word in SMALL_RANKS or (word.lower() in RANKS and word[0].isupper()):
            return True
        if len(word) == 1 and word.isupper() and _is_initial(before[: last.start(1)], word, after):
            return True
    if _ENDS_IN_QUESTION_QUOTE.search(tail):
        words = _FIRST_WORD.findall(after)
        return len(words) <= 30 and any(word.lower() in SPEECH for word in words[:8])
    return False


def _is_initial(before: str, letter: str, after: str) -> bool:
    """Whether one capital and a stop is part of a name: `George W. | Bush`, not `plan B. | The`."""
    first = _FIRST_WORD.match(after)
    if not first or first.group().lower() in OPENERS:
        return False
    previous = before.split()
    if letter == "I" and before[-4:].lower() == "and ":
        return False  # `you and I. | Did`
    return not previous or previous[-1][:1].isupper() or previous[-1].lower() in ("and", "by", "und", "et", "y", "von", "de")
