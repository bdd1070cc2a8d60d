"""How fast the formats beside text, Markdown and HTML are read, in this process and in a child: 100 kB of shown text each; a table out.

Usage: python -m bench.formats [SUFFIX...]

Prose has a link every 400 characters, link-dense documents are links and nothing else. MB/s are of the text that a reader sees, so that
formats can be compared; growth is the time for twice the text over the time for once. The last column is the same document read by a
warm child of `linkaudit.sandbox`, its Document sent back. Each figure is the best of three, on one core.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from email.message import EmailMessage

from linkaudit.documents import Options, read
from linkaudit.model import Document
from linkaudit.sandbox import Sandbox
from tests.documents import containers, pdfs

SIZE = 100_000
SENTENCE = "The council paid for the bridge with the money of the county, and after many years the minister said that it was new."
URL = "https://example.org/news/{}/story-of-the-bridge?a=1"


def paragraphs(size: int, dense: bool) -> list[tuple[str, str]]:
    """`(words, URL or "")` until the text is as long as asked for."""
    found: list[tuple[str, str]] = []
    length = 0
    while length < size:
        words, url = ("" if dense else f"{SENTENCE} {SENTENCE} {SENTENCE}"), URL.format(len(found))
        found.append((words, url))
        length += len(words) + len(url) + 2
    return found


Parts = Sequence[tuple[str, str]]


def wiki(parts: Parts) -> bytes:
    return "\n\n".join(f"{words}<ref>{{{{cite web|url={url}|title=Story}}}}</ref>" for words, url in parts).encode()


def rst(parts: Parts) -> bytes:
    return "\n\n".join(f"{words} `story <{url}>`_" for words, url in parts).encode()


def adoc(parts: Parts) -> bytes:
    return "\n\n".join(f"{words} {url}[story]".strip() for words, url in parts).encode()


def org(parts: Parts) -> bytes:
    return "\n\n".join(f"{words} [[{url}][story]]" for words, url in parts).encode()


def mail(parts: Parts) -> bytes:
    made = EmailMessage()
    made["Subject"] = "The bridge"
    made.set_content("\n".join(f'<p>{words} <a href="{url}">story</a></p>' for words, url in parts), subtype="html", cte="quoted-printable")
    return made.as_bytes()


def tex(parts: Parts) -> bytes:
    return "\n\n".join(f"{words} \\href{{{url}}}{{story}}" for words, url in parts).encode()


def bib(parts: Parts) -> bytes:
    return "\n".join(f"@misc{{k{n},\n title={{{words}}},\n url={{{url}}}\n}}" for n, (words, url) in enumerate(parts)).encode()


def csl(parts: Parts) -> bytes:
    return json.dumps(
        [{"id": str(n), "type": "book", "title": words or "T", "URL": url} for n, (words, url) in enumerate(parts)], indent=1
    ).encode()


def notebook(parts: Parts) -> bytes:
    return json.dumps({"cells": [{"cell_type": "markdown", "source": f"{words} [story]({url})"} for words, url in parts]}).encode()


def csv(parts: Parts) -> bytes:
    return "\n".join(f'"{words}",{url}' for words, url in parts).encode()


def docx(parts: Parts) -> bytes:
    relations = {f"r{n}": url for n, (_, url) in enumerate(parts)}
    link = f'<w:hyperlink r:id="r{{}}">{containers.t("story")}</w:hyperlink>'.format
    body = (containers.p(containers.t(words), link(n)) for n, (words, _) in enumerate(parts))
    return containers.docx("".join(body), relations)


def odt(parts: Parts) -> bytes:
    return containers.odt("".join(f'<text:p>{words} <text:a xlink:href="{url}">story</text:a></text:p>' for words, url in parts))


def epub(parts: Parts) -> bytes:
    chapters = [parts[at : at + 40] for at in range(0, len(parts), 40)]
    body = "".join
    made = {f"{n}.xhtml": body(f'<p>{words} <a href="{url}">story</a></p>' for words, url in chapter) for n, chapter in enumerate(chapters)}
    return containers.epub(made)


def pdf(parts: Parts) -> bytes:
    lines = [line for words, url in parts for line in (*pdfs.typeset(f"{words} {url}".split(), 80, "slash"), "")]
    pages = [lines[at : at + 55] for at in range(0, len(lines), 55)]
    return pdfs.make([pdfs.Page([(60, 740 - 12 * n, 10, line) for n, line in enumerate(page) if line]) for page in pages])


MAKERS: dict[str, Callable[[Parts], bytes]] = {
    ".wiki": wiki,
    ".pdf": pdf,
    ".docx": docx,
    ".odt": odt,
    ".epub": epub,
    ".rst": rst,
    ".adoc": adoc,
    ".org": org,
    ".eml": mail,
    ".tex": tex,
    ".bib": bib,
    ".csl.json": csl,
    ".ipynb": notebook,
    ".csv": csv,
}


def best(task: Callable[[], object]) -> tuple[float, int]:
    """Seconds of the best of three, and how many links came out."""
    seconds, links = float("inf"), 0
    for _ in range(3):
        began = time.perf_counter()
        document = task()
        seconds = min(seconds, time.perf_counter() - began)
        assert isinstance(document, Document), document
        links = len(document.links)
    return seconds, links


def row(box: Sandbox, suffix: str, kind: str, dense: bool) -> str:
    """One line of the table."""
    once, twice = (MAKERS[suffix](paragraphs(factor * SIZE, dense)) for factor in (1, 2))
    seconds, links = best(lambda: read("a" + suffix, once, suffix))
    double, _ = best(lambda: read("a" + suffix, twice, suffix))
    child, _ = best(lambda: box.read("a" + suffix, once, suffix, guard=True))
    speed = f"{SIZE / seconds / 1e6:5.2f} | {1 / seconds:6.1f} | {links / seconds:7.0f}"
    return f"| {suffix + ' ' + kind:21} | {speed} | {seconds:6.3f} | {double / seconds:5.2f} | {child:6.3f} |"


def main(arguments: list[str]) -> int:
    """Print the table."""
    print("| 100 kB of text        | MB/s | documents/s | links/s | seconds | growth | in a child |")
    print("|:--|--:|--:|--:|--:|--:|--:|")
    with Sandbox(Options()) as box:
        for suffix in [word for word in arguments if word in MAKERS] or list(MAKERS):
            for kind, dense in (("prose", False), ("links", True)):
                print(row(box, suffix, kind, dense), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
