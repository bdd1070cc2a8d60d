"""HTML: links, notes, metadata and furniture, each at its exact place."""

from linkaudit.documents import srcset
from tests.documents.exact import layouts, read

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>T &amp; t</title>
<meta property="article:published_time" content="2020-03-04T10:00:00Z">
<script type="application/ld+json">{"@type":"NewsArticle","dateModified":"2021-01-01",
"citation":["https://c.example\\/x",{"url":"https://d.example/y"}]}</script>
</head><body><nav><a href="/home">Home</a></nav><article><h1>Head line</h1>
<p>First <a href="https://a.example/?x=1&amp;y=2&copy=3">link <b>text</b></a> and&nbsp;more<sup><a href="#fn1">1</a></sup>.
See http://bare.example/p?a=1&amp;b=2.</p>
<blockquote cite="https://q.example/"><p>Quote</p></blockquote>
<p><a href="https://z.example/1">https://z.example/1</a><br>https://z.example/2</p>
<p>Seen <img src="i.png" srcset="a.png 1x, b.png 2x" alt="pic"> <a href="mailto:x@y.z">mail</a></p>
<ul><li><a href="https://l.example">One</a><li><a href="https://r.example" data-versiondate="2020-02-02"
data-versionurl="https://web.archive.org/web/2020/https://r.example">Two</a> x</ul>
<ol><li id="fn1">Note <a href="https://n.example/">n</a> <a href="#ref1">back</a></li></ol>
</article></body></html>
"""


def test_every_layout() -> None:
    """Anchors, cites, images, JSON-LD, notes, lists and bare URLs are found; targets are decoded and resolved."""
    assert layouts(read("a.html", PAGE, base_url="https://site.example/dir/p.html")) == [
        ("metadata", "https://c.example/x"),
        ("metadata", "https://d.example/y"),
        ("inline", "https://site.example/home"),
        ("inline", "https://a.example/?x=1&y=2&copy=3"),
        ("bare", "http://bare.example/p?a=1&b=2"),
        ("attribute", "https://q.example/"),
        ("block", "https://z.example/1"),
        ("block", "https://z.example/2"),
        ("image", "https://site.example/dir/i.png"),
        ("image", "https://site.example/dir/a.png"),
        ("image", "https://site.example/dir/b.png"),
        ("list", "https://l.example"),
        ("inline", "https://r.example"),
        ("footnote", "https://n.example/"),
    ]


def test_notes_and_their_call_outs() -> None:
    """A raised anchor that leads to an id further down is a call-out, what the id holds is its note."""
    document = read("a.html", PAGE)
    [callout] = document.callouts
    assert (callout.label, document.text[callout.start : callout.end]) == ("fn1", '<a href="#fn1">1</a>')
    assert [passage.text for passage in document.passages if passage.label == "fn1" and passage.kind == "note"] == ["Note n back"]


def test_metadata_and_furniture() -> None:
    """Title, dates and language are read; navigation is marked."""
    document = read("a.html", PAGE)
    assert (document.title, str(document.published), str(document.modified), document.language) == (
        "Head line",
        "2020-03-04",
        "2021-01-01",
        "en",
    )
    assert [passage.text for passage in document.passages if passage.furniture] == ["Home"]
    assert [link.target for link in document.links if link.furniture] == ["/home"]


def test_robust_links() -> None:
    """A saved copy and its date that the markup gives are kept with the link."""
    [link] = [link for link in read("a.html", PAGE).links if link.archive_url]
    assert (link.target, link.archive_url, str(link.accessed)) == (
        "https://r.example",
        "https://web.archive.org/web/2020/https://r.example",
        "2020-02-02",
    )


def test_legacy_encoding() -> None:
    """A declared legacy encoding is used; places count decoded characters."""
    data = '<meta charset="windows-1251"><p>Смотри <a href="https://a.example/">тут</a>'.encode("cp1251")
    document = read("a.html", data)
    assert document.passages[0].text == "Смотри тут"
    assert [(link.at.column, link.anchor) for link in document.links] == [(49, "тут")]


def test_srcset_and_refresh() -> None:
    """Commas inside URLs, parentheses and wrong descriptors are read as browsers read them."""
    assert [one.url for one in srcset.candidates("a,b.png 1x, c.png 2x (x, y) , d.png 100w 50h, e.png 3q, f.png 5h")] == [
        "a,b.png",
        "d.png",
    ]
    assert [
        content[slice(*place)] if (place := srcset.refresh(content)) else place
        for content in ("5; url='a b' c", "0;URL = x", "1", "x; url=a")
    ] == [
        "a b",
        "x",
        "",
        None,
    ]


def test_raised_digits_call_notes() -> None:
    """`<sup>1,2</sup>` without a link is a call-out for each number; exponents are not."""
    document = read("a.html", "<p>It rained<sup>1,2</sup> on 5 m<sup>2</sup> of x<sup>3</sup> here. Dry.<sup>[4]</sup></p>")
    found = [(callout.label, document.text[callout.start : callout.end]) for callout in document.callouts]
    assert found == [("1", "<sup>1,2</sup>"), ("2", "<sup>1,2</sup>"), ("4", "<sup>[4]</sup>")]


def test_plain_numbers_that_lead_to_notes() -> None:
    """A link `2` to an entry further down calls it; one to a heading is a table of contents."""
    page = '<p><a href="#s">1</a> As shown <a href="#ref-2">2</a>.</p><h2 id="s">One</h2><ul><li id="ref-2">Book, <a href="https://b.example">here</a></ul>'
    document = read("a.html", page)
    assert [callout.label for callout in document.callouts] == ["ref-2"]
    assert [(link.layout, link.label, link.skip) for link in document.links] == [
        ("inline", None, "fragment of this document"),
        ("footnote", "ref-2", None),
    ]


def test_what_stands_around_the_article_is_furniture() -> None:
    """Teasers before and after an article are told apart by its text even where their markup says nothing; its sources are its own."""
    teaser = "".join(f'<div class="x{n}"><a href="https://t.example/{n}">Other story number {n} of the day</a></div>' for n in range(8))
    story = "".join(
        f"<p>In year {n} the county council paid {n} million euros for the bridge, <a href='https://s.example/{n}'>its report said</a>, "
        f"and nobody in town could explain to whom the money of that year had gone in the end.</p>"
        for n in range(6)
    )
    page = (
        f"<html><body><header><a href='/'>Site</a></header><div class='g'>{teaser}</div><div class='story'>"
        f"<h1>The bridge of the county</h1>{story}<h2>Sources</h2>"
        f"<ul><li><a href='https://s.example/list'>List of payments</a></ul></div><div class='h'>{teaser}</div></body></html>"
    )
    document = read("a.html", page)
    assert {link.target.split("/")[2] for link in document.links if not link.furniture} == {"s.example"}
    assert len([link for link in document.links if not link.furniture]) == 7


def test_robust_link_to_the_copy() -> None:
    """Where `href` is the saved copy, the original is what is asked for, and the copy is kept."""
    page = '<p><a href="https://perma.cc/AB12-CD34" data-originalurl="https://o.example/" data-versiondate="2020-02-02">Two</a> x'
    [link] = read("a.html", page).links
    assert (link.url, link.target, link.archive_url) == ("https://perma.cc/AB12-CD34", "https://o.example/", "https://perma.cc/AB12-CD34")


def test_base_href() -> None:
    """`<base href>` holds for the whole page, wherever it stands, and is itself resolved."""
    page = '<p><a href="x">a</a></p><base href="/dir/"><p><a href="?y">b</a> <a href="#z">c</a></p><base href="/other/">'
    links = read("a.html", page, url="https://site.example/p").links
    assert [(link.target, link.skip) for link in links] == [
        ("https://site.example/dir/x", None),
        ("https://site.example/dir/?y", None),
        ("#z", "fragment of this document"),
    ]


def test_every_linking_attribute() -> None:
    """Frames, media, edits, image maps and posters name their pages, too; scripts, styles and forms do not."""
    page = (
        '<map><area href="https://e.example/1"></map><iframe src="https://e.example/2"></iframe><video src="https://e.example/3"'
        ' poster="https://e.example/4"><source src="https://e.example/5"></video><embed src="https://e.example/6"><q cite="https://e.example/7">x</q>'
        '<ins cite="https://e.example/8">y</ins><del cite="https://e.example/9">z</del><meta http-equiv="Refresh" content="3; url=https://e.example/10">'
        '<svg><a xlink:href="https://e.example/11"><text>t</text></a></svg>'
        '<script src="https://no.example"></script><link rel="stylesheet" href="https://no.example"><form action="https://no.example"></form>'
    )
    found = layouts(read("a.html", page))
    assert [target.rpartition("/")[2] for _, target in found] == [str(number) for number in range(1, 12)]
    assert [layout for layout, _ in found][:4] == ["inline", "attribute", "attribute", "image"]


def test_other_schemes_are_listed_as_skipped() -> None:
    """`mailto:`, `tel:`, `javascript:` and empty links are there, with the reason why nobody asks."""
    page = '<p><a href="mailto:a@b.example">a</a> <a href="tel:+1555">b</a> <a href="javascript:void(0)">c</a> <a href="">d</a> <a href="http://">e</a>'
    assert [link.skip for link in read("a.html", page).links] == ["mailto", "tel", "javascript", "empty", "not a URL"]


def test_numbered_reference_lists() -> None:
    """Items of an ordered list are references labelled by their number when a heading calls them sources or one of them is called."""
    page = (
        '<p>Text [2].</p><h2>References</h2><ol start="2"><li><a href="https://b.example">B</a><li>C, https://c.example</ol>'
        '<h2>More</h2><p>x<sup><a href="#n1">1</a></sup></p><ol><li id="n1">N<li>https://o.example</ol><ol><li>plain</ol>'
    )
    document = read("a.html", page)
    assert [(passage.kind, passage.label) for passage in document.passages if passage.kind not in ("heading", "paragraph")] == [
        ("reference", "2"),
        ("reference", "3"),
        ("note", "n1"),
        ("reference", "2"),
        ("list_item", None),
    ]
    assert [(link.layout, link.label) for link in document.links] == [("numbered", "2"), ("numbered", "3"), ("numbered", "2")]


def test_names_of_furniture() -> None:
    """Class names and ids that mean menus, footers or teasers count; a heading made into an id does not."""
    page = (
        '<div class="site-footer"><p>A</div><ul class="nav nav-tabs"><li>B</ul><div id="sidebar"><p>C</div>'
        '<section id="share"><p>D</section><div id="file-menu-of-the-editor"><p>E</div><div class="a-menu-of-the-day"><p>F</div>'
        '<div id="file-menu"><p>G</div><div class="section" id="menu"><p>H</div>'
    )
    assert {passage.text for passage in read("a.html", page).passages if passage.furniture} == {"A", "B", "C"}


def test_urls_in_code_are_examples() -> None:
    """A bare URL in `<code>` is listed only when code is asked for, on a page as in Markdown; an anchor there is a link."""
    markup = b"<p>See http://a.example/x <code>get http://b.example <a href=http://c.example>c</a></code> <kbd>http://k.example</kbd></p><pre>http://d.example</pre>"
    for include_code, expected in ((False, "acd"), (True, "abckd")):
        document = read("a.html", markup, include_code=include_code)
        assert "".join(link.url[7] for link in document.links) == expected
