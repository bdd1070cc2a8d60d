"""An answer that is data (JSON, the XML of a storage service) → what it says of an error; nothing if it is none."""

from __future__ import annotations

import json
import re

MOST = 20_000  # characters: an error is short, data that is longer is data
DEPTH = 3  # an error may lie in "errors", in "data", in a list
# Keys under which services say what went wrong; a record's own title is none of them
_KEYS = frozenset(["error", "errors", "message", "msg", "detail", "details", "error_description", "error_message", "errormessage", "reason", "exception"])  # fmt: skip  # noqa: E501
_CODES = frozenset(["status", "code", "statuscode", "status_code", "error_code"])
_STORAGE = re.compile(r"^\s*\ufeff?\s*(?:<\?xml[^>]{0,200}\?>)?\s*<Error\b[^>]{0,200}>(.{0,4000}?)</Error>\s*$", re.DOTALL)
_CODE = re.compile(r"<Code>\s*(\w{3,60})\s*</Code>")
_MESSAGE = re.compile(r"<Message>([^<]{0,600})</Message>")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def error_in(raw: str) -> str | None:
    """What data says of an error: the words of its error keys, or "" when it is data and says nothing of one. None: it is no data."""
    if (stored := storage_error(raw)) is not None:
        return stored
    start = raw.lstrip("\ufeff \t\r\n")[:1]
    if start not in ("{", "[") or len(raw) > MOST:
        return "" if start in ("{", "[") else None
    try:
        said = json.loads(raw.lstrip("\ufeff"))
    except (ValueError, RecursionError):
        return None
    return " ".join(_told(said, DEPTH))


def storage_error(raw: str) -> str | None:
    """The error of a storage service (S3, Google Cloud Storage, Azure Blob): its message, and its code in words."""
    found = _STORAGE.match(raw) if "<Error" in raw[:400] else None
    if found is None:
        return None
    code, message = _CODE.search(found[1]), _MESSAGE.search(found[1])
    words = _CAMEL.sub(" ", code[1]) if code else ""
    return f"{(message[1] if message else '').strip()} {words}".strip()


def _told(said: object, depth: int) -> list[str]:
    if depth == 0:
        return []
    if isinstance(said, list):
        return [text for each in said[:5] for text in _told(each, depth - 1)]
    if not isinstance(said, dict):
        return []
    told: list[str] = []
    codes = [str(value) for key, value in said.items() if str(key).lower() in _CODES and isinstance(value, str | int)]
    for key, value in list(said.items())[:40]:
        if str(key).lower() in _KEYS and isinstance(value, str):
            told.append(value)
        elif isinstance(value, dict | list):
            told += _told(value, depth - 1)
    if any(code in ("404", "410") for code in codes):
        told += ["Error 404", str(said.get("title", ""))]
    return told
