"""What is equal in a document is held once."""

from itertools import pairwise

from linkaudit.citations import cite, sources
from linkaudit.documents import read
from linkaudit.model import Document
from linkaudit.sandbox import Sandbox


def test_a_url_is_one_string_from_the_document_to_its_source() -> None:
    """In a list of links the words of a passage, the link's URL and target, and the identity of the source are one object."""
    document = read("a.md", b"- https://a.test/one?b=c\n- https://a.test/two\n", ".md")
    assert isinstance(document, Document)
    for link, passage, citation in zip(document.links, document.passages, cite(document), strict=True):
        assert link.target is link.url and passage.text is link.url and link.at is passage.at
        (source,) = sources([citation])
        assert citation.source is link.target and source.url is source.ask is link.target


def test_what_differs_stays_apart() -> None:
    """A target that is not what was written, words that are no URL, and another place are left as they are."""
    document = read("a.md", "See [the page](https://a.test/ä) today.\n".encode(), ".md")
    assert isinstance(document, Document)
    (link,) = document.links
    assert (link.url, link.target, link.anchor) == ("https://a.test/ä", "https://a.test/%C3%A4", "the page")
    assert document.passages[0].text == "See the page today." and link.at != document.passages[0].at


def test_what_comes_from_a_child_is_held_once() -> None:
    """A document that was read in a child, and came in pieces, shares what one that was read here shares; passages share their heading."""
    page = "".join(f"# Section {n // 500}\n\n" * (n % 500 == 0) + f"See https://a.test/{n}\n\n" for n in range(2200)).encode()
    with Sandbox() as box:
        document = box.read("a.md", page, guard=True)
    assert isinstance(document, Document) and len(document.links) == 2200
    for link in document.links:
        assert link.passage is not None and link.target is link.url
        passage = document.passages[link.passage]
        assert link.at.line is passage.at.line and link.at != passage.at
    headings = [passage.heading for passage in document.passages if passage.kind != "heading"]
    assert all(one is other for one, other in pairwise(headings) if one == other) and len(set(headings)) == 5
