"""What earlier runs saw, in one SQLite file: every check with its evidence, every copy that was found. The only history there is.

A file is held by one run at a time (an exclusive lock that dies with its process). Every check is committed as it is made, so a run that is
killed has lost nothing that it finished. URLs are stored as they may be printed, and found again by a hash; no cookie and no key is stored,
and a page only until it has been read.
"""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from linkaudit.checks.history import Entry
from linkaudit.errors import Incomplete, LinkauditError
from linkaudit.model import (
    EXCERPT,
    Cause,
    Check,
    Evidence,
    Gap,
    Health,
    NoResponse,
    NoSnapshot,
    Reply,
    Request,
    Response,
    Snapshot,
    Source,
    Verdict,
)
from linkaudit.plain import noun, plain
from linkaudit.urls import identify, redact

APPLICATION = 0x6C61756D  # "laum": marks a file as a memory of ours
NONE_FOR = timedelta(days=7)  # how long "the archives have none" is believed
RESUME_WITHIN = timedelta(days=1)  # how old a run that broke off may be to be continued
# Of a reply's headers, those that a verdict can rest on or a report shows.
# One step a schema version; a file of an older version is brought up step by step, one of a newer version is refused.
STEPS = (
    """
    CREATE TABLE run (id INTEGER PRIMARY KEY, task TEXT NOT NULL, began TEXT NOT NULL, ended TEXT);
    CREATE TABLE "check" (
        id INTEGER PRIMARY KEY, run INTEGER NOT NULL REFERENCES run, source TEXT NOT NULL, url TEXT NOT NULL, at TEXT NOT NULL,
        health TEXT NOT NULL, evidence TEXT NOT NULL, verdict TEXT NOT NULL, replies TEXT NOT NULL, fragments TEXT NOT NULL
    );
    CREATE INDEX check_source ON "check" (source, at);
    CREATE TABLE page (source TEXT PRIMARY KEY, body BLOB NOT NULL);
    CREATE TABLE seen (source TEXT NOT NULL, sought TEXT NOT NULL, rows TEXT NOT NULL, PRIMARY KEY (source, sought));
    """,
    """
    CREATE TABLE snapshot (
        source TEXT NOT NULL, wanted TEXT NOT NULL, archives TEXT NOT NULL, url TEXT NOT NULL, at TEXT NOT NULL, kind TEXT NOT NULL,
        result TEXT NOT NULL, PRIMARY KEY (source, wanted, archives)
    );
    CREATE TABLE saved (source TEXT PRIMARY KEY, url TEXT NOT NULL, snapshot TEXT NOT NULL, at TEXT NOT NULL);
    """,
)


class Memory:
    """An open memory. Use `opened`; raises LinkauditError for a file that cannot be used, Incomplete when the disk is full."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._db, self._name = connection, name
        self._run: int | None = None
        self._resumed: int | None = None

    # ------------------------------------------------ runs

    def begin(self, task: tuple[str, ...], now: datetime) -> bool:
        """Begin a run of this task (its inputs), or go on with the last one of the same task if that broke off. True when it goes on."""
        key = _hash("\n".join(task))
        with self._careful():
            row = self._db.execute("SELECT id, task, began, ended FROM run ORDER BY id DESC LIMIT 1").fetchone()
            if row and row[1] == key and row[3] is None and now - _time(row[2]) <= RESUME_WITHIN:
                self._run = self._resumed = row[0]
                return True
            self._run = self._db.execute("INSERT INTO run (task, began) VALUES (?, ?)", (key, now.isoformat())).lastrowid
            self._db.commit()
        return False

    def forget_run(self) -> None:
        """Take back what this run saw: the network was down, and it saw nothing but that."""
        with self._careful():
            self._db.execute('DELETE FROM "check" WHERE run = ?', (self._run,))
            self._db.execute("DELETE FROM run WHERE id = ?", (self._run,))
            self._db.commit()

    # ------------------------------------------------ checks

    def remember_check(self, check: Check, page: bytes | None = None) -> None:
        """Keep a check, with its page if that has still to be read; a later check of the same source and run takes its place in every
        question. Skipped sources are not kept."""
        if check.verdict.health is Health.SKIPPED:
            return
        source, verdict = check.source, check.verdict
        row = (
            self._run,
            _hash(source.url),
            redact(source.url)[0],
            check.at.isoformat(),
            verdict.health.value,
            " ".join(verdict.evidence),
            json.dumps(_clean(plain(verdict)), ensure_ascii=False),
            json.dumps([_reply_row(reply) for reply in check.replies], ensure_ascii=False),
            json.dumps(source.fragments, ensure_ascii=False),
        )
        with self._careful():
            self._db.execute(
                'INSERT INTO "check" (run, source, url, at, health, evidence, verdict, replies, fragments)'
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )
            self._db.execute("DELETE FROM seen WHERE source = ?", (_hash(source.url),))
            self._db.execute("DELETE FROM page WHERE source = ?", (_hash(source.url),))
            if page is not None:
                self._db.execute("INSERT INTO page VALUES (?, ?)", (_hash(source.url), zlib.compress(page, 1)))
            self._db.commit()

    def page(self, url: str) -> bytes | None:
        """The page of a source that was checked but not read yet."""
        with self._careful():
            row = self._db.execute("SELECT body FROM page WHERE source = ?", (_hash(url),)).fetchone()
        return zlib.decompress(row[0]) if row else None

    def keep_rows(self, url: str, sought: str, rows: tuple[Evidence, ...]) -> None:
        """Keep what a page or copy of a source shows of what was `sought` in it, until the source is checked anew; its page may go."""
        kept = json.dumps(_clean(plain(rows)), ensure_ascii=False)
        with self._careful():
            self._db.execute("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", (_hash(url), sought, kept))
            self._db.execute("DELETE FROM page WHERE source = ?", (_hash(url),))
            self._db.commit()

    def rows(self, url: str, sought: str) -> tuple[Evidence, ...] | None:
        """What was seen of what was sought; None when it was not looked for since the last check."""
        with self._careful():
            row = self._db.execute("SELECT rows FROM seen WHERE source = ? AND sought = ?", (_hash(url), sought)).fetchone()
        return tuple(replace(each, source=url) for each in noun(tuple[Evidence, ...], json.loads(row[0]))) if row else None

    def fresh(self, source: Source, now: datetime, max_age: float = 0.0) -> Check | None:
        """The last check of a source, if it is younger than `max_age` seconds or of the run that is gone on with; None if it must be asked.

        A check that looked for fewer fragments than the source has now is not enough.
        """
        with self._careful():
            row = self._db.execute(
                'SELECT run, at, verdict, replies, fragments FROM "check" WHERE source = ? ORDER BY at DESC, id DESC LIMIT 1',
                (_hash(source.url),),
            ).fetchone()
        if row is None:
            return None
        run, at, verdict, replies, fragments = row
        young = timedelta(0) <= now - _time(at) < timedelta(seconds=max_age)
        if not (young or (self._resumed is not None and run == self._resumed)) or not set(source.fragments) <= set(json.loads(fragments)):
            return None
        return Check(source, noun(Verdict, json.loads(verdict)), tuple(_reply(each) for each in json.loads(replies)), _time(at))

    def entries(self, url: str) -> tuple[Entry, ...]:
        """What each run saw of a source, oldest first, its last word where it had several. `url` is `Source.url`."""
        return self.entries_of(_hash(url))

    def entries_of(self, source: str) -> tuple[Entry, ...]:
        """The same for a source's hash, as `sources` gives it."""
        with self._careful():
            rows = self._db.execute(
                'SELECT at, health, evidence FROM "check" WHERE id IN'
                ' (SELECT max(id) FROM "check" WHERE source = ? GROUP BY run) ORDER BY at, id',
                (source,),
            ).fetchall()
        return tuple(Entry(_time(at), Health(health), tuple(evidence.split())) for at, health, evidence in rows)

    def sources(self) -> tuple[tuple[str, str], ...]:
        """Every source that was ever checked: its key (for `entries_of`) and its URL as it may be printed, by URL."""
        with self._careful():
            return tuple(self._db.execute('SELECT source, max(url) FROM "check" GROUP BY source ORDER BY max(url)').fetchall())

    # ------------------------------------------------ copies

    def snapshot(self, url: str, when: date | None, archives: tuple[str, ...], now: datetime) -> Snapshot | NoSnapshot | None:
        """What was found for a source: a verified copy is good for ever, "none" for seven days, "could not ask" never."""
        with self._careful():
            row = self._db.execute(
                "SELECT at, kind, result FROM snapshot WHERE source = ? AND wanted = ? AND archives = ?", _key(url, when, archives)
            ).fetchone()
        if row is None:
            return None
        found = _snapshot(row[1], json.loads(row[2]), url)
        if isinstance(found, Snapshot):
            return found if found.verified else None
        return found if found.gap is not Gap.UNKNOWN and now - _time(row[0]) < NONE_FOR else None

    def remember_snapshot(
        self, url: str, when: date | None, archives: tuple[str, ...], result: Snapshot | NoSnapshot, at: datetime
    ) -> None:
        """Keep what was found for a source. A copy whose address holds a secret is not kept."""
        if isinstance(result, Snapshot) and redact(result.url)[1]:
            return
        row = (
            *_key(url, when, archives),
            redact(url)[0],
            at.isoformat(),
            type(result).__name__,
            json.dumps(_clean(plain(result)), ensure_ascii=False),
        )
        with self._careful():
            self._db.execute(
                "INSERT OR REPLACE INTO snapshot (source, wanted, archives, url, at, kind, result) VALUES (?, ?, ?, ?, ?, ?, ?)", row
            )
            self._db.commit()

    def owed(self, url: str) -> bool:
        """Whether the archives could not be asked about a source last time: the next run takes it up first."""
        with self._careful():
            rows = self._db.execute("SELECT result FROM snapshot WHERE source = ? AND kind = 'NoSnapshot'", (_hash(url),)).fetchall()
        return any(json.loads(result)["gap"] == Gap.UNKNOWN.value for (result,) in rows)

    def remember_save(self, url: str, snapshot_url: str, at: datetime) -> None:
        """Keep that an archive was asked to keep a source, and where its copy is."""
        with self._careful():
            self._db.execute(
                "INSERT OR REPLACE INTO saved VALUES (?, ?, ?, ?)", (_hash(url), redact(url)[0], redact(snapshot_url)[0], at.isoformat())
            )
            self._db.commit()

    def saved(self, url: str) -> tuple[str, datetime] | None:
        """The copy that an archive was asked to make of a source, and when."""
        with self._careful():
            row = self._db.execute("SELECT snapshot, at FROM saved WHERE source = ?", (_hash(url),)).fetchone()
        return (row[0], _time(row[1])) if row else None

    @contextmanager
    def _careful(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as fault:
            raise _complaint(self._name, fault) from None


@contextmanager
def opened(name: str, *, must_exist: bool = False) -> Iterator[Memory]:
    """The memory in this file, made when it is new, brought up to date when it is old."""
    connection: sqlite3.Connection | None = None
    try:
        try:
            mode = "rw" if must_exist else "rwc"
            connection = sqlite3.connect(
                f"file:{_quoted(name)}?mode={mode}", uri=True, timeout=2.0, isolation_level="DEFERRED", check_same_thread=False
            )
            _take(connection, name)
        except sqlite3.Error as fault:
            raise _complaint(name, fault) from None
        yield Memory(connection, name)
    finally:
        if connection is not None:
            connection.close()


def conclude(name: str, now: datetime) -> None:
    """Mark the last run in this file as ended, once its report is written: until then the same command goes on with it."""
    with opened(name, must_exist=True) as memory, memory._careful():
        memory._db.execute("UPDATE run SET ended = ? WHERE id = (SELECT max(id) FROM run)", (now.isoformat(),))
        memory._db.commit()


def key(url: str) -> str:
    """The key of a source (for `entries_of`), by its `Source.url`."""
    return _hash(url)


def typed(url: str) -> str:
    """A URL as somebody types it, as the identity under which a source is remembered."""
    return identify(url if "://" in url else f"https://{url}")


def _take(db: sqlite3.Connection, name: str) -> None:
    """Lock the file for this process and bring its schema up to date."""
    db.execute("PRAGMA locking_mode = EXCLUSIVE")
    application = db.execute("PRAGMA application_id").fetchone()[0]
    version = db.execute("PRAGMA user_version").fetchone()[0]
    tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if tables and application != APPLICATION:
        raise LinkauditError(f"{name}: an SQLite file, but no memory of linkaudit's")
    if version > len(STEPS):
        raise LinkauditError(f"{name}: written by a newer linkaudit (schema {version}; this one knows {len(STEPS)})")
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute("BEGIN IMMEDIATE")  # takes the lock, which then stays
    if not tables:
        db.execute(f"PRAGMA application_id = {APPLICATION}")
    for number, step in enumerate(STEPS[version:], version + 1):
        for statement in filter(None, map(str.strip, step.split(";"))):
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {number}")
    db.commit()


def _complaint(name: str, fault: sqlite3.Error) -> LinkauditError:
    text = str(fault).lower()
    if "locked" in text or "busy" in text:
        return LinkauditError(f"{name}: another run of linkaudit is using this memory; wait for it, or name another file")
    if "full" in text or "disk i/o" in text:
        return Incomplete(f"{name}: nothing more can be written to the memory ({fault}); what it holds is safe, make room and run again")
    return LinkauditError(f"{name}: cannot be used as a memory ({fault})")


def _quoted(name: str) -> str:
    from urllib.parse import quote

    return quote(name)


# ---------------------------------------------------------------- rows and nouns


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:40]


def _key(url: str, when: date | None, archives: tuple[str, ...]) -> tuple[str, str, str]:
    return _hash(url), when.isoformat() if when else "", "\n".join(archives)


def _time(text: str) -> datetime:
    at = datetime.fromisoformat(text)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


_URL = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]{1,12}://[^\s<>\"]+")


def _clean(value: Any) -> Any:
    """The same without secrets in any URL."""
    match value:
        case dict():
            return {key: _clean(each) for key, each in value.items()}
        case list():
            return [_clean(each) for each in value]
        case str() if "://" in value:
            return _URL.sub(lambda found: redact(found[0])[0], value)
        case _:
            return value


def _reply_row(reply: Reply) -> dict[str, Any]:
    asked = {"method": reply.request.method, "url": redact(reply.request.url)[0], "purpose": reply.request.purpose}
    said: dict[str, Any] = {"asked": asked, "at": reply.at.isoformat(), "seconds": round(reply.seconds, 3)}
    if isinstance(reply, NoResponse):
        return {**said, "cause": reply.cause.value, "detail": _clean(reply.detail[:300])}
    kept = [[key.lower(), _clean(value[:300])] for key, value in reply.headers if key.lower() in EXCERPT]
    digest = reply.digest or (hashlib.sha256(reply.body).hexdigest() if reply.body else None)
    return {**said, "status": reply.status, "headers": kept, "complete": reply.complete, "digest": digest}


def _reply(row: dict[str, Any]) -> Reply:
    asked, at = row["asked"], _time(row["at"])
    request = Request(asked["method"], asked["url"], purpose=asked["purpose"])
    if "cause" in row:
        return NoResponse(request, Cause(row["cause"]), row["detail"], at, row["seconds"])
    headers = tuple((key, value) for key, value in row["headers"])
    return Response(request, row["status"], headers, b"", at, row["seconds"], row["complete"], digest=row["digest"])


def _snapshot(kind: str, row: dict[str, Any], url: str) -> Snapshot | NoSnapshot:
    found: Snapshot | NoSnapshot = noun(NoSnapshot if kind == "NoSnapshot" else Snapshot, {**row, "original": url})
    return found
