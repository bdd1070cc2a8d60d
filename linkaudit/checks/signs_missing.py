"""Words for "there is no such page" in some fifty languages → how loudly a title, a heading or a text says it.

Each row has nouns (what is missing: page, document, article, ...) and words for being missing, as stems, lower case. A line says that
something is missing when it has one of each, or when it is one of the phrases that need no noun. Saying it only raises suspicion: a page
*about* missing pages says it too, so nothing here decides. Rows are our own, from dictionaries and from how the default error pages of
common servers and content systems word it in each language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from linkaudit.checks.page import View
from linkaudit.checks.phrases import contains, count, fold, phrases


@dataclass(frozen=True, slots=True)
class Row:
    """One language: `nouns` × `missing` says it, and so does each of `alone` when it is the whole line or a whole part of it."""

    language: str
    nouns: tuple[str, ...]
    missing: tuple[str, ...]
    alone: tuple[str, ...] = ()


def _row(language: str, nouns: str, missing: str, alone: str = "") -> Row:
    return Row(language, phrases(nouns), phrases(missing), phrases(alone))


LATIN = (
    _row(
        "en",
        """
        story|stories|results for|selection|what you|video|
        page|document|article|file|content|resource|url|address|story|post|item|product|entry|record|listing|site|link|
        looking for|requested
        """,
        """
        wandered off|looked everywhere|nothing lives|nothing at this|misplaced|vanished|disappeared|wrong turn|0 results|
        no matches|nothing matched|no matching|were found matching|no products found|no articles found|no posts found|
        no items found|no records found|no entries found|could not be located|no such|does not live here|
        not found|not be found|not find|not seem to find|not exist|no longer exist|no longer here|no longer available|
        not available|unavailable|been removed|been deleted|was deleted|was removed|is missing|went missing|missing page|
        not here|gone|lost|no such|broken|expired|nothing here|not locate|not be located|unable to find|unable to locate|
        failed to find|nowhere|no results|invalid|not recognised|not recognized|been retired|not around|been moved or|not there
        """,
        """
        not found|nothing found|error 404|404 error|404|http 404|404 not found|oops|whoops|uh oh|no results found|
        object not found|file not found|nothing here|nothing to see here
        """,
    ),
    _row(
        "de",
        """
        anzeige|angebot|was sie suchen|eintrag|link|seite|dokument|artikel|datei|inhalt|adresse|beitrag|ressource|url|gesuchte|
        produkt|eintrag
        """,
        """
        nicht gefunden|nicht finden|existiert nicht|gibt es nicht|nicht vorhanden|nicht mehr verfügbar|nicht verfügbar|
        wurde gelöscht|wurde entfernt|existiert leider nicht|nicht mehr vorhanden|nicht mehr existiert|nicht existiert|
        nicht auffindbar|nicht erreichbar|gelöscht|entfernt
        """,
        "nicht gefunden|fehler 404|fehler|404 fehler",
    ),
    _row(
        "fr",
        "annonce|ce que vous|information|texte|page|document|article|fichier|contenu|adresse|ressource|url|lien|produit",
        """
        introuvable|n'existe pas|n'existe plus|n'a pas été trouvé|n'a pas pu être trouvé|pas trouvé|non trouvé|
        n'a pu être trouvé|n'est plus disponible|n'est pas disponible|a été supprimé|a été retiré|inexistant|inaccessible
        """,
        "erreur 404|erreur|introuvable|non trouvé",
    ),
    _row(
        "es",
        """
        lo que busca|enlace|anuncio|información|noticia|entrada|página|pagina|documento|artículo|articulo|archivo|contenido|
        dirección|recurso|url|producto
        """,
        """
        no encontrad|no se encontró|no se encuentra|no se ha encontrado|no existe|no se ha podido encontrar|
        no se pudo encontrar|no pudo ser encontrad|no pudimos encontrar|no hemos podido encontrar|ya no está disponible|
        no está disponible|no disponible|ha sido eliminad|fue eliminad|inexistente|no podemos encontrar
        """,
        "error 404|no encontrado|no encontrada|error",
    ),
    _row(
        "pt",
        "o que procura|anúncio|notícia|informação|página|documento|artigo|arquivo|ficheiro|conteúdo|endereço|recurso|url|produto",
        """
        não encontrad|não foi encontrad|não existe|não pôde ser encontrad|não foi possível encontrar|não está disponível|
        já não está|não está mais|indisponível|foi removid|foi eliminad|foi excluíd|inexistente|não conseguimos encontrar|
        não encontramos
        """,
        "erro 404|não encontrado|não encontrada|erro",
    ),
    _row(
        "it",
        "quello che cerchi|annuncio|notizia|informazion|pagina|documento|articolo|file|contenuto|indirizzo|risorsa|url|prodotto",
        """
        non trovat|non è stat|non esiste|non è disponibile|non più disponibile|non disponibile|impossibile trovare|inesistente|
        stata rimossa|stato rimosso|stata eliminata|stato eliminato|non riusciamo a trovare|non è presente
        """,
        "errore 404|non trovato|non trovata|errore",
    ),
    _row(
        "nl",
        "advertentie|u zoekt|je zoekt|bericht|pagina|document|artikel|bestand|inhoud|adres|url|product",
        """
        niet gevonden|niet vinden|bestaat niet|niet beschikbaar|niet meer beschikbaar|is verwijderd|onvindbaar|
        bestaat niet meer|niet worden gevonden|niet (meer)
        """,
        "niet gevonden|fout 404|fout",
    ),
    _row(
        "sv",
        "sida|dokument|artikel|fil|innehåll|adress|url",
        """
        hittades inte|hittas inte|kunde inte hittas|finns inte|inte hitta|har tagits bort|kan inte hittas|är borttagen|
        hittades ej
        """,
        "hittades inte|sidan hittades inte|fel 404",
    ),
    _row(
        "da",
        "side|dokument|artikel|fil|indhold|adresse|url",
        """
        ikke fundet|blev ikke fundet|findes ikke|kunne ikke findes|kan ikke findes|ikke finde|er fjernet|er slettet|
        eksisterer ikke|findes desværre ikke
        """,
        "ikke fundet|fejl 404",
    ),
    _row(
        "no",
        "side|dokument|artikkel|fil|innhold|adresse|url",
        """
        ikke funnet|ble ikke funnet|finnes ikke|fant ikke|kunne ikke finne|kan ikke finne|er fjernet|er slettet|eksisterer ikke|
        ikkje funne|finst ikkje
        """,
        "ikke funnet|feil 404",
    ),
    _row(
        "fi",
        "sivu|asiakirja|artikkeli|tiedosto|sisältö|osoite",
        "ei löyty|ei löydy|ei ole olemassa|ei ole enää|on poistettu|ei voitu löytää",
        "ei löytynyt|ei löydy|virhe 404",
    ),
    _row(
        "is",
        "síða|síðu|skjal|grein|efni",
        "fannst ekki|finnst ekki|er ekki til|ekki fundist|verið eytt|verið fjarlægð",
        "fannst ekki|villa 404",
    ),
    _row(
        "pl",
        "ogłoszen|szukasz|oferta|wpis|materiał|stron|dokument|artykuł|plik|treść|treści|adres|zasób|url|produkt",
        """
        nie znaleziono|nie została znaleziona|nie został znaleziony|nie istnieje|nie można znaleźć|nie mogliśmy znaleźć|
        została usunięta|został usunięty|niedostępn|nie odnaleziono|nie ma takiej|nie możemy znaleźć|nie została odnaleziona
        """,
        "nie znaleziono|błąd 404|błąd",
    ),
    _row(
        "cs",
        "stránk|dokument|článek|soubor|obsah|adres",
        """
        nenalezen|nebyla nalezena|nebyl nalezen|neexistuje|nelze najít|nebylo možné najít|byla odstraněna|byl odstraněn|
        není k dispozici|nenašli|se nepodařilo najít
        """,
        "nenalezeno|chyba 404|chyba",
    ),
    _row(
        "sk",
        "stránk|dokument|článok|súbor|obsah|adres",
        """
        nenájden|sa nenašla|sa nenašiel|neexistuje|nebola nájdená|nebol nájdený|bola odstránená|nemožno nájsť|
        sa nepodarilo nájsť
        """,
        "nenájdené|chyba 404",
    ),
    _row(
        "hu",
        "oldal|dokumentum|cikk|fájl|tartalom|cím",
        """
        nem található|nem létezik|nem találjuk|nem elérhető|törölték|eltávolítottuk|nem találtuk|megszűnt
        """,
        "nem található|404-es hiba|hiba 404",
    ),
    _row(
        "ro",
        "pagin|document|articol|fișier|fisier|conținut|adres",
        """
        nu a fost găsit|nu a fost gasit|nu există|nu exista|nu a putut fi găsit|negăsit|nu mai este disponibil|
        nu este disponibil|a fost ștears|nu am găsit
        """,
        "negăsit|eroare 404|eroare",
    ),
    _row(
        "hr",
        "stranic|dokument|članak|datotek|sadržaj|adres",
        """
        nije pronađen|ne postoji|nije nađen|nije moguće pronaći|je uklonjen|nismo pronašli|više ne postoji
        """,
        "nije pronađeno|greška 404",
    ),
    _row(
        "sl",
        "stran|dokument|članek|datotek|vsebin|naslov",
        """
        ni najden|ne obstaja|ni bilo mogoče najti|ni mogoče najti|ne najdemo|je bila odstranjena|nismo našli
        """,
        "ni najdeno|napaka 404",
    ),
    _row("sr-latn", "stranic|dokument|članak|sadržaj", "nije pronađen|ne postoji|nije nađen|uklonjen", "greška 404"),
    _row("lt", "puslap|dokument|straipsn|turin", "nerast|neegzistuoja|nebėra|nepavyko rasti|pašalint", "nerasta|klaida 404"),
    _row("lv", "lap|dokument|rakst|satur", "nav atrast|neeksistē|nevar atrast|nav pieejam|neatradām|ir dzēst", "nav atrasts|kļūda 404"),
    _row(
        "et",
        "leht|leh|dokument|artik|fail|sisu",
        "ei leitud|ei eksisteeri|ei leidnud|puudub|on eemaldatud|pole olemas",
        "ei leitud|viga 404",
    ),
    _row(
        "tr",
        "aradığınız|ilan|bağlantı|yazı|sayfa|belge|makale|dosya|içerik|adres|haber|ürün",
        """
        bulunamadı|bulunamıyor|mevcut değil|bulunmamaktadır|yok|kaldırılmış|kaldırıldı|silinmiş|yayından kaldırıl|bulunmuyor
        """,
        "bulunamadı|hata 404|404 hatası",
    ),
    _row("az", "səhifə|sənəd|məqalə", "tapılmadı|mövcud deyil|silinib", "tapılmadı|xəta 404"),
    _row(
        "vi",
        "thông tin|liên kết|bạn tìm|trang|tài liệu|bài viết|tệp|nội dung|địa chỉ|đường dẫn",
        """
        không tìm thấy|không tồn tại|không thể tìm thấy|đã bị xóa|đã bị xoá|không còn|không có sẵn|không được tìm thấy
        """,
        "không tìm thấy|lỗi 404",
    ),
    _row(
        "id",
        "informasi|tautan|yang anda cari|berita|halaman|dokumen|artikel|berkas|konten|alamat|laman",
        """
        tidak ditemukan|tidak ada|tidak tersedia|telah dihapus|tidak dapat ditemukan|tidak dijumpai|tidak wujud|sudah dihapus|
        tidak bisa ditemukan
        """,
        "tidak ditemukan|galat 404|kesalahan 404",
    ),
    _row("tl", "pahina|dokumento|artikulo", "hindi nahanap|hindi natagpuan|hindi makita|wala na|hindi mahanap", "hindi nahanap"),
    _row("sw", "ukurasa|hati|makala", "haukupatikana|haupatikani|haipo|haupo|haikupatikana", "haipatikani"),
    _row(
        "ca",
        "pàgina|document|article|fitxer|contingut|adreça",
        """
        no s'ha trobat|no trobada|no trobat|no existeix|no s'ha pogut trobar|ja no està disponible|no disponible
        """,
        "no s'ha trobat|error 404",
    ),
    _row(
        "gl",
        "páxina|documento|artigo|contido",
        "non se atopou|non atopada|non existe|non se puido atopar|non atopado",
        "non atopado|erro 404",
    ),
    _row("eu", "orri|dokumentu|artikulu|eduki", "ez da aurkitu|ez da existitzen|ezin izan da aurkitu|ez dago", "ez da aurkitu|404 errorea"),
    _row(
        "cy",
        "tudalen|dudalen|dogfen|erthygl",
        "heb ei chanfod|heb ei ganfod|ddim yn bodoli|methu dod o hyd|heb ei darganfod",
        "heb ei ganfod",
    ),
    _row("ga", "leathanach|doiciméad|alt", "gan aimsiú|níor aimsíodh|ní ann|níl an", "gan aimsiú|earráid 404"),
    _row("sq", "faqja|faqe|dokument|artikull", "nuk u gjet|nuk ekziston|nuk gjendet|s'u gjet", "nuk u gjet"),
    _row("af", "bladsy|dokument|artikel", "nie gevind|bestaan nie|kan nie gevind|nie beskikbaar", "nie gevind nie|fout 404"),
    _row("eo", "paĝo|dokumento|artikolo", "ne trovita|ne troviĝis|ne ekzistas|ne trovebla", "ne trovita"),
    _row("mt", "paġna|dokument", "ma nstabitx|ma teżistix|ma nstabx", ""),
    _row("bs", "stranica|dokument|članak", "nije pronađen|ne postoji", ""),
)
OTHERS: tuple[tuple[re.Pattern[str], tuple[Row, ...]], ...] = (
    (
        re.compile("[\u0400-\u04ff]"),
        (
            _row(
                "ru",
                """
        информац|объявлен|запрашиваем|ссылк|пост |
        страниц|документ|стать|файл|материал|адрес|запись|публикаци|ресурс|товар|новост|раздел|контент
        """,
                """
        не найден|не существует|не удалось найти|недоступен|удален|удалён|недоступн|не обнаружен|не нашли|не можем найти|больше нет|
        нет такой|отсутствует|нет на сайте|перемещен|потерял
        """,
                "не найдено|ошибка 404|404 ошибка|ошибка|не найдена",
            ),
            _row(
                "uk",
                "інформац|оголошен|посилан|матеріал|сторінк|документ|стат|файл|матеріал|адрес|публікаці|новин",
                "не знайден|не існує|не вдалося знайти|видален|недоступн|немає|не знайшли|відсутн",
                "не знайдено|помилка 404|помилка",
            ),
            _row("be", "старонк|дакумент|артыкул|файл", "не знойдзен|не існуе|выдален|няма", "не знойдзена|памылка 404"),
            _row(
                "bg",
                "страниц|документ|статия|файл|съдържание|адрес",
                """
        не е намерен|не беше намерен|не съществува|не може да бъде намерен|премахнат|изтрит|не открихме|липсва|не бе открит|
        не е открит
        """,
                "не е намерена|грешка 404",
            ),
            _row("sr", "страниц|документ|чланак|садржај", "није пронађен|не постоји|није нађен|уклоњен", "грешка 404|није пронађено"),
            _row("mk", "страниц|документ|статиј", "не е пронајден|не постои|не е најден|отстранет", "грешка 404"),
            _row("kk", "бет|құжат|мақала", "табылмады|жоқ|жойылған", "қате 404|табылмады"),
            _row("mn", "хуудас|баримт|нийтлэл", "олдсонгүй|байхгүй|устгагдсан", "олдсонгүй"),
            _row("ky", "барак|баракча|документ", "табылган жок|табылбады|жок", "табылган жок"),
        ),
    ),
    (
        re.compile("[\u0370-\u03ff]"),
        (
            _row(
                "el",
                "πληροφορίες|κείμενο|σύνδεσμος|αναζητάτε|σελίδα|σελίδας|έγγραφο|άρθρο|αρχείο|περιεχόμενο|διεύθυνση",
                """
        δεν βρέθηκε|δε βρέθηκε|δεν υπάρχει|δεν είναι διαθέσιμ|έχει διαγραφεί|έχει αφαιρεθεί|δεν μπορεί να βρεθεί|
        δεν εντοπίστηκε|δεν βρίσκεται
        """,
                "δεν βρέθηκε|σφάλμα 404|σφάλμα",
            ),
        ),
    ),
    (
        re.compile("[\u0590-\u05ff]"),
        (
            _row(
                "he",
                "המידע|הפוסט|הקישור|הכתבה|הידיעה|דף|עמוד|הדף|העמוד|מסמך|מאמר|כתבה|קובץ|תוכן|כתובת",
                """
        לא נמצא|לא קיים|לא קיימת|אינו קיים|לא נמצאה|הוסר|נמחק|אינו זמין|לא ניתן למצוא|לא הצלחנו למצוא|אינה קיימת
        """,
                "לא נמצא|שגיאה 404|שגיאת 404",
            ),
        ),
    ),
    (
        re.compile("[\u0600-\u06ff]"),
        (
            _row(
                "ar",
                "المعلومات|طلبت|المطلوب|المنشور|صفحة|الصفحة|المستند|الوثيقة|المقال|الملف|المحتوى|العنوان|الرابط|الخبر",
                """
        غير موجود|لم يتم العثور|لم نتمكن من العثور|لا يوجد|لا توجد|غير متاح|غير متوفر|تم حذف|تمت إزالة|لم يعد|تعذر العثور|
        لم نعثر|مفقود|حُذف|حذفت
        """,
                "غير موجود|غير موجودة|خطأ 404|لم يتم العثور عليها",
            ),
            _row(
                "fa",
                "اطلاعات|مورد نظر|خبر|صفحه|سند|مقاله|فایل|محتوا|نشانی|مطلب",
                "یافت نشد|پیدا نشد|وجود ندارد|حذف شده|در دسترس نیست|موجود نیست|یافت نگردید",
                "یافت نشد|خطای 404|خطای ۴۰۴",
            ),
            _row("ur", "صفحہ|دستاویز|مضمون|فائل|مواد", "نہیں ملا|موجود نہیں|دستیاب نہیں|نہیں مل سکا|حذف|نہیں مل", "نہیں ملا"),
            _row("ckb", "پەڕە|لاپەڕە", "نەدۆزرایەوە|بوونی نییە", ""),
        ),
    ),
    (re.compile("[\u0530-\u058f]"), (_row("hy", "էջ|փաստաթուղթ|հոդված", "չի գտնվել|գոյություն չունի|չգտնվեց|ջնջված", "չի գտնվել"),)),
    (
        re.compile("[\u10a0-\u10ff]"),
        (_row("ka", "გვერდი|დოკუმენტი|სტატია", "ვერ მოიძებნა|არ მოიძებნა|არ არსებობს|წაშლილია", "ვერ მოიძებნა"),),
    ),
    (
        re.compile("[\u0900-\u097f]"),
        (
            _row(
                "hi",
                "जानकारी|आप जो|पृष्ठ|पेज|दस्तावेज़|दस्तावेज|लेख|फ़ाइल|सामग्री|पन्ना|ख़बर|खबर",
                """
        नहीं मिला|नहीं मिली|नहीं मिल|मौजूद नहीं|उपलब्ध नहीं|हटा दिया|हटा दी|अस्तित्व में नहीं|नहीं है
        """,
                "नहीं मिला|त्रुटि 404",
            ),
            _row("mr", "पृष्ठ|पान|लेख|दस्तऐवज", "सापडले नाही|आढळले नाही|अस्तित्वात नाही|उपलब्ध नाही|सापडला नाही", "सापडले नाही"),
            _row("ne", "पृष्ठ|पाना|लेख|पेज", "फेला परेन|भेटिएन|अवस्थित छैन|उपलब्ध छैन", "फेला परेन"),
        ),
    ),
    (
        re.compile("[\u0980-\u09ff]"),
        (_row("bn", "পৃষ্ঠা|পাতা|পেজ|নথি|নিবন্ধ|লেখা", "পাওয়া যায়নি|পাওয়া যায়নি|খুঁজে পাওয়া|খুঁজে পাওয়া|নেই|মুছে ফেলা|বিদ্যমান", "পাওয়া যায়নি|পাওয়া যায়নি"),),
    ),
    (re.compile("[\u0a80-\u0aff]"), (_row("gu", "પૃષ્ઠ|પેજ|લેખ", "મળ્યું નથી|મળ્યો નથી|અસ્તિત્વમાં નથી|ઉપલબ્ધ નથી", ""),)),
    (re.compile("[\u0a00-\u0a7f]"), (_row("pa", "ਪੰਨਾ|ਪੇਜ|ਲੇਖ", "ਨਹੀਂ ਮਿਲਿਆ|ਮੌਜੂਦ ਨਹੀਂ|ਉਪਲਬਧ ਨਹੀਂ", ""),)),
    (
        re.compile("[\u0b80-\u0bff]"),
        (_row("ta", "பக்கம்|பக்கத்தை|ஆவணம்|கட்டுரை", "கிடைக்கவில்லை|காணப்படவில்லை|இல்லை|நீக்கப்பட்ட|கண்டறியப்படவில்லை", "கிடைக்கவில்லை"),),
    ),
    (re.compile("[\u0c00-\u0c7f]"), (_row("te", "పేజీ|పుట|పత్రం|వ్యాసం", "కనుగొనబడలేదు|దొరకలేదు|లేదు|అందుబాటులో లేదు|కనబడలేదు", "కనుగొనబడలేదు"),)),
    (re.compile("[\u0c80-\u0cff]"), (_row("kn", "ಪುಟ|ದಾಖಲೆ|ಲೇಖನ", "ಕಂಡುಬಂದಿಲ್ಲ|ಸಿಗಲಿಲ್ಲ|ಅಸ್ತಿತ್ವದಲ್ಲಿಲ್ಲ|ಲಭ್ಯವಿಲ್ಲ", ""),)),
    (re.compile("[\u0d00-\u0d7f]"), (_row("ml", "പേജ്|താൾ|ലേഖനം|രേഖ", "കണ്ടെത്തിയില്ല|കണ്ടെത്താനായില്ല|നിലവിലില്ല|ലഭ്യമല്ല", ""),)),
    (re.compile("[\u0d80-\u0dff]"), (_row("si", "පිටුව|ලිපිය", "හමු නොවීය|සොයාගත නොහැක|නොමැත|හමුවුණේ නැත", ""),)),
    (
        re.compile("[\u0e00-\u0e7f]"),
        (
            _row(
                "th",
                "ข้อมูล|สิ่งที่คุณ|ลิงก์|ข่าว|หน้า|เอกสาร|บทความ|ไฟล์|เนื้อหา|ที่อยู่|เพจ",
                "ไม่พบ|ไม่มี|หาไม่เจอ|ไม่สามารถค้นหา|ถูกลบ|ไม่มีอยู่",
                "ไม่พบหน้า|ไม่พบ|ข้อผิดพลาด 404",
            ),
        ),
    ),
    (re.compile("[\u0e80-\u0eff]"), (_row("lo", "ໜ້າ|ເອກະສານ|ບົດຄວາມ", "ບໍ່ພົບ|ບໍ່ມີ", ""),)),
    (re.compile("[\u1780-\u17ff]"), (_row("km", "ទំព័រ|ឯកសារ|អត្ថបទ", "រកមិនឃើញ|មិនមាន|មិនអាចរកឃើញ", ""),)),
    (re.compile("[\u1000-\u109f]"), (_row("my", "စာမျက်နှာ|စာရွက်", "မတွေ့|မရှိ|ရှာမတွေ့", ""),)),
    (re.compile("[\u1200-\u137f]"), (_row("am", "ገጽ|ገጹ|ሰነድ", "አልተገኘም|የለም", ""),)),
    (
        re.compile("[\uac00-\ud7af]"),
        (
            _row(
                "ko",
                "요청하신|정보|링크|영상|찾으시는|페이지|문서|기사|파일|게시물|게시글|콘텐츠|주소|상품|글을|글이",
                "찾을 수 없|존재하지 않|없는|삭제되|삭제된|없습니다|찾지 못|찾을수 없|이용할 수 없",
                "찾을 수 없음|404 오류|오류 404|찾을 수 없습니다",
            ),
        ),
    ),
    (
        re.compile("[\u3040-\u30ff\u3400-\u9fff]"),
        (
            _row(
                "ja",
                "情報|ご指定|指定された|動画|ページ|文書|記事|ファイル|コンテンツ|アドレス|url|商品|お探し|サイト",
                "見つかりません|存在しません|みつかりません|見つからない|削除され|ございません|ありません|見当たりません|見つかりませんでした|終了しました|存在しない",
                "見つかりません|404エラー|エラー404",
            ),
            _row(
                "zh-hans",
                "信息|您要找的|您访问的|您查找的|帖子|数据|视频|店铺|图片|页面|网页|文章|文件|内容|地址|链接|网址|页|资源|商品|文档",
                "不存在|找不到|未找到|没有找到|无法找到|已删除|已被删除|已下线|不可用|丢失|已失效|走丢|无法访问|未能找到|被移除",
                "未找到|404错误|错误404|找不到|出错了",
            ),
            _row(
                "zh-hant",
                "資訊|您要找的|您訪問的|您查找的|商品|影片|頁面|網頁|文章|檔案|內容|網址|連結|頁|文件",
                "不存在|找不到|未找到|沒有找到|無法找到|已刪除|已被刪除|已移除|已下架|無法顯示|查無|已失效",
                "找不到|404錯誤|錯誤404|查無資料",
            ),
        ),
    ),
)
_ALL = tuple(stem for rows in (LATIN, *(rows for _, rows in OTHERS)) for row in rows for stem in (*row.missing, *row.alone))
LANGUAGES = tuple(row.language for rows in (LATIN, *(rows for _, rows in OTHERS)) for row in rows)

_PARTS = re.compile(r"\s+[|\-–—·•»«/:]+\s+|\s*[|»«]\s*|\s*:\s+|[.!?…。！？،]+(?:\s+|$)")
_EDGES = " \t.,:;!?…'\"()[]{}|–—-·*#。！？：、،"
_CODE = re.compile(r"(?:^|[^\w.,-])(?:404|４０４|۴۰۴|٤٠٤)(?:$|[^\w,-])")
FEW = 300  # words of its own: an error page with the small print of its footer
EARLY = 50  # words into the text, by which an error page has said it
_SHORT = 12  # words: a line that says it and little else; longer ones are sentences that may be about something else
_SENTENCE = re.compile(r"(?<=[.!?…。！？।])\s+|\n")
QUIET, EXCLAIMED, NUMBER, SAID, LOUD = 0, 1, 2, 3, 4


@dataclass(frozen=True, slots=True)
class Missing:
    """How loudly each part of a page says that something is missing: not, by an "Oops", by the number 404, in passing, as a whole line."""

    title: int = QUIET
    heading: int = QUIET  # the loudest
    first: int = QUIET  # the first heading
    text: int = QUIET

    @property
    def loudest(self) -> int:
        return max(self.title, self.heading, self.text)

    @property
    def suspicious(self) -> bool:
        return self.loudest > QUIET


def look(page: View) -> Missing:
    """How loudly a page says that something is missing. The text is read only where a reader would not have to search for it."""
    readable = page.own[:4000] if page.words <= FEW else ""
    if not _anything(" \n ".join((page.title, *page.headings, readable))):
        return Missing()
    title = max((line(part) for part in (page.title, *parts(page.title)) if part), default=QUIET)
    headings = [line(part) for part in page.headings]
    text = _told(readable) if readable else QUIET
    return Missing(title, max(headings, default=QUIET), headings[0] if headings else QUIET, text)


def _told(text: str) -> int:
    """How loudly a text says it in its first words; what is said further down is said about something else."""
    loudest, gone_by = QUIET, 0
    for sentence in _SENTENCE.split(text)[:40]:
        loudest = max(loudest, line(sentence))
        gone_by += count(sentence)
        if gone_by > EARLY:
            break
    return loudest


def parts(title: str) -> tuple[str, ...]:
    """A title's parts: `Not found | The Valley Herald` has two."""
    return tuple(part for part in _PARTS.split(title) if part) if len(title) < 600 else ()


def line(text: str) -> int:
    """How loudly one line says it."""
    folded = _folded(text[:400])
    whole = folded.strip(_EDGES)
    loud = LOUD if count(whole) <= _SHORT else SAID
    for row in _rows(folded):
        if whole in row.alone:
            return LOUD if "404" in whole or any(word in whole for word in row.missing) else EXCLAIMED
        if any(word in folded for word in row.missing) and any(noun in folded for noun in row.nouns):
            return loud
    return NUMBER if _CODE.search(folded) else QUIET


def _anything(text: str) -> bool:
    """Whether it is worth reading line by line: most pages have none of the words, and this says so in some 50 microseconds."""
    folded = _folded(text)
    if "404" in folded or _CODE.search(folded):
        return True
    return contains(folded, _ALL)


def _folded(text: str) -> str:
    folded = fold(text)
    return folded.replace("n't", " not").replace("cannot", "can not") if "n" in folded else folded


def _rows(folded: str) -> list[Row]:
    """The languages that the letters of a text allow."""
    rows = list(LATIN)
    if not folded.isascii():
        for script, others in OTHERS:
            if script.search(folded):
                rows = [*others, *rows]
    return rows
