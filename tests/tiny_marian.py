"""A Marian model, real but tiny and untrained: built in a second, without a network."""

from __future__ import annotations

import json
from pathlib import Path

TEXT = """the president came to Kyiv yesterday with six ministers
Lukashenko said little and left before the evening
ministers came and said that they had seen the president
el presidente llegó a Kiev ayer con seis ministros
Lukashenko habló poco y se fue antes de la noche
"""


def build(folder: Path) -> Path:
    """Return the folder of a model and its tokenizer."""
    import sentencepiece
    import torch
    from transformers import MarianConfig, MarianMTModel, MarianTokenizer

    corpus = folder / "corpus.txt"
    corpus.write_text(TEXT * 5)
    for side in ("source", "target"):
        sentencepiece.SentencePieceTrainer.train(
            input=str(corpus), model_prefix=str(folder / side), vocab_size=120, model_type="bpe", minloglevel=2
        )
        (folder / f"{side}.model").rename(folder / f"{side}.spm")
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "source.spm"))
    names = ["</s>", "<unk>", *(pieces.id_to_piece(number) for number in range(3, pieces.get_piece_size())), "<pad>"]
    (folder / "vocab.json").write_text(json.dumps({name: number for number, name in enumerate(names)}))
    MarianTokenizer(
        str(folder / "source.spm"), str(folder / "target.spm"), str(folder / "vocab.json"), "en", "es"
    ).save_pretrained(folder)
    torch.manual_seed(1)
    config = MarianConfig(
        vocab_size=len(names),
        d_model=32,
        encoder_layers=1,
        decoder_layers=1,
        encoder_attention_heads=2,
        decoder_attention_heads=2,
        encoder_ffn_dim=32,
        decoder_ffn_dim=32,
        pad_token_id=len(names) - 1,
        eos_token_id=0,
        decoder_start_token_id=len(names) - 1,
        forced_eos_token_id=0,
        max_length=20,
    )
    MarianMTModel(config).save_pretrained(folder)
    return folder
