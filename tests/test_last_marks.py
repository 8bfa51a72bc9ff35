"""Leaving out the last mark is a habit of chat in Chinese, and an engine's fault in languages that always set it."""

from __future__ import annotations

import pytest

from tqcheck.model import Batch, Segment
from tqcheck.rules.punctuation.final import Final

TARGETS = {"zh": "我们已经在漫长的一天之后回家了", "en": "We have gone home after a long day"}


@pytest.mark.parametrize(("lang", "flagged"), [("zh", 0), ("en", 5)])
def test_a_habit_is_known_by_how_often_it_shows(lang: str, flagged: int) -> None:
    source = "Nous sommes rentrés après une longue journée."
    segments = [Segment(str(at), TARGETS[lang], source, (), "fr", lang) for at in range(5)]
    documents = Batch(segments).documents
    assert sum(1 for document in documents for _ in Final().check_document(document)) == flagged


def test_one_is_a_slip() -> None:
    source = "Nous sommes rentrés après une longue journée."
    (document,) = Batch([Segment("1", TARGETS["zh"], source, (), "fr", "zh")]).documents
    assert len(list(Final().check_document(document))) == 1
