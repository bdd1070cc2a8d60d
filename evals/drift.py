"""A folder of saved HTML pages in, how surely a sentence that was taken away is missed out: `python -m evals.drift FOLDER [PAGES] [SEED]`.

From each page one sentence of a paragraph is the claim. The page with it is the saved copy; the live page is the same without it (drift),
the same again (none), and the same with advertisements, related links, a new date in the footer and other markup (none). Any real pages
will do: a crawl, the manuals of a system's packages (`/usr/share/doc/**/*.html`).
"""

from __future__ import annotations

import html
import random
import re
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from linkaudit.claims.sentences import split
from linkaudit.evidence import FOUND, look, page_text
from linkaudit.model import PageText, Request, Response

LARGEST = 400_000  # letters of HTML
_BLOCK = re.compile(r"<(p|li|blockquote)\b[^<>]*>([^<>]*)</\1>", re.IGNORECASE)
_NEWS = (
    '<div class="ad"><p>Advertisement</p><p>Save 35% on 12 new phones until 9 November 2026</p></div>',
    '<ul class="related"><li><a href="/a">Ten things you did not know</a></li><li><a href="/b">Why 2025 was not a good year</a></li></ul>',
)
_FOOTER = "<footer><p>Last updated: 3 March 2026. 1,284 comments. Not signed in.</p></footer></body>"


def main() -> int:
    """Print the table, then every page on which drift was not seen or wrongly seen."""
    folder, most, seed = Path(sys.argv[1]), int((sys.argv[2:] or ["400"])[0]), int((sys.argv[3:] or ["5"])[0])
    rng = random.Random(seed)
    files = sorted(folder.rglob("*.html"))
    counts: Counter[str] = Counter()
    for path in rng.sample(files, min(most, len(files))):
        raw = path.read_bytes().decode("utf-8", "replace")
        saved = text_of(raw)
        if len(raw) > LARGEST or not isinstance(saved, PageText):
            continue
        shown = " ".join(saved.body)
        chosen = [(start, end) for start, end in sentences(raw) if html.unescape(raw[start:end]) in shown]
        if len(chosen) < 5:
            continue
        start, end = rng.choice(chosen)
        claim = html.unescape(raw[start:end])
        seen = {name: found(claim, text) for name, text in (("saved", raw), ("gone", raw[:start] + raw[end:]), ("new", renewed(raw, rng)))}
        counts["pages"] += 1
        counts["claim found on the copy"] += seen["saved"]
        counts["drift seen"] += seen["saved"] and not seen["gone"]
        counts["drift seen on the page with other furniture"] += seen["saved"] and not seen["new"]
        if seen["gone"] or not seen["new"] or not seen["saved"]:
            print(path, claim, seen)
    print(dict(counts))
    return 0


def text_of(raw: str) -> object:
    """What evidence is looked for in."""
    header = (("content-type", "text/html; charset=utf-8"),)
    return page_text(Response(Request("GET", "https://page.example/"), 200, header, raw.encode(), datetime(2026, 1, 1, tzinfo=UTC)))


def found(claim: str, raw: str) -> bool:
    """Whether a page shows the claim."""
    page = text_of(raw)
    return isinstance(page, PageText) and look(claim, page).label in FOUND


def sentences(raw: str) -> Iterator[tuple[int, int]]:
    """Where sentences of prose stand that the page has once."""
    for block in _BLOCK.finditer(raw):
        for start, end in split(block[2]):
            text = block[2][start:end]
            if 60 <= end - start <= 320 and len(text.split()) >= 9 and raw.count(text) == 1:
                yield block.start(2) + start, block.start(2) + end


def renewed(raw: str, rng: random.Random) -> str:
    """The page with other furniture around the same article."""
    for piece in (*_NEWS, *_NEWS):
        ends = [match.end() for match in re.finditer("</p>", raw)]
        if ends:
            at = rng.choice(ends)
            raw = raw[:at] + piece + raw[at:]
    raw = re.sub("</body>", _FOOTER, raw, count=1, flags=re.IGNORECASE)
    match rng.randrange(3):
        case 0:
            return re.sub(r"<p(?=[\s>])", '<div class="para"', raw).replace("</p>", "</div>")
        case 1:
            return raw.replace("<p>", "<p><span>").replace("</p>", "</span></p>")
        case _:
            return raw.replace("<p>", "<section>\n   <p>").replace("</p>", "</p>\n</section>")


if __name__ == "__main__":
    sys.exit(main())
