"""Servers that mean harm, by kind. `python -m tests.loopback.hostile COUNT` serves COUNT of them in a process of their own: it prints the
port, and ends with its standard input."""

from __future__ import annotations

import gzip
import sys
import zlib
from collections.abc import Callable

import trio

from tests.loopback import Asked, Handler, Wire, drip, garbage, hang, page, redirect, reset, web_of

ZEROS = bytes(1 << 26)
DOUBLE = gzip.compress(gzip.compress(ZEROS))
SINGLE = zlib.compress(ZEROS)


def bomb(wire_bytes: bytes, encoding: str) -> Handler:
    async def handler(_asked: Asked, wire: Wire) -> None:
        await wire.answer(200, wire_bytes, ("Content-Encoding", encoding))

    return handler


def forever(head: bytes, piece: bytes, pause: float = 0.0) -> Handler:
    """A head, then the same piece again and again."""

    async def handler(_asked: Asked, wire: Wire) -> None:
        await wire.send(head)
        while True:
            await wire.send(piece)
            await trio.sleep(pause)

    return handler


def flood(piece: str, before: str = "") -> Handler:
    """A page of 5 MB, the same piece again and again."""
    body = (before + piece * (5_000_000 // len(piece))).encode()

    async def handler(_asked: Asked, wire: Wire) -> None:
        await wire.answer(200, body)

    return handler


def refresh(to: Callable[[Asked], str]) -> Handler:
    """A page that sends its reader on at once."""

    async def handler(asked: Asked, wire: Wire) -> None:
        await wire.answer(200, f'<meta http-equiv="refresh" content="0; url={to(asked)}">')

    return handler


async def cut(_asked: Asked, wire: Wire) -> None:
    """A reset in the middle of the body."""
    await wire.send(OK + b"Content-Length: 100000\r\n\r\n" + b"word " * 1000)
    await trio.sleep(0.05)
    wire.reset()


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
HOSTILE: dict[str, Handler] = {
    "hang": hang,
    "drip": drip,
    "reset": reset,
    "garbage": garbage,
    "endless": forever(OK + b"Connection: close\r\n\r\n", b"word " * 4000),
    "chunks": forever(OK + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n" * 500),
    "slow-head": forever(b"HTTP/1.1 200 OK\r\n", b"X", 0.2),
    "headers": forever(b"HTTP/1.1 200 OK\r\n", b"X-Filler: " + b"x" * 8000 + b"\r\n"),
    "one-header": forever(b"HTTP/1.1 200 OK\r\nX-Filler: ", b"x" * 8000),
    "interim": forever(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" * 50),
    "bomb": bomb(SINGLE, "deflate"),
    "double-bomb": bomb(DOUBLE, "gzip, gzip"),
    "many-encodings": bomb(DOUBLE, ", ".join(["gzip"] * 200)),
    "members": bomb(gzip.compress(bytes(200_000)) * 200, "gzip"),
    "redirects": redirect(lambda asked: asked.path + "x", 302, *[("Set-Cookie", f"c{n}={'v' * 200}; Path=/") for n in range(60)]),
    "cookies": page("words " * 40, 200, *[("Set-Cookie", f"c{n}={'v' * 100}; Path=/") for n in range(300)]),
    "slow-letters": forever(b"HTTP/1.1 200 OK\r\n", b"a: b\r\n", 0.01),
    "small-headers": forever(b"HTTP/1.1 200 OK\r\n", b"a: b\r\n" * 1000),
    "empty-lines": forever(b"", b"\r\n" * 4000),
    "slow-interim": forever(b"", b"HTTP/1.1 102 Processing\r\n\r\n", 0.1),
    "extensions": forever(CHUNKED, b"1;" + b"x" * 8000),
    "sizes": forever(CHUNKED, b"0" * 8000),
    "trailers": forever(CHUNKED + b"5\r\nhello\r\n0\r\n", b"X-Filler: x\r\n" * 500),
    "letters": forever(OK + b"Content-Length: 500000\r\n\r\n", b"x", 0.0005),
    "brotli": bomb(bytes(1 << 20), "br"),
    "zstd": bomb(b"\x28\xb5\x2f\xfd" + bytes(1 << 20), "zstd"),
    "growing": redirect(lambda asked: asked.path * 2 if len(asked.path) > 1 else "/longer", 301),
    "long-address": redirect(lambda asked: f"/{len(asked.path)}{'x' * 60_000}"),
    "big-cookie": page("words " * 40, 200, ("Set-Cookie", "c=" + "v" * 90_000)),
    "refresh": refresh(lambda asked: asked.path + "x"),
    "cut": cut,
    "nested": flood("<div>", "<html><title>Deep</title>"),
    "links": flood("<a "),
    "titles": flood("<title>"),
    "comments": flood("<!-- <script> "),
    "headings": flood("<h1>x "),
    "metas": flood("<meta http-equiv=refresh "),
    "entities": flood("&amp;#&lt;"),
    "sentences": flood("<p>The council met on Tuesday and voted for the new bridge over the river, <a href=/b>which</a> was wanted.</p>\n"),
    "lies": forever(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\n", b"x", 1.0),
}


def named(count: int) -> dict[str, Handler]:
    """COUNT hosts, the kinds by turns."""
    kinds = list(HOSTILE)
    return {f"{kinds[n % len(kinds)]}-{n}.test": HOSTILE[kinds[n % len(kinds)]] for n in range(count)}


async def main() -> None:
    """Serve."""
    async with web_of(named(int(sys.argv[1]))) as net:
        print(net.port, flush=True)
        await trio.to_thread.run_sync(sys.stdin.read)


if __name__ == "__main__":
    trio.run(main)
