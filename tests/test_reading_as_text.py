"""A format without a reader."""

from __future__ import annotations

from pathlib import Path

from linkaudit.reading import read_only
from linkaudit.settings import Settings


def test_a_format_without_a_reader_is_told(tmp_path: Path) -> None:
    """A named file of an unknown kind is read as plain text and says so; text, and a file without a suffix, need not."""
    for name in ("a.log", "b.txt", "README"):
        (tmp_path / name).write_text("See https://a.example/x for more.", encoding="utf-8")
    documents = read_only([str(tmp_path / name) for name in ("a.log", "b.txt", "README")], Settings()).documents
    assert [bool(document.remarks) for document in documents] == [True, False, False]
    assert "no reader for .log" in documents[0].remarks[0]
