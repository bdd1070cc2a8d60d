"""Frozen nouns ↔ what JSON can hold. Only what the nouns are made of: dataclasses, tuples, enums, literals, dates, text, numbers, None."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import lru_cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints


def plain(value: Any) -> Any:
    """A noun as dicts, lists, text and numbers."""
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    match value:
        case tuple() | list():
            return [plain(each) for each in value]
        case Enum():
            return value.value
        case datetime() | date():
            return value.isoformat()
        case _:
            return value


def noun(kind: Any, value: Any) -> Any:
    """The noun of this type that `plain` took apart. Raises TypeError, ValueError or KeyError when it is not one."""
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        if value is None:
            return None
        (kind,) = (each for each in get_args(kind) if each is not type(None))
        return noun(kind, value)
    if origin is tuple:
        inner = get_args(kind)
        each_of = inner[:1] * len(value) if inner[1:] == (...,) else inner
        return tuple(noun(one, each) for one, each in zip(each_of, value, strict=True))
    if origin is Literal:
        if value not in get_args(kind):
            raise ValueError(f"{value!r} is none of {get_args(kind)}")
        return value
    if isinstance(kind, type) and is_dataclass(kind):
        hints = _hints(kind)
        return kind(**{name: noun(hints[name], each) for name, each in value.items()})
    if kind is datetime:
        at = datetime.fromisoformat(value)
        return at if at.tzinfo else at.replace(tzinfo=UTC)
    if kind is date:
        return date.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if kind is float:
        return float(value)
    if not isinstance(value, kind):
        raise TypeError(f"{value!r} is not a {kind}")
    return value


@lru_cache(maxsize=64)
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)
