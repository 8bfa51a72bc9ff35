"""Runs of the same segments by several systems, side by side: scores, flags, and where they differ most."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from tqcheck.errors import InputError
from tqcheck.metrics import METRICS, Metric
from tqcheck.metrics._sacrebleu import SacreMetric
from tqcheck.metrics._significance import paired_p_values
from tqcheck.model import Severity
from tqcheck.significance import Sample, bootstrapped
from tqcheck.significance import compare as compare_samples

MOST_SHOWN = 50
ALPHA = 0.05
ANY = "all categories"
_WEIGHTS = {str(severity): severity.weight for severity in Severity}


@dataclass(frozen=True)
class Compared:
    """What a comparison amounts to. The first system is the one that the others are compared with."""

    names: list[str]
    segments: int
    unpaired: dict[str, int]
    scores: list[dict[str, Any]]
    flags: list[dict[str, Any]]
    differing: list[dict[str, Any]]


def compare(
    runs: list[tuple[Mapping[str, Any], Iterable[dict[str, Any]]]], names: list[str], samples: int = 0
) -> Compared:
    """Compare runs, given as (run.json, records of segments.jsonl). Segments are paired by their ids.

    Raises InputError if runs have no segment in common, or other sources under the same ids.
    """
    tables = [{segment["id"]: segment for segment in segments} for _, segments in runs]
    common = [id for id in tables[0] if all(id in table for table in tables[1:])]
    if not common:
        raise InputError(f"{' and '.join(names)} have no segment id in common: score the same input with both")
    rows = [[table[id] for table in tables] for id in common]
    for row in rows:
        if len({segment["src"] for segment in row if segment["src"]}) > 1:
            raise InputError(
                f"segment '{row[0]['id']}' has another source in {names[0]} than in the rest: these are not runs"
                " of the same input"
            )
    metrics = [id for id in runs[0][0]["metrics"] if all(id in record["metrics"] for record, _ in runs[1:])]
    return Compared(
        names,
        len(rows),
        {name: len(table) - len(rows) for name, table in zip(names, tables, strict=True)},
        list(_scores(rows, metrics, runs[0][0]["metrics"], samples)),
        _flags(rows),
        _differing(rows, metrics),
    )


def _scores(
    rows: list[list[dict[str, Any]]], metrics: list[str], options: Mapping[str, Any], samples: int
) -> Iterable[dict[str, Any]]:
    by_pair: defaultdict[str, list[list[dict[str, Any]]]] = defaultdict(list)
    for row in rows:
        by_pair[f"{row[0]['src_lang'] or '?'}-{row[0]['tgt_lang'] or '?'}"].append(row)
    for id in metrics:
        if id not in METRICS:
            continue
        metric = METRICS[id](**options[id])
        for pair, here in by_pair.items():
            scored = [row for row in here if all(id in segment.get("stats", ()) for segment in row)]
            if scored:
                yield {
                    "metric": id,
                    "pair": pair,
                    "segments": len(scored),
                    "higher_is_better": metric.higher_is_better,
                    "digits": 3 if metric.range[1] <= 1 else 1,
                    **_compared(metric, scored, pair.split("-", 1)[1], samples),
                }


def _compared(metric: Metric, rows: list[list[dict[str, Any]]], lang: str, samples: int) -> dict[str, Any]:
    if isinstance(metric, SacreMetric):
        return _by_sacrebleu(metric, rows, lang, samples)
    return _by_statistics(metric, rows, lang, samples)


def _by_sacrebleu(metric: SacreMetric, rows: list[list[dict[str, Any]]], lang: str, samples: int) -> dict[str, Any]:
    references = [[ref for ref in row[0]["refs"] if ref] for row in rows]
    texts = [[row[number]["mt"] for row in rows] for number in range(len(rows[0]))]
    original = metric.make(lang)
    streams = [[refs[number] if number < len(refs) else None for refs in references]
               for number in range(max(map(len, references)))]  # fmt: skip
    return {
        "values": [float(original.corpus_score(text, streams).score) for text in texts],
        "tests": [paired_p_values(metric, lang, texts[0], text, references, samples) for text in texts[1:]],
        "signature": str(original.get_signature()),
    }


def _by_statistics(metric: Metric, rows: list[list[dict[str, Any]]], lang: str, samples: int) -> dict[str, Any]:
    """Compare by the statistics that the runs hold: a learned metric need not be taken again."""
    systems = [[tuple(map(float, row[number]["stats"][metric.id])) for row in rows] for number in range(len(rows[0]))]
    paired = [
        [Sample(place, row[number].get("doc_id"), stats[place]) for place, row in enumerate(rows)]
        for number, stats in enumerate(systems)
    ]
    rounds = {"rounds": samples} if samples else {}
    return {
        "values": [metric.score(tuple(map(sum, zip(*stats, strict=True)))) for stats in systems],
        "tests": [
            {
                "bs": bootstrapped(systems[0], systems[number], metric.score, **rounds),
                "ar": compare_samples(paired[0], paired[number], metric.score, **rounds).p,
            }
            for number in range(1, len(systems))
        ],
        "signature": metric.signature(lang, -1),
    }


def _flags(rows: list[list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return the flags by category, with McNemar's exact test on the segments that only one system has flagged.

    The first row is of all categories. The p-values of the others allow for their number.
    """
    systems = range(len(rows[0]))
    counts: list[Counter[str]] = [Counter() for _ in systems]
    flagged: defaultdict[str, list[set[int]]] = defaultdict(lambda: [set() for _ in systems])
    for place, row in enumerate(rows):
        for number, segment in enumerate(row):
            for flag in segment["flags"]:
                for category in (flag["category"], ANY):
                    counts[number][category] += 1
                    flagged[category][number].add(place)
    found: list[dict[str, Any]] = [
        {
            "category": category,
            "values": [count[category] for count in counts],
            "only": [[len(sets[0] - other), len(other - sets[0])] for other in sets[1:]],
            "p": [],
        }
        for category, sets in sorted(
            flagged.items(), key=lambda item: (item[0] != ANY, -len(set[int]().union(*item[1])), item[0])
        )
    ]
    for number in range(len(systems) - 1):
        raw = [exact_mcnemar(*tally["only"][number]) for tally in found]
        for tally, p in zip(found, [*raw[:1], *holm(raw[1:])], strict=True):
            tally["p"].append(p)
    return found


def exact_mcnemar(first: int, second: int) -> float:
    """Return the p-value of McNemar's exact test: would a fair coin divide the disagreements so unevenly?

    >>> round(exact_mcnemar(1, 9), 4), exact_mcnemar(0, 0)
    (0.0215, 1.0)
    """
    n, k = first + second, min(first, second)
    if n > 1000:  # the sum has thousands of terms, and the normal curve fits
        return math.erfc(max(0, abs(first - second) - 1) / math.sqrt(2 * n))
    tail = sum(math.comb(n, i) for i in range(k + 1))
    return min(1.0, float(2 * tail / 2**n))


def holm(p_values: list[float]) -> list[float]:
    """Return p-values that allow for how many there are (Holm 1979).

    >>> holm([0.01, 0.04, 0.03])
    [0.03, 0.06, 0.06]
    """
    order = sorted(range(len(p_values)), key=p_values.__getitem__)
    adjusted, highest = [0.0] * len(p_values), 0.0
    for rank, index in enumerate(order):
        highest = max(highest, min(1.0, p_values[index] * (len(p_values) - rank)))
        adjusted[index] = highest
    return adjusted


def _differing(rows: list[list[dict[str, Any]]], metrics: list[str]) -> list[dict[str, Any]]:
    """Return the segments where the systems differ most: by penalty, then by the first metric."""
    found: list[dict[str, Any]] = []
    for row in rows:
        penalties = [sum(_WEIGHTS[flag["severity"]] for flag in segment["flags"]) for segment in row]
        scores = [segment["scores"].get(metrics[0], 0.0) if metrics else 0.0 for segment in row]
        spread = (max(penalties) - min(penalties), max(scores) - min(scores))
        if any(spread):
            found.append({"segments": row, "penalties": penalties, "spread": spread})
    return sorted(found, key=lambda one: one["spread"], reverse=True)[:MOST_SHOWN]
