"""Paragraphs are split where a reader would, whatever the script and however an engine glued or tore them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqcheck.alignment.sentences import sentences

CASES = {
    "initials": ("en", "J. R. Smith left. M. Dupont stayed.", 2),
    "titles": ("en", "Ms. Sumbung said so. Dr. Bo agreed.", 2),
    "no space": ("en", "The vote was lost.Nobody cried.", 2),
    "an address": ("en", "See www.example.com for more. It is long.", 2),
    "a long quotation": ("en", '"We were there. Nobody came," he said. It rained.', 3),
    "a quote that opens": ("en", 'She waited. "Nobody came." She left.', 3),
    "torn off": ("en", "A ship was lost in May. that nobody missed.", 1),
    "debris": ("en", "“It is so.” ;, the minister said.", 1),
    "ordinals": ("de", "Am 3. Oktober kam er. Er blieb.", 2),
    "items": ("en", "1. Bread is dear. 2. Milk is not.", 2),
    "dialogue": ("ru", "— Да! — сказал он. Все ушли.", 2),
    "glued Cyrillic": ("ru", "Он сказал правду.Потом ушёл.", 2),
    "Chinese": ("zh", "他说：“你好。我们走吧。”他走了。", 3),
    "Japanese speech": ("ja", "「行こう。」と彼は言った。彼女は笑った。", 2),
    "Arabic": ("ar", "قال الوزير إنه سيغادر. هل هذا صحيح؟ نعم هو صحيح.", 3),
    "Hindi": ("hi", "वह घर गया। फिर वह लौट आया।", 2),
    "Korean": ("ko", "그는 말했다. 그녀는 갔다.", 2),
    "Thai": ("th", "รัฐบาลประกาศมาตรการใหม่เพื่อช่วยเหลือชาวนาในภาคเหนือของประเทศซึ่งประสบภัยแล้งมานานหลายเดือน " * 2, 2),
    "a language that nobody knows": ("xx", "Foo bar baz. Qux quux.", 2),
}


@pytest.mark.parametrize(("lang", "text", "count"), CASES.values(), ids=CASES)
def test_splits_as_a_reader_would(lang: str, text: str, count: int) -> None:
    assert len(sentences(text, lang)) == count, [text[start:end] for start, end in sentences(text, lang)]


@given(st.text("aB .!?\"“”«»'\n—-1。？“」ไ ا", max_size=80), st.sampled_from(["en", "zh", "th", "ar", None]))
def test_loses_nothing_but_blanks(text: str, lang: str | None) -> None:
    found = sentences(text, lang)
    kept = "".join(text[start:end] for start, end in found)
    assert "".join(kept.split()) == "".join(text.split())
    assert all(start < end for start, end in found)
    assert found == sorted(found)
