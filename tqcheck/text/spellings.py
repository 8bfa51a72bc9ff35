"""How a name that is spelt in Latin letters is written in another script, and where a word is that name but for a slip.

A table (`data/spellings.tsv.gz`, made by `scripts/make_spellings.py`) says of each script which strings of it stand for
which letters, and how much likelier the two are together than apart. Name and word are cut into such units so that
most is gained. What no unit explains is a misfit; where one slip of the pen explains it, the word is misspelt.
"""

from __future__ import annotations

import gzip
import unicodedata
from bisect import insort
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Literal, NamedTuple

from tqcheck.text.mentions import fold
from tqcheck.text.pinyin import readings

Side = Literal["letters", "written"]

LONGEST_LETTERS = {"Jpan": 7}
"""Latin letters of a unit, by script; 4 elsewhere. The key `Jpan` is kanji as Japanese names read them."""
LONGEST_WRITTEN = {"Hani": 1, "Jpan": 1, "Thai": 3}
"""Characters that a unit may have of a script; 2 elsewhere."""
ANY = "?"
"""Stands for any one character in what `slips` tries."""
_LEFT_OUT = -4.5
_ADDED = -4.0
_OTHER = -6.5
"""Nats for a letter that nothing stands for, a character that stands for nothing, and one for another."""
_HOPELESS = 13.0
"""Nats behind the best way so far from which another is given up."""
_PACE = 0.8
"""Nats for each letter that a name must have gained to go on, …"""
_LATE = 15.0
"""… but for these, which a slip or two cost."""
NOTHING = -99.0
"""The gain of what is given up."""
_OF_VOWELS = 0.5
"""What the above are multiplied by where only vowels are concerned: on those scripts and languages disagree."""
_VOWELS = frozenset("aeiouyw")


@lru_cache(maxsize=65536)
def letters(word: str) -> str:
    """Return a Latin word as its letters are looked up: folded, its beginning and end marked.

    >>> letters("Müller")
    '^muller$'
    """
    return "^" + "".join(char for char in fold(word) if "a" <= char <= "z") + "$"


_VARIANTS = str.maketrans("ৰৱ", "রব")
"""Letters of Assamese for what Bengali, from which the table is learned, writes otherwise."""


@lru_cache(maxsize=65536)
def written(word: str, script: str) -> str:
    """Return a word of another script as it is looked up: folded, Korean syllables and Indic signs taken apart."""
    if script == "Hang":
        return unicodedata.normalize("NFD", word)
    return "".join(_written(char, script) for char in word.translate(_VARIANTS))


@lru_cache(maxsize=65536)
def _written(char: str, script: str) -> str:
    return "".join(
        one
        for one in fold(unicodedata.normalize("NFKD" if script == "Deva" else "NFC", char))
        if one.isalpha() or (unicodedata.category(one)[0] == "M" and one != "\N{DEVANAGARI SIGN NUKTA}")
    )


def places(word: str, script: str) -> tuple[int, ...]:
    """Return, for each character of a word as it is looked up, which character of the word it comes from."""
    return tuple(
        at
        for at, char in enumerate(word)
        for _ in (unicodedata.normalize("NFD", char) if script == "Hang" else _written(char, script))
    )


@cache
def _rows() -> dict[str, dict[str, dict[str, float]]]:
    found: defaultdict[str, defaultdict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    packed = files("tqcheck.data").joinpath("spellings.tsv.gz").read_bytes()
    for line in gzip.decompress(packed).decode().splitlines():
        script, latin, other, weight = line.split("\t")
        found[script][latin][other] = int(weight) / 10
    return {script: dict(units) for script, units in found.items()}


_HEAD = 6
"""Characters of a word by which it is told, at once, that it cannot be a name, …"""
_WRITES = 4
"""… and how many letters each may stand for in a run, where other words follow the name."""
_READ = 5.0
"""Nats for a Chinese syllable: there are some four hundred, of which a hundred and fifty are common."""


class _Table:
    """The units of a script, also those with one character that is not known."""

    def __init__(self, script: str) -> None:
        self.units = {part: dict(units) for part, units in _rows().get(script, {}).items()}
        if script == "Hani":
            for char, reading in readings().items():
                known = self.units.setdefault(reading, {})
                known[char] = max(_READ, known.get(char, 0))
        for mark in "^$" if self.units else "":
            self.units.setdefault(mark, {}).setdefault("", 0.0)
        self.longest = LONGEST_WRITTEN.get(script, 2)
        self.runs = script in ("Hani", "Jpan")
        self.most_letters = max(map(len, self.units), default=0)
        weights: defaultdict[str, list[tuple[float, bool]]] = defaultdict(list)
        for part, units in self.units.items():
            if len(letter := part.strip("^$")) == 1:
                for other, weight in units.items():
                    if len(other) == 1:
                        weights[other].append((weight, letter in _VOWELS))
        self.vowels = frozenset(char for char, found in weights.items() if max(found)[1] and not self.runs)
        """The characters that stand for vowels rather than for anything else."""
        self._patterns: defaultdict[str, list[str]] = defaultdict(list)

    @lru_cache(maxsize=65536)  # noqa: B019 - one table a script lives as long as the process
    def of(self, part: str) -> Mapping[str, float] | None:
        """Return what stands for letters, and for how much, with every character once unknown."""
        if ANY in part:
            if not self._patterns:
                for known in self.units:
                    for at, char in enumerate(known):
                        if char not in "^$":
                            self._patterns[known[:at] + ANY + known[at + 1 :]].append(known)
            found: dict[str, float] = {}
            for known in self._patterns.get(part, ()):
                for other, weight in self.units[known].items():
                    found[other] = max(weight, found.get(other, weight))
            return found or None
        plain = self.units.get(part)
        if plain is None:
            return None
        found = dict(plain)
        for other, weight in plain.items():
            for at in range(len(other)):
                pattern = other[:at] + ANY + other[at + 1 :]
                found[pattern] = max(weight, found.get(pattern, weight))
        return found

    @lru_cache(maxsize=16384)  # noqa: B019
    def steps(self, latin: str) -> tuple[tuple[tuple[int, Mapping[str, float]], ...], ...]:
        """Return, for each place of a name, where units from there lead and what they may be written as."""
        return tuple(
            tuple(
                (end, table)
                for end in range(start + 1, min(start + self.most_letters, len(latin)) + 1)
                if (table := self.of(latin[start:end]))
            )
            for start in range(len(latin))
        )

    @lru_cache(maxsize=16384)  # noqa: B019
    def signs(self, latin: str) -> frozenset[str]:
        """Return the characters that stand for anything in a name."""
        return frozenset(
            char
            for steps in self.steps(latin)
            for _, table in steps
            for other, weight in table.items()
            if weight > 1
            for char in other
            if char != ANY and char not in self.vowels
        )

    @lru_cache(maxsize=16384)  # noqa: B019
    def onsets(self, latin: str) -> frozenset[str]:
        """Return the characters that stand for anything in the first letters of a name."""
        return frozenset(
            char
            for steps in self.steps(latin)[:3]
            for _, table in steps
            for other, weight in table.items()
            if weight > 1
            for char in other[:1]
            if char != ANY
        )

    def may_be(self, latin: str, other: str) -> bool:
        """Tell, without cutting them into units, whether a name may be what a text begins with."""
        if self.runs:
            first = list(other[: max(1, (len(latin) - 2) // _WRITES)])
        else:
            first = [char for char in other[:_HEAD] if char not in self.vowels] or list(other[:2])
        signs, onsets = self.signs(latin), self.onsets(latin)
        if first[0] not in onsets and other[0] not in onsets and (len(first) < 2 or first[1] not in signs):
            return False
        return 2 * sum(char in signs for char in first) >= len(first)


@cache
def table(script: str) -> _Table:
    """Return the units of a script; none for one that the table has not."""
    return _Table(script)


class Fit(NamedTuple):
    """How well a name and the beginning of a text fit: nats gained, what of the text it took, and where nothing fits."""

    gain: float
    size: int
    misfits: tuple[int, ...]
    """Places in the text."""


@lru_cache(maxsize=65536)
def fit(latin: str, other: str, script: str, tail: float = 0.0) -> Fit:
    """Return the best way to cut a name and the beginning of a text into units.

    latin, other: as `letters` and `written` return them. tail: nats that each character beyond the name costs. What cannot become a name any more is given up: its gain is
    `NOTHING`, and its size 0.
    """
    known = table(script)
    steps, longest, vowels = known.steps(latin), known.longest, known.vowels
    width, last = len(other), len(latin)
    rows: list[dict[int, tuple[float, int, int, bool]]] = [{} for _ in range(last + 1)]
    """Of each letter, by how much of the text is taken: nats gained, where that came from, and whether nothing fits."""
    rows[0][0] = (0.0, 0, 0, False)
    for i, cut in enumerate(steps):
        row = rows[i]
        if not row:
            return Fit(NOTHING, 0, ())
        top = max(cell[0] for cell in row.values())
        if top < _PACE * i - _LATE:
            return Fit(NOTHING, 0, ())
        floor = top - _HOPELESS
        vowel = latin[i] in _VOWELS
        left_out = 0.0 if latin[i] in "^$" else _LEFT_OUT * (_OF_VOWELS if vowel else 1)
        after = rows[i + 1]
        places = sorted(row)
        for j in places:
            here = row[j][0]
            if here < floor:
                continue
            if j < width:
                is_vowel = other[j] in vowels
                if i:
                    value = here + _ADDED * (_OF_VOWELS if is_vowel else 1)
                    if value > floor and (j + 1 not in row or value > row[j + 1][0]):
                        if j + 1 not in row:
                            insort(places, j + 1)
                        row[j + 1] = (value, i, j, True)
                value = here + _OTHER * (_OF_VOWELS if is_vowel and vowel else 1)
                if j + 1 not in after or value > after[j + 1][0]:
                    after[j + 1] = (value, i, j, True)
            value = here + left_out
            if j not in after or value > after[j][0]:
                after[j] = (value, i, j, left_out < 0)
            for size in range(min(longest, width - j) + 1):
                piece = other[j : j + size]
                for end, units in cut:
                    weight = units.get(piece)
                    if weight is not None:
                        target = rows[end]
                        if j + size not in target or here + weight > target[j + size][0]:
                            target[j + size] = (here + weight, i, j, False)
    if not rows[last]:
        return Fit(NOTHING, 0, ())
    size = max(rows[last], key=lambda j: rows[last][j][0] + tail * j)
    misfits = []
    i, j = last, size
    while i or j:
        _, i, j, bad = rows[i][j]
        if bad:
            misfits.append(j)
    return Fit(rows[last][size][0] - tail * (width - size), size, tuple(reversed(misfits)))


class Slip(NamedTuple):
    """One slip of the pen that explains more of a word: what it would have been, and nats gained over no slip."""

    meant: str
    gain: float


_SWAPPED = -3.0
_DOUBLED = -2.5
_WRONG = -4.0
_DROPPED = -7.0
"""Nats that slips cost. A letter that was dropped may be any, so it explains most, and costs most."""
_SWAPPED_ABROAD = -2.0
_DOUBLED_ABROAD = 1.0
"""The same where the slip is in another script, which hardly ever doubles what the Latin spelling has once."""
_BY_LETTERS = frozenset({"Cyrl", "Grek", "Armn", "Geor", "Arab", "Hebr", "Hang"})
"""Scripts in which a consonant and a vowel have a letter each: where they share a sign, what is dropped may be a vowel."""


def slipped(latin: str, other: str, script: str, plain: Fit, side: Side, tail: float = 0.0) -> Slip | None:
    """Return the slip that best explains what does not fit, in the Latin `letters` or in what is `written` for them."""
    best: Slip | None = None
    text = latin if side == "letters" else other if tail else other[: plain.size + 2]
    for cost, meant in (
        _letters_mended(text, script) if side == "letters" else _mended(latin, text, plain.misfits, script)
    ):
        found = fit(meant, other, script, tail) if side == "letters" else fit(latin, meant, script, tail)
        gain = found.gain + cost - plain.gain
        if best is None or gain > best.gain:
            best = Slip(meant, gain)
    return best


def _mended(latin: str, text: str, misfits: tuple[int, ...], script: str) -> Iterator[tuple[float, str]]:
    """Yield what may have been meant by a text, near where it does not fit, and what each slip costs."""
    vowels = table(script).vowels
    doubled = {one in _VOWELS for one, two in pairwise(latin) if one == two}
    for at in sorted({place + step for place in misfits for step in (-1, 0, 1, 2)}):
        if 0 <= at < len(text):
            # the signs of vowels have no place of their own where letters stand for syllables
            fixed = script in _BY_LETTERS or vowels.isdisjoint(text[at : at + 2])
            if at + 1 < len(text) and text[at] != text[at + 1] and fixed:
                swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
                if not _meet(swapped, at - 1, vowels) and not _meet(swapped, at + 1, vowels):
                    yield _SWAPPED_ABROAD, swapped
            if at and text[at - 1] == text[at]:
                cost = _DOUBLED if (text[at] in vowels) in doubled else _DOUBLED_ABROAD
                yield cost, text[:at] + text[at + 1 :]
            if text[at] not in vowels:  # there are many ways to write one
                yield _WRONG, text[:at] + ANY + text[at + 1 :]
        if 0 < at < len(text) and script in _BY_LETTERS:
            yield _DROPPED, text[:at] + ANY + text[at:]


def _meet(text: str, at: int, vowels: frozenset[str]) -> bool:
    """Tell whether two vowels stand side by side, which the Latin spelling may have for one of them (ie, oe)."""
    return at >= 0 and len(text) > at + 1 and vowels.issuperset(text[at : at + 2])


def _letters_mended(latin: str, script: str) -> Iterator[tuple[float, str]]:
    """Yield what may have been meant by letters, but for their last, which endings change and many do not speak.

    Two vowels in another order are another spelling (ie, ei), and a letter more is a silent one, if it is not doubled.
    """
    for at in range(1, len(latin) - 2):
        one, two = latin[at], latin[at + 1]
        if one != two and not (one in _VOWELS and two in _VOWELS):
            yield _SWAPPED, latin[:at] + two + one + latin[at + 2 :]
        if one == two:
            yield _DOUBLED, latin[:at] + latin[at + 1 :]
        if script != "Hani":  # a syllable for several letters: too coarse to say which is wrong
            yield _WRONG, latin[:at] + ANY + latin[at + 1 :]
            yield _DROPPED, latin[:at] + ANY + latin[at:]
