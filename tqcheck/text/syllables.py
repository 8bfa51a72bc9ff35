"""Which strings are syllables of Vietnamese: it writes each by itself, and their parts are few and fixed."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from tqcheck.text.lexicon import lexicon
from tqcheck.text.spelling import edits

_ONSETS = ("", *"b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x".split())
_RIMES = frozenset(
    """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot
    ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uân uâng uât uây uc uê uêch uênh ui um un ung uôc uôi uôm uôn uông uôt
    uơ up ut uy uya uych uyên uyêt uynh uyt uyp uyu ư ưa ưc ưi ưm ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    y yêm yên yêng yêt yêu ynh yt
    """.split()
)
"""Vowels with what follows them, without tones."""
_TONES = frozenset(
    "\N{COMBINING GRAVE ACCENT}\N{COMBINING ACUTE ACCENT}\N{COMBINING TILDE}\N{COMBINING HOOK ABOVE}\N{COMBINING DOT BELOW}"
)
_SHORT_TONES = frozenset("\N{COMBINING ACUTE ACCENT}\N{COMBINING DOT BELOW}")
_STOPPED = ("p", "t", "c", "ch")
_MARKED = frozenset("ăâêôơư")


def is_syllable(word: str) -> bool:
    """Tell whether a lower-case string is a syllable of Vietnamese, its one tone where it belongs.

    Without any mark it may also be one that somebody typed plainly: *khong*.

    >>> [is_syllable(word) for word in ("người", "ngừơi", "nghiệp", "ngihệp", "quốc", "gì", "các", "càc")]
    [True, False, True, False, True, True, True, False]
    """
    letters: list[str] = []
    tones: list[tuple[str, int]] = []
    for char in unicodedata.normalize("NFC", word):
        parts = unicodedata.normalize("NFD", char)
        tones += ((part, len(letters)) for part in parts if part in _TONES)
        letters.append(unicodedata.normalize("NFC", "".join(part for part in parts if part not in _TONES)))
    plain = "".join(letters)
    if len(tones) > 1 or not any(plain.startswith(onset) and plain[len(onset) :] in _RIMES for onset in _ONSETS):
        return False
    if not tones:
        return True
    tone, at = tones[0]
    marked = [place for place, letter in enumerate(letters) if letter in _MARKED]
    if marked and at != marked[-1]:
        return False
    return tone in _SHORT_TONES or not plain.endswith(_STOPPED)


@lru_cache(maxsize=20_000)
def find_syllable_typo(word: str) -> str | None:
    """Return the Vietnamese syllable that a lower-case string was meant to be; None if it is one, or of another language.

    >>> find_syllable_typo("trogn"), find_syllable_typo("ngườii"), find_syllable_typo("internet")
    ('trong', 'người', None)
    """
    known = lexicon("vi")
    if len(word) < 3 or word in known.shares or is_syllable(word):
        return None
    foreign = word.isascii()
    if foreign and lexicon("en").zipf(word) >= _FOREIGN:
        return None
    least = _CERTAIN if foreign else _COMMON
    near = ((share, other) for other, share in known.shares.among(edits(word, alphabet())) if share >= least)
    return max(((share, other) for share, other in near if is_syllable(other)), default=(0.0, None))[1]


_FOREIGN = 1.0
"""Zipf frequency in English of what stands in Vietnamese texts as it is: names of programs and products."""
_COMMON, _CERTAIN = 1e-5, 1e-4
"""Shares of the syllables that a string with Vietnamese letters, and one without, may be a slip for."""


@lru_cache(maxsize=1)
def alphabet() -> str:
    """Return the letters of Vietnamese, those with tones each by itself."""
    return "".join(sorted({char for word in lexicon("vi").common(_COMMON) if is_syllable(word) for char in word}))
