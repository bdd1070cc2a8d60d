"""A recorded conversation with the web as YAML text, and back: what `--record` writes, `--replay` and the tests play.

The shape is vcr's (`interactions` of `request` and `response`), with what vcr loses: failures as an `error:` outcome, headers as
ordered pairs, the bytes as they came over the wire (so Content-Encoding stays true), and for each the time `at` which it was asked.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import yaml

from linkaudit import urls
from linkaudit.errors import LinkauditError
from linkaudit.model import Cause

FORMAT = "linkaudit/cassette/1"
HIDDEN = "***"

_SECRET_HEADERS = re.compile(r"authorization|cookie|token|secret|api-?key|password|credential|session|signature|x-amz-security", re.I)
_CHALLENGES = ("www-authenticate", "proxy-authenticate")  # their parameters may be handed back as they are


@dataclass(frozen=True, slots=True)
class Recorded:
    """One request and its outcome: an answer (`status`, `headers`, `wire` bytes) or an `error`."""

    method: str
    uri: str  # redacted
    at: datetime
    seconds: float = 0.0
    status: int = 0
    headers: tuple[tuple[str, str], ...] = ()
    wire: bytes = b""
    complete: bool = True
    error: Cause | None = None
    message: str = ""
    sent: bytes = b""  # a request body
    sent_headers: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Cassette:
    """A recording: when it was made and, if it was written by hand, the banner that every report made from it carries."""

    began: datetime
    ended: datetime
    interactions: tuple[Recorded, ...]
    example: str | None = None


@dataclass(slots=True)
class Player:
    """Plays a cassette: repeated requests get what was recorded, in that order, and the last of it ever after."""

    cassette: Cassette
    _waiting: dict[tuple[str, str, bytes], list[Recorded]] = field(init=False)

    def __post_init__(self) -> None:
        self._waiting = defaultdict(list)
        for each in reversed(self.cassette.interactions):
            self._waiting[each.method, each.uri, each.sent].append(each)

    def next(self, method: str, url: str, sent: bytes = b"") -> Recorded | None:
        """What was recorded for this request; None when nothing was."""
        found = self._waiting.get((method.upper(), key(url), sent))
        if not found:
            return None
        return found.pop() if len(found) > 1 else found[0]


def key(url: str) -> str:
    """A URL as a cassette names it: secrets hidden, fragment gone."""
    return urls.redact(url.partition("#")[0])[0]


def hide(headers: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Headers without what must not be kept: values that prove who asks, and secrets in URLs. Cookies keep names and attributes."""
    return tuple((name, _hidden(name.lower(), value)) for name, value in headers)


def _hidden(name: str, value: str) -> str:
    if name in ("set-cookie", "cookie"):
        first, *rest = [part.strip() for part in value.split(";")]
        hidden = [part.partition("=")[0] + "=" + HIDDEN if "=" in part else HIDDEN for part in (first, *(rest if name == "cookie" else ()))]
        return "; ".join((*hidden, *(rest if name == "set-cookie" else ())))
    if _SECRET_HEADERS.search(name):
        return HIDDEN
    if name in _CHALLENGES:
        return f"{value.partition(' ')[0]} {HIDDEN}"
    return urls.redact_text(value)


# ---------------------------------------------------------------- text and back


def dump(cassette: Cassette) -> str:
    """The cassette as YAML."""
    top: dict[str, Any] = {"cassette": FORMAT, "began": _time(cassette.began), "ended": _time(cassette.ended)}
    if cassette.example is not None:
        top["example"] = cassette.example
    top["interactions"] = [_written(each) for each in cassette.interactions]
    return str(yaml.dump(top, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=10_000))


def load(text: str, name: str = "cassette") -> Cassette:
    """Read a cassette. Raises LinkauditError, naming the interaction, for anything that is not one."""
    try:
        top = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except yaml.YAMLError as fault:
        raise LinkauditError(f"{name}: not valid YAML: {' '.join(str(fault).split())}") from None
    if not isinstance(top, dict) or top.get("cassette") != FORMAT:
        raise LinkauditError(f"{name}: not a cassette (its first line should be 'cassette: {FORMAT}')")
    rows = top.get("interactions") or []
    try:
        found = []
        for number, row in enumerate(rows, 1):
            where = f"interaction {number}"
            found.append(_read(row))
        where = "began, ended"
        began, ended = _when(top["began"]), _when(top["ended"])
    except (KeyError, TypeError, ValueError, AttributeError, binascii.Error) as fault:
        raise LinkauditError(f"{name}: {where}: {type(fault).__name__}: {fault}") from None
    example = top.get("example")
    return Cassette(began, ended, tuple(found), None if example is None else str(example))


def _written(each: Recorded) -> dict[str, Any]:
    request: dict[str, Any] = {"method": each.method, "uri": each.uri}
    if each.sent_headers:
        request["headers"] = [_Pair(pair) for pair in each.sent_headers]
    if each.sent:
        request["body"] = _bytes_out(each.sent)
    row: dict[str, Any] = {"request": request}
    if each.error is not None:
        row["error"] = {"cause": each.error.value, "message": each.message}
    else:
        row["response"] = {"status": each.status, "headers": [_Pair(pair) for pair in each.headers], "body": _bytes_out(each.wire)}
        if not each.complete:
            row["response"]["complete"] = False
    row["at"] = _time(each.at)
    row["seconds"] = round(each.seconds, 3)
    return row


def _read(row: dict[str, Any]) -> Recorded:
    request = row["request"]
    method, uri, sent = str(request["method"]).upper(), key(str(request["uri"])), _bytes_in(request.get("body"))
    sent_headers = _pairs(request.get("headers"))
    at, seconds = _when(row["at"]), float(row.get("seconds", 0))
    if "error" in row:
        error = row["error"]
        return Recorded(
            method,
            uri,
            at,
            seconds,
            error=Cause(error["cause"]),
            message=str(error.get("message", "")),
            sent=sent,
            sent_headers=sent_headers,
        )
    answer = row["response"]
    status = answer["status"]
    return Recorded(
        method,
        uri,
        at,
        seconds,
        int(status["code"] if isinstance(status, dict) else status),  # vcr writes {code: 200, message: OK}
        _pairs(answer.get("headers")),
        _bytes_in(answer.get("body")),
        bool(answer.get("complete", True)),
        sent=sent,
        sent_headers=sent_headers,
    )


def _pairs(rows: Any) -> tuple[tuple[str, str], ...]:
    if isinstance(rows, dict):  # by hand: {Content-Type: text/html}
        rows = rows.items()
    return tuple((str(name), str(value)) for name, value in rows or ())


def _bytes_out(data: bytes) -> str | dict[str, str]:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return {"base64": base64.b64encode(data).decode("ascii")}
    return text


def _bytes_in(value: Any) -> bytes:
    if isinstance(value, dict) and "base64" in value:
        return base64.b64decode(value["base64"], validate=True)
    if isinstance(value, dict):  # as vcr writes it
        value = value.get("string")
    return value if isinstance(value, bytes) else str(value).encode("utf-8") if value is not None else b""


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _when(value: Any) -> datetime:
    at = datetime.fromisoformat(str(value).replace("Z", "+00:00"))
    return at.replace(tzinfo=at.tzinfo or UTC).astimezone(UTC)


class _Pair(list[str]):
    """A header, on one line."""


class _Dumper(getattr(yaml, "CSafeDumper", yaml.SafeDumper)):  # type: ignore[misc]
    """Lines of text as blocks, so that two recordings can be compared."""


def _text(dumper: Any, value: str) -> Any:
    # Blocks cannot hold these, and a reader of YAML folds or forbids them: quoted then.
    plain = value.isprintable() or not re.search(
        r"[^\S\n]\n|[^\n\x20-\x7e\xa0-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]", value
    )
    style = "|" if "\n" in value and plain and not value.startswith((" ", "\n")) else None if plain else '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(_Pair, lambda dumper, pair: dumper.represent_sequence("tag:yaml.org,2002:seq", pair, flow_style=True))
