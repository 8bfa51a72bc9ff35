"""Peoples by the names of their countries: a Nizozemec is of Nizozemsko as a Dutchman is of the Dutch.

No open data has what the people of each country are called in each language; but nearly all are called after it. So
a word is taken for one of a people if it begins as the country's name does, or as its adjective; it tells something
only where a word of the other text may be one of the same people.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cache, lru_cache
from itertools import takewhile
from operator import eq

from tqcheck.text.exonyms import territories
from tqcheck.text.gazetteer import folded, nationalities
from tqcheck.text.languages import base, language
from tqcheck.text.mentions import Atom
from tqcheck.text.organisations import organisations, peoples

_BEGINNING = 3
"""Letters that a people and its country have in common, at least: Dán, Dánsko."""
_LONGEST_ENDING = 9
"""Letters that may follow what they have in common: Ís-lendingur."""
_TOGETHER = 7
"""Letters in common on both sides together: three on one are not enough if there are three on the other."""


@lru_cache(maxsize=16384)
def nations(word: str, lang: str) -> Mapping[str, int]:
    """Return the countries of whose people a folded word may be one, each with the letters in common.

    >>> nations("nizozemec", "cs"), nations("dutchman", "en")
    ({'NL': 9}, {'NL': 5})
    """
    found: dict[str, int] = {}
    for name, codes in _by_beginning(base(lang)).get(word[:_BEGINNING], ()):
        shared = sum(takewhile(bool, map(eq, word, name)))
        if len(word) - shared <= _LONGEST_ENDING:
            for code in codes:
                found[code] = max(shared, found.get(code, 0))
    return found


@cache
def _by_beginning(lang: str) -> Mapping[str, list[tuple[str, tuple[str, ...]]]]:
    """Return the names and adjectives of countries by their first letters."""
    found: defaultdict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    names: list[tuple[str, tuple[str, ...]]]
    names = [(folded(name), (code,)) for name, code in territories(lang) if len(code) == 2 and code.isalpha()]
    for code, by_language in (*organisations().items(), *peoples().items()):
        if len(code) == 2:
            names += [(folded(form), (code,)) for form in by_language.get(lang, ())]
    for script in language(lang).scripts:
        names += list(nationalities(script).items())
    for name, codes in names:
        if len(name) >= _BEGINNING:
            found[name[:_BEGINNING]].append((name, codes))
    return found


def of_one_nation(
    names: tuple[Atom, ...], lang: str, among: Iterable[int], words: tuple[Atom, ...], other: str
) -> Iterator[tuple[int, int]]:
    """Yield (name, word) where a name of one text, `among` its words, and a word of the other are of one people."""
    for i in among:
        theirs = nations(names[i].fold, lang)
        for j, word in enumerate(words) if theirs else ():
            ours = nations(word.fold, other)
            if any(theirs[code] + ours[code] >= _TOGETHER for code in theirs.keys() & ours.keys()):
                yield i, j
