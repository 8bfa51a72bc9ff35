"""The public Python door: make a run, check segments, keep a run in a folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from tqcheck.glossary import load_glossary
from tqcheck.metrics import Metric
from tqcheck.metrics._views import metric_named
from tqcheck.model import Result, Segment
from tqcheck.pipeline import Run, batches
from tqcheck.rules import RULES, Rule
from tqcheck.text.entities import find_recogniser
from tqcheck.workers import check_all

DEFAULT_METRICS = ("bleu", "chrf", "ter", "tq")


def make_run(
    select: list[str] | None = None,
    ignore: list[str] | None = None,
    metrics: Iterable[str] = (),
    metric_options: Mapping[str, Mapping[str, Any]] | None = None,
    glossary: str | Path | None = None,
    ner: Iterable[str] = (),
) -> Run:
    """Return a run of the rules named by `select` (all, if None) less `ignore`, and the metrics named.

    `chrf.bt` is a metric on the back-translation, `chrf.pseudo` one on the pseudo-reference.
    `metric_options` has the options of metrics by id: `{"comet": {"model": "Unbabel/wmt22-comet-da"}}`.
    `glossary`: a file of terms, CSV, TSV or TBX. `ner`: spaCy pipelines that find names, by package or folder.
    Raises UsageError for a name that is none, for a metric that cannot be taken here and for a glossary that cannot
    be read.
    """
    rules: list[Rule] = [RULES[id]() for id in RULES.select(select, ignore)]
    options = metric_options or {}
    chosen: list[Metric] = [metric_named(id, options.get(id, {})) for id in dict.fromkeys(metrics)]
    for metric in chosen:
        metric.ready()
    return Run(
        tuple(rules),
        tuple(chosen),
        glossary=load_glossary(Path(glossary)) if glossary else (),
        recognisers=tuple(find_recogniser(name).name for name in ner),
    )


def check(segments: Iterable[Segment], run: Run | None = None, workers: int | None = 1) -> Iterator[Result]:
    """Yield one result a segment, in order; by all rules and no metric if no run is given.

    >>> from tqcheck import Segment
    >>> [result] = check([Segment("1", "He met the the the the president.", target_lang="en")])
    >>> result.flags[0].rule
    'repetition.loop'
    """
    return check_all(run or make_run(), batches(segments), workers)
