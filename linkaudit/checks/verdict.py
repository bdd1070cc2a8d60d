"""What the replies mean: a conversation about a source → health, certainty, evidence codes and the one sentence that follows from them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from linkaudit.checks.detour import TO_ERROR, TO_ROOT, TO_SECTION, UPWARDS, tokens
from linkaudit.checks.fragments import missing
from linkaudit.checks.page import View, view
from linkaudit.checks.phrases import count
from linkaudit.checks.probe import ANSWERS_404, DIFFERS, FAILED, SAME_PAGE, SAME_URL, outcome, same_end
from linkaudit.checks.signs import CANONICAL, CHANGED, MARKUP, TEXT, Seen, gone, marked, seen
from linkaudit.checks.signs_challenge import wall, wall_at
from linkaudit.checks.signs_doors import BROWSER, CONSENT, LOGIN, PAY, REGION
from linkaudit.checks.signs_missing import FEW, LOUD, NUMBER, SAID, look, numbered
from linkaudit.checks.signs_parked import FOR_SALE, MAINTENANCE, PARKED, PLACEHOLDER, REGISTRAR, SPAM, TROUBLE
from linkaudit.checks.talk import ALONE, CUT_OFF, PERMANENT, REDIRECTS, TIME_OUTS, Around, Talk, follow, neighbour, neighbour_of, walk
from linkaudit.checks.urls import fragmentless, host_of, steps
from linkaudit.model import Cause, Certainty, Check, Health, NoResponse, Reply, Response, Source, Verdict

# What a 404 does that hands the address on to an app: github.com/rafgraph/spa-github-pages and its like
_KEEPS = re.compile(r"\.pathname\b|sessionStorage", re.IGNORECASE)
_NAME_OF_A_PLACE = re.compile(r"[\w-]{1,80}")  # never `#/route`, which is for a script
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
    Cause.ROBOTS: "its robots.txt asks robots to stay away, and this run obeys",
    Cause.RATE_LIMITED: "its host says to everything that it was asked too often (429), so this was not asked; a reader may get in",
    Cause.UNAVAILABLE: "its host says to everything that it is not available for now (503), so this was not asked",
}


DOORS = {
    LOGIN: "a login page stands in front of it",
    CONSENT: "a page that asks for consent stands in front of it",
    PAY: "it is shown to subscribers only",
    REGION: "it is not shown in this part of the world",
    BROWSER: "it is shown to some browsers only",
}
STAND_INS = {
    PARKED: "its domain is parked: somebody else, or nobody, owns it now",
    FOR_SALE: "its domain is for sale",
    MAINTENANCE: "the site is closed for maintenance",
    TROUBLE: "the server says that it has trouble of its own",
    PLACEHOLDER: "the site shows only a placeholder at the moment",
}
SUSPICIONS = {
    TO_ROOT: "it leads to the front page of the site",
    UPWARDS: "it leads to a page above it",
    TO_SECTION: "it leads to a general page of the site",
    TO_ERROR: "it leads to an error page",
    TEXT: "it shows a page that says there is no such page",
    MARKUP: "it shows a page that is marked as an error page",
    CHANGED: "it should be a file but shows a web page",
    CANONICAL: "it shows a page that calls itself the front page",
    REGISTRAR: "it speaks of its domain as of something to own or to buy",
    SPAM: "it shows the kind of advertising that lapsed domains are bought for",
    "sink": "several cited pages of this site lead to the same page",
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
    found = _found(source, talk, around)
    last = talk.last
    status = last.status if isinstance(last, Response) else None
    shown = found.health in (Health.LIVE, Health.MOVED) and isinstance(last, Response)
    lost = missing(source.fragments, last) if shown and isinstance(last, Response) else ()
    return Verdict(
        health=found.health,
        certainty=found.certainty,
        evidence=(*map(code, talk.said), *found.codes, *(["fragment-missing"] if lost else [])),
        reason=_sentence(found.reason),
        final_url=talk.url if isinstance(last, Response) and talk.end is None else None,
        http_status=status,
        retry_at=_retry_at(last),
        use_instead=_use_instead(talk) if found.health is Health.MOVED else None,
        missing_fragments=lost,
        notes=_notes(source, talk),
    )


LOADING = 3  # words: "Loading ...", until the script is there
HEADLINES = 4  # headings: a front page may be all links, the menu of an app has no headlines
LONG_FOR_AN_ERROR = 200  # words of its own: above it title and heading both have to be the message
VAGUE = 120  # words of its own: an error page that says "Error" and explains itself in words that are not known here
SINK = 3  # different cited URLs of one host with one end (Garg et al. 2025 call such an end a sink)


def sinks(checks: Iterable[tuple[int, Check]]) -> tuple[int, ...]:
    """Which of a run's checks, by their numbers, were led to a place that swallows three or more different URLs of their host.

    Only the run as a whole shows it, so this comes after it: `reconsider` each with the answers about its neighbour (`plan.next_probe`).
    """
    ends: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for number, check in checks:
        if (end := led_to(check)) is not None:
            ends.setdefault(end, []).append((number, _bare(fragmentless(check.source.ask))))
    swallowed = (found for found in ends.values() if len({asked for _, asked in found}) >= SINK)
    return tuple(sorted(number for found in swallowed for number, _ in found))


def led_to(check: Check) -> tuple[str, str] | None:
    """The host of an open source and where its redirects end, when that is another place than was asked for."""
    final = check.verdict.final_url
    if final is None or final == check.source.ask or check.verdict.health not in (Health.LIVE, Health.MOVED):
        return None
    asked, end = fragmentless(check.source.ask), fragmentless(final)
    return (host_of(asked), _bare(end)) if end and _bare(asked) != _bare(end) else None


def reconsider(check: Check, replies: tuple[Reply, ...]) -> Check:
    """The check of a source that was led into a sink, given what was said about its neighbour (all of it, none when it was not asked).

    The same end for a neighbour that cannot exist makes it dead; anything else leaves the verdict as it was, with the sink noted.
    """
    before, beside = check.verdict, neighbour_of(check.source)
    if not replies or "sink" in before.evidence:
        return check
    probe = walk(beside, replies)
    good = isinstance(probe.last, Response) and 200 <= probe.last.status < 300
    if good and same_end(fragmentless(check.source.ask), before.final_url or "", beside, probe.url):
        reason = _sentence(f"{SUSPICIONS['sink']}, and so does an address beside it that cannot exist")
        found = replace(before, health=Health.DEAD, certainty=PROBABLE, reason=reason, use_instead=None)
        codes: tuple[str, ...] = ("sink", SAME_URL, "soft-404")
    else:
        found, codes = before, ("sink",)
    return replace(check, verdict=replace(found, evidence=(*before.evidence, *codes)), replies=(*check.replies, *replies))


def _bare(url: str) -> str:
    """A URL as far as it tells pages apart: without scheme, `www.` and the slash at its end."""
    return url.partition("://")[2].removeprefix("www.").rstrip("/").lower()


def code(reply: Reply) -> str:
    """The evidence code of one reply: `http-404`, `redirect-permanent`, `read-timeout`."""
    match reply:
        case NoResponse(cause=cause):
            return cause.value
        case Response(status=status) if status in REDIRECTS and (reply.header("location") or "").strip():
            return "redirect-permanent" if status in PERMANENT else "redirect-temporary"
        case Response(status=status):
            return f"http-{status}"


def _found(source: Source, talk: Talk, around: Around) -> _Finding:
    """Health, certainty and sentence, by the last word of the conversation."""
    if not talk.said:
        return _Finding(Health.UNSURE, SUSPECTED, "nothing was asked")
    if around.resolver == "lying":
        reason = "the resolver here shows pages for names that do not exist, and this may be one of them"
        return _Finding(Health.UNSURE, SUSPECTED, reason, ("resolver-lies",))
    match talk.end:
        case "loop":
            return _Finding(Health.DEAD, CERTAIN, "its redirects go round in a circle, so nobody can open it", ("redirect-loop",))
        case "limit":
            return _Finding(Health.UNSURE, SUSPECTED, "it was redirected more than ten times", ("redirect-limit",))
        case "bad-location":
            return _Finding(Health.UNSURE, SUSPECTED, "it redirects to something that is not a web address", ("redirect-bad-location",))
    if isinstance(talk.last, NoResponse) and talk.hops and (vendor := wall_at(talk.url)) is not None:
        return _walled(vendor)
    match talk.last:
        case None:
            return _Finding(Health.UNSURE, SUSPECTED, "its redirects were not walked to the end")
        case NoResponse() as silence:
            return _silence(talk, silence, around)
        case Response() as response:
            return _answer(source, talk, response)


def _shown(source: Source, talk: Talk, response: Response) -> _Finding:
    """A 2xx: what it shows decides. One that was cut short (large, slow) is alive by its status."""
    asked = fragmentless(source.ask)
    looked = seen(asked, talk.url, response)
    if looked.wall is not None:
        return _walled(looked.wall)
    if looked.door is not None:
        return _Finding(Health.BLOCKED, PROBABLE, f"{DOORS[looked.door]}; a reader may get in", (looked.door,))
    if looked.stand_in in (PARKED, FOR_SALE):
        return _Finding(Health.DEAD, PROBABLE, STAND_INS[looked.stand_in], (looked.stand_in,))
    if looked.stand_in is not None:
        return _Finding(Health.UNSURE, SUSPECTED, STAND_INS[looked.stand_in], (looked.stand_in,))
    if looked.empty:
        return _Finding(Health.UNSURE, SUSPECTED, "the server answered, but with an empty page", ("empty-body",))
    if not looked.suspicions:
        return _alive(talk)
    return _suspect(source, talk, response, looked)


def _walled(vendor: str) -> _Finding:
    whose = "" if vendor in ("captcha", "unnamed") else f" ({vendor})"
    return _Finding(Health.BLOCKED, CERTAIN, f"a bot wall{whose} stands in front of it; a reader may get in", (f"challenge-{vendor}",))


def _alive(talk: Talk) -> _Finding:
    if (target := _use_instead(talk)) is not None:
        return _Finding(Health.MOVED, CERTAIN, f"it has moved for good to {target}")
    return _Finding(Health.LIVE, CERTAIN, "it opens")


def _suspect(source: Source, talk: Talk, response: Response, looked: Seen) -> _Finding:
    """A page under suspicion: the neighbour that cannot exist decides. Suspicion without a neighbour that confirms it is never a death but
    for the plainest of words, and a neighbour alone never is one."""
    asked, beside = fragmentless(source.ask), neighbour(source, talk)
    probe = walk(beside, talk.probes)
    told = outcome(beside, asked, response, talk.url, probe.last if probe.said else None, probe.url)
    if told == SAME_URL and (place := _place(talk)) and place != _place(probe) and not missing((place,), response):
        told = DIFFERS  # `/about` leads to `/#about` of a site that is one page, and only it does
    codes = (*looked.suspicions, told)
    why = SUSPICIONS[looked.suspicions[0]]
    same = told in (SAME_URL, SAME_PAGE)
    if same and looked.suspicions == (SPAM,):
        return _Finding(Health.DEAD, PROBABLE, f"{why}, whatever page is asked for", (*codes, "hijacked-domain"))
    if same and looked.suspicions == (REGISTRAR,):
        return _Finding(Health.DEAD, PROBABLE, STAND_INS[PARKED], (*codes, PARKED))
    if same and _confirmed(looked, asked, view(probe.last, deep=True) if isinstance(probe.last, Response) else looked.page):
        return _Finding(Health.DEAD, PROBABLE, f"{why}, and so does an address beside it that cannot exist", (*codes, "soft-404"))
    if told in (ANSWERS_404, DIFFERS) and gone(asked, looked):
        return _Finding(Health.UNSURE, SUSPECTED, f"{why}, yet the server says that all is well", codes)
    if same and looked.suspicions == (TEXT,) and looked.page.words <= VAGUE:
        return _Finding(Health.UNSURE, SUSPECTED, "it shows an error page that does not say what is wrong, at any address", codes)
    if told == FAILED and (looked.suspicions != (TEXT,) or looked.plain_spoken):
        return _Finding(Health.UNSURE, SUSPECTED, f"{why}, and a comparison with an address beside it could not be made", codes)
    if CHANGED in looked.suspicions and looked.page.shell:
        return _Finding(Health.UNSURE, SUSPECTED, f"{why} that a script fills", codes)
    alive = _alive(talk)
    if looked.suspicions[0] in (TO_ROOT, UPWARDS, CHANGED) or (looked.suspicions[0] == TO_SECTION and told not in (ANSWERS_404, DIFFERS)):
        reason = f"{alive.reason}, though {why}; other addresses of the site are answered differently"
        return _Finding(alive.health, SUSPECTED, reason, codes)
    return replace(alive, codes=codes)


def _place(talk: Talk) -> str:
    """The name of the place in a page that the last redirect leads to, if it is one that a page has to have."""
    led = (talk.hops[-1].response.header("location") or "").partition("#")[2] if talk.hops else ""
    return led if _NAME_OF_A_PLACE.fullmatch(led) else ""


def _confirmed(looked: Seen, asked: str, beside: View) -> bool:
    """Whether the neighbour's likeness is enough. A page that only calls itself the front page, or speaks of something missing among many
    words, may be the one page that a site shows at every address; so may one that is about what the cited address names."""
    page, missing = looked.page, looked.missing
    if looked.suspicions == (CANONICAL,):
        return (page.words >= 25 or len(page.headings) >= HEADLINES) and not page.shell
    if looked.suspicions != (TEXT,):
        return True
    heads = (missing.title, missing.first)
    name = tokens((steps(asked) or ("",))[-1])
    named = [name & tokens(" ".join((each.title, *each.headings[:3]))) for each in (page, beside)]
    if name and all(len(found) >= min(2, len(name)) for found in named):
        return False
    if missing.spent:
        return True
    if LOUD in heads:
        return page.words <= LONG_FOR_AN_ERROR or min(heads) == LOUD
    if numbered(page) and numbered(beside) and "404" not in host_of(asked):
        return True
    about = page.words > 60 and (NUMBER in heads or SAID in heads)
    return not about and (missing.heading == LOUD or missing.text >= SAID) and page.words <= FEW


def _silence(talk: Talk, silence: NoResponse, around: Around) -> _Finding:
    name = host_of(talk.url)
    if silence.cause is Cause.ROBOTS:
        return _Finding(Health.SKIPPED, CERTAIN, SILENCES[silence.cause])
    if silence.cause is Cause.RATE_LIMITED:
        return _Finding(Health.BLOCKED, SUSPECTED, SILENCES[silence.cause])
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


def _answer(source: Source, talk: Talk, response: Response) -> _Finding:
    if not 200 <= response.status < 300 and (vendor := wall(response, view(response))) is not None:
        return _walled(vendor)
    match response.status:
        case 410:
            return _Finding(Health.DEAD, CERTAIN, "the server says that it is gone for good (410)")
        case 404 if talk.times(404) > 1 and _builds_itself(response):
            return _Finding(Health.UNSURE, SUSPECTED, "the server says that there is no such page (404), but sends an app that may show it")
        case 404 if talk.times(404) > 1:
            return _Finding(Health.DEAD, CERTAIN, "the server says that there is no such page (404, asked twice)")
        case 404:
            return _Finding(Health.UNSURE, SUSPECTED, "the server said once that there is no such page (404)")
        case status if status in REFUSALS:
            return _Finding(Health.BLOCKED, CERTAIN, f"{REFUSALS[status]} ({status}); a reader may get in")
        case status if 200 <= status < 300:
            return _shown(source, talk, response)
        case status if status >= 500:
            return _Finding(Health.UNSURE, SUSPECTED, f"the server has trouble of its own ({status})")
        case status if status >= 400:
            return _Finding(Health.UNSURE, SUSPECTED, f"the server did not accept the request ({status})")
        case 300:
            return _Finding(Health.UNSURE, SUSPECTED, "the server offers several pages and does not say which is the one (300)")
        case status:
            return _Finding(Health.UNSURE, SUSPECTED, f"the server answered with a redirect that leads nowhere ({status})")


def _builds_itself(response: Response) -> bool:
    """Whether a 404 is the empty shell of an app, which its script fills for a reader: hosts of static files answer every address of an app
    so (GitHub Pages sends its 404.html). One that names the error, or has words, is an error page."""
    page = view(response)
    if look(page).suspicious or marked(page):
        return False
    return (page.shell and count(page.text) <= LOADING) or (not page.text and "<script" in page.raw and _KEEPS.search(page.raw) is not None)


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
