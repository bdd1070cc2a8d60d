"""A URL, or any text, in; what of it may be printed, and what was taken out, out."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable
from urllib.parse import unquote

HIDDEN = "***"

# Parameter names that carry a key to something: cloud signing schemes (AWS SigV4 and v2, Google, Azure SAS, CloudFront, Alibaba),
# OAuth, session and API keys. Compared in lower case, `-` and `_` dropped.
SECRETS = frozenset({
    "xamzsignature", "xamzcredential", "xamzsecuritytoken", "awsaccesskeyid", "signature", "sig", "xgoogsignature", "xgoogcredential",
    "googleaccessid", "ossaccesskeyid", "keypairid", "hmac", "accesstoken", "refreshtoken", "idtoken", "token", "authtoken", "auth",
    "authorization", "authkey", "apikey", "apitoken", "appkey", "clientsecret", "secret", "password", "passwd", "pwd", "pass",
    "sessionid", "sessionkey", "phpsessid", "jsessionid", "jwt", "bearer", "privatetoken", "accesskey", "securitytoken", "xapikey",
    "sessiontoken", "oauthtoken", "oauthsignature", "oauthverifier", "signedtoken", "csrftoken", "xsrftoken", "samlresponse",
    "samlrequest",
})  # fmt: skip
# Names that a page may use for something harmless (`?code=fn+main`, `?key=collections`): a secret only when the value looks like one.
AMBIGUOUS = frozenset({"code", "credential", "credentials", "invite", "key", "magic", "otp", "policy", "session", "sid", "state", "ticket"})
_TOKEN = re.compile(r"(?=[^0-9]*[0-9])(?=[^A-Za-z]*[A-Za-z])(?:[A-Za-z0-9_.~=/-]|%2B|%2F|%3D){8,}|(?:[A-Za-z0-9_-]){24,}", re.IGNORECASE)
# A parameter's name up to its value, and where the value ends. Bounded, so that they stay linear. Secrets hide also in a URL that is a
# parameter of another one, as it is or percent-encoded once: the search goes on inside of a value that is none.
NAME, END = re.compile(r"[?&;#]([^=&;#?]{1,64})="), re.compile(r"[&#;]")
ENCODED_NAME, ENCODED_END = re.compile(r"(?:%3F|%26|%23)([^=&;#?%]{1,64})%3D", re.IGNORECASE), re.compile(r"%26|%23|[&#;]", re.IGNORECASE)
LOOKED_AT = 2048  # characters of a value that has to look like a token
USERINFO = re.compile(
    r"(?P<before>(?:[A-Za-z][A-Za-z0-9+.\-]{0,30}:|^)[/\\]{2,}|[/\\=]https?:/|https?%3A%2F%2F)"
    r"(?:(?:(?!%40|%2F)[^/\\?#@\s&]){1,256})(?P<at>@|%40)",
    re.IGNORECASE,
)


def redact(url: str) -> tuple[str, bool]:
    """The URL with userinfo and the values of secret parameters as `***`, wherever in it they stand, and whether any was there."""
    shown = USERINFO.sub(lambda found: f"{found['before']}{HIDDEN}{found['at']}", url)
    shown = _hide(_hide(shown, NAME, END), ENCODED_NAME, ENCODED_END)
    return shown, shown != url


# A piece of text that may hold a URL, or the part of one that a page repeats (`/a?token=...`).
_PIECE = re.compile(r"[^\s<>\"']+")
_MARKS = re.compile(r"[=@]|%3D|%40", re.IGNORECASE)


def redact_text(text: str, known: Iterable[str] = ()) -> str:
    """Any text without the secrets of the URLs, and of the parts of URLs, in it; nor any of the `known` values (see `held_back`)."""
    if _MARKS.search(text):
        text = _PIECE.sub(lambda found: redact(found[0])[0] if _MARKS.search(found[0]) else found[0], text)
    for value in sorted(known, key=len, reverse=True):
        text = text.replace(value, HIDDEN)
    return text


SHORTEST = 6  # a shorter value ("1", "key") is no secret on its own, and taking it out would spoil innocent words


def held_back(url: str) -> set[str]:
    """The values that `redact` takes out of a URL, as written and percent-decoded; none where it rewrites more than that."""
    redacted, hidden = redact(url)
    if not hidden:
        return set()
    found, at = set(), 0
    for before, after in itertools.pairwise(redacted.split(HIDDEN)):
        start = url.find(before, at) + len(before)
        end = url.find(after, start) if after else len(url)
        if start < len(before) or end < 0:
            return set()
        written = (url[start:end], unquote(url[start:end]))
        found |= {part for each in written for part in (each, *each.split(":"))}  # `user:password` is two
        at = end
    return {value for value in found if len(value) >= SHORTEST}


def _hide(text: str, name: re.Pattern[str], end: re.Pattern[str]) -> str:
    kept, at = [], 0
    while match := name.search(text, at):
        begin = match.end()
        if (stop := _secret_until(text, begin, match[1], end)) is None:
            kept.append(text[at:begin])
            at = begin
        else:
            kept += [text[at:begin], HIDDEN]
            at = stop
    return "".join((*kept, text[at:]))


def _secret_until(text: str, begin: int, name: str, end: re.Pattern[str]) -> int | None:
    """Where the value that begins here ends, if it is a secret."""
    plain = re.sub(r"[-_]", "", unquote(name)).lower()
    if plain in AMBIGUOUS:
        found = end.search(text, begin, begin + LOOKED_AT)
        if not _TOKEN.fullmatch(text, begin, found.start() if found else min(len(text), begin + LOOKED_AT)):
            return None
    elif plain not in SECRETS:
        return None
    found = end.search(text, begin)
    stop = found.start() if found else len(text)
    return stop if stop > begin else None
