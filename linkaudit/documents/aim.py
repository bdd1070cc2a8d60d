"""A URL as a document writes it in; what will be asked for, or why nothing will, out. The same for every format."""

from __future__ import annotations

import re
from dataclasses import dataclass

from linkaudit import urls
from linkaudit.urls.identifiers import resolver

# Reasons why a link is listed but not asked. Other schemes are their own reason: "mailto", "tel", "ftp", "javascript".
FRAGMENT = "fragment of this document"
RELATIVE = "relative link"
NO_URL = "not a URL"
EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Aim:
    """Where a link leads: `target` is asked for unless `skip` says why not."""

    target: str
    written_as: str | None = None
    skip: str | None = None


def aim(verbatim: str, base: str | None = None) -> Aim:
    """Where the decoded URL `verbatim` leads, against the address `base` that relative links hang on (None: nobody knows one)."""
    target = urls.to_target(verbatim, None if verbatim.lstrip().startswith("#") else base)
    if not target:
        return Aim("", skip=EMPTY)
    known = resolver(target)
    if known:
        return Aim(target if urls.is_http(target) else known[0], known[1])
    scheme = re.match(r"([A-Za-z][A-Za-z0-9+.\-]*):", target)
    if not scheme:
        return Aim(target, skip=FRAGMENT if target.startswith("#") else RELATIVE)
    if not urls.is_http(target):
        return Aim(target, skip=scheme.group(1).lower())
    if urls.parse(target) is None:
        return Aim(target, skip=NO_URL)
    return Aim(target, "www" if re.match(r"\s*www\.", verbatim, re.IGNORECASE) else None)
