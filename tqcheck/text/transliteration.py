"""How alike two words sound across scripts: Stoltenberg, Столтенберг, ストルテンベルグ.

Each word is romanised (Cyrillic by a table of our own, the rest by anyascii), reduced to the sounds
that survive a change of script, and compared. Vowels count little, voicing and aspiration less than
the place of a sound, for these are what writing systems disagree about.
"""

from __future__ import annotations

from functools import lru_cache
from operator import eq
from typing import NamedTuple

import regex
from rapidfuzz.distance.Levenshtein import normalized_similarity

from tqcheck.text.characters import script_of

_CYRILLIC = str.maketrans(
    {
        **dict(zip("абвгґдезиіклмнопрстуфхцчшыэўј", "abvggdeziiklmnoprstufhcCSieui", strict=True)),
        "ж": "J", "щ": "S", "ю": "u", "я": "a", "ё": "o", "й": "i", "ї": "i", "є": "e", "ъ": "", "ь": "",
        "љ": "l", "њ": "n", "ћ": "C", "ђ": "J", "џ": "J", "ѓ": "g", "ќ": "k", "ѕ": "z",
        "ә": "a", "ғ": "g", "қ": "k", "ң": "n", "ө": "o", "ұ": "u", "ү": "u", "һ": "h", "’": "", "'": "",
    }
)  # fmt: skip

_GREEK = (("μπ", "b"), ("ντ", "d"), ("γκ", "g"), ("γγ", "ng"), ("τζ", "J"), ("τσ", "C"), ("ου", "u"), ("ευ", "ef"))

# Latin spelling → sound, longest first. Capital letters are sounds that need two letters:
# S as in ship, C as in chip, J as in job.
_SPELLING_RE = regex.compile(
    r"""
    (?P<S> sch (?! [ou]) | sh | szcz ) | (?P<C> tsch | tch | ch | cz | tsj ) | (?P<J> dzh | dj | zh | j )
    | (?P<f> ph ) | (?P<t> th | dt ) | (?P<k> ck | q u? | kh | cc (?! [ei]) ) | (?P<g> gh | gu (?= [ei]) )
    | (?P<n> \b kn | \b gn | \b pn ) | (?P<r> \b wr | rh ) | (?P<ks> x )
    | (?P<s> sc (?= [eiy]) | c (?= [eiy]) | ts | tz ) | (?P<c> c ) | (?P<i> y ) | (?P<u> oo | ou ) | (?P<v> w )
    """,
    regex.VERBOSE,
)
_VOWELS = frozenset("aeiou")
_FINE = str.maketrans({**dict.fromkeys("aeiou"), "c": "k", "q": "k", "y": None, "w": "v"})
_COARSE = str.maketrans(
    {
        **dict.fromkeys("aeiouhwy'"),
        **dict.fromkeys("bfv", "p"),
        **dict.fromkeys("cgqx", "k"),
        "d": "t",
        **dict.fromkeys("zSCJ", "s"),
    }
)
_ONE_LIQUID = str.maketrans("l", "r")
_TELL_LIQUIDS_APART = frozenset({"Latn", "Cyrl", "Grek", "Arab", "Hebr", "Deva", "Beng", "Armn", "Geor"})
_NO_VOWELS = frozenset({"Arab", "Hebr"})
"""Scripts that leave short vowels out."""


# Spellings that English, German and the Romance languages read in two ways: (its letters, as read first, the other way)
_OTHERWISE = (
    ("w", regex.compile("w"), "u"),  # Wayde Уэйд, but Washington Вашингтон
    ("g", regex.compile("g(?=[ei])"), "J"),  # Gerrard Джеррард, but Gerhard Герхард
    ("ch", regex.compile("ch"), "k"),  # Michael Майкл, but Churchill Черчилль
    ("gh", regex.compile("gh(?![aeiou])"), ""),  # Kavanaugh Кавано
    ("h", regex.compile("h$"), ""),  # Sarah Сара
    ("s", regex.compile("s(?=[tp])"), "S"),  # Rosenstein Розенштейн
    ("j", regex.compile("j"), "i"),  # Johansson Йоханссон, but John Джон
    ("h", regex.compile("(?<=[aeiou])h"), "g"),  # Oher Огер; and Hitler Гитлер
    ("h", regex.compile(r"\bh"), "g"),
)
_ENDING_RE = regex.compile(
    "(?<=...)(?:ами|ями|ого|ому|ыми|ими|ові|еві|ом|ем|ём|ой|ей|ою|ею|ым|им|ых|их|ах|ях|ам|ям|ов|ев|ів|[аеиоуыэюяьйії])$"
)


class _Sound(NamedTuple):
    full: str
    fine: str
    coarse: str


@lru_cache(maxsize=65536)
def sounds(word: str) -> tuple[_Sound, ...]:
    """Return the ways a word can be read: with vowels, without, and by place of articulation."""
    script = script_of(word[0]) or "Latn"
    lower = word.casefold()
    if script == "Cyrl":
        readings = [lower.replace("дж", "J").translate(_CYRILLIC)]
        stem = _ENDING_RE.sub("", lower)
        if stem != lower:
            readings.append(stem.replace("дж", "J").translate(_CYRILLIC))
    else:
        if script == "Grek":
            for letters, one in _GREEK:
                lower = lower.replace(letters, one)
        from anyascii import anyascii

        roman = lower if lower.isascii() else anyascii(lower).lower()
        spellings = [roman]
        if script == "Latn":
            for letters, pattern, other in _OTHERWISE:
                if letters in roman and len(spellings) < 8 and pattern.search(roman):
                    spellings += [pattern.sub(other, spelling) for spelling in spellings]
        readings = [_SPELLING_RE.sub(lambda m: str(m.lastgroup), spelling) for spelling in spellings]
    return tuple(
        _Sound(full, _undouble(full.translate(_FINE)), _undouble(full.translate(_COARSE)))
        for full in dict.fromkeys(_undouble(reading.replace("ts", "s")) for reading in readings)
    )


@lru_cache(maxsize=262144)
def likeness(a: str, b: str) -> float:
    """Return how alike two words sound, 0 to 1. Above 0.7 they may be one name, above 0.85 they probably are.

    >>> likeness("Stoltenberg", "Столтенбергом") > 0.85 > 0.5 > likeness("Stoltenberg", "Лукашенко")
    True
    """
    scripts = {script_of(a[0]), script_of(b[0])}
    one_liquid = not scripts <= _TELL_LIQUIDS_APART
    no_vowels = bool(scripts & _NO_VOWELS)
    return max(_compare(one, two, one_liquid, no_vowels) for one in sounds(a) for two in sounds(b))


def _compare(one: _Sound, two: _Sound, one_liquid: bool, no_vowels: bool) -> float:
    coarse_a, coarse_b = one.coarse, two.coarse
    if one_liquid:
        coarse_a, coarse_b = coarse_a.translate(_ONE_LIQUID), coarse_b.translate(_ONE_LIQUID)
    coarse = normalized_similarity(coarse_a, coarse_b)
    if coarse < 0.5:
        return 0.5 * coarse
    fine = normalized_similarity(one.fine, two.fine)
    if no_vowels:
        return 0.6 * coarse + 0.4 * fine
    return 0.4 * coarse + 0.25 * fine + 0.35 * normalized_similarity(one.full, two.full)


def _undouble(text: str) -> str:
    if True not in map(eq, text, text[1:]):
        return text
    return "".join(char for at, char in enumerate(text) if at == 0 or char != text[at - 1])
