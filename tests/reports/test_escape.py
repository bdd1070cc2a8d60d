"""Escaping: the same words, without their power."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkaudit.reports import escape


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain words", "plain words"),
        ("naïve – 日本語 – עברית", "naïve – 日本語 – עברית"),
        ("\x1b[31mred", "\\x1b[31mred"),
        ("a\nb\tc\r", "a\\nb\\tc\\r"),
        ("\u202egpj.exe", "\\u202egpj.exe"),
        ("a\u200bb\U000e0041", "a\\u200bb\\U000e0041"),
        ("\ud800", "\\ud800"),
        ("::error::x", "\\::error::x"),
        ("  ::error::x", "\\  ::error::x"),
        ("a ::error::x", "a ::error::x"),
        ("x##[error]y ##vso[z]", "x#\\#[error]y #\\#vso[z]"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("pay\u200dpal", "pay\\u200dpal"),
    ],
)
def test_a_terminal_shows_what_it_would_have_obeyed(text: str, shown: str) -> None:
    """Controls, bidi marks, zero-width tricks and build-server commands are shown; what belongs to a script is left alone."""
    assert escape.terminal(text) == shown


@given(st.text())
def test_nothing_that_is_printed_acts(text: str) -> None:
    """Whatever comes in, one printable line comes out, the same on a second pass of the unseen."""
    printed = escape.terminal(text)
    assert not set(printed) & set(map(chr, [*range(32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]))
    assert not printed.lstrip().startswith("::")
    printed.encode("utf-8")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", " =1", "\u200b=1", "\n-1", "＝1+1"])
def test_a_cell_is_no_formula(text: str) -> None:
    """A spreadsheet reads none of these as a formula, also not those that hide the sign behind white space or a full-width twin."""
    assert escape.cell(text)[:1] not in ("=", "+", "-", "@", "\t", "\r", "", "＝")


@pytest.mark.parametrize("text", ["`", "``", "a`b", "a|b", "", " ", "##[x]"])
def test_a_name_that_would_end_its_code_span_is_escaped_instead(text: str) -> None:
    """A name with a backtick or a pipe is not put into a code span."""
    assert "`" not in escape.name(text).replace("\\`", "")
