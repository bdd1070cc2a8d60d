"""A short page is asked once for all phrases; only if it has one is it asked table by table."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import pytest

from linkaudit.checks import phrases, signs, signs_challenge, signs_doors, signs_parked
from linkaudit.checks.lately import lately
from linkaudit.checks.missing_words import STEMS
from linkaudit.checks.phrases import contains, listen
from linkaudit.model import Request, Response

WORDS = "The council met on Tuesday and voted for the new bridge over the river."
PLACES = (
    "<title>{}</title><p>" + WORDS,
    "<title>Rye</title><h1>A</h1><h2>B</h2><h2>C</h2><h2>D</h2><h2>{}</h2><p>" + WORDS,
    "<title>Rye</title><p>" + WORDS + " {}.",
    "<title>Rye</title><meta name=description content='{}'><form><input type=password></form><p>" + WORDS,
    "<title>{0}</title><meta name=description content='{1}'><p>" + WORDS,  # one phrase, half in each
    "<title>Rye</title><h2>{0}</h2><p>{1}</p>",
)
ASKED = "http://page.test/town/bridge.html"


def answer(body: str, url: str = ASKED) -> Response:
    """A page at an address."""
    return Response(
        Request("GET", url), 200, (("Content-Type", "text/html"),), f"<!doctype html>{body}".encode(), datetime(2026, 1, 1, tzinfo=UTC)
    )


def test_what_is_seen_does_not_depend_on_being_asked_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every phrase of every table, wherever it stands in a page, means what it means when each table is looked for by itself."""
    bodies = []
    tables = (signs_challenge.PHRASES, signs_parked._SALE, signs_parked._SPAM, signs_parked._TROUBLE, signs_doors._REGION_WORDS, STEMS)
    for number, phrase in enumerate(sorted({phrase for table in (*tables, *signs.TABLES) for phrase in table})):
        first, _, rest = phrase.partition(" ")
        for place in (PLACES[number % 6], PLACES[(number + 3) % 6]):
            bodies.append(place.format(first, rest) if "{1}" in place else place.format(phrase))
    bodies += [
        f"<title>Rye</title><meta name=description content='{a}, {b} and {c}'><p>{WORDS}"
        for a, b, c in zip(*[iter(signs_parked._SPAM)] * 3, strict=False)
    ]
    once = [signs.seen(ASKED, ASKED, answer(body)) for body in bodies]
    monkeypatch.setattr(signs, "listen", lambda _text, _tables: None)
    monkeypatch.setattr(phrases, "_heard", ("", frozenset()))
    assert once == [signs.seen(ASKED, ASKED, answer(body)) for body in bodies]
    assert sum(bool(seen.wall or seen.door or seen.stand_in or seen.suspicions) for seen in once) > len(bodies) / 5


def test_only_what_was_listened_for_is_known() -> None:
    """Of a text without any of the phrases every part is known to have none; a text that has one, or another table, is searched."""
    sale, lost, other = ("for sale", "cheap"), ("not found",), ("river",)
    listen("a house for sale by the river", (sale, lost))
    assert contains("a house for sale", sale) and not contains("a house for sale", lost)
    listen("a house by the river", (sale, lost))
    assert not contains("by the river", sale) and not contains("house", lost)
    assert contains("by the river", other)
    assert contains("a house by the river, cheap", sale)


def test_a_phrase_is_found_wherever_it_stands() -> None:
    """A text has one of a table's phrases just when one of them is in it: of any script, anywhere, whole or all but whole."""
    dice = random.Random(7)
    every = sorted({phrase for table in signs.TABLES for phrase in table} | {"x", "ab", "для", "€uro", "a\ud800b", "𝔘𝔫𝔦"})
    found = 0
    for _ in range(3000):
        table = tuple(dice.sample(every, dice.choice((1, 5, 60))))
        phrase = dice.choice(table)
        at = dice.randrange(len(phrase) + 1)
        seed = dice.choice((phrase, phrase[:at], phrase[at:], phrase[:at] + "~" + phrase[at:], phrase[:-1] + "~" + phrase[1:]))
        text = "".join(dice.choices("aе页", k=dice.randrange(9))) + seed + "".join(dice.choices("aе页", k=dice.randrange(9)))
        assert contains(text, table) == any(each in text for each in table), (text, table)
        found += contains(text, table)
    assert 600 < found < 2600


def test_the_same_value_is_looked_at_once() -> None:
    """Of the very same large value and equal words the answer is remembered; an equal value that is another one is looked at anew."""
    looks: list[str] = []

    @lately(2)
    def look(word: str, value: list[int]) -> int:
        looks.append(word)
        return len(value)

    one, other = [1, 2], [1, 2]
    assert [look("a", one), look("".join(["a"]), one), look("b", one), look("a", other), look("a", other)] == [2] * 5
    assert looks == ["a", "b", "a"]
    assert look("a", one) == 2 and looks[3:] == ["a"]  # only the last two are remembered
