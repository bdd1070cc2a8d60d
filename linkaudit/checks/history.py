"""What each run saw of a source → what that comes to: dead for the first time or confirmed, last alive when, blocked for long, flapping."""

from __future__ import annotations

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
BLOCKED = 5  # runs in a row before it is worth a word
ALIVE = frozenset({Health.LIVE, Health.MOVED, Health.DRIFTED})


@dataclass(frozen=True, slots=True)
class Entry:
    """What one run saw of a source."""

    at: datetime
    health: Health
    evidence: tuple[str, ...]


def weigh(entries: Sequence[Entry]) -> History | None:
    """What the entries come to, oldest first, one a run; None without any.

    Only *dead* counts towards death: a run that could not decide (unsure, blocked, skipped) neither counts nor breaks the spell, a run that
    saw the source alive ends it.
    """
    seen = [entry for entry in entries if entry.health is not Health.SKIPPED]
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
    flapping = _changes(seen[-WINDOW:]) >= CHANGES
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
    return _told(history, seen, dead)


def _confirmed(spell: Sequence[Entry], flapping: bool) -> bool:
    """Whether the spell has lasted. What flaps has to show the longer one, whatever it says."""
    lasted = spell[-1].at - spell[0].at
    hard = not flapping and all(HARD & set(entry.evidence) for entry in spell[-HARD_RUNS:])
    return (len(spell) >= RUNS and lasted >= SPAN) or (hard and len(spell) >= HARD_RUNS)


def _changes(entries: Sequence[Entry]) -> int:
    """How often a source went from alive to not alive or back. A wall in front of it is no change."""
    states = [entry.health in ALIVE for entry in entries if entry.health is not Health.BLOCKED]
    return sum(one != other for one, other in pairwise(states))


def _told(history: History, seen: Sequence[Entry], dead: bool) -> History:
    words: list[str] = []
    if dead and history.first_dead is not None:
        alive = f", last seen alive on {_day(history.last_alive)}" if history.last_alive else ""
        if history.confirmed:
            words.append(f"Dead since {_day(history.first_dead)}{alive}; confirmed by {history.dead_runs} runs.")
        elif history.dead_runs == 1:
            words.append(f"Dead (first seen{alive}).")
        else:
            words.append(f"Dead since {_day(history.first_dead)} ({history.dead_runs} runs{alive}), not confirmed yet.")
    if history.blocked_runs >= BLOCKED:
        words.append(f"Blocked for {history.blocked_runs} runs.")
    if history.flapping:
        recent = seen[-WINDOW:]
        words.append(f"It comes and goes: alive in {sum(e.health in ALIVE for e in recent)} of the last {len(recent)} runs.")
    return replace(history, sentence=" ".join(words))


def _day(at: datetime | None) -> str:
    return f"{at.day} {at:%B %Y}" if at else ""
