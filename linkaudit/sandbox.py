"""Hostile bytes in, Documents (or whatever a pure function makes of them) out: the work is done in child processes with limits.

A child has limits on memory, computing and time, writes no file, opens none but Python's own modules, speaks to no network, and is
started again after a death. It answers with plain data: what a child that was taken over sends can build this package's dataclasses
and nothing else. On macOS the system does not enforce the limit on memory (RLIMIT_AS); those on computing and time hold there too.
"""

from __future__ import annotations

import contextlib
import importlib
import os
import queue
import resource
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from linkaudit import parcels
from linkaudit.documents import Options, kind_of, read, suffix_of
from linkaudit.documents.thrift import thrifty
from linkaudit.files import Input
from linkaudit.model import Document, Unreadable


@dataclass(frozen=True, slots=True)
class Limits:
    """What one child may use: bytes of address space (as `ulimit -v`), and for each task seconds of computing and of the clock."""

    memory: int = 512 * 1024 * 1024
    cpu: int = 20
    wall: float = 60.0  # on a machine that is busy with other things
    pace: int = 2  # seconds of computing more for each MB that the task holds: honest prose takes half a second to one

    def of(self, size: int) -> Limits:
        """Those of a task of so many bytes; of the clock three times what of computing."""
        more = self.pace * (size // 1_000_000)
        return replace(self, cpu=self.cpu + more, wall=self.wall + 3 * more)


RESTARTS = 1  # a child that was killed from outside (out of memory, an impatient user) is no fault of its document: once more

# Formats with a bomb in them: compressed (PDF, ZIP containers), or parsed by native code.
GUARDED = frozenset({".pdf", ".docx", ".odt", ".epub", ".wiki", ".mediawiki", ".wikitext", ".ipynb", ".eml", ".xml", ".json"})
MAGIC = (b"%PDF", b"PK\x03\x04")
LARGE = 200_000  # bytes: above it a reader's worst case is worth a child (in this process nothing could stop it)
WORTH = 1_000_000  # bytes of text formats: above it two children read sooner than one process, their start (0.2 s each) included
AHEAD = 4  # documents that a worker may be ahead of what has been asked for: bounds the memory


def read_all(inputs: Iterable[Input], options: Options) -> Iterator[Document | Unreadable]:
    """Read files and stdin, in their order, on all cores where that pays. Never raises for a document: what cannot be read says why.

    An input that is a page is the caller's to fetch and may not be among them.
    """
    wanted = list(inputs)
    with Sandbox(options) as box:
        yield from box.read_all(wanted)


@dataclass(frozen=True, slots=True)
class Failed:
    """That a task gave no result, and why, in words for a person."""

    reason: str


class Sandbox:
    """The children of one run. Use it as a context manager: its end ends them. Its methods may be called from several threads."""

    def __init__(self, options: Options | None = None, limits: Limits | None = None, *, workers: int | None = None) -> None:
        self._options = options or Options()
        self._limits = limits or Limits()
        self._workers = workers or _cores()
        self._idle: queue.LifoQueue[_Child] = queue.LifoQueue()
        self._children: list[_Child] = []
        self._closed = False

    def __enter__(self) -> Sandbox:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all children, whatever they do."""
        self._closed = True
        for child in self._children:
            child.kill()

    def read_all(self, inputs: list[Input]) -> Generator[Document | Unreadable, None, None]:
        """As the function of that name."""
        spread = len(inputs) > 1 and sum(each.size for each in inputs) > WORTH
        waiting: deque[Future[Document | Unreadable] | Input] = deque()
        coming = iter(inputs)
        with ThreadPoolExecutor(self._workers, thread_name_prefix="sandbox") as pool:
            try:
                while True:
                    while len(waiting) < AHEAD * self._workers and (each := next(coming, None)):
                        outside = each.kind == "file" and (spread or _is_guarded(each.suffix, each.size))
                        waiting.append(pool.submit(self._read_input, each, spread) if outside else each)
                    if not waiting:
                        return
                    first = waiting.popleft()
                    yield first.result() if isinstance(first, Future) else self._read_input(first, guard=False)
            except BaseException:  # nobody wants the rest: the threads that wait for a child are let go
                pool.shutdown(wait=False, cancel_futures=True)
                self.close()
                raise

    def _read_input(self, each: Input, guard: bool) -> Document | Unreadable:
        data = each.read()
        return data if isinstance(data, Unreadable) else self.read(each.name, data, each.suffix, guard=guard)

    def read(
        self, name: str, data: bytes, suffix: str | None = None, *, media_type: str | None = None, guard: bool = False, **options: Any
    ) -> Document | Unreadable:
        """One document as `documents.read` reads it; in a child where its format, its size or `guard` ask for one. `options` are fields
        of `Options` that differ from those of the run (`url` of a page that was fetched)."""
        arguments = (name, data, suffix, replace(self._options, **options), media_type)
        kind = suffix or (kind_of(media_type)[0] if media_type else suffix_of(name))
        if guard or _is_guarded(kind, len(data)) or data.startswith(MAGIC):
            found = self.call("linkaudit.sandbox:read_here", *arguments)
            if isinstance(found, Document):
                found = _carefully(thrifty, (found,))  # the pieces that it came in have torn apart what was one
        else:
            found = _carefully(read_here, arguments)
        return Unreadable(name, found.reason) if isinstance(found, Failed) else found

    def call(self, function: str, *arguments: Any) -> Any | Failed:
        """What a function of this package, named "linkaudit.module:name", makes of `arguments`, computed in a child. The arguments are
        pickled; the result may be made of this package's dataclasses and enumerations, dates, tuples and plain values."""
        for left in reversed(range(RESTARTS + 1)):
            child = self._child()
            if child is None:
                break
            try:
                return child.call(function, arguments)
            except _Died as death:
                if death.final or not left:
                    return Failed(str(death))
            finally:
                self._idle.put(child)
        return Failed("the run was ended")

    async def call_soon(self, function: str, *arguments: Any) -> Any | Failed:
        """`call` for trio: at most one per core at a time; cancelling it lets the child finish or meet its limits unseen."""
        import trio

        if not hasattr(self, "_limiter"):
            self._limiter = trio.CapacityLimiter(self._workers)
        work = partial(self.call, function, *arguments)
        return await trio.to_thread.run_sync(work, abandon_on_cancel=True, limiter=self._limiter)

    def _child(self) -> _Child | None:
        """An idle child, or a new one when all are busy; None once the run is over."""
        if self._closed:
            return None
        try:
            return self._idle.get_nowait()
        except queue.Empty:
            child = _Child(self._limits)
            self._children.append(child)
            return child


def read_here(name: str, data: bytes, suffix: str | None, options: Options, media_type: str | None) -> Document | Unreadable:
    """`documents.read` without any limit; what children run."""
    return read(name, data, suffix, options, media_type=media_type)


def _carefully(function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any | Failed:
    """The result, or as a reason what it raised: a reader's mistake costs its document, never the run."""
    try:
        return function(*arguments)
    except MemoryError:
        return Failed(_NO_MEMORY)
    except RecursionError:
        return Failed("nested too deeply to read")
    except Exception as fault:
        return Failed(f"its reader failed: {type(fault).__name__}: {str(fault)[:200]}")


def _is_guarded(suffix: str, size: int) -> bool:
    return suffix.lower() in GUARDED or size > LARGE


def _cores() -> int:
    """The cores that this process may use, at most eight: each child may hold half a gigabyte."""
    count = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(count, 8))


_NO_MEMORY = "takes more memory to read than there is"


# ---------------------------------------------------------------- the parent's side


class _Died(Exception):
    """A child ended without an answer. `final`: it would again."""

    def __init__(self, words: str, final: bool) -> None:
        super().__init__(words)
        self.final = final


class _Child:
    """One process that works, started when first asked and again after its death."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._dead = False

    def call(self, function: str, arguments: tuple[Any, ...]) -> Any | Failed:
        """The result, or _Died."""
        process = self._process = self._process or _start(self._limits)
        if self._dead:
            process.kill()
        message = parcels.task(function, arguments)
        limits = self._limits.of(len(message))
        overdue = threading.Event()
        timer = threading.Timer(limits.wall, _kill, (process, overdue))
        timer.start()
        try:
            assert process.stdin and process.stdout
            parcels.send(process.stdin, message)
            del message
            return parcels.answered(process.stdout)
        except (OSError, EOFError):
            self._process = None
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=1)  # it has closed its end and is about to say why
            process.kill()
            raise _death(_bury(process), overdue.is_set(), limits) from None
        except Exception:  # an answer that cannot be read: whatever it is, nobody goes on talking to its sender
            self._process = None
            process.kill()
            _bury(process)
            raise _Died("its reader gave no sensible answer", final=True) from None
        finally:
            timer.cancel()

    def kill(self) -> None:
        """End the process for good. Who waits for its answer sees a death and buries it; else it is buried here."""
        self._dead = True
        process = self._process
        if process:
            process.kill()
            _bury(process)


def _kill(process: subprocess.Popen[bytes], overdue: threading.Event) -> None:
    overdue.set()
    process.kill()


def _bury(process: subprocess.Popen[bytes]) -> int:
    """Wait for the end of a process that was killed; its exit code."""
    code = process.wait()
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with contextlib.suppress(OSError, ValueError):
                pipe.close()
    return code


def _start(limits: Limits) -> subprocess.Popen[bytes]:
    """A fresh child. Its modules come from where ours came from and not from the directory that is being audited."""
    path = [each for each in sys.path if each]
    program = f"import sys; sys.path[:] = {path!r}; from linkaudit.sandbox import Limits, serve; serve({limits!r})"
    environment = {key: value for key, value in os.environ.items() if key in ("PATH", "LANG", "LC_ALL", "HOME", "TMPDIR")}
    return subprocess.Popen(
        [sys.executable, "-P", "-s", "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        bufsize=0,
    )


def _death(code: int, overdue: bool, limits: Limits) -> _Died:
    """The words for how a child ended."""
    if overdue:
        return _Died(f"takes longer than {limits.wall:.0f} s to read", final=True)
    if code == -signal.SIGXCPU:
        return _Died(f"takes more than {limits.cpu} s of computing to read", final=True)
    if code == _OUT_OF_MEMORY:
        return _Died(f"takes more than {limits.memory // 1024 // 1024} MB of memory to read", final=True)
    if code == -signal.SIGKILL:
        return _Died("its reader was killed", final=False)
    how = signal.Signals(-code).name if code < 0 else f"exit {code}"
    return _Died(f"its reader crashed on it ({how})", final=code in (-signal.SIGSEGV, -signal.SIGABRT, -signal.SIGBUS))


# ---------------------------------------------------------------- the child's side

_OUT_OF_MEMORY = 77  # exit code: the memory limit was met, and a fresh process is better than what is left of this one


def serve(limits: Limits) -> None:
    """Do what stdin asks for and answer on stdout until it ends. Runs in the child."""
    asks, answers = os.fdopen(os.dup(0), "rb", 0), os.fdopen(os.dup(1), "wb", 0)
    nothing = os.open(os.devnull, os.O_RDWR)  # what a library prints must not be taken for an answer
    os.dup2(nothing, 0)
    os.dup2(nothing, 1)
    _lock(limits.memory)
    while True:
        try:
            function, arguments, size = parcels.taken(asks)
        except EOFError:
            return
        used = resource.getrusage(resource.RUSAGE_SELF)
        cpu = int(used.ru_utime + used.ru_stime) + 1 + limits.of(size).cpu
        resource.setrlimit(resource.RLIMIT_CPU, (cpu, resource.RLIM_INFINITY))
        found = _carefully(_named, (function, arguments))
        del arguments
        try:
            if found == Failed(_NO_MEMORY):
                raise MemoryError
            parcels.answer(answers, found)
        except MemoryError:
            os._exit(_OUT_OF_MEMORY)
        del found


def _named(function: str, arguments: tuple[Any, ...]) -> Any:
    module, _, name = function.partition(":")
    return getattr(importlib.import_module(module), name)(*arguments)


def _lock(memory: int) -> None:
    """The limits, and an ear on everything that Python does: files are opened for its modules only, nothing is started or connected."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    with contextlib.suppress(ValueError, OSError):  # macOS refuses some values
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    places = {os.path.realpath(each) + os.sep for each in {*sys.path, sys.prefix, sys.base_prefix}}
    places |= {"/usr/share/zoneinfo/", "/dev/null/", "/proc/", "/sys/", "/etc/mime.types/", "/etc/localtime/"}
    allowed = tuple(places)

    def ear(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if isinstance(path, bytes | str) and not (os.path.realpath(os.fsdecode(path)) + os.sep).startswith(allowed):
                raise PermissionError(f"a document may not open {os.fsdecode(path)!r}")
            if flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
                raise PermissionError("a document may not write")
        elif event.startswith(_FORBIDDEN):
            raise PermissionError(f"a document may not {event}")

    sys.addaudithook(ear)


_FORBIDDEN = ("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system", "os.remove", "os.rename", "shutil.")
