"""Which URLs the user's globs leave out."""

import pytest

from linkaudit.urls import left_out


@pytest.mark.parametrize(
    ("include", "exclude", "why"),
    [
        ((), (), None),
        ((), ("*://a.example/*",), "left out by --exclude-url *://a.example/*"),
        (("*://b.example/*",), (), "left out: no --include-url names it"),
        (("*a.example*",), (), None),
        (("*a.example*",), ("*.pdf",), "left out by --exclude-url *.pdf"),
    ],
)
def test_left_out(include: tuple[str, ...], exclude: tuple[str, ...], why: str | None) -> None:
    """A URL that an exclude glob names is left out, and so is one that no include glob names when there are any."""
    assert left_out("https://a.example/x/y.pdf", include, exclude) == why
