"""A URL in; the URL that may be printed, and whether something was taken out, out."""

from __future__ import annotations

import re
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
# Bounded, so that they stay linear. Secrets hide also in a URL that is a parameter of another one, percent-encoded once.
PAIR = re.compile(r"([?&;#])([^=&;#?]{1,64})(=)([^&#;]*)")
ENCODED_PAIR = re.compile(r"(%3F|%26|%23)([^=&;#?%]{1,64})(%3D)((?:(?!%26|%23)[^&#;])*)", re.IGNORECASE)
USERINFO = re.compile(
    r"(?P<before>(?:[A-Za-z][A-Za-z0-9+.\-]{0,30}:|^)[/\\]{2,}|[/\\=]https?:/|https?%3A%2F%2F)"
    r"(?:(?:(?!%40|%2F)[^/\\?#@\s&]){1,256})(?P<at>@|%40)",
    re.IGNORECASE,
)


def redact(url: str) -> tuple[str, bool]:
    """The URL with userinfo and the values of secret parameters as `***`, wherever in it they stand, and whether any was there."""
    shown = USERINFO.sub(lambda found: f"{found['before']}{HIDDEN}{found['at']}", url)
    shown = ENCODED_PAIR.sub(_hide, PAIR.sub(_hide, shown))
    return shown, shown != url


def _hide(found: re.Match[str]) -> str:
    mark, name, equals, value = found.groups()
    plain = re.sub(r"[-_]", "", unquote(name)).lower()
    hidden = plain in SECRETS or (plain in AMBIGUOUS and _TOKEN.fullmatch(value) is not None)
    return f"{mark}{name}{equals}{HIDDEN}" if value and hidden else found.group()
