"""URLs that a line break has cut are put together again, and prose is never glued to one.

The cases are made: addresses as sites write them, wrapped by the rules that mail programs, PDF exporters and editors use, amid and
before sentences; each case says whether its line break is inside the URL.
"""

from __future__ import annotations

import random
import re

from linkaudit.documents import read
from linkaudit.model import Document

HOSTS = ("www.example.org", "news.example.com", "data.stats.example", "archive.ministry.example", "journals.example.net")
PATHS = (
    "/2019/05/14/world/europe/council-pays-forty-million-for-the-bridge-over-the-river.html",
    "/en/publications/reports/annual-report-2019-2020/chapter-4/expenditure_by_county.pdf",
    "/article/S0140-6736(20)30183-5/fulltext",
    "/download/3cc9b455-49e3-32e6-9b44-cd082a4d2e8b",
    "/search/results.php?id=20391&category=transport&year=2019&page=2",
    "/wiki/History_of_the_suspension_bridges_of_the_northern_counties",
    "/sites/default/files/2021-03/Final%20Report%20on%20the%20Bridge.docx",
    "/politics/story-of-a-bridge-that-nobody-wanted-and-everybody-paid-for-20190514",
    "/view/doc/10.1093/oxfordhb/9780199238804.001.0001/oxfordhb-9780199238804-e-12",
    "/media/uploads/attachment_data/file/864321/bridge_costs_table_a1.csv",
)
WORDS = re.findall(
    r"\w+",
    "the council paid for it and said that nothing more was due after the spring when work on both sides had ended in time but "
    "no one in the county could tell who had signed for the last part of the money which came from a fund for roads",
)
BEFORE = ("The figures are in the annual report, see", "As the ministry had said before (", "Their own page, at", "Source:")
AFTER = ("and the county says so too.", "The minister has not answered.", "which was taken down in 2020.", "(in Welsh).", "He was there.")


def test_short_lines_are_whole() -> None:
    """In a list of short lines no word is glued to the URL before it: no page is wrapped at twenty columns."""
    document = read("a.txt", b"Our tools:\nhttp://example.org/\nbar\nhttp://b.example/\n/foo\n")
    assert isinstance(document, Document)
    assert [link.url for link in document.links] == ["http://example.org/", "http://b.example/"]


def test_a_comment_ends_with_its_line() -> None:
    """What stands behind a comment's mark goes on only behind the same mark."""
    long = "// see " + "https://example.org/a/very/long/path/" * 2
    for rest, whole in ((b"museum", False), (b"// museum.html", True)):
        document = read("a.txt", f"{long}\n".encode() + rest + b"\n")
        assert isinstance(document, Document)
        assert document.links[-1].target.endswith("museum.html") is whole


def address(chance: random.Random) -> str:
    return f"https://{chance.choice(HOSTS)}{chance.choice(PATHS)}"


def prose(chance: random.Random, words: int) -> str:
    return " ".join(chance.choices(WORDS, k=words))


def filled(text: str, width: int, breaks: str) -> list[str]:
    """Lines of at most `width`, as a wrapper makes them that also breaks URLs: after one of `breaks`, or anywhere ("")."""
    lines: list[str] = []
    line = ""
    for word in text.split(" "):
        while word:
            room = width - len(line) - bool(line)
            if len(word) <= room:
                line, word = f"{line} {word}" if line else word, ""
                break
            if not word.startswith("http") and "://" not in word and not (lines and len(word) > width // 2):
                lines.append(line)
                line = ""
                continue
            cut = room if not breaks else max((word.rfind(mark, 0, room) + 1 for mark in breaks), default=0)
            if cut <= len("https://www.example.org") and line:
                lines.append(line)
                line = ""
                continue
            cut = cut if cut > 8 else min(width, len(word))
            lines.append(f"{line} {word[:cut]}" if line else word[:cut])
            line, word = "", word[cut:]
    return [*lines, line] if line else lines


def page(chance: random.Random, url: str, width: int, breaks: str) -> str:
    text = f"{prose(chance, 30).capitalize()}. {chance.choice(BEFORE)} {url} {chance.choice(AFTER)} {prose(chance, 30).capitalize()}."
    return "\n".join(filled(text.replace("( ", "("), width, breaks)) + "\n"


def targets(text: str) -> list[str]:
    document = read("a.txt", text.encode())
    assert isinstance(document, Document)
    assert all(document.text[link.start : link.end] == link.url for link in document.links)
    return [link.target for link in document.links]


def test_most_are_rejoined() -> None:
    """At least 95 % of the URLs that a wrapper broke (after a slash, a hyphen, any mark, or amid a word) are whole again."""
    chance = random.Random(7)
    broken = whole = 0
    for _ in range(600):
        url, breaks = address(chance), chance.choice(["/", "-/", "/-_.?&=", ""])
        text = page(chance, url, chance.choice([64, 72, 76, 80, 90]), breaks)
        if url in text:
            continue
        broken += 1
        whole += any(target == url for target in targets(text))
    assert broken > 300
    assert whole / broken >= 0.95, f"{whole} of {broken}"


def test_none_is_wrongly_glued() -> None:
    """Where the URL ends with its line, what the next line says is not taken for its rest: not once in 3,000 pages."""
    chance = random.Random(8)
    glued = []
    for _ in range(3000):
        url = address(chance)
        if chance.random() < 0.4:
            url = url.rpartition("/")[0] + chance.choice(["/", ""])
        head = f"{prose(chance, chance.randrange(6, 16)).capitalize()}. {chance.choice(BEFORE)}"
        tail = chance.choice(
            [*AFTER, "24/7 it is open.", "and/or the county.", "U.S. figures differ.", "e.g. in 2019/20.", "a well-known case.",
             "- first point",
             "12 May 2020 was the day.", "state-of-the-art bridges.", "p. 12-14, table 3.", "/ The county /", "2019-20 was better.",
             "(see below)"]
        )  # fmt: skip
        text = "\n".join([*filled(head, 72, ""), url, *filled(f"{tail} {prose(chance, 20)}.", 72, "")]) + "\n"
        if chance.random() < 0.5:
            text = "\n".join(
                [
                    *filled(f"{prose(chance, 30).capitalize()}.", 72, ""),
                    f"{prose(chance, 2).capitalize()} {url}",
                    f"{tail} {prose(chance, 9)}.",
                ]
            )
        glued += [target for target in targets(text) if target.startswith("https") and target not in (url, url.rstrip("/"))]
    assert glued == []


def test_angle_brackets_hold_a_url_together() -> None:
    """Between `<` and `>` a URL may be broken anywhere (RFC 3986, appendix C), on short lines, too."""
    assert targets("See <https://example.org/a/\nb\n  c> and <URL:https://example.org/d\ne>.\n") == [
        "https://example.org/a/bc",
        "https://example.org/de",
    ]


def test_quoted_mail() -> None:
    """The marks of an answered mail are not part of the URL that is broken over its lines, nor does it go on in lines quoted otherwise."""
    lines = [
        "> It was all said in the report of the council: https://example.org/2019/",
        "> report-of-the-council/annex.pdf and nowhere else.",
    ]
    whole, first = "https://example.org/2019/report-of-the-council/annex.pdf", "https://example.org/2019/"
    assert targets("\n".join(lines)) == [whole]
    assert targets("\n".join([lines[0], lines[1].removeprefix("> ")])) == [first]
    assert targets("\n".join([lines[0], "> " + lines[1]])) == [first]


def test_the_place_covers_the_break() -> None:
    """The URL of the document has the break in it, the target has not."""
    text = "It was all in the report of the county council, as everybody knew at the time, see https://example.org/2019/\nreport-of-the-council/annex.pdf.\n"
    document = read("a.txt", text.encode())
    assert isinstance(document, Document)
    [link] = document.links
    assert link.url == "https://example.org/2019/\nreport-of-the-council/annex.pdf"
    assert link.target == re.sub(r"\s", "", link.url)
    assert document.passages[0].text.endswith("https://example.org/2019/ report-of-the-council/annex.pdf.")


def test_cut_twice_at_one_column() -> None:
    """A URL that fills two lines to the same column goes on with whatever begins the third; one that fills one line does not."""
    lines = [
        "Everything that was ever said of the matter stands in",
        "https://example.org/wiki/History_of_the_suspension_br",
        "idges_of_the_northern_counties_and_of_everything_in_b",
        "etween and the county says so too.",
    ]
    assert targets("\n".join(lines) + "\n") == [
        "https://example.org/wiki/History_of_the_suspension_bridges_of_the_northern_counties_and_of_everything_in_between"
    ]
    assert targets("\n".join([lines[0], lines[1], "ideas were had by the county, it says."]) + "\n") == [lines[1]]
