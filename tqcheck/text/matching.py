"""Which words of two texts are the same name, by their letters and sounds, and what a batch shows of names."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA

from tqcheck.text.characters import script_of
from tqcheck.text.gazetteer import Known
from tqcheck.text.inflection import SLAVIC, declines, inflects, is_adjective_of, stem, stems
from tqcheck.text.knownnames import forms_of, known_names
from tqcheck.text.languages import language
from tqcheck.text.mentions import Atom, atoms, commonness, fold, folds, has_capitals, spelt_out
from tqcheck.text.nations import of_one_nation
from tqcheck.text.orthographies import read_alike
from tqcheck.text.rulers import rulers
from tqcheck.text.transliteration import likeness, sounds

Kind = Literal["same", "inflected", "alike", "near"]
"""How a name corresponds: letter by letter (but for case and accents), with an ending, by its sound,
or only nearly (a slip of one or two letters)."""

ALIKE = 0.72


class Pair(NamedTuple):
    """A name of one text and what stands for it in the other."""

    here: int
    there: int
    kind: Kind
    sure: float


@dataclass(frozen=True, slots=True)
class Matching:
    """The words of two texts and which names of the first correspond to which words of the second."""

    here: tuple[Atom, ...]
    there: tuple[Atom, ...]
    pairs: tuple[Pair, ...]
    lost: tuple[int, ...]
    """Names of the first text that nothing in the second corresponds to."""
    again: tuple[int, ...]
    """Names that the first text says more often than the second."""
    strange: tuple[int, ...]
    """Capitalised words of the second text that nothing in the first corresponds to."""


@lru_cache(maxsize=4096)
def match(here: str, there: str, lang_here: str, lang_there: str) -> Matching:
    """Match the names of `here` with the words of `there`, by their letters and sounds alone."""
    a, b = atoms(here, lang_here), atoms(there, lang_there)
    names = [
        i
        for i, atom in enumerate(a)
        # The, It, Die: what only its place has given a capital
        if atom.capital
        and len(atom.text) > 1
        and not (atom.opens and commonness(atom.text, lang_here) >= 5.8)
        and not _shortened(a, i)
    ]
    abroad = language(lang_here).script != language(lang_there).script
    near = _likely(b if names else (), abroad and lang_here != lang_there)
    rated = sorted(
        (
            (-sure + 0.05 * abs(i / len(a) - j / len(b)), i, j, kind)
            for i in names
            for j, kind, sure in _candidates(a[i], near(a[i]), lang_here, lang_there)
        ),
    )
    pairs: list[Pair] = []
    used_a: set[int] = set()
    used_b: set[int] = set()
    for cost, i, j, kind in rated:
        if i not in used_a and j not in used_b:
            used_a.add(i)
            used_b.add(j)
            pairs.append(Pair(i, j, kind, -cost))
    explained = {j for _, _, j, kind in rated if kind != "near"} | {pair.there for pair in pairs}
    # A name said twice here and once there is style, not loss
    answered = {i for _, i, _, kind in rated if kind != "near"} | used_a
    if not answered.issuperset(names):
        forms = Onsets(atom.fold for atom in b)
        answered |= {i for i in names if i not in answered and forms.derived(a[i].fold)}
    whole = "".join(atom.fold for atom in b)
    joined = {i for i in names if len(a[i].fold) > 3 and i not in used_a and a[i].fold in whole}  # WiFi, Wi-Fi
    answered |= joined
    answered |= {i for i in names if i not in answered and a[i].text.isupper() and spelt_out(a[i].text, b)}
    everything = folds(here, lang_here)
    known_a, known_b = known_names(here, lang_here), known_names(there, lang_there)
    answered |= set(_called_otherwise(a, known_a, known_b))
    explained |= set(_called_otherwise(b, known_b, known_a))
    if not answered.issuperset(names) and (rulers_a := rulers(here, lang_here)):
        rulers_b = rulers(there, lang_there)
        answered |= set(_called_otherwise(a, rulers_a, rulers_b))
        explained |= set(_called_otherwise(b, rulers_b, rulers_a))
    for i, j in _built_in(a, known_a, b, lang_there):
        answered.add(i)
        explained.add(j)
    answered |= set(_as_adjectives(a, known_a, b, lang_there))
    explained |= set(_as_adjectives(b, known_b, a, lang_here))
    for i, j in of_one_nation(a, lang_here, (i for i in names if i not in answered), b, lang_there):
        answered.add(i)
        explained.add(j)
    unexplained = [j for j, atom in enumerate(b) if atom.capital and j not in explained and atom.fold not in everything]
    unexplained = [j for j in unexplained if not (b[j].text.isupper() and spelt_out(b[j].text, a))]
    small = Onsets(atom.fold for atom in a if not atom.capital) if unexplained else None
    capitals = "".join(f" {atom.fold}" for atom in a if atom.capital) if unexplained else ""
    strange = tuple(
        j
        for j in unexplained
        if not (abroad and any(_may_be(b[j], other) for other in a))
        and not (small and small.heard(b[j].fold, 0.8))
        and not (len(b[j].fold) > 2 and (" " * (len(b[j].fold) < 5) + b[j].fold) in capitals)
    )
    lost = tuple(
        i
        for i in names
        if i not in answered and not (abroad and any(word.capital and _may_be(a[i], word) for word in b))
    )
    again = tuple(i for i in names if i in answered and i not in used_a and i not in joined)
    return Matching(a, b, tuple(sorted(pairs)), lost, again, strange)


def _may_be(name: Atom, word: Atom) -> bool:
    """Tell whether a word of another script may come from a name, if not surely: Празі from Prague."""
    if derived(name.fold, word.fold):
        return True
    onset = sounds(name.fold)[0].coarse[:2]
    return word.capital and len(onset) == 2 and onset == sounds(word.fold)[0].coarse[:2]


def _called_otherwise(words: tuple[Atom, ...], known: tuple[Known, ...], others: tuple[Known, ...]) -> Iterator[int]:
    """Yield the words that are part of a known name for which the other text has a name, too."""
    there = frozenset[str]().union(*(other.codes for other in others))
    for start, end, codes in known:
        if not codes.isdisjoint(there):
            yield from (at for at, word in enumerate(words) if start <= word.start < end)


def _built_in(
    names: tuple[Atom, ...], known: tuple[Known, ...], words: tuple[Atom, ...], lang: str
) -> Iterator[tuple[int, int]]:
    """Yield (name, word) where a word is built from what its language calls a known name: Denmark, Danmerkurferð."""
    folds = [word.fold for word in words] if known else []
    every = "\n".join(folds)
    for start, end, codes in known:
        forms = {fold(form) for code in codes for form in forms_of(code, lang)}
        forms = {form for form in forms if len(form) > 4 and every.count(form) > folds.count(form)}
        for j, word in enumerate(folds if forms else ()):
            if any(len(word) > len(form) and form in word for form in forms):
                yield from ((i, j) for i, name in enumerate(names) if start <= name.start < end)


def _as_adjectives(
    names: tuple[Atom, ...], known: tuple[Known, ...], words: tuple[Atom, ...], lang: str
) -> Iterator[int]:
    """Yield the names of which the other text, in a Slavic language, has the adjective: Prague, pražským nádražím."""
    if lang not in SLAVIC:
        return
    small = [word.fold for word in words if not word.capital and len(word.fold) > 6]
    for i, name in enumerate(names if small else ()):
        if name.capital and len(name.fold) > 3:
            codes = (code for start, end, codes in known if start <= name.start < end for code in codes)
            forms = (name.fold, *(fold(form) for code in codes for form in forms_of(code, lang)))
            if any(is_adjective_of(word, form) for word in small for form in forms):
                yield i


def _shortened(words: tuple[Atom, ...], at: int) -> bool:
    """Tell whether a word is the first half of a denial: Aren't."""
    after = words[at + 1] if at + 1 < len(words) else None
    return after is not None and after.text == "t" and after.start == words[at].end + 1


def _likely(words: tuple[Atom, ...], abroad: bool) -> Callable[[Atom], Iterable[tuple[int, Atom]]]:
    """Return a function from a name to the words worth comparing it with, and where they are: those that begin alike."""
    if abroad:
        every = tuple(enumerate(words))
        return lambda name: every
    by_letter: defaultdict[str, list[tuple[int, Atom]]] = defaultdict(list)
    for one in enumerate(words):
        for letter in one[1].fold[:2]:
            by_letter[letter].append(one)
    return lambda name: {one[0]: one for letter in name.fold[:2] for one in by_letter.get(letter, ())}.values()


def _candidates(
    name: Atom, words: Iterable[tuple[int, Atom]], lang_a: str, lang_b: str
) -> Iterator[tuple[int, Kind, float]]:
    fold = name.fold
    for j, word in words:
        if fold == word.fold:
            yield j, "same", 1.0 + 0.02 * (name.text == word.text)
        elif len(word.fold) > 1:
            kind, sure = _correspond(name.fold, word.fold, lang_a, lang_b)
            if kind in (None, "near") and word.capital and read_alike(name.text, lang_a, word.text, lang_b):
                kind, sure = "alike", 0.75
            if kind and (word.capital or kind != "alike" or (sure >= 0.75 * 0.85 and _telling(word, lang_b))):
                yield j, kind, sure


class Onsets:
    """Folded words, found by how they begin: of one script only those that share one of the first two letters with
    another may be forms of it (see `_begin_alike`); so hardly any are compared in full."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = [word for word in dict.fromkeys(words) if len(word) > 1]
        self._all = "\n".join(self._words)

    def near(self, word: str) -> Iterator[str]:
        """Yield the words of four letters and more that begin like a word, and all of other scripts."""
        letters = word[:2]
        yield from (other for other in self._words if (other[0] in letters or other[1] in letters) and len(other) > 3)
        if not (word.isascii() and self._all.isascii()):
            script = script_of(word[0])
            yield from (other for other in self._words if script_of(other[0]) != script)

    def heard(self, word: str, least: float) -> bool:
        """Tell whether one of the words sounds like a word."""
        return any(_sounds_like(other, word, least) for other in self.near(word))

    def derived(self, name: str) -> bool:
        """Tell whether one of the words may be made from a name."""
        inside = len(name) > 4 and name[: max(5, round(0.6 * len(name)))] in self._all
        return inside or any(derived(name, other) for other in self.near(name))


def _begin_alike(a: str, b: str) -> bool:
    """Tell whether two words of one script can be one name with a slip: their first letters say no to most."""
    return a[0] == b[0] or a[1:2] == b[1:2] or a[1:2] == b[0] or a[0] == b[1:2]


def _telling(word: Atom, lang: str) -> bool:
    """Tell whether a word in small letters is long or rare enough to sound like a name for a reason."""
    return len(word.fold) > 4 or commonness(word.text, lang) < 3


@lru_cache(maxsize=262144)
def _correspond(a: str, b: str, lang_a: str, lang_b: str) -> tuple[Kind | None, float]:
    if script_of(a[0]) == script_of(b[0]):
        if b.startswith(a[:3]) and inflects(a, b, lang_a, lang_b):
            return "inflected", 0.9
        near = abs(len(a) - len(b)) < 3 or declines(lang_b)
        if (near and slips(a, b, lang_b)) or (declines(lang_a) and undeclined(a, b)):
            return "near", 0.7
    if _sounds_like(a, b):
        return "alike", 0.75 * likeness(a, b)
    return None, 0.0


@lru_cache(maxsize=262144)
def derived(a: str, b: str) -> bool:
    """Tell whether a folded word may be made from a name: hollywoodien, checoslovaco, Koreanisch."""
    size = max(4, round(0.6 * len(a)))
    if len(b) >= size and (a[:size] == b[:size] or (len(a) > 4 and a[: max(5, size)] in b)):
        return True
    if len(a) < 4 or len(b) < 4:
        return False
    least = 0.8 if script_of(a[0]) == script_of(b[0]) else ALIKE
    shortened = (b, b[: len(a) + 1], b[:-3]) if len(a) > 4 else (b,)
    return any(len(form) > 3 and _sounds_like(a, form, least) for form in shortened)


def _sounds_like(a: str, b: str, least: float = ALIKE) -> bool:
    if (len(a) < 5 or len(b) < 5 or not _begin_alike(a, b)) and script_of(a[0]) == script_of(b[0]):
        return False  # in one script, short words sound alike by chance: Paul, people
    return len(a) > 1 and len(b) > 1 and likeness(a, b) >= least


@lru_cache(maxsize=131072)
def slips(a: str, b: str, lang: str) -> int:
    """Return how many slips of the pen lead from name `a` to `b` (folded), an ending apart; 0 if it is another word.

    A slip is a letter more, less, other, or two in the wrong order. Long names may have two.
    """
    most = 0 if len(a) < 3 else 1 if len(a) < 8 else 2
    if a == b or not most:
        return 0
    distance = OSA.distance(a, b, score_cutoff=most)
    if distance <= most:
        return distance
    if declines(lang) and len(a) > 4 and len(b) > len(a):
        for size in (len(a), len(a) - 1, len(a) + 1):
            if len(b) - size <= 4 and a[-1:] == b[size - 1 : size] and OSA.distance(a, b[:size], score_cutoff=1) == 1:
                return 1
    return 0


def undeclined(name: str, word: str) -> str:
    """Return what a folded name is without the ending of which a word is a slip; empty if it is another word.

    >>> undeclined("novotnikovi", "novontik"), undeclined("novaka", "novak"), undeclined("ministra", "music")
    ('novotnik', '', '')
    """
    for size in range(len(name) - 1, max(3, len(name) - 5), -1):
        form = name[:size]
        if form[0] == word[0] and form[-1] == word[-1] and OSA.distance(form, word, score_cutoff=1) == 1:
            return form
    return ""


def beside_same(matching: Matching, pair: Pair) -> bool:
    """Tell whether a name that is the same on both sides stands beside a pair, on both sides on the same hand."""
    return any(
        abs(other.here - pair.here) == 1
        and other.there - pair.there == other.here - pair.here
        and matching.there[other.there].capital
        and other.kind == "same"
        for other in matching.pairs
    )


@dataclass(slots=True)
class Habits:
    """What the pairs of texts of a batch show of names: how often each is kept, and how words are written."""

    lang_here: str
    lang_there: str
    seen: Counter[str] = field(default_factory=Counter)
    kept: Counter[str] = field(default_factory=Counter)
    stood: Counter[str] = field(default_factory=Counter)
    """How often a word of the second text was capitalised inside a sentence …"""
    carried: Counter[str] = field(default_factory=Counter)
    """… and came from the first text."""
    capital_there: Counter[str] = field(default_factory=Counter)
    lower_there: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    """How often a word stands in the second texts at all."""
    lower_here: Counter[str] = field(default_factory=Counter)
    forms: defaultdict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))

    @property
    def same_script(self) -> bool:
        """Tell whether both languages are written in one script."""
        return language(self.lang_here).script == language(self.lang_there).script

    def here(self, fold: str) -> str:
        """Return the key under which a word of the first text is counted."""
        return stem(fold, self.lang_here)

    def there(self, fold: str) -> str:
        """Return the key under which a word of the second text is counted."""
        return stem(fold, self.lang_there)

    def learn(self, matchings: Iterable[Matching]) -> None:
        """Add pairs of texts."""
        stems_here, stems_there = stems(self.lang_here), stems(self.lang_there)
        counted: defaultdict[str, list[str]] = defaultdict(list)
        for matching in matchings:
            a, b = matching.here, matching.there
            stems_a, stems_b = [stems_here[atom.fold] for atom in a], [stems_there[atom.fold] for atom in b]
            # A slip tells nothing of whether the name would have been kept
            sure = [pair for pair in matching.pairs if pair.kind != "near"]
            counted["seen"] += {stems_a[i] for i in (*matching.lost, *(pair.here for pair in sure))}
            counted["kept"] += {stems_a[pair.here] for pair in sure}
            counted["carried"] += {stems_b[pair.there] for pair in sure}
            for pair in sure:
                # A name in small letters is no form to learn from
                if b[pair.there].capital or not has_capitals(script_of(b[pair.there].text[0])):
                    self.forms[stems_a[pair.here]][b[pair.there].fold] += 1
            counted["found"] += stems_b
            marked = set()
            for form, atom in zip(stems_b, b, strict=True):
                if not atom.capital:
                    counted["lower_there"].append(form)
                elif not atom.opens:
                    counted["capital_there"].append(form)
                    if atom.marked:
                        marked.add(form)
            counted["stood"] += marked
            counted["lower_here"] += [form for form, atom in zip(stems_a, a, strict=True) if not atom.capital]
        for what, forms in counted.items():
            getattr(self, what).update(forms)
