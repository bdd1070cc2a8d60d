"""The one class that traffic goes through, `httpx.AsyncHTTPTransport`, one small one per origin, kept in an LRU."""

from __future__ import annotations

import ssl
from collections import OrderedDict

import certifi
import httpx
import trio

from linkaudit.errors import LinkauditError
from linkaudit.model import Cause
from linkaudit.web.faults import Fault
from linkaudit.web.lines import ATTEMPT, Lines
from linkaudit.web.resolver import Resolver

ORIGINS = 256  # with idle connections; a kept TLS connection costs 45 kB and a file descriptor
STAGGER = 0.25  # seconds before the next address of a name is tried beside the last (RFC 8305)

Origin = tuple[str, str, int]


class Transports:
    """A transport for each origin, sharing one SSLContext (35 ms to build, so built when the first https URL comes)."""

    def __init__(self, resolver: Resolver, ca_file: str | None, connect: float, per_second: float) -> None:
        self._resolver, self._ca_file, self._connect = resolver, ca_file, connect
        self._kept: OrderedDict[Origin, Transport] = OrderedDict()
        self._context: ssl.SSLContext | None = None
        self._space = 1 / per_second
        self._next_dial = 0.0

    def of(self, origin: Origin) -> httpx.AsyncBaseTransport:
        """The transport of an origin; the least recently used ones lose their idle connections."""
        kept = self._kept.get(origin)
        if kept is None:
            scheme, host, port = origin
            context = self.context if scheme == "https" else None
            kept = self._kept[origin] = Transport(Lines(host, port, self._dial, context, self._connect))
            if len(self._kept) > ORIGINS:
                self._kept.popitem(last=False)[1].lines.forget()
        else:
            self._kept.move_to_end(origin)
        return kept

    def close(self) -> None:
        """Close every idle connection."""
        while self._kept:
            self._kept.popitem()[1].lines.forget()

    def context(self) -> ssl.SSLContext:
        """Who is trusted: the public roots, and the user's own."""
        if self._context is None:
            context = ssl.create_default_context(cafile=certifi.where())
            if self._ca_file:
                try:
                    context.load_verify_locations(cafile=self._ca_file)
                except (OSError, ssl.SSLError) as fault:
                    raise LinkauditError(f"ca-file: {self._ca_file}: {fault}") from None
            context.set_alpn_protocols(["http/1.1"])
            self._context = context
        return self._context

    async def _dial(self, host: str, port: int) -> trio.SocketStream:
        """Connect to one of the addresses that the resolver found fit. Raises Fault, OSError, or TooSlowError for a connect time-out."""
        await self._turn()
        began = trio.current_time()
        addresses = await self._resolver.addresses(host)
        ATTEMPT.get().excuse(trio.current_time() - began)
        with trio.move_on_after(self._connect) as scope:
            return await _first(addresses, port)
        assert scope.cancelled_caught
        raise Fault(Cause.CONNECT_TIMEOUT, f"no connection within {self._connect:g} s")

    async def _turn(self) -> None:
        """New connections are spaced over each second; the wait does not count as the host's."""
        now = trio.current_time()
        start = max(now, self._next_dial)
        self._next_dial = start + self._space
        if start - now > 0.02:  # a bucket of a few: sleeping for a millisecond costs more than it spreads
            ATTEMPT.get().excuse(start - now)
            await trio.sleep_until(start)


class Transport(httpx.AsyncHTTPTransport):
    """httpx's own transport over our own connections: its constructor would build a pool (and an SSLContext) only to lose it."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self._pool = lines  # type: ignore[assignment]


async def _first(addresses: tuple[str, ...], port: int) -> trio.SocketStream:
    """The first connection that stands; each further address is tried a moment after the one before, or at once when that failed."""
    if len(addresses) == 1:
        return await _connect(addresses[0], port)
    won: list[trio.SocketStream] = []
    faults: list[OSError] = []

    async def attempt(index: int, failed_before: trio.Event | None, failed: trio.Event) -> None:
        if failed_before is not None:
            with trio.move_on_after(STAGGER * index):
                await failed_before.wait()
        try:
            stream = await _connect(addresses[index], port)
        except OSError as fault:
            faults.append(fault)
            failed.set()
            return
        if won:
            stream.socket.close()
        else:
            won.append(stream)
        nursery.cancel_scope.cancel()

    try:
        async with trio.open_nursery() as nursery:
            before: trio.Event | None = None
            for index in range(len(addresses)):
                failed = trio.Event()
                nursery.start_soon(attempt, index, before, failed)
                before = failed
    except BaseException:
        for stream in won:
            stream.socket.close()
        raise
    if won:
        return won[0]
    raise faults[0]


async def _connect(address: str, port: int) -> trio.SocketStream:
    family = trio.socket.AF_INET6 if ":" in address else trio.socket.AF_INET
    sock = trio.socket.socket(family, trio.socket.SOCK_STREAM)
    try:
        await sock.connect((address, port))
    except BaseException:
        sock.close()
        raise
    return trio.SocketStream(sock)
