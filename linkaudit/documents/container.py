"""The bytes of a ZIP container in; its members and their XML out, or the reason why it is not opened. Nothing is ever unpacked to disk."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any, Literal
from xml.etree import ElementTree
from xml.parsers import expat

# Word writes 20:1; what an attacker writes is 1,000:1 (a docx of 298 kB that holds 1.4 GB).
MOST_MEMBERS = 5_000
MOST_BYTES = 100_000_000  # of all members together, unpacked
MOST_RATIO = 100  # unpacked to packed, of a member above a megabyte and of the whole
_SMALL = 1_000_000  # bytes; below it a ratio hurts nobody
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Refused(Exception):
    """Why a container or one of its members is not read, in words for a person."""


class Container:
    """A ZIP file whose table of contents has been found harmless. Raises Refused."""

    def __init__(self, data: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            members = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, UnicodeError) as fault:
            raise Refused(f"not a ZIP container that can be read: {fault}") from None
        if len(members) > MOST_MEMBERS:
            raise Refused(f"holds {len(members)} members; at most {MOST_MEMBERS} are opened")
        for member in members:
            _check(member)
        total = sum(member.file_size for member in members)
        if total > MOST_BYTES or (total > _SMALL and total > MOST_RATIO * len(data)):
            raise Refused(f"unpacks to {total / 1e6:,.0f} MB: a ZIP bomb")
        self._left = MOST_BYTES
        self.names = {member.filename: member for member in members}

    def read(self, name: str) -> bytes | None:
        """A member's bytes, or None when there is none of that name."""
        member = self.names.get(name)
        if member is None:
            return None
        try:
            with self._zip.open(member) as file:
                data = file.read(min(member.file_size, self._left) + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, NotImplementedError, ValueError) as fault:
            raise Refused(f"{name}: {fault}") from None
        self._left -= len(data)
        if len(data) > member.file_size or self._left < 0:
            raise Refused(f"{name}: unpacks to more than it says: a ZIP bomb")
        return data

    def xml(self, name: str) -> ElementTree.Element | None:
        """A member as XML, or None when there is none of that name."""
        data = self.read(name)
        return None if data is None else parse(data, name)


def _check(member: zipfile.ZipInfo) -> None:
    name = member.filename
    if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or name[1:2] == ":":
        raise Refused(f"holds a member that leads out of it: {name[:80]!r}")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise Refused(f"holds a symbolic link: {name[:80]!r}")
    if member.flag_bits & 1:
        raise Refused("needs a password")
    if member.compress_type not in _METHODS:
        raise Refused(f"{name[:80]}: packed by a method that documents do not use")
    if member.file_size > _SMALL and member.file_size > MOST_RATIO * max(member.compress_size, 1):
        raise Refused(f"{name[:80]}: unpacks to {member.file_size / 1e6:,.0f} MB: a ZIP bomb")


class _PrologIsOver(Exception):
    pass


def parse(data: bytes, name: str) -> ElementTree.Element:
    """XML that declares no entity of its own: no laughs, no file and no address is ever opened. Raises Refused."""
    prolog = expat.ParserCreate()
    prolog.EntityDeclHandler = _refuse_entity
    prolog.StartElementHandler = _end_prolog
    try:
        prolog.Parse(data, True)
    except _PrologIsOver:
        pass
    except (expat.ExpatError, LookupError, ValueError) as fault:
        raise Refused(f"{name}: not XML: {fault}") from None
    try:
        return ElementTree.fromstring(data)
    except (ElementTree.ParseError, LookupError, ValueError) as fault:
        raise Refused(f"{name}: not XML: {fault}") from None


Step = tuple[Literal["begin", "text", "end"], Any]


def walk(root: ElementTree.Element, hidden: frozenset[str] = frozenset()) -> Iterator[Step]:
    """The tree below `root` in document order, without recursion: `("begin", element)`, `("text", words)`, `("end", element)`. Elements
    whose local name is `hidden` are passed over with all that is in them, not what follows them."""
    yield "begin", root
    if root.text:
        yield "text", root.text
    stack = [(root, iter(root))]
    while stack:
        element, children = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield "end", element
            if stack and element.tail:
                yield "text", element.tail
        elif local(child) in hidden:
            if child.tail:
                yield "text", child.tail
        else:
            yield "begin", child
            if child.text:
                yield "text", child.text
            stack.append((child, iter(child)))


def local(element: ElementTree.Element) -> str:
    """An element's name without its namespace; "" for a comment or instruction."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def attribute(element: ElementTree.Element, name: str) -> str | None:
    """The value of the first attribute of that local name, whatever its namespace (strict and transitional forms have different ones)."""
    if name in element.attrib:
        return element.attrib[name]
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), None)


def _refuse_entity(*_: Any) -> None:
    raise Refused("declares entities of its own, which no honest document does")


def _end_prolog(*_: Any) -> None:
    raise _PrologIsOver
