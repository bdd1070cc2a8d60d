"""Inputs in, the same with every published page fetched out; sitemaps and feeds are replaced by the pages that they name."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from dataclasses import replace

import trio

from linkaudit import files, reading, urls
from linkaudit.checks import plan
from linkaudit.documents import feeds
from linkaudit.documents.wikiaddress import raw_url
from linkaudit.model import NoResponse, Response, Source, Unreadable
from linkaudit.settings import Settings
from linkaudit.web import Web

MOST_PAGES = 1000  # of sitemaps and feeds, in one run
DEEPEST_LISTING = 3  # sitemap indexes that name sitemap indexes


async def named(
    inputs: Sequence[files.Input], settings: Settings, web: Web
) -> tuple[list[files.Input], dict[str, reading.Page | Unreadable]]:
    """The inputs with every page fetched, and each sitemap or feed among them replaced by the pages that it names (each page once)."""
    found: list[files.Input] = []
    pages: dict[str, reading.Page | Unreadable] = {}
    waiting = deque((item, 0) for item in inputs)
    while waiting:
        item, depth = waiting.popleft()
        if item.kind == "page":
            if item.name in pages or len(pages) >= MOST_PAGES:
                continue
            if pages and web.network != "replay":
                await trio.sleep(settings.gap)
            pages[item.name] = page = await _fetch(item.name, web)
            listed = feeds.listing(page.body, page.url) if isinstance(page, reading.Page) else None
        else:
            data = item.read() if item.path.lower().endswith(feeds.SUFFIXES) and item.kind == "file" else None
            listed = feeds.listing(data, settings.base_url) if isinstance(data, bytes) else None
        if listed is None:
            found.append(item)
        elif depth < DEEPEST_LISTING:
            waiting.extendleft((files.Input(page, "", page, "page"), depth + 1) for page in reversed(listed.pages))
    return found, pages


async def _fetch(url: str, web: Web) -> reading.Page | Unreadable:
    """A published page, by the same plan that checks a source. An article of a wiki is asked for as the text its editors write."""
    raw = raw_url(url)
    ask = raw[0] if raw else url
    source = Source(url=urls.identify(ask), ask=ask, host=urls.host(ask))
    replies: tuple[Response | NoResponse, ...] = ()
    while (request := plan.next_request(source, replies)) and not (replies and _is_page(replies[-1])):
        if request.after and web.network != "replay":
            await trio.sleep(request.after)
        replies += (await web.ask(replace(request, purpose="document", cap=files.LARGEST)),)
    match replies[-1] if replies else None:
        case Response() as page if _is_page(page):
            at, suffix = (url, ".wiki") if raw else (page.request.url, None)
            return reading.Page(page.body, at, page.header("content-type"), suffix)
        case Response(status=status):
            return Unreadable(url, f"the page answered {status}")
        case NoResponse(cause=cause, detail=detail):
            return Unreadable(url, f"the page could not be fetched: {cause} ({detail})")
        case None:
            return Unreadable(url, "not a URL that can be fetched")


def _is_page(reply: Response | NoResponse) -> bool:
    return isinstance(reply, Response) and 200 <= reply.status < 300
