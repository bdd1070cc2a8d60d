"""Plain data out to a pipe, and in from one: what a parent and its children say to each other, in pieces where it is long.

A task goes one way, pickled. An answer comes back as this package's dataclasses and plain values, and its reader knows nothing else
that a pickle could call. A document of 100,000 passages goes in pieces, each let go before the next: pickled in one it would take as
much room again, on both sides.
"""

from __future__ import annotations

import pickle
import struct
from collections.abc import Callable
from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timezone
from enum import Enum
from functools import partial
from io import BytesIO
from operator import attrgetter
from typing import IO, Any

LONGEST = 1 << 30  # bytes of one task or answer
PIECE = 1000  # of a long tuple, sent together

_LENGTH = struct.Struct(">Q")


def task(function: str, arguments: tuple[Any, ...]) -> bytes:
    """A task as it is sent."""
    return pickle.dumps((function, arguments), pickle.HIGHEST_PROTOCOL)


def taken(pipe: IO[bytes]) -> tuple[str, tuple[Any, ...], int]:
    """The next task, and how many bytes it is long; EOFError when there are no more. Only for one whose sender may command."""
    message = _receive(pipe, LONGEST)
    function, arguments = pickle.loads(message)
    return function, arguments, len(message)


def send(pipe: IO[bytes], message: bytes | memoryview) -> None:
    """One message, with its length before it."""
    for part in (_LENGTH.pack(len(message)), message):
        rest = memoryview(part)
        while rest:
            rest = rest[pipe.write(rest) or 0 :]


def answer(pipe: IO[bytes], found: Any) -> None:
    """Send what a task came to."""
    long = _long(found)
    send(pipe, _packed((replace(found, **dict.fromkeys(long, ())) if long else found, {name: len(each) for name, each in long.items()})))
    for each in long.values():
        for start in range(0, len(each), PIECE):
            send(pipe, _packed(each[start : start + PIECE]))


def answered(pipe: IO[bytes]) -> Any:
    """What a task came to. EOFError when the sender is gone, another exception for what no honest one says."""
    message = _receive(pipe, LONGEST)
    left = LONGEST - len(message)
    found, long = _Reader(BytesIO(message)).load()
    whole: dict[str, tuple[Any, ...]] = {}
    for name, length in long.items():
        pieces: list[Any] = []
        while len(pieces) < length:
            message = _receive(pipe, left)
            left -= len(message)
            pieces += _Reader(BytesIO(message)).load()
        whole[name] = tuple(pieces)
    return replace(found, **whole) if whole else found


def _long(found: Any) -> dict[str, tuple[Any, ...]]:
    """The fields of an answer that are sent in pieces."""
    if isinstance(found, type) or not is_dataclass(found):
        return {}
    named = ((field.name, getattr(found, field.name)) for field in fields(found))
    return {name: value for name, value in named if isinstance(value, tuple) and len(value) > PIECE}


def _receive(pipe: IO[bytes], longest: int) -> bytearray:
    (length,) = _LENGTH.unpack(_exactly(pipe, _LENGTH.size))
    if length > longest:
        raise ValueError("no honest child says so much")
    return _exactly(pipe, length)


def _exactly(pipe: IO[bytes], length: int) -> bytearray:
    found = bytearray()
    while len(found) < length:
        piece = pipe.read(min(length - len(found), 1 << 20))
        if not piece:
            raise EOFError
        found += piece
    return found


_PARTS: dict[type, Callable[[Any], Any]] = {}  # a dataclass, and how to take one apart


def _packed(found: Any) -> memoryview:
    message = BytesIO()
    _Writer(message, pickle.HIGHEST_PROTOCOL).dump(found)
    return message.getbuffer()


class _Writer(pickle.Pickler):
    """Dataclasses as their class and their fields in order: a third of the time that those with slots take by themselves."""

    def reducer_override(self, obj: Any) -> Any:
        kind = type(obj)
        if kind not in _PARTS:
            if isinstance(obj, type) or not is_dataclass(obj):
                return NotImplemented
            names = [field.name for field in fields(obj)]
            _PARTS[kind] = attrgetter(*names) if len(names) > 1 else partial(_only, names[0])
        return kind, _PARTS[kind](obj)


def _only(name: str, obj: Any) -> tuple[Any]:
    return (getattr(obj, name),)


class _Reader(pickle.Unpickler):
    """Reads this package's dataclasses and enumerations, days and moments, and knows nothing else that a pickle could call."""

    def find_class(self, module: str, name: str) -> Any:
        if module == "datetime" and name in ("date", "datetime", "timezone"):
            return {"date": date, "datetime": datetime, "timezone": timezone}[name]
        if module == "datetime" and name == "timedelta":
            return super().find_class(module, name)
        if module.startswith("linkaudit.") and "." not in name:
            found = super().find_class(module, name)
            if isinstance(found, type) and (is_dataclass(found) or issubclass(found, Enum)):
                return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of an answer")
