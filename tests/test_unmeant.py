"""Names that nothing on the other side means, across scripts."""

import pytest

from tqcheck.model import Segment
from tqcheck.text import embeddings
from tqcheck.text.unmeant import unmeant

pytestmark = pytest.mark.skipif(bool(embeddings.unavailable()), reason="the sentence encoder is not installed")


def found(pair: str, source: str, target: str) -> list[tuple[str, str, str]]:
    source_lang, target_lang = pair.split("-")
    segment = Segment("1", target, source, source_lang=source_lang, target_lang=target_lang)
    return [(one.fault, one.expected, one.name) for one in unmeant([segment])[0]]


@pytest.mark.parametrize(
    ("pair", "source", "target", "strange"),
    [
        ("zh-en", "他上周在柏林买了一辆旧自行车。", "Last week he bought an old bicycle in {}.", "Portugal"),
        ("ja-en", "彼は先週ベルリンで古い自転車を買った。", "Last week he bought an old bicycle in {}.", "Portugal"),
    ],
)
def test_a_well_known_name_that_the_source_does_not_mean(pair: str, source: str, target: str, strange: str) -> None:
    assert found(pair, source, target.format(strange)) == [("added", "", strange)]
    assert found(pair, source, target.format("Berlin")) == []


def test_a_name_that_stands_for_a_lost_one() -> None:
    source = "Вчера вечером поезд в Варшаву опоздал на два часа."
    target = "Last night the train to {} was two hours late."
    assert found("ru-en", source, target.format("Houston")) == [("replaced", "Варшаву", "Houston")]
    assert found("ru-en", source, target.format("Warsaw")) == []


def test_a_lost_name() -> None:
    source = "Вчера вечером поезд в Варшаву опоздал на два часа."
    assert found("ru-en", source, "Last night the train was two hours late.") == [("missing", "Варшаву", "Варшаву")]


@pytest.mark.parametrize(
    ("pair", "source", "target"),
    [
        ("ru-en", "Вчера Иван Бурмистров уехал.", "Yesterday Burmistrov left."),  # a part of the name says enough
        ("zh-en", "张晓梅昨天去了医院。", "Yesterday Zhang Xiaomei went to hospital."),
        ("de-en", "Gestern kam Kowalski.", "Yesterday Portugal came."),  # one script: by its letters
        ("hi-en", "वह कल बर्लिन गया।", "He went to Portugal yesterday."),  # unknown to the encoder
    ],
)
def test_what_cannot_be_told_is_left_alone(pair: str, source: str, target: str) -> None:
    assert found(pair, source, target) == []
