"""The marks and commands of LaTeX that a reader of its words must know, as tables; and which braces belong together."""

from __future__ import annotations

import re

TOKEN = re.compile(
    r"""
      (?P<comment>(?<!\\)%[^\n]*+(?:\n[ \t]*+(?!\n))?)
    | (?P<paragraph>\n[ \t]*+\n\s*+)
    | \\(?P<command>[A-Za-z@]++)\*?+[ \t]*+\n?+
    | (?P<accent>\\['"`^~=.](?:\{[A-Za-z]\}|[A-Za-z]))
    | (?P<escaped>\\[#$%&_{}])
    | (?P<newline>\\\\\*?(?:\[[^\[\]\n]{0,20}\])?)
    | (?P<other>\\.)
    | (?P<open>\{)
    | (?P<close>\})
    | (?P<math>\$\$?)
    | (?P<dash>---?)
    | (?P<quote>``|'')
    | (?P<tie>[~&])
    """,
    re.VERBOSE | re.DOTALL,
)
HEADINGS = {"part": 1, "chapter": 2, "section": 3, "subsection": 4, "subsubsection": 5, "paragraph": 6, "subparagraph": 7}
VERBATIM = frozenset({"verbatim", "lstlisting", "minted", "Verbatim", "alltt", "comment", "filecontents", "tikzpicture", "asy"})
FORMULA = frozenset({"equation", "align", "math", "displaymath", "eqnarray", "gather", "multline", "alignat", "flalign", "array"})
QUOTES = frozenset({"quote", "quotation", "displayquote", "blockquote", "verse"})
# Commands whose arguments are no text. Of all others the words in braces are read.
_MUTE_NAMES = (
    "label|ref|eqref|pageref|autoref|nameref|cref|Cref|vref|includegraphics|vspace|hspace|usepackage|documentclass|RequirePackage|"
    "bibliographystyle|setlength|addtolength|pagestyle|thispagestyle|input|include|index|hypersetup|color|graphicspath|setcounter|"
    "addtocounter|newcommand|renewcommand|providecommand|newenvironment|renewenvironment|newtheorem|definecolor|geometry|nocite|"
    "bibliography|addbibresource|printbibliography|pgfplotsset|lstset|DeclareMathOperator|theoremstyle|numberwithin|glossary|"
    "subfile|includeonly|AtBeginDocument|captionsetup|sisetup|tikzset|fancyhead|fancyfoot|lhead|rhead|def|let|email|phantomsection"
)
MUTE = frozenset(_MUTE_NAMES.split("|"))
TEXTUAL = frozenset({"citet", "citeauthor", "textcite", "textcites", "citealt", "citeasnoun", "newcite", "shortcite"})
CITE = re.compile(r"(?!nocite|citestyle|citeyear|citename)(?:[A-Za-z]*cite[A-Za-z]*)")
SPECIAL = {"ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "aa": "å", "AA": "Å", "i": "ı"}
SPECIAL |= {"ldots": "…", "dots": "…", "textellipsis": "…", "textendash": "–", "textemdash": "—", "LaTeX": "LaTeX", "TeX": "TeX", "S": "§"}
SPECIAL |= {"textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”", "pounds": "£", "euro": "€", "copyright": "©"}
MARKS = {"'": "\u0301", '"': "\u0308", "`": "\u0300", "^": "\u0302", "~": "\u0303", "=": "\u0304", ".": "\u0307"}
MARKS |= {"c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328", "r": "\u030a", "d": "\u0323", "b": "\u0331"}
# In an address a percent sign is one (`\url{https://a.example/b%20c}`), elsewhere it begins a comment.
_BRACES = re.compile(r"\\(?:url|nolinkurl|path|href)\s{0,20}(?P<address>\{(?:[^{}\n\\]|\\[^\n])*+\})|\\.|(?<!\\)%[^\n]*+|[{}]", re.DOTALL)


def pairs(text: str) -> dict[int, int]:
    """Where each opening brace closes."""
    found_at: dict[int, int] = {}
    stack: list[int] = []
    for found in _BRACES.finditer(text):
        if found["address"]:
            found_at[found.start("address")] = found.end() - 1
        elif found[0] == "{":
            stack.append(found.start())
        elif found[0] == "}" and stack:
            found_at[stack.pop()] = found.start()
    return found_at
