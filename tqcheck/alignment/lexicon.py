"""A bilingual lexicon learned from the texts themselves: which piece of a sentence stands for which, how often."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tqcheck.alignment.vocabulary import Token

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

ROUNDS = 5
"""Rounds of expectation and maximisation: IBM model 1 changes little after them."""
SHRINK = 1.0
"""What is added to the count of a word, so that a rare one is not trusted wholly."""
RAREST = 0.02
"""Translations less likely than this are noise of the sentences they were seen in."""
UNLEARNED = 0.5
"""How far a prior is believed before anything is learned."""


@dataclass(frozen=True, slots=True, eq=False)
class Tokens:
    """The tokens of one text as arrays: `type` of each, the `sentence` it is in, its `weight`."""

    type: Ints
    sentence: Ints
    weight: Floats
    sizes: Floats  # of each sentence: the sum of its weights, at least one

    @classmethod
    def of(cls, sentences: Sequence[Sequence[Token]], types: Mapping[str, int]) -> Tokens:
        """Return the arrays of tokenised sentences."""
        rows = [
            (types[token.key], number, token.weight) for number, sentence in enumerate(sentences) for token in sentence
        ]
        type, sentence, weight = zip(*rows, strict=True) if rows else ((), (), ())
        weights = np.array(weight, np.float64)
        numbers = np.array(sentence, np.int64)
        sizes = np.maximum(1.0, np.bincount(numbers, weights, len(sentences)))
        return cls(np.array(type, np.int64), numbers, weights, sizes)


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


Sample = tuple[Ints, Floats, Ints, Floats, float]
"""One pair of sentences: types and weights of the given side, of the told side, and how far to trust the pair."""


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


def learn(samples: Sequence[Sample], prior: Table) -> Table:
    """Return the prior table with what the sentence pairs teach, by IBM model 1.

    What was seen in one pair only teaches nothing: any two words of the pair would do.
    """
    if not samples:
        return prior
    kinds = len(prior.usual)
    span = max(kinds, *(int(row[0].max(initial=0)) + 1 for row in samples))
    seen_given = np.bincount(np.concatenate([np.unique(row[0]) for row in samples]), minlength=span)
    seen_told = np.bincount(np.concatenate([np.unique(row[2]) for row in samples]), minlength=kinds)
    keys, groups, trust, group_type, group_weight, group_size = [], [], [], [], [], []
    group = 0
    for given, given_weight, told, told_weight, confidence in samples:
        left = np.unique(given[seen_given[given] > 1])
        size = max(1.0, float(given_weight.sum()))
        group_type.append(told)
        group_weight.append(told_weight * confidence)
        group_size.append(np.full(len(told), size))
        use = np.flatnonzero(seen_told[told] > 1)
        keys.append((left[None, :] * kinds + told[use][:, None]).ravel())
        groups.append(np.repeat(group + use, len(left)))
        trust.append(np.repeat(told_weight[use] * confidence, len(left)))
        group += len(told)
    told_type, told_trust, size = map(np.concatenate, (group_type, group_weight, group_size))
    pairs, pair = np.unique(np.concatenate(keys), return_inverse=True)
    instance, weight = np.concatenate(groups), np.concatenate(trust)
    given_of, told_of = pairs // kinds, pairs % kinds
    together = np.bincount(pair, weight, len(pairs))
    known = _lookup(prior, pairs, kinds)
    chance = together / np.maximum(1.0, np.bincount(given_of, together, span)[given_of]) + known
    nothing = (1.0 + 0.2 * size) * prior.usual[told_type]
    for _ in range(ROUNDS):
        likely = chance[pair]
        share = likely / (np.bincount(instance, likely, group) + nothing)[instance] * weight
        count = np.bincount(pair, share, len(pairs)) + known
        chance = count / (np.bincount(given_of, count, span)[given_of] + SHRINK)
    times = together / _usual_weight(pair, weight, len(pairs))
    keep = (chance > RAREST) & (times > 1.5)
    chance = np.where(keep, chance, 0.0)
    elsewhere = chance * np.maximum(0.0, times - 1.0) / np.maximum(times, 1.0)
    chance, elsewhere = np.maximum(chance, known), np.maximum(elsewhere, known)
    gain = np.bincount(instance, elsewhere[pair], group) / (prior.usual[told_type] * size)
    explained = _explained(gain, told_type, told_trust, prior.explained)
    rest = ~np.isin(prior.given * kinds + prior.told, pairs)
    given = np.concatenate([given_of[chance > 0], prior.given[rest]])
    told = np.concatenate([told_of[chance > 0], prior.told[rest]])
    chances = np.concatenate([chance[chance > 0], prior.chance[rest]])
    others = np.concatenate([elsewhere[chance > 0], prior.chance[rest]])
    order = np.lexsort((told, given))
    return Table(given[order], told[order], chances[order], others[order], prior.usual, explained)


def _usual_weight(pair: Ints, weight: Floats, pairs: int) -> Floats:
    """Return the greatest weight that each pair was seen with: what one sighting counts for."""
    most = np.full(pairs, 1e-9)
    np.maximum.at(most, pair, weight)
    return most


def _lookup(prior: Table, pairs: Ints, kinds: int) -> Floats:
    """Return the prior chance of each pair, 0 where there is none."""
    keys = prior.given * kinds + prior.told
    out = np.zeros(len(pairs))
    if len(keys):
        at = np.minimum(np.searchsorted(keys, pairs), len(keys) - 1)
        hit = keys[at] == pairs
        out[hit] = prior.chance[at[hit]]
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
