"""Decoding within bounds."""

from __future__ import annotations

import gzip
import zlib

from hypothesis import given
from hypothesis import strategies as st

from linkaudit.web.body import decode

CAP = 10_000


@given(st.binary(max_size=5000), st.lists(st.sampled_from(["gzip", "deflate", "identity"]), max_size=5))
def test_what_was_encoded_is_decoded(data: bytes, encodings: list[str]) -> None:
    """Any stack of up to five encodings gives the body back, whole."""
    wire = data
    for name in encodings:
        if name != "identity":
            wire = gzip.compress(wire) if name == "gzip" else zlib.compress(wire)
    assert decode(wire, ", ".join(encodings), CAP) == (data, True)


def test_bombs_stay_within_the_cap() -> None:
    """No encoding, stack of encodings or series of members gives more than the cap, and none of them counts as whole."""
    zeros = bytes(1 << 24)
    twice = gzip.compress(gzip.compress(zeros))
    bombs = [
        (gzip.compress(zeros), "gzip"),
        (zlib.compress(zeros), "deflate"),
        (twice, "gzip, gzip"),
        (twice, "gzip," * 6),
        (gzip.compress(zeros[:9000]) * 50, "gzip"),
        (b"\x1b\xff", "br"),
        (b"\x28\xb5\x2f\xfd", "zstd"),
        (b"x" * (CAP + 1), ""),
    ]
    for wire, encodings in bombs:
        body, whole = decode(wire, encodings, CAP)
        assert len(body) <= CAP and not whole


def test_odd_streams_give_what_can_be_read() -> None:
    """Raw deflate is read; plain text that claims to be gzip is passed on; a cut stream gives its beginning and is not whole."""
    packer = zlib.compressobj(wbits=-15)
    raw = packer.compress(b"hello") + packer.flush()
    assert decode(raw, "deflate", CAP) == (b"hello", True)
    assert decode(b"<html>", "gzip", CAP) == (b"<html>", True)
    text = bytes(range(256)) * 20
    body, whole = decode(gzip.compress(text)[:-200], "gzip", CAP)
    assert text.startswith(body) and not whole
