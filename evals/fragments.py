"""A folder of saved HTML pages in, how many links to a passage open the page at it out: `python -m evals.fragments FOLDER [PAGES] [SEED]`.

Needs chromium and chromedriver (Debian: `apt-get install chromium chromium-driver`). Each page is served from the loopback, scripts off,
and opened by the browser at the fragment of a sentence of its article; a hit is a window that was scrolled and shows it. Sentences
that the browser does not show at all (hidden by a style sheet, made by scripts, in a charset that only a header told) are counted apart.
"""

from __future__ import annotations

import json
import random
import re
import subprocess
import sys
import threading
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from linkaudit.claims.sentences import split
from linkaudit.evidence import look
from linkaudit.evidence.text import of_bytes
from linkaudit.model import PageText

PORT = 9515
_OPTIONS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--window-size=900,500",
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
]
# What stands in the window: the text nodes with a rectangle in it.
_SHOWN = """
const found = [], walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (walker.nextNode()) {
  const range = document.createRange(); range.selectNodeContents(walker.currentNode);
  if ([...range.getClientRects()].some(r => r.bottom > 0 && r.top < innerHeight && r.width > 0)) found.push(walker.currentNode.data);
}
return [scrollY, found.join(""), document.body.innerText];
"""


def main() -> int:
    """Print each miss, then the table."""
    folder, most, seed = Path(sys.argv[1]), int((sys.argv[2:] or ["300"])[0]), int((sys.argv[3:] or ["5"])[0])
    rng = random.Random(seed)
    counts: Counter[str] = Counter()
    pages: list[bytes] = []
    with served(pages) as address, browser() as ask:
        for path in rng.sample(files := sorted(folder.rglob("*.html")), len(files)):
            body = path.read_bytes()
            page = of_bytes(body, "text/html")
            if counts.total() == most or not isinstance(page, PageText):
                continue
            chosen = [block[a:b] for block in page.main[3:] for a, b in split(block) if 40 < b - a < 400]
            if len(chosen) < 6:
                continue
            seen = look(rng.choice(chosen), page, url=f"{address}/{len(pages)}")
            pages.append(body)
            if not seen.fragment_url:
                continue
            ask("POST", "/url", {"url": "about:blank"})
            ask("POST", "/url", {"url": seen.fragment_url})
            time.sleep(0.15)
            scrolled, window, whole = ask("POST", "/execute/sync", {"script": _SHOWN, "args": []})
            beginning = bare(unquote(seen.fragment_url.partition(":~:text=")[2].split(",")[0]))[:40]
            outcome = (
                "hit" if scrolled > 0 and beginning in bare(window) else "miss" if beginning in bare(whole) else "not shown by the browser"
            )
            counts[outcome] += 1
            if outcome == "miss":
                print(path, seen.fragment_url)
    print(dict(counts))
    return 0


def bare(text: str) -> str:
    """The letters and figures of a text alone."""
    return re.sub(r"[\W_]+", "", text.replace("\u00ad", "")).casefold()


@contextmanager
def served(pages: list[bytes]) -> Iterator[str]:
    """A server on the loopback that gives page n at /n, and no script a chance."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            number = self.path.strip("/")
            body = pages[int(number)] if number.isdigit() and int(number) < len(pages) else b""
            self.send_response(200 if body else 404)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()


@contextmanager
def browser() -> Iterator[Any]:
    """A chromium under chromedriver; what is yielded sends one command and gives its value."""

    def send(method: str, path: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"http://127.0.0.1:{PORT}{path}", data, {"Content-Type": "application/json"}, method=method)
        with urllib.request.urlopen(request, timeout=60) as reply:
            return json.load(reply)["value"]

    with subprocess.Popen(["chromedriver", f"--port={PORT}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as driver:
        try:
            time.sleep(2)
            wanted = {"goog:chromeOptions": {"args": _OPTIONS}, "timeouts": {"pageLoad": 20_000}}
            session = send("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})["sessionId"]
            yield lambda method, path, body=None: send(method, f"/session/{session}{path}", body)
            send("DELETE", f"/session/{session}")
        finally:
            driver.terminate()


if __name__ == "__main__":
    sys.exit(main())
