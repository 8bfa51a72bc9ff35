"""How sure it is that a name was lost, or another put in its place, and is not said otherwise: evidence, summed."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from tqcheck.model import Span
from tqcheck.text.capitals import has_capital
from tqcheck.text.dictionary import dictionary
from tqcheck.text.embeddings import Encoding, encode_apart, knows, unavailable
from tqcheck.text.entities import NOTHING, Named, standing
from tqcheck.text.holes import holes
from tqcheck.text.knownnames import is_home, known_names
from tqcheck.text.matching import Habits, Matching
from tqcheck.text.mentions import NOUNS_CAPITAL, Atom, commonness, is_acronym
from tqcheck.text.namehood import likely_name
from tqcheck.text.titles import TITLES
from tqcheck.text.wordalignment import likest

WEIGHTS = {
    "always": -1.75,
    "name everywhere": 2.75,  # dictionaries of many languages write it with a capital
    "rare name": 3.25,
    "common name": 1.75,  # as common as an everyday word: Grand, Service
    "doubtful name": 1.5,
    "at home in both": 1.5,  # as common in the other language: then it is kept there
    "a word, too": -0.75,
    "unmarked": -1.5,  # its place or its language may have given the capital
    "noun capitals": -2.0,
    "known": 0.5,  # as a place or an organisation, of which the other text says nothing
    "known among nouns": 1.5,  # where every noun has a capital
    "after an article": -1.5,  # in a language that gives every noun a capital
    "capitals for names": 1.0,  # in its language, which English gives to peoples and titles, too
    "other script": -0.75,  # where a name may be there, unheard
    "own country": -6.0,  # which its language need not say
    "short": -2.0,
    "acronym": 1.5,
    "small elsewhere": -2.0,
    "first part stayed": 1.25,  # a name does not lose its surname by style
    "whole name": 1.5,
    "titled": -3.0,  # its surname stayed, and has a title now: Mr. Hartwell
    "in a title": -0.75,  # words that languages translate are gone, too
    "said once": -3.5,  # of two times
    "kept elsewhere": 1.25,  # log-odds of it in the batch
    "hole": 3.0,
    "longer": -3.5,  # for each e-fold by which the text is longer than usual
    "beside each other": 1.0,  # what stood around it
    "unlike": 1.75,  # all that the other text says, by `unlikeness`
    "recognised": 0.5,  # by a pipeline of the user's, which …
    "passed over": -1.5,  # … may have read the text and found no name here
}
"""What each piece of evidence counts for. Fitted by logistic regression to names deleted from good translations
and names that good translations of news in a dozen pairs of languages do without, then rounded."""


STRANGE = {
    "always": -2.25,
    "name everywhere": 2.5,
    "rare name": 3.0,
    "common name": 1.75,
    "doubtful name": 1.5,
    "at home in both": 1.25,  # as common in the first language: then it comes from there
    "known": 0.75,  # as a place
    "own country": -4.0,  # of the first language, which it need not say
    "unmarked": -0.75,
    "noun capitals": -2.0,
    "short": -1.25,
    "acronym": 1.5,
    "small elsewhere": -2.0,
    "came before": 0.5,  # log-odds, in the batch, that it comes from the first text
    "recognised": 0.5,
    "passed over": -1.5,
}
"""What speaks for a word of the second text being a name that the first does not have; made as `WEIGHTS` were."""

SWAP = {"both known": 1.5, "name unlike": 1.0, "word unlike": 2.0}
"""What speaks for two words standing for one another, by the table of places and by `unlikeness`."""

_OPEN_SWAP = (-1.0, 4.5)
"""Log-odds between which these can decide, and where they may come to by what is weighed first."""
_OPEN = (-1.0, 4.0)
"""Log-odds between which a name's loss depends on what else the other text may call it."""
_USUAL_LIKENESS = 0.21
"""The likeness that lost words have to the likest of what stands in the other text as often as those that are there."""
_SAME = 0.8
"""The likeness from which it is the word itself, which stands elsewhere."""
_OF_LOSS = 0.8
"""How much of what speaks for the loss of a word speaks for its replacement."""
_APART = -5.0
"""For two words at opposite ends of their texts …"""
_BESIDE = 1.5
"""… and for each name that stands beside both."""


_SURE = ("name everywhere", "rare name", "common name")
"""Evidence from which on a noun's capital says less."""


_ARTICLES = frozenset(
    "der die das den dem des ein eine einen einem einer eines kein keine keinen keinem jede jeder jedes jeden jedem"
    " mein meine meinen sein seine seinen ihr ihre ihren unser unsere dieser diese dieses diesen diesem im am zum zur"
    " vom beim pro".split()
)


class Loss(NamedTuple):
    """Log-odds that a name was lost, how much of them the word itself gives, and the hole it left: a place in the text."""

    odds: float
    of_word: float
    hole: int | None


def loss(matching: Matching, i: int, habits: Habits, texts: tuple[str, str], named: Named = NOTHING) -> Loss:
    """Return how sure it is that the second of the texts that were matched should have the i-th word of the first."""
    name = matching.here[i]
    seen = standing(name.start, name.end, named.here)
    of_word = _sum(WEIGHTS, {**_of_word(name, habits), **_of_place(matching, i, habits, texts[0]), **seen})
    hole = _hole(matching, i, texts[1], habits.lang_there)
    known = i in matching.lost and _known(name, texts[0], habits.lang_here)
    rest = {
        "always": 1,
        "known": known,
        "known among nouns": known and habits.lang_here in NOUNS_CAPITAL and len(name.text) > 2,
        "capitals for names": matching.here[i].marked and habits.same_script and habits.lang_here != "en",
        "hole": hole is not None,
        "longer": max(-0.4, min(0.3, _longer(matching, habits))),
    }
    odds = of_word + _sum(WEIGHTS, rest)
    if _OPEN[0] <= odds < _OPEN[1]:
        odds += _sum(WEIGHTS, {"unlike": unlikeness(name, texts, habits.lang_here, habits.lang_there)})
    return Loss(odds, of_word, hole)


def _sum(weights: Mapping[str, float], evidence: Mapping[str, float]) -> float:
    return sum(weights[what] * much for what, much in evidence.items() if much)


_LENGTH = {
    **{"de": 0.2, "fr": 0.16, "it": 0.16, "es": 0.14, "nl": 0.14, "ca": 0.14, "pt": 0.12, "gl": 0.12, "ro": 0.12},
    **{"hu": 0.08, "fi": 0.08, "hr": 0.06, "sr": 0.06, "bs": 0.06, "tr": 0.04, "pl": 0.03, "sv": 0.03, "da": 0.03},
    **{"nb": 0.03, "no": 0.03, "sk": -0.05, "sl": -0.02, "is": -0.06, "cs": -0.07, "et": -0.04},
}
"""How many letters a language takes beside English, as the logarithm of the ratio: from translations of news."""


def _longer(matching: Matching, habits: Habits) -> float:
    """Return how much longer than usual the second text is, as the logarithm of a ratio."""
    here, there = (sum([len(word.text) for word in words]) for words in (matching.here, matching.there))
    usual = _LENGTH.get(habits.lang_there, 0.0) - _LENGTH.get(habits.lang_here, 0.0)
    return math.log((there + 1) / (here + 1)) - usual


def _apart(texts: Iterable[str]) -> Iterator[Encoding]:
    return map(_encoding, texts)


@lru_cache(maxsize=64)  # several words of one segment are asked for, one after the other
def _encoding(text: str) -> Encoding:
    return next(encode_apart([text]))


@lru_cache(maxsize=4096)
def unlikeness(word: Atom, texts: tuple[str, str], lang: str, other: str) -> float:
    """Return how unlike all that the second text says a word of the first is, -1.3 to 1; 0 if that cannot be told.

    The logarithm of a likeness, which is near to the log-odds: half the words that were lost have 0.15 or less, half
    of those that are said by other words 0.36 or more.
    """
    if lang == other or not knows(lang, other) or unavailable():
        return 0.0
    likeness = likest(texts[0], Span("source", word.start, word.end), texts[1], _apart)
    if likeness is None or likeness > _SAME:
        return 0.0
    return min(1.0, math.log(_USUAL_LIKENESS / max(likeness, 0.01)))


def swap(
    matching: Matching, i: int, j: int, lost: Loss, habits: Habits, texts: tuple[str, str], named: Named = NOTHING
) -> float:
    """Return the log-odds that the j-th word of the second text that was matched replaced the i-th of the first."""
    name, word = matching.here[i], matching.there[j]
    seen = _sum(STRANGE, standing(word.start, word.end, named.there))
    odds = _OF_LOSS * lost.of_word + _strangeness(word, habits, texts[1]) + seen + _fit(matching, i, j)
    lang, other = habits.lang_here, habits.lang_there
    if odds >= _OPEN_SWAP[0] and _known(word, texts[1], other) and _known(name, texts[0], lang):
        odds += SWAP["both known"]
    for what, one, both, langs in (
        ("word unlike", word, texts[::-1], (other, lang)),
        ("name unlike", name, texts, (lang, other)),
    ):
        if _OPEN_SWAP[0] <= odds + SWAP["name unlike"] and odds < _OPEN_SWAP[1]:
            odds += SWAP[what] * unlikeness(one, both, *langs)
    return odds


def _known(word: Atom, text: str, lang: str) -> bool:
    return any(start <= word.start < end for start, end, _ in known_names(text, lang))


def _strangeness(word: Atom, habits: Habits, text: str) -> float:
    lang, other = habits.lang_there, habits.lang_here
    key = habits.there(word.fold)
    came, stood = habits.carried[key], habits.stood[key] - word.marked
    like = _namelike(word, lang, other, foreign=True)
    acronym = is_acronym(word) and like["at home in both"]
    evidence = {
        "always": 1,
        **like,
        "known": _known(word, text, lang),
        "own country": not habits.same_script and is_home(word.text, lang, other),
        "unmarked": not word.marked and lang not in NOUNS_CAPITAL,
        "noun capitals": lang in NOUNS_CAPITAL and not acronym,
        "short": (word.short or len(word.text) < 3) and not acronym,
        "acronym": acronym,
        "small elsewhere": habits.lower_there[key] > 0,
        "came before": max(-2.0, min(2.0, math.log((came + 0.5) / (max(stood, came) - came + 0.5)))),
    }
    return _sum(STRANGE, evidence)


def _fit(matching: Matching, i: int, j: int) -> float:
    """Return what the places of two words say for one standing in place of the other."""
    beside = sum(pair.here - i == pair.there - j and abs(pair.here - i) == 1 for pair in matching.pairs)
    apart = abs(i / len(matching.here) - j / len(matching.there))
    return _APART * min(apart, 0.5) + _BESIDE * min(beside, 2)


def _namelike(word: Atom, lang: str, other: str, foreign: bool = False) -> dict[str, float]:
    """Return what speaks for a word being a name that is the same in another language."""
    small = word.text.casefold()
    like = likely_name(word, lang, other, foreign)
    here, there = commonness(small, lang), commonness(small, other)
    known = has_capital(small, "") or (not foreign and has_capital(small, other))
    return {
        "name everywhere": known and like >= 0.8,
        "rare name": not known and like >= 0.8 and here < 4,
        "common name": not known and like >= 0.8 and here >= 4,
        "doubtful name": 0.4 < like < 0.8,
        "at home in both": there > 0 and there >= here - (0 if foreign else 0.5),
    }


def _of_word(name: Atom, habits: Habits) -> dict[str, float]:
    lang, other = habits.lang_here, habits.lang_there
    word = name.text.casefold()
    known = has_capital(word, "") or has_capital(word, other)
    like = _namelike(name, lang, other)
    # A CEO or the GDP is called otherwise, and what a reference shortens another translator spells out
    acronym = lang != other and is_acronym(name) and like["at home in both"]
    nouns = lang in NOUNS_CAPITAL and not acronym
    sure = any(like[how] for how in _SURE)
    alike = nouns and sure and not known and any(word in words for words in dictionary(other).lists)
    if alike:
        like["at home in both"] = False  # Tirade, Gang: a noun that looks like a word of the other language
    kept, seen = habits.kept[habits.here(name.fold)], habits.seen[habits.here(name.fold)] - 1
    return {
        **like,
        "a word, too": not known and any(word in words for words in dictionary(lang).lists),
        "unmarked": not name.marked and not nouns,
        "noun capitals": nouns and (0.5 if sure and not alike else 1),
        "other script": not habits.same_script,
        "own country": not habits.same_script and is_home(name.text, lang, other),
        "short": (name.short or len(name.text) < 4) and not acronym,
        "acronym": acronym,
        "small elsewhere": habits.lower_here[habits.here(name.fold)] > 0,
        "kept elsewhere": min(2.0, math.log((kept + 0.5) / (max(seen, kept) - kept + 0.5))),
    }


def _of_place(matching: Matching, i: int, habits: Habits, text: str) -> dict[str, float]:
    a = matching.here
    stayed = {pair.here for pair in matching.pairs if pair.kind != "near"}
    before = i > 0 and _beside(a[i - 1], a[i], text, habits.lang_here)
    after = i + 1 < len(a) and _beside(a[i], a[i + 1], text, habits.lang_here)
    first, last = before and i - 1 in stayed, after and i + 1 in stayed
    gone = [j for j, beside in ((i - 1, before), (i + 1, after)) if beside and j in matching.lost]
    names = [j for j in gone if likely_name(a[j], habits.lang_here, habits.lang_there) >= 0.5]
    around = _around(matching, i)
    return {
        "first part stayed": first,
        "whole name": bool(names) and not (first or last),
        "titled": last and any(_titled(matching, pair.there) for pair in matching.pairs if pair.here == i + 1),
        "in a title": len(gone) > len(names),
        "after an article": habits.lang_here in NOUNS_CAPITAL and i > 0 and a[i - 1].fold in _ARTICLES,
        "said once": i not in matching.lost,
        "beside each other": around is not None and around[1] - around[0] == 1,
    }


def _titled(matching: Matching, j: int) -> bool:
    return j > 0 and matching.there[j - 1].fold in TITLES


def _beside(first: Atom, second: Atom, text: str, lang: str) -> bool:
    """Tell whether two words with a capital can be one name. A hyphen builds nouns where those have capitals."""
    between = text[first.end : second.start]
    return first.capital and second.capital and len(between) == 1 and not (lang in NOUNS_CAPITAL and between in "-‐")


def _around(matching: Matching, i: int) -> tuple[int, int] | None:
    """Return which words of the second text correspond to what stands before and after a word; None if they crossed."""
    sure = [pair for pair in matching.pairs if pair.kind != "near"]
    before = max((pair for pair in sure if pair.here < i), default=None)
    after = min((pair for pair in sure if pair.here > i), default=None)
    start = before.there if before else -1
    end = after.there if after else len(matching.there)
    return (start, end) if start < end else None


def _hole(matching: Matching, i: int, text: str, lang: str) -> int | None:
    """Return where a text lacks something about where the name should be: between what stands around it."""
    around = _around(matching, i)
    start = matching.there[around[0]].end if around and around[0] >= 0 else 0
    end = matching.there[around[1]].start if around and around[1] < len(matching.there) else len(text)
    return next(
        (hole.at for hole in holes(text, lang) if start <= hole.at <= end and (i == 0 or hole.kind != "start")), None
    )
