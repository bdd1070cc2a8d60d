"""The words that facts are made of, in many languages: months, weekdays, number words, scales, currencies, measures, reporting verbs.

Languages: English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish, Norwegian, Finnish, Polish, Czech, Romanian,
Hungarian, Turkish, Russian, Ukrainian, Belarusian, Bulgarian, Greek, Indonesian, as far as each table goes. To add a language, add its
words to the rows; forms that are inflected stand in the case that follows a number. Words are folded: no case, no accents.
"""

from __future__ import annotations

from linkaudit.claims.words import SPEECH
from linkaudit.likeness import fold


def rows(table: str) -> dict[str, str]:
    """`key: word word ...` per row, a row goes on where a line begins with a space: each folded word to its key."""
    found: dict[str, str] = {}
    key = ""
    for line in table.strip().splitlines():
        words = line
        if not line.startswith(" "):
            key, _, words = line.partition(": ")
        found |= dict.fromkeys((fold(word) for word in words.split()), key)
    return found


def words_of(table: str) -> frozenset[str]:
    """The folded words of a table."""
    return frozenset(fold(word) for word in table.split())


# What a number or a Roman numeral after it names: "Part IV", "number one", "siglo XIX".
NUMBERED = words_of(
    """
number no part chapter volume vol act article title book section phase type class war bowl olympiad appendix schedule annex season episode
teil kapitel band partie chapitre parte capitulo capitolo siglo secolo seculo
"""
)
# After a Roman numeral: "XIXe siècle", "XIX век".
CENTURIES = words_of(
    "century centuries secolo siecle siecles век века веке веков столетия wiek wieku wieku stoleti secolul век вік століття"
)
# What "1.2m" before it must be million, not metres.
COUNTED = words_of(
    """
people persons men women children users visitors viewers readers listeners customers subscribers followers members homes households views
copies jobs passengers residents inhabitants citizens voters votes patients workers employees students pupils tourists refugees migrants
deaths doses cases vehicles cars units downloads sales shares tickets fans streams tonnes barrels animals trees books records players
"""
)
# Reporting verbs and the words that do their work ("according to", "laut"), without those that are as often nouns or helpers.
REPORTING = frozenset(fold(word) for word in SPEECH) - words_of("reports report claims notes states ha va dicho secondo segundo")
HEDGES = words_of(
    """
reportedly allegedly apparently likely probably possibly perhaps maybe may might could seems seem seemingly appears purportedly
supposedly rumored rumoured angeblich mutmaßlich wahrscheinlich vermutlich moglicherweise wohl probablement peut-etre presumiblemente
supuestamente probablemente presunto probabilmente supostamente vermoedelijk waarschijnlijk rzekomo prawdopodobnie вероятно возможно
предположительно якобы ймовірно можливо нібито
"""
)
# What a sentence may begin with in a capital although it is no name.
STARTERS = words_of(
    """
the a an this that these those he she it they we i in on at by for from with after before as when while although though however but and
or so if since during his her its their our my there here also one some many most all both each such no not what who which how why where
according following despite under over additionally even next meanwhile then later last earlier early late however therefore moreover
furthermore instead today yesterday within throughout besides unlike like whether because once upon beyond except near off onto out per
than thus hence indeed still yet only even just soon often sometimes usually generally typically approximately about around nearly almost
several few much more less other another every either neither him them us you your mine ours theirs
nell dell all dall sull coll qu jusqu lorsqu puisqu quell quest
experts between among through about against into until der die das ein eine le la les un une el los
las il lo gli в на и по с он она они это как
"""
)
# Left out because they are common words of another language here: Finnish "en", Romanian "nu", Italian "mai", Turkish "hic".
NEGATIONS = words_of(
    """
dont doesnt didnt isnt arent wasnt werent hasnt havent hadnt wouldnt couldnt shouldnt cant
not no never none nobody nothing neither nor cannot nowhere nicht kein keine keinen keinem keiner keines nie niemals niemand nichts pas
jamais rien aucun aucune ne nunca ningun ninguna nadie nada jamas non nessun nessuno nessuna niente nao nenhum nenhuma ninguem niet geen
nooit niemand niets inte ingen inga aldrig ikke aldri ei eivat emme koskaan nigdy nikt zaden zadna nikdy nikdo niciodata nimeni nem soha
senki degil yok не ни нет нету никогда никто ничего нельзя немає ніколи ніхто нічого няма δεν μην ποτε tidak bukan
"""
)
# French says no in two words: "ne ... pas" is one negation.
SECOND_NEGATIONS = words_of("pas plus jamais rien aucun aucune personne guere")
# Words that say no without "not": a twin may put "did not sign" as "refused to sign".
REFUSALS = words_of(
    """
fail fails failed failing refuse refuses refused refusing deny denies denied denying reject rejects rejected lack lacks lacked lacking
without
decline declines declined declining unless
unable impossible incredulous hardly barely rarely absence avoid avoided stop stopped
ohne weigerte verweigerte lehnte sans refuse sin nego rechazo senza rifiuto sem recusou zonder weigerde utan odmowil без отказался
"""
)
# After "no": what is compared with, and so may be said without it.
COMPARATIVES = words_of(
    """
more less fewer better worse larger bigger greater smaller stronger weaker higher lower longer shorter earlier later older younger faster
slower heavier deadlier wider further than other
mehr weniger besser schlechter grosser kleiner starker hoher niedriger langer fruher spater alter junger schneller als starkeres grosseres
hoheres starkere grossere hohere plus moins pire meilleur mieux mas menos mejor peor mayor menor piu meno migliore peggiore maggiore minore
mais melhor pior maior meer minder beter groter hoger sterker mer mindre battre storre hogre wiecej mniej lepszy silniejszy wyzszy
более менее больше меньше лучше хуже сильнее выше ниже раньше позже більше менше сильніше
"""
)
# Before a number: that it is rounded.
ROUNDED = words_of(
    """
about around some nearly almost roughly approximately over under above below than least most estimated circa ca up rund etwa uber fast
mehr knapp environ pres quelque plus moins cerca casi mas menos unos unas aproximadamente quasi oltre piu quase ongeveer bijna ruim
omkring cirka nastan nesten noin okolo ponad prawie asi peste aproape mintegy yaklasik
около почти более свыше примерно близько майже понад
"""
)
