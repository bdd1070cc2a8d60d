"""Checks of different sites in → the one answer that all of them got, if there is one: a network's login page, a resolver's advertisement.

A place that asks its visitors to log in to the network answers for every name; so does a resolver that sells names which do not exist. What
they say says nothing about a source. This only finds the suspicion; control names decide it.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from hashlib import sha256

from linkaudit.checks.talk import walk
from linkaudit.checks.urls import fragmentless, host_of
from linkaudit.model import Check, NoResponse, Reply, Response
from linkaudit.urls import site

SITES = 3  # different sites with one answer: nobody owns three names by chance
LISTENED_TO = 500  # checks: who answers for everybody does so from the beginning, and listening costs time and memory
NETWORK_LOGIN = 511  # RFC 6585: sent by a network, never by a site

Voice = tuple[str, str]  # ("place", where it led), away from what was asked; or ("page", the digest of what was shown)


def voice(start: str, replies: tuple[Reply, ...]) -> Voice | None:
    """Who spoke when this URL was asked; None when nobody did."""
    talk = walk(start, tuple(reply for reply in replies if reply.request.purpose != "probe"))
    last = next((reply for reply in reversed(talk.said) if isinstance(reply, Response)), None)
    if last is None:
        return None
    if last.status == NETWORK_LOGIN:
        return "place", str(NETWORK_LOGIN)
    if site(talk.url) != site(start):
        return "place", _without_query(talk.url)
    digest = last.digest or (sha256(last.body).hexdigest() if last.body else None)
    return ("page", digest) if digest and 200 <= last.status < 300 else None


def heard_from(check: Check) -> Voice | None:
    """The same for a check whose pages may have been let go."""
    final = check.verdict.final_url
    if final and site(final) != site(check.source.ask):
        return "place", _without_query(final)
    return voice(check.source.ask, check.replies)


@dataclass(slots=True)
class Voices:
    """What the checks of a run come to when it is asked whether somebody answers for everybody."""

    listened: int = 0
    speakers: dict[Voice, set[str]] = field(default_factory=lambda: defaultdict(set))
    sites: set[str] = field(default_factory=set)  # that were answered
    secure: bool = False  # whether somebody has answered over TLS: no login page can
    fooled: bool = False  # whether TLS has failed
    sent_away: bool = False  # whether a source led elsewhere, or is held by who parks and sells names

    def hear(self, check: Check) -> None:
        """Take note of one check."""
        if self.listened >= LISTENED_TO or not host_of(check.source.ask)[-1:].isalpha():
            return
        self.listened += 1
        for reply in check.replies:
            if reply.request.url.startswith("https:"):
                self.secure = self.secure or isinstance(reply, Response)
                self.fooled = self.fooled or isinstance(reply, NoResponse)
        if (heard := voice(check.source.ask, check.replies)) is not None:
            self.sites.add(site(check.source.ask))
            self.speakers[heard].add(site(check.source.ask))
            self.sent_away = self.sent_away or heard[0] == "place" or sold(check)

    @property
    def one(self) -> Voice | None:
        """Who may be answering for everybody: the same to three sites, or to all that answered."""
        for heard, sites in self.speakers.items():
            alone = len(sites) == len(self.sites) and (len(sites) > 1 or (self.fooled and not self.secure and heard[0] == "place"))
            if len(sites) >= SITES or alone or heard == ("place", str(NETWORK_LOGIN)):
                return heard
        return None


def sold(check: Check) -> bool:
    """Whether the verdict is that the name is parked or for sale."""
    return not {"parked-domain", "for-sale"}.isdisjoint(check.verdict.evidence)


def _without_query(url: str) -> str:
    return fragmentless(url).partition("?")[0]
