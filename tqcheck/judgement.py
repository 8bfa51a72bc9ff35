"""What the gate says of a run: Outcome of each limit, Standing of a flag, Judgement of the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, Protocol

from tqcheck.limits import Limit
from tqcheck.model import Result


class StoredRun(Protocol):
    """A run that was kept: its `run.json`, and its results, to be read as often as need be."""

    @property
    def name(self) -> str:
        """Return what it is called in messages."""

    @property
    def record(self) -> dict[str, Any]:
        """Return its `run.json`."""

    def results(self) -> Iterator[Result]:
        """Yield the results, in the order of the run."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Why a flag does not count."""

    kind: Literal["baseline", "suppressed", "dismissed"]
    reason: str
    author: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One limit and what it was held against. `places` names what broke it, the worst first."""

    limit: Limit
    broken: bool
    figure: float | None
    shown: str
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the gate says of a run. `standings` has the flags that do not count, by segment and flag number."""

    outcomes: tuple[Outcome, ...]
    standings: Mapping[tuple[int, int], Standing] = field(default_factory=dict)
    counting: int = 0
    gone: int = 0
    baseline: str | None = None
    remarks: tuple[str, ...] = ()

    @property
    def broken(self) -> bool:
        """Tell whether any limit is."""
        return any(outcome.broken for outcome in self.outcomes)

    def as_dict(self) -> dict[str, Any]:
        """Return it for JSON."""
        kinds = Counter(standing.kind for standing in self.standings.values())
        return {
            "broken": self.broken,
            "outcomes": [
                {
                    "limit": outcome.limit.text,
                    "broken": outcome.broken,
                    "figure": outcome.figure,
                    "shown": outcome.shown,
                    "places": list(outcome.places),
                }
                for outcome in self.outcomes
            ],
            "flags": {
                "counting": self.counting,
                **{kind: kinds[kind] for kind in ("baseline", "suppressed", "dismissed")},
                "gone": self.gone,
            },
            "baseline": self.baseline,
            "remarks": list(self.remarks),
        }

    def standing(self, segment: int, flag: int) -> Standing | None:
        """Return why a flag does not count; None if it does. Both are numbered from 0 in the order of the run."""
        return self.standings.get((segment, flag))
