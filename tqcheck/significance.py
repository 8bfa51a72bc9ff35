"""Is a score really worse than the baseline's, or is it noise? Paired where the segments are the same."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Stats = tuple[float, ...]

ROUNDS = 2000
"""Permutations of a test: the smallest probability it can tell is one in 2,001."""
ENOUGH_DOCUMENTS = 20
"""From so many on, whole documents are exchanged and not segments: what goes wrong in one goes wrong together."""
ENOUGH_SHARED = 0.5
"""The share of both runs' segments that must be the same for a paired test; else all are compared unpaired."""
_SEED = 12345
_BLOCK = 4_000_000  # choices drawn at a time


class Sample(NamedTuple):
    """One segment in a comparison: what pairs it with the other run's, its document, its statistics."""

    key: Hashable
    document: str | None
    stats: Stats


class Comparison(NamedTuple):
    """What a test found: both scores over what was compared, and how likely noise alone does as much."""

    baseline: float
    now: float
    p: float
    pairs: int
    """Segments compared one to one; 0 if the runs share too few and all were compared unpaired."""


def compare(
    baseline: Sequence[Sample], now: Sequence[Sample], score: Callable[[Stats], float], rounds: int = ROUNDS
) -> Comparison:
    """Test whether the scores of `now` and `baseline` differ by more than chance, by approximate randomisation.

    If both are equally good, exchanging their segments changes nothing but by chance: `p` is the share
    of random exchanges after which the scores differ at least as much, either way. So at a level of 5 %
    a system that did not change is called different in 5 of 100 comparisons, and worse in half of those.
    score: the corpus score of summed statistics.
    Source: Riezler and Maxwell 2005; the permutation test of Fisher for unpaired samples.
    """
    theirs, ours = {sample.key: sample for sample in baseline}, {sample.key: sample for sample in now}
    shared = [key for key in ours if key in theirs]
    paired = bool(shared) and len(shared) >= ENOUGH_SHARED * max(len(theirs), len(ours))
    if paired:
        before, after = [theirs[key] for key in shared], [ours[key] for key in shared]
        units = _units(after, after)
        rows = [_summed(samples, units) for samples in (before, after)]
        exchanged = _swapped(rows[0], rows[1], rounds)
    else:
        rows = [_summed(samples, _units(samples, baseline, now)) for samples in (baseline, now)]
        exchanged = _redrawn(rows[0], rows[1], rounds)

    def apart(first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
        return abs(score(tuple(first)) - score(tuple(second)))

    totals = [row.sum(0) for row in rows]
    seen = apart(totals[0], totals[1])
    least = seen - 1e-9 * max(1.0, abs(seen))  # sums in another order differ in the last digit
    as_far = sum(apart(first, second) >= least for first, second in exchanged)
    p = (1 + as_far) / (1 + rounds)
    return Comparison(score(tuple(totals[0])), score(tuple(totals[1])), p, len(shared) if paired else 0)


def bootstrapped(
    baseline: Sequence[Stats], now: Sequence[Stats], score: Callable[[Stats], float], rounds: int = 1000
) -> float:
    """Return the p-value of paired bootstrap resampling: statistics of the same segments, in the same order.

    It is the share of resamples whose difference lies as far from the resamples' mean as the seen one from none.
    Source: Koehn 2004, with the shift to the mean that sacreBLEU makes.
    """
    import numpy as np

    rng = np.random.default_rng(_SEED)
    rows = [np.array(stats, dtype=float) for stats in (baseline, now)]
    before, after = (score(tuple(row.sum(0))) for row in rows)
    found = []
    for size in _blocks(len(baseline), rounds):
        drawn = rng.integers(0, len(baseline), (size, len(baseline)))
        sums = [row[drawn].sum(1) for row in rows]
        found += [score(tuple(second)) - score(tuple(first)) for first, second in zip(*sums, strict=True)]
    shifted = np.abs(np.array(found) - np.mean(found))
    return float((1 + (shifted >= abs(after - before) - 1e-9).sum()) / (1 + rounds))


def _units(samples: Sequence[Sample], *all_samples: Sequence[Sample]) -> list[Hashable]:
    """Return what is exchanged as one for each sample: its document if `all_samples` have enough, else itself."""
    for those in all_samples:
        documents = {sample.document for sample in those}
        if None in documents or len(documents) < ENOUGH_DOCUMENTS:
            return list(range(len(samples)))
    return [sample.document for sample in samples]


def _summed(samples: Sequence[Sample], units: Sequence[Hashable]) -> NDArray[np.float64]:
    """Return the summed statistics: units × statistics."""
    import numpy as np

    place = {unit: index for index, unit in enumerate(dict.fromkeys(units))}
    rows = np.zeros((len(place), len(samples[0].stats)))
    np.add.at(rows, [place[unit] for unit in units], np.array([sample.stats for sample in samples], dtype=float))
    return rows


def _swapped(before: NDArray[np.float64], after: NDArray[np.float64], rounds: int) -> Iterator[NDArray[np.float64]]:
    """Yield the two sums with each pair of units exchanged or not, at random."""
    import numpy as np

    rng = np.random.default_rng(_SEED)
    difference, totals = before - after, np.stack([before.sum(0), after.sum(0)])
    for size in _blocks(len(before), rounds):
        moved = rng.integers(0, 2, (size, len(before))).astype(float) @ difference
        yield from np.stack([totals[0] - moved, totals[1] + moved], axis=1)


def _redrawn(before: NDArray[np.float64], after: NDArray[np.float64], rounds: int) -> Iterator[NDArray[np.float64]]:
    """Yield the two sums with the units dealt out anew, at random."""
    import numpy as np

    rng = np.random.default_rng(_SEED)
    pool = np.concatenate([before, after])
    total = pool.sum(0)
    for size in _blocks(len(pool), rounds):
        order = rng.random((size, len(pool))).argsort(axis=1)
        first = (order < len(before)).astype(float) @ pool
        yield from np.stack([first, total - first], axis=1)


def _blocks(units: int, rounds: int) -> Iterator[int]:
    at_once = max(1, _BLOCK // units)
    for start in range(0, rounds, at_once):
        yield min(at_once, rounds - start)
