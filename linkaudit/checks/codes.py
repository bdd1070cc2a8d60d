"""The evidence codes: every word that a verdict may rest on, and what it means; the tests of the verdict bed count by them."""

from __future__ import annotations

from linkaudit.checks.signs_challenge import MARKS
from linkaudit.model import Cause

STATUSES = (401, 402, 403, 404, 407, 410, 418, 429, 451, 999)  # those with a rule of their own; the others go by their hundred
VENDORS = tuple(sorted({mark.vendor for mark in MARKS} | {"unnamed"}))
CODES = {
    **{cause.value: "nothing came back, and this is why" for cause in Cause},
    **{f"http-{status}": f"the answer's status was {status}" for status in (*STATUSES, 204, 205, 206)},
    "http-2xx": "the answer's status, with its own number: a page came",
    "http-3xx": "a redirect status without a place to go",
    "http-4xx": "a refusal that has no rule of its own",
    "http-5xx": "the server's own trouble",
    "redirect-permanent": "a hop by 301 or 308",
    "redirect-temporary": "a hop by 302, 303 or 307",
    "redirect-loop": "the same URL with the same cookies again",
    "redirect-limit": "more than ten hops",
    "redirect-bad-location": "a hop to something that is not a web address",
    "redirect-to-root": "the redirects end at the front page",
    "redirect-upwards": "the redirects end above what was asked for",
    "redirect-to-section": "the redirects end at a general page",
    "redirect-to-error-page": "the redirects end at an address that calls itself an error page",
    "sink": "three or more cited URLs of the host end at one page",
    "not-found-text": "the page says that something is missing",
    "not-found-markup": "the page's markup calls it an error page",
    "content-type-changed": "a file was cited and a web page came",
    "canonical-to-root": "the page names the front page as its canonical address",
    "domain-words": "the page speaks of the domain it stands on as of a ware",
    "spam-words": "the page sells what hijacked domains sell",
    "probe-same-url": "an address that cannot exist ends at the same place",
    "probe-same-page": "an address that cannot exist shows nearly the same words",
    "probe-not-found": "an address that cannot exist is honestly not found",
    "probe-differs": "an address that cannot exist shows something else",
    "probe-failed": "the address that cannot exist could not be asked for",
    "soft-404": "suspicion and probe together: the page is gone",
    "hijacked-domain": "spam words and probe together: the domain has another owner",
    "parked-domain": "a parking page stands in its place",
    "for-sale": "the domain is offered for sale",
    "empty-body": "the answer has no content",
    "maintenance": "the page says that the site is closed for maintenance",
    "placeholder-page": "the page is what a server or host shows before there is a site",
    "login-wall": "a login page stands in front",
    "consent-wall": "a page that asks for consent stands in front",
    "region-wall": "the page says that it is not shown in this part of the world",
    "browser-wall": "the page turns the browser away",
    "server-trouble": "the page says that the server has trouble, under a status that says all is well",
    "paywall": "only a teaser or an offer is shown",
    "resolver-broken": "no control name could be looked up either",
    "resolver-lies": "a name that does not exist is answered for, in the same way",
    "fragment-missing": "the page does not have the place that a citation names",
    **{f"challenge-{vendor}": "a bot wall stands in front" for vendor in VENDORS},
}


def family(code: str) -> str:
    """The code as the table knows it: a status without a rule of its own goes by its hundred."""
    return f"{code[:6]}xx" if code.startswith("http-") and code not in CODES else code
