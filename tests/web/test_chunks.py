"""A body in chunks: what is read in place is what h11 reads."""

from __future__ import annotations

import random

import h11
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkaudit.web.chunks import Chunks

HEAD = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
PIECES = st.sampled_from(
    [
        *(
            "5\r\nhello\r\n",
            "1\r\nx\r\n",
            "A\r\n0123456789\r\n",
            "0005\r\nhello\r\n",
            "3;name=value\r\nabc\r\n",
            "3 \t\r\nabc\r\n",
            "0\r\n\r\n",
        ),
        *(
            "0\r\n",
            "\r\n",
            "5",
            "\r",
            "\n",
            "g\r\n",
            "-1\r\n",
            "0x5\r\n",
            "5\nhello\n",
            "5\r\nhelloX",
            "3; a\nb\r\nabc\r\n",
            " 5\r\nhello\r\n",
            "",
        ),
        *("0;last\r\n\r\n", "f" * 20 + "\r\n", "f" * 21 + "\r\n", "HTTP/1.1 200 OK\r\n"),
    ]
)


def by_h11(parts: list[bytes]) -> tuple[bytes, str]:
    """The body, and how it went: "whole", "more" when more must come, "bad" for what is none."""
    talk = h11.Connection(h11.CLIENT)
    talk.send(h11.Request(method="GET", target="/", headers=[("Host", "a.test")]))
    talk.send(h11.EndOfMessage())
    talk.receive_data(HEAD)
    talk.next_event()
    body = b""
    try:
        for part in parts:
            talk.receive_data(part)
            while isinstance(event := talk.next_event(), h11.Data):
                body += event.data
            if isinstance(event, h11.EndOfMessage):
                return body, "whole"
    except h11.RemoteProtocolError:
        return body, "bad"
    return body, "more"


def by_us(parts: list[bytes]) -> tuple[bytes, str]:
    """The same."""
    chunks, body = Chunks(), b""
    try:
        for part in parts:
            chunks.feed(part)
            while piece := chunks.next():
                body += piece
            if piece is None:
                return body, "whole"
    except ValueError:
        return body, "bad"
    return body, "more"


@given(st.lists(PIECES, max_size=8), st.integers(0, 1000))
def test_as_h11_reads_them(pieces: list[str], seed: int) -> None:
    """However it is cut into pieces on its way, a body is what h11 finds in it, and as whole or broken as h11 finds it; but what stands
    behind the last chunk breaks nothing."""
    wire, rng = "".join(pieces).encode(), random.Random(seed)
    cuts = sorted(rng.randint(0, len(wire)) for _ in range(rng.randint(0, 4)))
    parts = [part for begin, end in zip([0, *cuts], [*cuts, len(wire)], strict=True) if (part := wire[begin:end])]
    (body, went), (expected, how) = by_us(parts), by_h11(parts)
    assert body == expected
    assert went == how or (went == "whole" and (b"0\r\n" in wire or b"0;last\r\n" in wire))


@pytest.mark.parametrize(
    ("wire", "clean"),
    [(b"1\r\nx\r\n0\r\n\r\n", True), (b"1\r\nx\r\n0\r\n\r\nHTTP/1.1", False), (b"0\r\nTrailer: x\r\n\r\n", False), (b"1\r\nx\r\n", False)],
)
def test_what_stands_behind_the_body(wire: bytes, clean: bool) -> None:
    """Only a body that ends with the empty line and nothing else leaves the connection fit for the next request."""
    chunks = Chunks()
    chunks.feed(wire)
    while chunks.next():
        pass
    assert chunks.clean is clean


def test_a_size_has_an_end() -> None:
    """A chunk whose size, or whatever is said beside it, does not end is none: it is not waited for."""
    for endless in (b"0" * 20_000, b"1;" + b"x" * 20_000):
        chunks = Chunks()
        chunks.feed(endless)
        with pytest.raises(ValueError, match="without a size"):
            chunks.next()
