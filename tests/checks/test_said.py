"""What data says of an error."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkaudit.checks.said import error_in

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["status", "code", "error", "title", "x"]), inner, max_size=4)
    ),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        ('{"error": {"code": 404, "message": "No such record"}}', "No such record Error 404"),
        ('{"title": "Not Found", "status": 404}', "Error 404 Not Found"),
        ('{"code": "404"}', "Error 404"),
        ('{"title": "Not Found", "year": 1931}', ""),
        ("<Error><Code>NoSuchKey</Code><Message>The key is not here.</Message></Error>", "The key is not here. No Such Key"),
        ("<p>Error</p>", None),
        ("{not data", None),
        ("[" * 50_000, ""),
        ('{"status": ' + "9" * 9_000 + "}", None),
    ],
)
def test_what_data_says(raw: str, told: str | None) -> None:
    """Errors are read where services put them, a record's own title is none, and what is no data is left to others."""
    assert (error_in(raw) or "").strip() == (told or "") and (error_in(raw) is None) == (told is None)


@given(VALUES)
def test_any_data_is_read(said: object) -> None:
    """Whatever data holds, it is read without a fault."""
    import json

    assert isinstance(error_in(json.dumps([said])), str)
