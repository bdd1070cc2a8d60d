"""One tag in; the addresses that it names, each at its place, out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from linkaudit.documents import srcset
from linkaudit.documents.htmltables import LINKING
from linkaudit.documents.tags import Attribute, Event, part
from linkaudit.model import Layout

_EXPRESSION = re.compile(r"\{\s*([\"'`])([^\"'`{}]*)\1\s*\}")


def linking(text: str, event: Event, components: bool = False) -> Iterator[tuple[Layout, Attribute]]:
    """Every address in the attributes of an opening tag. With `components` (MDX) also the `href` and `src` of elements that a page
    defines itself, and strings in braces: `<Card href={"https://a.example"}>`."""
    name = event.name
    own = components and text[event.start + 1 : event.start + 2].isupper()
    for key, attribute in event.attributes.items():
        layout: Layout | None = "attribute" if own and key in ("href", "src") else LINKING.get((name, key))
        if layout:
            expression = _EXPRESSION.fullmatch(attribute.value) if components else None
            yield layout, part(text, attribute, *expression.span(2)) if expression else attribute
        elif key in ("srcset", "imagesrcset") and name in ("img", "source"):
            for candidate in srcset.candidates(attribute.value):
                yield "image", part(text, attribute, candidate.start, candidate.end)
    if name == "meta" and event.get("http-equiv").lower() == "refresh" and "content" in event.attributes:
        attribute = event.attributes["content"]
        place = srcset.refresh(attribute.value)
        if place and place[0] < place[1]:
            yield "attribute", part(text, attribute, *place)
