"""A Book → the claims that have links, one card each: what they say, and for each source what became of it and which copy was opened."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from linkaudit.model import Citation, Evidence, Health, Tie, WeighedClaim
from linkaudit.reports.book import URL_SHOWN, Book, clip, followed, prose
from linkaudit.reports.escape import link, markdown, name
from linkaudit.reports.words import CLAIM, EVIDENCE, GAP, HEALTH, count, from_publication

Row = dict[str, Any]
Pairs = Sequence[tuple[Citation, Tie]]
CARDS = 400_000  # characters of cards: with the other lists the report stays under GitHub's 1,024 KiB for a step summary
FEW = 400  # claims with links that are told one by one; of more, those whose sources all open are counted instead
AT_A_PASSAGE = 50  # claims and links of a passage that are listed
QUOTED = 300
SURE = 0.9  # below it a tie's probability is printed


def cards(book: Book) -> str:
    """Every claim that has links, in reading order; a passage whose links cannot be told apart is one card."""
    by_document: dict[str, list[WeighedClaim]] = {}
    cited = 0
    for weighed in book.report.claims:
        if weighed.claim.id in book.ties:
            by_document.setdefault(weighed.claim.document, []).append(weighed)
            cited += 1
    if not cited:
        return ""
    fitting: list[str] = []
    size = left = 0
    for document, claims in by_document.items():
        heading = [f"### {name(book.rows.clean(document))}"] if len(book.report.documents) > 1 else []
        for held, card in _cards_of(claims, book, cited > FEW):
            if card is None or size > CARDS:
                left += held
                continue
            fitting += [*heading, card]
            heading = []
            size += len(card)
    if left:
        which = "those whose sources all open first" if cited > FEW else "the last ones"
        fitting.append(f"*{count(left, 'more claim')} left out here, {which}; report.json holds every claim.*")
    return "\n\n".join(["## Claims and their sources", *fitting])


def _cards_of(claims: Sequence[WeighedClaim], book: Book, only_amiss: bool) -> Iterator[tuple[int, str | None]]:
    """The cards of one document, each with the number of claims it tells; None for one that may be left out, since nothing is amiss."""
    groups: dict[tuple[str, ...], list[WeighedClaim]] = {}  # the citations of a passage → its claims
    for weighed in claims:
        if at_passage := tuple(citation.id for citation, tie in book.ties[weighed.claim.id] if tie.method == "passage"):
            groups.setdefault(at_passage, []).append(weighed)
    last = {group[-1].claim.id: (key, group) for key, group in groups.items()}
    for weighed in claims:
        own = [(citation, tie) for citation, tie in book.ties[weighed.claim.id] if tie.method != "passage"]
        if own:
            yield 1, None if only_amiss and _all_open(own, book) else _card(weighed, own, book)
        if weighed.claim.id in last:
            key, group = last[weighed.claim.id]
            pairs = [(book.citations[each], Tie(weighed.claim.id, "passage", 1.0)) for each in key]
            alone = sum(all(tie.method == "passage" for _, tie in book.ties[each.claim.id]) for each in group)
            yield alone, None if only_amiss and _all_open(pairs, book) else _passage_card(group, pairs, book)


def _all_open(pairs: Pairs, book: Book) -> bool:
    return all(book.health(citation.source) is Health.LIVE for citation, _ in pairs)


def _card(weighed: WeighedClaim, pairs: Pairs, book: Book) -> str:
    number = book.claim_number[weighed.claim.id]
    return f"#### Claim {number} · {quoted(book.rows.claim(weighed))} — {_state(weighed)}\n\n{table(pairs, book)}"


def _passage_card(group: Sequence[WeighedClaim], pairs: Pairs, book: Book) -> str:
    numbers = [book.claim_number[weighed.claim.id] for weighed in group]
    which = f"Claim {numbers[0]}" if len(numbers) == 1 else f"Claims {numbers[0]}–{numbers[-1]}"
    lines = [f"#### {which} · the links at this passage", "", "Which of these sentences each link supports is not certain:", ""]
    lines += [f"- {quoted(book.rows.claim(weighed))} — {_state(weighed)}" for weighed in group[:AT_A_PASSAGE]]
    lines += [f"- …and {count(len(group) - AT_A_PASSAGE, 'more claim')}"] if len(group) > AT_A_PASSAGE else []
    more = len(pairs) - AT_A_PASSAGE
    note = ["", f"…and {count(more, 'more link')} at this passage, in report.json."] if more > 0 else []
    return "\n".join([*lines, "", table(pairs[:AT_A_PASSAGE], book), *note])


def quoted(claim: Row) -> str:
    """The words of a claim, between quotation marks, clipped."""
    return f"“{markdown(clip(claim['plain'], QUOTED))}”"


def _state(weighed: WeighedClaim) -> str:
    icon, word, _ = CLAIM[weighed.health]
    return f"{icon} {word}"


def table(pairs: Iterable[tuple[Citation, Tie | None]], book: Book) -> str:
    """One row for each source of a claim, however often the claim cites it."""
    seen: dict[str, tuple[Citation, Tie | None]] = {}
    for citation, tie in pairs:
        if citation.source in book.sources:
            seen.setdefault(citation.source, (citation, tie))
    rows = ["| # | Source | Today | Saved copy |", "|--:|:--|:--|:--|"]
    for url, (citation, tie) in seen.items():
        state = book.rows.state(book.sources[url])
        today = [_today(state), *(_shown(each, book) for each in (book.evidence.get((tie.claim, url), []) if tie else []))]
        rows.append(f"| {book.mark(url)} | {_cited(book.rows.citation(citation), tie)} | {'<br>'.join(today)} | {_saved(state)} |")
    return "\n".join(rows)


def _cited(citation: Row, tie: Tie | None) -> str:
    parts = [link(clip(citation["source"], URL_SHOWN), citation["source"])]
    if citation["anchor"] and citation["anchor"] != citation["url"]:
        parts.append(f"“{markdown(clip(citation['anchor'], 80))}”")
    parts.append(f"line {citation['line']}" if citation["line"] else citation["layout"])
    if tie and tie.confidence < SURE:
        parts.append(f"belongs to this claim with probability {tie.confidence:.2f}")
    return " · ".join(parts)


def _today(state: Row) -> str:
    icon, word, _ = HEALTH[state["health"]]
    parts = [f"{icon} **{word}**"]
    parts += [f"HTTP {state['http_status']}"] if state["http_status"] else []
    parts += [state["certainty"]] if state["certainty"] != "certain" else []
    return " · ".join([*parts, prose(clip(state["reason"], 400), state)])


def _shown(seen: Evidence, book: Book) -> str:
    """What the page or the copy shows of the claim, with the words that come nearest."""
    row = book.rows.evidence(seen)
    parts = [followed(EVIDENCE[row["label"]], row["fragment_url"]) + (" (in the saved copy)" if row["seen_on"] == "snapshot" else "")]
    parts += [f"“{markdown(clip(ours, 60))}” in the claim, “{markdown(clip(theirs, 60))}” there" for ours, theirs in row["differs"][:3]]
    if row["missing"]:
        parts.append("missing: " + ", ".join(f"“{markdown(clip(value, 60))}”" for value in row["missing"][:5]))
    if row["reason"]:
        parts.append(markdown(row["reason"].replace("_", " ")))
    elif row["window"]:
        parts.append(f"“{markdown(clip(row['window'], 200))}”")
    if row["precision"] is not None:
        parts.append(f"measured right in {row['precision']:.0%}")
    parts += [f"{markdown(each['judge'])} says {markdown(each['label'])}" for each in row["judgements"][:3]]
    return " · ".join(parts)


def _saved(state: Row) -> str:
    parts = [_dated(state["snapshot"])] if state["snapshot"] else []
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
