"""The words that dates are made of, in many languages: months, weekdays, and days that count from today.

To add a language, add its words to the rows, in every form that stands beside a number or a year. Words are folded: no case, no accents.
Croatian "listopad" (October) is left to its Polish and Czech namesake (November).
"""

from __future__ import annotations

from linkaudit.claims.vocabulary import rows, words_of

_MONTHS = rows(
    """
1: january jan januar janner janvier janv enero ene gennaio gen janeiro januari tammikuu tammikuuta stycznia styczen sty ledna leden
  ianuarie januar ocak января январь янв січня студзеня януари ιανουαριου
  styczniu январе січні lednu ιανουαριο ιανουαριος يناير كانون ינואר ژانویه januarban tammikuussa
  tammikuun tammikuulta sijecnja siječanj januara januaru jaanuar jaanuari jaanuaris janvaris janvari janvara sausio sausis gener ян
  яну січень січ студзень јануар јануара januarja ιαν ινουάριος जनवरी জানুয়ারি জানুয়ারী ஜனவரி იანვარი იანვრის იანვარს հունվարի
  հունվար जानेवारी જાન્યુઆરી ਜਨਵਰੀ جنوری జనవరి ينا ינו styczniem январем січнем
2: february feb februar fevrier fevr febrero febbraio fevereiro fev februari helmikuu helmikuuta lutego luty unora unor februarie subat
  февраля февраль лютого лютага февруари φεβρουαριου
  lutym феврале лютому unoru φεβρουαριο φεβρουαριος فبراير شباط פברואר فوریه februarban helmikuussa şubat
  helmikuun helmikuulta veljace veljaca februara februaru februarja veebruar veebruari veebruaris februaris vasario vasaris febrer фев
  февр лютий лют люты фебруар фебруара φεβ फरवरी ফেব্রুয়ারি ফেব্রুয়ারী பிப்ரவரி თებერვალი თებერვლის თებერვალს փետրվարի փետրվար
  फेब्रुवारी ફેબ્રુઆરી ਫਰਵਰੀ فروری ఫిబ్రవరి פבר febr lut únorem февралем лютим
3: march mar marz mars marzo marco maart mrt maaliskuu maaliskuuta marca marzec brezna brezen martie marcius mart maret марта март
  березня сакавіка μαρτιου
  marcu марте березні breznu μαρτιο μαρτιος مارس آذار מרץ marciusban marciusaban maaliskuussa
  maaliskuun maaliskuulta ozujka ožujak marec märts märtsi märtsis martā kovo kovas març березень берез сакавік мар μαρ मार्च মার্চ
  மார்ச் მარტი მარტის მარტს մարտի մարտ મર્ચ મારચ ਮਾਰਚ مارچ మార్చి březnem марти мартом березнем marcem
4: april apr avril avr abril abr aprile huhtikuu huhtikuuta kwietnia kwiecien dubna duben aprilie aprilis nisan апреля апрель апр квітня
  красавіка април απριλιου
  kwietniu апреле квітні dubnu απριλιο απριλιος أبريل ابريل نيسان אפריל آوریل aprilisban huhtikuussa
  huhtikuun huhtikuulta travnja travanj aprila aprill aprilli aprillis aprīlī balandzio balandis квітень квіт красавік απρ अप्रैल
  अप्रेल এপ্রিল ஏப்ரல் აპრილი აპრილის აპრილს ապրիլի ապրիլ एप्रिल એપ્રિલ ਅਪ੍ਰੈਲ اپریل ఏప్రిల్ אפר dubnem апрелем квітнем kwietniem kwi
5: may mai mayo maggio maio mei maj toukokuu toukokuuta maja kvetna kveten majus mayis мая май травня траўня μαιου
  maju мае травні kvetnu μαιο μαιος مايو أيار מאי majusban toukokuussa mayıs
  toukokuun toukokuulta svibnja svibanj maijs maijā geguzes gegužė maig травень трав мај маја μαΐ मई মে மே მაისი მაისის მაისს մայիսի
  մայիս મે ਮਈ květnem majem маем травнем
6: june jun juni juin junio giugno giu junho kesakuu kesakuuta czerwca czerwiec cervna cerven iunie junius haziran июня июнь червня
  чэрвеня юни ιουνιου
  czerwcu июне червні cervnu ιουνιο ιουνιος يونيو حزيران יוני ژوئن juniusban kesakuussa
  kesakuun kesäkuulta lipnja lipanj júna junija junij juuni juunis jūnijs birzelio birželis juny червень черв чэрвень јун јуна ιουν जून
  জুন ஜூன் ივნისი ივნისის ივნისს հունիսի հունիս જૂન ਜੂਨ جون జూన్ июн червнем červnem czerwcem июнем cze iun
7: july jul juli juillet juil julio luglio lug julho heinakuu heinakuuta lipca lipiec cervence cervenec iulie julius temmuz июля июль
  липня ліпеня юли ιουλιου
  lipcu июле липні cervenci ιουλιο ιουλιος يوليو تموز יולי ژوئیه juliusban heinakuussa
  heinakuun heinäkuulta srpnja srpanj júla julija julij juuli juulis jūlijs liepos liepa juliol липень ліпень јул јула ιουλ जुलाई জুলাই
  ஜூலை ივლისი ივლისის ივლისს հուլիսի հուլիս जुलै જુલાઈ ਜੁਲਾਈ جولائی జూలై июл červencem lipcem июлем липнем iul
8: august aug aout agosto augustus augusti elokuu elokuuta sierpnia sierpien srpna srpen augusztus agustos agustus августа август авг
  серпня жніўня αυγουστου
  sierpniu августе серпні srpnu αυγουστο αυγουστος أغسطس آب אוגוסט اوت augusztusban elokuussa ağustos
  elokuun elokuulta kolovoza kolovoz augusta avgusta avgust augusts rugpjucio rugpjūtis agost серпень серп жнівень αυγ अगस्त আগস্ট
  ஆகஸ்ட் აგვისტო აგვისტოს օգոստոսի օգոստոս ऑगस्ट ઑગસ્ટ ਅਗਸਤ اگست ఆగస్టు אוג srpnem sierpniem августом серпнем sie
9: september sep sept septembre septiembre settembre setembro syyskuu syyskuuta wrzesnia wrzesien zari septembrie szeptember eylul
  сентября сентябрь сент вересня верасня септември σεπτεμβριου
  wrzesniu сентябре вересні σεπτεμβριο σεπτεμβριος سبتمبر أيلول ספטמבר سپتامبر szeptemberben syyskuussa
  syyskuun syyskuulta rujna rujan septembra septembris septembri rugsejo rugsėjis setembre вересень верасень сеп септембар септембра
  σεπ सितंबर सितम्बर সেপ্টেম্বর செப்டம்பர் სექტემბერი სექტემბრის სექტემბერს սեպտեմբերի սեպտեմբեր सप्टेंबर સપ્ટેમ્બર ਸਤੰਬਰ ستمبر
  సెప్టెంబర్ ספט szept setiembre wrześniem сентябрем вереснем wrz
10: october oct okt oktober octobre octubre ottobre ott outubro lokakuu lokakuuta pazdziernika pazdziernik rijna rijen octombrie ekim
  октября октябрь окт жовтня кастрычніка октомври οκτωβριου
  pazdzierniku октябре жовтні rijnu οκτωβριο οκτωβριος أكتوبر اكتوبر אוקטובר اکتبر oktoberben lokakuussa
  lokakuun lokakuulta oktobra oktobris oktobrī oktoober oktoobri oktoobris spalio spalis жовтень жовт кастрычнік октобар октобра οκτ
  अक्टूबर अक्तूबर অক্টোবর அக்டோபர் ოქტომბერი ოქტომბრის ოქტომბერს հոկտեմբերի հոկտեմբեր ऑक्टोबर ઑક્ટોબર ਅਕਤੂਬਰ اکتوبر అక్టోబర్ אוק říjnem
  październikiem октобру октябрем жовтнем paz
11: november nov novembre noviembre novembro marraskuu marraskuuta listopada listopad listopadu noiembrie kasim ноября ноябрь нояб
  листопада лістапада ноември νοεμβριου
  listopadzie ноябре листопаді νοεμβριο νοεμβριος نوفمبر נובמבר نوامبر novemberben marraskuussa kasım
  marraskuun marraskuulta studenoga studeni studenog novembra novembris novembrī ное листопад лістапад новембар новембра νοε नवंबर
  नवम्बर নভেম্বর நவம்பர் ნოემბერი ნოემბრის ნოემბერს նոյեմբերի նոյեմբեր नोव्हेंबर નવેમ્બર ਨਵੰਬਰ نومبر నవంబర్ נוב lapkricio lapkritis
  listopadem ноябрем листопадом lis
12: december dec dez dic dezember decembre diciembre dicembre dezembro joulukuu joulukuuta grudnia grudzien prosince prosinec decembrie
  aralik desember декабря декабрь дек грудня снежня декември δεκεμβριου
  grudniu декабре грудні prosinci δεκεμβριο δεκεμβριος ديسمبر דצמבר دسامبر decemberben joulukuussa aralık
  joulukuun joulukuulta prosinca prosinac decembra decembris decembrī detsember detsembri detsembris gruodzio gruodis desembre des
  грудень груд снежань децембар децембра δεκ दिसंबर दिसम्बर ডিসেম্বর டிசம்பர் დეკემბერი დეკემბრის დეკემბერს դեկտեմբերի դեկտեմբեր
  डिसेंबर ડિસેમ્બર ਦਸੰਬਰ دسمبر డిసెంబర్ דצמ prosincem grudniem декабрем груднем gru
"""
)
MONTHS = {word: int(number) for word, number in _MONTHS.items()}  # January = 1
# Hebrew and Arabic write "in", "and", "since" as one word with it.
MONTHS |= {"ב" + word: number for word, number in MONTHS.items() if "א" <= word[0] <= "ת"}
MONTHS |= {before + word: number for word, number in MONTHS.items() if len(word) > 3 and "ا" <= word[0] <= "ي" for before in "وبل"}
_WEEKDAYS = rows(
    """
0: monday mon montag montags lundi lunes lunedi segunda-feira maandag mandag maanantai maanantaina poniedzialek poniedziałku pondeli
  pondělka pondelok pondelok luni hetfo hétfőn pazartesi понедельник понеделника понедельника понеделник понеділок понеділка панядзелак
  δευτερα senin dilluns ponedjeljak ponedjeljka понедељак ponedeljak ponedeljek esmaspaev esmaspäeval pirmdiena pirmdien pirmadienis
  pirmadieni الاثنين الإثنين دوشنبه सोमवार সোমবার திங்கள் ორშაბათი ორშაბათს երկուշաբթի સોમવાર ਸੋਮਵਾਰ సోమవారం
1: tuesday tue tues dienstag dienstags mardi martes martedi terca-feira dinsdag tisdag tisdags tirsdag tiistai tiistaina wtorek utery
  úterka utorok marti kedd kedden sali salı вторник вівторок вівторка аўторак τριτη selasa dimarts utorak utorka уторак torek teisipaev
  teisipäeval otrdiena otrdien antradienis antradieni الثلاثاء سه‌شنبه मंगलवार मङ्गलवार মঙ্গলবার செவ்வாய் სამშაბათი სამშაბათს
  երեքշաբթի मंगळवार મંગળવાર ਮੰਗਲਵਾਰ మంగళవారం
2: wednesday wed mittwoch mittwochs mercredi miercoles mercoledi quarta-feira woensdag onsdag onsdags keskiviikko keskiviikkona sroda środę
  srode streda středy středu stredu miercuri szerda szerdan carsamba çarşamba среда среду середа середу серада сераду сряда τεταρτη rabu
  dimecres srijeda srijedu sreda sredo sredu kolmapaev kolmapäeval tresdiena trešdien treciadienis treciadieni الأربعاء چهارشنبه बुधवार
  বুধবার புதன் ოთხშაბათი ოთხშაბათს չորեքշաբթի બુધવાર బుధవారం
3: thursday thu thur thurs donnerstag donnerstags jeudi jueves giovedi quinta-feira donderdag torsdag torsdags torstai torstaina czwartek
  czwartku ctvrtek čtvrtka stvrtok joi csutortok csütörtökön persembe perşembe четверг четверга четвер чацвер четвъртък πεμπτη kamis
  dijous cetvrtak četvrtka четвртак cetrtek neljapaev neljapäeval ceturtdiena ceturtdien ketvirtadienis ketvirtadieni الخميس پنجشنبه
  पنجशنبه गुरुवार बृहस्पतिवार बृहस्पतवार বৃহস্পতিবার வியாழன் ხუთშაბათი ხუთშაბათს հինգշաբթի ગુરુવાર ਵੀਰਵਾਰ గురువారం
4: friday fri freitag freitags vendredi viernes venerdi sexta-feira vrijdag fredag fredags perjantai perjantaina piatek piątku patek pátku
  piatok vineri pentek pénteken cuma пятница пятницу пятницы пʼятниця пʼятницю пятніца пятніцу петък παρασκευη jumat divendres petak
  petka петак petek reede reedel piektdiena piektdien penktadienis penktadieni الجمعة جمعه शुक्रवार শুক্রবার வெள்ளி პარასკევი პარასკევს
  ուրբաթ શુક્રવાર ਸ਼ੁੱਕਰਵਾਰ శుక్రవారం
5: saturday samstag samstags sonnabend samedi sabado sabato zaterdag lordag lørdag lördag lördags lauantai lauantaina sobota sobote sobotę
  soboty sobotu sambata szombat szombaton cumartesi суббота субботу субботы субота суботу събота σαββατο sabtu dissabte subota subotu
  laupaev laupäeval sestdiena sestdien sestadienis sestadieni السبت شنبه शनिवार শনিবার சனி შაბათი შაბათს શનિવાર ਸ਼ਨਿੱਚਰਵਾਰ శనివారం
6: sunday sonntag sonntags dimanche domingo domenica zondag sondag søndag söndag söndags sunnuntai sunnuntaina niedziela niedziele niedzielę
  niedzieli nedele neděli duminica vasarnap pazar воскресенье воскресенья неділя неділю нядзеля нядзелю неделя κυριακη minggu diumenge
  nedjelja nedjelju недеља nedelja nedeljo puhapaev pühapäeval svetdiena svētdien sekmadienis sekmadieni الأحد یکشنبه रविवार इतवार
  রবিবার ஞாயிறு კვირას կիրակի રવિવાર ਐਤਵਾਰ ఆదివారం
"""
)
WEEKDAYS = {word: int(number) for word, number in _WEEKDAYS.items()}  # Monday = 0
# Short forms that are common words as well ("2 out of 3", "ago", "set"): months only between a day and a year.
_SHORT = rows(
    """
1: oca
2: sub şub
4: nis
5: mag
6: haz
7: tem lip
8: ago agu ağu
9: set eyl
10: out eki
11: kas
12: ara
"""
)
SHORT_MONTHS = {word: int(number) for word, number in _SHORT.items()}
MONTHS |= SHORT_MONTHS
# Words that are months only beside a number or behind "in", "since", "fin": "may", "march" are verbs, "mars" a planet, "april" a name ...
SHY_MONTHS = words_of(
    """
may march mar mars mart marts marta mart marca marco marc gen gener gene ene lug giu ott sty abr avr apr jan feb jun jul aug sep sept oct
okt nov dec dez dic fev maj maju mae мае mai mei maja majem majus juni juli juin april aprilis august augusta augustus augusts junius julius
ocak nisan ekim kasim luni listopad kovo kovas luty liepa studeni apr янв сент окт дек авг нояб май март марта мая маем август августа
آب מאי مه סיון avgust juny marec juna junu dubna spalis мај μαι
"""
)
# Weekday forms that are other words too ("mon ami", a "sali", "marti", Dutch "pazar"): they count only beside a date.
SHY_WEEKDAYS = words_of(
    """
mon tue wed thu fri joi luni marti sali salı cuma kedd середа среда сряда неделя неделю pazar minggu torek petek petka petak piatek patek
senin rabu kamis jumat sabtu reede शनि சனி வெள்ளி الأحد السبت nedele soboty petka selasa
"""
)
_RELATIVE = rows(
    """
-1: yesterday gestern hier ayer ieri ontem gisteren igår eilen wczoraj včera tegnap вчера вчора учора χθες χτες kemarin أمس
0: today tonight heute aujourd'hui hoy oggi hoje vandaag idag tänään dzisiaj dziś dnes azi сегодня сьогодні днес σήμερα bugün
1: tomorrow demain domani amanhã zítra holnap mâine завтра утре αύριο yarın besok غدا
"""
)
RELATIVE_DAYS = {word: int(days) for word, days in _RELATIVE.items()}
