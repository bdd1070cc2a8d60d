"""What the checks of a run sound like → whether the fault is our own network's: down, closed by its login page, or lying about names.

Each question costs a request or a name to control names, so it is asked only where the checks raise the suspicion.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from linkaudit.checks.heard import Heard
from linkaudit.checks.voices import Voice, Voices, voice
from linkaudit.model import Check, Reply, Request, Response
from linkaudit.web import CONTROLS, controls

Ask = Callable[[Request], Awaitable[Reply]]
# Nobody has this name: example.com is IANA's, and what it answers for is known. Resolvers that sell unknown names answer for it too.
UNKNOWN = "http://no-such-name-asked-for-by-linkaudit.example.com/"
CONTROL_SECONDS = 5.0


class Outage:
    """Listens to the checks that a run makes, and says what they are worth."""

    def __init__(self, ask: Ask) -> None:
        self._ask, self._heard, self._voices = ask, Heard(), Voices()

    def hear(self, check: Check) -> None:
        """Take note of one check that was made in this run."""
        self._heard.hear(check)
        self._voices.hear(check)

    async def down(self) -> str | None:
        """Why nothing that was learnt counts: nobody answered (or no name resolved) and no control name does either, or one login page
        answers for everybody, control names included. None when the network is there and open."""
        if self._heard.silent and not await controls(self._ask):
            return "the network is down: no source and no control name answered"
        if (one := self._voices.one) is not None and await self._speaks_for_controls(one):
            return "the network is not open: one page, of the sort that asks to log in to the network, answers for every name"
        return None

    async def resolver_works(self) -> bool:
        """Whether a name that was not found can be believed not to exist: a control name was found."""
        return await controls(self._ask)

    async def invented(self) -> Voice | None:
        """Who answers for a name that cannot exist; None when nobody does, or nothing looks like it."""
        if not self._voices.sent_away and self._voices.one is None:
            return None
        reply = await self._ask(Request("GET", UNKNOWN, purpose="control", timeout=CONTROL_SECONDS))
        return (voice(UNKNOWN, (reply,)) or ("page", "")) if isinstance(reply, Response) else None

    async def _speaks_for_controls(self, one: Voice) -> bool:
        for name in CONTROLS:
            url = f"http://{name}/"
            reply = await self._ask(Request("GET", url, purpose="control", timeout=CONTROL_SECONDS))
            if isinstance(reply, Response):
                return voice(url, (reply,)) == one
        return False
