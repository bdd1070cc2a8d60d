"""Blocks of opaque links in a whole audit on a loopback web: which sentence a source belongs to is told by its page."""

from __future__ import annotations

import random
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from linkaudit import auditing, reading
from linkaudit.model import Citation, Health, Report
from linkaudit.settings import Settings
from tests.loopback import Asked, Net, Wire, web_of

pytestmark = pytest.mark.anyio

FACTS = [
    "The harbour of Almerin was dredged in March 2016 after two ferries had run aground at its mouth.",
    "Bakers in Tolvik paid 14 percent more for rye flour that winter than in the year before.",
    "The observatory above Saint Corvin lost its main mirror when the dome leaked in a storm.",
    "Nurses of the county hospital went on strike over night shifts in September 2017.",
    "A vineyard on the slopes of Mount Pereda was the first to irrigate with treated waste water.",
]
STORY = "The council published its yearbook.\n\n" + " ".join(FACTS) + "\n\n{}\n\nThe yearbook is sold at the town hall.\n"
PAGE = "<html><head><title>{0}</title></head><body><article><h1>Yearbook</h1><p>{1}</p><p>{2}</p></article></body></html>"
OTHER = "The archive opens on weekdays from nine to five, and volunteers help visitors to find what they are looking for in the old files."


@pytest.fixture
def anyio_backend() -> str:
    return "trio"


class Town:
    """Pages of opaque paths, each about one of the facts, and an archive that holds some of them."""

    def __init__(self, order: list[int]) -> None:
        self.order = order
        self.paths = [f"/{letter}{number * 7 + 3}" for number, letter in enumerate("kqzwx")]  # by fact
        self.gone: dict[str, tuple[int, str]] = {}  # by path, what is answered in place of the page
        self.saved: set[str] = set()

    async def serve(self, asked: Asked, wire: Wire) -> None:
        """The pages."""
        if asked.path in self.gone:
            status, body = self.gone[asked.path]
            await wire.answer(status, body)
        elif asked.path in self.paths:
            await wire.answer(200, self.page(asked.path))
        else:
            await wire.answer(404, "<title>Not Found</title><h1>Not Found</h1>")

    def page(self, path: str) -> str:
        """What the page says of its fact."""
        return PAGE.format("Yearbook", FACTS[self.paths.index(path)] + " So the yearbook says.", OTHER)

    async def archive(self, asked: Asked, wire: Wire) -> None:
        """A capture of each page that is saved."""
        path = urlsplit(parse_qs(urlsplit(asked.path).query).get("url", [asked.path])[0]).path
        path = "/" + path.rpartition("/")[2]
        if path not in self.saved:
            await wire.answer(200 if asked.path.startswith("/cdx/") else 404, "", ("Content-Type", "text/plain"))
        elif asked.path.startswith("/cdx/"):
            [of] = parse_qs(urlsplit(asked.path).query)["url"]
            await wire.answer(200, f"x 20180401101010 {of} text/html 200 {'A' * 32} 900\n", ("Content-Type", "text/plain"))
        else:
            await wire.answer(200, self.page(path), ("Memento-Datetime", "Sun, 01 Apr 2018 10:10:10 GMT"))

    def written(self, folder: Path, net: Net) -> str:
        """The story, its sources in a block below, in the order given."""
        document = folder / "story.txt"
        document.write_text(STORY.format("\n".join(net.url("town.test", self.paths[fact]) for fact in self.order)), encoding="utf-8")
        return str(document)

    async def audited(self, folder: Path, memory: str | None = None) -> Report:
        """The report on the story."""
        async with web_of({"town.test": self.serve, "archive.test": self.archive}) as net:
            settings = Settings(hosts=net.hosts_file(folder), wayback=net.url("archive.test").rstrip("/"), memory=memory, fresh="1d")
            return (await auditing.audit([self.written(folder, net)], settings)).report


def named(citations: tuple[Citation, ...]) -> list[tuple[int, str] | None]:
    """For each citation the fact that it is tied to by name, and how."""
    found: list[tuple[int, str] | None] = []
    for citation in citations:
        best = max(citation.ties, key=lambda tie: tie.confidence)
        number = int(best.claim.rpartition("#c")[2]) - 2  # the first claim is the yearbook's
        found.append((number, best.method) if best.method != "passage" else None)
    return found


async def test_shuffled_blocks_are_tied_by_their_pages(tmp_path: Path) -> None:
    """In any order of the block every source is tied to the sentence that its page shows; evidence and status follow from that tie."""
    rng = random.Random(6)
    for _ in range(3):
        order = rng.sample(range(5), 5)
        report = await Town(order).audited(tmp_path)
        assert named(report.citations) == [(fact, "page_text") for fact in order]
        seen = {(row.claim, row.source): row.label for row in report.evidence if row.reason != "tie_too_weak"}
        assert sorted(seen.values()) == ["evidence_located"] * 5
        assert [claim.status for claim in report.claims[1:6]] == ["cited"] * 5
        assert [claim.health for claim in report.claims[1:6]] == ["live"] * 5


async def test_without_pages_nothing_changes(tmp_path: Path) -> None:
    """Pages that nobody can read (gone, walled, soft 404) leave every tie as it was before anything was asked."""
    town = Town([3, 1, 4, 0, 2])
    sign_in = "<title>Sign in</title><form action=/login method=post><input name=user><input type=password name=password></form>"
    for number, path in enumerate(town.paths):
        town.gone[path] = [(410, "gone"), (200, sign_in), (200, "<title>Page not found</title><h1>404</h1><p>Page not found.</p>")][
            number % 3
        ]
    report = await town.audited(tmp_path)
    before = reading.read_only([str(tmp_path / "story.txt")], Settings())
    assert [citation.ties for citation in report.citations] == [citation.ties for citation in before.citations]


async def test_the_copy_of_a_dead_page_speaks(tmp_path: Path) -> None:
    """A dead source is tied by what its opened copy shows; one without a copy by what is left."""
    town = Town([4, 2, 0, 3, 1])
    town.gone = dict.fromkeys(town.paths[:4], (410, "gone"))
    town.saved = set(town.paths[:3])
    report = await town.audited(tmp_path)
    ties = named(report.citations)
    assert [ties[town.order.index(fact)] for fact in (0, 1, 2, 4)] == [(fact, "page_text") for fact in (0, 1, 2, 4)]
    assert (ties[3] or (0, "link_block"))[1] == "link_block"
    shows = [row.seen_on for row in report.evidence if row.label == "evidence_located"]
    assert sorted(shows) == ["live", "snapshot", "snapshot", "snapshot"]


async def test_what_a_page_no_longer_shows_is_looked_for_in_copies(tmp_path: Path) -> None:
    """A live page that shows none of the block's claims is compared with a copy once all pages have been read, and has drifted."""
    town = Town([0, 1, 2, 3, 4])
    town.gone[town.paths[2]] = (200, PAGE.format("Yearbook", "The page is being rewritten by the council and will be back soon.", OTHER))
    town.saved = {town.paths[2]}
    report = await town.audited(tmp_path)
    healths = [source.check.verdict.health for source in report.sources]
    assert [health is Health.DRIFTED for health in healths] == [False, False, True, False, False]
    assert named(report.citations)[2] == (2, "page_text")


async def test_what_is_remembered_gives_the_same_ties(tmp_path: Path) -> None:
    """A run that asks nothing anew ties as the one that read the pages did, copies included."""
    town = Town([4, 2, 0, 3, 1])
    town.gone, town.saved = {town.paths[0]: (410, "gone")}, {town.paths[0]}
    memory = str(tmp_path / "memory.db")
    async with web_of({"town.test": town.serve, "archive.test": town.archive}) as net:
        settings = Settings(hosts=net.hosts_file(tmp_path), wayback=net.url("archive.test").rstrip("/"), memory=memory, fresh="1d")
        document = town.written(tmp_path, net)
        first = (await auditing.audit([document], settings)).report
        asked = len(net.requests("town.test"))
        again = (await auditing.audit([document], settings)).report
        assert len(net.requests("town.test")) == asked
    assert named(first.citations) == [(fact, "page_text") for fact in town.order]
    assert (again.citations, again.evidence) == (first.citations, first.evidence)
