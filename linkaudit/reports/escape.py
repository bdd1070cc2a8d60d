"""Text from the web or a document → the same words with no power: over a terminal, Markdown, GitHub, an HTML island or a CSV cell."""

from __future__ import annotations

import re

# What a reader cannot see but a terminal, a browser or an eye obeys: C0 and C1 controls, line and paragraph separators, bidi marks and
# overrides, zero-width and filler characters, tags, interlinear marks, lone surrogates, noncharacters.
UNSEEN = (
    "\x00-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff\ud800-\udfff"
)
_UNSEEN = re.compile(f"[{UNSEEN}]")
# Joiners belong to Persian, Indic scripts and emoji; beside an ASCII letter or at an edge they only hide a difference.
_JOINER = re.compile("(?<![^\x00-\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f])|(?<=[\u200c\u200d])[\u200c\u200d]")
_SPACE = re.compile("[\t\n\v\f\r\x1c-\x1f\x85\xa0\u2028\u2029 ]+")
_COMMAND = re.compile(r"##(?=\[|vso\[)")  # a build server runs `##[command]` and `##vso[command]` anywhere in a line of output


def line(text: str) -> str:
    """The text on one line: runs of white space become one space, every other unseen character a visible `�`."""
    text = _SPACE.sub(" ", text)
    return text if text.isascii() and text.isprintable() else _JOINER.sub("\ufffd", _UNSEEN.sub("\ufffd", text))


def terminal(text: str) -> str:
    """The text for one line of a terminal or a build log: unseen characters stand as escapes (`\\x1b`), none is obeyed.

    A build server obeys lines that begin with `::`, and `##[...]` anywhere: both get a backslash.
    """
    if not (text.isascii() and text.isprintable()):
        text = _JOINER.sub(_escaped, _UNSEEN.sub(_escaped, text))
    text = _COMMAND.sub(r"#\\#", text)
    return "\\" + text if text.lstrip().startswith("::") else text


def _escaped(match: re.Match[str]) -> str:
    return match.group().encode("unicode_escape").decode("ascii")


def json_text(dumped: str) -> str:
    r"""JSON that was dumped without ASCII escapes, with its unseen characters as `\uXXXX`: the same data, inert when printed."""
    if not dumped.isascii() or "\x7f" in dumped:
        dumped = _UNSEEN_JSON.sub(_utf16, dumped)
    return _COMMAND.sub(r"#\\u0023", dumped)


# Line feeds are JSON's own; inside strings the encoder has escaped them already.
_UNSEEN_JSON = re.compile(f"[{UNSEEN.replace(chr(0) + '-' + chr(31), '')}\u200c\u200d]")


def _utf16(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i]:02x}{units[i + 1]:02x}" for i in range(0, len(units), 2))


_MARKUP = re.compile(r"[\\`*_{}\[\]|~$]")
_ENTITY = re.compile(r"&(?=[#A-Za-z])")
# GitHub makes links of bare `http://`, `www.` and mail addresses, of `@name`, `#12` and `GH-12`, and pictures of `:name:`; Markdown
# processors with fuzzy linking make them of `name.tld` and `//`. They look at the rendered text, so that no entity or backslash stops
# them: a zero-width space of our own does.
_BARE = re.compile(r"@(?=\w)|:(?=//)|(?<=/)/|(?<=\S)\.(?=[^\W\d_]{2})|(?<!\w)#(?=\d)|(?<=\bGH)-(?=\d)|:(?=[a-z+-][\w+-]{0,60}:)")
_BREAK = "&#8203;"


def markdown(text: str) -> str:
    """The text as GitHub-flavoured Markdown that shows exactly it: no markup, HTML, link, mention, picture or block comes of it."""
    return _BARE.sub(_broken, _BLOCK.sub(r"\1\\\2", _shown(text)))


# What begins a heading, list or rule where the text stands first in a line or list item: `# `, `- `, `+ `, `1. `, `2) `, `--`.
_BLOCK = re.compile(r"^( ?\d{0,9})((?<!\d)(?:#{1,6}|[+-])(?= |$)|(?<!\d)-(?=[ -]*$)|(?<=\d)[.)](?= |$))")


def _shown(text: str) -> str:
    text = _MARKUP.sub(r"\\\g<0>", line(text))
    return _ENTITY.sub("&amp;", text).replace("<", "&lt;").replace(">", "&gt;")


def _broken(match: re.Match[str]) -> str:
    mark = match.group()
    return _BREAK + mark if mark in "./" else mark + _BREAK


def name(text: str) -> str:
    """A file's or host's name as inline Markdown: a code span, in which nothing acts, unless what it holds would end one."""
    shown = line(text)
    return markdown(text) if not shown.strip() or set("`|") & set(shown) or _COMMAND.search(shown) else f"`{shown}`"


def code(text: str) -> str:
    """The text as one line of a fenced block; the caller puts words of its own before it, so that no fence begins with it."""
    return _COMMAND.sub(r"#\\#", line(text))


def link(text: str, url: str) -> str:
    """A Markdown link that shows the text; the text alone, to be copied, where the URL is not one to follow."""
    target = href(url)
    return f"[{_shown(text)}]({target})" if target and text.strip() else name(text)


_HREF = re.compile('[\x00-\x20<>"\\\\`{}|^\x7f]')


def href(url: str) -> str | None:
    """The URL as a Markdown link destination `<...>`, also inside a table; None when it is not plain http(s) or hides something.

    What would end the destination or the cell is percent-encoded; everything else is untouched.
    """
    if not url.lower().startswith(("http://", "https://")) or "***" in url or len(url) > 8000:
        return None
    url = _HREF.sub(_percent, url)
    if not url.isascii():
        url = _JOINER.sub(_percent, _UNSEEN.sub(_percent, url))
    return "<" + _ENTITY_END.sub("&amp;", url) + ">"


_ENTITY_END = re.compile(r"&(?=#?\w{1,40};)")


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group().encode("utf-8", "replace"))


def cell(text: str) -> str:
    """The text as a CSV value that no spreadsheet takes for a formula: on one line, an apostrophe before `= + - @`."""
    text = line(text).strip()
    return "'" + text if text.startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "\ufffd")) else text
