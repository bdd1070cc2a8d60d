"""An answer, and the redirects that led to it → the door that stands in front of the page: login, consent or payment."""

from __future__ import annotations

import re

from linkaudit.checks.page import View, fold, names, phrases
from linkaudit.checks.urls import host_of, query_of, site_of, steps

LOGIN, CONSENT, PAY = "login-wall", "consent-wall", "paywall"
FEW = 160  # words of its own: a login page with its small print; an article with a login box in its corner has more

# Whole segments of a path, or whole labels of a host: `/account/login` is a door, `/how-to-login` and `/loginov` are not.
LOGIN_STEPS = names("""
    login log-in log_in signin sign-in sign_in sign-on signon logon log-on sso cas saml saml2 oauth oauth2 openid oidc idp
    shibboleth adfs authenticate authentication authorize auth wp-login account-login user-login userlogin member-login
    memberlogin members-only anmelden anmeldung einloggen connexion identification se-connecter accedi acceder accedere
    iniciar-sesion iniciarsesion entrar logga-in inloggen aanmelden logowanie zaloguj prihlaseni prihlasenie bejelentkezes
    giris oturum-ac vhod vkhod kirjaudu logg-inn log-ind login-required loginpage
    """)
LOGIN_HOSTS = frozenset(
    ["login", "signin", "sso", "auth", "accounts", "idp", "cas", "secure-login", "passport", "id", "account", "identity"]
)
CONSENT_STEPS = names("""
    consent cookie-consent cookieconsent cookie-wall cookiewall cookies-required gdpr gdpr-consent privacy-gate privacygate
    collectconsent consent-check privacy-consent cookie-check age-gate agegate age-check age-verification verify-age agecheck
    toestemming zustimmung
    """)
CONSENT_HOSTS = frozenset(["consent", "guce", "cookiewall", "cmp", "privacy-gate", "myprivacy"])
PAY_STEPS = names("""
    subscribe subscription subscriptions paywall pay-wall abo abonnement abonnements abonnieren abonnez-vous abonneren
    suscripcion suscribete suscripciones assine assinatura abbonamenti abbonati prenumerera tilaa register registration
    register-to-read regwall metered
    """)
_RETURNS = re.compile(
    r"(?:^|&)(?:next|return|return_?(?:to|url|path)?|redirect(?:_?(?:to|ur[il]|url))?|continue|service|goto|dest(?:ination)?|target|back(?:_?url)?|came_?from|ref(?:errer)?"
    r"|forward|original(?:_?ur[il])?|from|url|r|u|wctx|samlrequest|relaystate|client_id|done|then)=",
    re.IGNORECASE,
)
_PASSWORD = re.compile(r"<input\b[^>]{0,400}\btype\s*=\s*[\"']?password", re.IGNORECASE)
_FREE_FALSE = re.compile(r"\"isAccessibleForFree\"\s*:\s*(?:\"?false)", re.IGNORECASE)
_LOGIN_WORDS = phrases("""
    log in|login|sign in|log on|logon|sign on|authentication required|members only|anmelden|anmeldung|einloggen|
    login erforderlich|connexion|se connecter|connectez-vous|identifiez-vous|iniciar sesión|inicia sesión|acceder|entrar|
    iniciar sessão|fazer login|accedi|accesso|inloggen|aanmelden|logga in|log ind|logg inn|kirjaudu|zaloguj|logowanie|
    přihlášení|přihlásit|bejelentkezés|autentificare|giriş yap|üye girişi|oturum aç|đăng nhập|masuk|вход|войти|войдите|
    авторизация|увійти|вхід|σύνδεση|είσοδος|התחברות|כניסה|تسجيل الدخول|دخول|ورود|लॉग इन|เข้าสู่ระบบ|登录|登入|登錄|请登录|ログイン|로그인
    """)
_CONSENT_WORDS = phrases("""
    before you continue|we value your privacy|your privacy choices|cookie consent|privacy settings|your cookie choices|
    bevor sie fortfahren|wir benötigen ihre zustimmung|ihre zustimmung|privatsphäre-einstellungen|wir brauchen ihre zustimmung|
    avant de continuer|votre vie privée|vos choix de confidentialité|antes de continuar|tu privacidad|sua privacidade|
    prima di continuare|la tua privacy|voordat je verdergaat|cookie-instellingen|uw privacy|zanim przejdziesz|twoja prywatność|
    innan du fortsätter|før du fortsætter|før du fortsetter|ennen kuin jatkat|age verification|are you over 18|altersprüfung|
    altersverifikation
    """)


def door(asked: str, shown: str, page: View, redirected: bool) -> str | None:
    """Which door stands at `shown` in front of `asked`, or None. A source that is itself a login or subscription page has no door."""
    if redirected:
        led = _led_to(asked, shown)
        if led is not None:
            return led
    if page.kind != "html" or page.long or page.words > FEW:
        return None
    lines = [fold(line) for line in (page.title, *page.headings[:3])]
    if _PASSWORD.search(page.raw) and not _is(asked, LOGIN_STEPS, LOGIN_HOSTS) and steps(asked) and _short_line(lines, _LOGIN_WORDS):
        return LOGIN
    if "<form" in page.raw.lower() and any(word in line for line in lines for word in _CONSENT_WORDS):
        return CONSENT
    return PAY if page.words <= FEW and _FREE_FALSE.search(page.raw) else None


def paid(page: View) -> bool:
    """Whether the page says of itself that not all of it is free to read (schema.org isAccessibleForFree)."""
    return page.kind == "html" and _FREE_FALSE.search(page.raw) is not None


def _led_to(asked: str, shown: str) -> str | None:
    """The door that a redirect led to, by the address alone."""
    if _is(shown, LOGIN_STEPS, LOGIN_HOSTS if _returns(asked, shown) else frozenset()) and not _is(asked, LOGIN_STEPS, LOGIN_HOSTS):
        return LOGIN
    if _is(shown, CONSENT_STEPS, CONSENT_HOSTS) and not _is(asked, CONSENT_STEPS, CONSENT_HOSTS):
        return CONSENT
    if _is(shown, PAY_STEPS, frozenset()) and not _is(asked, PAY_STEPS, frozenset()):
        return PAY
    return None


def _is(url: str, names: frozenset[str], hosts: frozenset[str]) -> bool:
    """Whether one of the last three steps of the path, without its suffix, is such a name, or the first label of the host."""
    path = [step.lower().partition(".")[0].partition(";")[0] for step in steps(url)[-3:]]
    host = host_of(url)
    return any(step in names for step in path) or (host != site_of(host) and host.partition(".")[0] in hosts)


def _returns(asked: str, shown: str) -> bool:
    """Whether the address says where to go afterwards, or stands on another host than what was asked."""
    return bool(_RETURNS.search(query_of(shown))) or host_of(asked) != host_of(shown)


def _short_line(lines: list[str], words: tuple[str, ...]) -> bool:
    return any(word in line and len(line) <= len(word) + 40 for line in lines for word in words)
