"""A web on loopback whose every answer is known beforehand: a seed in; hosts, URLs, their truth, and a server, out.

About 200 hosts of the kinds that a link checker meets: quick and slow ones, hangs, black holes, refusals, resets, 404, 410 and 500, rate
limits, flaky 503s, servers that lie to HEAD, drips, 50 MB bodies, chains, loops and cookie walls. Every host has an address of its own
in 127/8, so that tools without a resolver of their own can be pointed at it (see `__main__`).

Run as a program it serves: `python -m bench.web KIND SEED URLS HOSTS PORT`; it prints `ready` when it listens, and on the end of its
standard input a line of JSON with what it was asked.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import math
import random
import socket
import ssl
import struct
import sys
import time
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import Literal

Truth = Literal["alive", "dead", "open"]  # open: nobody can tell from outside (hangs, refusals, 403 to everyone)
Kind = Literal["realistic", "raw", "tls", "good"]  # good: latency alone

# How many hosts of 200 have which fate; the rest is ordinary.
FATES = {
    "hang": 3,
    "blackhole": 3,
    "refuse": 3,
    "reset-always": 2,
    "reset-first": 4,
    "limited": 3,
    "retry-after": 4,
    "flaky": 8,
    "head-403": 3,
    "head-404": 3,
    "head-405": 3,
    "head-hang": 2,
    "drip": 3,
    "big": 2,
    "chain": 4,
    "loop": 2,
    "cookies": 4,
    "connections": 2,
    "forbidden": 4,
    "unknown": 5,
    "slow": 3,
    "broken": 3,
}
NEVER_BIG = ("limited", "retry-after", "slow", "drip", "big", "hang", "head-hang")
WORDS = tuple(
    """
river council bridge vote budget winter school harbour record tower museum letter witness treaty village garden railway minister
island festival census archive painter engine lantern orchard meadow voyage harvest compass granite almanac ferry quarry saddle
""".split()  # noqa: SIM905
)


@dataclass(frozen=True)
class Host:
    """One host of the web: its name, its address in 127/8, what it does, and the middle of its latency in seconds."""

    name: str
    address: str
    fate: str
    latency: float


@dataclass(frozen=True)
class Web:
    """The web: its hosts and the URLs that a document cites, each with the truth about it."""

    kind: Kind
    hosts: tuple[Host, ...]
    urls: tuple[tuple[str, Truth], ...]

    def hosts_file(self) -> str:
        """/etc/hosts lines of every host that exists."""
        return "".join(f"{host.address} {host.name}\n" for host in self.hosts if host.fate != "unknown")

    def document(self) -> str:
        """A Markdown list of the URLs."""
        return "# A list of sources\n\n" + "".join(f"- {url}\n" for url, _ in self.urls)


def plan(kind: Kind, seed: int = 7, urls: int = 1000, hosts: int = 200, port: int = 80) -> Web:
    """The same web for the same arguments."""
    luck = random.Random(seed)
    fates = ["plain"] * hosts
    if kind == "realistic":
        special = [fate for fate, count in FATES.items() for _ in range(max(1, round(count * hosts / 200)))]
        fates[: len(special)] = special[:hosts]
        luck.shuffle(fates)
        for rank in range(min(20, hosts)):  # the biggest hosts are no rate-limited or hanging ones, or nothing else would be measured
            if fates[rank] in NEVER_BIG:
                other = next(n for n in range(21, hosts) if fates[n] not in NEVER_BIG)
                fates[rank], fates[other] = fates[other], fates[rank]
    suffix = "" if port in (80, 443) else f":{port}"
    made = tuple(
        Host(
            f"{fate}-{n}.web.bench",
            f"127.{16 + n // 250}.{n % 250}.1",
            fate,
            0.15 * math.exp(luck.gauss(0, 0.5)) if kind in ("realistic", "good") else 0.0,
        )
        for n, fate in enumerate(fates)
    )
    weights = [1 / (rank + 1) ** 0.72 if kind == "realistic" else 1.0 for rank in range(hosts)]
    counts = [max(1, int(urls * weight / sum(weights))) for weight in weights]
    for n in range(urls - sum(counts)):
        counts[n % hosts] += 1
    scheme = "https" if kind == "tls" else "http"
    found: list[tuple[str, Truth]] = []
    for host, count in zip(made, counts, strict=True):
        for n in range(count):
            path = f"{luck.choice(WORDS)}/{luck.choice(WORDS)}-{n}"
            gone = host.fate == "plain" and luck.random() < (0.15 if kind == "realistic" else 0.05 if kind == "raw" else 0)
            if gone:
                path = luck.choice(("missing", "gone")) + "/" + path if kind == "realistic" else "missing/" + path
            found.append((f"{scheme}://{host.name}{suffix}/{path}", "dead" if gone else _truth(host.fate)))
    luck.shuffle(found)
    return Web(kind, made, tuple(found[:urls]))


def _truth(fate: str) -> Truth:
    if fate in ("loop", "unknown"):
        return "dead"
    return "open" if fate in ("hang", "blackhole", "refuse", "reset-always", "forbidden", "broken") else "alive"


# ---------------------------------------------------------------- serving


class Serving:
    """What all connections share: the plan and what was asked."""

    def __init__(self, web: Web) -> None:
        self.web = web
        self.by_name = {host.name: host for host in web.hosts}
        self.asked: Counter[str] = Counter()
        self.times: dict[str, list[float]] = defaultdict(list)
        self.seen: Counter[str] = Counter()
        self.tokens: dict[str, tuple[float, float]] = {}
        self.connections: Counter[str] = Counter()
        self.raw_page = _page("raw", 300)

    def summary(self) -> str:
        """JSON: requests by host, and the most that one host was asked within a second."""
        peak = 0
        for times in self.times.values():
            first = 0
            for last, at in enumerate(times):
                while at - times[first] > 1:
                    first += 1
                peak = max(peak, last - first + 1)
        return json.dumps({"requests": sum(self.asked.values()), "peak": peak, "by_host": self.asked})


class Visitor(asyncio.Protocol):
    """One connection."""

    def __init__(self, serving: Serving) -> None:
        self.serving, self.buffer = serving, b""
        self.queue: list[tuple[str, str, dict[str, str]]] = []
        self.busy: asyncio.Task[None] | None = None
        self.host: Host | None = None
        self.transport: asyncio.Transport

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def connection_lost(self, _exc: Exception | None) -> None:
        if self.host:
            self.serving.connections[self.host.name] -= 1
        if self.busy:
            self.busy.cancel()

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while b"\r\n\r\n" in self.buffer:
            head, _, self.buffer = self.buffer.partition(b"\r\n\r\n")
            first, *rest = head.decode("latin-1").split("\r\n")
            headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in rest)}
            method, path, _ = first.split(" ", 2)
            name = headers.get("host", "").partition(":")[0]
            self.serving.asked[name] += 1
            if self.serving.web.kind in ("raw", "tls"):
                self.raw(method, path)
                continue
            self.serving.times[name].append(time.monotonic())
            if self.host is None and name in self.serving.by_name:
                self.host = self.serving.by_name[name]
                self.serving.connections[name] += 1
            self.queue.append((method, path, headers))
            if self.busy is None or self.busy.done():
                self.busy = asyncio.get_running_loop().create_task(self.serve())

    def raw(self, method: str, path: str) -> None:
        status = "404 Not Found" if path.startswith("/missing") else "200 OK"
        self.answer(method, status, self.serving.raw_page)

    async def serve(self) -> None:
        while self.queue:
            method, path, headers = self.queue.pop(0)
            if self.host is None:
                return self.answer(method, "421 Misdirected", b"who?")
            await self.fate(self.host, method, path, headers)
        return None

    async def fate(self, host: Host, method: str, path: str, headers: dict[str, str]) -> None:
        """What this host does."""
        serving, page = self.serving, _page(host.name + path, 1500)
        first = not serving.seen[host.name + path]
        serving.seen[host.name + path] += method != "HEAD" or host.fate not in ("flaky", "reset-first")
        if host.fate == "connections" and serving.connections[host.name] > 4:
            return self.answer(method, "503 Busy", b"too many connections")
        await asyncio.sleep(min(3.0, host.latency * _spread(host.name + path)))
        if path.startswith("/missing"):
            return self.answer(method, "404 Not Found", _page("Not found", 200))
        if path.startswith("/gone"):
            return self.answer(method, "410 Gone", _page("Gone", 200))
        match host.fate:
            case "hang":
                await asyncio.sleep(600)
            case "head-hang" if method == "HEAD":
                await asyncio.sleep(600)
            case "reset-always":
                self.reset()
            case "reset-first" if first:
                self.reset()
            case "flaky" if first:
                self.answer(method, "503 Service Unavailable", b"try again")
            case "broken":
                self.answer(method, "500 Oops", b"error")
            case "forbidden":
                self.answer(method, "403 Forbidden", _page("Forbidden", 200))
            case "retry-after" if first:
                self.answer(method, "429 Too Many", b"slow down", "Retry-After: 2\r\n")
            case "limited" if not self.token(host.name, 5.0, 5.0):
                self.answer(method, "429 Too Many", b"slow down", "Retry-After: 1\r\n")
            case "head-403" | "head-404" | "head-405" if method == "HEAD":
                self.answer(method, f"{host.fate[5:]} No", b"")
            case "slow":
                await asyncio.sleep(2.0 + _spread(path))
                self.answer(method, "200 OK", page)
            case "drip" if method == "GET":
                self.transport.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 100000\r\n\r\n" + page)
                while not self.transport.is_closing():
                    await asyncio.sleep(0.5)
                    self.transport.write(b"x")
            case "big" if method == "GET":
                self.transport.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 52428800\r\n\r\n" + page)
                block = b"word " * 13107
                for _ in range(800):
                    while self.transport.get_write_buffer_size() > 262144 and not self.transport.is_closing():
                        await asyncio.sleep(0.005)
                    if self.transport.is_closing():
                        return
                    self.transport.write(block)
                self.transport.close()
            case "chain":
                step = int(path.partition("?hop=")[2] or 0)
                if step < 5:
                    self.answer(method, "302 Found", b"", f"Location: {path.partition('?')[0]}?hop={step + 1}\r\n")
                else:
                    self.answer(method, "200 OK", page)
            case "loop":
                self.answer(method, "302 Found", b"", f"Location: {path}\r\n")
            case "cookies" if "pass=1" not in headers.get("cookie", ""):
                self.answer(method, "302 Found", b"", f"Location: {path}\r\nSet-Cookie: pass=1; Path=/\r\n")
            case _:
                self.answer(method, "200 OK", page)
        return None

    def token(self, name: str, rate: float, most: float) -> bool:
        now = time.monotonic()
        tokens, at = self.serving.tokens.get(name, (most, now))
        tokens = min(most, tokens + (now - at) * rate)
        self.serving.tokens[name] = (tokens - 1 if tokens >= 1 else tokens, now)
        return tokens >= 1

    def answer(self, method: str, status: str, body: bytes, more: str = "") -> None:
        head = f"HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nServer: bench\r\n{more}Content-Length: {len(body)}\r\n\r\n"
        self.transport.write(head.encode() + (b"" if method == "HEAD" else body))

    def reset(self) -> None:
        sock = self.transport.get_extra_info("socket")
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.transport.abort()


def _spread(key: str) -> float:
    """A log-normal factor around 1 that belongs to the key."""
    return math.exp(random.Random(hashlib.sha256(key.encode()).digest()).gauss(0, 0.4))


def _page(key: str, size: int) -> bytes:
    """A page of words that belong to the key."""
    luck = random.Random(hashlib.sha256(key.encode()).digest())
    words = " ".join(luck.choice(WORDS) for _ in range(size // 7))
    title = key if " " in key or key in ("raw", "Gone", "Forbidden") else " ".join(luck.sample(WORDS, 4))
    return f"<!doctype html><html><head><title>{title}</title></head><body><h1>{title}</h1><p>{words}.</p></body></html>".encode()


def blackhole(address: str, port: int) -> list[socket.socket]:
    """An address that never answers a SYN: a listener whose queue is full."""
    listener = socket.socket()
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((address, port))
    listener.listen(0)
    kept = [listener]
    for _ in range(3):
        filler = socket.socket()
        filler.setblocking(False)
        filler.connect_ex((address, port))
        kept.append(filler)
    return kept


async def serve(web: Web, port: int, context: ssl.SSLContext | None = None) -> str:
    """Serve until standard input ends; what was asked, as JSON."""
    serving = Serving(web)
    loop = asyncio.get_running_loop()
    kept: list[object] = []
    for host in web.hosts:
        if host.fate == "blackhole":
            kept += blackhole(host.address, port)
        elif host.fate not in ("refuse", "unknown"):
            kept.append(await loop.create_server(lambda: Visitor(serving), host.address, port, ssl=context, backlog=512))
    print("ready", flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    return serving.summary()


def main() -> None:
    """Serve the web that the arguments name."""
    kind, seed, urls, hosts, port, *pem = sys.argv[1:]
    web = plan(kind, int(seed), int(urls), int(hosts), int(port))  # type: ignore[arg-type]
    context = None
    if pem:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(pem[0])
    print(asyncio.run(serve(web, int(port), context)), flush=True)


if __name__ == "__main__":
    main()
