"""What a hostile document may make its reader do: tasks for the children of `linkaudit.sandbox`."""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time


def echo(value: object) -> object:
    return value


def pid() -> int:
    return os.getpid()


def eat() -> int:
    held = []
    while True:
        held.append(bytearray(16 * 1024 * 1024))


def spin() -> None:
    while True:
        pass


def sleep() -> None:
    time.sleep(60)


def crash() -> None:
    ctypes.string_at(0)


def killed() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def killed_once(flag: str) -> str:
    """Dies on its first call, told by an environment of its own making: a file may not be written in a child, a pid may be compared."""
    if os.getpid() == int(flag):
        os.kill(os.getpid(), signal.SIGKILL)
    return "alive"


def deep() -> None:
    deep()


def fail() -> None:
    raise ValueError("odd")


def opens(path: str) -> str:
    with open(path, encoding="utf-8") as file:  # noqa: PTH123
        return file.read()


def writes(path: str) -> None:
    with open(path, "w", encoding="utf-8") as file:  # noqa: PTH123
        file.write("x")


def connects(port: int) -> None:
    socket.create_connection(("127.0.0.1", port), timeout=1).close()


def starts() -> None:
    subprocess.run([sys.executable, "-c", "pass"], check=True)


class Payload:
    """Unpickled by a careless parent, this would make a file."""

    def __init__(self, path: str) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, (f"touch {self.path}",)


def payload(path: str) -> Payload:
    return Payload(path)


def garbage(_: str) -> None:
    """Writes on every handle there is: an answer of four bytes that are no pickle."""
    for handle in range(3, 9):
        try:
            os.write(handle, b"\x00\x00\x00\x00\x00\x00\x00\x04abcd")
        except OSError:
            continue


def function(_: str) -> object:
    """A thing of this package that is no dataclass."""
    from linkaudit.files import write_text

    return write_text


def prints() -> str:
    os.write(1, b"noise")
    print("noise", flush=True)
    return "said"


def environment() -> dict[str, str]:
    return dict(os.environ)
