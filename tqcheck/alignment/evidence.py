"""What speaks for two stretches being translations: their lengths, their paragraphs, their words.

A kind of evidence is a function of a pair of texts and a band that gives, for each move, the logarithm of
how much likelier the pair is as a translation than by chance. Kinds add up; another may be put in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from tqcheck.alignment.lexicon import Floats, Ints, Table, Tokens, summed
from tqcheck.alignment.moves import LINKS, Band, Grid, Link, Move

Scores = Mapping[Move, Grid]


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One text: its sentences, their lengths, and which of them begin a paragraph."""

    sentences: tuple[str, ...]
    widths: Floats
    starts: NDArray[np.bool_]
    tokens: Tokens


@dataclass(frozen=True, slots=True, eq=False)
class Habits:
    """What was learned of the translations at hand: their length, their paragraphs, their words."""

    ratio: float  # log(target / source)
    spread: float  # of a sentence's own ratio, for a sentence of 100 letters
    breaks: float  # share of source paragraphs that begin one in the target
    forward: Table  # words of the target, given the source
    backward: Table  # words of the source, given the target


@dataclass(frozen=True, slots=True, eq=False)
class Pair:
    """Two texts to be aligned, what is known of such texts, and the links found so far."""

    source: Side
    target: Side
    habits: Habits
    links: Sequence[Link] = field(default=())


Evidence = Callable[[Pair, Band], Scores]


def lengths(pair: Pair, band: Band) -> Scores:
    """Weigh lengths: a translation is about as long as its source, two unrelated sentences are not."""
    ends_s = np.concatenate([[0.0], np.cumsum(pair.source.widths)])
    ends_t = np.concatenate([[0.0], np.cumsum(pair.target.widths)])
    rows, columns = np.arange(len(band.low)), np.clip(band.columns, 0, band.targets)
    scores = {}
    for a, b in LINKS:
        source = ends_s - ends_s[np.maximum(rows - a, 0)]
        target = ends_t[columns] - ends_t[np.maximum(columns - b, 0)]
        source, target = np.log(np.maximum(source, 1.0))[:, None], np.log(np.maximum(target, 1.0))
        mean, deviation = _usual_length(pair.target.widths, b)
        # a short sentence's ratio varies more: a word is a greater part of it
        near = pair.habits.spread * np.sqrt(0.5 + 50.0 / np.exp(source))
        scores[a, b] = np.log(deviation / near) - 0.5 * (
            ((target - source - pair.habits.ratio) / near) ** 2 - ((target - mean) / deviation) ** 2
        )
    return _possible(scores, band)


def _usual_length(widths: Floats, sentences: int) -> tuple[float, float]:
    """Return mean and deviation of the logarithm of the length of so many sentences in a row."""
    if len(widths) < sentences + 1:
        return float(np.log(max(1.0, widths.sum()))), 1.0
    sums = np.log(widths if sentences == 1 else widths[:-1] + widths[1:])
    return float(sums.mean()), max(0.3, float(sums.std()))


def paragraphs(pair: Pair, band: Band) -> Scores:
    """Weigh paragraphs: they begin together more often than not, and a link seldom runs over their end."""
    starts_s, starts_t = pair.source.starts, pair.target.starts
    share_s, share_t = (min(0.98, max(0.02, float(starts.mean()))) for starts in (starts_s, starts_t))
    together = max(pair.habits.breaks, share_t)
    apart = min(0.95, max(0.02, (share_t - together * share_s) / (1 - share_s)))
    rows, columns = np.arange(len(band.low)), band.columns
    scores = {}
    for a, b in LINKS:
        first_s = starts_s[np.clip(rows - a, 0, len(starts_s) - 1)][:, None]
        first_t = starts_t[np.clip(columns - b, 0, len(starts_t) - 1)]
        chance = np.where(first_s, together, apart)
        score = np.where(first_t, np.log(chance / share_t), np.log((1 - chance) / (1 - share_t)))
        if a == 2:
            score = (
                score
                + np.where(starts_s[np.clip(rows - 1, 0, len(starts_s) - 1)], np.log(1.05 - together), 0.0)[:, None]
            )
        if b == 2:
            score = score + np.where(starts_t[np.clip(columns - 1, 0, len(starts_t) - 1)], np.log(1.05 - together), 0.0)
        scores[a, b] = score
    return _possible(scores, band)


def words(pair: Pair, band: Band) -> Scores:
    """Weigh words: each token is the likelier for its counterparts on the other side, the rarer the more.

    A free translation shares no more of them with its source than any sentence does.
    """
    return _possible({move: np.logaddexp(score, np.log(FREE)) for move, score in _shared(pair, band).items()}, band)


def _shared(pair: Pair, band: Band) -> Scores:
    sheet = _Sheet(band)
    habits = pair.habits
    sources, targets = len(pair.source.sentences), len(pair.target.sentences)
    numbers = np.arange(targets)
    lowest = np.searchsorted(sheet.base + sheet.width, numbers, side="right")
    highest = np.searchsorted(sheet.base, numbers, side="right")
    a1, a2, b1, b2 = (np.zeros((sources, sheet.width)) for _ in range(4))
    there = _partners(pair.links, sources)
    for single, double in _told(pair.source.tokens, pair.target.tokens, habits.forward, lowest, highest, there):
        sheet.add(a1, *single)
        sheet.add(a2, *double)
    back = _partners([Link(link.target, link.source, link.confidence) for link in pair.links], targets)
    lowest, highest = np.maximum(0, sheet.base), np.clip(sheet.base + sheet.width, 0, targets)
    for (given, told, value), double in _told(
        pair.target.tokens, pair.source.tokens, habits.backward, lowest, highest, back
    ):
        sheet.add(b1, told, given, value)
        sheet.add(b2, double[1], double[0], double[2])
    # what a sentence loses where nothing of it has a counterpart
    loss_t = _loss(pair.target.tokens, habits.forward)
    loss_s = _loss(pair.source.tokens, habits.backward)
    rows, columns = np.arange(len(band.low)), band.columns
    one, two = rows - 1, rows - 2
    last, before = columns - 1, columns - 2
    t1, t2 = loss_t[np.clip(last, 0, targets - 1)], loss_t[np.clip(before, 0, targets - 1)]
    s1, s2 = loss_s[np.clip(one, 0, sources - 1)][:, None], loss_s[np.clip(two, 0, sources - 1)][:, None]
    get = sheet.at
    scores = {
        (1, 1): get(a1, one, last) + t1 + get(b1, one, last) + s1,
        (1, 2): get(a1, one, last) + get(a1, one, before) + t1 + t2 + get(b2, one, before) + s1,
        (2, 1): get(a2, two, last) + t1 + get(b1, one, last) + get(b1, two, last) + s1 + s2,
        (2, 2): get(a2, two, last)
        + get(a2, two, before)
        + t1
        + t2
        + get(b2, one, before)
        + get(b2, two, before)
        + s1
        + s2,
    }
    return _possible({move: WORDS * score for move, score in scores.items()}, band)


WORDS = 0.4
"""Both directions say much the same, and words of a sentence are not independent: less than half counts."""

FREE = 0.05
"""Share of the translations that are so free."""
LEAST = 0.01
"""Tokens with a counterpart less often than this are passed over: they are most of a text."""

CHUNK = 8192
"""Tokens looked at together, to bound memory."""

EVIDENCE: tuple[Evidence, ...] = (lengths, paragraphs, words)


def related(pair: Pair, band: Band) -> bool:
    """Tell whether the words along the path found say that both texts are about the same.

    In fifteen links two translations share at least three times the words that two unrelated articles
    of the same week do. In fewer, many words that are known must be missed before the texts are called strangers.
    """
    links = [link for link in pair.links if link.whole]
    shorter = min(len(pair.source.sentences), len(pair.target.sentences))
    if len(links) < FEW:
        return shorter < 2 * FEW or len(links) > 0
    scores = _shared(pair, band)
    gain = 0.0
    for link in links:
        i, j = link.source[1], link.target[1]
        gain += float(scores[i - link.source[0], j - link.target[0]][i, j - band.low[i]])
    loss = WORDS * float(_loss(pair.source.tokens, pair.habits.backward).sum())
    loss += WORDS * float(_loss(pair.target.tokens, pair.habits.forward).sum())
    if len(links) >= MANY:
        return gain >= 0.5 * len(links)
    return gain >= 0.1 * len(links) or -loss < (1.0 if len(links) < SOME else 0.5) * len(links)


FEW = 4
"""Links below which words cannot tell whether two texts have to do with one another."""
SOME = 9
"""Links from which they can if every second link misses a word."""
MANY = 15
"""Links from which they can well."""


def _possible(scores: Scores, band: Band) -> Scores:
    """Return the scores with the cells that a move cannot end in made impossible."""
    rows, columns = np.arange(len(band.low))[:, None], band.columns
    return {
        (a, b): np.where((rows >= a) & (columns >= b) & (columns <= band.targets), score, -np.inf)
        for (a, b), score in scores.items()
    }


def _loss(tokens: Tokens, table: Table) -> Floats:
    return summed(tokens.sentence, tokens.weight * np.log1p(-table.explained[tokens.type]), len(tokens.sizes))


def _partners(links: Sequence[Link], sentences: int) -> tuple[Ints, Ints]:
    """Return, for each sentence, the range of its partners in the links found so far."""
    first, last = np.zeros(sentences, np.int64), np.zeros(sentences, np.int64)
    for link in links:
        first[link.source[0] : link.source[1]] = link.target[0]
        last[link.source[0] : link.source[1]] = link.target[1]
    return first, last


class _Sheet:
    """Values of sentence pairs near the band: row `i`, target sentences from `base[i]` on."""

    def __init__(self, band: Band) -> None:
        low = band.low
        after = np.concatenate([low[2:], low[-1:]])[: len(low) - 1]
        self.base = low[1:] - 2
        self.width = band.width + int((after - low[1:]).max(initial=0)) + 2

    def add(self, sheet: Grid, rows: Ints, targets: Ints, values: Floats) -> None:
        """Add values where they belong."""
        column = targets - self.base[rows]
        good = (column >= 0) & (column < self.width)
        np.add.at(sheet, (rows[good], column[good]), values[good])

    def at(self, sheet: Grid, rows: Ints, targets: Ints) -> Grid:
        """Return the values at `rows` × `targets`, 0 outside."""
        safe = np.clip(rows, 0, len(self.base) - 1)
        column = targets - self.base[safe][:, None]
        good = (rows >= 0)[:, None] & (column >= 0) & (column < self.width)
        return np.where(good, sheet[safe[:, None], np.clip(column, 0, self.width - 1)], 0.0)


Values = tuple[Ints, Ints, Floats]


def _told(
    given: Tokens, told: Tokens, table: Table, lowest: Ints, highest: Ints, partners: tuple[Ints, Ints]
) -> Iterator[tuple[Values, Values]]:
    """Yield how much the words of one side gain from each sentence of the other, and from each two in a row.

    lowest, highest: for each told sentence, the given ones that are looked at.
    """
    told = told.only(table.explained[told.type] > LEAST)
    expected = _expected(given, table)
    for start in range(0, len(told.type), CHUNK):
        part = told.only(np.arange(start, min(start + CHUNK, len(told.type))))
        yield _gains(expected, given.sizes, part, table, lowest, highest, partners)


def _gains(
    expected: tuple[Ints, Ints, Floats, Floats],
    sizes: Floats,
    told: Tokens,
    table: Table,
    lowest: Ints,
    highest: Ints,
    partners: tuple[Ints, Ints],
) -> tuple[Values, Values]:
    keys, sentence, chance, elsewhere = expected
    many = len(sizes) + 1
    left = np.searchsorted(keys, told.type * many + lowest[told.sentence])
    right = np.searchsorted(keys, told.type * many + highest[told.sentence])
    counts = np.maximum(0, right - left)
    token = np.repeat(np.arange(len(told.type)), counts)
    entry = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(left, counts)
    here, there = sentence[entry], told.sentence[token]
    linked = (partners[0][here] <= there) & (there < partners[1][here])
    value = np.where(linked, elsewhere[entry], chance[entry])
    explained = table.explained[told.type[token]]
    odds = explained / (1 - explained) / table.usual[told.type[token]]
    weight = told.weight[token]
    single = weight * np.log1p(odds * value / sizes[here])
    sizes = sizes + np.concatenate([sizes[1:], [1.0]])
    follows = np.zeros(len(entry), bool)  # the next entry is the same token in the next sentence
    follows[:-1] = (token[:-1] == token[1:]) & (here[:-1] + 1 == here[1:])
    both = value + np.where(follows, np.concatenate([value[1:], [0.0]]), 0.0)
    as_first = weight * np.log1p(odds * both / sizes[here])
    alone = np.ones(len(entry), bool)
    alone[1:] = ~follows[:-1]
    alone &= here > 0
    as_second = (weight * np.log1p(odds * value / sizes[np.maximum(here - 1, 0)]))[alone]
    pairs = (
        np.concatenate([here, here[alone] - 1]),
        np.concatenate([there, there[alone]]),
        np.concatenate([as_first, as_second]),
    )
    return (here, there, single), pairs


def _expected(given: Tokens, table: Table) -> tuple[Ints, Ints, Floats, Floats]:
    """Return which types each given sentence lets one expect: (key, sentence, chance, chance elsewhere).

    Sorted by key, which is made of the type and the sentence.
    """
    given = given.only(np.isin(given.type, table.given))
    left = np.searchsorted(table.given, given.type)
    right = np.searchsorted(table.given, given.type, side="right")
    counts = right - left
    token = np.repeat(np.arange(len(given.type)), counts)
    entry = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(left, counts)
    many = len(given.sizes) + 1
    keys, place = np.unique(table.told[entry] * many + given.sentence[token], return_inverse=True)
    weight = given.weight[token]
    chance = summed(place, weight * table.chance[entry], len(keys))
    elsewhere = summed(place, weight * table.elsewhere[entry], len(keys))
    return keys, keys % many, chance, elsewhere
