"""A hundred texts in twenty languages: sentences split, no offset lost."""

import random

import pytest

from linkaudit.claims import claims
from linkaudit.claims.language import guess, of
from linkaudit.documents import read
from linkaudit.model import Document
from tests.by_hand import document

# Five sentences each, one a line, among them an abbreviation, a date or a quotation as that language writes it.
TEXTS = {
    "en": """
        Dr. Lee came on Jan. 5, 2021.
        She paid 3.5 million dollars.
        “Is it safe? I doubt it,” she said.
        Nobody answered.
        The U.S. envoy left.
    """,
    "de": """
        Dr. Lee kam am 5. Januar 2021 an.
        Sie zahlte 3,5 Mio. Euro.
        „Ist es sicher? Ich glaube nicht“, sagte sie.
        Niemand antwortete.
        Der Bote ging z. B. nach Wien.
    """,
    "fr": """
        M. Lee est venu le 5 janvier 2021.
        Elle a payé 3,5 millions d'euros.
        « Est-ce sûr ? J'en doute », a-t-elle dit.
        Personne n'a répondu.
        L'envoyé est parti.
    """,
    "es": """
        El Sr. Lee vino el 5 de enero de 2021.
        Pagó 3,5 millones de euros.
        «¿Es seguro? Lo dudo», dijo ella.
        Nadie respondió.
        El enviado se fue.
    """,
    "it": """
        Il dott. Lee arrivò il 5 gennaio 2021.
        Pagò 3,5 milioni di euro.
        «È sicuro? Ne dubito», disse lei.
        Nessuno rispose.
        L'inviato partì.
    """,
    "pt": """
        O Sr. Lee chegou em 5 de janeiro de 2021.
        Ela pagou 3,5 milhões de euros.
        “É seguro? Duvido”, disse ela.
        Ninguém respondeu.
        O enviado partiu.
    """,
    "nl": """
        Dhr. Lee kwam op 5 januari 2021.
        Ze betaalde 3,5 miljoen euro.
        ‘Is het veilig?’ vroeg ze.
        Niemand antwoordde.
        De gezant vertrok.
    """,
    "sv": """
        Lee kom den 5 januari 2021.
        Hon betalade 3,5 miljoner kronor.
        ”Är det säkert? Jag tvivlar”, sade hon.
        Ingen svarade.
        Sändebudet gick.
    """,
    "da": """
        Lee kom den 5. januar 2021.
        Hun betalte 3,5 millioner kroner.
        »Det er sikkert,« sagde hun.
        Ingen svarede.
        Udsendingen gik.
    """,
    "fi": """
        Lee tuli 5. tammikuuta 2021.
        Hän maksoi 3,5 miljoonaa euroa.
        ”Onko se turvallista?” hän kysyi.
        Kukaan ei vastannut.
        Lähettiläs lähti.
    """,
    "pl": """
        Pan Lee przyjechał 5 stycznia 2021 r. do Gdańska.
        Zapłaciła 3,5 mln euro.
        „Czy to bezpieczne? Wątpię” – powiedziała.
        Nikt nie odpowiedział.
        Wysłannik odszedł.
    """,
    "cs": """
        Pan Lee přijel 5. ledna 2021.
        Zaplatila 3,5 milionu eur.
        „Je to bezpečné? Pochybuji,“ řekla.
        Nikdo neodpověděl.
        Vyslanec odešel.
    """,
    "ru": """
        Г-н Ли приехал 5 января 2021 г. в Минск.
        Она заплатила 3,5 млн евро.
        «Это безопасно? Сомневаюсь», — сказала она.
        Никто не ответил.
        Посланник ушёл.
    """,
    "uk": """
        Пан Лі приїхав 5 січня 2021 року.
        Вона заплатила 3,5 млн євро.
        «Це безпечно? Сумніваюся», — сказала вона.
        Ніхто не відповів.
        Посланець пішов.
    """,
    "el": """
        Ο κ. Λι ήρθε στις 5 Ιανουαρίου 2021.
        Πλήρωσε 3,5 εκατομμύρια ευρώ.
        «Είναι ασφαλές; Αμφιβάλλω», είπε.
        Κανείς δεν απάντησε.
        Ο απεσταλμένος έφυγε.
    """,
    "tr": """
        Bay Lee 5 Ocak 2021'de geldi.
        3,5 milyon avro ödedi.
        “Güvenli mi? Sanmam,” dedi.
        Kimse cevap vermedi.
        Elçi gitti.
    """,
    "ar": """
        وصل السيد لي في 5 يناير 2021.
        دفعت 3.5 مليون يورو.
        قالت إن المكان غير آمن.
        لم يجب أحد.
        غادر المبعوث.
    """,
    "hi": """
        श्री ली 5 जनवरी 2021 को आए।
        उन्होंने 35 लाख यूरो दिए।
        किसी ने उत्तर नहीं दिया।
        दूत चला गया।
        पुल टूट गया।
    """,
    "ja": """
        李氏は2021年1月5日に到着した。
        彼女は350万ユーロを支払った。
        「安全なのか。疑わしい」と彼女は述べた。
        誰も答えなかった。
        使者は去った。
    """,
    "zh": """
        李先生于2021年1月5日抵达。
        她支付了350万欧元。
        她说：“安全吗？我怀疑。”
        没有人回答。
        使者离开了。
    """,
}
JOINED = ("ja", "zh")


def text(language: str, number: int) -> tuple[str, list[str]]:
    """One of five texts of a language: its sentences in another order, in paragraphs, some hard-wrapped, some with call-outs."""
    chance = random.Random(f"{language}{number}")
    sentences = [line.strip() for line in TEXTS[language].strip().splitlines()]
    chance.shuffle(sentences)
    marked = [sentence + (f"[{at}]" if number % 2 else "") for at, sentence in enumerate(sentences, 1)]
    between = "" if language in JOINED else " "
    body = between.join(marked[:3]) + "\n\n" + between.join(marked[3:])
    if number == 4 and between:
        body = body.replace(" ", "\u00a0", 2)
    return body + "\n", sentences


@pytest.mark.parametrize("number", range(5))
@pytest.mark.parametrize("language", TEXTS)
def test_split_without_losing_an_offset(language: str, number: int) -> None:
    """Each text gives back its sentences, each claim is its span, and the spans follow each other and leave out nothing but white space."""
    body, sentences = text(language, number)
    made = read(f"{language}.txt", body.encode())
    assert isinstance(made, Document)
    found = claims(made)
    assert [claim.plain for claim in found] == [" ".join(sentence.split()) for sentence in sentences]
    reached = 0
    for claim in found:
        assert claim.start is not None
        assert claim.end is not None
        assert body[reached : claim.start].strip() == ""
        assert claim.text == " ".join(body[claim.start : claim.end].split())
        reached = claim.end
    assert body[reached:].strip() == ""


@pytest.mark.parametrize("language", TEXTS)
def test_the_language_is_guessed(language: str) -> None:
    """Each of the twenty languages is told by its script or its small words."""
    assert guess(" ".join(text(language, 0)[1])) == language


def test_the_stated_language_wins() -> None:
    """What the document states is believed, as its first subtag."""
    assert of(document("Der Hafen ist nicht mit dem Boot zu erreichen.", language="en-GB")) == "en"
    assert of(document("Der Hafen ist nicht mit dem Boot zu erreichen.")) == "de"
