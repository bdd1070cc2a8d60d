"""One story in many layouts: sentences and their sources in, bytes of a document out, each call-out written as that layout writes it."""

from collections.abc import Callable, Sequence
from itertools import groupby

from tests.documents.containers import docx, epub, odt, p, t

# A sentence, the sources it calls (numbers of URLS), by paragraph. Source 2 is called three times, one sentence calls three sources.
Story = tuple[tuple[tuple[str, tuple[int, ...]], ...], ...]
STORY: Story = (
    (
        ("The harbour of Odesa was shelled in March 2022.", (1,)),
        ("Dr. Anna M. Kowalska counted 37.9 million tonnes of grain in the silos.", (2,)),
        ("Nobody had asked her before.", ()),
        ("“It was quiet. Then it was not,” the captain said on Monday.", (3,)),
    ),
    (
        ("Prices rose by 12.5 percent in Cairo, Lagos and Lima.", (4, 5)),
        ("The ministry of trade, e.g. its deputy, denied that.", (2,)),
        ("Who paid for the ships?", (6,)),
        ("A court in Tallinn heard the case until Dec. 7, 2023.", (7,)),
    ),
    (
        ("Engineers warned of cracks in the dam.", ()),
        ("The U.S. firm Helvar Inc. sold 240 pumps to Sofia.", (8, 9, 10)),
        ("Its owner, Lt. Com. Matthew Allen, told a newspaper so.", (2,)),
        ("Nothing else is known.", (11,)),
    ),
)
URLS = {number: f"https://site{number}.example/page-{number}?id={number}" for number in range(1, 12)}
GOLD = [(sentence, URLS[number]) for paragraph in STORY for sentence, numbers in paragraph for number in numbers]


def paragraphs(mark: Callable[[str, tuple[int, ...]], str], between: str = " ") -> list[str]:
    """Each paragraph's sentences, marked."""
    return [between.join(mark(sentence, numbers) if numbers else sentence for sentence, numbers in paragraph) for paragraph in STORY]


def behind(form: Callable[[tuple[int, ...]], str]) -> list[str]:
    """Paragraphs with the call-out behind the full stop."""
    return paragraphs(lambda sentence, numbers: sentence + form(numbers))


def inside(form: Callable[[tuple[int, ...]], str]) -> list[str]:
    """Paragraphs with the call-out before the full stop."""
    return paragraphs(lambda sentence, numbers: sentence[:-1] + form(numbers) + sentence[-1])


def brackets(numbers: Sequence[int]) -> str:
    """`[4][5]`."""
    return "".join(f"[{number}]" for number in numbers)


def span(numbers: Sequence[int]) -> str:
    """`[8-10]`, `[4]`."""
    return f"[{numbers[0]}]" if len(numbers) == 1 else f"[{numbers[0]}-{numbers[-1]}]"


def raised(numbers: Sequence[int], comma: str = "˒") -> str:
    """`⁸˒⁹˒¹⁰`."""
    return comma.join(str(number).translate(str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")) for number in numbers)


def listed(form: str) -> str:
    """The list of sources, one a line; `{n}` its number, `{r}` raised, `{u}` its URL."""
    return "\n".join(form.format(n=number, u=url, r=raised((number,))) for number, url in URLS.items())


def page(parts: Sequence[str], *more: str) -> bytes:
    """Paragraphs with an empty line between."""
    return ("\n\n".join([*parts, *more]) + "\n").encode()


def web(parts: Sequence[str], *more: str) -> bytes:
    """A page of HTML paragraphs."""
    body = "".join(f"<p>{part}</p>\n" for part in parts) + "".join(more)
    return f"<!doctype html><html lang=en><head><title>T</title></head><body><article>{body}</article></body></html>".encode()


def on_word(opening: str, middle: str, closing: str) -> Callable[[str, tuple[int, ...]], str]:
    """Each source as a link on one word of the sentence, the second from its end on."""

    def mark(sentence: str, numbers: tuple[int, ...]) -> str:
        words = sentence.split(" ")
        for at, number in enumerate(numbers):
            words[at + 1] = opening.format(u=URLS[number]) + words[at + 1] + middle.format(u=URLS[number]) + closing
        return " ".join(words)

    return mark


def anchors(numbers: Sequence[int]) -> str:
    """Raised links to notes."""
    return "".join(f'<sup><a href="#fn{number}">{number}</a></sup>' for number in numbers)


def named(numbers: Sequence[int], known: set[int]) -> str:
    """`<ref>` elements, a name at first use, reused after."""
    marks = []
    for number in numbers:
        marks.append(f'<ref name="s{number}" />' if number in known else f'<ref name="s{number}">{URLS[number]}</ref>')
        known.add(number)
    return "".join(marks)


def authors(numbers: Sequence[int]) -> str:
    """`(Smitha, 2001; Smithb, 2002)`."""
    return " (" + "; ".join(f"Smith{chr(96 + number)}, {2000 + number}" for number in numbers) + ")"


NOTES = "".join(f'<li id="fn{number}">Page {number}: <a href="{url}">link</a></li>' for number, url in URLS.items())
BIBLIOGRAPHY = "\n\n".join(f"Smith{chr(96 + number)} J. {2000 + number}. Page {number}. {url}" for number, url in URLS.items())


def word_runs() -> bytes:
    """Word: hyperlinks on words."""
    relations = {f"r{number}": url for number, url in URLS.items()}
    body = []
    for paragraph in STORY:
        runs = []
        for sentence, numbers in paragraph:
            words = sentence.split(" ")
            runs.append(t(words[0] + " "))
            for at, word in enumerate(words[1:]):
                link = f'<w:hyperlink r:id="r{numbers[at]}">{t(word)}</w:hyperlink>' if at < len(numbers) else t(word)
                runs += [link, t(" ")]
        body.append(p(*runs))
    return docx("".join(body), relations)


def word_notes() -> bytes:
    """Word: footnotes. A note that is called again is a note of its own."""
    calls = [number for paragraph in STORY for _, numbers in paragraph for number in numbers]
    notes = "".join(f'<w:footnote w:id="{at}">{p(t(URLS[number]))}</w:footnote>' for at, number in enumerate(calls, 1))
    body, at = [], 0
    for paragraph in STORY:
        runs = []
        for sentence, numbers in paragraph:
            runs.append(t(sentence))
            for _ in numbers:
                at += 1
                runs.append(f'<w:r><w:footnoteReference w:id="{at}"/></w:r>')
            runs.append(t(" "))
        body.append(p(*runs))
    return docx("".join(body), footnotes=notes)


def open_document() -> bytes:
    """OpenDocument: links on words."""
    parts = paragraphs(on_word('<text:a xlink:href="{u}">', "", "</text:a>"))
    return odt("".join(f"<text:p>{part}</text:p>" for part in parts))


def book() -> bytes:
    """An e-book with links on words."""
    body = "".join(f"<p>{part}</p>" for part in paragraphs(on_word('<a href="{u}">', "", "</a>")))
    return epub({"one.xhtml": body})


def chapters() -> bytes:
    """Each paragraph with its own list, numbered from 1."""
    parts = []
    for paragraph in STORY:
        order = [number for number, _ in groupby(sorted({n for _, numbers in paragraph for n in numbers}))]
        marked = " ".join(sentence + brackets([order.index(n) + 1 for n in numbers]) for sentence, numbers in paragraph)
        parts += [marked, "\n".join(f"[{at}] {URLS[number]}" for at, number in enumerate(order, 1))]
    return page(parts)


LAYOUTS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "text, brackets behind the stop": (".txt", lambda: page(behind(brackets), listed("[{n}] {u}"))),
    "text, brackets before the stop": (
        ".txt",
        lambda: page(inside(lambda n: " " + brackets(n)), "References", listed("[{n}] Page {n}. {u}")),
    ),
    "text, ranges": (".txt", lambda: page(behind(span), "Sources:", listed("{n}. {u}"))),
    "text, raised": (".txt", lambda: page(behind(raised), listed("{r} {u}"))),
    "text, carets": (".txt", lambda: page(behind(lambda n: "".join(f"^{x}^" for x in n)), listed("{n}. {u}"))),
    "text, notes": (".txt", lambda: page(behind(lambda n: "".join(f"[^{x}]" for x in n)), listed("[^{n}]: {u}"))),
    "text, URLs in brackets": (".txt", lambda: page(inside(lambda n: " (" + ", ".join(URLS[x] for x in n) + ")"))),
    "text, URLs behind": (".txt", lambda: page(behind(lambda n: " " + " ".join(URLS[x] for x in n)))),
    "text, a list for each chapter": (".txt", chapters),
    "text, author and year": (".txt", lambda: page(inside(authors), "References", BIBLIOGRAPHY)),
    "Markdown, links on words": (".md", lambda: page(paragraphs(on_word("[", "]({u})", "")))),
    "Markdown, references": (".md", lambda: page(paragraphs(on_word("[", "][{u}]", "")), *(f"[{u}]: {u}" for u in URLS.values()))),
    "Markdown, footnotes": (
        ".md",
        lambda: page(behind(lambda n: "".join(f"[^{x}]" for x in n)), *(f"[^{n}]: {u}" for n, u in URLS.items())),
    ),
    "Markdown, autolinks": (".md", lambda: page(inside(lambda n: " (" + " ".join(f"<{URLS[x]}>" for x in n) + ")"))),
    "Markdown, linked numbers": (".md", lambda: page(behind(lambda n: "".join(f"[[{x}]]({URLS[x]})" for x in n)))),
    "Markdown, numbered list": (".md", lambda: page(behind(brackets), "## Sources", listed("{n}. {u}"))),
    "Markdown, bracketed list": (".md", lambda: page(inside(lambda n: " " + brackets(n)), listed("[{n}] {u}"))),
    "HTML, links on words": (".html", lambda: web(paragraphs(on_word('<a href="{u}">', "", "</a>")))),
    "HTML, raised anchors": (".html", lambda: web(behind(anchors), f"<ol>{NOTES}</ol>")),
    "HTML, brackets and a list": (".html", lambda: web(behind(brackets), "<h2>References</h2><ol>" + NOTES + "</ol>")),
    "HTML, author and year": (
        ".html",
        lambda: web(inside(authors), "<h2>References</h2>", *(f"<p>{one}</p>" for one in BIBLIOGRAPHY.split("\n\n"))),
    ),
    "wikitext, refs": (".wiki", lambda: page(behind(lambda n: "".join(f"<ref>{URLS[x]}</ref>" for x in n)), "<references />")),
    "wikitext, named refs": (".wiki", lambda: page(behind(lambda n, known=set(): named(n, known)), "<references />")),  # type: ignore[misc]
    "wikitext, external links": (".wiki", lambda: page(paragraphs(on_word("[{u} ", "", "]")))),
    "Word, links on words": (".docx", word_runs),
    "Word, footnotes": (".docx", word_notes),
    "OpenDocument, links on words": (".odt", open_document),
    "e-book, links on words": (".epub", book),
}
