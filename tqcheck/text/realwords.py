"""Words of a language where another one, a slip away, must be meant: `the body as found`, `she form Rome came`.

No list tells, as both are words; what stands before and after does. The tables of word order say how much likelier
each of the two is there, the lists how much commoner it is anyhow.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from tqcheck.text.dictionary import dictionary
from tqcheck.text.lexicon import fold, lexicon
from tqcheck.text.memo import Memo
from tqcheck.text.spelling import PIECEMEAL, Kind, is_form, near_common, slip_between
from tqcheck.text.transitions import Transitions, transitions
from tqcheck.text.wordclasses import END, START, placed


class Mistaken(NamedTuple):
    """`word` at `start`, what is meant, and log of how much likelier that is here, what slips are rarer left out."""

    word: str
    start: int
    meant: str
    evidence: float
    around: tuple[str, str]
    """The tokens before and after, empty at the ends of the text."""


class _Other(NamedTuple):
    """A common word one slip from another: its class, and log of how much commoner it is, slips weighed."""

    meant: str
    number: int
    commoner: float
    most: float
    """The same where what stands around it speaks for it most."""
    may_be_form: bool


_COST: dict[Kind, float] = {"drop": 0.0, "double": 0.5, "swap": 0.5, "add": 5.0, "vowel": 3.0, "replace": 3.0}
"""Nats by which one particular slip is rarer than a letter lost: any of thirty may be put in another's place, or added."""
_FORM = 2.5
"""Nats asked more where both may be forms of one word, which the words around choose by what no table knows."""
_UNLISTED = 1e-9
"""Share of a word that no list has."""
_COUNTED_SLIPS = 3.5
"""Nats by which a string looks commoner than it is as a word if no dictionary has it: lists count slips."""
_LAST = 1.5
"""Nats asked more where the last letter differs: endings of irregular words, which are no forms by rule."""
_OPEN = frozenset(" \t\n\N{NO-BREAK SPACE}\"'“„«‘(¿¡[")
_CLOSE = frozenset(" \t\n\N{NO-BREAK SPACE}\"'”“»’).,;:!?…]،؟؛")


def find_real_words(text: str, lang: str, least: float) -> Iterator[Mistaken]:
    """Yield the words of a text where another is likelier by `least` nats or more.

    Words with a capital are left alone, and what is joined to something.

    >>> [(slip.word, slip.meant) for slip in find_real_words("They said hat it would rain.", "en", 6.0)]
    [('hat', 'that')]
    """
    table = None if lang in PIECEMEAL else transitions(lang)
    if table is None:
        return
    others = _others(lang)
    tokens = [(START, 0), *placed(text), (END, len(text))]
    for at in range(1, len(tokens) - 1):
        word, start = tokens[at]
        choice = others[word]
        if not choice or not _stands_alone(text, start, start + len(word)):
            continue
        (before, _), (after, _) = tokens[at - 1], tokens[at + 1]
        first, here, last = map(table.number.__getitem__, (before, word, after))
        own = table.between(first, here, last)
        likely = [
            (other.commoner + table.between(first, other.number, last) - own, other)
            for other in choice
            if other.most - own >= least
        ]
        evidence, meant = max(
            (
                (
                    evidence - _FORM * (other.may_be_form and is_form(fold(word, lang), fold(other.meant, lang), lang)),
                    other.meant,
                )
                for evidence, other in likely
                if evidence >= least
            ),
            default=(-math.inf, ""),
        )
        if evidence >= least:
            yield Mistaken(word, start, meant, evidence, (before.strip(START), after.strip(END)))


@lru_cache(maxsize=64)
def _others(lang: str) -> Memo[str, tuple[_Other, ...]]:
    """Return `word → the common words that it may stand for`, none for what is no lower-case word."""
    table = transitions(lang)
    assert table is not None
    return Memo(lambda word: tuple(_near(word, lang, table)))


def _near(word: str, lang: str, table: Transitions) -> Iterator[_Other]:
    if len(word) < 2 or not word.isalpha() or word != word.lower():
        return
    shares = lexicon(lang).shares
    folded = fold(word, lang)
    own = math.log(shares.get(folded, _UNLISTED))
    if (listed := dictionary(lang)).lists and folded not in listed:
        own -= _COUNTED_SLIPS
    for meant in {other for other in near_common(folded, lang) if len(other) > 1 and other != folded}:
        kind, at = slip_between(folded, meant)
        cost = _COST[kind] + _LAST * (at >= min(len(folded), len(meant)) - (len(folded) == len(meant)))
        written = meant[:-1] + "ς" if lang == "el" and meant[-1] == "σ" else meant
        number, commoner = table.number[written], math.log(shares.get(meant, _UNLISTED)) - own - cost
        yield _Other(written, number, commoner, commoner + table.most(number), kind not in {"swap", "double"})


def _stands_alone(text: str, start: int, end: int) -> bool:
    return (start == 0 or text[start - 1] in _OPEN) and (end == len(text) or text[end] in _CLOSE)
