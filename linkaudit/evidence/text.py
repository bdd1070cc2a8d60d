"""A response in, the words of its page out: block by block as a reader sees them, or the reason why there are none.

HTML by lxml and trafilatura, PDF by pdfium; both are imported only when a page of their kind comes. Nothing here trusts the page: its
size, its depth and the number of its elements are bounded before a library sees it, and a page that is too wild for trafilatura is read
without it (then `main` is empty and every statement rests on the whole body).
"""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from linkaudit.documents.decode import Decoded, decode
from linkaudit.entities import unescape
from linkaudit.evidence.language import language_of
from linkaudit.likeness import fold
from linkaudit.model import NoText, PageText, Response

MOST_BYTES = 3_000_000  # of a page that are read
MOST_LETTERS = 1_000_000  # of text that are kept
MOST_PAGES = 300  # of a PDF that are read
MOST_ELEMENTS = 30_000  # of a page that trafilatura is given: it takes half a second for so many
DEEPEST = 200  # levels that trafilatura is given; libxml2 itself stops at 256 and drops what is below
SHORT = 400  # letters of a page that is all article: there is no menu in it to be misled by
SHELL = 60  # letters of a page with scripts that is only the shell of one: "Loading …"
SHELL_NAMED = 400  # the same, when it names JavaScript: "Please enable JavaScript to view this page."
MOST_NODES = 10_000  # of JSON-LD that are looked at
SCANNED = 20  # letters per PDF page below which the page is a picture

_HIDDEN = {"script", "style", "noscript", "template", "svg", "math", "head", "iframe", "object", "canvas", "select", "textarea", "button"}
_INLINE = {
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins", "kbd", "label", "mark",
    "nobr", "q", "ruby", "rt", "rp", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
}  # fmt: skip
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_MARKS = re.compile(r"[\W_]+")
_SPACE = re.compile(r"[\s\u200b\ufeff]+")
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
_DROPPED = re.compile(r"<!--|<(script|style|noscript|template)\b")
_BREAK = re.compile(r"</?(?:p|div|br|li|ul|ol|h[1-6]|t[rdh]|table|section|article|blockquote)\b[^<>]{0,2000}>", re.IGNORECASE)
_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_PUBLISHED = re.compile(r"\"datePublished\"\s*:\s*\"(\d{4}-\d{2}-\d{2})")
_PUBLISHED_NAMES = {
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "dcterms.created",
    "pubdate", "publishdate", "parsely-pub-date", "sailthru.date", "citation_publication_date", "citation_date",
}  # fmt: skip


def page_text(response: Response) -> PageText | NoText:
    """The words of what came back. `NoText` when it is no page of words: `unreachable` (an error status), `scanned` (a PDF of pictures),
    `no_text` (nothing to read, or a kind that has no words). Pure, and bounded in time and memory by the constants above."""
    if response.status >= 400:
        return NoText("unreachable", f"answered {response.status}")
    kind = (response.header("content-type") or "").partition(";")[0].strip().lower()
    body = response.body
    if body.startswith(b"%PDF-") or kind in ("application/pdf", "application/x-pdf"):
        return _pdf(body, response.complete)
    if kind.partition("/")[0] in ("image", "audio", "video", "font"):
        return NoText("no_text", f"{kind} has no words to search")
    declared = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", response.header("content-type") or "", re.IGNORECASE)
    cut = not response.complete or len(body) > MOST_BYTES
    return of_bytes(body[:MOST_BYTES], kind, declared[1] if declared else None, cut)


def of_bytes(body: bytes, kind: str = "", charset: str | None = None, cut: bool = False) -> PageText | NoText:
    """The words of HTML or plain text; `kind` is its media type as far as it is known, `charset` what a header declares."""
    if charset is None and (meta := _CHARSET.search(body[:4096])):
        charset = meta[1].decode("ascii")
    decoded = decode(body, charset)
    if not isinstance(decoded, Decoded):
        return NoText("no_text", decoded)
    text = decoded.text.replace("\x00", "")
    if kind == "text/plain" or (kind not in ("text/html", "application/xhtml+xml") and not re.search(r"<[a-zA-Z!/]", text[:2000])):
        return _found([], _paragraphs(text), "", None, None, cut)
    return _html(text, cut)


def _found(main: list[str], body: list[str], title: str, published: date | None, language: str | None, cut: bool) -> PageText | NoText:
    if sum(map(len, body)) < 2:
        return NoText("no_text", "the page shows no words without scripts")
    sample = " ".join(main or body)[:20_000]
    return PageText(tuple(main), tuple(body), title, published, language_of(sample) or language, cut)


def _paragraphs(text: str) -> list[str]:
    """Blocks of plain text: paragraphs between empty lines, their lines joined."""
    blocks = (_SPACE.sub(" ", block).strip() for block in re.split(r"\n[ \t]*\r?\n|\f", text[:MOST_LETTERS]))
    return [block for block in blocks if block]


# ---------------------------------------------------------------- HTML


def _html(text: str, cut: bool) -> PageText | NoText:
    import lxml.etree
    import lxml.html

    parser = lxml.html.HTMLParser(recover=True, remove_comments=True, remove_pis=True, encoding="utf-8")
    try:
        root = lxml.html.document_fromstring(text.encode("utf-8", "replace"), parser)
    except (lxml.etree.ParserError, lxml.etree.XMLSyntaxError, ValueError):
        root = None
    too_deep = any("depth" in str(entry.message).lower() for entry in parser.error_log)
    if root is None or too_deep:
        return _found([], _stripped(text), "", None, None, cut)
    body, elements, depth = _blocks(root)
    letters = sum(map(len, body))
    if letters > MOST_LETTERS:
        cut = True
    title = _SPACE.sub(" ", root.findtext(".//title") or "").strip()
    language = (root.get("lang") or root.get("xml:lang") or "")[:2].lower() or None
    main = [] if letters < SHORT or elements > MOST_ELEMENTS or depth > DEEPEST or len(text) > MOST_BYTES // 2 else _main(root, body)
    published = _published(root)
    if _runs(root) and letters < (SHELL_NAMED if any("javascript" in block.lower() for block in body) else SHELL):
        if stated := _stated_body(root):
            return _found(stated, [*body, *stated], title, published, language, cut)
        return NoText("no_text", "the page shows hardly any words without scripts")
    if title and not any(title in block for block in body[:50]):
        body.insert(0, title)
    return _found(main, body, title, published, language, cut)


def _runs(root: Any) -> bool:
    """Whether a page has scripts that run; data in a script element (JSON-LD) does not."""
    return any("json" not in (script.get("type") or "") for script in root.iter("script"))


def _stated_body(root: Any) -> list[str]:
    """The paragraphs of an article that a page states for search engines (`articleBody` in JSON-LD) and writes by script for readers."""
    nodes = 0
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "") or "articleBody" not in (script.text or ""):
            continue
        try:
            waiting = [json.loads(script.text)]
        except (ValueError, RecursionError):
            continue
        while waiting:
            node = waiting.pop()
            nodes += 1
            if isinstance(node, dict) and isinstance(text := node.get("articleBody"), str):
                bare = unescape(_TAG.sub(" ", _BREAK.sub("\n", text[:MOST_LETTERS])))
                return [block for line in bare.splitlines() if (block := _SPACE.sub(" ", line).strip())]
            if nodes < MOST_NODES:
                waiting += [each for each in (node.values() if isinstance(node, dict) else node) if isinstance(each, dict | list)]
    return []


def _blocks(root: Any) -> tuple[list[str], int, int]:
    """The visible blocks of a tree, white space collapsed as a browser does; how many elements it has; how deep it is."""
    import lxml.etree

    blocks: list[str] = []
    parts: list[str] = []
    letters = elements = depth = deepest = 0
    hidden = 0  # the depth at which something hidden began

    def close() -> None:
        block = _SPACE.sub(" ", "".join(parts)).replace("\u00ad", "").strip()
        parts.clear()
        if block:
            blocks.append(block)

    for event, element in lxml.etree.iterwalk(root, events=("start", "end")):
        inline = element.tag in _INLINE
        if event == "start":
            elements += 1
            depth += 1
            deepest = max(deepest, depth)
            if not hidden and _is_hidden(element):
                hidden = depth
            if not hidden:
                if not inline:
                    close()
                if element.text:
                    parts.append(element.text)
                    letters += len(element.text)
        else:
            if not hidden and not inline:
                close()
            if hidden == depth:
                hidden = 0
            depth -= 1
            if not hidden and element.tail and depth:
                parts.append(element.tail)
                letters += len(element.tail)
        if letters > MOST_LETTERS:
            break
    close()
    return blocks, elements, deepest


def _is_hidden(element: Any) -> bool:
    if element.tag in _HIDDEN or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and _UNSEEN.search(style) is not None


def _main(root: Any, body: list[str]) -> list[str]:
    """The blocks that trafilatura counts to the article. It may raise on a tree that it does not expect: then none."""
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it warns of every page that it finds nothing on
    try:
        found = trafilatura.bare_extraction(root, fast=True, include_comments=False, with_metadata=False, deduplicate=False)
    except Exception:  # a library at work on a hostile page; the whole body stands in
        return []
    text = getattr(found, "text", None)
    if not text:
        return []
    kept = {_key(line) for line in text.splitlines()}
    flat = _key(text)
    return [block for block in body if (key := _key(block)) and (key in kept or (len(key) > 40 and key in flat))]


def _key(text: str) -> str:
    return _MARKS.sub("", fold(text))


def _published(root: Any) -> date | None:
    """The date of publication that the page states in its markup (meta, JSON-LD, `<time>`); never one guessed from its text."""
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if name.lower() in _PUBLISHED_NAMES and (day := _day(meta.get("content") or "")):
            return day
    for script in root.iter("script"):
        if "ld+json" in (script.get("type") or "") and (stated := _PUBLISHED.search(script.text or "")) and (day := _day(stated[1])):
            return day
    for time in root.iter("time"):
        if day := _day(time.get("datetime") or ""):
            return day
    return None


def _day(text: str) -> date | None:
    match = _DAY.match(text.strip()[:10])
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def _stripped(text: str) -> list[str]:
    """The words of a page that no parser takes: tags off, a block at each tag that breaks the line."""
    bare = _TAG.sub("", _BREAK.sub("\n", "".join(_shown(text))))[:MOST_LETTERS]
    blocks = (_SPACE.sub(" ", unescape(line)).strip() for line in bare.splitlines())
    return [block for block in blocks if block]


def _shown(text: str) -> Iterator[str]:
    """What stands outside comments and scripts; one that is never closed runs to the end, as in a browser."""
    at = 0
    while match := _DROPPED.search(text, at):
        yield text[at : match.start()]
        close = text.find("-->", match.end()) if match.group() == "<!--" else text.find(f"</{match[1]}", match.end())
        if close < 0:
            return
        at = close + 3
    yield text[at:]


# ---------------------------------------------------------------- PDF


def _pdf(body: bytes, complete: bool) -> PageText | NoText:
    import pypdfium2

    if not complete:
        return NoText("no_text", "the PDF is larger than was read")
    try:
        with pypdfium2.PdfDocument(body) as document:
            count = len(document)
            title = str(document.get_metadata_value("Title") or "")
            texts: list[str] = []
            letters = 0
            for number in range(min(count, MOST_PAGES)):
                page = document[number]
                sheet = page.get_textpage()
                texts.append(sheet.get_text_bounded())
                sheet.close()
                page.close()
                letters += len(texts[-1])
                if letters > MOST_LETTERS:
                    break
    except pypdfium2.PdfiumError as error:
        return NoText("no_text", f"the PDF cannot be opened ({str(error)[:80]})")
    if sum(character.isalnum() for text in texts for character in text) < SCANNED * len(texts):
        return NoText("scanned", f"a PDF of {count} pages that are pictures")
    blocks = [block for text in texts for block in _lines(text)]
    return _found([], blocks, title, None, None, count > len(texts))


def _lines(text: str) -> list[str]:
    """A PDF page's lines joined to paragraphs: hyphens at line ends closed (pdfium marks them), a block ends at an empty or short line."""
    text = re.sub(r"[\ufffe\x02\u00ad]\r?\n?|(?<=[^\W\d_])-\r?\n(?=[a-zà-ÿа-я])", "", text)
    lines = [line.strip() for line in text.splitlines()]
    width = max((len(line) for line in lines), default=0)
    blocks: list[str] = []
    parts: list[str] = []
    for line in [*lines, ""]:
        if line:
            parts.append(line)
        if parts and (not line or (line[-1] in ".!?:" and len(line) < width * 0.8)):
            blocks.append(_SPACE.sub(" ", " ".join(parts)))
            parts = []
    return blocks
