"""Words for what is over and taken away ("has been filled", "ist abgelaufen", "已下架"), whatever it is → whether a small page says so.

A job is filled, an offer expires, a thread is deleted: the thing has a thousand names, and its end has few. On living pages such words
stand beside much else, so they count on a page of few words only, and never without a neighbour that shows the same page. Our own.
"""

from __future__ import annotations

import re

from linkaudit.checks.page import View
from linkaudit.checks.phrases import contains, fold, phrases

FEW = 45  # words of its own
SPENT = phrases("""
    no longer available|no longer exists|has been removed|was removed|been deleted|been closed|been filled|no longer accepting|
    no longer taking|no longer active|no longer on the market|no longer listed|no longer sell|no longer online|has ended|have ended|
    has expired|been discontinued|been cancelled|been canceled|been taken down|been withdrawn|been suspended|been deactivated|
    been disabled|been terminated|been retired|been archived|does not exist|doesn't exist|no input file|
    nicht mehr verfügbar|nicht mehr im sortiment|nicht mehr im angebot|führen wir leider nicht|führen wir nicht mehr|nicht mehr online|
    nicht mehr aktiv|nicht mehr abrufbar|wurde gelöscht|wurde entfernt|wurde deaktiviert|wurde beendet|wurde gesperrt|ist abgelaufen|
    bereits vergeben|bereits besetzt|existiert nicht|depubliziert|
    n'est plus disponible|n'est plus en ligne|n'est plus active|n'est plus actif|n'existe plus|n'existe pas|a été pourvu|a été retiré|
    a été supprimé|a été désactivé|a été clôturé|a expiré|est expiré|est terminé|est clôturé|est désactivé|
    ya no está disponible|ya no está activ|ya no existe|no existe|ha caducado|ha expirado|ha finalizado|ha sido eliminad|
    ha sido retirad|ha sido desactivad|se ha eliminado|dado de baja|fue eliminad|
    não está mais disponível|já não está disponível|já não existe|não existe|foi removid|foi excluíd|foi desativad|foi encerrad|
    foi finalizad|expirou|
    non è più disponibile|non è più attiv|non esiste|è stato rimosso|è stata rimossa|è stato eliminat|è stata eliminat|è scadut|
    non più in catalogo|
    niet meer beschikbaar|niet langer beschikbaar|niet meer online|niet meer actief|is verlopen|is verwijderd|is vervuld|bestaat niet|
    uit het assortiment|
    inte längre tillgänglig|inte längre aktiv|finns inte längre|har tagits bort|är borttage|har utgått|har avslutats|
    ikke længere tilgængelig|ikke længere aktiv|findes ikke længere|er slettet|er fjernet|er udløbet|er udgået|
    ikke lenger tilgjengelig|ikke lenger aktiv|finnes ikke lenger|er utløpt|er utgått|
    ei ole enää|on poistettu|on poistunut|on vanhentunut|on päättynyt|
    nieaktualn|nie jest już dostępn|nie istnieje|usunięt|wygasł|zakończon|
    již není|už není|byl odstraněn|byla odstraněn|byl smazán|byla smazán|vypršel|neexistuje|byl ukončen|byla ukončen|
    už nie je|bol odstránen|bola odstránen|bol zmazan|vypršal|bola ukončen|
    már nem elérhető|már nem aktív|törölték|lejárt|megszűnt|nem létezik|eltávolított|
    nu mai este disponibil|nu mai este activ|nu mai există|a fost șters|a fost eliminat|a expirat|
    više nije|je uklonjen|je obrisan|je izbrisan|je istekao|je istekla|ne postoji|
    ni več na voljo|ni več aktiv|je bil odstranjen|je bila odstranjen|je potekel|ne obstaja|
    nebegalioja|nebėra|pašalint|ištrint|vairs nav|dzēsts|dzēsta|pole enam|kustutatud|eemaldatud|
    вече не е|е изтрит|е премахнат|беше премахнат|е изтекъл|не съществува|
    больше не доступ|больше недоступ|удалено|удалил|удалена|удален|неактивн|не активн|в архиве|срок действия|снят с публикации|
    снято с публикации|снята с публикации|не существует|
    більше не доступ|більше недоступ|видалено|видалив|видалена|неактивне|неактивна|не існує|
    δεν είναι πλέον|έχει αφαιρεθεί|έχει διαγραφεί|έχει λήξει|δεν υπάρχει|
    artık mevcut değil|artık aktif değil|mevcut değil|yayından kaldır|satıştan kaldır|süresi dol|silinmiş|kaldırılmış|sona ermiş|
    لم يعد متاح|لم تعد متاح|لم يعد موجود|تم حذف|تمت إزالة|انتهت صلاحي|غير موجود|غير متوفر|
    دیگر در دسترس نیست|حذف شده|منقضی شده|وجود ندارد|אינו זמין עוד|כבר לא זמין|הוסר|נמחק|פג תוקף|לא קיים|
    अब उपलब्ध नहीं|हटा दिया|मौजूद नहीं|ถูกลบ|หมดอายุ|ไม่มีอยู่|ปิดรับ|
    không còn khả dụng|không còn tồn tại|không tồn tại|đã bị xóa|đã hết hạn|đã ngừng|
    tidak lagi tersedia|sudah tidak tersedia|telah dihapus|sudah dihapus|kedaluwarsa|kadaluarsa|telah ditutup|telah berakhir|
    終了しました|削除され|掲載終了|販売終了|公開終了|期限切れ|存在しません|
    已下架|已删除|已被删除|已过期|已失效|被取消|已取消|已关闭|已结束|不存在|已刪除|已過期|已關閉|已結束|
    종료되었|종료된|삭제되었|삭제된|만료되었|만료된|마감되었|마감된|존재하지 않
    """)
# What programs say that were asked for nothing they know: "No topic specified", "Invalid thread id", "No such app"
_IDS = ("specified", "invalid ", "no such ")
_ASKED_FOR_NOTHING = re.compile(
    r"\b(?:no \w{2,20}(?: \w{2,20})? specified|invalid \w{2,20} (?:specified|id|number|link|url|address)|no such \w{2,20})\b"
)


def spent(page: View) -> bool:
    """Whether a page of few words says that something is over, taken away, or was never there."""
    if page.words > FEW or page.long:
        return False
    said = fold(page.own[:2000])
    if contains(said, SPENT) or contains(fold(page.title), SPENT):
        return True
    return any(map(said.__contains__, _IDS)) and _ASKED_FOR_NOTHING.search(said) is not None
