"""The few word lists that claims need, by meaning and for many languages at once; structure comes first wherever it can decide."""


def _set(words: str) -> frozenset[str]:
    """The words of a list written with spaces."""
    return frozenset(words.split())


# Ranks and titles that are written with a stop before a name. sentencex knows the common ones; it splits at "Lt. Com. | Matthew Allen".
RANKS = _set(
    """
    adm brig capt cdr cmdr col com comdr cpl cpt dr ens fr gen gov hon insp jr lt ltc ltg maj mgr mr mrs ms msgr mx ofc pfc pres
    prof pte pvt rep rev rt sen sgt sr st supt vadm radm dipl ing mag dra sra srta univ gosp g-n
    """
)

# The same that are written small; German "Mio." stands before a noun, which has a capital.
SMALL_RANKS = frozenset(
    (
        "dott",
        "prof",
        "dr",
        "avv",
        "ing",
        "dhr",
        "mevr",
        "κ",
        "κα",
        "Dhr",
        "Mio",
        "Mrd",
        "bzw",
        "ca",
        "św",
        "ws",
        "ks",
        "bp",
        "kpt",
        "podkom",
        "im",
        "ul",
        "ул",
        "им",
        "св",
        "Св",
    )
)

# Words that open a sentence and no name, so that "plan B. The" stays two sentences.
OPENERS = _set(
    """
    a an the this that these those it he she they we you i his her their its our in on at by for from to with as but and or so if
    when while after before since because although however there here what which who how why not no yes der die das ein eine er
    sie es wir ich im am auf mit und aber le la les un une des il elle ils elles nous vous je ce cette dans en sur avec et mais el
    los las una uno ella ellos nosotros yo este esta con y pero lo gli nel nella e ma o os um uma ele ela eles nos na de het een
    hij zij ze wij ik det den hvad hvem hvor hvordan hvorfor han hun jeg men og vad vem hur varför jag och hon när
    """
)

# Verbs (and their common forms) that report speech: said, told, according to ... in the languages that news is written in.
SPEECH = _set(
    """
    said says say saying told tells tell claimed claims claim stated states announced announces added adds asked asks replied
    replies answered wrote writes argued argues insisted insists explained explains noted notes warned warns declared declares
    confirmed confirms denied denies alleged alleges acknowledged admitted admits recalled remarked reported reports suggested
    suggests commented shouted whispered tweeted posted quipped concluded concludes urged vowed promised accused testified assured
    emphasized emphasised stressed according sagte sagt sagen erklärte erklärt betonte schrieb meinte fragte antwortete behauptete
    berichtete zufolge laut kündigte warnte teilte zei zegt vertelde verklaarde schreef vroeg antwoordde aldus volgens sa säger
    sade sagde siger forteller fortalte uttalade enligt ifølge skrev spurte frågade svarade sanoi kertoi mukaan kysyi kirjoitti
    dit disait déclaré déclare déclarait affirmé affirme affirmait expliqué explique ajouté ajoute demandé demande répondu répond
    selon écrit estime dijo dice declaró afirmó afirma explicó añadió agregó preguntó respondió aseguró según señaló escribió ha
    dicho detto dichiarato afferma affermato spiegato aggiunto chiesto risposto secondo scrisse disse dichiarò diz afirmou
    declarou explicou acrescentou perguntou respondeu segundo escreveu spus declarat afirmat potrivit întrebat va dir segons
    сказал сказала сказали заявил заявила заявили сообщил сообщила сообщили отметил отметила подчеркнул добавил добавила спросил
    ответил утверждает говорит написал написала словам сказав заявив повідомив зазначив додав запитав відповів розповів словами
    сказаў заявіў паведаміў адзначыў powiedział powiedziała stwierdził oświadczył dodał dodała zapytał odpowiedział napisał według
    poinformował řekl řekla uvedl uvedla dodal prohlásil podle zeptal odpověděl povedal povedala uviedol rekao rekla izjavio
    izjavila dodao prema kazao каза заяви според попита отговори рече изјави είπε δήλωσε ανέφερε τόνισε πρόσθεσε ρώτησε απάντησε
    σύμφωνα dedi söyledi açıkladı belirtti ekledi sordu göre mondta közölte kijelentette hozzátette kérdezte szerint pasakė sakė
    teigė teica sacīja norādīja ütles teatas قال قالت صرح أعلن أعلنت أكد أكدت أضاف أضافت ذكر ذكرت وقال وأضاف אמר אמרה הודיע טען
    טענה הוסיף לדברי گفت گفته افزود اعلام कहा कहना बताया बोले पूछा अनुसार kata mengatakan berkata ujar menurut menyatakan
    """
)

# Headings over a list of sources, as one folded string each.
_HEADINGS = """
    references; reference list; list of references; literature cited; literature; sources cited; sources and references; works cited;
    bibliography; sources; source; notes;
    footnotes; endnotes; notes and references; references and notes; citations; further reading; external links; links; sources
    and links; quellen; quellenverzeichnis; literatur; literaturverzeichnis; einzelnachweise; anmerkungen; fußnoten; weblinks;
    belege; références; bibliographie; notes et références; sources et références; liens externes; notes de bas de page;
    referencias; bibliografía; fuentes; notas; enlaces externos; obras citadas; notas y referencias; referências; bibliografia;
    fontes; ligações externas; riferimenti; fonti; note; collegamenti esterni; riferimenti bibliografici; bronnen; referenties;
    literatuurlijst; voetnoten; noten; kilder; referanser; litteratur; litteraturliste; noter; källor; referenser;
    litteraturförteckning; lähteet; viitteet; przypisy; źródła; literatura; reference a zdroje; zdroje; poznámky; odkazy; izvori;
    reference; források; hivatkozások; jegyzetek; surse; referințe; note și referințe; πηγές; παραπομπές; βιβλιογραφία; αναφορές;
    kaynaklar; kaynakça; referanslar; dipnotlar; источники; литература; примечания; ссылки; список литературы; использованная
    литература; библиография; сноски; джерела; примітки; посилання; література; крыніцы; літаратура; източници; бележки; المصادر;
    المراجع; مراجع; مصادر; الهوامش; מקורות; הערות שוליים; ביבליוגרפיה; منابع;
    อ้างอิง; เอกสารอ้างอิง; แหล่งที่มา; 참고 문헌; 미주; 주석; 注釈; 註釋; पानोट; संदर्भ; स्रोत; 参考文献; 参考資料; 出典; 脚注;
    注释; 参考资料;
    來源; 来源; 资料来源;
    참고문헌; 출처; 각주; nguồn; tài liệu tham khảo; daftar pustaka; referensi; sumber
"""
SOURCE_HEADINGS = frozenset(" ".join(line.split()) for line in _HEADINGS.split(";"))

# Headings over what else there is to read.
_FURTHER = """
    external links; further reading; see also; related links; weblinks; liens externes; voir aussi; pour aller plus loin; enlaces externos;
    véase también; lecturas recomendadas; ligações externas; ver também; collegamenti esterni; externe links; zie ook; externa länkar;
    eksterne lenker; eksterne henvisninger; aiheesta muualla; linki zewnętrzne; externí odkazy; külső hivatkozások; legături externe;
    εξωτερικοί σύνδεσμοι; dış bağlantılar; ссылки; посилання; спасылкі; външни препратки; وصلات خارجية; קישורים חיצוניים; پیوند به بیرون;
    बाहरी कड़ियाँ; 外部リンク; 外部链接; 외부 링크; liên kết ngoài; pranala luar
"""
FURTHER_HEADINGS = frozenset(" ".join(line.split()) for line in _FURTHER.split(";"))

# Labels before the colon of a line that names where a text or picture comes from.
SOURCE_LABELS = _set(
    """
    source sources photo photos picture image credit credits via quelle quellen foto fotos bild crédit crédits fuente fuentes
    fonte fonti fontes imagen immagine imagem bron bronnen kilde kilder källa källor lähde lähteet źródło źródła zdroj zdroje
    izvor izvori forrás források sursa surse πηγή πηγές kaynak kaynaklar источник источники фото джерело джерела крыніца снимка
    المصدر المصادر الصورة מקור צילום منبع स्रोत 来源 來源 出典 写真 출처 사진 nguồn sumber
    """
)
