"""A bilingual lexicon learned from the texts themselves: which piece of a sentence stands for which, how often."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from tqcheck.alignment.vocabulary import tokens

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

ROUNDS = 5
"""Rounds of expectation and maximisation: IBM model 1 changes little after them."""
SHRINK = 1.0
"""What is added to the count of a word, so that a rare one is not trusted wholly."""
RAREST = 0.02
"""Translations less likely than this are noise of the sentences they were seen in."""
COMMON = 0.3
"""A type in this share of the sentences, an article or a particle, tells nothing."""
UNLEARNED = 0.5
"""How far a prior is believed before anything is learned."""


def summed(places: Ints, values: Floats, many: int) -> Floats:
    """Return the sums of the values that have the same place, for places up to `many`."""
    return np.bincount(places, values, many).astype(np.float64)


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The tokens of one text as arrays: `type` of each, the `sentence` it is in, its `weight`."""

    type: Ints
    sentence: Ints
    weight: Floats
    sizes: Floats  # of each sentence: the sum of its weights, at least one

    def only(self, which: NDArray[np.bool_] | Ints) -> Tokens:
        """Return the tokens chosen; the sentences keep their sizes."""
        return Tokens(self.type[which], self.sentence[which], self.weight[which], self.sizes)

    def stretch(self, start: int, end: int) -> tuple[Ints, Floats]:
        """Return types and weights of the tokens of some sentences in a row."""
        left, right = np.searchsorted(self.sentence, (start, end))
        return self.type[left:right], self.weight[left:right]


class Vocabulary:
    """The types of one side of all texts, numbered as they come; `forms` has the word that each was first seen in."""

    def __init__(self) -> None:
        self.forms: dict[str, str] = {}
        self.number: dict[str, int] = {}

    def tokens(self, sentences: Sequence[str]) -> Tokens:
        """Return the tokens of a text, and number those that are new."""
        type, sentence, weight = array("q"), array("q"), array("d")
        for index, text in enumerate(sentences):
            for token in tokens(text):
                if token.key not in self.number:
                    self.number[token.key] = len(self.number)
                    self.forms[token.key] = token.form
                type.append(self.number[token.key])
                sentence.append(index)
                weight.append(token.weight)
        numbers, weights = np.array(sentence, np.int64), np.array(weight, np.float64)
        sizes = np.maximum(1.0, summed(numbers, weights, len(sentences)))
        return Tokens(np.array(type, np.int64), numbers, weights, sizes)


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """How likely a type of one text `told` is where one `given` stands in the other: sparse, sorted by `given`.

    `elsewhere` leaves out of account the one sentence pair that is being judged: a pair must not be its
    """

    given: Ints
    told: Ints
    chance: Floats
    elsewhere: Floats
    usual: Floats
    explained: Floats

    def ordered(self) -> Table:
        """Return the same table, sorted by `given` and `told`."""
        order = np.lexsort((self.told, self.given))
        return replace(
            self,
            given=self.given[order],
            told=self.told[order],
            chance=self.chance[order],
            elsewhere=self.elsewhere[order],
        )


@dataclass(frozen=True, slots=True, eq=False)
class Lessons:
    """One side of the sentence pairs to learn from: `type` of each token, the number of its `pair`, its `weight`."""

    type: Ints
    pair: Ints
    weight: Floats

    @classmethod
    def of(cls, pairs: Sequence[tuple[Ints, Floats]], types: int) -> Lessons:
        """Return lessons from the types and weights of each pair's side; a type comes once a pair.

        Types in one pair only teach nothing, and those in a third of many pairs are no help either.
        """
        numbers = np.repeat(np.arange(len(pairs)), [len(type) for type, _ in pairs])
        keys, place = np.unique(numbers * types + np.concatenate([type for type, _ in pairs]), return_inverse=True)
        weight = np.bincount(place, np.concatenate([weight for _, weight in pairs]), len(keys))
        type, number = keys % types, keys // types
        seen = np.bincount(type, minlength=types)[type]
        keep = (seen > 1) & ((seen < COMMON * len(pairs)) | (len(pairs) < 50))
        return cls(type[keep], number[keep], weight[keep])


def usual(texts: Iterable[Tokens], types: int) -> Floats:
    """Return how common each type is, as a share of all tokens."""
    counts = np.full(types, 0.5)
    for text in texts:
        counts += np.bincount(text.type, text.weight, types)
    share: Floats = counts / counts.sum()
    return share


def prior_table(pairs: Mapping[tuple[int, int], float], common: Floats) -> Table:
    """Return a table of what is known beforehand: `(given, told) → chance`."""
    rows = sorted((given, told, chance) for (given, told), chance in pairs.items())
    given, told, chance = (np.array(column) for column in zip(*rows, strict=True)) if rows else (np.empty(0),) * 3
    chances, types = chance.astype(np.float64), told.astype(np.int64)
    explained = np.zeros(len(common))
    np.maximum.at(explained, types, UNLEARNED * chances)
    return Table(given.astype(np.int64), types, chances, chances, common, explained)


def learn(
    ours: Lessons, theirs: Lessons, sizes: tuple[Floats, Floats], trust: Floats, priors: tuple[Table, Table]
) -> tuple[Table, Table]:
    """Return the prior tables, target given source and source given target, with what sentence pairs teach.

    By IBM model 1. sizes: tokens of each pair on both sides; trust: how sure each pair is.
    """
    counts = np.bincount(theirs.pair, minlength=len(trust))
    starts = np.cumsum(counts) - counts
    repeats = counts[ours.pair]
    left = np.repeat(np.arange(len(ours.type)), repeats)
    right = (
        np.arange(len(left)) - np.repeat(np.cumsum(repeats) - repeats, repeats) + np.repeat(starts[ours.pair], repeats)
    )
    kinds = max(1, len(priors[0].usual))
    keys, pair = np.unique(ours.type[left] * kinds + theirs.type[right], return_inverse=True)
    forward = _Model(keys // kinds, keys % kinds, pair, right, theirs, sizes[0], trust)
    backward = _Model(keys % kinds, keys // kinds, pair, left, ours, sizes[1], trust)
    return forward.learned(priors[0]), backward.learned(priors[1])


@dataclass(frozen=True, slots=True, eq=False)
class _Model:
    """IBM model 1 in one direction over pairs of types: which pair of types stands in which pair of tokens."""

    given: Ints
    told: Ints
    pair: Ints
    token: Ints
    lessons: Lessons
    sizes: Floats
    trust: Floats

    def learned(self, prior: Table) -> Table:
        """Return the prior table with what was learned."""
        lessons, many = self.lessons, len(self.given)
        weight = lessons.weight * self.trust[lessons.pair]
        sizes = self.sizes[lessons.pair]
        span = int(self.given.max(initial=0)) + 1
        known = _lookup(prior, self.given, self.told)
        times = np.bincount(self.pair, self.trust[lessons.pair][self.token], many)
        chance = times / np.maximum(1.0, np.bincount(self.given, times, span)[self.given]) + known
        nothing = (1.0 + 0.2 * sizes) * prior.usual[lessons.type]
        for _ in range(ROUNDS):
            likely = chance[self.pair]
            total = np.bincount(self.token, likely, len(weight)) + nothing
            count = np.bincount(self.pair, likely * (weight / total)[self.token], many) + known
            chance = count / (np.bincount(self.given, count, span)[self.given] + SHRINK)
        chance = np.where((chance > RAREST) & (times > 1.5), chance, 0.0)
        elsewhere = np.maximum(known, chance * np.maximum(0.0, times - 1.0) / np.maximum(times, 1.0))
        chance = np.maximum(chance, known)
        gain = np.bincount(self.token, elsewhere[self.pair], len(weight)) / (prior.usual[lessons.type] * sizes)
        explained = _explained(gain, lessons.type, weight, prior.explained)
        return self._with_the_rest(prior, chance, elsewhere, explained)

    def _with_the_rest(self, prior: Table, chance: Floats, elsewhere: Floats, explained: Floats) -> Table:
        keep = chance > 0
        found = Table(
            self.given[keep], self.told[keep], chance[keep], elsewhere[keep], prior.usual, explained
        ).ordered()
        rest = _lookup(found, prior.given, prior.told) == 0
        return Table(
            np.concatenate([found.given, prior.given[rest]]),
            np.concatenate([found.told, prior.told[rest]]),
            np.concatenate([found.chance, prior.chance[rest]]),
            np.concatenate([found.elsewhere, prior.chance[rest]]),
            prior.usual,
            explained,
        ).ordered()


def _lookup(table: Table, given: Ints, told: Ints) -> Floats:
    """Return the chance of each pair of types, 0 where the table has none."""
    kinds = len(table.usual)
    out = np.zeros(len(given))
    if len(table.given):
        keys, wanted = table.given * kinds + table.told, given * kinds + told
        at = np.minimum(np.searchsorted(keys, wanted), len(keys) - 1)
        hit = keys[at] == wanted
        out[hit] = table.chance[at[hit]]
    return out


def _explained(gain: Floats, type: Ints, weight: Floats, before: Floats) -> Floats:
    """Return how often each type is told better by the other sentence than by chance; what was known counts once."""
    share = np.maximum(before, 0.3)
    seen = np.bincount(type, weight, len(before))
    for _ in range(10):
        odds = share[type] * gain
        told = np.bincount(type, weight * odds / (1 - share[type] + odds), len(before))
        share = np.minimum(0.9, (told + before) / (seen + 1))
    return share
