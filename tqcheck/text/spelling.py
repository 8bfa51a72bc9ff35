"""Which word a string that is no word was meant to be: a noisy channel over the lexicon."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Set
from functools import lru_cache
from itertools import islice, takewhile
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA, Prefix

from tqcheck.text.capitals import has_capital
from tqcheck.text.dictionary import dictionary
from tqcheck.text.lexicon import Lexicon, lexicon


class Typo(NamedTuple):
    """The likeliest correction. `odds` is log10 of how much likelier it is than a word that no list has."""

    correction: str
    odds: float


PIECEMEAL = frozenset("ja zh yue ko th lo km my hi bn ta te mr gu pa kn ml si ur ne".split())
"""Languages whose lists hold pieces of words, or in whose scripts a word has several right spellings."""
_SLIP = -4.0
"""log10 of how often a word is mistyped into one particular string (one in a thousand words, a dozen ways each)."""
_NEW_WORD = {True: -2.5, False: -1.2}
"""log10 of how often a word of news is not in the list of its language, if it is long and if it is short."""


_MISSED = 0.9
"""log10 of how much rarer words are that a dictionary with all forms of 60,000 words has not."""
_UNSPELT = {True: 0.0, False: 1.5}
"""The same of what the user's own dictionaries have not: they lack as much as a long list does, not as a short one."""
_OWN_FORMS = 3.0
"""Zipf frequency from which such a dictionary has all forms of a word."""


@lru_cache(maxsize=32)
def alphabet(lang: str) -> str:
    """Return the letters that the words of a language are made of, the commonest first."""
    known = lexicon(lang)
    counts = Counter(char for word in islice(known.words, 0, None, max(1, len(known.words) // 5000)) for char in word)
    total = sum(counts.values())
    return "".join(char for char, count in counts.most_common() if count > total / 5000 and char.isalpha())


def edits(word: str, letters: str) -> Iterator[str]:
    """Yield the strings one slip away: a letter dropped, swapped with its neighbour, replaced, added."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        if tail:
            yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in letters:
            if tail:
                yield head + letter + tail[1:]
            yield head + letter + tail


def _one_slip_away(word: str, lang: str) -> Iterator[str]:
    return edits(word, alphabet(lang)) if len(word) < 7 else _neighbours(word, lexicon(lang))


def _two_slips_away(word: str, known: Lexicon) -> Iterator[str]:
    """Yield the known words two slips away that begin with the same two letters."""
    for candidate in known.starting(word[:2]):
        if abs(len(candidate) - len(word)) < 3 and OSA.distance(word, candidate, score_cutoff=2) == 2:
            yield candidate


def _neighbours(word: str, known: Lexicon) -> Iterator[str]:
    """Yield the known words one slip away from a long one: they share its first half or its last."""
    half = len(word) // 2
    for candidate in known.starting(word[:half]):
        if abs(len(candidate) - len(word)) < 2 and OSA.distance(word, candidate, score_cutoff=1) == 1:
            yield candidate
    for turned in known.ending(word[half + 1 :]):
        if abs(len(turned) - len(word)) < 2 and OSA.distance(word, candidate := turned[::-1], score_cutoff=1) == 1:
            yield candidate


@lru_cache(maxsize=50_000)
def find_typo(word: str, lang: str) -> Typo | None:
    """Return what a lower-case string was meant to be, if that is likelier than a word that is not listed.

    Negative odds: more likely a word. What a dictionary has is one, however rare.

    >>> find_typo("govermment", "en").correction
    'government'
    >>> find_typo("aground", "en") is None, find_typo("koren", "cs").odds < 0
    (True, True)
    """
    known = lexicon(lang)
    listed = dictionary(lang)
    if not known or len(word) < 3 or (listed.lists and word in listed):
        return None
    whole, further = known.zipf(word), 0.0
    if whole:
        best = _commonest(word, near_common(word, lang), known)
    else:
        best = _commonest(word, _one_slip_away(word, lang), known)
    if not best and listed.lists:  # no word for sure: so look further
        if whole:
            best, further = _commonest(word, _one_slip_away(word, lang), known), _UNCOMMON
        elif len(word) >= _LEAST_OF_TWO:
            best, further = _commonest(word, _two_slips_away(word, known), known), _SECOND_SLIP
    if not best:
        return None
    missed = _MISSED if listed.lists else _UNSPELT[known.complete] if listed.spellers else 0.0
    if whole:
        odds = known.zipf(best) - whole - _rarer(word, best, lang) + missed + further
    else:
        typo = known.zipf(best) - 9 + _SLIP + further
        odds = typo - _as_word(word, known, typo + missed - _HOPELESS) + missed
        if odds > _HOPELESS and (not listed.lists or known.zipf(best) < _OWN_FORMS) and is_form(word, best, lang):
            return None
    if odds > _HOPELESS and not listed.lists and word in listed:
        return None  # a speller is slower than the lists: it is asked what would be flagged
    return Typo(best, round(odds, 3))


_UNCOMMON = -1.0
"""log10 of how much rarer slips for words are that are not common."""
_SECOND_SLIP = -3.0
"""log10 of how often a slip is followed by another in the same word."""
_LEAST_OF_TWO = 8
"""Letters from which few words are two slips from another."""


def _commonest(word: str, candidates: Iterable[str], known: Lexicon) -> str:
    """Return the commonest known word among some candidates, the empty string if none is."""
    best, common = "", 0.0
    for candidate, share in known.shares.among(candidates):
        if share > common and candidate != word:
            best, common = candidate, share
    return best


@lru_cache(maxsize=20_000)
def find_unspelt(word: str, lang: str, known: Set[str]) -> str | None:
    """Return what a lower-case string was meant to be, for languages without a list.

    The user's dictionaries tell what is no word, but not what is common: so nearly every string has a neighbour in
    them. That is meant only if two neighbouring letters were swapped, or if it is one of the `known` words of these texts and not
    just another form (a swap of the last two letters is one: *-ra*, *-ar*). Without a dictionary both must hold: swapped, and known.
    """
    listed = dictionary(lang)
    if len(word) < _LEAST_UNSPELT or word in known or word in listed:
        return None
    swaps = [other for other in _swapped(word[:-1]) if other != word[:-1]]
    if not listed.spellers:
        if len(word) < _LEAST_UNATTESTED:
            return None
        return next((swap + word[-1] for swap in swaps if swap + word[-1] in known), None)
    stem = word[:-_INFLECTED]
    near = (other for other in edits(word, _letters(known)) if other in known and not other.startswith(stem))
    return next((other for other in (*(swap + word[-1] for swap in swaps), *near) if other in listed), None)


def _swapped(word: str) -> Iterator[str]:
    """Yield a string with each two neighbouring letters swapped."""
    return (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(len(word) - 1))


@lru_cache(maxsize=20_000)
def find_capital_typo(word: str, lang: str) -> str | None:
    """Return what a lower-case string, written with a capital in mid sentence, was meant to be; None for a name.

    Names are made of any letters. So only an everyday word with two neighbouring letters swapped is meant, or one
    slip in a word that the language writes so: a day, a month, a country, a people.
    """
    known = lexicon(lang)
    if len(word) < _LEAST_UNSPELT or known.zipf(word) > _SEEN:
        return None
    swapped = next((swap for swap in _swapped(word) if swap != word and known.zipf(swap) >= _EVERYDAY), None)
    near = any(OSA.distance(word, other, score_cutoff=1) == 1 for other in _capitals(lang))
    typo = find_typo(word, lang) if swapped or near else None
    least = _SURELY_SWAPPED if swapped else _SURELY_MEANT
    if typo and typo.correction in {swapped, *_capitals(lang)} and typo.odds >= least:
        return typo.correction
    return None


_SEEN, _EVERYDAY = 2.5, 4.2
"""Zipf frequencies: of a string that is a name if it is seen more often, of a word that everybody uses."""
_SURELY_SWAPPED, _SURELY_MEANT = 1.0, 1.8
"""Odds that names do not reach (one of 600 in news in six languages)."""


@lru_cache(maxsize=8)
def _capitals(lang: str) -> frozenset[str]:
    known = lexicon(lang)
    everyday = takewhile(lambda word: known.zipf(word) >= _EVERYDAY, known.shares)
    return frozenset(word for word in everyday if len(word) >= _LEAST_UNSPELT and has_capital(word, lang))


_LEAST_UNSPELT = 6
"""Letters from which few words are a letter from another."""
_LEAST_UNATTESTED = 8
"""Letters from which hardly two words are one with its letters swapped: fólkið and flókið are."""
_INFLECTED = 2
"""Letters at the end of a word that another form may have otherwise."""


@lru_cache(maxsize=8)
def _letters(known: Set[str]) -> str:
    return "".join(sorted(set().union(*known)))


# How much rarer than its commoner neighbour, on the Zipf scale, a listed word must be to be a slip for it.
# Lists are made of what people write, slips too. Measured on news in six languages: pairs of real words
# differ in a consonant replaced (`slop`, `stop`) or in an ending, hardly ever in two letters swapped.
_RARER: dict[Kind, float] = {"swap": 2.2, "double": 2.0, "drop": 2.1, "add": 2.6, "vowel": 2.9, "replace": 3.2}
_FORM, _EDGE, _SHORT = 0.9, 0.4, 0.8
"""What is added if both may be forms of one word, if it is the first or last letter, if it has three letters."""


def _rarer(word: str, common: str, lang: str) -> float:
    kind, at = slip_between(word, common)
    edge = at == 0 or at >= min(len(word), len(common)) - (len(word) == len(common))
    form = kind not in {"swap", "double"} and is_form(word, common, lang)
    return _RARER[kind] + _FORM * form + _EDGE * (edge and kind != "double") + _SHORT * (len(word) < 4)


Kind = Literal["swap", "double", "drop", "add", "vowel", "replace"]


def slip_between(word: str, meant: str) -> tuple[Kind, int]:
    """Return what was done to a word that was meant, one slip away, and at which letter.

    >>> slip_between("tow", "two"), slip_between("ad", "and"), slip_between("of", "off")
    (('swap', 1), ('drop', 1), ('double', 2))
    """
    at = Prefix.similarity(word, meant)
    if sorted(word) == sorted(meant):
        return "swap", at
    if len(word) == len(meant):
        return ("vowel" if {_plain(word[at]), _plain(meant[at])} <= _VOWELS else "replace"), at
    longer = max(word, meant, key=len)
    if longer[at] in (longer[at - 1 : at], longer[at + 1 : at + 2]):
        return "double", at
    return ("drop" if len(word) < len(meant) else "add"), at


def _plain(letter: str) -> str:
    return unicodedata.normalize("NFD", letter)[0]


_VOWELS = frozenset("aeiouyаеиоуыэюяіαειηουω")

_COMMON = 1e-5
"""Share from which a word is common enough to be what a rare word of the list is a slip for: Zipf 4."""


@lru_cache(maxsize=16)
def _shortened(lang: str) -> dict[str, str]:
    """Return the common words, with spaces between, by what is left of them when one letter is dropped."""
    index: dict[str, str] = {}
    for word in lexicon(lang).common(_COMMON):
        if len(word) > 2:
            for at in range(len(word)):
                rest = word[:at] + word[at + 1 :]
                index[rest] = f"{index[rest]} {word}" if rest in index else word
    return index


@lru_cache(maxsize=16)
def _common(lang: str) -> frozenset[str]:
    return frozenset(lexicon(lang).shares.at_least(_COMMON))


_LONGEST = 40
"""Letters that no common word has: a line of a million is no slip of one."""


def near_common(word: str, lang: str) -> Iterator[str]:
    """Yield the common words one slip away."""
    if len(word) > _LONGEST:
        return
    index, common = _shortened(lang), _common(lang)
    yield from index.get(word, "").split()
    for at in range(len(word)):
        shorter = word[:at] + word[at + 1 :]
        if shorter in common:
            yield shorter
        for candidate in index.get(shorter, "").split():
            if len(candidate) == len(word) and _one_slip(word, candidate):
                yield candidate


def _one_slip(one: str, other: str) -> bool:
    """Tell whether two words of one length differ in one letter or in two neighbours swapped."""
    differing = [at for at in range(len(one)) if one[at] != other[at]]
    return len(differing) == 1 or (
        len(differing) == 2
        and differing[1] == differing[0] + 1
        and one[differing[0]] == other[differing[1]]
        and one[differing[1]] == other[differing[0]]
    )


_HOPELESS = -1.0
"""Odds below which nobody takes a string for a slip, so that it need not be known if it is a form."""
_SAMPLE = 300
"""Words of an ending that are looked at to see how often another ending stands in its place."""
_REGULAR = 0.03
"""Share of the words with one ending that also have the other, from which both are forms of a word."""


def is_form(word: str, listed: str, lang: str) -> bool:
    """Tell whether an unlisted word is another form of a listed one.

    `denuclearizes` is no slip for `denuclearize`: many words in -e have a form in -es.
    """
    same = 0
    while same < min(len(word), len(listed)) and word[same] == listed[same]:
        same += 1
    if same < 3 or len(word) - same > 4:
        return False
    return _alternation(word[same - 1 :], listed[same - 1 :], lang) > _REGULAR


@lru_cache(maxsize=20_000)
def _alternation(ending: str, listed: str, lang: str) -> float:
    """Return the share of the words in `listed` that are words with `ending` in its place, too."""
    known = lexicon(lang)
    some = known.some_ending(listed, _SAMPLE)
    cut = len(listed)
    stems = [word[cut:][::-1] for word in some if len(word) > cut + 1]
    return sum(share >= 1e-7 for _, share in known.shares.among(stem + ending for stem in stems)) / (len(stems) + 5)


def _as_word(word: str, known: Lexicon, enough: float) -> float:
    """Return log10 of how likely an unlisted string is as a word of the language, or something from `enough` on."""
    new = max(known.shape(word), known.inflected(word))
    for cut in range(2, len(word) - 1):
        if _NEW_WORD[known.complete] + new > enough:
            break  # taken for a word anyhow
        if known.zipf(word[cut:]) >= 2 and known.as_first(word[:cut]) > 2:
            new = max(new, known.compound(word[:cut], word[cut:]))
    return _NEW_WORD[known.complete] + new
