"""An answer, and the redirects that led to it → the door that stands in front of the page: login, consent or payment."""

from __future__ import annotations

import re

from linkaudit.checks import signs_gates
from linkaudit.checks.missing_words import STEMS
from linkaudit.checks.page import View, framed
from linkaudit.checks.phrases import contains, fold, names, phrases
from linkaudit.checks.signs_gates import asks_of_age, turns_away
from linkaudit.checks.signs_missing import look
from linkaudit.checks.tags import attributes, spans, tags
from linkaudit.checks.urls import host_of, query_of, steps
from linkaudit.urls.normalise import site_of

LOGIN, CONSENT, PAY, REGION, BROWSER = "login-wall", "consent-wall", "paywall", "region-wall", "browser-wall"
FEW = 160  # words of its own: a login page with its small print; an article with a login box in its corner has more
NARROW = 90  # words of its own: a door without a password field says little else
TITLED = 260  # words of its own: a login page that is called so, beside the offer to register
TEASER = 80  # words of its own: what is shown of an article that is not free; an abstract has more

# Whole segments of a path, or whole labels of a host: `/account/login` is a door, `/how-to-login` and `/loginov` are not.
LOGIN_STEPS = names("""
    login log-in log_in signin sign-in sign_in sign-on signon logon log-on wp-login account-login user-login userlogin
    member-login memberlogin anmelden einloggen se-connecter accedi iniciar-sesion iniciarsesion logga-in inloggen aanmelden
    logowanie zaloguj prihlaseni prihlasenie bejelentkezes oturum-ac vhod vkhod kirjaudu logg-inn log-ind login-required loginpage
    """)
JOIN_STEPS = names("""
    register registration signup sign-up sign_up join create create-account createaccount new-account newuser registrierung registrieren
    inscription registro registrarse cadastro registrazione rejestracja kayit registratsiya regist regwall enroll
    """)
# These name subjects too: they count when the address says where to go afterwards, or when the page asks for a password.
MAYBE_LOGIN = names("""
    sso cas saml saml2 oauth oauth2 openid oidc idp shibboleth adfs authenticate authentication authorize auth anmeldung
    connexion identification acceder accedere entrar giris
    """)
LOGIN_HOSTS = frozenset(["login", "signin", "sso", "auth", "accounts", "idp", "cas", "secure-login", "passport", "id"])
CONSENT_STEPS = names("""
    consent cookieabsent cookie-absent no-cookies nocookies enable-cookies
    cookie-consent cookieconsent cookie-wall cookiewall cookies-required gdpr gdpr-consent privacy-gate privacygate
    collectconsent consent-check privacy-consent cookie-check age-gate agegate age-check age-verification verify-age agecheck
    select-country choose-country country-select country-selector select-region choose-region
    region-selector
    toestemming zustimmung
    """)
CONSENT_HOSTS = frozenset(["consent", "guce", "cookiewall", "cmp", "privacy-gate", "myprivacy"])
PAY_STEPS = names("""
    subscribe subscriptions paywall pay-wall abo abonnement abonnements abonnieren abonnez-vous abonneren suscribete
    suscripciones assine assinatura abbonamenti abbonati prenumerera tilaa register-to-read regwall metered
    """)
MAYBE_PAY = names("subscription suscripcion register registration offers offer plans pricing")
_RETURNS = re.compile(
    r"(?:^|&)(?:next|return|return_?(?:to|url|path)?|redirect(?:_?(?:to|ur[il]|url))?|continue|service|goto|dest(?:ination)?|target|ziel"
    r"|back(?:_?url)?|came_?from|ref(?:errer)?|forward|original(?:_?ur[il])?|from|url|r|u|wctx|samlrequest|relaystate|client_id|done|then)=",
    re.IGNORECASE,
)
_DISCOVERY = re.compile(r"(?:^|&)entityID=", re.IGNORECASE)  # OASIS, 'Identity Provider Discovery Service Protocol'
_PARTS = re.compile(r"\s+[|\-–—·•:›‹»«]+\s+|\s*[|›‹»«]\s*")
_INPUT = re.compile(r"<input\b", re.IGNORECASE)
_PASSWORD = re.compile(r"\btype\s*=\s*[\"']?password", re.IGNORECASE)
_FORM = re.compile(r"<form\b", re.IGNORECASE)
# A script that puts the address of a login page together
_SENDS_TO_LOGIN = re.compile(
    r"location(?:\.href)?\s*=[^;<>]{0,200}/(?:authwall|login|log-in|signin|sign-in|auth/login|users/sign_in)(?![\w-])", re.IGNORECASE
)
_FREE_FALSE = re.compile(r"\"isAccessibleForFree\"\s*:\s*(?:\"?false)", re.IGNORECASE)
_LOGIN_WORDS = phrases("""
    log in|login|sign in|log on|logon|sign on|authentication required|members only|anmelden|anmeldung|einloggen|
    login erforderlich|connexion|se connecter|connectez-vous|identifiez-vous|iniciar sesión|inicia sesión|acceder|entrar|
    iniciar sessão|fazer login|accedi|accesso|inloggen|aanmelden|logga in|log ind|logg inn|kirjaudu|zaloguj|logowanie|
    přihlášení|přihlásit|bejelentkezés|autentificare|giriş yap|üye girişi|oturum aç|đăng nhập|masuk|вход|войти|войдите|
    giriş|belépés|conectare|prijava|пријава|prisijungti|pieslēgties|logi sisse|daxil ol|შესვლა|մուտք|
    авторизация|увійти|вхід|σύνδεση|είσοδος|התחברות|כניסה|تسجيل الدخول|دخول|ورود|लॉग इन|เข้าสู่ระบบ|登录|登入|登錄|请登录|ログイン|로그인
    """)
# A door too, where a password is to be chosen
_JOIN_WORDS = phrases("""
    sign up|join now|join |create an account|create account|registrieren|konto erstellen|s'inscrire|créer un compte|regístrate|
    registrarse|crear cuenta|cadastre-se|criar conta|registrati|crea un account|zarejestruj|registruj|kayıt ol|üye ol|регистрация|
    зарегистр|реєстрація|注册|註冊|新規登録|会員登録|회원가입|đăng ký|daftar
    """)
_CONSENT_WORDS = phrases("""
    before you continue|we value your privacy|your privacy choices|cookie consent|privacy settings|your cookie choices|
    bevor sie fortfahren|wir benötigen ihre zustimmung|ihre zustimmung|privatsphäre-einstellungen|wir brauchen ihre zustimmung|
    avant de continuer|votre vie privée|vos choix de confidentialité|antes de continuar|tu privacidad|sua privacidade|
    prima di continuare|la tua privacy|voordat je verdergaat|cookie-instellingen|uw privacy|zanim przejdziesz|twoja prywatność|
    innan du fortsätter|før du fortsætter|før du fortsetter|ennen kuin jatkat|age verification|are you over 18|altersprüfung|
    altersverifikation|we use cookies|this site uses cookies|this website uses cookies|wir verwenden cookies|wir nutzen cookies|
    diese website verwendet cookies|mit werbung weiterlesen|weiterlesen mit werbung|mit werbung und tracking|nous utilisons des cookies|
    ce site utilise des cookies|usamos cookies|utilizamos cookies|este sitio utiliza cookies|este site usa cookies|utilizziamo i cookie|
    questo sito utilizza|wij gebruiken cookies|we gebruiken cookies|deze website gebruikt cookies|używamy plików cookie|
    używamy cookies|používáme cookies|používáme soubory cookie|vi använder cookies|vi bruger cookies|vi bruker cookies|
    käytämme evästeitä|çerez kullanıyoruz|мы используем cookie|мы используем файлы cookie
    """)


# Sentences that stand where the page should, on a page that says hardly anything else
_LOGIN_FIRST = phrases("""
    must be logged in|need to be logged in|please log in to|please sign in to|sign in to continue|log in to continue|
    log in to view|sign in to view|you need to sign in|you need to log in|requires authentication|members only|
    bitte melden sie sich an|bitte einloggen|nur für mitglieder|veuillez vous connecter|vous devez être connecté|
    inicia sesión para|debe iniciar sesión|faça login para|é necessário fazer login|devi effettuare|effettua l'accesso per|
    u moet ingelogd|zaloguj się, aby|musisz się zalogować|musíte se přihlásit|logga in för att|giriş yapmalısınız|
    войдите, чтобы|необходимо авторизоваться|только для зарегистрированных|увійдіть, щоб|συνδεθείτε για|יש להתחבר|
    يجب تسجيل الدخول|कृपया लॉग इन|กรุณาเข้าสู่ระบบ|请先登录|请登录后|登录后查看|請先登入|ログインしてください|ログインが必要|
    로그인이 필요|로그인 후 이용|video is private|site is currently private|site is private|blog is private|invited readers only|
    content is private|this account is private|you need access|request access|you need permission|not have permission to view
    """)
_SUBSCRIBERS = phrases("""
    subscribe to continue|to continue reading|for subscribers only|subscribers only|exclusive to subscribers|
    for subscribers|become a member to read|limit of free articles|free articles this month|free account to keep reading|
    free account to continue|full story with a|article limit|weiter mit einem abo|articles gratuits|artículos gratuitos|
    register to continue|already a subscriber|subscribe to read|
    nur für abonnenten|exklusiv für abonnenten|jetzt weiterlesen|weiterlesen mit|réservé aux abonnés|réservé à nos abonnés|
    solo para suscriptores|exclusivo para suscriptores|exclusivo para assinantes|riservato agli abbonati|alleen voor abonnees|
    tylko dla prenumeratorów|dla subskrybentów|pouze pro předplatitele|endast för prenumeranter|kun for abonnenter|
    vain tilaajille|låst för prenumeranter|för dig som är prenumerant|for deg som er abonnent|for abonnenter|tilaajille|
    abonelere özel|только для подписчиков|лише для передплатників|μόνο για συνδρομητές|למנויים בלבד|للمشتركين فقط|
    केवल सदस्यों के लिए|สำหรับสมาชิกเท่านั้น|订阅后阅读|仅限订阅|付费阅读|訂閱後閱讀|有料会員限定|会員限定|유료 회원|구독자 전용
    """)
_REGION_WORDS = phrases("""
    only available in the u|only available to residents|only available to users in|available only in|
    in your country|in your region|from your country|from your region|from your location|your current location|
    in most european countries|in european countries|in the european union|outside the european union|outside of the united states|
    in your jurisdiction|in your location|in your area|outside your region|european economic area|in ihrem land|in deinem land|
    in ihrer region|dans votre pays|dans votre région|en tu país|en su país|en tu región|no seu país|na sua região|nel tuo paese|
    in uw land|in jouw land|w twoim kraju|ve vaší zemi|i ditt land|i dit land|ülkenizde|bölgenizde|в вашей стране|в вашем регионе|
    у вашій країні|στη χώρα σας|במדינתך|في بلدك|في منطقتك|आपके देश|ในประเทศของคุณ|您所在的地区|您所在的国家|所在地区|您所在的地區|
    お住まいの地域|お住まいの国|해당 지역|해당 국가|from a region|visitors located in|visitors from the|general data protection regulation|
    located in the eu|from the eu |eu visitors|european visitors|european union visitors|your country or region|in your territory|
    in deiner region|in dieser region|aus ihrem land|depuis votre pays|desde tu país|a partir do seu país|dal tuo paese|
    bulunduğunuz bölge|bulunduğunuz ülke|w twoim regionie|z twojego kraju|negara anda|quốc gia của bạn|khu vực của bạn
    """)
# Words for being kept out that are no words for being missing
_REFUSES = phrases("""
    block access|blocked access|access is blocked|access to this|not permitted|not allowed|restricted|not be granted|prevent access|
    only available|not offer|
    not available|isn't available|unavailable|cannot access|unable to access|not accessible|not offered|not supported|gesperrt|
    eingeschränkt|restreint|interdit|restringid|bloquead|limitato|bloccat|geblokkeerd|zablokowan|ограничен|заблокирован|engellen|
    受限|限制|ご利用いただけ|제한
    """)
# What consent buys
_TO_VIEW = phrases("""
    accept cookies to continue|accept cookies to view|must accept cookies|must accept our cookies|need to accept cookies|
    akzeptieren sie cookies, um|cookies akzeptieren, um|accepter les cookies pour|aceptar las cookies para|aceitar os cookies para|
    accettare i cookie per|accetta i cookie per|moet je cookies accepteren|moet u cookies accepteren|cookies accepteren om|
    aby przejść do serwisu|godkänna cookies för|acceptere cookies for|godta cookies for|hyväksyä evästeet
    """)
# To read on, consent or pay
_ACCEPT = phrases("""
    accept|agree|akzeptier|zustimm|einverstanden|accepter|j'accepte|aceptar|acepta|aceitar|accetta|accettare|accepteren|akkoord|
    acceptera|acceptér|godkend|godta|hyväksy|akceptuj|zgadzam|
    einwilligen|consenti|instemm|toestaan|souhlasím|elfogad|kabul et|приня|согласен
    """)
_OR_PAY = phrases("""
    oder abonnieren|oder pur|pur-abo|pur abonnieren|werbefrei|ohne werbung|or subscribe|subscribe to|ad-free|without ads|
    ou abonnez|s'abonner|sans publicité|o suscríbete|suscríbete|sin publicidad|ou assine|sem anúncios|oppure abbonati|abbonati|
    senza pubblicità|of abonneer|zonder advertenties|bez reklam|eller abonner|ilman mainoksia
    """)


TABLES = (_LOGIN_WORDS, _CONSENT_WORDS, _LOGIN_FIRST, _SUBSCRIBERS, _REGION_WORDS, _ACCEPT, _TO_VIEW, *signs_gates.TABLES)


def door(asked: str, shown: str, page: View, redirected: bool) -> str | None:
    """Which door stands at `shown` in front of `asked`, or None. A source that is itself a login or subscription page has no door."""
    if redirected and (led := _led_to(asked, shown, page)) is not None:
        return led
    if page.kind != "html" or page.long:
        return None
    if not page.text and not page.shell and "location" in page.raw and _SENDS_TO_LOGIN.search(page.raw) is not None:
        return LOGIN
    if page.words <= TITLED and steps(asked) and not _names(asked, LOGIN_STEPS | MAYBE_LOGIN):
        password = _asks_for_password(page)
        if password and (_called(page, _LOGIN_WORDS) or (page.words <= FEW and _subject(page, _LOGIN_WORDS))):
            return LOGIN
        if password and page.words <= FEW and _called(page, _JOIN_WORDS, title_only=True) and not _names(asked, JOIN_STEPS):
            return LOGIN
        if page.words <= NARROW and _called(page, _LOGIN_WORDS, title_only=True):
            return LOGIN  # the name first, the password on the next page; or a choice of ways in
    if page.words <= TITLED and any(
        contains(fold(text), _REGION_WORDS) and contains(fold(text), STEMS) for text in (page.title, *page.headings[:2])
    ):
        return REGION
    if page.words > FEW:
        return None
    shown_words = fold(page.own[:1500])
    if page.words <= 60 and steps(asked) and contains(shown_words, _LOGIN_FIRST):
        return LOGIN
    locked = page.words <= 60 and _asks_for_password(page) and _asks_for_nothing_else(page)
    if locked and steps(asked) and not _names(asked, LOGIN_STEPS | MAYBE_LOGIN):
        return LOGIN  # "Enter store using password"
    if page.words <= 60 and asks_of_age(shown_words) and not framed(page, shown):
        return CONSENT
    if page.words <= 60 and contains(shown_words, _TO_VIEW) and not framed(page, shown):
        return CONSENT
    if page.words <= 60 and turns_away(page) and not framed(page, shown):
        return BROWSER
    if page.words <= 100 and contains(shown_words, _REGION_WORDS) and (look(page).suspicious or contains(shown_words, _REFUSES)):
        return REGION
    asks = "<form" in page.raw or "<button" in page.raw
    consents = asks and page.words <= NARROW and contains(shown_words, _ACCEPT)
    if (consents or "<form" in page.raw) and len(page.headings) <= 1 and _subject(page, _CONSENT_WORDS):
        return CONSENT
    if page.words <= 100 and contains(shown_words, _SUBSCRIBERS):
        return PAY
    or_pay = page.words <= NARROW and len(page.headings) <= 1 and contains(shown_words, _ACCEPT) and contains(shown_words, _OR_PAY)
    if or_pay and (asks or not framed(page, shown)):
        return CONSENT
    return PAY if page.words <= TEASER and "isAccessibleForFree" in page.raw and _FREE_FALSE.search(page.raw) else None


def _asks_for_nothing_else(page: View) -> bool:
    """Whether the password is the only thing to be typed: the page itself is locked; beside a name it may be a box in the corner."""
    kinds = [facts.get("type", "text").strip().lower() for facts in map(attributes, tags(page.raw, _INPUT))]
    sent = _FORM.search(page.raw) is not None  # a test of how strong a password is keeps it to itself
    typed = [kind for kind in kinds if kind not in ("hidden", "submit", "button", "checkbox", "image", "reset")]
    return sent and typed == ["password"]


def _led_to(asked: str, shown: str, page: View) -> str | None:
    """The door that a redirect led to, by the address, and where that may mean something else too, by what stands there."""
    last = _last(shown)
    returns = _returns(shown)
    if returns and _DISCOVERY.search(query_of(shown)) is not None and _DISCOVERY.search(query_of(asked)) is None:
        return LOGIN
    told = returns or (page.kind == "html" and _asks_for_password(page))
    login = last in LOGIN_STEPS or (told and (_names(shown, LOGIN_STEPS | MAYBE_LOGIN) or _label(shown) in LOGIN_HOSTS))
    if login and not _names(asked, LOGIN_STEPS | MAYBE_LOGIN) and _label(asked) not in LOGIN_HOSTS:
        return LOGIN
    if (
        (_names(shown, CONSENT_STEPS) or _label(shown) in CONSENT_HOSTS)
        and not _names(asked, CONSENT_STEPS)
        and _label(asked) not in CONSENT_HOSTS
    ):
        return CONSENT
    if (_names(shown, PAY_STEPS) or (returns and last in MAYBE_PAY)) and not _names(asked, PAY_STEPS | MAYBE_PAY):
        return PAY
    return None


def _asks_for_password(page: View) -> bool:
    named = "assword" in page.raw or "ASSWORD" in page.raw
    return named and any(_PASSWORD.search(page.raw, *span) for span in spans(page.raw, _INPUT))


def _names(url: str, names: frozenset[str]) -> bool:
    """Whether one of the last three steps of the path, without its suffix, is such a name."""
    return any(step.lower().partition(".")[0].partition(";")[0] in names for step in steps(url)[-3:])


def _last(url: str) -> str:
    return (steps(url) or ("",))[-1].lower().partition(".")[0].partition(";")[0]


def _label(url: str) -> str:
    """The first label of a host below its site: `consent` of `consent.example.org`; empty for the site itself."""
    host = host_of(url)
    return host.partition(".")[0] if host != site_of(host) else ""


def _returns(url: str) -> bool:
    """Whether the address says where to go afterwards."""
    return _RETURNS.search(query_of(url)) is not None


def _called(page: View, words: tuple[str, ...], title_only: bool = False) -> bool:
    """Whether a part of the title, or the first heading, is one of the phrases and three words more at most (`Log in to New Weir`)."""
    lines = (page.title,) if title_only else (page.title, *page.headings[:1])
    if not any(contains(fold(text), words) for text in lines):
        return False
    parts = (fold(part).strip() for text in lines for part in (text, *_PARTS.split(text)))
    return any(len(part) <= 40 and len(part.split()) <= len(word.split()) + 3 and word in part for part in parts for word in words)


def _subject(page: View, words: tuple[str, ...]) -> bool:
    """Whether title or first heading is about it: a part that begins with one of the phrases, or in unspaced scripts contains it."""
    if not any(contains(fold(text), words) for text in (page.title, *page.headings[:1])):
        return False
    lines = [fold(part).strip() for text in (page.title, *page.headings[:1]) for part in (text, *_PARTS.split(text))]
    return any(
        (line + " ").startswith(word + " ") or (not word.isascii() and word in line)
        for line in lines
        for word in words
        if len(line) < len(word) + 40
    )
