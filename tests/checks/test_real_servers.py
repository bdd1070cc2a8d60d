"""Servers that other people wrote, on loopback: httpbin, and nginx where it is installed."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from linkaudit import auditing
from linkaudit.settings import Settings

pytestmark = pytest.mark.anyio

HTTPBIN = {
    "/get": "live", "/html": "live", "/json": "live", "/image/png": "live", "/gzip": "live", "/deflate": "live", "/encoding/utf8": "live",
    "/stream/5": "live", "/bytes/1000": "live", "/redirect/3": "live", "/absolute-redirect/2": "live", "/cookies/set?a=b": "live",
    "/drip?duration=4&numbytes=20&code=200": "live", "/redirect-to?url=/get&status_code=301": "moved", "/status/204": "live",
    "/status/404": "dead", "/status/410": "dead", "/status/401": "blocked", "/status/403": "blocked", "/status/418": "blocked",
    "/basic-auth/u/p": "blocked", "/status/500": "unsure", "/status/503": "unsure", "/redirect/12": "unsure",
}  # fmt: skip
NGINX = {
    "/page.html": "live", "/folder": "moved", "/folder/": "live", "/nothing.html": "dead", "/gone": "dead", "/away": "moved",
    "/private": "blocked", "/members": "blocked", "/broken": "unsure", "/cut": "unsure", "/round": "dead", "/sorry/a/b": "dead",
}  # fmt: skip
CONF = """
daemon off; master_process off; pid {folder}/pid; error_log stderr crit;
events {{ worker_connections 64; }}
http {{
  access_log off; types {{ text/html html; }}
  client_body_temp_path {folder}/b; proxy_temp_path {folder}/p; fastcgi_temp_path {folder}/f;
  uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
  server {{
    listen 127.0.0.1:{port}; root {folder}/www; port_in_redirect on;
    location /gone {{ return 410; }}
    location /away {{ return 301 /page.html; }}
    location /private {{ deny all; }}
    location /members {{ auth_basic "members"; auth_basic_user_file {folder}/nobody; }}
    location /broken {{ proxy_pass http://127.0.0.1:9; }}
    location /cut {{ return 444; }}
    location /round {{ return 302 /round; }}
    location /sorry/ {{ return 302 /; }}
  }}
}}
"""
PAGE = (
    "<html><head><title>{0}</title></head><body><h1>{0}</h1><p>The council voted for the bridge, and the town will pay.</p></body></html>"
)


@pytest.fixture
def anyio_backend() -> str:
    return "trio"


@contextmanager
def running(port: int, *command: str) -> Iterator[None]:
    """A server as a process of its own, from when it takes connections."""
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield
    finally:
        server.terminate()
        server.wait()


def free_port() -> int:
    """A port that nobody holds."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        return int(held.getsockname()[1])


async def healths(folder: Path, port: int, paths: dict[str, str]) -> dict[str, str]:
    """What a whole audit says of each path."""
    (folder / "hosts").write_text("127.0.0.1 server.test\n", encoding="utf-8")
    document = folder / "list.md"
    document.write_text("".join(f"- <http://server.test:{port}{path}>\n" for path in paths), encoding="utf-8")
    settings = Settings(hosts=str(folder / "hosts"), snapshots=False, timeout=8, gap=0)
    report = (await auditing.audit([str(document)], settings)).report
    return {source.source.ask.partition(str(port))[2]: source.check.verdict.health.value for source in report.sources}


async def test_httpbin(tmp_path: Path) -> None:
    """httpbin's statuses, encodings, redirects, cookies and drips are judged as a reader would."""
    port = free_port()
    with running(port, sys.executable, "-c", f"from httpbin import app; app.run(port={port}, threaded=True)"):
        assert await healths(tmp_path, port, HTTPBIN) == HTTPBIN


@pytest.mark.skipif(shutil.which("nginx") is None, reason="nginx is not installed: that real server was not tried")
async def test_nginx(tmp_path: Path) -> None:
    """nginx's folders, walls, upstream faults, cut connections, loops and redirects to its root are judged as a reader would."""
    port = free_port()
    (tmp_path / "www/folder").mkdir(parents=True)
    for name in ("index", "page", "folder/index"):
        (tmp_path / f"www/{name}.html").write_text(PAGE.format(name.title()), encoding="utf-8")
    (tmp_path / "conf").write_text(CONF.format(folder=tmp_path, port=port), encoding="utf-8")
    with running(port, "nginx", "-c", str(tmp_path / "conf"), "-p", str(tmp_path)):
        assert await healths(tmp_path, port, NGINX) == NGINX
