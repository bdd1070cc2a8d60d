"""Heads that browsers read and h11 does not are put right; what browsers refuse stays refused."""

from __future__ import annotations

from pathlib import Path

import h11
import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkaudit.model import Cause, NoResponse, Request, Response
from linkaudit.settings import Settings
from linkaudit.web import Web
from linkaudit.web.mending import mended
from tests.loopback import Asked, Wire, web_of


@pytest.fixture
def anyio_backend() -> str:
    return "trio"


LENGTH = "Content-Length: 5"
READ = {
    "a line without a colon": ("HTTP/1.1 200 OK", "garbage in the head", LENGTH),
    "a space behind a name": ("HTTP/1.1 200 OK", "X-Powered-By : us", "Content-Length : 5"),
    "a name that is none": ("HTTP/1.1 200 OK", "X Powered By: us", LENGTH),
    "no name": ("HTTP/1.1 200 OK", ": nothing", LENGTH),
    "control characters": ("HTTP/1.1 200 OK", "X: a\x00b\x0bc", LENGTH),
    "a lone carriage return": ("HTTP/1.1 200 OK", "X: a\rb", LENGTH),
    "a line folded before any other": ("HTTP/1.1 200 OK", " X: y", LENGTH),
    "two spaces in the status line": ("HTTP/1.1  200  OK", LENGTH),
    "a control character in the reason": ("HTTP/1.1 200 O\x00K", LENGTH),
    "a length that is none, to the end": ("HTTP/1.1 200 OK", "Content-Length: five", "Connection: close"),
    "identity": ("HTTP/1.1 200 OK", "Transfer-Encoding: identity", LENGTH),
    "chunked twice": ("HTTP/1.1 200 OK", "Transfer-Encoding: chunked", "Transfer-Encoding: chunked", "X-Chunks: yes"),
}
REFUSED = {
    "two lengths": ("HTTP/1.1 200 OK", LENGTH, "Content-Length: 6"),
    "no status": ("HTTP/1.1 OK", LENGTH),
    "a status that is none": ("HTTP/1.1 2000 OK", LENGTH),
    "a coding that nobody asked for": ("HTTP/1.1 200 OK", "Transfer-Encoding: gzip, chunked", "X-Chunks: yes"),
}


@pytest.mark.anyio
async def test_a_head_that_browsers_read_is_an_answer(tmp_path: Path) -> None:
    """Each slip that browsers read over leaves the page what it is; each head that they refuse is no HTTP."""
    slips = [*READ.values(), *REFUSED.values()]

    async def answer(asked: Asked, wire: Wire) -> None:
        lines = slips[int(asked.path[1:])]
        body = b"5\r\nhello\r\n0\r\n\r\n" if "X-Chunks: yes" in lines else b"hello"
        await wire.send("\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body)
        if "Connection: close" in lines:
            await wire._stream.aclose()

    async with web_of({"page.test": answer}) as net, Web(Settings(hosts=net.hosts_file(tmp_path), timeout=2)) as web:
        for number, what in enumerate((*READ, *REFUSED)):
            reply = await web.ask(Request("GET", net.url("page.test", f"/{number}")))
            if what in READ:
                assert isinstance(reply, Response), what
                assert (reply.status, reply.body, reply.complete) == (200, b"hello", True), what
            else:
                assert isinstance(reply, NoResponse) and reply.cause is Cause.PROTOCOL, what


@given(st.text("aZ:-\x00\r\n\t ,;5é", max_size=40))
def test_what_is_put_right_can_be_read(head: str) -> None:
    """Whatever stands in a head, h11 reads it once it is put right, and nothing is put right twice."""
    data = mended(f"HTTP/1.1 200 OK\r\nServer: x\r\n{head}\r\n\r\nhello".encode("latin-1"))
    assert mended(data) == data
    talk = h11.Connection(h11.CLIENT)
    talk.send(h11.Request(method="GET", target="/", headers=[("Host", "a.test")]))
    talk.send(h11.EndOfMessage())
    talk.receive_data(data)
    assert isinstance(talk.next_event(), h11.Response)
