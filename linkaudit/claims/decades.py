"""A text in, the decades that it names out: "1960s", "the sixties", "60er Jahre", "années 60", "60-х", "80. let", "الستينيات"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from linkaudit.claims.vocabulary import rows
from linkaudit.model import DateFact

# What makes a decade of the year before it: "60-luvulla", "60-talet", "60-х", "60'larda", "60-an", "80. let", "60 के दशक".
_ENDING = (
    r"-(?:luvu|luku)\w*|-tal(?:et|ets|en)?\b|-(?:х|ых|е|ые|ті|тих|те|ти|an|as|es|ih|ych|tych)\b|-(?:as|es)\sév\w*"
    r"|['’](?:er(?:ne|nes)?\b|l[ae]r\w*|l[ıiuü]\b)|\.\slet(?:ech)?\b|\sके\sदशक"
)
_YEAR = re.compile(rf"(?<![\w.,])(1[5-9]\d0|20\d0)(?:s\b|[’']s\b|er\b|(?:{_ENDING}))")
_SHORT = re.compile(rf"(?<![\d.,])([2-9]0)(?:(s)\b|(er)(?=[\s-]Jahre)|({_ENDING})|(?![\w%]|[.,]\d))")
_BEFORE = re.compile(
    r"(?:années|años|(?:década|décadas|mediados|finales|principios|comienzos|meados|finais)\sd[eo]s?(?:\slos)?|anni|anos|jaren|lata?|latach"
    r"|roki|роки|годы|anii|anilor|anys|tahun|ทศวรรษ(?:ที่)?)\s[’']?$|(?<!\w)[’']$",
    re.IGNORECASE,
)
_THE = re.compile(r"\ben\slos\s$", re.IGNORECASE)  # "en los 90," but not "en los 90 países"
_ENDS = re.compile(r"\s?(?:[,.;:)]|$)")
# Whole words, and those that are one only behind "años", "anni" ...
_WORDS = rows(
    """
20: zwanzigerjahre tjugotalet tyvertallet двадцатые двадцатых العشرينات العشرينيات
30: dreissigerjahre dreißigerjahre trettiotalet тридцатые тридцатых الثلاثينات الثلاثينيات
40: vierzigerjahre fyrtiotalet сороковые сороковых الأربعينات الأربعينيات
50: fünfzigerjahre femtiotalet пятидесятые пятидесятых الخمسينات الخمسينيات
60: sechzigerjahre sextiotalet шестидесятые шестидесятых الستينات الستينيات
70: siebzigerjahre sjuttiotalet семидесятые семидесятых السبعينات السبعينيات
80: achtzigerjahre åttiotalet восьмидесятые восьмидесятых الثمانينات الثمانينيات
90: neunzigerjahre nittiotalet девяностые девяностых التسعينات التسعينيات
"""
)
_BEHIND = rows(
    """
20: veinte vingt venti vinte twintig dvacátých dvadsiatych dwudziestych zwanziger
30: treinta trente trenta trinta dertig třicátých tridsiatych trzydziestych dreißiger
40: cuarenta quarante quaranta quarenta veertig čtyřicátých štyridsiatych czterdziestych vierziger
50: cincuenta cinquante cinquanta cinquenta vijftig padesátých päťdesiatych pięćdziesiątych fünfziger
60: sesenta soixante sessanta sessenta zestig šedesátých šesťdesiatych sześćdziesiątych sechziger
70: setenta soixante-dix settanta zeventig sedmdesátých sedemdesiatych siedemdziesiątych siebziger
80: ochenta quatre-vingt ottanta oitenta tachtig osmdesátých osemdesiatych osiemdziesiątych achtziger
90: noventa quatre-vingt-dix novanta negentig devadesátých deväťdesiatych dziewięćdziesiątych neunziger
"""
)
_OF_YEARS = re.compile(r"(?:años|années|anni|anos|jaren|lata|latach|lat|anii)\s$", re.IGNORECASE)
_YEARS_BEHIND = re.compile(r"\s(?:let|letech|rokov|rokoch|Jahren?)\b")
_ENGLISH = re.compile(
    r"\b(?:the|early|mid|late)[\s-](twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b", re.IGNORECASE
)
_ENGLISH_TENS = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties")


def decades(text: str, every: Iterable[tuple[int, int, str]]) -> Iterator[DateFact]:
    """Every decade of a text, of which `every` are the words; two figures and words mean the 1900s. The digits are western already."""
    for match in _YEAR.finditer(text):
        if not (int(match[1]) % 100 == 0 and "l" in match.group()):  # "1400-talet" is a century
            yield DateFact(int(match[1]), None, None, match.group(), *match.span(), decade=True)
    for match in _SHORT.finditer(text):
        start = match.start()
        before = _BEFORE.search(text, max(0, start - 24), start)
        lone = not any(match.groups()[1:])
        if before and lone and len(before.group()) == 1:
            continue
        if match[3] or match[4] or before or (_THE.search(text, max(0, start - 8), start) and _ENDS.match(text, match.end())):
            start = before.start() if before else start
            yield DateFact(1900 + int(match[1]), None, None, text[start : match.end()], start, match.end(), decade=True)
    for match in _ENGLISH.finditer(text) if "ties" in text else ():
        year = 1920 + 10 * _ENGLISH_TENS.index(match[1].lower())
        yield DateFact(year, None, None, match[1], *match.span(1), decade=True)
    for start, end, word in every:
        tens = _WORDS.get(word)
        if tens is None and (tens := _BEHIND.get(word)):
            before = _OF_YEARS.search(text, max(0, start - 9), start)
            if not before and not _YEARS_BEHIND.match(text, end):
                continue
        if tens is not None:
            yield DateFact(1900 + int(tens), None, None, text[start:end], start, end, decade=True)
