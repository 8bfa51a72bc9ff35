"""Whether one word is the other with an ending: Trumps, Путиным, Kyjevě, Putinille."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

import regex

from tqcheck.text.characters import script_of
from tqcheck.text.memo import Memo

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
    if _altered(a, b, lang_b) or _altered(b, a, lang_a):
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


_FLEETING = {
    **dict.fromkeys(("cs", "pl", "sl"), "e"),
    **dict.fromkeys(("hr", "sr", "bs"), "aа"),
    **dict.fromkeys(("sk", "ru", "uk", "be", "bg", "mk"), "eoео"),
}
"""The vowels that a language drops from the last syllable before an ending: Pavel, Pavla; Plzeň, Plzni; Zadar, Zadra."""
_SOFTENED = {
    "cs": (("ha", "ze"), ("ga", "ze"), ("ka", "ce"), ("cha", "se")),
    "pl": (
        ("ga", "dze"),
        ("ka", "ce"),
        ("cha", "sze"),
        ("ha", "sze"),
        ("ta", "cie"),
        ("t", "cie"),
        ("da", "dzie"),
        ("d", "dzie"),
        ("ra", "rze"),
        ("r", "rze"),
    ),
    **dict.fromkeys(("hr", "sr", "bs"), (("ka", "ci"), ("ga", "zi"), ("ha", "si"))),
    "uk": (("га", "зі"), ("ка", "ці"), ("ха", "сі")),
    "is": (("son", "syni"), ("mork", "merk")),
    "fi": (
        ("nen", "se"),
        ("kka", "ka"),
        ("kko", "ko"),
        ("ppa", "pa"),
        ("tta", "ta"),
        ("nki", "ngi"),
        ("nta", "nna"),
        ("ku", "u"),
        ("ti", "di"),
        ("ta", "da"),
    ),
}
"""Endings before which the last consonant of a name changes: Praha, Praze; Ryga, Rydze; Nieminen, Niemisen."""


def _altered(name: str, form: str, lang: str) -> bool:
    """Tell whether a form of a folded name changes more of it than what follows the stem.

    >>> _altered("plzen", "plzni", "cs"), _altered("amerika", "americi", "hr"), _altered("pekka", "pekan", "fi")
    (True, True, True)
    """
    if len(name) > 4 and name[-2] in _FLEETING.get(lang, ""):
        short = name[:-2] + name[-1]
        if sorted(form) != sorted(name) and form.startswith(short) and form[len(short) : len(short) + 1] in VOWELS:
            return True
    return any(
        name.endswith(end) and len(name) - len(end) > 1 and form.startswith(name[: -len(end)] + soft)
        for end, soft in _SOFTENED.get(lang, ())
    )


def restored(form: str, lang: str) -> Iterator[str]:
    """Yield the folded names that a form may be of, in languages whose endings change more than the end of a name.

    >>> "viden" in restored("vidni", "cs"), "praha" in restored("praze", "cs")
    (True, True)
    """
    fleeting, softened = _FLEETING.get(lang, ""), _SOFTENED.get(lang, ())
    for size in range(4) if fleeting or softened else ():
        short, ending = form[: len(form) - size], form[len(form) - size :]
        if len(short) > 2 and ending and ending[0] in VOWELS and not VOWELS.intersection(short[-2:]):
            yield from (short[:-1] + vowel + short[-1] for vowel in fleeting)
        for end, soft in softened:
            if short.endswith(soft) and len(short) - len(soft) > 1:
                yield short.removesuffix(soft) + end


CYRILLIC_ENDINGS = frozenset(
    " а е и о у ы э ю я ь й і ї є ам ям ами ями ах ях ом ем ём ой ей ою ею ов ев ів їв ия ию ии ие ий ій ія ію ії ією"
    " ая ую ое ые ый ого ому ым ых ыми яя юю ее ие его ему им их ими ої та ът ят ові еві".split(" ")
)
"""What the names of places end in, in the languages of Cyrillic script."""
NAME_ENDINGS = {
    "Cyrl": CYRILLIC_ENDINGS,
    "Grek": frozenset(("", *"α ας ασ ε ες εσ η ης ησ ι ις ισ ο ον ος οσ ου οι ους ουσ υ ω ων ς σ".split())),
    "Arab": frozenset(("", *"ي ية يه يا ين ون ان ات ا ة ه ها".split())),
    "Hebr": frozenset(("", *"י ית ים ות ה ת".split())),
}
"""What names end in, folded, by script."""


_CYRILLIC_ENDING_RE = regex.compile(
    "(?<=...)(?:ами|ями|ого|ому|ыми|ими|ові|еві|ом|ем|ой|ей|ою|ею|ым|им|ых|их|ах|ях|ам|ям|ов|ев|ів|ия|ии|ию|ией"
    "|ія|ії|ію|ією|[аеиоуыэюяьйії])$"
)


@lru_cache(maxsize=128)
def stems(lang: str) -> Memo[str, str]:
    """Return `folded word → its stem` of a language."""
    return Memo(lambda word: _stem(word, lang))


def stem(word: str, lang: str) -> str:
    """Return a folded word without what looks like an ending: the same for all forms of a name, if crude.

    >>> {stem(form, "ru") for form in ("трамп", "трампом", "трампа")}
    {'трамп'}
    """
    return stems(lang)[word]


def _stem(word: str, lang: str) -> str:
    if script_of(word[:1] or "a") == "Cyrl":
        return _CYRILLIC_ENDING_RE.sub("", word)
    if lang in _BARE or (lang in ENDINGS and ENDINGS[lang] is _SLIGHT):
        return word
    if lang in ENDINGS:
        return word.removesuffix("s")
    return word.rstrip("aeiouyáéíóúýàèěůąęăâîőűöüäı") if len(word) > 4 else word


_PLACE_ADJECTIVE_RE = regex.compile("(.{4,})(?:[scz]k|[сцз]ь?к)(.{1,3})")
SLAVIC = frozenset("cs sk pl hr sr bs sl uk be ru bg mk".split())
"""Languages that make adjectives in -sk- from places, and write them small."""


@lru_cache(maxsize=65536)
def is_adjective_of(word: str, name: str) -> bool:
    """Tell whether a folded word is the Slavic adjective of a place, whose last letters it changes.

    >>> is_adjective_of("olomouckem", "olomouc"), is_adjective_of("prazskym", "praha"), is_adjective_of("lidskou", "lidice")
    (True, True, False)
    """
    found = _PLACE_ADJECTIVE_RE.fullmatch(word)
    if not found:
        return False
    trunk = found.group(1)
    kept = next((at for at, (x, y) in enumerate(zip(trunk, name, strict=False)) if x != y), min(len(trunk), len(name)))
    return kept >= max(3, len(trunk) - 2) and len(name) - kept <= 3
