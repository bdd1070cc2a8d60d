"""What the sites of the verdict bed say: prose and error wordings in many languages, written for the bed and not for the rules."""

PROSE = {
    "en": (
        "The ferry to the outer islands sails twice a day in winter and five times in summer.",
        "Rye has been grown on the northern slopes since the monks drained the bog in 1430.",
        "The council voted by nine to four to keep the old bridge open for bicycles.",
        "Prices at the fish market rose by a third after the storm closed the harbour.",
        "Three orchestras shared the hall until the roof was mended with borrowed slates.",
        "A census of swifts counted forty nests under the eaves of the railway station.",
    ),
    "de": (
        "Die Fähre zu den äußeren Inseln fährt im Winter zweimal am Tag, im Sommer fünfmal.",
        "Roggen wächst an den Nordhängen, seit die Mönche 1430 das Moor entwässerten.",
        "Der Rat stimmte mit neun zu vier dafür, die alte Brücke für Fahrräder offen zu halten.",
        "Die Preise auf dem Fischmarkt stiegen um ein Drittel, nachdem der Sturm den Hafen gesperrt hatte.",
        "Drei Orchester teilten sich den Saal, bis das Dach mit geliehenen Schindeln geflickt war.",
    ),
    "fr": (
        "Le bac vers les îles du large part deux fois par jour en hiver et cinq fois en été.",
        "Le seigle pousse sur les pentes du nord depuis que les moines ont asséché la tourbière en 1430.",
        "Le conseil a voté par neuf voix contre quatre pour garder le vieux pont ouvert aux vélos.",
        "Les prix du marché aux poissons ont augmenté d'un tiers après la tempête.",
        "Trois orchestres se sont partagé la salle jusqu'à la réparation du toit.",
    ),
    "es": (
        "El transbordador a las islas exteriores sale dos veces al día en invierno y cinco en verano.",
        "El centeno crece en las laderas del norte desde que los monjes drenaron la turbera en 1430.",
        "El concejo votó por nueve a cuatro mantener el puente viejo abierto a las bicicletas.",
        "Los precios del mercado de pescado subieron un tercio tras la tormenta.",
        "Tres orquestas compartieron la sala hasta que se reparó el tejado.",
    ),
    "pl": (
        "Prom na zewnętrzne wyspy pływa zimą dwa razy dziennie, a latem pięć razy.",
        "Żyto rośnie na północnych zboczach, odkąd mnisi osuszyli bagno w 1430 roku.",
        "Rada zagłosowała dziewięcioma głosami przeciw czterem za otwarciem starego mostu dla rowerów.",
        "Ceny na targu rybnym wzrosły o jedną trzecią po sztormie.",
    ),
    "ru": (
        "Паром на дальние острова ходит зимой дважды в день, а летом пять раз.",
        "Рожь растёт на северных склонах с тех пор, как монахи осушили болото в 1430 году.",
        "Совет девятью голосами против четырёх решил оставить старый мост открытым для велосипедов.",
        "Цены на рыбном рынке выросли на треть после шторма.",
        "Три оркестра делили зал, пока крышу чинили одолженным сланцем.",
    ),
    "el": (
        "Το φέριμποτ για τα έξω νησιά φεύγει δύο φορές τη μέρα τον χειμώνα και πέντε το καλοκαίρι.",
        "Η σίκαλη φυτρώνει στις βόρειες πλαγιές από τότε που οι μοναχοί αποξήραναν τον βάλτο το 1430.",
        "Το συμβούλιο ψήφισε με εννέα προς τέσσερα να μείνει ανοιχτή η παλιά γέφυρα για ποδήλατα.",
        "Οι τιμές στην ψαραγορά ανέβηκαν κατά ένα τρίτο μετά την καταιγίδα.",
    ),
    "ar": (
        "تبحر العبارة إلى الجزر الخارجية مرتين في اليوم شتاء وخمس مرات صيفا.",
        "ينمو الجاودار على المنحدرات الشمالية منذ أن جفف الرهبان المستنقع عام 1430.",
        "صوت المجلس بتسعة أصوات مقابل أربعة لإبقاء الجسر القديم مفتوحا للدراجات.",
        "ارتفعت الأسعار في سوق السمك بمقدار الثلث بعد العاصفة.",
    ),
    "he": (
        "המעבורת לאיים החיצוניים מפליגה פעמיים ביום בחורף וחמש פעמים בקיץ.",
        "השיפון גדל במדרונות הצפוניים מאז שהנזירים ייבשו את הביצה בשנת 1430.",
        "המועצה הצביעה תשעה מול ארבעה להשאיר את הגשר הישן פתוח לאופניים.",
        "המחירים בשוק הדגים עלו בשליש אחרי הסערה.",
    ),
    "hi": (
        "बाहरी द्वीपों की नाव सर्दियों में दिन में दो बार और गर्मियों में पाँच बार चलती है।",
        "उत्तरी ढलानों पर राई तब से उगती है जब भिक्षुओं ने 1430 में दलदल सुखाया था।",
        "परिषद ने पुराने पुल को साइकिलों के लिए खुला रखने के पक्ष में नौ के मुकाबले चार मतों से निर्णय लिया।",
        "तूफान के बाद मछली बाजार में दाम एक तिहाई बढ़ गए।",
    ),
    "th": (
        "เรือข้ามฟากไปหมู่เกาะรอบนอกออกวันละสองเที่ยวในฤดูหนาวและห้าเที่ยวในฤดูร้อน",
        "ข้าวไรย์ขึ้นบนเนินเขาทางเหนือตั้งแต่พระสงฆ์ระบายน้ำออกจากหนองในปี 1430",
        "สภาลงมติเก้าต่อสี่ให้เปิดสะพานเก่าสำหรับจักรยานต่อไป",
    ),
    "zh": (
        "开往外岛的渡轮冬季每天两班，夏季每天五班。",
        "自从修士们在1430年排干沼泽以来，北坡就一直种植黑麦。",
        "市议会以九比四的票数决定让旧桥继续对自行车开放。",
        "暴风雨关闭港口之后，鱼市的价格上涨了三分之一。",
        "三个乐团共用一座大厅，直到屋顶修好为止。",
    ),
    "ja": (
        "外側の島々へのフェリーは冬は一日二便、夏は五便運航している。",
        "修道士たちが1430年に湿原を干拓して以来、北の斜面ではライ麦が育てられている。",
        "議会は九対四で古い橋を自転車に開放し続けることを決めた。",
        "嵐で港が閉鎖された後、魚市場の価格は三割上がった。",
    ),
    "ko": (
        "바깥 섬으로 가는 여객선은 겨울에는 하루 두 번, 여름에는 다섯 번 운항한다.",
        "수도사들이 1430년에 늪의 물을 뺀 뒤로 북쪽 비탈에서는 호밀이 자란다.",
        "의회는 아홉 대 넷으로 옛 다리를 자전거에 계속 개방하기로 했다.",
        "폭풍으로 항구가 닫힌 뒤 어시장 가격이 삼분의 일 올랐다.",
    ),
    "tr": (
        "Dış adalara giden vapur kışın günde iki, yazın beş sefer yapar.",
        "Keşişler 1430'da bataklığı kuruttuğundan beri kuzey yamaçlarında çavdar yetişir.",
        "Meclis eski köprünün bisikletlere açık kalmasına dörde karşı dokuz oyla karar verdi.",
    ),
    "vi": (
        "Phà ra các đảo ngoài chạy hai chuyến một ngày vào mùa đông và năm chuyến vào mùa hè.",
        "Lúa mạch đen mọc trên các sườn phía bắc từ khi các tu sĩ tháo cạn đầm lầy năm 1430.",
        "Hội đồng bỏ phiếu chín trên bốn để giữ cây cầu cũ mở cho xe đạp.",
    ),
}
NAMES = {
    "en": "The Valley Herald",
    "de": "Talbote",
    "fr": "Le Courrier du Val",
    "es": "El Correo del Valle",
    "pl": "Kurier Doliny",
    "ru": "Вестник долины",
    "el": "Ο Ταχυδρόμος",
    "ar": "بريد الوادي",
    "he": "דואר העמק",
    "hi": "घाटी समाचार",
    "th": "ข่าวหุบเขา",
    "zh": "山谷日报",
    "ja": "谷の新聞",
    "ko": "골짜기신문",
    "tr": "Vadi Postası",
    "vi": "Tin Thung Lũng",
}
# (title, heading, sentence): plain ones, chatty ones, and ones that say it without the usual words
ERRORS = {
    "en": (
        ("Page not found", "404", "The page you requested could not be found on this server."),
        ("Oops!", "We can't find that page", "It may have been moved, or you may have mistyped the address."),
        (
            "Content unavailable",
            "This content isn't available right now",
            "The link you followed may be broken, or the page may have been removed.",
        ),
    ),
    "de": (
        ("Seite nicht gefunden", "Fehler 404", "Die von Ihnen aufgerufene Seite existiert leider nicht."),
        ("Hoppla", "Diese Seite gibt es nicht (mehr)", "Möglicherweise wurde der Artikel verschoben oder gelöscht."),
        ("Artikel nicht mehr verfügbar", "Dieser Beitrag ist nicht mehr verfügbar", "Bitte nutzen Sie die Suche."),
    ),
    "fr": (
        ("Page introuvable", "Erreur 404", "La page que vous recherchez n'existe pas ou a été déplacée."),
        ("Oups", "Cette page n'existe plus", "Le contenu demandé a peut-être été supprimé."),
    ),
    "es": (
        ("Página no encontrada", "Error 404", "La página que busca no existe o ha cambiado de dirección."),
        ("¡Vaya!", "No hemos podido encontrar esta página", "Es posible que el artículo haya sido eliminado."),
    ),
    "pl": (
        ("Nie znaleziono strony", "404", "Strona, której szukasz, nie istnieje lub została usunięta."),
        ("Ups", "Nie możemy znaleźć tej strony", "Sprawdź, czy adres jest poprawny."),
    ),
    "ru": (
        ("Страница не найдена", "Ошибка 404", "Запрашиваемая страница не существует или была удалена."),
        ("Упс", "Такой страницы нет на сайте", "Возможно, материал был перемещён."),
    ),
    "el": (
        ("Η σελίδα δεν βρέθηκε", "Σφάλμα 404", "Η σελίδα που ζητήσατε δεν υπάρχει."),
        ("Ωχ", "Δεν βρέθηκε η σελίδα που ψάχνετε", "Ίσως το άρθρο να έχει μετακινηθεί."),
    ),
    "ar": (
        ("الصفحة غير موجودة", "خطأ 404", "الصفحة التي تبحث عنها غير موجودة أو تم حذفها."),
        ("عفوا", "لم يتم العثور على الصفحة", "ربما تم نقل هذا المحتوى."),
    ),
    "he": (
        ("הדף לא נמצא", "שגיאה 404", "הדף שחיפשת אינו קיים באתר."),
        ("אופס", "העמוד המבוקש לא קיים", "ייתכן שהכתבה הוסרה."),
    ),
    "hi": (
        ("पृष्ठ नहीं मिला", "त्रुटि 404", "आप जो पृष्ठ खोज रहे हैं वह मौजूद नहीं है।"),
        ("क्षमा करें", "यह पेज उपलब्ध नहीं है", "हो सकता है लेख हटा दिया गया हो।"),
    ),
    "th": (
        ("ไม่พบหน้าที่ต้องการ", "404", "ขออภัย ไม่พบหน้าที่คุณค้นหา"),
        ("ขออภัย", "หน้านี้ไม่มีอยู่แล้ว", "บทความอาจถูกลบ"),
    ),
    "zh": (
        ("页面不存在", "404", "抱歉，您访问的页面不存在或已被删除。"),
        ("出错了", "您要找的网页走丢了", "请检查地址是否正确。"),
    ),
    "ja": (
        ("ページが見つかりません", "404", "お探しのページは移動または削除された可能性があります。"),
        ("エラー", "指定されたページは存在しません", "トップへ戻ってください。"),
    ),
    "ko": (
        ("페이지를 찾을 수 없습니다", "404", "요청하신 페이지가 존재하지 않습니다."),
        ("안내", "삭제된 게시물입니다", "주소를 다시 확인해 주세요."),
    ),
    "tr": (
        ("Sayfa bulunamadı", "Hata 404", "Aradığınız sayfa mevcut değil."),
        ("Üzgünüz", "Aradığınız içerik yayından kaldırıldı", "Haber taşınmış olabilir."),
    ),
    "vi": (
        ("Không tìm thấy trang", "Lỗi 404", "Trang bạn tìm kiếm không tồn tại."),
        ("Rất tiếc", "Bài viết không còn tồn tại", "Liên kết có thể đã bị thay đổi."),
    ),
}
