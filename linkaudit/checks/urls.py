"""URLs as a conversation needs them, by the WHATWG rules: join a Location, drop a fragment, name host and the steps of the path."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import unquote

import ada_url

# What the WHATWG rules leave as it is: small ASCII letters in the labels of the host (none that needs decoding, the last no number), a path
# without escapes and without steps that begin with a dot. Most URLs are like this, and are cut without building an object for each.
_ORDINARY = re.compile(
    r"https?://((?!xn--)(?:[a-z0-9-]+\.(?!xn--))*[a-z][a-z0-9-]*)(?::[1-9]\d{0,3})?((?:/(?!\.)[\w~!$&'()*+,;=:@.-]*)*)", re.ASCII
)

LONG = 2000  # characters of a URL; what is longer is not remembered: redirects may lead from one of 60 kB to the next


def join(base: str, location: str) -> str | None:
    """Where a Location leads, absolute and normalised; None when it is no URL."""
    try:
        return str(ada_url.join_url(base, location.strip()))
    except ValueError:
        return None


def fragmentless(url: str) -> str:
    """The URL without its fragment: what is sent."""
    return url.partition("#")[0]


def host_of(url: str) -> str:
    """The host in lower case, without port; empty when there is none."""
    if len(url) > LONG and (end := url.find("/", url.find("//") + 2)) > 0:
        url = url[:end]
    return _host_of(url) if len(url) <= LONG else _host_of.__wrapped__(url)


def steps(url: str) -> tuple[str, ...]:
    """The segments of the path, decoded, without empty ones: `/a//b%20c/` gives `("a", "b c")`."""
    return _steps(url) if len(url) <= LONG else _steps.__wrapped__(url)


def query_of(url: str) -> str:
    """The query without its question mark."""
    return fragmentless(url).partition("?")[2]


@lru_cache(maxsize=4096)
def _host_of(url: str) -> str:
    if (found := _ORDINARY.match(url)) and url[found.end() : found.end() + 1] in ("", "/", "?", "#"):
        return found[1]
    try:
        return str(ada_url.URL(url).hostname)
    except ValueError:
        return ""


@lru_cache(maxsize=4096)
def _steps(url: str) -> tuple[str, ...]:
    if (found := _ORDINARY.match(url)) and url[found.end() : found.end() + 1] in ("", "?", "#"):
        return tuple(step for step in found[2].split("/") if step)
    try:
        path = str(ada_url.URL(url).pathname)
    except ValueError:
        return ()
    return tuple(unquote(step) for step in path.split("/") if step)
