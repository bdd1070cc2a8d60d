"""A number in, a block document out: paragraphs, the URLs that were their links, a decoy behind them. Eleven languages."""

import random
from dataclasses import dataclass

from linkaudit.citations.scripts import plain

PEOPLE = [
    "Kowalska",
    "Novak",
    "Okafor",
    "Lindqvist",
    "Yilmaz",
    "Moreau",
    "Castellano",
    "Petrenko",
    "Haddad",
    "Brandt",
    "Varga",
]
FIRMS = ["Norvik", "Altana", "Meridian", "Quorum", "Helvar", "Sintra", "Polaris", "Vantage", "Ostrava", "Tamarind", "Ferrum", "Calypso"]
PLACES = ["Zagreb", "Lagos", "Tallinn", "Cairo", "Lima", "Hanoi", "Quito", "Accra", "Riga", "Amman", "Dakar", "Bergen"]

# A sentence, and the words of it that a slug is made of. {p} person, {f} firm, {o} place, {n} number, {y} year.
SENTENCES = {
    "en": [
        ("In {y}, {f} sold {n} trucks to the harbour of {o}.", "{f} trucks harbour {o}"),
        ("The court in {o} found that {p} had hidden the invoices.", "court {o} {p} invoices"),
        ("Prices of grain rose by {n} percent after the strike at {f}.", "grain prices strike {f}"),
        ("According to {p}, the dam near {o} had never been inspected.", "{p} dam {o} inspected"),
        ("The ministry paid {f} for {n} helmets that did not arrive.", "ministry {f} helmets"),
        ("Engineers from {o} warned of cracks in the bridge as early as {y}.", "engineers {o} cracks bridge"),
        ("Parliament asked {p} to explain the missing tractors.", "parliament {p} tractors"),
    ],
    "de": [
        ("Im Jahr {y} verkaufte {f} {n} Lastwagen an den Hafen von {o}.", "{f} lastwagen hafen {o}"),
        ("Das Gericht in {o} stellte fest, dass {p} Rechnungen versteckt hatte.", "gericht {o} {p} rechnungen"),
        ("Die Getreidepreise stiegen nach dem Streik bei {f} um {n} Prozent.", "getreidepreise streik {f}"),
        ("Laut {p} war der Staudamm bei {o} nie geprüft worden.", "{p} staudamm {o} geprüft"),
        ("Das Ministerium bezahlte {f} für {n} Helme, die nie ankamen.", "ministerium {f} helme"),
        ("Ingenieure aus {o} warnten schon {y} vor Rissen in der Brücke.", "ingenieure {o} risse brücke"),
    ],
    "fr": [
        ("En {y}, {f} a vendu {n} camions au port de {o}.", "{f} camions port {o}"),
        ("Le tribunal de {o} a établi que {p} avait caché les factures.", "tribunal {o} {p} factures"),
        ("Le prix des céréales a augmenté de {n} % après la grève chez {f}.", "prix céréales grève {f}"),
        ("Selon {p}, le barrage près de {o} n'avait jamais été inspecté.", "{p} barrage {o} inspecté"),
        ("Le ministère a payé à {f} {n} casques qui ne sont jamais arrivés.", "ministère {f} casques"),
    ],
    "es": [
        ("En {y}, {f} vendió {n} camiones al puerto de {o}.", "{f} camiones puerto {o}"),
        ("El tribunal de {o} concluyó que {p} había ocultado las facturas.", "tribunal {o} {p} facturas"),
        ("El precio del trigo subió un {n} % tras la huelga en {f}.", "precio trigo huelga {f}"),
        ("Según {p}, la presa cercana a {o} nunca fue inspeccionada.", "{p} presa {o} inspeccionada"),
        ("El ministerio pagó a {f} {n} cascos que nunca llegaron.", "ministerio {f} cascos"),
    ],
    "it": [
        ("Nel {y} {f} vendette {n} autocarri al porto di {o}.", "{f} autocarri porto {o}"),
        ("Il tribunale di {o} stabilì che {p} aveva nascosto le fatture.", "tribunale {o} {p} fatture"),
        ("Il prezzo del grano salì del {n} % dopo lo sciopero alla {f}.", "prezzo grano sciopero {f}"),
        ("Secondo {p}, la diga vicino a {o} non era mai stata ispezionata.", "{p} diga {o} ispezionata"),
        ("Il ministero pagò a {f} {n} caschi mai arrivati.", "ministero {f} caschi"),
    ],
    "pt": [
        ("Em {y}, a {f} vendeu {n} camiões ao porto de {o}.", "{f} camiões porto {o}"),
        ("O tribunal de {o} concluiu que {p} tinha escondido as faturas.", "tribunal {o} {p} faturas"),
        ("O preço do trigo subiu {n} % depois da greve na {f}.", "preço trigo greve {f}"),
        ("Segundo {p}, a barragem perto de {o} nunca foi inspecionada.", "{p} barragem {o} inspecionada"),
        ("O ministério pagou à {f} {n} capacetes que nunca chegaram.", "ministério {f} capacetes"),
    ],
    "nl": [
        ("In {y} verkocht {f} {n} vrachtwagens aan de haven van {o}.", "{f} vrachtwagens haven {o}"),
        ("De rechtbank in {o} stelde vast dat {p} facturen had verstopt.", "rechtbank {o} {p} facturen"),
        ("De graanprijs steeg met {n} procent na de staking bij {f}.", "graanprijs staking {f}"),
        ("Volgens {p} was de stuwdam bij {o} nooit gekeurd.", "{p} stuwdam {o} gekeurd"),
        ("Het ministerie betaalde {f} voor {n} helmen die nooit kwamen.", "ministerie {f} helmen"),
    ],
    "pl": [
        ("W {y} roku {f} sprzedał {n} ciężarówek dla portu {o}.", "{f} ciężarówek port {o}"),
        ("Sąd w mieście {o} ustalił, że {p} ukrywała faktury.", "sąd {o} {p} faktury"),
        ("Ceny zboża wzrosły o {n} procent po strajku w firmie {f}.", "ceny zboża strajk {f}"),
        ("Według {p} tama koło {o} nigdy nie była sprawdzana.", "{p} tama {o} sprawdzana"),
        ("Ministerstwo zapłaciło firmie {f} za {n} hełmów, które nie dotarły.", "ministerstwo {f} hełmów"),
    ],
    "ru": [
        ("В {y} году компания {f} продала порту {o} {n} грузовиков.", "kompaniya {f} portu {o} gruzovikov"),
        ("Суд в городе {o} установил, что {p} скрывала счета.", "sud {o} {p} skryvala scheta"),
        ("Цены на зерно выросли на {n} процентов после забастовки на {f}.", "ceny zerno zabastovki {f}"),
        ("По словам {p}, плотину у города {o} никогда не проверяли.", "{p} plotinu {o} proveryali"),
        ("Министерство заплатило {f} за {n} касок, которые не пришли.", "ministerstvo {f} kasok"),
    ],
    "uk": [
        ("У {y} році компанія {f} продала порту {o} {n} вантажівок.", "kompaniya {f} portu {o} vantazhivok"),
        ("Суд у місті {o} встановив, що {p} приховувала рахунки.", "sud {o} {p} prykhovuvala rakhunky"),
        ("Ціни на зерно зросли на {n} відсотків після страйку на {f}.", "zerno strayku {f}"),
        ("За словами {p}, греблю біля міста {o} ніколи не перевіряли.", "{p} greblyu {o} pereviryaly"),
        ("Міністерство заплатило {f} за {n} касок, які не надійшли.", "ministerstvo {f} kasok"),
    ],
    "tr": [
        ("{y} yılında {f}, {o} limanına {n} kamyon sattı.", "{f} {o} limanına kamyon"),
        ("{o} mahkemesi {p} adlı yöneticinin faturaları sakladığını saptadı.", "{o} mahkemesi {p} faturaları"),
        ("{f} grevinden sonra buğday fiyatları yüzde {n} arttı.", "{f} grevinden buğday fiyatları"),
        ("{p} göre {o} yakınındaki baraj hiç denetlenmemişti.", "{p} {o} baraj denetlenmemişti"),
        ("Bakanlık, hiç gelmeyen {n} kask için {f} şirketine ödeme yaptı.", "bakanlık kask {f}"),
    ],
}


@dataclass(frozen=True, slots=True)
class Case:
    """A text, and for each of its URLs the numbers of the sentences (from 1, in reading order) that it may be tied to."""

    name: str
    text: str
    urls: tuple[str, ...]
    acceptable: tuple[frozenset[int], ...]
    scope: frozenset[int]  # the sentences before the block


def case(number: int) -> Case:
    """Document `number`: its language, layout and names follow from the number."""
    chance = random.Random(number)
    language = list(SENTENCES)[number % len(SENTENCES)]
    templates = SENTENCES[language][:]
    chance.shuffle(templates)
    people, firms, places = (chance.sample(names, len(names)) for names in (PEOPLE, FIRMS, PLACES))
    sentences, slugs = [], []
    for at, (template, words) in enumerate(templates):
        names = {"p": people[at], "f": firms[at], "o": places[at], "n": chance.randint(12, 980), "y": chance.randint(2003, 2024)}
        sentences.append(template.format(**names))
        slugs.append("-".join(plain(word) for word in words.format(**names).split()))
    used = sorted(chance.sample(range(len(sentences)), chance.randint(max(2, len(sentences) - 2), len(sentences))))
    sources = [(at, f"https://news{at}.example/{2000 + at}/{slugs[at]}") for at in used]
    if chance.random() < 0.4:  # one sentence has two sources, the second without a word in its URL
        at = chance.choice(used)
        sources.insert(used.index(at) + 1, (at, f"https://files.example/d/{chance.getrandbits(64):016x}"))
    order = number % 4
    if order == 3:
        sources = sorted((at, url.replace("news", chance.choice("abcdefgh") + "-news")) for at, url in sources)
        sources.sort(key=lambda source: source[1])
    if chance.random() < 0.3:
        sources = [(at, f"https://web.archive.org/web/20210{at + 1}02030405/{url}") for at, url in sources]
    decoy = sentences[used[-1]].replace(str(people[used[-1]]), people[-1])
    cut = chance.randint(1, len(sentences) - 1)
    before = [" ".join(sentences[:cut]), " ".join(sentences[cut:])]
    bullets = "- " if order == 1 else ""
    block = "\n".join(bullets + url for _, url in sources)
    text = "\n\n".join([*before, block, decoy, sentences[0]]) + "\n"
    everything = frozenset(range(1, len(sentences) + 1))
    acceptable = tuple(
        (everything if order == 3 else frozenset((at, at + 1, at + 2)) & everything) if "files.example" in url else frozenset((at + 1,))
        for at, url in sources
    )
    return Case(f"{number}-{language}.txt", text, tuple(url for _, url in sources), acceptable, everything)
