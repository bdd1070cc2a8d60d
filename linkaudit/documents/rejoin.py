"""URLs found line by line, in; the same with those that a line break had cut put together again, out."""

from __future__ import annotations

import re
from dataclasses import replace

from linkaudit import urls
from linkaudit.documents.weave import Lines
from linkaudit.urls.find import Found

MOST_LINES = 8  # that one URL goes over
_TOKEN = re.compile(r"[ \t]*([^\s<>\"]+)")
_QUOTED = re.compile(r"(?:[ \t]{0,40}(?:>|//+|#+|;+|%+)[ \t]?){0,8}")  # as mail programs mark what they answer to, and programs comments
_FILE = re.compile(
    r"\.(?:s?html?|php|aspx?|jsp|cgi|pdf|docx?|xlsx?|pptx?|csv|json|xml|txt|md|jpe?g|png|gif|svg|zip|mp[34])\b", re.IGNORECASE
)
_EXTENSION = re.compile(r"(?:s?html?|php|aspx?|jsp|pdf|docx?|xlsx?|pptx?|csv|json|xml|jpe?g|png)(?:[?#]\S*)?[.,;)]*", re.IGNORECASE)
_QUERY = re.compile(r"[?&][\w%.-]{1,40}=|%[0-9A-Fa-f]{2}|[^\W_]_[^\W_]")
_CODE = re.compile(r"(?=[a-z]*\d)(?=\d*[a-z])[0-9a-z]{8,64}|(?=[a-f-]*\d)(?=[\d-]*[a-f])[0-9a-f-]{8,64}")
SLACK = 8  # columns by which the page may be wider than its longest line of words
NARROWEST = 40  # columns of a page that is wrapped; what is narrower is a list, and its lines are whole
_OPEN_ENDS = "-_=&?%+~#"  # hardly a URL ends so by itself


def rejoin(text: str, found: list[Found], places: Lines) -> list[Found]:
    """The URLs with their continuation on the next lines where it is beyond doubt: in doubt a URL stays as its line has it.

    `text[start:end] == url` still holds, so the white space of the break is in `url`; it is not in `target`.
    """
    width = _width(text, places)
    joined: list[Found] = []
    for one in found:
        if joined and one.start < joined[-1].end:
            continue
        joined.append(_whole(text, one, width) if one.target.startswith(("http", "ftp")) and one.written_as in (None, "www") else one)
    return joined


def _width(text: str, places: Lines) -> int:
    """Where the page was full: the longest line that has more than one word, or the longest of all when none has."""
    ends = [*places.starts[1:], len(text) + 1]
    lines = [text[start : end - 1].rstrip() for start, end in zip(places.starts, ends, strict=True)]
    return max((len(line) for line in lines if " " in line.strip()), default=max(map(len, lines), default=0))


def _whole(text: str, one: Found, width: int) -> Found:
    angled = text[one.start - 1 : one.start] == "<"
    end, plain, cut = one.end, one.url, 0
    for _ in range(MOST_LINES):
        grown = _next(text, end, plain, width, angled, cut)
        if grown is None:
            break
        end, plain, cut = grown
    return one if end == one.end else replace(one, end=end, url=text[one.start : end], target=urls.to_target(plain) or one.target)


def _next(text: str, end: int, plain: str, width: int, angled: bool, before: int) -> tuple[int, str, int] | None:
    """The end and the text of the URL with one more line, and the column where this one was cut; None when the next line is no
    continuation. `before` is the column of the cut before."""
    cut = re.compile(r"([.,:;!?]?)[ \t]*(?:\r\n|\n|\r)").match(text, end)
    if not cut:
        return None
    begin = text.rfind("\n", max(0, end - urls.LONGEST), end) + 1
    quoted, still = (_QUOTED.match(text, at) for at in (begin, cut.end()))
    if quoted and still and quoted[0].replace(" ", "") != still[0].replace(" ", ""):
        return None
    token = _TOKEN.match(text, still.end() if quoted and still else cut.end())
    if not token or urls.is_http(token.group(1)) or token.group(1).lower().startswith("www."):
        return None
    word, mark = token.group(1), cut.group(1)
    length = end - begin + len(mark)
    after = text[token.end(1) : token.end(1) + 1]
    if width < NARROWEST and not angled and plain[-1] not in _OPEN_ENDS and not is_address(word):
        return None
    again = length == before and not mark and word[0] == word[0].lower()  # cut twice at one column, amid words
    if not again and not (angled and _closes(text, token.end(1))) and not continues(plain, mark, word, after, length, width):
        return None
    whole = next(iter(urls.find(plain + mark + word)), None)
    if whole is None or whole.start or whole.end <= len(plain + mark):
        return None
    return token.start(1) + whole.end - len(plain + mark), whole.url, length


def _closes(text: str, at: int) -> bool:
    return re.compile(r"[^\s<>]*(?:\s+[^\s<>]+){0,6}\s*>").match(text, at) is not None and text[at : at + 1] in (">", "\n", "\r")


def continues(plain: str, mark: str, word: str, after: str, length: float, width: float) -> bool:
    """Whether `word`, first on its line, goes on with the URL `plain` that ends the line before, `mark` between them. `after` is what
    follows the word; `length` and `width` are those of the line before and of a full one, in characters."""
    if not width - len(word) - 2 < length <= width + SLACK or re.match(r"[^A-Za-z0-9/?&=%_~.\-+]", word):
        return False  # it would have fitted into the line; or this page breaks no URL, however long
    address = is_address(word)
    if mark:
        return mark == "." and (_EXTENSION.fullmatch(word) is not None or ("/" in word and word[0] == word[0].lower() and address))
    if len(word) > 1 and word[1].isalnum() and (word[0] in "/?&=%_" or (word[0] == "-" and address)):
        return True
    last = plain[-1]
    if last in _OPEN_ENDS:
        return word[0].islower() or word[0].isdigit() or address
    alone = after in ("\n", "\r", "") and word[-1] not in ".,;:!?"
    if last == "/":
        return address or (alone and (word[0].islower() or word[0].isdigit()))
    return address and length >= width - 1


def is_address(word: str) -> bool:
    """Whether a word can only be part of an address: a file, a query, a path, a slug, a code; not `and/or`, `24/7`, `12/05/2020`,
    `state-of-the-art`, `2019-20`, `e.g.`."""
    word = word.rstrip(".,;:!?)\"'")
    if _FILE.search(word) or _QUERY.search(word) or _CODE.fullmatch(word):
        return True
    if not any(map(str.isalpha, word)):
        return False
    parts, numbered = word.count("-") + 1, re.search(r"\d", word) is not None
    if "/" in word and numbered and len(word) >= 20:
        return True
    if word[:1] != word[:1].lower():
        return False
    if "/" in word:
        return len(word) >= 10 and (numbered or parts >= 3 or len(word) >= 20)
    return (parts >= 3 and re.search(r"\d{4}", word) is not None and len(word) >= 12) or (parts >= 4 + (not numbered) and len(word) >= 16)
