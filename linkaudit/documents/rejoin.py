"""URLs found line by line, in; the same with those that a line break had cut put together again, out."""

from __future__ import annotations

import re
from dataclasses import replace

from linkaudit import urls
from linkaudit.documents.weave import Lines
from linkaudit.urls.find import Found

MOST_LINES = 8  # that one URL goes over
_TOKEN = re.compile(r"[ \t]*([^\s<>\"]+)")
_FILE = re.compile(
    r"\.(?:s?html?|php|aspx?|jsp|cgi|pdf|docx?|xlsx?|pptx?|csv|json|xml|txt|md|jpe?g|png|gif|svg|zip|mp[34])\b", re.IGNORECASE
)
_EXTENSION = re.compile(r"(?:s?html?|php|aspx?|jsp|pdf|docx?|xlsx?|pptx?|csv|json|xml|jpe?g|png)(?:[?#]\S*)?[.,;)]*", re.IGNORECASE)
# No word of a sentence: a path, a query, a slug of three words, a file, letters and digits mixed.
_ADDRESS = re.compile(
    r"[\w%~.-]+/[\w%~.-]+/|[\w%.~-]+=[\w%]|&\w+=|%[0-9A-F]{2}|\w+-\w+-\w+|\w+_\w+|[\w-]+/[\w-]*\d|\d[\w-]*/[\w-]+|(?=\w*\d)(?=\w*[a-z])\w{6,}"
)
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
    """The longest line that has more than one word: where the page was full."""
    ends = [*places.starts[1:], len(text) + 1]
    lines = (text[start : end - 1].rstrip() for start, end in zip(places.starts, ends, strict=True))
    return max((len(line) for line in lines if " " in line.strip()), default=0)


def _whole(text: str, one: Found, width: int) -> Found:
    angled = text[one.start - 1 : one.start] == "<"
    end, plain = one.end, one.url
    for _ in range(MOST_LINES):
        grown = _next(text, one.start, end, plain, width, angled)
        if grown is None:
            break
        end, plain = grown
    return one if end == one.end else replace(one, end=end, url=text[one.start : end], target=urls.to_target(plain) or one.target)


def _next(text: str, start: int, end: int, plain: str, width: int, angled: bool) -> tuple[int, str] | None:
    """The end and the text of the URL with one more line; None when the next line is no continuation."""
    cut = re.compile(r"([.,:;!?]?)[ \t]*(?:\r\n|\n|\r)").match(text, end)
    if not cut:
        return None
    token = _TOKEN.match(text, cut.end())
    if not token or urls.is_http(token.group(1)) or token.group(1).lower().startswith("www."):
        return None
    word, mark = token.group(1), cut.group(1)
    line_begin = text.rfind("\n", 0, start) + 1
    line_begin = max(line_begin, text.rfind("\n", 0, end) + 1)
    length = end - line_begin + len(mark)
    after = text[token.end(1) : token.end(1) + 1]
    if not (angled and _closes(text, token.end(1))) and not continues(plain, mark, word, after, length, width):
        return None
    whole = next(iter(urls.find(plain + mark + word)), None)
    if whole is None or whole.start or whole.end <= len(plain + mark):
        return None
    return token.start(1) + whole.end - len(plain + mark), whole.url


def _closes(text: str, at: int) -> bool:
    return re.compile(r"[^\s<>]*(?:\s+[^\s<>]+){0,6}\s*>").match(text, at) is not None and text[at : at + 1] in (">", "\n", "\r")


def continues(plain: str, mark: str, word: str, after: str, length: float, width: float) -> bool:
    """Whether `word`, first on its line, goes on with the URL `plain` that ends the line before, `mark` between them. `after` is what
    follows the word; `length` and `width` are those of the line before and of a full one, in characters."""
    if length + len(word) <= width - 2 or re.match(r"[^A-Za-z0-9/?&=%_~.\-+]", word):
        return False  # it would have fitted into the line
    address = _ADDRESS.search(word) is not None or _FILE.search(word) is not None
    if mark:
        return mark == "." and (_EXTENSION.fullmatch(word) is not None or (word[0].islower() and "/" in word and address))
    if word[0] in "/?&=%_" and len(word) > 1 and word[1].isalnum():
        return True
    last = plain[-1]
    if last in _OPEN_ENDS:
        return word[0].islower() or word[0].isdigit() or address
    alone = after in ("\n", "\r", "") and word[-1] not in ".,;:!?"
    if last == "/":
        return address or (alone and (word[0].islower() or word[0].isdigit()))
    return address and length >= width - 1 and ("/" in word or "=" in word or _FILE.search(word) is not None)
