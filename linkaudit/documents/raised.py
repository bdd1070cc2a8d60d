"""A raised text and what stands before it, in; the labels of the notes that it calls, out. For `<sup>` without a link."""

from __future__ import annotations

import re

from linkaudit.claims.brackets import numbers

_LABELS = re.compile(r"\s?[\[(]?(\d{1,3}(?:\s?[,;–—-]\s?\d{1,3}){0,8})[\])]?")
# `m²`, `10²`, `x²`, `CO2`, and ordinals: raised digits that call nothing.
_NO_CALL = re.compile(r"(?:(?:^|[\s\d/(·])(?:[kcdmµn]?m|ft|yd|in|mi|s|[a-zA-Z])|\d|[=+×*^−-])\Z")


def labels(raised: str, before: str) -> list[str]:
    """The numbers that `raised` holds (`1–3` is three), if it is a call-out after `before` (a few characters do)."""
    found = _LABELS.fullmatch(raised)
    return list(numbers(found.group(1))) if found and not _NO_CALL.search(before[-6:]) and before.strip() else []
