"""Whether targets say what their sources say, by sentence vectors; and where all the lines of a batch have slipped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tqcheck.model import Batch, Segment
from tqcheck.text.embeddings import encode, knows, likeness

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

FEWEST_PIECES = 4
"""Below this a text is a name, a number or a nod: it has no meaning to compare."""
DOUBTFUL = 0.35
"""Likeness below which a pair is compared with the rest of its batch."""
ENOUGH = 100
"""Segments without which a batch says nothing of one."""
FURTHEST = 3
"""Lines that a slip is looked for in either direction."""
SHORTEST_SLIP = 3
"""Lines in a row that must fit another line better: two may be two sentences exchanged."""
_GAIN = 0.2
"""By how much another line must fit better, on average: neighbours in a story are a little alike."""


@dataclass(frozen=True, slots=True)
class Slip:
    """A run of segments, `first` to `last`, in which each source's translation stands `by` lines later."""

    first: int
    last: int
    by: int


@dataclass(frozen=True, slots=True)
class Correspondence:
    """What is known of a batch. `own` says how alike source and target are; None where that cannot be told."""

    own: tuple[float | None, ...]
    slips: tuple[Slip, ...]
    nearer: Mapping[int, float]
    """For doubtful segments: the share of the batch that is nearer to the source, and to the target, than they are to
    one another; the smaller of the two. None of a good translation's neighbours is, however free it may be."""

    def slipped(self, index: int) -> bool:
        """Tell whether a segment lies in a slip."""
        return any(slip.first <= index <= slip.last for slip in self.slips)


def correspondence(batch: Batch) -> Correspondence:
    """Compare each source with its target and, for slips, with the targets around."""
    import numpy as np

    comparable = [_comparable(segment) for segment in batch.segments]
    texts = dict.fromkeys(
        text
        for segment, fit in zip(batch.segments, comparable, strict=True)
        if fit
        for text in (segment.source or "", segment.target)
    )
    long_enough = np.zeros((2, len(batch.segments)), bool)
    vectors = np.zeros((2, len(batch.segments), 512), np.float32)
    meanings = {
        text: (encoding.sentence, len(encoding.ids) >= FEWEST_PIECES)
        for text, encoding in zip(texts, encode(texts), strict=True)
    }
    for index, (segment, fit) in enumerate(zip(batch.segments, comparable, strict=True)):
        if fit:
            for side, text in enumerate((segment.source or "", segment.target)):
                vectors[side, index], long_enough[side, index] = meanings[text]
    sources, targets = vectors
    own, known = likeness(sources, targets), long_enough[0] & long_enough[1]
    return Correspondence(
        tuple(float(value) if there else None for value, there in zip(own, known, strict=True)),
        _slips(sources, targets, own, long_enough),
        _nearer(sources, targets, own, known),
    )


def _nearer(sources: Floats, targets: Floats, own: Floats, known: NDArray[np.bool_]) -> dict[int, float]:
    import numpy as np

    if known.sum() < ENOUGH:
        return {}
    return {
        int(index): min(
            float((likeness(side[known], other[index]) > own[index]).mean())
            for side, other in ((sources, targets), (targets, sources))
        )
        for index in np.flatnonzero(known & (own < DOUBTFUL))
    }


def _comparable(segment: Segment) -> bool:
    return bool(segment.source) and bool(segment.target) and knows(segment.source_lang, segment.target_lang)


def _slips(sources: Floats, targets: Floats, own: Floats, long_enough: NDArray[np.bool_]) -> tuple[Slip, ...]:
    """Return the runs in which the targets some lines on fit the sources better than their own."""
    import numpy as np

    found: list[Slip] = []
    for by in sorted((step for step in range(-FURTHEST, FURTHEST + 1) if step), key=abs):
        if len(own) <= abs(by):
            continue
        there = np.arange(len(own)) + by
        inside = (there >= 0) & (there < len(own))
        there = np.clip(there, 0, len(own) - 1)
        usable = inside & long_enough[0] & long_enough[1, there]
        gains = np.where(usable, likeness(sources, targets[there]) - own - _GAIN, 0.0)
        for first, last in (_trimmed(gains, *run) for run in _best_runs([float(gain) for gain in gains])):
            better = int((gains[first : last + 1] > 0).sum())
            if better >= SHORTEST_SLIP and not any(first <= slip.last and last >= slip.first for slip in found):
                found.append(Slip(min(first, first + by), max(last, last + by), by))
    return tuple(sorted(found, key=lambda slip: slip.first))


def _trimmed(gains: Floats, first: int, last: int) -> tuple[int, int]:
    """Cut the ends that gain less than half of what the run does on average: they fit there by chance."""
    usual = gains[first : last + 1].mean() / 2
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
