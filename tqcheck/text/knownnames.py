"""The names that are known in each language: of countries, cities, regions, nationalities, languages, organisations.

What two texts call by different words is the same if both names share a code: München and Monaco di Baviera,
OTAN and НАТО. From CLDR (by Babel), a table of places and one of organisations; see `data/SOURCES.md`.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache

from tqcheck.text.characters import scripts
from tqcheck.text.exonyms import home, territories
from tqcheck.text.gazetteer import Known, Names, cities, english_name, folded, nationalities
from tqcheck.text.languages import base, language
from tqcheck.text.organisations import is_acronym, organisations


@lru_cache(maxsize=4096)
def known_names(text: str, lang: str) -> tuple[Known, ...]:
    """Return the names in a text that are known, left to right, whatever their endings.

    lang: primary subtag. Of names that overlap the longest is meant; its codes are all that it may stand for.
    """
    found: defaultdict[tuple[int, int], frozenset[str]] = defaultdict(frozenset)
    for table in (_of_language(lang), *map(cities, scripts(text))):
        for start, end, codes in table.find(text, lang):
            found[start, end] |= codes
    result: list[Known] = []
    for (start, end), codes in sorted(found.items(), key=lambda item: (item[0][0], -item[0][1])):
        if result and start < result[-1].end:
            if end <= result[-1].end or end - start <= result[-1].end - result[-1].start:
                continue
            result.pop()
        result.append(Known(start, end, codes))
    return tuple(result)


def is_home(name: str, lang: str, other: str) -> bool:
    """Tell whether a name is what `lang` calls the country that speaks another language, or its people.

    >>> is_home("Ukraine", "en", "uk"), is_home("Ukraine", "en", "ru")
    (True, False)
    """
    return any(home(base(other)) in codes for _, _, codes in known_names(name, base(lang)))


@lru_cache(maxsize=16384)
def forms_of(code: str, lang: str) -> tuple[str, ...]:
    """Return what a language calls a code, the usual form first. Of cities and regions only English is known."""
    lang = base(lang)
    found = [*organisations().get(code, {}).get(lang, ()), *_by_code(lang).get(code, ())]
    if not found and lang == "en" and (english := english_name(code)):
        found.append(english)
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=64)
def _by_code(lang: str) -> dict[str, tuple[str, ...]]:
    found: defaultdict[str, tuple[str, ...]] = defaultdict(tuple)
    for name, code in territories(lang):
        found[code] = (*found[code], name)
    return found


@lru_cache(maxsize=64)
def _of_language(lang: str) -> Names:
    """Return the names that are of one language alone."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for name, code in territories(lang):
        found[folded(name)].add(code)
    for code, by_language in organisations().items():
        for form in by_language.get(lang, ()):
            found[form if is_acronym(form) else folded(form)].add(code)
    for script in language(lang).scripts:
        for nation, codes in nationalities(script).items():
            found[nation].update(codes)
    found.pop("", None)
    return Names(found, any_case=True)
