"""Text or one URL in; the URLs in it, what they ask for, what they stand for and what must be kept out of print, out. Pure."""

from linkaudit.urls.archives import unwrap
from linkaudit.urls.find import LONGEST, Found, find
from linkaudit.urls.globs import left_out
from linkaudit.urls.normalise import host, identify, is_http, parse, site, to_target
from linkaudit.urls.secrets import held_back, redact, redact_text
from linkaudit.urls.wrappers import unwrap_redirect

__all__ = [
    "LONGEST",
    "Found",
    "find",
    "held_back",
    "host",
    "identify",
    "is_http",
    "left_out",
    "parse",
    "redact",
    "redact_text",
    "site",
    "to_target",
    "unwrap",
    "unwrap_redirect",
]
