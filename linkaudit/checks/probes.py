"""The probes of a run: each is asked once, whoever needs its reply. What it said lies aside: such pages are as long as any."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any, Protocol

from linkaudit.checks.lanes import Talk
from linkaudit.model import Reply, Request

AT_HAND = 8  # replies that are held as they are: a directory's pages are mostly judged one after the other

Key = tuple[str, tuple[tuple[str, str], ...]]


class Aside(Protocol):
    """Where replies are laid whole; what it hands out is for taking them up."""

    def set_aside(self, reply: Reply) -> Any:
        """Lay down a reply."""

    def take_up(self, place: Any) -> Reply:
        """The reply again."""


class Probes:
    """Replies to probes by URL and cookies, and the conversations that wait for one that somebody else has asked."""

    def __init__(self, aside: Aside) -> None:
        self._aside = aside
        self._places: dict[Key, Any] = {}
        self._waiting: dict[Key, list[Talk]] = {}
        self._at_hand: OrderedDict[Key, Reply] = OrderedDict()

    def reply(self, request: Request) -> Reply | None:
        """What was answered, or None when nothing was yet."""
        key = _key(request)
        if key not in self._places:
            return None
        reply = self._at_hand.get(key)
        return reply if reply is not None else self._hold(key, self._aside.take_up(self._places[key]))

    def is_asked_by_another(self, request: Request, talk: Talk) -> bool:
        """Whether somebody is asking it; then the conversation waits for that. If not, it is the one that asks."""
        others = self._waiting.get(_key(request))
        if others is None:
            self._waiting[_key(request)] = []
            return False
        others.append(talk)
        return True

    def came(self, request: Request, reply: Reply) -> list[Talk]:
        """Take note of what was answered; gives back who waited for it."""
        key = _key(request)
        self._places[key] = self._aside.set_aside(reply)
        self._hold(key, reply)
        return self._waiting.pop(key, [])

    def _hold(self, key: Key, reply: Reply) -> Reply:
        self._at_hand[key] = reply
        if len(self._at_hand) > AT_HAND:
            self._at_hand.popitem(last=False)
        return reply


def _key(request: Request) -> Key:
    return request.url, request.headers
