"""A claim and its facts in, how much it needs a source out: an order to work in, no verdict on the claim."""

from __future__ import annotations

import re

from linkaudit.model import Claim, Facts

QUOTATION, ACCUSATION, FIGURE, DATE, NAME, ATTRIBUTED, SUPERLATIVE = 3.0, 3.0, 1.5, 0.75, 0.25, 1.0, 1.0
MOST_FIGURES, MOST_DATES, MOST_NAMES = 3, 2, 4
LEAST_WORDS = 6  # shorter ones seldom say enough to be checked

# Beginnings of words that accuse somebody, or speak of crime and death, in languages that news is written in.
_ACCUSING = re.compile(
    r"\b(?:accus|alleg|fraud|corrupt|brib|illegal|unlawful|crimin|crime|murder|kill|massacr|tortur|rape|rapist|assault|abus"
    r"|steal|stole|theft|launder|embezzl|smuggl|traffick|conspir|terroris|genocid|convict|indict|arrest|charged with|guilty"
    r"|sanction|violat|cheat|lied|scandal|cover-up|beschuldig|angeklagt|verhaftet|korrup|betrug|betrüg|bestech|mord|ermord"
    r"|getötet|straftat|illegal|verurteil|folter|corrup|détourn|meurtr|assassin|tué|arrêté|condamn|accusé|illégal|soborn"
    r"|asesin|matar|detenid|condenad|acusad|ilegal|estaf|arrestat|condannat|accusat|uccis|omicid|truff|illegal|acusad"
    r"|assassinat|preso|oskarż|zabit|aresztowan|skazan|korupc|łapów|обвин|коррупц|убий|убит|арест|мошенн|преступ|незакон|пытк"
    r"|осужд|взятк|звинувач|вбив|заарешт|злочин|корупц)",
    re.IGNORECASE,
)
_SUPERLATIVE = re.compile(
    r"\b(?:first|last|only|never|always|largest|biggest|highest|lowest|most|least|best|worst|oldest|youngest|record|every|none"
    r"|nobody|erste[rsn]?|einzige[rsn]?|größte[rsn]?|höchste[rsn]?|niemals|premier|première|seule?|jamais|plus grande?"
    r"|primer[oa]?|único|única|nunca|prim[oa]|unic[oa]|mai|первы[йе]|единственн|крупнейш|никогда|найбільш|ніколи)\b",
    re.IGNORECASE,
)


def weight(claim: Claim, facts: Facts) -> float:
    """How much the claim needs a source, from 0: quotations and accusations most, then figures, dates, names, absolutes.

    What is attributed in the text needs the place where it was said. Hedged statements and fragments come later.
    """
    found = QUOTATION * min(1, len(facts.quotes))
    found += ACCUSATION * bool(_ACCUSING.search(claim.plain))
    found += FIGURE * min(MOST_FIGURES, len(facts.quantities))
    found += DATE * min(MOST_DATES, len(facts.dates))
    found += NAME * min(MOST_NAMES, len(facts.names))
    found += ATTRIBUTED * (facts.attribution == "attributed")
    found += SUPERLATIVE * bool(_SUPERLATIVE.search(claim.plain))
    if claim.plain.rstrip("\"'”’» ").endswith(("?", "？", "؟", ":")):
        found *= 0.25
    if facts.attribution == "hedged":
        found *= 0.75
    if len(claim.plain) < 2 * LEAST_WORDS or (claim.plain.isascii() and len(claim.plain.split()) < LEAST_WORDS):
        found *= 0.5
    return round(found, 2)
