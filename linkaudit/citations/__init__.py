"""A Document and its Claims in, Citations with ties out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from operator import itemgetter

from linkaudit import urls
from linkaudit.citations import blocks, inline, notes, ranges
from linkaudit.citations.pages import is_loose, shown
from linkaudit.citations.problems import findings
from linkaudit.citations.targets import unwrapped
from linkaudit.claims import claims as claims_of
from linkaudit.claims.kinds import CLAIMING, kinds
from linkaudit.model import Citation, Claim, Document, Evidence, Found, Link, PassageKind, Source, Tie

__all__ = ["cite", "findings", "is_loose", "retied", "sources"]


def cite(document: Document, claims: tuple[Claim, ...] | None = None, pages: blocks.Pages | None = None) -> tuple[Citation, ...]:
    """Every use of every link of the document in reading order, tied to the claims it supports; a reference called twice is used twice.

    A tie's `method` is `passage` where only the passage is certain; its `confidence` is the probability that the source belongs to that
    claim. Archive URLs and redirect wrappers are taken off: `source` is the identity of what they lead to. `pages` says what pages that
    have been read show (`pages.shown`): sources of blocks are then tied by that, too.
    """
    if claims is None:
        claims = claims_of(document)
    found = kinds(document)
    places = inline.Places(claims)
    uses: list[tuple[tuple[int, int, int], Citation]] = []
    loose: list[int] = []
    called = _called(document, found)
    rows = blocks.Scopes(document, found, claims, ())
    for number, link in enumerate(document.links):
        standing = _kind(link, found)
        if number in called:
            for call in called[number]:
                claim = places.at(call.passage, call.at)
                if claim is None and found[call.passage] == "table_cell":
                    row = rows.row(call.passage)
                    claim = row[0] if len(row) == 1 else None
                ties = (Tie(claim.id, notes.METHODS[call.kind], call.confidence),) if claim else ()
                callout = (call.start, call.end) if call.start is not None and call.end is not None else None
                uses.append(((call.passage, call.at, number), _citation(document, _as_called(link, call), ties, callout)))
        else:
            at = (link.passage if link.passage is not None else len(document.passages), link.span[0] if link.span else 0, number)
            shown = replace(link, layout="bare", label=None) if standing in CLAIMING and link.layout == "numbered" else link
            uses.append((at, _citation(document, shown, _standing(document, link, standing, places))))
            if _is_loose(link, standing, found) or (standing == "table_cell" and not uses[-1][1].ties and _is_source(link)):
                loose.append(number)
    cited = bool(called) or any(use.ties for _, use in uses)
    tied = _loose_ties(document, found, claims, _listed(document, found, loose, bool(called)), cited, pages or {})
    done: list[Citation] = []
    uses.sort(key=itemgetter(0))
    uses.reverse()
    while uses:  # each is let go as its numbered twin is made: there may be 100,000
        at, use = uses.pop()
        given = tied[at[2]] if at[2] in tied and use.callout is None else use.ties
        done.append(replace(use, id=f"{document.name}#l{len(done) + 1}", ties=given))
    return tuple(done)


def retied(found: Found, evidence: Iterable[Evidence]) -> Found:
    """The same with the sources of blocks and lists tied by what their pages show; all other ties, and everything else, stay as they are.

    Whether a source belongs to a passage is never changed, only to which of its claims.
    """
    pages = shown(evidence)
    loose = {c.document for c in found.citations if c.source in pages and is_loose((c,))}
    if not loose:
        return found
    claims: dict[str, list[Claim]] = {}
    for claim in found.claims:
        if claim.document in loose:
            claims.setdefault(claim.document, []).append(claim)
    anew = {d.name: cite(d, tuple(claims[d.name]), pages) for d in found.documents if d.name in loose}
    by_id = {citation.id: citation.ties for citations in anew.values() for citation in citations}
    return replace(found, citations=tuple(replace(c, ties=by_id[c.id]) if c.id in by_id else c for c in found.citations))


def sources(citations: Iterable[Citation]) -> tuple[Source, ...]:
    """One source for each identity, in the order of first use, with the fragments, saved copies and earliest access date given.

    What can be asked wins over what is skipped: a source is skipped only if each of its citations says so.
    """
    by_url: dict[str, list[Citation]] = {}
    for citation in citations:
        by_url.setdefault(citation.source, []).append(citation)
    return tuple(_source(url, group) for url, group in by_url.items())


def _source(url: str, group: list[Citation]) -> Source:
    """What the citations of one identity say about it."""
    asks = [unwrapped(citation.link.target)[0] for citation in group]
    fragments = [ask.partition("#")[2] for ask in asks]
    archived = [citation.archived for citation in group if citation.archived]
    skips = [citation.link.skip for citation in group]
    dates = [citation.link.accessed for citation in group if citation.link.accessed]
    return Source(
        url=url,
        ask=asks[0].partition("#")[0] if urls.is_http(asks[0]) else asks[0],
        host=urls.host(asks[0]),
        fragments=tuple(dict.fromkeys(fragment for fragment in fragments if fragment)),
        skip=skips[0] if all(skips) else None,
        archived=tuple(dict.fromkeys(archived)),
        accessed=min(dates, default=None),
    )


def _citation(document: Document, link: Link, ties: tuple[Tie, ...], callout: tuple[int, int] | None = None) -> Citation:
    """One use of a link, with archive and wrapper taken off."""
    target, archived, wrapper = unwrapped(link.target)
    if archived is None and link.archive_url:
        archived = urls.unwrap(link.archive_url)
    return Citation("", document.name, link, urls.identify(target), callout, archived, ties, wrapper)


def _called(document: Document, found: tuple[PassageKind, ...]) -> dict[int, list[notes.Call]]:
    """By link, the call-outs that name the note or reference it stands in."""
    entries = notes.entries(document, found)
    called: dict[int, list[notes.Call]] = {}
    calls = ranges.between(document, notes.calls(document, found), entries)
    chapters = notes.Chapters(document, calls, entries)
    for call in calls:
        for label in notes.labels(call, entries):
            for number in chapters.choose(call, label).links:
                called.setdefault(number, []).append(call)
    listed: dict[int, list[int]] = {}
    for number, link in enumerate(document.links):
        if link.passage is not None and number not in called and found[link.passage] in ("reference", "note"):
            listed.setdefault(link.passage, []).append(number)
    for passage, call in notes.named(document, found) if listed else ():
        for number in listed.get(passage, ()):
            called.setdefault(number, []).append(call)
    return called


def _as_called(link: Link, call: notes.Call) -> Link:
    """The link as what its call-out makes it: a numbered or author-year reference, where the markup alone did not say so."""
    if call.kind == "author_year":
        return replace(link, layout="author_year")
    return replace(link, layout="numbered", label=call.label) if link.layout in ("bare", "inline", "autolink", "list", "block") else link


def _kind(link: Link, found: tuple[PassageKind, ...]) -> PassageKind:
    """The kind of the passage that a link stands in; one outside all passages stands in no claim, as in a heading."""
    return "heading" if link.passage is None else found[link.passage]


def _standing(document: Document, link: Link, kind: PassageKind, places: inline.Places) -> tuple[Tie, ...]:
    """The ties of a link by where it stands alone."""
    if link.furniture or link.layout in ("image", "metadata"):
        return ()
    if link.layout == "attribute":
        return inline.quoted(document, link, places)
    return inline.ties(link, places) if kind in CLAIMING else ()


def _is_source(link: Link) -> bool:
    """Whether a link can be the source of something beside it."""
    return not link.furniture and link.layout not in ("image", "metadata", "attribute") and not link.skip


def _is_loose(link: Link, kind: PassageKind, found: tuple[PassageKind, ...]) -> bool:
    """Whether a link stands outside the sentences, in a block, a list of sources, a source line or the caption of a quotation."""
    if link.furniture or link.passage is None or link.layout in ("image", "metadata", "attribute"):
        return False
    if kind == "caption":
        return link.passage > 0 and found[link.passage - 1] == "quote"
    return kind in ("link_block", "reference", "source_line")


def _listed(document: Document, found: tuple[PassageKind, ...], loose: list[int], numbered: bool) -> list[int]:
    """The links of blocks and lists. Where call-outs name the references, one that none names is an orphan and tied to nothing."""
    if not numbered:
        return loose
    return [number for number in loose if document.links[number].label is None and _kind(document.links[number], found) != "reference"]


def _loose_ties(
    document: Document, found: tuple[PassageKind, ...], claims: tuple[Claim, ...], loose: list[int], cited: bool, pages: blocks.Pages
) -> dict[int, tuple[Tie, ...]]:
    """By link, the ties of blocks and lists. Where the document cites in another way, too, what it lists for further reading is no source
    of any one sentence."""
    groups = blocks.blocks(document, found, loose)
    scopes = blocks.Scopes(document, found, claims, groups)
    tied: dict[int, tuple[Tie, ...]] = {}
    for number, group in enumerate(groups):
        if quoted := scopes.quotation(number):
            whole = tuple(Tie(claim.id, "cite_element", inline.AT_BLOCK) for claim in quoted)
            tied |= dict.fromkeys(group.links, whole)
            continue
        if listed := scopes.list_above(number):
            tied |= dict.fromkeys(group.links, tuple(Tie(claim.id, blocks.BLOCK, blocks.WHOLE_LIST) for claim in listed))
            continue
        made = blocks.ties(document, group, *scopes.of(number), pages)
        tied |= blocks.by_passage(made) if cited and blocks.is_further(document, group) else made
    return tied
