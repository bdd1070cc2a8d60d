"""The words that quantities are made of, in many languages: scales, currencies, measures.

To add a language, add its words to the rows, in every form that stands behind a number. Words are folded: no case, no accents.
"""

from __future__ import annotations

from linkaudit.claims.vocabulary import rows

_SCALES = rows(
    """
100: hundred
1000: thousand k tausend mille mil mila duizend tusen tusinde tuhat tuhatta tysiac tysiace tysiecy tisic tisice bin тыс тысяча тысячи
  тысяч тисяч тысячы хиляди
  tūkst tys tis tisíci tisíců ezer mii хил тисячі тис ribu nghìn ngàn tisuća tisuću tisuće hiljada hiljade хиљада хиљаде tisoč tuhannen
  tuhandet tūkstoši tūkstančiai χιλιάδες אלף ألف آلاف الف هزار हजार हज़ार হাজার ஆயிரம் tusental tusind
1e6: million millions mn mln mio million millionen millones millon milioni milione milhoes milhao miljoen miljoner miljoonaa
  miljon miljoona мільйони milió millió milijona
  millioner milion miliony milionow milionu milioane milyon млн миллион миллиона миллионов мільйон мільйона мільйонів милиона
  εκατομμυρια
  miliona milióna miliónov millió milioni miliónů мільена мільёна мільёны мільёнаў милион милиони милиона мілн juta triệu milions
  milijun milijuna milijuni milijone milijoni milijonov miljonit miljons miljoni miljonu milijonas milijonai milijonų εκατομμύριο εκ
  מיליון מיליוני مليون ملايين میلیون मिलियन মিলিয়ন மில்லியன் miljoonan miljoonaan milionach milionami milionům миллионам миллионами
   juta
1e9: billion billions bn mrd milliard milliards milliarden miliardi miliardo miljard miljarder miljardia milliarder miliard miliardy
  milliarde miljard мільярди milijard милијарде
  miliardow miliard mld milyar млрд миллиард миллиарда миллиардов мільярд мільярда мільярдів милиарда
  miliarda miliárd miliardy miliardů milliárd miliarde мильярд мільярды мільярдаў милиард милијарди milijarda milijarde
  milijardi miljardit miljards miljardi milijardas milijardai δισεκατομμύρια δισεκατομμύριο δισ miliar tỷ tỉ מיליארד מיליארדי مليار
  مليارات ملیارد میلیارد अरब বিলিয়ন miljardin mlrd миллиардам bilhões bilhão
1e12: trillion trillions tn трлн триллион триллиона триллионов
  trilyon triliun trilhões trilhão billones billón biljoen biljoner billioner biljoonaa трильйон трильйона трильйонів трильён
  τρισεκατομμύρια טריליון تريليون
100000: lakh
  lakhs लाख লাখ
1e7: crore
  crores करोड़ কোটি
"""
)
SCALES = {word: float(scale) for word, scale in _SCALES.items()}
# Word or sign to ISO 4217 code. "pound" alone is also a weight: left out.
CURRENCIES = rows(
    """
USD: $ us$ usd dollar dollars dolares dolar dolarow dollari dollaria доллар доллара долларов долларах доларів долара
  dolláru dollarin dollaren dolary dolarach dolárů dolary dolara dolarja dolarjev dolarjih dolars doleriai dolerių dollárt dollár
  долари долараў δολάριο δολάρια đô דולר דולרים دولار دولارا دولارات دلار डॉलर ডলার டாலர் dólares dólar dollarit dolāru dolāri dolára
  dolárov dollaro dollari доллары долларам
EUR: € eur euro euros euroa евро євро
  euron eurot eura eurą euroja evro evra evri evrov евра еуро eiro eurai eurų eurų ευρώ אירו يورو یورو यूरो ইউরো யூரோ eurów еўра
GBP: £ gbp sterling
JPY: ¥ jpy yen
  yenes ienes iene jeniä jenů jenów иен иены
CNY: cny rmb yuan renminbi юаней
  yuans yuanes iuan юань юаня юани
INR: ₹ inr rs rupee rupees rupien
  रुपये रुपए रुपया টাকা ரூபாய் روبية روپے roupies rupias
RUB: ₽ rub rouble roubles ruble rubles rubel рубль рубля рублей руб
  рублях рубли рублі рублів rublos rubli rubles rublů rubli roebel
UAH: ₴ uah hryvnia hryvnias гривень гривня гривні
TRY: ₺ lira liras
KRW: ₩ krw won
ILS: ₪ ils shekel shekels
CHF: chf franken
PLN: pln zloty zlotych złotych zł
SEK: sek kronor
AUD: a$ au$ aud
CAD: c$ ca$ cad
NZD: nz$ nzd
HKD: hk$ hkd
ZAR: zar rand
BRL: r$ brl reais real
"""
)
# Word to base unit and factor.
_MEASURES = rows(
    """
%*1: % percent percentage pct prozent pourcent porciento porcentaje procent procento prosenttia процент процента процентов відсотків
  procentų procenti procentu procenta procentów procentom procentach prosentin prosenttiin prosentti prosentilla procents procentas
  protsenti protsent százalék százaléka százalékos posto odsto percento percent відсотки відсоток відсотка процентах процентам
  процентом проценты працэнтаў persen porcento אחוז אחוזים بالمئة بالمائة درصد प्रतिशत फीसदी फ़ीसदी শতাংশ சதவீதம் சதவிகிதம்

%*0.1: ‰ permille
m*1000: km kilometer kilometers kilometre kilometres kilometern kilometros chilometri quilometros км километр километра километров
  kilometro chilometro quilometro kilometri kilometriä kilometrin kilometr kilometry kilometrů kilometrów kilometra kilometru
  kilometrov kilometar kilometara kilomeeter kilomeetrit kilometrs kilometrai kilometrų kilométer километър километре кілометр
  кілометри кілометрів кілометра кіламетр кіламетраў χιλιόμετρο χιλιόμετρα χλμ kilômét kilòmetre quilòmetres ק״מ קילומטר קילומטרים
  كيلومتر كيلومترا كيلومترات کیلومتر किलोमीटर किमी কিলোমিটার கிலோமீட்டர் километар километара
m*1: m meter meters metre metres metern metros metri метр метра метров
  metro metriä metrin metr metry metrů metrów metra metru metrov metar metara meetrit metrs metri metrai metrų méter метри метрів
  метрах метраў μέτρα μέτρο מטר מטרים متر مترا أمتار मीटर মিটার மீட்டர் метара
m*0.01: cm centimeter centimeters centimetre centimetres см
  zentimeter zentimetern centimetros centimetri centimètre senttimetriä centymetrów centimetrů centimetrov centimetara sentimeter
  сантиметров сантиметра сантиметрів सेंटीमीटर
m*0.001: mm millimeter millimeters millimetre millimetres мм
m*1609.344: mile miles mi
  meilen meile millas milla miglia miglio milhas milha mijl mailia миль мили милі मील ميل מייל
m*0.3048: foot feet ft
  fuß pieds pied piedi pés voet fot fod jalkaa футов фута футів फुट फीट قدم
m*0.0254: inch inches
m*0.9144: yard yards yd
kg*1: kg kilo kilos kilogram kilograms kilogramm кг
  kilogramy kilogramai kilogrami кілограми kilograme kilograms
  kilogramme kilogrammes kilogramos chilogrammi quilogramas kilogramů kilogramów kilograma kilogramov kilogrammaa килограмма
  килограммов килограм кілограмів килограма κιλά κιλό kilogam किलोग्राम किलो كيلوغرام كيلو ק״ג קילוגרם กก
kg*0.001: g gram grams gramme grammes
  gramm gramos grammi gramas gramů gramów gramov грамм грамма граммов грамів γραμμάρια ग्राम غرام גרם
kg*1000: tonne tonnes tonnen тонн
  t ton toneladas tonelada tonnellate tonnia tony tun tonn тонна тонны тонн тони τόνους τόνοι τόνων टन طن טון ton
kg*0.45359237: lb lbs
kg*0.028349523: oz ounce ounces
l*1: l liter liters litre litres литров
  litro litros litri litraa litrů litrów litrov litara liter литра литр літрів λίτρα लीटर لتر ליטר
m2*1000000: quadratkilometer quadratkilometern kvadratkilometer kvadratkilometern neliökilometriä négyzetkilométer kilometrekare
  ruutkilomeetrit kvadrātkilometri kvadrātkilometru
m2*1: quadratmeter quadratmetern kvadratmeter neliömetriä négyzetméter metrekare ruutmeetrit
m2*10000: ha hectare hectares hektar гектаров
  hektáre hectare
  hectáreas hectárea ettari hehtaaria hektarů hektarów hektárov hektara га гектар гектара гектари гектарів хектара εκτάρια हेक्टेयर
  هكتار هکتار
m2*4046.856: acre acres
s*1: second seconds sec sekunden secondes segundos секунд
  sekunde secondi seconde seconden sekund sekunder sekuntia sekundy másodperc secunde секунда секунды секунди saniye detik δευτερόλεπτα
  שניות ثانية ثواني सेकंड
s*60: minute minutes min minuten minutos minuti минут минуты
  minuto minuut minuter minutter minuuttia minut minuty minuta perc хвилин хвилини хвилина мин минути dakika menit phút λεπτά דקות דקה
  دقيقة دقائق मिनट
s*3600: hour hours hr hrs h stunden heures horas ore uur часов часа
  uur сати ur ure
  stunde heure hora timmar timer tuntia godzin godziny hodin hodiny óra ore час години годин година ώρες saat jam giờ שעות שעה ساعة
  ساعات घंटे घंटा sati
s*86400: day days tage tagen jours dias giorni dagen dni дней дня
  дни дана
  tag jour día giorno dag dagar dage dager dygn døgn päivää dni dní dnů dny dana nap zile день дні днів ден ημέρες μέρες gün hari ngày
  ימים יום يوم يوما أيام روز दिन দিন dnevi dneva dienų dienas päeva
s*604800: week weeks wk wks wochen semaines semanas settimane weken недель недели
  woche semaine semana settimana veckor uger uker viikkoa tygodni tygodnie týdnů týdny týždňov săptămâni седмици тижнів тижні
  недели εβδομάδες hafta minggu tuần שבועות أسابيع أسبوع सप्ताह हफ्ते tjedana nedelja
month*1: month months mth mths monate monaten mois meses mesi maanden месяцев месяца
  monat mes mese maand månader måneder kuukautta miesięcy miesiące měsíců měsíce mesiacov hónap luni месеца месяц месяца місяців місяці
  μήνες ay bulan tháng חודשים أشهر شهر ماه महीने mjeseci meseci mėnesių
month*120: decade decades jahrzehnt jahrzehnte jahrzehnten decennies decadas decenni
  decennie década décadas decennia decennier десятилетий десятилетия десятиліть dekád dekad عقود दशक
month*1200: century centuries
  siècle siècles siglos siglo secoli séculos eeuwen århundraden wieków století столетий століть evszazad αιώνες قرون शताब्दियों
month*12: year years yr yrs jahr jahre jahren ans annees anos anni jaar lat let лет года годов років
  роки års έτη évesen ans
   anno ano år vuotta vuoden vuotias lata roku roky rokov éves ani godina godine години година χρόνια ετών yıl yaşında yaş tahun
  năm שנים שנה سنة سنوات عاما عام أعوام سال वर्ष साल বছর ஆண்டுகள் anys rokiem letih metų gadus gadiem aastat лет
w*1: w watt watts
w*1000.0: kw kilowatt kilowatts
w*1000000.0: mw megawatt megawatts
w*1000000000.0: gw gigawatt gigawatts
wh*1000.0: kwh
wh*1000000.0: mwh
byte*1000000.0: mb megabyte megabytes
byte*1000000000.0: gb gigabyte gigabytes
hz*1000000.0: mhz megahertz
hz*1000000000.0: ghz gigahertz
m/s*0.2777777777777778: kmh kph км/ч
m/s*0.44704: mph
"""
)
MEASURES = {word: (unit.partition("*")[0], float(unit.partition("*")[2])) for word, unit in _MEASURES.items()}
# What follows a number without a space in Chinese, Japanese and Korean; the longest that fits counts. Scales, then units, then currencies.
UNSPACED_SCALES = {
    "万": 1e4, "萬": 1e4, "만": 1e4, "亿": 1e8, "億": 1e8, "억": 1e8, "兆": 1e12, "조": 1e12, "千": 1e3, "천": 1e3, "百": 1e2, "백": 1e2,
    "ล้านล้าน": 1e12, "แสนล้าน": 1e11, "หมื่นล้าน": 1e10, "พันล้าน": 1e9, "ล้าน": 1e6, "แสน": 1e5, "หมื่น": 1e4, "พัน": 1e3,
}  # fmt: skip
_UNSPACED = """
m*1000: 公里 千米 キロメートル キロ 킬로미터 กิโลเมตร กม.
m*1: 米 公尺 メートル 미터 เมตร
m*0.01: 厘米 公分 センチメートル センチ 센티미터 เซนติเมตร
kg*1: 公斤 千克 キログラム 킬로그램 กิโลกรัม
kg*1000: 吨 公吨 公噸 噸 トン 톤 ตัน
s*3600: 小时 小時 時間 시간 ชั่วโมง
s*60: 分钟 分鐘 分間 분 นาที
s*86400: 天 日間 일간 일 วัน
s*604800: 周 週 週間 주 สัปดาห์
month*12: 年 年间 年間 岁 歲 歳 년 년간 세 ปี
month*1: 个月 個月 か月 ヶ月 カ月 개월 เดือน
m2*10000: 公顷 公頃 ヘクタール 헥타르 เฮกตาร์
m2*1000000: 平方公里 平方千米 平方キロメートル 平方キロ 제곱킬로미터 ตารางกิโลเมตร
m2*1: 平方米 平方メートル 제곱미터 ตารางเมตร
°C: 摄氏度 攝氏度 °C ℃ องศาเซลเซียส
USD: 美元 美金 米ドル ドル 미국달러 달러 ดอลลาร์
EUR: 欧元 歐元 ユーロ 유로 ยูโร
CNY: 元 人民币 人民幣
JPY: 日元 円 엔
KRW: 韩元 ウォン 원
GBP: 英镑 英鎊 ポンド 파운드 ปอนด์
THB: บาท
%: パーセント 퍼센트 % ％ เปอร์เซ็นต์ เปอร์เซนต์
"""
UNSPACED = {
    word: (unit.partition("*")[0], float(unit.partition("*")[2] or 1))
    for unit, _, words in (row.partition(": ") for row in _UNSPACED.strip().splitlines())
    for word in words.split()
}
