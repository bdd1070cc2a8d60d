"""A Book → the claims that have links, on cards: what they say, and for each source what became of it and which copy was opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from linkaudit.model import Citation, Evidence, Health, Tie, WeighedClaim
from linkaudit.reports.book import IN_A_CELL, Book, clip, followed, linked, prose
from linkaudit.reports.escape import link, markdown, name
from linkaudit.reports.words import CLAIM, EVIDENCE, GAP, HEALTH, WHERE, count, from_publication
from linkaudit.statements import stated

Row = dict[str, Any]
Ties = Sequence[tuple[Citation, Tie | None]]
CARDS = 400_000  # characters of cards: with the other lists the report stays under GitHub's 1,024 KiB for a step summary
FEW = 400  # claims with links that are all told; of more, those whose sources open and show them are counted instead
ON_A_CARD = 150  # claims and sources of one card
QUOTED = 300
SHOWN = 5  # lines on what the page of one source shows
SURE = 0.9  # below it a tie's probability is printed
LIKELY = 0.5  # from which a link of a passage more likely belongs to the claim than not
FINE = 2  # the rank of a card whose sources all open and show their claims
SHUT = (Health.DEAD, Health.BLOCKED, Health.UNSURE)


def cards(book: Book) -> str:
    """Every claim that has links, in reading order. Claims that share links (those of one passage) are on one card."""
    by_document: dict[str, list[WeighedClaim]] = {}
    cited = 0
    for weighed in stated(book.report.claims):
        if weighed.claim.id in book.ties:
            by_document.setdefault(weighed.claim.document, []).append(weighed)
            cited += 1
    if not cited:
        return ""
    groups = [(document, group) for document, claims in by_document.items() for group in _groups(claims, book)]
    asked = [(document, group) for document, group in groups if not _none_asked(group, book)]
    unasked = sum(len(group) for _, group in groups) - sum(len(group) for _, group in asked)
    fitting, left = _fitting(asked, book, cited > FEW)
    told: list[str] = []
    heading = ""
    for index, card in sorted(fitting.items()):
        document = asked[index][0]
        if document != heading and len(book.report.documents) > 1:
            told.append(f"### {name(book.rows.clean(document))}")
            heading = document
        told.append(card)
    if left:
        which = "those whose sources open and show them first" if cited > FEW else "the last ones"
        told.append(f"*{count(left, 'more claim')} left out here, {which}; report.json holds every claim.*")
    if unasked:
        whose = "its" if unasked == 1 else "their"
        told.append(f"*{count(unasked, 'claim')} left out here: none of {whose} links was asked for; what was not checked stands below.*")
    return "\n\n".join(["## Claims and their sources", *told])


def _fitting(groups: Sequence[tuple[str, list[WeighedClaim]]], book: Book, many: bool) -> tuple[dict[int, str], int]:
    """The cards that there is room for, by the index of their group, and how many claims are left out. Of `many` claims those come first
    whose sources do not all open, then those that were not seen on them; the others are left out."""
    order = [(_rank(group, book) if many else 0, index) for index, (_, group) in enumerate(groups)]
    cards: dict[int, str] = {}
    size = left = 0
    for rank, index in sorted(order):
        group = groups[index][1]
        if size > CARDS or rank == FINE:
            left += len(group)
            continue
        cards[index] = _card(group, book)
        size += len(cards[index])
    return cards, left


def _rank(group: Sequence[WeighedClaim], book: Book) -> int:
    """0 when not all of its sources open, 1 when they open and a claim was not seen on them, else `FINE`."""
    if not _all_open(group, book):
        return 0
    return FINE if all(weighed.health == "live" for weighed in group) else 1


def _groups(claims: Sequence[WeighedClaim], book: Book) -> Iterator[list[WeighedClaim]]:
    """The claims of one document, those together that share a link, and neighbours that rest on the same sources."""
    group_of: dict[str, list[WeighedClaim]] = {}  # by citation
    groups: list[list[WeighedClaim]] = []
    for weighed in claims:
        cited = [citation.id for citation, _ in book.ties[weighed.claim.id]]
        shared = next((group_of[each] for each in cited if each in group_of), None)
        if shared is None and groups and _sources(groups[-1][-1], book) == _sources(weighed, book):
            shared = groups[-1]
        if shared is None:
            shared = []
            groups.append(shared)
        shared.append(weighed)
        group_of |= dict.fromkeys(cited, shared)
    yield from groups


def _sources(weighed: WeighedClaim, book: Book) -> set[str]:
    return {citation.source for citation, _ in book.ties[weighed.claim.id]}


def _all_open(group: Sequence[WeighedClaim], book: Book) -> bool:
    return all(book.health(citation.source) is Health.LIVE for weighed in group for citation, _ in book.ties[weighed.claim.id])


def _none_asked(group: Sequence[WeighedClaim], book: Book) -> bool:
    """Whether all its links were left out; what was not checked is told elsewhere."""
    return all(book.health(citation.source) is Health.SKIPPED for weighed in group for citation, _ in book.ties[weighed.claim.id])


def _card(group: Sequence[WeighedClaim], book: Book) -> str:
    ties = [pair for weighed in group for pair in book.ties[weighed.claim.id]]
    level = "####" if len(book.report.documents) > 1 else "###"
    if len(group) == 1:
        weighed = group[0]
        words = f"Claim {book.claim_number(weighed.claim.id)} · {quoted(book.rows.claim(weighed))} — {_state(weighed, book)}"
        return f"{level} {words}\n\n{table(ties, book)}"
    numbers = [book.claim_number(weighed.claim.id) for weighed in group]
    lines = [f"{level} Claims {numbers[0]}–{numbers[-1]}", ""]
    for weighed, number in zip(group[:ON_A_CARD], numbers, strict=False):
        lines.append(f"- **{number}** · {quoted(book.rows.claim(weighed))} — {_state(weighed, book)}")
    lines += [f"- …and {count(len(group) - ON_A_CARD, 'more claim')}, in report.json"] if len(group) > ON_A_CARD else []
    return "\n".join([*lines, "", table(ties, book, several=True)])


def quoted(claim: Row) -> str:
    """The words of a claim, between quotation marks, clipped."""
    return f"“{markdown(clip(claim['plain'], QUOTED))}”"


def _state(weighed: WeighedClaim, book: Book) -> str:
    icon, word, _ = CLAIM[weighed.health]
    if weighed.health != "live":
        return f"{icon} {word}"
    shut = _likely_shut(weighed, book)
    if not shut:
        return f"{icon} {word}{' at its passage' if weighed.status == 'cited_at_passage' else ''}"
    whose = f"source, {shut[0]}," if len(shut) == 1 else f"sources, {', '.join(map(str, shut))},"
    return f"{icon} {word} at its passage, but its likeliest {whose} did not open for us"


def _likely_shut(weighed: WeighedClaim, book: Book) -> tuple[int, ...]:
    """The sources that likely are the claim's own, when none of them opens: it reads "live" for the other links of its passage."""
    likely = {citation.source for citation, tie in book.ties[weighed.claim.id] if tie.method != "passage" and tie.confidence >= LIKELY}
    return tuple(sorted(map(book.number, likely))) if all(book.health(url) in SHUT for url in likely) else ()


def table(ties: Ties, book: Book, several: bool = False) -> str:
    """One row for each source, however often it is cited, and beneath what their pages show. With `several` claims on the card, a column
    names the likeliest of them."""
    by_source: dict[str, list[tuple[Citation, Tie | None]]] = {}
    for citation, tie in ties:
        if citation.source in book.sources:
            by_source.setdefault(citation.source, []).append((citation, tie))
    shown = list(by_source)
    if len(shown) > ON_A_CARD:
        shown.sort(key=lambda url: book.health(url) is Health.LIVE)
    rows = ["| # | Source | Likeliest claim | Today | Saved copy |", "|--:|:--|:--|:--|:--|"]
    if not several:
        rows = ["| # | Source | Today | Saved copy |", "|--:|:--|:--|:--|"]
    seen = []
    for url in shown[:ON_A_CARD]:
        state = book.rows.state(book.sources[url])
        cells = [book.mark(url), _cited(by_source[url], book, several), *([_likeliest(by_source[url], book)] if several else [])]
        rows.append("| " + " | ".join([*cells, _today(state), _saved(state)]) + " |")
        seen += _seen(url, dict.fromkeys(tie.claim for _, tie in by_source[url] if tie), book, several)
    if len(shown) > ON_A_CARD:
        rows.append(f"\n…and {count(len(shown) - ON_A_CARD, 'more source')}, in report.json.")
    return "\n".join([*rows, *(["", *seen] if seen else [])])


def _cited(ties: Ties, book: Book, several: bool) -> str:
    """The source as it is cited: its URL, the words of the link, the lines."""
    citations = {citation.id: book.rows.citation(citation) for citation, _ in ties[:20]}
    first = next(iter(citations.values()))
    parts = [linked(first["source"], IN_A_CELL)]
    if first["anchor"] and first["anchor"] != first["url"]:
        parts.append(f"“{markdown(clip(first['anchor'], 80))}”")
    lines = sorted({row["line"] for row in citations.values() if row["line"]})
    if lines:
        parts.append(f"line{'s' if len(lines) > 1 else ''} {', '.join(map(str, lines))}")
    elif first["page"] or first["part"]:
        parts.append(f"page {first['page']}" if first["page"] else markdown(first["part"]))
    best = max((tie.confidence for _, tie in ties if tie), default=1.0)
    if best < SURE and not several:
        parts.append(f"belongs to this claim with probability {best:.2f}")
    return " · ".join(parts)


def _likeliest(ties: Ties, book: Book) -> str:
    """The numbers of the claims that a source may support, the likeliest first, each with its probability."""
    best: dict[str, float] = {}
    for _, tie in ties:
        if tie and tie.method != "passage":
            best[tie.claim] = max(tie.confidence, best.get(tie.claim, 0.0))
    ranked = sorted(best, key=lambda claim: (-best[claim], book.claim_number(claim)))
    return ", ".join(f"**{book.claim_number(claim)}** ({best[claim]:.2f})" for claim in ranked[:3]) or "not known"


def _today(state: Row) -> str:
    icon, word, _ = HEALTH[state["health"]]
    parts = [f"{icon} **{word}**"]
    parts += [f"HTTP {state['http_status']}"] if state["http_status"] else []
    parts += [state["certainty"]] if state["certainty"] != "certain" and state["health"] != "unsure" else []
    history = state["history"]["sentence"] if state["history"] else ""
    return " · ".join([*parts, prose(clip(state["reason"], 400), state, IN_A_CELL), *([markdown(history)] if history else [])])


def _seen(url: str, claims: Iterable[str], book: Book, several: bool) -> list[str]:
    """What the page of a source and its saved copy show of the claims, a line each; what both show alike is told once."""
    rows = [seen for claim in claims for seen in book.evidence.get((claim, url), [])]
    alike: dict[Evidence, list[Evidence]] = {}
    for seen in rows:
        if seen.label != "not_checkable":
            alike.setdefault(replace(seen, seen_on="live", fragment_url=None, page_url=None), []).append(seen)
    told = [_shown(group, book, several) for group in alike.values()][:SHOWN]
    told += dict.fromkeys(_not_shown(seen) for seen in rows if seen.label == "not_checkable")
    return [f"- Source {book.number(url)}{each}" for each in told]


def _shown(alike: Sequence[Evidence], book: Book, several: bool) -> str:
    """What the page or the copy, or each of them, shows of the claim, with the words that come nearest."""
    row = book.rows.evidence(alike[0])
    both = " or " if row["label"] in ("not_located", "value_not_on_page") else " and "
    where = both.join(dict.fromkeys(WHERE[seen.seen_on] for seen in alike))
    about = f", claim {book.claim_number(alike[0].claim)}" if several else ""
    parts = [followed(EVIDENCE[row["label"]].format(where=where), row["fragment_url"])]
    parts += [f"“{markdown(clip(ours, 60))}” in the claim, “{markdown(clip(theirs, 60))}” there" for ours, theirs in row["differs"][:3]]
    if missing := [value for value in row["missing"] if value not in (ours for ours, _ in row["differs"])]:
        parts.append("missing: " + ", ".join(f"“{markdown(clip(value, 60))}”" for value in missing[:5]))
    if row["window"]:
        parts.append(f"nearest words: “{markdown(clip(row['window'], 200))}”")
    if row["precision"] is not None:
        parts.append(f"right in {row['precision']:.0%} of cases measured")
    parts += [f"{markdown(each['judge'])} says {markdown(each['label'])}" for each in row["judgements"][:3]]
    return f"{about}: {' · '.join(parts)}"


def _not_shown(seen: Evidence) -> str:
    """Why the page or the copy could not be searched."""
    said = EVIDENCE[seen.label].format(where=WHERE[seen.seen_on])
    return f": {said}: {markdown((seen.reason or 'no reason given').replace('_', ' '))}"


def _saved(state: Row) -> str:
    given = {copy["url"] for copy in state["given"]}
    parts = [_dated(state["snapshot"])] if state["snapshot"] and state["snapshot"]["url"] not in given else []
    parts += ["cited: " + _dated(copy) for copy in state["given"]]
    if state["gap"]:
        parts.append(GAP[state["gap"]])
    if state["last_alive"]:
        parts.append(
            f"last good capture {state['last_alive']}" + (f", first dead one {state['first_dead']}" if state["first_dead"] else "")
        )
    return "<br>".join(parts) or "–"


def _dated(copy: Row) -> str:
    day = (copy["taken_at"] or "undated")[:10]
    days = copy["days_from_published"]
    shown = link(day if days is None else f"{day}, {from_publication(days)}", copy["url"])
    if not copy["verified"]:
        return f"{shown} · **not verified**: {markdown(clip(copy['reason'], 200))}"
    return f"{shown} · opened" + (" · unchanged around publication" if copy["unchanged_around"] else "")
