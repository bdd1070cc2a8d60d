"""A URL in; where to connect and what to ask for there, out.

httpx's own URL class decides what any URL means; the ordinary ones, which it would leave as they are, are cut by one pattern instead: half
of what asking costs would else be spent on taking URLs to pieces.
"""

from __future__ import annotations

import re
from typing import NamedTuple

import httpx

from linkaudit.model import Cause
from linkaudit.web.faults import Fault

_ESCAPE = "%[0-9A-Fa-f]{2}"
# What httpx neither quotes nor changes: a host in small ASCII letters that cannot be an IPv4 address, a path and a query of safe characters
_ORDINARY = re.compile(
    r"(https?)://([a-z0-9._-]*[a-z])(?::([1-9][0-9]{0,4}))?"
    rf"((?:/(?:[!$&-;=@-_a-z|~]|{_ESCAPE})*+)(?:\?(?:[!$&-;=?-~]|{_ESCAPE})*+)?)"
)
_USUAL = {"http": 80, "https": 443}
_LONGEST = 60_000  # httpx refuses what is longer than 65,536


class Address(NamedTuple):
    """Where a URL leads: scheme, host and port to connect to, the Host header, and the request target."""

    scheme: str
    host: str
    port: int
    netloc: bytes
    target: bytes


def address(url: str) -> Address:
    """The address of an http(s) URL, without its userinfo and fragment. Raises Fault or httpx.InvalidURL for what is none."""
    found = _ORDINARY.fullmatch(url)
    if found is None or "/." in url or len(url) > _LONGEST:
        return _by_httpx(url)
    scheme, host, given, target = found.groups()
    usual = _USUAL[scheme]
    port = int(given) if given else usual
    netloc = host if port == usual else f"{host}:{port}"
    return Address(scheme, host, port, netloc.encode("ascii"), target.encode("ascii"))


def origin(text: str) -> tuple[str, str, int]:
    """Scheme, host and port of whatever httpx can read."""
    url = httpx.URL(text)
    return url.scheme, url.raw_host.decode("ascii"), url.port or _USUAL.get(url.scheme, 80)


def _by_httpx(text: str) -> Address:
    url = httpx.URL(text)
    if url.scheme not in ("http", "https") or not url.host:
        raise Fault(Cause.BAD_URL, "only http and https URLs with a host are asked")
    return Address(*origin(text), url.netloc, url.raw_path)
