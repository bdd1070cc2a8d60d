"""A link's target in, the source it stands for out: saved copies and redirect wrappers taken off."""

from __future__ import annotations

from functools import lru_cache

from linkaudit import urls
from linkaudit.model import Archived
from linkaudit.urls.normalise import REMEMBERED


@lru_cache(maxsize=REMEMBERED)
def unwrapped(target: str) -> tuple[str, Archived | None, str | None]:
    """What is really cited: the original of an archive URL, the inside of a wrapper; saved copy and wrapper beside it."""
    if not urls.is_http(target):
        return target, None, None
    inner = urls.unwrap_redirect(target)
    target, wrapper = inner if inner else (target, None)
    archived = urls.unwrap(target)
    return archived.original if archived else target, archived, wrapper
