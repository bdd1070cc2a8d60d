"""Servers that mean harm, by kind. `python -m tests.loopback.hostile COUNT` serves COUNT of them in a process of their own: it prints the
port, and ends with its standard input."""

from __future__ import annotations

import gzip
import sys
import zlib

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


OK = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
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
