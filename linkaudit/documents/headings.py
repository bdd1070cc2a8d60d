"""How documents call the list of what they rest on."""

from __future__ import annotations

import re

SOURCES = re.compile(
    r"\W*(?:(?:list of |selected |further |external )?(?:sources?|references?|notes?|links?|footnotes|endnotes|bibliography|citations?)"
    r"|works cited|further reading|sources and notes|notes and references|references and notes|quellen(?:angaben)?|nachweise"
    r"|einzelnachweise|literatur(?:verzeichnis)?|weblinks|références"
    r"|sources et notes|bibliographie|fuentes|referencias|bibliografía|notas|fonti|note"
    r"|fontes|referências|bronnen|källor|kilder|źródła|przypisy|zdroje|джерела|источники|примечания|ссылки|литература|крыніцы|参考文献|脚注|出典|参考"
    r"|参考资料|来源|المصادر|مراجع|स्रोत|संदर्भ)\W*",
    re.IGNORECASE,
)
