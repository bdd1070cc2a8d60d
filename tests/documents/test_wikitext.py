"""Wikitext: what a reader of the page sees, where it stands, what its references and templates say; linear and never a crash."""

from __future__ import annotations

import random
from datetime import date

import pytest

from linkaudit import documents
from linkaudit.documents.wikiaddress import raw_url
from linkaudit.documents.wikiparse import Node, parse
from linkaudit.documents.wikitext import LEFT_ALONE
from linkaudit.model import Document, Link, Unreadable
from tests.documents import whole

PAGE = """{{Short description|A country}}
{{Infobox country|name=Ruritania|website={{URL|ruritania.example}}|population=5,000<ref name="pop">[http://pop.example/ Census]</ref>}}
'''Ruritania''' is a [[Kingdom|small kingdom]]&nbsp;of [https://a.example/x_(y) great ''beauty'']. It fell in 1894.<ref>{{cite web
 | last = Hope | first = A.
 | url = https://b.example/a?b=c&d=e
 | title = The [[Prisoner|prisoner]]
 | date = 2020-05-01
 | archive-url = https://web.archive.org/web/2020/https://b.example/a?b=c&d=e
 | archive-date = 1 May 2020 | access-date = 2 January 2020 | url-status = dead
 | doi = 10.1000/182 | isbn = 978-3-16-148410-0 }}</ref><ref name="pop" /> See https://bare.example/x. More {{sfn|Smith|2020|p=3}}.

== History ==
* First [//p.example/a item].
* Second<ref group="n" name=z/> item
Not an item. ''Nobody knows.''{{efn|Said http://efn.example/ itself.}}
<!-- http://comment.example --><nowiki>http://nowiki.example</nowiki> and <code>x</code>.

== References ==
{{reflist|refs=
<ref group="n" name="z">Zed, http://zed.example/.</ref>
}}
* [http://r.example/ Ref one] {{cbignore}}
* {{cite book|last=Smith|year=2020|title=Book|url=http://book.example}}

{| class="wikitable"
|+ A caption
! scope="col" | H1 !! H2
|-
| style="x" | cell [http://c.example c] || two<ref>http://d.example</ref>
|}
[[File:x.jpg|thumb|A picture.<ref>By http://cap.example/</ref>]]
[[Category:Kingdoms]]
"""


def page(text: str) -> Document:
    return whole.read(".wiki", text)


def link(text: str) -> Link:
    (found,) = page(text).links
    return found


def test_page_as_a_reader_sees_it() -> None:
    """Markup is gone, templates that show nothing leave nothing, each paragraph, item, cell, caption and note is a passage of its kind."""
    said = [(passage.kind, passage.label, passage.text) for passage in page(PAGE).passages]
    assert (
        said
        == [
            ("table_cell", None, "ruritania.example"),
            ("table_cell", None, "5,000"),
            ("note", "pop", "Census"),
            ("paragraph", None, "Ruritania is a small kingdom of great beauty. It fell in 1894. See https://bare.example/x. More ."),
            ("note", "1", "Hope. A. The prisoner. 2020-05-01."),
            ("heading", None, "History"),
            ("list_item", None, "First item."),
            ("list_item", None, "Second item"),
            ("paragraph", None, "Not an item. Nobody knows. http://nowiki.example and x."),
            ("note", "2", "Said http://efn.example/ itself."),
            ("heading", None, "References"),
            ("note", "n z", "Zed, http://zed.example/."),
            ("reference", None, "Ref one"),
            ("reference", "CITEREFSmith2020", "Smith. 2020. Book."),
            ("caption", None, "A caption"),
            ("table_cell", None, "H1"),
            ("table_cell", None, "H2"),
            ("table_cell", None, "cell c"),
            ("table_cell", None, "two"),
            ("note", "3", "By http://cap.example/"),
            ("caption", None, "A picture."),
            ("note", "4", "http://d.example"),
        ]
        or said
    )


def test_links_of_the_page() -> None:
    """Every external link comes once, with its layout, what was written and what is asked for; comments and nowiki hold none."""
    found = {each.url: (each.target, each.layout, each.anchor) for each in page(PAGE).links}
    assert found == {
        "ruritania.example": ("http://ruritania.example", "attribute", "ruritania.example"),
        "http://pop.example/": ("http://pop.example/", "ref", "Census"),
        "https://a.example/x_(y)": ("https://a.example/x_(y)", "inline", "great beauty"),
        "https://b.example/a?b=c&d=e": ("https://b.example/a?b=c&d=e", "ref", "The prisoner"),
        "10.1000/182": ("https://doi.org/10.1000/182", "ref", "The prisoner"),
        "978-3-16-148410-0": ("urn:isbn:9783161484100", "ref", "The prisoner"),
        "https://bare.example/x": ("https://bare.example/x", "bare", "https://bare.example/x"),
        "//p.example/a": ("https://p.example/a", "inline", "item"),
        "http://efn.example/": ("http://efn.example/", "ref", "http://efn.example/"),
        "http://zed.example/": ("http://zed.example/", "ref", "http://zed.example/"),
        "http://r.example/": ("http://r.example/", "list", "Ref one"),
        "http://book.example": ("http://book.example", "list", "Book"),
        "http://c.example": ("http://c.example", "inline", "c"),
        "http://d.example": ("http://d.example", "ref", "http://d.example"),
        "http://cap.example/": ("http://cap.example/", "ref", "http://cap.example/"),
    }


def test_cite_template_in_full() -> None:
    """A cite template gives its URL with the saved copy, the access date and that it is dead; its DOI is a link too, its ISBN is listed."""
    links = {each.url: each for each in page(PAGE).links}
    web = links["https://b.example/a?b=c&d=e"]
    assert web.archive_url == "https://web.archive.org/web/2020/https://b.example/a?b=c&d=e"
    assert (web.accessed, web.declared_dead, web.label) == (date(2020, 1, 2), True, "1")
    assert (links["10.1000/182"].written_as, links["10.1000/182"].declared_dead, links["10.1000/182"].skip) == ("doi", False, None)
    assert (links["978-3-16-148410-0"].written_as, links["978-3-16-148410-0"].skip) == ("isbn", "isbn")


def test_call_outs() -> None:
    """Each `<ref>`, each call of a named one and each short footnote is a call-out behind its words, by the label of its note."""
    document = page(PAGE)
    called = [(each.label, each.kind, document.passages[each.passage].text[: each.span[0]][-8:]) for each in document.callouts]
    assert called == [
        ("pop", "ref", "5,000"),
        ("1", "ref", "in 1894."),
        ("pop", "ref", "in 1894."),
        ("CITEREFSmith2020", "author_year", "/x. More"),
        ("n z", "ref", "Second"),
        ("2", "ref", "y knows."),
        ("3", "ref", "two"),
        ("4", "ref", "picture."),
    ]
    assert all(each.start is not None and document.text[each.start : each.end][:1] in "<{" for each in document.callouts)


def test_headings_stand_above() -> None:
    """A passage knows the headings above it, outermost first."""
    document = page("== A ==\nx\n=== B ===\ny\n== C <ref>r</ref> ==\nz\n")
    assert [(p.text, p.heading) for p in document.passages if p.kind == "paragraph"] == [("x", ("A",)), ("y", ("A", "B")), ("z", ("C",))]


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("see http://a.example/x.", "http://a.example/x"),
        ("(http://a.example/x)", "http://a.example/x"),
        ("http://a.example/x_(y)", "http://a.example/x_(y)"),
        ("''http://a.example/x''", "http://a.example/x"),
        ("http://a.example/x<br>y", "http://a.example/x"),
        ("http://a.example/x&nbsp;y", "http://a.example/x"),
        ("{{x|http://a.example/x|y}}", "http://a.example/x"),
        ("{{x|y=http://a.example/x}}", "http://a.example/x"),
        ("{{x|[http://a.example/x|y]}}", "http://a.example/x"),
        ("http://a.example/x|y z", "http://a.example/x|y"),
        ("[http://a.example/x|y z]", "http://a.example/x|y"),
        ("[[http://a.example/x y]]", "http://a.example/x"),
        ("[http://a.example/x", "http://a.example/x"),
        ("[http://a.example/x\ny]", "http://a.example/x"),
        ("[[File:a.png|thumb|[http://a.example/x y]]]", "http://a.example/x"),
        ("他说http://a.example/x。后来", "http://a.example/x"),
        ("{|\n| http://a.example/x || y\n|}", "http://a.example/x"),
        ("{{cite web|url=http://a.example/x_(y).}}", "http://a.example/x_(y)."),
        ("{{cite web|url=<!-- c -->http://a.example/x}}", "http://a.example/x"),
        ("<ref>[http://a.example/x y", "http://a.example/x"),
        ("<blockquote>\n[http://a.example/x y]</blockquote>", "http://a.example/x"),
        ("<gallery>\nFile:a.jpg|[http://a.example/x y]\n</gallery>", "http://a.example/x"),
    ],
)
def test_where_a_url_ends(text: str, url: str) -> None:
    """A URL ends where MediaWiki ends it: at brackets, bars of a template, italics, entities and closing punctuation."""
    assert link(text).url == url


def test_entities_in_urls() -> None:
    """`&amp;` is written and `&` asked for."""
    found = link("[http://a.example/?x=1&amp;y=2 z]")
    assert (found.url, found.target) == ("http://a.example/?x=1&amp;y=2", "http://a.example/?x=1&y=2")


def test_other_schemes_are_listed() -> None:
    """`mailto:` and its kin are listed with the reason why nobody is asked."""
    assert [(each.url, each.skip) for each in page("[mailto:a@b.example x] [news:y z]").links] == [
        ("mailto:a@b.example", "mailto"),
        ("news:y", "news"),
    ]


@pytest.mark.parametrize(
    "name", ["dead link", "Dead link|date=May 2020|bot=x", "Lien mort", "Toter Link", "Недоступная ссылка", "リンク切れ", "Enlace roto"]
)
def test_dead_link_speaks_about_the_link_before(name: str) -> None:
    """`{{dead link}}` of any Wikipedia marks the link or citation right before it and no other."""
    document = page(f"[http://a.example a] and [http://b.example b]{{{{{name}}}}} [http://c.example c]")
    assert [each.declared_dead for each in document.links] == [False, True, False]
    cited = page(f"<ref>{{{{cite web|url=http://a.example|title=t|doi=10.1000/1}}}}{{{{{name}}}}}</ref>")
    assert [(each.url, each.declared_dead) for each in cited.links] == [("http://a.example", True), ("10.1000/1", False)]


def test_cbignore_is_respected() -> None:
    """A citation that editors ask bots to leave alone is listed and not asked."""
    assert link("{{cite web|url=http://a.example|title=t}}{{cbignore}}").skip == LEFT_ALONE
    assert [each.skip for each in page("* [http://a.example a] {{cbignore|bot=x}}\n* [http://b.example b]").links] == [LEFT_ALONE, None]


@pytest.mark.parametrize(("status", "dead"), [("live", False), ("dead", True), ("unfit", True), ("usurped", True), ("bot: unknown", False)])
def test_url_status(status: str, dead: bool) -> None:
    """`url-status` says whether the page itself calls its source dead."""
    assert link(f"{{{{cite news|url=http://a.example|title=t|url-status={status}}}}}").declared_dead is dead


@pytest.mark.parametrize(
    "text",
    [
        "{{Internetquelle |url=http://a.example |titel=T |abruf=2020-01-02 |archiv-url=https://web.archive.org/web/2/http://a.example}}",
        "{{Lien web|url=http://a.example|titre=T|consulté le=2 janvier 2020|archive-url=https://web.archive.org/web/2/http://a.example}}",
        "{{cita web|url=http://a.example|título=T|fechaacceso=2 de enero de 2020|urlarchivo=https://web.archive.org/web/2/http://a.example}}",
        "{{cite web|url=http://a.example|title=T|accessdate=January 2, 2020|archiveurl=https://web.archive.org/web/2/http://a.example}}",
    ],
)
def test_cite_templates_of_other_languages(text: str) -> None:
    """The parameters of other Wikipedias mean the same."""
    found = link(text)
    assert (found.url, found.anchor, found.accessed) == ("http://a.example", "T", date(2020, 1, 2))
    assert found.archive_url == "https://web.archive.org/web/2/http://a.example"


def test_archive_templates() -> None:
    """`{{webarchive}}` after a link is its saved copy; a template that names the original and a time makes one."""
    found = link("[http://a.example a] {{webarchive|url=https://web.archive.org/web/2020/http://a.example|date=x}}")
    assert (found.url, found.archive_url) == ("http://a.example", "https://web.archive.org/web/2020/http://a.example")
    found = link("{{Webarchiv|url=http://a.example|wayback=20200102030405|text=T}}")
    assert found.archive_url == "https://web.archive.org/web/20200102030405/http://a.example"


def test_only_an_archive_url() -> None:
    """A citation that gives only a saved copy cites that."""
    assert link("{{cite web|title=T|archive-url=https://web.archive.org/web/2020/http://a.example}}").url.startswith("https://web.archive")


def test_a_reference_called_twice_has_one_note() -> None:
    """A named reference that is written out twice with the same words is one note with two call-outs."""
    document = page('A.<ref name="x">http://a.example</ref> B.<ref name="x">http://a.example</ref> C.<ref name=x />')
    assert [each.label for each in document.callouts] == ["x", "x", "x"]
    assert [each.kind for each in document.passages] == ["paragraph", "note"]


def test_quotations_are_passages() -> None:
    """A quotation template or tag is a passage of its own, with its reference."""
    for text in (
        "{{Quote|text=So he said.<ref>http://a.example</ref>|sign=X}}",
        "<blockquote>So he said.<ref>http://a.example</ref></blockquote>",
    ):
        document = page(f"Before.\n\n{text}\n\nAfter.")
        assert [(each.kind, each.text) for each in document.passages] == [
            ("paragraph", "Before."),
            ("quote", "So he said."),
            ("note", "http://a.example"),
            ("paragraph", "After."),
        ]


def test_inline_templates_are_read() -> None:
    """Templates that are part of the sentence read as what they show."""
    assert page("Born {{circa|1900}}{{snd}}in {{lang|fr|Paris}}, {{nowrap|5 km}} away{{citation needed}}.").passages[0].text == (
        "Born 1900 – in Paris, 5 km away."
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("It runs {{convert|5|to|10|km|mi|abbr=on}} north, {{cvt|3.5|m}} up.", "It runs 5 to 10 km north, 3.5 m up."),
        ("{{As of|2020|5}}, it cost {{US$|41 million}}.", "As of 2020, it cost US$41 million."),
        ("It fell.{{citation needed|date=May 2020}} It rose.{{cita requerida|fecha=2020}}", "It fell. It rose."),
        ("It fell.{{citation needed|reason=Which?|quote=No|page=3}}", "It fell."),
    ],
)
def test_units_stay_and_doubts_go(written: str, read: str) -> None:
    """A measure keeps its unit, an amount its currency; a template that asks for a citation is none, so that no date of it is a claim."""
    document = page(written)
    assert [passage.text for passage in document.passages] == [read] and not document.links


def test_a_line_after_a_list_begins_anew() -> None:
    """The line below an item is none of it, in a list as in a list of sources; in a paragraph it goes on."""
    lines = "* One http://a.example/1\nAfter.\nAnd on.\n== Sources ==\n* Two http://a.example/2\nThe end."
    found = [(passage.kind, passage.text) for passage in page(lines).passages if passage.kind != "heading"]
    assert found == [
        ("list_item", "One http://a.example/1"),
        ("paragraph", "After. And on."),
        ("reference", "Two http://a.example/2"),
        ("paragraph", "The end."),
    ]


def test_a_redirect_says_so() -> None:
    """A page that only redirects is remarked upon."""
    assert page("#REDIRECT [[Other page]]").remarks == ("a redirect to 'Other page'",)
    assert page("#REDIRECT :\n[[Other page]]").remarks == ("a redirect to 'Other page'",)
    assert page("#REDIRECT" + " " * 300_000 + "x").remarks == ()


@pytest.mark.parametrize(
    ("url", "raw", "title"),
    [
        ("https://en.wikipedia.org/wiki/New_York#History", "https://en.wikipedia.org/w/index.php?title=New_York&action=raw", "New York"),
        ("http://de.m.wikipedia.org/wiki/M%C3%BCnchen", "https://de.wikipedia.org/w/index.php?title=M%C3%BCnchen&action=raw", "München"),
        ("https://zh.wikipedia.org/zh-tw/%E5%8F%B0", "https://zh.wikipedia.org/w/index.php?title=%E5%8F%B0&action=raw", "台"),
        (
            "https://en.wikipedia.org/w/index.php?title=A%26B&oldid=12",
            "https://en.wikipedia.org/w/index.php?title=A%26B&oldid=12&action=raw",
            "A&B",
        ),
        ("https://en.wikipedia.org/?curid=7", None, ""),
        ("https://en.wikipedia.org/w/index.php?curid=7", "https://en.wikipedia.org/w/index.php?curid=7&action=raw", ""),
        ("https://simple.wikipedia.org/wiki/AC/DC", "https://simple.wikipedia.org/w/index.php?title=AC/DC&action=raw", "AC/DC"),
        ("https://en.wikipedia.org/wiki/Special:Search", None, ""),
        ("https://www.wikipedia.org/wiki/X", None, ""),
        ("https://en.wikipedia.org.evil.example/wiki/X", None, ""),
        ("https://evil.example/en.wikipedia.org/wiki/X", None, ""),
        ("ftp://en.wikipedia.org/wiki/X", None, ""),
        ("https://[", None, ""),
    ],
)
def test_raw_url(url: str, raw: str | None, title: str) -> None:
    """The wikitext of an article is where MediaWiki gives it raw, whatever language, skin or variant the URL has; other pages have none."""
    assert raw_url(url) == (None if raw is None else (raw, title))


def test_title_of_a_fetched_article() -> None:
    """An article that was fetched by its URL has its title from there."""
    found = whole.read(".wiki", "Foo is.", url="https://en.wikipedia.org/wiki/Foo_Bar", published=date(2020, 1, 2))
    assert (found.title, found.published) == ("Foo Bar", date(2020, 1, 2))


BITS = (
    "{{ }} [[ ]] [http://a.b/ ] | <ref> </ref> <ref/name=x/> '' ''' \n \n\n ==/H/== \n*/ \n{| \n|- \n|/a/||/b \n|} <!-- --> = "
    "<nowiki> </nowiki> word {{cite/web|url=http://c.d/e|title=t}} http://e.f/(x) &amp; {{dead/link}} {{cbignore}} <blockquote> "
    "</blockquote> {{{ }}} {{sfn|A|2020}} \ud800 [[File:a.jpg|thumb|cap/ {{URL|x.org}} {{efn|note/http://g.h}} |doi=10.1/2 "
    "|url=http://i.j |refs= {{reflist \U0001f600 #tag:ref| <gallery> < > -{ }-"
)


def mutated(seed: int) -> str:
    """A page of random pieces, or the sample with some of them thrown in."""
    dice = random.Random(seed)
    bits = [bit.replace("/", " ") if "://" not in bit else bit for bit in BITS.split(" ")] + ["\n", " "]
    if seed % 2:
        return "".join(dice.choice(bits) for _ in range(dice.randrange(80)))
    text = list(PAGE)
    for _ in range(dice.randrange(1, 12)):
        at = dice.randrange(len(text))
        text[at : at + dice.randrange(5)] = dice.choice(bits)
    return "".join(text)


@pytest.mark.parametrize("seeds", [range(600), pytest.param(range(600, 25_000), marks=pytest.mark.soak)], ids=["sample", "soak"])
def test_random_pages(seeds: range) -> None:
    """Random and mutated pages never crash the reader, and its offsets stay exact."""
    for seed in seeds:
        text = mutated(seed)
        covers(parse(text), 0, len(text), text)
        whole.attempt(".wiki", text)  # a lone surrogate makes it none


def covers(nodes: list[Node], start: int, end: int, text: str) -> None:
    """The nodes follow each other without a gap."""
    at = start
    for node in nodes:
        assert node.start == at and node.end > node.start, (node, text)
        at = node.end
    assert at == end, text


@pytest.mark.parametrize(
    "piece", ["{{a|", "[[a|", "[http://a.b ''", "<ref>", "{|\n|a\n", "{{cite web|url=http://a.b/|title=", "http://a.b/(", "<nowiki>"]
)
def test_deep_nesting_is_read(piece: str) -> None:
    """100,000 openings inside each other neither crash nor hang the reader."""
    page(piece * 20_000)


def test_urls_that_look_like_other_things() -> None:
    """A URL in angle brackets is no tag, one of IPv6 no bracket; the caption of a file is not how it is shown."""
    files = "[[File:F.jpg|thumb|At http://b.example/|alt=Alt]] [[File:G.jpg|thumb|left]]"
    text = f"See <http://a.example/> and [http://[2001:db8::1]/x six].\n\n{files}\n"
    document = documents.read("a.wiki", text.encode())
    assert not isinstance(document, Unreadable)
    assert [link.url for link in document.links] == ["http://a.example/", "http://[2001:db8::1]/x", "http://b.example/"]
    assert [passage.text for passage in document.passages if passage.kind == "caption"] == ["At http://b.example/"]


def test_links_stand_in_the_order_of_the_page() -> None:
    """A reference amid a paragraph comes before the link behind it, though its note is read after the paragraph."""
    found = page("It fell.<ref>http://a.example/</ref> It rose, says [http://b.example/ the board].<ref>http://c.example/</ref>")
    assert [link.url for link in found.links] == ["http://a.example/", "http://b.example/", "http://c.example/"]
