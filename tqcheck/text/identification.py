"""Which language a text is in and which stretches of it are in another: frequent words first, langdetect in doubt."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

import regex

from tqcheck.text.characters import scripts
from tqcheck.text.languages import LANGUAGES, base, language
from tqcheck.text.lexicon import frequencies, levels
from tqcheck.text.memo import Memo

_WORD_RE = regex.compile(r"\p{L}[\p{L}\p{M}]*")

ADDRESS_RE = regex.compile(
    r"""
    https? \s{0,3} : \S*                                           # https://example.org/a
    | (?<! [\w./-] ) [\w.-]++ (?: \s? / \s? [\w.%-]++ ){2,} /?      # example.org / news / 2024, taken apart
    | (?<! \S ) [^\s@]++ @ \S++                                    # someone@example.org
    | [@\#] (?: (?! [\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}] ) [\w\p{M}] )+   # @name, #tag
    | (?<! [\w.-] ) (?: [\w-]++ \. )++ (?: com | org | net | gov | edu | info | \p{Ll}{2} ) \b
      (?! \s \p{Ll} ) (?: / \S* )?
    """,
    regex.VERBOSE,
)
"""Addresses of the net, and names and tags of its users: in no language."""

# Languages as wordfreq has them: macrolanguage and standard are one there.
_LISTED_AS = {"no": "nb", "nn": "nb", "hr": "sh", "sr": "sh", "bs": "sh", "tl": "fil"}

# As langdetect has them, where that differs.
_JUDGED_AS = {"nb": "no", "nn": "no", "fil": "tl", "bs": "hr"}

# Frequent words of languages that wordfreq has no list of, each as frequent as a function word is.
# Languages that a page of news can be mistaken for, or that close ones must be told from.
_OWN_WORDS = {
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
_OWN_SHARE = -2.7
"""Log share that a word of the tables above is taken to have."""

_BETWEEN = {"gl": ("es", "pt")}
"""Languages whose words are mostly those of two neighbours: a mixture of both is neither."""
_BORROWED = 0.3
"""Powers of ten that such a word loses: over a sentence, the neighbour itself still wins."""

_TOP = 4000
"""Words of each list that make its profile: all that are common enough to tell on a short text."""
_ABSENT = -5.6
"""Log share of a word that is not among them: half a unit below the rarest that is."""


@lru_cache(maxsize=8)
def _profiles(script: str) -> dict[str, dict[str, float]]:
    """Return `word → language → log10 of its share` for the languages that are written in `script`."""
    import wordfreq

    index: dict[str, dict[str, float]] = {}
    listed = wordfreq.available_languages("small")
    for code in sorted({_LISTED_AS.get(code, code) for code, it in LANGUAGES.items() if script in written_in(it.code)}):
        if code in listed:
            words = 0
            for centibels, bucket in enumerate(levels(listed[code])):
                for word in bucket:
                    index.setdefault(word, {})[code] = -centibels / 100
                words += len(bucket)
                if words >= _TOP:
                    break
        elif code in _OWN_WORDS:
            for word in _OWN_WORDS[code].split():
                index.setdefault(word, {})[code] = _OWN_SHARE
    for code, neighbours in _BETWEEN.items():
        for shares in index.values():
            lent = max((shares[one] for one in neighbours if one in shares), default=None)
            if lent is not None and code not in shares:
                shares[code] = lent - _BORROWED
    return index


def written_in(code: str) -> frozenset[str]:
    """Return the scripts that a language is written in; South Slavic has two."""
    both = {"sr": ("Cyrl", "Latn"), "bs": ("Latn", "Cyrl"), "hr": ("Latn",), "uz": ("Latn", "Cyrl")}
    return frozenset(both.get(code, ())) | language(code).scripts


def without_addresses(text: str) -> str:
    """Return the text with a blank for each address."""
    return ADDRESS_RE.sub(" ", text) if _ADDRESS_SIGN_RE.search(text) else text


_ADDRESS_SIGN_RE = regex.compile(r"[/@\#]|\.(?<=\w\.)(?=\w)")


class Rival(NamedTuple):
    """A language that explains a text better than the expected one does.

    `margin`: how many times likelier its frequent words make the text, as a power of ten.
    `words`: how many of the text's words it knows.
    """

    lang: str
    margin: float
    words: int


@lru_cache(maxsize=4096)
def rival(text: str, lang: str) -> Rival | None:
    """Return the language whose frequent words explain `text` best, if that is not `lang`.

    None as well where `lang` has no list and no table: nothing can be said then.

    >>> rival("La casa no es de la señora que vive aquí", "pt").lang
    'es'
    """
    expected = _LISTED_AS.get(base(lang), base(lang))
    counts = scripts(text)
    script = next(iter(counts), None)
    if script is None:
        return None
    own = written_in(base(lang))
    if script not in own and sum(counts.get(one, 0) for one in own) > 0.1 * sum(counts.values()):
        return None  # some foreign names in a text that is what it should be
    words = dict.fromkeys(_WORD_RE.findall(without_addresses(text).lower()))
    at_home, elsewhere = zip(*map(_standing(script, expected).__getitem__, words), strict=True) if words else ((), ())
    if sum(at_home) > sum(elsewhere) + 0.01:
        return None  # even if all that other languages have of it were one language
    index = _profiles(script)
    totals: dict[str, float] = {}
    known: dict[str, int] = {}
    for word in words:
        for code, share in index.get(word, {}).items():
            totals[code] = totals.get(code, 0.0) + share - _ABSENT
            known[code] = known.get(code, 0) + 1
    if not totals:
        return None
    best = max(totals, key=lambda code: (totals[code], code))
    if best == expected:
        return None
    if expected not in totals and script in own and not _has_profile(expected):
        return None
    return Rival(best, totals[best] - totals.get(expected, 0.0), known[best])


@lru_cache(maxsize=128)
def _standing(script: str, expected: str) -> Memo[str, tuple[float, float]]:
    """Return `word → (its evidence for the expected language, the most that it is for another)`, in powers of ten."""
    index = _profiles(script)

    def standing(word: str) -> tuple[float, float]:
        shares = index.get(word, {})
        others = [share for code, share in shares.items() if code != expected]
        return shares.get(expected, _ABSENT) - _ABSENT, max(others, default=_ABSENT) - _ABSENT

    return Memo(standing)


@lru_cache(maxsize=256)
def _has_profile(code: str) -> bool:
    import wordfreq

    return code in _OWN_WORDS or code in wordfreq.available_languages("small")


@lru_cache(maxsize=1)
def _factory() -> object:
    from langdetect import detector_factory

    detector_factory.init_factory()
    factory = detector_factory._factory
    factory.seed = 0  # unseeded, the same text gets other answers
    return factory


@lru_cache(maxsize=4096)
def judged(text: str) -> dict[str, float]:
    """Return langdetect's `language → probability`; empty if it cannot say.

    It does some hundred texts a second: ask only in doubt. Chinese is `zh`, whichever script.
    """
    from langdetect.lang_detect_exception import LangDetectException

    detector = _factory().create()  # type: ignore[attr-defined]
    detector.append(text)
    try:
        found = detector.get_probabilities()
    except LangDetectException:
        return {}
    shares: dict[str, float] = {}
    for language_ in found:
        code = base(language_.lang)
        shares[code] = shares.get(code, 0.0) + language_.prob
    return shares


def judges(lang: str) -> bool:
    """Tell whether langdetect knows the language."""
    codes = _factory().langlist  # type: ignore[attr-defined]
    return _judged_as(lang) in {base(code) for code in codes}


def _judged_as(lang: str) -> str:
    return _JUDGED_AS.get(base(lang), base(lang))


_ENOUGH = 2.5
"""Powers of ten by which words must prefer another language before langdetect is asked."""
_PLENTY = 4.0
"""By which they must where only two words are known."""
_PLAIN = 7.0
"""By which they leave nothing to ask."""
_DOUBTED = 0.3
"""Probability of the expected language below which langdetect agrees that it is another."""


@lru_cache(maxsize=4096)
def other_language(text: str, lang: str) -> str | None:
    """Return the language `text` is in as a whole if it is surely not `lang`; else None.

    The text's frequent words must prefer another language strongly, or all its words must, and langdetect must not
    take it for `lang`. Where langdetect does not know one of them, the words must be plain enough alone.
    """
    expected = base(lang)
    if expected in {"zh", "ja"}:
        return _chinese_or_japanese(text, expected)
    words = _WORD_RE.findall(text)
    if sum(not word[0].isupper() for word in words) < 2:
        return None  # names only
    found = rival(text, lang)
    if found and found.words > 1 and found.margin >= (_ENOUGH if found.words > 2 else _PLENTY):
        plain = found.margin >= _PLAIN or not (judges(lang) and judges(found.lang if found.lang != "sh" else "hr"))
        return found.lang if plain or judged(text).get(_judged_as(lang), 0.0) < _DOUBTED else None
    return _at_second_sight(text, words, lang, found)


_FEW = 4
"""Words that a text must have for the share of strange ones to mean anything."""
_STRANGE = 0.5
"""Share of words that the language's full list lacks: a typo or a loan makes no such text."""
_STRANGER_THAN_A_NEIGHBOUR = 0.25
"""The same for a language between two others, where most words are known."""
_UNHEARD_OF = 10**-7.2
_FLOOR = 10**-8.5
_MOST_OF_A_WORD = 2.5


def _at_second_sight(text: str, words: list[str], lang: str, found: Rival | None) -> str | None:
    """Return the other language where frequent words are too few to tell: all words are looked up, in full lists.

    A short text in a close language has no function word that is its own (uk: `Основа матраса`).
    """
    here = frequencies(lang)
    small = [word.lower() for index, word in enumerate(words) if len(word) > 1 and (word[0].islower() or not index)]
    if not here or len(small) < 2:
        return None
    strange = list(filter(_unheard_of(base(lang)).__getitem__, small))
    if found is not None and found.lang in _BETWEEN:
        return found.lang if len(small) >= _FEW and len(strange) >= _STRANGER_THAN_A_NEIGHBOUR * len(small) else None
    if (found is None and len(strange) < _STRANGE * len(small)) or not judges(lang):  # which loads langdetect
        return None
    opinion = judged(text)
    best = max(opinion, key=lambda code: (opinion[code], code), default="")
    if opinion.get(_judged_as(lang), 0.0) >= _DOUBTED or not best:
        return None
    for other in dict.fromkeys([found.lang, best] if found else []):
        if _gain(set(small), here, frequencies(other)) >= _PLENTY:
            return other
    return best if len(small) >= _FEW and len(strange) >= _STRANGE * len(small) else None


@lru_cache(maxsize=128)
def _unheard_of(lang: str) -> Memo[str, bool]:
    """Return `lower-case word → whether a language has it next to never`."""
    shares = frequencies(lang)
    return Memo(lambda word: shares.get(word, 0.0) < _UNHEARD_OF)


def _gain(words: set[str], here: Mapping[str, float], there: Mapping[str, float]) -> float:
    """Return by how many powers of ten words are likelier there than here; 0 unless two of them are."""
    gains = [math.log10((there.get(word, 0.0) + _FLOOR) / (here.get(word, 0.0) + _FLOOR)) for word in words]
    if sum(gain >= 1 for gain in gains) < 2:
        return 0.0
    return sum(max(-_MOST_OF_A_WORD, min(_MOST_OF_A_WORD, gain)) for gain in gains)


_TITLE_RE = regex.compile(r"《[^》]*》|[「『“][^「」『』“”]{1,20}[」』”]")
_LEAST_KANA = 0.12
"""Share of kana that no Chinese text has, product names included, and all Japanese ones of some length have."""


def _chinese_or_japanese(text: str, expected: str) -> str | None:
    """Return `ja` for a Chinese text that is Japanese, `zh` for the reverse: by kana, and by characters without."""
    counts = scripts(_TITLE_RE.sub("", text))
    kana = counts.get("Hira", 0) + counts.get("Kana", 0)
    han = counts.get("Hani", 0)
    if expected == "zh":
        return "ja" if counts.get("Hira", 0) > 1 and kana >= _LEAST_KANA * (kana + han) else None
    if kana or han < _FEW:
        return None
    margin = sum(_leaning(char) for char in set(text))
    return "zh" if margin >= _PLENTY else None


def _leaning(char: str) -> float:
    """Return how much more a character is at home in Chinese than in Japanese, in powers of ten, capped."""
    chinese, japanese = _character_shares("zh").get(char, 0.0), _character_shares("ja").get(char, 0.0)
    if not chinese and not japanese:
        return 0.0
    return max(-_MOST_OF_A_WORD, min(_MOST_OF_A_WORD, math.log10((chinese + 1e-6) / (japanese + 1e-6))))


@lru_cache(maxsize=2)
def _character_shares(lang: str) -> dict[str, float]:
    """Return how much of a language's words each Han character makes up."""
    import wordfreq

    shares: dict[str, float] = {}
    for centibels, bucket in enumerate(levels(wordfreq.available_languages("small")[lang])):
        for word in bucket:
            for char in word:
                if "\u4e00" <= char <= "\u9fff":
                    shares[char] = shares.get(char, 0.0) + 10 ** (-centibels / 100)
    return shares
