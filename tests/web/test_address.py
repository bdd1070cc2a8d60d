"""Where a URL leads: the short way agrees with httpx."""

from __future__ import annotations

import httpx
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from linkaudit.model import Cause
from linkaudit.web.address import Address, address
from linkaudit.web.faults import Fault

SCHEMES = st.sampled_from(["http", "https", "HTTP", "ftp"])
HOSTS = st.one_of(
    st.from_regex(r"[a-z0-9_-]{1,6}(\.[a-zA-Z0-9_-]{1,6}){0,3}\.?", fullmatch=True),
    st.sampled_from(["a.test", "1.2.3.4", "0x7f.1", "[::1]", "user:pw@a.test", "münchen.test", "a%41.test", ""]),
)
PORTS = st.sampled_from(["", ":80", ":443", ":8080", ":0", ":0080", ":"])
TAILS = st.text("/abZ09-._~%2fG?#=&;:@!$'()*+,{}|\\^`<>\"[] é", max_size=14)


def by_httpx(text: str) -> Address | None:
    """What httpx sends where; None for what it cannot ask."""
    try:
        url = httpx.URL(text)
    except httpx.InvalidURL:
        return None
    if url.scheme not in ("http", "https") or not url.host:
        return None
    port = url.port or (443 if url.scheme == "https" else 80)
    return Address(url.scheme, url.raw_host.decode("ascii"), port, url.netloc, url.raw_path)


@given(SCHEMES, HOSTS, PORTS, st.sampled_from(["", "/"]), TAILS)
@example("http", "a.test", "", "/", "a/../b?c=/../d")
@example("http", "a.test", ":0", "/", "%2f%zz")
def test_a_url_leads_where_httpx_says(scheme: str, host: str, port: str, slash: str, tail: str) -> None:
    """Host, port, Host header and request target are what httpx makes of the URL, whichever way is taken; what it refuses is refused."""
    url = f"{scheme}://{host}{port}{slash}{tail if slash else ''}"
    try:
        found = address(url)
    except (Fault, httpx.InvalidURL):
        found = None
    assert found == by_httpx(url)


def test_only_the_web_is_asked() -> None:
    """Other schemes and URLs without a host are faults of the URL."""
    for url in ("ftp://a.test/", "mailto:a@a.test", "http:///path", "//a.test/"):
        with pytest.raises(Fault) as fault:
            address(url)
        assert fault.value.cause is Cause.BAD_URL
