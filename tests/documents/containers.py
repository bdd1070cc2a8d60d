"""Word documents, OpenDocument texts and e-books made by hand for the tests."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

OPEN_XML = "http://schemas.openxmlformats.org"
W = f'xmlns:w="{OPEN_XML}/wordprocessingml/2006/main" xmlns:r="{OPEN_XML}/officeDocument/2006/relationships"'
ODF = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("meta", "meta"),
        ("draw", "drawing"),
    )
)
ODF += ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'


def pack(members: Mapping[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return out.getvalue()


def docx(body: str, relations: Mapping[str, str] | None = None, **parts: str) -> bytes:
    """A Word document of that body. `parts`: footnotes, endnotes, header1, styles, numbering, core (the inside of their root)."""
    members = {"[Content_Types].xml": "<Types/>", "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>"}
    links = "".join(
        f'<Relationship Id="{key}" Type="x/hyperlink" Target="{escape(url, {chr(34): "&quot;"})}" TargetMode="External"/>'
        for key, url in (relations or {}).items()
    )
    rels = f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{links}</Relationships>'
    for part in ("document", *parts):
        members[f"word/_rels/{part}.xml.rels"] = rels
    for part, inside in parts.items():
        if part == "core":
            members["docProps/core.xml"] = (
                '<cp:coreProperties xmlns:cp="x" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
                f"{inside}</cp:coreProperties>"
            )
        else:
            members[f"word/{part}.xml"] = f"<w:{part} {W}>{inside}</w:{part}>"
    return pack(members)


def p(*runs: str, style: str = "", more: str = "") -> str:
    """A paragraph of Word."""
    properties = f"<w:pPr>{f'<w:pStyle w:val={chr(34)}{style}{chr(34)}/>' if style else ''}{more}</w:pPr>"
    return f"<w:p>{properties}{''.join(runs)}</w:p>"


def t(words: str, more: str = "") -> str:
    """A run of words."""
    return f'<w:r><w:rPr>{more}</w:rPr><w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


def odt(text: str, styles: str = "", meta: str = "") -> bytes:
    """An OpenDocument text."""
    return pack(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": (
                f"<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
                f"<office:body><office:text>{text}</office:text></office:body></office:document-content>"
            ),
            "meta.xml": f"<office:document-meta {ODF}><office:meta>{meta}</office:meta></office:document-meta>",
        }
    )


def epub(chapters: Mapping[str, str], *, spine: str = "", meta: str = "", extra: Mapping[str, str | bytes] | None = None) -> bytes:
    """An e-book of XHTML chapters (the inside of their body), in the order of `spine` (names, blanks between) or as given."""
    order = spine.split() or list(chapters)
    manifest = "".join(f'<item id="i{n}" href="{name}" media-type="application/xhtml+xml"/>' for n, name in enumerate(chapters))
    itemrefs = "".join(f'<itemref idref="i{list(chapters).index(name)}"/>' for name in order)
    members: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": (
            '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
            '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
        ),
        "OPS/book.opf": (
            '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/" version="3.0">'
            f"<metadata>{meta}</metadata><manifest>{manifest}</manifest><spine>{itemrefs}</spine></package>"
        ),
    }
    for name, inside in chapters.items():
        members[f"OPS/{name}"] = (
            f'<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="x"><head><title>{name}</title></head><body>{inside}</body></html>'
        )
    return pack({**members, **(extra or {})})
