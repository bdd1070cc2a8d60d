"""How languages say "there is no such page": the rows that `signs_missing` reads titles, headings and texts with.

Each row has nouns (what is missing: page, document, article, ...) and words for being missing, as stems, lower case. Rows are our own, from
dictionaries and from how the default error pages of common servers and content systems word it in each language.
"""

from __future__ import annotations

from linkaudit.checks.missing_latin import LATIN
from linkaudit.checks.missing_scripts import OTHERS

STEMS = tuple(stem for rows in (LATIN, *(rows for _, rows in OTHERS)) for row in rows for stem in (*row.missing, *row.alone))
LANGUAGES = tuple(row.language for rows in (LATIN, *(rows for _, rows in OTHERS)) for row in rows)
