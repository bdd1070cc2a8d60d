"""Replies so far → the conversation they make: the redirects walked, the cookies of the chain, what was said where it ended.

Both the plan (what to ask next) and the verdict (what it means) read this one account, so they can never disagree about it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import Literal, NamedTuple

from linkaudit.checks import cookies
from linkaudit.checks.page import refresh_target
from linkaudit.checks.probe import sibling
from linkaudit.checks.urls import fragmentless, host_of, join
from linkaudit.model import Cause, NoResponse, Reply, Response, Source

MOST_HOPS = 10  # redirects in one attempt; browsers give up at 20, and no honest chain in the studies passed 10
LONGEST_TARGET = 16 * 1024  # characters of a URL that a redirect may lead to; common servers take 8 kB of a request line, none takes 16
TIME_OUTS = frozenset({Cause.CONNECT_TIMEOUT, Cause.READ_TIMEOUT})
CUT_OFF = frozenset({Cause.RESET, Cause.CLOSED, Cause.PROTOCOL})
PERMANENT = frozenset({301, 308})
REDIRECTS = PERMANENT | {302, 303, 307}

HopKind = Literal["permanent", "temporary", "page"]
End = Literal["loop", "limit", "bad-location"]


@dataclass(frozen=True, slots=True)
class Around:
    """What a check may know of the run it is part of.

    `timeout`: seconds for one attempt with its redirects, retries and waits. `resolver`: whether "this name does not exist" can be
    believed: *proven* (control names resolved), *authority* (a hosts file decides: asking once is enough), *broken*, or *lying* (this very
    page is shown for names that do not exist).
    """

    timeout: float = 20.0
    resolver: Literal["proven", "authority", "broken", "lying"] = "proven"


ALONE = Around()


@dataclass(frozen=True, slots=True)
class Hop:
    """One answer that led on: from where, to where, and how (by a permanent or temporary status, or by a refresh in the page)."""

    response: Response
    kind: HopKind
    target: str


@dataclass(frozen=True, slots=True)
class Talk:
    """The conversation about one source. `hops` are those of the present attempt; `url` is where it stands; `spent` are its seconds."""

    url: str
    hops: tuple[Hop, ...] = ()
    jar: cookies.Jar = ()
    said: tuple[Reply, ...] = ()  # every reply about the page, redirects included, in order
    probes: tuple[Reply, ...] = ()
    end: End | None = None
    spent: float = 0.0
    late: bool = False

    @property
    def last(self) -> Reply | None:
        """The last word about the page, or None when nothing was asked, or when it leads on to a place not yet asked."""
        if not self.said or (self.hops and self.said[-1] is self.hops[-1].response and self.end is None):
            return None
        return self.said[-1]

    def times(self, status: int | None = None, causes: frozenset[Cause] = frozenset()) -> int:
        """How often this status, or one of these causes, was the answer at the place where the conversation stands."""
        here = [reply for reply in self.said if reply.request.url == self.url]
        return sum(reply.status == status if isinstance(reply, Response) else reply.cause in causes for reply in here)


def follow(source: Source, replies: tuple[Reply, ...]) -> Talk:
    """The account of a conversation. Redirects are walked here, hop by hop; a late request begins again at the source with no cookies."""
    probes = tuple([reply for reply in replies if reply.request.purpose == "probe"])
    if not probes:
        return walk(source.ask, replies)
    return replace(walk(source.ask, tuple([reply for reply in replies if reply.request.purpose != "probe"])), probes=probes)


def walk(start: str, replies: tuple[Reply, ...]) -> Talk:
    """The account of what was said about one URL, whatever for."""
    start = fragmentless(start)
    path, seen = _Path(start), defaultdict[str, list[cookies.Jar]](list)
    spent, late = 0.0, False
    for reply in replies:
        if reply.request.late and not late:
            path, seen = _Path(start), defaultdict(list)
            spent, late = 0.0, True
        spent = spent + reply.seconds + reply.request.after
        if isinstance(reply, Response) and (kind := _kind(reply)) is not None:
            path = _led_on(path, reply, kind, seen)
    return Talk(path.url, path.hops, path.jar, replies, (), path.end, spent, late)


def neighbour(source: Source, talk: Talk) -> str:
    """The URL whose answer tells whether the server looks at all (see `probe`): beside the source, under the scheme and host that its
    redirects settled on while they kept its path."""
    base = fragmentless(source.ask)
    tail = base.partition("://")[2].partition("/")[2]
    for hop in talk.hops:
        if hop.target.partition("://")[2].partition("/")[2] != tail:
            break
        base = hop.target
    return sibling(base)


def neighbour_of(source: Source) -> str:
    """The neighbour of a source as it was cited."""
    return sibling(fragmentless(source.ask))


class _Path(NamedTuple):
    """Where redirects have led so far."""

    url: str
    hops: tuple[Hop, ...] = ()
    jar: cookies.Jar = ()
    end: End | None = None


def _led_on(path: _Path, response: Response, kind: HopKind, seen: dict[str, list[cookies.Jar]]) -> _Path:
    """The path after a redirect. A loop is the same URL with the same cookies: a cookie wall sends you round once."""
    # `seen` holds what was asked, with which cookies, and led on; a retry of the same request after a fault is not a second visit.
    seen[path.url].append(path.jar)
    jar = cookies.take(path.jar, response)
    location = refresh_target(response) if kind == "page" else response.header("location")
    target = join(path.url, location) if location and len(location) <= LONGEST_TARGET else None
    if target is None or not target.startswith(("http://", "https://")) or not host_of(target):
        return path._replace(jar=jar, end="bad-location")
    target = fragmentless(target)
    hops = (*path.hops, Hop(response, kind, target))
    if jar in seen.get(target, ()):
        return path._replace(hops=hops, jar=jar, end="loop")
    if len(hops) > MOST_HOPS:
        return path._replace(hops=hops, jar=jar, end="limit")
    return path._replace(url=target, hops=hops, jar=jar)


def _kind(response: Response) -> HopKind | None:
    """How an answer leads on, or None if it does not. A 3xx whose Location is absent or empty leads nowhere and is the last word."""
    if response.status in REDIRECTS:
        if not (response.header("location") or "").strip():
            return None
        return "permanent" if response.status in PERMANENT else "temporary"
    if response.status != 200 or (target := refresh_target(response)) is None:
        return None
    # a page that loads itself anew every few seconds is a page (a ticker, a status board), not a redirect
    return None if fragmentless(join(response.request.url, target) or "") == fragmentless(response.request.url) else "page"


def transient(reply: Reply) -> bool:
    """Whether asking again at once may mend it: the connection was cut, or the server says that it failed."""
    if isinstance(reply, NoResponse):
        return reply.cause in CUT_OFF
    return reply.status in (408, 425) or (reply.status >= 500 and reply.status != 999)
