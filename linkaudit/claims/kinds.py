"""A Document in, the kind of each of its passages out: what no markup told the reader of the format, told from the shape of the text.

Structure decides first (where a passage stands, whether it ends like a sentence, how long it is); words only where structure is silent.
"""

from __future__ import annotations

import re

from linkaudit.claims import callouts, lists
from linkaudit.claims.words import SOURCE_LABELS
from linkaudit.model import Document, Passage, PassageKind

# Passages of these kinds hold claims.
CLAIMING = frozenset(("paragraph", "list_item", "quote", "table_cell"))
LONGEST_HEADLINE = 20  # words
FEWEST_UNSTOPPED = 10  # words of a paragraph in a script without stops
_ENDS = re.compile(r"[.!?…。！？．।؟۔։።:;][\"'”’»)\]›」』*_\s]*$")
_STOPS = re.compile(r"[.!?…。！？।؟][\"'”’»)\]」』]*\s*$")
_UNSTOPPED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")  # Thai, Lao, Burmese, Khmer write no full stop
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")  # Chinese and Japanese: no spaces between words
_DASHED = re.compile(r"\s{0,3}(?:[—–―]|--)\s?[^\W\d_]")
_LABEL = re.compile(r"\s{0,3}([^\W\d_][^:：|]{0,24}?)\s{0,2}[:：]\s{0,3}(\S.*)?$", re.DOTALL)
_ITEM = re.compile(r"(?:[-–—*+•·‣▪●○◦]|\(?\d{1,3}[.)]|\(?[a-zA-Z][.)])\s")
_BYLINE = re.compile(
    r"(?:by|von|par|por|di|da|door|av|af|przez|автор|written by|reported by|reporting by|text|texte|texto)"
    r"\s+[^\W\d_][\w.'’-]*(?:[\s,&]+[^\W\d_][\w.'’-]*){1,9}$",
    re.IGNORECASE,
)
_BOILERPLATE = re.compile(
    r"©|\(c\)\s{0,2}(?:19|20)\d\d|\ball rights reserved\b|\bcopyright\b|\boriginally (?:published|appeared)\b"
    r"|\bfirst (?:published|appeared) (?:in|on|by|at)\b|\brepublished with permission\b|\bterms of (?:use|service)\b|\bprivacy policy\b"
    r"|\bsubscribe (?:to|now|here)\b|\bsign up (?:for|to|here|now)\b|\bfollow us\b|\bread (?:more|also)\b|\bclick here\b|\bour newsletter\b"
    r"|\bshare this (?:article|story|page|post)\b|\balle rechte vorbehalten\b|\bzuerst erschienen\b|\btous droits réservés\b"
    r"|\bpublié initialement\b|\btodos los derechos\b|\bpublicado originalmente\b|\btutti i diritti\b|\bwszelkie prawa\b"
    r"|\bпервоначально опубликован|\bвсе права защищены\b|\bвпервые опубликован|\bусі права захищені\b",
    re.IGNORECASE,
)
# What a link stands in, too.
_LETTER = re.compile(
    r"\bunsubscribe\b|\bopt[- ]out\b|\bmanage (?:your )?(?:preferences|subscriptions?)\b"
    r"|\bview (?:this )?(?:e-?mail )?in (?:your|a) browser\b"
    r"|\bvom newsletter abmelden\b|\bse désabonner\b|\bdésinscrire\b|\bdarse de baja\b|\bcancelar (?:la suscripción|a inscrição)\b"
    r"|\bannulla l['’]iscrizione\b|\bотписаться\b|\bвідписатися\b|\bwypisz się\b|退订",
    re.IGNORECASE,
)
LONGEST_BOILERPLATE, LONGEST_INSIDE = 30, 12  # words, near the document's edges and inside it
_RELEASE_ENDS = re.compile(r"#\s?#\s?#|[-–—]\s?30\s?[-–—]|[-–—\[(]{0,2}\s?(?:ENDS|ENDE|FIN|FINE)\s?[-–—\])]{0,2}")
EDGE = 8  # passages


def kinds(document: Document) -> tuple[PassageKind, ...]:
    """The kind of every passage of `document`, in order: the reader's own where markup said it, else refined from the text's shape."""
    links = lists.by_passage(document)
    linked = {link.passage for link in document.links} | {callout.passage for callout in document.callouts}
    unstopped = _writes_no_stops(document)
    entries = lists.entries(document, links)
    known = lists.known(document)
    called = any(callouts.find(passage.text, known) for passage in document.passages if passage.kind == "paragraph")
    found: list[PassageKind] = []
    first = True  # no claim so far
    ended = False  # behind the mark that ends a press release: who sends it, and whom to call
    for number, passage in enumerate(document.passages):
        if passage.kind == "heading" and document.format == "text" and _is_paragraph(passage.text):
            found.append("paragraph")
        elif passage.kind == "reference" and document.format == "text" and not called and lists.is_prose(passage, links.get(number, ())):
            found.append("list_item")
        elif passage.kind == "quote" and _attributes(document, number):
            found.append("source_line")
        elif passage.kind not in ("paragraph", "list_item"):
            found.append(passage.kind)
        elif number in entries:
            found.append("reference")
        elif number in links and lists.only_links(passage, links[number]):
            found.append("link_block")
        elif passage.furniture or (ended and passage.kind == "paragraph"):
            found.append("boilerplate")
        elif _attributes(document, number):
            found.append("source_line")
        else:
            edge = number < EDGE or number >= len(document.passages) - EDGE
            found.append(_refined(document, passage, first, edge, number in linked, unstopped))
        first = first and found[-1] not in CLAIMING
        ended = ended or (not first and _RELEASE_ENDS.fullmatch(passage.text.strip()) is not None)
    return tuple(found)


def _is_paragraph(text: str) -> bool:
    """Whether a line without a stop in a plain text is a paragraph all the same: it ends in a call-out, or its script has no stops."""
    return _STOPS.search(callouts.without(text)) is not None or (_UNSTOPPED.search(text) is not None and count(text) >= FEWEST_UNSTOPPED)


def _attributes(document: Document, number: int) -> bool:
    """Whether a passage says whose words the quotation before it holds: `— Ana Lund, council minutes`."""
    text = document.passages[number].text
    return (
        number > 0 and document.passages[number - 1].kind == "quote" and count(text) <= LONGEST_HEADLINE and _DASHED.match(text) is not None
    )


def _refined(document: Document, passage: Passage, first: bool, edge: bool, linked: bool, unstopped: bool) -> PassageKind:
    """The kind of one paragraph or list item."""
    text = passage.text.strip()
    if not any(character.isalpha() for character in text):
        return "boilerplate" if not linked else passage.kind
    words = count(text)
    if words <= (LONGEST_BOILERPLATE if edge else LONGEST_INSIDE) and not linked and _BOILERPLATE.search(text):
        return "boilerplate"
    if words <= LONGEST_BOILERPLATE and edge and linked and _LETTER.search(text):
        return "boilerplate"
    label = _LABEL.match(text)
    if label and label.group(1).lower() in SOURCE_LABELS:
        return "source_line"
    if passage.kind == "list_item" or _ITEM.match(text) or unstopped or _ENDS.search(text) or _ENDS.search(callouts.without(text)):
        return passage.kind
    if words > LONGEST_HEADLINE or linked:
        return passage.kind
    if words <= 14 and _BYLINE.match(text):
        return "byline"
    title = (document.title or "").strip().casefold()
    return "heading" if first or text.casefold() == title else "caption"


def _writes_no_stops(document: Document) -> bool:
    """Whether most of the longer passages end without a stop: then its absence says nothing (Thai, notes, slides, chat)."""
    longer = [passage.text for passage in document.passages if passage.kind in ("paragraph", "list_item") and count(passage.text) >= 8]
    if any(_UNSTOPPED.search(text) for text in longer):
        return True
    return bool(longer) and sum(1 for text in longer if _ENDS.search(text)) * 2 < len(longer)


def count(text: str) -> int:
    """How many words: two characters of Chinese or Japanese count as one, five of Thai and its like."""
    if text.isascii():
        return len(text.split())
    return len(text.split()) + len(_WIDE.findall(text)) // 2 + len(_UNSTOPPED.findall(text)) // 5
