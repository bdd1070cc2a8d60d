"""An exception of the network stack in; its Cause and words for a person, out. The only place where foreign errors are translated."""

from __future__ import annotations

import errno
import re
import socket
import ssl
from collections.abc import Iterator

import h11
import httpcore
import httpx
import trio

from linkaudit.model import Cause
from linkaudit.urls import redact_text


class Fault(Exception):
    """A failure whose cause our own code already knows."""

    def __init__(self, cause: Cause, detail: str) -> None:
        super().__init__(detail)
        self.cause, self.detail = cause, detail


_ERRNO = {
    errno.ECONNREFUSED: Cause.REFUSED,
    errno.ECONNRESET: Cause.RESET,
    errno.EPIPE: Cause.RESET,
    errno.ECONNABORTED: Cause.RESET,
    errno.ETIMEDOUT: Cause.CONNECT_TIMEOUT,
    errno.EHOSTUNREACH: Cause.UNREACHABLE,
    errno.ENETUNREACH: Cause.UNREACHABLE,
    errno.EADDRNOTAVAIL: Cause.UNREACHABLE,
    errno.EHOSTDOWN: Cause.UNREACHABLE,
    errno.EACCES: Cause.UNREACHABLE,
    errno.EPERM: Cause.UNREACHABLE,
    errno.EAFNOSUPPORT: Cause.UNREACHABLE,
    errno.EINVAL: Cause.UNREACHABLE,  # connect() to an address that no route can take, e.g. port 0
}

# OpenSSL's X509_V_ERR_*; the sample server of badssl.com that shows each.
_VERIFY = {
    9: Cause.TLS_EXPIRED,  # not yet valid
    10: Cause.TLS_EXPIRED,  # expired.badssl.com
    18: Cause.TLS_SELF_SIGNED,  # self-signed.badssl.com
    19: Cause.TLS_UNTRUSTED,  # untrusted-root.badssl.com: the chain ends in a root that nobody here trusts
    2: Cause.TLS_INCOMPLETE,
    20: Cause.TLS_INCOMPLETE,  # incomplete-chain.badssl.com: the issuer of the last certificate sent is not known
    21: Cause.TLS_INCOMPLETE,
    62: Cause.TLS_WRONG_HOST,  # wrong.host.badssl.com
    64: Cause.TLS_WRONG_HOST,  # an IP address that the certificate does not name
}
_OLD = ("PROTOCOL_VERSION", "UNSUPPORTED_PROTOCOL", "NO_PROTOCOLS_AVAILABLE", "VERSION_TOO_LOW", "DH_KEY_TOO_SMALL", "HANDSHAKE_FAILURE")


def explain(fault: BaseException) -> tuple[Cause, str]:
    """The cause of a failed attempt and what was said about it, looking down the whole chain of exceptions.

    httpx says least at the top: a TLS fault is a ConnectError without words over `ssl.SSLCertVerificationError`, a refusal hides in an
    ExceptionGroup, an unknown name in `socket.gaierror`.
    """
    chain = list(_chain(fault))
    for each in chain:
        if isinstance(each, Fault):
            return each.cause, each.detail
    for each in chain:
        if isinstance(each, ssl.SSLError) and not isinstance(each, ssl.SSLEOFError | ssl.SSLZeroReturnError):
            return _tls(each), _words(each)
    for each in chain:
        if isinstance(each, socket.gaierror):
            return name_fault(each), _words(each)
    for each in chain:
        if isinstance(each, OSError) and each.errno in _ERRNO:
            return _ERRNO[each.errno], _words(each)
    return _by_type(chain), next((words for each in chain if (words := _words(each))), type(fault).__name__)


def name_fault(fault: socket.gaierror) -> Cause:
    """NXDOMAIN and "no address" are facts about the name; everything else is trouble of a resolver."""
    gone = (socket.EAI_NONAME, getattr(socket, "EAI_NODATA", socket.EAI_NONAME))
    return Cause.DNS_NXDOMAIN if fault.errno in gone else Cause.DNS_TEMPORARY


def _by_type(chain: list[BaseException]) -> Cause:
    kinds: tuple[tuple[tuple[type[BaseException], ...], Cause], ...] = (
        ((httpx.ConnectTimeout, httpcore.ConnectTimeout), Cause.CONNECT_TIMEOUT),
        ((httpx.TimeoutException, httpcore.TimeoutException, trio.TooSlowError), Cause.READ_TIMEOUT),
        ((httpx.InvalidURL, httpx.UnsupportedProtocol, httpx.LocalProtocolError, httpcore.LocalProtocolError, UnicodeError), Cause.BAD_URL),
        ((ssl.SSLEOFError, ssl.SSLZeroReturnError), Cause.CLOSED),
    )
    for types, cause in kinds:
        if any(isinstance(each, types) for each in chain):
            return cause
    for each in chain:
        if isinstance(each, httpx.RemoteProtocolError | httpcore.RemoteProtocolError | h11.RemoteProtocolError):
            closed = any(words in str(each).lower() for words in ("disconnected", "closed connection", "without sending"))
            return Cause.CLOSED if closed else Cause.PROTOCOL
    for each in chain:
        if isinstance(each, httpx.ConnectError):
            return Cause.UNREACHABLE
        if isinstance(each, httpx.NetworkError | httpcore.NetworkError | trio.BrokenResourceError | trio.ClosedResourceError):
            return Cause.RESET
    return Cause.BAD_URL if isinstance(chain[0], ValueError) else Cause.PROTOCOL


def _tls(fault: ssl.SSLError) -> Cause:
    if isinstance(fault, ssl.SSLCertVerificationError):
        if "hostname mismatch" in str(fault).lower() or "ip address mismatch" in str(fault).lower():
            return Cause.TLS_WRONG_HOST
        return _VERIFY.get(fault.verify_code, Cause.TLS_OTHER)
    reason = (fault.reason or "").upper()
    return Cause.TLS_PROTOCOL if any(word in reason for word in _OLD) else Cause.TLS_OTHER


def _chain(fault: BaseException) -> Iterator[BaseException]:
    """The exception and everything it came from, nearest first; groups are opened; at most 100 of them."""
    queue, seen = [fault], set[int]()
    while queue and len(seen) < 100:
        each = queue.pop(0)
        if id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        queue += [next_one for next_one in (each.__cause__, each.__context__) if next_one is not None]
        if isinstance(each, BaseExceptionGroup):
            queue += each.exceptions


def _words(fault: BaseException) -> str:
    words = fault.strerror if isinstance(fault, OSError) and fault.strerror else str(fault)
    return redact_text(" ".join(_QUOTED.sub("", words).split()))[:300]


_QUOTED = re.compile(
    r":? *bytearray\(.*", re.S
)  # h11 repeats the line that it cannot read: "illegal header line: bytearray(b'Set-Cookie : ...')"
