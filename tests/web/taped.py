"""Cassettes played through pytest-httpx: what a recording says, httpx's own transport answers."""

from __future__ import annotations

import httpx
from pytest_httpx import HTTPXMock

from linkaudit.web.cassette import Cassette
from linkaudit.web.faults import Fault


def play(tape: Cassette, mock: HTTPXMock) -> None:
    """Register every interaction of a cassette, in its order; failures are raised as they are met: httpx's type over the cause."""
    for each in tape.interactions:
        if each.error is None:
            mock.add_response(each.status, headers=list(each.headers), content=each.wire, url=each.uri, method=each.method)
            continue
        fault = httpx.ConnectError(each.message)
        fault.__cause__ = Fault(each.error, each.message)
        mock.add_exception(fault, url=each.uri, method=each.method)
