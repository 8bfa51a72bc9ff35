"""Words that correspond: found across languages and scripts, absent where nothing can be told."""

from __future__ import annotations

import pytest

from tqcheck.api import make_run
from tqcheck.model import Segment, Span
from tqcheck.store import segment_record
from tqcheck.text.wordalignment import align, aligned, corresponding, likest

GERMAN = "Die Minister trafen sich am Montag in Wien."
ENGLISH = "Ministers met in Vienna on Monday."


def segment(source: str | None, target: str, langs: str) -> Segment:
    return Segment("1", target, source, (), *langs.split("-"))


def place(text: str, part: str, side: str) -> Span:
    return Span(side, text.index(part), text.index(part) + len(part))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("source", "target", "langs", "expected"),
    [
        (GERMAN, ENGLISH, "de-en", {("Minister", "Ministers"), ("Montag", "Monday"), ("Wien", "Vienna")}),
        (ENGLISH, "Министры встретились в Вене в понедельник.", "en-ru", {("Vienna", "Вене"), ("met", "встретились")}),
        (ENGLISH, "部长们周一在维也纳会面。", "en-zh", {("Vienna", "维也纳"), ("met", "会面")}),
    ],
)
def test_words_are_aligned_across_languages(source, target, langs, expected) -> None:
    pairs = aligned(segment(source, target, langs))
    assert {(pair.source.text, pair.target.text) for pair in pairs} >= expected
    assert list(pairs) == sorted(pairs, key=lambda pair: (pair.source.start, pair.target.start))
    for pair in pairs:
        assert source[pair.source.start : pair.source.end] == pair.source.text
        assert target[pair.target.start : pair.target.end] == pair.target.text


@pytest.mark.parametrize(
    ("name", "side", "there"),
    [("Wien", "source", True), ("Montag", "source", True), ("Monday", "target", True), ("Paris", "source", False)],
)
def test_what_the_other_side_lacks_is_told(name: str, side: str, there: bool) -> None:
    german = GERMAN.replace("Wien", "Paris") if name == "Paris" else GERMAN
    text, other = (german, ENGLISH) if side == "source" else (ENGLISH, german)
    found = likest(text, place(text, name, side), other)
    assert found is not None
    assert (found > 0.35) is there


def test_nothing_is_said_of_what_cannot_be_told() -> None:
    for here in (
        segment(None, ENGLISH, "de-en"),
        segment(GERMAN, "", "de-en"),
        segment(GERMAN, "मंत्री मिले।", "de-hi"),
        segment(" ", ENGLISH, "de-en"),
    ):
        assert aligned(here) == ()
    assert likest(GERMAN, Span("source", 3, 3), ENGLISH) is None


def test_a_page_gets_places() -> None:
    found = {(GERMAN[a:b], ENGLISH[c:d]) for a, b, c, d in corresponding(segment(GERMAN, ENGLISH, "de-en"))}
    assert found == {("Minister", "Ministers"), ("Montag", "Monday"), ("in", "in"), ("Wien", "Vienna")}


def test_it_is_done_once_for_a_segment() -> None:
    aligned(segment(GERMAN, ENGLISH, "de-en"))
    before = align.cache_info().misses
    aligned(segment(GERMAN, ENGLISH, "de-en"))
    assert align.cache_info().misses == before


def test_a_run_says_of_flagged_segments_which_words_correspond() -> None:
    run = make_run(["repetition.loop"], metrics=["tq"])
    texts = [(GERMAN, "Ministers met in Vienna on Monday on Monday on Monday."), (GERMAN, ENGLISH)]
    segments = [Segment(str(n), target, source, (), "de", "en") for n, (source, target) in enumerate(texts)]
    flagged, plain = run.check(segments)
    source, target = texts[0]
    assert ("Wien", "Vienna") in {(source[a:b], target[c:d]) for a, b, c, d in flagged.words}
    assert plain.words == ()
    assert segment_record(flagged)["words"] == [list(pair) for pair in flagged.words]
    assert "words" not in segment_record(plain)
