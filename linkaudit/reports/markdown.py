"""A Report → GitHub-flavoured Markdown that an editor can attach to an article: what was checked, what to do next, claim by claim."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from linkaudit.model import Report
from linkaudit.reports import shape
from linkaudit.reports.escape import code, link, markdown
from linkaudit.reports.words import CERTAINTY, CLAIM, GAP, HEALTH, SCOPE, STATUS, count, from_publication

Row = dict[str, Any]
DO_FIRST = 5  # steps that stand open; the others are folded
LISTED = 200  # rows of a list before the rest is left to report.json
CARDS = 400_000  # characters of claim cards: with the other lists the report stays under GitHub's 1,024 KiB for a step summary
QUOTED = 300
URL_SHOWN = 96


def write(report: Report) -> str:
    """The report in Markdown. It grows with the links to about half a megabyte; then rows are left to report.json, and it says so."""
    return page(shape.report(report))


def page(data: Row) -> str:
    """The same, from the data of report.json."""
    book = _Book(data)
    sections = [
        _title(data),
        *_banners(data["run"]),
        _sentence(data),
        _facts(data),
        _do_next(book),
        _cards(book),
        _uncited(book),
        _untied(book),
        _not_checked(book),
        _noticed(book),
        _vocabulary(),
        _method(data["run"]),
    ]
    return "\n\n".join(section for section in sections if section) + "\n"


class _Book:
    """The rows of a report by their ids, and the number under which each source is printed."""

    def __init__(self, data: Row) -> None:
        self.data = data
        self.sources: dict[str, Row] = {row["url"]: row for row in data["sources"]}
        self.number = {url: n for n, url in enumerate(self.sources, start=1)}
        self.citations: dict[str, Row] = {row["id"]: row for row in data["citations"]}
        self.ties: dict[str, list[tuple[Row, Row]]] = {}  # claim id → (citation, tie)
        for citation in data["citations"]:
            for tie in citation["claims"]:
                self.ties.setdefault(tie["claim"], []).append((citation, tie))
        self.claim_number: dict[str, int] = {}
        seen: dict[str, int] = {}
        for claim in data["claims"]:
            seen[claim["document"]] = self.claim_number[claim["id"]] = seen.get(claim["document"], 0) + 1
        self.anchored: set[str] = set()  # sources whose anchor has been set: an id stands once in a page

    def claims_of(self, source: Row) -> set[str]:
        return {tie["claim"] for each in source["citations"] if each in self.citations for tie in self.citations[each]["claims"]}

    def mark(self, url: str) -> str:
        """The number of a source, with the anchor that steps point to where it is printed first."""
        number = self.number.get(url, 0)
        if url in self.anchored:
            return str(number)
        self.anchored.add(url)
        return f'<a id="source-{number}"></a>{number}'


# ---------------------------------------------------------------- the head


def _title(data: Row) -> str:
    documents = data["documents"]
    if len(documents) == 1:
        return f"# Citation health: “{markdown(documents[0]['title'] or documents[0]['name'])}”"
    return f"# Citation health of {count(len(documents), 'document')}"


def _banners(run: Row) -> Iterable[str]:
    if run["example"] is not None:
        yield f"> **Example data.** {markdown(run['example'])}\n> This report is example data and says nothing about these sites."
    if run["network"] == "down":
        yield "> **The network was down.** There are no verdicts in this report: nothing could be learnt about any source."
    elif not run["complete"]:
        yield f"> **Incomplete.** {markdown(run['why_incomplete'] or 'The run ended early')}: what was not reached is listed as not asked."


def _sentence(data: Row) -> str:
    counts, claims, sources = data["summary"]["counts"], data["summary"]["claims"], data["sources"]
    if not sources:
        return "> **No links were found.** Every claim below stands without a source."
    opens = counts["live"] + counts["moved"]
    parts = [f"{opens:,} of {count(len(sources), 'source')} {'opens' if opens == 1 else 'open'} today."]
    saved = sum(row["health"] == "dead" and _copy(row) is not None for row in sources)
    lost = counts["dead"] - saved
    parts += [f"{saved:,} {'is' if saved == 1 else 'are'} dead, but a saved copy opens."] if saved else []
    parts += [f"{lost:,} {'is' if lost == 1 else 'are'} dead and no saved copy was opened."] if lost else []
    parts += [f"{counts['drifted']:,} no longer {_s(counts['drifted'], 'shows', 'show')} what is cited."] if counts["drifted"] else []
    undecided = counts["blocked"] + counts["unsure"]
    parts += [f"{undecided:,} could not be decided."] if undecided else []
    parts += [f"{counts['skipped']:,} {_s(counts['skipped'], 'was', 'were')} not asked."] if counts["skipped"] else []
    about = [f"{claims[state]:,} {word}" for state, (_, word, _) in CLAIM.items() if claims[state]]
    return f"> **{' '.join(parts)}**\n> {count(sum(claims.values()), 'claim')}: {', '.join(about) or 'none'}."


def _s(number: int, one: str, many: str) -> str:
    return one if number == 1 else many


def _copy(source: Row) -> Row | None:
    """The saved copy that was opened, if there is one."""
    offered = [source["snapshot"], *source["given"]]
    return next((copy for copy in offered if copy and copy["verified"]), None)


def _facts(data: Row) -> str:
    run, documents = data["run"], data["documents"]
    rows = [("Item", "Value"), (":--", ":--")]
    for document in documents[:20]:
        about = [_name(document), document["format"]]
        about += [f"published {document['published']}"] if document["published"] else []
        about += [
            f"{count(document['claims'], 'claim')}, {count(document['citations'], 'citation')}",
            f"SHA-256 `{document['sha256'][:16]}…`",
        ]
        rows.append(("**Document**", " · ".join(about)))
    if len(documents) > 20:
        rows.append(("", f"and {len(documents) - 20:,} more"))
    rows.append(("**Checked**", _window(run)))
    rows.append(("**By**", f"{markdown('linkaudit ' + run['version'])}, automatically; no person has reviewed it"))
    rows.append(("**Archives asked**", ", ".join(markdown(name) for name in run["archives"]) or "none"))
    rows.append(("**What this says**", SCOPE))
    return "\n".join(f"| {item} | {value} |" for item, value in rows)


def _name(document: Row) -> str:
    name = markdown(document["name"])
    return f"{name} (“{markdown(document['title'])}”)" if document["title"] else name


def _window(run: Row) -> str:
    began, ended = run["began"].rstrip("Z").split("T"), run["ended"].rstrip("Z").split("T")
    until = ended[1] if ended[0] == began[0] else " ".join(ended)
    how = {"up": "", "down": " · the network was down", "replay": " · replayed from a recording, nothing was asked today"}[run["network"]]
    return f"{began[0]} {began[1]}–{until} UTC{how}"


# ---------------------------------------------------------------- what to do


_URGENCY = {"dead": 0, "drifted": 1, "live": 2, "moved": 3, "unsure": 4, "blocked": 5, "skipped": 6}


def _do_next(book: _Book) -> str:
    todo = [row for row in book.data["sources"] if row["remedy"]]
    if not todo:
        return "## Do next\n\nNothing: no source asks for a step." if book.data["sources"] else ""
    todo.sort(key=lambda row: (_URGENCY[row["health"]], -len(book.claims_of(row)), book.number[row["url"]]))
    steps = [f"{n}. {_step(row, book)}" for n, row in enumerate(todo[: DO_FIRST + LISTED], start=1)]
    text = "## Do next\n\n" + "\n".join(steps[:DO_FIRST])
    if steps[DO_FIRST:]:
        more = len(todo) - len(steps)
        rest = "\n".join(steps[DO_FIRST:]) + (f"\n\n…and {more:,} more in report.json." if more else "")
        text += "\n\n" + _fold(f"{len(todo) - DO_FIRST:,} more", rest)
    return text


def _step(row: Row, book: _Book) -> str:
    number = book.number[row["url"]]
    first = book.citations.get(row["citations"][0]) if row["citations"] else None
    where = f", {_where(first)}" if first else ""
    held = count(len(book.claims_of(row)), "claim")
    return f"**[Source {number}](#source-{number})** ({HEALTH[row['health']][1].lower()}, {held}{where}): {_prose(row['remedy'], row)}"


def _where(row: Row) -> str:
    """The place of a citation or claim, as far as its format has one."""
    places = [f"line {row['line']}"] if row["line"] else []
    places += [f"page {row['page']}"] if row["page"] else []
    places += [markdown(row["part"])] if row["part"] else []
    return f"{markdown(row['document'])} {', '.join(places)}".rstrip()


def _fold(summary: str, body: str) -> str:
    return f"<details><summary>{summary}</summary>\n\n{body}\n\n</details>"


def _prose(text: str, row: Row) -> str:
    """A sentence about a source; the URLs in it that are the source's own become links, any other is shown as it is."""
    copies = [copy["url"] for copy in (row["snapshot"], *row["given"]) if copy]
    for url in sorted({*copies, row["use_instead"], row["final_url"]} - {None, ""}, key=len, reverse=True):
        before, found, after = text.partition(url)
        if found:
            return markdown(before) + _link(url) + markdown(after)
    return markdown(text)


def _link(url: str) -> str:
    return link(_clip(url, URL_SHOWN), url)


def _clip(text: str, length: int) -> str:
    """The text, or its beginning and end with an ellipsis between them."""
    if len(text) <= length:
        return text
    return text[: length * 2 // 3] + "…" + text[-(length // 3 - 1) :]


# ---------------------------------------------------------------- claim by claim


def _cards(book: _Book) -> str:
    """Every claim that has links, in reading order; a passage whose links could not be told apart is one card."""
    cards: list[tuple[bool, str]] = []  # (all its sources open, text)
    by_document: dict[str, list[Row]] = {}
    for claim in book.data["claims"]:
        by_document.setdefault(claim["document"], []).append(claim)
    several = len(book.data["documents"]) > 1
    for name, claims in by_document.items():
        made = list(_cards_of(claims, book))
        if made and several:
            cards.append((False, f"### {markdown(name)}"))
        cards += made
    if not cards:
        return ""
    return "## Claims and their sources\n\n" + _within_budget(cards)


def _within_budget(cards: Sequence[tuple[bool, str]]) -> str:
    """All cards; when they are too many, those that need attention, as far as they fit, and how many were left out."""
    kept = list(cards)
    if sum(len(text) for _, text in kept) > CARDS:
        kept = [card for card in kept if not card[0]]
    size, fitting = 0, []
    for _, text in kept:
        size += len(text) + 2
        if size > CARDS:
            break
        fitting.append(text)
    left = len(cards) - len(fitting)
    note = (
        [f"*{count(left, 'more card')} left out here, those whose sources all open first; report.json holds every claim.*"] if left else []
    )
    return "\n\n".join([*fitting, *note])


def _cards_of(claims: Sequence[Row], book: _Book) -> Iterable[tuple[bool, str]]:
    """The cards of one document."""
    groups: dict[tuple[str, ...], list[Row]] = {}  # the citations of a passage → its claims
    for claim in claims:
        if at_passage := tuple(citation["id"] for citation, tie in book.ties.get(claim["id"], []) if tie["method"] == "passage"):
            groups.setdefault(at_passage, []).append(claim)
    last = {group[-1]["id"]: (key, group) for key, group in groups.items()}
    for claim in claims:
        own = [(citation, tie) for citation, tie in book.ties.get(claim["id"], []) if tie["method"] != "passage"]
        if own:
            title = f"Claim {book.claim_number[claim['id']]} · {_quote(claim)} — {_claim_state(claim)}"
            yield _all_open(own, book), f"#### {title}\n\n{_table(own, book)}"
        if claim["id"] in last:
            key, group = last[claim["id"]]
            pairs = [(book.citations[each], {"method": "passage", "confidence": 1.0}) for each in key]
            yield _all_open(pairs, book), _passage_card(group, pairs, book)


def _passage_card(group: Sequence[Row], pairs: Sequence[tuple[Row, Row]], book: _Book) -> str:
    numbers = [book.claim_number[claim["id"]] for claim in group]
    which = f"Claim {numbers[0]}" if len(numbers) == 1 else f"Claims {numbers[0]}–{numbers[-1]}"
    lines = [f"#### {which} · the links at this passage", "", "Which sentence each of these links supports is not certain:", ""]
    lines += [f"- {_quote(claim)} — {_claim_state(claim)}" for claim in group[:LISTED]]
    return "\n".join([*lines, "", _table(pairs, book)])


def _all_open(pairs: Sequence[tuple[Row, Row]], book: _Book) -> bool:
    return all(citation["source"] in book.sources and book.sources[citation["source"]]["health"] == "live" for citation, _ in pairs)


def _quote(claim: Row) -> str:
    return f"“{markdown(_clip(claim['plain'], QUOTED))}”"


def _claim_state(claim: Row) -> str:
    icon, word, _ = CLAIM[claim["health"]]
    return f"{icon} {word}"


def _table(pairs: Sequence[tuple[Row, Row]], book: _Book) -> str:
    """One row for each source of a claim, however often the claim cites it."""
    seen: dict[str, tuple[Row, Row]] = {}
    for citation, tie in pairs:
        seen.setdefault(citation["source"], (citation, tie))
    rows = ["| # | Source | Today | Saved copy |", "|--:|:--|:--|:--|"]
    for url, (citation, tie) in seen.items():
        row = book.sources.get(url)
        if row:
            rows.append(f"| {book.mark(url)} | {_cited(citation, tie)} | {_today(row)} | {_saved(row)} |")
    return "\n".join(rows)


def _cited(citation: Row, tie: Row) -> str:
    parts = [link(_clip(citation["source"], URL_SHOWN), citation["source"])]
    if citation["anchor"] and citation["anchor"] != citation["url"]:
        parts.append(f"“{markdown(_clip(citation['anchor'], 80))}”")
    parts.append(f"line {citation['line']}" if citation["line"] else citation["layout"])
    if tie["confidence"] < 0.9:
        parts.append(f"belongs to this claim with probability {tie['confidence']:.2f}")
    return " · ".join(parts)


def _today(row: Row) -> str:
    icon, word, _ = HEALTH[row["health"]]
    parts = [f"{icon} **{word}**"]
    parts += [f"HTTP {row['http_status']}"] if row["http_status"] else []
    parts += [row["certainty"]] if row["certainty"] != "certain" else []
    return " · ".join([*parts, _prose(_clip(row["reason"], 400), row)])


def _saved(row: Row) -> str:
    parts = [_dated(row["snapshot"])] if row["snapshot"] else []
    parts += ["cited: " + _dated(copy) for copy in row["given"]]
    if row["gap"]:
        parts.append(GAP[row["gap"]])
    return "<br>".join(parts) or "–"


def _dated(copy: Row) -> str:
    day = (copy["taken_at"] or "undated")[:10]
    days = copy["days_from_published"]
    shown = link(day if days is None else f"{day}, {from_publication(days)}", copy["url"])
    return f"{shown} · opened" if copy["verified"] else f"{shown} · **not verified**: {markdown(_clip(copy['reason'], 200))}"


# ---------------------------------------------------------------- the rest


def _uncited(book: _Book) -> str:
    claims = [claim for claim in book.data["claims"] if claim["status"] in ("uncited", "twin_sourced")]
    if not claims:
        return ""
    lines = [f"- {_where(claim)}: {_quote(claim)}" for claim in claims[:LISTED]]
    if len(claims) > LISTED:
        lines.append(f"\n…and {len(claims) - LISTED:,} more in report.json.")
    body = "\n".join(lines)
    listed = _fold(count(len(claims), "claim"), body) if len(claims) > 20 else body
    return f"## Claims without a source\n\nNo link is tied to these. A fact about the document, no verdict on the claims.\n\n{listed}"


def _untied(book: _Book) -> str:
    """Sources that no claim rests on, and that need no word of their own elsewhere."""
    pairs = [
        (citation, {"method": "", "confidence": 1.0})
        for citation in book.data["citations"]
        if not citation["claims"] and not citation["skip"]
    ]
    tied = {citation["source"] for citation in book.data["citations"] if citation["claims"]}
    pairs = [(citation, tie) for citation, tie in pairs if citation["source"] not in tied]
    if not pairs:
        return ""
    amiss = [pair for pair in pairs if book.sources.get(pair[0]["source"], {}).get("health") not in ("live", "skipped")]
    shown = (amiss + [pair for pair in pairs if pair not in amiss])[:LISTED] if len(pairs) > LISTED else pairs
    note = f"\n\n…and {len(pairs) - len(shown):,} more in report.json." if len(shown) < len(pairs) else ""
    return f"## Other links\n\nNo claim rests on these.\n\n{_table(shown, book)}{note}"


def _not_checked(book: _Book) -> str:
    lines = [f"- {markdown(each['name'])}: could not be read: {markdown(_clip(each['reason'], 300))}" for each in book.data["unreadable"]]
    for document in book.data["documents"]:
        lines += [f"- {markdown(document['name'])}: {markdown(_clip(remark, 300))}" for remark in document["remarks"]]
    for row in book.data["sources"]:
        if row["health"] == "skipped":
            lines.append(f"- {_link(row['url'])}: {markdown(_clip(row['skip'] or row['reason'], 300))}")
    if not lines:
        return "## What was not checked\n\nEvery link that was found was asked for."
    more = f"\n\n…and {len(lines) - LISTED:,} more in report.json." if len(lines) > LISTED else ""
    return "## What was not checked, and why\n\n" + "\n".join(lines[:LISTED]) + more


# What the cards and the steps say already.
_SAID = {"dead_source", "drifted_source", "unsure_source", "blocked_source", "moved_source", "archived_only", "lost_claim", "no_snapshot"}


def _noticed(book: _Book) -> str:
    findings = [finding for finding in book.data["findings"] if finding["rule"] not in _SAID]
    if not findings:
        return ""
    lines = []
    for finding in findings[:LISTED]:
        where = markdown(finding["document"] or "") + (f" line {finding['line']}" if finding["line"] else "")
        lines.append(f"- {markdown(finding['rule'].replace('_', ' '))} · {where}: {markdown(_clip(finding['message'], 400))}")
    more = f"\n\n…and {len(findings) - LISTED:,} more in report.json." if len(findings) > LISTED else ""
    return "## Also noticed\n\n" + "\n".join(lines) + more


def _vocabulary() -> str:
    lines = [f"- {icon} **{word}**: {meaning}." for icon, word, meaning in HEALTH.values()]
    lines += ["", "A claim is as well off as the best of its sources:", ""]
    lines += [f"- {icon} **{word}**: {meaning}." for icon, word, meaning in CLAIM.values()]
    lines += ["", "How sure a verdict is:", ""]
    lines += [f"- **{word}**: {meaning}." for word, meaning in CERTAINTY.items()]
    lines += ["", "How a claim is tied to its links:", ""]
    lines += [f"- **{word.replace('_', ' ')}**: {meaning}." for word, meaning in STATUS.items()]
    return _fold("What the words mean", "\n".join(lines))


def _method(run: Row) -> str:
    lines = [
        "Each URL was asked for once, however often it is cited, by GET, without log-in and without running scripts, from one network;",
        "redirects were followed, at most ten. A saved copy that is offered was opened; any other is marked *not verified*.",
        "",
        f"- Inputs: {', '.join(markdown(each) for each in run['inputs'][:20]) or 'none'}",
        f"- Data: report.json, schema `{shape.SCHEMA}`",
    ]
    if run["command"].startswith("linkaudit "):
        lines += ["", "```sh", code(run["command"]), "```"]
    return _fold("How this was checked, and how to repeat it", "\n".join(lines))
