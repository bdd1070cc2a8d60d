"""A URL → the key under which archives sort it (SURT): the same for all spellings that an archive takes for one page."""

from __future__ import annotations

import contextlib
import re
from urllib.parse import SplitResult, quote, unquote_to_bytes, urljoin, urlsplit

_WWW = re.compile(r"^www\d{0,4}\.")
# Session identifiers that the Internet Archive's canonicalizer drops, in paths and in queries.
_PATH_SESSION = re.compile(r";jsessionid=[0-9a-z]{32}$")
_QUERY_SESSION = re.compile(
    r"^(?:jsessionid=[0-9a-z.]{10,64}|phpsessid=[0-9a-z]{32}|sid=[0-9a-z]{32}|aspsessionid[a-z]{8}=[a-z]{24})$", re.I
)
_SAFE = "".join(chr(code) for code in range(0x21, 0x7F) if chr(code) not in "#%")


def key(url: str) -> str:
    """The sort key of a URL: `http://www.Example.org:80/A/?b=2&a=1#x` → `org,example)/a?a=1&b=2`.

    Scheme, user information, `www.`, default port, fragment, letter case, order of parameters and a closing slash do not count, as in
    the index of the Wayback Machine and of pywb. A text that is no URL is its own key. Idempotent in effect: equal keys stay equal.
    """
    text = url.strip()
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return text.lower()
    if not host:
        return text.lower()
    with contextlib.suppress(UnicodeError):  # a name that is no IDN stays as it is written
        host = host.encode("idna").decode("ascii")
    host = _WWW.sub("", host.lower()) or host
    if ":" not in host:  # not IPv6
        host = ",".join(reversed(host.split(".")))
    if port is not None and port != {"http": 80, "https": 443}.get(parts.scheme.lower()):
        host += f":{port}"
    path = _resolved(_plain(parts.path).lower())
    if not parts.query:
        path = _PATH_SESSION.sub("", path)
    if len(path) > 1:
        path = path.removesuffix("/")
    arguments = sorted(_plain(part).lower() for part in parts.query.split("&") if not _QUERY_SESSION.match(part)) if parts.query else []
    return f"{host}){path}" + (f"?{'&'.join(arguments)}" if arguments else "")


def split(url: str) -> SplitResult:
    """The parts of a URL; none of any of them where an archive, or a document, calls something a URL that is none."""
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def join(base: str, reference: str) -> str:
    """Where a reference leads from `base`; nowhere ("") when it is none."""
    try:
        return urljoin(base, reference)
    except ValueError:
        return ""


def alike(one: str, other: str) -> bool:
    """Whether two URLs may be one page: one key, or keys that differ in punctuation only (canonicalizers differ in corners)."""
    first, second = key(one), key(other)
    return first == second or re.sub(r"[^0-9a-z]", "", first) == re.sub(r"[^0-9a-z]", "", second) != ""


def _resolved(path: str) -> str:
    """The path without `.`, `..` and doubled slashes."""
    steps: list[str] = []
    for step in path.split("/"):
        if step == "..":
            del steps[-1:]
        elif step != ".":
            steps.append(step)
    kept = [step for step in steps if step]
    return "/" + "/".join(kept) + ("/" if path.endswith("/") and kept else "")


def _plain(text: str) -> str:
    """Percent-escapes undone and redone the one way, so that `%7E` and `~` are one."""
    raw = text.encode("utf-8", "surrogatepass")
    for _ in range(4):  # escapes of escapes; more layers than this are an attack, not a spelling
        bare = unquote_to_bytes(raw)
        if bare == raw:
            break
        raw = bare
    return quote(raw, safe=_SAFE)
