"""A name is found where another script has it, nowhere else, and what a slip did to it is seen."""

from __future__ import annotations

import pytest

from tqcheck.text.crossing import CLEAR, cross, tail
from tqcheck.text.spellings import letters, slipped

NAMES = [
    ("Carlisle", "певица Карлайл", "ru"),
    ("Rotterdam", "रॉटरडैम से", "hi"),
    ("Belinda", "歌手ベリンダさん", "ja"),
    ("Tanaka", "田中さん", "ja"),
    ("Gulbrandsen", "الوزير غولبراندسن", "ar"),
    ("Gulbrandsen", "השר גולברנדסן", "he"),
    ("Gulbrandsen", "Ο υπουργός Γκουλμπράντσεν", "el"),
    ("Gulbrandsen", "굴브란센 장관이", "ko"),
    ("Robertson", "部长罗伯逊说", "zh"),
    ("Zhengzhou", "我在郑州工作", "zh"),
]


@pytest.mark.parametrize(("name", "text", "lang"), NAMES)
def test_a_name_is_heard_where_it_is(name: str, text: str, lang: str) -> None:
    found = cross(name, text, lang)
    assert found and found.rate >= CLEAR
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(("name", "text", "lang"), NAMES)
def test_another_name_is_not_heard_there(name: str, text: str, lang: str) -> None:
    found = cross("Wojciechowski", text, lang)
    assert not found or found.rate < CLEAR


@pytest.mark.parametrize(
    ("name", "slip", "meant", "lang"),
    [
        ("Gulbrandsen", "Γκουλμρπάντσεν", "γκουλμπραντσεν", "el"),
        ("Gulbrandsen", "גולרבנדסן", "גולברנדסן", "he"),
    ],
)
def test_swapped_letters_are_put_back(name: str, slip: str, meant: str, lang: str) -> None:
    found = cross(name, slip, lang)
    assert found
    stretch = found.stretch
    slip_found = slipped(letters(name), stretch.written, stretch.script, found.fit, "written", tail(stretch.script))
    assert slip_found and slip_found.meant == meant
