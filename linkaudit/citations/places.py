"""A word in, the country it points to out: names, people, capitals, and how slugs in other scripts' Latin spelling begin.

`Bulgaria_2015.pdf` supports a sentence that says Sofia, and `...-oruzhie-v-siriyu-...` one that says Syria.
"""

from __future__ import annotations

import re
from functools import lru_cache

# One country a line: English and local names, people, capital. A word with a hyphen behind it is the beginning of a Slavic word in Latin
# letters (`siri-`: Siriya, siriyu, siriyskiy).
_COUNTRIES = """
afghanistan afghan kabul afgan-
albania albanian tirana shqip-
algeria algerian algiers algérie alzhir-
angola angolan luanda
argentina argentine argentinian buenos argentin-
armenia armenian yerevan erevan armen-
australia australian canberra avstrali-
austria austrian vienna österreich wien avstri-
azerbaijan azerbaijani baku azerbaydzhan- azerbaidzhan-
bahrain bahraini manama
bangladesh bangladeshi dhaka
belarus belarusian belarusians minsk belorus- belarus- weißrussland biélorussie
belgium belgian brussels belgique belgien bruxelles belgi-
bolivia bolivian
bosnia bosnian sarajevo
brazil brazilian brasília brasilia brasil brazil-
britain british uk london england scotland wales großbritannien britani- velikobritani- grande-bretagne
bulgaria bulgarian sofia bolgari- bulgari-
cambodia cambodian phnom
cameroon cameroonian yaoundé
canada canadian ottawa kanad-
chad chadian ndjamena
chile chilean santiago chiliy-
china chinese beijing peking kitay- kitai- chine chinois
colombia colombian bogotá bogota kolumbi-
congo congolese kinshasa brazzaville
croatia croatian zagreb hrvatska horvati- khorvati-
cuba cuban havana kub-
cyprus cypriot nicosia kipr-
czechia czech prague praha chekhi- chehi- tschechien
denmark danish copenhagen københavn danmark dani-
ecuador ecuadorian quito
egypt egyptian cairo egipet egipt- égypte ägypten
eritrea eritrean asmara
estonia estonian tallinn eesti estoni-
ethiopia ethiopian addis efiopi-
finland finnish helsinki suomi finlyand-
france french paris frankreich frantsi- francia francija
georgia georgian tbilisi gruzi- sakartvelo
germany german berlin deutschland deutsche germani- allemagne alemania
ghana ghanaian accra
greece greek athens ellada gretsi- griechenland grèce
guatemala guatemalan
haiti haitian
honduras honduran tegucigalpa
hungary hungarian budapest magyarország vengri- ungarn hongrie
iceland icelandic reykjavik islandi-
india indian delhi indi-
indonesia indonesian jakarta indonezi-
iran iranian tehran teheran iran-
iraq iraqi baghdad irak-
ireland irish dublin irland-
israel israeli jerusalem izrail-
italy italian rome italia roma itali- italien
japan japanese tokyo yaponi- japon
jordan jordanian amman iordani-
kazakhstan kazakh astana kazahstan- kazakhstan-
kenya kenyan nairobi keni-
korea korean seoul pyongyang kore- severnaya-koreya
kosovo kosovar pristina
kuwait kuwaiti kuveyt-
kyrgyzstan kyrgyz bishkek kirgizi- kyrgyz-
latvia latvian riga latvi- lettland
lebanon lebanese beirut livan-
liberia liberian monrovia
libya libyan tripoli livi-
lithuania lithuanian vilnius litv- litauen lietuva
luxembourg luxemburg
macedonia macedonian skopje makedoni-
malaysia malaysian malayzi-
mali malian bamako
malta maltese valletta
mexico mexican méxico meksik-
moldova moldovan chisinau chișinău moldov- moldav-
mongolia mongolian ulaanbaatar mongoli-
montenegro montenegrin podgorica crna chernogori-
morocco moroccan rabat marokk- maroc
mozambique mozambican maputo
myanmar burma burmese naypyidaw myanm-
nepal nepalese nepali kathmandu
netherlands dutch amsterdam nederland holland niderland- gollandi-
nicaragua nicaraguan managua
niger niamey
nigeria nigerian abuja nigeri-
norway norwegian oslo norge norvegi-
oman omani muscat
pakistan pakistani islamabad pakistan-
palestine palestinian gaza ramallah palestin-
panama panamanian
paraguay paraguayan asunción
peru peruvian lima
philippines philippine filipino manila filippin-
poland polish warsaw polska warszawa polsh- polen pologne
portugal portuguese lisbon lisboa portugal-
qatar qatari doha katar-
romania romanian bucharest bucurești bucuresti rumyni- rumini- rumänien
russia russian russians moscow kremlin rossi- rossiy- moskv- russland russie rusia
rwanda rwandan kigali
saudi riyadh saudov-
senegal senegalese dakar
serbia serbian belgrade beograd srbija serbi-
singapore singaporean singapur-
slovakia slovak bratislava slovaki- slovensko
slovenia slovenian slovene ljubljana sloveni- slovenija
somalia somali mogadishu somali-
spain spanish madrid españa espana ispani-
sudan sudanese khartoum sudan-
sweden swedish stockholm sverige shvetsi- schweden suède
switzerland swiss bern berne schweiz suisse svizzera shveytsari- shveicari-
syria syrian syrians damascus siri- siriy- syrie syrien
taiwan taiwanese taipei tayvan-
tajikistan tajik dushanbe tadzhik-
tanzania tanzanian dodoma
thailand thai bangkok tailand-
tunisia tunisian tunis tunisie
turkey türkiye turkiye turkish ankara turtsi- türkei
turkmenistan turkmen ashgabat turkmen-
uganda ugandan kampala
ukraine ukrainian ukrainians kyiv kiev ukrain-
america american americans usa us washington pentagon ssha amerik-
uruguay uruguayan montevideo
uzbekistan uzbek tashkent uzbek-
vatican vatikan-
venezuela venezuelan caracas venesuel-
vietnam vietnamese hanoi vietnam- vetnam-
yemen yemeni sanaa yemen- jemen
zambia zambian lusaka
zimbabwe zimbabwean harare
"""
_WORDS: dict[str, int] = {}
_BEGINNINGS: dict[str, int] = {}
for _number, _line in enumerate(_COUNTRIES.strip().splitlines()):
    for _word in _line.split():
        if _word.endswith("-"):
            _BEGINNINGS[_word[:-1]] = _number
            if len(_word) > 4 and _word[-2] not in "aeiouy":
                _WORDS.setdefault(_word[:-1], _number)  # Kipr and Irak are whole
        else:
            _WORDS[_word] = _number


# How such a word may go on: endings of nouns and of -sk- adjectives. So `indi-` is India in `indiyskih` and nothing in `indicate`.
_ENDINGS = re.compile(
    r"y?(?:a|u|e|i|y|ya|yu|ii|iy|ey|ei|oy|om|em|am|ami|ov|ev)|y?(?:an|ts|ch)?sk(?:iy|ij|ii|aya|oe|oy|oi|ie|ih|ikh|im|imi|ogo|omu|uyu|om|i|a)"
)


@lru_cache(maxsize=16384)
def country(word: str) -> int | None:
    """A number for the country that a folded word names, or None."""
    found = _WORDS.get(word)
    if found is not None:
        return found
    for length in range(min(len(word) - 1, 12), 2, -1):
        found = _BEGINNINGS.get(word[:length])
        if found is not None and _ENDINGS.fullmatch(word, length):
            return found
    return None
