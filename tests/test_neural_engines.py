"""Neural models translate back as their own libraries do."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

import pytest
from conftest import must_have

from tqcheck.backtranslation import engine_named
from tqcheck.errors import UsageError


@pytest.fixture(scope="session")
def tiny_marian(tmp_path_factory: pytest.TempPathFactory) -> str:
    must_have(find_spec("transformers") is not None, "transformers is not installed: pip install 'tqcheck[comet]'")
    import tiny_marian

    return str(tiny_marian.build(tmp_path_factory.mktemp("marian")))


@pytest.mark.xdist_group("comet")
@pytest.mark.filterwarnings("ignore")  # transformers' own; the engine silences them
def test_marian_gives_what_the_model_gives(tiny_marian: str) -> None:
    from transformers import MarianMTModel, MarianTokenizer

    texts = ["the president came", "six ministers said little", "yesterday"]
    answers = engine_named(f"marian:{tiny_marian},batch_size=1,beams=1").start("en", "es").translate(texts)
    model, tokenizer = MarianMTModel.from_pretrained(tiny_marian), MarianTokenizer.from_pretrained(tiny_marian)
    for text, answer in zip(texts, answers, strict=True):
        tokens = model.generate(**tokenizer([text], return_tensors="pt"), num_beams=1, max_new_tokens=512)
        said = tokenizer.batch_decode(tokens, skip_special_tokens=True)[0]
        assert answer.text == said


@pytest.mark.xdist_group("comet")
@pytest.mark.filterwarnings("ignore")
def test_ctranslate2_gives_what_marian_gives(tiny_marian: str, tmp_path: Path) -> None:
    if find_spec("ctranslate2") is None:
        pytest.skip("ctranslate2 is not installed: pip install ctranslate2")
    from ctranslate2.converters import TransformersConverter

    with pytest.raises(UsageError, match="how to convert"):
        engine_named(f"ctranslate2:{tiny_marian}").start("en", "es")
    converter = TransformersConverter(tiny_marian, copy_files=["source.spm", "target.spm"])
    converter.convert(str(tmp_path / "ct2"))
    texts = ["the president came", "yesterday", "six ministers said little"]
    said = [
        [answer.text[:40] for answer in engine_named(options).start("en", "es").translate(texts)]
        for options in (f"ctranslate2:{tmp_path}/ct2,beams=1", f"marian:{tiny_marian},beams=1,batch_size=1")
    ]
    assert said[0] == said[1]


@pytest.mark.xdist_group("comet")
def test_marian_says_what_is_missing() -> None:
    must_have(find_spec("transformers") is not None, "transformers is not installed: pip install 'tqcheck[comet]'")
    with pytest.raises(UsageError, match="tqcheck models pull Helsinki-NLP/opus-mt-es-en"):
        engine_named("marian").start("es", "en")
