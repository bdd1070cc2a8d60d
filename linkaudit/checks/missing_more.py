"""What rows of `missing_words` hold besides pages: media and accounts that can be missing, words for being taken away; small languages.

The rows proper were drawn from error pages of servers; these were added because services say "video unavailable", "channel does not exist"
or "removed by its owner" where the page of a video, a channel or a member should be. Our own, from dictionaries.
"""

from __future__ import annotations

EVERYWHERE = "video|kanal|canal|playlist|profil|perfil|album"  # nouns that most languages in Latin letters share
# language: (nouns, words for being missing)
MORE: dict[str, tuple[str, str]] = {
    "en": ("channel|account|member|user|profile|blog|community|communities|presentation|publication|this doi|folder|recording|job", "has been terminated|been closed|been suspended|have deleted|has deleted|been banned|in violation of|under investigation|been taken offline|cannot be viewed|not have an article|are not any|is not any|was removed|been unpublished|no longer online|not been able to serve|not able to serve|unable to serve|unable to bring|not able to bring|has left the|never existed|has expired|is not available right now"),  # noqa: E501
    "de": ("konto|profil|film|seite", "wurde gesperrt|zurückgezogen|nöd gfunde|nöd verfüegbar|existiert nöd|git's nöd"),
    "fr": ("chaîne|compte|publication|annonce", "non disponible|indisponible|a été effacé|supprimé|retiré|fermé par"),
    "es": ("cuenta|publicación|canal|fichero", "eliminad|borrad|retirad|suprimid|no disponible|dado de baja|ha sido cerrad"),
    "pt": ("conta|publicação|vaga", "removid|excluíd|apagad|eliminad|indisponív|não disponível|não está disponível"),
    "it": ("account|pubblicazione|canale|annuncio", "rimoss|eliminat|cancellat|non disponibil|non è più disponibil|non è disponibil"),
    "nl": ("account|bericht|vacature|advertentie", "onbeschikbaar|verwijderd|gewist|offline gehaald"),
    "sv": ("konto|inlägg|annons|sidan|sida ", "borttagen|borttaget|tagits bort|raderad|raderat|inte tillgänglig|otillgänglig"),
    "da": ("konto|opslag|annonce|side", "fjernet|slettet|ikke tilgængelig|utilgængelig"),
    "no": ("konto|innlegg|annonse|side", "fjernet|fjernad|slettet|sletta|ikke tilgjengelig|utilgjengelig"),
    "fi": ("tili|ilmoitus|julkaisu|kanava", "poistettu|ei ole saatavilla|ei saatavilla|suljettu"),
    "is": ("myndskeið|rás|reikning", "ekki tiltæk|fjarlægð|eytt"),
    "pl": ("film|konto|ogłoszenie|kanał|wpis", "nie ma|niedostępn|usunięt|skasowan|została zamknięt"),
    "cs": ("účet|inzerát|příspěvek|kanál", "není dostupn|nedostupn|odstraněn|smazán|smazan|zrušen"),
    "sk": ("účet|inzerát|príspevok|kanál", "nie je dostupn|nedostupn|odstránen|zmazan|vymazan|zrušen"),
    "hu": ("videó|csatorna|fiók|hirdetés|oldal", "nem érhető el|eltávolít|törölt|törölv|töröl|megszűnt"),
    "ro": ("videoclip|cont |anunț|postare|pagin", "indisponibil|a fost șters|a fost eliminat|ștears"),
    "hr": ("snimak|račun|oglas|objava", "nedostup|uklonjen|izbrisan|obrisan"),
    "sr-latn": ("snimak|nalog|oglas|objava|video", "nedostup|uklonjen|izbrisan|obrisan"),
    "bs": ("snimak|račun|oglas|objava", "nedostup|uklonjen|izbrisan|obrisan"),
    "sl": ("račun|oglas|objava|posnetek|stran", "odstranjen|izbrisan|ni na voljo|nedosegljiv"),
    "lt": ("vaizdo įraš|paskyra|skelbim|dokument|kanal", "nepasiekiam|pašalint|ištrint|neprieinam|nebegalioja"),
    "lv": ("konts|kanāl|sludināj", "nav pieejam|dzēst|noņemt"),
    "et": ("konto|kuulutus|postitus", "pole saadaval|eemaldatud|kustutatud|ei ole saadaval"),
    "tr": ("hesap|kanal|ilan|gönderi|konu|kullanıcı", "ulaşılamadı|ulaşılamıyor|kullanılamıyor|silindi|silinmiş|kaldırıldı|kaldırılmış|yayından"),  # noqa: E501
    "vi": ("kênh|tài khoản|bài đăng|tin đăng", "không khả dụng|bị xóa|đã gỡ|bị gỡ"),
    "id": ("akun|saluran|postingan|iklan", "tidak tersedia|dihapus|telah ditutup"),
    "ca": ("compte|fitxer|publicació|anunci|pàgina", "eliminad|eliminat|suprimi|esborra|no disponible"),
    "gl": ("conta|ficheiro|publicación|anuncio", "eliminad|borrad|retirad|non se atopou|non dispoñib"),
    "eu": ("kontu|kanal|iragarki|bidalketa", "ezabatu|kendu|ez dago eskuragarri"),
    "cy": ("fideo|sianel|cyfrif", "ddim ar gael|wedi'i dileu|wedi ei dynnu"),
    "ga": ("leathanach|físeán|comhad", "ní bhfuarthas|ar fáil"),
    "sq": ("kanal|llogari|njoftim", "e passhme|s'ekziston|nuk ekziston|u fshi|është hequr"),
    "eo": ("kanalo|konto|filmo|video", "nedisponebl|forigit|ne plu"),
    "mt": ("paġna|fajl|dokument", "mhux misjub|ma nstab|ma teżisti"),
    "kmr": ("dosye|pelrêç|vîdyo|hesab", "peyda nebû|nehat dîtin|tune ye|hat jêbirin"),
    "oc": ("fichièr|cadena|compte", "pas trobat|impossible de trobar|suprimit|pas disponible"),
    "br": ("pajenn|bajenn|restr|rummad", "n'eo ket bet kavet|n'ez eus ket|diverket"),
    "ru": ("видео|канал|аккаунт|профил|пользовател|вакансия|страниц", "такой страницы нет|страницы нет|не удалось открыть|недоступн|удален|удалён|закрыт|заблокирован"),  # noqa: E501
    "uk": ("відео|канал|обліков|профіл|користувач", "недоступн|видален|вилучен|закрит"),
    "be": ("відэа|канал|профіл", "недаступн|выдален"),
    "bg": ("видео|канал|профил|обява", "неналичн|недостъпн|премахнат|изтрит"),
    "sr": ("видео|снимак|канал|налог|оглас", "недоступ|уклоњен|избрисан|обрисан"),
    "mk": ("видео|канал|сметка", "недостап|отстранет|избришан"),
    "kk": ("бет|видео|файл|хабарландыру", "табылған жок|табылған жоқ|жойылған"),
    "el": ("βίντεο|κανάλι|λογαριασμ|επικόλληση|σελίδα", "καταργηθεί|καταργήθηκε|αφαιρέθηκε|διαγράφ|δεν είναι διαθέσιμ|μη διαθέσιμ"),
    "he": ("סרטון|ערוץ|חשבון|דף|עמוד", "אינו זמין|לא זמין|הוסר|נמחק"),
    "ar": ("فيديو|قناة|القناة|حساب|اللصق|الصفحة", "غير متاح|غير متوفر|تمت إزالة|تمت ازالة|تم حذف|حذفه"),
    "fa": ("ویدئو|ویدیو|کانال|حساب", "دردسترس نیست|در دسترس نیست|حذف شد|پاک شد"),
    "ur": ("فائل|ویڈیو|چینل", "دستیاب نہیں|حذف|کائنی لبھی|نئیں لبھی"),
    "sw": ("ukurasa|faili|video", "haipatikani|haikupatikana|haupatikani|haukupatikana"),
    "zu": ("ikhasi|ifayela", "akutholakal|alitholakal|ayitholakal"),
    "kn": ("ಪುಟ|ವೀಡಿಯೊ", "ದೊರೆತಿಲ್ಲ|ಲಭ್ಯವಿಲ್ಲ"),
    "si": ("පිටුව|වීඩියෝ", "හමු වුණේ නැ|නොමැත"),
    "pa": ("ਪੰਨਾ|ਵੀਡੀਓ", "ਨਹੀਂ ਲਭਿਆ|ਮੌਜੂਦ ਨਹੀਂ|ਨਹੀਂ ਲੱਭ"),
    "lb": ("säit|video|fichier", "net fonnt|gëtt et net|net disponibel"),
    "hy": ("վիդեո|ալիք|էջ", "անհասանելի|հեռացվել|ջնջվել"),
    "ka": ("ვიდეო|არხი", "მიუწვდომელია|წაშლილია"),
    "hi": ("वीडियो|चैनल|खाता", "उपलब्ध नहीं|अनुपलब्ध|हटा दिया|हटाया|पता नहीं चला|मौजूद नहीं"),
    "bn": ("ভিডিও|চ্যানেল", "উপলব্ধ নয়|মুছে ফেলা"),
    "ta": ("வீடியோ|சேனல்|காணொளி", "கிடைக்கவில்லை|நீக்கப்பட்ட"),
    "te": ("వీడియో|ఛానల్", "అందుబాటులో లేదు|తొలగించ"),
    "th": ("วิดีโอ|ช่อง|บัญชี|หน้าเว็บ|หน้า", "ถูกนำออก|ถูกลบ|ลบหน้า|ไม่พร้อมใช้งาน"),
    "km": ("ទំព័រ|វីដេអូ", "មិនឃើញ|រកមិនឃើញ"),
    "ko": ("비디오|동영상|채널|계정|게시물|페이지", "사용할 수 없|이용할 수 없|삭제된|삭제되|페이지 없음|비공개"),
    "ja": ("動画|チャンネル|アカウント|投稿", "表示できません|表示することができません|利用できません|存在しません|見つかりません|削除され|公開を終了|非公開"),  # noqa: E501
    "zh-hans": ("视频|频道|账号|帐号|帖子|用户", "不可用|不存在|已删除|已被删除|已下架|已注销|无法观看"),
    "zh-hant": ("影片|頻道|帳號|貼文|使用者", "不可用|不存在|已刪除|已被刪除|已下架|無法觀看"),
}  # fmt: skip
# Small languages that have no row of their own elsewhere: (language, nouns, words for being missing)
SMALL: tuple[tuple[str, str, str], ...] = (
    ("co", "ducumentu|pagina|schedariu", "ùn esiste|ùn hè micca|squassat|ùn si trova"),
    ("ht", "paj|dosye|videyo", "pa jwenn|pa egziste|pa disponib"),
    ("sc", "documentu|pàgina|cartella", "no agatad|no at fatu a agatare|no esistit"),
    ("frp", "pâge|fichiér|valor", "pas trov|ègziste pas"),
    ("ms", "halaman|laman|fail|video|saluran", "tidak ditemui|tidak dijumpai|tidak dapat menemui|tidak dapat ditemui|tidak wujud"),
    ("nn", "sida|side|fila|innhald", "fann ikkje|ikkje funne|ikkje finne|finst ikkje"),
    ("hsb", "strona|dataja", "njeje so namakał|njemóžemy tu|njeeksistuje"),
    ("dsb", "bok|dataja", "njejo se namakał|njamóžomy|njeeksistěrujo"),
    ("rm", "pagina|datoteca", "betg chatt|na chattain|n'exista betg"),
    ("scn", "pàggina|documentu", "nun truvat|nun pòttimu|nun esisti"),
    ("sco", "page|file", "nae fund|no fund|cannae find|disnae exist"),
    ("lij", "pagina|file", "no atrov|no poemmo tro|no l'existe"),
    ("gn", "kuatiarogue", "ojejuhu'ỹva|ndojuhúi|ndaipóri"),
    ("ig", "peeji|ibe", "ahụghị|adịghị"),
    ("yo", "ojú-ìwé|ojú ewé|oju-iwe", "kò rí|ko ri|kò sí|ko si"),
    ("xh", "iphepha", "ayifunyanwa|ayifumaneki|alifumaneki"),
    ("sn", "peji", "kusawanikwa|haina kuwanikwa|haiwanikwe"),
    ("rw", "urupapuro|paji", "ntibabonetse|ntirwabonetse|ntiruboneka"),
    ("om", "fuula", "hin argamne|hin jiru"),
    ("haw", "ʻaoʻao", "loaʻa ʻole|ʻaʻole i loaʻa"),
    ("mi", "whārangi|wharangi", "kaore i kitea|kāore i kitea"),
    ("bcl", "pahina|file|sagunson", "dai mahanap|dai nakahanap|mayong"),
)
SMALL_CYRILLIC = (("ce", "агӏо|агIо|файл", "ца карий|цакарий|бац|яц"),)
SMALL_HEBREW = (("yi", "בלאַט|זייט|טעקע", "ניט געפונען|נישט געפונען|ניטאָ"),)
SMALL_ARABIC = (
    ("ps", "پاڼه|مخ|دوتنه", "پیدا نشو|ونه موندل شو|شتون نه لري"),
    ("sd", "صفحو|فائل", "نه مليو|نه ملي|موجود ناهي"),
    ("ms-arab", "لامن|هلامن|فايل", "تيدق دتموکن|تيدق دجومڤاءي|تيدق وجود"),
    ("skr", "صفحہ|فائل", "کائنی لبھی|کوئنی"),
)
