"""A URL and the user's globs in; why it is left out, out."""

from collections.abc import Sequence
from fnmatch import fnmatchcase


def left_out(url: str, include: Sequence[str], exclude: Sequence[str]) -> str | None:
    """Why `--include-url` or `--exclude-url` leaves this URL out; None when it stays. `*` matches anything, slashes too."""
    if glob := next((glob for glob in exclude if fnmatchcase(url, glob)), None):
        return f"left out by --exclude-url {glob}"
    if include and not any(fnmatchcase(url, glob) for glob in include):
        return "left out: no --include-url names it"
    return None
