"""Running text in; every URL that a reader would recognise in it, with its exact place, out. One pass, linear in the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from linkaudit.urls.defanged import BARE_HOST, original, refang, refanged
from linkaudit.urls.identifiers import IDENTIFIERS, resolver
from linkaudit.urls.normalise import encode, is_top_level, to_target

FENCED = 1024  # characters up to which a fence's second half is looked for
LONGEST = 8192  # characters of one URL; servers refuse longer ones (Apache 8,190, nginx 8,192)
OPENERS = {")": "(", "]": "[", "}": "{"}
# What stands right before a URL and again after it is its fence, not its part: `|http://a.example|`, `*http://a.example*`.
# Soft hyphen, zero-width space, word joiner: typesetters put them where a long URL may be broken. They are no part of what is asked for.
MAY_BREAK = "\u00ad\u200b\u2060"
FENCES = "\"'`|*_~^$｜"
# May stand inside a URL, but at its end it belongs to the sentence.
NEVER_LAST = frozenset(".,;:!?*|([{\\")
NEVER_LAST_GFM = frozenset("?!.,:*_~'\"")

_START = re.compile(
    r"(?P<angled><URL:\s*)"
    r"|(?P<scheme>(?:https?|ftp)://)"
    r"|(?P<www>www\d?\.(?=[^\s.\-_/]))"
    r"|(?P<mailto>mailto:(?=[^\s<>@]{1,64}@))"
    r"|(?P<tel>tel:(?=\+?[\d(]))"
    r"|(?P<identifier>" + IDENTIFIERS + r")"
    r"|(?P<email>@(?=[A-Za-z0-9]))",
    re.IGNORECASE,
)
_EMPTY_LINE = re.compile(r"(?:\r\n|\n|\r)[^\S\r\n]*(?:\r\n|\n|\r)")
_MAY_BREAK = re.compile(f"[{MAY_BREAK}]")
_SPACE = re.compile(r"\s")
_HOST = re.compile(r"[A-Za-z0-9_.\-%\u00a1-\U0010ffff]+")
_USERINFO = re.compile(r"[A-Za-z0-9\-._~%!$&'()*+,;=:\u00a1-\U0010ffff]{1,256}@(?=[^\s@])")
_PORT = re.compile(r":[0-9]{1,5}(?![0-9])")
_IPV6 = re.compile(r"\[[0-9A-Fa-f:.]{2,45}\]")
_PLAIN = re.compile(r"[A-Za-z0-9/\-_%=&~+#@$:.,;!?*^\\|']+")
_EMAIL_HOST = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,62}(?:\.[A-Za-z0-9_-]{1,63})+")
_TEL = re.compile(r"\+?[\d().\- ]{2,24}\d")
_ENTITY_LAST = re.compile(r"&[A-Za-z][A-Za-z0-9]{1,31};\Z")
_NEXT_URL = re.compile(r"[,;|]+(?=https?://)", re.IGNORECASE)
_TWICE = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)  # `http://https://a.example`: a scheme too many
_LABEL = re.compile(r"(?<![^\W\d_])(?!(?:https?|ftp|mailto):)[^\W\d_]{2,20}:\Z", re.IGNORECASE)  # `Web:www.a.example`
_DEFANGED = re.compile(r"\[\.\]|\(\.\)|\{\.\}|[\[({]dot[\])}]", re.IGNORECASE)
_NO_HOST = re.compile(r"[=\\(\[{&$+*@]\w|::")  # what stands behind a host without a dot that is none: `http://www(a.example`
# Titles of works and pages in Chinese and Japanese addresses: `/wiki/《新青年》编辑部旧址`. Round brackets are the sentence's there.
_TITLE = re.compile(r"《[^\s<>《》/]{1,60}》|【[^\s<>【】/]{1,60}】|“[^\s<>“”/]{1,60}”")
_CLOSING_TAG = re.compile(r"\[/(?:url|img|link|b|i|u|quote|size|color|center|list|spoiler)\]", re.IGNORECASE)  # of BBCode
_CALL_OUT_LAST = re.compile(r"(?:\[\d{1,3}\])+\Z")


@dataclass(frozen=True, slots=True)
class Found:
    """One URL in a text: `text[start:end] == url`; `target` is what to ask for; `written_as` names the short form it had, if any."""

    start: int
    end: int
    url: str
    target: str
    written_as: str | None = None


def find(text: str, *, gfm: bool = False, defanged: bool = False) -> Iterator[Found]:
    """Every URL in `text`, in order, none inside another.

    Found are `http(s)://` and `ftp://` URLs, `www.` hosts, `<URL:...>`, `mailto:` and e-mail addresses, `tel:`, and the identifiers
    of `linkaudit.urls.identifiers`. What a sentence puts around a URL is not part of it: closing punctuation of every script,
    quotation marks, unpaired brackets, emphasis. `gfm` keeps an unpaired closing bracket inside a URL, as GitHub's Markdown does;
    `defanged` also reads `hxxp://example[.]com`.
    """
    if defanged:
        yield from _find_defanged(text, gfm)
        return
    floor = 0
    for match in _START.finditer(text):
        if match.start() < floor:
            continue
        found = at(text, match, floor, gfm)
        if found:
            yield found
            floor = found.end


def _find_defanged(text: str, gfm: bool) -> Iterator[Found]:
    """URLs in `text` as it was meant; a host that somebody made unclickable is a URL without its scheme."""
    plain, stretches = refang(text)
    found = list(find(plain, gfm=gfm))
    taken = iter([*((one.start, one.end) for one in found), (len(plain), len(plain))])
    start, end = next(taken)
    for host in BARE_HOST.finditer(text):
        begin = refanged(stretches, host.start())
        while end <= begin < len(plain):
            start, end = next(taken)
        if begin < start:
            stop = _end(plain, begin, begin, "", gfm)
            if stop and stop <= start:
                found.append(Found(begin, stop, plain[begin:stop], encode("http://" + plain[begin:stop])))
    for one in sorted(found, key=lambda found: found.start):
        begin, stop = original(stretches, one.start), original(stretches, one.end)
        yield Found(begin, stop, text[begin:stop], one.target, one.written_as if text[begin:stop] == one.url else "defanged")


def at(text: str, match: re.Match[str], floor: int, gfm: bool) -> Found | None:
    """The URL whose beginning `match` saw, or None when it is none after all. Nothing before `floor` is looked at."""
    start, after = match.span()
    match match.lastgroup:
        case "angled":
            end = text.find(">", after, after + LONGEST)
            url = text[after:end].rstrip()
            # RFC 3986, appendix C: white space inside is not part of the URL.
            whole = end > 0 and "<" not in url and not _EMPTY_LINE.search(url)
            target = to_target(re.sub(r"\s+", "", url)) if whole else None
            return Found(after, after + len(url), url, target) if target and re.match(r"[A-Za-z][A-Za-z0-9+.\-]*:", target) else None
        case "mailto":
            address = _email(text, text.index("@", after), after)
            return Found(start, address.end, text[start : address.end], text[start : address.end]) if address else None
        case "email":
            return _email(text, start, floor)
        case "tel":
            number = _TEL.match(text, after)
            return Found(start, number.end(), text[start : number.end()], text[start : number.end()]) if number else None
        case "identifier":
            return _identifier(text, start, after)
        case "www":
            return _www(text, start, floor, gfm)
        case _:
            return _url(text, start, after, floor, gfm)


def _url(text: str, start: int, after: int, floor: int, gfm: bool) -> Found | None:
    before = text[start - 1] if start > floor else ""
    if before.isascii() and before.isalpha():
        return None  # `hhttp://` and the like
    if _TWICE.match(text, after):
        return None  # the URL is the one inside
    end = _end(text, start, after, before, gfm)
    if end is None:
        return None
    url = text[start:end]
    return Found(start, end, url, encode(_whole(url)))


def _www(text: str, start: int, floor: int, gfm: bool) -> Found | None:
    before = text[start - 1] if start > floor else ""
    if before and (before in "./@-\\" or (before.isascii() and before.isalnum())):
        return None
    if before == ":" and not _LABEL.search(text, max(floor, start - 22), start):
        return None
    end = _end(text, start, start, before, gfm)
    if end is None:
        return None
    url = text[start:end]
    host = re.split(r"[/?#:]", url, maxsplit=1)[0].rstrip(".")
    last = host.rpartition(".")[2]
    if host.count(".") < (1 if gfm else 2) or len(last) < 2 or last.isdigit():
        return None
    return Found(start, end, url, encode("http://" + _whole(url)), "www")


def _whole(url: str) -> str:
    return url if url.isascii() else _MAY_BREAK.sub("", url)


def _end(text: str, start: int, after: int, before: str, gfm: bool) -> int | None:
    """Where the URL ends that starts at `start` and whose authority starts at `after`; None when it has no host."""
    limit = min(len(text), start + LONGEST)
    fence = before if before and before in FENCES else ""
    if fence:
        close = _fence(text, fence, after, min(len(text), start + FENCED))
        if close is None and fence == "_" and not gfm:
            return None  # `_http://a.example`: the end of some other word
        limit = close or limit
    host_end = _host(text, after, limit)
    if host_end is None or _DEFANGED.match(text, host_end, limit):
        return None
    if _NO_HOST.match(text, host_end, limit) and "." not in text[after:host_end]:
        return None
    end = host_end
    if end < limit and text[end] in "/?#":
        end = _path(text, end, limit, gfm)
    cut = _NEXT_URL.search(text, host_end, end)
    if cut:
        end = cut.start()
    return _trim(text, start, host_end, end, gfm)


def _fence(text: str, fence: str, after: int, limit: int) -> int | None:
    """Where the fence closes again: its next occurrence before any white space that no word follows; None when it does not."""
    space = _SPACE.search(text, after, limit)
    limit = space.start() if space else limit
    at = text.find(fence, after, limit)
    while at >= 0:
        if fence not in "*_'~" or not text[at + 1 : at + 2].isalnum():
            return at
        at = text.find(fence, at + 1, limit)
    return None


def _host(text: str, after: int, limit: int) -> int | None:
    """The end of userinfo, host and port; None when there is no host."""
    userinfo = _USERINFO.match(text, after, limit)
    begin = userinfo.end() if userinfo else after
    six = _IPV6.match(text, begin, limit)
    if six:
        end = six.end()
    else:
        run = _HOST.match(text, begin, limit)
        if not run or run.group()[0] in ".-":
            return None
        end = _host_end(text, begin, run.end())
        if end == begin:
            return None
    port = _PORT.match(text, end, limit)
    return port.end() if port else end


def _host_end(text: str, begin: int, end: int) -> int:
    if not text[begin:end].isascii():
        end = next((at for at in range(begin, end) if text[at] > "\x7f" and _stops(text[at])), end)
        label = text.rfind(".", begin, end) + 1
        if label > begin:
            # No top-level domain mixes scripts: in `http://example.comです` the host is over where the second one begins.
            foreign = next((at for at in range(label, end) if text[at] > "\x7f"), end)
            if label < foreign < end and is_top_level(text[label:foreign]):
                end = foreign
    if text[end : end + 1] not in ("/", "?", "#", ":") or text[end : end + 1] == "":
        while end > begin and text[end - 1] in ".-_%":
            end -= 1
    return end


def _path(text: str, begin: int, limit: int, gfm: bool) -> int:
    """Where path, query and fragment end, closing punctuation still included."""
    at = begin
    open_brackets: list[tuple[str, int]] = []
    while at < limit:
        plain = _PLAIN.match(text, at, limit)
        if plain:
            at = plain.end()
            if at >= limit:
                break
        character = text[at]
        if character == "[" and not gfm and _CLOSING_TAG.match(text, at, limit):
            break
        if character in "([{":
            open_brackets.append((character, at))
        elif character in ")]}":
            if open_brackets and open_brackets[-1][0] == OPENERS[character]:
                open_brackets.pop()
            elif not (gfm and character == ")"):
                break
        elif character == '"':
            close = _closing_quote(text, at, limit)
            if close is None:
                break
            at = close
        elif character in MAY_BREAK and _PLAIN.match(text, at + 1, limit):
            pass  # a typesetter's leave to break the line here
        elif character in "《【“" and text[at - 1] == "/" and at - 1 > begin and (title := _TITLE.match(text, at, limit)):
            at = title.end() - 1
        elif character in "<>`" or character.isspace() or character < " " or (character > "\x7e" and _stops(character)):
            break
        at += 1
    # `https://a.example/page(see below)`, `https://a.example/page[its label]`: what is opened and never closed is the sentence's
    return open_brackets[0][1] if open_brackets and not gfm else at


def _closing_quote(text: str, at: int, limit: int) -> int | None:
    """The second quotation mark of `"..."` inside a path, when nothing between them ends a URL."""
    inside = re.compile(r'[^\s<>`"]+"').match(text, at + 1, limit)
    return inside.end() - 1 if inside else None


@lru_cache(maxsize=4096)
def _stops(character: str) -> bool:
    """Whether a character beyond ASCII ends a URL: white space, controls, and the punctuation of every script.

    Not so for what stands inside words and titles: `·` (Catalan), `・` (Japanese), joiners (Indic, Persian), dashes but `—`, `§`, `％`.
    """
    if character in "·・･§¶†‡‰％／＃＠＆＊＼\u200c\u200d":
        return False
    if character in "—―｜\ufeff\ufffd\ufffc":
        return True
    return unicodedata.category(character) in ("Po", "Ps", "Pe", "Pi", "Pf", "Zs", "Zl", "Zp", "Cc", "Cf", "Cs")


def _trim(text: str, start: int, host_end: int, end: int, gfm: bool) -> int:
    """The end without what belongs to the sentence; never before the end of the host."""
    never_last = NEVER_LAST_GFM if gfm else NEVER_LAST
    surplus = text.count(")", start, end) - text.count("(", start, end)
    quotes = text.count("'", start, end)
    while end > host_end:
        last = text[end - 1]
        if last in never_last or last in MAY_BREAK:
            end -= 1
            quotes -= last == "'"
        elif last == '"' and text.count('"', start, end) % 2:
            end -= 1
        elif last == "'" and quotes % 2:
            end -= 1
            quotes -= 1
        elif last == "s" and text[end - 2] == "'" and quotes % 2 and _is_owner(text, host_end, end):
            end -= 2  # http://example.com/page's author
            quotes -= 1
        elif last == ")" and surplus > 0:
            end -= 1
            surplus -= 1
        elif gfm and last == ";":
            entity = _ENTITY_LAST.search(text, max(host_end, end - 34), end)
            end = entity.start() if entity else end - 1
            if not entity:
                return end + 1
        elif not gfm and last == "]" and (call_out := _CALL_OUT_LAST.search(text, max(host_end, end - 25), end)):
            if text.find("?", host_end, end) >= 0:
                break
            end = call_out.start()
        else:
            break
    return end


def _is_owner(text: str, host_end: int, end: int) -> bool:
    """Whether the `'s` that ends a URL is the sentence's: `/page's author`, not `/wiki/McDonald's`. (None stands in a host.)"""
    segment = max(text.rfind(mark, host_end, end - 2) for mark in "/?#=&_") + 1
    return text[segment : segment + 1].islower() and re.match(r"\s[a-z]", text[end : end + 2]) is not None


def _identifier(text: str, start: int, after: int) -> Found | None:
    end = _path(text, after, min(len(text), start + LONGEST), gfm=False)
    end = _trim(text, start, after, end, gfm=False)
    # The shape may ask for less than the run of characters: `arXiv:2101.00001[cs]`.
    while end > after:
        name = text[start:end]
        known = resolver(name)
        if known:
            return Found(start, end, name, encode(known[0]), known[1])
        shorter = max(name.rfind(mark, 0, len(name) - 1) for mark in "([{/;,.:")
        if start + shorter <= after:
            return None
        end = start + shorter
    return None


def _email(text: str, sign: int, floor: int) -> Found | None:
    begin = sign
    while begin > max(floor, sign - 64) and (text[begin - 1].isalnum() or text[begin - 1] in ".+-_%"):
        begin -= 1
    while begin < sign and text[begin] in ".-+%":
        begin += 1
    domain = _EMAIL_HOST.match(text, sign + 1)
    if begin == sign or not domain or text[sign - 1] == ".":
        return None
    end = domain.end()
    if text[end - 1] in "-_" or text[end : end + 1] == "@":
        return None
    return Found(begin, end, text[begin:end], "mailto:" + text[begin:end])
