"""The JSON Schema (draft 2020-12) of report.json, a field a line with its meaning; the tables of docs/report.md are made from it."""

from __future__ import annotations

import json
from typing import Any, get_args

from linkaudit.model import (
    Attribution,
    Cause,
    Certainty,
    ClaimHealth,
    ClaimStatus,
    EvidenceLabel,
    Gap,
    Health,
    Layout,
    NotCheckable,
)
from linkaudit.reports.shape import SCHEMA

Schema = dict[str, Any]


def text() -> str:
    """What `linkaudit schema` prints."""
    return json.dumps(SCHEMA_OF_REPORT, indent=2, ensure_ascii=False) + "\n"


# ---------------------------------------------------------------- the kinds of values


def _of(kind: str, meaning: str, **more: Any) -> Schema:
    return {"type": kind, "description": meaning, **more}


def _text(meaning: str) -> Schema:
    return _of("string", meaning)


def _maybe(schema: Schema) -> Schema:
    """The same, or null."""
    kind = {"type": [schema["type"], "null"]} if "type" in schema else {}
    choice = {"enum": [*schema["enum"], None]} if "enum" in schema else {}
    return {**schema, **kind, **choice}


def _number(meaning: str, least: int | None = 0) -> Schema:
    return _of("integer", meaning, **({} if least is None else {"minimum": least}))


def _yes(meaning: str) -> Schema:
    return _of("boolean", meaning)


def _date(meaning: str) -> Schema:
    return _of("string", meaning, format="date", pattern=r"^\d{4}-\d\d-\d\d$")


def _time(meaning: str) -> Schema:
    return _of("string", meaning + " (UTC)", format="date-time", pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")


def _one_of(names: Any, meaning: str) -> Schema:
    return _of("string", meaning, enum=[str(name) for name in names])


def _list(items: Schema, meaning: str) -> Schema:
    return _of("array", meaning, items=items)


def _texts(meaning: str) -> Schema:
    return _list({"type": "string"}, meaning)


def _row(meaning: str, fields: dict[str, Schema]) -> Schema:
    """An object with exactly these fields, all present."""
    return _of("object", meaning, properties=fields, required=list(fields), additionalProperties=False)


# ---------------------------------------------------------------- the rows

_PLACE = {
    "line": _maybe(_number("line, from 1; null where the format has none", 1)),
    "column": _maybe(_number("column in code points, from 1; null where the format has none", 1)),
    "page": _maybe(_number("page of a PDF, from 1", 1)),
    "part": _maybe(_text("part of a document without lines: paragraph, note, cell, chapter")),
    "start": _maybe(_number("first code point in the decoded text; null where the format has no offsets")),
    "end": _maybe(_number("code point after the last; null where the format has no offsets")),
}

_SPAN = {"start": _number("first code point in `plain`"), "end": _number("after the last")}

RUN = _row(
    "when, with what and how completely the audit was made",
    {
        "began": _time("first moment of the run"),
        "ended": _time("last moment of the run"),
        "version": _text("of linkaudit"),
        "complete": _yes("false when something was left out: stopped, out of budget, network down"),
        "why_incomplete": _maybe(_text("what was in the way, for a person")),
        "pages_not_read": _number("pages that opened but were not looked into for what the claims say: more than --look-most"),
        "network": _one_of(
            ["up", "down", "replay"], "down: no verdicts were given; replay: answers came from a recording, the times in the report too"
        ),
        "inputs": _texts("as they were named"),
        "published": _maybe(_date("publication date that the user stated for all documents")),
        "archives": _texts("archives that were asked for saved copies"),
        "example": _maybe(_text("banner of a hand-written recording: the report then says nothing about the sites in it")),
        "clock": _maybe(_time("where the user let the clock stand still, for a rehearsal: the times in the report are then no evidence")),
        "command": _text("how to repeat the run"),
    },
)

DOCUMENT = _row(
    "a document that could be read",
    {
        "name": _text("the path as found, suffix kept, or the URL; what `document` means elsewhere"),
        "format": _text("which reader read it"),
        "title": _maybe(_text("its own title")),
        "published": _maybe(_date("its own publication date")),
        "modified": _maybe(_date("its own date of last change")),
        "language": _maybe(_text("its own statement of language")),
        "url": _maybe(_text("where it was fetched from, if it was")),
        "sha256": _text("of its bytes"),
        "exact": _yes("whether offsets into its text mean anything (not so for PDF, DOCX, EPUB)"),
        "remarks": _texts("what its reader could not do"),
        "claims": _number("how many claims it makes"),
        "citations": _number("how many citations it holds"),
    },
)

UNREADABLE = _row("an input that could not be read", {"name": _text("as found"), "reason": _text("why, for a person")})

CLAIM = _row(
    "a statement of a document: a sentence, or a quotation with its attribution",
    {
        "id": _text("`<document>#c<n>`, n from 1 in reading order"),
        "document": _text("`name` of its document"),
        **_PLACE,
        "text": _text("the stretch start:end of the document with white space collapsed, markup included"),
        "plain": _text("the same as a reader sees it"),
        "status": _one_of(
            get_args(ClaimStatus),
            "cited: a link is tied to this very claim; cited_at_passage: only to its passage; uncited: none; "
            "twin_sourced: none, but the same claim in another document has one",
        ),
        "health": _one_of(
            get_args(ClaimHealth),
            "the best of its sources. live: one opens; live_not_located: one opens but does not show it; archived_only: none opens, "
            "a saved copy was opened; unknown: none opens, not all are dead; lost: all are dead, no copy opened; none: it has no source",
        ),
        "need": _of("number", "how much it needs a source: an order to work in, no verdict on the claim", minimum=0),
        "facts": _row(
            "what in it can be compared",
            {
                "quantities": _list(
                    _row(
                        "a number with its unit",
                        {
                            "value": _of("number", "scale applied: 37.9 million is 37900000"),
                            "unit": _text("currency, percent, unit of measure, or nothing"),
                            "raw": _text("as written"),
                            **_SPAN,
                        },
                    ),
                    "numbers",
                ),
                "dates": _list(
                    _row(
                        "a date as far as it is given",
                        {
                            "year": _maybe(_number("if given", None)),
                            "month": _maybe(_number("if given", 1)),
                            "day": _maybe(_number("if given", 1)),
                            "weekday": _maybe(_number("if given; Monday is 0")),
                            "raw": _text("as written"),
                            **_SPAN,
                            "resolved_from": _maybe(_date("publication date with which a weekday or `yesterday` was resolved")),
                        },
                    ),
                    "dates",
                ),
                "names": _texts("likely names"),
                "quotes": _list(
                    _row(
                        "words between quotation marks",
                        {
                            "text": _text("the words"),
                            "speaker": _maybe(_text("who says them, where the sentence tells")),
                            "verb": _maybe(_text("with which verb")),
                            **_SPAN,
                        },
                    ),
                    "quotations",
                ),
                "attribution": _one_of(get_args(Attribution), "how firmly it is said"),
            },
        ),
        "selector": _row(
            "W3C Web Annotation selector of the claim, in the text as a reader sees it",
            {
                "type": _one_of(["TextQuoteSelector"], "of selector"),
                "exact": _text("the words"),
                "prefix": _text("up to 32 characters before them; up to 512 where the same words stand elsewhere"),
                "suffix": _text("up to 32 characters after them; up to 512 where the same words stand elsewhere"),
            },
        ),
    },
)

CITATION = _row(
    "one use of one link",
    {
        "id": _text("`<document>#l<n>`, n from 1 in reading order"),
        "document": _text("`name` of its document"),
        **_PLACE,
        "url": _text("verbatim: the stretch start:end of the document; a secret in it is printed as `***`"),
        "target": _text("what is asked for: decoded, scheme added, resolved"),
        "source": _text("`url` of its row in `sources`"),
        "layout": _one_of(get_args(Layout), "how the document writes it"),
        "callout": _maybe(
            _row("the mark in the running text that points to it", {"start": _number("first code point"), "end": _number("after the last")})
        ),
        "archive_url": _maybe(_text("the saved copy that the document gives, as a URL")),
        "redacted": _yes("whether a secret was taken out of its URLs; `url` then differs from the document's text"),
        "anchor": _text("words of the link"),
        "label": _maybe(_text("of the note or reference that holds it")),
        "accessed": _maybe(_date("access date that the document states")),
        "written_as": _maybe(_text("how an identifier was written: doi, arxiv, hdl, pmid, urn:nbn, www, defanged")),
        "wrapper": _maybe(_text("redirect wrapper that was taken off its URL")),
        "declared_dead": _yes("whether the document itself says that it is dead"),
        "furniture": _yes("whether it belongs to the site (navigation, footer, related links), not to the article"),
        "skip": _maybe(_text("why it is listed but not asked for")),
        "claims": _list(
            _row(
                "a claim that it supports",
                {
                    "claim": _text("`id` of the claim"),
                    "method": _text("how the tie was made; `passage`: it stands at the claim's passage, no more is known"),
                    "confidence": _of("number", "probability that it belongs to this claim", minimum=0, maximum=1),
                },
            ),
            "the claims that it is tied to",
        ),
    },
)

_COPY = {
    "url": _text("of the saved copy"),
    "taken_at": _maybe(_time("when it was taken; null when its URL tells no date and it was not opened")),
    "archive": _text("that keeps it"),
    "verified": _yes("whether it was opened and showed a page; never offer one that is not"),
    "days_from_published": _maybe(_number("days between publication and capture, negative before; null without a publication date", None)),
    "reason": _text("how it was verified, or why not"),
    "title": _maybe(_text("of the page in it")),
    "digest": _maybe(_text("SHA-256 of the body that was opened")),
    "unchanged_around": _yes("whether captures before and after publication have one digest"),
}

REPLY = _row(
    "one request and what came back",
    {
        "method": _text("of the request"),
        "url": _text("that was asked"),
        "purpose": _text("page, probe, control, robots, index, replay"),
        "at": _time("when the reply came"),
        "status": _maybe(_number("HTTP status; null when nothing came back", 100)),
        "cause": _maybe(_one_of(Cause, "why nothing came back")),
        "detail": _maybe(_text("the words of whoever said so")),
        "headers": _list(_list({"type": "string"}, "name and value"), "those that a verdict can rest on, each cut at 300 characters"),
        "digest": _maybe(_text("SHA-256 of the body as far as it was read")),
    },
)

SOURCE = _row(
    "what is checked once however often it is cited",
    {
        "url": _text("its identity: normalised, tracking and fragment dropped, an archive URL unwrapped to its original"),
        "host": _text("that is asked"),
        "health": _one_of(
            Health,
            "live; moved: opens elsewhere for good; drifted: opens, no longer shows what is cited; blocked: somebody answered "
            "but refused a robot; unsure: not decided by what was seen; dead: evidence that the content is gone; skipped: nobody asked",
        ),
        "certainty": _one_of(Certainty, "of the verdict"),
        "evidence": _texts("codes of what was seen, in order"),
        "reason": _text("the sentence that follows from them"),
        "final_url": _maybe(_text("where the redirects ended")),
        "http_status": _maybe(_number("of the last answer", 100)),
        "checked_at": _time("when the verdict was reached"),
        "requests": _number("how many were sent for it"),
        "retry_at": _maybe(_time("when the server wants to be asked again")),
        "use_instead": _maybe(_text("URL to cite now")),
        "missing_fragments": _texts("anchors that citations name and the page does not have"),
        "notes": _texts("side facts"),
        "skip": _maybe(_text("why nobody asked")),
        "history": _maybe(
            _row(
                "what earlier runs saw of it (`--memory`); null without a memory",
                {
                    "runs": _number("how many have checked it, this one included", 1),
                    "first_seen": _time("when the first of them did"),
                    "last_alive": _maybe(_time("when it opened last")),
                    "first_dead": _maybe(_time("when the present run of failures began")),
                    "dead_runs": _number("how many runs in a row have found it dead, this one included"),
                    "blocked_runs": _number("how many runs in a row have been refused, this one included"),
                    "confirmed": _yes("whether it was found dead often enough, over days enough"),
                    "flapping": _yes("whether its host comes and goes"),
                    "sentence": _text("the same for a person"),
                },
            )
        ),
        "published": _maybe(_date("of the earliest document that cites it")),
        "snapshot": _maybe(_row("the saved copy nearest to publication", _COPY)),
        "gap": _maybe(
            _one_of(
                Gap,
                "why there is no snapshot: the archives have none, it is excluded, only unusable captures, or they could not be asked; "
                "null when there is one, or none was looked for",
            )
        ),
        "gap_reason": _maybe(_text("the same in words")),
        "captures": _maybe(_number("that were looked at without finding a usable one")),
        "last_alive": _maybe(_date("last good capture in the archive's index")),
        "first_dead": _maybe(_date("first 404 or 410 capture after it")),
        "given": _list(_row("a saved copy that a document cites", _COPY), "archived copies that the documents cite, opened"),
        "remedy": _maybe(_text("what an editor can do, in one sentence; null when nothing needs doing")),
        "citations": _texts("`id` of each citation of it"),
        "conversation": _list(REPLY, "every request for it and what came back"),
    },
)

EVIDENCE = _row(
    "what a page shows of a claim: words and values that were or were not found, never whether the claim is right",
    {
        "claim": _text("`id` of the claim"),
        "source": _text("`url` of the source"),
        "seen_on": _one_of(["live", "snapshot"], "which page was read"),
        "page_url": _maybe(_text("its URL")),
        "label": _one_of(get_args(EvidenceLabel), "what was found"),
        "precision": _maybe(_of("number", "how often the plain reading of this label was right when measured", minimum=0, maximum=1)),
        "measured": _text("on what that was measured"),
        "window": _text("the passage of the page that comes nearest, quoted"),
        "missing": _texts("what of the claim was not found there"),
        "differs": _list(_list({"type": "string"}, "the claim's value, the page's value"), "values that differ"),
        "diff": _text("of a quotation that is nearly there: [-the claim's words-] {+the page's words+}"),
        "fragment_url": _maybe(_text("opens the page at the window (`#:~:text=`)")),
        "reason": _maybe(_one_of(get_args(NotCheckable), "why nothing can be said")),
        "judgements": _list(
            _row(
                "what a judge of the user's says", {"judge": _text("its name"), "label": _text("its label"), "detail": _text("its words")}
            ),
            "other opinions, under their own names",
        ),
    },
)

TWIN = _row(
    "the same claim in two documents",
    {
        "a": _text("`id` of one claim"),
        "b": _text("`id` of the other"),
        "score": _of("number", "how alike they are", minimum=0, maximum=1),
    },
)

SUGGESTION = _row(
    "a source that a claim without one might cite, because its twin does",
    {
        "claim": _text("`id` of the claim"),
        "twin": _text("`id` of its twin"),
        "source": _text("`url` of the twin's source"),
        "confidence": _of("number", "of the twin's tie, halved", minimum=0, maximum=1),
    },
)

DISAGREEMENT = _row(
    "where two twins differ",
    {
        "a": _text("`id` of one claim"),
        "b": _text("`id` of the other"),
        "kind": _one_of(["number", "unit", "date", "negation", "attribution"], "of difference"),
        "hard": _yes("whether both cannot be right as they stand"),
        "value_a": _text("in the one"),
        "value_b": _text("in the other"),
        "span_a": _list({"type": "integer"}, "start and end in the `plain` of the one"),
        "span_b": _list({"type": "integer"}, "start and end in the `plain` of the other"),
    },
)

LOAD_BEARING = _row(
    "what would hang in the air if a source went",
    {
        "source": _text("`url` of the source"),
        "alone": _texts("`id` of each claim that no other standing source holds"),
        "shared": _texts("`id` of each claim that others hold too"),
        "saved": _yes("whether this audit opened a saved copy of it"),
    },
)

FINDING = _row(
    "one thing an editor may want to act on",
    {
        "rule": _text("its name"),
        "level": _one_of(["error", "warning", "note"], "error: something is gone; warning: needs a look; note: good to know"),
        "message": _text("for a person"),
        "document": _maybe(_text("`name` of the document")),
        "line": _maybe(_number("in the document", 1)),
        "citation": _maybe(_text("`id` of the citation")),
        "source": _maybe(_text("`url` of the source")),
        "claim": _maybe(_text("`id` of the claim")),
        "remedy": _maybe(_text("what can be done")),
    },
)

SUMMARY = _row(
    "how many of each",
    {
        "counts": _row("sources by health", {str(health): _number(f"sources that are {health}") for health in Health}),
        "claims": _row("claims by health", {health: _number(f"claims that are {health}") for health in get_args(ClaimHealth)}),
    },
)

SCHEMA_OF_REPORT: Schema = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "$id": "https://linkaudit.readthedocs.io/schema/report-1.json",
    "title": SCHEMA,
    **_row(
        "the citation health of documents: what they claim, what they cite, what became of it",
        {
            "schema": _of("string", "name and version of this contract", const=SCHEMA),
            "run": RUN,
            "documents": _list(DOCUMENT, "in the order they were named"),
            "unreadable": _list(UNREADABLE, "inputs that could not be read"),
            "claims": _list(CLAIM, "in reading order"),
            "citations": _list(CITATION, "in reading order"),
            "sources": _list(SOURCE, "in the order of their first use"),
            "evidence": _list(EVIDENCE, "what the pages show of the claims"),
            "twins": _list(TWIN, "the same claim in two documents"),
            "suggestions": _list(SUGGESTION, "sources of twins, for claims without one"),
            "disagreements": _list(DISAGREEMENT, "where twins differ"),
            "load_bearing": _list(LOAD_BEARING, "sources that claims hang on alone, the first to be saved first"),
            "findings": _list(FINDING, "by document and line"),
            "summary": SUMMARY,
        },
    ),
}


def tables() -> str:
    """The fields of report.json as Markdown tables, one for each part: what docs/report.md holds between its marks."""
    parts: list[str] = []
    _table("report", SCHEMA_OF_REPORT, parts)
    return "\n\n".join(parts) + "\n"


def _table(name: str, schema: Schema, parts: list[str]) -> None:
    rows = [f"### `{name}`: {schema['description']}", "", "| field | kind | meaning |", "|:--|:--|:--|"]
    parts.append("")
    place = len(parts) - 1
    for field, below in schema["properties"].items():
        inner = below["items"] if below["type"] == "array" else below
        rows.append(f"| `{field}` | {_kind(below)} | {below['description']} |")
        if "properties" in inner:
            _table(f"{name}.{field}" if name != "report" else field, inner, parts)
    parts[place] = "\n".join(rows)


def _kind(schema: Schema) -> str:
    """The kind of a field in words: `string or null`, `list of strings`, `one of ...`."""
    kinds = schema["type"] if isinstance(schema["type"], list) else [schema["type"]]
    if "array" in kinds:
        inner = str(schema["items"]["type"])
        return "list of " + {"object": "rows", "array": "pairs"}.get(inner, inner + "s")
    if "enum" in schema:
        return " \\| ".join(f"`{'null' if name is None else name}`" for name in schema["enum"])
    return " or ".join("row" if kind == "object" else kind for kind in kinds)
