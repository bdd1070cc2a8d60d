"""Archives that speak Memento (RFC 7089): a URL → the question to their TimeMap or TimeGate; link lists → captures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from email.utils import format_datetime, parsedate_to_datetime

from linkaudit.model import NoResponse, Response
from linkaudit.snapshots import surt
from linkaudit.snapshots.archives import Archive, unreliable
from linkaudit.snapshots.choose import Capture
from linkaudit.snapshots.index import Answer, Closed, Failed, Put, Refused, Rows, question, unanswered

PAGES = 4  # pages of a TimeMap that are read
_LINK = re.compile(r"<([^<>]*)>((?:\s*;\s*[A-Za-z*-]+\s*=\s*(?:\"[^\"]*\"|[^\s\",;<>]*))*)")
_PARAMETER = re.compile(r";\s*([A-Za-z*-]+)\s*=\s*(?:\"([^\"]*)\"|([^\s\",;<>]*))")


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of a Link header or a link list."""

    uri: str
    rel: tuple[str, ...]
    parameters: tuple[tuple[str, str], ...]

    def date(self, name: str) -> datetime | None:
        """A date among the parameters (`datetime`, `from`, `until`)."""
        return http_date(dict(self.parameters).get(name))


async def captures(archive: Archive, url: str, when: date | None, put: Put) -> Answer:
    """The mementos that the TimeMap of an archive lists."""
    return await _time_map(f"{archive.index}{url}", url, when, put)


async def by_timegate(archive: Archive, url: str, when: date | None, put: Put) -> Answer:
    """The mementos that a TimeGate leads to: those of the TimeMap that it names, else the ones in its own Link header."""
    headers = (("Accept-Datetime", http_text(when)),) if when else ()
    reply = await put(question(f"{archive.index}{url}", headers))
    if isinstance(reply, NoResponse | Closed):
        return unanswered(reply)
    if (failure := _failure(reply)) is not None:
        return failure
    at = reply.request.url
    links = parse(reply.header("link") or "", at)
    if (time_map := next((link.uri for link in links if "timemap" in link.rel), None)) is not None:
        answer = await _time_map(time_map, url, when, put)
        if isinstance(answer, Rows) and answer.captures:
            return answer
    found = _mementos(links, url)
    location, own = reply.header("location"), http_date(reply.header("memento-datetime"))
    if own and 200 <= reply.status < 300:
        found += (_memento(surt.join(at, reply.header("content-location") or at), own, url),)
    elif location and 300 <= reply.status < 400 and not any(c.memento == surt.join(at, location) for c in found):
        found += (_memento(surt.join(at, location), datetime.combine(when, time(12), UTC) if when else reply.at, url),)
    return Rows(found) if found else Failed("the TimeGate answered with no memento")


def parse(text: str, base: str) -> tuple[Link, ...]:
    """The entries of a Link header or of a document in `application/link-format` (RFC 6690), URIs made absolute."""
    links = []
    for uri, rest in _LINK.findall(text):
        parameters = tuple((name.lower(), quoted or bare) for name, quoted, bare in _PARAMETER.findall(rest))
        links.append(Link(surt.join(base, uri), tuple(dict(parameters).get("rel", "").lower().split()), parameters))
    return tuple(links)


def http_date(text: str | None) -> datetime | None:
    """A date as HTTP writes it, or None."""
    try:
        return parsedate_to_datetime(text).astimezone(UTC) if text else None
    except (ValueError, TypeError, OverflowError):
        return None


def http_text(when: date) -> str:
    """Noon of a day as HTTP writes it."""
    return format_datetime(datetime.combine(when, time(12), UTC), usegmt=True)


async def _time_map(address: str, url: str, when: date | None, put: Put) -> Answer:
    """All mementos of a TimeMap; of one in pages the page around `when` first."""
    found: tuple[Capture, ...] = ()
    pages, seen, complete = [address], set[str](), True
    while pages and len(seen) < PAGES:
        seen.add(pages[0])
        reply = await put(question(pages[0], (("Accept", "application/link-format"),)))
        if isinstance(reply, NoResponse | Closed):
            return Rows(found, False) if found else unanswered(reply)
        if (failure := _failure(reply)) is not None:
            return Rows(found, False) if found else failure
        links = parse(reply.body.decode("utf-8", "replace"), pages[0])
        if not links:
            return Rows(found, False) if found else Failed("the TimeMap is no list of links")
        found += _mementos(links, url)
        complete = complete and reply.complete
        onward = [link for link in links if {"timemap", "next"} & set(link.rel) and link.uri not in seen]
        pages = [link.uri for link in sorted(onward, key=lambda link: _distance(link, when))]
    return Rows(found, complete and not pages, whole_life=not pages)


def _failure(reply: Response) -> Refused | Failed | Rows | None:
    """What a status says that brings no links."""
    if reply.status == 404:
        return Rows((), whole_life=True)
    if reply.status in (403, 451):
        return Refused("the archive excludes this site")
    if reply.status >= 400:
        return Failed(f"the index answered {reply.status}", slow_down=reply.status == 429)
    return None


def _distance(link: Link, when: date | None) -> float:
    """How far the span of a page of a TimeMap lies from a date, in days; pages that name no span come last. Without a date the newest is
    the nearest."""
    begin, end = link.date("from"), link.date("until")
    if when is None:
        return -end.timestamp() if end else 0.0
    if begin is None or end is None:
        return 1e9
    return float(max((begin.date() - when).days, (when - end.date()).days, 0))


def _mementos(links: tuple[Link, ...], url: str) -> tuple[Capture, ...]:
    dated = ((link.uri, link.date("datetime")) for link in links if "memento" in link.rel and not unreliable(link.uri))
    return tuple(_memento(uri, at, url) for uri, at in dated if at is not None)


def _memento(uri: str, at: datetime, url: str) -> Capture:
    """A capture of which a TimeMap tells no more than where and when."""
    return Capture(at, url, "", None, "", memento=uri)
