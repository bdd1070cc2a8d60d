"""How languages deny: words for "not" and stems of "found", "exist" and "available", which stand near each other in any order.

"No longer available", "is available no more", "could by nobody be found": no list of phrases holds them all. A sentence that has a noun
of its language's row, a denial and one of these stems close to it says that something is missing. Our own, from grammars.
"""

from __future__ import annotations

import re

from linkaudit.checks.phrases import contains, names, phrases

NEAR_BEFORE, NEAR_AFTER = 4, 6  # words between a denial and what it denies
_WORD = re.compile(r"\w+")


def _denial(never: str, verbs: str) -> tuple[frozenset[str], tuple[str, ...]]:
    return names(" ".join(phrases(never.replace(" ", "|")))), phrases(verbs)


NEGATED = {
    "en": _denial("not no nothing none nobody never without", "found|find|exist|locat|availab"),
    "de": _denial(
        "nicht kein keine keinen nichts niemand",
        "gefunden|finden|existier|vorhanden|verfügbar|auffindbar|ermittel|abrufbar|abgerufen|aufrufbar|erreichbar",
    ),
    "fr": _denial("ne n pas plus aucun aucune", "trouv|exist|disponib|accessib"),
    "es": _denial("no ningún ninguna nada", "encontr|exist|disponib|hall|localiz|encuentr|consegu|accesib|acced"),
    "pt": _denial("não nenhum nenhuma nada", "encontr|exist|disponív|disponiv|localiz|ach"),
    "it": _denial("non nessun nessuna nessuno", "trov|esist|disponib|reperib|raggiung|accessib"),
    "nl": _denial("niet geen niets", "gevonden|vinden|bestaa|beschikbaar|aanwezig|aangetroffen"),
    "sv": _denial("inte ingen inga ej", "hitta|finns|existera|tillgänglig"),
    "da": _denial("ikke ingen", "fund|find|eksister|tilgængelig"),
    "no": _denial("ikke ikkje ingen", "funn|finn|eksister|tilgjengelig"),
    "fi": _denial("ei emme eivät", "löyt|löyd|olemassa|saatav"),
    "is": _denial("ekki enginn engin", "fann|finn|fund|til"),
    "pl": _denial("nie brak żadnej", "znale|znajd|istnie|dostęp|odnale"),
    "cs": _denial("ne není nelze nebyla nebyl nebylo nemůžeme žádná", "nalez|naj|exist|dispozici|dostupn"),
    "sk": _denial("nie nebola nebol nebolo nemožno žiadna", "nájd|náj|našl|exist|dispozícii|dostupn"),
    "hu": _denial("nem nincs sem", "talál|létez|elérhető|megtalál"),
    "ro": _denial("nu niciun nicio", "găsi|gasi|exist|disponibil"),
    "hr": _denial("nije ne nema nismo nisu", "pronađ|pronać|nađ|postoj|dostup|moguće"),
    "sl": _denial("ni ne niso nismo", "najd|najt|obstaj|voljo|našl"),
    "lt": _denial("ne nėra nebuvo nepavyko negalima", "rast|egzist|pasiek"),
    "lv": _denial("nav nevar netika", "atras|atrod|eksist|pieejam"),
    "et": _denial("ei pole", "leit|leid|leia|eksist|olemas|saadaval"),
    "vi": _denial("không chưa chẳng", "tìm|tồn|có|thấy"),
    "id": _denial("tidak tak belum tiada", "temu|ditemukan|ada|tersedia|dijumpai|wujud"),
    "ca": _denial("no cap", "trob|exist|disponib"),
    "gl": _denial("non ningunha ningún", "atop|exist|dispoñib|encontr"),
    "eu": _denial("ez ezin", "aurki|exist|dago|eskura"),
    "af": _denial("nie geen", "gevind|vind|bestaan|beskikbaar"),
    "eo": _denial("ne neniu", "trov|ekzist|dispon|hav"),
    "cy": _denial("ni heb ddim nid", "ganfod|chanfod|bodoli|gael|hyd"),
    "ru": _denial("не нет нельзя ничего", "найд|наш|найт|существ|доступ|обнаруж"),
    "uk": _denial("не нема немає неможливо", "знайд|знайт|знайш|існ|доступ|нема"),
    "be": _denial("не няма нельга", "знойд|знайс|існ|даступ|знайш"),
    "bg": _denial("не няма нямаме", "намер|откр|съществ|налич|достъп"),
    "sr": _denial("није не нема нису", "пронађ|наћ|постој|доступ"),
    "mk": _denial("не нема", "пронајд|најд|постои|достап"),
    "el": _denial("δεν δε μη κανένα", "βρε|βρισκ|βρήκ|υπάρχ|διαθέσιμ|εντοπ"),
    "he": _denial("לא אין אינו אינה איננו", "נמצא|מצא|קיים|קיימת|זמין|למצוא|לאתר"),
    "ar": _denial("لا لم لن غير ليس ليست", "العثور|موجود|متاح|متوفر|يوجد|توجد|ايجاد|نجد|نعثر"),
    "fa": _denial("نه نیست ندارد نشد نمی", "یافت|پیدا|وجود|موجود|دسترس"),
    "hi": _denial("नहीं न", "मिल|पाय|मौजूद|उपलब्ध|खोज"),
}


def denies(folded: str, language: str) -> bool:
    """Whether a folded line denies that something was found, exists or is available."""
    rule = NEGATED.get(language)
    if rule is None:
        return False
    never, verbs = rule
    words = _WORD.findall(folded)
    return any(
        near.startswith(verbs)
        for at, word in enumerate(words)
        if word in never
        for near in words[max(0, at - NEAR_BEFORE) : at + NEAR_AFTER + 1]
    )


def might_deny(folded: str) -> bool:
    """Whether a longer text has what `denies` looks for at all; the rest is for its lines."""
    return contains(folded, _VERBS) and not _NEVER.isdisjoint(_WORD.findall(folded))


_NEVER = frozenset(word for never, _ in NEGATED.values() for word in never)
_VERBS = tuple(dict.fromkeys(verb for _, verbs in NEGATED.values() for verb in verbs if len(verb) > 3))
