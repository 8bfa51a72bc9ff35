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
        ("zh-en", "他上周去了柏林。", "Last week he went to Portugal."),  # see text/eastern.py
        ("de-en", "Gestern kam Kowalski.", "Yesterday Portugal came."),  # one script: by its letters
        ("hi-en", "वह कल बर्लिन गया।", "He went to Portugal yesterday."),  # unknown to the encoder
    ],
)
def test_what_cannot_be_told_is_left_alone(pair: str, source: str, target: str) -> None:
    assert found(pair, source, target) == []
