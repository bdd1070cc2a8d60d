"""Run inside network and mount namespaces of its own (see test_canaries): canary servers on private addresses, a public server that
tries every trick to lead there, a DNS server that lies; prints as JSON what the canaries heard and what became of the URLs."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from dataclasses import replace
from pathlib import Path

import trio

from linkaudit import auditing
from linkaudit.checks.crawler import crawl
from linkaudit.model import Check, Snapshot, Source
from linkaudit.settings import Settings
from linkaudit.web import Web

PUBLIC, PUBLIC_SIX = "93.184.216.34", "2606:2800:220:1::1"
CANARIES = (
    "127.0.0.1",
    "127.0.0.2",
    "10.0.0.5",
    "100.100.100.200",
    "169.254.169.254",
    "172.16.0.1",
    "192.168.1.1",
    "192.0.0.192",
    "168.63.129.16",
    "198.18.0.1",
    "::1",
    "fd00:ec2::254",
    "fc00::1",
    "64:ff9b::a00:5",
    "2002:a00:5::",
    "2001:db8::5",
)
# Names that the DNS server knows; `rebind` is public for one question and private for the next.
NAMES = {
    "front.test": [PUBLIC],
    "six.test": [PUBLIC_SIX],
    "private.test": ["10.0.0.5"],
    "metadata.test": ["169.254.169.254"],
    "mixed.test": [PUBLIC, "10.0.0.5"],
    "mapped.test": ["::ffff:10.0.0.5"],
    "nat64.test": ["64:ff9b::a00:5"],
    "sixprivate.test": ["fd00:ec2::254"],
    "10.0.0.5.nip.test": ["10.0.0.5"],
    "loop.test": ["127.0.0.1"],
}
LITERALS = """10.0.0.5 127.0.0.1 127.1 127.0.1 0 0.0.0.0 2130706433 0x7f000001 0x7f.1 017700000001 0177.0.0.1 00000177.0.0.1 167772165
0xa000005 012.0.0.5 10.0.0.5. 10.5 [::1] [::ffff:127.0.0.1] [::ffff:a00:5] [0:0:0:0:0:ffff:10.0.0.5] [::10.0.0.5] [64:ff9b::10.0.0.5]
[64:ff9b::169.254.169.254] [2002:a00:5::] [fd00:ec2::254] [fc00::1] [2001:db8::5] 169.254.169.254 2852039166 0xa9fea9fe 0251.0376.0251.0376
100.100.100.200 192.168.1.1 172.16.0.1 192.0.0.192 168.63.129.16 198.18.0.1 127。0。0。1 １２７.０.０.１ ①②⑦.⓪.⓪.① 10.0.0.5%00
localhost localhost. LOCALHOST private.test private.test. PRIVATE.test metadata.test mixed.test mapped.test nat64.test sixprivate.test
10.0.0.5.nip.test loop.test rebind.test"""
AROUND = """http://front.test@10.0.0.5/ http://front.test:80@10.0.0.5/ http://10.0.0.5#@front.test/ http://10.0.0.5?@front.test/
http://10.0.0.5\\@front.test/ http://front.test#\\@10.0.0.5/ http://user:pw@127.0.0.1:80/ http:10.0.0.5/ http:/10.0.0.5/ http:///10.0.0.5/
http:\\\\10.0.0.5\\x http://0xa.0x0.0x0.0x5/ file:///etc/passwd gopher://10.0.0.5/ ftp://10.0.0.5/ data:text/html,x
http://[::1]:80/ http://[::1%25lo]/ http://10.0.0.5:80:80/ http://①０.0.0.5/"""

# What the public server says elsewhere: everything that linkaudit asks for besides cited pages leads inside too.
INSIDE, DATED = "http://10.0.0.5", "Memento-Datetime: Wed, 02 Jan 2019 03:04:05 GMT\r\n"
DETOURS = {
    "/robots.txt": (302, f"Location: {INSIDE}/robots.txt\r\n", ""),
    "/document": (302, f"Location: {INSIDE}/document\r\n", ""),
    "/sitemap": (200, "", f"<urlset><url><loc>{INSIDE}/a</loc></url><url><loc>http://metadata.test/latest</loc></url></urlset>"),
    "/index": (200, "", f"<sitemapindex><sitemap><loc>{INSIDE}/map.xml</loc></sitemap></sitemapindex>"),
    "/feed": (200, "", f"<rss><channel><item><link>{INSIDE}/item</link></item></channel></rss>"),
    "/gone": (404, "", "<title>Not Found</title>"),
    "/cdx/search": (200, "", "test,front)/gone 20190102030405 http://front.test/gone text/html 200 AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA 500\n"),
    "/web/2019": (302, f"Location: {INSIDE}/web/20190102030405id_/http://front.test/gone\r\n{DATED}", ""),
    "/gate": (302, f"Location: {INSIDE}/web/20190102030405/http://front.test/gone\r\nVary: accept-datetime\r\n", ""),
    "/timemap": (200, "", f'<{INSIDE}/m>; rel="first memento"; datetime="Wed, 02 Jan 2019 03:04:05 GMT"'),
    "/wayback/available": (200, "", "{}"),
}  # fmt: skip
STORY = f"""A source [gone](http://front.test/gone), a copy [one](https://web.archive.org/web/20190102030405/{INSIDE}/x), a copy
[two]({INSIDE}/web/20190102030405/http://front.test/gone), a copy [three](http://private.test/web/20190102030405/http://front.test/gone),
a copy [four](http://metadata.test/wayback/20190102030405/http://front.test/gone2) and a [page](http://front.test/page).
"""


def tricks() -> list[str]:
    """Every URL to try: directly, and behind each kind of redirect of a public server."""
    direct = [f"http://{host}/" for host in LITERALS.split()] + AROUND.split()
    led = [f"http://front.test/{how}/{n}" for n in range(len(direct)) for how in ("301", "302", "303", "307", "308", "refresh", "meta")]
    return [*direct, *led]


taken: set[str] = set()  # which of the detours were asked for


def serve_http(address: str, heard: Counter[str], targets: list[str] | None) -> None:
    """A small blocking server; with `targets` it redirects `/HOW/N` to the Nth."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    listener = socket.create_server((address, 80), family=family, backlog=512)

    def visit(visitor: socket.socket) -> None:
        with visitor:
            visitor.settimeout(5)
            head = visitor.recv(65536)
            _, how, number, *_ = (*([*head.split(b" "), b""])[1].decode("latin-1").split("/"), "", "")
            path = head.partition(b" ")[2].partition(b" ")[0].decode("latin-1").partition("?")[0]
            answer = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
            body = b"<title>A page</title><p>" + b"Words of a public page that is about a river. " * 9
            if targets and how.isdigit() and number.isdigit():
                answer = f"HTTP/1.1 {how} Go\r\nLocation: {targets[int(number)]}\r\n"
            elif targets and (detour := next((way for begin, way in DETOURS.items() if path.startswith(begin)), None)):
                taken.add(path.split("/")[1])
                status, headers, words = detour
                answer, body = f"HTTP/1.1 {status} So\r\n{headers}", words.encode()
            elif targets and how == "refresh":
                answer += f"Refresh: 0; url={targets[int(number)]}\r\n"
            elif targets and how == "meta":
                body = f'<meta http-equiv="refresh" content="0; url={targets[int(number)]}">'.encode()
            visitor.sendall(answer.encode("utf-8") + f"Connection: close\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)

    def run() -> None:
        while True:
            visitor, _ = listener.accept()
            heard[address] += 1
            threading.Thread(target=visit, args=(visitor,), daemon=True).start()

    threading.Thread(target=run, daemon=True).start()


def serve_names(asked: Counter[str]) -> None:
    """A DNS server with TTL 0 for NAMES and `rebind.test`."""
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.bind(("127.0.0.1", 53))

    def run() -> None:
        while True:
            question, visitor = sock.recvfrom(2048)
            labels, at = [], 12
            while question[at]:
                labels.append(question[at + 1 : at + 1 + question[at]].decode("latin-1"))
                at += 1 + question[at]
            kind = int.from_bytes(question[at + 1 : at + 3], "big")
            name = ".".join(labels).lower()
            asked[name] += kind == 1
            addresses = NAMES.get(name, [])
            if name == "rebind.test":
                addresses = [PUBLIC if asked[name] % 2 else "10.0.0.5"]
            packed = [socket.inet_pton(socket.AF_INET6 if ":" in a else socket.AF_INET, a) for a in addresses]
            rows = [p for p in packed if len(p) == (4 if kind == 1 else 16 if kind == 28 else 0)]
            known = b"\x81\x80" if addresses else b"\x81\x83"
            head = question[:2] + known + b"\0\1" + len(rows).to_bytes(2, "big") + bytes(4)
            body = b"".join(b"\xc0\x0c" + kind.to_bytes(2, "big") + b"\0\1" + bytes(4) + len(r).to_bytes(2, "big") + r for r in rows)
            sock.sendto(head + question[12 : at + 5] + body, visitor)

    threading.Thread(target=run, daemon=True).start()


def main() -> None:
    """Build the little world, audit every trick, report."""
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    for address in (*CANARIES, PUBLIC, PUBLIC_SIX):
        subprocess.run(["ip", "addr", "add", f"{address}/{128 if ':' in address else 32}", "dev", "lo"], check=False, capture_output=True)
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "resolv.conf").write_text("nameserver 127.0.0.1\noptions timeout:1 attempts:1\n")
        (Path(folder) / "hosts").write_text("127.0.0.1 localhost\n::1 localhost\n")
        for name in ("resolv.conf", "hosts"):
            subprocess.run(["mount", "--bind", f"{folder}/{name}", f"/etc/{name}"], check=True)
        heard: Counter[str] = Counter()
        urls = tricks()
        for canary in CANARIES:
            serve_http(canary, heard, None)
        for address in (PUBLIC, PUBLIC_SIX):
            serve_http(address, heard, urls)
        serve_names(Counter())
        limit = int(sys.argv[1]) if len(sys.argv) > 1 else len(urls)
        chosen = urls[:: max(1, len(urls) // limit)]
        sources = [Source(url, url, "") for url in ["http://front.test/page", "http://six.test/page", *chosen]]

        async def run() -> tuple[Check, ...]:
            settings = Settings(timeout=5, gap=0.0, per_host=40)
            async with Web(settings) as web:
                return await crawl(sources, web.ask, settings, now=web.now)

        checks = trio.run(run)
        story = Path(folder) / "story.md"
        story.write_text(STORY)
        inputs = [str(story), *(f"http://front.test/{way}" for way in ("document", "sitemap.xml", "index.xml", "feed.xml")), INSIDE]
        settings = Settings(
            timeout=5,
            gap=0.0,
            wayback="http://front.test",
            archives=("mine=http://front.test/gate/", "theirs=http://front.test/timemap/link/"),
            memgator="http://front.test",
            unarchived=True,
        )
        report = trio.run(auditing.audit, inputs, settings).report
        obeying = trio.run(auditing.audit, inputs, replace(settings, robots="obey")).report
        health = Counter(check.verdict.health.value for check in checks)
        print(
            json.dumps(
                {
                    "canaries": {canary: heard[canary] for canary in CANARIES if heard[canary]},
                    "public": heard[PUBLIC] > 0 and heard[PUBLIC_SIX] > 0,
                    "pages": [check.verdict.health.value for check in checks[:2]],
                    "tried": len(checks) - 2,
                    "health": health,
                    "detours": sorted(taken),
                    "unreadable": [len(report.unreadable), len(obeying.unreadable)],
                    "copies": [row.snapshot for row in report.sources if isinstance(row.snapshot, Snapshot)],
                }
            )
        )


if __name__ == "__main__":
    main()
