"""The connections to one origin: an HTTP/1.1 request in, the head of its answer and a stream of its body out.

Stands where httpx keeps its connection pool (`AsyncHTTPTransport._pool`), because httpcore's pool is quadratic in open connections,
follows no bound on 1xx answers, and may close a connection that it has already handed out (a false "dead").
"""

from __future__ import annotations

import contextlib
import re
import ssl
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextvars import ContextVar
from typing import NamedTuple

import h11
import httpcore
import httpx
import trio

from linkaudit.model import Cause
from linkaudit.web.chunks import Chunks
from linkaudit.web.faults import Fault
from linkaudit.web.heads import plain
from linkaudit.web.mending import mended
from linkaudit.web.stream import READ_BYTES, Plain, Secure

HEAD_BYTES = 100 * 1024  # of one answer's status line and headers
MOST_INTERIM = 20  # 1xx answers before the real one
AT_A_TIME = 100  # pieces of one body that are taken before others have their turn
MOST_PIECES = 2000  # of one body; a server that sends each byte as a chunk of its own would keep us parsing for seconds
KEEP_IDLE = 10  # connections of one origin
TLS_WEIGHT = 4  # what an idle TLS connection costs (45 kB) beside a plain one
KEEP_SECONDS = 15.0  # an idle connection older than this is not trusted

GREETING = re.compile(rb"[\w .,/-]{0,40}")  # what may be repeated of what is no HTTP

Dial = Callable[[str, int], Awaitable[Plain]]


class Message(NamedTuple):
    """A request: its method, target and headers; its body; and, of an ordinary GET, all of it as it is sent."""

    method: bytes
    target: bytes
    headers: Sequence[tuple[bytes, bytes]]
    content: bytes = b""
    ready: bytes | None = None


class Answer(NamedTuple):
    """What came back: status, headers in order, the same by small name (the last of each), and the body, still to be read."""

    status: int
    fields: tuple[tuple[str, str], ...]
    named: dict[str, str]
    body: Body | httpx.AsyncByteStream  # the latter where httpx's transport is not httpx's own


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
        context: Callable[[], Awaitable[ssl.SSLContext]] | None,
        connect: float,
        kept: Idle,
        via: tuple[tuple[str, str], ...] | None = None,
    ) -> None:
        self._host, self._port, self._dial, self._context, self._connect = host, port, dial, context, connect
        self._kept, self._via = kept, via
        self.idle: list[_Line] = []

    async def ask(self, message: Message) -> Answer:
        """Send the request on an idle connection, or on a new one; one that died while idle is replaced without a word."""
        if self._via is not None:
            name = f"[{self._host}]" if ":" in self._host else self._host
            port = b"" if self._port == 80 else f":{self._port}".encode("ascii")
            target = b"http://" + name.encode("ascii") + port + message.target
            via = [(header.encode("ascii"), value.encode("ascii")) for header, value in self._via]
            message = message._replace(target=target, headers=[*message.headers, *via], ready=None)
        while self.idle:
            line = self.idle.pop()
            self._kept.remove(line)
            if line.is_stale():
                line.drop()
                continue
            try:
                return await self._answer(line, message)
            except _Gone:
                continue
        try:
            return await self._answer(await self._open(), message)
        except _Gone as gone:
            raise httpcore.RemoteProtocolError("Server disconnected without sending a response.") from gone

    async def handle_async_request(self, request: httpcore.Request) -> httpcore.Response:
        """The same for httpx, whose transport has us for its pool: when somebody stands in front of it and hands a request on."""
        content = b"".join([part async for part in request.stream])  # type: ignore[union-attr]
        answer = await self.ask(Message(request.method, request.url.target, request.headers, content))
        headers = [(name.encode("latin-1"), value.encode("utf-8")) for name, value in answer.fields]
        return httpcore.Response(answer.status, headers=headers, content=answer.body, extensions={"body": answer.body})

    async def _answer(self, line: _Line, message: Message) -> Answer:
        ATTEMPT.get().connected = True
        try:
            status, fields, named = await line.ask(message)
        except BaseException:
            line.drop()
            raise
        return Answer(status, fields, named, Body(self, line))

    async def _open(self) -> _Line:
        ATTEMPT.get().connected = False
        stream: Plain | Secure = await self._dial(self._host, self._port)
        if self._context is not None:
            assert isinstance(stream, Plain)
            stream = await self._secured(stream, self._context)
        return _Line(stream)

    async def _secured(self, stream: Plain, context: Callable[[], Awaitable[ssl.SSLContext]]) -> Secure:
        try:
            secure = Secure(stream, await context(), self._host)
            with trio.fail_after(self._connect):
                await secure.shake_hands()
        except trio.TooSlowError as slow:
            stream.close()
            raise httpcore.ConnectTimeout("TLS handshake") from slow
        except BaseException:
            stream.close()
            raise
        return secure

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
    """One connection and where its HTTP conversation stands. A plain answer to an ordinary GET is read here; h11 reads all others."""

    __slots__ = ("_chunks", "_keep", "_left", "_rest", "_stream", "_talk", "_used", "idle_since", "weight")

    def __init__(self, stream: Plain | Secure) -> None:
        self.weight = TLS_WEIGHT if isinstance(stream, Secure) else 1
        self._stream, self._used, self.idle_since = stream, False, 0.0
        self._talk: h11.Connection | None = None  # when it is h11's answer
        self._rest, self._left, self._keep = b"", 0, False  # when it is ours: of its body, what has come and how much is to come
        self._chunks: Chunks | None = None  # or how it comes

    async def ask(self, message: Message) -> tuple[int, tuple[tuple[str, str], ...], dict[str, str]]:
        """Send, and read up to the end of the answer's head: status, fields, the same by name. Raises _Gone when nothing came on a used
        connection."""
        used, self._used = self._used, True
        self._talk = self._chunks = None
        sent = message.ready or self._say(message)
        with contextlib.suppress(OSError):  # a server may refuse early and close: what it said is still to be read
            await self._stream.send(sent)
        try:
            data = await self._stream.receive()
        except OSError as broken:
            if used:
                raise _Gone from broken
            raise httpcore.ReadError(str(broken)) from broken
        if not data:
            raise _Gone if used else httpcore.RemoteProtocolError("Server disconnected without sending a response.")
        if not b"HTTP/1.".startswith(data[:7]):
            greeting = GREETING.match(data)  # a mail server greets and then waits for ever
            raise httpcore.RemoteProtocolError(f"not HTTP: {greeting[0].decode() if greeting else ''!r}")
        if self._talk is None and (head := plain(data)) is not None:
            self._rest, self._left, self._keep = data[head.size :], head.length or 0, head.keep
            if head.length is None:
                self._chunks = Chunks()
                self._chunks.feed(self._rest)
            return head.status, head.fields, head.named
        if self._talk is None:
            self._say(message)
        return await self._by_letter(message, data)

    def _say(self, message: Message) -> bytes:
        """Have h11 say it: what is to be sent."""
        self._talk = h11.Connection(h11.CLIENT, max_incomplete_event_size=HEAD_BYTES)
        try:
            data = self._talk.send(h11.Request(method=message.method, target=message.target, headers=list(message.headers))) or b""
            if message.content:
                data += self._talk.send(h11.Data(data=message.content)) or b""
            return data + (self._talk.send(h11.EndOfMessage()) or b"")
        except h11.LocalProtocolError as fault:
            raise httpcore.LocalProtocolError(str(fault)) from fault

    async def _by_letter(self, message: Message, data: bytes) -> tuple[int, tuple[tuple[str, str], ...], dict[str, str]]:
        """Have h11 read the head, of which `data` has come; if it cannot, once more with the head put right."""
        came = data
        self._feed(data)
        interim, mend = 0, True
        while True:
            try:
                event = self._next()
            except httpcore.RemoteProtocolError:
                better = mended(came) if mend else came
                if better == came:
                    raise
                mend = False
                self._say(message)
                self._feed(better)
                continue
            if event is h11.NEED_DATA:
                try:
                    data = await self._stream.receive()
                except OSError as broken:
                    raise httpcore.ReadError(str(broken)) from broken
                came += data
                if len(came) > 2 * HEAD_BYTES:
                    raise Fault(Cause.PROTOCOL, f"more than {HEAD_BYTES} bytes of headers")
                self._feed(data)
            elif isinstance(event, h11.Response):
                raw = event.headers.raw_items()
                fields = tuple((name.decode("latin-1"), value.decode("utf-8", "replace")) for name, value in raw)
                return event.status_code, fields, {name.lower(): value for name, value in fields}
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
        if self._chunks is not None:
            try:
                return self._chunks.next()
            except ValueError as fault:
                raise httpcore.RemoteProtocolError(str(fault)) from fault
        if self._talk is None:
            if not self._left:
                return None
            piece, self._rest = self._rest[: self._left], self._rest[self._left :]
            self._left -= len(piece)
            return piece
        event = self._next()
        if event is h11.NEED_DATA:
            return b""
        return bytes(event.data) if isinstance(event, h11.Data) else None

    async def more(self) -> bytes | None:
        """The next piece of the body; None at its end."""
        while (piece := self.come()) == b"":
            try:
                data = await self._stream.receive()
            except OSError as broken:
                raise httpcore.ReadError(str(broken)) from broken
            if self._talk is not None:
                self._feed(data)
            elif not data:
                raise httpcore.RemoteProtocolError("the connection ended before the body")
            elif self._chunks is not None:
                self._chunks.feed(data)
            else:
                self._rest = data
        return piece

    def _next(self) -> h11.Event | type[h11.NEED_DATA] | type[h11.PAUSED]:
        assert self._talk is not None
        try:
            return self._talk.next_event()
        except h11.RemoteProtocolError as fault:
            raise httpcore.RemoteProtocolError(str(fault)) from fault

    def _feed(self, data: bytes) -> None:
        assert self._talk is not None
        try:
            self._talk.receive_data(data)
        except h11.RemoteProtocolError as fault:
            raise httpcore.RemoteProtocolError(str(fault)) from fault

    def renew(self) -> bool:
        """Whether it may be used for the next request: not when this answer was not read to its end, when the server wants to close, or
        when it has sent more than it was asked for."""
        if self._chunks is not None:
            return self._keep and self._chunks.clean
        if self._talk is None:
            return self._keep and not self._left and not self._rest
        return self._talk.our_state is h11.DONE and self._talk.their_state is h11.DONE and not self._talk.trailing_data[0]

    def is_stale(self) -> bool:
        """Whether an idle connection has ended: too old, or something to read, which can only be its end."""
        return trio.current_time() - self.idle_since > KEEP_SECONDS or self._stream.has_come()

    def drop(self) -> None:
        """Close at once, without waiting and without goodbye."""
        self._stream.close()


class Body:
    """The body of an answer, piece by piece. Closed after its end, it gives its connection back; before, it closes it."""

    __slots__ = ("_closed", "_ended", "_left", "_line", "_lines")

    def __init__(self, lines: Lines, line: _Line) -> None:
        self._lines, self._line, self._left, self._ended, self._closed = lines, line, MOST_PIECES, False, False

    def __aiter__(self) -> AsyncIterator[bytes]:
        return self

    async def __anext__(self) -> bytes:
        if not self._left and not self._ended:
            raise httpcore.RemoteProtocolError(f"a body of more than {MOST_PIECES} pieces")
        piece = None if self._ended else await self._line.more()
        if piece is None:
            raise StopAsyncIteration
        into, before = bytearray(piece), self._left
        self._left -= 1
        self.take_what_came(into, READ_BYTES)
        if before - self._left >= AT_A_TIME:
            await trio.lowlevel.checkpoint()
        return bytes(into)

    def take_what_came(self, into: bytearray, most: int) -> bool:
        """Add what has already come, until it is more than `most` bytes or AT_A_TIME pieces; True when that was the end of the body."""
        least = max(0, self._left - AT_A_TIME)
        while len(into) <= most and self._left > least and (piece := self._line.come()) != b"":
            if piece is None:
                self._ended = True
                return True
            into += piece
            self._left -= 1
        return False

    async def aclose(self) -> None:
        if self._closed:
            return  # whoever iterates closes too; a connection given back twice would serve two at once
        self._closed = True
        if not (self._line.renew() and self._lines.keep(self._line)):
            self._line.drop()
