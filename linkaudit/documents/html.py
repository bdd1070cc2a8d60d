"""An HTML page in; its passages, links, call-outs, title and dates, out, each at its exact place in the source."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace

from linkaudit.documents.decode import decode
from linkaudit.documents.furniture import around
from linkaudit.documents.htmlbuild import Builder
from linkaudit.documents.htmlpage import Page, finish
from linkaudit.documents.options import Options
from linkaudit.documents.tags import events
from linkaudit.documents.weave import Lines
from linkaudit.model import Document, Unreadable

_CHARSET = re.compile(
    rb"<meta[^>]{0,400}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.\-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.\-]{2,40})",
    re.I,
)


def read(name: str, data: bytes, options: Options) -> Document | Unreadable:
    """An HTML or XHTML page. Links that hang on no known address keep their relative form and are listed as such."""
    decoded = decode(data, options.charset or declared(data))
    if isinstance(decoded, str):
        return Unreadable(name, decoded)
    text = decoded.text
    lines = Lines(text)
    page = parse(text, lines, base=options.base, with_code=options.include_code)
    outside = around(text, page.passages) if page.is_site else frozenset[int]()
    passages = tuple(replace(passage, furniture=True) if index in outside else passage for index, passage in enumerate(page.passages))
    links = tuple(replace(link, furniture=True) if link.passage in outside else link for link in page.links)
    return Document(
        name=name,
        format="html",
        text=text,
        passages=passages,
        links=links,
        sha256=hashlib.sha256(data).hexdigest(),
        callouts=page.callouts,
        title=page.title,
        published=options.published or page.published,
        modified=page.modified,
        language=page.language,
        url=options.url,
        anchors=page.anchors,
        remarks=(decoded.remark,) if decoded.remark else (),
    )


def declared(data: bytes) -> str | None:
    """The encoding that the first 1024 bytes declare (HTML Living Standard 13.2.3.2), if they do."""
    found = _CHARSET.search(data, 0, 1024)
    return next(group for group in found.groups() if group).decode("ascii") if found else None


def parse(
    text: str,
    lines: Lines,
    start: int = 0,
    end: int | None = None,
    base: str | None = None,
    components: bool = False,
    with_code: bool = False,
) -> Page:
    """The markup `text[start:end]`: a page, or the part of a page that another format holds. Offsets are into `text`. `components` says
    that elements with a capital letter are of the page's own making (MDX), `with_code` that bare URLs in
    `<code>` count."""
    builder = Builder(text, lines, base, components, with_code)
    for event in events(text, start, end):
        builder.take(event)
    return finish(builder)
