"""What countries, languages and large cities are called in each language, from CLDR (by Babel).

CLDR names territories, languages and the exemplar cities of time zones in some hundred languages.
"""

from __future__ import annotations

from functools import cache, lru_cache

import regex

from tqcheck.text.inflection import stem
from tqcheck.text.mentions import atoms, fold

_WORD_RE = regex.compile(r"\p{L}[\p{L}\p{M}]*")


@cache
def territories(lang: str) -> tuple[tuple[str, str], ...]:
    """Return (name, code) of the places and languages that CLDR names in a language.

    A territory has its ISO code, a city that of its time zone, a language `language` and its own code.
    """
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(lang)
    except (UnknownLocaleError, ValueError):
        return ()
    found: list[tuple[str, str]] = []
    for zone, names in locale.time_zones.items():
        if city := names.get("city"):
            found.append((city, zone))
        elif lang == "en":
            found.append((zone.rsplit("/", 1)[-1].replace("_", " "), zone))
    found += [(name, f"language {code}") for code, name in locale.languages.items() if len(code) == 2]
    found += [(name.split(" (")[0], code) for code, name in locale.territories.items()]
    return tuple(found)


@cache
def _names(lang: str) -> dict[tuple[str, ...], str]:
    """Return the names of a language as stems, each with the code of what it names."""
    found = {_key(name, lang): code for name, code in territories(lang)}
    found.pop((), None)
    return found


@cache
def _longest(lang: str) -> dict[str, int]:
    """Return of how many words the longest name is that a stem begins."""
    found: dict[str, int] = {}
    for key in _names(lang):
        found[key[0]] = max(len(key), found.get(key[0], 0))
    return found


def _key(name: str, lang: str) -> tuple[str, ...]:
    return tuple(stem(fold(word), lang) for word in _WORD_RE.findall(name))


@lru_cache(maxsize=8192)
def places(text: str, lang: str) -> tuple[tuple[int, int, str], ...]:
    """Return (first word, word after the last, code) of the places and languages that CLDR knows in a text.

    Words are counted as `atoms` gives them. Endings do not matter; the longest name wins.
    """
    names, longest = _names(lang), _longest(lang)
    stems = [stem(word.fold, lang) for word in atoms(text, lang)]
    found = []
    after = 0
    for at, first in enumerate(stems):
        if at >= after and first in longest:
            for size in range(min(longest[first], len(stems) - at), 0, -1):
                if code := names.get(tuple(stems[at : at + size])):
                    after = at + size
                    found.append((at, after, code))
                    break
    return tuple(found)


@cache
def _plain(lang: str) -> frozenset[str]:
    return frozenset(" ".join(key) for key in _names(lang))


def has_place(word: str, lang: str) -> bool:
    """Tell whether a word is, without any ending taken off, a single-word name that CLDR knows."""
    return fold(word) in _plain(lang)
