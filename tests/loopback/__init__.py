"""A small web on loopback for tests: hosts by name, each answering with a handler of its own; what a mock would lie about is real here.

`async with web_of({"live.test": page("Hello"), ...}) as net:` serves all names on one port; `net.hosts` is their hosts file,
`net.url("live.test", "/a")` a URL, `net.asked` what came in.
"""

from __future__ import annotations

import socket
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import trio

from linkaudit.model import Source


@dataclass(frozen=True, slots=True)
class Asked:
    """One request as the server saw it."""

    host: str
    method: str
    path: str
    headers: Mapping[str, str]
    at: float


class Wire:
    """What a handler may do to its visitor."""

    def __init__(self, stream: trio.abc.Stream, socket_stream: trio.SocketStream) -> None:
        self._stream, self._socket = stream, socket_stream

    async def send(self, data: bytes) -> None:
        """Send raw bytes."""
        await self._stream.send_all(data)

    async def answer(self, status: int = 200, body: bytes | str = b"", *headers: tuple[str, str]) -> None:
        """Send a whole answer, with its length."""
        data = body.encode() if isinstance(body, str) else body
        lines = [f"HTTP/1.1 {status} X", *(f"{name}: {value}" for name, value in headers), f"Content-Length: {len(data)}"]
        if not any(name.lower() == "content-type" for name, _ in headers):
            lines.insert(1, "Content-Type: text/html; charset=utf-8")
        await self.send("\r\n".join(lines).encode() + b"\r\n\r\n" + data)

    def reset(self) -> None:
        """Break the connection the rude way (RST)."""
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
        self._socket.socket.close()


Handler = Callable[[Asked, Wire], Awaitable[None]]


@dataclass(slots=True)
class Net:
    """A running loopback web."""

    port: int
    names: tuple[str, ...]
    asked: list[Asked] = field(default_factory=list)
    tls_port: int = 0
    nobody: int = 0  # a port where nobody listens

    def url(self, host: str, path: str = "/", scheme: str = "http") -> str:
        """The URL of a path on a host."""
        return f"{scheme}://{host}:{self.tls_port if scheme == 'https' else self.port}{path}"

    def source(self, host: str, path: str = "/", scheme: str = "http") -> Source:
        """The same as a source."""
        url = self.url(host, path, scheme)
        return Source(url, url, host)

    @property
    def hosts(self) -> str:
        """The hosts file."""
        return "".join(f"127.0.0.1 {name}\n" for name in self.names)

    def hosts_file(self, folder: Path) -> str:
        """The hosts file, written."""
        path = folder / "hosts"
        path.write_text(self.hosts, encoding="utf-8")
        return str(path)

    def requests(self, host: str) -> list[Asked]:
        """What one host was asked."""
        return [asked for asked in self.asked if asked.host == host]


@asynccontextmanager
async def web_of(handlers: Mapping[str, Handler], tls: Mapping[str, ssl.SSLContext] | None = None) -> AsyncIterator[Net]:
    """Serve the handlers, by Host header, on one port; with `tls`, the named hosts also on a TLS port, by SNI."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        async with trio.open_nursery() as nursery:
            net = Net(0, tuple(handlers))
            net.nobody = nobody.getsockname()[1]

            async def plain(stream: trio.SocketStream) -> None:
                await _converse(stream, stream, handlers, net)

            async def secure(stream: trio.SocketStream) -> None:
                assert tls
                outer = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)

                def choose(sock: ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> None:
                    if name and name in tls:
                        sock.context = tls[name]

                if len(tls) == 1:
                    (outer,) = tls.values()
                else:
                    outer.sni_callback = choose
                await _converse(trio.SSLStream(stream, outer, server_side=True, https_compatible=True), stream, handlers, net)

            listeners = await nursery.start(trio.serve_tcp, plain, 0)
            net.port = listeners[0].socket.getsockname()[1]
            if tls:
                listeners = await nursery.start(trio.serve_tcp, secure, 0)
                net.tls_port = listeners[0].socket.getsockname()[1]
            try:
                yield net
            finally:
                nursery.cancel_scope.cancel()


async def _converse(stream: trio.abc.Stream, socket_stream: trio.SocketStream, handlers: Mapping[str, Handler], net: Net) -> None:
    """Requests on one connection, one after the other, until somebody ends it."""
    wire = Wire(stream, socket_stream)
    buffer = b""
    try:
        while True:
            while b"\r\n\r\n" not in buffer:
                data = await stream.receive_some(65536)
                if not data:
                    return
                buffer += data
            head, _, buffer = buffer.partition(b"\r\n\r\n")
            first, *rest = head.decode("latin-1").split("\r\n")
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in rest)}
            method, path, _ = first.split(" ", 2)
            host = headers.get("host", "").partition(":")[0]
            asked = Asked(host, method, path, headers, trio.current_time())
            net.asked.append(asked)
            await handlers[host](asked, wire)
    except (trio.BrokenResourceError, trio.ClosedResourceError, ssl.SSLError, OSError):
        return
    finally:
        await trio.aclose_forcefully(stream)


# ---------------------------------------------------------------- handlers


PAGE = "<html><head><title>A page</title></head><body><h1>A page</h1><p>{words}</p></body></html>"
WORDS = "The council met on Tuesday and voted for the new bridge over the river, which the town has wanted since the flood."


def page(words: str = WORDS, status: int = 200, *headers: tuple[str, str]) -> Handler:
    """The same page whatever the path."""

    async def handler(asked: Asked, wire: Wire) -> None:
        await wire.answer(status, b"" if asked.method == "HEAD" else PAGE.format(words=words), *headers)

    return handler


def redirect(to: Callable[[Asked], str], status: int = 302, *headers: tuple[str, str]) -> Handler:
    """A redirect to what `to` says."""

    async def handler(asked: Asked, wire: Wire) -> None:
        await wire.answer(status, b"", ("Location", to(asked)), *headers)

    return handler


async def hang(_asked: Asked, _wire: Wire) -> None:
    """Nothing, for ever."""
    await trio.sleep_forever()


async def reset(_asked: Asked, wire: Wire) -> None:
    """A reset instead of an answer."""
    wire.reset()


async def close(_asked: Asked, _wire: Wire) -> None:
    """The connection closed without an answer."""
    raise trio.ClosedResourceError


async def garbage(_asked: Asked, wire: Wire) -> None:
    """Something that is not HTTP."""
    await wire.send(b"220 mail.example ESMTP ready\r\n")


async def drip(_asked: Asked, wire: Wire) -> None:
    """A good head, then a byte now and then."""
    await wire.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n")
    while True:
        await wire.send(b"x")
        await trio.sleep(0.2)


def flaky(bad: Handler, good: Handler, times: int = 1) -> Handler:
    """Bad for the first `times` requests, then good."""
    left = [times]

    async def handler(asked: Asked, wire: Wire) -> None:
        left[0] -= 1
        await (bad if left[0] >= 0 else good)(asked, wire)

    return handler


def bucket(rate: float, capacity: float, good: Handler) -> Handler:
    """A token bucket: beyond `rate` requests a second (and `capacity` at once) 429 with Retry-After 1."""
    state = [capacity, -1.0]

    async def handler(asked: Asked, wire: Wire) -> None:
        now = trio.current_time()
        if state[1] >= 0:
            state[0] = min(capacity, state[0] + (now - state[1]) * rate)
        state[1] = now
        if state[0] < 1:
            await wire.answer(429, "slow down", ("Retry-After", "1"))
        else:
            state[0] -= 1
            await good(asked, wire)

    return handler
