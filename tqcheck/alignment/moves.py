"""The monotone path through two texts: how likely every link is, and the likeliest path.

A path is made of six moves: 1-1, 1-2, 2-1 and 2-2 link sentences, 1-0 and 0-1 leave one alone. Sentences
left alone come in runs (a dropped paragraph), so a run is dear to begin and cheap to go on with. All
scores are natural logarithms of how much likelier the link is than two unrelated texts.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Grid = NDArray[np.float64]
Move = tuple[int, int]

LINKS: tuple[Move, ...] = ((1, 1), (1, 2), (2, 1), (2, 2))
PRIOR: Mapping[Move, float] = {(1, 1): 0.86, (1, 2): 0.035, (2, 1): 0.035, (2, 2): 0.008}
"""How often each link comes in news that translators have joined and split freely; the rest are gaps."""
OPEN = math.log(0.02)
"""A sentence is left alone."""
EXTEND = math.log(0.4)
"""So is the next: two of five runs go on."""


class Link(NamedTuple):
    """Sentences `source[a:b]` and `target[c:d]` that say the same; one side is empty where a sentence stands alone."""

    source: tuple[int, int]
    target: tuple[int, int]
    confidence: float

    @property
    def whole(self) -> bool:
        """Tell whether there is something on both sides."""
        return self.source[0] < self.source[1] and self.target[0] < self.target[1]


@dataclass(frozen=True, slots=True, eq=False)
class Band:
    """The cells looked at: `low[i] <= j < low[i] + width` sentences of the target beside `i` of the source."""

    low: NDArray[np.int64]
    width: int
    targets: int

    @property
    def columns(self) -> NDArray[np.int64]:
        """Return `j` of every cell, sources + 1 × width; some lie outside the target."""
        return self.low[:, None] + np.arange(self.width)[None, :]

    @classmethod
    def whole(cls, sources: int, targets: int) -> Band:
        """Return a band of all cells."""
        return cls(np.zeros(sources + 1, np.int64), targets + 1, targets)

    @classmethod
    def around(cls, centre: NDArray[np.float64], targets: int, radius: int) -> Band:
        """Return a band of cells within `radius` of `centre[i]`, which must not fall; a leap widens all of it."""
        radius += int(np.ceil(np.diff(centre, prepend=0.0).max(initial=0.0) / 2))
        width = min(2 * radius + 1, targets + 1)
        low = np.clip(np.rint(centre).astype(np.int64) - radius, 0, targets + 1 - width)
        low[0], low[-1] = 0, targets + 1 - width
        return cls(np.maximum.accumulate(low), width, targets)

    def wider(self) -> Band:
        """Return a band four times as wide."""
        return Band.around((self.low + self.width / 2).astype(np.float64), self.targets, 2 * self.width)

    def cramps(self, cells: Iterable[tuple[int, int]]) -> bool:
        """Tell whether a path through the cells touches the edge of the band, where that is not the text's own."""
        return any(
            (j <= self.low[i] and j > 0) or (j >= self.low[i] + self.width - 1 and j < self.targets) for i, j in cells
        )


def _shifted(row: Grid, shift: int) -> Grid:
    """Return `out[c] = row[c + shift]`, impossible where that lies outside."""
    if shift == 0:
        return row
    out = np.full_like(row, -np.inf)
    if 0 < shift < len(row):
        out[:-shift] = row[shift:]
    elif -len(row) < shift < 0:
        out[-shift:] = row[:shift]
    return out


def _running(row: Grid, step: float) -> Grid:
    """Return `x[c] = log(exp(row[c]) + exp(x[c - 1] + step))`, from left to right."""
    ramp = np.arange(len(row)) * step
    total: Grid = np.logaddexp.accumulate(row - ramp)
    return total + ramp


@dataclass(frozen=True, slots=True, eq=False)
class Posterior:
    """The probability of each link (by the cell it ends in), and of each sentence to stand alone, wherever.

    `evidence` is the logarithm of how much likelier the best paths together are than no link at all.
    """

    links: Mapping[Move, Grid]
    source_alone: NDArray[np.float64]
    target_alone: NDArray[np.float64]
    evidence: float


def posterior(scores: Mapping[Move, Grid], band: Band) -> Posterior:
    """Return how likely each link is over all paths, by the forward-backward algorithm."""
    with np.errstate(divide="ignore", invalid="ignore", under="ignore"):
        return _posterior(scores, band)


def _posterior(scores: Mapping[Move, Grid], band: Band) -> Posterior:
    rows, width = len(band.low), band.width
    low = band.low
    inside = (band.columns >= 0) & (band.columns <= band.targets)
    nothing = np.full(width, -np.inf)
    # what the path did last: linked, left a source sentence alone, left a target sentence alone
    linked, dropped, added = (np.full((rows, width), -np.inf) for _ in range(3))
    for i in range(rows):
        here = nothing.copy()
        if i == 0:
            here[0 - low[0]] = 0.0
        for a, b in LINKS:
            if i >= a:
                shift = int(low[i] - low[i - a]) - b
                before = np.logaddexp(np.logaddexp(linked[i - a], dropped[i - a]), added[i - a])
                here = np.logaddexp(here, _shifted(before, shift) + scores[a, b][i])
        linked[i] = np.where(inside[i], here, -np.inf)
        if i:
            shift = int(low[i] - low[i - 1])
            fresh = _shifted(linked[i - 1], shift) + OPEN
            dropped[i] = np.where(inside[i], np.logaddexp(fresh, _shifted(dropped[i - 1], shift) + EXTEND), -np.inf)
        fresh = _shifted(np.logaddexp(linked[i], dropped[i]) + OPEN, -1)
        added[i] = np.where(inside[i], _running(fresh, EXTEND), -np.inf)
    after_link, after_drop, after_add = (np.full((rows, width), -np.inf) for _ in range(3))
    onward = nothing
    end = band.targets - int(low[-1])
    for i in range(rows - 1, -1, -1):
        onward = nothing.copy()
        if i == rows - 1:
            onward[end] = 0.0
        for a, b in LINKS:
            if i + a < rows:
                shift = int(low[i] - low[i + a]) + b
                onward = np.logaddexp(onward, _shifted(scores[a, b][i + a] + after_link[i + a], shift))
        onward = np.where(inside[i], onward, -np.inf)
        after_add[i] = _running(onward[::-1], EXTEND)[::-1]
        add = _shifted(after_add[i], 1) + OPEN
        down = nothing
        if i + 1 < rows:
            down = _shifted(after_drop[i + 1], int(low[i] - low[i + 1]))
        after_link[i] = np.where(inside[i], np.logaddexp(np.logaddexp(onward, add), down + OPEN), -np.inf)
        after_drop[i] = np.where(inside[i], np.logaddexp(np.logaddexp(onward, add), down + EXTEND), -np.inf)
        after_add[i] = np.where(inside[i], after_add[i], -np.inf)
    total = float(np.logaddexp(np.logaddexp(linked[-1, end], dropped[-1, end]), added[-1, end]))
    before = np.logaddexp(np.logaddexp(linked, dropped), added)
    links = {}
    for a, b in LINKS:
        grid = np.full((rows, width), -np.inf)
        for i in range(a, rows):
            shift = int(low[i] - low[i - a]) - b
            grid[i] = _shifted(before[i - a], shift) + scores[a, b][i] + after_link[i]
        links[a, b] = np.exp(grid - total)
    alone = OPEN * ((rows > 1) + (band.targets > 0)) + EXTEND * (max(0, rows - 2) + max(0, band.targets - 1))
    source_alone = np.exp(dropped + after_drop - total).sum(1)[1:]
    in_text = np.clip(band.columns, 0, band.targets)
    here = np.where(inside, np.exp(added + after_add - total), 0.0)
    target_alone = np.bincount(in_text.ravel(), here.ravel(), band.targets + 1)[1:]
    return Posterior(links, np.minimum(1.0, source_alone), np.minimum(1.0, target_alone), total - alone)


def likeliest(chances: Posterior, band: Band) -> list[Link]:
    """Return the path on which the most sentences are expected to be right, from the first sentence to the last."""
    rows, width = len(band.low), band.width
    low = band.low
    best = np.full((rows, width), -np.inf)
    worth = np.concatenate([[0.0], np.cumsum(chances.target_alone)])
    for i in range(rows):
        ramp = worth[np.clip(low[i] + np.arange(width), 0, band.targets)]
        here = np.full(width, -np.inf)
        if i == 0:
            here[0] = 0.0
        for a, b in LINKS:
            if i >= a:
                shift = int(low[i] - low[i - a]) - b
                here = np.maximum(here, _shifted(best[i - a], shift) + (a + b) * chances.links[a, b][i])
        if i:
            here = np.maximum(here, _shifted(best[i - 1], int(low[i] - low[i - 1])) + chances.source_alone[i - 1])
        with np.errstate(invalid="ignore"):
            best[i] = np.maximum.accumulate(here - ramp) + ramp
    return _traced(best, chances, band)


def _traced(best: Grid, chances: Posterior, band: Band) -> list[Link]:
    i, j = len(band.low) - 1, band.targets
    path = []
    while i or j:
        options = []
        for a, b in LINKS:
            before = _value(best, band, i - a, j - b)
            chance = float(chances.links[a, b][i, j - band.low[i]]) if before > -math.inf else 0.0
            options.append((before + (a + b) * chance, -a - b, Link((i - a, i), (j - b, j), chance)))
        before = _value(best, band, i - 1, j)
        chance = float(chances.source_alone[i - 1]) if i else 0.0
        options.append((before + chance, -1, Link((i - 1, i), (j, j), chance)))
        before = _value(best, band, i, j - 1)
        chance = float(chances.target_alone[j - 1]) if j else 0.0
        options.append((before + chance, -1, Link((i, i), (j - 1, j), chance)))
        link = max(options)[2]
        path.append(link)
        i, j = link.source[0], link.target[0]
    return path[::-1]


def _value(best: Grid, band: Band, i: int, j: int) -> float:
    if i < 0 or j < 0 or not 0 <= j - band.low[i] < band.width:
        return -math.inf
    return float(best[i, j - band.low[i]])
