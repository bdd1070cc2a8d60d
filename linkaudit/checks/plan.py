"""What has been said so far → what to ask next, or nothing. Pure: waiting is a number in the request, not something that happens here."""

from __future__ import annotations

from linkaudit.checks import cookies
from linkaudit.checks.signs import seen
from linkaudit.checks.talk import ALONE, TIME_OUTS, Around, Talk, follow, neighbour, transient, walk
from linkaudit.checks.urls import fragmentless
from linkaudit.model import Cause, NoResponse, Reply, Request, Response, Source

LOOK_AGAIN = 1.0  # seconds between the two looks at a 404: a deploy or one bad node behind a balancer has a chance to show
NAME_AGAIN = 3.0  # seconds between the two looks at a name that does not exist
BACK_OFF = (1.0, 3.0, 9.0)  # seconds to wait on a 429 that does not say how long
MOST_WAITS = 6  # times that one URL is asked again after a 429
LEAST = 1.0  # seconds: what a hop or a retry gets at least, however little is left of its attempt


def next_request(source: Source, replies: tuple[Reply, ...] = (), around: Around = ALONE) -> Request | None:
    """The next thing to ask about a source, or None when the verdict can be given.

    One attempt (first request, redirects, retries and waits together) may cost `around.timeout` seconds; a time-out buys one more attempt,
    late in the run. So a source costs two time-outs at most, whatever its host does.
    """
    if source.skip is not None:
        return None
    talk = follow(source, replies)
    if not talk.said:
        return Request("GET", talk.url)
    if talk.end is not None:
        return None
    match talk.last:
        case None:
            return _ask(talk, around)
        case NoResponse(cause=Cause.DNS_NXDOMAIN):
            if around.resolver == "authority" or talk.times(causes=frozenset({Cause.DNS_NXDOMAIN})) > 1:
                return None
            return _ask(talk, around, after=min(NAME_AGAIN, around.timeout))
        case NoResponse(cause=cause) if cause in TIME_OUTS or cause is Cause.DNS_TEMPORARY:
            return None if talk.late else Request("GET", _start(source), late=True)
        case Response(status=404) if talk.times(404) < 2:
            return _ask(talk, around, after=min(LOOK_AGAIN, around.timeout))
        case Response(status=429) | Response(status=503, retry_after=float()) as refusal:
            return _wait(talk, refusal, around)
        case Response(status=status) as page if 200 <= status < 300:
            if seen(fragmentless(source.ask), talk.url, page).settled:
                return None
            return next_probe(neighbour(source, talk), talk.probes, around)
        case reply if reply is not None and transient(reply) and sum(map(transient, talk.said)) < 2:
            return _ask(talk, around)
        case _:
            return None


def next_probe(url: str, replies: tuple[Reply, ...] = (), around: Around = ALONE) -> Request | None:
    """The next thing to ask about a neighbour that cannot exist: the URL itself, then where it leads; a fault is retried once."""
    talk = walk(url, replies)
    if talk.said and (talk.end is not None or not (talk.last is None or (transient(talk.last) and sum(map(transient, talk.said)) < 2))):
        return None
    left = min(max(patience(talk, around), LEAST), around.timeout)
    return Request("GET", talk.url, headers=cookies.header(talk.jar, talk.url), purpose="probe", timeout=left)


def patience(talk: Talk, around: Around) -> float:
    """Seconds that are left of the present attempt."""
    return around.timeout - talk.spent


def _ask(talk: Talk, around: Around, after: float = 0.0) -> Request:
    """Ask where the conversation stands, with the cookies of its chain and within what is left of the attempt."""
    left = max(patience(talk, around) - after, LEAST)
    return Request("GET", talk.url, headers=cookies.header(talk.jar, talk.url), timeout=min(left, around.timeout), after=after)


def _wait(talk: Talk, refusal: Response, around: Around) -> Request | None:
    """Ask again when the server said to, if that is still within this attempt."""
    waits = sum(isinstance(reply, Response) and reply.status in (429, 503) for reply in talk.said)
    wait = refusal.retry_after if refusal.retry_after is not None else BACK_OFF[min(waits, len(BACK_OFF)) - 1]
    if waits > MOST_WAITS or wait > patience(talk, around):
        return None
    return _ask(talk, around, after=max(wait, 0.0))


def _start(source: Source) -> str:
    return fragmentless(source.ask)
