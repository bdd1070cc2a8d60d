"""A Book → the claims that have links, on cards: what they say, and for each source what became of it and which copy was opened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from linkaudit.model import Citation, Evidence, Health, Tie, WeighedClaim
from linkaudit.reports.book import URL_SHOWN, Book, clip, followed, prose
from linkaudit.reports.escape import link, markdown, name
from linkaudit.reports.words import CLAIM, EVIDENCE, GAP, HEALTH, count, from_publication
from linkaudit.statements import stated

Row = dict[str, Any]
Ties = Sequence[tuple[Citation, Tie | None]]
CARDS = 400_000  # characters of cards: with the other lists the report stays under GitHub's 1,024 KiB for a step summary
FEW = 400  # claims with links that are all told; of more, those whose sources all open are counted instead
ON_A_CARD = 150  # claims and sources of one card
QUOTED = 300
SHOWN = 5  # claims of which a table says what the page shows
SURE = 0.9  # below it a tie's probability is printed
LIKELY = 0.5  # from which a link of a passage more likely belongs to the claim than not


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
    fitting: list[str] = []
    size = left = unasked = 0
    for document, claims in by_document.items():
        heading = [f"### {name(book.rows.clean(document))}"] if len(book.report.documents) > 1 else []
        for group in _groups(claims, book):
            if _none_asked(group, book):
                unasked += len(group)
                continue
            if size > CARDS or (cited > FEW and _all_open(group, book)):
                left += len(group)
                continue
            card = _card(group, book)
            fitting += [*heading, card]
            heading = []
            size += len(card)
    if left:
        which = "those whose sources all open first" if cited > FEW else "the last ones"
        fitting.append(f"*{count(left, 'more claim')} left out here, {which}; report.json holds every claim.*")
    if unasked:
        whose = "its" if unasked == 1 else "their"
        fitting.append(
            f"*{count(unasked, 'claim')} left out here: none of {whose} links was asked for; what was not checked stands below.*"
        )
    return "\n\n".join(["## Claims and their sources", *fitting])


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
    if len(group) == 1:
        weighed = group[0]
        words = f"Claim {book.claim_number(weighed.claim.id)} · {quoted(book.rows.claim(weighed))} — {_state(weighed, book)}"
        return f"#### {words}\n\n{table(ties, book)}"
    numbers = [book.claim_number(weighed.claim.id) for weighed in group]
    lines = [f"#### Claims {numbers[0]}–{numbers[-1]}", ""]
    for weighed, number in zip(group[:ON_A_CARD], numbers, strict=False):
        lines.append(f"- **{number}** · {quoted(book.rows.claim(weighed))} — {_state(weighed, book)}")
    lines += [f"- …and {count(len(group) - ON_A_CARD, 'more claim')}, in report.json"] if len(group) > ON_A_CARD else []
    return "\n".join([*lines, "", table(ties, book, several=True)])


def quoted(claim: Row) -> str:
    """The words of a claim, between quotation marks, clipped."""
    return f"“{markdown(clip(claim['plain'], QUOTED))}”"


def _state(weighed: WeighedClaim, book: Book) -> str:
    icon, word, _ = CLAIM[weighed.health]
    gone = _likely_gone(weighed, book) if weighed.health == "live" else ()
    if not gone:
        return f"{icon} {word}"
    whose = f"source, {gone[0]}, is" if len(gone) == 1 else f"sources, {', '.join(map(str, gone))}, are"
    return f"{icon} {word} at its passage, but its likeliest {whose} dead"


def _likely_gone(weighed: WeighedClaim, book: Book) -> tuple[int, ...]:
    """The dead sources that likely are the claim's own, when no open one is: it reads "live" for the other links of its passage."""
    likely = {citation.source for citation, tie in book.ties[weighed.claim.id] if tie.method != "passage" and tie.confidence >= LIKELY}
    healths = {url: book.health(url) for url in likely}
    return tuple(sorted(book.number(url) for url in healths)) if set(healths.values()) == {Health.DEAD} else ()


def table(ties: Ties, book: Book, several: bool = False) -> str:
    """One row for each source, however often it is cited. With `several` claims on the card, a column names the likeliest of them."""
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
    for url in shown[:ON_A_CARD]:
        state = book.rows.state(book.sources[url])
        claims = dict.fromkeys(tie.claim for _, tie in by_source[url] if tie)
        seen = [each for claim in claims for each in book.evidence.get((claim, url), [])]
        evidence = [_shown(each, book, several) for each in seen if each.label != "not_checkable"][:SHOWN]
        evidence += dict.fromkeys(_not_shown(each) for each in seen if each.label == "not_checkable")
        cells = [book.mark(url), _cited(by_source[url], book, several), *([_likeliest(by_source[url], book)] if several else [])]
        cells += ["<br>".join([_today(state), *evidence]), _saved(state)]
        rows.append("| " + " | ".join(cells) + " |")
    if len(shown) > ON_A_CARD:
        rows.append(f"\n…and {count(len(shown) - ON_A_CARD, 'more source')}, in report.json.")
    return "\n".join(rows)


def _cited(ties: Ties, book: Book, several: bool) -> str:
    """The source as it is cited: its URL, the words of the link, the lines."""
    citations = {citation.id: book.rows.citation(citation) for citation, _ in ties[:20]}
    first = next(iter(citations.values()))
    parts = [link(clip(first["source"], URL_SHOWN), first["source"])]
    if first["anchor"] and first["anchor"] != first["url"]:
        parts.append(f"“{markdown(clip(first['anchor'], 80))}”")
    lines = sorted({row["line"] for row in citations.values() if row["line"]})
    parts.append(f"line{'s' if len(lines) > 1 else ''} {', '.join(map(str, lines))}" if lines else first["layout"])
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
    return " · ".join([*parts, prose(clip(state["reason"], 400), state), *([markdown(history)] if history else [])])


def _shown(seen: Evidence, book: Book, several: bool) -> str:
    """What the page or the copy shows of the claim, with the words that come nearest."""
    row = book.rows.evidence(seen)
    parts = [f"**{book.claim_number(seen.claim)}**"] if several else []
    parts.append(followed(EVIDENCE[row["label"]], row["fragment_url"]) + (" (in the saved copy)" if row["seen_on"] == "snapshot" else ""))
    parts += [f"“{markdown(clip(ours, 60))}” in the claim, “{markdown(clip(theirs, 60))}” there" for ours, theirs in row["differs"][:3]]
    if row["missing"]:
        parts.append("missing: " + ", ".join(f"“{markdown(clip(value, 60))}”" for value in row["missing"][:5]))
    if row["window"]:
        parts.append(f"“{markdown(clip(row['window'], 200))}”")
    if row["precision"] is not None:
        parts.append(f"measured right in {row['precision']:.0%}")
    parts += [f"{markdown(each['judge'])} says {markdown(each['label'])}" for each in row["judgements"][:3]]
    return " · ".join(parts)


def _not_shown(seen: Evidence) -> str:
    """Why the page or the copy could not be searched."""
    where = "the saved copy" if seen.seen_on == "snapshot" else "its text"
    return f"{where} could not be searched: {markdown((seen.reason or 'no reason given').replace('_', ' '))}"


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
