"""How languages of Latin script write the sounds of foreign names: Gorbachev, Gorbatschow, Gorbačov, Gorbacsov.

A name from another script has a spelling of its own in each language. What is read alike in two languages, each by
its own letters, is one name and no slip. The letters are those of our own table, from general knowledge.
"""

from __future__ import annotations

from functools import cache, lru_cache
from unicodedata import combining, normalize

import regex

from tqcheck.text.inflection import declines
from tqcheck.text.languages import base, language

_EVERYWHERE = (
    "sch:S sh:S tch:C ch:C zh:Z kh:h ts:s tz:s š:S č:C ž:Z ş:S ș:S ç:C ț:s ţ:s ć:C đ:Z ż:Z ł:l ı:i æ:e ø:o ß:s "
    "w:v y:i j:i ck:k q:k x:ks ph:f th:t z:s"
)
"""Letters and the sound they stand for where a language has no other: S as in ship, C as in chip, Z as in vision.

Sounds that transcriptions confuse are one: s, z and ts, kh and h, y and i."""

_ROWS = {
    "de": "tsch:C sch:S ch:h dsch:Z",
    "fr": "ch:S dj:Z ou:u",
    "es gl": "j:h",
    "it": "sc(?=[ei]):S ci(?=[aou]):C c(?=[ei]):C ch:k gh:g",
    "pt": "ch:S x:S",
    "ca": "tx:C ix:S x:S",
    "ro": "c[ei](?=[aou]):C c(?=[ei]):C î:i â:i",
    "nl": "tsj:C sj:S ch:h oe:u",
    "sv": "tj:C sj:S ch:h",
    "da nb nn no": "tsj:C tj:C sj:S",
    "fi et": "tš:C õ:i",
    "pl": "cz:C sz:S rz:Z ch:h c:s",
    "cs sk": "ch:h c:s",
    "hr bs sr sh sl": "lj(?![aeiou]):l nj(?![aeiou]):n c:s",
    "lt lv": "ch:h c:s",
    "hu": "cs:C sz:s zs:Z s:S gy:d ty:t ny:n ly:i c:s",
    "tr az": "c:Z ğ:g",
}

_AFTERWARDS = (
    (regex.compile(r"s?[SC]{2,}|sC"), "S"),  # shch, szcz
    (regex.compile(r"(?<=[SCZ])i?o"), "e"),  # Khrushchev, Hruščov
    (regex.compile(r"c(?![ei])"), "k"),
    (regex.compile(r"c"), "s"),
    (regex.compile("ie"), "e"),  # Dostoevsky, Dostojevski
    (regex.compile(r"(?<=sk)i{2,}|(?<=n)i{2,}\b"), "i"),  # Zelenskyj, Navalnyj
    (regex.compile(r"enka\b"), "enko"),  # Belarusians have both
)
_ENDINGS = {"lt": ("s", "as", "is", "us", "ys", "ius"), "lv": ("s", "is", "us"), "fr": ("e",)}
"""What a language adds to foreign names."""
_SHORTEST = 5
"""Letters of a name that is not read like another by chance."""
_LONGEST_ENDING = 4


@lru_cache(maxsize=32768)
def _read(word: str, lang: str) -> str:
    pattern, sounds = _table(lang)
    read = pattern.sub(lambda match: sounds[match.lastindex or 0], normalize("NFC", word.lower()))
    read = "".join(char for char in normalize("NFD", read) if not combining(char))
    for one, other in _AFTERWARDS:
        read = one.sub(other, read)
    return read


@cache
def _table(lang: str) -> tuple[regex.Pattern[str], tuple[str, ...]]:
    """Return a pattern with a group for each spelling of a language, the longest first, and the sound of each group."""
    own = next((row.split() for langs, row in _ROWS.items() if lang in langs.split()), [])
    rules = [rule.rsplit(":", 1) for rule in (*own, *_EVERYWHERE.split())]
    spelled = dict(reversed(rules))
    ordered = sorted(spelled, key=lambda spelling: -len(spelling.partition("(?")[0]))
    pattern = regex.compile("|".join(f"({spelling})" for spelling in ordered))
    return pattern, ("", *(spelled[spelling] for spelling in ordered))


@lru_cache(maxsize=65536)
def read_alike(a: str, lang_a: str, b: str, lang_b: str) -> bool:
    """Tell whether two names in Latin letters are one, each as its language writes it; endings aside.

    >>> read_alike("Khrushchev", "en", "Hruščovom", "hr"), read_alike("Netanyahu", "en", "Netanjahu", "hu")
    (True, True)
    >>> read_alike("Stoltenberg", "en", "Stoltenbreg", "de")
    False
    """
    lang_a, lang_b = base(lang_a), base(lang_b)
    if lang_a == lang_b or min(len(a), len(b)) < _SHORTEST or language(lang_a).script != language(lang_b).script:
        return False
    return any(
        one == other or _inflected(one, other, lang_b) or _inflected(other, one, lang_a)
        for one in _ways(a, lang_a)
        for other in _ways(b, lang_b)
    )


def _inflected(name: str, form: str, lang: str) -> bool:
    return declines(lang) and form.startswith(name) and len(form) - len(name) <= _LONGEST_ENDING


def _ways(word: str, lang: str) -> list[str]:
    """Return how a name is read, with the ending that its language gives to foreign names and without."""
    read = _read(word, lang)
    return [read, *(read.removesuffix(ending) for ending in _ENDINGS.get(lang, ()) if read.endswith(ending))]
