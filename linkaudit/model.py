"""The nouns of an audit, frozen: what each stage hands to the next.

One pattern, used three times: the thing, or No-thing with its reason
(`Document | Unreadable`, `Response | NoResponse`, `Snapshot | NoSnapshot`).
Offsets are code points in `Document.text`; lines and columns count from 1; times are aware UTC datetimes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Literal

# ---------------------------------------------------------------- documents


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands, in the terms its format has. Whatever the format lacks is None."""

    line: int | None = None
    column: int | None = None
    page: int | None = None
    rect: tuple[float, float, float, float] | None = None  # PDF points, left bottom right top
    part: str | None = None  # "paragraph 12", "footnote 3", "cell 4", "chapter-2.xhtml"


PassageKind = Literal[
    "paragraph",
    "heading",
    "list_item",
    "quote",
    "table_cell",
    "caption",
    "byline",
    "source_line",
    "boilerplate",
    "note",
    "reference",
    "link_block",
]


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of a document as a reader sees it.

    `text` has the markup gone, entities decoded, hard wraps joined and white space collapsed to single spaces.
    `runs` maps it back: each `(text_offset, document_offset, length)` is a stretch that is the same, character for character, in
    `Document.text` (an entity or a joined line break lies between two runs). `start`/`end` bound the block in `Document.text`.
    """

    kind: PassageKind
    text: str
    runs: Sequence[tuple[int, int, int]]  # of a reader's own making `documents.weave.Runs`
    start: int
    end: int
    at: Place
    heading: tuple[str, ...] = ()  # the headings above it, outermost first
    furniture: bool = False  # navigation, footer, related links: listed, never tied
    label: str | None = None  # of a note or a numbered reference: what call-outs name it by
    cites: str | None = None  # `cite` attribute of a blockquote/q, verbatim


Layout = Literal[
    "inline",
    "autolink",
    "bare",
    "reference",
    "footnote",
    "numbered",
    "author_year",
    "ref",
    "block",
    "list",
    "attribute",
    "image",
    "metadata",
]


@dataclass(frozen=True, slots=True)
class Link:
    """One occurrence of a URL (or of an identifier that a resolver turns into one) in a document.

    `url` is verbatim: where the format has offsets, `Document.text[start:end] == url`. `target` is what will be asked: entities and
    escapes decoded, scheme added, wrapped lines joined, resolved against `<base>`. `passage` indexes `Document.passages` and `span` is
    where the anchor text (or the URL itself) stands in that passage's `text`; both are None for a link outside all passages.
    """

    url: str
    target: str
    at: Place
    layout: Layout
    start: int | None = None
    end: int | None = None
    passage: int | None = None
    span: tuple[int, int] | None = None
    anchor: str = ""
    label: str | None = None  # of the note or reference that holds the link
    archive_url: str | None = None  # a saved copy that the markup itself gives (cite template, Robust Link)
    accessed: date | None = None
    written_as: str | None = None  # "doi", "arxiv", "hdl", "pmid", "urn:nbn", "www", "defanged", or a redirect wrapper's name
    skip: str | None = None  # why it is listed but not asked: "mailto", "tel", "fragment of this document", ...
    declared_dead: bool = False  # the document says so itself ({{dead link}}, url-status=dead)
    furniture: bool = False


@dataclass(frozen=True, slots=True)
class Callout:
    """The mark in the running text that points to a note or reference: `[3]`, `¹`, `[^a]`, `<ref name="a"/>`, `(Smith 2019)`."""

    label: str
    kind: Literal["numeric", "superscript", "author_year", "footnote", "ref", "anchor"]
    start: int | None
    end: int | None
    passage: int
    span: tuple[int, int]  # in the passage's text; empty when the call-out leaves no text behind
    at: Place


@dataclass(frozen=True, slots=True)
class Document:
    """A document that could be read. `exact` says whether offsets into `text` mean anything to its user (not so for PDF, DOCX, EPUB)."""

    name: str
    format: str
    text: str
    passages: tuple[Passage, ...]
    links: tuple[Link, ...]
    sha256: str  # of the bytes
    callouts: tuple[Callout, ...] = ()
    title: str | None = None
    published: date | None = None
    modified: date | None = None
    language: str | None = None
    url: str | None = None  # where it was fetched from, if it was
    exact: bool = True
    anchors: tuple[str, ...] | None = None  # names that a `#fragment` may point at; None where the format or reader has none
    remarks: tuple[str, ...] = ()  # what the reader could not do, e.g. "page 3 has no text (scanned)"


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An input that yielded no document, and why, in words for a person."""

    name: str
    reason: str


# ---------------------------------------------------------------- claims and citations


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of a document: a sentence, or a quotation with its attribution.

    `text` equals `Document.text[start:end]` with white space collapsed (markup included); `plain` is the same as a reader sees it.
    `start`/`end` are None when the document has no exact offsets. `span` is its place in its passage's text.
    """

    id: str
    document: str
    passage: int
    span: tuple[int, int]
    text: str
    plain: str
    at: Place
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit. `value` is scaled ("37.9 million" = 37900000.0); `unit` is "" (a bare number), "%", an ISO currency code,
    a base unit ("m", "kg", "s", ...), "nth" for an ordinal, or the noun that is counted, folded. `start`/`end` bound `raw` in the text."""

    value: float
    unit: str
    raw: str
    start: int
    end: int
    noun: str = ""  # the word after it, folded: what the number counts, as far as the text says
    figure: float = 0.0  # the number as written with its scale, before the unit was converted: 5 of "5 km"
    also: float = 0.0  # what it may be besides: the first of "3 to 10 million" is three million


@dataclass(frozen=True, slots=True)
class DateFact:
    """A date as far as the text gives it; what it leaves open is None. `weekday` counts from Monday = 0. `resolved_from` is the date of
    publication when a weekday or a relative date ("yesterday") was resolved with it."""

    year: int | None
    month: int | None
    day: int | None
    raw: str
    start: int
    end: int
    weekday: int | None = None
    decade: bool = False  # "1960s": `year` is the first of ten
    resolved_from: date | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks (the marks left out), and who says them with which verb where the sentence tells."""

    text: str
    start: int
    end: int
    speaker: str | None = None
    verb: str | None = None


Attribution = Literal["asserted", "attributed", "hedged"]


@dataclass(frozen=True, slots=True)
class Facts:
    """What in a claim can be compared: numbers, dates, names, quotations; and how firmly it is said. Offsets count in `Claim.plain`."""

    quantities: tuple[Quantity, ...] = ()
    dates: tuple[DateFact, ...] = ()
    names: tuple[str, ...] = ()
    quotes: tuple[Quotation, ...] = ()
    attribution: Attribution = "asserted"


@dataclass(frozen=True, slots=True)
class Tie:
    """That a citation supports a claim, by which method, and the probability that it is *this* claim."""

    claim: str
    method: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Archived:
    """A saved copy named by its URL: `original` is the URL it was made from, `taken_at` as far as the URL tells."""

    url: str
    original: str
    archive: str
    taken_at: datetime | None


@dataclass(frozen=True, slots=True)
class Citation:
    """One use of one link: a named reference that is called twice gives two citations. `source` is `Source.url`."""

    id: str
    document: str
    link: Link
    source: str
    callout: tuple[int, int] | None = None
    archived: Archived | None = None
    ties: tuple[Tie, ...] = ()
    wrapper: str | None = None  # the redirect wrapper that was taken off (Google, safelinks, ...)


@dataclass(frozen=True, slots=True)
class Source:
    """What is checked once however often it is cited. `url` is its identity (normalised, tracking and fragment dropped); `ask` is what
    is asked for; `fragments` are the anchors that citations name."""

    url: str
    ask: str
    host: str
    fragments: tuple[str, ...] = ()
    skip: str | None = None
    archived: tuple[Archived, ...] = ()  # saved copies that the documents give
    accessed: date | None = None  # the earliest access date that a citation states


# ---------------------------------------------------------------- asking and answering


@dataclass(frozen=True, slots=True)
class Request:
    """One thing to ask of the network."""

    method: str
    url: str
    headers: tuple[tuple[str, str], ...] = ()
    purpose: Literal["page", "probe", "control", "robots", "index", "replay", "document", "save"] = "page"
    body: bytes | None = None
    timeout: float | None = None  # seconds for this attempt; None = the setting
    cap: int | None = None  # bytes of body to read; None = the setting
    after: float = 0.0  # seconds to let pass after the last reply before this is asked; the lane goes on with others meanwhile
    late: bool = False  # asked once everything else of the run has been asked (time-outs, a second look at a 404)


class Cause(StrEnum):
    """Why nothing came back. The names are the evidence codes of the report."""

    DNS_NXDOMAIN = "dns-nxdomain"
    DNS_TEMPORARY = "dns-temporary"
    CONNECT_TIMEOUT = "connect-timeout"
    READ_TIMEOUT = "read-timeout"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    RESET = "reset"
    CLOSED = "closed"
    PROTOCOL = "protocol"
    BODY_LIMIT = "body-limit"
    TLS_EXPIRED = "tls-expired"
    TLS_SELF_SIGNED = "tls-self-signed"
    TLS_WRONG_HOST = "tls-wrong-host"
    TLS_UNTRUSTED = "tls-untrusted-root"
    TLS_INCOMPLETE = "tls-incomplete-chain"
    TLS_PROTOCOL = "tls-old-protocol"
    TLS_OTHER = "tls-fault"
    PRIVATE_ADDRESS = "private-address"
    BAD_URL = "bad-url"
    NOT_RECORDED = "not-recorded"
    ROBOTS = "robots-disallowed"  # under --robots obey
    RATE_LIMITED = "rate-limited"  # the host answered 429 to others of its URLs, and nothing else: not asked
    UNAVAILABLE = "unavailable"  # the same with 503 and Retry-After


# The headers that tell something about an answer once it has been judged: what reports, memory and a long run keep of it.
EXCERPT = frozenset(
    {
        "cf-mitigated",
        "content-encoding",
        "content-length",
        "content-type",
        "etag",
        "last-modified",
        "location",
        "memento-datetime",
        "retry-after",
        "server",
        "via",
        "x-amzn-waf-action",
        "x-vercel-mitigated",
    }
)


@dataclass(frozen=True, slots=True)
class Response:
    """What came back. `complete` is False when the body was cut (cap, drip, time); `retry_after` is in seconds from `at`."""

    request: Request
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    at: datetime
    seconds: float = 0.0
    complete: bool = True
    retry_after: float | None = None
    digest: str | None = None  # sha-256 of the body, for a reply whose body was let go

    def header(self, name: str) -> str | None:
        """The first header of that name, or None."""
        name = name.lower()
        return next((value for key, value in self.headers if key.lower() == name), None)


@dataclass(frozen=True, slots=True)
class NoResponse:
    """That nothing usable came back, why, and the words of whoever said so."""

    request: Request
    cause: Cause
    detail: str
    at: datetime
    seconds: float = 0.0


Reply = Response | NoResponse


# ---------------------------------------------------------------- checks


class Health(StrEnum):
    """The state of a source. *blocked*: somebody answered but refused a robot. *unsure*: cannot be decided from what was seen."""

    LIVE = "live"
    MOVED = "moved"
    DRIFTED = "drifted"
    BLOCKED = "blocked"
    UNSURE = "unsure"
    DEAD = "dead"
    SKIPPED = "skipped"


class Certainty(StrEnum):
    CERTAIN = "certain"
    PROBABLE = "probable"
    SUSPECTED = "suspected"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the replies mean. `evidence` are codes, in the order they were seen; `reason` is the sentence that follows from them."""

    health: Health
    certainty: Certainty
    evidence: tuple[str, ...]
    reason: str
    final_url: str | None = None
    http_status: int | None = None
    retry_at: datetime | None = None
    use_instead: str | None = None  # of a moved source: the URL to cite now
    missing_fragments: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()  # side facts: "https-upgrade", "slow"


@dataclass(frozen=True, slots=True)
class History:
    """What the runs so far come to, the present one included. `first_dead` begins the present unbroken spell of death, `dead_runs` counts
    it; `confirmed` says that it has lasted; `sentence` says all of it, and is empty when there is nothing to say."""

    runs: int
    first_seen: datetime
    last_alive: datetime | None = None
    first_dead: datetime | None = None
    dead_runs: int = 0
    blocked_runs: int = 0  # in a row
    confirmed: bool = False
    flapping: bool = False
    sentence: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One source, the whole conversation about it, and what it means."""

    source: Source
    verdict: Verdict
    replies: tuple[Reply, ...]
    at: datetime
    history: History | None = None  # what runs before saw, when a memory was kept


# ---------------------------------------------------------------- snapshots


class Gap(StrEnum):
    """Why there is no snapshot: the archives answered *none*, only *unusable* captures, *excluded* by them, or could not be asked."""

    NONE = "none"
    UNUSABLE = "unusable"
    EXCLUDED = "excluded"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A memento of a source. `verified` only when it was opened and showed a page."""

    original: str
    url: str
    taken_at: datetime | None  # None: a cited copy whose URL tells no date and that did not open
    archive: str
    verified: bool
    reason: str = ""  # how it was verified, or why not
    title: str | None = None
    digest: str | None = None  # sha-256 of the body that was opened
    unchanged_around: bool = False  # captures before and after the date that counts have one digest
    last_alive: date | None = None  # last good capture in the index
    first_dead: date | None = None  # first 404/410 capture after it


@dataclass(frozen=True, slots=True)
class NoSnapshot:
    """That no copy can be offered, why, and how many captures were looked at."""

    original: str
    gap: Gap
    reason: str
    captures: int = 0
    last_alive: date | None = None
    first_dead: date | None = None


# ---------------------------------------------------------------- evidence, twins


@dataclass(frozen=True, slots=True)
class PageText:
    """The words of a page, block by block. `main` is the article without menus and footers (empty when it could not be told apart);
    `body` is everything a reader can see, and nothing negative is said before it was searched. `cut`: the page was longer than we read."""

    main: tuple[str, ...]
    body: tuple[str, ...]
    title: str = ""
    published: date | None = None
    language: str | None = None
    cut: bool = False


NotCheckable = Literal[
    "unreachable",
    "login_or_paywall",
    "soft_404",
    "no_text",
    "scanned",
    "other_language",
    "no_checkable_facts",
    "tie_too_weak",
]


@dataclass(frozen=True, slots=True)
class NoText:
    """That a page has no words to search, and why. `detail` says it for a person."""

    reason: NotCheckable
    detail: str = ""


EvidenceLabel = Literal[
    "quote_found",
    "evidence_located",
    "partly_located",
    "value_not_on_page",
    "value_differs",
    "not_located",
    "not_checkable",
]


@dataclass(frozen=True, slots=True)
class Judgement:
    """What somebody else's judge (a language model, an inference model) says about a claim and a page, under its own name."""

    judge: str
    label: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a page shows of a claim: words and values that were or were not found, never whether the claim is right.

    `window` is the passage of the page that comes nearest, quoted. `missing` names what of the claim was not found there; for
    `value_differs`, `differs` pairs the claim's value with the page's, for `partly_located` the words of the one that denies what the other
    says. `fragment_url` opens the page at the window.
    `precision` is how often the label's plain reading was right when measured, and `measured` on what.
    """

    claim: str
    source: str
    seen_on: Literal["live", "snapshot"]
    label: EvidenceLabel
    window: str = ""
    missing: tuple[str, ...] = ()
    differs: tuple[tuple[str, str], ...] = ()
    diff: str = ""  # of a quotation that is nearly there: [-claim's words-] {+page's words+}
    fragment_url: str | None = None
    reason: NotCheckable | None = None
    precision: float | None = None
    measured: str = ""
    page_url: str | None = None  # of the page or the snapshot that was read
    judgements: tuple[Judgement, ...] = ()
    overlap: float = 0.0  # share of the claim's words that the window has, 0 to 1
    on_page: float = 0.0  # the same of the whole page


@dataclass(frozen=True, slots=True)
class Twin:
    """The same claim in two documents of one audit (ids, in reading order), and how alike the two are, 0 to 1."""

    a: str
    b: str
    score: float


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A source that an uncited claim might cite, because its twin in another document does. Never a citation of this document."""

    claim: str
    twin: str
    source: str
    confidence: float  # of the twin's tie, halved and weighed with the likeness of the two


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Where two twins differ. `hard`: both cannot be right as they stand; soft: worth a look. Spans count in each `Claim.plain`."""

    a: str
    b: str
    kind: Literal["number", "unit", "date", "negation", "attribution"]
    hard: bool
    value_a: str
    value_b: str
    span_a: tuple[int, int]
    span_b: tuple[int, int]


@dataclass(frozen=True, slots=True)
class LoadBearing:
    """A source and the claims that hang on it: `alone` are those with no other source that stands."""

    source: str
    alone: tuple[str, ...]
    shared: tuple[str, ...] = ()
    saved: bool = False  # an opened copy of it is known


# ---------------------------------------------------------------- the report


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing an editor may want to act on."""

    rule: str
    level: Literal["error", "warning", "note"]
    message: str
    document: str | None = None
    line: int | None = None
    citation: str | None = None
    source: str | None = None
    claim: str | None = None
    remedy: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """What the documents hold, before anything is asked."""

    documents: tuple[Document, ...]
    unreadable: tuple[Unreadable, ...]
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    findings: tuple[Finding, ...]


ClaimStatus = Literal["cited", "cited_at_passage", "uncited", "twin_sourced"]
ClaimHealth = Literal["live", "live_not_located", "archived_only", "unknown", "lost", "none"]


@dataclass(frozen=True, slots=True)
class WeighedClaim:
    """A claim with what its citations come to: how it is sourced, and the best that its sources can still show."""

    claim: Claim
    status: ClaimStatus
    health: ClaimHealth
    facts: Facts = Facts()  # `claims.facts.facts(claim.plain, document.published)`
    need: float = 0.0  # how much it needs a source: an order to work in (`claims.need.weight`), no verdict


@dataclass(frozen=True, slots=True)
class WeighedSource:
    """A source with everything that was learnt about it."""

    source: Source
    check: Check
    citations: tuple[str, ...]  # ids
    snapshot: Snapshot | NoSnapshot | None = None  # None: not looked for
    given: tuple[Snapshot, ...] = ()  # the saved copies that documents cite, opened
    remedy: str | None = None  # what an editor can do, in one sentence
    published: date | None = None  # of the earliest document that cites it: snapshots are dated by their distance from it
    kept: bool | None = None  # of a live source: whether an archive holds a good capture; None: not asked, or not answered


@dataclass(frozen=True, slots=True)
class Run:
    """When, with what and how completely an audit was made. `example` says that a hand-written cassette stood in for the web."""

    began: datetime
    ended: datetime
    version: str
    complete: bool
    network: Literal["up", "down", "replay"]
    inputs: tuple[str, ...]
    example: str | None = None  # the banner of a hand-written cassette
    command: str = ""  # how to repeat it
    archives: tuple[str, ...] = ()  # that were asked
    why_incomplete: str | None = None
    pages_not_read: int = 0  # that opened but were not looked into for what the claims say, because there were too many
    published: date | None = None  # of the documents, as the user stated it; None: each document's own
    clock: datetime | None = None  # where `--clock` made time stand still: then no time in the report is evidence


@dataclass(frozen=True, slots=True)
class Report:
    """Everything an audit found, ready to be written in any form."""

    run: Run
    documents: tuple[Document, ...]
    unreadable: tuple[Unreadable, ...]
    claims: Sequence[WeighedClaim]  # made when they are asked for, as the sources (`linkaudit.statements.Claims`)
    citations: tuple[Citation, ...]
    sources: Sequence[WeighedSource]  # of a long audit a row is made when it is asked for (`linkaudit.sources.Sources`)
    findings: tuple[Finding, ...]
    evidence: tuple[Evidence, ...] = ()
    twins: tuple[Twin, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    disagreements: tuple[Disagreement, ...] = ()
    load_bearing: tuple[LoadBearing, ...] = ()
