"""A page of few words → whether it is a gate in front of another: one that asks for its visitor's age, or turns the browser away.

Words alone say it; where they may stand inside a site too, the frame of the site (see `page.framed`) tells the gate from the page.
"""

from __future__ import annotations

import re

from linkaudit.checks.page import View
from linkaudit.checks.phrases import contains, fold, phrases

# What a gate asks of its visitor's age
_OF_AGE = phrases("""
    are you over 18|are you over 21|are you 18|are you 21|are you at least 18|are you at least 21|are you of legal|i am over 18|
    i am 18|legal drinking age in|enter your date of birth|enter your birth|sind sie 18|sind sie mindestens|sind sie über 18|
    bist du 18|bist du über 18|bist du mindestens|sind sie volljährig|bist du volljährig|avez-vous plus de 18|avez-vous 18|
    avez-vous l'âge|êtes-vous majeur|eres mayor de|es mayor de edad|tienes más de 18|¿tienes 18|tem mais de 18|você tem 18|
    tem idade legal|é maior de|hai più di 18|hai 18 anni|sei maggiorenne|hai compiuto|ben je 18|bent u 18|ben je ouder dan|
    är du över 18|är du 18|er du over 18|er du fylt|er du fyldt|oletko yli 18|oletko täyttänyt|czy masz ukończone|masz ukończone 18|
    czy jesteś pełnoletni|je vám 18|je vám více|bylo vám|máte 18|elmúltál 18|betöltötted|ai peste 18|ai împlinit|imate li 18|
    jeste li stariji|вам есть 18|вам исполнилось|вам уже есть|вам виповнилося|вам є 18|навършили ли|навършени 18|είστε άνω των|
    18 yaşından büyük|18 yaşında mısınız|האם את/ה מעל|האם אתה מעל|هل عمرك|هل تبلغ|آیا بالای 18|क्या आप 18|คุณอายุ|อายุครบ|
    bạn đã đủ 18|bạn trên 18|apakah anda berusia|18歳以上ですか|20歳以上ですか|18歳未満ですか|年齢確認|是否已满18|是否年滿|是否已滿|
    您已满18|만 18세 이상|만 19세 이상
    """)
_MUST_BE = phrases("""
    must be 18|must be 21|must be over 18|must be over 21|must be at least 18|must be at least 21|must be of legal|18 years or older|
    21 years or older|18 or older|adults only
    """)
_TO_ENTER = phrases("to enter this|to enter our|to enter the site|to view this|to visit this|to access this|to continue|enter site|exit")
_UNSUPPORTED = phrases("""
    browser is not supported|browser not supported|browser isn't supported|browser is no longer supported|unsupported browser|
    update your browser|upgrade your browser|outdated browser|browser is out of date|browser is outdated|use a supported browser|
    browser wird nicht unterstützt|browser wird nicht mehr unterstützt|browser ist veraltet|veralteter browser|
    navigateur n'est pas pris en charge|navigateur non pris en charge|navigateur n'est pas supporté|navigateur obsolète|
    navegador no es compatible|navegador no compatible|navegador no está soportado|actualiza tu navegador|actualice su navegador|
    navegador não é compatível|navegador não suportado|atualize seu navegador|browser non supportato|browser non è supportato|
    aggiorna il browser|browser wordt niet ondersteund|przeglądarka nie jest obsługiwana|webbläsare stöds inte|browser understøttes ikke|
    nettleseren støttes ikke|selainta ei tueta|prohlížeč není podporován|tarayıcınız desteklenmiyor|браузер не поддерживается|
    браузер устарел|обновите браузер|браузер не підтримується|浏览器不支持|浏览器版本过低|不支持您的浏览器|瀏覽器版本過舊|
    お使いのブラウザ|ブラウザはサポート|지원하지 않는 브라우저|지원되지 않는 브라우저
    """)
_WORD = re.compile(r"\w+")
# "18 years", "ab 18 Jahren", "18+", "20歳"
_AGES = re.compile(
    r"(?<!\d)(?:18|19|20|21)(?:\+|\s?[歳岁歲세]|\s(?:years|jahre|jahren|ans|anos|anni|jaar|ar|vuotta|vuotias|lat|let|rokov|eves|ani|godina|"
    + "|".join(map(re.escape, phrases("лет|років|години|години|ετών|yaş|yaşından|שנים|سنة|عاما|سال|साल|वर्ष|ปี|tuổi|tahun")))
    + r")(?!\w))"
)
# The two buttons of a gate, as the words of a page
_YES_NO = tuple(
    frozenset(pair.split())
    for pair in phrases("""
    yes no|ja nein|oui non|sí no|sim não|ja nee|ja nej|ja nei|kyllä ei|tak nie|ano ne|igen nem|da nu|da ne|да нет|так ні|ναι όχι|evet hayır|
    כן לא|نعم لا|بله خیر|हाँ नहीं|ใช่ ไม่|có không|ya tidak|はい いいえ|是 否|예 아니오|enter exit|enter leave
    """)
)
TABLES = (_OF_AGE, _MUST_BE, _UNSUPPORTED)
_BROWSERS = ("chrome", "firefox", "safari", "edge", "opera")


def asks_of_age(said: str) -> bool:
    """Whether a few folded words ask how old the visitor is, or say who may enter and offer to: "You must be 18 or older. Enter / Exit"."""
    if contains(said, _OF_AGE) or (contains(said, _MUST_BE) and contains(said, _TO_ENTER)):
        return True
    if _AGES.search(said) is None:
        return False
    told = frozenset(_WORD.findall(said))
    return any(pair <= told for pair in _YES_NO)


def turns_away(page: View) -> bool:
    """Whether title or first heading turns the browser away, above the names of others. An app may say so to those without scripts."""
    heads = fold(" ".join((page.title, *page.headings[:1])))
    return contains(heads, _UNSUPPORTED) and not page.shell and sum(name in page.text.lower() for name in _BROWSERS) >= 2
