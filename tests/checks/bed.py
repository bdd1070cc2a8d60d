"""The verdict bed: small sites whose truth is known, made by a few generators in many languages; run it to print the table of the docs.

`python -m tests.checks.bed` drives the real plan and verdict over every scenario and prints what came out against what is true.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from linkaudit.checks.plan import next_probe, next_request
from linkaudit.checks.talk import neighbour_of
from linkaudit.checks.verdict import judge, reconsider, sinks
from linkaudit.model import Cause, Check, NoResponse, Reply, Request, Response, Source
from tests.checks.bed_alive import alive, mentions, one_body_about_it, walls_that_are_none
from tests.checks.bed_answers import answers
from tests.checks.bed_gates import gates
from tests.checks.bed_gone import dead, soft_by_structure, soft_by_words, stand_ins
from tests.checks.bed_lessons import lessons
from tests.checks.bed_pages import Scenario, Site
from tests.checks.bed_walls import doors, every_mark, fragments, undecidable, walls
from tests.checks.script import BEGAN, Say


def scenarios() -> tuple[Scenario, ...]:
    """All of them."""
    makers = (
        soft_by_words,
        soft_by_structure,
        alive,
        walls_that_are_none,
        mentions,
        one_body_about_it,
        walls,
        every_mark,
        doors,
        stand_ins,
        dead,
        undecidable,
        fragments,
        lessons,
        answers,
        gates,
    )
    return tuple(scenario for maker in makers for scenario in maker())


# ---------------------------------------------------------------- running it


@dataclass
class BedWeb:
    """Asks the sites of one scenario."""

    sites: Mapping[str, Site]
    visits: Counter[str] = field(default_factory=Counter)

    def ask(self, request: Request) -> Reply:
        """The reply of the site that the URL names; a host without a site does not exist."""
        host, _, rest = request.url.partition("://")[2].partition("/")
        where = self.sites.get(host)
        said = where("/" + rest) if where else Cause.DNS_NXDOMAIN
        seen = self.visits[request.url]
        self.visits[request.url] += 1
        answer = said if isinstance(said, Say | Cause) else said[min(seen, len(said) - 1)]
        if isinstance(answer, Cause):
            return NoResponse(request, answer, "scripted", BEGAN, 0.1)
        body = answer.body.encode() if isinstance(answer.body, str) else answer.body
        typed = any(key.lower() == "content-type" for key, _ in answer.headers)
        headers = answer.headers if typed else (("Content-Type", "text/html; charset=utf-8"), *answer.headers)
        return Response(request, answer.status, headers, body, BEGAN, answer.seconds, answer.complete, answer.retry_after)


def sources(scenario: Scenario) -> tuple[Source, ...]:
    """The sources of a scenario."""
    return tuple(Source(url, url, url.split("/")[2].partition(":")[0], scenario.fragments) for url in scenario.urls)


def run(scenario: Scenario) -> tuple[Check, ...]:
    """The checks of a scenario, by the real plan and verdict, sinks included."""
    web = BedWeb(scenario.sites)
    checks: list[Check] = []
    for source in sources(scenario):
        replies: tuple[Reply, ...] = ()
        while request := next_request(source, replies, scenario.around):
            replies = (*replies, web.ask(request))
            assert len(replies) < 60, scenario.name
        checks.append(Check(source, judge(source, replies, scenario.around), replies, BEGAN))
    for index in sinks(enumerate(checks)):
        told: tuple[Reply, ...] = ()
        while request := next_probe(neighbour_of(checks[index].source), told, scenario.around):
            told = (*told, web.ask(request))
        checks[index] = reconsider(checks[index], told)
    return tuple(checks)


HEALTHS = ("dead", "alive", "blocked", "unsure", "skipped")
ALIKE = {"live": "alive", "moved": "alive", "drifted": "alive"}


def said(check: Check) -> str:
    """The verdict in the words of the truth."""
    return ALIKE.get(check.verdict.health.value, check.verdict.health.value)


def table(results: Sequence[tuple[Scenario, tuple[Check, ...]]]) -> str:
    """What came out against what is true, as a Markdown table."""
    rows: dict[tuple[str, str], Counter[str]] = {}
    for scenario, checks in results:
        for check in checks:
            rows.setdefault((scenario.kind, scenario.truth), Counter())[said(check)] += 1
    lines = ["| kind | truth | URLs | called dead | alive | blocked | unsure | skipped |", "|:--|:--|--:|--:|--:|--:|--:|--:|"]
    for (kind, truth), count in rows.items():
        lines.append(" | ".join((f"| {kind}", truth, str(count.total()), *(str(count[word]) for word in HEALTHS))) + " |")
    return "\n".join(lines)


def figures(results: Sequence[tuple[Scenario, tuple[Check, ...]]]) -> dict[str, float]:
    """The figures that count: recall and precision of soft 404s, undecidable called dead, walls called alive, alive called dead."""
    pairs = [(scenario, check) for scenario, checks in results for check in checks]
    soft = [check for scenario, check in pairs if scenario.kind.startswith("soft 404")]
    raised = [scenario for scenario, check in pairs if "soft-404" in check.verdict.evidence]
    return {
        "soft-404 recall": sum(said(check) == "dead" for check in soft) / len(soft),
        "soft-404 precision": sum(scenario.truth == "dead" for scenario in raised) / max(1, len(raised)),
        "undecidable called dead": sum(scenario.truth == "unsure" and said(check) == "dead" for scenario, check in pairs),
        "walls called alive": sum(scenario.kind == "bot wall" and said(check) == "alive" for scenario, check in pairs),
        "alive called dead": sum(scenario.truth == "alive" and said(check) == "dead" for scenario, check in pairs),
    }


if __name__ == "__main__":
    results = [(scenario, run(scenario)) for scenario in scenarios()]
    print(table(results))
    for name, value in figures(results).items():
        print(f"{name}: {value:.3f}" if isinstance(value, float) else f"{name}: {value}")
    for scenario, checks in results:
        for check in checks:
            wrong = said(check) != scenario.truth
            lacks = [code for code in scenario.raises if code not in check.verdict.evidence]
            extra = [code for code in scenario.not_raised if code in check.verdict.evidence]
            if wrong or lacks or extra:
                print(
                    "!",
                    scenario.name,
                    "| truth",
                    scenario.truth,
                    "said",
                    said(check),
                    "| lacks",
                    lacks,
                    "extra",
                    extra,
                    "|",
                    check.verdict.evidence,
                )
