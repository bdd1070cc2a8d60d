"""A Report → GitHub-flavoured Markdown that an editor can attach to an article: what was checked, what to do next, claim by claim."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from typing import Any

from linkaudit.evidence import NOT_SHOWN
from linkaudit.model import Citation, Claim, Disagreement, Health, Report, WeighedSource
from linkaudit.reports.book import Book, clip, linked, prose
from linkaudit.reports.cards import cards, quoted, table
from linkaudit.reports.escape import code, markdown, name
from linkaudit.reports.shape import SCHEMA, summary
from linkaudit.reports.words import CERTAINTY, CLAIM, CLAIMS, DISAGREEMENT, HEALTH, NUMBERS, SCOPE, TOLD_DIFFERENTLY, TOLD_ONCE, count
from linkaudit.sources import noteworthy, saved_copy, states
from linkaudit.statements import need, stated

Row = dict[str, Any]
NUMBERED = 20  # claims that are named by their numbers in one line
DO_FIRST = 5  # steps that stand open; the others are folded
LISTED = 200  # rows of a list before the rest is left to report.json
EXAMPLES = 10  # links that are named for each reason not to ask
OFFERED = 2  # sources of a twin that are named
UNFOLDED = 20  # rows of a list that is not folded


def write(report: Report) -> str:
    """The report in Markdown. It grows with the links to about half a megabyte; then rows are left to report.json, and it says so."""
    book = Book(report)
    run = book.rows.run(report.run)
    sections = [
        _title(book),
        *_banners(run),
        _sentence(report),
        _do_next(book),
        _facts(book, run),
        cards(book),
        _uncited(book),
        _disagreements(book),
        _load_bearing(book),
        _untied(book),
        _not_checked(book),
        _noticed(book),
        _vocabulary(),
        _method(run),
    ]
    return "\n\n".join(section for section in sections if section) + "\n"


# ---------------------------------------------------------------- the head


def _title(book: Book) -> str:
    documents = book.report.documents
    if len(documents) == 1:
        title, path = documents[0].title, documents[0].name
        return "# Citation health: " + (f"“{markdown(book.rows.clean(title))}”" if title else name(book.rows.clean(path)))
    return f"# Citation health of {count(len(documents), 'document')}"


def _banners(run: Row) -> Iterable[str]:
    if run["example"] is not None:
        yield f"> **This report is example data and says nothing about these sites.** Its recording: {markdown(run['example'])}."
    if run["clock"] is not None:
        yield f"> **A rehearsal: the clock stood still at {run['clock']}.** No date in this report says when something was seen."
    if run["network"] == "down":
        yield "> **The network was down.** There are no verdicts in this report: nothing could be learnt about any source."
    elif not run["complete"]:
        why = markdown(run["why_incomplete"] or "the run ended early")
        yield f"> **Incomplete**: {why}. What was not reached is listed as not asked."


def _sentence(report: Report) -> str:
    if not report.sources:
        if not report.claims:
            return "> **No links and no claims were found.**"
        return "> **No links were found.** Every claim below stands without a source."
    counted = summary(report)
    counts, claims = counted["counts"], counted["claims"]
    saved = sum(row.check.verdict.health is Health.DEAD and saved_copy(row) is not None for _, row in noteworthy(report.sources))
    opens, lost = counts["live"] + counts["moved"], counts["dead"] - saved
    parts = [f"{opens:,} of {count(len(report.sources), 'source')} {'opens' if opens == 1 else 'open'} today."]
    if counts["skipped"] == len(report.sources):
        parts = [
            "The only source was not asked." if len(report.sources) == 1 else f"None of the {len(report.sources):,} sources was asked."
        ]
        counts = counts | {"skipped": 0}
    for number, one, many in (
        (saved, "is dead, but a saved copy opens", "are dead, but saved copies open"),
        (lost, "is dead and no saved copy was opened", "are dead and no saved copy was opened"),
        (counts["drifted"], "no longer shows what is cited", "no longer show what is cited"),
        (counts["blocked"], "refused us", "refused us"),
        (counts["unsure"], "could not be decided", "could not be decided"),
        (counts["skipped"], "was not asked", "were not asked"),
    ):
        parts += [f"{number:,} {one if number == 1 else many}."] if number else []
    about = [f"{claims[state]:,} {words}" for state, words in CLAIMS.items() if claims[state]]
    return f"> **{' '.join(parts)}**\n> {count(len(report.claims), 'claim')}: {', '.join(about) or 'none'}."


def _facts(book: Book, run: Row) -> str:
    documents = book.report.documents
    rows = [("Item", "Value"), (":--", ":--")]
    claims: dict[str, int] = {}
    cited: dict[str, int] = {}
    for weighed in stated(book.report.claims):
        claims[weighed.claim.document] = claims.get(weighed.claim.document, 0) + 1
    for citation in book.report.citations:
        cited[citation.document] = cited.get(citation.document, 0) + 1
    for document in documents[:UNFOLDED]:
        row = book.rows.document(document, claims.get(document.name, 0), cited.get(document.name, 0))
        about = [_name(row), row["format"]]
        about += [f"published {row['published']}"] if row["published"] else []
        about += [f"{count(row['claims'], 'claim')}, {count(row['citations'], 'citation')}", f"SHA-256 `{row['sha256'][:16]}…`"]
        rows.append(("**Document**", " · ".join(about)))
    if len(documents) > UNFOLDED:
        rows.append(("", f"and {len(documents) - UNFOLDED:,} more"))
    if run["published"]:
        rows.append(("**Published**", f"{run['published']}, as stated for this audit"))
    rows.append(("**Checked**", _window(run)))
    rows.append(("**By**", f"{markdown('linkaudit ' + run['version'])}, automatically; no person has reviewed it"))
    rows.append(("**Archives**", ", ".join(name(each) for each in run["archives"]) or "none"))
    rows.append(("**What this says**", SCOPE))
    return "## What was checked\n\n" + "\n".join(f"| {item} | {value} |" for item, value in rows)


def _name(document: Row) -> str:
    shown = name(document["name"])
    return f"{shown} (“{markdown(document['title'])}”)" if document["title"] else shown


def _window(run: Row) -> str:
    began, ended = run["began"].rstrip("Z").split("T"), run["ended"].rstrip("Z").split("T")
    until = ended[1] if ended[0] == began[0] else " ".join(ended)
    how = {"up": "", "down": " · the network was down", "replay": " · replayed from a recording, nothing was asked today"}[run["network"]]
    return f"{began[0]} {began[1]}–{until} UTC{how}"


# ---------------------------------------------------------------- what to do

_URGENCY = tuple(Health(name) for name in ("drifted", "dead", "live", "moved", "unsure", "blocked", "skipped"))


def _do_next(book: Book) -> str:
    steps, number = _steps(book)
    again = "" if book.report.run.complete else "**Run the audit again**: this one did not reach everything.\n\n"
    read = _read_again(book)
    if not steps and (again or read):
        return "## Do next\n\n" + (again + read).rstrip()
    if not steps:
        return "## Do next\n\nNothing: no source asks for a step." if book.report.sources else ""
    first = f"## Do next\n\n{again}" + "\n".join(steps[:DO_FIRST]) + (f"\n\n{read}" if read else "")
    if number <= DO_FIRST:
        return first
    return first + "\n\n" + _fold(f"{number - DO_FIRST:,} more", "\n".join(steps[DO_FIRST:]) + _and_more(number - DO_FIRST))


def _read_again(book: Book) -> str:
    """The claims whose sources open and were not seen to say it: a person has to read them."""
    claims = [each.claim for each in stated(book.report.claims) if each.health == "live_not_located"]
    if not claims:
        return ""
    whose = "a claim whose source opens, but was" if len(claims) == 1 else "claims whose sources open, but were"
    return f"**Read again** {whose} not seen to say it: {_numbered(claims, book)}."


def _numbered(claims: Sequence[Claim], book: Book) -> str:
    """Claims by their numbers, and by their documents if there are several."""
    numbers: dict[str, list[int]] = {}  # by document
    for claim in claims[:NUMBERED]:
        numbers.setdefault(claim.document, []).append(book.claim_number(claim.id))
    listed = [
        f"{book.inside(document)}claim{'s' if len(those) > 1 else ''} {', '.join(map(str, sorted(those)))}"
        for document, those in numbers.items()
    ]
    return "; ".join(listed) + (f" and {len(claims) - NUMBERED:,} more" if len(claims) > NUMBERED else "")


def _steps(book: Book) -> tuple[list[str], int]:
    """The most urgent steps, and how many there are in all."""
    order: list[tuple[int, int, int]] = []
    for index, row in noteworthy(book.report.sources):
        if row.remedy:
            order.append((_urgency(row), -len(book.claims_of(row)), index))
    first = heapq.nsmallest(DO_FIRST + LISTED, order)
    return [f"{n}. {_step(book.report.sources[index], book)}" for n, (_, _, index) in enumerate(first, start=1)], len(order)


def _urgency(source: WeighedSource) -> int:
    """What can be mended at once comes first: a dead source whose saved copy opens."""
    health = source.check.verdict.health
    return -1 if health is Health.DEAD and saved_copy(source) else _URGENCY.index(health)


def _step(source: WeighedSource, book: Book) -> str:
    number, state = book.number(source.source.url), book.rows.state(source)
    first = book.citations.get(source.citations[0]) if source.citations else None
    place = f", {where}" if first and (where := book.where(book.rows.citation(first))) else ""
    claims = book.claims_of(source)
    held = count(len(claims), "claim") if claims else "no claim"
    lacking = sorted(claim for claim in claims if _copy_lacks(claim, source, book))
    read = f" Read it first: it was not seen to say {_numbered([book.claim(each).claim for each in lacking], book)}." if lacking else ""
    about = f"{HEALTH[state['health']][1].lower()}, {held}{place}"
    return f"**[Source {number}](#source-{number})** ({about}): {prose(state['remedy'], state)}{read}"


def _copy_lacks(claim: str, source: WeighedSource, book: Book) -> bool:
    """Whether the copy of a dead source was searched for a claim in vain."""
    seen = book.evidence.get((claim, source.source.url), ()) if saved_copy(source) else ()
    return any(each.seen_on == "snapshot" and each.label in NOT_SHOWN for each in seen)


def _fold(heading: str, body: str) -> str:
    return f"<details><summary>{heading}</summary>\n\n{body}\n\n</details>"


def _and_more(number: int) -> str:
    return f"\n\n…and {number - LISTED:,} more in report.json." if number > LISTED else ""


# ---------------------------------------------------------------- lists


def _uncited(book: Book) -> str:
    """Claims without a link of their own, those first that need one most."""
    all_claims = book.report.claims
    claims = [index for index, weighed in enumerate(stated(all_claims)) if weighed.status in ("uncited", "twin_sourced")]
    if not claims:
        return ""
    claims.sort(key=lambda index: -need(all_claims, index))
    lines = []
    for index in claims[:LISTED]:
        weighed = all_claims[index]
        row = book.rows.claim(weighed)
        place = book.where(row)
        lines.append(f"- {place}: {quoted(row)}" if place else f"- {quoted(row)}")
        offered = sorted(book.suggestions.get(weighed.claim.id, []), key=lambda suggestion: -suggestion.confidence)
        if offered:
            twin = book.rows.claim(book.claim(offered[0].twin))
            sources = ", ".join(linked(book.rows.suggestion(suggestion)["source"]) for suggestion in offered[:OFFERED])
            sources += f" and {len(offered) - OFFERED} more" if len(offered) > OFFERED else ""
            lines.append(f"  - *suggestion*: the same claim at {book.where(twin)} has {sources}")
    body = "\n".join(lines) + _and_more(len(claims))
    listed = _fold(count(len(claims), "claim"), body) if len(claims) > UNFOLDED else body
    order = "Those that need one most (quotations, accusations, figures) stand first: an order, no verdict."
    return f"## Claims without a source\n\nNo link is tied to these. {order}\n\n{listed}"


def _disagreements(book: Book) -> str:
    """Twins that differ, those first that cannot both be right."""
    differing = sorted(book.report.disagreements, key=lambda each: not each.hard)
    if not differing:
        return ""
    lines = []
    for each in differing[:LISTED]:
        row = book.rows.disagreement(each)
        sides = [(book.rows.claim(book.claim(each.a)), row["value_a"]), (book.rows.claim(book.claim(each.b)), row["value_b"])]
        how = "both cannot be right" if each.hard else "worth a look"
        said = "; ".join(f"{book.where(claim)}: {_value(value, each.kind)}{quoted(claim)}" for claim, value in sides)
        lines.append(f"- **{_differing(each)}** ({how}): {said}")
    heading = "## Where the documents disagree\n\nThe same claim in two documents, told differently.\n\n"
    return heading + "\n".join(lines) + _and_more(len(differing))


def _differing(each: Disagreement) -> str:
    softer = {} if each.hard else TOLD_DIFFERENTLY if each.value_a and each.value_b else TOLD_ONCE
    return softer.get(each.kind, DISAGREEMENT[each.kind])


def _value(value: str, kind: str) -> str:
    if kind == "attribution":
        return f"{markdown(value)} in "  # our word for how it is told, none of the document's
    return f"“{markdown(clip(value, 80))}” in " if value else ""


def _load_bearing(book: Book) -> str:
    """The sources that most claims hang on alone."""
    bearing = [each for each in book.report.load_bearing if len(each.alone) > 1 and not each.saved][:DO_FIRST]
    if not bearing:
        return ""
    lines = []
    for each in bearing:
        row = book.rows.load_bearing(each)
        number = book.number(each.source)
        lines.append(f"- [Source {number}](#source-{number}), {linked(row['source'])}: {count(len(each.alone), 'claim')}")
    heading = (
        "## If a source went\n\nThese claims have no other source, and this audit opened no saved copy of it; save these pages first.\n\n"
    )
    return heading + "\n".join(lines)


def _untied(book: Book) -> str:
    """Sources that no claim rests on; those that need attention first."""
    tied = {citation.source for citation in book.report.citations if citation.ties}
    loose: dict[str, Citation] = {}
    for citation in book.report.citations:
        if citation.source not in tied and book.health(citation.source) not in (None, Health.SKIPPED):
            loose.setdefault(citation.source, citation)
    if not loose:
        return ""
    shown = list(loose.values())
    if len(shown) > LISTED:
        shown.sort(key=lambda citation: book.health(citation.source) is Health.LIVE)
    listed = table([(citation, None) for citation in shown[:LISTED]], book)
    return f"## Other links\n\nNo claim rests on these.\n\n{listed}{_and_more(len(loose))}"


def _not_checked(book: Book) -> str:
    report, clean = book.report, book.rows.clean
    lines = [f"- {name(clean(each.name))}: could not be read: {markdown(clip(clean(each.reason), 300))}" for each in report.unreadable]
    for document in report.documents:
        lines += [f"- {name(clean(document.name))}: {markdown(clip(clean(remark), 300))}" for remark in document.remarks]
    skipped: dict[str, list[str]] = {}  # URLs by reason
    for source, health in states(report.sources):
        if health is Health.SKIPPED:
            skipped.setdefault(source.skip or book.sources[source.url].check.verdict.reason, []).append(source.url)
    for reason, sources in skipped.items():
        shown = ", ".join(linked(book.rows.names[url]) for url in sources[:EXAMPLES])
        more = f" and {len(sources) - EXAMPLES:,} more" if len(sources) > EXAMPLES else ""
        lines.append(f"- {count(len(sources), 'link')} not asked ({markdown(clip(clean(reason), 300))}): {shown}{more}")
    if left_out := report.run.pages_not_read:
        lines.append(f"- {count(left_out, 'page')} not looked into for what the claims say (more than `--look-most`)")
    if not lines:
        return "## What was not checked\n\nEvery link that was found was asked for." if report.sources else ""
    return "## What was not checked, and why\n\n" + "\n".join(lines[:LISTED]) + _and_more(len(lines))


# What the cards and the steps say already.
_SAID = {"dead_source", "drifted_source", "unsure_source", "blocked_source", "moved_source", "archived_only", "lost_claim", "no_snapshot"}
_SAID |= {"value_differs", "value_not_on_page", "not_located", "snapshot_unknown", "unverified_snapshot"}


def _noticed(book: Book) -> str:
    findings = [finding for finding in book.report.findings if finding.rule not in _SAID]
    if not findings:
        return ""
    lines = []
    for finding in findings[:LISTED]:
        row = book.rows.finding(finding)
        place = book.inside(row["document"] or "") + (f"line {row['line']}" if row["line"] else "")
        message = clip(row["message"], 600)
        source = book.sources.get(finding.source or "")
        said = prose(message, book.rows.state(source)) if source else markdown(message)
        lines.append(f"- {' · '.join(filter(None, (markdown(row['rule'].replace('_', ' ')), place.rstrip())))}: {said}")
    return "## Also noticed\n\n" + "\n".join(lines) + _and_more(len(findings))


# ---------------------------------------------------------------- the foot


def _vocabulary() -> str:
    lines = ["In brackets, what report.json and the command line say instead.", ""]
    lines += [f"- {icon} **{word}**{_else(state, word)}: {meaning}." for state, (icon, word, meaning) in HEALTH.items()]
    lines += ["", "A claim is as well off as the best of its sources:", ""]
    lines += [f"- {icon} **{word}**{_else(state, word)}: {meaning}." for state, (icon, word, meaning) in CLAIM.items()]
    lines += ["", "How sure a verdict is:", ""]
    lines += [f"- **{word}**: {meaning}." for word, meaning in CERTAINTY.items()]
    lines += ["", NUMBERS]
    return _fold("What the words mean", "\n".join(lines))


def _else(state: str, word: str) -> str:
    """The name of a state that people are told in another word."""
    return "" if state == word.lower() else f" (`{state}`)"


def _method(run: Row) -> str:
    lines = [
        "Each URL was asked for once, however often it is cited, by GET, without log-in and without running scripts, from one network;",
        "redirects were followed, at most ten. A saved copy that is offered was opened; any other is marked *not verified*.",
        "",
        f"- Inputs: {', '.join(name(each) for each in run['inputs'][:UNFOLDED]) or 'none'}",
        f"- Data: report.json, schema `{SCHEMA}`",
    ]
    if run["command"].startswith("linkaudit "):
        lines += ["", "```sh", code(run["command"]), "```"]
    return _fold("How this was checked, and how to repeat it", "\n".join(lines))
