"""`python -m bench.pace`: how long one rate-limited host takes, and how often it has to refuse, for hosts of many manners.

A clock that jumps and a server in memory, so the figures do not depend on the machine: each row is the median and the worst of twelve runs
(four seeds, three latencies).
"""

from __future__ import annotations

import random
from collections import Counter, deque
from dataclasses import dataclass, field
from datetime import UTC, datetime

import trio
from trio.testing import MockClock

from linkaudit.checks.crawler import crawl
from linkaudit.model import Reply, Request, Response, Source
from linkaudit.settings import Settings

AT = datetime(2026, 1, 1, tzinfo=UTC)
LATENCIES = (0.03, 0.12, 0.4)  # seconds, the middle of each


@dataclass
class Server:
    """One host. `manner`: "bucket" (`most` requests, refilled at `rate` a second), "window" (`most` in any `rate` seconds), "greets"
    (refuses each URL once), "shut" (refuses always)."""

    manner: str
    retry_after: float | None
    rate: float = 5.0
    most: float = 5.0
    held: float = 5.0
    refused: int = 0
    seen: float = 0.0
    asked: Counter[str] = field(default_factory=Counter)
    window: deque[float] = field(default_factory=deque)
    latency: float = 0.1
    luck: random.Random = field(default_factory=random.Random)

    async def __call__(self, request: Request) -> Reply:
        seconds = self.latency * self.luck.lognormvariate(0, 0.4)
        await trio.sleep(seconds / 2)
        self.asked[request.url] += 1
        refuses = self.refuses(request.url, trio.current_time())
        self.refused += refuses
        await trio.sleep(seconds / 2)
        if refuses:
            return Response(request, 429, (), b"later", AT, seconds, retry_after=self.retry_after)
        page = b"<title>About %s</title><p>" % request.url.encode() + b"word " * 300
        return Response(request, 200, (("Content-Type", "text/html"),), page, AT, seconds)

    def refuses(self, url: str, now: float) -> bool:
        """Whether it does this time."""
        if self.manner == "bucket":
            self.held, self.seen = min(self.most, self.held + (now - self.seen) * self.rate), now
            if self.held < 1:
                return True
            self.held -= 1
        elif self.manner == "window":
            while self.window and now - self.window[0] > self.rate:
                self.window.popleft()
            if len(self.window) >= self.most:
                return True
            self.window.append(now)
        return self.manner == "shut" or (self.manner == "greets" and self.asked[url] == 1)


ROWS = (
    ("5 a second, Retry-After 1", 60, ("bucket", 1.0, 5, 5, 5)),
    ("5 a second, none left at first", 60, ("bucket", 1.0, 5, 5, 0)),
    ("5 a second, Retry-After 5", 60, ("bucket", 5.0, 5, 5, 5)),
    ("2 a second, Retry-After 2", 30, ("bucket", 2.0, 2, 5, 5)),
    ("2 a second, none left at first", 30, ("bucket", 2.0, 2, 2, 0)),
    ("1 a second, no Retry-After", 20, ("bucket", None, 1, 1, 1)),
    ("10 in any 10 s, Retry-After 3", 40, ("window", 3.0, 10, 10)),
    ("refuses each URL once, Retry-After 2", 9, ("greets", 2.0)),
    ("refuses each URL once, Retry-After 2", 30, ("greets", 2.0)),
    ("refuses each URL once, no Retry-After", 20, ("greets", None)),
    ("refuses always, Retry-After 2", 12, ("shut", 2.0)),
    ("refuses always, Retry-After 3600", 12, ("shut", 3600.0)),
)


def visit(count: int, server: Server) -> tuple[float, Counter[str]]:
    """Seconds until all sources of the host are decided, and their healths."""

    async def go() -> tuple[float, Counter[str]]:
        began = server.seen = trio.current_time()
        sources = [Source(f"http://host.test/{n}", f"http://host.test/{n}", "host.test") for n in range(count)]
        checks = await crawl(sources, server, Settings(hosts="a file", timeout=10))
        return trio.current_time() - began, Counter(check.verdict.health.value for check in checks)

    return trio.run(go, clock=MockClock(autojump_threshold=0))


def main() -> None:
    """Print the table."""
    print("| a host that lets pass | links | seconds, median | worst | refusals | decided as |\n|:--|--:|--:|--:|--:|:--|")
    for name, count, manner in ROWS:
        seconds, refusals, healths = [], 0, Counter[str]()
        for seed in range(4):
            for latency in LATENCIES:
                server = Server(*manner, latency=latency, luck=random.Random(seed))  # type: ignore[arg-type]  # rows differ in length
                took, found = visit(count, server)
                seconds.append(took)
                refusals += server.refused
                healths += found
        runs = len(seconds)
        told = ", ".join(f"{health} {number / runs / count:.0%}" for health, number in healths.most_common())
        print(f"| {name} | {count} | {sorted(seconds)[runs // 2]:.1f} | {max(seconds):.1f} | {refusals / runs:.1f} | {told} |")


if __name__ == "__main__":
    main()
