"""The address of a Wikipedia article in; where its wikitext can be fetched, out."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote, unquote, urlsplit

_SISTERS = "wikipedia|wikinews|wikivoyage|wikiversity|wikibooks|wikiquote|wikisource|wiktionary"
_HOST = re.compile(rf"(?P<language>[a-z][a-z0-9-]*)(?:\.m)?\.(?P<site>{_SISTERS})\.org")
# Language variants of one article have their own path: zh.wikipedia.org/zh-tw/...; the wikitext is the same.
_PATH = re.compile(
    r"/(?:wiki|zh(?:-[a-z]{2,4})?|sr(?:-[a-z]{2})?|kk-[a-z]+|ku-[a-z]+|tg-[a-z]+|uz-[a-z]+|crh-[a-z]+|gan-[a-z]+)/(?P<title>.+)"
)
_NO_ARTICLE = ("special:", "media:")


def raw_url(page: str) -> tuple[str, str] | None:
    """Where the wikitext of a Wikipedia page (any language, mobile too; its sister projects likewise) can be fetched, and its title.

    None for everything else, also for pages that have no wikitext (`Special:`). An `oldid` is kept: that revision is meant.
    """
    try:
        parts = urlsplit(page)
        host = (parts.hostname or "").lower()
    except ValueError:
        return None
    where = _HOST.fullmatch(host)
    if parts.scheme not in ("http", "https") or not where or where["language"] in ("www", "m"):
        return None
    asked = {key: found[-1] for key, found in parse_qs(parts.query).items()}
    path = _PATH.fullmatch(parts.path)
    title = unquote(path["title"]) if path else asked.get("title", "") if parts.path == "/w/index.php" else ""
    title = title.replace("_", " ").strip()
    wanted = {"title": title.replace(" ", "_")} if title else {}
    wanted |= {key: asked[key] for key in ("oldid", "curid") if asked.get(key, "").isdigit()}
    if not wanted or title.lower().startswith(_NO_ARTICLE) or (not path and parts.path != "/w/index.php"):
        return None
    query = "&".join(f"{key}={quote(value, safe=':/()!*,;@')}" for key, value in wanted.items())
    return f"https://{where['language']}.{where['site']}.org/w/index.php?{query}&action=raw", title
