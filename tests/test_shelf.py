"""Checks on a shelf: what is laid down comes back as it was, in its light form, and takes no room in memory."""

import errno
import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

import pytest

from linkaudit.checks import record
from linkaudit.errors import Incomplete
from linkaudit.model import Cause, Certainty, Check, Health, History, NoResponse, Request, Response, Source, Verdict
from linkaudit.pile import BLOCK
from linkaudit.shelf import Shelf

NOW = datetime(2026, 3, 2, 6, 0, 0, 123456, tzinfo=UTC)


def sources(number: int) -> tuple[Source, ...]:
    """So many pages of one host."""
    return tuple(Source(url := f"https://a.test/page-{n}", url, "a.test") for n in range(number))


def check(source: Source, body: bytes = b"<p>words</p>") -> Check:
    """A source that moved, and did not answer at first."""
    first = NoResponse(Request("GET", source.ask), Cause.RESET, "the \udce9nd", NOW, 0.25)
    moved = Response(Request("GET", source.ask, after=1.5), 301, (("Location", "/new"), ("Set-Cookie", "a=b")), b"", NOW, retry_after=2.5)
    asked = Request("GET", "https://a.test/new", (("Cookie", "a=b"),), "probe", b"sent", 3.5, 100, late=True)
    page = Response(asked, 200, (("Content-Type", "text/html"), ("X-Other", "no")), body, NOW + timedelta(seconds=1), 0.5, complete=False)
    verdict = Verdict(
        Health.MOVED,
        Certainty.PROBABLE,
        ("reset", "redirect-permanent", "http-200"),
        "It has moved.",
        "https://a.test/new",
        200,
        NOW,
        "https://a.test/new",
        ("part",),
        ("https-upgrade",),
    )
    return Check(source, verdict, (first, moved, page), NOW)


def test_a_reply_comes_back_whole() -> None:
    """A reply that was set aside comes back with every field and header, its body, and the request that it answers."""
    (one,) = sources(1)
    shelf = Shelf((one,))
    replies = check(one, b"\x00" * BLOCK).replies
    places = [shelf.set_aside(reply) for reply in replies]
    assert tuple(map(shelf.take_up, places)) == replies


def test_a_check_comes_back_as_it_was() -> None:
    """Every field comes back: of the replies all but their bodies, of which the digest stays, and the headers that tell nothing."""
    (one,) = sources(1)
    past = History(3, NOW, None, NOW, 2, 0, True, False, "Dead since 2 March 2026.")
    made = replace(check(one), history=past)
    shelf = Shelf((one,))
    shelf.put(0, made)
    assert shelf[0] == record.light(made) == replace(made, replies=shelf[0].replies)
    page = shelf[0].replies[-1]
    assert isinstance(page, Response)
    assert (page.body, page.digest, page.headers) == (b"", sha256(b"<p>words</p>").hexdigest(), (("Content-Type", "text/html"),))
    shelf.put(0, shelf[0])
    assert shelf[0] == record.light(made)  # what was light already stays as it is


def test_the_last_check_counts() -> None:
    """A later check of a source takes the place of the one before; one that was never made is an IndexError."""
    shelf = Shelf(made := sources(3))
    shelf.put(1, check(made[1]))
    dead = replace(check(made[1]), verdict=Verdict(Health.DEAD, Certainty.CERTAIN, ("http-410",), "Gone."))
    shelf.put(1, dead)
    assert (shelf.health(1), shelf[1].verdict.reason, shelf.made(1), shelf.made(2)) == (Health.DEAD, "Gone.", True, False)
    with pytest.raises(IndexError):
        shelf[2]
    shelf.clear()
    assert not shelf.made(1)


def test_what_the_crawl_left_out_is_skipped() -> None:
    """A source that a sample left out comes back marked so, and is what it was before when a check takes the mark away."""
    shelf = Shelf(made := sources(1))
    shelf.put(0, check(replace(made[0], skip="not in the sample of 1")))
    assert shelf.source(0) == shelf[0].source == replace(made[0], skip="not in the sample of 1")
    shelf.put(0, check(made[0]))
    assert shelf[0].source == made[0]


def test_what_lies_on_disk_takes_no_memory() -> None:
    """Five thousand checks with pages of 2 kB leave fewer than fifty bytes each in memory, and each comes back from the disk."""
    shelf = Shelf(made := sources(5000))
    shelf.put(0, check(made[0]))
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    for index, source in enumerate(made):
        shelf.put(index, check(source, b"%4d " % index * 400))
    grown = tracemalloc.get_traced_memory()[0] - before
    tracemalloc.stop()
    assert grown < BLOCK + 50 * 5000
    assert all(shelf[index] == record.light(check(made[index], b"%4d " % index * 400)) for index in range(0, 5000, 99))


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """When nothing more can be written the run ends in words (exit 3), not with a traceback."""

    def full(*_: Any) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    shelf = Shelf(made := sources(2000))
    monkeypatch.setattr(shelf._rows._spool._file, "write", full)
    with pytest.raises(Incomplete, match="cannot be written: no space left"):
        for index, source in enumerate(made):
            shelf.put(index, check(source))
