"""Whether one word is the other with an ending: Trumps, Путиным, Kyjevě, Putinille."""

from __future__ import annotations

from functools import lru_cache

import regex

from tqcheck.text.characters import script_of

_GERMANIC = frozenset({"s", "es", "n", "en", "e", "er", "sche", "schen", "scher", "sches", "se", "ses"})
_SLIGHT = frozenset({"s", "es"})
ENDINGS = {
    **dict.fromkeys(("de", "nl", "sv", "da", "nb", "nn", "no", "af", "is", "lb"), _GERMANIC),
    **dict.fromkeys(("en", "es", "pt", "fr", "it", "ca", "gl"), _SLIGHT),
}
"""Endings that names take, by language; languages that are not here decline names."""
_BARE = frozenset({"vi", "id", "ms", "zh", "ja", "ko", "th", "fil", "tl"})
_ICELANDIC = frozenset(
    ("", *"a i u n s ar ir ur um in id inn inu inum num ni ns li ull ara oru ari ss sins unnar una arnir".split())
)
"""Endings of Icelandic names, without accents; some change the vowel before them: fjara, fjöru."""
VOWELS = frozenset("aeiouyаеиоуыэюяьйіїєαειουηωάέίόύήώ")


def declines(lang: str) -> bool:
    """Tell whether names take case endings in a language."""
    return lang not in ENDINGS and lang not in _BARE


@lru_cache(maxsize=131072)
def inflects(a: str, b: str, lang_a: str, lang_b: str) -> bool:
    """Tell whether two folded words of one script may be one name with different endings.

    >>> inflects("volta", "volty", "en", "pl"), inflects("johnsons", "johnson", "de", "en")
    (True, True)
    >>> inflects("hammel", "hammle", "en", "cs"), inflects("vann", "vannn", "en", "cs")
    (False, False)
    """
    at = 0
    for x, y in zip(a, b, strict=False):
        if x != y:
            break
        at += 1
    rest_a, rest_b = a[at:], b[at:]
    if at < min(3, len(a)) or max(len(rest_a), len(rest_b)) > 5:
        return False
    if "is" in (lang_a, lang_b) and rest_a in _ICELANDIC and rest_b in _ICELANDIC:
        return True
    dropped = len(rest_a) <= 2 and declines(lang_b) and VOWELS.issuperset(rest_a)  # Volta → Volty
    restored = len(rest_b) <= 2 and declines(lang_a) and VOWELS.issuperset(rest_b)  # Volty → Volta
    return (dropped or _ends(rest_a, a[:at], lang_a)) and (restored or _ends(rest_b, b[:at], lang_b))


def _ends(rest: str, stem: str, lang: str) -> bool:
    if not rest:
        return True
    if lang in ENDINGS:
        return rest in ENDINGS[lang] and not (rest[0] == stem[-1:] and len(rest) == 1)
    if lang in _BARE:
        return False
    if len(rest) == 1 and rest == stem[-1:] and rest not in VOWELS:
        return False
    return any(char in VOWELS for char in rest) or len(rest) == 1


_CYRILLIC_ENDING_RE = regex.compile(
    "(?<=...)(?:ами|ями|ого|ому|ыми|ими|ові|еві|ом|ем|ой|ей|ою|ею|ым|им|ых|их|ах|ях|ам|ям|ов|ев|ів|ия|ии|ию|ией"
    "|ія|ії|ію|ією|[аеиоуыэюяьйії])$"
)


@lru_cache(maxsize=65536)
def stem(word: str, lang: str) -> str:
    """Return a folded word without what looks like an ending: the same for all forms of a name, if crude.

    >>> {stem(form, "ru") for form in ("трамп", "трампом", "трампа")}
    {'трамп'}
    """
    if script_of(word[:1] or "a") == "Cyrl":
        return _CYRILLIC_ENDING_RE.sub("", word)
    if lang in _BARE or (lang in ENDINGS and ENDINGS[lang] is _SLIGHT):
        return word
    if lang in ENDINGS:
        return word.removesuffix("s")
    return word.rstrip("aeiouyáéíóúýàèěůąęăâîőűöüäı") if len(word) > 4 else word
