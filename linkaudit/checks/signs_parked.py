"""A page → whether somebody other than its publisher stands there: parked, for sale, taken over by spam; or nobody yet: a placeholder.

Rows are our own; each names where the fact is from. Words count only on a page that has few others: articles about domain trading use
them too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from linkaudit.checks.page import View
from linkaudit.checks.phrases import contains, fold, names, phrases
from linkaudit.checks.urls import host_of, steps
from linkaudit.urls.normalise import site_of

PARKED, FOR_SALE, SPAM, MAINTENANCE, PLACEHOLDER = "parked-domain", "for-sale", "spam-words", "maintenance", "placeholder-page"
REGISTRAR = "domain-words"
TROUBLE = "server-trouble"
HARDLY_ANY = 25  # words
NAMED, TINY = 60, 40  # words of a page that speaks of its name in one way only: with the name as its heading, and without
_SENTENCES = re.compile(r"[.!?。！？]\s*")
A_VERB = 6  # letters that may stand between a name and "for sale": "is", "steht", "está"
_A_NAME = re.compile(r"\b[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}\b")
_STROKES = re.compile(r"\s+[|\-–—·•:»«]+\s+|\s*[|]\s*|:\s+")
_SAYS_DOMAIN = re.compile(
    r"^(?:the |this |die |le |el |il |o |het )?(?:domain name|domain|domainname|nom de domaine|domaine|dominio|domein|domena|домен)\b"
)
_SALE_STEP = re.compile(r"for-?sale|buy-?domain|domain_profile|domain-?search|auction", re.IGNORECASE)
_EDGES = " \t\"'“”„«»()[]:;,.!–—-|"
FEW = 260  # words: parking pages list related searches
VISSERS = "Vissers et al. 2015, 'Parking Sensors' (parking services)"
TMA = "Zirngibl et al. 2022, 'Domain Parking: Largely Present, Rarely Considered!' (82 parking services)"


@dataclass(frozen=True, slots=True)
class Service:
    """A parking service or marketplace: the markup that its pages load, and where the fact is from."""

    markup: str
    source: str


SERVICES = tuple(
    Service(markup, source)
    for markup, source in (
        ("sedoparking.com", VISSERS),
        ("sedoparkingurl", "intrigue-ident, sedo check"),
        ("parkingcrew.net", VISSERS),
        ("bodis.com", VISSERS),
        ("parking-lander", "GoDaddy's lander, img1.wsimg.com/parking-lander"),
        ("window.lander_system", "GoDaddy's lander script"),
        ('location.href="/lander"', "GoDaddy's front of its lander"),
        ("location.href='/lander'", "GoDaddy's front of its lander"),
        ("adsense/domains/caf.js", "Google AdSense for domains, the script of parked pages"),
        ("parklogic.com", TMA),
        ("above.com/marketplace", TMA),
        ("skenzo.com", VISSERS),
        ("domainsponsor.com", VISSERS),
        ("dsparking.com", TMA),
        ("rookdns.com", TMA),
        ("cashparking.com", VISSERS),
        ("parkingpage.namecheap.com", TMA),
        ("hugedomains.com/domain_profile", TMA),
        ("afternic.com/forsale", TMA),
        ("dan.com/buy-domain", TMA),
        ("sedo.com/search/details", TMA),
        ("domainmarket.com/buynow", TMA),
        ("uniregistry.com/buy-domain", TMA),
        ("undeveloped.com/buy-domain", TMA),
        ("registrar-servers.com/parking", TMA),
        ("voodoo.com/parking", TMA),
        ("window.park = ", "the state that the script of ParkingCrew's and Bodis' newer pages reads"),
        ("cdn-fileserver.com/bping", "a counter of parked pages, named by several public lists"),
        ('href="/_pp"', "the privacy link at the foot of parked pages, named by several public lists"),
        ("?tr_uuid=", "what parked pages add to the address when they reload, named by several public lists"),
    )
)
# Where the owners of a lapsed name send its visitors (registrable domains; their own pages are cited too, so only after a redirect).
_MAINTAINED = re.compile(
    r"^(?:maintenance|under-?maintenance|maintenance-?mode|wartung|mantenimiento|manutencao|manutenzione|onderhoud)(?:\.\w+)?$", re.I
)
_LISTING = re.compile(r"\.[a-z]+/[a-z]")  # the path of an offer at a marketplace
MARKETS = names("""
    hugedomains.com afternic.com dan.com sedo.com undeveloped.com domainmarket.com buydomains.com brandbucket.com squadhelp.com
    atom.com uniregistry.com efty.com domainagents.com perfectdomain.com namerific.com epik.com parkingcrew.net bodis.com
    sedoparking.com dynadot.com above.com saw.com expireddomains.com domainnamesales.com 4.cn ename.com
    """)
_SALE = phrases("""
    domain is for sale|domain name is for sale|domain may be for sale|domain for sale|domain name for sale|buy this domain|
    purchase this domain|domain is available for purchase|make an offer on this domain|get this domain|this premium domain|
    inquire about this domain|domain is available for sale|domain steht zum verkauf|domain ist zu verkaufen|domain zu verkaufen|
    domain kaufen|domain zum verkauf|domaine est à vendre|nom de domaine à vendre|domaine à vendre|dominio está en venta|
    dominio en venta|dominio está a la venta|domínio está à venda|domínio à venda|dominio è in vendita|dominio in vendita|
    domein is te koop|domeinnaam is te koop|domein te koop|domena jest na sprzedaż|domena na sprzedaż|doména je na prodej|
    domén eladó|domänen är till salu|domænet er til salg|domenet er til salgs|alan adı satılıktır|domain satılık|
    bu alan adı satılık|tên miền này đang được bán|tên miền này được rao bán|домен продается|домен продаётся|
    домен выставлен на продажу|купить домен|домен продається|το domain πωλείται|הדומיין למכירה|النطاق للبيع|
    هذا النطاق معروض للبيع|این دامنه به فروش|域名出售|此域名可转让|该域名正在出售|本域名出售|域名可出售|您正在访问的域名可以转让|
    網域出售|此網域出售|ドメインは販売中|ドメインを販売|ドメイン売ります|
    このドメインは売り出し中|도메인 판매|도메인을 판매|도메인은 판매 중
    """)
# Beside the domain's own name, in one line
_OFFERED = phrases("""
    is for sale|may be for sale|for sale|is available for purchase|buy it now|zu verkaufen|zum verkauf|à vendre|en venta|à venda|
    in vendita|
    te koop|na sprzedaż|na prodej|eladó|till salu|til salg|til salgs|satılık|продается|продаётся|на продажу|продається|πωλείται|למכירה|
    للبيع|出售|转让|出讓|販売|売ります|판매
    """)
_PARKED = phrases("""
    domain is parked|domain name is parked|parked free|parked domain|domain has been parked|parked page|this domain has expired|
    domain name has expired|domain has recently been registered|domain was recently registered|domain expired|
    domain has been registered|renew your domain|domain ist geparkt|domain wurde registriert|domain geparkt|domaine est parqué|
    domaine a expiré|nom de domaine est enregistré|dominio está aparcado|dominio ha expirado|dominio estacionado|
    domínio estacionado|domínio expirou|dominio è parcheggiato|dominio è scaduto|domein is geparkeerd|domein is geregistreerd|
    domena jest zaparkowana|domena została zaparkowana|domena wygasła|domén parkol|alan adı park|alan adının süresi|
    домен припаркован|домен зарегистрирован|срок регистрации домена|домен не прилинкован|домен припарковано|该域名已过期|
    域名已过期|域名停放|
    此網域已過期|このドメインは期限切れ|ドメインパーキング|도메인이 만료|related searches
    """)
_PLACEHOLDER = phrases("""
    account suspended|account has been suspended|this site is suspended|website is suspended|site has been suspended|
    welcome to nginx|apache2 ubuntu default page|apache2 debian default page|it works!|iis windows server|test page for the|
    unrecognized domain|unrecognised domain|renew your subscription|has been deactivated|account deactivated|store is unavailable|
    shop is unavailable|default web site page|default web page|default home page|default server page|default page of|
    website suspended|site suspended|hosting suspended|has been temporarily suspended|hosting account has been suspended|
    hosting contract has expired|hosting has expired|hosting expired|website expired|site expired|subscription has expired|
    contact information verification|domain is not configured|domain not configured|unknown domain|site not configured|
    domain is not connected|is not connected to a website|isn't connected to a website|konto gesperrt|webseite gesperrt|
    compte suspendu|site suspendu|cuenta suspendida|sitio suspendido|conta suspensa|site suspenso|account sospeso|сайт заблокирован|
    хостинг заблокирован|аккаунт заблокирован|网站已暂停|网站已关闭|账户已暂停|website coming soon|site is under construction|
    under construction|coming soon|placeholder page|future home of|site not published|seite im aufbau|hier entsteht|en construction|
    en construcción|em construção|in costruzione|in aanbouw|w budowie|ve výstavbě|yapım aşamasında|сайт в разработке|
    сайт находится в разработке|建设中|準備中|工事中|공사중|server's default page|askıya alın|hesap askıda|домен не добавлен|
    not linked to a website|domain is not linked|zawieszona|konto zawieszone|účet pozastaven|felfüggeszt|suspendat|приостановлен|
    账户已被暂停|アカウントは停止|bị khóa|service has been discontinued|service has shut down|サービスを終了|서비스가 종료|停止服务|
    服务已终止|dienst wurde eingestellt|web server is ready|new web server is ready|server is ready to use|сайт не опубликован|
    сайт не настроен|домен не привязан|looks like this domain isn't connected|site is not published|website is not published|
    hier entsteht in kürze|neue internetpräsenz|没有找到站点|站点已暂停|站点已停止|apache is functioning
    """)
# Titles of what a web server shows when it was installed a minute ago; such pages explain themselves to the administrator at length
_DEFAULTS = phrases("""
    test page for|http server test page|apache http server test page|default web site page|welcome to nginx|apache2 ubuntu default page|
    apache2 debian default page|iis windows server|welcome to centos|welcome to caddy|welcome to openresty|welcome to tengine
    """)
_MAINTENANCE = phrases("""
    briefly unavailable for scheduled maintenance|
    undergoing maintenance|down for maintenance|under maintenance|performing maintenance|scheduled maintenance|site maintenance|
    maintenance mode|routine maintenance|
    maintenance|be back soon|we'll be back|be right back|temporarily unavailable|temporarily offline|temporarily down|
    scheduled downtime|technical difficulties|service unavailable|wartungsarbeiten|wartung|vorübergehend nicht|
    vorübergehend nicht erreichbar|en maintenance|temporairement indisponible|en mantenimiento|mantenimiento|
    temporalmente no disponible|em manutenção|manutenção|temporariamente indisponível|in manutenzione|manutenzione|
    temporaneamente non disponibile|onderhoud|tijdelijk niet beschikbaar|underhåll|vedligeholdelse|vedlikehold|huoltokatko|
    przerwa techniczna|prace konserwacyjne|tymczasowo niedostępn|údržb|karbantartás|mentenanță|bakım|geçici olarak|bảo trì|
    pemeliharaan|технические работы|техническое обслуживание|временно недоступ|технічні роботи|тимчасово недоступ|προσωρινά μη|
    συντήρηση|תחזוקה|صيانة|تعمیرات|रखरखाव|ปิดปรับปรุง|维护中|系统维护|維護中|系統維護|メンテナンス|점검 중|서비스 점검
    """)
# What a server says of its own trouble, and what a page adds when it is the page that is missing
_TROUBLE = phrases("""
    servers are busy|server is busy|broke on our end|on our end|try again in a minute|try again shortly|try again soon|took too long|
    backend unavailable|is currently unavailable|site currently unavailable|service currently unavailable|momentarily unavailable|
    not available at the moment|unavailable at the moment|could not be retrieved|something went wrong|internal server error|
    try again later|try again in a few|technical problem|technical difficult|technical error|establishing a database connection|
    database error|connection timed out|error code 52|host error|origin is unreachable|web server is down|guru meditation|
    backend fetch failed|sqlstate|uncaught pdoexception|fatal error:|parse error:|mysqli_connect|connection refused in|stack trace:|
    http error 500|error 500|error 502|error 503|error 504|server error|service unavailable|temporarily unavailable|unexpected error|
    an error occurred|an error has occurred|high traffic|overloaded|too many connections|bad gateway|gateway timeout|
    vorübergehend nicht|technische störung|technisches problem|später erneut|später noch einmal|serverfehler|
    temporairement indisponible|problème technique|réessayer plus tard|réessayez plus tard|erreur interne|une erreur est survenue|
    temporalmente no disponible|problema técnico|inténtelo más tarde|inténtalo más tarde|error interno|ha ocurrido un error|
    temporariamente indisponível|tente novamente mais tarde|ocorreu um erro|erro interno|temporaneamente non disponibile|
    riprova più tardi|si è verificato un errore|errore interno|tijdelijk niet beschikbaar|probeer het later|
    er is een fout opgetreden|tymczasowo niedostępn|spróbuj ponownie później|wystąpił błąd|dočasně nedostupn|zkuste to později|
    tillfälligt otillgänglig|försök igen senare|prøv igen senere|prøv igjen senere|yritä myöhemmin|geçici olarak|daha sonra tekrar|
    bir hata oluştu|tạm thời không|thử lại sau|sementara tidak|coba lagi nanti|временно недоступ|попробуйте позже|
    повторите попытку позже|произошла ошибка|тимчасово недоступ|спробуйте пізніше|προσωρινά μη|προσπαθήστε αργότερα|זמנית|
    נסו שוב מאוחר|غير متاح مؤقتا|حاول مرة أخرى لاحقا|يرجى المحاولة لاحقا|موقتا در دسترس|بعدا دوباره|बाद में पुनः|बाद में फिर|
    ลองใหม่อีกครั้งภายหลัง|暂时无法|稍后再试|服务器错误|系统繁忙|暫時無法|稍後再試|系統忙碌|一時的に|しばらくしてから|
    しばらく経ってから|サーバーエラー|일시적으로|잠시 후 다시|서버 오류
    """)
_FOR_GOOD = phrases("""
    not found|n't found|404|removed|deleted|not exist|n't exist|no longer|moved|nicht gefunden|existiert nicht|gelöscht|
    introuvable|n'existe|supprimé|no encontrad|no existe|eliminad|não encontrad|não existe|removid|non trovat|non esiste|rimoss|
    niet gevonden|bestaat niet|verwijderd|nie znaleziono|nie istnieje|usunięt|nenalezen|neexistuje|hittades inte|finns inte|
    ikke fundet|findes ikke|ikke funnet|finnes ikke|ei löyd|bulunamadı|mevcut değil|kaldırıl|silin|không tìm thấy|không tồn tại|
    tidak ditemukan|не найден|не существует|удален|не знайден|не існує|видален|δεν βρέθηκε|δεν υπάρχει|לא נמצא|לא קיים|غير موجود|
    لم يتم العثور|حذف|یافت نشد|وجود ندارد|नहीं मिला|मौजूद नहीं|ไม่พบ|ไม่มี|不存在|找不到|未找到|删除|沒有找到|刪除|見つかりません|
    存在しません|
    削除|찾을 수 없|존재하지 않|삭제
    """)
# How a page speaks of the name that it stands on, and of names as a ware; both together, at every address of a site, are a registrar's page
_THIS_DOMAIN = phrases("""
    this domain|the domain|your domain|diese domain|die domain|der domain|ce domaine|ce nom de domaine|le domaine|este dominio|
    el dominio|este domínio|o domínio|questo dominio|il dominio|deze domein|dit domein|het domein|denna domän|domänen|dette domæne|
    domænet|dette domenet|domenet|ta domena|tato doména|doména|ez a domain|acest domeniu|bu alan adı|bu domain|alan adı|tên miền|
    domain ini|verkkotunnus|этот домен|данный домен|домен|цей домен|το domain|הדומיין|هذا النطاق|النطاق|این دامنه|โดเมนนี้|โดเมน|
    该域名|此域名|本域名|域名|此網域|網域|このドメイン|ドメイン|이 도메인|도메인|domena|doména|domæne|domän|domeniul|nazwa domeny|
    domain name
    """)
_WARE = (
    phrases(
        "parked|parking|geparkt|aparcad|estacionad|parcheggiat|geparkeerd|parkerad|parkeret|zaparkowan|zaparkov|парков|停放|停靠|パーキング"
    ),
    phrases(
        """
        owner of this domain|owner of the domain|domain owner|own this domain|is this your domain|eigentümer der domain|
        inhaber der domain|inhaber dieser domain|propriétaire du domaine|propriétaire de ce domaine|propietario del dominio|
        titular del dominio|proprietário do domínio|proprietario del dominio|eigenaar van dit domein|eigenaar van deze domein|
        ejer du domæn|ejer domæn|din domän|äger domän|właścicielem domen|vlastník domén|vlastníkem domén|владел|域名所有者|域名持有|
        ドメインの所有者|도메인 소유자
        """
    ),
    phrases("interested in this domain|interested in purchasing|interested in buying|inquire about|感兴趣|合作意向|域名交易|交易安全"),
    phrases("whois|registrar|registrant|domain holder|domaininhaber|titulaire|regist|enregistr|зарегистрир|注册|註冊|登録|取得|등록"),
    phrases(
        "purchased|reserved|acquired|gekauft|reserviert|acheté|réservé|comprado|reservad|acquistato|gekocht|köpt|куплен|购买|購入|구매"
    ),
    phrases(
        """
        expired|renew|abgelaufen|verlängern|expiré|renouvel|expirad|caducad|renov|scadut|rinnov|verlopen|verlengen|wygas|истек|продл|
        过期|期限切れ|만료
        """
    ),
    phrases(
        """
        can buy|jetzt kaufen|kaufen sie|acheter ce|comprar este|comprar ahora|compre agora|acquista questo|koop deze|koop dit|kup tę|
        rao bán|đang bán|eladó|til salg|na prodej|na predaj|satılık|satın al|売却|للبيع|למכירה|πωλείται|de vânzare|myynnissä|dijual|
        for sale|make an offer|escrow|zum verkauf|zu verkaufen|à vendre|en venta|à venda|in vendita|te koop|till salu|na sprzeda|
        продаж|出售|販売|판매
        """
    ),
    phrases("buy now|buy it now|transaction|payment plan|price of this|kaufpreis|prix de vente"),
    phrases(
        """
        hosting|hébergement|alojamiento|hospedagem|hostingowy|хостинг|主机|レンタルサーバ|호스팅|name server|nameserver|
        serwerach nazw|네임서버|dns
        """
    ),
    phrases(
        """
        search domains|register domains|similar domains|search available domains|dominios similares|sponsored listings|related links|
        related searches
        """
    ),
)
# What hijacked names are used for, as pages say it in their titles. One of them is a subject; three on a foreign name are a business.
_SPAM = phrases("""
    slot gacor|slot online|situs slot|judi online|judi bola|togel|sbobet|agen bola|bandar|maxwin|rtp live|slot88|gacor|
    pragmatic play|deposit pulsa|slot demo|scatter hitam|casino|poker online|sports betting|online betting|free spins|sportsbook|
    roulette|blackjack|jackpot|welcome bonus|online slots|no deposit bonus|1xbet|mostbet|pin up|melbet|vavada|bahis|deneme bonusu|
    casino siteleri|canlı casino|iddaa|kaçak bahis|казино|ставки на спорт|букмекер|игровые автоматы|фриспины|바카라|카지노|토토|
    슬롯사이트|먹튀|娱乐城|博彩|彩票|百家乐|老虎机|六合彩|体育投注|カジノ|オンカジ|คาสิโน|สล็อต|บาคาร่า|หวย|nhà cái|cá cược|nổ hũ|
    xổ số|viagra|cialis|levitra|online pharmacy|escort|porn|xxx|sex cam|payday loan|replica watches|essay writing service|
    write my essay|buy essay|custom essay|term papers|dissertation help|sildenafil|tadalafil|without prescription|no prescription|
    canadian pharmacy|real money slots|live dealer|betting odds|джекпот|рабочее зеркало|бонус за регистрацию|фриспин|рулетк|
    без депозита|แทงบอล|เครดิตฟรี|เว็บพนัน|เว็บตรง|ฝากถอน|bonusu veren|slot oyun|bahis siteleri|çevrimsiz|güncel giriş|bắn cá|
    토토사이트|카지노사이트|스포츠 배팅|먹튀검증|kasyno|automaty do gier|zakłady bukmacherskie|darmowe spiny|bez depozytu|ruletka|
    入金不要|スロット|ルーレット|バカラ|ブックメーカー|フリースピン|online-casino|freispiele|spielautomaten|sportwetten|
    casas de apuestas|tragamonedas|apuestas deportivas|giros gratis|cassino|apostas esportivas|caça-níqueis|rodadas grátis|
    scommesse sportive|giri gratis|casino en ligne|machines à sous|paris sportifs|tours gratuits|gokkasten|judi slot|deposit qris|
    bonus new member|link alternatif
    """)


TABLES = (_SALE, _OFFERED, _PARKED, _PLACEHOLDER, _MAINTENANCE, _TROUBLE, _THIS_DOMAIN, _SPAM)
_MARKUPS = tuple(service.markup for service in SERVICES)


def stand_in(asked: str, shown: str, page: View) -> str | None:
    """Who stands there: parked-domain or for-sale (the name has another owner), maintenance or placeholder-page (nobody at the moment), or
    None. The pages of the services themselves are pages."""
    if site_of(host_of(asked)) in MARKETS:
        return None
    if site_of(host_of(shown)) in MARKETS or _offered_at(asked, shown):
        return FOR_SALE
    if page.kind != "html":
        return None
    name = host_of(shown).removeprefix("www.")
    if any(_offers(part, name) for text in (page.title, *page.headings[:2]) for part in _parts(text)):
        return FOR_SALE
    if page.long or page.words > FEW:
        return None
    lines = [fold(line) for line in (page.title, *page.headings[:4])]
    bare = [_A_NAME.sub("", line).strip() for line in lines]  # "Unknown domain: a.example" says no more than "Unknown domain"
    slack = 40 if page.words <= HARDLY_ANY else 14
    # a mark that the reader can read is written about, not at work; a link to a marketplace stands in articles too
    markup = page.raw.lower()
    marks = (
        [mark for mark in _MARKUPS if mark in markup and mark not in page.text.lower()] if any(map(markup.__contains__, _MARKUPS)) else []
    )
    few = " ".join((*lines, fold(page.own[:3000])))
    sale, parked = contains(few, _SALE), contains(few, _PARKED)
    if marks and (sale or parked or (page.words <= 60 and any(not _LISTING.search(mark) for mark in marks))):
        return FOR_SALE if sale else PARKED
    head = " ".join(lines[:2])
    if page.words <= 90 and steps(shown) != steps(asked) and _MAINTAINED.search((steps(shown) or ("",))[-1]):
        return MAINTENANCE
    if (
        page.words <= 140
        and contains(head, _MAINTENANCE)
        and any(_whole(part, _MAINTENANCE, 14) for line in lines[:2] for part in (line, *line.split(". ")))
    ):
        return MAINTENANCE
    if page.words <= 140 and contains(head, _PLACEHOLDER) and any(_whole(line, _PLACEHOLDER, slack) for line in bare[:2]):
        return PLACEHOLDER
    if (
        page.words <= HARDLY_ANY
        and contains(few, _PLACEHOLDER)
        and any(_whole(fold(line), _PLACEHOLDER, slack) for line in page.own.split(". "))
    ):
        return PLACEHOLDER
    if lines[0].startswith(_DEFAULTS):
        return PLACEHOLDER
    sentences = [fold(sentence) for sentence in page.own.split(". ")[:6]]
    # said at once, if much else is said: "currently unavailable" stands on the pages of goods, too
    first = few if page.words <= HARDLY_ANY else " ".join((*lines, *sentences[:2]))
    if page.words <= 100 and contains(first, _TROUBLE) and not contains(few, _FOR_GOOD):
        return TROUBLE
    if page.words <= 120 and any(_offers(sentence, name) for sentence in sentences):
        return FOR_SALE
    if not (sale or parked):
        return None
    # Words alone must be all that a line says, or stand below the mere name; on a page that names itself, or that says nothing else
    tight = any(_whole(line, (*_SALE, *_PARKED[:-1]), 12 + len(name)) for line in (*lines, *sentences[:3]))
    named = any(line in (name, f"www.{name}") for line in lines)
    if (tight or named) and (page.words <= 30 or (name in few and page.words <= 120)):
        return FOR_SALE if sale else PARKED
    return None


def _offered_at(asked: str, shown: str) -> bool:
    """Whether the reader was sent to where the very name is on offer: another site, an address that has the name and speaks of a sale."""
    name = host_of(asked).removeprefix("www.")
    return name in shown and site_of(name) != site_of(host_of(shown)) and _SALE_STEP.search(shown) is not None


def _parts(text: str) -> list[str]:
    """A title, and the parts between its strokes, folded."""
    whole = fold(text[:300])
    return [whole, *_STROKES.split(whole)]


def _offers(line: str, name: str) -> bool:
    """Whether a line offers the very name that the page stands on: the name, and right beside it that it is for sale.

    Not "Boats for sale at boats.example": there something else stands beside "for sale".
    """
    if name not in line or len(line) > len(name) + 60:
        return False
    rest = _SAYS_DOMAIN.sub("", line.replace(f"www.{name}", name).replace(name, " ").strip(_EDGES)).strip(_EDGES)
    return any(0 <= rest.find(words) <= A_VERB and len(rest) <= len(words) + 24 for words in _OFFERED)


def registrar(shown: str, page: View) -> bool:
    """Whether a page of few words speaks of the very name that it stands on, and of names as a ware: in two ways at least."""
    if page.kind != "html":
        return False
    if any(_offers(part, found[0]) for part in _parts(page.title) if (found := _A_NAME.match(part))):
        return True  # a marketplace names the name in its title, whatever it is called by and however much it says of itself
    if page.long or page.words > FEW:
        return False
    text = fold(" ".join((page.title, *page.headings[:6], page.own[:4000])))
    if not contains(text, _THIS_DOMAIN) or site_of(host_of(shown)) in MARKETS:
        return False
    ways = sum(contains(text, words) for words in _WARE)
    if ways != 1 or page.words > NAMED:
        return ways >= 2
    # In one way only: on a page that says hardly anything else, or whose heading is the mere name
    name = host_of(shown).removeprefix("www.")
    if any(fold(line).removeprefix("www.").strip(_EDGES) == name for line in (page.title, *page.headings[:2])):
        return True
    own = page.own.lower().replace(name, " ")  # the stop in a name ends no sentence
    sentences = (fold(part) for part in (page.title, *page.headings[:2], *_SENTENCES.split(own)[:6]))
    return page.words <= TINY and any(contains(part, _THIS_DOMAIN) and any(contains(part, words) for words in _WARE) for part in sentences)


def spam(asked: str, page: View) -> bool:
    """Whether a page sells what hijacked names sell, on a name that was not made for it: three such words in title, headings and
    description, or one in the title and five in all."""
    described = next((value for key, value in page.metas if key == "description"), "")
    heads = fold(" ".join((page.title, *page.headings[:6], described[:600])))
    if not contains(heads, _SPAM):
        return False
    name = re.sub(r"[^\w]", "", asked.lower())
    hits = {word for word in _SPAM if word in heads}
    if len(hits) < 3 and contains(fold(page.title), _SPAM):
        text = fold(page.own[:6000])
        more = hits | {word for word in _SPAM if word in text}
        hits = more if len(more) >= 5 else hits
    return len(hits) >= 3 and not any(word.replace(" ", "") in name for word in hits)


def _whole(line: str, phrases: tuple[str, ...], slack: int) -> bool:
    """Whether a line says it and hardly anything else: at most `slack` characters more."""
    return any(phrase in line and len(line) <= len(phrase) + slack for phrase in phrases)
