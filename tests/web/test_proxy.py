"""--proxy, and the environment's proxies."""

from __future__ import annotations

import base64
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import trio
import trustme

from linkaudit.model import Cause, NoResponse, Reply, Request, Response
from linkaudit.settings import Settings
from linkaudit.web import Web
from tests.loopback import Net, page, web_of


@pytest.fixture
def anyio_backend() -> str:
    return "trio"


pytestmark = pytest.mark.anyio


@asynccontextmanager
async def proxy_to(net: Net) -> AsyncIterator[tuple[str, list[bytes]]]:
    """A proxy that sends everything to the loopback web: its address, and the heads that it was sent."""
    heads: list[bytes] = []

    async def relay(stream: trio.SocketStream) -> None:
        head = b""
        while b"\r\n\r\n" not in head:
            data = await stream.receive_some(4096)
            if not data:
                return
            head += bytes(data)
        heads.append(head)
        tunnel = head.startswith(b"CONNECT ")
        inner = await trio.open_tcp_stream("127.0.0.1", net.tls_port if tunnel else net.port)
        async with inner, trio.open_nursery() as nursery:
            if tunnel:
                await stream.send_all(b"HTTP/1.1 200 Connection established\r\n\r\n")
            else:
                first, _, rest = head.partition(b"\r\n")
                method, url, version = first.split(b" ")
                path = b"/" + url.split(b"/", 3)[3]
                await inner.send_all(b" ".join((method, path, version)) + b"\r\n" + rest)

            async def pump(one: trio.SocketStream, other: trio.SocketStream) -> None:
                try:
                    async for data in one:
                        await other.send_all(bytes(data))
                except (trio.BrokenResourceError, trio.ClosedResourceError):
                    pass
                nursery.cancel_scope.cancel()

            nursery.start_soon(pump, stream, inner)
            nursery.start_soon(pump, inner, stream)

    async with trio.open_nursery() as nursery:
        listeners = await nursery.start(trio.serve_tcp, relay, 0)
        yield f"http://me:pass@127.0.0.1:{listeners[0].socket.getsockname()[1]}", heads
        nursery.cancel_scope.cancel()


async def test_a_proxy_carries_both_schemes(tmp_path: Path) -> None:
    """HTTP goes to the proxy with its whole URL, HTTPS through CONNECT with the certificate still checked on the name; the proxy's
    password goes to the proxy alone; a private address is refused before the proxy hears of it."""
    authority = trustme.CA()
    secure = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("page.test").configure_cert(secure)
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    async with web_of({"page.test": page()}, {"page.test": secure}) as net, proxy_to(net) as (proxy, heads):
        settings = Settings(hosts=net.hosts_file(tmp_path), ca_file=str(tmp_path / "ca.pem"), proxy=proxy, timeout=5)
        replies: list[Reply] = []
        async with Web(settings) as web:
            for url in ("http://page.test/a?b", f"https://page.test:{net.tls_port}/c", "http://10.0.0.5/", "https://[::1]/"):
                replies.append(await web.ask(Request("GET", url)))
    assert [reply.status for reply in replies[:2] if isinstance(reply, Response)] == [200, 200]
    assert [reply.cause for reply in replies[2:] if isinstance(reply, NoResponse)] == [Cause.PRIVATE_ADDRESS] * 2
    assert [head.split(b" ")[:2] for head in heads] == [
        [b"GET", b"http://page.test/a?b"],
        [b"CONNECT", f"page.test:{net.tls_port}".encode()],
    ]
    authorization = b"Proxy-Authorization: Basic " + base64.b64encode(b"me:pass")
    assert all(authorization in head for head in heads)
    assert "proxy-authorization" not in net.asked[1].headers


async def test_the_environment_names_no_proxy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proxy variables and a .netrc of the environment are not looked at: no connection to what they name, no password from there."""
    async with web_of({"page.test": page(), "canary.test": page()}) as net:
        for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
            for spelling in (name, name.lower()):
                monkeypatch.setenv(spelling, f"http://canary.test:{net.port}")
        (tmp_path / ".netrc").write_text("default login me password s3cret\n")
        monkeypatch.setenv("HOME", str(tmp_path))
        monkeypatch.setenv("NETRC", str(tmp_path / ".netrc"))
        async with Web(Settings(hosts=net.hosts_file(tmp_path), timeout=3)) as web:
            assert isinstance(await web.ask(Request("GET", net.url("page.test"))), Response)
    assert [asked.host for asked in net.asked] == ["page.test"]
    assert "authorization" not in net.asked[0].headers
