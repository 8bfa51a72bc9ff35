"""What countries, languages and large cities are called in each language, from CLDR (by Babel).

CLDR names territories, languages and the exemplar cities of time zones in some hundred languages.
"""

from __future__ import annotations

from functools import cache


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
def home(lang: str) -> str:
    """Return the ISO code of the country that speaks a language most; empty if that is not known.

    >>> home("uk"), home("hi")
    ('UA', 'IN')
    """
    from babel.core import get_global

    likely: str = get_global("likely_subtags").get(lang, "")
    return likely.rsplit("_", 1)[-1] if likely.count("_") > 1 else ""
