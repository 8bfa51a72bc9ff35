"""A run in constant memory: counts, sums and the worst segments."""

from __future__ import annotations

import heapq
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from tqcheck.alignment.outcome import Outcome, outcome_of
from tqcheck.metrics import Metric
from tqcheck.model import Result, Severity, Side, Verdict
from tqcheck.pipeline import Run
from tqcheck.rules import Rule
from tqcheck.text.characters import UNSPACED, scripts
from tqcheck.text.tokens import count_words

WORST = 20
REVIEW_PER_1000 = 5.0
FAIL_PER_1000 = 50.0


@dataclass(slots=True)
class Tally:
    """What is counted of a document, and of the run."""

    segments: int = 0
    words: float = 0.0
    unspaced: bool = False
    severities: Counter[Severity] = field(default_factory=Counter)
    verdicts: Counter[Verdict] = field(default_factory=Counter)

    def add(self, result: Result, words: float) -> None:
        """Count one result."""
        self.segments += 1
        self.words += words
        self.unspaced = self.unspaced or not UNSPACED.isdisjoint(scripts(result.segment.target))
        self.severities.update(flag.severity for flag in result.flags)
        self.verdicts[result.verdict] += 1

    @property
    def penalty(self) -> int:
        """Return the MQM penalty: the sum of the flags' weights."""
        return sum(severity.weight * count for severity, count in self.severities.items())

    @property
    def per_1000(self) -> float:
        """Return the penalty for each 1,000 target words."""
        return 1000 * self.penalty / self.words if self.words else 0.0

    @property
    def verdict(self) -> Verdict:
        """Judge the whole: a critical error or 50 points in 1,000 words fail it, 5 points want review."""
        if self.severities[Severity.CRITICAL] or self.per_1000 >= FAIL_PER_1000:
            return "fail"
        return "review" if self.per_1000 >= REVIEW_PER_1000 else "pass"

    def as_dict(self) -> dict[str, Any]:
        """Return the tally for JSON."""
        return {
            "segments": self.segments,
            "words": round(self.words),
            "word_unit": "words and characters / 1.7" if self.unspaced else "words",
            "flags": {str(severity): self.severities[severity] for severity in reversed(Severity)},
            "verdicts": {name: self.verdicts[name] for name in ("pass", "review", "fail")},
            "penalty": self.penalty,
            "penalty_per_1000_words": round(self.per_1000, 2),
            "verdict": self.verdict,
        }


@dataclass(slots=True)
class Aligned:
    """How much of whole articles lies beside their source and references, in words of the target."""

    words: float = 0.0
    beside: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    dropped: int = 0
    added: int = 0

    def add(self, outcome: Outcome, words: float) -> None:
        """Count one segment."""
        self.words += words
        sides = [("reference", confidence) for confidence in outcome.references[:1]]
        if outcome.missing_from == "source":
            sides.insert(0, ("source", outcome.source))
        for side, confidence in sides:
            self.beside[side] += words if confidence is not None else 0.0
        self.dropped += sum(lost.sentences for lost in (outcome.before, outcome.after) if lost)
        self.added += bool(outcome.alone)

    def as_dict(self) -> dict[str, Any]:
        """Return the shares, in per cent of the words, and the sentences that have no counterpart, for JSON."""
        shares = {side: round(100 * words / self.words, 1) for side, words in self.beside.items() if self.words}
        return {"share": shares, "dropped": self.dropped, "added": self.added}


class Worst:
    """The segments with the highest penalties, in constant memory."""

    def __init__(self) -> None:
        self._heap: list[tuple[int, int, Result]] = []
        self._seen = 0

    def add(self, result: Result) -> None:
        """Look at one result."""
        self._seen += 1
        penalty = sum(flag.severity.weight for flag in result.flags)
        if penalty:
            entry = (penalty, -self._seen, result)
            (heapq.heappush if len(self._heap) < WORST else heapq.heappushpop)(self._heap, entry)

    def results(self) -> list[Result]:
        """Return them, the worst first."""
        return [result for *_, result in sorted(self._heap, key=lambda entry: (-entry[0], -entry[1]))]


class Report:
    """What a run amounts to. Add results in input order; `summary` says the rest."""

    judgement: None = None
    """A run that was not kept has not been to the gate."""

    def __init__(self, run: Run) -> None:
        self.run = run
        self.total = Tally()
        self.documents: dict[str, Tally] = {}
        self.rules: defaultdict[str, Counter[Severity]] = defaultdict(Counter)
        self.categories: Counter[str] = Counter()
        self.pairs: Counter[str] = Counter()
        self._stats: dict[tuple[str, str], tuple[int, array[float]]] = {}
        self._references: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
        self.caveats: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._category: dict[str, str] = {}
        self._langs: dict[str, dict[Side, str]] = {}
        self._worst = Worst()
        self._kinds: Counter[tuple[frozenset[str], str]] = Counter()
        self._aligned = Aligned()

    def add(self, result: Result) -> None:
        """Count one result."""
        segment = result.segment
        words = count_words(segment.target)
        self.total.add(result, words)
        if segment.document is not None:
            self.documents.setdefault(segment.document, Tally()).add(result, words)
        pair = f"{segment.source_lang or '?'}-{segment.target_lang or '?'}"
        self.pairs[pair] += 1
        self._langs.setdefault(pair, {"source": segment.source_lang or "?", "target": segment.target_lang or "?"})
        for flag in result.flags:
            self.rules[flag.rule][flag.severity] += 1
            self.categories[flag.category] += 1
            self._category[flag.rule] = flag.category
        for metric, caveat in result.caveats.items():
            self.caveats[metric][caveat] += 1
        for metric, stats in result.stats.items():
            self._stats.setdefault((metric, pair), (len(stats), array("d")))[1].extend(stats)
            self._references[metric, pair].add(sum(1 for ref in segment.references if ref))
        if outcome := outcome_of(segment):
            self._aligned.add(outcome, words)
        kind = (segment.available(), segment.target_lang or "")
        self._kinds[kind] += 1
        self._worst.add(result)

    def recording(self, results: Iterable[Result]) -> Iterator[Result]:
        """Yield results as they pass, and count them."""
        for result in results:
            self.add(result)
            yield result

    @property
    def worst(self) -> list[Result]:
        """Return the segments with the highest penalties, the worst first."""
        return self._worst.results()

    @property
    def metrics(self) -> list[str]:
        """Return the ids of the metrics."""
        return [metric.id for metric in self.run.metrics]

    def scores(self) -> Iterator[dict[str, Any]]:
        """Yield each corpus score by language pair, with its 95 % interval and signature."""
        for metric in self.run.metrics:
            for pair in self.pairs:
                if (metric.id, pair) not in self._stats:
                    continue
                width, flat = self._stats[metric.id, pair]
                rows = [tuple(flat[start : start + width]) for start in range(0, len(flat), width)]
                total = tuple(map(sum, zip(*rows, strict=True)))
                mean, half = metric.interval(rows)
                yield {
                    "metric": metric.id,
                    "pair": pair,
                    "score": metric.score(total),
                    "mean": mean,
                    "interval": half,
                    "segments": len(rows),
                    "higher_is_better": metric.higher_is_better,
                    "decimals": metric.decimals,
                    "label": metric.label,
                    "signature": metric.signature(self._langs[pair][metric.side], self._reference_count(metric, pair)),
                }

    def _reference_count(self, metric: Metric, pair: str) -> int:
        counts = self._references[metric.id, pair]
        return next(iter(counts)) if len(counts) == 1 else -1

    def not_run(self) -> Iterator[dict[str, str]]:
        """Yield the rules and metrics that had nothing to work on, each with the reason."""
        plugins: list[Rule | Metric] = [*self.run.rules, *self.run.metrics]
        for plugin in plugins:
            if reason := self._reason(plugin):
                yield {"id": plugin.id, "reason": reason}

    def _reason(self, plugin: Rule | Metric) -> str:
        if reason := plugin.unavailable():
            return reason
        if not self.total.segments:
            return "no segments"
        needs = plugin.needed() if isinstance(plugin, Metric) else plugin.needs
        if "glossary" in needs and not self.run.glossary:
            return "needs a glossary, and none is given"
        missing = [
            need
            for need in needs
            if need != "glossary" and all(available.isdisjoint(need.split("|")) for available, _ in self._kinds)
        ]
        if missing:
            words = ", ".join(need.replace("|", " or ").replace("_", "-") for need in missing)
            return f"needs {'an' if words[0] in 'aeiou' else 'a'} {words}, and no segment has one"
        langs = getattr(plugin, "langs", None)
        if langs is not None and all(lang.split("-")[0] not in langs for _, lang in self._kinds):
            return "knows only " + ", ".join(sorted(langs))
        return ""

    @cached_property
    def _summary(self) -> dict[str, Any]:
        return {
            "total": self.total.as_dict(),
            "pairs": dict(self.pairs.most_common()),
            "scores": list(self.scores()),
            "rules": {
                id: {
                    "category": self._category[id],
                    **{str(severity): counts[severity] for severity in reversed(Severity)},
                }
                for id, counts in sorted(self.rules.items())
            },
            "categories": dict(self.categories.most_common()),
            **({"alignment": self._aligned.as_dict()} if self._aligned.words else {}),
            "documents": {id: tally.as_dict() for id, tally in self.documents.items()},
            "caveats": {metric: dict(counts.most_common()) for metric, counts in self.caveats.items()},
            "not_run": list(self.not_run()),
        }

    def summary(self) -> dict[str, Any]:
        """Return the whole report for JSON; every other output is made from it. Call it when all is added."""
        return self._summary
