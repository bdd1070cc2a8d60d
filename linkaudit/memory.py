"""What earlier runs saw, in one SQLite file: every check with its evidence, every copy that was found. The only history there is.

A file is held by one run at a time (an exclusive lock that dies with its process). Every check is committed as it is made, so a run that is
killed has lost nothing that it finished. URLs are stored as they may be printed, and found again by a hash; no cookie and no key is stored,
and a page only until it has been read.
"""

from __future__ import annotations

import json
import os.path
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, datetime, timedelta
from urllib.parse import quote

from linkaudit.checks.history import Entry
from linkaudit.errors import Incomplete, LinkauditError
from linkaudit.kept import copied, copy_key, hashed, reply, reply_row, text_of, time
from linkaudit.kept import fragments as kept_fragments
from linkaudit.model import Check, Evidence, Gap, Health, NoSnapshot, Response, Snapshot, Source, Verdict
from linkaudit.plain import noun
from linkaudit.urls import redact

APPLICATION = 0x6C61756D  # "laum": marks a file as a memory of ours
NONE_FOR = timedelta(days=7)  # how long "the archives have none" is believed
RESUME_WITHIN = timedelta(days=1)  # how old a run that broke off may be to be continued
CLAIMS_OF_A_COPY = 8  # sets of claims for which it is remembered what one copy shows: a source may be cited in several audits
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
    # What copies show was kept by source alone, and lost with each new check.
    """
    DELETE FROM seen WHERE sought LIKE 'copy %';
    CREATE TABLE leaf (copy TEXT PRIMARY KEY, answer TEXT NOT NULL, body BLOB NOT NULL);
    CREATE TABLE given (copy TEXT PRIMARY KEY, run INTEGER NOT NULL, at TEXT NOT NULL, result TEXT NOT NULL);
    """,
)


class Memory:
    """An open memory. Use `opened`; raises LinkauditError for a file that cannot be used, Incomplete when the disk is full."""

    def __init__(self, connection: sqlite3.Connection, name: str) -> None:
        self._db, self._name = connection, name
        self._run: int | None = None
        self._resumed: int | None = None
        self._before = 0  # the last check that was there when this run began, or went on

    # ------------------------------------------------ runs

    def begin(self, task: tuple[str, ...], now: datetime) -> bool:
        """Begin a run of this task (its inputs), or go on with the last one of the same task if that broke off. True when it goes on."""
        key = hashed("\n".join(task))
        with self._careful():
            self._before = self._db.execute('SELECT coalesce(max(id), 0) FROM "check"').fetchone()[0]
            row = self._db.execute("SELECT id, began, ended FROM run WHERE task = ? ORDER BY id DESC LIMIT 1", (key,)).fetchone()
            if row and row[2] is None and abs(now - time(row[1])) <= RESUME_WITHIN:
                self._run = self._resumed = self._newest(row[0])
                return True
            self._run = self._db.execute("INSERT INTO run (task, began) VALUES (?, ?)", (key, now.isoformat())).lastrowid
            self._db.commit()
        return False

    def _newest(self, run: int) -> int:
        """The number of a run that is gone on with, made the highest: runs of other documents may have ended in between."""
        newest: int = self._db.execute("SELECT max(id) + (max(id) > ?) FROM run", (run,)).fetchone()[0]
        for table, column in (("run", "id"), ("check", "run"), ("given", "run")):
            self._db.execute(f'UPDATE "{table}" SET {column} = ?1 WHERE {column} = ?2 AND ?1 > ?2', (newest, run))
        self._db.commit()
        return newest

    def forget_run(self) -> None:
        """Take back what this run saw: the network was down, and it saw nothing but that. What it had seen before it broke off stays."""
        with self._careful():
            self._db.execute('DELETE FROM "check" WHERE run = ? AND id > ?', (self._run, self._before))
            self._db.execute('DELETE FROM run WHERE id = ? AND NOT EXISTS (SELECT 1 FROM "check" WHERE run = run.id)', (self._run,))
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
            hashed(source.url),
            redact(source.url)[0],
            check.at.isoformat(),
            verdict.health.value,
            " ".join(verdict.evidence),
            text_of(verdict, source.ask),
            text_of([reply_row(each) for each in check.replies], source.ask),
            json.dumps(kept_fragments(source), ensure_ascii=False),
        )
        with self._careful():
            self._db.execute(
                'INSERT INTO "check" (run, source, url, at, health, evidence, verdict, replies, fragments)'
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )
            self._db.execute("DELETE FROM seen WHERE source = ? AND sought LIKE 'live %'", (hashed(source.url),))
            self._db.execute("DELETE FROM page WHERE source = ?", (hashed(source.url),))
            if page is not None:
                self._db.execute("INSERT INTO page VALUES (?, ?)", (hashed(source.url), zlib.compress(page, 1)))
            self._db.commit()

    def page(self, url: str) -> bytes | None:
        """The page of a source that was checked but not read yet."""
        with self._careful():
            row = self._db.execute("SELECT body FROM page WHERE source = ?", (hashed(url),)).fetchone()
            return zlib.decompress(row[0]) if row else None

    def keep_rows(self, url: str, claims: str, copy: str | None, rows: tuple[Evidence, ...]) -> None:
        """Keep what the page of a source shows of these claims (a digest of them) until it is checked anew, or for good what a `copy` of it
        shows; the page itself may go."""
        with self._careful():
            self._db.execute("INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", (hashed(url), _sought(claims, copy), text_of(rows, url)))
            if copy is None:
                self._db.execute("DELETE FROM page WHERE source = ?", (hashed(url),))
            else:
                self._db.execute("DELETE FROM leaf WHERE copy = ?", (hashed(copy),))
                newest = "SELECT rowid FROM seen WHERE source = ?1 AND sought LIKE ?2 ORDER BY rowid DESC LIMIT ?3"
                old = f"DELETE FROM seen WHERE source = ?1 AND sought LIKE ?2 AND rowid NOT IN ({newest})"
                self._db.execute(old, (hashed(url), _sought("%", copy), CLAIMS_OF_A_COPY))
            self._db.commit()

    def rows(self, url: str, claims: str, copy: str | None = None) -> tuple[Evidence, ...] | None:
        """What was seen of these claims; None when they were not looked for in that copy, or in the page since its last check."""
        with self._careful():
            row = self._db.execute("SELECT rows FROM seen WHERE source = ? AND sought = ?", (hashed(url), _sought(claims, copy))).fetchone()
            return tuple(replace(each, source=url) for each in noun(tuple[Evidence, ...], json.loads(row[0]))) if row else None

    def fresh(self, source: Source, now: datetime, max_age: float = 0.0) -> Check | None:
        """The last check of a source, if it is younger than `max_age` seconds or of the run that is gone on with; None if it must be asked.

        A check that looked for fewer fragments than the source has now is not enough.
        """
        with self._careful():
            row = self._db.execute(
                'SELECT run, at, verdict, replies, fragments FROM "check" WHERE source = ? ORDER BY id DESC LIMIT 1',
                (hashed(source.url),),
            ).fetchone()
            if row is None:
                return None
            run, at, verdict, replies, fragments = row
            if not self._good(run, time(at), now, max_age) or not set(kept_fragments(source)) <= set(json.loads(fragments)):
                return None
            return Check(source, noun(Verdict, json.loads(verdict)), tuple(reply(each) for each in json.loads(replies)), time(at))

    def _good(self, run: int, at: datetime, now: datetime, max_age: float) -> bool:
        """Whether what was seen then need not be asked for again."""
        young = timedelta(0) <= now - at and (now - at).total_seconds() < max_age
        return young or (self._resumed is not None and run == self._resumed)

    def entries(self, url: str) -> tuple[Entry, ...]:
        """What each run saw of a source, in the order of the runs, its last word where it had several. `url` is `Source.url`."""
        return self.entries_of(hashed(url))

    def entries_of(self, source: str) -> tuple[Entry, ...]:
        """The same for a source's hash, as `sources` gives it."""
        with self._careful():
            rows = self._db.execute(
                'SELECT at, health, evidence FROM "check"'
                ' WHERE id IN (SELECT max(id) FROM "check" WHERE source = ? GROUP BY run) ORDER BY id',
                (source,),
            ).fetchall()
            return tuple(Entry(time(at), Health(health), tuple(evidence.split())) for at, health, evidence in rows)

    def sources(self) -> tuple[tuple[str, str], ...]:
        """Every source that was ever checked: its key (for `entries_of`) and its URL as it may be printed, by URL."""
        with self._careful():
            return tuple(self._db.execute('SELECT source, max(url) FROM "check" GROUP BY source ORDER BY max(url)').fetchall())

    # ------------------------------------------------ copies

    def snapshot(self, url: str, when: date | None, archives: tuple[str, ...], now: datetime) -> Snapshot | NoSnapshot | None:
        """What was found for a source: a verified copy is good for ever, "none" for seven days, "could not ask" never."""
        with self._careful():
            row = self._db.execute(
                "SELECT at, result FROM snapshot WHERE source = ? AND wanted = ? AND archives = ?", copy_key(url, when, archives)
            ).fetchone()
            if row is None:
                return None
            found = copied(row[1], url)
            if isinstance(found, Snapshot):
                return found if found.verified else None
            return found if found.gap is not Gap.UNKNOWN and abs(now - time(row[0])) < NONE_FOR else None

    def remember_snapshot(
        self, url: str, when: date | None, archives: tuple[str, ...], result: Snapshot | NoSnapshot, at: datetime
    ) -> None:
        """Keep what was found for a source. A copy whose address holds a secret is not kept."""
        if isinstance(result, Snapshot) and redact(result.url)[1]:
            return
        row = (*copy_key(url, when, archives), redact(url)[0], at.isoformat(), type(result).__name__, text_of(result))
        with self._careful():
            self._db.execute(
                "INSERT OR REPLACE INTO snapshot (source, wanted, archives, url, at, kind, result) VALUES (?, ?, ?, ?, ?, ?, ?)", row
            )
            self._db.commit()

    def owed(self, url: str) -> bool:
        """Whether the archives could not be asked about a source last time: the next run takes it up first."""
        with self._careful():
            rows = self._db.execute("SELECT result FROM snapshot WHERE source = ? AND kind = 'NoSnapshot'", (hashed(url),)).fetchall()
            return any(json.loads(result)["gap"] == Gap.UNKNOWN.value for (result,) in rows)

    def owe(self, url: str, when: date | None, archives: tuple[str, ...], reason: str, at: datetime) -> None:
        """Keep that the run ended before the archives could be asked about a source; a copy that is known stays known."""
        owed = text_of(NoSnapshot(url, Gap.UNKNOWN, reason))
        row = (*copy_key(url, when, archives), redact(url)[0], at.isoformat(), NoSnapshot.__name__, owed)
        with self._careful():
            self._db.execute(
                "INSERT INTO snapshot (source, wanted, archives, url, at, kind, result) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE"
                " SET at = excluded.at, result = excluded.result WHERE kind = excluded.kind",
                row,
            )
            self._db.commit()

    def remember_given(self, given: Snapshot, at: datetime) -> None:
        """Keep what became of a copy that a document cites. One whose address holds a secret is not kept."""
        if redact(given.url)[1]:
            return
        with self._careful():
            self._db.execute(
                "INSERT OR REPLACE INTO given VALUES (?, ?, ?, ?)", (hashed(given.url), self._run, at.isoformat(), text_of(given))
            )
            self._db.commit()

    def given(self, url: str, original: str, now: datetime, max_age: float = 0.0) -> Snapshot | None:
        """What became of the copy at this address, if it was opened less than `max_age` seconds ago or by the run that is gone on with."""
        with self._careful():
            row = self._db.execute("SELECT run, at, result FROM given WHERE copy = ?", (hashed(url),)).fetchone()
            if row is None or not self._good(row[0], time(row[1]), now, max_age):
                return None
            found = copied(row[2], original)
            return found if isinstance(found, Snapshot) else None

    def keep_leaf(self, url: str, answer: Response) -> None:
        """Keep the page that the copy at this address showed, until it is read."""
        with self._careful():
            row = (hashed(url), text_of(reply_row(answer)), zlib.compress(answer.body, 1))
            self._db.execute("INSERT OR REPLACE INTO leaf VALUES (?, ?, ?)", row)
            self._db.commit()

    def leaf(self, url: str) -> Response | None:
        """The page of a copy that was opened but not read yet."""
        with self._careful():
            row = self._db.execute("SELECT answer, body FROM leaf WHERE copy = ?", (hashed(url),)).fetchone()
            answer = reply(json.loads(row[0]), zlib.decompress(row[1])) if row else None
            return answer if isinstance(answer, Response) else None

    def remember_save(self, url: str, snapshot_url: str, at: datetime) -> None:
        """Keep that an archive was asked to keep a source, and where its copy is."""
        with self._careful():
            self._db.execute(
                "INSERT OR REPLACE INTO saved VALUES (?, ?, ?, ?)", (hashed(url), redact(url)[0], redact(snapshot_url)[0], at.isoformat())
            )
            self._db.commit()

    def saved(self, url: str) -> tuple[str, datetime] | None:
        """The copy that an archive was asked to make of a source, and when."""
        with self._careful():
            row = self._db.execute("SELECT snapshot, at FROM saved WHERE source = ?", (hashed(url),)).fetchone()
            return (row[0], time(row[1])) if row else None

    @contextmanager
    def _careful(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as fault:
            raise _complaint(self._name, fault) from None
        except (ValueError, KeyError, TypeError, zlib.error) as fault:  # what stands there is not what was written
            raise _damaged(self._name, type(fault).__name__) from None


@contextmanager
def opened(name: str, *, must_exist: bool = False, to_read: bool = False) -> Iterator[Memory]:
    """The memory in this file, made when it is new, brought up to date when it is old. `to_read`: that it cannot be written is no fault."""
    connection: sqlite3.Connection | None = None
    try:
        try:
            connection = _connect(name, "mode=rw" if must_exist else "mode=rwc")
            try:
                _take(connection, name)
            except sqlite3.OperationalError as fault:
                if not (to_read and _is_read_only(fault)):
                    raise
                connection.close()
                connection = _connect(name, "mode=ro&immutable=1")  # nobody can write it, so nothing is missed
                if _version(connection, name) < len(STEPS):
                    raise LinkauditError(f"{name}: written by an older linkaudit, and cannot be brought up to date where it lies") from None
        except sqlite3.Error as fault:
            raise _complaint(name, fault) from None
        except UnicodeDecodeError:
            raise _damaged(name, "not UTF-8") from None
        yield Memory(connection, name)
    finally:
        if connection is not None:
            connection.close()


def _connect(name: str, how: str) -> sqlite3.Connection:
    if os.path.exists(name) and not os.path.isfile(name):  # noqa: PTH110, PTH113
        raise LinkauditError(f"{name}: is no file that could hold a memory")
    return sqlite3.connect(f"file:{quote(name)}?{how}", uri=True, timeout=2.0, isolation_level="DEFERRED", check_same_thread=False)


def conclude(name: str, now: datetime, *, unread: bool = False) -> None:
    """Mark the last run in this file as ended, once its report is written: until then the same command goes on with it. With `unread` it
    left pages to a later run, because they were too many."""
    with opened(name, must_exist=True) as memory, memory._careful():
        memory._db.execute("UPDATE run SET ended = ? WHERE id = (SELECT max(id) FROM run)", (now.isoformat(),))
        if not unread:
            memory._db.execute("DELETE FROM page")  # what a run that ended left unread is read by nobody
        memory._db.execute("DELETE FROM leaf")
        memory._db.commit()


def _sought(claims: str, copy: str | None) -> str:
    return f"live {claims}" if copy is None else f"copy {claims} {hashed(copy)}"


def _take(db: sqlite3.Connection, name: str) -> None:
    """Lock the file for this process and bring its schema up to date."""
    db.execute("PRAGMA locking_mode = EXCLUSIVE")
    version = _version(db, name)
    db.execute("PRAGMA journal_mode = WAL")
    db.execute("PRAGMA synchronous = NORMAL")
    db.execute("PRAGMA secure_delete = ON")  # a page that was read is gone from the file, not only from its tables
    db.execute("BEGIN IMMEDIATE")  # takes the lock, which then stays
    if not version:
        db.execute(f"PRAGMA application_id = {APPLICATION}")
    for number, step in enumerate(STEPS[version:], version + 1):
        for statement in filter(None, map(str.strip, step.split(";"))):
            db.execute(statement)
        db.execute(f"PRAGMA user_version = {number}")
    db.commit()


def _version(db: sqlite3.Connection, name: str) -> int:
    """The version of its schema, 0 for an empty file. Raises LinkauditError for another program's file, and for a newer one."""
    application = db.execute("PRAGMA application_id").fetchone()[0]
    version = int(db.execute("PRAGMA user_version").fetchone()[0])
    if application != APPLICATION and (application or db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]):
        raise LinkauditError(f"{name}: an SQLite file, but no memory of linkaudit's")
    if version > len(STEPS):
        raise LinkauditError(f"{name}: written by a newer linkaudit (schema {version}; this one knows {len(STEPS)})")
    return version


def _complaint(name: str, fault: sqlite3.Error) -> LinkauditError:
    text = str(fault).lower()
    if "locked" in text or "busy" in text:
        return LinkauditError(f"{name}: another run of linkaudit is using this memory; wait for it, or name another file")
    if _is_read_only(fault):
        return LinkauditError(f"{name}: is read-only; a memory must be a file that can be written")
    if "full" in text or "disk i/o" in text:
        return Incomplete(f"{name}: nothing more can be written to the memory ({fault}); what it holds is safe, make room and run again")
    if any(words in text for words in ("malformed", "decode", "no such column", "no such table", "corrupt")):
        return _damaged(name, str(fault)[:60])
    why = "no such file or folder, or no right to it" if "unable to open" in text else fault
    return LinkauditError(f"{name}: cannot be used as a memory ({why})")


def _is_read_only(fault: sqlite3.Error) -> bool:
    """Whether the file, or the file system, cannot be written: some file systems then refuse the lock."""
    return fault.sqlite_errorname.startswith(("SQLITE_READONLY", "SQLITE_IOERR_LOCK")) if hasattr(fault, "sqlite_errorname") else False


def _damaged(name: str, how: str) -> LinkauditError:
    return LinkauditError(f"{name}: is damaged ({how}); put a copy of it in its place, or move it away and begin anew")
