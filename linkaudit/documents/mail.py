"""An e-mail in; what its body shows, as the HTML or text reader sees it, out. Attachments are not opened."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header
from email.message import Message
from email.utils import parsedate_to_datetime

from linkaudit.documents import html, text
from linkaudit.documents.decode import decode
from linkaudit.documents.options import Options
from linkaudit.documents.parts import joined
from linkaudit.model import Document, Unreadable

MOST_PARTS = 200  # of one message; each level of them is looked for in every line
DEEPEST = 20  # messages and parts within one another
LONGEST_HEADER = 2_000  # characters that are decoded
_HEADER = re.compile(rb"[!-9;-~]{1,100}:")
_BOUNDARY = re.compile(rb"boundary[*\d]*\s*=", re.IGNORECASE)
_FLOWED = re.compile(r"(?<=[^\s>]) (?:\r\n|\n)(?=[^\s>-])")


def read(name: str, data: bytes, options: Options) -> Document | Unreadable:
    """A message (RFC 5322, MIME). Of alternatives the HTML is read. A place is the part (`body`, `forwarded message`, ...) and the line in
    it, once it is decoded: in the file itself most bodies are not as anybody reads them."""
    if not _HEADER.match(data.lstrip(b"\xef\xbb\xbf\r\n")[:200]) and not data.startswith(b"From "):
        return Unreadable(name, "not an e-mail: it does not begin with a header")
    if sum(1 for _ in _BOUNDARY.finditer(data)) > MOST_PARTS:
        return Unreadable(name, f"an e-mail of more than {MOST_PARTS} nested parts")
    message = message_from_bytes(data.lstrip(b"\xef\xbb\xbf\r\n"))
    parts: list[tuple[str, Document]] = []
    remarks: list[str] = []
    for where, part in _bodies(message, remarks):
        found = _body(name, part, options)
        if isinstance(found, Unreadable):
            remarks.append(f"{where}: {found.reason}")
        else:
            parts.append((where, found))
            remarks += found.remarks
    if not parts:
        return Unreadable(name, "an e-mail without text" + (f" ({remarks[0]})" if remarks else ""))
    return joined(
        name,
        "mail",
        data,
        _numbered(parts),
        url=options.url,
        published=options.published or _date(message),
        title=_words(message, "Subject") or None,
        remarks=tuple(dict.fromkeys(remarks)),
    )


def _bodies(message: Message, remarks: list[str], where: str = "body", depth: int = 0) -> Iterator[tuple[str, Message]]:
    """What a mail program shows, in order: of alternatives the richest that we read, attachments left out."""
    kind = message.get_content_type()
    if depth > DEEPEST:
        remarks.append(f"{where}: parts nested more than {DEEPEST} deep are not read")
    elif kind == "message/rfc822" and message.is_multipart():
        for forwarded in _inner(message):
            yield from _bodies(forwarded, remarks, "forwarded message", depth + 1)
    elif message.is_multipart():
        inner = _inner(message)
        if kind == "multipart/alternative":
            inner = [_richest(inner)] if inner else []
        for each in inner:
            yield from _bodies(each, remarks, where, depth + 1)
    elif message.get_content_disposition() == "attachment" or kind not in ("text/plain", "text/html"):
        if not kind.startswith("image/"):
            remarks.append(f"attachment {_words(message, 'Content-Description') or kind} is not read")
    else:
        yield where, message


def _inner(message: Message) -> list[Message]:
    payload = message.get_payload()
    return [each for each in payload[:MOST_PARTS] if isinstance(each, Message)] if isinstance(payload, list) else []


def _richest(parts: list[Message]) -> Message:
    """HTML before text, wherever it stands in; the last that is neither."""
    rank = {"text/html": 3, "multipart/related": 2, "multipart/mixed": 2, "multipart/alternative": 2, "text/plain": 1}
    return max(parts, key=lambda part: rank.get(part.get_content_type(), 0))


def _body(name: str, part: Message, options: Options) -> Document | Unreadable:
    """One body, its transfer encoding undone, as its own reader reads it."""
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    charset = part.get_content_charset()
    if part.get_content_type() == "text/html":
        decoded = decode(data, charset or html.declared(data))
        if isinstance(decoded, str):
            return Unreadable(name, decoded)
        return html.read(name, decoded.text.encode("utf-8", "surrogatepass"), replace(options, charset="utf-8"))
    decoded = decode(data, charset)
    if isinstance(decoded, str):
        return Unreadable(name, decoded)
    words = decoded.text
    if str(part.get_param("format", "")).lower() == "flowed":  # RFC 3676: a line that ends in a blank goes on in the next one
        words = _FLOWED.sub("" if str(part.get_param("delsp", "")).lower() == "yes" else " ", words)
    return text.read_text(name, words, options)


def _numbered(parts: list[tuple[str, Document]]) -> list[tuple[str, Document]]:
    """`body`, `body 2`, ...: each name once."""
    seen: dict[str, int] = {}
    found = []
    for where, document in parts:
        seen[where] = seen.get(where, 0) + 1
        found.append((where if seen[where] == 1 else f"{where} {seen[where]}", document))
    return found


def _words(message: Message, header: str) -> str:
    """A header as it is read, encoded words decoded."""
    raw = str(message.get(header, ""))[:LONGEST_HEADER]
    pieces = []
    try:
        for piece, charset in decode_header(raw):
            if isinstance(piece, bytes):
                found = decode(piece, charset if charset and charset != "unknown-8bit" else None)
                pieces.append(piece.decode("latin-1") if isinstance(found, str) else found.text)
            else:
                pieces.append(piece)
    except (MessageError, ValueError, LookupError):
        return " ".join(raw.split())
    return " ".join("".join(pieces).split())


def _date(message: Message) -> date | None:
    try:
        return parsedate_to_datetime(str(message.get("Date", ""))[:200]).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
