"""Bytes from a socket."""

from __future__ import annotations

from functools import partial

import pytest
import trio

from linkaudit.web.stream import MANY_SMALL, connect


@pytest.fixture
def anyio_backend() -> str:
    return "trio"


pytestmark = pytest.mark.anyio
LETTERS = 150


async def test_letters_are_let_gather() -> None:
    """Of a server that sends letter by letter, what comes after the first few is read many letters at a time; a new request begins anew."""

    async def by_letters(stream: trio.SocketStream) -> None:
        for _ in range(2):
            await stream.receive_some(1)
            for _ in range(LETTERS):
                await stream.send_all(b"x")
                await trio.sleep(0.002)

    async with trio.open_nursery() as nursery:
        listeners = await nursery.start(partial(trio.serve_tcp, by_letters, 0, host="127.0.0.1"))
        stream = await connect("127.0.0.1", listeners[0].socket.getsockname()[1])
        for _ in range(2):
            await stream.send(b"?")
            pieces: list[bytes] = []
            while sum(map(len, pieces)) < LETTERS:
                pieces.append(await stream.receive())
            assert MANY_SMALL < len(pieces) < LETTERS / 2
        stream.close()
        nursery.cancel_scope.cancel()
