"""report.md: renders as GitHub would render it, says what it must, and nothing from the web or a document comes to life in it."""

from __future__ import annotations

import os
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Literal
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from linkaudit.model import Citation, Finding, Health, Judgement, Report, Request, Response, Tie, Unreadable
from linkaudit.reports import WRITERS
from linkaudit.reports.cards import CARDS
from linkaudit.reports.escape import href, link, markdown
from linkaudit.reports.markdown import write
from tests.reports.example import NOW, RUN, everything, found, report
from tests.reports.hostile import SEEDS, strings

HTML = re.compile(r'<a id="source-\d+">|</a>|<br>|<details><summary>[^<]*</summary>\n?|</details>\n?')

UNSEEN = {chr(n) for n in (*range(10), *range(11, 32), *range(127, 160), 0x202E, 0x2066, 0x200B, 0xFEFF)}

WHOLE = everything()


def nodes(text: str) -> list[Token]:
    """All tokens of the rendered report, flat; fuzzier about links than GitHub is."""
    flat = []
    for token in MarkdownIt("gfm-like").parse(text):
        flat += [token, *(token.children or [])]
    return flat


def kinds(tokens: list[Token]) -> Counter[str]:
    return Counter(token.type for token in tokens if token.type not in ("text", "inline", "code_inline"))


def hrefs(tokens: list[Token]) -> list[str]:
    return [str(token.attrs["href"]) for token in tokens if token.type == "link_open"]


def shown(text: str) -> str:
    """What a reader sees, without our own zero-width breaks."""
    return "".join(token.content for token in nodes(text) if token.type in ("text", "code_inline", "fence")).replace("\u200b", "")


def with_words(words: str) -> Report:
    """The example with those words in every place that a document or a server can fill."""
    whole = WHOLE
    kept = [row for row in whole.sources if row.check.verdict.health in (Health.DEAD, Health.DRIFTED, Health.UNSURE)]
    sources = []
    for row in kept:
        replies = (Response(Request("GET", words), 302, (("Server", words), ("Location", words)), b"", NOW),)
        verdict = replace(row.check.verdict, reason=words, final_url="https://a.example/" + words, notes=(words,))
        copies = tuple(replace(each, reason=words, title=words) for each in row.given)
        sources.append(replace(row, check=replace(row.check, verdict=verdict, replies=replies), given=copies, remedy="Use this: " + words))
    urls = {row.source.url for row in kept}
    seen = [replace(each, window=words, missing=(words,), judgements=(Judgement(words, words, words),)) for each in whole.evidence]
    return replace(
        whole,
        run=replace(whole.run, command="linkaudit audit " + words, inputs=(words,), archives=(words,)),
        documents=tuple(replace(each, title=words, remarks=(words,)) for each in whole.documents),
        unreadable=(Unreadable(words, words),),
        claims=tuple(replace(each, claim=replace(each.claim, plain=words)) for each in whole.claims),
        citations=tuple(replace(each, link=replace(each.link, anchor=words)) for each in whole.citations if each.source in urls),
        sources=tuple(sources),
        findings=(Finding(words, "note", words, words, 1),),
        evidence=tuple(replace(each, differs=((words, words),) if each.differs else ()) for each in seen),
        disagreements=tuple(replace(each, value_a=words, value_b=words) for each in whole.disagreements),
    )


def test_what_an_editor_needs_is_there() -> None:
    """The report says when, what, what to do, claim by claim what became of each source, what was not checked, and how to repeat it."""
    text = shown(write(report()))
    for words in (
        "Citation health: “River towns wait”",
        "2 of 8 sources open today.",
        "1 is dead, but a saved copy opens.",
        "2026-11-22 06:14:09–06:16:09 UTC",
        "Cite the saved copy: ",
        "2023-11-02, 130 days before publication",
        "Use this URL instead: https://audit.example/reports/117",
        "archived copy only",
        "no copy: the archives that were asked have none",
        "Nobody has counted the sandbags.",
        "mailto",
        "the file is empty",
        "found, not whether claims are true",
        "Refused us",
        "linkaudit/report/1",
    ):
        assert words in text or words in write(report()), words


def test_what_pages_and_twins_show_is_told() -> None:
    """What was found on a page, where documents differ and whose source an uncited claim could borrow is told beside the claims."""
    text = shown(write(everything()))
    for words in (
        "what the claim says was located",
        "right in 79% of cases measured",
        "but were not seen to say it: articles/river-towns.md claim 3; articles/flood-wall.md claim 1.",
        "“€41 million” in the claim, “€52 million” there",
        "missing: “2019”",
        "login or paywall",
        "a-model says entailed",
        "suggestion: the same claim at articles/river-towns.md line 1 has https://council.example/minutes/2015-05-14.pdf",
        "the dates differ",
        "Dead since 8 November 2026, confirmed by 3 runs.",
    ):
        assert words in text, words


def passage() -> Report:
    """Three claims with two links at their passage: the first link belongs to the first or second claim, the second to any."""
    whole = report()
    ids = [each.claim.id for each in whole.claims[:3]]
    at_passage = tuple(Tie(claim, "passage", 0.2) for claim in ids)
    first, second = whole.citations[0], whole.citations[3]
    citations = (replace(first, ties=(Tie(ids[0], "link_block", 0.7), at_passage[1])), replace(second, ties=at_passage))
    return replace(whole, citations=citations, findings=(), unreadable=())


def test_a_passage_is_one_card() -> None:
    """Claims that share links stand on one card: each claim once, each source once, with the claims that it most likely supports."""
    text = write(passage()).split("## Claims and their sources")[1].split("\n## ")[0]
    assert text.count("###") == 1 and "### Claims 1–3" in text
    assert len(re.findall(r"^- \*\*\d\*\* · ", text, re.M)) == 3
    rows = [line for line in text.splitlines() if line.startswith("| <a")]
    assert len(rows) == 2 and "| **1** (0.70) |" in rows[0] and "| not known |" in rows[1]


@pytest.mark.parametrize(
    ("kind", "value_b", "hard", "words"),
    [
        ("date", "10 December 2024", True, "the dates differ"),
        ("date", "10 December 2024", False, "the dates are told differently"),
        ("date", "", False, "only one gives the date"),
        ("number", "", False, "only one gives the number"),
    ],
)
def test_what_may_both_be_right_is_not_said_to_differ(kind: Literal["date", "number"], value_b: str, hard: bool, words: str) -> None:
    """A value that one document leaves out or gives more exactly is not printed as a difference of values."""
    whole = everything()
    (first, *_) = whole.disagreements
    told = replace(first, kind=kind, hard=hard, value_a="Tuesday", value_b=value_b)
    assert f"- **{words}** (" in write(replace(whole, disagreements=(told,)))


def test_our_words_are_not_quoted_as_the_documents_words() -> None:
    """How firmly a claim is told is our word for it, and does not stand between quotation marks."""
    whole = everything()
    told = replace(whole.disagreements[0], kind="attribution", hard=False, value_a="asserted", value_b="attributed")
    [line] = [line for line in write(replace(whole, disagreements=(told,))).splitlines() if "firmly" in line]
    assert ": asserted in “" in line and ": attributed in “" in line


def test_a_claim_that_lives_on_its_neighbours_links_says_so() -> None:
    """A claim that is live only through other links of its passage names the dead source that likely is its own."""
    whole = passage()
    healths = {row.source.url: row.check.verdict.health for row in whole.sources}
    dead = next(each for each in report().citations if healths[each.source] is Health.DEAD)
    live = next(each for each in report().citations if healths[each.source] is Health.LIVE)
    claims = tuple(replace(each, health="live") for each in whole.claims)
    own, passing = Tie(claims[0].claim.id, "link_block", 0.7), Tie(claims[0].claim.id, "passage", 0.2)

    def first_line(*citations: Citation) -> str:
        text = write(replace(whole, claims=claims, citations=citations)).split("## Claims and their sources")[1]
        return next(line for line in text.splitlines() if "laim 1 ·" in line or line.startswith("- **1**"))

    assert "live source at its passage, but its likeliest source, " in first_line(
        replace(dead, ties=(own,)), replace(live, ties=(passing,))
    )
    assert "likeliest" not in first_line(replace(dead, ties=(own,)), replace(live, ties=(own,)))
    assert "likeliest" not in first_line(replace(dead, ties=(passing,)), replace(live, ties=(passing,)))
    moved = next(each for each in report().citations if healths[each.source] is Health.MOVED)
    assert "likeliest" not in first_line(replace(moved, ties=(own,)), replace(live, ties=(passing,)))
    assert first_line(replace(live, ties=(passing,))).endswith("live source")
    claims = (replace(claims[0], status="cited_at_passage"), *claims[1:])
    assert first_line(replace(live, ties=(passing,))).endswith("live source at its passage")


@pytest.mark.parametrize("suffix", list(WRITERS))
def test_the_golden_report(suffix: str) -> None:
    """The example report, in every form, is what it was when somebody last read it (LINKAUDIT_WRITE_GOLDEN=1 writes it anew)."""
    golden = Path(__file__).with_name("golden") / f"report{suffix}"
    written = WRITERS[suffix](everything())
    if os.environ.get("LINKAUDIT_WRITE_GOLDEN"):
        golden.write_text(written, encoding="utf-8")
    assert written == golden.read_text(encoding="utf-8")


def test_five_steps_stand_open() -> None:
    """At most five steps are unfolded, the most urgent first; every other is in a fold."""
    steps = write(report()).split("## Do next")[1].split("##")[0]
    before = steps.split("<details>")[0]
    assert len(re.findall(r"^\d+\. ", before, re.M)) == 5 and "Cite the saved copy" in before.split("\n")[2]
    assert len(re.findall(r"^\d+\. ", steps, re.M)) == 6


def test_claims_that_were_not_located_are_to_be_read() -> None:
    """That no source asks for a step does not say that nothing is to be done: claims that their open sources do not show are named."""
    whole = everything()
    sources = tuple(replace(row, remedy=None) for row in whole.sources)
    claims = tuple(replace(each, health="live_not_located" if n < 2 else "live") for n, each in enumerate(whole.claims))
    step = write(replace(whole, claims=claims, sources=sources)).split("## Do next")[1].split("##")[0]
    assert "**Read again** claims whose sources open, but were not seen to say it: `articles/river-towns.md` claims 1, 2." in step
    assert "Nothing" not in step


def test_what_to_do_stands_first() -> None:
    """Within ten lines a reader knows how many sources open and what to do first; what was checked, by whom and when comes after."""
    head = write(everything()).splitlines()[:10]
    assert "2 of 8 sources open today." in head[2] and head[5] == "## Do next" and head[7].startswith("1. **[Source 4](#source-4)**")


def test_a_single_document_is_not_named_at_every_line() -> None:
    """A report on one document names it at its head; with several, each place says in which of them it is."""
    assert write(report()).count("articles/river-towns.md") == 1
    assert "`articles/river-towns.md` line 4" in write(everything())


def test_what_page_and_copy_show_alike_is_told_once() -> None:
    """What was seen on the page and in its saved copy is one line that names both; where they differ each has its own."""
    whole = everything()
    seen = replace(whole.evidence[0], seen_on="snapshot", fragment_url=None, page_url=None)
    lines = write(replace(whole, evidence=(*whole.evidence, seen))).splitlines()
    assert [line for line in lines if "what the claim says was located" in line and "on the page and in the saved copy" in line]
    lines = write(replace(whole, evidence=(*whole.evidence, replace(seen, window="Other words.")))).splitlines()
    assert sum("what the claim says was located" in line for line in lines) == 2
    unlike = (replace(seen, label="value_not_on_page"), replace(seen, label="value_not_on_page", seen_on="live"))
    assert "a value of the claim is not on the page or in the saved copy" in shown(write(replace(whole, evidence=unlike[::-1])))


def test_the_stated_date_is_told() -> None:
    """The date of publication that the user stated for the audit stands in the report; without one none is claimed."""
    assert "| **Published** | 2024-03-11, as stated for this audit |" in write(report(run=replace(RUN, published=date(2024, 3, 11))))
    assert "as stated" not in write(report())


def test_a_value_that_differs_is_not_missing_besides() -> None:
    """What the page gives another value for is quoted with it, and not listed as missing too."""
    whole = everything()
    seen = tuple(replace(each, missing=("€41 million", "2018")) for each in whole.evidence if each.differs)
    text = shown(write(replace(whole, evidence=seen)))
    assert "“€41 million” in the claim, “€52 million” there · missing: “2018” · nearest words" in text


def test_a_copy_that_lacks_the_claim_is_read_before_it_is_cited() -> None:
    """The step that offers a saved copy says which claims it was not seen to say; where it shows them, nothing is added."""
    whole = everything()
    [about] = [each for each in whole.evidence if each.seen_on == "snapshot"]
    step = "Read it first: it was not seen to say `articles/river-towns.md` claim 4."
    assert step in write(replace(whole, evidence=(replace(about, label="value_not_on_page"),))).split("\n2. ")[0]
    assert "Read it first" not in write(whole)


def test_tables_render() -> None:
    """Every table of the report is one for GitHub too: rows have as many cells as their head."""
    text = write(report())
    tables = kinds(nodes(text))["table_open"]
    assert tables == 1 + 7 and not re.search(r"^\|", shown(text), re.M)
    rows = [line for line in text.splitlines() if line.startswith("| ") and "source-" in line]
    assert len(rows) == 7 and all(len(re.findall(r"(?<!\\)\|", row)) == 5 for row in rows)


def test_a_hand_written_recording_is_called_example_data() -> None:
    """A report from a hand-written recording says that it is example data and says nothing about these sites."""
    text = write(report(run=replace(RUN, example="Answers written by hand.", network="replay")))
    assert "example data and says nothing about these sites" in text and "Answers written by hand" in text
    assert "example data" not in write(report())


@pytest.mark.parametrize(
    ("run", "words"), [({"network": "down", "complete": False}, "network was down"), ({"complete": False}, "Incomplete")]
)
def test_a_broken_run_says_so(run: dict[str, object], words: str) -> None:
    """A run without network, or one that was cut short, carries a banner."""
    broken = write(report(run=replace(RUN, **run)))  # type: ignore[arg-type]
    assert words in broken and words not in write(report())
    assert "Run the audit again" in broken and "Run the audit again" not in write(report())


def test_hostile_strings_stay_text() -> None:
    """None of 500 hostile strings, in every place at once, adds or removes one node, link target or line of the rendered report."""
    plain = write(with_words("words"))
    expected, lines, targets = kinds(nodes(plain)), len(plain.splitlines()), len(hrefs(nodes(plain)))
    alone, mixed = strings()[: len(SEEDS)], strings()[len(SEEDS) :]
    for words in (*alone, *("x".join(mixed[n : n + 5]) for n in range(0, len(mixed), 5))):
        text = write(with_words(words))
        tokens = nodes(text)
        assert kinds(tokens) == expected, words
        assert len(text.splitlines()) == lines, words
        assert all(HTML.fullmatch(token.content) for token in tokens if token.type.startswith("html_")), words
        assert sum(target.startswith(("https://", "http://", "#source-")) for target in hrefs(tokens)) == targets, words
        assert not UNSEEN & set(text), words
        assert not any(line.lstrip().startswith("::") or "##[" in line or "##vso[" in line for line in text.splitlines()), words


def test_escaped_text_shows_what_was_written() -> None:
    """Escaping changes how text is written, never what a reader sees."""
    for words in SEEDS:
        if words.isascii() and words.isprintable():
            assert shown("x" + markdown(words) + "x") == "x" + words + "x"


@pytest.mark.parametrize(
    "url",
    [
        "https://en.wikipedia.example/wiki/Wall_(barrier)_(2018)",
        "https://a.example/x|y?z=a|b",
        "https://a.example/`tick`?q=``",
        "https://a.example/?a=1&lt=2&copy;=3&amp;x",
        "https://a.example/[x](y)<z>\"'",
        "https://a.example/back\\slash/*star*_under_~~",
        "https://a.example/" + "long/" * 300 + "(end)",
        "https://münchen.example/straße?q=日本",
    ],
)
def test_a_url_survives_in_a_table(url: str) -> None:
    """Parentheses, pipes, backticks, entities and length leave a link in a table what it was, up to percent-encoding."""
    rendered = nodes("| a | b |\n|--|--|\n| " + link("text", url) + " | x |\n")
    targets = [str(token.attrs["href"]) for token in rendered if token.type == "link_open"]
    assert [unquote(target) for target in targets] == [unquote(url)] or "xn--" in targets[0]
    assert sum(token.type == "td_open" for token in rendered) == 2


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "ftp://a.example/", " https://a.example", "https://***@a.example", ""]
)
def test_only_http_is_followed(url: str) -> None:
    """What is not plain http(s), or hides a secret, is shown but not linked."""
    assert href(url) is None and not [t for t in nodes("x " + link("text", url)) if t.type == "link_open"]


def test_a_huge_report_stays_readable() -> None:
    """Ten thousand links make a report below GitHub's limit for a summary; it keeps what needs attention and says what it left out."""
    story = tuple(
        (f"Claim number {n}.", f"https://h{n % 200}.example/{n}", Health.DEAD if n % 1000 == 7 else Health.LIVE) for n in range(10_000)
    )
    text = write(report(story))
    assert len(text.encode()) < 2 * CARDS + 200_000 < 1_048_576
    assert all(f"https://h{n % 200}.example/{n}" in text for n in range(7, 10_000, 1000))
    assert "left out here" in text


def test_of_many_claims_those_to_act_on_stay() -> None:
    """Where there are too many claims to tell all, cards of gone sources stay, then those of claims to read again; what is well goes."""
    story = tuple((f"Claim number {n}.", f"https://h{n}.example/{n}", Health.DEAD if n == 899 else Health.LIVE) for n in range(900))
    whole = report(story)
    claims = tuple(replace(each, health="live_not_located") if n in (3, 700) else each for n, each in enumerate(whole.claims))
    text = write(replace(whole, claims=claims)).split("## Claims and their sources")[1].split("\n## ")[0]
    assert re.findall(r"### Claim (\d+) ·", text) == ["4", "701", "900"]
    assert "897 more claims left out here, those whose sources open and show them first" in text


def test_nothing_asked_is_not_nothing_open() -> None:
    """Where no source was asked, as when the network is down, the report does not say that none of them opens."""
    for number, words in ((2, "**None of the 2 sources was asked.**"), (1, "**The only source was not asked.**")):
        text = write(report(tuple((f"Claim {n}.", f"mailto:{n}@a.example", Health.SKIPPED) for n in range(number))))
        assert words in text and "today." not in text


def test_nothing_found_is_said() -> None:
    """A document without links is a report too: it says so, and lists its claims."""
    contents = found((), "The only claim.")
    text = shown(write(replace(report(()), claims=report(()).claims, documents=contents.documents, unreadable=())))
    assert "No links were found" in text and "Nobody has counted the sandbags" in text
