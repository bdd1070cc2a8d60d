"""An address in; whether it is public, out: the IANA special-purpose registries as tables of our own, and what hides inside IPv6.

Pure. `ipaddress.is_global` is not used: what it calls global changed between Python releases (3.11 passes 64:ff9b::10.0.0.1).
"""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Network = ipaddress.IPv4Network | ipaddress.IPv6Network

# IANA "IPv4 Special-Purpose Address Registry" and "IPv4 Multicast"; what the registry calls globally reachable is left out
# (192.0.0.9/32, 192.0.0.10/32, 192.31.196.0/24, 192.52.193.0/24, 192.175.48.0/24).
_V4 = (
    ("0.0.0.0/8", "this network"),
    ("10.0.0.0/8", "private"),
    ("100.64.0.0/10", "shared (carrier-grade NAT)"),
    ("127.0.0.0/8", "loopback"),
    ("168.63.129.16/32", "the host of an Azure machine"),  # public by number, answered by the machine's own host alone
    ("169.254.0.0/16", "link-local (cloud metadata)"),
    ("172.16.0.0/12", "private"),
    ("192.0.0.0/24", "IETF protocol assignments"),
    ("192.0.2.0/24", "documentation"),
    ("192.88.99.0/24", "6to4 relay"),
    ("192.168.0.0/16", "private"),
    ("198.18.0.0/15", "benchmarking"),
    ("198.51.100.0/24", "documentation"),
    ("203.0.113.0/24", "documentation"),
    ("224.0.0.0/4", "multicast"),
    ("240.0.0.0/4", "reserved"),
)
_V4_PUBLIC = ("192.0.0.9/32", "192.0.0.10/32")

# IANA "IPv6 Special-Purpose Address Registry", the deprecated forms, and multicast.
_V6 = (
    ("::/128", "unspecified"),
    ("::1/128", "loopback"),
    ("64:ff9b:1::/48", "local NAT64"),
    ("100::/64", "discard-only"),
    ("100:0:0:1::/64", "dummy prefix"),
    ("2001::/32", "Teredo"),
    ("2001::/23", "IETF protocol assignments"),
    ("2001:db8::/32", "documentation"),
    ("2002::/16", "6to4"),
    ("3fff::/20", "documentation"),
    ("5f00::/16", "segment routing"),
    ("fc00::/7", "unique local"),
    ("fe80::/10", "link-local"),
    ("fec0::/10", "site-local"),
    ("ff00::/8", "multicast"),
)
_V6_PUBLIC = ("2001:1::1/128", "2001:1::2/128", "2001:1::3/128", "2001:3::/32", "2001:4:112::/48", "2001:20::/28", "2001:30::/28")

# The last 32 bits of these name an IPv4 host: a translator, or the kernel itself, goes there.
_EMBEDS = tuple(ipaddress.IPv6Network(n) for n in ("::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96", "::/96"))

_TABLE: tuple[tuple[Network, str], ...] = tuple((ipaddress.ip_network(n), why) for n, why in (*_V4, *_V6))
_PUBLIC: tuple[Network, ...] = tuple(ipaddress.ip_network(n) for n in (*_V4_PUBLIC, *_V6_PUBLIC))


def why_private(address: str, allowed: Iterable[Network] = ()) -> str | None:
    """Why an address may not be asked ("loopback", "private", ...), or None for a public one or one inside an `allowed` network.

    `address` is in any spelling that `ipaddress` reads; a zone (`fe80::1%eth0`) is ignored. What cannot be read is refused.
    """
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "not an address"
    return _why(ip, tuple(allowed))


def _why(ip: Address, allowed: tuple[Network, ...]) -> str | None:
    if any(ip in network for network in allowed):
        return None
    if isinstance(ip, ipaddress.IPv6Address) and int(ip) > 1:
        for prefix in _EMBEDS:
            if ip in prefix:
                inner = _why(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF), allowed)
                return inner and f"{inner}, inside IPv6"
    if any(ip in network for network in _PUBLIC):
        return None
    return next((why for network, why in _TABLE if ip in network), None)
