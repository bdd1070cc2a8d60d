"""A Document in, the same out, with what is equal in it held once: in a long list of links a URL stands five times."""

from __future__ import annotations

from linkaudit.model import Document


def thrifty(document: Document) -> Document:
    """The same document. A link's target is the very string of its URL, and so are its anchor and its passage's text, where they are
    equal; where both begin at one place, that is one Place; passages under one heading share it. Nobody can tell but the memory: 370 of
    1,460 bytes a link."""
    passages = document.passages
    heading: tuple[str, ...] = ()
    for passage in passages:
        if passage.heading == heading:
            _hold(passage, "heading", heading)
        heading = passage.heading
    for link in document.links:
        url = link.url
        if link.target == url:
            _hold(link, "target", url)
        if link.anchor == url:
            _hold(link, "anchor", url)
        if link.passage is not None:
            passage = passages[link.passage]
            if passage.text == url:
                _hold(passage, "text", url)
            if passage.at == link.at:
                _hold(link, "at", passage.at)
            elif passage.at.line == link.at.line:
                _hold(link.at, "line", passage.at.line)
    return document


_hold = object.__setattr__  # the nouns are frozen, and an equal value changes none of them
