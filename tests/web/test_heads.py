"""The head of an answer: what is read the short way is what h11 reads."""

from __future__ import annotations

import h11
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linkaudit.web.heads import plain

PIECES = st.sampled_from(
    [
        *(
            "HTTP/1.1 200 OK",
            "HTTP/1.0 200 OK",
            "HTTP/1.1 204",
            "HTTP/1.1 200",
            "HTTP/1.1 99 X",
            "HTTP/1.1 200 Ganz\tgut ",
            "HTTP/1.1  200 OK",
        ),
        *("Content-Length: 5", "content-length:5", "Content-Length: 5, 5", "Content-Length: 6", "Content-Length: -1", "Content-Length: 05"),
        *("Transfer-Encoding: chunked", "Connection: close", "Connection: Keep-Alive", "Connection: keep-alive, close", "Connection: x"),
        *(
            "X: a\tb  c ",
            "X:",
            "X: ",
            " folded",
            "X : y",
            "no colon",
            ": no name",
            "X: \x01y",
            "X: y\x00",
            "X: \xe9",
            "X: a\rb",
            "X: a\nY: b",
            "\xe9: x",
        ),
        *("Set-Cookie: a=1", "Set-Cookie: b=2", "CONTENT-TYPE: text/html", "X: \x0b", "X: \x7f"),
    ]
)
ENDS = st.sampled_from(["\r\n", "\r\n", "\r\n", "\n", "\r\r\n"])


def by_h11(data: bytes) -> tuple[int, list[tuple[str, str]], bytes, bool] | None:
    """Status, fields, the body that has come, and whether the connection may go on; None for an answer that cannot be read."""
    talk = h11.Connection(h11.CLIENT)
    talk.send(h11.Request(method="GET", target="/", headers=[("Host", "a.test")]))
    talk.send(h11.EndOfMessage())
    try:
        talk.receive_data(data)
        event = talk.next_event()
        if not isinstance(event, h11.Response):
            return None
        body = b""
        while isinstance(part := talk.next_event(), h11.Data):
            body += part.data
    except h11.RemoteProtocolError:
        return None
    fields = [(name.decode("latin-1"), value.decode("utf-8", "replace")) for name, value in event.headers.raw_items()]
    return event.status_code, fields, body, isinstance(part, h11.EndOfMessage) and talk.their_state is h11.DONE


@given(st.lists(st.tuples(PIECES, ENDS), max_size=7), st.binary(max_size=8), st.booleans())
@example([("HTTP/1.1 204", "\r\n"), ("Content-Length: -1", "\r\n")], b"", False)
@example([("HTTP/1.1 304", "\r\n"), ("Content-Length: 5", "\r\n")], b"", False)
@example([("Content-Length: 5", "\r\n"), ("Content-Length: 5", "\r\n")], b"hello", False)
@example([("Content-Length: 5", "\r\n"), ("Connection: close", "\r\n"), ("Connection: keep-alive", "\r\n")], b"hello", False)
def test_a_plain_head_is_what_h11_reads(lines: list[tuple[str, str]], body: bytes, cut: bool) -> None:
    """Whatever is taken for plain has the status, fields, body and end of connection that h11 finds; the rest is left to h11."""
    given = "".join(line + end for line, end in lines)
    for text in (given, "HTTP/1.1 200 OK\r\n" + given):
        whole = text.encode("latin-1") + (b"" if cut else b"\r\n") + body
        head = plain(whole)
        if head is None:
            continue
        read = by_h11(whole)
        if head.length is None:  # tests of chunks have the rest
            assert read is None or read[:2] == (head.status, list(head.fields))
            continue
        came = whole[head.size :][: head.length]
        assert read == (head.status, list(head.fields), came, head.keep and len(came) == head.length)


@pytest.mark.parametrize(
    ("head", "is_plain"),
    [
        ("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 3\r\n\r\n", True),
        ("HTTP/1.1 404\r\ncontent-length:3\r\nset-cookie: a=1\r\nset-cookie: b=2\r\n\r\n", True),
        ("HTTP/1.1 304 Not Modified\r\nETag: x\r\n\r\n", True),
        ("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", False),  # ends with the connection
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n", False),
        ("HTTP/1.1 200 OK\nContent-Length: 3\n\n", False),
        ("HTTP/1.1 103 Early Hints\r\n\r\n", False),
        ("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n", False),  # not all of it has come
    ],
)
def test_which_heads_are_plain(head: str, is_plain: bool) -> None:
    """The ordinary answer of known length is plain; what h11 has to frame, mend or wait for is not."""
    found = plain(head.encode() + b"abc")
    assert (found is not None) is is_plain
