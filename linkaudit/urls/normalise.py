"""One URL in, the same URL as a browser reads it out: parsed by the WHATWG rules (ada), never by string surgery."""

from __future__ import annotations

import re
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from ada_url import URL
    from publicsuffixlist import PublicSuffixList

# Parameters that only say how a reader came to a page. The same page opens without them; no site is known to choose a page by one.
# From the lists that Firefox (query stripping) and ClearURLs publish; a name in doubt is left out: a wrong one would merge two pages.
TRACKING = frozenset({
    "fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "ysclid", "twclid", "ttclid", "igshid", "igsh",
    "li_fat_id", "mc_cid", "mc_eid", "mkt_tok", "vero_id", "vero_conv", "oly_anon_id", "oly_enc_id", "_hsenc", "_hsmi", "__hssc",
    "__hstc", "__hsfp", "hsctatracking", "s_cid", "_openstat", "wickedid", "rb_clickid", "guccounter", "guce_referrer",
    "guce_referrer_sig", "srsltid", "epik", "sc_cid", "ml_subscriber", "ml_subscriber_hash", "xtor", "at_medium", "at_campaign",
    "ref_src", "ref_url", "cmpid", "__twitter_impression",
})  # fmt: skip
REMEMBERED = 16_384  # URLs: those of one document are asked for more than once, from its first to its last
TRACKING_STARTS = ("utm_", "hsa_", "pk_", "mtm_", "piwik_", "matomo_", "stm_")

DOI_HOSTS = frozenset({"doi.org", "dx.doi.org", "www.doi.org"})
SPECIAL = frozenset({"http:", "https:", "ws:", "wss:", "ftp:", "file:"})  # whose host is a domain name
SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
# What must not stand raw in a URL that is asked for: white space, controls, `"<>\^`{|}[]` and everything beyond ASCII.
RAW = re.compile(r"""[\x00-\x20"<>\\^`{|}\[\]\x7f-\U0010ffff]|%(?![0-9A-Fa-f]{2})""")


# What the WHATWG rules leave as it is: small ASCII letters in the labels of the host (none in punycode, the last no number), no port, a
# path without escapes and without steps that begin with a dot. Most URLs are like this, and are not taken to pieces.
_HOST = r"((?!xn--)(?:[a-z0-9-]+\.(?!xn--))*[a-z][a-z0-9-]*)"
_PLAIN_HOST = re.compile(rf"https?://{_HOST}(?=[/?#]|\Z)", re.ASCII)
_ORDINARY = re.compile(rf"https?://{_HOST}((?:/(?!\.)[\w~!$&'()*+,;=:@.-]*)*)", re.ASCII)


def parse(url: str, base: str | None = None) -> str | None:
    """The URL as the WHATWG URL Standard serialises it, resolved against `base`; None where the standard says failure.

    A lone surrogate counts as U+FFFD, as the standard's encoder makes it.
    """
    parsed = _parse(url, base)
    return str(parsed.href) if parsed else None


def _parse(url: str, base: str | None = None) -> URL | None:
    from ada_url import URL

    try:
        parsed = URL(_scalar(url), base=_scalar(base)) if base is not None else URL(_scalar(url))
    except ValueError:
        return None
    name = parsed.hostname
    return None if "xn--" in name and parsed.protocol in SPECIAL and not all(map(_is_sound, name.split("."))) else parsed


@lru_cache(maxsize=4096)
def _is_sound(label: str) -> bool:
    """Whether a label in punycode stands for one that gives the same punycode again; ada takes any (`xn--`, and `xn--pokxncvks`,
    which decodes to `㉓㋎㋍㋓㋕㋘`), the standard refuses them (UTS 46, section 4, validity criteria)."""
    from ada_url import URL

    if not label.startswith("xn--"):
        return True
    try:
        return str(URL("http://" + label[4:].encode().decode("punycode")).hostname) == label
    except ValueError:
        return False


def _scalar(text: str) -> str:
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace") if not text.isascii() else text


def to_target(verbatim: str, base: str | None = None) -> str | None:
    """What is asked for when a document says `verbatim`: white space around and line breaks inside gone, `http://` added to `www.`,
    resolved against `base`. Characters that cannot stand in a URL are percent-encoded and nothing else is changed, so that the
    target can be compared with what was written. None when there is nothing to ask for."""
    url = re.sub(r"[\t\n\r]+", "", verbatim.strip("\x00\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0b\x0c\r\x0e\x0f \x85\xa0\u2028\u2029\ufeff"))
    if re.match(r"www\d?\.", url, re.IGNORECASE):
        url = "http://" + url
    if base and not SCHEME.match(url):
        return parse(url, base)
    return encode(url)


def encode(url: str) -> str:
    """The URL with what may not stand raw in one percent-encoded; the host is left as it is (it has its own encoding, punycode)."""
    head, tail = _split_host(url)
    written = RAW.sub(_percent, tail)
    return url if written == tail else head + written


def _percent(found: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in found.group().encode("utf-8", "surrogatepass")) if found.group() != "%" else "%25"


def _split_host(url: str) -> tuple[str, str]:
    """`scheme://host` and the rest."""
    authority = re.match(r"(?:[A-Za-z][A-Za-z0-9+.\-]*:)?//[^/?#\\]*", url)
    return (authority.group(), url[authority.end() :]) if authority and is_host(authority.group()) else ("", url)


def is_host(authority: str) -> bool:
    """Whether the authority of `//authority` can be left raw: every character is of a host name in some script, a port or userinfo."""
    return re.search(r"""[\x00-\x20"<>^`{|}]""", authority) is None


@lru_cache(maxsize=REMEMBERED)
def identify(target: str) -> str:
    """The identity of what `target` names: WHATWG-normalised, without its fragment and without parameters that only track.

    Two targets with one identity are one source and are checked once. Idempotent. A target that does not parse is its own identity.
    """
    ordinary = _ORDINARY.fullmatch(target)
    if ordinary and ordinary[1] not in DOI_HOSTS:
        return target if ordinary[2] else target + "/"
    url = _parse(target)
    if url is None:
        return target
    url.hash = ""
    if url.hostname in DOI_HOSTS and url.pathname.startswith("/10."):
        return f"https://doi.org{url.pathname.lower()}"  # DOIs are case-insensitive (ISO 26324), the resolver has had three names
    if url.search and url.protocol in ("http:", "https:"):
        pairs = url.search[1:].split("&")
        kept = [pair for pair in pairs if not is_tracking(pair.split("=", 1)[0])]
        if len(kept) < len(pairs):
            url.search = "&".join(kept)
    href = str(url.href)
    return target if href == target else href


def is_tracking(parameter: str) -> bool:
    """Whether a query parameter of that (raw) name only tracks."""
    name = unquote(parameter).lower()
    return name in TRACKING or name.startswith(TRACKING_STARTS)


def is_http(url: str) -> bool:
    """Whether the URL is one that a web server answers."""
    return re.match(r"https?:", url, re.IGNORECASE) is not None


@lru_cache(maxsize=REMEMBERED)
def host(url: str) -> str:
    """The host as ASCII (punycode), without port and userinfo; empty when the URL has none."""
    plain = _PLAIN_HOST.match(url)
    if plain:
        return intern(plain[1])
    parsed = _parse(url)
    return intern(str(parsed.hostname)) if parsed else ""


def site(url: str) -> str:
    """The registrable domain of the URL's host (`news.bbc.co.uk` → `bbc.co.uk`); the host itself where there is none (an IP address)."""
    return site_of(host(url))


@lru_cache(maxsize=4096)
def site_of(name: str) -> str:
    """The same for a host."""
    if not name or name.startswith("[") or name.replace(".", "").isdigit():
        return name
    labels = name.rstrip(".").lower().split(".")
    registrable = _suffixes().privatesuffix(".".join(map(_in_script, labels)))
    return ".".join(labels[-registrable.count(".") - 1 :]) if registrable else name


def is_top_level(label: str) -> bool:
    """Whether `label` is a top-level domain of the DNS, in ASCII or in its own script."""
    return bool(_suffixes().publicsuffix(_in_script(label.lower()), accept_unknown=False))


@lru_cache(maxsize=1)
def _suffixes() -> PublicSuffixList:
    from publicsuffixlist import PublicSuffixList

    return PublicSuffixList(accept_encoded_idn=False)  # encoding all rules took 25 ms, while the first page waited; we ask in letters


def _in_script(label: str) -> str:
    """A label in letters of its script, as the rules have it."""
    if not label.startswith("xn--"):
        return label
    try:
        return label.encode("ascii").decode("idna")
    except UnicodeError:
        return label
