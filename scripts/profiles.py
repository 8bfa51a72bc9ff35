"""Make `tqcheck/data/profiles/*.txt.xz`, the frequent words of the languages of each script, from wordfreq's lists,
and `tqcheck/data/everywhere.txt.xz`, the words that most languages have.

    python scripts/profiles.py

A profile begins with its languages; a line is a word and, for each language that has it, a hundredth of log10 of its share.
"""

from __future__ import annotations

import lzma
from collections import defaultdict
from pathlib import Path

from tqcheck.text.identification import BETWEEN, written_in
from tqcheck.text.languages import LANGUAGES
from tqcheck.text.lexicon import LIST_OF, in_cyrillic, levels, lists

DATA = Path(__file__).parents[1] / "tqcheck" / "data"
OUT = DATA / "profiles"

# Frequent words of languages that wordfreq has no list of, each as frequent as a function word is.
# Languages that a page of news can be mistaken for, or that close ones must be told from.
OWN_WORDS = {
    "gl": (
        "a o de e que do da en no na os as un unha dos das por para con non se ao á como máis foi está nas nos pola"
        " polo polos polas pero seu súa seus súas coa co cos coas tamén entre ata desde sobre onde cando moi xa hai"
        " este esta estes estas ese esa isto iso ou só anos ano ser ten teñen foron eran era despois antes mentres"
        " dúas dous outro outra outros outras todo todos porque lle lles nunha nun nuns nunhas dunha dun duns dunhas"
        " aínda fixo dixo ían fose tivo tiña tiñan mellor maior primeira primeiro parte goberno xente moitos moitas"
        " moito moita quizá facer ter dicir poder podería poderían trala tralo meu miña el ela eles elas eu cidade"
        " nin algún algunha ningún ningunha calquera entón agora hoxe onte mañá luns martes mércores xoves venres"
        " persoas persoa home muller fillo fillos señor señora mesmo mesma segundo baixo ademais xaneiro febreiro"
        " xuño xullo outubro novembro decembro novo nova ben mal tal cal quen estivese fosen vai van ven veu chegou"
        " deu puido quere quería estaba estaban sexa sexan haxa imos estamos ao aos ós ás través cara mundo"
    ),
    "et": (
        "ja on ei et see kui oli mis ka aga oma ning ta või kes seda mida selle tema ma nad nii veel siis kuid välja"
        " pärast ole mitte enne üks kaks olid kus juba ainult kõik väga aasta aastal eest saab koos läbi üle mille"
        " nende meie tuleb oleks olema teise poolt vastu eesti peale ise"
    ),
    "sq": (
        "të e në dhe për me një i nga që më se do është janë ka si kjo ky nuk por ishte u ai ajo edhe duke mund kanë"
        " pas si tij saj tyre këtë këto gjatë pa ndër ose kur deri kishte ishin të cilat cila cilën vetëm gjithë"
        " thotë tha shumë vit vjet"
    ),
    "eu": (
        "eta da ez du bat dira zen izan ere hori dute baina egin den duen ditu hau beste bere izango zuen baino oso"
        " arte gero dela orain zer zituen ziren batean horrek honek edo zuten egiten ondoren urte"
    ),
    "af": (
        "die en van het is in dat nie te vir op om met hy wat aan was sy ’n n by as nog ook hulle deur een sal kan"
        " ek jy haar uit maar word moet oor na jaar ons so toe tot"
    ),
    "sw": (
        "na ya wa kwa ni katika la za kuwa cha hiyo huo yake wake kama hii lakini alisema pia baada watu kutoka"
        " huyo hivyo au vya zaidi mwaka hata wengine ambao ambayo kwamba bila sasa kila"
    ),
    "cy": (
        "yn y a i o ar ei yr mae wedi ac am gan bod oedd yw fod gyda eu bydd sydd hefyd hyn hynny nid cael dros"
        " roedd mewn eich rhai nad gwneud ond ni os pobl cymru"
    ),
    "ga": (
        "an na agus ar i go is a ag le bhí sé tá an do de sin raibh ach mar seo nach bhfuil leis níl ann siad bheith"
        " gur aon faoi idir chun air ó"
    ),
    "az": "və bu bir də ki üçün ilə olan da o daha kimi sonra çox olaraq edir idi ildə həm hər görə isə lakin öz onun",
    "uz": "va bu bilan uchun ham bir edi u esa boʻlgan deb haqida yil shu oʻz bo‘lgan kerak qilish emas lekin",
    "so": "iyo oo ka ku ah in uu ay waxaa la soo si aan waa lagu isku kale ayaa waxa ee loo kala sheegay",
    "be": "і ў не на што з у да як гэта па для ён але за ад яго так яны было быў была каб пра пры яшчэ гэтага ці",
    "kk": "және бұл мен үшін бір бар де осы да ол деп болып жыл туралы бойынша болды емес сол кейін",
    "mn": "нь энэ байна ба юм бол гэж байгаа улсын хүн байсан бөгөөд их нэг тэр гэсэн",
    "mt": "li u ta il l ma f fil biex minn dan huwa kien din għal mill aktar għandu jew kienet hija dwar",
}
OWN_SHARE = -270
"""Centibels that a word of the tables above is taken to have."""

TOP = 4000
"""Words of each list that make its profile: all that are common enough to tell on a short text."""
BORROWED = 30
"""Centibels that a word of a neighbour loses in a language between: over a sentence, the neighbour itself still wins."""
SHADE = 5
"""Centibels that one of its own small words loses beside a neighbour that has it, too."""


def profiles(script: str) -> tuple[list[str], dict[str, dict[str, int]]]:
    """Return the languages that are written in a script and `word → language → centibels`, those below certainty negative."""
    index: dict[str, dict[str, int]] = {}
    listed = lists("small")
    codes = sorted({LIST_OF.get(code, code) for code in LANGUAGES if script in written_in(code)})
    for code in codes:
        if code in listed:
            words = 0
            spelt = in_cyrillic if (code, script) == ("sh", "Cyrl") else str
            for centibels, bucket in enumerate(levels(listed[code])):
                for word in map(spelt, bucket):
                    index.setdefault(word, {})[code] = -centibels
                words += len(bucket)
                if words >= TOP:
                    break
        for word in OWN_WORDS.get(code, "").split() if code not in listed else ():
            index.setdefault(word, {})[code] = OWN_SHARE
    for code, (neighbours, spelling) in BETWEEN.items():
        for word, shares in index.items():
            lent = max((shares[one] for one in neighbours if one in shares), default=None)
            if lent is not None and spelling.fullmatch(word):
                shares[code] = max(shares[code], lent - SHADE) if code in shares else lent - BORROWED
    return [code for code in codes if code in listed or code in OWN_WORDS], index


FAMILIES = ("en", "es", "de", "fr", "pl", "tr", "id")
"""Languages of several families, and as many writers of names."""


def everywhere() -> dict[str, int]:
    """Return `word → centibels` in the median of several languages, of the words that most of them have."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for code in FAMILIES:
        for centibels, words in enumerate(levels(lists("small")[code])):
            for word in words:
                found[word].append(-centibels)
    most = len(FAMILIES) // 2 + 1
    return {word: sorted(shares)[-most] for word, shares in found.items() if len(shares) >= most}


def main() -> None:
    """Write a file for each script that a language is written in, and the words of most languages."""
    packed = lzma.compress(
        "\n".join(f"{word}{share}" for word, share in sorted(everywhere().items())).encode(), preset=9
    )
    (DATA / "everywhere.txt.xz").write_bytes(packed)
    OUT.mkdir(exist_ok=True)
    for script in sorted({script for code in LANGUAGES for script in written_in(code)}):
        languages, index = profiles(script)
        lines = sorted(
            f"{word}\t{' '.join(f'{code}{share}' for code, share in sorted(shares.items()))}"
            for word, shares in index.items()
        )
        if lines:
            packed = lzma.compress("\n".join([" ".join(languages), *lines]).encode(), preset=9 | lzma.PRESET_EXTREME)
            (OUT / f"{script}.txt.xz").write_bytes(packed)
            print(f"{script}: {len(lines)} words of {len(languages)} languages, {len(packed)} bytes")


if __name__ == "__main__":
    main()
