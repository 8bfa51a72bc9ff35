"""Finding known names in a text, whatever their endings; and the names of large cities, regions and nationalities.

The table that ships does not tell languages apart, for no open data does it well: a name stands for its place in
every language of its script. That is enough to say of two texts that they name the same place, and too little to
say how one of them must write it.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import chain
from typing import NamedTuple

from tqcheck.text.characters import UNSPACED, main_script, script_of, scripts
from tqcheck.text.inflection import CYRILLIC_ENDINGS, VOWELS, inflects, restored
from tqcheck.text.memo import Memo
from tqcheck.text.mentions import Atom, atoms, fold, has_capitals

IN_RUNS = UNSPACED | {"Hang"}
"""Scripts whose names are looked for inside words: there are no spaces, or particles are glued to them."""
_BEGINNING = 3
_GLUING = frozenset("fi et hu tr az kk uz eu ka mn".split())
"""Languages that put one ending behind another."""
_OTHER_ENDINGS = {"is": frozenset("i s ar um u a".split())}
_GLUED = {"Arab": ("ال", "لل", "و", "ب", "ل", "ف", "ك"), "Hebr": ("ו", "ב", "ל", "מ", "ה", "ש", "כ")}
"""Articles, conjunctions and prepositions that are written as one with a name."""


_NOTHING: frozenset[str] = frozenset()  # one object: each empty set takes 216 bytes


_Near = dict[str, list[tuple[str, ...]]]
"""Names of several words by their first word, cut into words: a thousand are a `province of`."""


class Known(NamedTuple):
    """A known name in a text: `text[start:end]`, and the codes of all that it may name."""

    start: int
    end: int
    codes: frozenset[str]


def folded(name: str) -> str:
    """Return a name as names are compared: without case, accents and hyphens.

    >>> folded("Saint-Étienne"), folded("Нижний Новгород"), folded("ニューヨーク")
    ('saint etienne', 'нижний новгород', 'ニューヨーク')
    """
    if main_script(name) in IN_RUNS:
        return "".join(char for char in name if script_of(char))
    return " ".join(atom.fold for atom in atoms(name, ""))


class Names:
    """Folded names, each with the codes of what it may name, to be found in texts.

    any_case: whether they may stand in small letters. What is not folded is found as it is written.
    """

    def __init__(self, names: Mapping[str, Collection[str]], any_case: bool = False) -> None:
        self.codes = names
        self._any_case = any_case
        self._of_word: dict[str, Memo[str, tuple[frozenset[str], Mapping[str, _Near]]]] = {}  # by language
        self._sizes: dict[str, int] = {}  # in runs: the longest name with these two first characters
        self._trunks: defaultdict[str, list[str]] = defaultdict(list)  # what a vowel at the end leaves
        self._several: defaultdict[str, list[str]] = defaultdict(list)  # of several words, by their first letters
        self._phrases: dict[str, dict[str, _Near]] = {}
        for name in self.codes:
            if script_of(name[0]) in IN_RUNS:
                self._sizes[name[:2]] = max(len(name), self._sizes.get(name[:2], 0))
            elif " " in name:
                self._several[name.partition(" ")[0][:_BEGINNING]].append(name)
            elif name[-1] in VOWELS and len(name) > 3:
                self._trunks[name[:-1]].append(name)

    def find(self, text: str, lang: str) -> Iterator[Known]:
        """Yield the names in a text, left to right, the longest of each place."""
        words = atoms(text, lang)
        if lang not in self._of_word:
            self._of_word[lang] = Memo(
                lambda word: (self._look_up(word, fold(word), lang), self._beginning(fold(word)))
            )
        of_word = self._of_word[lang]
        after = 0
        runs = not IN_RUNS.isdisjoint(scripts(text))
        for at, word in enumerate(words):
            if runs and script_of(word.text[0]) in IN_RUNS:
                yield from self._in_run(word)
            elif at >= after and (self._any_case or word.capital or not has_capitals(script_of(word.text[0]))):
                size, (codes, beginning) = 1, of_word[word.text]
                if beginning and at + 1 < len(words) and (near := beginning.get(words[at + 1].fold[:2])):
                    size, codes = self._phrase(near, words, at, lang) or (1, codes)
                if codes:
                    after = at + size
                    yield Known(word.start, words[after - 1].end, codes)

    def _in_run(self, word: Atom) -> Iterator[Known]:
        text, at = word.text, 0
        while at < len(text) - 1:
            for size in range(min(self._sizes.get(text[at : at + 2], 0), len(text) - at), 1, -1):
                if codes := self.codes.get(text[at : at + size]):
                    yield Known(word.start + at, word.start + at + size, frozenset(codes))
                    at += size - 1
                    break
            at += 1

    def _beginning(self, first: str) -> Mapping[str, _Near]:
        """Return the names of several words that may begin with a word, by two letters of their second word.

        Three letters of the first word and two of the second survive all endings.
        """
        beginning = first[:_BEGINNING]
        if beginning not in self._phrases:
            found: dict[str, _Near] = {}
            for name in self._several.get(beginning, ()):
                words = tuple(name.split())
                found.setdefault(words[1][:2], {}).setdefault(words[0], []).append(words)
            self._phrases[beginning] = found
        return self._phrases[beginning]

    def _phrase(self, near: _Near, words: tuple[Atom, ...], at: int, lang: str) -> tuple[int, frozenset[str]] | None:
        fits = [
            phrase
            for first, phrases in near.items()
            if _same(first, words[at].fold, lang)
            for phrase in phrases
            if at + len(phrase) <= len(words)
            and all(_same(part, word.fold, lang) for part, word in zip(phrase[1:], words[at + 1 :], strict=False))
        ]
        if not fits:
            return None
        size = max(map(len, fits))
        return size, frozenset().union(*(self.codes[" ".join(phrase)] for phrase in fits if len(phrase) == size))

    def _look_up(self, text: str, fold: str, lang: str) -> frozenset[str]:
        for form in (text, *without_prefixes(fold)):  # as it stands: an acronym, which is told by its case
            if codes := self.codes.get(form):
                return frozenset(codes)
        for size in range(1, min(5 if lang in _GLUING else 3, len(fold) - 3) + 1):
            trunk, ending = fold[:-size], fold[-size:]
            # What had a vowel at its end has another there: Kuba, Kuby, Kubou
            vowel = ending[0] in VOWELS and (size < 3 or lang in _GLUING)
            known = [*self._trunks.get(trunk, ())] if vowel else []
            known += [trunk] if trunk in self.codes else []
            if forms := [form for form in known if _inflected(form, fold, lang)]:
                return frozenset().union(*(self.codes[form] for form in forms))
        named = [self.codes[form] for form in restored(fold, lang) if form in self.codes]
        return frozenset(chain.from_iterable(named)) if named else _NOTHING


def _same(part: str, word: str, lang: str) -> bool:
    return part == word or (len(part) > 3 and part[:2] == word[:2] and _inflected(part, word, lang))


def _inflected(form: str, word: str, lang: str) -> bool:
    """Tell whether a word may be a form of a name. Names of places lose a vowel at most: Norton is not in the North.

    Where the endings are known, it goes by those: Наталья is not in Natal.
    """
    at = next((i for i, (a, b) in enumerate(zip(form, word, strict=False)) if a != b), min(len(form), len(word)))
    dropped, ending = form[at:], word[at:]
    if script_of(form[0]) == "Cyrl":
        return at > 2 and dropped in CYRILLIC_ENDINGS and ending in CYRILLIC_ENDINGS
    if not dropped and ending in _OTHER_ENDINGS.get(lang, ()):
        return True
    return VOWELS.issuperset(dropped) and inflects(form, word, lang, lang)


def without_prefixes(word: str) -> Iterator[str]:
    """Yield a folded word, and without the articles and prepositions that its script writes as one with it."""
    yield word
    for prefix in _GLUED.get(script_of(word[0]) or "", ()):
        if word.startswith(prefix) and len(word) > len(prefix) + 2:
            yield from without_prefixes(word[len(prefix) :])


@cache
def _rows() -> tuple[str, ...]:
    packed = files("tqcheck.data").joinpath("places.tsv.gz").read_bytes()
    return tuple(gzip.decompress(packed).decode().splitlines())


@lru_cache(maxsize=32)
def cities(script: str) -> Names:
    """Return the names of cities and parts of countries that are written in a script (ISO 15924)."""
    return Names(_in_script(script, nations=False))


def nationalities(script: str) -> dict[str, tuple[str, ...]]:
    """Return the folded names of nationalities in a script, each with the ISO codes of its countries."""
    return _in_script(script, nations=True)


def _in_script(script: str, nations: bool) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    mark = f"\t{script}:"
    for row in _rows():
        if mark in row:
            code, english, _ = row.split("\t", 2)
            if nations == (not english):
                only = (code,)  # one for all names of a place
                for name in row.split(mark, 1)[1].partition("\t")[0].split("|"):
                    found[name] = found[name] + only if name in found else only
    return found


@cache
def _english() -> dict[str, str]:
    return {code: english for code, english, _ in (row.split("\t", 2) for row in _rows())}


def english_name(code: str) -> str:
    """Return what English calls the place of a code; empty if it is not in the table."""
    return _english().get(code, "")
