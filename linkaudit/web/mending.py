"""The bytes of an answer whose head h11 refuses in; the same with a head as browsers read it, out. Pure.

Servers that readers open every day send lines without a colon, names with a space behind them, control characters, lengths that are none,
and say twice that the body comes in chunks. Browsers read over all that; a page must not count as "not HTTP" for it. What they refuse too
(two lengths that differ, a status that is none) stays as it is.
"""

from __future__ import annotations

import re

_END = re.compile(rb"\n\r?\n")
_STATUS = re.compile(rb"(HTTP/1\.[01])[ \t]+([1-9][0-9]{2})(?![0-9])")
_NAME = re.compile(rb"[-!#$%&'*+.^_`|~0-9a-zA-Z]+")
_CONTROL = re.compile(rb"[\x00\x0b\x0c\r]")
_LENGTH = re.compile(rb"[0-9]+([ \t]*,[ \t]*[0-9]+)*")
_CODINGS = {b"identity": None, b"": None, b"chunked": b"chunked", b"identity, chunked": b"chunked", b"chunked, chunked": b"chunked"}


def mended(data: bytes) -> bytes:
    """The answer with its head put right, or unchanged when it has no head or a status line that means nothing."""
    end = _END.search(data)
    status = _STATUS.match(data)
    if end is None or status is None:
        return data
    kept: list[tuple[bytes, list[bytes]]] = []
    for line in data[: end.start()].split(b"\n")[1:]:
        folded = line[:1] in (b" ", b"\t")
        name, colon, value = (b"", b"", line) if folded else line.partition(b":")
        name, value = name.rstrip(b" \t"), _CONTROL.sub(b" ", value).strip()
        if folded and kept:
            kept[-1][1].append(value)
        elif colon and _NAME.fullmatch(name):
            kept.append((name, [value]))
    lines = [name + b": " + value for name, value in _framed([(name, b" ".join(parts).strip()) for name, parts in kept])]
    return b"\r\n".join([status[1] + b" " + status[2], *lines]) + b"\r\n\r\n" + data[end.end() :]


def _framed(fields: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The fields, of which those that say where the body ends do so once and in words that are known."""
    framed: list[tuple[bytes, bytes]] = []
    chunked = False
    for name, value in fields:
        match name.lower():
            case b"content-length" if not _LENGTH.fullmatch(value):
                continue
            case b"transfer-encoding":
                coding = _CODINGS.get(value.lower(), value)
                if coding is None or (chunked and coding == b"chunked"):
                    continue
                chunked = chunked or coding == b"chunked"
                value = coding
        framed.append((name, value))
    return framed
