"""Why nothing is offered, by what was seen of a source in an archive."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from linkaudit.model import Gap, Source
from linkaudit.snapshots.choose import EMPTY_DIGEST, Capture
from linkaudit.snapshots.gaps import Tried, gap
from linkaudit.snapshots.index import Rows

URL = "http://a.test/x"


def seen(status: int | None, digest: str = "A") -> Capture:
    return Capture(datetime(2019, 5, 20, tzinfo=UTC), URL, "text/html", status, digest)


@pytest.mark.parametrize(
    ("tried", "complete", "found", "words"),
    [
        (Tried(), True, Gap.NONE, "the archive has no capture of this page"),
        (Tried(), False, Gap.UNKNOWN, "the index gave only part of its answer"),
        (Tried((seen(404),), unanswered="it was silent"), True, Gap.UNKNOWN, "it was silent"),
        (Tried((seen(503), seen(404))), True, Gap.UNUSABLE, "archived 404, 503"),
        (Tried((seen(200, EMPTY_DIGEST),)), True, Gap.UNUSABLE, "empty captures"),
        (Tried(impossible=1, strangers=2), True, Gap.UNUSABLE, "captures without a possible date; captures of another page"),
        (Tried((seen(200),), [(seen(200), "a login"), (seen(200, "B"), "a login")]), True, Gap.UNUSABLE, "a login"),
        (Tried((seen(200),), [(seen(200), "held back")], withheld="held back"), True, Gap.EXCLUDED, "held back"),
        (Tried((), [(seen(200), "wall"), (seen(200), "held")], withheld="held", strangers=1), True, Gap.UNUSABLE, "wall; held"),
    ],
)  # fmt: skip
def test_why_nothing_is_offered(tried: Tried, complete: bool, found: Gap, words: str) -> None:
    """None kept, held back, not usable and not answered are kept apart, each with what was seen."""
    told = gap(Source(URL, URL, "a.test"), tried, Rows((), complete))
    assert (told.gap, told.reason) == (found, words)
