"""Words that have lost the space between them: one string, two words."""

from __future__ import annotations

from collections.abc import Set
from functools import lru_cache
from typing import NamedTuple

import regex

from tqcheck.text.dictionary import dictionary
from tqcheck.text.lexicon import Lexicon, lexicon


class Glue(NamedTuple):
    """Two words in one string. `odds` is log10 of how much likelier that is than one word that is not known."""

    first: str
    last: str
    odds: float


_HOPELESS = -3.0
"""Odds below which nobody takes a string for two words."""
_LOST_SPACE = -3.0
"""log10 of how often a space is lost."""
_NEW_WORD = {True: -2.0, False: -1.0}
"""log10 of how often a word of news is well formed but not in a list: 0.1 to 1 %, more if the list is short."""
_COUNTED_SLIPS = 1.5
"""How much commoner on the Zipf scale a listed string looks than it is if no dictionary has it: the list counts slips."""
_GIVEN = 4.0
"""Zipf frequency of a word that no list has but the source has: a name of this text."""


_DENIED = regex.compile("(?:[ыи]й|ой|а?я|[оеє]е|ые|ие|[оеё]го|[оеє]му|[ыиі]м|[ыи]х|[ыи]ми|ую|[оеє]ю|ої|ий|і|о)$")
_ANY = regex.compile("")
_FIRST_HALVES = {
    ("nl",): "online offline video foto auto radio euro web",
    ("sl",): "video foto avto radio evro samo so",
    ("hr", "sr", "bs", "sk", "cs", "pl"): "video foto auto radio euro",
    ("ru", "uk", "be", "bg", "mk"): "само видео відео фото авто радио радіо",
    ("is", "fo"): "við yfir undir upp fyrir fram",
}
_PREFIXES: dict[str, dict[str, regex.Pattern[str]]] = {
    lang: dict.fromkeys(words.split(), _ANY) for langs, words in _FIRST_HALVES.items() for lang in langs
}
_PREFIXES["de"] = {"nicht": regex.compile("(?:e|er|es|em)$")}
for _lang in ("ru", "uk", "be", "bg", "mk"):
    _PREFIXES[_lang]["не"] = _DENIED
"""Words that are also the first half of new ones, and the ends of those: adjectives denied are one word."""


@lru_cache(maxsize=20_000)
def find_glue(word: str, lang: str, given: Set[str] = frozenset()) -> Glue | None:
    """Return the two words that a lower-case string is most likely to be, if it is likelier than one word.

    Odds down to -3 are told, so that a caller may weigh them. A new word is built of the parts of
    known words, as often as these are.
    given: words that stand in the source or elsewhere, known without a list.

    >>> find_glue("needsand", "en")[:2]
    ('needs', 'and')
    >>> find_glue("homemade", "en") is None
    True
    """
    known = lexicon(lang)
    if (
        not known
        or len(word) < (5 if word.islower() else 4)
        or (lang in _PARTICIPLES and _is_participle(word, lang, known))
    ):
        return None
    whole = known.zipf(word)
    if whole and len(word) > 5 and dictionary(lang).lists and word not in dictionary(lang):
        whole = max(whole - _COUNTED_SLIPS, 0.1)
    least = known.least_compound + _NEW_WORD[known.complete]
    best: Glue | None = None
    prefixes = _PREFIXES.get(lang, {})
    for cut in range(2, len(word) - 1):
        first, last = word[:cut], word[cut:]
        if (first in prefixes and prefixes[first].search(last)) or is_verb(first, last, lang):
            continue
        one, two = _common(known, first, given), _common(known, last, given)
        if not one or not two:
            continue
        glued = one + two - 18 + _LOST_SPACE
        if glued - max(whole - 9 if whole else least, least) <= (best.odds if best else _HOPELESS):
            continue  # however its parts make words
        single = known.compound(first, last) + _NEW_WORD[known.complete]
        if whole:
            single = max(whole - 9, single)
        odds = glued - single
        if best is None or odds > best.odds:
            best = Glue(first, last, odds)
    return best if best and best.odds > _HOPELESS else None


_ENCLITICS = {
    "es": ("[aeiáéí]r|ndo", "me te se nos os lo la los las le les melo mela melos selo sela selos selas telo"),
    "gl": ("[aeiou]r|ndo", "me te se nos vos lle lles"),
    "it": ("[aeiou]r|ndo|to|ta|ti|te", "mi ti si ci vi lo la li le ne gli celo sela"),
}
"""Verbs that pronouns are written on to, and the pronouns: activar|las, farlo."""
_CLITIC_RES = {
    lang: (regex.compile(f"(?:{verb})$"), frozenset(words.split())) for lang, (verb, words) in _ENCLITICS.items()
}


def is_verb(first: str, last: str, lang: str) -> bool:
    """Tell whether two parts are a verb and the pronoun written on to it, or one participle: activar|las, pulsa|dos."""
    if lang in ("es", "gl", "pt", "ca") and last == "dos" and first[-1] in "ai":
        return True
    if lang not in _CLITIC_RES:
        return False
    verb, pronouns = _CLITIC_RES[lang]
    return last in pronouns and verb.search(first) is not None


_PARTICIPLES = {"de": regex.compile("(?<=n)de[rmns]$"), "nl": regex.compile("(?<=n)de$")}
"""The ends of participles that read as an infinitive and an article: zurücklassen|den, lopen|de."""


def _is_participle(word: str, lang: str, known: Lexicon) -> bool:
    match = _PARTICIPLES[lang].search(word)
    return match is not None and known.zipf(word[: match.start() + 1]) > 0


def find_unspelt_glue(word: str, lang: str, known: Set[str]) -> int | None:
    """Return where a lower-case string falls into two of the `known` words of these texts, for languages without a list.

    Both must be in the user's dictionaries, and the string not.
    """
    listed = dictionary(lang)
    if not listed.spellers or len(word) < 2 * _LEAST_PART:
        return None
    for cut in range(_LEAST_PART, len(word) - _LEAST_PART + 1):
        first, last = word[:cut], word[cut:]
        if first in known and last in known and first in listed and last in listed and word not in listed:
            return cut
    return None


_LEAST_PART = 3


def _common(known: Lexicon, part: str, given: Set[str]) -> float:
    common = known.zipf(part)
    if len(part) >= 3 and part in given:
        return max(common, _GIVEN)
    if len(part) == 2:
        # lists hold every pair of letters; Vietnamese is made of short words
        return common if common >= (6 if known.lang != "vi" else 4.5) else 0.0
    if len(part) == 3:
        return common if common >= 4.5 else 0.0
    rarest = 2.5 if len(part) == 4 or not known.complete else 2.0 if len(part) == 5 else 1.2
    return common if common >= rarest else 0.0
