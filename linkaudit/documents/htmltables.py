"""What the elements, attributes and names of HTML mean to somebody who looks for citations: tables only."""

from __future__ import annotations

import re

from linkaudit.model import Layout, PassageKind

BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir", "div", "dl", "dt",
    "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup", "hr", "html",
    "legend", "li", "main", "menu", "nav", "ol", "option", "p", "pre", "search", "section", "select", "summary", "table", "tbody",
    "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
KINDS: dict[str, PassageKind] = {
    "li": "list_item",
    "blockquote": "quote",
    "td": "table_cell",
    "th": "table_cell",
    "figcaption": "caption",
    "caption": "caption",
    "dd": "list_item",
    "dt": "list_item",
    **dict.fromkeys(HEADINGS, "heading"),
}
# An element of the first kind ends an open one of the second kind, unless one of the third stands between.
IMPLIED = {
    "li": ("li", ("ul", "ol", "menu", "dir")),
    "dt": ("dd", ("dl",)),
    "dd": ("dt", ("dl",)),
    "tr": ("tr", ("table",)),
    "td": ("td", ("tr", "table")),
    "th": ("th", ("tr", "table")),
}
CODE = ("code", "kbd", "samp")
UNSEEN = frozenset({"template", "svg", "math", "object", "select", "noscript", "head"})  # elements whose text no reader sees
# Attributes that name another page or file; what is shown in place is an image, what a reader may follow is a link.
LINKING: dict[tuple[str, str], Layout] = {
    ("a", "href"): "inline",
    ("a", "xlink:href"): "inline",  # a link in a drawing
    ("area", "href"): "inline",
    ("blockquote", "cite"): "attribute",
    ("q", "cite"): "attribute",
    ("ins", "cite"): "attribute",
    ("del", "cite"): "attribute",
    ("iframe", "src"): "attribute",
    ("frame", "src"): "attribute",
    ("embed", "src"): "attribute",
    ("object", "data"): "attribute",
    ("video", "src"): "attribute",
    ("audio", "src"): "attribute",
    ("track", "src"): "attribute",
    ("source", "src"): "attribute",
    ("video", "poster"): "image",
    ("img", "src"): "image",
    ("img", "longdesc"): "attribute",
    ("input", "src"): "image",
}
FURNITURE = frozenset({"nav", "footer", "aside", "menu", "dialog"})
FURNITURE_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "complementary", "search", "menu", "menubar", "toolbar", "dialog", "alert"}
)
# Words of class names that mean furniture. A class of more than three words (`file-menu-of-the-editor`) is a title made into a name.
_FURNITURE_WORD = (
    r"nav|navbar|navigation|menu|breadcrumbs?|footer|sidebar|related|recommend(?:ed|ations)?|share|sharing|social|promo|newsletter|subscribe|comments?"
    r"|advert(?:isement)?|ads?|cookies?|consent|popular|trending|widget|toolbar|pagination|pager|masthead|teasers?|outbrain|taboola|sponsored"
)
FURNITURE_CLASS = re.compile(
    rf"(?:^|\s)(?:(?:[a-z0-9]+[_-]+)?(?:{_FURNITURE_WORD})(?:[_-]+[a-z0-9]+)?|(?:most|more|read)-(?:read|more|stories))(?=\s|$)",
    re.IGNORECASE,
)
# An id is often a heading made into a name: it counts alone, or with a word of the page's frame.
FURNITURE_ID = re.compile(
    rf"(?:(?:site|main|page|top|global|primary|secondary|left|right|bottom)[_-]*)?(?:{_FURNITURE_WORD})(?:[_-]*(?:bar|box|wrapper|container|list|\d))?",
    re.IGNORECASE,
)
NOTE_MARK = re.compile(r"\W{0,2}(?:\d{1,3}[a-z]?|[a-z]|[ivx]{1,5}|note \d{1,3}|[*†‡§¶]{1,3})\W{0,2}", re.IGNORECASE)
# A note that stands in the paragraph, beside what it is a note to: Tufte's margins, plugins that unfold it.
ASIDE_CLASS = re.compile(r"(?:^|\s)(?:side-?note|margin-?note|\S*footnote__note|footnote-(?:content|text|body))(?:\s|$)")
NOTE_CLASS = re.compile(
    r"footnote|noteref|endnote|cite-ref|cite_ref|reference|doc-noteref|fnref|sdfootnoteanc|easy-footnote", re.IGNORECASE
)
PUBLISHED = (
    "article:published_time", "datepublished", "citation_publication_date", "citation_date", "dc.date.issued", "dcterms.issued",
    "dc.date", "dcterms.date", "dcterms.created", "dc.date.created", "date", "pubdate", "publishdate", "publish-date", "publish_date",
    "parsely-pub-date", "sailthru.date", "og:published_time", "article.published", "article:published", "originalpublicationdate",
    "published-date", "datecreated", "rnews:datepublished", "prism.publicationdate", "citation_online_date",
)  # fmt: skip
MODIFIED = (
    "article:modified_time", "datemodified", "og:updated_time", "last-modified", "dcterms.modified", "dc.date.modified",
    "article.updated", "lastmod", "revised", "article:modified", "citation_lastmodified_date",
)  # fmt: skip
