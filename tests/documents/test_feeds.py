"""Sitemaps and feeds name pages."""

import pytest

from linkaudit.documents import feeds

SITEMAP = b"""<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<url><loc> https://a.example/?x=1&amp;y=2 </loc><lastmod>2020-01-01</lastmod></url><url><loc><![CDATA[https://a.example/b]]></loc></url>
<url><loc>https://a.example/b</loc><image:image><image:loc>https://a.example/i.png</image:loc></image:image></url></urlset>"""
RSS = b"""<rss version="2.0"><channel><title>T</title><link>https://a.example/</link><item><title>A &lt;b&gt;</title>
<link>https://a.example/1</link><description>&lt;a href="https://no.example"&gt;</description></item>
<item><guid isPermaLink="true">https://a.example/2</guid></item><item><guid isPermaLink="false">https://a.example/3</guid></item></channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://a.example/"/><entry><title>A</title>
<link rel="enclosure" href="https://a.example/a.mp3"/><link href="/1"/></entry></feed>"""
INDEX = b"<sitemapindex><sitemap><loc>https://a.example/s1.xml</loc></sitemap></sitemapindex>"
BOMB = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>
<urlset><url><loc>https://a.example/&b;</loc></url><url><loc>&x;</loc></url></urlset>"""


@pytest.mark.parametrize(
    ("data", "kind", "pages"),
    [
        (SITEMAP, "sitemap", ("https://a.example/?x=1&y=2", "https://a.example/b")),
        (RSS, "feed", ("https://a.example/1", "https://a.example/2")),
        (ATOM, "feed", ("https://a.example/1",)),
        (INDEX, "index", ("https://a.example/s1.xml",)),
        (BOMB, "sitemap", ("https://a.example/&b;",)),
    ],
)
def test_pages_of_sitemaps_and_feeds(data: bytes, kind: str, pages: tuple[str, ...]) -> None:
    """Each page is named once, entries by their own link; entities of the file's own making are never expanded."""
    found = feeds.listing(data, "https://a.example/feed")
    assert found is not None
    assert (found.kind, found.pages) == (kind, pages)


@pytest.mark.parametrize("data", [b"<html><body><p>rss</p></body></html>", b"", b"\xff\xfe\x00", b"See <feed> and others."])
def test_other_files_are_no_listing(data: bytes) -> None:
    """A page or a text is not taken for a feed."""
    assert feeds.listing(data) is None
