"""Nothing leaks: more than sixty planted secrets appear nowhere that a run writes."""

from __future__ import annotations

import gzip
import json
import sqlite3
import sys
from pathlib import Path

import pytest
import trio

from linkaudit.model import Request
from linkaudit.reports import WRITERS
from linkaudit.settings import Settings
from linkaudit.web import Web
from tests.loopback import Asked, Handler, Wire, web_of

ROOT = Path(__file__).parents[2]
PARAMETERS = """token access_token api_key apikey password passwd secret client_secret X-Amz-Signature X-Amz-Credential X-Amz-Security-Token
sig signature auth session sessionid jwt refresh_token id_token Signature AWSAccessKeyId X-Goog-Signature"""
HEADERS = ["Authorization", "Proxy-Authorization", "X-Api-Key", "X-Auth-Token", "X-Amz-Security-Token", "Cookie", "X-Session-Token"]
OTHERS = """set-cookie a|set-cookie b|set-cookie of a broken answer|location query|location userinfo|location fragment
body link|body refresh|error url|not http|status line|server header|challenge|fragment access_token|fragment token|nested url
archived url|latin-1 page|proxy|wayback|archive|contact|base url|bad wayback|input userinfo|input query|stdin"""


@pytest.fixture
def anyio_backend() -> str:
    return "trio"


def secret(n: int) -> str:
    """A value like those that are handed out: long, letters and digits."""
    return f"s3cr3tK4n4ry{n:03d}Zx9Qw7Lm2"


def planted() -> dict[str, str]:
    """The secrets by where they stand."""
    places = [f"query {name}" for name in PARAMETERS.split()] + [f"userinfo {n}" for n in range(4)] + [f"header {name}" for name in HEADERS]
    return {place: secret(n) for n, place in enumerate((*places, *OTHERS.replace("\n", "|").split("|")))}


def server(kept: dict[str, str], port: list[int]) -> Handler:
    """Repeats what it was asked, and lets slip what it should not, in every part of its answers."""
    broken = {
        "/cookie": f"HTTP/1.1 200 OK\r\nSet-Cookie : sid={kept['set-cookie of a broken answer']}\r\n\r\nx",
        "/greeting": f"220 hello ?token={kept['not http']}\r\n",
        "/status": f"HTTP/1.1 token={kept['status line']}\r\n\r\nx",
    }

    async def handler(asked: Asked, wire: Wire) -> None:
        if asked.path in broken:
            await wire.send(broken[asked.path].encode())
            return
        if asked.path.startswith("/away"):
            to = f"http://me:{kept['location userinfo']}@page.test:{port[0]}/end?token={kept['location query']}"
            moved = ("Location", f"{to}#access_token={kept['location fragment']}")
            await wire.answer(302, b"", moved, ("Set-Cookie", f"sid={kept['set-cookie a']}; Path=/; HttpOnly"))
            return
        if asked.path == "/locked":
            await wire.answer(401, b"", ("WWW-Authenticate", f'Bearer realm="x", token="{kept["challenge"]}"'))
            return
        status = 404 if asked.path.startswith("/missing") else 200
        link = f'<a href="/next?access_token={kept["body link"]}">next</a><meta name="x" content="/?token={kept["body refresh"]}">'
        body = f"<title>You asked for {asked.path}</title><p>The council voted 31 times: {asked.path}. {'Words of a river. ' * 20}{link}"
        own = ("Set-Cookie", f"session={kept['set-cookie b']}"), ("X-Api-Key", kept["header X-Api-Key"])
        if asked.path.startswith("/latin"):
            await wire.answer(200, (body + "\xe9").encode("latin-1"), ("Content-Type", "text/html; charset=iso-8859-1"), *own)
        else:
            await wire.answer(status, body, *own, ("Server", f"x ?token={kept['server header']}"))

    return handler


@pytest.mark.anyio
async def test_planted_secrets_appear_nowhere(tmp_path: Path) -> None:
    """Secrets in a document's URLs, in what servers set, repeat, break and redirect to, in settings, and in what a library user sends: none
    is in standard output or error of any command, in any form of the report, in the cassette, the memory, the evidence or the history."""
    kept = planted()
    assert len(kept) >= 60
    port: list[int] = []
    written: dict[str, bytes] = {}
    async with web_of({"page.test": server(kept, port)}) as net:
        port.append(net.port)
        where = f"page.test:{net.port}"
        urls = [
            net.url("page.test", f"/{'missing' if n % 3 == 0 else 'p'}{n}?{name}={kept['query ' + name]}&page=2")
            for n, name in enumerate(PARAMETERS.split())
        ]
        urls += [f"http://user{n}:{kept[f'userinfo {n}']}@{where if n < 3 else 'unknown.test'}/u{n}" for n in range(4)]
        urls += [net.url("page.test", path) for path in ("/away", "/cookie", "/greeting", "/status", "/locked")]
        urls += [f"http://page.test:{net.nobody}/?token={kept['error url']}", net.url("page.test", f"/latin?sig={kept['latin-1 page']}")]
        urls += [net.url("page.test", f"/f?n={name}#{name}={kept['fragment ' + name]}") for name in ("access_token", "token")]
        urls += [net.url("page.test", f"/wrap?page=2&u=http://page.test/?token={kept['nested url']}")]
        urls += [f"https://web.archive.org/web/20190102030405/http://page.test/?token={kept['archived url']}"]
        (tmp_path / "list.md").write_text("".join(f"The council voted {n} times. [source]({url})\n\n" for n, url in enumerate(urls)))

        async def linkaudit(name: str, *arguments: str, code: int = 0, stdin: bytes = b"") -> None:
            command = [sys.executable, "-m", "linkaudit", *arguments]
            done = await trio.run_process(
                command, stdin=stdin, capture_stdout=True, capture_stderr=True, check=False, cwd=tmp_path, env={"PYTHONPATH": str(ROOT)}
            )
            assert done.returncode == code, (name, done.stderr)
            written[f"{name}: standard output"], written[f"{name}: standard error"] = done.stdout, done.stderr

        asking = ("--hosts", net.hosts_file(tmp_path), "--no-archive", "--timeout", "5", "--fail-on", "never")
        outputs = [f"report{suffix}" for suffix in WRITERS]
        kinds = ("--record", "tape.yaml", "--memory", "memory.db", "--evidence", "evidence.warc.gz")
        await linkaudit("audit", "audit", "list.md", *asking, "-v", *kinds, *(part for output in outputs for part in ("-o", output)))
        await linkaudit("replay", "audit", "list.md", "--replay", "tape.yaml", "--no-archive", "--fail-on", "never", "-v")
        await linkaudit("check", "check", *urls[:12], *urls[26:], *asking, "-v")
        await linkaudit("check --json", "check", *urls[:3], *asking, "--json")
        await linkaudit("history", "history", "--memory", "memory.db")
        await linkaudit("history --json", "history", "--memory", "memory.db", "--json")
        await linkaudit("history of one", "history", urls[0], "--memory", "memory.db")
        await linkaudit("history of none", "history", urls[0] + "x", "--memory", "memory.db", code=2)
        for form in ("text", "json", "csv"):
            await linkaudit(f"links {form}", "links", "list.md", "--format", form)
        await linkaudit(
            "save", "save", "list.md", *asking[:5], "--dry-run", "--at-most", "5", "--wayback", f"http://127.0.0.1:{net.nobody}"
        )
        proxy = ("--proxy", f"http://me:{kept['proxy']}@127.0.0.1:{net.nobody}")
        await linkaudit("proxy", "audit", "list.md", *asking, *proxy, "-o", "proxied.md", "-o", "proxied.json")
        addresses = ("--archive", f"mine=http://me:{kept['archive']}@x.test/", "--contact", f"http://x.test/?token={kept['contact']}")
        named = ("--wayback", f"http://me:{kept['wayback']}@x.test", "--base-url", f"http://me:{kept['base url']}@x.test/")
        await linkaudit("settings", "settings", *proxy, *addresses, *named)
        await linkaudit("complaint", "audit", "list.md", "--wayback", f"ftp://me:{kept['bad wayback']}@x.test", code=2)
        page = f"http://me:{kept['input userinfo']}@{where}/document?token={kept['input query']}"
        await linkaudit("page", "audit", page, *asking, "-o", "page.md", "-o", "page.json", "--memory", "page.db")
        text = f"The council voted 3 times (http://me:{kept['stdin']}@page.test/).".encode()
        await linkaudit("stdin", "audit", "-", "--as", ".md", *asking, stdin=text)
        async with Web(Settings(hosts=asking[1], record=str(tmp_path / "own.yaml"))) as web:
            for name in HEADERS:
                await web.ask(Request("GET", net.url("page.test", f"/h/{name}"), ((name, kept["header " + name]),)))
    written |= {path.name: path.read_bytes() for path in tmp_path.iterdir() if path.name not in ("list.md", "hosts")}
    assert len(json.loads(written["report.json"])["sources"]) == len(urls)
    with sqlite3.connect(tmp_path / "memory.db") as memory:
        assert memory.execute("SELECT (SELECT count(*) FROM page) + (SELECT count(*) FROM leaf)").fetchone() == (0,)
    memory.close()
    evidence = gzip.decompress(written.pop("evidence.warc.gz"))
    leaks = [(name, place) for name, text in written.items() for place, value in kept.items() if value.encode() in text]
    # What a page itself links to is the content of the page, which evidence holds as it was served.
    leaks += [("evidence", place) for place, value in kept.items() if not place.startswith("body ") and value.encode() in evidence]
    assert leaks == []
