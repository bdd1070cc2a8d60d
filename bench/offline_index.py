"""A million look-ups in a sorted index file of two million rows, plain and in gzip blocks: how long does one pass take?

python bench/offline_index.py [rows] [look-ups]
"""

from __future__ import annotations

import gzip
import json
import resource
import sys
import tempfile
import time
from pathlib import Path

from linkaudit import files
from linkaudit.snapshots import choose, local, surt

ROWS, LOOK_UPS, BLOCK = 2_000_000, 1_000_000, 3000


def main(rows: int, look_ups: int) -> None:
    """Write both files, look up every other page in either, and tell the seconds."""
    with tempfile.TemporaryDirectory() as folder:
        plain, packed = Path(folder, "index.cdxj"), Path(folder, "index.cdxj.gz")
        with plain.open("wb") as one, packed.open("wb") as other:
            block = b""
            for number in range(rows):
                page = number // 2
                fields = json.dumps({"url": f"http://h.test/{page:08}", "mime": "text/html", "status": "200", "digest": f"{number:032}"})
                line = f"test,h)/{page:08} 20{10 + number % 2}0101000000 {fields}\n".encode()
                one.write(line)
                block += line
                if number % BLOCK == BLOCK - 1 or number == rows - 1:
                    other.write(gzip.compress(block, 6))
                    block = b""
        urls = [f"http://www.h.test/{page:08}" for page in range(look_ups)]
        for path in (plain, packed):
            began = time.perf_counter()
            keys = sorted(surt.key(url) for url in urls)
            made = time.perf_counter()
            found = best = 0
            for _, answer in local.look_up(keys, files.lines(str(path))):
                found += len(answer.captures)
                best += choose.rank(choose.tidy(answer.captures), None)[0].status == 200
            ended = time.perf_counter()
            size = path.stat().st_size / 1e6
            print(f"{path.name}: {size:.0f} MB, {rows:,} rows, {look_ups:,} look-ups: {found:,} captures, {best:,} chosen")
            print(f"  keys made and sorted in {made - began:.1f} s, one pass in {ended - made:.1f} s")
    print(f"at most {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB of memory")


if __name__ == "__main__":
    given = [int(argument) for argument in sys.argv[1:]]
    main(*(given if len(given) == 2 else (ROWS, LOOK_UPS)))
