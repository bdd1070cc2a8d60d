"""A text in, its language out, by script and by its commonest words; None when it cannot be told.

No model: a page need only be told from the claim's language, where a list of function words does what a 4 MB model on numpy does.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict

from linkaudit.likeness import fold

_WORD = re.compile(r"[^\W\d_]+")
# A script that one language (or one group that reads alike) writes. Han counts as Chinese unless kana stand beside it.
_SCRIPTS = (
    ("ja", re.compile(r"[\u3040-\u30ff]")),
    ("ko", re.compile(r"[\uac00-\ud7af]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("bn", re.compile(r"[\u0980-\u09ff]")),
    ("ta", re.compile(r"[\u0b80-\u0bff]")),
    ("ka", re.compile(r"[\u10a0-\u10ff]")),
    ("hy", re.compile(r"[\u0530-\u058f]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
)
_FUNCTION_WORDS = """
en: the of and to in is was for that with on as by are were from this which have has had not be been they their its who will would a an at
  or it he she but we you i
de: der die und das den von zu mit sich des auf ist im dem nicht ein eine als auch es werden aus hat dass nach wird bei einer sind wurde
  in an er wir am so oder
fr: les des est dans une pour qui que sur par avec pas plus au ce ont aux sont cette ses mais leur etait ete il elle vous nous de la le et
  en un du ne se a à ou où y on d l qu n s
es: el los las del que una por con para como mas pero sus fue ha este ser son tambien entre cuando muy sobre desde hasta esta de la en y a
  un se su lo es al e o le ni
it: il di che della per una sono con non del alla piu dei gli nel dal anche delle come stato ha questo essere nella degli ma la le i un e
  in a si da o al lo se
pt: os que uma para com nao dos por mais das como mas foi ao ele tem seu sua pelo pela ser quando muito nos ja esta em de a o e um do da
  no na se as é
nl: het een van dat niet zijn op aan met voor er ook als bij door maar naar hij wordt heeft deze uit werd nog worden over zij om de en in
  is te die was
sv: och att det som en pa ar av for med den till har inte om ett han de sig fran vi kan var eller men ska i på
da: og at det som en pa er af for med den til har ikke de et han sig fra vi kan var eller men blev efter skal i
no: og at det som en pa er av for med den til har ikke de et han seg fra vi kan var eller men ble etter skal i
fi: ja on ei se etta oli han myos mutta kun ovat tai niin kuin joka jos ole vain sen hanen mukaan kanssa
pl: w nie na sie z do to jest ze od przez jak za ale po dla jego oraz byl przy tym tego ktory przed ktore czy i o a u
cs: se na je v ze to s z do o k i za by jako pro ale jeho byl po jsem tak od podle ktery ktere nebo a
sk: sa na je v ze to s z do o k za by ako pre ale jeho bol po som tak od podla ktory ktore alebo a i
ro: si in de la cu nu o pe este din un care ca pentru mai au fost sau prin dar sunt ale lui ce a se
hu: az es hogy nem egy meg ez volt csak mint van de ha mar azt el vagy majd szerint a e
tr: ve bir bu da de icin ile olarak cok daha ne gibi kadar sonra olan var ama her mi olduğu oldu o
id: yang dan di itu dengan untuk tidak ini dari dalam akan pada juga ke karena ada mereka oleh sebagai
vi: cua va la co trong cho duoc voi nguoi cac khong mot nhung da nay den o tu
et: ja on ei ta et see oli kui ka aga mis kes oma veel seda nii siis
lv: un ir ka no uz ar par bet tas gan vai so tika kas to
lt: ir kad su is bet tai yra kaip buvo apie jo uz nuo po
hr: je u i na se da su za od ne to koji s kao bi sam iz po ali a o
ca: els les amb una per que dels mes pero aquest seva han ser tambe entre quan de la el i un en al a se es
ru: и в не на что с по как это из у к за для от но был его же так вы все при они о а я мы было
uk: і в не на що з та до як це за у від для але був його про або вже через є а о
be: і ў не на што з да як гэта за у ад для але быў яго пра або праз гэтым а
bg: и в не на че с да за от се по като но са е при най му до а о
sr: је и у на се да су за од не то који са као би из по али а о
fa: و در به از که این را با است برای آن یک خود تا شد
ur: کے کی میں ہے اور سے کا کو پر نے یہ
"""
_SPEAKERS: dict[str, tuple[str, ...]] = {}
for _row in re.split(r"\n(?! )", _FUNCTION_WORDS.strip()):
    for _word in _row[4:].split():
        _SPEAKERS[fold(_word)] = (*_SPEAKERS.get(fold(_word), ()), _row[:2])
# A reader of the one reads the other; their function words are too much alike to hold apart in one sentence.
_ALIKE = [{"da", "no"}, {"sv", "no"}, {"cs", "sk"}, {"hr", "sr"}, {"be", "ru"}, {"be", "uk"}, {"es", "ca"}, {"id", "ms"}]
_CYRILLIC = {"ru", "uk", "be", "bg"}
# What carries no content in some language: left out when the words of a claim are counted.
FUNCTION_WORDS = frozenset(_SPEAKERS)
_FEW = 2  # function words that a text must have; a claim of a dozen words has four or five
_SHARE = 0.04  # of a text's words that must be function words: a page of names has a few by chance
_AHEAD = 1.25  # how much likelier than the next language one must be


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language of a text, or None when too little of it tells."""
    sample = text[:20_000]
    if sample.isascii():
        return _of_words(sample)
    letters = sum(character.isalpha() for character in sample)
    for language, script in _SCRIPTS:
        if letters and len(script.findall(sample)) > letters * 0.3:
            return _of_words(sample) or language if language == "ar" else language
    return _of_words(sample)


def another(claim: str, page: str | None) -> bool:
    """Whether a claim is surely written in another language than `page` (a code): its function words or its script say so."""
    if page is None:
        return False
    letters = [character for character in claim if character.isalpha()]
    if page != "sr" and letters:  # Serbian is written in both
        cyrillic, latin = (sum(low <= character < high for character in letters) for low, high in (("\u0400", "\u0530"), ("A", "\u0250")))
        if max(cyrillic, latin) > len(letters) * 0.8 and (cyrillic > latin) != (page in _CYRILLIC):
            return True
    own = language_of(claim)
    if own is None or own == page or {own, page} in _ALIKE:
        return False
    hits, _ = _votes(claim)
    return own not in hits or hits[own] >= 3 * hits[page]


def _of_words(sample: str) -> str | None:
    hits, votes = _votes(sample)
    best = sorted(votes.items(), key=lambda vote: -vote[1])[:2]
    if not best or hits[best[0][0]] < max(_FEW, _SHARE * len(_WORD.findall(sample))):
        return None
    return best[0][0] if len(best) < 2 or best[0][1] >= _AHEAD * best[1][1] else None


def _votes(text: str) -> tuple[Counter[str], dict[str, float]]:
    """How many function words of each language a text has; and the same with the vote of a word that languages share split among them."""
    hits: Counter[str] = Counter()
    votes: dict[str, float] = defaultdict(float)
    for word, times in Counter(_WORD.findall(fold(text))).items():
        for language in (speakers := _SPEAKERS.get(word, ())):
            hits[language] += times
            votes[language] += times / len(speakers)
    return hits, votes
