"""The one class that traffic goes through, `httpx.AsyncHTTPTransport`, one small one per origin, kept in an LRU."""

from __future__ import annotations

import base64
import re
import ssl
from collections import OrderedDict

import certifi
import httpx
import trio

from linkaudit.errors import LinkauditError
from linkaudit.model import Cause
from linkaudit.web.faults import Fault
from linkaudit.web.lines import ATTEMPT, HEAD_BYTES, Idle, Lines
from linkaudit.web.resolver import Resolver
from linkaudit.web.stream import Plain, connect

ORIGINS = 4096  # that are remembered; what costs are their idle connections (a file descriptor, with TLS 45 kB)
BURST = 0.25  # seconds' worth of connections that may be opened at once: else the first of 200 hosts hold up the second of each
STAGGER = 0.25  # seconds before the next address of a name is tried beside the last (RFC 8305)

Origin = tuple[str, str, int]


class Transports:
    """A transport for each origin, sharing one SSLContext (35 ms to build, so built when the first https URL comes)."""

    def __init__(
        self, resolver: Resolver, ca_file: str | None, connect: float, per_second: float, idle: int, proxy: Proxy | None = None
    ) -> None:
        self._resolver, self._ca_file, self._connect, self._proxy = resolver, ca_file, connect, proxy
        self._idle = Idle(idle)
        self._kept: OrderedDict[Origin, Transport] = OrderedDict()
        self._context: ssl.SSLContext | None = None
        self._reading: trio.Event | None = None  # while somebody reads whom to trust
        self._space = 1 / per_second
        self._next_dial = 0.0

    def of(self, origin: Origin) -> Transport:
        """The transport of an origin; the least recently used ones lose their idle connections."""
        kept = self._kept.get(origin)
        if kept is None:
            scheme, host, port = origin
            context = self.context if scheme == "https" else None
            via = self._proxy.headers if self._proxy is not None and scheme == "http" else None
            dial = self._dial if self._proxy is None else self._dial_tunnel if via is None else self._dial_plain
            line = (host, port, dial, context, self._connect, self._idle, via)
            kept = self._kept[origin] = Transport(Lines(*line))
            if len(self._kept) > ORIGINS:
                self._kept.popitem(last=False)[1].lines.forget()
        else:
            self._kept.move_to_end(origin)
        return kept

    def close(self) -> None:
        """Close every idle connection."""
        while self._kept:
            self._kept.popitem()[1].lines.forget()

    async def context(self) -> ssl.SSLContext:
        """Who is trusted. Read in a thread while others go on; the wait does not count as the host's."""
        began = trio.current_time()
        while self._context is None:
            if self._reading is not None:
                await self._reading.wait()
                continue
            done = self._reading = trio.Event()  # not a lock, which a thousand connections would pass one by one
            try:
                await trio.to_thread.run_sync(self.trust)
            finally:
                self._reading = None
                done.set()
        ATTEMPT.get().excuse(trio.current_time() - began)
        return self._context

    def trust(self) -> None:
        """Read who is trusted: the public roots, and the user's own. Raises LinkauditError."""
        if self._context is None:
            context = ssl.create_default_context(cafile=certifi.where())
            if self._ca_file:
                try:
                    context.load_verify_locations(cafile=self._ca_file)
                except (OSError, ssl.SSLError) as fault:
                    raise LinkauditError(f"ca-file: {self._ca_file}: {fault}") from None
            context.set_alpn_protocols(["http/1.1"])
            self._context = context

    async def _dial(self, host: str, port: int) -> Plain:
        """Connect to one of the addresses that the resolver found fit. Raises Fault, OSError, or TooSlowError for a connect time-out."""
        await self._turn()
        began = trio.current_time()
        addresses = await self._resolver.addresses(host)
        ATTEMPT.get().excuse(trio.current_time() - began)
        return await self._reach(addresses, port)

    async def _reach(self, addresses: tuple[str, ...], port: int) -> Plain:
        with trio.move_on_after(self._connect) as scope:
            return await _first(addresses, port)
        assert scope.cancelled_caught
        raise Fault(Cause.CONNECT_TIMEOUT, f"no connection within {self._connect:g} s")

    async def _dial_plain(self, host: str, _port: int) -> Plain:
        """Connect to the proxy, once the host has been looked at: a name that resolves here is judged here; one that does not is the
        proxy's to know. The proxy itself is the user's word, and may be private."""
        await self._turn()
        try:
            await self._resolver.addresses(host)
        except Fault as fault:
            if fault.cause not in (Cause.DNS_NXDOMAIN, Cause.DNS_TEMPORARY):
                raise
        assert self._proxy is not None
        return await self._reach(await self._proxy.resolver.addresses(self._proxy.host), self._proxy.port)

    async def _dial_tunnel(self, host: str, port: int) -> Plain:
        """The same, through to the host itself (CONNECT)."""
        stream = await self._dial_plain(host, port)
        assert self._proxy is not None
        name = f"[{host}]" if ":" in host else host
        lines = [f"CONNECT {name}:{port} HTTP/1.1", f"Host: {name}:{port}"]
        lines += [f"{header}: {value}" for header, value in self._proxy.headers]
        answer = b""
        try:
            with trio.move_on_after(self._connect):
                await stream.send("\r\n".join(lines).encode("ascii") + b"\r\n\r\n")
                while b"\r\n\r\n" not in answer and len(answer) < HEAD_BYTES:
                    data = await stream.receive()
                    if not data:
                        break
                    answer += data
        except BaseException:
            stream.close()
            raise
        status = answer.split(b" ", 2)[1:2]
        if status != [b"200"] or not answer.endswith(b"\r\n\r\n"):
            stream.close()
            said = answer.partition(b"\r\n")[0].decode("latin-1") or "nothing"
            raise Fault(Cause.UNREACHABLE, f"the proxy would not connect to it: {said}")
        return stream

    async def _turn(self) -> None:
        """New connections are spaced, but for bursts; the wait does not count as the host's."""
        now = trio.current_time()
        start = max(now, self._next_dial)
        self._next_dial = start + self._space
        if start - now > BURST:
            ATTEMPT.get().excuse(start - now)
            await trio.sleep_until(start)


_PROXY = re.compile(r"http://(?:[^@/\s]*@)?(?:\[[0-9a-fA-F:.]+\]|[\w.-]+)(?::([0-9]{1,5}))?/?", re.IGNORECASE)


class Proxy:
    """A proxy that the user named. Raises LinkauditError for anything but `http://[user:password@]host[:port]`."""

    def __init__(self, address: str, resolver: Resolver) -> None:
        found = _PROXY.fullmatch(address)
        if found is None or not 0 < int(found[1] or 80) < 65536:
            raise LinkauditError("proxy: must be http://host:port")
        url = httpx.URL(address)
        self.host, self.port, self.resolver = url.host, url.port or 80, resolver
        credentials = base64.b64encode(url.userinfo).decode("ascii")
        self.headers = (("Proxy-Authorization", f"Basic {credentials}"),) if url.userinfo else ()


class Transport(httpx.AsyncHTTPTransport):
    """httpx's own transport over our own connections: its constructor would build a pool (and an SSLContext) only to lose it."""

    def __init__(self, lines: Lines) -> None:
        self.lines = lines
        self._pool = lines  # type: ignore[assignment]

    def is_ours(self) -> bool:
        """Whether nobody has put a transport of their own in the place of httpx's, as pytest-httpx does. If so, all goes through theirs;
        if not, asking the lines themselves is the same and spares httpx's objects, a third of what a request costs."""
        return _IS_HTTPX and type(self).handle_async_request is _SEAT


_SEAT = httpx.AsyncHTTPTransport.handle_async_request
_IS_HTTPX = getattr(getattr(_SEAT, "__code__", None), "co_filename", "") == httpx.AsyncHTTPTransport.__init__.__code__.co_filename


async def _first(addresses: tuple[str, ...], port: int) -> Plain:
    """The first connection that stands; each further address is tried a moment after the one before, or at once when that failed."""
    if len(addresses) == 1:
        return await connect(addresses[0], port)
    won: list[Plain] = []
    faults: list[OSError] = []

    async def attempt(index: int, failed_before: trio.Event | None, failed: trio.Event) -> None:
        if failed_before is not None:
            with trio.move_on_after(STAGGER * index):
                await failed_before.wait()
        try:
            stream = await connect(addresses[index], port)
        except OSError as fault:
            faults.append(fault)
            failed.set()
            return
        if won:
            stream.close()
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
            stream.close()
        raise
    if won:
        return won[0]
    raise faults[0]
