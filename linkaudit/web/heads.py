"""The first bytes of an answer in; its head, if it is plain, out: HTTP/1.1, in ASCII, by the letter of RFC 9112, and where its body ends
is said once: by its length, or by chunks. Pure.

h11 reads everything, at ten times the cost. So what differs from the letter in the least is nothing here (None) and left to h11: the two
cannot disagree about an answer.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_STATUS = re.compile(r"HTTP/1\.1 ([2-5][0-9][0-9])(?: [\t -~]*+)?\r\n")
_FIELD = re.compile(r"(?<=\n)([-!#$%&'*+.^_`|~0-9a-zA-Z]++):[ \t]*+((?:[!-~]++(?:[\t ]++[!-~]++)*+)?+)[ \t]*+\r\n")
_MOST_DIGITS = 15
_ONCE = ("content-length", "connection", "transfer-encoding")


class Head(NamedTuple):
    """A plain head: status, fields in order, the same by small name (the last of each), the body's length in bytes (None when it comes in
    chunks), whether the connection may be used again, and how many bytes the head took."""

    status: int
    fields: tuple[tuple[str, str], ...]
    named: dict[str, str]
    length: int | None
    keep: bool
    size: int


def plain(data: bytes) -> Head | None:
    """The head that a GET was answered with, if the whole of it is here and plain."""
    end = data.find(b"\r\n\r\n")
    if end < 0:
        return None
    head = data[: end + 2]
    if not head.isascii():
        return None
    text = head.decode("ascii")
    status = _STATUS.match(text)
    if status is None:
        return None
    fields = _FIELD.findall(text, status.end())
    if len(fields) != text.count("\n") - 1:
        return None
    names = [name.lower() for name, _ in fields]
    named = dict(zip(names, [value for _, value in fields], strict=True))
    if len(named) < len(names) and any(names.count(name) > 1 for name in _ONCE):
        return None
    keep = named.get("connection", "keep-alive").lower()
    if keep not in ("keep-alive", "close"):
        return None
    code = int(status[1])
    bodiless = code in (204, 304)
    if "transfer-encoding" in named:
        if named["transfer-encoding"] != "chunked" or "content-length" in named or bodiless:
            return None
        return Head(code, tuple(fields), named, None, keep != "close", end + 4)
    length = named.get("content-length", "0" if bodiless else "")
    if not (length.isdigit() and len(length) <= _MOST_DIGITS):
        return None
    return Head(code, tuple(fields), named, 0 if bodiless else int(length), keep != "close", end + 4)
