"""`--robots obey`: may this URL be asked, and how long between two requests? The file is fetched once an origin, read by protego.

The default is not to ask: a check is one visit per cited page on behalf of its author, as a reader's click is (RFC 9309 is for crawlers,
which follow links by themselves).
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import trio

from linkaudit.checks.talk import MOST_HOPS
from linkaudit.checks.urls import join
from linkaudit.model import Cause, NoResponse, Reply, Request, Response

if TYPE_CHECKING:
    from protego import Protego

AGENT = "linkaudit"
LONGEST_DELAY = 30.0  # seconds of Crawl-delay that are honoured; more would keep a run for hours
SIZE = 512 * 1024  # bytes of robots.txt that are read; RFC 9309 asks for at least 500 KiB

Ask = Callable[[Request], Awaitable[Reply]]


@dataclass(frozen=True, slots=True)
class Rules:
    """What one origin's robots.txt says: its rules, or the reply that stands in their place."""

    rules: Protego | None
    instead: Reply | None = None

    def refusal(self, request: Request) -> NoResponse | None:
        """The reply to a request that the rules forbid."""
        if self.instead is not None:
            if isinstance(self.instead, NoResponse):
                return NoResponse(request, self.instead.cause, f"robots.txt: {self.instead.detail}", self.instead.at, self.instead.seconds)
            return NoResponse(request, Cause.ROBOTS, f"robots.txt answered {self.instead.status}", self.instead.at)
        return None

    def forbids(self, url: str) -> bool:
        """Whether the rules keep us out of a URL."""
        return self.rules is not None and not self.rules.can_fetch(url, AGENT)

    @property
    def delay(self) -> float:
        """Seconds between two requests that the origin wants."""
        delay = None if self.rules is None else self.rules.crawl_delay(AGENT)
        return min(float(delay or 0.0), LONGEST_DELAY)


class Robots:
    """The robots.txt files of a run, each fetched once."""

    def __init__(self, ask: Ask) -> None:
        self._ask = ask
        self._known: dict[str, Rules | trio.Event] = {}

    async def of(self, url: str) -> Rules:
        """The rules of a URL's origin."""
        scheme, _, rest = url.partition("://")
        origin = f"{scheme}://{rest.partition('/')[0].partition('?')[0]}"
        known = self._known.get(origin)
        if isinstance(known, Rules):
            return known
        if known is not None:
            await known.wait()
            return await self.of(url)
        waiting = self._known[origin] = trio.Event()
        try:
            self._known[origin] = await self._fetch(origin + "/robots.txt")
        except BaseException:
            del self._known[origin]
            raise
        finally:
            waiting.set()
        return await self.of(url)

    async def _fetch(self, url: str) -> Rules:
        """RFC 9309: 4xx allows all, 5xx forbids all, redirects are followed; who does not answer at all is not asked further either."""
        from protego import Protego

        for _ in range(MOST_HOPS):
            reply = await self._ask(Request("GET", url, purpose="robots", cap=SIZE))
            if isinstance(reply, NoResponse) or reply.status >= 500:
                return Rules(None, reply)
            target = join(url, reply.header("location") or "") if 300 <= reply.status < 400 else None
            if target is None:
                break
            url = target
        good = isinstance(reply, Response) and 200 <= reply.status < 300
        return Rules(Protego.parse(reply.body.decode("utf-8", "replace"))) if good and isinstance(reply, Response) else Rules(None)
