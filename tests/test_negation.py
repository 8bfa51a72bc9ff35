"""Negations whose trace only the sentence encoder sees."""

from __future__ import annotations

import pytest

from tqcheck.api import check, make_run
from tqcheck.model import Segment
from tqcheck.text import embeddings

pytestmark = pytest.mark.skipif(bool(embeddings.unavailable()), reason="the sentence encoder is not installed")


def test_a_weak_word_that_translates_a_weak_word_excuses_nothing() -> None:
    source = "To avoid the jams the bus will not come into town on Monday."
    target = "Um Stau zu vermeiden, kommt der Bus am Montag in die Stadt."
    segment = Segment("1", target, source, source_lang="en", target_lang="de")
    [result] = check([segment], make_run(["polarity"]))
    [flag] = result.flags
    assert flag.place.start >= target.index("der Bus")
    assert target[flag.place.start : flag.place.end] == "der Bus am Montag in die Stadt"
