"""Packed lists of words say what a dict and a sorted list of the same words would."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tqcheck.text.wordlists import Frequencies, SortedWords

LETTERS = st.characters(exclude_characters="\n\U0010ffff")  # the last one is what ends a range
WORDS = st.lists(st.text(LETTERS, min_size=1, max_size=6), unique=True)


@given(WORDS, st.lists(st.integers(0, 860), min_size=60, max_size=60), st.text(max_size=6))
def test_finds_what_a_dict_finds(words: list[str], levels: list[int], other: str) -> None:
    known = dict(zip(words, levels, strict=False))
    packed = Frequencies(lambda: [[word for word, at in known.items() if at == level] for level in range(861)])
    assert len(packed) == len(known)
    assert set(packed) == set(known)
    for word in {*known, other}:
        assert (word in packed) == (word in known)
        if word in known:
            assert packed[word] == pytest.approx(10 ** (-min(known[word], 855) / 100))
        else:
            assert packed.get(word) is None and packed.get(word, 0.0) == 0.0
            with pytest.raises(KeyError):
                packed[word]


@given(WORDS, st.text(LETTERS, max_size=3))
def test_finds_beginnings_as_a_sorted_list_does(words: list[str], beginning: str) -> None:
    packed = SortedWords(words)
    assert list(packed) == sorted(words)
    assert [packed[index] for index in range(len(packed))] == sorted(words)
    found = [word for word in sorted(words) if word.startswith(beginning)]
    assert packed.starting(beginning) == found
    assert packed.count(beginning) == len(found)
