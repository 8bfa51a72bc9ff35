"""Whole texts aligned sentence by sentence, though nothing lines up; what they teach each other is shared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import islice

import numpy as np

from tqcheck.alignment import cognates
from tqcheck.alignment.evidence import EVIDENCE, Evidence, Habits, Pair, Side, related
from tqcheck.alignment.lexicon import Lessons, Table, Tokens, Vocabulary, learn, prior_table, usual
from tqcheck.alignment.moves import LINKS, PRIOR, Band, Grid, Link, Move, Posterior, likeliest, posterior
from tqcheck.alignment.vocabulary import width
from tqcheck.text.characters import main_script

PASSES = 3
"""Times the texts are aligned; after each but the last, their words are learned from the links."""
SURE = 0.6
"""Confidence from which a link teaches."""
MOST = 4_000_000
"""Pairs of tokens that are learned from: of more, every second or third link is taken."""
WHOLE = 600_000
"""Cells up to which all are looked at; beyond, only those around the anchors."""
WIDEST = 2_000_000
"""Cells from which no wider band is tried: memory is bounded, and texts so unlike are no translations."""
RADIUS = 60
"""Sentences to either side of where the anchors lead."""
NARROW = 15
"""Sentences to either side of a path that was found already."""


@dataclass(frozen=True, slots=True)
class Text:
    """The sentences of one text, and which of them begin a paragraph."""

    sentences: tuple[str, ...]
    starts: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Alignment:
    """The path through two texts. Every sentence of both is in one link, in order.

    `evidence` is how much likelier it is than no link at all, in natural logarithms. Where `related`
    is false, the two have nothing in common, and the links mean nothing.
    """

    links: tuple[Link, ...]
    evidence: float = 0.0
    related: bool = True


def align(source: Text, target: Text, langs: tuple[str, str] = ("", "")) -> Alignment:
    """Align two texts."""
    return align_all([(source, target)], langs)[0]


def align_all(
    pairs: Sequence[tuple[Text, Text]], langs: tuple[str, str] = ("", ""), evidence: Sequence[Evidence] = EVIDENCE
) -> list[Alignment]:
    """Align pairs of texts of the same two languages, each with what all of them teach.

    evidence: what speaks for a link; `tqcheck.alignment.evidence.EVIDENCE` or other functions of that kind.
    """
    told = [index for index, (source, target) in enumerate(pairs) if source.sentences and target.sentences]
    found = dict(zip(told, _aligned([pairs[index] for index in told], langs, evidence), strict=True))
    return [found.get(index) or _unlinked(*pair) for index, pair in enumerate(pairs)]


def _unlinked(source: Text, target: Text) -> Alignment:
    """Return the alignment of two texts that have nothing to do with each other."""
    ours, theirs = len(source.sentences), len(target.sentences)
    dropped = [Link((at, at + 1), (0, 0), 1.0) for at in range(ours)]
    return Alignment((*dropped, *(Link((ours, ours), (at, at + 1), 1.0) for at in range(theirs))))


def _aligned(
    pairs: Sequence[tuple[Text, Text]], langs: tuple[str, str], evidence: Sequence[Evidence]
) -> Iterator[Alignment]:
    if not pairs:
        return
    work, priors = _prepared(pairs, langs)
    habits = work[0].habits
    bands = [_band(pair) for pair in work]
    paths: list[tuple[Link, ...]] = [()] * len(work)
    sums = [0.0] * len(work)
    for round in range(PASSES):
        for index, pair in enumerate(work):
            pair = replace(pair, habits=habits, links=paths[index])
            paths[index], sums[index], band = _path(pair, bands[index], evidence)
            bands[index] = _narrowed(band, paths[index])
        if round < PASSES - 1:
            habits = _habits(work, paths, habits, priors)
    for pair, path, total, band in zip(work, paths, sums, bands, strict=True):
        yield Alignment(path, total, related(replace(pair, habits=habits, links=path), band))


def _path(pair: Pair, band: Band, evidence: Sequence[Evidence]) -> tuple[tuple[Link, ...], float, Band]:
    """Return the likeliest path, its evidence, and the band it was found in.

    If the path runs along the edge of the band, a wider one is looked at.
    """
    while True:
        chances = _posterior(pair, band, evidence)
        path = likeliest(chances, band)
        if not band.cramps((link.source[1], link.target[1]) for link in path) or band.columns.size > WIDEST:
            return tuple(path), chances.evidence, band
        band = band.wider()


def _posterior(pair: Pair, band: Band, evidence: Sequence[Evidence]) -> Posterior:
    total: dict[Move, Grid] = {move: np.full(band.columns.shape, np.log(PRIOR[move])) for move in LINKS}
    for kind in evidence:
        for move, scores in kind(pair, band).items():
            total[move] += scores
    return posterior(total, band)


def _prepared(pairs: Sequence[tuple[Text, Text]], langs: tuple[str, str]) -> tuple[list[Pair], tuple[Table, Table]]:
    """Return the pairs as arrays, and what is known of their words before they are aligned."""
    ours, theirs = Vocabulary(), Vocabulary()
    arrays = [(ours.tokens(source.sentences), theirs.tokens(target.sentences)) for source, target in pairs]
    known = {(ours.number[a], theirs.number[b]): chance for (a, b), chance in _known(ours, theirs, langs).items()}
    forward = prior_table(known, usual((target for _, target in arrays), len(theirs.number)))
    backward = prior_table(
        {(b, a): chance for (a, b), chance in known.items()}, usual((source for source, _ in arrays), len(ours.number))
    )
    blank = Habits(0.0, 0.35, 0.5, forward, backward)
    work = [
        Pair(_side(source, ours), _side(target, theirs), blank)
        for (source, target), (ours, theirs) in zip(pairs, arrays, strict=True)
    ]
    ratio = np.log(sum(pair.target.widths.sum() for pair in work) / sum(pair.source.widths.sum() for pair in work))
    habits = replace(blank, ratio=float(ratio))
    return [replace(pair, habits=habits) for pair in work], (forward, backward)


def _side(text: Text, tokens: Tokens) -> Side:
    widths = np.array([width(sentence) for sentence in text.sentences])
    return Side(text.sentences, widths, np.array(text.starts, bool), tokens)


def _known(ours: Vocabulary, theirs: Vocabulary, langs: tuple[str, str]) -> dict[tuple[str, str], float]:
    scripts = [main_script("".join(islice(side.forms.values(), 500))) for side in (ours, theirs)]
    found = cognates.alike(ours.forms, theirs.forms, scripts[0] == scripts[1])
    for pair, chance in cognates.named(langs, ours.forms, theirs.forms).items():
        found[pair] = max(chance, found.get(pair, 0.0))
    return found


def _habits(
    work: Sequence[Pair], links: Sequence[Sequence[Link]], before: Habits, priors: tuple[Table, Table]
) -> Habits:
    """Return what the surer links teach of lengths, paragraphs and words."""
    sure = [
        (pair, link)
        for pair, path in zip(work, links, strict=True)
        for link in path
        if link.whole and link.confidence >= SURE
    ]
    if not sure:
        return before
    products = [
        len(pair.source.tokens.stretch(*link.source)[0]) * len(pair.target.tokens.stretch(*link.target)[0])
        for pair, link in sure
    ]
    sure = sure[:: max(1, -(-sum(products) // MOST))]
    widths = np.array(
        [
            [pair.source.widths[slice(*link.source)].sum(), pair.target.widths[slice(*link.target)].sum()]
            for pair, link in sure
        ]
    )
    logs = np.log(widths[:, 1] / widths[:, 0])
    ratio = float(np.median(logs))
    # as if ten links had shown the usual spread: few links look more alike than they are
    usual_spread = (logs - ratio) / np.sqrt(0.5 + 50.0 / widths[:, 0])
    spread = float(np.sqrt(((usual_spread**2).clip(0, 4).sum() + 10 * 0.3**2) / (len(logs) + 10)))
    begun = [bool(pair.target.starts[link.target[0]]) for pair, link in sure if pair.source.starts[link.source[0]]]
    breaks = min(0.97, (sum(begun) + 1.2) / (len(begun) + 2))
    rows = [(pair.source.tokens.stretch(*link.source), pair.target.tokens.stretch(*link.target)) for pair, link in sure]
    lessons = [Lessons.of([row[side] for row in rows], max(1, len(priors[1 - side].usual))) for side in (0, 1)]
    sizes = [np.maximum(1.0, [row[side][1].sum() for row in rows]) for side in (0, 1)]
    trust = np.array([link.confidence for _, link in sure])
    forward, backward = learn(lessons[0], lessons[1], (sizes[0], sizes[1]), trust, priors)
    return Habits(ratio, spread, breaks, forward, backward)


def _band(pair: Pair) -> Band:
    sources, targets = len(pair.source.sentences), len(pair.target.sentences)
    if (sources + 1) * (targets + 1) <= WHOLE:
        return Band.whole(sources, targets)
    return Band.around(_centre(pair), targets, RADIUS)


def _narrowed(band: Band, path: Sequence[Link]) -> Band:
    """Return a band around a path, if the one it was found in is not narrow already."""
    rows = len(band.low)
    if band.width <= 2 * NARROW + 1 or rows * band.width <= WHOLE / 4:
        return band
    low, high = np.full(rows, band.targets), np.zeros(rows, np.int64)
    for link in path:
        for i, j in ((link.source[0], link.target[0]), (link.source[1], link.target[1])):
            low[i], high[i] = min(low[i], j), max(high[i], j)
    seen = np.flatnonzero(low <= high)
    centre = np.interp(np.arange(rows), seen, (low[seen] + high[seen]) / 2)
    return Band.around(centre, band.targets, NARROW + int((high - low)[seen].max()) // 2)


def _centre(pair: Pair) -> Grid:
    """Return, for each sentence of the source, where in the target its translation should stand."""
    ends = [np.concatenate([[0.0], np.cumsum(side.widths)]) for side in (pair.source, pair.target)]
    by_length: Grid = np.interp(ends[0] / ends[0][-1], ends[1] / ends[1][-1], np.arange(len(ends[1])))
    chain = _chain(_anchors(pair))
    if not chain:
        return by_length
    xs, ys = np.array([(0, 0), *chain, (len(ends[0]) - 1, len(ends[1]) - 1)], np.float64).T
    centre: Grid = np.interp(np.arange(len(ends[0])), xs, ys)
    return centre


def _anchors(pair: Pair) -> list[tuple[int, int]]:
    """Return the sentence pairs that share a word which both texts have once."""
    counts = [Counter(side.tokens.type.tolist()) for side in (pair.source, pair.target)]
    where = [
        dict(zip(side.tokens.type.tolist(), side.tokens.sentence.tolist(), strict=True))
        for side in (pair.source, pair.target)
    ]
    known = pair.habits.forward
    found: Counter[tuple[int, int]] = Counter()
    for given, told in zip(known.given.tolist(), known.told.tolist(), strict=True):
        if counts[0][given] == counts[1][told] == 1:
            found[where[0][given], where[1][told]] += 1
    return sorted(found)


def _chain(points: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest chain of points that rise on both sides."""
    from bisect import bisect_left

    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    points = sorted(points, key=lambda point: (point[0], -point[1]))
    for index, (_, y) in enumerate(points):
        at = bisect_left(tails, y)
        before.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [y]
        ends[at : at + 1] = [index]
    chain = []
    index = ends[-1] if ends else -1
    while index >= 0:
        chain.append(points[index])
        index = before[index]
    return chain[::-1]
