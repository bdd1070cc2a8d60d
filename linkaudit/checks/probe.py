"""A URL → a neighbour that cannot exist; and what the neighbour's answer says about the first one.

The neighbour's name is drawn from a hash of its directory, so that one probe serves a directory and replays ask for the same one
(Bar-Yossef et al. 2004: a random name of 25 letters beside the suspect; same end or nearly the same words means that nobody looked).
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from urllib.parse import unquote

from linkaudit.checks.page import View, view
from linkaudit.checks.phrases import words
from linkaudit.checks.signs import marked, says_404
from linkaudit.checks.signs_missing import LOUD, look, told_apart
from linkaudit.checks.signs_parked import registrar
from linkaudit.checks.urls import fragmentless, steps
from linkaudit.model import NoResponse, Reply, Response

SAME_URL, SAME_PAGE, ANSWERS_404, DIFFERS, FAILED = "probe-same-url", "probe-same-page", "probe-not-found", "probe-differs", "probe-failed"
ALIKE = 0.95  # share of words in common, benhoyt/soft404 after Bar-Yossef
MOSTLY = 0.6  # the same of two pages whose headlines are one
LITTLE = 0.3  # of what an error page says below its headline: a page that repeats no more of it is another page
MORE = 3  # words: what a page tells besides its headline, and an error page with that headline does not
REFERENCE = 8  # letters and digits: as short as error pages make the numbers that they ask to be told
FEWEST = 8  # words: below that two pages are alike by accident (an app's empty shell)
MOST_WORDS = 2_000
LETTERS = 25
_INDEX = re.compile(r"(?<=/)(?:index|default)(?:\.[a-z]{2,5})?$", re.IGNORECASE)
_LETTERS = "aeioubcdfghklmnprstvwz"
# Keys whose value says which page, paths that only say which program, and last steps that name a page themselves
_KEY = re.compile(
    r"(?:.{0,12}(?:id|no|nr|num|number|key|slug|title|name|story|article|doc|document|file|item|page_id|post|node|entry|record|ref)|p|v|d|t|q|i|n|a)",
    re.I,
)
_DISPATCHER = re.compile(r"(?:/|\.(?:php\d?|aspx?|jsp|jspx|cgi|pl|do|action|cfm|dll|py|html?))$", re.IGNORECASE)
_TELLING_STEP = re.compile(r"/(?=[^/]*[-_][^/]*$|[^/]*\d{2}[^/]*$)[^/.]+$")
_SUFFIX = re.compile(r"\.[a-z][a-z0-9]{1,4}$", re.IGNORECASE)


def sibling(url: str) -> str:
    """The neighbour of a URL: same directory, same kind of name (letters or digits, same suffix), a name that nobody gave.

    Where the query names the content (`/show.php?id=12`), the neighbour differs there; elsewhere the query may be a mere view of the page
    that the path names (`/rye?page=2`), and is dropped.
    """
    base, _, query = fragmentless(url).partition("?")
    if base.count("/") < 3:
        base += "/"
    pairs = [pair.partition("=") for pair in query.split("&") if pair]
    telling = [key for key, _, value in pairs if value and _KEY.fullmatch(key)]
    if any(value for _, _, value in pairs) and (telling or _DISPATCHER.search(base)) and not _TELLING_STEP.search(base):
        changed = telling or [key for key, _, value in pairs if value]
        seed = base + "?" + "&".join(key for key, _, _ in pairs)
        return (
            base
            + "?"
            + "&".join(f"{key}={_name(seed + key, value)}" if key in changed else f"{key}{eq}{value}" for key, eq, value in pairs)
        )
    if len(steps(base)) > 1:
        base = _INDEX.sub("", base)  # it names its directory: what leads away from all that was in it says nothing of the directory itself
    closed = base.endswith("/") and len(steps(base)) > 0
    folder, _, name = (base[:-1] if closed else base).rpartition("/")
    suffix = found[0] if (found := _SUFFIX.search(name)) else ""
    return f"{folder}/{_name(folder, name.removesuffix(suffix))}{suffix}{'/' if closed else ''}"


def _name(seed: str, like: str) -> str:
    """A name drawn from the hash of `seed`: twelve digits where a number stood (no catalogue is that long), else 25 letters."""
    digest = hashlib.sha256(seed.encode("utf-8", "replace")).digest()
    if like.isdigit():
        return "9" + "".join(str(byte % 10) for byte in digest[:11])
    return "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:LETTERS])


def outcome(neighbour: str, asked: str, shown: Response, ended: str, probe: Reply | None, probe_ended: str) -> str:
    """What the neighbour says: it ends where the suspect ended, shows nearly the same words, is honestly not found, is something else, or
    could not be asked. `ended` and `probe_ended` are the URLs where the redirects of each came to rest."""
    if probe is None or isinstance(probe, NoResponse) or probe.status == 429 or probe.status >= 500:
        return FAILED
    mine, its = view(shown, deep=True), view(probe, deep=True)
    says = look(mine).suspicious
    if probe.status in (404, 410):
        # An honest 404 with the very words of the suspect: the suspect shows the error page without its status
        return SAME_PAGE if says and alike(mine, its, asked, neighbour) and _no_more(mine, its, asked, neighbour) else ANSWERS_404
    if not 200 <= probe.status < 300:
        return DIFFERS
    if same_end(asked, ended, neighbour, probe_ended):
        # Data is no page that stands in for another: /cookies/set?a=b ends at /cookies, which shows a=b
        return DIFFERS if "json" in (shown.header("content-type") or "").lower() else SAME_URL
    if _led(asked, ended) and not _led(neighbour, probe_ended) and not says:
        return DIFFERS  # somebody took the trouble to send this one address elsewhere
    return SAME_PAGE if alike(mine, its, asked, neighbour) else DIFFERS


def _no_more(mine: View, its: View, asked: str, neighbour: str) -> bool:
    """Whether a page says hardly more than an error page does: a sculpture called "Not found" has the headline of one, and a story."""
    echo = _said_by(asked) | _said_by(neighbour)
    own, other = _kept(mine.own, echo), _kept(its.own, echo)
    return _share(own, other) >= MOSTLY or len(own) <= len(other)


def _tells(mine: View, its: View, echo: frozenset[str]) -> bool:
    """Whether a page with the headline of an error page goes on to tell something of its own: "Page not found are a trio from Dal, and
    play on Friday". What it says of anything missing does not count, nor what the error page says too; and a page that says what the
    error page says of it is that error page, whatever stories stand below it today."""
    _, more = told_apart(mine)
    heads = frozenset(words(" ".join((mine.title, *mine.headings, its.title, *its.headings))))
    missing, stories = (_kept(text, echo | heads) for text in told_apart(its))
    mine_said, its_said = frozenset(words(mine.own)), frozenset(words(its.own))
    shared = sum(word in mine_said for word in missing)
    if len(missing) >= MORE and shared < LITTLE * len(missing):
        return True
    if shared >= MOSTLY * len(missing) and (missing or len(stories) >= MORE):
        return False
    return sum(word not in its_said for word in _kept(more, echo)) >= MORE


def same_end(asked: str, ended: str, neighbour: str, probe_ended: str) -> bool:
    """Whether both were redirected, and to the same place."""
    return _unecho(ended, asked) == _unecho(probe_ended, neighbour) and _led(asked, ended) and _led(neighbour, probe_ended)


def _led(asked: str, ended: str) -> bool:
    return _unecho(asked, "") != _unecho(ended, "")


def alike(one: View, other: View, one_url: str, other_url: str) -> bool:
    """Whether two pages show nearly the same words, not counting numbers and the words of their own addresses (which error pages echo).

    Pages that both say loudly, in the same title and the same heading, that something is missing are alike whatever else they show. The
    empty shells of apps are never alike: their words come later.
    """
    if one.kind == "other" or other.kind == "other":
        return False
    echo = _said_by(one_url) | _said_by(other_url)
    said, other_said = look(one), look(other)
    mine, its = _kept(one.own, echo), _kept(other.own, echo)
    loud = max(said.title, said.heading) == LOUD == max(other_said.title, other_said.heading)
    if loud and _heads(one, echo) == _heads(other, echo) and (max(len(mine), len(its)) <= 120 or _share(mine, its) >= 0.25):
        return not _tells(one, other, echo)
    if one.shell or other.shell:
        return says_404(one) and says_404(other) and one.title == other.title
    if _share(_kept(one.title, echo), _kept(other.title, echo)) < 0.8:
        return False
    if min(len(mine), len(its)) < FEWEST:
        if mine and its and _share(mine, its) < MOSTLY:
            return False  # few words in a frame of many links: the frame is alike, the words are not
        mine, its = _kept(one.text, echo), _kept(other.text, echo)
    if min(len(mine), len(its)) < FEWEST:
        told = said.suspicious or (marked(one) and marked(other)) or (registrar(one_url, one) and registrar(other_url, other))
        return told and Counter(mine) == Counter(its)
    return _share(mine, its) >= ALIKE


def _said_by(url: str) -> frozenset[str]:
    """The words of an address as a page repeats them: decoded, `Harvest_of_1911` as three."""
    return frozenset(words(unquote(url).replace("_", " "))) | frozenset(words(url))


def _heads(page: View, echo: frozenset[str]) -> list[list[str]]:
    return [_kept(line, echo) for line in (page.title, *page.headings[:1])]


def _share(one: list[str], other: list[str]) -> float:
    """Words in common, of all (Dice, repeated words counted as often as they stand); nothing and nothing are the same."""
    both = len(one) + len(other)
    return 2 * (Counter(one) & Counter(other)).total() / both if both else 1.0


def _kept(text: str, echo: frozenset[str]) -> list[str]:
    return [word for word in words(text[:40_000])[:MOST_WORDS] if word not in echo and not _reference(word)]


def _reference(word: str) -> bool:
    """Whether a word is a number, or the number of one answer: `5f3a09c1b7d2` is another one the next time."""
    return word.isdigit() or (len(word) >= REFERENCE and word.isascii() and any(letter.isdigit() for letter in word))


def _unecho(url: str, asked: str) -> str:
    """A final URL without what it repeats of the one asked for (`/404?from=/a/b`), nor its scheme and trailing slash."""
    bare = fragmentless(url).partition("://")[2]
    path, _, query = bare.partition("?")
    name = (steps(asked)[-1:] or ("",))[0]
    if query and name and name in query:
        query = ""
    return path.rstrip("/") + ("?" + query if query else "")
