"""Shuffled words are told from written ones as the formula says, by tables that are what they should be."""

from __future__ import annotations

import math
from importlib.resources import files
from itertools import permutations

import numpy as np
import pytest

from tqcheck.text.disorder import suspects
from tqcheck.text.shuffling import evidence
from tqcheck.text.transitions import MOST, STEP, Parts, endings, pack, transitions, unpack
from tqcheck.text.wordclasses import END, START, sentences

LANGS = sorted(path.name.removesuffix(".xz") for path in (files("tqcheck.data") / "order").iterdir())


@pytest.mark.parametrize("length", [2, 4, 5])
def test_evidence_is_the_mean_over_all_orders(length):
    """The sum over subsets is the plain sum over permutations."""
    words = length + 2
    follows = np.random.default_rng(length).normal(size=(words + 1, words + 1))
    for start, found in enumerate(evidence(follows, length)):
        inside = range(start, start + length)
        orders = [
            follows[start, order[0]]
            + sum(follows[a + 1, b] for a, b in zip(order, order[1:], strict=False))
            + follows[order[-1] + 1, start + length]
            for order in permutations(inside)
        ]
        assert found == pytest.approx(math.log(np.mean(np.exp(orders))) - orders[0])


def test_evidence_does_not_change_with_what_stands_elsewhere():
    """A stretch weighs the same in a longer sentence, to the last bit."""
    follows = np.random.default_rng(1).integers(-24, 25, size=(21, 21)) * STEP
    assert evidence(follows)[:3].tolist() == evidence(follows[:11, :11])[:3].tolist()


def test_tables_come_back_as_they_were_packed():
    """Five numbers make what a pair has, those of all but the rest no more than a pair may count."""
    names = [START, END, "?", "^the", "the", "~he"]  # endings: start, end, ?, ^~he, ~he, ~he
    rows, columns = np.array([-30, 0, 4, 0, 1, 1]), np.array([2, -3, 0, 1, 2, 2])
    before, after = np.arange(30).reshape(6, 5), np.arange(30).reshape(5, 6) - 20
    parts = Parts(rows, columns, before, after, rest=np.eye(6))
    [units] = sentences("the The %")
    alike, most = endings(names), MOST / STEP
    for a, first in enumerate([0, 4, 3, 2]):
        for b, second in enumerate([4, 3, 2, 1]):
            expected = rows[first] + columns[second] + before[first, alike[second]] + after[alike[first], second]
            expected = max(-most, min(most, expected)) + (first == second)
            assert unpack(pack(names, parts)).follows(units)[a, b] == expected * STEP


@pytest.mark.parametrize("lang", LANGS)
def test_each_table_is_read(lang):
    """No pair counts for more than it may; every token has a class."""
    table = transitions(lang)
    assert table is not None
    [units] = sentences("a , 12 1999 NATO ☃ Ω — (x")
    assert np.abs(table.follows(units)).max() <= MOST


@pytest.mark.parametrize(
    ("lang", "written", "shuffled"),
    [
        ("cs", "Ministr včera řekl, že nové školy budou otevřeny až v lednu.", "Ministr v že nové včera až řekl, budou školy lednu otevřeny."),
        ("da", "Ministeren sagde i går, at de nye skoler først åbner i januar.", "Ministeren i de at sagde nye går, først i skoler åbner januar."),
        ("nl", "De minister zei gisteren dat de nieuwe scholen pas in januari opengaan.", "De in zei de dat minister pas gisteren nieuwe opengaan scholen januari."),
        ("pl", "Minister powiedział wczoraj, że nowe szkoły zostaną otwarte w styczniu.", "Minister w że nowe powiedział wczoraj, otwarte styczniu zostaną szkoły."),
        ("sv", "Ministern sade i går att de nya skolorna öppnar först i januari.", "Ministern i de att sade nya går i skolorna först öppnar januari."),
        ("uk", "Міністр учора сказав, що нові школи відкриються лише в січні.", "Міністр в що нові учора лише сказав, школи січні відкриються."),
        ("vi", "Bộ trưởng nói hôm qua rằng các trường mới sẽ mở vào tháng giêng.", "Bộ rằng nói vào trưởng các qua hôm mở mới sẽ trường giêng tháng."),
    ],
)  # fmt: skip
def test_shuffled_words_weigh_more(lang, written, shuffled):
    """In languages that have few or no examples in the rule."""
    heaviest = [
        max(stretch.evidence for stretch in suspects(text, transitions(lang), "")) for text in (written, shuffled)
    ]
    assert heaviest[0] < 7
    assert heaviest[1] > heaviest[0] + 4
