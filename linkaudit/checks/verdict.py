"""What the replies mean: a conversation about a source → health, certainty, evidence codes and the one sentence that follows from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from linkaudit.checks.talk import ALONE, CUT_OFF, PERMANENT, TEMPORARY, TIME_OUTS, Around, Talk, follow
from linkaudit.checks.urls import host_of
from linkaudit.model import Cause, Certainty, Health, NoResponse, Reply, Response, Source, Verdict

CERTAIN, PROBABLE, SUSPECTED = Certainty.CERTAIN, Certainty.PROBABLE, Certainty.SUSPECTED
REFUSALS = {
    401: "the server asks for a user name and password",
    402: "the server asks for payment",
    403: "the server refuses to show it to a robot",
    407: "a proxy asks for a user name and password",
    418: "the server refuses to talk to a robot",
    429: "the server says that it was asked too often",
    451: "the server says that it may not show it here for legal reasons",
    999: "the server refuses to talk to a robot",
}
SILENCES = {
    Cause.DNS_TEMPORARY: "its name could not be looked up just now",
    Cause.CONNECT_TIMEOUT: "its host did not accept a connection in time",
    Cause.READ_TIMEOUT: "its host did not answer in time",
    Cause.REFUSED: "its host refused the connection",
    Cause.UNREACHABLE: "its host could not be reached from here",
    Cause.RESET: "its host broke off the connection",
    Cause.CLOSED: "its host closed the connection without an answer",
    Cause.PROTOCOL: "its host answered with something that is not HTTP",
    Cause.BODY_LIMIT: "its answer was larger than what is read",
    Cause.TLS_EXPIRED: "its certificate has expired, and browsers warn of that",
    Cause.TLS_SELF_SIGNED: "its certificate is signed by nobody but itself, and browsers warn of that",
    Cause.TLS_WRONG_HOST: "its certificate is for another name, and browsers warn of that",
    Cause.TLS_UNTRUSTED: "its certificate is signed by an authority that is not trusted, and browsers warn of that",
    Cause.TLS_INCOMPLETE: "its host leaves out part of the certificate chain; browsers often mend that, checkers cannot",
    Cause.TLS_PROTOCOL: "its host speaks only an old, unsafe form of TLS",
    Cause.TLS_OTHER: "no secure connection could be made",
    Cause.PRIVATE_ADDRESS: "it leads to an address inside a private network, which is not asked",
    Cause.BAD_URL: "it is not a URL that can be asked for",
    Cause.NOT_RECORDED: "the recording that is played back has no answer for it",
}


@dataclass(frozen=True, slots=True)
class _Finding:
    """What was found, before the address facts are added."""

    health: Health
    certainty: Certainty
    reason: str
    codes: tuple[str, ...] = ()


def judge(source: Source, replies: tuple[Reply, ...], around: Around = ALONE) -> Verdict:
    """The verdict on a source. `evidence` holds a code per reply, in order, then one per sign that was seen in them.

    Dead needs evidence that the content is gone; whatever cannot be decided is unsure, and whoever answers but refuses a robot is blocked.
    """
    if source.skip is not None:
        return Verdict(Health.SKIPPED, CERTAIN, (), _sentence(f"Not asked: {source.skip}"))
    talk = follow(source, replies)
    found = _found(talk, around)
    last = talk.last
    status = last.status if isinstance(last, Response) else None
    return Verdict(
        health=found.health,
        certainty=found.certainty,
        evidence=(*map(code, talk.said), *found.codes),
        reason=_sentence(found.reason),
        final_url=talk.url if isinstance(last, Response) and talk.end is None else None,
        http_status=status,
        retry_at=_retry_at(last),
        use_instead=_use_instead(talk) if found.health is Health.MOVED else None,
        notes=_notes(source, talk),
    )


def code(reply: Reply) -> str:
    """The evidence code of one reply: `http-404`, `redirect-permanent`, `read-timeout`."""
    match reply:
        case NoResponse(cause=cause):
            return cause.value
        case Response(status=status) if status in PERMANENT | TEMPORARY and (reply.header("location") or "").strip():
            return "redirect-permanent" if status in PERMANENT else "redirect-temporary"
        case Response(status=status):
            return f"http-{status}"


def _found(talk: Talk, around: Around) -> _Finding:
    """Health, certainty and sentence, by the last word of the conversation."""
    if not talk.said:
        return _Finding(Health.UNSURE, SUSPECTED, "nothing was asked")
    match talk.end:
        case "loop":
            return _Finding(Health.DEAD, CERTAIN, "its redirects go round in a circle, so nobody can open it", ("redirect-loop",))
        case "limit":
            return _Finding(Health.UNSURE, SUSPECTED, "it was redirected more than ten times", ("redirect-limit",))
        case "bad-location":
            return _Finding(Health.UNSURE, SUSPECTED, "it redirects to something that is not a web address", ("redirect-bad-location",))
    match talk.last:
        case None:
            return _Finding(Health.UNSURE, SUSPECTED, "its redirects were not walked to the end")
        case NoResponse() as silence:
            return _silence(talk, silence, around)
        case Response() as response:
            return _answer(talk, response)


def _silence(talk: Talk, silence: NoResponse, around: Around) -> _Finding:
    name = host_of(talk.url)
    if silence.cause is not Cause.DNS_NXDOMAIN:
        again = talk.times(causes=TIME_OUTS | CUT_OFF) > 1
        return _Finding(Health.UNSURE, SUSPECTED, SILENCES[silence.cause] + (", twice" if again else ""))
    if around.resolver == "broken":
        return _Finding(Health.UNSURE, SUSPECTED, "no name could be looked up, so nothing can be said about it", ("resolver-broken",))
    if around.resolver == "authority":
        return _Finding(Health.DEAD, CERTAIN, f"there is no host called {name} in the hosts file")
    if talk.times(causes=frozenset({Cause.DNS_NXDOMAIN})) > 1:
        return _Finding(Health.DEAD, CERTAIN, f"the name {name} does not exist any more (asked twice)")
    return _Finding(Health.UNSURE, SUSPECTED, f"the name {name} was not found when asked once")


def _answer(talk: Talk, response: Response) -> _Finding:
    match response.status:
        case 410:
            return _Finding(Health.DEAD, CERTAIN, "the server says that it is gone for good (410)")
        case 404 if talk.times(404) > 1:
            return _Finding(Health.DEAD, CERTAIN, "the server says that there is no such page (404, asked twice)")
        case 404:
            return _Finding(Health.UNSURE, SUSPECTED, "the server said once that there is no such page (404)")
        case status if status in REFUSALS:
            return _Finding(Health.BLOCKED, CERTAIN, f"{REFUSALS[status]} ({status}); a reader may get in")
        case status if 200 <= status < 300:
            return _shown(talk, response)
        case status if status >= 500:
            return _Finding(Health.UNSURE, SUSPECTED, f"the server has trouble of its own ({status})")
        case status if status >= 400:
            return _Finding(Health.UNSURE, SUSPECTED, f"the server did not accept the request ({status})")
        case status:
            return _Finding(Health.UNSURE, SUSPECTED, f"the server answered with a redirect that leads nowhere ({status})")


def _shown(talk: Talk, response: Response) -> _Finding:
    """A 2xx. One that was cut short (large, slow) is alive by its status."""
    if response.status not in (204, 205, 206) and response.complete and not response.body.strip():
        return _Finding(Health.UNSURE, SUSPECTED, "the server answered, but with an empty page", ("empty-body",))
    if _use_instead(talk) is not None:
        return _Finding(Health.MOVED, CERTAIN, f"it has moved for good to {_use_instead(talk)}")
    return _Finding(Health.LIVE, CERTAIN, "it opens")


def _use_instead(talk: Talk) -> str | None:
    """Where the permanent redirects at the start of the chain end: what to cite now. A temporary one promises nothing beyond itself."""
    target = None
    for hop in talk.hops:
        if hop.kind != "permanent":
            break
        target = hop.target
    return target


def _notes(source: Source, talk: Talk) -> tuple[str, ...]:
    first = talk.hops[0].target if talk.hops else ""
    asked = source.ask.partition("#")[0]
    return ("https-upgrade",) if asked.startswith("http://") and first == "https://" + asked.removeprefix("http://") else ()


def _retry_at(last: Reply | None) -> datetime | None:
    if isinstance(last, Response) and last.retry_after is not None and last.status >= 400:
        return last.at + timedelta(seconds=last.retry_after)
    return None


def _sentence(words: str | Sequence[str]) -> str:
    """One sentence: a capital, a full stop."""
    text = words if isinstance(words, str) else ", ".join(words)
    return text[:1].upper() + text[1:] + ("" if text.endswith(".") else ".")
