"""Nothing leaks: forty planted secrets appear nowhere that a run writes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
import trio

from linkaudit.model import Request
from linkaudit.settings import Settings
from linkaudit.web import Web
from tests.loopback import Asked, Handler, Wire, web_of

ROOT = Path(__file__).parents[2]
PARAMETERS = """token access_token api_key apikey password passwd secret client_secret X-Amz-Signature X-Amz-Credential X-Amz-Security-Token
sig signature auth session sessionid jwt refresh_token id_token Signature AWSAccessKeyId X-Goog-Signature"""
HEADERS = ["Authorization", "Proxy-Authorization", "X-Api-Key", "X-Auth-Token", "X-Amz-Security-Token", "Cookie", "X-Session-Token"]


@pytest.fixture
def anyio_backend() -> str:
    return "trio"


def secret(n: int) -> str:
    """A value like those that are handed out: long, letters and digits."""
    return f"s3cr3tK4n4ry{n:03d}Zx9Qw7Lm2"


def planted() -> dict[str, str]:
    """Forty secrets by where they stand."""
    places = [f"query {name}" for name in PARAMETERS.split()] + [f"userinfo {n}" for n in range(4)] + [f"header {name}" for name in HEADERS]
    places += ["set-cookie a", "set-cookie b", "location query", "location userinfo", "body link", "body refresh", "error url"]
    return {place: secret(n) for n, place in enumerate(places)}


@pytest.mark.anyio
async def test_forty_secrets_appear_nowhere(tmp_path: Path) -> None:
    """Secrets in a document's URLs, in what servers set and where they redirect to, and in what a library user sends: none of forty is in
    standard output or error, in the reports or in the cassette."""
    kept = planted()
    assert len(kept) >= 40

    def answering(port: list[int]) -> Handler:
        async def handler(asked: Asked, wire: Wire) -> None:
            if asked.path.startswith("/away"):
                to = f"http://me:{kept['location userinfo']}@page.test:{port[0]}/end?token={kept['location query']}"
                await wire.answer(302, b"", ("Location", to), ("Set-Cookie", f"sid={kept['set-cookie a']}; Path=/; HttpOnly"))
                return
            status = 404 if asked.path.startswith("/missing") else 200
            link = f'<a href="/next?access_token={kept["body link"]}">next</a><meta name="x" content="/?token={kept["body refresh"]}">'
            body = f"<title>A page</title><p>{'Words about a river. ' * 20}{link}"
            await wire.answer(status, body, ("Set-Cookie", f"session={kept['set-cookie b']}"), ("X-Api-Key", kept["header X-Api-Key"]))

        return handler

    port: list[int] = []
    async with web_of({"page.test": answering(port)}) as net:
        port.append(net.port)
        hosts = net.hosts_file(tmp_path)
        urls = [
            net.url("page.test", f"/{'missing' if n % 3 == 0 else 'p'}{n}?{name}={kept['query ' + name]}&page=2")
            for n, name in enumerate(PARAMETERS.split())
        ]
        for n in range(4):
            where = f"page.test:{net.port}" if n < 3 else f"unknown.test:{net.port}"
            urls.append(f"http://user{n}:{kept[f'userinfo {n}']}@{where}/u{n}")
        urls += [net.url("page.test", "/away"), f"http://page.test:{net.nobody}/?token={kept['error url']}"]
        document = tmp_path / "list.md"
        document.write_text("".join(f"The council voted {n} times. [source]({url})\n\n" for n, url in enumerate(urls)))
        outputs = [tmp_path / f"report{suffix}" for suffix in (".md", ".json")]
        command = [sys.executable, "-m", "linkaudit", "audit", str(document), "--hosts", hosts, "--no-archive", "--fail-on", "never", "-v"]
        command += [part for output in outputs for part in ("-o", str(output))] + [
            "--record",
            str(tmp_path / "tape.yaml"),
            "--timeout",
            "5",
        ]
        done = await trio.run_process(command, capture_stdout=True, capture_stderr=True, check=False, cwd=ROOT)
        assert done.returncode == 0, done.stderr
        async with Web(Settings(hosts=hosts, record=str(tmp_path / "own.yaml"))) as web:
            for name in HEADERS:
                await web.ask(Request("GET", net.url("page.test", f"/h/{name}"), ((name, kept["header " + name]),)))
    written = {path.name: path.read_text(encoding="utf-8") for path in (*outputs, tmp_path / "tape.yaml", tmp_path / "own.yaml")}
    written |= {"standard output": done.stdout.decode(), "standard error": done.stderr.decode()}
    assert len(json.loads(written["report.json"])["sources"]) == len(urls)
    assert [(name, place) for name, text in written.items() for place, value in kept.items() if value in text] == []
