"""A host name in; the addresses it may be asked at, out, or the Fault that says why there are none.

Names are looked up once a run in threads of their own (libc's resolver waits), every answer is judged by `guard`, and one private
answer among several refuses them all: a name that points both ways is a rebinding trick.
"""

from __future__ import annotations

import functools
import ipaddress
import socket
from collections.abc import Mapping

import trio

from linkaudit.errors import LinkauditError
from linkaudit.model import Cause
from linkaudit.web.faults import Fault, explain
from linkaudit.web.guard import Network, why_private

LOOKUPS = 40  # at once: above 100, UDP answers get lost and libc waits 5 s before it asks again
REMEMBER_FAILURE = 2.0  # seconds: forty links of one unknown host are one question, a second look some seconds later is a new one
MOST_ADDRESSES = 8  # of one name that are tried


def read_hosts(text: str, name: str = "hosts") -> dict[str, tuple[str, ...]]:
    """Names and their addresses from /etc/hosts syntax. Raises LinkauditError for a line that is none."""
    found: dict[str, list[str]] = {}
    for number, line in enumerate(text.splitlines(), 1):
        words = line.partition("#")[0].split()
        if not words:
            continue
        try:
            address = str(ipaddress.ip_address(words[0]))
        except ValueError:
            raise LinkauditError(f"{name}: line {number}: {words[0]!r} is not an address") from None
        for host in words[1:]:
            addresses = found.setdefault(_plain(host), [])
            if address not in addresses:
                addresses.append(address)
    return {host: tuple(addresses) for host, addresses in found.items()}


def read_networks(cidrs: tuple[str, ...]) -> tuple[Network, ...]:
    """The networks of `--allow-private`. Raises LinkauditError for what is none."""
    try:
        return tuple(ipaddress.ip_network(cidr, strict=False) for cidr in cidrs)
    except ValueError as fault:
        raise LinkauditError(f"allow-private: {fault}") from None


class Resolver:
    """Looks names up. With `hosts` the table is the resolver: it is trusted, and every other name does not exist."""

    def __init__(self, hosts: Mapping[str, tuple[str, ...]] | None = None, allowed: tuple[Network, ...] = ()) -> None:
        self._hosts, self._allowed = hosts, allowed
        self._limiter = trio.CapacityLimiter(LOOKUPS)
        self._known: dict[str, tuple[str, ...]] = {}
        self._failed: dict[str, tuple[float, Fault]] = {}
        self._asking: dict[str, trio.Event] = {}

    async def addresses(self, host: str) -> tuple[str, ...]:
        """Every address of a host, all of them fit to be asked. Raises Fault: unknown name, resolver trouble, private address."""
        host = _plain(host)
        if (known := self._known.get(host)) is not None:
            return known
        if (literal := _literal(host)) is not None:
            self._check(host, (literal,))
            return (literal,)
        if self._hosts is not None:
            if host not in self._hosts:
                raise Fault(Cause.DNS_NXDOMAIN, f"{host} is not in the hosts file")
            return self._hosts[host]
        while host in self._asking:
            await self._asking[host].wait()
        if (known := self._known.get(host)) is not None:
            return known
        if (failed := self._failed.get(host)) is not None and trio.current_time() < failed[0]:
            raise Fault(failed[1].cause, failed[1].detail)
        done = self._asking[host] = trio.Event()
        try:
            found = await self._look_up(host)
            self._check(host, found)
        except Fault as fault:
            self._failed[host] = trio.current_time() + REMEMBER_FAILURE, fault
            raise
        finally:
            del self._asking[host]
            done.set()
        self._known[host] = found
        return found

    def _check(self, host: str, addresses: tuple[str, ...]) -> None:
        for address in addresses:
            if why := why_private(address, self._allowed):
                raise Fault(Cause.PRIVATE_ADDRESS, f"{host} is at a private address ({why})")

    async def _look_up(self, host: str) -> tuple[str, ...]:
        ask = functools.partial(socket.getaddrinfo, host, None, type=socket.SOCK_STREAM)
        try:
            rows = await trio.to_thread.run_sync(ask, limiter=self._limiter, abandon_on_cancel=True)
        except (OSError, UnicodeError) as fault:
            cause, words = explain(fault)
            raise Fault(cause if isinstance(fault, socket.gaierror) else Cause.BAD_URL, words) from fault
        return tuple(dict.fromkeys(str(row[4][0]) for row in rows))[:MOST_ADDRESSES]


def _plain(host: str) -> str:
    return host.lower().strip("[]").removesuffix(".")


def _literal(host: str) -> str | None:
    try:
        return str(ipaddress.ip_address(host))
    except ValueError:
        return None
