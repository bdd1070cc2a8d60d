"""What a newsroom sees over days: daily audits of one article on a web whose pages come and go, under a clock that is told the day."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from linkaudit import auditing, memory
from linkaudit.model import History, Report
from linkaudit.settings import Settings
from tests.loopback import Asked, Handler, Net, Wire, web_of

pytestmark = pytest.mark.anyio
FIRST = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
PAGE = "<title>Ferries</title><h1>Ferries</h1>" + "<p>The harbour office counted the ferries of the valley in that year.</p>" * 9
SHOP = "<title>Home</title><h1>Welcome</h1>" + "<p>Our shop has everything that a traveller needs on the water.</p>" * 9

# What each host says on each day: a status, or "front" for a server that sends whatever it lost to its front page.
FATES: dict[str, Callable[[int], int | str]] = {
    "live": lambda _: 200,
    "gone": lambda day: 200 if day == 0 else 410,
    "soft": lambda day: 200 if day == 0 else "front",
    "wobbly": lambda day: 500 if day % 3 == 1 else 200,
    "back": lambda day: 410 if day in (1, 3) else 200,
    "flapping": lambda day: 410 if day % 2 else 200,
    "walled": lambda _: 403,
    "erring": lambda day: 200 if day == 0 else 500,
}


@pytest.fixture
def anyio_backend() -> str:
    return "trio"


class Newsroom:
    """A folder with an article and a memory, and the web that it cites."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.day = folder, 0

    def handlers(self) -> dict[str, Handler]:
        """One host for each fate."""

        def handler(fate: Callable[[int], int | str]) -> Handler:
            async def answer(asked: Asked, wire: Wire) -> None:
                says = fate(self.day)
                if says == "front" and asked.path != "/":
                    await wire.answer(302, "", ("Location", "/"))
                elif says == "front":
                    await wire.answer(200, SHOP)
                else:
                    await wire.answer(int(says), PAGE if says == 200 else "")

            return answer

        return {f"{name}.test": handler(fate) for name, fate in FATES.items()}

    def write(self, net: Net) -> None:
        """The article."""
        links = [net.url(f"{name}.test", "/page/one") for name in FATES]
        text = "".join(f"The valley has {n} ferries ([source]({link})).\n\n" for n, link in enumerate(links))
        (self.folder / "article.md").write_text(text)

    async def audit(self, net: Net, hours: float = 0.0, fresh: str = "0") -> Report:
        """Today's audit."""
        name, now = str(self.folder / "m.db"), FIRST + timedelta(days=self.day, hours=hours)
        settings = Settings(hosts=net.hosts_file(self.folder), snapshots=False, look=False, memory=name, clock=now, gap=0.0, fresh=fresh)
        outcome = await auditing.audit([str(self.folder / "article.md")], settings)
        memory.conclude(name, now)
        return outcome.report


def histories(report: Report) -> dict[str, History]:
    """What the report says of each host's past."""
    return {row.source.host.partition(".")[0]: row.check.history for row in report.sources if row.check.history}


async def test_a_week_of_daily_audits(tmp_path: Path) -> None:
    """A first failure is "first seen"; 410 is confirmed by the second run, a page that only looks dead after three days; a success resets;
    what comes and goes is not confirmed; server errors never count; a wall is told after five runs. `linkaudit history` tells the same."""
    newsroom = Newsroom(tmp_path)
    week: list[dict[str, History]] = []
    async with web_of(newsroom.handlers()) as net:
        newsroom.write(net)
        for newsroom.day in range(7):
            week.append(histories(await newsroom.audit(net)))
    day = [FIRST + timedelta(days=n) for n in range(7)]
    said = {name: [today[name].sentence for today in week] for name in FATES}
    assert said["live"] == [""] * 7 and said["erring"] == [""] * 7
    assert said["gone"][:3] == [
        "",
        "Dead (first seen, last seen alive on 2 March 2026).",
        "Dead since 3 March 2026, last seen alive on 2 March 2026; confirmed by 2 runs.",
    ]
    assert [today["gone"].confirmed for today in week] == [False, False, True, True, True, True, True]
    assert [today["soft"].confirmed for today in week] == [False, False, False, False, True, True, True]
    assert said["soft"][3] == "Dead since 3 March 2026 (3 runs, last seen alive on 2 March 2026), not confirmed yet."
    assert [today["back"].dead_runs for today in week] == [0, 1, 0, 1, 0, 0, 0]
    assert (week[3]["back"].first_dead, week[3]["back"].last_alive) == (day[3], day[2])
    assert not any(today["flapping"].confirmed for today in week) and week[6]["flapping"].flapping
    assert said["flapping"][5].endswith("It comes and goes: alive in 3 of the last 6 runs.")
    assert not any(today["wobbly"].confirmed or today["wobbly"].dead_runs for today in week)
    assert (said["walled"][3], said["walled"][4]) == ("", "Blocked for 5 runs.")

    command = [sys.executable, "-m", "linkaudit", "history", "--memory", str(tmp_path / "m.db")]
    told = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1]).stdout
    assert "Dead since 3 March 2026, last seen alive on 2 March 2026; confirmed by 6 runs. 7 runs since 2026-03-02." in told
    rows = json.loads(
        subprocess.run([*command, "--json"], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1]).stdout
    )
    gone = next(row for row in rows["sources"] if "//gone." in row["url"])
    assert (gone["first_dead"], gone["confirmed"], len(gone["runs"])) == (day[1].isoformat(), True, 7)
    one = subprocess.run([*command, gone["url"]], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[1]).stdout
    assert one.count("http-410") == 6 and "2026-03-08 06:00  dead" in one


async def test_three_audits_of_one_morning(tmp_path: Path) -> None:
    """Three runs within hours do not confirm what only looks dead, whatever they say; --fresh asks nothing that is young enough."""
    newsroom = Newsroom(tmp_path)
    newsroom.day = 1
    async with web_of(newsroom.handlers()) as net:
        newsroom.write(net)
        for hour in range(3):
            report = await newsroom.audit(net, hour)
        soft = histories(report)["soft"]
        assert (soft.dead_runs, soft.confirmed) == (3, False)
        asked = len(net.asked)
        await newsroom.audit(net, 3, fresh="2h")
        assert len(net.asked) == asked
        await newsroom.audit(net, 5, fresh="2h")
        assert len(net.asked) > asked
