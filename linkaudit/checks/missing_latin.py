"""How languages written in Latin letters say "there is no such page": rows of nouns and words for being missing (see `missing_words`)."""

from __future__ import annotations

from linkaudit.checks.missing_row import Row, row

LATIN: tuple[Row, ...] = (
    row(
        "en",
        """
        story|stories|results for|your search|search for|selection|what you|video|object|bucket|repository|
        page|document|article|file|content|resource|url|address|story|post|item|product|entry|record|listing|site|link|
        looking for|requested
        """,
        """
        wandered off|looked everywhere|nothing lives|nothing at this|misplaced|vanished|disappeared|wrong turn|0 results|no matches|
        nothing matched|no matching|were found matching|no products found|no articles found|no posts found|no items found|
        no records found|no entries found|could not be located|no such|does not live here|not found|not be found|not find|
        not seem to find|not exist|no longer exist|no longer here|no longer available|not available|unavailable|been removed|
        been deleted|was deleted|was removed|is missing|went missing|missing page|not here|gone|lost|no such|broken|expired|
        nothing here|been disabled|there is not a|no site for|no settings|not locate|not be located|unable to find|unable to locate|
        failed to find|nowhere|no results|invalid|not recognised|not recognized|been retired|not around|been moved or|not there|
        not seem to exist|not appear to exist|not currently exist|no longer existing|not in use|not recognise|not recognize|
        no longer online|taken down|withdrawn|discontinued|not have the page|no content here|nobody here|not on this server|
        no text in this page|no text on this page|page has no text|page has no content|currently no text|no content on this page|
        page is currently empty|page is empty|not have any content
        """,
        """
        not found|nothing found|error 404|404 error|404|http 404|404 not found|oops|whoops|uh oh|no results found|
        object not found|file not found|nothing here|nothing to see here
        """,
    ),
    row(
        "de",
        """
        anzeige|angebot|was sie suchen|ihre suche|eintrag|objekt|link|seite|dokument|artikel|datei|inhalt|adresse|beitrag|ressource|
        url|gesuchte|produkt|eintrag
        """,
        """
        nicht gefunden|nicht finden|existiert nicht|gibt es nicht|nicht vorhanden|nicht mehr verfügbar|nicht verfügbar|
        wurde gelöscht|wurde entfernt|existiert leider nicht|nicht mehr vorhanden|nicht mehr existiert|nicht existiert|
        nicht auffindbar|nicht erreichbar|gelöscht|entfernt|nicht mehr auffindbar|nicht zu finden|konnte nicht geladen|scheint nicht|
        ist nicht mehr da|leider nicht da|nicht (mehr)|nicht ermittelt|kein treffer|keine treffer|keine ergebnisse|nichts gefunden|
        enthält momentan noch keinen text|keinen text|seite ist leer|noch keinen inhalt
        """,
        "nicht gefunden|fehler 404|fehler|404 fehler",
    ),
    row(
        "fr",
        """
        annonce|ce que vous|votre recherche|objet|information|texte|page|document|article|fichier|contenu|adresse|ressource|url|lien|
        produit
        """,
        """
        introuvable|n'existe pas|n'existe plus|n'a pas été trouvé|n'a pas pu être trouvé|pas trouvé|non trouvé|n'a pu être trouvé|
        n'est plus disponible|n'est pas disponible|a été supprimé|a été retiré|inexistant|inaccessible|ne semble pas exister|
        n'existe peut-être|n'a pas été retrouv|impossible de trouver|ne trouvons pas|n'avons pas trouvé|n'avons pas pu trouver|
        ne se trouve pas|a été déplac|aucun résultat|n'a donné aucun|rien trouvé|a disparu|est manquant|
        n'y a pas de texte|pas de texte sur cette|page est vide|pas de contenu
        """,
        "erreur 404|erreur|introuvable|non trouvé",
    ),
    row(
        "es",
        """
        lo que busca|búsqueda|objeto|enlace|anuncio|información|noticia|entrada|página|pagina|documento|artículo|articulo|archivo|
        contenido|dirección|recurso|url|producto
        """,
        """
        no encontrad|no se encontró|no se encuentra|no se ha encontrado|no existe|no se ha podido encontrar|no se pudo encontrar|
        no pudo ser encontrad|no pudimos encontrar|no hemos podido encontrar|ya no está disponible|no está disponible|no disponible|
        ha sido eliminad|fue eliminad|inexistente|no podemos encontrar|parece no existir|no parece existir|no se pudo conseguir|
        no hemos encontrado|no encontramos|no se han encontrado|sin resultados|ningún resultado|no hay resultados|ha desaparecido|
        ha sido movid|ya no existe|no fue encontrad|no ha sido encontrad|no fue posible encontrar|
        no hay texto en esta|no contiene texto|página está vacía
        """,
        "error 404|no encontrado|no encontrada|error",
    ),
    row(
        "pt",
        """
        o que procura|sua busca|sua pesquisa|objeto|anúncio|notícia|informação|página|documento|artigo|arquivo|ficheiro|conteúdo|
        endereço|recurso|url|produto
        """,
        """
        não encontrad|não foi encontrad|não existe|não pôde ser encontrad|não foi possível encontrar|não está disponível|já não está|
        não está mais|indisponível|foi removid|foi eliminad|foi excluíd|inexistente|não conseguimos encontrar|não encontramos|
        parece não existir|não parece existir|nenhum resultado|sem resultados|não há resultados|não localizad|não foi localizad|
        não se encontra|deixou de existir|não pode ser encontrad|não consegui|
        não há texto nesta|página está vazia|não contém texto
        """,
        "erro 404|não encontrado|não encontrada|erro",
    ),
    row(
        "it",
        """
        quello che cerchi|ricerca|oggetto|annuncio|notizia|informazion|pagina|documento|articolo|file|contenuto|indirizzo|risorsa|
        url|prodotto
        """,
        """
        non trovat|non è stat|non esiste|non è disponibile|non più disponibile|non disponibile|impossibile trovare|inesistente|
        stata rimossa|stato rimosso|stata eliminata|stato eliminato|non riusciamo a trovare|non è presente|sembra non esistere|
        non sembra esistere|nessun risultato|non abbiamo trovato|non è possibile trovare|non siamo riusciti a trovare|
        non può essere trovat|irreperibile|non esiste più|è stata spostata|
        non c'è testo|pagina è vuota|nessun testo
        """,
        "errore 404|non trovato|non trovata|errore",
    ),
    row(
        "nl",
        "advertentie|u zoekt|zoekopdracht|weblog|object|je zoekt|bericht|pagina|document|artikel|bestand|inhoud|adres|url|product",
        """
        niet gevonden|niet vinden|bestaat niet|niet beschikbaar|niet meer beschikbaar|is verwijderd|onvindbaar|bestaat niet meer|
        niet worden gevonden|niet (meer)|lijkt niet te bestaan|kunnen we niet vinden|konden we niet vinden|kan niet worden gevonden|
        geen resultaten|niets gevonden|werd niet gevonden|is er niet|is niet (meer)|verplaatst|
        geen tekst op deze|pagina is leeg|bevat geen tekst|niet langer beschikbaar
        """,
        "niet gevonden|fout 404|fout",
    ),
    row(
        "sv",
        "sida|dokument|artikel|fil|innehåll|adress|objekt|url",
        """
        hittades inte|hittas inte|kunde inte hittas|finns inte|inte hitta|har tagits bort|kan inte hittas|är borttagen|hittades ej|
        verkar inte finnas|verkar inte existera|existerar inte|finns inte längre|inga resultat|hittar inte|hittade inte|
        kan inte hitta|kunde inte hitta|gick inte att hitta|
        ingen text på denna|sidan är tom
        """,
        "hittades inte|sidan hittades inte|fel 404",
    ),
    row(
        "da",
        "side|dokument|artikel|fil|indhold|adresse|objekt|url",
        """
        ikke fundet|blev ikke fundet|findes ikke|kunne ikke findes|kan ikke findes|ikke finde|er fjernet|er slettet|
        eksisterer ikke|findes desværre ikke|fandt ikke|kan ikke finde|kunne ikke finde|ingen resultater|findes ikke længere|synes ikke|
        ingen tekst på denne|siden er tom
        """,
        "ikke fundet|fejl 404",
    ),
    row(
        "no",
        "side|dokument|artikkel|fil|innhold|adresse|objekt|url",
        """
        ikke funnet|ble ikke funnet|finnes ikke|fant ikke|kunne ikke finne|kan ikke finne|er fjernet|er slettet|eksisterer ikke|
        ikkje funne|finst ikkje|fant ingen|ble ikke funne|ingen treff|ingen resultater|finst ikkje|eksisterer ikkje|kunne ikke finnes|
        ingen tekst på denne|siden er tom
        """,
        "ikke funnet|feil 404",
    ),
    row(
        "fi",
        "sivu|asiakirja|artikkeli|tiedosto|sisältö|osoite",
        """
        ei löyty|ei löydy|ei ole olemassa|ei ole enää|on poistettu|ei voitu löytää|ei löytynyt|ei voida löytää|ei ole saatavilla|
        ei hakutuloksia|emme löytäneet|ei valitettavasti löyd|
        ei ole tekstiä|sivu on tyhjä
        """,
        "ei löytynyt|ei löydy|virhe 404",
    ),
    row(
        "is",
        "síða|síðu|skjal|grein|efni",
        "fannst ekki|finnst ekki|er ekki til|ekki fundist|verið eytt|verið fjarlægð|enginn texti|síðan er tóm",
        "fannst ekki|villa 404",
    ),
    row(
        "pl",
        "ogłoszen|szukasz|obiekt|oferta|wpis|materiał|stron|dokument|artykuł|plik|treść|treści|adres|zasób|url|produkt",
        """
        nie znaleziono|nie została znaleziona|nie został znaleziony|nie istnieje|nie można znaleźć|nie mogliśmy znaleźć|
        została usunięta|został usunięty|niedostępn|nie odnaleziono|nie ma takiej|nie możemy znaleźć|nie została odnaleziona|
        wydaje się nie istnieć|brak wynik|nie odnalezion|nie znalezion|nie udało się znaleźć|nie może zostać znalezion|
        nie mogła zostać|nie została odnalezion|przeniesion|brak takiej|nie możemy odnaleźć|
        nie ma tekstu|brak tekstu|strona jest pusta|nie ma jeszcze
        """,
        "nie znaleziono|błąd 404|błąd",
    ),
    row(
        "cs",
        "stránk|stránce|dokument|článek|soubor|obsah|adres|objekt|url",
        """
        nenalezen|nebylo na tomto|nebylo nalezeno|nebyla nalezena|nebyl nalezen|neexistuje|nelze najít|nebylo možné najít|
        byla odstraněna|byl odstraněn|není k dispozici|nenašli|se nepodařilo najít|patrně neexist|zřejmě neexist|nebylo nalezen|
        nenalezli|nemůžeme najít|nepodařilo najít|nelze nalézt|žádné výsledky|nemohla být nalezen|nebyla bohužel nalezen|
        neobsahuje žádný text|stránka je prázdná|žádný text
        """,
        "nenalezeno|chyba 404|chyba",
    ),
    row(
        "sk",
        "stránk|dokument|článok|súbor|obsah|adres",
        """
        nenájden|sa nenašla|sa nenašiel|neexistuje|nebola nájdená|nebol nájdený|bola odstránená|nemožno nájsť|
        sa nepodarilo nájsť|
        pravdepodobne neexist|nebola nájden|nenašli sme|žiadne výsledky|nepodarilo sa nájsť|nebolo možné nájsť|nemôžeme nájsť|
        neobsahuje žiaden text|stránka je prázdna|žiadny text
        """,
        "nenájdené|chyba 404",
    ),
    row(
        "hu",
        "lap|oldal|dokumentum|cikk|fájl|tartalom|cím",
        """
        nem található|nem létezik|nem találjuk|nem elérhető|törölték|eltávolítottuk|nem találtuk|megszűnt|nem találhat|
        nem sikerült megtalál|nincs találat|nincs ilyen|nem elérhető|már nem létezik|
        nem tartalmaz szöveget|lap üres|oldal üres
        """,
        "nem található|404-es hiba|hiba 404",
    ),
    row(
        "ro",
        "pagin|document|articol|fișier|fisier|conținut|adres|obiect|url",
        """
        nu a fost găsit|inexistent|nu a fost gasit|nu există|nu exista|nu a putut fi găsit|negăsit|nu mai este disponibil|
        nu este disponibil|a fost ștears|nu am găsit|nu pare să existe|nu pare sa existe|nu a fost găsită|nu a fost gasita|
        nu poate fi găsit|nu s-a găsit|niciun rezultat|nu putem găsi|nu am putut găsi|nu mai există|a fost eliminat|nu are text|
        nu conține text|nu există text
        """,
        "negăsit|eroare 404|eroare",
    ),
    row(
        "hr",
        "stranic|dokument|članak|datotek|sadržaj|adres",
        """
        nije pronađen|ne postoji|nije nađen|nije moguće pronaći|je uklonjen|nismo pronašli|više ne postoji|nije pronađena|
        ne može se pronaći|nema rezultata|nije moguće naći|nema stranice|ne možemo pronaći|
        nema teksta|nema sadržaja|stranica je prazna
        """,
        "nije pronađeno|greška 404",
    ),
    row(
        "sl",
        "stran|dokument|članek|datotek|vsebin|naslov",
        """
        ni najden|ne obstaja|ni bilo mogoče najti|ni mogoče najti|ne najdemo|je bila odstranjena|nismo našli|
        ne najdem|ni bila najdena|ni na voljo|ni zadetkov|ni mogoče prikazati|ne moremo najti|ni bilo najti|
        ni besedila|nima besedila|stran je prazna
        """,
        "ni najdeno|napaka 404",
    ),
    row("sr-latn", "stranic|dokument|članak|sadržaj", "nije pronađen|ne postoji|nije nađen|uklonjen", "greška 404"),
    row(
        "lt",
        "puslap|dokument|straipsn|turin",
        """
        nerast|neegzistuoja|nebėra|nepavyko rasti|pašalint|nepavyko surasti|nebuvo rast|neegzistuoj|nėra rezultat|nerandam|
        negalime rasti|nėra jokio teksto|nėra teksto|puslapis tuščias
        """,
        "nerasta|klaida 404",
    ),
    row(
        "lv",
        "lap|dokument|rakst|satur",
        """
        nav atrast|neeksistē|nevar atrast|nav pieejam|neatradām|ir dzēst|netika atrast|nav atrod|neizdevās atrast|nepastāv|
        nav rezultāt|nav teksta|lapa ir tukša
        """,
        "nav atrasts|kļūda 404",
    ),
    row(
        "et",
        "leht|leh|dokument|artik|fail|sisu",
        """
        ei leitud|ei eksisteeri|ei leidnud|puudub|on eemaldatud|pole olemas|ei õnnestunud leida|ei leia|tulemusi ei|puudu|
        ei ole teksti|leht on tühi
        """,
        "ei leitud|viga 404",
    ),
    row(
        "tr",
        "aradığınız|nesne|ilan|bağlantı|yazı|sayfa|belge|makale|dosya|içerik|adres|haber|ürün",
        """
        bulunamadı|bulunamıyor|mevcut değil|bulunmamaktadır|yok|kaldırılmış|kaldırıldı|silinmiş|yayından kaldırıl|bulunmuyor|
        var gibi görünmüyor|bulunamamıştır|bulamadık|bulunmadı|sonuç yok|erişilemiyor|mevcut olmayan|kayıp|artık yok|
        metin bulunmamakta|sayfa boş|içerik yok
        """,
        "bulunamadı|hata 404|404 hatası",
    ),
    row("az", "səhifə|sənəd|məqalə", "tapılmadı|mövcud deyil|silinib|tapılmamış|mövcud olmay|tapa bilmədik|silinmiş", "tapılmadı|xəta 404"),
    row(
        "vi",
        "thông tin|liên kết|bạn tìm|trang|tài liệu|bài viết|tệp|nội dung|địa chỉ|đường dẫn",
        """
        không tìm thấy|không tồn tại|không thể tìm thấy|đã bị xóa|đã bị xoá|không còn|không có sẵn|không được tìm thấy|
        không có kết quả|không tìm được|không thể tìm|đã bị di chuyển|không hiện hữu|
        đang trống|chưa có nội dung|không có nội dung
        """,
        "không tìm thấy|lỗi 404",
    ),
    row(
        "id",
        "informasi|tautan|yang anda cari|berita|halaman|dokumen|artikel|berkas|konten|alamat|laman",
        """
        tidak ditemukan|tidak ada|tidak tersedia|telah dihapus|tidak dapat ditemukan|tidak dijumpai|tidak wujud|sudah dihapus|
        tidak bisa ditemukan|tidak ketemu|tidak menemukan|tak ditemukan|tidak dapat menemukan|tiada|tidak wujud|telah dipindah|
        tidak ada hasil|
        belum ada teks|tidak ada teks|halaman ini kosong|tiada teks
        """,
        "tidak ditemukan|galat 404|kesalahan 404",
    ),
    row("tl", "pahina|dokumento|artikulo", "hindi nahanap|hindi natagpuan|hindi makita|wala na|hindi mahanap", "hindi nahanap"),
    row(
        "sw",
        "ukurasa|hati|makala|nakala",
        "haukupatikana|haupatikani|haipo|haupo|haikupatikana|hainekani|haionekani|hauonekani|hakuna matokeo|haijapatikana",
        "haipatikani",
    ),
    row(
        "ca",
        "pàgina|document|article|fitxer|contingut|adreça|objecte|url",
        """
        no s'ha trobat|no trobada|no trobat|no existeix|no s'ha pogut trobar|ja no està disponible|no disponible|
        no sembla existir|no hem trobat|no es troba|no s'han trobat|sense resultats|no es pot trobar|ja no existeix|
        no hi ha text|pàgina és buida|pàgina està buida
        """,
        "no s'ha trobat|error 404",
    ),
    row(
        "gl",
        "páxina|documento|artigo|contido|enderezo|url|recurso",
        """
        non se atopou|non atopada|non existe|non se puido atopar|non atopado|semella non existir|non parece existir|non se encontra|
        non se atoparon|sen resultados|non puidemos atopar|non foi atopad|
        non hai texto|non hai ningún texto
        """,
        "non atopado|erro 404",
    ),
    row(
        "eu",
        "orri|dokumentu|artikulu|eduki|helbide|url",
        """
        ez da aurkitu|ez da existitzen|ezin izan da aurkitu|ez dago|ezin da aurkitu|ez da aurkit|ez dugu aurkitu|emaitzarik ez|
        ez da existitu|
        ez dago testurik
        """,
        "ez da aurkitu|404 errorea",
    ),
    row(
        "cy",
        "tudalen|dudalen|dogfen|erthygl|ganfod tudalen",
        "heb ei chanfod|heb ei ganfod|ddim yn bodoli|methu dod o hyd|heb ei darganfod|heb ganfod|heb ei ddarganfod|ni ellir dod",
        "heb ei ganfod",
    ),
    row("ga", "leathanach|doiciméad|alt", "gan aimsiú|níor aimsíodh|ní ann|níl an", "gan aimsiú|earráid 404"),
    row(
        "sq",
        "faqja|faqe|dokument|artikull",
        "nuk u gjet|nuk ekziston|nuk gjendet|s'u gjet|nuk mund të gjend|nuk është gjetur|s'u gjend|nuk gjendem",
        "nuk u gjet",
    ),
    row(
        "af",
        "bladsy|dokument|artikel",
        "nie gevind|bestaan nie|kan nie gevind|nie beskikbaar|kon nie gevind|nie gevind kan|geen resultate",
        "nie gevind nie|fout 404",
    ),
    row(
        "eo",
        "paĝo|dokumento|artikolo",
        """
        ne trovita|ne troviĝis|ne ekzistas|ne trovebla|ne eblis trovi|ne povis esti trovita|ŝajne ne ekzistas|ne plu ekzistas|
        neniu rezulto|
        mankas teksto|ne estas teksto|paĝo estas malplena
        """,
        "ne trovita",
    ),
    row("mt", "paġna|dokument", "ma nstabitx|ma teżistix|ma nstabx", ""),
    row("bs", "stranica|dokument|članak", "nije pronađen|ne postoji", ""),
    row("jv", "kaca|artikel", "ora ketemu|ora ana|ora tinemu", ""),
    row("su", "kaca|halaman|artikel", "teu kapaluruh|teu kapanggih|henteu kapendak|teu aya", ""),
    row("kab", "asebter|amagrad", "ulac|ur d-yettwaf", ""),
    row("kk-latn", "bet|maqala|qujat", "tabylmady|tabılmadı", ""),
    row("be-latn", "staronk|artykul", "nie znojdzien|niama", ""),
    row("kmr", "rûpel|pel|belge|gotar", "nehat dîtin|nehate dîtin|nehatiye dîtin|tune ye|nîn e", "nehat dîtin"),
    row("fur", "pagjine|document|articul", "no cjatade|no je stade cjatade|no esist|no cjatât", ""),
    row("lb", "säit|dokument|artikel", "net fonnt|gëtt et net|existéiert net", "net fonnt"),
    row("fy", "side|dokumint|artikel", "net fûn|bestiet net", ""),
    row("br", "pajenn|teul|pennad", "n'eo ket bet kavet|n'eus ket|n'eus ket eus", ""),
    row("oc", "pagina|document|article", "pas trobad|existís pas|s'es pas trobad", ""),
    row("ast", "páxina|documentu|artículu", "nun s'atopó|nun esiste|nun s'alcontró", ""),
    row("gd", "duilleag|sgrìobhainn|artaigil", "cha deach|chan eil|cha do lorg", ""),
    row("uz", "sahifa|maqola|hujjat", "topilmadi|mavjud emas|topilmagan|o'chirilgan", "topilmadi"),
    row("tk", "sahypa|makala|resminama", "tapylmady|ýok", "tapylmady"),
    row("so", "bogga|maqaal", "lama helin|ma jiro", ""),
    row("ha", "shafi|shafin|takarda", "ba a samu ba|babu", ""),
    row("zu", "ikhasi|idokhumenti", "alitholakalanga|alikho|ayitholakalanga", ""),
    row("la", "pagina|documentum", "non inventa|non reperta|inveniri non", ""),
    row("mg", "pejy|takelaka", "tsy hita|tsy misy", ""),
)
