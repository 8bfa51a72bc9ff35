"""Batches are cut by the input alone, flags are weighed against each other, and the sums are right."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqcheck.api import make_run
from tqcheck.model import Batch, Flag, Result, Segment, Severity, Span
from tqcheck.pipeline import arbitrate, batches, verdict
from tqcheck.report import WORST, Report


def segment(number: int, document: str | None = None, target: str = "A text.") -> Segment:
    return Segment(str(number), target, "Un texto.", (), "es", "en", document=document)


def flag(rule: str, start: int, end: int, severity: Severity = Severity.MAJOR) -> Flag:
    return Flag(rule, "garbled", severity, "a reason", (Span("target", start, end),))


@given(st.lists(st.integers(0, 5).map(lambda n: None if n == 0 else f"d{n}"), max_size=60), st.integers(1, 9))
def test_batches_hold_whole_documents(documents: list[str | None], size: int) -> None:
    segments = [segment(number, document) for number, document in enumerate(documents)]
    cut = list(batches(segments, size))
    assert [s for batch in cut for s in batch] == segments
    for one, other in pairwise(cut):
        assert len(one) >= size
        assert one[-1].document is None or one[-1].document != other[0].document


def test_a_document_beyond_the_limit_is_cut() -> None:
    cut = list(batches([segment(number, "d") for number in range(25)], size=3, max_document=10))
    assert [len(batch) for batch in cut] == [10, 10, 5]


def test_segments_without_a_document_stand_alone() -> None:
    batch = Batch([segment(1), segment(2), segment(3, "d"), segment(4, "d"), segment(5)])
    assert [len(document.segments) for document in batch.documents] == [1, 1, 2, 1]


def test_derived_facts_are_computed_once() -> None:
    asked = []

    def length(batch: Batch, factor: int) -> int:
        asked.append(factor)
        return factor * len(batch.segments)

    batch = Batch([segment(1)])
    assert [batch.derived(length, 2), batch.derived(length, 2), batch.derived(length, 3)] == [2, 2, 3]
    assert asked == [2, 3]


def test_a_better_explanation_of_the_same_place_wins() -> None:
    flags = [flag("spelling.unknown", 5, 9), flag("names.misspelled", 3, 9), flag("spelling.unknown", 20, 24)]
    kept = arbitrate(flags, {"spelling.unknown": ("names",)})
    assert [(f.rule, f.place.start) for f in kept] == [("names.misspelled", 3), ("spelling.unknown", 20)]


def test_the_same_flag_counts_once() -> None:
    assert len(arbitrate([flag("a.b", 1, 2), flag("a.b", 1, 2)], {})) == 1


@pytest.mark.parametrize(
    ("severities", "expected"),
    [
        ([], "pass"),
        ([Severity.NEUTRAL], "pass"),
        ([Severity.MINOR] * 4, "pass"),
        ([Severity.MINOR] * 5, "review"),
        ([Severity.MAJOR], "review"),
        ([Severity.MAJOR] * 5, "fail"),
        ([Severity.CRITICAL], "fail"),
    ],
)
def test_verdicts(severities: list[Severity], expected: str) -> None:
    assert verdict(flag("a.b", 0, 1, severity) for severity in severities) == expected


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [((0, 3), (3, 5), False), ((0, 4), (3, 5), True), ((3, 3), (3, 5), True), ((2, 2), (3, 5), False)],
)
def test_spans_overlap(one: tuple[int, int], other: tuple[int, int], share: bool) -> None:
    assert Span("target", *one).overlaps(Span("target", *other)) is share
    assert not Span("source", *one).overlaps(Span("target", *other))


def test_the_report_counts_and_keeps_the_worst() -> None:
    report = Report(make_run(["repetition.loop"]))
    for number in range(50):
        severity = Severity.CRITICAL if number == 33 else Severity.MINOR
        flags = (flag("repetition.loop", 0, 1, severity),) if number >= 20 else ()
        report.add(Result(segment(number, f"d{number % 2}"), flags, verdict(flags)))
    summary = report.summary()
    assert summary["total"]["segments"] == 50
    assert summary["total"]["words"] == 100
    assert summary["total"]["penalty"] == 29 + 25
    assert summary["total"]["penalty_per_1000_words"] == 540.0
    assert summary["total"]["verdict"] == "fail"
    assert summary["documents"]["d0"]["verdicts"] == {"pass": 25, "review": 0, "fail": 0}
    assert summary["rules"]["repetition.loop"]["minor"] == 29
    assert [result.segment.id for result in report.worst[:3]] == ["33", "20", "21"]
    assert len(report.worst) == WORST


def test_words_of_scripts_without_spaces_are_characters() -> None:
    report = Report(make_run([]))
    report.add(Result(segment(1, target="宁波工厂将生产新型电池二零二六年三月起。"), (), "pass"))
    total = report.summary()["total"]
    assert total["words"] == round(19 / 1.7)
    assert total["word_unit"] == "words and characters / 1.7"
