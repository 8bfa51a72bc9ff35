"""Names are told to be there, or not, between Latin letters and Chinese or Japanese."""

from __future__ import annotations

import pytest

from tqcheck.api import check, make_run
from tqcheck.model import Segment
from tqcheck.text.eastern import gaps
from tqcheck.text.embeddings import unavailable
from tqcheck.text.namebook import booked, is_word, told_by
from tqcheck.text.presence import THERE, across_words, doubts, is_loan


def test_a_dictionary_knows_what_sounds_like_nothing() -> None:
    (river,) = booked("我们沿长江走", "zh")
    assert told_by("yangtze", river)
    assert not told_by("mekong", river)


def test_what_is_from_a_place_tells_it() -> None:
    (iran,) = booked("伊朗总统", "zh")
    assert told_by("iranian", iran)


def test_longer_names_are_known_by_their_parts() -> None:
    (university,) = booked("北京大学", "zh")
    assert told_by("peking", university)
    assert told_by("beijing", university)


def test_everyday_words_are_no_names() -> None:
    assert is_word("长子", "zh")
    assert across_words("扩大分店", 1, 3, "zh")
    assert is_loan("コロナウイルス")
    assert not is_loan("グルブランセン")


@pytest.mark.skipif(bool(unavailable()), reason="needs the sentence encoder")
@pytest.mark.parametrize(
    ("source", "target", "langs", "rule", "there"),
    [
        (
            "他上周在柏林买了一辆旧自行车。",
            "Last week he bought an old bicycle in {}.",
            "zh-en",
            "replaced",
            "Portugal",
        ),
        ("彼は先週ベルリンで自転車を買った。", "Last week he bought a bicycle in {}.", "ja-en", "replaced", "Portugal"),
        ("It rained heavily in Lisbon last week.", "上周{}下了大雨。", "en-zh", "replaced", "内罗毕"),
        ("他将前往内罗毕，在那里停留一周。", "He will travel to{}, and stay there a week.", "zh-en", "missing", ""),
    ],
)
def test_names_that_are_not_there_are_flagged(source: str, target: str, langs: str, rule: str, there: str) -> None:
    here, to = langs.split("-")
    segment = Segment("1", target.format(there), source, source_lang=here, target_lang=to)
    [result] = check([segment], make_run(["names"]))
    [flag] = result.flags
    assert (flag.rule, segment.target[flag.place.start : flag.place.end]) == (f"names.{rule}", there)


@pytest.mark.skipif(bool(unavailable()), reason="needs the sentence encoder")
def test_names_that_are_there_are_found_and_others_are_not() -> None:
    source = "部长在内罗毕会见了谷歌的代表。"
    odds = [doubt.odds for doubt in doubts(source, "zh", "The minister met people from Google there.", "en")]
    assert odds[1] == THERE > 0 > odds[0]


@pytest.mark.parametrize(
    ("text", "lang", "many"),
    [
        ("は来年、新しい店を開く。", "ja", 1),
        ("はい、来年開く。", "ja", 0),
        ("作家（）が来た。", "ja", 1),
        ("He flew to, and from, Rome.", "en", 1),
        ("He flew to Rome.", "en", 0),
    ],
)
def test_lost_names_leave_gaps(text: str, lang: str, many: int) -> None:
    assert len(gaps(text, lang)) == many
