"""Archives as the user of the command line meets them: a real pywb behind `--wayback`, evidence, verification."""

from __future__ import annotations

import json
from pathlib import Path

from tests.snapshots.cases import BEFORE
from tests.snapshots.conftest import manifest, replayed
from tests.snapshots.facade import Facade, Fault
from tests.test_end_to_end import linkaudit

DOCUMENT = """# Harbours

The pier was rebuilt in 1911, as the [harbour office](http://before-and-after.test/page) recorded.
The second pier followed in 1920, says [the register](http://soft-404.test/page).
A third was planned, by [its own account](http://never.test/page),
and abandoned ([saved copy](https://web.archive.org/web/20190520100000/http://revisit.test/page)).
"""


def test_copies_are_offered_and_kept_as_evidence(tmp_path: Path, archive: Facade) -> None:
    """Dead links get the copy that was opened, or the reason why there is none; the evidence of the run verifies until a byte changes."""
    (tmp_path / "harbours.md").write_text(DOCUMENT)
    (tmp_path / "hosts").write_text("")
    report, evidence = tmp_path / "report.json", tmp_path / "run.warc.gz"
    done = linkaudit(
        *("audit", str(tmp_path / "harbours.md"), "--published", "2019-06-01", "--wayback", archive.base),
        *("--hosts", str(tmp_path / "hosts"), "-o", str(report), "--evidence", str(evidence)),
    )
    assert done.returncode == 1, done.stderr
    sources = {source["url"]: source for source in json.loads(report.read_text())["sources"]}
    snapshot = sources["http://before-and-after.test/page"]["snapshot"]
    assert snapshot["url"] == f"{archive.base}/web/{BEFORE}/http://before-and-after.test/page"
    assert snapshot["verified"] is True
    assert sources["http://soft-404.test/page"]["gap"] == "unusable"
    assert sources["http://never.test/page"]["gap"] == "none"
    assert [given["verified"] for given in sources["http://revisit.test/page"]["given"]] == [True]
    assert linkaudit("verify", str(evidence)).stdout.endswith("records)\n")
    rows = manifest(evidence)
    assert {copy["url"].replace("/http", "id_/http") for copy in (snapshot, *sources["http://revisit.test/page"]["given"])} & {
        row["url"] for row in rows if row["type"] == "response"
    }
    assert replayed(tmp_path, evidence, rows) >= 6
    data = bytearray(evidence.read_bytes())
    data[len(data) // 3] ^= 1
    evidence.write_bytes(data)
    done = linkaudit("verify", str(evidence))
    assert (done.returncode, "was changed" in done.stdout) == (1, True)


def test_what_no_archive_holds_is_named(tmp_path: Path, archive: Facade) -> None:
    """A live source that no archive holds is a finding with --unarchived; a link to archive.today always is, and nobody asks there."""
    port = archive.base.rsplit(":", 1)[1]
    (tmp_path / "doc.md").write_text(
        f"The books are kept [to this day](http://live.test:{port}/living), and were [copied](https://archive.ph/20190520100000/http://a.test/)"
        f" or [so](https://archive.ph/AbCdE)."
    )
    (tmp_path / "hosts").write_text("127.0.0.1 live.test archive.ph\n")
    report = tmp_path / "report.json"
    arguments = ("--wayback", archive.base, "--hosts", str(tmp_path / "hosts"), "-o", str(report), "--fail-on", "never")
    rules = {}
    for flag in ("--no-unarchived", "--unarchived"):
        done = linkaudit("audit", str(tmp_path / "doc.md"), *arguments, flag)
        assert done.returncode == 0, done.stderr
        data = json.loads(report.read_text())
        rules[flag] = {finding["rule"] for finding in data["findings"]}
        healths = {source["url"]: source["health"] for source in data["sources"]}
        assert healths[f"http://live.test:{port}/living"] == "live"
        assert healths["https://archive.ph/AbCdE"] == "skipped"
    assert "unreliable_archive" in rules["--no-unarchived"]
    assert rules["--unarchived"] - rules["--no-unarchived"] == {"unarchived"}


def test_an_index_of_ones_own(tmp_path: Path, archive: Facade) -> None:
    """With --cdx the index of the archive is asked nothing, and the copies are the same."""
    (tmp_path / "doc.md").write_text("It [was so](http://before-and-after.test/page), and [this](http://never.test/page) too.")
    (tmp_path / "hosts").write_text("")
    report, before = tmp_path / "report.json", archive.asked("/cdx", "")
    arguments = ("--wayback", archive.base, "--hosts", str(tmp_path / "hosts"), "-o", str(report), "--published", "2019-06-01")
    done = linkaudit("audit", str(tmp_path / "doc.md"), *arguments, "--cdx", str(archive.index))
    assert done.returncode == 1, done.stderr
    copies = [(source["snapshot"] or {}).get("url") or source["gap"] for source in json.loads(report.read_text())["sources"]]
    assert copies == [f"{archive.base}/web/{BEFORE}/http://before-and-after.test/page", "none"]
    assert archive.asked("/cdx", "") == before


def test_a_dry_run_of_saving(tmp_path: Path, archive: Facade) -> None:
    """`save --dry-run` names what would be kept and asks for nothing."""
    port = archive.base.rsplit(":", 1)[1]
    (tmp_path / "doc.md").write_text(f"The books are kept [to this day](http://live.test:{port}/living).")
    (tmp_path / "hosts").write_text("127.0.0.1 live.test\n")
    done = linkaudit("save", str(tmp_path / "doc.md"), "--dry-run", "--wayback", archive.base, "--hosts", str(tmp_path / "hosts"))
    assert (done.returncode, done.stdout.strip()) == (0, f"would save http://live.test:{port}/living  (no fresh capture)"), done.stderr
    assert [path for path, _, _ in archive.posted if path.startswith("/save")] == []


def test_a_recorded_run_is_replayed_to_the_byte(tmp_path: Path, archive: Facade) -> None:
    """The cassette of a whole run, failures included, gives the same report every time, and says what the run itself said."""
    hosts = ("before-and-after", "soft-404-older-good", "only-404", "never", "index-fails", "index-breaks", "replay-503", "excluded-403")
    (tmp_path / "doc.md").write_text(
        "\n\n".join(f"Harbour {n} was rebuilt, says [its office](http://{host}.test/page)." for n, host in enumerate(hosts))
    )
    (tmp_path / "hosts").write_text("")
    archive.faults["/cdx", "index-fails.test"] = [Fault(503, b"", manner="always")]
    archive.faults["/cdx", "index-breaks.test"] = [Fault(body=b"test,index-breaks)/page 2019", manner="cut")] * 4
    archive.faults["/web/", "replay-503.test"] = [Fault(503, b"", manner="always")]
    archive.excluded["excluded-403.test"] = 403
    common = [str(tmp_path / "doc.md"), "--published", "2019-06-01", "--wayback", archive.base, "--fail-on", "never"]
    common += ["--hosts", str(tmp_path / "hosts")]
    cassette, report, markdown = str(tmp_path / "run.yaml"), tmp_path / "report.json", tmp_path / "report.md"
    try:
        live = linkaudit("audit", *common, "--record", cassette, "-o", str(report))
    finally:
        archive.faults.clear()
        archive.excluded.clear()
    assert live.returncode == 0, live.stderr
    first, asked, replayed = json.loads(report.read_text()), len(archive.seen), []
    for _ in range(2):
        done = linkaudit("audit", *common, "--replay", cassette, "-o", str(report), "-o", str(markdown))
        assert done.returncode == 0, done.stderr
        replayed.append((report.read_bytes(), markdown.read_bytes()))
    assert len(archive.seen) == asked
    assert replayed[0] == replayed[1]
    second = json.loads(replayed[0][0])
    assert [source["gap"] for source in first["sources"]] == [None, None, "unusable", "none", "unknown", "unknown", "unknown", "excluded"]
    for key in ("claims", "citations", "findings", "summary"):
        assert second[key] == first[key], key
    for then, now in zip(first["sources"], second["sources"], strict=True):
        assert {name: now[name] for name in ("health", "evidence", "snapshot", "gap", "given", "remedy")} == {
            name: then[name] for name in ("health", "evidence", "snapshot", "gap", "given", "remedy")
        }
