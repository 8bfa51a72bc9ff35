"""Words that look or sound alike in two languages: names, numbers, loans, and the names CLDR knows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from itertools import product

from tqcheck.alignment.vocabulary import tokens
from tqcheck.text.characters import UNSPACED, main_script, script_of
from tqcheck.text.languages import base

NUMBER = 0.9
SAME = 0.8
ALIKE = 0.6
KNOWN = 0.6
"""How often such a word stands for the other one, where both sentences are translations."""

LIKE = 0.84
"""Jaro-Winkler similarity from which words are taken to be kin."""

_SOUND = str.maketrans("bdgvzqcjylhwxßþð", "ptkfskkiir\0fkstt")
_VOWELS_RE = re.compile("[aeiou\\W\\d_\0]+")
_DOUBLE_RE = re.compile(r"(.)\1+")


@lru_cache(maxsize=65536)
def romanised(word: str) -> str:
    """Return a word in lower-case ASCII letters, whatever its script."""
    from anyascii import anyascii

    return "".join(char for char in anyascii(word).lower() if char.isalnum())


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """Return the consonants of a word as classes of sounds, which survive most ways of spelling.

    >>> skeleton("Beltrán"), skeleton("Белтран"), skeleton("ベルトラン"), skeleton("بلتران")
    ('prtrn', 'prtrn', 'prtrn', 'prtrn')
    """
    text = romanised(word).replace("ph", "f").replace("sh", "s").replace("ch", "s").replace("th", "t")
    text = text.replace("ts", "s").replace("ck", "k")
    return _DOUBLE_RE.sub(r"\1", _VOWELS_RE.sub("", text.translate(_SOUND)).replace("i", ""))


def alike(sources: Mapping[str, str], targets: Mapping[str, str], same_script: bool) -> dict[tuple[str, str], float]:
    """Return the pairs of keys whose words look or sound alike, each with how far to trust it.

    sources, targets: key to the form of the word. Across scripts words are compared by sound. A word goes
    only with those that are most like it.
    """
    found = {(key, key): NUMBER if key[0].isnumeric() else SAME for key in sources if key in targets}
    likeness = dict(_likeness(sources, targets, same_script))
    best: defaultdict[tuple[int, str], float] = defaultdict(float)
    for pair, value in likeness.items():
        for side in (0, 1):
            best[side, pair[side]] = max(value, best[side, pair[side]])
    for (ours, theirs), value in likeness.items():
        rivals = max(best[0, ours], best[1, theirs])
        if (ours, ours) not in found and (theirs, theirs) not in found and value >= rivals - 0.02:
            found[ours, theirs] = ALIKE * value
    return found


def _likeness(
    sources: Mapping[str, str], targets: Mapping[str, str], same_script: bool
) -> Iterator[tuple[tuple[str, str], float]]:
    """Yield pairs of keys and how alike their words are, from 0 to 1."""
    from rapidfuzz.distance import JaroWinkler

    measure, least = (romanised, 4) if same_script else (skeleton, 3)
    buckets: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, form in targets.items():
        if _spelt(form) and len(measured := measure(form)) >= least:
            buckets[measured[: least - 1]].append((key, measured))
    for key, form in sources.items():
        if _spelt(form) and len(ours := measure(form)) >= least:
            for other, theirs in buckets.get(ours[: least - 1], ()):
                likeness = JaroWinkler.similarity(ours, theirs)
                if likeness >= LIKE:
                    yield (key, other), (likeness - 0.6) / 0.4 * min(1.0, max(len(ours), len(theirs)) / 5)


def _spelt(form: str) -> bool:
    """Tell whether a word is spelt with letters for sounds."""
    return len(form) >= 3 and form[0].isalpha() and main_script(form) not in ("Hani", None)


@lru_cache(maxsize=16)
def known_names(source_lang: str, target_lang: str) -> tuple[tuple[str, str], ...]:
    """Return what CLDR calls countries, large cities, languages, months, weekdays and currencies in two languages."""
    theirs, ours = _names(target_lang), _names(source_lang)
    return tuple((ours[id], theirs[id]) for id in ours if id in theirs)


def _names(lang: str) -> dict[str, str]:
    from babel import Locale, UnknownLocaleError

    try:
        locale = Locale.parse(base(lang))
    except (UnknownLocaleError, ValueError):
        return {}
    names = {f"territory {code}": name for code, name in locale.territories.items()}
    names |= {f"language {code}": name for code, name in locale.languages.items() if len(code) == 2}
    names |= {f"currency {code}": name for code, name in locale.currencies.items()}
    names |= {f"city {zone}": facts["city"] for zone, facts in locale.time_zones.items() if "city" in facts}
    names |= {f"month {number}": name for number, name in locale.months["format"]["wide"].items()}
    names |= {f"day {number}": name for number, name in locale.days["format"]["wide"].items()}
    return names


def named(langs: tuple[str, str], sources: Collection[str], targets: Collection[str]) -> dict[tuple[str, str], float]:
    """Return the pairs of keys that names CLDR knows in both languages would give, if both texts have them."""
    found: dict[tuple[str, str], float] = {}
    for ours, theirs in known_names(*langs) if all(langs) and base(langs[0]) != base(langs[1]) else ():
        left = [key for key in _telling(ours) if key in sources]
        right = [key for key in _telling(theirs) if key in targets]
        for pair in product(left, right):
            found[pair] = max(found.get(pair, 0.0), KNOWN / min(len(left), len(right)))
    return found


@lru_cache(maxsize=16384)
def _telling(name: str) -> tuple[str, ...]:
    """Return the keys of a name that tell something: no single characters beside longer keys, no short words."""
    keys = [token.key for token in tokens(name)]
    longest = max(map(len, keys), default=0)
    return tuple(dict.fromkeys(key for key in keys if len(key) >= min(longest, 2 if _unspaced(key) else 3)))


def _unspaced(key: str) -> bool:
    return script_of(key[0]) in UNSPACED
