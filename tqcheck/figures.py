"""The figures that limits are held against: counted flags, shares and scores of a run, a language, a document."""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from tqcheck.limits import Limit
from tqcheck.metrics import METRICS
from tqcheck.model import Flag, Result, Severity
from tqcheck.pipeline import verdict
from tqcheck.report import Tally
from tqcheck.text.tokens import count_words

Stats = tuple[float, ...]
Scorer = Callable[[Stats], float]


class Figures:
    """What is counted within one scope: the run, a language pair, a document or a segment."""

    __slots__ = ("documents", "flags", "scores", "stats", "tally")

    def __init__(self) -> None:
        self.tally = Tally()
        self.flags: Counter[tuple[str, Severity]] = Counter()
        self.scores: defaultdict[str, array[float]] = defaultdict(lambda: array("d"))
        self.stats: dict[str, Stats | None] = {}
        self.documents: dict[str, Tally] = {}

    def add(self, result: Result, words: float, metrics: tuple[str, ...]) -> None:
        """Count one result, and the scores of `metrics`."""
        self.tally.add(result, words)
        self.flags.update((flag.rule, flag.severity) for flag in result.flags)
        if result.segment.document is not None:
            self.documents.setdefault(result.segment.document, Tally()).add(result, words)
        for metric in metrics:
            if metric in result.scores:
                self.scores[metric].append(result.scores[metric])
                before, stats = self.stats.get(metric, ()), result.stats.get(metric)
                if before is None or stats is None:  # a run of an older tqcheck
                    self.stats[metric] = None
                else:
                    self.stats[metric] = tuple(map(sum, zip(before, stats, strict=True))) if before else stats

    def of(self, limit: Limit, rules: frozenset[str], scorers: Mapping[str, Scorer]) -> float | None:
        """Return the figure of a limit, None where there is nothing to take it of.

        rules: those that the limit's name stands for.
        """
        if limit.kind == "mqm":
            return self._per(self.tally.penalty, limit)
        if limit.kind == "flags":
            number = sum(
                count
                for (rule, severity), count in self.flags.items()
                if severity in limit.severities and (not limit.name or rule in rules)
            )
            return self._per(number, limit)
        if limit.kind == "verdicts":
            return self._share(limit)
        if limit.kind == "size":
            return self.tally.segments if limit.name == "segments" else self.tally.words
        return self._score(limit, scorers)

    def _per(self, number: int, limit: Limit) -> float | None:
        if not limit.unit:
            return number
        whole = self.tally.words if limit.unit == "per 1000 words" else self.tally.segments
        return 1000 * number / whole if whole else None

    def _share(self, limit: Limit) -> float | None:
        name, of = limit.name.split()
        if of == "documents":
            number = sum(tally.verdict == name for tally in self.documents.values())
            whole = len(self.documents)
        else:
            number, whole = self.tally.verdicts[name], self.tally.segments  # type: ignore[index]
        if limit.unit != "%":
            return number
        return 100 * number / whole if whole else None

    def _score(self, limit: Limit, scorers: Mapping[str, Scorer]) -> float | None:
        scores = self.scores.get(limit.name)
        if not scores:
            return None
        if limit.decile:
            tenth = math.ceil(len(scores) / 10)
            worst = sorted(scores, reverse=limit.upward)[:tenth]
            return math.fsum(worst) / tenth
        stats = self.stats[limit.name]
        if stats is None or limit.scope == "segment":
            return math.fsum(scores) / len(scores)
        return scorers[limit.name](stats)


def counted(result: Result, flags: tuple[Flag, ...]) -> Result:
    """Return the result with only those flags, judged anew."""
    return replace(result, flags=flags, verdict=verdict(flags))


def words_of(result: Result) -> float:
    """Return how many target words a result has."""
    return count_words(result.segment.target)


def scorers_of(record: Mapping[str, Any]) -> dict[str, Scorer]:
    """Return what turns summed statistics into a score, for each metric of a run that this tqcheck has."""
    return {id: METRICS[id](**options).score for id, options in record["metrics"].items() if id in METRICS}


def places_of(result: Result) -> Iterator[tuple[str, str]]:
    """Yield the scopes that a result belongs to, as (kind, name)."""
    segment = result.segment
    yield "run", ""
    source, target = segment.source_lang or "?", segment.target_lang or "?"
    for name in dict.fromkeys((f"{source}-{target}", target, target.split("-")[0])):
        yield "lang", name
    if segment.document is not None:
        yield "document", segment.document
