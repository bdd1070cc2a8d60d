"""A URL → a neighbour that cannot exist; and what the neighbour's answer says about the first one.

The neighbour's name is drawn from a hash of its directory, so that one probe serves a directory and replays ask for the same one
(Bar-Yossef et al. 2004: a random name of 25 letters beside the suspect; same end or nearly the same words means that nobody looked).
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter

from linkaudit.checks.page import View, view, words
from linkaudit.checks.signs_missing import LOUD, look
from linkaudit.checks.urls import fragmentless, steps
from linkaudit.model import NoResponse, Reply, Response

SAME_URL, SAME_PAGE, ANSWERS_404, DIFFERS, FAILED = "probe-same-url", "probe-same-page", "probe-not-found", "probe-differs", "probe-failed"
ALIKE = 0.95  # share of words in common, benhoyt/soft404 after Bar-Yossef
FEWEST = 8  # words: below that two pages are alike by accident (an app's empty shell)
MOST_WORDS = 2_000
LETTERS = 25
_LETTERS = "aeioubcdfghklmnprstvwz"
_SUFFIX = re.compile(r"\.[a-z][a-z0-9]{1,4}$", re.IGNORECASE)


def sibling(url: str) -> str:
    """The neighbour of a URL: same directory, same kind of name (letters or digits, same suffix), a name that nobody gave.

    Where a query names the content (`/show?id=12`), the neighbour differs in the last value of the query.
    """
    base, _, query = fragmentless(url).partition("?")
    if "=" in query:
        head, _, last = query.rpartition("&")
        key, _, value = last.partition("=")
        made = _name(f"{base}?{head}&{key}", value)
        return f"{base}?{head}&{key}={made}" if head else f"{base}?{key}={made}"
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
    if probe.status in (404, 410):
        # An honest 404 with the very words of the suspect: the suspect shows the error page without its status
        return SAME_PAGE if look(view(shown)).suspicious and alike(view(shown), view(probe), asked, neighbour) else ANSWERS_404
    if not 200 <= probe.status < 300:
        return DIFFERS
    if same_end(asked, ended, neighbour, probe_ended):
        return SAME_URL
    return SAME_PAGE if alike(view(shown), view(probe), asked, neighbour) else DIFFERS


def same_end(asked: str, ended: str, neighbour: str, probe_ended: str) -> bool:
    """Whether both were redirected, and to the same place."""
    led = _unecho(ended, asked), _unecho(probe_ended, neighbour)
    return led[0] == led[1] and _unecho(asked, "") != led[0] and _unecho(neighbour, "") != led[1]


def alike(one: View, other: View, one_url: str, other_url: str) -> bool:
    """Whether two pages show nearly the same words, not counting numbers and the words of their own addresses (which error pages echo).

    Pages that both say loudly, in the same title or the same heading, that something is missing are alike whatever else they show.
    """
    if one.kind == "other" or other.kind == "other":
        return False
    echo = frozenset(words(one_url)) | frozenset(words(other_url))
    loud, other_loud = look(one), look(other)
    if max(loud.title, loud.heading) == LOUD == max(other_loud.title, other_loud.heading):
        heads = [Counter(_kept(line, echo)) for line in (one.title, *one.headings[:1])]
        if heads == [Counter(_kept(line, echo)) for line in (other.title, *other.headings[:1])]:
            return True
    if one.shell or other.shell:
        return False
    mine, its = Counter(_kept(one.text or one.raw, echo)), Counter(_kept(other.text or other.raw, echo))
    if min(mine.total(), its.total()) < FEWEST:
        return mine == its and one.title == other.title and mine.total() > 1
    return 2 * (mine & its).total() / (mine.total() + its.total()) >= ALIKE


def _kept(text: str, echo: frozenset[str]) -> list[str]:
    return [word for word in words(text[:40_000])[:MOST_WORDS] if word not in echo and not word.isdigit()]


def _unecho(url: str, asked: str) -> str:
    """A final URL without what it repeats of the one asked for (`/404?from=/a/b`), nor its scheme and trailing slash."""
    bare = fragmentless(url).partition("://")[2]
    path, _, query = bare.partition("?")
    name = (steps(asked)[-1:] or ("",))[0]
    if query and name and name in query:
        query = ""
    return path.rstrip("/") + ("?" + query if query else "")
