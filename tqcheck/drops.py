"""A metric against the baseline's, language pair by language pair: did it get worse, beyond noise?"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from hashlib import sha256
from typing import Any

from tqcheck.errors import UsageError
from tqcheck.judgement import Outcome, StoredRun
from tqcheck.limits import Limit
from tqcheck.metrics import METRICS
from tqcheck.model import Segment
from tqcheck.significance import Sample, Stats, compare


def changed(limit: Limit, run: StoredRun, baseline: StoredRun, level: float) -> Outcome:
    """Hold a run against `limit`, which says how much worse than the baseline's a metric may be.

    It breaks where the score is worse by so much and noise alone would do as much in less than `level`
    of all cases, in all language pairs together (Bonferroni).
    Raises UsageError where the two runs cannot be compared.
    """
    scored, higher = _metric(limit, run)
    now, before = _samples(run, limit.name), _samples(baseline, limit.name)
    shared = [pair for pair in now if pair in before]
    if not shared:
        raise UsageError(
            f"the limit '{limit.text}' cannot hold: the baseline {baseline.name} has no {limit.name} for"
            f" {', '.join(now) or 'any language'}"
        )
    lines, broken, drops = [], [], []
    for pair in shared:
        _check_comparable(limit, pair, run, baseline)
        exact = scored is not None and all(sample.stats for sample, _ in (*now[pair], *before[pair]))
        score = scored if exact and scored else _mean
        theirs, ours = (
            [sample if exact else sample._replace(stats=(alone, 1.0)) for sample, alone in rows]
            for rows in (before[pair], now[pair])
        )
        found = compare(theirs, ours, score)
        drop = (found.baseline - found.now) * (1 if higher else -1)
        how = (
            f"the same {found.pairs:,} segments"
            if found.pairs
            else f"{len(theirs):,} and {len(ours):,} segments, not the same"
        )
        lines.append(
            f"{found.baseline:.2f} → {found.now:.2f} in {pair}"
            f" (p {'< 0.001' if found.p < 0.001 else f'= {found.p:.3f}'}, level {level / len(shared):.2g}; {how})"
        )
        drops.append(drop)
        if drop > 0 and drop >= limit.value and found.p <= level / len(shared):
            broken.append(lines[-1])
    return Outcome(limit, bool(broken), max(drops), "; ".join(broken or lines), tuple(broken))


def _metric(limit: Limit, run: StoredRun) -> tuple[Any, bool]:
    """Return the metric's score function, None if this tqcheck lacks the metric, and whether higher is better."""
    if limit.name in METRICS:
        metric = METRICS[limit.name](**run.record["metrics"][limit.name])
        return metric.score, metric.higher_is_better
    rows = run.record["summary"]["scores"]
    return None, next(bool(row["higher_is_better"]) for row in rows if row["metric"] == limit.name)


def _mean(stats: Stats) -> float:
    return stats[0] / stats[1]


def _samples(run: StoredRun, metric: str) -> dict[str, list[tuple[Sample, float]]]:
    """Return, for each language pair, the segments with their statistics (none in old runs) and their scores."""
    found: defaultdict[str, list[tuple[Sample, float]]] = defaultdict(list)
    copies: Counter[str] = Counter()
    for result in run.results():
        if metric in result.scores:
            segment = result.segment
            evidence = _evidence(segment)
            copies[evidence] += 1
            sample = Sample((evidence, copies[evidence]), segment.document, result.stats.get(metric, ()))
            pair = f"{segment.source_lang or '?'}-{segment.target_lang or '?'}"
            found[pair].append((sample, result.scores[metric]))
    return dict(found)


def _evidence(segment: Segment) -> str:
    """Return what makes a segment the same in another run: all but the target."""
    parts = (segment.source or "", *segment.references) if segment.source or segment.references else (segment.id,)
    return sha256("\0".join(" ".join(part.split()) for part in parts).encode("utf-8", "surrogatepass")).hexdigest()


def _check_comparable(limit: Limit, pair: str, run: StoredRun, baseline: StoredRun) -> None:
    signatures = [
        next(
            (
                re.sub(r"\|?version:[^|]*", "", row["signature"])
                for row in one.record["summary"]["scores"]
                if (row["metric"], row["pair"]) == (limit.name, pair)
            ),
            "",
        )
        for one in (baseline, run)
    ]
    if all(signatures) and signatures[0] != signatures[1]:
        raise UsageError(
            f"the limit '{limit.text}' compares what cannot be compared: in the baseline {limit.name} is"
            f" {signatures[0]}, in the run {signatures[1]} (score one of them again)"
        )
