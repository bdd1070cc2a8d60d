"""An address in; a TCP connection, plain or with TLS, out: bytes sent and received by one task at a time, with one wait for each piece.

trio's own streams serve any number of tasks; their locks and the extra rounds through the scheduler cost more than the system calls.
"""

from __future__ import annotations

import contextlib
import errno
import os
import socket
import ssl

import trio

READ_BYTES = 64 * 1024
SMALL = 1024  # bytes
MANY_SMALL = 16  # pieces that small, one after the other, after which what comes is let gather
GATHER = 0.05  # seconds: a server that sends letter by letter would else have as much of our time as all others together
RECORD_BYTES = 16 * 1024  # the most that TLS puts into one record


async def connect(address: str, port: int) -> Plain:
    """A connection to an address. Raises OSError."""
    sock = socket.socket(socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM)
    try:
        sock.setblocking(False)
        fault = sock.connect_ex((address, port))
        if fault in (errno.EINPROGRESS, errno.EINTR):
            await trio.lowlevel.wait_writable(sock)
            fault = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if fault:
            raise OSError(fault, f"Error connecting to {(address, port)!r}: {os.strerror(fault)}")
        with contextlib.suppress(OSError):  # macOS refuses on a connection that has ended already; that will show when it is used
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
    except BaseException:
        _close(sock)
        raise
    return Plain(sock)


class Plain:
    """A TCP connection."""

    __slots__ = ("_small", "sock")

    def __init__(self, sock: socket.socket) -> None:
        self.sock, self._small = sock, 0

    async def send(self, data: bytes) -> None:
        """Send all of it. Raises OSError."""
        self._small = 0
        while True:
            try:
                sent = self.sock.send(data)
            except BlockingIOError:
                sent = 0
            if sent == len(data):
                return
            data = data[sent:]
            await trio.lowlevel.wait_writable(self.sock)

    async def receive(self) -> bytes:
        """What comes next; nothing (b"") at the end. Raises OSError."""
        if self._small >= MANY_SMALL:
            await trio.sleep(GATHER)
        while True:
            await trio.lowlevel.wait_readable(self.sock)
            try:
                data = self.sock.recv(READ_BYTES)
            except BlockingIOError:
                continue
            self._small = self._small + 1 if len(data) < SMALL else 0
            return data

    def has_come(self) -> bool:
        """Whether something, if only the end, has come that nobody asked for."""
        try:
            self.sock.recv(1, socket.MSG_PEEK)
        except BlockingIOError:
            return False
        except OSError:
            pass
        return True

    def close(self) -> None:
        """Close at once, without waiting and without goodbye."""
        _close(self.sock)


class Secure:
    """A TCP connection with TLS on it. What the handshake says last goes out together with what is sent first."""

    __slots__ = ("_plain", "_received", "_tls", "_to_send")

    def __init__(self, plain: Plain, context: ssl.SSLContext, host: str) -> None:
        self._plain, self._received, self._to_send = plain, ssl.MemoryBIO(), ssl.MemoryBIO()
        self._tls = context.wrap_bio(self._received, self._to_send, server_hostname=host)

    async def shake_hands(self) -> None:
        """Make sure who is there. Raises ssl.SSLError and other OSErrors."""
        while True:
            try:
                return self._tls.do_handshake()
            except ssl.SSLWantReadError:
                await self._turn()

    async def send(self, data: bytes) -> None:
        """Send all of it. Raises OSError."""
        self._tls.write(data)
        await self._plain.send(self._to_send.read())

    async def receive(self) -> bytes:
        """What comes next; nothing (b"") at the end, also when the other side leaves without goodbye. Raises OSError."""
        while True:
            try:
                return self._tls.read(RECORD_BYTES)
            except ssl.SSLWantReadError:
                await self._turn()
            except (ssl.SSLEOFError, ssl.SSLZeroReturnError):
                return b""

    async def _turn(self) -> None:
        """Send what TLS wants to say, and hand it what comes next."""
        if self._to_send.pending:
            await self._plain.send(self._to_send.read())
        if data := await self._plain.receive():
            self._received.write(data)
        else:
            self._received.write_eof()

    def has_come(self) -> bool:
        """Whether something, if only the end, has come that nobody asked for."""
        return self._plain.has_come()

    def close(self) -> None:
        """Close at once, without waiting and without goodbye."""
        self._plain.close()


def _close(sock: socket.socket) -> None:
    trio.lowlevel.notify_closing(sock)
    sock.close()
