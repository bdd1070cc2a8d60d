"""linkaudit: documents in, a citation-health report out, each dead link tied to the claims it held up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from linkaudit.model import Citation, Document, Reply, Report, Source, Unreadable, Verdict

__version__ = "0.1.0"
__all__ = ["audit", "cite", "judge", "read", "render"]


def audit(*inputs: str, **settings: Any) -> Report:
    """Audit files, folders or published pages; `settings` are fields of `linkaudit.settings.Settings` (`replay=...`).

    Raises `linkaudit.errors.LinkauditError` for what the caller must mend.
    """
    import trio

    from linkaudit import auditing
    from linkaudit.settings import load

    return trio.run(lambda: auditing.audit(inputs, load(flags=settings).settings)).report


def read(name: str) -> Document | Unreadable:
    """One file as a document: its text, passages and links with their places; or the reason why it cannot be read."""
    from linkaudit import files
    from linkaudit.documents import read
    from linkaudit.model import Unreadable

    item = files.open_input(name)
    data = item.read()
    return data if isinstance(data, Unreadable) else read(item.name, data, item.suffix)


def cite(document: Document) -> tuple[Citation, ...]:
    """The citations of a document, each tied to the claims that it supports, with method and confidence."""
    from linkaudit.citations import cite

    return cite(document)


def judge(source: Source, replies: tuple[Reply, ...]) -> Verdict:
    """What a conversation with a source means: its health, how certain that is, the evidence and the reason. Pure."""
    from linkaudit.checks.verdict import judge

    return judge(source, replies)


def render(report: Report, form: str = ".md") -> str:
    """A report as text: `.md`, `.json`, or another suffix that `linkaudit.reports.WRITERS` knows."""
    from linkaudit.reports import writer

    return writer(form)(report)
