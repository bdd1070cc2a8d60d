"""A report made by hand that holds one of everything: every health, every gap, ties of each kind, and what else a writer may meet."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from linkaudit.model import (
    Archived,
    Cause,
    Certainty,
    Check,
    Citation,
    Claim,
    Document,
    Evidence,
    Finding,
    Found,
    Gap,
    Health,
    History,
    Judgement,
    Link,
    NoResponse,
    NoSnapshot,
    Passage,
    Place,
    Report,
    Request,
    Response,
    Run,
    Snapshot,
    Source,
    Tie,
    Unreadable,
    Verdict,
)
from linkaudit.weigh import weigh

NOW = datetime(2026, 11, 22, 6, 14, 9, tzinfo=UTC)
NAME = "articles/river-towns.md"
RUN = Run(
    NOW, NOW.replace(minute=16), "1.0.0", True, "up", ("articles/",), archives=("web.archive.org",), command="linkaudit audit articles/"
)

# (words of the claim, URL it cites, what became of it)
STORY = (
    ("The wall was promised for 2018.", "https://council.example/minutes/2015-05-14.pdf", Health.LIVE),
    ("The audit office counted 117 objections.", "https://audit.example/r/117", Health.MOVED),
    ("Engineers now put the cost at €41 million.", "https://ministry.example/flood/costs", Health.DRIFTED),
    ("The 2019 budget set aside nothing.", "https://budget.example/2019/annex-b", Health.DEAD),
    ("Two mayors declined to comment.", "https://paper.example/a/8812", Health.BLOCKED),
    ("A third wrote back within a day.", "https://town.example/statement", Health.UNSURE),
    ("The plan of 2004 has vanished.", "https://gone.example/plan", Health.DEAD),
    ("Readers may write to the council.", "mailto:wall@council.example", Health.SKIPPED),
)
UNCITED = "Nobody has counted the sandbags."


def found(story: tuple[tuple[str, str, Health], ...] = STORY, uncited: str = UNCITED, name: str = NAME) -> Found:
    """One document: a paragraph for each claim of the story with its link, then one that cites nothing."""
    text, passages, claims, links, citations = "", [], [], [], []
    for n, (words, url, health) in enumerate((*story, (uncited, "", Health.SKIPPED))):
        start = len(text)
        passages.append(Passage("paragraph", words, ((0, start, len(words)),), start, start + len(words), Place(n + 1, 1)))
        claims.append(
            Claim(f"{name}#c{n + 1}", name, n, (0, len(words)), words, words, Place(n + 1, 1), start=start, end=start + len(words))
        )
        text += words + " "
        if url:
            skip = "mailto" if health is Health.SKIPPED else None
            link = Link(
                url, url, Place(n + 1, len(words) + 2), "inline", len(text), len(text) + len(url), n, (0, 9), "this page", skip=skip
            )
            links.append(link)
            citations.append(Citation(f"{name}#l{n + 1}", name, link, url, ties=(Tie(claims[-1].id, "inline", 1.0),)))
        text += url + "\n"
    document = Document(
        name, "markdown", text, tuple(passages), tuple(links), "9f2c" * 16, title="River towns wait", published=date(2024, 3, 11)
    )
    return Found(
        (document,),
        (Unreadable("articles/old.pdf", "the file is empty"),),
        tuple(claims),
        tuple(citations),
        (Finding("dangling_callout", "warning", "call-out [9] points to nothing", name, 3),),
    )


def source(url: str, **more: object) -> Source:
    return replace(Source(url, url, url.split("/")[2] if "//" in url else ""), **more)  # type: ignore[arg-type]


def check(url: str, health: Health, **more: object) -> Check:
    """A check of that health with a plain conversation."""
    asked = Request("GET", url)
    status = {Health.DEAD: 404, Health.BLOCKED: 403, Health.UNSURE: None}.get(health, 200)
    said: Response | NoResponse = NoResponse(asked, Cause.READ_TIMEOUT, "nothing for 20 s", NOW)
    if status:
        said = Response(asked, status, (("Content-Type", "text/html"),), b"<p>x</p>", NOW)
    if health is Health.SKIPPED:
        verdict = Verdict(health, Certainty.CERTAIN, ("skipped",), "Not asked: mailto.")
        return Check(source(url, skip="mailto"), replace(verdict, **more), (), NOW)  # type: ignore[arg-type]
    code = f"http-{status}" if status else Cause.READ_TIMEOUT.value
    verdict = Verdict(health, Certainty.CERTAIN, (code,), f"The server answered {status}.", http_status=status, final_url=url)
    if health is Health.MOVED:
        verdict = replace(verdict, use_instead="https://audit.example/reports/117")
    return Check(source(url), replace(verdict, **more), (said,), NOW)  # type: ignore[arg-type]


def copy(
    url: str, day: datetime | None = datetime(2023, 11, 2, 10, 10, 10, tzinfo=UTC), *, verified: bool = True, reason: str = "opened"
) -> Snapshot:
    stamp = f"{day:%Y%m%d%H%M%S}" if day else "0"
    return Snapshot(url, f"https://web.archive.org/web/{stamp}/{url}", day, "web.archive.org", verified, reason)


def report(story: tuple[tuple[str, str, Health], ...] = STORY, run: Run = RUN, name: str = NAME) -> Report:
    """The whole report of the story, weighed."""
    contents = found(story, name=name)
    archived = Archived("https://web.archive.org/web/2024/https://town.example/statement", "https://town.example/statement", "x", None)
    contents = replace(
        contents, citations=tuple(replace(c, archived=archived) if c.source == archived.original else c for c in contents.citations)
    )
    checks = tuple(check(url, health) for _, url, health in story)
    snapshots: dict[str, Snapshot | NoSnapshot] = {
        "https://budget.example/2019/annex-b": copy("https://budget.example/2019/annex-b"),
        "https://gone.example/plan": NoSnapshot("https://gone.example/plan", Gap.NONE, "the index answered: no captures", 0),
    }
    given = {archived.original: (copy(archived.original, None, verified=False, reason="the archive answered 404"),)}
    return weigh(run, contents, checks, snapshots, given)


OTHER = "articles/flood-wall.md"
RETOLD = (("Engineers now put the cost of the wall at €41 million in all.", "https://ministry.example/flood/costs", Health.DRIFTED),)
RETELLING = "The wall was promised for 2019."


def everything() -> Report:
    """Two documents that retell each other, what their pages show, and every other part that a report can have."""
    one, two = found(), found(RETOLD, RETELLING, OTHER)
    merged = Found(
        (*one.documents, *two.documents),
        one.unreadable,
        (*one.claims, *two.claims),
        (*one.citations, *two.citations),
        one.findings,
    )
    base = report()
    past = History(
        3, NOW.replace(day=1), NOW.replace(day=2), NOW.replace(day=8), 3, 0, True, False, "Dead since 8 November 2026, confirmed by 3 runs."
    )
    checks = [replace(row.check, history=past) if row.check.verdict.http_status == 404 else row.check for row in base.sources]
    claim = {c.plain: c.id for c in one.claims}
    costs = "https://ministry.example/flood/costs"
    evidence = (
        Evidence(
            claim["The wall was promised for 2018."],
            "https://council.example/minutes/2015-05-14.pdf",
            "live",
            "evidence_located",
            window="The mayor promised that the wall would stand in 2018.",
            fragment_url="https://council.example/minutes/2015-05-14.pdf#:~:text=The%20mayor",
            precision=0.79,
            measured="claims of a public set",
            page_url="https://council.example/minutes/2015-05-14.pdf",
            judgements=(Judgement("a-model", "entailed", "it says so"),),
        ),
        Evidence(
            claim["Engineers now put the cost at €41 million."],
            costs,
            "live",
            "value_differs",
            window="The cost is put at €52 million.",
            differs=(("€41 million", "€52 million"),),
            precision=0.94,
        ),
        Evidence(
            claim["The 2019 budget set aside nothing."],
            "https://budget.example/2019/annex-b",
            "snapshot",
            "partly_located",
            missing=("2019",),
        ),
        Evidence(
            claim["Two mayors declined to comment."], "https://paper.example/a/8812", "live", "not_checkable", reason="login_or_paywall"
        ),
    )
    return weigh(
        RUN,
        merged,
        checks,
        {row.source.url: row.snapshot for row in base.sources if row.snapshot},
        {row.source.url: row.given for row in base.sources},
        evidence,
    )
