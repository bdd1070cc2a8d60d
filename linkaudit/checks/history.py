"""What each run saw of a source → what that comes to: dead for the first time or confirmed, last alive when, blocked for long, flapping."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise

from linkaudit.model import Health, History

RUNS, SPAN = 3, timedelta(days=3)  # InternetArchiveBot's rule: three failures in a row over at least three days
HARD_RUNS = 2  # of what says so itself (404, 410, no such name), each run having asked twice
HARD = frozenset({"http-404", "http-410", "dns-nxdomain"})
WINDOW = 10  # runs that are looked back on for changes
CHANGES = 3  # between alive and not, within the window: what comes and goes like that is not gone
MONTH = timedelta(days=30)  # that many between alive and dead within it tell the same, however often it was looked at: off every weekend
BLOCKED = 5  # runs in a row before it is worth a word
ALIVE = frozenset({Health.LIVE, Health.MOVED, Health.DRIFTED})


@dataclass(frozen=True, slots=True)
class Entry:
    """What one run saw of a source."""

    at: datetime
    health: Health
    evidence: tuple[str, ...]


def weigh(entries: Sequence[Entry]) -> History | None:
    """What the entries come to, one a run, in the order in which the runs were made; None without any.

    Only *dead* counts towards death: a run that could not decide (unsure, blocked, skipped) neither counts nor breaks the spell, a run that
    saw the source alive ends it. The newest entry is taken to have the right time; others that do not fit were dated by a wrong clock.
    """
    seen = _dated([entry for entry in entries if entry.health is not Health.SKIPPED])
    if not seen:
        return None
    spell: list[Entry] = []
    blocked = 0
    for entry in seen:
        blocked = blocked + 1 if entry.health is Health.BLOCKED else 0
        if entry.health in ALIVE:
            spell = []
        elif entry.health is Health.DEAD:
            spell.append(entry)
    last_alive = next((entry.at for entry in reversed(seen) if entry.health in ALIVE), None)
    recent = _recent(seen)
    flapping = recent is not None
    dead = seen[-1].health is Health.DEAD
    history = History(
        runs=len(seen),
        first_seen=seen[0].at,
        last_alive=last_alive,
        first_dead=spell[0].at if spell else None,
        dead_runs=len(spell),
        blocked_runs=blocked,
        confirmed=dead and _confirmed(spell, flapping),
        flapping=flapping,
    )
    return _told(history, recent or (), dead)


def _confirmed(spell: Sequence[Entry], flapping: bool) -> bool:
    """Whether the spell has lasted. What flaps has to show the longer one, whatever it says."""
    lasted = spell[-1].at - spell[0].at
    hard = not flapping and all(HARD & set(entry.evidence) for entry in spell[-HARD_RUNS:])
    return (len(spell) >= RUNS and lasted >= SPAN) or (hard and len(spell) >= HARD_RUNS)


def _recent(seen: Sequence[Entry]) -> Sequence[Entry] | None:
    """The last runs, if the source came and went in them: between alive and not in ten runs, between alive and dead in a month. A wall in
    front of it is no change."""
    runs = seen[-WINDOW:]
    if _changes([entry for entry in runs if entry.health is not Health.BLOCKED]) >= CHANGES:
        return runs
    month = [entry for entry in seen if seen[-1].at - entry.at <= MONTH]
    return month if _changes([entry for entry in month if entry.health in ALIVE or entry.health is Health.DEAD]) >= CHANGES else None


def _changes(entries: Sequence[Entry]) -> int:
    """How often a source went from alive to not alive or back."""
    return sum(one != other for one, other in pairwise(entry.health in ALIVE for entry in entries))


def _dated(entries: Sequence[Entry]) -> list[Entry]:
    """The entries with times that never run backwards: the most of them that agree with each other and with the newest are believed, and
    the others get the nearest time that claims no more than is known: dead no earlier than the next, alive no later than the last."""
    times = [entry.at for entry in entries]
    if all(one <= other for one, other in pairwise(times)):
        return list(entries)
    believed = _agreeing(times)
    right = list(entries)
    before, after = None, [times[-1]] * len(times)
    for place in range(len(times) - 2, -1, -1):
        after[place] = times[place] if place in believed else after[place + 1]
    for place, entry in enumerate(entries):
        if place in believed:
            before = entry.at
        else:
            right[place] = replace(entry, at=before if before and entry.health in ALIVE else after[place])
    return right


def _agreeing(times: Sequence[datetime]) -> set[int]:
    """The places of the longest run of times that never fall and end with the last one; of several such runs the latest times."""
    ends: list[timedelta] = []  # how far back the runs of each length reach, the shortest way; and where they begin
    places: list[int] = []
    following: dict[int, int] = {}
    for place in range(len(times) - 1, -1, -1):
        back = times[-1] - times[place]
        if back >= timedelta(0):
            length = bisect_right(ends, back)
            ends[length : length + 1], places[length : length + 1] = [back], [place]
            if length:
                following[place] = places[length - 1]
    place, found = places[-1], {places[-1]}
    while place in following:
        place = following[place]
        found.add(place)
    return found


def _told(history: History, recent: Sequence[Entry], dead: bool) -> History:
    words: list[str] = []
    alive = f", last seen alive on {_day(history.last_alive)}" if history.last_alive else ""
    if dead and history.first_dead is not None:
        if history.confirmed:
            words.append(f"Dead since {_day(history.first_dead)}{alive}; confirmed by {history.dead_runs} runs.")
        elif history.dead_runs == 1:
            words.append(f"Dead (first seen{alive}).")
        else:
            words.append(f"Dead since {_day(history.first_dead)} ({history.dead_runs} runs{alive}), not confirmed yet.")
    elif history.first_dead is not None:
        runs = f"{history.dead_runs} run{'s' if history.dead_runs > 1 else ''}"
        words.append(f"Found dead in {runs} since {_day(history.first_dead)}{alive}; this run could not tell.")
    if history.blocked_runs >= BLOCKED:
        words.append(f"Blocked for {history.blocked_runs} runs.")
    if history.flapping:
        words.append(f"It comes and goes: alive in {sum(e.health in ALIVE for e in recent)} of the last {len(recent)} runs.")
    return replace(history, sentence=" ".join(words))


def _day(at: datetime | None) -> str:
    return f"{at.day} {at:%B %Y}" if at else ""
