"""Which addresses are public."""

from __future__ import annotations

import ipaddress

import pytest

from linkaudit.web.guard import why_private

PRIVATE = """
0.0.0.0 10.0.0.5 10.255.255.255 100.64.0.1 100.100.100.200 100.127.255.255 127.0.0.1 127.255.255.254 168.63.129.16 169.254.169.254
172.16.0.1 172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1 198.19.255.255 198.51.100.7
203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255 :: ::1 ::ffff:127.0.0.1 ::ffff:10.0.0.5 ::127.0.0.1
::ffff:0:10.0.0.5 64:ff9b::10.0.0.5 64:ff9b::169.254.169.254 64:ff9b:1::1 100::1 100:0:0:1::1 2001::1 2001:0:53aa:64c::1 2001:2::1
2001:db8::1 2001:1ff:ffff::1 2002:7f00:1::1 2002:0a00:0005:: 3fff::1 3fff:fff::1 5f00::1 fc00::1 fd00:ec2::254 fe80::1
fe80::1%eth0 febf::1 fec0::1 ff02::1 ff0e::1 nonsense 127.1
"""

PUBLIC = """
1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.1 100.63.255.254 100.128.0.1 126.255.255.255 128.0.0.1 169.253.255.255 169.255.0.1
172.15.255.255 172.32.0.1 191.255.255.255 192.0.0.9 192.0.0.10 192.0.1.1 192.31.196.1 192.52.193.1 192.175.48.1 192.167.255.255
192.169.0.1 198.17.255.255 198.20.0.1 198.51.99.255 203.0.112.1 203.0.114.1 223.255.255.255 ::ffff:8.8.8.8 64:ff9b::8.8.8.8
64:ff9c::1 2001:1::1 2001:3::1 2001:4:112::1 2001:20::1 2001:200::1 2001:db7::1 2001:db9::1 2003::1 2606:4700::1 2620:4f:8000::1
2a00:1450:4001::1
"""


@pytest.mark.parametrize("address", PRIVATE.split())
def test_special_purpose_addresses_are_private(address: str) -> None:
    """Every special-purpose range of the IANA registries, and every IPv4 address hidden in an IPv6 one, is refused with a reason."""
    assert why_private(address)


@pytest.mark.parametrize("address", PUBLIC.split())
def test_public_neighbours_are_public(address: str) -> None:
    """The addresses just outside those ranges, and those that the registries call global, are not refused."""
    assert why_private(address) is None


def test_an_allowed_network_is_allowed() -> None:
    """What the user allows may be asked, in its IPv6 guise too; its neighbours still may not."""
    allowed = (ipaddress.ip_network("10.0.0.0/24"),)
    assert why_private("10.0.0.5", allowed) is None
    assert why_private("::ffff:10.0.0.5", allowed) is None
    assert why_private("10.0.1.5", allowed) == "private"
