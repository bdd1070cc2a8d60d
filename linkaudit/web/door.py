"""The door to the network: `Web.ask(Request)` gives a Reply, whatever happens out there. Recording and replaying happen behind it too."""

from __future__ import annotations

import email.utils
import math
import re
import resource
from collections.abc import Awaitable, Callable, Iterable
from contextlib import aclosing
from datetime import UTC, datetime
from typing import Literal

import httpcore
import httpx
import trio

from linkaudit import __version__, files, urls
from linkaudit.errors import LinkauditError
from linkaudit.model import Cause, NoResponse, Reply, Request, Response
from linkaudit.settings import Settings
from linkaudit.web import cassette
from linkaudit.web.address import Address, address, origin
from linkaudit.web.body import decode
from linkaudit.web.cassette import Cassette, Player, Recorded
from linkaudit.web.faults import Fault, explain
from linkaudit.web.lines import ATTEMPT, Answer, Attempt, Body, Message
from linkaudit.web.resolver import Resolver, read_hosts, read_networks
from linkaudit.web.transport import Proxy, Transports

BODY_CAP = 512 * 1024  # bytes of a page, as sent and again as decoded: enough for its words; 200 of them at once fit in memory
ASIDE_CAP = 64 * 1024  # of a picture, film, sound or archive, whose bytes decide nothing: read only to keep the connection
CONNECT_SECONDS = 5.0  # at most, and half of the time-out
BODY_SECONDS = 2.0  # then a body has to come at DRIP bytes a second or is left
DRIP = 16 * 1024
NEW_PER_SECOND = 1000.0  # connections, to all hosts together: routers at home forget what comes faster
DESCRIPTORS = 4096  # wanted
_LETTER = re.compile(rb"[-!#$%&'*+.^_`|~0-9a-zA-Z]+:[!-~](?:[ -~]*[!-~])?")  # a header that h11 would send as it is
_BROKEN = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException)
_FAULTS = (httpx.HTTPError, httpx.InvalidURL, *_BROKEN, Fault, OSError, UnicodeError, ValueError)
_ASIDE = ("image/", "video/", "audio/", "font/", "application/zip", "application/octet-stream", "application/x-", "application/gzip")
_TEXT = ("application/x-javascript", "application/x-tex", "application/x-pdf", "application/xhtml")


class Web:
    """Asks the network, or a cassette (`settings.replay`), on behalf of everybody. An async context manager.

    `network` is "up" or "replay"; `example` is the banner of a cassette that was written by hand. Proxy variables and .netrc of the
    environment are not looked at. `keep` is handed every reply.
    """

    def __init__(self, settings: Settings, keep: Callable[[Reply], None] | None = None) -> None:
        self._settings = settings
        self._keep = keep
        self._player = Player(cassette.load(files.read_text(settings.replay), settings.replay)) if settings.replay else None
        self.network: Literal["up", "replay"] = "replay" if self._player else "up"
        self.example = self._player.cassette.example if self._player else None
        self._latest = self._player.cassette.began if self._player else None
        self._began = self._clock()
        self._recorded: list[Recorded] | None = [] if settings.record else None
        if settings.record:
            files.check_writable(settings.record)
        hosts = read_hosts(files.read_text(settings.hosts), settings.hosts) if settings.hosts else None
        resolver = Resolver(hosts, read_networks(settings.allow_private))
        self._connect = min(CONNECT_SECONDS, settings.timeout / 2)
        held = descriptors() - 64  # half for requests in flight, half for idle connections
        trusting = Resolver(hosts, read_networks(("0.0.0.0/0", "::/0")))
        proxy = Proxy(settings.proxy, trusting) if settings.proxy else None
        self._transports = Transports(resolver, settings.ca_file, self._connect, NEW_PER_SECOND, held // 2, proxy)
        if settings.ca_file:
            self._transports.trust()  # a file that holds no certificates is told now, not as every site's fault
        # The user's own archives may stand on private addresses. They have connections of their own, so that a link in a document that
        # names the same address cannot ride on one of them.
        self._archives = {origin(archive) for archive in _archives(settings)}
        self._archive_transports = Transports(trusting, settings.ca_file, self._connect, NEW_PER_SECOND, 16)
        self._in_flight = trio.Semaphore(max(8, min(settings.at_once, held // 2)))
        agent = settings.user_agent or f"Mozilla/5.0 (compatible; linkaudit/{__version__}; +{settings.contact})"
        if not agent.isascii() or not agent.isprintable():
            raise LinkauditError("user-agent, contact: must be printable ASCII")
        self._headers = (
            (b"User-Agent", agent.encode("ascii")),
            (b"Accept", b"text/html,application/xhtml+xml,*/*;q=0.8"),
            (b"Accept-Encoding", b"gzip, deflate"),
        )
        self._common = b"".join(b"\r\n%b: %b" % pair for pair in self._headers)

    async def __aenter__(self) -> Web:
        return self

    async def __aexit__(self, fault: type[BaseException] | None, *_: object) -> None:
        self._transports.close()
        self._archive_transports.close()
        if self._recorded is not None and self._settings.record and fault is None:  # a run that failed leaves the old recording alone
            still = f"recorded while the clock stood still at {self.now():%Y-%m-%d %H:%M} UTC" if self._settings.clock else None
            tape = Cassette(self._began, self.now(), tuple(self._recorded), still)
            files.write_text(self._settings.record, cassette.dump(tape))

    def now(self) -> datetime:
        """The time, in UTC: of `settings.clock` if that stands still. In replay: of the latest reply that was played, at first when the
        recording began."""
        return self._latest if self._latest is not None else self._clock()

    def _clock(self) -> datetime:
        return self._settings.clock or datetime.now(UTC)

    async def ask(self, request: Request) -> Reply:
        """Send one request, follow nothing, and say what came back. Never raises for anything the network does."""
        reply = await self._asked(request)
        if self._keep is not None:
            self._keep(reply)
        return reply

    async def _asked(self, request: Request) -> Reply:
        if self._player is not None:
            await trio.lowlevel.checkpoint()
            return self._played(self._player, request)
        try:
            self._in_flight.acquire_nowait()
        except trio.WouldBlock:
            await self._in_flight.acquire()
        try:
            at, began = self.now(), trio.current_time()
            timeout = request.timeout or self._settings.timeout
            attempt = Attempt(trio.CancelScope(deadline=began + timeout))
            token = ATTEMPT.set(attempt)
            reply: Reply | None = None
            wire = b""
            try:
                with attempt.scope:
                    reply, wire = await self._exchange(request, at, attempt)
            except _FAULTS as fault:
                reply = NoResponse(request, *explain(fault), at, trio.current_time() - began)
            finally:
                ATTEMPT.reset(token)
            if reply is None:
                cause = Cause.READ_TIMEOUT if attempt.connected else Cause.CONNECT_TIMEOUT
                reply = NoResponse(request, cause, f"no answer within {timeout:g} s", at, trio.current_time() - began)
        finally:
            self._in_flight.release()
        if self._recorded is not None:
            self._recorded.append(_record(reply, wire))
        return reply

    def note(self, reply: Reply) -> None:
        """Put into the recording what stands for a request that was not made."""
        if self._recorded is not None:
            self._recorded.append(_record(reply, b""))

    async def _exchange(self, request: Request, at: datetime, attempt: Attempt) -> tuple[Reply, bytes]:
        began = trio.current_time()
        where = address(request.url)
        trusted = where[:3] in self._archives and request.purpose in ("index", "replay", "save")
        transport = (self._archive_transports if trusted else self._transports).of(where[:3])
        message = self._message(request, where)
        answer = await (transport.lines.ask(message) if transport.is_ours() else _by_httpx(transport, where, message))
        attempt.connected = True
        cap = request.cap or (ASIDE_CAP if _is_aside(answer.named.get("content-type", "")) else BODY_CAP)
        wire, complete = await _read(answer.body, cap, attempt, patient=request.purpose in ("index", "replay"))
        body, whole = decode(wire, _encodings(answer.fields) if "content-encoding" in answer.named else "", cap)
        seconds = trio.current_time() - began
        retry_after = seconds_to_wait(answer.fields, at) if "retry-after" in answer.named else None
        return Response(request, answer.status, answer.fields, body, at, seconds, complete and whole, retry_after), wire

    def _message(self, request: Request, where: Address) -> Message:
        """The request as it goes over the wire."""
        method = request.method.upper().encode("ascii")
        more = [(name.encode("ascii"), value.encode("utf-8")) for name, value in request.headers]
        if request.body is not None:
            more.append((b"Content-Length", str(len(request.body)).encode("ascii")))
        headers = [(b"Host", where.netloc), *self._headers, *more]
        ready = None
        if method == b"GET" and request.body is None and all(_LETTER.fullmatch(b"%b:%b" % pair) for pair in more):
            own = b"".join([b"\r\n%b: %b" % pair for pair in more])
            ready = b"GET %b HTTP/1.1\r\nHost: %b%b%b\r\n\r\n" % (where.target, where.netloc, self._common, own)
        return Message(method, where.target, headers, request.body or b"", ready)

    def _played(self, player: Player, request: Request) -> Reply:
        found = player.next(request.method, request.url, request.body or b"")
        if found is None:
            return NoResponse(request, Cause.NOT_RECORDED, "the cassette holds no such request", player.cassette.began)
        self._latest = max(self.now(), found.at)
        if found.error is not None:
            return NoResponse(request, found.error, found.message, found.at, found.seconds)
        body, whole = decode(found.wire, _encodings(found.headers), request.cap or BODY_CAP)
        wait = seconds_to_wait(found.headers, found.at)
        return Response(request, found.status, found.headers, body, found.at, found.seconds, found.complete and whole, wait)


async def controls(ask: Callable[[Request], Awaitable[Reply]]) -> bool:
    """Whether the network is there: one of the control names answered, whatever it said. They are asked one after the other. A recording in
    which nobody asked them says nothing against it."""
    for name in CONTROLS:
        reply = await ask(Request("HEAD", f"http://{name}/", purpose="control", timeout=5.0))
        if isinstance(reply, Response) or reply.cause is Cause.NOT_RECORDED:
            return True
    return False


CONTROLS = ("example.com", "www.iana.org", "www.wikipedia.org")  # kept by three organisations, up for decades


def _archives(settings: Settings) -> list[str]:
    """The addresses of archives that the user gave."""
    named = (address for _, equals, address in (text.partition("=") for text in settings.archives) if equals)
    return [settings.wayback, *named, *([settings.memgator] if settings.memgator else [])]


def descriptors() -> int:
    """How many files and sockets this process may hold; raised as far as the system lets us (macOS gives 256 at first)."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = DESCRIPTORS if hard == resource.RLIM_INFINITY else min(DESCRIPTORS, hard)
    if soft == resource.RLIM_INFINITY or soft >= wanted:
        return DESCRIPTORS if soft == resource.RLIM_INFINITY else soft
    try:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
    except (OSError, ValueError):
        return soft
    return wanted


def seconds_to_wait(headers: Iterable[tuple[str, str]], at: datetime) -> float | None:
    """Retry-After in seconds from `at`, from either of its forms; a date is measured by the server's own clock where it shows one."""
    named = {name.lower(): value.strip() for name, value in headers}
    value = named.get("retry-after")
    if value is None:
        return None
    if value.isascii() and value.replace(".", "", 1).isdigit():
        seconds = float(value)
        return seconds if math.isfinite(seconds) else None
    when, clock = _http_date(value), _http_date(named.get("date", ""))
    return None if when is None else max(0.0, (when - (clock or at)).total_seconds())


def _http_date(value: str) -> datetime | None:
    try:
        when = email.utils.parsedate_to_datetime(value)
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):  # a year of thirty digits, the last hour of 9999 in another zone
        return None


def _is_aside(content_type: str) -> bool:
    kind = content_type.lower()
    return kind.startswith(_ASIDE) and not kind.startswith(_TEXT) and "xml" not in kind


async def _by_httpx(transport: httpx.AsyncBaseTransport, where: Address, message: Message) -> Answer:
    """Ask through httpx's transport, in whose place somebody else's stands."""
    url = f"{where.scheme}://{(where.netloc + where.target).decode('ascii')}"
    # a stream that is given spares httpx the look at what could be sent
    request = httpx.Request(message.method.decode("ascii"), url, headers=list(message.headers), stream=httpx.ByteStream(message.content))
    answer = await transport.handle_async_request(request)
    fields = tuple((name.decode("latin-1"), value.decode("utf-8", "replace")) for name, value in answer.headers.raw)
    stream = answer.stream
    assert isinstance(stream, httpx.AsyncByteStream)
    return Answer(answer.status_code, fields, {name.lower(): value for name, value in fields}, answer.extensions.get("body", stream))


async def _read(stream: Body | httpx.AsyncByteStream, cap: int, attempt: Attempt, patient: bool = False) -> tuple[bytes, bool]:
    """The body as it came, up to `cap` bytes, and whether that is all. What drips, breaks off or does not end is cut, not an error.

    With `patient` it may drip until the time-out: archives search while they answer."""
    wire, whole = bytearray(), False
    try:
        if isinstance(stream, Body):  # mostly all of a small page has come with its head: no clock and no task switch for that
            whole = stream.take_what_came(wire, cap)
        if not whole and len(wire) <= cap:
            whole = await _read_on(stream, wire, cap, attempt, patient)
    except (httpx.HTTPError, *_BROKEN, OSError):
        pass
    finally:
        await stream.aclose()  # never waits, so it also works in a scope that is cancelled
    return bytes(wire[:cap]), whole


async def _read_on(stream: Body | httpx.AsyncByteStream, wire: bytearray, cap: int, attempt: Attempt, patient: bool) -> bool:
    """Read what is still to come; True at the end of the body."""
    began, end = trio.current_time(), attempt.scope.deadline - 0.05
    with trio.CancelScope(deadline=end if patient else min(end, began + BODY_SECONDS)) as scope:
        async with aclosing(stream.__aiter__()) as pieces:  # type: ignore[type-var]
            async for piece in pieces:
                wire += piece
                if len(wire) > cap:
                    return False
                if not patient:
                    scope.deadline = min(end, began + BODY_SECONDS + len(wire) / DRIP)
        return True
    return False


def _encodings(headers: Iterable[tuple[str, str]]) -> str:
    return ", ".join(value for name, value in headers if name.lower() == "content-encoding")


def _record(reply: Reply, wire: bytes) -> Recorded:
    """A reply as a cassette keeps it, secrets hidden."""
    request = reply.request
    common = (request.method.upper(), cassette.key(request.url), reply.at, reply.seconds)
    sent = request.body or b""
    if isinstance(reply, NoResponse):
        said = urls.redact_text(reply.detail, urls.held_back(request.url))
        return Recorded(*common, error=reply.cause, message=said, sent=sent, sent_headers=cassette.hide(request.headers))
    headers, wire = _hidden(reply, wire)
    return Recorded(*common, reply.status, headers, wire, reply.complete, sent=sent, sent_headers=cassette.hide(request.headers))


def _hidden(reply: Response, wire: bytes) -> tuple[tuple[tuple[str, str], ...], bytes]:
    """The headers and body of an answer as a cassette may keep them. A body that names a secret is kept decoded, with the secret gone."""
    known = urls.held_back(reply.request.url)
    headers = tuple((name, urls.redact_text(value, known)) for name, value in cassette.hide(reply.headers))
    text = reply.body.decode("latin-1")  # whatever it is: what is looked for is ASCII
    shown = urls.redact_text(text, known)
    if shown == text:
        return headers, wire
    return tuple(pair for pair in headers if pair[0].lower() not in ("content-encoding", "content-length")), shown.encode("latin-1")
