"""An answer → whose bot wall it is, if it is one: a challenge or block page stands where the page should, whatever its status.

Every mark is a row with its weight and where the fact is from. A page is a wall when its marks weigh `ENOUGH` together *and* it has few
words of its own: the same scripts, cookies and phrases stand on ordinary pages behind these services, and in articles about them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from linkaudit.checks.page import View, framed, view
from linkaudit.checks.phrases import contains, count, fold, phrases
from linkaudit.checks.urls import host_of
from linkaudit.model import Response

SURE, STRONG, READ, WEAK, ENOUGH = 9, 3, 2, 1, 3
FEW = 130  # words of its own: the wordiest default wall here (Cloudflare's block page) has about 110
EXPLAINED = 220  # words of its own: a wall whose title or heading says so and that answers the visitor's questions below
HARDLY_ANY = 35
A_FEW = 6  # words: "Verify", and the name of the site
BLOCKED = 80  # words of its own: a page that says of its visitor what only a wall says

LIST = "is-antibot provider list, github.com/microlinkhq/is-antibot"
WAFW00F = "wafw00f plugins, github.com/EnableSecurity/wafw00f"


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark of one service. `what`: a header's name with `value` a pattern for it, a literal of the markup, or a part of the URL."""

    vendor: str
    where: Literal["header", "markup", "url"]
    what: str
    weight: int
    source: str
    value: str = ""


MARKS = (
    Mark("cloudflare", "header", "cf-mitigated", SURE, "Cloudflare docs, 'Detect a Challenge Page response'", "^challenge"),
    Mark("cloudflare", "markup", "_cf_chl_opt", STRONG, LIST),
    Mark(
        "cloudflare",
        "markup",
        "/cdn-cgi/challenge-platform/h/",
        STRONG,
        "Cloudflare docs, 'JavaScript detections' (the /scripts/jsd one is on any page)",
    ),
    Mark("cloudflare", "markup", "jschl_vc", STRONG, "cloudscraper, github.com/codemanki/cloudscraper (a field of its older challenges)"),
    Mark("cloudflare", "markup", "cf-browser-verification", STRONG, WAFW00F),
    Mark("cloudflare", "markup", "cf-error-details", STRONG, "Cloudflare docs, 'Cloudflare 1xxx errors' (the class of its error pages)"),
    Mark(
        "aws-waf", "header", "x-amzn-waf-action", SURE, "AWS WAF API reference, ChallengeAction and CaptchaAction", "^(challenge|captcha)"
    ),
    Mark("aws-waf", "markup", "awswaf.com", WEAK, LIST),
    Mark("aws-waf", "markup", "gokuprops", STRONG, "AWS WAF docs, client application integration (what its interstitial script sets)"),
    Mark("vercel", "header", "x-vercel-mitigated", SURE, "Vercel docs, 'Attack Challenge Mode'", "^(challenge|deny)"),
    Mark("vercel", "header", "x-vercel-challenge-token", SURE, "Vercel docs, 'Attack Challenge Mode'"),
    Mark("akamai", "markup", "sec-if-cpt-container", STRONG, "Akamai docs, Bot Manager 'crypto challenge'"),
    Mark("akamai", "markup", "/_sec/cp_challenge/", STRONG, "Akamai docs, Bot Manager 'crypto challenge'"),
    Mark("akamai", "markup", "bm-verify", STRONG, "Akamai docs, Bot Manager 'interstitial'"),
    Mark("akamai", "markup", "errors.edgesuite.net", STRONG, "Akamai community, 'Access Denied, Reference #18' pages"),
    Mark("akamai", "markup", "reference #", READ, "Akamai community, 'Access Denied, Reference #18' pages"),
    Mark("akamai", "markup", "bmak.", WEAK, LIST),
    Mark("datadome", "markup", "captcha-delivery.com", STRONG, "DataDome docs, 'Response page' (its captcha and block page)"),
    Mark(
        "datadome",
        "markup",
        "please enable js and disable any ad blocker",
        READ,
        "DataDome docs, 'Response page' (to those without scripts)",
    ),
    Mark("datadome", "header", "x-dd-b", STRONG, LIST, "^[12]$"),
    Mark("datadome", "header", "x-datadome", WEAK, LIST, "^(?!protected)"),
    Mark("perimeterx", "markup", "px-captcha", STRONG, "HUMAN (PerimeterX) docs, 'Block page customisation'"),
    Mark("perimeterx", "markup", "_pxappid", WEAK, LIST),
    Mark("imperva", "markup", "_incapsula_resource", READ, WAFW00F + "; short ordinary pages carry it, too"),
    Mark("imperva", "markup", "_incapsula_resource?swudnsai", WEAK, "Imperva docs, the frame of its block page"),
    Mark("imperva", "markup", "incapsula incident id", READ, WAFW00F),
    Mark("imperva", "markup", "/_imperva/", WEAK, LIST),
    Mark("kasada", "header", "x-kpsdk-ct", STRONG, "Kasada docs, headers of its challenge answer"),
    Mark("kasada", "markup", "kpsdk", WEAK, LIST),
    Mark("kasada", "markup", "/ips.js?", STRONG, "Kasada docs, its challenge script"),
    Mark("sucuri", "markup", "sucuri_cloudproxy_js", STRONG, "Sucuri docs, emergency DDoS protection"),
    Mark("sucuri", "markup", "sucuri website firewall", READ, LIST),
    Mark("anubis", "markup", "anubis_challenge", STRONG, LIST),
    Mark("anubis", "markup", "/.within.website/x/cmd/anubis/", STRONG, "Anubis source, github.com/TecharoHQ/anubis"),
    Mark("go-away", "markup", "/.well-known/.git.gammaspectra.live/", STRONG, "go-away source, git.gammaspectra.live/git/go-away"),
    Mark("ddos-guard", "markup", "/.well-known/ddos-guard/", STRONG, WAFW00F),
    Mark("ddos-guard", "markup", "check.ddos-guard.net", STRONG, WAFW00F),
    Mark("qrator", "markup", "__qrator/", STRONG, "Qrator docs, its cookie check"),
    Mark("siteground", "markup", "/.well-known/sgcaptcha/", STRONG, "SiteGround docs, anti-bot AI"),
    Mark("siteground", "url", "/.well-known/sgcaptcha/", SURE, "SiteGround docs, anti-bot AI"),
    Mark("bunny", "markup", "/.bunny-shield/", STRONG, "bunny.net docs, Bunny Shield"),
    Mark("fastly", "markup", "_fs-ch-", STRONG, LIST),
    Mark("alibaba", "markup", "x5secdata", STRONG, LIST),
    Mark("alibaba", "markup", "acw_sc__v2", STRONG, "Alibaba Cloud docs, WAF 'JavaScript challenge'"),
    Mark("alibaba", "url", "/_____tmd_____/punish", SURE, LIST),
    Mark("tencent", "markup", "tencentcaptcha", WEAK, LIST),
    Mark("yandex", "url", "/showcaptcha", SURE, "Yandex help, 'SmartCaptcha'"),
    Mark("google", "url", "/sorry/index", SURE, "Google help, 'Unusual traffic from your computer network'"),
    Mark("radware", "url", "validate.perfdrive.com", SURE, "Radware Bot Manager docs"),
    Mark("queue-it", "url", ".queue-it.net/", SURE, "Queue-it docs, waiting room"),
    Mark("queue-it", "header", "x-queueit-connector", WEAK, "Queue-it docs, connectors"),
    Mark("f5", "markup", "the requested url was rejected. please consult with your administrator", READ, WAFW00F),
    Mark("f5", "markup", "bobcmn", WEAK, "F5 docs, 'Proactive bot defense' (what its script is told)"),
    Mark("f5", "markup", "/tspd/", STRONG, "F5 docs, 'Proactive bot defense' (TSPD scripts)"),
    Mark("reblaze", "markup", "protected by reblaze", READ, LIST),
    Mark("reblaze", "markup", "window.rbzns", STRONG, "Reblaze docs, its challenge script"),
    Mark("wordfence", "markup", "generated by wordfence", READ, WAFW00F),
    Mark("weibo", "markup", "sina visitor system", READ, LIST),
    Mark("reddit", "markup", "blocked by network security", READ, LIST),
    Mark("amazon", "markup", "csm-captcha-instrumentation", STRONG, LIST),
    Mark("amazon", "markup", "/errors/validatecaptcha", STRONG, LIST),
    Mark("amazon", "markup", "/errors_page/validatecaptcha", STRONG, "what its 'continue shopping' page of 2026 posts to"),
    Mark("azure", "markup", "/.azwaf/", STRONG, "Azure docs, 'WAF JavaScript challenge'"),
    Mark("radware", "markup", "captcha.perfdrive.com", STRONG, "Radware Bot Manager docs"),
    Mark("mod_security", "markup", "generated by mod_security", STRONG, "ModSecurity, what its default refusal says"),
    Mark("arkose", "url", ".arkoselabs.com/", SURE, "Arkose Labs docs, hosts of its challenge"),
    Mark("datadome", "url", ".captcha-delivery.com/", SURE, "DataDome docs, 'Response page'"),
    Mark("baidu", "markup", "wappass.baidu.com", STRONG, "the script of Baidu's safety check"),
    Mark("imunify360", "header", "server", STRONG, "Imunify360 docs, 'WebShield'", "^imunify360"),
    Mark("go-away", "markup", "protected by go-away", READ, "go-away source, git.gammaspectra.live/git/go-away"),
    Mark("fortinet", "markup", "fgd_icon", READ, WAFW00F),
    Mark("alibaba", "markup", "aliyun_waf_aa", STRONG, "Alibaba Cloud docs, WAF 'JavaScript challenge' (a meta of its page)"),
    Mark("captcha", "markup", "challenges.cloudflare.com/turnstile", WEAK, LIST),
    Mark("captcha", "markup", "cf-turnstile", WEAK, LIST),
    Mark("captcha", "markup", "hcaptcha.com", WEAK, LIST),
    Mark("captcha", "markup", "h-captcha", WEAK, LIST),
    Mark("captcha", "markup", "g-recaptcha", WEAK, LIST),
    Mark("captcha", "markup", "recaptcha/api", WEAK, LIST),
    Mark("captcha", "markup", "arkoselabs.com", WEAK, LIST),
    Mark("captcha", "markup", "geetest", WEAK, LIST),
    Mark("captcha", "markup", "frc-captcha", WEAK, LIST),
    Mark("captcha", "markup", "captcha-form", WEAK, "common id of home-made captcha pages"),
)
_HEADERS = {mark.what for mark in MARKS if mark.where == "header"}
_MARKUP = tuple(mark for mark in MARKS if mark.where == "markup")
_LITERALS = tuple(mark.what for mark in _MARKUP if " " not in mark.what)
_SENTENCES = tuple(mark.what for mark in _MARKUP if " " in mark.what)
_URLS = tuple(mark for mark in MARKS if mark.where == "url")

# What walls say to their visitors. Weighs as a whole title or heading 2, within the page's own words 1.
PHRASES = phrases("""
    just a moment|one moment please|attention required|checking your browser|checking if the site connection is secure|
    verify you are human|verify that you are human|verify you're human|verifying you are human|confirm you are human|
    confirm that you are human|human verification|are you a robot|are you human|not a robot|not a bot|security check|
    security checkpoint|security verification|pardon our interruption|access denied|request rejected|request blocked|
    access to this page has been denied|you have been blocked|you've been blocked|unusual traffic|unusual activity|
    suspicious activity|automated requests|automated access|complete the captcha|solve the captcha|solve this captcha|captcha|
    enable javascript and cookies|press & hold|press and hold|one more step|bot protection|ddos protection|bot verification|
    browser check|verifying your browser|robot check|human check|
    prove you are human|please wait for verification|client challenge|403 forbidden|
    403 - forbidden|403 error|error 403|http 403|http error 403|401 unauthorized|error 401|429 too many requests|too many requests|
    blocked your request|challenge validation|verification required|verify to continue|verifying your connection|site verification|
    browser verification|connection is being verified|confirm that you're a human|confirm that you're human|that you're a human|
    you're not a robot|we detected unusual|high number of errors from your|large amounts of web requests|large number of requests|
    sending too many requests|security service for protection|security service to protect itself|protection against online attacks|
    please enable cookies|enable cookies and reload|turn javascript on and reload|bots not allowed|ip address blocked|
    ip address has been blocked|ip has been blocked|your ip address is not|ip address is blocked|your request has been blocked|
    sicherheitsüberprüfung|sicherheitsabfrage|kein roboter|dass sie ein mensch sind|browser wird überprüft|zugriff verweigert|
    ungewöhnlichen datenverkehr|vérification de sécurité|pas un robot|vous êtes humain|êtes un humain|accès refusé|un instant|
    trafic inhabituel|no eres un robot|no soy un robot|verificación de seguridad|que eres humano|comprobando tu navegador|
    acceso denegado|tráfico inusual|não é um robô|não sou um robô|verificação de segurança|que você é humano|acesso negado|
    que é humano|non sei un robot|verifica di sicurezza|che sei umano|controllo di sicurezza|accesso negato|geen robot|
    beveiligingscontrole|dat u een mens bent|toegang geweigerd|nie jesteś robotem|że jesteś człowiekiem|weryfikacja|odmowa dostępu|
    robot olmadığınızı|insan olduğunuzu|güvenlik kontrolü|güvenlik doğrulaması|inte en robot|säkerhetskontroll|nejste robot|
    bezpečnostní kontrola|nu ești robot|nu sunteți robot|nem robot|bukan robot|verifikasi keamanan|không phải là robot|
    xác minh bảo mật|kiểm tra bảo mật|вы не робот|что вы человек|проверка браузера|проверка безопасности|подозрительный трафик|
    доступ ограничен|запросы, поступившие с вашего|подтвердите, что запросы|ви не робот|що ви людина|перевірка браузера|не сте робот|
    δεν είστε ρομπότ|έλεγχος ασφαλείας|אינך רובוט|בדיקת אבטחה|לא רובוט|لست روبوت|أنك إنسان|التحقق الأمني|ربات نیستید|بررسی امنیتی|
    रोबोट नहीं|सुरक्षा जांच|ไม่ใช่หุ่นยนต์|ตรวจสอบความปลอดภัย|安全验证|人机验证|访问验证|请完成验证|安全检查|验证码|访问被拒绝|
    访问过于频繁|安全驗證|人機驗證|驗證碼|拒絕存取|您是否為機器人|ロボットではありません|ロボットではない|人間であることを確認|
    セキュリティチェック|アクセスが拒否|画像認証|로봇이 아닙니다|사람인지 확인|보안 확인|보안 검사|자동입력 방지|접근이 거부|
    prove that you are human|if you are a human|if you are human|you're a real person|you are a real person|request is being verified|
    complete the following challenge|made by a human|bots use|zu viele anfragen|trop de requêtes|demasiadas solicitudes|
    demasiadas peticiones|muitas solicitações|muitas requisições|troppe richieste|te veel verzoeken|te veel aanvragen|
    zbyt wiele żądań|za dużo żądań|çok fazla istek|слишком много запросов|забагато запитів|请求过于频繁|請求過於頻繁|
    リクエストが多すぎ|요청이 너무 많|quá nhiều yêu cầu|terlalu banyak permintaan|for mange forespørsler|för många förfrågningar|
    příliš mnoho požadavků|túl sok kérés|prea multe cereri|защита от ddos|完成验证|完成驗證|环境异常|環境異常|
    browser integrity check|access blocked|web page blocked|page blocked|firewall block page|application firewall|
    доступ к ресурсу ограничен|доступ к запрашиваемому ресурсу|доступ к сайту ограничен|доступ к сайту заблокирован|доступ заблокирован|
    访问被阻断|访问被拦截|设置拦截|请求已被拦截|请求被拦截|策略阻断|访问异常|网络环境存在异常|tráfego incomum|traffico insolito|
    ongebruikelijk verkeer|nietypowy ruch|olağan dışı trafik|необычный трафик|비정상적인 트래픽|通常と異なるトラフィック
    """)
# What a wall says of its visitor's own traffic; in a page of few words nothing else says that
_ACCUSES = phrases("""
    automated behavio|you are a bot|slide to verify|drag the slider|complete the puzzle|solve the puzzle|lösen sie das captcha|
    résoudre le captcha|resuelve el captcha|resolva o captcha|risolvi il captcha|los de captcha op|rozwiąż captcha|решите капчу|
    拖动滑块|滑动验证|スライドして|슬라이드하여|
    unusual traffic|unusual activity from|suspicious activity from|automated requests|large amounts of web requests|
    blocked your request|your request has been blocked|request blocked|is using a security service|large number of requests|
    sending too many requests|high number of errors from your|you have been blocked|you've been blocked|checking your browser|
    verify you are human|verify that you are human|confirm you are human|that you are not a robot|prove that you are human|
    prove you are human|check if you are a human|you're a real person|you are a real person|think that you are a bot|
    think you were a bot|thought you were a bot|think you are a bot|used for suspicious activity|complete the following challenge|
    made by a human|完成验证后|完成驗證後|环境异常|trop de requêtes|zu viele anfragen|слишком много запросов|browser integrity check|
    request is being verified|your access has been blocked|access to this website has been blocked|ungewöhnlichen datenverkehr|
    trafic inhabituel|tráfico inusual|подозрительный трафик|запросы, поступившие с вашего|访问过于频繁|
    you are now in line|your number in line|you are in the queue|you are now in the queue|in der warteschlange|dans la file d'attente|
    en la cola virtual|je staat in de wachtrij|u staat in de wachtrij|вы в очереди|正在排队|您正在排隊|
    are you a human|not authorized to access this|not authorised to access this|not authorized to view this|not authorised to view this|
    похожи на автоматические|looks automated|automated access|too many requests from|made too many requests|vpn or proxy|your vpn|
    have permission to access this|自動アクセス|подозрительную активность|自动访问|tráfego incomum|
    traffico insolito|необычный трафик|访问被阻断|访问被拦截|设置拦截|请求已被拦截|请求被拦截|dass sie ein mensch sind|
    dass sie kein roboter sind|vous n'êtes pas un robot|vous êtes un humain|que vous êtes humain|que no eres un robot|
    que no es un robot|que eres humano|você não é um robô|que você é humano|che non sei un robot|che sei umano|dat u geen robot bent|
    dat je geen robot bent|dat u een mens bent|że nie jesteś robotem|że jesteś człowiekiem|robot olmadığınızı|insan olduğunuzu|
    att du inte är en robot|at du ikke er en robot|že nejste robot|că nu ești robot|că nu sunteți robot|hogy nem robot|
    bahwa anda bukan robot|bạn không phải là robot|что вы не робот|что вы человек|що ви не робот|що ви людина|ότι δεν είστε ρομπότ|
    שאינך רובוט|أنك لست روبوت|که ربات نیستید|आप रोबोट नहीं|คุณไม่ใช่หุ่นยนต์|您不是机器人|你不是机器人|您不是機器人|ロボットではないこと|
    人間であることを確認|로봇이 아님을|проверка браузера перед
    """)
# What a wall says that it does, and to whom; both in one sentence of a page that says hardly anything else
_CHECKS = phrases("""
    checking|verifying|verify|confirm|validating|überprüf|prüfen|wird geprüft|bestätigen|vérifi|confirme|comproba|verific|valida|controll|
    controleren|verifi|kontroller|kontrollera|tarkist|sprawdz|weryfik|potwierd|ověř|kontrolujeme|ellenőr|doğrula|kontrol ed|провер|
    подтверд|перевір|підтверд|ελέγχ|επαλήθευ|בודק|אימות|נבדק|التحقق|نتحقق|بررسی|जाँच|सत्याप|ตรวจสอบ|kiểm tra|xác minh|memeriksa|
    memverifikasi|verifikasi|確認|検証|验证|驗證|检查|检测|확인|검증
    """)
_OF_VISITOR = phrases("""
    your request|
    your browser|your connection|connection is secure|you are human|a robot|not a bot|ihren browser|ihr browser|ihre verbindung|roboter|
    votre navigateur|votre connexion|robot|tu navegador|su navegador|tu conexión|su conexión|seu navegador|sua conexão|tuo browser|
    tua connessione|je browser|uw browser|din webbläsare|din anslutning|din browser|nettleseren din|selaimesi|twoją przeglądarkę|
    twojej przeglądarki|twoje połączenie|váš prohlížeč|vašeho prohlížeče|böngész|tarayıcınız|bağlantınız|ваш браузер|вашего браузера|
    ваше соединение|вы не робот|ser humano|être humain|un humain|ein mensch|essere umano|człowiek|человек|insan olduğ|人間|真人|사람인지|
    seguridad de su conexión|seguridad de tu conexión|sécurité de votre connexion|sicherheit ihrer verbindung|segurança da sua conexão|
    sicurezza della tua connessione|вашого браузера|πρόγραμμα περιήγησης|הדפדפן|متصفحك|اتصالك|مرورگر|ब्राउज़र|เบราว์เซอร์|
    trình duyệt|browser anda|koneksi anda|ブラウザ|ロボット|接続|浏览器|瀏覽器|机器人|機器人|브라우저|로봇
    """)
# A wall wants something of its visitor; what is only called like one tells of others
_ADDRESSES = phrases("""
    your|please|you are|you have|you must|you can|you need|to continue|bitte|ihre|ihren|veuillez|votre|vous|por favor|usted|favor de|
    o seu |a sua |do seu |da sua |seu navegador|seu acesso|seu dispositivo|sua conex|vostro|vostra|il tuo |la tua |proszę|prosimy|twoj|twój|
    alstublieft|vänligen|vennligst|lütfen|пожалуйста|ваш|будь ласка|παρακαλ|
    请|請|您|ください|하세요|주세요|십시오|אנא|נא |من فضلك|يرجى|لطفا|कृपया|กรุณา|vui lòng|silakan|harap|mohon|kérjük|prosím|vă rugăm|
    моля|molimo
    """)
TABLES = (PHRASES, _ACCUSES, _CHECKS)
_SENTENCES_OF = re.compile(r"[.!?。！？।]\s*")
_EDGES = " \t.…!?:。！？"
_PARTS = re.compile(r"\s+[|\-–—·•]+\s+|\s*\|\s*")
_FORM = re.compile(r"<(?:form|iframe)\b", re.IGNORECASE)
# What a visitor fills in for another reason than to pass: a letter, an address
_LETTER = re.compile(
    r"<textarea\b(?![^>]{0,300}(?:hidden|display:\s*none|g-recaptcha))|<input\b[^>]{0,300}\btype\s*=\s*[\"']?(?:email|tel|password)\b", re.I
)
_FIELD = re.compile(
    r"<(?:select|textarea)\b(?![^>]{0,300}recaptcha)|<input\b(?![^>]{0,300}\btype\s*=\s*[\"']?(?:hidden|submit|button|checkbox))", re.I
)
_WIDGETS = ("g-recaptcha", "h-captcha", "cf-turnstile", "frc-captcha", "smart-captcha", "geetest")
_CODE_ALONE = re.compile(r"\s*error code: 1\d{3}\s*\Z")  # Cloudflare docs, 'Cloudflare 1xxx errors'
_CAPTCHA_IN_DATA = re.compile(
    r"\s*\{\s*\"(?:(?P<datadome>url\"\s*:\s*\"https://[\w.-]{0,60}captcha-delivery\.com/)|(?P<perimeterx>appId\"\s*:\s*\"PX)"
    r"|(?P<akamai>sec-cp-challenge\"\s*:\s*\"?true))"
)
_SETS = re.compile(r"document\.cookie\s*=[^=]")
_RELOADS = re.compile(r"location\.(?:reload|replace|assign)\s*\(|location(?:\.href)?\s*=[^=]")
_MACHINE = re.compile(r"<(?:script|form|iframe|noscript)\b", re.IGNORECASE)


def wall(response: Response, page: View) -> str | None:
    """Whose wall this answer is ("cloudflare", ..., or "captcha" and "unnamed" for home-made ones), or None if it is a page."""
    weights: dict[str, int] = {}
    for key, value in response.headers:
        if key.lower() in _HEADERS:
            for mark in MARKS:
                if mark.where == "header" and mark.what == key.lower() and re.search(mark.value, value.strip().lower()):
                    weights[mark.vendor] = weights.get(mark.vendor, 0) + mark.weight
    if any(weight >= SURE for weight in weights.values()):
        return max(weights, key=lambda vendor: weights[vendor])
    address = _address(response.request.url)
    for mark in _URLS:
        if mark.what in address:
            return mark.vendor
    if page.kind != "html":
        return _in_data(page)
    if not page.long and _only_a_captcha(page):
        return max(weights, key=lambda vendor: weights[vendor], default="captcha")
    if not page.long and _tests_cookies(page):
        return max(weights, key=lambda vendor: weights[vendor], default="unnamed")
    if page.long:  # a wall may carry a large script; the words of a long page are read only when something in it is a wall's
        low = page.raw.lower()
        if not any(mark.what in low for mark in _MARKUP if mark.weight >= STRONG):
            return None
        page = view(response, deep=True)
    return _weigh(response, page, weights) if page.words <= FEW or (page.words <= EXPLAINED and says(page) > 2) else None


def _weigh(response: Response, page: View, weights: dict[str, int]) -> str | None:
    """The vendor whose marks, with what the page says, are enough for a page of few words."""
    markup, shown = page.raw.lower(), page.text.lower()
    marked = any(map(markup.__contains__, _LITERALS)) or any(map(shown.__contains__, _SENTENCES))
    for mark in _MARKUP if marked else ():
        # a mark that the reader can read is written about, not at work; the sentences of block pages are meant to be read
        if mark.what in (shown if " " in mark.what else markup) and (" " in mark.what or mark.what not in shown):
            weights[mark.vendor] = weights.get(mark.vendor, 0) + mark.weight
    said = says(page)
    if not weights and said < 2:
        return None
    vendor = max(weights, key=lambda name: weights[name], default="unnamed")
    machine = _MACHINE.search(page.raw) is not None
    bare = not (page.text or page.title or page.shell)  # nothing but a script
    weight = min(weights.get(vendor, 0), STRONG) + said + (response.status in (202, 403, 405, 429, 503)) + (page.words <= HARDLY_ANY) + bare
    accused = _accuses(page)
    if vendor in ("captcha", "unnamed") and (said < 2 or not (machine or accused or page.words <= HARDLY_ANY)):
        return None  # a form that asks for a captcha is not a wall: the page must say so itself, and have little else to say
    if vendor in ("captcha", "unnamed") and _LETTER.search(page.raw):
        return None  # "Write to us. Please confirm that you are not a robot"
    spoken_of = not machine and page.words > HARDLY_ANY if accused else not contains(fold(page.own[:3000]), _ADDRESSES)
    if vendor == "unnamed" and spoken_of and response.status == 200 and weight >= ENOUGH and framed(page, response.request.url):
        return None  # an article that is called "Access denied", or that explains captchas in a paragraph
    return vendor if weight >= ENOUGH else None


def wall_at(url: str) -> str | None:
    """Whose challenge stands at an address, whatever it answers; for redirects that end there."""
    address = _address(url)
    return next((mark.vendor for mark in _URLS if mark.what in address), None)


def _in_data(page: View) -> str | None:
    """Whose captcha short data sends its reader to: what services answer to programs (`{"url": "https://geo.captcha-delivery.com/..."}`)."""
    if page.kind == "text" and _CODE_ALONE.match(page.raw):
        return "cloudflare"
    found = _CAPTCHA_IN_DATA.match(page.raw) if page.kind == "text" and len(page.raw) <= 2_000 else None
    return next((vendor for vendor in ("datadome", "perimeterx", "akamai") if found[vendor]), None) if found else None


def _only_a_captcha(page: View) -> bool:
    """Whether a captcha is all that a page has: hardly a word, be it in a link or not, and no other field to fill in."""
    return (
        page.words <= A_FEW
        and any(widget in page.raw for widget in _WIDGETS)
        and count(page.text) <= A_FEW
        and not page.shell
        and not _LETTER.search(page.raw)
        and not _FIELD.search(page.raw)
    )


def _tests_cookies(page: View) -> bool:
    """Whether a page with hardly any words, be they in links or not, has a script set a cookie and load the page anew."""
    raw = page.raw
    return (
        "document.cookie" in raw and count(page.text) <= HARDLY_ANY and _SETS.search(raw) is not None and _RELOADS.search(raw) is not None
    )


def says(page: View) -> int:
    """What a page says of being a wall: 2 if a title or heading says nothing else, 1 if its few words do, 0 if neither."""
    shown = fold(page.own[:3000])
    lines = [fold(text) for text in (page.title, *page.headings[:4])]
    told, accused = contains(shown, PHRASES), _accuses(page)
    if not told and not accused and not contains(" ".join(lines), PHRASES):
        return 0
    parts = [part.strip(_EDGES) for line in lines for part in (line, *_PARTS.split(line)[:3])]
    loud = any(part.startswith(phrase) and len(part) <= len(phrase) + 14 for part in parts for phrase in PHRASES)
    if not loud and page.words <= 60 and (_FORM.search(page.raw) or not lines[0].isascii()):
        # a line that only contains it, above something to fill in; scripts without spaces put words before it
        loud = any(len(line) <= (60 if line.isascii() else 16) and contains(line, PHRASES) for line in lines[:3])
    return 2 * (loud or accused) + told


def _accuses(page: View) -> bool:
    """Whether a page of few words speaks of its visitor's traffic, or says that it checks the visitor's browser, connection or nature."""
    if page.words > BLOCKED:
        return False
    shown = fold(page.own[:3000])
    if contains(shown, _ACCUSES):
        return True
    if page.words > HARDLY_ANY or not contains(shown, _CHECKS) or "support" in shown:
        return False  # "Check that your browser supports it" is said by apps
    return any(contains(said, _CHECKS) and contains(said, _OF_VISITOR) for said in _SENTENCES_OF.split(shown)[:5])


def _address(url: str) -> str:
    """Host and path, where rules for addresses look: never in a query, which may quote any URL."""
    return "." + host_of(url) + "/" + url.partition("://")[2].partition("/")[2].partition("?")[0]
