"""CPU seconds to read, split and tie a megabyte of text in each of nine layouts: `python -m bench.ties`."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise

from linkaudit.citations import cite, findings
from linkaudit.claims import claims
from linkaudit.documents import read
from linkaudit.model import Document

SIZE = 1_000_000
NAMES = ["Smith", "Brown", "Jones", "Okafor", "Müller", "Kowalska", "Novak", "Petrov"]


def sentences(number: int, mark: str = "", mark_two: str = "") -> str:
    """Two sentences with figures and names."""
    return (
        f"The harbour of town {number} was shelled in March 20{number % 30:02}{mark}. "
        f"Grain prices rose by {number} percent in Cairo, the ministry said{mark_two}. "
    )


def grown(piece: Callable[[int], str], every: int = 5, entry: Callable[[int], str] | None = None, title: str = "") -> str:
    """Pieces until the megabyte is full, a paragraph after every fifth, and an entry for each at the end."""
    pieces, entries, size, number = [], [], 0, 0
    while size < SIZE:
        number += 1
        pieces.append(piece(number) + ("\n\n" if number % every == 0 else ""))
        entries.append(entry(number) if entry else "")
        size += len(pieces[-1]) + len(entries[-1])
    return "".join(pieces) + "\n\n" + title + "".join(entries)


def block(number: int) -> str:
    """A paragraph and its block."""
    urls = f"https://news{number % 50}.example/harbour-town-{number}-shelled\nhttps://data.example/{number}/grain-prices-cairo"
    return f"{sentences(number)}Turkey offered to escort the ships.\n\n{urls}"


def author(number: int) -> str:
    """A name of its own."""
    return f"{NAMES[number % 8]}{chr(97 + number % 26)}{chr(97 + number // 26 % 26)}son"


LAYOUTS: dict[str, Callable[[], str]] = {
    "blocks": lambda: grown(block, every=1),
    "inline": lambda: grown(lambda n: sentences(n, f" (https://news.example/{n})")),
    "numbered": lambda: grown(lambda n: sentences(n, f"[{n}]"), 5, lambda n: f"[{n}] https://news.example/{n}\n", "References\n\n"),
    "one list": lambda: grown(sentences, 5, lambda n: f"https://news.example/harbour-{n}\n"),
    "author and year": lambda: grown(
        lambda n: sentences(n, f" ({author(n)} and Brown, {1950 + n % 70})"),
        5,
        lambda n: f"{author(n)} J, Brown B. {1950 + n % 70}. Town {n}. https://doi.org/10.1/{n}\n\n",
        "References\n\n",
    ),
    "one author": lambda: grown(
        lambda n: sentences(n, " (Smith, 2001)"), 5, lambda n: f"Smith J. 2001. Town {n}. https://doi.org/10.1/{n}\n\n", "References\n\n"
    ),
    "one line": lambda: grown(lambda n: sentences(n, f" https://news.example/{n}"), every=SIZE),
    "a list alone": lambda: sentences(1) + "\n\n" + grown(lambda n: f"https://news{n % 50}.example/harbour-town-{n}-shelled\n", every=SIZE),
    "no link": lambda: grown(sentences),
}


def main() -> None:
    """Print the table."""
    print(f"{'layout':18}{'read':>7}{'claims':>8}{'ties':>7}{'findings':>10}")
    for name, make in LAYOUTS.items():
        data = make().encode()
        at = [time.process_time()]
        document = read("text.txt", data)
        assert isinstance(document, Document)
        at.append(time.process_time())
        found = claims(document)
        at.append(time.process_time())
        citations = cite(document, found)
        at.append(time.process_time())
        findings(document, found, citations)
        at.append(time.process_time())
        steps = [after - before for before, after in pairwise(at)]
        print(f"{name:18}{steps[0]:7.2f}{steps[1]:8.2f}{steps[2]:7.2f}{steps[3]:10.2f}")


if __name__ == "__main__":
    main()
