"""The path through two texts is the likeliest one, and its confidence is a probability."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tqcheck.alignment.articles import Text, align, align_all
from tqcheck.alignment.evidence import EVIDENCE, Pair, Scores
from tqcheck.alignment.moves import EXTEND, LINKS, OPEN, Band, Link, likeliest, posterior


def paths(n: int, m: int) -> Iterator[list[tuple[int, int, int, int]]]:
    """Yield every path through n and m sentences, dropped ones before added ones: the slow, obvious way."""

    def onward(i: int, j: int, before: str) -> Iterator[list[tuple[int, int, int, int]]]:
        if (i, j) == (n, m):
            yield []
        for a, b in (*LINKS, (1, 0), (0, 1)):
            if (a, b) == (1, 0) and before == "added":
                continue
            if i + a <= n and j + b <= m:
                kind = {(1, 0): "dropped", (0, 1): "added"}.get((a, b), "linked")
                for rest in onward(i + a, j + b, kind):
                    yield [(i, a, j, b), *rest]

    return onward(0, 0, "linked")


def weight(path: list[tuple[int, int, int, int]], scores: Scores) -> float:
    total, before = 0.0, (1, 1)
    for i, a, j, b in path:
        if a and b:
            total += float(scores[a, b][i + a, j + b])
        else:
            total += EXTEND if before == (a, b) else OPEN
        before = (a, b)
    return math.exp(total)


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 4), st.integers(1, 4), st.integers(0, 1000))
def test_confidence_equals_the_sum_over_all_paths(n: int, m: int, seed: int) -> None:
    draw = np.random.default_rng(seed)
    scores = {move: draw.normal(-3, 2, (n + 1, m + 1)) for move in LINKS}
    band = Band.whole(n, m)
    for (a, b), grid in scores.items():
        grid[:a], grid[:, :b] = -np.inf, -np.inf
    found = posterior(scores, band)
    every = [(path, weight(path, scores)) for path in paths(n, m)]
    total = sum(share for _, share in every)
    for move, grid in found.links.items():
        for i in range(n + 1):
            for j in range(m + 1):
                step = (i - move[0], move[0], j - move[1], move[1])
                expected = sum(share for path, share in every if step in path) / total
                assert grid[i, j] == pytest.approx(expected, abs=1e-9)
    for i in range(n):
        alone = sum(share for path, share in every if any(s[0] == i and s[1] == 1 and s[3] == 0 for s in path))
        assert found.source_alone[i] == pytest.approx(alone / total, abs=1e-9)


def covered(links: tuple[Link, ...], n: int, m: int) -> None:
    """Assert that every sentence of both texts is in one link, in order."""
    assert [at for link in links for at in range(*link.source)] == list(range(n))
    assert [at for link in links for at in range(*link.target)] == list(range(m))


SENTENCES = st.lists(st.text("abcАб中文1 .", min_size=1, max_size=12), max_size=8)


@settings(max_examples=60, deadline=None)
@given(SENTENCES, SENTENCES)
def test_any_texts_are_covered_once_and_alike_each_time(ours: list[str], theirs: list[str]) -> None:
    source, target = (Text(tuple(side), (True,) * len(side)) for side in (ours, theirs))
    found = align(source, target, ("es", "en"))
    covered(found.links, len(ours), len(theirs))
    assert all(0 <= link.confidence <= 1 + 1e-9 for link in found.links)
    assert found == align(source, target, ("es", "en"))


def invented(count: int, seed: int = 3) -> tuple[list[str], list[str]]:
    """Return a text in an invented language and its translation into another, sentence by sentence."""
    draw = random.Random(seed)

    def word(letters: str) -> str:
        return "".join(draw.choice(letters) + draw.choice("aeiou") for _ in range(draw.randint(2, 4)))

    lexicon = [(word("bdgklm"), word("prstvz")) for _ in range(600)]
    source, target = [], []
    for _ in range(count):
        chosen = [lexicon[min(draw.randrange(600), draw.randrange(600))] for _ in range(draw.randint(5, 20))]
        source.append(" ".join(ours for ours, _ in chosen))
        target.append(" ".join(theirs for _, theirs in draw.sample(chosen, len(chosen))))
    return source, target


def flat(sentences: list[str]) -> Text:
    return Text(tuple(sentences), (True, *(False,) * (len(sentences) - 1)))


def test_words_nobody_told_it_are_learned() -> None:
    source, target = invented(120)
    del target[40:43], source[80:82]
    target[10:12] = [" ".join(target[10:12])]
    found = align(flat(source), flat(target)).links
    wrong = [link for link in found if not link.whole and not (40 <= link.source[0] < 43 or 76 <= link.target[0] < 78)]
    assert not wrong
    assert ((10, 12), (10, 11)) in [link[:2] for link in found]
    assert sum(link.whole for link in found) == 114


def test_a_band_finds_what_all_cells_do(monkeypatch: pytest.MonkeyPatch) -> None:
    source, target = invented(150)
    whole = align(flat(source), flat(target[:60] + target[75:]))
    monkeypatch.setattr("tqcheck.alignment.articles.WHOLE", 1000)
    banded = align(flat(source), flat(target[:60] + target[75:]))
    assert [link[:2] for link in banded.links] == [link[:2] for link in whole.links]


def test_texts_learn_from_one_another_and_keep_their_order() -> None:
    source, target = invented(60)
    pairs = [(flat(source[start : start + 6]), flat(target[start : start + 6])) for start in range(0, 60, 6)]
    pairs[4] = (pairs[4][0], Text((), ()))
    found = align_all(pairs)
    assert [len(one.links) for one in found] == [6] * 10
    assert all(not link.whole for link in found[4].links)
    together = sum(link.confidence for one in found for link in one.links if link.whole)
    apart = sum(link.confidence for pair in pairs for link in align(*pair).links if link.whole)
    assert together > apart


def test_evidence_can_be_replaced() -> None:
    def told(pair: Pair, band: Band) -> Scores:
        scores = {move: np.full(band.columns.shape, -20.0) for move in LINKS}
        scores[1, 2][1, 2] = scores[1, 1][2, 3] = 20.0
        return scores

    source, target = flat(["a b c", "d e f"]), flat(["d e f", "a b c", "g"])
    [found] = align_all([(source, target)], evidence=(told,))
    assert [link[:2] for link in found.links] == [((0, 1), (0, 2)), ((1, 2), (2, 3))]
    assert len(EVIDENCE) == 3


def test_strangers_are_told_from_translations() -> None:
    source, target = invented(60)
    other, _ = invented(60, seed=4)
    assert align(flat(source), flat(target)).related
    names = [f"Carballeira {number} " for number in range(1000, 1060)]
    ours, theirs = (
        [f"{name}{text}" for name, text in zip(names[:30], side, strict=False)] for side in (source, target)
    )
    strange = [f"Beltrán {number} {text}" for number, text in zip(range(2000, 2030), other, strict=False)]
    assert align(flat(ours), flat(theirs)).related
    assert not align(flat(ours), flat(strange)).related


def test_the_likeliest_path_of_nothing_is_empty() -> None:
    band = Band.whole(0, 0)
    assert likeliest(posterior({move: np.full((1, 1), -np.inf) for move in LINKS}, band), band) == []
