"""`python -m bench.reports`: what it costs to weigh and to write a report of 10,000 links, in CPU time; prints a table in Markdown."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeVar

from linkaudit import urls, weigh
from linkaudit.citations import cite, sources
from linkaudit.claims import claims
from linkaudit.documents import read
from linkaudit.model import Certainty, Check, Document, Found, Health, Request, Response, Run, Source, Verdict
from linkaudit.reports import WRITERS
from linkaudit.reports.links import FORMATS

T = TypeVar("T")
NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)


def main() -> None:
    """Make a document with a link in every sentence, one in a hundred dead, and time each step."""
    options = argparse.ArgumentParser(prog="python -m bench.reports", description=__doc__)
    options.add_argument("--links", type=int, default=10_000)
    number = options.parse_args().links
    text = "\n\n".join(
        f"The council counted [{n:,} objections](https://h{n % 200}.example/year/{n}.html) to its plan." for n in range(number)
    )
    document = read("bench.md", text.encode(), ".md")
    assert isinstance(document, Document)
    made = claims(document)
    cited = cite(document, made)
    found = Found((document,), (), made, cited, ())
    checks = tuple(_check(source, n % 100 == 7) for n, source in enumerate(sources(cited)))
    run = Run(NOW, NOW, "bench", True, "replay", ("bench.md",))
    print(f"| step | ms a link ({number:,} links) | bytes a link |\n|:--|--:|--:|")
    report, spent = _timed(lambda: weigh.weigh(run, found, checks, {}, {}))
    print(f"| weigh | {spent * 1000 / number:.3f} | |")
    for suffix, write in WRITERS.items():
        written, spent = _timed(lambda write=write: write(report))  # type: ignore[misc]
        print(f"| write {suffix} | {spent * 1000 / number:.3f} | {len(written.encode()) / number:,.0f} |")
    for form, listing in FORMATS.items():
        written, spent = _timed(lambda listing=listing: listing(found))  # type: ignore[misc]
        print(f"| links --format {form} | {spent * 1000 / number:.3f} | {len(written.encode()) / number:,.0f} |")


def _check(source: Source, dead: bool) -> Check:
    status = 404 if dead else 200
    reply = Response(
        Request("GET", source.ask), status, (("content-type", "text/html"), ("server", urls.host(source.ask))), b"<p>x</p>", NOW
    )
    health = Health.DEAD if dead else Health.LIVE
    return Check(source, Verdict(health, Certainty.CERTAIN, (f"http-{status}",), "As it says.", http_status=status), (reply,), NOW)


def _timed(work: Callable[[], T]) -> tuple[T, float]:
    began = time.process_time()
    return work(), time.process_time() - began


if __name__ == "__main__":
    main()
