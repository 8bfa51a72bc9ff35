"""tq: 1 is the reference, 0 is unrelated, errors lower it, and nothing around a segment changes it."""

from __future__ import annotations

import pytest

from tqcheck.api import make_run
from tqcheck.metrics import METRICS
from tqcheck.metrics.tq import Tq
from tqcheck.model import Segment
from tqcheck.report import Report
from tqcheck.text import embeddings

REFERENCE = "The city council approved the new budget on Tuesday after a long debate."


def tq(target: str, *references: str, lang: str = "en", fast: bool = False) -> float:
    [stats] = METRICS["tq"](fast=fast).measure([Segment("1", target, None, references, "es", lang)])  # type: ignore[call-arg]
    assert stats is not None
    return stats[0]


@pytest.mark.parametrize("fast", [False, True])
@pytest.mark.parametrize(
    ("text", "lang"), [(REFERENCE, "en"), ("市议会周二批准了新预算。", "zh"), ("Vijeće je prihvatilo proračun.", "hr")]
)
def test_the_reference_itself_is_1(text: str, lang: str, fast: bool) -> None:
    assert tq(text, text, lang=lang, fast=fast) == 1.0


@pytest.mark.parametrize("fast", [False, True])
def test_nothing_in_common_is_near_0(fast: bool) -> None:
    assert tq("Rain is expected along the coast.", REFERENCE, fast=fast) < 0.25
    assert tq("", REFERENCE, fast=fast) == 0.0
    assert tq("...", REFERENCE, fast=fast) < 0.1
    assert tq(REFERENCE, " ", fast=fast) == 0.0


@pytest.mark.parametrize("fast", [False, True])
@pytest.mark.parametrize(
    "worse",
    [
        "The city council rejected the new budget on Tuesday after a long debate.",
        "The city council approved the new budget after a long debate.",
        "The city council approved the new budget on Tuesday Tuesday Tuesday after a long debate.",
        "The city council approved the old budget on Tuesday after a long debate.",
        "city The council approved the new on budget Tuesday a after long debate.",
    ],
)
def test_an_error_lowers_it(worse: str, fast: bool) -> None:
    assert tq(worse, REFERENCE, fast=fast) < 0.97


def test_a_paraphrase_is_better_than_other_words_in_the_same_place() -> None:
    assert tq("On Tuesday, councillors passed the new budget following lengthy debate.", REFERENCE) > tq(
        "On Tuesday, the city library closed the new entrance after a long winter.", REFERENCE
    )


def test_the_nearest_reference_counts() -> None:
    other = "After a long debate on Tuesday, the new budget was approved by the city council."
    target = "After long debate on Tuesday the new budget was approved."
    assert tq(target, REFERENCE, other) == tq(target, other, REFERENCE) == max(tq(target, REFERENCE), tq(target, other))


def test_segments_around_do_not_matter() -> None:
    targets = ["The council met.", REFERENCE, "", "El consejo", "long " * 900, "Budget approved after debate."] * 5
    segments = [
        Segment(str(number), target, None, (REFERENCE,) * (1 + number % 3), "es", ("en", "hr")[number % 4 == 3])
        for number, target in enumerate(targets)
    ]
    whole = METRICS["tq"]().measure(segments)
    assert whole == [METRICS["tq"]().measure([segment])[0] for segment in segments]
    assert whole[::-1] == METRICS["tq"]().measure(segments[::-1])


def report(lang: str) -> dict[str, object]:
    report = Report(make_run([], metrics=["tq"]))
    texts = ["The council met.", "The budget was approved.", REFERENCE]
    for result in report.run.check([Segment(t, t, None, (REFERENCE,), "es", lang) for t in texts]):
        report.add(result)
    return report.summary()


def test_the_corpus_has_the_mean_and_an_interval() -> None:
    [row] = report("en")["scores"]  # type: ignore[misc]
    scores = [tq(text, REFERENCE) for text in ("The council met.", "The budget was approved.", REFERENCE)]
    assert row["score"] == row["mean"] == pytest.approx(sum(scores) / 3)
    assert 0 < row["interval"] < 1


def test_the_signature_says_what_was_compared() -> None:
    [known], [unknown] = report("en")["scores"], report("hr")["scores"]  # type: ignore[misc]
    assert f"encoder:{embeddings.PACKAGE}-{embeddings.VERSION}#{embeddings.digest()}" in known["signature"]
    assert "chrF alone (the encoder does not know hr)" in unknown["signature"]
    assert "pieces|" in Tq(fast=True).signature("en", 1)


def test_without_the_encoder_it_is_not_run_and_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    embeddings.unavailable.cache_clear()
    monkeypatch.setattr(embeddings, "find_spec", lambda name: None)
    try:
        summary = report("en")
    finally:
        embeddings.unavailable.cache_clear()
    assert summary["scores"] == []
    [row] = summary["not_run"]  # type: ignore[misc]
    assert row["id"] == "tq"
    assert "pip install 'tqcheck[semantic]'" in row["reason"]
