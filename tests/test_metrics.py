"""Each metric gives the figures of the tool it stands for, whatever the order and the batch size."""

from __future__ import annotations

import random

import pytest
from sacrebleu.metrics.bleu import BLEU
from sacrebleu.metrics.chrf import CHRF
from sacrebleu.metrics.ter import TER

from tqcheck.api import make_run
from tqcheck.metrics import METRICS
from tqcheck.metrics.bleu import tokenizer
from tqcheck.model import Segment
from tqcheck.report import Report

WORDS = [
    "the",
    "a",
    "minister",
    "of",
    "trade",
    "said",
    "on",
    "Friday",
    "that",
    "38",
    "ships",
    "were",
    "waiting",
    "off",
    "coast",
    "and",
    "could",
    "not",
    "unload",
]
ORIGINALS = {
    "bleu": lambda: BLEU(),
    "chrf": lambda: CHRF(),
    "chrfpp": lambda: CHRF(word_order=2),
    "ter": lambda: TER(),
}
LIGHT = [metric.id for metric in METRICS if not metric.heavy]  # test_comet.py has the heavy one


def corpus(size: int, references: int = 2, lang: str = "en") -> list[Segment]:
    rng = random.Random(7)
    rows = []
    for number in range(size):
        reference = rng.choices(WORDS, k=rng.randint(3, 14))
        target = [word for word in reference if rng.random() < 0.85] or ["the"]
        others = [" ".join(rng.sample(reference, len(reference))) for _ in range(references - 1)]
        rows.append(Segment(str(number), " ".join(target), None, (" ".join(reference), *others), "es", lang))
    return rows


def score(segments: list[Segment], metric: str) -> dict[str, object]:
    report = Report(make_run(["repetition.loop"], metrics=[metric]))
    for result in report.run.check(segments):
        report.add(result)
    [row] = report.summary()["scores"]
    return row


@pytest.mark.parametrize("metric", ORIGINALS)
def test_corpus_score_and_interval_equal_the_originals(metric: str) -> None:
    segments = corpus(120)
    original = ORIGINALS[metric]()
    streams = [[segment.references[index] for segment in segments] for index in range(2)]
    expected = original.corpus_score([segment.target for segment in segments], streams, n_bootstrap=1000)
    row = score(segments, metric)
    assert row["score"] == expected.score
    assert (row["mean"], row["interval"]) == (expected._mean, expected._ci)
    assert row["signature"] == str(original.get_signature())


@pytest.mark.parametrize("metric", ORIGINALS)
def test_segment_scores_equal_the_originals(metric: str) -> None:
    original = BLEU(effective_order=True) if metric == "bleu" else ORIGINALS[metric]()
    segments = corpus(40)
    for result in make_run([], metrics=[metric]).check(segments):
        expected = original.sentence_score(result.segment.target, list(result.segment.references)).score
        assert result.scores[metric] == pytest.approx(expected, abs=1e-9)


@pytest.mark.parametrize("metric", LIGHT)
def test_order_and_batch_size_do_not_matter(metric: str) -> None:
    segments = corpus(60)
    run = make_run([], metrics=[metric])
    whole = {result.segment.id: result.scores[metric] for result in run.check(segments)}
    shuffled = random.Random(1).sample(segments, len(segments))
    alone = {
        result.segment.id: result.scores[metric]
        for start in range(0, 60, 7)
        for result in run.check(shuffled[start : start + 7])
    }
    assert whole == alone


@pytest.mark.parametrize("metric", ORIGINALS)
def test_a_varying_number_of_references(metric: str) -> None:
    segments = corpus(30)
    segments[3] = segments[3].having(references=segments[3].references[:1])
    streams = [
        [segment.references[0] for segment in segments],
        [segment.references[1] if len(segment.references) > 1 else None for segment in segments],
    ]
    expected = ORIGINALS[metric]().corpus_score([segment.target for segment in segments], streams).score
    row = score(segments, metric)
    assert row["score"] == expected
    assert "nrefs:var" in str(row["signature"])


def test_without_a_reference_a_metric_is_not_run() -> None:
    report = Report(make_run([], metrics=["bleu"]))
    for result in report.run.check([Segment("1", "A text.", target_lang="en")]):
        assert not result.scores
        report.add(result)
    summary = report.summary()
    assert summary["scores"] == []
    assert summary["not_run"] == [{"id": "bleu", "reason": "needs a reference, and no segment has one"}]


@pytest.mark.parametrize(
    ("lang", "name"), [("zh", "zh"), ("zh-TW", "zh"), ("ja", "ja-mecab"), ("ko", "ko-mecab"), ("en", "13a")]
)
def test_the_tokenizer_comes_from_the_language(lang: str, name: str) -> None:
    assert tokenizer(lang) == name
    assert f"tok:{name}" in str(score(corpus(5, lang=lang), "bleu")["signature"])
