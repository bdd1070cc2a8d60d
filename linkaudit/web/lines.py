"""The connections to one origin: an HTTP/1.1 request in, the head of its answer and a stream of its body out.

Stands where httpx keeps its connection pool (`AsyncHTTPTransport._pool`), because httpcore's pool is quadratic in open connections,
follows no bound on 1xx answers, and may close a connection that it has already handed out (a false "dead").
"""

from __future__ import annotations

import contextlib
import ssl
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable
from contextvars import ContextVar

import h11
import httpcore
import trio

from linkaudit.model import Cause
from linkaudit.web.faults import Fault

HEAD_BYTES = 100 * 1024  # of one answer's status line and headers
MOST_INTERIM = 20  # 1xx answers before the real one
READ_BYTES = 64 * 1024
MOST_PIECES = 2000  # of one body; a server that sends each byte as a chunk of its own would keep us parsing for seconds
KEEP_IDLE = 10  # connections of one origin
TLS_WEIGHT = 4  # what an idle TLS connection costs (45 kB) beside a plain one
KEEP_SECONDS = 15.0  # an idle connection older than this is not trusted

Dial = Callable[[str, int], Awaitable[trio.SocketStream]]


class Attempt:
    """How far one attempt has come: what tells a connect time-out from a read time-out, and lets waits in our own queues not count."""

    __slots__ = ("connected", "scope")

    def __init__(self, scope: trio.CancelScope) -> None:
        self.scope, self.connected = scope, False

    def excuse(self, seconds: float) -> None:
        """Move the deadline: the time was ours, not the host's."""
        self.scope.deadline += seconds


ATTEMPT: ContextVar[Attempt] = ContextVar("attempt")


class Idle:
    """The idle connections of all origins, oldest first, and how many there may be (one with TLS counts for TLS_WEIGHT)."""

    def __init__(self, most: int) -> None:
        self._most, self._weight = most, 0
        self._lines: OrderedDict[_Line, Lines] = OrderedDict()

    def add(self, line: _Line, owner: Lines) -> None:
        """Keep one more; beyond the limit the one that has been idle longest is closed."""
        self._lines[line] = owner
        self._weight += line.weight
        while self._weight > self._most:
            oldest, its = self._lines.popitem(last=False)
            self._weight -= oldest.weight
            its.idle.remove(oldest)
            oldest.drop()

    def remove(self, line: _Line) -> None:
        """It is in use again, or closed."""
        if self._lines.pop(line, None) is not None:
            self._weight -= line.weight


class Lines:
    """A pool of connections to one origin. `dial` opens a checked TCP connection; `context` is None for plain HTTP; `via` are
    the headers for the proxy that stands between, which also wants the whole URL in the request line."""

    def __init__(
        self,
        host: str,
        port: int,
        dial: Dial,
        context: Callable[[], ssl.SSLContext] | None,
        connect: float,
        kept: Idle,
        via: tuple[tuple[str, str], ...] | None = None,
    ) -> None:
        self._host, self._port, self._dial, self._context, self._connect = host, port, dial, context, connect
        self._kept, self._via = kept, via
        self.idle: list[_Line] = []

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response:
        """Send the request on an idle connection, or on a new one; one that died while idle is replaced without a word."""
        if self._via is not None:
            request.url.target = bytes(request.url)
            request.headers = [*request.headers, *((name.encode(), value.encode()) for name, value in self._via)]
        while self.idle:
            line = self.idle.pop()
            self._kept.remove(line)
            if line.is_stale():
                line.drop()
                continue
            try:
                return await self._answer(line, request)
            except _Gone:
                continue
        try:
            return await self._answer(await self._open(), request)
        except _Gone as gone:
            raise httpcore.RemoteProtocolError("Server disconnected without sending a response.") from gone

    async def _answer(self, line: _Line, request: httpcore.Request) -> httpcore.Response:
        try:
            head = await line.ask(request)
        except BaseException:
            line.drop()
            raise
        body = Body(self, line)
        extensions = {"http_version": b"HTTP/" + head.http_version, "reason_phrase": bytes(head.reason), "body": body}
        return httpcore.Response(head.status_code, headers=head.headers.raw_items(), content=body, extensions=extensions)

    async def _open(self) -> _Line:
        attempt = ATTEMPT.get()
        stream: trio.abc.Stream | None = None
        try:
            stream = await self._dial(self._host, self._port)
            if self._context is not None:
                secure = trio.SSLStream(stream, self._context(), server_hostname=self._host, https_compatible=True)
                with trio.fail_after(self._connect):
                    await secure.do_handshake()
                stream = secure
        except trio.TooSlowError as slow:
            if stream is not None:
                await trio.aclose_forcefully(stream)
            raise httpcore.ConnectTimeout("TLS handshake") from slow
        except BaseException:
            if stream is not None:
                await trio.aclose_forcefully(stream)
            raise
        attempt.connected = True
        return _Line(stream)

    def keep(self, line: _Line) -> bool:
        """Take a connection back for the next request, if there is room."""
        if len(self.idle) >= KEEP_IDLE:
            return False
        line.idle_since = trio.current_time()
        self.idle.append(line)
        self._kept.add(line, self)
        return True

    def forget(self) -> None:
        """Close what is idle."""
        while self.idle:
            line = self.idle.pop()
            self._kept.remove(line)
            line.drop()


class _Gone(Exception):
    """The other side had closed an idle connection before the request reached it."""


class _Line:
    """One connection and where its HTTP conversation stands."""

    __slots__ = ("_stream", "_talk", "_used", "idle_since", "weight")

    def __init__(self, stream: trio.abc.Stream) -> None:
        self.weight = TLS_WEIGHT if isinstance(stream, trio.SSLStream) else 1
        self._stream, self._used, self.idle_since = stream, False, 0.0
        self._talk = h11.Connection(h11.CLIENT, max_incomplete_event_size=HEAD_BYTES)

    async def ask(self, request: httpcore.Request) -> h11.Response:
        """Send, and read up to the end of the answer's head. Raises _Gone when nothing came on a used connection."""
        used, self._used = self._used, True
        try:
            head = h11.Request(method=request.method, target=request.url.target, headers=request.headers)
            data = self._talk.send(head) or b""
            async for part in request.stream:  # type: ignore[union-attr]
                data += self._talk.send(h11.Data(data=part)) or b""
            data += self._talk.send(h11.EndOfMessage()) or b""
        except h11.LocalProtocolError as fault:
            raise httpcore.LocalProtocolError(str(fault)) from fault
        with contextlib.suppress(trio.BrokenResourceError):  # a server may refuse early and close: what it said is still to be read
            await self._stream.send_all(data)
        heard = 0
        interim = 0
        while True:
            event = self._next()
            if event is h11.NEED_DATA:
                try:
                    data = bytes(await self._stream.receive_some(READ_BYTES))
                except trio.BrokenResourceError as broken:
                    if used and not heard:
                        raise _Gone from broken
                    raise httpcore.ReadError(str(broken)) from broken
                if not data and not heard:
                    raise _Gone if used else httpcore.RemoteProtocolError("Server disconnected without sending a response.")
                if not heard and not b"HTTP/1.".startswith(data[:7]):
                    raise httpcore.RemoteProtocolError(f"not HTTP: {data[:40]!r}")  # a mail server greets and then waits for ever
                heard += len(data)
                if heard > 2 * HEAD_BYTES:
                    raise Fault(Cause.PROTOCOL, f"more than {HEAD_BYTES} bytes of headers")
                self._feed(data)
            elif isinstance(event, h11.Response):
                return event
            elif isinstance(event, h11.InformationalResponse):
                interim += 1
                if interim > MOST_INTERIM or event.status_code == 101:
                    raise Fault(
                        Cause.PROTOCOL, "interim answers without end" if interim > MOST_INTERIM else "answered with another protocol"
                    )
            else:
                raise httpcore.RemoteProtocolError("no HTTP answer")

    def come(self) -> bytes | None:
        """The next piece of the body that has come; nothing (b"") when none has, None at the end of the body."""
        event = self._next()
        if event is h11.NEED_DATA:
            return b""
        return bytes(event.data) if isinstance(event, h11.Data) else None

    async def more(self) -> bytes | None:
        """The next piece of the body; None at its end."""
        while (piece := self.come()) == b"":
            try:
                self._feed(bytes(await self._stream.receive_some(READ_BYTES)))
            except trio.BrokenResourceError as broken:
                raise httpcore.ReadError(str(broken)) from broken
        return piece

    def _next(self) -> h11.Event | type[h11.NEED_DATA] | type[h11.PAUSED]:
        try:
            return self._talk.next_event()
        except h11.RemoteProtocolError as fault:
            raise httpcore.RemoteProtocolError(str(fault)) from fault

    def _feed(self, data: bytes) -> None:
        try:
            self._talk.receive_data(data)
        except h11.RemoteProtocolError as fault:
            raise httpcore.RemoteProtocolError(str(fault)) from fault

    def renew(self) -> bool:
        """Make ready for the next request; False when this answer was not read to its end or the server wants to close."""
        if self._talk.our_state is h11.DONE and self._talk.their_state is h11.DONE:
            self._talk.start_next_cycle()
            return True
        return False

    def is_stale(self) -> bool:
        """Whether an idle connection has ended: too old, or something to read, which can only be its end."""
        stream = self._stream.transport_stream if isinstance(self._stream, trio.SSLStream) else self._stream
        assert isinstance(stream, trio.SocketStream)
        return trio.current_time() - self.idle_since > KEEP_SECONDS or stream.socket.is_readable()

    def drop(self) -> None:
        """Close at once, without waiting and without goodbye."""
        stream = self._stream.transport_stream if isinstance(self._stream, trio.SSLStream) else self._stream
        assert isinstance(stream, trio.SocketStream)
        stream.socket.close()


class Body:
    """The body of an answer, piece by piece. Closed after its end, it gives its connection back; before, it closes it."""

    __slots__ = ("_ended", "_left", "_line", "_lines")

    def __init__(self, lines: Lines, line: _Line) -> None:
        self._lines, self._line, self._left, self._ended = lines, line, MOST_PIECES, False

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        piece = None if self._ended else await self._line.more()
        if piece is None:
            raise StopAsyncIteration
        self._count()
        return piece

    def take_what_came(self, into: bytearray, most: int) -> bool:
        """Add what has already come, until it is more than `most` bytes; True when that was the end of the body."""
        while len(into) <= most and (piece := self._line.come()) != b"":
            if piece is None:
                self._ended = True
                return True
            into += piece
            self._count()
        return False

    def _count(self) -> None:
        self._left -= 1
        if not self._left:
            raise httpcore.RemoteProtocolError(f"a body of more than {MOST_PIECES} pieces")

    async def aclose(self) -> None:
        if not (self._line.renew() and self._lines.keep(self._line)):
            self._line.drop()
