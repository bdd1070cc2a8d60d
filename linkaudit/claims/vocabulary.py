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


_MONTHS = rows(
    """
1: january jan januar janner janvier janv enero ene gennaio gen janeiro januari tammikuu tammikuuta stycznia styczen sty ledna leden
  ianuarie januar ocak января январь янв січня студзеня януари ιανουαριου
  styczniu январе січні lednu ιανουαριο ιανουαριος يناير كانون ינואר ژانویه januarban tammikuussa
2: february feb februar fevrier fevr febrero febbraio fevereiro fev februari helmikuu helmikuuta lutego luty unora unor februarie subat
  февраля февраль лютого лютага февруари φεβρουαριου
  lutym феврале лютому unoru φεβρουαριο φεβρουαριος فبراير شباط פברואר فوریه februarban helmikuussa şubat
3: march mar marz mars marzo marco maart mrt maaliskuu maaliskuuta marca marzec brezna brezen martie marcius mart maret марта март
  березня сакавіка μαρτιου
  marcu марте березні breznu μαρτιο μαρτιος مارس آذار מרץ marciusban marciusaban maaliskuussa
4: april apr avril avr abril abr aprile huhtikuu huhtikuuta kwietnia kwiecien dubna duben aprilie aprilis nisan апреля апрель апр квітня
  красавіка април απριλιου
  kwietniu апреле квітні dubnu απριλιο απριλιος أبريل ابريل نيسان אפריל آوریل aprilisban huhtikuussa
5: may mai mayo maggio maio mei maj toukokuu toukokuuta maja kvetna kveten majus mayis мая май травня траўня μαιου
  maju мае травні kvetnu μαιο μαιος مايو أيار מאי majusban toukokuussa mayıs
6: june jun juni juin junio giugno giu junho kesakuu kesakuuta czerwca czerwiec cervna cerven iunie junius haziran июня июнь червня
  чэрвеня юни ιουνιου
  czerwcu июне червні cervnu ιουνιο ιουνιος يونيو حزيران יוני ژوئن juniusban kesakuussa
7: july jul juli juillet juil julio luglio lug julho heinakuu heinakuuta lipca lipiec cervence cervenec iulie julius temmuz июля июль
  липня ліпеня юли ιουλιου
  lipcu июле липні cervenci ιουλιο ιουλιος يوليو تموز יולי ژوئیه juliusban heinakuussa
8: august aug aout agosto augustus augusti elokuu elokuuta sierpnia sierpien srpna srpen augusztus agustos agustus августа август авг
  серпня жніўня αυγουστου
  sierpniu августе серпні srpnu αυγουστο αυγουστος أغسطس آب אוגוסט اوت augusztusban elokuussa ağustos
9: september sep sept septembre septiembre settembre setembro syyskuu syyskuuta wrzesnia wrzesien zari septembrie szeptember eylul
  сентября сентябрь сент вересня верасня септември σεπτεμβριου
  wrzesniu сентябре вересні σεπτεμβριο σεπτεμβριος سبتمبر أيلول ספטמבר سپتامبر szeptemberben syyskuussa
10: october oct okt oktober octobre octubre ottobre ott outubro lokakuu lokakuuta pazdziernika pazdziernik rijna rijen octombrie ekim
  октября октябрь окт жовтня кастрычніка октомври οκτωβριου
  pazdzierniku октябре жовтні rijnu οκτωβριο οκτωβριος أكتوبر اكتوبر אוקטובר اکتبر oktoberben lokakuussa
11: november nov novembre noviembre novembro marraskuu marraskuuta listopada listopad listopadu noiembrie kasim ноября ноябрь нояб
  листопада лістапада ноември νοεμβριου
  listopadzie ноябре листопаді νοεμβριο νοεμβριος نوفمبر נובמבר نوامبر novemberben marraskuussa kasım
12: december dec dez dic dezember decembre diciembre dicembre dezembro joulukuu joulukuuta grudnia grudzien prosince prosinec decembrie
  aralik desember декабря декабрь дек грудня снежня декември δεκεμβριου
  grudniu декабре грудні prosinci δεκεμβριο δεκεμβριος ديسمبر דצמבר دسامبر decemberben joulukuussa aralık
"""
)
MONTHS = {word: int(number) for word, number in _MONTHS.items()}  # January = 1
MONTHS |= {"ב" + word: number for word, number in MONTHS.items() if "א" <= word[0] <= "ת"}  # Hebrew writes "in" as one word with it
_WEEKDAYS = rows(
    """
0: monday mon montag lundi lunes lunedi segunda-feira maandag mandag maanantai maanantaina poniedzialek pondeli luni hetfo pazartesi
  понедельник понеділок панядзелак понеделник δευτερα
1: tuesday tue tues dienstag mardi martes martedi terca-feira dinsdag tisdag tirsdag tiistai tiistaina wtorek utery marti kedd sali
  вторник вівторок аўторак τριτη
2: wednesday wed mittwoch mercredi miercoles mercoledi quarta-feira woensdag onsdag keskiviikko keskiviikkona sroda srode streda
  miercuri szerda carsamba среда среду середа середу серада сряда τεταρτη
3: thursday thu thur thurs donnerstag jeudi jueves giovedi quinta-feira donderdag torsdag torstai torstaina czwartek ctvrtek joi
  csutortok persembe четверг четвер чацвер четвъртък πεμπτη
4: friday fri freitag vendredi viernes venerdi sexta-feira vrijdag fredag perjantai perjantaina piatek patek vineri pentek cuma пятница
  пятницу пʼятниця пʼятницю пятніца петък παρασκευη
5: saturday samstag sonnabend samedi sabado sabato zaterdag lordag lauantai lauantaina sobota sobote sambata szombat cumartesi суббота
  субботу субота суботу субота събота σαββατο
6: sunday sonntag dimanche domingo domenica zondag sondag sunnuntai sunnuntaina niedziela niedziele nedele duminica vasarnap воскресенье
  неділя неділю нядзеля неделя κυριακη
"""
)
WEEKDAYS = {word: int(number) for word, number in _WEEKDAYS.items()}  # Monday = 0
# Words that are months only beside a number: "may", "march" are verbs, "mars" a planet, "april" a name ...
SHY_MONTHS = words_of(
    """
may march mar mars mart marca marco marc gen gene ene lug giu ott sty abr avr apr jan feb jun jul aug sep sept oct okt nov dec dez dic
fev maj maju mae мае mai mei maja juli juin april august ocak nisan ekim luni listopad апр янв сент окт дек авг нояб май март мая августа
"""
)
# Weekday forms that are other words too ("mon ami", a "sali", "marti"): they count only beside a date.
SHY_WEEKDAYS = words_of(
    """
mon tue wed thu fri joi luni marti sali cuma kedd середа среда martes
"""
)
_RELATIVE = rows(
    """
-1: yesterday gestern hier ayer ieri ontem wczoraj вчера вчора учора
0: today tonight heute сегодня
1: tomorrow
"""
)
RELATIVE_DAYS = {word: int(days) for word, days in _RELATIVE.items()}
_SCALES = rows(
    """
100: hundred
1000: thousand k tausend mille mil mila duizend tusen tusinde tuhat tuhatta tysiac tysiace tysiecy tisic tisice bin тыс тысяча тысячи
  тысяч тисяч тысячы хиляди
1e6: million millions mn mln mio mill million millionen millones millon milioni milione milhoes milhao miljoen miljoner miljoonaa
  millioner milion miliony milionow milionu milioane milyon млн миллион миллиона миллионов мільйон мільйона мільйонів милиона
  εκατομμυρια
1e9: billion billions bn mrd milliard milliards milliarden miliardi miliardo miljard miljarder miljardia milliarder miliard miliardy
  miliardow miliard mld milyar млрд миллиард миллиарда миллиардов мільярд мільярда мільярдів милиарда
1e12: trillion trillions tn трлн триллион триллиона триллионов
100000: lakh
1e7: crore
10000: 万 萬
1e8: 亿 億
"""
)
SCALES = {word: float(scale) for word, scale in _SCALES.items()}
# Word or sign to ISO 4217 code. "pound" alone is also a weight: left out.
CURRENCIES = rows(
    """
USD: $ us$ usd dollar dollars dolares dolar dolarow dollari dollaria доллар доллара долларов долларах доларів долара
EUR: € eur euro euros euroa евро євро
GBP: £ gbp sterling
JPY: ¥ jpy yen
CNY: cny rmb yuan renminbi юаней
INR: ₹ inr rs rupee rupees rupien
RUB: ₽ rub rouble roubles ruble rubles rubel рубль рубля рублей руб
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
%*0.1: ‰ permille
m*1000: km kilometer kilometers kilometre kilometres kilometern kilometros chilometri quilometros км километр километра километров
m*1: m meter meters metre metres metern metros metri метр метра метров
m*0.01: cm centimeter centimeters centimetre centimetres см
m*0.001: mm millimeter millimeters millimetre millimetres мм
m*1609.344: mile miles mi
m*0.3048: foot feet ft
m*0.0254: inch inches
m*0.9144: yard yards yd
kg*1: kg kilo kilos kilogram kilograms kilogramm кг
kg*0.001: g gram grams gramme grammes
kg*1000: tonne tonnes tonnen тонн
kg*0.45359237: lb lbs
kg*0.028349523: oz ounce ounces
l*1: l liter liters litre litres литров
m2*10000: ha hectare hectares hektar гектаров
m2*4046.856: acre acres
s*1: second seconds sec sekunden secondes segundos секунд
s*60: minute minutes min minuten minutos minuti минут минуты
s*3600: hour hours hr hrs h stunden heures horas ore uur часов часа
s*86400: day days tage tagen jours dias giorni dagen dni дней дня
s*604800: week weeks wochen semaines semanas settimane weken недель недели
month*1: month months monate monaten mois meses mesi maanden месяцев месяца
month*120: decade decades jahrzehnt jahrzehnte jahrzehnten decennies decadas decenni
month*1200: century centuries
month*12: year years yr yrs jahr jahre jahren ans annees anos anni jaar lat let лет года годов років
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
    "万": 1e4,
    "萬": 1e4,
    "만": 1e4,
    "亿": 1e8,
    "億": 1e8,
    "억": 1e8,
    "兆": 1e12,
    "조": 1e12,
    "千": 1e3,
    "천": 1e3,
    "百": 1e2,
}
_UNSPACED = """
m*1000: 公里 千米 キロメートル キロ 킬로미터
m*1: 米 メートル 미터
m*0.01: 厘米 センチ
kg*1: 公斤 千克 キログラム 킬로그램
kg*1000: 吨 トン 톤
s*3600: 小时 小時 時間 시간
s*60: 分钟 分鐘 分間 분
s*86400: 天 日間 일간
month*12: 年 年间 年間 岁 歳 년 세
month*1: 个月 個月 か月 ヶ月 개월
m2*10000: 公顷 公頃 ヘクタール
USD: 美元 美金 ドル 달러
EUR: 欧元 歐元 ユーロ 유로
CNY: 元 人民币 人民幣
JPY: 日元 円 엔
KRW: 韩元 ウォン 원
GBP: 英镑 ポンド
%: パーセント 퍼센트
"""
UNSPACED = {
    word: (unit.partition("*")[0], float(unit.partition("*")[2] or 1))
    for unit, _, words in (row.partition(": ") for row in _UNSPACED.strip().splitlines())
    for word in words.split()
}
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
experts between among through about against into until der die das ein eine le la les un une el los
las il lo gli в на и по с он она они это как
"""
)
# Left out because they are common words of another language here: Finnish "en", Romanian "nu", Italian "mai", Turkish "hic".
NEGATIONS = words_of(
    """
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
unable impossible hardly barely rarely absence avoid avoided stop stopped
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
