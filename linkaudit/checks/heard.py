"""The checks of a run → whether the fault may be ours: nobody answered, or no name could be looked up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from linkaudit.checks.urls import host_of
from linkaudit.model import Cause, Check, Response


def silent(checks: Iterable[Check]) -> bool:
    """Whether the fault may be ours: something failed, and nobody at all has answered or no name has resolved."""
    heard = Heard()
    for check in checks:
        heard.hear(check)
    return heard.silent


@dataclass(slots=True)
class Heard:
    """What the checks of a run come to when it is asked whether the fault is ours."""

    asked: bool = False
    answered: bool = False
    by_name: bool = False  # somebody with a name has answered
    unresolved: bool = False

    def hear(self, check: Check) -> None:
        """Take note of one check."""
        if self.by_name:
            return
        for reply in check.replies:
            if isinstance(reply, Response):
                self.asked = self.answered = True
                self.by_name = self.by_name or host_of(reply.request.url)[-1:].isalpha()
            elif reply.cause not in _NOT_THE_NETWORK:
                self.asked = True
                self.unresolved = self.unresolved or reply.cause in _NAMES

    @property
    def silent(self) -> bool:
        """As `silent` says of the checks heard so far."""
        return self.asked and not self.by_name and (self.unresolved or not self.answered)


_NAMES = frozenset({Cause.DNS_NXDOMAIN, Cause.DNS_TEMPORARY})
_NOT_THE_NETWORK = frozenset({Cause.PRIVATE_ADDRESS, Cause.BAD_URL, Cause.NOT_RECORDED})
