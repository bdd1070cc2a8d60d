"""An address as an AsciiDoc document writes it in, its attributes put in; where it leads, or why nobody can tell, out."""

from __future__ import annotations

import re

from linkaudit import urls
from linkaudit.documents.aim import RELATIVE, Aim, aim

_NAME = re.compile(r"\{(\w[\w-]{0,100})\}")
_ESCAPE = re.compile(r"\\(?=[.*_`#~^'-])")
# Antora resolves references from the root of a module, not from beside the page.
_ANTORA = re.compile(r"(?:^|/)modules/[^/]+/(?:pages|partials|examples)/")
_KNOWN = {
    "nbsp": " ", "sp": " ", "empty": "", "blank": "", "zwsp": "", "plus": "+", "amp": "&", "lt": "<", "gt": ">", "startsb": "[",
    "endsb": "]", "vbar": "|", "caret": "^", "asterisk": "*", "tilde": "~", "backslash": "\\", "backtick": "`", "apos": "'", "quot": '"',
    "cpp": "C++", "two-colons": "::", "two-semicolons": ";;",
}  # fmt: skip
# Reasons why a link is listed but neither asked nor looked up.
GENERATED = "a page or picture that Antora finds"
UNSET = "an attribute of it is not set in this document"
MOST_PUT_IN = 1_000_000  # characters: a value of 8,192 may be called in every word


class Addresses:
    """The attributes that a document has set so far, and what its addresses come to with them."""

    def __init__(self, name: str, base: str | None) -> None:
        self.antora = _ANTORA.search(name) is not None
        self.base = base
        self.attributes = dict(_KNOWN)
        self.put_in = 0

    def referred(self, written: str) -> Aim:
        """Where a cross-reference leads: an id or a title here, or another file."""
        target = self.expanded(written.strip())
        file, sharp, name = target.partition("#")
        if not sharp and not re.search(r"\.\w{2,5}$|/", file):
            return aim("#" + file)
        if not file:
            return aim("#" + name)
        if self.antora or re.search(r"[:@$]", file) or "{" in file:
            return Aim(target, skip=GENERATED)
        return aim((file if re.search(r"\.\w{2,5}$", file) else file + ".adoc") + ("#" + name if name else ""), self.base)

    def led(self, written: str, written_as: str | None = None) -> Aim:
        """Where an address leads, its attributes put in."""
        target = self.expanded(_ESCAPE.sub("", written))
        if _NAME.search(target):
            return Aim(target, skip=UNSET)
        led = aim(target, self.base)
        if led.skip == RELATIVE and (self.antora or re.search(r"^[\w.@-]+:|\$", target)):
            return Aim(led.target, skip=GENERATED)
        return Aim(led.target, written_as or led.written_as, led.skip)

    def expanded(self, words: str) -> str:
        """The words with the values of the attributes that the document has set so far; others stay, and all once it has had its fill."""
        if "{" not in words or self.put_in > MOST_PUT_IN:
            return words
        said = _NAME.sub(lambda found: self.attributes.get(found[1].lower(), found[0]), words)[: urls.LONGEST]
        self.put_in += max(0, len(said) - len(words))
        return said
