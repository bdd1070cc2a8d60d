"""Inputs in, everything their documents hold out: documents, claims and citations. Asks nothing of the network."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from linkaudit import citations, claims, files, sandbox
from linkaudit.citations.local import local_findings
from linkaudit.documents import READERS, Options, bibfiles, citekeys, suffix_of
from linkaudit.errors import LinkauditError
from linkaudit.model import Citation, Claim, Document, Finding, Found, Unreadable
from linkaudit.settings import Settings


@dataclass(frozen=True, slots=True)
class Page:
    """A published page that was fetched: its bytes, where they came from in the end, and what the server called them."""

    body: bytes
    url: str
    media_type: str | None = None
    suffix: str | None = None  # when the kind is known otherwise


def read_only(inputs: Sequence[str], settings: Settings, *, stdin_suffix: str | None = None) -> Found:
    """What the inputs hold; a published page among them is unreadable, because it needs the network."""
    gathered = gather(inputs, settings, stdin_suffix)
    return find(documents(gathered.inputs, settings), gathered.unreadable, inputs)


def gather(inputs: Sequence[str], settings: Settings, stdin_suffix: str | None = None, written: Sequence[str] = ()) -> files.Gathered:
    """The files that the inputs name, as the settings limit them, without those that the run itself writes."""
    if stdin_suffix and not stdin_suffix.startswith("."):
        stdin_suffix = f".{stdin_suffix}"
    return files.gather(
        inputs,
        suffixes=tuple(READERS),
        include=settings.include,
        exclude=settings.exclude,
        stdin_suffix=stdin_suffix,
        written=[*written, *filter(None, (settings.record, settings.evidence))],
    )


def documents(
    inputs: Iterable[files.Input], settings: Settings, pages: Mapping[str, Page | Unreadable] | None = None
) -> Iterator[Document | Unreadable]:
    """The inputs read, in their order. `pages` are the fetched ones, by name; what may bite is read in a child process with limits."""
    options = Options(base_url=settings.base_url, include_code=settings.include_code, defanged=settings.defanged)
    with sandbox.Sandbox(options) as box:
        for is_page, group in groupby(inputs, key=lambda item: item.kind == "page"):
            if is_page:
                yield from (_page(item.name, (pages or {}).get(item.name), box) for item in group)
            else:
                items = list(group)
                for item, document in zip(items, box.read_all(items), strict=True):
                    yield _with_bibliographies(_as_text(document, item), item, box) if isinstance(document, Document) else document


def _as_text(document: Document, item: files.Input) -> Document:
    """A named file of a format that has no reader is read as plain text, and says so: its marks may stand in its URLs."""
    suffix = suffix_of(item.path)[:20]
    if item.kind != "file" or not suffix or suffix in READERS:
        return document
    said = f"read as plain text, for there is no reader for {suffix}: URLs may be cut, or have marks of that format in them"
    return replace(document, remarks=(*document.remarks, said))


def _with_bibliographies(document: Document, item: files.Input, box: sandbox.Sandbox) -> Document:
    """A LaTeX, Markdown or Org source with the entries that it cites of the `.bib` files it names; one that is missing is a remark."""
    names = {"latex": bibfiles.of_latex, "markdown": citekeys.bibliographies, "org": bibfiles.of_org}
    found_by = names.get(document.format)
    for name in found_by(document.text) if found_by else ():
        try:
            found = files.open_input(files.beside(item.path, name))
            data = found.read()
        except LinkauditError:
            data = Unreadable(name, "no such file")
        bibliography = data if isinstance(data, Unreadable) else box.read(found.name, data, ".bib")
        if isinstance(bibliography, Document):
            document = bibfiles.joined(document, bibliography)
        else:
            document = replace(document, remarks=(*document.remarks, f"bibliography {name}: {bibliography.reason}"))
    return document


def _page(name: str, page: Page | Unreadable | None, box: sandbox.Sandbox) -> Document | Unreadable:
    match page:
        case Page(body, url, media_type, suffix):
            return box.read(name, body, suffix, media_type=media_type, url=url)
        case Unreadable():
            return page
        case None:
            return Unreadable(name, "a published page needs the network")


def find(documents: Iterable[Document | Unreadable], unreadable: Sequence[Unreadable] = (), inputs: Sequence[str] = ()) -> Found:
    """The claims and citations of documents, in reading order. Relative links are looked up on the disk; `/x` below the one of `inputs`
    that holds the document."""
    readable: list[Document] = []
    failed = list(unreadable)
    all_claims: list[Claim] = []
    all_citations: list[Citation] = []
    findings: list[Finding] = []
    for document in documents:
        if isinstance(document, Unreadable):
            failed.append(document)
            continue
        made = claims.claims(document)
        cited = citations.cite(document, made)
        readable.append(document)
        all_claims += made
        all_citations += cited
        findings += citations.findings(document, made, cited)
    findings += local_findings(
        readable, all_citations, lambda document, reference: files.look_up(document, reference, _root(document, inputs))
    )
    return Found(tuple(readable), tuple(failed), tuple(all_claims), tuple(all_citations), tuple(findings))


def _root(document: str, inputs: Sequence[str]) -> str | None:
    """The directory among the inputs that the document was found in."""
    return max((root for root in inputs if document.startswith(root.rstrip("/") + "/")), key=len, default=None)


def nothing_readable(unreadable: Sequence[Unreadable]) -> str:
    """Why there is nothing to audit, in one line."""
    if not unreadable:
        return "nothing to read: the inputs hold no document of a known format"
    first = unreadable[0]
    others = f" (and {len(unreadable) - 1} more)" if len(unreadable) > 1 else ""
    return f"nothing readable: {first.name}: {first.reason}{others}"
