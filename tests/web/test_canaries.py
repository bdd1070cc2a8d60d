"""No trick leads to a private address: canary servers in a network namespace of the test's own hear nothing."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def in_a_namespace(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the canaries' world, or skip, saying why, where the system does not let us make one."""
    if shutil.which("unshare") is None or shutil.which("ip") is None:
        pytest.skip("needs `unshare` and `ip` (Linux: util-linux, iproute2): the canary servers were NOT tried")
    own = subprocess.run(["unshare", "-n", "-m", "true"], capture_output=True, check=False)
    if own.returncode:
        pytest.skip("needs the right to make a network namespace (root or CAP_SYS_ADMIN): the canary servers were NOT tried")
    command = ["unshare", "-n", "-m", sys.executable, "-m", "tests.web.canaries", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=300)


@pytest.mark.parametrize("how_many", ["120", pytest.param("", marks=pytest.mark.soak)], ids=["a sample", "the whole list"])
def test_the_canaries_hear_nothing(how_many: str) -> None:
    """Literals in every spelling, names that resolve privately or both ways, rebinding, userinfo tricks and seven kinds of redirect from a
    public server: 0 connections to 16 private addresses, while the public server (IPv4 and IPv6) is asked and live."""
    done = in_a_namespace(*([how_many] if how_many else []))
    assert done.returncode == 0, done.stderr[-2000:]
    told = json.loads(done.stdout)
    assert told["canaries"] == {}
    assert told["public"] and told["pages"] == ["live", "live"]
    assert told["tried"] >= 100
    # Documents, sitemaps, feeds, robots.txt, indexes, TimeGates, TimeMaps and saved copies of that server led inside too.
    assert told["unreadable"] == [6, 6] and told["copies"] == []
    assert set(told["detours"]) >= {
        "robots.txt",
        "document",
        "sitemap.xml",
        "index.xml",
        "feed.xml",
        "gone",
        "cdx",
        "web",
        "gate",
        "timemap",
    }
