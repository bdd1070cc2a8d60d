"""What the replies mean: the table of verdicts by status, silence and redirect."""

import pytest

from linkaudit.checks.talk import Around
from linkaudit.checks.verdict import judge
from linkaudit.model import Cause, Certainty, Health, Source
from tests.checks.script import BEGAN, Answer, Say, Web, converse, source, to, verdict

PAGE = "http://a.test/p/1"


@pytest.mark.parametrize(
    ("answers", "health", "certainty"),
    [
        ([Say()], "live", "certain"),
        ([Say(201)], "live", "certain"),
        ([Say(203)], "live", "certain"),
        ([Say(204, b"")], "live", "certain"),
        ([Say(205, b"")], "live", "certain"),
        ([Say(206)], "live", "certain"),
        ([Say(200, b"")], "unsure", "suspected"),
        ([Say(200, b"", complete=False)], "live", "certain"),
        ([Say(404)], "dead", "certain"),
        ([Say(404), Say()], "live", "certain"),
        ([Say(404), Cause.READ_TIMEOUT, Cause.READ_TIMEOUT], "unsure", "suspected"),
        ([Say(410)], "dead", "certain"),
        *[([Say(status)], "blocked", "certain") for status in (401, 402, 403, 407, 418, 429, 451, 999)],
        *[([Say(status)], "unsure", "suspected") for status in (300, 304, 400, 405, 406, 408, 409, 425, 500, 501, 502, 503, 504, 520, 530)],
        ([Say(503), Say()], "live", "certain"),
        ([Say(301)], "unsure", "suspected"),
        *[([cause], "unsure", "suspected") for cause in Cause if cause not in (Cause.DNS_NXDOMAIN, Cause.ROBOTS, Cause.RATE_LIMITED)],
        ([Cause.RATE_LIMITED], "blocked", "suspected"),
        ([Cause.DNS_NXDOMAIN], "dead", "certain"),
        ([Cause.DNS_NXDOMAIN, Say()], "live", "certain"),
        ([Cause.DNS_NXDOMAIN, Cause.DNS_TEMPORARY], "unsure", "suspected"),
    ],
)
def test_table(answers: list[Answer], health: str, certainty: str) -> None:
    """Each last word has its health: dead only where somebody said that it is gone, unsure where nobody could say."""
    found = verdict({PAGE: answers})
    assert (found.health.value, found.certainty.value) == (health, certainty)
    assert found.reason[0].isupper() and found.reason.endswith(".")


def test_every_reply_leaves_a_code() -> None:
    """The evidence holds one code per reply, in the order in which they came."""
    found = verdict({PAGE: [to("/b", 301)], "http://a.test/b": [Say(503), Say(404)]})
    assert found.evidence == ("redirect-permanent", "http-503", "http-404", "http-404")
    assert (found.final_url, found.http_status) == ("http://a.test/b", 404)


def test_resolver() -> None:
    """A broken resolver makes no link dead; a hosts file needs no second look-up."""
    assert verdict({PAGE: Cause.DNS_NXDOMAIN}, around=Around(resolver="broken")).health is Health.UNSURE
    assert verdict({PAGE: Cause.DNS_NXDOMAIN}, around=Around(resolver="authority")).health is Health.DEAD


def test_one_look_is_not_enough() -> None:
    """A conversation that was broken off after one 404 or one unknown name is not a death."""
    for answer in (Say(404), Cause.DNS_NXDOMAIN):
        replies = converse(Web({PAGE: answer}), source(PAGE))[:1]
        assert judge(source(PAGE), replies).health is Health.UNSURE


def test_loops() -> None:
    """Same URL and same cookies is dead; more than ten redirects, or one to no web address, is unsure."""
    loop = verdict({PAGE: to("/b"), "http://a.test/b": to(PAGE)})
    assert (loop.health, loop.evidence[-1]) == (Health.DEAD, "redirect-loop")
    long = verdict({f"http://a.test/{n}": to(f"/{n + 1}") for n in range(40)}, "http://a.test/0")
    assert (long.health, long.evidence[-1]) == (Health.UNSURE, "redirect-limit")
    for where in ("mailto:a@a.test", "http://", "itms-apps://x/y", ""):
        odd = verdict({PAGE: to(where)})
        assert odd.health is Health.UNSURE, where


def test_moved() -> None:
    """Permanent redirects at the start of a chain say what to cite instead; a temporary one leaves a source live."""
    script = {
        PAGE: to("https://a.test/p/1", 301),
        "https://a.test/p/1": to("/q/1", 308),
        "https://a.test/q/1": to("/q/1/en"),
        "https://a.test/q/1/en": Say(),
    }
    found = verdict(script)
    assert (found.health, found.use_instead, found.final_url) == (Health.MOVED, "https://a.test/q/1", "https://a.test/q/1/en")
    assert found.notes == ("https-upgrade",)
    stays = verdict({PAGE: to("/b", 307), "http://a.test/b": Say()})
    assert (stays.health, stays.use_instead) == (Health.LIVE, None)


def test_retry_at() -> None:
    """A wait that is longer than what is left decides now, and keeps the time at which to ask again."""
    found = verdict({PAGE: Say(429, retry_after=3600.0)})
    assert found.health is Health.BLOCKED and found.retry_at is not None
    assert (found.retry_at - BEGAN).total_seconds() == 3600


def test_skipped() -> None:
    """What was not asked says why."""
    found = judge(Source(PAGE, PAGE, "a.test", skip="excluded by --exclude-url"), ())
    assert (found.health, found.certainty, found.reason) == (Health.SKIPPED, Certainty.CERTAIN, "Not asked: excluded by --exclude-url.")
