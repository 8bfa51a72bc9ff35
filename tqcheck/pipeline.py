"""Segments to batches of whole documents to results: Run checks a batch, heavy metrics measure what comes of it."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from itertools import islice
from typing import TypeVar

from tqcheck.errors import InputError
from tqcheck.metrics import Measured, Metric
from tqcheck.model import Batch, Flag, Result, Segment, Severity, Term, Verdict
from tqcheck.rules import Rule
from tqcheck.text.ledger import ledger
from tqcheck.text.terms import overruled
from tqcheck.text.wordalignment import corresponding

T = TypeVar("T")

BATCH = 1000
"""Segments to a batch: enough for rules to learn from the text around, and flat in memory."""
GROUP = 4000
"""Segments that a heavy metric measures in one go: setting up a prediction costs up to a second."""
MAX_DOCUMENT = 10_000
"""Segments after which a document is cut, so that memory stays bounded."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What a configuration says of flags: other severities, and rules not wanted here or there.

    Each is a row of (rule, severity), (pattern of paths, rule) and (target language, rule).
    """

    severities: tuple[tuple[str, Severity], ...] = ()
    by_file: tuple[tuple[str, str], ...] = ()
    by_language: tuple[tuple[str, str], ...] = ()

    def apply(self, segment: Segment, flags: Sequence[Flag]) -> list[Flag]:
        """Return the flags that are wanted of a segment, with the severities that are."""
        lang = segment.target_lang or ""
        dropped = {rule for pattern, rule in self.by_file if fnmatchcase(segment.path, pattern)}
        dropped |= {rule for tag, rule in self.by_language if lang == tag or lang.startswith(tag + "-")}
        severities = dict(self.severities)
        return [
            replace(flag, severity=severities.get(flag.rule, flag.severity))
            for flag in flags
            if flag.rule not in dropped
        ]


@dataclass(frozen=True, slots=True)
class Run:
    """The rules and metrics of a run. Frozen and picklable: no clock, no randomness."""

    rules: tuple[Rule, ...]
    metrics: tuple[Metric, ...] = ()
    policy: Policy | None = None
    glossary: tuple[Term, ...] = ()
    recognisers: tuple[str, ...] = ()
    """Pipelines that find names, by package or folder; see `text/entities.py`."""

    def check(self, segments: Sequence[Segment]) -> list[Result]:
        """Return one result a segment, in order, by the rules and the light metrics."""
        batch = Batch(segments, self.glossary, self.recognisers)
        with _no_collection():
            results = self._checked(batch)
        batch.documents = ()  # which know their batch: so both are gone at once, not when Python looks for cycles
        return results

    def _checked(self, batch: Batch) -> list[Result]:
        flags: defaultdict[int, list[Flag]] = defaultdict(list)
        for rule in self.rules:
            if rule.unavailable():
                continue
            first = 0
            for document in batch.documents:
                for index, flag in rule.check_document(document):
                    flags[first + index].append(flag)
                first += len(document.segments)
        light = [metric for metric in self.metrics if not metric.heavy and not metric.unavailable()]
        measured = {metric.id: metric.measure(batch.segments) for metric in light}
        precedence = {rule.id: (*rule.yields_to, *_language_first(rule.id)) for rule in self.rules}
        results = []
        for index, segment in enumerate(batch.segments):
            wanted = self.policy.apply(segment, flags[index]) if self.policy else flags[index]
            wanted = overruled(wanted, segment, batch) if self.glossary else wanted
            kept = arbitrate(wanted, precedence)
            stats = {id: row for id, rows in measured.items() if (row := rows[index]) is not None}
            scores = {metric.id: metric.segment_score(stats[metric.id]) for metric in light if metric.id in stats}
            words = corresponding(segment) if kept and "tq" in measured else ()
            results.append(Result(segment, kept, verdict(kept), scores, stats, words=words))
        if any(rule.id.startswith("names.") for rule in self.rules):
            first = 0
            for document in batch.documents:
                after = first + len(document.segments)
                names = ledger(document, [result.flags for result in results[first:after]])
                results[first] = replace(results[first], names=names)
                first = after
        return results


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep Python from looking for garbage in cycles: it would walk through the words of all caches, a fifth of the time.

    A batch leaves none, so what it leaves is put among the oldest objects, unseen.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            if not gc.get_freeze_count():  # else a program has frozen what must stay so
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def measured(results: Iterable[Result], metrics: Iterable[Metric], group: int = GROUP) -> Iterator[Result]:
    """Add what heavy metrics say to the results, a group at a time; groups are cut by the input alone.

    What came before an InputError is measured and yielded; then the error is raised.
    """
    heavy = [metric for metric in metrics if metric.heavy]
    if not heavy:
        yield from results
        return
    failures: list[InputError] = []
    source = _until_failure(results, failures)
    while part := list(islice(source, group)):
        judged = [metric.judge(part) for metric in heavy]
        for index, result in enumerate(part):
            yield _completed(
                result, {metric.id: rows[index] for metric, rows in zip(heavy, judged, strict=True)}, heavy
            )
    if failures:
        raise failures[0]


def _completed(result: Result, found: dict[str, Measured], metrics: Iterable[Metric]) -> Result:
    stats = {id: row.stats for id, row in found.items() if row.stats is not None}
    scores = {metric.id: metric.segment_score(stats[metric.id]) for metric in metrics if metric.id in stats}
    new = [flag for row in found.values() for flag in row.flags if not _explained(flag, result.flags)]
    flags = arbitrate([*result.flags, *new], {}) if new else result.flags
    return replace(
        result,
        flags=flags,
        verdict=verdict(flags) if new else result.verdict,
        scores={**result.scores, **scores},
        stats={**result.stats, **stats},
        caveats={**result.caveats, **{id: row.caveat for id, row in found.items() if row.caveat}},
    )


def _explained(flag: Flag, others: Iterable[Flag]) -> bool:
    """Tell whether flags of rules, which give a reason, cover half of what a model marks without one."""
    place = flag.place
    covered: set[int] = set()
    for other in others:
        start, end = max(place.start, other.place.start), min(place.end, other.place.end)
        covered.update(range(start, end))
    return 2 * len(covered) >= place.end - place.start


def batches(
    segments: Iterable[Segment], size: int = BATCH, max_document: int = MAX_DOCUMENT
) -> Iterator[tuple[Segment, ...]]:
    """Cut segments into batches of whole documents, by the input alone.

    What was read before an InputError comes as a last batch; then the error is raised.
    """
    held: list[Segment] = []
    length = 0  # of the document that the last segment is in
    failures: list[InputError] = []
    for segment in _until_failure(segments, failures):
        same = bool(held) and segment.document is not None and segment.document == held[-1].document
        if held and len(held) >= size and (not same or length >= max_document):
            yield tuple(held)
            held, length = [], 0
        length = length + 1 if same else 1
        held.append(segment)
    if held:
        yield tuple(held)
    if failures:
        raise failures[0]


def _until_failure(items: Iterable[T], failures: list[InputError]) -> Iterator[T]:
    try:
        yield from items
    except InputError as error:
        failures.append(error)


def arbitrate(flags: Sequence[Flag], precedence: dict[str, tuple[str, ...]]) -> tuple[Flag, ...]:
    """Drop flags whose place a better explanation covers, and sort the rest by place.

    `precedence` says which rules or families each rule yields to.
    """
    better = {
        rule: [other for other in flags if _named(other.rule, names)]
        for rule in {flag.rule for flag in flags}
        if (names := precedence.get(rule, ()))
    }
    kept = [
        flag
        for flag in flags
        if not any(other is not flag and other.place.overlaps(flag.place) for other in better.get(flag.rule, ()))
    ]
    return tuple(sorted(dict.fromkeys(kept), key=lambda f: (f.place.start, f.place.end, f.rule, f.message)))


_OF_ONE_LANGUAGE = frozenset({"names", "numbers", "dates", "units", "polarity", "spelling", "casing", "order"})
_OTHER_LANGUAGE = ("language.wrong", "language.untranslated")


def _language_first(rule: str) -> tuple[str, ...]:
    """Return the rules that explain a place better than one which takes the text to be in its language."""
    return _OTHER_LANGUAGE if rule.partition(".")[0] in _OF_ONE_LANGUAGE else ()


def _named(rule: str, names: tuple[str, ...]) -> bool:
    return any(rule == name or rule.startswith(name + ".") for name in names)


REVIEW_AT = Severity.MAJOR.weight
FAIL_AT = Severity.CRITICAL.weight


def verdict(flags: Iterable[Flag]) -> Verdict:
    """Judge one segment by its MQM penalty: a critical error fails it, a major one wants review.

    Minor ones add up: five want review, twenty-five fail.
    """
    penalty = sum(flag.severity.weight for flag in flags)
    return "fail" if penalty >= FAIL_AT else "review" if penalty >= REVIEW_AT else "pass"
