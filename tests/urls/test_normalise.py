"""URLs are parsed as browsers parse them; identities merge what is one page and nothing else."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from linkaudit import urls
from linkaudit.urls import normalise

ALPHABET = "abz09./:?#[]@!$&'()*+,;=%-_~ \t\\\"<>^`{|}éß例。\u200d\ud800"


@pytest.mark.parametrize(
    ("url", "base", "expected"),
    [
        ("HTTP://EXAMPLE.org:80/a/../b/%7e?q#f", None, "http://example.org/b/%7e?q#f"),
        ("http://例え.テスト/パス", None, "http://xn--r8jz45g.xn--zckzah/%E3%83%91%E3%82%B9"),
        ("http://0x7f.1/", None, "http://127.0.0.1/"),
        ("../g?y#s", "http://a/b/c/d;p?q", "http://a/b/g?y#s"),
        ("//g", "http://a/b/c/d;p?q", "http://g/"),
        ("http://a b/", None, None),
        ("http://xn--pokxncvks/", None, None),
        ("/x", None, None),
    ],
)
def test_parse(url: str, base: str | None, expected: str | None) -> None:
    """What the standard refuses is None, also where the library below takes it (broken punycode)."""
    assert urls.parse(url, base) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("http://example.org", "HTTP://EXAMPLE.ORG:80/"),
        ("https://example.org/a?x=1&utm_source=t&fbclid=9", "https://example.org/a?x=1"),
        ("https://example.org/a?utm_medium=x#part", "https://example.org/a"),
        ("https://dx.doi.org/10.1000/ABC", "https://doi.org/10.1000/abc"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
    ],
)
def test_one_identity(one: str, other: str) -> None:
    """Case of the host, default port, fragment, tracking parameters and the resolver's old name do not make two sources."""
    assert urls.identify(one) == urls.identify(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://example.org/a?id=1", "https://example.org/a?id=2"),
        ("https://example.org/a", "http://example.org/a"),
        ("https://example.org/a/", "https://example.org/a"),
        ("https://example.org/?a=1&b=2", "https://example.org/?b=2&a=1"),
    ],
)
def test_different_identities(one: str, other: str) -> None:
    """What a server may tell apart stays apart."""
    assert urls.identify(one) != urls.identify(other)


def test_the_target_keeps_what_tracks() -> None:
    """Only the identity loses tracking parameters; what is asked for keeps them."""
    assert urls.to_target("https://example.org/a?utm_source=t#x") == "https://example.org/a?utm_source=t#x"


@given(st.text(ALPHABET, max_size=40), st.sampled_from(["", "http://", "https://a.b/?utm_x=1&", "//", "mailto:", "https://doi.org/10."]))
@settings(max_examples=300, deadline=None)
def test_identity_is_idempotent(tail: str, head: str) -> None:
    """The identity of an identity is itself, whatever the URL."""
    once = urls.identify(head + tail)
    assert urls.identify(once) == once


def test_short_ways_lead_where_the_long_ones_do() -> None:
    """Host and identity of an ordinary URL, which are cut out of it, are those of the parsed one."""
    hosts = (
        "a.example www.x-y.org 9gag.com localhost -a.com a-.com a_b.com 127.0.0.1 0x7f.1 a.b1 a.1 A.example xn--a.b münchen.de b.c:80 u@h"
    )
    tails = [
        "",
        "/",
        "/a",
        "/a/./b",
        "/../x",
        "/.a",
        "/a%20b",
        "/%2e/",
        "/ü",
        "/a?x=1",
        "?x",
        "#f",
        "//a",
        "/;b,c:d@e",
        "/~x*!'()",
        "\\a",
        "/a|b",
        "/...",
    ]
    for url in (f"http{s}://{host}{tail}" for s in ("", "s") for host in hosts.split() for tail in tails):
        parsed = normalise._parse(url)
        assert urls.host(url) == (str(parsed.hostname) if parsed else ""), url
        if "x=1" not in url and "?x" not in url:
            assert urls.identify(url) == (str(parsed.href).partition("#")[0] if parsed else url), url


@pytest.mark.parametrize(
    ("url", "site"),
    [
        ("https://news.bbc.co.uk/x", "bbc.co.uk"),
        ("http://a.b.github.io/", "b.github.io"),
        ("http://127.0.0.1/", "127.0.0.1"),
        ("x", ""),
        ("https://www.例え.個人.香港/x", "xn--r8jz45g.xn--gmqw5a.xn--j6w193g"),
    ],
)
def test_site(url: str, site: str) -> None:
    """The registrable domain, by the Public Suffix List."""
    assert urls.site(url) == site
