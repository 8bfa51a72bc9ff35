"""What countries, languages and large cities are called in each language, from CLDR (by Babel).

CLDR names territories, languages and the exemplar cities of time zones in some hundred languages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

import regex

from tqcheck.text.inflection import stem
from tqcheck.text.mentions import Atom, fold

_WORD_RE = regex.compile(r"\p{L}[\p{L}\p{M}]*")
_LONGEST = 5


@cache
def _names(lang: str) -> dict[tuple[str, ...], str]:
    """Return the names of a language as stems, each with the code of what it names."""
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(lang)
    except (UnknownLocaleError, ValueError):
        return {}
    found: dict[tuple[str, ...], str] = {}
    for zone, names in locale.time_zones.items():
        if city := names.get("city"):
            found[_key(city, lang)] = zone
        elif lang == "en":
            found[_key(zone.rsplit("/", 1)[-1].replace("_", " "), lang)] = zone
    for code, name in locale.languages.items():
        if len(code) == 2:
            found[_key(name, lang)] = f"language {code}"
    for code, name in locale.territories.items():
        found[_key(name.split(" (")[0], lang)] = code
    found.pop((), None)
    return found


def _key(name: str, lang: str) -> tuple[str, ...]:
    return tuple(stem(fold(word), lang) for word in _WORD_RE.findall(name))


def places(words: Sequence[Atom], lang: str) -> Iterator[tuple[int, int, str]]:
    """Yield (first word, word after the last, code) of the places and languages that CLDR knows.

    Endings do not matter; the longest name wins.
    """
    names = _names(lang)
    stems = [stem(word.fold, lang) for word in words]
    at = 0
    while at < len(words):
        for size in range(min(_LONGEST, len(words) - at), 0, -1):
            if code := names.get(tuple(stems[at : at + size])):
                yield at, at + size, code
                at += size
                break
        else:
            at += 1
