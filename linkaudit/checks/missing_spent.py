"""Words for what is over and taken away ("has been filled", "ist abgelaufen", "已下架"), whatever it is → whether a small page says so.

A job is filled, an offer expires, a thread is deleted: the thing has a thousand names, and its end has few. On living pages such words
stand beside much else, so they count on a page of few words only, and never without a neighbour that shows the same page. Our own.
"""

from __future__ import annotations

import re

from linkaudit.checks.page import View
from linkaudit.checks.phrases import contains, count, fold, phrases

FEW, HARDLY_ANY = 45, 25  # words of its own
A_LINE = 12  # words: a title or heading that goes on tells a story
SPENT = phrases("""
    no longer|any longer|anymore|has been removed|was removed|been deleted|and deleted|been closed|been filled|been sold|was sold|
    has ended|have ended|has expired|been discontinued|been cancelled|been canceled|been taken down|been withdrawn|been suspended|
    been deactivated|been disabled|been terminated|been retired|been archived|off the market|does not exist|doesn't exist|no input file|
    nicht mehr|wurde gelöscht|wurde entfernt|wurde deaktiviert|wurde beendet|wurde gesperrt|wurde bereits|ist abgelaufen|
    bereits vergeben|schon vergeben|bereits besetzt|schon besetzt|bereits verkauft|existiert nicht|depubliziert|
    n'est plus|n'existe plus|n'existe pas|n'y a plus|ne sont plus|a été pourvu|a été retiré|a été supprimé|a été désactivé|
    a été clôturé|a été fermé|a été vendu|a expiré|est expiré|est terminé|est clôturé|est désactivé|
    ya no |ya se ha |no existe|ha caducado|ha expirado|ha finalizado|ha sido eliminad|ha sido retirad|ha sido desactivad|
    se ha eliminado|dado de baja|fue eliminad|
    já não|não está mais|não existe|foi removid|foi excluíd|foi desativad|foi encerrad|foi finalizad|foi vendid|expirou|
    non è più|non sono più|non esiste|è stato rimosso|è stata rimossa|è stato eliminat|è stata eliminat|è scadut|è stato chius|
    niet meer|niet langer|is verlopen|is verwijderd|vervuld|is verkocht|bestaat niet|uit het assortiment|
    inte längre|har tagits bort|borttage|har utgått|har avslutats|är såld|är tillsatt|
    ikke længere|ikke lenger|er slettet|er fjernet|er udløbet|er udgået|er utløpt|er utgått|er solgt|er besat|er avsluttet|
    ei ole enää|eivät ole enää|on poistettu|on poistunut|on vanhentunut|on päättynyt|on myyty|
    nieaktualn|już nie|nie jest już|nie istnieje|usunięt|wygasł|zakończon|
    již není|už není|byl odstraněn|byla odstraněn|byl smazán|byla smazán|vypršel|neexistuje|byl ukončen|byla ukončen|
    už nie je|bol odstránen|bola odstránen|bol zmazan|vypršal|bola ukončen|
    már nem|törölték|lejárt|megszűnt|nem létezik|eltávolított|
    nu mai |a fost șters|a fost eliminat|a fost închis|a expirat|
    više ne|više nije|nije više|je uklonjen|je obrisan|je izbrisan|je istekao|je istekla|ne postoji|
    више не|више није|није више|је уклоњен|је обрисан|је истекао|је истекла|не постоји|
    ni več|je bil odstranjen|je bila odstranjen|je potekel|ne obstaja|
    nebegalioja|nebėra|pašalint|ištrint|vairs nav|vairs ne|dzēsts|dzēsta|pole enam|ei ole enam|kustutatud|eemaldatud|
    вече не|е изтрит|е премахнат|беше премахнат|е изтекъл|е свален|не съществува|
    больше не|удалено|удалил|удалена|удален|неактивн|не активн|в архиве|срок действия|снят с |снято с |снята с |не существует|
    вакансия закрыта|тема закрыта|
    більше не|видалено|видалив|видалена|видалений|неактивне|неактивна|знято з|знята з|знятий з|не існує|вакансія закрита|
    δεν είναι πλέον|δεν υπάρχει πλέον|έχει αφαιρεθεί|έχει διαγραφεί|έχει λήξει|δεν υπάρχει|
    artık |mevcut değil|yayından kaldır|satıştan kaldır|süresi dol|silinmiş|kaldırılmış|kapanmış|sona ermiş|
    لم يعد|لم تعد|تم حذف|محذوف|تمت إزالة|انتهت صلاحي|غير موجود|غير متوفر|
    دیگر در دسترس|حذف شده|منقضی شده|وجود ندارد|כבר לא|אינו זמין עוד|אינה פעילה|אינו פעיל|הוסר|נמחק|פג תוקף|לא קיים|
    अब उपलब्ध नहीं|हटा दिया|मौजूद नहीं|समाप्त हो गई|समाप्त हो गया|ถูกลบ|หมดอายุ|ไม่มีอยู่|ปิดรับ|สิ้นสุดแล้ว|
    không còn|không tồn tại|đã bị xóa|đã hết hạn|đã ngừng|đã đóng|
    tidak lagi|sudah tidak|telah dihapus|sudah dihapus|sudah ditutup|kedaluwarsa|kadaluarsa|telah ditutup|telah berakhir|telah tamat|
    終了しました|終了して|終了いたし|閉鎖|削除され|掲載終了|販売終了|公開終了|期限切れ|存在しません|
    已下架|已下线|停售|已售|已删除|已被删除|已过期|已失效|被取消|已取消|已关闭|已结束|不存在|已刪除|已過期|已關閉|已結束|
    종료되었|종료된|삭제되었|삭제된|만료되었|만료된|마감되었|마감된|판매 중지|더 이상|존재하지 않|찾을 수 없|табылған жо
    """)
# What programs say that were asked for nothing they know: "No topic specified", "Invalid thread id", "No such app"
_IDS = ("specified", "invalid ", "no such ")
_ASKED_FOR_NOTHING = re.compile(
    r"\b(?:no \w{2,20}(?: \w{2,20})? specified|invalid \w{2,20} (?:specified|id|number|link|url|address)|no such \w{2,20})\b"
)


def spent(page: View) -> bool:
    """Whether a page of few words says that something is over, taken away, or was never there: in its title or first heading, or anywhere
    if it says hardly anything else."""
    if page.words > FEW or page.long:
        return False
    heads = [fold(line) for line in (page.title, *page.headings[:1])]
    if any(contains(line, SPENT) and count(line) <= A_LINE for line in heads):
        return True
    said = fold(page.own) if page.words <= HARDLY_ANY else "\n".join(heads)
    if page.words <= HARDLY_ANY and contains(said, SPENT):
        return True
    return any(map(said.__contains__, _IDS)) and _ASKED_FOR_NOTHING.search(said) is not None
