"""PDFs made by hand for the tests: lines of text at places, link areas, pictures, metadata; and a small typesetter that breaks URLs."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Page:
    """Lines `(x, y, size, text)`, `(x, y, size, text, "bold")` for a bold one, areas `(left, bottom, right, top, uri)`, and a picture."""

    lines: Sequence[tuple[Any, ...]] = ()
    areas: Sequence[tuple[float, float, float, float, str]] = ()
    picture: bool = False
    extra: bytes = b""  # more of the content stream


@dataclass
class Objects:
    """The numbered objects of a file in the making."""

    bodies: list[bytes] = field(default_factory=list)

    def add(self, body: bytes | str) -> int:
        self.bodies.append(body if isinstance(body, bytes) else body.encode("latin-1"))
        return len(self.bodies)

    def stream(self, content: bytes, more: str = "") -> int:
        return self.add(b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), more.encode(), content))


def make(pages: Sequence[Page], info: str = "", font: str = "Courier", encoding: str = "WinAnsiEncoding") -> bytes:
    """A whole file."""
    objects = Objects()
    catalog, tree = objects.add(""), objects.add("")
    plain = objects.add(f"<< /Type /Font /Subtype /Type1 /BaseFont /{font} /Encoding /{encoding} >>")
    bold = objects.add(f"<< /Type /Font /Subtype /Type1 /BaseFont /{font}-Bold /Encoding /{encoding} >>")
    pixel = objects.stream(b"\x00", "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8")
    kids = []
    for page in pages:
        content = b"".join(map(_line, page.lines)) + page.extra
        if page.picture:
            content += b"q 500 0 0 700 50 50 cm /Im1 Do Q\n"
        number = objects.stream(content)
        areas = [
            objects.add(f"<< /Type /Annot /Subtype /Link /Rect [{a} {b} {c} {d}] /A << /S /URI /URI ({_escaped(uri)}) >> >>")
            for a, b, c, d, uri in page.areas
        ]
        kids.append(
            objects.add(
                f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 612 792] /Contents {number} 0 R /Resources << /Font << /F1 {plain} 0 R "
                f"/F2 {bold} 0 R >> /XObject << /Im1 {pixel} 0 R >> >> /Annots [{' '.join(f'{area} 0 R' for area in areas)}] >>"
            )
        )
    objects.bodies[catalog - 1] = f"<< /Type /Catalog /Pages {tree} 0 R >>".encode()
    objects.bodies[tree - 1] = f"<< /Type /Pages /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] /Count {len(kids)} >>".encode()
    return assemble(objects, catalog, objects.add(f"<< {info} >>"))


def assemble(objects: Objects, catalog: int, info: int) -> bytes:
    """The file that holds the objects."""
    out, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(objects.bodies, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1) + b"".join(b"%010d 00000 n \n" % place for place in places)
    return bytes(out) + b"trailer << /Size %d /Root %d 0 R /Info %d 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (
        len(places) + 1,
        catalog,
        info,
        table,
    )


def _escaped(text: str) -> str:
    return re.sub(r"([\\()])", r"\\\1", text)


def _line(line: tuple[Any, ...]) -> bytes:
    x, y, size, text, *bold = line
    shown = _escaped(text).encode("cp1252")
    return b"BT /%s %g Tf %g %g Td (%s) Tj ET\n" % (b"F2" if bold else b"F1", size, x, y, shown)


# ---------------------------------------------------------------- a typesetter

WIDTH = 0.6  # of a letter of Courier, in sizes
PROSE = (
    "the report was read by many people and its authors said that nothing in it had been changed since the spring when the first "
    "version and/or its summary came out though some of them did not agree with what e.g. the minister told them about page 12 of 14"
)
WORDS = PROSE.split()
# Where typesetters break a URL that does not fit: TeX after marks, careful people after a slash or a hyphen, Word where the line is full.
# "never": only a URL that is longer than a line is broken, at its edge.
BREAKS = {"slash": r"(?<=/)", "hyphen": r"(?<=-)", "marks": r"(?<=[/.\-_?&=])", "anywhere": r"", "never": r"(?!)"}


def url(dice: random.Random) -> str:
    """A URL as articles cite them."""
    host = dice.choice(["www.example.org", "news.example.com", "example.co.uk", "data.agency.example"])
    slug = "-".join(dice.choice(["syria", "arms", "report", "minister", "2020", "talks", "crisis"]) for _ in range(dice.randrange(3, 7)))
    path = dice.choice(
        [
            f"{dice.randrange(2001, 2025)}/{dice.randrange(1, 13):02}/{slug}.html",
            f"news/world/europe/{slug}",
            f"files/documents/{slug.replace('-', '_')}_{dice.randrange(10, 99)}.pdf",
            f"article.php?id={dice.randrange(1000, 99999)}&lang=en&section={slug}",
            f"publications/{slug}/chapter-{dice.randrange(1, 30)}/",
            f"a/{dice.randrange(10**6, 10**8)}/{slug}?ref=home",
        ]
    )
    return f"https://{host}/{path}"


def typeset(words: Sequence[str], columns: int, breaks: str) -> list[str]:
    """Lines of at most so many letters; only URLs are broken, by the rule of that name."""
    lines, line = [], ""
    for word in words:
        room = columns - len(line) - bool(line)
        if len(word) <= room:
            line += " " * bool(line) + word
            continue
        pieces = [piece for piece in re.split(BREAKS[breaks], word) if piece] if "://" in word else [word]
        fits = ""
        while len(pieces) > 1 and len(fits) + len(pieces[0]) <= room:
            fits += pieces.pop(0)
        if fits and len(fits) > len("https://"):
            line += " " * bool(line) + fits
            word = word[len(fits) :]
        lines.append(line)
        while len(word) > columns:
            pieces = [piece for piece in re.split(BREAKS[breaks] or r"(?<=.)", word) if piece]
            taken = ""
            while pieces and len(taken) + len(pieces[0]) <= columns:
                taken += pieces.pop(0)
            lines.append(taken or word[:columns])
            word = word[len(lines[-1]) :]
        line = word
    return [*lines, line]


def article(seed: int, breaks: str) -> tuple[bytes, list[str]]:
    """A page of prose whose URLs are broken over lines, and the URLs in order."""
    dice = random.Random(seed)
    columns, cited, lines, y = dice.randrange(50, 80), [], [], 740.0
    for _ in range(6):
        words: list[str] = []
        for _ in range(dice.randrange(1, 4)):
            words += [dice.choice(WORDS) for _ in range(dice.randrange(3, 22))]
            cited.append(url(dice))
            words.append(cited[-1] + dice.choice(["", "", ",", "."]))
        words += [dice.choice(WORDS) for _ in range(dice.randrange(0, 9))]
        words[0] = words[0].capitalize()
        for text in typeset(words, columns, breaks):
            lines.append((60, y, 10, text))
            y -= 12
        y -= 8
    return make([Page(lines)]), cited
