"""What a parent and its children say to each other: whole, in pieces where it is long, and never without end."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest

from linkaudit import parcels
from linkaudit.documents import read
from linkaudit.model import Document
from linkaudit.sandbox import Limits


def long_document() -> Document:
    """4,000 passages with a link each."""
    page = "".join(f"<p>Number {n} <a href=https://{n}.example/>was counted</a>.</p>" for n in range(4000))
    document = read("a.html", page.encode())
    assert isinstance(document, Document) and len(document.passages) == 4000
    return document


def pieces(sent: io.BytesIO) -> list[int]:
    """How long the messages are that were sent."""
    lengths = []
    while head := sent.read(8):
        lengths.append(int.from_bytes(head))
        sent.seek(lengths[-1], io.SEEK_CUR)
    sent.seek(0)
    return lengths


def test_a_long_document_goes_in_pieces() -> None:
    """No piece holds more than a fraction of a document of 4,000 passages, and it arrives equal to what was sent."""
    document, pipe = replace(long_document(), text="short"), io.BytesIO()
    parcels.answer(pipe, document)
    pipe.seek(0)
    lengths = pieces(pipe)
    assert max(lengths) < sum(lengths) / 5
    assert parcels.answered(pipe) == document


def test_a_short_answer_is_one_message() -> None:
    """What is short, or no dataclass, goes as it is."""
    pipe = io.BytesIO()
    parcels.answer(pipe, (1, "x" * 5000, None))
    pipe.seek(0)
    assert len(pieces(pipe)) == 1 and parcels.answered(pipe) == (1, "x" * 5000, None)


def test_pieces_end(monkeypatch: pytest.MonkeyPatch) -> None:
    """A child that goes on sending pieces is not listened to beyond the length of the longest answer."""
    pipe = io.BytesIO()
    parcels.answer(pipe, long_document())
    monkeypatch.setattr(parcels, "LONGEST", len(pipe.getvalue()) - 1000)
    pipe.seek(0)
    with pytest.raises(ValueError, match="so much"):
        parcels.answered(pipe)


def test_a_long_document_may_take_longer() -> None:
    """Limits of time grow with what there is to read, and only by whole megabytes."""
    limits = Limits(cpu=20, wall=60.0, pace=2)
    assert limits.of(999_999) == limits
    assert limits.of(10_500_000) == replace(limits, cpu=40, wall=120.0)
