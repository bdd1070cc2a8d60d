"""The verdict bed served for real: the crawler and the door to the network come to the same verdicts as the pure tables."""

from collections import Counter
from pathlib import Path

import pytest

from linkaudit.checks.crawler import crawl
from linkaudit.model import Cause, Source
from linkaudit.settings import Settings
from linkaudit.web import Web
from tests.checks.bed import said, scenarios
from tests.checks.bed_pages import Scenario, Site
from tests.checks.script import Say
from tests.loopback import Asked, Handler, Wire, close, garbage, reset, web_of

FAULTS = {Cause.RESET: reset, Cause.CLOSED: close, Cause.PROTOCOL: garbage}


@pytest.fixture
def anyio_backend() -> str:
    """trio."""
    return "trio"


def served() -> tuple[list[Scenario], dict[str, Site]]:
    """The scenarios that one plain web can serve, and their hosts: no faults below HTTP but those that a handler can play."""
    chosen: list[Scenario] = []
    sites: dict[str, Site] = {}
    for scenario in scenarios():
        causes = {cause.value for cause in Cause} - {cause.value for cause in FAULTS} & {*scenario.raises}
        alone = not sites.keys() & scenario.sites.keys()
        plain = not ({*scenario.raises} & causes) and scenario.around.resolver == "proven" and "https://" not in str(scenario.urls)
        whole = not any(word in scenario.name for word in ("cut", "drip", "times out"))
        if alone and plain and whole:
            chosen.append(scenario)
            sites |= scenario.sites
    return chosen, sites


def play(where: Site, names: frozenset[str]) -> Handler:
    """A site as a handler: its absolute links get the port of the test web."""
    visits: Counter[str] = Counter()

    async def handler(asked: Asked, wire: Wire) -> None:
        answers = where(asked.path)
        answer = answers if isinstance(answers, Say | Cause) else answers[min(visits[asked.path], len(answers) - 1)]
        visits[asked.path] += 1
        if isinstance(answer, Cause):
            await FAULTS[answer](asked, wire)
            return
        port = asked.headers["host"].partition(":")[2]
        body = answer.body.encode() if isinstance(answer.body, str) else answer.body
        headers = [(key, _ported(value, names, port)) for key, value in answer.headers]
        if answer.retry_after is not None:
            headers.append(("Retry-After", f"{answer.retry_after:.0f}"))
        await wire.answer(answer.status, body, *headers)

    return handler


def _ported(value: str, names: frozenset[str], port: str) -> str:
    scheme, _, rest = value.partition("//")
    host, slash, path = rest.partition("/")
    return f"{scheme}//{host}:{port}{slash}{path}" if scheme in ("http:", "") and host in names else value


@pytest.mark.anyio
async def test_served_for_real(tmp_path: Path) -> None:
    """Every scenario that can be served on loopback gets the verdict of the tables, through the real crawler, in one run."""
    chosen, sites = served()
    names = frozenset(sites)
    async with web_of({name: play(where, names) for name, where in sites.items()}) as net:
        settings = Settings(hosts=net.hosts_file(tmp_path), allow_private=("127.0.0.0/8",), timeout=60.0, gap=0.0, at_once=40)
        pairs = [
            (scenario, url.replace(url.split("/")[2], f"{url.split('/')[2]}:{net.port}", 1)) for scenario in chosen for url in scenario.urls
        ]
        sources = [Source(url, url, url.split("/")[2].partition(":")[0], scenario.fragments) for scenario, url in pairs]
        async with Web(settings) as web:
            checks = await crawl(sources, web.ask, settings)
    truths = [scenario.truth for scenario, _ in pairs]
    wrong = [
        (scenario.name, truth, check.verdict)
        for (scenario, _), truth, check in zip(pairs, truths, checks, strict=True)
        if said(check) != truth
    ]
    assert len(chosen) >= 400
    assert wrong == []
