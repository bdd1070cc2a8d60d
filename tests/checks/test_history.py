"""What many runs come to: first seen, confirmed, blocked for long, coming and going; and that noise confirms nothing."""

import random
from datetime import UTC, datetime, timedelta

import pytest

from linkaudit.checks.history import Entry, weigh
from linkaudit.model import Health
from tests.checks.script import Answer, Say, verdict

DAY = timedelta(days=1)
BEGAN = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
LIVE = (Health.LIVE, ("http-200",))
GONE = (Health.DEAD, ("http-404", "http-404"))
SOFT = (Health.DEAD, ("http-200", "not-found-text", "probe-same-page", "soft-404"))
UNSURE = (Health.UNSURE, ("http-503", "http-503"))
BLOCKED = (Health.BLOCKED, ("http-403",))
Seen = tuple[Health, tuple[str, ...]]


def past(*seen: Seen, step: timedelta = DAY) -> list[Entry]:
    """Runs a step apart."""
    return [Entry(BEGAN + step * number, *each) for number, each in enumerate(seen)]


@pytest.mark.parametrize(
    ("seen", "step", "confirmed"),
    [
        ([GONE], DAY, False),
        ([GONE, GONE], DAY, True),
        ([GONE, GONE], timedelta(minutes=5), True),
        ([SOFT] * 9, timedelta(minutes=5), False),
        ([SOFT, SOFT], 3 * DAY, False),
        ([SOFT, SOFT, SOFT], DAY, False),
        ([SOFT, SOFT, SOFT, SOFT], DAY, True),
        ([SOFT, UNSURE, SOFT, BLOCKED, SOFT], DAY, True),
        ([SOFT, SOFT, LIVE, SOFT, SOFT], DAY, False),
        ([GONE, GONE, GONE, UNSURE], DAY, False),
        ([UNSURE] * 9, DAY, False),
        ([BLOCKED] * 9, DAY, False),
        ([LIVE, GONE, LIVE, GONE, GONE], DAY, False),
    ],
)
def test_confirmed(seen: list[Seen], step: timedelta, confirmed: bool) -> None:
    """Three dead runs over three days confirm a death, two runs where the server says so itself; what flaps needs the longer spell."""
    history = weigh(past(*seen, step=step))
    assert history is not None
    assert history.confirmed is confirmed


def test_sentences() -> None:
    """The history says since when, until when and for how long."""

    def sentence(*seen: Seen) -> str:
        history = weigh(past(*seen))
        assert history is not None
        return history.sentence

    assert sentence(LIVE) == ""
    assert sentence(GONE) == "Dead (first seen)."
    assert sentence(LIVE, GONE) == "Dead (first seen, last seen alive on 2 March 2026)."
    assert sentence(LIVE, SOFT, SOFT) == "Dead since 3 March 2026 (2 runs, last seen alive on 2 March 2026), not confirmed yet."
    assert sentence(LIVE, GONE, GONE) == "Dead since 3 March 2026, last seen alive on 2 March 2026; confirmed by 2 runs."
    assert (
        sentence(LIVE, SOFT, BLOCKED) == "Found dead in 1 run since 3 March 2026, last seen alive on 2 March 2026; this run could not tell."
    )
    assert sentence(*[BLOCKED] * 5) == "Blocked for 5 runs."
    assert sentence(LIVE, UNSURE, LIVE, UNSURE) == "It comes and goes: alive in 2 of the last 4 runs."
    assert weigh([]) is None


@pytest.mark.parametrize(
    ("days", "seen", "alive", "dead", "confirmed"),
    [
        ((0, 366, 2), (LIVE, GONE, LIVE), 2, None, False),  # one run a year ahead
        ((0, 400, 2, 3), (LIVE, LIVE, SOFT, SOFT), 0, 2, False),
        ((0, 1, 400, 3, 4), (LIVE, SOFT, SOFT, SOFT, SOFT), 0, 1, True),
        ((0, 1, -20_000, 2), (LIVE, SOFT, SOFT, SOFT), 0, 1, False),  # one that thought it was 1971
        ((0, -20_000, 1, 2), (LIVE, SOFT, SOFT, SOFT), 0, 1, False),
        ((0, 1, 0.9, 2, 5), (LIVE, LIVE, SOFT, SOFT, SOFT), 1, 2, True),  # set back a little
        ((0, 1, 2, 3), (LIVE, LIVE, SOFT, SOFT), 1, 2, False),
    ],
)
def test_wrong_clocks(days: tuple[float, ...], seen: tuple[Seen, ...], alive: int, dead: int | None, confirmed: bool) -> None:
    """Runs count in the order in which they were made; a date that does not fit between the others neither dates nor confirms a death."""
    history = weigh([Entry(BEGAN + DAY * day, *each) for day, each in zip(days, seen, strict=True)])
    assert history is not None
    assert history.last_alive == BEGAN + DAY * alive
    assert history.first_dead == (None if dead is None else BEGAN + DAY * dead)
    assert history.confirmed is confirmed


def test_weekends() -> None:
    """A host that is switched off at weekends comes and goes from the second one on, however often a day it is asked."""
    days = [number / 2 for number in range(2, 60)]
    entries = [Entry(BEGAN + DAY * day, *(GONE if day % 7 >= 5 else LIVE)) for day in days]
    later = [weigh(entries[:count]) for count in range(1, len(entries) + 1) if entries[count - 1].at > BEGAN + 7 * DAY]
    assert not any(history is None or history.confirmed for history in later)
    assert later[-1] is not None
    assert later[-1].flapping


def _visit(rng: random.Random, trouble: float) -> Answer:
    return Say(rng.choice((500, 502, 503, 504))) if rng.random() < trouble else Say()


def test_a_hundred_noisy_days() -> None:
    """A hundred live URLs with 10 % random 5xx, checked daily for a hundred days: no false death, nothing confirmed."""
    rng = random.Random(20260302)
    for url in range(100):
        entries = []
        for day in range(100):
            found = verdict({f"http://n{url}.test/p/1": [_visit(rng, 0.1) for _ in range(4)]}, f"http://n{url}.test/p/1")
            assert found.health in (Health.LIVE, Health.UNSURE)
            entries.append(Entry(BEGAN + DAY * day, found.health, found.evidence))
        history = weigh(entries)
        assert history is not None
        assert (history.dead_runs, history.confirmed) == (0, False)


def test_two_dead_among_sixty() -> None:
    """Five noisy runs of sixty flapping URLs, two of them truly dead: exactly those two are confirmed."""
    rng = random.Random(5)
    entries: dict[int, list[Entry]] = {url: [] for url in range(62)}
    for day in range(5):
        for url in entries:
            dead = url in (17, 41)
            answers: list[Answer] = [Say(404)] * 3 if dead else [_visit(rng, 0.5), _visit(rng, 0.5), Say(503)]
            if rng.random() < 0.1:
                answers = [Say(503)] * 3  # a bad day of the network between us, for the dead too
            found = verdict({f"http://f{url}.test/p/1": answers}, f"http://f{url}.test/p/1")
            entries[url].append(Entry(BEGAN + DAY * day, found.health, found.evidence))
    histories = {url: weigh(seen) for url, seen in entries.items()}
    assert [url for url, history in histories.items() if history and history.confirmed] == [17, 41]
