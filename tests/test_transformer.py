"""tq by an encoder that the user names: a tiny one, made here."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

pytest.importorskip("torch")
pytest.importorskip("transformers")

from tqcheck.errors import UsageError
from tqcheck.metrics.tq import Tq
from tqcheck.model import Segment
from tqcheck.text.transformer import Transformer

TEXTS = ["The ministers met in Vienna.", "", "a", "Die Minister trafen sich.", "word " * 900]
REFERENCE = "The city council approved the new budget on Tuesday."


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a BERT of sixteen dimensions, whose pieces are letters."""
    import torch
    from transformers import BertConfig, BertModel, BertTokenizerFast

    path = tmp_path_factory.mktemp("encoder")
    letters = "abcdefghijklmnopqrstuvwxyz.,"
    vocabulary = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", *letters, *(f"##{letter}" for letter in letters)]
    (path / "vocab.txt").write_text("\n".join(vocabulary), "utf-8")
    BertTokenizerFast(str(path / "vocab.txt"), model_max_length=128).save_pretrained(path)
    torch.manual_seed(3)
    config = BertConfig(
        vocab_size=len(vocabulary), hidden_size=16, num_hidden_layers=2, num_attention_heads=2,
        intermediate_size=32, max_position_embeddings=128,
    )  # fmt: skip
    BertModel(config).save_pretrained(path)
    return path


def tq(folder: Path, target: str, reference: str = REFERENCE, lang: str = "en") -> float:
    [stats] = Tq(encoder=str(folder)).measure([Segment("1", target, None, (reference,), "es", lang)])
    assert stats is not None
    return stats[0]


def test_a_text_has_the_same_bits_in_any_company(folder: Path) -> None:
    encoder = Transformer(folder)
    alone = [next(encoder.encode([text])) for text in TEXTS]
    for text, one, other in zip(TEXTS, alone, encoder.encode(TEXTS), strict=True):
        assert all(np.array_equal(*pair) for pair in zip(one, other, strict=True))
        assert len(one.ids) == len(one.vectors) == len(one.rarity) == min(len(text.replace(" ", "")), 126)


def test_the_reference_is_1_and_the_unrelated_near_0(folder: Path) -> None:
    assert tq(folder, REFERENCE) == 1.0
    assert tq(folder, REFERENCE, lang="hr") == 1.0
    assert tq(folder, "The city council approved the old budget on Monday.") > tq(folder, "Rain, rain, rain!")
    assert tq(folder, "") == 0.0


def test_the_first_state_stands_for_the_sentence_if_the_model_says_so(folder: Path, tmp_path: Path) -> None:
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    (tmp_path / "1_Pooling").mkdir()
    (tmp_path / "1_Pooling" / "config.json").write_text(json.dumps({"pooling_mode_cls_token": True}), "utf-8")
    [mean], [first] = Transformer(folder).encode(TEXTS[:1]), Transformer(tmp_path).encode(TEXTS[:1])
    assert np.array_equal(mean.vectors, first.vectors)
    assert not np.allclose(mean.sentence, first.sentence, atol=1e-3)


def test_the_signature_names_it(folder: Path) -> None:
    metric = Tq(encoder=str(folder))
    metric.ready()
    assert f"encoder:{folder}#{Transformer(folder).digest}" in metric.signature("hr", 1)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"encoder": "no/such-model"}, "tqcheck models pull no/such-model"),
        ({"encoder": ".", "fast": True}, "fast mode"),
    ],
)
def test_what_cannot_be_is_said_before_the_run(options: dict[str, object], told: str) -> None:
    with pytest.raises(UsageError, match=told):
        Tq(**options).ready()  # type: ignore[arg-type]
