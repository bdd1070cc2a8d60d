"""A URL in; the page it is a saved copy of, where it is the address of a saved copy in a web archive, out."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from urllib.parse import unquote

from linkaudit.model import Archived
from linkaudit.urls.normalise import host, parse

# Replay systems write `/<collection>/<timestamp><modifier>/<original>`. The timestamp has 4 to 14 digits, or a `*` for "all of them";
# the modifier is two letters and `_` (`id_`, `if_`, `im_`, `js_`, `cs_`, `oe_`, `mp_`, `fw_`, ...).
REPLAY = r"(?P<when>\d{4,14}\*?|\d{1,3}\*|\*)(?:[a-z]{2}_)?/(?P<original>.+)"
ARCHIVES: tuple[tuple[str, str, str], ...] = (
    # (name, host, path and query)
    ("web.archive.org", r"(?:web|wayback|www|web-beta|replay\.web)?\.?archive\.org", r"/(?:web/)?" + REPLAY),
    ("web.archive.org", r"(?:web|wayback|www|web-beta)?\.?archive\.org", r"/(?:web|save|details)/(?P<original>https?(?:://|:/|%3A).+)"),
    ("web.archive.org", r"liveweb\.archive\.org", r"/(?P<original>https?://.+)"),
    ("arquivo.pt", r"(?:www\.)?arquivo\.pt", r"/(?:wayback|noFrame/replay)/" + REPLAY),
    (
        "webarchive.org.uk",
        r"(?:www\.)?webarchive\.org\.uk",
        r"/(?:wayback/archive|act/wayback/archive|[a-z]{2}/ukwa/archive|archive|wayback)/" + REPLAY,
    ),
    ("webarchive.nationalarchives.gov.uk", r"webarchive\.nationalarchives\.gov\.uk", r"/(?:ukgwa/|tna/)?" + REPLAY),
    ("archive-it.org", r"(?:wayback\.|www\.)?archive-it\.org", r"/(?:[a-z0-9]+)/" + REPLAY),
    ("loc.gov", r"webarchive\.loc\.gov", r"/(?:[a-z0-9]+)/" + REPLAY),
    ("vefsafn.is", r"(?:wayback\.)?vefsafn\.is", r"/(?:wayback|is)/" + REPLAY),
    ("webarchive.bac-lac.gc.ca", r"(?:webarchive|webarchiveweb)\.bac-lac\.(?:gc\.ca|canada\.ca)", r"/(?:[a-z0-9/]+)/" + REPLAY),
    ("webarchive.nla.gov.au", r"(?:webarchive|pandora)\.nla\.gov\.au", r"/(?:awa|gov/wayback|gov|wayback)/" + REPLAY),
    ("perma.cc", r"(?:wayback\.)?perma\.cc", r"/warc/[A-Z0-9-]+/" + REPLAY),
    ("perma-archives.org", r"(?:www\.)?perma-archives\.org", r"/warc/(?:[A-Z0-9-]+/)?" + REPLAY),
    ("trove.nla.gov.au", r"trove\.nla\.gov\.au", r"/webarchive/" + REPLAY),
    ("bac-lac.gc.ca", r"(?:www\.)?bac-lac\.gc\.ca", r"/webarchives/" + REPLAY),
    ("webarchive.parliament.uk", r"webarchive\.parliament\.uk", r"/(?:[a-z]+/)?" + REPLAY),
    ("webarchive.nrscotland.gov.uk", r"webarchive\.nrscotland\.gov\.uk", r"/(?:[a-z]+/)?" + REPLAY),
    ("swap.stanford.edu", r"(?:sul-)?swap(?:-prod)?\.stanford\.edu", r"/(?:[a-z]+/)?" + REPLAY),
    ("web.archive.bibalex.org", r"web\.archive\.bibalex\.org", r"/web/" + REPLAY),
    ("haw.nsk.hr", r"haw\.nsk\.hr", r"/(?:wayback/)?" + REPLAY),
    ("webharvest.gov", r"(?:www\.)?webharvest\.gov", r"/[a-z0-9]+/" + REPLAY),
    ("webarchiv.cz", r"(?:wayback\.|www\.)?webarchiv\.cz", r"/(?:wayback|web)/" + REPLAY),
    ("webarchive.europa.eu", r"webarchive\.europa\.eu", r"/(?:[a-z0-9-]+/)?" + REPLAY),
    ("conifer.rhizome.org", r"conifer\.rhizome\.org", r"/[\w.-]+/[\w.-]+/" + REPLAY),
    ("archive.today", r"(?:www\.)?archive\.(?:today|is|ph|li|vn|fo|md|ec)", r"/(?P<when>\d{4}(?:[\d.-]{0,16}))/(?P<original>.+)"),
    ("archive.today", r"(?:www\.)?archive\.(?:today|is|ph|li|vn|fo|md|ec)", r"/(?:o/[A-Za-z0-9]+|newest|oldest|timegate)/(?P<original>.+)"),
    ("archive.today", r"(?:www\.)?archive\.(?:today|is|ph|li|vn|fo|md|ec)", r"/(?P<original>https?(?:://|%3A).+)"),
    ("webcitation.org", r"(?:www\.)?webcitation\.org", r"/(?:query|[A-Za-z0-9]+)?\?(?:[^#]*&)?url=(?P<quoted>[^&#]+)(?:[^#]*)"),
    ("ghostarchive.org", r"(?:www\.)?ghostarchive\.org", r"/(?:archive|search)/?\?(?:[^#]*&)?(?:url|term)=(?P<quoted>[^&#]+)(?:[^#]*)"),
    (
        "google cache",
        r"(?:webcache\.googleusercontent\.com)",
        r"/search\?(?:[^#]*&)?q=cache(?::|%3A)(?:[A-Za-z0-9_-]{12}(?::|%3A))?(?P<quoted>[^&#+ ]+)(?:[^#]*)",
    ),
    (
        "timetravel.mementoweb.org",
        r"timetravel\.mementoweb\.org",
        r"/(?:memento|timegate|api/json)/(?:(?P<when>\d{4,14})/)?(?P<original>.+)",
    ),
)
# Addresses that name a saved copy by a code alone: what it was made from can only be learnt by opening it.
CODES: tuple[tuple[str, str, str], ...] = (
    ("perma.cc", r"(?:www\.)?perma\.cc", r"/(?:[A-Z0-9]{4}-[A-Z0-9]{4}|0[A-Za-z0-9]{9,11})/?(?:[?#].*)?"),
    ("archive.today", r"(?:www\.)?archive\.(?:today|is|ph|li|vn|fo|md|ec)", r"/(?:wip/)?[A-Za-z0-9]{4,6}(?:[/?#].*)?"),
    ("webcitation.org", r"(?:www\.)?webcitation\.org", r"/[A-Za-z0-9]{6,12}(?:[?#].*)?"),
    ("ghostarchive.org", r"(?:www\.)?ghostarchive\.org", r"/(?:archive|varchive(?:/youtube/\d+)?)/[A-Za-z0-9_-]{4,12}(?:[?#].*)?"),
)
_ARCHIVES = tuple((name, re.compile(hosts), re.compile(path, re.IGNORECASE | re.DOTALL)) for name, hosts, path in ARCHIVES)
_HOSTS = re.compile("|".join(f"(?:{hosts})" for _, hosts, _ in ARCHIVES))
_CODES = tuple((name, re.compile(hosts), re.compile(path)) for name, hosts, path in CODES)
DEEPEST = 5  # archives of archives


def unwrap(target: str) -> Archived | None:
    """What an archive URL is a copy of: the innermost original as a URL that can be asked, and when the copy was taken.

    None when `target` is no archive URL, or one that names its copy by a code only (see `archive_of_code`). A timestamp with fewer than
    14 digits gives the earliest moment that it allows; a `*` gives None.
    """
    found = _unwrap_once(target)
    if found is None:
        return None
    for _ in range(DEEPEST):
        inner = _unwrap_once(found.original)
        if inner is None:
            break
        found = Archived(target, inner.original, found.archive, found.taken_at or inner.taken_at)
    return found


def archive_of_code(target: str) -> str | None:
    """The archive's name, where `target` is the address of a saved copy that does not say what it is a copy of."""
    name, rest = host(target), _after_host(target)
    return next((archive for archive, hosts, path in _CODES if hosts.fullmatch(name) and path.fullmatch(rest)), None)


def _after_host(target: str) -> str:
    found = re.match(r"[A-Za-z][A-Za-z0-9+.\-]*:/*[^/?#]*", target)
    return target[found.end() :] if found else ""


def _unwrap_once(target: str) -> Archived | None:
    name = host(target)
    if not _HOSTS.fullmatch(name):
        return None
    rest = _after_host(target)
    for archive, hosts, path in _ARCHIVES:
        if hosts.fullmatch(name) and (found := path.fullmatch(rest)):
            groups = found.groupdict()
            original = _whole(groups.get("quoted") or groups.get("original") or "", quoted="quoted" in groups)
            if original:
                return Archived(target, original, archive, _moment(groups.get("when") or ""))
    return None


def _whole(original: str, *, quoted: bool) -> str | None:
    """The original as a URL: unquoted where it was (`https%3A%2F%2F`), the lost slash of `https:/` and a missing scheme given back."""
    if quoted or re.match(r"(?:[a-z]+%3a|[^/:?#]+%2f)", original, re.IGNORECASE):
        original = unquote(original)
    scheme = re.match(r"(https?|ftp):/*", original, re.IGNORECASE)
    if scheme:
        whole = f"{scheme.group(1)}://{original[scheme.end() :]}"
    elif re.match(r"[^/?#:\s]+\.[^/?#:\s]+(?::\d+)?(?:[/?#]|$)", original):
        whole = "http://" + original
    else:
        return None
    return whole if parse(whole) else None


def _moment(digits: str) -> datetime | None:
    """A 4- to 14-digit timestamp as the earliest moment that it allows. Archive.today also writes `2013.01.02-030405`."""
    digits = re.sub(r"[.\-]", "", digits)
    if not digits.isdigit() or len(digits) < 4:
        return None
    digits = digits[:14]
    whole = (
        digits + "00000101000000"[len(digits) :]
        if len(digits) not in (5, 7, 9, 11, 13)
        else digits[:-1] + "00000101000000"[len(digits) - 1 :]
    )
    try:
        return datetime.strptime(whole, "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        # `20000012170449`, month 00, exists in the Wayback Machine: what is certain is the year.
        return datetime(int(digits[:4]), 1, 1, tzinfo=UTC) if 1 <= int(digits[:4]) <= 9999 else None
