"""Set-Cookie of one chain → the Cookie header of its next request. A jar lives as long as one chain of redirects and crosses no host
that its cookies do not name (RFC 6265 section 5, without the parts that need a clock)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from linkaudit.checks.urls import host_of
from linkaudit.model import Response
from linkaudit.urls.normalise import site_of

MOST_COOKIES = 50  # RFC 6265 6.1 asks clients for at least 50 a domain; a flood beyond it is dropped
MOST_COOKIE = 4096  # bytes, RFC 6265 6.1
MOST_SET = 16 * 1024  # bytes of Set-Cookie in one answer; twice what can be sent back
MOST_HEADER = 8190  # bytes of Cookie header; what curl allows and common servers accept


@dataclass(frozen=True, slots=True)
class Cookie:
    """One cookie. `exact` says that it belongs to `host` alone and not to the names below it."""

    name: str
    value: str
    host: str
    exact: bool
    path: str
    secure: bool


Jar = tuple[Cookie, ...]
_PAST = re.compile(r"-[0-9]+|0+")  # a Max-Age that has run out
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


def take(jar: Jar, response: Response) -> Jar:
    """The jar after this response: newer cookies replace those of the same name, host and path; expired ones are dropped."""
    lines: list[str] = []
    room = MOST_SET
    for header_name, value in response.headers:
        if len(value) <= min(MOST_COOKIE, room) and len(lines) < MOST_COOKIES and header_name.lower() == "set-cookie":
            lines.append(value)
            room -= len(value)
    if not lines:
        return jar
    kept = {(cookie.name, cookie.host, cookie.path): cookie for cookie in jar}
    for cookie, lives in _told(response.request.url, tuple(lines)):
        key = (cookie.name, cookie.host, cookie.path)
        kept.pop(key, None)
        if lives and len(kept) < MOST_COOKIES:
            kept[key] = cookie
    return tuple(kept.values())


@lru_cache(maxsize=512)  # a chain is walked again at each of its hops
def _told(url: str, lines: tuple[str, ...]) -> tuple[tuple[Cookie, bool], ...]:
    """The cookies that Set-Cookie lines set, each with whether it is to be kept rather than forgotten."""
    return tuple([found for line in lines if (found := _read(url, line)) is not None])


def _read(url: str, line: str) -> tuple[Cookie, bool] | None:
    """The cookie of a Set-Cookie line, and whether to keep rather than forget it; None if it is none, or not this host's to set."""
    pair, *attributes = line.split(";")
    name, equals, value = pair.partition("=")
    name, value, host = name.strip(), value.strip(), host_of(url)
    if not equals or not name or _CONTROL.search(pair):
        return None
    facts = {key.strip().lower(): what.strip() for key, _, what in (a.partition("=") for a in attributes)}
    domain = facts.get("domain", "").lstrip(".").lower()
    if domain and not (_within(host, domain) and _within(domain, site_of(host))):
        return None  # meant for another host, or for a whole public suffix
    path = facts.get("path", "")
    cookie = Cookie(name, value, domain or host, not domain, path if path.startswith("/") else _folder(url), "secure" in facts)
    return cookie, _PAST.fullmatch(facts.get("max-age", "1")) is None


def header(jar: Jar, url: str) -> tuple[tuple[str, str], ...]:
    """The Cookie header for a request as a tuple of header pairs, empty when the jar has nothing for it."""
    host, path, secure = host_of(url), _path(url), url.startswith("https:")
    pairs: list[str] = []
    room = MOST_HEADER
    for cookie in sorted(jar, key=lambda c: -len(c.path)):  # longest path first, RFC 6265 5.4
        fits = host == cookie.host if cookie.exact else _within(host, cookie.host)
        below = path == cookie.path or path.startswith(cookie.path.rstrip("/") + "/")
        pair = f"{cookie.name}={cookie.value}"
        if fits and below and (secure or not cookie.secure) and len(pair) + 2 <= room:
            pairs.append(pair)
            room -= len(pair) + 2
    return (("Cookie", "; ".join(pairs)),) if pairs else ()


def _within(host: str, domain: str) -> bool:
    return host == domain or host.endswith("." + domain)


def _path(url: str) -> str:
    rest = url.partition("://")[2].partition("#")[0].partition("?")[0]
    return "/" + rest.partition("/")[2]


def _folder(url: str) -> str:
    return _path(url).rpartition("/")[0] or "/"
