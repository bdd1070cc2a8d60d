"""An identifier as scholars write it in; the address of its resolver, and the kind's name, out."""

from __future__ import annotations

import re

# What an identifier starts with in running text. The group's name is the kind; the part after it is read by its own rule in `KINDS`.
IDENTIFIERS = (
    r"(?<![\w.])doi(?:\.org/|:\s?|\s(?=10\.\d{4}))(?=10\.\d{4})"
    r"|(?<!\w)arxiv:\s?(?=(?:\d{4}\.\d|[a-z]))"
    r"|(?<!\w)(?:hdl|handle):\s?(?=\d[\d.]*/)"
    r"|(?<!\w)pmid:?\s?(?=\d{4})"
    r"|(?<!\w)pmcid:\s?(?=PMC\d)"
    r"|(?<!\w)urn:nbn:(?=[a-z]{2}[:-])"
)
# Whole identifiers, as an attribute or a field holds them.
KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("doi", re.compile(r"(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/|doi:\s?|doi\s)(10\.\d{4,9}(?:\.\d+)*/\S+)", re.IGNORECASE)),
    ("arxiv", re.compile(r"arxiv:\s?(\d{4}\.\d{4,5}(?:v\d+)?|[a-z-]+(?:\.[A-Z]{2})?/\d{7}(?:v\d+)?)", re.IGNORECASE)),
    ("hdl", re.compile(r"(?:https?://hdl\.handle\.net/|hdl:\s?|handle:\s?)(\d[\d.]*/\S+)", re.IGNORECASE)),
    ("pmid", re.compile(r"pmid:?\s?(\d{4,9})", re.IGNORECASE)),
    ("pmcid", re.compile(r"pmcid:\s?(PMC\d{3,9})", re.IGNORECASE)),
    ("urn:nbn", re.compile(r"(urn:nbn:[a-z]{2}[:-]\S+)", re.IGNORECASE)),
)
RESOLVERS = {
    "doi": "https://doi.org/{}",
    "arxiv": "https://arxiv.org/abs/{}",
    "hdl": "https://hdl.handle.net/{}",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/{}/",
    "pmcid": "https://pmc.ncbi.nlm.nih.gov/articles/{}/",
}
# The national libraries resolve their own URN:NBN; the German one also those of Austria, Switzerland, Hungary and others.
URN_NBN = {
    "fi": "https://urn.fi/{}",
    "it": "http://nbn.depositolegale.it/{}",
    "nl": "https://persistent-identifier.nl/{}",
    "no": "https://urn.nb.no/{}",
    "se": "https://urn.kb.se/resolve?urn={}",
}


def resolver(identifier: str) -> tuple[str, str] | None:
    """The URL to ask for what `identifier` names, and its kind (`doi`, `arxiv`, `hdl`, `pmid`, `pmcid`, `urn:nbn`).

    A URL of a resolver is an identifier too: `https://dx.doi.org/10.1000/182` is a DOI. None for everything else.
    """
    for kind, shape in KINDS:
        if found := shape.fullmatch(identifier):
            name = found.group(1)
            if kind == "urn:nbn":
                return URN_NBN.get(name[8:10].lower(), "https://nbn-resolving.org/{}").format(name), kind
            return RESOLVERS[kind].format(name), kind
    return None
