"""A URL that only sends its reader on, in; the URL it sends to and the wrapper's name, out."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

from linkaudit.urls.normalise import host, is_http

# (name, host, path, parameter that holds the inner URL). The host matches with any subdomain where it starts with a dot.
WRAPPERS = (
    (
        "google",
        re.compile(r"(?:www\.)?google\.(?:[a-z]{2,3})(?:\.[a-z]{2})?"),
        re.compile(r"/(?:url|imgres|amp/s)?"),
        ("q", "url", "imgrefurl"),
    ),
    ("facebook", re.compile(r"(?:l|lm|www|m)\.(?:facebook|instagram)\.com"), re.compile(r"/(?:l|flx/warn)(?:\.php|/)?"), ("u",)),
    ("safelinks", re.compile(r"[a-z0-9]+\.safelinks\.protection\.(?:outlook|office365)\.(?:com|us|cn)"), re.compile(r"/.*"), ("url",)),
    ("reddit", re.compile(r"out\.reddit\.com"), re.compile(r"/.*"), ("url",)),
    ("youtube", re.compile(r"(?:www\.|m\.)?youtube\.com"), re.compile(r"/redirect"), ("q",)),
    ("linkedin", re.compile(r"www\.linkedin\.com"), re.compile(r"/(?:redir/redirect|safety/go)"), ("url",)),
    ("vk", re.compile(r"(?:m\.)?vk\.com"), re.compile(r"/away\.php"), ("to",)),
    ("duckduckgo", re.compile(r"(?:www\.)?duckduckgo\.com"), re.compile(r"/l/"), ("uddg",)),
    ("steam", re.compile(r"steamcommunity\.com"), re.compile(r"/linkfilter/"), ("u", "url")),
    ("slack", re.compile(r"slack-redir\.net"), re.compile(r"/link"), ("url",)),
    ("disqus", re.compile(r"disq\.us"), re.compile(r"/url"), ("url",)),
    ("tumblr", re.compile(r"t\.umblr\.com"), re.compile(r"/redirect"), ("z",)),
)
_HOSTS = re.compile("|".join(f"(?:{hosts.pattern})" for _, hosts, _, _ in WRAPPERS))
DEEPEST = 5  # wrappers inside wrappers


def unwrap_redirect(target: str) -> tuple[str, str] | None:
    """The URL inside a redirect wrapper and the (outermost) wrapper's name; None when `target` is no wrapper or holds no http URL."""
    name, inner = None, target
    for _ in range(DEEPEST):
        once = _unwrap_once(inner)
        if once is None:
            break
        inner, found = once
        name = name or found
    return (inner, name) if name else None


def _unwrap_once(target: str) -> tuple[str, str] | None:
    name = host(target)
    if not _HOSTS.fullmatch(name):
        return None
    for wrapper, hosts, paths, parameters in WRAPPERS:
        if not hosts.fullmatch(name):
            continue
        try:
            parts = urlsplit(target)
        except ValueError:
            return None
        if not paths.fullmatch(parts.path):
            continue
        query = dict(reversed(parse_qsl(parts.query, max_num_fields=1000)))
        inner = next((query[key] for key in parameters if is_http(query.get(key, "")) and host(query[key])), None)
        if inner:
            return (inner.removesuffix(":") if wrapper == "disqus" else inner), wrapper
    return None
