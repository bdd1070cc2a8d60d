"""Cassettes: text and back, order of replay, nothing secret kept."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytest_httpx import HTTPXMock

from linkaudit.errors import LinkauditError
from linkaudit.model import Cause, NoResponse, Request, Response
from linkaudit.settings import Settings
from linkaudit.web import Web, cassette
from linkaudit.web.cassette import Cassette, Player, Recorded
from tests.web.taped import play


@pytest.fixture
def anyio_backend() -> str:
    return "trio"


AT = datetime(2026, 1, 2, 3, 4, 5, 678, tzinfo=UTC)
TEXT = st.text(max_size=60) | st.text("\n\r\t x\x85\u2028\ufeff:-'\"#|", max_size=30)
PAIRS = st.lists(st.tuples(st.text("abcX-", min_size=1, max_size=9), TEXT), max_size=4).map(tuple)


@given(TEXT | st.binary(max_size=40), PAIRS, st.booleans())
def test_a_cassette_survives_the_round_trip(body: str | bytes, headers: tuple[tuple[str, str], ...], complete: bool) -> None:
    """Whatever bytes and headers an answer had, reading the text back gives the same recording."""
    wire = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    tape = Cassette(
        AT,
        AT,
        (
            Recorded("GET", "http://a.test/", AT, 0.25, 200, headers, wire, complete),
            Recorded("POST", "http://a.test/", AT, 1.5, error=Cause.RESET, message="gone", sent=wire),
        ),
        "example: hand-written",
    )
    assert cassette.load(cassette.dump(tape)) == tape


def test_repeated_requests_play_in_order() -> None:
    """The same request again gets the next recording; the last one repeats; what was not recorded is None."""
    rows = tuple(Recorded("GET", "http://a.test/", AT, status=status) for status in (503, 200))
    player = Player(Cassette(AT, AT, rows))
    played = [player.next("get", "http://a.test/#part") for _ in range(3)]
    assert [each and each.status for each in played] == [503, 200, 200]
    assert player.next("HEAD", "http://a.test/") is None


def test_a_hand_may_write_vcr_shapes() -> None:
    """`status: {code:}`, `body: {string:}` and headers as a mapping are read, so that a cassette can be written by hand."""
    text = """
cassette: linkaudit/cassette/1
began: 2026-01-02T03:04:05Z
ended: 2026-01-02T03:04:06Z
interactions:
- request: {method: GET, uri: "http://a.test/"}
  response: {status: {code: 200, message: OK}, headers: {Content-Type: text/html}, body: {string: "<p>Hi"}}
  at: 2026-01-02T03:04:05Z
"""
    (row,) = cassette.load(text).interactions
    assert (row.status, row.headers, row.wire) == (200, (("Content-Type", "text/html"),), b"<p>Hi")


@pytest.mark.parametrize("text", ["", "[]", "a: [", "cassette: linkaudit/cassette/1\ninteractions: [{request: 1}]", "interactions: []"])
def test_what_is_no_cassette_is_a_complaint(text: str) -> None:
    """A file that is not a cassette is a one-line complaint that names it, not a traceback."""
    with pytest.raises(LinkauditError, match=r"^tape\.yaml: "):
        cassette.load(text, "tape.yaml")


def test_secrets_are_hidden() -> None:
    """Credentials, cookies' values and tokens in URLs are gone from what is kept; the rest of the headers stays."""
    kept = cassette.hide(
        (
            ("Set-Cookie", "sid=s3cret; Path=/; HttpOnly"),
            ("Cookie", "a=s3cret; b=s3cret"),
            ("Authorization", "Bearer s3cret"),
            ("X-Api-Key", "s3cret"),
            ("Location", "https://me:s3cret@a.test/x?token=s3cret&page=2"),
            ("Content-Type", "text/html"),
        )
    )
    assert "s3cret" not in str(kept)
    assert kept[0][1].startswith("sid=***; Path=/") and kept[-1] == ("Content-Type", "text/html")
    assert "page=2" in kept[4][1]


@pytest.mark.anyio
async def test_a_cassette_plays_through_httpx(httpx_mock: HTTPXMock) -> None:
    """All traffic goes through httpx's own transport class: what pytest-httpx puts there, answers and failures, is what `ask` gives."""
    rows = (
        Recorded("GET", "http://a.test/", AT, status=200, headers=(("Content-Encoding", "gzip"),), wire=gzip.compress(b"hello")),
        Recorded("GET", "http://b.test/", AT, error=Cause.DNS_NXDOMAIN, message="no such name"),
        Recorded("GET", "https://c.test/", AT, status=404),
    )
    play(Cassette(AT, AT, rows), httpx_mock)
    async with Web(Settings()) as web:
        replies = [await web.ask(Request("GET", row.uri)) for row in rows]
    assert isinstance(replies[0], Response) and replies[0].body == b"hello"
    assert isinstance(replies[1], NoResponse) and (replies[1].cause, replies[1].detail) == (Cause.DNS_NXDOMAIN, "no such name")
    assert isinstance(replies[2], Response) and replies[2].status == 404
