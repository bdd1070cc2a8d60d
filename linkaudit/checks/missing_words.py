"""How languages say "there is no such page": the rows that `signs_missing` reads titles, headings and texts with.

Each row has nouns (what is missing: page, document, article, ...) and words for being missing, as stems, lower case. Rows are our own, from
dictionaries and from how the default error pages of common servers and content systems word it in each language.
"""

from __future__ import annotations

import re
from dataclasses import replace

from linkaudit.checks.missing_latin import LATIN as _LATIN
from linkaudit.checks.missing_more import EVERYWHERE, SMALL, SMALL_ARABIC, SMALL_CYRILLIC, SMALL_HEBREW
from linkaudit.checks.missing_row import Row, row
from linkaudit.checks.missing_scripts import OTHERS as _OTHERS
from linkaudit.checks.phrases import phrases

_SHARED = phrases(EVERYWHERE)
LATIN: tuple[Row, ...] = tuple(replace(each, others=(*each.others, *_SHARED)) for each in (*_LATIN, *(row(*small) for small in SMALL)))
_ADDED = ((SMALL_CYRILLIC, "\u0431"), (SMALL_ARABIC, "\u0628"), (SMALL_HEBREW, "\u05d1"))  # rows, and a letter of their script
OTHERS: tuple[tuple[re.Pattern[str], tuple[Row, ...]], ...] = tuple(
    (script, (*rows, *(row(*small) for added, letter in _ADDED if script.search(letter) for small in added))) for script, rows in _OTHERS
)
STEMS = tuple(stem for rows in (LATIN, *(rows for _, rows in OTHERS)) for each in rows for stem in (*each.missing, *each.alone))
LANGUAGES = tuple(each.language for rows in (LATIN, *(rows for _, rows in OTHERS)) for each in rows)
