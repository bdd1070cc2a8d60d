"""Archives as the user of the command line meets them: a real pywb behind `--wayback`, evidence, verification."""

from __future__ import annotations

import json
from pathlib import Path

from tests.snapshots.cases import BEFORE
from tests.snapshots.facade import Facade
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
    data = bytearray(evidence.read_bytes())
    data[len(data) // 3] ^= 1
    evidence.write_bytes(data)
    done = linkaudit("verify", str(evidence))
    assert (done.returncode, "was changed" in done.stdout) == (1, True)
