"""A scripted web for tests of pure code: URL → what it says, visit by visit; drives the plan as the crawler does, without a network."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from linkaudit.checks.plan import next_request
from linkaudit.checks.talk import ALONE, Around
from linkaudit.checks.verdict import judge
from linkaudit.model import Cause, NoResponse, Reply, Request, Response, Source, Verdict

BEGAN = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Say:
    """What a server says to one visit."""

    status: int = 200
    body: bytes | str = b"<title>Rye</title><h1>Rye</h1><p>Rye bread keeps longer than wheat bread, bakers in the valley say.</p>"
    headers: tuple[tuple[str, str], ...] = ()
    retry_after: float | None = None
    complete: bool = True
    seconds: float = 0.1


Answer = Say | Cause
Script = Mapping[str, Answer | Sequence[Answer]]


def to(where: str, status: int = 302, cookie: str | None = None) -> Say:
    """A redirect, with a Set-Cookie if one is given."""
    return Say(status, b"", (("Location", where), *((("Set-Cookie", cookie),) if cookie else ())))


@dataclass
class Web:
    """Answers from a script; the last answer of a sequence is repeated. A URL without one is an honest 404. Keeps what was asked."""

    script: Script
    asked: list[Request] = field(default_factory=list)

    def ask(self, request: Request) -> Reply:
        """The reply to this visit."""
        at = BEGAN + timedelta(seconds=len(self.asked))
        said = self.script.get(request.url, Say(404, "<title>404 Not Found</title><h1>Not Found</h1>"))
        visits = sum(earlier.url == request.url for earlier in self.asked)
        self.asked.append(request)
        answer = said if isinstance(said, Say | Cause) else said[min(visits, len(said) - 1)]
        if isinstance(answer, Cause):
            return NoResponse(request, answer, "scripted", at, request.timeout or 1.0 if "timeout" in answer.value else 0.0)
        body = answer.body.encode() if isinstance(answer.body, str) else answer.body
        headers = (
            answer.headers
            if any(k.lower() == "content-type" for k, _ in answer.headers)
            else (("Content-Type", "text/html"), *answer.headers)
        )
        return Response(request, answer.status, headers, body, at, answer.seconds, answer.complete, answer.retry_after)


def source(url: str, *fragments: str) -> Source:
    """A source as citations make one."""
    return Source(url, url, url.split("/")[2].split(":")[0], fragments)


def converse(web: Web, asked: Source, around: Around = ALONE) -> tuple[Reply, ...]:
    """The whole conversation about a source."""
    replies: tuple[Reply, ...] = ()
    while request := next_request(asked, replies, around):
        replies = (*replies, web.ask(request))
        assert len(replies) < 60, "the plan does not end"
    return replies


def verdict(script: Script, url: str = "http://a.test/p/1", around: Around = ALONE, fragments: tuple[str, ...] = ()) -> Verdict:
    """The verdict that a script comes to."""
    asked = source(url, *fragments)
    return judge(asked, converse(Web(script), asked, around), around)
