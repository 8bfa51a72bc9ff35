"""Whether targets say what their sources say, by sentence vectors; and where all the lines of a batch have slipped.

Most pairs are cleared by the words that they have in common, which a table tells; whole sentences are encoded for
the rest alone, which is several times faster.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import fsum
from statistics import fmean
from typing import TYPE_CHECKING, NamedTuple

from tqcheck.model import Batch
from tqcheck.text.embeddings import Encoding, encode, encode_apart, knows, likeness, one_thread
from tqcheck.text.wordalignment import link

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

FEWEST_PIECES = 4
"""Below this a text is a name, a number or a nod: it has no meaning to compare."""
KINDRED = 0.25
"""Words in common, as `kinship` has it, that clear a pair: of unrelated pairs one in a thousand has as many."""
_ENOUGH_PIECES = 6
"""Below this a piece or two make a quarter of a text: one in fifty unrelated pairs would be cleared."""
DOUBTFUL = 0.35
"""Likeness below which a pair is compared with the rest of its batch."""
ENOUGH = 100
"""Pairs of a batch that a doubtful one is compared with; fewer say nothing."""
FURTHEST = 3
"""Lines that a slip is looked for in either direction."""
SHORTEST_SLIP = 3
"""Lines in a row that must fit another line better: two may be two sentences exchanged."""
_GAIN = 0.2
"""By how much another line must fit better, on average: neighbours in a story are a little alike."""
_APART = 10
"""Lines from one doubtful line of a slip to the next, at most: its other lines fit by chance, or say too little."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A run of segments, `first` to `last`, in which each source's translation stands `by` lines later."""

    first: int
    last: int
    by: int


@dataclass(frozen=True, slots=True)
class Correspondence:
    """What is known of a batch."""

    own: Mapping[int, float]
    """How alike source and target are, for the segments that the words in common do not clear."""
    slips: tuple[Slip, ...]
    nearer: Mapping[int, float]
    """For doubtful segments: the share of other pairs that are nearer to the source, and to the target, than they are
    to one another; the smaller of the two. None of a good translation's neighbours is, however free it may be."""

    def slipped(self, index: int) -> bool:
        """Tell whether a segment lies in a slip."""
        return any(slip.first <= index <= slip.last for slip in self.slips)


class _Pair(NamedTuple):
    """A source and a target, and the number of pieces that either has."""

    source: str
    target: str
    pieces: tuple[int, int]

    @property
    def told(self) -> bool:
        """Tell whether both say enough to be compared."""
        return min(self.pieces) >= FEWEST_PIECES


def correspondence(batch: Batch) -> Correspondence:
    """Compare each source with its target and, where they do not fit, with what stands around."""
    pairs: dict[int, _Pair] = {}
    uncleared = []
    with one_thread():
        for index, segment in enumerate(batch.segments):
            if segment.source and segment.target and knows(segment.source_lang, segment.target_lang):
                source, target = encode_apart((segment.source, segment.target))
                pairs[index] = _Pair(segment.source, segment.target, (len(source.ids), len(target.ids)))
                if not _kindred(source, target):
                    uncleared.append(index)
    sources = _vectors([pairs[index].source for index in uncleared])
    targets = _vectors([pairs[index].target for index in uncleared])
    own = dict(zip(uncleared, map(float, likeness(sources, targets)), strict=True))
    told = {index: alike for index, alike in own.items() if pairs[index].told}
    doubtful = [index for index, alike in told.items() if alike < DOUBTFUL]
    if not doubtful:
        return Correspondence(told, (), {})
    return Correspondence(told, _slips(pairs, doubtful), _nearer(pairs, doubtful, own))


def _kindred(first: Encoding, second: Encoding) -> bool:
    return min(len(first.ids), len(second.ids)) >= _ENOUGH_PIECES and kinship(first, second) >= KINDRED


def kinship(first: Encoding, second: Encoding) -> float:
    """Return what two texts have in common, 0 to 1: the share of either that has a like piece in the other.

    first, second: by `embeddings.encode_apart`, at least one piece each. Rare pieces count for more. Unrelated sentences
    have about 0.1, translations 0.2 (Japanese and English) to 0.4 (Portuguese and English).
    """
    left, right, alike = link(first, second)
    return fmean(
        fsum(alike * weights[chosen]) / (fsum(weights) or 1.0)
        for chosen, weights in ((left, first.rarity), (right, second.rarity))
    )


def _vectors(texts: Sequence[str]) -> Floats:
    """Return the sentence vectors of texts, a row each."""
    import numpy as np

    return np.stack([encoding.sentence for encoding in encode(texts)]) if texts else np.empty((0, 0), np.float32)


def _nearer(pairs: Mapping[int, _Pair], doubtful: Sequence[int], own: Mapping[int, float]) -> dict[int, float]:
    # what is encoded already comes first
    others = [index for index in dict.fromkeys((*own, *pairs)) if pairs[index].told][:ENOUGH]
    if len(others) < ENOUGH:
        return {}
    sources, targets = _vectors([pairs[i].source for i in others]), _vectors([pairs[i].target for i in others])
    ours, theirs = _vectors([pairs[i].source for i in doubtful]), _vectors([pairs[i].target for i in doubtful])
    return {
        index: min(
            float((likeness(sources, target) > own[index]).mean()),
            float((likeness(targets, source) > own[index]).mean()),
        )
        for index, source, target in zip(doubtful, ours, theirs, strict=True)
    }


def _slips(pairs: Mapping[int, _Pair], doubtful: Sequence[int]) -> tuple[Slip, ...]:
    """Return the runs in which the targets some lines on fit the sources better than their own."""
    candidates: list[tuple[float, Slip]] = []
    for lines in _suspicious(doubtful):
        near = [index for index in lines if index in pairs]
        sources = dict(zip(near, _vectors([pairs[index].source for index in near]), strict=True))
        targets = dict(zip(near, _vectors([pairs[index].target for index in near]), strict=True))
        for by in sorted((step for step in range(-FURTHEST, FURTHEST + 1) if step), key=abs):
            gains = [
                float(likeness(sources[i], targets[i + by]) - likeness(sources[i], targets[i])) - _GAIN
                if i in sources
                and i + by in targets
                and min(pairs[i].pieces[0], pairs[i + by].pieces[1]) >= FEWEST_PIECES
                else 0.0
                for i in lines
            ]
            for start, end in _best_runs(gains):
                first, last = _trimmed(gains, start, end)
                run = gains[first : last + 1]
                if sum(gain > 0 for gain in run) >= SHORTEST_SLIP:
                    first, last = lines[first], lines[last]
                    candidates.append((fsum(run), Slip(min(first, first + by), max(last, last + by), by)))
    found: list[Slip] = []
    for _, slip in sorted(candidates, key=lambda row: -row[0]):  # what gains most explains the rest
        if not any(slip.first <= other.last and slip.last >= other.first for other in found):
            found.append(slip)
    return tuple(sorted(found, key=lambda slip: slip.first))


def _suspicious(doubtful: Sequence[int]) -> Iterator[range]:
    """Yield the stretches in which so many lines are doubtful that they may have slipped, with what stands around."""
    if not doubtful:
        return
    run = [doubtful[0]]
    for index in (*doubtful[1:], doubtful[-1] + _APART + 1):
        if index - run[-1] > _APART:
            if len(run) >= SHORTEST_SLIP:
                yield range(max(0, run[0] - _APART), run[-1] + _APART + 1)
            run = []
        run.append(index)


def _trimmed(gains: Sequence[float], first: int, last: int) -> tuple[int, int]:
    """Cut the ends that gain less than half of what the run does on average: they fit there by chance."""
    usual = fmean(gains[first : last + 1]) / 2
    while first < last and gains[first] < usual:
        first += 1
    while first < last and gains[last] < usual:
        last -= 1
    return first, last


def _best_runs(gains: list[float]) -> list[tuple[int, int]]:
    """Return the runs whose gains add up to most: each begins where the sum leaves 0 and ends at its height.

    A run ends for good once it has lost as much as two lines that fit: a slip that was made good again.
    """
    runs: list[tuple[int, int]] = []
    total = height = 0.0
    first = last = 0
    for index, gain in enumerate(gains):
        if total <= 0 and gain > 0:
            total, height, first, last = 0.0, 0.0, index, index
        if total <= 0 and gain <= 0:
            continue
        total += gain
        if total > height:
            height, last = total, index
        elif total <= 0 or height - total > 1:
            runs.append((first, last))
            total = height = 0.0
    if total > 0:
        runs.append((first, last))
    return runs


def first_of_documents(batch: Batch) -> dict[int, int]:
    """Return, for each document (by `id()`), the index of its first segment in the batch."""
    firsts = {}
    position = 0
    for document in batch.documents:
        firsts[id(document)] = position
        position += len(document.segments)
    return firsts
