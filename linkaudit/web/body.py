"""The bytes of an answer, decoded within bounds of our own: wire bytes and their Content-Encoding in, at most `cap` bytes out.

httpx turns 1,831 bytes of doubly gzipped zeros into one chunk of 1 GiB before anybody can look at it; here no stage ever holds more
than `cap` bytes.
"""

from __future__ import annotations

import zlib

MOST_ENCODINGS = 5  # as curl; nobody honest stacks two


def decode(wire: bytes, encodings: str, cap: int) -> tuple[bytes, bool]:
    """The body and whether it is whole. `encodings` is the Content-Encoding header, applied last to first.

    A cut stream gives what can be read of it. An encoding that was not asked for (br, zstd) gives nothing, and not whole: the answer
    then counts by its status alone.
    """
    names = [name.strip().lower() for name in encodings.split(",")]
    names = [name for name in names if name not in ("", "identity")]
    if not wire or not names:
        return wire[:cap], len(wire) <= cap
    if len(names) > MOST_ENCODINGS:
        return b"", False
    body, whole = wire, True
    for name in reversed(names):
        if name in ("gzip", "x-gzip"):
            body, stage = _members(body, cap)
        elif name == "deflate":
            body, stage = _deflated(body, cap)
        else:
            return b"", False
        whole = whole and stage
    return body, whole


def _members(data: bytes, cap: int) -> tuple[bytes, bool]:
    """A gzip stream of one or more members; a plain body that only claims to be gzip is passed on (servers do that)."""
    if not data.startswith(b"\x1f\x8b"):
        return data[:cap], len(data) <= cap
    out = bytearray()
    while data.startswith(b"\x1f\x8b"):
        stream = zlib.decompressobj(wbits=31)
        try:
            out += stream.decompress(data, cap - len(out) + 1)
        except zlib.error:
            return bytes(out[:cap]), False
        if len(out) > cap:
            return bytes(out[:cap]), False
        if not stream.eof:
            return bytes(out), False
        data = stream.unused_data
    return bytes(out), True


def _deflated(data: bytes, cap: int) -> tuple[bytes, bool]:
    """What "deflate" means: as the standard has it (zlib), or raw as some servers send it."""
    for wbits in (15, -15):
        stream = zlib.decompressobj(wbits=wbits)
        try:
            out = stream.decompress(data, cap + 1)
        except zlib.error:
            continue
        return out[:cap], stream.eof and len(out) <= cap
    return data[:cap], False
