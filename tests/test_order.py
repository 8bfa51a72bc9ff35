"""Shuffled words are told from written ones as the formula says, by tables that are what they should be."""

from __future__ import annotations

import math
from importlib.resources import files
from itertools import permutations

import numpy as np
import pytest

from tqcheck.model import Segment
from tqcheck.text.disorder import heaviest, suspects
from tqcheck.text.shuffling import ceiling, evidence
from tqcheck.text.source_order import source_steps
from tqcheck.text.torn import torn
from tqcheck.text.transitions import MOST, STEP, Parts, endings, pack, transitions, unpack
from tqcheck.text.wordclasses import END, START, sentences

LANGS = sorted(path.name.removesuffix(".xz") for path in (files("tqcheck.data") / "order").iterdir())


@pytest.mark.parametrize("length", [2, 4, 5])
def test_evidence_is_the_mean_over_all_orders(length):
    """The sum over subsets is the plain sum over permutations."""
    many = np.random.default_rng(length).normal(size=(3, length + 1, length + 1))
    for follows, found in zip(many, evidence(many), strict=True):
        orders = [
            follows[0, order[0]]
            + sum(follows[a + 1, b] for a, b in zip(order, order[1:], strict=False))
            + follows[order[-1] + 1, length]
            for order in permutations(range(length))
        ]
        assert found == pytest.approx(math.log(np.mean(np.exp(orders))) - orders[0])


def test_evidence_does_not_change_with_what_stands_elsewhere():
    """A stretch weighs the same beside others, to the last bit."""
    many = np.random.default_rng(1).integers(-24, 25, size=(9, 8, 8)) * STEP
    assert evidence(many)[:3].tolist() == evidence(many[:3]).tolist()


@pytest.mark.parametrize("length", [4, 7])
def test_no_evidence_exceeds_its_ceiling(length):
    """What is cleared unweighed would not have weighed enough."""
    many = np.random.default_rng(length).integers(-24, 25, size=(500, length + 1, length + 1)) * STEP
    assert (evidence(many) <= ceiling(many.astype("float32"))).all()


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
            [[follows]] = unpack(pack(names, parts)).follows([units], len(units))
            assert follows[a, b] == expected * STEP


@pytest.mark.parametrize("lang", LANGS)
def test_each_table_is_read(lang):
    """No pair counts for more than it may; every token has a class."""
    table = transitions(lang)
    assert table is not None
    [units] = sentences("a , 12 1999 NATO ☃ Ω — (x")
    [follows] = table.follows([units], len(units))
    assert np.abs(follows).max() <= MOST


@pytest.mark.parametrize(
    ("lang", "written", "shuffled"),
    [
        ("cs", "Ministr včera řekl, že nové školy budou otevřeny až v lednu.", "Ministr v že nové včera až řekl, budou školy lednu otevřeny."),
        ("da", "Ministeren sagde i går, at de nye skoler først åbner i januar.", "Ministeren i de at sagde nye går, først i skoler åbner januar."),
        ("hi", "मंत्री ने कहा कि वह कल अपने घर से नगर को जाएगा और लोगों से मिलेगा।", "मंत्री ने कि वह को कहा घर अपने कल नगर और जाएगा से लोगों से मिलेगा।"),
        ("hr", "Ministar je rekao da će nove škole biti otvorene tek u siječnju.", "Ministar da nove je u će rekao tek škole biti siječnju otvorene."),
        ("nl", "De minister zei gisteren dat de nieuwe scholen pas in januari opengaan.", "De in zei de dat minister pas gisteren nieuwe opengaan scholen januari."),
        ("pl", "Minister powiedział wczoraj, że nowe szkoły zostaną otwarte w styczniu.", "Minister w że nowe powiedział wczoraj, otwarte styczniu zostaną szkoły."),
        ("sv", "Ministern sade i går att de nya skolorna öppnar först i januari.", "Ministern i de att sade nya går i skolorna först öppnar januari."),
        ("uk", "Міністр учора сказав, що нові школи відкриються лише в січні.", "Міністр в що нові учора лише сказав, школи січні відкриються."),
        ("vi", "Bộ trưởng nói hôm qua rằng các trường mới sẽ mở vào tháng giêng.", "Bộ rằng nói vào trưởng các qua hôm mở mới sẽ trường giêng tháng."),
    ],
)  # fmt: skip
def test_shuffled_words_weigh_more(lang, written, shuffled):
    """In languages that have few or no examples in the rule."""
    most = [max(stretch.evidence for stretch in suspects(text, transitions(lang), "")) for text in (written, shuffled)]
    assert most[0] < 7
    assert most[1] > most[0] + 4


def test_a_name_in_another_script_speaks_for_no_order():
    """A Latin word in Russian text may stand anywhere."""
    [units] = sentences("он сказал NATO и yes")
    [[follows]] = transitions("ru").follows([units], len(units))
    assert not follows[3].any()
    assert not follows[:, 2].any()


@pytest.mark.parametrize(
    ("lang", "written", "shuffled"),
    [
        ("zh", "政府昨天宣布，经济增长目标将会保持不变。", "政府昨天宣布，济增目经标长将会保持不变。"),
        ("ja", "新しい図書館はとても大きいです。", "新館しい書図はとても大きいです。"),
    ],
)
def test_torn_words_are_seen(lang, written, shuffled):
    """Pieces that make words in another order weigh, words as they stand do not."""
    assert not list(torn(written, lang, least=7.5))
    [stretch, *_] = heaviest(torn(shuffled, lang, least=7.5))
    assert stretch.start < max(at for at in range(len(shuffled)) if shuffled[at] != written[at])
    assert not list(torn(shuffled, lang, source=shuffled, least=7.5))


def test_characters_of_the_other_script_part_what_is_looked_at():
    """In traditional characters, which the list lacks, nothing is known."""
    assert not list(torn("經濟增長目標將會保持", "zh"))


def test_the_source_knows_the_order():
    """Steps are as in a translation where the words stand as in the source, as in disorder where not."""
    source = "The young minister met the German ambassador in Warsaw on Monday."

    def evidence_of(target: str, langs: tuple[str, str] = ("en", "pl")) -> float:
        return sum(step.evidence for step in source_steps(Segment("1", target, source, (), *langs)))

    assert evidence_of("Młody minister spotkał w poniedziałek w Warszawie niemieckiego ambasadora.") < 0
    assert evidence_of("Warszawie ambasadora w minister poniedziałek niemieckiego młody spotkał.") > 1
    assert evidence_of("Młody minister spotkał ambasadora.", ("en", "ja")) == 0
