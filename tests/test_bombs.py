"""Files made to hurt, read as a run reads them: each ends as a reason or as a document within limits, and the others go on."""

from __future__ import annotations

import io
import random
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from linkaudit.documents import Options
from linkaudit.files import gather
from linkaudit.model import Document, Unreadable
from linkaudit.sandbox import Limits, Sandbox
from tests.documents import containers, pdfs, whole


def pdf_that_unpacks(size: int) -> bytes:
    """A page whose content unpacks to `size` bytes of painted words, packed twice."""
    objects = pdfs.Objects()
    catalog = objects.add("<< /Type /Catalog /Pages 2 0 R >>")
    objects.add("<< /Type /Pages /Kids [3 0 R] /Count 1 >>")
    objects.add("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>")
    packer = zlib.compressobj(9)
    line = b"BT /F1 1 Tf 1 1 Td (http://a.example/) Tj ET\n" * 1000
    packed = b"".join(packer.compress(line) for _ in range(size // len(line))) + packer.flush()
    objects.stream(zlib.compress(packed), "/Filter [/FlateDecode /FlateDecode]")
    objects.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    return pdfs.assemble(objects, catalog, objects.add("<< >>"))


def test_a_folder_of_bombs(tmp_path: Path) -> None:
    """Bombs of every kind between two honest documents: those are read, each bomb says why it is not or is read within the limits."""
    canary = tmp_path / "canary.txt.secret"
    canary.write_text("http://canary.example/", encoding="utf-8")
    outside = f'<!DOCTYPE x [<!ENTITY a SYSTEM "{canary.as_uri()}">]><x>&a;</x>'
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    folder = tmp_path / "in"
    folder.mkdir()
    bombs = {
        "b.docx": containers.pack({"word/document.xml": b"<a>" + b"a" * 80_000_000}),
        "c.docx": containers.pack({"word/document.xml": f"<!DOCTYPE x [{laughs}]><x>&l9;</x>"}),
        "d.odt": containers.pack({"content.xml": outside}),
        "e.epub": containers.pack({"META-INF/container.xml": outside}),
        "f.pdf": pdf_that_unpacks(400_000_000),
        "g.wiki": b"[http://a.b ''" * 70_000,
        "h.ipynb": b'{"cells": ' + b"[" * 1_000_000,
        "i.csl.json": b"[" * 1_000_000,
        "j.rst": b"`a <" * 250_000,
        "k.tex": b"\\footnote{" * 100_000,
        "l.bib": b"@a{b,c={" * 120_000,
    }
    for name, data in bombs.items():
        (folder / name).write_bytes(data)
    for name in ("a.wiki", "z.wiki"):
        (folder / name).write_text("See http://a.example/.", encoding="utf-8")
    limits = Limits(memory=400 * 1024 * 1024, cpu=5)
    with Sandbox(Options(), limits, workers=2) as box:
        found = {Path(one.name).name: one for one in box.read_all(list(gather([str(folder)], suffixes=SUFFIXES).inputs))}
    assert list(found) == sorted([*bombs, "a.wiki", "z.wiki"])
    for name in ("a.wiki", "z.wiki"):
        honest = found[name]
        assert isinstance(honest, Document) and len(honest.links) == 1
    reasons = {name: one.reason for name, one in found.items() if isinstance(one, Unreadable)}
    assert set(reasons) >= {"b.docx", "c.docx", "d.odt", "e.epub", "f.pdf", "h.ipynb", "i.csl.json"}, reasons
    assert "canary" not in repr(found["d.odt"]) + repr(found["e.epub"])


SUFFIXES = (".docx", ".odt", ".epub", ".pdf", ".wiki", ".ipynb", ".csl.json", ".rst", ".tex", ".bib")

BOOKS: dict[str, Callable[[], bytes]] = {
    ".docx": lambda: containers.docx(
        containers.p(containers.t("It fell."), '<w:r><w:footnoteReference w:id="1"/></w:r>', containers.t(" http://a.example/")),
        {"r1": "http://b.example/"},
        footnotes=f'<w:footnote w:id="1">{containers.p(containers.t("Hope."))}</w:footnote>',
        styles='<w:style w:styleId="T"><w:name w:val="Title"/></w:style>',
    ),
    ".odt": lambda: containers.odt(
        '<text:h text:outline-level="1">A</text:h><text:p>B <text:a xlink:href="http://a.example/">c</text:a></text:p>'
    ),
    ".epub": lambda: containers.epub({"a.xhtml": '<p>A <a href="http://a.example/">b</a></p>', "b.xhtml": "<p>C</p>"}),
}


BITS = ["<", ">", "/>", '"', "&#x0;", "&amp;", "<w:p>", "</w:p>", "<text:note>", "<a/>", "é", ""]


@pytest.mark.parametrize("suffix", BOOKS)
@pytest.mark.parametrize("seeds", [range(120), pytest.param(range(120, 12_000), marks=pytest.mark.soak)], ids=["sample", "soak"])
def test_mutated_containers(suffix: str, seeds: range) -> None:
    """Containers with bytes changed, inside their members or around them, never crash the reader."""
    honest = BOOKS[suffix]()
    members = whole_members(honest)
    for seed in seeds:
        dice = random.Random(seed)
        if seed % 2:
            data = bytearray(honest)
            for _ in range(dice.randrange(1, 10)):
                at = dice.randrange(len(data))
                data[at : at + dice.randrange(4)] = bytes(dice.randrange(256) for _ in range(dice.randrange(4)))
            whole.attempt(suffix, bytes(data))
            continue
        name = dice.choice(list(members))
        inside = list(members[name].decode())
        for _ in range(dice.randrange(1, 6)):
            at = dice.randrange(len(inside) + 1)
            inside[at : at + dice.randrange(8)] = dice.choice(BITS)
        whole.attempt(suffix, containers.pack({**members, name: "".join(inside)}))


def whole_members(data: bytes) -> dict[str, bytes]:
    """The members of a container."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return {name: file.read(name) for name in file.namelist()}
