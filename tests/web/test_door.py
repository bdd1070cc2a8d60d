"""What `Web.ask` makes of a hostile and a friendly loopback web."""

from __future__ import annotations

import contextlib
import gzip
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
import trio
import trustme

from linkaudit.model import Cause, NoResponse, Request, Response
from linkaudit.settings import Settings
from linkaudit.web import Web
from linkaudit.web.door import seconds_to_wait
from tests.loopback import Asked, Handler, Wire, close, drip, garbage, hang, page, redirect, reset, web_of


@pytest.fixture
def anyio_backend() -> str:
    return "trio"


pytestmark = pytest.mark.anyio


async def gzipped(_asked: Asked, wire: Wire) -> None:
    await wire.answer(200, gzip.compress(gzip.compress(bytes(1 << 26))), ("Content-Encoding", "gzip, gzip"))


async def interim(_asked: Asked, wire: Wire) -> None:
    while True:
        await wire.send(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" * 50)


async def flood(_asked: Asked, wire: Wire) -> None:
    await wire.send(b"HTTP/1.1 200 OK\r\n")
    while True:
        await wire.send(b"X-Filler: " + b"x" * 8000 + b"\r\n")


async def endless(_asked: Asked, wire: Wire) -> None:
    await wire.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n")
    while True:
        await wire.send(b"word " * 2000)


FATES: dict[str, tuple[Handler, object]] = {
    "page.test": (page(), 200),
    "gone.test": (page(status=410), 410),
    "away.test": (redirect(lambda _: "http://page.test/"), 302),
    "hang.test": (hang, Cause.READ_TIMEOUT),
    "reset.test": (reset, Cause.RESET),
    "close.test": (close, Cause.CLOSED),
    "garbage.test": (garbage, Cause.PROTOCOL),
    "drip.test": (drip, (200, False)),
    "endless.test": (endless, (200, False)),
    "bomb.test": (gzipped, (200, False)),
    "interim.test": (interim, Cause.PROTOCOL),
    "flood.test": (flood, Cause.PROTOCOL),
}


async def test_every_fate_has_its_own_outcome(tmp_path: Path) -> None:
    """Whatever a server does, `ask` returns a Reply with the status, or with the cause that names what happened; it follows nothing."""
    async with web_of({name: handler for name, (handler, _) in FATES.items()}) as net:
        settings = Settings(hosts=net.hosts_file(tmp_path), timeout=2.5)
        seen: dict[str, object] = {}
        async with Web(settings) as web, trio.open_nursery() as nursery:

            async def one(name: str) -> None:
                reply = await web.ask(Request("GET", net.url(name)))
                if isinstance(reply, Response):
                    seen[name] = reply.status if reply.complete else (reply.status, False)
                    assert len(reply.body) <= 512 * 1024
                else:
                    seen[name] = reply.cause

            for name in FATES:
                nursery.start_soon(one, name)
        assert seen == {name: expected for name, (_, expected) in FATES.items()}
        assert len(net.requests("page.test")) == 1


async def test_silence_on_a_connection_that_stood_is_a_read_time_out(tmp_path: Path) -> None:
    """A host that answers once and then says nothing on the same connection was connected to: the time-out is one of reading."""

    async def falls_silent(asked: Asked, wire: Wire) -> None:
        await (hang if asked.path.startswith("/silent") else page())(asked, wire)

    async with web_of({"page.test": falls_silent}) as net, Web(Settings(hosts=net.hosts_file(tmp_path), timeout=1)) as web:
        assert isinstance(await web.ask(Request("GET", net.url("page.test"))), Response)
        reply = await web.ask(Request("GET", net.url("page.test", "/silent")))
        assert isinstance(reply, NoResponse) and reply.cause is Cause.READ_TIMEOUT


async def test_names_and_ports_that_nobody_holds(tmp_path: Path) -> None:
    """With a hosts file a name outside it does not exist; a port without a listener is refused; other schemes are never asked."""
    async with web_of({"page.test": page()}) as net, Web(Settings(hosts=net.hosts_file(tmp_path), timeout=2)) as web:
        causes = []
        for url in ("http://unknown.test/", f"http://page.test:{net.nobody}/", "ftp://page.test/", "file:///etc/passwd", "http://[::1/"):
            reply = await web.ask(Request("GET", url))
            assert isinstance(reply, NoResponse)
            causes.append(reply.cause)
        assert causes == [Cause.DNS_NXDOMAIN, Cause.REFUSED, Cause.BAD_URL, Cause.BAD_URL, Cause.BAD_URL]


async def test_private_addresses_are_not_asked(tmp_path: Path) -> None:
    """An address literal on loopback is refused even beside a hosts file, in every spelling, and asked when the user allows its network."""
    async with web_of({"page.test": page(), "127.0.0.1": page()}) as net:
        hosts = net.hosts_file(tmp_path)
        async with Web(Settings(hosts=hosts, timeout=2)) as web:
            for literal in ("127.0.0.1", "[::ffff:127.0.0.1]", "[::1]", "2130706433", "0x7f.1", "0", "127.1", "017700000001", "localhost."):
                reply = await web.ask(Request("GET", f"http://{literal}:{net.port}/"))
                assert isinstance(reply, NoResponse), literal
        assert net.asked == []
        async with Web(Settings(allow_private=("127.0.0.0/8",), timeout=2)) as web:
            assert isinstance(await web.ask(Request("GET", f"http://127.0.0.1:{net.port}/")), Response)


async def test_the_users_own_archive_may_be_private() -> None:
    """The archive that the user names may stand on loopback; a page at the same address still may not be asked."""
    async with web_of({"127.0.0.1": page()}) as net:
        base = f"http://127.0.0.1:{net.port}"
        async with Web(Settings(wayback=base, timeout=2)) as web:
            assert isinstance(await web.ask(Request("GET", base + "/cdx", purpose="index")), Response)
            reply = await web.ask(Request("GET", base + "/cdx"))
            assert isinstance(reply, NoResponse) and reply.cause is Cause.PRIVATE_ADDRESS


@contextmanager
def old_server(context: ssl.SSLContext) -> Iterator[int]:
    """A TLS server that says why it hangs up (trio's closes without its alert). Serves one handshake."""
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            visitor, _ = listener.accept()
            with visitor, contextlib.suppress(OSError):
                context.wrap_socket(visitor, server_side=True).close()

        thread = threading.Thread(target=serve)
        thread.start()
        yield listener.getsockname()[1]
        thread.join()


async def test_tls_faults_have_codes_of_their_own(tmp_path: Path) -> None:
    """Expired, self-signed, wrong-host, untrusted and old-protocol certificates are told apart; a good one under --ca-file is a page."""
    authority, stranger = trustme.CA(), trustme.CA()

    def context(leaf: trustme.LeafCert) -> ssl.SSLContext:
        made = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        leaf.configure_cert(made)
        return made

    old = context(authority.issue_cert("old.test"))
    old.set_ciphers("ALL:@SECLEVEL=0")
    with pytest.warns(DeprecationWarning):
        old.maximum_version = ssl.TLSVersion.TLSv1_1
        old.minimum_version = ssl.TLSVersion.TLSv1
    chained = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    leaf = stranger.issue_cert("untrusted.test")
    bundle = tmp_path / "chain.pem"
    bundle.write_bytes(leaf.private_key_pem.bytes() + leaf.cert_chain_pems[0].bytes() + stranger.cert_pem.bytes())
    chained.load_cert_chain(bundle)
    tls = {
        "good.test": context(authority.issue_cert("good.test")),
        "expired.test": context(authority.issue_cert("expired.test", not_after=datetime(2020, 1, 1, tzinfo=UTC))),
        "wrong.test": context(authority.issue_cert("other.test")),
        "untrusted.test": chained,
    }
    ca_file = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(ca_file))
    seen: dict[str, object] = {}
    async with web_of(dict.fromkeys(tls, page()), tls) as net:
        settings = Settings(hosts=net.hosts_file(tmp_path), ca_file=str(ca_file), timeout=3)
        async with Web(settings) as web:
            for name in tls:
                reply = await web.ask(Request("GET", net.url(name, scheme="https")))
                seen[name] = reply.status if isinstance(reply, Response) else reply.cause
    with old_server(old) as port:
        hosts = tmp_path / "old-hosts"
        hosts.write_text("127.0.0.1 old.test\n")
        async with Web(Settings(hosts=str(hosts), ca_file=str(ca_file), timeout=3)) as web:
            reply = await web.ask(Request("GET", f"https://old.test:{port}/"))
            seen["old.test"] = reply.cause if isinstance(reply, NoResponse) else reply
    assert seen == {
        "good.test": 200,
        "expired.test": Cause.TLS_EXPIRED,
        "wrong.test": Cause.TLS_WRONG_HOST,
        "untrusted.test": Cause.TLS_UNTRUSTED,
        "old.test": Cause.TLS_PROTOCOL,
    }


@pytest.mark.parametrize("version", [ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3])
async def test_what_comes_over_tls(version: ssl.TLSVersion, tmp_path: Path) -> None:
    """Long bodies in many records, requests one after the other on one connection, and ends without goodbye, in both versions in use."""
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = context.maximum_version = version
    authority.issue_cert("page.test").configure_cert(context)
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    long = bytes(range(256)) * 1200
    connections: set[Wire] = set()

    async def answer(asked: Asked, wire: Wire) -> None:
        connections.add(wire)
        if asked.path == "/long":
            return await wire.answer(200, long)
        if asked.path == "/hangs-up":
            raise trio.ClosedResourceError
        head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
        await wire.send(head + (b"Content-Length: 9\r\n\r\n" if asked.path == "/cut" else b"Connection: close\r\n\r\n"))
        await wire.send(b"hello")
        raise trio.ClosedResourceError  # the loopback web closes without a close_notify

    async with web_of({"page.test": answer}, {"page.test": context}) as net:
        settings = Settings(hosts=net.hosts_file(tmp_path), ca_file=str(tmp_path / "ca.pem"), timeout=3)
        async with Web(settings) as web:
            replies = {
                path: await web.ask(Request("GET", net.url("page.test", path, "https"))) for path in ("/long", "/hangs-up", "/end", "/cut")
            }
            again = await web.ask(Request("GET", net.url("page.test", "/long", "https")))
    seen = {path: (reply.body, reply.complete) if isinstance(reply, Response) else reply.cause for path, reply in replies.items()}
    assert seen == {"/long": (long, True), "/hangs-up": Cause.CLOSED, "/end": (b"hello", True), "/cut": (b"hello", False)}
    assert isinstance(again, Response) and again.body == long
    assert len(connections) == 5  # the first was used twice, and then replaced


async def test_connections_are_kept_and_renewed(tmp_path: Path) -> None:
    """A connection serves several requests, and one that the server closed while idle is replaced without a failure."""

    async def twice(asked: Asked, wire: Wire) -> None:
        await wire.answer(200, "x" * 100)
        if asked.path == "/last":
            raise trio.ClosedResourceError

    async with web_of({"page.test": twice}) as net, Web(Settings(hosts=net.hosts_file(tmp_path), timeout=2)) as web:
        for path in ("/", "/last", "/", "/"):
            assert isinstance(await web.ask(Request("GET", net.url("page.test", path))), Response)


async def test_answers_in_every_framing_on_one_connection(tmp_path: Path) -> None:
    """Answers of given length, in chunks, in pieces, without a body and to HEAD follow each other on one connection."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
    answers = {
        "/length": [head + b"Content-Length: 5\r\n\r\nhello"],
        "/chunks": [head + b"Transfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n"],
        "/pieces": [b"HT", head[2:], b"Content-Length: 5\r\n\r", b"\nhe", b"llo"],
        "/late-body": [head + b"Content-Length: 5\r\n\r\n", b"hel", b"lo"],
        "/bare": [b"HTTP/1.1 200\nContent-Length: 5\n\nhello"],
        "/folded": [head + b"X: a\r\n b\r\nContent-Length: 5\r\n\r\nhello"],
        "/interim": [b"HTTP/1.1 103 Early Hints\r\n\r\n" + head + b"Content-Length: 5\r\n\r\nhello"],
        "/empty": [b"HTTP/1.1 204 No Content\r\n\r\n"],
    }
    connections: set[Wire] = set()

    async def answer(asked: Asked, wire: Wire) -> None:
        connections.add(wire)
        if asked.method == "HEAD":
            return await wire.send(answers["/length"][0].removesuffix(b"hello"))
        for piece in answers[asked.path]:
            await wire.send(piece)
            await trio.sleep(0.01)
        return None

    async with web_of({"page.test": answer}) as net, Web(Settings(hosts=net.hosts_file(tmp_path), timeout=2)) as web:
        for path in (*answers, "/length"):
            reply = await web.ask(Request("GET", net.url("page.test", path)))
            assert isinstance(reply, Response) and reply.complete, path
            assert reply.body == (b"" if path == "/empty" else b"hello"), path
            reply = await web.ask(Request("HEAD", net.url("page.test", path)))
            assert isinstance(reply, Response) and (reply.status, reply.body) == (200, b"")
    assert len(connections) == 1


async def test_a_connection_serves_one_at_a_time(tmp_path: Path) -> None:
    """After an answer whose body came in two pieces, two requests at once go over two connections, and each gets its own answer."""
    busy: dict[Wire, int] = {}

    async def answer(asked: Asked, wire: Wire) -> None:
        busy[wire] = busy.get(wire, 0) + 1
        await wire.send(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n" + asked.path[1:].encode())
        await trio.sleep(0.05)
        await wire.send(b"!")

    async with web_of({"page.test": answer}) as net, Web(Settings(hosts=net.hosts_file(tmp_path), timeout=2)) as web:
        bodies: set[bytes] = set()

        async def ask(path: str) -> None:
            reply = await web.ask(Request("GET", net.url("page.test", path)))
            assert isinstance(reply, Response)
            bodies.add(reply.body)

        await ask("/a")
        async with trio.open_nursery() as nursery:
            for path in ("/b", "/c"):
                nursery.start_soon(ask, path)
    assert bodies == {b"a!", b"b!", b"c!"}
    assert sorted(busy.values()) == [1, 2]


async def test_a_connection_that_cannot_be_trusted_is_not_used_again(tmp_path: Path) -> None:
    """After more than was announced, less than was announced, or "close", the next request goes over a new connection."""
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n"
    answers = {
        "/more": head + b"Content-Length: 5\r\n\r\nhelloHTTP/1.1 404 Not\r\nContent-Length: 0\r\n\r\n",
        "/more-chunks": head + b"Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\nHTTP/1.1 404 Not\r\nContent-Length: 0\r\n\r\n",
        "/less": head + b"Content-Length: 50\r\n\r\nhello",
        "/close": head + b"Connection: close\r\nContent-Length: 5\r\n\r\nhello",
        "/end": head + b"\r\nhello",
    }
    connections: list[Wire] = []

    async def answer(asked: Asked, wire: Wire) -> None:
        connections.append(wire)
        await wire.send(answers[asked.path])
        if asked.path in ("/less", "/end"):
            raise trio.ClosedResourceError

    async with web_of({"page.test": answer}) as net, Web(Settings(hosts=net.hosts_file(tmp_path), timeout=2)) as web:
        for path in answers:
            reply = await web.ask(Request("GET", net.url("page.test", path)))
            assert isinstance(reply, Response) and (reply.status, reply.body, reply.complete) == (200, b"hello", path != "/less"), path
    assert len(set(map(id, connections))) == len(answers)


async def test_who_stands_in_for_httpx_sees_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is put in the place of httpx's transport is asked, whenever it is put there, and may hand requests on to the network."""
    real, seen = httpx.AsyncHTTPTransport.handle_async_request, []

    async def stand_in(transport: httpx.AsyncHTTPTransport, request: httpx.Request) -> httpx.Response:
        seen.append((request.method, str(request.url), request.headers.get("cookie"), await request.aread()))
        if request.url.path == "/mine":
            return httpx.Response(418, headers=[("X", "y")], text="mine")
        return await real(transport, request)

    async with web_of({"page.test": page()}) as net, Web(Settings(hosts=net.hosts_file(tmp_path), timeout=2)) as web:
        before = await web.ask(Request("GET", net.url("page.test", "/")))
        monkeypatch.setattr(httpx.AsyncHTTPTransport, "handle_async_request", stand_in)
        through = await web.ask(Request("GET", net.url("page.test", "/a?b=%20"), (("Cookie", "k=v"),)))
        mine = await web.ask(Request("POST", net.url("page.test", "/mine"), body=b"a=b"))
        monkeypatch.undo()
        after = await web.ask(Request("GET", net.url("page.test", "/")))
    assert isinstance(before, Response) and isinstance(through, Response) and isinstance(mine, Response) and isinstance(after, Response)
    assert (through.status, through.headers, through.body, through.complete) == (200, before.headers, before.body, True)
    assert (mine.status, mine.body, mine.header("x")) == (418, b"mine", "y")
    assert seen == [("GET", net.url("page.test", "/a?b=%20"), "k=v", b""), ("POST", net.url("page.test", "/mine"), None, b"a=b")]
    assert [asked.path for asked in net.asked] == ["/", "/a?b=%20", "/"]


async def test_what_is_sent(tmp_path: Path) -> None:
    """The user agent says who asks and how to reach them; credentials of the URL are not sent; own headers go to that request alone."""
    async with web_of({"page.test": page()}) as net, Web(Settings(hosts=net.hosts_file(tmp_path), contact="https://me.example/")) as web:
        await web.ask(Request("GET", f"http://user:secret@page.test:{net.port}/a?b=c#d", (("Cookie", "k=v"),)))
        await web.ask(Request("GET", net.url("page.test")))
    first, second = net.asked
    assert first.headers["user-agent"].startswith("Mozilla/5.0 (compatible; linkaudit/")
    assert first.headers["user-agent"].endswith("; +https://me.example/)")
    assert first.path == "/a?b=c" and first.headers["host"] == f"page.test:{net.port}"
    assert "authorization" not in first.headers
    assert (first.headers["cookie"], second.headers.get("cookie")) == ("k=v", None)


def test_retry_after_in_both_forms() -> None:
    """Retry-After is seconds from the reply, from a number or from a date by the server's own clock; nonsense is None."""
    at = datetime(2026, 1, 1, 12, 0, 0, tzinfo=UTC)
    date = ("Date", "Thu, 01 Jan 2026 11:00:00 GMT")
    later = ("Retry-After", "Thu, 01 Jan 2026 12:00:30 GMT")
    assert seconds_to_wait([("retry-after", "7")], at) == 7
    assert seconds_to_wait([later], at) == 30
    assert seconds_to_wait([later, date], at) == 3630
    assert seconds_to_wait([("Retry-After", "Thu, 01 Jan 2026 11:00:00 GMT")], at) == 0
    assert [seconds_to_wait([("Retry-After", bad)], at) for bad in ("soon", "-1", "nan", "")] == [None] * 4
